// SPDX-License-Identifier: MIT
//
// C calls JavaScript: pushes the frames and enters generated code.
#include "engine/interpreter/execution.h"

#include "engine/bytecode/bytecodes.h"
#include "engine/interpreter/entry.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"

// Registers of an entry frame.
enum { kEntryFrameRegisters = 1 };

// ---- Entry frames ----

// Leaves the native state as it was before an entry.
static void leave_entry(Isolate *isolate, const EntryRecord *record) {
  isolate->entry_record = record->previous;
  isolate->fp = record->fp;
  isolate->pc = record->pc;
  isolate->builtin_argv = record->builtin_argv;
  isolate->builtin_argc = record->builtin_argc;
}

bool Execution_serve_interrupts_slow_js(Isolate *isolate) {
  return !Value_is_exception(Runtime_StackGuard(isolate));
}

// Pushes an entry frame for a callee that needs `slots` above it; *pc is its
// next bytecode. NULL when a stack is exhausted (the RangeError is pending).
static Value *enter(Isolate *isolate, EntryRecord *record, int64_t slots,
                    const uint8_t **pc) {
  // Built-in functions can call each other for ever.
  if (!Execution_serve_interrupts_js(isolate)) return NULL;
  Value *top = Isolate_vm_stack_top(isolate);
  int64_t needed = kFrameHeaderSlots + kEntryFrameRegisters + slots;
  if (needed > isolate->vm_stack_end - top ||
      Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return NULL;
  }
  *record = (EntryRecord){isolate->entry_record, isolate->fp, isolate->pc,
                          isolate->builtin_argv, isolate->builtin_argc};
  BytecodeArray *exit_bytecode =
      ROOT_OBJECT(isolate, BytecodeArray, interpreter_exit_bytecode);
  Value *fp = top + kFrameHeaderSlots;
  for (Value *slot = top; slot < fp + kEntryFrameRegisters; slot++)
    *slot = ROOT(undefined_value);
  fp[kFrameArgc] = Value_from_smi(0);
  fp[kFrameBytecodeArray] = ROOT(interpreter_exit_bytecode);
  fp[kFrameCallerPc] = Value_from_smi(0);
  fp[kFrameCallerFp] = Value_from_smi(0);
  *pc = exit_bytecode->bytecodes;
  isolate->entry_record = record;
  isolate->fp = fp;
  isolate->pc = *pc;
  isolate->builtin_argv = NULL;
  isolate->builtin_argc = 0;
  return fp;
}

static Value enter_function(Isolate *isolate, JSFunction *function, Value receiver,
                    Value new_target, int argc, const Value *argv) {
  int formals = JSFunction_shared(function)->formal_parameter_count;
  int pushed = argc > formals ? argc : formals;
  EntryRecord record;
  const uint8_t *pc;
  Value *fp =
      enter(isolate, &record, kCallHeaderSlots + 1 + (int64_t)pushed, &pc);
  if (fp == NULL) return ROOT(exception);
  Value *arguments = fp + kEntryFrameRegisters + kCallHeaderSlots;
  arguments[kArgvNewTarget] = new_target;
  arguments[kArgvFunction] = Value_from_object(function);
  arguments[0] = receiver;
  for (int i = 0; i < argc; i++) arguments[1 + i] = argv[i];
  for (int i = argc; i < formals; i++) arguments[1 + i] = ROOT(undefined_value);
  Value result = Entry_invoke(isolate, pc, fp, arguments, argc);
  leave_entry(isolate, &record);
  return result;
}

// Makes the function's realm current if there are several. Returns the realm to
// go back to.
static Value enter_realm(Isolate *isolate, Value function) {
  Value current = Isolate_root(isolate, kIsolateRoot_current_native_context);
  if (LIKELY(isolate->realm_count <= 1)) return current;
  NativeContext *realm = JSReceiver_function_realm(isolate, function);
  if (realm != NULL)
    Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                     Value_from_object(realm));
  return current;
}
static void leave_realm(Isolate *isolate, Value realm) {
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, realm);
}

Value Execution_invoke_js(Isolate *isolate, JSFunction *function,
                          Value receiver, Value new_target, int argc,
                          const Value *argv) {
  Value realm = enter_realm(isolate, Value_from_object(function));
  Value result =
      enter_function(isolate, function, receiver, new_target, argc, argv);
  leave_realm(isolate, realm);
  return result;
}

// ---- Calls ----

static Value throw_not_callable(Isolate *isolate, Value callable) {
  return Throw_not_callable(isolate, callable);
}

