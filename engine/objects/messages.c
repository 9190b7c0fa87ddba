// SPDX-License-Identifier: MIT
//
// Error objects and their messages, and making exceptions pending.
#include "engine/objects/messages.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/objects/bigint.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

static const char *const kMessageTexts[] = {
#define MESSAGE(Name, text) text,
#include "engine/objects/messages.def"
#undef MESSAGE
};

// ---- Throwing ----

Value Isolate_throw(Isolate *isolate, Value exception) {
  exception = Isolate_box(isolate, exception);
  Value message = ROOT(undefined_value);
  bool has_own_stack =
      Value_is_JSError(isolate, exception) &&
      !Value_is_undefined(
          JSError_captured_stack(Value_as_JSError(isolate, exception)));
  if (!has_own_stack)
    message =
        Value_from_object(StackTrace_capture(isolate, ROOT(undefined_value)));
  isolate->pending_exception = exception;
  isolate->pending_message = message;
  return ROOT(exception);
}

JSObject *Error_new(Isolate *isolate, ErrorType type, String *message) {
  Map *map = Value_as_Map(
      isolate, NativeContext_get(Isolate_native_context(isolate),
                                 kNativeSlot_error_initial_map + (int)type));
  JSObject *error = JSObject_new_from_map(isolate, map);
  if (message)
    JSObject_define_data(isolate, error, ROOT_KEY(isolate, message_string),
                         Value_from_object(message), kDontEnum);
  Value stack = StackTrace_capture_for_error(isolate, ROOT(undefined_value));
  JSError_set_captured_stack((JSError *)error, stack);
  return error;
}

static String *format_message(Isolate *isolate, const char *text,
                              const Value *arguments) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  int next = 0;
  for (const char *c = text; *c; c++) {
    if (*c == '%' && next < 3)
      StringBuilder_add_string(
          &builder, Message_argument_to_string(isolate, arguments[next++]));
    else
      StringBuilder_add_char(&builder, (uint8_t)*c);
  }
  if (builder.length > kMaxStringLength) {
    StringBuilder_abandon(&builder);
    return String_new_ascii(isolate, text);
  }
  return Value_as_String(isolate, StringBuilder_finish(&builder));
}

Value Throw_error(Isolate *isolate, ErrorType type, MessageTemplate message,
                  Value a, Value b, Value c) {
  const Value arguments[] = {a, b, c};
  String *text = format_message(isolate, kMessageTexts[message], arguments);
  return Isolate_throw(isolate,
                       Value_from_object(Error_new(isolate, type, text)));
}

Value Throw_text(Isolate *isolate, ErrorType type, const char *format, ...) {
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
  String *message = String_new_utf8(isolate, text, (size_t)size);
  free(text);
  return Isolate_throw(isolate,
                       Value_from_object(Error_new(isolate, type, message)));
}

Value Isolate_throw_stack_overflow(Isolate *isolate) {
  return Throw_range_error(isolate, kMessageStackOverflow,
                           ROOT(undefined_value));
}

// ---- Values in messages ----

static String *oddball_text(Isolate *isolate, Value value) {
  Value text = Oddball_to_string(Value_as_Oddball(isolate, value));
  return Value_as_String(isolate, text);
}

static String *join(Isolate *isolate, const char *before, String *middle,
                    const char *after) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, before);
  StringBuilder_add_string(&builder, middle);
  StringBuilder_add_ascii(&builder, after);
  if (builder.length > kMaxStringLength) {
    StringBuilder_abandon(&builder);
    return middle;
  }
  return Value_as_String(isolate, StringBuilder_finish(&builder));
}

static String *function_text(Isolate *isolate, const JSFunction *function) {
  const SharedFunctionInfo *shared = JSFunction_shared(function);
  Value text = SharedFunctionInfo_source_text(shared);
  if (Value_is_String(isolate, text)) return Value_as_String(isolate, text);
  return join(isolate, "function ", SharedFunctionInfo_name_string(shared),
              "() { [native code] }");
}

String *JSReceiver_constructor_name(Isolate *isolate, JSReceiver *object) {
  Value constructor = JSReceiver_find_data(
      isolate, object, ROOT_KEY(isolate, constructor_string));
  if (Value_is_JSFunction(isolate, constructor)) {
    String *name = SharedFunctionInfo_name_string(
        JSFunction_shared(Value_as_JSFunction(isolate, constructor)));
    if (name->length > 0) return name;
  }
  return ROOT_OBJECT(isolate, String, Object_string);
}

