// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/bytecode/source-positions.h"

typedef struct Entry {
  int offset, position;
  bool is_statement;
} Entry;

static const Entry kEntries[] = {{0, 12, true},    {0, 17, false},
                                 {3, 2, false},    {200, 100000, true},
                                 {70000, 5, false}};

static SourcePositionEncoder encode(Zone *zone) {
  SourcePositionEncoder encoder = {.zone = zone};
  for (size_t i = 0; i < ARRAY_LENGTH(kEntries); i++)
    SourcePositionEncoder_add(&encoder, kEntries[i].offset,
                              kEntries[i].position, kEntries[i].is_statement);
  return encoder;
}

static void decodes_what_was_encoded(void **state) {
  Zone zone;
  Zone_init(&zone, "test");
  SourcePositionEncoder encoder = encode(&zone);
  SourcePositionIterator iterator;
  SourcePositionIterator_init(&iterator, encoder.bytes.items,
                              encoder.bytes.length);
  for (size_t i = 0; i < ARRAY_LENGTH(kEntries); i++) {
    assert_true(SourcePositionIterator_next(&iterator));
    assert_int_equal(iterator.offset, kEntries[i].offset);
    assert_int_equal(iterator.position, kEntries[i].position);
    assert_int_equal(iterator.is_statement, kEntries[i].is_statement);
  }
  assert_false(SourcePositionIterator_next(&iterator));
  Zone_destroy(&zone);
}

static void finds_the_last_entry_at_or_before_an_offset(void **state) {
  Zone zone;
  Zone_init(&zone, "test");
  SourcePositionEncoder encoder = encode(&zone);
  const uint8_t *bytes = encoder.bytes.items;
  int length = encoder.bytes.length;
  assert_int_equal(SourcePosition_find(bytes, length, 0), 17);
  assert_int_equal(SourcePosition_find(bytes, length, 2), 17);
  assert_int_equal(SourcePosition_find(bytes, length, 3), 2);
  assert_int_equal(SourcePosition_find(bytes, length, 69999), 100000);
  assert_int_equal(SourcePosition_find(bytes, length, 80000), 5);
  assert_int_equal(SourcePosition_find(bytes, 0, 80000), -1);
  Zone_destroy(&zone);
}

static void survives_a_truncated_table(void **state) {
  static const uint8_t kTruncated[] = {0x80, 0x80};
  SourcePositionIterator iterator;
  SourcePositionIterator_init(&iterator, kTruncated, sizeof kTruncated);
  assert_true(SourcePositionIterator_next(&iterator));
  assert_false(SourcePositionIterator_next(&iterator));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decodes_what_was_encoded),
      cmocka_unit_test(finds_the_last_entry_at_or_before_an_offset),
      cmocka_unit_test(survives_a_truncated_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
