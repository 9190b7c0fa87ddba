// SPDX-License-Identifier: MIT
//
// Properties of objects whose map lists them (engine/objects/map.h).
#ifndef BUILTINS_DSL_DEFINITIONS_OBJECT_FIELDS_H_
#define BUILTINS_DSL_DEFINITIONS_OBJECT_FIELDS_H_

#include "builtins-dsl/definitions/definitions.h"

// A descriptor: key, details, value.
enum { kSlotsPerDescriptor = 3, kDetailsSlot = 1 };

// Number of own properties, of Map.bit_field3.
TInt32 own_descriptors(Assembler *a, TInt32 bits);
// What the slot of the field with these PropertyDetails holds.
TValue load_field(Assembler *a, TValue object, TMap map, TInt32 details);

#endif  // BUILTINS_DSL_DEFINITIONS_OBJECT_FIELDS_H_
