// SPDX-License-Identifier: MIT
//
// JSON.stringify: ECMA-262 #sec-json.stringify.
#include <math.h>

#include "engine/base/number-conversions.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/json-plain.h"
#include "engine/builtins/string-builtins.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/bigint.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"

typedef struct JsonStringifier {
  Isolate *isolate;
  StringBuilder out;
  Value replacer;           // callable, or undefined
  FixedArray *property_list;  // or NULL: all properties
  String *gap;              // empty: no line breaks
  int depth;
  // The objects being written, outermost first; keys by which each was reached.
  FixedArray *stack;
  FixedArray *stack_keys;
} JsonStringifier;

// What became of a value.
typedef enum JsonOutcome { kJsonThrew, kJsonSkipped, kJsonWritten } JsonOutcome;

static JsonOutcome write_property(JsonStringifier *json, Value holder,
                                  PropertyKey key, Value value);

// ---- Numbers ----

static void write_number(JsonStringifier *json, double number) {
  if (!isfinite(number)) {
    StringBuilder_add_ascii(&json->out, "null");
    return;
  }
  char text[kNumberToStringSize + 1];
  text[Number_to_string(number, text)] = '\0';
  StringBuilder_add_ascii(&json->out, text);
}

// ---- Nesting ----

static void write_line_break(JsonStringifier *json) {
  if (json->gap->length == 0) return;
  StringBuilder_add_char(&json->out, '\n');
  for (int i = 0; i < json->depth; i++)
    StringBuilder_add_string(&json->out, json->gap);
}

static void add_constructor(StringBuilder *text, Value object) {
  Isolate *isolate = text->isolate;
  StringBuilder_add_ascii(text, "object with constructor '");
  StringBuilder_add_string(
      text, JSReceiver_constructor_name(isolate,
                                        Value_as_JSReceiver(isolate, object)));
  StringBuilder_add_char(text, '\'');
}

static void add_step(StringBuilder *text, Value key) {
  Isolate *isolate = text->isolate;
  uint32_t index;
  bool is_index = Value_is_number(isolate, key) ||
                  (Value_is_String(isolate, key) &&
                   String_as_array_index(isolate, Value_as_String(isolate, key),
                                         &index));
  StringBuilder_add_ascii(text, is_index ? "index " : "property '");
  StringBuilder_add_string(text, Message_argument_to_string(isolate, key));
  if (!is_index) StringBuilder_add_char(text, '\'');
}

// V8's picture of the cycle, for the error message.
static void throw_circular(JsonStringifier *json, int first, Value key) {
  Isolate *isolate = json->isolate;
  StringBuilder text;
  StringBuilder_init(&text, isolate);
  StringBuilder_add_ascii(&text, "\n    --> starting at ");
  add_constructor(&text, FixedArray_get_slots(json->stack, first));
  // Of a long path the first two steps and the last.
  for (int i = first + 1; i < json->depth; i++) {
    StringBuilder_add_ascii(&text, "\n    |     ");
    if (i == first + 2 && i < json->depth - 1) {
      StringBuilder_add_ascii(&text, "...");
      i = json->depth - 2;
      continue;
    }
    add_step(&text, FixedArray_get_slots(json->stack_keys, i));
    StringBuilder_add_ascii(&text, " -> ");
    add_constructor(&text, FixedArray_get_slots(json->stack, i));
  }
  StringBuilder_add_ascii(&text, "\n    --- ");
  add_step(&text, key);
  StringBuilder_add_ascii(&text, " closes the circle");
  Value picture = StringBuilder_finish(&text);
  if (!Value_is_exception(picture))
    (void)Throw_type_error(isolate, kMessageCircularStructure, picture,
                           ROOT(undefined_value));
}

