// SPDX-License-Identifier: MIT
//
// Class definitions, private members and `super`.
#include "engine/bytecode/bytecodes.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

// ---- Accessors ----

// Defines one or both halves of an accessor; the other keeps what is there.
static Value define_accessor(Isolate *isolate, JSReceiver *object,
                             PropertyKey key, Value getter, Value setter,
                             int attributes) {
  PropertyDescriptor descriptor = {.has_enumerable = true,
                                   .enumerable = !(attributes & kDontEnum),
                                   .has_configurable = true,
                                   .configurable = true};
  if (!Value_is_undefined(getter)) {
    descriptor.get = getter;
    descriptor.has_get = true;
  }
  if (!Value_is_undefined(setter)) {
    descriptor.set = setter;
    descriptor.has_set = true;
  }
  bool success;
  TRY_BOOL(Object_define_own_property_js(isolate, object, key, &descriptor,
                                         kThrowOnError, &success));
  return ROOT(undefined_value);
}

Value Runtime_DefineGetterSetter(Isolate *isolate, Value object, Value key,
                                 Value getter, Value setter,
                                 Value attributes) {
  PropertyKey property;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key, &property));
  return define_accessor(isolate, Value_as_JSReceiver(isolate, object),
                         property, getter, setter, Value_smi(attributes));
}

// ---- Classes ----

// Prototypes that the superclass gives to the class and to its prototype.
static bool class_heritage(Isolate *isolate, Value superclass,
                           Value *constructor_parent,
                           Value *prototype_parent) {
  *constructor_parent = INTRINSIC(isolate, function_prototype);
  if (Value_is_the_hole(superclass)) {
    *prototype_parent = INTRINSIC(isolate, object_prototype);
    return true;
  }
  if (Value_is_null(superclass)) {
    *prototype_parent = superclass;
    return true;
  }
  if (!Object_is_constructor(isolate, superclass)) {
    (void)Throw_type_error(isolate, kMessageExtendsValueNotConstructor,
                           superclass, ROOT(undefined_value));
    return false;
  }
  *constructor_parent = superclass;
  *prototype_parent =
      Object_get_js(isolate, superclass, ROOT_KEY(isolate, prototype_string));
  if (Value_is_exception(*prototype_parent)) return false;
  if (!Value_is_JSReceiver(isolate, *prototype_parent) &&
      !Value_is_null(*prototype_parent)) {
    (void)Throw_type_error(isolate, kMessagePrototypeParentNotAnObject,
                           *prototype_parent, ROOT(undefined_value));
    return false;
  }
  return true;
}

static Value define_member(Isolate *isolate, JSReceiver *target, int flags,
                           PropertyKey key, Value closure) {
  switch (flags & kClassMemberKindMask) {
    case kClassMemberGetter:
      return define_accessor(isolate, target, key, closure,
                             ROOT(undefined_value), kDontEnum);
    case kClassMemberSetter:
      return define_accessor(isolate, target, key, ROOT(undefined_value),
                             closure, kDontEnum);
    default: {
      PropertyDescriptor descriptor = {.value = closure,
                                       .has_value = true,
                                       .has_writable = true,
                                       .writable = true,
                                       .has_enumerable = true,
                                       .has_configurable = true,
                                       .configurable = true};
      bool success;
      TRY_BOOL(Object_define_own_property_js(isolate, target, key, &descriptor,
                                             kThrowOnError, &success));
      return ROOT(undefined_value);
    }
  }
}

static Value function_name_prefix(int flags) {
  switch (flags & kClassMemberKindMask) {
    case kClassMemberGetter:
      return Value_from_smi(kFunctionNameGet);
    case kClassMemberSetter:
      return Value_from_smi(kFunctionNameSet);
    default:
      return Value_from_smi(kFunctionNamePlain);
  }
}

static Value define_members(Isolate *isolate, const ClassBoilerplate *members,
                            Value values, JSReceiver *class,
                            JSReceiver *prototype) {
  for (int32_t i = 0; i + 2 < members->length; i += 3) {
    int flags = Value_smi(ClassBoilerplate_get_slots(members, i));
    Value key = ClassBoilerplate_get_slots(members, i + 1);
    int closure_index = Value_smi(ClassBoilerplate_get_slots(members, i + 2));
    Value closure = TRY(Object_get_js(
        isolate, values, PropertyKey_from_index((uint32_t)closure_index)));
    if (flags & kClassMemberComputed)
      key = TRY(Object_get_js(
          isolate, values, PropertyKey_from_index((uint32_t)Value_smi(key))));
    PropertyKey property;
    TRY_BOOL(PropertyKey_from_value_js(isolate, key, &property));
    if (flags & kClassMemberComputed)
      TRY(Runtime_SetFunctionName(isolate, closure, key,
                                  function_name_prefix(flags)));
    JSReceiver *target = flags & kClassMemberStatic ? class : prototype;
    if (target == class && !PropertyKey_is_index(property) &&
        property.name == ROOT_OBJECT(isolate, Name, prototype_string))
      return Throw_type_error(isolate, kMessageStaticPrototype,
                              ROOT(undefined_value), ROOT(undefined_value));
    TRY(define_member(isolate, target, flags, property, closure));
  }
  return ROOT(undefined_value);
}

