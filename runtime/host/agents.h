// SPDX-License-Identifier: MIT
//
// $262.agent: other isolates on threads of their own, for tests of shared
// memory.
#ifndef RUNTIME_HOST_AGENTS_H_
#define RUNTIME_HOST_AGENTS_H_

#include <thaw.h>

// $262.agent of the main isolate, in the current context. NULL if it threw.
ThawLocal Agent_make_host_object(ThawIsolate *isolate);

// Defines a function as test262 wants them: not enumerable. data or NULL.
bool Conformance_define_function(ThawIsolate *isolate, ThawLocal object,
                                 const char *name,
                                 ThawFunctionCallback callback,
                                 ThawLocal data);

#endif  // RUNTIME_HOST_AGENTS_H_
