// SPDX-License-Identifier: MIT
//
// DisposableStack and AsyncDisposableStack (ECMA-262
// #sec-disposablestack-objects, #sec-asyncdisposablestack-objects).
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/builtin-await.h"
#include "engine/builtins/error.h"
#include "engine/objects/string.h"

// One resource: a FixedArray in JSDisposableStack.resources.
enum { kResourceValue, kResourceMethod, kResourceKind, kResourceLength };

typedef enum ResourceKind {
  kResourceMethodCall,    // method is called on value
  kResourceSyncFallback,  // the same; an async stack ignores what it returns
  kResourceAdopted,       // method is called with value as argument
  kResourceNothing,       // null in an async stack: only awaits
} ResourceKind;

typedef enum StackType { kSyncStack, kAsyncStack } StackType;

static JSDisposableStack *this_stack(Isolate *isolate, Value receiver,
                                     StackType type, const char *method) {
  if (Value_is_JSDisposableStack(isolate, receiver)) {
    JSDisposableStack *stack = Value_as_JSDisposableStack(isolate, receiver);
    if (stack->is_async == (int32_t)type) return stack;
  }
  (void)Throw_type_error(isolate, kMessageIncompatibleMethodReceiver,
                         Value_from_object(String_new_ascii(isolate, method)),
                         receiver);
  return NULL;
}

// The receiver, which must not be disposed yet.
static JSDisposableStack *this_live_stack(Isolate *isolate, Value receiver,
                                          StackType type, const char *method) {
  JSDisposableStack *stack = this_stack(isolate, receiver, type, method);
  if (stack == NULL || !stack->is_disposed) return stack;
  Value sentinel =
      Throw_error(isolate, kErrorTypeReferenceError,
                  kMessageDisposableStackIsDisposed,
                  Value_from_object(String_new_ascii(isolate, method)),
                  ROOT(undefined_value), ROOT(undefined_value));
  (void)sentinel;
  return NULL;
}

static JSDisposableStack *new_stack_js(Isolate *isolate, Value *argv,
                                       StackType type) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) {
    (void)Throw_type_error(
        isolate, kMessageConstructorNotFunction,
        Value_from_object(String_new_ascii(
            isolate,
            type == kAsyncStack ? "AsyncDisposableStack" : "DisposableStack")),
        ROOT(undefined_value));
    return NULL;
  }
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target,
      type == kAsyncStack ? kNativeSlot_async_disposable_stack_initial_map
                          : kNativeSlot_disposable_stack_initial_map);
  if (object == NULL) return NULL;
  JSDisposableStack *stack = (JSDisposableStack *)object;
  stack->is_async = type;
  stack->is_disposed = 0;
  JSDisposableStack_set_resources(stack, ROOT(undefined_value));
  return stack;
}

static void add_resource(Isolate *isolate, JSDisposableStack *stack,
                         Value value, Value method, ResourceKind kind) {
  value = Isolate_box(isolate, value);
  FixedArray *resource = FixedArray_new(isolate, kResourceLength);
  FixedArray_set_slots(resource, kResourceValue, value);
  FixedArray_set_slots(resource, kResourceMethod, method);
  FixedArray_set_slots(resource, kResourceKind, Value_from_smi((int32_t)kind));
  Value list = JSDisposableStack_resources(stack);
  ArrayList *resources = Value_is_ArrayList(isolate, list)
                             ? Value_as_ArrayList(isolate, list)
                             : ArrayList_new(isolate, 4);
  resources =
      ArrayList_add(isolate, resources, Tagged_from_object(resource));
  JSDisposableStack_set_resources(stack, Value_from_object(resources));
}

// Takes the newest resource away; NULL if there is none.
static FixedArray *pop_resource(Isolate *isolate, JSDisposableStack *stack) {
  Value list = JSDisposableStack_resources(stack);
  if (!Value_is_ArrayList(isolate, list)) return NULL;
  ArrayList *resources = Value_as_ArrayList(isolate, list);
  if (resources->used == 0) return NULL;
  Tagged slot = resources->slots[--resources->used];
  resources->slots[resources->used] = Tagged_from_smi(0);
  return Value_as_FixedArray(isolate, Value_from_tagged(slot));
}

