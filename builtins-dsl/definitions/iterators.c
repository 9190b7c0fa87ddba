// SPDX-License-Identifier: MIT
//
// The iteration protocol over arrays, Maps and Sets: making their iterators,
// `next`, and closing. What would be looked up on the way is known from the
// object's map, which is the realm's initial one, and from the protectors: they
// fall when @@iterator, `next` or `return` of any object that the lookups pass
// changes (engine/objects/protectors.c). So that nobody can tell.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/collections.h"
#include "engine/builtins/array-iterator.h"
#include "engine/objects/native-context.h"

static void check_initial_map(Assembler *a, TMap map, int slot,
                              uint32_t protector, Label *otherwise) {
  csa_goto_unless(
      a, csa_value_equal(a, AS(Value, map), load_native_slot(a, slot)),
      otherwise);
  check_protectors(a, protector, otherwise);
}

// ---- GetIterator ----

static void dispatch_new_iterator(Assembler *a, TValue iterated, int map_slot,
                                  ArrayIterationKind kind, Label *slow) {
  TMap map = AS(Map, load_native_slot(a, map_slot));
  TValue iterator = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(sizeof(JSIndexedIterator))), map,
      slow);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, iterator),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, iterator),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  TJSIndexedIterator state = AS(JSIndexedIterator, iterator);
  csa_init_JSIndexedIterator_iterated(a, state, iterated);
  csa_init_JSIndexedIterator_next_index(
      a, state, csa_smi_to_value(a, csa_smi_constant(a, 0)));
  csa_init_JSIndexedIterator_kind(a, state, csa_smi_constant(a, kind));
  csa_dispatch(a, iterator);
}

// One of these iterators returns itself.
static void dispatch_own_iterator(Assembler *a, TValue iterator, TMap map,
                                  int map_slot, uint32_t protector,
                                  Label *slow) {
  check_initial_map(a, map, map_slot, protector, slow);
  csa_dispatch(a, iterator);
}

enum { kIterables = 6 };
static const int32_t kIterableTypes[kIterables] = {
    JS_ARRAY_TYPE,          JS_MAP_TYPE,          JS_SET_TYPE,
    JS_ARRAY_ITERATOR_TYPE, JS_MAP_ITERATOR_TYPE, JS_SET_ITERATOR_TYPE};

static TValue table_of(Assembler *a, TValue collection) {
  return csa_load_JSCollection_table(a, AS(JSCollection, collection));
}

// ECMA-262 #sec-getiterator, without `next`, which compiled code reads itself.
BYTECODE_HANDLER(GetIterator) {
  LABEL(slow, kDeferred);
  Label labels[kIterables];
  for (int i = 0; i < kIterables; i++)
    labels[i] = csa_new_label(a, kNormal, "iterable");
  TValue object = csa_load_register(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, object), &slow);
  TMap map = csa_load_map(a, object);
  csa_switch(a, csa_load_Map_instance_type(a, map), &slow, kIterableTypes,
             labels, kIterables);
  csa_bind(a, &labels[0]);
  check_initial_array_map(a, AS(JSArray, object), &slow);
  check_protectors(a, kProtectorArrayIterator, &slow);
  dispatch_new_iterator(a, object, kNativeSlot_array_iterator_map,
                        kIterateValues, &slow);
  csa_bind(a, &labels[1]);
  check_initial_map(a, map, kNativeSlot_map_initial_map, kProtectorMapIterator,
                    &slow);
  dispatch_new_iterator(a, table_of(a, object), kNativeSlot_map_iterator_map,
                        kIterateEntries, &slow);
  csa_bind(a, &labels[2]);
  check_initial_map(a, map, kNativeSlot_set_initial_map, kProtectorSetIterator,
                    &slow);
  dispatch_new_iterator(a, table_of(a, object), kNativeSlot_set_iterator_map,
                        kIterateValues, &slow);
  csa_bind(a, &labels[3]);
  dispatch_own_iterator(a, object, map, kNativeSlot_array_iterator_map,
                        kProtectorArrayIterator, &slow);
  csa_bind(a, &labels[4]);
  dispatch_own_iterator(a, object, map, kNativeSlot_map_iterator_map,
                        kProtectorMapIterator, &slow);
  csa_bind(a, &labels[5]);
  dispatch_own_iterator(a, object, map, kNativeSlot_set_iterator_map,
                        kProtectorSetIterator, &slow);
  csa_bind(a, &slow);
  csa_continue_in_stub(a, GetIterator, object);
}
STUB(GetIterator) {
  csa_save_stub_frame(a);
  TValue object = csa_stub_parameter(a, 0);
  TValue iterator =
      csa_call_runtime_nothrow_n(a, kRuntimeGetIterator, 1, &object);
  csa_finish_stub(a, iterator, iterator);
}

