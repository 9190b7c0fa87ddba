// SPDX-License-Identifier: MIT
//
// Zone: an arena for data that dies together (AST, scopes, bytecode under
// construction). Allocation bumps a pointer; nothing is freed before the zone.
#ifndef ENGINE_BASE_ZONE_H_
#define ENGINE_BASE_ZONE_H_

#include "engine/base/check.h"

typedef struct ZoneSegment ZoneSegment;

typedef struct Zone {
  const char *name;       // for diagnostics; not owned
  ZoneSegment *segments;  // newest first
  char *top;              // next free byte, 8-aligned
  char *limit;            // end of the newest segment
  size_t allocated_bytes;  // total handed out
  ZoneSegment *spare;      // left by Zone_release, or NULL
} Zone;

// A point in a zone's life.
typedef struct ZoneMark {
  ZoneSegment *segment;
  char *top;
  size_t allocated_bytes;
} ZoneMark;

void Zone_init(Zone *zone, const char *name);
void Zone_destroy(Zone *zone);
// Zone_release frees what was allocated since the mark was taken, but keeps some
// memory for what comes. Marks are released in reverse order.
static inline ZoneMark Zone_mark(const Zone *zone) {
  return (ZoneMark){zone->segments, zone->top, zone->allocated_bytes};
}
void Zone_release(Zone *zone, ZoneMark mark);

// Out of line part of Zone_allocate; aborts with a clear message when the
// system has no memory left.
void *Zone_allocate_slow(Zone *zone, size_t size_bytes);

// 8-byte aligned and uninitialised. Never returns NULL.
static inline void *Zone_allocate(Zone *zone, size_t size_bytes) {
  size_t rounded = (size_bytes + (size_bytes == 0) + 7) & ~(size_t)7;
  if (UNLIKELY(rounded > (size_t)(zone->limit - zone->top)))
    return Zone_allocate_slow(zone, rounded);
  void *result = zone->top;
  zone->top += rounded;
  zone->allocated_bytes += rounded;
  return result;
}

// As Zone_allocate, and zeroed.
void *Zone_allocate_zeroed(Zone *zone, size_t size_bytes);
// Copies size_bytes bytes from source into the zone.
void *Zone_copy(Zone *zone, const void *source, size_t size_bytes);

#define ZONE_NEW(zone, Type) ((Type *)Zone_allocate_zeroed(zone, sizeof(Type)))
#define ZONE_NEW_ARRAY(zone, Type, count) \
  ((Type *)Zone_allocate_zeroed(zone, sizeof(Type) * (size_t)(count)))

// A growable array in a zone. ZONE_LIST(Type) declares a list type's body:
//   typedef struct ZONE_LIST(Statement *) StatementList;
// Outgrown storage stays in the zone until it dies.
#define ZONE_LIST(Type) \
  {                     \
    Type *items;        \
    int length;         \
    int capacity;       \
  }

// Ensures that a list has room for one more element.
void ZoneList_grow(Zone *zone, void **items, int *capacity, int length,
                   size_t element_size_bytes);

#define ZONE_LIST_ADD(zone, list, value)                                  \
  do {                                                                    \
    if ((list)->length == (list)->capacity)                               \
      ZoneList_grow(zone, (void **)&(list)->items, &(list)->capacity,     \
                    (list)->length, sizeof((list)->items[0]));            \
    (list)->items[(list)->length++] = (value);                            \
  } while (0)

#endif  // ENGINE_BASE_ZONE_H_