static Value call_resource_js(Isolate *isolate, FixedArray *resource) {
  Value value = FixedArray_get_slots(resource, kResourceValue);
  Value method = FixedArray_get_slots(resource, kResourceMethod);
  switch ((ResourceKind)Value_smi(
      FixedArray_get_slots(resource, kResourceKind))) {
    case kResourceMethodCall:
      return Execution_call0_js(isolate, method, value);
    case kResourceSyncFallback:
      TRY(Execution_call0_js(isolate, method, value));
      return ROOT(undefined_value);
    case kResourceAdopted:
      return Execution_call1_js(isolate, method, ROOT(undefined_value), value);
    case kResourceNothing:
      break;
  }
  return ROOT(undefined_value);
}

// What a new error makes of the completion so far (the_hole: normal).
static Value suppress(Isolate *isolate, Value error, Value completion) {
  if (Value_is_the_hole(completion)) return error;
  return Value_from_object(SuppressedError_new(isolate, error, completion));
}

// ---- DisposableStack ----

// ECMA-262 #sec-disposablestack
Value Builtin_DisposableStackConstructor(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  JSDisposableStack *stack = new_stack_js(isolate, argv, kSyncStack);
  return stack ? Value_from_object(stack) : ROOT(exception);
}

// ECMA-262 #sec-disposeresources with hint sync-dispose.
static Value dispose_js(Isolate *isolate, JSDisposableStack *stack) {
  Value completion = ROOT(the_hole);
  FixedArray *resource;
  while ((resource = pop_resource(isolate, stack)) != NULL) {
    if (!Value_is_exception(call_resource_js(isolate, resource))) continue;
    Value error;
    TRY_BOOL(Builtin_take_exception(isolate, &error));
    completion = suppress(isolate, error, completion);
  }
  if (Value_is_the_hole(completion)) return ROOT(undefined_value);
  return Isolate_throw(isolate, completion);
}

// ECMA-262 #sec-disposablestack.prototype.dispose
Value Builtin_DisposableStackPrototypeDispose(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  JSDisposableStack *stack = this_stack(isolate, argv[0], kSyncStack,
                                        "DisposableStack.prototype.dispose");
  if (stack == NULL) return ROOT(exception);
  if (stack->is_disposed) return ROOT(undefined_value);
  stack->is_disposed = 1;
  return dispose_js(isolate, stack);
}

static Value disposed_js(Isolate *isolate, const Value *argv, StackType type,
                         const char *method) {
  JSDisposableStack *stack = this_stack(isolate, argv[0], type, method);
  if (stack == NULL) return ROOT(exception);
  return Value_from_bool(stack->is_disposed);
}
// ECMA-262 #sec-get-disposablestack.prototype.disposed
Value Builtin_DisposableStackPrototypeDisposed(Isolate *isolate, int64_t argc,
                                               Value *argv) {
  return disposed_js(isolate, argv, kSyncStack,
                     "get DisposableStack.prototype.disposed");
}
// ECMA-262 #sec-get-asyncdisposablestack.prototype.disposed
Value Builtin_AsyncDisposableStackPrototypeDisposed(Isolate *isolate,
                                                    int64_t argc, Value *argv) {
  return disposed_js(isolate, argv, kAsyncStack,
                     "get AsyncDisposableStack.prototype.disposed");
}

// ECMA-262 #sec-getdisposemethod: of an object, for a stack's hint.
static bool get_dispose_method_js(Isolate *isolate, Value value, StackType type,
                                  Value *method, ResourceKind *kind) {
  *kind = kResourceMethodCall;
  *method = ROOT(undefined_value);
  if (type == kAsyncStack)
    *method = Object_get_method_js(isolate, value,
                                   ROOT_KEY(isolate, async_dispose_symbol));
  if (Value_is_undefined(*method)) {
    if (type == kAsyncStack) *kind = kResourceSyncFallback;
    *method = Object_get_method_js(isolate, value,
                                   ROOT_KEY(isolate, dispose_symbol));
  }
  if (Value_is_exception(*method)) return false;
  if (!Value_is_undefined(*method)) return true;
  Value sentinel =
      Throw_type_error(isolate, kMessageCalledNonCallable,
                       ROOT(dispose_symbol), ROOT(undefined_value));
  (void)sentinel;
  return false;
}

