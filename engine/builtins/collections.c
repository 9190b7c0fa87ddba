// SPDX-License-Identifier: MIT
//
// Map and Set: ECMA-262 #sec-map-objects, #sec-set-objects, and their iterators.
#include "engine/builtins/array-iterator.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/collection-callback-frame.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/ordered-hash-table.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"

// ---- Receivers ----

static Value throw_incompatible(Isolate *isolate, const char *method,
                                Value receiver) {
  return Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(String_new_ascii(isolate, method)), receiver);
}

#define THIS_MAP(name)                                              \
  if (!Value_is_JSMap(isolate, argv[0]))                            \
    return throw_incompatible(isolate, "Map.prototype." name, argv[0]); \
  JSCollection *self = Value_as_JSCollection(isolate, argv[0])
#define THIS_SET(name)                                              \
  if (!Value_is_JSSet(isolate, argv[0]))                            \
    return throw_incompatible(isolate, "Set.prototype." name, argv[0]); \
  JSCollection *self = Value_as_JSCollection(isolate, argv[0])

static OrderedHashMap *table_of(const JSCollection *collection) {
  return Value_as_OrderedHashMap(Isolate_of(collection),
                                 JSCollection_table(collection));
}

static void set_table(JSCollection *collection, OrderedHashMap *table) {
  JSCollection_set_table(collection, Value_from_object(table));
}

// Adds or replaces. False when it threw.
static bool collection_put(Isolate *isolate, JSCollection *collection,
                           Value key, Value value) {
  OrderedHashMap *old = table_of(collection);
  OrderedHashMap *table = OrderedHash_put(isolate, old, key, value);
  if (table == NULL) return false;
  if (table != old) set_table(collection, table);
  return true;
}

static bool collection_remove(Isolate *isolate, JSCollection *collection,
                              Value key) {
  OrderedHashMap *table = table_of(collection);
  int32_t entry = OrderedHash_find(isolate, table, key);
  if (entry < 0) return false;
  set_table(collection, OrderedHash_remove(isolate, table, entry));
  return true;
}

static JSCollection *new_collection(Isolate *isolate, int map_slot,
                                    OrderedHashKind kind) {
  Value map = NativeContext_get(Isolate_native_context(isolate), map_slot);
  JSCollection *collection = (JSCollection *)JSObject_new_from_map(
      isolate, Value_as_Map(isolate, map));
  set_table(collection, OrderedHash_new(isolate, kind));
  return collection;
}

// ---- Constructors ----

// Key and value (undefined in a set) of an item that can be read without being
// observed; false for others.
static bool read_plain_item(Isolate *isolate, Value item, OrderedHashKind kind,
                            Value pair[2]) {
  pair[0] = item;
  pair[1] = ROOT(undefined_value);
  if (kind == kOrderedHashSet) return true;
  if (!JSArray_is_pristine(isolate, item)) return false;
  const JSObject *entry = (const JSObject *)Value_object(isolate, item);
  if (JSArray_length_number((const JSArray *)entry) < 2) return false;
  for (uint32_t i = 0; i < 2; i++) {
    pair[i] = Elements_get_fast(entry, i);
    if (Value_is_the_hole(pair[i])) return false;
  }
  return true;
}

// Adds items of an array that nobody can observe being iterated, from *index on,
// to the first that has to be read by the rules. Nothing of it runs user code.
// False if the collection became too large.
static bool add_plain_items(Isolate *isolate, JSCollection *collection,
                            Value iterable, OrderedHashKind kind,
                            uint32_t *index) {
  const uint32_t needed = kProtectorArrayIterator | kProtectorNoElements;
  if ((isolate->protector_flags & needed) != needed ||
      !JSArray_is_pristine(isolate, iterable))
    return true;
  const JSObject *array = (const JSObject *)Value_object(isolate, iterable);
  uint32_t length = (uint32_t)JSArray_length_number((const JSArray *)array);
  // Many items may be equal: a large table is left to grow.
  enum { kMostEntries = 512 };
  set_table(collection,
            OrderedHash_new_sized(
                isolate, kind,
                (int32_t)(length < kMostEntries ? length : kMostEntries)));
  for (; *index < length; ++*index) {
    Value item = Elements_get_fast(array, *index);
    if (Value_is_the_hole(item)) item = ROOT(undefined_value);
    Value pair[2];
    if (!read_plain_item(isolate, item, kind, pair)) return true;
    if (!collection_put(isolate, collection, pair[0], pair[1])) return false;
  }
  return true;
}

