// SPDX-License-Identifier: MIT
//
// for-in, and the iteration protocol as bytecode uses it.
#include "engine/bytecode/call-site.h"
#include "engine/builtins/array-iterator.h"
#include "engine/builtins/array-plain.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/async-from-sync-iterator.h"
#include "engine/interpreter/execution.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/protectors.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"

// ---- for-in ----

// The keys to visit, as a FixedArray.
Value Runtime_ForInEnumerate(Isolate *isolate, Value object) {
  if (Value_is_null_or_undefined(object)) return ROOT(empty_fixed_array);
  Value receiver = TRY(Object_to_object_js(isolate, object));
  Map *map =
      Object_for_in_map(isolate, Value_as_JSReceiver(isolate, receiver));
  if (map) return Value_from_object(map);
  FixedArray *keys = Object_for_in_keys_js(
      isolate, Value_as_JSReceiver(isolate, receiver));
  return keys ? Value_from_object(keys) : ROOT(exception);
}

// Whether a key found at the beginning is still there.
Value Runtime_ForInHasProperty(Isolate *isolate, Value object, Value key) {
  Value receiver = TRY(Object_to_object_js(isolate, object));
  PropertyKey property;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key, &property));
  bool has;
  TRY_BOOL(Object_has_property_js(
      isolate, Value_as_JSReceiver(isolate, receiver), property, &has));
  return Value_from_bool(has);
}

// ---- Iterators ----

// What is iterated as the program wrote it, or else its value.
static Value throw_not_iterable(Isolate *isolate, bool is_async,
                                Value object) {
  CallSite site = CallSite_find(isolate, kCallSiteIterable);
  if (Value_is_undefined(site.text)) {
    if (!is_async) return Throw_not_iterable(isolate, object);
    site.text = Message_default_call_site(isolate, object);
  }
  MessageTemplate message =
      is_async ? (site.is_call ? kMessageNotCallableOrAsyncIterable
                               : kMessageNotAsyncIterable)
               : (site.is_call ? kMessageNotCallableOrIterable
                               : kMessageNotIterable);
  return Throw_type_error(isolate, message, site.text, ROOT(undefined_value));
}

// The method that iterates what is spread in an array literal.
static Value spread_method_js(Isolate *isolate, Value iterable) {
  if (Value_is_null_or_undefined(iterable))
    return throw_not_iterable(isolate, false, iterable);
  Value method = TRY(Object_get_js(isolate, iterable,
                                   ROOT_KEY(isolate, iterator_symbol)));
  return Object_is_callable(isolate, method)
             ? method : throw_not_iterable(isolate, false, iterable);
}

Value Runtime_GetIterator(Isolate *isolate, Value object) {
  // An array whose iteration is the original one: no lookup can be seen.
  if (Protector_is_intact(isolate, kProtectorArrayIterator) &&
      JSArray_is_pristine(isolate, object))
    return ArrayIterator_new(isolate, object, kIterateValues);
  if (Value_is_null_or_undefined(object))
    return throw_not_iterable(isolate, false, object);
  Value method = TRY(Object_get_method_js(
      isolate, object, ROOT_KEY(isolate, iterator_symbol)));
  if (!Object_is_callable(isolate, method))
    return throw_not_iterable(isolate, false, object);
  Value iterator = TRY(Execution_call0_js(isolate, method, object));
  if (!Value_is_JSReceiver(isolate, iterator))
    return Throw_type_error(isolate, kMessageSymbolIteratorInvalid,
                            ROOT(undefined_value), ROOT(undefined_value));
  return iterator;
}

