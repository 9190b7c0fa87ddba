// SPDX-License-Identifier: MIT
//
// Runtime functions about receivers, literals' prototypes and function names.
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"
#include "engine/objects/string.h"

// #sec-ordinarycallbindthis, steps 5-6, for sloppy functions.
Value Runtime_ConvertReceiver(Isolate *isolate, Value receiver) {
  if (Value_is_JSReceiver(isolate, receiver)) return receiver;
  if (Value_is_null_or_undefined(receiver))
    return INTRINSIC(isolate, global_object);
  return Object_to_object_js(isolate, receiver);
}

// #sec-__proto__-property-names-in-object-initializers
Value Runtime_SetLiteralPrototype(Isolate *isolate, Value object, Value value) {
  if (!Value_is_JSReceiver(isolate, value) && !Value_is_null(value))
    return ROOT(undefined_value);
  bool success;
  TRY_BOOL(Object_set_prototype_js(
      isolate, (JSReceiver *)Value_object(isolate, object), value,
      kThrowOnError, &success));
  return ROOT(undefined_value);
}

// #sec-setfunctionname, steps 1-5: the text.
static Value name_text(Isolate *isolate, Value key, int prefix) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  if (prefix == kFunctionNameGet) StringBuilder_add_ascii(&builder, "get ");
  if (prefix == kFunctionNameSet) StringBuilder_add_ascii(&builder, "set ");
  if (Value_is_Symbol(isolate, key)) {
    const Symbol *symbol = Value_as_Symbol(isolate, key);
    Value description = Symbol_description(symbol);
    bool is_private = (symbol->flags & kSymbolPrivateName) != 0;
    if (Value_is_String(isolate, description)) {
      if (!is_private) StringBuilder_add_char(&builder, '[');
      StringBuilder_add_string(&builder, Value_as_String(isolate, description));
      if (!is_private) StringBuilder_add_char(&builder, ']');
    }
  } else {
    StringBuilder_add_string(
        &builder, Value_is_String(isolate, key)
                      ? Value_as_String(isolate, key)
                      : Number_value_to_string(isolate,
                                               Value_number(isolate, key)));
  }
  return StringBuilder_finish(&builder);
}

// A closure whose literal has no name takes one: from then on `name` is a data
// property of its own. Classes with a static `name` keep that.
Value Runtime_SetFunctionName(Isolate *isolate, Value function, Value key,
                              Value prefix) {
  if (!Value_is_JSFunction(isolate, function)) return function;
  JSObject *object = (JSObject *)Value_object(isolate, function);
  PropertyKey name = ROOT_KEY(isolate, name_string);
  OwnProperty own = JSObject_get_own(isolate, object, name);
  if (own.state != kOwnNative && own.state != kOwnAbsent) return function;
  Value text = TRY(name_text(isolate, key, Value_smi(prefix)));
  JSObject_define_data(isolate, object, name, text, kReadOnly | kDontEnum);
  return function;
}
