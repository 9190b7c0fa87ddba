// SPDX-License-Identifier: MIT
//
// Builds the read-only heap from roots.def and gives the isolate's own roots
// their first values. Runs where there is no snapshot: in the bootstrap
// mksnapshot, in tests, and with --no-snapshot.
#include <string.h>

#include "engine/heap/heap.h"
#include "engine/heap/space.h"
#include "engine/isolate/isolate.h"
#include "engine/objects/layout/string-hash.h"

// The opcodes of the engine's own frames; the bytecode folder is further right.
enum {
#define BYTECODE(Name, ...) kBytecode##Name,
#include "engine/bytecode/bytecodes.def"
#undef BYTECODE
};

enum { kInitialStringTableCapacity = 2048 };

#define AT(name, Class) Class *object = ROOT_OBJECT(isolate, Class, name)

static void init_map(Isolate *isolate, Map *map, ClassId class_id,
                     int instance_type, size_t instance_size_bytes) {
  size_t words = instance_size_bytes / kTaggedSize;
  map->map = ROOT_TAGGED(meta_map);
  map->instance_size_words = (uint8_t)words;
  map->inobject_properties_start_words = (uint8_t)words;
  map->class_id = (uint8_t)class_id;
  map->instance_type = (uint16_t)instance_type;
  map->prototype = ROOT_TAGGED(null_value);
  map->constructor_or_back_pointer = ROOT_TAGGED(null_value);
  map->instance_descriptors = ROOT_TAGGED(empty_descriptor_array);
  map->raw_transitions = Tagged_from_smi(0);
  map->prototype_validity_cell = Tagged_from_smi(0);
}

