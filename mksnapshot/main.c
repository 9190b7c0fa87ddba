// SPDX-License-Identifier: MIT
//
// mksnapshot: runs a program until nothing is left to do and freezes it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mksnapshot/elf-object.h"
#include "mksnapshot/executable.h"
#include "mksnapshot/files.h"
#include "mksnapshot/print-code.h"
#include "mksnapshot/report.h"
#include "runtime/host/host.h"

enum { kExitBadOption = 9 };

typedef struct Options {
  const char *program;     // app.js
  const char *output;      // -o
  const char *verify;      // --verify
  const char *report;      // --report
  const char *bootstrap;   // --bootstrap
  const char *runtime;     // --runtime
  bool executable;         // --exe
  bool compress;
  int argument_count;  // of the program, itself included
  char **arguments;
} Options;

static const char kUsage[] =
    "Usage: mksnapshot [options] app.js [options] [--] [arguments]\n"
    "\n"
    "Runs app.js until nothing is left to do and freezes it.\n"
    "  thaw --snapshot-blob app.blob     runs what was frozen\n"
    "\n"
    "Options:\n"
    "  -o, --output FILE     where to write (default: app.blob, or app)\n"
    "  --exe                 write one program file: runtime and snapshot\n"
    "  --runtime FILE        with --exe: the thaw program to copy\n"
    "  --compress            zlib the sections: for shipping, slower to start\n"
    "  --report FILE.html    write a page about what the snapshot holds\n"
    "  --print-code[=NAME]   disassemble generated code, write nothing\n"
    "  --verify BLOB         check a snapshot completely, write nothing\n"
    "  --help, --version\n"
    "\n"
    "Engine flags (as in thaw --help) are taken too.\n";

// The value of an option that needs one: `--name=v` or `--name v`.
static const char *option_value(const char *argument, const char *name,
                                int argc, char **argv, int *i) {
  size_t length = strlen(name);
  if (strncmp(argument, name, length) != 0) return NULL;
  if (argument[length] == '=') return argument + length + 1;
  if (argument[length] != '\0') return NULL;
  if (*i + 1 >= argc) {
    fprintf(stderr, "mksnapshot: %s needs a value\n", name);
    exit(kExitBadOption);
  }
  return argv[++*i];
}

static bool take_value_option(Options *options, int argc, char **argv, int *i) {
  const struct {
    const char *name;
    const char **target;
  } rows[] = {{"-o", &options->output},
              {"--output", &options->output},
              {"--runtime", &options->runtime},
              {"--report", &options->report},
              {"--verify", &options->verify},
              {"--bootstrap", &options->bootstrap}};
  for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
    const char *value = option_value(argv[*i], rows[r].name, argc, argv, i);
    if (value == NULL) continue;
    *rows[r].target = value;
    return true;
  }
  return false;
}

static bool take_switch(Options *options, const char *argument) {
  if (!strcmp(argument, "--exe"))
    options->executable = true;
  else if (!strcmp(argument, "--compress"))
    options->compress = true;
  else
    return false;
  return true;
}

static void take_engine_flag(const char *flag) {
  if (thaw_flag_set(flag) == kThawOk) return;
  fprintf(stderr, "mksnapshot: %s\n", thaw_last_error());
  exit(kExitBadOption);
}

static void parse(Options *options, int argc, char **argv) {
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; i++) {
    if (take_value_option(options, argc, argv, &i) ||
        take_switch(options, argv[i]))
      continue;
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) {
      fputs(kUsage, stdout);
      exit(0);
    } else if (!strcmp(argv[i], "--version")) {
      printf("v%s\n", thaw_version());
      exit(0);
    } else if (!strcmp(argv[i], "--print-code")) {
      exit(PrintCode_print(NULL) ? 0 : 1);
    } else if (!strncmp(argv[i], "--print-code=", 13)) {
      exit(PrintCode_print(argv[i] + 13) ? 0 : 1);
    } else if (!strcmp(argv[i], "--")) {
      i++;
      break;
    } else {
      take_engine_flag(argv[i]);
    }
  }
  if (i < argc) options->program = argv[i];
  // Our options may also follow the program, as compilers allow; behind `--`
  // everything is the program's.
  int kept = i < argc ? i + 1 : i;
  bool ours = true;
  for (int j = kept; j < argc; j++) {
    if (ours && !strcmp(argv[j], "--")) {
      ours = false;
    } else if (!ours || (!take_value_option(options, argc, argv, &j) &&
                         !take_switch(options, argv[j]))) {
      argv[kept++] = argv[j];
    }
  }
  options->arguments = argv + i;
  options->argument_count = kept - i;
}

// app.js -> app.blob, or app.
static const char *default_output(const Options *options) {
  const char *slash = strrchr(options->program, '/');
  const char *name = slash ? slash + 1 : options->program;
  const char *dot = strrchr(name, '.');
  size_t length = dot && dot != name ? (size_t)(dot - name) : strlen(name);
  const char *suffix = options->executable ? "" : ".blob";
  char *output = malloc(length + strlen(suffix) + 1);
  if (output == NULL) exit(1);
  memcpy(output, name, length);
  strcpy(output + length, suffix);
  return output;
}

