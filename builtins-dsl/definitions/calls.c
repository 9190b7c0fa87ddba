// SPDX-License-Identifier: MIT
//
// Calls and construction: handlers push receiver and arguments above the frame
// and jump to the callee's entry (entry.c); it returns to the next bytecode.
#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/map.h"
#include "engine/objects/shared-function-info.h"

// ---- Fixed numbers of arguments ----

// operands: callee, receiver (unless undefined), arguments.
static void define_call(Assembler *a, int argc, bool has_receiver) {
  TValue callee = csa_load_register(a, 0);
  TValue receiver = has_receiver ? csa_load_register(a, 1) : csa_undefined(a);
  CallSlots call =
      begin_call(a, frame_top(a), csa_undefined(a), callee, receiver);
  for (int i = 0; i < argc; i++)
    csa_store_value(a, call.argv, (i + 1) * kValueSize,
                    csa_load_register(a, 1 + has_receiver + i));
  finish_call(a, &call, csa_int64(a, argc), csa_next_pc(a), a->fp);
}
BYTECODE_HANDLER(CallProperty0) {
  define_call(a, 0, true);
}
BYTECODE_HANDLER(CallProperty1) {
  define_call(a, 1, true);
}
BYTECODE_HANDLER(CallProperty2) {
  define_call(a, 2, true);
}
BYTECODE_HANDLER(CallUndefinedReceiver0) {
  define_call(a, 0, false);
}
BYTECODE_HANDLER(CallUndefinedReceiver1) {
  define_call(a, 1, false);
}
BYTECODE_HANDLER(CallUndefinedReceiver2) {
  define_call(a, 2, false);
}

// ---- Lists ----

static void define_call_list(Assembler *a, bool has_receiver) {
  TValue callee = csa_load_register(a, 0);
  TRaw list = csa_operand_address(a, 1);
  TInt64 count = csa_operand(a, 2);
  TInt64 argc = count;
  TValue receiver = csa_undefined(a);
  if (has_receiver) {
    receiver = csa_load_value(a, list, 0);
    list = csa_raw_add(a, list, csa_int64(a, kValueSize));
    argc = csa_int64_sub(a, count, csa_int64(a, 1));
  }
  CallSlots call =
      begin_call(a, frame_top(a), csa_undefined(a), callee, receiver);
  push_arguments(a, &call, 1, list, argc);
  finish_call(a, &call, argc, csa_next_pc(a), a->fp);
}
BYTECODE_HANDLER(CallAnyReceiver) {
  define_call_list(a, true);
}
BYTECODE_HANDLER(CallProperty) {
  define_call_list(a, true);
}
BYTECODE_HANDLER(CallUndefinedReceiver) {
  define_call_list(a, false);
}

// A FixedArray of values in registers.
static TValue list_to_array(Assembler *a, TRaw from, TInt64 count) {
  LABEL(loop, kNormal);
  LABEL(done, kNormal);
  TInt64 bytes = csa_int64_add(
      a, csa_int64_shl(a, count, 2),
      csa_int64(a, offsetof(FixedArray, slots) + kObjectAlignment - 1));
  TValue array = allocate_dynamic(
      a, csa_int64_and(a, bytes, csa_int64(a, -kObjectAlignment)),
      csa_root_as(a, Map, fixed_array_map));
  TFixedArray list = AS(FixedArray, array);
  csa_store_FixedArrayBase_length(a, AS(FixedArrayBase, list),
                                  csa_int64_to_int32(a, count));
  fill_undefined_slots(a,
                       csa_FixedArray_slots_address(a, list, csa_int64(a, 0)),
                       csa_FixedArray_slots_address(a, list, count));
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, count), &done);
  TRaw slot = csa_raw_add(a, from, csa_int64_shl(a, i, 3));
  // Boxing may allocate, hence the barrier.
  TTagged value = csa_box(a, csa_load_value(a, slot, 0));
  csa_store_FixedArray_slots(a, list, i, csa_tagged_to_value(a, value));
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
  return array;
}

