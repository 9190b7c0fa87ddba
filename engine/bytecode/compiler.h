// SPDX-License-Identifier: MIT
//
// From source text to functions: parsing, bytecode generation, and turning the
// result into heap objects. What the API, eval, Function() and lazy compilation
// call. A failed parse is a pending SyntaxError whose captured_stack was made
// by StackTrace_capture_at_source, so that messages can point at the place.
#ifndef ENGINE_BYTECODE_COMPILER_H_
#define ENGINE_BYTECODE_COMPILER_H_

#include "engine/heap/factory.h"
#include "engine/objects/layout/function-kind.h"

// Where source text comes from.
typedef struct ScriptOrigin {
  Value name;             // String, or undefined
  int32_t line_offset;    // lines before the text's first
  int32_t column_offset;  // columns before the text on its first line
  Value host_defined;     // for import() and import.meta; undefined: none
} ScriptOrigin;

// The SharedFunctionInfo of a classic script, bound to no realm; or the
// sentinel.
NODISCARD Value Compiler_compile_script(Isolate *isolate, String *source,
                                        const ScriptOrigin *origin);
// Runs it in the current native context: declares its globals, then evaluates.
// The completion value, or the sentinel.
NODISCARD Value Compiler_run_script_js(Isolate *isolate,
                                       SharedFunctionInfo *script);
// A function (JSFunction of the current realm) with these parameter names and
// body; positions count from the body's first character as origin says. The
// sentinel if it does not parse.
NODISCARD Value Compiler_compile_function(Isolate *isolate, String *body,
                                          const ScriptOrigin *origin,
                                          FixedArray *parameter_names);
// Compiles a closure's function if that was put off, and gives the closure its
// bytecode's entry. False with a pending SyntaxError or RangeError.
NODISCARD bool Compiler_compile_lazy(Isolate *isolate, JSFunction *function);
// A SourceTextModule that is not linked yet, or the sentinel.
NODISCARD Value Compiler_compile_module(Isolate *isolate, String *source,
                                        const ScriptOrigin *origin);
// CreateDynamicFunction: source is the whole text, parameters_end the offset of
// the "\n)" behind the parameters (Parser_parse_dynamic_function). kind: one of
// the four function kinds that have no syntax of their own. The function's
// SharedFunctionInfo, or the sentinel.
NODISCARD Value Compiler_compile_dynamic_function(Isolate *isolate,
                                                  String *source,
                                                  FunctionKind kind,
                                                  int parameters_end);
// Direct eval: context and caller are those of the calling frame. Indirect:
// context is the native context and caller NULL. The eval code's
// SharedFunctionInfo (to be run with `context`), or the sentinel.
typedef struct EvalOrigin {
  Context *context;
  JSFunction *caller;
  bool is_strict;
  int32_t position;  // of the call
} EvalOrigin;
NODISCARD Value Compiler_compile_eval(Isolate *isolate, String *source,
                                      const EvalOrigin *origin);
// Early errors only: false with a pending SyntaxError.
NODISCARD bool Compiler_check(Isolate *isolate, String *source,
                              const ScriptOrigin *origin, bool is_module);

#endif  // ENGINE_BYTECODE_COMPILER_H_
