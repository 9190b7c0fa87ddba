// SPDX-License-Identifier: MIT
//
// Iterator: the constructor, the prototypes of iterators, and the methods that
// consume one (reduce, toArray, ...). Lazy helpers: iterator-helpers.c.
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/promise.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-iterator-constructor
Value Builtin_IteratorConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return Throw_type_error(isolate, kMessageConstructorNotFunction,
                            ROOT(Iterator_string), ROOT(undefined_value));
  if (Value_equals(new_target, Builtin_function(argv)))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Abstract class Iterator not directly constructable");
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_iterator_initial_map);
  return object ? Value_from_object(object) : ROOT(exception);
}

static bool check_receiver(Isolate *isolate, Value receiver,
                           const char *method) {
  if (Value_is_JSReceiver(isolate, receiver)) return true;
  Value sentinel = Throw_type_error(
      isolate, kMessageCalledOnNonObject,
      Value_from_object(String_new_ascii(isolate, method)),
      ROOT(undefined_value));
  (void)sentinel;
  return false;
}

// Checks receiver and callback, then #sec-getiteratordirect. A callback that is
// not callable closes the iterator.
static bool start_js(Isolate *isolate, const Value *argv, const char *method,
                     IteratorRecord *record) {
  if (!check_receiver(isolate, argv[0], method)) return false;
  if (!Builtin_check_callable(isolate, argv[1])) {
    *record = (IteratorRecord){argv[0], ROOT(undefined_value), false};
    Iterator_close_on_throw_js(isolate, record);
    return false;
  }
  return Iterator_get_direct_js(isolate, Value_as_JSReceiver(isolate, argv[0]),
                                record);
}

// ECMA-262 #sec-iterator.prototype.toarray
Value Builtin_IteratorPrototypeToArray(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  TRY_BOOL(check_receiver(isolate, argv[0], "Iterator.prototype.toArray"));
  IteratorRecord record;
  TRY_BOOL(Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]), &record));
  ValueList list;
  ValueList_init(&list, isolate, 16);
  for (;;) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value))
      return Value_from_object(ValueList_to_array(&list));
    ValueList_add(&list, value);
  }
}

typedef enum Consumer { kForEach, kSome, kEvery, kFind } Consumer;

// The consumers that call back with (value, counter).
static Value consume_js(Isolate *isolate, const Value *argv, Consumer consumer,
                        const char *method) {
  IteratorRecord record;
  TRY_BOOL(start_js(isolate, argv, method, &record));
  for (double counter = 0;; counter++) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) break;
    Value arguments[2] = {value, Value_from_number(counter)};
    Value result = Execution_call_js(isolate, argv[1], ROOT(undefined_value), 2,
                                     arguments);
    if (Value_is_exception(result))
      return Iterator_close_on_throw_js(isolate, &record);
    if (consumer == kForEach) continue;
    bool stop = Object_to_boolean(isolate, result) == (consumer != kEvery);
    if (!stop) continue;
    TRY_BOOL(Iterator_close_js(isolate, &record));
    return consumer == kFind ? value : Value_from_bool(consumer == kSome);
  }
  if (consumer == kForEach || consumer == kFind) return ROOT(undefined_value);
  return Value_from_bool(consumer == kEvery);
}

// ECMA-262 #sec-iterator.prototype.foreach
Value Builtin_IteratorPrototypeForEach(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return consume_js(isolate, argv, kForEach, "Iterator.prototype.forEach");
}
// ECMA-262 #sec-iterator.prototype.some
Value Builtin_IteratorPrototypeSome(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return consume_js(isolate, argv, kSome, "Iterator.prototype.some");
}
// ECMA-262 #sec-iterator.prototype.every
Value Builtin_IteratorPrototypeEvery(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return consume_js(isolate, argv, kEvery, "Iterator.prototype.every");
}
// ECMA-262 #sec-iterator.prototype.find
Value Builtin_IteratorPrototypeFind(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return consume_js(isolate, argv, kFind, "Iterator.prototype.find");
}

// The number of elements that includes skips; false when it threw.
static bool skipped_elements(Isolate *isolate, Value argument, double *count) {
  *count = 0;
  if (Value_is_undefined(argument)) return true;
  bool is_number = Value_is_number(isolate, argument);
  double number = is_number ? Value_number(isolate, argument) : 0;
  if (!is_number || number != number ||
      (__builtin_trunc(number) != number && !__builtin_isinf(number))) {
    (void)Throw_text(isolate, kErrorTypeTypeError,
                     "skippedElements must be an integral number");
    return false;
  }
  *count = number;
  if (number >= 0 && (number <= kMaxSafeInteger || __builtin_isinf(number)))
    return true;
  (void)Throw_range_error(isolate, kMessageMustBePositive, argument);
  return false;
}

