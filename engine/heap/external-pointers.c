// SPDX-License-Identifier: MIT
//
// A growable array of entries with a free list through it.
#include "engine/heap/external-pointers.h"

#include <stdlib.h>
#include <string.h>

typedef enum EntryState {
  kEntryFree,
  kEntryYoung,     // made since the last collection
  kEntryOld,       // survived one
  kEntryImmortal,  // owned by a frozen object
} EntryState;

typedef struct ExternalPointerEntry {
  void *pointer;
  void *data;
  ExternalFinalizer finalizer;
  uint32_t next_free;  // of free entries; 0 ends the list
  uint8_t tag;
  uint8_t state;
  bool marked;
} ExternalPointerEntry;

struct ExternalPointerTable {
  ExternalPointerEntry *entries;  // [0] is never used
  uint32_t length;                // entries ever used, 1 at first
  uint32_t capacity;
  uint32_t first_free;
};

ExternalPointerTable *ExternalPointerTable_new(void) {
  ExternalPointerTable *table = calloc(1, sizeof *table);
  if (table != NULL) table->length = 1;
  return table;
}

static void finalize(ExternalPointerEntry *entry) {
  if (entry->finalizer) entry->finalizer(entry->pointer, entry->data);
  entry->state = kEntryFree;
}

void ExternalPointerTable_dispose(ExternalPointerTable *table) {
  if (table == NULL) return;
  for (uint32_t i = 1; i < table->length; i++)
    if (table->entries[i].state != kEntryFree) finalize(&table->entries[i]);
  free(table->entries);
  free(table);
}

static void ensure_capacity(ExternalPointerTable *table, uint32_t wanted) {
  if (wanted <= table->capacity) return;
  uint32_t capacity = table->capacity ? table->capacity * 2 : 64;
  if (capacity < wanted) capacity = wanted;
  table->entries = realloc(table->entries, capacity * sizeof *table->entries);
  if (table->entries == NULL)
    FATAL("out of memory for %u external pointers", capacity);
  table->capacity = capacity;
}

uint32_t ExternalPointer_new(Isolate *isolate, HeapObject *owner,
                             void *pointer, ExternalPointerTag tag,
                             ExternalFinalizer finalizer, void *data) {
  ExternalPointerTable *table = isolate->external_pointers;
  uint32_t index = table->first_free;
  if (index != 0) {
    table->first_free = table->entries[index].next_free;
  } else {
    index = table->length;
    ensure_capacity(table, index + 1);
    table->length = index + 1;
  }
  table->entries[index] = (ExternalPointerEntry){.pointer = pointer,
                                                 .data = data,
                                                 .finalizer = finalizer,
                                                 .tag = (uint8_t)tag,
                                                 .state = kEntryYoung};
  // The next minor collection must visit an old owner to find the entry.
  WriteBarrier(owner);
  return index;
}

static ExternalPointerEntry *entry_at(const Isolate *isolate, uint32_t index) {
  const ExternalPointerTable *table = isolate->external_pointers;
  if (index == 0 || index >= table->length) return NULL;
  ExternalPointerEntry *entry = &table->entries[index];
  return entry->state == kEntryFree ? NULL : entry;
}

void *ExternalPointer_get(const Isolate *isolate, uint32_t index,
                          ExternalPointerTag tag) {
  const ExternalPointerEntry *entry = entry_at(isolate, index);
  return entry && entry->tag == tag ? entry->pointer : NULL;
}

ExternalPointerTag ExternalPointer_tag(const Isolate *isolate,
                                       uint32_t index) {
  const ExternalPointerEntry *entry = entry_at(isolate, index);
  return entry ? (ExternalPointerTag)entry->tag : kExternalTagNone;
}

void *ExternalPointer_data(const Isolate *isolate, uint32_t index) {
  const ExternalPointerEntry *entry = entry_at(isolate, index);
  return entry ? entry->data : NULL;
}

void ExternalPointer_set(Isolate *isolate, uint32_t index, void *pointer) {
  ExternalPointerEntry *entry = entry_at(isolate, index);
  CHECK(entry != NULL);
  entry->pointer = pointer;
}

static void release(ExternalPointerTable *table, uint32_t index) {
  ExternalPointerEntry *entry = &table->entries[index];
  *entry = (ExternalPointerEntry){.next_free = table->first_free};
  table->first_free = index;
}

void ExternalPointer_release(Isolate *isolate, uint32_t index) {
  if (entry_at(isolate, index)) release(isolate->external_pointers, index);
}

void ExternalPointerTable_mark(ExternalPointerTable *table, uint32_t index) {
  if (index < table->length) table->entries[index].marked = true;
}

void ExternalPointerTable_sweep(ExternalPointerTable *table, GcKind kind) {
  for (uint32_t i = 1; i < table->length; i++) {
    ExternalPointerEntry *entry = &table->entries[i];
    bool candidate = entry->state == kEntryYoung ||
                     (entry->state == kEntryOld && kind == kGcMajor);
    if (candidate && !entry->marked) {
      ExternalPointerEntry dead = *entry;
      release(table, i);
      if (dead.finalizer) dead.finalizer(dead.pointer, dead.data);
      continue;
    }
    if (entry->state == kEntryYoung) entry->state = kEntryOld;
    entry->marked = false;
  }
}

void ExternalPointerTable_restore(ExternalPointerTable *table, uint32_t index,
                                  void *pointer, ExternalPointerTag tag,
                                  ExternalFinalizer finalizer, void *data) {
  uint32_t old_length = table->length;
  ensure_capacity(table, index + 1);
  if (index >= old_length) table->length = index + 1;
  // Entries that are skipped over become free ones.
  for (uint32_t i = old_length; i < index; i++) release(table, i);
  table->entries[index] = (ExternalPointerEntry){.pointer = pointer,
                                                 .data = data,
                                                 .finalizer = finalizer,
                                                 .tag = (uint8_t)tag,
                                                 .state = kEntryImmortal};
}
