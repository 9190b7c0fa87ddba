// SPDX-License-Identifier: MIT
//
// The four normal forms of UAX #15: decompose into the output, put combining
// marks in canonical order, then compose in place.
#include <stdlib.h>

#include "engine/base/unicode.h"

typedef struct UnicodePair {
  uint32_t first, second, composed;
} UnicodePair;

#include "unicode-normalization.inc"

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

static uint32_t get_combining_class(uint32_t c) {
  if (c >= kUnicodeCombiningClassLimit) return 0;
  return kUnicodeCombiningClassBlocks
      [kUnicodeCombiningClassIndex[c >> 7] * 128u + (c & 127)];
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

static void reorder(uint16_t *text, size_t length) {
  size_t i = 0;
  while (i < length) {
    size_t start = i;
    uint32_t previous = 0;
    bool is_sorted = true;
    size_t end = i;
    while (i < length) {
      uint32_t combining_class =
          get_combining_class(Unicode_next_utf16(text, length, &i));
      if (combining_class == 0) break;
      if (combining_class < previous) is_sorted = false;
      previous = combining_class;
      end = i;
    }
    if (!is_sorted) sort_run(text, start, end);
  }
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
    uint32_t combining_class = get_combining_class(c);
    bool is_blocked =
        !is_adjacent && (combining_class == 0 ||
                         previous_class >= combining_class);
    if (has_starter && !is_blocked) {
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

size_t Unicode_normalize(UnicodeForm form, const uint16_t *text, size_t length,
                         uint16_t *out) {
  bool is_compatible = form == kUnicodeNFKC || form == kUnicodeNFKD;
  size_t written = 0;
  for (size_t i = 0; i < length;) {
    uint32_t c = Unicode_next_utf16(text, length, &i);
    written += put_decomposition(c, is_compatible, out + written);
  }
  reorder(out, written);
  if (form == kUnicodeNFC || form == kUnicodeNFKC)
    written = compose(out, written);
  return written;
}
