// SPDX-License-Identifier: MIT
#include "engine/objects/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/isolate/flags.h"

static Isolate *isolate;

static int make_isolate(void **state) {
  Flags flags;
  Flags_init(&flags);
  isolate = Isolate_new_empty(&flags);
  return isolate ? 0 : -1;
}

static int free_isolate(void **state) {
  Isolate_dispose(isolate);
  return 0;
}

static String *ascii(const char *text) {
  return String_new_ascii(isolate, text);
}

static String *concat(String *a, String *b) {
  return Value_as_String(isolate, String_concat(isolate, a, b));
}

static void a_rope_reads_like_its_parts(void **state) {
  String *rope = ascii("");
  for (int i = 0; i < 2000; i++)
    rope = i % 3 ? concat(rope, ascii("ab")) : concat(ascii("cd"), rope);
  assert_int_equal(rope->length, 4000);
  FlatString flat = String_flatten(isolate, rope);
  int as = 0;
  for (int i = 0; i < flat.length; i++) as += FlatString_at(&flat, i) == 'a';
  assert_int_equal(as, 2000 - 667);
}

static void slices_of_ropes_are_substrings(void **state) {
  String *rope = concat(ascii("hello wonderful "), ascii("world of strings"));
  String *slice = String_substring(isolate, rope, 6, 21);
  assert_true(String_equals_ascii(isolate, slice, "wonderful world"));
  String *inner = String_substring(isolate, slice, 1, 15);
  assert_true(String_equals_ascii(isolate, inner, "onderful world"));
}

static void equal_strings_internalize_to_one(void **state) {
  String *a = String_internalize(isolate, ascii("some property"));
  String *rope = concat(ascii("some pro"), ascii("perty"));
  assert_ptr_equal(String_internalize(isolate, rope), a);
  assert_ptr_equal(String_internalize_ascii(isolate, "some property"), a);
  assert_ptr_equal(String_internalize_ascii(isolate, "length"),
                   ROOT_OBJECT(isolate, String, length_string));
}

static void many_internalized_strings_stay_distinct(void **state) {
  FixedArray *kept = FixedArray_new(isolate, 5000);
  for (int i = 0; i < kept->length; i++)
    FixedArray_set_slots(kept, i,
                         Value_from_object(String_internalize(
                             isolate, String_format(isolate, "key%d", i))));
  for (int i = 0; i < kept->length; i++)
    assert_true(Value_equals(
        FixedArray_get_slots(kept, i),
        Value_from_object(String_internalize(
            isolate, String_format(isolate, "key%d", i)))));
}

static void utf8_goes_round(void **state) {
  const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z";
  String *string = String_new_utf8(isolate, text, sizeof text - 1);
  assert_int_equal(string->length, 6);
  size_t size;
  char *back = String_to_utf8(isolate, string, &size);
  assert_int_equal(size, sizeof text - 1);
  assert_memory_equal(back, text, size);
  free(back);
  String *bad = String_new_utf8(isolate, "x\xff\xe2\x82y", 5);
  assert_int_equal(bad->length, 4);
  assert_int_equal(String_char_at(isolate, bad, 1), 0xFFFD);
}

static void array_indices_are_canonical(void **state) {
  uint32_t index;
  assert_true(String_as_array_index(isolate, ascii("4294967294"), &index));
  assert_true(index == 4294967294u);
  assert_false(String_as_array_index(isolate, ascii("4294967295"), &index));
  assert_false(String_as_array_index(isolate, ascii("01"), &index));
  assert_false(String_as_array_index(isolate, ascii("1.0"), &index));
}

static void searching_finds_the_first_and_last(void **state) {
  String *text = ascii("the cat sat on the mat with the other cat in the hat, "
                       "and then the cat slept on the mat for the whole day");
  assert_int_equal(String_index_of(isolate, text, ascii("cat"), 0), 4);
  assert_int_equal(String_index_of(isolate, text, ascii("cat"), 5), 38);
  assert_int_equal(
      String_index_of(isolate, text, ascii("then the cat"), 0), 58);
  assert_int_equal(String_index_of(isolate, text, ascii("dog"), 0), -1);
  assert_int_equal(
      String_last_index_of(isolate, text, ascii("the"), text->length), 92);
}

static void builders_widen(void **state) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int i = 0; i < 100; i++) StringBuilder_add_ascii(&builder, "ab");
  StringBuilder_add_char(&builder, 0x20AC);
  StringBuilder_add_ascii(&builder, "cd");
  String *result = Value_as_String(isolate, StringBuilder_finish(&builder));
  assert_int_equal(result->length, 203);
  assert_int_equal(String_char_at(isolate, result, 200), 0x20AC);
  assert_int_equal(String_char_at(isolate, result, 1), 'b');
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_rope_reads_like_its_parts),
      cmocka_unit_test(slices_of_ropes_are_substrings),
      cmocka_unit_test(equal_strings_internalize_to_one),
      cmocka_unit_test(many_internalized_strings_stay_distinct),
      cmocka_unit_test(utf8_goes_round),
      cmocka_unit_test(array_indices_are_canonical),
      cmocka_unit_test(searching_finds_the_first_and_last),
      cmocka_unit_test(builders_widen),
  };
  return cmocka_run_group_tests(tests, make_isolate, free_isolate);
}
