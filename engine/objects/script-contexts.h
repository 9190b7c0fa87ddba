// SPDX-License-Identifier: MIT
//
// Script-level let, const and class bindings of a realm. Each script that
// declares such has a context of its own; the realm's script context table (a
// GlobalDictionary) leads from a name to it: the cell's value is the Context,
// the field index in its details the slot, kReadOnly tells a constant.
#ifndef ENGINE_OBJECTS_SCRIPT_CONTEXTS_H_
#define ENGINE_OBJECTS_SCRIPT_CONTEXTS_H_

#include "engine/heap/factory.h"

typedef struct ScriptBinding {
  Context *context;
  int slot;
  bool is_constant;
} ScriptBinding;

// False if no script of the current realm declares the name.
bool ScriptContexts_find(Isolate *isolate, const Name *name,
                         ScriptBinding *binding);
// The name must not be declared yet.
void ScriptContexts_add(Isolate *isolate, Name *name,
                        const ScriptBinding *binding);

#endif  // ENGINE_OBJECTS_SCRIPT_CONTEXTS_H_
