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
// For the bootstrapper: makes the maps of all fast kinds, with their `length`,
// and stores them in the current native context.
void JSArray_create_maps(Isolate *isolate, JSObject *prototype);
// A map with one more native accessor (js-object.h: NativeAccessorId).
Map *Map_with_native_accessor(Isolate *isolate, Map *map, const Name *name,
                              int accessor_id, int attributes);

#endif  // ENGINE_OBJECTS_JS_ARRAY_H_
