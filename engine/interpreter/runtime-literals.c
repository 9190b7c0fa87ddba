// SPDX-License-Identifier: MIT
//
// Object and array literals, closures, contexts and arguments objects.
#include <string.h>

#include "engine/bytecode/bytecodes.h"
#include "engine/builtins/array-operations.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/heap/heap.h"
#include "engine/ic/handlers.h"
#include "engine/ic/ic.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/js-object.h"
#include "engine/objects/map.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/scope-info.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"
#include "engine/objects/conversions.h"

// ---- Literal sites ----

// The site's boilerplate, or undefined: none yet, or no feedback vector.
static Value site_boilerplate(Isolate *isolate, Value vector, Value slot) {
  if (!Value_is_FeedbackVector(isolate, vector)) return ROOT(undefined_value);
  return FeedbackVector_get_slots(
      Value_as_FeedbackVector(isolate, vector),
      Value_smi(slot) * kWordsPerFeedbackSlot);
}

static void set_site_boilerplate(Isolate *isolate, Value vector, Value slot,
                                 Value boilerplate) {
  if (!Value_is_FeedbackVector(isolate, vector)) return;
  FeedbackVector_set_slots(Value_as_FeedbackVector(isolate, vector),
                           Value_smi(slot) * kWordsPerFeedbackSlot,
                           boilerplate);
}

static FixedArray *copy_fixed_array(Isolate *isolate,
                                    const FixedArray *source) {
  FixedArray *copy = FixedArray_new(isolate, source->length);
  memcpy(copy->slots, source->slots,
         (size_t)source->length * sizeof source->slots[0]);
  WriteBarrier(copy);
  return copy;
}

// Elements that may be shared (empty ones) or a copy of their own.
static HeapObject *copy_elements(Isolate *isolate, HeapObject *elements) {
  if (Heap_is_read_only(isolate, elements)) return elements;
  switch (HeapObject_type(elements)) {
    case FIXED_ARRAY_TYPE:
      return (HeapObject *)copy_fixed_array(isolate, (FixedArray *)elements);
    case FIXED_DOUBLE_ARRAY_TYPE: {
      const FixedDoubleArray *source = (FixedDoubleArray *)elements;
      FixedDoubleArray *copy = FixedDoubleArray_new(isolate, source->length);
      memcpy(copy->values, source->values,
             (size_t)source->length * sizeof source->values[0]);
      return (HeapObject *)copy;
    }
    default: {  // NumberDictionary: plain data
      const NumberDictionary *source = (NumberDictionary *)elements;
      NumberDictionary *copy = (NumberDictionary *)Heap_new_array(
          isolate, HeapObject_map(elements), source->length);
      memcpy((char *)copy + sizeof(HeapObject),
             (const char *)source + sizeof(HeapObject),
             HeapObject_size(elements) - sizeof(HeapObject));
      WriteBarrier(copy);
      return (HeapObject *)copy;
    }
  }
}

// A fresh object like a boilerplate that no program has seen.
static JSObject *copy_boilerplate(Isolate *isolate, const JSObject *source) {
  const Map *map = HeapObject_map((const HeapObject *)source);
  JSObject *copy = JSObject_new_from_map(isolate, map);
  memcpy((char *)copy + sizeof(HeapObject),
         (const char *)source + sizeof(HeapObject),
         (size_t)map->instance_size_words * kTaggedSize - sizeof(HeapObject));
  WriteBarrier(copy);
  JSObject_set_elements(copy,
                        copy_elements(isolate, JSObject_elements(source)));
  Value properties = JSReceiver_properties_or_hash((const JSReceiver *)source);
  if (!Value_is_heap_object(properties)) return copy;
  HeapObject *storage = Value_object(isolate, properties);
  if (Heap_is_read_only(isolate, storage)) return copy;
  int32_t length = *(const int32_t *)((const char *)storage +
                                      offsetof(PropertyArray, length));
  HeapObject *own = Heap_new_array(isolate, HeapObject_map(storage), length);
  memcpy((char *)own + sizeof(HeapObject),
         (const char *)storage + sizeof(HeapObject),
         HeapObject_size(storage) - sizeof(HeapObject));
  WriteBarrier(own);
  JSReceiver_set_properties_or_hash((JSReceiver *)copy,
                                    Value_from_object(own));
  return copy;
}

