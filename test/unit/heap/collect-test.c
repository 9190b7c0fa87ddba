// SPDX-License-Identifier: MIT
#include "engine/heap/heap.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/heap/external-pointers.h"
#include "engine/isolate/flags.h"

static Isolate *new_isolate(bool stress) {
  Flags flags;
  Flags_init(&flags);
  flags.verify_heap = true;
  flags.gc_stress = stress;
  Isolate *isolate = Isolate_new_empty(&flags);
  assert_non_null(isolate);
  return isolate;
}

// Keeps values that the native stack must not keep: in the VM stack's frameless
// part, through a provider.
static Value g_roots[4];
static void provide_roots(Isolate *isolate, RootVisitor *visitor, void *data) {
  visitor->visit_values(visitor, g_roots, g_roots + 4);
}
static void reset_roots(Isolate *isolate) {
  for (int i = 0; i < 4; i++) g_roots[i] = ROOT(undefined_value);
  Heap_add_root_provider(isolate, provide_roots, NULL);
}

// Runs a function so deep in the native stack that nothing it leaves behind is
// in the part that a later collection scans.
static NOINLINE void run_deep(void (*function)(Isolate *), Isolate *isolate) {
  volatile char gap[65536];
  gap[0] = gap[sizeof gap - 1] = 0;
  function(isolate);
  __asm__ volatile("" ::"r"(gap) : "memory");
}

static Value make_list(Isolate *isolate, int length) {
  Value head = Value_from_smi(0);
  for (int i = 0; i < length; i++) {
    FixedArray *node = FixedArray_new(isolate, 2 + i % 5);
    FixedArray_set_slots(node, 0, Value_from_smi(i));
    FixedArray_set_slots(node, 1, head);
    head = Value_from_object(node);
  }
  return head;
}

static void check_list(Isolate *isolate, Value head, int length) {
  for (int i = length - 1; i >= 0; i--) {
    FixedArray *node = Value_as_FixedArray(isolate, head);
    assert_int_equal(Value_smi(FixedArray_get_slots(node, 0)), i);
    assert_int_equal(node->length, 2 + i % 5);
    head = FixedArray_get_slots(node, 1);
  }
  assert_true(Value_equals(head, Value_from_smi(0)));
}

static void what_the_native_stack_holds_survives(void **state) {
  Isolate *isolate = new_isolate(false);
  Value head = make_list(isolate, 5000);
  Heap_collect(isolate, kGcMinor, kGcRequested);
  check_list(isolate, head, 5000);
  Heap_collect(isolate, kGcMajor, kGcRequested);
  make_list(isolate, 5000);
  Heap_collect(isolate, kGcMinor, kGcRequested);
  check_list(isolate, head, 5000);
  Isolate_dispose(isolate);
}

static uintptr_t g_interior;
static void make_interior(Isolate *isolate) {
  FixedArray *array = FixedArray_new(isolate, 50);
  for (int i = 0; i < 50; i++)
    FixedArray_set_slots(array, i, Value_from_smi(i));
  g_interior = (uintptr_t)&array->slots[40] - (uintptr_t)isolate;
}

static void interior_pointers_keep_objects_alive(void **state) {
  Isolate *isolate = new_isolate(false);
  run_deep(make_interior, isolate);
  volatile Tagged *interior = (Tagged *)((uintptr_t)isolate + g_interior);
  g_interior = 0;
  for (int round = 0; round < 3; round++) {
    Heap_collect(isolate, round == 1 ? kGcMajor : kGcMinor, kGcRequested);
    make_list(isolate, 1000);
    assert_int_equal(Tagged_smi(*interior), 40);
  }
  Isolate_dispose(isolate);
}

static void fill_garbage(Isolate *isolate) {
  make_list(isolate, 20000);
}

