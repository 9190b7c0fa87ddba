// SPDX-License-Identifier: MIT
//
// Lazy iterator helpers: Iterator.prototype.map, filter, take, drop, flatMap,
// and Iterator.concat make a JSIteratorHelper, which is a small state machine
// where the specification has an abstract closure; and Iterator.from.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-helper.h"
#include "engine/objects/string.h"

// What JSIteratorHelper.inner holds where there is an inner iterator (flatMap,
// concat): a FixedArray of iterator and next method; else undefined.
static Value new_inner(Isolate *isolate, const IteratorRecord *record) {
  FixedArray *pair = FixedArray_new(isolate, 2);
  FixedArray_set_slots(pair, 0, record->iterator);
  FixedArray_set_slots(pair, 1, record->next_method);
  return Value_from_object(pair);
}
static IteratorRecord inner_record(Isolate *isolate,
                                   const JSIteratorHelper *helper) {
  FixedArray *pair =
      Value_as_FixedArray(isolate, JSIteratorHelper_inner(helper));
  return (IteratorRecord){FixedArray_get_slots(pair, 0),
                          FixedArray_get_slots(pair, 1), false};
}

JSIteratorHelper *IteratorHelper_new(Isolate *isolate, HelperKind kind,
                                     const IteratorRecord *record,
                                     Value callback, Value counter) {
  counter = Isolate_box(isolate, counter);
  JSIteratorHelper *helper = (JSIteratorHelper *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, iterator_helper_map));
  JSIteratorHelper_set_underlying(helper, record->iterator);
  JSIteratorHelper_set_next_method(helper, record->next_method);
  JSIteratorHelper_set_callback(helper, callback);
  JSIteratorHelper_set_counter(helper, counter);
  JSIteratorHelper_set_inner(helper, ROOT(undefined_value));
  helper->kind = kind;
  helper->state = kHelperStart;
  return helper;
}

// ---- Making helpers ----

bool IteratorHelper_check_receiver(Isolate *isolate, Value receiver,
                                   const char *method) {
  if (Value_is_JSReceiver(isolate, receiver)) return true;
  Value sentinel = Throw_type_error(
      isolate, kMessageCalledOnNonObject,
      Value_from_object(String_new_ascii(isolate, method)),
      ROOT(undefined_value));
  (void)sentinel;
  return false;
}

// map, filter and flatMap: an argument that is not callable closes the
// underlying iterator.
static Value callback_helper_js(Isolate *isolate, const Value *argv,
                                HelperKind kind, const char *method) {
  TRY_BOOL(IteratorHelper_check_receiver(isolate, argv[0], method));
  IteratorRecord record = {argv[0], ROOT(undefined_value), false};
  if (!Builtin_check_callable(isolate, argv[1]))
    return Iterator_close_on_throw_js(isolate, &record);
  TRY_BOOL(Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]), &record));
  return Value_from_object(
      IteratorHelper_new(isolate, kind, &record, argv[1], Value_from_smi(0)));
}

// ECMA-262 #sec-iterator.prototype.map
Value Builtin_IteratorPrototypeMap(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  return callback_helper_js(isolate, argv, kHelperMap,
                            "Iterator.prototype.map");
}
// ECMA-262 #sec-iterator.prototype.filter
Value Builtin_IteratorPrototypeFilter(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return callback_helper_js(isolate, argv, kHelperFilter,
                            "Iterator.prototype.filter");
}
// ECMA-262 #sec-iterator.prototype.flatmap
Value Builtin_IteratorPrototypeFlatMap(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return callback_helper_js(isolate, argv, kHelperFlatMap,
                            "Iterator.prototype.flatMap");
}

// take and drop.
static Value limit_helper_js(Isolate *isolate, const Value *argv,
                             HelperKind kind, const char *method) {
  TRY_BOOL(IteratorHelper_check_receiver(isolate, argv[0], method));
  IteratorRecord record = {argv[0], ROOT(undefined_value), false};
  double limit;
  if (!Object_to_double_js(isolate, argv[1], &limit))
    return Iterator_close_on_throw_js(isolate, &record);
  double integer = limit != limit ? -1 : __builtin_trunc(limit);
  if (integer < 0 ||
      (integer > kMaxSafeInteger && !__builtin_isinf(integer))) {
    Value sentinel =
        Throw_error(isolate, kErrorTypeRangeError, kMessageMustBePositive,
                    argv[1], ROOT(undefined_value), ROOT(undefined_value));
    (void)sentinel;
    return Iterator_close_on_throw_js(isolate, &record);
  }
  TRY_BOOL(Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]), &record));
  return Value_from_object(IteratorHelper_new(isolate, kind, &record,
                                      ROOT(undefined_value),
                                      Value_from_number(integer + 0.0)));
}

