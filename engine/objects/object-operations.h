// SPDX-License-Identifier: MIT
//
// Operations on objects (ECMA-262 #sec-operations-on-objects and the essential
// internal methods), for every kind of receiver: ordinary, array, typed array,
// string wrapper, arguments, module namespace, proxy. Fast paths inside.
// Functions ending in _js may run user code. Values: sentinel when they threw;
// NODISCARD bool: false when they threw, results through pointers.
#ifndef ENGINE_OBJECTS_OBJECT_OPERATIONS_H_
#define ENGINE_OBJECTS_OBJECT_OPERATIONS_H_

#include "engine/objects/property-key.h"

typedef enum PropertyAttributes {
  kNone = 0,
  kReadOnly = 1,
  kDontEnum = 2,
  kDontDelete = 4,
  kFrozenAttributes = kReadOnly | kDontDelete,
  kConstantAttributes = kReadOnly | kDontEnum | kDontDelete,
} PropertyAttributes;

typedef enum ShouldThrow { kDontThrow, kThrowOnError } ShouldThrow;

// A property descriptor record (#sec-property-descriptor-specification-type).
typedef struct PropertyDescriptor {
  Value value, get, set;  // meaningful where has_* says so
  bool has_value, has_get, has_set;
  bool has_writable, has_enumerable, has_configurable;
  bool writable, enumerable, configurable;
} PropertyDescriptor;

// #sec-getv and #sec-get-o-p. `object` may be any value; null and undefined
// throw "Cannot read properties of undefined (reading 'x')".
NODISCARD Value Object_get_js(Isolate *isolate, Value object, PropertyKey key);
NODISCARD Value Object_get_with_receiver_js(Isolate *isolate,
                                            JSReceiver *object, PropertyKey key,
                                            Value receiver);
static inline Value Object_get_name_js(Isolate *isolate, Value object,
                                       const void *name) {
  return Object_get_js(isolate, object, PropertyKey_from_name(name));
}
// obj[key] with any key value.
NODISCARD Value Object_get_keyed_js(Isolate *isolate, Value object, Value key);
// #sec-set-o-p-v-throw. False when it threw; with kDontThrow a refused store
// is silent.
NODISCARD bool Object_set_js(Isolate *isolate, Value object, PropertyKey key,
                             Value value, ShouldThrow should_throw);
NODISCARD bool Object_set_with_receiver_js(Isolate *isolate, JSReceiver *object,
                                           PropertyKey key, Value value,
                                           Value receiver, bool *success);
NODISCARD bool Object_set_keyed_js(Isolate *isolate, Value object, Value key,
                                   Value value, ShouldThrow should_throw);
NODISCARD bool Object_has_property_js(Isolate *isolate, JSReceiver *object,
                                      PropertyKey key, bool *result);
NODISCARD bool Object_has_own_property_js(Isolate *isolate, JSReceiver *object,
                                          PropertyKey key, bool *result);
// #sec-deletepropertyorthrow with kThrowOnError.
NODISCARD bool Object_delete_js(Isolate *isolate, JSReceiver *object,
                                PropertyKey key, ShouldThrow should_throw,
                                bool *result);
// #sec-getmethod: undefined if absent.
NODISCARD Value Object_get_method_js(Isolate *isolate, Value object,
                                     PropertyKey key);

// [[GetOwnProperty]]: *found tells whether *descriptor was filled.
NODISCARD bool Object_get_own_property_js(Isolate *isolate, JSReceiver *object,
                                          PropertyKey key,
                                          PropertyDescriptor *descriptor,
                                          bool *found);
// [[DefineOwnProperty]].
NODISCARD bool Object_define_own_property_js(
    Isolate *isolate, JSReceiver *object, PropertyKey key,
    const PropertyDescriptor *descriptor, ShouldThrow should_throw,
    bool *success);
// #sec-createdataproperty(orthrow).
NODISCARD bool Object_create_data_property_js(Isolate *isolate,
                                              JSReceiver *object,
                                              PropertyKey key, Value value,
                                              ShouldThrow should_throw,
                                              bool *success);
NODISCARD Value Object_get_prototype_js(Isolate *isolate, JSReceiver *object);
// The same for loops that walk a chain, which proxies can make endless: throws a
// RangeError when *proxies, counted from 0, become too many.
NODISCARD Value Object_next_prototype_js(Isolate *isolate, JSReceiver *object,
                                         int *proxies);
