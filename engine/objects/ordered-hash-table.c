// SPDX-License-Identifier: MIT
#include "engine/objects/ordered-hash-table.h"

#include "engine/base/bits.h"
#include "engine/base/keyed-hash.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

enum {
  kMaxBuckets = 1 << 24,
  kNoEntry = -1,
};

// ---- Keys ----

Value OrderedHash_canonical_key(const Isolate *isolate, Value key) {
  if (Value_is_unboxed_double(key))
    return Value_from_number(Value_unboxed_double(key) + 0.0);
  if (Value_is_HeapNumber(isolate, key))
    return Value_from_number(Value_as_HeapNumber(isolate, key)->value + 0.0);
  return key;
}

static uint32_t hash_bigint(const BigInt *bigint) {
  uint32_t hash = bigint->sign;
  for (int32_t i = 0; i < bigint->length; i++)
    hash = OrderedHash_mix(hash ^ (uint32_t)bigint->digits[i] ^
               (uint32_t)(bigint->digits[i] >> 32));
  return hash;
}

// Of a canonical key.
static uint32_t usual_hash(Isolate *isolate, Value key) {
  if (Value_is_smi(key)) return OrderedHash_mix((uint32_t)Value_smi(key));
  if (Value_is_unboxed_double(key))
    return OrderedHash_mix((uint32_t)key.bits ^
                           (uint32_t)(key.bits >> 32) * 31);
  HeapObject *object = Value_object(isolate, key);
  InstanceType type = HeapObject_type(object);
  if (InstanceType_is_name(type))
    return OrderedHash_mix(Name_hash(isolate, (Name *)object));
  if (InstanceType_is_receiver(type))
    return OrderedHash_mix(
        JSReceiver_identity_hash(isolate, (JSReceiver *)object));
  if (type == BIGINT_TYPE) return hash_bigint((const BigInt *)object);
  return OrderedHash_mix((uint32_t)key.bits);  // oddballs: static roots
}

// By what the program that makes the keys can choose; objects' hashes are not.
static uint32_t keyed_hash(Isolate *isolate, Value key, uint32_t seed) {
  if (Value_is_String(isolate, key)) {
    FlatString flat = String_flatten(isolate, Value_as_String(isolate, key));
    return FlatString_keyed_hash(&flat, seed);
  }
  KeyedHash hash;
  KeyedHash_init(&hash, seed);
  if (Value_is_BigInt(isolate, key)) {
    const BigInt *bigint = Value_as_BigInt(isolate, key);
    KeyedHash_add(&hash, bigint->sign);
    for (int32_t i = 0; i < bigint->length; i++)
      KeyedHash_add(&hash, bigint->digits[i]);
  } else if (Value_is_smi(key) || Value_is_unboxed_double(key)) {
    KeyedHash_add(&hash, key.bits);
  } else {
    KeyedHash_add(&hash, usual_hash(isolate, key));
  }
  return KeyedHash_finish(&hash);
}

static uint32_t hash_for(Isolate *isolate, const OrderedHashMap *table,
                         Value key) {
  return UNLIKELY(table->seed != 0) ? keyed_hash(isolate, key, table->seed)
                                    : usual_hash(isolate, key);
}

// How a key is compared with those of a table.
typedef enum KeyKind {
  kKeyIdentity,  // equal ones have the same bits
  kKeyString,    // or the same characters
  kKeyOther,     // doubles, BigInts
} KeyKind;

static KeyKind kind_of_key(Isolate *isolate, Value key) {
  if (Value_is_smi(key)) return kKeyIdentity;
  if (Value_is_unboxed_double(key)) return kKeyOther;
  InstanceType type = HeapObject_type(Value_object(isolate, key));
  if (type < FIRST_NONSTRING_TYPE) return kKeyString;
  return type == BIGINT_TYPE ? kKeyOther : kKeyIdentity;
}

