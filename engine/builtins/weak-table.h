// SPDX-License-Identifier: MIT
//
// EphemeronHashTable: from objects and symbols that are held weakly to values
// that live as long as their key does. Open addressing with linear probing; the
// entry i is the slots 2i (key) and 2i + 1 (value). A free key is undefined, a
// deleted one (the collector makes them too) the_hole.
#ifndef ENGINE_BUILTINS_WEAK_TABLE_H_
#define ENGINE_BUILTINS_WEAK_TABLE_H_

#include "engine/heap/factory.h"

EphemeronHashTable *EphemeronHashTable_new(Isolate *isolate);
// The value; the_hole if the key is absent. key: any value.
Value EphemeronHashTable_find(Isolate *isolate, EphemeronHashTable *table,
                              Value key);
// Adds or overwrites; the table, or a larger copy. key: CanBeHeldWeakly;
// value: boxed.
NODISCARD EphemeronHashTable *EphemeronHashTable_put(Isolate *isolate,
                                                     EphemeronHashTable *table,
                                                     Value key, Value value);
// Whether the key was there.
bool EphemeronHashTable_remove(Isolate *isolate, EphemeronHashTable *table,
                               Value key);
// #sec-canbeheldweakly
bool Value_can_be_held_weakly(const Isolate *isolate, Value value);

#endif  // ENGINE_BUILTINS_WEAK_TABLE_H_
