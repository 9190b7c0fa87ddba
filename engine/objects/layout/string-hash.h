// SPDX-License-Identifier: MIT
//
// The hash of strings, and how StringTables are probed. The seed is fixed:
// hashes are frozen into snapshots and are equal in every process. A string's
// hash depends on its UTF-16 code units only, not on its representation.
//
//   raw_hash: hhhhhhhh hhhhhhhh hhhhhhhh hhhhhhi1
//     1   computed        i   the string is an array index ("0".."4294967294")
#ifndef ENGINE_OBJECTS_LAYOUT_STRING_HASH_H_
#define ENGINE_OBJECTS_LAYOUT_STRING_HASH_H_

#include "engine/base/check.h"

enum {
  kHashComputedBit = 1,
  kHashIndexBit = 2,
  kHashShift = 2,
};

#define kMaxArrayIndex UINT32_C(4294967294)
#define STRING_HASH_SEED UINT64_C(0x243f6a8885a308d3)
#define STRING_HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

// Whether the characters spell an array index canonically, and which.
#define DEFINE_CHARS_TO_ARRAY_INDEX(name, Char)                         \
  static inline bool name(const Char *chars, int32_t length,            \
                          uint32_t *index) {                            \
    if (length < 1 || length > 10) return false;                        \
    if (chars[0] == '0') {                                              \
      *index = 0;                                                       \
      return length == 1;                                               \
    }                                                                   \
    uint64_t value = 0;                                                 \
    for (int32_t i = 0; i < length; i++) {                              \
      if (chars[i] < '0' || chars[i] > '9') return false;               \
      value = value * 10 + (uint64_t)(chars[i] - '0');                  \
    }                                                                   \
    *index = (uint32_t)value;                                           \
    return value <= kMaxArrayIndex;                                     \
  }
DEFINE_CHARS_TO_ARRAY_INDEX(Chars_to_array_index_one_byte, uint8_t)
DEFINE_CHARS_TO_ARRAY_INDEX(Chars_to_array_index_two_byte, uint16_t)

static ALWAYS_INLINE uint64_t StringHash_add(uint64_t hash, uint32_t unit) {
  hash = (hash ^ unit) * STRING_HASH_FACTOR;
  return hash ^ (hash >> 29);
}

static ALWAYS_INLINE uint32_t StringHash_finish(uint64_t hash, bool is_index) {
  hash *= STRING_HASH_FACTOR;
  return (uint32_t)(hash >> 34) << kHashShift |
         (is_index ? kHashIndexBit : 0) | kHashComputedBit;
}

// The value of Name.raw_hash for these characters.
static inline uint32_t String_hash_one_byte(const uint8_t *chars,
                                            int32_t length) {
  uint64_t hash = STRING_HASH_SEED;
  for (int32_t i = 0; i < length; i++) hash = StringHash_add(hash, chars[i]);
  uint32_t index;
  return StringHash_finish(
      hash, Chars_to_array_index_one_byte(chars, length, &index));
}
static inline uint32_t String_hash_two_byte(const uint16_t *chars,
                                            int32_t length) {
  uint64_t hash = STRING_HASH_SEED;
  for (int32_t i = 0; i < length; i++) hash = StringHash_add(hash, chars[i]);
  uint32_t index;
  return StringHash_finish(
      hash, Chars_to_array_index_two_byte(chars, length, &index));
}

// Name.raw_hash of the number-th symbol.
static inline uint32_t Symbol_hash_from_number(uint32_t number) {
  return StringHash_finish(StringHash_add(~STRING_HASH_SEED, number), false);
}

// Hash tables (StringTable included) have a power of two of entries. Entry i of
// the probe sequence of a hash; i = 0, 1, 2, ... visits every entry once.
// In an empty entry the key is undefined, in a deleted one the_hole.
static ALWAYS_INLINE uint32_t HashTable_probe(uint32_t hash, uint32_t i,
                                              uint32_t capacity) {
  return (hash + i * (i + 1) / 2) & (capacity - 1);
}

// So many entries before a free one are no accident in a table that is at most
// three quarters full: chance takes 128 steps once in 10^16 insertions.
enum { kSuspiciousProbes = 128 };

#endif  // ENGINE_OBJECTS_LAYOUT_STRING_HASH_H_
