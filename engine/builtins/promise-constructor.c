// SPDX-License-Identifier: MIT
//
// The Promise constructor, Promise.prototype, and the functions of Promise that
// take one value (resolve, reject, try, withResolvers).
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/promise-jobs.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// Takes the pending exception away; false when it must not be caught.
static bool take_exception(Isolate *isolate, Value *exception) {
  if (isolate->terminating) return false;
  *exception = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  return true;
}

// ECMA-262 #sec-promise-executor
Value Builtin_PromiseConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Promise constructor cannot be invoked without 'new'");
  if (!Object_is_callable(isolate, argv[1]))
    return Throw_type_error(isolate, kMessageResolverNotAFunction, argv[1],
                            ROOT(undefined_value));
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_promise_initial_map);
  if (object == NULL) return ROOT(exception);
  JSPromise *promise = (JSPromise *)object;
  JSPromise_set_reactions_or_result(promise, Value_from_smi(0));
  promise->flags = kPromisePending;
  Value functions[2];
  Promise_create_resolving_functions(isolate, promise, &functions[0],
                                     &functions[1]);
  Value completion = Execution_call_js(isolate, argv[1],
                                       ROOT(undefined_value), 2, functions);
  if (Value_is_exception(completion)) {
    Value reason;
    TRY_BOOL(take_exception(isolate, &reason));
    TRY(Execution_call1_js(isolate, functions[1], ROOT(undefined_value),
                           reason));
  }
  return Value_from_object(promise);
}

static bool check_promise_receiver(Isolate *isolate, Value receiver,
                                   const char *method) {
  if (Value_is_JSPromise(isolate, receiver)) return true;
  Value sentinel = Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(String_new_ascii(isolate, method)), receiver);
  (void)sentinel;
  return false;
}

// ECMA-262 #sec-promise.prototype.then
Value Builtin_PromisePrototypeThen(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  TRY_BOOL(check_promise_receiver(isolate, argv[0], "Promise.prototype.then"));
  JSPromise *promise = Value_as_JSPromise(isolate, argv[0]);
  Value promise_function = INTRINSIC(isolate, promise_function);
  Value constructor = promise_function;
  if (!Promise_is_plain(isolate, argv[0]))
    constructor = TRY(Object_species_constructor_js(
        isolate, (JSReceiver *)promise, promise_function));
  Value derived, result;
  if (Value_equals(constructor, promise_function)) {
    result = derived = Value_from_object(Promise_new(isolate));
  } else {
    PromiseCapability *capability =
        PromiseCapability_new_js(isolate, constructor);
    if (capability == NULL) return ROOT(exception);
    derived = Value_from_object(capability);
    result = PromiseCapability_promise(capability);
  }
  Value undefined = ROOT(undefined_value);
  Promise_perform_then(
      isolate, promise,
      Object_is_callable(isolate, argv[1]) ? argv[1] : undefined,
      Object_is_callable(isolate, argv[2]) ? argv[2] : undefined, derived);
  return result;
}

static Value invoke_then_js(Isolate *isolate, Value promise, Value on_fulfilled,
                            Value on_rejected) {
  Value then = TRY(Object_get_name_js(isolate, promise,
                                      ROOT_OBJECT(isolate, Name, then_string)));
  Value arguments[2] = {on_fulfilled, on_rejected};
  return Execution_call_js(isolate, then, promise, 2, arguments);
}

// ECMA-262 #sec-promise.prototype.catch
Value Builtin_PromisePrototypeCatch(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return invoke_then_js(isolate, argv[0], ROOT(undefined_value), argv[1]);
}

// The functions that finally makes: values are onFinally and the constructor,
// or the value to return or throw.
Value Builtin_PromiseValueThunk(Isolate *isolate, int64_t argc, Value *argv) {
  return BuiltinClosure_get(isolate, argv, 0);
}
Value Builtin_PromiseThrower(Isolate *isolate, int64_t argc, Value *argv) {
  return Isolate_throw(isolate, BuiltinClosure_get(isolate, argv, 0));
}

static Value run_finally_js(Isolate *isolate, const Value *argv,
                            BuiltinId continuation) {
  Value on_finally = BuiltinClosure_get(isolate, argv, 0);
  Value constructor = BuiltinClosure_get(isolate, argv, 1);
  Value result =
      TRY(Execution_call0_js(isolate, on_finally, ROOT(undefined_value)));
  Value promise = TRY(Promise_from_value_js(isolate, constructor, result));
  Value kept = Isolate_box(isolate, argv[1]);
  Value function = Value_from_object(
      BuiltinClosure_new(isolate, continuation, 0, &kept, 1));
  Value then = TRY(Object_get_name_js(isolate, promise,
                                      ROOT_OBJECT(isolate, Name, then_string)));
  return Execution_call1_js(isolate, then, promise, function);
}

// ECMA-262 #sec-promise.prototype.finally, the closures of step 6
Value Builtin_PromiseThenFinally(Isolate *isolate, int64_t argc, Value *argv) {
  return run_finally_js(isolate, argv, kBuiltinPromiseValueThunk);
}
Value Builtin_PromiseCatchFinally(Isolate *isolate, int64_t argc, Value *argv) {
  return run_finally_js(isolate, argv, kBuiltinPromiseThrower);
}

