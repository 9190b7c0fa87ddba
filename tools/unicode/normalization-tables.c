// SPDX-License-Identifier: MIT
//
// Decompositions, compositions and combining classes:
// unicode-normalization.inc.
#include <stdlib.h>
#include <string.h>

#include "tools/unicode/ucd.h"

enum { kMaxDecomposition = 18 };

typedef struct Decomposition {
  bool is_compatibility;
  int length;
  uint32_t code_points[kMaxDecomposition];
} Decomposition;

typedef struct NormalizationData {
  uint32_t *combining_class;
  Decomposition **decompositions;  // one level, as in UnicodeData.txt
  uint8_t *is_excluded;            // from composition
} NormalizationData;

static void read_unicode_data(const UcdLine *line, void *data) {
  NormalizationData *d = data;
  uint32_t c = line->first;
  d->combining_class[c] = (uint32_t)atoi(line->fields[3]);
  const char *mapping = line->fields[5];
  if (*mapping == '\0') return;
  Decomposition *result = ucd_allocate(1, sizeof *result);
  if (*mapping == '<') {
    result->is_compatibility = true;
    mapping = strchr(mapping, '>') + 1;
  }
  result->length = ucd_parse_code_points(mapping, result->code_points,
                                         kMaxDecomposition);
  d->decompositions[c] = result;
}

static void read_exclusions(const UcdLine *line, void *data) {
  NormalizationData *d = data;
  if (strcmp(line->fields[1], "Full_Composition_Exclusion") != 0) return;
  for (uint32_t c = line->first; c <= line->last; c++) d->is_excluded[c] = 1;
}

// Appends the full decomposition of c.
static void decompose(const NormalizationData *d, uint32_t c,
                      bool compatibility, uint32_t *out, int *length) {
  const Decomposition *step = d->decompositions[c];
  if (step == NULL || (step->is_compatibility && !compatibility)) {
    if (*length == kMaxDecomposition) ucd_fail("too long", "decomposition");
    out[(*length)++] = c;
    return;
  }
  for (int i = 0; i < step->length; i++)
    decompose(d, step->code_points[i], compatibility, out, length);
}

static int put_utf16(const uint32_t *text, int length, uint32_t *out) {
  int count = 0;
  for (int i = 0; i < length; i++) {
    if (text[i] < 0x10000) {
      out[count++] = text[i];
    } else {
      out[count++] = 0xD7C0 + (text[i] >> 10);
      out[count++] = 0xDC00 + (text[i] & 0x3FF);
    }
  }
  return count;
}

// Each entry of kUnicodeDecompositions: canonical length | compatibility
// length << 8 (in UTF-16 units), then the two texts; a zero length means that
// the character does not decompose that way, or, for the second, that it is
// the same as the first.
static void emit_decompositions(FILE *out, const NormalizationData *d) {
  uint32_t *index = ucd_allocate(kCodePoints, sizeof *index);
  uint32_t *pool = ucd_allocate(0x10000, sizeof *pool);
  size_t size = 1;
  for (uint32_t c = 0; c < kCodePoints; c++) {
    if (d->decompositions[c] == NULL) continue;
    uint32_t canonical[kMaxDecomposition], compatible[kMaxDecomposition];
    int canonical_length = 0, compatible_length = 0;
    decompose(d, c, false, canonical, &canonical_length);
    decompose(d, c, true, compatible, &compatible_length);
    uint32_t units[2][2 * kMaxDecomposition];
    int length = 0, k_length = 0;
    if (!(canonical_length == 1 && canonical[0] == c))
      length = put_utf16(canonical, canonical_length, units[0]);
    k_length = put_utf16(compatible, compatible_length, units[1]);
    if (k_length == length &&
        memcmp(units[0], units[1], sizeof(uint32_t) * (size_t)length) == 0)
      k_length = 0;
    if (size + (size_t)(1 + length + k_length) > 0xFFFF)
      ucd_fail("too many", "decompositions");
    index[c] = (uint32_t)size;
    pool[size++] = (uint32_t)(length | k_length << 8);
    for (int i = 0; i < length; i++) pool[size++] = units[0][i];
    for (int i = 0; i < k_length; i++) pool[size++] = units[1][i];
  }
  emit_trie(out, "UnicodeDecomposition", index);
  fprintf(out, "static ");
  emit_array(out, "kUnicodeDecompositions", pool, size);
}

typedef struct Pair {
  uint32_t first, second, composed;
} Pair;

static int compare_pairs(const void *a, const void *b) {
  const Pair *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  return x->second < y->second ? -1 : x->second > y->second;
}

static void emit_compositions(FILE *out, const NormalizationData *d) {
  Pair *pairs = ucd_allocate(8192, sizeof *pairs);
  size_t count = 0;
  for (uint32_t c = 0; c < kCodePoints; c++) {
    const Decomposition *step = d->decompositions[c];
    if (step == NULL || step->is_compatibility || step->length != 2 ||
        d->is_excluded[c])
      continue;
    if (count == 8192) ucd_fail("too many", "compositions");
    pairs[count++] = (Pair){step->code_points[0], step->code_points[1], c};
  }
  qsort(pairs, count, sizeof *pairs, compare_pairs);
  fprintf(out, "static const UnicodePair kUnicodePairs[%zu] = {\n", count);
  for (size_t i = 0; i < count; i++)
    fprintf(out, "{%u,%u,%u},\n", (unsigned)pairs[i].first,
            (unsigned)pairs[i].second, (unsigned)pairs[i].composed);
  fprintf(out, "};\n");
}

void generate_normalization(FILE *out) {
  NormalizationData data;
  data.combining_class = ucd_allocate(kCodePoints, sizeof(uint32_t));
  data.decompositions = ucd_allocate(kCodePoints, sizeof(Decomposition *));
  data.is_excluded = ucd_allocate(kCodePoints, 1);
  ucd_read("UnicodeData.txt", read_unicode_data, &data);
  ucd_read("DerivedNormalizationProps.txt", read_exclusions, &data);
  emit_trie(out, "UnicodeCombiningClass", data.combining_class);
  emit_decompositions(out, &data);
  emit_compositions(out, &data);
}
