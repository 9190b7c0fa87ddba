// SPDX-License-Identifier: MIT
#ifndef MKSNAPSHOT_PRINT_CODE_H_
#define MKSNAPSHOT_PRINT_CODE_H_

#include <stdbool.h>

// Disassembles generated code to standard output: everything if name is NULL,
// else what has that name, with or without its kind's prefix (Handler_, Stub_,
// Builtin_, Fast_). Needs libLLVM-19, which is loaded for the purpose. False,
// after saying why on standard error, if there is none or no such code.
bool PrintCode_print(const char *name);

#endif  // MKSNAPSHOT_PRINT_CODE_H_
