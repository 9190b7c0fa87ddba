// SPDX-License-Identifier: MIT
#include "engine/regexp/regexp.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <cmocka.h>

static RegExpText text_of(const char *latin1) {
  return (RegExpText){latin1, strlen(latin1), false};
}
static RegExpText text_of_wide(const char16_t *utf16) {
  size_t length = 0;
  while (utf16[length] != 0) length++;
  return (RegExpText){utf16, length, true};
}

static uint32_t flags_of(const char *letters) {
  uint32_t flags;
  assert_true(RegExp_parse_flags(text_of(letters), &flags));
  return flags;
}

// Matches and describes the result as "0-3,1-2,-" or "null" or an error.
static void run(RegExpText pattern, const char *flags, RegExpText subject,
                size_t start, const RegExpLimits *limits, char *out,
                size_t size) {
  static const char *const kResults[] = {"null", "match", "steps", "memory",
                                         "interrupted"};
  Zone zone;
  Zone_init(&zone, "test");
  RegExpProgram *program;
  RegExpError error;
  if (!RegExp_compile(&zone, pattern, flags_of(flags), 0, &program, &error)) {
    snprintf(out, size, "%s", error.message);
    Zone_destroy(&zone);
    return;
  }
  // A program is its bytes: it works wherever they are.
  RegExpProgram *copy = malloc(program->size_bytes);
  memcpy(copy, program, program->size_bytes);
  Zone_destroy(&zone);
  int32_t *captures = calloc(2 * copy->capture_count, sizeof *captures);
  RegExpResult result = RegExp_match(copy, &subject, start, captures, limits, NULL);
  size_t used = 0;
  if (result != kRegExpMatch) {
    snprintf(out, size, "%s", kResults[result]);
  } else {
    for (uint32_t i = 0; i < copy->capture_count; i++) {
      const char *comma = i ? "," : "";
      if (captures[2 * i] < 0)
        used += (size_t)snprintf(out + used, size - used, "%s-", comma);
      else
        used += (size_t)snprintf(out + used, size - used, "%s%d-%d", comma,
                                 captures[2 * i], captures[2 * i + 1]);
    }
  }
  free(captures);
  free(copy);
}

typedef struct Case {
  const char *pattern, *flags, *subject, *want;
} Case;

static void check_case(const Case *c, RegExpText subject) {
  char got[256];
  run(text_of(c->pattern), c->flags, subject, 0, NULL, got, sizeof got);
  if (strcmp(got, c->want) != 0)
    fail_msg("/%s/%s on '%s': got %s, want %s", c->pattern, c->flags,
             c->subject, got, c->want);
}

// Each case with a one-byte subject and the same as two bytes.
static void check_cases(const Case *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    RegExpText subject = text_of(cases[i].subject);
    check_case(&cases[i], subject);
    uint16_t wide[256];
    for (size_t j = 0; j < subject.length; j++)
      wide[j] = (uint8_t)cases[i].subject[j];
    check_case(&cases[i], (RegExpText){wide, subject.length, true});
  }
}
#define CHECK_CASES(cases) check_cases(cases, ARRAY_LENGTH(cases))

static void characters_and_classes_match(void **state) {
  static const Case kCases[] = {
      {"abc", "", "xxabc", "2-5"},
      {"a.c", "", "a\nc abc", "4-7"},
      {"a.c", "s", "a\nc", "0-3"},
      {"[a-c]+", "", "xxbcaz", "2-5"},
      {"[^a-c]+", "", "abxyc", "2-4"},
      {"[]", "", "a", "null"},
      {"[^]", "", "\n", "0-1"},
      {"\\d\\D\\w\\W\\s\\S", "", "1aa  x", "0-6"},
      {"[\\d-x]+", "", "1-x", "0-3"},
      {"[\\b]", "", "\b", "0-1"},
      {"\\x41\\u0042\\cA", "", "AB\x01", "0-3"},
      {"\\101\\8", "", "A8", "0-2"},
      {"\\c", "", "\\c", "0-2"},
      {"[\\c]", "", "\\", "0-1"},
      {"a{,2}", "", "a{,2}", "0-5"},
      {"x{1", "", "x{1", "0-3"},
      {"]}", "", "]}", "0-2"},
      {"\\a\\p{L}", "", "ap{L}", "0-5"},
      {"\\k<a>", "", "k<a>", "0-4"},
  };
  CHECK_CASES(kCases);
}

