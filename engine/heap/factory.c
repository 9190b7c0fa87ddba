// SPDX-License-Identifier: MIT
//
// Making objects: memory, map, and first values of all slots.
#include "engine/heap/factory.h"

#include <string.h>

#include "engine/heap/heap.h"

HeapObject *Heap_allocate_raw(Isolate *isolate, size_t size_bytes,
                              const Map *map) {
  DCHECK(size_bytes % kObjectAlignment == 0);
  uint8_t *top = isolate->allocation_top;
  if (UNLIKELY(size_bytes > (size_t)(isolate->allocation_limit - top)))
    top = Heap_allocate_slow(isolate, size_bytes);
  else
    isolate->allocation_top = top + size_bytes;
  HeapObject *object = (HeapObject *)top;
  object->map = Tagged_from_object(map);
  return object;
}

static inline void fill_slots(Tagged *slots, size_t count, Tagged filler) {
  for (size_t i = 0; i < count; i++) slots[i] = filler;
}

// Zeroes everything behind the map up to size, then gives header slots their
// first value.
static void init_fields(HeapObject *object, size_t size_bytes,
                        uint64_t tagged_mask) {
  Tagged *words = (Tagged *)object;
  size_t count = size_bytes / kTaggedSize;
  const Tagged zero = {0}, undefined = ROOT_TAGGED(undefined_value);
  // Objects are small: cheaper than a call of memset.
  uint64_t mask = tagged_mask >> 1;
  for (size_t i = 1; i < count; i++, mask >>= 1)
    words[i] = mask & 1 ? undefined : zero;
}

HeapObject *Heap_new_object(Isolate *isolate, const Map *map) {
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  DCHECK(map->instance_size_words != 0);
  size_t size_bytes = (size_t)map->instance_size_words * kTaggedSize;
  size_bytes = Object_align(size_bytes);
  HeapObject *object = Heap_allocate_raw(isolate, size_bytes, map);
  init_fields(object, size_bytes, class->tagged_mask);
  return object;
}

JSObject *JSObject_new_from_map(Isolate *isolate, const Map *map) {
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  DCHECK(InstanceType_is_receiver((InstanceType)map->instance_type));
  size_t size_words = map->instance_size_words;
  size_t size_bytes = Object_align(size_words * kTaggedSize);
  JSObject *object = (JSObject *)Heap_allocate_raw(isolate, size_bytes, map);
  init_fields((HeapObject *)object, size_bytes, class->tagged_mask);
  object->properties_or_hash = ROOT_TAGGED(empty_fixed_array);
  if (InstanceType_is_js_object((InstanceType)map->instance_type))
    object->elements = ROOT_TAGGED(empty_fixed_array);
  size_t header_words = class->header_size_bytes / kTaggedSize;
  for (size_t i = header_words; i < size_words; i++)
    ((Tagged *)object)[i] = ROOT_TAGGED(undefined_value);
  return object;
}

HeapObject *Heap_new_array(Isolate *isolate, const Map *map, int32_t length) {
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  DCHECK(class->trailing_kind != kNoTrailing && length >= 0);
  size_t header = class->header_size_bytes;
  size_t trailing = (size_t)length * class->trailing_element_bytes;
  size_t size_bytes = Object_align(header + trailing);
  HeapObject *object = Heap_allocate_raw(isolate, size_bytes, map);
  init_fields(object, header, class->tagged_mask);
  char *elements = (char *)object + header;
  if (class->trailing_kind == kFieldTaggedArray) {
    fill_slots((Tagged *)elements, (size_t)length,
               ROOT_TAGGED(undefined_value));
  } else if (class->trailing_kind == kFieldValueArray) {
    for (int32_t i = 0; i < length; i++)
      ((Value *)elements)[i] = ROOT(undefined_value);
  } else {
    memset(elements, 0, trailing);
  }
  // Padding is zero so that frozen objects are the same in every build.
  memset(elements + trailing, 0, size_bytes - header - trailing);
  memcpy((char *)object + class->trailing_length_offset, &length,
         sizeof length);
  return object;
}

