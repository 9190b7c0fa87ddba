// SPDX-License-Identifier: MIT
//
// JSIteratorHelper: what the lazy methods of iterators return. Its kind says
// which fields mean what:
//
//               underlying, next_method   callback        counter     inner
//   map..       the iterator              the callback    calls made  flatMap's
//   take, drop  the iterator              -               remaining   -
//   concat      FixedArray of (open       -               next pair   the one
//               method, iterable)                                     running
//   chunks      the iterator              -               size        -
//   windows     the iterator              the window      size        partial?
//                                         (FixedArray)                (Smi)
//   zip         FixedArray of (iterator,  padding list    ZipMode     keys, or
//               next, ZipState)           or undefined                undefined
#ifndef ENGINE_BUILTINS_ITERATOR_HELPER_H_
#define ENGINE_BUILTINS_ITERATOR_HELPER_H_

#include "engine/builtins/iterator-operations.h"

typedef enum HelperKind {
  kHelperMap,
  kHelperFilter,
  kHelperTake,
  kHelperDrop,
  kHelperFlatMap,
  kHelperConcat,
  kHelperChunks,
  kHelperWindows,
  kHelperZip,
} HelperKind;

typedef enum HelperState {
  kHelperStart,
  kHelperYielded,
  kHelperRunning,
  kHelperClosed,
} HelperState;

JSIteratorHelper *IteratorHelper_new(Isolate *isolate, HelperKind kind,
                                     const IteratorRecord *record,
                                     Value callback, Value counter);
static inline IteratorRecord IteratorHelper_record(
    const JSIteratorHelper *helper) {
  return (IteratorRecord){JSIteratorHelper_underlying(helper),
                          JSIteratorHelper_next_method(helper), false};
}
// Throws unless the receiver is an object.
NODISCARD bool IteratorHelper_check_receiver(Isolate *isolate, Value receiver,
                                             const char *method);

// One step of these kinds: the value, the_hole at the end (iterator-zip.c).
NODISCARD Value IteratorHelper_step_chunks_js(Isolate *isolate,
                                              JSIteratorHelper *helper);
NODISCARD Value IteratorHelper_step_windows_js(Isolate *isolate,
                                               JSIteratorHelper *helper);
NODISCARD Value IteratorHelper_step_zip_js(Isolate *isolate,
                                           JSIteratorHelper *helper);
// #sec-iteratorcloseall with a normal completion.
NODISCARD bool IteratorHelper_close_zip_js(Isolate *isolate,
                                           JSIteratorHelper *helper);

#endif  // ENGINE_BUILTINS_ITERATOR_HELPER_H_
