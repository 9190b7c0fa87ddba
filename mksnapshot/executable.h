// SPDX-License-Identifier: MIT
#ifndef MKSNAPSHOT_EXECUTABLE_H_
#define MKSNAPSHOT_EXECUTABLE_H_

#include <stdbool.h>
#include <stddef.h>

// Writes a copy of the runtime program with the snapshot appended on a page
// boundary and noted in the program's AppendedSnapshot. `runtime` may be NULL:
// the program `thaw` in this program's folder. On failure prints why.
bool Executable_write(const char *path, const char *runtime,
                      const void *snapshot, size_t size_bytes);

#endif  // MKSNAPSHOT_EXECUTABLE_H_
