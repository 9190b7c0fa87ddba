// SPDX-License-Identifier: MIT
//
// The start-up profile's report. The time from exec to main is what the kernel
// has charged to the process by then: no clock tells when exec began.
#include "runtime/host/startup-profile.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <thaw.h>
#include <time.h>

static bool g_active;
static const char *g_trace_path;
static uint64_t g_exec_ns;  // charged before main

void StartupReport_begin(const char *trace_path) {
  if (g_active) return;
  struct timespec charged;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &charged);
  g_exec_ns =
      (uint64_t)charged.tv_sec * 1000000000u + (uint64_t)charged.tv_nsec;
  g_active = true;
  g_trace_path = trace_path;
  thaw_startup_profile_begin();
  thaw_startup_mark("exec to main");
}

typedef struct Phase {
  const char *name;
  uint64_t start_ns;  // since exec
  uint64_t length_ns;
  uint64_t minor_faults, major_faults, dirty_pages;
} Phase;

enum { kMaxPhases = 64 };

// Phases from marks, without the time that marking took.
static size_t make_phases(Phase *phases) {
  size_t count;
  const ThawStartupMark *marks = thaw_startup_marks(&count);
  if (count > kMaxPhases) count = kMaxPhases;
  uint64_t at_ns = 0;
  for (size_t i = 0; i < count; i++) {
    const ThawStartupMark *mark = &marks[i];
    const ThawStartupMark *last = i > 0 ? &marks[i - 1] : NULL;
    Phase *phase = &phases[i];
    phase->name = mark->phase;
    phase->start_ns = at_ns;
    phase->length_ns = last ? mark->time_ns - last->resume_ns : g_exec_ns;
    phase->minor_faults = mark->minor_faults - (last ? last->minor_faults : 0);
    phase->major_faults = mark->major_faults - (last ? last->major_faults : 0);
    uint64_t before = last ? last->dirty_pages : 0;
    phase->dirty_pages =
        mark->dirty_pages > before ? mark->dirty_pages - before : 0;
    at_ns += phase->length_ns;
  }
  return count;
}

static void print_table(const Phase *phases, size_t count) {
  fprintf(stderr, "%-14s %10s %12s %12s %12s\n", "phase", "us",
          "minor faults", "major faults", "dirty pages");
  Phase total = {0};
  for (size_t i = 0; i < count; i++) {
    const Phase *p = &phases[i];
    fprintf(stderr, "%-14s %10.1f %12llu %12llu %12llu\n", p->name,
            (double)p->length_ns / 1e3, (unsigned long long)p->minor_faults,
            (unsigned long long)p->major_faults,
            (unsigned long long)p->dirty_pages);
    total.length_ns += p->length_ns;
    total.minor_faults += p->minor_faults;
    total.major_faults += p->major_faults;
    total.dirty_pages += p->dirty_pages;
  }
  fprintf(stderr, "%-14s %10.1f %12llu %12llu %12llu\n", "total",
          (double)total.length_ns / 1e3,
          (unsigned long long)total.minor_faults,
          (unsigned long long)total.major_faults,
          (unsigned long long)total.dirty_pages);
}

static void write_trace(const Phase *phases, size_t count) {
  FILE *out = fopen(g_trace_path, "w");
  if (out == NULL) {
    fprintf(stderr, "thaw: cannot write '%s'\n", g_trace_path);
    return;
  }
  fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n", out);
  for (size_t i = 0; i < count; i++) {
    const Phase *p = &phases[i];
    fprintf(out,
            "{\"name\":\"%s\",\"cat\":\"startup\",\"ph\":\"X\",\"pid\":1,"
            "\"tid\":1,\"ts\":%.3f,\"dur\":%.3f,\"args\":{\"minorFaults\":%llu,"
            "\"majorFaults\":%llu,\"dirtyPages\":%llu}}%s\n",
            p->name, (double)p->start_ns / 1e3, (double)p->length_ns / 1e3,
            (unsigned long long)p->minor_faults,
            (unsigned long long)p->major_faults,
            (unsigned long long)p->dirty_pages, i + 1 < count ? "," : "");
  }
  fputs("]}\n", out);
  fclose(out);
}

void StartupReport_write(void) {
  if (!g_active) return;
  g_active = false;
  thaw_startup_mark("exit");
  Phase phases[kMaxPhases];
  size_t count = make_phases(phases);
  print_table(phases, count);
  if (g_trace_path) write_trace(phases, count);
}
