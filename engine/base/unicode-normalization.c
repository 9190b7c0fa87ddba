// SPDX-License-Identifier: MIT
//
// The four normal forms of UAX #15. NFD and NFKD take one pass that decomposes
// and puts combining marks in canonical order. For NFC and NFKC, text that is in
// the form already is copied up to the last boundary (a character before which
// nothing can change); from there to the next boundary the text is decomposed
// into the output and composed in place.
#include <stdlib.h>
#include <string.h>

#include "engine/base/unicode.h"

typedef struct UnicodePair {
  uint32_t first, second, composed;
} UnicodePair;

// How a character takes part in normal forms.
typedef struct UnicodeNormalRecord {
  uint8_t combining_class;
  uint8_t flags;
} UnicodeNormalRecord;

#include "unicode-normalization.inc"

// Bits of UnicodeNormalRecord.flags; tools/unicode/normalization-tables.js
// holds the same list. The first four are 1 << UnicodeForm: the character may
// not stand there as it is.
enum {
  kChangesInNFC = 1,
  kChangesInNFD = 2,
  kChangesInNFKC = 4,
  kChangesInNFKD = 8,
  kComposesWithPrevious = 16,
  kLeadSurrogate = 32,  // of the unit, not of a character
};

enum {
  kHangulS = 0xAC00,
  kHangulL = 0x1100,
  kHangulV = 0x1161,
  kHangulT = 0x11A7,
  kHangulLCount = 19,
  kHangulVCount = 21,
  kHangulTCount = 28,
  kHangulSCount = kHangulLCount * kHangulVCount * kHangulTCount,
};

static UnicodeNormalRecord get_record(uint32_t c) {
  if (c >= kUnicodeNormalLimit) return kUnicodeNormalRecords[0];
  return kUnicodeNormalRecords
      [kUnicodeNormalBlocks[kUnicodeNormalIndex[c >> 7] * 128u + (c & 127)]];
}

// A unit that is a character, has class 0 and never changes: record 0 is that
// of such characters.
static inline bool is_plain(uint16_t unit) {
  return kUnicodeNormalBlocks[kUnicodeNormalIndex[unit >> 7] * 128u +
                              (unit & 127)] == 0;
}

static uint32_t get_combining_class(uint32_t c) {
  return get_record(c).combining_class;
}

static size_t put_decomposition(uint32_t c, bool is_compatible, uint16_t *out) {
  if (c - kHangulS < kHangulSCount) {
    uint32_t s = c - kHangulS;
    out[0] = (uint16_t)(kHangulL + s / (kHangulVCount * kHangulTCount));
    out[1] = (uint16_t)(kHangulV + s / kHangulTCount % kHangulVCount);
    if (s % kHangulTCount == 0) return 2;
    out[2] = (uint16_t)(kHangulT + s % kHangulTCount);
    return 3;
  }
  uint32_t entry = 0;
  if (c < kUnicodeDecompositionLimit) {
    entry = kUnicodeDecompositionBlocks
        [kUnicodeDecompositionIndex[c >> 7] * 128u + (c & 127)];
  }
  if (entry == 0) return Unicode_put_utf16(c, out);
  uint32_t lengths = kUnicodeDecompositions[entry];
  uint32_t start = entry + 1, length = lengths & 0xFF;
  if (is_compatible && lengths >> 8 != 0) {
    start += length;
    length = lengths >> 8;
  }
  if (length == 0) return Unicode_put_utf16(c, out);
  for (uint32_t i = 0; i < length; i++)
    out[i] = kUnicodeDecompositions[start + i];
  return length;
}

// A combining mark and its class, in one sortable word.
typedef uint32_t Mark;
static Mark make_mark(uint32_t c, uint32_t combining_class) {
  return combining_class << 21 | c;
}

// Stable and in place: runs are short in any text that people write.
static void insertion_sort(Mark *marks, size_t count) {
  for (size_t i = 1; i < count; i++) {
    Mark mark = marks[i];
    size_t at = i;
    while (at > 0 && marks[at - 1] >> 21 > mark >> 21) {
      marks[at] = marks[at - 1];
      at--;
    }
    marks[at] = mark;
  }
}

