// SPDX-License-Identifier: MIT
//
// Array.prototype methods that call back for each element, for arrays with fast
// elements and callbacks that are functions. A call pushes a frame whose one
// bytecode is the method's step (engine/builtins/array-callback-frame.h):
//
//   entry:  checks, pushes the frame, dispatches to the step
//   step:   takes the callback's result in the accumulator; calls for the next
//           element, to return to itself; or leaves with the method's result
//
// The array may become anything while the callback runs, so that the step looks
// at it anew. Where it finds a hole, an array that shrank or whose elements are
// no longer fast, it has not used the accumulator yet and Runtime_
// ArrayCallbackRest (engine/builtins/array-callbacks.c) does what is left of
// the whole call.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/callback-frames.h"
#include "builtins-dsl/definitions/truth.h"
#include "engine/builtins/array-callback-frame.h"
#include "engine/objects/native-context.h"
#include "engine/objects/shared-function-info.h"

typedef enum Method {
  kForEach,
  kMap,
  kFilter,
  kSome,
  kEvery,
  kFind,
  kFindIndex,
  kReduce,
  kReduceRight,
} Method;

static bool is_reduction(Method method) {
  return method == kReduce || method == kReduceRight;
}
static TSmi load_smi(Assembler *a, int slot) {
  return csa_value_as_smi(a, csa_load_frame(a, slot));
}
static void store_smi(Assembler *a, int slot, TSmi value) {
  csa_store_frame(a, slot, csa_smi_to_value(a, value));
}

// ---- The step ----

// Puts a value in a list that may be old: element `index` of a FixedArray.
static void store_in_list(Assembler *a, TValue list, TSmi index, TValue value,
                          Label *slow) {
  TTagged boxed = csa_box_inline(a, value, slow);
  csa_store_FixedArray_slots(a, AS(FixedArray, list), smi_as_index(a, index),
                             csa_tagged_to_value(a, boxed));
}

// map: result is the element at the index of the last call; none before it.
static void use_mapped(Assembler *a, Label *slow) {
  LABEL(begun, kNormal);
  LABEL(done, kNormal);
  TSmi index = load_smi(a, kArrayCallbackIndex);
  TBool first = csa_smi_less(a, index, csa_smi_constant(a, 0));
  csa_branch(a, first, &done, &begun);
  csa_bind(a, &begun);
  store_in_list(a, csa_load_frame(a, kArrayCallbackOutput), index,
                a->accumulator, slow);
  csa_goto(a, &done);
  csa_bind(a, &done);
}

// filter: the last element is selected if the result is true.
static void use_selection(Assembler *a, Label *slow) {
  LABEL(selected, kNormal);
  LABEL(grow, kDeferred);
  LABEL(store, kNormal);
  LABEL(done, kNormal);
  branch_on_truth(a, a->accumulator, &selected, &done);
  csa_bind(a, &selected);
  VariableValue list =
      csa_variable_Value(a, csa_load_frame(a, kArrayCallbackOutput));
  TInt32 capacity = csa_load_FixedArrayBase_length(
      a, AS(FixedArrayBase, csa_get_Value(a, list)));
  TSmi count = load_smi(a, kArrayCallbackCount);
  csa_branch(a, csa_int32_less(a, csa_smi_untag(a, count), capacity), &store,
             &grow);
  csa_bind(a, &grow);
  TValue larger =
      csa_call_runtime(a, GrowFixedArray, csa_get_Value(a, list));
  csa_store_frame(a, kArrayCallbackOutput, larger);
  csa_set_Value(a, list, larger);
  csa_goto(a, &store);
  csa_bind(a, &store);
  store_in_list(a, csa_get_Value(a, list), count,
                csa_load_frame(a, kArrayCallbackElement), slow);
  store_smi(a, kArrayCallbackCount,
            csa_smi_add(a, count, csa_smi_constant(a, 1)));
  csa_goto(a, &done);
  csa_bind(a, &done);
}

// some, every, find, findIndex: one truth of the result decides the method's.
static void use_decision(Assembler *a, Method method) {
  LABEL(decided, kUnlikely);
  LABEL(undecided, kNormal);
  if (method == kEvery)
    branch_on_truth(a, a->accumulator, &undecided, &decided);
  else
    branch_on_truth(a, a->accumulator, &decided, &undecided);
  csa_bind(a, &decided);
  if (method == kFind)
    return_to_caller(a, csa_load_frame(a, kArrayCallbackElement));
  else if (method == kFindIndex)
    return_to_caller(a, csa_load_frame(a, kArrayCallbackIndex));
  else
    return_to_caller(a, csa_boolean(a, csa_bool_constant(a, method == kSome)));
  csa_bind(a, &undecided);
}

