// SPDX-License-Identifier: MIT
//
// JSFunction: closures, their feedback, prototypes and initial maps.
//
// `prototype` is a native accessor of the function maps (accessors.c). Its value
// lives in prototype_or_initial_map: the_hole (none made yet, or the function
// has none), the prototype itself, or the initial Map, whose prototype it then
// is. A function whose `prototype` is no object has kMapNonInstancePrototype
// set in its map and keeps the value itself there.
#ifndef ENGINE_OBJECTS_JS_FUNCTION_H_
#define ENGINE_OBJECTS_JS_FUNCTION_H_

#include "engine/heap/factory.h"

// A closure of the current realm. feedback_cell: of the closure's site, or NULL
// for a cell of its own.
JSFunction *JSFunction_new_closure(Isolate *isolate, SharedFunctionInfo *shared,
                                   Context *context,
                                   FeedbackCell *feedback_cell);
// The map that a fresh closure of this kind gets in the current realm.
Map *JSFunction_map_for(Isolate *isolate, const SharedFunctionInfo *shared);

// Allocates the feedback vector if there is none and the function is compiled.
void JSFunction_ensure_feedback_vector(Isolate *isolate, JSFunction *function);
// The vector, or undefined.
static inline Value JSFunction_feedback_vector(const JSFunction *function) {
  return FeedbackCell_value(JSFunction_feedback_cell(function));
}

// The value of `prototype`, made now if it was not yet; the_hole if the function
// has no such property.
Value JSFunction_prototype(Isolate *isolate, JSFunction *function);
// Assignment to `prototype` (an ordinary data property to the program).
void JSFunction_set_prototype(Isolate *isolate, JSFunction *function,
                              Value prototype);
// The map of objects that `new function` makes (ordinary constructors), with
// slack tracking; made now if it was not yet.
Map *JSFunction_initial_map(Isolate *isolate, JSFunction *function);
// Gives a builtin constructor its prototype and instance map.
void JSFunction_set_initial_map(Isolate *isolate, JSFunction *function,
                                Map *initial_map, Value prototype);

#endif  // ENGINE_OBJECTS_JS_FUNCTION_H_