BYTECODE_HANDLER(CallWithSpread) {
  LABEL(slow, kDeferred);
  TRaw list = csa_operand_address(a, 1);
  TInt64 count = csa_int64_sub(a, csa_operand(a, 2), csa_int64(a, 1));
  call_with_spread_array(a, list, count, &slow);
  csa_bind(a, &slow);
  TRaw rest = csa_raw_add(a, list, csa_int64(a, kValueSize));
  TValue arguments = list_to_array(a, rest, count);
  csa_dispatch(a, csa_call_runtime(a, CallWithSpread, csa_load_register(a, 0),
                                   csa_load_value(a, list, 0), arguments));
}
BYTECODE_HANDLER(ConstructWithSpread) {
  TRaw list = csa_operand_address(a, 1);
  TValue arguments = list_to_array(a, list, csa_operand(a, 2));
  csa_dispatch(a,
               csa_call_runtime(a, ConstructWithSpread, csa_load_register(a, 0),
                                a->accumulator, arguments));
}

// ---- Runtime functions ----

BYTECODE_HANDLER(CallRuntime) {
  csa_dispatch(a, csa_call_runtime_dynamic(a, csa_operand(a, 0),
                                           csa_operand_address(a, 1),
                                           csa_operand(a, 2)));
}

BYTECODE_HANDLER(CallRuntimeForPair) {
  LABEL(js_array, kNormal);
  LABEL(store, kNormal);
  TValue pair = csa_call_runtime_dynamic(
      a, csa_operand(a, 0), csa_operand_address(a, 1), csa_operand(a, 2));
  VariableValue list = csa_variable_Value(a, pair);
  csa_goto_if(a, csa_is_type(a, pair, JS_ARRAY_TYPE), &js_array);
  csa_goto(a, &store);
  csa_bind(a, &js_array);
  csa_set_Value(a, list,
                AS(Value, csa_load_JSObject_elements(a, AS(JSObject, pair))));
  csa_bind(a, &store);
  TFixedArray array = AS(FixedArray, csa_get_Value(a, list));
  TRaw out = csa_operand_address(a, 3);
  for (int i = 0; i < 2; i++)
    csa_store_value(a, out, i * kValueSize,
                    csa_load_FixedArray_slots(a, array, csa_int64(a, i)));
  csa_dispatch(a, a->accumulator);
}

// ---- Construction ----

// ECMA-262 #sec-ordinarycreatefromconstructor: at once if new.target has an
// initial map of ordinary objects, and the slack in it is known.
static TValue create_this(Assembler *a, TJSFunction constructor,
                          TValue new_target) {
  LABEL(slow, kDeferred);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  csa_goto_unless(a, csa_is_heap_object(a, new_target), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, new_target), &slow);
  TValue initial = csa_load_JSFunction_prototype_or_initial_map(
      a, AS(JSFunction, new_target));
  csa_goto_unless(a, csa_has_map(a, initial, csa_root_as(a, Map, meta_map)),
                  &slow);
  TMap map = AS(Map, initial);
  TInt32 bits = csa_load_Map_bit_field3(a, map);
  csa_goto_if(
      a,
      csa_int32_test(
          a, bits, kMapConstructionCounterMask << kMapConstructionCounterShift),
      &slow);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_OBJECT_TYPE)),
                  &slow);
  csa_set_Value(a, result, allocate_instance(a, map));
  csa_goto(a, &done);
  csa_bind(a, &slow);
  csa_set_Value(
      a, result,
      csa_call_runtime(a, CreateThis, AS(Value, constructor), new_target));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

// The engine's frame below a constructor's: r0 is the receiver, which counts if
// the constructor returns no object. Returns its fp.
static TRaw push_construct_frame(Assembler *a, TRaw top, TValue receiver) {
  TRaw fp = csa_raw_add(a, top, csa_int64(a, kFrameHeaderSlots * kValueSize));
  write_own_frame_header(a, fp, csa_next_pc(a),
                         csa_root(a, construct_return_bytecode));
  csa_store_value(a, fp, 0, receiver);
  return fp;
}

typedef struct ArgumentList {
  TRaw first;
  TInt64 count;
} ArgumentList;

static void construct_base(Assembler *a, TJSFunction constructor,
                           TValue new_target, ArgumentList list) {
  TValue receiver = create_this(a, constructor, new_target);
  TRaw fp = push_construct_frame(a, frame_top(a), receiver);
  TRaw top = csa_raw_add(a, fp, csa_int64(a, kValueSize));
  CallSlots call =
      begin_call(a, top, new_target, AS(Value, constructor), receiver);
  push_arguments(a, &call, 1, list.first, list.count);
  TRaw return_pc = first_bytecode(a, csa_root(a, construct_return_bytecode));
  finish_call(a, &call, list.count, return_pc, fp);
}

