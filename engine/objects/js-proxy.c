// SPDX-License-Identifier: MIT
//
// Proxies' essential internal methods, with their invariants (ECMA-262
// #sec-proxy-object-internal-methods-and-internal-slots). [[Call]] and
// [[Construct]] are in interpreter/runtime-calls.c.
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/string.h"

// A trap about to be called: revoked proxies throw; an absent trap leaves
// method undefined.
typedef struct Trap {
  JSReceiver *target;
  Value handler;
  Value method;
  Value name;
} Trap;

static bool get_trap_js(Isolate *isolate, JSProxy *proxy, Value name,
                        Trap *trap) {
  trap->name = name;
  if (Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return false;
  }
  trap->handler = JSProxy_handler(proxy);
  if (!Value_is_JSReceiver(isolate, trap->handler)) {
    (void)Throw_type_error(isolate, kMessageProxyRevoked,
                           name, ROOT(undefined_value));
    return false;
  }
  trap->target = (JSReceiver *)Value_object(isolate, JSProxy_target(proxy));
  trap->method = Object_get_method_js(
      isolate, trap->handler,
      PropertyKey_from_name(Value_object(isolate, name)));
  return !Value_is_exception(trap->method);
}

static bool has_method(const Trap *trap) {
  return !Value_is_undefined(trap->method);
}

static Value call_trap_js(Isolate *isolate, const Trap *trap, int argc,
                          const Value *argv) {
  return Execution_call_js(isolate, trap->method, trap->handler, argc, argv);
}

// The trap's answer contradicts what its target has fixed.
static bool violation(Isolate *isolate, MessageTemplate message,
                      PropertyKey key) {
  (void)Throw_type_error(isolate, message, PropertyKey_to_value(isolate, key),
                         ROOT(undefined_value));
  return false;
}

// Whether a proxy may say that its target has no such property; throws if not.
static bool check_may_be_absent_js(Isolate *isolate, JSReceiver *target,
                                   PropertyKey key,
                                   MessageTemplate non_configurable,
                                   MessageTemplate non_extensible) {
  PropertyDescriptor own;
  bool exists;
  if (!Object_get_own_property_js(isolate, target, key, &own, &exists))
    return false;
  if (!exists) return true;
  if (!own.configurable) return violation(isolate, non_configurable, key);
  bool extensible;
  if (!Object_is_extensible_js(isolate, target, &extensible)) return false;
  return extensible || violation(isolate, non_extensible, key);
}

static bool violation_without_key(Isolate *isolate, MessageTemplate message) {
  (void)Throw_type_error(isolate, message, ROOT(undefined_value),
                         ROOT(undefined_value));
  return false;
}

static bool falsish(Isolate *isolate, const Trap *trap, PropertyKey key,
                    ShouldThrow should_throw, bool *success) {
  *success = false;
  if (should_throw == kDontThrow) return true;
  (void)Throw_type_error(isolate, kMessageProxyTrapReturnedFalsishFor,
                         trap->name,
                         PropertyKey_to_value(isolate, key));
  return false;
}

static bool falsish_without_key(Isolate *isolate, const Trap *trap,
                                ShouldThrow should_throw, bool *success) {
  *success = false;
  if (should_throw == kDontThrow) return true;
  (void)Throw_type_error(isolate, kMessageProxyTrapReturnedFalsish,
                         trap->name,
                         ROOT(undefined_value));
  return false;
}

static bool is_private(Isolate *isolate, PropertyKey key) {
  return !PropertyKey_is_index(key) &&
         Value_is_Symbol(isolate, Value_from_object(key.name)) &&
         (((Symbol *)key.name)->flags & kSymbolPrivate);
}

JSProxy *JSProxy_new(Isolate *isolate, Value target, Value handler) {
  if (!Value_is_JSReceiver(isolate, target) ||
      !Value_is_JSReceiver(isolate, handler)) {
    (void)Throw_type_error(isolate, kMessageProxyNonObject,
                           ROOT(undefined_value), ROOT(undefined_value));
    return NULL;
  }
  Map *map;
  if (Object_is_constructor(isolate, target))
    map = INTRINSIC_OBJECT(isolate, Map, proxy_constructor_map);
  else if (Object_is_callable(isolate, target))
    map = INTRINSIC_OBJECT(isolate, Map, proxy_callable_map);
  else
    map = INTRINSIC_OBJECT(isolate, Map, proxy_map);
  JSProxy *proxy = (JSProxy *)Heap_new_object(isolate, map);
  JSReceiver_set_properties_or_hash((JSReceiver *)proxy,
                                    ROOT(empty_fixed_array));
  JSProxy_set_target(proxy, target);
  JSProxy_set_handler(proxy, handler);
  return proxy;
}