// Replaces the nested literals of a copy by copies of their own. A boilerplate
// refers to no other objects of programs. The generator bounds the depth.
static void copy_nested(Isolate *isolate, JSObject *copy);

static void copy_nested_slots(Isolate *isolate, HeapObject *holder,
                              Tagged *slots, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Value value = Value_from_tagged(slots[i]);
    if (!Value_is_JSObject(isolate, value)) continue;
    JSObject *nested =
        copy_boilerplate(isolate, Value_as_JSObject(isolate, value));
    slots[i] = Tagged_from_object(nested);
    WriteBarrier(holder);
    copy_nested(isolate, nested);
  }
}

// Elements or properties: arrays and dictionaries are headers with slots.
static void copy_nested_storage(Isolate *isolate, HeapObject *storage) {
  if (Heap_is_read_only(isolate, storage) ||
      HeapObject_type(storage) == FIXED_DOUBLE_ARRAY_TYPE)
    return;
  const ClassDescriptor *class =
      &kClassDescriptors[HeapObject_map(storage)->class_id];
  DCHECK(class->trailing_kind == kFieldTaggedArray);
  int32_t length;
  memcpy(&length, (char *)storage + class->trailing_length_offset,
         sizeof length);
  Tagged *slots = (Tagged *)((char *)storage + class->header_size_bytes);
  copy_nested_slots(isolate, storage, slots, (size_t)length);
}

static void copy_nested(Isolate *isolate, JSObject *copy) {
  const Map *map = HeapObject_map((const HeapObject *)copy);
  size_t header =
      kClassDescriptors[map->class_id].header_size_bytes / kTaggedSize;
  copy_nested_slots(isolate, (HeapObject *)copy, (Tagged *)copy + header,
                    map->instance_size_words - header);
  copy_nested_storage(isolate, JSObject_elements(copy));
  Value properties = JSReceiver_properties_or_hash((const JSReceiver *)copy);
  if (Value_is_heap_object(properties))
    copy_nested_storage(isolate, Value_object(isolate, properties));
}

static Value copy_literal(Isolate *isolate, Value boilerplate, int flags) {
  JSObject *copy =
      copy_boilerplate(isolate, Value_as_JSObject(isolate, boilerplate));
  if (flags & kLiteralIsDeep) copy_nested(isolate, copy);
  return Value_from_object(copy);
}

// ---- Object literals ----

static Value build_value(Isolate *isolate, Value value);

static JSObject *build_object(Isolate *isolate,
                              const ObjectBoilerplateDescription *description,
                              int flags) {
  JSObject *object =
      flags & kLiteralHasNullPrototype
          ? JSObject_new_with_prototype(isolate, ROOT(null_value))
          : JSObject_new_from_map(
                isolate,
                Map_for_object_literal(isolate, description->property_count));
  for (int32_t i = 0; i + 1 < description->length; i += 2) {
    Value key = ObjectBoilerplateDescription_get_slots(description, i);
    Value value = build_value(
        isolate, ObjectBoilerplateDescription_get_slots(description, i + 1));
    // Bytecode stores the values that are not constants.
    if (Value_is_the_hole(value) || Value_is_root(value, uninitialized))
      value = ROOT(undefined_value);
    PropertyKey property =
        Value_is_number(isolate, key)
            ? PropertyKey_from_number(isolate, Value_number(isolate, key))
            : PropertyKey_from_any_name(isolate, Value_as_Name(isolate, key));
    JSObject_define_data(isolate, object, property, value, kNone);
  }
  return object;
}

Value Runtime_CreateObjectLiteral(Isolate *isolate, Value description,
                                  Value vector, Value slot, Value flags) {
  Value boilerplate = site_boilerplate(isolate, vector, slot);
  if (!Value_is_JSObject(isolate, boilerplate)) {
    JSObject *object = build_object(
        isolate, Value_as_ObjectBoilerplateDescription(isolate, description),
        Value_smi(flags));
    if (!Value_is_FeedbackVector(isolate, vector))
      return Value_from_object(object);
    boilerplate = Value_from_object(object);
    set_site_boilerplate(isolate, vector, slot, boilerplate);
  }
  return copy_literal(isolate, boilerplate, Value_smi(flags));
}

// ---- Array literals ----

