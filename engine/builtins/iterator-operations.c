// SPDX-License-Identifier: MIT
//
// Operations on iterators; see the header.
#include "engine/builtins/iterator-operations.h"

#include "engine/builtins/array-iterator.h"
#include "engine/builtins/array-operations.h"
#include "engine/builtins/array-plain.h"
#include "engine/base/unicode.h"
#include "engine/builtins/async-from-sync-iterator.h"
#include "engine/builtins/builtin-ids.h"
#include "engine/objects/js-array.h"
#include "engine/objects/ordered-hash-table.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"

bool Iterator_get_direct_js(Isolate *isolate, JSReceiver *object,
                            IteratorRecord *record) {
  record->iterator = Value_from_object(object);
  record->done = false;
  record->next_method = Object_get_name_js(
      isolate, record->iterator, ROOT_OBJECT(isolate, Name, next_string));
  return !Value_is_exception(record->next_method);
}

static bool throw_message(Isolate *isolate, MessageTemplate message,
                          Value argument) {
  Value sentinel =
      Throw_type_error(isolate, message, argument, ROOT(undefined_value));
  (void)sentinel;
  return false;
}

bool Iterator_get_from_method_js(Isolate *isolate, Value object, Value method,
                                 IteratorRecord *record) {
  Value iterator = Execution_call0_js(isolate, method, object);
  if (Value_is_exception(iterator)) return false;
  if (!Value_is_JSReceiver(isolate, iterator))
    return throw_message(isolate, kMessageSymbolIteratorInvalid, iterator);
  return Iterator_get_direct_js(isolate,
                                Value_as_JSReceiver(isolate, iterator), record);
}

static bool throw_not_iterable(Isolate *isolate, Value object) {
  (void)Throw_not_iterable(isolate, object);
  return false;
}

bool Iterator_get_js(Isolate *isolate, Value object, IteratorRecord *record) {
  // GetMethod, with the message for what is not iterable.
  if (Value_is_null_or_undefined(object))
    return throw_not_iterable(isolate, object);
  Value method = Object_get_js(isolate, object,
                               ROOT_KEY(isolate, iterator_symbol));
  if (Value_is_exception(method)) return false;
  if (!Object_is_callable(isolate, method))
    return throw_not_iterable(isolate, object);
  return Iterator_get_from_method_js(isolate, object, method, record);
}

bool Iterator_get_async_js(Isolate *isolate, Value object,
                           IteratorRecord *record) {
  if (Value_is_null_or_undefined(object))
    return throw_message(isolate, kMessageNotAsyncIterable, object);
  Value method = Object_get_method_js(
      isolate, object, ROOT_KEY(isolate, async_iterator_symbol));
  if (Value_is_exception(method)) return false;
  if (!Value_is_undefined(method)) {
    Value iterator = Execution_call0_js(isolate, method, object);
    if (Value_is_exception(iterator)) return false;
    if (!Value_is_JSReceiver(isolate, iterator))
      return throw_message(isolate, kMessageSymbolAsyncIteratorInvalid,
                           iterator);
    return Iterator_get_direct_js(
        isolate, Value_as_JSReceiver(isolate, iterator), record);
  }
  method = Object_get_method_js(isolate, object,
                                ROOT_KEY(isolate, iterator_symbol));
  if (Value_is_exception(method)) return false;
  if (Value_is_undefined(method))
    return throw_message(isolate, kMessageNotAsyncIterable, object);
  IteratorRecord sync;
  return Iterator_get_from_method_js(isolate, object, method, &sync) &&
         AsyncFromSyncIterator_new_js(isolate, &sync, record);
}

