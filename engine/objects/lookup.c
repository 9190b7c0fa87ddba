// SPDX-License-Identifier: MIT
//
// Reading properties: [[Get]], [[HasProperty]], [[GetOwnProperty]], prototypes.
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

Value Object_prototype_of_primitive(Isolate *isolate, Value value) {
  if (!Value_is_heap_object(value)) return INTRINSIC(isolate, number_prototype);
  InstanceType type = HeapObject_type(Value_object(isolate, value));
  if (InstanceType_is_string(type)) return INTRINSIC(isolate, string_prototype);
  switch (type) {
    case HEAP_NUMBER_TYPE:
      return INTRINSIC(isolate, number_prototype);
    case SYMBOL_TYPE:
      return INTRINSIC(isolate, symbol_prototype);
    case BIGINT_TYPE:
      return INTRINSIC(isolate, bigint_prototype);
    default:
      return Value_is_boolean(value) ? INTRINSIC(isolate, boolean_prototype)
                                     : ROOT(null_value);
  }
}

static Value call_getter_js(Isolate *isolate, Value pair, Value receiver) {
  Value getter = AccessorPair_getter(Value_as_AccessorPair(isolate, pair));
  if (!Object_is_callable(isolate, getter)) return ROOT(undefined_value);
  return Execution_call0_js(isolate, getter, receiver);
}

static Value throw_uninitialized(Isolate *isolate, PropertyKey key) {
  return Throw_error(isolate, kErrorTypeReferenceError,
                     kMessageAccessedUninitializedVariable,
                     PropertyKey_to_value(isolate, key), ROOT(undefined_value),
                     ROOT(undefined_value));
}

// A typed array answers for every numeric key itself.
static bool is_invalid_typed_key(Isolate *isolate, JSReceiver *object,
                                 PropertyKey key) {
  if (JSObject_map(object)->instance_type != JS_TYPED_ARRAY_TYPE) return false;
  double number;
  return PropertyKey_is_index(key) ||
         Name_is_canonical_numeric(isolate, key.name, &number);
}

Value Object_get_with_receiver_js(Isolate *isolate, JSReceiver *object,
                                  PropertyKey key, Value receiver) {
  for (JSReceiver *holder = object;;) {
    if (HeapObject_type((HeapObject *)holder) == JS_PROXY_TYPE) {
      if (!PropertyKey_is_index(key) &&
          Value_is_Symbol(isolate, Value_from_object(key.name)) &&
          (((Symbol *)key.name)->flags & kSymbolPrivate))
        return ROOT(undefined_value);
      return JSProxy_get_js(isolate, (JSProxy *)holder, key, receiver);
    }
    OwnProperty own = JSObject_get_own(isolate, (JSObject *)holder, key);
    switch ((OwnState)own.state) {
      case kOwnData:
        return own.value;
      case kOwnAccessor:
        return call_getter_js(isolate, own.value, receiver);
      case kOwnNative:
        return AccessorInfo_get_js(isolate,
                                   Value_as_AccessorInfo(isolate, own.value),
                                   receiver, (JSObject *)holder);
      case kOwnException:
        return throw_uninitialized(isolate, key);
      case kOwnAbsent:
        break;
    }
    if (is_invalid_typed_key(isolate, holder, key))
      return ROOT(undefined_value);
    Value prototype = Map_prototype(JSObject_map(holder));
    if (!Value_is_JSReceiver(isolate, prototype)) return ROOT(undefined_value);
    holder = (JSReceiver *)Value_object(isolate, prototype);
  }
}

static Value throw_null_read(Isolate *isolate, Value object, Value key) {
  if (Value_is_root(key, iterator_symbol))
    return Throw_not_iterable(isolate, object);
  return Throw_type_error(isolate, kMessageNullPropertyRead, object, key);
}

Value Object_get_js(Isolate *isolate, Value object, PropertyKey key) {
  if (LIKELY(Value_is_JSReceiver(isolate, object)))
    return Object_get_with_receiver_js(
        isolate, (JSReceiver *)Value_object(isolate, object), key, object);
  if (Value_is_null_or_undefined(object))
    return throw_null_read(isolate, object, PropertyKey_to_value(isolate, key));
  if (Value_is_String(isolate, object)) {
    String *string = Value_as_String(isolate, object);
    if (PropertyKey_is_index(key)) {
      if (key.index < (uint32_t)string->length)
        return Value_from_object(String_from_char_code(
            isolate, String_char_at(isolate, string, (int32_t)key.index)));
    } else if (Tagged_from_object(key.name).bits == ROOT_BITS(length_string)) {
      return Value_from_smi(string->length);
    }
  }
  Value prototype = Object_prototype_of_primitive(isolate, object);
  if (!Value_is_JSReceiver(isolate, prototype)) return ROOT(undefined_value);
  return Object_get_with_receiver_js(
      isolate, (JSReceiver *)Value_object(isolate, prototype), key, object);
}