static NameDictionary *private_names(Isolate *isolate, const JSProxy *proxy) {
  Value properties = JSReceiver_properties_or_hash((const JSReceiver *)proxy);
  return Value_is_NameDictionary(isolate, properties)
             ? Value_as_NameDictionary(isolate, properties)
             : NULL;
}

Value JSProxy_get_private(Isolate *isolate, JSProxy *proxy, const Name *name) {
  const NameDictionary *names = private_names(isolate, proxy);
  int entry = names ? NameDictionary_find(names, name) : kDictionaryNotFound;
  return entry == kDictionaryNotFound ? ROOT(the_hole)
                                      : NameDictionary_value_at(names, entry);
}

void JSProxy_set_private(Isolate *isolate, JSProxy *proxy, Name *name,
                         Value value) {
  value = Isolate_box(isolate, value);
  NameDictionary *names = private_names(isolate, proxy);
  if (!names) {
    names = NameDictionary_new(isolate, 2);
    names->owner_hash = JSReceiver_existing_hash((JSReceiver *)proxy);
  }
  int entry = NameDictionary_find(names, name);
  if (entry != kDictionaryNotFound)
    NameDictionary_set_value_at(names, entry, value);
  else
    names = NameDictionary_add(isolate, names, name, value, 0);
  JSReceiver_set_properties_or_hash((JSReceiver *)proxy,
                                    Value_from_object(names));
}

// #sec-proxy-object-internal-methods-and-internal-slots-getprototypeof
Value JSProxy_get_prototype_js(Isolate *isolate, JSProxy *proxy) {
  Trap trap;
  TRY_BOOL(get_trap_js(isolate, proxy, ROOT(getPrototypeOf_string), &trap));
  if (!has_method(&trap)) return Object_get_prototype_js(isolate, trap.target);
  Value argv[] = {Value_from_object(trap.target)};
  Value prototype = TRY(call_trap_js(isolate, &trap, 1, argv));
  if (!Value_is_JSReceiver(isolate, prototype) && !Value_is_null(prototype)) {
    (void)violation_without_key(isolate, kMessageProxyGetPrototypeInvalid);
    return ROOT(exception);
  }
  bool extensible;
  TRY_BOOL(Object_is_extensible_js(isolate, trap.target, &extensible));
  if (extensible) return prototype;
  Value actual = TRY(Object_get_prototype_js(isolate, trap.target));
  if (Value_equals(actual, prototype)) return prototype;
  (void)violation_without_key(isolate, kMessageProxyGetPrototypeNonExtensible);
  return ROOT(exception);
}

// ...-setprototypeof-v
bool JSProxy_set_prototype_js(Isolate *isolate, JSProxy *proxy, Value prototype,
                              ShouldThrow should_throw, bool *success) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(setPrototypeOf_string), &trap)) return false;
  if (!has_method(&trap))
    return Object_set_prototype_js(isolate, trap.target, prototype,
                                   should_throw, success);
  Value argv[] = {Value_from_object(trap.target), prototype};
  Value answer = call_trap_js(isolate, &trap, 2, argv);
  if (Value_is_exception(answer)) return false;
  if (!Object_to_boolean(isolate, answer))
    return falsish_without_key(isolate, &trap, should_throw, success);
  *success = true;
  bool extensible;
  if (!Object_is_extensible_js(isolate, trap.target, &extensible)) return false;
  if (extensible) return true;
  Value actual = Object_get_prototype_js(isolate, trap.target);
  if (Value_is_exception(actual)) return false;
  return Value_equals(actual, prototype) ||
         violation_without_key(isolate, kMessageProxySetPrototypeNonExtensible);
}

// ...-isextensible
bool JSProxy_is_extensible_js(Isolate *isolate, JSProxy *proxy, bool *result) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(isExtensible_string), &trap)) return false;
  if (!has_method(&trap))
    return Object_is_extensible_js(isolate, trap.target, result);
  Value argv[] = {Value_from_object(trap.target)};
  Value answer = call_trap_js(isolate, &trap, 1, argv);
  if (Value_is_exception(answer)) return false;
  *result = Object_to_boolean(isolate, answer);
  bool actual;
  if (!Object_is_extensible_js(isolate, trap.target, &actual)) return false;
  if (actual == *result) return true;
  (void)Throw_type_error(isolate, kMessageProxyIsExtensibleInconsistent,
                         Value_from_bool(actual), ROOT(undefined_value));
  return false;
}

