// SPDX-License-Identifier: MIT
//
// Comments, identifiers, punctuators and lookahead. Literals are in
// scanner-literals.c.
#include "engine/parser/scanner.h"

#include <string.h>

#include "engine/base/unicode.h"

static inline int unit_at(const Scanner *s, int position) {
  if (UNLIKELY(position >= s->length)) return -1;
  return s->one_byte != NULL ? s->one_byte[position] : s->two_byte[position];
}

int Scanner_unit_at(const Scanner *s, int position) {
  return unit_at(s, position);
}

// The code point at a position, -1 at the end.
static int32_t code_point_at(const Scanner *s, int position) {
  int unit = unit_at(s, position);
  if (unit < 0 || !Unicode_is_lead_surrogate((uint32_t)unit)) return unit;
  int trail = unit_at(s, position + 1);
  if (trail < 0 || !Unicode_is_trail_surrogate((uint32_t)trail)) return unit;
  return (int32_t)Unicode_join_surrogates((uint32_t)unit, (uint32_t)trail);
}

void Scanner_set_error(TokenDesc *token, ParserMessage message, int start,
                       int end) {
  if (token->message != kParserMessageNone) return;
  token->message = message;
  token->message_start = start;
  token->message_end = end;
}

AstString *Scanner_intern_slice(Scanner *s, int start, int end) {
  if (s->one_byte != NULL)
    return AstStringTable_intern_one_byte(s->strings, s->one_byte + start,
                                          end - start);
  return AstStringTable_intern_two_byte(s->strings, s->two_byte + start,
                                        end - start);
}

void Scanner_add_code_point(Scanner *s, uint32_t code_point) {
  uint16_t units[2];
  size_t count = Unicode_put_utf16(code_point, units);
  for (size_t i = 0; i < count; i++)
    ZONE_LIST_ADD(s->zone, &s->units, units[i]);
}

// ---------------------------------------------------------------- characters

enum {
  kCharIdStart = 1 << 0,
  kCharIdPart = 1 << 1,
  kCharLower = 1 << 2,
  kCharDigit = 1 << 3,
  kCharSpace = 1 << 4,
  kCharNewline = 1 << 5,
  kCharQuote = 1 << 6,
  kCharStringStop = 1 << 7,  // a quote, a backslash, a line's end
};

static const uint8_t kCharFlags[256] = {
    ['a' ... 'z'] = kCharIdStart | kCharIdPart | kCharLower,
    ['A' ... 'Z'] = kCharIdStart | kCharIdPart,
    ['0' ... '9'] = kCharIdPart | kCharDigit,
    ['_'] = kCharIdStart | kCharIdPart,
    ['$'] = kCharIdStart | kCharIdPart,
    [' '] = kCharSpace,
    ['\t'] = kCharSpace,
    ['\n'] = kCharNewline | kCharStringStop,
    ['\r'] = kCharNewline | kCharStringStop,
    ['"'] = kCharQuote | kCharStringStop,
    ['\''] = kCharQuote | kCharStringStop,
    ['\\'] = kCharStringStop,
};

// Tokens of one character that no longer token begins with; kTokenEndOfSource
// (zero) for all other characters.
static const uint8_t kSingleTokens[256] = {
    ['('] = kTokenLeftParen,  [')'] = kTokenRightParen,
    ['{'] = kTokenLeftBrace,  ['}'] = kTokenRightBrace,
    ['['] = kTokenLeftBracket, [']'] = kTokenRightBracket,
    [';'] = kTokenSemicolon,  [','] = kTokenComma,
    [':'] = kTokenColon,      ['~'] = kTokenBitNot,
};

static inline bool is_line_terminator(int unit) {
  return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029;
}

// ------------------------------------------------------------------ comments

