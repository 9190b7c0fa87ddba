// SPDX-License-Identifier: MIT
//
// Agents are threads with an isolate each. The main thread hands them a shared
// buffer (broadcast), they hand it strings (report). One lock guards all of it.
// Threads that still run at the end die with the process.
#include "runtime/host/agents.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Report {
  struct Report *next;
  char *text;
} Report;

static struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int agent_count;     // started
  int received_count;  // that have taken the current broadcast
  uint64_t broadcast_number;
  ThawBackingStore *store;
  double value;  // second argument of broadcast
  Report *first_report;
  Report **last_report;
} g_agents = {.lock = PTHREAD_MUTEX_INITIALIZER,
              .changed = PTHREAD_COND_INITIALIZER};

// Number of the last broadcast that the agent of this thread has seen.
static _Thread_local uint64_t g_seen_broadcast;

bool Conformance_define_function(ThawIsolate *isolate, ThawLocal object,
                                 const char *name,
                                 ThawFunctionCallback callback,
                                 ThawLocal data) {
  ThawLocal function = thaw_function_new(isolate, callback, data, name, 0);
  return thaw_object_define(isolate, object,
                            thaw_string_new(isolate, name, THAW_AUTO_LENGTH),
                            function, kThawDontEnum) == kThawTrue;
}

// ---- Both sides ----

static ThawLocal agent_monotonic_now(ThawIsolate *isolate,
                                     const ThawCallInfo *info) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return thaw_number(isolate,
                     (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6);
}

static ThawLocal agent_sleep(ThawIsolate *isolate, const ThawCallInfo *info) {
  double ms = thaw_number_value(thaw_call_argument(info, 0));
  if (!(ms > 0)) return NULL;
  if (ms > 1e6) ms = 1e6;
  time_t seconds = (time_t)(ms / 1e3);
  struct timespec wait = {seconds,
                          (long)((ms - (double)seconds * 1e3) * 1e6)};
  nanosleep(&wait, NULL);
  return NULL;
}

// ---- An agent's side ----

// (callback): waits for a broadcast and calls it with the buffer.
static ThawLocal agent_receive_broadcast(ThawIsolate *isolate,
                                         const ThawCallInfo *info) {
  pthread_mutex_lock(&g_agents.lock);
  while (g_agents.broadcast_number == g_seen_broadcast)
    pthread_cond_wait(&g_agents.changed, &g_agents.lock);
  g_seen_broadcast = g_agents.broadcast_number;
  ThawLocal arguments[] = {
      thaw_shared_array_buffer_new(isolate, g_agents.store),
      thaw_number(isolate, g_agents.value)};
  g_agents.received_count++;
  pthread_cond_broadcast(&g_agents.changed);
  pthread_mutex_unlock(&g_agents.lock);
  return thaw_function_call(isolate, thaw_call_argument(info, 0), NULL, 2,
                            arguments);
}

static ThawLocal agent_report(ThawIsolate *isolate, const ThawCallInfo *info) {
  Report *report = calloc(1, sizeof *report);
  if (report == NULL) abort();
  char *text = thaw_value_to_utf8(isolate, thaw_call_argument(info, 0), NULL);
  if (text == NULL) {
    free(report);
    return NULL;
  }
  report->text = text;
  pthread_mutex_lock(&g_agents.lock);
  if (g_agents.first_report == NULL)
    g_agents.last_report = &g_agents.first_report;
  *g_agents.last_report = report;
  g_agents.last_report = &report->next;
  pthread_mutex_unlock(&g_agents.lock);
  return NULL;
}

// Nothing to do: the thread ends when its jobs are done.
static ThawLocal agent_leaving(ThawIsolate *isolate,
                               const ThawCallInfo *info) {
  return NULL;
}

static bool define_agent_side(ThawIsolate *isolate, ThawLocal context) {
  ThawLocal global = thaw_context_global(context);
  ThawLocal host = thaw_object_new(isolate);
  ThawLocal agent = thaw_object_new(isolate);
  return Conformance_define_function(isolate, agent, "receiveBroadcast",
                                     agent_receive_broadcast, NULL) &&
         Conformance_define_function(isolate, agent, "report", agent_report,
                                     NULL) &&
         Conformance_define_function(isolate, agent, "leaving", agent_leaving,
                                     NULL) &&
         Conformance_define_function(isolate, agent, "sleep", agent_sleep,
                                     NULL) &&
         Conformance_define_function(isolate, agent, "monotonicNow",
                                     agent_monotonic_now, NULL) &&
         thaw_object_set_named(isolate, host, "agent", agent) &&
         thaw_object_set_named(isolate, global, "$262", host);
}