static void garbage_is_reused(void **state) {
  Isolate *isolate = new_isolate(false);
  HeapStatistics before, after;
  Heap_collect(isolate, kGcMajor, kGcRequested);
  Heap_get_statistics(isolate, &before);
  for (int i = 0; i < 20; i++) {
    run_deep(fill_garbage, isolate);
    Heap_collect(isolate, kGcMajor, kGcRequested);
  }
  Heap_get_statistics(isolate, &after);
  assert_true(after.used_bytes < before.used_bytes + 64 * 1024);
  Isolate_dispose(isolate);
}

static void old_objects_keep_young_ones_by_the_barrier(void **state) {
  Isolate *isolate = new_isolate(false);
  reset_roots(isolate);
  g_roots[0] = Value_from_object(FixedArray_new(isolate, 4));
  Heap_collect(isolate, kGcMinor, kGcRequested);
  for (int round = 0; round < 10; round++) {
    FixedArray_set_slots(Value_as_FixedArray(isolate, g_roots[0]), 2,
                         make_list(isolate, 100 + round));
    Heap_collect(isolate, kGcMinor, kGcRequested);
    make_list(isolate, 2000);
    check_list(isolate,
               FixedArray_get_slots(Value_as_FixedArray(isolate, g_roots[0]),
                                    2),
               100 + round);
  }
  Isolate_dispose(isolate);
}

static void add_weak(Isolate *isolate) {
  FixedArray *holder = Value_as_FixedArray(isolate, g_roots[0]);
  HeapNumber *number = HeapNumber_new(isolate, 1.5);
  holder->slots[0] = Tagged_weak_from_object(number);
  holder->slots[1] = Tagged_weak_from_object(holder);
  WriteBarrier(holder);
}

static void weak_slots_of_dead_objects_are_cleared(void **state) {
  Isolate *isolate = new_isolate(false);
  reset_roots(isolate);
  for (int kind = 0; kind < 2; kind++) {
    g_roots[0] = Value_from_object(FixedArray_new(isolate, 2));
    FixedArray *holder = Value_as_FixedArray(isolate, g_roots[0]);
    run_deep(add_weak, isolate);
    Heap_collect(isolate, (GcKind)kind, kGcRequested);
    assert_true(Tagged_is_cleared(holder->slots[0]));
    assert_int_equal(holder->slots[1].bits,
                     Tagged_weak_from_object(holder).bits);
  }
  Isolate_dispose(isolate);
}

static EphemeronHashTable *make_ephemerons(Isolate *isolate) {
  EphemeronHashTable *table = (EphemeronHashTable *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, ephemeron_hash_table_map), 16);
  table->capacity = 8;
  return table;
}

// Chain: entry i's value is entry i+1's key; only the first key is held.
static void fill_ephemerons(Isolate *isolate) {
  EphemeronHashTable *table =
      Value_as_EphemeronHashTable(isolate, g_roots[0]);
  Cell *key = Cell_new(isolate, Value_from_smi(0));
  g_roots[1] = Value_from_object(key);
  for (int i = 3; i >= 0; i--) {
    Cell *value = Cell_new(isolate, Value_from_smi(i));
    EphemeronHashTable_set_slots(table, 2 * i, Value_from_object(key));
    EphemeronHashTable_set_slots(table, 2 * i + 1, Value_from_object(value));
    key = value;
  }
  EphemeronHashTable_set_slots(
      table, 8, Value_from_object(Cell_new(isolate, ROOT(null_value))));
  EphemeronHashTable_set_slots(table, 9, Value_from_smi(9));
  table->number_of_elements = 5;
}

static void ephemerons_live_as_long_as_their_keys(void **state) {
  Isolate *isolate = new_isolate(false);
  reset_roots(isolate);
  for (int kind = 0; kind < 2; kind++) {
    g_roots[0] = Value_from_object(make_ephemerons(isolate));
    run_deep(fill_ephemerons, isolate);
    Heap_collect(isolate, (GcKind)kind, kGcRequested);
    EphemeronHashTable *table =
        Value_as_EphemeronHashTable(isolate, g_roots[0]);
    assert_int_equal(table->number_of_elements, 4);
    assert_int_equal(table->number_of_deleted, 1);
    assert_true(Tagged_is_root(table->slots[8], the_hole));
    Value last = EphemeronHashTable_get_slots(table, 1);
    assert_int_equal(Value_smi(Cell_value(Value_as_Cell(isolate, last))), 0);
    g_roots[1] = ROOT(undefined_value);
    Heap_collect(isolate, kGcMajor, kGcRequested);
    assert_int_equal(table->number_of_elements, 0);
  }
  Isolate_dispose(isolate);
}

