// SPDX-License-Identifier: MIT
//
// DataView.prototype.get... and set..., length and subarray of typed arrays: views
// of buffers of fixed length whose bytes are on the heap, and indices that are
// small integers in bounds. The arguments are numbers and booleans, so that no
// conversion can be observed; the C builtins do the rest from the start.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/elements.h"
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/array-buffer.h"
#include "engine/objects/native-context.h"

static int element_bytes(ElementsKind kind) {
  switch (kind) {
    case INT8_ELEMENTS:
    case UINT8_ELEMENTS:
      return 1;
    case INT16_ELEMENTS:
    case UINT16_ELEMENTS:
      return 2;
    case FLOAT64_ELEMENTS:
      return 8;
    default:
      return 4;
  }
}

// The address of `bytes` bytes at the index that is argument 0.
static TRaw view_address(Assembler *a, int bytes, Label *slow) {
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), slow);
  csa_goto_unless(a, csa_is_type(a, receiver, JS_DATA_VIEW_TYPE), slow);
  TJSArrayBufferView view = AS(JSArrayBufferView, receiver);
  TInt32 zero = csa_int32(a, 0);
  csa_goto_unless(
      a, csa_int32_equal(a, csa_load_JSArrayBufferView_flags(a, view), zero),
      slow);
  TJSArrayBuffer buffer = csa_load_JSArrayBufferView_buffer(a, view);
  csa_goto_unless(
      a, csa_int32_equal(a, csa_load_JSArrayBuffer_flags(a, buffer), zero),
      slow);
  TSmi smi = csa_cast_Smi(a, csa_argument(a, 0), slow);
  // Of a negative one, a number that is out of bounds.
  TInt64 index = csa_uint32_to_int64(a, csa_smi_untag(a, smi));
  TInt64 end = csa_int64_add(a, index, csa_int64(a, bytes));
  TInt64 length = csa_load_JSArrayBufferView_byte_length(a, view);
  csa_goto_if(a, csa_uint64_less(a, length, end), slow);
  TValue store = csa_load_JSArrayBuffer_store(a, buffer);
  csa_goto_unless(a, csa_is_heap_object(a, store), slow);
  csa_goto_unless(
      a, csa_has_map(a, store, csa_root_as(a, Map, byte_array_map)), slow);
  TInt64 offset = csa_load_JSArrayBufferView_byte_offset(a, view);
  return csa_ByteArray_bytes_address(a, AS(ByteArray, store),
                                     csa_int64_add(a, offset, index));
}

// Falls through if the argument, which may be absent, asks for the order of this
// machine.
static void branch_on_order(Assembler *a, int argument, Label *big_endian,
                            Label *slow) {
  LABEL(little_endian, kNormal);
  LABEL(given, kNormal);
  csa_branch(a, csa_int64_less(a, csa_int64(a, argument), a->argc), &given,
             big_endian);
  csa_bind(a, &given);
  TValue order = csa_argument(a, argument);
  csa_goto_if(a, csa_is_root(a, order, true_value), &little_endian);
  csa_goto_if(a, csa_is_root(a, order, false_value), big_endian);
  csa_goto_if(a, csa_is_undefined(a, order), big_endian);
  csa_goto(a, slow);
  csa_bind(a, &little_endian);
}

static void copy_swapped(Assembler *a, TRaw to, TRaw from, int bytes) {
  TInt64 bits;
  if (bytes == 2)
    bits = csa_uint32_to_int64(a, csa_load_uint16(a, from, 0));
  else if (bytes == 4)
    bits = csa_uint32_to_int64(a, csa_load_int32(a, from, 0));
  else
    bits = csa_load_int64(a, from, 0);
  bits = csa_int64_swap_bytes(a, bits);
  if (bytes < 8) bits = csa_int64_shr(a, bits, 64 - 8 * bytes);
  if (bytes == 2)
    csa_store_int16(a, to, 0, csa_int64_to_int32(a, bits));
  else if (bytes == 4)
    csa_store_int32(a, to, 0, csa_int64_to_int32(a, bits));
  else
    csa_store_int64(a, to, 0, bits);
}

