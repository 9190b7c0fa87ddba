// SPDX-License-Identifier: MIT
//
// The tables of Map and Set (engine/objects/ordered-hash-table.h), for the
// builtins that read and write them in generated code.
#ifndef BUILTINS_DSL_DEFINITIONS_COLLECTIONS_H_
#define BUILTINS_DSL_DEFINITIONS_COLLECTIONS_H_

#include "builtins-dsl/definitions/frames.h"
#include "engine/objects/ordered-hash-table.h"

// Slots of an entry: key, value (maps), next.
int collection_entry_slots(OrderedHashKind kind);
// The table of a JSMap or JSSet, or goes to the label.
TOrderedHashMap collection_table(Assembler *a, TValue collection,
                                 OrderedHashKind kind, Label *otherwise);
TInt32 collection_buckets(Assembler *a, TOrderedHashMap table);
// Live and removed entries.
TInt32 collection_used(Assembler *a, TOrderedHashMap table);
// The address of an entry's key.
TRaw collection_entry(Assembler *a, TOrderedHashMap table, TInt32 buckets,
                      TInt32 entry, OrderedHashKind kind);

#endif  // BUILTINS_DSL_DEFINITIONS_COLLECTIONS_H_