bool Iterator_get_flattenable_js(Isolate *isolate, Value object,
                                 FlattenPrimitives primitives,
                                 IteratorRecord *record) {
  // 1. If obj is not an Object, then: only strings, where wanted.
  if (!Value_is_JSReceiver(isolate, object) &&
      (primitives == kRejectPrimitives || !Value_is_String(isolate, object)))
    return throw_message(isolate, kMessageCalledOnNonObject,
                         Value_from_object(String_new_ascii(
                             isolate, "Iterator.from")));
  Value method = Object_get_method_js(isolate, object,
                                      ROOT_KEY(isolate, iterator_symbol));
  if (Value_is_exception(method)) return false;
  Value iterator = object;
  if (!Value_is_undefined(method)) {
    iterator = Execution_call0_js(isolate, method, object);
    if (Value_is_exception(iterator)) return false;
  }
  if (!Value_is_JSReceiver(isolate, iterator))
    return throw_message(isolate, kMessageSymbolIteratorInvalid, iterator);
  return Iterator_get_direct_js(isolate,
                                Value_as_JSReceiver(isolate, iterator), record);
}

Value Iterator_next_js(Isolate *isolate, IteratorRecord *record) {
  Value result =
      Execution_call0_js(isolate, record->next_method, record->iterator);
  if (Value_is_exception(result)) {
    record->done = true;
    return result;
  }
  if (!Value_is_JSReceiver(isolate, result)) {
    record->done = true;
    return Throw_type_error(isolate, kMessageIteratorResultNotAnObject, result,
                            ROOT(undefined_value));
  }
  return result;
}

bool Iterator_complete_js(Isolate *isolate, Value result, bool *done) {
  Value value = Object_get_name_js(isolate, result,
                                   ROOT_OBJECT(isolate, Name, done_string));
  if (Value_is_exception(value)) return false;
  *done = Object_to_boolean(isolate, value);
  return true;
}

bool Iterator_step_js(Isolate *isolate, IteratorRecord *record, Value *result) {
  *result = Iterator_next_js(isolate, record);
  if (Value_is_exception(*result)) return false;
  bool done;
  if (!Iterator_complete_js(isolate, *result, &done)) {
    record->done = true;
    return false;
  }
  if (done) {
    record->done = true;
    *result = ROOT(the_hole);
  }
  return true;
}

// The builtin that a function is, or kBuiltinNone.
static BuiltinId builtin_of(const Isolate *isolate, Value function) {
  if (!Value_is_JSFunction(isolate, function)) return kBuiltinNone;
  Value data = SharedFunctionInfo_function_data(
      JSFunction_shared(Value_as_JSFunction(isolate, function)));
  return Value_is_smi(data) ? (BuiltinId)Value_smi(data) : kBuiltinNone;
}

typedef enum DirectStep { kStepped, kStepThrew, kStepUnknown } DirectStep;

// The result object of an original `next` cannot be seen by anyone.
static DirectStep step_directly_js(Isolate *isolate,
                                   const IteratorRecord *record, Value *value) {
  Value iterator = record->iterator;
  bool ok = true;
  // Iterators of other classes, and of other realms, throw and make results as
  // their `next` says.
  if (isolate->realm_count > 1) return kStepUnknown;
  switch (builtin_of(isolate, record->next_method)) {
    case kBuiltinArrayIteratorPrototypeNext:
      if (!Value_is_JSArrayIterator(isolate, iterator)) return kStepUnknown;
      ok = ArrayIterator_step_js(
          isolate, Value_as_JSArrayIterator(isolate, iterator), value);
      break;
    case kBuiltinMapIteratorPrototypeNext:
      if (!Value_is_JSMapIterator(isolate, iterator)) return kStepUnknown;
      CollectionIterator_step(
          isolate, Value_as_JSIndexedIterator(isolate, iterator), value);
      break;
    case kBuiltinSetIteratorPrototypeNext:
      if (!Value_is_JSSetIterator(isolate, iterator)) return kStepUnknown;
      CollectionIterator_step(
          isolate, Value_as_JSIndexedIterator(isolate, iterator), value);
      break;
    case kBuiltinGeneratorPrototypeNext:
      if (!Value_is_JSGeneratorObject(isolate, iterator)) return kStepUnknown;
      ok = Generator_step_js(
          isolate, Value_as_JSGeneratorObject(isolate, iterator), value);
      break;
    case kBuiltinIteratorHelperPrototypeNext:
      if (!Value_is_JSIteratorHelper(isolate, iterator)) return kStepUnknown;
      ok = IteratorHelper_step_value_js(
          isolate, Value_as_JSIteratorHelper(isolate, iterator), value);
      break;
    default:
      return kStepUnknown;
  }
  return ok ? kStepped : kStepThrew;
}