// Derived constructors and builtins make their receiver themselves.
static void construct_without_receiver(Assembler *a, TValue constructor,
                                       TValue new_target, ArgumentList list,
                                       Label *slow) {
  CallSlots call = begin_call(a, frame_top(a), new_target, constructor,
                              csa_root(a, the_hole));
  push_arguments(a, &call, 1, list.first, list.count);
  if (slow == NULL) {
    finish_call(a, &call, list.count, csa_next_pc(a), a->fp);
    return;
  }
  csa_tail_call(a, csa_code(a, "Stub_ConstructSlow"), csa_next_pc(a), a->fp,
                csa_raw_to_int64(a, call.argv), list.count,
                (TInt64){constructor.node});
}

static void define_construct(Assembler *a, TValue constructor,
                             TValue new_target, ArgumentList list) {
  LABEL(no_receiver, kNormal);
  LABEL(native, kNormal);
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_is_heap_object(a, constructor), &slow);
  TMap map = csa_load_map(a, constructor);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_FUNCTION_TYPE)),
                  &slow);
  csa_goto_unless(
      a, csa_int32_test(a, csa_load_Map_bit_field(a, map), kMapConstructor),
      &slow);
  TJSFunction function = AS(JSFunction, constructor);
  TSharedFunctionInfo shared = csa_load_JSFunction_shared(a, function);
  TInt32 flags = csa_load_SharedFunctionInfo_flags(a, shared);
  csa_goto_if(a, csa_int32_test(a, flags, kSharedNative), &native);
  csa_goto_if(a, csa_int32_test(a, flags, kSharedDerivedConstructor),
              &no_receiver);
  construct_base(a, function, new_target, list);

  // API functions are no C builtins: their data is no Smi.
  csa_bind(a, &native);
  TValue data = csa_load_SharedFunctionInfo_function_data(a, shared);
  csa_goto_unless(a, csa_is_smi_not_double(a, data), &slow);
  csa_bind(a, &no_receiver);
  construct_without_receiver(a, constructor, new_target, list, NULL);
  csa_bind(a, &slow);
  construct_without_receiver(a, constructor, new_target, list, &slow);
}

BYTECODE_HANDLER(Construct) {
  ArgumentList list = {csa_operand_address(a, 1), csa_operand(a, 2)};
  define_construct(a, csa_load_register(a, 0), a->accumulator, list);
}

// super(...arguments) of a default derived constructor: not observable, as the
// iteration of a rest parameter would be.
BYTECODE_HANDLER(ConstructForwardAllArgs) {
  LABEL(surplus, kNormal);
  LABEL(known, kNormal);
  TInt64 argc = csa_int64_shr(
      a, csa_value_to_bits(a, csa_load_frame(a, kFrameArgc)), kSmiShift);
  TInt64 parameters = csa_uint32_to_int64(
      a, csa_load_BytecodeArray_parameter_count(a, csa_bytecode_array(a)));
  TInt64 down =
      csa_int64_sub(a, csa_int64(a, 1 - kFrameHeaderSlots), parameters);
  TRaw formals = csa_raw_add(a, a->fp, csa_int64_shl(a, down, 3));
  VariableRaw first = csa_variable_Raw(a, formals);
  csa_goto_if(
      a, csa_int64_less(a, csa_int64_sub(a, parameters, csa_int64(a, 1)), argc),
      &surplus);
  csa_goto(a, &known);
  csa_bind(a, &surplus);
  // The originals lie argc + 1 slots below the copies.
  TInt64 further = csa_int64_sub(a, csa_int64(a, -1), argc);
  csa_set_Raw(a, first, csa_raw_add(a, formals, csa_int64_shl(a, further, 3)));
  csa_bind(a, &known);
  ArgumentList list = {csa_get_Raw(a, first), argc};
  define_construct(a, csa_load_register(a, 0), a->accumulator, list);
}

// A function's [[Prototype]], which may have changed since it was defined.
BYTECODE_HANDLER(GetSuperConstructor) {
  TValue parent = csa_call_runtime(a, GetSuperConstructor, a->accumulator);
  csa_store_register(a, 0, parent);
  csa_dispatch(a, a->accumulator);
}
