// SPDX-License-Identifier: MIT
//
// Native accessors: own properties that look like data properties and are
// computed by C (Array length, Function name, length and prototype, Error
// stack).
#include "engine/diagnostics/stack-trace-text.h"
#include "engine/isolate/stack-walker.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-function.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

AccessorInfo *AccessorInfo_new(Isolate *isolate, Name *name,
                               NativeAccessorId id) {
  AccessorInfo *info = HEAP_NEW(isolate, AccessorInfo, accessor_info_map);
  AccessorInfo_set_name(info, name);
  info->accessor_id = id;
  return info;
}

Map *Map_with_native_accessor(Isolate *isolate, Map *map, const Name *name,
                              int accessor_id, int attributes) {
  AccessorInfo *info = AccessorInfo_new(isolate, (Name *)name,
                                        (NativeAccessorId)accessor_id);
  Map *result = Map_add_accessor_property(isolate, map, (Name *)name,
                                          Value_from_object(info), attributes);
  CHECK(result);
  return result;
}

// The data property `key` on the object or its prototypes; the_hole if there is
// none, or something else that only user code could tell.
static Value find_data(Isolate *isolate, JSReceiver *object, PropertyKey key) {
  for (;;) {
    if (!InstanceType_is_js_object(HeapObject_type((HeapObject *)object)))
      return ROOT(the_hole);
    OwnProperty own = JSObject_get_own(isolate, (JSObject *)object, key);
    if (own.state == kOwnData) return own.value;
    if (own.state != kOwnAbsent) return ROOT(the_hole);
    Value prototype = Map_prototype(JSObject_map(object));
    if (!Value_is_JSReceiver(isolate, prototype)) return ROOT(the_hole);
    object = (JSReceiver *)Value_object(isolate, prototype);
  }
}

Value JSReceiver_find_data(Isolate *isolate, JSReceiver *object,
                           PropertyKey key) {
  return find_data(isolate, object, key);
}

String *Error_header(Isolate *isolate, JSReceiver *error) {
  Value name = find_data(isolate, error, ROOT_KEY(isolate, name_string));
  Value message = find_data(isolate, error, ROOT_KEY(isolate, message_string));
  String *name_text =
      Value_is_the_hole(name) || Value_is_undefined(name)
          ? ROOT_OBJECT(isolate, String, Error_string)
          : Message_argument_to_string(isolate, name);
  String *message_text =
      Value_is_the_hole(message) || Value_is_undefined(message)
          ? ROOT_OBJECT(isolate, String, empty_string)
          : Message_argument_to_string(isolate, message);
  if (name_text->length == 0) return message_text;
  if (message_text->length == 0) return name_text;
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_string(&builder, name_text);
  StringBuilder_add_ascii(&builder, ": ");
  StringBuilder_add_string(&builder, message_text);
  Value text = StringBuilder_finish(&builder);
  if (!Value_is_exception(text)) return Value_as_String(isolate, text);
  isolate->pending_exception = ROOT(the_hole);
  return name_text;
}

// Errors keep their stack in a field; what Error.captureStackTrace was given,
// under a private symbol.
static Value captured_stack(Isolate *isolate, JSObject *holder) {
  if (HeapObject_type((HeapObject *)holder) == JS_ERROR_TYPE)
    return JSError_captured_stack((JSError *)holder);
  Value captured = JSReceiver_get_own_data(
      isolate, (JSReceiver *)holder,
      ROOT_OBJECT(isolate, Name, error_stack_symbol));
  return Value_is_the_hole(captured) ? ROOT(undefined_value) : captured;
}

static void set_captured_stack(Isolate *isolate, JSObject *holder,
                               Value value) {
  value = Isolate_box(isolate, value);
  if (HeapObject_type((HeapObject *)holder) == JS_ERROR_TYPE)
    JSError_set_captured_stack((JSError *)holder, value);
  else
    JSObject_define_data(isolate, holder,
                         ROOT_KEY(isolate, error_stack_symbol), value,
                         kDontEnum);
}

static Value get_stack_js(Isolate *isolate, JSObject *holder) {
  Value captured = captured_stack(isolate, holder);
  if (!Value_is_FixedArray(isolate, captured)) return captured;
  FixedArray *frames = Value_as_FixedArray(isolate, captured);
  // Whoever asks for the stack while it is being prepared gets nothing.
  set_captured_stack(isolate, holder, ROOT(undefined_value));
  Value stack = TRY(StackTrace_prepare_js(isolate, holder, frames));
  if (Value_is_the_hole(stack))
    stack = Value_from_object(StackTrace_to_string(
        isolate, Error_header(isolate, (JSReceiver *)holder), frames));
  set_captured_stack(isolate, holder, stack);
  return stack;
}

// A bound function that has these accessors binds a JSFunction that had them.
static Value get_bound_length(Isolate *isolate, const JSBoundFunction *bound) {
  const JSFunction *target = (const JSFunction *)JSBoundFunction_target(bound);
  int32_t left = JSFunction_shared(target)->length -
                 JSBoundFunction_bound_arguments(bound)->length;
  return Value_from_smi(left > 0 ? left : 0);
}

static Value get_function_length(Isolate *isolate, JSObject *holder) {
  if (HeapObject_type((HeapObject *)holder) == JS_BOUND_FUNCTION_TYPE)
    return get_bound_length(isolate, (const JSBoundFunction *)holder);
  if (HeapObject_type((HeapObject *)holder) != JS_FUNCTION_TYPE)
    return Value_from_smi(0);
  return Value_from_smi(JSFunction_shared((JSFunction *)holder)->length);
}

