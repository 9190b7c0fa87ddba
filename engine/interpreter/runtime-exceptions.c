// SPDX-License-Identifier: MIT
//
// Throwing from bytecode.
#include "engine/bytecode/call-site.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/isolate/stack-walker.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

Value Runtime_Throw(Isolate *isolate, Value exception) {
  Value result = Isolate_throw(isolate, Isolate_box(isolate, exception));
  // An error knows where it was made, which need not be here.
  if (Value_is_undefined(isolate->pending_message))
    isolate->pending_message =
        Value_from_object(StackTrace_capture_place(isolate));
  return result;
}

// The exception was caught by the engine's own handler, and goes on: the
// message (where it was thrown first) stays.
Value Runtime_ReThrow(Isolate *isolate, Value exception) {
  isolate->pending_exception = Isolate_box(isolate, exception);
  return ROOT(exception);
}

static Value throw_reference_error(Isolate *isolate, MessageTemplate message,
                                   Value name) {
  return Throw_error(isolate, kErrorTypeReferenceError, message, name,
                     ROOT(undefined_value), ROOT(undefined_value));
}

Value Runtime_ThrowReferenceError(Isolate *isolate, Value name) {
  return throw_reference_error(isolate, kMessageNotDefined, name);
}

Value Runtime_ThrowAccessedUninitializedVariable(Isolate *isolate,
                                                 Value name) {
  return throw_reference_error(isolate, kMessageAccessedUninitializedVariable,
                               name);
}

Value Runtime_ThrowSuperNotCalled(Isolate *isolate) {
  return throw_reference_error(isolate, kMessageSuperNotCalled,
                               ROOT(undefined_value));
}

// The realm of the code that called the running function.
static Value caller_realm(Isolate *isolate) {
  FrameIterator it = FrameIterator_begin(isolate);
  FrameIterator_next(&it);
  Value realm = Isolate_root(isolate, kIsolateRoot_current_native_context);
  if (!FrameIterator_valid(&it)) return realm;
  Value caller = FrameIterator_function(&it);
  if (!Value_is_JSFunction(isolate, caller)) return realm;
  return Value_from_object(JSReceiver_function_realm(isolate, caller));
}

// #sec-ecmascript-function-objects-construct-argumentslist-newtarget, from step
// 9: the constructor's own context has been left.
Value Runtime_ThrowConstructorResult(Isolate *isolate, Value result) {
  Value realm = Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   caller_realm(isolate));
  Value sentinel =
      Value_is_undefined(result)
          ? throw_reference_error(isolate, kMessageSuperNotCalled, result)
          : Throw_type_error(isolate,
                             kMessageDerivedConstructorReturnedNonObject,
                             ROOT(undefined_value), ROOT(undefined_value));
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, realm);
  return sentinel;
}

Value Runtime_ThrowSuperAlreadyCalled(Isolate *isolate) {
  return throw_reference_error(isolate, kMessageSuperAlreadyCalled,
                               ROOT(undefined_value));
}

Value Runtime_ThrowUnsupportedSuperDelete(Isolate *isolate) {
  return throw_reference_error(isolate, kMessageUnsupportedSuperDelete,
                               ROOT(undefined_value));
}

Value Runtime_ThrowInvalidAssignmentTarget(Isolate *isolate) {
  return Throw_text(isolate, kErrorTypeReferenceError,
                    "Invalid left-hand side in assignment");
}

Value Runtime_ThrowNotSuperConstructor(Isolate *isolate, Value constructor,
                                       Value function) {
  String *name = SharedFunctionInfo_name_string(
      JSFunction_shared(Value_as_JSFunction(isolate, function)));
  // `extends null` leaves %Function.prototype% as the [[Prototype]].
  if (Value_equals(constructor, INTRINSIC(isolate, function_prototype)))
    constructor = ROOT(null_value);
  return Throw_type_error(isolate,
                          name->length == 0
                              ? kMessageNotSuperConstructorAnonymousClass
                              : kMessageNotSuperConstructor,
                          constructor, Value_from_object(name));
}

Value Runtime_ThrowConstAssignError(Isolate *isolate, Value name) {
  return Throw_type_error(isolate, kMessageConstAssign, name,
                          ROOT(undefined_value));
}

// The callee as the program wrote it, or else its value.
Value Runtime_ThrowCalledNonCallable(Isolate *isolate, Value value) {
  CallSite site = CallSite_find(isolate, kCallSiteCallee);
  if (Value_is_undefined(site.text)) return Throw_not_callable(isolate, value);
  return Throw_type_error(isolate, kMessageCalledNonCallable, site.text,
                          ROOT(undefined_value));
}

Value Runtime_ThrowTypeError(Isolate *isolate, Value message, Value argument) {
  return Throw_type_error(isolate, (MessageTemplate)Value_smi(message),
                          argument, ROOT(undefined_value));
}

Value Runtime_ThrowPatternValueNonCoercible(Isolate *isolate, Value value) {
  CallSite site = CallSite_find(isolate, kCallSiteDestructured);
  if (site.is_nested)
    return Value_is_undefined(site.property)
               ? Throw_type_error(isolate, kMessageNullRead, value,
                                  ROOT(undefined_value))
               : Throw_type_error(isolate, kMessageNullPropertyRead, value,
                                  site.property);
  if (Value_is_undefined(site.text))
    site.text = Message_default_call_site(isolate, value);
  if (Value_is_undefined(site.property))
    return Throw_type_error(isolate, kMessageNonCoercibleValue, site.text,
                            value);
  return Throw_error(isolate, kErrorTypeTypeError,
                     kMessageNonCoercibleWithProperty, site.property,
                     site.text, value);
}

Value Runtime_ThrowThrowMethodMissing(Isolate *isolate) {
  return Throw_type_error(isolate, kMessageThrowMethodMissing,
                          ROOT(undefined_value), ROOT(undefined_value));
}

Value Runtime_ThrowIteratorResultNotAnObject(Isolate *isolate, Value value) {
  return Throw_type_error(isolate, kMessageIteratorResultNotAnObject, value,
                          ROOT(undefined_value));
}

// There is no debugger to stop in.
Value Runtime_Debugger(Isolate *isolate) { return ROOT(undefined_value); }
