// SPDX-License-Identifier: MIT
//
// Loads of constants and registers, and the operand prefixes.
#include "builtins-dsl/definitions/definitions.h"

// A prefix goes to the same opcode in a later part of the dispatch table. pc
// stays at the prefix: that is where the bytecode begins.
static void define_prefix(Assembler *a, int table) {
  TInt64 opcode = csa_uint32_to_int64(a, csa_load_uint8(a, a->pc, 1));
  TRaw entry = csa_raw_add(a, a->isolate, csa_int64_shl(a, opcode, 3));
  TRaw target = csa_load_raw(a, entry, table * 256 * (int64_t)sizeof(void *));
  csa_tail_call(a, target.node, a->pc, a->fp, (TInt64){a->accumulator.node},
                (TInt64){NULL}, (TInt64){NULL});
}
BYTECODE_HANDLER(Wide) { define_prefix(a, 1); }
BYTECODE_HANDLER(ExtraWide) { define_prefix(a, 2); }

BYTECODE_HANDLER(LdaZero) {
  csa_dispatch(a, csa_smi_to_value(a, csa_smi_constant(a, 0)));
}
BYTECODE_HANDLER(LdaSmi) {
  csa_dispatch(a, csa_smi_to_value(a, csa_operand_smi(a, 0)));
}
BYTECODE_HANDLER(LdaUndefined) { csa_dispatch(a, csa_undefined(a)); }
BYTECODE_HANDLER(LdaNull) { csa_dispatch(a, csa_root(a, null_value)); }
BYTECODE_HANDLER(LdaTheHole) { csa_dispatch(a, csa_root(a, the_hole)); }
BYTECODE_HANDLER(LdaTrue) { csa_dispatch(a, csa_root(a, true_value)); }
BYTECODE_HANDLER(LdaFalse) { csa_dispatch(a, csa_root(a, false_value)); }
BYTECODE_HANDLER(LdaConstant) {
  csa_dispatch(a, csa_load_constant_operand(a, 0));
}
BYTECODE_HANDLER(Ldar) { csa_dispatch(a, csa_load_register(a, 0)); }
BYTECODE_HANDLER(Star) {
  csa_store_register(a, 0, a->accumulator);
  csa_dispatch(a, a->accumulator);
}

#define SHORT_STAR(n)                        \
  BYTECODE_HANDLER(Star##n) {                \
    csa_store_frame(a, n, a->accumulator);   \
    csa_dispatch(a, a->accumulator);         \
  }
SHORT_STAR(0)
SHORT_STAR(1)
SHORT_STAR(2)
SHORT_STAR(3)
SHORT_STAR(4)
SHORT_STAR(5)
SHORT_STAR(6)
SHORT_STAR(7)
SHORT_STAR(8)
SHORT_STAR(9)
SHORT_STAR(10)
SHORT_STAR(11)
SHORT_STAR(12)
SHORT_STAR(13)
SHORT_STAR(14)
SHORT_STAR(15)

BYTECODE_HANDLER(Mov) {
  csa_store_register(a, 1, csa_load_register(a, 0));
  csa_dispatch(a, a->accumulator);
}
