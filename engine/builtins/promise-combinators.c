// SPDX-License-Identifier: MIT
//
// Promise.all, allSettled, any and race: one loop over an iterable, with element
// functions that differ in what they store.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/error.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/microtask-queue.h"
#include "engine/builtins/promise-jobs.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/messages.h"
#include "engine/objects/protectors.h"

typedef enum Combinator {
  kCombineAll,
  kCombineAllSettled,
  kCombineAny,
  kCombineRace,
} Combinator;

// What waits for the elements of one call: a FixedArray.
enum {
  kStateRemaining,   // Smi: elements not settled yet, plus 1 during the loop
  kStateValues,      // FixedArray of results (or errors), by index
  kStateCount,       // Smi: of those
  kStateCapability,  // PromiseCapability
  kStateCombinator,  // Smi Combinator
  kStateLength,
};
// Values of an element function. `already` is a Cell, shared by the two
// functions of an element of allSettled.
enum { kElementState, kElementIndex, kElementAlready, kElementCount };

static Combinator combinator_of(const FixedArray *state) {
  return (Combinator)Value_smi(FixedArray_get_slots(state, kStateCombinator));
}

static PromiseCapability *capability_of(Isolate *isolate,
                                        const FixedArray *state) {
  return Value_as_PromiseCapability(
      isolate, FixedArray_get_slots(state, kStateCapability));
}

static int32_t add_remaining(FixedArray *state, int32_t change) {
  int32_t remaining =
      Value_smi(FixedArray_get_slots(state, kStateRemaining)) + change;
  FixedArray_set_slots(state, kStateRemaining, Value_from_smi(remaining));
  return remaining;
}

// All elements are there: settles the combined promise.
static Value finish_js(Isolate *isolate, FixedArray *state) {
  ValueList list = {
      isolate,
      Value_as_FixedArray(isolate, FixedArray_get_slots(state, kStateValues)),
      Value_smi(FixedArray_get_slots(state, kStateCount))};
  Value values = Value_from_object(ValueList_to_array(&list));
  PromiseCapability *capability = capability_of(isolate, state);
  if (combinator_of(state) != kCombineAny)
    return Execution_call1_js(isolate, PromiseCapability_resolve(capability),
                              ROOT(undefined_value), values);
  JSObject *error = AggregateError_new(isolate, values);
  return Execution_call1_js(isolate, PromiseCapability_reject(capability),
                            ROOT(undefined_value), Value_from_object(error));
}

// Stores what becomes of an element; the last one ends it all.
static Value set_element_js(Isolate *isolate, FixedArray *state, int32_t index,
                            Value value) {
  value = Isolate_box(isolate, value);
  FixedArray_set_slots(
      Value_as_FixedArray(isolate, FixedArray_get_slots(state, kStateValues)),
      index, value);
  if (add_remaining(state, -1) != 0) return ROOT(undefined_value);
  return finish_js(isolate, state);
}

// A call of an element function.
static Value settle_element_js(Isolate *isolate, const Value *argv,
                               Value value) {
  Cell *already = Value_as_Cell(
      isolate, BuiltinClosure_get(isolate, argv, kElementAlready));
  if (Value_is_true(Cell_value(already))) return ROOT(undefined_value);
  Cell_set_value(already, ROOT(true_value));
  FixedArray *state = Value_as_FixedArray(
      isolate, BuiltinClosure_get(isolate, argv, kElementState));
  int32_t index = Value_smi(BuiltinClosure_get(isolate, argv, kElementIndex));
  return set_element_js(isolate, state, index, value);
}

// ECMA-262 #sec-promise.all-resolve-element-functions
Value Builtin_PromiseAllResolveElement(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return settle_element_js(isolate, argv, argv[1]);
}

// {status, value} or {status, reason}
static Value new_outcome(Isolate *isolate, const void *status,
                         const void *value_name, Value value) {
  JSObject *object = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, object, ROOT_KEY(isolate, status_string),
                       Value_from_object(status), kNone);
  JSObject_define_data(isolate, object, PropertyKey_from_name(value_name),
                       Isolate_box(isolate, value), kNone);
  return Value_from_object(object);
}

