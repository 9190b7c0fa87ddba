// SPDX-License-Identifier: MIT
//
// What the miss handlers share. The formats of feedback and handlers, and who
// reads them, are told in handlers.h.
#ifndef ENGINE_IC_IC_H_
#define ENGINE_IC_IC_H_

#include "engine/ic/handlers.h"
#include "engine/objects/js-object.h"

// A slot that a miss handler may update. vector is NULL if there is none, or
// inline caches are off.
typedef struct FeedbackSlot {
  FeedbackVector *vector;
  int32_t slot;
} FeedbackSlot;

FeedbackSlot FeedbackSlot_from(Isolate *isolate, Value vector, Value slot);
static inline Tagged FeedbackSlot_feedback(const FeedbackSlot *slot) {
  return slot->vector->slots[kWordsPerFeedbackSlot * slot->slot];
}
static inline Value FeedbackSlot_extra(const FeedbackSlot *slot) {
  return FeedbackVector_get_slots(slot->vector,
                                  kWordsPerFeedbackSlot * slot->slot + 1);
}
void FeedbackSlot_set(const FeedbackSlot *slot, Tagged feedback, Value extra);
static inline bool FeedbackSlot_is_megamorphic(const FeedbackSlot *slot) {
  return Tagged_is_root(FeedbackSlot_feedback(slot), megamorphic_symbol);
}
// Monomorphic in this map, with a handler that only says "slow"?
static inline bool FeedbackSlot_is_slow_for(const FeedbackSlot *slot,
                                            const Map *map, int slow_handler) {
  return Tagged_equals(FeedbackSlot_feedback(slot),
                       Tagged_weak_from_object(map)) &&
         Value_equals(FeedbackSlot_extra(slot), Value_from_smi(slow_handler));
}
FeedbackSlotKind FeedbackSlot_kind(const FeedbackSlot *slot);
bool FeedbackSlot_is_strict(Isolate *isolate, const FeedbackSlot *slot);

// Adds (map, handler): uninitialized -> monomorphic -> polymorphic ->
// megamorphic; then (map, handler) enters the stub cache. name is NULL for
// elements.
void FeedbackSlot_add(Isolate *isolate, const FeedbackSlot *slot, Map *map,
                      Value handler, Name *name);
// Keyed accesses by name: the feedback is the name while only one was seen.
void FeedbackSlot_add_named(Isolate *isolate, const FeedbackSlot *slot,
                            Map *map, Value handler, Name *name);
void FeedbackSlot_make_megamorphic(Isolate *isolate, const FeedbackSlot *slot,
                                   bool by_name);

// Handlers for what the next access of this kind will do; undefined: none that
// is worth remembering. They run no user code.
Value LoadHandler_compute(Isolate *isolate, Value receiver, Name *name);
// define: own properties only (object literals, class fields).
typedef enum StoreMode { kStoreSet, kStoreDefineOwn } StoreMode;
Value StoreHandler_compute(Isolate *isolate, Value receiver, Name *name,
                           StoreMode mode);
Value LoadHandler_compute_element(Isolate *isolate, Value receiver);
Value StoreHandler_compute_element(Isolate *isolate, Value receiver);

// Remembers for generated code how the proxy's handler is asked for its trap.
void StubCache_note_trap(Isolate *isolate, const JSProxy *proxy, Name *trap);

static inline int32_t Handler_field_bits(const Map *map, int field_index) {
  int inobject = Map_inobject_properties(map);
  if (field_index < inobject)
    return kFieldInObjectBit |
           (map->inobject_properties_start_words + field_index)
               << kFieldIndexShift;
  return (field_index - inobject) << kFieldIndexShift;
}

#endif  // ENGINE_IC_IC_H_
