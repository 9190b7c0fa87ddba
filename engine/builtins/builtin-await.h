// SPDX-License-Identifier: MIT
//
// Await for builtins written as state machines in C: the state continues in a
// closure when the promise of a value settles.
#ifndef ENGINE_BUILTINS_BUILTIN_AWAIT_H_
#define ENGINE_BUILTINS_BUILTIN_AWAIT_H_

#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/promise.h"

// Calls closure `fulfilled` or `rejected` (whose value 0 is `state`) later.
// False when making the promise threw.
NODISCARD static inline bool Builtin_await_js(Isolate *isolate, Value value,
                                              BuiltinId fulfilled,
                                              BuiltinId rejected, Value state) {
  Value promise = Promise_from_value_js(
      isolate, INTRINSIC(isolate, promise_function), value);
  if (Value_is_exception(promise)) return false;
  Value on_fulfilled = Value_from_object(
      BuiltinClosure_new(isolate, fulfilled, 1, &state, 1));
  Value on_rejected = Value_from_object(
      BuiltinClosure_new(isolate, rejected, 1, &state, 1));
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, promise),
                       on_fulfilled, on_rejected, ROOT(undefined_value));
  return true;
}

// Takes the pending exception away. False if JavaScript is being terminated:
// then it must not be caught.
NODISCARD static inline bool Builtin_take_exception(Isolate *isolate,
                                                    Value *exception) {
  if (isolate->terminating) return false;
  *exception = Isolate_box(isolate, isolate->pending_exception);
  isolate->pending_exception = ROOT(the_hole);
  return true;
}

#endif  // ENGINE_BUILTINS_BUILTIN_AWAIT_H_
