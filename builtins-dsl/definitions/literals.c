// SPDX-License-Identifier: MIT
//
// Literals, closures and arguments objects.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/native-context.h"

static TValue vector_of_frame(Assembler *a) {
  return csa_load_frame(a, kFrameFeedbackVector);
}
static TValue smi_operand(Assembler *a, int index) {
  return csa_smi_to_value(a, csa_operand_smi(a, index));
}

#define DEFINE_LITERAL(Name)                                               \
  BYTECODE_HANDLER(Name) {                                                 \
    csa_dispatch(a, csa_call_runtime(a, Name,                              \
                                     csa_load_constant_operand(a, 0),      \
                                     vector_of_frame(a), smi_operand(a, 1), \
                                     smi_operand(a, 2)));                  \
  }
DEFINE_LITERAL(CreateRegExpLiteral)
DEFINE_LITERAL(CreateArrayLiteral)
DEFINE_LITERAL(CreateObjectLiteral)

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
BYTECODE_HANDLER(CloneObject) {
  csa_dispatch(a, csa_call_runtime(a, CloneObject, csa_load_register(a, 0),
                                   smi_operand(a, 1)));
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

BYTECODE_HANDLER(CreateMappedArguments) {
  csa_dispatch(a, csa_call_runtime(a, CreateMappedArguments));
}
BYTECODE_HANDLER(CreateUnmappedArguments) {
  csa_dispatch(a, csa_call_runtime(a, CreateUnmappedArguments));
}
BYTECODE_HANDLER(CreateRestParameter) {
  csa_dispatch(a, csa_call_runtime(a, CreateRestParameter));
}