// ...-preventextensions
bool JSProxy_prevent_extensions_js(Isolate *isolate, JSProxy *proxy,
                                   ShouldThrow should_throw, bool *success) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(preventExtensions_string), &trap)) return false;
  if (!has_method(&trap))
    return Object_prevent_extensions_js(isolate, trap.target, should_throw,
                                        success);
  Value argv[] = {Value_from_object(trap.target)};
  Value answer = call_trap_js(isolate, &trap, 1, argv);
  if (Value_is_exception(answer)) return false;
  *success = Object_to_boolean(isolate, answer);
  if (!*success)
    return falsish_without_key(isolate, &trap, should_throw, success);
  bool extensible;
  if (!Object_is_extensible_js(isolate, trap.target, &extensible)) return false;
  return !extensible || violation_without_key(isolate, kMessageProxyPreventExtensionsExtensible);
}

// ...-getownproperty-p
bool JSProxy_get_own_property_js(Isolate *isolate, JSProxy *proxy,
                                 PropertyKey key, PropertyDescriptor *d,
                                 bool *found) {
  if (is_private(isolate, key)) {
    *found = false;
    return true;
  }
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(getOwnPropertyDescriptor_string), &trap))
    return false;
  if (!has_method(&trap))
    return Object_get_own_property_js(isolate, trap.target, key, d, found);
  Value argv[] = {Value_from_object(trap.target),
                  PropertyKey_to_value(isolate, key)};
  Value answer = call_trap_js(isolate, &trap, 2, argv);
  if (Value_is_exception(answer)) return false;
  if (!Value_is_JSReceiver(isolate, answer) && !Value_is_undefined(answer))
    return violation(isolate, kMessageProxyDescriptorInvalid, key);
  PropertyDescriptor target;
  bool exists;
  if (!Object_get_own_property_js(isolate, trap.target, key, &target, &exists))
    return false;
  if (Value_is_undefined(answer)) {
    *found = false;
    if (!exists) return true;
    if (!target.configurable) return violation(isolate, kMessageProxyDescriptorUndefined, key);
    bool extensible;
    if (!Object_is_extensible_js(isolate, trap.target, &extensible))
      return false;
    return extensible || violation(isolate, kMessageProxyDescriptorNonExtensible, key);
  }
  bool extensible;
  if (!Object_is_extensible_js(isolate, trap.target, &extensible)) return false;
  if (!PropertyDescriptor_from_object_js(isolate, answer, d)) return false;
  PropertyDescriptor_complete(d);
  if (!PropertyDescriptor_is_compatible(isolate, extensible, d,
                                        exists ? &target : NULL))
    return violation(isolate, kMessageProxyDescriptorIncompatible, key);
  if (!d->configurable) {
    if (!exists || target.configurable) return violation(isolate, kMessageProxyDescriptorNonConfigurable, key);
    if (d->has_writable && !d->writable && target.has_writable &&
        target.writable)
      return violation(isolate, kMessageProxyDescriptorNonConfigurableWritable, key);
  }
  *found = true;
  return true;
}

// ...-defineownproperty-p-desc
bool JSProxy_define_own_property_js(Isolate *isolate, JSProxy *proxy,
                                    PropertyKey key,
                                    const PropertyDescriptor *d,
                                    ShouldThrow should_throw, bool *success) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(defineProperty_string), &trap)) return false;
  if (!has_method(&trap))
    return Object_define_own_property_js(isolate, trap.target, key, d,
                                         should_throw, success);
  Value argv[] = {Value_from_object(trap.target),
                  PropertyKey_to_value(isolate, key),
                  PropertyDescriptor_to_object(isolate, d)};
  Value answer = call_trap_js(isolate, &trap, 3, argv);
  if (Value_is_exception(answer)) return false;
  if (!Object_to_boolean(isolate, answer))
    return falsish(isolate, &trap, key, should_throw, success);
  *success = true;
  PropertyDescriptor target;
  bool exists, extensible;
  if (!Object_get_own_property_js(isolate, trap.target, key, &target,
                                  &exists) ||
      !Object_is_extensible_js(isolate, trap.target, &extensible))
    return false;
  bool setting_not_configurable = d->has_configurable && !d->configurable;
  if (!exists) {
    if (!extensible)
      return violation(isolate, kMessageProxyDefineNonExtensible, key);
    return !setting_not_configurable ||
           violation(isolate, kMessageProxyDefineNonConfigurable, key);
  }
  if (!PropertyDescriptor_is_compatible(isolate, extensible, d, &target))
    return violation(isolate, kMessageProxyDefineIncompatible, key);
  if (setting_not_configurable && target.configurable)
    return violation(isolate, kMessageProxyDefineNonConfigurable, key);
  if (target.has_writable && !target.configurable && target.writable &&
      d->has_writable && !d->writable)
    return violation(isolate, kMessageProxyDefineNonConfigurableWritable, key);
  return true;
}

