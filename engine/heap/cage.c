// SPDX-License-Identifier: MIT
//
// Reserving, committing and releasing cages.
#include "engine/heap/cage.h"

#include <sys/mman.h>

uintptr_t Cage_reserve(void) {
  // Twice the size always contains an aligned cage with its tables below.
  size_t reserved = 2 * kCageSize + kCageMetadataBytes;
  char *start = mmap(NULL, reserved, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED) return 0;
  uintptr_t base =
      ((uintptr_t)start + kCageMetadataBytes + kCageMask) & ~kCageMask;
  char *tables = (char *)base - kCageMetadataBytes;
  char *end = (char *)base + kCageSize;
  if (tables > start) munmap(start, (size_t)(tables - start));
  if (start + reserved > end) munmap(end, (size_t)(start + reserved - end));
  // The side tables, and the isolate with them: pages cost nothing until they
  // are touched. A huge page would cost its zeroing at the first touch.
  if (mprotect(tables, kCageMetadataBytes + kIsolateDataBytes,
               PROT_READ | PROT_WRITE) != 0) {
    Cage_release(base);
    return 0;
  }
  madvise(tables, kCageMetadataBytes + kCageSize, MADV_NOHUGEPAGE);
  return base;
}

void Cage_release(uintptr_t base) {
  munmap((char *)base - kCageMetadataBytes, kCageSize + kCageMetadataBytes);
}

bool Cage_commit(uintptr_t base, uint32_t offset, size_t size_bytes) {
  return mprotect((char *)base + offset, size_bytes,
                  PROT_READ | PROT_WRITE) == 0;
}

void Cage_discard(uintptr_t base, uint32_t offset, size_t size_bytes) {
  madvise((char *)base + offset, size_bytes, MADV_DONTNEED);
}
