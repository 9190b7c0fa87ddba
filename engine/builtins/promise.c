// SPDX-License-Identifier: MIT
//
// Promise abstract operations and jobs (ECMA-262
// #sec-promise-abstract-operations, #sec-promise-jobs).
#include "engine/builtins/promise.h"

#include <stdlib.h>

#include "engine/builtins/async-generator.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/microtask-queue.h"
#include "engine/builtins/promise-jobs.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/protectors.h"

JSPromise *Promise_new(Isolate *isolate) {
  JSPromise *promise = (JSPromise *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, promise_initial_map));
  JSPromise_set_reactions_or_result(promise, Value_from_smi(0));
  promise->flags = kPromisePending;
  return promise;
}

bool Promise_is_plain(const Isolate *isolate, Value value) {
  if (!Value_is_JSPromise(isolate, value) ||
      !Protector_is_intact(isolate, kProtectorPromise))
    return false;
  const Map *map = HeapObject_map(Value_object(isolate, value));
  return Value_equals(Value_from_object(map),
                      INTRINSIC(isolate, promise_initial_map));
}

static void enqueue_reaction(Isolate *isolate, PromiseReaction *reaction,
                             Value argument, PromiseState state) {
  MicrotaskQueue_enqueue(isolate, kMicrotaskPromiseReaction,
                         Value_from_object(reaction), argument,
                         Value_from_smi((int32_t)state));
}

// ECMA-262 #sec-triggerpromisereactions; the list is newest first.
static void trigger_reactions(Isolate *isolate, Value reactions, Value argument,
                              PromiseState state) {
  Value reversed = Value_from_smi(0);
  while (!Value_is_smi(reactions)) {
    PromiseReaction *reaction = Value_as_PromiseReaction(isolate, reactions);
    Value next = PromiseReaction_next(reaction);
    PromiseReaction_set_next(reaction, reversed);
    reversed = reactions;
    reactions = next;
  }
  while (!Value_is_smi(reversed)) {
    PromiseReaction *reaction = Value_as_PromiseReaction(isolate, reversed);
    reversed = PromiseReaction_next(reaction);
    enqueue_reaction(isolate, reaction, argument, state);
  }
}

static void settle(Isolate *isolate, JSPromise *promise, PromiseState state,
                   Value value) {
  DCHECK(Promise_state(promise) == kPromisePending);
  value = Isolate_box(isolate, value);
  Value reactions = JSPromise_reactions_or_result(promise);
  JSPromise_set_reactions_or_result(promise, value);
  promise->flags = (promise->flags & ~(uint32_t)kPromiseStateMask) | state;
  trigger_reactions(isolate, reactions, value, state);
}

void Promise_fulfill(Isolate *isolate, JSPromise *promise, Value value) {
  settle(isolate, promise, kPromiseFulfilled, value);
}

static void tell_host(Isolate *isolate, PromiseRejectEvent event,
                      JSPromise *promise, Value value) {
  if (isolate->promise_reject_hook != NULL &&
      !(promise->flags & kPromiseIsSilent))
    isolate->promise_reject_hook(isolate, event, promise, value);
}

void Promise_reject(Isolate *isolate, JSPromise *promise, Value reason) {
  bool handled = (promise->flags & kPromiseHasHandler) != 0;
  settle(isolate, promise, kPromiseRejected, reason);
  if (!handled)
    tell_host(isolate, kPromiseRejectWithNoHandler, promise,
              Promise_result(promise));
}

// Rejects with the pending exception, which is taken away. False if JavaScript
// is being terminated: that is not to be caught.
static bool reject_with_pending(Isolate *isolate, JSPromise *promise) {
  if (isolate->terminating) return false;
  Value reason = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  Promise_reject(isolate, promise, reason);
  return true;
}

bool Promise_resolve_js(Isolate *isolate, JSPromise *promise,
                        Value resolution) {
  // 7. If SameValue(resolution, promise), reject with a TypeError.
  if (Value_equals(resolution, Value_from_object(promise))) {
    Value sentinel =
        Throw_type_error(isolate, kMessagePromiseCyclic, resolution,
                         ROOT(undefined_value));
    (void)sentinel;
    return reject_with_pending(isolate, promise);
  }
  if (!Value_is_JSReceiver(isolate, resolution)) {
    Promise_fulfill(isolate, promise, resolution);
    return true;
  }
  Value then;
  if (Promise_is_plain(isolate, resolution)) {
    then = INTRINSIC(isolate, promise_then);
  } else {
    then = Object_get_name_js(isolate, resolution,
                              ROOT_OBJECT(isolate, Name, then_string));
    if (Value_is_exception(then)) return reject_with_pending(isolate, promise);
    if (!Object_is_callable(isolate, then)) {
      Promise_fulfill(isolate, promise, resolution);
      return true;
    }
  }
  MicrotaskQueue_enqueue(isolate, kMicrotaskResolveThenable,
                         Value_from_object(promise), resolution, then);
  return true;
}