// #sec-map-iterable, #sec-set-iterable: both but for what an item is.
static Value construct(Isolate *isolate, Value *argv, const char *name,
                       int map_slot, OrderedHashKind kind,
                       BuiltinId original_adder, const void *adder_name) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return Throw_type_error(isolate, kMessageConstructorNotFunction,
                            Value_from_object(String_new_ascii(isolate, name)),
                            ROOT(undefined_value));
  JSObject *object =
      JSObject_new_for_constructor_js(isolate, new_target, map_slot);
  if (object == NULL) return ROOT(exception);
  JSCollection *collection = (JSCollection *)object;
  set_table(collection, OrderedHash_new(isolate, kind));
  Value self = Value_from_object(object);
  if (Value_is_null_or_undefined(argv[1])) return self;

  Value adder = TRY(Object_get_name_js(isolate, self, adder_name));
  if (!Object_is_callable(isolate, adder))
    return Throw_error(isolate, kErrorTypeTypeError,
                       kMessagePropertyNotFunction, adder,
                       Value_from_object(adder_name), self);
  bool direct = Value_is_JSFunction(isolate, adder) &&
                Value_equals(SharedFunctionInfo_function_data(JSFunction_shared(
                                 Value_as_JSFunction(isolate, adder))),
                             Value_from_smi(original_adder));
  uint32_t index = 0;
  if (direct)
    TRY_BOOL(add_plain_items(isolate, collection, argv[1], kind, &index));
  IteratorRecord record;
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &record));
  // An array iterator, if anything was added.
  if (index > 0)
    JSIndexedIterator_set_next_index(
        Value_as_JSIndexedIterator(isolate, record.iterator),
        Value_from_smi((int32_t)index));
  for (;;) {
    Value item;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &item));
    if (Value_is_the_hole(item)) return self;
    Value pair[2] = {item, ROOT(undefined_value)};
    if (kind == kOrderedHashMap) {
      if (!Value_is_JSReceiver(isolate, item)) {
        (void)Throw_type_error(isolate, kMessageIteratorValueNotAnEntry, item,
                               ROOT(undefined_value));
        return Iterator_close_on_throw_js(isolate, &record);
      }
      for (uint32_t i = 0; i < 2; i++) {
        pair[i] = Object_get_js(isolate, item, PropertyKey_from_index(i));
        if (Value_is_exception(pair[i]))
          return Iterator_close_on_throw_js(isolate, &record);
      }
    }
    bool added;
    if (direct) {
      added = collection_put(isolate, collection,
                             pair[0], pair[1]);
    } else {
      added = !Value_is_exception(Execution_call_js(
          isolate, adder, self, kind == kOrderedHashMap ? 2 : 1, pair));
    }
    if (!added) return Iterator_close_on_throw_js(isolate, &record);
  }
}

Value Builtin_MapConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  return construct(isolate, argv, "Map", kNativeSlot_map_initial_map,
                   kOrderedHashMap, kBuiltinMapPrototypeSet,
                   ROOT_OBJECT(isolate, Name, set_string));
}

Value Builtin_SetConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  return construct(isolate, argv, "Set", kNativeSlot_set_initial_map,
                   kOrderedHashSet, kBuiltinSetPrototypeAdd,
                   ROOT_OBJECT(isolate, Name, add_string));
}

