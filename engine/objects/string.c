// SPDX-License-Identifier: MIT
//
// Making, reading, flattening, comparing and joining strings. Internalizing:
// string-table.c; searching and numbers: string-search.c; building:
// string-builder.c.
#include "engine/objects/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/keyed-hash.h"
#include "engine/base/unicode.h"
#include "engine/heap/external-pointers.h"
#include "engine/objects/layout/string-hash.h"
#include "engine/objects/messages.h"

enum {
  // Shorter results are copied: a rope or slice would be no smaller.
  kMinConsLength = 13,
  kMinSliceLength = 13,
};

static int string_type(const String *string) {
  return HeapObject_type((const HeapObject *)string);
}
static bool is_one_byte(const String *string) {
  return (string_type(string) & kOneByteStringBit) != 0;
}

// Characters of a sequential or external string.
static FlatString direct_chars(const String *string) {
  FlatString flat = {NULL, NULL, string->length};
  int type = string_type(string);
  const void *chars;
  if ((type & kStringRepresentationMask) == kExternalStringTag) {
    const Isolate *isolate = Isolate_of(string);
    chars = ExternalPointer_get(isolate,
                                ((const ExternalString *)string)->resource,
                                kExternalTagStringResource);
  } else if (type & kOneByteStringBit) {
    chars = ((const SeqOneByteString *)string)->chars;
  } else {
    chars = ((const SeqTwoByteString *)string)->chars;
  }
  if (type & kOneByteStringBit)
    flat.one_byte = chars;
  else
    flat.two_byte = chars;
  return flat;
}

// Characters without flattening, or false for a rope that is not flat.
static bool try_flat(const String *string, FlatString *flat) {
  int32_t offset = 0, length = string->length;
  for (;;) {
    switch (string_type(string) & kStringRepresentationMask) {
      case kConsStringTag:
        if (ConsString_second((const ConsString *)string)->length != 0)
          return false;
        string = ConsString_first((const ConsString *)string);
        break;
      case kSlicedStringTag:
        offset += ((const SlicedString *)string)->offset;
        string = SlicedString_parent((const SlicedString *)string);
        break;
      case kThinStringTag:
        string = ThinString_actual((const ThinString *)string);
        break;
      default:
        *flat = direct_chars(string);
        if (flat->one_byte) flat->one_byte += offset;
        if (flat->two_byte) flat->two_byte += offset;
        flat->length = length;
        return true;
    }
  }
}

// ---- Copying characters ----

static void copy_flat(const FlatString *from, int32_t start, int32_t count,
                      uint8_t *one_byte, uint16_t *two_byte) {
  if (one_byte) {
    if (from->one_byte)
      memcpy(one_byte, from->one_byte + start, (size_t)count);
    else
      for (int32_t i = 0; i < count; i++)
        one_byte[i] = (uint8_t)from->two_byte[start + i];
  } else if (from->two_byte) {
    memcpy(two_byte, from->two_byte + start, (size_t)count * 2);
  } else {
    for (int32_t i = 0; i < count; i++)
      two_byte[i] = from->one_byte[start + i];
  }
}

// Writes all characters of a string of any shape to one of the buffers. Ropes
// may be deep on either side: the pending halves are kept in a list.
void String_write(const String *string, uint8_t *one_byte,
                  uint16_t *two_byte) {
  const String *stack_space[64];
  const String **stack = stack_space;
  size_t depth = 0, capacity = ARRAY_LENGTH(stack_space);
  // From the end to the beginning, so that the usual left-deep rope (built by
  // appending) needs no list.
  int32_t end = string->length;
  for (;;) {
    FlatString flat;
    if (try_flat(string, &flat)) {
      end -= flat.length;
      copy_flat(&flat, 0, flat.length, one_byte ? one_byte + end : NULL,
                two_byte ? two_byte + end : NULL);
      if (depth == 0) break;
      string = stack[--depth];
      continue;
    }
    while ((string_type(string) & kStringRepresentationMask) == kThinStringTag)
      string = ThinString_actual((const ThinString *)string);
    const ConsString *cons = (const ConsString *)string;
    if (depth == capacity) {
      size_t bytes = capacity * 2 * sizeof *stack;
      const String **larger = malloc(bytes);
      CHECK(larger);
      memcpy(larger, stack, depth * sizeof *stack);
      if (stack != stack_space) free(stack);
      stack = larger;
      capacity *= 2;
    }
    stack[depth++] = ConsString_first(cons);
    string = ConsString_second(cons);
  }
  if (stack != stack_space) free(stack);
}

