// SPDX-License-Identifier: MIT
//
// Where things lie in and below an isolate's cage. `base` is the Isolate's
// address, aligned to 4 GiB.
//
//   base - kCageMetadataBytes   line marks   1 byte per 256-byte line
//                               mark bits    1 bit per 8-byte granule
//                               cards        1 byte per 512-byte card
//   base                        Isolate (kIsolateDataBytes)
//   base + kReadOnlyHeapOffset  read-only heap: roots.def, in order
//   ...                         snapshot sections, then VM stack, blocks, large
//                               objects (heap/cage.h)
//
// One 64-bit word of mark bits covers exactly one card.
#ifndef ENGINE_OBJECTS_LAYOUT_CAGE_LAYOUT_H_
#define ENGINE_OBJECTS_LAYOUT_CAGE_LAYOUT_H_

#include "engine/objects/layout/value.h"

enum {
  kCardShift = 9,
  kCardBytes = 1 << kCardShift,
  kLineShift = 8,
  kLineBytes = 1 << kLineShift,
  kBlockShift = 15,
  kBlockBytes = 1 << kBlockShift,
  kGranuleShift = 3,
  kIsolateDataBytes = 64 * 1024,
  kReadOnlyHeapOffset = kIsolateDataBytes,
};

#define kCardTableBytes (kCageSize >> kCardShift)
#define kMarkBitsBytes (kCageSize >> (kGranuleShift + 3))
#define kLineMarksBytes (kCageSize >> kLineShift)
#define kCardTableDistance kCardTableBytes
#define kMarkBitsDistance (kCardTableDistance + kMarkBitsBytes)
#define kLineMarksDistance (kMarkBitsDistance + kLineMarksBytes)
#define kCageMetadataBytes kLineMarksDistance

static ALWAYS_INLINE uint8_t *Card_of(const void *object) {
  uintptr_t address = (uintptr_t)object;
  uintptr_t base = address & ~(uintptr_t)kCageMask;
  return (uint8_t *)(base - kCardTableDistance) +
         ((uint32_t)address >> kCardShift);
}

// Tells the collector that a slot of the object was written. The card is that
// of the object's start, wherever in it the slot lies.
static ALWAYS_INLINE void WriteBarrier(const void *object) {
  *Card_of(object) = 1;
}

#endif  // ENGINE_OBJECTS_LAYOUT_CAGE_LAYOUT_H_
