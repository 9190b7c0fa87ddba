// SPDX-License-Identifier: MIT
//
// Character classes and case. The flags and the case records are two-stage
// tables: 128 code points a block, equal blocks shared.
#include "engine/base/unicode.h"

#include <string.h>

typedef struct UnicodeCaseRecord {
  int32_t upper, lower, fold, canonical;  // differences to the code point
  uint32_t has_special_upper;             // see kUnicodeSpecials
} UnicodeCaseRecord;

typedef struct UnicodeSpecialUpper {
  uint32_t code_point;
  uint16_t upper[3];  // zero-terminated if shorter
} UnicodeSpecialUpper;

#include "unicode-case.inc"

// Bits of kUnicodeFlags; tools/unicode/case-tables.js holds the same list.
enum {
  kIdStart = 1,
  kIdContinue = 2,
  kSpaceSeparator = 4,
  kCased = 8,
  kCaseIgnorable = 16,
};

const char *Unicode_version(void) { return kUnicodeVersion; }

static uint32_t get_flags(uint32_t c) {
  if (c >= kUnicodeFlagsLimit) return 0;
  return kUnicodeFlagsBlocks[kUnicodeFlagsIndex[c >> 7] * 128u + (c & 127)];
}

bool Unicode_lookup_id_start(uint32_t c) { return get_flags(c) & kIdStart; }
bool Unicode_lookup_id_continue(uint32_t c) {
  return get_flags(c) & kIdContinue;
}
bool Unicode_lookup_space_separator(uint32_t c) {
  return get_flags(c) & kSpaceSeparator;
}

static const UnicodeCaseRecord *get_case(uint32_t c) {
  if (c >= kUnicodeCaseLimit) return &kUnicodeCaseRecords[0];
  return &kUnicodeCaseRecords
      [kUnicodeCaseBlocks[kUnicodeCaseIndex[c >> 7] * 128u + (c & 127)]];
}

uint32_t Unicode_simple_upper(uint32_t c) {
  return c + (uint32_t)get_case(c)->upper;
}
uint32_t Unicode_simple_lower(uint32_t c) {
  return c + (uint32_t)get_case(c)->lower;
}
uint32_t Unicode_simple_fold(uint32_t c) {
  return c + (uint32_t)get_case(c)->fold;
}
uint32_t Unicode_canonicalize(uint32_t c) {
  return c + (uint32_t)get_case(c)->canonical;
}

const UnicodeCasePair *Unicode_case_pairs(bool is_fold, size_t *count) {
  *count = is_fold ? ARRAY_LENGTH(kUnicodeFoldSources)
                   : ARRAY_LENGTH(kUnicodeCanonicalSources);
  return is_fold ? kUnicodeFoldSources : kUnicodeCanonicalSources;
}

static size_t put_special_upper(uint32_t c, uint16_t *out) {
  size_t low = 0, high = ARRAY_LENGTH(kUnicodeSpecials);
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (kUnicodeSpecials[middle].code_point <= c)
      low = middle;
    else
      high = middle;
  }
  size_t length = 0;
  while (length < 3 && kUnicodeSpecials[low].upper[length] != 0) {
    out[length] = kUnicodeSpecials[low].upper[length];
    length++;
  }
  return length;
}

size_t Unicode_to_upper(const uint16_t *text, size_t length, uint16_t *out) {
  size_t written = 0;
  for (size_t i = 0; i < length;) {
    uint32_t c = Unicode_next_utf16(text, length, &i);
    if (c < 0x80) {
      out[written++] = (uint16_t)(c - 'a' < 26 ? c - 32 : c);
      continue;
    }
    const UnicodeCaseRecord *record = get_case(c);
    if (UNLIKELY(record->has_special_upper))
      written += put_special_upper(c, out + written);
    else
      written += Unicode_put_utf16(c + (uint32_t)record->upper, out + written);
  }
  return written;
}