// "//# sourceURL=value" and its sibling; position is after the "//".
static void scan_magic_comment(Scanner *s, int position, int end) {
  static const char kSourceUrl[] = "sourceURL=";
  static const char kSourceMappingUrl[] = "sourceMappingURL=";
  int first = unit_at(s, position);
  int second = unit_at(s, position + 1);
  if ((first != '#' && first != '@') || (second != ' ' && second != '\t'))
    return;
  position += 2;
  const char *names[] = {kSourceUrl, kSourceMappingUrl};
  AstString **results[] = {&s->source_url, &s->source_mapping_url};
  for (int n = 0; n < 2; n++) {
    int length = (int)strlen(names[n]);
    int i = 0;
    while (i < length && position + i < end &&
           unit_at(s, position + i) == names[n][i])
      i++;
    if (i < length) continue;
    int from = position + length;
    int to = end;
    while (from < to && Unicode_is_white_space((uint32_t)unit_at(s, from)))
      from++;
    while (to > from && Unicode_is_white_space((uint32_t)unit_at(s, to - 1)))
      to--;
    for (int p = from; p < to; p++) {
      int unit = unit_at(s, p);
      if (unit == '"' || unit == '\'' ||
          Unicode_is_white_space((uint32_t)unit))
        return;
    }
    *results[n] = Scanner_intern_slice(s, from, to);
  }
}

static void skip_line(Scanner *s) {
  int position = s->position;
  while (position < s->length && !is_line_terminator(unit_at(s, position)))
    position++;
  s->position = position;
}

// position is after the "/*". False if the comment never ends; position is
// then its start.
static bool skip_block_comment(Scanner *s, bool *newline) {
  for (int position = s->position; position < s->length; position++) {
    int unit = unit_at(s, position);
    if (unit == '*' && unit_at(s, position + 1) == '/') {
      s->position = position + 2;
      return true;
    }
    if (is_line_terminator(unit)) *newline = true;
  }
  s->position -= 2;
  return false;
}

bool Scanner_matches(const Scanner *s, int position, const char *text) {
  for (int i = 0; text[i] != '\0'; i++)
    if (unit_at(s, position + i) != text[i]) return false;
  return true;
}

// Skips white space and comments. False after an unterminated comment.
static bool skip_trivia(Scanner *s, TokenDesc *token) {
  for (;;) {
    int unit = unit_at(s, s->position);
    if (unit == ' ' || unit == '\t') {
      s->position++;
    } else if (is_line_terminator(unit)) {
      token->newline_before = true;
      s->position++;
    } else if (unit == '/') {
      int second = unit_at(s, s->position + 1);
      if (second == '/') {
        int start = s->position + 2;
        s->position = start;
        skip_line(s);
        scan_magic_comment(s, start, s->position);
      } else if (second == '*') {
        s->position += 2;
        if (!skip_block_comment(s, &token->newline_before)) return false;
      } else {
        return true;
      }
    } else if (unit == '<' && s->allow_html_comments &&
               Scanner_matches(s, s->position, "<!--")) {
      skip_line(s);
    } else if (unit == '-' && s->allow_html_comments &&
               token->newline_before &&
               Scanner_matches(s, s->position, "-->")) {
      skip_line(s);
    } else if (unit >= 0 && (unit < 0x20 || unit >= 0x80) &&
               Unicode_is_white_space((uint32_t)unit)) {
      s->position++;
    } else {
      return true;
    }
  }
}

// --------------------------------------------------------------- identifiers

// The keyword that a word of the source is, else kTokenIdentifier. `all` are
// the flags that all its characters have.
static inline Token word_token(const Scanner *s, int start, int end,
                               uint8_t all) {
  int length = end - start;
  if (!(all & kCharLower) || length > kMaxKeywordLength)
    return kTokenIdentifier;
  if (s->one_byte != NULL) return Token_of_word(s->one_byte + start, length);
  uint8_t word[kMaxKeywordLength];
  for (int i = 0; i < length; i++) word[i] = (uint8_t)s->two_byte[start + i];
  return Token_of_word(word, length);
}

// The rest of a name that is not ASCII alone, from `start`. False if it is
// not a name.
static bool scan_complex_name(Scanner *s, TokenDesc *token, int start) {
  s->units.length = 0;
  s->position = start;
  bool is_first = true;
  for (;; is_first = false) {
    int from = s->position;
    int32_t code = code_point_at(s, from);
    if (code == '\\') {
      if (unit_at(s, from + 1) != 'u') {
        s->position = from + 1;
        return false;
      }
      s->position = from + 2;
      code = Scanner_scan_unicode_escape(s, token, from);
      if (code < 0) return false;
      token->contains_escapes = true;
      if (!(is_first ? Unicode_is_id_start((uint32_t)code)
                     : Unicode_is_id_continue((uint32_t)code)))
        return false;
    } else {
      if (code < 0 || !(is_first ? Unicode_is_id_start((uint32_t)code)
                                 : Unicode_is_id_continue((uint32_t)code)))
        break;
      s->position += code >= 0x10000 ? 2 : 1;
    }
    Scanner_add_code_point(s, (uint32_t)code);
  }
  if (is_first) return false;
  token->string = AstStringTable_intern_two_byte(s->strings, s->units.items,
                                                 s->units.length);
  return true;
}