// Without the iterator's `next`, which compiled code reads itself.
Value Runtime_GetAsyncIterator(Isolate *isolate, Value object) {
  if (Value_is_null_or_undefined(object))
    return throw_not_iterable(isolate, true, object);
  Value method = TRY(Object_get_method_js(
      isolate, object, ROOT_KEY(isolate, async_iterator_symbol)));
  if (!Value_is_undefined(method)) {
    Value iterator = TRY(Execution_call0_js(isolate, method, object));
    if (Value_is_JSReceiver(isolate, iterator)) return iterator;
    return Throw_type_error(isolate, kMessageSymbolAsyncIteratorInvalid,
                            ROOT(undefined_value), ROOT(undefined_value));
  }
  method = TRY(Object_get_method_js(isolate, object,
                                    ROOT_KEY(isolate, iterator_symbol)));
  if (Value_is_undefined(method))
    return throw_not_iterable(isolate, true, object);
  IteratorRecord sync, record;
  TRY_BOOL(Iterator_get_from_method_js(isolate, object, method, &sync));
  TRY_BOOL(AsyncFromSyncIterator_new_js(isolate, &sync, &record));
  return record.iterator;
}

Value Runtime_IteratorClose(Isolate *isolate, Value iterator) {
  IteratorRecord record = {.iterator = iterator,
                           .next_method = ROOT(undefined_value)};
  TRY_BOOL(Iterator_close_js(isolate, &record));
  return ROOT(undefined_value);
}

// Whatever `return` does, the exception that is under way goes on.
Value Runtime_IteratorCloseAfterThrow(Isolate *isolate, Value iterator) {
  Value method = Object_get_method_js(isolate, iterator,
                                      ROOT_KEY(isolate, return_string));
  if (!Value_is_exception(method) && !Value_is_undefined(method))
    method = Execution_call0_js(isolate, method, iterator);
  if (Value_is_exception(method)) {
    if (isolate->terminating) return ROOT(exception);
    isolate->pending_exception = ROOT(the_hole);
  }
  return ROOT(undefined_value);
}

Value Runtime_CreateIterResultObject(Isolate *isolate, Value value,
                                     Value done) {
  return Value_from_object(IterResult_new(isolate, Isolate_box(isolate, value),
                                          Value_is_true(done)));
}

Value Runtime_CreateArrayFromIterable(Isolate *isolate, Value iterable) {
  if (Array_is_iterated_by_index(isolate, iterable)) {
    const JSArray *array = Value_as_JSArray(isolate, iterable);
    if (JSArray_length_number(array) <= kMaxListLength)
      return Value_from_object(Array_copy_dense(isolate, array));
  }
  Value method = TRY(spread_method_js(isolate, iterable));
  FixedArray *list = Iterable_to_list_js(isolate, iterable, method);
  if (list == NULL) return ROOT(exception);
  return Value_from_object(
      JSArray_new_from_elements(isolate, list, list->length));
}

Value Runtime_AppendSpread(Isolate *isolate, Value array, Value index,
                           Value iterable) {
  int32_t length;
  if (Array_is_iterated_by_index(isolate, iterable)) {
    JSArray *plain = Array_writable_plain(isolate, array, &length);
    if (plain != NULL && Value_equals(index, Value_from_smi(length)) &&
        Array_append_plain(isolate, plain, length,
                           Value_as_JSArray(isolate, iterable)))
      return JSArray_length(plain);
  }
  Value method = TRY(spread_method_js(isolate, iterable));
  FixedArray *list = Iterable_to_list_js(isolate, iterable, method);
  if (list == NULL) return ROOT(exception);
  uint32_t at = (uint32_t)Value_number(isolate, index);
  JSArray *target = Value_as_JSArray(isolate, array);
  // Elisions before the spread leave the length behind the index.
  bool is_dense =
      Value_equals(JSArray_length(target), Value_from_uint32(at));
  for (int32_t i = 0; i < list->length; i++, at++) {
    Value value = FixedArray_get_slots(list, i);
    if (is_dense)
      JSArray_push(isolate, target, value);
    else
      JSObject_define_data(isolate, (JSObject *)target,
                           PropertyKey_from_index(at), value, kNone);
  }
  return Value_from_uint32(at);
}
