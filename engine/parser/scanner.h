// SPDX-License-Identifier: MIT
//
// The scanner turns source text into tokens, one token of lookahead (two on
// request). It owns lexical grammar only; what a word means in its context
// (`await`, `let`, `of`) is the parser's business.
//
// Scanning depends on the parser in three places: a "/" that starts an
// operand is rescanned by Scanner_scan_regexp, a "}" that ends a substitution
// by Scanner_scan_template_continuation, and a Scanner can be copied to a
// bookmark and restored, since its state is this struct alone.
#ifndef ENGINE_PARSER_SCANNER_H_
#define ENGINE_PARSER_SCANNER_H_

#include "engine/parser/parser.h"

typedef struct TokenDesc {
  uint8_t token;  // Token
  bool newline_before;
  bool contains_escapes;  // an identifier or string with a backslash
  // The string is the source text from start + margin to end - margin, to be
  // looked up when somebody asks for it: Scanner_string.
  bool is_slice;
  uint8_t slice_margin;
  int start;
  int end;
  // Name of an identifier or keyword; private name with its "#"; string value;
  // cooked template part (NULL if its escapes are invalid); digits of a
  // BigInt; pattern of a regular expression. NULL also while is_slice.
  AstString *string;
  AstString *flags;  // of a regular expression
  double number;
  // Illegal: what is wrong. Template parts: why there is no cooked value.
  ParserMessage message;
  int message_start;
  int message_end;
  // Legacy octal literal or escape in it: the error if the code is strict.
  ParserMessage octal_message;
  int octal_start;
  int octal_end;
} TokenDesc;

typedef struct Scanner {
  const uint8_t *one_byte;
  const uint16_t *two_byte;
  int length;
  int position;  // of the first unit that no token covers
  Zone *zone;
  AstStringTable *strings;
  bool allow_html_comments;
  bool is_module;
  bool has_third;   // third holds a token
  // Three of `tokens`, in turns. A copy of the scanner is only good for being
  // copied back.
  TokenDesc *current;
  TokenDesc *next;
  TokenDesc *third;
  TokenDesc tokens[3];
  // Units of a literal that is not a plain slice of the source.
  struct ZONE_LIST(uint16_t) units;
  struct ZONE_LIST(char) digits;
  AstString *source_url;
  AstString *source_mapping_url;
} Scanner;

// Starts at `start`; tokens end at `end` as if the source did. Scans the first
// token into next.
void Scanner_init(Scanner *scanner, const ParseInfo *info,
                  AstStringTable *strings, int start, int end);
// Skips "#!..." at the start of the source; before the first token is used.
void Scanner_skip_hashbang(Scanner *scanner);
// Makes next current and scans another.
void Scanner_advance(Scanner *scanner);
// The token after next.
const TokenDesc *Scanner_peek_third(Scanner *scanner);
// next is "/" or "/=": rescans it as a regular expression literal. Leaves
// token Illegal with a message if that fails.
void Scanner_scan_regexp(Scanner *scanner);
// next is "}": rescans it as the continuation of a template.
void Scanner_scan_template_continuation(Scanner *scanner);
// Restarts scanning at `position`, which begins a token.
void Scanner_seek(Scanner *scanner, int position);

// The source goes on with this text.
bool Scanner_matches(const Scanner *scanner, int position, const char *text);
// The string of a token, NULL if it has none.
AstString *Scanner_string(Scanner *scanner, TokenDesc *token);
// The raw text of a template part.
AstString *Scanner_raw_template(Scanner *scanner, const TokenDesc *token);

// Used between the scanner's files.
int Scanner_unit_at(const Scanner *scanner, int position);
void Scanner_scan_number(Scanner *scanner, TokenDesc *token);
void Scanner_scan_string(Scanner *scanner, TokenDesc *token);
// position is after the "`" or "}".
void Scanner_scan_template(Scanner *scanner, TokenDesc *token);
void Scanner_set_error(TokenDesc *token, ParserMessage message, int start,
                       int end);
// After "\u": reads XXXX or {X...}. -1 with an error set in the token.
int32_t Scanner_scan_unicode_escape(Scanner *scanner, TokenDesc *token,
                                    int escape_start);
AstString *Scanner_intern_slice(Scanner *scanner, int start, int end);
// The token's string is a slice of the source; it has no escapes.
static inline void TokenDesc_set_slice(TokenDesc *token, int margin) {
  token->is_slice = true;
  token->slice_margin = (uint8_t)margin;
}
void Scanner_add_code_point(Scanner *scanner, uint32_t code_point);

#endif  // ENGINE_PARSER_SCANNER_H_
