// SPDX-License-Identifier: MIT
//
// WeakMap, WeakSet, WeakRef and FinalizationRegistry: ECMA-262
// #sec-weakmap-objects, #sec-weakset-objects, #sec-managing-memory.
#include "engine/builtins/weak.h"

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/weak-table.h"
#include "engine/heap/heap.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static Value throw_incompatible(Isolate *isolate, const char *method,
                                Value receiver) {
  return Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(String_new_ascii(isolate, method)), receiver);
}

static Value throw_invalid(Isolate *isolate, MessageTemplate message,
                           Value value) {
  return Throw_type_error(isolate, message, value, ROOT(undefined_value));
}

static Value throw_needs_new(Isolate *isolate, const char *name) {
  return Throw_type_error(isolate, kMessageConstructorNotFunction,
                          Value_from_object(String_new_ascii(isolate, name)),
                          ROOT(undefined_value));
}

#define THIS(Class, method)                                                 \
  if (!Value_is_JS##Class(isolate, argv[0]))                                \
    return throw_incompatible(isolate, #Class ".prototype." method, argv[0]); \
  JS##Class *self = Value_as_JS##Class(isolate, argv[0])

// ---- WeakMap and WeakSet ----

static EphemeronHashTable *table_of(const void *collection) {
  return Value_as_EphemeronHashTable(
      Isolate_of(collection),
      JSCollection_table((const JSCollection *)collection));
}

static void put(Isolate *isolate, void *collection, Value key, Value value) {
  // Boxed first: the table must not be collected between find and insert.
  value = Isolate_box(isolate, value);
  EphemeronHashTable *table = table_of(collection);
  EphemeronHashTable *result =
      EphemeronHashTable_put(isolate, table, key, value);
  if (result != table)
    JSCollection_set_table((JSCollection *)collection,
                           Value_from_object(result));
}

typedef struct WeakKind {
  const char *name;
  int map_slot;
  BuiltinId adder;
  const char *adder_name;
  MessageTemplate invalid;
  bool has_values;
} WeakKind;

static const WeakKind kWeakMapKind = {
    "WeakMap", kNativeSlot_weak_map_initial_map, kBuiltinWeakMapPrototypeSet,
    "set", kMessageInvalidWeakMapKey, true};
static const WeakKind kWeakSetKind = {
    "WeakSet", kNativeSlot_weak_set_initial_map, kBuiltinWeakSetPrototypeAdd,
    "add", kMessageInvalidWeakSetValue, false};

// One item of the constructor's iterable, through the adder. False: it threw.
static bool add_item_js(Isolate *isolate, const WeakKind *kind, Value self,
                        Value adder, Value item) {
  Value pair[2] = {item, ROOT(undefined_value)};
  if (kind->has_values) {
    if (!Value_is_JSReceiver(isolate, item)) {
      (void)Throw_type_error(isolate, kMessageIteratorValueNotAnEntry, item,
                             ROOT(undefined_value));
      return false;
    }
    for (uint32_t i = 0; i < 2; i++) {
      pair[i] = Object_get_js(isolate, item, PropertyKey_from_index(i));
      if (Value_is_exception(pair[i])) return false;
    }
  }
  return !Value_is_exception(Execution_call_js(
      isolate, adder, self, kind->has_values ? 2 : 1, pair));
}

// #sec-weakmap-iterable, #sec-weakset-iterable
static Value construct_js(Isolate *isolate, Value *argv, const WeakKind *kind) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) return throw_needs_new(isolate, kind->name);
  JSObject *object =
      JSObject_new_for_constructor_js(isolate, new_target, kind->map_slot);
  if (object == NULL) return ROOT(exception);
  JSCollection_set_table((JSCollection *)object,
                         Value_from_object(EphemeronHashTable_new(isolate)));
  Value self = Value_from_object(object);
  if (Value_is_null_or_undefined(argv[1])) return self;
  PropertyKey key = Bootstrap_key(isolate, kind->adder_name);
  Value adder = TRY(Object_get_js(isolate, self, key));
  if (!Object_is_callable(isolate, adder))
    return Throw_error(isolate, kErrorTypeTypeError,
                       kMessagePropertyNotFunction, adder,
                       PropertyKey_to_value(isolate, key), self);
  IteratorRecord record;
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &record));
  for (;;) {
    Value item;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &item));
    if (Value_is_the_hole(item)) return self;
    if (!add_item_js(isolate, kind, self, adder, item))
      return Iterator_close_on_throw_js(isolate, &record);
  }
}