FlatString String_flatten_slow(Isolate *isolate, String *string) {
  FlatString flat;
  if (LIKELY(try_flat(string, &flat))) return flat;
  while ((string_type(string) & kStringRepresentationMask) == kThinStringTag)
    string = ThinString_actual((ThinString *)string);
  String *result;
  if (is_one_byte(string)) {
    SeqOneByteString *seq = SeqOneByteString_new_raw(isolate, string->length);
    String_write(string, seq->chars, NULL);
    result = (String *)seq;
  } else {
    SeqTwoByteString *seq = SeqTwoByteString_new_raw(isolate, string->length);
    String_write(string, NULL, seq->chars);
    result = (String *)seq;
  }
  ConsString_set_first((ConsString *)string, result);
  ConsString_set_second((ConsString *)string,
                        ROOT_OBJECT(isolate, String, empty_string));
  return direct_chars(result);
}

uint16_t String_char_at(Isolate *isolate, String *string, int32_t index) {
  FlatString flat = String_flatten(isolate, string);
  return FlatString_at(&flat, index);
}

// ---- Making ----

String *String_from_char_code(Isolate *isolate, uint16_t unit) {
  if (unit < 256) {
    FixedArray *characters =
        ISOLATE_ROOT_OBJECT(isolate, FixedArray, single_character_strings);
    return Value_as_String(isolate, FixedArray_get_slots(characters, unit));
  }
  SeqTwoByteString *string = SeqTwoByteString_new_raw(isolate, 1);
  string->chars[0] = unit;
  return (String *)string;
}

String *String_new_one_byte(Isolate *isolate, const uint8_t *chars,
                            int32_t length) {
  if (length == 0) return ROOT_OBJECT(isolate, String, empty_string);
  if (length == 1) return String_from_char_code(isolate, chars[0]);
  SeqOneByteString *string = SeqOneByteString_new_raw(isolate, length);
  memcpy(string->chars, chars, (size_t)length);
  return (String *)string;
}

static bool fits_one_byte(const uint16_t *chars, int32_t length) {
  uint32_t all = 0;
  for (int32_t i = 0; i < length; i++) all |= chars[i];
  return all < 256;
}

String *String_new_two_byte(Isolate *isolate, const uint16_t *chars,
                            int32_t length) {
  if (length == 0) return ROOT_OBJECT(isolate, String, empty_string);
  if (length == 1) return String_from_char_code(isolate, chars[0]);
  if (fits_one_byte(chars, length)) {
    SeqOneByteString *string = SeqOneByteString_new_raw(isolate, length);
    for (int32_t i = 0; i < length; i++) string->chars[i] = (uint8_t)chars[i];
    return (String *)string;
  }
  SeqTwoByteString *string = SeqTwoByteString_new_raw(isolate, length);
  memcpy(string->chars, chars, (size_t)length * 2);
  return (String *)string;
}

