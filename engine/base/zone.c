// SPDX-License-Identifier: MIT
#include "engine/base/zone.h"

#include <stdlib.h>
#include <string.h>

struct ZoneSegment {
  ZoneSegment *next;
  size_t size_bytes;
};

enum { kMinSegmentBytes = 8 * 1024, kMaxSegmentBytes = 1024 * 1024 };

void Zone_init(Zone *zone, const char *name) {
  memset(zone, 0, sizeof *zone);
  zone->name = name;
}

void Zone_destroy(Zone *zone) {
  ZoneSegment *segment = zone->segments;
  while (segment != NULL) {
    ZoneSegment *next = segment->next;
    free(segment);
    segment = next;
  }
  free(zone->spare);
  memset(zone, 0, sizeof *zone);
}

static char *segment_end(ZoneSegment *segment) {
  return (char *)segment + segment->size_bytes;
}

void Zone_release(Zone *zone, ZoneMark mark) {
  // The largest is worth keeping: the next user is likely to be as large.
  while (zone->segments != mark.segment) {
    ZoneSegment *segment = zone->segments;
    zone->segments = segment->next;
    if (zone->spare != NULL && zone->spare->size_bytes >= segment->size_bytes) {
      free(segment);
    } else {
      free(zone->spare);
      zone->spare = segment;
    }
  }
  zone->top = mark.top;
  zone->limit = mark.segment != NULL ? segment_end(mark.segment) : NULL;
  zone->allocated_bytes = mark.allocated_bytes;
}

static ZoneSegment *take_segment(Zone *zone, size_t wanted) {
  ZoneSegment *segment = zone->spare;
  if (segment != NULL && segment->size_bytes >= wanted) {
    zone->spare = NULL;
    return segment;
  }
  segment = malloc(wanted);
  if (segment == NULL) FATAL("Zone '%s': out of memory", zone->name);
  segment->size_bytes = wanted;
  return segment;
}

// Segments double in size up to a bound, so that a small parse is cheap and a
// large one needs few calls to malloc.
void *Zone_allocate_slow(Zone *zone, size_t size_bytes) {
  size_t wanted = zone->segments ? zone->segments->size_bytes * 2 : 0;
  if (wanted < kMinSegmentBytes) wanted = kMinSegmentBytes;
  if (wanted > kMaxSegmentBytes) wanted = kMaxSegmentBytes;
  if (wanted < size_bytes + sizeof(ZoneSegment))
    wanted = size_bytes + sizeof(ZoneSegment);
  ZoneSegment *segment = take_segment(zone, wanted);
  segment->next = zone->segments;
  zone->segments = segment;
  zone->top = (char *)(segment + 1) + size_bytes;
  zone->limit = segment_end(segment);
  zone->allocated_bytes += size_bytes;
  return segment + 1;
}

void *Zone_allocate_zeroed(Zone *zone, size_t size_bytes) {
  return memset(Zone_allocate(zone, size_bytes), 0, size_bytes);
}

void *Zone_copy(Zone *zone, const void *source, size_t size_bytes) {
  void *copy = Zone_allocate(zone, size_bytes);
  if (size_bytes != 0) memcpy(copy, source, size_bytes);
  return copy;
}

void ZoneList_grow(Zone *zone, void **items, int *capacity, int length,
                   size_t element_size_bytes) {
  int grown = *capacity < 4 ? 4 : *capacity * 2;
  void *storage = Zone_allocate(zone, (size_t)grown * element_size_bytes);
  if (length != 0) memcpy(storage, *items, (size_t)length * element_size_bytes);
  *items = storage;
  *capacity = grown;
}
