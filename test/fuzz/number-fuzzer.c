// SPDX-License-Identifier: MIT
//
// libFuzzer target: every reader of numbers (Number(), parseFloat, parseInt,
// the scanner, JSON) gives what strtod gives where the text is a number of its
// grammar, and every printer what the C library prints; what was printed reads
// back. The first byte chooses radix and digits, the next eight are a double to
// print; they and what follows are the text to read.
#include "engine/base/number-conversions.h"

#include <stddef.h>
#include <stdint.h>

#include "engine/objects/string.h"
#include "engine/parser/scanner.h"
#include "test/fuzz/fuzz-isolate.h"
#include "test/unit/base/number-oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// ---- Printing ----

static void check_text(const char *got, size_t length, const char *want) {
  if (length == strlen(want) && memcmp(got, want, length) == 0) return;
  fprintf(stderr, "got '%.*s', want '%s'\n", (int)length, got, want);
  abort();
}

static void check_printing(double value, int radix, int digits) {
  char got[kNumberToRadixStringSize], want[kOracleSize];
  size_t length = Number_to_string(value, got);
  CHECK(Oracle_same(Number_from_latin1((uint8_t *)got, length),
                    value == 0 ? 0 : value));
  length = Number_to_radix_string(value, radix, got);
  CHECK(length <= sizeof got);
  if (!isfinite(value)) return;
  bool is_negative = value < 0;
  CHECK(!is_negative || got[0] == '-');
  // Radix 10 alone has exponents.
  CHECK(radix == 10 || Oracle_identifies(got + is_negative,
                                         length - is_negative, radix,
                                         fabs(value)));
  length = Number_to_string(value, got);
  Oracle_to_string(value, want);
  check_text(got, length, want);
  length = Number_to_exponential(value, digits, got);
  Oracle_to_exponential(value, digits, want);
  check_text(got, length, want);
  length = Number_to_precision(value, digits < 1 ? 1 : digits, got);
  Oracle_to_precision(value, digits < 1 ? 1 : digits, want);
  check_text(got, length, want);
  if (fabs(value) >= 1e21) return;
  length = Number_to_fixed(value, digits, got);
  Oracle_to_fixed(value, digits, want);
  check_text(got, length, want);
}

// ---- Reading ----

// The value of the text as a whole token; false if it is none.
static bool scan_literal(const uint8_t *text, size_t length, double *value) {
  Zone zone;
  Zone_init(&zone, "fuzzer");
  ParseInfo info;
  ParseInfo_init(&info, &zone,
                 (SourceText){.one_byte = text, .length_units = (int)length});
  Scanner scanner;
  Scanner_init(&scanner, &info, &info.strings, 0, (int)length);
  const TokenDesc *token = scanner.next;
  bool is_number = token->token == kTokenNumber && token->start == 0 &&
                   token->end == (int)length;
  *value = token->number;
  Zone_destroy(&zone);
  return is_number;
}

// The number that JSON.parse makes of the text; false if it makes none.
static bool parse_json(const uint8_t *text, size_t length, double *value) {
  Isolate *isolate = the_isolate();
  String *string = String_new_one_byte(isolate, text, (int32_t)length);
  Value frame[6] = {ROOT(undefined_value), ROOT(undefined_value),
                    ROOT(undefined_value), Value_from_object(string),
                    ROOT(undefined_value), ROOT(undefined_value)};
  Value result = Builtin_JSONParse(isolate, 1, frame + 2);
  isolate->pending_exception = ROOT(the_hole);
  if (Value_is_exception(result) || !Value_is_number(isolate, result))
    return false;
  *value = Value_number(isolate, result);
  return true;
}

static bool is_json_number(const char *text, size_t length) {
  size_t at = length > 0 && text[0] == '-';
  size_t whole = Oracle_count_digits(text + at, length - at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < length && text[at] == '.' &&
      Oracle_count_digits(text + at + 1, length - at - 1) == 0)
    return false;
  return true;
}

