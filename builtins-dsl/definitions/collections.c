// SPDX-License-Identifier: MIT
//
// Map and Set: get, has, set, add, delete and size, entirely in stubs that a
// call jumps to. They find a key by the usual hash; the C builtins do the rest,
// from the start: other receivers, tables with a keyed hash, keys that are
// fractions or BigInts, strings whose hash nobody asked for yet or that have
// the hash of another key, and whatever makes a table of another size.
//
// None of it runs user code or depends on the realm, and nothing is written
// before all that may fail was tried: so going to C is not observable.
#include "builtins-dsl/definitions/collections.h"

int collection_entry_slots(OrderedHashKind kind) {
  return kind == kOrderedHashMap ? 3 : 2;
}

TOrderedHashMap collection_table(Assembler *a, TValue collection,
                                 OrderedHashKind kind, Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, collection), otherwise);
  csa_goto_unless(
      a,
      csa_is_type(a, collection,
                  kind == kOrderedHashMap ? JS_MAP_TYPE : JS_SET_TYPE),
      otherwise);
  return AS(OrderedHashMap,
            csa_load_JSCollection_table(a, AS(JSCollection, collection)));
}

TInt32 collection_buckets(Assembler *a, TOrderedHashMap table) {
  return csa_load_OrderedHashTable_number_of_buckets(
      a, AS(OrderedHashTable, table));
}

TInt32 collection_used(Assembler *a, TOrderedHashMap table) {
  TOrderedHashTable header = AS(OrderedHashTable, table);
  return csa_int32_add(
      a, csa_load_OrderedHashTable_number_of_elements(a, header),
      csa_load_OrderedHashTable_number_of_deleted(a, header));
}

TRaw collection_entry(Assembler *a, TOrderedHashMap table, TInt32 buckets,
                      TInt32 entry, OrderedHashKind kind) {
  TInt64 slot = csa_int64_add(
      a, csa_uint32_to_int64(a, buckets),
      csa_int64_mul(a, csa_uint32_to_int64(a, entry),
                    csa_int64(a, collection_entry_slots(kind))));
  return csa_OrderedHashMap_slots_address(a, table, slot);
}

// ---- Looking for a key ----

typedef struct Search {
  OrderedHashKind kind;
  TOrderedHashMap table;
  TInt32 buckets;
  VariableValue key;   // canonical: what is compared, and stored
  VariableRaw bucket;  // the slot of its chain's head
  VariableRaw entry;   // found: the address of its key's slot
  // Where it goes. At `unhashed` there is no bucket: a receiver without
  // identity hash is in no table.
  Label *found, *absent, *unhashed, *slow;
} Search;

static Search new_search(Assembler *a, TValue collection, TValue key,
                         OrderedHashKind kind, Label *slow) {
  TOrderedHashMap table = collection_table(a, collection, kind, slow);
  TInt32 seed =
      csa_load_OrderedHashTable_seed(a, AS(OrderedHashTable, table));
  csa_goto_unless(a, csa_int32_equal(a, seed, csa_int32(a, 0)), slow);
  return (Search){
      .kind = kind,
      .table = table,
      .buckets = collection_buckets(a, table),
      .key = csa_variable_Value(a, key),
      .bucket = csa_variable_Raw(a, csa_null(a)),
      .entry = csa_variable_Raw(a, csa_null(a)),
      .slow = slow,
  };
}

// OrderedHash_mix of the bits says which bucket.
static void set_bucket(Assembler *a, const Search *search, TInt32 bits) {
  TInt64 product = csa_int64_mul(a, csa_uint32_to_int64(a, bits),
                                 csa_int64(a, (int64_t)kOrderedHashFactor));
  TInt32 hash = csa_int64_to_int32(a, csa_int64_shr(a, product, 32));
  TInt32 index = csa_int32_and(
      a, hash, csa_int32_sub(a, search->buckets, csa_int32(a, 1)));
  csa_set_Raw(a, search->bucket,
              csa_OrderedHashMap_slots_address(
                  a, search->table, csa_uint32_to_int64(a, index)));
}

