// SPDX-License-Identifier: MIT
//
// Slow paths of calls and construction.
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/call-site.h"
#include "engine/bytecode/compiler.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/interpreter/execution.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/map.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"

// The name that V8 puts in "Class constructor X cannot be invoked".
static Value function_name(const JSFunction *function) {
  return Value_from_object(
      SharedFunctionInfo_name_string(JSFunction_shared(function)));
}

// The arguments lie on the VM stack, so nothing may be pushed below their end
// while the callee runs: they count as the frame of a builtin.
static void protect_arguments(Isolate *isolate, Value *argv, int64_t argc) {
  isolate->builtin_argv = argv;
  isolate->builtin_argc = argc;
}
static void release_arguments(Isolate *isolate) {
  isolate->builtin_argv = NULL;
  isolate->builtin_argc = 0;
}

Value Runtime_CallSlow(Isolate *isolate, Value argv_address, Value raw_argc,
                       Value callee) {
  Value *argv = (Value *)(uintptr_t)argv_address.bits;
  int64_t argc = (int64_t)raw_argc.bits;
  protect_arguments(isolate, argv, argc);
  Value result;
  if (!Object_is_callable(isolate, callee)) {
    result = Runtime_ThrowCalledNonCallable(isolate, callee);
  } else if (!Value_is_JSFunction(isolate, callee)) {
    result = Execution_call_js(isolate, callee, argv[0], (int)argc, argv + 1);
  } else {
    JSFunction *function = Value_as_JSFunction(isolate, callee);
    SharedFunctionInfo *shared = JSFunction_shared(function);
    if (shared->flags & kSharedClassConstructor)
      result = Throw_type_error(isolate, kMessageClassConstructorCall,
                                function_name(function),
                                ROOT(undefined_value));
    else
      result =
          Execution_call_js(isolate, callee, argv[0], (int)argc, argv + 1);
  }
  release_arguments(isolate);
  return result;
}

// The constructor as the program wrote it, or else its value.
static Value throw_not_constructor(Isolate *isolate, Value value) {
  Value text = CallSite_find(isolate, kCallSiteCallee).text;
  if (Value_is_undefined(text))
    text = Message_default_call_site(isolate, value);
  return Throw_type_error(isolate, kMessageNotConstructor, text,
                          ROOT(undefined_value));
}

Value Runtime_ConstructSlow(Isolate *isolate, Value argv_address,
                            Value raw_argc, Value callee) {
  Value *argv = (Value *)(uintptr_t)argv_address.bits;
  int64_t argc = (int64_t)raw_argc.bits;
  protect_arguments(isolate, argv, argc);
  Value result =
      Object_is_constructor(isolate, callee)
          ? Execution_construct_js(isolate, callee, argv[kArgvNewTarget],
                                   (int)argc, argv + 1)
          : throw_not_constructor(isolate, callee);
  release_arguments(isolate);
  return result;
}

Value Runtime_CompileLazy(Isolate *isolate, Value function) {
  return Compiler_compile_lazy(isolate, Value_as_JSFunction(isolate, function))
             ? function
             : ROOT(exception);
}

// The map for what `new` of an ordinary function makes: it is made at the first
// construction. NULL where only the generic way is right.
static Map *initial_map(Isolate *isolate, Value new_target) {
  if (!Value_is_JSFunction(isolate, new_target)) return NULL;
  JSFunction *function = Value_as_JSFunction(isolate, new_target);
  if (JSFunction_shared(function)->flags & kSharedNative) return NULL;
  Value stored = JSFunction_prototype_or_initial_map(function);
  if (!Value_is_Map(isolate, stored) &&
      !Value_is_JSReceiver(isolate, JSFunction_prototype(isolate, function)))
    return NULL;
  Map *map = JSFunction_initial_map(isolate, function);
  return map->instance_type == JS_OBJECT_TYPE ? map : NULL;
}

// #sec-ordinarycreatefromconstructor with the function's initial map.
Value Runtime_CreateThis(Isolate *isolate, Value constructor,
                         Value new_target) {
  Map *map = initial_map(isolate, new_target);
  if (map == NULL) {
    JSObject *object = JSObject_new_for_constructor_js(
        isolate, new_target, kNativeSlot_object_initial_map);
    return object ? Value_from_object(object) : ROOT(exception);
  }
  JSObject *object = JSObject_new_from_map(isolate, map);
  Map_slack_tracking_step(isolate, map);
  return Value_from_object(object);
}

Value Runtime_GetSuperConstructor(Isolate *isolate, Value function) {
  return Object_get_prototype_js(isolate,
                                 Value_as_JSReceiver(isolate, function));
}

// ---- Spread ----

// How a last argument f(...iterable) is iterated.
static Value spread_method_js(Isolate *isolate, Value iterable) {
  if (Value_is_null_or_undefined(iterable)) {
    Value text = CallSite_find(isolate, kCallSiteSpread).text;
    if (Value_is_undefined(text))
      text = Message_default_call_site(isolate, iterable);
    return Throw_type_error(isolate, kMessageNotIterableNoSymbolLoad, text,
                            iterable);
  }
  Value method = TRY(Object_get_js(isolate, iterable,
                                   ROOT_KEY(isolate, iterator_symbol)));
  if (Object_is_callable(isolate, method)) return method;
  return Throw_type_error(isolate, kMessageSpreadIteratorSymbolNonCallable,
                          ROOT(undefined_value), ROOT(undefined_value));
}

