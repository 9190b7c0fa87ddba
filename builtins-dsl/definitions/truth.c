// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/truth.h"

#include "engine/objects/map.h"

void branch_on_truth(Assembler *a, TValue value, Label *if_true,
                     Label *if_false) {
  LABEL(tagged, kNormal);
  LABEL(object, kNormal);
  LABEL(unboxed, kNormal);
  LABEL(string, kNormal);
  LABEL(slow, kDeferred);
  csa_goto_if(a, csa_is_root(a, value, true_value), if_true);
  csa_goto_if(a, csa_is_root(a, value, false_value), if_false);
  csa_goto_if(a, csa_is_undefined(a, value), if_false);
  csa_goto_if(a, csa_is_root(a, value, null_value), if_false);
  csa_branch(a, csa_is_unboxed_double(a, value), &unboxed, &tagged);
  csa_bind(a, &tagged);
  csa_goto_unless(a, csa_is_smi_not_double(a, value), &object);
  csa_branch(a, csa_value_equal(a, value, csa_value_bits(a, 0)), if_false,
             if_true);

  csa_bind(a, &unboxed);
  TFloat64 x = csa_value_as_float64(a, value);
  TFloat64 zero = csa_float64(a, 0);
  // Neither zero nor NaN: less or greater.
  csa_goto_if(a, csa_float64_less(a, x, zero), if_true);
  csa_branch(a, csa_float64_less(a, zero, x), if_true, if_false);

  csa_bind(a, &object);
  TMap map = csa_load_map(a, value);
  TInt32 type = csa_load_Map_instance_type(a, map);
  csa_goto_if(a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)),
              &string);
  csa_goto_if(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
      &slow);
  csa_branch(a,
             csa_int32_test(a, csa_load_Map_bit_field(a, map),
                            kMapUndetectable),
             if_false, if_true);
  csa_bind(a, &string);
  TInt32 length = csa_load_String_length(a, AS(String, value));
  csa_branch(a, csa_int32_equal(a, length, csa_int32(a, 0)), if_false,
             if_true);
  // Symbols, BigInts, HeapNumbers, oddballs of the engine.
  csa_bind(a, &slow);
  csa_branch(a, csa_is_root(a, csa_call_runtime(a, ToBoolean, value),
                            true_value),
             if_true, if_false);
}

TValue type_of(Assembler *a, TValue value) {
  LABEL(object, kNormal);
  LABEL(string, kNormal);
  LABEL(oddball, kNormal);
  LABEL(receiver, kNormal);
  LABEL(slow, kDeferred);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, csa_root(a, number_string));
  csa_goto_if(a, csa_is_heap_object(a, value), &object);
  csa_goto(a, &done);
  csa_bind(a, &object);
  TMap map = csa_load_map(a, value);
  TInt32 type = csa_load_Map_instance_type(a, map);
  csa_goto_if(a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)),
              &string);
  csa_goto_if(a, csa_int32_equal(a, type, csa_int32(a, ODDBALL_TYPE)),
              &oddball);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
      &receiver);
  csa_goto_if(a, csa_int32_equal(a, type, csa_int32(a, HEAP_NUMBER_TYPE)),
              &done);
  csa_goto(a, &slow);
  csa_bind(a, &string);
  csa_set_Value(a, result, csa_root(a, string_string));
  csa_goto(a, &done);
  csa_bind(a, &oddball);
  csa_set_Value(a, result, csa_load_Oddball_type_of(a, AS(Oddball, value)));
  csa_goto(a, &done);
  csa_bind(a, &receiver);
  TInt32 bit_field = csa_load_Map_bit_field(a, map);
  csa_goto_if(a, csa_int32_test(a, bit_field, kMapUndetectable), &slow);
  csa_set_Value(
      a, result,
      csa_select_Value(a, csa_int32_test(a, bit_field, kMapCallable),
                       csa_root(a, function_string),
                       csa_root(a, object_string)));
  csa_goto(a, &done);
  csa_bind(a, &slow);
  csa_set_Value(a, result, csa_call_runtime(a, TypeOf, value));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}
