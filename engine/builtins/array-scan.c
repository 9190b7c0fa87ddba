// SPDX-License-Identifier: MIT
//
// Looking for a value in fast elements: a tight loop for each kind of store and
// of value. Identity is looked for in vectors of words; equal content of other
// objects (heap numbers, strings, big integers) one by one.
#include "engine/builtins/array-scan.h"

#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/string.h"

enum {
  kWordsPerVector = 4,
  kDoublesPerVector = 2,
  // Vectors that one test covers.
  kVectorsPerBlock = 4,
  // Units of strings compared between two looks at interrupts.
  kUnitsPerPoll = 1 << 22,
};

typedef uint32_t Words __attribute__((vector_size(16)));
typedef double Doubles __attribute__((vector_size(16)));
typedef uint64_t Halves __attribute__((vector_size(16)));

static inline bool any_bit(Halves mask) { return (mask[0] | mask[1]) != 0; }

static int32_t find_word(const Tagged *slots, int32_t from, int32_t end,
                         uint32_t bits) {
  enum { kBlock = kVectorsPerBlock * kWordsPerVector };
  const Words sought = {bits, bits, bits, bits};
  int32_t i = from;
  for (; end - i >= kBlock; i += kBlock) {
    Halves found = {0, 0};
    for (int v = 0; v < kVectorsPerBlock; v++) {
      Words words;
      memcpy(&words, &slots[i + v * kWordsPerVector], sizeof words);
      found |= (Halves)(words == sought);
    }
    if (any_bit(found)) break;
  }
  for (; i < end; i++)
    if (slots[i].bits == bits) return i;
  return kScanFoundNone;
}

// Holes are NaNs, hence equal to nothing.
static int32_t find_double(const double *values, int32_t from, int32_t end,
                           double number) {
  enum { kBlock = kVectorsPerBlock * kDoublesPerVector };
  const Doubles sought = {number, number};
  int32_t i = from;
  for (; end - i >= kBlock; i += kBlock) {
    Halves found = {0, 0};
    for (int v = 0; v < kVectorsPerBlock; v++) {
      Doubles numbers;
      memcpy(&numbers, &values[i + v * kDoublesPerVector], sizeof numbers);
      found |= (Halves)(numbers == sought);
    }
    if (any_bit(found)) break;
  }
  for (; i < end; i++)
    if (values[i] == number) return i;
  return kScanFoundNone;
}

static int32_t find_in_doubles(const FixedDoubleArray *store, int32_t from,
                               int32_t end, Value sought,
                               ScanEquality equality) {
  const Isolate *isolate = Isolate_of(store);
  bool holes_count =
      equality == kScanSameValueZero && Value_is_undefined(sought);
  if (Value_is_number(isolate, sought)) {
    double number = Value_number(isolate, sought);
    if (number == number) return find_double(store->values, from, end, number);
    if (equality == kScanStrictly) return kScanFoundNone;
  } else if (!holes_count) {
    return kScanFoundNone;
  }
  // NaN, or a hole.
  for (int32_t i = from; i < end; i++) {
    uint64_t bits;
    memcpy(&bits, &store->values[i], sizeof bits);
    if (holes_count ? bits == kHoleNanBits
                    : store->values[i] != store->values[i] &&
                          bits != kHoleNanBits)
      return i;
  }
  return kScanFoundNone;
}

// A number among values of any sort: Smis as words, heap numbers by content.
static int32_t find_number(const FixedArray *store, int32_t from, int32_t end,
                           Value sought, ScanEquality equality) {
  const Isolate *isolate = Isolate_of(store);
  double number = Value_number(isolate, sought);
  Value canonical = Value_from_number(number);
  // -0 is found as 0. No slot of elements is weak, as all ones would be.
  uint32_t word = number == 0 ? 0
                  : Value_is_smi(canonical)
                      ? Value_tagged(canonical).bits
                      : UINT32_MAX;
  bool is_nan = number != number;
  if (is_nan && equality == kScanStrictly) return kScanFoundNone;
  const uint32_t number_map = ROOT_TAGGED(heap_number_map).bits;
  for (int32_t i = from; i < end; i++) {
    Tagged slot = store->slots[i];
    if (slot.bits == word) return i;
    if (Tagged_is_smi(slot)) continue;
    const HeapObject *object =
        Value_object(isolate, Value_from_tagged(slot));
    if (object->map.bits != number_map) continue;
    double element = ((const HeapNumber *)object)->value;
    if (element == number || (is_nan && element != element)) return i;
  }
  return kScanFoundNone;
}

// Strings: the same one first, then another with its content before that.
static int32_t find_string_js(Isolate *isolate, const FixedArray *store,
                              int32_t from, int32_t end, String *sought,
                              ScanEquality equality) {
  int32_t same =
      find_word(store->slots, from, end, Tagged_from_object(sought).bits);
  if (same >= 0) {
    if (equality == kScanSameValueZero) return same;
    end = same;
  }
  bool is_internalized = InstanceType_is_internalized(
      HeapObject_type((HeapObject *)sought));
  int64_t units = 0;
  for (int32_t i = from; i < end; i++) {
    Tagged slot = store->slots[i];
    if (Tagged_is_smi(slot)) continue;
    HeapObject *object = Value_object(isolate, Value_from_tagged(slot));
    InstanceType type = HeapObject_type(object);
    if (!InstanceType_is_string(type) ||
        (is_internalized && InstanceType_is_internalized(type)) ||
        ((String *)object)->length != sought->length)
      continue;
    if (String_equals(isolate, (String *)object, sought)) return i;
    units += sought->length;
    if (units < kUnitsPerPoll) continue;
    units = 0;
    if (!Execution_serve_interrupts_js(isolate)) return kScanThrew;
  }
  return same;
}

int32_t Array_scan_js(Isolate *isolate, const JSObject *object, int32_t from,
                      int32_t end, Value sought, ScanEquality equality) {
  ElementsKind kind = (ElementsKind)HeapObject_map((const HeapObject *)object)
                          ->elements_kind;
  HeapObject *elements = JSObject_elements(object);
  if (from >= end) return kScanFoundNone;
  if (ElementsKind_is_double(kind))
    return find_in_doubles((FixedDoubleArray *)elements, from, end, sought,
                           equality);
  const FixedArray *store = (const FixedArray *)elements;
  if (ElementsKind_is_smi(kind) && Value_is_smi(sought))
    return find_word(store->slots, from, end, Value_tagged(sought).bits);
  if (Value_is_number(isolate, sought))
    return find_number(store, from, end, sought, equality);
  if (Value_is_String(isolate, sought))
    return find_string_js(isolate, store, from, end,
                          Value_as_String(isolate, sought), equality);
  if (Value_is_BigInt(isolate, sought)) {
    for (int32_t i = from; i < end; i++)
      if (Object_strict_equals(isolate, sought,
                               FixedArray_get_slots(store, i)))
        return i;
    return kScanFoundNone;
  }
  int32_t found =
      find_word(store->slots, from, end, Value_tagged(sought).bits);
  if (found < 0 && equality == kScanSameValueZero &&
      Value_is_undefined(sought))
    found = find_word(store->slots, from, end, ROOT_TAGGED(the_hole).bits);
  return found;
}