// A name from the current position. Its token if it has no escapes; otherwise
// kTokenIllegal, and string is set or NULL after an error.
static Token scan_name(Scanner *s, TokenDesc *token) {
  int start = s->position;
  int position = start;
  uint8_t all = kCharLower;
  if (s->one_byte != NULL) {
    const uint8_t *content = s->one_byte;
    for (; position < s->length; position++) {
      uint8_t flags = kCharFlags[content[position]];
      if (!(flags & kCharIdPart)) break;
      all &= flags;
    }
  } else {
    const uint16_t *content = s->two_byte;
    for (; position < s->length && content[position] < 0x80; position++) {
      uint8_t flags = kCharFlags[content[position]];
      if (!(flags & kCharIdPart)) break;
      all &= flags;
    }
  }
  int unit = unit_at(s, position);
  if (UNLIKELY(unit == '\\' || unit >= 0x80 || position == start)) {
    scan_complex_name(s, token, start);
    return kTokenIllegal;
  }
  s->position = position;
  return word_token(s, start, position, all);
}

static Token scan_identifier(Scanner *s, TokenDesc *token) {
  Token plain = scan_name(s, token);
  if (LIKELY(plain != kTokenIllegal)) {
    TokenDesc_set_slice(token, 0);
    return plain;
  }
  if (token->string == NULL) return kTokenIllegal;
  Token keyword = (Token)token->string->token;
  if (!token->contains_escapes) return keyword;
  // An escaped contextual word is a plain identifier where it could be one;
  // the parser refuses it as a keyword.
  if (Token_is_in_range(keyword, kTokenIdentifier, kTokenYield))
    return keyword;
  return keyword >= kTokenLet ? kTokenEscapedStrictReservedWord
                              : kTokenEscapedKeyword;
}

static Token scan_private_name(Scanner *s, TokenDesc *token) {
  int start = s->position++;
  int unit = unit_at(s, s->position);
  bool is_digit = unit >= '0' && unit <= '9';
  if (!is_digit && scan_name(s, token) != kTokenIllegal)
    token->string = Scanner_intern_slice(s, start + 1, s->position);
  if (token->string == NULL) {
    if (s->position == start + 1)
      Scanner_set_error(token, kParserMessageInvalidOrUnexpectedToken, start,
                        s->position);
    return kTokenIllegal;
  }
  token->string =
      AstStringTable_intern_prefixed(s->strings, "#", token->string);
  return kTokenPrivateName;
}

// --------------------------------------------------------------- punctuators

// Advances over `count` units.
static inline Token take(Scanner *s, int count, Token token) {
  s->position += count;
  return token;
}

static Token scan_less_or_greater(Scanner *s, int unit) {
  int second = unit_at(s, s->position + 1);
  if (unit == '<') {
    if (second == '=') return take(s, 2, kTokenLessThanOrEqual);
    if (second != '<') return take(s, 1, kTokenLessThan);
    if (unit_at(s, s->position + 2) == '=') return take(s, 3, kTokenAssignShl);
    return take(s, 2, kTokenShl);
  }
  if (second == '=') return take(s, 2, kTokenGreaterThanOrEqual);
  if (second != '>') return take(s, 1, kTokenGreaterThan);
  int third = unit_at(s, s->position + 2);
  if (third == '=') return take(s, 3, kTokenAssignSar);
  if (third != '>') return take(s, 2, kTokenSar);
  if (unit_at(s, s->position + 3) == '=') return take(s, 4, kTokenAssignShr);
  return take(s, 3, kTokenShr);
}

// "x", "x=", "xx" and "xx=" for an operator character x.
static Token scan_operator(Scanner *s, int unit, Token single, Token assign,
                           Token twice, Token twice_assign) {
  int second = unit_at(s, s->position + 1);
  if (second == '=') return take(s, 2, assign);
  if (second != unit || twice == kTokenIllegal) return take(s, 1, single);
  if (twice_assign != kTokenIllegal && unit_at(s, s->position + 2) == '=')
    return take(s, 3, twice_assign);
  return take(s, 2, twice);
}