Value Builtin_ReturnReceiver(Isolate *isolate, int64_t argc, Value *argv) {
  return argv[0];
}

// ---- Map.prototype ----

Value Builtin_MapPrototypeGet(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_MAP("get");
  int32_t entry = OrderedHash_find(isolate, table_of(self), argv[1]);
  return entry < 0 ? ROOT(undefined_value)
                   : OrderedHash_value_at(table_of(self), entry);
}

Value Builtin_MapPrototypeSet(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_MAP("set");
  TRY_BOOL(collection_put(isolate, self, argv[1],
                          argv[2]));
  return argv[0];
}

Value Builtin_MapPrototypeHas(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_MAP("has");
  return Value_from_bool(
      OrderedHash_find(isolate, table_of(self), argv[1]) >= 0);
}

Value Builtin_MapPrototypeDelete(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_MAP("delete");
  return Value_from_bool(collection_remove(isolate, self, argv[1]));
}

Value Builtin_MapPrototypeClear(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_MAP("clear");
  set_table(self, OrderedHash_clear(isolate, table_of(self)));
  return ROOT(undefined_value);
}

Value Builtin_MapPrototypeSize(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_JSMap(isolate, argv[0]))
    return throw_incompatible(isolate, "get Map.prototype.size", argv[0]);
  THIS_MAP("size");
  return Value_from_smi(table_of(self)->number_of_elements);
}

// ECMA-262 #sec-map.prototype.getorinsert
Value Builtin_MapPrototypeGetOrInsert(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_MAP("getOrInsert");
  int32_t entry = OrderedHash_find(isolate, table_of(self), argv[1]);
  if (entry >= 0) return OrderedHash_value_at(table_of(self), entry);
  TRY_BOOL(collection_put(isolate, self, argv[1],
                          argv[2]));
  return argv[2];
}

static Value throw_not_callable(Isolate *isolate, Value value) {
  return Throw_not_callable(isolate, value);
}

// ECMA-262 #sec-map.prototype.getorinsertcomputed
Value Builtin_MapPrototypeGetOrInsertComputed(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  THIS_MAP("getOrInsertComputed");
  if (!Object_is_callable(isolate, argv[2]))
    return throw_not_callable(isolate, argv[2]);
  Value key = OrderedHash_canonical_key(isolate, argv[1]);
  int32_t entry = OrderedHash_find(isolate, table_of(self), key);
  if (entry >= 0) return OrderedHash_value_at(table_of(self), entry);
  Value value = TRY(
      Execution_call1_js(isolate, argv[2], ROOT(undefined_value), key));
  // The callback may have added the key: this replaces its value.
  TRY_BOOL(collection_put(isolate, self, key, value));
  return value;
}

static Value for_each(Isolate *isolate, JSCollection *self, Value *argv) {
  if (!Object_is_callable(isolate, argv[1]))
    return throw_not_callable(isolate, argv[1]);
  bool is_map = Value_is_JSMap(isolate, argv[0]);
  OrderedHashCursor cursor = {table_of(self), 0};
  for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
    Value key = OrderedHash_key_at(cursor.table, cursor.index);
    Value value =
        is_map ? OrderedHash_value_at(cursor.table, cursor.index) : key;
    Value arguments[3] = {value, key, argv[0]};
    TRY(Execution_call_js(isolate, argv[1], argv[2], 3, arguments));
  }
  return ROOT(undefined_value);
}

Value Builtin_MapPrototypeForEach(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  THIS_MAP("forEach");
  return for_each(isolate, self, argv);
}

_Static_assert(kCollectionCallbackRegisterCount == 3 &&
                   kCollectionCallbackParameters == 3,
               "roots.def has these numbers of the frames");

