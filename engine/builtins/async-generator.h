// SPDX-License-Identifier: MIT
//
// Async generators' request queues (ECMA-262
// #sec-asyncgenerator-abstract-operations).
#ifndef ENGINE_BUILTINS_ASYNC_GENERATOR_H_
#define ENGINE_BUILTINS_ASYNC_GENERATOR_H_

#include "engine/heap/factory.h"

// A promise that the generator awaited settled: continues it, then serves
// further requests. mode: GeneratorResumeMode.
NODISCARD Value AsyncGenerator_awaited_js(Isolate *isolate,
                                          JSAsyncGeneratorObject *generator,
                                          Value value, int mode);

// The promise of the first request; undefined if there is none.
Value AsyncGenerator_first_promise(Isolate *isolate,
                                   const JSAsyncGeneratorObject *generator);

#endif  // ENGINE_BUILTINS_ASYNC_GENERATOR_H_
