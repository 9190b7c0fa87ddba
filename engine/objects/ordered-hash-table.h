// SPDX-License-Identifier: MIT
//
// The tables of Map and Set: hash tables that remember insertion order and stay
// iterable while they change.
//
//   slots: [bucket heads: Smi entry index or -1] number_of_buckets of them
//          [entries: key, (value,) Smi next entry of the bucket or -1] ...
//
// Entries are appended; a removed one gets the_hole as key and stays in its
// chain. A table that is full or sparse is replaced by another: the old one
// then leads to it through next_table, and removed_holes (FixedArray of the
// removed entries' indices, ascending; or Smi -1 if it was cleared) tells an
// iterator how to move its index over. Lookup is by SameValueZero.
//
// Hash flooding. The usual hash is the same in every process, since tables are
// frozen, so whoever chooses the keys can choose collisions. A table whose
// chains are longer than chance explains is rebuilt with a keyed hash, whose key
// (seed) the table holds and comes from the isolate's secret: adding n keys
// costs O(n) however they were chosen. What was frozen stays as it is, and a
// table that is attacked after thawing gets the new process's secret.
#ifndef ENGINE_OBJECTS_ORDERED_HASH_TABLE_H_
#define ENGINE_OBJECTS_ORDERED_HASH_TABLE_H_

#include "engine/heap/factory.h"

enum {
  kOrderedHashMinBuckets = 2,
  kOrderedHashEntriesPerBucket = 2,
  // A chain this long is no accident: with two entries to a bucket, one of 40
  // comes up once in 10^30 buckets.
  kOrderedHashSuspiciousSteps = 64,
};

// The usual hash of a key: the upper half of what identifies it among its like
// (a small integer; a string's or symbol's raw_hash; an object's identity hash)
// times this.
#define kOrderedHashFactor UINT64_C(0x9e3779b97f4a7c15)
static inline uint32_t OrderedHash_mix(uint32_t bits) {
  return (uint32_t)(bits * kOrderedHashFactor >> 32);
}

// Both classes have the layout of OrderedHashMap; only the entry size differs.
typedef enum OrderedHashKind { kOrderedHashSet, kOrderedHashMap } OrderedHashKind;

OrderedHashMap *OrderedHash_new(Isolate *isolate, OrderedHashKind kind);
// With room for that many entries.
OrderedHashMap *OrderedHash_new_sized(Isolate *isolate, OrderedHashKind kind,
                                      int32_t entries);
// The live entries in a new table with the same hash.
OrderedHashMap *OrderedHash_copy(Isolate *isolate,
                                 const OrderedHashMap *table);
// #sec-canonicalizekeyedcollectionkey; and equal numbers become the same value,
// a Smi where it can be one.
Value OrderedHash_canonical_key(const Isolate *isolate, Value key);
// Entry index, or -1.
int32_t OrderedHash_find(Isolate *isolate, const OrderedHashMap *table,
                         Value key);
Value OrderedHash_key_at(const OrderedHashMap *table, int32_t entry);
Value OrderedHash_value_at(const OrderedHashMap *table, int32_t entry);
void OrderedHash_set_value_at(OrderedHashMap *table, int32_t entry,
                              Value boxed_value);
// The entry's value is set, or a new entry added (the value only matters in a
// map); returns the table to use from now on. NULL with a RangeError when it
// would be too large.
NODISCARD OrderedHashMap *OrderedHash_put(Isolate *isolate,
                                          OrderedHashMap *table, Value key,
                                          Value value);
// Removes an entry; returns the table to use from now on.
OrderedHashMap *OrderedHash_remove(Isolate *isolate, OrderedHashMap *table,
                                   int32_t entry);
OrderedHashMap *OrderedHash_clear(Isolate *isolate, OrderedHashMap *table);

// A position in a table, robust against every change of it.
typedef struct OrderedHashCursor {
  OrderedHashMap *table;
  int32_t index;
} OrderedHashCursor;
// Moves to the newest table, then to the first live entry at or after index.
// False at the end. The caller reads the entry at index, then increments it.
bool OrderedHashCursor_seek(OrderedHashCursor *cursor);

#endif  // ENGINE_OBJECTS_ORDERED_HASH_TABLE_H_