static bool equal_strings(Isolate *isolate, Value candidate, Value key) {
  if (!Value_is_heap_object(candidate)) return false;
  int a = HeapObject_type(Value_object(isolate, candidate));
  int b = HeapObject_type(Value_object(isolate, key));
  if (a >= FIRST_NONSTRING_TYPE ||
      (InstanceType_is_internalized(a) && InstanceType_is_internalized(b)))
    return false;
  return String_equals(isolate, Value_as_String(isolate, candidate),
                       Value_as_String(isolate, key));
}

// ---- Tables ----

static OrderedHashKind kind_of(const OrderedHashMap *table) {
  return HeapObject_type((const HeapObject *)table) == ORDERED_HASH_MAP_TYPE
             ? kOrderedHashMap
             : kOrderedHashSet;
}

static int32_t entry_size(const OrderedHashMap *table) {
  return kind_of(table) == kOrderedHashMap ? 3 : 2;
}

static int32_t slot_of(const OrderedHashMap *table, int32_t entry) {
  return table->number_of_buckets + entry * entry_size(table);
}

static int32_t capacity_of(const OrderedHashMap *table) {
  return table->number_of_buckets * kOrderedHashEntriesPerBucket;
}

static int32_t used_entries(const OrderedHashMap *table) {
  return table->number_of_elements + table->number_of_deleted;
}

static OrderedHashMap *new_table(Isolate *isolate, OrderedHashKind kind,
                                 int32_t buckets) {
  const Map *map = kind == kOrderedHashMap
                       ? ROOT_OBJECT(isolate, Map, ordered_hash_map_map)
                       : ROOT_OBJECT(isolate, Map, ordered_hash_set_map);
  int32_t size = kind == kOrderedHashMap ? 3 : 2;
  int32_t length = buckets + buckets * kOrderedHashEntriesPerBucket * size;
  OrderedHashMap *table =
      (OrderedHashMap *)Heap_new_array(isolate, map, length);
  table->number_of_buckets = buckets;
  for (int32_t i = 0; i < buckets; i++)
    table->slots[i] = Tagged_from_smi(kNoEntry);
  return table;
}

OrderedHashMap *OrderedHash_new(Isolate *isolate, OrderedHashKind kind) {
  return new_table(isolate, kind, kOrderedHashMinBuckets);
}

OrderedHashMap *OrderedHash_new_sized(Isolate *isolate, OrderedHashKind kind,
                                      int32_t entries) {
  int32_t buckets = kOrderedHashMinBuckets;
  while (buckets < kMaxBuckets &&
         buckets * kOrderedHashEntriesPerBucket < entries)
    buckets *= 2;
  return new_table(isolate, kind, buckets);
}

Value OrderedHash_key_at(const OrderedHashMap *table, int32_t entry) {
  return OrderedHashMap_get_slots(table, slot_of(table, entry));
}

Value OrderedHash_value_at(const OrderedHashMap *table, int32_t entry) {
  return OrderedHashMap_get_slots(table, slot_of(table, entry) + 1);
}

void OrderedHash_set_value_at(OrderedHashMap *table, int32_t entry,
                              Value boxed_value) {
  OrderedHashMap_set_slots(table, slot_of(table, entry) + 1, boxed_value);
}

// Of a key that is equal only to itself.
static inline int32_t find_identity(const OrderedHashMap *table, Tagged key,
                                    uint32_t hash, int32_t size,
                                    int32_t *steps) {
  int32_t buckets = table->number_of_buckets;
  int32_t entry = Tagged_smi(table->slots[hash & (uint32_t)(buckets - 1)]);
  while (entry != kNoEntry) {
    const Tagged *slots = &table->slots[buckets + entry * size];
    if (Tagged_equals(slots[0], key)) break;
    entry = Tagged_smi(slots[size - 1]);
    ++*steps;
  }
  return entry;
}

