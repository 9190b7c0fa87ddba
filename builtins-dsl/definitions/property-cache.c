// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/property-cache.h"

#include "builtins-dsl/definitions/dictionaries.h"
#include "builtins-dsl/definitions/proxies.h"
#include "engine/objects/object-operations.h"

enum { kWeakBit = kWeakHeapObjectTag & ~kHeapObjectTag };

Feedback load_feedback(Assembler *a, int slot_operand, Label *none) {
  Feedback feedback;
  TInt64 slot = csa_operand(a, slot_operand);
  feedback.vector = csa_load_frame(a, kFrameFeedbackVector);
  feedback.slot =
      csa_smi_to_value(a, csa_smi_tag(a, csa_int64_to_int32(a, slot)));
  csa_goto_if(a, csa_is_undefined(a, feedback.vector), none);
  feedback.words = csa_FeedbackVector_slots_address(
      a, AS(FeedbackVector, feedback.vector),
      csa_int64_mul(a, slot, csa_int64(a, kWordsPerFeedbackSlot)));
  return feedback;
}
TTagged feedback_word(Assembler *a, const Feedback *feedback) {
  return csa_load_tagged(a, feedback->words, 0);
}
TValue feedback_extra(Assembler *a, const Feedback *feedback) {
  return csa_tagged_to_value(
      a, csa_load_tagged(a, feedback->words, kTaggedSize));
}

TMap map_of(Assembler *a, TValue value) {
  LABEL(number, kDeferred);
  LABEL(done, kNormal);
  VariableValue map = csa_variable_Value(a, (TValue){NULL});
  csa_goto_unless(a, csa_is_heap_object(a, value), &number);
  csa_set_Value(a, map, AS(Value, csa_load_map(a, value)));
  csa_goto(a, &done);
  csa_bind(a, &number);
  csa_set_Value(a, map, csa_root(a, heap_number_map));
  csa_bind(a, &done);
  return AS(Map, csa_get_Value(a, map));
}

TValue find_in_pairs(Assembler *a, TFixedArray pairs, TMap map, Label *miss) {
  LABEL(loop, kNormal);
  LABEL(found, kNormal);
  TTagged weak_map = csa_weaken(a, AS(Value, map));
  TInt64 length = csa_uint32_to_int64(
      a, csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, pairs)));
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, length), miss);
  TRaw pair = csa_FixedArray_slots_address(a, pairs, i);
  csa_goto_if(a, csa_tagged_equal(a, csa_load_tagged(a, pair, 0), weak_map),
              &found);
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 2)));
  csa_goto(a, &loop);
  csa_bind(a, &found);
  return csa_tagged_to_value(a, csa_load_tagged(a, pair, kTaggedSize));
}

TValue find_in_stub_cache(Assembler *a, TMap map, TValue name,
                          StubCacheSalt salt, Label *miss) {
  TValue cache = csa_isolate_root(a, kIsolateRoot_stub_cache);
  csa_goto_if(a, csa_is_undefined(a, cache), miss);
  TInt64 x = csa_int64_shr(a, csa_value_to_bits(a, name), 3);
  TInt64 y = csa_int64_shr(a, csa_value_to_bits(a, AS(Value, map)), 3);
  TInt64 mixed = {LLVMBuildXor(a->builder, x.node, y.node, "")};
  if (salt != 0)
    mixed.node = LLVMBuildXor(a->builder, mixed.node,
                              csa_int64(a, salt).node, "");
  TInt64 entry =
      csa_int64_and(a, mixed, csa_int64(a, kStubCacheEntries - 1));
  TRaw at = csa_FixedArray_slots_address(
      a, AS(FixedArray, cache), csa_int64_mul(a, entry, csa_int64(a, 3)));
  TTagged key = csa_load_tagged(a, at, 0);
  csa_goto_unless(a, csa_tagged_equal(a, key, csa_value_to_tagged(a, name)),
                  miss);
  TTagged cached = csa_load_tagged(a, at, kTaggedSize);
  csa_goto_unless(
      a, csa_tagged_equal(a, cached, csa_weaken(a, AS(Value, map))), miss);
  return csa_tagged_to_value(a, csa_load_tagged(a, at, 2 * kTaggedSize));
}

