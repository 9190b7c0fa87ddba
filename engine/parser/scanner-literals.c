// SPDX-License-Identifier: MIT
//
// Numbers, strings and templates.
#include <math.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/base/unicode.h"
#include "engine/parser/scanner.h"

static int digit_value(int unit) {
  if (unit >= '0' && unit <= '9') return unit - '0';
  if (unit >= 'a' && unit <= 'f') return unit - 'a' + 10;
  if (unit >= 'A' && unit <= 'F') return unit - 'A' + 10;
  return 99;
}

// ------------------------------------------------------------------- numbers

static void add_digit(Scanner *s, int unit) {
  ZONE_LIST_ADD(s->zone, &s->digits, (char)unit);
}

// Digits of a radix with separators between them. At least one unless
// `optional`. False if they are malformed.
static bool scan_digits(Scanner *s, TokenDesc *token, int radix,
                        bool optional) {
  int start = s->position;
  bool after_separator = false;
  for (;; s->position++) {
    int unit = Scanner_unit_at(s, s->position);
    if (unit == '_') {
      if (s->position == start) return false;
      if (after_separator) {
        Scanner_set_error(token, kParserMessageContinuousNumericSeparator,
                          s->position, s->position + 1);
        return false;
      }
      after_separator = true;
      continue;
    }
    if (digit_value(unit) >= radix) break;
    after_separator = false;
    add_digit(s, unit);
  }
  if (after_separator) {
    Scanner_set_error(token, kParserMessageTrailingNumericSeparator,
                      s->position, s->position + 1);
    return false;
  }
  return optional || s->position != start;
}

// The value of digits from index `from`, correctly rounded.
static double radix_value(const Scanner *s, int from, int bits_per_digit) {
  uint64_t mantissa = 0;
  int exponent = 0;
  bool sticky = false;
  for (int i = from; i < s->digits.length; i++) {
    int value = digit_value((unsigned char)s->digits.items[i]);
    if (mantissa >> (62 - bits_per_digit)) {
      exponent += bits_per_digit;
      sticky |= value != 0;
    } else {
      mantissa = mantissa << bits_per_digit | (uint64_t)value;
    }
  }
  return ldexp((double)(mantissa | sticky), exponent);
}

// 0x, 0o, 0b; position at the letter's successor.
static bool scan_prefixed(Scanner *s, TokenDesc *token, int radix, int bits,
                          char letter) {
  add_digit(s, '0');
  add_digit(s, letter);
  s->position += 2;
  if (!scan_digits(s, token, radix, false)) return false;
  if (Scanner_unit_at(s, s->position) != 'n')
    token->number = radix_value(s, 2, bits);
  return true;
}

// 0777, 0899: digits without separators. Sets is_octal.
static bool scan_leading_zero(Scanner *s, TokenDesc *token, bool *is_octal) {
  *is_octal = true;
  for (;; s->position++) {
    int unit = Scanner_unit_at(s, s->position);
    if (unit == '_') {
      if (!*is_octal)
        Scanner_set_error(token, kParserMessageInvalidOrUnexpectedToken,
                          s->position, s->position + 1);
      return false;
    }
    if (unit < '0' || unit > '9') break;
    if (unit >= '8') *is_octal = false;
    add_digit(s, unit);
  }
  token->octal_message = *is_octal ? kParserMessageStrictOctalLiteral
                                   : kParserMessageStrictDecimalWithLeadingZero;
  token->octal_start = token->start;
  token->octal_end = s->position;
  return true;
}

// Fraction and exponent, then the value.
static bool scan_decimal_tail(Scanner *s, TokenDesc *token) {
  bool is_integer = true;
  if (Scanner_unit_at(s, s->position) == '.') {
    is_integer = false;
    s->position++;
    add_digit(s, '.');
    if (!scan_digits(s, token, 10, true)) return false;
  }
  int unit = Scanner_unit_at(s, s->position);
  if (unit == 'e' || unit == 'E') {
    is_integer = false;
    s->position++;
    add_digit(s, 'e');
    unit = Scanner_unit_at(s, s->position);
    if (unit == '+' || unit == '-') {
      add_digit(s, unit);
      s->position++;
    }
    if (!scan_digits(s, token, 10, false)) return false;
  }
  if (is_integer && s->digits.length <= 15) {
    int64_t value = 0;
    for (int i = 0; i < s->digits.length; i++)
      value = value * 10 + (s->digits.items[i] - '0');
    token->number = (double)value;
    return true;
  }
  add_digit(s, '\0');
  token->number = Number_parse_decimal(s->digits.items,
                                       (size_t)s->digits.length - 1);
  return true;
}

