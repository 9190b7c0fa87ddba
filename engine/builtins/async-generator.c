// SPDX-License-Identifier: MIT
//
// Async generator objects: %AsyncGeneratorPrototype%, and what compiled async
// generators and functions call to await, yield and finish.
//
// The specification's states are told by two fields:
//   suspended-start   continuation is 0, the first suspension
//   suspended-yield   continuation > 0
//   executing         kGeneratorExecuting, or is_awaiting with a continuation
//   awaiting-return   is_awaiting and kGeneratorClosed
//   completed         kGeneratorClosed
#include "engine/builtins/async-generator.h"

#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/promise.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

// ---- The queue: an ArrayList of FixedArrays ----

enum { kRequestMode, kRequestValue, kRequestPromise, kRequestLength };
enum { kInitialSuspension = 0 };

static void enqueue(Isolate *isolate, JSAsyncGeneratorObject *generator,
                    GeneratorResumeMode mode, Value value, JSPromise *promise) {
  value = Isolate_box(isolate, value);
  FixedArray *request = FixedArray_new(isolate, kRequestLength);
  FixedArray_set_slots(request, kRequestMode, Value_from_smi((int32_t)mode));
  FixedArray_set_slots(request, kRequestValue, value);
  FixedArray_set_slots(request, kRequestPromise, Value_from_object(promise));
  Value queue = JSAsyncGeneratorObject_queue(generator);
  ArrayList *list = Value_is_ArrayList(isolate, queue)
                        ? Value_as_ArrayList(isolate, queue)
                        : ArrayList_new(isolate, 4);
  list = ArrayList_add(isolate, list, Tagged_from_object(request));
  JSAsyncGeneratorObject_set_queue(generator, Value_from_object(list));
}

// The first request, or NULL.
static FixedArray *first_request(Isolate *isolate,
                                 const JSAsyncGeneratorObject *generator) {
  Value queue = JSAsyncGeneratorObject_queue(generator);
  if (!Value_is_ArrayList(isolate, queue)) return NULL;
  ArrayList *list = Value_as_ArrayList(isolate, queue);
  if (list->used == 0) return NULL;
  return Value_as_FixedArray(isolate, Value_from_tagged(list->slots[0]));
}

Value AsyncGenerator_first_promise(Isolate *isolate,
                                   const JSAsyncGeneratorObject *generator) {
  FixedArray *request = first_request(isolate, generator);
  return request == NULL ? ROOT(undefined_value)
                         : FixedArray_get_slots(request, kRequestPromise);
}

static JSPromise *dequeue(Isolate *isolate, JSAsyncGeneratorObject *generator) {
  FixedArray *request = first_request(isolate, generator);
  if (request == NULL) return NULL;
  ArrayList *list =
      Value_as_ArrayList(isolate, JSAsyncGeneratorObject_queue(generator));
  list->used--;
  memmove(&list->slots[0], &list->slots[1],
          (size_t)list->used * sizeof(Tagged));
  list->slots[list->used] = Tagged_from_smi(0);
  WriteBarrier(list);
  return Value_as_JSPromise(isolate,
                            FixedArray_get_slots(request, kRequestPromise));
}

// ECMA-262 #sec-asyncgeneratorcompletestep with a normal completion.
static bool resolve_request_js(Isolate *isolate,
                               JSAsyncGeneratorObject *generator, Value value,
                               bool done) {
  JSPromise *promise = dequeue(isolate, generator);
  if (promise == NULL) return true;
  JSObject *result = IterResult_new(isolate, value, done);
  return Promise_resolve_js(isolate, promise, Value_from_object(result));
}
// ... with a throw completion.
static void reject_request(Isolate *isolate, JSAsyncGeneratorObject *generator,
                           Value reason) {
  JSPromise *promise = dequeue(isolate, generator);
  if (promise != NULL) Promise_reject(isolate, promise, reason);
}

// Subscribes two closures of the generator to the promise of a value.
static bool await_with_js(Isolate *isolate, JSAsyncGeneratorObject *generator,
                          Value value, BuiltinId on_fulfilled,
                          BuiltinId on_rejected) {
  Value promise = Promise_from_value_js(
      isolate, INTRINSIC(isolate, promise_function), value);
  if (Value_is_exception(promise)) return false;
  generator->is_awaiting = 1;
  Value self = Value_from_object(generator);
  Value fulfilled = Value_from_object(
      BuiltinClosure_new(isolate, on_fulfilled, 1, &self, 1));
  Value rejected = Value_from_object(
      BuiltinClosure_new(isolate, on_rejected, 1, &self, 1));
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, promise),
                       fulfilled, rejected, ROOT(undefined_value));
  return true;
}

