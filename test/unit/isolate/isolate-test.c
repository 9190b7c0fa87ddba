// SPDX-License-Identifier: MIT
#include "engine/isolate/isolate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/heap/factory.h"
#include "engine/isolate/flags.h"
#include "engine/objects/layout/string-hash.h"

static void an_isolate_is_aligned_to_its_cage(void **state) {
  Isolate *isolate = Isolate_new_empty(NULL);
  assert_non_null(isolate);
  assert_int_equal((uintptr_t)isolate & kCageMask, 0);
  assert_ptr_equal(Isolate_of(ROOT_OBJECT(isolate, Map, meta_map)), isolate);
  Isolate_dispose(isolate);
}

static void roots_have_their_maps_and_values(void **state) {
  Isolate *isolate = Isolate_new_empty(NULL);
  Map *meta_map = ROOT_OBJECT(isolate, Map, meta_map);
  assert_ptr_equal(HeapObject_map((HeapObject *)meta_map), meta_map);
  assert_int_equal(meta_map->instance_type, MAP_TYPE);
  assert_int_equal(HeapObject_size((HeapObject *)meta_map),
                   Object_align(sizeof(Map)));
  Oddball *null_value = ROOT_OBJECT(isolate, Oddball, null_value);
  assert_true(Value_is_root(Oddball_to_string(null_value), null_string));
  assert_true(Value_is_root(Oddball_type_of(null_value), object_string));
  SeqOneByteString *name = ROOT_OBJECT(isolate, SeqOneByteString, name_string);
  assert_int_equal(name->length, 4);
  assert_memory_equal(name->chars, "name", 4);
  assert_int_equal(name->raw_hash,
                   String_hash_one_byte((const uint8_t *)"name", 4));
  Isolate_dispose(isolate);
}

static void every_root_is_followed_by_the_next(void **state) {
  Isolate *isolate = Isolate_new_empty(NULL);
  uint32_t offset = kReadOnlyHeapOffset;
  while (offset < kRootsEnd) {
    HeapObject *object = (HeapObject *)((uintptr_t)isolate + offset);
    assert_int_equal(HeapObject_type((HeapObject *)HeapObject_map(object)),
                     MAP_TYPE);
    offset += (uint32_t)HeapObject_size(object);
  }
  assert_int_equal(offset, kRootsEnd);
  Isolate_dispose(isolate);
}

static void array_indices_are_told_by_the_hash(void **state) {
  uint32_t index;
  assert_true(Chars_to_array_index_one_byte((const uint8_t *)"4294967294", 10,
                                            &index));
  assert_int_equal(index, kMaxArrayIndex);
  assert_false(Chars_to_array_index_one_byte((const uint8_t *)"4294967295", 10,
                                             &index));
  assert_false(
      Chars_to_array_index_one_byte((const uint8_t *)"01", 2, &index));
  assert_true(String_hash_one_byte((const uint8_t *)"7", 1) & kHashIndexBit);
  assert_false(String_hash_one_byte((const uint8_t *)"x", 1) & kHashIndexBit);
  const uint16_t wide[] = {'x', 'y'};
  assert_int_equal(String_hash_two_byte(wide, 2),
                   String_hash_one_byte((const uint8_t *)"xy", 2));
}

static void single_characters_are_internalized_once(void **state) {
  Isolate *isolate = Isolate_new_empty(NULL);
  FixedArray *characters =
      ISOLATE_ROOT_OBJECT(isolate, FixedArray, single_character_strings);
  assert_true(
      Value_is_root(FixedArray_get_slots(characters, ','), comma_string));
  SeqOneByteString *a = Value_as_SeqOneByteString(
      isolate, FixedArray_get_slots(characters, 'a'));
  assert_int_equal(a->length, 1);
  assert_int_equal(a->chars[0], 'a');
  Isolate_dispose(isolate);
}

static void flags_parse_names_values_and_negation(void **state) {
  Flags flags;
  char error[200];
  Flags_init(&flags);
  assert_true(flags.lazy);
  assert_int_equal(Flags_set(&flags, "--no-lazy", error, sizeof error),
                   kFlagOk);
  assert_false(flags.lazy);
  assert_int_equal(
      Flags_set(&flags, "--max_heap-size=64", error, sizeof error), kFlagOk);
  assert_int_equal(flags.max_heap_size, 64);
  assert_int_equal(Flags_set(&flags, "--stack-size=x", error, sizeof error),
                   kFlagBadValue);
  assert_int_equal(Flags_set(&flags, "--stack-size", error, sizeof error),
                   kFlagBadValue);
  assert_int_equal(Flags_set(&flags, "--no-such-flag", error, sizeof error),
                   kFlagUnknown);
  assert_int_equal(Flags_set(&flags, "--", error, sizeof error), kFlagUnknown);
  assert_int_equal(Flags_set(&flags, "-", error, sizeof error), kFlagUnknown);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_isolate_is_aligned_to_its_cage),
      cmocka_unit_test(roots_have_their_maps_and_values),
      cmocka_unit_test(every_root_is_followed_by_the_next),
      cmocka_unit_test(array_indices_are_told_by_the_hash),
      cmocka_unit_test(single_characters_are_internalized_once),
      cmocka_unit_test(flags_parse_names_values_and_negation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
