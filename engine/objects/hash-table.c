// SPDX-License-Identifier: MIT
#include "engine/objects/hash-table.h"

#include <stdlib.h>

#include "engine/base/keyed-hash.h"
#include "engine/heap/heap.h"
#include "engine/objects/layout/string-hash.h"
#include "engine/objects/string.h"

// All dictionaries have the same layout; entries differ in size and key.
_Static_assert(offsetof(NameDictionary, slots) ==
                       offsetof(NumberDictionary, slots) &&
                   offsetof(NameDictionary, slots) ==
                       offsetof(GlobalDictionary, slots),
               "dictionaries share their layout");

static int capacity_for(int elements) {
  int capacity = 4;
  // At most two thirds full.
  while (capacity * 2 < elements * 3) capacity *= 2;
  return capacity;
}

static HashTable *new_table(Isolate *isolate, const Map *map, int capacity,
                            int entry_slots) {
  if (capacity > kMaxFixedArrayLength / entry_slots)
    Heap_fatal_out_of_memory(isolate, "dictionary",
                             (size_t)capacity * entry_slots * kTaggedSize);
  HashTable *table =
      (HashTable *)Heap_new_array(isolate, map, capacity * entry_slots);
  table->number_of_elements = 0;
  table->number_of_deleted = 0;
  table->capacity = capacity;
  table->next_enumeration_index = 1;
  table->owner_hash = 0;
  table->flags = 0;
  table->seed = 0;
  return table;
}

static bool needs_growth(const HashTable *table) {
  int used = table->number_of_elements + table->number_of_deleted + 1;
  return used * 4 > table->capacity * 3;
}

static int grown_capacity(const HashTable *table) {
  return capacity_for((table->number_of_elements + 1) * 2);
}

static void copy_header(HashTable *to, const HashTable *from) {
  to->next_enumeration_index = from->next_enumeration_index;
  to->owner_hash = from->owner_hash;
  to->flags = from->flags;
}

// First free entry on the probe path of a hash; *probes: how many taken ones lie
// before it.
static int free_entry(const Tagged *slots, int capacity, int entry_slots,
                      uint32_t hash, uint32_t *probes) {
  for (uint32_t i = 0;; i++) {
    uint32_t entry = HashTable_probe(hash, i, (uint32_t)capacity);
    Tagged key = slots[entry * (uint32_t)entry_slots];
    if (Tagged_is_root(key, undefined_value) || Tagged_is_root(key, the_hole)) {
      *probes = i;
      return (int)entry;
    }
  }
}

// Takes an entry for a key that is absent, keeping the counts right.
static int take_entry(HashTable *table, Tagged *slots, int entry_slots,
                      uint32_t hash) {
  uint32_t probes;
  int entry = free_entry(slots, table->capacity, entry_slots, hash, &probes);
  if (Tagged_is_root(slots[entry * entry_slots], the_hole))
    table->number_of_deleted--;
  table->number_of_elements++;
  return entry;
}

// Whether to make the table anew under the isolate's secret before a key with
// this hash is added.
static bool is_attacked(Isolate *isolate, const HashTable *table,
                        const Tagged *slots, int entry_slots, uint32_t hash) {
  if (table->number_of_elements + table->number_of_deleted < kSuspiciousProbes)
    return false;
  uint32_t probes;
  (void)free_entry(slots, table->capacity, entry_slots, hash, &probes);
  return probes >= kSuspiciousProbes &&
         table->seed != Isolate_hash_secret(isolate);
}

static uint32_t name_hash(const HashTable *table, const Name *name) {
  return LIKELY(table->seed == 0)
             ? Name_unique_hash(name)
             : Name_keyed_hash(Isolate_of(table), name, table->seed);
}

static uint32_t index_hash(const HashTable *table, uint32_t index) {
  if (LIKELY(table->seed == 0)) return Index_hash(index);
  KeyedHash hash;
  KeyedHash_init(&hash, table->seed);
  KeyedHash_add(&hash, index);
  return KeyedHash_finish(&hash);
}

// ---- NameDictionary ----

NameDictionary *NameDictionary_new(Isolate *isolate, int expected_elements) {
  return (NameDictionary *)new_table(
      isolate, ROOT_OBJECT(isolate, Map, name_dictionary_map),
      capacity_for(expected_elements), kDictionaryEntrySlots);
}

