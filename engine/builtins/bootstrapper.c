// SPDX-License-Identifier: MIT
//
// Makes native contexts: first the core that everything else hangs on (the
// object and function prototypes, the maps of functions and arrays, the global
// object), then each area's installer.
#include "engine/builtins/bootstrapper.h"

#include "engine/builtins/builtin-closure.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-function.h"
#include "engine/objects/js-object.h"
#include "engine/objects/map.h"
#include "engine/objects/protectors.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

// In-object slots of plain objects made by `new Object`.
enum { kObjectInObjectProperties = 4 };

// ---- Functions ----

typedef enum PrototypeProperty {
  kNoPrototype,
  kWritablePrototype,
  kLegacyPrototype,  // writable; with `arguments` and `caller`
  kReadOnlyPrototype,
} PrototypeProperty;

static Map *add_native_accessor(Isolate *isolate, Map *map, Name *name,
                                NativeAccessorId id, int attributes) {
  return Map_with_native_accessor(isolate, map, name, (int)id, attributes);
}

// A constant null that takes no room in the object.
static Map *add_null_accessor(Isolate *isolate, Map *map, Name *name) {
  AccessorInfo *info = AccessorInfo_new(isolate, name, kApiAccessor);
  AccessorInfo_set_data(info, ROOT(null_value));
  Map *result = Map_add_accessor_property(
      isolate, map, name, Value_from_object(info), kConstantAttributes);
  CHECK(result != NULL);
  return result;
}

// The initial map of a kind of function: `length`, `name` and perhaps
// `prototype`, in this order.
static Map *new_function_map(Isolate *isolate, ClassId class_id,
                             Value prototype, int flags,
                             PrototypeProperty prototype_property) {
  Map *map = Map_new(isolate, class_id, HOLEY_ELEMENTS, 0, prototype);
  map->bit_field |= kMapCallable | flags;
  map = add_native_accessor(isolate, map,
                            ROOT_OBJECT(isolate, Name, length_string),
                            kAccessorFunctionLength, kReadOnly | kDontEnum);
  map = add_native_accessor(isolate, map,
                            ROOT_OBJECT(isolate, Name, name_string),
                            kAccessorFunctionName, kReadOnly | kDontEnum);
  if (prototype_property == kLegacyPrototype) {
    // Of sloppy functions, as other engines have had them. Arguments are not
    // told: frames drop those that their function does not name.
    map = add_null_accessor(isolate, map,
                            ROOT_OBJECT(isolate, Name, arguments_string));
    map = add_native_accessor(isolate, map,
                              ROOT_OBJECT(isolate, Name, caller_string),
                              kAccessorFunctionCaller, kReadOnly | kDontEnum);
  }
  if (prototype_property != kNoPrototype) {
    int attributes = kDontEnum | kDontDelete;
    if (prototype_property == kReadOnlyPrototype) attributes |= kReadOnly;
    map = add_native_accessor(isolate, map,
                              ROOT_OBJECT(isolate, Name, prototype_string),
                              kAccessorFunctionPrototype, attributes);
  }
  return map;
}

static void set_slot(Isolate *isolate, int slot, const void *object) {
  NativeContext_set(Isolate_native_context(isolate), (NativeContextIndex)slot,
                    Value_from_object(object));
}

// %Function.prototype% must exist: it is the prototype of these.
static void make_function_maps(Isolate *isolate) {
  Value prototype = INTRINSIC(isolate, function_prototype);
  const int constructor = kMapConstructor | kMapHasPrototypeSlot;
  set_slot(isolate, kNativeSlot_function_map,
           new_function_map(isolate, kClassJSFunction, prototype, constructor,
                            kLegacyPrototype));
  set_slot(isolate, kNativeSlot_strict_function_map,
           new_function_map(isolate, kClassJSFunction, prototype, constructor,
                            kWritablePrototype));
  set_slot(isolate, kNativeSlot_class_function_map,
           new_function_map(isolate, kClassJSFunction, prototype,
                            constructor | kMapClassConstructor,
                            kReadOnlyPrototype));
  set_slot(isolate, kNativeSlot_arrow_function_map,
           new_function_map(isolate, kClassJSFunction, prototype, 0,
                            kNoPrototype));
  set_slot(isolate, kNativeSlot_builtin_constructor_map,
           new_function_map(isolate, kClassJSFunction, prototype, constructor,
                            kReadOnlyPrototype));
  set_slot(isolate, kNativeSlot_bare_constructor_map,
           new_function_map(isolate, kClassJSFunction, prototype,
                            kMapConstructor, kNoPrototype));
  set_slot(isolate, kNativeSlot_bound_function_map,
           new_function_map(isolate, kClassJSBoundFunction, prototype, 0,
                            kNoPrototype));
  set_slot(isolate, kNativeSlot_bound_constructor_map,
           new_function_map(isolate, kClassJSBoundFunction, prototype,
                            kMapConstructor, kNoPrototype));
}

