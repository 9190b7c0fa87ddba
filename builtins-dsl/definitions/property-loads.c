// SPDX-License-Identifier: MIT
//
// Named and global loads, through inline caches. What no cache knows goes to
// the miss handlers of engine/ic, which do the whole operation.
#include "builtins-dsl/definitions/property-cache.h"

BYTECODE_HANDLER(GetNamedProperty) {
  LABEL(miss, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  Feedback feedback = load_feedback(a, 2, &miss);
  TMap map = map_of(a, receiver);
  TValue handler = find_handler(a, &feedback, map, 1, kStubCacheLoad, &miss);
  load_with_handler(a, receiver, handler, &miss);
  csa_bind(a, &miss);
  csa_continue_in_stub(a, LoadIC_Miss, receiver,
                       csa_load_constant_operand(a, 1),
                       csa_smi_to_value(a, csa_operand_smi(a, 2)));
}

BYTECODE_HANDLER(GetNamedPropertyFromSuper) {
  csa_dispatch(a, csa_call_runtime(a, LoadSuperIC_Miss, csa_load_register(a, 0),
                                   a->accumulator,
                                   csa_load_constant_operand(a, 1)));
}

// ---- Globals ----

// Where the variable's value lies: in its PropertyCell, or (extra is a Smi) in
// the context of its script. *owner is that object.
static TRaw global_address(Assembler *a, const Feedback *feedback,
                           TValue *owner, Label *miss) {
  LABEL(lexical, kNormal);
  LABEL(property, kNormal);
  LABEL(done, kNormal);
  VariableRaw address = csa_variable_Raw(a, (TRaw){NULL});
  *owner = load_weak(a, feedback_word(a, feedback), miss);
  TValue extra = feedback_extra(a, feedback);
  csa_branch(a, csa_is_smi_not_double(a, extra), &lexical, &property);
  csa_bind(a, &lexical);
  TInt64 slot =
      csa_uint32_to_int64(a, csa_smi_untag(a, csa_value_as_smi(a, extra)));
  csa_set_Raw(a, address,
              csa_Context_slots_address(a, AS(Context, *owner), slot));
  csa_goto(a, &done);
  csa_bind(a, &property);
  csa_set_Raw(a, address,
              csa_object_address(a, *owner, offsetof(PropertyCell, value)));
  csa_bind(a, &done);
  return csa_get_Raw(a, address);
}

static void define_load_global(Assembler *a, RuntimeFunctionId miss_function) {
  LABEL(miss, kDeferred);
  TValue vector = csa_load_frame(a, kFrameFeedbackVector);
  Feedback feedback = load_feedback(a, 1, &miss);
  TValue owner;
  TRaw address = global_address(a, &feedback, &owner, &miss);
  TValue value = csa_tagged_to_value(a, csa_load_tagged(a, address, 0));
  csa_goto_if(a, csa_is_root(a, value, the_hole), &miss);
  csa_dispatch(a, value);
  csa_bind(a, &miss);
  TValue arguments[] = {csa_load_constant_operand(a, 0), vector,
                        csa_smi_to_value(a, csa_operand_smi(a, 1))};
  csa_dispatch(a, csa_call_runtime_n(a, miss_function, 3, arguments));
}
BYTECODE_HANDLER(LdaGlobal) {
  define_load_global(a, kRuntimeLoadGlobalIC_Miss);
}
BYTECODE_HANDLER(LdaGlobalInsideTypeof) {
  define_load_global(a, kRuntimeLoadGlobalICInsideTypeof_Miss);
}

BYTECODE_HANDLER(StaGlobal) {
  LABEL(miss, kDeferred);
  TValue vector = csa_load_frame(a, kFrameFeedbackVector);
  Feedback feedback = load_feedback(a, 1, &miss);
  TValue owner;
  TRaw address = global_address(a, &feedback, &owner, &miss);
  TValue old = csa_tagged_to_value(a, csa_load_tagged(a, address, 0));
  csa_goto_if(a, csa_is_root(a, old, the_hole), &miss);
  csa_store_tagged(a, address, 0, csa_box_inline(a, a->accumulator, &miss));
  csa_write_barrier(a, owner);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &miss);
  csa_call_runtime(a, StoreGlobalIC_Miss, a->accumulator,
                   csa_load_constant_operand(a, 0), vector,
                   csa_smi_to_value(a, csa_operand_smi(a, 1)));
  csa_dispatch(a, a->accumulator);
}

// Where the store would find its place, there is a global.
BYTECODE_HANDLER(TestGlobal) {
  LABEL(miss, kDeferred);
  Feedback feedback = load_feedback(a, 1, &miss);
  TValue owner;
  TRaw address = global_address(a, &feedback, &owner, &miss);
  TValue value = csa_tagged_to_value(a, csa_load_tagged(a, address, 0));
  csa_goto_if(a, csa_is_root(a, value, the_hole), &miss);
  csa_dispatch(a, csa_root(a, true_value));
  csa_bind(a, &miss);
  csa_dispatch(a,
               csa_call_runtime(a, HasGlobal, csa_load_constant_operand(a, 0)));
}

BYTECODE_HANDLER(DeletePropertyStrict) {
  csa_dispatch(a, csa_call_runtime(
                      a, DeleteProperty, csa_load_register(a, 0),
                      a->accumulator,
                      csa_smi_to_value(a, csa_smi_constant(a, 1))));
}
BYTECODE_HANDLER(DeletePropertySloppy) {
  csa_dispatch(a, csa_call_runtime(
                      a, DeleteProperty, csa_load_register(a, 0),
                      a->accumulator,
                      csa_smi_to_value(a, csa_smi_constant(a, 0))));
}
