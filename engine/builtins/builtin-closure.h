// SPDX-License-Identifier: MIT
//
// Builtin function objects that carry values of their own (the specification's
// abstract closures: resolving functions, combinator elements, revokers). The
// values lie in the function's Context, behind its header.
#ifndef ENGINE_BUILTINS_BUILTIN_CLOSURE_H_
#define ENGINE_BUILTINS_BUILTIN_CLOSURE_H_

#include "engine/builtins/builtin-ids.h"
#include "engine/objects/native-context.h"

// A function of the current realm with `length` and an empty name.
JSFunction *BuiltinClosure_new(Isolate *isolate, BuiltinId id, int length,
                               const Value *values, int count);
static inline Value BuiltinClosure_get(const Isolate *isolate,
                                       const Value *argv, int index) {
  JSFunction *function = Value_as_JSFunction(isolate, argv[kArgvFunction]);
  return Context_get_slots(JSFunction_context(function),
                           kContextHeaderSlots_ + index);
}
// value: boxed.
static inline void BuiltinClosure_set(const Isolate *isolate,
                                      const Value *argv, int index,
                                      Value value) {
  JSFunction *function = Value_as_JSFunction(isolate, argv[kArgvFunction]);
  Context_set_slots(JSFunction_context(function),
                    kContextHeaderSlots_ + index, value);
}

// The SharedFunctionInfo of a builtin, made on first use. name may be NULL.
SharedFunctionInfo *Builtin_shared_info(Isolate *isolate, BuiltinId id,
                                        String *name, int length);

#endif  // ENGINE_BUILTINS_BUILTIN_CLOSURE_H_
