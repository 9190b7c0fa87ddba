// SPDX-License-Identifier: MIT
//
// The part of JSON.stringify that most texts need: plain objects and arrays of
// primitives and of each other, read off their maps and elements.
//
// Why nobody can tell: nothing here runs user code, so no shape changes while
// it is read. Objects are JS_OBJECT_TYPE or pristine arrays whose own
// enumerable properties are fields; neither they nor what they inherit from
// have a toJSON. Whatever else comes up (accessors, holes, proxies, wrappers,
// functions, BigInts, rawJSON, cycles, which nest without end) makes
// Json_write_plain give up, and Builtin_JSONStringify starts over.
#include "engine/builtins/json-plain.h"

#include <string.h>

#include "engine/base/bits.h"
#include "engine/base/number-conversions.h"
#include "engine/base/unicode.h"
#include "engine/builtins/json-shape.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"

typedef struct PlainWriter {
  Isolate *isolate;
  StringBuilder *out;
  String *gap;         // empty: no line breaks
  Value safe_chain[2];  // prototypes known not to give toJSON, by a bit
  const Map *plain_map;  // of the last object found plain, or NULL
  int depth;
  JsonShapes *shapes;
} PlainWriter;

// Deeper ones, and so all cycles, are left to the general way.
enum { kMaxPlainDepth = 200 };

// ---- Strings ----

static bool is_escaped(uint32_t unit) {
  return unit < 0x20 || unit == '"' || unit == '\\';
}

static void write_escape(StringBuilder *out, uint32_t unit) {
  static const char kHex[] = "0123456789abcdef";
  static const char kLetters[0x20] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n',
                                      ['\f'] = 'f', ['\r'] = 'r'};
  char letter = unit < 0x20 ? kLetters[unit] : unit < 0x80 ? (char)unit : 0;
  char text[6] = {'\\', letter};
  int32_t length = 2;
  if (!letter) {
    text[1] = 'u';
    for (int i = 0; i < 4; i++) text[2 + i] = kHex[unit >> (12 - 4 * i) & 15];
    length = 6;
  }
  StringBuilder_add_latin1(out, (const uint8_t *)text, length);
}

// Whether one of eight bytes is to be escaped.
static bool has_escaped(uint64_t bytes) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  uint64_t quote = bytes ^ ones * '"', slash = bytes ^ ones * '\\';
  uint64_t below = (bytes - ones * 0x20) & ~bytes;
  uint64_t quotes = (quote - ones) & ~quote, slashes = (slash - ones) & ~slash;
  return ((below | quotes | slashes) & ones * 0x80) != 0;
}

// The same of four.
static bool has_escaped4(uint32_t bytes) {
  const uint64_t spaces = UINT64_C(0x20202020) << 32;
  return has_escaped(spaces | bytes);
}

int32_t Json_plain_prefix(const uint8_t *text, int32_t length) {
  int32_t i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t bytes;
    memcpy(&bytes, text + i, 8);
    if (has_escaped(bytes)) break;
  }
  uint32_t four;
  if (i + 4 <= length) {
    memcpy(&four, text + i, 4);
    if (!has_escaped4(four)) i += 4;
  }
  while (i < length && !is_escaped(text[i])) i++;
  return i;
}

// Copies units that stand for themselves; stops at the first that does not.
static int32_t copy_clean(uint8_t *to, const uint8_t *text, int32_t length) {
  int32_t i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t bytes;
    memcpy(&bytes, text + i, 8);
    if (has_escaped(bytes)) break;
    memcpy(to + i, &bytes, 8);
  }
  uint32_t four;
  if (i + 4 <= length) {
    memcpy(&four, text + i, 4);
    if (!has_escaped4(four)) {
      memcpy(to + i, &four, 4);
      i += 4;
    }
  }
  for (; i < length && !is_escaped(text[i]); i++) to[i] = text[i];
  return i;
}

static void write_latin1(StringBuilder *out, const uint8_t *text,
                         int32_t length) {
  for (int32_t at = 0;;) {
    if (!StringBuilder_reserve(out, length - at, true)) return;
    if (out->two_byte) {
      uint16_t *to = out->two_byte + out->length;
      for (; at < length && !is_escaped(text[at]); at++, out->length++)
        *to++ = text[at];
    } else {
      int32_t clean =
          copy_clean(out->one_byte + out->length, text + at, length - at);
      at += clean;
      out->length += clean;
    }
    if (at == length) return;
    write_escape(out, text[at++]);
  }
}

// Lone surrogates are escaped.
static int32_t clean_two_byte(const uint16_t *text, int32_t at,
                              int32_t length) {
  int32_t i = at;
  for (; i < length; i++) {
    uint32_t unit = text[i];
    if (is_escaped(unit)) break;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (!Unicode_is_lead_surrogate(unit) || i + 1 == length ||
        !Unicode_is_trail_surrogate(text[i + 1]))
      break;
    i++;
  }
  return i - at;
}