void Bootstrap_new_function_map(Isolate *isolate, JSObject *prototype,
                                int map_slot, bool has_prototype) {
  JSObject_make_prototype(isolate, prototype);
  set_slot(isolate, map_slot,
           new_function_map(isolate, kClassJSFunction,
                            Value_from_object(prototype),
                            has_prototype ? kMapHasPrototypeSlot : 0,
                            has_prototype ? kWritablePrototype : kNoPrototype));
}

SharedFunctionInfo *Builtin_shared_info(Isolate *isolate, BuiltinId id,
                                        String *name, int length) {
  Value root = Isolate_root(isolate, kIsolateRoot_builtin_shared_infos);
  FixedArray *infos;
  if (Value_is_FixedArray(isolate, root) &&
      Value_as_FixedArray(isolate, root)->length >= kBuiltinCount) {
    infos = Value_as_FixedArray(isolate, root);
  } else {
    infos = FixedArray_new(isolate, kBuiltinCount);
    Isolate_set_root(isolate, kIsolateRoot_builtin_shared_infos,
                     Value_from_object(infos));
  }
  Value known = FixedArray_get_slots(infos, (int32_t)id);
  if (Value_is_SharedFunctionInfo(isolate, known)) {
    // A few builtins have several names (keys and values of Set).
    SharedFunctionInfo *info = Value_as_SharedFunctionInfo(isolate, known);
    if (info->length == length &&
        Value_equals(SharedFunctionInfo_name(info), Value_from_object(name)))
      return info;
  }
  SharedFunctionInfo *info = SharedFunctionInfo_new_builtin(
      isolate, Value_from_object(name), (int)id, length);
  info->formal_parameter_count = (uint16_t)Builtin_argument_count(id);
  info->code = (uint16_t)Builtin_code_index(id);
  FixedArray_set_slots(infos, (int32_t)id, Value_from_object(info));
  return info;
}

static JSFunction *new_function_from_map(Isolate *isolate, const Map *map,
                                         SharedFunctionInfo *shared,
                                         Context *context) {
  JSFunction *function = (JSFunction *)JSObject_new_from_map(isolate, map);
  JSFunction_set_shared(function, shared);
  JSFunction_set_context(function, context);
  JSFunction_set_prototype_or_initial_map(function, ROOT(the_hole));
  function->code = shared->code;
  JSFunction_set_feedback_cell(
      function, HEAP_NEW(isolate, FeedbackCell, feedback_cell_map));
  return function;
}

JSFunction *BuiltinClosure_new(Isolate *isolate, BuiltinId id, int length,
                               const Value *values, int count) {
  SharedFunctionInfo *shared = Builtin_shared_info(
      isolate, id, ROOT_OBJECT(isolate, String, empty_string), length);
  Context *context =
      Context_new(isolate, ROOT_OBJECT(isolate, Map, function_context_map),
                  kContextHeaderSlots_ + count);
  Context_set_slots(context, kContextScopeInfo, ROOT(empty_scope_info));
  Context_set_slots(context, kContextPrevious,
                    Value_from_object(Isolate_native_context(isolate)));
  for (int i = 0; i < count; i++)
    Context_set_slots(context, kContextHeaderSlots_ + i,
                      Isolate_box(isolate, values[i]));
  return new_function_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, arrow_function_map), shared,
      context);
}

// What "@@iterator" and the like are called as functions: [Symbol.iterator].
static String *function_name(Isolate *isolate, const char *name) {
  if (name[0] == '@' && name[1] == '@')
    return String_format(isolate, "[Symbol.%s]", name + 2);
  return String_internalize_ascii(isolate, name);
}

static JSFunction *new_named_function(Isolate *isolate, String *name,
                                      BuiltinId id, int length) {
  name = String_internalize(isolate, name);
  return new_function_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, arrow_function_map),
      Builtin_shared_info(isolate, id, name, length),
      (Context *)Isolate_native_context(isolate));
}

JSFunction *Bootstrap_new_function(Isolate *isolate, const char *name,
                                   BuiltinId id, int length) {
  return new_named_function(isolate, function_name(isolate, name), id, length);
}

// ---- Installing ----

