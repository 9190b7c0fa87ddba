// SPDX-License-Identifier: MIT
//
// Reading feedback and handlers; the formats are engine/ic/handlers.h.
#ifndef BUILTINS_DSL_DEFINITIONS_PROPERTY_CACHE_H_
#define BUILTINS_DSL_DEFINITIONS_PROPERTY_CACHE_H_

#include "builtins-dsl/definitions/frames.h"
#include "engine/ic/handlers.h"

// A feedback slot of the running function.
typedef struct Feedback {
  TValue vector;  // undefined: none yet
  TRaw words;     // where the slot's two words lie; only with a vector
  TValue slot;    // its number as a Smi, for the miss handler
} Feedback;
// Goes to `none` while the function has no vector.
Feedback load_feedback(Assembler *a, int slot_operand, Label *none);
TTagged feedback_word(Assembler *a, const Feedback *feedback);
TValue feedback_extra(Assembler *a, const Feedback *feedback);

// The map of anything: that of HeapNumber for numbers not on the heap.
TMap map_of(Assembler *a, TValue value);

// Finds the handler for a map by the feedback of a named access: monomorphic,
// polymorphic, then (megamorphic) the stub cache under the name operand.
TValue find_handler(Assembler *a, const Feedback *feedback, TMap map,
                    int name_operand, StubCacheSalt salt, Label *miss);
// In a FixedArray of [weak map, handler]*.
TValue find_in_pairs(Assembler *a, TFixedArray pairs, TMap map, Label *miss);
TValue find_in_stub_cache(Assembler *a, TMap map, TValue name,
                          StubCacheSalt salt, Label *miss);

// A property's slot, as a handler's field bits say.
TRaw field_address(Assembler *a, TValue object, TInt32 bits);
// The object that the field's slot is part of: the receiver or its
// PropertyArray. A store tells the collector of this one.
TValue field_holder(Assembler *a, TValue object, TInt32 bits);
// Untagged bits of a Smi handler.
TInt32 handler_bits(Assembler *a, TValue smi_handler);
TBool handler_is_kind(Assembler *a, TInt32 bits, int kind);
// Goes to miss unless the cell is Smi 0, or valid.
void check_validity(Assembler *a, TValue validity_cell, Label *miss);
// The target of a weak pointer that has not been cleared; else miss.
TValue load_weak(Assembler *a, TTagged weak, Label *miss);

// Dispatches with the value that the handler describes, or misses. The getter
// of an accessor is called, and returns to the next bytecode.
void load_with_handler(Assembler *a, TValue receiver, TValue handler,
                       Label *miss);

#endif  // BUILTINS_DSL_DEFINITIONS_PROPERTY_CACHE_H_
