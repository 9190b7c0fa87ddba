// SPDX-License-Identifier: MIT
#include "engine/base/unicode.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <cmocka.h>

static void identifiers_follow_the_grammar(void **state) {
  assert_true(Unicode_is_id_start('a') && Unicode_is_id_start('$'));
  assert_true(Unicode_is_id_start('_') && Unicode_is_id_start(0xE9));
  assert_true(Unicode_is_id_start(0x2118));   // Other_ID_Start
  assert_true(Unicode_is_id_start(0x20000));  // CJK extension B
  assert_false(Unicode_is_id_start('0') || Unicode_is_id_start('@'));
  assert_false(Unicode_is_id_start(0x200D) || Unicode_is_id_start('`'));
  assert_true(Unicode_is_id_continue('9') && Unicode_is_id_continue(0x200C));
  assert_true(Unicode_is_id_continue(0x301) && Unicode_is_id_continue(0xE0100));
  assert_false(Unicode_is_id_continue('-') || Unicode_is_id_continue(0x10FFFF));
  assert_false(Unicode_is_id_start(0x110000) || Unicode_is_id_start(~0u));
}

// Characters that are new in the version that Unicode_version names; when that
// moves on, so do these.
static void the_tables_are_those_of_unicode_17(void **state) {
  assert_string_equal(Unicode_version(), "17.0");
  assert_true(Unicode_is_id_start(0x10940));     // Sidetic
  assert_true(Unicode_is_id_continue(0x1ACF));   // a combining mark
  assert_false(Unicode_is_id_start(0x1ACF));
  assert_int_equal(Unicode_simple_lower(0xA7CE), 0xA7CF);
  assert_int_equal(Unicode_simple_upper(0x16EBB), 0x16EA0);  // Beria Erfe
  assert_int_equal(Unicode_simple_fold(0x16EA0), 0x16EBB);
}

static void white_space_and_line_terminators_are_apart(void **state) {
  static const uint32_t kSpaces[] = {9,      11,     12,     32,     0xA0,
                                     0x1680, 0x2000, 0x200A, 0x202F, 0x205F,
                                     0x3000, 0xFEFF};
  for (size_t i = 0; i < ARRAY_LENGTH(kSpaces); i++) {
    assert_true(Unicode_is_white_space(kSpaces[i]));
    assert_false(Unicode_is_line_terminator(kSpaces[i]));
  }
  static const uint32_t kEnds[] = {10, 13, 0x2028, 0x2029};
  for (size_t i = 0; i < ARRAY_LENGTH(kEnds); i++) {
    assert_false(Unicode_is_white_space(kEnds[i]));
    assert_true(Unicode_is_line_terminator(kEnds[i]));
  }
  assert_false(Unicode_is_white_space(0x180E));
  assert_false(Unicode_is_white_space(0x200B));
  assert_false(Unicode_is_white_space(0x85));
}

static size_t length_of(const char16_t *text) {
  size_t length = 0;
  while (text[length] != 0) length++;
  return length;
}

static void check(const uint16_t *got, size_t length, const char16_t *want) {
  assert_int_equal(length, length_of(want));
  assert_memory_equal(got, want, length * 2);
}

static void check_upper(const char16_t *text, const char16_t *want) {
  uint16_t out[256];
  check(out, Unicode_to_upper(text, length_of(text), out), want);
}
static void check_lower(const char16_t *text, const char16_t *want) {
  uint16_t out[256];
  check(out, Unicode_to_lower(text, length_of(text), out), want);
}

static void case_mapping_is_full(void **state) {
  check_upper(u"abc \u00DF \uFB03", u"ABC SS FFI");
  check_upper(u"\u0390\U00010428", u"\u0399\u0308\u0301\U00010400");
  check_upper(u"\u1F80", u"\u1F08\u0399");
  check_lower(u"ABC \u0130", u"abc i\u0307");
  check_lower(u"\u0391\u03A3", u"\u03B1\u03C2");
  check_lower(u"\u0391\u03A3.", u"\u03B1\u03C2.");
  check_lower(u"\u0391\u03A3.\u0391", u"\u03B1\u03C3.\u03B1");
  check_lower(u"\u03A3", u"\u03C3");
  check_lower(u"\xD835\xDCA2\u03A3", u"\xD835\xDCA2\u03C2");
  uint16_t out[8];
  check(out, Unicode_to_upper_latin1((const uint8_t *)"a\xDF\xFF\xB5", 4, out),
        u"ASS\u0178\u039C");
  uint8_t lower[4];
  Unicode_to_lower_latin1((const uint8_t *)"A\xC0\xD7Z", 4, lower);
  assert_memory_equal(lower, "a\xE0\xD7z", 4);
  uint8_t upper[4];
  Unicode_to_upper_within_latin1((const uint8_t *)"a\xE0\xF7Z", 4, upper);
  assert_memory_equal(upper, "A\xC0\xF7Z", 4);
  for (int c = 0; c < 256; c++) {
    uint8_t text[1] = {(uint8_t)c};
    uint32_t simple = Unicode_simple_upper((uint32_t)c);
    bool leaves = simple > 0xFF || c == 0xDF;
    assert_int_equal(Unicode_upper_leaves_latin1(text, 1), leaves);
    assert_int_equal(Unicode_has_lower_latin1(text, 1),
                     !leaves && simple != (uint32_t)c);
    assert_int_equal(Unicode_has_upper_latin1(text, 1),
                     Unicode_simple_lower((uint32_t)c) != (uint32_t)c);
  }
}

