// SPDX-License-Identifier: MIT
//
// Array buffers and their views, and Map/Set contents for debuggers.
#include <string.h>

#include "engine/api/api.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/array-buffer.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/typed-array.h"

// ThawElementType by elements kind, from INT8_ELEMENTS on.
static const ThawElementType kElementTypes[] = {
    kThawInt8,    kThawUint8,   kThawUint8Clamped, kThawInt16,
    kThawUint16,  kThawInt32,   kThawUint32,       kThawFloat16,
    kThawFloat32, kThawFloat64, kThawBigInt64,     kThawBigUint64,
};

static JSArrayBuffer *buffer_of(ThawLocal local) {
  Isolate *isolate = Local_isolate(local);
  if (!Value_is_JSArrayBuffer(isolate, Local_value(local))) return NULL;
  return Value_as_JSArrayBuffer(isolate, Local_value(local));
}

ThawLocal thaw_array_buffer_new(ThawIsolate *isolate, size_t size_bytes) {
  Isolate *self = isolate_of(isolate);
  JSArrayBuffer *buffer = JSArrayBuffer_new(self, size_bytes);
  return buffer ? Local_from_object(self, buffer) : NULL;
}

ThawLocal thaw_array_buffer_copy(ThawIsolate *isolate, const void *data,
                                 size_t size_bytes) {
  Isolate *self = isolate_of(isolate);
  JSArrayBuffer *buffer = JSArrayBuffer_new(self, size_bytes);
  if (buffer == NULL) return NULL;
  if (size_bytes != 0)
    memcpy(JSArrayBuffer_data(self, buffer), data, size_bytes);
  return Local_from_object(self, buffer);
}

void *thaw_array_buffer_data(ThawIsolate *isolate, ThawLocal buffer) {
  JSArrayBuffer *object = buffer_of(buffer);
  return object ? JSArrayBuffer_data(isolate_of(isolate), object) : NULL;
}

size_t thaw_array_buffer_size_bytes(ThawLocal buffer) {
  JSArrayBuffer *object = buffer_of(buffer);
  return object ? (size_t)JSArrayBuffer_length(Local_isolate(buffer), object)
                : 0;
}

bool thaw_array_buffer_detach(ThawIsolate *isolate, ThawLocal buffer) {
  JSArrayBuffer *object = buffer_of(buffer);
  if (object == NULL || JSArrayBuffer_is_shared(object)) return false;
  if (!JSArrayBuffer_is_detached(object))
    JSArrayBuffer_detach(isolate_of(isolate), object);
  return true;
}

bool thaw_array_buffer_is_detached(ThawLocal buffer) {
  JSArrayBuffer *object = buffer_of(buffer);
  return object != NULL && JSArrayBuffer_is_detached(object);
}

// ---- Shared buffers: a ThawBackingStore is a BackingStore ----

ThawBackingStore *thaw_array_buffer_share(ThawIsolate *isolate,
                                          ThawLocal buffer) {
  JSArrayBuffer *object = buffer_of(buffer);
  if (object == NULL || !JSArrayBuffer_is_shared(object)) return NULL;
  BackingStore *store =
      JSArrayBuffer_backing_store(isolate_of(isolate), object);
  return (ThawBackingStore *)BackingStore_retain(store);
}

ThawLocal thaw_shared_array_buffer_new(ThawIsolate *isolate,
                                       ThawBackingStore *store) {
  Isolate *self = isolate_of(isolate);
  BackingStore *bytes = (BackingStore *)store;
  JSArrayBuffer *buffer = (JSArrayBuffer *)JSObject_new_from_map(
      self, INTRINSIC_OBJECT(self, Map, shared_array_buffer_initial_map));
  uint32_t flags = kArrayBufferShared;
  if (bytes->capacity_bytes > bytes->byte_length)
    flags |= kArrayBufferResizable;
  JSArrayBuffer_attach(self, buffer, bytes, flags);
  return Local_from_object(self, buffer);
}

void thaw_backing_store_release(ThawBackingStore *store) {
  BackingStore_release((BackingStore *)store);
}

// ---- Views ----

ThawLocal thaw_typed_array_new(ThawIsolate *isolate, ThawElementType type,
                               ThawLocal buffer, size_t offset_bytes,
                               size_t length) {
  Isolate *self = isolate_of(isolate);
  int32_t kind = 0;
  while (kind < (int32_t)ARRAY_LENGTH(kElementTypes) &&
         kElementTypes[kind] != type)
    kind++;
  API_CHECK(kind < (int32_t)ARRAY_LENGTH(kElementTypes),
            "thaw_typed_array_new", "no such element type");
  FixedArray *constructors =
      INTRINSIC_OBJECT(self, FixedArray, typed_array_functions);
  Value constructor = FixedArray_get_slots(constructors, kind);
  Value arguments[] = {Local_value(buffer),
                       Value_from_number((double)offset_bytes),
                       Value_from_number((double)length)};
  return Local_or_null(self, Execution_construct_js(self, constructor,
                                                    constructor, 3, arguments));
}

ThawElementType thaw_typed_array_type(ThawLocal view) {
  Isolate *isolate = Local_isolate(view);
  if (!Value_is_JSTypedArray(isolate, Local_value(view))) return kThawNotTyped;
  int kind = HeapObject_map(Value_object(isolate, Local_value(view)))
                 ->elements_kind - FIRST_TYPED_ARRAY_ELEMENTS;
  return kElementTypes[kind];
}

static JSArrayBufferView *view_of(ThawLocal local) {
  Isolate *isolate = Local_isolate(local);
  Value value = Local_value(local);
  if (!Value_is_JSTypedArray(isolate, value) &&
      !Value_is_JSDataView(isolate, value))
    return NULL;
  return Value_as_JSArrayBufferView(isolate, value);
}

ThawLocal thaw_view_buffer(ThawIsolate *isolate, ThawLocal view) {
  JSArrayBufferView *object = view_of(view);
  if (object == NULL) return thaw_undefined(isolate);
  return Local_from_object(isolate_of(isolate),
                           JSArrayBufferView_buffer(object));
}

void *thaw_view_data(ThawIsolate *isolate, ThawLocal view) {
  JSArrayBufferView *object = view_of(view);
  if (object == NULL) return NULL;
  uint8_t *data = JSArrayBuffer_data(isolate_of(isolate),
                                     JSArrayBufferView_buffer(object));
  return data ? data + object->byte_offset : NULL;
}

size_t thaw_view_size_bytes(ThawLocal view) {
  JSArrayBufferView *object = view_of(view);
  return object ? (size_t)JSArrayBufferView_current_bytes(object) : 0;
}

size_t thaw_view_offset_bytes(ThawLocal view) {
  JSArrayBufferView *object = view_of(view);
  return object ? (size_t)object->byte_offset : 0;
}