// Follows a chain of bound functions to what they bind at last: their
// arguments, put before those given, are in a heap array that the native stack
// keeps alive. One copy for the whole chain: one per function would make long
// chains quadratic. new_target: NULL for calls. False if it threw.
static bool unbind(Isolate *isolate, Value *callable, Value *receiver,
                   Value *new_target, int *argc, const Value **argv) {
  Value target = *callable;
  int64_t count = *argc;
  while (Value_is_JSBoundFunction(isolate, target)) {
    JSBoundFunction *bound = Value_as_JSBoundFunction(isolate, target);
    count += JSBoundFunction_bound_arguments(bound)->length;
    target = Value_from_object(JSBoundFunction_target(bound));
  }
  if (count > kMaxFixedArrayLength) {
    (void)!Value_is_exception(Isolate_throw_stack_overflow(isolate));
    return false;
  }
  RegisterArray *all =
      count > *argc ? RegisterArray_new(isolate, (int32_t)count) : NULL;
  // The innermost function's arguments come first.
  int64_t filled_from = count - *argc;
  for (int i = 0; all && i < *argc; i++)
    all->registers[filled_from + i] = (*argv)[i];
  for (Value outer = *callable; !Value_equals(outer, target);) {
    JSBoundFunction *bound = Value_as_JSBoundFunction(isolate, outer);
    const FixedArray *first = JSBoundFunction_bound_arguments(bound);
    filled_from -= first->length;
    for (int i = 0; i < first->length; i++)
      all->registers[filled_from + i] = Value_from_tagged(first->slots[i]);
    *receiver = JSBoundFunction_bound_this(bound);
    Value inner = Value_from_object(JSBoundFunction_target(bound));
    if (new_target && Value_equals(outer, *new_target)) *new_target = inner;
    outer = inner;
  }
  if (all) *argv = all->registers;
  *argc = (int)count;
  *callable = target;
  return true;
}

// What a proxy that is about to be called holds: reading the trap may revoke it.
typedef struct ProxyCall {
  Value handler;
  Value target;
  Value trap;
} ProxyCall;

// False when it threw.
static bool begin_proxy_call(Isolate *isolate, JSProxy *proxy,
                             const void *name, ProxyCall *call) {
  call->handler = JSProxy_handler(proxy);
  call->target = JSProxy_target(proxy);
  if (Value_is_null(call->handler)) {
    (void)Throw_type_error(isolate, kMessageProxyRevoked,
                           Value_from_object(name), ROOT(undefined_value));
    return false;
  }
  call->trap = Object_get_method_js(isolate, call->handler,
                                    PropertyKey_from_name(name));
  return !Value_is_exception(call->trap);
}

// ECMA-262 #sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist
static Value call_proxy(Isolate *isolate, JSProxy *proxy, Value receiver,
                        int argc, const Value *argv) {
  if (Isolate_native_stack_exhausted(isolate))
    return Isolate_throw_stack_overflow(isolate);
  ProxyCall call;
  TRY_BOOL(begin_proxy_call(isolate, proxy,
                            ROOT_OBJECT(isolate, Name, apply_string), &call));
  if (Value_is_undefined(call.trap))
    return Execution_call_js(isolate, call.target, receiver, argc, argv);
  Value arguments[3] = {
      call.target, receiver,
      Value_from_object(JSArray_new_from_values(isolate, argv, argc))};
  return Execution_call_js(isolate, call.trap, call.handler, 3, arguments);
}

Value Execution_call_js(Isolate *isolate, Value callable, Value receiver,
                        int argc, const Value *argv) {
  // The bound arguments live as long as this pointer is on the stack.
  const Value *volatile keep_alive = argv;
  for (;;) {
    if (!Value_is_heap_object(callable))
      return throw_not_callable(isolate, callable);
    switch (HeapObject_type(Value_object(isolate, callable))) {
      case JS_FUNCTION_TYPE:
        return Execution_invoke_js(isolate, Value_as_JSFunction(isolate, callable),
                      receiver, ROOT(undefined_value), argc, argv);
      case JS_BOUND_FUNCTION_TYPE:
        TRY_BOOL(unbind(isolate, &callable, &receiver, NULL, &argc, &argv));
        keep_alive = argv;
        (void)keep_alive;
        continue;
      case JS_PROXY_TYPE:
        if (!Object_is_callable(isolate, callable))
          return throw_not_callable(isolate, callable);
        return call_proxy(isolate, Value_as_JSProxy(isolate, callable),
                          receiver, argc, argv);
      default:
        return throw_not_callable(isolate, callable);
    }
  }
}

// ---- Construction ----

// #sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget
static Value construct_proxy(Isolate *isolate, JSProxy *proxy,
                             Value new_target, int argc, const Value *argv) {
  if (Isolate_native_stack_exhausted(isolate))
    return Isolate_throw_stack_overflow(isolate);
  ProxyCall call;
  TRY_BOOL(begin_proxy_call(isolate, proxy,
                            ROOT_OBJECT(isolate, Name, construct_string),
                            &call));
  if (Value_is_undefined(call.trap))
    return Execution_construct_js(isolate, call.target, new_target, argc,
                                  argv);
  Value arguments[3] = {
      call.target,
      Value_from_object(JSArray_new_from_values(isolate, argv, argc)),
      new_target};
  Value result = TRY(Execution_call_js(isolate, call.trap, call.handler, 3,
                                       arguments));
  if (!Value_is_JSReceiver(isolate, result))
    return Throw_type_error(isolate, kMessageProxyConstructNonObject, result,
                            ROOT(undefined_value));
  return result;
}

