// SPDX-License-Identifier: MIT
//
// Compiles the source of a golden file without a heap and compares the symbolic
// bytecode of all its functions with what the file says.
//
//   bytecode-golden [--write] file.golden ...
//
// A file is the source, a line of "====", then the expected text. --write
// replaces the latter. A source that begins with "// module" is a module.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/bytecode/bytecode-generator.h"
#include "engine/bytecode/disassembler.h"
#include "engine/bytecode/verifier.h"
#include "engine/parser/parser.h"

static const char kSeparator[] = "\n====\n";

typedef struct Golden {
  Zone zone;
  ParseInfo info;
  FILE *out;
} Golden;

static bool print_function(Golden *golden, FunctionLiteral *literal) {
  GeneratorInput input = {.zone = &golden->zone,
                          .strings = &golden->info.strings,
                          .literal = literal,
                          .module = literal->function_kind == kFunctionModule
                                        ? golden->info.module
                                        : NULL};
  BytecodeOutput *output = BytecodeGenerator_generate(&input);
  int offset = 0;
  const char *error = BytecodeVerifier_find_error(output, &offset);
  char name[128] = "";
  if (literal->name != NULL)
    AstString_write_utf8(literal->name, name, sizeof name);
  Disassembler_print_output(golden->out, name, output);
  fprintf(golden->out, "\n");
  if (error != NULL)
    fprintf(golden->out, "verifier: %s at %d\n\n", error, offset);
  for (int i = 0; i < output->functions.length; i++)
    if (!print_function(golden, output->functions.items[i]->literal))
      return false;
  return error == NULL;
}

// The text for a source, malloc'ed.
static char *compile(const char *source, size_t length) {
  Golden golden;
  char *text = NULL;
  size_t size = 0;
  golden.out = open_memstream(&text, &size);
  Zone_init(&golden.zone, "golden");
  SourceText input = {.one_byte = (const uint8_t *)source,
                      .length_units = length};
  ParseInfo_init(&golden.info, &golden.zone, input);
  golden.info.allow_lazy = false;
  golden.info.allow_natives = true;
  golden.info.is_module = strncmp(source, "// module", 9) == 0;
  if (Parser_parse_program(&golden.info)) {
    print_function(&golden, golden.info.literal);
  } else {
    char message[256];
    ParseError_format(&golden.info.error, message, sizeof message);
    fprintf(golden.out, "SyntaxError: %s\n", message);
  }
  Zone_destroy(&golden.zone);
  fclose(golden.out);
  return text;
}

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  enum { kMaxFileBytes = 1 << 20 };
  char *text = malloc(kMaxFileBytes + 1);
  if (text == NULL) abort();
  text[fread(text, 1, kMaxFileBytes, file)] = '\0';
  fclose(file);
  return text;
}

static void write_golden(const char *path, const char *source, size_t length,
                         const char *text) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  fwrite(source, 1, length, file);
  fprintf(file, "%s%s", kSeparator, text);
  fclose(file);
}

// Shows the first line that differs.
static void report(const char *path, const char *expected, const char *actual) {
  int line = 1;
  const char *start_expected = expected, *start_actual = actual;
  while (*expected != '\0' && *expected == *actual) {
    if (*expected == '\n') {
      line++;
      start_expected = expected + 1;
      start_actual = actual + 1;
    }
    expected++;
    actual++;
  }
  fprintf(stderr, "%s: line %d of the bytecode differs\n", path, line);
  fprintf(stderr, "  expected: %.*s\n", (int)strcspn(start_expected, "\n"),
          start_expected);
  fprintf(stderr, "  actual:   %.*s\n", (int)strcspn(start_actual, "\n"),
          start_actual);
  fprintf(stderr, "  (golden-bytecode --write %s accepts it)\n", path);
}

static bool check_file(const char *path, bool write) {
  char *content = read_file(path);
  char *separator = strstr(content, kSeparator);
  size_t length = separator == NULL ? strlen(content)
                                    : (size_t)(separator - content);
  const char *expected =
      separator == NULL ? "" : separator + sizeof kSeparator - 1;
  char *source = strndup(content, length);
  char *actual = compile(source, length);
  const char *broken = strstr(actual, "\nverifier: ");
  if (broken != NULL)
    fprintf(stderr, "%s: %.*s\n", path, (int)strcspn(broken + 1, "\n"),
            broken + 1);
  bool same = strcmp(expected, actual) == 0 && broken == NULL;
  if (write && !same)
    write_golden(path, source, length, actual);
  else if (!same)
    report(path, expected, actual);
  free(actual);
  free(source);
  free(content);
  return same || write;
}

int main(int argc, char **argv) {
  bool write = argc > 1 && strcmp(argv[1], "--write") == 0;
  int failures = 0;
  for (int i = write ? 2 : 1; i < argc; i++)
    failures += !check_file(argv[i], write);
  return failures == 0 ? 0 : 1;
}