static JSArray *build_array(Isolate *isolate,
                            const ArrayBoilerplateDescription *description) {
  HeapObject *constants = Value_object(
      isolate, ArrayBoilerplateDescription_constant_elements(description));
  ElementsKind kind = (ElementsKind)description->elements_kind;
  Value map = NativeContext_get(
      Isolate_native_context(isolate),
      (NativeContextIndex)(kNativeSlot_array_packed_smi_map + kind));
  JSArray *array = (JSArray *)JSObject_new_from_map(
      isolate, Value_as_Map(isolate, map));
  JSArray_set_length(array,
                     Value_from_smi(((FixedArrayBase *)constants)->length));
  JSObject_set_elements((JSObject *)array, copy_elements(isolate, constants));
  return array;
}

static JSArray *build_deep_array(
    Isolate *isolate, const ArrayBoilerplateDescription *description) {
  JSArray *array = build_array(isolate, description);
  HeapObject *elements = JSObject_elements((JSObject *)array);
  if (HeapObject_type(elements) != FIXED_ARRAY_TYPE) return array;
  FixedArray *values = (FixedArray *)elements;
  for (int32_t i = 0; i < values->length; i++) {
    Value value = FixedArray_get_slots(values, i);
    Value built = build_value(isolate, value);
    if (built.bits != value.bits) FixedArray_set_slots(values, i, built);
  }
  return array;
}

// A literal where its description is, otherwise the value itself.
static Value build_value(Isolate *isolate, Value value) {
  if (Value_is_ObjectBoilerplateDescription(isolate, value)) {
    const ObjectBoilerplateDescription *description =
        Value_as_ObjectBoilerplateDescription(isolate, value);
    return Value_from_object(
        build_object(isolate, description, (int)description->flags));
  }
  if (Value_is_ArrayBoilerplateDescription(isolate, value))
    return Value_from_object(build_deep_array(
        isolate, Value_as_ArrayBoilerplateDescription(isolate, value)));
  return value;
}

// Only deep literals have boilerplates: others copy their constant elements.
Value Runtime_CreateArrayLiteral(Isolate *isolate, Value description,
                                 Value vector, Value slot, Value flags) {
  const ArrayBoilerplateDescription *source =
      Value_as_ArrayBoilerplateDescription(isolate, description);
  if (!(Value_smi(flags) & kLiteralIsDeep))
    return Value_from_object(build_array(isolate, source));
  Value boilerplate = site_boilerplate(isolate, vector, slot);
  if (!Value_is_JSObject(isolate, boilerplate)) {
    boilerplate = Value_from_object(build_deep_array(isolate, source));
    if (!Value_is_FeedbackVector(isolate, vector)) return boilerplate;
    set_site_boilerplate(isolate, vector, slot, boilerplate);
  }
  return copy_literal(isolate, boilerplate, Value_smi(flags));
}

// ---- Copying properties ----

static bool is_excluded(const Isolate *isolate, const FixedArray *excluded,
                        Value key) {
  for (int32_t i = 0; i < excluded->length; i++) {
    Value candidate = FixedArray_get_slots(excluded, i);
    if (Value_equals(candidate, key)) return true;
    if (Value_is_number(isolate, candidate) || Value_is_number(isolate, key)) {
      // Keys that are indices come as numbers or as strings.
      PropertyKey a, b;
      if (PropertyKey_from_value_js((Isolate *)isolate, candidate, &a) &&
          PropertyKey_from_value_js((Isolate *)isolate, key, &b) &&
          a.index == b.index && a.name == b.name)
        return true;
    } else if (Value_is_String(isolate, candidate) &&
               Value_is_String(isolate, key) &&
               String_equals((Isolate *)isolate,
                             Value_as_String(isolate, candidate),
                             Value_as_String(isolate, key))) {
      return true;
    }
  }
  return false;
}

