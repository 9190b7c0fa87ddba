// SPDX-License-Identifier: MIT
//
// Misses of global variables: first the lexical bindings of scripts, then the
// global object.
#include "engine/bytecode/runtime-functions.h"
#include "engine/ic/ic.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/script-contexts.h"

static JSReceiver *global_object(Isolate *isolate) {
  return (JSReceiver *)Value_object(isolate,
                                    INTRINSIC(isolate, global_object));
}

static PropertyCell *find_cell(Isolate *isolate, const Name *name) {
  JSReceiver *global = global_object(isolate);
  Value properties = JSReceiver_properties_or_hash(global);
  if (!Value_is_GlobalDictionary(isolate, properties)) return NULL;
  PropertyCell *cell = GlobalDictionary_find(
      Value_as_GlobalDictionary(isolate, properties), name);
  if (!cell || PropertyDetails_is_accessor(PropertyCell_details(cell)))
    return NULL;
  return cell;
}

static void remember_cell(const FeedbackSlot *slot, const PropertyCell *cell) {
  if (slot->vector && cell)
    FeedbackSlot_set(slot, Tagged_weak_from_object(cell),
                     ROOT(undefined_value));
}

static void remember_binding(const FeedbackSlot *slot,
                             const ScriptBinding *binding) {
  if (slot->vector)
    FeedbackSlot_set(slot, Tagged_weak_from_object(binding->context),
                     Value_from_smi(binding->slot));
}

static Value throw_uninitialized(Isolate *isolate, Value name) {
  return Throw_error(isolate, kErrorTypeReferenceError,
                     kMessageAccessedUninitializedVariable, name,
                     ROOT(undefined_value), ROOT(undefined_value));
}

static Value throw_not_defined(Isolate *isolate, Value name) {
  return Throw_error(isolate, kErrorTypeReferenceError, kMessageNotDefined,
                     name, ROOT(undefined_value), ROOT(undefined_value));
}

typedef enum LoadMode { kLoadOrThrow, kLoadInsideTypeof } LoadMode;

static Value load_global_js(Isolate *isolate, Value name_value, Value vector,
                            Value slot_value, LoadMode mode) {
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  Name *name = Value_as_Name(isolate, name_value);
  ScriptBinding binding;
  if (ScriptContexts_find(isolate, name, &binding)) {
    Value value = Context_get_slots(binding.context, binding.slot);
    if (Value_is_the_hole(value))
      return throw_uninitialized(isolate, name_value);
    remember_binding(&slot, &binding);
    return value;
  }
  JSReceiver *global = global_object(isolate);
  PropertyKey key = PropertyKey_from_any_name(isolate, name);
  if (!PropertyKey_is_index(key)) {
    PropertyCell *cell = find_cell(isolate, key.name);
    if (cell) {
      remember_cell(&slot, cell);
      return PropertyCell_value(cell);
    }
  }
  bool exists;
  TRY_BOOL(Object_has_property_js(isolate, global, key, &exists));
  if (!exists)
    return mode == kLoadInsideTypeof ? ROOT(undefined_value)
                                     : throw_not_defined(isolate, name_value);
  return Object_get_js(isolate, Value_from_object(global), key);
}

Value Runtime_LoadGlobalIC_Miss(Isolate *isolate, Value name, Value vector,
                                Value slot) {
  return load_global_js(isolate, name, vector, slot, kLoadOrThrow);
}

Value Runtime_LoadGlobalICInsideTypeof_Miss(Isolate *isolate, Value name,
                                            Value vector, Value slot) {
  return load_global_js(isolate, name, vector, slot, kLoadInsideTypeof);
}

Value Runtime_StoreGlobalIC_Miss(Isolate *isolate, Value value,
                                 Value name_value, Value vector,
                                 Value slot_value) {
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  bool strict = FeedbackSlot_is_strict(isolate, &slot);
  Name *name = Value_as_Name(isolate, name_value);
  ScriptBinding binding;
  if (ScriptContexts_find(isolate, name, &binding)) {
    if (Value_is_the_hole(Context_get_slots(binding.context, binding.slot)))
      return throw_uninitialized(isolate, name_value);
    if (binding.is_constant)
      return Throw_type_error(isolate, kMessageConstAssign, name_value,
                              ROOT(undefined_value));
    value = Isolate_box(isolate, value);
    Context_set_slots(binding.context, binding.slot, value);
    remember_binding(&slot, &binding);
    return value;
  }
  JSReceiver *global = global_object(isolate);
  PropertyKey key = PropertyKey_from_any_name(isolate, name);
  if (strict) {
    bool exists;
    TRY_BOOL(Object_has_property_js(isolate, global, key, &exists));
    if (!exists) return throw_not_defined(isolate, name_value);
  }
  TRY_BOOL(Object_set_js(isolate, Value_from_object(global), key, value,
                         strict ? kThrowOnError : kDontThrow));
  if (slot.vector && !PropertyKey_is_index(key)) {
    PropertyCell *cell = find_cell(isolate, key.name);
    if (cell && !(PropertyDetails_attributes(PropertyCell_details(cell)) &
                  kReadOnly))
      remember_cell(&slot, cell);
  }
  return value;
}
