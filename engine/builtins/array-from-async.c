// SPDX-License-Identifier: MIT
//
// Array.fromAsync (ECMA-262 #sec-array.fromasync): the async closure of the
// specification as a state machine. Each stage ends by awaiting something, and
// its name tells what settles next.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/async-from-sync-iterator.h"
#include "engine/builtins/builtin-await.h"
#include "engine/builtins/iterator-operations.h"

typedef enum Stage {
  kStageNext,         // about to ask the iterator, or the array-like
  kStageNextResult,   // the iterator's result object
  kStageElement,      // an element of the array-like
  kStageMapped,       // what the mapper returned
  kStageClosing,      // the iterator's `return`, while rejecting
} Stage;

// The state: a FixedArray.
enum {
  kStatePromise,
  kStateTarget,
  kStateMapper,  // or undefined
  kStateMapperReceiver,
  kStateIterator,  // undefined: array-like
  kStateNextMethod,
  kStateArrayLike,
  kStateLengthNumber,
  kStateIndex,
  kStateStage,
  kStateError,
  kStateSlots,
};

static Value state_get(FixedArray *state, int slot) {
  return FixedArray_get_slots(state, slot);
}
static void state_set(Isolate *isolate, FixedArray *state, int slot,
                      Value value) {
  value = Isolate_box(isolate, value);
  FixedArray_set_slots(state, slot, value);
}
static double state_index(Isolate *isolate, FixedArray *state) {
  return Value_number(isolate, state_get(state, kStateIndex));
}

// Suspends until the value settles; false when that threw.
static bool suspend_js(Isolate *isolate, FixedArray *state, Stage stage,
                       Value value) {
  FixedArray_set_slots(state, kStateStage, Value_from_smi((int32_t)stage));
  return Builtin_await_js(isolate, value, kBuiltinArrayFromAsyncFulfilled,
                          kBuiltinArrayFromAsyncRejected,
                          Value_from_object(state));
}

static JSPromise *state_promise(Isolate *isolate, FixedArray *state) {
  return Value_as_JSPromise(isolate, state_get(state, kStatePromise));
}

// Rejects with `error`, after closing the iterator if that is due (#sec-
// asynciteratorclose: what closing does is ignored then).
static Value fail_js(Isolate *isolate, FixedArray *state, Value error,
                     bool close) {
  Value iterator = state_get(state, kStateIterator);
  if (close && !Value_is_undefined(iterator)) {
    state_set(isolate, state, kStateError, error);
    Value method = Object_get_method_js(isolate, iterator,
                                        ROOT_KEY(isolate, return_string));
    Value result = ROOT(undefined_value);
    if (!Value_is_exception(method) && !Value_is_undefined(method)) {
      result = Execution_call0_js(isolate, method, iterator);
      if (!Value_is_exception(result) &&
          suspend_js(isolate, state, kStageClosing, result))
        return ROOT(undefined_value);
      result = ROOT(exception);
    }
    Value ignored;
    if (Value_is_exception(method) || Value_is_exception(result))
      TRY_BOOL(Builtin_take_exception(isolate, &ignored));
    error = state_get(state, kStateError);
  }
  Promise_reject(isolate, state_promise(isolate, state), error);
  return ROOT(undefined_value);
}

static Value fail_pending_js(Isolate *isolate, FixedArray *state, bool close) {
  Value error;
  TRY_BOOL(Builtin_take_exception(isolate, &error));
  return fail_js(isolate, state, error, close);
}

static Value finish_js(Isolate *isolate, FixedArray *state) {
  Value target = state_get(state, kStateTarget);
  if (!Array_set_length_js(isolate, Value_as_JSReceiver(isolate, target),
                           state_index(isolate, state)))
    return fail_pending_js(isolate, state, false);
  TRY_BOOL(
      Promise_resolve_js(isolate, state_promise(isolate, state), target));
  return ROOT(undefined_value);
}

// Asks for the next element; *done if there is none.
static bool request_next_js(Isolate *isolate, FixedArray *state, bool *done) {
  *done = false;
  Value iterator = state_get(state, kStateIterator);
  if (!Value_is_undefined(iterator)) {
    Value result = Execution_call0_js(
        isolate, state_get(state, kStateNextMethod), iterator);
    return !Value_is_exception(result) &&
           suspend_js(isolate, state, kStageNextResult, result);
  }
  double index = state_index(isolate, state);
  if (index >= Value_number(isolate, state_get(state, kStateLengthNumber))) {
    *done = true;
    return true;
  }
  Value element = Array_get_js(
      isolate,
      Value_as_JSReceiver(isolate, state_get(state, kStateArrayLike)), index);
  return !Value_is_exception(element) &&
         suspend_js(isolate, state, kStageElement, element);
}

// Defines an element of the result and goes on to the next.
static bool store_js(Isolate *isolate, FixedArray *state, Value value) {
  double index = state_index(isolate, state);
  if (!Array_create_js(
          isolate, Value_as_JSReceiver(isolate, state_get(state, kStateTarget)),
          index, value))
    return false;
  state_set(isolate, state, kStateIndex, Value_from_number(index + 1));
  FixedArray_set_slots(state, kStateStage, Value_from_smi(kStageNext));
  return true;
}

// An element arrived: maps it, or stores it. *suspended: the mapper's result is
// awaited.
static bool take_element_js(Isolate *isolate, FixedArray *state, Value value,
                            bool *suspended) {
  Value mapper = state_get(state, kStateMapper);
  *suspended = !Value_is_undefined(mapper);
  if (!*suspended) return store_js(isolate, state, value);
  Value arguments[2] = {value, state_get(state, kStateIndex)};
  Value mapped =
      Execution_call_js(isolate, mapper, state_get(state, kStateMapperReceiver),
                        2, arguments);
  return !Value_is_exception(mapped) &&
         suspend_js(isolate, state, kStageMapped, mapped);
}

