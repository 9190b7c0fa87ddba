// SPDX-License-Identifier: MIT
//
// Throwing, and checks that throw.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/map.h"

BYTECODE_HANDLER(SetPendingMessage) {
  TValue old = csa_isolate_load(a, value, pending_message);
  csa_isolate_store(a, value, pending_message, a->accumulator);
  csa_dispatch(a, old);
}
BYTECODE_HANDLER(Throw) {
  csa_call_runtime_nothrow_n(a, kRuntimeThrow, 1, &a->accumulator);
  csa_throw_pending(a);
}
BYTECODE_HANDLER(ReThrow) {
  csa_call_runtime_nothrow_n(a, kRuntimeReThrow, 1, &a->accumulator);
  csa_throw_pending(a);
}

BYTECODE_HANDLER(ThrowReferenceErrorIfHole) {
  LABEL(hole, kDeferred);
  csa_goto_if(a, csa_is_root(a, a->accumulator, the_hole), &hole);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &hole);
  csa_call_runtime_nothrow_n(a, kRuntimeThrowAccessedUninitializedVariable, 1,
                             (TValue[]){csa_load_constant_operand(a, 0)});
  csa_throw_pending(a);
}
BYTECODE_HANDLER(ThrowSuperNotCalledIfHole) {
  LABEL(hole, kDeferred);
  csa_goto_if(a, csa_is_root(a, a->accumulator, the_hole), &hole);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &hole);
  csa_call_runtime_nothrow_n(a, kRuntimeThrowSuperNotCalled, 0, NULL);
  csa_throw_pending(a);
}
BYTECODE_HANDLER(ThrowSuperAlreadyCalledIfNotHole) {
  LABEL(not_hole, kDeferred);
  csa_goto_unless(a, csa_is_root(a, a->accumulator, the_hole), &not_hole);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &not_hole);
  csa_call_runtime_nothrow_n(a, kRuntimeThrowSuperAlreadyCalled, 0, NULL);
  csa_throw_pending(a);
}
BYTECODE_HANDLER(ThrowIfNotSuperConstructor) {
  LABEL(not_constructor, kDeferred);
  TValue parent = csa_load_register(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, parent), &not_constructor);
  TMap map = csa_load_map(a, parent);
  csa_goto_unless(
      a, csa_int32_test(a, csa_load_Map_bit_field(a, map), kMapConstructor),
      &not_constructor);
  csa_dispatch(a, a->accumulator);
  csa_bind(a, &not_constructor);
  csa_call_runtime_nothrow_n(
      a, kRuntimeThrowNotSuperConstructor, 2,
      (TValue[]){parent, csa_load_frame(a, kFrameFunction)});
  csa_throw_pending(a);
}