static Value new_fulfilled(Isolate *isolate, Value value) {
  return new_outcome(isolate, ROOT_OBJECT(isolate, Name, fulfilled_string),
                     ROOT_OBJECT(isolate, Name, value_string), value);
}
static Value new_rejected(Isolate *isolate, Value reason) {
  return new_outcome(isolate, ROOT_OBJECT(isolate, Name, rejected_string),
                     ROOT_OBJECT(isolate, Name, reason_string), reason);
}

// ECMA-262 #sec-promise.allsettled-resolve-element-functions
Value Builtin_PromiseAllSettledResolveElement(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  return settle_element_js(isolate, argv, new_fulfilled(isolate, argv[1]));
}
// ECMA-262 #sec-promise.allsettled-reject-element-functions
Value Builtin_PromiseAllSettledRejectElement(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  return settle_element_js(isolate, argv, new_rejected(isolate, argv[1]));
}
// ECMA-262 #sec-promise.any-reject-element-functions
Value Builtin_PromiseAnyRejectElement(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return settle_element_js(isolate, argv, argv[1]);
}

// What the element functions of the combinator would do.
Value PromiseElement_run_js(Isolate *isolate, FixedArray *state, int32_t index,
                            Value argument, PromiseState outcome) {
  PromiseCapability *capability = capability_of(isolate, state);
  bool fulfilled = outcome == kPromiseFulfilled;
  Value settle = fulfilled ? PromiseCapability_resolve(capability)
                           : PromiseCapability_reject(capability);
  switch (combinator_of(state)) {
    case kCombineAll:
      if (fulfilled) return set_element_js(isolate, state, index, argument);
      break;
    case kCombineAllSettled:
      argument = fulfilled ? new_fulfilled(isolate, argument)
                           : new_rejected(isolate, argument);
      return set_element_js(isolate, state, index, argument);
    case kCombineAny:
      if (!fulfilled) return set_element_js(isolate, state, index, argument);
      break;
    case kCombineRace:
      break;
  }
  return Execution_call1_js(isolate, settle, ROOT(undefined_value), argument);
}

// The state that an element function has, and its index; NULL if it is none.
static FixedArray *state_of_handler(Isolate *isolate, Value handler,
                                    int32_t *index) {
  if (!Value_is_JSFunction(isolate, handler)) return NULL;
  const JSFunction *function = Value_as_JSFunction(isolate, handler);
  const SharedFunctionInfo *shared = JSFunction_shared(function);
  if (!SharedFunctionInfo_is_builtin(shared)) return NULL;
  switch (SharedFunctionInfo_builtin_id(shared)) {
    case kBuiltinPromiseAllResolveElement:
    case kBuiltinPromiseAllSettledResolveElement:
    case kBuiltinPromiseAllSettledRejectElement:
    case kBuiltinPromiseAnyRejectElement:
      break;
    default:
      return NULL;
  }
  const Context *context = JSFunction_context(function);
  *index = Value_smi(
      Context_get_slots(context, kContextHeaderSlots_ + kElementIndex));
  return Value_as_FixedArray(
      isolate,
      Context_get_slots(context, kContextHeaderSlots_ + kElementState));
}

bool PromiseElement_of_reaction(Isolate *isolate,
                                const PromiseReaction *reaction,
                                PromiseElement *element) {
  static const char *const kNames[] = {
      [kCombineAll] = "all",
      [kCombineAllSettled] = "allSettled",
      [kCombineAny] = "any",
      [kCombineRace] = NULL,
  };
  FixedArray *state;
  Value on_fulfilled = PromiseReaction_fulfill_handler(reaction);
  Value derived = PromiseReaction_promise_or_capability(reaction);
  if (Value_is_smi(derived)) {
    state = Value_as_FixedArray(isolate, on_fulfilled);
    element->index = Value_smi(derived);
  } else {
    state = state_of_handler(isolate, on_fulfilled, &element->index);
    if (state == NULL)
      state = state_of_handler(isolate,
                               PromiseReaction_reject_handler(reaction),
                               &element->index);
  }
  if (state == NULL) return false;
  element->name = kNames[combinator_of(state)];
  element->promise = PromiseCapability_promise(capability_of(isolate, state));
  return true;
}

