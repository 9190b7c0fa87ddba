// SPDX-License-Identifier: MIT
//
// The thaw command.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/host/conformance.h"
#include "runtime/host/host.h"
#include "runtime/host/options.h"
#include "runtime/host/startup-profile.h"

// Everything on a stream, malloc'ed; NULL if reading failed.
static char *read_stream(FILE *stream, size_t *size) {
  size_t capacity = 65536;
  char *text = malloc(capacity);
  *size = 0;
  while (text) {
    size_t count = fread(text + *size, 1, capacity - *size, stream);
    *size += count;
    if (count == 0) break;
    if (*size == capacity) text = realloc(text, capacity *= 2);
  }
  if (text && ferror(stream)) {
    free(text);
    return NULL;
  }
  return text;
}

static const char *executable_path(const char *argv0) {
  static char path[4096];
  size_t size = sizeof path;
  return uv_exepath(path, &size) == 0 ? path : argv0;
}

// process.argv is [thaw, script, arguments...].
static void set_arguments(Host *host, const Options *options, char **argv) {
  int count = options->argument_count;
  char **list = malloc(sizeof *list * (size_t)(count + 2));
  if (list == NULL) thaw_fatal_error("main", "the system has no memory left");
  host->argv0 = argv[0];
  host->exec_path = executable_path(argv[0]);
  list[0] = (char *)host->exec_path;
  for (int i = 0; i < count; i++) list[1 + i] = options->arguments[i];
  host->argv = list;
  host->argc = count + 1;
  host->exec_argc = options->option_count;
  host->exec_argv = options->options;
}

// ---- Modes ----

// Reports a syntax error as running the file would.
static int check_file(Host *host, const char *path) {
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  ThawLocal name = thaw_string_new(host->isolate, path, THAW_AUTO_LENGTH);
  bool passed = Host_call(host, kHostCheckSyntax, 1, &name) != NULL;
  thaw_scope_close(&scope);
  return passed ? 0 : 1;
}

// Runs text as a script called name.
static void run_source(Host *host, const char *text, size_t size,
                       const char *name, bool print) {
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal arguments[] = {thaw_string_new(isolate, text, size),
                           thaw_string_new(isolate, name, THAW_AUTO_LENGTH),
                           thaw_boolean(isolate, print)};
  if (arguments[0] != NULL) Host_call(host, kHostRunSource, 3, arguments);
  thaw_scope_close(&scope);
}

static void run_file(Host *host, const char *path) {
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal name = thaw_string_new(isolate, path, THAW_AUTO_LENGTH);
  Host_call(host, kHostRunMain, 1, &name);
  thaw_scope_close(&scope);
}

static void run_repl(Host *host) {
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  Host_call(host, kHostRunRepl, 0, NULL);
  thaw_scope_close(&scope);
}

static void run_stdin(Host *host) {
  size_t size;
  char *text = read_stream(stdin, &size);
  if (text == NULL) {
    fprintf(stderr, "thaw: cannot read standard input\n");
    Host_exit_process(host, 1);
  }
  run_source(host, text, size, "[stdin]", false);
  free(text);
}

// The main function of the snapshot; without one, the file named.
static void run_snapshot(Host *host, const Options *options) {
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  ThawLocal had_main = Host_call(host, kHostRunDeserialize, 0, NULL);
  bool ran = had_main == NULL || thaw_boolean_value(had_main);
  thaw_scope_close(&scope);
  if (!ran && !options->is_program && options->argument_count > 0)
    run_file(host, options->arguments[0]);
}

static void run_mode(Host *host, const Options *options) {
  switch (options->mode) {
    case kRunFile:
      run_file(host, options->arguments[0]);
      break;
    case kRunEval:
      run_source(host, options->source, THAW_AUTO_LENGTH, "[eval]",
                 options->print_result);
      break;
    case kRunStdin:
      if (isatty(STDIN_FILENO))
        run_repl(host);
      else
        run_stdin(host);
      break;
    case kRunRepl:
      run_repl(host);
      break;
    case kRunSnapshot:
      run_snapshot(host, options);
      break;
    default:
      break;
  }
  if (options->interactive && options->mode != kRunRepl) run_repl(host);
  thaw_startup_mark("run");
}

// A folder is run by what its package.json names, or its index file.
static bool folder_is_no_program(const char *path) {
  static const char *const kEntries[] = {"package.json", "index.js",
                                         "index.json", "index.node"};
  char entry[4096];
  struct stat status;
  for (size_t i = 0; i < sizeof kEntries / sizeof *kEntries; i++) {
    snprintf(entry, sizeof entry, "%s/%s", path, kEntries[i]);
    if (stat(entry, &status) == 0) return false;
  }
  fprintf(stderr, "thaw: cannot run '%s': a directory without index.js\n",
          path);
  return true;
}