Value Runtime_FollowCollection(Isolate *isolate) {
  Value *fp = isolate->fp;
  OrderedHashCursor cursor = {
      Value_as_OrderedHashMap(isolate, fp[kCollectionCallbackTable]),
      Value_smi(fp[kCollectionCallbackIndex])};
  OrderedHashCursor_seek(&cursor);
  fp[kCollectionCallbackTable] = Value_from_object(cursor.table);
  fp[kCollectionCallbackIndex] = Value_from_smi(cursor.index);
  return ROOT(undefined_value);
}

// ECMA-262 #sec-map.groupby
Value Builtin_MapGroupBy(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_null_or_undefined(argv[1]))
    return Throw_not_iterable(isolate, argv[1]);
  if (!Object_is_callable(isolate, argv[2]))
    return throw_not_callable(isolate, argv[2]);
  IteratorRecord record;
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &record));
  JSCollection *groups =
      new_collection(isolate, kNativeSlot_map_initial_map, kOrderedHashMap);
  for (int64_t index = 0;; index++) {
    Value item;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &item));
    if (Value_is_the_hole(item)) return Value_from_object(groups);
    Value arguments[2] = {item, Value_from_int64(index)};
    Value key = Execution_call_js(isolate, argv[2], ROOT(undefined_value), 2,
                                  arguments);
    if (Value_is_exception(key))
      return Iterator_close_on_throw_js(isolate, &record);
    int32_t entry = OrderedHash_find(isolate, table_of(groups), key);
    JSArray *group;
    if (entry >= 0) {
      group = Value_as_JSArray(isolate,
                               OrderedHash_value_at(table_of(groups), entry));
    } else {
      group = JSArray_new(isolate, 0);
      TRY_BOOL(
          collection_put(isolate, groups, key, Value_from_object(group)));
    }
    JSArray_push(isolate, group, item);
  }
}

// ---- Set.prototype ----

Value Builtin_SetPrototypeAdd(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_SET("add");
  TRY_BOOL(collection_put(isolate, self, argv[1],
                          ROOT(undefined_value)));
  return argv[0];
}

Value Builtin_SetPrototypeHas(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_SET("has");
  return Value_from_bool(
      OrderedHash_find(isolate, table_of(self), argv[1]) >= 0);
}

Value Builtin_SetPrototypeDelete(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_SET("delete");
  return Value_from_bool(collection_remove(isolate, self, argv[1]));
}

Value Builtin_SetPrototypeClear(Isolate *isolate, int64_t argc, Value *argv) {
  THIS_SET("clear");
  set_table(self, OrderedHash_clear(isolate, table_of(self)));
  return ROOT(undefined_value);
}

Value Builtin_SetPrototypeSize(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_JSSet(isolate, argv[0]))
    return throw_incompatible(isolate, "get Set.prototype.size", argv[0]);
  THIS_SET("size");
  return Value_from_smi(table_of(self)->number_of_elements);
}

Value Builtin_SetPrototypeForEach(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  THIS_SET("forEach");
  return for_each(isolate, self, argv);
}

// ---- Iterators ----

static Value new_iterator(Isolate *isolate, JSCollection *collection,
                          ArrayIterationKind kind, int map_slot) {
  Value map = NativeContext_get(Isolate_native_context(isolate), map_slot);
  JSIndexedIterator *iterator = (JSIndexedIterator *)JSObject_new_from_map(
      isolate, Value_as_Map(isolate, map));
  JSIndexedIterator_set_iterated(iterator, JSCollection_table(collection));
  JSIndexedIterator_set_next_index(iterator, Value_from_smi(0));
  JSIndexedIterator_set_kind(iterator, kind);
  return Value_from_object(iterator);
}

#define ITERATOR_METHOD(Class, CLASS, Name, text, kind, slot)               \
  Value Builtin_##Class##Prototype##Name(Isolate *isolate, int64_t argc,    \
                                         Value *argv) {                     \
    THIS_##CLASS(text);                                                     \
    return new_iterator(isolate, self, kind, slot);                         \
  }