// ECMA-262 #sec-copydataproperties
static bool copy_data_properties(Isolate *isolate, JSObject *target,
                                 Value source, const FixedArray *excluded) {
  if (Value_is_null_or_undefined(source)) return true;
  source = Object_to_object_js(isolate, source);
  if (Value_is_exception(source)) return false;
  JSReceiver *from = Value_as_JSReceiver(isolate, source);
  FixedArray *keys = Object_own_keys_js(isolate, from, kAllKeys);
  if (keys == NULL) return false;
  for (int32_t i = 0; i < keys->length; i++) {
    Value key = FixedArray_get_slots(keys, i);
    if (is_excluded(isolate, excluded, key)) continue;
    PropertyKey property =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, key));
    PropertyDescriptor descriptor;
    bool found;
    if (!Object_get_own_property_js(isolate, from, property, &descriptor,
                                    &found))
      return false;
    if (!found || !descriptor.enumerable) continue;
    Value value = Object_get_js(isolate, source, property);
    if (Value_is_exception(value)) return false;
    JSObject_define_data(isolate, target, property,
                         Isolate_box(isolate, value), kNone);
  }
  return true;
}

Value Runtime_CopyDataProperties(Isolate *isolate, Value target,
                                 Value source) {
  if (Value_is_JSObject(isolate, source) &&
      JSObject_copy_plain(isolate, Value_as_JSObject(isolate, target),
                          Value_as_JSObject(isolate, source), kCopyByDefine))
    return target;
  TRY_BOOL(copy_data_properties(
      isolate, Value_as_JSObject(isolate, target), source,
      ROOT_OBJECT(isolate, FixedArray, empty_fixed_array)));
  return target;
}

// The site learns the map of a plain source.
Value Runtime_CloneObject(Isolate *isolate, Value source, Value flags,
                          Value vector, Value slot) {
  bool has_null_prototype = Value_smi(flags) & kLiteralHasNullPrototype;
  if (!has_null_prototype && Value_is_JSObject(isolate, source)) {
    const JSObject *from = Value_as_JSObject(isolate, source);
    JSObject *clone = JSObject_clone_plain(isolate, from);
    if (clone != NULL) {
      FeedbackSlot site = FeedbackSlot_from(isolate, vector, slot);
      if (site.vector != NULL)
        FeedbackSlot_set(&site, Tagged_weak_from_object(JSObject_map(from)),
                         ROOT(undefined_value));
      return Value_from_object(clone);
    }
  }
  JSObject *target =
      has_null_prototype
          ? JSObject_new_with_prototype(isolate, ROOT(null_value))
          : JSObject_new_plain(isolate);
  return Runtime_CopyDataProperties(isolate, Value_from_object(target),
                                    source);
}

// excluded: FixedArray or JSArray of property keys.
Value Runtime_CopyDataPropertiesExcluding(Isolate *isolate, Value source,
                                          Value excluded) {
  if (Value_is_null_or_undefined(source))
    return Throw_type_error(isolate, kMessageNonCoercibleValue, source, source);
  FixedArray *list;
  if (Value_is_FixedArray(isolate, excluded)) {
    list = Value_as_FixedArray(isolate, excluded);
  } else {
    list = Object_list_from_array_like_js(isolate, excluded);
    if (list == NULL) return ROOT(exception);
  }
  JSObject *target = JSObject_new_plain(isolate);
  TRY_BOOL(copy_data_properties(isolate, target, source, list));
  return Value_from_object(target);
}

// ---- Template objects ----

static JSArray *frozen_strings(Isolate *isolate, const FixedArray *strings) {
  FixedArray *elements = copy_fixed_array(isolate, strings);
  return JSArray_new_from_elements(isolate, elements, elements->length);
}

static Value known_template_object(Isolate *isolate,
                                   const TemplateObjectDescription *site) {
  Value list = TemplateObjectDescription_objects(site);
  if (!Value_is_ArrayList(isolate, list)) return ROOT(undefined_value);
  const ArrayList *known = Value_as_ArrayList(isolate, list);
  Tagged realm = Tagged_from_object(Isolate_native_context(isolate));
  for (int32_t i = 0; i + 1 < known->used; i += 2)
    if (Tagged_equals(known->slots[i], realm))
      return Value_from_tagged(known->slots[i + 1]);
  return ROOT(undefined_value);
}

static void remember_template_object(Isolate *isolate,
                                     TemplateObjectDescription *site,
                                     JSArray *object) {
  Value list = TemplateObjectDescription_objects(site);
  ArrayList *known = Value_is_ArrayList(isolate, list)
                         ? Value_as_ArrayList(isolate, list)
                         : ArrayList_new(isolate, 2);
  known = ArrayList_add(isolate, known,
                        Tagged_from_object(Isolate_native_context(isolate)));
  known = ArrayList_add(isolate, known, Tagged_from_object(object));
  TemplateObjectDescription_set_objects(site, Value_from_object(known));
}

