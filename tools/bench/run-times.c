// SPDX-License-Identifier: MIT
//
// Times whole processes side by side: the commands take turns, so that a drift
// of the machine's speed hits all of them alike.
//
//   run-times [-n RUNS] [-c CPU] LABEL COMMAND [ARG ...] [-- LABEL COMMAND ...]
//
// Prints, for every command, the 10th percentile and the median of the wall
// time, the median CPU time, the largest resident set, minor faults, and the
// ratios to the first command: of 10th percentiles of wall time, of medians of
// CPU time. Standard output and error of
// the commands are discarded. Exit status 1 if a command fails.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { kMaxCommands = 32 };

typedef struct Command {
  const char *label;
  char **argv;
  double *wall_ms;
  double *cpu_ms;
  long max_rss_kb;
  long minor_faults;
} Command;

static double now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double milliseconds(struct timeval time) {
  return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

// One run; false if it could not start or failed.
static int run_once(Command *command, int run) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  double start = now_ms();
  pid_t pid;
  int failed = posix_spawnp(&pid, command->argv[0], &actions, NULL,
                            command->argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed) return 0;
  int status;
  struct rusage usage;
  wait4(pid, &status, 0, &usage);
  double wall = now_ms() - start;
  if (run >= 0) {
    command->wall_ms[run] = wall;
    command->cpu_ms[run] =
        milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
    if (usage.ru_maxrss > command->max_rss_kb)
      command->max_rss_kb = usage.ru_maxrss;
    command->minor_faults = usage.ru_minflt;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double quantile(double *values, int count, double q) {
  qsort(values, (size_t)count, sizeof *values, compare);
  return values[(int)(q * (count - 1) + 0.5)];
}

static int parse_commands(int argc, char **argv, int at, Command *commands) {
  int count = 0;
  while (at + 1 < argc && count < kMaxCommands) {
    commands[count++] = (Command){.label = argv[at], .argv = &argv[at + 1]};
    while (at < argc && strcmp(argv[at], "--") != 0) at++;
    if (at < argc) argv[at++] = NULL;
  }
  return count;
}

int main(int argc, char **argv) {
  int runs = 40, option;
  while ((option = getopt(argc, argv, "+n:c:")) != -1) {
    if (option == 'n') {
      runs = atoi(optarg);
    } else if (option == 'c') {
      cpu_set_t set;
      CPU_ZERO(&set);
      CPU_SET((size_t)atoi(optarg), &set);
      sched_setaffinity(0, sizeof set, &set);
    } else {
      return 2;
    }
  }
  Command commands[kMaxCommands];
  int count = parse_commands(argc, argv, optind, commands);
  if (count == 0 || runs < 1) {
    fprintf(stderr, "usage: run-times [-n RUNS] [-c CPU] LABEL COMMAND [ARG "
                    "...] [-- LABEL COMMAND ...]\n");
    return 2;
  }
  for (int i = 0; i < count; i++) {
    commands[i].wall_ms = calloc((size_t)runs, sizeof(double));
    commands[i].cpu_ms = calloc((size_t)runs, sizeof(double));
    if (!run_once(&commands[i], -1)) {
      fprintf(stderr, "run-times: '%s' failed or could not start: %s\n",
              commands[i].label, commands[i].argv[0]);
      return 1;
    }
  }
  for (int run = 0; run < runs; run++)
    for (int i = 0; i < count; i++) run_once(&commands[i], run);
  printf("%-28s %9s %9s %9s %8s %8s %7s %7s\n", "", "p10 ms", "median ms",
         "cpu ms", "RSS MB", "faults", "wall x", "cpu x");
  double first = 0, first_cpu = 0;
  for (int i = 0; i < count; i++) {
    double p10 = quantile(commands[i].wall_ms, runs, 0.1);
    double cpu = quantile(commands[i].cpu_ms, runs, 0.5);
    if (i == 0) {
      first = p10;
      first_cpu = cpu;
    }
    printf("%-28s %9.2f %9.2f %9.2f %8.1f %8ld %7.2f %7.2f\n",
           commands[i].label, p10, quantile(commands[i].wall_ms, runs, 0.5),
           cpu, (double)commands[i].max_rss_kb / 1024,
           commands[i].minor_faults, p10 / first, cpu / first_cpu);
  }
  return 0;
}
