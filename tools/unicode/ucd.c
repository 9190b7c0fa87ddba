// SPDX-License-Identifier: MIT
#include "tools/unicode/ucd.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *ucd_folder = ".";

void ucd_set_folder(const char *folder) { ucd_folder = folder; }

void ucd_fail(const char *what, const char *detail) {
  fprintf(stderr, "unicode tables: %s: %s\n", what, detail);
  exit(1);
}

void *ucd_allocate(size_t count, size_t size_bytes) {
  void *memory = calloc(count, size_bytes);
  if (memory == NULL) ucd_fail("out of memory", "calloc");
  return memory;
}

static char *trim(char *text) {
  while (isspace((unsigned char)*text)) text++;
  char *end = text + strlen(text);
  while (end > text && isspace((unsigned char)end[-1])) *--end = '\0';
  return text;
}

int ucd_parse_code_points(const char *text, uint32_t *out, int capacity) {
  int count = 0;
  for (;;) {
    while (*text == ' ') text++;
    char *end;
    unsigned long value = strtoul(text, &end, 16);
    if (end == text) return count;
    if (count == capacity) ucd_fail("sequence too long", text);
    out[count++] = (uint32_t)value;
    text = end;
  }
}

static void split_line(char *text, UcdLine *line) {
  memset(line, 0, sizeof *line);
  char *rest = text;
  while (rest != NULL && line->field_count < kMaxFields) {
    char *field = rest;
    rest = strchr(rest, ';');
    if (rest != NULL) *rest++ = '\0';
    line->fields[line->field_count++] = trim(field);
  }
  char *end;
  line->first = (uint32_t)strtoul(line->fields[0], &end, 16);
  line->last = line->first;
  if (strncmp(end, "..", 2) == 0)
    line->last = (uint32_t)strtoul(end + 2, &end, 16);
  if (line->first >= kCodePoints || line->last >= kCodePoints ||
      line->first > line->last)
    line->first = line->last = 0;
}

void ucd_read(const char *name, UcdHandler handler, void *data) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", ucd_folder, name);
  FILE *file = fopen(path, "r");
  if (file == NULL)
    ucd_fail("cannot read (install the package unicode-data)", path);
  char text[4096];
  while (fgets(text, sizeof text, file) != NULL) {
    char *comment = strchr(text, '#');
    if (comment != NULL) *comment = '\0';
    char *start = trim(text);
    if (*start == '\0' || *start == '@') continue;
    UcdLine line;
    split_line(start, &line);
    handler(&line, data);
  }
  fclose(file);
}

void emit_array(FILE *out, const char *name, const uint32_t *values,
                size_t count) {
  uint32_t max = 0;
  for (size_t i = 0; i < count; i++)
    if (values[i] > max) max = values[i];
  fprintf(out, "const %s %s[%zu] = {",
          max < 0x100     ? "uint8_t"
          : max < 0x10000 ? "uint16_t"
                          : "uint32_t",
          name, count ? count : 1);
  if (count == 0) fprintf(out, "0");
  for (size_t i = 0; i < count; i++)
    fprintf(out, "%s%u,", i % 16 == 0 ? "\n" : "", (unsigned)values[i]);
  fprintf(out, "};\n");
}

void emit_trie(FILE *out, const char *name, const uint32_t *values) {
  enum { kBlock = 128 };
  size_t limit = kCodePoints;
  while (limit > 0 && values[limit - 1] == 0) limit--;
  limit = (limit + kBlock - 1) / kBlock * kBlock;
  size_t index_count = limit / kBlock;
  uint32_t *index = ucd_allocate(index_count, sizeof *index);
  uint32_t *blocks = ucd_allocate(limit, sizeof *blocks);
  size_t block_count = 0;
  for (size_t i = 0; i < index_count; i++) {
    const uint32_t *block = values + i * kBlock;
    size_t found = 0;
    while (found < block_count &&
           memcmp(blocks + found * kBlock, block, kBlock * sizeof *block) != 0)
      found++;
    if (found == block_count)
      memcpy(blocks + block_count++ * kBlock, block, kBlock * sizeof *block);
    index[i] = (uint32_t)found;
  }
  char array[128];
  fprintf(out, "enum { k%sLimit = %zu };\nstatic ", name, limit);
  snprintf(array, sizeof array, "k%sIndex", name);
  emit_array(out, array, index, index_count);
  fprintf(out, "static ");
  snprintf(array, sizeof array, "k%sBlocks", name);
  emit_array(out, array, blocks, block_count * kBlock);
  free(index);
  free(blocks);
}
