// SPDX-License-Identifier: MIT
//
// Error objects that builtins make.
#ifndef ENGINE_BUILTINS_ERROR_H_
#define ENGINE_BUILTINS_ERROR_H_

#include "engine/heap/factory.h"

// What Promise.any rejects with; errors: a JSArray.
JSObject *AggregateError_new(Isolate *isolate, Value errors);
// What a second exception while disposing becomes.
JSObject *SuppressedError_new(Isolate *isolate, Value error, Value suppressed);

#endif  // ENGINE_BUILTINS_ERROR_H_