static Token scan_equality(Scanner *s, Token single, Token twice,
                           Token thrice) {
  if (unit_at(s, s->position + 1) != '=') {
    if (single == kTokenAssign && unit_at(s, s->position + 1) == '>')
      return take(s, 2, kTokenArrow);
    return take(s, 1, single);
  }
  if (unit_at(s, s->position + 2) == '=') return take(s, 3, thrice);
  return take(s, 2, twice);
}

static Token scan_question(Scanner *s) {
  int second = unit_at(s, s->position + 1);
  int third = unit_at(s, s->position + 2);
  if (second == '.' && !(third >= '0' && third <= '9'))
    return take(s, 2, kTokenQuestionPeriod);
  if (second != '?') return take(s, 1, kTokenConditional);
  if (third == '=') return take(s, 3, kTokenAssignNullish);
  return take(s, 2, kTokenNullish);
}

static Token scan_period(Scanner *s, TokenDesc *token) {
  int second = unit_at(s, s->position + 1);
  if (second >= '0' && second <= '9') {
    Scanner_scan_number(s, token);
    return (Token)token->token;
  }
  if (second == '.' && unit_at(s, s->position + 2) == '.')
    return take(s, 3, kTokenEllipsis);
  return take(s, 1, kTokenPeriod);
}

static Token scan_other(Scanner *s, TokenDesc *token, int unit) {
  if (unit == '\\' || unit >= 0x80) {
    int start = s->position;
    Token result = scan_identifier(s, token);
    if (result != kTokenIllegal || s->position != start) return result;
    Scanner_set_error(token, kParserMessageInvalidOrUnexpectedToken, start,
                      start);
  }
  return take(s, 1, kTokenIllegal);
}

static Token scan_token_kind(Scanner *s, TokenDesc *token, int unit) {
  const Token none = kTokenIllegal;
  switch (unit) {
    case '?': return scan_question(s);
    case '.': return scan_period(s, token);
    case '<':
    case '>': return scan_less_or_greater(s, unit);
    case '=':
      return scan_equality(s, kTokenAssign, kTokenEqual, kTokenEqualStrict);
    case '!':
      return scan_equality(s, kTokenNot, kTokenNotEqual, kTokenNotEqualStrict);
    case '+':
      return scan_operator(s, unit, kTokenAdd, kTokenAssignAdd, kTokenInc,
                           none);
    case '-':
      return scan_operator(s, unit, kTokenSub, kTokenAssignSub, kTokenDec,
                           none);
    case '*':
      return scan_operator(s, unit, kTokenMul, kTokenAssignMul, kTokenExp,
                           kTokenAssignExp);
    case '%':
      return scan_operator(s, unit, kTokenMod, kTokenAssignMod, none, none);
    case '/':
      return scan_operator(s, unit, kTokenDiv, kTokenAssignDiv, none, none);
    case '&':
      return scan_operator(s, unit, kTokenBitAnd, kTokenAssignBitAnd,
                           kTokenAnd, kTokenAssignAnd);
    case '|':
      return scan_operator(s, unit, kTokenBitOr, kTokenAssignBitOr, kTokenOr,
                           kTokenAssignOr);
    case '^':
      return scan_operator(s, unit, kTokenBitXor, kTokenAssignBitXor, none,
                           none);
    case '"':
    case '\'':
      Scanner_scan_string(s, token);
      return (Token)token->token;
    case '`':
      s->position++;
      Scanner_scan_template(s, token);
      return (Token)token->token;
    case '#': return scan_private_name(s, token);
    default: return scan_other(s, token, unit);
  }
}

// Any token, from the current position on.
static void scan_slowly(Scanner *s, TokenDesc *token) {
  bool terminated = skip_trivia(s, token);
  token->start = s->position;
  int unit = unit_at(s, s->position);
  uint8_t flags = unit >= 0 && unit < 0x80 ? kCharFlags[unit] : 0;
  if (UNLIKELY(unit == '-' && s->is_module && token->newline_before) &&
      Scanner_matches(s, s->position, "-->")) {
    s->position += 3;
    token->token = kTokenIllegal;
    Scanner_set_error(token, kParserMessageHtmlCommentInModule,
                      s->position - 1, s->position);
  } else if (UNLIKELY(!terminated)) {
    token->token = kTokenIllegal;
    s->position = s->length;
  } else if (unit < 0) {
    token->token = kTokenEndOfSource;
  } else if (flags & kCharIdStart) {
    token->token = (uint8_t)scan_identifier(s, token);
  } else if (flags & kCharDigit) {
    Scanner_scan_number(s, token);
  } else if (unit < 0x80 && kSingleTokens[unit] != 0) {
    token->token = (uint8_t)take(s, 1, (Token)kSingleTokens[unit]);
  } else {
    token->token = (uint8_t)scan_token_kind(s, token, unit);
  }
  token->end = s->position;
}