static void quantifiers_follow_the_order_of_ecma_262(void **state) {
  static const Case kCases[] = {
      {"a*", "", "aaa", "0-3"},
      {"a*?", "", "aaa", "0-0"},
      {"a+?b", "", "aaab", "0-4"},
      {"(a*)*", "", "b", "0-0,-"},
      {"(a*)+", "", "b", "0-0,0-0"},
      {"(z)((a+)?(b+)?(c))*", "", "zaacbbbcac", "0-10,0-1,8-10,8-9,-,9-10"},
      {"(?:a*?)*b", "", "aab", "0-3"},
      {"(a|ab)(c|bcd)(d*)", "", "abcd", "0-4,0-1,1-4,4-4"},
      {"((a)|b)*", "", "ab", "0-2,1-2,-"},
      {"a{2,3}", "", "aaaa", "0-3"},
      {"a{2,3}?", "", "aaaa", "0-2"},
      {"(?:ab){2,3}c", "", "ababababc", "2-9"},
      {"(?:ab){2}?", "", "abab", "0-4"},
      {"(a{0}|b)+", "", "bb", "0-2,1-2"},
      {"(|a){2}$", "", "a", "0-1,0-1"},
      {"(?:a?){3}b", "", "aab", "0-3"},
      {"(x){0}y", "", "xy", "1-2,-"},
      {"(?:){4294967294}a", "", "a", "0-1"},
      {"a{99999999999999999999}", "", "aaa", "null"},
      {".*b", "", "abab!", "0-4"},
      {".*?b", "", "aab", "0-3"},
      {"[ab]*a", "", "abab", "0-3"},
      {"(a+)(b+)?", "", "aac", "0-2,0-2,-"},
      {"(?=(a+))a*b\\1", "", "baaabac", "3-6,3-4"},
  };
  CHECK_CASES(kCases);
}

static void groups_and_references_match(void **state) {
  static const Case kCases[] = {
      {"(a)\\1", "", "aa", "0-2,0-1"},
      {"\\1(a)", "", "aa", "0-1,0-1"},
      {"(?<x>a)\\k<x>", "", "aa", "0-2,0-1"},
      {"\\k<x>(?<x>a)", "", "a", "0-1,0-1"},
      {"(?<\\u0061b>a)\\k<ab>", "", "aa", "0-2,0-1"},
      {"(?:(?<x>a)|(?<x>b))\\k<x>", "", "bb", "0-2,-,0-1"},
      {"(A)\\1", "i", "aA", "0-2,0-1"},
      {"(?i:a)b", "", "Ab", "0-2"},
      {"(?i:a)b", "", "AB", "null"},
      {"(?-i:a)b", "i", "aB", "0-2"},
      {"(?s:.)(?m:^)a", "", "\na", "0-2"},
      {"(?s-i:.A)", "i", "\na", "null"},
      {"(?=a)*b", "", "b", "0-1"},
      {"(?:(?<=a))*b", "", "b", "0-1"},
  };
  CHECK_CASES(kCases);
}

static void assertions_look_both_ways(void **state) {
  static const Case kCases[] = {
      {"^b", "", "a\nb", "null"},
      {"^b", "m", "a\nb", "2-3"},
      {"a$", "m", "a\nb", "0-1"},
      {"\\bb\\b", "", "abb b", "4-5"},
      {"\\Bb", "", "b ab", "3-4"},
      {"a(?=b)", "", "acab", "2-3"},
      {"a(?!b)", "", "abac", "2-3"},
      {"(?<=\\$)\\d+", "", "5 $42", "3-5"},
      {"(?<!\\$)\\b\\d+", "", "$42 5", "4-5"},
      {"(?<=(\\d+)(\\d+))$", "", "1053", "4-4,0-1,1-4"},
      {"(?<=\\1(a))b", "", "aab", "2-3,1-2"},
      {"(?<=a|bc)d", "", "bcd", "2-3"},
      {"(?<=([abc]+).*?)x", "", "abcdx", "4-5,0-3"},
      {"(?=(a))\\1", "", "ba", "1-2,1-2"},
      {"(?!(a))b\\1", "", "b", "0-1,-"},
      {"(?=(a)|b)*?c", "", "c", "0-1,-"},
      {"(?<=^|,)x", "", "a,x", "2-3"},
      {"(?:(?=(a|ab))\\1)+b", "", "aab", "0-3,1-2"},
  };
  CHECK_CASES(kCases);
}