static bool scan_number(Scanner *s, TokenDesc *token, bool *allow_bigint) {
  int unit = Scanner_unit_at(s, s->position);
  if (unit == '0') {
    int second = Scanner_unit_at(s, s->position + 1);
    switch (second | 0x20) {
      case 'x': return scan_prefixed(s, token, 16, 4, 'x');
      case 'o': return scan_prefixed(s, token, 8, 3, 'o');
      case 'b': return scan_prefixed(s, token, 2, 1, 'b');
    }
    if (second == '_') {
      Scanner_set_error(token, kParserMessageZeroDigitNumericSeparator,
                        s->position + 1, s->position + 2);
      return false;
    }
    if (second >= '0' && second <= '9') {
      *allow_bigint = false;
      bool is_octal;
      if (!scan_leading_zero(s, token, &is_octal)) return false;
      if (is_octal) {
        token->number = radix_value(s, 0, 3);
        return true;
      }
      return scan_decimal_tail(s, token);
    }
  }
  if (unit != '.') {
    if (!scan_digits(s, token, 10, false)) return false;
    if (Scanner_unit_at(s, s->position) == 'n') return true;
  }
  *allow_bigint = false;
  return scan_decimal_tail(s, token);
}

void Scanner_scan_number(Scanner *s, TokenDesc *token) {
  s->digits.length = 0;
  token->token = kTokenIllegal;
  bool allow_bigint = true;
  if (!scan_number(s, token, &allow_bigint)) return;
  bool is_bigint = false;
  if (allow_bigint && Scanner_unit_at(s, s->position) == 'n') {
    s->position++;
    is_bigint = true;
    token->string = AstStringTable_intern_one_byte(
        s->strings, (const uint8_t *)s->digits.items, s->digits.length);
  }
  int unit = Scanner_unit_at(s, s->position);
  if (unit >= 0 && ((unit >= '0' && unit <= '9') || unit == '\\' ||
                    (unit < 0xD800 && Unicode_is_id_start((uint32_t)unit))))
    return;
  token->token = is_bigint ? kTokenBigInt : kTokenNumber;
}

// ------------------------------------------------------------------- escapes

int32_t Scanner_scan_unicode_escape(Scanner *s, TokenDesc *token,
                                    int escape_start) {
  if (Scanner_unit_at(s, s->position) == '{') {
    s->position++;
    int digits_start = s->position;
    uint32_t code = 0;
    for (;; s->position++) {
      int value = digit_value(Scanner_unit_at(s, s->position));
      if (value >= 16) break;
      code = code * 16 + (uint32_t)value;
      if (code > 0x10FFFF) {
        Scanner_set_error(token, kParserMessageUndefinedUnicodeCodePoint,
                          escape_start, s->position + 1);
        return -1;
      }
    }
    if (s->position == digits_start ||
        Scanner_unit_at(s, s->position) != '}') {
      Scanner_set_error(token, kParserMessageInvalidUnicodeEscapeSequence,
                        s->position, s->position + 1);
      return -1;
    }
    s->position++;
    return (int32_t)code;
  }
  int32_t code = 0;
  for (int i = 0; i < 4; i++) {
    int value = digit_value(Scanner_unit_at(s, s->position));
    if (value >= 16) {
      Scanner_set_error(token, kParserMessageInvalidUnicodeEscapeSequence,
                        escape_start, escape_start + (int)strlen("\\uXXXX"));
      return -1;
    }
    code = code * 16 + value;
    s->position++;
  }
  return code;
}

static int32_t scan_hex_escape(Scanner *s, TokenDesc *token,
                               int escape_start) {
  int high = digit_value(Scanner_unit_at(s, s->position));
  int low = high < 16 ? digit_value(Scanner_unit_at(s, s->position + 1)) : 99;
  if (high >= 16 || low >= 16) {
    Scanner_set_error(token, kParserMessageInvalidHexEscapeSequence,
                      escape_start, escape_start + (int)strlen("\\xXX"));
    return -1;
  }
  s->position += 2;
  return high * 16 + low;
}

static void note_octal(TokenDesc *token, ParserMessage message, int start,
                       int end) {
  if (token->octal_message != kParserMessageNone) return;
  token->octal_message = message;
  token->octal_start = start;
  token->octal_end = end;
}

// \0 to \377; position is after the first digit, which is `unit`. The place of
// an error is that of V8: the digits but the first and the last.
static int32_t scan_octal_escape(Scanner *s, TokenDesc *token, int unit,
                                 bool in_template) {
  int next = Scanner_unit_at(s, s->position);
  if (unit == '0' && !(next >= '0' && next <= '9')) return 0;
  int first = s->position - 1;
  int32_t code = unit - '0';
  for (int i = 0; i < 2; i++) {
    next = Scanner_unit_at(s, s->position);
    if (next < '0' || next > '7' || code * 8 + (next - '0') > 255) break;
    code = code * 8 + (next - '0');
    s->position++;
  }
  int last = s->position - 1;
  if (in_template) {
    Scanner_set_error(token, kParserMessageTemplateOctalLiteral, first, last);
    return -1;
  }
  note_octal(token, kParserMessageStrictOctalEscapeSequence, first, last);
  return code;
}

