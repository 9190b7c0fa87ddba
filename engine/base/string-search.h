// SPDX-License-Identifier: MIT
//
// Finding a text in a text, of any mix of widths, in linear time: Horspool's
// skips while they pay, the two-way algorithm (Crochemore and Perrin, 1991)
// when a needle turns out to be built to defeat them.
#ifndef ENGINE_BASE_STRING_SEARCH_H_
#define ENGINE_BASE_STRING_SEARCH_H_

#include "engine/base/check.h"

typedef struct SearchText {
  const void *units;  // uint8_t (Latin-1) or uint16_t (UTF-16)
  size_t length;      // in units
  bool is_two_byte;
} SearchText;

static const size_t kSearchNotFound = SIZE_MAX;

// The first index >= start where needle is, or kSearchNotFound. An empty
// needle is at start, if that is within haystack.
size_t StringSearch_find(SearchText haystack, SearchText needle, size_t start);
// The last index <= start; takes quadratic time at worst.
size_t StringSearch_find_last(SearchText haystack, SearchText needle,
                              size_t start);

#endif  // ENGINE_BASE_STRING_SEARCH_H_
