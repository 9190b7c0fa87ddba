// SPDX-License-Identifier: MIT
//
// Arrays: the parts that need the object model's inside. See also
// object-operations.h.
#ifndef ENGINE_OBJECTS_JS_ARRAY_H_
#define ENGINE_OBJECTS_JS_ARRAY_H_

#include "engine/objects/map.h"
#include "engine/objects/object-operations.h"

// The current native context's initial map for a fast kind.
Map *JSArray_map_for_kind(Isolate *isolate, ElementsKind kind);
// Adopts the elements (NULL: empty), which fit the kind.
JSArray *JSArray_new_with_kind(Isolate *isolate, ElementsKind kind,
                               FixedArrayBase *elements, int32_t length);
// An array as literals make it: fast elements, the realm's Array.prototype, no
// own property but `length`.
bool JSArray_is_pristine(Isolate *isolate, Value value);
// The values of a pristine array that iterating it by the original iterator, or
// reading its indices, would give; NULL if that may run user code (the caller
// then goes the long way).
FixedArray *JSArray_values_or_null(Isolate *isolate, Value value);
// For the bootstrapper: makes the maps of all fast kinds, with their `length`,
// and stores them in the current native context.
void JSArray_create_maps(Isolate *isolate, JSObject *prototype);
// A map with one more native accessor (js-object.h: NativeAccessorId).
Map *Map_with_native_accessor(Isolate *isolate, Map *map, const Name *name,
                              int accessor_id, int attributes);

#endif  // ENGINE_OBJECTS_JS_ARRAY_H_