size_t Unicode_to_upper_latin1(const uint8_t *text, size_t length,
                               uint16_t *out) {
  size_t written = 0;
  for (size_t i = 0; i < length; i++) {
    uint32_t c = text[i];
    if (c == 0xDF) {
      out[written++] = 'S';
      out[written++] = 'S';
    } else {
      out[written++] = (uint16_t)Unicode_simple_upper(c);
    }
  }
  return written;
}

// ---- Case within Latin-1 ----
//
// No branches in these loops, so that compilers make vectors of them.

// With an upper case in Latin-1.
static inline bool is_lower_latin1(uint8_t c) {
  bool is_ascii = (uint8_t)(c - 'a') < 26;
  bool is_accented = (uint8_t)(c - 0xE0) < 31;
  return is_ascii | (is_accented & (c != 0xF7));
}
static inline bool is_upper_latin1(uint8_t c) {
  bool is_ascii = (uint8_t)(c - 'A') < 26;
  bool is_accented = (uint8_t)(c - 0xC0) < 31;
  return is_ascii | (is_accented & (c != 0xD7));
}

bool Unicode_has_lower_latin1(const uint8_t *text, size_t length) {
  uint8_t found = 0;
  for (size_t i = 0; i < length; i++) found |= is_lower_latin1(text[i]);
  return found;
}
bool Unicode_has_upper_latin1(const uint8_t *text, size_t length) {
  uint8_t found = 0;
  for (size_t i = 0; i < length; i++) found |= is_upper_latin1(text[i]);
  return found;
}
bool Unicode_upper_leaves_latin1(const uint8_t *text, size_t length) {
  uint8_t found = 0;
  for (size_t i = 0; i < length; i++)
    found |= (text[i] == 0xB5) | (text[i] == 0xDF) | (text[i] == 0xFF);
  return found;
}

void Unicode_to_upper_within_latin1(const uint8_t *text, size_t length,
                                    uint8_t *out) {
  for (size_t i = 0; i < length; i++)
    out[i] = (uint8_t)(text[i] - (is_lower_latin1(text[i]) << 5));
}
void Unicode_to_lower_latin1(const uint8_t *text, size_t length, uint8_t *out) {
  for (size_t i = 0; i < length; i++)
    out[i] = (uint8_t)(text[i] + (is_upper_latin1(text[i]) << 5));
}

// ---- Lower case ----

// SpecialCasing.txt Final_Sigma: a cased letter before, none after, where
// case-ignorable characters do not count. index is that of the sigma.
static bool is_final_sigma(const uint16_t *text, size_t length, size_t index) {
  size_t i = index;
  for (;;) {
    if (i == 0) return false;
    uint32_t c = text[--i];
    if (Unicode_is_trail_surrogate(c) && i > 0 &&
        Unicode_is_lead_surrogate(text[i - 1]))
      c = Unicode_join_surrogates(text[--i], c);
    uint32_t flags = get_flags(c);
    if (flags & kCaseIgnorable) continue;
    if (flags & kCased) break;
    return false;
  }
  for (i = index + 1; i < length;) {
    uint32_t flags = get_flags(Unicode_next_utf16(text, length, &i));
    if (flags & kCaseIgnorable) continue;
    return !(flags & kCased);
  }
  return true;
}

size_t Unicode_to_lower(const uint16_t *text, size_t length, uint16_t *out) {
  size_t written = 0;
  for (size_t i = 0; i < length;) {
    size_t start = i;
    uint32_t c = Unicode_next_utf16(text, length, &i);
    if (c < 0x80) {
      out[written++] = (uint16_t)(c - 'A' < 26 ? c + 32 : c);
    } else if (c == 0x130) {  // the only unconditional special lower case
      out[written++] = 'i';
      out[written++] = 0x307;
    } else if (c == 0x3A3) {
      out[written++] = is_final_sigma(text, length, start) ? 0x3C2 : 0x3C3;
    } else {
      written += Unicode_put_utf16(Unicode_simple_lower(c), out + written);
    }
  }
  return written;
}
