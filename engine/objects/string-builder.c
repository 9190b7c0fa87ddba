// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "engine/objects/messages.h"
#include "engine/objects/string.h"

void StringBuilder_init(StringBuilder *builder, Isolate *isolate) {
  builder->isolate = isolate;
  builder->one_byte = builder->small;
  builder->two_byte = NULL;
  builder->length = 0;
  builder->capacity = sizeof builder->small;
}

static void free_one_byte(StringBuilder *builder) {
  if (builder->one_byte != builder->small) free(builder->one_byte);
  builder->one_byte = NULL;
}

static void grow_one_byte(StringBuilder *builder, int64_t capacity) {
  bool is_small = builder->one_byte == builder->small;
  uint8_t *units =
      realloc(is_small ? NULL : builder->one_byte, (size_t)capacity);
  CHECK(units);
  if (is_small) memcpy(units, builder->small, (size_t)builder->length);
  builder->one_byte = units;
}

static void grow_two_byte(StringBuilder *builder, int64_t capacity) {
  uint16_t *units = realloc(builder->two_byte, (size_t)capacity * 2);
  CHECK(units);
  if (builder->one_byte) {
    for (int64_t i = 0; i < builder->length; i++)
      units[i] = builder->one_byte[i];
    free_one_byte(builder);
  }
  builder->two_byte = units;
}

bool StringBuilder_grow(StringBuilder *builder, int64_t more, bool one_byte) {
  int64_t length = builder->length + more;
  if (length > kMaxStringLength) {
    builder->length = (int64_t)kMaxStringLength + 1;
    return false;
  }
  int64_t capacity = builder->capacity;
  if (length > capacity) capacity = length + length / 2;
  if (one_byte && !builder->two_byte)
    grow_one_byte(builder, capacity);
  else
    grow_two_byte(builder, capacity);
  builder->capacity = capacity;
  return true;
}

static void add_flat(StringBuilder *builder, const FlatString *flat,
                     int32_t start, int32_t count) {
  if (!StringBuilder_reserve(builder, count, flat->one_byte != NULL)) return;
  int64_t at = builder->length;
  if (!builder->two_byte) {
    memcpy(builder->one_byte + at, flat->one_byte + start, (size_t)count);
  } else if (flat->two_byte) {
    memcpy(builder->two_byte + at, flat->two_byte + start, (size_t)count * 2);
  } else {
    for (int32_t i = 0; i < count; i++)
      builder->two_byte[at + i] = flat->one_byte[start + i];
  }
  builder->length += count;
}

void StringBuilder_add_latin1(StringBuilder *builder, const uint8_t *text,
                              int32_t length) {
  FlatString flat = {text, NULL, length};
  add_flat(builder, &flat, 0, length);
}

void StringBuilder_add_ascii(StringBuilder *builder, const char *text) {
  FlatString flat = {(const uint8_t *)text, NULL, (int32_t)strlen(text)};
  add_flat(builder, &flat, 0, flat.length);
}

void StringBuilder_add_string(StringBuilder *builder, String *string) {
  StringBuilder_add_substring(builder, string, 0, string->length);
}

void StringBuilder_add_substring(StringBuilder *builder, String *string,
                                 int32_t start, int32_t end) {
  if (start >= end) return;
  FlatString flat = String_flatten(builder->isolate, string);
  add_flat(builder, &flat, start, end - start);
}

Value StringBuilder_finish(StringBuilder *builder) {
  Isolate *isolate = builder->isolate;
  if (builder->length > kMaxStringLength) {
    StringBuilder_abandon(builder);
    return Throw_range_error(isolate, kMessageInvalidStringLength,
                             ROOT(undefined_value));
  }
  int32_t length = (int32_t)builder->length;
  String *result =
      builder->two_byte
          ? String_new_two_byte(isolate, builder->two_byte, length)
          : String_new_one_byte(isolate, builder->one_byte, length);
  StringBuilder_abandon(builder);
  return Value_from_object(result);
}

void StringBuilder_abandon(StringBuilder *builder) {
  free_one_byte(builder);
  free(builder->two_byte);
  StringBuilder_init(builder, builder->isolate);
}
