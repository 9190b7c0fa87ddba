// SPDX-License-Identifier: MIT
//
// Static roots: cage offsets of roots.def's objects, as constants.
//
//   ROOT(undefined_value)                a Value
//   ROOT_TAGGED(fixed_array_map)         a Tagged
//   ROOT_OBJECT(isolate, Map, fixed_array_map)   a pointer
//   Value_is_root(v, undefined_value)    one compare
#ifndef ENGINE_OBJECTS_LAYOUT_ROOTS_H_
#define ENGINE_OBJECTS_LAYOUT_ROOTS_H_

#include "engine/objects/layout/layout.h"

typedef enum OddballKind {
  kOddballFalse,
  kOddballTrue,
  kOddballTheHole,
  kOddballNull,
  kOddballUndefined,
  kOddballException,
  kOddballUninitialized,
} OddballKind;

typedef enum SymbolFlags {
  kSymbolPrivate = 1,      // invisible to reflection, proxies and freezing
  kSymbolWellKnown = 2,
  kSymbolPrivateName = 4,  // #name of a class
  kSymbolRegistered = 8,   // Symbol.for
  kSymbolPrivateBrand = 16,
} SymbolFlags;

#define ROOT_ROW(name, size_bytes) \
  kRootOffset_##name,              \
      kRootEnd_##name =            \
          kRootOffset_##name + (((int)(size_bytes) + 7) & ~7) - 1,
#define ROOT_MAP(name, Class, TYPE) ROOT_ROW(name, sizeof(Map))
#define ROOT_VARIABLE_MAP(name, Class, TYPE) ROOT_ROW(name, sizeof(Map))
#define ROOT_ODDBALL(name, kind, to_string, type_of, to_number) \
  ROOT_ROW(name, sizeof(Oddball))
#define ROOT_STRING(name, text) \
  ROOT_ROW(name, offsetof(SeqOneByteString, chars) + sizeof(text) - 1)
#define ROOT_SYMBOL(name, description, flags) ROOT_ROW(name, sizeof(Symbol))
#define ROOT_EMPTY(name, Class, map) ROOT_ROW(name, sizeof(Class))
#define ROOT_NUMBER(name, value) ROOT_ROW(name, sizeof(HeapNumber))
#define ROOT_BYTECODE(name, bytecode, registers, parameters) \
  ROOT_ROW(name, offsetof(BytecodeArray, bytecodes) + 1)
enum {
  kRootsBegin = kReadOnlyHeapOffset - 1,
#include "engine/objects/layout/roots.def"
  kRootsEnd  // cage offset behind the last static root
};

#define ROOT_BITS(name) ((uint32_t)kRootOffset_##name | kHeapObjectTag)
#define ROOT(name) ((Value){ROOT_BITS(name)})
#define ROOT_TAGGED(name) ((Tagged){ROOT_BITS(name)})
#define ROOT_OBJECT(isolate, Class, name) \
  ((Class *)((uintptr_t)(isolate) + kRootOffset_##name))
#define Value_is_root(v, name) ((v).bits == ROOT_BITS(name))
#define Tagged_is_root(t, name) ((t).bits == ROOT_BITS(name))

static ALWAYS_INLINE bool Value_is_undefined(Value v) {
  return Value_is_root(v, undefined_value);
}
static ALWAYS_INLINE bool Value_is_null(Value v) {
  return Value_is_root(v, null_value);
}
static ALWAYS_INLINE bool Value_is_null_or_undefined(Value v) {
  return Value_is_undefined(v) || Value_is_null(v);
}
static ALWAYS_INLINE bool Value_is_the_hole(Value v) {
  return Value_is_root(v, the_hole);
}
static ALWAYS_INLINE bool Value_is_true(Value v) {
  return Value_is_root(v, true_value);
}
static ALWAYS_INLINE bool Value_is_false(Value v) {
  return Value_is_root(v, false_value);
}
static ALWAYS_INLINE bool Value_is_boolean(Value v) {
  return Value_is_true(v) || Value_is_false(v);
}
static ALWAYS_INLINE Value Value_from_bool(bool b) {
  return b ? ROOT(true_value) : ROOT(false_value);
}
// The sentinel that a function returns when an exception is pending.
static ALWAYS_INLINE bool Value_is_exception(Value v) {
  return Value_is_root(v, exception);
}

// Evaluates a call that returns a Value; if it threw, returns the sentinel from
// the current function, else is the Value.
#define TRY(expression)                              \
  ({                                                 \
    Value try_result_ = (expression);                \
    if (UNLIKELY(Value_is_exception(try_result_)))   \
      return ROOT(exception);                        \
    try_result_;                                     \
  })
// The same for calls that return false when they threw.
#define TRY_BOOL(expression)                               \
  do {                                                     \
    if (UNLIKELY(!(expression))) return ROOT(exception);   \
  } while (0)

#endif  // ENGINE_OBJECTS_LAYOUT_ROOTS_H_
