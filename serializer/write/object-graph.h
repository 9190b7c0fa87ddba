// SPDX-License-Identifier: MIT
//
// The objects that a snapshot will hold: everything that is strongly reachable
// from the isolate's roots, each once, in an order that depends on the graph
// only and not on addresses. Weak slots do not keep their targets; ephemerons
// keep values whose keys are reached.
//
// References are resolved on the way: to a ThinString or a flat rope is to the
// string behind it. Objects of the read-only heap are not nodes.
#ifndef SERIALIZER_WRITE_OBJECT_GRAPH_H_
#define SERIALIZER_WRITE_OBJECT_GRAPH_H_

#include "engine/heap/heap.h"
#include "serializer/format/snapshot-format.h"

enum { kNoNode = UINT32_MAX };

typedef struct GraphNode {
  // The object, or a stand-in for it that the writer made.
  const HeapObject *source;
  uint32_t old_offset;  // of the object in the cage; 0 for made ones
  uint32_t new_offset;
  uint32_t size_bytes;
  // What led here first: a node and the slot's offset in it, or kNoNode and
  // the index of an isolate root.
  uint32_t parent;
  uint32_t parent_slot;
  uint8_t section;
  bool made;  // source was malloc'ed
} GraphNode;

typedef struct ObjectGraph {
  Isolate *isolate;
  GraphNode *nodes;
  uint32_t count;
  uint32_t capacity;
  // Nodes in the order of the walk.
  uint32_t *order;
  uint32_t order_count;
  // Open addressing: old offset -> node + 1.
  uint32_t *table;
  uint32_t table_capacity;
  uint32_t *stack;
  uint32_t stack_count;
  uint32_t stack_capacity;
  bool *visited;
} ObjectGraph;

// Walks from the isolate's roots. Nothing may be allocated in the heap while
// the graph is used.
void ObjectGraph_build(ObjectGraph *graph, Isolate *isolate);
void ObjectGraph_destroy(ObjectGraph *graph);
// The node of an object that a slot leads to, or kNoNode (read-only, or not
// reached).
uint32_t ObjectGraph_find(const ObjectGraph *graph, Tagged reference);
// Adds a malloc'ed object, which the graph then owns, to the end of the order.
uint32_t ObjectGraph_add_made(ObjectGraph *graph, HeapObject *object,
                              size_t size_bytes, SnapshotSectionId section);
// The slot's reference with thin and flat strings resolved; same tag bits.
Tagged ObjectGraph_resolve(const Isolate *isolate, Tagged reference);
// "NAME from <isolate root r>.field[3].field": how the node is reached.
void ObjectGraph_describe_path(const ObjectGraph *graph, uint32_t node,
                               char *text, size_t size_bytes);

static inline bool Graph_is_read_only(const Isolate *isolate, Tagged slot) {
  return (slot.bits & ~(uint32_t)kHeapObjectTagMask) < isolate->read_only_end;
}

#endif  // SERIALIZER_WRITE_OBJECT_GRAPH_H_