// arguments: FixedArray or JSArray of all but the last, whose elements the last
// one, an iterable, provides. Returns one list, or NULL when it threw.
static FixedArray *spread_arguments(Isolate *isolate, Value arguments) {
  FixedArray *given;
  if (Value_is_FixedArray(isolate, arguments)) {
    given = Value_as_FixedArray(isolate, arguments);
  } else {
    given = Object_list_from_array_like_js(isolate, arguments);
    if (given == NULL) return NULL;
  }
  int32_t before = given->length - 1;
  Value iterable = FixedArray_get_slots(given, before);
  Value method = spread_method_js(isolate, iterable);
  if (Value_is_exception(method)) return NULL;
  FixedArray *rest = Iterable_to_list_js(isolate, iterable, method);
  if (rest == NULL) return NULL;
  FixedArray *all = FixedArray_new(isolate, before + rest->length);
  for (int32_t i = 0; i < before; i++)
    FixedArray_set_slots(all, i, FixedArray_get_slots(given, i));
  for (int32_t i = 0; i < rest->length; i++)
    FixedArray_set_slots(all, before + i, FixedArray_get_slots(rest, i));
  return all;
}

// The list as Values that the collector sees (a RegisterArray on the heap).
static RegisterArray *list_to_values(Isolate *isolate, const FixedArray *list) {
  RegisterArray *values = RegisterArray_new(isolate, list->length);
  for (int32_t i = 0; i < list->length; i++)
    values->registers[i] = Value_from_tagged(list->slots[i]);
  return values;
}

Value Runtime_CallWithSpread(Isolate *isolate, Value callable, Value receiver,
                             Value arguments) {
  FixedArray *list = spread_arguments(isolate, arguments);
  if (list == NULL) return ROOT(exception);
  RegisterArray *values = list_to_values(isolate, list);
  return Execution_call_js(isolate, callable, receiver, values->length,
                           values->registers);
}

Value Runtime_ConstructWithSpread(Isolate *isolate, Value constructor,
                                  Value new_target, Value arguments) {
  FixedArray *list = spread_arguments(isolate, arguments);
  if (list == NULL) return ROOT(exception);
  RegisterArray *values = list_to_values(isolate, list);
  return Execution_construct_js(isolate, constructor, new_target,
                                values->length, values->registers);
}

// ---- Stacks and interrupts ----

Value Runtime_ThrowStackOverflow(Isolate *isolate) {
  return Isolate_throw_stack_overflow(isolate);
}

Value Runtime_StackGuard(Isolate *isolate) {
  uint32_t requests =
      __atomic_exchange_n(&isolate->interrupt_requests, 0, __ATOMIC_SEQ_CST);
  isolate->vm_stack_limit = Isolate_real_vm_stack_limit(isolate);
  // A request made since then must not be lost.
  if (isolate->interrupt_requests != 0) Isolate_request_interrupt(isolate);
  if ((requests & kInterruptEmbedder) && isolate->interrupt_hook != NULL)
    isolate->interrupt_hook(isolate);
  if (requests & kInterruptTerminate) {
    isolate->terminating = true;
    return Isolate_throw(isolate, ROOT(termination_symbol));
  }
  return Isolate_vm_stack_top(isolate) >= Isolate_real_vm_stack_limit(isolate)
             ? Isolate_throw_stack_overflow(isolate)
             : ROOT(undefined_value);
}

Value Runtime_AllocateFeedbackVector(Isolate *isolate, Value function) {
  JSFunction_ensure_feedback_vector(isolate,
                                    Value_as_JSFunction(isolate, function));
  return function;
}

// Callee of the handler table: where the pending exception continues.
//
// Walks from the frame at isolate->fp down to the nearest entry frame. In the
// topmost frame pc is at the throwing bytecode; in callers at the one behind
// the call, so that offset - 1 lies inside the call.
Value Runtime_Unwind(Isolate *isolate) {
  Value *fp = isolate->fp;
  const BytecodeArray *bytecode =
      Value_as_BytecodeArray(isolate, fp[kFrameBytecodeArray]);
  int32_t offset = (int32_t)(isolate->pc - bytecode->bytecodes);
  isolate->builtin_argv = NULL;
  isolate->builtin_argc = 0;
  for (;;) {
    bytecode = Value_as_BytecodeArray(isolate, fp[kFrameBytecodeArray]);
    const ByteArray *table = BytecodeArray_handler_table(bytecode);
    const HandlerTableEntry *entry = (const HandlerTableEntry *)table->bytes;
    int32_t count = table->length / (int32_t)sizeof *entry;
    if (isolate->terminating) count = 0;
    for (; count > 0; count--, entry++) {
      if (offset < entry->start || offset >= entry->end) continue;
      fp[kFrameContext] = fp[entry->context_register];
      isolate->fp = fp;
      isolate->pc = bytecode->bytecodes + entry->handler;
      isolate->unwind_fp = fp;
      isolate->unwind_pc = isolate->pc;
      isolate->unwind_accumulator = isolate->pending_exception;
      isolate->pending_exception = ROOT(the_hole);
      return ROOT(undefined_value);
    }
    if (Value_is_root(fp[kFrameBytecodeArray], interpreter_exit_bytecode)) {
      isolate->unwind_fp = NULL;
      return ROOT(exception);
    }
    if (Value_is_root(fp[kFrameBytecodeArray], restore_realm_bytecode))
      Isolate_set_root(isolate, kIsolateRoot_current_native_context, fp[0]);
    // #sec-generatorresume: what threw is done for good.
    if (Value_is_root(fp[kFrameBytecodeArray], generator_next_bytecode))
      Value_as_JSGeneratorObject(isolate, fp[0])->continuation =
          kGeneratorClosed;
    int32_t return_offset = Value_smi(fp[kFrameCallerPc]);
    fp = (Value *)((uintptr_t)isolate + (uint32_t)fp[kFrameCallerFp].bits);
    offset = return_offset - (int32_t)offsetof(BytecodeArray, bytecodes) - 1;
  }
}
