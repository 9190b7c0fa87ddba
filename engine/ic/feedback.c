// SPDX-License-Identifier: MIT
//
// Updating feedback: the states of an inline cache, the stub cache, and
// --trace-ic.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/bytecode/runtime-functions.h"
#include "engine/ic/ic.h"
#include "engine/isolate/flags.h"
#include "engine/isolate/stack-walker.h"
#include "engine/diagnostics/stack-trace-text.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

FeedbackSlot FeedbackSlot_from(Isolate *isolate, Value vector, Value slot) {
  FeedbackSlot result = {NULL, (int)Value_smi(slot)};
  if (!isolate->flags->use_ic || !Value_is_FeedbackVector(isolate, vector))
    return result;
  result.vector = Value_as_FeedbackVector(isolate, vector);
  return result;
}

void FeedbackSlot_set(const FeedbackSlot *slot, Tagged feedback, Value extra) {
  Tagged *words = &slot->vector->slots[kWordsPerFeedbackSlot * slot->slot];
  words[0] = feedback;
  words[1] = Value_tagged(extra);
  WriteBarrier(slot->vector);
}

static FeedbackSlotKind kind_in(const SharedFunctionInfo *shared, int slot) {
  const Isolate *isolate = Isolate_of(shared);
  Value metadata = SharedFunctionInfo_feedback_metadata(shared);
  if (!Value_is_FeedbackMetadata(isolate, metadata))
    return kFeedbackSlotInvalid;
  const FeedbackMetadata *kinds = Value_as_FeedbackMetadata(isolate, metadata);
  return slot < kinds->length ? (FeedbackSlotKind)kinds->kinds[slot]
                              : kFeedbackSlotInvalid;
}

FeedbackSlotKind FeedbackSlot_kind(const FeedbackSlot *slot) {
  return kind_in(FeedbackVector_shared(slot->vector), slot->slot);
}

// The function's mode does not tell: its classes are strict.
bool FeedbackSlot_is_strict(Isolate *isolate, const FeedbackSlot *slot) {
  if (slot->vector) return FeedbackSlotKind_is_strict(FeedbackSlot_kind(slot));
  Value function = isolate->fp ? isolate->fp[kFrameFunction]
                               : ROOT(undefined_value);
  return Value_is_JSFunction(isolate, function) &&
         FeedbackSlotKind_is_strict(kind_in(
             JSFunction_shared(Value_as_JSFunction(isolate, function)),
             slot->slot));
}

// ---- --trace-ic ----

static char state_of(Isolate *isolate, const FeedbackSlot *slot) {
  Tagged word = FeedbackSlot_feedback(slot);
  if (Tagged_is_root(word, undefined_value)) return '0';
  if (Tagged_is_root(word, megamorphic_symbol)) return 'N';
  if (Tagged_is_weak(word)) return '1';
  if (Value_is_FixedArray(isolate, Value_from_tagged(word))) return 'P';
  // A name: as many maps as its pairs tell.
  Value extra = FeedbackSlot_extra(slot);
  if (Value_is_FixedArray(isolate, extra) &&
      Value_as_FixedArray(isolate, extra)->length > 2)
    return 'P';
  return '1';
}

static const char *ic_name(FeedbackSlotKind kind) {
  switch (kind) {
    case kFeedbackSlotLoadProperty:
      return "LoadIC";
    case kFeedbackSlotLoadKeyed:
      return "KeyedLoadIC";
    case kFeedbackSlotSetNamedSloppy:
    case kFeedbackSlotSetNamedStrict:
      return "StoreIC";
    case kFeedbackSlotDefineNamedOwn:
      return "DefineNamedOwnIC";
    case kFeedbackSlotSetKeyedSloppy:
    case kFeedbackSlotSetKeyedStrict:
      return "KeyedStoreIC";
    case kFeedbackSlotStoreInArrayLiteral:
      return "StoreInArrayLiteralIC";
    default:
      return "IC";
  }
}

// [LoadIC in ~f+12 at file.js:3 (0->1) map=0x1234 <String[4]: name>]
static void trace(Isolate *isolate, const FeedbackSlot *slot, char before,
                  const Map *map, Name *name) {
  char *file = NULL, *function = NULL, *key = NULL;
  int line = 0, offset = 0;
  FrameIterator it = FrameIterator_begin(isolate);
  if (FrameIterator_valid(&it) && !FrameIterator_is_builtin(&it)) {
    SharedFunctionInfo *shared = FeedbackVector_shared(slot->vector);
    function =
        String_to_utf8(isolate, SharedFunctionInfo_name_string(shared), NULL);
    offset = FrameIterator_bytecode_offset(&it);
    FixedArray *stack = StackTrace_capture(isolate, ROOT(undefined_value));
    SourceLocation location;
    if (StackTrace_locate_frame(isolate, stack, 0, &location) &&
        location.script) {
      line = location.line + 1;
      Value script_name = Script_name(location.script);
      if (Value_is_String(isolate, script_name))
        file = String_to_utf8(isolate, Value_as_String(isolate, script_name),
                              NULL);
    }
  }
  if (name) {
    Value text = Value_from_object(name);
    if (Value_is_String(isolate, text))
      key = String_to_utf8(isolate, (String *)name, NULL);
  }
  printf("[%s in ~%s+%d at %s:%d (%c->%c) map=0x%" PRIx64,
         ic_name(FeedbackSlot_kind(slot)), function ? function : "", offset,
         file ? file : "", line, before, state_of(isolate, slot),
         (uint64_t)(uintptr_t)map | kHeapObjectTag);
  if (name)
    printf(" 0x%" PRIx64, (uint64_t)(uintptr_t)name | kHeapObjectTag);
  if (key)
    printf(" <String[%d]: %s>", ((String *)name)->length, key);
  else if (name)
    printf(" <Symbol>");
  printf("]\n");
  free(file);
  free(function);
  free(key);
}