static Value new_element(Isolate *isolate, BuiltinId id, FixedArray *state,
                         int32_t index, Cell *already) {
  Value values[kElementCount] = {Value_from_object(state),
                                 Value_from_smi(index),
                                 Value_from_object(already)};
  return Value_from_object(
      BuiltinClosure_new(isolate, id, 1, values, kElementCount));
}

// Room for one more result.
static void add_element(Isolate *isolate, FixedArray *state) {
  ValueList list = {
      isolate,
      Value_as_FixedArray(isolate, FixedArray_get_slots(state, kStateValues)),
      Value_smi(FixedArray_get_slots(state, kStateCount))};
  ValueList_add(&list, ROOT(undefined_value));
  FixedArray_set_slots(state, kStateValues, Value_from_object(list.elements));
  FixedArray_set_slots(state, kStateCount, Value_from_smi(list.length));
  add_remaining(state, 1);
}

// The handlers that one element's promise is given.
static void element_handlers(Isolate *isolate, Combinator combinator,
                             FixedArray *state, int32_t index,
                             Value handlers[2]) {
  PromiseCapability *capability = capability_of(isolate, state);
  handlers[0] = PromiseCapability_resolve(capability);
  handlers[1] = PromiseCapability_reject(capability);
  if (combinator == kCombineRace) return;
  add_element(isolate, state);
  Cell *already = Cell_new(isolate, ROOT(false_value));
  switch (combinator) {
    case kCombineAll:
      handlers[0] = new_element(isolate, kBuiltinPromiseAllResolveElement,
                                state, index, already);
      break;
    case kCombineAllSettled:
      handlers[0] = new_element(
          isolate, kBuiltinPromiseAllSettledResolveElement, state, index,
          already);
      handlers[1] = new_element(isolate,
                                kBuiltinPromiseAllSettledRejectElement, state,
                                index, already);
      break;
    case kCombineAny:
      handlers[1] = new_element(isolate, kBuiltinPromiseAnyRejectElement,
                                state, index, already);
      break;
    case kCombineRace:
      break;
  }
}

typedef enum WaitResult { kWaits, kWaitNeedsFunctions, kWaitThrew } WaitResult;

// Waits for an element without functions: where resolve and then are those of
// %Promise%, nobody else gets to see them, nor the promises that then derives.
static WaitResult wait_directly_js(Isolate *isolate, FixedArray *state,
                                   int32_t index, Value *next) {
  bool counts = combinator_of(state) != kCombineRace;
  Value promise_function = INTRINSIC(isolate, promise_function);
  if (!Value_is_JSReceiver(isolate, *next)) {
    // Of a promise that is fulfilled with it, and nobody's.
    if (!Protector_is_intact(isolate, kProtectorPromise))
      return kWaitNeedsFunctions;
    Value value = Isolate_box(isolate, *next);
    if (counts) add_element(isolate, state);
    MicrotaskQueue_enqueue(isolate, kMicrotaskElement,
                           Value_from_object(state), value,
                           Value_from_smi(index * 2 + 1));
    return kWaits;
  }
  *next = Promise_from_value_js(isolate, promise_function, *next);
  if (Value_is_exception(*next)) return kWaitThrew;
  if (!Promise_is_plain(isolate, *next)) return kWaitNeedsFunctions;
  if (counts) add_element(isolate, state);
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, *next),
                       Value_from_object(state), ROOT(undefined_value),
                       Value_from_smi(index));
  return kWaits;
}

// Waits for one element.
static Value add_element_js(Isolate *isolate, Value constructor,
                            Value promise_resolve, FixedArray *state,
                            int32_t index, Value next) {
  Value promise = next;
  WaitResult result = kWaitNeedsFunctions;
  bool is_usual =
      Value_equals(constructor, INTRINSIC(isolate, promise_function)) &&
      Value_equals(promise_resolve, INTRINSIC(isolate, promise_resolve)) &&
      index <= kSmiMax / 2;
  if (is_usual) result = wait_directly_js(isolate, state, index, &promise);
  if (result == kWaitThrew) return ROOT(exception);
  if (result == kWaits) return ROOT(undefined_value);
  // What an object becomes, wait_directly_js has found out.
  if (!is_usual || !Value_is_JSReceiver(isolate, next))
    promise =
        TRY(Execution_call1_js(isolate, promise_resolve, constructor, next));
  Value handlers[2];
  element_handlers(isolate, combinator_of(state), state, index, handlers);
  Value then = TRY(Object_get_name_js(
      isolate, promise, ROOT_OBJECT(isolate, Name, then_string)));
  return Execution_call_js(isolate, then, promise, 2, handlers);
}

