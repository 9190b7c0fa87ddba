// SPDX-License-Identifier: MIT
//
// The list holds both kinds of waiters in order of arrival. A promise lies in
// its isolate's root async_waiters, named by the waiter's id, because only that
// isolate's thread may touch its heap: others just mark the waiter.
#include "engine/builtins/atomics-wait.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "engine/builtins/promise.h"
#include "engine/heap/heap.h"
#include "engine/objects/array-buffer.h"
#include "engine/objects/string.h"

typedef struct Waiter {
  struct Waiter *next;
  const uint8_t *address;
  bool notified;
  // A sleeping thread (the waiter is on its stack) ...
  pthread_cond_t condition;
  // ... or a promise (malloc'ed): whose, which, and when its time is over.
  Isolate *isolate;  // NULL: a thread
  uint32_t id;
  double deadline_ms;
} Waiter;

static pthread_mutex_t waiters_mutex = PTHREAD_MUTEX_INITIALIZER;
static Waiter *waiters;  // oldest first
static uint32_t last_id;

static void add_waiter(Waiter *waiter) {
  Waiter **link = &waiters;
  while (*link != NULL) link = &(*link)->next;
  *link = waiter;
}

static void remove_waiter(Waiter *waiter) {
  Waiter **link = &waiters;
  while (*link != NULL && *link != waiter) link = &(*link)->next;
  if (*link != NULL) *link = waiter->next;
}

static double now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct timespec time_at(double ms) {
  struct timespec time = {(time_t)(ms / 1e3), 0};
  time.tv_nsec = (long)(fmod(ms, 1e3) * 1e6);
  return time;
}

static bool is_equal(const uint8_t *address, int bytes, uint64_t expected) {
  return bytes == 4 ? __atomic_load_n((const uint32_t *)address,
                                      __ATOMIC_SEQ_CST) == (uint32_t)expected
                    : __atomic_load_n((const uint64_t *)address,
                                      __ATOMIC_SEQ_CST) == expected;
}

// ---- Sleeping threads ----

