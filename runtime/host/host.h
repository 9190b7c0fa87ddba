// SPDX-License-Identifier: MIT
//
// The host: one isolate with the runtime's context in it, and the event loop
// that drives it. The loop is made on first use, so a program that needs none
// never opens epoll. Everything here sees the engine through <thaw.h> only.
#ifndef RUNTIME_HOST_HOST_H_
#define RUNTIME_HOST_HOST_H_

#include <thaw.h>
#include <uv.h>

// What bootstrap.js returns, in order; called by the host.
typedef enum HostFunction {
  kHostRunMain,            // (filename)
  kHostRunSource,          // (source, name, print)
  kHostRunRepl,
  kHostRunTicks,           // after each callback: ticks, microtasks, rejections
  kHostProcessTimers,      // (runTicks)
  kHostProcessImmediates,  // (runTicks): true if more wait
  kHostOnRejection,        // (event, promise, value)
  kHostOnUncaught,         // (error, place)
  kHostBeforeExit,
  kHostExit,               // exit status
  kHostRefresh,
  kHostRunDeserialize,     // true if the snapshot had a main function
  kHostPrepareToFreeze,    // (building)
  kHostLoadAll,
  kHostCheckSyntax,  // (filename)
  kHostImport,  // (specifier, attributes, url or name of the importer): a
                // promise
  kHostImportMeta,  // (import.meta, url)
  kHostFunctionCount
} HostFunction;

enum {
  // Context slot with the array of HostFunctions.
  kHostContextSlot = 0,
};

typedef struct Host {
  ThawIsolate *isolate;
  ThawPersistent *context;
  // The process's arguments as JavaScript sees them.
  const char *exec_path;
  const char *argv0;
  int argc;  // of argv: program and its arguments, without options
  char **argv;
  int exec_argc;
  char **exec_argv;
  uint64_t start_ns;  // CLOCK_MONOTONIC at the start of main

  uv_loop_t *loop;  // NULL until Host_loop
  uv_loop_t loop_storage;
  // timers.c
  bool timers_ready;
  uv_timer_t timer;
  uv_check_t immediate_check;
  uv_idle_t immediate_idle;
  // The process is to end: the loop stops, no more JavaScript runs.
  bool exiting;
  int exit_status;
} Host;

// Makes an isolate with the runtime in its context, from the snapshot that
// params say, or by running bootstrap.js. params->external_references is set
// here. host->exec_path, argv and so on must be set before. On failure
// thaw_last_error() says why.
ThawStatus Host_init(Host *host, ThawIsolateParams *params);
// The same around an isolate that a snapshot creator owns.
bool Host_init_in_isolate(Host *host, ThawIsolate *isolate);
void Host_dispose(Host *host);

static inline Host *Host_of(ThawIsolate *isolate) {
  return (Host *)thaw_isolate_data(isolate);
}

// The event loop, made on first use.
uv_loop_t *Host_loop(Host *host);

// The table of everything that a snapshot may refer to, ended by 0.
const intptr_t *Host_external_references(void);

// A function of bootstrap.js; NULL when the context has none.
ThawLocal Host_function(Host *host, HostFunction which);

// Calls function as the event loop does: exceptions are reported as uncaught,
// ticks and microtasks run afterwards. Must be called with a scope open.
void Host_call_back(Host *host, ThawLocal function, int argc,
                    const ThawLocal *argv);
// Calls a HostFunction the same way. The result, or NULL if it threw.
ThawLocal Host_call(Host *host, HostFunction which, int argc,
                    const ThawLocal *argv);
// Hands what a try-catch has caught to onUncaught; may end the process.
void Host_report_uncaught(Host *host, ThawTryCatch *try_catch);

// Runs the loop until nothing is left to do, emits beforeExit and exit. The
// process's exit status.
int Host_run_to_exit(Host *host);
// Runs the loop until nothing is left to do; no events.
void Host_run_loop(Host *host);
// Ends the process now with buffered output written.
void Host_exit_process(Host *host, int status);

// Called by Host_exit_process before the process ends; NULL: nothing.
extern void (*g_host_before_exit)(void);

// [script name, line, column, end column, source line], or undefined.
ThawLocal Host_place_of_message(ThawIsolate *isolate,
                                const ThawMessage *message);

#endif  // RUNTIME_HOST_HOST_H_
