// SPDX-License-Identifier: MIT
//
// Reading the Unicode Character Database's text files: "first..last; field;
// field # comment" lines. Part of the table generator, not of the engine.
#ifndef TOOLS_UNICODE_UCD_H_
#define TOOLS_UNICODE_UCD_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { kCodePoints = 0x110000, kMaxFields = 16 };

typedef struct UcdLine {
  uint32_t first;  // of field 0 as a code point or range; 0 if it is neither
  uint32_t last;
  int field_count;
  char *fields[kMaxFields];  // trimmed; valid until the next line
} UcdLine;

typedef void (*UcdHandler)(const UcdLine *line, void *data);

// Calls handler for each line of folder/name that is not empty or a comment.
// Exits with a message when the file is missing.
void ucd_read(const char *name, UcdHandler handler, void *data);
// Sets the folder that ucd_read reads from.
void ucd_set_folder(const char *folder);

// Parses hexadecimal code points separated by spaces; returns their number.
int ucd_parse_code_points(const char *text, uint32_t *out, int capacity);

void *ucd_allocate(size_t count, size_t size_bytes);
void ucd_fail(const char *what, const char *detail);

// ---- Emission, shared by the generator's parts ----

// "static const TYPE name[count] = {...};" with the smallest unsigned type.
void emit_array(FILE *out, const char *name, const uint32_t *values,
                size_t count);
// A two-stage table: kNameIndex[c >> 7] selects a block of 128 in kNameBlocks,
// and kNameLimit is where the values become zero for good.
void emit_trie(FILE *out, const char *name, const uint32_t *values);

void generate_case(FILE *out);
void generate_normalization(FILE *out);
void generate_properties(FILE *out);
void generate_sequences(FILE *out);


#endif  // TOOLS_UNICODE_UCD_H_