// Decodes one code point; invalid input takes one byte (or the valid prefix of
// a sequence, as the WHATWG decoder does) and gives U+FFFD.
static uint32_t next_utf8(const uint8_t *text, size_t size, size_t *index) {
  uint8_t lead = text[(*index)++];
  if (lead < 0x80) return lead;
  int more;
  uint32_t code;
  uint8_t low = 0x80, high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    more = 1;
    code = lead & 0x1F;
  } else if ((lead & 0xF0) == 0xE0) {
    more = 2;
    code = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    more = 3;
    code = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0xFFFD;
  }
  for (; more > 0; more--) {
    if (*index >= size || text[*index] < low || text[*index] > high)
      return 0xFFFD;
    code = code << 6 | (text[(*index)++] & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return code;
}

// In steps that the compiler makes vector instructions of.
bool String_is_ascii(const uint8_t *text, size_t size_bytes) {
  enum { kStepBytes = 64 };
  size_t index = 0;
  for (; index + kStepBytes <= size_bytes; index += kStepBytes) {
    uint8_t all = 0;
    for (int i = 0; i < kStepBytes; i++) all |= text[index + i];
    if (all >= 0x80) return false;
  }
  uint8_t all = 0;
  for (; index < size_bytes; index++) all |= text[index];
  return all < 0x80;
}

String *String_new_utf8(Isolate *isolate, const char *text, size_t size_bytes) {
  const uint8_t *bytes = (const uint8_t *)text;
  if (size_bytes > (size_t)kMaxStringLength) size_bytes = kMaxStringLength;
  if (String_is_ascii(bytes, size_bytes))
    return String_new_one_byte(isolate, bytes, (int32_t)size_bytes);
  size_t units = 0;
  uint32_t widest = 0;
  for (size_t i = 0; i < size_bytes;) {
    uint32_t code = next_utf8(bytes, size_bytes, &i);
    units += code > 0xFFFF ? 2 : 1;
    if (code > widest) widest = code;
  }
  int32_t length = (int32_t)units;
  size_t next = 0;
  if (widest < 256) {
    if (length == 1)
      return String_from_char_code(isolate, (uint16_t)widest);
    SeqOneByteString *string = SeqOneByteString_new_raw(isolate, length);
    for (int32_t i = 0; i < length; i++)
      string->chars[i] = (uint8_t)next_utf8(bytes, size_bytes, &next);
    return (String *)string;
  }
  SeqTwoByteString *string = SeqTwoByteString_new_raw(isolate, length);
  for (size_t i = 0; next < size_bytes;)
    i += Unicode_put_utf16(next_utf8(bytes, size_bytes, &next),
                           string->chars + i);
  return (String *)string;
}

String *String_new_ascii(Isolate *isolate, const char *text) {
  return String_new_one_byte(isolate, (const uint8_t *)text,
                             (int32_t)strlen(text));
}

String *String_format(Isolate *isolate, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int size = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  CHECK(size >= 0);
  char *text = malloc((size_t)size + 1);
  CHECK(text);
  vsnprintf(text, (size_t)size + 1, format, again);
  va_end(again);
  String *result = String_new_utf8(isolate, text, (size_t)size);
  free(text);
  return result;
}

// ---- Joining and cutting ----

// Fewer than kMinConsLength units of a one-byte string.
static void put_short(const String *string, uint8_t *to) {
  if ((string_type(string) & kStringRepresentationMask) != kSeqStringTag) {
    String_write(string, to, NULL);
    return;
  }
  // Words that overlap, so that they end where the text does.
  const uint8_t *from = ((const SeqOneByteString *)string)->chars;
  int32_t length = string->length;
  if (length >= 8) {
    uint64_t first, last;
    memcpy(&first, from, 8);
    memcpy(&last, from + length - 8, 8);
    memcpy(to, &first, 8);
    memcpy(to + length - 8, &last, 8);
  } else if (length >= 4) {
    uint32_t first, last;
    memcpy(&first, from, 4);
    memcpy(&last, from + length - 4, 4);
    memcpy(to, &first, 4);
    memcpy(to + length - 4, &last, 4);
  } else {
    for (int32_t i = 0; i < length; i++) to[i] = from[i];
  }
}

Value String_concat(Isolate *isolate, String *left, String *right) {
  if (left->length == 0) return Value_from_object(right);
  if (right->length == 0) return Value_from_object(left);
  int64_t length = (int64_t)left->length + right->length;
  if (length > kMaxStringLength)
    return Throw_error(isolate, kErrorTypeRangeError,
                       kMessageInvalidStringLength, ROOT(undefined_value),
                       ROOT(undefined_value), ROOT(undefined_value));
  bool one_byte = is_one_byte(left) && is_one_byte(right);
  if (length < kMinConsLength) {
    if (one_byte) {
      SeqOneByteString *string =
          SeqOneByteString_new_raw(isolate, (int32_t)length);
      put_short(left, string->chars);
      put_short(right, string->chars + left->length);
      return Value_from_object(string);
    }
    SeqTwoByteString *string =
        SeqTwoByteString_new_raw(isolate, (int32_t)length);
    String_write(left, NULL, string->chars);
    String_write(right, NULL, string->chars + left->length);
    return Value_from_object(string);
  }
  ConsString *cons = (ConsString *)Heap_new_object(
      isolate, one_byte ? ROOT_OBJECT(isolate, Map, cons_one_byte_string_map)
                        : ROOT_OBJECT(isolate, Map, cons_two_byte_string_map));
  cons->length = (int32_t)length;
  ConsString_set_first(cons, left);
  ConsString_set_second(cons, right);
  return Value_from_object(cons);
}

String *String_substring(Isolate *isolate, String *string, int32_t start,
                         int32_t end) {
  DCHECK(0 <= start && start <= end && end <= string->length);
  int32_t length = end - start;
  if (length == 0) return ROOT_OBJECT(isolate, String, empty_string);
  if (length == string->length) return string;
  FlatString flat = String_flatten(isolate, string);
  if (length == 1)
    return String_from_char_code(isolate, FlatString_at(&flat, start));
  if (length < kMinSliceLength)
    return flat.one_byte
               ? String_new_one_byte(isolate, flat.one_byte + start, length)
               : String_new_two_byte(isolate, flat.two_byte + start, length);
  // The parent is the sequential or external string below.
  for (;;) {
    int representation = string_type(string) & kStringRepresentationMask;
    if (representation == kConsStringTag) {
      string = ConsString_first((ConsString *)string);
    } else if (representation == kSlicedStringTag) {
      start += ((SlicedString *)string)->offset;
      string = SlicedString_parent((SlicedString *)string);
    } else if (representation == kThinStringTag) {
      string = ThinString_actual((ThinString *)string);
    } else {
      break;
    }
  }
  SlicedString *slice = (SlicedString *)Heap_new_object(
      isolate, is_one_byte(string)
                   ? ROOT_OBJECT(isolate, Map, sliced_one_byte_string_map)
                   : ROOT_OBJECT(isolate, Map, sliced_two_byte_string_map));
  slice->length = length;
  slice->offset = start;
  SlicedString_set_parent(slice, string);
  return (String *)slice;
}

// ---- Comparing ----

// Of as many characters. Texts that differ often do so at their ends.
static bool equal_chars(const FlatString *a, const FlatString *b) {
  if (a->length == 0) return true;
  if (FlatString_at(a, a->length - 1) != FlatString_at(b, b->length - 1))
    return false;
  if (a->one_byte && b->one_byte)
    return memcmp(a->one_byte, b->one_byte, (size_t)a->length) == 0;
  if (a->two_byte && b->two_byte)
    return memcmp(a->two_byte, b->two_byte, (size_t)a->length * 2) == 0;
  for (int32_t i = 0; i < a->length; i++)
    if (FlatString_at(a, i) != FlatString_at(b, i)) return false;
  return true;
}

bool String_equals(Isolate *isolate, String *a, String *b) {
  if (a == b) return true;
  if (a->length != b->length) return false;
  if (InstanceType_is_internalized(string_type(a)) &&
      InstanceType_is_internalized(string_type(b)))
    return false;
  if (a->raw_hash && b->raw_hash && a->raw_hash != b->raw_hash) return false;
  FlatString x = String_flatten(isolate, a);
  FlatString y = String_flatten(isolate, b);
  return equal_chars(&x, &y);
}

bool String_equals_ascii(Isolate *isolate, String *string, const char *text) {
  FlatString flat = String_flatten(isolate, string);
  size_t length = strlen(text);
  if ((size_t)flat.length != length) return false;
  for (int32_t i = 0; i < flat.length; i++)
    if (FlatString_at(&flat, i) != (uint8_t)text[i]) return false;
  return true;
}

int String_compare(Isolate *isolate, String *a, String *b) {
  if (a == b) return 0;
  FlatString x = String_flatten(isolate, a);
  FlatString y = String_flatten(isolate, b);
  int32_t common = x.length < y.length ? x.length : y.length;
  if (x.one_byte && y.one_byte) {
    int order = memcmp(x.one_byte, y.one_byte, (size_t)common);
    if (order != 0) return order;
  } else {
    for (int32_t i = 0; i < common; i++) {
      int order = FlatString_at(&x, i) - FlatString_at(&y, i);
      if (order != 0) return order;
    }
  }
  return (x.length > y.length) - (x.length < y.length);
}

uint32_t String_hash(Isolate *isolate, String *string) {
  if (string->raw_hash) return string->raw_hash;
  FlatString flat = String_flatten(isolate, string);
  string->raw_hash = flat.one_byte
                         ? String_hash_one_byte(flat.one_byte, flat.length)
                         : String_hash_two_byte(flat.two_byte, flat.length);
  return string->raw_hash;
}

uint32_t Name_hash(Isolate *isolate, Name *name) {
  if (name->raw_hash) return name->raw_hash;
  return String_hash(isolate, (String *)name);
}

uint32_t FlatString_keyed_hash(const FlatString *flat, uint32_t seed) {
  KeyedHash hash;
  KeyedHash_init(&hash, seed);
  for (int32_t i = 0; i < flat->length;) {
    uint64_t word = 0;
    for (int unit = 0; unit < 4 && i < flat->length; unit++, i++)
      word = word << 16 | FlatString_at(flat, i);
    KeyedHash_add(&hash, word);
  }
  KeyedHash_add(&hash, (uint64_t)flat->length);
  return KeyedHash_finish(&hash);
}

uint32_t Name_keyed_hash(Isolate *isolate, const Name *name, uint32_t seed) {
  if (HeapObject_type((const HeapObject *)name) == SYMBOL_TYPE) {
    KeyedHash hash;
    KeyedHash_init(&hash, seed);
    KeyedHash_add(&hash, name->raw_hash);
    return KeyedHash_finish(&hash);
  }
  FlatString flat = String_flatten(isolate, (String *)name);
  return FlatString_keyed_hash(&flat, seed);
}

bool String_as_array_index(Isolate *isolate, String *string, uint32_t *index) {
  if (string->length > 10 || string->length == 0) return false;
  if (string->raw_hash && !(string->raw_hash & kHashIndexBit)) return false;
  FlatString flat = String_flatten(isolate, string);
  return flat.one_byte
             ? Chars_to_array_index_one_byte(flat.one_byte, flat.length, index)
             : Chars_to_array_index_two_byte(flat.two_byte, flat.length, index);
}

// ---- To UTF-8 ----

static size_t put_utf8(uint32_t code, char *out) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    if (code >= 0xD800 && code <= 0xDFFF) code = 0xFFFD;
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

char *String_to_utf8(Isolate *isolate, String *string, size_t *size_bytes) {
  FlatString flat = String_flatten(isolate, string);
  char *text = malloc((size_t)flat.length * (flat.one_byte ? 2 : 3) + 1);
  CHECK(text);
  size_t size = 0;
  if (flat.one_byte) {
    for (int32_t i = 0; i < flat.length; i++)
      size += put_utf8(flat.one_byte[i], text + size);
  } else {
    for (size_t i = 0; i < (size_t)flat.length;)
      size += put_utf8(
          Unicode_next_utf16(flat.two_byte, (size_t)flat.length, &i),
          text + size);
  }
  text[size] = '\0';
  if (size_bytes) *size_bytes = size;
  return text;
}

Symbol *Symbol_new(Isolate *isolate, Value description, uint32_t flags) {
  Symbol *symbol = HEAP_NEW(isolate, Symbol, symbol_map);
  symbol->raw_hash = Symbol_hash_from_number(isolate->next_symbol_hash++);
  symbol->flags = flags;
  Symbol_set_description(symbol, description);
  return symbol;
}
