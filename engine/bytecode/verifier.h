// SPDX-License-Identifier: MIT
//
// Checks of finished bytecode, for debug builds and tests: a violation is a bug
// of the generator.
#ifndef ENGINE_BYTECODE_VERIFIER_H_
#define ENGINE_BYTECODE_VERIFIER_H_

#include "engine/bytecode/bytecode-array-builder.h"

// NULL, or a static text that says what is wrong; *offset is then where.
const char *BytecodeVerifier_find_error(const BytecodeOutput *output,
                                        int *offset);
// Aborts with a report if there is an error.
void BytecodeVerifier_verify(const BytecodeOutput *output);

#endif  // ENGINE_BYTECODE_VERIFIER_H_