// ---- States ----

static void put_pair(FixedArray *pairs, int pair, const Map *map,
                     Value handler) {
  pairs->slots[2 * pair] = Tagged_weak_from_object(map);
  pairs->slots[2 * pair + 1] = Value_tagged(handler);
  WriteBarrier(pairs);
}

static StubCacheSalt salt_of(FeedbackSlotKind kind) {
  switch (kind) {
    case kFeedbackSlotSetNamedSloppy:
    case kFeedbackSlotSetNamedStrict:
      return kStubCacheStore;
    case kFeedbackSlotDefineNamedOwn:
      return kStubCacheDefine;
    default:
      return kStubCacheLoad;
  }
}

static uint32_t stub_cache_entry(const Name *name, const Map *map,
                                 StubCacheSalt salt) {
  uint32_t a = Tagged_from_object(name).bits >> 3;
  uint32_t b = Tagged_from_object(map).bits >> 3;
  return (a ^ b ^ (uint32_t)salt) & (kStubCacheEntries - 1);
}

static void put_stub_cache(Isolate *isolate, StubCacheSalt salt, Name *name,
                           const Map *map, Value handler) {
  Value cache = Isolate_root(isolate, kIsolateRoot_stub_cache);
  if (!Value_is_FixedArray(isolate, cache)) {
    cache = Value_from_object(FixedArray_new(isolate, 3 * kStubCacheEntries));
    Isolate_set_root(isolate, kIsolateRoot_stub_cache, cache);
  }
  FixedArray *table = Value_as_FixedArray(isolate, cache);
  Tagged *entry = &table->slots[3 * stub_cache_entry(name, map, salt)];
  entry[0] = Tagged_from_object(name);
  entry[1] = Tagged_weak_from_object(map);
  entry[2] = Value_tagged(handler);
  WriteBarrier(table);
}

static bool is_in_stub_cache(Isolate *isolate, const Name *name,
                             const Map *map) {
  Value cache = Isolate_root(isolate, kIsolateRoot_stub_cache);
  if (!Value_is_FixedArray(isolate, cache)) return false;
  const Tagged *entry =
      &Value_as_FixedArray(isolate, cache)
           ->slots[3 * stub_cache_entry(name, map, kStubCacheLoad)];
  return Tagged_equals(entry[0], Tagged_from_object(name)) &&
         Tagged_equals(entry[1], Tagged_weak_from_object(map));
}

void StubCache_note_trap(Isolate *isolate, const JSProxy *proxy, Name *trap) {
  Value handler = JSProxy_handler(proxy);
  if (!isolate->flags->use_ic || !Value_is_JSObject(isolate, handler)) return;
  if (is_in_stub_cache(isolate, trap, Value_map(isolate, handler))) return;
  Value load = LoadHandler_compute(isolate, handler, trap);
  // Computing it may have given the object a map for reading.
  const Map *map = Value_map(isolate, handler);
  if (!Map_is_dictionary(map))
    put_stub_cache(isolate, kStubCacheLoad, trap, map, load);
}

// Adds to a list of [weak map, handler] pairs: in place of the same map's, or
// of a dead one, or behind the others. NULL if there are too many already.
static FixedArray *add_pair(Isolate *isolate, FixedArray *pairs,
                            const Map *map, Value handler) {
  int count = pairs ? pairs->length / 2 : 0;
  Tagged weak = Tagged_weak_from_object(map);
  int place = -1;
  for (int i = 0; i < count; i++) {
    Tagged slot = pairs->slots[2 * i];
    if (Tagged_equals(slot, weak)) {
      place = i;
      break;
    }
    if (Tagged_is_cleared(slot)) place = i;
  }
  if (place >= 0) {
    put_pair(pairs, place, map, handler);
    return pairs;
  }
  if (count >= kMaxPolymorphicMaps) return NULL;
  FixedArray *larger = FixedArray_new(isolate, 2 * (count + 1));
  for (int i = 0; i < 2 * count; i++) larger->slots[i] = pairs->slots[i];
  put_pair(larger, count, map, handler);
  return larger;
}

void FeedbackSlot_make_megamorphic(Isolate *isolate, const FeedbackSlot *slot,
                                   bool by_name) {
  FeedbackSlot_set(slot, ROOT_TAGGED(megamorphic_symbol),
                   by_name ? Value_from_smi(1) : ROOT(undefined_value));
}