// ECMA-262 #sec-getviewvalue
//
// Bytes of the other order are turned round in the receiver's slot: no collection
// can see it any more.
static void define_get(Assembler *a, ElementsKind kind) {
  LABEL(big_endian, kNormal);
  LABEL(slow, kDeferred);
  int bytes = element_bytes(kind);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 1)), &slow);
  TRaw at = view_address(a, bytes, &slow);
  if (bytes > 1) branch_on_order(a, 1, &big_endian, &slow);
  return_from_entry(a, load_typed_kind(a, kind, at));
  if (bytes > 1) {
    csa_bind(a, &big_endian);
    copy_swapped(a, a->argv, at, bytes);
    return_from_entry(a, load_typed_kind(a, kind, a->argv));
  }
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// ECMA-262 #sec-setviewvalue
//
// A number that cannot be converted here goes to slow before anything is written
// but the slot of new.target, which the C builtin does not read.
static void define_set(Assembler *a, ElementsKind kind) {
  LABEL(big_endian, kNormal);
  LABEL(slow, kDeferred);
  int bytes = element_bytes(kind);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 2)), &slow);
  TRaw at = view_address(a, bytes, &slow);
  TValue number = csa_argument(a, 1);
  csa_goto_if(a, csa_is_heap_object(a, number), &slow);
  if (bytes > 1) branch_on_order(a, 2, &big_endian, &slow);
  store_typed_kind(a, kind, at, number, &slow);
  return_from_entry(a, csa_undefined(a));
  if (bytes > 1) {
    csa_bind(a, &big_endian);
    TRaw scratch =
        csa_raw_add(a, a->argv, csa_int64(a, kArgvNewTarget * kValueSize));
    store_typed_kind(a, kind, scratch, number, &slow);
    copy_swapped(a, at, scratch, bytes);
    return_from_entry(a, csa_undefined(a));
  }
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

#define DATA_VIEW(Name, KIND)                                              \
  ENTRY_STUB(DataViewPrototypeGet##Name) { define_get(a, KIND##_ELEMENTS); } \
  ENTRY_STUB(DataViewPrototypeSet##Name) { define_set(a, KIND##_ELEMENTS); }
DATA_VIEW(Int8, INT8)
DATA_VIEW(Uint8, UINT8)
DATA_VIEW(Int16, INT16)
DATA_VIEW(Uint16, UINT16)
DATA_VIEW(Int32, INT32)
DATA_VIEW(Uint32, UINT32)
DATA_VIEW(Float32, FLOAT32)
DATA_VIEW(Float64, FLOAT64)

// ECMA-262 #sec-get-%typedarray%.prototype.length
ENTRY_STUB(TypedArrayPrototypeLength) {
  LABEL(slow, kDeferred);
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &slow);
  csa_goto_unless(a, csa_is_type(a, receiver, JS_TYPED_ARRAY_TYPE), &slow);
  TJSArrayBufferView view = AS(JSArrayBufferView, receiver);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_JSArrayBufferView_flags(a, view),
                                  csa_int32(a, 0)),
                  &slow);
  TInt32 buffer_flags = csa_load_JSArrayBuffer_flags(
      a, csa_load_JSArrayBufferView_buffer(a, view));
  csa_goto_if(a, csa_int32_test(a, buffer_flags, kArrayBufferDetached), &slow);
  TInt64 length = csa_load_JSTypedArray_length(a, AS(JSTypedArray, receiver));
  return_from_entry(a, csa_int64_to_value(a, length));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// ---- subarray ----

TInt64 relative_index(Assembler *a, int index, TInt64 length, TInt64 if_absent,
                      Label *slow) {
  LABEL(given, kNormal);
  LABEL(defined, kNormal);
  LABEL(done, kNormal);
  TInt64 zero = csa_int64(a, 0);
  VariableInt64 result = csa_variable_Int64(a, if_absent);
  csa_branch(a, csa_int64_less(a, csa_int64(a, index), a->argc), &given,
             &done);
  csa_bind(a, &given);
  TValue argument = csa_argument(a, index);
  csa_branch(a, csa_is_undefined(a, argument), &done, &defined);
  csa_bind(a, &defined);
  TInt64 relative = csa_int32_to_int64(
      a, csa_smi_untag(a, csa_cast_Smi(a, argument, slow)));
  TInt64 from_end = csa_int64_add(a, length, relative);
  from_end = csa_select_Int64(a, csa_int64_less(a, from_end, zero), zero,
                              from_end);
  TInt64 from_start = csa_select_Int64(
      a, csa_int64_less(a, length, relative), length, relative);
  csa_set_Int64(a, result,
                csa_select_Int64(a, csa_int64_less(a, relative, zero), from_end,
                                 from_start));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Int64(a, result);
}