// Stable counting sort from marks to out, for runs that would make the above
// quadratic.
static void counting_sort(const Mark *marks, size_t count, Mark *out) {
  size_t starts[257] = {0};
  for (size_t i = 0; i < count; i++) starts[(marks[i] >> 21) + 1]++;
  for (int i = 1; i < 257; i++) starts[i] += starts[i - 1];
  for (size_t i = 0; i < count; i++) out[starts[marks[i] >> 21]++] = marks[i];
}

static void sort_run(uint16_t *text, size_t start, size_t end) {
  enum { kShort = 64 };
  Mark local[kShort];
  Mark *marks = local, *sorted = local;
  size_t units = end - start;
  if (units > kShort) {
    marks = malloc(2 * units * sizeof *marks);
    if (marks == NULL) return;  // leaves the run in its order
    sorted = marks + units;
  }
  size_t count = 0;
  for (size_t i = start; i < end;) {
    uint32_t c = Unicode_next_utf16(text, end, &i);
    marks[count++] = make_mark(c, get_combining_class(c));
  }
  if (units > kShort)
    counting_sort(marks, count, sorted);
  else
    insertion_sort(marks, count);
  size_t at = start;
  for (size_t i = 0; i < count; i++)
    at += Unicode_put_utf16(sorted[i] & 0x1FFFFF, text + at);
  if (marks != local) free(marks);
}

// Characters below do not change and have class 0.
static uint32_t first_that_changes(UnicodeForm form) {
  static const uint16_t kFirst[] = {[kUnicodeNFC] = 0x300,
                                    [kUnicodeNFD] = 0xC0,
                                    [kUnicodeNFKC] = 0xA0,
                                    [kUnicodeNFKD] = 0xA0};
  return kFirst[form];
}

// The run of combining marks that text ends with.
typedef struct MarkRun {
  size_t start;
  uint32_t last_class;
  bool is_unsorted;
} MarkRun;

// Notes that a character has been put at text[at].
static inline void MarkRun_add(MarkRun *run, uint16_t *text, size_t at,
                               uint32_t combining_class) {
  if (combining_class == 0) {
    if (run->is_unsorted) sort_run(text, run->start, at);
    run->is_unsorted = false;
  } else if (run->last_class == 0) {
    run->start = at;
  } else if (combining_class < run->last_class) {
    run->is_unsorted = true;
  }
  run->last_class = combining_class;
}

// Writes the text decomposed, in canonical order: form is NFD or NFKD.
static size_t decompose(UnicodeForm form, const uint16_t *text, size_t length,
                        uint16_t *out) {
  uint32_t first = first_that_changes(form);
  MarkRun run = {0};
  size_t written = 0;
  for (size_t i = 0; i < length;) {
    if (text[i] < first || is_plain(text[i])) {
      MarkRun_add(&run, out, written, 0);
      do
        out[written++] = text[i++];
      while (i < length && (text[i] < first || is_plain(text[i])));
      continue;
    }
    uint32_t c = Unicode_next_utf16(text, length, &i);
    UnicodeNormalRecord record = get_record(c);
    if (!(record.flags & 1u << form)) {
      MarkRun_add(&run, out, written, record.combining_class);
      written += Unicode_put_utf16(c, out + written);
      continue;
    }
    size_t end =
        written + put_decomposition(c, form == kUnicodeNFKD, out + written);
    while (written < end) {
      size_t at = written;
      c = Unicode_next_utf16(out, end, &written);
      MarkRun_add(&run, out, at, c < 0x300 ? 0 : get_combining_class(c));
    }
  }
  MarkRun_add(&run, out, written, 0);
  return written;
}

