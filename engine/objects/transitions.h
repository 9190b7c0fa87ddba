// SPDX-License-Identifier: MIT
//
// Parts of maps that only the object model itself uses: transition arrays and
// making maps out of maps. The public face is map.h.
#ifndef ENGINE_OBJECTS_TRANSITIONS_H_
#define ENGINE_OBJECTS_TRANSITIONS_H_

#include "engine/objects/map.h"

enum {
  kMaxTransitions = 1024,
  kFieldsAddedToPropertyArray = 3,  // kFieldsAdded of ic/handlers.h
};

// Records that adding `name` to `parent` (or, with a special symbol, changing
// it) gives `target`; sets the back pointer. Prototype maps have no
// transitions: then only nothing is recorded.
void Map_insert_transition(Isolate *isolate, Map *parent, const Name *name,
                           Map *target);
// A map gets this prototype: gives it a map of its own, and breaks the protector
// of element-free prototypes if need be.
void Prototype_note(Isolate *isolate, Value prototype);
bool TransitionArray_has_room(const Map *map);
// A transition under a special symbol for which `matches` holds.
Map *Map_find_special_transition(const Map *map, const Symbol *key,
                                 bool (*matches)(const Map *target,
                                                 const void *data),
                                 const void *data);

// The constructor at the root of the map's branch: JSFunction or null.
Value Map_constructor(const Map *map);
Map *Map_copy_as_dictionary(Isolate *isolate, const Map *map);
// A copy, to be changed in something other than its properties.
Map *Map_copy_for_transition(Isolate *isolate, Map *map);
// A copy where one descriptor is different.
Map *Map_reconfigure(Isolate *isolate, const Map *map, int descriptor,
                     PropertyDetails details, Value value);
bool Map_take_field(Map *map, int field_index);
void Map_set_fresh_descriptors(Isolate *isolate, Map *map, int capacity);
void Map_append_own_descriptor(Map *map, Name *name, PropertyDetails details,
                               Value value);
// Adds attributes to every property but private ones.
void Map_apply_attributes(Map *map, int attributes);
DescriptorArray *DescriptorArray_copy(Isolate *isolate,
                                      const DescriptorArray *array, int count,
                                      int slack);

// --trace-maps (map-trace.c); the caller checks the flag.
void Map_trace_transition(Isolate *isolate, const Map *from, const Map *to,
                          Name *name);
void Map_trace_change(const char *event, const Map *from, const Map *to,
                      const char *reason);
void Map_trace_initial(Isolate *isolate, const Map *map,
                       const SharedFunctionInfo *shared);

#endif  // ENGINE_OBJECTS_TRANSITIONS_H_
