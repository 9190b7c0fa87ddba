// SPDX-License-Identifier: MIT
//
// Keyed access. First version: everything by the miss handlers.
#include "builtins-dsl/definitions/property-cache.h"

BYTECODE_HANDLER(GetKeyedProperty) {
  csa_dispatch(a, csa_call_runtime(a, KeyedLoadIC_Miss,
                                   csa_load_register(a, 0), a->accumulator,
                                   csa_load_frame(a, kFrameFeedbackVector),
                                   csa_smi_to_value(a, csa_operand_smi(a, 1))));
}

static void define_keyed_store(Assembler *a, RuntimeFunctionId miss_function) {
  TValue arguments[] = {a->accumulator, csa_load_register(a, 0),
                        csa_load_register(a, 1),
                        csa_load_frame(a, kFrameFeedbackVector),
                        csa_smi_to_value(a, csa_operand_smi(a, 2))};
  csa_call_runtime_n(a, miss_function, 5, arguments);
  csa_dispatch(a, a->accumulator);
}
BYTECODE_HANDLER(SetKeyedProperty) {
  define_keyed_store(a, kRuntimeKeyedStoreIC_Miss);
}
BYTECODE_HANDLER(StaInArrayLiteral) {
  define_keyed_store(a, kRuntimeStoreInArrayLiteralIC_Miss);
}
