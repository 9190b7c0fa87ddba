// SPDX-License-Identifier: MIT
//
// libFuzzer target: any bytes given as a snapshot are refused with a status, or
// make an isolate. The input is a list of edits (position, value) of a good
// snapshot, whose checksums are then wrong in the way that an attacker or a
// broken disk would leave them; or, if its first byte is odd, the whole file.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/builtins/bootstrapper.h"
#include "serializer/read/snapshot-reader.h"
#include "serializer/write/snapshot-writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A snapshot of an isolate with nothing in it, made once.
static const SnapshotBytes *good_snapshot(void) {
  static SnapshotBytes good;
  if (good.data == NULL) {
    Isolate *isolate = Isolate_new_empty(NULL);
    CHECK(isolate != NULL);
    SnapshotWriteOptions options = {0};
    SnapshotError error;
    CHECK(Snapshot_write(isolate, &options, &good, &error) == kSnapshotOk);
    Isolate_dispose(isolate);
  }
  return &good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  size_t length;
  uint8_t *bytes;
  if (data[0] & 1) {
    length = size - 1;
    bytes = malloc(length + 1);
    CHECK(bytes != NULL);
    memcpy(bytes, data + 1, length);
  } else {
    const SnapshotBytes *good = good_snapshot();
    length = good->size_bytes;
    bytes = malloc(length);
    CHECK(bytes != NULL);
    memcpy(bytes, good->data, length);
    for (size_t i = 1; i + 4 < size; i += 5) {
      uint32_t position;
      memcpy(&position, data + i, sizeof position);
      bytes[position % length] = data[i + 4];
    }
  }
  SnapshotInput input = {.bytes = bytes, .size_bytes = length};
  SnapshotError error;
  (void)Snapshot_verify_input(&input, &error);
  Isolate *isolate = NULL;
  if (Snapshot_new_isolate(NULL, &input, NULL, 0, &isolate, &error) ==
      kSnapshotOk)
    Isolate_dispose(isolate);
  free(bytes);
  return 0;
}