Value Builtin_WeakMapConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  return construct_js(isolate, argv, &kWeakMapKind);
}
Value Builtin_WeakSetConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  return construct_js(isolate, argv, &kWeakSetKind);
}

// ECMA-262 #sec-weakmap.prototype.delete
Value Builtin_WeakMapPrototypeDelete(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  THIS(WeakMap, "delete");
  return Value_from_bool(
      EphemeronHashTable_remove(isolate, table_of(self), argv[1]));
}

// ECMA-262 #sec-weakmap.prototype.get
Value Builtin_WeakMapPrototypeGet(Isolate *isolate, int64_t argc, Value *argv) {
  THIS(WeakMap, "get");
  Value value = EphemeronHashTable_find(isolate, table_of(self), argv[1]);
  return Value_is_the_hole(value) ? ROOT(undefined_value) : value;
}

// ECMA-262 #sec-weakmap.prototype.has
Value Builtin_WeakMapPrototypeHas(Isolate *isolate, int64_t argc, Value *argv) {
  THIS(WeakMap, "has");
  return Value_from_bool(!Value_is_the_hole(
      EphemeronHashTable_find(isolate, table_of(self), argv[1])));
}

// ECMA-262 #sec-weakmap.prototype.set
Value Builtin_WeakMapPrototypeSet(Isolate *isolate, int64_t argc, Value *argv) {
  THIS(WeakMap, "set");
  if (!Value_can_be_held_weakly(isolate, argv[1]))
    return throw_invalid(isolate, kMessageInvalidWeakMapKey, argv[1]);
  put(isolate, self, argv[1], argv[2]);
  return argv[0];
}

// ECMA-262 #sec-weakmap.prototype.getorinsert
Value Builtin_WeakMapPrototypeGetOrInsert(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  THIS(WeakMap, "getOrInsert");
  if (!Value_can_be_held_weakly(isolate, argv[1]))
    return throw_invalid(isolate, kMessageInvalidWeakMapKey, argv[1]);
  Value value = EphemeronHashTable_find(isolate, table_of(self), argv[1]);
  if (!Value_is_the_hole(value)) return value;
  put(isolate, self, argv[1], argv[2]);
  return argv[2];
}

// ECMA-262 #sec-weakmap.prototype.getorinsertcomputed
Value Builtin_WeakMapPrototypeGetOrInsertComputed(Isolate *isolate,
                                                  int64_t argc, Value *argv) {
  THIS(WeakMap, "getOrInsertComputed");
  if (!Value_can_be_held_weakly(isolate, argv[1]))
    return throw_invalid(isolate, kMessageInvalidWeakMapKey, argv[1]);
  if (!Object_is_callable(isolate, argv[2]))
    return Throw_not_callable(isolate, argv[2]);
  Value value = EphemeronHashTable_find(isolate, table_of(self), argv[1]);
  if (!Value_is_the_hole(value)) return value;
  value = TRY(Execution_call1_js(isolate, argv[2], ROOT(undefined_value),
                                 argv[1]));
  // The callback may have added the key: this replaces its value.
  put(isolate, self, argv[1], value);
  return value;
}

// ECMA-262 #sec-weakset.prototype.add
Value Builtin_WeakSetPrototypeAdd(Isolate *isolate, int64_t argc, Value *argv) {
  THIS(WeakSet, "add");
  if (!Value_can_be_held_weakly(isolate, argv[1]))
    return throw_invalid(isolate, kMessageInvalidWeakSetValue, argv[1]);
  put(isolate, self, argv[1], ROOT(true_value));
  return argv[0];
}

// ECMA-262 #sec-weakset.prototype.delete
Value Builtin_WeakSetPrototypeDelete(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  THIS(WeakSet, "delete");
  return Value_from_bool(
      EphemeronHashTable_remove(isolate, table_of(self), argv[1]));
}

// ECMA-262 #sec-weakset.prototype.has
Value Builtin_WeakSetPrototypeHas(Isolate *isolate, int64_t argc, Value *argv) {
  THIS(WeakSet, "has");
  return Value_from_bool(!Value_is_the_hole(
      EphemeronHashTable_find(isolate, table_of(self), argv[1])));
}

// ---- WeakRef ----

// ECMA-262 #sec-weak-ref-target
Value Builtin_WeakRefConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) return throw_needs_new(isolate, "WeakRef");
  if (!Value_can_be_held_weakly(isolate, argv[1]))
    return Throw_type_error(isolate,
                            kMessageInvalidWeakRefsWeakRefConstructorTarget,
                            ROOT(undefined_value), ROOT(undefined_value));
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_weak_ref_initial_map);
  if (object == NULL) return ROOT(exception);
  HeapObject *target = Value_object(isolate, argv[1]);
  Heap_keep_until_job_ends(isolate, target);
  ((JSWeakRef *)object)->target = Tagged_weak_from_object(target);
  WriteBarrier(object);
  return Value_from_object(object);
}