static void check_wide(const char16_t *pattern, const char *flags,
                       const char16_t *subject, size_t start,
                       const char *want) {
  char got[128];
  run(text_of_wide(pattern), flags, text_of_wide(subject), start, NULL, got,
      sizeof got);
  assert_string_equal(got, want);
}

static void case_is_folded_when_compiling(void **state) {
  static const Case kCases[] = {
      {"abc", "i", "xABc", "1-4"},       {"[a-c]+", "i", "xABc", "1-4"},
      {"[^a]", "i", "A", "null"},        {"\xE9", "i", "\xC9", "0-1"},
      {"\\u017f", "i", "s", "null"},     {"\\u017f", "iu", "s", "0-1"},
      {"\\w", "iu", "\xFF", "null"},     {"\xFF", "i", "\xFF", "0-1"},
      {"\xDF", "i", "S", "null"},
  };
  CHECK_CASES(kCases);
  check_wide(u"[^x]", "iu", u"\u212A", 0, "0-1");
  check_wide(u"k", "iu", u"\u212A", 0, "0-1");
  check_wide(u"k", "i", u"\u212A", 0, "null");
  check_wide(u"\\W", "iu", u"\u212A", 0, "null");
  check_wide(u"\\b", "iu", u"\u212A", 0, "0-0");
}

static void surrogates_pair_with_flag_u(void **state) {
  const char16_t *smile = u"\U0001F600";
  check_wide(u".", "", smile, 0, "0-1");
  check_wide(u".", "u", smile, 0, "0-2");
  check_wide(u".", "u", smile, 1, "0-2");  // steps back to the code point
  check_wide(u"^.$", "", smile, 0, "null");
  check_wide(u"\\ud83d", "u", smile, 0, "null");
  check_wide(u"\\ud83d", "", smile, 0, "0-1");
  check_wide(u"\\ude00", "u", smile, 0, "null");
  check_wide(u"\\ud83d\\ude00", "u", smile, 0, "0-2");
  check_wide(u"\\u{1F600}+", "u", u"\U0001F600\U0001F600", 0, "0-4");
  check_wide(u"[\U0001F5FF-\U0001F601]", "u", smile, 0, "0-2");
  check_wide(u"[^a]*a", "u", u"\U0001F600\U0001F600a", 0, "0-5");
  check_wide(u"[^a]*\U0001F600", "u", u"\U0001F600\U0001F600", 0, "0-4");
  check_wide(u"(?<=^.)b", "u", u"\U0001F600b", 0, "2-3");
  check_wide(u"(?<=\U0001F600)b", "u", u"\U0001F600b", 0, "2-3");
  check_wide(u"(\\ud83d)\\1", "u", u"\xD83D\xD83D\xDE00", 0, "null");
  check_wide(u"(.)\\1", "iu", u"\U00010400\U00010428", 0, "0-4,0-2");
}

static void properties_and_unicode_sets_match(void **state) {
  check_wide(u"\\p{Lu}", "u", u"aB", 0, "1-2");
  check_wide(u"\\P{Lu}+", "u", u"aB", 0, "0-1");
  check_wide(u"\\p{Script=Greek}+", "u", u"a\u03B1\u03B2", 0, "1-3");
  check_wide(u"[\\p{L}--[a-z]]+", "v", u"abCD", 0, "2-4");
  check_wide(u"[\\w&&[^\\d_]]+", "v", u"1_ab2", 0, "2-4");
  check_wide(u"[\\q{abc|b}a]", "v", u"abc", 0, "0-3");
  check_wide(u"^[\\q{|a}]$", "v", u"", 0, "0-0");
  check_wide(u"[A&&a]", "iv", u"a", 0, "0-1");
  check_wide(u"^\\p{RGI_Emoji}$", "v",
             u"\U0001F468\u200D\U0001F469\u200D\U0001F467", 0, "0-8");
  check_wide(u"^\\p{Emoji_Keycap_Sequence}$", "v", u"1\uFE0F\u20E3", 0, "0-3");
}

