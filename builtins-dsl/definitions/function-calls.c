// SPDX-License-Identifier: MIT
//
// Functions that call others: Function.prototype.call and apply, Reflect.apply,
// bound functions, and calls with a spread array. None leaves a frame: the
// arguments are put where the target wants them and it is jumped to. Functions
// and arrays with packed elements only; the rest is the C builtins'.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/callback-frames.h"
#include "engine/objects/native-context.h"

static TRaw slot_at(Assembler *a, TRaw base, TInt64 index) {
  return csa_raw_add(a, base, csa_int64_shl(a, index, 3));
}

static void check_function(Assembler *a, TValue target, Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, target), otherwise);
  csa_goto_unless(a, csa_is_JSFunction(a, target), otherwise);
}

// Jumps to a JSFunction whose arguments are at argv; it returns to our caller.
static void jump_to(Assembler *a, TValue target, TRaw argv, TInt64 argc) {
  csa_store_value(a, argv, kArgvNewTarget * kValueSize, csa_undefined(a));
  csa_store_value(a, argv, kArgvFunction * kValueSize, target);
  CallSlots call = {argv, target};
  finish_call(a, &call, argc, a->pc, a->fp);
}

// ---- Lists ----

typedef struct Elements {
  TValue array;  // FixedArray or FixedDoubleArray
  TInt64 length;
  TBool are_doubles;
} Elements;

// #sec-createlistfromarraylike: undefined and null make an empty list (not for
// Reflect.apply, which goes by `otherwise`).
static Elements packed_elements(Assembler *a, TValue value, Label *otherwise) {
  TJSArray array = csa_cast_fast_array(a, value, otherwise);
  TInt32 kind =
      csa_load_Map_elements_kind(a, csa_load_map(a, AS(Value, array)));
  csa_goto_if(a, csa_int32_test(a, kind, 1), otherwise);  // holey
  return (Elements){
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, array))),
      smi_as_index(a, array_length(a, array)),
      is_double_kind(a, kind),
  };
}

static void check_room(Assembler *a, TRaw first, TInt64 count,
                       Label *otherwise) {
  // Room for the callee's padding and header is slack above vm_stack_limit.
  TRaw end = slot_at(a, first, count);
  TRaw limit = csa_isolate_load(a, raw, vm_stack_limit);
  csa_goto_if(a, csa_raw_below(a, limit, end), otherwise);
}