// The text is a signed StrUnsignedDecimalLiteral.
static void check_decimal(const char *text, size_t length) {
  const uint8_t *bytes = (const uint8_t *)text;
  double want = Oracle_parse(text, length), got;
  bool is_signed = text[0] == '-' || text[0] == '+';
  CHECK(Oracle_same(Number_from_latin1(bytes, length), want));
  // A leading zero may make it octal in a program.
  bool is_legacy = !is_signed && length > 1 && text[0] == '0' &&
                   Oracle_count_digits(text + 1, 1) == 1;
  if (!is_signed && !is_legacy) {
    CHECK(scan_literal(bytes, length, &got));
    CHECK(Oracle_same(got, want));
    CHECK(Oracle_same(Number_parse_decimal(text, length), want));
  }
  bool is_json = is_json_number(text, length);
  CHECK(parse_json(bytes, length, &got) == is_json);
  CHECK(!is_json || Oracle_same(got, want));
}

// Digits of a radix; the value is exact below 2^53, and rounded to nearest in
// the radices for which ECMA-262 asks for it.
static void check_digits(const char *text, size_t length, int radix,
                         double got) {
  char *copy = malloc(length + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  mpz_t digits;
  CHECK(mpz_init_set_str(digits, copy, radix) == 0);
  if (mpz_sizeinbase(digits, 2) <= 53)
    CHECK(got == mpz_get_d(digits));
  else if (radix == 10)
    CHECK(Oracle_same(got, Oracle_parse(text, length)));
  else if ((radix & (radix - 1)) == 0 && mpz_sizeinbase(digits, 2) <= 1023)
    CHECK(Oracle_identifies(text, length, radix, got));
  mpz_clear(digits);
  free(copy);
}

static void check_parse_int(const char *text, size_t length, int radix) {
  size_t count = 0;
  while (count < length) {
    uint8_t c = (uint8_t)text[count], letter = (c | 0x20) - 'a';
    int digit = c - '0' < 10u ? c - '0' : letter < 26 ? letter + 10 : 36;
    if (digit >= radix) break;
    count++;
  }
  double got = Number_parse_int_latin1((const uint8_t *)text, length, radix);
  bool is_prefixed =
      radix == 16 && count == 1 && length > 1 && (text[1] | 0x20) == 'x';
  if (!is_prefixed && count > 0) check_digits(text, count, radix, got);
  double again;
  char *literal = malloc(count + 2);
  memcpy(literal, radix == 2 ? "0b" : radix == 8 ? "0o" : "0x", 2);
  memcpy(literal + 2, text, count);
  bool has_literals = radix == 2 || radix == 8 || radix == 16;
  if (has_literals && count > 0 && !is_prefixed) {
    CHECK(scan_literal((uint8_t *)literal, count + 2, &again));
    CHECK(Oracle_same(again, got));
    again = Number_from_latin1((uint8_t *)literal, count + 2);
    CHECK(Oracle_same(again, got));
  }
  free(literal);
}

static void check_reading(const uint8_t *text, size_t length, int radix) {
  double number = Number_from_latin1(text, length);
  double prefix = Number_parse_float_latin1(text, length);
  uint16_t *wide = malloc(2 * length + 1);
  for (size_t i = 0; i < length; i++) wide[i] = text[i];
  CHECK(Oracle_same(Number_from_utf16(wide, length), number));
  CHECK(Oracle_same(Number_parse_float_utf16(wide, length), prefix));
  CHECK(Oracle_same(Number_parse_int_utf16(wide, length, radix),
                    Number_parse_int_latin1(text, length, radix)));
  free(wide);
  double value;
  // JSON's white space and numbers are a part of what Number() takes, and so
  // are a program's but for separators and octals.
  if (parse_json(text, length, &value)) CHECK(Oracle_same(value, number));
  if (memchr(text, '_', length) == NULL && (length < 2 || text[0] != '0') &&
      scan_literal(text, length, &value))
    CHECK(Oracle_same(value, number));
  const char *chars = (const char *)text;
  check_parse_int(chars, length, radix);
  size_t sign = length > 0 && (text[0] == '-' || text[0] == '+');
  size_t count = Oracle_decimal_length(chars + sign, length - sign);
  if (count == 0) return;
  CHECK(Oracle_same(prefix, Oracle_parse(chars, sign + count)));
  check_decimal(chars, sign + count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 4096) return 0;
  int radix = 2 + data[0] % 35, digits = data[0] % 101;
  uint64_t bits = 0;
  memcpy(&bits, data + 1, size - 1 < 8 ? size - 1 : 8);
  check_printing(Oracle_double(bits), radix, digits);
  // A copy of its own, so that a sanitizer sees its end.
  uint8_t *text = malloc(size);
  memcpy(text, data + 1, size - 1);
  check_reading(text, size - 1, radix);
  free(text);
  return 0;
}
