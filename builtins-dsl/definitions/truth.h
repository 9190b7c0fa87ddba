// SPDX-License-Identifier: MIT
//
// ToBoolean and typeof, which several handlers need.
#ifndef BUILTINS_DSL_DEFINITIONS_TRUTH_H_
#define BUILTINS_DSL_DEFINITIONS_TRUTH_H_

#include "builtins-dsl/definitions/definitions.h"

// Goes to one of the labels. ECMA-262 #sec-toboolean
void branch_on_truth(Assembler *a, TValue value, Label *if_true,
                     Label *if_false);
// ECMA-262 #sec-typeof-operator
TValue type_of(Assembler *a, TValue value);

#endif  // BUILTINS_DSL_DEFINITIONS_TRUTH_H_