// #sec-ecmascript-function-objects-construct-argumentslist-newtarget
static Value construct_function(Isolate *isolate, JSFunction *function,
                                Value new_target, int argc,
                                const Value *argv) {
  uint32_t flags = JSFunction_shared(function)->flags;
  bool makes_own_receiver =
      (flags & (kSharedDerivedConstructor | kSharedNative)) != 0;
  Value receiver = ROOT(the_hole);
  if (!makes_own_receiver)
    receiver = TRY(Runtime_CreateThis(isolate, Value_from_object(function),
                                      new_target));
  Value result =
      TRY(Execution_invoke_js(isolate, function, receiver, new_target, argc, argv));
  return makes_own_receiver || Value_is_JSReceiver(isolate, result) ? result
                                                                    : receiver;
}

Value Execution_construct_js(Isolate *isolate, Value constructor,
                             Value new_target, int argc, const Value *argv) {
  const Value *volatile keep_alive = argv;
  for (;;) {
    if (!Object_is_constructor(isolate, constructor))
      return Throw_type_error(isolate, kMessageNotConstructor, constructor,
                              ROOT(undefined_value));
    switch (HeapObject_type(Value_object(isolate, constructor))) {
      case JS_BOUND_FUNCTION_TYPE: {
        Value receiver;
        TRY_BOOL(unbind(isolate, &constructor, &receiver, &new_target, &argc,
                        &argv));
        keep_alive = argv;
        (void)keep_alive;
        continue;
      }
      case JS_PROXY_TYPE:
        return construct_proxy(isolate, Value_as_JSProxy(isolate, constructor),
                               new_target, argc, argv);
      default:
        return construct_function(isolate,
                                  Value_as_JSFunction(isolate, constructor),
                                  new_target, argc, argv);
    }
  }
}

// ---- Generators ----

Value Execution_resume_generator_js(Isolate *isolate,
                                    JSGeneratorObject *generator, Value value,
                                    int mode) {
  JSFunction *function = JSGeneratorObject_function(generator);
  SharedFunctionInfo *shared = JSFunction_shared(function);
  BytecodeArray *bytecode = SharedFunctionInfo_bytecode(shared);
  RegisterArray *saved = Value_as_RegisterArray(
      isolate, JSGeneratorObject_parameters_and_registers(generator));
  int parameters = bytecode->parameter_count;
  EntryRecord record;
  const uint8_t *exit_pc;
  Value *entry_fp =
      enter(isolate, &record,
            (int64_t)parameters + kFrameHeaderSlots + bytecode->register_count,
            &exit_pc);
  if (entry_fp == NULL) return ROOT(exception);

  Value *bottom = entry_fp + kEntryFrameRegisters;
  for (int i = 0; i < parameters; i++) bottom[i] = saved->registers[i];
  Value *fp = bottom + parameters + kFrameHeaderSlots;
  fp[kFrameNewTarget] = ROOT(undefined_value);
  fp[kFrameArgc] = Value_from_smi(parameters - 1);
  Value cell_value =
      FeedbackCell_value(JSFunction_feedback_cell(function));
  fp[kFrameFeedbackVector] = Value_is_FeedbackVector(isolate, cell_value)
                                 ? cell_value
                                 : ROOT(undefined_value);
  fp[kFrameBytecodeArray] = Value_from_object(bytecode);
  fp[kFrameCallerPc] = Value_from_smi(
      (int32_t)(exit_pc - (const uint8_t *)ROOT_OBJECT(
                              isolate, BytecodeArray,
                              interpreter_exit_bytecode)));
  fp[kFrameCallerFp] = Value_from_bits((uint32_t)(uintptr_t)entry_fp);
  fp[kFrameContext] = JSGeneratorObject_context(generator);
  fp[kFrameFunction] = Value_from_object(function);
  for (int i = 0; i < bytecode->register_count; i++)
    fp[i] = ROOT(undefined_value);

  JSGeneratorObject_set_input_or_debug_position(generator,
                                                Isolate_box(isolate, value));
  generator->resume_mode = mode;
  // SwitchOnGeneratorState begins every resumable function; its register holds
  // the generator and leads to where it was suspended.
  fp[bytecode->new_target_register] = Value_from_object(generator);
  Value realm = enter_realm(isolate, Value_from_object(function));
  Value result = Entry_dispatch(isolate, bytecode->bytecodes, fp, value);
  leave_realm(isolate, realm);
  leave_entry(isolate, &record);
  return result;
}
