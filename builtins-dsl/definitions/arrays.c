// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/arrays.h"

#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/native-context.h"

TSmi array_length(Assembler *a, TJSArray array) {
  return csa_value_as_smi(a, csa_load_JSArray_length(a, array));
}
TInt64 smi_as_index(Assembler *a, TSmi smi) {
  return csa_uint32_to_int64(a, csa_smi_untag(a, smi));
}
TBool is_double_kind(Assembler *a, TInt32 kind) {
  TInt32 packed = csa_int32_and(a, kind, csa_int32(a, ~1));
  return csa_int32_equal(a, packed, csa_int32(a, PACKED_DOUBLE_ELEMENTS));
}

TValue load_array_element(Assembler *a, TJSArray array, TInt64 index,
                          Label *hole) {
  LABEL(doubles, kUnlikely);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  TMap map = csa_load_map(a, AS(Value, array));
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, array)));
  TInt32 capacity =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, elements));
  csa_goto_unless(a, csa_int64_less(a, index, csa_uint32_to_int64(a, capacity)),
                  hole);
  csa_goto_if(a, is_double_kind(a, csa_load_Map_elements_kind(a, map)),
              &doubles);
  TValue value = csa_load_FixedArray_slots(a, AS(FixedArray, elements), index);
  csa_goto_if(a, csa_is_root(a, value, the_hole), hole);
  csa_set_Value(a, result, value);
  csa_goto(a, &done);
  csa_bind(a, &doubles);
  TRaw at = csa_FixedDoubleArray_values_address(
      a, AS(FixedDoubleArray, elements), index);
  TInt64 bits = csa_load_int64(a, at, 0);
  csa_goto_if(a, csa_int64_equal(a, bits, csa_int64(a, (int64_t)kHoleNanBits)),
              hole);
  csa_set_Value(a, result,
                csa_float64_to_value(a, csa_float64_from_bits(a, bits)));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

void check_protectors(Assembler *a, uint32_t protectors, Label *otherwise) {
  TInt32 wanted = csa_int32(a, (int32_t)protectors);
  TInt32 intact = csa_int32_and(
      a, csa_isolate_load(a, int32, protector_flags), wanted);
  csa_goto_unless(a, csa_int32_equal(a, intact, wanted), otherwise);
}

TMap check_initial_array_map(Assembler *a, TJSArray array, Label *otherwise) {
  TMap map = csa_load_map(a, AS(Value, array));
  TInt64 kind = csa_uint32_to_int64(a, csa_load_Map_elements_kind(a, map));
  TContext context =
      AS(Context, csa_isolate_root(a, kIsolateRoot_current_native_context));
  TValue initial = csa_load_Context_slots(
      a, context,
      csa_int64_add(a, kind, csa_int64(a, kNativeSlot_array_packed_smi_map)));
  csa_goto_unless(a, csa_value_equal(a, initial, AS(Value, map)), otherwise);
  check_protectors(a, kProtectorNoElements, otherwise);
  return map;
}

static TValue iter_result(Assembler *a, TTagged value, TValue done,
                          Label *otherwise) {
  TContext context =
      AS(Context, csa_isolate_root(a, kIsolateRoot_current_native_context));
  TMap map =
      AS(Map, csa_load_Context_slots(
                  a, context, csa_int64(a, kNativeSlot_iter_result_map)));
  enum {
    kValueOffset = sizeof(JSObject),
    kDoneOffset = kValueOffset + kTaggedSize,
    kResultBytes = kDoneOffset + kTaggedSize
  };
  TValue result = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(kResultBytes)), map, otherwise);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, result),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, result),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  TRaw fields = csa_object_address(a, result, 0);
  csa_store_tagged(a, fields, kValueOffset, value);
  csa_store_tagged(a, fields, kDoneOffset, csa_value_to_tagged(a, done));
  return result;
}
TValue new_iter_result(Assembler *a, TTagged value, Label *otherwise) {
  return iter_result(a, value, csa_root(a, false_value), otherwise);
}
TValue new_last_iter_result(Assembler *a, Label *otherwise) {
  return iter_result(a, csa_value_to_tagged(a, csa_undefined(a)),
                     csa_root(a, true_value), otherwise);
}

TValue new_packed_array(Assembler *a, TFixedArray elements, TSmi length,
                        Label *otherwise) {
  TContext context =
      AS(Context, csa_isolate_root(a, kIsolateRoot_current_native_context));
  TMap map = AS(Map, csa_load_Context_slots(
                         a, context,
                         csa_int64(a, kNativeSlot_array_packed_smi_map +
                                          PACKED_ELEMENTS)));
  TValue array = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(sizeof(JSArray))), map, otherwise);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, array),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, array), AS(HeapObject, elements));
  csa_init_JSArray_length(a, AS(JSArray, array), csa_smi_to_value(a, length));
  return array;
}

TValue new_pair(Assembler *a, TTagged first, TTagged second,
                Label *otherwise) {
  enum { kListBytes = offsetof(FixedArray, slots) + 2 * kTaggedSize };
  TFixedArray list =
      AS(FixedArray,
         csa_allocate_inline(a, csa_int64(a, (int64_t)Object_align(kListBytes)),
                             csa_root_as(a, Map, fixed_array_map), otherwise));
  csa_store_FixedArrayBase_length(a, AS(FixedArrayBase, list),
                                  csa_int32(a, 2));
  TRaw slots = csa_FixedArray_slots_address(a, list, csa_int64(a, 0));
  csa_store_tagged(a, slots, 0, first);
  csa_store_tagged(a, slots, kTaggedSize, second);
  return new_packed_array(a, list, csa_smi_constant(a, 2), otherwise);
}

TInt64 array_bytes(Assembler *a, TInt64 count) {
  size_t headers = Object_align(sizeof(JSArray)) + sizeof(FixedArrayBase);
  return align_size(a, csa_int64_add(a, csa_int64_shl(a, count, 2),
                                     csa_int64(a, (int64_t)headers)));
}

TFixedArray init_array(Assembler *a, TValue array, TMap map, TInt64 count) {
  TRaw end =
      csa_raw_add(a, csa_object_address(a, array, 0), array_bytes(a, count));
  csa_store_int64(a, end, -kObjectAlignment, csa_int64(a, 0));
  TInt64 behind =
      csa_int64_add(a, csa_value_to_bits(a, array),
                    csa_int64(a, (int64_t)Object_align(sizeof(JSArray))));
  TValue elements = {behind.node};
  csa_init_HeapObject_map(a, AS(HeapObject, elements),
                          csa_root_as(a, Map, fixed_array_map));
  TInt32 length = csa_int64_to_int32(a, count);
  csa_store_FixedArrayBase_length(a, AS(FixedArrayBase, elements), length);
  csa_init_HeapObject_map(a, AS(HeapObject, array), map);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, array),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, array), AS(HeapObject, elements));
  csa_init_JSArray_length(a, AS(JSArray, array),
                          csa_smi_to_value(a, csa_smi_tag(a, length)));
  return AS(FixedArray, elements);
}
