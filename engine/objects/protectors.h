// SPDX-License-Identifier: MIT
//
// Protectors: assumptions about builtins that hold until a program changes
// them, one bit each in Isolate.protector_flags (1 = intact). Objects whose
// change may break one have kMapWatched in their map's bit_field, so that every
// store to them goes through C (Protectors_note_store).
#ifndef ENGINE_OBJECTS_PROTECTORS_H_
#define ENGINE_OBJECTS_PROTECTORS_H_

#include "engine/isolate/isolate.h"

typedef enum Protector {
  // No prototype has indexed properties, and none is a proxy, typed array or
  // module namespace: so a hole, or an index out of bounds, reads as undefined,
  // and filling it concerns nobody else.
  kProtectorNoElements = 1 << 0,
  // Array.prototype[@@iterator], %ArrayIteratorPrototype%.next and
  // %IteratorPrototype%[@@iterator] are initial, and no prototype of array
  // iterators has a `return`. So for the other iterators below.
  kProtectorArrayIterator = 1 << 1,
  // Array.prototype.constructor and Array[@@species] are initial.
  kProtectorArraySpecies = 1 << 2,
  // Promise.prototype.then, .constructor, Promise.resolve, [@@species].
  kProtectorPromise = 1 << 3,
  // RegExp.prototype: exec, flags and the getters that it calls, symbol
  // methods, constructor; RegExp[@@species].
  kProtectorRegExp = 1 << 4,
  // String.prototype[@@iterator] and %StringIteratorPrototype%.next.
  kProtectorStringIterator = 1 << 5,
  // Map/Set iterators: @@iterator and next.
  kProtectorMapIterator = 1 << 6,
  kProtectorSetIterator = 1 << 7,
  // No array or promise... is concat spreadable by symbol; no @@isConcat-
  // Spreadable was ever stored.
  kProtectorIsConcatSpreadable = 1 << 8,
  // %TypedArray%.prototype.constructor, %TypedArray%[@@species], and those of
  // the kinds.
  kProtectorTypedArraySpecies = 1 << 9,
  kProtectorAll = (1 << 10) - 1,
} Protector;

static inline bool Protector_is_intact(const Isolate *isolate,
                                       Protector protector) {
  return (isolate->protector_flags & protector) != 0;
}
static inline void Protector_invalidate(Isolate *isolate, Protector protector) {
  isolate->protector_flags &= ~(uint32_t)protector;
}

// For the bootstrapper, as its last step: watches the intrinsics of the current
// native context from now on.
void Protectors_install(Isolate *isolate);

#endif  // ENGINE_OBJECTS_PROTECTORS_H_
