// SPDX-License-Identifier: MIT
//
// Allocation. No function here returns NULL: when the heap limit is reached
// even after a full collection the process ends with a report of what the limit
// was (Heap_fatal_out_of_memory), so callers bound the sizes that programs may
// ask for and throw RangeErrors first.
//
// Objects do not move. New objects have all tagged slots filled with valid
// values before any other allocation can happen.
#ifndef ENGINE_HEAP_FACTORY_H_
#define ENGINE_HEAP_FACTORY_H_

#include "engine/isolate/isolate.h"

// Largest lengths that callers may pass on.
#define kMaxStringLength ((1 << 29) - 24)
#define kMaxFixedArrayLength ((1 << 27) - 16)

// Raw memory for an object of size_bytes (a multiple of kObjectAlignment); sets
// only the map. The caller must fill every tagged slot before anything else can
// allocate. May collect.
HeapObject *Heap_allocate_raw(Isolate *isolate, size_t size_bytes,
                              const Map *map);

// Out of line part: memory when the current hole is too small. May collect.
uint8_t *Heap_allocate_slow(Isolate *isolate, size_t size_bytes);

// An object of a class with fixed size: raw fields 0, tagged slots undefined.
HeapObject *Heap_new_object(Isolate *isolate, const Map *map);
#define HEAP_NEW(isolate, Class, map_root)                             \
  ((Class *)Heap_new_object(isolate, ROOT_OBJECT(isolate, Map, map_root)))

// A JSObject of the map's instance size: properties empty, elements empty,
// own fields 0 / undefined, in-object slots undefined.
JSObject *JSObject_new_from_map(Isolate *isolate, const Map *map);

FixedArray *FixedArray_new(Isolate *isolate, int32_t length);  // undefined
FixedArray *FixedArray_new_filled(Isolate *isolate, int32_t length,
                                  Value filler);
FixedDoubleArray *FixedDoubleArray_new(Isolate *isolate, int32_t length);
// New arrays of elements [start, start + count) of others.
FixedArray *FixedArray_copy(Isolate *isolate, const FixedArray *from,
                            int32_t start, int32_t count);
FixedDoubleArray *FixedDoubleArray_copy(Isolate *isolate,
                                        const FixedDoubleArray *from,
                                        int32_t start, int32_t count);
// The slots hold anything: fill all of them before anything else can allocate.
FixedArray *FixedArray_new_raw(Isolate *isolate, int32_t length);
FixedDoubleArray *FixedDoubleArray_new_raw(Isolate *isolate, int32_t length);
ByteArray *ByteArray_new(Isolate *isolate, int32_t length);  // zeroed
RegisterArray *RegisterArray_new(Isolate *isolate, int32_t length);
ArrayList *ArrayList_new(Isolate *isolate, int32_t capacity);
// Appends (a possibly weak tagged); returns the list, or a larger copy of it.
ArrayList *ArrayList_add(Isolate *isolate, ArrayList *list, Tagged value);
PropertyArray *PropertyArray_new(Isolate *isolate, int32_t length);
Context *Context_new(Isolate *isolate, const Map *map, int32_t length);
HeapNumber *HeapNumber_new(Isolate *isolate, double value);
Cell *Cell_new(Isolate *isolate, Value value);
// Uninitialised digits/characters; hash not computed, not internalized.
BigInt *BigInt_new_raw(Isolate *isolate, int32_t digit_count);
SeqOneByteString *SeqOneByteString_new_raw(Isolate *isolate, int32_t length);
SeqTwoByteString *SeqTwoByteString_new_raw(Isolate *isolate, int32_t length);
// Any class with a trailing array and root map: `length` elements, slots
// undefined, raw bytes zero.
HeapObject *Heap_new_array(Isolate *isolate, const Map *map, int32_t length);

// The collector parses runs of young objects, so an object that shrinks in
// place must leave no hole: call this for the bytes given up (multiples of 8), right
// after the length or map that says the new size was written. (Slots behind a
// map's shrunk instance size are fine if they hold undefined.)
void Heap_fill(void *address, size_t size_bytes);
// Shortens an object with a trailing array, filling what it gives up.
void Heap_shrink_array(HeapObject *array, int32_t new_length);

// The Value as a heap slot can hold it: unboxed doubles that are Smis become
// Smis, others new HeapNumbers.
static inline Value Isolate_box(Isolate *isolate, Value value) {
  if (LIKELY(!Value_is_unboxed_double(value))) return value;
  Value number = Value_from_number(Value_unboxed_double(value));
  if (Value_is_smi(number)) return number;
  return Value_from_object(
      HeapNumber_new(isolate, Value_unboxed_double(number)));
}

#endif  // ENGINE_HEAP_FACTORY_H_