// Runs an agent's text; jobs until it leaves.
static void run_agent(ThawIsolate *isolate, const char *text) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  thaw_context_enter(context);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  if (define_agent_side(isolate, context)) {
    ThawLocal source = thaw_string_new(isolate, text, THAW_AUTO_LENGTH);
    ThawLocal script = thaw_script_compile(isolate, source, NULL);
    if (script) thaw_script_run(isolate, script);
    thaw_try_catch_reset(&try_catch);
    thaw_microtasks_run(isolate);
    // Until every promise of Atomics.waitAsync is settled.
    static const struct timespec kStep = {0, 2000000};
    while (thaw_async_waits_settle(isolate) >= 0 ||
           thaw_microtasks_pending(isolate)) {
      thaw_microtasks_run(isolate);
      nanosleep(&kStep, NULL);
    }
  }
  thaw_try_catch_close(&try_catch);
  thaw_context_exit(context);
  thaw_scope_close(&scope);
}

static void *agent_thread(void *text) {
  ThawIsolateParams params = {.snapshot_kind = kThawSnapshotNone};
  ThawIsolate *isolate;
  if (thaw_isolate_new(&params, &isolate) == kThawOk) {
    run_agent(isolate, text);
    thaw_isolate_dispose(isolate);
  }
  thaw_free(text);
  return NULL;
}

// ---- The main side ----

static ThawLocal agent_start(ThawIsolate *isolate, const ThawCallInfo *info) {
  char *text = thaw_value_to_utf8(isolate, thaw_call_argument(info, 0), NULL);
  if (text == NULL) return NULL;
  pthread_t thread;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 4 << 20);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  int error = pthread_create(&thread, &attributes, agent_thread, text);
  pthread_attr_destroy(&attributes);
  if (error != 0) {
    thaw_free(text);
    return thaw_throw_error(isolate, kThawError, "cannot start an agent: %s",
                            strerror(error));
  }
  pthread_mutex_lock(&g_agents.lock);
  g_agents.agent_count++;
  pthread_mutex_unlock(&g_agents.lock);
  return NULL;
}

// (SharedArrayBuffer, value): returns when every agent has it.
static ThawLocal agent_broadcast(ThawIsolate *isolate,
                                 const ThawCallInfo *info) {
  ThawLocal buffer = thaw_call_argument(info, 0);
  ThawBackingStore *store = thaw_array_buffer_share(isolate, buffer);
  if (store == NULL)
    return thaw_throw_error(isolate, kThawTypeError,
                            "broadcast needs a SharedArrayBuffer");
  struct timespec limit;
  clock_gettime(CLOCK_REALTIME, &limit);
  limit.tv_sec += 10;
  pthread_mutex_lock(&g_agents.lock);
  if (g_agents.store) thaw_backing_store_release(g_agents.store);
  g_agents.store = store;
  g_agents.value = thaw_number_value(thaw_call_argument(info, 1));
  g_agents.received_count = 0;
  g_agents.broadcast_number++;
  pthread_cond_broadcast(&g_agents.changed);
  int error = 0;
  while (g_agents.received_count < g_agents.agent_count && error != ETIMEDOUT)
    error = pthread_cond_timedwait(&g_agents.changed, &g_agents.lock, &limit);
  pthread_mutex_unlock(&g_agents.lock);
  return NULL;
}

// The oldest report, or null.
static ThawLocal agent_get_report(ThawIsolate *isolate,
                                  const ThawCallInfo *info) {
  pthread_mutex_lock(&g_agents.lock);
  Report *report = g_agents.first_report;
  if (report) g_agents.first_report = report->next;
  pthread_mutex_unlock(&g_agents.lock);
  if (report == NULL) return thaw_null(isolate);
  ThawLocal text = thaw_string_new(isolate, report->text, THAW_AUTO_LENGTH);
  thaw_free(report->text);
  free(report);
  return text;
}

ThawLocal Agent_make_host_object(ThawIsolate *isolate) {
  ThawLocal agent = thaw_object_new(isolate);
  bool done =
      Conformance_define_function(isolate, agent, "start", agent_start,
                                  NULL) &&
      Conformance_define_function(isolate, agent, "broadcast",
                                  agent_broadcast, NULL) &&
      Conformance_define_function(isolate, agent, "getReport",
                                  agent_get_report, NULL) &&
      Conformance_define_function(isolate, agent, "sleep", agent_sleep,
                                  NULL) &&
      Conformance_define_function(isolate, agent, "monotonicNow",
                                  agent_monotonic_now, NULL);
  return done ? agent : NULL;
}