static void create_maps(Isolate *isolate) {
#define ROOT_MAP(name, Class, TYPE)                                       \
  init_map(isolate, ROOT_OBJECT(isolate, Map, name), kClass##Class, TYPE, \
           sizeof(Class));
#define ROOT_VARIABLE_MAP(name, Class, TYPE) \
  init_map(isolate, ROOT_OBJECT(isolate, Map, name), kClass##Class, TYPE, 0);
#include "engine/objects/layout/roots.def"
}

// Objects without elements: their tagged fields are undefined.
static void init_empty(HeapObject *object, Tagged map, ClassId class_id) {
  object->map = map;
  uint64_t mask = kClassDescriptors[class_id].tagged_mask >> 1;
  for (; mask != 0; mask &= mask - 1)
    ((Tagged *)object)[1 + __builtin_ctzll(mask)] =
        ROOT_TAGGED(undefined_value);
}

static void init_bytecode(BytecodeArray *array, int bytecode,
                          int32_t registers, int32_t parameters) {
  array->map = ROOT_TAGGED(bytecode_array_map);
  array->length = 1;
  array->constant_pool = ROOT_TAGGED(empty_fixed_array);
  array->handler_table = ROOT_TAGGED(empty_byte_array);
  array->source_positions = ROOT_TAGGED(undefined_value);
  array->register_count = registers;
  array->parameter_count = parameters;
  array->new_target_register = kNoRegister;
  array->bytecodes[0] = (uint8_t)bytecode;
}

static void create_singletons(Isolate *isolate) {
#define ROOT_ODDBALL(name, oddball_kind, string, type_string, number) \
  {                                                                   \
    AT(name, Oddball);                                                \
    object->map = ROOT_TAGGED(oddball_map);                           \
    object->kind = oddball_kind;                                      \
    object->to_number = number;                                       \
    object->to_string = ROOT_TAGGED(string);                          \
    object->type_of = ROOT_TAGGED(type_string);                       \
  }
#define ROOT_EMPTY(name, Class, map_name)                          \
  init_empty(ROOT_OBJECT(isolate, HeapObject, name), ROOT_TAGGED(map_name), \
             kClass##Class);
#define ROOT_NUMBER(name, number)               \
  {                                             \
    AT(name, HeapNumber);                       \
    object->map = ROOT_TAGGED(heap_number_map); \
    object->value = number;                     \
  }
#define ROOT_BYTECODE(name, bytecode, registers, parameters)         \
  init_bytecode(ROOT_OBJECT(isolate, BytecodeArray, name), bytecode, \
                registers, parameters);
#include "engine/objects/layout/roots.def"
  const uint64_t hole = kHoleNanBits;
  memcpy(&ROOT_OBJECT(isolate, HeapNumber, hole_nan_value)->value, &hole,
         sizeof hole);
}

static void init_string(SeqOneByteString *string, const char *text,
                        int32_t length) {
  string->map = ROOT_TAGGED(internalized_one_byte_string_map);
  string->length = length;
  memcpy(string->chars, text, (size_t)length);
  string->raw_hash = String_hash_one_byte(string->chars, length);
}

static void create_names(Isolate *isolate) {
  uint32_t symbol_number = 0;
#define ROOT_STRING(name, text)                                \
  init_string(ROOT_OBJECT(isolate, SeqOneByteString, name), text, \
              (int32_t)sizeof(text) - 1);
#define ROOT_SYMBOL(name, description_root, symbol_flags)   \
  {                                                         \
    AT(name, Symbol);                                       \
    object->map = ROOT_TAGGED(symbol_map);                  \
    object->raw_hash = Symbol_hash_from_number(symbol_number++); \
    object->flags = symbol_flags;                           \
    object->description = ROOT_TAGGED(description_root);    \
  }
#include "engine/objects/layout/roots.def"
  isolate->next_symbol_hash = symbol_number;
}

// The offsets of all static roots, in order, each once.
static const uint32_t kRootOffsets[] = {
#define ROOT_MAP(name, Class, TYPE) kRootOffset_##name,
#define ROOT_VARIABLE_MAP(name, Class, TYPE) kRootOffset_##name,
#define ROOT_ODDBALL(name, ...) kRootOffset_##name,
#define ROOT_STRING(name, text) kRootOffset_##name,
#define ROOT_SYMBOL(name, ...) kRootOffset_##name,
#define ROOT_EMPTY(name, ...) kRootOffset_##name,
#define ROOT_NUMBER(name, ...) kRootOffset_##name,
#define ROOT_BYTECODE(name, ...) kRootOffset_##name,
#include "engine/objects/layout/roots.def"
};

// ---- The isolate's own roots ----

// The entry for characters that are in no other entry yet, or their own.
static Tagged *find_entry(Isolate *isolate, StringTable *table,
                          const uint8_t *chars, int32_t length) {
  uint32_t hash = String_hash_one_byte(chars, length);
  for (uint32_t i = 0;; i++) {
    Tagged *slot = &table->slots[HashTable_probe(hash >> kHashShift, i,
                                                 (uint32_t)table->capacity)];
    if (Tagged_is_root(*slot, undefined_value)) return slot;
    const SeqOneByteString *other =
        (const SeqOneByteString *)Tagged_object(isolate, *slot);
    if (other->raw_hash == hash && other->length == length &&
        !memcmp(other->chars, chars, (size_t)length))
      return slot;
  }
}

static void add_root_strings(Isolate *isolate, StringTable *table) {
  for (size_t i = 0; i < ARRAY_LENGTH(kRootOffsets); i++) {
    HeapObject *object =
        (HeapObject *)((uintptr_t)isolate + kRootOffsets[i]);
    if (!Tagged_is_root(object->map, internalized_one_byte_string_map))
      continue;
    const SeqOneByteString *string = (const SeqOneByteString *)object;
    Tagged *slot = find_entry(isolate, table, string->chars, string->length);
    // Two rows with the same text would be two different property names.
    CHECK(Tagged_is_root(*slot, undefined_value));
    *slot = Tagged_from_object(string);
    table->number_of_elements++;
  }
}

static FixedArray *make_single_characters(Isolate *isolate,
                                          StringTable *table) {
  FixedArray *array = FixedArray_new(isolate, 256);
  for (int i = 0; i < 256; i++) {
    uint8_t character = (uint8_t)i;
    Tagged *slot = find_entry(isolate, table, &character, 1);
    if (Tagged_is_root(*slot, undefined_value)) {
      SeqOneByteString *string = SeqOneByteString_new_raw(isolate, 1);
      init_string(string, (const char *)&character, 1);
      *slot = Tagged_from_object(string);
      table->number_of_elements++;
    }
    array->slots[i] = *slot;
  }
  return array;
}

static void create_isolate_roots(Isolate *isolate) {
  for (int i = 0; i < kIsolateRootCount; i++)
    isolate->roots[i] = ROOT_TAGGED(undefined_value);
  StringTable *table = (StringTable *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, string_table_map),
      kInitialStringTableCapacity);
  table->capacity = kInitialStringTableCapacity;
  Isolate_set_root(isolate, kIsolateRoot_string_table,
                   Value_from_object(table));
  add_root_strings(isolate, table);
  FixedArray *characters = make_single_characters(isolate, table);
  Isolate_set_root(isolate, kIsolateRoot_single_character_strings,
                   Value_from_object(characters));
}

void ReadOnlyHeap_create(Isolate *isolate) {
  uintptr_t base = (uintptr_t)isolate;
  uint32_t end = (kRootsEnd + 4095u) & ~4095u;
  if (!Cage_commit(base, kReadOnlyHeapOffset, end - kReadOnlyHeapOffset))
    Heap_fatal_out_of_memory(isolate, "the read-only heap",
                             end - kReadOnlyHeapOffset);
  create_maps(isolate);
  create_singletons(isolate);
  create_names(isolate);
  // Immortal objects are always marked: the collector never visits them.
  for (size_t i = 0; i < ARRAY_LENGTH(kRootOffsets); i++)
    MarkBit_set(base, kRootOffsets[i]);
  isolate->read_only_end = end;
  isolate->snapshot_begin = end;
  isolate->snapshot_end = end;
  isolate->next_script_id = 1;
  isolate->next_identity_hash = 1;
  isolate->next_async_order = 1;
  isolate->protector_flags = ~0u;
  Heap_forbid_gc(isolate);
  create_isolate_roots(isolate);
  Heap_allow_gc(isolate);
}
