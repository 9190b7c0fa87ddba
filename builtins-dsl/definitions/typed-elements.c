// SPDX-License-Identifier: MIT
//
// Elements of typed arrays: a switch on the kind. BigInt and half-float kinds
// are the runtime's, as are buffers whose bytes lie outside the heap, that were
// detached, or that can change their length.
#include "builtins-dsl/definitions/elements.h"

const int32_t kTypedKinds[kTypedKindCount] = {
    INT8_ELEMENTS,  UINT8_ELEMENTS,  UINT8_CLAMPED_ELEMENTS,
    INT16_ELEMENTS, UINT16_ELEMENTS, INT32_ELEMENTS,
    UINT32_ELEMENTS, FLOAT32_ELEMENTS, FLOAT64_ELEMENTS};
const int kTypedShifts[kTypedKindCount] = {0, 0, 0, 1, 1, 2, 2, 2, 3};

TRaw typed_array_data(Assembler *a, TJSTypedArray array, TInt32 index,
                      bool to_write, Label *miss) {
  TJSArrayBufferView view = AS(JSArrayBufferView, array);
  TInt32 zero = csa_int32(a, 0);
  csa_goto_unless(
      a, csa_int32_equal(a, csa_load_JSArrayBufferView_flags(a, view), zero),
      miss);
  TInt64 wide = csa_uint32_to_int64(a, index);
  csa_goto_unless(
      a, csa_uint64_less(a, wide, csa_load_JSTypedArray_length(a, array)),
      miss);
  TJSArrayBuffer buffer = csa_load_JSArrayBufferView_buffer(a, view);
  if (to_write)
    csa_goto_unless(
        a, csa_int32_equal(a, csa_load_JSArrayBuffer_flags(a, buffer), zero),
        miss);
  TValue store = csa_load_JSArrayBuffer_store(a, buffer);
  csa_goto_unless(a, csa_is_heap_object(a, store), miss);
  csa_goto_unless(
      a, csa_has_map(a, store, csa_root_as(a, Map, byte_array_map)), miss);
  return csa_ByteArray_bytes_address(
      a, AS(ByteArray, store),
      csa_load_JSArrayBufferView_byte_offset(a, view));
}

TValue load_typed_kind(Assembler *a, ElementsKind kind, TRaw at) {
  switch (kind) {
    case INT8_ELEMENTS:
      return csa_smi_to_value(a, csa_smi_tag(a, csa_load_int8(a, at, 0)));
    case INT16_ELEMENTS:
      return csa_smi_to_value(a, csa_smi_tag(a, csa_load_int16(a, at, 0)));
    case UINT16_ELEMENTS:
      return csa_smi_to_value(a, csa_smi_tag(a, csa_load_uint16(a, at, 0)));
    case INT32_ELEMENTS:
      return csa_int32_to_value(a, csa_load_int32(a, at, 0));
    case UINT32_ELEMENTS:
      return csa_uint32_to_value(a, csa_load_int32(a, at, 0));
    case FLOAT32_ELEMENTS:
    case FLOAT64_ELEMENTS: {
      // Any NaN may lie in the buffer; a Value holds the canonical one.
      TFloat64 x = kind == FLOAT64_ELEMENTS ? csa_load_float64(a, at, 0)
                                            : csa_load_float32(a, at, 0);
      TValue nan = csa_value_bits(
          a, Value_from_double(__builtin_nan("")).bits);
      return csa_select_Value(a, csa_float64_is_nan(a, x), nan,
                              csa_float64_to_value(a, x));
    }
    default:
      return csa_smi_to_value(a, csa_smi_tag(a, csa_load_uint8(a, at, 0)));
  }
}

static void make_labels(Assembler *a, Label *labels) {
  for (int i = 0; i < kTypedKindCount; i++)
    labels[i] = csa_new_label(a, kNormal, ElementsKind_name(kTypedKinds[i]));
}

void load_typed_element(Assembler *a, TJSTypedArray array, TInt32 kind,
                        TInt32 index, Label *miss) {
  Label labels[kTypedKindCount];
  TRaw data = typed_array_data(a, array, index, false, miss);
  TInt64 wide = csa_uint32_to_int64(a, index);
  make_labels(a, labels);
  csa_switch(a, kind, miss, kTypedKinds, labels, kTypedKindCount);
  for (int i = 0; i < kTypedKindCount; i++) {
    csa_bind(a, &labels[i]);
    TRaw at = element_address(a, data, wide, kTypedShifts[i]);
    csa_dispatch(a, load_typed_kind(a, (ElementsKind)kTypedKinds[i], at));
  }
}

// ECMA-262 #sec-touint8clamp of a Smi; other numbers are the runtime's.
static void store_clamped(Assembler *a, TRaw at, TValue number, Label *miss) {
  TSmi smi = csa_cast_Smi(a, number, miss);
  TInt32 value = csa_smi_untag(a, smi);
  TInt32 zero = csa_int32(a, 0), most = csa_int32(a, 255);
  value = csa_select_Int32(a, csa_int32_less(a, value, zero), zero, value);
  value = csa_select_Int32(a, csa_int32_less(a, most, value), most, value);
  csa_store_int8(a, at, 0, value);
}

void store_typed_kind(Assembler *a, ElementsKind kind, TRaw at, TValue number,
                      Label *miss) {
  if (kind == UINT8_CLAMPED_ELEMENTS) {
    store_clamped(a, at, number, miss);
    return;
  }
  if (kind == FLOAT32_ELEMENTS || kind == FLOAT64_ELEMENTS) {
    TFloat64 x = csa_number_to_float64(a, number, miss);
    if (kind == FLOAT64_ELEMENTS)
      csa_store_float64(a, at, 0, x);
    else
      csa_store_float32(a, at, 0, x);
    return;
  }
  TInt32 value = csa_number_to_int32(a, number, miss);
  if (kind == INT8_ELEMENTS || kind == UINT8_ELEMENTS)
    csa_store_int8(a, at, 0, value);
  else if (kind == INT16_ELEMENTS || kind == UINT16_ELEMENTS)
    csa_store_int16(a, at, 0, value);
  else
    csa_store_int32(a, at, 0, value);
}

void store_typed_element(Assembler *a, TJSTypedArray array, TInt32 kind,
                         TInt32 index, Label *miss) {
  LABEL(number, kNormal);
  Label labels[kTypedKindCount];
  // A heap object that is no number converts, which may run user code.
  csa_goto_unless(a, csa_is_heap_object(a, a->accumulator), &number);
  csa_goto_unless(a,
                  csa_has_map(a, a->accumulator,
                              csa_root_as(a, Map, heap_number_map)),
                  miss);
  csa_bind(a, &number);
  TRaw data = typed_array_data(a, array, index, true, miss);
  TInt64 wide = csa_uint32_to_int64(a, index);
  make_labels(a, labels);
  csa_switch(a, kind, miss, kTypedKinds, labels, kTypedKindCount);
  for (int i = 0; i < kTypedKindCount; i++) {
    csa_bind(a, &labels[i]);
    TRaw at = element_address(a, data, wide, kTypedShifts[i]);
    store_typed_kind(a, (ElementsKind)kTypedKinds[i], at, a->accumulator,
                     miss);
    csa_dispatch(a, a->accumulator);
  }
}