static void make_large(Isolate *isolate) {
  HeapStatistics statistics;
  FixedArray *big = FixedArray_new(isolate, 1 << 20);
  g_roots[0] = Value_from_object(big);
  FixedArray_set_slots(big, (1 << 20) - 1, make_list(isolate, 10));
  Heap_collect(isolate, kGcMinor, kGcRequested);
  check_list(isolate, FixedArray_get_slots(big, (1 << 20) - 1), 10);
  Heap_get_statistics(isolate, &statistics);
  assert_true(statistics.committed_bytes >= (4 << 20));
}

static void large_objects_come_and_go(void **state) {
  Isolate *isolate = new_isolate(false);
  reset_roots(isolate);
  HeapStatistics statistics;
  // A stray word of the native stack may keep one of them alive.
  for (int i = 0; i < 5; i++) run_deep(make_large, isolate);
  g_roots[0] = ROOT(undefined_value);
  Heap_collect(isolate, kGcMajor, kGcRequested);
  Heap_get_statistics(isolate, &statistics);
  assert_true(statistics.committed_bytes < (16 << 20));
  Isolate_dispose(isolate);
}

static int g_finalized;
static void count_finalized(void *pointer, void *data) { g_finalized++; }

static void make_foreign(Isolate *isolate) {
  Foreign *foreign = HEAP_NEW(isolate, Foreign, foreign_map);
  foreign->pointer =
      ExternalPointer_new(isolate, (HeapObject *)foreign, &g_finalized,
                          kExternalTagForeign, count_finalized, NULL);
  g_roots[1] = g_roots[0];
  g_roots[0] = Value_from_object(foreign);
}

static void external_pointers_die_with_their_owner(void **state) {
  Isolate *isolate = new_isolate(false);
  reset_roots(isolate);
  g_finalized = 0;
  run_deep(make_foreign, isolate);
  run_deep(make_foreign, isolate);
  g_roots[1] = ROOT(undefined_value);
  Heap_collect(isolate, kGcMinor, kGcRequested);
  assert_int_equal(g_finalized, 1);
  uint32_t index =
      ((Foreign *)Value_object(isolate, g_roots[0]))->pointer;
  assert_ptr_equal(ExternalPointer_get(isolate, index, kExternalTagForeign),
                   &g_finalized);
  assert_null(ExternalPointer_get(isolate, index, kExternalTagBackingStore));
  Heap_collect(isolate, kGcMajor, kGcRequested);
  assert_int_equal(g_finalized, 1);
  g_roots[0] = ROOT(undefined_value);
  Heap_collect(isolate, kGcMajor, kGcRequested);
  assert_int_equal(g_finalized, 2);
  Isolate_dispose(isolate);
}

static void add_weak_cell(Isolate *isolate) {
  JSFinalizationRegistry *registry =
      Value_as_JSFinalizationRegistry(isolate, g_roots[0]);
  WeakCell *cell = HEAP_NEW(isolate, WeakCell, weak_cell_map);
  WeakCell_set_registry(cell, Value_from_object(registry));
  WeakCell_set_next(cell, JSFinalizationRegistry_active_cells(registry));
  JSFinalizationRegistry_set_active_cells(registry, Value_from_object(cell));
  cell->target =
      Tagged_weak_from_object(Cell_new(isolate, Value_from_smi(1)));
  WriteBarrier(cell);
}

// The map that a bootstrapper would make.
static Map *registry_map(Isolate *isolate) {
  Map *map = HEAP_NEW(isolate, Map, meta_map);
  map->class_id = kClassJSFinalizationRegistry;
  map->instance_type = JS_FINALIZATION_REGISTRY_TYPE;
  map->instance_size_words = sizeof(JSFinalizationRegistry) / kTaggedSize;
  map->raw_transitions = Tagged_from_smi(0);
  return map;
}

