// SPDX-License-Identifier: MIT
//
// %TypedArray%.prototype methods that call back for each element, for arrays of
// fixed length whose bytes are on the heap and callbacks that are functions:
// frames of their own, as array-callbacks.c has them. Where an element cannot
// be read here any more, or what map's callback returned cannot be stored,
// Runtime_TypedArrayCallbackRest does what is left of the call; the step has
// not used the callback's result by then.
#include "builtins-dsl/definitions/callback-frames.h"
#include "builtins-dsl/definitions/elements.h"
#include "builtins-dsl/definitions/truth.h"
#include "engine/builtins/typed-array-callback-frame.h"

typedef enum Method {
  kForEach,
  kMap,
  kSome,
  kEvery,
  kFind,
  kFindIndex,
  kReduce,
} Method;

static TSmi load_smi(Assembler *a, int slot) {
  return csa_value_as_smi(a, csa_load_frame(a, slot));
}
static TInt32 elements_kind(Assembler *a, TJSTypedArray array) {
  return csa_load_Map_elements_kind(a, csa_load_map(a, AS(Value, array)));
}
static void make_labels(Assembler *a, Label *labels) {
  for (int i = 0; i < kTypedKindCount; i++)
    labels[i] = csa_new_label(a, kNormal, ElementsKind_name(kTypedKinds[i]));
}

// ---- Elements ----