// ---- Freezing ----

static int fail(const char *what) {
  fprintf(stderr, "mksnapshot: %s: %s\n", what, thaw_last_error());
  return 1;
}

static void call(Host *host, HostFunction which, int argc,
                 const ThawLocal *argv) {
  ThawScope scope;
  thaw_scope_open(host->isolate, &scope);
  Host_call(host, which, argc, argv);
  thaw_scope_close(&scope);
}

static void run_program(Host *host, const char *path) {
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  if (thaw_isolate_is_from_snapshot(isolate))
    call(host, kHostRefresh, 0, NULL);
  ThawLocal building = thaw_boolean(isolate, true);
  call(host, kHostPrepareToFreeze, 1, &building);
  ThawLocal name = thaw_string_new(isolate, path, THAW_AUTO_LENGTH);
  call(host, kHostRunMain, 1, &name);
  thaw_scope_close(&scope);
  Host_run_loop(host);
}

static ThawStatus freeze(Host *host, ThawSnapshotCreator *creator,
                         const Options *options, ThawBlob *blob) {
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal building = thaw_boolean(isolate, false);
  call(host, kHostPrepareToFreeze, 1, &building);
  thaw_snapshot_creator_set_default_context(
      creator, thaw_persistent_get(isolate, host->context), NULL, NULL);
  thaw_scope_close(&scope);
  const ThawFreezeOptions freeze_options = {.compress = options->compress};
  return thaw_snapshot_creator_create(creator, &freeze_options, blob);
}

static bool write_result(const Options *options, const ThawBlob *blob) {
  if (options->bootstrap)
    return ElfObject_write(options->bootstrap, blob->data, blob->size_bytes);
  const char *output =
      options->output ? options->output : default_output(options);
  if (options->executable)
    return Executable_write(output, options->runtime, blob->data,
                            blob->size_bytes);
  return File_write(output, blob->data, blob->size_bytes);
}

static int make_snapshot(const Options *options, Host *host) {
  ThawIsolateParams params = {
      .snapshot_kind = options->bootstrap ? kThawSnapshotNone
                                          : kThawSnapshotEmbedded,
      .external_references = Host_external_references(),
      .embedder_data = host};
  ThawSnapshotCreator *creator;
  if (thaw_snapshot_creator_new(&params, &creator) != kThawOk)
    return fail("cannot start");
  if (!Host_init_in_isolate(host, thaw_snapshot_creator_isolate(creator)))
    return 1;
  if (options->bootstrap)
    call(host, kHostLoadAll, 0, NULL);
  else
    run_program(host, options->program);
  if (host->exiting) return host->exit_status ? host->exit_status : 1;
  ThawBlob blob;
  if (freeze(host, creator, options, &blob) != kThawOk)
    return fail("cannot freeze");
  if (host->exiting) return host->exit_status ? host->exit_status : 1;
  bool done = write_result(options, &blob);
  if (done && options->report)
    done = Report_write(options->report,
                        options->program ? options->program : "startup",
                        blob.data, blob.size_bytes);
  thaw_free(blob.data);
  return done ? 0 : 1;
}

static int verify(const Options *options) {
  size_t size_bytes;
  uint8_t *bytes = File_read(options->verify, &size_bytes);
  if (bytes == NULL) return 1;
  ThawStatus status = thaw_snapshot_verify(bytes, size_bytes);
  int result = 0;
  if (status != kThawOk) {
    fprintf(stderr, "mksnapshot: %s: %s: %s\n", options->verify,
            thaw_status_message(status), thaw_last_error());
    result = 1;
  } else if (options->report) {
    result = Report_write(options->report, options->verify, bytes, size_bytes)
                 ? 0 : 1;
  } else {
    printf("%s: ok, %zu bytes\n", options->verify, size_bytes);
  }
  free(bytes);
  return result;
}

int main(int argc, char **argv) {
  static Host host;
  static Options options;
  host.start_ns = uv_hrtime();
  // Functions are frozen compiled: what is never called costs no time, only
  // pages that are not read. --lazy on the command line comes later and wins.
  take_engine_flag("--no-lazy");
  parse(&options, argc, argv);
  if (options.verify) return verify(&options);
  if (options.program == NULL && options.bootstrap == NULL) {
    fputs("mksnapshot: no program given\n", stderr);
    fputs(kUsage, stderr);
    return kExitBadOption;
  }
  if (options.program && access(options.program, R_OK) != 0) {
    fprintf(stderr, "mksnapshot: cannot read %s\n", options.program);
    return 1;
  }
  // process.argv: the program that runs, the script, its arguments.
  char **list = calloc((size_t)options.argument_count + 2, sizeof *list);
  if (list == NULL) return 1;
  list[0] = argv[0];
  for (int i = 0; i < options.argument_count; i++)
    list[1 + i] = options.arguments[i];
  host.argv0 = host.exec_path = argv[0];
  host.argv = list;
  host.argc = options.argument_count + 1;
  int status = make_snapshot(&options, &host);
  fflush(NULL);
  _exit(status);
}
