// SPDX-License-Identifier: MIT
//
// An isolate with one realm for fuzz targets that call builtins.
#ifndef TEST_FUZZ_FUZZ_ISOLATE_H_
#define TEST_FUZZ_FUZZ_ISOLATE_H_

#include "engine/builtins/bootstrapper.h"

static inline Isolate *the_isolate(void) {
  static Isolate *isolate;
  if (isolate == NULL) {
    isolate = Isolate_new_empty(NULL);
    CHECK(isolate != NULL);
    Isolate_fill_native_tables(isolate);
    NativeContext *context = Bootstrapper_new_native_context(isolate);
    Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                     Value_from_object(context));
  }
  return isolate;
}

#endif  // TEST_FUZZ_FUZZ_ISOLATE_H_
