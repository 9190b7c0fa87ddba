// SPDX-License-Identifier: MIT
//
// The two word types of the engine.
//
//   Tagged  32 bits, what a heap slot holds:
//     xxxxxxxx xxxxxxxx xxxxxxxx xxxxxxx0   Smi, a 31-bit signed integer
//     oooooooo oooooooo oooooooo ooooo001   strong pointer: cage offset | 1
//     oooooooo oooooooo oooooooo ooooo011   weak pointer:   cage offset | 3
//
//   Value  64 bits, what a VM register, the accumulator and every C argument
//   or result holds:
//     upper half zero                       the lower half is a Tagged
//     anything else                         an unboxed double: bits + 2^48
//
// So a number in a register is a Smi, an unboxed double or a HeapNumber, and
// code that takes numbers takes all three. A heap slot never holds an unboxed
// double: storing one boxes it (Isolate_box in engine/heap/factory.h).
//
// Both are one-word structs, so that mixing them, or doing arithmetic on them,
// does not compile. The Isolate is the cage base: any object's address rounded
// down to 4 GiB is its isolate.
#ifndef ENGINE_OBJECTS_LAYOUT_VALUE_H_
#define ENGINE_OBJECTS_LAYOUT_VALUE_H_

#include <string.h>

#include "engine/base/check.h"

typedef struct Isolate Isolate;
typedef struct HeapObject HeapObject;

typedef struct Tagged {
  uint32_t bits;
} Tagged;

typedef struct Value {
  uint64_t bits;
} Value;

enum {
  kHeapObjectTag = 1,
  kWeakHeapObjectTag = 3,
  kHeapObjectTagMask = 3,
  kSmiTagMask = 1,
  kSmiShift = 1,
  kObjectAlignment = 8,
  kTaggedSize = 4,
  kValueSize = 8,
};

#define kSmiMin (-1073741824)
#define kSmiMax 1073741823
#define kDoubleOffset (UINT64_C(1) << 48)
#define kCageSize (UINT64_C(1) << 32)
#define kCageMask (kCageSize - 1)
// A weak pointer whose target died.
#define kClearedWeakBits 3u

// ---- Tagged ----

static ALWAYS_INLINE Tagged Tagged_from_bits(uint32_t bits) {
  return (Tagged){bits};
}
static ALWAYS_INLINE bool Tagged_is_smi(Tagged t) { return !(t.bits & 1); }
static ALWAYS_INLINE bool Tagged_is_strong(Tagged t) {
  return (t.bits & kHeapObjectTagMask) == kHeapObjectTag;
}
// True for weak pointers, the cleared one included.
static ALWAYS_INLINE bool Tagged_is_weak(Tagged t) {
  return (t.bits & kHeapObjectTagMask) == kWeakHeapObjectTag;
}
static ALWAYS_INLINE bool Tagged_is_cleared(Tagged t) {
  return t.bits == kClearedWeakBits;
}
static ALWAYS_INLINE bool Tagged_equals(Tagged a, Tagged b) {
  return a.bits == b.bits;
}
static ALWAYS_INLINE Tagged Tagged_from_smi(int32_t value) {
  return (Tagged){(uint32_t)value << kSmiShift};
}
static ALWAYS_INLINE int32_t Tagged_smi(Tagged t) {
  return (int32_t)t.bits >> kSmiShift;
}

// ---- Value ----

static ALWAYS_INLINE Value Value_from_bits(uint64_t bits) {
  return (Value){bits};
}
static ALWAYS_INLINE Value Value_from_tagged(Tagged t) {
  return (Value){t.bits};
}
static ALWAYS_INLINE Value Value_from_smi(int32_t value) {
  return (Value){(uint32_t)value << kSmiShift};
}
static ALWAYS_INLINE bool Value_equals(Value a, Value b) {
  return a.bits == b.bits;
}
static ALWAYS_INLINE bool Value_is_smi(Value v) {
  return (v.bits & ~UINT64_C(0xfffffffe)) == 0;
}
static ALWAYS_INLINE bool Value_is_unboxed_double(Value v) {
  return (v.bits >> 32) != 0;
}
// A strong pointer to a heap object.
static ALWAYS_INLINE bool Value_is_heap_object(Value v) {
  return (v.bits & ~UINT64_C(0xfffffffc)) == kHeapObjectTag;
}
static ALWAYS_INLINE int32_t Value_smi(Value v) {
  DCHECK(Value_is_smi(v));
  return (int32_t)(uint32_t)v.bits >> kSmiShift;
}
static ALWAYS_INLINE double Value_unboxed_double(Value v) {
  DCHECK(Value_is_unboxed_double(v));
  uint64_t bits = v.bits - kDoubleOffset;
  double result;
  memcpy(&result, &bits, sizeof result);
  return result;
}
// Always an unboxed double, even for integers; NaN is made canonical.
static ALWAYS_INLINE Value Value_from_double(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (UNLIKELY(value != value)) bits = UINT64_C(0x7ff8000000000000);
  return (Value){bits + kDoubleOffset};
}
static ALWAYS_INLINE bool Smi_is_valid(int64_t value) {
  return value >= kSmiMin && value <= kSmiMax;
}
// The canonical form of a number: a Smi where it is one (and not -0).
static inline Value Value_from_number(double value) {
  if (value >= kSmiMin && value <= kSmiMax) {
    int32_t integer = (int32_t)value;
    if ((double)integer == value && (integer != 0 || !__builtin_signbit(value)))
      return Value_from_smi(integer);
  }
  return Value_from_double(value);
}
static inline Value Value_from_int64(int64_t value) {
  return Smi_is_valid(value) ? Value_from_smi((int32_t)value)
                             : Value_from_double((double)value);
}
static inline Value Value_from_uint32(uint32_t value) {
  return Value_from_int64(value);
}
// What a heap slot would hold for a Value that is not an unboxed double.
static ALWAYS_INLINE Tagged Value_tagged(Value v) {
  DCHECK(!Value_is_unboxed_double(v));
  return (Tagged){(uint32_t)v.bits};
}

// ---- Pointers ----

static ALWAYS_INLINE uintptr_t Cage_base_of(const void *object) {
  return (uintptr_t)object & ~(uintptr_t)kCageMask;
}
// The isolate that owns a heap object.
static ALWAYS_INLINE Isolate *Isolate_of(const void *object) {
  return (Isolate *)Cage_base_of(object);
}
static ALWAYS_INLINE void *Cage_decode(uintptr_t base, Tagged t) {
  return (void *)(base + (t.bits & ~(uint32_t)kHeapObjectTagMask));
}
static ALWAYS_INLINE Tagged Tagged_from_object(const void *object) {
  return (Tagged){(uint32_t)(uintptr_t)object | kHeapObjectTag};
}
static ALWAYS_INLINE Tagged Tagged_weak_from_object(const void *object) {
  return (Tagged){(uint32_t)(uintptr_t)object | kWeakHeapObjectTag};
}
static ALWAYS_INLINE Value Value_from_object(const void *object) {
  return (Value){(uint32_t)(uintptr_t)object | kHeapObjectTag};
}
static ALWAYS_INLINE HeapObject *Value_object(const Isolate *isolate, Value v) {
  DCHECK(Value_is_heap_object(v));
  return (HeapObject *)((uintptr_t)isolate + (uint32_t)v.bits - kHeapObjectTag);
}
static ALWAYS_INLINE HeapObject *Tagged_object(const Isolate *isolate,
                                               Tagged t) {
  return (HeapObject *)Cage_decode((uintptr_t)isolate, t);
}

#endif  // ENGINE_OBJECTS_LAYOUT_VALUE_H_
