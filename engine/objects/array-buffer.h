// SPDX-License-Identifier: MIT
//
// Where the bytes of ArrayBuffers are. Small buffers keep theirs in a ByteArray
// of the heap (objects do not move, and freezing them needs no special case);
// large and shared ones in a BackingStore, malloc'ed and counted, that hangs on
// the external pointer table.
#ifndef ENGINE_OBJECTS_ARRAY_BUFFER_H_
#define ENGINE_OBJECTS_ARRAY_BUFFER_H_

#include "engine/heap/external-pointers.h"

typedef enum ArrayBufferFlags {
  kArrayBufferDetached = 1,
  kArrayBufferResizable = 2,
  kArrayBufferShared = 4,
  kArrayBufferImmutable = 8,
} ArrayBufferFlags;

enum {
  // Largest size kept in a ByteArray.
  kMaxHeapBufferBytes = 1 << 20,
};
#define kMaxArrayBufferBytes (UINT64_C(1) << 33)

// Bytes outside the heap. Several buffers (of several isolates, if shared) may
// refer to one.
typedef struct BackingStore {
  uint8_t *data;
  size_t capacity_bytes;
  // Current length: a growable shared buffer's length is here.
  volatile size_t byte_length;
  uint32_t reference_count;  // atomic
} BackingStore;

// Zeroed; NULL if there is no memory. Count 1.
BackingStore *BackingStore_new(size_t byte_length, size_t capacity_bytes);
BackingStore *BackingStore_retain(BackingStore *store);
void BackingStore_release(BackingStore *store);

// Gives the buffer (whose fields are those of a new object) zeroed bytes. flags
// and lengths are set too; max_byte_length counts for resizable ones. False
// with a RangeError pending: "Array buffer allocation failed".
NODISCARD bool JSArrayBuffer_allocate(Isolate *isolate, JSArrayBuffer *buffer,
                                      uint64_t byte_length,
                                      uint64_t max_byte_length,
                                      uint32_t flags);
// Makes the buffer share a store, which it retains.
void JSArrayBuffer_attach(Isolate *isolate, JSArrayBuffer *buffer,
                          BackingStore *store, uint32_t flags);
// The store; moves a heap buffer's bytes out to one if there is none.
BackingStore *JSArrayBuffer_backing_store(Isolate *isolate,
                                          JSArrayBuffer *buffer);
// Moves bytes into the heap, so that they are frozen with it.
void JSArrayBuffer_move_into_heap(Isolate *isolate, JSArrayBuffer *buffer);
// First byte; NULL if detached, or empty without bytes.
uint8_t *JSArrayBuffer_data(const Isolate *isolate,
                            const JSArrayBuffer *buffer);
// Drops the bytes. The buffer must be detachable.
void JSArrayBuffer_detach(Isolate *isolate, JSArrayBuffer *buffer);
// Gives `to` (a new buffer) the bytes of `from`, which is detached.
void JSArrayBuffer_transfer(Isolate *isolate, JSArrayBuffer *from,
                            JSArrayBuffer *to);
// Current length in bytes; of a growable shared buffer it may grow any time.
uint64_t JSArrayBuffer_length(const Isolate *isolate,
                              const JSArrayBuffer *buffer);
// Sets the length of a resizable buffer, within its maximum; bytes that come
// back are 0. Not for shared buffers.
void JSArrayBuffer_resize(const Isolate *isolate, JSArrayBuffer *buffer,
                          uint64_t byte_length);
// Grows a growable shared buffer; false if it is longer already, or may not get
// that long.
bool JSArrayBuffer_grow(const Isolate *isolate, JSArrayBuffer *buffer,
                        uint64_t byte_length);
// A new ArrayBuffer of the current realm. NULL with a pending RangeError.
NODISCARD JSArrayBuffer *JSArrayBuffer_new(Isolate *isolate,
                                           uint64_t byte_length);

static inline bool JSArrayBuffer_is_shared(const JSArrayBuffer *buffer) {
  return (buffer->flags & kArrayBufferShared) != 0;
}
static inline bool JSArrayBuffer_is_detached(const JSArrayBuffer *buffer) {
  return (buffer->flags & kArrayBufferDetached) != 0;
}
static inline bool JSArrayBuffer_is_resizable(const JSArrayBuffer *buffer) {
  return (buffer->flags & kArrayBufferResizable) != 0;
}

#endif  // ENGINE_OBJECTS_ARRAY_BUFFER_H_
