// SPDX-License-Identifier: MIT
//
// Searching in strings, and strings as numbers and back.
#include <string.h>

#include "engine/base/bits.h"
#include "engine/base/number-conversions.h"
#include "engine/base/string-search.h"
#include "engine/objects/string.h"

static inline SearchText search_text(const FlatString *flat) {
  return (SearchText){
      flat->one_byte ? (const void *)flat->one_byte : flat->two_byte,
      (size_t)flat->length, flat->one_byte == NULL};
}

int32_t String_index_of(Isolate *isolate, String *string, String *pattern,
                        int32_t start) {
  FlatString text = String_flatten(isolate, string);
  FlatString sought = String_flatten(isolate, pattern);
  if (start < 0) start = 0;
  if (sought.length == 0) return start <= text.length ? start : text.length;
  if (sought.length > text.length) return -1;
  size_t found;
  if (LIKELY(text.one_byte && sought.one_byte)) {
    found = StringSearch_find_latin1(text.one_byte, (size_t)text.length,
                                     sought.one_byte, (size_t)sought.length,
                                     (size_t)start);
  } else {
    SearchText haystack = search_text(&text), needle = search_text(&sought);
    found = StringSearch_find(&haystack, &needle, (size_t)start);
  }
  return found == kSearchNotFound ? -1 : (int32_t)found;
}

int32_t String_last_index_of(Isolate *isolate, String *string, String *pattern,
                             int32_t start) {
  FlatString text = String_flatten(isolate, string);
  FlatString sought = String_flatten(isolate, pattern);
  if (start < 0) return -1;
  SearchText haystack = search_text(&text), needle = search_text(&sought);
  size_t found = StringSearch_find_last(&haystack, &needle, (size_t)start);
  return found == kSearchNotFound ? -1 : (int32_t)found;
}

// ---- Numbers ----

String *Number_value_to_string(Isolate *isolate, double value) {
  Value number = Value_from_number(value);
  Value cache_value = Isolate_root(isolate, kIsolateRoot_number_string_cache);
  if (!Value_is_FixedArray(isolate, cache_value)) {
    cache_value =
        Value_from_object(FixedArray_new(isolate, 2 * kNumberStringCacheEntries));
    Isolate_set_root(isolate, kIsolateRoot_number_string_cache, cache_value);
  }
  FixedArray *cache = Value_as_FixedArray(isolate, cache_value);
  uint64_t bits = Bits_of_double(value);
  uint32_t hash = Value_is_smi(number) ? (uint32_t)Value_smi(number)
                                       : (uint32_t)(bits ^ bits >> 32);
  int32_t entry = (int32_t)(hash % kNumberStringCacheEntries) * 2;
  Value key = FixedArray_get_slots(cache, entry);
  bool hit = Value_is_smi(number)
                 ? Value_equals(key, number)
                 : Value_is_HeapNumber(isolate, key) &&
                       Bits_of_double(
                           Value_as_HeapNumber(isolate, key)->value) == bits;
  if (hit) return Value_as_String(isolate, FixedArray_get_slots(cache, entry + 1));
  char text[kNumberToStringSize];
  size_t length = Value_is_smi(number)
                      ? Number_int_to_string(Value_smi(number), text)
                      : Number_to_string(value, text);
  String *string =
      String_new_one_byte(isolate, (const uint8_t *)text, (int32_t)length);
  Value boxed = Isolate_box(isolate, number);
  FixedArray_set_slots(cache, entry, boxed);
  FixedArray_set_slots(cache, entry + 1, Value_from_object(string));
  return string;
}

double String_to_number(Isolate *isolate, String *string) {
  FlatString flat = String_flatten(isolate, string);
  return flat.one_byte
             ? Number_from_latin1(flat.one_byte, (size_t)flat.length)
             : Number_from_utf16(flat.two_byte, (size_t)flat.length);
}