Value Object_get_keyed_js(Isolate *isolate, Value object, Value key) {
  if (Value_is_null_or_undefined(object)) {
    // The key is not converted first (#sec-getvalue), hence not named.
    PropertyKey ignored;
    if (Value_is_JSReceiver(isolate, key)) {
      Value text = Message_key_text(isolate, key);
      return Throw_type_error(isolate,
                              Value_is_undefined(text)
                                  ? kMessageNullRead : kMessageNullPropertyRead,
                              object, text);
    }
    if (!PropertyKey_from_value_js(isolate, key, &ignored))
      return ROOT(exception);
    return throw_null_read(isolate, object,
                           PropertyKey_to_value(isolate, ignored));
  }
  PropertyKey property;
  if (!PropertyKey_from_value_js(isolate, key, &property))
    return ROOT(exception);
  return Object_get_js(isolate, object, property);
}

Value Object_get_method_js(Isolate *isolate, Value object, PropertyKey key) {
  Value method = TRY(Object_get_js(isolate, object, key));
  if (Value_is_null_or_undefined(method)) return ROOT(undefined_value);
  if (LIKELY(Object_is_callable(isolate, method))) return method;
  if (key.name == ROOT_OBJECT(isolate, Name, to_primitive_symbol))
    return Throw_not_callable(isolate, method);
  return Throw_error(isolate, kErrorTypeTypeError, kMessagePropertyNotFunction,
                     method, PropertyKey_to_value(isolate, key), object);
}

// ---- Existence ----

bool Object_has_property_js(Isolate *isolate, JSReceiver *object,
                            PropertyKey key, bool *result) {
  *result = false;
  for (JSReceiver *holder = object;;) {
    if (HeapObject_type((HeapObject *)holder) == JS_PROXY_TYPE)
      return JSProxy_has_js(isolate, (JSProxy *)holder, key, result);
    OwnProperty own = JSObject_get_own(isolate, (JSObject *)holder, key);
    if (own.state != kOwnAbsent) {
      *result = true;
      return true;
    }
    if (is_invalid_typed_key(isolate, holder, key)) return true;
    Value prototype = Map_prototype(JSObject_map(holder));
    if (!Value_is_JSReceiver(isolate, prototype)) return true;
    holder = (JSReceiver *)Value_object(isolate, prototype);
  }
}

bool Object_has_own_property_js(Isolate *isolate, JSReceiver *object,
                                PropertyKey key, bool *result) {
  PropertyDescriptor descriptor;
  return Object_get_own_property_js(isolate, object, key, &descriptor, result);
}

// ---- [[GetOwnProperty]] ----

static Value callable_or_undefined(Value value) {
  return Value_is_null(value) ? ROOT(undefined_value) : value;
}

bool Object_get_own_property_js(Isolate *isolate, JSReceiver *object,
                                PropertyKey key, PropertyDescriptor *d,
                                bool *found) {
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE)
    return JSProxy_get_own_property_js(isolate, (JSProxy *)object, key, d,
                                       found);
  OwnProperty own = JSObject_get_own(isolate, (JSObject *)object, key);
  *d = (PropertyDescriptor){.value = ROOT(undefined_value),
                            .get = ROOT(undefined_value),
                            .set = ROOT(undefined_value)};
  *found = own.state != kOwnAbsent;
  if (!*found) return true;
  if (own.state == kOwnException) {
    (void)throw_uninitialized(isolate, key);
    return false;
  }
  d->has_enumerable = d->has_configurable = true;
  d->enumerable = !(own.attributes & kDontEnum);
  d->configurable = !(own.attributes & kDontDelete);
  if (own.state == kOwnAccessor) {
    AccessorPair *pair = Value_as_AccessorPair(isolate, own.value);
    d->has_get = d->has_set = true;
    d->get = callable_or_undefined(AccessorPair_getter(pair));
    d->set = callable_or_undefined(AccessorPair_setter(pair));
    return true;
  }
  d->has_value = d->has_writable = true;
  d->writable = !(own.attributes & kReadOnly);
  d->value = own.value;
  if (own.state == kOwnNative) {
    d->value = AccessorInfo_get_js(
        isolate, Value_as_AccessorInfo(isolate, own.value),
        Value_from_object(object), (JSObject *)object);
    return !Value_is_exception(d->value);
  }
  return true;
}

// ---- Prototypes ----

Value Object_get_prototype_js(Isolate *isolate, JSReceiver *object) {
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE)
    return JSProxy_get_prototype_js(isolate, (JSProxy *)object);
  return Map_prototype(JSObject_map(object));
}

Value Object_next_prototype_js(Isolate *isolate, JSReceiver *object,
                               int *proxies) {
  enum { kMaxProxies = 100 * 1024 };  // as in V8
  if (HeapObject_type((HeapObject *)object) == JS_PROXY_TYPE &&
      ++*proxies > kMaxProxies)
    return Isolate_throw_stack_overflow(isolate);
  return Object_get_prototype_js(isolate, object);
}

