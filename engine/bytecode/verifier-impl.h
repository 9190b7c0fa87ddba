// SPDX-License-Identifier: MIT
//
// What the verifier's files share.
#ifndef ENGINE_BYTECODE_VERIFIER_IMPL_H_
#define ENGINE_BYTECODE_VERIFIER_IMPL_H_

#include "engine/bytecode/verifier.h"

// What is wrong with a bytecode's operands, jump targets apart; or NULL.
const char *Verifier_check_operands(const BytecodeOutput *output,
                                    const DecodedBytecode *code);

#endif  // ENGINE_BYTECODE_VERIFIER_IMPL_H_