bool Iterator_step_value_js(Isolate *isolate, IteratorRecord *record,
                            Value *value) {
  DirectStep step = step_directly_js(isolate, record, value);
  if (step != kStepUnknown) {
    if (step == kStepThrew || Value_is_the_hole(*value)) record->done = true;
    return step == kStepped;
  }
  Value result;
  if (!Iterator_step_js(isolate, record, &result)) return false;
  *value = result;
  if (Value_is_the_hole(result)) return true;
  *value = Object_get_name_js(isolate, result,
                              ROOT_OBJECT(isolate, Name, value_string));
  if (!Value_is_exception(*value)) return true;
  record->done = true;
  return false;
}

bool Iterator_close_js(Isolate *isolate, const IteratorRecord *record) {
  Value method = Object_get_method_js(isolate, record->iterator,
                                      ROOT_KEY(isolate, return_string));
  if (Value_is_exception(method)) return false;
  if (Value_is_undefined(method)) return true;
  Value result = Execution_call0_js(isolate, method, record->iterator);
  if (Value_is_exception(result)) return false;
  if (!Value_is_JSReceiver(isolate, result))
    return throw_message(isolate, kMessageIteratorResultNotAnObject, result);
  return true;
}

Value Iterator_close_on_throw_js(Isolate *isolate,
                                 const IteratorRecord *record) {
  if (isolate->terminating) return ROOT(exception);
  Value exception = isolate->pending_exception;
  Value message = isolate->pending_message;
  isolate->pending_exception = ROOT(the_hole);
  Value method = Object_get_method_js(isolate, record->iterator,
                                      ROOT_KEY(isolate, return_string));
  if (!Value_is_exception(method) && !Value_is_undefined(method)) {
    Value ignored = Execution_call0_js(isolate, method, record->iterator);
    (void)ignored;
  }
  // 5. If completion is a throw completion, return ? completion: what closing
  // threw is dropped, unless JavaScript is being ended.
  if (isolate->terminating) return ROOT(exception);
  isolate->pending_exception = exception;
  isolate->pending_message = message;
  return ROOT(exception);
}

// ---- Lists of what nobody can see iterated ----

// Has the realm's initial map for its class: neither properties of its own nor
// another prototype.
static bool has_initial_map(const Isolate *isolate, Value value,
                            NativeContextIndex slot) {
  if (!Value_is_heap_object(value)) return false;
  const Map *map = HeapObject_map(Value_object(isolate, value));
  return Value_equals(NativeContext_get(Isolate_native_context(isolate), slot),
                      Value_from_object(map));
}

// Keys of a Set, or [key, value] pairs of a Map.
static FixedArray *list_collection(Isolate *isolate, Value collection,
                                   OrderedHashKind kind) {
  const JSCollection *object =
      (const JSCollection *)Value_object(isolate, collection);
  OrderedHashCursor cursor = {
      (OrderedHashMap *)Value_object(isolate, JSCollection_table(object)), 0};
  ValueList list;
  ValueList_init(&list, isolate, 16);
  for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
    Value key = OrderedHash_key_at(cursor.table, cursor.index);
    if (kind == kOrderedHashMap) {
      Value pair[2] = {key,
                       OrderedHash_value_at(cursor.table, cursor.index)};
      key = Value_from_object(JSArray_new_from_values(isolate, pair, 2));
    }
    ValueList_add(&list, key);
  }
  return ValueList_to_elements(&list);
}