NODISCARD bool Object_set_prototype_js(Isolate *isolate, JSReceiver *object,
                                       Value prototype,
                                       ShouldThrow should_throw, bool *success);
NODISCARD bool Object_is_extensible_js(Isolate *isolate, JSReceiver *object,
                                       bool *result);
NODISCARD bool Object_prevent_extensions_js(Isolate *isolate,
                                            JSReceiver *object,
                                            ShouldThrow should_throw,
                                            bool *success);
typedef enum IntegrityLevel { kSealed, kFrozen } IntegrityLevel;
NODISCARD bool Object_set_integrity_level_js(Isolate *isolate,
                                             JSReceiver *object,
                                             IntegrityLevel level,
                                             bool *success);
NODISCARD bool Object_test_integrity_level_js(Isolate *isolate,
                                              JSReceiver *object,
                                              IntegrityLevel level,
                                              bool *result);

typedef enum KeyFilter {
  kAllKeys = 0,
  kOnlyEnumerable = 1,
  kSkipStrings = 2,
  kSkipSymbols = 4,
} KeyFilter;
// [[OwnPropertyKeys]] in specification order, filtered; a FixedArray of Strings
// and Symbols. Never lists private symbols. NULL when it threw.
NODISCARD FixedArray *Object_own_keys_js(Isolate *isolate, JSReceiver *object,
                                         int filter);
// Own and inherited enumerable string keys, as for-in visits them.
NODISCARD FixedArray *Object_for_in_keys_js(Isolate *isolate,
                                            JSReceiver *object);

// #sec-lengthofarraylike.
NODISCARD bool Object_length_js(Isolate *isolate, JSReceiver *object,
                                double *length);
// #sec-createlistfromarraylike; NULL when it threw.
NODISCARD FixedArray *Object_list_from_array_like_js(Isolate *isolate,
                                                     Value object);
// #sec-speciesconstructor.
NODISCARD Value Object_species_constructor_js(Isolate *isolate,
                                              JSReceiver *object,
                                              Value default_constructor);
// #sec-ordinaryhasinstance, #sec-instanceofoperator.
NODISCARD bool Object_instance_of_js(Isolate *isolate, Value value,
                                     Value callable, bool *result);
NODISCARD bool Object_ordinary_has_instance_js(Isolate *isolate, Value callable,
                                               Value value, bool *result);
// #sec-ordinarycreatefromconstructor: prototype from new_target, else the
// native context's default for `default_map_slot` (a NativeContextIndex holding
// the default initial Map). NULL when it threw.
NODISCARD JSObject *JSObject_new_for_constructor_js(Isolate *isolate,
                                                    Value new_target,
                                                    int default_map_slot);

// ---- Own properties of plain objects, for set-up code: never user code ----

JSObject *JSObject_new_plain(Isolate *isolate);  // {}
JSObject *JSObject_new_with_prototype(Isolate *isolate, Value prototype);
// Adds or overwrites an own data property.
void JSObject_define_data(Isolate *isolate, JSObject *object, PropertyKey key,
                          Value value, int attributes);
void JSObject_define_accessor(Isolate *isolate, JSObject *object,
                              PropertyKey key, Value getter, Value setter,
                              int attributes);
// Private symbols and other own data properties without any lookup of
// prototypes or proxies: the_hole if absent.
Value JSReceiver_get_own_data(Isolate *isolate, JSReceiver *object, Name *name);
// Stable identity hash, made on first use.
uint32_t JSReceiver_identity_hash(Isolate *isolate, JSReceiver *object);

// ---- Arrays ----

JSArray *JSArray_new(Isolate *isolate, int32_t length);  // holes
// Adopts the elements; the kind is found by looking at them.
JSArray *JSArray_new_from_elements(Isolate *isolate, FixedArray *elements,
                                   int32_t length);
// Array with these values.
JSArray *JSArray_new_from_values(Isolate *isolate, const Value *values,
                                 int32_t count);
void JSArray_push(Isolate *isolate, JSArray *array, Value value);
static inline double JSArray_length_number(const JSArray *array) {
  return Value_number(Isolate_of(array), JSArray_length(array));
}
NODISCARD bool JSArray_set_length_js(Isolate *isolate, JSArray *array,
                                     double length, ShouldThrow should_throw,
                                     bool *success);
// Length of a FixedArray made into `{value, done}`.
JSObject *IterResult_new(Isolate *isolate, Value value, bool done);

#endif  // ENGINE_OBJECTS_OBJECT_OPERATIONS_H_