static void syntax_errors_have_v8s_wording(void **state) {
  static const char *const kCases[][3] = {
      {"(", "", "Unterminated group"},
      {")", "", "Unmatched ')'"},
      {"[", "", "Unterminated character class"},
      {"[b-a]", "", "Range out of order in character class"},
      {"*", "", "Nothing to repeat"},
      {"a**", "", "Nothing to repeat"},
      {"{1}", "", "Nothing to repeat"},
      {"a{2,1}", "", "numbers out of order in {} quantifier"},
      {"\\", "", "\\ at end of pattern"},
      {"(?a)", "", "Invalid group"},
      {"(?<=a)*", "", "Invalid quantifier"},
      {"(?=a)*", "u", "Invalid quantifier"},
      {"(?<a", "", "Invalid capture group name"},
      {"(?<1>a)", "", "Invalid capture group name"},
      {"(?<a>)(?<a>)", "", "Duplicate capture group name"},
      {"(?:(?<a>)|x)(?<a>)", "", "Duplicate capture group name"},
      {"(?<a>)\\k<b>", "", "Invalid named capture referenced"},
      {"(?<a>)\\k", "", "Invalid named reference"},
      {"\\k<a", "u", "Invalid capture group name"},
      {"{", "u", "Lone quantifier brackets"},
      {"}", "u", "Lone quantifier brackets"},
      {"a{1", "u", "Incomplete quantifier"},
      {"\\1", "u", "Invalid escape"},
      {"\\01", "u", "Invalid decimal escape"},
      {"[\\1]", "u", "Invalid class escape"},
      {"\\a", "u", "Invalid escape"},
      {"\\u{110000}", "u", "Invalid Unicode escape"},
      {"\\c", "u", "Invalid Unicode escape"},
      {"[\\d-a]", "u", "Invalid character class"},
      {"\\p{Foo}", "u", "Invalid property name"},
      {"[\\p{Foo}]", "u", "Invalid property name in character class"},
      {"\\p{", "u", "Invalid property name"},
      {"\\P{RGI_Emoji}", "v", "Invalid property name"},
      {"\\p{RGI_Emoji}", "u", "Invalid property name"},
      {"[^\\p{RGI_Emoji}]", "v", "Negated character class may contain strings"},
      {"[a--b&&c]", "v", "Invalid set operation in character class"},
      {"[a-z&&b]", "v", "Invalid set operation in character class"},
      {"[(]", "v", "Invalid character in character class"},
      {"(?ii:a)", "", "Repeated flag in flag group"},
      {"(?-:a)", "", "Invalid flag group"},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(kCases); i++) {
    RegExpError error = {0};
    RegExpText pattern = text_of(kCases[i][0]);
    bool is_valid =
        RegExp_check_syntax(pattern, flags_of(kCases[i][1]), 0, &error);
    if (is_valid || strcmp(error.message, kCases[i][2]) != 0)
      fail_msg("/%s/%s: got '%s', want '%s'", kCases[i][0], kCases[i][1],
               is_valid ? "no error" : error.message, kCases[i][2]);
  }
}

static void flags_are_checked(void **state) {
  uint32_t flags;
  assert_true(RegExp_parse_flags(text_of("yvsmigd"), &flags));
  assert_false(RegExp_parse_flags(text_of("gg"), &flags));
  assert_false(RegExp_parse_flags(text_of("x"), &flags));
  assert_false(RegExp_parse_flags(text_of("uv"), &flags));
  assert_true(RegExp_parse_flags(text_of(""), &flags));
}

static void check_from(const char *pattern, const char *flags,
                       const char *subject, size_t start,
                       const RegExpLimits *limits, const char *want) {
  char got[128];
  run(text_of(pattern), flags, text_of(subject), start, limits, got, 128);
  assert_string_equal(got, want);
}

static void sticky_matches_at_the_index_only(void **state) {
  check_from("b", "y", "ab", 0, NULL, "null");
  check_from("b", "y", "ab", 1, NULL, "1-2");
  check_from("b", "", "ab", 3, NULL, "null");
  check_from("$", "", "ab", 2, NULL, "2-2");
}

static bool interrupt_at_once(void *data) {
  ++*(int *)data;
  return true;
}