TInt64 bytes_of_kind(Assembler *a, TInt32 kind) {
  // Binary logarithms of the sizes, two bits each.
  static const uint8_t kShifts[] = {0, 0, 0, 1, 1, 2, 2, 1, 2, 3, 3, 3};
  int32_t packed = 0;
  for (int i = 0; i < (int)ARRAY_LENGTH(kShifts); i++)
    packed |= kShifts[i] << (2 * i);
  TInt32 position = csa_int32_shl(
      a, csa_int32_sub(a, kind, csa_int32(a, FIRST_TYPED_ARRAY_ELEMENTS)),
      csa_int32(a, 1));
  TInt32 shift = csa_int32_and(
      a, csa_int32_shr(a, csa_int32(a, packed), position), csa_int32(a, 3));
  return csa_uint32_to_int64(a, csa_int32_shl(a, csa_int32(a, 1), shift));
}

// A typed array with one of the realm's initial maps, which nobody asks for
// another species, on a buffer of fixed length that it has still.
static TJSTypedArray check_plain_typed_array(Assembler *a, Label *slow) {
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), slow);
  TMap map = csa_load_map(a, receiver);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_TYPED_ARRAY_TYPE)),
                  slow);
  TInt64 slot = csa_int64_add(
      a, csa_uint32_to_int64(a, csa_load_Map_elements_kind(a, map)),
      csa_int64(a, kNativeSlot_int8_array_initial_map -
                       FIRST_TYPED_ARRAY_ELEMENTS));
  TValue initial = csa_load_Context_slots(
      a,
      AS(Context, csa_isolate_root(a, kIsolateRoot_current_native_context)),
      slot);
  csa_goto_unless(a, csa_value_equal(a, initial, AS(Value, map)), slow);
  check_protectors(a, kProtectorTypedArraySpecies, slow);
  TJSArrayBufferView view = AS(JSArrayBufferView, receiver);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_JSArrayBufferView_flags(a, view),
                                  csa_int32(a, 0)),
                  slow);
  TInt32 buffer_flags = csa_load_JSArrayBuffer_flags(
      a, csa_load_JSArrayBufferView_buffer(a, view));
  csa_goto_if(a, csa_int32_test(a, buffer_flags, kArrayBufferDetached), slow);
  return AS(JSTypedArray, receiver);
}

// ECMA-262 #sec-%typedarray%.prototype.subarray
//
// The arguments are small integers, or undefined: what species would be asked
// for and constructed with is known.
ENTRY_STUB(TypedArrayPrototypeSubarray) {
  LABEL(slow, kDeferred);
  TJSTypedArray array = check_plain_typed_array(a, &slow);
  TJSArrayBufferView view = AS(JSArrayBufferView, array);
  TInt64 length = csa_load_JSTypedArray_length(a, array);
  TInt64 zero = csa_int64(a, 0);
  TInt64 begin = relative_index(a, 0, length, zero, &slow);
  TInt64 end = relative_index(a, 1, length, length, &slow);
  TInt64 count = csa_int64_sub(a, end, begin);
  count = csa_select_Int64(a, csa_int64_less(a, count, zero), zero, count);
  TMap map = csa_load_map(a, AS(Value, array));
  TInt64 bytes = bytes_of_kind(a, csa_load_Map_elements_kind(a, map));
  TInt64 offset =
      csa_int64_add(a, csa_load_JSArrayBufferView_byte_offset(a, view),
                    csa_int64_mul(a, begin, bytes));
  TValue result = new_typed_array(
      a, map, csa_load_JSArrayBufferView_buffer(a, view), offset,
      csa_int64_mul(a, count, bytes), count, &slow);
  return_from_entry(a, result);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
