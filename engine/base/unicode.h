// SPDX-License-Identifier: MIT
//
// Unicode as ECMA-262 sees it: character classes of the grammar, case mapping,
// case folding, normalization, and the property sets behind \p{...}. Pure
// functions over code points and UTF-16 buffers; nothing here allocates.
//
// The tables are generated at build time from the Unicode Character Database
// (tools/unicode/generate-tables.js) and are constant, so they stay shared
// between processes. Code points above 0x10FFFF are accepted everywhere and
// have no properties.
#ifndef ENGINE_BASE_UNICODE_H_
#define ENGINE_BASE_UNICODE_H_

#include "engine/base/check.h"

enum {
  kUnicodeMaxCodePoint = 0x10FFFF,
  // Most UTF-16 units one unit of input can become in each conversion.
  kUnicodeMaxCaseExpansion = 3,
  kUnicodeMaxNormalizationExpansion = 18,
};

// Of the database: "17.0".
const char *Unicode_version(void);

// Out of line parts of the predicates below: any code point.
bool Unicode_lookup_id_start(uint32_t code_point);
bool Unicode_lookup_id_continue(uint32_t code_point);
bool Unicode_lookup_space_separator(uint32_t code_point);

// ECMA-262 IdentifierStartChar: ID_Start, '$' or '_'.
static inline bool Unicode_is_id_start(uint32_t code_point) {
  if (code_point < 0x80) {
    return (code_point | 0x20) - 'a' < 26 || code_point == '$' ||
           code_point == '_';
  }
  return Unicode_lookup_id_start(code_point);
}

// ECMA-262 IdentifierPartChar: ID_Continue, '$', ZWNJ or ZWJ.
static inline bool Unicode_is_id_continue(uint32_t code_point) {
  if (code_point < 0x80) {
    return (code_point | 0x20) - 'a' < 26 || code_point - '0' < 10 ||
           code_point == '$' || code_point == '_';
  }
  return code_point == 0x200C || code_point == 0x200D ||
         Unicode_lookup_id_continue(code_point);
}

// ECMA-262 LineTerminator: LF, CR, LS or PS.
static inline bool Unicode_is_line_terminator(uint32_t code_point) {
  return code_point == '\n' || code_point == '\r' ||
         (code_point & ~(uint32_t)1) == 0x2028;
}

// ECMA-262 WhiteSpace: TAB, VT, FF, ZWNBSP, and general category Zs. Without
// line terminators.
static inline bool Unicode_is_white_space(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point == ' ' || code_point == '\t' || code_point == 0x0B ||
           code_point == 0x0C;
  }
  return code_point == 0xA0 || code_point == 0xFEFF ||
         (code_point >= 0x1680 && Unicode_lookup_space_separator(code_point));
}

// What String.prototype.trim removes and \s matches.
static inline bool Unicode_is_white_space_or_line_terminator(
    uint32_t code_point) {
  return Unicode_is_white_space(code_point) ||
         Unicode_is_line_terminator(code_point);
}

// ---- UTF-16 ----

static inline bool Unicode_is_lead_surrogate(uint32_t unit) {
  return (unit & 0xFFFFFC00) == 0xD800;
}
static inline bool Unicode_is_trail_surrogate(uint32_t unit) {
  return (unit & 0xFFFFFC00) == 0xDC00;
}
static inline uint32_t Unicode_join_surrogates(uint32_t lead, uint32_t trail) {
  return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00);
}

// The code point at text[index], which must exist; a lone surrogate is itself.
// Advances *index past it.
static inline uint32_t Unicode_next_utf16(const uint16_t *text, size_t length,
                                          size_t *index) {
  uint32_t unit = text[(*index)++];
  if (UNLIKELY(Unicode_is_lead_surrogate(unit)) && *index < length &&
      Unicode_is_trail_surrogate(text[*index]))
    return Unicode_join_surrogates(unit, text[(*index)++]);
  return unit;
}

// Writes one or two units and returns how many.
static inline size_t Unicode_put_utf16(uint32_t code_point, uint16_t *out) {
  if (code_point < 0x10000) {
    out[0] = (uint16_t)code_point;
    return 1;
  }
  out[0] = (uint16_t)(0xD7C0 + (code_point >> 10));
  out[1] = (uint16_t)(0xDC00 + (code_point & 0x3FF));
  return 2;
}

