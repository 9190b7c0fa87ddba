// SPDX-License-Identifier: MIT
//
// What can be done to plain arrays at once; see the header.
#include "engine/builtins/array-plain.h"

#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/protectors.h"

static bool chain_has_no_elements(const Isolate *isolate, const Map *map) {
  NativeContext *context = Isolate_native_context(isolate);
  Value array_prototype =
      NativeContext_get(context, kNativeSlot_array_prototype);
  Value object_prototype =
      NativeContext_get(context, kNativeSlot_object_prototype);
  const JSObject *first = Value_as_JSObject(isolate, array_prototype);
  const JSObject *second = Value_as_JSObject(isolate, object_prototype);
  return Value_equals(Map_prototype(map), array_prototype) &&
         Value_equals(Map_prototype(HeapObject_map((const HeapObject *)first)),
                      object_prototype) &&
         ((FixedArrayBase *)JSObject_elements(first))->length == 0 &&
         ((FixedArrayBase *)JSObject_elements(second))->length == 0;
}

bool Array_is_plain(const Isolate *isolate, const JSReceiver *object) {
  const Map *map = HeapObject_map((const HeapObject *)object);
  if (map->instance_type != JS_ARRAY_TYPE ||
      !ElementsKind_is_fast((ElementsKind)map->elements_kind))
    return false;
  Value original = NativeContext_get(
      Isolate_native_context(isolate),
      (NativeContextIndex)(kNativeSlot_array_packed_smi_map +
                           map->elements_kind));
  return Value_equals(original, Value_from_object(map)) &&
         (LIKELY(Protector_is_intact(isolate, kProtectorNoElements)) ||
          chain_has_no_elements(isolate, map));
}

bool Array_species_is_plain(const Isolate *isolate, const JSReceiver *object) {
  return Protector_is_intact(isolate, kProtectorArraySpecies) &&
         Array_is_plain(isolate, object);
}

const JSArray *Array_readable_plain(const Isolate *isolate, Value value,
                                    int32_t *length) {
  if (!Value_is_JSArray(isolate, value)) return NULL;
  const JSArray *array = Value_as_JSArray(isolate, value);
  if (!Array_is_plain(isolate, (const JSReceiver *)array)) return NULL;
  const FixedArrayBase *elements =
      (const FixedArrayBase *)JSObject_elements((const JSObject *)array);
  Value number = JSArray_length(array);
  if (!Value_is_smi(number) || Value_smi(number) > elements->length)
    return NULL;
  *length = Value_smi(number);
  return array;
}

JSArray *Array_writable_plain(Isolate *isolate, Value value, int32_t *length) {
  JSArray *array = (JSArray *)Array_readable_plain(isolate, value, length);
  if (array != NULL) Elements_ensure_writable(isolate, (JSObject *)array);
  return array;
}

// New elements of a kind: holes.
static FixedArrayBase *new_elements(Isolate *isolate, ElementsKind kind,
                                    int32_t length) {
  if (ElementsKind_is_double(kind))
    return (FixedArrayBase *)FixedDoubleArray_new(isolate, length);
  return (FixedArrayBase *)FixedArray_new_filled(isolate, length,
                                                 ROOT(the_hole));
}

// Copies `count` elements from `from` on into elements of a kind that can hold
// them, at `to`.
static void copy_elements(Isolate *isolate, FixedArrayBase *target,
                          ElementsKind kind, int32_t to, const JSArray *array,
                          int32_t from, int32_t count) {
  ElementsKind source_kind = JSObject_kind((const JSObject *)array);
  HeapObject *source = JSObject_elements((const JSObject *)array);
  // Behind the store, an array's length counts holes.
  int32_t stored = ((FixedArrayBase *)source)->length - from;
  if (count > stored) count = stored > 0 ? stored : 0;
  if (ElementsKind_is_double(source_kind) == ElementsKind_is_double(kind)) {
    if (ElementsKind_is_double(kind)) {
      memcpy(&((FixedDoubleArray *)target)->values[to],
             &((FixedDoubleArray *)source)->values[from],
             (size_t)count * sizeof(double));
      return;
    }
    memcpy(&((FixedArray *)target)->slots[to],
           &((FixedArray *)source)->slots[from],
           (size_t)count * sizeof(Tagged));
    WriteBarrier(target);
    return;
  }
  for (int32_t i = 0; i < count; i++) {
    Value value;
    if (!Array_fast_element(isolate, (const JSReceiver *)array, from + i,
                            &value))
      continue;  // a hole
    if (ElementsKind_is_double(kind)) {
      ((FixedDoubleArray *)target)->values[to + i] =
          Value_number(isolate, value);
    } else {
      Value boxed = Isolate_box(isolate, value);
      FixedArray_set_slots((FixedArray *)target, to + i, boxed);
    }
  }
}

