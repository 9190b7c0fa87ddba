// SPDX-License-Identifier: MIT
//
// `using` and `await using`: the resources of one scope (ECMA-262
// #sec-disposableresource-records). Compiled code keeps the stack in a register
// and disposes of it in a finally block.
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/builtin-await.h"
#include "engine/builtins/error.h"
#include "engine/interpreter/execution.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"

// The stack: a FixedArray.
enum {
  kDisposalResources,   // ArrayList of resources
  kDisposalCompletion,  // the_hole, or the error so far
  kDisposalFlags,       // Smi of DisposalFlags
  kDisposalSlots,
};
typedef enum DisposalFlags {
  kDisposalNeedsAwait = 1,
  kDisposalHasAwaited = 2,
} DisposalFlags;

// One resource: a FixedArray.
enum {
  kResourceValue,
  kResourceMethod,  // undefined: null in `await using`
  kResourceKind,    // Smi of ResourceKind
  kResourceSlots,
};
typedef enum ResourceKind {
  kResourceSync,
  kResourceAsync,
  kResourceSyncAsAsync,  // `await using` with only a Symbol.dispose
} ResourceKind;

Value Runtime_NewDisposableStack(Isolate *isolate) {
  ArrayList *resources = ArrayList_new(isolate, 4);
  FixedArray *stack = FixedArray_new(isolate, kDisposalSlots);
  FixedArray_set_slots(stack, kDisposalResources,
                       Value_from_object(resources));
  FixedArray_set_slots(stack, kDisposalCompletion, ROOT(the_hole));
  FixedArray_set_slots(stack, kDisposalFlags, Value_from_smi(0));
  return Value_from_object(stack);
}

static void add_resource(Isolate *isolate, FixedArray *stack, Value value,
                         Value method, ResourceKind kind) {
  FixedArray *resource = FixedArray_new(isolate, kResourceSlots);
  FixedArray_set_slots(resource, kResourceValue, value);
  FixedArray_set_slots(resource, kResourceMethod, method);
  FixedArray_set_slots(resource, kResourceKind, Value_from_smi((int)kind));
  ArrayList *resources = Value_as_ArrayList(
      isolate, FixedArray_get_slots(stack, kDisposalResources));
  resources =
      ArrayList_add(isolate, resources, Tagged_from_object(resource));
  FixedArray_set_slots(stack, kDisposalResources,
                       Value_from_object(resources));
}

// ECMA-262 #sec-adddisposableresource
Value Runtime_AddDisposableResource(Isolate *isolate, Value stack, Value value,
                                    Value is_async) {
  FixedArray *list = Value_as_FixedArray(isolate, stack);
  bool async = Value_is_true(is_async);
  if (Value_is_null_or_undefined(value)) {
    if (async)
      add_resource(isolate, list, ROOT(undefined_value), ROOT(undefined_value),
                   kResourceAsync);
    return ROOT(undefined_value);
  }
  if (!Value_is_JSReceiver(isolate, value))
    return Throw_type_error(isolate, kMessageExpectAnObjectWithUsing,
                            ROOT(undefined_value), ROOT(undefined_value));
  ResourceKind kind = async ? kResourceAsync : kResourceSync;
  Value method = ROOT(undefined_value);
  if (async)
    method = TRY(Object_get_method_js(isolate, value,
                                      ROOT_KEY(isolate, async_dispose_symbol)));
  if (Value_is_undefined(method)) {
    if (async) kind = kResourceSyncAsAsync;
    method = TRY(Object_get_method_js(isolate, value,
                                      ROOT_KEY(isolate, dispose_symbol)));
  }
  if (Value_is_undefined(method))
    return Throw_type_error(isolate, kMessageCalledNonCallable,
                            ROOT(dispose_symbol), ROOT(undefined_value));
  add_resource(isolate, list, value, method, kind);
  return ROOT(undefined_value);
}

// ------------------------------------------------------------------- disposal

static void add_error(Isolate *isolate, FixedArray *stack, Value error) {
  error = Isolate_box(isolate, error);
  Value before = FixedArray_get_slots(stack, kDisposalCompletion);
  if (!Value_is_the_hole(before))
    error = Value_from_object(SuppressedError_new(isolate, error, before));
  FixedArray_set_slots(stack, kDisposalCompletion, error);
}