Value Promise_from_value_js(Isolate *isolate, Value constructor, Value value) {
  bool intrinsic =
      Value_equals(constructor, INTRINSIC(isolate, promise_function));
  if (Value_is_JSPromise(isolate, value)) {
    if (intrinsic && Promise_is_plain(isolate, value)) return value;
    Value own = TRY(Object_get_name_js(
        isolate, value, ROOT_OBJECT(isolate, Name, constructor_string)));
    if (Object_same_value(isolate, own, constructor)) return value;
  }
  if (intrinsic) {
    JSPromise *promise = Promise_new(isolate);
    TRY_BOOL(Promise_resolve_js(isolate, promise, value));
    return Value_from_object(promise);
  }
  PromiseCapability *capability = PromiseCapability_new_js(isolate,
                                                           constructor);
  if (capability == NULL) return ROOT(exception);
  TRY(Execution_call1_js(isolate, PromiseCapability_resolve(capability),
                         ROOT(undefined_value), value));
  return PromiseCapability_promise(capability);
}

static PromiseReaction *new_reaction(Isolate *isolate, Value on_fulfilled,
                                     Value on_rejected, Value derived) {
  PromiseReaction *reaction = (PromiseReaction *)Heap_allocate_raw(
      isolate, Object_align(sizeof *reaction),
      ROOT_OBJECT(isolate, Map, promise_reaction_map));
  reaction->next = Tagged_from_smi(0);
  reaction->fulfill_handler = Value_tagged(on_fulfilled);
  reaction->reject_handler = Value_tagged(on_rejected);
  reaction->promise_or_capability = Value_tagged(derived);
  return reaction;
}

static bool is_resumable(const Isolate *isolate, Value derived) {
  return Value_is_JSAsyncFunctionObject(isolate, derived) ||
         Value_is_JSAsyncGeneratorObject(isolate, derived) ||
         Value_is_JSGeneratorObject(isolate, derived);
}

// The job of a reaction to a settled promise.
static void enqueue_settled(Isolate *isolate, const JSPromise *promise,
                            Value on_fulfilled, Value on_rejected,
                            Value derived) {
  PromiseState state = Promise_state(promise);
  Value result = Promise_result(promise);
  if (Value_is_smi(derived)) {
    int32_t packed = Value_smi(derived) * 2 + (state == kPromiseFulfilled);
    MicrotaskQueue_enqueue(isolate, kMicrotaskElement, on_fulfilled, result,
                           Value_from_smi(packed));
    return;
  }
  if (is_resumable(isolate, derived)) {
    MicrotaskQueue_enqueue(isolate, kMicrotaskAwait, derived, result,
                           Value_from_smi((int32_t)state));
    return;
  }
  PromiseReaction *reaction =
      new_reaction(isolate, on_fulfilled, on_rejected, derived);
  enqueue_reaction(isolate, reaction, result, state);
}

void Promise_perform_then(Isolate *isolate, JSPromise *promise,
                          Value on_fulfilled, Value on_rejected,
                          Value derived) {
  PromiseState state = Promise_state(promise);
  if (state == kPromisePending) {
    PromiseReaction *reaction =
        new_reaction(isolate, on_fulfilled, on_rejected, derived);
    PromiseReaction_set_next(reaction,
                             JSPromise_reactions_or_result(promise));
    JSPromise_set_reactions_or_result(promise, Value_from_object(reaction));
  } else {
    if (state == kPromiseRejected && !(promise->flags & kPromiseHasHandler))
      tell_host(isolate, kPromiseHandlerAddedAfterReject, promise,
                ROOT(undefined_value));
    enqueue_settled(isolate, promise, on_fulfilled, on_rejected, derived);
  }
  // A frozen page is not written for what it says already.
  if (!(promise->flags & kPromiseHasHandler))
    promise->flags |= kPromiseHasHandler;
}

Value Promise_await_js(Isolate *isolate, JSGeneratorObject *generator,
                       Value value) {
  if (!Value_is_JSReceiver(isolate, value)) {
    // The promise that would be fulfilled with it is nobody else's.
    MicrotaskQueue_enqueue(isolate, kMicrotaskAwait,
                           Value_from_object(generator),
                           Isolate_box(isolate, value),
                           Value_from_smi(kPromiseFulfilled));
    return ROOT(undefined_value);
  }
  Value promise = TRY(Promise_from_value_js(
      isolate, INTRINSIC(isolate, promise_function), value));
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, promise),
                       ROOT(undefined_value), ROOT(undefined_value),
                       Value_from_object(generator));
  return ROOT(undefined_value);
}

// ---- Resolving functions ----

