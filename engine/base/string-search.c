// SPDX-License-Identifier: MIT
#define _GNU_SOURCE 1
#include "engine/base/string-search.h"

#include <string.h>

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

static size_t find_one_byte_unit(SearchText haystack, uint8_t unit,
                                 size_t start) {
  const uint8_t *units = haystack.units;
  const uint8_t *found =
      memchr(units + start, unit, haystack.length - start);
  return found ? (size_t)(found - units) : kSearchNotFound;
}

size_t StringSearch_find(SearchText haystack, SearchText needle,
                         size_t start) {
  if (start > haystack.length || needle.length > haystack.length - start)
    return kSearchNotFound;
  if (needle.length == 0) return start;
  if (!haystack.is_two_byte && !needle.is_two_byte) {
    if (needle.length == 1)
      return find_one_byte_unit(haystack, *(const uint8_t *)needle.units,
                                start);
    return find_1_1(haystack.units, haystack.length, needle.units,
                    needle.length, start);
  }
  if (!haystack.is_two_byte)
    return find_1_2(haystack.units, haystack.length, needle.units,
                    needle.length, start);
  if (!needle.is_two_byte)
    return find_2_1(haystack.units, haystack.length, needle.units,
                    needle.length, start);
  return find_2_2(haystack.units, haystack.length, needle.units,
                  needle.length, start);
}

size_t StringSearch_find_last(SearchText haystack, SearchText needle,
                              size_t start) {
  if (needle.length > haystack.length) return kSearchNotFound;
  size_t limit = haystack.length - needle.length;
  if (start > limit) start = limit;
  if (!haystack.is_two_byte && !needle.is_two_byte)
    return find_last_1_1(haystack.units, needle.units, needle.length, start);
  if (!haystack.is_two_byte)
    return find_last_1_2(haystack.units, needle.units, needle.length, start);
  if (!needle.is_two_byte)
    return find_last_2_1(haystack.units, needle.units, needle.length, start);
  return find_last_2_2(haystack.units, needle.units, needle.length, start);
}