static void regexp_case_differs_with_flag_u(void **state) {
  assert_int_equal(Unicode_canonicalize('k'), 'K');
  assert_int_equal(Unicode_canonicalize(0x17F), 0x17F);  // not to ASCII
  assert_int_equal(Unicode_canonicalize(0x212A), 0x212A);
  assert_int_equal(Unicode_canonicalize(0xDF), 0xDF);  // two units
  assert_int_equal(Unicode_canonicalize(0xFF), 0x178);
  assert_int_equal(Unicode_canonicalize(0x10428), 0x10428);
  assert_int_equal(Unicode_simple_fold(0x17F), 's');
  assert_int_equal(Unicode_simple_fold(0x212A), 'k');
  assert_int_equal(Unicode_simple_fold(0x1E9E), 0xDF);
  assert_int_equal(Unicode_simple_fold(0x10400), 0x10428);
  assert_int_equal(Unicode_simple_fold(0x130), 0x130);
}

static void check_form(UnicodeForm form, const char16_t *text,
                       const char16_t *want) {
  uint16_t out[1024];
  check(out, Unicode_normalize(form, text, length_of(text), out), want);
}

static void normal_forms_are_those_of_uax_15(void **state) {
  check_form(kUnicodeNFC, u"A\u030A", u"\u00C5");
  check_form(kUnicodeNFD, u"\u212B", u"A\u030A");
  check_form(kUnicodeNFC, u"\u212B", u"\u00C5");
  check_form(kUnicodeNFC, u"\u1E9B\u0323", u"\u1E9B\u0323");
  check_form(kUnicodeNFD, u"\u1E9B\u0323", u"\u017F\u0323\u0307");
  check_form(kUnicodeNFKC, u"\u1E9B\u0323", u"\u1E69");
  check_form(kUnicodeNFKD, u"\u1E9B\u0323", u"s\u0323\u0307");
  check_form(kUnicodeNFD, u"\uD55C", u"\u1112\u1161\u11AB");
  check_form(kUnicodeNFC, u"\u1112\u1161\u11AB", u"\uD55C");
  check_form(kUnicodeNFC, u"\u0958", u"\u0915\u093C");  // excluded
  check_form(kUnicodeNFC, u"\U00011099\U000110BA", u"\U0001109A");
  check_form(kUnicodeNFKC, u"\uFB03", u"ffi");
  check_form(kUnicodeNFC, u"a\u0315\u0300\u05AE\u0300b",
             u"\u00E0\u05AE\u0300\u0315b");
  check_form(kUnicodeNFC, u"\xD800x", u"\xD800x");
  // Marks of Unicode 17: classes 230, 230, 220.
  check_form(kUnicodeNFD, u"a\u1ACF\u1AE0\u0323", u"a\u0323\u1ACF\u1AE0");
}

static size_t prefix(UnicodeForm form, const char16_t *text) {
  return Unicode_normal_prefix(form, text, length_of(text));
}

static void what_is_normal_already_is_found(void **state) {
  assert_int_equal(prefix(kUnicodeNFC, u"abc\u00E9\u4E00\U0001F600\uAC01"), 8);
  // Up to the character that what comes next may change.
  assert_int_equal(prefix(kUnicodeNFC, u"abe\u0301c"), 2);
  assert_int_equal(prefix(kUnicodeNFD, u"ab\u00E9"), 1);
  assert_int_equal(prefix(kUnicodeNFD, u"abe\u0301c\u0323\u0301"), 7);
  assert_int_equal(prefix(kUnicodeNFD, u"abe\u0301\u0323c"), 2);
  assert_int_equal(prefix(kUnicodeNFC, u"\u1100\u1161"), 0);
  assert_int_equal(prefix(kUnicodeNFKC, u"a\uFB03"), 0);
  assert_int_equal(prefix(kUnicodeNFC, u"x\U00011099\U000110BA"), 1);
  assert_int_equal(prefix(kUnicodeNFC, u"x\xD804"), 2);  // a lone surrogate
  const uint8_t kText[] = {'a', 0xE9, 0xBD};
  assert_true(Unicode_is_normal_latin1(kUnicodeNFC, kText, 3));
  assert_true(Unicode_is_normal_latin1(kUnicodeNFKC, kText, 2));
  assert_false(Unicode_is_normal_latin1(kUnicodeNFKC, kText, 3));
  assert_false(Unicode_is_normal_latin1(kUnicodeNFD, kText, 2));
}

