// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/dictionaries.h"

#include "engine/objects/layout/string-hash.h"
#include "engine/objects/map.h"
#include "engine/objects/property-details.h"

enum { kSlotsPerEntry = 3, kValueSlot = 1, kDetailsSlot = 2 };

static TNameDictionary dictionary_of(Assembler *a, TValue receiver,
                                     Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, receiver), otherwise);
  TMap map = csa_load_map(a, receiver);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_OBJECT_TYPE)),
                  otherwise);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_bit_field(a, map),
                                  csa_int32(a, 0)),
                  otherwise);
  TInt32 flags = csa_int32_and(
      a, csa_load_Map_bit_field3(a, map),
      csa_int32(a, kMapIsDictionaryMap | kMapIsPrototypeMap));
  csa_goto_unless(
      a, csa_int32_equal(a, flags, csa_int32(a, kMapIsDictionaryMap)),
      otherwise);
  TValue properties = csa_load_JSReceiver_properties_or_hash(
      a, AS(JSReceiver, receiver));
  csa_goto_unless(a, csa_is_heap_object(a, properties), otherwise);
  csa_goto_unless(
      a, csa_has_map(a, properties, csa_root_as(a, Map, name_dictionary_map)),
      otherwise);
  return AS(NameDictionary, properties);
}

// The internalized string that a key is, or leads to. Not an index.
static TValue name_of_key(Assembler *a, TValue key, Label *otherwise) {
  LABEL(rope, kUnlikely);
  LABEL(known, kNormal);
  csa_goto_unless(a, csa_is_heap_object(a, key), otherwise);
  VariableValue name = csa_variable_Value(a, key);
  TInt32 type = csa_load_instance_type(a, key);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)),
      otherwise);
  csa_branch(a, csa_int32_test(a, type, kNotInternalizedBit), &rope, &known);
  csa_bind(a, &rope);
  TInt32 representation =
      csa_int32_and(a, type, csa_int32(a, kStringRepresentationMask));
  csa_goto_unless(
      a, csa_int32_equal(a, representation, csa_int32(a, kConsStringTag)),
      otherwise);
  TConsString cons = AS(ConsString, key);
  TValue second = AS(Value, csa_load_ConsString_second(a, cons));
  csa_goto_unless(a, csa_is_root(a, second, empty_string), otherwise);
  TValue first = AS(Value, csa_load_ConsString_first(a, cons));
  csa_goto_if(
      a, csa_int32_test(a, csa_load_instance_type(a, first),
                        kNotInternalizedBit),
      otherwise);
  csa_set_Value(a, name, first);
  csa_goto(a, &known);
  csa_bind(a, &known);
  return csa_get_Value(a, name);
}

static TInt64 slot_of_entry(Assembler *a, TInt32 entry) {
  return csa_int64_mul(a, csa_uint32_to_int64(a, entry),
                       csa_int64(a, kSlotsPerEntry));
}

DictionaryEntry find_dictionary_entry(Assembler *a, TValue receiver,
                                      TValue key, int forbidden_attributes,
                                      Label *otherwise) {
  LABEL(probe, kNormal);
  LABEL(another, kNormal);
  LABEL(found, kNormal);
  TNameDictionary dictionary = dictionary_of(a, receiver, otherwise);
  THashTable table = AS(HashTable, dictionary);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_HashTable_seed(a, table),
                                  csa_int32(a, 0)),
                  otherwise);
  TValue name = name_of_key(a, key, otherwise);
  TInt32 raw_hash = csa_load_Name_raw_hash(a, AS(Name, name));
  csa_goto_if(a, csa_int32_test(a, raw_hash, kHashIndexBit), otherwise);
  TInt32 mask = csa_int32_sub(a, csa_load_HashTable_capacity(a, table),
                              csa_int32(a, 1));
  VariableInt32 at = csa_variable_Int32(
      a, csa_int32_and(a, csa_int32_shr(a, raw_hash, csa_int32(a, 2)), mask));
  VariableInt32 step = csa_variable_Int32(a, csa_int32(a, 1));
  csa_bind(a, &probe);
  TInt64 slot = slot_of_entry(a, csa_get_Int32(a, at));
  TValue found_key = csa_load_NameDictionary_slots(a, dictionary, slot);
  csa_goto_if(a, csa_value_equal(a, found_key, name), &found);
  csa_branch(a, csa_is_undefined(a, found_key), otherwise, &another);
  csa_bind(a, &another);
  // As HashTable_probe has it: 1, 2, 3 ... further on.
  TInt32 distance = csa_get_Int32(a, step);
  csa_set_Int32(a, at,
                csa_int32_and(
                    a, csa_int32_add(a, csa_get_Int32(a, at), distance),
                    mask));
  csa_set_Int32(a, step, csa_int32_add(a, distance, csa_int32(a, 1)));
  csa_goto(a, &probe);

  csa_bind(a, &found);
  TInt64 found_slot = slot_of_entry(a, csa_get_Int32(a, at));
  TInt64 details_slot =
      csa_int64_add(a, found_slot, csa_int64(a, kDetailsSlot));
  TSmi details = csa_value_as_smi(
      a, csa_load_NameDictionary_slots(a, dictionary, details_slot));
  csa_goto_if(a,
              csa_int32_test(a, csa_smi_untag(a, details),
                             kDetailsAccessorBit | forbidden_attributes),
              otherwise);
  return (DictionaryEntry){dictionary, found_slot};
}

TValue load_dictionary_value(Assembler *a, const DictionaryEntry *entry) {
  return csa_load_NameDictionary_slots(
      a, entry->dictionary,
      csa_int64_add(a, entry->slot, csa_int64(a, kValueSlot)));
}
void store_dictionary_value(Assembler *a, const DictionaryEntry *entry,
                            TTagged value) {
  csa_store_NameDictionary_slots(
      a, entry->dictionary,
      csa_int64_add(a, entry->slot, csa_int64(a, kValueSlot)),
      csa_tagged_to_value(a, value));
}
