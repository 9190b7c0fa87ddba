// SPDX-License-Identifier: MIT
#include "engine/base/string-search.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

// How frequent an ASCII character is in programs, JSON and prose: about the
// logarithm of its share, 15 for the blank. Other units are taken for rare.
static const uint8_t kFrequencies[128] = {
    0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  12, 0,  0,  0,  0,  0,   //
    0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,   //
    15, 7,  12, 8,  5,  4,  8,  7,  10, 10, 10, 7,  11, 11, 11, 11,  //  !"#$%
    9,  9,  9,  8,  9,  8,  9,  7,  7,  7,  11, 10, 5,  10, 8,  6,   // 0123
    8,  9,  8,  9,  8,  9,  8,  6,  6,  9,  7,  6,  8,  8,  8,  8,   // @ABC
    8,  3,  8,  9,  10, 7,  8,  6,  4,  5,  3,  8,  4,  8,  8,  11,  // PQRS
    9,  13, 11, 12, 12, 14, 11, 11, 11, 13, 8,  9,  12, 11, 13, 13,  // `abc
    12, 6,  13, 13, 13, 12, 10, 10, 10, 11, 7,  9,  8,  9,  1,  0};  // pqrs
static inline int unit_frequency(uint32_t unit) {
  return unit < 128 ? kFrequencies[unit] : 0;
}

#define HAY uint8_t
#define NEEDLE uint8_t
#define NAME(name) name##_1_1
#include "engine/base/string-search.inc"
#undef HAY
#undef NEEDLE
#undef NAME

#define HAY uint8_t
#define NEEDLE uint16_t
#define NAME(name) name##_1_2
#include "engine/base/string-search.inc"
#undef HAY
#undef NEEDLE
#undef NAME

#define HAY uint16_t
#define NEEDLE uint8_t
#define NAME(name) name##_2_1
#include "engine/base/string-search.inc"
#undef HAY
#undef NEEDLE
#undef NAME

#define HAY uint16_t
#define NEEDLE uint16_t
#define NAME(name) name##_2_2
#include "engine/base/string-search.inc"
#undef HAY
#undef NEEDLE
#undef NAME

size_t StringSearch_find_latin1(const uint8_t *haystack, size_t haystack_length,
                                const uint8_t *needle, size_t length,
                                size_t start) {
  if (start > haystack_length - length) return kSearchNotFound;
  if (length > 1)
    return find_1_1(haystack, haystack_length, needle, length, start);
  const uint8_t *found =
      memchr(haystack + start, *needle, haystack_length - start);
  return found ? (size_t)(found - haystack) : kSearchNotFound;
}

size_t StringSearch_find(const SearchText *haystack, const SearchText *needle,
                         size_t start) {
  if (start > haystack->length || needle->length > haystack->length - start)
    return kSearchNotFound;
  if (needle->length == 0) return start;
  if (!haystack->is_two_byte && !needle->is_two_byte)
    return StringSearch_find_latin1(haystack->units, haystack->length,
                                    needle->units, needle->length, start);
  if (!haystack->is_two_byte)
    return find_1_2(haystack->units, haystack->length, needle->units,
                    needle->length, start);
  if (!needle->is_two_byte)
    return find_2_1(haystack->units, haystack->length, needle->units,
                    needle->length, start);
  return find_2_2(haystack->units, haystack->length, needle->units,
                  needle->length, start);
}

size_t StringSearch_find_last(const SearchText *haystack,
                              const SearchText *needle, size_t start) {
  if (needle->length > haystack->length) return kSearchNotFound;
  size_t limit = haystack->length - needle->length;
  if (start > limit) start = limit;
  if (!haystack->is_two_byte && !needle->is_two_byte)
    return find_last_1_1(haystack->units, needle->units, needle->length, start);
  if (!haystack->is_two_byte)
    return find_last_1_2(haystack->units, needle->units, needle->length, start);
  if (!needle->is_two_byte)
    return find_last_2_1(haystack->units, needle->units, needle->length, start);
  return find_last_2_2(haystack->units, needle->units, needle->length, start);
}
