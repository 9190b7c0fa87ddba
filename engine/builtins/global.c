// SPDX-License-Identifier: MIT
//
// Functions and values of the global object. URI functions: uri.c; eval:
// dynamic-function.c.
#include <math.h>

#include "engine/base/number-conversions.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/heap/heap.h"
#include "engine/isolate/flags.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-isfinite-number
Value Builtin_GlobalIsFinite(Isolate *isolate, int64_t argc, Value *argv) {
  double number;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &number));
  return Value_from_bool(isfinite(number));
}

// ECMA-262 #sec-isnan-number
Value Builtin_GlobalIsNaN(Isolate *isolate, int64_t argc, Value *argv) {
  double number;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &number));
  return Value_from_bool(isnan(number));
}

// gc(), under --expose-gc.
Value Builtin_GlobalGc(Isolate *isolate, int64_t argc, Value *argv) {
  Heap_collect(isolate, kGcMajor, kGcRequested);
  return ROOT(undefined_value);
}

void Bootstrap_install_gc(Isolate *isolate) {
  static const FunctionSpec kGc[] = {METHOD("gc", GlobalGc, 0)};
  if (!isolate->flags->expose_gc) return;
  Bootstrap_install_functions(
      isolate, INTRINSIC_OBJECT(isolate, JSObject, global_object), kGc, 1);
}

void Bootstrap_install_global(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("isFinite", GlobalIsFinite, 1),
      METHOD("isNaN", GlobalIsNaN, 1),
      METHOD("parseFloat", GlobalParseFloat, 1),
      METHOD("parseInt", GlobalParseInt, 2),
      METHOD("decodeURI", GlobalDecodeURI, 1),
      METHOD("decodeURIComponent", GlobalDecodeURIComponent, 1),
      METHOD("encodeURI", GlobalEncodeURI, 1),
      METHOD("encodeURIComponent", GlobalEncodeURIComponent, 1),
      METHOD("escape", GlobalEscape, 1),
      METHOD("unescape", GlobalUnescape, 1),
      METHOD("eval", GlobalEval, 1),
  };
  JSObject *global = INTRINSIC_OBJECT(isolate, JSObject, global_object);
  Bootstrap_install_functions(isolate, global, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Value eval = Object_get_name_js(isolate, Value_from_object(global),
                                  ROOT_OBJECT(isolate, Name, eval_string));
  CHECK(!Value_is_exception(eval));
  NativeContext_set(Isolate_native_context(isolate), kNativeSlot_eval_function,
                    eval);
  Bootstrap_install_gc(isolate);
  Bootstrap_define_global(isolate, "globalThis", Value_from_object(global));
  Bootstrap_define_constant(isolate, global, "undefined",
                            ROOT(undefined_value));
  Bootstrap_define_constant(isolate, global, "NaN", Value_from_double(NAN));
  Bootstrap_define_constant(isolate, global, "Infinity",
                            Value_from_double(INFINITY));
  // Number has the same functions.
  Value number = Object_get_name_js(isolate, Value_from_object(global),
                                    ROOT_OBJECT(isolate, Name, Number_string));
  if (!Value_is_JSObject(isolate, number)) return;
  static const char *const kShared[] = {"parseFloat", "parseInt"};
  for (size_t i = 0; i < ARRAY_LENGTH(kShared); i++) {
    PropertyKey key = Bootstrap_key(isolate, kShared[i]);
    Value function = Object_get_js(isolate, Value_from_object(global), key);
    CHECK(!Value_is_exception(function));
    JSObject_define_data(isolate, Value_as_JSObject(isolate, number), key,
                         function, kDontEnum);
  }
}