static void finalization_registries_learn_of_dead_targets(void **state) {
  Isolate *isolate = new_isolate(false);
  reset_roots(isolate);
  JSFinalizationRegistry *registry =
      (JSFinalizationRegistry *)JSObject_new_from_map(isolate,
                                                      registry_map(isolate));
  g_roots[0] = Value_from_object(registry);
  run_deep(add_weak_cell, isolate);
  Heap_collect(isolate, kGcMinor, kGcRequested);
  assert_true(Value_is_undefined(JSFinalizationRegistry_active_cells(registry)));
  assert_true(Value_is_WeakCell(
      isolate, JSFinalizationRegistry_cleared_cells(registry)));
  assert_true(Value_equals(
      Isolate_root(isolate, kIsolateRoot_dirty_finalization_registries),
      g_roots[0]));
  Isolate_dispose(isolate);
}

static void stress_collects_at_every_allocation(void **state) {
  Isolate *isolate = new_isolate(true);
  Value head = make_list(isolate, 300);
  check_list(isolate, head, 300);
  HeapStatistics statistics;
  Heap_get_statistics(isolate, &statistics);
  assert_true(statistics.minor_collections + statistics.major_collections >=
              300);
  Isolate_dispose(isolate);
}

static void shrunk_arrays_leave_no_hole(void **state) {
  Isolate *isolate = new_isolate(false);
  FixedArray *first = FixedArray_new(isolate, 100);
  FixedArray *second = FixedArray_new(isolate, 3);
  Heap_shrink_array((HeapObject *)first, 7);
  FixedArray_set_slots(second, 0, Value_from_smi(7));
  Heap_collect(isolate, kGcMinor, kGcRequested);
  make_list(isolate, 1000);
  assert_int_equal(first->length, 7);
  assert_int_equal(Value_smi(FixedArray_get_slots(second, 0)), 7);
  Isolate_dispose(isolate);
}

static void the_heap_limit_ends_the_process_with_a_report(void **state) {
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 2);
    Flags flags;
    Flags_init(&flags);
    flags.max_heap_size = 8;
    Isolate *isolate = Isolate_new_empty(&flags);
    make_list(isolate, 100000000);
    _exit(0);
  }
  close(ends[1]);
  char text[1000];
  ssize_t length = read(ends[0], text, sizeof text - 1);
  text[length > 0 ? length : 0] = '\0';
  int status;
  waitpid(child, &status, 0);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 1);
  assert_non_null(strstr(text, "JavaScript heap out of memory"));
}

static void *run_isolate(void *unused) {
  Flags flags;
  Flags_init(&flags);
  flags.gc_stress = true;
  flags.gc_stress_interval = 20;
  flags.verify_heap = true;
  Isolate *isolate = Isolate_new_empty(&flags);
  Value head = make_list(isolate, 2000);
  check_list(isolate, head, 2000);
  Isolate_dispose(isolate);
  return NULL;
}

static void isolates_on_threads_do_not_meet(void **state) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, run_isolate, NULL), 0);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_the_native_stack_holds_survives),
      cmocka_unit_test(interior_pointers_keep_objects_alive),
      cmocka_unit_test(garbage_is_reused),
      cmocka_unit_test(old_objects_keep_young_ones_by_the_barrier),
      cmocka_unit_test(weak_slots_of_dead_objects_are_cleared),
      cmocka_unit_test(ephemerons_live_as_long_as_their_keys),
      cmocka_unit_test(large_objects_come_and_go),
      cmocka_unit_test(external_pointers_die_with_their_owner),
      cmocka_unit_test(finalization_registries_learn_of_dead_targets),
      cmocka_unit_test(stress_collects_at_every_allocation),
      cmocka_unit_test(shrunk_arrays_leave_no_hole),
      cmocka_unit_test(the_heap_limit_ends_the_process_with_a_report),
      cmocka_unit_test(isolates_on_threads_do_not_meet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
