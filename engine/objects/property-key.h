// SPDX-License-Identifier: MIT
//
// A property key in canonical form: an array index (0 .. 2^32-2) or a unique
// name (internalized string that is not an index, or symbol).
#ifndef ENGINE_OBJECTS_PROPERTY_KEY_H_
#define ENGINE_OBJECTS_PROPERTY_KEY_H_

#include "engine/heap/factory.h"

typedef struct PropertyKey {
  Name *name;      // NULL for an index
  uint32_t index;  // kNotAnIndex for a name
} PropertyKey;

#define kNotAnIndex UINT32_MAX

static inline bool PropertyKey_is_index(PropertyKey key) {
  return key.index != kNotAnIndex;
}
static inline PropertyKey PropertyKey_from_index(uint32_t index) {
  return (PropertyKey){NULL, index};
}
// A name that is known not to be an index (roots, symbols).
static inline PropertyKey PropertyKey_from_name(const void *unique_name) {
  return (PropertyKey){(Name *)unique_name, kNotAnIndex};
}
#define ROOT_KEY(isolate, name) \
  PropertyKey_from_name(ROOT_OBJECT(isolate, Name, name))

// Any string (flattened and internalized as needed) or symbol.
PropertyKey PropertyKey_from_any_name(Isolate *isolate, Name *name);
// An integer that may lie beyond the indices (becomes a string name then).
PropertyKey PropertyKey_from_number(Isolate *isolate, double integer);
// ECMA-262 #sec-topropertykey. False: an exception is pending. Runs user code.
NODISCARD bool PropertyKey_from_value_js(Isolate *isolate, Value value,
                                         PropertyKey *key);
// The key as a String or Symbol value.
Value PropertyKey_to_value(Isolate *isolate, PropertyKey key);

#endif  // ENGINE_OBJECTS_PROPERTY_KEY_H_
