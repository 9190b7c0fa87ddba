// SPDX-License-Identifier: MIT
#include "engine/builtins/atomics-wait.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <time.h>

#include "engine/builtins/promise.h"
#include "engine/objects/array-buffer.h"
#include "engine/objects/string.h"

// ---- Sleeping threads ----

// On the stack of the thread that sleeps.
typedef struct Sleeper {
  struct Sleeper *next;
  const uint8_t *address;
  pthread_cond_t condition;
  bool notified;
} Sleeper;

static pthread_mutex_t sleepers_mutex = PTHREAD_MUTEX_INITIALIZER;
static Sleeper *sleepers;  // oldest first

static void add_sleeper(Sleeper *sleeper) {
  Sleeper **link = &sleepers;
  while (*link != NULL) link = &(*link)->next;
  *link = sleeper;
}

static void remove_sleeper(Sleeper *sleeper) {
  Sleeper **link = &sleepers;
  while (*link != NULL && *link != sleeper) link = &(*link)->next;
  if (*link != NULL) *link = sleeper->next;
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

WaitOutcome Atomics_wait(Isolate *isolate, const uint8_t *address, int bytes,
                         uint64_t expected, double timeout_ms) {
  // A century is as good as for ever, and fits a timespec.
  bool forever = timeout_ms > 3.2e12;
  struct timespec deadline = {0, 0};
  if (!forever) deadline = time_at(now_ms() + timeout_ms);
  Sleeper sleeper = {.address = address};
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&sleeper.condition, &attributes);
  pthread_condattr_destroy(&attributes);

  pthread_mutex_lock(&sleepers_mutex);
  WaitOutcome outcome = kWaitNotEqual;
  // Under the lock: a notification cannot fall between test and sleep.
  if (is_equal(address, bytes, expected)) {
    add_sleeper(&sleeper);
    int status = 0;
    while (!sleeper.notified && status != ETIMEDOUT)
      status = forever ? pthread_cond_wait(&sleeper.condition, &sleepers_mutex)
                       : pthread_cond_timedwait(&sleeper.condition,
                                                &sleepers_mutex, &deadline);
    remove_sleeper(&sleeper);
    outcome = sleeper.notified ? kWaitOk : kWaitTimedOut;
  }
  pthread_mutex_unlock(&sleepers_mutex);
  pthread_cond_destroy(&sleeper.condition);
  return outcome;
}

static double wake_sleepers(const uint8_t *address, double count) {
  double woken = 0;
  pthread_mutex_lock(&sleepers_mutex);
  for (Sleeper *sleeper = sleepers; sleeper != NULL && woken < count;
       sleeper = sleeper->next) {
    if (sleeper->address != address || sleeper->notified) continue;
    sleeper->notified = true;
    pthread_cond_signal(&sleeper->condition);
    woken++;
  }
  pthread_mutex_unlock(&sleepers_mutex);
  return woken;
}

// ---- Promises ----

// Entries of the list in the root, oldest first: buffer, byte offset in it,
// promise, and time when it is over (a number; Infinity).
enum { kBuffer, kOffset, kPromise, kDeadline, kEntrySlots };

static ArrayList *waiters_of(Isolate *isolate) {
  Value root = Isolate_root(isolate, kIsolateRoot_async_waiters);
  return Value_is_ArrayList(isolate, root) ? Value_as_ArrayList(isolate, root)
                                           : NULL;
}

static Value slot_of(const ArrayList *list, int32_t entry, int field) {
  return ArrayList_get_slots(list, entry + field);
}

Value Atomics_wait_async(Isolate *isolate, JSArrayBuffer *buffer,
                         const uint8_t *address, double timeout_ms) {
  JSPromise *promise = Promise_new(isolate);
  double offset = (double)(address - JSArrayBuffer_data(isolate, buffer));
  Value fields[kEntrySlots] = {
      Value_from_object(buffer),
      Isolate_box(isolate, Value_from_number(offset)),
      Value_from_object(promise),
      Isolate_box(isolate, Value_from_number(now_ms() + timeout_ms))};
  ArrayList *list = waiters_of(isolate);
  if (list == NULL) list = ArrayList_new(isolate, 4 * kEntrySlots);
  for (int i = 0; i < kEntrySlots; i++)
    list = ArrayList_add(isolate, list, Value_tagged(fields[i]));
  Isolate_set_root(isolate, kIsolateRoot_async_waiters,
                   Value_from_object(list));
  return Value_from_object(promise);
}

static void remove_entry(Isolate *isolate, ArrayList *list, int32_t entry) {
  for (int32_t i = entry; i + kEntrySlots < list->used; i++)
    ArrayList_set_slots(list, i, ArrayList_get_slots(list, i + kEntrySlots));
  for (int32_t i = list->used - kEntrySlots; i < list->used; i++)
    ArrayList_set_slots(list, i, ROOT(undefined_value));
  list->used -= kEntrySlots;
  if (list->used == 0)
    Isolate_set_root(isolate, kIsolateRoot_async_waiters,
                     ROOT(undefined_value));
}

static void fulfill(Isolate *isolate, ArrayList *list, int32_t entry,
                    const char *text) {
  JSPromise *promise =
      Value_as_JSPromise(isolate, slot_of(list, entry, kPromise));
  remove_entry(isolate, list, entry);
  Promise_fulfill(isolate, promise,
                  Value_from_object(String_internalize_ascii(isolate, text)));
}

double Atomics_notify(Isolate *isolate, const uint8_t *address, double count) {
  double woken = wake_sleepers(address, count);
  ArrayList *list = waiters_of(isolate);
  for (int32_t entry = 0; list != NULL && entry < list->used && woken < count;) {
    JSArrayBuffer *buffer =
        Value_as_JSArrayBuffer(isolate, slot_of(list, entry, kBuffer));
    double offset = Value_number(isolate, slot_of(list, entry, kOffset));
    if (JSArrayBuffer_data(isolate, buffer) + (size_t)offset != address) {
      entry += kEntrySlots;
      continue;
    }
    fulfill(isolate, list, entry, "ok");
    woken++;
  }
  return woken;
}

double Atomics_expire_waiters(Isolate *isolate) {
  ArrayList *list = waiters_of(isolate);
  if (list == NULL) return -1;
  double now = now_ms(), next = INFINITY;
  for (int32_t entry = 0; entry < list->used;) {
    double deadline = Value_number(isolate, slot_of(list, entry, kDeadline));
    if (deadline <= now) {
      fulfill(isolate, list, entry, "timed-out");
      continue;
    }
    if (deadline < next) next = deadline;
    entry += kEntrySlots;
  }
  return isfinite(next) ? next - now : -1;
}
