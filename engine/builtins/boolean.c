// SPDX-License-Identifier: MIT
//
// Boolean.
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"

// ECMA-262 #sec-boolean-constructor-boolean-value
Value Builtin_BooleanConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value value = Value_from_bool(Object_to_boolean(isolate, argv[1]));
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) return value;
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_boolean_initial_map);
  if (object == NULL) return ROOT(exception);
  JSPrimitiveWrapper_set_value((JSPrimitiveWrapper *)object, value);
  return Value_from_object(object);
}

// ECMA-262 #sec-thisbooleanvalue
static Value this_boolean(Isolate *isolate, Value receiver,
                          const char *method) {
  if (Value_is_boolean(receiver)) return receiver;
  if (Value_is_JSPrimitiveWrapper(isolate, receiver)) {
    Value value = JSPrimitiveWrapper_value(
        Value_as_JSPrimitiveWrapper(isolate, receiver));
    if (Value_is_boolean(value)) return value;
  }
  return Throw_text(isolate, kErrorTypeTypeError,
                    "%s requires that 'this' be a Boolean", method);
}

// ECMA-262 #sec-boolean.prototype.tostring
Value Builtin_BooleanPrototypeToString(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  Value value =
      TRY(this_boolean(isolate, argv[0], "Boolean.prototype.toString"));
  return Value_is_true(value) ? ROOT(true_string) : ROOT(false_string);
}

// ECMA-262 #sec-boolean.prototype.valueof
Value Builtin_BooleanPrototypeValueOf(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return this_boolean(isolate, argv[0], "Boolean.prototype.valueOf");
}

void Bootstrap_install_boolean(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("toString", BooleanPrototypeToString, 0),
      METHOD("valueOf", BooleanPrototypeValueOf, 0),
  };
  JSObject *prototype = Bootstrap_new_wrapper_prototype(
      isolate, ROOT(false_value), kNativeSlot_boolean_prototype);
  Bootstrap_new_constructor(isolate, "Boolean", kBuiltinBooleanConstructor, 1,
                            prototype, kClassJSPrimitiveWrapper,
                            kNativeSlot_boolean_initial_map);
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
}
