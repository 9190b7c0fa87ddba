// SPDX-License-Identifier: MIT
//
// The frame of Array.prototype.sort or toSorted with a comparator, while it
// runs in generated code (builtins-dsl/definitions/array-sort.c): its one
// bytecode is the sort's step, to which the comparator returns.
//
//   parameters: receiver, comparator
//   registers:  as below; the call's slots lie above them
#ifndef ENGINE_BUILTINS_ARRAY_SORT_FRAME_H_
#define ENGINE_BUILTINS_ARRAY_SORT_FRAME_H_

#include "engine/isolate/frame-layout.h"

typedef enum ArraySortRegister {
  kArraySortSorter,          // merge-sorter.h; undefined before the first step
  kArraySortIsCopy,          // boolean: toSorted
  kArraySortArgc,            // Smi: arguments that the comparator can see
  kArraySortLength,          // number: the array's, when the sort began
  kArraySortUndefinedCount,  // number of elements that were undefined
  kArraySortRegisterCount,
} ArraySortRegister;

enum {
  kArraySortParameters = 2,
  kArraySortReceiver = -kFrameHeaderSlots - kArraySortParameters,
  kArraySortComparator,
};

#endif  // ENGINE_BUILTINS_ARRAY_SORT_FRAME_H_
