// SPDX-License-Identifier: MIT
//
// Strings and symbols.
#include <stdlib.h>
#include <string.h>

#include "engine/api/api.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static ThawLocal too_long(Isolate *isolate) {
  (void)!Value_is_exception(Throw_range_error(
      isolate, kMessageInvalidStringLength, ROOT(undefined_value)));
  return NULL;
}

ThawLocal thaw_string_new(ThawIsolate *isolate, const char *utf8,
                          size_t length_bytes) {
  Isolate *self = isolate_of(isolate);
  if (length_bytes == THAW_AUTO_LENGTH) length_bytes = strlen(utf8);
  if (length_bytes > kMaxStringLength) return too_long(self);
  return Local_from_object(self, String_new_utf8(self, utf8, length_bytes));
}

ThawLocal thaw_string_new_filled(ThawIsolate *isolate, size_t length_bytes,
                                 ThawFill fill, void *data) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(length_bytes > 0, "thaw_string_new_filled", "no bytes");
  if (length_bytes > kMaxStringLength) return too_long(self);
  int32_t length = (int32_t)length_bytes;
  SeqOneByteString *string = SeqOneByteString_new_raw(self, length);
  if (!fill(data, (char *)string->chars)) return NULL;
  if (length == 1 || !String_is_ascii(string->chars, length_bytes))
    return Local_from_object(
        self,
        String_new_utf8(self, (const char *)string->chars, length_bytes));
  return Local_from_object(self, string);
}

ThawLocal thaw_string_new_latin1(ThawIsolate *isolate, const uint8_t *bytes,
                                 size_t length_bytes) {
  Isolate *self = isolate_of(isolate);
  if (length_bytes == THAW_AUTO_LENGTH)
    length_bytes = strlen((const char *)bytes);
  if (length_bytes > kMaxStringLength) return too_long(self);
  return Local_from_object(
      self, String_new_one_byte(self, bytes, (int32_t)length_bytes));
}

ThawLocal thaw_string_new_utf16(ThawIsolate *isolate, const uint16_t *units,
                                size_t length_units) {
  Isolate *self = isolate_of(isolate);
  if (length_units > kMaxStringLength) return too_long(self);
  return Local_from_object(
      self, String_new_two_byte(self, units, (int32_t)length_units));
}

static String *string_of(ThawLocal local) {
  return Value_as_String(Local_isolate(local), Local_value(local));
}

size_t thaw_string_length_units(ThawLocal string) {
  return thaw_is_string(string) ? (size_t)string_of(string)->length : 0;
}

bool thaw_string_is_latin1(ThawLocal string) {
  if (!thaw_is_string(string)) return false;
  return (HeapObject_type((HeapObject *)string_of(string)) &
          kOneByteStringBit) != 0;
}

// ---- UTF-8 ----

// The code point at *index, which moves behind it; lone surrogates are U+FFFD.
static uint32_t next_code_point(const FlatString *flat, int32_t *index) {
  uint32_t unit = FlatString_at(flat, (*index)++);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  if (unit < 0xdc00 && *index < flat->length) {
    uint32_t low = FlatString_at(flat, *index);
    if (low >= 0xdc00 && low <= 0xdfff) {
      (*index)++;
      return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  }
  return 0xfffd;
}

static int utf8_size(uint32_t point) {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

static void write_utf8(char *out, uint32_t point, int size) {
  static const uint8_t kLeads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  if (size == 1) {
    out[0] = (char)point;
    return;
  }
  for (int i = size - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (point & 0x3f));
    point >>= 6;
  }
  out[0] = (char)(kLeads[size] | point);
}

size_t thaw_string_utf8_length_bytes(ThawIsolate *isolate, ThawLocal string) {
  if (!thaw_is_string(string)) return 0;
  FlatString flat = String_flatten(isolate_of(isolate), string_of(string));
  size_t total = 0;
  for (int32_t i = 0; i < flat.length;)
    total += (size_t)utf8_size(next_code_point(&flat, &i));
  return total;
}

size_t thaw_string_write_utf8(ThawIsolate *isolate, ThawLocal string,
                              char *buffer, size_t capacity_bytes) {
  if (!thaw_is_string(string)) return 0;
  FlatString flat = String_flatten(isolate_of(isolate), string_of(string));
  size_t written = 0;
  for (int32_t i = 0; i < flat.length;) {
    uint32_t point = next_code_point(&flat, &i);
    int size = utf8_size(point);
    if (written + (size_t)size > capacity_bytes) break;
    write_utf8(buffer + written, point, size);
    written += (size_t)size;
  }
  return written;
}

// Units in [start, start + capacity) that exist.
static size_t units_in_range(const FlatString *flat, size_t start,
                             size_t capacity) {
  size_t length = (size_t)flat->length;
  if (start >= length) return 0;
  return length - start < capacity ? length - start : capacity;
}

size_t thaw_string_write_latin1(ThawIsolate *isolate, ThawLocal string,
                                uint8_t *buffer, size_t start_units,
                                size_t capacity_units) {
  if (!thaw_is_string(string)) return 0;
  FlatString flat = String_flatten(isolate_of(isolate), string_of(string));
  size_t count = units_in_range(&flat, start_units, capacity_units);
  for (size_t i = 0; i < count; i++)
    buffer[i] = (uint8_t)FlatString_at(&flat, (int32_t)(start_units + i));
  return count;
}

size_t thaw_string_write_utf16(ThawIsolate *isolate, ThawLocal string,
                               uint16_t *buffer, size_t start_units,
                               size_t capacity_units) {
  if (!thaw_is_string(string)) return 0;
  FlatString flat = String_flatten(isolate_of(isolate), string_of(string));
  size_t count = units_in_range(&flat, start_units, capacity_units);
  for (size_t i = 0; i < count; i++)
    buffer[i] = FlatString_at(&flat, (int32_t)(start_units + i));
  return count;
}

char *thaw_value_to_utf8(ThawIsolate *isolate, ThawLocal value,
                         size_t *length_bytes) {
  Isolate *self = isolate_of(isolate);
  Value string = Object_to_string_js(self, Local_value(value));
  if (Value_is_exception(string)) return NULL;
  return String_to_utf8(self, Value_as_String(self, string), length_bytes);
}

// ---- Symbols ----

ThawLocal thaw_symbol_new(ThawIsolate *isolate, ThawLocal description) {
  Isolate *self = isolate_of(isolate);
  return Local_from_object(
      self, Symbol_new(self, Local_value_or_undefined(description), 0));
}

ThawLocal thaw_symbol_for(ThawIsolate *isolate, ThawLocal key) {
  ThawLocal constructor = thaw_object_get_named(
      isolate, thaw_context_global(thaw_context_current(isolate)), "Symbol");
  if (constructor == NULL || !thaw_is_object(constructor)) return NULL;
  ThawLocal function = thaw_object_get_named(isolate, constructor, "for");
  if (function == NULL) return NULL;
  return thaw_function_call(isolate, function, constructor, 1, &key);
}

ThawLocal thaw_symbol_description(ThawIsolate *isolate, ThawLocal symbol) {
  Isolate *self = isolate_of(isolate);
  if (!thaw_is_symbol(symbol)) return thaw_undefined(isolate);
  return Local_new(self, Symbol_description(
                             Value_as_Symbol(self, Local_value(symbol))));
}
