// SPDX-License-Identifier: MIT
//
// Promise.resolve of %Promise%, then of plain promises
// (engine/builtins/promise-constructor.c does the rest, from the start), and
// await in async functions.
//
// While nobody changed `then`, `constructor`, resolve or the species of
// promises (kProtectorPromise), a promise with the initial map is its own
// resolution and its `then` derives another such one, without a look-up that
// could be observed. Nothing that exists already is changed before all memory
// is there.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/frames.h"
#include "engine/builtins/microtask-queue.h"
#include "engine/builtins/promise.h"
#include "engine/objects/map.h"
#include "engine/objects/native-context.h"

static TValue new_promise(Assembler *a, TMap map, TValue reactions_or_result,
                          PromiseState state, Label *slow) {
  enum { kBytes = sizeof(JSPromise) };
  TValue promise = csa_allocate_inline(
      a, csa_int64(a, (int64_t)Object_align(kBytes)), map, slow);
  csa_init_JSReceiver_properties_or_hash(a, AS(JSReceiver, promise),
                                         csa_root(a, empty_fixed_array));
  csa_init_JSObject_elements(a, AS(JSObject, promise),
                             csa_root_as(a, HeapObject, empty_fixed_array));
  csa_init_JSPromise_reactions_or_result(a, AS(JSPromise, promise),
                                         reactions_or_result);
  csa_store_JSPromise_flags(a, AS(JSPromise, promise), csa_int32(a, state));
  // Padding is zero, as frozen objects have it.
  _Static_assert(kBytes % kObjectAlignment == kTaggedSize, "one word is left");
  csa_store_int32(a, csa_object_address(a, promise, 0), kBytes,
                  csa_int32(a, 0));
  return promise;
}

