// SPDX-License-Identifier: MIT
//
// A realm made from nothing has the intrinsics, and they work when C calls them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/microtask-queue.h"
#include "engine/heap/heap.h"
#include "engine/interpreter/execution.h"
#include "engine/isolate/flags.h"
#include "engine/objects/conversions.h"
#include "engine/objects/string.h"

static Isolate *isolate;

static int set_up(void **state) {
  (void)state;
  isolate = Isolate_new_empty(Flags_process());
  if (isolate == NULL) return 1;
  Isolate_fill_native_tables(isolate);
  NativeContext *context = Bootstrapper_new_native_context(isolate);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   Value_from_object(context));
  return 0;
}
static int tear_down(void **state) {
  (void)state;
  Isolate_dispose(isolate);
  return 0;
}

static Value text(const char *ascii) {
  return Value_from_object(String_new_ascii(isolate, ascii));
}

static Value get(Value object, const char *name) {
  Value value = Object_get_js(
      isolate, object,
      PropertyKey_from_any_name(
          isolate, (Name *)String_internalize_ascii(isolate, name)));
  assert_false(Value_is_exception(value));
  return value;
}

static Value global(const char *name) {
  return get(INTRINSIC(isolate, global_object), name);
}

static Value call(Value object, const char *name, int argc, const Value *argv) {
  return Execution_call_js(isolate, get(object, name), object, argc, argv);
}

static void assert_text(Value value, const char *expected) {
  assert_false(Value_is_exception(value));
  Value string = Object_to_string_js(isolate, value);
  assert_false(Value_is_exception(string));
  char *utf8 = String_to_utf8(isolate, Value_as_String(isolate, string), NULL);
  assert_string_equal(utf8, expected);
  free(utf8);
}

static void array_methods_work_on_plain_arrays(void **state) {
  (void)state;
  JSArray *array = JSArray_new(isolate, 0);
  Value object = Value_from_object(array);
  Value items[3] = {Value_from_smi(3), Value_from_smi(1), Value_from_double(2.5)};
  assert_text(call(object, "push", 3, items), "3");
  assert_text(call(object, "join", 0, NULL), "3,1,2.5");
  assert_text(call(object, "sort", 0, NULL), "1,2.5,3");
  assert_text(call(object, "shift", 0, NULL), "1");
  assert_text(call(object, "unshift", 2, items), "4");
  assert_text(object, "3,1,2.5,3");
  Value splice[3] = {Value_from_smi(1), Value_from_smi(2), text("x")};
  assert_text(call(object, "splice", 3, splice), "1,2.5");
  assert_text(object, "3,x,3");
  assert_text(call(object, "concat", 1, &object), "3,x,3,3,x,3");
  assert_text(call(object, "slice", 1, splice), "x,3");
  assert_text(call(object, "pop", 0, NULL), "3");
  assert_text(call(object, "reverse", 0, NULL), "x,3");
  assert_text(call(object, "indexOf", 1, items), "1");
}

static void functions_have_names_and_lengths(void **state) {
  (void)state;
  Value push = get(INTRINSIC(isolate, array_prototype), "push");
  assert_text(get(push, "name"), "push");
  assert_text(get(push, "length"), "1");
  assert_text(call(push, "toString", 0, NULL),
              "function push() { [native code] }");
  Value promise = global("Promise");
  assert_text(get(promise, "name"), "Promise");
  assert_text(get(get(promise, "prototype"), "constructor"),
              "function Promise() { [native code] }");
}

static void errors_have_stacks_and_causes(void **state) {
  (void)state;
  Value message = text("bad");
  Value error = Execution_construct_js(isolate, global("TypeError"),
                                       global("TypeError"), 1, &message);
  assert_text(error, "TypeError: bad");
  assert_text(get(error, "stack"), "TypeError: bad");
  Value thrown = call(INTRINSIC(isolate, object_prototype), "join", 0, NULL);
  assert_true(Value_is_exception(thrown));
  Value pending = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  assert_text(get(pending, "name"), "TypeError");
}

static void promise_reactions_run_in_the_checkpoint(void **state) {
  (void)state;
  Value seven = Value_from_smi(7);
  Value promise = call(global("Promise"), "resolve", 1, &seven);
  JSArray *log = JSArray_new(isolate, 0);
  Value push = get(Value_from_object(log), "push");
  Value bound = call(push, "bind", 1, (Value[]){Value_from_object(log)});
  call(promise, "then", 1, &bound);
  assert_text(Value_from_object(log), "");
  assert_true(MicrotaskQueue_run_checkpoint(isolate));
  assert_text(Value_from_object(log), "7");
  Value list[2] = {promise, seven};
  Value values = Value_from_object(JSArray_new_from_values(isolate, list, 2));
  Value all = call(global("Promise"), "all", 1, &values);
  call(all, "then", 1, &bound);
  assert_true(MicrotaskQueue_run_checkpoint(isolate));
  assert_text(Value_from_object(log), "7,7,7");
}

static void iterator_helpers_chain(void **state) {
  (void)state;
  Value items[3] = {Value_from_smi(1), Value_from_smi(2), Value_from_smi(3)};
  Value array = Value_from_object(JSArray_new_from_values(isolate, items, 3));
  Value values = call(array, "values", 0, NULL);
  Value string = global("String");
  Value mapped = call(values, "map", 1, &string);
  Value dropped = call(mapped, "drop", 1, items);
  assert_text(call(dropped, "toArray", 0, NULL), "2,3");
}

static void a_second_realm_is_independent(void **state) {
  (void)state;
  Value first = INTRINSIC(isolate, array_prototype);
  NativeContext *other = Bootstrapper_new_native_context(isolate);
  assert_false(Value_equals(
      first, NativeContext_get(other, kNativeSlot_array_prototype)));
  assert_true(Value_equals(first, INTRINSIC(isolate, array_prototype)));
  Heap_collect(isolate, kGcMajor, kGcRequested);
  Heap_verify(isolate);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(array_methods_work_on_plain_arrays),
      cmocka_unit_test(functions_have_names_and_lengths),
      cmocka_unit_test(errors_have_stacks_and_causes),
      cmocka_unit_test(promise_reactions_run_in_the_checkpoint),
      cmocka_unit_test(iterator_helpers_chain),
      cmocka_unit_test(a_second_realm_is_independent),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