static void runaway_matches_are_stopped(void **state) {
  char subject[41] = {0};
  memset(subject, 'a', 40);
  RegExpLimits limits = {.max_steps = 100000};
  check_from("(a|aa)+\\1$x", "", subject, 0, &limits, "steps");
  int calls = 0;
  limits = (RegExpLimits){.interrupt = interrupt_at_once,
                          .interrupt_data = &calls};
  check_from("(a|aa)+\\1$x", "", subject, 0, &limits, "interrupted");
  assert_int_equal(calls, 1);

  size_t length = 1 << 20;
  char *large = malloc(length + 1);
  memset(large, 'a', length);
  large[length] = '\0';
  limits = (RegExpLimits){.max_memory_bytes = 1 << 16};
  check_from("(?:a|ab)*$", "", large, 0, &limits, "memory");
  check_from("(?:a|ab)*$", "", large, 0, NULL, "0-1048576");
  // One character decides here, so that nothing needs to be remembered.
  check_from("(?:aa|bc)*c", "y", large, 0, &limits, "null");
  free(large);
}

// What units after the first can be decides as well; where lengths vary, less
// is known.
static void searches_skip_to_where_matches_can_begin(void **state) {
  static const Case kCases[] = {
      {"(?:alpha|beta|b)t?", "", "al alp be be", "7-8"},
      {"a[bc][de]|xy", "", "abaceabd", "2-5"},
      {"(?:ab|c)(?:d|ef)g", "", "abd ceg cefg", "8-12"},
      {"[ab]{2}c", "", "aac bbbc", "0-3"},
      {"[ab]{2,3}c", "", "abac", "0-4"},
      {"(?:ab?){2}c", "", "abaac", "2-5"},
      {"[ab](?=c)\\w", "", "aababc", "4-6"},
      {"[ab](?:c{0}|)d", "", "acadbd", "2-4"},
      {"[ab]\\bc|b\\B[xyz]", "", "ac bc by", "6-8"},
      {"(x)?[ab]\\1[cd]", "", "ax xac xbxd", "4-6,-"},
      {"[ab]$|[ab]\\n", "m", "ac\nb\n", "3-4"},
      {"wor[dk]", "i", "wo WoR WORK", "7-11"},
      {"[ab](?:)[cd](?:)[ef]", "", "ac ace", "3-6"},
      {"(?:[^]){3}a|[bc]d", "", "bbbbcd", "4-6"},
  };
  CHECK_CASES(kCases);
  check_wide(u"[a\U0001F600]bc", "u", u"abab\U0001F600bc", 0, "4-8");
  check_wide(u"[ab].c|[ab].d", "u", u"abca\U0001F600d", 1, "3-7");
  check_wide(u"[ab]\u0142[cd]", "", u"abca\u0142ca", 0, "3-6");
  check_wide(u"ab\u0142", "", u"acabab\u0142", 0, "4-7");
}

static void one_loop_is_a_program_of_its_own(void **state) {
  static const Case kCases[] = {
      {"[ab]", "", "xxb", "2-3"},      {"a*", "", "baa", "0-0"},
      {"[ab]+", "", "xabc", "1-3"},    {"a?", "y", "aa", "0-1"},
      {"[ab]+", "y", "xabc", "null"},  {"a{1,2}", "", "baaa", "1-3"},
      {".", "", "\n\na", "2-3"},       {".*", "s", "\n\na", "0-3"},
      {"[^]", "", "", "null"},         {"[]", "", "a", "null"},
      {"x", "i", "aX", "1-2"},         {"\\D*", "", "", "0-0"},
      {"(?:(?:a))+", "", "baa", "1-3"}, {"(a)+", "", "baa", "1-3,2-3"},
  };
  CHECK_CASES(kCases);
  const char16_t *smiles = u"a\U0001F600\U0001F600";
  check_wide(u"[^a]", "u", smiles, 0, "1-3");
  check_wide(u"[^a]", "u", smiles, 2, "1-3");
  check_wide(u"[^a]", "", smiles, 2, "2-3");
  check_wide(u"\\ude00", "u", smiles, 0, "null");
  check_wide(u"\\ude00", "", smiles, 0, "2-3");
  check_wide(u"[^a]*", "uy", smiles, 4, "3-5");
  check_wide(u"[^\U0001F600]+", "u", smiles, 1, "null");
}

