// SPDX-License-Identifier: MIT
//
// The Object constructor's functions. Object.prototype is in
// object-prototype.c.
#include <stdlib.h>
#include <string.h>

#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/string.h"

static Value throw_on_non_object(Isolate *isolate, const char *method) {
  return Throw_type_error(
      isolate, kMessageCalledOnNonObject,
      Value_from_object(String_new_ascii(isolate, method)),
      ROOT(undefined_value));
}

// ECMA-262 #sec-object-value
Value Builtin_ObjectConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (!Value_is_undefined(new_target) &&
      !Value_equals(new_target, Builtin_function(argv))) {
    JSObject *object = JSObject_new_for_constructor_js(
        isolate, new_target, kNativeSlot_object_initial_map);
    return object ? Value_from_object(object) : ROOT(exception);
  }
  if (Value_is_null_or_undefined(argv[1]))
    return Value_from_object(JSObject_new_plain(isolate));
  return Object_to_object_js(isolate, argv[1]);
}

// One key of a source of Object.assign.
static bool assign_key_js(Isolate *isolate, Value target, JSReceiver *from,
                          PropertyKey key) {
  PropertyDescriptor descriptor;
  bool found;
  if (!Object_get_own_property_js(isolate, from, key, &descriptor, &found))
    return false;
  if (!found || !descriptor.enumerable) return true;
  Value value = Object_get_js(isolate, Value_from_object(from), key);
  return !Value_is_exception(value) &&
         Object_set_js(isolate, target, key, value, kThrowOnError);
}

// A source whose properties are all named and in a fast map: the map is its list
// of keys. A store to the target may run user code that changes the source: from
// then on each key is looked up. Strings first, then symbols.
static bool assign_from_fast_js(Isolate *isolate, Value target,
                                JSObject *from) {
  Map *map = JSObject_map(from);
  DescriptorArray *descriptors = Map_instance_descriptors(map);
  int count = Map_own_descriptors(map);
  for (int pass = 0; pass < 2; pass++) {
    for (int i = 0; i < count; i++) {
      Name *name = DescriptorArray_key(descriptors, i);
      bool is_symbol = HeapObject_type((HeapObject *)name) == SYMBOL_TYPE;
      if (is_symbol != (pass == 1)) continue;
      if (is_symbol && (((Symbol *)name)->flags & kSymbolPrivate)) continue;
      PropertyKey key = PropertyKey_from_name(name);
      PropertyDetails details = DescriptorArray_details(descriptors, i);
      if (JSObject_map(from) != map || !PropertyDetails_is_field(details)) {
        if (!assign_key_js(isolate, target, (JSReceiver *)from, key))
          return false;
        continue;
      }
      if (PropertyDetails_attributes(details) & kDontEnum) continue;
      Value value = JSObject_get_field(from, map,
                                       PropertyDetails_field_index(details));
      if (!Object_set_js(isolate, target, key, value, kThrowOnError))
        return false;
    }
  }
  return true;
}

// Copies own enumerable properties, as one source of Object.assign.
static bool assign_from_js(Isolate *isolate, Value target, Value source) {
  if (Value_is_null_or_undefined(source)) return true;
  Value converted = Object_to_object_js(isolate, source);
  if (Value_is_exception(converted)) return false;
  JSReceiver *from = Value_as_JSReceiver(isolate, converted);
  if (HeapObject_type((HeapObject *)from) == JS_OBJECT_TYPE &&
      Value_is_JSObject(isolate, target) &&
      JSObject_copy_plain(isolate, Value_as_JSObject(isolate, target),
                          (JSObject *)from, kCopyBySet))
    return true;
  if (HeapObject_type((HeapObject *)from) == JS_OBJECT_TYPE &&
      !Map_is_dictionary(JSObject_map(from)) &&
      JSObject_has_no_elements((JSObject *)from))
    return assign_from_fast_js(isolate, target, (JSObject *)from);
  FixedArray *keys = Object_own_keys_js(isolate, from, kAllKeys);
  if (keys == NULL) return false;
  for (int32_t i = 0; i < keys->length; i++)
    if (!assign_key_js(isolate, target, from,
                       PropertyKey_from_any_name(
                           isolate, Value_as_Name(isolate, FixedArray_get_slots(
                                                               keys, i)))))
      return false;
  return true;
}