int NameDictionary_find(const NameDictionary *dictionary, const Name *name) {
  uint32_t capacity = (uint32_t)dictionary->capacity;
  uint32_t bits = Tagged_from_object(name).bits;
  uint32_t hash = name_hash((const HashTable *)dictionary, name);
  for (uint32_t i = 0;; i++) {
    uint32_t entry = HashTable_probe(hash, i, capacity);
    uint32_t key = dictionary->slots[entry * kDictionaryEntrySlots].bits;
    if (key == bits) return (int)entry;
    if (key == ROOT_BITS(undefined_value)) return kDictionaryNotFound;
  }
}

static void put_name_entry(NameDictionary *dictionary, int entry, Tagged name,
                           Tagged value, PropertyDetails details) {
  Tagged *slots = &dictionary->slots[entry * kDictionaryEntrySlots];
  slots[0] = name;
  slots[1] = value;
  slots[2] = Tagged_from_smi(details);
  WriteBarrier(dictionary);
}

// A copy of the given capacity and seed.
static NameDictionary *rehash_names(Isolate *isolate, const NameDictionary *old,
                                    int capacity, uint32_t seed) {
  NameDictionary *dictionary = (NameDictionary *)new_table(
      isolate, ROOT_OBJECT(isolate, Map, name_dictionary_map), capacity,
      kDictionaryEntrySlots);
  HashTable *header = (HashTable *)dictionary;
  copy_header(header, (const HashTable *)old);
  header->seed = seed;
  for (int i = 0; i < old->capacity; i++) {
    Tagged key = old->slots[i * kDictionaryEntrySlots];
    if (Tagged_is_root(key, undefined_value) || Tagged_is_root(key, the_hole))
      continue;
    const Name *name = (const Name *)Tagged_object(isolate, key);
    int entry = take_entry(header, dictionary->slots, kDictionaryEntrySlots,
                           name_hash(header, name));
    put_name_entry(dictionary, entry, key,
                   old->slots[i * kDictionaryEntrySlots + 1],
                   NameDictionary_details_at(old, i));
  }
  return dictionary;
}

// With room for one more name, where that is found soon.
static NameDictionary *prepare_for_name(Isolate *isolate,
                                        NameDictionary *dictionary,
                                        const Name *name) {
  const HashTable *header = (const HashTable *)dictionary;
  if (needs_growth(header))
    dictionary =
        rehash_names(isolate, dictionary, grown_capacity(header), header->seed);
  header = (const HashTable *)dictionary;
  if (UNLIKELY(is_attacked(isolate, header, dictionary->slots,
                           kDictionaryEntrySlots, name_hash(header, name))))
    dictionary = rehash_names(isolate, dictionary, header->capacity,
                              Isolate_hash_secret(isolate));
  return dictionary;
}

// Renumbers, when the 24 bits of enumeration indices are used up.
static void renumber(NameDictionary *dictionary) {
  int count;
  int *entries = NameDictionary_ordered_entries(dictionary, &count);
  for (int i = 0; i < count; i++) {
    PropertyDetails details = NameDictionary_details_at(dictionary, entries[i]);
    NameDictionary_set_details_at(
        dictionary, entries[i],
        (details & ((1 << kDetailsIndexShift) - 1)) |
            ((i + 1) << kDetailsIndexShift));
  }
  free(entries);
  dictionary->next_enumeration_index = count + 1;
}

static PropertyDetails with_enumeration(PropertyDetails details, int index) {
  return (details & ((1 << kDetailsIndexShift) - 1)) |
         (index << kDetailsIndexShift);
}

NameDictionary *NameDictionary_add(Isolate *isolate, NameDictionary *dictionary,
                                   Name *name, Value value,
                                   PropertyDetails details) {
  value = Isolate_box(isolate, value);
  dictionary = prepare_for_name(isolate, dictionary, name);
  if (dictionary->next_enumeration_index >= (1 << 24)) renumber(dictionary);
  HashTable *header = (HashTable *)dictionary;
  int entry = take_entry(header, dictionary->slots, kDictionaryEntrySlots,
                         name_hash(header, name));
  put_name_entry(
      dictionary, entry, Tagged_from_object(name), Value_tagged(value),
      with_enumeration(details, dictionary->next_enumeration_index++));
  return dictionary;
}

