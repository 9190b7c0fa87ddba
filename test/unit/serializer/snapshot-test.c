// SPDX-License-Identifier: MIT
#include "serializer/format/snapshot-format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/heap/external-pointers.h"
#include "engine/heap/heap.h"
#include "engine/isolate/flags.h"
#include "engine/objects/hash-table.h"
#include "engine/objects/string.h"
#include "serializer/read/snapshot-reader.h"
#include "serializer/verify/snapshot-verifier.h"
#include "serializer/write/snapshot-writer.h"
#include "test/unit/objects/colliding-names.h"

static Value data_at(Isolate *isolate, int index) {
  FixedArray *data = ISOLATE_ROOT_OBJECT(isolate, FixedArray, embedder_data);
  return FixedArray_get_slots(data, index);
}

static void set_data(Isolate *isolate, int index, const void *object) {
  FixedArray *data = ISOLATE_ROOT_OBJECT(isolate, FixedArray, embedder_data);
  FixedArray_set_slots(data, index, Value_from_object(object));
}

static String *text(Isolate *isolate, const char *chars) {
  SeqOneByteString *string =
      SeqOneByteString_new_raw(isolate, (int32_t)strlen(chars));
  memcpy(string->chars, chars, strlen(chars));
  return (String *)string;
}

static ConsString *rope(Isolate *isolate, String *first, String *second) {
  ConsString *cons = HEAP_NEW(isolate, ConsString, cons_one_byte_string_map);
  ConsString_set_first(cons, first);
  ConsString_set_second(cons, second);
  cons->length = first->length + second->length;
  cons->raw_hash = 0;
  return cons;
}

enum { kSlotRope, kSlotName, kSlotList, kSlotEphemerons, kSlotWeak, kSlotHuge };

static void add_ephemerons(Isolate *isolate) {
  EphemeronHashTable *table = (EphemeronHashTable *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, ephemeron_hash_table_map), 8);
  table->capacity = 4;
  table->number_of_elements = 2;
  EphemeronHashTable_set_slots(table, 0, data_at(isolate, kSlotList));
  EphemeronHashTable_set_slots(
      table, 1, Value_from_object(HeapNumber_new(isolate, 2.5)));
  EphemeronHashTable_set_slots(
      table, 2, Value_from_object(HeapNumber_new(isolate, 3.5)));
  EphemeronHashTable_set_slots(table, 3, Value_from_smi(3));
  set_data(isolate, kSlotEphemerons, table);
}

static Isolate *make_isolate(void) {
  Flags flags;
  Flags_init(&flags);
  flags.verify_heap = true;
  Isolate *isolate = Isolate_new_empty(&flags);
  Isolate_set_root(isolate, kIsolateRoot_embedder_data,
                   Value_from_object(FixedArray_new(isolate, 8)));
  set_data(isolate, kSlotRope,
           rope(isolate, text(isolate, "frozen, then "),
                text(isolate, "thawed again")));
  set_data(isolate, kSlotName,
           String_internalize(isolate, text(isolate, "someName")));
  ArrayList *list = ArrayList_new(isolate, 0);
  for (int i = 0; i < 1000; i++)
    list = ArrayList_add(isolate, list,
                         i % 2 ? Tagged_from_smi(i)
                               : Tagged_from_object(
                                     HeapNumber_new(isolate, i + 0.5)));
  set_data(isolate, kSlotList, list);
  add_ephemerons(isolate);
  Cell *weak = Cell_new(isolate, Value_from_smi(0));
  weak->value = Tagged_weak_from_object(HeapNumber_new(isolate, 9.5));
  set_data(isolate, kSlotWeak, weak);
  FixedDoubleArray *huge = FixedDoubleArray_new(isolate, 20000);
  huge->values[19999] = 0.25;
  set_data(isolate, kSlotHuge, huge);
  return isolate;
}

static SnapshotBytes freeze(bool compress) {
  Isolate *isolate = make_isolate();
  SnapshotBytes bytes;
  SnapshotError error;
  SnapshotWriteOptions options = {.compress = compress};
  assert_int_equal(Snapshot_write(isolate, &options, &bytes, &error),
                   kSnapshotOk);
  Isolate_dispose(isolate);
  return bytes;
}