// A string of marks must not take quadratic time.
static void long_runs_of_marks_are_ordered(void **state) {
  enum { kCount = 20000 };
  uint16_t *text = calloc(kCount, sizeof *text);
  uint16_t *out = calloc(kCount * kUnicodeMaxNormalizationExpansion, 2);
  for (int i = 0; i < kCount; i++) text[i] = i % 2 ? 0x323 : 0x301;
  assert_int_equal(Unicode_normalize(kUnicodeNFD, text, kCount, out), kCount);
  for (int i = 0; i < kCount; i++)
    assert_int_equal(out[i], i < kCount / 2 ? 0x323 : 0x301);
  free(text);
  free(out);
}

static bool has(const char *name, const char *value, uint32_t code_point) {
  UnicodeSet set;
  assert_true(Unicode_find_property(name, strlen(name), value,
                                    value ? strlen(value) : 0, &set));
  UnicodeSetIterator iterator = UnicodeSetIterator_make(set);
  UnicodeRange range;
  while (UnicodeSetIterator_next(&iterator, &range))
    if (range.first <= code_point && code_point <= range.last) return true;
  return false;
}

static void properties_are_found_by_both_names(void **state) {
  assert_true(has("L", NULL, 'a') && has("Letter", NULL, 'a'));
  assert_true(has("gc", "Lu", 'A') && has("General_Category", "Lu", 'A'));
  assert_false(has("Lu", NULL, 'a'));
  assert_true(has("Script", "Greek", 0x3B1) && has("sc", "Grek", 0x3B1));
  assert_false(has("sc", "Common", 0x3B1));
  assert_true(has("scx", "Deva", 0x1CD0) && !has("sc", "Deva", 0x1CD0));
  assert_true(has("Any", NULL, 0x10FFFF) && has("ASCII", NULL, 0));
  assert_true(has("Cn", NULL, 0x378) && !has("Assigned", NULL, 0x378));
  assert_true(has("Emoji", NULL, 0x1F600) && has("RI", NULL, 0x1F1E6));
  assert_true(has("White_Space", NULL, ' ') && has("sc", "Zzzz", 0x378));
  assert_true(has("L", NULL, 0x4E01) && has("Cs", NULL, 0xD800));
  // A value without characters is one all the same.
  assert_false(has("sc", "Katakana_Or_Hiragana", 0x30A2));
  assert_false(has("scx", "Hrkt", 0x30A2));
  assert_true(has("scx", "Tols", 0x11DB0) && has("sc", "Sidetic", 0x10940));
  UnicodeSet set;
  assert_false(Unicode_find_property("lu", 2, NULL, 0, &set));
  assert_false(Unicode_find_property("Greek", 5, NULL, 0, &set));
  assert_false(Unicode_find_property("gc", 2, "Greek", 5, &set));
  assert_false(Unicode_find_property("", 0, NULL, 0, &set));
  assert_false(Unicode_find_property("Block", 5, "ASCII", 5, &set));
}

static size_t count_sequences(const char *name) {
  const uint16_t *next, *end;
  if (!Unicode_find_sequence_property(name, strlen(name), &next, &end))
    return 0;
  size_t count = 0;
  for (; next < end; next += *next + 1) count++;
  assert_ptr_equal(next, end);
  return count;
}

static void rgi_emoji_is_the_union_of_its_parts(void **state) {
  assert_int_equal(count_sequences("Emoji_Keycap_Sequence"), 12);
  assert_int_equal(count_sequences("RGI_Emoji_Flag_Sequence"), 259);
  assert_int_equal(
      count_sequences("RGI_Emoji"),
      count_sequences("Basic_Emoji") + 12 + 259 +
          count_sequences("RGI_Emoji_Modifier_Sequence") +
          count_sequences("RGI_Emoji_Tag_Sequence") +
          count_sequences("RGI_Emoji_ZWJ_Sequence"));
  assert_int_equal(count_sequences("Emoji"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(identifiers_follow_the_grammar),
      cmocka_unit_test(the_tables_are_those_of_unicode_17),
      cmocka_unit_test(white_space_and_line_terminators_are_apart),
      cmocka_unit_test(case_mapping_is_full),
      cmocka_unit_test(regexp_case_differs_with_flag_u),
      cmocka_unit_test(normal_forms_are_those_of_uax_15),
      cmocka_unit_test(what_is_normal_already_is_found),
      cmocka_unit_test(long_runs_of_marks_are_ordered),
      cmocka_unit_test(properties_are_found_by_both_names),
      cmocka_unit_test(rgi_emoji_is_the_union_of_its_parts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