static void delete_entry(HashTable *table, Tagged *slots, int entry_slots,
                         int entry) {
  for (int i = 0; i < entry_slots; i++)
    slots[entry * entry_slots + i] = ROOT_TAGGED(the_hole);
  table->number_of_elements--;
  table->number_of_deleted++;
}

void NameDictionary_delete(NameDictionary *dictionary, int entry) {
  delete_entry((HashTable *)dictionary, dictionary->slots,
               kDictionaryEntrySlots, entry);
  dictionary->slots[entry * kDictionaryEntrySlots + 2] = Tagged_from_smi(0);
}

typedef struct OrderedEntry {
  int32_t order;
  int32_t entry;
} OrderedEntry;

static int compare_ordered(const void *a, const void *b) {
  int32_t x = ((const OrderedEntry *)a)->order;
  int32_t y = ((const OrderedEntry *)b)->order;
  return (x > y) - (x < y);
}

int *NameDictionary_ordered_entries(const NameDictionary *dictionary,
                                    int *count) {
  size_t size = (size_t)dictionary->number_of_elements + 1;
  OrderedEntry *ordered = malloc(size * sizeof *ordered);
  int *entries = malloc(size * sizeof *entries);
  CHECK(ordered && entries);
  int n = 0;
  for (int i = 0; i < dictionary->capacity; i++) {
    Value key = NameDictionary_key_at(dictionary, i);
    if (Value_is_undefined(key) || Value_is_the_hole(key)) continue;
    ordered[n++] = (OrderedEntry){
        PropertyDetails_enumeration_index(
            NameDictionary_details_at(dictionary, i)),
        i};
  }
  qsort(ordered, (size_t)n, sizeof *ordered, compare_ordered);
  for (int i = 0; i < n; i++) entries[i] = ordered[i].entry;
  free(ordered);
  *count = n;
  return entries;
}

// ---- NumberDictionary ----

NumberDictionary *NumberDictionary_new(Isolate *isolate,
                                       int expected_elements) {
  return (NumberDictionary *)new_table(
      isolate, ROOT_OBJECT(isolate, Map, number_dictionary_map),
      capacity_for(expected_elements), kDictionaryEntrySlots);
}

bool NumberDictionary_index_at(const NumberDictionary *dictionary, int entry,
                               uint32_t *index) {
  Tagged key = dictionary->slots[entry * kDictionaryEntrySlots];
  if (Tagged_is_root(key, undefined_value) || Tagged_is_root(key, the_hole))
    return false;
  *index = (uint32_t)Value_number(Isolate_of(dictionary),
                                  Value_from_tagged(key));
  return true;
}

int NumberDictionary_find(const NumberDictionary *dictionary, uint32_t index) {
  uint32_t capacity = (uint32_t)dictionary->capacity;
  uint32_t hash = index_hash((const HashTable *)dictionary, index);
  for (uint32_t i = 0;; i++) {
    uint32_t entry = HashTable_probe(hash, i, capacity);
    uint32_t candidate;
    if (NumberDictionary_index_at(dictionary, (int)entry, &candidate)) {
      if (candidate == index) return (int)entry;
    } else if (Tagged_is_root(dictionary->slots[entry * kDictionaryEntrySlots],
                              undefined_value)) {
      return kDictionaryNotFound;
    }
  }
}

static void put_number_entry(NumberDictionary *dictionary, int entry,
                             Tagged key, Tagged value,
                             PropertyDetails details) {
  put_name_entry((NameDictionary *)dictionary, entry, key, value, details);
}

static NumberDictionary *rehash_numbers(Isolate *isolate,
                                        const NumberDictionary *old,
                                        int capacity, uint32_t seed) {
  NumberDictionary *dictionary = (NumberDictionary *)new_table(
      isolate, ROOT_OBJECT(isolate, Map, number_dictionary_map), capacity,
      kDictionaryEntrySlots);
  HashTable *header = (HashTable *)dictionary;
  copy_header(header, (const HashTable *)old);
  header->seed = seed;
  for (int i = 0; i < old->capacity; i++) {
    uint32_t index;
    if (!NumberDictionary_index_at(old, i, &index)) continue;
    int entry = take_entry(header, dictionary->slots, kDictionaryEntrySlots,
                           index_hash(header, index));
    put_number_entry(dictionary, entry, old->slots[i * kDictionaryEntrySlots],
                     old->slots[i * kDictionaryEntrySlots + 1],
                     NumberDictionary_details_at(old, i));
  }
  return dictionary;
}