// ECMA-262 #sec-object.assign
Value Builtin_ObjectAssign(Isolate *isolate, int64_t argc, Value *argv) {
  Value target = TRY(Object_to_object_js(isolate, argv[1]));
  for (int64_t i = 2; i <= argc; i++)
    TRY_BOOL(assign_from_js(isolate, target, argv[i]));
  return target;
}

// ECMA-262 #sec-objectdefineproperties
static bool define_properties_js(Isolate *isolate, JSReceiver *object,
                                 Value properties) {
  Value converted = Object_to_object_js(isolate, properties);
  if (Value_is_exception(converted)) return false;
  JSReceiver *source = Value_as_JSReceiver(isolate, converted);
  FixedArray *keys = Object_own_keys_js(isolate, source, kAllKeys);
  if (keys == NULL) return false;
  // All descriptors are read before the first one is defined: kept as objects
  // of three slots' worth, value, get and set, in a list the collector sees.
  PropertyDescriptor *descriptors =
      malloc(sizeof *descriptors * ((size_t)keys->length + 1));
  CHECK(descriptors);
  FixedArray *kept = FixedArray_new(isolate, keys->length * 3);
  bool done = true;
  int32_t count = 0;
  for (int32_t i = 0; i < keys->length && done; i++) {
    Value name = FixedArray_get_slots(keys, i);
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    PropertyDescriptor own;
    bool found;
    done = Object_get_own_property_js(isolate, source, key, &own, &found);
    if (!done || !found || !own.enumerable) continue;
    Value value = Object_get_js(isolate, converted, key);
    PropertyDescriptor *descriptor = &descriptors[count];
    done = !Value_is_exception(value) &&
           PropertyDescriptor_from_object_js(isolate, value, descriptor);
    if (!done) break;
    if (descriptor->has_value)
      FixedArray_set_slots(kept, count * 3,
                           Isolate_box(isolate, descriptor->value));
    if (descriptor->has_get)
      FixedArray_set_slots(kept, count * 3 + 1, descriptor->get);
    if (descriptor->has_set)
      FixedArray_set_slots(kept, count * 3 + 2, descriptor->set);
    FixedArray_set_slots(keys, count++, name);
  }
  for (int32_t i = 0; i < count && done; i++) {
    bool success;
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(keys, i)));
    descriptors[i].value = FixedArray_get_slots(kept, i * 3);
    done = Object_define_own_property_js(isolate, object, key, &descriptors[i],
                                         kThrowOnError, &success);
  }
  free(descriptors);
  return done;
}

// ECMA-262 #sec-object.create
Value Builtin_ObjectCreate(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[1]) && !Value_is_null(argv[1]))
    return Throw_type_error(isolate, kMessageProtoObjectOrNull, argv[1],
                            ROOT(undefined_value));
  JSObject *object = JSObject_new_with_prototype(isolate, argv[1]);
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(define_properties_js(isolate, (JSReceiver *)object, argv[2]));
  return Value_from_object(object);
}

// ECMA-262 #sec-object.defineproperties
Value Builtin_ObjectDefineProperties(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[1]))
    return throw_on_non_object(isolate, "Object.defineProperties");
  TRY_BOOL(define_properties_js(isolate, Value_as_JSReceiver(isolate, argv[1]),
                                argv[2]));
  return argv[1];
}

// ECMA-262 #sec-object.defineproperty
Value Builtin_ObjectDefineProperty(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[1]))
    return throw_on_non_object(isolate, "Object.defineProperty");
  PropertyKey key;
  PropertyDescriptor descriptor;
  bool success;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(PropertyDescriptor_from_object_js(isolate, argv[3], &descriptor));
  TRY_BOOL(Object_define_own_property_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), key, &descriptor,
      kThrowOnError, &success));
  return argv[1];
}

typedef enum EnumerationKind { kKeys, kValues, kEntries } EnumerationKind;

