// SPDX-License-Identifier: MIT
//
// Promise.all, allSettled, any and race: one loop over an iterable, with element
// functions that differ in what they store.
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/error.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/promise.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/messages.h"

typedef enum Combinator {
  kCombineAll,
  kCombineAllSettled,
  kCombineAny,
  kCombineRace,
} Combinator;

// What the element functions of one call share: a FixedArray.
enum {
  kStateRemaining,   // Smi: elements not settled yet, plus 1 during the loop
  kStateValues,      // JSArray of results (or errors), by index
  kStateCapability,  // PromiseCapability
  kStateLength,
};
// Values of an element function. `already` is a Cell, shared by the two
// functions of an element of allSettled.
enum { kElementState, kElementIndex, kElementAlready, kElementCount };

static int32_t add_remaining(FixedArray *state, int32_t change) {
  int32_t remaining =
      Value_smi(FixedArray_get_slots(state, kStateRemaining)) + change;
  FixedArray_set_slots(state, kStateRemaining, Value_from_smi(remaining));
  return remaining;
}

// All elements are there: settles the combined promise.
static Value finish_js(Isolate *isolate, FixedArray *state,
                       Combinator combinator) {
  Value values = FixedArray_get_slots(state, kStateValues);
  PromiseCapability *capability = Value_as_PromiseCapability(
      isolate, FixedArray_get_slots(state, kStateCapability));
  if (combinator != kCombineAny)
    return Execution_call1_js(isolate, PromiseCapability_resolve(capability),
                              ROOT(undefined_value), values);
  JSObject *error = AggregateError_new(isolate, values);
  return Execution_call1_js(isolate, PromiseCapability_reject(capability),
                            ROOT(undefined_value), Value_from_object(error));
}

// An element settled: stores what becomes of it.
static Value settle_element_js(Isolate *isolate, const Value *argv, Value value,
                               Combinator combinator) {
  Cell *already = Value_as_Cell(
      isolate, BuiltinClosure_get(isolate, argv, kElementAlready));
  if (Value_is_true(Cell_value(already))) return ROOT(undefined_value);
  Cell_set_value(already, ROOT(true_value));
  FixedArray *state = Value_as_FixedArray(
      isolate, BuiltinClosure_get(isolate, argv, kElementState));
  int32_t index = Value_smi(BuiltinClosure_get(isolate, argv, kElementIndex));
  bool success;
  TRY_BOOL(Object_create_data_property_js(
      isolate,
      Value_as_JSReceiver(isolate, FixedArray_get_slots(state, kStateValues)),
      PropertyKey_from_index((uint32_t)index), value, kThrowOnError, &success));
  if (add_remaining(state, -1) != 0) return ROOT(undefined_value);
  return finish_js(isolate, state, combinator);
}

// ECMA-262 #sec-promise.all-resolve-element-functions
Value Builtin_PromiseAllResolveElement(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return settle_element_js(isolate, argv, argv[1], kCombineAll);
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

// ECMA-262 #sec-promise.allsettled-resolve-element-functions
Value Builtin_PromiseAllSettledResolveElement(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  Value outcome =
      new_outcome(isolate, ROOT_OBJECT(isolate, Name, fulfilled_string),
                  ROOT_OBJECT(isolate, Name, value_string), argv[1]);
  return settle_element_js(isolate, argv, outcome, kCombineAllSettled);
}
// ECMA-262 #sec-promise.allsettled-reject-element-functions
Value Builtin_PromiseAllSettledRejectElement(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  Value outcome =
      new_outcome(isolate, ROOT_OBJECT(isolate, Name, rejected_string),
                  ROOT_OBJECT(isolate, Name, reason_string), argv[1]);
  return settle_element_js(isolate, argv, outcome, kCombineAllSettled);
}
// ECMA-262 #sec-promise.any-reject-element-functions
Value Builtin_PromiseAnyRejectElement(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return settle_element_js(isolate, argv, argv[1], kCombineAny);
}

bool PromiseElement_of_handler(Isolate *isolate, Value handler,
                               PromiseElement *element) {
  if (!Value_is_JSFunction(isolate, handler)) return false;
  const JSFunction *function = Value_as_JSFunction(isolate, handler);
  const SharedFunctionInfo *shared = JSFunction_shared(function);
  if (!SharedFunctionInfo_is_builtin(shared)) return false;
  switch (SharedFunctionInfo_builtin_id(shared)) {
    case kBuiltinPromiseAllResolveElement: element->name = "all"; break;
    case kBuiltinPromiseAllSettledResolveElement:
    case kBuiltinPromiseAllSettledRejectElement:
      element->name = "allSettled";
      break;
    case kBuiltinPromiseAnyRejectElement: element->name = "any"; break;
    default: return false;
  }
  const Context *context = JSFunction_context(function);
  FixedArray *state = Value_as_FixedArray(
      isolate,
      Context_get_slots(context, kContextHeaderSlots_ + kElementState));
  element->index = Value_smi(
      Context_get_slots(context, kContextHeaderSlots_ + kElementIndex));
  element->promise = PromiseCapability_promise(Value_as_PromiseCapability(
      isolate, FixedArray_get_slots(state, kStateCapability)));
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

// The handlers that one element's promise is given.
static void element_handlers(Isolate *isolate, Combinator combinator,
                             FixedArray *state, int32_t index,
                             Value handlers[2]) {
  PromiseCapability *capability = Value_as_PromiseCapability(
      isolate, FixedArray_get_slots(state, kStateCapability));
  handlers[0] = PromiseCapability_resolve(capability);
  handlers[1] = PromiseCapability_reject(capability);
  if (combinator == kCombineRace) return;
  JSArray_push(isolate,
               Value_as_JSArray(isolate,
                                FixedArray_get_slots(state, kStateValues)),
               ROOT(undefined_value));
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
  add_remaining(state, 1);
}

// ECMA-262 #sec-performpromiseall and its kin.
static Value combine_elements_js(Isolate *isolate, Combinator combinator,
                                 Value constructor, IteratorRecord *record,
                                 Value promise_resolve, FixedArray *state) {
  for (int32_t index = 0;; index++) {
    Value next;
    TRY_BOOL(Iterator_step_value_js(isolate, record, &next));
    if (Value_is_the_hole(next)) break;
    Value promise = TRY(
        Execution_call1_js(isolate, promise_resolve, constructor, next));
    Value handlers[2];
    element_handlers(isolate, combinator, state, index, handlers);
    Value then = TRY(Object_get_name_js(
        isolate, promise, ROOT_OBJECT(isolate, Name, then_string)));
    TRY(Execution_call_js(isolate, then, promise, 2, handlers));
  }
  PromiseCapability *capability = Value_as_PromiseCapability(
      isolate, FixedArray_get_slots(state, kStateCapability));
  if (combinator != kCombineRace && add_remaining(state, -1) == 0) {
    // any throws its AggregateError here, which rejects all the same.
    TRY(finish_js(isolate, state, combinator));
  }
  return PromiseCapability_promise(capability);
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
                       Value_from_object(JSArray_new(isolate, 0)));
  FixedArray_set_slots(state, kStateCapability, Value_from_object(capability));
  Value resolve = get_promise_resolve_js(isolate, constructor);
  IteratorRecord record;
  if (Value_is_exception(resolve) ||
      !Iterator_get_js(isolate, argv[1], &record))
    return reject_with_pending_js(isolate, capability);
  Value result = combine_elements_js(isolate, combinator, constructor, &record,
                                     resolve, state);
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
