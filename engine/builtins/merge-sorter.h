// SPDX-License-Identifier: MIT
//
// A stable merge sort by an order that is asked for outside: it says which two
// values to compare next, is told the outcome, and so needs no native stack
// while a comparator runs. Both drivers use it: a loop in C, and the step of a
// frame on the VM stack (builtins-dsl/definitions/array-sort.c), which does the
// steps of a merge itself.
//
// It looks for runs that are in order, or strictly in reverse, makes short ones
// longer by binary insertion, and merges neighbours in the order of powersort
// (Munro and Wild): at most n log2 n comparisons plus n, n - 1 for input that
// is in order. Where one of two runs is much the longer, what of it need not
// move is found by halving. Whatever the comparator says, it ends, with the
// values that it began with.
//
// Its state is a FixedArray of these slots; Smis unless said otherwise.
#ifndef ENGINE_BUILTINS_MERGE_SORTER_H_
#define ENGINE_BUILTINS_MERGE_SORTER_H_

#include "engine/objects/object-operations.h"

typedef enum MergeSorterSlot {
  kSorterValues,  // RegisterArray: what is sorted
  kSorterSpare,   // RegisterArray: the left run while merging
  kSorterPhase,
  // What to compare: values[right] with values[left] (merging: spare[left]).
  kSorterLeft,
  kSorterRight,
  // Merging: where both runs end, and where the next value goes.
  kSorterLeftEnd,
  kSorterRightEnd,
  kSorterTo,
  kSorterCount,  // of values
  // The run that is being made, behind those on the stack.
  kSorterRunStart,
  kSorterRunEnd,
  kSorterDescending,
  kSorterWantedEnd,  // inserting: the run's end to come
  kSorterMinimumRun,
  // Halving: the place looked for is among [low, high].
  kSorterLow,
  kSorterHigh,
  // Of the boundary between the top of the stack and the new run.
  kSorterPower,
  kSorterDepth,
  // The stack: where each run starts, and the power of its end.
  kSorterStarts,
  kSorterMaxRuns = 40,
  kSorterPowers = kSorterStarts + kSorterMaxRuns,
  kSorterSlotCount = kSorterPowers + kSorterMaxRuns,
} MergeSorterSlot;

typedef enum MergeSorterPhase {
  kSorterBegin,
  kSorterCountFirst,
  kSorterCountOn,
  kSorterInsert,
  kSorterCheck,
  kSorterTrimLeft,
  kSorterTrimRight,
  kSorterMerge,
} MergeSorterPhase;

// For the first `count` values, which nobody else changes.
FixedArray *MergeSorter_new(Isolate *isolate, RegisterArray *values,
                            int32_t count);
// right_precedes: the outcome of the last comparison, whether the right value
// must come before the left one; anything at first. False: they are sorted.
bool MergeSorter_advance(FixedArray *sorter, bool right_precedes);
// Sorts by calling a comparator.
NODISCARD bool MergeSorter_sort_js(Isolate *isolate, RegisterArray *values,
                                   int32_t count, Value comparator);

#endif  // ENGINE_BUILTINS_MERGE_SORTER_H_