// Whether the map lists all own properties.
static bool map_lists_keys(const JSReceiver *object) {
  const Map *map = HeapObject_map((const HeapObject *)object);
  return map->instance_type == JS_OBJECT_TYPE && !Map_is_dictionary(map) &&
         JSObject_has_no_elements((const JSObject *)object);
}
// All of them are fields: reading them runs no user code.
static bool has_only_fields(const JSReceiver *object) {
  const Map *map = HeapObject_map((const HeapObject *)object);
  const DescriptorArray *array = Map_instance_descriptors(map);
  for (int i = 0; i < Map_own_descriptors(map); i++)
    if (!PropertyDetails_is_field(DescriptorArray_details(array, i)))
      return false;
  return true;
}

static JSArray *copy_to_array(Isolate *isolate, const FixedArray *from,
                              int32_t count) {
  if (count == 0) return JSArray_new(isolate, 0);
  return JSArray_new_with_kind(
      isolate, PACKED_ELEMENTS,
      (FixedArrayBase *)FixedArray_copy(isolate, from, 0, count), count);
}

static Value new_entry(Isolate *isolate, Value name, Value value) {
  Value boxed = Isolate_box(isolate, value);
  FixedArray *pair = FixedArray_new_raw(isolate, 2);
  FixedArray_set_slots(pair, 0, name);
  FixedArray_set_slots(pair, 1, boxed);
  return Value_from_object(JSArray_new_with_kind(
      isolate, PACKED_ELEMENTS, (FixedArrayBase *)pair, 2));
}

// The array for an object of fields.
static Value enumerate_fields(Isolate *isolate, const JSObject *object,
                              EnumerationKind kind) {
  Map *map = JSObject_map(object);
  int count;
  (void)Map_enum_keys(isolate, map, &count);
  FixedArray *list = FixedArray_new_filled(isolate, count, ROOT(the_hole));
  const DescriptorArray *array = Map_instance_descriptors(map);
  int32_t next = 0;
  for (int i = 0; next < count; i++) {
    Value name = Value_from_object(DescriptorArray_key(array, i));
    PropertyDetails details = DescriptorArray_details(array, i);
    if ((PropertyDetails_attributes(details) & kDontEnum) ||
        !Value_is_String(isolate, name))
      continue;
    Value value = JSObject_get_field(object, map,
                                     PropertyDetails_field_index(details));
    if (kind == kEntries) value = new_entry(isolate, name, value);
    FixedArray_set_slots(list, next++, value);
  }
  if (kind == kValues || count == 0)
    return Value_from_object(JSArray_new_from_elements(isolate, list, count));
  return Value_from_object(JSArray_new_with_kind(
      isolate, PACKED_ELEMENTS, (FixedArrayBase *)list, count));
}

// ECMA-262 #sec-enumerableownproperties
static Value enumerate_js(Isolate *isolate, Value argument,
                          EnumerationKind kind) {
  Value converted = TRY(Object_to_object_js(isolate, argument));
  JSReceiver *object = Value_as_JSReceiver(isolate, converted);
  if (map_lists_keys(object)) {
    if (kind == kKeys) {
      int count;
      FixedArray *keys =
          Map_enum_keys(isolate, JSObject_map((JSObject *)object), &count);
      return Value_from_object(copy_to_array(isolate, keys, count));
    }
    if (has_only_fields(object))
      return enumerate_fields(isolate, (const JSObject *)object, kind);
  }
  if (kind == kKeys) {
    FixedArray *keys =
        Object_own_keys_js(isolate, object, kOnlyEnumerable | kSkipSymbols);
    if (keys == NULL) return ROOT(exception);
    FixedArray *copy = FixedArray_new(isolate, keys->length);
    memcpy(copy->slots, keys->slots, (size_t)keys->length * sizeof(Tagged));
    WriteBarrier(copy);
    return Value_from_object(
        JSArray_new_from_elements(isolate, copy, copy->length));
  }
  FixedArray *keys = Object_own_keys_js(isolate, object, kSkipSymbols);
  if (keys == NULL) return ROOT(exception);
  ValueList list;
  ValueList_init(&list, isolate, keys->length);
  for (int32_t i = 0; i < keys->length; i++) {
    Value name = FixedArray_get_slots(keys, i);
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    PropertyDescriptor descriptor;
    bool found;
    TRY_BOOL(Object_get_own_property_js(isolate, object, key, &descriptor,
                                        &found));
    if (!found || !descriptor.enumerable) continue;
    Value value = TRY(Object_get_js(isolate, converted, key));
    if (kind == kEntries) {
      Value pair[2] = {name, value};
      value = Value_from_object(JSArray_new_from_values(isolate, pair, 2));
    }
    ValueList_add(&list, value);
  }
  return Value_from_object(ValueList_to_array(&list));
}

