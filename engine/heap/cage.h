// SPDX-License-Identifier: MIT
//
// An isolate's address space: 4 GiB aligned to 4 GiB, with the collector's side
// tables below (engine/objects/layout/cage-layout.h). Only reserved at first;
// parts become usable memory when they are committed.
//
//   0            Isolate
//   64 KiB       read-only heap, then snapshot sections
//   2 GiB-16 MiB VM stack, then a gap that faults
//   2 GiB-4 MiB  handle stack (engine/api)
//   2 GiB        blocks and large objects, up to the end
//
// The heap lies in the upper half so that neither small integers nor ASCII text
// look like pointers into it when the native stack is scanned.
#ifndef ENGINE_HEAP_CAGE_H_
#define ENGINE_HEAP_CAGE_H_

#include "engine/objects/layout/cage-layout.h"

#define kSnapshotRegionEnd UINT32_C(0x7f000000)
#define kVmStackOffset kSnapshotRegionEnd
#define kVmStackBytes (UINT32_C(8) << 20)
// Slots above vm_stack_limit that are still memory: for arguments that C code
// pushes, and the registers of the frame that finds the limit exceeded.
#define kVmStackSlackSlots 16384
#define kHandleStackOffset (kSnapshotRegionEnd + (UINT32_C(12) << 20))
#define kHandleStackBytes (UINT32_C(4) << 20)
#define kHeapOffset (kSnapshotRegionEnd + (UINT32_C(16) << 20))
// The last block is not used: addresses just behind an object stay in the cage.
#define kHeapEndOffset UINT32_C(0xffff8000)

// Base address of a new cage, or 0 if the system refuses the address space.
uintptr_t Cage_reserve(void);
void Cage_release(uintptr_t base);
// Makes [offset, offset + size) readable and writable, zero at first. Both are
// multiples of the page size. False if the system has no memory left.
bool Cage_commit(uintptr_t base, uint32_t offset, size_t size_bytes);
// Gives the memory back to the system; the range reads as zero afterwards.
// (Only cage.c includes <sys/mman.h>: it has a macro named MAP_TYPE.)
void Cage_discard(uintptr_t base, uint32_t offset, size_t size_bytes);

static ALWAYS_INLINE uint64_t *MarkWord_of(uintptr_t base, uint32_t offset) {
  return (uint64_t *)(base - kMarkBitsDistance) + (offset >> kCardShift);
}
static ALWAYS_INLINE bool MarkBit_get(uintptr_t base, uint32_t offset) {
  return *MarkWord_of(base, offset) >>
             ((offset >> kGranuleShift) & 63) & 1;
}
static ALWAYS_INLINE void MarkBit_set(uintptr_t base, uint32_t offset) {
  *MarkWord_of(base, offset) |= UINT64_C(1)
                                << ((offset >> kGranuleShift) & 63);
}
static ALWAYS_INLINE uint8_t *LineMark_of(uintptr_t base, uint32_t offset) {
  return (uint8_t *)(base - kLineMarksDistance) + (offset >> kLineShift);
}
static ALWAYS_INLINE uint8_t *Card_at(uintptr_t base, uint32_t offset) {
  return (uint8_t *)(base - kCardTableDistance) + (offset >> kCardShift);
}

#endif  // ENGINE_HEAP_CAGE_H_