TValue find_handler(Assembler *a, const Feedback *feedback, TMap map,
                    int name_operand, StubCacheSalt salt, Label *miss) {
  LABEL(monomorphic, kNormal);
  LABEL(other, kUnlikely);
  LABEL(polymorphic, kNormal);
  LABEL(not_pairs, kNormal);
  LABEL(done, kNormal);
  VariableValue handler = csa_variable_Value(a, (TValue){NULL});
  TTagged word = feedback_word(a, feedback);
  csa_branch(a,
             csa_tagged_equal(a, word, csa_weaken(a, AS(Value, map))),
             &monomorphic, &other);
  csa_bind(a, &monomorphic);
  csa_set_Value(a, handler, feedback_extra(a, feedback));
  csa_goto(a, &done);

  csa_bind(a, &other);
  csa_goto_if(a, csa_int32_test(a, csa_tagged_bits(a, word), kWeakBit), miss);
  TValue strong = csa_tagged_to_value(a, word);
  csa_goto_if(a, csa_is_undefined(a, strong), miss);
  csa_branch(a,
             csa_has_map(a, strong, csa_root_as(a, Map, fixed_array_map)),
             &polymorphic, &not_pairs);
  csa_bind(a, &polymorphic);
  csa_set_Value(a, handler,
                find_in_pairs(a, AS(FixedArray, strong), map, miss));
  csa_goto(a, &done);
  csa_bind(a, &not_pairs);
  csa_goto_unless(a, csa_is_root(a, strong, megamorphic_symbol), miss);
  TValue name = csa_load_constant_operand(a, name_operand);
  csa_set_Value(a, handler, find_in_stub_cache(a, map, name, salt, miss));
  csa_bind(a, &done);
  return csa_get_Value(a, handler);
}

// ---- Handlers ----

TInt32 handler_bits(Assembler *a, TValue smi_handler) {
  return csa_smi_untag(a, csa_value_as_smi(a, smi_handler));
}
TBool handler_is_kind(Assembler *a, TInt32 bits, int kind) {
  return csa_int32_equal(
      a, csa_int32_and(a, bits, csa_int32(a, kHandlerKindMask)),
      csa_int32(a, kind));
}

TRaw field_address(Assembler *a, TValue object, TInt32 bits) {
  LABEL(in_object, kNormal);
  LABEL(in_array, kNormal);
  LABEL(done, kNormal);
  VariableRaw address = csa_variable_Raw(a, (TRaw){NULL});
  TInt32 index = csa_int32_and(
      a, csa_int32_shr(a, bits, csa_int32(a, kFieldIndexShift)),
      csa_int32(a, kFieldIndexMask));
  TInt64 offset = csa_int64_shl(a, csa_uint32_to_int64(a, index), 2);
  csa_branch(a, csa_int32_test(a, bits, kFieldInObjectBit), &in_object,
             &in_array);
  csa_bind(a, &in_object);
  csa_set_Raw(a, address,
              csa_raw_add(a, csa_object_address(a, object, 0), offset));
  csa_goto(a, &done);
  csa_bind(a, &in_array);
  TValue properties =
      csa_load_JSReceiver_properties_or_hash(a, AS(JSReceiver, object));
  TRaw slots = csa_PropertyArray_slots_address(
      a, AS(PropertyArray, properties), csa_int64(a, 0));
  csa_set_Raw(a, address, csa_raw_add(a, slots, offset));
  csa_bind(a, &done);
  return csa_get_Raw(a, address);
}

TValue field_holder(Assembler *a, TValue object, TInt32 bits) {
  LABEL(in_array, kNormal);
  LABEL(done, kNormal);
  VariableValue holder = csa_variable_Value(a, object);
  csa_branch(a, csa_int32_test(a, bits, kFieldInObjectBit), &done, &in_array);
  csa_bind(a, &in_array);
  csa_set_Value(a, holder,
                csa_load_JSReceiver_properties_or_hash(
                    a, AS(JSReceiver, object)));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Value(a, holder);
}

void check_validity(Assembler *a, TValue validity_cell, Label *miss) {
  LABEL(cell, kNormal);
  LABEL(valid, kNormal);
  csa_goto_unless(a, csa_is_smi_not_double(a, validity_cell), &cell);
  csa_goto(a, &valid);
  csa_bind(a, &cell);
  TValue state = csa_load_Cell_value(a, AS(Cell, validity_cell));
  TValue one = csa_smi_to_value(a, csa_smi_constant(a, 1));
  csa_goto_unless(a, csa_value_equal(a, state, one), miss);
  csa_bind(a, &valid);
}

TValue load_weak(Assembler *a, TTagged weak, Label *miss) {
  TInt32 bits = csa_tagged_bits(a, weak);
  csa_goto_unless(a, csa_int32_test(a, bits, kWeakBit), miss);
  csa_goto_if(a,
              csa_int32_equal(a, bits, csa_int32(a, (int)kClearedWeakBits)),
              miss);
  return csa_strengthen(a, weak);
}

