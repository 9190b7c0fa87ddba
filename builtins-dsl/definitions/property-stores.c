// SPDX-License-Identifier: MIT
//
// Named stores, through inline caches.
#include "builtins-dsl/definitions/property-cache.h"

// Stores the accumulator in a field, changes the map if one is given, and
// dispatches. The value first, then the map that says it is there.
static void store_boxed(Assembler *a, TValue receiver, TInt32 bits,
                        TTagged value, TMap map) {
  csa_store_tagged(a, field_address(a, receiver, bits), 0, value);
  csa_write_barrier(a, field_holder(a, receiver, bits));
  if (map.node != NULL) {
    csa_init_HeapObject_map(a, AS(HeapObject, receiver), map);
    csa_write_barrier(a, receiver);
  }
  csa_dispatch(a, a->accumulator);
}
static void store_field(Assembler *a, TValue receiver, TInt32 bits, TMap map,
                        Label *miss) {
  LABEL(unboxed, kDeferred);
  csa_goto_if(a, csa_is_unboxed_double(a, a->accumulator), &unboxed);
  store_boxed(a, receiver, bits, csa_value_to_tagged(a, a->accumulator), map);
  csa_bind(a, &unboxed);
  TTagged boxed = csa_box_inline(a, a->accumulator, miss);
  store_boxed(a, receiver, bits, boxed, map);
}

// Adds a property.
static void store_transition(Assembler *a, TValue receiver,
                             TStoreHandler handler, TInt32 bits, Label *miss) {
  LABEL(grows, kUnlikely);
  TTagged weak = csa_load_tagged(
      a, csa_object_address(a, AS(Value, handler), 0),
      offsetof(StoreHandler, data1));
  TMap map = AS(Map, load_weak(a, weak, miss));
  csa_goto_if(a, csa_int32_test(a, bits, kStoreGrowsPropertiesBit), &grows);
  store_field(a, receiver, bits, map, miss);
  csa_bind(a, &grows);
  csa_continue_in_stub(a, StoreGrowing, a->accumulator, receiver,
                       AS(Value, map));
}
// value, receiver, the map that adds its property: there is no room for it.
STUB(StoreGrowing) {
  csa_save_stub_frame(a);
  TValue value = csa_stub_parameter(a, 0);
  TValue arguments[] = {value, csa_stub_parameter(a, 1),
                        csa_stub_parameter(a, 2)};
  csa_finish_stub(
      a, csa_call_runtime_nothrow_n(a, kRuntimeStoreGrowing, 3, arguments),
      value);
}

// value, receiver, setter. The setter's result is dropped by the frame below
// it, which keeps the value in r0 for the accumulator.
STUB(CallSetter) {
  TValue value = csa_stub_parameter(a, 0);
  TRaw fp = csa_raw_add(a, frame_top(a),
                        csa_int64(a, kFrameHeaderSlots * kValueSize));
  TValue array = csa_root(a, restore_accumulator_bytecode);
  write_own_frame_header(a, fp, a->pc, array);
  csa_store_value(a, fp, 0, value);
  TRaw top = csa_raw_add(a, fp, csa_int64(a, kValueSize));
  CallSlots call =
      begin_call(a, top, csa_undefined(a), csa_stub_parameter(a, 2),
                 csa_stub_parameter(a, 1));
  csa_store_value(a, call.argv, kValueSize, value);
  finish_call(a, &call, csa_int64(a, 1), first_bytecode(a, array), fp);
}

// value (the accumulator), receiver, StoreHandler, name, slot.
static void define_store_with_handler(Assembler *a, const char *miss_stub) {
  LABEL(field, kNormal);
  LABEL(transition, kNormal);
  LABEL(accessor, kNormal);
  LABEL(miss, kDeferred);
  enum { kCases = 3 };
  static const int32_t kKinds[kCases] = {kStoreField, kStoreTransition,
                                         kStoreAccessor};
  Label labels[kCases] = {field, transition, accessor};
  TValue receiver = csa_stub_parameter(a, 1);
  TStoreHandler handler = AS(StoreHandler, csa_stub_parameter(a, 2));
  check_validity(a, csa_load_StoreHandler_validity_cell(a, handler), &miss);
  TInt32 bits = handler_bits(
      a, csa_smi_to_value(a, csa_load_StoreHandler_smi_handler(a, handler)));
  TInt32 kind = csa_int32_and(a, bits, csa_int32(a, kHandlerKindMask));
  csa_switch(a, kind, &miss, kKinds, labels, kCases);
  csa_bind(a, &field);
  store_field(a, receiver, bits, (TMap){NULL}, &miss);
  csa_bind(a, &transition);
  store_transition(a, receiver, handler, bits, &miss);
  csa_bind(a, &accessor);
  csa_continue_in_stub(a, CallSetter, a->accumulator, receiver,
                       csa_load_StoreHandler_data2(a, handler));
  csa_bind(a, &miss);
  TValue arguments[] = {a->accumulator, receiver, csa_stub_parameter(a, 3),
                        csa_stub_parameter(a, 4)};
  csa_tail_call_stub_n(a, miss_stub, 4, arguments);
}
STUB(StoreWithHandler) { define_store_with_handler(a, "Stub_StoreIC_Miss"); }
STUB(DefineWithHandler) {
  define_store_with_handler(a, "Stub_DefineNamedOwnIC_Miss");
}

static void define_named_store(Assembler *a, StubCacheSalt salt,
                               const char *handler_stub,
                               const char *miss_stub) {
  LABEL(object_handler, kUnlikely);
  LABEL(miss, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  Feedback feedback = load_feedback(a, 2, &miss);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &miss);
  TValue handler =
      find_handler(a, &feedback, csa_load_map(a, receiver), 1, salt, &miss);
  csa_goto_unless(a, csa_is_smi_not_double(a, handler), &object_handler);
  TInt32 bits = handler_bits(a, handler);
  csa_goto_unless(a, handler_is_kind(a, bits, kStoreField), &miss);
  store_field(a, receiver, bits, (TMap){NULL}, &miss);

  csa_bind(a, &object_handler);
  TValue with_handler[] = {a->accumulator, receiver, handler,
                           csa_load_constant_operand(a, 1),
                           csa_smi_to_value(a, csa_operand_smi(a, 2))};
  csa_tail_call_stub_n(a, handler_stub, 5, with_handler);
  csa_bind(a, &miss);
  TValue arguments[] = {a->accumulator, receiver,
                        csa_load_constant_operand(a, 1),
                        csa_smi_to_value(a, csa_operand_smi(a, 2))};
  csa_tail_call_stub_n(a, miss_stub, 4, arguments);
}
BYTECODE_HANDLER(SetNamedProperty) {
  define_named_store(a, kStubCacheStore, "Stub_StoreWithHandler",
                     "Stub_StoreIC_Miss");
}
BYTECODE_HANDLER(DefineNamedOwnProperty) {
  define_named_store(a, kStubCacheDefine, "Stub_DefineWithHandler",
                     "Stub_DefineNamedOwnIC_Miss");
}

BYTECODE_HANDLER(DefineKeyedOwnProperty) {
  csa_call_runtime(a, DefineKeyedOwn, a->accumulator, csa_load_register(a, 0),
                   csa_load_register(a, 1),
                   csa_smi_to_value(a, csa_operand_smi(a, 2)));
  csa_dispatch(a, a->accumulator);
}
