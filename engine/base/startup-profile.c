// SPDX-License-Identifier: MIT
//
// The buffer behind STARTUP_MARK.
#include "engine/base/startup-profile.h"

#include <sys/resource.h>
#include <time.h>

StartupProfile g_startup_profile;

void StartupProfile_begin(void) { g_startup_profile.recording = true; }

void StartupProfile_record(const char *phase) {
  StartupProfile *profile = &g_startup_profile;
  if (profile->count == kMaxStartupMarks) return;
  StartupMark *mark = &profile->marks[profile->count++];
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  mark->phase = phase;
  mark->time_ns = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
  mark->minor_faults = (uint64_t)usage.ru_minflt;
  mark->major_faults = (uint64_t)usage.ru_majflt;
}