ITERATOR_METHOD(Map, MAP, Keys, "keys", kIterateKeys,
                kNativeSlot_map_iterator_map)
ITERATOR_METHOD(Map, MAP, Values, "values", kIterateValues,
                kNativeSlot_map_iterator_map)
ITERATOR_METHOD(Map, MAP, Entries, "entries", kIterateEntries,
                kNativeSlot_map_iterator_map)
ITERATOR_METHOD(Set, SET, Values, "values", kIterateValues,
                kNativeSlot_set_iterator_map)
ITERATOR_METHOD(Set, SET, Entries, "entries", kIterateEntries,
                kNativeSlot_set_iterator_map)

// #sec-%mapiteratorprototype%.next, #sec-%setiteratorprototype%.next
void CollectionIterator_step(Isolate *isolate, JSIndexedIterator *iterator,
                             Value *result) {
  *result = ROOT(the_hole);
  Value iterated = JSIndexedIterator_iterated(iterator);
  if (Value_is_undefined(iterated)) return;
  OrderedHashCursor cursor = {
      Value_as_OrderedHashMap(isolate, iterated),
      Value_smi(JSIndexedIterator_next_index(iterator))};
  if (!OrderedHashCursor_seek(&cursor)) {
    JSIndexedIterator_set_iterated(iterator, ROOT(undefined_value));
    return;
  }
  JSIndexedIterator_set_iterated(iterator, Value_from_object(cursor.table));
  JSIndexedIterator_set_next_index(iterator, Value_from_smi(cursor.index + 1));
  Value key = OrderedHash_key_at(cursor.table, cursor.index);
  Value value = key;
  if (HeapObject_type((HeapObject *)cursor.table) == ORDERED_HASH_MAP_TYPE)
    value = OrderedHash_value_at(cursor.table, cursor.index);
  *result = value;
  switch ((ArrayIterationKind)JSIndexedIterator_kind(iterator)) {
    case kIterateKeys:
      *result = key;
      break;
    case kIterateValues:
      break;
    case kIterateEntries: {
      Value pair[2] = {key, value};
      *result = Value_from_object(JSArray_new_from_values(isolate, pair, 2));
      break;
    }
  }
}

static Value iterator_next(Isolate *isolate, Value receiver) {
  Value value;
  CollectionIterator_step(
      isolate, Value_as_JSIndexedIterator(isolate, receiver), &value);
  bool done = Value_is_the_hole(value);
  return Value_from_object(
      IterResult_new(isolate, done ? ROOT(undefined_value) : value, done));
}

Value Builtin_MapIteratorPrototypeNext(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  if (!Value_is_JSMapIterator(isolate, argv[0]))
    return throw_incompatible(isolate, "Map Iterator.prototype.next", argv[0]);
  return iterator_next(isolate, argv[0]);
}

Value Builtin_SetIteratorPrototypeNext(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  if (!Value_is_JSSetIterator(isolate, argv[0]))
    return throw_incompatible(isolate, "Set Iterator.prototype.next", argv[0]);
  return iterator_next(isolate, argv[0]);
}

// ---- Installation ----

// %MapIteratorPrototype% and the map of iterators.
static void install_iterator(Isolate *isolate, const char *tag, BuiltinId next,
                             ClassId class_id, int map_slot) {
  const FunctionSpec kNext[] = {{"next", next, 0, kSpecMethod, kBuiltinNone}};
  JSObject *prototype = JSObject_new_with_prototype(
      isolate, INTRINSIC(isolate, iterator_prototype));
  Bootstrap_install_functions(isolate, prototype, kNext, 1);
  Bootstrap_set_to_string_tag(isolate, prototype, tag);
  Bootstrap_new_instance_map(isolate, class_id, prototype, map_slot);
}