// ECMA-262 #sec-iterator.prototype.take
Value Builtin_IteratorPrototypeTake(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return limit_helper_js(isolate, argv, kHelperTake,
                         "Iterator.prototype.take");
}
// ECMA-262 #sec-iterator.prototype.drop
Value Builtin_IteratorPrototypeDrop(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return limit_helper_js(isolate, argv, kHelperDrop,
                         "Iterator.prototype.drop");
}

// ECMA-262 #sec-iterator.concat
Value Builtin_IteratorConcat(Isolate *isolate, int64_t argc, Value *argv) {
  // underlying: a FixedArray of (open method, iterable) pairs.
  FixedArray *iterables = FixedArray_new(isolate, (int32_t)argc * 2);
  for (int64_t i = 0; i < argc; i++) {
    Value item = argv[i + 1];
    if (!Value_is_JSReceiver(isolate, item))
      return Throw_type_error(
          isolate, kMessageCalledOnNonObject,
          Value_from_object(String_new_ascii(isolate, "Iterator.concat")),
          ROOT(undefined_value));
    Value method = TRY(Object_get_method_js(
        isolate, item, ROOT_KEY(isolate, iterator_symbol)));
    if (Value_is_undefined(method))
      return Throw_not_iterable(isolate, item);
    FixedArray_set_slots(iterables, (int32_t)i * 2, method);
    FixedArray_set_slots(iterables, (int32_t)i * 2 + 1, item);
  }
  IteratorRecord record = {Value_from_object(iterables), ROOT(undefined_value),
                           false};
  return Value_from_object(IteratorHelper_new(isolate, kHelperConcat, &record,
                                      ROOT(undefined_value),
                                      Value_from_smi(0)));
}

// ---- Stepping ----

static double helper_counter(Isolate *isolate, const JSIteratorHelper *helper) {
  return Value_number(isolate, JSIteratorHelper_counter(helper));
}
static void set_counter(Isolate *isolate, JSIteratorHelper *helper,
                        double counter) {
  JSIteratorHelper_set_counter(
      helper, Isolate_box(isolate, Value_from_number(counter)));
}

static Value call_back_js(Isolate *isolate, JSIteratorHelper *helper,
                          Value value) {
  double counter = helper_counter(isolate, helper);
  set_counter(isolate, helper, counter + 1);
  Value arguments[2] = {value, Value_from_number(counter)};
  return Execution_call_js(isolate, JSIteratorHelper_callback(helper),
                           ROOT(undefined_value), 2, arguments);
}

static Value step_map_js(Isolate *isolate, JSIteratorHelper *helper) {
  IteratorRecord record = IteratorHelper_record(helper);
  for (;;) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) return value;
    Value result = call_back_js(isolate, helper, value);
    if (Value_is_exception(result))
      return Iterator_close_on_throw_js(isolate, &record);
    if (helper->kind == kHelperMap) return result;
    if (Object_to_boolean(isolate, result)) return value;
  }
}

static Value step_take_js(Isolate *isolate, JSIteratorHelper *helper) {
  IteratorRecord record = IteratorHelper_record(helper);
  double remaining = helper_counter(isolate, helper);
  if (remaining == 0) {
    TRY_BOOL(Iterator_close_js(isolate, &record));
    return ROOT(the_hole);
  }
  set_counter(isolate, helper, remaining - 1);
  Value value;
  TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
  return value;
}

static Value step_drop_js(Isolate *isolate, JSIteratorHelper *helper) {
  IteratorRecord record = IteratorHelper_record(helper);
  for (double remaining = helper_counter(isolate, helper); remaining > 0;
       remaining--) {
    Value result;
    TRY_BOOL(Iterator_step_js(isolate, &record, &result));
    if (Value_is_the_hole(result)) return result;
    set_counter(isolate, helper, remaining - 1);
  }
  Value value;
  TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
  return value;
}

static Value step_flat_map_js(Isolate *isolate, JSIteratorHelper *helper) {
  IteratorRecord record = IteratorHelper_record(helper);
  for (;;) {
    Value value;
    if (Value_is_undefined(JSIteratorHelper_inner(helper))) {
      TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
      if (Value_is_the_hole(value)) return value;
      Value mapped = call_back_js(isolate, helper, value);
      IteratorRecord inner;
      if (Value_is_exception(mapped) ||
          !Iterator_get_flattenable_js(isolate, mapped, kRejectPrimitives,
                                       &inner))
        return Iterator_close_on_throw_js(isolate, &record);
      JSIteratorHelper_set_inner(helper, new_inner(isolate, &inner));
    }
    IteratorRecord inner = inner_record(isolate, helper);
    if (!Iterator_step_value_js(isolate, &inner, &value))
      return Iterator_close_on_throw_js(isolate, &record);
    if (!Value_is_the_hole(value)) return value;
    JSIteratorHelper_set_inner(helper, ROOT(undefined_value));
  }
}

