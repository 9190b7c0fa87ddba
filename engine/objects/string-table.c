// SPDX-License-Identifier: MIT
//
// Internalizing: one String object per sequence of characters, so that names
// are compared by address. Two tables: the one frozen in the snapshot, which is
// only read, then the isolate's own, whose entries are weak (those made at
// bootstrap are strong).
//
// A table with a seed is probed by the keyed hash: the isolate's own after an
// addition met kSuspiciousProbes taken entries (hash-table.h), the frozen one if
// it would have had such a path when it was written.
#include <string.h>

#include "engine/objects/layout/string-hash.h"
#include "engine/objects/string.h"

// Compares with an internalized, hence sequential or external, string.
static bool entry_matches(Isolate *isolate, Tagged slot, const FlatString *flat,
                          uint32_t hash) {
  String *string = (String *)Tagged_object(isolate, slot);
  if (string->raw_hash != hash || string->length != flat->length) return false;
  FlatString other = String_flatten(isolate, string);
  if (flat->one_byte && other.one_byte)
    return !memcmp(flat->one_byte, other.one_byte, (size_t)flat->length);
  if (flat->two_byte && other.two_byte)
    return !memcmp(flat->two_byte, other.two_byte, (size_t)flat->length * 2);
  for (int32_t i = 0; i < flat->length; i++)
    if (FlatString_at(flat, i) != FlatString_at(&other, i)) return false;
  return true;
}

// Where the probing for a string with this raw_hash starts.
static uint32_t table_hash(const StringTable *table, const FlatString *flat,
                           uint32_t raw_hash) {
  return LIKELY(table->seed == 0) ? raw_hash >> kHashShift
                                  : FlatString_keyed_hash(flat, table->seed);
}

static String *find_in(Isolate *isolate, IsolateRootIndex root,
                       const FlatString *flat, uint32_t hash) {
  Value table_value = Isolate_root(isolate, root);
  if (Value_is_undefined(table_value)) return NULL;
  const StringTable *table = Value_as_StringTable(isolate, table_value);
  uint32_t start = table_hash(table, flat, hash);
  for (uint32_t i = 0; i < (uint32_t)table->capacity; i++) {
    Tagged slot =
        table->slots[HashTable_probe(start, i, (uint32_t)table->capacity)];
    if (Tagged_is_root(slot, undefined_value)) return NULL;
    if (Tagged_is_root(slot, the_hole) || Tagged_is_cleared(slot)) continue;
    if (entry_matches(isolate, slot, flat, hash))
      return (String *)Tagged_object(isolate, slot);
  }
  return NULL;
}

static String *find(Isolate *isolate, const FlatString *flat, uint32_t hash) {
  String *found =
      find_in(isolate, kIsolateRoot_frozen_string_table, flat, hash);
  if (!found) found = find_in(isolate, kIsolateRoot_string_table, flat, hash);
  return found;
}

// There must be a free entry. Returns how many taken ones it met.
static uint32_t put(Isolate *isolate, StringTable *table, Tagged entry) {
  String *string = (String *)Tagged_object(isolate, entry);
  FlatString flat = String_flatten(isolate, string);
  uint32_t hash = table_hash(table, &flat, string->raw_hash);
  for (uint32_t i = 0;; i++) {
    Tagged *slot =
        &table->slots[HashTable_probe(hash, i, (uint32_t)table->capacity)];
    if (Tagged_is_root(*slot, undefined_value)) {
      *slot = entry;
      WriteBarrier(table);
      table->number_of_elements++;
      return i;
    }
  }
}

static StringTable *new_table(Isolate *isolate, int32_t capacity,
                              uint32_t seed) {
  StringTable *table = (StringTable *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, string_table_map), capacity);
  table->capacity = capacity;
  table->number_of_elements = 0;
  table->number_of_deleted = 0;
  table->seed = seed;
  return table;
}

static bool is_live(Tagged slot) {
  return !Tagged_is_root(slot, undefined_value) &&
         !Tagged_is_root(slot, the_hole) && !Tagged_is_cleared(slot);
}

// A copy without the dead, which becomes the isolate's own table.
static StringTable *rehash(Isolate *isolate, const StringTable *table,
                           int32_t capacity, uint32_t seed) {
  StringTable *fresh = new_table(isolate, capacity, seed);
  for (int32_t i = 0; i < table->capacity; i++)
    if (is_live(table->slots[i])) (void)put(isolate, fresh, table->slots[i]);
  Isolate_set_root(isolate, kIsolateRoot_string_table,
                   Value_from_object(fresh));
  return fresh;
}

