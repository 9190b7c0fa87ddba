// SPDX-License-Identifier: MIT
//
// Reading thaw's command line.
#include "runtime/host/options.h"

#include <stdio.h>
#include <string.h>
#include <thaw.h>

enum { kExitBadOption = 9 };

typedef struct OptionHelp {
  const char *option;
  const char *help;
} OptionHelp;

static const OptionHelp kOptionHelp[] = {
    {"-", "run the program text on standard input"},
    {"--", "end of options"},
    {"-c, --check", "check the syntax of a file without running it"},
    {"-e, --eval=...", "run the text"},
    {"-h, --help", "print this help"},
    {"-i, --interactive", "start the REPL even if standard input is no terminal"},
    {"-p, --print=...", "run the text and print its value"},
    {"-v, --version", "print the version"},
    {"--no-snapshot", "start from nothing, not from the default snapshot"},
    {"--parse-only [--module]", "report early errors of files, run nothing"},
    {"--snapshot-blob=...", "start from a snapshot made by mksnapshot"},
    {"--startup-profile[=...]",
     "print where start-up time goes; write a Chrome trace to the file"},
    {"--test262 [--module]", "run files as a test262 host"},
};

static void print_engine_flag(void *data, const char *name, const char *type,
                              const char *default_text, const char *help) {
  char left[64];
  snprintf(left, sizeof left, "--%s%s", name,
           strcmp(type, "bool") == 0 ? "" : "=...");
  printf("  %-28s %s (%s, default: %s)\n", left, help, type, default_text);
}

void Options_print_help(void) {
  puts("Usage: thaw [options] [script.js] [arguments]\n"
       "       thaw [options] -e script [arguments]\n"
       "       thaw --snapshot-blob app.blob [arguments]\n");
  puts("Options:");
  for (size_t i = 0; i < sizeof kOptionHelp / sizeof kOptionHelp[0]; i++)
    printf("  %-28s %s\n", kOptionHelp[i].option, kOptionHelp[i].help);
  puts("\nEngine options:");
  thaw_flags_each(print_engine_flag, NULL);
}

// The command line as it is read.
typedef struct Reader {
  Options *options;
  int argc;
  char **argv;
  int at;
} Reader;

// If the current word is `name` or `name=value`, sets *value (of the next word
// if need be) and returns true. *value is NULL if it is missing.
static bool take_value(Reader *reader, const char *name, const char **value) {
  const char *word = reader->argv[reader->at];
  size_t length = strlen(name);
  if (strncmp(word, name, length) != 0) return false;
  if (word[length] == '=') {
    *value = word + length + 1;
    return true;
  }
  if (word[length] != 0) return false;
  *value = reader->at + 1 < reader->argc ? reader->argv[++reader->at] : NULL;
  return true;
}

static int missing_value(const char *option) {
  fprintf(stderr, "thaw: %s requires an argument\n", option);
  return kExitBadOption;
}

static bool is_word(const Reader *reader, const char *a, const char *b) {
  const char *word = reader->argv[reader->at];
  return strcmp(word, a) == 0 || (b && strcmp(word, b) == 0);
}

// Options without a value. False if the word is none of them.
static bool read_plain(Reader *reader) {
  Options *options = reader->options;
  const char *word = reader->argv[reader->at];
  if (is_word(reader, "-h", "--help")) {
    options->mode = kRunHelp;
  } else if (is_word(reader, "-v", "--version")) {
    options->mode = kRunVersion;
  } else if (is_word(reader, "-i", "--interactive")) {
    options->interactive = true;
  } else if (is_word(reader, "-c", "--check")) {
    options->mode = kRunCheck;
  } else if (is_word(reader, "--no-snapshot", NULL)) {
    options->no_snapshot = true;
  } else if (is_word(reader, "--startup-profile", NULL)) {
    options->startup_profile = true;
  } else if (strncmp(word, "--startup-profile=", 18) == 0) {
    options->startup_profile = true;
    options->startup_trace_path = word + 18;
  } else {
    return false;
  }
  return true;
}

// 0, or the exit status.
static int read_option(Reader *reader) {
  Options *options = reader->options;
  const char *word = reader->argv[reader->at];
  const char *value;
  if (read_plain(reader)) return 0;
  bool print = false;
  if (take_value(reader, "-e", &value) ||
      take_value(reader, "--eval", &value) ||
      (print = take_value(reader, "-p", &value) ||
               take_value(reader, "--print", &value) ||
               take_value(reader, "-pe", &value))) {
    if (value == NULL) return missing_value(word);
    options->mode = kRunEval;
    options->source = value;
    options->print_result = print;
    return 0;
  }
  if (take_value(reader, "--snapshot-blob", &value)) {
    if (value == NULL) return missing_value(word);
    options->snapshot_path = value;
    return 0;
  }
  ThawStatus status = thaw_flag_set(word);
  if (status == kThawOk) return 0;
  if (status == kThawBadFlag)
    fprintf(stderr, "thaw: bad option: %s\n", word);
  else
    fprintf(stderr, "thaw: %s\n", thaw_last_error());
  return kExitBadOption;
}

// What to run when no option said so.
static void choose_mode(Options *options) {
  if (options->mode != kRunFile) return;
  if (options->snapshot_path) {
    options->mode = kRunSnapshot;
  } else if (options->argument_count == 0) {
    options->mode = options->interactive ? kRunRepl : kRunStdin;
  } else if (strcmp(options->arguments[0], "-") == 0) {
    options->mode = kRunStdin;
  }
}

int Options_parse(Options *options, int argc, char **argv) {
  memset(options, 0, sizeof *options);
  Reader reader = {options, argc, argv, 1};
  for (; reader.at < argc; reader.at++) {
    const char *word = argv[reader.at];
    if (word[0] != '-' || word[1] == 0) break;
    if (strcmp(word, "--") == 0) {
      reader.at++;
      break;
    }
    // These take the rest of the line, flags of the engine excepted.
    bool is_test = strcmp(word, "--test262") == 0;
    if (is_test || strcmp(word, "--parse-only") == 0) {
      options->mode = is_test ? kRunTest262 : kRunParseOnly;
      reader.at++;
      break;
    }
    int status = read_option(&reader);
    if (status != 0) return status;
  }
  options->option_count = reader.at - 1;
  options->options = argv + 1;
  options->argument_count = argc - reader.at;
  options->arguments = argv + reader.at;
  choose_mode(options);
  return 0;
}
