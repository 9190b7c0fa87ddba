// SPDX-License-Identifier: MIT
//
// Literals, closures and arguments objects.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/frames.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/objects/native-context.h"

static TValue vector_of_frame(Assembler *a) {
  return csa_load_frame(a, kFrameFeedbackVector);
}
static TValue smi_operand(Assembler *a, int index) {
  return csa_smi_to_value(a, csa_operand_smi(a, index));
}

// ---- Object and array literals: small ones are copied here ----

// description, slot, flags.
static void define_literal_stub(Assembler *a, RuntimeFunctionId id) {
  csa_save_stub_frame(a);
  TValue arguments[] = {csa_stub_parameter(a, 0), vector_of_frame(a),
                        csa_stub_parameter(a, 1), csa_stub_parameter(a, 2)};
  TValue result = csa_call_runtime_nothrow_n(a, id, 4, arguments);
  csa_finish_stub(a, result, result);
}
STUB(CreateObjectLiteral) {
  define_literal_stub(a, kRuntimeCreateObjectLiteral);
}
STUB(CreateArrayLiteral) {
  define_literal_stub(a, kRuntimeCreateArrayLiteral);
}
STUB(CreateRegExpLiteral) {
  define_literal_stub(a, kRuntimeCreateRegExpLiteral);
}

// Literals within the literal are for the runtime to copy.
static void goto_if_deep(Assembler *a, Label *deep) {
  TInt64 flags = csa_int64_and(a, csa_operand(a, 2),
                               csa_int64(a, kLiteralIsDeep));
  csa_goto_unless(a, csa_int64_equal(a, flags, csa_int64(a, 0)), deep);
}

// An object that has no elements and all its properties in itself: its copy is
// a copy of its bytes. Fields are never written in place by the engine, so
// HeapNumbers may be shared.
static TValue copy_object(Assembler *a, TValue source, TMap map, Label *slow) {
  TValue properties =
      csa_load_JSReceiver_properties_or_hash(a, AS(JSReceiver, source));
  csa_goto_unless(a, csa_is_root(a, properties, empty_fixed_array), slow);
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, source)));
  csa_goto_unless(a, csa_is_root(a, elements, empty_fixed_array), slow);
  TInt64 words =
      csa_uint32_to_int64(a, csa_load_Map_instance_size_words(a, map));
  TInt64 size = align_size(a, csa_int64_shl(a, words, 2));
  TValue copy = csa_allocate_inline(a, size, map, slow);
  copy_bytes(a, csa_object_address(a, copy, 0),
             csa_object_address(a, source, 0), size);
  return copy;
}

BYTECODE_HANDLER(CreateObjectLiteral) {
  LABEL(slow, kDeferred);
  TValue vector = vector_of_frame(a);
  csa_goto_if(a, csa_is_undefined(a, vector), &slow);
  goto_if_deep(a, &slow);
  TInt64 word = csa_int64_shl(a, csa_operand(a, 1), 1);
  TValue boilerplate = csa_load_FeedbackVector_slots(
      a, AS(FeedbackVector, vector), word);
  csa_goto_if(a, csa_is_undefined(a, boilerplate), &slow);
  TValue copy =
      copy_object(a, boilerplate, csa_load_map(a, boilerplate), &slow);
  csa_dispatch(a, copy);
  csa_bind(a, &slow);
  csa_continue_in_stub(a, CreateObjectLiteral, csa_load_constant_operand(a, 0),
                       smi_operand(a, 1), smi_operand(a, 2));
}