bool Object_length_js(Isolate *isolate, JSReceiver *object, double *length) {
  if (HeapObject_type((HeapObject *)object) == JS_ARRAY_TYPE) {
    *length = JSArray_length_number((JSArray *)object);
    return true;
  }
  Value value = Object_get_js(isolate, Value_from_object(object),
                              ROOT_KEY(isolate, length_string));
  if (Value_is_exception(value)) return false;
  return Object_to_length_js(isolate, value, length);
}

FixedArray *Object_list_from_array_like_js(Isolate *isolate, Value value) {
  if (!Value_is_JSReceiver(isolate, value)) {
    (void)Throw_type_error(isolate, kMessageCreateListFromArrayLike,
                           ROOT(undefined_value), ROOT(undefined_value));
    return NULL;
  }
  FixedArray *values = JSArray_values_or_null(isolate, value);
  if (values) return values;
  JSReceiver *object = (JSReceiver *)Value_object(isolate, value);
  double length;
  if (!Object_length_js(isolate, object, &length)) return NULL;
  // More could not be passed to any function.
  if (length > 8 * 1024 * 1024) {
    (void)Throw_error(isolate, kErrorTypeRangeError, kMessageStackOverflow,
                      ROOT(undefined_value), ROOT(undefined_value),
                      ROOT(undefined_value));
    return NULL;
  }
  FixedArray *list = FixedArray_new(isolate, (int32_t)length);
  for (int32_t i = 0; i < list->length; i++) {
    Value element = Object_get_js(isolate, value,
                                  PropertyKey_from_index((uint32_t)i));
    if (Value_is_exception(element)) return NULL;
    element = Isolate_box(isolate, element);
    FixedArray_set_slots(list, i, element);
  }
  return list;
}

Value Object_species_constructor_js(Isolate *isolate, JSReceiver *object,
                                    Value default_constructor) {
  Value constructor = TRY(Object_get_js(
      isolate, Value_from_object(object),
      ROOT_KEY(isolate, constructor_string)));
  if (Value_is_undefined(constructor)) return default_constructor;
  if (!Value_is_JSReceiver(isolate, constructor))
    return Throw_type_error(isolate, kMessageConstructorNotReceiver,
                            ROOT(undefined_value), ROOT(undefined_value));
  Value species = TRY(
      Object_get_js(isolate, constructor, ROOT_KEY(isolate, species_symbol)));
  if (Value_is_null_or_undefined(species)) return default_constructor;
  if (Object_is_constructor(isolate, species)) return species;
  return Throw_type_error(
      isolate, kMessageTypeErrorText,
      Value_from_object(String_new_ascii(
          isolate,
          "object.constructor[Symbol.species] is not a constructor")),
      ROOT(undefined_value));
}

bool Object_ordinary_has_instance_js(Isolate *isolate, Value callable,
                                     Value value, bool *result) {
  *result = false;
  if (!Object_is_callable(isolate, callable)) return true;
  if (Value_is_JSBoundFunction(isolate, callable)) {
    JSReceiver *target =
        JSBoundFunction_target(Value_as_JSBoundFunction(isolate, callable));
    return Object_instance_of_js(isolate, value, Value_from_object(target),
                                 result);
  }
  if (!Value_is_JSReceiver(isolate, value)) return true;
  Value prototype =
      Object_get_js(isolate, callable, ROOT_KEY(isolate, prototype_string));
  if (Value_is_exception(prototype)) return false;
  if (!Value_is_JSReceiver(isolate, prototype)) {
    (void)Throw_type_error(isolate, kMessageInstanceofNonobjectProto, prototype,
                           ROOT(undefined_value));
    return false;
  }
  int proxies = 0;
  for (;;) {
    value = Object_next_prototype_js(
        isolate, (JSReceiver *)Value_object(isolate, value), &proxies);
    if (Value_is_exception(value)) return false;
    if (!Value_is_JSReceiver(isolate, value)) return true;
    if (Value_equals(value, prototype)) {
      *result = true;
      return true;
    }
  }
}

bool Object_instance_of_js(Isolate *isolate, Value value, Value callable,
                           bool *result) {
  if (!Value_is_JSReceiver(isolate, callable)) {
    (void)Throw_type_error(isolate, kMessageNonObjectInInstanceOf, callable,
                           ROOT(undefined_value));
    return false;
  }
  Value method = Object_get_method_js(isolate, callable,
                                      ROOT_KEY(isolate, has_instance_symbol));
  if (Value_is_exception(method)) return false;
  if (!Value_is_undefined(method)) {
    Value answer = Execution_call1_js(isolate, method, callable, value);
    if (Value_is_exception(answer)) return false;
    *result = Object_to_boolean(isolate, answer);
    return true;
  }
  if (!Object_is_callable(isolate, callable)) {
    (void)Throw_type_error(isolate, kMessageCalledNonCallableInstanceOf,
                           callable, ROOT(undefined_value));
    return false;
  }
  return Object_ordinary_has_instance_js(isolate, callable, value, result);
}
