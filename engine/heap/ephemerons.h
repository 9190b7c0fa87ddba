// SPDX-License-Identifier: MIT
//
// What marking needs of ephemerons: see ephemerons.c.
#ifndef ENGINE_HEAP_EPHEMERONS_H_
#define ENGINE_HEAP_EPHEMERONS_H_

#include "engine/heap/space.h"

typedef struct EphemeronIndex EphemeronIndex;

// Takes note of a table that was marked. Its entries are looked at later.
void Ephemerons_note_table(Heap *heap, const EphemeronHashTable *table);

#endif  // ENGINE_HEAP_EPHEMERONS_H_