// A file that cannot be run at all is one line, not a stack.
static bool file_is_missing(const Options *options) {
  if (options->mode != kRunFile && options->mode != kRunCheck) return false;
  if (options->argument_count == 0) {
    fprintf(stderr, "thaw: --check needs a file\n");
    return true;
  }
  const char *path = options->arguments[0];
  struct stat status;
  if (stat(path, &status) == 0)
    return S_ISDIR(status.st_mode) && options->mode == kRunFile &&
           folder_is_no_program(path);
  int error = errno;
  // The module loader tries extensions.
  char with_extension[4096];
  static const char *const kExtensions[] = {".js", ".json"};
  for (size_t i = 0; i < 2; i++) {
    snprintf(with_extension, sizeof with_extension, "%s%s", path,
             kExtensions[i]);
    if (stat(with_extension, &status) == 0) return false;
  }
  fprintf(stderr, "thaw: cannot open '%s': %s\n", path, strerror(error));
  return true;
}

static int report_start_failure(ThawStatus status, const Options *options) {
  // A bootstrap error has been printed.
  if (status == kThawException) return 1;
  const char *path = options->snapshot_path;
  fprintf(stderr, "thaw: %s%s%s%s%s\n", path ? path : "", path ? ": " : "",
          thaw_status_message(status), *thaw_last_error() ? ": " : "",
          thaw_last_error());
  return 1;
}

static void snapshot_params(const Options *options, ThawIsolateParams *params) {
  memset(params, 0, sizeof *params);
  if (options->snapshot_path) {
    params->snapshot_kind = kThawSnapshotFile;
    params->snapshot_path = options->snapshot_path;
  } else if (options->no_snapshot) {
    params->snapshot_kind = kThawSnapshotNone;
  }
}

static int run(const Options *options, Host *host) {
  ThawIsolateParams params;
  snapshot_params(options, &params);
  if (options->mode == kRunTest262)
    return Conformance_run(host, &params, options->argument_count,
                           options->arguments);
  ThawStatus status = Host_init(host, &params);
  if (status != kThawOk) return report_start_failure(status, options);
  if (options->mode == kRunParseOnly)
    return Conformance_parse_only(host, options->argument_count,
                                  options->arguments);
  if (options->mode == kRunCheck)
    return check_file(host, options->arguments[0]);
  run_mode(host, options);
  int result = Host_run_to_exit(host);
  thaw_startup_mark("loop");
  return result;
}

// A program made by mksnapshot --exe takes every argument itself; the profile
// can be had through the environment.
static int run_as_program(Host *host, int argc, char **argv) {
  const char *profile = getenv("THAW_STARTUP_PROFILE");
  if (profile && *profile) {
    StartupReport_begin(strchr(profile, '.') ? profile : NULL);
    g_host_before_exit = StartupReport_write;
  }
  const Options options = {.mode = kRunSnapshot,
                           .is_program = true,
                           .argument_count = argc,
                           .arguments = argv};
  set_arguments(host, &options, argv);
  int status = run(&options, host);
  StartupReport_write();
  fflush(NULL);
  return status;
}

// The profile begins before options are read, so that they are in it.
static void begin_profile(int argc, char **argv) {
  static const char *const kWithValue[] = {"--snapshot-blob", "-e", "--eval",
                                           "-p", "--print"};
  for (int i = 1; i < argc && argv[i][0] == '-'; i++) {
    for (size_t j = 0; j < sizeof kWithValue / sizeof kWithValue[0]; j++)
      if (strcmp(argv[i], kWithValue[j]) == 0 && i + 1 < argc) i++;
    if (strncmp(argv[i], "--startup-profile", 17) != 0) continue;
    StartupReport_begin(argv[i][17] == '=' ? argv[i] + 18 : NULL);
    g_host_before_exit = StartupReport_write;
  }
}

int main(int argc, char **argv) {
  static Host host;
  host.start_ns = uv_hrtime();
  // A reader that went away is an error of write (which the streams ignore).
  signal(SIGPIPE, SIG_IGN);
  if (thaw_program_has_snapshot()) _exit(run_as_program(&host, argc, argv));
  begin_profile(argc, argv);
  Options options;
  int status = Options_parse(&options, argc, argv);
  if (status != 0) return status;
  thaw_startup_mark("options");
  if (options.mode == kRunHelp) {
    Options_print_help();
    return 0;
  }
  if (options.mode == kRunVersion) {
    printf("v%s\n", thaw_version());
    return 0;
  }
  if (file_is_missing(&options)) return 1;
  set_arguments(&host, &options, argv);
  status = run(&options, &host);
  StartupReport_write();
  fflush(NULL);
  // Tearing the heap down would only cost time: the system takes all of it.
  _exit(status);
}
