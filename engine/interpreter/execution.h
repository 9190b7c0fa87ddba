// SPDX-License-Identifier: MIT
//
// C calls JavaScript. Each of these may run user code, and returns the sentinel
// when that threw.
#ifndef ENGINE_INTERPRETER_EXECUTION_H_
#define ENGINE_INTERPRETER_EXECUTION_H_

#include "engine/heap/factory.h"

// [[Call]]; throws a TypeError if it is not callable.
NODISCARD Value Execution_call_js(Isolate *isolate, Value callable,
                                  Value receiver, int argc, const Value *argv);
// Runs a JSFunction in its realm, with the receiver as it is: no checks.
// new_target: undefined for a call.
NODISCARD Value Execution_invoke_js(Isolate *isolate, JSFunction *function,
                                    Value receiver, Value new_target, int argc,
                                    const Value *argv);
// [[Construct]].
NODISCARD Value Execution_construct_js(Isolate *isolate, Value constructor,
                                       Value new_target, int argc,
                                       const Value *argv);
static inline Value Execution_call0_js(Isolate *isolate, Value callable,
                                       Value receiver) {
  return Execution_call_js(isolate, callable, receiver, 0, NULL);
}
static inline Value Execution_call1_js(Isolate *isolate, Value callable,
                                       Value receiver, Value argument) {
  return Execution_call_js(isolate, callable, receiver, 1, &argument);
}
// For loops of C code that may take long: serves interrupts and termination, if
// there are any. False if JavaScript is to end.
NODISCARD bool Execution_serve_interrupts_slow_js(Isolate *isolate);
NODISCARD static ALWAYS_INLINE bool Execution_serve_interrupts_js(
    Isolate *isolate) {
  return LIKELY(isolate->vm_stack_limit != NULL) ||
         Execution_serve_interrupts_slow_js(isolate);
}
// Resumes a suspended generator (mode: GeneratorResumeMode) with a value; the
// result is what it yields or returns next (generator.continuation tells).
NODISCARD Value Execution_resume_generator_js(Isolate *isolate,
                                              JSGeneratorObject *generator,
                                              Value value, int mode);

#endif  // ENGINE_INTERPRETER_EXECUTION_H_