// Values of a resolving function: the promise, and a Cell that both functions
// of a pair share: true once one of them was called.
enum { kResolvingPromise, kResolvingAlready };

void Promise_create_resolving_functions(Isolate *isolate, JSPromise *promise,
                                        Value *resolve, Value *reject) {
  Value values[2] = {Value_from_object(promise),
                     Value_from_object(Cell_new(isolate, ROOT(false_value)))};
  *resolve = Value_from_object(
      BuiltinClosure_new(isolate, kBuiltinPromiseResolveFunction, 1, values,
                         2));
  *reject = Value_from_object(
      BuiltinClosure_new(isolate, kBuiltinPromiseRejectFunction, 1, values, 2));
}

// The promise to settle, or NULL if the pair was used already.
static JSPromise *take_unresolved(Isolate *isolate, const Value *argv) {
  Cell *already = Value_as_Cell(
      isolate, BuiltinClosure_get(isolate, argv, kResolvingAlready));
  if (Value_is_true(Cell_value(already))) return NULL;
  Cell_set_value(already, ROOT(true_value));
  return Value_as_JSPromise(
      isolate, BuiltinClosure_get(isolate, argv, kResolvingPromise));
}

// ECMA-262 #sec-promise-resolve-functions
Value Builtin_PromiseResolveFunction(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  JSPromise *promise = take_unresolved(isolate, argv);
  if (promise != NULL)
    TRY_BOOL(Promise_resolve_js(isolate, promise, argv[1]));
  return ROOT(undefined_value);
}

// ECMA-262 #sec-promise-reject-functions
Value Builtin_PromiseRejectFunction(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  JSPromise *promise = take_unresolved(isolate, argv);
  if (promise != NULL) Promise_reject(isolate, promise, argv[1]);
  return ROOT(undefined_value);
}

// ECMA-262 #sec-getcapabilitiesexecutor-functions
Value Builtin_PromiseCapabilityExecutor(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  PromiseCapability *capability = Value_as_PromiseCapability(
      isolate, BuiltinClosure_get(isolate, argv, 0));
  if (!Value_is_undefined(PromiseCapability_resolve(capability)) ||
      !Value_is_undefined(PromiseCapability_reject(capability)))
    return Throw_type_error(isolate, kMessagePromiseExecutorAlreadyInvoked,
                            ROOT(undefined_value), ROOT(undefined_value));
  Value resolve = Isolate_box(isolate, argv[1]);
  Value reject = Isolate_box(isolate, argv[2]);
  PromiseCapability_set_resolve(capability, resolve);
  PromiseCapability_set_reject(capability, reject);
  return ROOT(undefined_value);
}

// A receiver that is no object names the running method of Promise.
static void throw_no_constructor(Isolate *isolate, Value constructor) {
  const Value *argv = isolate->builtin_argv;
  if (Value_is_JSReceiver(isolate, constructor) || argv == NULL ||
      !Value_equals(argv[0], constructor)) {
    (void)Throw_type_error(isolate, kMessageNotConstructor, constructor,
                           ROOT(undefined_value));
    return;
  }
  char *name = String_to_utf8(
      isolate,
      SharedFunctionInfo_name_string(JSFunction_shared(
          Value_as_JSFunction(isolate, argv[kArgvFunction]))),
      NULL);
  (void)Throw_type_error(
      isolate, kMessageCalledOnNonObject,
      Value_from_object(String_format(isolate, "Promise.%s", name)),
      ROOT(undefined_value));
  free(name);
}

PromiseCapability *PromiseCapability_new_js(Isolate *isolate,
                                            Value constructor) {
  if (!Object_is_constructor(isolate, constructor)) {
    throw_no_constructor(isolate, constructor);
    return NULL;
  }
  PromiseCapability *capability =
      HEAP_NEW(isolate, PromiseCapability, promise_capability_map);
  Value resolve, reject;
  if (Value_equals(constructor, INTRINSIC(isolate, promise_function))) {
    // The executor and its call cannot be seen.
    JSPromise *promise = Promise_new(isolate);
    Promise_create_resolving_functions(isolate, promise, &resolve, &reject);
    PromiseCapability_set_promise(capability, Value_from_object(promise));
    PromiseCapability_set_resolve(capability, resolve);
    PromiseCapability_set_reject(capability, reject);
    return capability;
  }
  Value data = Value_from_object(capability);
  Value executor = Value_from_object(BuiltinClosure_new(
      isolate, kBuiltinPromiseCapabilityExecutor, 2, &data, 1));
  Value promise = Execution_construct_js(isolate, constructor, constructor, 1,
                                         &executor);
  if (Value_is_exception(promise)) return NULL;
  if (!Object_is_callable(isolate, PromiseCapability_resolve(capability)) ||
      !Object_is_callable(isolate, PromiseCapability_reject(capability))) {
    Value sentinel =
        Throw_type_error(isolate, kMessagePromiseNonCallable,
                         ROOT(undefined_value), ROOT(undefined_value));
    (void)sentinel;
    return NULL;
  }
  PromiseCapability_set_promise(capability, promise);
  return capability;
}

