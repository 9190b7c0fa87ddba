// SPDX-License-Identifier: MIT
//
// Array.from of array-likes with a mapping function that is a function. A call
// pushes a frame whose one bytecode is the step (engine/builtins/
// array-from-frame.h), to which the function returns. The step goes from one
// absent element to the next, as in Array.from({length: n}, f); the first step,
// the last, and all elements that are there are Runtime_ArrayFromStep's.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/callback-frames.h"
#include "engine/builtins/array-from-frame.h"
#include "engine/objects/native-context.h"

// Goes on only if an ordinary object has no elements, nor any prototype.
static void check_has_no_elements(Assembler *a, TValue object,
                                  Label *otherwise) {
  check_protectors(a, kProtectorNoElements, otherwise);
  TMap map = csa_load_map(a, object);
  TInt32 kind = csa_load_Map_elements_kind(a, map);
  csa_goto_unless(
      a, csa_uint32_less_equal(a, kind, csa_int32(a, LAST_FAST_ELEMENTS)),
      otherwise);
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, object)));
  csa_goto_unless(a, csa_is_root(a, elements, empty_fixed_array), otherwise);
}

// The mapper's result is the element at the index; the next one is absent.
static TSmi store_and_advance(Assembler *a, Label *slow) {
  TValue output = csa_load_frame(a, kArrayFromOutput);
  csa_goto_if(a, csa_is_undefined(a, output), slow);
  TSmi index = csa_value_as_smi(a, csa_load_frame(a, kArrayFromIndex));
  TSmi next = csa_smi_add(a, index, csa_smi_constant(a, 1));
  TInt32 length =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, output));
  csa_goto_if(a, csa_int32_equal(a, csa_smi_untag(a, next), length), slow);
  check_has_no_elements(a, csa_load_frame(a, kArrayFromItems), slow);
  TTagged boxed = csa_box_inline(a, a->accumulator, slow);
  csa_store_FixedArray_slots(a, AS(FixedArray, output), smi_as_index(a, index),
                             csa_tagged_to_value(a, boxed));
  csa_store_frame(a, kArrayFromIndex, csa_smi_to_value(a, next));
  return next;
}

static void call_mapper(Assembler *a, TValue element) {
  TRaw top = csa_raw_add(a, a->fp,
                         csa_int64(a, kArrayFromRegisterCount * kValueSize));
  TValue mapper = csa_load_frame(a, kArrayFromMapper);
  CallSlots call = begin_call(a, top, csa_undefined(a), mapper,
                              csa_load_frame(a, kArrayFromThisArgument));
  csa_store_value(a, call.argv, 1 * kValueSize, element);
  csa_store_value(a, call.argv, 2 * kValueSize,
                  csa_load_frame(a, kArrayFromIndex));
  TSmi argc = csa_value_as_smi(a, csa_load_frame(a, kArrayFromArgc));
  jump_to_callback(a, mapper, call.argv, smi_as_index(a, argc));
}

BYTECODE_HANDLER(ArrayFromStep) {
  LABEL(slow, kDeferred);
  LABEL(call, kNormal);
  LABEL(finished, kDeferred);
  VariableValue element = csa_variable_Value(a, csa_undefined(a));
  (void)store_and_advance(a, &slow);
  csa_goto(a, &call);

  csa_bind(a, &slow);
  TValue result = csa_call_runtime(a, ArrayFromStep, a->accumulator);
  csa_goto_unless(a, csa_is_root(a, result, the_hole), &finished);
  csa_set_Value(a, element, csa_load_frame(a, kArrayFromElement));
  csa_goto(a, &call);
  csa_bind(a, &finished);
  return_to_caller(a, result);
  csa_bind(a, &call);
  call_mapper(a, csa_get_Value(a, element));
}

// ECMA-262 #sec-array.from
ENTRY_STUB(ArrayFrom) {
  LABEL(slow, kDeferred);
  // BuiltinEntry changes to another realm.
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 2)), &slow);
  // The realm's own Array makes what nobody sees before it is returned.
  TValue array_function = load_native_slot(a, kNativeSlot_array_function);
  csa_goto_unless(a, csa_value_equal(a, csa_receiver(a), array_function),
                  &slow);
  TValue items = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, items), &slow);
  csa_goto_unless(a, csa_is_type(a, items, JS_OBJECT_TYPE), &slow);
  TValue mapper = csa_argument(a, 1);
  csa_goto_unless(a, csa_is_heap_object(a, mapper), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, mapper), &slow);
  TRaw fp = callback_frame(a, kArrayFromParameters, kArrayFromRegisterCount,
                           &slow);
  TInt64 argc = visible_arguments(a, mapper, 2);
  pad_argument(a, 2);
  TValue step_bytecode = csa_root(a, array_from_bytecode);
  push_callback_frame(a, fp, kArrayFromParameters, step_bytecode);
  const TValue registers[kArrayFromRegisterCount] = {
      [kArrayFromOutput] = csa_undefined(a),
      [kArrayFromIndex] = csa_smi_to_value(a, csa_smi_constant(a, 0)),
      [kArrayFromElement] = csa_undefined(a),
      [kArrayFromArgc] = {csa_int64_shl(a, argc, kSmiShift).node},
  };
  for (int i = 0; i < kArrayFromRegisterCount; i++)
    csa_store_value(a, fp, i * kValueSize, registers[i]);
  csa_dispatch_to(a, first_bytecode(a, step_bytecode), fp, csa_undefined(a));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
