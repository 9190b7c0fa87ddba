// SPDX-License-Identifier: MIT
//
// Object.entries and Object.assign of ordinary objects that keep fields only,
// and Object.create. The rest is the C builtins' (engine/builtins/object.c).
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/frames.h"
#include "builtins-dsl/definitions/object-fields.h"
#include "engine/objects/map.h"
#include "engine/objects/native-context.h"
#include "engine/objects/property-details.h"

enum {
  kMostFields = 16,
  kWeakBit = kWeakHeapObjectTag & ~kHeapObjectTag,
};

// The properties of an object, all enumerable and under strings.
typedef struct Fields {
  TValue object;
  TMap map;
  TDescriptorArray descriptors;
  TInt64 count;
} Fields;

TInt32 own_descriptors(Assembler *a, TInt32 bits) {
  return csa_int32_and(
      a, csa_int32_shr(a, bits, csa_int32(a, kMapOwnDescriptorsShift)),
      csa_int32(a, kMapOwnDescriptorsMask));
}

// Key of a property, or what is that many slots behind it.
static TValue descriptor_slot(Assembler *a, const Fields *fields, TInt64 i,
                              int slot) {
  TInt64 at = csa_int64_mul(a, i, csa_int64(a, kSlotsPerDescriptor));
  return csa_load_DescriptorArray_slots(
      a, fields->descriptors, csa_int64_add(a, at, csa_int64(a, slot)));
}
static TInt32 details_of(Assembler *a, const Fields *fields, TInt64 i) {
  return csa_smi_untag(
      a, csa_value_as_smi(a, descriptor_slot(a, fields, i, kDetailsSlot)));
}

// An ordinary object without elements whose map has as many enumerable strings
// as properties, 1 to kMostFields.
static Fields check_enumerable(Assembler *a, TValue object, Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, object), otherwise);
  TMap map = csa_load_map(a, object);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_OBJECT_TYPE)),
                  otherwise);
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, object)));
  csa_goto_unless(a, csa_is_root(a, elements, empty_fixed_array), otherwise);
  TInt32 bits = csa_load_Map_bit_field3(a, map);
  csa_goto_if(a, csa_int32_test(a, bits, kMapIsDictionaryMap), otherwise);
  TInt32 count = own_descriptors(a, bits);
  csa_goto_unless(
      a,
      csa_int32_equal(
          a, csa_int32_and(a, bits, csa_int32(a, kMapEnumLengthMask)), count),
      otherwise);
  TInt32 before = csa_int32_sub(a, count, csa_int32(a, 1));
  csa_goto_unless(a, csa_uint32_less(a, before, csa_int32(a, kMostFields)),
                  otherwise);
  return (Fields){object, map, csa_load_Map_instance_descriptors(a, map),
                  csa_uint32_to_int64(a, count)};
}

// No property's details have any of the bits.
static void check_details(Assembler *a, const Fields *fields, int bits,
                          Label *otherwise) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, fields->count), &done);
  csa_goto_if(a, csa_int32_test(a, details_of(a, fields, i), bits), otherwise);
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

TValue load_field(Assembler *a, TValue object, TMap map, TInt32 details) {
  LABEL(outside, kUnlikely);
  LABEL(inside, kNormal);
  LABEL(done, kNormal);
  VariableValue value = csa_variable_Value(a, (TValue){NULL});
  TInt32 packed = csa_int32_and(
      a,
      csa_int32_shr(a, details, csa_int32(a, kDetailsIndexShift)),
      csa_int32(a, kDetailsFieldIndexMask));
  TInt64 start = csa_uint32_to_int64(
      a, csa_load_Map_inobject_properties_start_words(a, map));
  TInt64 end =
      csa_uint32_to_int64(a, csa_load_Map_instance_size_words(a, map));
  TInt64 word = csa_int64_add(a, csa_uint32_to_int64(a, packed), start);
  csa_branch(a, csa_int64_less(a, word, end), &inside, &outside);
  csa_bind(a, &inside);
  TRaw address = csa_raw_add(a, csa_object_address(a, object, 0),
                             csa_int64_shl(a, word, 2));
  csa_set_Value(a, value,
                csa_tagged_to_value(a, csa_load_tagged(a, address, 0)));
  csa_goto(a, &done);
  csa_bind(a, &outside);
  TValue properties =
      csa_load_JSReceiver_properties_or_hash(a, AS(JSReceiver, object));
  csa_set_Value(
      a, value,
      csa_load_PropertyArray_slots(a, AS(PropertyArray, properties),
                                   csa_int64_sub(a, word, end)));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Value(a, value);
}

