// SPDX-License-Identifier: MIT
//
// Kinds of feedback slots: what FeedbackMetadata.kinds holds, one byte per
// slot. Slot operands of bytecodes are slot numbers; slot i is words 2*i and
// 2*i+1 of FeedbackVector.slots. Feedback cells of closures follow the slots:
// cell j is word 2*slot_count + j.
#ifndef ENGINE_OBJECTS_LAYOUT_FEEDBACK_SLOT_KIND_H_
#define ENGINE_OBJECTS_LAYOUT_FEEDBACK_SLOT_KIND_H_

#define FEEDBACK_SLOT_KINDS(V) \
  V(Invalid)                   \
  V(LoadProperty)              \
  V(LoadKeyed)                 \
  V(LoadGlobal)                \
  V(LoadGlobalInsideTypeof)    \
  V(StoreGlobalSloppy)         \
  V(StoreGlobalStrict)         \
  V(SetNamedSloppy)            \
  V(SetNamedStrict)            \
  V(SetKeyedSloppy)            \
  V(SetKeyedStrict)            \
  V(DefineNamedOwn)            \
  V(DefineKeyedOwn)            \
  V(StoreInArrayLiteral)       \
  V(HasProperty)               \
  V(Call)                      \
  V(BinaryOp)                  \
  V(CompareOp)                 \
  V(InstanceOf)                \
  V(ForIn)                     \
  V(Literal)                   \
  V(CloneObject)               \
  V(TemplateObject)            \
  V(JumpLoop)

typedef enum FeedbackSlotKind {
#define DECLARE(Name) kFeedbackSlot##Name,
  FEEDBACK_SLOT_KINDS(DECLARE)
#undef DECLARE
  kFeedbackSlotKindCount
} FeedbackSlotKind;

enum { kWordsPerFeedbackSlot = 2 };

// True for the kinds of stores that strict code makes.
static inline int FeedbackSlotKind_is_strict(FeedbackSlotKind kind) {
  return kind == kFeedbackSlotStoreGlobalStrict ||
         kind == kFeedbackSlotSetNamedStrict ||
         kind == kFeedbackSlotSetKeyedStrict;
}

#endif  // ENGINE_OBJECTS_LAYOUT_FEEDBACK_SLOT_KIND_H_
