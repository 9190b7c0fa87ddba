// SPDX-License-Identifier: MIT
//
// Named stores, through inline caches.
#include "builtins-dsl/definitions/property-cache.h"

// Stores the accumulator in a field that exists.
static void store_field(Assembler *a, TValue receiver, TInt32 bits,
                        Label *miss) {
  TTagged value = csa_box_inline(a, a->accumulator, miss);
  csa_store_tagged(a, field_address(a, receiver, bits), 0, value);
  csa_write_barrier(a, receiver);
}

// Adds a property: the value first, then the map that says it is there.
static void store_transition(Assembler *a, TValue receiver,
                             TStoreHandler handler, TInt32 bits, Label *miss) {
  csa_goto_if(a, csa_int32_test(a, bits, kStoreGrowsPropertiesBit), miss);
  TTagged weak = csa_load_tagged(
      a, csa_object_address(a, AS(Value, handler), 0),
      offsetof(StoreHandler, data1));
  TValue map = load_weak(a, weak, miss);
  TTagged value = csa_box_inline(a, a->accumulator, miss);
  csa_store_tagged(a, field_address(a, receiver, bits), 0, value);
  csa_store_HeapObject_map(a, AS(HeapObject, receiver), AS(Map, map));
  csa_dispatch(a, a->accumulator);
}

// value, receiver, setter. The setter's result is dropped by the frame below
// it, which keeps the value in r0 for the accumulator.
STUB(CallSetter) {
  TValue value = csa_stub_parameter(a, 0);
  TRaw fp = csa_raw_add(a, frame_top(a),
                        csa_int64(a, kFrameHeaderSlots * kValueSize));
  TValue array = csa_root(a, restore_accumulator_bytecode);
  FrameHeader header = {
      .new_target = csa_undefined(a),
      .argc = csa_int64(a, 0),
      .feedback_vector = csa_undefined(a),
      .bytecode_array = array,
      .context = csa_load_frame(a, kFrameContext),
      .function = csa_undefined(a),
  };
  write_frame_header(a, fp, a->pc, &header);
  csa_store_value(a, fp, 0, value);
  TRaw top = csa_raw_add(a, fp, csa_int64(a, kValueSize));
  CallSlots call =
      begin_call(a, top, csa_undefined(a), csa_stub_parameter(a, 2),
                 csa_stub_parameter(a, 1));
  csa_store_value(a, call.argv, kValueSize, value);
  finish_call(a, &call, csa_int64(a, 1), first_bytecode(a, array), fp);
}

static void store_with_object_handler(Assembler *a, TValue receiver,
                                      TStoreHandler handler, Label *miss) {
  LABEL(field, kNormal);
  LABEL(transition, kNormal);
  LABEL(accessor, kNormal);
  enum { kCases = 3 };
  static const int32_t kKinds[kCases] = {kStoreField, kStoreTransition,
                                         kStoreAccessor};
  Label labels[kCases] = {field, transition, accessor};
  check_validity(a, csa_load_StoreHandler_validity_cell(a, handler), miss);
  TInt32 bits = handler_bits(
      a, csa_smi_to_value(a, csa_load_StoreHandler_smi_handler(a, handler)));
  TInt32 kind = csa_int32_and(a, bits, csa_int32(a, kHandlerKindMask));
  csa_switch(a, kind, miss, kKinds, labels, kCases);
  csa_bind(a, &field);
  store_field(a, receiver, bits, miss);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &transition);
  store_transition(a, receiver, handler, bits, miss);
  csa_bind(a, &accessor);
  csa_continue_in_stub(a, CallSetter, a->accumulator, receiver,
                       csa_load_StoreHandler_data2(a, handler));
}

static void define_named_store(Assembler *a, const char *miss_stub) {
  LABEL(object_handler, kUnlikely);
  LABEL(miss, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  Feedback feedback = load_feedback(a, 2, &miss);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &miss);
  TValue handler =
      find_handler(a, &feedback, csa_load_map(a, receiver), -1, &miss);
  csa_goto_unless(a, csa_is_smi_not_double(a, handler), &object_handler);
  TInt32 bits = handler_bits(a, handler);
  csa_goto_unless(a, handler_is_kind(a, bits, kStoreField), &miss);
  store_field(a, receiver, bits, &miss);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &object_handler);
  store_with_object_handler(a, receiver, AS(StoreHandler, handler), &miss);

  csa_bind(a, &miss);
  TValue arguments[] = {a->accumulator, receiver,
                        csa_load_constant_operand(a, 1),
                        csa_smi_to_value(a, csa_operand_smi(a, 2))};
  csa_tail_call_stub_n(a, miss_stub, 4, arguments);
}
BYTECODE_HANDLER(SetNamedProperty) {
  define_named_store(a, "Stub_StoreIC_Miss");
}
BYTECODE_HANDLER(DefineNamedOwnProperty) {
  define_named_store(a, "Stub_DefineNamedOwnIC_Miss");
}

BYTECODE_HANDLER(DefineKeyedOwnProperty) {
  csa_call_runtime(a, DefineKeyedOwn, a->accumulator, csa_load_register(a, 0),
                   csa_load_register(a, 1),
                   csa_smi_to_value(a, csa_operand_smi(a, 2)));
  csa_dispatch(a, a->accumulator);
}
