// SPDX-License-Identifier: MIT
//
// Function.prototype.bind of functions that have the length and name they were
// born with: what a bound function says of these is then made when it is asked
// (engine/objects/accessors.c), and binding runs no user code. The rest is the
// C builtin's.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/js-object.h"
#include "engine/objects/map.h"
#include "engine/objects/native-context.h"

enum { kMostBoundArguments = 8, kSlotsPerDescriptor = 3, kValueSlot = 2 };

// Property `index` of a map is a native accessor of the id under the name.
static void check_native_accessor(Assembler *a, TDescriptorArray descriptors,
                                  int index, TValue name, int id,
                                  Label *otherwise) {
  TInt64 at = csa_int64(a, index * kSlotsPerDescriptor);
  TValue key = csa_load_DescriptorArray_slots(a, descriptors, at);
  csa_goto_unless(a, csa_value_equal(a, key, name), otherwise);
  TValue value = csa_load_DescriptorArray_slots(
      a, descriptors, csa_int64_add(a, at, csa_int64(a, kValueSlot)));
  csa_goto_unless(a, csa_is_heap_object(a, value), otherwise);
  csa_goto_unless(
      a, csa_has_map(a, value, csa_root_as(a, Map, accessor_info_map)),
      otherwise);
  TInt32 actual = csa_load_AccessorInfo_accessor_id(a, AS(AccessorInfo, value));
  csa_goto_unless(a, csa_int32_equal(a, actual, csa_int32(a, id)), otherwise);
}

static void check_initial_length_and_name(Assembler *a, TMap map,
                                          Label *otherwise) {
  TInt32 bits = csa_load_Map_bit_field3(a, map);
  csa_goto_if(a, csa_int32_test(a, bits, kMapIsDictionaryMap), otherwise);
  TInt32 count = csa_int32_and(
      a, csa_int32_shr(a, bits, csa_int32(a, kMapOwnDescriptorsShift)),
      csa_int32(a, kMapOwnDescriptorsMask));
  csa_goto_if(a, csa_int32_less(a, count, csa_int32(a, 2)), otherwise);
  TDescriptorArray descriptors = csa_load_Map_instance_descriptors(a, map);
  check_native_accessor(a, descriptors, 0, csa_root(a, length_string),
                        kAccessorFunctionLength, otherwise);
  check_native_accessor(a, descriptors, 1, csa_root(a, name_string),
                        kAccessorFunctionName, otherwise);
}

static TMap bound_map(Assembler *a, TMap target_map, Label *otherwise) {
  LABEL(constructor, kUnlikely);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(
      a, load_native_slot(a, kNativeSlot_bound_function_map));
  TInt32 flags = csa_load_Map_bit_field(a, target_map);
  csa_branch(a, csa_int32_test(a, flags, kMapConstructor), &constructor, &done);
  csa_bind(a, &constructor);
  csa_set_Value(a, result,
                load_native_slot(a, kNativeSlot_bound_constructor_map));
  csa_goto(a, &done);
  csa_bind(a, &done);
  TMap map = AS(Map, csa_get_Value(a, result));
  csa_goto_unless(a,
                  csa_value_equal(a, csa_load_Map_prototype(a, target_map),
                                  csa_load_Map_prototype(a, map)),
                  otherwise);
  return map;
}

// Arguments behind `this`, which there are, as a FixedArray.
static TFixedArray bound_arguments(Assembler *a, Label *slow) {
  LABEL(some, kNormal);
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  VariableValue result =
      csa_variable_Value(a, csa_root(a, empty_fixed_array));
  TInt64 count = csa_int64_sub(a, a->argc, csa_int64(a, 1));
  csa_branch(a, csa_int64_less(a, csa_int64(a, 0), count), &some, &done);
  csa_bind(a, &some);
  csa_goto_if(a, csa_int64_less(a, csa_int64(a, kMostBoundArguments), count),
              slow);
  // Room for pairs: the last slot may be padding, which is zero.
  TInt64 pairs = csa_int64_shr(a, csa_int64_add(a, count, csa_int64(a, 1)), 1);
  TInt64 size = csa_int64_add(a, csa_int64_shl(a, pairs, 3),
                              csa_int64(a, sizeof(FixedArrayBase)));
  TValue array = csa_allocate_inline(
      a, size, csa_root_as(a, Map, fixed_array_map), slow);
  csa_store_FixedArrayBase_length(a, AS(FixedArrayBase, array),
                                  csa_int64_to_int32(a, count));
  TFixedArray list = AS(FixedArray, array);
  // Valid slots before boxing goes to slow: zeros, Smis that is.
  for (int i = 0; i < kMostBoundArguments; i += 2) {
    LABEL(more, kNormal);
    LABEL(enough, kNormal);
    csa_branch(a, csa_int64_less(a, csa_int64(a, i), count), &more, &enough);
    csa_bind(a, &more);
    csa_store_int64(a, csa_FixedArray_slots_address(a, list, csa_int64(a, i)),
                    0, csa_int64(a, 0));
    csa_goto(a, &enough);
    csa_bind(a, &enough);
  }
  csa_set_Value(a, result, array);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, count), &done);
  TRaw argument = csa_raw_add(a, a->argv, csa_int64_shl(a, i, 3));
  TTagged boxed = csa_box_inline(
      a, csa_load_value(a, argument, 2 * kValueSize), slow);
  csa_store_tagged(a, csa_FixedArray_slots_address(a, list, i), 0, boxed);
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  return AS(FixedArray, csa_get_Value(a, result));
}

// ECMA-262 #sec-function.prototype.bind
BUILTIN_JS(FunctionPrototypeBind, 1) {
  LABEL(slow, kDeferred);
  TValue target = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, target), &slow);
  TMap target_map = csa_load_map(a, target);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, target_map),
                                  csa_int32(a, JS_FUNCTION_TYPE)),
                  &slow);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 1)), &slow);
  check_initial_length_and_name(a, target_map, &slow);
  TMap map = bound_map(a, target_map, &slow);
  TFixedArray arguments = bound_arguments(a, &slow);
  TTagged bound_this = csa_box_inline(a, csa_argument(a, 0), &slow);
  TValue bound = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(sizeof(JSBoundFunction))), map,
      &slow);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, bound),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, bound),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  TJSBoundFunction function = AS(JSBoundFunction, bound);
  csa_init_JSBoundFunction_target(a, function, AS(JSReceiver, target));
  csa_init_JSBoundFunction_bound_this(a, function,
                                      csa_tagged_to_value(a, bound_this));
  csa_init_JSBoundFunction_bound_arguments(a, function, arguments);
  csa_return(a, bound);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
