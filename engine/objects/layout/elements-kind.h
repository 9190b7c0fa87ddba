// SPDX-License-Identifier: MIT
//
// How a JSObject keeps its integer-keyed properties. Transitions go only
// downward in this list's first six (SMI -> DOUBLE -> tagged, PACKED -> HOLEY).
#ifndef ENGINE_OBJECTS_LAYOUT_ELEMENTS_KIND_H_
#define ENGINE_OBJECTS_LAYOUT_ELEMENTS_KIND_H_

// V(NAME, element type, size in bytes)
#define TYPED_ARRAY_KINDS(V)     \
  V(INT8, int8_t, 1)             \
  V(UINT8, uint8_t, 1)           \
  V(UINT8_CLAMPED, uint8_t, 1)   \
  V(INT16, int16_t, 2)           \
  V(UINT16, uint16_t, 2)         \
  V(INT32, int32_t, 4)           \
  V(UINT32, uint32_t, 4)         \
  V(FLOAT16, uint16_t, 2)        \
  V(FLOAT32, float, 4)           \
  V(FLOAT64, double, 8)          \
  V(BIGINT64, int64_t, 8)        \
  V(BIGUINT64, uint64_t, 8)

typedef enum ElementsKind {
  PACKED_SMI_ELEMENTS,  // bit 0: holey
  HOLEY_SMI_ELEMENTS,
  PACKED_DOUBLE_ELEMENTS,
  HOLEY_DOUBLE_ELEMENTS,
  PACKED_ELEMENTS,
  HOLEY_ELEMENTS,
  DICTIONARY_ELEMENTS,
  SLOPPY_ARGUMENTS_ELEMENTS,  // mapped through JSArgumentsObject
  STRING_WRAPPER_ELEMENTS,    // the string's characters, then own elements
#define TYPED_KIND(NAME, type, size) NAME##_ELEMENTS,
  TYPED_ARRAY_KINDS(TYPED_KIND)
#undef TYPED_KIND
  ELEMENTS_KIND_COUNT,
  FIRST_TYPED_ARRAY_ELEMENTS = INT8_ELEMENTS,
  LAST_FAST_ELEMENTS = HOLEY_ELEMENTS,
} ElementsKind;

// The NaN that stands for a hole in a FixedDoubleArray.
#define kHoleNanBits UINT64_C(0xfff7ffffffffffff)

static inline int ElementsKind_is_fast(ElementsKind kind) {
  return kind <= LAST_FAST_ELEMENTS;
}
static inline int ElementsKind_is_holey(ElementsKind kind) {
  return kind <= LAST_FAST_ELEMENTS && (kind & 1);
}
static inline int ElementsKind_is_double(ElementsKind kind) {
  return (kind & ~1) == PACKED_DOUBLE_ELEMENTS;
}
static inline int ElementsKind_is_smi(ElementsKind kind) {
  return (kind & ~1) == PACKED_SMI_ELEMENTS;
}
static inline int ElementsKind_is_tagged(ElementsKind kind) {
  return (kind & ~1) == PACKED_ELEMENTS;
}
static inline int ElementsKind_is_typed_array(ElementsKind kind) {
  return kind >= FIRST_TYPED_ARRAY_ELEMENTS;
}

// "PACKED_SMI_ELEMENTS", ...
const char *ElementsKind_name(ElementsKind kind);

#endif  // ENGINE_OBJECTS_LAYOUT_ELEMENTS_KIND_H_
