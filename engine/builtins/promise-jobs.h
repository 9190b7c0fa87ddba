// SPDX-License-Identifier: MIT
//
// What the microtask queue runs for promises.
#ifndef ENGINE_BUILTINS_PROMISE_JOBS_H_
#define ENGINE_BUILTINS_PROMISE_JOBS_H_

#include "engine/builtins/promise.h"

// #sec-newpromisereactionjob. state: what the promise became.
NODISCARD Value PromiseReaction_run_js(Isolate *isolate,
                                       PromiseReaction *reaction,
                                       Value argument, PromiseState state);
// #sec-newpromiseresolvethenablejob
NODISCARD Value PromiseThenable_run_js(Isolate *isolate, Value promise,
                                       Value thenable, Value then);
// An await ends: resumes the generator, as the state says.
NODISCARD Value PromiseAwait_run_js(Isolate *isolate, Value generator,
                                    Value argument, PromiseState state);
// An element of a combinator was settled (promise-combinators.c).
NODISCARD Value PromiseElement_run_js(Isolate *isolate, FixedArray *combinator,
                                      int32_t index, Value argument,
                                      PromiseState state);
// Nothing a program can see happens when the promise's `constructor`, `then`
// and its species are taken to be the initial ones.
bool Promise_is_plain(const Isolate *isolate, Value promise);

#endif  // ENGINE_BUILTINS_PROMISE_JOBS_H_
