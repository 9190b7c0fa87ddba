// SPDX-License-Identifier: MIT
//
// Parts of the object model that its files share: own properties of JSObjects
// by kind of storage, elements, lookups. The public face is
// object-operations.h.
#ifndef ENGINE_OBJECTS_JS_OBJECT_H_
#define ENGINE_OBJECTS_JS_OBJECT_H_

#include "engine/objects/hash-table.h"
#include "engine/objects/map.h"
#include "engine/objects/object-operations.h"

// ---- Identity hashes: 1 .. 2^30-1; 0: none yet ----

uint32_t JSReceiver_existing_hash(const JSReceiver *object);
void JSReceiver_set_hash(Isolate *isolate, JSReceiver *object, uint32_t hash);

// The prototype that property reads of a primitive start at; null for undefined
// and null.
Value Object_prototype_of_primitive(Isolate *isolate, Value value);

// ---- Own properties ----

// Where an own property is. state tells which members mean something.
typedef enum OwnState {
  kOwnAbsent,
  kOwnData,          // value, attributes
  kOwnAccessor,      // pair
  kOwnNative,        // info: AccessorInfo; attributes
  kOwnException,     // getting there threw
} OwnState;

typedef enum OwnStorage {
  kStorageField,       // number = descriptor index; fast
  kStorageDictionary,  // number = entry in the NameDictionary
  kStorageGlobal,      // cell
  kStorageElement,     // index in the fast elements
  kStorageElementDictionary,  // number = entry in the NumberDictionary
  kStorageMapped,      // number = context slot (sloppy arguments)
  kStorageTypedArray,
  kStorageString,      // character of a wrapper
  kStorageNamespace,   // module export; number = index of the name
} OwnStorage;

typedef struct OwnProperty {
  uint8_t state;    // OwnState
  uint8_t storage;  // OwnStorage
  uint8_t attributes;
  int32_t number;
  uint32_t index;  // elements
  Value value;     // data: the value; accessor: AccessorPair; native: info
  PropertyCell *cell;
} OwnProperty;

// Own property of any JSObject. Runs no user code; throws only for module
// namespaces (uninitialised binding): state is then kOwnException.
OwnProperty JSObject_get_own(Isolate *isolate, JSObject *object,
                             PropertyKey key);
// Stores to a data property found by JSObject_get_own (writable, not changed
// since). Runs no user code but may throw for typed arrays' conversions, which
// the caller has done: value is a number or BigInt there.
void JSObject_store_own(Isolate *isolate, JSObject *object,
                        const OwnProperty *property, Value value);
// Adds an absent property to an extensible object. accessor: AccessorPair or
// AccessorInfo as value.
void JSObject_add_own(Isolate *isolate, JSObject *object, PropertyKey key,
                      Value value, PropertyKind kind, int attributes);
// Adds the data property that the transition from the object's map to `target`
// adds. The object is not watched (protectors.h).
void JSObject_follow_transition(Isolate *isolate, JSObject *object, Map *target,
                                Value value);
// Replaces a property: kind, attributes and value.
void JSObject_reconfigure_own(Isolate *isolate, JSObject *object,
                              PropertyKey key, const OwnProperty *property,
                              Value value, PropertyKind kind, int attributes);
void JSObject_delete_own(Isolate *isolate, JSObject *object, PropertyKey key,
                         const OwnProperty *property);

// May a new own property with this key be added (extensible, and an array's
// length may grow)?
bool JSObject_can_add(Isolate *isolate, JSObject *object, PropertyKey key);
// OrdinarySet starting at object, throwing as asked.
NODISCARD bool Object_set_internal_js(Isolate *isolate, JSReceiver *object,
                                      PropertyKey key, Value value,
                                      Value receiver, ShouldThrow should_throw,
                                      bool *success);
// #sec-arraysetlength, steps 3-5: a RangeError unless it is a length.
NODISCARD bool JSArray_convert_length_js(Isolate *isolate, Value value,
                                         double *length);

// Exotic objects whose [[DefineOwnProperty]] etc. are not ordinary.
bool JSObject_is_string_wrapper(const Isolate *isolate, const JSObject *object);