// ECMA-262 #sec-promise.resolve
BUILTIN_JS(PromiseResolve, 1) {
  LABEL(object, kNormal);
  LABEL(value, kNormal);
  LABEL(receiver, kNormal);
  LABEL(slow, kDeferred);
  TValue usual = load_native_slot(a, kNativeSlot_promise_function);
  csa_goto_unless(a, csa_value_equal(a, csa_receiver(a), usual), &slow);
  TValue argument = csa_argument(a, 0);
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_promise_initial_map));
  csa_branch(a, csa_is_heap_object(a, argument), &object, &value);
  csa_bind(a, &object);
  csa_branch(a,
             csa_uint32_less(a, csa_load_instance_type(a, argument),
                             csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
             &value, &receiver);
  csa_bind(a, &receiver);
  csa_goto_unless(a, csa_has_map(a, argument, map), &slow);
  check_protectors(a, kProtectorPromise, &slow);
  csa_return(a, argument);
  csa_bind(a, &value);
  TValue result = csa_tagged_to_value(a, csa_box_inline(a, argument, &slow));
  csa_return(a, new_promise(a, map, result, kPromiseFulfilled, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// The argument if it can be called, else undefined.
static TValue handler_argument(Assembler *a, int index) {
  LABEL(object, kNormal);
  LABEL(callable, kNormal);
  LABEL(done, kNormal);
  TValue argument = csa_argument(a, index);
  VariableValue handler = csa_variable_Value(a, csa_undefined(a));
  csa_branch(a, csa_is_heap_object(a, argument), &object, &done);
  csa_bind(a, &object);
  TInt32 bits = csa_load_Map_bit_field(a, csa_load_map(a, argument));
  csa_branch(a, csa_int32_test(a, bits, kMapCallable), &callable, &done);
  csa_bind(a, &callable);
  csa_set_Value(a, handler, argument);
  csa_goto(a, &done);
  csa_bind(a, &done);
  return csa_get_Value(a, handler);
}

static TPromiseReaction new_reaction(Assembler *a, TValue next,
                                     TValue on_fulfilled, TValue on_rejected,
                                     TValue derived, Label *slow) {
  enum { kBytes = sizeof(PromiseReaction) };
  TValue object =
      csa_allocate_inline(a, csa_int64(a, (int64_t)Object_align(kBytes)),
                          csa_root_as(a, Map, promise_reaction_map), slow);
  TPromiseReaction reaction = AS(PromiseReaction, object);
  csa_init_PromiseReaction_next(a, reaction, next);
  csa_init_PromiseReaction_fulfill_handler(a, reaction, on_fulfilled);
  csa_init_PromiseReaction_reject_handler(a, reaction, on_rejected);
  csa_init_PromiseReaction_promise_or_capability(a, reaction, derived);
  _Static_assert(kBytes % kObjectAlignment == kTaggedSize, "one word is left");
  csa_store_int32(a, csa_object_address(a, object, 0), kBytes,
                  csa_int32(a, 0));
  return reaction;
}

// A promise is reacted to. One that was so when it was frozen is not written.
static void mark_handled(Assembler *a, TJSPromise promise, TInt32 flags) {
  LABEL(first, kNormal);
  LABEL(done, kNormal);
  csa_branch(a, csa_int32_test(a, flags, kPromiseHasHandler), &done, &first);
  csa_bind(a, &first);
  csa_store_JSPromise_flags(
      a, promise, csa_int32_or(a, flags, csa_int32(a, kPromiseHasHandler)));
  csa_goto(a, &done);
  csa_bind(a, &done);
}

// A job at the end of the queue, for what was settled; slow if the ring is full.
static void enqueue(Assembler *a, MicrotaskKind kind, TValue subject,
                    TValue result, TInt32 state, Label *slow) {
  enum { kBytes = sizeof(Microtask) };
  _Static_assert(kBytes % kObjectAlignment == 0, "nothing is left");
  TValue root = csa_isolate_root(a, kIsolateRoot_microtask_queue);
  csa_goto_unless(a, csa_is_heap_object(a, root), slow);
  csa_goto_unless(
      a, csa_has_map(a, root, csa_root_as(a, Map, fixed_array_map)), slow);
  TFixedArray ring = AS(FixedArray, root);
  TInt32 length = csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, ring));
  TInt32 count = csa_isolate_load(a, int32, microtask_count);
  csa_goto_unless(a, csa_uint32_less(a, count, length), slow);
  TValue object = csa_allocate_inline(
      a, csa_int64(a, kBytes), csa_root_as(a, Map, microtask_map), slow);
  TMicrotask task = AS(Microtask, object);
  csa_store_Microtask_kind(a, task, csa_int32(a, kind));
  csa_init_Microtask_context(
      a, task, csa_isolate_root(a, kIsolateRoot_current_native_context));
  csa_init_Microtask_data0(a, task, subject);
  csa_init_Microtask_data1(a, task, result);
  csa_init_Microtask_data2(
      a, task, csa_smi_to_value(a, csa_smi_tag(a, state)));
  TInt32 one = csa_int32(a, 1);
  TInt32 end = csa_int32_and(
      a,
      csa_int32_add(a, csa_isolate_load(a, int32, microtask_start), count),
      csa_int32_sub(a, length, one));
  csa_store_FixedArray_slots(a, ring, csa_uint32_to_int64(a, end), object);
  csa_isolate_store(a, int32, microtask_count, csa_int32_add(a, count, one));
}

// ECMA-262 #sec-promise.prototype.then
//
// A rejection that nobody handled yet is C's, which tells the host.
BUILTIN_JS(PromisePrototypeThen, 2) {
  LABEL(pending, kNormal);
  LABEL(settled, kNormal);
  LABEL(handled, kNormal);
  LABEL(slow, kDeferred);
  TValue receiver = csa_receiver(a);
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_promise_initial_map));
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &slow);
  csa_goto_unless(a, csa_has_map(a, receiver, map), &slow);
  check_protectors(a, kProtectorPromise, &slow);
  TJSPromise promise = AS(JSPromise, receiver);
  TValue on_fulfilled = handler_argument(a, 0);
  TValue on_rejected = handler_argument(a, 1);
  TValue none = csa_smi_to_value(a, csa_smi_constant(a, 0));
  TInt32 flags = csa_load_JSPromise_flags(a, promise);
  TInt32 state = csa_int32_and(a, flags, csa_int32(a, kPromiseStateMask));
  TValue old = csa_load_JSPromise_reactions_or_result(a, promise);
  csa_branch(a, csa_int32_equal(a, state, csa_int32(a, kPromisePending)),
             &pending, &settled);

  csa_bind(a, &pending);
  TValue derived = new_promise(a, map, none, kPromisePending, &slow);
  TPromiseReaction reaction =
      new_reaction(a, old, on_fulfilled, on_rejected, derived, &slow);
  csa_store_JSPromise_reactions_or_result(a, promise, AS(Value, reaction));
  mark_handled(a, promise, flags);
  csa_return(a, derived);

  csa_bind(a, &settled);
  csa_goto_if(a, csa_int32_equal(a, state, csa_int32(a, kPromiseFulfilled)),
              &handled);
  csa_goto_unless(a, csa_int32_test(a, flags, kPromiseHasHandler), &slow);
  csa_goto(a, &handled);
  csa_bind(a, &handled);
  derived = new_promise(a, map, none, kPromisePending, &slow);
  reaction = new_reaction(a, none, on_fulfilled, on_rejected, derived, &slow);
  enqueue(a, kMicrotaskPromiseReaction, AS(Value, reaction), old, state, &slow);
  mark_handled(a, promise, flags);
  csa_return(a, derived);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #await