// The identity hash that a receiver has.
static TInt32 existing_hash(Assembler *a, const Search *search,
                            TValue receiver) {
  LABEL(elsewhere, kUnlikely);
  LABEL(done, kNormal);
  TValue properties =
      csa_load_JSReceiver_properties_or_hash(a, AS(JSReceiver, receiver));
  VariableInt32 hash = csa_variable_Int32(a, csa_int32(a, 0));
  csa_goto_unless(a, csa_is_smi_not_double(a, properties), &elsewhere);
  csa_set_Int32(a, hash, csa_smi_untag(a, csa_value_as_smi(a, properties)));
  csa_goto(a, &done);
  csa_bind(a, &elsewhere);
  csa_goto_if(a, csa_is_root(a, properties, empty_fixed_array),
              search->unhashed);
  csa_goto_unless(
      a,
      csa_has_map(a, properties, csa_root_as(a, Map, property_array_map)),
      search->slow);
  TInt32 stored = csa_load_PropertyArray_hash(a, AS(PropertyArray, properties));
  csa_goto_if(a, csa_int32_equal(a, stored, csa_int32(a, 0)),
              search->unhashed);
  csa_set_Int32(a, hash, stored);
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Int32(a, hash);
}

// Walks the chain. hash: of a string, as every string in the table has one;
// another object with the same word there may be an equal string. NULL: of a
// key that is equal only to itself. Chains as only an attack makes them are
// the runtime's, which rebuilds the table.
static void walk_chain(Assembler *a, const Search *search,
                       const TInt32 *string_hash) {
  LABEL(loop, kNormal);
  LABEL(object, kNormal);
  LABEL(next, kNormal);
  TTagged key = csa_value_to_tagged(a, csa_get_Value(a, search->key));
  TTagged head = csa_load_tagged(a, csa_get_Raw(a, search->bucket), 0);
  VariableSmi entry = csa_variable_Smi(a, (TSmi){head.node});
  VariableInt32 steps = csa_variable_Int32(a, csa_int32(a, 0));
  csa_bind(a, &loop);
  TSmi index = csa_get_Smi(a, entry);
  csa_goto_if(a, csa_smi_less(a, index, csa_smi_constant(a, 0)),
              search->absent);
  TRaw at = collection_entry(a, search->table, search->buckets,
                             csa_smi_untag(a, index), search->kind);
  csa_set_Raw(a, search->entry, at);
  TTagged candidate = csa_load_tagged(a, at, 0);
  csa_goto_if(a, csa_tagged_equal(a, candidate, key), search->found);
  if (string_hash != NULL) {
    TValue other = csa_tagged_to_value(a, candidate);
    csa_branch(a, csa_is_smi_not_double(a, other), &next, &object);
    csa_bind(a, &object);
    TInt32 word = csa_load_Name_raw_hash(a, AS(Name, other));
    csa_goto_if(a, csa_int32_equal(a, word, *string_hash), search->slow);
  }
  csa_goto(a, &next);
  csa_bind(a, &next);
  TInt32 count = csa_int32_add(a, csa_get_Int32(a, steps), csa_int32(a, 1));
  csa_goto_if(
      a, csa_int32_less(a, csa_int32(a, kOrderedHashSuspiciousSteps), count),
      search->slow);
  csa_set_Int32(a, steps, count);
  int link = (collection_entry_slots(search->kind) - 1) * kTaggedSize;
  csa_set_Smi(a, entry, (TSmi){csa_load_tagged(a, at, link).node});
  csa_goto(a, &loop);
}

// Goes on at one of the search's labels.
static void find_key(Assembler *a, const Search *search) {
  LABEL(smi, kNormal);
  LABEL(not_smi, kNormal);
  LABEL(object, kNormal);
  LABEL(string, kNormal);
  LABEL(symbol, kUnlikely);
  LABEL(receiver, kNormal);
  LABEL(identity, kNormal);
  VariableInt32 bits = csa_variable_Int32(a, csa_int32(a, 0));
  TValue key = csa_get_Value(a, search->key);
  csa_branch(a, csa_is_smi(a, key), &smi, &not_smi);
  csa_bind(a, &smi);
  TSmi small = csa_value_as_smi(a, csa_get_Value(a, search->key));
  csa_set_Int32(a, bits, csa_smi_untag(a, small));
  csa_goto(a, &identity);

  csa_bind(a, &not_smi);
  csa_goto_if(a, csa_is_heap_object(a, key), &object);
  // #sec-canonicalizekeyedcollectionkey; and an integral double is its Smi.
  TValue number = csa_number_to_value(a, csa_value_as_float64(a, key));
  csa_set_Value(a, search->key, number);
  csa_goto_unless(a, csa_is_smi(a, number), search->slow);
  csa_goto(a, &smi);

  csa_bind(a, &object);
  TInt32 type = csa_load_instance_type(a, key);
  TBool is_string =
      csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE));
  csa_goto_if(a, is_string, &string);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
      &receiver);
  csa_goto_if(a, csa_int32_equal(a, type, csa_int32(a, SYMBOL_TYPE)), &symbol);
  csa_goto_unless(a, csa_int32_equal(a, type, csa_int32(a, ODDBALL_TYPE)),
                  search->slow);
  csa_set_Int32(a, bits, csa_int64_to_int32(a, csa_value_to_bits(a, key)));
  csa_goto(a, &identity);
  csa_bind(a, &symbol);
  csa_set_Int32(a, bits, csa_load_Name_raw_hash(a, AS(Name, key)));
  csa_goto(a, &identity);
  csa_bind(a, &receiver);
  csa_set_Int32(a, bits, existing_hash(a, search, key));
  csa_goto(a, &identity);

  csa_bind(a, &identity);
  set_bucket(a, search, csa_get_Int32(a, bits));
  walk_chain(a, search, NULL);
  csa_bind(a, &string);
  TInt32 hash = csa_load_Name_raw_hash(a, AS(Name, key));
  csa_goto_if(a, csa_int32_equal(a, hash, csa_int32(a, 0)), search->slow);
  set_bucket(a, search, hash);
  walk_chain(a, search, &hash);
}