static Value use_js(Isolate *isolate, const Value *argv, StackType type,
                    const char *name) {
  JSDisposableStack *stack = this_live_stack(isolate, argv[0], type, name);
  if (stack == NULL) return ROOT(exception);
  if (Value_is_null_or_undefined(argv[1])) {
    if (type == kAsyncStack)
      add_resource(isolate, stack, ROOT(undefined_value), ROOT(undefined_value),
                   kResourceNothing);
    return argv[1];
  }
  if (!Value_is_JSReceiver(isolate, argv[1]))
    return Throw_type_error(isolate, kMessageExpectAnObjectWithUsing,
                            ROOT(undefined_value), ROOT(undefined_value));
  Value method;
  ResourceKind kind;
  TRY_BOOL(get_dispose_method_js(isolate, argv[1], type, &method, &kind));
  add_resource(isolate, stack, argv[1], method, kind);
  return argv[1];
}
// ECMA-262 #sec-disposablestack.prototype.use
Value Builtin_DisposableStackPrototypeUse(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return use_js(isolate, argv, kSyncStack, "DisposableStack.prototype.use");
}
// ECMA-262 #sec-asyncdisposablestack.prototype.use
Value Builtin_AsyncDisposableStackPrototypeUse(Isolate *isolate, int64_t argc,
                                               Value *argv) {
  return use_js(isolate, argv, kAsyncStack,
                "AsyncDisposableStack.prototype.use");
}

static Value adopt_js(Isolate *isolate, const Value *argv, StackType type,
                      const char *name) {
  JSDisposableStack *stack = this_live_stack(isolate, argv[0], type, name);
  if (stack == NULL) return ROOT(exception);
  TRY_BOOL(Builtin_check_callable(isolate, argv[2]));
  add_resource(isolate, stack, argv[1], argv[2], kResourceAdopted);
  return argv[1];
}
// ECMA-262 #sec-disposablestack.prototype.adopt
Value Builtin_DisposableStackPrototypeAdopt(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  return adopt_js(isolate, argv, kSyncStack,
                  "DisposableStack.prototype.adopt");
}
// ECMA-262 #sec-asyncdisposablestack.prototype.adopt
Value Builtin_AsyncDisposableStackPrototypeAdopt(Isolate *isolate, int64_t argc,
                                                 Value *argv) {
  return adopt_js(isolate, argv, kAsyncStack,
                  "AsyncDisposableStack.prototype.adopt");
}

static Value defer_js(Isolate *isolate, const Value *argv, StackType type,
                      const char *name) {
  JSDisposableStack *stack = this_live_stack(isolate, argv[0], type, name);
  if (stack == NULL) return ROOT(exception);
  TRY_BOOL(Builtin_check_callable(isolate, argv[1]));
  add_resource(isolate, stack, ROOT(undefined_value), argv[1],
               kResourceMethodCall);
  return ROOT(undefined_value);
}
// ECMA-262 #sec-disposablestack.prototype.defer
Value Builtin_DisposableStackPrototypeDefer(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  return defer_js(isolate, argv, kSyncStack,
                  "DisposableStack.prototype.defer");
}
// ECMA-262 #sec-asyncdisposablestack.prototype.defer
Value Builtin_AsyncDisposableStackPrototypeDefer(Isolate *isolate, int64_t argc,
                                                 Value *argv) {
  return defer_js(isolate, argv, kAsyncStack,
                  "AsyncDisposableStack.prototype.defer");
}

