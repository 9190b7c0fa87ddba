// SPDX-License-Identifier: MIT
#include "engine/objects/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "engine/isolate/flags.h"
#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"
#include "engine/objects/string.h"

static Isolate *isolate;

static int make_isolate(void **state) {
  Flags flags;
  Flags_init(&flags);
  isolate = Isolate_new_empty(&flags);
  NativeContext *context = (NativeContext *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, native_context_map),
      kNativeContextLength);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   Value_from_object(context));
  return isolate ? 0 : -1;
}

static int free_isolate(void **state) {
  Isolate_dispose(isolate);
  return 0;
}

static PropertyKey key(const char *text) {
  return PropertyKey_from_any_name(
      isolate, (Name *)String_internalize_ascii(isolate, text));
}

static JSObject *new_object(const Map *map) {
  return JSObject_new_from_map(isolate, map);
}

static Map *plain_map(int inobject) {
  return Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS, inobject,
                 ROOT(null_value));
}

static int get(JSObject *object, const char *name) {
  OwnProperty own = JSObject_get_own(isolate, object, key(name));
  return own.state == kOwnData ? (int)Value_number(isolate, own.value) : -1;
}

static void set(JSObject *object, const char *name, int value) {
  JSObject_define_data(isolate, object, key(name), Value_from_smi(value),
                       kNone);
}

static void objects_with_the_same_history_share_maps(void **state) {
  Map *map = plain_map(2);
  JSObject *a = new_object(map), *b = new_object(map);
  set(a, "x", 1);
  set(a, "y", 2);
  set(b, "x", 3);
  assert_ptr_not_equal(JSObject_map(a), JSObject_map(b));
  set(b, "y", 4);
  assert_ptr_equal(JSObject_map(a), JSObject_map(b));
  assert_int_equal(get(a, "y"), 2);
  assert_int_equal(get(b, "x"), 3);
}

static void branches_do_not_see_each_others_properties(void **state) {
  Map *map = plain_map(4);
  JSObject *a = new_object(map), *b = new_object(map);
  set(a, "p", 1);
  set(b, "p", 2);
  set(a, "q", 3);
  set(b, "r", 4);
  assert_int_equal(get(a, "r"), -1);
  assert_int_equal(get(b, "q"), -1);
  assert_int_equal(get(b, "r"), 4);
}

static void many_properties_end_in_a_dictionary_and_stay(void **state) {
  JSObject *object = new_object(plain_map(4));
  char name[16];
  for (int i = 0; i < 300; i++) {
    snprintf(name, sizeof name, "name%d", i);
    set(object, name, i);
  }
  assert_true(Map_is_dictionary(JSObject_map(object)));
  for (int i = 0; i < 300; i++) {
    snprintf(name, sizeof name, "name%d", i);
    assert_int_equal(get(object, name), i);
  }
}

static void a_dictionary_made_fast_keeps_order_and_values(void **state) {
  JSObject *object = new_object(plain_map(2));
  set(object, "b", 1);
  set(object, "a", 2);
  set(object, "c", 3);
  JSObject_normalize_properties(isolate, object);
  assert_true(Map_is_dictionary(JSObject_map(object)));
  JSObject_make_fast(isolate, object);
  assert_false(Map_is_dictionary(JSObject_map(object)));
  int count;
  FixedArray *keys = Map_enum_keys(isolate, JSObject_map(object), &count);
  assert_int_equal(count, 3);
  assert_true(String_equals_ascii(
      isolate, Value_as_String(isolate, FixedArray_get_slots(keys, 0)), "b"));
  assert_int_equal(get(object, "c"), 3);
}

static void deleting_the_last_property_goes_back(void **state) {
  Map *map = plain_map(2);
  JSObject *object = new_object(map);
  set(object, "x", 1);
  Map *before = JSObject_map(object);
  set(object, "y", 2);
  OwnProperty own = JSObject_get_own(isolate, object, key("y"));
  JSObject_delete_own(isolate, object, key("y"), &own);
  assert_ptr_equal(JSObject_map(object), before);
  own = JSObject_get_own(isolate, object, key("x"));
  JSObject_delete_own(isolate, object, key("x"), &own);
  assert_int_equal(get(object, "x"), -1);
}

static void changing_a_prototype_invalidates_the_cell(void **state) {
  JSObject *top = new_object(plain_map(2));
  Map *middle_map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS, 2,
                            Value_from_object(top));
  JSObject *middle = new_object(middle_map);
  Map *map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS, 2,
                     Value_from_object(middle));
  Value cell = Map_ensure_validity_cell(isolate, map);
  assert_true(Value_is_Cell(isolate, cell));
  assert_true(Value_equals(cell, Map_ensure_validity_cell(isolate, map)));
  set(top, "method", 1);
  assert_int_equal(
      Value_smi(Cell_value(Value_as_Cell(isolate, cell))), 0);
  Value fresh = Map_ensure_validity_cell(isolate, map);
  assert_false(Value_equals(cell, fresh));
  // Storing to a field changes no shape.
  set(top, "method", 2);
  assert_int_equal(
      Value_smi(Cell_value(Value_as_Cell(isolate, fresh))), 1);
}

static void slack_tracking_shrinks_instances(void **state) {
  Map *map = plain_map(10);
  Map_set_construction_counter(map, 2);
  JSObject *first = new_object(map);
  Map_slack_tracking_step(isolate, map);
  set(first, "x", 1);
  int size = map->instance_size_words;
  Map_slack_tracking_step(isolate, map);
  assert_int_equal(map->instance_size_words, size - 9);
  assert_int_equal(get(first, "x"), 1);
  JSObject *second = new_object(map);
  set(second, "x", 5);
  set(second, "z", 6);
  assert_int_equal(get(second, "x"), 5);
  assert_int_equal(get(second, "z"), 6);
}

static void elements_widen_their_kind(void **state) {
  JSObject *object = new_object(plain_map(0));
  JSObject_define_data(isolate, object, PropertyKey_from_index(0),
                       Value_from_smi(1), kNone);
  JSObject_define_data(isolate, object, PropertyKey_from_index(2000000),
                       Value_from_double(1.5), kNone);
  assert_int_equal(Map_elements_kind(JSObject_map(object)),
                   DICTIONARY_ELEMENTS);
  OwnProperty own = JSObject_get_own(isolate, object,
                                     PropertyKey_from_index(2000000));
  assert_true(Value_number(isolate, own.value) == 1.5);
  FixedArray *indices = Elements_own_indices(isolate, object, false);
  assert_int_equal(indices->length, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(objects_with_the_same_history_share_maps),
      cmocka_unit_test(branches_do_not_see_each_others_properties),
      cmocka_unit_test(many_properties_end_in_a_dictionary_and_stay),
      cmocka_unit_test(a_dictionary_made_fast_keeps_order_and_values),
      cmocka_unit_test(deleting_the_last_property_goes_back),
      cmocka_unit_test(changing_a_prototype_invalidates_the_cell),
      cmocka_unit_test(slack_tracking_shrinks_instances),
      cmocka_unit_test(elements_widen_their_kind),
  };
  return cmocka_run_group_tests(tests, make_isolate, free_isolate);
}
