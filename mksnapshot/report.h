// SPDX-License-Identifier: MIT
#ifndef MKSNAPSHOT_REPORT_H_
#define MKSNAPSHOT_REPORT_H_

#include <stdbool.h>
#include <stddef.h>

// Writes an HTML page about an uncompressed snapshot: a treemap by section and
// class, the largest objects and what retains them. `snapshot` must have been
// verified. On failure prints why.
bool Report_write(const char *path, const char *title, const void *snapshot,
                  size_t size_bytes);

#endif  // MKSNAPSHOT_REPORT_H_
