// SPDX-License-Identifier: MIT
//
// Short typed arrays of zeros, %TypedArray%.prototype.fill with a number, and
// set from an array of the same kind, of arrays of fixed length whose bytes are
// on the heap and may be written. Arguments are numbers and undefined: no
// conversion can be observed, and nothing is looked up. The rest is the C
// builtins', from the start (engine/builtins/typed-array-construct.c,
// typed-array-mutate.c).
#include "builtins-dsl/definitions/elements.h"
#include "engine/objects/native-context.h"

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

// ---- Construction ----

enum { kLongestInlineBytes = 256 };

static TMap map_in_slot(Assembler *a, TInt64 slot) {
  TValue realm = csa_isolate_root(a, kIsolateRoot_current_native_context);
  return AS(Map, csa_load_Context_slots(a, AS(Context, realm), slot));
}

static void init_object(Assembler *a, TValue object) {
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, object),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, object),
                             csa_root_as(a, HeapObject, empty_fixed_array));
}

// A ByteArray of zeros, padding included.
static TValue new_zeros(Assembler *a, TInt64 bytes, Label *slow) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  enum { kHeader = offsetof(ByteArray, bytes) };
  TInt64 step = csa_int64(a, kObjectAlignment);
  TInt64 size = csa_int64_and(
      a, csa_int64_add(a, bytes, csa_int64(a, kHeader + kObjectAlignment - 1)),
      csa_int64(a, -kObjectAlignment));
  TValue array = csa_allocate_inline(
      a, size, csa_root_as(a, Map, byte_array_map), slow);
  csa_store_FixedArrayBase_length(a, AS(FixedArrayBase, array),
                                  csa_int64_to_int32(a, bytes));
  TRaw start = csa_object_address(a, array, 0);
  VariableInt64 offset = csa_variable_Int64(a, csa_int64(a, kHeader));
  _Static_assert(kHeader % kObjectAlignment == 0, "the loop starts there");
  csa_bind(a, &loop);
  TInt64 at = csa_get_Int64(a, offset);
  csa_goto_unless(a, csa_int64_less(a, at, size), &done);
  csa_store_int64(a, csa_raw_add(a, start, at), 0, csa_int64(a, 0));
  csa_set_Int64(a, offset, csa_int64_add(a, at, step));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  return array;
}

static TJSArrayBuffer new_buffer(Assembler *a, TInt64 bytes, Label *slow) {
  enum { kBytes = sizeof(JSArrayBuffer) };
  _Static_assert(kBytes == sizeof(JSObject) + 2 * 4 + 2 * 8 + 3 * kTaggedSize &&
                     kBytes % kObjectAlignment == 0,
                 "no padding");
  TValue zeros = new_zeros(a, bytes, slow);
  TMap map =
      map_in_slot(a, csa_int64(a, kNativeSlot_array_buffer_initial_map));
  TValue object = csa_allocate_inline(a, csa_int64(a, kBytes), map, slow);
  init_object(a, object);
  TJSArrayBuffer buffer = AS(JSArrayBuffer, object);
  csa_store_JSArrayBuffer_flags(a, buffer, csa_int32(a, 0));
  csa_store_JSArrayBuffer_byte_length(a, buffer, bytes);
  csa_store_JSArrayBuffer_max_byte_length(a, buffer, bytes);
  csa_init_JSArrayBuffer_store(a, buffer, zeros);
  csa_store_JSArrayBuffer_resource(a, buffer, csa_int32(a, 0));
  csa_init_JSArrayBuffer_detach_key(a, buffer, csa_undefined(a));
  csa_init_JSArrayBuffer_embedder_data(a, buffer, csa_undefined(a));
  return buffer;
}

TValue new_typed_array(Assembler *a, TMap map, TJSArrayBuffer buffer,
                       TInt64 byte_offset, TInt64 byte_length, TInt64 length,
                       Label *slow) {
  TValue object = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(sizeof(JSTypedArray))), map, slow);
  init_object(a, object);
  TJSArrayBufferView view = AS(JSArrayBufferView, object);
  csa_init_JSArrayBufferView_buffer(a, view, buffer);
  csa_store_JSArrayBufferView_byte_offset(a, view, byte_offset);
  csa_store_JSArrayBufferView_byte_length(a, view, byte_length);
  csa_store_JSArrayBufferView_flags(a, view, csa_int32(a, 0));
  csa_store_JSArrayBufferView_view_padding(a, view, csa_int32(a, 0));
  csa_store_JSTypedArray_length(a, AS(JSTypedArray, object), length);
  csa_store_JSTypedArray_data_offset(a, AS(JSTypedArray, object),
                                     csa_int64(a, 0));
  return object;
}

// ECMA-262 #sec-typedarray
//
// The constructor is its own new.target, whose `prototype` cannot change: the
// array has the realm's initial map. Objects made before memory is short are
// dropped.
static void define_construct(Assembler *a, ElementsKind kind) {
  LABEL(slow, kDeferred);
  TValue new_target = csa_load_value(a, a->argv, kArgvNewTarget * kValueSize);
  TValue callee = csa_load_value(a, a->argv, kArgvFunction * kValueSize);
  csa_goto_unless(a, csa_value_equal(a, new_target, callee), &slow);
  TSmi smi = csa_cast_Smi(a, csa_argument(a, 0), &slow);
  TInt64 length = csa_int32_to_int64(a, csa_smi_untag(a, smi));
  TInt64 bytes =
      csa_int64_mul(a, length, bytes_of_kind(a, csa_int32(a, (int32_t)kind)));
  // Of none, or less, a large unsigned number.
  csa_goto_unless(a,
                  csa_uint64_less(a, csa_int64_sub(a, bytes, csa_int64(a, 1)),
                                  csa_int64(a, kLongestInlineBytes)),
                  &slow);
  TJSArrayBuffer buffer = new_buffer(a, bytes, &slow);
  TMap map = map_in_slot(
      a, csa_int64(a, kNativeSlot_int8_array_initial_map + kind -
                          FIRST_TYPED_ARRAY_ELEMENTS));
  csa_return(a, new_typed_array(a, map, buffer, csa_int64(a, 0), bytes, length,
                                &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

#define CONSTRUCTOR(Name, KIND) \
  BUILTIN_JS(Name##Constructor, 3) { define_construct(a, KIND##_ELEMENTS); }
CONSTRUCTOR(Int8Array, INT8)
CONSTRUCTOR(Uint8Array, UINT8)
CONSTRUCTOR(Uint8ClampedArray, UINT8_CLAMPED)
CONSTRUCTOR(Int16Array, INT16)
CONSTRUCTOR(Uint16Array, UINT16)
CONSTRUCTOR(Int32Array, INT32)
CONSTRUCTOR(Uint32Array, UINT32)
CONSTRUCTOR(Float16Array, FLOAT16)
CONSTRUCTOR(Float32Array, FLOAT32)
CONSTRUCTOR(Float64Array, FLOAT64)
CONSTRUCTOR(BigInt64Array, BIGINT64)
CONSTRUCTOR(BigUint64Array, BIGUINT64)
