// SPDX-License-Identifier: MIT
//
// AST to bytecode, one function at a time, without touching the heap. Inner
// functions appear in the result as kConstantFunction and kConstantDeclarations
// constants; the compiler decides when to generate them.
//
// Conventions that run time and generated code rely on:
//  - A generator's first call runs the prologue and the parameters, makes the
//    generator object and suspends with it as the result. Later calls resume at
//    SwitchOnGeneratorState with the generator object in new_target_register.
//    `yield` returns a finished { value, done: false }; Return gives the bare
//    value, which the resumer wraps as { value, done: true }.
//  - Async functions return their promise at every suspension and at Return.
//  - A module's function takes the SourceTextModule as its only parameter. Its
//    first call declares functions, fetches namespaces and suspends with the
//    generator object; resuming evaluates the body. With top-level await it
//    then behaves as an async function, otherwise it returns undefined.
//  - Constructors of derived classes always return an object.
#ifndef ENGINE_BYTECODE_BYTECODE_GENERATOR_H_
#define ENGINE_BYTECODE_BYTECODE_GENERATOR_H_

#include "engine/bytecode/bytecode-array-builder.h"

typedef struct GeneratorInput {
  Zone *zone;
  AstStringTable *strings;
  FunctionLiteral *literal;
  // kScopeModule's descriptor when literal is a module, else NULL.
  ModuleDescriptor *module;
  // Lowest address that the native stack may reach.
  uintptr_t stack_limit;
} GeneratorInput;

// NULL if the native stack ran out.
BytecodeOutput *BytecodeGenerator_generate(const GeneratorInput *input);

#endif  // ENGINE_BYTECODE_BYTECODE_GENERATOR_H_
