// SPDX-License-Identifier: MIT
#include "serializer/write/object-graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/heap/visit.h"
#include "serializer/write/temperature.h"

static void *grow(void *items, uint32_t *capacity, size_t item_bytes) {
  *capacity = *capacity ? *capacity * 2 : 4096;
  items = realloc(items, (size_t)*capacity * item_bytes);
  if (items == NULL) FATAL("out of memory while freezing");
  return items;
}

// ---- Old offset -> node ----

static uint32_t probe(const ObjectGraph *graph, uint32_t offset) {
  uint32_t mask = graph->table_capacity - 1;
  uint32_t i = (offset >> kGranuleShift) * UINT32_C(2654435761) & mask;
  while (graph->table[i] != 0 &&
         graph->nodes[graph->table[i] - 1].old_offset != offset)
    i = (i + 1) & mask;
  return i;
}

static void grow_table(ObjectGraph *graph) {
  free(graph->table);
  graph->table_capacity =
      graph->table_capacity ? graph->table_capacity * 2 : 16384;
  graph->table = calloc(graph->table_capacity, sizeof *graph->table);
  if (graph->table == NULL) FATAL("out of memory while freezing");
  for (uint32_t i = 0; i < graph->count; i++)
    if (graph->nodes[i].old_offset != 0)
      graph->table[probe(graph, graph->nodes[i].old_offset)] = i + 1;
}

static uint32_t add_node(ObjectGraph *graph, GraphNode node) {
  if (graph->count == graph->capacity) {
    graph->nodes = grow(graph->nodes, &graph->capacity, sizeof *graph->nodes);
    graph->order =
        realloc(graph->order, graph->capacity * sizeof *graph->order);
    graph->visited =
        realloc(graph->visited, graph->capacity * sizeof *graph->visited);
    if (graph->order == NULL || graph->visited == NULL)
      FATAL("out of memory while freezing");
  }
  graph->nodes[graph->count] = node;
  graph->visited[graph->count] = false;
  return graph->count++;
}

Tagged ObjectGraph_resolve(const Isolate *isolate, Tagged reference) {
  for (;;) {
    if (Tagged_is_smi(reference) || Tagged_is_cleared(reference) ||
        Graph_is_read_only(isolate, reference))
      return reference;
    HeapObject *object = Tagged_object(isolate, reference);
    const HeapObject *target;
    int type = HeapObject_type(object);
    if (!InstanceType_is_string((InstanceType)type)) return reference;
    int shape = type & kStringRepresentationMask;
    if (shape == kThinStringTag)
      target = (HeapObject *)ThinString_actual((ThinString *)object);
    else if (shape == kConsStringTag &&
             ConsString_second((ConsString *)object)->length == 0)
      target = (HeapObject *)ConsString_first((ConsString *)object);
    else
      return reference;
    uint32_t tag = reference.bits & kHeapObjectTagMask;
    reference = Tagged_from_bits((uint32_t)(uintptr_t)target | tag);
  }
}

uint32_t ObjectGraph_find(const ObjectGraph *graph, Tagged reference) {
  reference = ObjectGraph_resolve(graph->isolate, reference);
  if (Tagged_is_smi(reference) || Tagged_is_cleared(reference) ||
      Graph_is_read_only(graph->isolate, reference))
    return kNoNode;
  uint32_t offset = reference.bits & ~(uint32_t)kHeapObjectTagMask;
  uint32_t entry = graph->table[probe(graph, offset)];
  return entry == 0 ? kNoNode : entry - 1;
}

// ---- The walk ----

static void push(ObjectGraph *graph, uint32_t node) {
  if (graph->stack_count == graph->stack_capacity)
    graph->stack =
        grow(graph->stack, &graph->stack_capacity, sizeof *graph->stack);
  graph->stack[graph->stack_count++] = node;
}

// Notes what a strong slot leads to.
static void discover(ObjectGraph *graph, Tagged slot, uint32_t parent,
                     uint32_t parent_slot) {
  if (!Tagged_is_strong(slot)) return;
  slot = ObjectGraph_resolve(graph->isolate, slot);
  if (Graph_is_read_only(graph->isolate, slot)) return;
  if ((uint64_t)(graph->count + 1) * 2 > graph->table_capacity)
    grow_table(graph);
  uint32_t offset = slot.bits - kHeapObjectTag;
  uint32_t place = probe(graph, offset);
  if (graph->table[place] != 0) {
    uint32_t node = graph->table[place] - 1;
    if (!graph->visited[node]) push(graph, node);
    return;
  }
  const HeapObject *object = Tagged_object(graph->isolate, slot);
  int parent_section =
      parent == kNoNode ? kSectionObjects : graph->nodes[parent].section;
  const HeapObject *parent_object =
      parent == kNoNode ? NULL : graph->nodes[parent].source;
  GraphNode node = {
      .source = object,
      .old_offset = offset,
      .size_bytes = (uint32_t)HeapObject_size(object),
      .parent = parent,
      .parent_slot = parent_slot,
      .section = (uint8_t)Temperature_of(object, parent_object,
                                         (SnapshotSectionId)parent_section)};
  uint32_t index = add_node(graph, node);
  graph->table[place] = index + 1;
  push(graph, index);
}

