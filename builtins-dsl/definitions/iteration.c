// SPDX-License-Identifier: MIT
//
// for-in.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/map.h"

BYTECODE_HANDLER(ForInEnumerate) {
  csa_dispatch(a,
               csa_call_runtime(a, ForInEnumerate, csa_load_register(a, 0)));
}

// The enumerator is the receiver's map if that has an enum cache, whose keys
// are all there is; else a FixedArray of keys.
BYTECODE_HANDLER(ForInPrepare) {
  LABEL(is_map, kNormal);
  LABEL(with_cache, kNormal);
  LABEL(done, kNormal);
  TValue enumerator = a->accumulator;
  VariableValue keys = csa_variable_Value(a, enumerator);
  VariableInt32 length = csa_variable_Int32(a, csa_int32(a, 0));
  csa_goto_if(a,
              csa_has_map(a, enumerator, csa_root_as(a, Map, meta_map)),
              &is_map);
  csa_set_Int32(
      a, length,
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, enumerator)));
  csa_goto(a, &done);

  csa_bind(a, &is_map);
  TMap map = AS(Map, enumerator);
  TInt32 count = csa_int32_and(a, csa_load_Map_bit_field3(a, map),
                               csa_int32(a, kMapEnumLengthMask));
  csa_set_Int32(a, length, count);
  csa_set_Value(a, keys, csa_root(a, empty_fixed_array));
  csa_goto_unless(a, csa_int32_equal(a, count, csa_int32(a, 0)), &with_cache);
  csa_goto(a, &done);
  csa_bind(a, &with_cache);
  TValue cache = csa_load_DescriptorArray_enum_cache(
      a, csa_load_Map_instance_descriptors(a, map));
  csa_set_Value(
      a, keys, AS(Value, csa_load_EnumCache_keys(a, AS(EnumCache, cache))));

  csa_bind(a, &done);
  TRaw triple = csa_operand_address(a, 0);
  csa_store_value(a, triple, 0, enumerator);
  csa_store_value(a, triple, kValueSize, csa_get_Value(a, keys));
  TSmi tagged_length = csa_smi_tag(a, csa_get_Int32(a, length));
  csa_store_value(a, triple, 2 * kValueSize,
                  csa_smi_to_value(a, tagged_length));
  csa_dispatch(a, enumerator);
}

// A key that the receiver lost meanwhile is skipped: undefined.
BYTECODE_HANDLER(ForInNext) {
  LABEL(filter, kNormal);
  LABEL(skip, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  TValue index = csa_load_register(a, 1);
  TRaw pair = csa_operand_address(a, 2);
  TValue enumerator = csa_load_value(a, pair, 0);
  TFixedArray keys = AS(FixedArray, csa_load_value(a, pair, kValueSize));
  TInt64 i = csa_int64_shr(a, csa_value_to_bits(a, index), kSmiShift);
  TValue key = csa_load_FixedArray_slots(a, keys, i);
  TValue map = AS(Value, csa_load_map(a, receiver));
  csa_goto_unless(a, csa_value_equal(a, map, enumerator), &filter);
  csa_dispatch(a, key);
  csa_bind(a, &filter);
  TValue found = csa_call_runtime(a, ForInHasProperty, receiver, key);
  csa_goto_if(a, csa_is_root(a, found, false_value), &skip);
  csa_goto_if(a, csa_is_undefined(a, found), &skip);
  csa_dispatch(a, key);
  csa_bind(a, &skip);
  csa_dispatch(a, csa_undefined(a));
}

BYTECODE_HANDLER(ForInStep) {
  TValue register_value = csa_load_register(a, 0);
  CSA_DCHECK(csa_is_smi(a, register_value));
  TSmi index = csa_value_as_smi(a, register_value);
  TSmi next = csa_smi_add(a, index, csa_smi_constant(a, 1));
  csa_store_register(a, 0, csa_smi_to_value(a, next));
  csa_dispatch(a, a->accumulator);
}