// ECMA-262 #sec-object.entries
//
// Reading fields runs no user code, and their HeapNumbers may be shared. All
// arrays are one piece of memory, which nothing sees before it is filled.
BUILTIN_JS(ObjectEntries, 1) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  LABEL(slow, kDeferred);
  Fields fields = check_enumerable(a, csa_argument(a, 0), &slow);
  check_details(a, &fields, kDetailsDescriptorBit, &slow);
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_array_packed_map));
  TInt64 two = csa_int64(a, 2);
  TInt64 pair_bytes = array_bytes(a, two);
  TInt64 list_bytes = array_bytes(a, fields.count);
  TValue list = csa_allocate_inline(
      a,
      csa_int64_add(a, list_bytes, csa_int64_mul(a, fields.count, pair_bytes)),
      map, &slow);
  TFixedArray entries = init_array(a, list, map, fields.count);
  TInt64 first =
      csa_int64_add(a, csa_value_to_bits(a, list), list_bytes);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, fields.count), &done);
  TValue pair = {
      csa_int64_add(a, first, csa_int64_mul(a, i, pair_bytes)).node};
  TFixedArray both = init_array(a, pair, map, two);
  csa_init_FixedArray_slots(a, both, csa_int64(a, 0),
                            descriptor_slot(a, &fields, i, 0));
  csa_init_FixedArray_slots(a, both, csa_int64(a, 1),
                            load_field(a, fields.object, fields.map,
                                       details_of(a, &fields, i)));
  csa_init_FixedArray_slots(a, entries, i, pair);
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  csa_return(a, list);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// The object has no properties outside itself, no identity hash, no elements.
static void check_in_itself(Assembler *a, TValue object, Label *otherwise) {
  TValue properties =
      csa_load_JSReceiver_properties_or_hash(a, AS(JSReceiver, object));
  csa_goto_unless(a, csa_is_root(a, properties, empty_fixed_array), otherwise);
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, object)));
  csa_goto_unless(a, csa_is_root(a, elements, empty_fixed_array), otherwise);
}

// An object that is plain in the sense of JSObject_copy_plain, and the size of
// those with the other map.
static void check_plain_map(Assembler *a, const Fields *fields, TMap empty,
                            Label *otherwise) {
  enum {
    kCounterBits = kMapConstructionCounterMask << kMapConstructionCounterShift
  };
  TInt32 flags = csa_load_Map_bit_field(a, fields->map);
  csa_goto_unless(a, csa_int32_equal(a, flags, csa_int32(a, 0)), otherwise);
  TInt32 bits = csa_load_Map_bit_field3(a, fields->map);
  TInt32 looked_at = csa_int32_and(
      a, bits,
      csa_int32(a, kCounterBits | kMapIsPrototypeMap | kMapExtensible));
  csa_goto_unless(
      a, csa_int32_equal(a, looked_at, csa_int32(a, kMapExtensible)),
      otherwise);
  TValue prototype = csa_load_Map_prototype(a, fields->map);
  csa_goto_unless(
      a,
      csa_value_equal(a, prototype,
                      load_native_slot(a, kNativeSlot_object_prototype)),
      otherwise);
  csa_goto_unless(
      a,
      csa_int32_equal(a, csa_load_Map_instance_size_words(a, fields->map),
                      csa_load_Map_instance_size_words(a, empty)),
      otherwise);
  csa_goto_unless(
      a,
      csa_int32_equal(a, csa_load_Map_elements_kind(a, fields->map),
                      csa_load_Map_elements_kind(a, empty)),
      otherwise);
}

