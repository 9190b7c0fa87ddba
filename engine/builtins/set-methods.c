// SPDX-License-Identifier: MIT
//
// The Set.prototype methods that combine with any set-like object: union and
// its kin. ECMA-262 #sec-set-records.
#include <math.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/ordered-hash-table.h"
#include "engine/objects/string.h"

// #sec-set-records
typedef struct SetRecord {
  Value object;
  Value has;
  Value keys;
  double size;
} SetRecord;

// #sec-getsetrecord
static bool get_set_record(Isolate *isolate, const char *method, Value object,
                           SetRecord *record) {
  if (!Value_is_JSReceiver(isolate, object)) {
    (void)Throw_type_error(
        isolate, kMessageArgumentIsNonObject,
        Value_from_object(String_new_ascii(isolate, method)),
        ROOT(undefined_value));
    return false;
  }
  Value raw_size =
      Object_get_js(isolate, object, ROOT_KEY(isolate, size_string));
  double size;
  if (Value_is_exception(raw_size) ||
      !Object_to_double_js(isolate, raw_size, &size))
    return false;
  if (size != size) {
    (void)Throw_type_error(isolate, kMessageSizeIsNaN, ROOT(undefined_value),
                           ROOT(undefined_value));
    return false;
  }
  size = trunc(size);
  if (size < 0) {
    (void)Throw_text(isolate, kErrorTypeRangeError,
                     "'%g' is an invalid size", size);
    return false;
  }
  record->object = object;
  record->size = size;
  record->has = Object_get_js(isolate, object, ROOT_KEY(isolate, has_string));
  if (Value_is_exception(record->has)) return false;
  if (!Object_is_callable(isolate, record->has)) {
    (void)Throw_not_callable(isolate, ROOT(has_string));
    return false;
  }
  record->keys = Object_get_js(isolate, object, ROOT_KEY(isolate, keys_string));
  if (Value_is_exception(record->keys)) return false;
  if (!Object_is_callable(isolate, record->keys)) {
    (void)Throw_not_callable(isolate, ROOT(keys_string));
    return false;
  }
  return true;
}

static OrderedHashMap *table_of(Isolate *isolate, Value set) {
  return Value_as_OrderedHashMap(
      isolate, JSCollection_table(Value_as_JSCollection(isolate, set)));
}

static bool is_builtin(const Isolate *isolate, Value function, BuiltinId id) {
  return Value_is_JSFunction(isolate, function) &&
         Value_equals(SharedFunctionInfo_function_data(JSFunction_shared(
                          Value_as_JSFunction(isolate, function))),
                      Value_from_smi((int32_t)id));
}

static bool record_has(Isolate *isolate, const SetRecord *record, Value key,
                       bool *result) {
  if ((Value_is_JSSet(isolate, record->object) &&
       is_builtin(isolate, record->has, kBuiltinSetPrototypeHas)) ||
      (Value_is_JSMap(isolate, record->object) &&
       is_builtin(isolate, record->has, kBuiltinMapPrototypeHas))) {
    // The original method: finds the key, and nothing else happens.
    *result = OrderedHash_find(isolate, table_of(isolate, record->object),
                               key) >= 0;
    return true;
  }
  Value answer =
      Execution_call1_js(isolate, record->has, record->object, key);
  if (Value_is_exception(answer)) return false;
  *result = Object_to_boolean(isolate, answer);
  return true;
}

// #sec-getiteratorfrommethod on the record's keys.
static bool record_keys(Isolate *isolate, const SetRecord *record,
                        IteratorRecord *iterator) {
  Value keys = Execution_call0_js(isolate, record->keys, record->object);
  if (Value_is_exception(keys)) return false;
  if (!Value_is_JSReceiver(isolate, keys)) {
    (void)Throw_text(isolate, kErrorTypeTypeError,
                     "The result of 'keys' must be an object");
    return false;
  }
  return Iterator_get_direct_js(
      isolate, Value_as_JSReceiver(isolate, keys), iterator);
}

