// SPDX-License-Identifier: MIT
//
// The v8 module: the parts about heap numbers, structured copies and start-up
// snapshots.
'use strict';

const binding = internalBinding('heap');
const { startupSnapshot } = require('internal/startup-snapshot');

function getHeapStatistics() {
  const [used, committed, limit, snapshot, external] =
    binding.heapStatistics();
  return {
    total_heap_size: committed, total_heap_size_executable: 0,
    total_physical_size: committed, total_available_size: limit - used,
    used_heap_size: used, heap_size_limit: limit, malloced_memory: 0,
    peak_malloced_memory: 0, does_zap_garbage: 0,
    number_of_native_contexts: 1, number_of_detached_contexts: 0,
    total_global_handles_size: 0, used_global_handles_size: 0,
    external_memory: external, snapshot_size: snapshot,
  };
}

module.exports = {
  startupSnapshot, getHeapStatistics,
  cachedDataVersionTag: () => 0,
  setFlagsFromString(flag) {
    binding.setFlag(`${flag}`);
  },
};