static void check_no_proto_key(Assembler *a, const Fields *fields,
                               Label *otherwise) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, fields->count), &done);
  TValue key = descriptor_slot(a, fields, i, 0);
  csa_goto_if(a, csa_is_root(a, key, __proto___string), otherwise);
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// ECMA-262 #sec-object.assign
//
// A new {} gets what a plain object of its size has: it becomes a copy of its
// bytes. While Object.prototype minds no store, except to __proto__, those that
// the standard asks for would only add the same properties.
BUILTIN_JS(ObjectAssign, 2) {
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 2)), &slow);
  TValue target = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, target), &slow);
  TMap empty = AS(Map, load_native_slot(a, kNativeSlot_object_initial_map));
  csa_goto_unless(a, csa_has_map(a, target, empty), &slow);
  Fields fields = check_enumerable(a, csa_argument(a, 1), &slow);
  check_in_itself(a, target, &slow);
  check_in_itself(a, fields.object, &slow);
  check_plain_map(a, &fields, empty, &slow);
  check_details(a, &fields, kDetailsDescriptorBit | kDetailsAttributesMask,
                &slow);
  check_no_proto_key(a, &fields, &slow);
  TValue cell = load_native_slot(a, kNativeSlot_plain_stores_cell);
  csa_goto_unless(a, csa_is_heap_object(a, cell), &slow);
  csa_goto_unless(a, csa_is_type(a, cell, CELL_TYPE), &slow);
  TValue intact = csa_smi_to_value(a, csa_smi_constant(a, 1));
  csa_goto_unless(
      a, csa_value_equal(a, csa_load_Cell_value(a, AS(Cell, cell)), intact),
      &slow);
  TInt64 words = csa_uint32_to_int64(
      a, csa_load_Map_instance_size_words(a, fields.map));
  copy_bytes(a, csa_object_address(a, target, 0),
             csa_object_address(a, fields.object, 0),
             align_size(a, csa_int64_shl(a, words, 2)));
  csa_write_barrier(a, target);
  csa_return(a, target);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-object.create
//
// Of an object that was a prototype before, whose PrototypeInfo knows the map.
BUILTIN_JS(ObjectCreate, 2) {
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 1)), &slow);
  TValue prototype = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, prototype), &slow);
  TMap map = csa_load_map(a, prototype);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_OBJECT_TYPE)),
                  &slow);
  TInt32 bits = csa_load_Map_bit_field3(a, map);
  csa_goto_unless(a, csa_int32_test(a, bits, kMapIsPrototypeMap), &slow);
  TValue info = csa_load_Map_raw_transitions(a, map);
  csa_goto_unless(a, csa_is_heap_object(a, info), &slow);
  csa_goto_unless(a, csa_is_type(a, info, PROTOTYPE_INFO_TYPE), &slow);
  TTagged known = csa_load_tagged(a, csa_object_address(a, info, 0),
                                  offsetof(PrototypeInfo, object_create_map));
  TInt32 known_bits = csa_tagged_bits(a, known);
  csa_goto_unless(a, csa_int32_test(a, known_bits, kWeakBit), &slow);
  csa_goto_if(
      a,
      csa_int32_equal(a, known_bits, csa_int32(a, (int32_t)kClearedWeakBits)),
      &slow);
  TMap create_map = AS(Map, csa_strengthen(a, known));
  csa_goto_if(a,
              csa_int32_test(a, csa_load_Map_bit_field3(a, create_map),
                             kMapIsDictionaryMap),
              &slow);
  csa_return(a, allocate_instance_inline(a, create_map, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