static void use_result(Assembler *a, Method method, Label *slow) {
  switch (method) {
    case kMap:
      use_mapped(a, slow);
      break;
    case kFilter:
      use_selection(a, slow);
      break;
    case kSome:
    case kEvery:
    case kFind:
    case kFindIndex:
      use_decision(a, method);
      break;
    case kForEach:
    case kReduce:  // the accumulator is what it says
    case kReduceRight:
      break;
  }
}

// Every element was called for.
static void finish(Assembler *a, Method method) {
  TValue list = csa_load_frame(a, kArrayCallbackOutput);
  switch (method) {
    case kMap:
      return_to_caller(
          a, csa_call_runtime(a, NewArrayFromElements, list,
                              csa_load_frame(a, kArrayCallbackLength)));
      break;
    case kFilter:
      return_to_caller(
          a, csa_call_runtime(a, NewArrayFromElements, list,
                              csa_load_frame(a, kArrayCallbackCount)));
      break;
    case kForEach:
    case kFind:
      return_to_caller(a, csa_undefined(a));
      break;
    case kFindIndex:
      return_to_caller(a, csa_smi_to_value(a, csa_smi_constant(a, -1)));
      break;
    case kSome:
    case kEvery:
      return_to_caller(a, csa_boolean(a, csa_bool_constant(a, method == kEvery)));
      break;
    case kReduce:
    case kReduceRight:
      return_to_caller(a, a->accumulator);
      break;
  }
}

static void call_back(Assembler *a, Method method, TValue element,
                      TSmi index) {
  TRaw top = csa_raw_add(
      a, a->fp, csa_int64(a, kArrayCallbackRegisterCount * kValueSize));
  TValue callback = csa_load_frame(a, kArrayCallbackFunction);
  TValue receiver = is_reduction(method)
                        ? csa_undefined(a)
                        : csa_load_frame(a, kArrayCallbackReceiver);
  CallSlots call = begin_call(a, top, csa_undefined(a), callback, receiver);
  TRaw at = csa_raw_add(a, call.argv, csa_int64(a, kValueSize));
  if (is_reduction(method)) {
    csa_store_value(a, at, 0, a->accumulator);
    at = csa_raw_add(a, at, csa_int64(a, kValueSize));
  }
  csa_store_value(a, at, 0, element);
  csa_store_value(a, at, kValueSize, csa_smi_to_value(a, index));
  csa_store_value(a, at, 2 * kValueSize,
                  csa_load_frame(a, kArrayCallbackObject));
  TInt64 argc = csa_uint32_to_int64(
      a, csa_smi_untag(a, load_smi(a, kArrayCallbackArgc)));
  jump_to_callback(a, callback, call.argv, argc);
}

static void define_step(Assembler *a, Method method) {
  LABEL(another, kNormal);
  LABEL(last, kUnlikely);
  LABEL(slow, kDeferred);
  TJSArray array = AS(JSArray, csa_load_frame(a, kArrayCallbackObject));
  TSmi index = load_smi(a, kArrayCallbackIndex);
  TSmi next = csa_smi_add(
      a, index, csa_smi_constant(a, method == kReduceRight ? -1 : 1));
  TBool within =
      method == kReduceRight
          ? csa_smi_less(a, csa_smi_constant(a, -1), next)
          : csa_smi_less(a, next, load_smi(a, kArrayCallbackLength));
  csa_branch(a, within, &another, &last);
  csa_bind(a, &another);
  TInt32 kind =
      csa_load_Map_elements_kind(a, csa_load_map(a, AS(Value, array)));
  csa_goto_unless(
      a, csa_uint32_less_equal(a, kind, csa_int32(a, LAST_FAST_ELEMENTS)),
      &slow);
  csa_goto_unless(a, csa_smi_below(a, next, array_length(a, array)), &slow);
  TValue element =
      load_array_element(a, array, smi_as_index(a, next), &slow);
  use_result(a, method, &slow);
  store_smi(a, kArrayCallbackIndex, next);
  if (method == kFilter || method == kFind)
    csa_store_frame(a, kArrayCallbackElement, element);
  call_back(a, method, element, next);

  csa_bind(a, &last);
  use_result(a, method, &slow);
  finish(a, method);
  csa_bind(a, &slow);
  return_to_caller(a, csa_call_runtime(a, ArrayCallbackRest, a->accumulator));
}

// ---- The entry ----

// What map and filter write to. Nothing of the call was touched yet.
static TValue new_output(Assembler *a, Method method, TSmi length) {
  if (method != kMap && method != kFilter) return csa_undefined(a);
  TSmi capacity = method == kMap
                      ? length
                      : csa_smi_constant(a, kArrayCallbackFirstCapacity);
  save_call(a);
  TValue capacity_value = csa_smi_to_value(a, capacity);
  TValue output = csa_call_runtime_nothrow_n(a, kRuntimeNewFixedArrayOfHoles, 1,
                                             &capacity_value);
  end_call(a);
  return output;
}

