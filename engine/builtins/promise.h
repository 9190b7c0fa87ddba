// SPDX-License-Identifier: MIT
//
// Promises (ECMA-262 #sec-promise-objects) for C code: builtins, the
// interpreter's await, modules and the API.
#ifndef ENGINE_BUILTINS_PROMISE_H_
#define ENGINE_BUILTINS_PROMISE_H_

#include "engine/heap/factory.h"

typedef enum PromiseState {
  kPromisePending,
  kPromiseFulfilled,
  kPromiseRejected,
} PromiseState;

typedef enum PromiseFlags {
  kPromiseStateMask = 3,
  kPromiseHasHandler = 4,
  // Rejections of it are never reported (the engine's own chains).
  kPromiseIsSilent = 8,
} PromiseFlags;

// What isolate->promise_reject_hook is told (HostPromiseRejectionTracker).
typedef enum PromiseRejectEvent {
  kPromiseRejectWithNoHandler,
  kPromiseHandlerAddedAfterReject,
  kPromiseRejectAfterResolved,
  kPromiseResolveAfterResolved,
} PromiseRejectEvent;

static inline PromiseState Promise_state(const JSPromise *promise) {
  return (PromiseState)(promise->flags & kPromiseStateMask);
}
// Of a settled promise.
static inline Value Promise_result(const JSPromise *promise) {
  return JSPromise_reactions_or_result(promise);
}

// A pending promise of the current realm's %Promise%.
JSPromise *Promise_new(Isolate *isolate);
// #sec-fulfillpromise, #sec-rejectpromise. The promise must be pending.
void Promise_fulfill(Isolate *isolate, JSPromise *promise, Value value);
void Promise_reject(Isolate *isolate, JSPromise *promise, Value reason);
// What a resolve function does (#sec-promise-resolve-functions, from step 7):
// a thenable is followed; what reading `then` throws rejects the promise. False
// only if JavaScript is being terminated.
NODISCARD bool Promise_resolve_js(Isolate *isolate, JSPromise *promise,
                                  Value resolution);
// #sec-promise-resolve: PromiseResolve(constructor, value).
NODISCARD Value Promise_from_value_js(Isolate *isolate, Value constructor,
                                      Value value);
// #sec-performpromisethen. Handlers: callables or undefined. derived:
// PromiseCapability, JSPromise, JSGeneratorObject (await) or undefined; or a Smi,
// the index of an element of the combinator whose state is on_fulfilled.
void Promise_perform_then(Isolate *isolate, JSPromise *promise,
                          Value on_fulfilled, Value on_rejected,
                          Value derived);
// #sec-newpromisecapability. NULL when it threw.
NODISCARD PromiseCapability *PromiseCapability_new_js(Isolate *isolate,
                                                      Value constructor);
// #sec-createresolvingfunctions.
void Promise_create_resolving_functions(Isolate *isolate, JSPromise *promise,
                                        Value *resolve, Value *reject);
// #await, steps 2-9: the generator (an async function's or generator's) is
// resumed with what the promise of the value becomes. undefined, or the
// sentinel.
NODISCARD Value Promise_await_js(Isolate *isolate, JSGeneratorObject *generator,
                                 Value value);

// What Promise.all, allSettled, any or race wait for an element's promise with.
typedef struct PromiseElement {
  Value promise;     // the combined one
  int32_t index;
  const char *name;  // "all" and so on; NULL of race
} PromiseElement;
// False if the reaction is none of theirs.
bool PromiseElement_of_reaction(Isolate *isolate,
                                const PromiseReaction *reaction,
                                PromiseElement *element);

#endif  // ENGINE_BUILTINS_PROMISE_H_