// ECMA-262 #sec-gettemplateobject. One object per site and realm, whichever
// closure of the function around the site asks.
Value Runtime_GetTemplateObject(Isolate *isolate, Value description,
                                Value vector, Value slot) {
  TemplateObjectDescription *site =
      Value_as_TemplateObjectDescription(isolate, description);
  Value known = known_template_object(isolate, site);
  if (!Value_is_undefined(known)) return known;
  JSArray *cooked = frozen_strings(
      isolate, TemplateObjectDescription_cooked_strings(site));
  JSArray *raw =
      frozen_strings(isolate, TemplateObjectDescription_raw_strings(site));
  bool success;
  TRY_BOOL(Object_set_integrity_level_js(isolate, (JSReceiver *)raw, kFrozen,
                                         &success));
  JSObject_define_data(isolate, (JSObject *)cooked,
                       ROOT_KEY(isolate, raw_string), Value_from_object(raw),
                       kConstantAttributes);
  TRY_BOOL(Object_set_integrity_level_js(isolate, (JSReceiver *)cooked,
                                         kFrozen, &success));
  remember_template_object(isolate, site, cooked);
  return Value_from_object(cooked);
}

// ---- Closures and contexts ----

Value Runtime_CreateClosure(Isolate *isolate, Value shared, Value feedback_cell,
                            Value flags, Value context) {
  FeedbackCell *cell =
      Value_is_FeedbackCell(isolate, feedback_cell)
          ? Value_as_FeedbackCell(isolate, feedback_cell)
          : NULL;
  return Value_from_object(JSFunction_new_closure(
      isolate, Value_as_SharedFunctionInfo(isolate, shared),
      Value_as_Context(isolate, context), cell));
}

static FeedbackCell *feedback_cell(Isolate *isolate, int32_t index) {
  Value vector = isolate->fp[kFrameFeedbackVector];
  if (!Value_is_FeedbackVector(isolate, vector)) return NULL;
  const FeedbackVector *feedback = Value_as_FeedbackVector(isolate, vector);
  const FeedbackMetadata *metadata = Value_as_FeedbackMetadata(
      isolate, SharedFunctionInfo_feedback_metadata(
                   FeedbackVector_shared(feedback)));
  Value cell = FeedbackVector_get_slots(
      feedback, metadata->slot_count * kWordsPerFeedbackSlot + index);
  return Value_is_FeedbackCell(isolate, cell)
             ? Value_as_FeedbackCell(isolate, cell)
             : NULL;
}

// Every step of the assignments that the bytecode stands for.
Value Runtime_SetPrototypeProperties(Isolate *isolate, Value function,
                                     Value description, Value first_cell) {
  const ObjectBoilerplateDescription *properties =
      Value_as_ObjectBoilerplateDescription(isolate, description);
  const JSFunction *caller =
      Value_as_JSFunction(isolate, isolate->fp[kFrameFunction]);
  Context *context =
      Value_as_Context(isolate, isolate->fp[kFrameContext]);
  ShouldThrow should_throw =
      SharedFunctionInfo_is_strict(JSFunction_shared(caller)) ? kThrowOnError
                                                              : kDontThrow;
  int32_t cell = Value_smi(first_cell);
  for (int32_t i = 0; i + 1 < properties->length; i += 2) {
    Value prototype = TRY(Object_get_js(
        isolate, function, ROOT_KEY(isolate, prototype_string)));
    Value value = ObjectBoilerplateDescription_get_slots(properties, i + 1);
    if (Value_is_SharedFunctionInfo(isolate, value))
      value = Value_from_object(JSFunction_new_closure(
          isolate, Value_as_SharedFunctionInfo(isolate, value), context,
          feedback_cell(isolate, cell++)));
    Value name = ObjectBoilerplateDescription_get_slots(properties, i);
    TRY_BOOL(Object_set_js(
        isolate, prototype,
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name)),
        value, should_throw));
  }
  return ROOT(undefined_value);
}