// ECMA-262 #sec-object.keys
Value Builtin_ObjectKeys(Isolate *isolate, int64_t argc, Value *argv) {
  return enumerate_js(isolate, argv[1], kKeys);
}
// ECMA-262 #sec-object.values
Value Builtin_ObjectValues(Isolate *isolate, int64_t argc, Value *argv) {
  return enumerate_js(isolate, argv[1], kValues);
}
// ECMA-262 #sec-object.entries
Value Builtin_ObjectEntries(Isolate *isolate, int64_t argc, Value *argv) {
  return enumerate_js(isolate, argv[1], kEntries);
}

static Value set_level_js(Isolate *isolate, Value value, IntegrityLevel level) {
  if (!Value_is_JSReceiver(isolate, value)) return value;
  bool success;
  TRY_BOOL(Object_set_integrity_level_js(
      isolate, Value_as_JSReceiver(isolate, value), level, &success));
  if (!success)
    return Throw_text(isolate, kErrorTypeTypeError, "Cannot %s",
                      level == kFrozen ? "freeze" : "seal");
  return value;
}
static Value test_level_js(Isolate *isolate, Value value,
                           IntegrityLevel level) {
  if (!Value_is_JSReceiver(isolate, value)) return ROOT(true_value);
  bool result;
  TRY_BOOL(Object_test_integrity_level_js(
      isolate, Value_as_JSReceiver(isolate, value), level, &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-object.freeze
Value Builtin_ObjectFreeze(Isolate *isolate, int64_t argc, Value *argv) {
  return set_level_js(isolate, argv[1], kFrozen);
}
// ECMA-262 #sec-object.seal
Value Builtin_ObjectSeal(Isolate *isolate, int64_t argc, Value *argv) {
  return set_level_js(isolate, argv[1], kSealed);
}
// ECMA-262 #sec-object.isfrozen
Value Builtin_ObjectIsFrozen(Isolate *isolate, int64_t argc, Value *argv) {
  return test_level_js(isolate, argv[1], kFrozen);
}
// ECMA-262 #sec-object.issealed
Value Builtin_ObjectIsSealed(Isolate *isolate, int64_t argc, Value *argv) {
  return test_level_js(isolate, argv[1], kSealed);
}
// ECMA-262 #sec-object.isextensible
Value Builtin_ObjectIsExtensible(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[1])) return ROOT(false_value);
  bool result;
  TRY_BOOL(Object_is_extensible_js(
      isolate, Value_as_JSReceiver(isolate, argv[1]), &result));
  return Value_from_bool(result);
}
// ECMA-262 #sec-object.preventextensions
Value Builtin_ObjectPreventExtensions(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[1])) return argv[1];
  bool success;
  TRY_BOOL(Object_prevent_extensions_js(isolate,
                                        Value_as_JSReceiver(isolate, argv[1]),
                                        kThrowOnError, &success));
  return argv[1];
}

// ECMA-262 #sec-object.fromentries
Value Builtin_ObjectFromEntries(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_null_or_undefined(argv[1]))
    return Throw_not_iterable(isolate, argv[1]);
  JSObject *object = JSObject_new_plain(isolate);
  IteratorRecord record;
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &record));
  for (;;) {
    Value entry;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &entry));
    if (Value_is_the_hole(entry)) return Value_from_object(object);
    if (!Value_is_JSReceiver(isolate, entry)) {
      Value sentinel =
          Throw_type_error(isolate, kMessageIteratorValueNotAnEntry, entry,
                           ROOT(undefined_value));
      (void)sentinel;
      return Iterator_close_on_throw_js(isolate, &record);
    }
    JSReceiver *pair = Value_as_JSReceiver(isolate, entry);
    PropertyKey key;
    bool success;
    Value name = Array_get_js(isolate, pair, 0);
    if (Value_is_exception(name))
      return Iterator_close_on_throw_js(isolate, &record);
    Value value = Array_get_js(isolate, pair, 1);
    if (Value_is_exception(value) ||
        !PropertyKey_from_value_js(isolate, name, &key) ||
        !Object_create_data_property_js(isolate, (JSReceiver *)object, key,
                                        value, kThrowOnError, &success))
      return Iterator_close_on_throw_js(isolate, &record);
  }
}

