// SPDX-License-Identifier: MIT
//
// Dictionaries: open addressing over a power of two of entries, probed as
// string-hash.h says. A free key slot holds undefined, a deleted one the_hole.
// Adding may return a new table; the caller stores it.
//
// The usual hash is the same in every process, so that tables are frozen as
// they are. Programs let others choose names (JSON.parse), so a table in which
// an addition meets kSuspiciousProbes taken entries is made anew with a keyed
// hash under the isolate's secret: its seed is not 0 from then on. A table that
// was frozen with a seed is attacked again by those who know that one, and is
// made anew under the secret of the process it runs in.
#ifndef ENGINE_OBJECTS_HASH_TABLE_H_
#define ENGINE_OBJECTS_HASH_TABLE_H_

#include "engine/heap/factory.h"
#include "engine/objects/property-details.h"

enum { kDictionaryEntrySlots = 3, kDictionaryNotFound = -1 };

// HashTable.flags
enum {
  // NumberDictionary: has accessors or attributes: never made fast again.
  kDictionaryRequiresSlowElements = 1,
};

// Hash of a unique name (always computed) and of an index.
static inline uint32_t Name_unique_hash(const Name *name) {
  return name->raw_hash >> 2;
}
static inline uint32_t Index_hash(uint32_t index) {
  uint32_t hash = index * UINT32_C(0x9e3779b1);
  return hash ^ (hash >> 15);
}

// ---- NameDictionary: name, value, details ----

NameDictionary *NameDictionary_new(Isolate *isolate, int expected_elements);
int NameDictionary_find(const NameDictionary *dictionary, const Name *name);
// The name must be absent. Details' enumeration index is replaced by the next.
NODISCARD NameDictionary *NameDictionary_add(Isolate *isolate,
                                             NameDictionary *dictionary,
                                             Name *name, Value value,
                                             PropertyDetails details);
void NameDictionary_delete(NameDictionary *dictionary, int entry);
// Entries in enumeration order, as an array of entry numbers that the caller
// frees; *count of them.
int *NameDictionary_ordered_entries(const NameDictionary *dictionary,
                                    int *count);

static inline Value NameDictionary_key_at(const NameDictionary *d, int entry) {
  return Value_from_tagged(d->slots[entry * kDictionaryEntrySlots]);
}
static inline Value NameDictionary_value_at(const NameDictionary *d,
                                            int entry) {
  return Value_from_tagged(d->slots[entry * kDictionaryEntrySlots + 1]);
}
static inline PropertyDetails NameDictionary_details_at(const NameDictionary *d,
                                                        int entry) {
  return Tagged_smi(d->slots[entry * kDictionaryEntrySlots + 2]);
}
static inline void NameDictionary_set_value_at(NameDictionary *d, int entry,
                                               Value value) {
  NameDictionary_set_slots(d, entry * kDictionaryEntrySlots + 1, value);
}
static inline void NameDictionary_set_details_at(NameDictionary *d, int entry,
                                                 PropertyDetails details) {
  d->slots[entry * kDictionaryEntrySlots + 2] = Tagged_from_smi(details);
}

// ---- NumberDictionary: number, value, details ----

NumberDictionary *NumberDictionary_new(Isolate *isolate, int expected_elements);
int NumberDictionary_find(const NumberDictionary *dictionary, uint32_t index);
// Adds or overwrites.
NODISCARD NumberDictionary *NumberDictionary_set(Isolate *isolate,
                                                 NumberDictionary *dictionary,
                                                 uint32_t index, Value value,
                                                 PropertyDetails details);
void NumberDictionary_delete(NumberDictionary *dictionary, int entry);
// Indices in ascending order, an array that the caller frees.
uint32_t *NumberDictionary_sorted_indices(const NumberDictionary *dictionary,
                                          int *count);
// Greatest index plus one; 0 if empty.
double NumberDictionary_end(const NumberDictionary *dictionary);
// The index of an entry; false if it is free.
bool NumberDictionary_index_at(const NumberDictionary *dictionary, int entry,
                               uint32_t *index);
static inline Value NumberDictionary_value_at(const NumberDictionary *d,
                                              int entry) {
  return Value_from_tagged(d->slots[entry * kDictionaryEntrySlots + 1]);
}
static inline PropertyDetails NumberDictionary_details_at(
    const NumberDictionary *d, int entry) {
  return Tagged_smi(d->slots[entry * kDictionaryEntrySlots + 2]);
}
static inline void NumberDictionary_set_value_at(NumberDictionary *d, int entry,
                                                 Value value) {
  NumberDictionary_set_slots(d, entry * kDictionaryEntrySlots + 1, value);
}

// ---- GlobalDictionary: PropertyCells ----

GlobalDictionary *GlobalDictionary_new(Isolate *isolate, int expected_elements);
// NULL if absent.
PropertyCell *GlobalDictionary_find(const GlobalDictionary *dictionary,
                                    const Name *name);
// The name must be absent.
NODISCARD GlobalDictionary *GlobalDictionary_add(Isolate *isolate,
                                                 GlobalDictionary *dictionary,
                                                 PropertyCell *cell);
// Puts a fresh cell with the same contents in the place of the old one, whose
// value becomes the_hole, so that feedback with the old one misses.
PropertyCell *GlobalDictionary_replace_cell(Isolate *isolate,
                                            GlobalDictionary *dictionary,
                                            PropertyCell *cell);
void GlobalDictionary_delete(GlobalDictionary *dictionary, PropertyCell *cell);
// Cells in enumeration order, an array that the caller frees.
PropertyCell **GlobalDictionary_ordered_cells(
    const GlobalDictionary *dictionary, int *count);
PropertyCell *PropertyCell_new(Isolate *isolate, Name *name, Value value,
                               PropertyDetails details);

#endif  // ENGINE_OBJECTS_HASH_TABLE_H_