// ---- Closing ----

// ECMA-262 #sec-iteratorclose of a normal completion. These iterators have no
// `return`.
BYTECODE_HANDLER(IteratorClose) {
  LABEL(array, kNormal);
  LABEL(collection, kUnlikely);
  LABEL(map_iterator, kNormal);
  LABEL(set_iterator, kNormal);
  LABEL(slow, kDeferred);
  TValue iterator = csa_load_register(a, 0);
  TMap map = csa_load_map(a, iterator);
  TInt32 type = csa_load_Map_instance_type(a, map);
  csa_branch(a, csa_int32_equal(a, type, csa_int32(a, JS_ARRAY_ITERATOR_TYPE)),
             &array, &collection);
  csa_bind(a, &array);
  check_initial_map(a, map, kNativeSlot_array_iterator_map,
                    kProtectorArrayIterator, &slow);
  csa_dispatch(a, csa_undefined(a));
  csa_bind(a, &collection);
  csa_goto_if(a, csa_int32_equal(a, type, csa_int32(a, JS_MAP_ITERATOR_TYPE)),
              &map_iterator);
  csa_goto_if(a, csa_int32_equal(a, type, csa_int32(a, JS_SET_ITERATOR_TYPE)),
              &set_iterator);
  csa_goto(a, &slow);
  csa_bind(a, &map_iterator);
  check_initial_map(a, map, kNativeSlot_map_iterator_map,
                    kProtectorMapIterator, &slow);
  csa_dispatch(a, csa_undefined(a));
  csa_bind(a, &set_iterator);
  check_initial_map(a, map, kNativeSlot_set_iterator_map,
                    kProtectorSetIterator, &slow);
  csa_dispatch(a, csa_undefined(a));
  csa_bind(a, &slow);
  csa_continue_in_stub(a, IteratorClose, iterator);
}
STUB(IteratorClose) {
  csa_save_stub_frame(a);
  TValue iterator = csa_stub_parameter(a, 0);
  TValue result =
      csa_call_runtime_nothrow_n(a, kRuntimeIteratorClose, 1, &iterator);
  csa_finish_stub(a, result, result);
}

// ---- next ----

// The receiver, of a type. Results are of the current realm, which
// BuiltinEntry sees to where there are several.
static TJSIndexedIterator check_iterator(Assembler *a, int type, Label *slow) {
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), slow);
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), slow);
  csa_goto_unless(a, csa_is_type(a, receiver, type), slow);
  return AS(JSIndexedIterator, receiver);
}

static TBool is_kind(Assembler *a, TJSIndexedIterator iterator,
                     ArrayIterationKind kind) {
  return csa_smi_equal(a, csa_load_JSIndexedIterator_kind(a, iterator),
                       csa_smi_constant(a, kind));
}

// The iterator is done, and stays so.
static void return_last(Assembler *a, TJSIndexedIterator iterator,
                        Label *slow) {
  TValue result = new_last_iter_result(a, slow);
  csa_init_JSIndexedIterator_iterated(a, iterator, csa_undefined(a));
  return_from_entry(a, result);
}