// ...-hasproperty-p
bool JSProxy_has_js(Isolate *isolate, JSProxy *proxy, PropertyKey key,
                    bool *result) {
  *result = false;
  if (is_private(isolate, key)) return true;
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(has_string), &trap)) return false;
  if (!has_method(&trap)) {
    bool done = Object_has_property_js(isolate, trap.target, key, result);
    NO_TAIL_CALL();  // a target may inherit from its proxy
    return done;
  }
  Value argv[] = {Value_from_object(trap.target),
                  PropertyKey_to_value(isolate, key)};
  Value answer = call_trap_js(isolate, &trap, 2, argv);
  if (Value_is_exception(answer)) return false;
  *result = Object_to_boolean(isolate, answer);
  if (*result) return true;
  return check_may_be_absent_js(isolate, trap.target, key,
                                kMessageProxyHasNonConfigurable,
                                kMessageProxyHasNonExtensible);
}

bool JSProxy_check_get_js(Isolate *isolate, JSReceiver *object,
                          PropertyKey key, Value value) {
  PropertyDescriptor target;
  bool exists;
  if (!Object_get_own_property_js(isolate, object, key, &target, &exists))
    return false;
  if (!exists || target.configurable) return true;
  Value name = PropertyKey_to_value(isolate, key);
  if (PropertyDescriptor_is_accessor(&target)) {
    if (!Value_is_undefined(target.get) || Value_is_undefined(value))
      return true;
    (void)Throw_type_error(isolate, kMessageProxyGetNonConfigurableAccessor,
                           name, value);
    return false;
  }
  if (target.writable || Object_same_value(isolate, value, target.value))
    return true;
  (void)Throw_error(isolate, kErrorTypeTypeError,
                    kMessageProxyGetNonConfigurableData, name, target.value,
                    value);
  return false;
}

// ...-get-p-receiver
Value JSProxy_get_js(Isolate *isolate, JSProxy *proxy, PropertyKey key,
                     Value receiver) {
  Trap trap;
  TRY_BOOL(get_trap_js(isolate, proxy, ROOT(get_string), &trap));
  if (!has_method(&trap)) {
    Value value =
        Object_get_with_receiver_js(isolate, trap.target, key, receiver);
    NO_TAIL_CALL();
    return value;
  }
  Value argv[] = {Value_from_object(trap.target),
                  PropertyKey_to_value(isolate, key), receiver};
  Value value = TRY(call_trap_js(isolate, &trap, 3, argv));
  TRY_BOOL(JSProxy_check_get_js(isolate, trap.target, key, value));
  return value;
}

// ...-set-p-v-receiver
bool JSProxy_set_js(Isolate *isolate, JSProxy *proxy, PropertyKey key,
                    Value value, Value receiver, ShouldThrow should_throw,
                    bool *success) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(set_string), &trap)) return false;
  if (!has_method(&trap)) {
    bool done = Object_set_internal_js(isolate, trap.target, key, value,
                                       receiver, should_throw, success);
    NO_TAIL_CALL();
    return done;
  }
  Value argv[] = {Value_from_object(trap.target),
                  PropertyKey_to_value(isolate, key), value, receiver};
  Value answer = call_trap_js(isolate, &trap, 4, argv);
  if (Value_is_exception(answer)) return false;
  if (!Object_to_boolean(isolate, answer))
    return falsish(isolate, &trap, key, should_throw, success);
  *success = true;
  PropertyDescriptor target;
  bool exists;
  if (!Object_get_own_property_js(isolate, trap.target, key, &target, &exists))
    return false;
  if (!exists || target.configurable) return true;
  if (PropertyDescriptor_is_accessor(&target))
    return !Value_is_undefined(target.set) ||
           violation(isolate, kMessageProxySetFrozenAccessor, key);
  return target.writable ||
         Object_same_value(isolate, value, target.value) ||
         violation(isolate, kMessageProxySetFrozenData, key);
}