static Value new_accessor_function(Isolate *isolate, const char *prefix,
                                   const char *name, BuiltinId id, int length) {
  if (id == kBuiltinNone) return ROOT(undefined_value);
  String *text = name[0] == '@'
                     ? String_format(isolate, "%s [Symbol.%s]", prefix,
                                     name + 2)
                     : String_format(isolate, "%s %s", prefix, name);
  return Value_from_object(new_named_function(isolate, text, id, length));
}

void Bootstrap_install_functions(Isolate *isolate, JSObject *object,
                                 const FunctionSpec *specs, int count) {
  for (int i = 0; i < count; i++) {
    const FunctionSpec *spec = &specs[i];
    PropertyKey key = Bootstrap_key(isolate, spec->name);
    if (spec->kind == kSpecMethod) {
      JSFunction *function =
          Bootstrap_new_function(isolate, spec->name, spec->id, spec->length);
      JSObject_define_data(isolate, object, key, Value_from_object(function),
                           kDontEnum);
      continue;
    }
    Value getter =
        new_accessor_function(isolate, "get", spec->name, spec->id, 0);
    Value setter =
        new_accessor_function(isolate, "set", spec->name, spec->setter, 1);
    JSObject_define_accessor(isolate, object, key, getter, setter, kDontEnum);
  }
}

void Bootstrap_link_constructor(Isolate *isolate, JSFunction *function,
                                JSObject *prototype, Map *initial_map) {
  JSObject_make_prototype(isolate, prototype);
  if (initial_map != NULL) {
    Map_set_prototype(initial_map, Value_from_object(prototype));
    Map_set_constructor_or_back_pointer(Map_root(initial_map),
                                        Value_from_object(function));
    JSFunction_set_prototype_or_initial_map(function,
                                            Value_from_object(initial_map));
  } else {
    JSFunction_set_prototype_or_initial_map(function,
                                            Value_from_object(prototype));
  }
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, constructor_string),
                       Value_from_object(function), kDontEnum);
}

JSFunction *Bootstrap_new_bare_constructor(Isolate *isolate, const char *name,
                                           BuiltinId id, int length) {
  SharedFunctionInfo *shared = Builtin_shared_info(
      isolate, id, String_internalize_ascii(isolate, name), length);
  shared->flags |= kSharedBuiltinConstructor;
  return new_function_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, builtin_constructor_map), shared,
      (Context *)Isolate_native_context(isolate));
}

JSFunction *Bootstrap_new_constructor(Isolate *isolate, const char *name,
                                      BuiltinId id, int length,
                                      JSObject *prototype, ClassId class_id,
                                      int initial_map_slot) {
  JSFunction *function =
      Bootstrap_new_bare_constructor(isolate, name, id, length);
  ElementsKind kind = class_id == kClassJSArray ? PACKED_SMI_ELEMENTS
                                                : HOLEY_ELEMENTS;
  Map *map = Map_new(isolate, class_id, kind, 0, Value_from_object(prototype));
  Bootstrap_link_constructor(isolate, function, prototype, map);
  set_slot(isolate, initial_map_slot, map);
  Bootstrap_define_global(isolate, name, Value_from_object(function));
  return function;
}

void Bootstrap_define_global(Isolate *isolate, const char *name, Value value) {
  JSObject_define_data(isolate,
                       INTRINSIC_OBJECT(isolate, JSObject, global_object),
                       Bootstrap_key(isolate, name),
                       Isolate_box(isolate, value), kDontEnum);
}

void Bootstrap_set_to_string_tag(Isolate *isolate, JSObject *object,
                                 const char *tag) {
  JSObject_define_data(
      isolate, object, ROOT_KEY(isolate, to_string_tag_symbol),
      Value_from_object(String_internalize_ascii(isolate, tag)),
      kReadOnly | kDontEnum);
}

void Bootstrap_define_constant(Isolate *isolate, JSObject *object,
                               const char *name, Value value) {
  JSObject_define_data(isolate, object, Bootstrap_key(isolate, name),
                       Isolate_box(isolate, value), kConstantAttributes);
}

// ---- The core ----

static NativeContext *new_context_object(Isolate *isolate) {
  NativeContext *context = (NativeContext *)Context_new(
      isolate, ROOT_OBJECT(isolate, Map, native_context_map),
      kNativeContextLength);
  Context_set_slots((Context *)context, kContextScopeInfo,
                    ROOT(empty_scope_info));
  Context_set_slots((Context *)context, kContextPrevious,
                    ROOT(undefined_value));
  return context;
}