static Value own_descriptor_js(Isolate *isolate, JSReceiver *object,
                               PropertyKey key) {
  PropertyDescriptor descriptor;
  bool found;
  TRY_BOOL(
      Object_get_own_property_js(isolate, object, key, &descriptor, &found));
  if (!found) return ROOT(undefined_value);
  return PropertyDescriptor_to_object(isolate, &descriptor);
}

// ECMA-262 #sec-object.getownpropertydescriptor
Value Builtin_ObjectGetOwnPropertyDescriptor(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  Value object = TRY(Object_to_object_js(isolate, argv[1]));
  PropertyKey key;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  return own_descriptor_js(isolate, Value_as_JSReceiver(isolate, object), key);
}

// ECMA-262 #sec-object.getownpropertydescriptors
Value Builtin_ObjectGetOwnPropertyDescriptors(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  Value converted = TRY(Object_to_object_js(isolate, argv[1]));
  JSReceiver *object = Value_as_JSReceiver(isolate, converted);
  FixedArray *keys = Object_own_keys_js(isolate, object, kAllKeys);
  if (keys == NULL) return ROOT(exception);
  JSReceiver *result = (JSReceiver *)JSObject_new_plain(isolate);
  for (int32_t i = 0; i < keys->length; i++) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(keys, i)));
    Value descriptor = TRY(own_descriptor_js(isolate, object, key));
    bool success;
    if (!Value_is_undefined(descriptor))
      TRY_BOOL(Object_create_data_property_js(isolate, result, key, descriptor,
                                              kThrowOnError, &success));
  }
  return Value_from_object(result);
}

static Value own_names_js(Isolate *isolate, Value argument, int filter) {
  Value converted = TRY(Object_to_object_js(isolate, argument));
  FixedArray *keys = Object_own_keys_js(
      isolate, Value_as_JSReceiver(isolate, converted), filter);
  if (keys == NULL) return ROOT(exception);
  FixedArray *copy = FixedArray_new(isolate, keys->length);
  memcpy(copy->slots, keys->slots, (size_t)keys->length * sizeof(Tagged));
  WriteBarrier(copy);
  return Value_from_object(
      JSArray_new_from_elements(isolate, copy, copy->length));
}

// ECMA-262 #sec-object.getownpropertynames
Value Builtin_ObjectGetOwnPropertyNames(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  return own_names_js(isolate, argv[1], kSkipSymbols);
}
// ECMA-262 #sec-object.getownpropertysymbols
Value Builtin_ObjectGetOwnPropertySymbols(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  return own_names_js(isolate, argv[1], kSkipStrings);
}

// ECMA-262 #sec-object.getprototypeof
Value Builtin_ObjectGetPrototypeOf(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  Value object = TRY(Object_to_object_js(isolate, argv[1]));
  return Object_get_prototype_js(isolate, Value_as_JSReceiver(isolate, object));
}

// ECMA-262 #sec-object.setprototypeof
Value Builtin_ObjectSetPrototypeOf(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  if (Value_is_null_or_undefined(argv[1]))
    return Throw_type_error(
        isolate, kMessageCalledOnNullOrUndefined,
        Value_from_object(String_new_ascii(isolate, "Object.setPrototypeOf")),
        ROOT(undefined_value));
  if (!Value_is_JSReceiver(isolate, argv[2]) && !Value_is_null(argv[2]))
    return Throw_type_error(isolate, kMessageProtoObjectOrNull, argv[2],
                            ROOT(undefined_value));
  if (!Value_is_JSReceiver(isolate, argv[1])) return argv[1];
  bool success;
  TRY_BOOL(Object_set_prototype_js(isolate,
                                   Value_as_JSReceiver(isolate, argv[1]),
                                   argv[2], kThrowOnError, &success));
  return argv[1];
}

// ECMA-262 #sec-object.hasown
Value Builtin_ObjectHasOwn(Isolate *isolate, int64_t argc, Value *argv) {
  Value object = TRY(Object_to_object_js(isolate, argv[1]));
  PropertyKey key;
  bool result;
  TRY_BOOL(PropertyKey_from_value_js(isolate, argv[2], &key));
  TRY_BOOL(Object_has_own_property_js(
      isolate, Value_as_JSReceiver(isolate, object), key, &result));
  return Value_from_bool(result);
}

