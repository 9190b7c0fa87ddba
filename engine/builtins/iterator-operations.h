// SPDX-License-Identifier: MIT
//
// Operations on iterators (ECMA-262 #sec-operations-on-iterator-objects).
#ifndef ENGINE_BUILTINS_ITERATOR_OPERATIONS_H_
#define ENGINE_BUILTINS_ITERATOR_OPERATIONS_H_

#include "engine/objects/object-operations.h"

typedef struct IteratorRecord {
  Value iterator;
  Value next_method;
  bool done;
} IteratorRecord;

// #sec-getiterator with kind sync. False when it threw.
NODISCARD bool Iterator_get_js(Isolate *isolate, Value object,
                               IteratorRecord *record);
// #sec-getiterator with kind async: wraps a sync iterator where needed.
NODISCARD bool Iterator_get_async_js(Isolate *isolate, Value object,
                                     IteratorRecord *record);
// #sec-getiteratorfrommethod.
NODISCARD bool Iterator_get_from_method_js(Isolate *isolate, Value object,
                                           Value method,
                                           IteratorRecord *record);
// #sec-getiteratordirect.
NODISCARD bool Iterator_get_direct_js(Isolate *isolate, JSReceiver *object,
                                      IteratorRecord *record);
typedef enum FlattenPrimitives {
  kRejectPrimitives,
  kIterateStringPrimitives,
} FlattenPrimitives;
// #sec-getiteratorflattenable.
NODISCARD bool Iterator_get_flattenable_js(Isolate *isolate, Value object,
                                           FlattenPrimitives primitives,
                                           IteratorRecord *record);
// #sec-iteratornext: the result object.
NODISCARD Value Iterator_next_js(Isolate *isolate, IteratorRecord *record);
// #sec-iteratorstep: *result is the result object, the_hole when done.
NODISCARD bool Iterator_step_js(Isolate *isolate, IteratorRecord *record,
                                Value *result);
// #sec-iteratorstepvalue: *value is the_hole when done. Where `next` is that of
// the engine's own iterators, neither it is called nor a result made.
NODISCARD bool Iterator_step_value_js(Isolate *isolate, IteratorRecord *record,
                                      Value *value);
// One step of such an iterator's `next` with the arguments checked: false when
// it threw, else *value is the_hole when done.
NODISCARD bool Generator_step_js(Isolate *isolate, JSGeneratorObject *generator,
                                 Value *value);
NODISCARD bool IteratorHelper_step_value_js(Isolate *isolate,
                                            JSIteratorHelper *helper,
                                            Value *value);
void CollectionIterator_step(Isolate *isolate, JSIndexedIterator *iterator,
                             Value *value);
// #sec-iteratorcomplete.
NODISCARD bool Iterator_complete_js(Isolate *isolate, Value result, bool *done);
// #sec-iteratorclose with a normal completion. False when it threw.
NODISCARD bool Iterator_close_js(Isolate *isolate,
                                 const IteratorRecord *record);
// #sec-iteratorclose with the pending exception, which stays; the sentinel.
Value Iterator_close_on_throw_js(Isolate *isolate,
                                 const IteratorRecord *record);
// #sec-iteratortolist of a new iterator of `iterable`: packed values; NULL when
// it threw. method: the result of GetMethod, or the_hole to look it up.
NODISCARD FixedArray *Iterable_to_list_js(Isolate *isolate, Value iterable,
                                          Value method);
// Nothing a program can see happens when this array is iterated by its indices
// instead: its map, %ArrayPrototype%[@@iterator] and
// %ArrayIteratorPrototype%.next are the original ones.
bool Array_is_iterated_by_index(Isolate *isolate, Value value);

#endif  // ENGINE_BUILTINS_ITERATOR_OPERATIONS_H_
