// SPDX-License-Identifier: MIT
//
// Stack frames of async functions that wait: from the promise job that runs,
// along the chain of promises, each of which one other waits for.
#include "engine/builtins/async-generator.h"
#include "engine/builtins/builtin-ids.h"
#include "engine/builtins/promise.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

// The promise that settles when the generator object's function ends, or, in an
// async generator, comes to its next yield. Undefined if nobody waits.
static Value promise_of_generator(Isolate *isolate, Value generator) {
  if (Value_is_JSAsyncFunctionObject(isolate, generator))
    return JSAsyncFunctionObject_promise(
        Value_as_JSAsyncFunctionObject(isolate, generator));
  if (!Value_is_JSAsyncGeneratorObject(isolate, generator))
    return ROOT(undefined_value);
  return AsyncGenerator_first_promise(
      isolate, Value_as_JSAsyncGeneratorObject(isolate, generator));
}

// What the reaction to a promise settles in turn.
static Value promise_of_target(Isolate *isolate, Value target) {
  if (Value_is_PromiseCapability(isolate, target))
    target = PromiseCapability_promise(
        Value_as_PromiseCapability(isolate, target));
  return Value_is_JSPromise(isolate, target)
             ? target : promise_of_generator(isolate, target);
}

static void add_frame(FixedArray *frames, int index, Value function,
                      int32_t offset, Value receiver, int flags) {
  int at = index * kStackFrameSlots;
  FixedArray_set_slots(frames, at + kStackFrameFunction, function);
  FixedArray_set_slots(frames, at + kStackFrameOffset, Value_from_smi(offset));
  FixedArray_set_slots(frames, at + kStackFrameReceiver, receiver);
  FixedArray_set_slots(frames, at + kStackFrameFlags,
                       Value_from_smi(kStackFrameAsync | flags));
}

// Offset of the bytecode that suspended a function with this number.
static int32_t offset_of_suspension(const BytecodeArray *bytecode,
                                    int32_t number) {
  enum { kSuspendIdOperand = 3 };
  DecodedBytecode decoded;
  for (int offset = 0;
       Bytecode_decode(bytecode->bytecodes, bytecode->length, offset, &decoded);
       offset += decoded.size)
    if (decoded.bytecode == kBytecodeSuspendGenerator &&
        decoded.operands[kSuspendIdOperand] == number)
      return offset;
  return 0;
}

static bool add_generator(Isolate *isolate, FixedArray *frames, int index,
                          Value value) {
  const JSGeneratorObject *generator =
      (const JSGeneratorObject *)Value_object(isolate, value);
  JSFunction *function = JSGeneratorObject_function(generator);
  const SharedFunctionInfo *shared = JSFunction_shared(function);
  if (generator->continuation < 0 ||
      !SharedFunctionInfo_has_bytecode(shared))
    return false;
  int32_t offset = offset_of_suspension(SharedFunctionInfo_bytecode(shared),
                                        generator->continuation);
  add_frame(frames, index, Value_from_object(function), offset,
            JSGeneratorObject_receiver(generator), 0);
  return true;
}

static bool add_combinator(Isolate *isolate, FixedArray *frames, int index,
                           const PromiseElement *element) {
  JSReceiver *constructor =
      INTRINSIC_OBJECT(isolate, JSReceiver, promise_function);
  Value function = JSReceiver_get_own_data(
      isolate, constructor,
      (Name *)String_internalize_ascii(isolate, element->name));
  if (!Value_is_JSFunction(isolate, function)) return false;
  add_frame(frames, index, function, element->index,
            Value_from_object(constructor), kStackFramePromiseAll);
  return true;
}

// The promise that a handler made by Promise_create_resolving_functions
// settles; undefined for other handlers.
static Value promise_of_resolver(Isolate *isolate, Value handler) {
  if (!Value_is_JSFunction(isolate, handler)) return ROOT(undefined_value);
  const JSFunction *function = Value_as_JSFunction(isolate, handler);
  const SharedFunctionInfo *shared = JSFunction_shared(function);
  if (!SharedFunctionInfo_is_builtin(shared) ||
      SharedFunctionInfo_builtin_id(shared) != kBuiltinPromiseResolveFunction)
    return ROOT(undefined_value);
  return Context_get_slots(JSFunction_context(function), kContextHeaderSlots_);
}

int StackTrace_add_async_frames(Isolate *isolate, FixedArray *frames,
                                int count, int capacity) {
  enum { kMaxPromises = 1000 };
  Value promise = promise_of_target(
      isolate, Isolate_root(isolate, kIsolateRoot_running_reaction));
  for (int n = 0; n < kMaxPromises && count < capacity &&
                  Value_is_JSPromise(isolate, promise);
       n++) {
    Value reactions = JSPromise_reactions_or_result(
        Value_as_JSPromise(isolate, promise));
    if (Promise_state(Value_as_JSPromise(isolate, promise)) !=
            kPromisePending ||
        !Value_is_PromiseReaction(isolate, reactions))
      return count;
    PromiseReaction *reaction = Value_as_PromiseReaction(isolate, reactions);
    // Who of several waits for which cannot be told.
    if (!Value_is_smi(PromiseReaction_next(reaction))) return count;
    Value target = PromiseReaction_promise_or_capability(reaction);
    PromiseElement element;
    if (PromiseElement_of_reaction(isolate, reaction, &element)) {
      if (element.name != NULL)
        count += add_combinator(isolate, frames, count, &element);
      promise = element.promise;
      continue;
    }
    bool is_generator = Value_is_JSAsyncFunctionObject(isolate, target) ||
                        Value_is_JSAsyncGeneratorObject(isolate, target);
    if (is_generator)
      count += add_generator(isolate, frames, count, target);
    Value resolved = promise_of_resolver(
        isolate, PromiseReaction_fulfill_handler(reaction));
    promise = Value_is_undefined(resolved)
                  ? promise_of_target(isolate, target) : resolved;
  }
  return count;
}