JSArray *Array_copy_plain(Isolate *isolate, const JSArray *array,
                          int32_t start, int32_t count) {
  if (count == 0) return JSArray_new(isolate, 0);
  ElementsKind kind = JSObject_kind((const JSObject *)array);
  HeapObject *source = JSObject_elements((const JSObject *)array);
  FixedArrayBase *elements;
  if (start + count > ((FixedArrayBase *)source)->length) {
    elements = new_elements(isolate, kind, count);
    copy_elements(isolate, elements, kind, 0, array, start, count);
  } else if (ElementsKind_is_double(kind)) {
    elements = (FixedArrayBase *)FixedDoubleArray_copy(
        isolate, (FixedDoubleArray *)source, start, count);
  } else {
    elements = (FixedArrayBase *)FixedArray_copy(
        isolate, (FixedArray *)source, start, count);
  }
  return JSArray_new_with_kind(isolate, kind, elements, count);
}

// A kind that holds what both do.
static ElementsKind common_kind(ElementsKind one, ElementsKind other) {
  int holey = (one | other) & 1;
  if (ElementsKind_is_tagged(one) || ElementsKind_is_tagged(other))
    return (ElementsKind)(PACKED_ELEMENTS | holey);
  bool any_double =
      ElementsKind_is_double(one) || ElementsKind_is_double(other);
  return (ElementsKind)((any_double ? PACKED_DOUBLE_ELEMENTS
                                    : PACKED_SMI_ELEMENTS) |
                        holey);
}

// Holes among `count` slots become undefined.
static void fill_holes(FixedArray *elements, int32_t from, int32_t count) {
  for (int32_t i = from; i < from + count; i++)
    if (elements->slots[i].bits == ROOT_BITS(the_hole))
      elements->slots[i] = ROOT_TAGGED(undefined_value);
}

JSArray *Array_copy_dense(Isolate *isolate, const JSArray *array) {
  ElementsKind kind = JSObject_kind((const JSObject *)array);
  int32_t length = (int32_t)JSArray_length_number(array);
  if (!ElementsKind_is_holey(kind) || length == 0)
    return Array_copy_plain(isolate, array, 0, length);
  FixedArray *elements =
      FixedArray_new_filled(isolate, length, ROOT(the_hole));
  copy_elements(isolate, (FixedArrayBase *)elements, PACKED_ELEMENTS, 0, array,
                0, length);
  fill_holes(elements, 0, length);
  return JSArray_new_with_kind(isolate, PACKED_ELEMENTS,
                               (FixedArrayBase *)elements, length);
}

bool Array_append_plain(Isolate *isolate, JSArray *target, int32_t length,
                        const JSArray *source) {
  JSObject *object = (JSObject *)target;
  double added = JSArray_length_number(source);
  if (length + added > kMaxListLength) return false;
  int32_t count = (int32_t)added;
  if (count == 0) return true;
  ElementsKind kind = JSObject_kind(object);
  ElementsKind source_kind = JSObject_kind((const JSObject *)source);
  bool has_holes = ElementsKind_is_holey(source_kind);
  if (has_holes) source_kind = PACKED_ELEMENTS;
  // Nothing is in it yet that its kind would have to hold.
  ElementsKind wanted = length == 0
                            ? (ElementsKind)(source_kind | (kind & 1))
                            : common_kind(kind, source_kind);
  if (wanted != kind && wanted == common_kind(kind, wanted))
    Elements_transition(isolate, object, wanted);
  wanted = JSObject_kind(object);
  Elements_ensure_capacity(isolate, object, (uint32_t)(length + count));
  FixedArrayBase *elements = (FixedArrayBase *)JSObject_elements(object);
  copy_elements(isolate, elements, wanted, length, source, 0, count);
  if (has_holes) fill_holes((FixedArray *)elements, length, count);
  JSArray_set_length(target, Value_from_smi(length + count));
  return true;
}

