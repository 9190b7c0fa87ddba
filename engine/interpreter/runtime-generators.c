// SPDX-License-Identifier: MIT
//
// Objects of suspended functions. Suspending and resuming are bytecodes
// (builtins-dsl/definitions/generators.c) and execution.c; what async functions
// wait for is in engine/builtins/runtime-async.c.
#include "engine/builtins/promise.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/objects/js-function.h"
#include "engine/objects/map.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"

// The intrinsic map, or one like it with the function's own prototype.
// ECMA-262 #sec-ordinarycreatefromconstructor
static Map *instance_map(Isolate *isolate, JSFunction *function,
                         NativeContextIndex slot) {
  Map *map = Value_as_Map(
      isolate, NativeContext_get(Isolate_native_context(isolate), slot));
  Value prototype = JSFunction_prototype(isolate, function);
  if (!Value_is_JSReceiver(isolate, prototype) ||
      Value_equals(prototype, Map_prototype(map)))
    return map;
  return Map_to_prototype(isolate, map, prototype);
}

static JSGeneratorObject *new_generator(Isolate *isolate, JSFunction *function,
                                        Value receiver, const Map *map) {
  JSGeneratorObject *generator =
      (JSGeneratorObject *)JSObject_new_from_map(isolate, map);
  const BytecodeArray *bytecode =
      SharedFunctionInfo_bytecode(JSFunction_shared(function));
  RegisterArray *registers = RegisterArray_new(
      isolate, bytecode->parameter_count + bytecode->register_count);
  JSGeneratorObject_set_function(generator, function);
  JSGeneratorObject_set_context(generator, isolate->fp[kFrameContext]);
  JSGeneratorObject_set_receiver(generator, Isolate_box(isolate, receiver));
  JSGeneratorObject_set_parameters_and_registers(generator,
                                                 Value_from_object(registers));
  generator->continuation = kGeneratorExecuting;
  return generator;
}

// Called by generators on entry: the object that the caller gets.
Value Runtime_CreateGeneratorObject(Isolate *isolate, Value closure,
                                    Value receiver) {
  JSFunction *function = Value_as_JSFunction(isolate, closure);
  bool is_async = FunctionKind_is_async(
      (FunctionKind)JSFunction_shared(function)->kind);
  const Map *map =
      instance_map(isolate, function,
                   is_async ? kNativeSlot_async_generator_object_map
                            : kNativeSlot_generator_object_map);
  return Value_from_object(new_generator(isolate, function, receiver, map));
}

// Called by async functions on entry: an object with the promise to return.
Value Runtime_AsyncFunctionEnter(Isolate *isolate, Value closure,
                                 Value receiver) {
  JSPromise *promise = Promise_new(isolate);
  JSAsyncFunctionObject *object = (JSAsyncFunctionObject *)new_generator(
      isolate, Value_as_JSFunction(isolate, closure), receiver,
      INTRINSIC_OBJECT(isolate, Map, async_function_object_map));
  JSAsyncFunctionObject_set_promise(object, Value_from_object(promise));
  return Value_from_object(object);
}

// The function is leaving for good: what it held may be collected.
Value Runtime_GeneratorClose(Isolate *isolate, Value generator) {
  JSGeneratorObject *object = Value_as_JSGeneratorObject(isolate, generator);
  object->continuation = kGeneratorClosed;
  return ROOT(undefined_value);
}