// ---- Case ----

// Simple mappings: one code point to one.
uint32_t Unicode_simple_upper(uint32_t code_point);
uint32_t Unicode_simple_lower(uint32_t code_point);
// CaseFolding.txt status C and S: Canonicalize(ch) of /iu and /iv.
uint32_t Unicode_simple_fold(uint32_t code_point);
// Canonicalize(ch) of /i without u or v, for one UTF-16 unit.
uint32_t Unicode_canonicalize(uint32_t unit);

// A code point and what maps to it, other than itself.
typedef struct UnicodeCasePair {
  uint32_t target;
  uint32_t source;
} UnicodeCasePair;

// All pairs of Unicode_simple_fold (is_fold) or of Unicode_canonicalize,
// ascending by target.
const UnicodeCasePair *Unicode_case_pairs(bool is_fold, size_t *count);

// String.prototype.toUpperCase and toLowerCase (full mappings, final sigma).
// Writes to out, which must have room for kUnicodeMaxCaseExpansion * length
// units and may not overlap text; returns the number of units written.
size_t Unicode_to_upper(const uint16_t *text, size_t length, uint16_t *out);
size_t Unicode_to_lower(const uint16_t *text, size_t length, uint16_t *out);
// As above for Latin-1 text. The upper case of Latin-1 may be two-byte (U+00B5,
// U+00FF) and longer (U+00DF): then Unicode_upper_leaves_latin1. The lower case
// is always Latin-1, same length.
bool Unicode_upper_leaves_latin1(const uint8_t *text, size_t length);
size_t Unicode_to_upper_latin1(const uint8_t *text, size_t length,
                               uint16_t *out);
void Unicode_to_upper_within_latin1(const uint8_t *text, size_t length,
                                    uint8_t *out);
// Whether upper-casing within Latin-1, or lower-casing, changes the text.
bool Unicode_has_lower_latin1(const uint8_t *text, size_t length);
bool Unicode_has_upper_latin1(const uint8_t *text, size_t length);
void Unicode_to_lower_latin1(const uint8_t *text, size_t length, uint8_t *out);

// ---- Normalization ----

typedef enum UnicodeForm {
  kUnicodeNFC,
  kUnicodeNFD,
  kUnicodeNFKC,
  kUnicodeNFKD,
} UnicodeForm;

// How many units from the start are in the normal form and stay, whatever
// follows them; the length, if the whole text is.
size_t Unicode_normal_prefix(UnicodeForm form, const uint16_t *text,
                             size_t length);
bool Unicode_is_normal_latin1(UnicodeForm form, const uint8_t *text,
                              size_t length);
// Writes the normal form to out, which must have room for
// kUnicodeMaxNormalizationExpansion * length units; returns units written.
size_t Unicode_normalize(UnicodeForm form, const uint16_t *text, size_t length,
                         uint16_t *out);

// ---- Properties, for \p{...} ----

// Code points first to last, both included.
typedef struct UnicodeRange {
  uint32_t first;
  uint32_t last;
} UnicodeRange;

// A property set in its packed form: read it with UnicodeSetIterator.
typedef struct UnicodeSet {
  const uint8_t *bytes;
  size_t size_bytes;
} UnicodeSet;

typedef struct UnicodeSetIterator {
  const uint8_t *next;
  const uint8_t *end;
  uint32_t position;
} UnicodeSetIterator;

// Finds \p{name} (value NULL) or \p{name=value}: General_Category, Script,
// Script_Extensions and the binary properties of ECMA-262 tables 65 to 69, by
// long or short name, case-sensitively. Names are ASCII, with their lengths.
bool Unicode_find_property(const char *name, size_t name_length,
                           const char *value, size_t value_length,
                           UnicodeSet *set);
UnicodeSetIterator UnicodeSetIterator_make(UnicodeSet set);
// The next range, ascending and disjoint; false at the end.
bool UnicodeSetIterator_next(UnicodeSetIterator *iterator, UnicodeRange *range);

// Finds a property of strings (RGI_Emoji and its kin), valid with flag v. The
// sequences are UTF-16 texts, each preceded by its length in units, from
// *sequences up to *end, in no particular order.
bool Unicode_find_sequence_property(const char *name, size_t name_length,
                                    const uint16_t **sequences,
                                    const uint16_t **end);

#endif  // ENGINE_BASE_UNICODE_H_