static bool push(JsonStringifier *json, Value object, PropertyKey key) {
  Isolate *isolate = json->isolate;
  Value name = PropertyKey_to_value(isolate, key);
  for (int i = 0; i < json->depth; i++)
    if (Value_equals(FixedArray_get_slots(json->stack, i), object)) {
      throw_circular(json, i, name);
      return false;
    }
  if (json->depth == json->stack->length) {
    FixedArray *stack = FixedArray_new(isolate, 2 * json->depth);
    FixedArray *keys = FixedArray_new(isolate, 2 * json->depth);
    for (int i = 0; i < json->depth; i++) {
      FixedArray_set_slots(stack, i, FixedArray_get_slots(json->stack, i));
      FixedArray_set_slots(keys, i, FixedArray_get_slots(json->stack_keys, i));
    }
    json->stack = stack;
    json->stack_keys = keys;
  }
  FixedArray_set_slots(json->stack, json->depth, object);
  FixedArray_set_slots(json->stack_keys, json->depth, name);
  json->depth++;
  return true;
}

static void pop(JsonStringifier *json) {
  json->depth--;
  FixedArray_set_slots(json->stack, json->depth, ROOT(undefined_value));
}

// ---- Structures ----

static JsonOutcome write_object(JsonStringifier *json, Value object) {
  Isolate *isolate = json->isolate;
  FixedArray *keys = json->property_list;
  if (keys == NULL) {
    keys = Object_own_keys_js(isolate, Value_as_JSReceiver(isolate, object),
                              kOnlyEnumerable | kSkipSymbols);
    if (keys == NULL) return kJsonThrew;
  }
  StringBuilder_add_char(&json->out, '{');
  bool any = false;
  for (int32_t i = 0; i < keys->length; i++) {
    Value name = FixedArray_get_slots(keys, i);
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    Value value = Object_get_js(isolate, object, key);
    if (Value_is_exception(value)) return kJsonThrew;
    // The separator and the name are taken back if the value is skipped.
    int64_t before = json->out.length;
    if (any) StringBuilder_add_char(&json->out, ',');
    write_line_break(json);
    Json_write_quoted(&json->out, Value_as_String(isolate, name));
    StringBuilder_add_char(&json->out, ':');
    if (json->gap->length > 0) StringBuilder_add_char(&json->out, ' ');
    switch (write_property(json, object, key, value)) {
      case kJsonThrew:
        return kJsonThrew;
      case kJsonSkipped:
        json->out.length = before;
        break;
      case kJsonWritten:
        any = true;
    }
  }
  pop(json);
  if (any) write_line_break(json);
  StringBuilder_add_char(&json->out, '}');
  return kJsonWritten;
}

static JsonOutcome write_array(JsonStringifier *json, Value array) {
  Isolate *isolate = json->isolate;
  double length;
  if (!Object_length_js(isolate, Value_as_JSReceiver(isolate, array), &length))
    return kJsonThrew;
  StringBuilder_add_char(&json->out, '[');
  for (double i = 0; i < length; i++) {
    if (i > 0) StringBuilder_add_char(&json->out, ',');
    write_line_break(json);
    PropertyKey key = PropertyKey_from_number(isolate, i);
    Value value = Object_get_js(isolate, array, key);
    if (Value_is_exception(value)) return kJsonThrew;
    switch (write_property(json, array, key, value)) {
      case kJsonThrew:
        return kJsonThrew;
      case kJsonSkipped:
        StringBuilder_add_ascii(&json->out, "null");
        break;
      case kJsonWritten:
        break;
    }
    // A program can make the result too long; stop then.
    if (json->out.length > kMaxStringLength) break;
  }
  pop(json);
  if (length > 0) write_line_break(json);
  StringBuilder_add_char(&json->out, ']');
  return kJsonWritten;
}

// ---- Values ----

