// SPDX-License-Identifier: MIT
//
// %AsyncFromSyncIteratorPrototype% (ECMA-262
// #sec-async-from-sync-iterator-objects).
#include "engine/builtins/async-from-sync-iterator.h"

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/promise.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"

bool AsyncFromSyncIterator_new_js(Isolate *isolate, const IteratorRecord *sync,
                                  IteratorRecord *record) {
  JSWrappedIterator *iterator = (JSWrappedIterator *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, async_from_sync_iterator_map));
  JSWrappedIterator_set_underlying(iterator, sync->iterator);
  JSWrappedIterator_set_next_method(iterator, sync->next_method);
  return Iterator_get_direct_js(isolate, (JSReceiver *)iterator, record);
}

// Rejects with the pending exception; the promise, or the sentinel if it must
// not be caught.
static Value reject_with_pending(Isolate *isolate, JSPromise *promise) {
  if (isolate->terminating) return ROOT(exception);
  Value reason = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  Promise_reject(isolate, promise, reason);
  return Value_from_object(promise);
}

// Closures of the continuation. Unwrap: values are `done`; close: the sync
// iterator.
Value Builtin_AsyncFromSyncUnwrap(Isolate *isolate, int64_t argc, Value *argv) {
  bool done = Value_is_true(BuiltinClosure_get(isolate, argv, 0));
  return Value_from_object(IterResult_new(isolate, argv[1], done));
}
Value Builtin_AsyncFromSyncClose(Isolate *isolate, int64_t argc, Value *argv) {
  IteratorRecord record = {BuiltinClosure_get(isolate, argv, 0),
                           ROOT(undefined_value), false};
  Value sentinel = Isolate_throw(isolate, argv[1]);
  (void)sentinel;
  return Iterator_close_on_throw_js(isolate, &record);
}

typedef enum CloseOnRejection { kDontClose, kClose } CloseOnRejection;

// ECMA-262 #sec-asyncfromsynciteratorcontinuation
static Value continue_js(Isolate *isolate, Value result, JSPromise *promise,
                         JSWrappedIterator *iterator,
                         CloseOnRejection on_rejection) {
  bool done;
  if (!Iterator_complete_js(isolate, result, &done))
    return reject_with_pending(isolate, promise);
  Value value = Object_get_name_js(isolate, result,
                                   ROOT_OBJECT(isolate, Name, value_string));
  if (Value_is_exception(value)) return reject_with_pending(isolate, promise);
  IteratorRecord sync = {JSWrappedIterator_underlying(iterator),
                         JSWrappedIterator_next_method(iterator), false};
  Value wrapper = Promise_from_value_js(
      isolate, INTRINSIC(isolate, promise_function), value);
  if (Value_is_exception(wrapper)) {
    if (!done && on_rejection == kClose)
      Iterator_close_on_throw_js(isolate, &sync);
    return reject_with_pending(isolate, promise);
  }
  Value done_value = Value_from_bool(done);
  Value unwrap = Value_from_object(BuiltinClosure_new(
      isolate, kBuiltinAsyncFromSyncUnwrap, 1, &done_value, 1));
  Value on_rejected = ROOT(undefined_value);
  if (!done && on_rejection == kClose)
    on_rejected = Value_from_object(BuiltinClosure_new(
        isolate, kBuiltinAsyncFromSyncClose, 1, &sync.iterator, 1));
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, wrapper), unwrap,
                       on_rejected, Value_from_object(promise));
  return Value_from_object(promise);
}

// The result object of a sync iterator's method, continued.
static Value continue_result_js(Isolate *isolate, Value result,
                                JSPromise *promise,
                                JSWrappedIterator *iterator,
                                CloseOnRejection on_rejection) {
  if (Value_is_exception(result)) return reject_with_pending(isolate, promise);
  if (!Value_is_JSReceiver(isolate, result)) {
    Value sentinel =
        Throw_type_error(isolate, kMessageIteratorResultNotAnObject, result,
                         ROOT(undefined_value));
    (void)sentinel;
    return reject_with_pending(isolate, promise);
  }
  return continue_js(isolate, result, promise, iterator, on_rejection);
}

// ECMA-262 #sec-%asyncfromsynciteratorprototype%.next
Value Builtin_AsyncFromSyncIteratorNext(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  JSWrappedIterator *iterator = Value_as_JSWrappedIterator(isolate, argv[0]);
  JSPromise *promise = Promise_new(isolate);
  Value result = Execution_call_js(
      isolate, JSWrappedIterator_next_method(iterator),
      JSWrappedIterator_underlying(iterator), argc > 0 ? 1 : 0, argv + 1);
  return continue_result_js(isolate, result, promise, iterator, kClose);
}

// ECMA-262 #sec-%asyncfromsynciteratorprototype%.return
Value Builtin_AsyncFromSyncIteratorReturn(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  JSWrappedIterator *iterator = Value_as_JSWrappedIterator(isolate, argv[0]);
  JSPromise *promise = Promise_new(isolate);
  Value sync = JSWrappedIterator_underlying(iterator);
  Value method = Object_get_method_js(isolate, sync,
                                      ROOT_KEY(isolate, return_string));
  if (Value_is_exception(method)) return reject_with_pending(isolate, promise);
  if (Value_is_undefined(method)) {
    Promise_fulfill(isolate, promise,
                    Value_from_object(IterResult_new(isolate, argv[1], true)));
    return Value_from_object(promise);
  }
  Value result =
      Execution_call_js(isolate, method, sync, argc > 0 ? 1 : 0, argv + 1);
  return continue_result_js(isolate, result, promise, iterator, kDontClose);
}

// ECMA-262 #sec-%asyncfromsynciteratorprototype%.throw
Value Builtin_AsyncFromSyncIteratorThrow(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  JSWrappedIterator *iterator = Value_as_JSWrappedIterator(isolate, argv[0]);
  JSPromise *promise = Promise_new(isolate);
  Value sync = JSWrappedIterator_underlying(iterator);
  Value method = Object_get_method_js(isolate, sync,
                                      ROOT_KEY(isolate, throw_string));
  if (Value_is_exception(method)) return reject_with_pending(isolate, promise);
  if (Value_is_undefined(method)) {
    // 7. NOTE: the iterator cannot handle the exception: it is closed, and the
    // missing method is a protocol violation.
    IteratorRecord record = {sync, ROOT(undefined_value), true};
    if (!Iterator_close_js(isolate, &record))
      return reject_with_pending(isolate, promise);
    Value sentinel =
        Throw_type_error(isolate, kMessageThrowMethodMissing,
                         ROOT(undefined_value), ROOT(undefined_value));
    (void)sentinel;
    return reject_with_pending(isolate, promise);
  }
  Value result =
      Execution_call_js(isolate, method, sync, argc > 0 ? 1 : 0, argv + 1);
  return continue_result_js(isolate, result, promise, iterator, kClose);
}

void Bootstrap_install_async_from_sync_iterator(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("next", AsyncFromSyncIteratorNext, 1),
      METHOD("return", AsyncFromSyncIteratorReturn, 1),
      METHOD("throw", AsyncFromSyncIteratorThrow, 1),
  };
  JSObject *prototype = JSObject_new_with_prototype(
      isolate, INTRINSIC(isolate, async_iterator_prototype));
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_new_instance_map(isolate, kClassJSWrappedIterator, prototype,
                             kNativeSlot_async_from_sync_iterator_map);
}
