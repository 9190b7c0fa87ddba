// SPDX-License-Identifier: MIT
//
// --startup-profile: the phases of start-up as a table, and as a Chrome trace.
#ifndef RUNTIME_HOST_STARTUP_PROFILE_H_
#define RUNTIME_HOST_STARTUP_PROFILE_H_

// Call first thing in main: begins recording, and marks the end of "exec".
// trace_path: where to write the trace, or NULL for the table alone.
void StartupReport_begin(const char *trace_path);
// Writes the report, once. Does nothing if no profile was begun.
void StartupReport_write(void);

#endif  // RUNTIME_HOST_STARTUP_PROFILE_H_
