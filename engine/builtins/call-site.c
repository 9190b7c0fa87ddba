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
static Value new_call_site(Isolate *isolate, FixedArray *frames, int32_t index,
                           bool is_strict) {
  FixedArray *frame = FixedArray_new(isolate, kStackFrameSlots);
  for (int32_t i = 0; i < kStackFrameSlots; i++)
    FixedArray_set_slots(
        frame, i, FixedArray_get_slots(frames, index * kStackFrameSlots + i));
  if (is_strict)
    FixedArray_set_slots(
        frame, kStackFrameFlags,
        Value_from_smi(Value_smi(FixedArray_get_slots(
                           frame, kStackFrameFlags)) | kStackFrameIsStrict));
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
  bool is_strict = false;
  for (int32_t i = 0; i < frames->length / kStackFrameSlots; i++) {
    if (!StackTrace_frame_is_shown(isolate, frames, i)) continue;
    Value function = FixedArray_get_slots(frames, i * kStackFrameSlots);
    is_strict |= SharedFunctionInfo_is_strict(
        JSFunction_shared(Value_as_JSFunction(isolate, function)));
    JSArray_push(isolate, sites, new_call_site(isolate, frames, i, is_strict));
  }
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

static Value frame_function(FixedArray *frame) {
  return FixedArray_get_slots(frame, kStackFrameFunction);
}
static Value frame_receiver(FixedArray *frame) {
  return FixedArray_get_slots(frame, kStackFrameReceiver);
}
// NULL for builtins.
static Script *frame_script(Isolate *isolate, FixedArray *frame) {
  Value script = SharedFunctionInfo_script(frame_shared(isolate, frame));
  return Value_is_Script(isolate, script) ? Value_as_Script(isolate, script)
                                          : NULL;
}

Value Builtin_CallSiteGetFunctionName(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_FRAME(frame);
  String *name = StackFrame_function_name(isolate, frame_function(frame));
  return name->length == 0 ? ROOT(null_value) : Value_from_object(name);
}

Value Builtin_CallSiteGetFunction(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  return frame_flags(frame) & kStackFrameIsStrict ? ROOT(undefined_value)
                                                  : frame_function(frame);
}
Value Builtin_CallSiteGetThis(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  if (frame_flags(frame) & kStackFrameIsStrict) return ROOT(undefined_value);
  Value receiver = frame_receiver(frame);
  return Value_is_null_or_undefined(receiver)
             ? NativeContext_get(Isolate_native_context(isolate),
                                 kNativeSlot_global_object)
             : receiver;
}

Value Builtin_CallSiteGetTypeName(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  Value receiver = frame_receiver(frame);
  if (StackFrame_is_top_level(isolate, receiver) ||
      frame_flags(frame) & kStackFrameConstruct)
    return ROOT(null_value);
  return Value_from_object(StackFrame_type_name(isolate, receiver));
}
Value Builtin_CallSiteGetMethodName(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  THIS_FRAME(frame);
  Value receiver = frame_receiver(frame);
  if (StackFrame_is_top_level(isolate, receiver) ||
      frame_flags(frame) & kStackFrameConstruct)
    return ROOT(null_value);
  String *name =
      StackFrame_method_name(isolate, frame_function(frame), receiver);
  return name == NULL ? ROOT(null_value) : Value_from_object(name);
}

Value Builtin_CallSiteGetFileName(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  const Script *script = frame_script(isolate, frame);
  return script == NULL ? ROOT(null_value) : Script_name(script);
}
Value Builtin_CallSiteGetEvalOrigin(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  THIS_FRAME(frame);
  const Script *script = frame_script(isolate, frame);
  String *origin =
      script == NULL ? NULL : Script_eval_origin(isolate, script);
  return origin == NULL ? ROOT(undefined_value) : Value_from_object(origin);
}

// Where the function begins: its first token.
static bool locate_function(Isolate *isolate, FixedArray *frame,
                            SourceLocation *location) {
  const SharedFunctionInfo *shared = frame_shared(isolate, frame);
  Script *script = frame_script(isolate, frame);
  if (script == NULL) return false;
  // A class's text begins before its constructor.
  int position = shared->flags & kSharedClassConstructor
                     ? shared->function_token_position
                     : shared->start_position;
  *location = Script_locate(isolate, script, position < 0 ? 0 : position);
  return true;
}
Value Builtin_CallSiteGetEnclosingLineNumber(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  THIS_FRAME(frame);
  SourceLocation location;
  if (!locate_function(isolate, frame, &location)) return ROOT(null_value);
  return Value_from_smi(location.line + 1);
}
Value Builtin_CallSiteGetEnclosingColumnNumber(Isolate *isolate, int64_t argc,
                                               Value *argv) {
  THIS_FRAME(frame);
  SourceLocation location;
  if (!locate_function(isolate, frame, &location)) return ROOT(null_value);
  return Value_from_smi(location.column + 1);
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
  // Builtins have no script that could be native.
  THIS_FRAME(frame);
  return ROOT(false_value);
}
Value Builtin_CallSiteIsToplevel(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  return Value_from_bool(
      StackFrame_is_top_level(isolate, frame_receiver(frame)) &&
      !(frame_flags(frame) & kStackFrameConstruct));
}
Value Builtin_CallSiteIsEval(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_FRAME(frame);
  const Script *script = frame_script(isolate, frame);
  return Value_from_bool(
      script != NULL &&
      Value_is_SharedFunctionInfo(isolate, Script_eval_from_shared(script)));
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
Value Builtin_CallSiteIsPromiseAll(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  THIS_FRAME(frame);
  return Value_from_bool(frame_flags(frame) & kStackFramePromiseAll);
}
Value Builtin_CallSiteGetPromiseIndex(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_FRAME(frame);
  return frame_flags(frame) & kStackFramePromiseAll
             ? FixedArray_get_slots(frame, kStackFrameOffset)
             : ROOT(null_value);
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
      METHOD("getEnclosingColumnNumber", CallSiteGetEnclosingColumnNumber, 0),
      METHOD("getEnclosingLineNumber", CallSiteGetEnclosingLineNumber, 0),
      METHOD("getEvalOrigin", CallSiteGetEvalOrigin, 0),
      METHOD("getFileName", CallSiteGetFileName, 0),
      METHOD("getFunction", CallSiteGetFunction, 0),
      METHOD("getFunctionName", CallSiteGetFunctionName, 0),
      METHOD("getLineNumber", CallSiteGetLineNumber, 0),
      METHOD("getMethodName", CallSiteGetMethodName, 0),
      METHOD("getPosition", CallSiteGetPosition, 0),
      METHOD("getPromiseIndex", CallSiteGetPromiseIndex, 0),
      METHOD("getScriptNameOrSourceURL", CallSiteGetFileName, 0),
      METHOD("getThis", CallSiteGetThis, 0),
      METHOD("getTypeName", CallSiteGetTypeName, 0),
      METHOD("isAsync", CallSiteIsAsync, 0),
      METHOD("isConstructor", CallSiteIsConstructor, 0),
      METHOD("isEval", CallSiteIsEval, 0),
      METHOD("isNative", CallSiteIsNative, 0),
      METHOD("isPromiseAll", CallSiteIsPromiseAll, 0),
      METHOD("isToplevel", CallSiteIsToplevel, 0),
      METHOD("toString", CallSiteToString, 0),
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_new_instance_map(isolate, kClassJSOrdinaryObject, prototype,
                             kNativeSlot_call_site_map);
}