// %Object.prototype%, %Function.prototype% and the maps of objects.
static void make_object_core(Isolate *isolate) {
  Map *prototype_map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS,
                               0, ROOT(null_value));
  prototype_map->bit_field3 |= kMapImmutablePrototype;
  JSObject *prototype = JSObject_new_from_map(isolate, prototype_map);
  set_slot(isolate, kNativeSlot_object_prototype, prototype);
  JSObject_make_prototype(isolate, prototype);
  Map *map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS,
                     kObjectInObjectProperties, Value_from_object(prototype));
  set_slot(isolate, kNativeSlot_object_initial_map, map);
  Map *slow = Map_normalize(isolate, map);
  set_slot(isolate, kNativeSlot_slow_object_map, slow);
  Map *null_map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS, 0,
                          ROOT(null_value));
  set_slot(isolate, kNativeSlot_null_prototype_map,
           Map_normalize(isolate, null_map));
}

static void make_function_core(Isolate *isolate) {
  Map *map = new_function_map(isolate, kClassJSFunction,
                              INTRINSIC(isolate, object_prototype), 0,
                              kNoPrototype);
  // #sec-properties-of-the-function-prototype-object: accepts any arguments,
  // returns undefined, has the name "".
  JSFunction *prototype = new_function_from_map(
      isolate, map,
      Builtin_shared_info(isolate, kBuiltinEmptyFunction,
                          ROOT_OBJECT(isolate, String, empty_string), 0),
      (Context *)Isolate_native_context(isolate));
  set_slot(isolate, kNativeSlot_function_prototype, prototype);
  JSObject_make_prototype(isolate, (JSObject *)prototype);
  make_function_maps(isolate);
}

static void make_global_object(Isolate *isolate) {
  Map *map = Map_new(isolate, kClassJSGlobalObject, HOLEY_ELEMENTS, 0,
                     INTRINSIC(isolate, object_prototype));
  map->bit_field3 |= kMapIsDictionaryMap;
  JSGlobalObject *global =
      (JSGlobalObject *)JSObject_new_from_map(isolate, map);
  GlobalDictionary *dictionary = GlobalDictionary_new(isolate, 128);
  JSReceiver_set_properties_or_hash((JSReceiver *)global,
                                    Value_from_object(dictionary));
  JSGlobalObject_set_native_context(
      global, Value_from_object(Isolate_native_context(isolate)));
  set_slot(isolate, kNativeSlot_global_object, global);
  set_slot(isolate, kNativeSlot_global_dictionary, dictionary);
  set_slot(isolate, kNativeSlot_script_context_table,
           GlobalDictionary_new(isolate, 16));
}

// Object, Function: their functions are added by the areas' installers.
static void make_core_constructors(Isolate *isolate) {
  JSFunction *object =
      Bootstrap_new_bare_constructor(isolate, "Object",
                                     kBuiltinObjectConstructor, 1);
  Bootstrap_link_constructor(
      isolate, object, INTRINSIC_OBJECT(isolate, JSObject, object_prototype),
      INTRINSIC_OBJECT(isolate, Map, object_initial_map));
  set_slot(isolate, kNativeSlot_object_function, object);
  Bootstrap_define_global(isolate, "Object", Value_from_object(object));
  JSFunction *function = Bootstrap_new_bare_constructor(
      isolate, "Function", kBuiltinFunctionConstructor, 1);
  Bootstrap_link_constructor(
      isolate, function,
      INTRINSIC_OBJECT(isolate, JSObject, function_prototype),
      INTRINSIC_OBJECT(isolate, Map, function_map));
  set_slot(isolate, kNativeSlot_function_function, function);
  Bootstrap_define_global(isolate, "Function", Value_from_object(function));
}

// %Array.prototype% is an array.
static void make_array_core(Isolate *isolate) {
  Map *prototype_map = add_native_accessor(
      isolate,
      Map_new(isolate, kClassJSArray, PACKED_SMI_ELEMENTS, 0,
              INTRINSIC(isolate, object_prototype)),
      ROOT_OBJECT(isolate, Name, length_string), kAccessorArrayLength,
      kDontEnum | kDontDelete);
  JSArray *prototype = (JSArray *)JSObject_new_from_map(isolate, prototype_map);
  JSArray_set_length(prototype, Value_from_smi(0));
  set_slot(isolate, kNativeSlot_array_prototype, prototype);
  JSFunction *function = Bootstrap_new_bare_constructor(
      isolate, "Array", kBuiltinArrayConstructor, 1);
  set_slot(isolate, kNativeSlot_array_function, function);
  JSObject_make_prototype(isolate, (JSObject *)prototype);
  JSArray_create_maps(isolate, (JSObject *)prototype);
  JSObject_define_data(isolate, (JSObject *)prototype,
                       ROOT_KEY(isolate, constructor_string),
                       Value_from_object(function), kDontEnum);
  JSFunction_set_prototype_or_initial_map(
      function, INTRINSIC(isolate, array_packed_smi_map));
  Bootstrap_define_global(isolate, "Array", Value_from_object(function));
}

