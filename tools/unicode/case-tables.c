// SPDX-License-Identifier: MIT
//
// Character class flags and case mappings: unicode-case.inc.
#include <stdlib.h>
#include <string.h>

#include "tools/unicode/ucd.h"

// Bits of kUnicodeFlags; engine/base/unicode.c holds the same list.
enum {
  kIdStart = 1,
  kIdContinue = 2,
  kSpaceSeparator = 4,
  kCased = 8,
  kCaseIgnorable = 16,
  kSpecialUpper = 32,
};

enum { kMaxCaseRecords = 4096, kMaxSpecials = 256 };

typedef struct CaseRecord {
  int32_t upper, lower, fold, canonical;  // differences to the code point
} CaseRecord;

typedef struct Special {
  uint32_t code_point;
  int length;
  uint32_t upper[3];
} Special;

typedef struct CaseData {
  uint32_t *flags, *upper, *lower, *fold;
  Special specials[kMaxSpecials];
  int special_count;
} CaseData;

static void read_unicode_data(const UcdLine *line, void *data) {
  CaseData *d = data;
  uint32_t c = line->first;
  if (strcmp(line->fields[2], "Zs") == 0) d->flags[c] |= kSpaceSeparator;
  ucd_parse_code_points(line->fields[12], &d->upper[c], 1);
  ucd_parse_code_points(line->fields[13], &d->lower[c], 1);
}

static void read_core(const UcdLine *line, void *data) {
  static const struct {
    const char *name;
    uint32_t flag;
  } kNames[] = {{"ID_Start", kIdStart},
                {"ID_Continue", kIdContinue},
                {"Cased", kCased},
                {"Case_Ignorable", kCaseIgnorable}};
  CaseData *d = data;
  for (size_t i = 0; i < sizeof kNames / sizeof kNames[0]; i++) {
    if (strcmp(line->fields[1], kNames[i].name) != 0) continue;
    for (uint32_t c = line->first; c <= line->last; c++)
      d->flags[c] |= kNames[i].flag;
  }
}

static void read_folding(const UcdLine *line, void *data) {
  CaseData *d = data;
  if (strcmp(line->fields[1], "C") == 0 || strcmp(line->fields[1], "S") == 0)
    ucd_parse_code_points(line->fields[2], &d->fold[line->first], 1);
}

// Unconditional upper-case mappings only: a fifth field is a condition.
static void read_special(const UcdLine *line, void *data) {
  CaseData *d = data;
  if (line->field_count > 4 && line->fields[4][0] != '\0') return;
  Special special = {.code_point = line->first};
  special.length = ucd_parse_code_points(line->fields[3], special.upper, 3);
  if (special.length == 1 && special.upper[0] == d->upper[line->first]) return;
  if (d->special_count == kMaxSpecials) ucd_fail("too many", "specials");
  int at = d->special_count++;
  while (at > 0 && d->specials[at - 1].code_point > special.code_point) {
    d->specials[at] = d->specials[at - 1];
    at--;
  }
  d->specials[at] = special;
  d->flags[line->first] |= kSpecialUpper;
}

// Canonicalize(ch) of a RegExp without u and v.
static uint32_t canonicalize(const CaseData *d, uint32_t c) {
  if (c >= 0x10000) return c;
  uint32_t upper = d->upper[c];
  if (d->flags[c] & kSpecialUpper) {
    for (int i = 0; i < d->special_count; i++) {
      if (d->specials[i].code_point != c) continue;
      if (d->specials[i].length != 1) return c;
      upper = d->specials[i].upper[0];
    }
  }
  if (upper >= 0x10000 || (c >= 128 && upper < 128)) return c;
  return upper;
}

typedef struct CasePair {
  uint32_t target, source;
} CasePair;

static int compare_pairs(const void *a, const void *b) {
  const CasePair *x = a, *y = b;
  if (x->target != y->target) return x->target < y->target ? -1 : 1;
  return x->source < y->source ? -1 : x->source > y->source;
}

// What maps to a code point, for each that is mapped to.
static void emit_sources(FILE *out, const CaseData *d, bool is_fold) {
  CasePair *pairs = ucd_allocate(kCodePoints, sizeof *pairs);
  size_t count = 0;
  for (uint32_t c = 0; c < kCodePoints; c++) {
    uint32_t target = is_fold ? d->fold[c] : canonicalize(d, c);
    if (target != c) pairs[count++] = (CasePair){target, c};
  }
  qsort(pairs, count, sizeof *pairs, compare_pairs);
  fprintf(out, "static const UnicodeCasePair kUnicode%sSources[%zu] = {\n",
          is_fold ? "Fold" : "Canonical", count);
  for (size_t i = 0; i < count; i++)
    fprintf(out, "{%u,%u},\n", (unsigned)pairs[i].target,
            (unsigned)pairs[i].source);
  fprintf(out, "};\n");
  free(pairs);
}

static void emit_records(FILE *out, const CaseData *d) {
  static CaseRecord records[kMaxCaseRecords];
  int record_count = 1;  // the first is all zero
  uint32_t *index = ucd_allocate(kCodePoints, sizeof *index);
  for (uint32_t c = 0; c < kCodePoints; c++) {
    CaseRecord record = {(int32_t)(d->upper[c] - c), (int32_t)(d->lower[c] - c),
                         (int32_t)(d->fold[c] - c),
                         (int32_t)(canonicalize(d, c) - c)};
    int i = 0;
    while (i < record_count &&
           memcmp(&records[i], &record, sizeof record) != 0)
      i++;
    if (i == record_count) {
      if (record_count == kMaxCaseRecords) ucd_fail("too many", "records");
      records[record_count++] = record;
    }
    index[c] = (uint32_t)i;
  }
  emit_trie(out, "UnicodeCase", index);
  fprintf(out, "static const UnicodeCaseRecord kUnicodeCaseRecords[%d] = {\n",
          record_count);
  for (int i = 0; i < record_count; i++)
    fprintf(out, "{%d,%d,%d,%d},\n", records[i].upper, records[i].lower,
            records[i].fold, records[i].canonical);
  fprintf(out, "};\n");
}

void generate_case(FILE *out) {
  static CaseData data;
  data.flags = ucd_allocate(kCodePoints, sizeof *data.flags);
  data.upper = ucd_allocate(kCodePoints, sizeof *data.upper);
  data.lower = ucd_allocate(kCodePoints, sizeof *data.lower);
  data.fold = ucd_allocate(kCodePoints, sizeof *data.fold);
  for (uint32_t c = 0; c < kCodePoints; c++)
    data.upper[c] = data.lower[c] = data.fold[c] = c;
  ucd_read("UnicodeData.txt", read_unicode_data, &data);
  ucd_read("DerivedCoreProperties.txt", read_core, &data);
  ucd_read("CaseFolding.txt", read_folding, &data);
  ucd_read("SpecialCasing.txt", read_special, &data);
  emit_trie(out, "UnicodeFlags", data.flags);
  emit_records(out, &data);
  emit_sources(out, &data, true);
  emit_sources(out, &data, false);
  fprintf(out, "static const UnicodeSpecialUpper kUnicodeSpecials[%d] = {\n",
          data.special_count);
  for (int i = 0; i < data.special_count; i++) {
    const Special *s = &data.specials[i];
    fprintf(out, "{%u,{%u,%u,%u}},\n", (unsigned)s->code_point,
            (unsigned)s->upper[0], (unsigned)s->upper[1],
            (unsigned)s->upper[2]);
  }
  fprintf(out, "};\n");
}