// The value of a result object; the_hole when done.
static Value result_value_js(Isolate *isolate, Value result) {
  if (!Value_is_JSReceiver(isolate, result))
    return Throw_type_error(isolate, kMessageIteratorResultNotAnObject, result,
                            ROOT(undefined_value));
  bool done;
  TRY_BOOL(Iterator_complete_js(isolate, result, &done));
  if (done) return ROOT(the_hole);
  return Object_get_name_js(isolate, result,
                            ROOT_OBJECT(isolate, Name, value_string));
}

// Continues with what the awaited value became, until it awaits again or ends.
static Value run_js(Isolate *isolate, FixedArray *state, Value value) {
  bool suspended = false;
  switch ((Stage)Value_smi(state_get(state, kStateStage))) {
    case kStageNext:
      break;
    case kStageNextResult:
      value = result_value_js(isolate, value);
      if (Value_is_exception(value))
        return fail_pending_js(isolate, state, false);
      if (Value_is_the_hole(value)) return finish_js(isolate, state);
      // fall through
    case kStageElement:
      if (!take_element_js(isolate, state, value, &suspended))
        return fail_pending_js(isolate, state, true);
      if (suspended) return ROOT(undefined_value);
      break;
    case kStageMapped:
      if (!store_js(isolate, state, value))
        return fail_pending_js(isolate, state, true);
      break;
    case kStageClosing:
      Promise_reject(isolate, state_promise(isolate, state),
                     state_get(state, kStateError));
      return ROOT(undefined_value);
  }
  bool done;
  if (!request_next_js(isolate, state, &done))
    return fail_pending_js(isolate, state, false);
  return done ? finish_js(isolate, state) : ROOT(undefined_value);
}

Value Builtin_ArrayFromAsyncFulfilled(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  FixedArray *state =
      Value_as_FixedArray(isolate, BuiltinClosure_get(isolate, argv, 0));
  return run_js(isolate, state, argv[1]);
}

Value Builtin_ArrayFromAsyncRejected(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  FixedArray *state =
      Value_as_FixedArray(isolate, BuiltinClosure_get(isolate, argv, 0));
  Stage stage = (Stage)Value_smi(state_get(state, kStateStage));
  if (stage == kStageClosing) return run_js(isolate, state, argv[1]);
  return fail_js(isolate, state, argv[1], stage == kStageMapped);
}

static Value new_target_js(Isolate *isolate, Value constructor, double length) {
  if (!Object_is_constructor(isolate, constructor))
    return Array_create_with_length(isolate, length < 0 ? 0 : length);
  if (length >= 0) return Array_construct_js(isolate, constructor, length);
  return Execution_construct_js(isolate, constructor, constructor, 0, NULL);
}

// The steps before the first await.
static bool start_js(Isolate *isolate, const Value *argv, FixedArray *state) {
  if (!Value_is_undefined(argv[2]) &&
      !Builtin_check_callable(isolate, argv[2]))
    return false;
  Value items = argv[1];
  Value method = Object_get_method_js(
      isolate, items, ROOT_KEY(isolate, async_iterator_symbol));
  if (Value_is_exception(method)) return false;
  bool is_async = !Value_is_undefined(method);
  if (!is_async) {
    method = Object_get_method_js(isolate, items,
                                  ROOT_KEY(isolate, iterator_symbol));
    if (Value_is_exception(method)) return false;
  }
  Value target;
  if (!Value_is_undefined(method)) {
    target = new_target_js(isolate, argv[0], -1);
    if (Value_is_exception(target)) return false;
    IteratorRecord record, sync;
    if (!Iterator_get_from_method_js(isolate, items, method, &record))
      return false;
    if (!is_async) {
      sync = record;
      if (!AsyncFromSyncIterator_new_js(isolate, &sync, &record)) return false;
    }
    state_set(isolate, state, kStateIterator, record.iterator);
    state_set(isolate, state, kStateNextMethod, record.next_method);
  } else {
    Value source = Object_to_object_js(isolate, items);
    double length;
    if (Value_is_exception(source) ||
        !Object_length_js(isolate, Value_as_JSReceiver(isolate, source),
                          &length))
      return false;
    target = new_target_js(isolate, argv[0], length);
    if (Value_is_exception(target)) return false;
    state_set(isolate, state, kStateArrayLike, source);
    state_set(isolate, state, kStateLengthNumber, Value_from_number(length));
  }
  state_set(isolate, state, kStateTarget, target);
  return true;
}

// ECMA-262 #sec-array.fromasync
Value Builtin_ArrayFromAsync(Isolate *isolate, int64_t argc, Value *argv) {
  JSPromise *promise = Promise_new(isolate);
  FixedArray *state = FixedArray_new(isolate, kStateSlots);
  state_set(isolate, state, kStatePromise, Value_from_object(promise));
  state_set(isolate, state, kStateMapper, argv[2]);
  state_set(isolate, state, kStateMapperReceiver, argv[3]);
  state_set(isolate, state, kStateIndex, Value_from_smi(0));
  state_set(isolate, state, kStateStage, Value_from_smi(kStageNext));
  if (start_js(isolate, argv, state)) {
    TRY(run_js(isolate, state, ROOT(undefined_value)));
  } else {
    TRY(fail_pending_js(isolate, state, false));
  }
  return Value_from_object(promise);
}