static void check_thawed(Isolate *isolate) {
  String *name = Value_as_String(isolate, data_at(isolate, kSlotName));
  assert_ptr_equal(String_internalize(isolate, text(isolate, "someName")),
                   name);
  assert_ptr_equal(
      String_internalize(isolate, text(isolate, "length")),
      ROOT_OBJECT(isolate, String, length_string));
  SeqOneByteString *flat =
      Value_as_SeqOneByteString(isolate, data_at(isolate, kSlotRope));
  assert_int_equal(flat->length, 25);
  assert_memory_equal(flat->chars, "frozen, then thawed again", 25);
  assert_true(flat->raw_hash != 0);
  ArrayList *list = Value_as_ArrayList(isolate, data_at(isolate, kSlotList));
  assert_int_equal(list->used, 1000);
  for (int i = 0; i < 1000; i++)
    assert_true(Value_number(isolate, ArrayList_get_slots(list, i)) ==
                (i % 2 ? i : i + 0.5));
  EphemeronHashTable *table = Value_as_EphemeronHashTable(
      isolate, data_at(isolate, kSlotEphemerons));
  assert_int_equal(table->number_of_elements, 1);
  assert_true(
      Value_number(isolate, EphemeronHashTable_get_slots(table, 1)) == 2.5);
  assert_true(Tagged_is_root(table->slots[2], the_hole));
  Cell *weak = Value_as_Cell(isolate, data_at(isolate, kSlotWeak));
  assert_true(Tagged_is_cleared(weak->value));
  FixedDoubleArray *huge =
      Value_as_FixedDoubleArray(isolate, data_at(isolate, kSlotHuge));
  assert_true(huge->values[19999] == 0.25);
}

static Isolate *thaw_input(const SnapshotInput *input) {
  Flags flags;
  Flags_init(&flags);
  flags.verify_heap = true;
  flags.verify_snapshot = "full";
  Isolate *isolate;
  SnapshotError error = {""};
  SnapshotStatus status =
      Snapshot_new_isolate(&flags, input, NULL, 0, &isolate, &error);
  if (status != kSnapshotOk) print_error("%s\n", error.text);
  assert_int_equal(status, kSnapshotOk);
  return isolate;
}

static void use_thawed(Isolate *isolate) {
  check_thawed(isolate);
  // Frozen objects hold new ones: the cards must keep them.
  ArrayList *list = Value_as_ArrayList(isolate, data_at(isolate, kSlotList));
  for (int i = 0; i < 1000; i += 2)
    ArrayList_set_slots(list, i,
                        Value_from_object(HeapNumber_new(isolate, i + 0.5)));
  for (int i = 0; i < 4; i++) {
    Heap_collect(isolate, i % 2 ? kGcMajor : kGcMinor, kGcRequested);
    check_thawed(isolate);
  }
}

static void a_thawed_heap_is_what_was_frozen(void **state) {
  for (int compress = 0; compress < 2; compress++) {
    SnapshotBytes bytes = freeze(compress);
    SnapshotInput input = {.bytes = bytes.data,
                           .size_bytes = bytes.size_bytes};
    Isolate *isolate = thaw_input(&input);
    use_thawed(isolate);
    Isolate_dispose(isolate);
    free(bytes.data);
  }
}

static void a_file_is_mapped_at_an_offset(void **state) {
  SnapshotBytes bytes = freeze(false);
  char path[] = "/tmp/thaw-snapshot-test-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  uint8_t *shifted = calloc(1, bytes.size_bytes + kSnapshotPageBytes);
  memcpy(shifted + kSnapshotPageBytes, bytes.data, bytes.size_bytes);
  SnapshotError error;
  assert_int_equal(
      Snapshot_write_file(path, shifted,
                          bytes.size_bytes + kSnapshotPageBytes, &error),
      kSnapshotOk);
  SnapshotInput input = {.path = path, .file_offset = kSnapshotPageBytes};
  Isolate *isolate = thaw_input(&input);
  use_thawed(isolate);
  Isolate *second = thaw_input(&input);
  use_thawed(second);
  Isolate_dispose(isolate);
  Isolate_dispose(second);
  unlink(path);
  close(fd);
  free(shifted);
  free(bytes.data);
}

