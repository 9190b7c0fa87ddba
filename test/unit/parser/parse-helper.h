// SPDX-License-Identifier: MIT
//
// Test helper: parses C strings (ASCII) and looks into the result.
#ifndef TEST_UNIT_PARSER_PARSE_HELPER_H_
#define TEST_UNIT_PARSER_PARSE_HELPER_H_

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "engine/parser/parser.h"

typedef struct Parsed {
  Zone zone;
  ParseInfo info;
  bool success;
  char message[256];
} Parsed;

static inline SourceText SourceText_ascii(const char *text) {
  return (SourceText){.one_byte = (const uint8_t *)text,
                      .length_units = strlen(text)};
}

static inline void Parsed_begin(Parsed *parsed, const char *text) {
  memset(parsed, 0, sizeof *parsed);
  Zone_init(&parsed->zone, "test");
  ParseInfo_init(&parsed->info, &parsed->zone, SourceText_ascii(text));
}

static inline void Parsed_finish(Parsed *parsed, bool success) {
  parsed->success = success;
  if (!success)
    ParseError_format(&parsed->info.error, parsed->message,
                      sizeof parsed->message);
}

static inline void Parsed_program(Parsed *parsed, const char *text,
                                  bool is_module, bool allow_lazy) {
  Parsed_begin(parsed, text);
  parsed->info.is_module = is_module;
  parsed->info.allow_lazy = allow_lazy;
  Parsed_finish(parsed, Parser_parse_program(&parsed->info));
}

static inline void Parsed_end(Parsed *parsed) { Zone_destroy(&parsed->zone); }

// Fails the test unless the text parses, eagerly and lazily.
static inline void check_accepted(const char *text, bool is_module) {
  for (int lazy = 0; lazy < 2; lazy++) {
    Parsed parsed;
    Parsed_program(&parsed, text, is_module, lazy);
    if (!parsed.success)
      fail_msg("refused: %s\n  %s (%d-%d)", text, parsed.message,
               parsed.info.error.start, parsed.info.error.end);
    Parsed_end(&parsed);
  }
}

// Fails the test unless the text is refused with this message.
static inline void check_refused(const char *text, const char *message,
                                 bool is_module) {
  for (int lazy = 0; lazy < 2; lazy++) {
    Parsed parsed;
    Parsed_program(&parsed, text, is_module, lazy);
    if (parsed.success) fail_msg("accepted: %s", text);
    if (message != NULL && strcmp(parsed.message, message) != 0)
      fail_msg("%s\n  expected: %s\n  message:  %s", text, message,
               parsed.message);
    Parsed_end(&parsed);
  }
}

// The variable of a name in a scope or below, outermost first.
static inline const Variable *find_variable(const Scope *scope,
                                            const char *name) {
  for (int i = 0; i < scope->locals.length; i++)
    if (AstString_equals_c_string(scope->locals.items[i]->name, name))
      return scope->locals.items[i];
  for (const Scope *inner = scope->first_inner; inner != NULL;
       inner = inner->next_sibling) {
    const Variable *found = find_variable(inner, name);
    if (found != NULL) return found;
  }
  return NULL;
}

#endif  // TEST_UNIT_PARSER_PARSE_HELPER_H_