// A decimal integer of few digits that nothing of a number follows.
static bool scan_small_integer(Scanner *s, TokenDesc *token) {
  enum { kMaxDigits = 9 };
  const uint8_t *text = s->one_byte;
  int position = s->position;
  if (text[position] == '0') {
    position++;
  } else {
    while (position < s->length && (kCharFlags[text[position]] & kCharDigit))
      position++;
  }
  if (position - s->position > kMaxDigits || position >= s->length ||
      (kCharFlags[text[position]] & kCharIdPart) || text[position] == '.' ||
      text[position] == '\\' || text[position] >= 0x80)
    return false;
  uint32_t value = 0;
  for (int i = s->position; i < position; i++)
    value = value * 10 + (uint32_t)(text[i] - '0');
  token->number = (double)value;
  token->token = kTokenNumber;
  s->position = position;
  return true;
}

// A string literal without escapes.
static bool scan_plain_string(Scanner *s, TokenDesc *token) {
  const uint8_t *text = s->one_byte;
  uint8_t quote = text[s->position];
  int position = s->position + 1;
  for (;; position++) {
    while (position < s->length &&
           !(kCharFlags[text[position]] & kCharStringStop))
      position++;
    if (position >= s->length) return false;
    if (text[position] == quote) break;
    if (!(kCharFlags[text[position]] & kCharQuote)) return false;
  }
  token->token = kTokenString;
  TokenDesc_set_slice(token, 1);
  s->position = position + 1;
  return true;
}

// The common tokens of one-byte source. False, at a place from which
// scan_slowly can go on, if this is another.
static inline bool scan_quickly(Scanner *s, TokenDesc *token) {
  const uint8_t *text = s->one_byte;
  int position = s->position;
  uint8_t flags = 0;
  for (; position < s->length; position++) {
    flags = kCharFlags[text[position]];
    if (!(flags & (kCharSpace | kCharNewline))) break;
    token->newline_before |= (flags & kCharNewline) != 0;
  }
  s->position = token->start = position;
  if (position >= s->length) return false;
  uint8_t unit = text[position];
  if (flags & kCharIdStart) {
    token->token = (uint8_t)scan_identifier(s, token);
  } else if (kSingleTokens[unit] != 0) {
    token->token = kSingleTokens[unit];
    s->position++;
  } else if (unit == '.' && position + 1 < s->length &&
             (kCharFlags[text[position + 1]] & kCharIdStart)) {
    token->token = kTokenPeriod;
    s->position++;
  } else if (flags & kCharDigit) {
    if (!scan_small_integer(s, token)) return false;
  } else if (!(flags & kCharQuote) || !scan_plain_string(s, token)) {
    return false;
  }
  token->end = s->position;
  return true;
}

static void scan(Scanner *s, TokenDesc *token) {
  token->newline_before = s->position == 0;
  token->contains_escapes = false;
  token->is_slice = false;
  token->message = kParserMessageNone;
  token->octal_message = kParserMessageNone;
  token->string = NULL;
  if (s->one_byte != NULL && scan_quickly(s, token)) return;
  scan_slowly(s, token);
}

// ----------------------------------------------------------------- interface

void Scanner_init(Scanner *s, const ParseInfo *info, AstStringTable *strings,
                  int start, int end) {
  memset(s, 0, sizeof *s);
  static const uint8_t empty[1];
  s->one_byte = info->source.one_byte;
  s->two_byte = info->source.two_byte;
  if (s->one_byte == NULL && s->two_byte == NULL) s->one_byte = empty;
  s->length = end;
  s->position = start;
  s->zone = info->zone;
  s->strings = strings;
  s->allow_html_comments = info->allow_html_comments && !info->is_module;
  s->is_module = info->is_module;
  s->current = &s->tokens[0];
  s->next = &s->tokens[1];
  s->third = &s->tokens[2];
  s->current->start = s->current->end = start;
  scan(s, s->next);
}