static Value move_js(Isolate *isolate, const Value *argv, StackType type,
                     const char *name) {
  JSDisposableStack *stack = this_live_stack(isolate, argv[0], type, name);
  if (stack == NULL) return ROOT(exception);
  Map *map = type == kAsyncStack
                 ? INTRINSIC_OBJECT(isolate, Map,
                                    async_disposable_stack_initial_map)
                 : INTRINSIC_OBJECT(isolate, Map,
                                    disposable_stack_initial_map);
  JSDisposableStack *moved =
      (JSDisposableStack *)JSObject_new_from_map(isolate, map);
  moved->is_async = type;
  JSDisposableStack_set_resources(moved, JSDisposableStack_resources(stack));
  JSDisposableStack_set_resources(stack, ROOT(undefined_value));
  stack->is_disposed = 1;
  return Value_from_object(moved);
}
// ECMA-262 #sec-disposablestack.prototype.move
Value Builtin_DisposableStackPrototypeMove(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  return move_js(isolate, argv, kSyncStack, "DisposableStack.prototype.move");
}
// ECMA-262 #sec-asyncdisposablestack.prototype.move
Value Builtin_AsyncDisposableStackPrototypeMove(Isolate *isolate, int64_t argc,
                                                Value *argv) {
  return move_js(isolate, argv, kAsyncStack,
                 "AsyncDisposableStack.prototype.move");
}

// ---- AsyncDisposableStack ----

// ECMA-262 #sec-asyncdisposablestack
Value Builtin_AsyncDisposableStackConstructor(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  JSDisposableStack *stack = new_stack_js(isolate, argv, kAsyncStack);
  return stack ? Value_from_object(stack) : ROOT(exception);
}

// The state of one disposeAsync: a FixedArray.
enum {
  kStatePromise,
  kStateStack,
  kStateCompletion,  // the_hole, or the error so far
  kStateNeedsAwait,  // Smi: a null resource was met ...
  kStateHasAwaited,  // ... and nothing was awaited yet
  kStateSlots,
};

static bool suspend_js(Isolate *isolate, FixedArray *state, Value value) {
  return Builtin_await_js(isolate, value,
                          kBuiltinAsyncDisposableStackFulfilled,
                          kBuiltinAsyncDisposableStackRejected,
                          Value_from_object(state));
}

static void add_error(Isolate *isolate, FixedArray *state, Value error) {
  Value completion = suppress(isolate, Isolate_box(isolate, error),
                              FixedArray_get_slots(state, kStateCompletion));
  FixedArray_set_slots(state, kStateCompletion, completion);
}

// ECMA-262 #sec-disposeresources with hint async-dispose, from where it awaited.
static Value continue_js(Isolate *isolate, FixedArray *state) {
  JSDisposableStack *stack = Value_as_JSDisposableStack(
      isolate, FixedArray_get_slots(state, kStateStack));
  FixedArray *resource;
  Value error;
  while ((resource = pop_resource(isolate, stack)) != NULL) {
    if (Value_smi(FixedArray_get_slots(resource, kResourceKind)) ==
        kResourceNothing) {
      FixedArray_set_slots(state, kStateNeedsAwait, Value_from_smi(1));
      continue;
    }
    Value result = call_resource_js(isolate, resource);
    if (!Value_is_exception(result)) {
      FixedArray_set_slots(state, kStateHasAwaited, Value_from_smi(1));
      if (suspend_js(isolate, state, result)) return ROOT(undefined_value);
    }
    TRY_BOOL(Builtin_take_exception(isolate, &error));
    add_error(isolate, state, error);
  }
  if (Value_smi(FixedArray_get_slots(state, kStateNeedsAwait)) &&
      !Value_smi(FixedArray_get_slots(state, kStateHasAwaited))) {
    FixedArray_set_slots(state, kStateHasAwaited, Value_from_smi(1));
    if (suspend_js(isolate, state, ROOT(undefined_value)))
      return ROOT(undefined_value);
    TRY_BOOL(Builtin_take_exception(isolate, &error));
    add_error(isolate, state, error);
  }
  JSPromise *promise = Value_as_JSPromise(
      isolate, FixedArray_get_slots(state, kStatePromise));
  Value completion = FixedArray_get_slots(state, kStateCompletion);
  if (Value_is_the_hole(completion)) {
    Promise_fulfill(isolate, promise, ROOT(undefined_value));
  } else {
    Promise_reject(isolate, promise, completion);
  }
  return ROOT(undefined_value);
}