// ECMA-262 #sec-object.is
Value Builtin_ObjectIs(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(Object_same_value(isolate, argv[1], argv[2]));
}

// Adds a value to the group of a key; groups appear in order of their keys'
// first appearance. No user code can see `groups`, so that the specification's
// list of groups may be the result object itself.
static bool add_to_group_js(Isolate *isolate, JSObject *groups, Value group,
                            Value value) {
  PropertyKey key;
  if (!PropertyKey_from_value_js(isolate, group, &key)) return false;
  Value values = Object_get_js(isolate, Value_from_object(groups), key);
  if (Value_is_exception(values)) return false;
  if (Value_is_undefined(values)) {
    bool success;
    values = Value_from_object(JSArray_new(isolate, 0));
    if (!Object_create_data_property_js(isolate, (JSReceiver *)groups, key,
                                        values, kThrowOnError, &success))
      return false;
  }
  JSArray_push(isolate, Value_as_JSArray(isolate, values), value);
  return true;
}

// ECMA-262 #sec-object.groupby
Value Builtin_ObjectGroupBy(Isolate *isolate, int64_t argc, Value *argv) {
  if (Value_is_null_or_undefined(argv[1]))
    return Throw_type_error(
        isolate, kMessageCalledOnNullOrUndefined,
        Value_from_object(String_new_ascii(isolate, "Object.groupBy")),
        ROOT(undefined_value));
  TRY_BOOL(Builtin_check_callable(isolate, argv[2]));
  JSObject *groups = JSObject_new_with_prototype(isolate, ROOT(null_value));
  IteratorRecord record;
  TRY_BOOL(Iterator_get_js(isolate, argv[1], &record));
  for (double k = 0;; k++) {
    Value value;
    TRY_BOOL(Iterator_step_value_js(isolate, &record, &value));
    if (Value_is_the_hole(value)) return Value_from_object(groups);
    Value arguments[2] = {value, Value_from_number(k)};
    Value group = Execution_call_js(isolate, argv[2], ROOT(undefined_value), 2,
                                    arguments);
    if (Value_is_exception(group) ||
        !add_to_group_js(isolate, groups, group, value))
      return Iterator_close_on_throw_js(isolate, &record);
  }
}



void Bootstrap_install_object(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("assign", ObjectAssign, 2),
      METHOD("getOwnPropertyDescriptor", ObjectGetOwnPropertyDescriptor, 2),
      METHOD("getOwnPropertyDescriptors", ObjectGetOwnPropertyDescriptors, 1),
      METHOD("getOwnPropertyNames", ObjectGetOwnPropertyNames, 1),
      METHOD("getOwnPropertySymbols", ObjectGetOwnPropertySymbols, 1),
      METHOD("hasOwn", ObjectHasOwn, 2),
      METHOD("is", ObjectIs, 2),
      METHOD("preventExtensions", ObjectPreventExtensions, 1),
      METHOD("seal", ObjectSeal, 1),
      METHOD("create", ObjectCreate, 2),
      METHOD("defineProperties", ObjectDefineProperties, 2),
      METHOD("defineProperty", ObjectDefineProperty, 3),
      METHOD("freeze", ObjectFreeze, 1),
      METHOD("getPrototypeOf", ObjectGetPrototypeOf, 1),
      METHOD("setPrototypeOf", ObjectSetPrototypeOf, 2),
      METHOD("isExtensible", ObjectIsExtensible, 1),
      METHOD("isFrozen", ObjectIsFrozen, 1),
      METHOD("isSealed", ObjectIsSealed, 1),
      METHOD("keys", ObjectKeys, 1),
      METHOD("entries", ObjectEntries, 1),
      METHOD("fromEntries", ObjectFromEntries, 1),
      METHOD("values", ObjectValues, 1),
      METHOD("groupBy", ObjectGroupBy, 2),
  };
  Bootstrap_install_functions(
      isolate, INTRINSIC_OBJECT(isolate, JSObject, object_function), kFunctions,
      ARRAY_LENGTH(kFunctions));
  Bootstrap_install_object_prototype(isolate);
}