static FixedArray *last_resource(Isolate *isolate, FixedArray *stack) {
  ArrayList *list = Value_as_ArrayList(
      isolate, FixedArray_get_slots(stack, kDisposalResources));
  if (list->used == 0) return NULL;
  return Value_as_FixedArray(isolate,
                             Value_from_tagged(list->slots[list->used - 1]));
}

static void drop_resource(Isolate *isolate, FixedArray *stack) {
  ArrayList *list = Value_as_ArrayList(
      isolate, FixedArray_get_slots(stack, kDisposalResources));
  list->slots[--list->used] = Tagged_from_smi(0);
}

static int flags_of(const FixedArray *stack) {
  return Value_smi(FixedArray_get_slots(stack, kDisposalFlags));
}
static void set_flags(FixedArray *stack, int flags) {
  FixedArray_set_slots(stack, kDisposalFlags, Value_from_smi(flags));
}

// Calls the method; an error joins the completion, and false is returned (also
// when execution is being terminated, which stays pending).
static bool dispose_one_js(Isolate *isolate, FixedArray *stack,
                           FixedArray *resource, Value *result) {
  *result = Execution_call0_js(
      isolate, FixedArray_get_slots(resource, kResourceMethod),
      FixedArray_get_slots(resource, kResourceValue));
  if (!Value_is_exception(*result)) return true;
  Value error;
  if (Builtin_take_exception(isolate, &error)) add_error(isolate, stack, error);
  return false;
}

static Value finish(Isolate *isolate, FixedArray *stack) {
  Value completion = FixedArray_get_slots(stack, kDisposalCompletion);
  if (Value_is_the_hole(completion)) return ROOT(the_hole);
  return Isolate_throw(isolate, completion);
}

// ECMA-262 #sec-disposeresources where nothing is asynchronous.
Value Runtime_DisposeResources(Isolate *isolate, Value stack_value, Value error,
                               Value has_error) {
  FixedArray *stack = Value_as_FixedArray(isolate, stack_value);
  if (Value_is_true(has_error)) add_error(isolate, stack, error);
  FixedArray *resource;
  while ((resource = last_resource(isolate, stack)) != NULL) {
    drop_resource(isolate, stack);
    Value ignored;
    if (!dispose_one_js(isolate, stack, resource, &ignored) &&
        isolate->terminating)
      return ROOT(exception);
  }
  Value result = finish(isolate, stack);
  return Value_is_exception(result) ? result : ROOT(undefined_value);
}

// The same, up to the next await: returns what is to be awaited, or the_hole at
// the end. error: of what was awaited last.
Value Runtime_DisposeResourcesAsyncStep(Isolate *isolate, Value stack_value,
                                        Value error, Value has_error) {
  FixedArray *stack = Value_as_FixedArray(isolate, stack_value);
  if (Value_is_true(has_error)) add_error(isolate, stack, error);
  FixedArray *resource;
  while ((resource = last_resource(isolate, stack)) != NULL) {
    ResourceKind kind =
        (ResourceKind)Value_smi(FixedArray_get_slots(resource, kResourceKind));
    if (kind == kResourceSync && flags_of(stack) == kDisposalNeedsAwait) {
      set_flags(stack, 0);
      return ROOT(undefined_value);
    }
    drop_resource(isolate, stack);
    if (Value_is_undefined(FixedArray_get_slots(resource, kResourceMethod))) {
      set_flags(stack, flags_of(stack) | kDisposalNeedsAwait);
      continue;
    }
    Value result;
    bool success = dispose_one_js(isolate, stack, resource, &result);
    if (!success && isolate->terminating) return ROOT(exception);
    if (kind == kResourceSync || (!success && kind == kResourceAsync)) continue;
    set_flags(stack, flags_of(stack) | kDisposalHasAwaited);
    return kind == kResourceAsync ? result : ROOT(undefined_value);
  }
  if (flags_of(stack) == kDisposalNeedsAwait) {
    set_flags(stack, kDisposalHasAwaited);
    return ROOT(undefined_value);
  }
  return finish(isolate, stack);
}
