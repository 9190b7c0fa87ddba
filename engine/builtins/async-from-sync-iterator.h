// SPDX-License-Identifier: MIT
//
// %AsyncFromSyncIteratorPrototype%: what `for await` makes of a sync iterator.
#ifndef ENGINE_BUILTINS_ASYNC_FROM_SYNC_ITERATOR_H_
#define ENGINE_BUILTINS_ASYNC_FROM_SYNC_ITERATOR_H_

#include "engine/builtins/iterator-operations.h"

// #sec-createasyncfromsynciterator
NODISCARD bool AsyncFromSyncIterator_new_js(Isolate *isolate,
                                            const IteratorRecord *sync,
                                            IteratorRecord *record);

#endif  // ENGINE_BUILTINS_ASYNC_FROM_SYNC_ITERATOR_H_