// Each pattern would take exponential or quadratic time; kinds of loops and
// points, with captures as without a memo.
static void failures_are_remembered(void **state) {
  static const Case kCases[] = {
      {"(a|aa)+$|(a)", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
       "0-1,-,0-1"},
      {"(a*)*b|(a+?)!", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
       "0-41,-,0-40"},
      {"(?:a?){30}a{30}b|a", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       "0-1"},
      {"(?:(?=(a+)+)a|a)*b|a+", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       "0-39,-"},
      {"(?<=^(?:a|aa|(?:aaa)+)+)b", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaacb", "null"},
      {"(?:a{1,3}|aa){2,}$", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
       "null"},
      {"(?:(?:a|b)*?(?:ab)*)*?c", "", "abababababababababababababababababab",
       "null"},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(kCases); i++)
    for (uint64_t after = 1; after < 2000; after += 1 + after / 8) {
      char got[256];
      RegExpLimits limits = {.max_steps = 200000, .memo_after = after};
      run(text_of(kCases[i].pattern), "", text_of(kCases[i].subject), 0,
          &limits, got, sizeof got);
      assert_string_equal(got, kCases[i].want);
    }
}

// What one match learned holds for the next one in the same subject.
static void a_memo_outlives_a_match(void **state) {
  Zone zone;
  Zone_init(&zone, "test");
  RegExpProgram *program;
  RegExpError error;
  assert_true(RegExp_compile(&zone, text_of("a[^]*?b|a"), 0, 0, &program,
                             &error));
  enum { kLength = 4000 };
  char subject[kLength + 1] = {0};
  memset(subject, 'a', kLength);
  RegExpText text = text_of(subject);
  RegExpLimits limits = {.memo_after = 1};
  RegExpMemo memo = {0};
  int32_t captures[2];
  for (size_t i = 0; i < kLength; i++)
    assert_int_equal(
        RegExp_match(program, &text, i, captures, &limits, &memo),
        kRegExpMatch);
  assert_true(memo.steps < 10 * kLength);
  RegExpMemo_free(&memo);
  Zone_destroy(&zone);
}

static void nesting_is_limited(void **state) {
  enum { kDepth = 100000 };
  char *pattern = malloc(2 * kDepth + 1);
  memset(pattern, '(', kDepth);
  memset(pattern + kDepth, ')', kDepth);
  pattern[2 * kDepth] = '\0';
  check_from(pattern, "", "", 0, NULL, "Regular expression too large");
  memset(pattern, '[', kDepth);
  check_from(pattern, "v", "", 0, NULL, "Regular expression too large");
  free(pattern);
}

static void names_are_listed_in_order(void **state) {
  Zone zone;
  Zone_init(&zone, "test");
  RegExpProgram *program;
  RegExpError error;
  assert_true(RegExp_compile(&zone, text_of("(a)(?<year>b)|(?<year>c)(?<m>)"),
                             0, 0, &program, &error));
  assert_int_equal(program->name_count, 3);
  size_t length;
  uint32_t group;
  const uint16_t *name = RegExpProgram_name(program, 1, &length, &group);
  assert_int_equal(group, 3);
  assert_int_equal(length, 4);
  assert_memory_equal(name, u"year", 8);
  name = RegExpProgram_name(program, 2, &length, &group);
  assert_int_equal(group, 4);
  assert_memory_equal(name, u"m", 2);
  Zone_destroy(&zone);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters_and_classes_match),
      cmocka_unit_test(quantifiers_follow_the_order_of_ecma_262),
      cmocka_unit_test(groups_and_references_match),
      cmocka_unit_test(assertions_look_both_ways),
      cmocka_unit_test(case_is_folded_when_compiling),
      cmocka_unit_test(surrogates_pair_with_flag_u),
      cmocka_unit_test(properties_and_unicode_sets_match),
      cmocka_unit_test(syntax_errors_have_v8s_wording),
      cmocka_unit_test(flags_are_checked),
      cmocka_unit_test(sticky_matches_at_the_index_only),
      cmocka_unit_test(runaway_matches_are_stopped),
      cmocka_unit_test(searches_skip_to_where_matches_can_begin),
      cmocka_unit_test(one_loop_is_a_program_of_its_own),
      cmocka_unit_test(failures_are_remembered),
      cmocka_unit_test(a_memo_outlives_a_match),
      cmocka_unit_test(nesting_is_limited),
      cmocka_unit_test(names_are_listed_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