// ---- Jobs ----

// Settles what a reaction derives with its handler's outcome.
static Value settle_derived_js(Isolate *isolate, Value derived, Value result) {
  bool threw = Value_is_exception(result);
  if (threw) {
    if (isolate->terminating) return ROOT(exception);
    result = isolate->pending_exception;
    isolate->pending_exception = ROOT(the_hole);
  }
  if (Value_is_JSPromise(isolate, derived)) {
    JSPromise *promise = Value_as_JSPromise(isolate, derived);
    if (threw) {
      Promise_reject(isolate, promise, result);
    } else {
      TRY_BOOL(Promise_resolve_js(isolate, promise, result));
    }
    return ROOT(undefined_value);
  }
  // Await-like reactions of the engine that derive nothing.
  if (Value_is_undefined(derived)) return ROOT(undefined_value);
  PromiseCapability *capability = Value_as_PromiseCapability(isolate, derived);
  return Execution_call1_js(isolate,
                            threw ? PromiseCapability_reject(capability)
                                  : PromiseCapability_resolve(capability),
                            ROOT(undefined_value), result);
}

static Value resume_js(Isolate *isolate, Value generator, Value argument,
                       PromiseState state) {
  GeneratorResumeMode mode = state == kPromiseFulfilled ? kGeneratorResumeNext
                                                        : kGeneratorResumeThrow;
  if (Value_is_JSAsyncGeneratorObject(isolate, generator))
    return AsyncGenerator_awaited_js(
        isolate, Value_as_JSAsyncGeneratorObject(isolate, generator), argument,
        mode);
  return Execution_resume_generator_js(
      isolate, Value_as_JSGeneratorObject(isolate, generator), argument, mode);
}

Value PromiseAwait_run_js(Isolate *isolate, Value generator, Value argument,
                          PromiseState state) {
  Isolate_set_root(isolate, kIsolateRoot_running_reaction, generator);
  Value result = resume_js(isolate, generator, argument, state);
  Isolate_set_root(isolate, kIsolateRoot_running_reaction,
                   ROOT(undefined_value));
  return result;
}

static Value run_reaction_js(Isolate *isolate, PromiseReaction *reaction,
                             Value argument, PromiseState state) {
  Value derived = PromiseReaction_promise_or_capability(reaction);
  bool fulfilled = state == kPromiseFulfilled;
  if (is_resumable(isolate, derived))
    return resume_js(isolate, derived, argument, state);
  if (Value_is_smi(derived))
    return PromiseElement_run_js(
        isolate,
        Value_as_FixedArray(isolate, PromiseReaction_fulfill_handler(reaction)),
        Value_smi(derived), argument, state);
  Value handler = fulfilled ? PromiseReaction_fulfill_handler(reaction)
                            : PromiseReaction_reject_handler(reaction);
  Value result;
  if (!Value_is_undefined(handler)) {
    result = Execution_call1_js(isolate, handler, ROOT(undefined_value),
                                argument);
  } else {
    result = fulfilled ? argument : Isolate_throw(isolate, argument);
  }
  return settle_derived_js(isolate, derived, result);
}

Value PromiseReaction_run_js(Isolate *isolate, PromiseReaction *reaction,
                             Value argument, PromiseState state) {
  Isolate_set_root(isolate, kIsolateRoot_running_reaction,
                   PromiseReaction_promise_or_capability(reaction));
  Value result = run_reaction_js(isolate, reaction, argument, state);
  Isolate_set_root(isolate, kIsolateRoot_running_reaction,
                   ROOT(undefined_value));
  return result;
}

Value PromiseThenable_run_js(Isolate *isolate, Value promise, Value thenable,
                             Value then) {
  JSPromise *target = Value_as_JSPromise(isolate, promise);
  if (Promise_is_plain(isolate, thenable) &&
      Value_equals(then, INTRINSIC(isolate, promise_then))) {
    // The original `then` with resolving functions: the promise it would derive
    // is dropped, and the functions cannot be seen.
    Promise_perform_then(isolate, Value_as_JSPromise(isolate, thenable),
                         ROOT(undefined_value), ROOT(undefined_value), promise);
    return ROOT(undefined_value);
  }
  Value arguments[2];
  Promise_create_resolving_functions(isolate, target, &arguments[0],
                                     &arguments[1]);
  Value result = Execution_call_js(isolate, then, thenable, 2, arguments);
  if (!Value_is_exception(result)) return result;
  if (isolate->terminating) return result;
  Value reason = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  return Execution_call1_js(isolate, arguments[1], ROOT(undefined_value),
                            reason);
}