static TTagged handler_data(Assembler *a, TLoadHandler handler, int offset) {
  return csa_load_tagged(a, csa_object_address(a, AS(Value, handler), 0),
                         offset);
}

// Calls a getter with the receiver as `this`.
static void call_getter(Assembler *a, TValue getter, TValue receiver) {
  CallSlots call =
      begin_call(a, frame_top(a), csa_undefined(a), getter, receiver);
  finish_call(a, &call, csa_int64(a, 0), csa_next_pc(a), a->fp);
}

// What data1 names if the bits say so, else the receiver.
static TValue load_holder(Assembler *a, TValue receiver, TLoadHandler handler,
                          TInt32 bits, Label *miss) {
  LABEL(from_holder, kNormal);
  LABEL(known, kNormal);
  VariableValue holder = csa_variable_Value(a, receiver);
  csa_goto_if(a, csa_int32_test(a, bits, kLoadFromHolder), &from_holder);
  csa_goto(a, &known);
  csa_bind(a, &from_holder);
  TTagged weak = handler_data(a, handler, offsetof(LoadHandler, data1));
  csa_set_Value(a, holder, load_weak(a, weak, miss));
  csa_bind(a, &known);
  return csa_get_Value(a, holder);
}

static void load_with_object_handler(Assembler *a, TValue receiver,
                                     TLoadHandler handler, Label *miss) {
  enum { kCases = 6 };
  static const int32_t kKinds[kCases] = {
      kLoadField,    kLoadConstant, kLoadNonExistent,
      kLoadAccessor, kLoadNative,   kLoadGlobalCell};
  LABEL(field, kNormal);
  LABEL(constant, kNormal);
  LABEL(non_existent, kNormal);
  LABEL(accessor, kNormal);
  LABEL(native, kNormal);
  LABEL(global, kNormal);
  Label labels[kCases] = {field, constant, non_existent,
                          accessor, native, global};
  check_validity(a, csa_load_LoadHandler_validity_cell(a, handler), miss);
  TInt32 bits = handler_bits(
      a, csa_smi_to_value(a, csa_load_LoadHandler_smi_handler(a, handler)));
  TInt32 kind = csa_int32_and(a, bits, csa_int32(a, kHandlerKindMask));
  TTagged data2 = handler_data(a, handler, offsetof(LoadHandler, data2));
  csa_switch(a, kind, miss, kKinds, labels, kCases);

  csa_bind(a, &field);
  TValue holder = load_holder(a, receiver, handler, bits, miss);
  csa_dispatch(a, csa_tagged_to_value(
                      a, csa_load_tagged(
                             a, field_address(a, holder, bits), 0)));
  csa_bind(a, &constant);
  csa_dispatch(a, csa_tagged_to_value(a, data2));
  csa_bind(a, &non_existent);
  csa_dispatch(a, csa_undefined(a));
  csa_bind(a, &accessor);
  call_getter(a, csa_tagged_to_value(a, data2), receiver);

  csa_bind(a, &native);
  TValue native_holder = load_holder(a, receiver, handler, bits, miss);
  csa_continue_in_stub(a, LoadNative, receiver, native_holder,
                       csa_tagged_to_value(a, data2));
  csa_bind(a, &global);
  TPropertyCell cell = AS(PropertyCell, load_weak(a, data2, miss));
  TValue value = csa_load_PropertyCell_value(a, cell);
  csa_goto_if(a, csa_is_root(a, value, the_hole), miss);
  csa_dispatch(a, value);
}