//
// Of what is no object, and of plain promises that are settled: the promise that
// await would derive from it is nobody's, so one job does. A rejection that
// nobody handled yet is C's, as above.
BYTECODE_HANDLER(AsyncFunctionAwait) {
  LABEL(object, kNormal);
  LABEL(receiver, kNormal);
  LABEL(rejected, kUnlikely);
  LABEL(settled, kNormal);
  LABEL(value, kNormal);
  LABEL(wait, kNormal);
  LABEL(slow, kDeferred);
  TValue awaited = a->accumulator;
  TValue generator = csa_load_register(a, 0);
  VariableValue result = csa_variable_Value(a, awaited);
  VariableInt32 state = csa_variable_Int32(a, csa_int32(a, kPromiseFulfilled));
  csa_branch(a, csa_is_heap_object(a, awaited), &object, &value);
  csa_bind(a, &object);
  csa_branch(a,
             csa_uint32_less(a, csa_load_instance_type(a, awaited),
                             csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
             &wait, &receiver);

  csa_bind(a, &receiver);
  TMap map = AS(Map, load_native_slot(a, kNativeSlot_promise_initial_map));
  csa_goto_unless(a, csa_has_map(a, awaited, map), &slow);
  check_protectors(a, kProtectorPromise, &slow);
  TJSPromise promise = AS(JSPromise, awaited);
  TInt32 flags = csa_load_JSPromise_flags(a, promise);
  csa_set_Int32(a, state,
                csa_int32_and(a, flags, csa_int32(a, kPromiseStateMask)));
  csa_goto_if(a,
              csa_int32_equal(a, csa_get_Int32(a, state),
                              csa_int32(a, kPromisePending)),
              &slow);
  csa_branch(a,
             csa_int32_equal(a, csa_get_Int32(a, state),
                             csa_int32(a, kPromiseFulfilled)),
             &settled, &rejected);
  csa_bind(a, &rejected);
  csa_goto_unless(a, csa_int32_test(a, flags, kPromiseHasHandler), &slow);
  csa_goto(a, &settled);
  csa_bind(a, &settled);
  csa_set_Value(a, result, csa_load_JSPromise_reactions_or_result(a, promise));
  // In vain should there be no memory for the job: that is not seen.
  mark_handled(a, promise, flags);
  csa_goto(a, &wait);

  csa_bind(a, &value);
  csa_set_Value(a, result,
                csa_tagged_to_value(a, csa_box_inline(a, awaited, &slow)));
  csa_goto(a, &wait);
  csa_bind(a, &wait);
  enqueue(a, kMicrotaskAwait, generator, csa_get_Value(a, result),
          csa_get_Int32(a, state), &slow);
  csa_dispatch(a, csa_load_JSAsyncFunctionObject_promise(
                      a, AS(JSAsyncFunctionObject, generator)));
  csa_bind(a, &slow);
  csa_continue_in_stub(a, AsyncFunctionAwait, generator, awaited);
}
STUB(AsyncFunctionAwait) {
  csa_save_stub_frame(a);
  TValue arguments[] = {csa_stub_parameter(a, 0), csa_stub_parameter(a, 1)};
  TValue result = csa_call_runtime_nothrow_n(a, kRuntimeAsyncFunctionAwait, 2,
                                             arguments);
  csa_finish_stub(a, result, result);
}
