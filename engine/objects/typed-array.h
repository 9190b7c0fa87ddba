// SPDX-License-Identifier: MIT
//
// Typed arrays' elements by kind, and the bytes of array buffers.
#ifndef ENGINE_OBJECTS_TYPED_ARRAY_H_
#define ENGINE_OBJECTS_TYPED_ARRAY_H_

#include "engine/heap/factory.h"
#include "engine/objects/array-buffer.h"

// JSArrayBufferView.flags.
typedef enum ViewFlags {
  kViewLengthTracking = 1,
  kViewOfResizable = 2,
} ViewFlags;

int ElementsKind_element_bytes(ElementsKind kind);

// #sec-istypedarrayfixedlength
bool JSTypedArray_has_fixed_length(const JSTypedArray *array);
// Elements now: 0 if detached or out of bounds of a resizable buffer.
uint64_t JSTypedArray_current_length(const JSTypedArray *array);
// #sec-isarraybufferviewoutofbounds (detached counts).
bool JSArrayBufferView_is_out_of_bounds(const JSArrayBufferView *view);
static inline bool JSTypedArray_is_out_of_bounds(const JSTypedArray *array) {
  return JSArrayBufferView_is_out_of_bounds((const JSArrayBufferView *)array);
}
// Bytes that the view has now; 0 if out of bounds. Of a typed array that tracks
// the length, perhaps a fraction of an element more than it uses.
uint64_t JSArrayBufferView_current_bytes(const JSArrayBufferView *view);
static inline ElementsKind JSTypedArray_kind(const JSTypedArray *array) {
  return (ElementsKind)HeapObject_map((const HeapObject *)array)->elements_kind;
}
// The first element; NULL if there is none.
uint8_t *JSTypedArray_data(const JSTypedArray *array);
// index < current length. A number or BigInt.
Value JSTypedArray_get(Isolate *isolate, const JSTypedArray *array,
                       uint64_t index);
// value: a number, or a BigInt for those kinds. Out of bounds: does nothing.
void JSTypedArray_set_number(Isolate *isolate, JSTypedArray *array,
                             uint64_t index, Value value);
// #sec-typedarraysetelement: converts (which may run user code), then stores if
// the index is still valid.
NODISCARD bool JSTypedArray_set_element_js(Isolate *isolate,
                                           JSTypedArray *array, double index,
                                           Value value);
// Raw element access at an address, little-endian as this machine.
Value TypedElement_load(Isolate *isolate, ElementsKind kind,
                        const uint8_t *address);
void TypedElement_store(Isolate *isolate, ElementsKind kind, uint8_t *address,
                        Value value);
// #sec-canonicalnumericindexstring: true if the name is such a string.
bool Name_is_canonical_numeric(Isolate *isolate, Name *name, double *number);

#endif  // ENGINE_OBJECTS_TYPED_ARRAY_H_
