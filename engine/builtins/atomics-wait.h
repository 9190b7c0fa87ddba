// SPDX-License-Identifier: MIT
//
// Waiter lists (ECMA-262 #sec-waiterlist-objects): one list for the process, of
// threads that sleep in Atomics.wait and of promises made by Atomics.waitAsync
// in any isolate. A notification wakes the oldest first.
#ifndef ENGINE_BUILTINS_ATOMICS_WAIT_H_
#define ENGINE_BUILTINS_ATOMICS_WAIT_H_

#include "engine/heap/factory.h"

typedef enum WaitOutcome { kWaitOk, kWaitNotEqual, kWaitTimedOut } WaitOutcome;

// Blocks the thread until notified at the address, if the element there (of
// 4 or 8 bytes) is `expected`.
WaitOutcome Atomics_wait(const uint8_t *address, int bytes, uint64_t expected,
                         double timeout_ms);
// kWaitOk: *promise will be fulfilled with "ok" or "timed-out" by
// Atomics_settle_waiters. May collect.
WaitOutcome Atomics_wait_async(Isolate *isolate, JSArrayBuffer *buffer,
                               const uint8_t *address, int bytes,
                               uint64_t expected, double timeout_ms,
                               Value *promise);
// How many of at most `count` waiters were woken.
double Atomics_notify(Isolate *isolate, const uint8_t *address, double count);
// Fulfills this isolate's promises that were notified or whose time is over.
// Milliseconds until the next one's is (Infinity if notification alone can end
// it), or -1 if none waits. Called at each microtask checkpoint; hosts call it
// again when nothing else is left to do.
double Atomics_settle_waiters(Isolate *isolate);
// Before an isolate goes: its promises wait no more.
void Atomics_forget_waiters(const Isolate *isolate);

#endif  // ENGINE_BUILTINS_ATOMICS_WAIT_H_