static Context *new_context(Isolate *isolate, const Map *map, Value scope_info,
                            int32_t length, Value previous) {
  Context *context = Context_new(isolate, map, length);
  Context_set_slots(context, kContextScopeInfo, scope_info);
  Context_set_slots(context, kContextPrevious, previous);
  return context;
}

// Slots of a scope's context, header included.
static int32_t context_length(Isolate *isolate, Value scope_info) {
  return ScopeInfo_context_length(Value_as_ScopeInfo(isolate, scope_info));
}

Value Runtime_CreateBlockContext(Isolate *isolate, Value scope_info,
                                 Value context) {
  return Value_from_object(
      new_context(isolate, ROOT_OBJECT(isolate, Map, block_context_map),
                  scope_info, context_length(isolate, scope_info), context));
}

Value Runtime_CloneBlockContext(Isolate *isolate, Value context) {
  const Context *source = Value_as_Context(isolate, context);
  Context *copy = Context_new(isolate, HeapObject_map((HeapObject *)source),
                              source->length);
  for (int32_t i = 0; i < source->length; i++)
    Context_set_slots(copy, i, Context_get_slots(source, i));
  return Value_from_object(copy);
}

Value Runtime_CreateCatchContext(Isolate *isolate, Value exception,
                                 Value scope_info, Value context) {
  Context *result =
      new_context(isolate, ROOT_OBJECT(isolate, Map, catch_context_map),
                  scope_info, context_length(isolate, scope_info), context);
  Context_set_slots(result, kContextHeaderSlots_,
                    Isolate_box(isolate, exception));
  return Value_from_object(result);
}

Value Runtime_CreateFunctionContext(Isolate *isolate, Value scope_info,
                                    Value slots, Value context) {
  return Value_from_object(new_context(
      isolate, ROOT_OBJECT(isolate, Map, function_context_map), scope_info,
      kContextHeaderSlots_ + Value_smi(slots), context));
}

Value Runtime_CreateEvalContext(Isolate *isolate, Value scope_info, Value slots,
                                Value context) {
  return Value_from_object(new_context(
      isolate, ROOT_OBJECT(isolate, Map, eval_context_map), scope_info,
      kContextHeaderSlots_ + Value_smi(slots), context));
}

// Slot kContextHeaderSlots_ holds the object.
Value Runtime_CreateWithContext(Isolate *isolate, Value object,
                                Value scope_info, Value context) {
  object = TRY(Object_to_object_js(isolate, object));
  Context *result =
      new_context(isolate, ROOT_OBJECT(isolate, Map, with_context_map),
                  scope_info, kContextHeaderSlots_ + 1, context);
  Context_set_slots(result, kContextHeaderSlots_, object);
  return Value_from_object(result);
}

// ---- Arguments ----

// The arguments that the frame at fp was called with.
typedef struct FrameArguments {
  JSFunction *function;
  const Value *values;  // receiver excluded
  int32_t count;
  int32_t formal_count;
} FrameArguments;

static FrameArguments frame_arguments(Isolate *isolate) {
  Value *fp = isolate->fp;
  const BytecodeArray *bytecode =
      Value_as_BytecodeArray(isolate, fp[kFrameBytecodeArray]);
  int32_t argc = Value_smi(fp[kFrameArgc]);
  // Surplus arguments lie below the copies of the formal ones.
  const Value *receiver = fp - kFrameHeaderSlots - bytecode->parameter_count;
  if (argc > bytecode->parameter_count - 1) receiver -= argc + 1;
  return (FrameArguments){
      Value_as_JSFunction(isolate, fp[kFrameFunction]), receiver + 1, argc,
      bytecode->parameter_count - 1};
}

static FixedArray *arguments_from(Isolate *isolate, int32_t first) {
  FrameArguments arguments = frame_arguments(isolate);
  int32_t count = arguments.count > first ? arguments.count - first : 0;
  if (count == 0)
    return ROOT_OBJECT(isolate, FixedArray, empty_fixed_array);
  FixedArray *elements = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++)
    FixedArray_set_slots(
        elements, i, Isolate_box(isolate, arguments.values[first + i]));
  return elements;
}

// The number of formal parameters is that of the formal list without the rest
// parameter, which is the last one of it.
Value Runtime_CreateRestParameter(Isolate *isolate) {
  FixedArray *elements =
      arguments_from(isolate, frame_arguments(isolate).formal_count);
  return Value_from_object(
      JSArray_new_from_elements(isolate, elements, elements->length));
}

