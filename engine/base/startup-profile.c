// SPDX-License-Identifier: MIT
//
// The buffer behind STARTUP_MARK.
#include "engine/base/startup-profile.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

StartupProfile g_startup_profile;

void StartupProfile_begin(void) { g_startup_profile.recording = true; }

static uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// Pages that this process alone has written to; 0 if the system does not tell.
static uint64_t private_dirty_pages(void) {
  char text[2048];
  int fd = open("/proc/self/smaps_rollup", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t size = read(fd, text, sizeof text - 1);
  close(fd);
  if (size <= 0) return 0;
  text[size] = 0;
  // Not Private_Dirty: that counts a program file's own pages while the system
  // has not written the file back.
  const char *row = strstr(text, "Anonymous:");
  if (row == NULL) return 0;
  uint64_t kilobytes = strtoull(row + strlen("Anonymous:"), NULL, 10);
  return kilobytes * 1024 / (uint64_t)sysconf(_SC_PAGESIZE);
}

void StartupProfile_record(const char *phase) {
  StartupProfile *profile = &g_startup_profile;
  if (profile->count == kMaxStartupMarks) return;
  StartupMark *mark = &profile->marks[profile->count++];
  mark->time_ns = now_ns();
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  mark->phase = phase;
  mark->minor_faults = (uint64_t)usage.ru_minflt;
  mark->major_faults = (uint64_t)usage.ru_majflt;
  mark->dirty_pages = private_dirty_pages();
  mark->resume_ns = now_ns();
}