// A data property on the object or its prototypes, found without user code; the
//_hole if there is none or it is something else.
Value JSReceiver_find_data(Isolate *isolate, JSReceiver *object,
                           PropertyKey key);
// For messages: the name of the `constructor` property's function, or "Object".
String *JSReceiver_constructor_name(Isolate *isolate, JSReceiver *object);
// "Name: message" of an error, without user code.
String *Error_header(Isolate *isolate, JSReceiver *error);

// The map, if what for-in visits are exactly the keys of its enum cache
// (Map_enum_length of them); else NULL. Runs no user code.
Map *Object_for_in_map(Isolate *isolate, JSReceiver *object);

// ---- Native accessors (accessors.c) ----

typedef enum NativeAccessorId {
  kApiAccessor,
  kAccessorArrayLength,
  kAccessorStringLength,
  kAccessorFunctionLength,
  kAccessorFunctionName,
  kAccessorFunctionPrototype,
  kAccessorFunctionCaller,
  kAccessorErrorStack,
  kNativeAccessorCount,
} NativeAccessorId;

AccessorInfo *AccessorInfo_new(Isolate *isolate, Name *name,
                               NativeAccessorId id);
// The value, as of a data property. May run user code only for API accessors
// and Error.prepareStackTrace.
NODISCARD Value AccessorInfo_get_js(Isolate *isolate, const AccessorInfo *info,
                                    Value receiver, JSObject *holder);
// Stores. *handled is false if the property must become an ordinary data
// property with the value.
NODISCARD bool AccessorInfo_set_js(Isolate *isolate, const AccessorInfo *info,
                                   JSObject *holder, Value value,
                                   bool *handled, bool *success);

// ---- Elements (elements.c) ----

// Own element; index in range for anything.
OwnProperty Elements_get_own(Isolate *isolate, JSObject *object,
                             uint32_t index);
void Elements_store(Isolate *isolate, JSObject *object,
                    const OwnProperty *property, Value value);
void Elements_add(Isolate *isolate, JSObject *object, uint32_t index,
                  Value value, PropertyKind kind, int attributes);
void Elements_reconfigure(Isolate *isolate, JSObject *object, uint32_t index,
                          Value value, PropertyKind kind, int attributes);
void Elements_delete(Isolate *isolate, JSObject *object, uint32_t index);
// Moves the object's elements to a NumberDictionary.
NumberDictionary *Elements_normalize(Isolate *isolate, JSObject *object);
// Changes the kind (to a more general one), converting the elements.
void Elements_transition(Isolate *isolate, JSObject *object, ElementsKind kind);
// Makes copy-on-write elements the object's own.
void Elements_ensure_writable(Isolate *isolate, JSObject *object);
// Room for at least `capacity` elements in a fast object.
void Elements_ensure_capacity(Isolate *isolate, JSObject *object,
                              uint32_t capacity);
// The kind that can hold the value as well as what `kind` holds.
ElementsKind ElementsKind_for_value(const Isolate *isolate, ElementsKind kind,
                                    Value value);
// Number of slots in fast elements.
uint32_t Elements_capacity(const JSObject *object);
// Reads a fast element; the_hole if it is one.
Value Elements_get_fast(const JSObject *object, uint32_t index);
// A copy of a plain object (no elements; every own property enumerable, writable
// data; the realm's %Object.prototype%) with its map; NULL if it is none.
JSObject *JSObject_clone_plain(Isolate *isolate, const JSObject *source);
typedef enum CopyMode {
  kCopyBySet,     // Object.assign
  kCopyByDefine,  // spread
} CopyMode;
// Copies the properties of a plain object to another object. False: one of them
// is not plain enough, or a property of the target is not. Some may have been
// copied then, but nothing ran, so that copying all of them goes unnoticed.
bool JSObject_copy_plain(Isolate *isolate, JSObject *target,
                         const JSObject *source, CopyMode mode);
// Has no own elements at all.
bool JSObject_has_no_elements(const JSObject *object);
// Index keys of own elements ascending, as a FixedArray of numbers; those whose
// attributes have `excluded` are left out.
FixedArray *Elements_own_indices(Isolate *isolate, JSObject *object,
                                 bool only_enumerable);
// Sealing and freezing of elements.
void Elements_add_attributes(Isolate *isolate, JSObject *object,
                             int attributes);