// ECMA-262 #sec-iterator.prototype.includes
Value Builtin_IteratorPrototypeIncludes(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  TRY_BOOL(check_receiver(isolate, argv[0], "Iterator.prototype.includes"));
  IteratorRecord record = {argv[0], ROOT(undefined_value), false};
  double to_skip;
  if (!skipped_elements(isolate, argv[2], &to_skip))
    return Iterator_close_on_throw_js(isolate, &record);
  TRY_BOOL(Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]), &record));
  for (double skipped = 0;;) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) return ROOT(false_value);
    if (skipped < to_skip) {
      skipped++;
    } else if (Object_same_value_zero(isolate, value, argv[1])) {
      TRY_BOOL(Iterator_close_js(isolate, &record));
      return ROOT(true_value);
    }
  }
}

// ECMA-262 #sec-iterator.prototype.reduce
Value Builtin_IteratorPrototypeReduce(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  IteratorRecord record;
  TRY_BOOL(start_js(isolate, argv, "Iterator.prototype.reduce", &record));
  Value accumulator = argv[2];
  double counter = 0;
  if (argc < 2) {
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &accumulator));
    if (Value_is_the_hole(accumulator))
      return Throw_text(isolate, kErrorTypeTypeError,
                        "Reduce of a done iterator with no initial value");
    counter = 1;
  }
  for (;; counter++) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) return accumulator;
    Value arguments[3] = {accumulator, value, Value_from_number(counter)};
    accumulator = Execution_call_js(isolate, argv[1], ROOT(undefined_value), 3,
                                    arguments);
    if (Value_is_exception(accumulator))
      return Iterator_close_on_throw_js(isolate, &record);
  }
}

// ECMA-262 #sec-iterator.prototype-%symbol.dispose%
Value Builtin_IteratorPrototypeDispose(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  Value method = TRY(Object_get_method_js(isolate, argv[0],
                                          ROOT_KEY(isolate, return_string)));
  if (!Value_is_undefined(method))
    TRY(Execution_call0_js(isolate, method, argv[0]));
  return ROOT(undefined_value);
}

static Value reject_with_pending(Isolate *isolate, JSPromise *promise) {
  if (isolate->terminating) return ROOT(exception);
  Value reason = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  Promise_reject(isolate, promise, reason);
  return Value_from_object(promise);
}

// ECMA-262 #sec-%asynciteratorprototype%-%symbol.asyncdispose%
Value Builtin_AsyncIteratorPrototypeAsyncDispose(Isolate *isolate, int64_t argc,
                                                 Value *argv) {
  JSPromise *promise = Promise_new(isolate);
  Value method = Object_get_method_js(isolate, argv[0],
                                      ROOT_KEY(isolate, return_string));
  if (Value_is_exception(method)) return reject_with_pending(isolate, promise);
  if (Value_is_undefined(method)) {
    Promise_fulfill(isolate, promise, ROOT(undefined_value));
    return Value_from_object(promise);
  }
  Value result = Execution_call0_js(isolate, method, argv[0]);
  if (Value_is_exception(result)) return reject_with_pending(isolate, promise);
  Value wrapper = Promise_from_value_js(
      isolate, INTRINSIC(isolate, promise_function), result);
  if (Value_is_exception(wrapper)) return reject_with_pending(isolate, promise);
  Value undefined = ROOT(undefined_value);
  Value unwrap = Value_from_object(
      BuiltinClosure_new(isolate, kBuiltinPromiseValueThunk, 0, &undefined, 1));
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, wrapper), unwrap,
                       undefined, Value_from_object(promise));
  return Value_from_object(promise);
}

// ---- The accessors constructor and @@toStringTag ----

Value Builtin_IteratorPrototypeGetConstructor(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  return INTRINSIC(isolate, iterator_function);
}
Value Builtin_IteratorPrototypeGetToStringTag(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  return ROOT(Iterator_string);
}