// {value, done}
static void make_iter_result_map(Isolate *isolate) {
  Map *map = Map_new(isolate, kClassJSOrdinaryObject, HOLEY_ELEMENTS, 2,
                     INTRINSIC(isolate, object_prototype));
  map = Map_add_data_property(isolate, map,
                              ROOT_OBJECT(isolate, Name, value_string), kNone);
  map = Map_add_data_property(isolate, map,
                              ROOT_OBJECT(isolate, Name, done_string), kNone);
  set_slot(isolate, kNativeSlot_iter_result_map, map);
}

// Maps of proxies: they differ in what the target can do.
static void make_proxy_maps(Isolate *isolate) {
  static const struct {
    int slot;
    int flags;
  } kMaps[] = {
      {kNativeSlot_proxy_map, 0},
      {kNativeSlot_proxy_callable_map, kMapCallable},
      {kNativeSlot_proxy_constructor_map, kMapCallable | kMapConstructor},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(kMaps); i++) {
    Map *map =
        Map_new(isolate, kClassJSProxy, HOLEY_ELEMENTS, 0, ROOT(null_value));
    map->bit_field |= kMaps[i].flags;
    set_slot(isolate, kMaps[i].slot, map);
  }
}

// Their properties are added when one is made.
static void make_arguments_maps(Isolate *isolate) {
  static const struct {
    int slot;
    ElementsKind kind;
  } kMaps[] = {
      {kNativeSlot_sloppy_arguments_map, PACKED_ELEMENTS},
      {kNativeSlot_strict_arguments_map, PACKED_ELEMENTS},
      {kNativeSlot_mapped_arguments_map, SLOPPY_ARGUMENTS_ELEMENTS},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(kMaps); i++) {
    Map *map = Map_new(isolate, kClassJSArgumentsObject, kMaps[i].kind, 4,
                       INTRINSIC(isolate, object_prototype));
    set_slot(isolate, kMaps[i].slot, map);
  }
}

static void make_other_maps(Isolate *isolate) {
  make_iter_result_map(isolate);
  make_proxy_maps(isolate);
  make_arguments_maps(isolate);
  Value prototype = INTRINSIC(isolate, object_prototype);
  set_slot(isolate, kNativeSlot_external_map,
           Map_new(isolate, kClassJSExternal, HOLEY_ELEMENTS, 0, prototype));
  // #sec-module-namespace-exotic-objects: the prototype is null.
  Map *name_space = Map_new(isolate, kClassJSModuleNamespace, HOLEY_ELEMENTS, 0,
                            ROOT(null_value));
  name_space->bit_field3 &= ~(uint32_t)kMapExtensible;
  set_slot(isolate, kNativeSlot_module_namespace_map, name_space);
}

static void register_context(Isolate *isolate, NativeContext *context) {
  Value root = Isolate_root(isolate, kIsolateRoot_native_contexts);
  ArrayList *list = Value_is_ArrayList(isolate, root)
                        ? Value_as_ArrayList(isolate, root)
                        : ArrayList_new(isolate, 4);
  list = ArrayList_add(isolate, list, Tagged_weak_from_object(context));
  Isolate_set_root(isolate, kIsolateRoot_native_contexts,
                   Value_from_object(list));
}

NativeContext *Bootstrapper_new_native_context(Isolate *isolate) {
  Value previous = Isolate_root(isolate, kIsolateRoot_current_native_context);
  uint32_t protectors = isolate->protector_flags;
  NativeContext *context = new_context_object(isolate);
  isolate->realm_count++;
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   Value_from_object(context));
  make_object_core(isolate);
  make_function_core(isolate);
  make_global_object(isolate);
  make_core_constructors(isolate);
  make_array_core(isolate);
  make_other_maps(isolate);
#define INSTALL(area) Bootstrap_install_##area(isolate);
  BOOTSTRAP_AREA_LIST(INSTALL)
#undef INSTALL
  register_context(isolate, context);
  Protectors_install(isolate);
  // What the installers stored was not a change by a program.
  isolate->protector_flags =
      Value_is_undefined(previous) ? (uint32_t)kProtectorAll : protectors;
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, previous);
  return context;
}
