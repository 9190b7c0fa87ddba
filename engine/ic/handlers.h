// SPDX-License-Identifier: MIT
//
// Feedback and handlers: what inline caches remember, and the exact bits that
// generated fast paths and the C miss handlers (engine/ic) agree on.
//
// A feedback slot s owns two words of its FeedbackVector, slots[2s] and
// slots[2s+1] (called feedback and extra). A fresh slot holds undefined twice.
//
// Named loads and stores (LoadProperty, SetNamed*, DefineNamedOwn):
//   uninitialized  feedback = undefined
//   monomorphic    feedback = weak Map of the receiver, extra = handler
//   polymorphic    feedback = FixedArray [weak Map, handler]*, 2 to 4 pairs;
//                  extra = undefined
//   megamorphic    feedback = megamorphic_symbol; extra = undefined. Then the
//                  stub cache (below) is looked at.
//   The map of a Smi or unboxed double is heap_number_map. A weak map may have
//   been cleared (bits kClearedWeakBits): it matches nothing.
//
// Keyed loads and stores (LoadKeyed, SetKeyed*, DefineKeyedOwn,
// StoreInArrayLiteral):
//   as above, the handler being for elements (an index key); or
//   by name        feedback = the Name (strong, internalized or Symbol): the
//                  site saw this one key only; extra = FixedArray of
//                  [weak Map, named handler]*
//   megamorphic    as above; extra = Smi 1 if keys were names.
//
// Globals (LoadGlobal*, StoreGlobal*):
//   extra = undefined: feedback = weak PropertyCell. extra = Smi: feedback = weak
//   Context of a script, extra the slot of the let, const or class in it: a load
//   takes it, a store writes it, unless it holds the_hole (then miss). A load returns cell.value, a
//   store writes it, unless that is the_hole (then miss). A cell whose property
//   changes in kind, is deleted or shadowed gets the_hole as its value, and a
//   new cell takes its place. Cells that hold an AccessorPair or are read-only
//   are never put in the feedback of a load or store respectively.
//
// Calls (Call): feedback = weak JSFunction, or megamorphic_symbol; extra = Smi
//   count of calls.
// BinaryOp, CompareOp: feedback = Smi of OperandFeedback bits (undefined: none).
// InstanceOf, ForIn, TypeOf: feedback = Smi bits or undefined.
// Literal: feedback = the boilerplate (JSObject, or RegExpData), after the
//   first evaluation, or undefined; for template objects the object.
// CloneObject: feedback = weak Map of plain sources, or undefined.
// JumpLoop: feedback unused.
//
// Stub cache: isolate root stub_cache, a FixedArray of 3 * kStubCacheEntries
// slots: name, weak Map, handler. Entry of (name, map):
//   ((name's cage offset >> 3) ^ (map's cage offset >> 3) ^ salt)
//   & (entries - 1). The salt tells what the handler is for, and keeps the same
//   name and map apart.
// Cleared by every major collection's weak processing where maps died; also a
// LoadHandler in it is checked by its validity cell as everywhere.
//
// A handler is a Smi, a LoadHandler or a StoreHandler. A LoadHandler or
// StoreHandler is valid only while validity_cell is Smi 0 or a Cell whose value
// is Smi 1; otherwise: miss. After that its smi_handler says what to do.
#ifndef ENGINE_IC_HANDLERS_H_
#define ENGINE_IC_HANDLERS_H_

#include "engine/objects/layout/feedback-slot-kind.h"

enum {
  kMaxPolymorphicMaps = 4,
  kStubCacheEntries = 1024,
};

typedef enum StubCacheSalt {
  kStubCacheLoad = 0,
  kStubCacheStore = 341,
  kStubCacheDefine = 682,
} StubCacheSalt;

// What operands and results of a binary operation or comparison were. Bits add
// up; the absence of a bit means never seen.
typedef enum OperandFeedback {
  kOperandSmi = 1,
  kOperandDouble = 2,   // unboxed double or HeapNumber
  kOperandString = 4,
  kOperandBigInt = 8,
  kOperandOddball = 16,
  kOperandReceiver = 32,
  kOperandSymbol = 64,
  kOperandAny = 127,
} OperandFeedback;