// The code points of a string, each a string.
static FixedArray *list_code_points(Isolate *isolate, String *string) {
  FlatString flat = String_flatten(isolate, string);
  ValueList list;
  ValueList_init(&list, isolate, flat.length < 1024 ? flat.length : 1024);
  for (int32_t i = 0; i < flat.length; i++) {
    uint16_t unit = FlatString_at(&flat, i);
    String *point;
    if (Unicode_is_lead_surrogate(unit) && i + 1 < flat.length &&
        Unicode_is_trail_surrogate(FlatString_at(&flat, i + 1))) {
      uint16_t pair[2] = {unit, FlatString_at(&flat, ++i)};
      point = String_new_two_byte(isolate, pair, 2);
    } else {
      point = String_from_char_code(isolate, unit);
    }
    ValueList_add(&list, Value_from_object(point));
  }
  return ValueList_to_elements(&list);
}

// The list at once; NULL where iterating may be observed.
static FixedArray *list_unobserved(Isolate *isolate, Value iterable) {
  FixedArray *values = JSArray_values_or_null(isolate, iterable);
  if (values != NULL) return values;
  if (Protector_is_intact(isolate, kProtectorSetIterator) &&
      has_initial_map(isolate, iterable, kNativeSlot_set_initial_map))
    return list_collection(isolate, iterable, kOrderedHashSet);
  if (Protector_is_intact(isolate, kProtectorMapIterator) &&
      has_initial_map(isolate, iterable, kNativeSlot_map_initial_map))
    return list_collection(isolate, iterable, kOrderedHashMap);
  if (Protector_is_intact(isolate, kProtectorStringIterator) &&
      Value_is_String(isolate, iterable))
    return list_code_points(isolate, Value_as_String(isolate, iterable));
  return NULL;
}

// Whether that is what the iterable's own way of iterating is.
static bool is_usual_method(Isolate *isolate, Value iterable, Value method) {
  if (Value_is_the_hole(method)) return true;
  if (Value_is_JSArray(isolate, iterable))
    return Value_equals(method, INTRINSIC(isolate, array_prototype_values));
  // With the protectors intact and an initial map, GetMethod had no choice.
  return true;
}

FixedArray *Iterable_to_list_js(Isolate *isolate, Value iterable,
                                Value method) {
  if (is_usual_method(isolate, iterable, method)) {
    FixedArray *values = list_unobserved(isolate, iterable);
    if (values) return values;
  }
  ValueList list;
  IteratorRecord record;
  bool started = Value_is_the_hole(method)
                     ? Iterator_get_js(isolate, iterable, &record)
                     : Iterator_get_from_method_js(isolate, iterable, method,
                                                   &record);
  if (!started) return NULL;
  ValueList_init(&list, isolate, 16);
  for (;;) {
    Value value;
    if (!Iterator_step_value_js(isolate, &record, &value)) return NULL;
    if (Value_is_the_hole(value)) break;
    ValueList_add(&list, value);
  }
  return ValueList_to_elements(&list);
}

bool Array_is_iterated_by_index(Isolate *isolate, Value value) {
  if (!Value_is_JSArray(isolate, value)) return false;
  JSReceiver *array = Value_as_JSReceiver(isolate, value);
  if (!Array_is_plain(isolate, array)) return false;
  if (Protector_is_intact(isolate, kProtectorArrayIterator)) return true;
  JSReceiver *prototype =
      INTRINSIC_OBJECT(isolate, JSReceiver, array_prototype);
  JSReceiver *iterator_prototype =
      INTRINSIC_OBJECT(isolate, JSReceiver, array_iterator_prototype);
  return Value_equals(
             JSReceiver_get_own_data(isolate, prototype,
                                     ROOT_OBJECT(isolate, Name,
                                                 iterator_symbol)),
             INTRINSIC(isolate, array_prototype_values)) &&
         Value_equals(
             JSReceiver_get_own_data(isolate, iterator_prototype,
                                     ROOT_OBJECT(isolate, Name, next_string)),
             INTRINSIC(isolate, array_iterator_next));
}