static TValue load(Assembler *a, TJSTypedArray array, TInt32 index,
                   Label *slow) {
  LABEL(done, kNormal);
  Label labels[kTypedKindCount];
  TRaw data = typed_array_data(a, array, index, false, slow);
  VariableValue result = csa_variable_Value(a, csa_undefined(a));
  make_labels(a, labels);
  csa_switch(a, elements_kind(a, array), slow, kTypedKinds, labels,
             kTypedKindCount);
  for (int i = 0; i < kTypedKindCount; i++) {
    csa_bind(a, &labels[i]);
    TRaw at = element_address(a, data, csa_uint32_to_int64(a, index),
                              kTypedShifts[i]);
    csa_set_Value(a, result,
                  load_typed_kind(a, (ElementsKind)kTypedKinds[i], at));
    csa_goto(a, &done);
  }
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

static void store(Assembler *a, TJSTypedArray array, TInt32 index,
                  TValue number, Label *slow) {
  LABEL(done, kNormal);
  Label labels[kTypedKindCount];
  // An object would have to be converted.
  csa_goto_if(a, csa_is_heap_object(a, number), slow);
  TRaw data = typed_array_data(a, array, index, true, slow);
  make_labels(a, labels);
  csa_switch(a, elements_kind(a, array), slow, kTypedKinds, labels,
             kTypedKindCount);
  for (int i = 0; i < kTypedKindCount; i++) {
    csa_bind(a, &labels[i]);
    TRaw at = element_address(a, data, csa_uint32_to_int64(a, index),
                              kTypedShifts[i]);
    store_typed_kind(a, (ElementsKind)kTypedKinds[i], at, number, slow);
    csa_goto(a, &done);
  }
  csa_bind(a, &done);
}

// ---- The step ----

static void use_mapped(Assembler *a, Label *slow) {
  LABEL(begun, kNormal);
  LABEL(done, kNormal);
  TSmi index = load_smi(a, kTypedCallbackIndex);
  csa_branch(a, csa_smi_less(a, index, csa_smi_constant(a, 0)), &done, &begun);
  csa_bind(a, &begun);
  store(a, AS(JSTypedArray, csa_load_frame(a, kTypedCallbackOutput)),
        csa_smi_untag(a, index), a->accumulator, slow);
  csa_goto(a, &done);
  csa_bind(a, &done);
}

static void use_decision(Assembler *a, Method method) {
  LABEL(decided, kUnlikely);
  LABEL(undecided, kNormal);
  if (method == kEvery)
    branch_on_truth(a, a->accumulator, &undecided, &decided);
  else
    branch_on_truth(a, a->accumulator, &decided, &undecided);
  csa_bind(a, &decided);
  if (method == kFind)
    return_to_caller(a, csa_load_frame(a, kTypedCallbackElement));
  else if (method == kFindIndex)
    return_to_caller(a, csa_load_frame(a, kTypedCallbackIndex));
  else
    return_to_caller(a, csa_boolean(a, csa_bool_constant(a, method == kSome)));
  csa_bind(a, &undecided);
}

static void use_result(Assembler *a, Method method, Label *slow) {
  if (method == kMap)
    use_mapped(a, slow);
  else if (method != kForEach && method != kReduce)
    use_decision(a, method);
}

static void finish(Assembler *a, Method method) {
  switch (method) {
    case kForEach:
    case kFind:
      return_to_caller(a, csa_undefined(a));
      break;
    case kMap:
      return_to_caller(a, csa_load_frame(a, kTypedCallbackOutput));
      break;
    case kFindIndex:
      return_to_caller(a, csa_smi_to_value(a, csa_smi_constant(a, -1)));
      break;
    case kSome:
    case kEvery:
      return_to_caller(a,
                       csa_boolean(a, csa_bool_constant(a, method == kEvery)));
      break;
    case kReduce:
      return_to_caller(a, a->accumulator);
      break;
  }
}

static void call_back(Assembler *a, Method method, TValue element,
                      TSmi index) {
  TRaw top = csa_raw_add(
      a, a->fp, csa_int64(a, kTypedCallbackRegisterCount * kValueSize));
  TValue callback = csa_load_frame(a, kTypedCallbackFunction);
  TValue receiver = method == kReduce
                        ? csa_undefined(a)
                        : csa_load_frame(a, kTypedCallbackReceiver);
  CallSlots call = begin_call(a, top, csa_undefined(a), callback, receiver);
  int slot = 1;
  if (method == kReduce)
    csa_store_value(a, call.argv, slot++ * kValueSize, a->accumulator);
  csa_store_value(a, call.argv, slot++ * kValueSize, element);
  csa_store_value(a, call.argv, slot++ * kValueSize,
                  csa_smi_to_value(a, index));
  csa_store_value(a, call.argv, slot * kValueSize,
                  csa_load_frame(a, kTypedCallbackObject));
  TInt64 argc = csa_uint32_to_int64(
      a, csa_smi_untag(a, load_smi(a, kTypedCallbackArgc)));
  jump_to_callback(a, callback, call.argv, argc);
}

static void define_step(Assembler *a, Method method) {
  LABEL(another, kNormal);
  LABEL(last, kUnlikely);
  LABEL(slow, kDeferred);
  TSmi index = load_smi(a, kTypedCallbackIndex);
  TSmi next = csa_smi_add(a, index, csa_smi_constant(a, 1));
  csa_branch(a, csa_smi_less(a, next, load_smi(a, kTypedCallbackLength)),
             &another, &last);
  csa_bind(a, &another);
  TJSTypedArray array =
      AS(JSTypedArray, csa_load_frame(a, kTypedCallbackObject));
  TValue element = load(a, array, csa_smi_untag(a, next), &slow);
  use_result(a, method, &slow);
  csa_store_frame(a, kTypedCallbackIndex, csa_smi_to_value(a, next));
  if (method == kFind) csa_store_frame(a, kTypedCallbackElement, element);
  call_back(a, method, element, next);

  csa_bind(a, &last);
  use_result(a, method, &slow);
  finish(a, method);
  csa_bind(a, &slow);
  return_to_caller(
      a, csa_call_runtime(a, TypedArrayCallbackRest, a->accumulator));
}

// ---- The entry ----

typedef struct Start {
  TSmi index;
  TValue accumulator;
} Start;

// Before the first call: a result that decides nothing; a reduction without
// initial value takes the first element for it.
static Start start_of(Assembler *a, Method method, TJSTypedArray array,
                      Label *slow) {
  if (method != kReduce)
    return (Start){csa_smi_constant(a, -1),
                   csa_boolean(a, csa_bool_constant(a, method == kEvery))};
  LABEL(given, kNormal);
  LABEL(first, kNormal);
  LABEL(done, kNormal);
  VariableSmi index = csa_variable_Smi(a, csa_smi_constant(a, -1));
  VariableValue accumulator = csa_variable_Value(a, csa_undefined(a));
  csa_branch(a, csa_int64_less(a, csa_int64(a, 1), a->argc), &given, &first);
  csa_bind(a, &given);
  csa_set_Value(a, accumulator, csa_argument(a, 1));
  csa_goto(a, &done);
  csa_bind(a, &first);
  csa_set_Smi(a, index, csa_smi_constant(a, 0));
  csa_set_Value(a, accumulator, load(a, array, csa_int32(a, 0), slow));
  csa_goto(a, &done);
  csa_bind(a, &done);
  return (Start){csa_get_Smi(a, index), csa_get_Value(a, accumulator)};
}

// What map writes to, unless making it can be observed or fail.
static TValue new_output(Assembler *a, Method method, TValue array,
                         Label *slow) {
  if (method != kMap) return csa_undefined(a);
  save_call(a);
  TValue output =
      csa_call_runtime_nothrow_n(a, kRuntimeNewMappedTypedArray, 1, &array);
  end_call(a);
  csa_goto_if(a, csa_is_undefined(a, output), slow);
  return output;
}

static void define_entry(Assembler *a, Method method, TValue step_bytecode) {
  LABEL(slow, kDeferred);
  // BuiltinEntry changes to another realm.
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 1)), &slow);
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &slow);
  csa_goto_unless(a, csa_is_type(a, receiver, JS_TYPED_ARRAY_TYPE), &slow);
  TJSTypedArray array = AS(JSTypedArray, receiver);
  // An array of at least one element, which can be read.
  typed_array_data(a, array, csa_int32(a, 0), false, &slow);
  TInt64 length = csa_load_JSTypedArray_length(a, array);
  csa_goto_if(a, csa_uint64_less(a, csa_int64(a, kSmiMax), length), &slow);
  TValue callback = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, callback), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, callback), &slow);
  TRaw fp = callback_frame(a, kTypedCallbackParameters,
                           kTypedCallbackRegisterCount, &slow);
  Start start = start_of(a, method, array, &slow);
  TValue output = new_output(a, method, receiver, &slow);
  TInt64 argc = visible_arguments(a, callback, method == kReduce ? 4 : 3);
  pad_argument(a, 1);
  push_callback_frame(a, fp, kTypedCallbackParameters, step_bytecode);
  TSmi tagged_length = csa_smi_tag(a, csa_int64_to_int32(a, length));
  const TValue registers[kTypedCallbackRegisterCount] = {
      [kTypedCallbackIndex] = csa_smi_to_value(a, start.index),
      [kTypedCallbackLength] = csa_smi_to_value(a, tagged_length),
      [kTypedCallbackOutput] = output,
      [kTypedCallbackElement] = csa_undefined(a),
      [kTypedCallbackArgc] = {csa_int64_shl(a, argc, kSmiShift).node},
  };
  for (int i = 0; i < kTypedCallbackRegisterCount; i++)
    csa_store_value(a, fp, i * kValueSize, registers[i]);
  csa_dispatch_to(a, first_bytecode(a, step_bytecode), fp, start.accumulator);
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

#define METHOD(Name, root)                                         \
  ENTRY_STUB(TypedArrayPrototype##Name) {                          \
    define_entry(a, k##Name, csa_root(a, root));                   \
  }                                                                \
  BYTECODE_HANDLER(TypedArray##Name##Step) { define_step(a, k##Name); }

// ECMA-262 #sec-%typedarray%.prototype.foreach
METHOD(ForEach, typed_array_for_each_bytecode)
// ECMA-262 #sec-%typedarray%.prototype.map
METHOD(Map, typed_array_map_bytecode)
// ECMA-262 #sec-%typedarray%.prototype.some
METHOD(Some, typed_array_some_bytecode)
// ECMA-262 #sec-%typedarray%.prototype.every
METHOD(Every, typed_array_every_bytecode)
// ECMA-262 #sec-%typedarray%.prototype.find
METHOD(Find, typed_array_find_bytecode)
// ECMA-262 #sec-%typedarray%.prototype.findindex
METHOD(FindIndex, typed_array_find_index_bytecode)
// ECMA-262 #sec-%typedarray%.prototype.reduce
METHOD(Reduce, typed_array_reduce_bytecode)
