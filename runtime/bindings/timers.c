// SPDX-License-Identifier: MIT
//
// internalBinding('timers'): one uv_timer for all timers, and the check phase
// for immediates. internal/timers.js keeps the lists.
#include "runtime/bindings/binding.h"

static void on_timer(uv_timer_t *timer) {
  Host *host = timer->data;
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  ThawLocal run_ticks = Host_function(host, kHostRunTicks);
  Host_call(host, kHostProcessTimers, 1, &run_ticks);
  thaw_scope_close(&scope);
}

static void on_idle(uv_idle_t *idle) {}

static void on_check(uv_check_t *check) {
  Host *host = check->data;
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  ThawLocal run_ticks = Host_function(host, kHostRunTicks);
  ThawLocal more = Host_call(host, kHostProcessImmediates, 1, &run_ticks);
  // After an exception the rest must run at the next turn.
  if (more != NULL && !thaw_boolean_value(more)) {
    uv_check_stop(&host->immediate_check);
    uv_idle_stop(&host->immediate_idle);
  }
  thaw_scope_close(&scope);
}

static Host *ready_host(ThawIsolate *isolate) {
  Host *host = Host_of(isolate);
  if (host->timers_ready) return host;
  uv_loop_t *loop = Host_loop(host);
  uv_timer_init(loop, &host->timer);
  uv_check_init(loop, &host->immediate_check);
  uv_idle_init(loop, &host->immediate_idle);
  // Only the idle handle keeps the loop alive, while immediates wait.
  uv_unref((uv_handle_t *)&host->immediate_check);
  host->timer.data = host;
  host->immediate_check.data = host;
  host->timers_ready = true;
  return host;
}

static ThawLocal timers_now(ThawIsolate *isolate, const ThawCallInfo *info) {
  uv_loop_t *loop = Host_loop(Host_of(isolate));
  uv_update_time(loop);
  return Result_int(isolate, (int64_t)uv_now(loop));
}

static ThawLocal timers_schedule(ThawIsolate *isolate,
                                 const ThawCallInfo *info) {
  Host *host = ready_host(isolate);
  double delay_ms = Argument_double(info, 0);
  uv_timer_start(&host->timer, on_timer,
                 delay_ms > 1 ? (uint64_t)delay_ms : 1, 0);
  return NULL;
}

static ThawLocal timers_toggle_ref(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  Host *host = ready_host(isolate);
  if (Argument_bool(info, 0))
    uv_ref((uv_handle_t *)&host->timer);
  else
    uv_unref((uv_handle_t *)&host->timer);
  return NULL;
}

static ThawLocal timers_start_immediates(ThawIsolate *isolate,
                                         const ThawCallInfo *info) {
  Host *host = ready_host(isolate);
  uv_check_start(&host->immediate_check, on_check);
  uv_idle_start(&host->immediate_idle, on_idle);
  return NULL;
}

static ThawLocal timers_toggle_immediate_ref(ThawIsolate *isolate,
                                             const ThawCallInfo *info) {
  Host *host = ready_host(isolate);
  if (Argument_bool(info, 0))
    uv_ref((uv_handle_t *)&host->immediate_idle);
  else
    uv_unref((uv_handle_t *)&host->immediate_idle);
  return NULL;
}

static const BindingFunction kFunctions[] = {
    {"now", timers_now},
    {"schedule", timers_schedule},
    {"toggleRef", timers_toggle_ref},
    {"startImmediates", timers_start_immediates},
    {"toggleImmediateRef", timers_toggle_immediate_ref},
    {NULL, NULL},
};
extern const Binding kTimersBinding;
const Binding kTimersBinding = {"timers", kFunctions, NULL};
