// SPDX-License-Identifier: MIT
//
// JSON.parse: ECMA-262 #sec-json.parse. One pass over the flat text; errors in
// V8's wording with the place they happened at.
#include <stdlib.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/builtins/builtin-ids.h"
#include "engine/builtins/json-plain.h"
#include "engine/builtins/string-builtins.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"

typedef struct JsonParser {
  Isolate *isolate;
  String *source;
  FlatString text;
  int32_t at;
  // Map of the object finished last, or NULL: the next may look like it.
  const Map *last_shape;
  // With a reviver: the record of the value parsed last (see there).
  bool keeps_records;
  Value record;
} JsonParser;

static Value parse_value(JsonParser *parser);

static int peek(const JsonParser *parser) {
  return parser->at < parser->text.length
             ? FlatString_at(&parser->text, parser->at)
             : -1;
}

static void skip_white_space(JsonParser *parser) {
  for (;;) {
    int c = peek(parser);
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
    parser->at++;
  }
}

// ---- Errors ----

// Line and column (from 1) of a position.
static void locate(const JsonParser *parser, int32_t position, int *line,
                   int *column) {
  *line = *column = 1;
  for (int32_t i = 0; i < position && i < parser->text.length; i++) {
    if (FlatString_at(&parser->text, i) == '\n') {
      (*line)++;
      *column = 1;
    } else {
      (*column)++;
    }
  }
}

static Value throw_at(JsonParser *parser, const char *what) {
  int line, column;
  locate(parser, parser->at, &line, &column);
  return Throw_text(parser->isolate, kErrorTypeSyntaxError,
                    "%s in JSON at position %d (line %d column %d)", what,
                    parser->at, line, column);
}

// What the conversion of a value that is no JSON text most often gives.
static bool is_text_of_no_json(const JsonParser *parser) {
  static const char *const kTexts[] = {"[object Object]", "NaN", "Infinity",
                                       "undefined"};
  for (size_t n = 0; n < ARRAY_LENGTH(kTexts); n++) {
    int32_t i = 0;
    while (i < parser->text.length && kTexts[n][i] != '\0' &&
           FlatString_at(&parser->text, i) == (uint8_t)kTexts[n][i])
      i++;
    if (i == parser->text.length && kTexts[n][i] == '\0') return true;
  }
  return false;
}

static Value throw_not_json(const JsonParser *parser) {
  return Throw_error(parser->isolate, kErrorTypeSyntaxError,
                     kMessageJsonParseShortString,
                     Value_from_object(parser->source),
                     ROOT(undefined_value), ROOT(undefined_value));
}

// The text, or what of it stands around the error, in quotes.
static Value throw_unexpected(JsonParser *parser) {
  enum { kContext = 10, kMaxWhole = 2 * kContext };
  int c = peek(parser);
  if (c < 0)
    return Throw_text(parser->isolate, kErrorTypeSyntaxError,
                      "Unexpected end of JSON input");
  int32_t length = parser->text.length;
  if (is_text_of_no_json(parser)) return throw_not_json(parser);
  bool whole = length <= kMaxWhole;
  int32_t start = whole || parser->at < kContext ? 0 : parser->at - kContext;
  int32_t end =
      whole || parser->at + kContext >= length ? length : parser->at + kContext;
  char *excerpt = String_to_utf8(
      parser->isolate,
      String_substring(parser->isolate, parser->source, start, end), NULL);
  char *token = String_to_utf8(
      parser->isolate, String_from_char_code(parser->isolate, (uint16_t)c),
      NULL);
  Value result = Throw_text(
      parser->isolate, kErrorTypeSyntaxError,
      "Unexpected token '%s', %s\"%s\"%s is not valid JSON", token,
      start > 0 ? "..." : "", excerpt, end < length ? "..." : "");
  free(excerpt);
  free(token);
  return result;
}

// ---- Scalars ----

