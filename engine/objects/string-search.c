// SPDX-License-Identifier: MIT
//
// Searching in strings, and strings as numbers and back.
#include <string.h>

#include "engine/base/bits.h"
#include "engine/base/number-conversions.h"
#include "engine/objects/string.h"

static bool matches_at(const FlatString *text, int32_t position,
                       const FlatString *pattern) {
  if (text->one_byte && pattern->one_byte)
    return !memcmp(text->one_byte + position, pattern->one_byte,
                   (size_t)pattern->length);
  if (text->two_byte && pattern->two_byte)
    return !memcmp(text->two_byte + position, pattern->two_byte,
                   (size_t)pattern->length * 2);
  for (int32_t i = 0; i < pattern->length; i++)
    if (FlatString_at(text, position + i) != FlatString_at(pattern, i))
      return false;
  return true;
}

static int32_t find_unit(const FlatString *text, int32_t start, int32_t end,
                         uint16_t unit) {
  if (text->one_byte) {
    if (unit > 255) return -1;
    const uint8_t *found =
        memchr(text->one_byte + start, unit, (size_t)(end - start));
    return found ? (int32_t)(found - text->one_byte) : -1;
  }
  for (int32_t i = start; i < end; i++)
    if (text->two_byte[i] == unit) return i;
  return -1;
}

// Horspool's algorithm with a table of the low bytes.
static int32_t horspool(const FlatString *text, const FlatString *pattern,
                        int32_t start) {
  int32_t shift[256];
  int32_t last = pattern->length - 1;
  for (int i = 0; i < 256; i++) shift[i] = pattern->length;
  for (int32_t i = 0; i < last; i++)
    shift[FlatString_at(pattern, i) & 255] = last - i;
  int32_t limit = text->length - pattern->length;
  uint16_t final_unit = FlatString_at(pattern, last);
  for (int32_t i = start; i <= limit;) {
    uint16_t unit = FlatString_at(text, i + last);
    if (unit == final_unit && matches_at(text, i, pattern)) return i;
    i += shift[unit & 255];
  }
  return -1;
}

int32_t String_index_of(Isolate *isolate, String *string, String *pattern,
                        int32_t start) {
  FlatString text = String_flatten(isolate, string);
  FlatString sought = String_flatten(isolate, pattern);
  if (start < 0) start = 0;
  if (sought.length == 0) return start <= text.length ? start : text.length;
  int32_t limit = text.length - sought.length;
  if (start > limit) return -1;
  if (sought.length >= 8 && limit - start >= 64)
    return horspool(&text, &sought, start);
  uint16_t first = FlatString_at(&sought, 0);
  for (int32_t i = start; i <= limit; i++) {
    i = find_unit(&text, i, limit + 1, first);
    if (i < 0) return -1;
    if (matches_at(&text, i, &sought)) return i;
  }
  return -1;
}

int32_t String_last_index_of(Isolate *isolate, String *string, String *pattern,
                             int32_t start) {
  FlatString text = String_flatten(isolate, string);
  FlatString sought = String_flatten(isolate, pattern);
  int32_t i = text.length - sought.length;
  if (start < i) i = start;
  for (; i >= 0; i--)
    if (matches_at(&text, i, &sought)) return i;
  return -1;
}

// ---- Numbers ----

enum { kNumberCacheEntries = 256 };

String *Number_value_to_string(Isolate *isolate, double value) {
  Value number = Value_from_number(value);
  Value cache_value = Isolate_root(isolate, kIsolateRoot_number_string_cache);
  if (!Value_is_FixedArray(isolate, cache_value)) {
    cache_value =
        Value_from_object(FixedArray_new(isolate, 2 * kNumberCacheEntries));
    Isolate_set_root(isolate, kIsolateRoot_number_string_cache, cache_value);
  }
  FixedArray *cache = Value_as_FixedArray(isolate, cache_value);
  uint64_t bits = Bits_of_double(value);
  uint32_t hash = Value_is_smi(number) ? (uint32_t)Value_smi(number)
                                       : (uint32_t)(bits ^ bits >> 32);
  int32_t entry = (int32_t)(hash % kNumberCacheEntries) * 2;
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
