// SPDX-License-Identifier: MIT
//
// Strings in handlers and builtins: what can be done without a call.
#ifndef BUILTINS_DSL_DEFINITIONS_STRINGS_H_
#define BUILTINS_DSL_DEFINITIONS_STRINGS_H_

#include "builtins-dsl/definitions/definitions.h"

// Types x and y are those of two different objects. Falls through unless both
// are strings; otherwise: ropes, slices and strings of unequal width, which only
// C code compares.
void branch_on_equal_strings(Assembler *a, TValue left, TValue right, TInt32 x,
                             TInt32 y, Label *equal, Label *different,
                             Label *otherwise);

// Whether first comes before second by code units. Where one begins with the
// other, lengths_decide of their lengths.
typedef TBool (*LengthComparison)(Assembler *a, TInt32 x, TInt32 y);
TBool compare_strings(Assembler *a, TValue first, TValue second,
                      LengthComparison lengths_decide, Label *otherwise);

// Whether the search string is at a position of the string where there is room
// for it. otherwise: of other shapes or widths.
void branch_on_text_at(Assembler *a, TString string, TString search,
                       TInt32 at, Label *equal, Label *different,
                       Label *otherwise);

// Where the search string is first, from start <= length on, or -1: for short
// ones that are sequential and of one byte; else goes to the label.
enum { kMaxShortText = 32, kMaxShortSearch = 8 };
TInt32 find_short_text(Assembler *a, TString string, TString search,
                       TInt32 start, Label *otherwise);

// The unit at an index, which is in bounds, of a sequential string; else goes to
// the label.
TInt32 load_string_unit(Assembler *a, TString string, TInt32 index,
                        Label *otherwise);
// The string of that unit, if it is below 256.
TValue load_latin1_character(Assembler *a, TString string, TInt32 index,
                             Label *otherwise);

// ---- Making (string-making.c): what C's String_concat, String_substring and
// Number_value_to_string give, or else goes to the label ----

TValue concat_strings(Assembler *a, TString left, TString right,
                      Label *otherwise);
// [start, end), which lies in the string.
TValue make_substring(Assembler *a, TString string, TInt32 start, TInt32 end,
                      Label *otherwise);
// A Smi's text, if it is in the cache.
TValue load_cached_number_string(Assembler *a, TSmi number, Label *otherwise);

#endif  // BUILTINS_DSL_DEFINITIONS_STRINGS_H_