static Value name_of_function(const JSFunction *function) {
  return Value_from_object(
      SharedFunctionInfo_name_string(JSFunction_shared(function)));
}
static Value get_bound_name(Isolate *isolate, const JSBoundFunction *bound) {
  Value name =
      name_of_function((const JSFunction *)JSBoundFunction_target(bound));
  return String_concat(isolate,
                       ROOT_OBJECT(isolate, String, bound_space_string),
                       Value_as_String(isolate, name));
}

static Value get_function_name(Isolate *isolate, JSObject *holder) {
  InstanceType type = HeapObject_type((HeapObject *)holder);
  if (type == JS_BOUND_FUNCTION_TYPE)
    return get_bound_name(isolate, (const JSBoundFunction *)holder);
  return type == JS_FUNCTION_TYPE
             ? name_of_function((const JSFunction *)holder)
             : ROOT(empty_string);
}

static Value get_function_prototype(Isolate *isolate, JSObject *holder) {
  if (HeapObject_type((HeapObject *)holder) != JS_FUNCTION_TYPE)
    return ROOT(undefined_value);
  Value prototype = JSFunction_prototype(isolate, (JSFunction *)holder);
  return Value_is_the_hole(prototype) ? ROOT(undefined_value) : prototype;
}

// As V8 does: the function that called the topmost activation of a sloppy one;
// code of scripts and eval is passed over. null if there is none, or where it
// must not be told (#sec-forbidden-extensions), or if the property may be frozen
// (#sec-invariants-of-the-essential-internal-methods).
static Value get_function_caller(Isolate *isolate, JSObject *holder) {
  if (!Map_is_extensible(JSObject_map(holder))) return ROOT(null_value);
  FrameIterator it = FrameIterator_begin(isolate);
  while (FrameIterator_valid(&it) &&
         !Value_equals(FrameIterator_function(&it), Value_from_object(holder)))
    FrameIterator_next(&it);
  if (!FrameIterator_valid(&it)) return ROOT(null_value);
  for (FrameIterator_next(&it); FrameIterator_valid(&it);
       FrameIterator_next(&it)) {
    Value function = FrameIterator_function(&it);
    if (FrameIterator_is_builtin(&it) ||
        !Value_is_JSFunction(isolate, function))
      break;
    const SharedFunctionInfo *caller =
        JSFunction_shared(Value_as_JSFunction(isolate, function));
    if (caller->flags & kSharedTopLevel) continue;
    // A generator's or async function's activation may be called by anyone.
    bool is_secret =
        SharedFunctionInfo_is_strict(caller) ||
        FunctionKind_is_resumable((FunctionKind)caller->kind) ||
        JSReceiver_function_realm(isolate, function) !=
            JSReceiver_function_realm(isolate, Value_from_object(holder));
    return is_secret ? ROOT(null_value) : function;
  }
  return ROOT(null_value);
}

static Value get_string_length(Isolate *isolate, JSObject *holder) {
  if (!JSObject_is_string_wrapper(isolate, holder)) return Value_from_smi(0);
  Value value = JSPrimitiveWrapper_value((JSPrimitiveWrapper *)holder);
  return Value_from_smi(Value_as_String(isolate, value)->length);
}

Value AccessorInfo_get_js(Isolate *isolate, const AccessorInfo *info,
                          Value receiver, JSObject *holder) {
  switch ((NativeAccessorId)info->accessor_id) {
    case kAccessorArrayLength:
      return JSArray_length((JSArray *)holder);
    case kAccessorStringLength:
      return get_string_length(isolate, holder);
    case kAccessorFunctionLength:
      return get_function_length(isolate, holder);
    case kAccessorFunctionName:
      return get_function_name(isolate, holder);
    case kAccessorFunctionPrototype:
      return get_function_prototype(isolate, holder);
    case kAccessorFunctionCaller:
      return get_function_caller(isolate, holder);
    case kAccessorErrorStack:
      return get_stack_js(isolate, holder);
    default:
      return AccessorInfo_data(info);
  }
}

static bool set_array_length_js(Isolate *isolate, JSObject *holder, Value value,
                                bool *success) {
  double length;
  if (!JSArray_convert_length_js(isolate, value, &length)) return false;
  JSArray *array = (JSArray *)holder;
  // The conversion may have run user code that made it read-only.
  if (!JSArray_length_is_writable(array)) {
    *success = length == JSArray_length_number(array);
    return true;
  }
  *success = JSArray_shrink_or_grow(isolate, array, length) == length;
  return true;
}

bool AccessorInfo_set_js(Isolate *isolate, const AccessorInfo *info,
                         JSObject *holder, Value value, bool *handled,
                         bool *success) {
  *handled = *success = true;
  switch ((NativeAccessorId)info->accessor_id) {
    case kAccessorArrayLength:
      return set_array_length_js(isolate, holder, value, success);
    case kAccessorFunctionPrototype:
      JSFunction_set_prototype(isolate, (JSFunction *)holder, value);
      return true;
    case kAccessorErrorStack:
      set_captured_stack(isolate, holder, value);
      return true;
    case kAccessorStringLength:
      *success = false;
      return true;
    default:
      // A plain data property from now on.
      *handled = false;
      return true;
  }
}
