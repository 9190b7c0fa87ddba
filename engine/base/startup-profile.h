// SPDX-License-Identifier: MIT
//
// Marks of the start-up profile: each says which phase of start-up ends now.
// Recording is off until StartupProfile_begin; a mark then reads the clock and
// counts pages, and the time that takes is left out of the next phase.
// Process-wide; marks are made by the thread that starts up.
#ifndef ENGINE_BASE_STARTUP_PROFILE_H_
#define ENGINE_BASE_STARTUP_PROFILE_H_

#include "engine/base/check.h"

enum { kMaxStartupMarks = 64 };

typedef struct StartupMark {
  const char *phase;  // static storage
  uint64_t time_ns;   // CLOCK_MONOTONIC
  uint64_t minor_faults;
  uint64_t major_faults;
  uint64_t dirty_pages;  // private, of the process so far
  uint64_t resume_ns;    // when the mark itself was done: the next phase begins
} StartupMark;

typedef struct StartupProfile {
  bool recording;
  int count;
  StartupMark marks[kMaxStartupMarks];
} StartupProfile;

extern StartupProfile g_startup_profile;

void StartupProfile_begin(void);
// Out of line part of STARTUP_MARK; drops marks beyond kMaxStartupMarks.
void StartupProfile_record(const char *phase);

// phase (a string literal) ends here.
#define STARTUP_MARK(phase)                       \
  do {                                            \
    if (UNLIKELY(g_startup_profile.recording))    \
      StartupProfile_record(phase);               \
  } while (0)

#endif  // ENGINE_BASE_STARTUP_PROFILE_H_
