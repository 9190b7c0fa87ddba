// SPDX-License-Identifier: MIT
//
// %Name() functions for tests and inspection (--allow-natives-syntax).
#include <stdio.h>

#include "engine/bytecode/runtime-functions.h"
#include "engine/diagnostics/debug-print.h"
#include "engine/heap/heap.h"
#include "engine/objects/js-object.h"
#include "engine/objects/layout/feedback-slot-kind.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

Value Runtime_DebugPrint(Isolate *isolate, Value value) {
  DebugPrint_value(stdout, isolate, value);
  return value;
}

// The address that a dump printed, as a number. Only addresses of objects that
// are alive mean anything; others outside the cage are refused.
Value Runtime_DebugPrintPtr(Isolate *isolate, Value address) {
  if (!Value_is_number(isolate, address)) return ROOT(undefined_value);
  uint64_t bits = (uint64_t)Value_number(isolate, address);
  if (bits - (uintptr_t)isolate >= kCageSize || (bits & 7) != kHeapObjectTag)
    return ROOT(undefined_value);
  HeapObject *object = (HeapObject *)(uintptr_t)(bits & ~UINT64_C(7));
  if (!Heap_is_live(isolate, object)) return ROOT(undefined_value);
  DebugPrint_value(stdout, isolate, Value_from_object(object));
  return ROOT(undefined_value);
}

Value Runtime_HasFastProperties(Isolate *isolate, Value value) {
  return Value_from_bool(
      Value_is_JSObject(isolate, value) &&
      !Map_is_dictionary(JSObject_map(Value_object(isolate, value))));
}

Value Runtime_HasDictionaryElements(Isolate *isolate, Value value) {
  return Value_from_bool(
      Value_is_JSObject(isolate, value) &&
      HeapObject_type(JSObject_elements(
          (JSObject *)Value_object(isolate, value))) == NUMBER_DICTIONARY_TYPE);
}

Value Runtime_ElementsKindName(Isolate *isolate, Value value) {
  if (!Value_is_JSObject(isolate, value)) return ROOT(undefined_value);
  const Map *map = JSObject_map(Value_object(isolate, value));
  return Value_from_object(
      String_new_ascii(isolate, ElementsKind_name(Map_elements_kind(map))));
}

Value Runtime_HaveSameMap(Isolate *isolate, Value a, Value b) {
  return Value_from_bool(Value_map(isolate, a) == Value_map(isolate, b));
}

Value Runtime_CollectGarbage(Isolate *isolate, Value ignored) {
  Heap_collect(isolate, kGcMajor, kGcRequested);
  return ROOT(undefined_value);
}

Value Runtime_IsInternalizedString(Isolate *isolate, Value value) {
  return Value_from_bool(
      Value_is_String(isolate, value) &&
      InstanceType_is_internalized(
          HeapObject_type(Value_object(isolate, value))));
}

Value Runtime_FlattenString(Isolate *isolate, Value value) {
  if (Value_is_String(isolate, value))
    (void)String_flatten(isolate, Value_as_String(isolate, value));
  return value;
}

Value Runtime_FunctionIsCompiled(Isolate *isolate, Value value) {
  return Value_from_bool(
      Value_is_JSFunction(isolate, value) &&
      SharedFunctionInfo_is_compiled(
          JSFunction_shared(Value_as_JSFunction(isolate, value))));
}

// "uninitialized", "monomorphic", "polymorphic", "megamorphic" or "name" of a
// function's feedback slot; undefined if it has no feedback.
Value Runtime_InlineCacheState(Isolate *isolate, Value function, Value slot) {
  if (!Value_is_JSFunction(isolate, function) || !Value_is_smi(slot))
    return ROOT(undefined_value);
  Value value = FeedbackCell_value(
      JSFunction_feedback_cell(Value_as_JSFunction(isolate, function)));
  if (!Value_is_FeedbackVector(isolate, value)) return ROOT(undefined_value);
  const FeedbackVector *vector = Value_as_FeedbackVector(isolate, value);
  int64_t word = (int64_t)Value_smi(slot) * kWordsPerFeedbackSlot;
  if (word < 0 || word >= vector->length) return ROOT(undefined_value);
  Tagged feedback = vector->slots[word];
  const char *state = "name";
  if (Tagged_is_root(feedback, undefined_value))
    state = "uninitialized";
  else if (Tagged_is_root(feedback, megamorphic_symbol))
    state = "megamorphic";
  else if (Tagged_is_weak(feedback))
    state = "monomorphic";
  else if (Value_is_FixedArray(isolate, Value_from_tagged(feedback)))
    state = "polymorphic";
  return Value_from_object(String_new_ascii(isolate, state));
}