static Value parse_literal(JsonParser *parser, const char *word, Value value) {
  for (; *word; word++) {
    if (peek(parser) != *word) return throw_unexpected(parser);
    parser->at++;
  }
  return value;
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static Value parse_number(JsonParser *parser) {
  int32_t start = parser->at;
  bool negative = peek(parser) == '-';
  if (negative) parser->at++;
  int32_t digits = parser->at;
  if (!is_digit(peek(parser))) {
    if (negative)
      return throw_at(parser, "No number after minus sign");
    return throw_unexpected(parser);
  }
  if (peek(parser) == '0') {
    parser->at++;
    if (is_digit(peek(parser))) return throw_at(parser, "Unexpected number");
  } else {
    while (is_digit(peek(parser))) parser->at++;
  }
  int c = peek(parser);
  if (c != '.' && c != 'e' && c != 'E' && parser->at - digits <= 9) {
    int32_t value = 0;
    for (int32_t i = digits; i < parser->at; i++)
      value = value * 10 + (FlatString_at(&parser->text, i) - '0');
    if (!negative || value != 0)
      return Value_from_int64(negative ? -value : value);
  }
  if (c == '.') {
    parser->at++;
    if (!is_digit(peek(parser)))
      return throw_at(parser, "Unterminated fractional number");
    while (is_digit(peek(parser))) parser->at++;
    c = peek(parser);
  }
  if (c == 'e' || c == 'E') {
    parser->at++;
    if (peek(parser) == '+' || peek(parser) == '-') parser->at++;
    if (!is_digit(peek(parser)))
      return throw_at(parser, "Exponent part is missing a number");
    while (is_digit(peek(parser))) parser->at++;
  }
  size_t length = (size_t)(parser->at - start);
  return Value_from_number(
      parser->text.one_byte
          ? Number_from_latin1(parser->text.one_byte + start, length)
          : Number_from_utf16(parser->text.two_byte + start, length));
}

static int hex_digit(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Behind the backslash. -1 when it threw.
static int32_t parse_escape(JsonParser *parser) {
  int c = peek(parser);
  parser->at++;
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'u': {
      int32_t unit = 0;
      for (int i = 0; i < 4; i++) {
        int digit = hex_digit(peek(parser));
        if (digit < 0) {
          (void)throw_at(parser, "Bad Unicode escape");
          return -1;
        }
        unit = unit * 16 + digit;
        parser->at++;
      }
      return unit;
    }
    default:
      parser->at--;
      (void)(c < 0 ? throw_at(parser, "Unterminated string")
                   : throw_at(parser, "Bad escaped character"));
      return -1;
  }
}

// Whether the string beginning here has no escapes; *end is its closing quote.
static bool scan_plain(const JsonParser *parser, int32_t *end) {
  const FlatString *text = &parser->text;
  if (text->one_byte) {
    *end = parser->at + Json_plain_prefix(text->one_byte + parser->at,
                                          text->length - parser->at);
    return *end < text->length && text->one_byte[*end] == '"';
  }
  for (int32_t i = parser->at; i < text->length; i++) {
    uint16_t c = text->two_byte[i];
    if (c == '"') {
      *end = i;
      return true;
    }
    if (c == '\\' || c < 0x20) return false;
  }
  return false;
}

static Value parse_escaped_string(JsonParser *parser) {
  StringBuilder builder;
  StringBuilder_init(&builder, parser->isolate);
  for (;;) {
    int c = peek(parser);
    if (c < 0 || c < 0x20) {
      StringBuilder_abandon(&builder);
      return throw_at(parser, c < 0 ? "Unterminated string"
                                    : "Bad control character in string literal");
    }
    parser->at++;
    if (c == '"') return StringBuilder_finish(&builder);
    if (c == '\\') {
      c = parse_escape(parser);
      if (c < 0) {
        StringBuilder_abandon(&builder);
        return ROOT(exception);
      }
    }
    StringBuilder_add_char(&builder, (uint16_t)c);
  }
}

// At the opening quote. is_key: internalized.
static Value parse_string(JsonParser *parser, bool is_key) {
  Isolate *isolate = parser->isolate;
  parser->at++;
  int32_t end;
  if (!scan_plain(parser, &end)) {
    Value string = TRY(parse_escaped_string(parser));
    return is_key ? Value_from_object(String_internalize(
                        isolate, Value_as_String(isolate, string)))
                  : string;
  }
  int32_t start = parser->at, length = end - start;
  parser->at = end + 1;
  String *string;
  if (parser->text.one_byte)
    string = is_key ? String_internalize_one_byte(
                          isolate, parser->text.one_byte + start, length)
                    : String_new_one_byte(
                          isolate, parser->text.one_byte + start, length);
  else
    string = is_key ? String_internalize_two_byte(
                          isolate, parser->text.two_byte + start, length)
                    : String_new_two_byte(
                          isolate, parser->text.two_byte + start, length);
  return Value_from_object(string);
}

// ---- Structures ----

// A record tells the reviver's context what a value was parsed from. Of a
// structure: FixedArray of the object and an object with the elements' records
// under the same keys; of a primitive: FixedArray of value, start and end.
static Value finish_structure(JsonParser *parser, void *object,
                              void *records) {
  if (records != NULL) {
    FixedArray *record = FixedArray_new(parser->isolate, 2);
    FixedArray_set_slots(record, 0, Value_from_object(object));
    FixedArray_set_slots(record, 1, Value_from_object(records));
    parser->record = Value_from_object(record);
  }
  return Value_from_object(object);
}

static void record_primitive(JsonParser *parser, Value value, int32_t start) {
  Value boxed = Isolate_box(parser->isolate, value);
  FixedArray *record = FixedArray_new(parser->isolate, 3);
  FixedArray_set_slots(record, 0, boxed);
  FixedArray_set_slots(record, 1, Value_from_smi(start));
  FixedArray_set_slots(record, 2, Value_from_smi(parser->at));
  parser->record = Value_from_object(record);
}

static Value parse_array(JsonParser *parser) {
  Isolate *isolate = parser->isolate;
  JSArray *array = JSArray_new(isolate, 0);
  JSArray *records = parser->keeps_records ? JSArray_new(isolate, 0) : NULL;
  parser->at++;
  skip_white_space(parser);
  if (peek(parser) == ']') {
    parser->at++;
    return finish_structure(parser, array, records);
  }
  for (;;) {
    JSArray_push(isolate, array, TRY(parse_value(parser)));
    if (records != NULL) JSArray_push(isolate, records, parser->record);
    skip_white_space(parser);
    int c = peek(parser);
    if (c == ',') {
      parser->at++;
      continue;
    }
    if (c != ']')
      return throw_at(parser, "Expected ',' or ']' after array element");
    parser->at++;
    return finish_structure(parser, array, records);
  }
}

// The key that most likely comes next in an object of this map: as in objects
// before it. NULL if there is no guess.
static String *guess_key(const JsonParser *parser, const Map *map) {
  const Map *like = Map_only_transition(map);
  int at = Map_own_descriptors(map);
  if (like == NULL) like = parser->last_shape;
  if (like == NULL || Map_own_descriptors(like) <= at) return NULL;
  Name *key = DescriptorArray_key(Map_instance_descriptors(like), at);
  return HeapObject_type((HeapObject *)key) == INTERNALIZED_ONE_BYTE_STRING_TYPE
             ? (String *)key
             : NULL;
}

// At the opening quote: whether the key here is the guessed one, which is then
// passed by. Saves hashing and looking up its text.
static bool accept_key(JsonParser *parser, String *guess) {
  if (guess == NULL || !parser->text.one_byte) return false;
  const uint8_t *chars = ((SeqOneByteString *)guess)->chars;
  const uint8_t *text = parser->text.one_byte + parser->at + 1;
  int32_t length = guess->length;
  // The closing quote lies within the text, too.
  if (length > parser->text.length - parser->at - 2 ||
      memcmp(text, chars, (size_t)length) != 0 || text[length] != '"' ||
      Json_plain_prefix(chars, length) != length)
    return false;
  parser->at += length + 2;
  return true;
}

static Value parse_key(JsonParser *parser, const JSObject *object) {
  String *guess = guess_key(parser, JSObject_map(object));
  if (accept_key(parser, guess)) return Value_from_object(guess);
  return parse_string(parser, true);
}

// CreateDataProperty of a fresh object, which nobody else knows.
static void add_property(Isolate *isolate, JSObject *object, PropertyKey key,
                         Value value) {
  Value boxed = Isolate_box(isolate, value);
  const Map *map = JSObject_map(object);
  Map *target = PropertyKey_is_index(key) || Map_is_dictionary(map)
                    ? NULL
                    : Map_find_transition(map, key.name, kPropertyData, kNone);
  if (target)
    JSObject_follow_transition(isolate, object, target, boxed);
  else
    JSObject_define_data(isolate, object, key, boxed, kNone);
}

static Value parse_object(JsonParser *parser) {
  Isolate *isolate = parser->isolate;
  JSObject *object = JSObject_new_plain(isolate);
  JSObject *records =
      parser->keeps_records
          ? JSObject_new_with_prototype(isolate, ROOT(null_value))
          : NULL;
  parser->at++;
  skip_white_space(parser);
  if (peek(parser) == '}') {
    parser->at++;
    return finish_structure(parser, object, records);
  }
  for (bool first = true;; first = false) {
    skip_white_space(parser);
    if (peek(parser) != '"') {
      return throw_at(parser, first
                                  ? "Expected property name or '}'"
                                  : "Expected double-quoted property name");
    }
    Value name = TRY(parse_key(parser, object));
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    skip_white_space(parser);
    if (peek(parser) != ':')
      return throw_at(parser, "Expected ':' after property name");
    parser->at++;
    Value value = TRY(parse_value(parser));
    add_property(isolate, object, key, value);
    if (records != NULL)
      JSObject_define_data(isolate, records, key, parser->record, kNone);
    skip_white_space(parser);
    int c = peek(parser);
    if (c == ',') {
      parser->at++;
      continue;
    }
    if (c != '}')
      return throw_at(parser, "Expected ',' or '}' after property value");
    parser->at++;
    parser->last_shape = JSObject_map(object);
    return finish_structure(parser, object, records);
  }
}

static Value parse_primitive(JsonParser *parser) {
  int c = peek(parser);
  switch (c) {
    case '"':
      return parse_string(parser, false);
    case 't':
      return parse_literal(parser, "true", ROOT(true_value));
    case 'f':
      return parse_literal(parser, "false", ROOT(false_value));
    case 'n':
      return parse_literal(parser, "null", ROOT(null_value));
    default:
      if (c == '-' || is_digit(c)) return parse_number(parser);
      return throw_unexpected(parser);
  }
}

static Value parse_value(JsonParser *parser) {
  if (Isolate_native_stack_exhausted(parser->isolate))
    return Isolate_throw_stack_overflow(parser->isolate);
  TRY_BOOL(Execution_serve_interrupts_js(parser->isolate));
  skip_white_space(parser);
  int c = peek(parser);
  switch (c) {
    case '{':
      return parse_object(parser);
    case '[':
      return parse_array(parser);
    default:
      break;
  }
  int32_t start = parser->at;
  Value value = TRY(parse_primitive(parser));
  if (parser->keeps_records) record_primitive(parser, value, start);
  return value;
}

// ---- Reviver ----

typedef struct Reviver {
  Isolate *isolate;
  Value function;
  String *source;
} Reviver;

static Value internalize(Reviver *reviver, JSReceiver *holder, PropertyKey key,
                         Value record);

// records: an object with the records of the elements, or undefined.
static bool internalize_element(Reviver *reviver, JSReceiver *object,
                                PropertyKey key, Value records) {
  Isolate *isolate = reviver->isolate;
  Value record = ROOT(undefined_value);
  if (!Value_is_undefined(records)) {
    // No prototype but %Array.prototype%, which could have such a key.
    PropertyDescriptor own;
    bool found;
    if (!Object_get_own_property_js(isolate,
                                    Value_as_JSReceiver(isolate, records), key,
                                    &own, &found))
      return false;
    if (found) record = own.value;
  }
  Value element = internalize(reviver, object, key, record);
  if (Value_is_exception(element)) return false;
  bool success;
  if (Value_is_undefined(element))
    return Object_delete_js(isolate, object, key, kDontThrow, &success);
  return Object_create_data_property_js(isolate, object, key,
                                        Isolate_box(isolate, element),
                                        kDontThrow, &success);
}

static Value internalize_array(Reviver *reviver, JSReceiver *array,
                               Value records) {
  Isolate *isolate = reviver->isolate;
  double length;
  TRY_BOOL(Object_length_js(isolate, array, &length));
  for (double i = 0; i < length; i++)
    TRY_BOOL(internalize_element(reviver, array,
                                 PropertyKey_from_number(isolate, i), records));
  return ROOT(undefined_value);
}

static Value internalize_object(Reviver *reviver, JSReceiver *object,
                                Value records) {
  Isolate *isolate = reviver->isolate;
  FixedArray *keys =
      Object_own_keys_js(isolate, object, kOnlyEnumerable | kSkipSymbols);
  if (keys == NULL) return ROOT(exception);
  for (int32_t i = 0; i < keys->length; i++) {
    Value name = FixedArray_get_slots(keys, i);
    TRY_BOOL(internalize_element(
        reviver, object,
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name)),
        records));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-internalizejsonproperty. A record counts only while the value
// is the one that was parsed.
static Value internalize(Reviver *reviver, JSReceiver *holder, PropertyKey key,
                         Value record) {
  Isolate *isolate = reviver->isolate;
  if (Isolate_native_stack_exhausted(isolate))
    return Isolate_throw_stack_overflow(isolate);
  Value value = TRY(Object_get_js(isolate, Value_from_object(holder), key));
  FixedArray *parsed = Value_is_FixedArray(isolate, record)
                           ? Value_as_FixedArray(isolate, record)
                           : NULL;
  if (parsed != NULL &&
      !Object_same_value(isolate, FixedArray_get_slots(parsed, 0), value))
    parsed = NULL;
  JSObject *context = JSObject_new_plain(isolate);
  if (Value_is_JSReceiver(isolate, value)) {
    Value records = parsed != NULL ? FixedArray_get_slots(parsed, 1)
                                   : ROOT(undefined_value);
    bool is_array;
    TRY_BOOL(Object_is_array(isolate, value, &is_array));
    JSReceiver *object = Value_as_JSReceiver(isolate, value);
    TRY(is_array ? internalize_array(reviver, object, records)
                 : internalize_object(reviver, object, records));
  } else if (parsed != NULL) {
    String *text = String_substring(isolate, reviver->source,
                                    Value_smi(FixedArray_get_slots(parsed, 1)),
                                    Value_smi(FixedArray_get_slots(parsed, 2)));
    JSObject_define_data(isolate, context, ROOT_KEY(isolate, source_string),
                         Value_from_object(text), kNone);
  }
  Value arguments[3] = {PropertyKey_to_value(isolate, key), value,
                        Value_from_object(context)};
  return Execution_call_js(isolate, reviver->function,
                           Value_from_object(holder), 3, arguments);
}

static Value throw_after_end(JsonParser *parser) {
  int line, column;
  locate(parser, parser->at, &line, &column);
  return Throw_text(parser->isolate, kErrorTypeSyntaxError,
                    "Unexpected non-whitespace character after JSON at "
                    "position %d (line %d column %d)",
                    parser->at, line, column);
}

// The whole text as one value.
static Value parse_text(JsonParser *parser) {
  Value result = parse_value(parser);
  if (Value_is_exception(result)) return result;
  skip_white_space(parser);
  return parser->at < parser->text.length ? throw_after_end(parser) : result;
}

// ECMA-262 #sec-json.parse
Value Builtin_JSONParse(Isolate *isolate, int64_t argc, Value *argv) {
  JsonParser parser = {.isolate = isolate, .record = ROOT(undefined_value)};
  TRY_BOOL(String_from_value_js(isolate, argv[1], &parser.source));
  parser.text = String_flatten(isolate, parser.source);
  parser.keeps_records = Object_is_callable(isolate, argv[2]);
  Value result = TRY(parse_text(&parser));
  if (!parser.keeps_records) return result;
  JSObject *root = JSObject_new_plain(isolate);
  PropertyKey key = ROOT_KEY(isolate, empty_string);
  JSObject_define_data(isolate, root, key, Isolate_box(isolate, result), kNone);
  Reviver reviver = {isolate, argv[2], parser.source};
  return internalize(&reviver, (JSReceiver *)root, key, parser.record);
}

// ECMA-262 #sec-json.rawjson
Value Builtin_JSONRawJSON(Isolate *isolate, int64_t argc, Value *argv) {
  JsonParser parser = {.isolate = isolate, .record = ROOT(undefined_value)};
  TRY_BOOL(String_from_value_js(isolate, argv[1], &parser.source));
  parser.text = String_flatten(isolate, parser.source);
  // 2. No white space at either end; 3. no object or array.
  int first = peek(&parser);
  int last = first < 0 ? -1
                       : FlatString_at(&parser.text, parser.text.length - 1);
  skip_white_space(&parser);
  if (first < 0 || parser.at != 0 || last == ' ' || last == '\t' ||
      last == '\n' || last == '\r' || first == '{' || first == '[')
    return Throw_text(isolate, kErrorTypeSyntaxError,
                      "Invalid value for JSON.rawJSON");
  TRY(parse_text(&parser));
  JSObject *raw = JSObject_new_with_prototype(isolate, ROOT(null_value));
  String *name = String_internalize_ascii(isolate, "rawJSON");
  JSObject_define_data(isolate, raw, PropertyKey_from_name(name),
                       Value_from_object(parser.source), kNone);
  JSObject_define_data(isolate, raw, ROOT_KEY(isolate, raw_json_symbol),
                       ROOT(true_value), kDontEnum);
  bool success;
  TRY_BOOL(Object_set_integrity_level_js(isolate, (JSReceiver *)raw, kFrozen,
                                         &success));
  return Value_from_object(raw);
}
