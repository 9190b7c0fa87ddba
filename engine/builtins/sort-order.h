// SPDX-License-Identifier: MIT
//
// Sorting by the default order of Array.prototype.sort: that of strings.
#ifndef ENGINE_BUILTINS_SORT_ORDER_H_
#define ENGINE_BUILTINS_SORT_ORDER_H_

#include "engine/objects/object-operations.h"

// Sorts the first `count` values, none of them undefined, stably by what
// ToString makes of them.
NODISCARD bool Sort_by_strings_js(Isolate *isolate, RegisterArray *values,
                                  int32_t count);

#endif  // ENGINE_BUILTINS_SORT_ORDER_H_