enum { kEscapeNothing = -2 };

// After a backslash: the code point it stands for, kEscapeNothing for a line
// continuation, -1 with an error set.
static int32_t scan_escape(Scanner *s, TokenDesc *token, bool in_template) {
  int escape_start = s->position - 1;
  int unit = Scanner_unit_at(s, s->position);
  if (unit < 0) return -1;
  s->position++;
  switch (unit) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case '\r':
      if (Scanner_unit_at(s, s->position) == '\n') s->position++;
      return kEscapeNothing;
    case '\n':
    case 0x2028:
    case 0x2029: return kEscapeNothing;
    case 'x': return scan_hex_escape(s, token, escape_start);
    case 'u': return Scanner_scan_unicode_escape(s, token, escape_start);
    case '0': case '1': case '2': case '3':
    case '4': case '5': case '6': case '7':
      return scan_octal_escape(s, token, unit, in_template);
    case '8':
    case '9':
      if (in_template) {
        Scanner_set_error(token, kParserMessageTemplateEightOrNineEscape,
                          escape_start, escape_start + 1);
        return -1;
      }
      note_octal(token, kParserMessageStrictEightOrNineEscape, escape_start,
                 escape_start + 1);
      return unit;
    default: return unit;
  }
}

// ------------------------------------------------------- strings, templates

static void add_unit(Scanner *s, int unit) {
  ZONE_LIST_ADD(s->zone, &s->units, (uint16_t)unit);
}

// From the first backslash on; units before it are in s->units.
static bool scan_string_with_escapes(Scanner *s, TokenDesc *token, int quote) {
  for (;;) {
    int unit = Scanner_unit_at(s, s->position);
    if (unit < 0 || unit == '\n' || unit == '\r') return false;
    s->position++;
    if (unit == quote) break;
    if (unit != '\\') {
      add_unit(s, unit);
      continue;
    }
    int32_t code = scan_escape(s, token, false);
    if (code == -1) return false;
    if (code >= 0) Scanner_add_code_point(s, (uint32_t)code);
  }
  token->string = AstStringTable_intern_two_byte(s->strings, s->units.items,
                                                 s->units.length);
  return true;
}

void Scanner_scan_string(Scanner *s, TokenDesc *token) {
  int quote = Scanner_unit_at(s, s->position);
  int start = ++s->position;
  token->token = kTokenIllegal;
  for (;;) {
    int unit = Scanner_unit_at(s, s->position);
    if (unit == quote) {
      TokenDesc_set_slice(token, 1);
      s->position++;
      token->token = kTokenString;
      return;
    }
    if (unit == '\\') break;
    if (unit < 0 || unit == '\n' || unit == '\r') return;
    s->position++;
  }
  token->contains_escapes = true;
  s->units.length = 0;
  for (int p = start; p < s->position; p++) add_unit(s, Scanner_unit_at(s, p));
  if (scan_string_with_escapes(s, token, quote)) token->token = kTokenString;
}

// Line ends are "\n".
AstString *Scanner_raw_template(Scanner *s, const TokenDesc *token) {
  int start = token->start + 1;
  int end = token->end - (token->token == kTokenTemplateSpan ? 2 : 1);
  s->units.length = 0;
  for (int p = start; p < end; p++) {
    int unit = Scanner_unit_at(s, p);
    if (unit == '\r') {
      if (p + 1 < end && Scanner_unit_at(s, p + 1) == '\n') p++;
      unit = '\n';
    }
    add_unit(s, unit);
  }
  return AstStringTable_intern_two_byte(s->strings, s->units.items,
                                        s->units.length);
}

void Scanner_scan_template(Scanner *s, TokenDesc *token) {
  s->units.length = 0;
  token->token = kTokenIllegal;
  token->string = NULL;
  for (;;) {
    int unit = Scanner_unit_at(s, s->position);
    if (unit < 0) {
      // Unterminated: the parser meets the end where an expression must be.
      token->token = kTokenTemplateSpan;
      break;
    }
    s->position++;
    if (unit == '`') {
      token->token = kTokenTemplateTail;
      break;
    }
    if (unit == '$' && Scanner_unit_at(s, s->position) == '{') {
      s->position++;
      token->token = kTokenTemplateSpan;
      break;
    }
    if (unit == '\\') {
      int escaped = s->position;
      int32_t code = scan_escape(s, token, true);
      if (code >= 0) Scanner_add_code_point(s, (uint32_t)code);
      // Resume right after what was escaped, so that a quote ends the part.
      if (code == -1 && escaped < s->length) s->position = escaped + 1;
      continue;
    }
    if (unit == '\r') {
      if (Scanner_unit_at(s, s->position) == '\n') s->position++;
      unit = '\n';
    }
    add_unit(s, unit);
  }
  if (token->message == kParserMessageNone)
    token->string = AstStringTable_intern_two_byte(
        s->strings, s->units.items, s->units.length);
}
