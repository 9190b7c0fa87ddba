// SPDX-License-Identifier: MIT
//
// Short copies and moves of elements: Array.prototype.shift, slice and concat
// of arrays whose elements are Smis or tagged, and Object.keys. The rest is the
// C builtins' (engine/builtins/array-plain.h).
//
// Arrays with their initial map, while no prototype has elements and the
// species' constructor is not looked for, run no user code; nothing is changed
// before all that may fail was tried.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/map.h"
#include "engine/objects/native-context.h"

enum { kLongestCopy = 64 };

// A FixedArray that is not shared and has `length` elements at least.
static TFixedArray own_elements(Assembler *a, TJSArray array, TSmi length,
                                Label *otherwise) {
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, array)));
  csa_goto_unless(
      a, csa_has_map(a, elements, csa_root_as(a, Map, fixed_array_map)),
      otherwise);
  TInt32 capacity =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, elements));
  csa_goto_if(a, csa_int32_less(a, capacity, csa_smi_untag(a, length)),
              otherwise);
  return AS(FixedArray, elements);
}

// Copies count > 0 slots, two at a time, in ascending order.
static void copy_slots(Assembler *a, TRaw to, TRaw from, TInt64 count) {
  TInt64 last_bytes = csa_int64_shl(
      a, csa_int64_sub(a, count, csa_int64(a, 1)), 2);
  copy_bytes(a, to, from, last_bytes);
  csa_store_tagged(
      a, csa_raw_add(a, to, last_bytes), 0,
      csa_load_tagged(a, csa_raw_add(a, from, last_bytes), 0));
}

// A FixedArray of that many slots, 1 to kLongestCopy, which the caller fills at
// once. Its padding is zero.
static TFixedArray new_elements(Assembler *a, TInt64 count, Label *slow) {
  TInt64 slots_bytes = csa_int64_shl(a, count, 2);
  TInt64 size = csa_int64_and(
      a,
      csa_int64_add(
          a, slots_bytes,
          csa_int64(a, sizeof(FixedArrayBase) + kObjectAlignment - 1)),
      csa_int64(a, -kObjectAlignment));
  TValue array = csa_allocate_inline(
      a, size, csa_root_as(a, Map, fixed_array_map), slow);
  csa_store_int64(
      a,
      csa_raw_add(a, csa_object_address(a, array, 0),
                  csa_int64_sub(a, size, csa_int64(a, kObjectAlignment))),
      0, csa_int64(a, 0));
  csa_store_FixedArrayBase_length(a, AS(FixedArrayBase, array),
                                  csa_int64_to_int32(a, count));
  return AS(FixedArray, array);
}

static TValue new_array(Assembler *a, TMap map, TFixedArray elements,
                        TInt64 length, Label *slow) {
  TValue array = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(sizeof(JSArray))), map, slow);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, array),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, array), AS(HeapObject, elements));
  csa_init_JSArray_length(
      a, AS(JSArray, array),
      csa_smi_to_value(a, csa_smi_tag(a, csa_int64_to_int32(a, length))));
  return array;
}

static TRaw slot_address(Assembler *a, TFixedArray elements, TInt64 index) {
  return csa_FixedArray_slots_address(a, elements, index);
}
// Goes on only for 1 to kLongestCopy.
static TInt64 check_short(Assembler *a, TSmi count, Label *otherwise) {
  TSmi before = csa_smi_sub(a, count, csa_smi_constant(a, 1));
  csa_goto_unless(
      a, csa_smi_below(a, before, csa_smi_constant(a, kLongestCopy)),
      otherwise);
  return smi_as_index(a, count);
}