// ...-delete-p
bool JSProxy_delete_js(Isolate *isolate, JSProxy *proxy, PropertyKey key,
                       ShouldThrow should_throw, bool *success) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(deleteProperty_string), &trap)) return false;
  if (!has_method(&trap))
    return Object_delete_js(isolate, trap.target, key, should_throw, success);
  Value argv[] = {Value_from_object(trap.target),
                  PropertyKey_to_value(isolate, key)};
  Value answer = call_trap_js(isolate, &trap, 2, argv);
  if (Value_is_exception(answer)) return false;
  if (!Object_to_boolean(isolate, answer))
    return falsish(isolate, &trap, key, should_throw, success);
  *success = true;
  return check_may_be_absent_js(isolate, trap.target, key,
                                kMessageProxyDeleteNonConfigurable,
                                kMessageProxyDeleteNonExtensible);
}

// ---- [[OwnPropertyKeys]] ----

static Name *unique_key(Isolate *isolate, Value key) {
  if (Value_is_String(isolate, key))
    return (Name *)String_internalize(isolate, Value_as_String(isolate, key));
  return Value_as_Name(isolate, key);
}

// Steps 7-9: a list of distinct Strings and Symbols, as a dictionary whose
// values are false until the key has been accounted for.
static NameDictionary *collect_keys(Isolate *isolate, const Trap *trap,
                                    FixedArray *list) {
  NameDictionary *keys = NameDictionary_new(isolate, list->length);
  for (int32_t i = 0; i < list->length; i++) {
    Value key = FixedArray_get_slots(list, i);
    if (!Value_is_Name(isolate, key)) {
      (void)Throw_type_error(isolate, kMessageProxyOwnKeysNonName, key,
                             ROOT(undefined_value));
      return NULL;
    }
    Name *name = unique_key(isolate, key);
    if (NameDictionary_find(keys, name) != kDictionaryNotFound) {
      (void)Throw_text(isolate, kErrorTypeTypeError,
                       "'ownKeys' on proxy: trap returned duplicate entries");
      return NULL;
    }
    keys = NameDictionary_add(isolate, keys, name, ROOT(false_value), 0);
    FixedArray_set_slots(list, i, Value_from_object(name));
  }
  return keys;
}

// ...-ownpropertykeys
FixedArray *JSProxy_own_keys_js(Isolate *isolate, JSProxy *proxy) {
  Trap trap;
  if (!get_trap_js(isolate, proxy, ROOT(ownKeys_string), &trap)) return NULL;
  if (!has_method(&trap))
    return Object_own_keys_js(isolate, trap.target, kAllKeys);
  Value argv[] = {Value_from_object(trap.target)};
  Value answer = call_trap_js(isolate, &trap, 1, argv);
  if (Value_is_exception(answer)) return NULL;
  FixedArray *list = Object_list_from_array_like_js(isolate, answer);
  if (!list) return NULL;
  NameDictionary *keys = collect_keys(isolate, &trap, list);
  if (!keys) return NULL;
  bool extensible;
  if (!Object_is_extensible_js(isolate, trap.target, &extensible)) return NULL;
  FixedArray *actual = Object_own_keys_js(isolate, trap.target, kAllKeys);
  if (!actual) return NULL;
  int32_t matched = 0;
  for (int32_t i = 0; i < actual->length; i++) {
    Name *name = unique_key(isolate, FixedArray_get_slots(actual, i));
    PropertyKey key = PropertyKey_from_any_name(isolate, name);
    PropertyDescriptor d;
    bool found;
    if (!Object_get_own_property_js(isolate, trap.target, key, &d, &found))
      return NULL;
    bool fixed = found && !d.configurable;
    bool listed = NameDictionary_find(keys, name) != kDictionaryNotFound;
    if (listed) matched++;
    if (!listed && (fixed || !extensible)) {
      (void)violation(isolate, kMessageProxyOwnKeysMissing, key);
      return NULL;
    }
  }
  if (!extensible && matched != list->length) {
    (void)violation_without_key(isolate, kMessageProxyOwnKeysNonExtensible);
    return NULL;
  }
  return list;
}