// The primary composite of two characters, or 0.
static uint32_t compose_pair(uint32_t first, uint32_t second) {
  uint32_t l = first - kHangulL, v = second - kHangulV;
  if (l < kHangulLCount && v < kHangulVCount)
    return kHangulS + (l * kHangulVCount + v) * kHangulTCount;
  uint32_t s = first - kHangulS, t = second - kHangulT;
  if (s < kHangulSCount && s % kHangulTCount == 0 && t - 1 < kHangulTCount - 1)
    return first + t;
  size_t low = 0, high = ARRAY_LENGTH(kUnicodePairs);
  while (low < high) {
    size_t middle = (low + high) / 2;
    const UnicodePair *pair = &kUnicodePairs[middle];
    if (pair->first == first && pair->second == second) return pair->composed;
    if (pair->first < first || (pair->first == first && pair->second < second))
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

// A composite never takes more units than its starter did, so that the text
// can be rewritten in place.
static size_t compose(uint16_t *text, size_t length) {
  size_t written = 0;
  size_t starter_at = 0;
  uint32_t starter = 0;
  bool has_starter = false;
  uint32_t previous_class = 0;
  bool is_adjacent = false;  // nothing kept between the starter and here
  for (size_t i = 0; i < length;) {
    uint32_t c = Unicode_next_utf16(text, length, &i);
    UnicodeNormalRecord record =
        c < 0x300 ? (UnicodeNormalRecord){0} : get_record(c);
    uint32_t combining_class = record.combining_class;
    bool is_blocked =
        !is_adjacent && (combining_class == 0 ||
                         previous_class >= combining_class);
    if (has_starter && !is_blocked && record.flags & kComposesWithPrevious) {
      uint32_t composite = compose_pair(starter, c);
      if (composite != 0 && (composite >= 0x10000) == (starter >= 0x10000)) {
        Unicode_put_utf16(composite, text + starter_at);
        starter = composite;
        continue;
      }
    }
    if (combining_class == 0) {
      has_starter = true;
      starter = c;
      starter_at = written;
      is_adjacent = true;
    } else {
      is_adjacent = false;
    }
    previous_class = combining_class;
    written += Unicode_put_utf16(c, text + written);
  }
  return written;
}

bool Unicode_is_normal_latin1(UnicodeForm form, const uint8_t *text,
                              size_t length) {
  if (form == kUnicodeNFC) return true;
  uint32_t flags = 0;
  for (size_t i = 0; i < length; i++)
    if (text[i] >= 0xA0) flags |= get_record(text[i]).flags;
  return !(flags & 1u << form);
}

size_t Unicode_normal_prefix(UnicodeForm form, const uint16_t *text,
                             size_t length) {
  uint32_t first = first_that_changes(form);
  uint32_t changes = 1u << form;
  size_t boundary = 0;
  uint32_t previous_class = 0;
  for (size_t i = 0; i < length;) {
    if (text[i] < first || is_plain(text[i])) {
      boundary = i++;
      previous_class = 0;
      continue;
    }
    size_t start = i;
    UnicodeNormalRecord record =
        get_record(Unicode_next_utf16(text, length, &i));
    if (record.flags & changes) return boundary;
    if (record.combining_class == 0)
      boundary = start;
    else if (record.combining_class < previous_class)
      return boundary;
    previous_class = record.combining_class;
  }
  return length;
}

// The first boundary after the character at start that another follows: until
// then, it is better to go on than to start anew.
static size_t find_boundary(UnicodeForm form, const uint16_t *text,
                            size_t length, size_t start) {
  uint32_t first = first_that_changes(form);
  size_t boundary = length;
  size_t i = start;
  Unicode_next_utf16(text, length, &i);
  while (i < length) {
    size_t at = i;
    uint32_t c = Unicode_next_utf16(text, length, &i);
    UnicodeNormalRecord record = get_record(c);
    bool is_boundary = c < first || (record.combining_class == 0 &&
                                     !(record.flags & 1u << form));
    if (is_boundary && boundary != length) return boundary;
    boundary = is_boundary ? at : length;
  }
  return length;
}

size_t Unicode_normalize(UnicodeForm form, const uint16_t *text, size_t length,
                         uint16_t *out) {
  if (form == kUnicodeNFD || form == kUnicodeNFKD)
    return decompose(form, text, length, out);
  UnicodeForm decomposed = form == kUnicodeNFC ? kUnicodeNFD : kUnicodeNFKD;
  size_t written = 0;
  for (size_t i = 0; i < length;) {
    size_t prefix = Unicode_normal_prefix(form, text + i, length - i);
    memcpy(out + written, text + i, prefix * sizeof *out);
    written += prefix;
    i += prefix;
    if (i == length) break;
    size_t end = find_boundary(form, text, length, i);
    size_t count = decompose(decomposed, text + i, end - i, out + written);
    written += compose(out + written, count);
    i = end;
  }
  return written;
}