static void add(Isolate *isolate, const FeedbackSlot *slot, Map *map,
                Value handler, Name *name) {
  Tagged word = FeedbackSlot_feedback(slot);
  Tagged weak = Tagged_weak_from_object(map);
  if (Tagged_is_root(word, megamorphic_symbol)) {
    if (name)
      put_stub_cache(isolate, salt_of(FeedbackSlot_kind(slot)), name, map,
                     handler);
    return;
  }
  if (Tagged_is_root(word, undefined_value) || Tagged_equals(word, weak) ||
      Tagged_is_cleared(word)) {
    FeedbackSlot_set(slot, weak, handler);
    return;
  }
  Value strong = Value_from_tagged(word);
  FixedArray *pairs = NULL;
  if (Tagged_is_weak(word)) {
    Value old_handler = FeedbackSlot_extra(slot);
    pairs = FixedArray_new(isolate, 2);
    put_pair(pairs, 0, (const Map *)Tagged_object(isolate, word), old_handler);
  } else if (Value_is_FixedArray(isolate, strong)) {
    pairs = Value_as_FixedArray(isolate, strong);
  } else {
    // A name: this site sees both names and elements.
    FeedbackSlot_make_megamorphic(isolate, slot, true);
    return;
  }
  FixedArray *updated = add_pair(isolate, pairs, map, handler);
  if (updated) {
    FeedbackSlot_set(slot, Tagged_from_object(updated), ROOT(undefined_value));
    return;
  }
  if (name)
    for (int i = 0; i < pairs->length / 2; i++)
      if (Tagged_is_weak(pairs->slots[2 * i]) &&
          !Tagged_is_cleared(pairs->slots[2 * i]))
        put_stub_cache(
            isolate, salt_of(FeedbackSlot_kind(slot)), name,
            (const Map *)Tagged_object(isolate, pairs->slots[2 * i]),
            Value_from_tagged(pairs->slots[2 * i + 1]));
  FeedbackSlot_make_megamorphic(isolate, slot, false);
  if (name)
    put_stub_cache(isolate, salt_of(FeedbackSlot_kind(slot)), name, map,
                   handler);
}

void FeedbackSlot_add(Isolate *isolate, const FeedbackSlot *slot, Map *map,
                      Value handler, Name *name) {
  if (!slot->vector) return;
  bool tracing = isolate->flags->trace_ic;
  char before = tracing ? state_of(isolate, slot) : 0;
  add(isolate, slot, map, handler, name);
  if (tracing) trace(isolate, slot, before, map, name);
}

void FeedbackSlot_add_named(Isolate *isolate, const FeedbackSlot *slot,
                            Map *map, Value handler, Name *name) {
  if (!slot->vector) return;
  bool tracing = isolate->flags->trace_ic;
  char before = tracing ? state_of(isolate, slot) : 0;
  Tagged word = FeedbackSlot_feedback(slot);
  if (Tagged_is_root(word, undefined_value) ||
      Tagged_equals(word, Tagged_from_object(name))) {
    Value extra = FeedbackSlot_extra(slot);
    FixedArray *pairs = Value_is_FixedArray(isolate, extra)
                            ? Value_as_FixedArray(isolate, extra)
                            : NULL;
    FixedArray *updated = add_pair(isolate, pairs, map, handler);
    if (updated)
      FeedbackSlot_set(slot, Tagged_from_object(name),
                       Value_from_object(updated));
    else
      FeedbackSlot_make_megamorphic(isolate, slot, true);
  } else if (!Tagged_is_root(word, megamorphic_symbol)) {
    FeedbackSlot_make_megamorphic(isolate, slot, true);
  }
  // Loads by any name find their handlers in the stub cache.
  if (Tagged_is_root(FeedbackSlot_feedback(slot), megamorphic_symbol) &&
      FeedbackSlot_kind(slot) == kFeedbackSlotLoadKeyed)
    put_stub_cache(isolate, salt_of(FeedbackSlot_kind(slot)), name, map,
                   handler);
  if (tracing) trace(isolate, slot, before, map, name);
}

// ---- Calls ----

Value Runtime_CallFeedback_Miss(Isolate *isolate, Value function, Value vector,
                                Value slot_value) {
  FeedbackSlot slot = FeedbackSlot_from(isolate, vector, slot_value);
  if (!slot.vector) return ROOT(undefined_value);
  Tagged word = FeedbackSlot_feedback(&slot);
  Value extra = FeedbackSlot_extra(&slot);
  int32_t calls = Value_is_smi(extra) ? Value_smi(extra) : 0;
  if (calls < kSmiMax) calls++;
  Tagged feedback = ROOT_TAGGED(megamorphic_symbol);
  if (Value_is_JSFunction(isolate, function)) {
    Tagged weak =
        Tagged_weak_from_object(Value_as_JSFunction(isolate, function));
    if (Tagged_is_root(word, undefined_value) || Tagged_is_cleared(word) ||
        Tagged_equals(word, weak))
      feedback = weak;
  }
  FeedbackSlot_set(&slot, feedback, Value_from_smi(calls));
  return ROOT(undefined_value);
}
