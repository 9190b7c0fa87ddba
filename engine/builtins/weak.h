// SPDX-License-Identifier: MIT
//
// What hosts do for FinalizationRegistry.
#ifndef ENGINE_BUILTINS_WEAK_H_
#define ENGINE_BUILTINS_WEAK_H_

#include "engine/heap/factory.h"

// Calls the cleanup function of the first registry that the collector has found
// dead targets for (#sec-cleanup-finalization-registry). False: a callback
// threw, and the exception is pending. Call it between jobs.
NODISCARD bool FinalizationRegistry_run_cleanup_js(Isolate *isolate);
static inline bool FinalizationRegistry_has_work(const Isolate *isolate) {
  return Value_is_JSFinalizationRegistry(
      isolate,
      Isolate_root(isolate, kIsolateRoot_dirty_finalization_registries));
}

#endif  // ENGINE_BUILTINS_WEAK_H_
