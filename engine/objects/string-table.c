// SPDX-License-Identifier: MIT
//
// Internalized strings: one object per content. Two tables are looked at, the
// frozen one that was mapped with the snapshot (never written), then the
// isolate's own, whose entries are weak (engine/heap/weak.c clears them).
#include <string.h>

#include "engine/objects/layout/string-hash.h"
#include "engine/objects/string.h"

// Content that is looked up: characters and their hash.
typedef struct StringTableKey {
  FlatString chars;
  uint32_t raw_hash;
} StringTableKey;

static bool key_matches(const StringTableKey *key, const String *string) {
  if (string->raw_hash != key->raw_hash || string->length != key->chars.length)
    return false;
  size_t length = (size_t)string->length;
  int type = HeapObject_type((const HeapObject *)string);
  if ((type & kStringRepresentationMask) != kSeqStringTag) {
    // An internalized external string.
    FlatString flat = String_flatten(Isolate_of(string), (String *)string);
    for (int32_t i = 0; i < flat.length; i++)
      if (FlatString_at(&flat, i) != FlatString_at(&key->chars, i))
        return false;
    return true;
  }
  if (type & kOneByteStringBit) {
    const uint8_t *chars = ((const SeqOneByteString *)string)->chars;
    if (key->chars.one_byte)
      return memcmp(chars, key->chars.one_byte, length) == 0;
    for (size_t i = 0; i < length; i++)
      if (chars[i] != key->chars.two_byte[i]) return false;
    return true;
  }
  return key->chars.two_byte &&
         memcmp(((const SeqTwoByteString *)string)->chars, key->chars.two_byte,
                length * 2) == 0;
}

// The entry with this content or NULL; *free_slot is where to add it.
static String *find(Isolate *isolate, StringTable *table,
                    const StringTableKey *key, int32_t *free_slot) {
  *free_slot = -1;
  uint32_t capacity = (uint32_t)table->capacity;
  for (uint32_t i = 0;; i++) {
    uint32_t slot = HashTable_probe(key->raw_hash, i, capacity);
    Tagged entry = table->slots[slot];
    if (Tagged_is_root(entry, undefined_value)) {
      if (*free_slot < 0) *free_slot = (int32_t)slot;
      return NULL;
    }
    if (Tagged_is_root(entry, the_hole)) {
      if (*free_slot < 0) *free_slot = (int32_t)slot;
      continue;
    }
    String *string = (String *)Tagged_object(isolate, entry);
    if (key_matches(key, string)) return string;
  }
}

static StringTable *own_table(Isolate *isolate) {
  return ISOLATE_ROOT_OBJECT(isolate, StringTable, string_table);
}

static String *lookup(Isolate *isolate, const StringTableKey *key) {
  int32_t free_slot;
  Value frozen = Isolate_root(isolate, kIsolateRoot_frozen_string_table);
  if (Value_is_heap_object(frozen) && !Value_is_undefined(frozen)) {
    String *found =
        find(isolate, Value_as_StringTable(isolate, frozen), key, &free_slot);
    if (found) return found;
  }
  return find(isolate, own_table(isolate), key, &free_slot);
}

// Makes room for one more entry. At most half of the slots are ever in use,
// deleted ones included, so that a probe always ends.
static void ensure_room(Isolate *isolate) {
  StringTable *table = own_table(isolate);
  int32_t used = table->number_of_elements + table->number_of_deleted;
  if (2 * (used + 1) <= table->capacity) return;
  int32_t capacity = table->capacity;
  if (4 * table->number_of_elements > capacity) capacity *= 2;
  StringTable *grown = (StringTable *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, string_table_map), capacity);
  grown->capacity = capacity;
  table = own_table(isolate);  // the allocation may have collected entries
  for (int32_t i = 0; i < table->capacity; i++) {
    Tagged entry = table->slots[i];
    if (Tagged_is_root(entry, undefined_value) ||
        Tagged_is_root(entry, the_hole))
      continue;
    uint32_t hash = ((String *)Tagged_object(isolate, entry))->raw_hash;
    uint32_t probe = 0, slot;
    do {
      slot = HashTable_probe(hash, probe++, (uint32_t)capacity);
    } while (!Tagged_is_root(grown->slots[slot], undefined_value));
    grown->slots[slot] = entry;
    grown->number_of_elements++;
  }
  WriteBarrier(grown);
  Isolate_set_root(isolate, kIsolateRoot_string_table,
                   Value_from_object(grown));
}