// Applies toJSON and the replacer; sentinel when they threw.
static Value prepare(JsonStringifier *json, Value holder, PropertyKey key,
                     Value value) {
  Isolate *isolate = json->isolate;
  if (Value_is_JSReceiver(isolate, value) || Value_is_BigInt(isolate, value)) {
    Value to_json = TRY(
        Object_get_js(isolate, value, ROOT_KEY(isolate, toJSON_string)));
    if (Object_is_callable(isolate, to_json))
      value = TRY(Execution_call1_js(isolate, to_json, value,
                                     PropertyKey_to_value(isolate, key)));
  }
  if (!Value_is_undefined(json->replacer)) {
    Value arguments[2] = {PropertyKey_to_value(isolate, key), value};
    value = TRY(
        Execution_call_js(isolate, json->replacer, holder, 2, arguments));
  }
  if (!Value_is_JSPrimitiveWrapper(isolate, value)) return value;
  Value inner = JSPrimitiveWrapper_value(
      Value_as_JSPrimitiveWrapper(isolate, value));
  if (Value_is_number(isolate, inner))
    return Object_to_number_js(isolate, value);
  if (Value_is_String(isolate, inner))
    return Object_to_string_js(isolate, value);
  if (Value_is_Symbol(isolate, inner)) return value;
  return inner;
}

// Made by JSON.rawJSON: a frozen object with the text in `rawJSON`.
static bool is_raw_json(Isolate *isolate, Value value) {
  return Value_is_JSReceiver(isolate, value) &&
         !Value_is_JSProxy(isolate, value) &&
         !Value_is_the_hole(JSReceiver_get_own_data(
             isolate, Value_as_JSReceiver(isolate, value),
             ROOT_OBJECT(isolate, Name, raw_json_symbol)));
}

// ECMA-262 #sec-serializejsonproperty, the value having been read.
static JsonOutcome write_property(JsonStringifier *json, Value holder,
                                  PropertyKey key, Value value) {
  Isolate *isolate = json->isolate;
  if (Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return kJsonThrew;
  }
  if (!Execution_serve_interrupts_js(isolate)) return kJsonThrew;
  value = prepare(json, holder, key, value);
  if (Value_is_exception(value)) return kJsonThrew;
  if (Value_is_number(isolate, value)) {
    write_number(json, Value_number(isolate, value));
  } else if (Value_is_String(isolate, value)) {
    Json_write_quoted(&json->out, Value_as_String(isolate, value));
  } else if (Value_is_null(value)) {
    StringBuilder_add_ascii(&json->out, "null");
  } else if (Value_is_boolean(value)) {
    StringBuilder_add_ascii(&json->out, Value_is_true(value) ? "true" : "false");
  } else if (Value_is_BigInt(isolate, value)) {
    (void)Throw_type_error(isolate, kMessageBigIntSerializeJSON,
                           ROOT(undefined_value), ROOT(undefined_value));
    return kJsonThrew;
  } else if (is_raw_json(isolate, value)) {
    value = Object_get_js(isolate, value, Bootstrap_key(isolate, "rawJSON"));
    StringBuilder_add_string(&json->out, Value_as_String(isolate, value));
  } else if (Value_is_JSReceiver(isolate, value) &&
             !Object_is_callable(isolate, value)) {
    bool is_array;
    if (!Object_is_array(isolate, value, &is_array)) return kJsonThrew;
    if (!push(json, value, key)) return kJsonThrew;
    return is_array ? write_array(json, value) : write_object(json, value);
  } else {
    return kJsonSkipped;
  }
  return kJsonWritten;
}

// ---- Arguments ----

// The property list that an array as replacer means: strings and numbers, each
// once, in order. False when it threw.
static bool read_property_list(JsonStringifier *json, Value array) {
  Isolate *isolate = json->isolate;
  double length;
  if (!Object_length_js(isolate, Value_as_JSReceiver(isolate, array), &length))
    return false;
  ArrayList *list = ArrayList_new(isolate, 8);
  for (double i = 0; i < length; i++) {
    Value item =
        Object_get_js(isolate, array, PropertyKey_from_number(isolate, i));
    if (Value_is_exception(item)) return false;
    Value inner = item;
    if (Value_is_JSPrimitiveWrapper(isolate, item))
      inner = JSPrimitiveWrapper_value(
          Value_as_JSPrimitiveWrapper(isolate, item));
    if (!Value_is_String(isolate, inner) && !Value_is_number(isolate, inner))
      continue;
    item = Object_to_string_js(isolate, item);
    if (Value_is_exception(item)) return false;
    Value name = Value_from_object(
        String_internalize(isolate, Value_as_String(isolate, item)));
    bool known = false;
    for (int32_t j = 0; j < list->used && !known; j++)
      known = Value_equals(ArrayList_get_slots(list, j), name);
    if (!known) list = ArrayList_add(isolate, list, Value_tagged(name));
  }
  json->property_list = FixedArray_new(isolate, list->used);
  for (int32_t i = 0; i < list->used; i++)
    FixedArray_set_slots(json->property_list, i, ArrayList_get_slots(list, i));
  return true;
}

