// SPDX-License-Identifier: MIT
//
// Property sets by name. Names and sets refer to each other by offsets: the
// tables hold no pointers and need no relocation.
#include <string.h>

#include "engine/base/unicode.h"

#include "unicode-properties.inc"

// Orders a stored key against kind + name.
static int compare_key(const char *key, char kind, const char *name,
                       size_t length) {
  if (*key != kind) return (unsigned char)*key - (unsigned char)kind;
  int order = strncmp(key + 1, name, length);
  return order != 0 ? order : key[1 + length] != '\0';
}

static bool find_set(char kind, const char *name, size_t length,
                     UnicodeSet *set) {
  if (memchr(name, '\0', length) != NULL) return false;
  size_t low = 0, high = kUnicodeNameCount;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = compare_key(kUnicodeNames + kUnicodeNameStarts[middle], kind,
                            name, length);
    if (order == 0) {
      size_t index = kUnicodeNameSets[middle];
      set->bytes = kUnicodeSetBytes + kUnicodeSetOffsets[index];
      set->size_bytes =
          (size_t)kUnicodeSetOffsets[index + 1] - kUnicodeSetOffsets[index];
      return true;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static bool equals(const char *name, size_t length, const char *other) {
  return strlen(other) == length && memcmp(name, other, length) == 0;
}

bool Unicode_find_property(const char *name, size_t name_length,
                           const char *value, size_t value_length,
                           UnicodeSet *set) {
  if (value == NULL) {
    return find_set('B', name, name_length, set) ||
           find_set('G', name, name_length, set);
  }
  if (equals(name, name_length, "General_Category") ||
      equals(name, name_length, "gc"))
    return find_set('G', value, value_length, set);
  if (equals(name, name_length, "Script") || equals(name, name_length, "sc"))
    return find_set('S', value, value_length, set);
  if (equals(name, name_length, "Script_Extensions") ||
      equals(name, name_length, "scx"))
    return find_set('X', value, value_length, set);
  return false;
}

UnicodeSetIterator UnicodeSetIterator_make(UnicodeSet set) {
  return (UnicodeSetIterator){set.bytes, set.bytes + set.size_bytes, 0};
}

static uint32_t read_varint(const uint8_t **next) {
  uint32_t value = 0;
  for (int shift = 0;; shift += 7) {
    uint32_t byte = *(*next)++;
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

bool UnicodeSetIterator_next(UnicodeSetIterator *iterator,
                             UnicodeRange *range) {
  if (iterator->next == iterator->end) return false;
  range->first = iterator->position + read_varint(&iterator->next);
  range->last = range->first + read_varint(&iterator->next);
  iterator->position = range->last + 1;
  return true;
}

bool Unicode_find_sequence_property(const char *name, size_t name_length,
                                    const uint16_t **sequences,
                                    const uint16_t **end) {
  int first = 0, last = kUnicodeSequenceGroups;
  if (!equals(name, name_length, "RGI_Emoji")) {  // which is all of them
    const char *group = kUnicodeSequenceNames;
    while (first < last && !equals(name, name_length, group)) {
      group += strlen(group) + 1;
      first++;
    }
    if (first == last) return false;
    last = first + 1;
  }
  *sequences = kUnicodeSequences + kUnicodeSequenceStarts[first];
  *end = kUnicodeSequences + kUnicodeSequenceStarts[last];
  return true;
}
