// SPDX-License-Identifier: MIT
//
// Map.prototype.forEach and Set.prototype.forEach with callbacks that are
// functions: frames of their own, as array-callbacks.c has them. The collection
// may become anything while the callback runs; the cursor in the frame follows
// it, as that of the C loop does (OrderedHashCursor).
#include "builtins-dsl/definitions/callback-frames.h"
#include "builtins-dsl/definitions/collections.h"
#include "engine/builtins/collection-callback-frame.h"

static TSmi load_smi(Assembler *a, int slot) {
  return csa_value_as_smi(a, csa_load_frame(a, slot));
}

static void call_back(Assembler *a, TRaw entry, OrderedHashKind kind) {
  TRaw top = csa_raw_add(
      a, a->fp, csa_int64(a, kCollectionCallbackRegisterCount * kValueSize));
  TValue callback = csa_load_frame(a, kCollectionCallbackFunction);
  CallSlots call =
      begin_call(a, top, csa_undefined(a), callback,
                 csa_load_frame(a, kCollectionCallbackReceiver));
  TValue key = csa_tagged_to_value(a, csa_load_tagged(a, entry, 0));
  TValue value = key;
  if (kind == kOrderedHashMap)
    value = csa_tagged_to_value(a, csa_load_tagged(a, entry, kTaggedSize));
  csa_store_value(a, call.argv, 1 * kValueSize, value);
  csa_store_value(a, call.argv, 2 * kValueSize, key);
  csa_store_value(a, call.argv, 3 * kValueSize,
                  csa_load_frame(a, kCollectionCallbackObject));
  TInt64 argc = csa_uint32_to_int64(
      a, csa_smi_untag(a, load_smi(a, kCollectionCallbackArgc)));
  jump_to_callback(a, callback, call.argv, argc);
}

// Calls for the next live entry, to return here.
static void define_step(Assembler *a, OrderedHashKind kind) {
  LABEL(start, kNormal);
  LABEL(loop, kNormal);
  LABEL(live, kNormal);
  LABEL(end, kUnlikely);
  LABEL(replaced, kDeferred);
  csa_goto(a, &start);
  csa_bind(a, &start);
  TOrderedHashMap table =
      AS(OrderedHashMap, csa_load_frame(a, kCollectionCallbackTable));
  TOrderedHashTable header = AS(OrderedHashTable, table);
  TValue next = csa_load_OrderedHashTable_next_table(a, header);
  csa_goto_unless(a, csa_is_undefined(a, next), &replaced);
  TInt32 buckets = collection_buckets(a, table);
  TInt32 used = collection_used(a, table);
  VariableInt32 index = csa_variable_Int32(
      a, csa_smi_untag(a, load_smi(a, kCollectionCallbackIndex)));
  csa_bind(a, &loop);
  TInt32 at = csa_get_Int32(a, index);
  csa_goto_unless(a, csa_int32_less(a, at, used), &end);
  TRaw entry = collection_entry(a, table, buckets, at, kind);
  csa_set_Int32(a, index, csa_int32_add(a, at, csa_int32(a, 1)));
  TValue key = csa_tagged_to_value(a, csa_load_tagged(a, entry, 0));
  csa_branch(a, csa_is_root(a, key, the_hole), &loop, &live);
  csa_bind(a, &live);
  csa_store_frame(
      a, kCollectionCallbackIndex,
      csa_smi_to_value(a, csa_smi_tag(a, csa_get_Int32(a, index))));
  call_back(a, entry, kind);

  csa_bind(a, &end);
  return_to_caller(a, csa_undefined(a));
  csa_bind(a, &replaced);
  csa_call_runtime_n(a, kRuntimeFollowCollection, 0, NULL);
  csa_goto(a, &start);
}

static void define_for_each(Assembler *a, OrderedHashKind kind,
                            TValue step_bytecode) {
  LABEL(slow, kDeferred);
  // BuiltinEntry changes to another realm.
  TInt32 realms = csa_isolate_load(a, int32, realm_count);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 1), realms), &slow);
  csa_goto_if(a, csa_int64_less(a, a->argc, csa_int64(a, 1)), &slow);
  TOrderedHashMap table = collection_table(a, csa_receiver(a), kind, &slow);
  TValue callback = csa_argument(a, 0);
  csa_goto_unless(a, csa_is_heap_object(a, callback), &slow);
  csa_goto_unless(a, csa_is_JSFunction(a, callback), &slow);
  TRaw fp = callback_frame(a, kCollectionCallbackParameters,
                           kCollectionCallbackRegisterCount, &slow);
  TInt64 argc = visible_arguments(a, callback, 3);
  pad_argument(a, 1);
  push_callback_frame(a, fp, kCollectionCallbackParameters, step_bytecode);
  const TValue registers[kCollectionCallbackRegisterCount] = {
      [kCollectionCallbackTable] = AS(Value, table),
      [kCollectionCallbackIndex] =
          csa_smi_to_value(a, csa_smi_constant(a, 0)),
      [kCollectionCallbackArgc] = {csa_int64_shl(a, argc, kSmiShift).node},
  };
  for (int i = 0; i < kCollectionCallbackRegisterCount; i++)
    csa_store_value(a, fp, i * kValueSize, registers[i]);
  csa_dispatch_to(a, first_bytecode(a, step_bytecode), fp, csa_undefined(a));
  csa_bind(a, &slow);
  go_to_c_builtin(a);
}

// ECMA-262 #sec-map.prototype.foreach
ENTRY_STUB(MapPrototypeForEach) {
  define_for_each(a, kOrderedHashMap, csa_root(a, map_for_each_bytecode));
}
BYTECODE_HANDLER(MapForEachStep) { define_step(a, kOrderedHashMap); }
// ECMA-262 #sec-set.prototype.foreach
ENTRY_STUB(SetPrototypeForEach) {
  define_for_each(a, kOrderedHashSet, csa_root(a, set_for_each_bytecode));
}
BYTECODE_HANDLER(SetForEachStep) { define_step(a, kOrderedHashSet); }
