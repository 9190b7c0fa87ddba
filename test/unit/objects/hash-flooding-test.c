// SPDX-License-Identifier: MIT
//
// Names and numbers chosen so that the usual hashes collide: every table takes
// to a keyed hash, keeps what it holds, and has short probe paths after.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/isolate/flags.h"
#include "engine/isolate/isolate.h"
#include "engine/objects/hash-table.h"
#include "engine/objects/ordered-hash-table.h"
#include "engine/objects/string.h"
#include "test/unit/objects/colliding-names.h"

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

static Name *colliding_name(uint32_t *counter) {
  uint8_t text[kNameBytes];
  int32_t length = write_colliding_name(counter, text);
  return (Name *)String_internalize_one_byte(isolate, text, length);
}

static String *fresh_copy(const Name *name) {
  FlatString flat = String_flatten(isolate, (String *)name);
  SeqOneByteString *copy = SeqOneByteString_new_raw(isolate, flat.length);
  for (int32_t i = 0; i < flat.length; i++) copy->chars[i] = flat.one_byte[i];
  return (String *)copy;
}

static void names_in_a_dictionary(void **state) {
  NameDictionary *dictionary = NameDictionary_new(isolate, 4);
  uint32_t counter = 0;
  for (int i = 0; i < kNames; i++)
    dictionary = NameDictionary_add(isolate, dictionary,
                                    colliding_name(&counter),
                                    Value_from_smi(i), 0);
  assert_int_equal(((HashTable *)dictionary)->seed,
                   Isolate_hash_secret(isolate));
  counter = 0;
  for (int i = 0; i < kNames; i++) {
    int entry = NameDictionary_find(dictionary, colliding_name(&counter));
    assert_int_not_equal(entry, kDictionaryNotFound);
    assert_int_equal(Value_smi(NameDictionary_value_at(dictionary, entry)), i);
  }
  int count;
  int *order = NameDictionary_ordered_entries(dictionary, &count);
  assert_int_equal(count, kNames);
  for (int i = 0; i < count; i++)
    assert_int_equal(Value_smi(NameDictionary_value_at(dictionary, order[i])),
                     i);
  free(order);
}

static void symbols_among_attacked_names(void **state) {
  NameDictionary *dictionary = NameDictionary_new(isolate, 4);
  uint32_t counter = 0;
  Name *symbol = (Name *)Symbol_new(isolate, ROOT(undefined_value), 0);
  dictionary = NameDictionary_add(isolate, dictionary, symbol,
                                  Value_from_smi(-1), 0);
  for (int i = 0; i < kNames; i++)
    dictionary = NameDictionary_add(isolate, dictionary,
                                    colliding_name(&counter),
                                    Value_from_smi(i), 0);
  int entry = NameDictionary_find(dictionary, symbol);
  assert_int_not_equal(entry, kDictionaryNotFound);
  NameDictionary_delete(dictionary, entry);
  assert_int_equal(NameDictionary_find(dictionary, symbol),
                   kDictionaryNotFound);
}

static void indices_in_a_dictionary(void **state) {
  NumberDictionary *dictionary = NumberDictionary_new(isolate, 4);
  uint32_t mask = (1u << kEqualBits) - 1;
  uint32_t index = 0;
  uint32_t indices[kNames];
  for (int i = 0; i < kNames; index++) {
    if ((Index_hash(index) & mask) != mask) continue;
    indices[i] = index;
    dictionary = NumberDictionary_set(isolate, dictionary, index,
                                      Value_from_smi(i++), 0);
  }
  assert_int_equal(((HashTable *)dictionary)->seed,
                   Isolate_hash_secret(isolate));
  for (int i = 0; i < kNames; i++) {
    int entry = NumberDictionary_find(dictionary, indices[i]);
    assert_int_not_equal(entry, kDictionaryNotFound);
    assert_int_equal(Value_smi(NumberDictionary_value_at(dictionary, entry)),
                     i);
  }
}

static void names_of_globals(void **state) {
  GlobalDictionary *dictionary = GlobalDictionary_new(isolate, 4);
  uint32_t counter = 0;
  for (int i = 0; i < kNames; i++)
    dictionary = GlobalDictionary_add(
        isolate, dictionary,
        PropertyCell_new(isolate, colliding_name(&counter), Value_from_smi(i),
                         0));
  assert_int_equal(((HashTable *)dictionary)->seed,
                   Isolate_hash_secret(isolate));
  counter = 0;
  for (int i = 0; i < kNames; i++) {
    PropertyCell *cell =
        GlobalDictionary_find(dictionary, colliding_name(&counter));
    assert_non_null(cell);
    assert_int_equal(Value_smi(PropertyCell_value(cell)), i);
  }
}

static void strings_internalized_at_run_time(void **state) {
  static Name *names[kNames * 8];
  uint32_t counter = 0;
  for (int i = 0; i < kNames * 8; i++) names[i] = colliding_name(&counter);
  const StringTable *table = Value_as_StringTable(
      isolate, Isolate_root(isolate, kIsolateRoot_string_table));
  assert_int_equal(table->seed, Isolate_hash_secret(isolate));
  for (int i = 0; i < kNames * 8; i++)
    assert_ptr_equal(String_internalize(isolate, fresh_copy(names[i])),
                     names[i]);
  assert_ptr_equal(String_internalize_ascii(isolate, "length"),
                   ROOT_OBJECT(isolate, String, length_string));
}

static void keys_of_a_map(void **state) {
  OrderedHashMap *map = OrderedHash_new(isolate, kOrderedHashMap);
  int32_t keys[kNames];
  int count = 0;
  for (int32_t key = 0; count < kNames; key++) {
    if (OrderedHash_mix((uint32_t)key) << (32 - kEqualBits) != 0) continue;
    keys[count] = key;
    map = OrderedHash_put(isolate, map, Value_from_smi(key),
                          Value_from_smi(count++));
  }
  assert_int_equal(map->seed, Isolate_hash_secret(isolate));
  for (int i = 0; i < kNames; i++) {
    int32_t entry = OrderedHash_find(isolate, map, Value_from_smi(keys[i]));
    assert_int_equal(entry, i);
    assert_int_equal(Value_smi(OrderedHash_value_at(map, entry)), i);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_in_a_dictionary),
      cmocka_unit_test(symbols_among_attacked_names),
      cmocka_unit_test(indices_in_a_dictionary),
      cmocka_unit_test(names_of_globals),
      cmocka_unit_test(strings_internalized_at_run_time),
      cmocka_unit_test(keys_of_a_map),
  };
  return cmocka_run_group_tests(tests, make_isolate, free_isolate);
}
