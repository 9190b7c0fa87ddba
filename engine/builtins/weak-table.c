// SPDX-License-Identifier: MIT
#include "engine/builtins/weak-table.h"

#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

enum { kInitialCapacity = 8 };

bool Value_can_be_held_weakly(const Isolate *isolate, Value value) {
  if (Value_is_JSReceiver(isolate, value)) return true;
  return Value_is_Symbol(isolate, value) &&
         !(Value_as_Symbol(isolate, value)->flags & kSymbolRegistered);
}

static uint32_t hash_of(Isolate *isolate, Value key) {
  if (Value_is_Symbol(isolate, key))
    return Name_hash(isolate, (Name *)Value_as_Symbol(isolate, key));
  return JSReceiver_identity_hash(isolate, Value_as_JSReceiver(isolate, key));
}

static EphemeronHashTable *new_table(Isolate *isolate, int32_t capacity) {
  EphemeronHashTable *table = (EphemeronHashTable *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, ephemeron_hash_table_map),
      capacity * 2);
  ((HashTable *)table)->capacity = capacity;
  return table;
}

EphemeronHashTable *EphemeronHashTable_new(Isolate *isolate) {
  return new_table(isolate, kInitialCapacity);
}

static Value key_at(const EphemeronHashTable *table, int32_t entry) {
  return EphemeronHashTable_get_slots(table, entry * 2);
}

// The key's entry, or -1.
static int32_t find_entry(Isolate *isolate, const EphemeronHashTable *table,
                          Value key) {
  if (!Value_can_be_held_weakly(isolate, key)) return -1;
  uint32_t mask = (uint32_t)((const HashTable *)table)->capacity - 1;
  uint32_t i = hash_of(isolate, key) & mask;
  for (;; i = (i + 1) & mask) {
    Value candidate = key_at(table, (int32_t)i);
    if (Value_equals(candidate, key)) return (int32_t)i;
    if (Value_is_undefined(candidate)) return -1;
  }
}

// The key must be absent, and there must be room.
static void insert(Isolate *isolate, EphemeronHashTable *table, Value key,
                   Value value) {
  HashTable *header = (HashTable *)table;
  uint32_t mask = (uint32_t)header->capacity - 1;
  uint32_t i = hash_of(isolate, key) & mask;
  while (!Value_is_undefined(key_at(table, (int32_t)i)) &&
         !Value_is_the_hole(key_at(table, (int32_t)i)))
    i = (i + 1) & mask;
  if (Value_is_the_hole(key_at(table, (int32_t)i)))
    header->number_of_deleted--;
  header->number_of_elements++;
  EphemeronHashTable_set_slots(table, (int32_t)i * 2, key);
  EphemeronHashTable_set_slots(table, (int32_t)i * 2 + 1, value);
}

static EphemeronHashTable *rehash(Isolate *isolate, EphemeronHashTable *table) {
  const HashTable *header = (const HashTable *)table;
  int32_t capacity = kInitialCapacity;
  while (capacity < header->number_of_elements * 3) capacity *= 2;
  EphemeronHashTable *larger = new_table(isolate, capacity);
  for (int32_t i = 0; i < header->capacity; i++) {
    Value key = key_at(table, i);
    if (Value_is_undefined(key) || Value_is_the_hole(key)) continue;
    insert(isolate, larger, key, EphemeronHashTable_get_slots(table, 2 * i + 1));
  }
  return larger;
}

Value EphemeronHashTable_find(Isolate *isolate, EphemeronHashTable *table,
                              Value key) {
  int32_t entry = find_entry(isolate, table, key);
  return entry < 0 ? ROOT(the_hole)
                   : EphemeronHashTable_get_slots(table, entry * 2 + 1);
}

EphemeronHashTable *EphemeronHashTable_put(Isolate *isolate,
                                           EphemeronHashTable *table, Value key,
                                           Value value) {
  int32_t entry = find_entry(isolate, table, key);
  if (entry >= 0) {
    EphemeronHashTable_set_slots(table, entry * 2 + 1, value);
    return table;
  }
  // Making the identity hash may collect: before the counts are looked at.
  hash_of(isolate, key);
  const HashTable *header = (const HashTable *)table;
  // A quarter of the entries stays free, so that probing ends.
  if ((header->number_of_elements + header->number_of_deleted + 1) * 4 >
      header->capacity * 3)
    table = rehash(isolate, table);
  insert(isolate, table, key, value);
  return table;
}

bool EphemeronHashTable_remove(Isolate *isolate, EphemeronHashTable *table,
                               Value key) {
  int32_t entry = find_entry(isolate, table, key);
  if (entry < 0) return false;
  EphemeronHashTable_set_slots(table, entry * 2, ROOT(the_hole));
  EphemeronHashTable_set_slots(table, entry * 2 + 1, ROOT(the_hole));
  ((HashTable *)table)->number_of_elements--;
  ((HashTable *)table)->number_of_deleted++;
  return true;
}
