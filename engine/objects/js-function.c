// SPDX-License-Identifier: MIT
#include "engine/objects/js-function.h"

#include "engine/ic/handlers.h"
#include "engine/isolate/flags.h"
#include "engine/objects/js-object.h"
#include "engine/objects/map.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/transitions.h"

// In-object slots that instances get at first; slack tracking gives back what
// the first few instances do not use.
enum { kDefaultInObjectProperties = 4 };

enum { kInvocationsBeforeFeedback = 8 };

// ---- Closures ----

static NativeContextIndex map_slot_for(const SharedFunctionInfo *shared) {
  FunctionKind kind = (FunctionKind)shared->kind;
  bool is_async = FunctionKind_is_async(kind);
  if (FunctionKind_is_generator(kind))
    return is_async ? kNativeSlot_async_generator_function_map
                    : kNativeSlot_generator_function_map;
  if (is_async) return kNativeSlot_async_function_map;
  if (FunctionKind_is_class_constructor(kind))
    return kNativeSlot_class_function_map;
  if (!FunctionKind_is_constructor(kind)) return kNativeSlot_arrow_function_map;
  return SharedFunctionInfo_is_strict(shared)
             ? kNativeSlot_strict_function_map
             : kNativeSlot_function_map;
}

Map *JSFunction_map_for(Isolate *isolate, const SharedFunctionInfo *shared) {
  return Value_as_Map(isolate,
                      NativeContext_get(Isolate_native_context(isolate),
                                        map_slot_for(shared)));
}

static FeedbackCell *new_feedback_cell(Isolate *isolate) {
  FeedbackCell *cell = HEAP_NEW(isolate, FeedbackCell, feedback_cell_map);
  cell->interrupt_budget = kInvocationsBeforeFeedback;
  return cell;
}

JSFunction *JSFunction_new_closure(Isolate *isolate, SharedFunctionInfo *shared,
                                   Context *context,
                                   FeedbackCell *feedback_cell) {
  if (feedback_cell == NULL) feedback_cell = new_feedback_cell(isolate);
  JSFunction *function = (JSFunction *)JSObject_new_from_map(
      isolate, JSFunction_map_for(isolate, shared));
  JSFunction_set_shared(function, shared);
  JSFunction_set_context(function, context);
  JSFunction_set_feedback_cell(function, feedback_cell);
  JSFunction_set_prototype_or_initial_map(function, ROOT(the_hole));
  function->code = shared->code;
  return function;
}

// ---- Feedback ----

void JSFunction_ensure_feedback_vector(Isolate *isolate, JSFunction *function) {
  FeedbackCell *cell = JSFunction_feedback_cell(function);
  if (!Value_is_undefined(FeedbackCell_value(cell))) return;
  SharedFunctionInfo *shared = JSFunction_shared(function);
  Value metadata_value = SharedFunctionInfo_feedback_metadata(shared);
  if (!Value_is_FeedbackMetadata(isolate, metadata_value)) return;
  const FeedbackMetadata *metadata =
      Value_as_FeedbackMetadata(isolate, metadata_value);
  int32_t words = metadata->slot_count * kWordsPerFeedbackSlot;
  FeedbackVector *vector = (FeedbackVector *)Heap_new_array(
      isolate, ROOT_OBJECT(isolate, Map, feedback_vector_map),
      words + metadata->create_closure_count);
  FeedbackVector_set_shared(vector, shared);
  for (int32_t i = 0; i < metadata->create_closure_count; i++)
    FeedbackVector_set_slots(vector, words + i,
                             Value_from_object(new_feedback_cell(isolate)));
  FeedbackCell_set_value(cell, Value_from_object(vector));
}

// ---- Prototypes ----

static bool has_prototype_property(const JSFunction *function) {
  return (HeapObject_map((const HeapObject *)function)->bit_field &
          kMapHasPrototypeSlot) != 0;
}

// ECMA-262 #sec-makeconstructor: { constructor: function }; generators get an
// object without it that inherits from their kind's prototype.
static Value new_prototype(Isolate *isolate, JSFunction *function) {
  FunctionKind kind = (FunctionKind)JSFunction_shared(function)->kind;
  if (FunctionKind_is_generator(kind)) {
    Value parent = FunctionKind_is_async(kind)
                       ? INTRINSIC(isolate, async_generator_prototype)
                       : INTRINSIC(isolate, generator_prototype);
    return Value_from_object(JSObject_new_with_prototype(isolate, parent));
  }
  JSObject *prototype = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, constructor_string),
                       Value_from_object(function), kDontEnum);
  return Value_from_object(prototype);
}

Value JSFunction_prototype(Isolate *isolate, JSFunction *function) {
  if (!has_prototype_property(function)) return ROOT(the_hole);
  Value stored = JSFunction_prototype_or_initial_map(function);
  if (Value_is_Map(isolate, stored))
    return Map_prototype(Value_as_Map(isolate, stored));
  if (!Value_is_the_hole(stored)) return stored;
  // In the function's realm, whichever is current.
  Value current = Isolate_root(isolate, kIsolateRoot_current_native_context);
  if (UNLIKELY(isolate->realm_count > 1))
    Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                     Value_from_object(JSReceiver_function_realm(
                         isolate, Value_from_object(function))));
  Value prototype = new_prototype(isolate, function);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, current);
  JSFunction_set_prototype_or_initial_map(function, prototype);
  return prototype;
}

void JSFunction_set_prototype(Isolate *isolate, JSFunction *function,
                              Value prototype) {
  // An initial map made for the old prototype no longer counts; objects made
  // from it keep theirs.
  JSFunction_set_prototype_or_initial_map(function,
                                          Isolate_box(isolate, prototype));
}

Map *JSFunction_initial_map(Isolate *isolate, JSFunction *function) {
  Value stored = JSFunction_prototype_or_initial_map(function);
  if (Value_is_Map(isolate, stored)) return Value_as_Map(isolate, stored);
  Value prototype = JSFunction_prototype(isolate, function);
  if (!Value_is_JSReceiver(isolate, prototype))
    return INTRINSIC_OBJECT(isolate, Map, object_initial_map);
  int expected = JSFunction_shared(function)->expected_property_count;
  int slots = expected > 0 ? expected + kSlackTrackingExtraFields
                           : kDefaultInObjectProperties + kSlackTrackingExtraFields;
  if (Value_is_JSObject(isolate, prototype))
    JSObject_make_prototype(isolate, Value_as_JSObject(isolate, prototype));
  Map *map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS, slots,
                     prototype);
  Map_set_constructor_or_back_pointer(map, Value_from_object(function));
  Map_set_construction_counter(map, kSlackTrackingStart);
  JSFunction_set_prototype_or_initial_map(function, Value_from_object(map));
  if (UNLIKELY(isolate->flags->trace_maps))
    Map_trace_initial(isolate, map, JSFunction_shared(function));
  return map;
}

void JSFunction_set_initial_map(Isolate *isolate, JSFunction *function,
                                Map *initial_map, Value prototype) {
  if (Value_is_JSObject(isolate, prototype))
    JSObject_make_prototype(isolate, Value_as_JSObject(isolate, prototype));
  Map_set_prototype(initial_map, prototype);
  Map_set_constructor_or_back_pointer(initial_map,
                                      Value_from_object(function));
  JSFunction_set_prototype_or_initial_map(function,
                                          Value_from_object(initial_map));
}