// ECMA-262 #sec-%arrayiteratorprototype%.next
//
// The next value or entry of an array with fast elements. Everything that may
// go wrong is tried before the iterator's state changes.
ENTRY_STUB(ArrayIteratorPrototypeNext) {
  LABEL(pair, kUnlikely);
  LABEL(result, kNormal);
  LABEL(last, kUnlikely);
  LABEL(slow, kDeferred);
  TJSIndexedIterator iterator =
      check_iterator(a, JS_ARRAY_ITERATOR_TYPE, &slow);
  TJSArray array = csa_cast_fast_array(
      a, csa_load_JSIndexedIterator_iterated(a, iterator), &slow);
  TSmi index = csa_cast_Smi(
      a, csa_load_JSIndexedIterator_next_index(a, iterator), &slow);
  csa_goto_unless(a, csa_smi_below(a, index, array_length(a, array)), &last);
  TBool is_keys = is_kind(a, iterator, kIterateKeys);
  csa_goto_if(a, is_keys, &slow);
  TValue element = load_array_element(a, array, smi_as_index(a, index), &slow);
  TTagged boxed = csa_box_inline(a, element, &slow);
  VariableValue item = csa_variable_Value(a, csa_tagged_to_value(a, boxed));
  csa_branch(a, is_kind(a, iterator, kIterateEntries), &pair, &result);
  csa_bind(a, &pair);
  TTagged key = csa_value_to_tagged(a, csa_smi_to_value(a, index));
  csa_set_Value(a, item, new_pair(a, key, boxed, &slow));
  csa_goto(a, &result);
  csa_bind(a, &result);
  TTagged tagged = csa_value_to_tagged(a, csa_get_Value(a, item));
  TValue step = new_iter_result(a, tagged, &slow);
  TSmi next = csa_smi_add(a, index, csa_smi_constant(a, 1));
  csa_init_JSIndexedIterator_next_index(a, iterator, csa_smi_to_value(a, next));
  return_from_entry(a, step);
  csa_bind(a, &last);
  return_last(a, iterator, &slow);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// The entry's key, value or both, as the iterator's kind says.
static TTagged entry_item(Assembler *a, TJSIndexedIterator iterator, TRaw entry,
                          OrderedHashKind kind, Label *slow) {
  LABEL(entries, kNormal);
  LABEL(one, kNormal);
  LABEL(values, kNormal);
  LABEL(done, kNormal);
  TTagged key = csa_load_tagged(a, entry, 0);
  TTagged value = kind == kOrderedHashMap
                      ? csa_load_tagged(a, entry, kTaggedSize)
                      : key;
  VariableValue item = csa_variable_Value(a, csa_tagged_to_value(a, key));
  csa_branch(a, is_kind(a, iterator, kIterateEntries), &entries, &one);
  csa_bind(a, &entries);
  csa_set_Value(a, item, new_pair(a, key, value, slow));
  csa_goto(a, &done);
  csa_bind(a, &one);
  csa_branch(a, is_kind(a, iterator, kIterateValues), &values, &done);
  csa_bind(a, &values);
  csa_set_Value(a, item, csa_tagged_to_value(a, value));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_value_to_tagged(a, csa_get_Value(a, item));
}

// The next live entry. Of a table that was replaced, the C builtin finds the
// successor, and the iterator has that from then on.
static void define_collection_next(Assembler *a, int type,
                                   OrderedHashKind kind) {
  LABEL(loop, kNormal);
  LABEL(live, kNormal);
  LABEL(last, kUnlikely);
  LABEL(slow, kDeferred);
  TJSIndexedIterator iterator = check_iterator(a, type, &slow);
  TValue iterated = csa_load_JSIndexedIterator_iterated(a, iterator);
  // Once it is done.
  csa_goto_if(a, csa_is_undefined(a, iterated), &slow);
  TOrderedHashMap table = AS(OrderedHashMap, iterated);
  TValue successor = csa_load_OrderedHashTable_next_table(
      a, AS(OrderedHashTable, table));
  csa_goto_unless(a, csa_is_undefined(a, successor), &slow);
  TSmi start = csa_cast_Smi(
      a, csa_load_JSIndexedIterator_next_index(a, iterator), &slow);
  VariableInt32 index = csa_variable_Int32(a, csa_smi_untag(a, start));
  TInt32 buckets = collection_buckets(a, table);
  TInt32 used = collection_used(a, table);
  csa_bind(a, &loop);
  TInt32 at = csa_get_Int32(a, index);
  csa_goto_unless(a, csa_int32_less(a, at, used), &last);
  TRaw entry = collection_entry(a, table, buckets, at, kind);
  csa_set_Int32(a, index, csa_int32_add(a, at, csa_int32(a, 1)));
  TValue key = csa_tagged_to_value(a, csa_load_tagged(a, entry, 0));
  csa_branch(a, csa_is_root(a, key, the_hole), &loop, &live);
  csa_bind(a, &live);
  TTagged item = entry_item(a, iterator, entry, kind, &slow);
  TValue result = new_iter_result(a, item, &slow);
  csa_init_JSIndexedIterator_next_index(
      a, iterator,
      csa_smi_to_value(a, csa_smi_tag(a, csa_get_Int32(a, index))));
  return_from_entry(a, result);
  csa_bind(a, &last);
  return_last(a, iterator, &slow);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
// ECMA-262 #sec-%mapiteratorprototype%.next
ENTRY_STUB(MapIteratorPrototypeNext) {
  define_collection_next(a, JS_MAP_ITERATOR_TYPE, kOrderedHashMap);
}
// ECMA-262 #sec-%setiteratorprototype%.next
ENTRY_STUB(SetIteratorPrototypeNext) {
  define_collection_next(a, JS_SET_ITERATOR_TYPE, kOrderedHashSet);
}