// ECMA-262 #sec-weak-ref.prototype.deref
Value Builtin_WeakRefPrototypeDeref(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  THIS(WeakRef, "deref");
  if (!Tagged_is_weak(self->target) || Tagged_is_cleared(self->target))
    return ROOT(undefined_value);
  HeapObject *target = Tagged_object(isolate, self->target);
  Heap_keep_until_job_ends(isolate, target);
  return Value_from_object(target);
}

// ---- FinalizationRegistry ----

// ECMA-262 #sec-finalization-registry-cleanup-callback
Value Builtin_FinalizationRegistryConstructor(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return throw_needs_new(isolate, "FinalizationRegistry");
  if (!Object_is_callable(isolate, argv[1]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "FinalizationRegistry: cleanup must be callable");
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_finalization_registry_initial_map);
  if (object == NULL) return ROOT(exception);
  JSFinalizationRegistry *registry = (JSFinalizationRegistry *)object;
  JSFinalizationRegistry_set_cleanup(registry, argv[1]);
  JSFinalizationRegistry_set_native_context(
      registry, Value_from_object(Isolate_native_context(isolate)));
  return Value_from_object(object);
}

static Tagged weak_slot(const Isolate *isolate, Value value) {
  return Value_is_undefined(value)
             ? Value_tagged(value)
             : Tagged_weak_from_object(Value_object(isolate, value));
}

// ECMA-262 #sec-finalization-registry.prototype.register
Value Builtin_FinalizationRegistryPrototypeRegister(Isolate *isolate,
                                                    int64_t argc,
                                                    Value *argv) {
  THIS(FinalizationRegistry, "register");
  Value target = argv[1], holdings = argv[2], token = argv[3];
  if (!Value_can_be_held_weakly(isolate, target))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "FinalizationRegistry.prototype.register: invalid "
                      "target");
  if (Object_same_value(isolate, target, holdings))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "FinalizationRegistry.prototype.register: target and "
                      "holdings must not be same");
  if (!Value_is_undefined(token) && !Value_can_be_held_weakly(isolate, token))
    return Throw_type_error(
        isolate, kMessageTypeErrorText,
        Value_from_object(String_new_ascii(isolate, "Invalid unregisterToken")),
        ROOT(undefined_value));
  holdings = Isolate_box(isolate, holdings);
  WeakCell *cell = HEAP_NEW(isolate, WeakCell, weak_cell_map);
  WeakCell_set_registry(cell, argv[0]);
  cell->target = weak_slot(isolate, target);
  cell->unregister_token = weak_slot(isolate, token);
  WriteBarrier(cell);
  WeakCell_set_holdings(cell, holdings);
  WeakCell_set_next(cell, JSFinalizationRegistry_active_cells(self));
  JSFinalizationRegistry_set_active_cells(self, Value_from_object(cell));
  return ROOT(undefined_value);
}

// Removes cells with the token from a list; the list that remains.
static Value remove_token(Isolate *isolate, Value list, Tagged token,
                          bool *removed) {
  Value first = list;
  WeakCell *previous = NULL;
  while (Value_is_WeakCell(isolate, list)) {
    WeakCell *cell = Value_as_WeakCell(isolate, list);
    list = WeakCell_next(cell);
    if (!Tagged_equals(cell->unregister_token, token)) {
      previous = cell;
      continue;
    }
    *removed = true;
    if (previous != NULL)
      WeakCell_set_next(previous, list);
    else
      first = list;
  }
  return first;
}

// ECMA-262 #sec-finalization-registry.prototype.unregister
Value Builtin_FinalizationRegistryPrototypeUnregister(Isolate *isolate,
                                                      int64_t argc,
                                                      Value *argv) {
  THIS(FinalizationRegistry, "unregister");
  if (!Value_can_be_held_weakly(isolate, argv[1]))
    return Throw_text(isolate, kErrorTypeTypeError, "Invalid unregisterToken");
  Tagged token = weak_slot(isolate, argv[1]);
  bool removed = false;
  JSFinalizationRegistry_set_active_cells(
      self, remove_token(isolate, JSFinalizationRegistry_active_cells(self),
                         token, &removed));
  JSFinalizationRegistry_set_cleared_cells(
      self, remove_token(isolate, JSFinalizationRegistry_cleared_cells(self),
                         token, &removed));
  return Value_from_bool(removed);
}