// The site keeps the compiled data; a fresh object with it, whose only property
// is lastIndex, a Smi 0 behind the header.
BYTECODE_HANDLER(CreateRegExpLiteral) {
  enum { kSize = sizeof(JSRegExp) + sizeof(uint64_t) };
  LABEL(slow, kDeferred);
  TValue vector = vector_of_frame(a);
  csa_goto_if(a, csa_is_undefined(a, vector), &slow);
  TInt64 word = csa_int64_shl(a, csa_operand(a, 1), 1);
  TValue data = csa_load_FeedbackVector_slots(
      a, AS(FeedbackVector, vector), word);
  csa_goto_if(a, csa_is_undefined(a, data), &slow);
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_regexp_initial_map));
  TValue regexp = csa_allocate_inline(a, csa_int64(a, kSize), map, &slow);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, regexp),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, regexp),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  csa_init_JSRegExp_data(a, AS(JSRegExp, regexp), data);
  csa_store_int64(a, csa_object_address(a, regexp, sizeof(JSRegExp)), 0,
                  csa_int64(a, 0));
  csa_dispatch(a, regexp);
  csa_bind(a, &slow);
  csa_continue_in_stub(a, CreateRegExpLiteral, csa_load_constant_operand(a, 0),
                       smi_operand(a, 1), smi_operand(a, 2));
}

enum { kMostCopiedElementBytes = 512 };

// The realm's initial map for arrays of a kind.
static TMap array_map(Assembler *a, TInt32 kind) {
  TInt64 slot = csa_int64_add(a, csa_uint32_to_int64(a, kind),
                              csa_int64(a, kNativeSlot_array_packed_smi_map));
  return AS(Map, csa_load_Context_slots(
                     a, AS(Context, native_context(a)), slot));
}

// An array and a copy of its constant elements, next to each other.
BYTECODE_HANDLER(CreateArrayLiteral) {
  LABEL(doubles, kNormal);
  LABEL(sized, kNormal);
  LABEL(slow, kDeferred);
  TArrayBoilerplateDescription description =
      AS(ArrayBoilerplateDescription, csa_load_constant_operand(a, 0));
  goto_if_deep(a, &slow);
  TValue source =
      csa_load_ArrayBoilerplateDescription_constant_elements(a, description);
  TInt32 kind =
      csa_load_ArrayBoilerplateDescription_elements_kind(a, description);
  TInt32 length =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, source));
  csa_goto_if(a, csa_int32_equal(a, length, csa_int32(a, 0)), &slow);
  TInt64 slots = csa_uint32_to_int64(a, length);
  VariableInt64 bytes = csa_variable_Int64(a, csa_int64_shl(a, slots, 2));
  TInt32 packed = csa_int32_and(a, kind, csa_int32(a, ~1));
  csa_branch(a,
             csa_int32_equal(a, packed, csa_int32(a, PACKED_DOUBLE_ELEMENTS)),
             &doubles, &sized);
  csa_bind(a, &doubles);
  csa_set_Int64(a, bytes, csa_int64_shl(a, slots, 3));
  csa_bind(a, &sized);
  TInt64 elements_bytes = align_size(
      a, csa_int64_add(a, csa_get_Int64(a, bytes),
                       csa_int64(a, sizeof(FixedArrayBase))));
  csa_goto_unless(
      a,
      csa_uint64_less(a, elements_bytes,
                      csa_int64(a, kMostCopiedElementBytes)),
      &slow);
  int header_bytes = (int)Object_align(sizeof(JSArray));
  TMap map = array_map(a, kind);
  TValue array = csa_allocate_inline(
      a, csa_int64_add(a, elements_bytes, csa_int64(a, header_bytes)), map,
      &slow);
  TValue elements = {csa_int64_add(a, csa_value_to_bits(a, array),
                                   csa_int64(a, header_bytes))
                         .node};
  copy_bytes(a, csa_object_address(a, elements, 0),
             csa_object_address(a, source, 0), elements_bytes);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, array),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, array), AS(HeapObject, elements));
  csa_init_JSArray_length(a, AS(JSArray, array),
                          csa_smi_to_value(a, csa_smi_tag(a, length)));
  csa_dispatch(a, array);
  csa_bind(a, &slow);
  csa_continue_in_stub(a, CreateArrayLiteral, AS(Value, description),
                       smi_operand(a, 1), smi_operand(a, 2));
}

BYTECODE_HANDLER(GetTemplateObject) {
  csa_dispatch(a, csa_call_runtime(a, GetTemplateObject,
                                   csa_load_constant_operand(a, 0),
                                   vector_of_frame(a), smi_operand(a, 1)));
}

