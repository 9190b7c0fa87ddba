// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "engine/objects/messages.h"
#include "engine/objects/string.h"

void StringBuilder_init(StringBuilder *builder, Isolate *isolate) {
  *builder = (StringBuilder){.isolate = isolate};
}

// Room for `more` units of the width that is needed. False once the string is
// too long: then nothing more is stored, only counted.
static bool reserve(StringBuilder *builder, int64_t more, bool one_byte) {
  int64_t length = builder->length + more;
  if (length > kMaxStringLength) {
    builder->length = (int64_t)kMaxStringLength + 1;
    return false;
  }
  bool widen = !one_byte && !builder->two_byte;
  if (length <= builder->capacity && !widen) return true;
  int64_t capacity = builder->capacity;
  if (length > capacity)
    capacity = length + length / 2 < 64 ? 64 : length + length / 2;
  if (builder->two_byte || widen) {
    uint16_t *units = realloc(builder->two_byte, (size_t)capacity * 2);
    CHECK(units);
    if (widen) {
      for (int64_t i = 0; i < builder->length; i++)
        units[i] = builder->one_byte[i];
      free(builder->one_byte);
      builder->one_byte = NULL;
    }
    builder->two_byte = units;
  } else {
    builder->one_byte = realloc(builder->one_byte, (size_t)capacity);
    CHECK(builder->one_byte);
  }
  builder->capacity = capacity;
  return true;
}

void StringBuilder_add_char(StringBuilder *builder, uint16_t unit) {
  if (!reserve(builder, 1, unit < 256)) return;
  if (builder->two_byte)
    builder->two_byte[builder->length++] = unit;
  else
    builder->one_byte[builder->length++] = (uint8_t)unit;
}

static void add_flat(StringBuilder *builder, const FlatString *flat,
                     int32_t start, int32_t count) {
  if (!reserve(builder, count, flat->one_byte != NULL)) return;
  int64_t at = builder->length;
  if (!builder->two_byte) {
    if (count) memcpy(builder->one_byte + at, flat->one_byte + start, (size_t)count);
  } else if (flat->two_byte) {
    memcpy(builder->two_byte + at, flat->two_byte + start, (size_t)count * 2);
  } else {
    for (int32_t i = 0; i < count; i++)
      builder->two_byte[at + i] = flat->one_byte[start + i];
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
  free(builder->one_byte);
  free(builder->two_byte);
  builder->one_byte = NULL;
  builder->two_byte = NULL;
  builder->length = builder->capacity = 0;
}
