// SPDX-License-Identifier: MIT
//
// The bytes of ArrayBuffers, in the heap or beside it.
#include "engine/objects/array-buffer.h"

#include <stdlib.h>

#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"

// ---- Backing stores ----

BackingStore *BackingStore_new(size_t byte_length, size_t capacity_bytes) {
  BackingStore *store = malloc(sizeof *store);
  // calloc of a large block is a mapping of zero pages: nothing is touched.
  uint8_t *data = calloc(1, capacity_bytes ? capacity_bytes : 1);
  if (store == NULL || data == NULL) {
    free(store);
    free(data);
    return NULL;
  }
  store->data = data;
  store->capacity_bytes = capacity_bytes;
  store->byte_length = byte_length;
  store->reference_count = 1;
  return store;
}

BackingStore *BackingStore_retain(BackingStore *store) {
  __atomic_fetch_add(&store->reference_count, 1, __ATOMIC_RELAXED);
  return store;
}

void BackingStore_release(BackingStore *store) {
  if (__atomic_fetch_sub(&store->reference_count, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  free(store->data);
  free(store);
}

static void finalize_store(void *pointer, void *data) {
  BackingStore_release(pointer);
}

static BackingStore *store_of(const Isolate *isolate,
                              const JSArrayBuffer *buffer) {
  return ExternalPointer_get(isolate, buffer->resource,
                             kExternalTagBackingStore);
}

static ByteArray *heap_bytes_of(const Isolate *isolate,
                                const JSArrayBuffer *buffer) {
  Value store = JSArrayBuffer_store(buffer);
  return Value_is_ByteArray(isolate, store)
             ? Value_as_ByteArray(isolate, store) : NULL;
}

// Adopts one reference to the store.
static void adopt_store(Isolate *isolate, JSArrayBuffer *buffer,
                        BackingStore *store) {
  buffer->resource =
      ExternalPointer_new(isolate, (HeapObject *)buffer, store,
                          kExternalTagBackingStore, finalize_store, NULL);
  JSArrayBuffer_set_store(buffer, ROOT(undefined_value));
  Heap_adjust_external_bytes(isolate, (ptrdiff_t)store->capacity_bytes);
}

static void drop_store(Isolate *isolate, JSArrayBuffer *buffer) {
  BackingStore *store = store_of(isolate, buffer);
  if (store == NULL) return;
  ExternalPointer_release(isolate, buffer->resource);
  buffer->resource = 0;
  Heap_adjust_external_bytes(isolate, -(ptrdiff_t)store->capacity_bytes);
  BackingStore_release(store);
}

// ---- Buffers ----

static bool allocation_failed(Isolate *isolate) {
  (void)!Value_is_exception(Throw_text(isolate, kErrorTypeRangeError,
                                       "Array buffer allocation failed"));
  return false;
}

bool JSArrayBuffer_allocate(Isolate *isolate, JSArrayBuffer *buffer,
                            uint64_t byte_length, uint64_t max_byte_length,
                            uint32_t flags) {
  bool resizable = (flags & kArrayBufferResizable) != 0;
  uint64_t capacity = resizable ? max_byte_length : byte_length;
  if (capacity > kMaxArrayBufferBytes || byte_length > capacity)
    return allocation_failed(isolate);
  if (capacity <= kMaxHeapBufferBytes && !(flags & kArrayBufferShared)) {
    ByteArray *bytes = ByteArray_new(isolate, (int32_t)capacity);
    JSArrayBuffer_set_store(buffer, Value_from_object(bytes));
  } else {
    BackingStore *store =
        BackingStore_new((size_t)byte_length, (size_t)capacity);
    if (store == NULL) return allocation_failed(isolate);
    adopt_store(isolate, buffer, store);
  }
  buffer->flags = flags;
  buffer->byte_length = byte_length;
  buffer->max_byte_length = capacity;
  return true;
}

void JSArrayBuffer_attach(Isolate *isolate, JSArrayBuffer *buffer,
                          BackingStore *store, uint32_t flags) {
  adopt_store(isolate, buffer, BackingStore_retain(store));
  buffer->flags = flags;
  buffer->byte_length = store->byte_length;
  buffer->max_byte_length = store->capacity_bytes;
}

BackingStore *JSArrayBuffer_backing_store(Isolate *isolate,
                                          JSArrayBuffer *buffer) {
  BackingStore *store = store_of(isolate, buffer);
  if (store != NULL || JSArrayBuffer_is_detached(buffer)) return store;
  store = BackingStore_new((size_t)buffer->byte_length,
                           (size_t)buffer->max_byte_length);
  if (store == NULL)
    Heap_fatal_out_of_memory(isolate, "array buffer",
                             (size_t)buffer->max_byte_length);
  ByteArray *bytes = heap_bytes_of(isolate, buffer);
  if (bytes) memcpy(store->data, bytes->bytes, (size_t)bytes->length);
  adopt_store(isolate, buffer, store);
  return store;
}

void JSArrayBuffer_move_into_heap(Isolate *isolate, JSArrayBuffer *buffer) {
  BackingStore *store = store_of(isolate, buffer);
  if (store == NULL || store->capacity_bytes > INT32_MAX) return;
  ByteArray *bytes = ByteArray_new(isolate, (int32_t)store->capacity_bytes);
  memcpy(bytes->bytes, store->data, store->capacity_bytes);
  JSArrayBuffer_set_store(buffer, Value_from_object(bytes));
  drop_store(isolate, buffer);
}

uint8_t *JSArrayBuffer_data(const Isolate *isolate,
                            const JSArrayBuffer *buffer) {
  ByteArray *bytes = heap_bytes_of(isolate, buffer);
  if (bytes) return bytes->bytes;
  BackingStore *store = store_of(isolate, buffer);
  return store ? store->data : NULL;
}

void JSArrayBuffer_detach(Isolate *isolate, JSArrayBuffer *buffer) {
  drop_store(isolate, buffer);
  JSArrayBuffer_set_store(buffer, ROOT(undefined_value));
  buffer->byte_length = buffer->max_byte_length = 0;
  buffer->flags |= kArrayBufferDetached;
}

void JSArrayBuffer_transfer(Isolate *isolate, JSArrayBuffer *from,
                            JSArrayBuffer *to) {
  BackingStore *store = store_of(isolate, from);
  if (store)
    adopt_store(isolate, to, BackingStore_retain(store));
  else
    JSArrayBuffer_set_store(to, JSArrayBuffer_store(from));
  to->flags = from->flags;
  to->byte_length = from->byte_length;
  to->max_byte_length = from->max_byte_length;
  JSArrayBuffer_detach(isolate, from);
}

uint64_t JSArrayBuffer_length(const Isolate *isolate,
                              const JSArrayBuffer *buffer) {
  if (JSArrayBuffer_is_shared(buffer) && JSArrayBuffer_is_resizable(buffer)) {
    BackingStore *store = store_of(isolate, buffer);
    if (store)
      return __atomic_load_n(&store->byte_length, __ATOMIC_SEQ_CST);
  }
  return buffer->byte_length;
}

void JSArrayBuffer_resize(const Isolate *isolate, JSArrayBuffer *buffer,
                          uint64_t byte_length) {
  DCHECK(!JSArrayBuffer_is_shared(buffer) &&
         byte_length <= buffer->max_byte_length);
  if (byte_length < buffer->byte_length)
    memset(JSArrayBuffer_data(isolate, buffer) + byte_length, 0,
           (size_t)(buffer->byte_length - byte_length));
  buffer->byte_length = byte_length;
  BackingStore *store = store_of(isolate, buffer);
  if (store) store->byte_length = (size_t)byte_length;
}

bool JSArrayBuffer_grow(const Isolate *isolate, JSArrayBuffer *buffer,
                        uint64_t byte_length) {
  BackingStore *store = store_of(isolate, buffer);
  if (store == NULL || byte_length > buffer->max_byte_length) return false;
  size_t current = __atomic_load_n(&store->byte_length, __ATOMIC_SEQ_CST);
  do {
    if (byte_length < current) return false;
  } while (!__atomic_compare_exchange_n(&store->byte_length, &current,
                                        (size_t)byte_length, false,
                                        __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
  buffer->byte_length = byte_length;
  return true;
}

JSArrayBuffer *JSArrayBuffer_new(Isolate *isolate, uint64_t byte_length) {
  Map *map = INTRINSIC_OBJECT(isolate, Map, array_buffer_initial_map);
  JSArrayBuffer *buffer =
      (JSArrayBuffer *)JSObject_new_from_map(isolate, map);
  return JSArrayBuffer_allocate(isolate, buffer, byte_length, byte_length, 0)
             ? buffer : NULL;
}