static String *receiver_text(Isolate *isolate, JSReceiver *object) {
  switch (HeapObject_type((HeapObject *)object)) {
    case JS_FUNCTION_TYPE:
      return function_text(isolate, (JSFunction *)object);
    case JS_BOUND_FUNCTION_TYPE:
      return String_new_ascii(isolate, "function () { [native code] }");
    case JS_ERROR_TYPE:
      return Error_header(isolate, object);
    case JS_ARRAY_TYPE:
      return ROOT_OBJECT(isolate, String, object_Array_string);
    case JS_PROXY_TYPE:
      return String_new_ascii(isolate, "#<Object>");
    default: {
      Value to_string = JSReceiver_find_data(
          isolate, object, ROOT_KEY(isolate, toString_string));
      String *name = JSReceiver_constructor_name(isolate, object);
      if (Value_equals(to_string, INTRINSIC(isolate, object_to_string)))
        return join(isolate, "#<", name, ">");
      Value tag = JSReceiver_find_data(
          isolate, object, ROOT_KEY(isolate, to_string_tag_symbol));
      if (Value_is_String(isolate, tag)) name = Value_as_String(isolate, tag);
      return join(isolate, "[object ", name, "]");
    }
  }
}

String *Message_argument_to_string(Isolate *isolate, Value value) {
  if (Value_is_number(isolate, value))
    return Number_value_to_string(isolate, Value_number(isolate, value));
  if (Value_is_String(isolate, value)) return Value_as_String(isolate, value);
  if (Value_is_JSReceiver(isolate, value))
    return receiver_text(isolate, (JSReceiver *)Value_object(isolate, value));
  if (Value_is_Oddball(isolate, value)) return oddball_text(isolate, value);
  if (Value_is_Symbol(isolate, value)) {
    Symbol *symbol = Value_as_Symbol(isolate, value);
    Value description = Symbol_description(symbol);
    String *text = Value_is_String(isolate, description)
                       ? Value_as_String(isolate, description)
                       : ROOT_OBJECT(isolate, String, empty_string);
    if (symbol->flags & kSymbolPrivateName) return text;
    return join(isolate, "Symbol(", text, ")");
  }
  if (Value_is_BigInt(isolate, value)) {
    Value text =
        BigInt_to_string(isolate, Value_as_BigInt(isolate, value), 10);
    if (!Value_is_exception(text)) return Value_as_String(isolate, text);
    isolate->pending_exception = ROOT(the_hole);
  }
  return String_new_ascii(isolate, "?");
}

static const char *type_text(Isolate *isolate, Value value) {
  if (Value_is_number(isolate, value)) return "number";
  if (Value_is_String(isolate, value)) return "string";
  if (Value_is_Symbol(isolate, value)) return "symbol";
  if (Value_is_BigInt(isolate, value)) return "bigint";
  if (Value_is_undefined(value)) return "undefined";
  if (Value_is_null(value)) return "object";
  if (Value_is_Oddball(isolate, value)) return "boolean";
  return Object_is_callable(isolate, value) ? "function" : "object";
}

Value Message_default_call_site(Isolate *isolate, Value value) {
  enum { kMaxShownUnits = 100 };
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, type_text(isolate, value));
  if (Value_is_String(isolate, value)) {
    String *text = Value_as_String(isolate, value);
    bool is_long = text->length > kMaxShownUnits;
    StringBuilder_add_ascii(&builder, " \"");
    StringBuilder_add_string(
        &builder,
        is_long ? String_substring(isolate, text, 0, kMaxShownUnits) : text);
    StringBuilder_add_ascii(&builder, is_long ? "<...>\"" : "\"");
  } else if (Value_is_number(isolate, value) ||
             (Value_is_Oddball(isolate, value) && !Value_is_undefined(value))) {
    StringBuilder_add_char(&builder, ' ');
    StringBuilder_add_string(&builder,
                             Message_argument_to_string(isolate, value));
  }
  return StringBuilder_finish(&builder);
}

Value Throw_not_callable(Isolate *isolate, Value value) {
  return Throw_type_error(isolate, kMessageCalledNonCallable,
                          Message_default_call_site(isolate, value),
                          ROOT(undefined_value));
}

Value Throw_not_iterable(Isolate *isolate, Value value) {
  return Throw_type_error(isolate, kMessageNotIterableNoSymbolLoad,
                          Message_default_call_site(isolate, value),
                          ROOT(iterator_symbol));
}

Value Message_key_text(Isolate *isolate, Value key) {
  if (Value_is_JSReceiver(isolate, key)) {
    JSReceiver *object = Value_as_JSReceiver(isolate, key);
    Value to_string = JSReceiver_find_data(
        isolate, object, ROOT_KEY(isolate, toString_string));
    bool is_plain =
        Value_equals(to_string, INTRINSIC(isolate, object_to_string));
    if (!is_plain && !Value_is_JSFunction(isolate, key))
      return ROOT(undefined_value);
  }
  return Value_from_object(Message_argument_to_string(isolate, key));
}