// ---- Smi handlers of loads ----
//
//   bits 0-3    LoadHandlerKind
//   bit  4      kLoadFromHolder: look in data1 (a weak pointer to the holder)
//               instead of in the receiver. Only in a LoadHandler.
// kLoadField:
//   bit  5      in-object
//   bits 6-20   in-object: the slot's offset in words from the object's start;
//               else: the index in the PropertyArray's slots.
//               The value is loaded as it is (fields are tagged).
// kLoadElement:
//   bits 5-9    ElementsKind (fast kinds: the exact kind of the map)
//   bit  10     is a JSArray: the bound is its length (a Smi), else that of
//               the elements
//   bit  11     a hole or an index out of bounds (>= 0) is undefined, while the
//               protector kProtectorNoElements is intact; otherwise: miss.
// kLoadTypedElement:
//   bits 5-9    ElementsKind; miss if the buffer is detached (flags); the bound
//               is JSTypedArray.length (never a resizable one); an index out
//               of bounds (any integer index) is undefined: miss handles that.
typedef enum LoadHandlerKind {
  kLoadField,
  kLoadNonExistent,   // undefined. Only in a LoadHandler.
  kLoadConstant,      // data2 (never weak)
  kLoadAccessor,      // call data2 (a callable) with the receiver as `this`
  kLoadNative,        // data2 is an AccessorInfo: call Runtime_LoadNative
                      // (receiver, holder, info)
  kLoadGlobalCell,    // data2 is a weak PropertyCell: its value unless the_hole
  kLoadArrayLength,   // receiver.length, of a JSArray
  kLoadStringLength,  // receiver.length, of a String primitive
  kLoadElement,
  kLoadTypedElement,
  kLoadStringChar,    // string[index]: one-character string in bounds, else miss
  kLoadDictionary,    // own property in the receiver's NameDictionary
  kLoadSlow,          // the miss handler does it; never replaced
} LoadHandlerKind;

enum {
  kHandlerKindMask = 15,
  kLoadFromHolder = 1 << 4,
  kFieldInObjectBit = 1 << 5,
  kFieldIndexShift = 6,
  kFieldIndexMask = (1 << 15) - 1,
  kElementsKindShift = 5,
  kElementsKindMask = 31,
  kElementIsJSArrayBit = 1 << 10,
  kElementHoleIsUndefinedBit = 1 << 11,
};

// ---- Smi handlers of stores ----
//
//   bits 0-3    StoreHandlerKind
// kStoreField: bit 5 and bits 6-20 as above. Store with write barrier; an
//   unboxed double must be boxed first (Isolate_box).
// kStoreTransition, always in a StoreHandler: data1 = weak Map to change to;
//   bit 5, bits 6-20: the new field as above;
//   bit  21     the PropertyArray must grow first (out of object and full):
//               do that in C (miss) or by copying with kFieldsAdded more slots.
//   Store the value, then the map.
// kStoreElement:
//   bits 5-9    ElementsKind of the map
//   bit  10     is a JSArray
//   bit  11     may grow by one at index == length if there is capacity; the
//               length is updated. (Else out of bounds: miss.)
//   Miss if the elements are copy-on-write (map fixed_cow_array_map), if the
//   value does not fit the kind (SMI: not a Smi; DOUBLE: not a number), or, for
//   holey kinds, if the slot holds the hole while kProtectorNoElements is gone.
// kStoreTypedElement: bits 5-9 ElementsKind; index in bounds, value a number
//   (BigInt kinds: miss).
typedef enum StoreHandlerKind {
  kStoreField,
  kStoreTransition,
  kStoreAccessor,    // call data2 with the receiver and the value
  kStoreGlobalCell,  // data2 is a weak PropertyCell
  kStoreElement,
  kStoreTypedElement,
  kStoreDictionary,
  kStoreSlow,        // the miss handler does it; never replaced
} StoreHandlerKind;

enum {
  kStoreGrowsPropertiesBit = 1 << 21,
  kStoreMayGrowElementsBit = 1 << 11,
  // How many slots a full PropertyArray grows by.
  kFieldsAdded = 3,
};

#endif  // ENGINE_IC_HANDLERS_H_