static String *add(Isolate *isolate, const StringTableKey *key,
                   String *string) {
  ensure_room(isolate);
  StringTable *table = own_table(isolate);
  int32_t slot;
  String *found = find(isolate, table, key, &slot);
  CHECK(found == NULL);
  if (Tagged_is_root(table->slots[slot], the_hole)) table->number_of_deleted--;
  table->slots[slot] = Tagged_from_object(string);
  table->number_of_elements++;
  WriteBarrier(table);
  return string;
}

static String *new_internalized(Isolate *isolate, const StringTableKey *key) {
  String *string;
  int32_t length = key->chars.length;
  if (key->chars.one_byte) {
    SeqOneByteString *copy = SeqOneByteString_new_raw(isolate, length);
    memcpy(copy->chars, key->chars.one_byte, (size_t)length);
    copy->map = ROOT_TAGGED(internalized_one_byte_string_map);
    string = (String *)copy;
  } else {
    bool narrow = true;
    for (int32_t i = 0; narrow && i < length; i++)
      narrow = key->chars.two_byte[i] < 256;
    if (narrow) {
      SeqOneByteString *copy = SeqOneByteString_new_raw(isolate, length);
      for (int32_t i = 0; i < length; i++)
        copy->chars[i] = (uint8_t)key->chars.two_byte[i];
      copy->map = ROOT_TAGGED(internalized_one_byte_string_map);
      string = (String *)copy;
    } else {
      SeqTwoByteString *copy = SeqTwoByteString_new_raw(isolate, length);
      memcpy(copy->chars, key->chars.two_byte, (size_t)length * 2);
      copy->map = ROOT_TAGGED(internalized_two_byte_string_map);
      string = (String *)copy;
    }
  }
  string->raw_hash = key->raw_hash;
  return string;
}

static String *internalize_chars(Isolate *isolate, StringTableKey *key) {
  String *found = lookup(isolate, key);
  return found ? found : add(isolate, key, new_internalized(isolate, key));
}

String *String_internalize_one_byte(Isolate *isolate, const uint8_t *chars,
                                    int32_t length) {
  StringTableKey key = {{chars, NULL, length},
                        String_hash_one_byte(chars, length)};
  return internalize_chars(isolate, &key);
}

String *String_internalize_two_byte(Isolate *isolate, const uint16_t *chars,
                                    int32_t length) {
  StringTableKey key = {{NULL, chars, length},
                        String_hash_two_byte(chars, length)};
  return internalize_chars(isolate, &key);
}

String *String_internalize_ascii(Isolate *isolate, const char *text) {
  return String_internalize_one_byte(isolate, (const uint8_t *)text,
                                     (int32_t)strlen(text));
}

// Where the string can become the thin string of its internalized twin: it must
// have room for the pointer, and must not be frozen.
static void make_thin(Isolate *isolate, String *string, String *actual) {
  InstanceType type = HeapObject_type((HeapObject *)string);
  if ((type & kStringRepresentationMask) != kConsStringTag) return;
  ((HeapObject *)string)->map = type & kOneByteStringBit
                                    ? ROOT_TAGGED(thin_one_byte_string_map)
                                    : ROOT_TAGGED(thin_two_byte_string_map);
  ThinString_set_actual((ThinString *)string, actual);
}

String *String_internalize(Isolate *isolate, String *string) {
  InstanceType type = HeapObject_type((HeapObject *)string);
  if (InstanceType_is_internalized(type)) return string;
  if ((type & kStringRepresentationMask) == kThinStringTag)
    return ThinString_actual((ThinString *)string);
  StringTableKey key = {String_flatten(isolate, string), 0};
  String_hash(isolate, string);
  key.raw_hash = string->raw_hash;
  String *found = lookup(isolate, &key);
  if (found == NULL) {
    type = HeapObject_type((HeapObject *)string);
    bool one_byte_content = key.chars.one_byte != NULL;
    if ((type & kStringRepresentationMask) == kSeqStringTag &&
        one_byte_content) {
      // In place: the object becomes the internalized string.
      ((HeapObject *)string)->map =
          ROOT_TAGGED(internalized_one_byte_string_map);
      return add(isolate, &key, string);
    }
    found = add(isolate, &key, new_internalized(isolate, &key));
  }
  make_thin(isolate, string, found);
  return found;
}