// ---- The methods ----

static void check_argument_count(Assembler *a, int count, Label *slow) {
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, count)), slow);
}

// ECMA-262 #sec-map.prototype.get
ENTRY_STUB(MapPrototypeGet) {
  LABEL(found, kNormal);
  LABEL(absent, kUnlikely);
  LABEL(slow, kDeferred);
  check_argument_count(a, 1, &slow);
  Search search = new_search(a, csa_receiver(a), csa_argument(a, 0),
                             kOrderedHashMap, &slow);
  search.found = &found;
  search.absent = search.unhashed = &absent;
  find_key(a, &search);
  csa_bind(a, &found);
  TTagged value =
      csa_load_tagged(a, csa_get_Raw(a, search.entry), kTaggedSize);
  return_from_entry(a, csa_tagged_to_value(a, value));
  csa_bind(a, &absent);
  return_from_entry(a, csa_undefined(a));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

static void define_has(Assembler *a, OrderedHashKind kind) {
  LABEL(found, kNormal);
  LABEL(absent, kNormal);
  LABEL(slow, kDeferred);
  check_argument_count(a, 1, &slow);
  Search search =
      new_search(a, csa_receiver(a), csa_argument(a, 0), kind, &slow);
  search.found = &found;
  search.absent = search.unhashed = &absent;
  find_key(a, &search);
  csa_bind(a, &found);
  return_from_entry(a, csa_root(a, true_value));
  csa_bind(a, &absent);
  return_from_entry(a, csa_root(a, false_value));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
// ECMA-262 #sec-map.prototype.has
ENTRY_STUB(MapPrototypeHas) { define_has(a, kOrderedHashMap); }
// ECMA-262 #sec-set.prototype.has
ENTRY_STUB(SetPrototypeHas) { define_has(a, kOrderedHashSet); }

// Adds an entry for the key at the table's end, or goes to slow: there must be
// room.
static void append_entry(Assembler *a, const Search *search, TTagged value) {
  TInt32 used = collection_used(a, search->table);
  TInt32 capacity = csa_int32_mul(a, search->buckets,
                                  csa_int32(a, kOrderedHashEntriesPerBucket));
  csa_goto_unless(a, csa_int32_less(a, used, capacity), search->slow);
  TRaw at = collection_entry(a, search->table, search->buckets, used,
                             search->kind);
  TRaw bucket = csa_get_Raw(a, search->bucket);
  int slots = collection_entry_slots(search->kind);
  csa_store_tagged(a, at, 0,
                   csa_value_to_tagged(a, csa_get_Value(a, search->key)));
  if (search->kind == kOrderedHashMap)
    csa_store_tagged(a, at, kTaggedSize, value);
  csa_store_tagged(a, at, (slots - 1) * kTaggedSize,
                   csa_load_tagged(a, bucket, 0));
  csa_store_tagged(a, bucket, 0, (TTagged){csa_smi_tag(a, used).node});
  csa_write_barrier(a, AS(Value, search->table));
  TOrderedHashTable header = AS(OrderedHashTable, search->table);
  csa_store_OrderedHashTable_number_of_elements(
      a, header,
      csa_int32_add(a,
                    csa_load_OrderedHashTable_number_of_elements(a, header),
                    csa_int32(a, 1)));
}

// ECMA-262 #sec-map.prototype.set
ENTRY_STUB(MapPrototypeSet) {
  LABEL(found, kNormal);
  LABEL(absent, kNormal);
  LABEL(slow, kDeferred);
  check_argument_count(a, 2, &slow);
  Search search = new_search(a, csa_receiver(a), csa_argument(a, 0),
                             kOrderedHashMap, &slow);
  search.found = &found;
  search.absent = &absent;
  search.unhashed = &slow;
  TTagged value = csa_box_inline(a, csa_argument(a, 1), &slow);
  find_key(a, &search);
  csa_bind(a, &found);
  csa_store_tagged(a, csa_get_Raw(a, search.entry), kTaggedSize, value);
  csa_write_barrier(a, AS(Value, search.table));
  return_from_entry(a, csa_receiver(a));
  csa_bind(a, &absent);
  append_entry(a, &search, value);
  return_from_entry(a, csa_receiver(a));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// ECMA-262 #sec-set.prototype.add
ENTRY_STUB(SetPrototypeAdd) {
  LABEL(found, kNormal);
  LABEL(absent, kNormal);
  LABEL(slow, kDeferred);
  check_argument_count(a, 1, &slow);
  Search search = new_search(a, csa_receiver(a), csa_argument(a, 0),
                             kOrderedHashSet, &slow);
  search.found = &found;
  search.absent = &absent;
  search.unhashed = &slow;
  find_key(a, &search);
  csa_bind(a, &absent);
  append_entry(a, &search, (TTagged){NULL});
  csa_goto(a, &found);
  csa_bind(a, &found);
  return_from_entry(a, csa_receiver(a));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// Leaves a hole where the entry was. A table that would become sparse is the
// runtime's.
static void define_delete(Assembler *a, OrderedHashKind kind) {
  LABEL(found, kNormal);
  LABEL(absent, kNormal);
  LABEL(remove, kNormal);
  LABEL(slow, kDeferred);
  check_argument_count(a, 1, &slow);
  Search search =
      new_search(a, csa_receiver(a), csa_argument(a, 0), kind, &slow);
  search.found = &found;
  search.absent = search.unhashed = &absent;
  find_key(a, &search);
  csa_bind(a, &found);
  TOrderedHashTable header = AS(OrderedHashTable, search.table);
  TInt32 one = csa_int32(a, 1);
  TInt32 left = csa_int32_sub(
      a, csa_load_OrderedHashTable_number_of_elements(a, header), one);
  csa_goto_if(a,
              csa_int32_equal(a, search.buckets,
                              csa_int32(a, kOrderedHashMinBuckets)),
              &remove);
  TInt32 quarter = csa_int32_shr(
      a, csa_int32_mul(a, search.buckets,
                       csa_int32(a, kOrderedHashEntriesPerBucket)),
      csa_int32(a, 2));
  csa_goto_if(a, csa_int32_less(a, left, quarter), &slow);
  csa_goto(a, &remove);
  csa_bind(a, &remove);
  TTagged hole = csa_value_to_tagged(a, csa_root(a, the_hole));
  TRaw at = csa_get_Raw(a, search.entry);
  csa_store_tagged(a, at, 0, hole);
  if (kind == kOrderedHashMap) csa_store_tagged(a, at, kTaggedSize, hole);
  csa_store_OrderedHashTable_number_of_elements(a, header, left);
  csa_store_OrderedHashTable_number_of_deleted(
      a, header,
      csa_int32_add(a, csa_load_OrderedHashTable_number_of_deleted(a, header),
                    one));
  return_from_entry(a, csa_root(a, true_value));
  csa_bind(a, &absent);
  return_from_entry(a, csa_root(a, false_value));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
// ECMA-262 #sec-map.prototype.delete
ENTRY_STUB(MapPrototypeDelete) { define_delete(a, kOrderedHashMap); }
// ECMA-262 #sec-set.prototype.delete
ENTRY_STUB(SetPrototypeDelete) { define_delete(a, kOrderedHashSet); }

static void define_size(Assembler *a, OrderedHashKind kind) {
  LABEL(slow, kDeferred);
  TOrderedHashMap table =
      collection_table(a, csa_receiver(a), kind, &slow);
  TInt32 count = csa_load_OrderedHashTable_number_of_elements(
      a, AS(OrderedHashTable, table));
  return_from_entry(a, csa_smi_to_value(a, csa_smi_tag(a, count)));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
// ECMA-262 #sec-get-map.prototype.size
ENTRY_STUB(MapPrototypeSize) { define_size(a, kOrderedHashMap); }
// ECMA-262 #sec-get-set.prototype.size
ENTRY_STUB(SetPrototypeSize) { define_size(a, kOrderedHashSet); }