// Fields of arguments objects, in the order in which their maps add them.
enum {
  kArgumentsLength,
  kArgumentsIterator,
  kArgumentsCallee,  // strict: an accessor, in the map
};

static Map *add_hidden(Isolate *isolate, Map *map, Name *name) {
  map = Map_add_data_property(isolate, map, name, kDontEnum);
  CHECK(map);
  return map;
}

// The realm's map, which gets its properties when the first object is made.
static Map *arguments_map(Isolate *isolate, int map_slot) {
  NativeContext *context = Isolate_native_context(isolate);
  Map *map = Value_as_Map(isolate, NativeContext_get(context, map_slot));
  if (LIKELY(Map_own_descriptors(map) > 0)) return map;
  map = add_hidden(isolate, map, ROOT_OBJECT(isolate, Name, length_string));
  map = add_hidden(isolate, map, ROOT_OBJECT(isolate, Name, iterator_symbol));
  Name *callee = ROOT_OBJECT(isolate, Name, callee_string);
  if (map_slot == kNativeSlot_strict_arguments_map) {
    AccessorPair *pair = HEAP_NEW(isolate, AccessorPair, accessor_pair_map);
    AccessorPair_set_getter(pair, INTRINSIC(isolate, throw_type_error));
    AccessorPair_set_setter(pair, INTRINSIC(isolate, throw_type_error));
    map = Map_add_accessor_property(isolate, map, callee,
                                    Value_from_object(pair),
                                    kDontEnum | kDontDelete);
    CHECK(map);
  } else {
    map = add_hidden(isolate, map, callee);
  }
  NativeContext_set(context, map_slot, Value_from_object(map));
  return map;
}

static JSArgumentsObject *new_arguments(Isolate *isolate, int map_slot,
                                        FixedArray *elements) {
  Map *map = arguments_map(isolate, map_slot);
  JSObject *object = JSObject_new_from_map(isolate, map);
  JSObject_set_elements(object, (HeapObject *)elements);
  JSObject_set_field(isolate, object, map, kArgumentsLength,
                     Value_from_smi(elements->length));
  JSObject_set_field(isolate, object, map, kArgumentsIterator,
                     INTRINSIC(isolate, array_prototype_values));
  return (JSArgumentsObject *)object;
}

// ECMA-262 #sec-createunmappedargumentsobject
Value Runtime_CreateUnmappedArguments(Isolate *isolate) {
  FixedArray *elements = arguments_from(isolate, 0);
  return Value_from_object(new_arguments(
      isolate, kNativeSlot_strict_arguments_map, elements));
}

// ECMA-262 #sec-createmappedargumentsobject. Parameters that alias elements
// live in the function's context: mapped_entries holds their slots.
Value Runtime_CreateMappedArguments(Isolate *isolate) {
  FrameArguments arguments = frame_arguments(isolate);
  FixedArray *elements = arguments_from(isolate, 0);
  Value context = isolate->fp[kFrameContext];
  const ScopeInfo *scope_info = Value_as_ScopeInfo(
      isolate, SharedFunctionInfo_scope_info(
                   JSFunction_shared(arguments.function)));
  int32_t mapped = arguments.count < arguments.formal_count
                       ? arguments.count
                       : arguments.formal_count;
  FixedArray *entries = NULL;
  for (int32_t i = 0; i < mapped; i++) {
    int slot = ScopeInfo_parameter_context_slot(scope_info, i);
    if (slot < 0) continue;
    if (!entries)
      entries = FixedArray_new_filled(isolate, mapped, ROOT(the_hole));
    FixedArray_set_slots(entries, i, Value_from_smi(slot));
  }
  JSArgumentsObject *object = new_arguments(
      isolate,
      entries ? kNativeSlot_mapped_arguments_map
              : kNativeSlot_sloppy_arguments_map,
      elements);
  if (entries) {
    JSArgumentsObject_set_context(object, context);
    JSArgumentsObject_set_mapped_entries(object, Value_from_object(entries));
  }
  JSObject_set_field(isolate, (JSObject *)object, JSObject_map(object),
                     kArgumentsCallee, Value_from_object(arguments.function));
  return Value_from_object(object);
}
