// SPDX-License-Identifier: MIT
//
// Waiter lists (ECMA-262 #sec-waiterlist-objects): of threads that sleep in
// Atomics.wait, one list for the process; and of promises made by
// Atomics.waitAsync, in each isolate's root async_waiters. A notification wakes
// sleeping threads first, then the notifier's own promises, oldest first; it
// does not reach promises of other isolates.
#ifndef ENGINE_BUILTINS_ATOMICS_WAIT_H_
#define ENGINE_BUILTINS_ATOMICS_WAIT_H_

#include "engine/heap/factory.h"

typedef enum WaitOutcome { kWaitOk, kWaitNotEqual, kWaitTimedOut } WaitOutcome;

// Blocks the thread until notified at the address, if the element there (of
// 4 or 8 bytes) is `expected`.
WaitOutcome Atomics_wait(Isolate *isolate, const uint8_t *address, int bytes,
                         uint64_t expected, double timeout_ms);
// A promise that a notification fulfills with "ok", or the time with
// "timed-out".
Value Atomics_wait_async(Isolate *isolate, JSArrayBuffer *buffer,
                         const uint8_t *address, double timeout_ms);
// How many of at most `count` waiters were woken.
double Atomics_notify(Isolate *isolate, const uint8_t *address, double count);
// Fulfills promises whose time is over. Milliseconds until the next one's is,
// or -1 if none has a limit; hosts with a loop call it again then.
double Atomics_expire_waiters(Isolate *isolate);

#endif  // ENGINE_BUILTINS_ATOMICS_WAIT_H_