static void names_that_collide_are_frozen_keyed(void **state) {
  Flags flags;
  Flags_init(&flags);
  Isolate *isolate = Isolate_new_empty(&flags);
  FixedArray *names = FixedArray_new(isolate, kNames);
  Isolate_set_root(isolate, kIsolateRoot_embedder_data,
                   Value_from_object(names));
  NameDictionary *dictionary = NameDictionary_new(isolate, 4);
  uint32_t counter = 0;
  uint8_t chars[kNameBytes];
  for (int i = 1; i < kNames; i++) {
    int32_t length = write_colliding_name(&counter, chars);
    String *name = String_internalize_one_byte(isolate, chars, length);
    FixedArray_set_slots(names, i, Value_from_object(name));
    dictionary = NameDictionary_add(isolate, dictionary, (Name *)name,
                                    Value_from_smi(i), 0);
  }
  FixedArray_set_slots(names, 0, Value_from_object(dictionary));
  SnapshotBytes bytes;
  SnapshotError error;
  assert_int_equal(
      Snapshot_write(isolate, &(SnapshotWriteOptions){0}, &bytes, &error),
      kSnapshotOk);
  Isolate_dispose(isolate);

  Isolate *thawed = thaw_input(&(SnapshotInput){
      .bytes = bytes.data, .size_bytes = bytes.size_bytes});
  const StringTable *table = Value_as_StringTable(
      thawed, Isolate_root(thawed, kIsolateRoot_frozen_string_table));
  assert_int_not_equal(table->seed, 0);
  dictionary = Value_as_NameDictionary(thawed, data_at(thawed, 0));
  counter = 0;
  for (int i = 1; i < kNames; i++) {
    int32_t length = write_colliding_name(&counter, chars);
    String *name = String_internalize_one_byte(thawed, chars, length);
    assert_ptr_equal(name, Value_as_String(thawed, data_at(thawed, i)));
    int entry = NameDictionary_find(dictionary, (Name *)name);
    assert_int_not_equal(entry, kDictionaryNotFound);
    assert_int_equal(Value_smi(NameDictionary_value_at(dictionary, entry)), i);
  }
  Isolate_dispose(thawed);
  free(bytes.data);
}

static void freezing_twice_gives_the_same_bytes(void **state) {
  SnapshotBytes first = freeze(false), second = freeze(false);
  assert_int_equal(first.size_bytes, second.size_bytes);
  assert_memory_equal(first.data, second.data, first.size_bytes);
  free(first.data);
  free(second.data);
}

static void a_thawed_heap_freezes_to_the_same_bytes(void **state) {
  SnapshotBytes first = freeze(false);
  SnapshotInput input = {.bytes = first.data, .size_bytes = first.size_bytes};
  Isolate *isolate = thaw_input(&input);
  SnapshotBytes second;
  SnapshotError error;
  assert_int_equal(Snapshot_write(isolate, NULL, &second, &error),
                   kSnapshotOk);
  Isolate_dispose(isolate);
  assert_int_equal(first.size_bytes, second.size_bytes);
  SnapshotInput again = {.bytes = second.data, .size_bytes = second.size_bytes};
  isolate = thaw_input(&again);
  use_thawed(isolate);
  Isolate_dispose(isolate);
  free(first.data);
  free(second.data);
}

static SnapshotStatus try_thaw(const void *data, size_t size_bytes) {
  SnapshotInput input = {.bytes = data, .size_bytes = size_bytes};
  Isolate *isolate;
  SnapshotError error = {""};
  SnapshotStatus status =
      Snapshot_new_isolate(NULL, &input, NULL, 0, &isolate, &error);
  if (status == kSnapshotOk)
    Isolate_dispose(isolate);
  else
    assert_true(error.text[0] != '\0');
  return status;
}

static void every_changed_byte_of_the_index_is_found(void **state) {
  SnapshotBytes bytes = freeze(false);
  uint32_t index_bytes = ((SnapshotHeader *)bytes.data)->index_bytes;
  for (uint32_t i = 0; i < index_bytes; i++) {
    bytes.data[i] ^= 0x40;
    SnapshotStatus expected = i < 8    ? kSnapshotBadMagic
                              : i < 12 ? kSnapshotBadVersion
                                       : kSnapshotBadChecksum;
    SnapshotStatus status = try_thaw(bytes.data, bytes.size_bytes);
    // A larger index size can also mean that the file is too short for it.
    if (status != kSnapshotTruncated) assert_int_equal(status, expected);
    bytes.data[i] ^= 0x40;
  }
  assert_int_equal(try_thaw(bytes.data, bytes.size_bytes), kSnapshotOk);
  free(bytes.data);
}

static void changed_bytes_of_sections_are_found_by_full_checks(void **state) {
  SnapshotBytes bytes = freeze(false);
  SnapshotError error;
  uint32_t index_bytes = ((SnapshotHeader *)bytes.data)->index_bytes;
  for (size_t i = index_bytes; i < bytes.size_bytes; i += 1021) {
    bytes.data[i] ^= 1;
    assert_int_equal(Snapshot_verify(bytes.data, bytes.size_bytes, &error),
                     kSnapshotBadChecksum);
    bytes.data[i] ^= 1;
  }
  free(bytes.data);
}

