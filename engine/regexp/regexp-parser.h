// SPDX-License-Identifier: MIT
//
// The parser's state, shared by its two halves: regexp-parser.c (terms, groups
// and quantifiers) and regexp-class-parser.c (escapes and classes).
#ifndef ENGINE_REGEXP_REGEXP_PARSER_H_
#define ENGINE_REGEXP_REGEXP_PARSER_H_

#include "engine/regexp/regexp-ast.h"

enum {
  kRegExpEnd = UINT32_MAX,  // what peeking past the pattern's end gives
  kRegExpMaxCaptures = 1 << 16,
};

// Which alternatives a group is in: two groups of one name are fine if they
// differ in the alternative of some disjunction.
typedef struct AlternativePath {
  const struct AlternativePath *parent;
  uint32_t disjunction;
  uint32_t alternative;
} AlternativePath;

typedef struct NamedGroup {
  RegExpName name;
  const AlternativePath *path;
} NamedGroup;
typedef struct NamedGroupList ZONE_LIST(NamedGroup) NamedGroupList;

typedef struct RegExpParser {
  Zone *zone;
  RegExpText text;
  size_t position;
  bool is_unicode;  // u or v
  bool has_sets;    // v
  bool ignore_case, multiline, dot_all;  // where the parser stands
  uintptr_t stack_limit;
  uint32_t capture_count;   // so far, with group 0
  uint32_t total_captures;  // in the whole pattern, from a scan ahead
  bool has_named_groups;
  uint32_t disjunction_count;
  const AlternativePath *path;
  NamedGroupList groups;
  RegExpNodeList named_references;
  RegExpError *error;  // its message is NULL until something is wrong
} RegExpParser;

// Records the first error and moves to the end, so that every loop stops.
void RegExpParser_fail(RegExpParser *parser, const char *message);

// Fails if the native stack is exhausted. Whatever nests passes here.
void RegExpParser_check_stack(RegExpParser *parser);

static inline bool RegExpParser_has_failed(const RegExpParser *parser) {
  return parser->error->message != NULL;
}

static inline uint32_t RegExpParser_unit_at(const RegExpParser *parser,
                                            size_t index) {
  if (index >= parser->text.length) return kRegExpEnd;
  return parser->text.is_two_byte
             ? ((const uint16_t *)parser->text.units)[index]
             : ((const uint8_t *)parser->text.units)[index];
}

static inline uint32_t RegExpParser_peek(const RegExpParser *parser) {
  return RegExpParser_unit_at(parser, parser->position);
}

// Skips the unit if it is there.
static inline bool RegExpParser_eat(RegExpParser *parser, uint32_t unit) {
  if (RegExpParser_peek(parser) != unit) return false;
  parser->position++;
  return true;
}

// The code point at the position, or unit without u and v; moves past it.
uint32_t RegExpParser_next(RegExpParser *parser);
// The same, a code point in any mode.
uint32_t RegExpParser_next_code_point(RegExpParser *parser);

RegExpNode *RegExpParser_new_node(RegExpParser *parser, RegExpNodeKind kind);
// A character under the current flags: a class if it has other cases.
RegExpNode *RegExpParser_new_char(RegExpParser *parser, uint32_t character);
RegExpNode *RegExpParser_new_class(RegExpParser *parser, CharSet set);

// ---- regexp-class-parser.c ----

// At '[': parses a class.
RegExpNode *RegExpParser_parse_class(RegExpParser *parser);
// After a backslash: \d \D \s \S \w \W \p{..} \P{..}; NULL if it is none.
RegExpNode *RegExpParser_parse_class_escape(RegExpParser *parser);
// After a backslash: the character that an escape stands for.
uint32_t RegExpParser_parse_character_escape(RegExpParser *parser,
                                             bool in_class);
// After "\u": reads four digits or braces; kRegExpEnd, unmoved, if malformed.
uint32_t RegExpParser_parse_unicode_escape(RegExpParser *parser,
                                           bool is_unicode);
CharSet RegExpParser_any_character(RegExpParser *parser);

#endif  // ENGINE_REGEXP_REGEXP_PARSER_H_