// An array whose elements the caller fills at once. Padding is zero.
static inline FixedArrayBase *new_raw_array(Isolate *isolate, const Map *map,
                                            int32_t length,
                                            size_t element_bytes) {
  DCHECK(length > 0);
  size_t used = sizeof(FixedArrayBase) + (size_t)length * element_bytes;
  size_t size_bytes = Object_align(used);
  HeapObject *object = Heap_allocate_raw(isolate, size_bytes, map);
  if (size_bytes != used)
    memset((char *)object + size_bytes - kTaggedSize, 0, kTaggedSize);
  ((FixedArrayBase *)object)->length = length;
  return (FixedArrayBase *)object;
}
_Static_assert(sizeof(FixedArray) == sizeof(FixedArrayBase) &&
                   sizeof(FixedDoubleArray) == sizeof(FixedArrayBase) &&
                   sizeof(FixedArrayBase) == kTaggedSize + sizeof(int32_t),
               "elements follow the length");

FixedArray *FixedArray_new_raw(Isolate *isolate, int32_t length) {
  if (length == 0) return ROOT_OBJECT(isolate, FixedArray, empty_fixed_array);
  return (FixedArray *)new_raw_array(
      isolate, ROOT_OBJECT(isolate, Map, fixed_array_map), length,
      sizeof(Tagged));
}

FixedArray *FixedArray_new_filled(Isolate *isolate, int32_t length,
                                  Value filler) {
  Tagged slot = Value_tagged(filler);
  FixedArray *array = FixedArray_new_raw(isolate, length);
  fill_slots(array->slots, (size_t)length, slot);
  return array;
}

FixedArray *FixedArray_new(Isolate *isolate, int32_t length) {
  return FixedArray_new_filled(isolate, length, ROOT(undefined_value));
}

FixedArray *FixedArray_copy(Isolate *isolate, const FixedArray *from,
                            int32_t start, int32_t count) {
  DCHECK(start >= 0 && start + count <= from->length);
  FixedArray *copy = FixedArray_new_raw(isolate, count);
  memcpy(copy->slots, from->slots + start, (size_t)count * sizeof(Tagged));
  if (count > 0) WriteBarrier(copy);
  return copy;
}

FixedDoubleArray *FixedDoubleArray_new_raw(Isolate *isolate, int32_t length) {
  if (length == 0)
    return ROOT_OBJECT(isolate, FixedDoubleArray, empty_fixed_double_array);
  return (FixedDoubleArray *)new_raw_array(
      isolate, ROOT_OBJECT(isolate, Map, fixed_double_array_map), length,
      sizeof(double));
}

FixedDoubleArray *FixedDoubleArray_new(Isolate *isolate, int32_t length) {
  FixedDoubleArray *array = FixedDoubleArray_new_raw(isolate, length);
  const uint64_t hole = kHoleNanBits;
  for (int32_t i = 0; i < length; i++)
    memcpy(&array->values[i], &hole, sizeof hole);
  return array;
}

FixedDoubleArray *FixedDoubleArray_copy(Isolate *isolate,
                                        const FixedDoubleArray *from,
                                        int32_t start, int32_t count) {
  DCHECK(start >= 0 && start + count <= from->length);
  FixedDoubleArray *copy = FixedDoubleArray_new_raw(isolate, count);
  memcpy(copy->values, from->values + start, (size_t)count * sizeof(double));
  return copy;
}

ByteArray *ByteArray_new(Isolate *isolate, int32_t length) {
  if (length == 0) return ROOT_OBJECT(isolate, ByteArray, empty_byte_array);
  return (ByteArray *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, byte_array_map), length);
}

RegisterArray *RegisterArray_new(Isolate *isolate, int32_t length) {
  return (RegisterArray *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, register_array_map), length);
}

ArrayList *ArrayList_new(Isolate *isolate, int32_t capacity) {
  return (ArrayList *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, array_list_map), capacity);
}

