// SPDX-License-Identifier: MIT
#ifndef ENGINE_BUILTINS_TYPED_ARRAY_SORT_H_
#define ENGINE_BUILTINS_TYPED_ARRAY_SORT_H_

#include "engine/objects/typed-array.h"

// Sorts elements as #sec-typedarray-sort does without a comparator: by value, -0
// before +0, NaN last. What other threads do to the bytes meanwhile can make
// the result wrong, and nothing else. False if there is no memory for it.
NODISCARD bool TypedElements_sort(ElementsKind kind, uint8_t *data,
                                  uint64_t length);

#endif  // ENGINE_BUILTINS_TYPED_ARRAY_SORT_H_
