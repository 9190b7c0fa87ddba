// SPDX-License-Identifier: MIT
//
// thaw's command line.
#ifndef RUNTIME_HOST_OPTIONS_H_
#define RUNTIME_HOST_OPTIONS_H_

#include <stdbool.h>

typedef enum RunMode {
  kRunFile,   // argument[0]
  kRunEval,   // source
  kRunStdin,  // program text from standard input
  kRunRepl,
  kRunCheck,     // --check file
  kRunSnapshot,  // the main function of --snapshot-blob
  kRunTest262,   // arguments: files; "--module" among them
  kRunParseOnly,
  kRunHelp,
  kRunVersion,
} RunMode;

typedef struct Options {
  RunMode mode;
  const char *source;  // -e, -p
  bool print_result;
  bool interactive;
  bool no_snapshot;
  bool is_program;  // made by mksnapshot --exe: argument[0] is itself
  const char *snapshot_path;
  bool startup_profile;
  const char *startup_trace_path;
  // The rest: program and its arguments, or test files.
  int argument_count;
  char **arguments;
  // Options in front of them, for process.execArgv.
  int option_count;
  char **options;
} Options;

// Reads the command line; engine flags take effect. On failure prints one line
// and returns the process's exit status (9), else 0.
int Options_parse(Options *options, int argc, char **argv);
void Options_print_help(void);

#endif  // RUNTIME_HOST_OPTIONS_H_