ArrayList *ArrayList_add(Isolate *isolate, ArrayList *list, Tagged value) {
  ArrayList *target = list;
  // A weak value is kept alive by this frame while the copy is made: Value on
  // the native stack is scanned.
  if (list->used == list->length) {
    CHECK(list->length < kMaxFixedArrayLength);
    target = ArrayList_new(isolate, list->length + list->length / 2 + 4);
    memcpy(target->slots, list->slots, (size_t)list->used * kTaggedSize);
    target->used = list->used;
  }
  target->slots[target->used++] = value;
  WriteBarrier(target);
  return target;
}

PropertyArray *PropertyArray_new(Isolate *isolate, int32_t length) {
  if (length == 0)
    return ROOT_OBJECT(isolate, PropertyArray, empty_property_array);
  return (PropertyArray *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, property_array_map), length);
}

Context *Context_new(Isolate *isolate, const Map *map, int32_t length) {
  return (Context *)Heap_new_array(isolate, map, length);
}

HeapNumber *HeapNumber_new(Isolate *isolate, double value) {
  HeapNumber *number = (HeapNumber *)Heap_allocate_raw(
      isolate, sizeof(HeapNumber), ROOT_OBJECT(isolate, Map, heap_number_map));
  number->padding = 0;
  number->value = value;
  return number;
}

Cell *Cell_new(Isolate *isolate, Value value) {
  Tagged slot = Value_tagged(value);
  Cell *cell = HEAP_NEW(isolate, Cell, cell_map);
  cell->value = slot;
  return cell;
}

BigInt *BigInt_new_raw(Isolate *isolate, int32_t digit_count) {
  DCHECK(digit_count >= 0);
  BigInt *bigint = (BigInt *)Heap_allocate_raw(
      isolate,
      offsetof(BigInt, digits) + (size_t)digit_count * sizeof(uint64_t),
      ROOT_OBJECT(isolate, Map, bigint_map));
  bigint->length = digit_count;
  bigint->sign = 0;
  bigint->padding = 0;
  return bigint;
}

// Strings are made so often that the way by class descriptors would show.
static String *new_sequential(Isolate *isolate, const Map *map, int32_t length,
                              size_t used) {
  DCHECK(length >= 0);
  size_t size_bytes = Object_align(used);
  String *string = (String *)Heap_allocate_raw(isolate, size_bytes, map);
  // Padding is zero, as everywhere.
  memset((char *)string + size_bytes - 8, 0, 8);
  ((HeapObject *)string)->map = Tagged_from_object(map);
  string->raw_hash = 0;
  string->length = length;
  return string;
}

SeqOneByteString *SeqOneByteString_new_raw(Isolate *isolate, int32_t length) {
  return (SeqOneByteString *)new_sequential(
      isolate, ROOT_OBJECT(isolate, Map, seq_one_byte_string_map), length,
      offsetof(SeqOneByteString, chars) + (size_t)length);
}

SeqTwoByteString *SeqTwoByteString_new_raw(Isolate *isolate, int32_t length) {
  return (SeqTwoByteString *)new_sequential(
      isolate, ROOT_OBJECT(isolate, Map, seq_two_byte_string_map), length,
      offsetof(SeqTwoByteString, chars) + (size_t)length * 2);
}

void Heap_fill(void *address, size_t size_bytes) {
  DCHECK(size_bytes % kObjectAlignment == 0);
  if (size_bytes == 0) return;
  ByteArray *filler = address;
  filler->map = ROOT_TAGGED(byte_array_map);
  filler->length = (int32_t)(size_bytes - offsetof(ByteArray, bytes));
}

void Heap_shrink_array(HeapObject *array, int32_t new_length) {
  size_t old_size = HeapObject_size(array);
  const Map *map = HeapObject_map(array);
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  memcpy((char *)array + class->trailing_length_offset, &new_length,
         sizeof new_length);
  size_t new_size = HeapObject_size(array);
  DCHECK(new_size <= old_size);
  Heap_fill((char *)array + new_size, old_size - new_size);
}