static OrderedHashMap *copy_table(Isolate *isolate, Value set) {
  return OrderedHash_copy(isolate, table_of(isolate, set));
}

static Value set_from_table(Isolate *isolate, OrderedHashMap *table) {
  JSCollection *set = (JSCollection *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, set_initial_map));
  JSCollection_set_table(set, Value_from_object(table));
  return Value_from_object(set);
}

static Value canonical(Isolate *isolate, Value key) {
  if (!Value_is_number(isolate, key)) return key;
  return Value_from_number(Value_number(isolate, key) + 0.0);
}

#define SET_METHOD_PROLOGUE(name)                                             \
  if (!Value_is_JSSet(isolate, argv[0]))                                      \
    return Throw_type_error(                                                  \
        isolate, kMessageIncompatibleMethodReceiver,                          \
        Value_from_object(String_new_ascii(isolate, "Set.prototype." name)),  \
        argv[0]);                                                             \
  SetRecord other;                                                            \
  TRY_BOOL(get_set_record(isolate, "Set.prototype." name, argv[1], &other))

// ECMA-262 #sec-set.prototype.union
Value Builtin_SetPrototypeUnion(Isolate *isolate, int64_t argc, Value *argv) {
  SET_METHOD_PROLOGUE("union");
  IteratorRecord keys;
  TRY_BOOL(record_keys(isolate, &other, &keys));
  OrderedHashMap *result = copy_table(isolate, argv[0]);
  for (;;) {
    if (result == NULL) return ROOT(exception);
    Value key;
    TRY_BOOL(Iterator_step_value_js(isolate, &keys, &key));
    if (Value_is_the_hole(key)) return set_from_table(isolate, result);
    result = OrderedHash_put(isolate, result, key, ROOT(undefined_value));
  }
}

// ECMA-262 #sec-set.prototype.intersection
Value Builtin_SetPrototypeIntersection(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  SET_METHOD_PROLOGUE("intersection");
  OrderedHashMap *result = OrderedHash_new(isolate, kOrderedHashSet);
  if (table_of(isolate, argv[0])->number_of_elements <= other.size) {
    OrderedHashCursor cursor = {table_of(isolate, argv[0]), 0};
    for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
      Value key = OrderedHash_key_at(cursor.table, cursor.index);
      bool in_other;
      TRY_BOOL(record_has(isolate, &other, key, &in_other));
      if (!in_other) continue;
      result = OrderedHash_put(isolate, result, key, ROOT(undefined_value));
      if (result == NULL) return ROOT(exception);
    }
    return set_from_table(isolate, result);
  }
  IteratorRecord keys;
  TRY_BOOL(record_keys(isolate, &other, &keys));
  for (;;) {
    Value key;
    TRY_BOOL(Iterator_step_value_js(isolate, &keys, &key));
    if (Value_is_the_hole(key)) return set_from_table(isolate, result);
    key = canonical(isolate, key);
    if (OrderedHash_find(isolate, table_of(isolate, argv[0]), key) < 0)
      continue;
    result = OrderedHash_put(isolate, result, key, ROOT(undefined_value));
    if (result == NULL) return ROOT(exception);
  }
}

static OrderedHashMap *remove_key(Isolate *isolate, OrderedHashMap *table,
                                  Value key) {
  int32_t entry = OrderedHash_find(isolate, table, key);
  return entry < 0 ? table : OrderedHash_remove(isolate, table, entry);
}

