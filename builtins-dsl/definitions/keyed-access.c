// SPDX-License-Identifier: MIT
//
// Keyed loads and stores. A site's first use of a map misses, so that feedback
// is recorded; after that the map itself says how its elements are kept.
#include "builtins-dsl/definitions/elements.h"

enum { kWeakBit = kWeakHeapObjectTag & ~kHeapObjectTag };

// Goes to `indexed` when the site knows the map, or is known to see many; to
// `named` when it is about property names; else to miss. flags become the Smi
// handler's bits.
static void classify_site(Assembler *a, const Feedback *feedback, TMap map,
                          int first_kind, int last_kind, VariableInt32 flags,
                          Label *indexed, Label *named, Label *miss) {
  LABEL(monomorphic, kNormal);
  LABEL(other, kUnlikely);
  TTagged word = feedback_word(a, feedback);
  csa_branch(a, csa_tagged_equal(a, word, csa_weaken(a, AS(Value, map))),
             &monomorphic, &other);
  csa_bind(a, &monomorphic);
  TValue handler = feedback_extra(a, feedback);
  csa_goto_unless(a, csa_is_smi_not_double(a, handler), miss);
  TInt32 bits = handler_bits(a, handler);
  csa_set_Int32(a, flags, bits);
  TInt32 kind = csa_int32_and(a, bits, csa_int32(a, kHandlerKindMask));
  TInt32 offset = csa_int32_sub(a, kind, csa_int32(a, first_kind));
  csa_branch(
      a, csa_uint32_less_equal(a, offset, csa_int32(a, last_kind - first_kind)),
      indexed, miss);

  csa_bind(a, &other);
  csa_goto_if(a, csa_int32_test(a, csa_tagged_bits(a, word), kWeakBit), miss);
  TValue strong = csa_tagged_to_value(a, word);
  csa_goto_if(a, csa_is_undefined(a, strong), miss);
  csa_goto_if(a, csa_is_root(a, strong, megamorphic_symbol), named);
  csa_goto_if(a, csa_has_map(a, strong, csa_root_as(a, Map, fixed_array_map)),
              indexed);
  csa_goto(a, named);
}

// The key is a name: the one that the site always saw, or any name at a
// megamorphic site.
static void load_by_name(Assembler *a, const Feedback *feedback,
                         TValue receiver, TMap map, TValue key, Label *indexed,
                         Label *miss) {
  LABEL(this_name, kNormal);
  LABEL(megamorphic, kNormal);
  TValue word = csa_tagged_to_value(a, feedback_word(a, feedback));
  csa_branch(a, csa_value_equal(a, word, key), &this_name, &megamorphic);
  csa_bind(a, &this_name);
  TFixedArray pairs = AS(FixedArray, feedback_extra(a, feedback));
  load_with_handler(a, receiver, find_in_pairs(a, pairs, map, miss), miss);

  csa_bind(a, &megamorphic);
  csa_goto_unless(a, csa_is_root(a, word, megamorphic_symbol), miss);
  csa_goto_unless(a, csa_is_heap_object(a, key), indexed);
  load_with_handler(
      a, receiver, find_in_stub_cache(a, map, key, kStubCacheLoad, miss), miss);
}

BYTECODE_HANDLER(GetKeyedProperty) {
  LABEL(indexed, kNormal);
  LABEL(named, kUnlikely);
  LABEL(no_vector, kUnlikely);
  LABEL(miss, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  TValue key = a->accumulator;
  VariableInt32 flags = csa_variable_Int32(a, csa_int32(a, 0));
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &miss);
  TMap map = csa_load_map(a, receiver);
  Feedback feedback = load_feedback(a, 1, &no_vector);
  classify_site(a, &feedback, map, kLoadElement, kLoadStringChar, flags,
                &indexed, &named, &miss);
  csa_bind(a, &no_vector);
  csa_goto(a, &indexed);
  csa_bind(a, &indexed);
  load_element(a, receiver, map, key, csa_get_Int32(a, flags), &miss);
  csa_bind(a, &named);
  load_by_name(a, &feedback, receiver, map, key, &indexed, &miss);
  csa_bind(a, &miss);
  csa_continue_in_stub(a, KeyedLoadIC_Miss, receiver, key,
                       csa_smi_to_value(a, csa_operand_smi(a, 1)));
}

static void miss_keyed_store(Assembler *a, const char *stub) {
  TValue arguments[] = {a->accumulator, csa_load_register(a, 0),
                        csa_load_register(a, 1),
                        csa_smi_to_value(a, csa_operand_smi(a, 2))};
  csa_tail_call_stub_n(a, stub, 4, arguments);
}

BYTECODE_HANDLER(SetKeyedProperty) {
  LABEL(indexed, kNormal);
  LABEL(no_vector, kUnlikely);
  LABEL(named, kUnlikely);
  LABEL(miss, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  TValue key = csa_load_register(a, 1);
  VariableInt32 flags = csa_variable_Int32(a, csa_int32(a, 0));
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &miss);
  TMap map = csa_load_map(a, receiver);
  Feedback feedback = load_feedback(a, 2, &no_vector);
  classify_site(a, &feedback, map, kStoreElement, kStoreTypedElement, flags,
                &indexed, &named, &miss);
  csa_bind(a, &no_vector);
  csa_goto(a, &indexed);
  // Stores by name are the runtime's; an index at a megamorphic site is not.
  csa_bind(a, &named);
  csa_goto_if(a, csa_is_heap_object(a, key), &miss);
  csa_goto(a, &indexed);
  csa_bind(a, &indexed);
  store_element(a, receiver, map, key, csa_get_Int32(a, flags), &miss);
  csa_bind(a, &miss);
  miss_keyed_store(a, "Stub_KeyedStoreIC_Miss");
}

// The literal is ours alone: it may grow into its capacity.
BYTECODE_HANDLER(StaInArrayLiteral) {
  LABEL(miss, kDeferred);
  TValue array = csa_load_register(a, 0);
  store_element(a, array, csa_load_map(a, array), csa_load_register(a, 1),
                csa_int32(a, kStoreMayGrowElementsBit), &miss);
  csa_bind(a, &miss);
  miss_keyed_store(a, "Stub_StoreInArrayLiteralIC_Miss");
}
