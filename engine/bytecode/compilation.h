// SPDX-License-Identifier: MIT
//
// A compilation in progress: one parse and the heap objects made from it. What
// the compiler's files share.
//
// Zone memory is not scanned by the collector, so every heap object that only
// the zone refers to also goes to `keep`. The Compilation itself is on the
// native stack, which keeps `keep` alive.
#ifndef ENGINE_BYTECODE_COMPILATION_H_
#define ENGINE_BYTECODE_COMPILATION_H_

#include "engine/bytecode/bytecode-generator.h"
#include "engine/heap/factory.h"
#include "engine/objects/shared-function-info.h"
#include "engine/parser/parser.h"

typedef struct Compilation {
  Isolate *isolate;
  Zone zone;
  ParseInfo info;
  String *source;
  Script *script;
  ArrayList *keep;
} Compilation;

// The source must be flat; it stays referenced by the script.
void Compilation_begin(Compilation *c, Isolate *isolate, String *source,
                       Script *script);
void Compilation_end(Compilation *c);
// Makes an object live until the compilation ends.
void Compilation_keep(Compilation *c, const void *object);
// The internalized heap string of an AST string.
String *Compilation_string(Compilation *c, const AstString *string);
// The same, or undefined for NULL.
Value Compilation_string_or_undefined(Compilation *c, const AstString *string);
// The SharedFunctionInfo of an inner function, not compiled. outer: the scope
// in which closures are made, or NULL.
SharedFunctionInfo *Compilation_new_shared(Compilation *c,
                                           const FunctionLiteral *literal,
                                           const Scope *outer);
// Generates code for a function and for all within that are not put off. Only
// then is `shared` compiled. False with a pending exception.
NODISCARD bool Compilation_compile(Compilation *c, FunctionLiteral *literal,
                                   SharedFunctionInfo *shared);

// Parses a function again that was compiled from source. The caller ends the
// compilation in any case; no exception is pending after a failure.
NODISCARD bool Compilation_reparse(Compilation *c, Isolate *isolate,
                                   SharedFunctionInfo *shared);

// ---- scope-info-builder.c ----
// The ScopeInfo of a scope with a context; made once.
ScopeInfo *Compilation_scope_info(Compilation *c, const Scope *scope);
// That of the nearest scope from `scope` outwards that has a context, or
// undefined.
Value Compilation_outer_scope_info(Compilation *c, const Scope *scope);
// Describes the chain of run-time scopes to the parser; NULL at script level.
const OuterScopeInfo *Compilation_outer_chain(Compilation *c, Value scope_info);

// ---- constants.c ----
// The constant pool's objects.
FixedArray *Compilation_constant_pool(Compilation *c,
                                      const BytecodeOutput *output);
FixedArray *Compilation_module_info(Compilation *c,
                                    const ModuleDescriptor *module);

#endif  // ENGINE_BYTECODE_COMPILATION_H_
