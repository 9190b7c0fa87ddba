// SPDX-License-Identifier: MIT
#include "engine/regexp/regexp-char-set.h"

#include <stdlib.h>

void CharSet_add(Zone *zone, CharSet *set, uint32_t first, uint32_t last) {
  if (set->length > 0) {
    // Most ranges come in order: extend the last one where possible.
    UnicodeRange *end = &set->items[set->length - 1];
    if (first >= end->first && first <= end->last + 1) {
      if (last > end->last) end->last = last;
      return;
    }
  }
  UnicodeRange range = {first, last};
  ZONE_LIST_ADD(zone, set, range);
}

void CharSet_add_set(Zone *zone, CharSet *set, const CharSet *other) {
  for (int i = 0; i < other->length; i++)
    CharSet_add(zone, set, other->items[i].first, other->items[i].last);
}

void CharSet_add_property(Zone *zone, CharSet *set, UnicodeSet property) {
  UnicodeSetIterator iterator = UnicodeSetIterator_make(property);
  UnicodeRange range;
  while (UnicodeSetIterator_next(&iterator, &range))
    CharSet_add(zone, set, range.first, range.last);
}

static int compare_ranges(const void *a, const void *b) {
  const UnicodeRange *x = a, *y = b;
  return x->first < y->first ? -1 : x->first > y->first;
}

void CharSet_normalize(CharSet *set) {
  bool is_sorted = true;
  for (int i = 1; i < set->length; i++)
    if (set->items[i].first <= set->items[i - 1].last + 1) is_sorted = false;
  if (is_sorted) return;
  qsort(set->items, (size_t)set->length, sizeof set->items[0],
        compare_ranges);
  int kept = 0;
  for (int i = 1; i < set->length; i++) {
    UnicodeRange range = set->items[i];
    if (range.first <= set->items[kept].last + 1) {
      if (range.last > set->items[kept].last)
        set->items[kept].last = range.last;
    } else {
      set->items[++kept] = range;
    }
  }
  set->length = kept + 1;
}

bool CharSet_contains(const CharSet *set, uint32_t code_point) {
  int low = 0, high = set->length;
  while (low < high) {
    int middle = (low + high) / 2;
    if (code_point > set->items[middle].last)
      low = middle + 1;
    else if (code_point < set->items[middle].first)
      high = middle;
    else
      return true;
  }
  return false;
}

CharSet CharSet_complement(Zone *zone, const CharSet *set, uint32_t max) {
  CharSet result = {0};
  uint32_t next = 0;
  for (int i = 0; i < set->length && next <= max; i++) {
    UnicodeRange range = set->items[i];
    if (range.first > next) {
      uint32_t last = range.first - 1 < max ? range.first - 1 : max;
      CharSet_add(zone, &result, next, last);
    }
    next = range.last + 1;
  }
  if (next <= max) CharSet_add(zone, &result, next, max);
  return result;
}

CharSet CharSet_intersection(Zone *zone, const CharSet *a, const CharSet *b) {
  CharSet result = {0};
  for (int i = 0, j = 0; i < a->length && j < b->length;) {
    UnicodeRange x = a->items[i], y = b->items[j];
    uint32_t first = x.first > y.first ? x.first : y.first;
    uint32_t last = x.last < y.last ? x.last : y.last;
    if (first <= last) CharSet_add(zone, &result, first, last);
    if (x.last < y.last)
      i++;
    else
      j++;
  }
  return result;
}

CharSet CharSet_difference(Zone *zone, const CharSet *a, const CharSet *b) {
  CharSet others = CharSet_complement(zone, b, kUnicodeMaxCodePoint);
  return CharSet_intersection(zone, a, &others);
}

// All that has no case below U+00B5 are the ASCII characters but the letters.
static bool may_have_case(const CharSet *set) {
  for (int i = 0; i < set->length; i++) {
    UnicodeRange range = set->items[i];
    if (range.last >= 0xB5) return true;
    if (range.first <= 'Z' && range.last >= 'A') return true;
    if (range.first <= 'z' && range.last >= 'a') return true;
  }
  return false;
}

// Adds what members map to, asking for each member.
static void add_targets(Zone *zone, CharSet *set, const CharSet *members,
                        bool is_unicode) {
  for (int i = 0; i < members->length; i++) {
    UnicodeRange range = members->items[i];
    for (uint32_t c = range.first; c <= range.last; c++) {
      uint32_t target =
          is_unicode ? Unicode_simple_fold(c) : Unicode_canonicalize(c);
      if (target != c) CharSet_add(zone, set, target, target);
    }
  }
}

// The same for large sets: walks the pairs instead of the members.
static void add_targets_of_pairs(Zone *zone, CharSet *set,
                                 const CharSet *members, bool is_unicode) {
  size_t count;
  const UnicodeCasePair *pairs = Unicode_case_pairs(is_unicode, &count);
  for (size_t i = 0; i < count; i++)
    if (CharSet_contains(members, pairs[i].source))
      CharSet_add(zone, set, pairs[i].target, pairs[i].target);
}

// Adds everything that maps to a member.
static void add_sources(Zone *zone, CharSet *set, const CharSet *members,
                        bool is_unicode) {
  size_t count;
  const UnicodeCasePair *pairs = Unicode_case_pairs(is_unicode, &count);
  for (int i = 0; i < members->length; i++) {
    UnicodeRange range = members->items[i];
    size_t low = 0, high = count;
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (pairs[middle].target < range.first)
        low = middle + 1;
      else
        high = middle;
    }
    for (; low < count && pairs[low].target <= range.last; low++)
      CharSet_add(zone, set, pairs[low].source, pairs[low].source);
  }
}

void CharSet_close_over_case(Zone *zone, CharSet *set, bool is_unicode) {
  if (!may_have_case(set)) return;
  uint64_t size = 0;
  for (int i = 0; i < set->length; i++)
    size += set->items[i].last - set->items[i].first + 1;
  CharSet added = {0};
  if (size < 1000)
    add_targets(zone, &added, set, is_unicode);
  else
    add_targets_of_pairs(zone, &added, set, is_unicode);
  CharSet_add_set(zone, set, &added);
  CharSet_normalize(set);
  added.length = 0;
  add_sources(zone, &added, set, is_unicode);
  CharSet_add_set(zone, set, &added);
  CharSet_normalize(set);
}

CharSet CharSet_digits(Zone *zone) {
  CharSet set = {0};
  CharSet_add(zone, &set, '0', '9');
  return set;
}

CharSet CharSet_white_space(Zone *zone) {
  static const UnicodeRange kRanges[] = {
      {9, 13},          {32, 32},         {0xA0, 0xA0},     {0x1680, 0x1680},
      {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
      {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
  CharSet set = {0};
  for (size_t i = 0; i < ARRAY_LENGTH(kRanges); i++)
    CharSet_add(zone, &set, kRanges[i].first, kRanges[i].last);
  return set;
}

CharSet CharSet_word(Zone *zone) {
  CharSet set = {0};
  CharSet_add(zone, &set, '0', '9');
  CharSet_add(zone, &set, 'A', 'Z');
  CharSet_add(zone, &set, '_', '_');
  CharSet_add(zone, &set, 'a', 'z');
  return set;
}

CharSet CharSet_line_terminators(Zone *zone) {
  CharSet set = {0};
  CharSet_add(zone, &set, '\n', '\n');
  CharSet_add(zone, &set, '\r', '\r');
  CharSet_add(zone, &set, 0x2028, 0x2029);
  return set;
}