void load_with_handler(Assembler *a, TValue receiver, TValue handler,
                       Label *miss) {
  LABEL(object_handler, kUnlikely);
  LABEL(not_in_object, kUnlikely);
  LABEL(not_field, kUnlikely);
  LABEL(array_length, kNormal);
  LABEL(string_length, kNormal);
  csa_goto_unless(a, csa_is_smi_not_double(a, handler), &object_handler);
  // An in-object field first: kind 0 and the bit, in one test.
  TInt32 bits = handler_bits(a, handler);
  TInt32 shape = csa_int32_and(
      a, bits, csa_int32(a, kHandlerKindMask | kFieldInObjectBit));
  csa_goto_unless(
      a, csa_int32_equal(a, shape, csa_int32(a, kFieldInObjectBit)),
      &not_in_object);
  TInt32 words = csa_int32_shr(a, bits, csa_int32(a, kFieldIndexShift));
  TRaw slot =
      csa_raw_add(a, csa_object_address(a, receiver, 0),
                  csa_int64_shl(a, csa_uint32_to_int64(a, words), 2));
  csa_dispatch(a, csa_tagged_to_value(a, csa_load_tagged(a, slot, 0)));

  csa_bind(a, &not_in_object);
  csa_goto_unless(a, csa_int32_equal(a, shape, csa_int32(a, kLoadField)),
                  &not_field);
  TRaw field = field_address(a, receiver, bits);
  csa_dispatch(a, csa_tagged_to_value(a, csa_load_tagged(a, field, 0)));

  csa_bind(a, &not_field);
  csa_goto_if(a, handler_is_kind(a, bits, kLoadArrayLength), &array_length);
  csa_goto_if(a, handler_is_kind(a, bits, kLoadStringLength),
              &string_length);
  csa_goto(a, miss);
  csa_bind(a, &array_length);
  csa_dispatch(a, csa_load_JSArray_length(a, AS(JSArray, receiver)));
  csa_bind(a, &string_length);
  TInt32 length = csa_load_String_length(a, AS(String, receiver));
  csa_dispatch(a, csa_smi_to_value(a, csa_smi_tag(a, length)));

  csa_bind(a, &object_handler);
  load_with_object_handler(a, receiver, AS(LoadHandler, handler), miss);
}

// receiver, holder, AccessorInfo.
STUB(LoadNative) {
  csa_save_stub_frame(a);
  TValue arguments[] = {csa_stub_parameter(a, 0), csa_stub_parameter(a, 1),
                        csa_stub_parameter(a, 2)};
  TValue result =
      csa_call_runtime_nothrow_n(a, kRuntimeLoadNative, 3, arguments);
  csa_finish_stub(a, result, result);
}

// ---- Misses. The vector is the frame's; the slot comes last. ----

// receiver, name or key, slot. Proxies are never in a cache.
static void define_load_miss(Assembler *a, RuntimeFunctionId id) {
  LABEL(slow, kNormal);
  TValue receiver = csa_stub_parameter(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &slow);
  csa_goto_unless(a, csa_is_type(a, receiver, JS_PROXY_TYPE), &slow);
  load_through_proxy(a, receiver, csa_stub_parameter(a, 1), &slow);
  csa_bind(a, &slow);
  csa_save_stub_frame(a);
  TValue arguments[] = {receiver, csa_stub_parameter(a, 1),
                        csa_load_frame(a, kFrameFeedbackVector),
                        csa_stub_parameter(a, 2)};
  TValue result = csa_call_runtime_nothrow_n(a, id, 4, arguments);
  csa_finish_stub(a, result, result);
}
STUB(LoadIC_Miss) { define_load_miss(a, kRuntimeLoadIC_Miss); }
STUB(KeyedLoadIC_Miss) {
  LABEL(no_entry, kUnlikely);
  DictionaryEntry entry = find_dictionary_entry(
      a, csa_stub_parameter(a, 0), csa_stub_parameter(a, 1), 0, &no_entry);
  csa_dispatch(a, load_dictionary_value(a, &entry));
  csa_bind(a, &no_entry);
  define_load_miss(a, kRuntimeKeyedLoadIC_Miss);
}

// value (which stays in the accumulator), receiver, name or key, slot.
static void define_store_miss(Assembler *a, RuntimeFunctionId id) {
  csa_save_stub_frame(a);
  TValue value = csa_stub_parameter(a, 0);
  TValue arguments[] = {value, csa_stub_parameter(a, 1),
                        csa_stub_parameter(a, 2),
                        csa_load_frame(a, kFrameFeedbackVector),
                        csa_stub_parameter(a, 3)};
  csa_finish_stub(a, csa_call_runtime_nothrow_n(a, id, 5, arguments), value);
}
STUB(StoreIC_Miss) { define_store_miss(a, kRuntimeStoreIC_Miss); }
STUB(DefineNamedOwnIC_Miss) {
  define_store_miss(a, kRuntimeDefineNamedOwnIC_Miss);
}
STUB(KeyedStoreIC_Miss) {
  LABEL(no_entry, kUnlikely);
  TValue value = csa_stub_parameter(a, 0);
  DictionaryEntry entry =
      find_dictionary_entry(a, csa_stub_parameter(a, 1),
                            csa_stub_parameter(a, 2), kReadOnly, &no_entry);
  TTagged boxed = csa_box_inline(a, value, &no_entry);
  store_dictionary_value(a, &entry, boxed);
  csa_dispatch(a, value);
  csa_bind(a, &no_entry);
  define_store_miss(a, kRuntimeKeyedStoreIC_Miss);
}
STUB(StoreInArrayLiteralIC_Miss) {
  define_store_miss(a, kRuntimeStoreInArrayLiteralIC_Miss);
}
