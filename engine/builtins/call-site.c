// SPDX-License-Identifier: MIT
//
// Error.prepareStackTrace and the CallSite objects it is given, as V8's: a hook
// of programs that want stacks in a form of their own.
#include "engine/builtins/bootstrapper.h"
#include "engine/diagnostics/stack-trace-text.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

// A CallSite keeps its frame, a FixedArray of kStackFrameSlots, under
// error_stack_symbol.
static Value new_call_site(Isolate *isolate, FixedArray *frames,
                           int32_t index) {
  FixedArray *frame = FixedArray_new(isolate, kStackFrameSlots);
  for (int32_t i = 0; i < kStackFrameSlots; i++)
    FixedArray_set_slots(
        frame, i, FixedArray_get_slots(frames, index * kStackFrameSlots + i));
  JSObject *site = JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, call_site_map));
  JSObject_define_data(isolate, site, ROOT_KEY(isolate, error_stack_symbol),
                       Value_from_object(frame), kDontEnum);
  return Value_from_object(site);
}

Value StackTrace_prepare_js(Isolate *isolate, JSObject *error,
                            FixedArray *frames) {
  JSReceiver *constructor =
      INTRINSIC_OBJECT(isolate, JSReceiver, error_function);
  Value prepare = JSReceiver_get_own_data(
      isolate, constructor, ROOT_OBJECT(isolate, Name,
                                        prepareStackTrace_string));
  if (!Object_is_callable(isolate, prepare)) return ROOT(the_hole);
  JSArray *sites = JSArray_new(isolate, 0);
  for (int32_t i = 0; i < frames->length / kStackFrameSlots; i++)
    if (Value_is_JSFunction(isolate,
                            FixedArray_get_slots(frames,
                                                 i * kStackFrameSlots)))
      JSArray_push(isolate, sites, new_call_site(isolate, frames, i));
  Value arguments[2] = {Value_from_object(error), Value_from_object(sites)};
  return Execution_call_js(isolate, prepare, Value_from_object(constructor), 2,
                           arguments);
}

// The frame of a CallSite, or NULL with a TypeError.
static FixedArray *this_frame(Isolate *isolate, Value receiver) {
  if (Value_is_JSObject(isolate, receiver)) {
    Value frame = JSReceiver_get_own_data(
        isolate, Value_as_JSReceiver(isolate, receiver),
        ROOT_OBJECT(isolate, Name, error_stack_symbol));
    if (Value_is_FixedArray(isolate, frame) &&
        Value_as_FixedArray(isolate, frame)->length == kStackFrameSlots)
      return Value_as_FixedArray(isolate, frame);
  }
  (void)Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(String_new_ascii(isolate, "CallSite method")),
      receiver);
  return NULL;
}
static SharedFunctionInfo *frame_shared(Isolate *isolate, FixedArray *frame) {
  return JSFunction_shared(Value_as_JSFunction(
      isolate, FixedArray_get_slots(frame, kStackFrameFunction)));
}
static int32_t frame_flags(FixedArray *frame) {
  return Value_smi(FixedArray_get_slots(frame, kStackFrameFlags));
}
#define THIS_FRAME(frame)                                    \
  FixedArray *frame = this_frame(isolate, argv[0]);          \
  if (frame == NULL) return ROOT(exception)

Value Builtin_CallSiteGetFunctionName(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_FRAME(frame);
  String *name = SharedFunctionInfo_name_string(frame_shared(isolate, frame));
  return name->length == 0 ? ROOT(null_value) : Value_from_object(name);
}

// Strict functions and their receivers are not given away.
Value Builtin_CallSiteGetFunction(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  if (SharedFunctionInfo_is_strict(frame_shared(isolate, frame)))
    return ROOT(undefined_value);
  return FixedArray_get_slots(frame, kStackFrameFunction);
}
Value Builtin_CallSiteGetThis(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  if (SharedFunctionInfo_is_strict(frame_shared(isolate, frame)))
    return ROOT(undefined_value);
  return FixedArray_get_slots(frame, kStackFrameReceiver);
}

Value Builtin_CallSiteGetTypeName(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  Value receiver = FixedArray_get_slots(frame, kStackFrameReceiver);
  if (!Value_is_JSReceiver(isolate, receiver)) return ROOT(null_value);
  Value constructor = TRY(Object_get_name_js(
      isolate, receiver, ROOT_OBJECT(isolate, Name, constructor_string)));
  if (!Value_is_JSFunction(isolate, constructor)) return ROOT(Object_string);
  return Value_from_object(SharedFunctionInfo_name_string(
      JSFunction_shared(Value_as_JSFunction(isolate, constructor))));
}

