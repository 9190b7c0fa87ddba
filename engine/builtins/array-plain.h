// SPDX-License-Identifier: MIT
//
// Plain arrays: those that whole-array operations may treat as memory, as no
// step of the specification's loops over them can run user code.
#ifndef ENGINE_BUILTINS_ARRAY_PLAIN_H_
#define ENGINE_BUILTINS_ARRAY_PLAIN_H_

#include "engine/builtins/array-operations.h"

// A JSArray with one of the realm's original maps (so extensible, with writable
// length), fast elements, and no elements on its prototype chain.
bool Array_is_plain(const Isolate *isolate, const JSReceiver *object);
// Whether #sec-arrayspeciescreate makes a plain array of it and, as its property
// `constructor` and that one's @@species are initial, runs no user code.
bool Array_species_is_plain(const Isolate *isolate, const JSReceiver *object);

// The value as a plain array whose length lies within its store, which may be
// written to (it is copied if it was shared); else NULL.
JSArray *Array_writable_plain(Isolate *isolate, Value value, int32_t *length);
// The same, but the store may be shared.
const JSArray *Array_readable_plain(const Isolate *isolate, Value value,
                                    int32_t *length);

// Array_relative_index_js of a Smi or undefined. False: it is neither.
static inline bool Array_relative_smi(Value argument, int32_t length,
                                      int32_t if_undefined, int32_t *index) {
  *index = if_undefined;
  if (Value_is_undefined(argument)) return true;
  if (!Value_is_smi(argument)) return false;
  int32_t relative = Value_smi(argument);
  if (relative < 0) relative += length;
  *index = relative < 0 ? 0 : relative < length ? relative : length;
  return true;
}

// A new array of elements [start, start + count) of a plain array; the range
// lies inside its length.
JSArray *Array_copy_plain(Isolate *isolate, const JSArray *array,
                          int32_t start, int32_t count);
// The same of all elements, where holes are undefined: what iterating it gives.
JSArray *Array_copy_dense(Isolate *isolate, const JSArray *array);
// Appends what iterating a plain array gives to a writable plain array of the
// length. False: not done, as the result would be too long.
bool Array_append_plain(Isolate *isolate, JSArray *target, int32_t length,
                        const JSArray *source);
// The plain arrays' elements, one behind the other. False: not done, as one of
// them is not plain, or the result would be too long.
bool Array_concat_plain(Isolate *isolate, const Value *arrays, int64_t count,
                        Value *result);
// Replaces elements [start, start + removed) of a writable plain array of the
// length by the items, whose number keeps it within kMaxListLength.
void Array_splice_plain(Isolate *isolate, JSArray *array, int32_t length,
                        int32_t start, int32_t removed, int32_t added,
                        const Value *items);
// Reverses a writable plain array of the length; holes move as the
// specification's deletes and stores move them.
void Array_reverse_plain(JSArray *array, int32_t length);

#endif  // ENGINE_BUILTINS_ARRAY_PLAIN_H_