// Runs the generator's body until it suspends or ends.
static Value resume_js(Isolate *isolate, JSAsyncGeneratorObject *generator,
                       Value value, int mode) {
  Value result = Execution_resume_generator_js(
      isolate, (JSGeneratorObject *)generator, value, mode);
  if (Value_is_exception(result)) {
    if (isolate->terminating) return result;
    // The body catches what it throws; this is a stack overflow on entering it.
    Value reason = isolate->pending_exception;
    isolate->pending_exception = ROOT(the_hole);
    generator->continuation = kGeneratorClosed;
    reject_request(isolate, generator, reason);
  } else if (generator->continuation < 0) {
    generator->continuation = kGeneratorClosed;
  }
  return ROOT(undefined_value);
}

// One request of a generator that has ended. *again: look for another one.
static Value serve_closed_js(Isolate *isolate,
                             JSAsyncGeneratorObject *generator, int mode,
                             Value value, bool *again) {
  *again = true;
  if (mode == kGeneratorResumeThrow) {
    reject_request(isolate, generator, value);
  } else if (mode == kGeneratorResumeNext) {
    TRY_BOOL(resolve_request_js(isolate, generator, ROOT(undefined_value),
                                true));
  } else if (await_with_js(isolate, generator, value,
                           kBuiltinAsyncGeneratorReturnFulfilled,
                           kBuiltinAsyncGeneratorReturnRejected)) {
    // ECMA-262 #sec-asyncgeneratorawaitreturn
    *again = false;
  } else {
    if (isolate->terminating) return ROOT(exception);
    Value reason = isolate->pending_exception;
    isolate->pending_exception = ROOT(the_hole);
    reject_request(isolate, generator, reason);
  }
  return ROOT(undefined_value);
}

// Serves requests until the generator awaits, or there are none.
static Value serve_requests_js(Isolate *isolate,
                               JSAsyncGeneratorObject *generator) {
  for (;;) {
    if (generator->is_awaiting ||
        generator->continuation == kGeneratorExecuting)
      return ROOT(undefined_value);
    FixedArray *request = first_request(isolate, generator);
    if (request == NULL) return ROOT(undefined_value);
    int mode = Value_smi(FixedArray_get_slots(request, kRequestMode));
    Value value = FixedArray_get_slots(request, kRequestValue);
    if (mode != kGeneratorResumeNext &&
        generator->continuation == kInitialSuspension)
      generator->continuation = kGeneratorClosed;
    if (generator->continuation == kGeneratorClosed) {
      bool again;
      TRY(serve_closed_js(isolate, generator, mode, value, &again));
      if (!again) return ROOT(undefined_value);
    } else {
      TRY(resume_js(isolate, generator, value, mode));
    }
  }
}

Value AsyncGenerator_awaited_js(Isolate *isolate,
                                JSAsyncGeneratorObject *generator, Value value,
                                int mode) {
  generator->is_awaiting = 0;
  TRY(resume_js(isolate, generator, value, mode));
  return serve_requests_js(isolate, generator);
}

// ---- %AsyncGeneratorPrototype% ----

static Value request_js(Isolate *isolate, const Value *argv,
                        GeneratorResumeMode mode, const char *method) {
  JSPromise *promise = Promise_new(isolate);
  if (!Value_is_JSAsyncGeneratorObject(isolate, argv[0])) {
    Value sentinel = Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(isolate, method)), argv[0]);
    (void)sentinel;
    Value reason = isolate->pending_exception;
    isolate->pending_exception = ROOT(the_hole);
    Promise_reject(isolate, promise, reason);
    return Value_from_object(promise);
  }
  JSAsyncGeneratorObject *generator =
      Value_as_JSAsyncGeneratorObject(isolate, argv[0]);
  enqueue(isolate, generator, mode, argv[1], promise);
  TRY(serve_requests_js(isolate, generator));
  return Value_from_object(promise);
}

