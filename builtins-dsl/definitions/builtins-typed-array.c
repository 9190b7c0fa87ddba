// SPDX-License-Identifier: MIT
//
// %TypedArray%.prototype.fill with a number, and set from an array of the same
// kind, of arrays of fixed length whose bytes are on the heap and may be
// written. Arguments are numbers and undefined: no conversion can be observed,
// and nothing is looked up. The rest is the C builtins', from the start
// (engine/builtins/typed-array-mutate.c).
#include "builtins-dsl/definitions/elements.h"

static TJSTypedArray cast_typed_array(Assembler *a, TValue value,
                                      Label *slow) {
  csa_goto_unless(a, csa_is_heap_object(a, value), slow);
  csa_goto_unless(a, csa_is_type(a, value, JS_TYPED_ARRAY_TYPE), slow);
  return AS(JSTypedArray, value);
}

static TInt32 kind_of(Assembler *a, TJSTypedArray array) {
  return csa_load_Map_elements_kind(a, csa_load_map(a, AS(Value, array)));
}

// What C functions take that get no Values.
static TValue raw_argument(TInt64 bits) { return (TValue){bits.node}; }

static void call_leaf(Assembler *a, RuntimeFunctionId id, TInt64 x, TInt64 y,
                      TInt64 z) {
  TValue arguments[] = {raw_argument(x), raw_argument(y), raw_argument(z)};
  csa_call_runtime_nothrow_n(a, id, 3, arguments);
}

// ECMA-262 #sec-%typedarray%.prototype.fill
//
// A number that cannot be converted here goes to slow before anything is
// written.
BUILTIN_JS(TypedArrayPrototypeFill, 3) {
  LABEL(stored, kNormal);
  LABEL(slow, kDeferred);
  TJSTypedArray array = cast_typed_array(a, csa_receiver(a), &slow);
  // Index 0 must be there: empty arrays are C's.
  TRaw data = typed_array_data(a, array, csa_int32(a, 0), true, &slow);
  TInt64 length = csa_load_JSTypedArray_length(a, array);
  TInt64 begin = relative_index(a, 1, length, csa_int64(a, 0), &slow);
  TInt64 end = relative_index(a, 2, length, length, &slow);
  csa_goto_unless(a, csa_int64_less(a, begin, end), &slow);
  TInt32 kind = kind_of(a, array);
  Label labels[kTypedKindCount];
  for (int i = 0; i < kTypedKindCount; i++)
    labels[i] = csa_new_label(a, kNormal, ElementsKind_name(kTypedKinds[i]));
  VariableRaw first = csa_variable_Raw(a, data);
  csa_switch(a, kind, &slow, kTypedKinds, labels, kTypedKindCount);
  for (int i = 0; i < kTypedKindCount; i++) {
    csa_bind(a, &labels[i]);
    TRaw at = element_address(a, data, begin, kTypedShifts[i]);
    store_typed_kind(a, (ElementsKind)kTypedKinds[i], at, csa_argument(a, 0),
                     &slow);
    csa_set_Raw(a, first, at);
    csa_goto(a, &stored);
  }
  csa_bind(a, &stored);
  TInt64 bytes = bytes_of_kind(a, kind);
  call_leaf(a, kRuntimeRepeatElement,
            csa_raw_to_int64(a, csa_get_Raw(a, first)), bytes,
            csa_int64_mul(a, csa_int64_sub(a, end, begin), bytes));
  csa_return(a, csa_receiver(a));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-%typedarray%.prototype.set
//
// Arrays of one kind are copied as bytes are, overlapping or not.
BUILTIN_JS(TypedArrayPrototypeSet, 2) {
  LABEL(at_offset, kNormal);
  LABEL(fits, kNormal);
  LABEL(slow, kDeferred);
  TJSTypedArray target = cast_typed_array(a, csa_receiver(a), &slow);
  TJSTypedArray source = cast_typed_array(a, csa_argument(a, 0), &slow);
  TInt32 kind = kind_of(a, target);
  csa_goto_unless(a, csa_int32_equal(a, kind, kind_of(a, source)), &slow);
  TInt32 zero = csa_int32(a, 0);
  TRaw to = typed_array_data(a, target, zero, true, &slow);
  TRaw from = typed_array_data(a, source, zero, false, &slow);
  VariableInt64 offset = csa_variable_Int64(a, csa_int64(a, 0));
  TValue argument = csa_argument(a, 1);
  csa_branch(a, csa_is_undefined(a, argument), &fits, &at_offset);
  csa_bind(a, &at_offset);
  // Of a negative one, a number that is out of bounds.
  TSmi smi = csa_cast_Smi(a, argument, &slow);
  csa_set_Int64(a, offset, csa_uint32_to_int64(a, csa_smi_untag(a, smi)));
  csa_goto(a, &fits);
  csa_bind(a, &fits);
  TInt64 start = csa_get_Int64(a, offset);
  TInt64 count = csa_load_JSTypedArray_length(a, source);
  csa_goto_if(a,
              csa_int64_less(a, csa_load_JSTypedArray_length(a, target),
                             csa_int64_add(a, start, count)),
              &slow);
  TInt64 bytes = bytes_of_kind(a, kind);
  TRaw first = csa_raw_add(a, to, csa_int64_mul(a, start, bytes));
  call_leaf(a, kRuntimeMoveBytes, csa_raw_to_int64(a, first),
            csa_raw_to_int64(a, from), csa_int64_mul(a, count, bytes));
  csa_return(a, csa_undefined(a));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
