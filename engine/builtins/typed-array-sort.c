// SPDX-License-Identifier: MIT
//
// Sorting numbers of one kind. Elements become unsigned keys of their width
// whose order is that of the values, are sorted in memory of our own, and
// become elements again. Short arrays are merged, long ones distributed by the
// bytes of the keys: linear, and the worst case is the usual one.
#include "engine/builtins/typed-array-sort.h"

#include <stdlib.h>
#include <string.h>

enum {
  // Runs that are sorted by insertion before they are merged.
  kRun = 8,
  // Below this, merging beats counting.
  kLeastToDistribute = 400,
};

// How the bits of an element become a key: integers with a sign have its bit
// flipped; negative floating-point numbers all bits, others the sign. A NaN
// loses its sign first.
typedef enum KeyOrder { kUnsigned, kSigned, kFloating } KeyOrder;

#define DEFINE_SORT(bits)                                                     \
  typedef uint##bits##_t Key##bits;                                           \
                                                                              \
  static inline Key##bits to_key_##bits(Key##bits x, KeyOrder order,          \
                                        Key##bits infinity) {                 \
    const Key##bits sign = (Key##bits)1 << (bits - 1);                        \
    if (order == kUnsigned) return x;                                         \
    if (order == kSigned) return x ^ sign;                                    \
    if ((x & (Key##bits)~sign) > infinity) x &= (Key##bits)~sign;             \
    return x & sign ? (Key##bits)~x : x ^ sign;                               \
  }                                                                           \
  static inline Key##bits from_key_##bits(Key##bits x, KeyOrder order) {      \
    const Key##bits sign = (Key##bits)1 << (bits - 1);                        \
    if (order == kUnsigned) return x;                                         \
    if (order == kSigned || (x & sign)) return x ^ sign;                      \
    return (Key##bits)~x;                                                     \
  }                                                                           \
                                                                              \
  static void sort_run_##bits(Key##bits *keys, size_t count) {                \
    for (size_t i = 1; i < count; i++) {                                      \
      Key##bits key = keys[i];                                                \
      size_t at = i;                                                          \
      for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];     \
      keys[at] = key;                                                         \
    }                                                                         \
  }                                                                           \
                                                                              \
  static void merge_##bits(const Key##bits *a, const Key##bits *a_end,        \
                           const Key##bits *b, const Key##bits *b_end,        \
                           Key##bits *to) {                                   \
    while (a < a_end && b < b_end) {                                          \
      Key##bits x = *a, y = *b;                                               \
      bool second = y < x;                                                    \
      *to++ = second ? y : x;                                                 \
      b += second;                                                            \
      a += !second;                                                           \
    }                                                                         \
    while (a < a_end) *to++ = *a++;                                           \
    while (b < b_end) *to++ = *b++;                                           \
  }                                                                           \
                                                                              \
  /* The result is in one of the two. */                                      \
  static Key##bits *merge_sort_##bits(Key##bits *keys, Key##bits *other,      \
                                      size_t count) {                         \
    for (size_t i = 0; i < count; i += kRun)                                  \
      sort_run_##bits(keys + i, count - i < kRun ? count - i : kRun);         \
    for (size_t width = kRun; width < count; width *= 2) {                    \
      for (size_t i = 0; i < count; i += 2 * width) {                         \
        size_t middle = i + width < count ? i + width : count;                \
        size_t end = i + 2 * width < count ? i + 2 * width : count;           \
        merge_##bits(keys + i, keys + middle, keys + middle, keys + end,      \
                     other + i);                                              \
      }                                                                       \
      Key##bits *swap = keys;                                                 \
      keys = other;                                                           \
      other = swap;                                                           \
    }                                                                         \
    return keys;                                                              \
  }                                                                           \
                                                                              \
  /* By one byte after the other, the least significant first; bytes that     \
     are the same in all keys are passed over. */                             \
  static Key##bits *distribute_##bits(Key##bits *keys, Key##bits *other,      \
                                      size_t count) {                         \
    enum { kBytes = bits / 8 };                                               \
    size_t counts[kBytes][256];                                               \
    memset(counts, 0, sizeof counts);                                         \
    for (size_t i = 0; i < count; i++)                                        \
      for (int byte = 0; byte < kBytes; byte++)                               \
        counts[byte][keys[i] >> (8 * byte) & 255]++;                          \
    for (int byte = 0; byte < kBytes; byte++) {                               \
      size_t *starts = counts[byte];                                          \
      int shift = 8 * byte;                                                   \
      if (starts[keys[0] >> shift & 255] == count) continue;                  \
      size_t sum = 0;                                                         \
      for (int value = 0; value < 256; value++) {                             \
        size_t many = starts[value];                                          \
        starts[value] = sum;                                                  \
        sum += many;                                                          \
      }                                                                       \
      for (size_t i = 0; i < count; i++)                                      \
        other[starts[keys[i] >> shift & 255]++] = keys[i];                    \
      Key##bits *swap = keys;                                                 \
      keys = other;                                                           \
      other = swap;                                                           \
    }                                                                         \
    return keys;                                                              \
  }                                                                           \
                                                                              \
  static void sort_keys_##bits(uint8_t *data, size_t count, KeyOrder order,   \
                               Key##bits infinity, void *memory) {            \
    Key##bits *keys = memory;                                                 \
    memcpy(keys, data, count * sizeof *keys);                                 \
    if (order != kUnsigned)                                                   \
      for (size_t i = 0; i < count; i++)                                      \
        keys[i] = to_key_##bits(keys[i], order, infinity);                    \
    Key##bits *sorted = count < kLeastToDistribute                            \
                            ? merge_sort_##bits(keys, keys + count, count)    \
                            : distribute_##bits(keys, keys + count, count);   \
    if (order != kUnsigned)                                                   \
      for (size_t i = 0; i < count; i++)                                      \
        sorted[i] = from_key_##bits(sorted[i], order);                        \
    memcpy(data, sorted, count * sizeof *keys);                               \
  }
DEFINE_SORT(8)
DEFINE_SORT(16)
DEFINE_SORT(32)
DEFINE_SORT(64)
#undef DEFINE_SORT

static KeyOrder order_of(ElementsKind kind) {
  switch (kind) {
    case FLOAT16_ELEMENTS:
    case FLOAT32_ELEMENTS:
    case FLOAT64_ELEMENTS:
      return kFloating;
    case INT8_ELEMENTS:
    case INT16_ELEMENTS:
    case INT32_ELEMENTS:
    case BIGINT64_ELEMENTS:
      return kSigned;
    default:
      return kUnsigned;
  }
}

bool TypedElements_sort(ElementsKind kind, uint8_t *data, uint64_t length) {
  if (length < 2) return true;
  size_t count = (size_t)length;
  size_t bytes = (size_t)ElementsKind_element_bytes(kind);
  uint64_t few[256];
  void *memory = few;
  if (2 * count * bytes > sizeof few) memory = malloc(2 * count * bytes);
  if (memory == NULL) return false;
  KeyOrder order = order_of(kind);
  switch (bytes) {
    case 1:
      sort_keys_8(data, count, order, 0, memory);
      break;
    case 2:
      sort_keys_16(data, count, order, 0x7c00, memory);
      break;
    case 4:
      sort_keys_32(data, count, order, 0x7f800000, memory);
      break;
    default:
      sort_keys_64(data, count, order, UINT64_C(0x7ff0000000000000), memory);
      break;
  }
  if (memory != few) free(memory);
  return true;
}
