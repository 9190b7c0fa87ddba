// SPDX-License-Identifier: MIT
#include "engine/base/string-search.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static uint32_t seed = 12345;
static uint32_t next_random(uint32_t limit) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 8) % limit;
}

static size_t find_naively(const uint8_t *hay, size_t hay_length,
                           const uint8_t *needle, size_t length,
                           size_t start, bool is_last) {
  size_t found = kSearchNotFound;
  for (size_t i = 0; i + length <= hay_length; i++) {
    if (length != 0 && memcmp(hay + i, needle, length) != 0) continue;
    if (is_last && i <= start) found = i;
    if (!is_last && i >= start) return i;
  }
  return found;
}

static void widen(const uint8_t *text, size_t length, uint16_t *out) {
  for (size_t i = 0; i < length; i++) out[i] = text[i];
}

// Small alphabets and long needles, so that near misses abound.
static void results_are_those_of_a_naive_search(void **state) {
  enum { kMaxHay = 600, kMaxNeedle = 60 };
  uint8_t hay[kMaxHay], needle[kMaxNeedle];
  uint16_t wide_hay[kMaxHay], wide_needle[kMaxNeedle];
  for (int round = 0; round < 30000; round++) {
    size_t hay_length = next_random(kMaxHay), length = next_random(kMaxNeedle);
    uint32_t letters = 1 + next_random(3);
    for (size_t i = 0; i < hay_length; i++)
      hay[i] = (uint8_t)('a' + next_random(letters));
    for (size_t i = 0; i < length; i++)
      needle[i] = (uint8_t)('a' + next_random(letters));
    if (next_random(2) && hay_length > length)
      memcpy(needle, hay + next_random((uint32_t)(hay_length - length)),
             length);
    widen(hay, hay_length, wide_hay);
    widen(needle, length, wide_needle);
    size_t start = next_random(kMaxHay) / 4;
    for (int widths = 0; widths < 4; widths++) {
      SearchText h = {widths & 1 ? (void *)wide_hay : hay, hay_length,
                      widths & 1};
      SearchText n = {widths & 2 ? (void *)wide_needle : needle, length,
                      widths & 2};
      size_t want =
          start > hay_length
              ? kSearchNotFound
              : find_naively(hay, hay_length, needle, length, start, false);
      assert_int_equal(StringSearch_find(&h, &n, start), want);
      assert_int_equal(
          StringSearch_find_last(&h, &n, start),
          find_naively(hay, hay_length, needle, length, start, true));
    }
  }
}

static void wide_units_do_not_match_their_low_bytes(void **state) {
  uint16_t hay[] = {0x161, 0x161, 'a'};
  SearchText h = {hay, 3, true}, n = {"a", 1, false};
  assert_int_equal(StringSearch_find(&h, &n, 0), 2);
  SearchText narrow = {"aaa", 3, false}, wide = {hay, 1, true};
  assert_int_equal(StringSearch_find(&narrow, &wide, 0), kSearchNotFound);
}

// a^n b a^n in a^m: quadratic for anything but a linear algorithm.
static void hostile_needles_take_linear_time(void **state) {
  enum { kHay = 2000000, kNeedle = 200001 };
  uint16_t *hay = malloc(kHay * sizeof *hay);
  uint16_t *needle = malloc(kNeedle * sizeof *needle);
  for (size_t i = 0; i < kHay; i++) hay[i] = 'a';
  for (size_t i = 0; i < kNeedle; i++) needle[i] = 'a';
  needle[kNeedle / 2] = 'b';
  SearchText h = {hay, kHay, true}, n = {needle, kNeedle, true};
  assert_int_equal(StringSearch_find(&h, &n, 0), kSearchNotFound);
  needle[kNeedle / 2] = 'a';
  needle[0] = 'b';
  assert_int_equal(StringSearch_find(&h, &n, 0), kSearchNotFound);
  assert_int_equal(StringSearch_find_last(&h, &n, kHay), kSearchNotFound);
  needle[0] = 'a';
  needle[kNeedle - 1] = 'b';
  assert_int_equal(StringSearch_find(&h, &n, 0), kSearchNotFound);
  assert_int_equal(StringSearch_find_last(&h, &n, kHay), kSearchNotFound);
  hay[kHay / 2] = 'b';
  assert_int_equal(StringSearch_find(&h, &n, 0), kHay / 2 - kNeedle + 1);
  assert_int_equal(StringSearch_find_last(&h, &n, kHay),
                   kHay / 2 - kNeedle + 1);
  free(hay);
  free(needle);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(results_are_those_of_a_naive_search),
      cmocka_unit_test(wide_units_do_not_match_their_low_bytes),
      cmocka_unit_test(hostile_needles_take_linear_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