void Bootstrap_install_collections(Isolate *isolate) {
  static const FunctionSpec kMapPrototype[] = {
      METHOD("get", MapPrototypeGet, 1),
      METHOD("set", MapPrototypeSet, 2),
      METHOD("has", MapPrototypeHas, 1),
      METHOD("delete", MapPrototypeDelete, 1),
      METHOD("clear", MapPrototypeClear, 0),
      METHOD("entries", MapPrototypeEntries, 0),
      METHOD("forEach", MapPrototypeForEach, 1),
      METHOD("keys", MapPrototypeKeys, 0),
      GETTER("size", MapPrototypeSize),
      METHOD("values", MapPrototypeValues, 0),
      METHOD("getOrInsert", MapPrototypeGetOrInsert, 2),
      METHOD("getOrInsertComputed", MapPrototypeGetOrInsertComputed, 2),
  };
  static const FunctionSpec kSetPrototype[] = {
      METHOD("has", SetPrototypeHas, 1),
      METHOD("add", SetPrototypeAdd, 1),
      METHOD("delete", SetPrototypeDelete, 1),
      METHOD("clear", SetPrototypeClear, 0),
      METHOD("entries", SetPrototypeEntries, 0),
      METHOD("forEach", SetPrototypeForEach, 1),
      GETTER("size", SetPrototypeSize),
      METHOD("values", SetPrototypeValues, 0),
      METHOD("union", SetPrototypeUnion, 1),
      METHOD("intersection", SetPrototypeIntersection, 1),
      METHOD("difference", SetPrototypeDifference, 1),
      METHOD("symmetricDifference", SetPrototypeSymmetricDifference, 1),
      METHOD("isSubsetOf", SetPrototypeIsSubsetOf, 1),
      METHOD("isSupersetOf", SetPrototypeIsSupersetOf, 1),
      METHOD("isDisjointFrom", SetPrototypeIsDisjointFrom, 1),
  };
  static const FunctionSpec kSpecies[] = {
      GETTER("@@species", ReturnReceiver)};
  static const FunctionSpec kMapStatic[] = {METHOD("groupBy", MapGroupBy, 2)};

  install_iterator(isolate, "Map Iterator", kBuiltinMapIteratorPrototypeNext,
                   kClassJSMapIterator, kNativeSlot_map_iterator_map);
  install_iterator(isolate, "Set Iterator", kBuiltinSetIteratorPrototypeNext,
                   kClassJSSetIterator, kNativeSlot_set_iterator_map);

  JSObject *map_prototype = JSObject_new_plain(isolate);
  JSFunction *map = Bootstrap_new_constructor(
      isolate, "Map", kBuiltinMapConstructor, 0, map_prototype, kClassJSMap,
      kNativeSlot_map_initial_map);
  Bootstrap_install_functions(isolate, map_prototype, kMapPrototype,
                              ARRAY_LENGTH(kMapPrototype));
  Bootstrap_alias(isolate, map_prototype, "entries", "@@iterator");
  Bootstrap_set_to_string_tag(isolate, map_prototype, "Map");
  Bootstrap_install_functions(isolate, (JSObject *)map, kSpecies, 1);
  Bootstrap_install_functions(isolate, (JSObject *)map, kMapStatic, 1);

  JSObject *set_prototype = JSObject_new_plain(isolate);
  JSFunction *set = Bootstrap_new_constructor(
      isolate, "Set", kBuiltinSetConstructor, 0, set_prototype, kClassJSSet,
      kNativeSlot_set_initial_map);
  Bootstrap_install_functions(isolate, set_prototype, kSetPrototype,
                              ARRAY_LENGTH(kSetPrototype));
  Bootstrap_alias(isolate, set_prototype, "values", "keys");
  Bootstrap_alias(isolate, set_prototype, "values", "@@iterator");
  Bootstrap_set_to_string_tag(isolate, set_prototype, "Set");
  Bootstrap_install_functions(isolate, (JSObject *)set, kSpecies, 1);
}
