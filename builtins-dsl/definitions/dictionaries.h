// SPDX-License-Identifier: MIT
//
// Own properties of ordinary objects in dictionary mode, for keyed accesses:
// these objects leave no handlers in caches.
#ifndef BUILTINS_DSL_DEFINITIONS_DICTIONARIES_H_
#define BUILTINS_DSL_DEFINITIONS_DICTIONARIES_H_

#include "builtins-dsl/definitions/definitions.h"

typedef struct DictionaryEntry {
  TNameDictionary dictionary;
  TInt64 slot;  // index of the key's slot; value and details follow it
} DictionaryEntry;

// The entry of a data property whose details have none of the attributes. Goes
// on elsewhere if there is none, if the key is not internalized (nor a flat
// rope that leads to what is), or if the receiver is a prototype, watched, or
// not an ordinary object in dictionary mode.
DictionaryEntry find_dictionary_entry(Assembler *a, TValue receiver,
                                      TValue key, int forbidden_attributes,
                                      Label *otherwise);
TValue load_dictionary_value(Assembler *a, const DictionaryEntry *entry);
void store_dictionary_value(Assembler *a, const DictionaryEntry *entry,
                            TTagged value);

#endif  // BUILTINS_DSL_DEFINITIONS_DICTIONARIES_H_