// The last bytes of a short text are read with those before them.
_Static_assert(offsetof(SeqOneByteString, chars) >= 8,
               "eight bytes that end with a character lie in the string");

// Copies the text of a string in words, up to 7 bytes too many; false if there
// is something to escape.
static bool copy_words(uint8_t *to, const SeqOneByteString *string) {
  const uint64_t blanks = UINT64_C(0x2020202020202020);
  const uint8_t *text = string->chars;
  int32_t length = string->length, i = 0;
  if (length == 0) return true;
  uint64_t bytes;
  for (; i + 8 < length; i += 8) {
    memcpy(&bytes, text + i, 8);
    if (has_escaped(bytes)) return false;
    memcpy(to + i, &bytes, 8);
  }
  int rest_bits = 8 * (length - i);
  memcpy(&bytes, text + length - 8, 8);
  bytes >>= 64 - rest_bits;
  if (rest_bits < 64) bytes |= blanks << rest_bits;
  if (has_escaped(bytes)) return false;
  memcpy(to + i, &bytes, 8);
  return true;
}

// Writes the string in quotes, with a character before and one after unless
// they are 0, where that is a matter of copying; else does nothing.
static bool write_clean(StringBuilder *out, const String *string, char before,
                        char after) {
  enum { kMore = 4 + 8 };  // quotes, the characters, and what is too much
  int type = HeapObject_type((const HeapObject *)string);
  if ((type & (kStringRepresentationMask | kOneByteStringBit)) !=
          (kSeqStringTag | kOneByteStringBit) ||
      out->two_byte || out->length + string->length + kMore > out->capacity)
    return false;
  uint8_t *start = out->one_byte + out->length, *to = start;
  if (before) *to++ = (uint8_t)before;
  *to++ = '"';
  if (!copy_words(to, (const SeqOneByteString *)string)) return false;
  to += string->length;
  *to++ = '"';
  if (after) *to++ = (uint8_t)after;
  out->length += to - start;
  return true;
}

void Json_write_quoted(StringBuilder *out, String *string) {
  if (LIKELY(write_clean(out, string, 0, 0))) return;
  FlatString flat = String_flatten(out->isolate, string);
  StringBuilder_add_char(out, '"');
  if (flat.one_byte) {
    write_latin1(out, flat.one_byte, flat.length);
  } else {
    for (int32_t at = 0; at < flat.length; at++) {
      int32_t clean = clean_two_byte(flat.two_byte, at, flat.length);
      StringBuilder_add_substring(out, string, at, at + clean);
      at += clean;
      if (at < flat.length) write_escape(out, flat.two_byte[at]);
    }
  }
  StringBuilder_add_char(out, '"');
}

// ---- Other primitives ----

static void write_ascii(StringBuilder *out, const char *text) {
  StringBuilder_add_latin1(out, (const uint8_t *)text, (int32_t)strlen(text));
}

// Writes at most kNumberToStringSize bytes; returns how many.
static size_t put_number(Isolate *isolate, Value value, char *to) {
  if (Value_is_smi(value)) return Number_int_to_string(Value_smi(value), to);
  double number = Value_number(isolate, value);
  if (__builtin_isfinite(number)) return Number_to_string(number, to);
  memcpy(to, "null", 4);
  return 4;
}

static void write_number(StringBuilder *out, Value value) {
  if (!StringBuilder_reserve(out, kNumberToStringSize, true)) return;
  if (!out->two_byte) {
    char *to = (char *)out->one_byte + out->length;
    out->length += (int64_t)put_number(out->isolate, value, to);
    return;
  }
  char text[kNumberToStringSize];
  size_t length = put_number(out->isolate, value, text);
  StringBuilder_add_latin1(out, (const uint8_t *)text, (int32_t)length);
}

static void write_line_break(PlainWriter *writer) {
  if (writer->gap->length == 0) return;
  StringBuilder_add_char(writer->out, '\n');
  for (int i = 0; i < writer->depth; i++)
    StringBuilder_add_string(writer->out, writer->gap);
}

// ---- Structures ----

// What became of a value.
typedef enum PlainOutcome { kNotPlain, kSkipped, kWritten } PlainOutcome;
static PlainOutcome write_value(PlainWriter *writer, Value value);