// #sec-cleanup-finalization-registry
static bool cleanup_js(Isolate *isolate, JSFinalizationRegistry *registry) {
  for (;;) {
    Value first = JSFinalizationRegistry_cleared_cells(registry);
    if (!Value_is_WeakCell(isolate, first)) return true;
    WeakCell *cell = Value_as_WeakCell(isolate, first);
    JSFinalizationRegistry_set_cleared_cells(registry, WeakCell_next(cell));
    Value result = Execution_call1_js(
        isolate, JSFinalizationRegistry_cleanup(registry),
        ROOT(undefined_value), WeakCell_holdings(cell));
    if (Value_is_exception(result)) return false;
  }
}

bool FinalizationRegistry_run_cleanup_js(Isolate *isolate) {
  Value first =
      Isolate_root(isolate, kIsolateRoot_dirty_finalization_registries);
  if (!Value_is_JSFinalizationRegistry(isolate, first)) return true;
  JSFinalizationRegistry *registry =
      Value_as_JSFinalizationRegistry(isolate, first);
  Isolate_set_root(isolate, kIsolateRoot_dirty_finalization_registries,
                   JSFinalizationRegistry_next_dirty(registry));
  JSFinalizationRegistry_set_next_dirty(registry, ROOT(undefined_value));
  Value context = Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   JSFinalizationRegistry_native_context(registry));
  bool completed = cleanup_js(isolate, registry);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, context);
  if (completed || isolate->terminating) return completed;
  // What is left is for another turn.
  if (Value_is_WeakCell(isolate,
                        JSFinalizationRegistry_cleared_cells(registry))) {
    JSFinalizationRegistry_set_next_dirty(
        registry,
        Isolate_root(isolate, kIsolateRoot_dirty_finalization_registries));
    Isolate_set_root(isolate, kIsolateRoot_dirty_finalization_registries,
                     Value_from_object(registry));
  }
  return false;
}

// ---- Installation ----

static void install(Isolate *isolate, const char *name, BuiltinId id,
                    int length, ClassId class_id, int map_slot,
                    const FunctionSpec *methods, int count) {
  JSObject *prototype = JSObject_new_plain(isolate);
  Bootstrap_new_constructor(isolate, name, id, length, prototype, class_id,
                            map_slot);
  Bootstrap_install_functions(isolate, prototype, methods, count);
  Bootstrap_set_to_string_tag(isolate, prototype, name);
}

void Bootstrap_install_weak(Isolate *isolate) {
  static const FunctionSpec kWeakMap[] = {
      METHOD("delete", WeakMapPrototypeDelete, 1),
      METHOD("get", WeakMapPrototypeGet, 1),
      METHOD("set", WeakMapPrototypeSet, 2),
      METHOD("has", WeakMapPrototypeHas, 1),
      METHOD("getOrInsert", WeakMapPrototypeGetOrInsert, 2),
      METHOD("getOrInsertComputed", WeakMapPrototypeGetOrInsertComputed, 2),
  };
  static const FunctionSpec kWeakSet[] = {
      METHOD("delete", WeakSetPrototypeDelete, 1),
      METHOD("has", WeakSetPrototypeHas, 1),
      METHOD("add", WeakSetPrototypeAdd, 1),
  };
  static const FunctionSpec kWeakRef[] = {
      METHOD("deref", WeakRefPrototypeDeref, 0)};
  static const FunctionSpec kRegistry[] = {
      METHOD("register", FinalizationRegistryPrototypeRegister, 2),
      METHOD("unregister", FinalizationRegistryPrototypeUnregister, 1),
  };
  install(isolate, "WeakMap", kBuiltinWeakMapConstructor, 0, kClassJSWeakMap,
          kNativeSlot_weak_map_initial_map, kWeakMap, ARRAY_LENGTH(kWeakMap));
  install(isolate, "WeakSet", kBuiltinWeakSetConstructor, 0, kClassJSWeakSet,
          kNativeSlot_weak_set_initial_map, kWeakSet, ARRAY_LENGTH(kWeakSet));
  install(isolate, "WeakRef", kBuiltinWeakRefConstructor, 1, kClassJSWeakRef,
          kNativeSlot_weak_ref_initial_map, kWeakRef, ARRAY_LENGTH(kWeakRef));
  install(isolate, "FinalizationRegistry",
          kBuiltinFinalizationRegistryConstructor, 1,
          kClassJSFinalizationRegistry,
          kNativeSlot_finalization_registry_initial_map, kRegistry,
          ARRAY_LENGTH(kRegistry));
}