// ECMA-262 #sec-runtime-semantics-classdefinitionevaluation, without fields.
// Returns a FixedArray of the class and its prototype.
Value Runtime_DefineClass(Isolate *isolate, Value boilerplate,
                          Value constructor, Value superclass, Value values) {
  Value constructor_parent, prototype_parent;
  TRY_BOOL(class_heritage(isolate, superclass, &constructor_parent,
                          &prototype_parent));
  JSObject *prototype = JSObject_new_with_prototype(isolate, prototype_parent);
  JSFunction *class = Value_as_JSFunction(isolate, constructor);
  bool success;
  if (!Value_is_the_hole(superclass))
    TRY_BOOL(Object_set_prototype_js(isolate, (JSReceiver *)class,
                                     constructor_parent, kThrowOnError,
                                     &success));
  JSFunction_set_prototype(isolate, class, Value_from_object(prototype));
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, constructor_string), constructor,
                       kDontEnum);
  TRY(define_members(isolate, Value_as_ClassBoilerplate(isolate, boilerplate),
                     values, (JSReceiver *)class, (JSReceiver *)prototype));
  FixedArray *pair = FixedArray_new(isolate, 2);
  FixedArray_set_slots(pair, 0, constructor);
  FixedArray_set_slots(pair, 1, Value_from_object(prototype));
  return Value_from_object(pair);
}

// ---- Private members ----

Value Runtime_CreatePrivateName(Isolate *isolate, Value description) {
  return Value_from_object(
      Symbol_new(isolate, description, kSymbolPrivate | kSymbolPrivateName));
}

Value Runtime_CreatePrivateBrand(Isolate *isolate, Value class_name) {
  return Value_from_object(
      Symbol_new(isolate, class_name, kSymbolPrivate | kSymbolPrivateBrand));
}

// The value that an object keeps under a private symbol; the_hole if none.
static Value private_member(Isolate *isolate, Value object, Value symbol) {
  if (!Value_is_JSReceiver(isolate, object)) return ROOT(the_hole);
  if (Value_is_JSProxy(isolate, object))
    return JSProxy_get_private(isolate, Value_as_JSProxy(isolate, object),
                               Value_as_Name(isolate, symbol));
  return JSReceiver_get_own_data(isolate,
                                 Value_as_JSReceiver(isolate, object),
                                 Value_as_Name(isolate, symbol));
}

static Value description_of(Isolate *isolate, Value symbol) {
  return Symbol_description(Value_as_Symbol(isolate, symbol));
}

static Value add_private_member(Isolate *isolate, Value object, Value symbol,
                                Value value) {
  JSReceiver *receiver = Value_as_JSReceiver(isolate, object);
  if (Value_is_JSProxy(isolate, object)) {
    JSProxy_set_private(isolate, (JSProxy *)receiver,
                        Value_as_Name(isolate, symbol), value);
    return ROOT(undefined_value);
  }
  if (!Map_is_extensible(JSObject_map(receiver)) &&
      Value_is_the_hole(private_member(isolate, object, symbol)))
    return Throw_type_error(isolate, kMessageDefineDisallowed,
                            description_of(isolate, symbol),
                            ROOT(undefined_value));
  JSObject_define_data(isolate, (JSObject *)receiver,
                       PropertyKey_from_name(Value_as_Name(isolate, symbol)),
                       Isolate_box(isolate, value), kDontEnum);
  return ROOT(undefined_value);
}

Value Runtime_AddPrivateField(Isolate *isolate, Value object, Value symbol,
                              Value value) {
  if (!Value_is_the_hole(private_member(isolate, object, symbol)))
    return Throw_type_error(isolate, kMessageInvalidPrivateMemberReinitialization,
                            description_of(isolate, symbol),
                            ROOT(undefined_value));
  return add_private_member(isolate, object, symbol, value);
}

Value Runtime_AddPrivateBrand(Isolate *isolate, Value object, Value brand) {
  if (!Value_is_the_hole(private_member(isolate, object, brand))) {
    return Throw_error(isolate, kErrorTypeTypeError,
                       kMessageInvalidPrivateBrandReinitialization,
                       description_of(isolate, brand), ROOT(undefined_value),
                       ROOT(undefined_value));
  }
  return add_private_member(isolate, object, brand, brand);
}

// The field of a fast object under a private symbol: its map, and in *index its
// field index. NULL if it is anywhere else or nowhere.
static Map *find_private_field(Isolate *isolate, Value object, Value symbol,
                               int *index) {
  if (!Value_is_JSObject(isolate, object)) return NULL;
  Map *map = JSObject_map(Value_object(isolate, object));
  if (Map_is_dictionary(map)) return NULL;
  int descriptor = Map_find_descriptor(map, Value_as_Name(isolate, symbol));
  if (descriptor < 0) return NULL;
  PropertyDetails details =
      DescriptorArray_details(Map_instance_descriptors(map), descriptor);
  if (!PropertyDetails_is_field(details)) return NULL;
  *index = PropertyDetails_field_index(details);
  return map;
}