// ECMA-262 #sec-promise.prototype.finally
Value Builtin_PromisePrototypeFinally(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageCalledOnNonObject,
        Value_from_object(
            String_new_ascii(isolate, "Promise.prototype.finally")),
        ROOT(undefined_value));
  Value constructor = TRY(Object_species_constructor_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]),
      INTRINSIC(isolate, promise_function)));
  if (!Object_is_callable(isolate, argv[1]))
    return invoke_then_js(isolate, argv[0], argv[1], argv[1]);
  Value values[2] = {argv[1], constructor};
  Value then_finally = Value_from_object(
      BuiltinClosure_new(isolate, kBuiltinPromiseThenFinally, 1, values, 2));
  Value catch_finally = Value_from_object(
      BuiltinClosure_new(isolate, kBuiltinPromiseCatchFinally, 1, values, 2));
  return invoke_then_js(isolate, argv[0], then_finally, catch_finally);
}

static bool check_constructor_receiver(Isolate *isolate, Value receiver,
                                       const char *method) {
  if (Value_is_JSReceiver(isolate, receiver)) return true;
  Value sentinel = Throw_type_error(
      isolate, kMessageCalledOnNonObject,
      Value_from_object(String_new_ascii(isolate, method)),
      ROOT(undefined_value));
  (void)sentinel;
  return false;
}

// ECMA-262 #sec-promise.resolve
Value Builtin_PromiseResolve(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_constructor_receiver(isolate, argv[0], "PromiseResolve"));
  return Promise_from_value_js(isolate, argv[0], argv[1]);
}

// ECMA-262 #sec-promise.reject
Value Builtin_PromiseReject(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_constructor_receiver(isolate, argv[0], "PromiseReject"));
  if (Value_equals(argv[0], INTRINSIC(isolate, promise_function))) {
    JSPromise *promise = Promise_new(isolate);
    Promise_reject(isolate, promise, argv[1]);
    return Value_from_object(promise);
  }
  PromiseCapability *capability = PromiseCapability_new_js(isolate, argv[0]);
  if (capability == NULL) return ROOT(exception);
  TRY(Execution_call1_js(isolate, PromiseCapability_reject(capability),
                         ROOT(undefined_value), argv[1]));
  return PromiseCapability_promise(capability);
}

// ECMA-262 #sec-promise.try
Value Builtin_PromiseTry(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_constructor_receiver(isolate, argv[0], "Promise.try"));
  PromiseCapability *capability = PromiseCapability_new_js(isolate, argv[0]);
  if (capability == NULL) return ROOT(exception);
  Value result = Execution_call_js(isolate, argv[1], ROOT(undefined_value),
                                   argc > 1 ? (int)argc - 1 : 0, argv + 2);
  Value settle = PromiseCapability_resolve(capability);
  if (Value_is_exception(result)) {
    TRY_BOOL(take_exception(isolate, &result));
    settle = PromiseCapability_reject(capability);
  }
  TRY(Execution_call1_js(isolate, settle, ROOT(undefined_value), result));
  return PromiseCapability_promise(capability);
}

// ECMA-262 #sec-promise.withResolvers
Value Builtin_PromiseWithResolvers(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  PromiseCapability *capability = PromiseCapability_new_js(isolate, argv[0]);
  if (capability == NULL) return ROOT(exception);
  JSObject *object = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, object, ROOT_KEY(isolate, promise_string),
                       PromiseCapability_promise(capability), kNone);
  JSObject_define_data(isolate, object, ROOT_KEY(isolate, resolve_string),
                       PromiseCapability_resolve(capability), kNone);
  JSObject_define_data(isolate, object, ROOT_KEY(isolate, reject_string),
                       PromiseCapability_reject(capability), kNone);
  return Value_from_object(object);
}

void Bootstrap_install_promise(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("all", PromiseAll, 1),
      METHOD("allSettled", PromiseAllSettled, 1),
      METHOD("any", PromiseAny, 1),
      METHOD("race", PromiseRace, 1),
      METHOD("resolve", PromiseResolve, 1),
      METHOD("reject", PromiseReject, 1),
      METHOD("withResolvers", PromiseWithResolvers, 0),
      METHOD("try", PromiseTry, 1),
      GETTER("@@species", ReturnReceiver),
  };
  static const FunctionSpec kPrototypeFunctions[] = {
      METHOD("then", PromisePrototypeThen, 2),
      METHOD("catch", PromisePrototypeCatch, 1),
      METHOD("finally", PromisePrototypeFinally, 1),
  };
  NativeContext *context = Isolate_native_context(isolate);
  JSObject *prototype = JSObject_new_plain(isolate);
  NativeContext_set(context, kNativeSlot_promise_prototype,
                    Value_from_object(prototype));
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "Promise", kBuiltinPromiseConstructor, 1, prototype,
      kClassJSPromise, kNativeSlot_promise_initial_map);
  NativeContext_set(context, kNativeSlot_promise_function,
                    Value_from_object(constructor));
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_install_functions(isolate, prototype, kPrototypeFunctions,
                              ARRAY_LENGTH(kPrototypeFunctions));
  Bootstrap_set_to_string_tag(isolate, prototype, "Promise");
  NativeContext_set(
      context, kNativeSlot_promise_then,
      JSReceiver_get_own_data(isolate, (JSReceiver *)prototype,
                              ROOT_OBJECT(isolate, Name, then_string)));
  NativeContext_set(
      context, kNativeSlot_promise_resolve,
      JSReceiver_get_own_data(isolate, (JSReceiver *)constructor,
                              ROOT_OBJECT(isolate, Name, resolve_string)));
}