Value Builtin_AsyncDisposableStackFulfilled(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  return continue_js(isolate,
                     Value_as_FixedArray(
                         isolate, BuiltinClosure_get(isolate, argv, 0)));
}
Value Builtin_AsyncDisposableStackRejected(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  FixedArray *state =
      Value_as_FixedArray(isolate, BuiltinClosure_get(isolate, argv, 0));
  add_error(isolate, state, argv[1]);
  return continue_js(isolate, state);
}

// ECMA-262 #sec-asyncdisposablestack.prototype.disposeAsync
Value Builtin_AsyncDisposableStackPrototypeDisposeAsync(Isolate *isolate,
                                                        int64_t argc,
                                                        Value *argv) {
  JSPromise *promise = Promise_new(isolate);
  JSDisposableStack *stack =
      this_stack(isolate, argv[0], kAsyncStack,
                 "AsyncDisposableStack.prototype.disposeAsync");
  if (stack == NULL) {
    Value reason;
    TRY_BOOL(Builtin_take_exception(isolate, &reason));
    Promise_reject(isolate, promise, reason);
  } else if (stack->is_disposed) {
    Promise_fulfill(isolate, promise, ROOT(undefined_value));
  } else {
    stack->is_disposed = 1;
    FixedArray *state = FixedArray_new(isolate, kStateSlots);
    FixedArray_set_slots(state, kStatePromise, Value_from_object(promise));
    FixedArray_set_slots(state, kStateStack, argv[0]);
    FixedArray_set_slots(state, kStateCompletion, ROOT(the_hole));
    FixedArray_set_slots(state, kStateNeedsAwait, Value_from_smi(0));
    FixedArray_set_slots(state, kStateHasAwaited, Value_from_smi(0));
    TRY(continue_js(isolate, state));
  }
  return Value_from_object(promise);
}

void Bootstrap_install_disposable_stack(Isolate *isolate) {
  static const FunctionSpec kSyncFunctions[] = {
      METHOD("use", DisposableStackPrototypeUse, 1),
      METHOD("dispose", DisposableStackPrototypeDispose, 0),
      GETTER("disposed", DisposableStackPrototypeDisposed),
      METHOD("adopt", DisposableStackPrototypeAdopt, 2),
      METHOD("defer", DisposableStackPrototypeDefer, 1),
      METHOD("move", DisposableStackPrototypeMove, 0),
  };
  static const FunctionSpec kAsyncFunctions[] = {
      METHOD("use", AsyncDisposableStackPrototypeUse, 1),
      METHOD("disposeAsync", AsyncDisposableStackPrototypeDisposeAsync, 0),
      GETTER("disposed", AsyncDisposableStackPrototypeDisposed),
      METHOD("adopt", AsyncDisposableStackPrototypeAdopt, 2),
      METHOD("defer", AsyncDisposableStackPrototypeDefer, 1),
      METHOD("move", AsyncDisposableStackPrototypeMove, 0),
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  Bootstrap_new_constructor(isolate, "DisposableStack",
                            kBuiltinDisposableStackConstructor, 0, prototype,
                            kClassJSDisposableStack,
                            kNativeSlot_disposable_stack_initial_map);
  Bootstrap_install_functions(isolate, prototype, kSyncFunctions,
                              ARRAY_LENGTH(kSyncFunctions));
  Bootstrap_alias(isolate, prototype, "dispose", "@@dispose");
  Bootstrap_set_to_string_tag(isolate, prototype, "DisposableStack");
  prototype = JSObject_new_plain(isolate);
  Bootstrap_new_constructor(isolate, "AsyncDisposableStack",
                            kBuiltinAsyncDisposableStackConstructor, 0,
                            prototype, kClassJSDisposableStack,
                            kNativeSlot_async_disposable_stack_initial_map);
  Bootstrap_install_functions(isolate, prototype, kAsyncFunctions,
                              ARRAY_LENGTH(kAsyncFunctions));
  Bootstrap_alias(isolate, prototype, "disposeAsync", "@@asyncDispose");
  Bootstrap_set_to_string_tag(isolate, prototype, "AsyncDisposableStack");
}