// No toJSON on the chain that begins at the prototype.
static bool is_safe_chain(PlainWriter *writer, Value prototype) {
  Isolate *isolate = writer->isolate;
  int entry = (int)(prototype.bits >> 4 & 1);
  if (Value_equals(prototype, writer->safe_chain[entry])) return true;
  for (Value at = prototype; !Value_is_null(at);) {
    JSObject *object = (JSObject *)Value_object(isolate, at);
    int type = HeapObject_type((HeapObject *)object);
    if (type != JS_OBJECT_TYPE && type != JS_ARRAY_TYPE) return false;
    // The bit is set once toJSON was added, and never cleared.
    if ((JSObject_map(object)->bit_field3 & kMapMayHaveInterestingProperties) &&
        JSObject_get_own(isolate, object, ROOT_KEY(isolate, toJSON_string))
                .state != kOwnAbsent)
      return false;
    at = Map_prototype(JSObject_map(object));
  }
  writer->safe_chain[entry] = prototype;
  return true;
}

static bool is_plain_object(PlainWriter *writer, const JSObject *object) {
  const Map *map = JSObject_map(object);
  if (!JSObject_has_no_elements(object)) return false;
  if (map == writer->plain_map) return true;
  if (map->instance_type != JS_OBJECT_TYPE || Map_is_dictionary(map) ||
      Map_is_callable(map) || !is_safe_chain(writer, Map_prototype(map)))
    return false;
  writer->plain_map = map;
  return true;
}

// The separator and the name.
static void write_key(PlainWriter *writer, String *key, bool is_first) {
  StringBuilder *out = writer->out;
  if (LIKELY(writer->gap->length == 0 &&
             write_clean(out, key, is_first ? 0 : ',', ':')))
    return;
  if (!is_first) StringBuilder_add_char(out, ',');
  write_line_break(writer);
  Json_write_quoted(out, key);
  StringBuilder_add_char(out, ':');
  if (writer->gap->length > 0) StringBuilder_add_char(out, ' ');
}

static PlainOutcome write_field(PlainWriter *writer, Name *key, Value value,
                                bool is_first) {
  int64_t before = writer->out->length;
  write_key(writer, (String *)key, is_first);
  PlainOutcome outcome = write_value(writer, value);
  // The separator and the name are taken back if the value is skipped.
  if (outcome == kSkipped) writer->out->length = before;
  return outcome;
}

// Appends a piece without its comma if it is the first.
static void write_piece(StringBuilder *out, const JsonShape *shape,
                        const JsonShapePiece *piece, bool is_first) {
  if (LIKELY(!out->two_byte && out->length + piece->length + kJsonShapeChunk <=
                                   out->capacity)) {
    uint8_t *start = out->one_byte + out->length - is_first;
    uint8_t before = *start;
    uint8_t *end = JsonShape_put(shape, piece, start);
    if (is_first) *start = before;
    out->length = end - out->one_byte;
    return;
  }
  StringBuilder_add_latin1(out, shape->text + piece->start + is_first,
                           piece->length - is_first);
}

// Behind the brace, to the other one.
static PlainOutcome write_by_shape(PlainWriter *writer, const JSObject *object,
                                   JsonShape *shape) {
  StringBuilder *out = writer->out;
  bool is_empty = true;
  shape->users++;
  for (int i = 0; i < shape->count; i++) {
    const JsonShapePiece *piece = &shape->pieces[i];
    int64_t before = out->length;
    Value value = Value_from_tagged(((const Tagged *)object)[piece->word]);
    write_piece(out, shape, piece, is_empty);
    switch (write_value(writer, value)) {
      case kNotPlain:
        return kNotPlain;
      case kSkipped:
        out->length = before;
        break;
      case kWritten:
        is_empty = false;
    }
  }
  shape->users--;
  writer->depth--;
  StringBuilder_add_char(out, '}');
  return kWritten;
}

static PlainOutcome write_object(PlainWriter *writer, const JSObject *object) {
  Isolate *isolate = writer->isolate;
  if (!is_plain_object(writer, object)) return kNotPlain;
  StringBuilder_add_char(writer->out, '{');
  writer->depth++;
  const Map *map = JSObject_map(object);
  if (writer->gap->length == 0) {
    JsonShape *shape = JsonShapes_find(writer->shapes, isolate, map);
    if (shape != NULL) return write_by_shape(writer, object, shape);
  }
  const DescriptorArray *array = Map_instance_descriptors(map);
  const int count = Map_own_descriptors(map);
  bool is_empty = true;
  for (int i = 0; i < count; i++) {
    Value key = Value_from_object(DescriptorArray_key(array, i));
    if (Value_equals(key, ROOT(toJSON_string)) ||
        Value_equals(key, ROOT(raw_json_symbol)))
      return kNotPlain;
    PropertyDetails details = DescriptorArray_details(array, i);
    if ((PropertyDetails_attributes(details) & kDontEnum) ||
        !Value_is_String(isolate, key))
      continue;
    if (!PropertyDetails_is_field(details)) return kNotPlain;
    Value value =
        JSObject_get_field(object, map, PropertyDetails_field_index(details));
    switch (write_field(writer, Value_as_Name(isolate, key), value, is_empty)) {
      case kNotPlain:
        return kNotPlain;
      case kSkipped:
        break;
      case kWritten:
        is_empty = false;
    }
  }
  writer->depth--;
  if (!is_empty) write_line_break(writer);
  StringBuilder_add_char(writer->out, '}');
  return kWritten;
}