// The entry of a canonical key, or kNoEntry; *steps: how many were looked at.
static int32_t find(Isolate *isolate, const OrderedHashMap *table, Value key,
                    uint32_t hash, int32_t *steps) {
  *steps = 0;
  KeyKind kind = kind_of_key(isolate, key);
  if (kind == kKeyIdentity)
    return kind_of(table) == kOrderedHashMap
               ? find_identity(table, Value_tagged(key), hash, 3, steps)
               : find_identity(table, Value_tagged(key), hash, 2, steps);
  int32_t size = entry_size(table);
  int32_t buckets = table->number_of_buckets;
  int32_t entry = Tagged_smi(table->slots[hash & (uint32_t)(buckets - 1)]);
  while (entry != kNoEntry) {
    const Tagged *slots = &table->slots[buckets + entry * size];
    Value candidate = Value_from_tagged(slots[0]);
    if (Value_equals(candidate, key)) return entry;
    if (kind == kKeyString ? equal_strings(isolate, candidate, key)
                           : kind == kKeyOther && Object_same_value_zero(
                                                      isolate, candidate, key))
      return entry;
    entry = Tagged_smi(slots[size - 1]);
    ++*steps;
  }
  return kNoEntry;
}

int32_t OrderedHash_find(Isolate *isolate, const OrderedHashMap *table,
                         Value key) {
  if (table->number_of_elements == 0) return kNoEntry;
  key = OrderedHash_canonical_key(isolate, key);
  int32_t steps;
  return find(isolate, table, key, hash_for(isolate, table, key), &steps);
}

// Appends an entry; there must be room.
static void append(OrderedHashMap *table, Value key, uint32_t hash,
                   Value value) {
  int32_t size = entry_size(table);
  int32_t entry = used_entries(table);
  int32_t slot = slot_of(table, entry);
  int32_t bucket =
      (int32_t)(hash & (uint32_t)(table->number_of_buckets - 1));
  OrderedHashMap_set_slots(table, slot, key);
  if (size == 3) OrderedHashMap_set_slots(table, slot + 1, value);
  table->slots[slot + size - 1] = table->slots[bucket];
  table->slots[bucket] = Tagged_from_smi(entry);
  table->number_of_elements++;
}

// Copies live entries to a new table, where there is room; notes the indices of
// removed ones, unless removed is NULL.
static void copy_entries(Isolate *isolate, const OrderedHashMap *table,
                         OrderedHashMap *fresh, FixedArray *removed) {
  int32_t size = entry_size(table);
  int32_t used = used_entries(table);
  int32_t holes = 0;
  const Tagged *from = &table->slots[table->number_of_buckets];
  Tagged *to = &fresh->slots[fresh->number_of_buckets];
  uint32_t mask = (uint32_t)fresh->number_of_buckets - 1;
  for (int32_t entry = 0; entry < used; entry++, from += size) {
    Value key = Value_from_tagged(from[0]);
    if (Value_is_the_hole(key)) {
      if (removed)
        FixedArray_set_slots(removed, holes, Value_from_smi(entry));
      holes++;
      continue;
    }
    uint32_t hash = hash_for(isolate, fresh,
                             OrderedHash_canonical_key(isolate, key));
    Tagged *bucket = &fresh->slots[hash & mask];
    to[0] = from[0];
    if (size == 3) to[1] = from[1];
    to[size - 1] = *bucket;
    *bucket = Tagged_from_smi(entry - holes);
    to += size;
  }
  fresh->number_of_elements = used - holes;
  WriteBarrier(fresh);
}

OrderedHashMap *OrderedHash_copy(Isolate *isolate,
                                 const OrderedHashMap *table) {
  OrderedHashMap *fresh = OrderedHash_new_sized(isolate, kind_of(table),
                                                table->number_of_elements);
  fresh->seed = table->seed;
  copy_entries(isolate, table, fresh, NULL);
  return fresh;
}

// Live entries in a table of the given size and seed, which replaces this one.
static OrderedHashMap *rehash(Isolate *isolate, OrderedHashMap *table,
                              int32_t buckets, uint32_t seed) {
  OrderedHashMap *fresh = new_table(isolate, kind_of(table), buckets);
  fresh->seed = seed;
  FixedArray *removed = FixedArray_new_filled(
      isolate, table->number_of_deleted, Value_from_smi(0));
  copy_entries(isolate, table, fresh, removed);
  OrderedHashTable_set_removed_holes((OrderedHashTable *)table,
                                     Value_from_object(removed));
  OrderedHashTable_set_next_table((OrderedHashTable *)table,
                                  Value_from_object(fresh));
  return fresh;
}