static Value step_concat_js(Isolate *isolate, JSIteratorHelper *helper) {
  FixedArray *iterables =
      Value_as_FixedArray(isolate, JSIteratorHelper_underlying(helper));
  for (;;) {
    if (Value_is_undefined(JSIteratorHelper_inner(helper))) {
      int32_t next = (int32_t)helper_counter(isolate, helper);
      if (next >= iterables->length) return ROOT(the_hole);
      set_counter(isolate, helper, next + 2);
      IteratorRecord inner;
      TRY_BOOL(Iterator_get_from_method_js(
          isolate, FixedArray_get_slots(iterables, next + 1),
          FixedArray_get_slots(iterables, next), &inner));
      JSIteratorHelper_set_inner(helper, new_inner(isolate, &inner));
    }
    IteratorRecord inner = inner_record(isolate, helper);
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &inner, &value));
    if (!Value_is_the_hole(value)) return value;
    JSIteratorHelper_set_inner(helper, ROOT(undefined_value));
  }
}

// The next value, the_hole at the end.
static Value step_js(Isolate *isolate, JSIteratorHelper *helper) {
  switch ((HelperKind)helper->kind) {
    case kHelperMap:
    case kHelperFilter:
      return step_map_js(isolate, helper);
    case kHelperTake:
      return step_take_js(isolate, helper);
    case kHelperDrop:
      return step_drop_js(isolate, helper);
    case kHelperFlatMap:
      return step_flat_map_js(isolate, helper);
    case kHelperConcat:
      return step_concat_js(isolate, helper);
    case kHelperChunks:
      return IteratorHelper_step_chunks_js(isolate, helper);
    case kHelperWindows:
      return IteratorHelper_step_windows_js(isolate, helper);
    case kHelperZip:
      return IteratorHelper_step_zip_js(isolate, helper);
  }
  return ROOT(the_hole);
}

static Value done_result(Isolate *isolate) {
  return Value_from_object(
      IterResult_new(isolate, ROOT(undefined_value), true));
}

static bool check_not_running(Isolate *isolate,
                              const JSIteratorHelper *helper) {
  if (helper->state != kHelperRunning) return true;
  Value sentinel =
      Throw_type_error(isolate, kMessageGeneratorRunning, ROOT(undefined_value),
                       ROOT(undefined_value));
  (void)sentinel;
  return false;
}

static JSIteratorHelper *this_helper(Isolate *isolate, Value receiver,
                                     const char *method) {
  if (!Value_is_JSIteratorHelper(isolate, receiver)) {
    Value sentinel = Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(isolate, method)), receiver);
    (void)sentinel;
    return NULL;
  }
  JSIteratorHelper *helper = Value_as_JSIteratorHelper(isolate, receiver);
  return check_not_running(isolate, helper) ? helper : NULL;
}

// One step of a helper that is not running.
static Value advance_js(Isolate *isolate, JSIteratorHelper *helper) {
  if (helper->state == kHelperClosed) return ROOT(the_hole);
  helper->state = kHelperRunning;
  Value value = step_js(isolate, helper);
  bool ended = Value_is_exception(value) || Value_is_the_hole(value);
  helper->state = ended ? kHelperClosed : kHelperYielded;
  return value;
}

// ECMA-262 #sec-%iteratorhelperprototype%.next
Value Builtin_IteratorHelperPrototypeNext(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  JSIteratorHelper *helper =
      this_helper(isolate, argv[0], "Iterator Helper.prototype.next");
  if (helper == NULL) return ROOT(exception);
  Value value = advance_js(isolate, helper);
  if (Value_is_exception(value)) return value;
  if (Value_is_the_hole(value)) return done_result(isolate);
  return Value_from_object(IterResult_new(isolate, value, false));
}

bool IteratorHelper_step_value_js(Isolate *isolate, JSIteratorHelper *helper,
                                  Value *value) {
  // Helpers can lie on each other without end.
  if (!Execution_serve_interrupts_js(isolate)) return false;
  if (Isolate_native_stack_exhausted(isolate)) {
    *value = Isolate_throw_stack_overflow(isolate);
    return false;
  }
  if (!check_not_running(isolate, helper)) return false;
  *value = advance_js(isolate, helper);
  return !Value_is_exception(*value);
}