bool Array_concat_plain(Isolate *isolate, const Value *arrays, int64_t count,
                        Value *result) {
  ElementsKind kind = PACKED_SMI_ELEMENTS;
  double length = 0;
  for (int64_t i = 0; i < count; i++) {
    if (!Value_is_JSArray(isolate, arrays[i])) return false;
    const JSArray *array = Value_as_JSArray(isolate, arrays[i]);
    if (!Array_is_plain(isolate, (const JSReceiver *)array)) return false;
    double own_length = JSArray_length_number(array);
    if (own_length == 0) continue;
    kind = common_kind(kind, JSObject_kind((const JSObject *)array));
    length += own_length;
  }
  if (length > kMaxListLength) return false;
  FixedArrayBase *elements = new_elements(isolate, kind, (int32_t)length);
  int32_t to = 0;
  for (int64_t i = 0; i < count; i++) {
    const JSArray *array = Value_as_JSArray(isolate, arrays[i]);
    int32_t own_length = (int32_t)JSArray_length_number(array);
    if (own_length == 0) continue;
    copy_elements(isolate, elements, kind, to, array, 0, own_length);
    to += own_length;
  }
  *result = Value_from_object(
      JSArray_new_with_kind(isolate, kind, elements, (int32_t)length));
  return true;
}

// Moves elements within the store: [from, from + count) to `to`.
static void move_elements(JSArray *array, int32_t to, int32_t from,
                          int32_t count) {
  HeapObject *elements = JSObject_elements((JSObject *)array);
  if (ElementsKind_is_double(JSObject_kind((JSObject *)array))) {
    double *values = ((FixedDoubleArray *)elements)->values;
    memmove(values + to, values + from, (size_t)count * sizeof(double));
    return;
  }
  Tagged *slots = ((FixedArray *)elements)->slots;
  memmove(slots + to, slots + from, (size_t)count * sizeof(Tagged));
  WriteBarrier(elements);
}

// Items that the kind can hold, into the store.
static void store_items(Isolate *isolate, JSArray *array, int32_t at,
                        int32_t count, const Value *items) {
  HeapObject *elements = JSObject_elements((JSObject *)array);
  bool is_double = ElementsKind_is_double(JSObject_kind((JSObject *)array));
  for (int32_t i = 0; i < count; i++) {
    Value item = items[i];
    if (is_double) {
      double number = Value_number(isolate, item);
      ((FixedDoubleArray *)elements)->values[at + i] =
          number == number ? number : __builtin_nan("");
      continue;
    }
    // Arrays of Smis hold no boxed integers.
    if (Value_is_HeapNumber(isolate, item))
      item = Value_from_number(Value_number(isolate, item));
    FixedArray_set_slots((FixedArray *)elements, at + i,
                         Isolate_box(isolate, item));
  }
}

void Array_splice_plain(Isolate *isolate, JSArray *array, int32_t length,
                        int32_t start, int32_t removed, int32_t added,
                        const Value *items) {
  JSObject *object = (JSObject *)array;
  ElementsKind kind = JSObject_kind(object), wanted = kind;
  for (int32_t i = 0; i < added; i++)
    wanted = ElementsKind_for_value(isolate, wanted, items[i]);
  if (wanted != kind) Elements_transition(isolate, object, wanted);
  int32_t new_length = length - removed + added;
  if ((uint32_t)new_length > Elements_capacity(object))
    Elements_ensure_capacity(
        isolate, object, (uint32_t)(new_length + new_length / 2 + 16));
  int32_t rest = start + removed;
  if (added != removed && rest < length)
    move_elements(array, start + added, rest, length - rest);
  store_items(isolate, array, start, added, items);
  if (new_length < length)
    (void)JSArray_shrink_or_grow(isolate, array, new_length);
  else
    JSArray_set_length(array, Value_from_smi(new_length));
}

void Array_reverse_plain(JSArray *array, int32_t length) {
  HeapObject *elements = JSObject_elements((JSObject *)array);
  if (ElementsKind_is_double(JSObject_kind((JSObject *)array))) {
    double *values = ((FixedDoubleArray *)elements)->values;
    for (int32_t i = 0, k = length - 1; i < k; i++, k--) {
      double value = values[i];
      values[i] = values[k];
      values[k] = value;
    }
    return;
  }
  Tagged *slots = ((FixedArray *)elements)->slots;
  for (int32_t i = 0, k = length - 1; i < k; i++, k--) {
    Tagged slot = slots[i];
    slots[i] = slots[k];
    slots[k] = slot;
  }
  WriteBarrier(elements);
}