static inline Value element_at(Isolate *isolate, const HeapObject *elements,
                               bool is_double, int32_t index) {
  if (!is_double)
    return FixedArray_get_slots((const FixedArray *)elements, index);
  double value = ((const FixedDoubleArray *)elements)->values[index];
  return Bits_of_double(value) == kHoleNanBits ? ROOT(the_hole)
                                               : Value_from_double(value);
}

// A number after a comma, unless it is the first element: what most long arrays
// hold. False if it takes the general way.
static bool write_plain_number(StringBuilder *out, Value value, bool is_first) {
  enum { kMost = kNumberToStringSize + 1 };
  bool is_number = Value_is_smi(value) || Value_is_unboxed_double(value);
  if (!is_number || out->two_byte || !StringBuilder_reserve(out, kMost, true))
    return false;
  uint8_t *start = out->one_byte + out->length, *to = start;
  if (!is_first) *to++ = ',';
  to += put_number(out->isolate, value, (char *)to);
  out->length += to - start;
  return true;
}

// An element that is no hole, and its comma.
static bool write_element(PlainWriter *writer, Value element, bool is_first) {
  StringBuilder *out = writer->out;
  if (writer->gap->length == 0 && write_plain_number(out, element, is_first))
    return true;
  if (!is_first) StringBuilder_add_char(out, ',');
  write_line_break(writer);
  PlainOutcome outcome = write_value(writer, element);
  if (outcome == kSkipped) write_ascii(out, "null");
  return outcome != kNotPlain;
}

static PlainOutcome write_array(PlainWriter *writer, const JSObject *array) {
  Isolate *isolate = writer->isolate;
  StringBuilder *out = writer->out;
  if (!JSArray_is_pristine(isolate, Value_from_object(array)) ||
      !is_safe_chain(writer, Map_prototype(JSObject_map(array))))
    return kNotPlain;
  StringBuilder_add_char(out, '[');
  writer->depth++;
  int32_t length = (int32_t)JSArray_length_number((const JSArray *)array);
  const HeapObject *elements = JSObject_elements(array);
  bool is_double = HeapObject_type(elements) == FIXED_DOUBLE_ARRAY_TYPE;
  for (int32_t i = 0; i < length; i++) {
    Value element = element_at(isolate, elements, is_double, i);
    // Interrupts are served by the general way.
    if (Value_is_the_hole(element) || isolate->vm_stack_limit == NULL ||
        !write_element(writer, element, i == 0))
      return kNotPlain;
  }
  writer->depth--;
  if (length > 0) write_line_break(writer);
  StringBuilder_add_char(out, ']');
  return kWritten;
}

// ECMA-262 #sec-serializejsonproperty, where it calls nobody.
static PlainOutcome write_value(PlainWriter *writer, Value value) {
  StringBuilder *out = writer->out;
  if (Value_is_number(writer->isolate, value)) {
    write_number(out, value);
    return kWritten;
  }
  // What is too long already throws, which is the general way's.
  if (!Value_is_heap_object(value) || out->length > kMaxStringLength)
    return kNotPlain;
  HeapObject *object = Value_object(writer->isolate, value);
  int type = HeapObject_type(object);
  if (InstanceType_is_string((InstanceType)type)) {
    Json_write_quoted(out, (String *)object);
    return kWritten;
  }
  if (type == JS_OBJECT_TYPE || type == JS_ARRAY_TYPE) {
    // Interrupts are served by the general way.
    if (writer->depth == kMaxPlainDepth ||
        writer->isolate->vm_stack_limit == NULL)
      return kNotPlain;
    return type == JS_OBJECT_TYPE
               ? write_object(writer, (const JSObject *)object)
               : write_array(writer, (const JSObject *)object);
  }
  if (Value_is_null(value))
    write_ascii(out, "null");
  else if (Value_is_boolean(value))
    write_ascii(out, Value_is_true(value) ? "true" : "false");
  else
    return Value_is_undefined(value) || type == SYMBOL_TYPE ? kSkipped
                                                            : kNotPlain;
  return kWritten;
}

bool Json_write_plain(Isolate *isolate, Value value, String *gap,
                      StringBuilder *out) {
  PlainWriter writer = {.isolate = isolate,
                        .out = out,
                        .gap = gap,
                        .safe_chain = {ROOT(undefined_value),
                                       ROOT(undefined_value)},
                        .shapes = JsonShapes_get(isolate)};
  return write_value(&writer, value) == kWritten;
}