static NumberDictionary *prepare_for_index(Isolate *isolate,
                                           NumberDictionary *dictionary,
                                           uint32_t index) {
  const HashTable *header = (const HashTable *)dictionary;
  if (needs_growth(header))
    dictionary = rehash_numbers(isolate, dictionary, grown_capacity(header),
                                header->seed);
  header = (const HashTable *)dictionary;
  if (UNLIKELY(is_attacked(isolate, header, dictionary->slots,
                           kDictionaryEntrySlots, index_hash(header, index))))
    dictionary = rehash_numbers(isolate, dictionary, header->capacity,
                                Isolate_hash_secret(isolate));
  return dictionary;
}

NumberDictionary *NumberDictionary_set(Isolate *isolate,
                                       NumberDictionary *dictionary,
                                       uint32_t index, Value value,
                                       PropertyDetails details) {
  value = Isolate_box(isolate, value);
  details &= (1 << kDetailsIndexShift) - 1;
  if (details != 0) dictionary->flags |= kDictionaryRequiresSlowElements;
  int entry = NumberDictionary_find(dictionary, index);
  if (entry != kDictionaryNotFound) {
    NumberDictionary_set_value_at(dictionary, entry, value);
    dictionary->slots[entry * kDictionaryEntrySlots + 2] =
        Tagged_from_smi(details);
    return dictionary;
  }
  Value key = Isolate_box(isolate, Value_from_uint32(index));
  dictionary = prepare_for_index(isolate, dictionary, index);
  HashTable *header = (HashTable *)dictionary;
  entry = take_entry(header, dictionary->slots, kDictionaryEntrySlots,
                     index_hash(header, index));
  put_number_entry(dictionary, entry, Value_tagged(key), Value_tagged(value),
                   details);
  return dictionary;
}

void NumberDictionary_delete(NumberDictionary *dictionary, int entry) {
  NameDictionary_delete((NameDictionary *)dictionary, entry);
}

