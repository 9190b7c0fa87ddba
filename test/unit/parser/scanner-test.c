// SPDX-License-Identifier: MIT
#include <math.h>

#include "engine/parser/scanner.h"
#include "test/unit/parser/parse-helper.h"

static void scan_all(const char *text, Token *tokens, int count) {
  Zone zone;
  Zone_init(&zone, "test");
  ParseInfo info;
  ParseInfo_init(&info, &zone, SourceText_ascii(text));
  Scanner scanner;
  Scanner_init(&scanner, &info, &info.strings, 0, (int)strlen(text));
  for (int i = 0; i < count; i++) {
    Scanner_advance(&scanner);
    tokens[i] = (Token)scanner.current->token;
  }
  Zone_destroy(&zone);
}

static void longest_punctuator_wins(void **state) {
  (void)state;
  static const Token expected[] = {
      kTokenAssignShr,  kTokenShr,           kTokenSar, kTokenAssignExp,
      kTokenExp,        kTokenEqualStrict,   kTokenArrow, kTokenNullish,
      kTokenAssignNullish, kTokenQuestionPeriod, kTokenConditional,
      kTokenNumber,     kTokenEllipsis,      kTokenAssignAnd,
      kTokenEndOfSource};
  Token tokens[15];
  scan_all(">>>= >>> >> **= ** === => ?\? ?\?= ?. ?.5 ... &&=", tokens, 15);
  assert_memory_equal(tokens, expected, sizeof expected);
}

// The number, string or BigInt digits of a one-token source.
static TokenDesc scan_one(ParseInfo *info, Scanner *scanner) {
  Scanner_init(scanner, info, &info->strings, 0,
               (int)info->source.length_units);
  return *scanner->next;
}

static void numbers_are_exact(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double value;
  } cases[] = {
      {"0", 0},
      {"1_000", 1000},
      {"0.1", 0.1},
      {".5e-3", 0.0005},
      {"1e400", (double)INFINITY},
      {"0x1fffffffffffff", 9007199254740991.0},
      {"0x20000000000001", 9007199254740992.0},
      {"0x20000000000003", 9007199254740996.0},
      {"0b101", 5},
      {"0o17", 15},
      {"017", 15},
      {"089.5", 89.5},
      {"123456789012345678", 123456789012345680.0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Parsed parsed;
    Parsed_begin(&parsed, cases[i].text);
    Scanner scanner;
    TokenDesc token = scan_one(&parsed.info, &scanner);
    assert_int_equal(token.token, kTokenNumber);
    assert_true(token.number == cases[i].value);
    Parsed_end(&parsed);
  }
}

static void escapes_are_decoded(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_begin(&parsed, "'\\u{1F600}\\x41\\n\\\n\\101\\uD800'");
  Scanner scanner;
  TokenDesc token = scan_one(&parsed.info, &scanner);
  assert_int_equal(token.token, kTokenString);
  static const uint16_t expected[] = {0xD83D, 0xDE00, 'A', '\n', 'A', 0xD800};
  assert_int_equal(token.string->length, 6);
  for (int i = 0; i < 6; i++)
    assert_int_equal(AstString_at(token.string, i), expected[i]);
  Parsed_end(&parsed);
}

static void templates_have_raw_and_cooked_text(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_begin(&parsed, "`a\r\n\\n\\u{}`");
  Scanner scanner;
  TokenDesc token = scan_one(&parsed.info, &scanner);
  assert_int_equal(token.token, kTokenTemplateTail);
  assert_null(token.string);
  assert_true(AstString_equals_c_string(
      Scanner_raw_template(&scanner, &token), "a\n\\n\\u{}"));
  Parsed_end(&parsed);
}

static void equal_names_are_one_pointer(void **state) {
  (void)state;
  Zone zone;
  Zone_init(&zone, "test");
  AstStringTable table;
  AstStringTable_init(&table, &zone);
  static const uint16_t wide[] = {'n', 'a', 'm', 'e'};
  AstString *name = AstStringTable_intern_c_string(&table, "name");
  assert_ptr_equal(AstStringTable_intern_two_byte(&table, wide, 4), name);
  assert_ptr_equal(name, table.names[kNameName]);
  char text[16];
  for (int i = 0; i < 5000; i++) {
    snprintf(text, sizeof text, "n%d", i);
    AstString *first = AstStringTable_intern_c_string(&table, text);
    assert_ptr_equal(AstStringTable_intern_c_string(&table, text), first);
  }
  uint32_t index;
  assert_true(AstString_is_array_index(
      AstStringTable_intern_c_string(&table, "4294967294"), &index));
  assert_false(AstString_is_array_index(
      AstStringTable_intern_c_string(&table, "4294967295"), &index));
  assert_false(AstString_is_array_index(
      AstStringTable_intern_c_string(&table, "01"), &index));
  Zone_destroy(&zone);
}

static void every_keyword_is_found(void **state) {
  (void)state;
  static const struct {
    Token token;
    const char *text;
  } rows[] = {
#define TOKEN(Name, text, precedence)
#define KEYWORD(Name, text, precedence) {kToken##Name, text},
#include "engine/parser/token.def"
#undef TOKEN
#undef KEYWORD
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Token tokens[1];
    scan_all(rows[i].text, tokens, 1);
    assert_int_equal(tokens[0], rows[i].token);
    assert_true(strlen(rows[i].text) <= kMaxKeywordLength);
    char longer[kMaxKeywordLength + 2];
    snprintf(longer, sizeof longer, "%sx", rows[i].text);
    scan_all(longer, tokens, 1);
    assert_int_equal(tokens[0], kTokenIdentifier);
  }
}

static void two_byte_sources_scan_alike(void **state) {
  (void)state;
  // let \u00e9 = "\u4e2d", with U+2028 as a line end.
  static const uint16_t text[] = {'l', 'e', 't',    ' ', 0xE9,   ' ', '=', ' ',
                                  '"', 0x4E2D, '"', 0x2028, 'x'};
  Zone zone;
  Zone_init(&zone, "test");
  ParseInfo info;
  ParseInfo_init(&info, &zone,
                 (SourceText){.two_byte = text,
                              .length_units = sizeof text / 2});
  assert_true(Parser_parse_program(&info));
  assert_int_equal(info.literal->scope->locals.length > 0, true);
  const Variable *variable = info.literal->scope->locals.items[0];
  assert_int_equal(variable->name->length, 1);
  assert_int_equal(AstString_at(variable->name, 0), 0xE9);
  Zone_destroy(&zone);
}

static void magic_comments_are_found(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed,
                 "x //# sourceURL=a.js\n//# sourceMappingURL=a.map \n", false,
                 true);
  assert_true(AstString_equals_c_string(parsed.info.source_url, "a.js"));
  assert_true(
      AstString_equals_c_string(parsed.info.source_mapping_url, "a.map"));
  Parsed_end(&parsed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(longest_punctuator_wins),
      cmocka_unit_test(numbers_are_exact),
      cmocka_unit_test(escapes_are_decoded),
      cmocka_unit_test(templates_have_raw_and_cooked_text),
      cmocka_unit_test(equal_names_are_one_pointer),
      cmocka_unit_test(every_keyword_is_found),
      cmocka_unit_test(two_byte_sources_scan_alike),
      cmocka_unit_test(magic_comments_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