Value Runtime_GetPrivateMember(Isolate *isolate, Value object, Value symbol) {
  int field;
  const Map *map = find_private_field(isolate, object, symbol, &field);
  if (LIKELY(map != NULL))
    return JSObject_get_field((JSObject *)Value_object(isolate, object), map,
                              field);
  Value value = private_member(isolate, object, symbol);
  if (!Value_is_the_hole(value)) return value;
  if (Value_is_null_or_undefined(object))
    return Throw_type_error(isolate, kMessageNullPropertyRead, object,
                            description_of(isolate, symbol));
  return Throw_type_error(isolate, kMessageInvalidPrivateMemberRead,
                          description_of(isolate, symbol),
                          ROOT(undefined_value));
}

Value Runtime_SetPrivateMember(Isolate *isolate, Value object, Value symbol,
                               Value value) {
  int field;
  const Map *map = find_private_field(isolate, object, symbol, &field);
  if (LIKELY(map != NULL)) {
    JSObject_set_field(isolate, (JSObject *)Value_object(isolate, object), map,
                       field, value);
    return value;
  }
  if (Value_is_null_or_undefined(object))
    return Throw_type_error(isolate, kMessageNullPropertyStore, object,
                            description_of(isolate, symbol));
  if (Value_is_the_hole(private_member(isolate, object, symbol)))
    return Throw_type_error(isolate, kMessageInvalidPrivateMemberWrite,
                            description_of(isolate, symbol),
                            ROOT(undefined_value));
  if (Value_is_JSProxy(isolate, object))
    return add_private_member(isolate, object, symbol, value);
  JSObject *holder = (JSObject *)Value_object(isolate, object);
  OwnProperty own = JSObject_get_own(
      isolate, holder, PropertyKey_from_name(Value_as_Name(isolate, symbol)));
  JSObject_store_own(isolate, holder, &own, value);
  return value;
}

Value Runtime_HasPrivateMember(Isolate *isolate, Value object, Value symbol) {
  if (!Value_is_JSReceiver(isolate, object))
    return Throw_type_error(isolate, kMessageInvalidPrivateFieldInOperand,
                            description_of(isolate, symbol), object);
  return Value_from_bool(
      !Value_is_the_hole(private_member(isolate, object, symbol)));
}

Value Runtime_CheckPrivateBrand(Isolate *isolate, Value object, Value brand,
                                Value name) {
  if (!Value_is_the_hole(private_member(isolate, object, brand)))
    return ROOT(undefined_value);
  String *class_name =
      Value_as_String(isolate, description_of(isolate, brand));
  if (class_name->length == 0)
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Receiver must be an instance of class anonymous");
  return Throw_type_error(isolate, kMessageInvalidPrivateBrandInstance,
                          Value_from_object(class_name),
                          ROOT(undefined_value));
}

Value Runtime_CreatePrivateAccessors(Isolate *isolate, Value getter,
                                     Value setter) {
  AccessorPair *pair = HEAP_NEW(isolate, AccessorPair, accessor_pair_map);
  AccessorPair_set_getter(pair, getter);
  AccessorPair_set_setter(pair, setter);
  return Value_from_object(pair);
}

Value Runtime_LoadPrivateGetter(Isolate *isolate, Value pair) {
  return AccessorPair_getter(Value_as_AccessorPair(isolate, pair));
}

Value Runtime_LoadPrivateSetter(Isolate *isolate, Value pair) {
  return AccessorPair_setter(Value_as_AccessorPair(isolate, pair));
}

// ---- super ----

// ECMA-262 #sec-getsuperbase: may be null.
Value Runtime_GetSuperBase(Isolate *isolate, Value home_object) {
  return Object_get_prototype_js(isolate,
                                 Value_as_JSReceiver(isolate, home_object));
}

Value Runtime_LoadFromSuperBase(Isolate *isolate, Value receiver, Value base,
                                Value key) {
  if (Value_is_null(base))
    return Throw_type_error(isolate, kMessageNullPropertyRead, base, key);
  PropertyKey property;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key, &property));
  return Object_get_with_receiver_js(
      isolate, Value_as_JSReceiver(isolate, base), property, receiver);
}

Value Runtime_LoadFromSuper(Isolate *isolate, Value receiver,
                            Value home_object, Value key) {
  Value base = TRY(Runtime_GetSuperBase(isolate, home_object));
  return Runtime_LoadFromSuperBase(isolate, receiver, base, key);
}

Value Runtime_StoreToSuper(Isolate *isolate, Value receiver, Value base,
                           Value key, Value value, Value language_mode) {
  if (Value_is_null(base))
    return Throw_type_error(isolate, kMessageNullPropertyStore, base, key);
  PropertyKey property;
  TRY_BOOL(PropertyKey_from_value_js(isolate, key, &property));
  bool success;
  TRY_BOOL(Object_set_internal_js(
      isolate, Value_as_JSReceiver(isolate, base), property,
      Isolate_box(isolate, value), receiver,
      Value_smi(language_mode) != 0 ? kThrowOnError : kDontThrow, &success));
  return value;
}
