// SPDX-License-Identifier: MIT
//
// Runs definitions and turns each module into a relocatable object in memory.
#include <llvm-c/Analysis.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builtins-dsl/generator/code-table.h"

static LLVMTargetMachineRef new_target_machine(void) {
  const char *triple = "x86_64-unknown-linux-gnu";
  LLVMTargetRef target;
  char *message = NULL;
  if (LLVMGetTargetFromTriple(triple, &target, &message)) {
    fprintf(stderr, "builtins-gen: %s\n", message);
    exit(1);
  }
  // SSE4.1 for rounding; nothing that a machine of the last 15 years lacks.
  return LLVMCreateTargetMachine(target, triple, "x86-64-v2", "",
                                 LLVMCodeGenLevelDefault, LLVMRelocPIC,
                                 LLVMCodeModelSmall);
}

static void optimize(Assembler *a, LLVMTargetMachineRef machine) {
  LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
  LLVMPassBuilderOptionsSetLoopVectorization(options, false);
  LLVMPassBuilderOptionsSetSLPVectorization(options, false);
  LLVMPassBuilderOptionsSetLoopInterleaving(options, false);
  LLVMPassBuilderOptionsSetLoopUnrolling(options, false);
  LLVMErrorRef error =
      LLVMRunPasses(a->module, "default<O2>", machine, options);
  if (error != NULL) {
    fprintf(stderr, "builtins-gen: %s\n", LLVMGetErrorMessage(error));
    exit(1);
  }
  LLVMDisposePassBuilderOptions(options);
}

static void verify(Assembler *a) {
  char *message = NULL;
  if (!LLVMVerifyModule(a->module, LLVMReturnStatusAction, &message)) {
    LLVMDisposeMessage(message);
    return;
  }
  fprintf(stderr, "builtins-gen: a definition built wrong code: %s\n", message);
  exit(1);
}

static ObjectBuffer emit(Assembler *a, bool print_ir) {
  verify(a);
  LLVMTargetMachineRef machine = new_target_machine();
  LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(machine);
  LLVMSetModuleDataLayout(a->module, layout);
  LLVMDisposeTargetData(layout);
  optimize(a, machine);
  if (print_ir) LLVMDumpModule(a->module);
  LLVMMemoryBufferRef buffer;
  char *message = NULL;
  if (LLVMTargetMachineEmitToMemoryBuffer(machine, a->module, LLVMObjectFile,
                                          &message, &buffer)) {
    fprintf(stderr, "builtins-gen: %s\n", message);
    exit(1);
  }
  ObjectBuffer result;
  result.size_bytes = LLVMGetBufferSize(buffer);
  result.bytes = malloc(result.size_bytes);
  CHECK(result.bytes != NULL);
  memcpy(result.bytes, LLVMGetBufferStart(buffer), result.size_bytes);
  LLVMDisposeMemoryBuffer(buffer);
  LLVMDisposeTargetMachine(machine);
  return result;
}

static CodeKind kind_of(const CodeRow *row) {
  switch (row->kind) {
    case kEmbeddedHandler:
      return kCodeHandler;
    case kEmbeddedJS:
      return kCodeJS;
    default:
      return kCodeStub;
  }
}

static void define_row(Assembler *a, const CodeRow *row, const char *symbol) {
  a->bytecode = (Bytecode)row->bytecode;
  a->scale = row->scale;
  a->c_builtin_slot = row->c_builtin_slot;
  if (row->kind != kEmbeddedCEntry) Assembler_begin(a, kind_of(row), symbol);
  row->define(a);
  Assembler_end(a);
}

ObjectBuffer Emit_rows(const CodeRow *rows, int count, const char *module,
                       bool print_ir) {
  Assembler *a = Assembler_new(module);
  for (int i = 0; i < count; i++) define_row(a, &rows[i], rows[i].symbol);
  ObjectBuffer result = emit(a, print_ir);
  Assembler_delete(a);
  return result;
}

ObjectBuffer Emit_stencil(const CodeRow *row, const char *symbol) {
  Assembler *a = Assembler_new(symbol);
  a->is_stencil = true;
  define_row(a, row, symbol);
  ObjectBuffer result = emit(a, false);
  Assembler_delete(a);
  return result;
}
