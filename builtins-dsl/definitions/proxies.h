// SPDX-License-Identifier: MIT
#ifndef BUILTINS_DSL_DEFINITIONS_PROXIES_H_
#define BUILTINS_DSL_DEFINITIONS_PROXIES_H_

#include "builtins-dsl/definitions/definitions.h"

// In a stub of a load that returns to the next bytecode: calls the get trap of
// the receiver, a JSProxy, if that is a function in a field.
void load_through_proxy(Assembler *a, TValue receiver, TValue key,
                        Label *otherwise);

#endif  // BUILTINS_DSL_DEFINITIONS_PROXIES_H_
