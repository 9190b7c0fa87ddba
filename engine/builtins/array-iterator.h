// SPDX-License-Identifier: MIT
//
// Array iterators for C code: typed arrays make them too, and iteration by the
// engine steps them without result objects.
#ifndef ENGINE_BUILTINS_ARRAY_ITERATOR_H_
#define ENGINE_BUILTINS_ARRAY_ITERATOR_H_

#include "engine/heap/factory.h"

typedef enum ArrayIterationKind {
  kIterateKeys,
  kIterateValues,
  kIterateEntries,
} ArrayIterationKind;

// #sec-createarrayiterator
Value ArrayIterator_new(Isolate *isolate, Value object,
                        ArrayIterationKind kind);
// One step: *value is the_hole when done.
NODISCARD bool ArrayIterator_step_js(Isolate *isolate,
                                     JSArrayIterator *iterator, Value *value);

#endif  // ENGINE_BUILTINS_ARRAY_ITERATOR_H_
