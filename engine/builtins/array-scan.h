// SPDX-License-Identifier: MIT
//
// Looking for a value in fast elements (array-scan.c).
#ifndef ENGINE_BUILTINS_ARRAY_SCAN_H_
#define ENGINE_BUILTINS_ARRAY_SCAN_H_

#include "engine/objects/object-operations.h"

typedef enum ScanEquality {
  kScanStrictly,       // indexOf: NaN is nowhere, holes are absent
  kScanSameValueZero,  // includes: NaN is found, holes are undefined
} ScanEquality;

enum { kScanFoundNone = -1, kScanThrew = -2 };

// Where `sought` is among the elements [from, end) of an object with fast
// elements, which are all in its store: with kScanStrictly the first such index,
// else any. Runs no user code, but long scans serve interrupts.
NODISCARD int32_t Array_scan_js(Isolate *isolate, const JSObject *object,
                                int32_t from, int32_t end, Value sought,
                                ScanEquality equality);

#endif  // ENGINE_BUILTINS_ARRAY_SCAN_H_
