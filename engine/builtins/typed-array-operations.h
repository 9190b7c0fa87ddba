// SPDX-License-Identifier: MIT
//
// What the files of %TypedArray% share: validation, creation, element access.
#ifndef ENGINE_BUILTINS_TYPED_ARRAY_OPERATIONS_H_
#define ENGINE_BUILTINS_TYPED_ARRAY_OPERATIONS_H_

#include "engine/builtins/builtin-ids.h"
#include "engine/objects/native-context.h"
#include "engine/objects/typed-array.h"

// "Int8Array", ...
const char *TypedArray_name(ElementsKind kind);
static inline bool ElementsKind_is_bigint(ElementsKind kind) {
  return kind == BIGINT64_ELEMENTS || kind == BIGUINT64_ELEMENTS;
}

// #sec-validatetypedarray: the array and its length now; NULL with a TypeError
// that names the method.
NODISCARD JSTypedArray *TypedArray_validate(Isolate *isolate, Value value,
                                            const char *method,
                                            uint64_t *length);
#define THIS_TYPED_ARRAY(method)                                          \
  uint64_t length;                                                        \
  JSTypedArray *self = TypedArray_validate(                               \
      isolate, argv[0], "%TypedArray%.prototype." method, &length);       \
  if (self == NULL) return ROOT(exception);                               \
  (void)length

// A new array of the realm's constructor for the kind, on a buffer of its own.
// NULL when it threw.
NODISCARD JSTypedArray *TypedArray_new(Isolate *isolate, ElementsKind kind,
                                       double length);
// A new one of `length` elements of a buffer of fixed length, which has them.
JSTypedArray *TypedArray_new_view(Isolate *isolate, ElementsKind kind,
                                  JSArrayBuffer *buffer, uint64_t byte_offset,
                                  uint64_t length);
// Whether #sec-typedarrayspeciescreate makes an array of the realm's own class
// and nobody can see how.
bool TypedArray_has_initial_species(Isolate *isolate,
                                    const JSTypedArray *array);
// #sec-typedarraycreatefromctor with one argument, a length.
NODISCARD JSTypedArray *TypedArray_create_js(Isolate *isolate,
                                             Value constructor, double length,
                                             const char *method);
// #sec-typedarrayspeciescreate. With `length` for one argument, or (buffer,
// offset and perhaps length) given as values.
NODISCARD JSTypedArray *TypedArray_species_create_js(
    Isolate *isolate, JSTypedArray *exemplar, int argc, const Value *argv,
    const char *method);

// Get(array, index): undefined if the array has shrunk below the index.
static inline Value TypedArray_get(Isolate *isolate, const JSTypedArray *array,
                                   uint64_t index) {
  return index < JSTypedArray_current_length(array)
             ? JSTypedArray_get(isolate, array, index)
             : ROOT(undefined_value);
}
// Set(array, index, value, true).
NODISCARD static inline bool TypedArray_set_js(Isolate *isolate,
                                               JSTypedArray *array,
                                               uint64_t index, Value value) {
  return JSTypedArray_set_element_js(isolate, array, (double)index, value);
}

// #sec-tointegerorinfinity of a start/end argument, relative to the length.
NODISCARD bool TypedArray_relative_index_js(Isolate *isolate, Value argument,
                                            uint64_t length,
                                            uint64_t if_undefined,
                                            uint64_t *index);
static inline int TypedArray_element_bytes(const JSTypedArray *array) {
  return ElementsKind_element_bytes(JSTypedArray_kind(array));
}
static inline JSArrayBuffer *TypedArray_buffer(const JSTypedArray *array) {
  return JSArrayBufferView_buffer((const JSArrayBufferView *)array);
}
Value TypedArray_throw_detached(Isolate *isolate, const char *method);
Value TypedArray_throw_mixed(Isolate *isolate);

// Installers of the files' parts.
void Bootstrap_install_typed_array_constructors(Isolate *isolate);
void Bootstrap_install_uint8_array_codecs(Isolate *isolate);

#endif  // ENGINE_BUILTINS_TYPED_ARRAY_OPERATIONS_H_