// ECMA-262 #sec-%iteratorhelperprototype%.return
Value Builtin_IteratorHelperPrototypeReturn(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  JSIteratorHelper *helper =
      this_helper(isolate, argv[0], "Iterator Helper.prototype.return");
  if (helper == NULL) return ROOT(exception);
  if (helper->state == kHelperClosed) return done_result(isolate);
  bool started = helper->state != kHelperStart;
  helper->state = started ? kHelperRunning : kHelperClosed;
  bool ok = true;
  IteratorRecord record = IteratorHelper_record(helper);
  if (helper->kind == kHelperZip) {
    ok = IteratorHelper_close_zip_js(isolate, helper);
  } else if (Value_is_FixedArray(isolate, JSIteratorHelper_inner(helper))) {
    IteratorRecord inner = inner_record(isolate, helper);
    ok = Iterator_close_js(isolate, &inner);
    if (!ok && helper->kind == kHelperFlatMap)
      Iterator_close_on_throw_js(isolate, &record);
  }
  if (ok && helper->kind != kHelperConcat && helper->kind != kHelperZip)
    ok = Iterator_close_js(isolate, &record);
  helper->state = kHelperClosed;
  return ok ? done_result(isolate) : ROOT(exception);
}

// ---- Iterator.from ----

// ECMA-262 #sec-iterator.from
Value Builtin_IteratorFrom(Isolate *isolate, int64_t argc, Value *argv) {
  IteratorRecord record;
  TRY_BOOL(Iterator_get_flattenable_js(isolate, argv[1],
                                       kIterateStringPrimitives, &record));
  bool inherits;
  TRY_BOOL(Object_ordinary_has_instance_js(
      isolate, INTRINSIC(isolate, iterator_function), record.iterator,
      &inherits));
  if (inherits) return record.iterator;
  JSWrappedIterator *wrapper = (JSWrappedIterator *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, wrap_for_valid_iterator_map));
  JSWrappedIterator_set_underlying(wrapper, record.iterator);
  JSWrappedIterator_set_next_method(wrapper, record.next_method);
  return Value_from_object(wrapper);
}

// ECMA-262 #sec-%wrapforvaliditeratorprototype%.next
Value Builtin_WrapForValidIteratorNext(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  if (!Value_is_JSWrappedIterator(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(
            isolate, "%WrapForValidIteratorPrototype%.next")),
        argv[0]);
  JSWrappedIterator *wrapper = Value_as_JSWrappedIterator(isolate, argv[0]);
  return Execution_call0_js(isolate, JSWrappedIterator_next_method(wrapper),
                            JSWrappedIterator_underlying(wrapper));
}

// ECMA-262 #sec-%wrapforvaliditeratorprototype%.return
Value Builtin_WrapForValidIteratorReturn(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  if (!Value_is_JSWrappedIterator(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(
            isolate, "%WrapForValidIteratorPrototype%.return")),
        argv[0]);
  Value iterator = JSWrappedIterator_underlying(
      Value_as_JSWrappedIterator(isolate, argv[0]));
  Value method = TRY(Object_get_method_js(isolate, iterator,
                                          ROOT_KEY(isolate, return_string)));
  if (Value_is_undefined(method)) return done_result(isolate);
  return Execution_call0_js(isolate, method, iterator);
}

void Bootstrap_install_iterator_helpers(Isolate *isolate) {
  static const FunctionSpec kHelperFunctions[] = {
      METHOD("next", IteratorHelperPrototypeNext, 0),
      METHOD("return", IteratorHelperPrototypeReturn, 0),
  };
  static const FunctionSpec kWrapFunctions[] = {
      METHOD("next", WrapForValidIteratorNext, 0),
      METHOD("return", WrapForValidIteratorReturn, 0),
  };
  Value parent = INTRINSIC(isolate, iterator_prototype);
  JSObject *prototype = JSObject_new_with_prototype(isolate, parent);
  Bootstrap_install_functions(isolate, prototype, kHelperFunctions,
                              ARRAY_LENGTH(kHelperFunctions));
  Bootstrap_set_to_string_tag(isolate, prototype, "Iterator Helper");
  Bootstrap_new_instance_map(isolate, kClassJSIteratorHelper, prototype,
                             kNativeSlot_iterator_helper_map);
  JSObject *wrap = JSObject_new_with_prototype(isolate, parent);
  Bootstrap_install_functions(isolate, wrap, kWrapFunctions,
                              ARRAY_LENGTH(kWrapFunctions));
  Bootstrap_new_instance_map(isolate, kClassJSWrappedIterator, wrap,
                             kNativeSlot_wrap_for_valid_iterator_map);
}
