// SPDX-License-Identifier: MIT
//
// StringBuilder: appends in malloc'ed memory, one byte a unit until a unit
// needs two.
#include <stdlib.h>
#include <string.h>

#include "engine/objects/messages.h"
#include "engine/objects/string.h"

void StringBuilder_init(StringBuilder *builder, Isolate *isolate) {
  memset(builder, 0, sizeof *builder);
  builder->isolate = isolate;
}

// Room for `count` more units. Once too long, contents no longer matter:
// nothing more is stored, only the length goes on counting.
static bool reserve(StringBuilder *builder, int64_t count) {
  int64_t length = builder->length + count;
  if (length > kMaxStringLength) {
    builder->length = length;
    return false;
  }
  if (length <= builder->capacity) return true;
  int64_t capacity = builder->capacity < 32 ? 64 : builder->capacity * 2;
  if (capacity < length) capacity = length;
  if (builder->two_byte) {
    builder->two_byte = realloc(builder->two_byte, (size_t)capacity * 2);
    CHECK(builder->two_byte != NULL);
  } else {
    builder->one_byte = realloc(builder->one_byte, (size_t)capacity);
    CHECK(builder->one_byte != NULL);
  }
  builder->capacity = capacity;
  return true;
}

static void widen(StringBuilder *builder) {
  if (builder->two_byte) return;
  if (builder->capacity == 0) builder->capacity = 32;
  builder->two_byte = malloc((size_t)builder->capacity * 2);
  CHECK(builder->two_byte != NULL);
  int64_t stored = builder->length <= kMaxStringLength ? builder->length : 0;
  for (int64_t i = 0; i < stored; i++)
    builder->two_byte[i] = builder->one_byte[i];
  free(builder->one_byte);
  builder->one_byte = NULL;
}

void StringBuilder_add_char(StringBuilder *builder, uint16_t unit) {
  if (!reserve(builder, 1)) return;
  if (unit > 255) widen(builder);
  if (builder->two_byte)
    builder->two_byte[builder->length++] = unit;
  else
    builder->one_byte[builder->length++] = (uint8_t)unit;
}

static void add_flat(StringBuilder *builder, const FlatString *flat,
                     int32_t start, int32_t end) {
  int32_t count = end - start;
  if (count <= 0 || !reserve(builder, count)) return;
  if (flat->two_byte) widen(builder);
  if (!builder->two_byte) {
    memcpy(builder->one_byte + builder->length, flat->one_byte + start,
           (size_t)count);
  } else {
    for (int32_t i = 0; i < count; i++)
      builder->two_byte[builder->length + i] = FlatString_at(flat, start + i);
  }
  builder->length += count;
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
  FlatString flat = String_flatten(builder->isolate, string);
  add_flat(builder, &flat, start, end);
}

Value StringBuilder_finish(StringBuilder *builder) {
  Isolate *isolate = builder->isolate;
  if (builder->length > kMaxStringLength) {
    StringBuilder_abandon(builder);
    return Throw_range_error(isolate, kMessageInvalidStringLength,
                             ROOT(undefined_value));
  }
  int32_t length = (int32_t)builder->length;
  String *string =
      builder->two_byte
          ? String_new_two_byte(isolate, builder->two_byte, length)
          : String_new_one_byte(isolate, builder->one_byte, length);
  StringBuilder_abandon(builder);
  return Value_from_object(string);
}

void StringBuilder_abandon(StringBuilder *builder) {
  free(builder->one_byte);
  free(builder->two_byte);
  builder->one_byte = NULL;
  builder->two_byte = NULL;
  builder->length = builder->capacity = 0;
}