BYTECODE_HANDLER(CreateEmptyArrayLiteral) {
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_array_packed_smi_map));
  TValue array = csa_allocate(a, sizeof(JSArray), map);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, array),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, array),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  csa_init_JSArray_length(a, AS(JSArray, array), csa_value_bits(a, 0));
  csa_dispatch(a, array);
}

BYTECODE_HANDLER(CreateEmptyObjectLiteral) {
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_object_initial_map));
  csa_dispatch(a, allocate_instance(a, map));
}

BYTECODE_HANDLER(CreateArrayFromIterable) {
  csa_dispatch(a, csa_call_runtime(a, CreateArrayFromIterable,
                                   a->accumulator));
}

// source, flags, slot.
STUB(CloneObject) {
  csa_save_stub_frame(a);
  TValue arguments[] = {csa_stub_parameter(a, 0), csa_stub_parameter(a, 1),
                        vector_of_frame(a), csa_stub_parameter(a, 2)};
  TValue result =
      csa_call_runtime_nothrow_n(a, kRuntimeCloneObject, 4, arguments);
  csa_finish_stub(a, result, result);
}
// The site's feedback is a map whose objects, if they have no elements, are
// plain (JSObject_clone_plain): nothing of that changes without another map.
BYTECODE_HANDLER(CloneObject) {
  LABEL(slow, kDeferred);
  TValue source = csa_load_register(a, 0);
  TValue vector = vector_of_frame(a);
  csa_goto_if(a, csa_is_undefined(a, vector), &slow);
  csa_goto_unless(a, csa_is_heap_object(a, source), &slow);
  TInt64 word = csa_int64_shl(a, csa_operand(a, 2), 1);
  TTagged known = csa_load_tagged(
      a, csa_FeedbackVector_slots_address(a, AS(FeedbackVector, vector), word),
      0);
  TMap map = csa_load_map(a, source);
  csa_goto_unless(
      a, csa_tagged_equal(a, known, csa_weaken(a, AS(Value, map))), &slow);
  csa_dispatch(a, copy_object(a, source, map, &slow));
  csa_bind(a, &slow);
  csa_continue_in_stub(a, CloneObject, source, smi_operand(a, 1),
                       smi_operand(a, 2));
}

// The cell of this closure site, or undefined while the enclosing function has
// no feedback vector: cells lie behind the two words of each slot.
static TValue feedback_cell(Assembler *a, TValue vector, TInt64 index) {
  LABEL(none, kDeferred);
  LABEL(done, kNormal);
  VariableValue cell = csa_variable_Value(a, csa_undefined(a));
  csa_goto_if(a, csa_is_undefined(a, vector), &none);
  TFeedbackVector feedback = AS(FeedbackVector, vector);
  TSharedFunctionInfo shared = csa_load_FeedbackVector_shared(a, feedback);
  TFeedbackMetadata metadata =
      AS(FeedbackMetadata,
         csa_load_SharedFunctionInfo_feedback_metadata(a, shared));
  TInt64 slots = csa_uint32_to_int64(
      a, csa_load_FeedbackMetadata_slot_count(a, metadata));
  TInt64 at = csa_int64_add(a, csa_int64_shl(a, slots, 1), index);
  csa_set_Value(a, cell, csa_load_FeedbackVector_slots(a, feedback, at));
  csa_goto(a, &done);
  csa_bind(a, &none);
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Value(a, cell);
}

BYTECODE_HANDLER(CreateClosure) {
  TValue cell = feedback_cell(a, vector_of_frame(a), csa_operand(a, 1));
  csa_dispatch(a, csa_call_runtime(a, CreateClosure,
                                   csa_load_constant_operand(a, 0), cell,
                                   smi_operand(a, 2),
                                   csa_load_frame(a, kFrameContext)));
}

BYTECODE_HANDLER(SetPrototypeProperties) {
  csa_dispatch(a, csa_call_runtime(a, SetPrototypeProperties, a->accumulator,
                                   csa_load_constant_operand(a, 0),
                                   smi_operand(a, 1)));
}

