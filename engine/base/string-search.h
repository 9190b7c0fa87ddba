// SPDX-License-Identifier: MIT
//
// Finding a text in a text, of any mix of widths, in linear time: two units of
// the needle that are rare in most texts are looked for in 16 bytes at once;
// the two-way algorithm (Crochemore and Perrin, 1991) takes over when too many
// places have both, as in texts that are built to defeat this.
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
size_t StringSearch_find(const SearchText *haystack, const SearchText *needle,
                         size_t start);
// The same of one-byte texts, the needle being of 1 to haystack_length units.
size_t StringSearch_find_latin1(const uint8_t *haystack, size_t haystack_length,
                                const uint8_t *needle, size_t length,
                                size_t start);
// The last index <= start.
size_t StringSearch_find_last(const SearchText *haystack,
                              const SearchText *needle, size_t start);

#endif  // ENGINE_BASE_STRING_SEARCH_H_
