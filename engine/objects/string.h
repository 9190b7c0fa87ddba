// SPDX-License-Identifier: MIT
//
// Strings: making, reading, flattening, internalizing, comparing. Lengths and
// offsets are UTF-16 code units.
#ifndef ENGINE_OBJECTS_STRING_H_
#define ENGINE_OBJECTS_STRING_H_

#include "engine/heap/factory.h"

// Characters of a flat string. Valid while the string is alive (objects do not
// move, external strings do not change).
typedef struct FlatString {
  const uint8_t *one_byte;   // Latin-1, or NULL
  const uint16_t *two_byte;  // or NULL
  int32_t length;
} FlatString;

static inline uint16_t FlatString_at(const FlatString *flat, int32_t index) {
  return flat->one_byte ? flat->one_byte[index] : flat->two_byte[index];
}

// Makes a rope flat (in place) and tells where its characters are.
FlatString String_flatten_slow(Isolate *isolate, String *string);
static inline FlatString String_flatten(Isolate *isolate, String *string) {
  int type = HeapObject_type((const HeapObject *)string);
  if (UNLIKELY((type & kStringRepresentationMask) != kSeqStringTag))
    return String_flatten_slow(isolate, string);
  if (type & kOneByteStringBit)
    return (FlatString){((const SeqOneByteString *)string)->chars, NULL,
                        string->length};
  return (FlatString){NULL, ((const SeqTwoByteString *)string)->chars,
                      string->length};
}
// Writes all characters to one of the buffers (the other is NULL), whatever the
// string's shape. one_byte only if all units are below 256.
void String_write(const String *string, uint8_t *one_byte, uint16_t *two_byte);
uint16_t String_char_at(Isolate *isolate, String *string, int32_t index);

String *String_new_one_byte(Isolate *isolate, const uint8_t *chars,
                            int32_t length);
// One-byte if every unit is below 256.
String *String_new_two_byte(Isolate *isolate, const uint16_t *chars,
                            int32_t length);
// Invalid UTF-8 becomes U+FFFD.
String *String_new_utf8(Isolate *isolate, const char *text, size_t size_bytes);
bool String_is_ascii(const uint8_t *text, size_t size_bytes);
// ASCII, NUL-terminated.
String *String_new_ascii(Isolate *isolate, const char *text);
String *String_format(Isolate *isolate, const char *format, ...)
    PRINTF_LIKE(2, 3);
String *String_from_char_code(Isolate *isolate, uint16_t unit);

String *String_internalize(Isolate *isolate, String *string);
String *String_internalize_one_byte(Isolate *isolate, const uint8_t *chars,
                                    int32_t length);
String *String_internalize_two_byte(Isolate *isolate, const uint16_t *chars,
                                    int32_t length);
String *String_internalize_ascii(Isolate *isolate, const char *text);

// A rope where that pays. The sentinel with a RangeError "Invalid string
// length" beyond kMaxStringLength.
NODISCARD Value String_concat(Isolate *isolate, String *left, String *right);
// [start, end); a slice where that pays.
String *String_substring(Isolate *isolate, String *string, int32_t start,
                         int32_t end);
bool String_equals(Isolate *isolate, String *a, String *b);
bool String_equals_ascii(Isolate *isolate, String *string, const char *text);
// By code units: < 0, 0, > 0.
int String_compare(Isolate *isolate, String *a, String *b);
uint32_t String_hash(Isolate *isolate, String *string);
uint32_t Name_hash(Isolate *isolate, Name *name);
// For tables found under attack: collisions cannot be chosen without the seed.
uint32_t FlatString_keyed_hash(const FlatString *flat, uint32_t seed);
// The same of a unique name; symbols are told apart by their hashes, which
// programs do not choose.
uint32_t Name_keyed_hash(Isolate *isolate, const Name *name, uint32_t seed);
// First occurrence at or after start, or -1.
int32_t String_index_of(Isolate *isolate, String *string, String *pattern,
                        int32_t start);
int32_t String_last_index_of(Isolate *isolate, String *string, String *pattern,
                             int32_t start);
// malloc'ed, NUL-terminated UTF-8; lone surrogates become U+FFFD. The caller
// frees it. *size_bytes may be NULL.
char *String_to_utf8(Isolate *isolate, String *string, size_t *size_bytes);
// An array index string?
bool String_as_array_index(Isolate *isolate, String *string, uint32_t *index);
// Number::toString(value, 10), through the number string cache.
String *Number_value_to_string(Isolate *isolate, double value);
// #sec-stringtonumber.
double String_to_number(Isolate *isolate, String *string);

Symbol *Symbol_new(Isolate *isolate, Value description, uint32_t flags);

// Builds a string piece by piece, in itself while it is short and of one byte,
// then in malloc'ed memory; widens when needed. Do not copy one.
typedef struct StringBuilder {
  Isolate *isolate;
  uint8_t *one_byte;   // NULL once it is wide
  uint16_t *two_byte;  // or NULL
  int64_t length;
  int64_t capacity;
  uint8_t small[256];
} StringBuilder;
void StringBuilder_init(StringBuilder *builder, Isolate *isolate);
// Room for `more` units, for those who write them behind the length themselves:
// of one byte if one_byte (the builder may be wide all the same), else of two.
// False once the string is too long: then nothing may be written.
bool StringBuilder_grow(StringBuilder *builder, int64_t more, bool one_byte);
static inline bool StringBuilder_reserve(StringBuilder *builder, int64_t more,
                                         bool one_byte) {
  if (LIKELY(builder->length + more <= builder->capacity &&
             (one_byte || builder->two_byte)))
    return true;
  return StringBuilder_grow(builder, more, one_byte);
}
static inline void StringBuilder_add_char(StringBuilder *builder,
                                          uint16_t unit) {
  if (!StringBuilder_reserve(builder, 1, unit < 256)) return;
  if (builder->two_byte)
    builder->two_byte[builder->length++] = unit;
  else
    builder->one_byte[builder->length++] = (uint8_t)unit;
}
void StringBuilder_add_latin1(StringBuilder *builder, const uint8_t *text,
                              int32_t length);
void StringBuilder_add_ascii(StringBuilder *builder, const char *text);
void StringBuilder_add_string(StringBuilder *builder, String *string);
void StringBuilder_add_substring(StringBuilder *builder, String *string,
                                 int32_t start, int32_t end);
// Frees the builder. The sentinel with a RangeError if it grew too long.
NODISCARD Value StringBuilder_finish(StringBuilder *builder);
void StringBuilder_abandon(StringBuilder *builder);

#endif  // ENGINE_OBJECTS_STRING_H_
