// SPDX-License-Identifier: MIT
//
// Marking the values of ephemerons: an entry of an EphemeronHashTable keeps its
// value alive if both the table and the key are.
//
// A few rounds over all tables find the values of most programs. Where keys are
// each other's values, or tables are values of tables, a round may find one
// more only; what is still missing then is indexed by key, so that each value
// is found when its key is visited. Tables that are found meanwhile join the
// index. The whole takes time linear in the number of entries.
#include "engine/heap/ephemerons.h"

#include <stdlib.h>
#include <string.h>

enum { kPlainRounds = 4, kFirstBuckets = 1024 };

// An entry whose key is not marked yet.
typedef struct PendingEphemeron {
  uint32_t key;  // offsets
  uint32_t value;
  uint32_t next;  // of the same bucket: position + 1
} PendingEphemeron;

struct EphemeronIndex {
  PendingEphemeron *items;
  uint32_t length;
  uint32_t capacity;     // as many as there are buckets
  uint32_t *buckets;     // position + 1 of the first item
};

static uint32_t bucket_of(const EphemeronIndex *index, uint32_t key) {
  return (key * UINT32_C(2654435761)) >> 7 & (index->capacity - 1);
}

static void link_item(EphemeronIndex *index, uint32_t i) {
  uint32_t *bucket = &index->buckets[bucket_of(index, index->items[i].key)];
  index->items[i].next = *bucket;
  *bucket = i + 1;
}

static bool grow(EphemeronIndex *index) {
  uint32_t capacity = index->capacity ? index->capacity * 2 : kFirstBuckets;
  PendingEphemeron *items =
      realloc(index->items, capacity * sizeof *items);
  if (items != NULL) index->items = items;
  uint32_t *buckets = calloc(capacity, sizeof *buckets);
  if (items == NULL || buckets == NULL) {
    free(buckets);
    return false;  // rounds go on
  }
  free(index->buckets);
  index->buckets = buckets;
  index->capacity = capacity;
  for (uint32_t i = 0; i < index->length; i++) link_item(index, i);
  return true;
}

static uint32_t offset_of(Tagged slot) {
  return slot.bits & ~(uint32_t)kHeapObjectTagMask;
}

// Marks the values of live keys; the others go to the index, if there is one.
static void visit_entries(Heap *heap, const EphemeronHashTable *table,
                          EphemeronIndex *index) {
  for (int32_t i = 0; i + 1 < table->length; i += 2) {
    Tagged key = table->slots[i], value = table->slots[i + 1];
    if (Tagged_is_smi(key) || !Tagged_is_strong(value) ||
        Heap_is_marked(heap, value))
      continue;
    if (Heap_is_marked(heap, key)) {
      Heap_mark_offset(heap, offset_of(value));
    } else if (index != NULL &&
               (index->length < index->capacity || grow(index))) {
      index->items[index->length] =
          (PendingEphemeron){offset_of(key), offset_of(value), 0};
      link_item(index, index->length++);
    }
  }
}

void Ephemerons_note_table(Heap *heap, const EphemeronHashTable *table) {
  OffsetList_push(&heap->ephemerons, (uint32_t)(uintptr_t)table);
  if (heap->ephemeron_index != NULL)
    visit_entries(heap, table, heap->ephemeron_index);
}

static void visit_tables(Heap *heap, EphemeronIndex *index) {
  for (size_t i = 0; i < heap->ephemerons.length; i++)
    visit_entries(heap,
                  (const EphemeronHashTable *)((uintptr_t)heap->isolate +
                                               heap->ephemerons.items[i]),
                  index);
}

static void mark_values_of(Heap *heap, const EphemeronIndex *index,
                           uint32_t key) {
  if (index->capacity == 0) return;
  for (uint32_t at = index->buckets[bucket_of(index, key)]; at != 0;
       at = index->items[at - 1].next)
    if (index->items[at - 1].key == key)
      Heap_mark_offset(heap, index->items[at - 1].value);
}

// A key that is marked after the table was looked at is still to be visited.
static void drain_with_index(Heap *heap) {
  EphemeronIndex index = {0};
  heap->ephemeron_index = &index;
  visit_tables(heap, &index);
  while (heap->mark_stack.length > 0)
    mark_values_of(heap, &index, Heap_visit_next(heap));
  heap->ephemeron_index = NULL;
  free(index.items);
  free(index.buckets);
}

void Heap_mark_transitively(Heap *heap) {
  int round = 0;
  do {
    if (round++ <= kPlainRounds)
      while (heap->mark_stack.length > 0) (void)Heap_visit_next(heap);
    else
      drain_with_index(heap);
    visit_tables(heap, NULL);
  } while (heap->mark_stack.length > 0);
}