// ECMA-262 #sec-performpromiseall and its kin.
static Value combine_elements_js(Isolate *isolate, Value constructor,
                                 IteratorRecord *record, Value promise_resolve,
                                 FixedArray *state) {
  for (int32_t index = 0;; index++) {
    Value next;
    TRY_BOOL(Iterator_step_value_js(isolate, record, &next));
    if (Value_is_the_hole(next)) break;
    TRY(add_element_js(isolate, constructor, promise_resolve, state, index,
                       next));
  }
  if (combinator_of(state) != kCombineRace && add_remaining(state, -1) == 0) {
    // any throws its AggregateError here, which rejects all the same.
    TRY(finish_js(isolate, state));
  }
  return PromiseCapability_promise(capability_of(isolate, state));
}

// #sec-ifabruptrejectpromise
static Value reject_with_pending_js(Isolate *isolate,
                                    PromiseCapability *capability) {
  if (isolate->terminating) return ROOT(exception);
  Value reason = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  TRY(Execution_call1_js(isolate, PromiseCapability_reject(capability),
                         ROOT(undefined_value), reason));
  return PromiseCapability_promise(capability);
}

// #sec-getpromiseresolve
static Value get_promise_resolve_js(Isolate *isolate, Value constructor) {
  Value resolve = TRY(Object_get_name_js(
      isolate, constructor, ROOT_OBJECT(isolate, Name, resolve_string)));
  if (!Object_is_callable(isolate, resolve))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Promise resolve or reject function is not callable");
  return resolve;
}

static Value combine_js(Isolate *isolate, const Value *argv,
                        Combinator combinator) {
  Value constructor = argv[0];
  PromiseCapability *capability =
      PromiseCapability_new_js(isolate, constructor);
  if (capability == NULL) return ROOT(exception);
  FixedArray *state = FixedArray_new(isolate, kStateLength);
  FixedArray_set_slots(state, kStateRemaining, Value_from_smi(1));
  FixedArray_set_slots(state, kStateValues,
                       Value_from_object(FixedArray_new(isolate, 4)));
  FixedArray_set_slots(state, kStateCount, Value_from_smi(0));
  FixedArray_set_slots(state, kStateCombinator,
                       Value_from_smi((int32_t)combinator));
  FixedArray_set_slots(state, kStateCapability, Value_from_object(capability));
  Value resolve = get_promise_resolve_js(isolate, constructor);
  IteratorRecord record;
  if (Value_is_exception(resolve) ||
      !Iterator_get_js(isolate, argv[1], &record))
    return reject_with_pending_js(isolate, capability);
  Value result =
      combine_elements_js(isolate, constructor, &record, resolve, state);
  if (!Value_is_exception(result)) return result;
  if (!record.done) Iterator_close_on_throw_js(isolate, &record);
  return reject_with_pending_js(isolate, capability);
}

// ECMA-262 #sec-promise.all
Value Builtin_PromiseAll(Isolate *isolate, int64_t argc, Value *argv) {
  return combine_js(isolate, argv, kCombineAll);
}
// ECMA-262 #sec-promise.allsettled
Value Builtin_PromiseAllSettled(Isolate *isolate, int64_t argc, Value *argv) {
  return combine_js(isolate, argv, kCombineAllSettled);
}
// ECMA-262 #sec-promise.any
Value Builtin_PromiseAny(Isolate *isolate, int64_t argc, Value *argv) {
  return combine_js(isolate, argv, kCombineAny);
}
// ECMA-262 #sec-promise.race
Value Builtin_PromiseRace(Isolate *isolate, int64_t argc, Value *argv) {
  return combine_js(isolate, argv, kCombineRace);
}