// Values of a list to slots; there is room.
static void copy_elements(Assembler *a, const Elements *from, TRaw to) {
  LABEL(loop, kNormal);
  LABEL(doubles, kUnlikely);
  LABEL(tagged, kNormal);
  LABEL(next, kNormal);
  LABEL(done, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, i, from->length), &done);
  csa_branch(a, from->are_doubles, &doubles, &tagged);
  csa_bind(a, &doubles);
  TRaw at = csa_FixedDoubleArray_values_address(
      a, AS(FixedDoubleArray, from->array), i);
  csa_store_value(a, slot_at(a, to, i), 0,
                  csa_float64_to_value(a, csa_load_float64(a, at, 0)));
  csa_goto(a, &next);
  csa_bind(a, &tagged);
  csa_store_value(a, slot_at(a, to, i), 0,
                  csa_load_FixedArray_slots(a, AS(FixedArray, from->array), i));
  csa_bind(a, &next);
  csa_set_Int64(a, index, csa_int64_add(a, i, csa_int64(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &done);
}

// ---- Function.prototype.call and apply, Reflect.apply ----

// ECMA-262 #sec-function.prototype.call
//
// The slots of (function, receiver, arguments) are right already, one further up.
ENTRY_STUB(FunctionPrototypeCall) {
  LABEL(some, kNormal);
  LABEL(jump, kNormal);
  LABEL(slow, kDeferred);
  TValue target = csa_receiver(a);
  check_function(a, target, &slow);
  pad_argument(a, 0);
  VariableInt64 argc = csa_variable_Int64(a, csa_int64(a, 0));
  csa_branch(a, csa_int64_less(a, csa_int64(a, 0), a->argc), &some, &jump);
  csa_bind(a, &some);
  csa_set_Int64(a, argc, csa_int64_sub(a, a->argc, csa_int64(a, 1)));
  csa_goto(a, &jump);
  csa_bind(a, &jump);
  jump_to(a, target, csa_raw_add(a, a->argv, csa_int64(a, kValueSize)),
          csa_get_Int64(a, argc));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// The target is at argv[index], its receiver and the list behind it.
static void define_apply(Assembler *a, int index, bool may_be_empty) {
  LABEL(empty, kUnlikely);
  LABEL(list, kNormal);
  LABEL(slow, kDeferred);
  TRaw argv = csa_raw_add(a, a->argv, csa_int64(a, (index + 1) * kValueSize));
  TValue target = csa_load_value(a, argv, kArgvFunction * kValueSize);
  csa_goto_unless(a, csa_int64_less(a, csa_int64(a, index), a->argc), &slow);
  check_function(a, target, &slow);
  pad_argument(a, index + 1);
  TValue arguments = csa_load_value(a, argv, kValueSize);
  if (may_be_empty) {
    TBool none = csa_bool_or(a, csa_is_undefined(a, arguments),
                             csa_is_root(a, arguments, null_value));
    csa_branch(a, none, &empty, &list);
    csa_bind(a, &empty);
    jump_to(a, target, argv, csa_int64(a, 0));
    csa_bind(a, &list);
  }
  Elements elements = packed_elements(a, arguments, &slow);
  TRaw first = csa_raw_add(a, argv, csa_int64(a, kValueSize));
  check_room(a, first, elements.length, &slow);
  copy_elements(a, &elements, first);
  jump_to(a, target, argv, elements.length);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}
// ECMA-262 #sec-function.prototype.apply
ENTRY_STUB(FunctionPrototypeApply) { define_apply(a, 0, true); }
// ECMA-262 #sec-reflect.apply
ENTRY_STUB(ReflectApply) { define_apply(a, 1, false); }

// ---- Bound functions ----

// #sec-bound-function-exotic-objects-call-thisargument-argumentslist
//
// The bound arguments go between the receiver and those given, which move up.
void call_bound_function(Assembler *a, Label *otherwise) {
  LABEL(move, kNormal);
  LABEL(moved, kNormal);
  csa_goto_unless(a, csa_is_type(a, a->callee, JS_BOUND_FUNCTION_TYPE),
                  otherwise);
  TJSBoundFunction bound = AS(JSBoundFunction, a->callee);
  TValue target = AS(Value, csa_load_JSBoundFunction_target(a, bound));
  csa_goto_unless(a, csa_is_JSFunction(a, target), otherwise);
  TFixedArray list = csa_load_JSBoundFunction_bound_arguments(a, bound);
  Elements first = {
      AS(Value, list),
      csa_uint32_to_int64(
          a, csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, list))),
      csa_bool_constant(a, false),
  };
  TInt64 argc = csa_int64_add(a, a->argc, first.length);
  TRaw arguments = csa_raw_add(a, a->argv, csa_int64(a, kValueSize));
  check_room(a, arguments, argc, otherwise);
  TRaw moved_to = slot_at(a, arguments, first.length);
  VariableInt64 index = csa_variable_Int64(a, a->argc);
  csa_bind(a, &move);
  TInt64 left = csa_get_Int64(a, index);
  csa_goto_unless(a, csa_int64_less(a, csa_int64(a, 0), left), &moved);
  TInt64 i = csa_int64_sub(a, left, csa_int64(a, 1));
  csa_store_value(a, slot_at(a, moved_to, i), 0,
                  csa_load_value(a, slot_at(a, arguments, i), 0));
  csa_set_Int64(a, index, i);
  csa_goto(a, &move);
  csa_bind(a, &moved);
  copy_elements(a, &first, arguments);
  csa_store_value(a, a->argv, 0, csa_load_JSBoundFunction_bound_this(a, bound));
  jump_to(a, target, a->argv, argc);
}

// ---- f(...array) ----

// The last of the list is spread: an array with the initial iterator, whose
// elements are its own.
void call_with_spread_array(Assembler *a, TRaw list, TInt64 count,
                            Label *otherwise) {
  TValue callee = csa_load_register(a, 0);
  check_function(a, callee, otherwise);
  check_protectors(a, kProtectorArrayIterator, otherwise);
  TValue last = csa_load_value(a, slot_at(a, list, count), 0);
  Elements spread = packed_elements(a, last, otherwise);
  check_initial_array_map(a, AS(JSArray, last), otherwise);
  CallSlots call = begin_call(a, frame_top(a), csa_undefined(a), callee,
                              csa_load_value(a, list, 0));
  TInt64 before = csa_int64_sub(a, count, csa_int64(a, 1));
  TRaw first = csa_raw_add(a, call.argv, csa_int64(a, kValueSize));
  TRaw to = slot_at(a, first, before);
  TInt64 argc = csa_int64_add(a, before, spread.length);
  check_room(a, first, argc, otherwise);
  push_arguments(a, &call, 1, csa_raw_add(a, list, csa_int64(a, kValueSize)),
                 before);
  copy_elements(a, &spread, to);
  finish_call(a, &call, argc, csa_next_pc(a), a->fp);
}