Value Builtin_CallSiteGetFileName(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  Value script = SharedFunctionInfo_script(frame_shared(isolate, frame));
  return Value_is_Script(isolate, script)
             ? Script_name(Value_as_Script(isolate, script))
             : ROOT(undefined_value);
}

Value Builtin_CallSiteGetLineNumber(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  THIS_FRAME(frame);
  SourceLocation location;
  if (!StackTrace_locate_frame(isolate, frame, 0, &location))
    return ROOT(null_value);
  return Value_from_smi(location.line + 1);
}
Value Builtin_CallSiteGetColumnNumber(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_FRAME(frame);
  SourceLocation location;
  if (!StackTrace_locate_frame(isolate, frame, 0, &location))
    return ROOT(null_value);
  return Value_from_smi(location.column + 1);
}
Value Builtin_CallSiteGetPosition(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  SourceLocation location;
  if (!StackTrace_locate_frame(isolate, frame, 0, &location))
    return Value_from_smi(0);
  return Value_from_smi(location.start_position);
}

Value Builtin_CallSiteIsNative(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  return Value_from_bool(frame_shared(isolate, frame)->flags & kSharedNative);
}
Value Builtin_CallSiteIsToplevel(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  Value receiver = FixedArray_get_slots(frame, kStackFrameReceiver);
  return Value_from_bool(!Value_is_JSReceiver(isolate, receiver) ||
                         Value_is_JSGlobalObject(isolate, receiver));
}
Value Builtin_CallSiteIsEval(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  return Value_from_bool(frame_shared(isolate, frame)->flags & kSharedIsEval);
}
Value Builtin_CallSiteIsConstructor(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  THIS_FRAME(frame);
  return Value_from_bool(frame_flags(frame) & kStackFrameConstruct);
}
Value Builtin_CallSiteIsAsync(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  return Value_from_bool(frame_flags(frame) & kStackFrameAsync);
}
// Of frames that this engine does not tell apart.
Value Builtin_CallSiteReturnFalse(Isolate *isolate, int64_t argc, Value *argv) {
  return ROOT(false_value);
}
Value Builtin_CallSiteReturnNull(Isolate *isolate, int64_t argc, Value *argv) {
  return ROOT(null_value);
}
Value Builtin_CallSiteReturnUndefined(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return ROOT(undefined_value);
}

// What stands behind "at " in a stack.
Value Builtin_CallSiteToString(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  String *line = StackTrace_to_string(
      isolate, ROOT_OBJECT(isolate, String, empty_string), frame);
  static const char kPrefix[] = "\n    at ";
  int32_t skip = (int32_t)sizeof kPrefix - 1;
  if (line->length < skip) return ROOT(empty_string);
  return Value_from_object(
      String_substring(isolate, line, skip, line->length));
}

void Bootstrap_install_call_site(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("getColumnNumber", CallSiteGetColumnNumber, 0),
      METHOD("getEnclosingColumnNumber", CallSiteGetColumnNumber, 0),
      METHOD("getEnclosingLineNumber", CallSiteGetLineNumber, 0),
      METHOD("getEvalOrigin", CallSiteReturnUndefined, 0),
      METHOD("getFileName", CallSiteGetFileName, 0),
      METHOD("getFunction", CallSiteGetFunction, 0),
      METHOD("getFunctionName", CallSiteGetFunctionName, 0),
      METHOD("getLineNumber", CallSiteGetLineNumber, 0),
      METHOD("getMethodName", CallSiteReturnNull, 0),
      METHOD("getPosition", CallSiteGetPosition, 0),
      METHOD("getPromiseIndex", CallSiteReturnNull, 0),
      METHOD("getScriptNameOrSourceURL", CallSiteGetFileName, 0),
      METHOD("getThis", CallSiteGetThis, 0),
      METHOD("getTypeName", CallSiteGetTypeName, 0),
      METHOD("isAsync", CallSiteIsAsync, 0),
      METHOD("isConstructor", CallSiteIsConstructor, 0),
      METHOD("isEval", CallSiteIsEval, 0),
      METHOD("isNative", CallSiteIsNative, 0),
      METHOD("isPromiseAll", CallSiteReturnFalse, 0),
      METHOD("isToplevel", CallSiteIsToplevel, 0),
      METHOD("toString", CallSiteToString, 0),
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_new_instance_map(isolate, kClassJSOrdinaryObject, prototype,
                             kNativeSlot_call_site_map);
}