static void visit(ObjectGraph *graph, uint32_t index) {
  const HeapObject *object = graph->nodes[index].source;
  const Map *map = HeapObject_map(object);
  uint32_t first = graph->stack_count;
  if (map->class_id == kClassStringTable ||
      map->class_id == kClassEphemeronHashTable) {
    discover(graph, object->map, index, 0);
    return;
  }
#define SLOT(slot)                     \
  discover(graph, *(slot), index,      \
           (uint32_t)((const char *)(slot) - (const char *)object))
#define VALUE(value)                                                   \
  if (Value_is_heap_object(*(value)))                                  \
  discover(graph, Value_tagged(*(value)), index,                       \
           (uint32_t)((const char *)(value) - (const char *)object))
  VISIT_SLOTS(object, map, SLOT, VALUE);
#undef SLOT
#undef VALUE
  // The first slot's object is to be visited first.
  for (uint32_t i = first, j = graph->stack_count; i + 1 < j; i++) {
    uint32_t swap = graph->stack[--j];
    graph->stack[j] = graph->stack[i];
    graph->stack[i] = swap;
  }
}

static void drain(ObjectGraph *graph) {
  while (graph->stack_count > 0) {
    uint32_t index = graph->stack[--graph->stack_count];
    if (graph->visited[index]) continue;
    graph->visited[index] = true;
    graph->order[graph->order_count++] = index;
    visit(graph, index);
  }
}

// Values of ephemerons whose keys are reached; whether there were new ones.
static bool visit_ephemerons(ObjectGraph *graph) {
  uint32_t before = graph->count;
  for (uint32_t n = 0; n < graph->order_count; n++) {
    uint32_t index = graph->order[n];
    const HeapObject *object = graph->nodes[index].source;
    if (HeapObject_map(object)->class_id != kClassEphemeronHashTable) continue;
    const EphemeronHashTable *table = (const EphemeronHashTable *)object;
    for (int32_t i = 0; i + 1 < table->length; i += 2) {
      Tagged key = table->slots[i];
      if (Tagged_is_smi(key)) continue;
      if (!Graph_is_read_only(graph->isolate, key) &&
          ObjectGraph_find(graph, key) == kNoNode)
        continue;
      discover(graph, table->slots[i + 1], index,
               (uint32_t)((const char *)&table->slots[i + 1] -
                          (const char *)table));
    }
  }
  drain(graph);
  return graph->count != before;
}

void ObjectGraph_build(ObjectGraph *graph, Isolate *isolate) {
  *graph = (ObjectGraph){.isolate = isolate};
  grow_table(graph);
  for (int i = kIsolateRootCount - 1; i >= 0; i--)
    // The writer makes new string tables.
    if (i != kIsolateRoot_string_table && i != kIsolateRoot_frozen_string_table)
      discover(graph, isolate->roots[i], kNoNode, (uint32_t)i);
  drain(graph);
  while (visit_ephemerons(graph)) {
  }
}

void ObjectGraph_destroy(ObjectGraph *graph) {
  for (uint32_t i = 0; i < graph->count; i++)
    if (graph->nodes[i].made) free((void *)graph->nodes[i].source);
  free(graph->nodes);
  free(graph->order);
  free(graph->table);
  free(graph->stack);
  free(graph->visited);
}

uint32_t ObjectGraph_add_made(ObjectGraph *graph, HeapObject *object,
                              size_t size_bytes, SnapshotSectionId section) {
  uint32_t index = add_node(graph, (GraphNode){.source = object,
                                               .size_bytes =
                                                   (uint32_t)size_bytes,
                                               .parent = kNoNode,
                                               .section = (uint8_t)section,
                                               .made = true});
  graph->visited[index] = true;
  graph->order[graph->order_count++] = index;
  return index;
}

// ---- Paths ----

static const char *const kRootNames[] = {
#define ISOLATE_ROOT(name) #name,
    ISOLATE_ROOT_LIST(ISOLATE_ROOT)
#undef ISOLATE_ROOT
};

// ".field", ".slots[3]" or ".property 2" of the slot at an offset.
static void describe_slot(const HeapObject *object, uint32_t offset,
                          char *text, size_t size_bytes) {
  const Map *map = HeapObject_map(object);
  for (int id = map->class_id; id < kClassCount;
       id = kClassDescriptors[id].parent) {
    const ClassDescriptor *class = &kClassDescriptors[id];
    for (int i = 0; i < class->field_count; i++) {
      const FieldDescriptor *field = &kFieldDescriptors[class->first_field + i];
      if (field->kind == kFieldTagged && field->offset_bytes == offset) {
        snprintf(text, size_bytes, ".%s", field->name);
        return;
      }
      if (field->kind == kFieldTaggedArray && offset >= field->offset_bytes) {
        snprintf(text, size_bytes, ".%s[%u]", field->name,
                 (offset - field->offset_bytes) / kTaggedSize);
        return;
      }
    }
  }
  snprintf(text, size_bytes, ".property %u",
           (offset - kClassDescriptors[map->class_id].header_size_bytes) /
               kTaggedSize);
}

void ObjectGraph_describe_path(const ObjectGraph *graph, uint32_t node,
                               char *text, size_t size_bytes) {
  enum { kMaxSteps = 64 };
  uint32_t steps[kMaxSteps];
  int count = 0;
  for (uint32_t i = node; i != kNoNode && count < kMaxSteps;
       i = graph->nodes[i].parent)
    steps[count++] = i;
  const GraphNode *first = &graph->nodes[steps[count - 1]];
  int used = snprintf(text, size_bytes, "%s",
                      first->parent != kNoNode ? "..."
                      : first->parent_slot < ARRAY_LENGTH(kRootNames)
                          ? kRootNames[first->parent_slot]
                          : "?");
  for (int i = count - 2; i >= 0 && used < (int)size_bytes - 1; i--) {
    char slot[80];
    describe_slot(graph->nodes[steps[i + 1]].source,
                  graph->nodes[steps[i]].parent_slot, slot, sizeof slot);
    int written = snprintf(text + used, size_bytes - (size_t)used, "%s", slot);
    used += written;
  }
}
