// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/elements.h"

#include "builtins-dsl/definitions/strings.h"

#include "engine/objects/map.h"
#include "engine/objects/protectors.h"

TRaw element_address(Assembler *a, TRaw start, TInt64 index, int shift) {
  return csa_raw_add(a, start, csa_int64_shl(a, index, shift));
}

static TBool no_elements_on_prototypes(Assembler *a) {
  return csa_int32_test(a, csa_isolate_load(a, int32, protector_flags),
                        kProtectorNoElements);
}
static TBool is_double_kind(Assembler *a, TInt32 kind) {
  TInt32 packed = csa_int32_and(a, kind, csa_int32(a, ~1));
  return csa_int32_equal(a, packed, csa_int32(a, PACKED_DOUBLE_ELEMENTS));
}
static TBool is_smi_kind(Assembler *a, TInt32 kind) {
  return csa_uint32_less_equal(a, kind, csa_int32(a, HOLEY_SMI_ELEMENTS));
}
static TInt32 capacity(Assembler *a, TJSObject object) {
  return csa_load_FixedArrayBase_length(
      a, AS(FixedArrayBase, csa_load_JSObject_elements(a, object)));
}
static TBool is_array_type(Assembler *a, TInt32 type) {
  return csa_int32_equal(a, type, csa_int32(a, JS_ARRAY_TYPE));
}
// Arrays with fast elements have Smi lengths.
static TInt32 array_length(Assembler *a, TJSObject array) {
  TValue length = csa_load_JSArray_length(a, AS(JSArray, array));
  CSA_DCHECK(csa_is_smi_not_double(a, length));
  return csa_smi_untag(a, csa_value_as_smi(a, length));
}

// ---- Loads ----

// A hole, or no element: undefined if the receiver's handler says so and no
// prototype has elements.
static void load_absent(Assembler *a, TInt32 flags, Label *miss) {
  csa_goto_unless(a, csa_int32_test(a, flags, kElementHoleIsUndefinedBit),
                  miss);
  csa_goto_unless(a, no_elements_on_prototypes(a), miss);
  csa_dispatch(a, csa_undefined(a));
}

static void load_fast_element(Assembler *a, TJSObject object, TInt32 type,
                              TInt32 kind, TInt32 index, TInt32 flags,
                              Label *miss) {
  LABEL(array, kNormal);
  LABEL(in_bounds, kNormal);
  LABEL(doubles, kUnlikely);
  LABEL(absent, kDeferred);
  csa_goto_unless(a, csa_uint32_less(a, index, capacity(a, object)), &absent);
  csa_branch(a, is_array_type(a, type), &array, &in_bounds);
  csa_bind(a, &array);
  csa_goto_unless(a, csa_uint32_less(a, index, array_length(a, object)),
                  &absent);
  csa_bind(a, &in_bounds);
  TValue elements = AS(Value, csa_load_JSObject_elements(a, object));
  TInt64 wide = csa_uint32_to_int64(a, index);
  csa_goto_if(a, is_double_kind(a, kind), &doubles);
  TValue value = csa_load_FixedArray_slots(a, AS(FixedArray, elements), wide);
  csa_goto_if(a, csa_is_root(a, value, the_hole), &absent);
  csa_dispatch(a, value);

  csa_bind(a, &doubles);
  TRaw at = csa_FixedDoubleArray_values_address(
      a, AS(FixedDoubleArray, elements), wide);
  TInt64 bits = csa_load_int64(a, at, 0);
  csa_goto_if(a,
              csa_int64_equal(a, bits, csa_int64(a, (int64_t)kHoleNanBits)),
              &absent);
  csa_dispatch(a, csa_float64_to_value(a, csa_float64_from_bits(a, bits)));

  csa_bind(a, &absent);
  load_absent(a, flags, miss);
}

void load_element(Assembler *a, TValue object, TMap map, TValue key,
                  TInt32 flags, Label *miss) {
  LABEL(not_fast, kUnlikely);
  LABEL(not_object, kUnlikely);
  TInt32 index = csa_cast_index(a, key, miss);
  TInt32 type = csa_load_Map_instance_type(a, map);
  csa_goto_if(a,
              csa_uint32_less(a, type, csa_int32(a, FIRST_JS_OBJECT_TYPE)),
              &not_object);
  TInt32 kind = csa_load_Map_elements_kind(a, map);
  csa_goto_unless(
      a, csa_uint32_less_equal(a, kind, csa_int32(a, LAST_FAST_ELEMENTS)),
      &not_fast);
  load_fast_element(a, AS(JSObject, object), type, kind, index, flags, miss);

  csa_bind(a, &not_fast);
  csa_goto_unless(
      a, csa_int32_equal(a, type, csa_int32(a, JS_TYPED_ARRAY_TYPE)), miss);
  load_typed_element(a, AS(JSTypedArray, object), kind, index, miss);

  csa_bind(a, &not_object);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)), miss);
  TString string = AS(String, object);
  csa_goto_unless(
      a, csa_uint32_less(a, index, csa_load_String_length(a, string)), miss);
  csa_dispatch(a, load_latin1_character(a, string, index, miss));
}

// ---- Stores ----

// Where the element is to go: in bounds, or just behind the end of an array
// that may grow into its capacity. A hole may be filled, and an array may grow,
// only if no prototype has a say in it and the object is extensible.
static void check_may_add(Assembler *a, TMap map, Label *miss) {
  csa_goto_unless(a, no_elements_on_prototypes(a), miss);
  csa_goto_unless(
      a,
      csa_int32_test(a, csa_load_Map_bit_field3(a, map), kMapExtensible),
      miss);
}