static void init_condition(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

WaitOutcome Atomics_wait(const uint8_t *address, int bytes, uint64_t expected,
                         double timeout_ms) {
  // A century is as good as for ever, and fits a timespec.
  bool forever = timeout_ms > 3.2e12;
  struct timespec deadline = {0, 0};
  if (!forever) deadline = time_at(now_ms() + timeout_ms);
  Waiter waiter = {.address = address};
  init_condition(&waiter.condition);
  pthread_mutex_lock(&waiters_mutex);
  WaitOutcome outcome = kWaitNotEqual;
  // Under the lock: a notification cannot fall between test and sleep.
  if (is_equal(address, bytes, expected)) {
    add_waiter(&waiter);
    int status = 0;
    while (!waiter.notified && status != ETIMEDOUT)
      status = forever ? pthread_cond_wait(&waiter.condition, &waiters_mutex)
                       : pthread_cond_timedwait(&waiter.condition,
                                                &waiters_mutex, &deadline);
    remove_waiter(&waiter);
    outcome = waiter.notified ? kWaitOk : kWaitTimedOut;
  }
  pthread_mutex_unlock(&waiters_mutex);
  pthread_cond_destroy(&waiter.condition);
  return outcome;
}

// ---- Promises ----

// Entries of the list in the root: id, promise, and the buffer, which must live
// as long as its address is waited at.
enum { kId, kPromise, kBuffer, kEntrySlots };

static ArrayList *promises_of(Isolate *isolate) {
  Value root = Isolate_root(isolate, kIsolateRoot_async_waiters);
  return Value_is_ArrayList(isolate, root) ? Value_as_ArrayList(isolate, root)
                                           : NULL;
}

static Value keep_promise(Isolate *isolate, uint32_t id,
                          JSArrayBuffer *buffer) {
  JSPromise *promise = Promise_new(isolate);
  Value fields[kEntrySlots] = {
      Isolate_box(isolate, Value_from_uint32(id)),
      Value_from_object(promise), Value_from_object(buffer)};
  ArrayList *list = promises_of(isolate);
  if (list == NULL) list = ArrayList_new(isolate, 4 * kEntrySlots);
  for (int i = 0; i < kEntrySlots; i++)
    list = ArrayList_add(isolate, list, Value_tagged(fields[i]));
  Isolate_set_root(isolate, kIsolateRoot_async_waiters,
                   Value_from_object(list));
  return Value_from_object(promise);
}

WaitOutcome Atomics_wait_async(Isolate *isolate, JSArrayBuffer *buffer,
                               const uint8_t *address, int bytes,
                               uint64_t expected, double timeout_ms,
                               Value *promise) {
  Waiter *waiter = calloc(1, sizeof *waiter);
  if (waiter == NULL)
    Heap_fatal_out_of_memory(isolate, "Atomics.waitAsync", sizeof *waiter);
  waiter->address = address;
  waiter->isolate = isolate;
  waiter->deadline_ms = now_ms() + timeout_ms;
  pthread_mutex_lock(&waiters_mutex);
  WaitOutcome outcome = !is_equal(address, bytes, expected) ? kWaitNotEqual
                        : timeout_ms == 0                   ? kWaitTimedOut
                                                            : kWaitOk;
  if (outcome == kWaitOk) {
    waiter->id = ++last_id;
    add_waiter(waiter);
  }
  pthread_mutex_unlock(&waiters_mutex);
  // The waiter is only freed by this thread: its id is still there.
  if (outcome == kWaitOk)
    *promise = keep_promise(isolate, waiter->id, buffer);
  else
    free(waiter);
  return outcome;
}

static void fulfill(Isolate *isolate, uint32_t id, const char *text) {
  ArrayList *list = promises_of(isolate);
  int32_t entry = 0;
  while (list != NULL && entry < list->used &&
         Value_number(isolate, ArrayList_get_slots(list, entry + kId)) != id)
    entry += kEntrySlots;
  if (list == NULL || entry >= list->used) return;
  JSPromise *promise =
      Value_as_JSPromise(isolate, ArrayList_get_slots(list, entry + kPromise));
  for (int32_t i = entry; i + kEntrySlots < list->used; i++)
    ArrayList_set_slots(list, i, ArrayList_get_slots(list, i + kEntrySlots));
  list->used -= kEntrySlots;
  for (int32_t i = 0; i < kEntrySlots; i++)
    ArrayList_set_slots(list, list->used + i, ROOT(undefined_value));
  Promise_fulfill(isolate, promise,
                  Value_from_object(String_internalize_ascii(isolate, text)));
}

double Atomics_notify(Isolate *isolate, const uint8_t *address, double count) {
  double woken = 0;
  pthread_mutex_lock(&waiters_mutex);
  for (Waiter *waiter = waiters; waiter != NULL && woken < count;
       waiter = waiter->next) {
    if (waiter->address != address || waiter->notified) continue;
    waiter->notified = true;
    if (waiter->isolate == NULL) pthread_cond_signal(&waiter->condition);
    woken++;
  }
  pthread_mutex_unlock(&waiters_mutex);
  (void)Atomics_settle_waiters(isolate);
  return woken;
}

// Takes a waiter of the isolate that is notified or out of time off the list.
static Waiter *take_settled(const Isolate *isolate, double now,
                            double *next_ms) {
  *next_ms = -1;
  for (Waiter *waiter = waiters; waiter != NULL; waiter = waiter->next) {
    if (waiter->isolate != isolate) continue;
    if (waiter->notified || waiter->deadline_ms <= now) {
      remove_waiter(waiter);
      return waiter;
    }
    double left = waiter->deadline_ms - now;
    if (*next_ms < 0 || left < *next_ms) *next_ms = left;
  }
  return NULL;
}

double Atomics_settle_waiters(Isolate *isolate) {
  // Most programs never wait: one load tells. This thread added the entries
  // that matter.
  if (__atomic_load_n(&waiters, __ATOMIC_ACQUIRE) == NULL) return -1;
  double now = now_ms();
  for (;;) {
    double next_ms;
    pthread_mutex_lock(&waiters_mutex);
    Waiter *waiter = take_settled(isolate, now, &next_ms);
    pthread_mutex_unlock(&waiters_mutex);
    if (waiter == NULL) return next_ms;
    fulfill(isolate, waiter->id, waiter->notified ? "ok" : "timed-out");
    free(waiter);
  }
}

void Atomics_forget_waiters(const Isolate *isolate) {
  pthread_mutex_lock(&waiters_mutex);
  for (Waiter **link = &waiters; *link != NULL;) {
    Waiter *waiter = *link;
    if (waiter->isolate != isolate) {
      link = &waiter->next;
      continue;
    }
    *link = waiter->next;
    free(waiter);
  }
  pthread_mutex_unlock(&waiters_mutex);
}