// ECMA-262 #sec-array.prototype.shift
//
// Two elements at least: an array that becomes empty gives up its store.
BUILTIN_JS(ArrayPrototypeShift, 0) {
  LABEL(slow, kDeferred);
  TSmi one = csa_smi_constant(a, 1);
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  (void)check_initial_array_map(a, array, &slow);
  TSmi shorter = csa_smi_sub(a, array_length(a, array), one);
  TInt64 count = check_short(a, shorter, &slow);
  TFixedArray elements =
      own_elements(a, array, csa_smi_add(a, shorter, one), &slow);
  TValue first = csa_load_FixedArray_slots(a, elements, csa_int64(a, 0));
  csa_goto_if(a, csa_is_root(a, first, the_hole), &slow);
  copy_slots(a, slot_address(a, elements, csa_int64(a, 0)),
             slot_address(a, elements, csa_int64(a, 1)), count);
  csa_write_barrier(a, AS(Value, elements));
  // What lies behind the length is always holes.
  csa_init_FixedArray_slots(a, elements, count, csa_root(a, the_hole));
  csa_init_JSArray_length(a, array, csa_smi_to_value(a, shorter));
  csa_return(a, first);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// A Smi relative to the length, or what stands for undefined.
static TSmi relative_index(Assembler *a, TValue argument, TSmi length,
                           TSmi if_undefined, Label *otherwise) {
  LABEL(given, kNormal);
  LABEL(done, kNormal);
  VariableSmi index = csa_variable_Smi(a, if_undefined);
  csa_branch(a, csa_is_undefined(a, argument), &done, &given);
  csa_bind(a, &given);
  TSmi zero = csa_smi_constant(a, 0);
  TSmi relative = csa_cast_Smi(a, argument, otherwise);
  TSmi from_end = csa_smi_add(a, relative, length);
  from_end = csa_select_Smi(a, csa_smi_less(a, from_end, zero), zero, from_end);
  TSmi from_start =
      csa_select_Smi(a, csa_smi_less(a, relative, length), relative, length);
  csa_set_Smi(a, index,
              csa_select_Smi(a, csa_smi_less(a, relative, zero), from_end,
                             from_start));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Smi(a, index);
}

// ECMA-262 #sec-array.prototype.slice
BUILTIN_JS(ArrayPrototypeSlice, 2) {
  LABEL(slow, kDeferred);
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  TMap map = check_initial_array_map(a, array, &slow);
  check_protectors(a, kProtectorArraySpecies, &slow);
  TSmi length = array_length(a, array);
  TSmi start = relative_index(a, csa_argument(a, 0), length,
                              csa_smi_constant(a, 0), &slow);
  TSmi end = relative_index(a, csa_argument(a, 1), length, length, &slow);
  TInt64 count = check_short(a, csa_smi_sub(a, end, start), &slow);
  TFixedArray from = own_elements(a, array, end, &slow);
  TFixedArray elements = new_elements(a, count, &slow);
  copy_slots(a, slot_address(a, elements, csa_int64(a, 0)),
             slot_address(a, from, smi_as_index(a, start)), count);
  csa_return(a, new_array(a, map, elements, count, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-array.prototype.concat
//
// Two arrays with elements, of one kind.
BUILTIN_JS(ArrayPrototypeConcat, 1) {
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 1)), &slow);
  TJSArray first = csa_cast_fast_array(a, csa_receiver(a), &slow);
  TMap map = check_initial_array_map(a, first, &slow);
  check_protectors(a, kProtectorArraySpecies | kProtectorIsConcatSpreadable,
                   &slow);
  TValue argument = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, argument), &slow);
  csa_goto_unless(a, csa_has_map(a, argument, map), &slow);
  TJSArray second = AS(JSArray, argument);
  TInt64 first_count = check_short(a, array_length(a, first), &slow);
  TInt64 second_count = check_short(a, array_length(a, second), &slow);
  TFixedArray from_first =
      own_elements(a, first, array_length(a, first), &slow);
  TFixedArray from_second =
      own_elements(a, second, array_length(a, second), &slow);
  TInt64 count = csa_int64_add(a, first_count, second_count);
  TFixedArray elements = new_elements(a, count, &slow);
  copy_slots(a, slot_address(a, elements, csa_int64(a, 0)),
             slot_address(a, from_first, csa_int64(a, 0)), first_count);
  copy_slots(a, slot_address(a, elements, first_count),
             slot_address(a, from_second, csa_int64(a, 0)), second_count);
  csa_return(a, new_array(a, map, elements, count, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-object.keys
//
// An ordinary object without elements, whose map knows its enumerable keys.
BUILTIN_JS(ObjectKeys, 1) {
  LABEL(slow, kDeferred);
  TValue object = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, object), &slow);
  TMap map = csa_load_map(a, object);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_OBJECT_TYPE)),
                  &slow);
  TValue no_elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, object)));
  csa_goto_unless(a, csa_is_root(a, no_elements, empty_fixed_array), &slow);
  TInt32 bits = csa_load_Map_bit_field3(a, map);
  csa_goto_if(a, csa_int32_test(a, bits, kMapIsDictionaryMap), &slow);
  // Not computed is more than kLongestCopy.
  TInt32 known = csa_int32_and(a, bits, csa_int32(a, kMapEnumLengthMask));
  TInt64 count = check_short(a, csa_smi_tag(a, known), &slow);
  TValue cache = csa_load_DescriptorArray_enum_cache(
      a, csa_load_Map_instance_descriptors(a, map));
  csa_goto_if(a, csa_is_undefined(a, cache), &slow);
  TFixedArray keys = csa_load_EnumCache_keys(a, AS(EnumCache, cache));
  TInt32 cached = csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, keys));
  csa_goto_if(a, csa_int32_less(a, cached, known), &slow);
  TFixedArray elements = new_elements(a, count, &slow);
  copy_slots(a, slot_address(a, elements, csa_int64(a, 0)),
             slot_address(a, keys, csa_int64(a, 0)), count);
  TMap array_map = AS(Map, load_native_slot(a, kNativeSlot_array_packed_map));
  csa_return(a, new_array(a, array_map, elements, count, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