static void store_in_slot(Assembler *a, TValue elements, TInt32 kind,
                          TInt64 index, TMap map, Label *miss) {
  LABEL(doubles, kUnlikely);
  LABEL(smis, kNormal);
  LABEL(tagged, kNormal);
  LABEL(store, kNormal);
  LABEL(hole, kUnlikely);
  LABEL(double_hole, kUnlikely);
  LABEL(store_double, kNormal);
  LABEL(done, kNormal);
  VariableValue to_store = csa_variable_Value(a, a->accumulator);
  csa_goto_if(a, is_double_kind(a, kind), &doubles);
  csa_goto_if(
      a, csa_has_map(a, elements, csa_root_as(a, Map, fixed_cow_array_map)),
      miss);
  csa_branch(a, is_smi_kind(a, kind), &smis, &tagged);
  csa_bind(a, &smis);
  csa_goto_unless(a, csa_is_smi(a, a->accumulator), miss);
  csa_goto(a, &store);
  csa_bind(a, &tagged);
  TTagged boxed = csa_box_inline(a, a->accumulator, miss);
  csa_set_Value(a, to_store, csa_tagged_to_value(a, boxed));
  csa_goto(a, &store);
  csa_bind(a, &store);
  TFixedArray array = AS(FixedArray, elements);
  TValue old = csa_load_FixedArray_slots(a, array, index);
  LABEL(fill, kNormal);
  csa_goto_if(a, csa_is_root(a, old, the_hole), &hole);
  csa_bind(a, &fill);
  csa_store_FixedArray_slots(a, array, index, csa_get_Value(a, to_store));
  csa_goto(a, &done);
  csa_bind(a, &hole);
  check_may_add(a, map, miss);
  csa_goto(a, &fill);

  csa_bind(a, &doubles);
  TFloat64 number = csa_number_to_float64(a, a->accumulator, miss);
  TRaw at = csa_FixedDoubleArray_values_address(
      a, AS(FixedDoubleArray, elements), index);
  TInt64 bits = csa_load_int64(a, at, 0);
  csa_goto_if(a,
              csa_int64_equal(a, bits, csa_int64(a, (int64_t)kHoleNanBits)),
              &double_hole);
  csa_bind(a, &store_double);
  csa_store_float64(a, at, 0, number);
  csa_goto(a, &done);
  csa_bind(a, &double_hole);
  check_may_add(a, map, miss);
  csa_goto(a, &store_double);
  csa_bind(a, &done);
}

static void store_fast_element(Assembler *a, TJSObject object, TMap map,
                               TInt32 type, TInt32 kind, TInt32 index,
                               TInt32 flags, Label *miss) {
  LABEL(array, kNormal);
  LABEL(in_bounds, kNormal);
  LABEL(append, kUnlikely);
  TInt32 bit_field = csa_load_Map_bit_field(a, map);
  csa_goto_if(
      a,
      csa_int32_test(a, bit_field, kMapWatched | kMapElementsNotWritable),
      miss);
  csa_goto_unless(a, csa_uint32_less(a, index, capacity(a, object)), miss);
  TValue elements = AS(Value, csa_load_JSObject_elements(a, object));
  TInt64 wide = csa_uint32_to_int64(a, index);
  csa_branch(a, is_array_type(a, type), &array, &in_bounds);
  csa_bind(a, &array);
  TInt32 length = array_length(a, object);
  csa_goto_unless(a, csa_uint32_less(a, index, length), &append);
  csa_bind(a, &in_bounds);
  store_in_slot(a, elements, kind, wide, map,
                miss);
  csa_dispatch(a, a->accumulator);

  csa_bind(a, &append);
  csa_goto_unless(a, csa_int32_equal(a, index, length), miss);
  csa_goto_unless(a, csa_int32_test(a, flags, kStoreMayGrowElementsBit), miss);
  check_may_add(a, map, miss);
  store_in_slot(a, elements, kind, wide, map,
                miss);
  TSmi longer = csa_smi_tag(a, csa_int32_add(a, length, csa_int32(a, 1)));
  csa_init_JSArray_length(a, AS(JSArray, object), csa_smi_to_value(a, longer));
  csa_dispatch(a, a->accumulator);
}

void store_element(Assembler *a, TValue object, TMap map, TValue key,
                   TInt32 flags, Label *miss) {
  LABEL(not_fast, kUnlikely);
  TInt32 index = csa_cast_index(a, key, miss);
  TInt32 type = csa_load_Map_instance_type(a, map);
  csa_goto_if(a,
              csa_uint32_less(a, type, csa_int32(a, FIRST_JS_OBJECT_TYPE)),
              miss);
  TInt32 kind = csa_load_Map_elements_kind(a, map);
  csa_goto_unless(
      a, csa_uint32_less_equal(a, kind, csa_int32(a, LAST_FAST_ELEMENTS)),
      &not_fast);
  store_fast_element(a, AS(JSObject, object), map, type, kind, index, flags,
                     miss);
  csa_bind(a, &not_fast);
  csa_goto_unless(
      a, csa_int32_equal(a, type, csa_int32(a, JS_TYPED_ARRAY_TYPE)), miss);
  store_typed_element(a, AS(JSTypedArray, object), kind, index, miss);
}