BYTECODE_HANDLER(CreateMappedArguments) {
  csa_dispatch(a, csa_call_runtime(a, CreateMappedArguments));
}
BYTECODE_HANDLER(CreateUnmappedArguments) {
  csa_dispatch(a, csa_call_runtime(a, CreateUnmappedArguments));
}

// The kind of elements that are as many values from an address on: Smis, or
// tagged. Numbers that are no Smis go to the label.
static TInt32 kind_of_values(Assembler *a, TRaw from, TRaw end,
                             Label *otherwise) {
  LABEL(loop, kNormal);
  LABEL(object, kNormal);
  LABEL(next, kNormal);
  LABEL(done, kNormal);
  VariableRaw at = csa_variable_Raw(a, from);
  VariableInt32 kind =
      csa_variable_Int32(a, csa_int32(a, PACKED_SMI_ELEMENTS));
  csa_bind(a, &loop);
  TRaw address = csa_get_Raw(a, at);
  csa_goto_unless(a, csa_raw_below(a, address, end), &done);
  TValue value = csa_load_value(a, address, 0);
  csa_branch(a, csa_is_smi(a, value), &next, &object);
  csa_bind(a, &object);
  csa_goto_unless(a, csa_is_heap_object(a, value), otherwise);
  csa_goto_if(
      a, csa_has_map(a, value, csa_root_as(a, Map, heap_number_map)),
      otherwise);
  csa_set_Int32(a, kind, csa_int32(a, PACKED_ELEMENTS));
  csa_goto(a, &next);
  csa_bind(a, &next);
  csa_set_Raw(a, at, csa_raw_add(a, address, csa_int64(a, kValueSize)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  return csa_get_Int32(a, kind);
}

// An array of `count` tagged values from an address on, in one piece.
static TValue new_array_of_values(Assembler *a, TRaw from, TInt64 count,
                                  TMap map, Label *slow) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  TValue array =
      csa_allocate_inline(a, array_bytes(a, count), map, slow);
  TFixedArray elements = init_array(a, array, map, count);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, count), &done);
  csa_init_FixedArray_slots(
      a, elements, i,
      csa_load_value(a, csa_raw_add(a, from, csa_int64_shl(a, i, 3)), 0));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  return array;
}

STUB(CreateRestParameter) {
  csa_save_stub_frame(a);
  TValue result = csa_call_runtime_nothrow_n(a, kRuntimeCreateRestParameter, 0,
                                             NULL);
  csa_finish_stub(a, result, result);
}
// The last of the originals, which end where the copied parameters begin, if
// there is a surplus.
BYTECODE_HANDLER(CreateRestParameter) {
  enum { kMostValues = 64 };
  LABEL(slow, kDeferred);
  TInt64 argc = csa_int64_shr(
      a, csa_value_to_bits(a, csa_load_frame(a, kFrameArgc)), kSmiShift);
  TInt64 parameters = csa_uint32_to_int64(
      a, csa_load_BytecodeArray_parameter_count(a, csa_bytecode_array(a)));
  TInt64 before = csa_int64_sub(a, argc, parameters);
  csa_goto_unless(a, csa_uint64_less(a, before, csa_int64(a, kMostValues)),
                  &slow);
  TInt64 count = csa_int64_add(a, before, csa_int64(a, 1));
  TInt64 down =
      csa_int64_sub(a, csa_int64(a, -kFrameHeaderSlots), parameters);
  TRaw end = csa_raw_add(a, a->fp, csa_int64_shl(a, down, 3));
  TInt64 bytes = csa_int64_shl(a, count, 3);
  TRaw from = csa_raw_add(a, end, csa_int64_sub(a, csa_int64(a, 0), bytes));
  TInt32 kind = kind_of_values(a, from, end, &slow);
  TMap map = array_map(a, kind);
  csa_dispatch(a, new_array_of_values(a, from, count, map, &slow));
  csa_bind(a, &slow);
  csa_continue_in_stub(a, CreateRestParameter, csa_undefined(a));
}