// ECMA-262 #sec-SetterThatIgnoresPrototypeProperties
static Value set_ignoring_prototype_js(Isolate *isolate, const Value *argv,
                                       PropertyKey key) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Iterator.prototype setter called on non-object");
  if (Value_equals(argv[0], INTRINSIC(isolate, iterator_prototype)))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Cannot assign to this property of Iterator.prototype");
  JSReceiver *object = Value_as_JSReceiver(isolate, argv[0]);
  PropertyDescriptor descriptor;
  bool found, success;
  TRY_BOOL(
      Object_get_own_property_js(isolate, object, key, &descriptor, &found));
  if (found) {
    TRY_BOOL(Object_set_js(isolate, argv[0], key, argv[1], kThrowOnError));
  } else {
    TRY_BOOL(Object_create_data_property_js(isolate, object, key, argv[1],
                                            kThrowOnError, &success));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-iterator.prototype.constructor
Value Builtin_IteratorPrototypeSetConstructor(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  return set_ignoring_prototype_js(isolate, argv,
                                   ROOT_KEY(isolate, constructor_string));
}
// ECMA-262 #sec-iterator.prototype-%symbol.tostringtag%
Value Builtin_IteratorPrototypeSetToStringTag(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  return set_ignoring_prototype_js(isolate, argv,
                                   ROOT_KEY(isolate, to_string_tag_symbol));
}

static void install_prototypes(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("reduce", IteratorPrototypeReduce, 1),
      METHOD("toArray", IteratorPrototypeToArray, 0),
      METHOD("forEach", IteratorPrototypeForEach, 1),
      METHOD("some", IteratorPrototypeSome, 1),
      METHOD("every", IteratorPrototypeEvery, 1),
      METHOD("find", IteratorPrototypeFind, 1),
      METHOD("includes", IteratorPrototypeIncludes, 1),
      METHOD("chunks", IteratorPrototypeChunks, 1),
      METHOD("windows", IteratorPrototypeWindows, 1),
      METHOD("filter", IteratorPrototypeFilter, 1),
      METHOD("map", IteratorPrototypeMap, 1),
      METHOD("take", IteratorPrototypeTake, 1),
      METHOD("drop", IteratorPrototypeDrop, 1),
      METHOD("flatMap", IteratorPrototypeFlatMap, 1),
      METHOD("@@iterator", ReturnReceiver, 0),
      METHOD("@@dispose", IteratorPrototypeDispose, 0),
      ACCESSOR("@@toStringTag", IteratorPrototypeGetToStringTag,
               IteratorPrototypeSetToStringTag),
      ACCESSOR("constructor", IteratorPrototypeGetConstructor,
               IteratorPrototypeSetConstructor),
  };
  static const FunctionSpec kAsyncFunctions[] = {
      METHOD("@@asyncIterator", ReturnReceiver, 0),
      METHOD("@@asyncDispose", AsyncIteratorPrototypeAsyncDispose, 0),
  };
  NativeContext *context = Isolate_native_context(isolate);
  JSObject *prototype =
      INTRINSIC_OBJECT(isolate, JSObject, iterator_prototype);
  Bootstrap_install_functions(isolate, prototype, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  JSObject *async_prototype = JSObject_new_plain(isolate);
  NativeContext_set(context, kNativeSlot_async_iterator_prototype,
                    Value_from_object(async_prototype));
  Bootstrap_install_functions(isolate, async_prototype, kAsyncFunctions,
                              ARRAY_LENGTH(kAsyncFunctions));
}

void Bootstrap_install_iterator(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("from", IteratorFrom, 1),
      METHOD("concat", IteratorConcat, 0),
      METHOD("zip", IteratorZip, 1),
      METHOD("zipKeyed", IteratorZipKeyed, 1),
  };
  NativeContext *context = Isolate_native_context(isolate);
  JSObject *prototype = JSObject_new_plain(isolate);
  NativeContext_set(context, kNativeSlot_iterator_prototype,
                    Value_from_object(prototype));
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "Iterator", kBuiltinIteratorConstructor, 0, prototype,
      kClassJSOrdinaryObject, kNativeSlot_iterator_initial_map);
  NativeContext_set(context, kNativeSlot_iterator_function,
                    Value_from_object(constructor));
  // `constructor` becomes an accessor: see install_prototypes.
  bool deleted;
  CHECK(Object_delete_js(isolate, (JSReceiver *)prototype,
                         ROOT_KEY(isolate, constructor_string), kDontThrow,
                         &deleted));
  install_prototypes(isolate);
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  Bootstrap_install_iterator_helpers(isolate);
  Bootstrap_install_array_iterator(isolate);
  Bootstrap_install_async_from_sync_iterator(isolate);
}
