// SPDX-License-Identifier: MIT
//
// Array.prototype.sort and toSorted of arrays with comparators that are
// functions. A call pushes a frame whose one bytecode is the sort's step
// (engine/builtins/array-sort-frame.h), to which the comparator returns. The
// step takes a value in a merge; all else that a sorter does, it does in C
// (engine/builtins/merge-sorter.h).
//
// The list that is sorted is nobody else's, so that the step does not care what
// the comparator does to the array.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/callback-frames.h"
#include "engine/builtins/array-sort-frame.h"
#include "engine/builtins/merge-sorter.h"

static TValue load_slot(Assembler *a, TFixedArray sorter, int slot) {
  return csa_load_FixedArray_slots(a, sorter, csa_int64(a, slot));
}
static TSmi load_smi(Assembler *a, TFixedArray sorter, int slot) {
  return csa_value_as_smi(a, load_slot(a, sorter, slot));
}
static void store_smi(Assembler *a, TFixedArray sorter, int slot, TSmi value) {
  csa_init_FixedArray_slots(a, sorter, csa_int64(a, slot),
                            csa_smi_to_value(a, value));
}
static TRaw register_at(Assembler *a, TValue list, TSmi index) {
  return csa_RegisterArray_registers_address(a, AS(RegisterArray, list),
                                             smi_as_index(a, index));
}
static TBool is_merging(Assembler *a, TFixedArray sorter) {
  return csa_smi_equal(a, load_smi(a, sorter, kSorterPhase),
                       csa_smi_constant(a, kSorterMerge));
}

// Takes the value at a slot's index of a list. The last one of a run is slow.
static void take_from(Assembler *a, TFixedArray sorter, TValue list,
                      int index_slot, int end_slot, Label *slow) {
  TSmi one = csa_smi_constant(a, 1);
  TSmi index = load_smi(a, sorter, index_slot);
  TSmi next = csa_smi_add(a, index, one);
  csa_goto_if(a, csa_smi_equal(a, next, load_smi(a, sorter, end_slot)), slow);
  TSmi to = load_smi(a, sorter, kSorterTo);
  TValue values = load_slot(a, sorter, kSorterValues);
  csa_store_value(a, register_at(a, values, to), 0,
                  csa_load_value(a, register_at(a, list, index), 0));
  csa_write_barrier(a, values);
  store_smi(a, sorter, index_slot, next);
  store_smi(a, sorter, kSorterTo, csa_smi_add(a, to, one));
}

// Merging: what the comparison decided.
static void take_smaller(Assembler *a, TFixedArray sorter, Label *slow) {
  LABEL(smi, kNormal);
  LABEL(number, kUnlikely);
  LABEL(right, kNormal);
  LABEL(left, kNormal);
  LABEL(done, kNormal);
  csa_branch(a, csa_is_smi(a, a->accumulator), &smi, &number);
  csa_bind(a, &smi);
  csa_branch(a,
             csa_smi_less(a, csa_smi_constant(a, 0),
                          csa_value_as_smi(a, a->accumulator)),
             &right, &left);
  csa_bind(a, &number);
  csa_goto_unless(a, csa_is_unboxed_double(a, a->accumulator), slow);
  csa_branch(a,
             csa_float64_less(a, csa_float64(a, 0),
                              csa_value_as_float64(a, a->accumulator)),
             &right, &left);
  csa_bind(a, &right);
  take_from(a, sorter, load_slot(a, sorter, kSorterValues), kSorterRight,
            kSorterRightEnd, slow);
  csa_goto(a, &done);
  csa_bind(a, &left);
  take_from(a, sorter, load_slot(a, sorter, kSorterSpare), kSorterLeft,
            kSorterLeftEnd, slow);
  csa_goto(a, &done);
  csa_bind(a, &done);
}

static void call_comparator(Assembler *a, TFixedArray sorter) {
  TValue values = load_slot(a, sorter, kSorterValues);
  TValue left = csa_select_Value(a, is_merging(a, sorter),
                                 load_slot(a, sorter, kSorterSpare), values);
  TRaw top = csa_raw_add(
      a, a->fp, csa_int64(a, kArraySortRegisterCount * kValueSize));
  TValue comparator = csa_load_frame(a, kArraySortComparator);
  CallSlots call = begin_call(a, top, csa_undefined(a), comparator,
                              csa_undefined(a));
  TSmi left_index = load_smi(a, sorter, kSorterLeft);
  TSmi right_index = load_smi(a, sorter, kSorterRight);
  csa_store_value(a, call.argv, 1 * kValueSize,
                  csa_load_value(a, register_at(a, left, left_index), 0));
  csa_store_value(a, call.argv, 2 * kValueSize,
                  csa_load_value(a, register_at(a, values, right_index), 0));
  TSmi argc = csa_value_as_smi(a, csa_load_frame(a, kArraySortArgc));
  jump_to_callback(a, comparator, call.argv, smi_as_index(a, argc));
}

BYTECODE_HANDLER(ArraySortStep) {
  LABEL(slow, kDeferred);
  LABEL(compare, kNormal);
  LABEL(finished, kDeferred);
  TValue sorter = csa_load_frame(a, kArraySortSorter);
  csa_goto_if(a, csa_is_undefined(a, sorter), &slow);
  csa_goto_unless(a, is_merging(a, AS(FixedArray, sorter)), &slow);
  take_smaller(a, AS(FixedArray, sorter), &slow);
  csa_goto(a, &compare);

  csa_bind(a, &slow);
  TValue result = csa_call_runtime(a, ArraySortStep, a->accumulator);
  csa_goto_unless(a, csa_is_root(a, result, the_hole), &finished);
  csa_goto(a, &compare);
  csa_bind(a, &finished);
  return_to_caller(a, result);
  csa_bind(a, &compare);
  call_comparator(a, AS(FixedArray, csa_load_frame(a, kArraySortSorter)));
}

static void define_sort(Assembler *a, bool is_copy) {
  LABEL(slow, kDeferred);
  // BuiltinEntry changes to another realm.
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 1)), &slow);
  TValue comparator = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, comparator), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, comparator), &slow);
  (void)csa_cast_fast_array(a, csa_receiver(a), &slow);
  TRaw fp = callback_frame(a, kArraySortParameters, kArraySortRegisterCount,
                           &slow);
  TInt64 argc = visible_arguments(a, comparator, 2);
  TValue step_bytecode = csa_root(a, array_sort_bytecode);
  push_callback_frame(a, fp, kArraySortParameters, step_bytecode);
  TValue zero = csa_smi_to_value(a, csa_smi_constant(a, 0));
  const TValue registers[kArraySortRegisterCount] = {
      [kArraySortSorter] = csa_undefined(a),
      [kArraySortIsCopy] = csa_boolean(a, csa_bool_constant(a, is_copy)),
      [kArraySortArgc] = {csa_int64_shl(a, argc, kSmiShift).node},
      [kArraySortLength] = zero,
      [kArraySortUndefinedCount] = zero,
  };
  for (int i = 0; i < kArraySortRegisterCount; i++)
    csa_store_value(a, fp, i * kValueSize, registers[i]);
  csa_dispatch_to(a, first_bytecode(a, step_bytecode), fp, zero);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
// ECMA-262 #sec-array.prototype.sort
ENTRY_STUB(ArrayPrototypeSort) { define_sort(a, false); }
// ECMA-262 #sec-array.prototype.tosorted
ENTRY_STUB(ArrayPrototypeToSorted) { define_sort(a, true); }