static bool read_gap(JsonStringifier *json, Value space) {
  enum { kMaxGap = 10 };
  Isolate *isolate = json->isolate;
  if (Value_is_JSPrimitiveWrapper(isolate, space)) {
    Value inner = JSPrimitiveWrapper_value(
        Value_as_JSPrimitiveWrapper(isolate, space));
    if (Value_is_number(isolate, inner))
      space = Object_to_number_js(isolate, space);
    else if (Value_is_String(isolate, inner))
      space = Object_to_string_js(isolate, space);
    if (Value_is_exception(space)) return false;
  }
  if (Value_is_number(isolate, space)) {
    double count;
    if (!Object_to_integer_or_infinity_js(isolate, space, &count)) return false;
    int width = count > kMaxGap ? kMaxGap : count < 1 ? 0 : (int)count;
    json->gap = String_new_one_byte(isolate, (const uint8_t *)"          ",
                                    width);
  } else if (Value_is_String(isolate, space)) {
    String *text = Value_as_String(isolate, space);
    json->gap = String_substring(
        isolate, text, 0, text->length > kMaxGap ? kMaxGap : text->length);
  }
  return true;
}

Value Builtin_JSONStringify(Isolate *isolate, int64_t argc, Value *argv) {
  JsonStringifier json = {
      .isolate = isolate,
      .replacer = ROOT(undefined_value),
      .gap = ROOT_OBJECT(isolate, String, empty_string),
  };
  if (Object_is_callable(isolate, argv[2])) {
    json.replacer = argv[2];
  } else if (Value_is_JSReceiver(isolate, argv[2])) {
    bool is_array;
    TRY_BOOL(Object_is_array(isolate, argv[2], &is_array));
    if (is_array) TRY_BOOL(read_property_list(&json, argv[2]));
  }
  TRY_BOOL(read_gap(&json, argv[3]));
  StringBuilder_init(&json.out, isolate);
  if (Value_is_undefined(json.replacer) && json.property_list == NULL) {
    if (Json_write_plain(isolate, argv[1], json.gap, &json.out))
      return StringBuilder_finish(&json.out);
    StringBuilder_abandon(&json.out);
  }
  json.stack = FixedArray_new(isolate, 16);
  json.stack_keys = FixedArray_new(isolate, 16);
  PropertyKey key = ROOT_KEY(isolate, empty_string);
  Value holder = ROOT(undefined_value);
  if (!Value_is_undefined(json.replacer)) {
    JSObject *wrapper = JSObject_new_plain(isolate);
    JSObject_define_data(isolate, wrapper, key, Isolate_box(isolate, argv[1]),
                         kNone);
    holder = Value_from_object(wrapper);
  }
  switch (write_property(&json, holder, key, argv[1])) {
    case kJsonWritten:
      return StringBuilder_finish(&json.out);
    case kJsonSkipped:
      StringBuilder_abandon(&json.out);
      return ROOT(undefined_value);
    default:
      StringBuilder_abandon(&json.out);
      return ROOT(exception);
  }
}

// ECMA-262 #sec-json.israwjson
Value Builtin_JSONIsRawJSON(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(is_raw_json(isolate, argv[1]));
}

void Bootstrap_install_json(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("isRawJSON", JSONIsRawJSON, 1),
      METHOD("parse", JSONParse, 2),
      METHOD("rawJSON", JSONRawJSON, 1),
      METHOD("stringify", JSONStringify, 3),
  };
  JSObject *json = JSObject_new_plain(isolate);
  Bootstrap_install_functions(isolate, json, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_set_to_string_tag(isolate, json, "JSON");
  Bootstrap_define_global(isolate, "JSON", Value_from_object(json));
}
