// SPDX-License-Identifier: MIT
//
// CharSet: a set of code points as ranges in a zone. Ranges may be added in any
// order; CharSet_normalize makes them ascending, disjoint and not adjacent, and
// every other operation wants its operands so and leaves its result so.
#ifndef ENGINE_REGEXP_REGEXP_CHAR_SET_H_
#define ENGINE_REGEXP_REGEXP_CHAR_SET_H_

#include "engine/base/unicode.h"
#include "engine/base/zone.h"

typedef struct CharSet ZONE_LIST(UnicodeRange) CharSet;

void CharSet_add(Zone *zone, CharSet *set, uint32_t first, uint32_t last);
void CharSet_add_set(Zone *zone, CharSet *set, const CharSet *other);
void CharSet_add_property(Zone *zone, CharSet *set, UnicodeSet property);
void CharSet_normalize(CharSet *set);

bool CharSet_contains(const CharSet *set, uint32_t code_point);
// Everything from 0 to max that is not in the set.
CharSet CharSet_complement(Zone *zone, const CharSet *set, uint32_t max);
CharSet CharSet_intersection(Zone *zone, const CharSet *a, const CharSet *b);
CharSet CharSet_difference(Zone *zone, const CharSet *a, const CharSet *b);

// Adds everything that Canonicalize maps to the same as a member: with it, /i
// needs no work at match time. is_unicode selects the rule of flags u and v.
void CharSet_close_over_case(Zone *zone, CharSet *set, bool is_unicode);

// \d, \s and \w.
CharSet CharSet_digits(Zone *zone);
CharSet CharSet_white_space(Zone *zone);
CharSet CharSet_word(Zone *zone);
CharSet CharSet_line_terminators(Zone *zone);

#endif  // ENGINE_REGEXP_REGEXP_CHAR_SET_H_