static int compare_indices(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

uint32_t *NumberDictionary_sorted_indices(const NumberDictionary *dictionary,
                                          int *count) {
  uint32_t *indices = malloc(((size_t)dictionary->number_of_elements + 1) *
                             sizeof *indices);
  CHECK(indices);
  int n = 0;
  for (int i = 0; i < dictionary->capacity; i++)
    if (NumberDictionary_index_at(dictionary, i, &indices[n])) n++;
  qsort(indices, (size_t)n, sizeof *indices, compare_indices);
  *count = n;
  return indices;
}

double NumberDictionary_end(const NumberDictionary *dictionary) {
  double end = 0;
  for (int i = 0; i < dictionary->capacity; i++) {
    uint32_t index;
    if (NumberDictionary_index_at(dictionary, i, &index) && index + 1.0 > end)
      end = index + 1.0;
  }
  return end;
}

// ---- GlobalDictionary ----

GlobalDictionary *GlobalDictionary_new(Isolate *isolate,
                                       int expected_elements) {
  return (GlobalDictionary *)new_table(
      isolate, ROOT_OBJECT(isolate, Map, global_dictionary_map),
      capacity_for(expected_elements), 1);
}

static PropertyCell *cell_at(const GlobalDictionary *dictionary, int entry) {
  Tagged slot = dictionary->slots[entry];
  if (Tagged_is_root(slot, undefined_value) || Tagged_is_root(slot, the_hole))
    return NULL;
  return (PropertyCell *)Cage_decode(Cage_base_of(dictionary), slot);
}

static int find_cell(const GlobalDictionary *dictionary, const Name *name) {
  uint32_t capacity = (uint32_t)dictionary->capacity;
  uint32_t bits = Tagged_from_object(name).bits;
  uint32_t hash = name_hash((const HashTable *)dictionary, name);
  for (uint32_t i = 0;; i++) {
    uint32_t entry = HashTable_probe(hash, i, capacity);
    if (Tagged_is_root(dictionary->slots[entry], undefined_value))
      return kDictionaryNotFound;
    const PropertyCell *cell = cell_at(dictionary, (int)entry);
    if (cell && cell->name.bits == bits) return (int)entry;
  }
}

PropertyCell *GlobalDictionary_find(const GlobalDictionary *dictionary,
                                    const Name *name) {
  int entry = find_cell(dictionary, name);
  return entry == kDictionaryNotFound ? NULL : cell_at(dictionary, entry);
}

static GlobalDictionary *rehash_cells(Isolate *isolate,
                                      const GlobalDictionary *old,
                                      int capacity, uint32_t seed) {
  GlobalDictionary *dictionary = (GlobalDictionary *)new_table(
      isolate, ROOT_OBJECT(isolate, Map, global_dictionary_map), capacity, 1);
  HashTable *header = (HashTable *)dictionary;
  copy_header(header, (const HashTable *)old);
  header->seed = seed;
  for (int i = 0; i < old->capacity; i++) {
    PropertyCell *moved = cell_at(old, i);
    if (!moved) continue;
    int entry = take_entry(header, dictionary->slots, 1,
                           name_hash(header, PropertyCell_name(moved)));
    dictionary->slots[entry] = old->slots[i];
  }
  return dictionary;
}

GlobalDictionary *GlobalDictionary_add(Isolate *isolate,
                                       GlobalDictionary *dictionary,
                                       PropertyCell *cell) {
  const Name *name = PropertyCell_name(cell);
  HashTable *header = (HashTable *)dictionary;
  if (needs_growth(header))
    dictionary =
        rehash_cells(isolate, dictionary, grown_capacity(header), header->seed);
  header = (HashTable *)dictionary;
  if (UNLIKELY(is_attacked(isolate, header, dictionary->slots, 1,
                           name_hash(header, name))))
    dictionary = rehash_cells(isolate, dictionary, header->capacity,
                              Isolate_hash_secret(isolate));
  header = (HashTable *)dictionary;
  PropertyCell_set_details(
      cell, with_enumeration(PropertyCell_details(cell),
                             dictionary->next_enumeration_index++));
  int entry = take_entry(header, dictionary->slots, 1, name_hash(header, name));
  GlobalDictionary_set_slots(dictionary, entry, Value_from_object(cell));
  return dictionary;
}

PropertyCell *GlobalDictionary_replace_cell(Isolate *isolate,
                                            GlobalDictionary *dictionary,
                                            PropertyCell *cell) {
  PropertyCell *fresh =
      PropertyCell_new(isolate, PropertyCell_name(cell),
                       PropertyCell_value(cell), PropertyCell_details(cell));
  int entry = find_cell(dictionary, PropertyCell_name(cell));
  CHECK(entry != kDictionaryNotFound);
  GlobalDictionary_set_slots(dictionary, entry, Value_from_object(fresh));
  PropertyCell_set_value(cell, ROOT(the_hole));
  return fresh;
}

void GlobalDictionary_delete(GlobalDictionary *dictionary, PropertyCell *cell) {
  int entry = find_cell(dictionary, PropertyCell_name(cell));
  CHECK(entry != kDictionaryNotFound);
  delete_entry((HashTable *)dictionary, dictionary->slots, 1, entry);
  PropertyCell_set_value(cell, ROOT(the_hole));
}

static int compare_cells(const void *a, const void *b) {
  int32_t x = PropertyCell_details(*(PropertyCell *const *)a) >>
              kDetailsIndexShift;
  int32_t y = PropertyCell_details(*(PropertyCell *const *)b) >>
              kDetailsIndexShift;
  return (x > y) - (x < y);
}

PropertyCell **GlobalDictionary_ordered_cells(
    const GlobalDictionary *dictionary, int *count) {
  PropertyCell **cells = malloc(((size_t)dictionary->number_of_elements + 1) *
                                sizeof *cells);
  CHECK(cells);
  int n = 0;
  for (int i = 0; i < dictionary->capacity; i++) {
    PropertyCell *cell = cell_at(dictionary, i);
    if (cell) cells[n++] = cell;
  }
  qsort(cells, (size_t)n, sizeof *cells, compare_cells);
  *count = n;
  return cells;
}

PropertyCell *PropertyCell_new(Isolate *isolate, Name *name, Value value,
                               PropertyDetails details) {
  value = Isolate_box(isolate, value);
  PropertyCell *cell = HEAP_NEW(isolate, PropertyCell, property_cell_map);
  PropertyCell_set_name(cell, name);
  PropertyCell_set_details(cell, details);
  PropertyCell_set_value(cell, value);
  return cell;
}
