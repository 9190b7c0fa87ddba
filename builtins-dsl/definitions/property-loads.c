// SPDX-License-Identifier: MIT
//
// Named and global loads, through inline caches. What no cache knows goes to
// the miss handlers of engine/ic, which do the whole operation.
#include "builtins-dsl/definitions/property-cache.h"

BYTECODE_HANDLER(GetNamedProperty) {
  LABEL(miss, kDeferred);
  TValue receiver = csa_load_register(a, 0);
  TValue vector = csa_load_frame(a, kFrameFeedbackVector);
  Feedback feedback = load_feedback(a, 2, &miss);
  TMap map = map_of(a, receiver);
  TValue name = csa_load_constant_operand(a, 1);
  TValue handler = find_handler(a, &feedback, map, name, &miss);
  load_with_handler(a, receiver, handler, &miss);
  csa_bind(a, &miss);
  csa_dispatch(a, csa_call_runtime(a, LoadIC_Miss, receiver,
                                   csa_load_constant_operand(a, 1), vector,
                                   csa_smi_to_value(a, csa_operand_smi(a, 2))));
}

BYTECODE_HANDLER(GetNamedPropertyFromSuper) {
  csa_dispatch(a, csa_call_runtime(a, LoadSuperIC_Miss, csa_load_register(a, 0),
                                   a->accumulator,
                                   csa_load_constant_operand(a, 1)));
}

// ---- Globals ----

static void define_load_global(Assembler *a, RuntimeFunctionId miss_function) {
  LABEL(miss, kDeferred);
  TValue vector = csa_load_frame(a, kFrameFeedbackVector);
  Feedback feedback = load_feedback(a, 1, &miss);
  TValue cell = load_weak(a, feedback_word(a, &feedback), &miss);
  TValue value = csa_load_PropertyCell_value(a, AS(PropertyCell, cell));
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
  TPropertyCell cell = AS(
      PropertyCell, load_weak(a, feedback_word(a, &feedback), &miss));
  csa_goto_if(
      a, csa_is_root(a, csa_load_PropertyCell_value(a, cell), the_hole),
      &miss);
  TTagged value = csa_box_inline(a, a->accumulator, &miss);
  csa_store_PropertyCell_value(a, cell, csa_tagged_to_value(a, value));
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &miss);
  csa_call_runtime(a, StoreGlobalIC_Miss, a->accumulator,
                   csa_load_constant_operand(a, 0), vector,
                   csa_smi_to_value(a, csa_operand_smi(a, 1)));
  csa_dispatch(a, a->accumulator);
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