static void truncation_is_found_at_every_length(void **state) {
  SnapshotBytes bytes = freeze(false);
  for (size_t size = 0; size < bytes.size_bytes; size += 64) {
    // A copy, so that a sanitizer sees reads behind the end.
    uint8_t *copy = malloc(size ? size : 1);
    memcpy(copy, bytes.data, size);
    assert_int_equal(try_thaw(copy, size), kSnapshotTruncated);
    free(copy);
  }
  free(bytes.data);
}

// Makes a changed index right again, as a malicious or foreign writer would.
static void seal(SnapshotBytes bytes) {
  SnapshotHeader *header = (SnapshotHeader *)bytes.data;
  header->index_hash = Snapshot_index_hash(header, header->index_bytes);
}

static void a_foreign_build_is_refused(void **state) {
  SnapshotBytes bytes = freeze(false);
  ((SnapshotHeader *)bytes.data)->build_id ^= 2;
  seal(bytes);
  assert_int_equal(try_thaw(bytes.data, bytes.size_bytes),
                   kSnapshotForeignBuild);
  free(bytes.data);
}

static void wrong_pointers_are_found_by_the_verifier(void **state) {
  SnapshotBytes bytes = freeze(false);
  SnapshotHeader *header = (SnapshotHeader *)bytes.data;
  SnapshotSection *section = &header->sections[kSectionObjects];
  uint32_t *word = (uint32_t *)(bytes.data + section->file_offset);
  assert_true((*word & 3) == 1);
  const uint32_t kWrong[] = {0x7f000001, 0x11, 0xfffffff9, *word + 4,
                             *word + 8};
  for (size_t i = 0; i < ARRAY_LENGTH(kWrong); i++) {
    *word = kWrong[i];
    uint64_t *leaf =
        (uint64_t *)(bytes.data + header->leaves_offset) + section->first_leaf;
    size_t size = section->size_bytes < kSnapshotLeafBytes
                      ? section->size_bytes : kSnapshotLeafBytes;
    *leaf = Snapshot_hash(word, size);
    seal(bytes);
    SnapshotError error;
    assert_int_equal(Snapshot_verify(bytes.data, bytes.size_bytes, &error),
                     kSnapshotMalformed);
  }
  free(bytes.data);
}

static void what_cannot_be_frozen_is_named_with_its_path(void **state) {
  Isolate *isolate = make_isolate();
  static int target;
  Foreign *foreign = HEAP_NEW(isolate, Foreign, foreign_map);
  foreign->pointer =
      ExternalPointer_new(isolate, (HeapObject *)foreign, &target,
                          kExternalTagForeign, NULL, NULL);
  set_data(isolate, 7, Cell_new(isolate, Value_from_object(foreign)));
  SnapshotBytes bytes;
  SnapshotError error;
  assert_int_equal(Snapshot_write(isolate, NULL, &bytes, &error),
                   kSnapshotUnfreezable);
  assert_non_null(strstr(error.text, "Foreign"));
  assert_non_null(strstr(error.text, "embedder_data.slots[7].value"));
  const intptr_t references[] = {(intptr_t)&target};
  isolate->external_references = references;
  isolate->external_reference_count = 1;
  assert_int_equal(Snapshot_write(isolate, NULL, &bytes, &error), kSnapshotOk);
  Isolate_dispose(isolate);
  assert_int_equal(try_thaw(bytes.data, bytes.size_bytes),
                   kSnapshotBadReferences);
  SnapshotInput input = {.bytes = bytes.data, .size_bytes = bytes.size_bytes};
  assert_int_equal(
      Snapshot_new_isolate(NULL, &input, references, 1, &isolate, &error),
      kSnapshotOk);
  foreign = (Foreign *)Value_object(
      isolate, Cell_value(Value_as_Cell(isolate, data_at(isolate, 7))));
  assert_ptr_equal(
      ExternalPointer_get(isolate, foreign->pointer, kExternalTagForeign),
      &target);
  Isolate_dispose(isolate);
  free(bytes.data);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_thawed_heap_is_what_was_frozen),
      cmocka_unit_test(a_file_is_mapped_at_an_offset),
      cmocka_unit_test(names_that_collide_are_frozen_keyed),
      cmocka_unit_test(freezing_twice_gives_the_same_bytes),
      cmocka_unit_test(a_thawed_heap_freezes_to_the_same_bytes),
      cmocka_unit_test(every_changed_byte_of_the_index_is_found),
      cmocka_unit_test(changed_bytes_of_sections_are_found_by_full_checks),
      cmocka_unit_test(truncation_is_found_at_every_length),
      cmocka_unit_test(a_foreign_build_is_refused),
      cmocka_unit_test(wrong_pointers_are_found_by_the_verifier),
      cmocka_unit_test(what_cannot_be_frozen_is_named_with_its_path),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