// The isolate's own table with room for one more string.
static StringTable *table_with_room(Isolate *isolate) {
  Value value = Isolate_root(isolate, kIsolateRoot_string_table);
  if (Value_is_undefined(value)) {
    StringTable *first = new_table(isolate, 256, 0);
    Isolate_set_root(isolate, kIsolateRoot_string_table,
                     Value_from_object(first));
    return first;
  }
  StringTable *table = Value_as_StringTable(isolate, value);
  // Entries of dead strings end no probe either: without a free slot a search
  // would not end.
  int32_t used = table->number_of_elements + table->number_of_deleted;
  if ((used + 1) * 4 <= table->capacity * 3) return table;
  int32_t live = 0;
  for (int32_t i = 0; i < table->capacity; i++)
    live += is_live(table->slots[i]);
  int32_t capacity = table->capacity;
  while ((live + 1) * 2 > capacity) capacity *= 2;
  return rehash(isolate, table, capacity, table->seed);
}

static String *add(Isolate *isolate, String *string) {
  StringTable *table = table_with_room(isolate);
  uint32_t probes = put(isolate, table, Tagged_weak_from_object(string));
  if (UNLIKELY(probes >= kSuspiciousProbes) &&
      table->seed != Isolate_hash_secret(isolate))
    (void)rehash(isolate, table, table->capacity,
                 Isolate_hash_secret(isolate));
  return string;
}

// A fresh internalized string with these characters.
static String *make(Isolate *isolate, const FlatString *flat, uint32_t hash) {
  bool one_byte = true;
  if (flat->two_byte) {
    uint32_t all = 0;
    for (int32_t i = 0; i < flat->length; i++) all |= flat->two_byte[i];
    one_byte = all < 256;
  }
  String *result;
  if (one_byte) {
    SeqOneByteString *string = SeqOneByteString_new_raw(isolate, flat->length);
    for (int32_t i = 0; i < flat->length; i++)
      string->chars[i] = (uint8_t)FlatString_at(flat, i);
    result = (String *)string;
    HeapObject_set_map(
        (HeapObject *)result,
        ROOT_OBJECT(isolate, Map, internalized_one_byte_string_map));
  } else {
    SeqTwoByteString *string = SeqTwoByteString_new_raw(isolate, flat->length);
    memcpy(string->chars, flat->two_byte, (size_t)flat->length * 2);
    result = (String *)string;
    HeapObject_set_map(
        (HeapObject *)result,
        ROOT_OBJECT(isolate, Map, internalized_two_byte_string_map));
  }
  result->raw_hash = hash;
  return add(isolate, result);
}

String *String_internalize(Isolate *isolate, String *string) {
  int type = HeapObject_type((HeapObject *)string);
  if (InstanceType_is_internalized(type)) return string;
  FlatString flat = String_flatten(isolate, string);
  uint32_t hash = String_hash(isolate, string);
  String *result = find(isolate, &flat, hash);
  if (!result) {
    int representation = type & kStringRepresentationMask;
    if (representation == kSeqStringTag) {
      // The string itself becomes the internalized one.
      HeapObject_set_map(
          (HeapObject *)string,
          type & kOneByteStringBit
              ? ROOT_OBJECT(isolate, Map, internalized_one_byte_string_map)
              : ROOT_OBJECT(isolate, Map, internalized_two_byte_string_map));
      return add(isolate, string);
    }
    result = make(isolate, &flat, hash);
  }
  // A flat rope leads to the internalized string from now on. Sequential
  // strings stay: C code may be reading their characters.
  if ((type & kStringRepresentationMask) == kConsStringTag)
    ConsString_set_first((ConsString *)string, result);
  return result;
}

static String *internalize_flat(Isolate *isolate, const FlatString *flat,
                                uint32_t hash) {
  String *found = find(isolate, flat, hash);
  return found ? found : make(isolate, flat, hash);
}

String *String_internalize_one_byte(Isolate *isolate, const uint8_t *chars,
                                    int32_t length) {
  FlatString flat = {chars, NULL, length};
  return internalize_flat(isolate, &flat, String_hash_one_byte(chars, length));
}

String *String_internalize_two_byte(Isolate *isolate, const uint16_t *chars,
                                    int32_t length) {
  FlatString flat = {NULL, chars, length};
  return internalize_flat(isolate, &flat, String_hash_two_byte(chars, length));
}

String *String_internalize_ascii(Isolate *isolate, const char *text) {
  return String_internalize_one_byte(isolate, (const uint8_t *)text,
                                     (int32_t)strlen(text));
}