typedef struct Start {
  TSmi index;
  TValue accumulator;
} Start;

// Before the first call: an index beside the first, and a result that decides
// nothing; a reduction without initial value takes the first element for it.
static Start start_of(Assembler *a, Method method, TJSArray array, TSmi length,
                      Label *slow) {
  TSmi before = csa_smi_constant(a, -1);
  if (!is_reduction(method))
    return (Start){before, csa_boolean(a, csa_bool_constant(a, method == kEvery))};
  LABEL(given, kNormal);
  LABEL(first, kNormal);
  LABEL(done, kNormal);
  TSmi one = csa_smi_constant(a, 1);
  if (method == kReduceRight) before = length;
  VariableSmi index = csa_variable_Smi(a, before);
  VariableValue accumulator = csa_variable_Value(a, csa_undefined(a));
  csa_branch(a, csa_int64_less(a, csa_int64(a, 1), a->argc), &given, &first);
  csa_bind(a, &given);
  csa_set_Value(a, accumulator, csa_argument(a, 1));
  csa_goto(a, &done);
  csa_bind(a, &first);
  TSmi at = method == kReduceRight ? csa_smi_sub(a, length, one)
                                   : csa_smi_constant(a, 0);
  csa_goto_unless(a, csa_smi_below(a, at, length), slow);
  csa_set_Smi(a, index, at);
  csa_set_Value(a, accumulator,
                load_array_element(a, array, smi_as_index(a, at), slow));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return (Start){csa_get_Smi(a, index), csa_get_Value(a, accumulator)};
}

static void define_entry(Assembler *a, Method method, TValue step_bytecode) {
  LABEL(slow, kDeferred);
  // Another realm has other initial maps; BuiltinEntry changes to it.
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 1)), &slow);
  // 1-2. Let O be ? ToObject(this value). Let len be ? LengthOfArrayLike(O).
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  TSmi length = array_length(a, array);
  // 3. If IsCallable(callback) is false, throw a TypeError exception.
  TValue callback = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, callback), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, callback), &slow);
  // 4. map, filter: let A be ? ArraySpeciesCreate(O, ...), a plain array which
  // nobody sees before it is returned.
  if (method == kMap || method == kFilter) {
    check_initial_array_map(a, array, &slow);
    check_protectors(a, kProtectorArraySpecies, &slow);
  }
  TRaw fp = callback_frame(a, kArrayCallbackParameters,
                           kArrayCallbackRegisterCount, &slow);
  Start start = start_of(a, method, array, length, &slow);
  TValue output = new_output(a, method, length);
  TInt64 argc =
      visible_arguments(a, callback, is_reduction(method) ? 4 : 3);
  pad_argument(a, 1);
  push_callback_frame(a, fp, kArrayCallbackParameters, step_bytecode);
  const TValue registers[kArrayCallbackRegisterCount] = {
      [kArrayCallbackObject] = AS(Value, array),
      [kArrayCallbackIndex] = csa_smi_to_value(a, start.index),
      [kArrayCallbackLength] = csa_smi_to_value(a, length),
      [kArrayCallbackOutput] = output,
      [kArrayCallbackElement] = csa_undefined(a),
      [kArrayCallbackArgc] = {csa_int64_shl(a, argc, kSmiShift).node},
      [kArrayCallbackCount] = csa_smi_to_value(a, csa_smi_constant(a, 0)),
  };
  for (int i = 0; i < kArrayCallbackRegisterCount; i++)
    csa_store_value(a, fp, i * kValueSize, registers[i]);
  csa_dispatch_to(a, first_bytecode(a, step_bytecode), fp, start.accumulator);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

#define METHOD(Name, root)                                  \
  ENTRY_STUB(ArrayPrototype##Name) {                        \
    define_entry(a, k##Name, csa_root(a, root));            \
  }                                                         \
  BYTECODE_HANDLER(Array##Name##Step) { define_step(a, k##Name); }

// ECMA-262 #sec-array.prototype.foreach
METHOD(ForEach, array_for_each_bytecode)
// ECMA-262 #sec-array.prototype.map
METHOD(Map, array_map_bytecode)
// ECMA-262 #sec-array.prototype.filter
METHOD(Filter, array_filter_bytecode)
// ECMA-262 #sec-array.prototype.some
METHOD(Some, array_some_bytecode)
// ECMA-262 #sec-array.prototype.every
METHOD(Every, array_every_bytecode)
// ECMA-262 #sec-array.prototype.find
METHOD(Find, array_find_bytecode)
// ECMA-262 #sec-array.prototype.findindex
METHOD(FindIndex, array_find_index_bytecode)
// ECMA-262 #sec-array.prototype.reduce
METHOD(Reduce, array_reduce_bytecode)
// ECMA-262 #sec-array.prototype.reduceright
METHOD(ReduceRight, array_reduce_right_bytecode)