// ECMA-262 #sec-asyncgenerator-prototype-next
Value Builtin_AsyncGeneratorPrototypeNext(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return request_js(isolate, argv, kGeneratorResumeNext,
                    "[AsyncGenerator].prototype.next");
}
// ECMA-262 #sec-asyncgenerator-prototype-return
Value Builtin_AsyncGeneratorPrototypeReturn(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  return request_js(isolate, argv, kGeneratorResumeReturn,
                    "[AsyncGenerator].prototype.return");
}
// ECMA-262 #sec-asyncgenerator-prototype-throw
Value Builtin_AsyncGeneratorPrototypeThrow(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  return request_js(isolate, argv, kGeneratorResumeThrow,
                    "[AsyncGenerator].prototype.throw");
}

// ---- Closures ----

static JSAsyncGeneratorObject *closure_generator(Isolate *isolate,
                                                 const Value *argv) {
  JSAsyncGeneratorObject *generator = Value_as_JSAsyncGeneratorObject(
      isolate, BuiltinClosure_get(isolate, argv, 0));
  generator->is_awaiting = 0;
  return generator;
}

// A yielded value was awaited.
Value Builtin_AsyncGeneratorYieldFulfilled(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  JSAsyncGeneratorObject *generator = closure_generator(isolate, argv);
  TRY_BOOL(resolve_request_js(isolate, generator, argv[1], false));
  return serve_requests_js(isolate, generator);
}
Value Builtin_AsyncGeneratorYieldRejected(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return AsyncGenerator_awaited_js(isolate, closure_generator(isolate, argv),
                                   argv[1], kGeneratorResumeThrow);
}
// A value returned into an ended generator was awaited.
Value Builtin_AsyncGeneratorReturnFulfilled(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  JSAsyncGeneratorObject *generator = closure_generator(isolate, argv);
  TRY_BOOL(resolve_request_js(isolate, generator, argv[1], true));
  return serve_requests_js(isolate, generator);
}
Value Builtin_AsyncGeneratorReturnRejected(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  JSAsyncGeneratorObject *generator = closure_generator(isolate, argv);
  reject_request(isolate, generator, argv[1]);
  return serve_requests_js(isolate, generator);
}

// ---- Runtime functions of compiled code ----

static JSPromise *function_promise(Isolate *isolate, Value generator) {
  return Value_as_JSPromise(
      isolate, JSAsyncFunctionObject_promise(
                   Value_as_JSAsyncFunctionObject(isolate, generator)));
}

// The function's promise: what its caller gets when it suspends first.
Value Runtime_AsyncFunctionAwait(Isolate *isolate, Value generator,
                                 Value value) {
  TRY(Promise_await_js(
      isolate, Value_as_JSGeneratorObject(isolate, generator), value));
  return Value_from_object(function_promise(isolate, generator));
}

Value Runtime_AsyncFunctionResolve(Isolate *isolate, Value generator,
                                   Value value) {
  JSPromise *promise = function_promise(isolate, generator);
  TRY_BOOL(Promise_resolve_js(isolate, promise, value));
  return Value_from_object(promise);
}

Value Runtime_AsyncFunctionReject(Isolate *isolate, Value generator,
                                  Value reason) {
  JSPromise *promise = function_promise(isolate, generator);
  Promise_reject(isolate, promise, reason);
  return Value_from_object(promise);
}

Value Runtime_AsyncGeneratorAwait(Isolate *isolate, Value generator,
                                  Value value) {
  TRY(Promise_await_js(isolate, Value_as_JSGeneratorObject(isolate, generator),
                       value));
  Value_as_JSAsyncGeneratorObject(isolate, generator)->is_awaiting = 1;
  return ROOT(undefined_value);
}

Value Runtime_AsyncGeneratorYield(Isolate *isolate, Value generator,
                                  Value value) {
  TRY_BOOL(await_with_js(isolate,
                         Value_as_JSAsyncGeneratorObject(isolate, generator),
                         value, kBuiltinAsyncGeneratorYieldFulfilled,
                         kBuiltinAsyncGeneratorYieldRejected));
  return ROOT(undefined_value);
}

Value Runtime_AsyncGeneratorResolve(Isolate *isolate, Value generator,
                                    Value value, Value done) {
  TRY_BOOL(resolve_request_js(
      isolate, Value_as_JSAsyncGeneratorObject(isolate, generator), value,
      Value_is_true(done)));
  return ROOT(undefined_value);
}

Value Runtime_AsyncGeneratorReject(Isolate *isolate, Value generator,
                                   Value reason) {
  reject_request(isolate, Value_as_JSAsyncGeneratorObject(isolate, generator),
                 reason);
  return ROOT(undefined_value);
}