static OrderedHashMap *add_hashed(Isolate *isolate, OrderedHashMap *table,
                                  Value key, uint32_t hash, Value value) {
  Value boxed_key = Isolate_box(isolate, key);
  value = Isolate_box(isolate, value);
  if (used_entries(table) == capacity_of(table)) {
    bool sparse = table->number_of_deleted >= capacity_of(table) / 2;
    int32_t buckets = table->number_of_buckets * (sparse ? 1 : 2);
    if (buckets > kMaxBuckets) {
      (void)Throw_text(isolate, kErrorTypeRangeError, "%s",
                       kind_of(table) == kOrderedHashMap
                           ? "Map maximum size exceeded"
                           : "Set maximum size exceeded");
      return NULL;
    }
    table = rehash(isolate, table, buckets, table->seed);
  }
  append(table, boxed_key, hash, value);
  return table;
}

OrderedHashMap *OrderedHash_put(Isolate *isolate, OrderedHashMap *table,
                                Value key, Value value) {
  key = OrderedHash_canonical_key(isolate, key);
  uint32_t hash = hash_for(isolate, table, key);
  int32_t steps;
  int32_t entry = find(isolate, table, key, hash, &steps);
  if (entry != kNoEntry) {
    if (kind_of(table) == kOrderedHashMap)
      OrderedHash_set_value_at(table, entry, Isolate_box(isolate, value));
    return table;
  }
  if (UNLIKELY(steps > kOrderedHashSuspiciousSteps) &&
      table->seed != Isolate_hash_secret(isolate)) {
    table = rehash(isolate, table, table->number_of_buckets,
                   Isolate_hash_secret(isolate));
    hash = hash_for(isolate, table, key);
  }
  return add_hashed(isolate, table, key, hash, value);
}

OrderedHashMap *OrderedHash_remove(Isolate *isolate, OrderedHashMap *table,
                                   int32_t entry) {
  OrderedHashMap_set_slots(table, slot_of(table, entry), ROOT(the_hole));
  if (kind_of(table) == kOrderedHashMap)
    OrderedHash_set_value_at(table, entry, ROOT(the_hole));
  table->number_of_elements--;
  table->number_of_deleted++;
  if (table->number_of_buckets > kOrderedHashMinBuckets &&
      table->number_of_elements < capacity_of(table) / 4)
    return rehash(isolate, table, table->number_of_buckets / 2, table->seed);
  return table;
}

OrderedHashMap *OrderedHash_clear(Isolate *isolate, OrderedHashMap *table) {
  OrderedHashMap *fresh = OrderedHash_new(isolate, kind_of(table));
  fresh->seed = table->seed;
  OrderedHashTable_set_removed_holes((OrderedHashTable *)table,
                                     Value_from_smi(-1));
  OrderedHashTable_set_next_table((OrderedHashTable *)table,
                                  Value_from_object(fresh));
  return fresh;
}

bool OrderedHashCursor_seek(OrderedHashCursor *cursor) {
  Isolate *isolate = Isolate_of(cursor->table);
  for (;;) {
    Value next =
        OrderedHashTable_next_table((OrderedHashTable *)cursor->table);
    if (Value_is_undefined(next)) break;
    Value removed =
        OrderedHashTable_removed_holes((OrderedHashTable *)cursor->table);
    if (Value_is_smi(removed)) {
      cursor->index = 0;
    } else {
      const FixedArray *holes = Value_as_FixedArray(isolate, removed);
      int32_t before = 0;
      while (before < holes->length &&
             Tagged_smi(holes->slots[before]) < cursor->index)
        before++;
      cursor->index -= before;
    }
    cursor->table = Value_as_OrderedHashMap(isolate, next);
  }
  int32_t used = used_entries(cursor->table);
  while (cursor->index < used &&
         Value_is_the_hole(OrderedHash_key_at(cursor->table, cursor->index)))
    cursor->index++;
  return cursor->index < used;
}