// ECMA-262 #sec-set.prototype.difference
Value Builtin_SetPrototypeDifference(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  SET_METHOD_PROLOGUE("difference");
  OrderedHashMap *result = copy_table(isolate, argv[0]);
  if (table_of(isolate, argv[0])->number_of_elements <= other.size) {
    // 5.c.i: the elements are those of the copy, which `has` cannot change.
    OrderedHashCursor cursor = {result, 0};
    for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
      Value key = OrderedHash_key_at(cursor.table, cursor.index);
      bool in_other;
      TRY_BOOL(record_has(isolate, &other, key, &in_other));
      if (in_other) result = remove_key(isolate, result, key);
    }
    return set_from_table(isolate, result);
  }
  IteratorRecord keys;
  TRY_BOOL(record_keys(isolate, &other, &keys));
  for (;;) {
    Value key;
    TRY_BOOL(Iterator_step_value_js(isolate, &keys, &key));
    if (Value_is_the_hole(key)) return set_from_table(isolate, result);
    result = remove_key(isolate, result, canonical(isolate, key));
  }
}

// ECMA-262 #sec-set.prototype.symmetricdifference
Value Builtin_SetPrototypeSymmetricDifference(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  SET_METHOD_PROLOGUE("symmetricDifference");
  IteratorRecord keys;
  TRY_BOOL(record_keys(isolate, &other, &keys));
  OrderedHashMap *result = copy_table(isolate, argv[0]);
  for (;;) {
    if (result == NULL) return ROOT(exception);
    Value key;
    TRY_BOOL(Iterator_step_value_js(isolate, &keys, &key));
    if (Value_is_the_hole(key)) return set_from_table(isolate, result);
    key = canonical(isolate, key);
    bool in_result = OrderedHash_find(isolate, result, key) >= 0;
    if (OrderedHash_find(isolate, table_of(isolate, argv[0]), key) >= 0) {
      if (in_result) result = remove_key(isolate, result, key);
    } else if (!in_result) {
      result = OrderedHash_put(isolate, result, key, ROOT(undefined_value));
    }
  }
}

// ECMA-262 #sec-set.prototype.issubsetof
Value Builtin_SetPrototypeIsSubsetOf(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  SET_METHOD_PROLOGUE("isSubsetOf");
  if (table_of(isolate, argv[0])->number_of_elements > other.size)
    return ROOT(false_value);
  OrderedHashCursor cursor = {table_of(isolate, argv[0]), 0};
  for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
    bool in_other;
    TRY_BOOL(record_has(isolate, &other,
                        OrderedHash_key_at(cursor.table, cursor.index),
                        &in_other));
    if (!in_other) return ROOT(false_value);
  }
  return ROOT(true_value);
}

// Reads the other's keys until one is in this set (or is not); then closes.
static Value any_key(Isolate *isolate, Value set, const SetRecord *other,
                     bool wanted_membership, bool result_if_found) {
  IteratorRecord keys;
  TRY_BOOL(record_keys(isolate, other, &keys));
  for (;;) {
    Value key;
    TRY_BOOL(Iterator_step_value_js(isolate, &keys, &key));
    if (Value_is_the_hole(key)) return Value_from_bool(!result_if_found);
    bool is_member =
        OrderedHash_find(isolate, table_of(isolate, set), key) >= 0;
    if (is_member != wanted_membership) continue;
    TRY_BOOL(Iterator_close_js(isolate, &keys));
    return Value_from_bool(result_if_found);
  }
}

// ECMA-262 #sec-set.prototype.issupersetof
Value Builtin_SetPrototypeIsSupersetOf(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  SET_METHOD_PROLOGUE("isSupersetOf");
  if (table_of(isolate, argv[0])->number_of_elements < other.size)
    return ROOT(false_value);
  return any_key(isolate, argv[0], &other, false, false);
}

// ECMA-262 #sec-set.prototype.isdisjointfrom
Value Builtin_SetPrototypeIsDisjointFrom(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  SET_METHOD_PROLOGUE("isDisjointFrom");
  if (table_of(isolate, argv[0])->number_of_elements > other.size)
    return any_key(isolate, argv[0], &other, true, false);
  OrderedHashCursor cursor = {table_of(isolate, argv[0]), 0};
  for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
    bool in_other;
    TRY_BOOL(record_has(isolate, &other,
                        OrderedHash_key_at(cursor.table, cursor.index),
                        &in_other));
    if (in_other) return ROOT(false_value);
  }
  return ROOT(true_value);
}
