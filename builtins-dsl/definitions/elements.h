// SPDX-License-Identifier: MIT
//
// Elements by index, without feedback: what an object's map says is enough.
#ifndef BUILTINS_DSL_DEFINITIONS_ELEMENTS_H_
#define BUILTINS_DSL_DEFINITIONS_ELEMENTS_H_

#include "builtins-dsl/definitions/property-cache.h"

// An element's address: start + (index << shift).
TRaw element_address(Assembler *a, TRaw start, TInt64 index, int shift);

// Dispatches with object[key], for fast elements in bounds, typed arrays whose
// bytes are on the heap, and characters of sequential strings; else misses.
// flags: kElementHoleIsUndefinedBit, or 0.
void load_element(Assembler *a, TValue object, TMap map, TValue key,
                  TInt32 flags, Label *miss);
// Stores the accumulator and dispatches. flags: kStoreMayGrowElementsBit, or 0.
void store_element(Assembler *a, TValue object, TMap map, TValue key,
                   TInt32 flags, Label *miss);

// Typed arrays of these kinds, all but half-float and BigInt, and by how much an
// index is shifted for them.
enum { kTypedKindCount = 9 };
extern const int32_t kTypedKinds[kTypedKindCount];
extern const int kTypedShifts[kTypedKindCount];

// The first byte, after checking index and state.
TRaw typed_array_data(Assembler *a, TJSTypedArray array, TInt32 index,
                      bool to_write, Label *miss);
// The bytes of an element of any kind.
TInt64 bytes_of_kind(Assembler *a, TInt32 kind);
// Of a builtin: argument `index` relative to the length, clamped to it, or
// if_absent. Goes to slow if it is neither a Smi nor undefined.
TInt64 relative_index(Assembler *a, int index, TInt64 length, TInt64 if_absent,
                      Label *slow);
// A view of fixed length with this map, or goes to the label.
TValue new_typed_array(Assembler *a, TMap map, TJSArrayBuffer buffer,
                       TInt64 byte_offset, TInt64 byte_length, TInt64 length,
                       Label *slow);
// An element of one of the kinds at an address, and storing a number in any form
// there, or going to the label.
TValue load_typed_kind(Assembler *a, ElementsKind kind, TRaw at);
void store_typed_kind(Assembler *a, ElementsKind kind, TRaw at, TValue number,
                      Label *miss);
void load_typed_element(Assembler *a, TJSTypedArray array, TInt32 kind,
                        TInt32 index, Label *miss);
void store_typed_element(Assembler *a, TJSTypedArray array, TInt32 kind,
                         TInt32 index, Label *miss);

#endif  // BUILTINS_DSL_DEFINITIONS_ELEMENTS_H_