void Scanner_skip_hashbang(Scanner *s) {
  if (!Scanner_matches(s, 0, "#!")) return;
  s->position = 0;
  skip_line(s);
  scan(s, s->next);
  s->next->newline_before = true;
}

void Scanner_advance(Scanner *s) {
  TokenDesc *free = s->current;
  s->current = s->next;
  if (UNLIKELY(s->has_third)) {
    s->next = s->third;
    s->third = free;
    s->has_third = false;
  } else {
    s->next = free;
    scan(s, free);
  }
}

AstString *Scanner_string(Scanner *s, TokenDesc *token) {
  if (token->is_slice) {
    token->string = Scanner_intern_slice(s, token->start + token->slice_margin,
                                         token->end - token->slice_margin);
    token->is_slice = false;
  }
  return token->string;
}

const TokenDesc *Scanner_peek_third(Scanner *s) {
  if (!s->has_third) {
    scan(s, s->third);
    s->has_third = true;
  }
  return s->third;
}

void Scanner_seek(Scanner *s, int position) {
  s->has_third = false;
  s->position = position;
  scan(s, s->next);
}

void Scanner_scan_template_continuation(Scanner *s) {
  DCHECK(s->next->token == kTokenRightBrace);
  s->has_third = false;
  s->position = s->next->start + 1;
  s->next->message = kParserMessageNone;
  Scanner_scan_template(s, s->next);
  s->next->end = s->position;
}

// The body up to the closing "/", into pattern. False if unterminated.
static bool scan_regexp_body(Scanner *s, int start) {
  bool in_class = false;
  for (;;) {
    int unit = unit_at(s, s->position);
    if (unit < 0 || is_line_terminator(unit)) return false;
    if (unit == '\\') {
      int escaped = unit_at(s, s->position + 1);
      if (escaped < 0 || is_line_terminator(escaped)) return false;
      s->position += 2;
      continue;
    }
    if (unit == '/' && !in_class) break;
    if (unit == '[') in_class = true;
    if (unit == ']') in_class = false;
    s->position++;
  }
  s->next->string = Scanner_intern_slice(s, start, s->position);
  s->position++;
  return true;
}

// Known, and none of them twice.
static bool are_regexp_flags_known(const AstString *flags) {
  static const char known[] = "dgimsuvy";
  unsigned seen = 0;
  for (int i = 0; i < flags->length; i++) {
    uint16_t unit = AstString_at(flags, i);
    const char *found = unit < 0x80 && unit != 0 ? strchr(known, unit) : NULL;
    if (found == NULL) return false;
    unsigned bit = 1u << (found - known);
    if (seen & bit) return false;
    seen |= bit;
  }
  return true;
}

static bool has_both_unicode_modes(const AstString *flags) {
  bool has_u = false, has_v = false;
  for (int i = 0; i < flags->length; i++) {
    has_u |= AstString_at(flags, i) == 'u';
    has_v |= AstString_at(flags, i) == 'v';
  }
  return has_u && has_v;
}

void Scanner_scan_regexp(Scanner *s) {
  TokenDesc *token = s->next;
  s->has_third = false;
  int start = token->start;
  token->message = kParserMessageNone;
  s->position = start + 1;
  token->token = kTokenIllegal;
  if (!scan_regexp_body(s, start + 1)) {
    Scanner_set_error(token, kParserMessageUnterminatedRegExp, start,
                      token->end);
    token->end = s->position;
    return;
  }
  int flags_start = s->position;
  for (;;) {
    int32_t code = code_point_at(s, s->position);
    if (code < 0 || !Unicode_is_id_continue((uint32_t)code)) break;
    s->position += code >= 0x10000 ? 2 : 1;
  }
  token->flags = Scanner_intern_slice(s, flags_start, s->position);
  int slash_end = token->end;
  token->end = s->position;
  bool are_known = unit_at(s, s->position) != '\\' &&
                   are_regexp_flags_known(token->flags);
  if (!are_known || has_both_unicode_modes(token->flags)) {
    Scanner_set_error(token, kParserMessageMalformedRegExpFlags, start,
                      are_known ? token->end : slash_end);
    return;
  }
  token->token = kTokenRegExpLiteral;
}
