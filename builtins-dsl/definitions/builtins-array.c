// SPDX-License-Identifier: MIT
//
// Array.prototype methods on arrays with fast elements. The rest is the C
// builtins' (engine/builtins/array-*.c).
#include "builtins-dsl/definitions/arrays.h"
#include "engine/objects/native-context.h"

// ECMA-262 #sec-array.prototype.at
//
// A JSArray with fast elements and a Smi index run no user code, so going to
// the C builtin from anywhere restarts from step 1 unobserved.
BUILTIN_JS(ArrayPrototypeAt, 1) {
  LABEL(out_of_range, kUnlikely);
  LABEL(slow, kDeferred);
  // 1-2. Let O be ? ToObject(this value). Let len be ? LengthOfArrayLike(O).
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  TSmi length = array_length(a, array);
  // 3. Let relativeIndex be ? ToIntegerOrInfinity(index).
  TSmi relative = csa_cast_Smi(a, csa_argument(a, 0), &slow);
  // 4-5. k is relativeIndex, or len + relativeIndex if that is negative.
  TBool from_end = csa_smi_less(a, relative, csa_smi_constant(a, 0));
  TSmi k =
      csa_select_Smi(a, from_end, csa_smi_add(a, length, relative), relative);
  // 6. If k < 0 or k >= len, return undefined. One unsigned compare.
  csa_goto_unless(a, csa_smi_below(a, k, length), &out_of_range);
  // 7. Return ? Get(O, ! ToString(k)). A hole looks at the prototypes.
  csa_return(a, load_array_element(a, array, smi_as_index(a, k), &slow));

  csa_bind(a, &out_of_range);
  csa_return(a, csa_undefined(a));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-array.prototype.push
//
// One value that fits the elements kind, with capacity left.
BUILTIN_JS(ArrayPrototypePush, 1) {
  LABEL(doubles, kUnlikely);
  LABEL(smis, kNormal);
  LABEL(tagged, kNormal);
  LABEL(store, kNormal);
  LABEL(done, kNormal);
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 1)), &slow);
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  TMap map = check_initial_array_map(a, array, &slow);
  TInt32 kind = csa_load_Map_elements_kind(a, map);
  TSmi length = array_length(a, array);
  TInt64 index = smi_as_index(a, length);
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, array)));
  TInt32 capacity =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, elements));
  csa_goto_unless(a, csa_int64_less(a, index, csa_uint32_to_int64(a, capacity)),
                  &slow);
  csa_goto_if(a, is_double_kind(a, kind), &doubles);
  csa_goto_unless(
      a, csa_has_map(a, elements, csa_root_as(a, Map, fixed_array_map)), &slow);
  VariableValue value = csa_variable_Value(a, csa_argument(a, 0));
  csa_branch(a,
             csa_uint32_less_equal(a, kind, csa_int32(a, HOLEY_SMI_ELEMENTS)),
             &smis, &tagged);
  csa_bind(a, &smis);
  csa_goto_unless(a, csa_is_smi(a, csa_get_Value(a, value)), &slow);
  csa_goto(a, &store);
  csa_bind(a, &tagged);
  TTagged boxed = csa_box_inline(a, csa_get_Value(a, value), &slow);
  csa_set_Value(a, value, csa_tagged_to_value(a, boxed));
  csa_bind(a, &store);
  csa_store_FixedArray_slots(a, AS(FixedArray, elements), index,
                             csa_get_Value(a, value));
  csa_goto(a, &done);

  csa_bind(a, &doubles);
  TFloat64 number = csa_number_to_float64(a, csa_argument(a, 0), &slow);
  TRaw at = csa_FixedDoubleArray_values_address(
      a, AS(FixedDoubleArray, elements), index);
  csa_store_float64(a, at, 0, number);
  csa_bind(a, &done);
  TValue longer =
      csa_smi_to_value(a, csa_smi_add(a, length, csa_smi_constant(a, 1)));
  csa_init_JSArray_length(a, array, longer);
  csa_return(a, longer);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-array.prototype.pop
BUILTIN_JS(ArrayPrototypePop, 0) {
  LABEL(doubles, kUnlikely);
  LABEL(done, kNormal);
  LABEL(slow, kDeferred);
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  TMap map = check_initial_array_map(a, array, &slow);
  TSmi length = array_length(a, array);
  csa_goto_if(a, csa_smi_equal(a, length, csa_smi_constant(a, 0)), &slow);
  TSmi shorter = csa_smi_sub(a, length, csa_smi_constant(a, 1));
  TInt64 index = smi_as_index(a, shorter);
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, array)));
  csa_goto_if(
      a, csa_has_map(a, elements, csa_root_as(a, Map, fixed_cow_array_map)),
      &slow);
  TValue value = load_array_element(a, array, index, &slow);
  // What lies behind the length is always holes.
  csa_goto_if(a, is_double_kind(a, csa_load_Map_elements_kind(a, map)),
              &doubles);
  csa_init_FixedArray_slots(a, AS(FixedArray, elements), index,
                            csa_root(a, the_hole));
  csa_goto(a, &done);
  csa_bind(a, &doubles);
  TRaw at = csa_FixedDoubleArray_values_address(
      a, AS(FixedDoubleArray, elements), index);
  csa_store_int64(a, at, 0, csa_int64(a, (int64_t)kHoleNanBits));
  csa_bind(a, &done);
  csa_init_JSArray_length(a, array, csa_smi_to_value(a, shorter));
  csa_return(a, value);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-array.isarray
//
// A proxy's target is the C builtin's to look for.
BUILTIN_JS(ArrayIsArray, 1) {
  LABEL(other, kUnlikely);
  LABEL(slow, kDeferred);
  TValue value = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, value), &other);
  TInt32 type = csa_load_instance_type(a, value);
  csa_goto_if(a, csa_int32_equal(a, type, csa_int32(a, JS_PROXY_TYPE)), &slow);
  csa_return(a, csa_boolean(a, csa_int32_equal(a, type,
                                               csa_int32(a, JS_ARRAY_TYPE))));
  csa_bind(a, &other);
  csa_return(a, csa_root(a, false_value));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