// JSArray: what setting `length` does to elements. Returns the new length
// reached (greater than asked if an element could not be deleted).
double JSArray_shrink_or_grow(Isolate *isolate, JSArray *array, double length);
bool JSArray_length_is_writable(const JSArray *array);
void JSArray_make_length_read_only(Isolate *isolate, JSArray *array);

// ---- Protectors ----

// An object with kMapWatched is about to change at this key.
void Protectors_note_store(Isolate *isolate, JSObject *object, PropertyKey key);

// ---- Proxies (js-proxy.c): the essential internal methods ----

NODISCARD bool JSProxy_get_own_property_js(Isolate *isolate, JSProxy *proxy,
                                           PropertyKey key,
                                           PropertyDescriptor *descriptor,
                                           bool *found);
NODISCARD bool JSProxy_define_own_property_js(
    Isolate *isolate, JSProxy *proxy, PropertyKey key,
    const PropertyDescriptor *descriptor, ShouldThrow should_throw,
    bool *success);
// Step 9 of [[Get]]: whether a proxy of the target may answer with the value;
// false with a TypeError.
NODISCARD bool JSProxy_check_get_js(Isolate *isolate, JSReceiver *target,
                                    PropertyKey key, Value value);
NODISCARD Value JSProxy_get_js(Isolate *isolate, JSProxy *proxy,
                               PropertyKey key, Value receiver);
NODISCARD bool JSProxy_set_js(Isolate *isolate, JSProxy *proxy, PropertyKey key,
                              Value value, Value receiver,
                              ShouldThrow should_throw, bool *success);
NODISCARD bool JSProxy_has_js(Isolate *isolate, JSProxy *proxy, PropertyKey key,
                              bool *result);
NODISCARD bool JSProxy_delete_js(Isolate *isolate, JSProxy *proxy,
                                 PropertyKey key, ShouldThrow should_throw,
                                 bool *success);
NODISCARD FixedArray *JSProxy_own_keys_js(Isolate *isolate, JSProxy *proxy);
NODISCARD Value JSProxy_get_prototype_js(Isolate *isolate, JSProxy *proxy);
NODISCARD bool JSProxy_set_prototype_js(Isolate *isolate, JSProxy *proxy,
                                        Value prototype,
                                        ShouldThrow should_throw,
                                        bool *success);
NODISCARD bool JSProxy_is_extensible_js(Isolate *isolate, JSProxy *proxy,
                                        bool *result);
NODISCARD bool JSProxy_prevent_extensions_js(Isolate *isolate, JSProxy *proxy,
                                             ShouldThrow should_throw,
                                             bool *success);
// Private names that a constructor added to a proxy: kept in a dictionary of the
// proxy's own. the_hole if absent.
Value JSProxy_get_private(Isolate *isolate, JSProxy *proxy, const Name *name);
void JSProxy_set_private(Isolate *isolate, JSProxy *proxy, Name *name,
                         Value value);
// NULL with an exception if target or handler is no object.
NODISCARD JSProxy *JSProxy_new(Isolate *isolate, Value target, Value handler);

// #sec-getfunctionrealm of a callable; NULL when it threw.
NativeContext *JSReceiver_function_realm(Isolate *isolate, Value function);

// ---- Property descriptors (property-descriptor.c) ----

NODISCARD Value PropertyDescriptor_to_object(Isolate *isolate,
                                             const PropertyDescriptor *d);
NODISCARD bool PropertyDescriptor_from_object_js(Isolate *isolate, Value object,
                                                 PropertyDescriptor *d);
void PropertyDescriptor_complete(PropertyDescriptor *d);
// #sec-iscompatiblepropertydescriptor.
bool PropertyDescriptor_is_compatible(const Isolate *isolate, bool extensible,
                                      const PropertyDescriptor *d,
                                      const PropertyDescriptor *current);
static inline bool PropertyDescriptor_is_accessor(const PropertyDescriptor *d) {
  return d->has_get || d->has_set;
}
static inline bool PropertyDescriptor_is_data(const PropertyDescriptor *d) {
  return d->has_value || d->has_writable;
}

#endif  // ENGINE_OBJECTS_JS_OBJECT_H_
