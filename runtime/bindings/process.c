// SPDX-License-Identifier: MIT
//
// internalBinding('process') and ('os'): the process and its machine.
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "runtime/bindings/binding.h"

extern char **environ;

#define PROCESS_FUNCTION(name)                        \
  static ThawLocal name(ThawIsolate *isolate,         \
                        const ThawCallInfo *info)

static ThawLocal strings_result(ThawIsolate *isolate, int count,
                                char *const *strings) {
  ThawLocal array = thaw_array_new(isolate, 0);
  for (int i = 0; i < count; i++)
    if (!thaw_object_set_index(isolate, array, (uint32_t)i,
                               Result_utf8(isolate, strings[i])))
      return NULL;
  return array;
}

// ---- Identity ----

PROCESS_FUNCTION(process_argv) {
  Host *host = Host_of(isolate);
  ThawLocal array = strings_result(isolate, host->argc, host->argv);
  if (array == NULL || host->argc == 0) return array;
  // argv[0] is the executable, as in Node.
  if (!thaw_object_set_index(isolate, array, 0,
                             Result_utf8(isolate, host->exec_path)))
    return NULL;
  return array;
}

PROCESS_FUNCTION(process_exec_argv) {
  Host *host = Host_of(isolate);
  return strings_result(isolate, host->exec_argc, host->exec_argv);
}

PROCESS_FUNCTION(process_argv0) {
  return Result_utf8(isolate, Host_of(isolate)->argv0);
}

PROCESS_FUNCTION(process_exec_path) {
  return Result_utf8(isolate, Host_of(isolate)->exec_path);
}

PROCESS_FUNCTION(process_pid) { return Result_int(isolate, getpid()); }
PROCESS_FUNCTION(process_ppid) { return Result_int(isolate, getppid()); }

PROCESS_FUNCTION(process_ids) {
  const double ids[] = {getuid(), geteuid(), getgid(), getegid()};
  return Result_numbers(isolate, ids, 4);
}

PROCESS_FUNCTION(process_arch) {
#if defined(__x86_64__)
  return Result_utf8(isolate, "x64");
#elif defined(__aarch64__)
  return Result_utf8(isolate, "arm64");
#else
  return Result_utf8(isolate, "unknown");
#endif
}

PROCESS_FUNCTION(process_versions) {
  ThawLocal versions[] = {Result_utf8(isolate, thaw_version()),
                          Result_utf8(isolate, uv_version_string()),
                          Result_utf8(isolate, thaw_unicode_version())};
  return thaw_array_from(isolate, 3, versions);
}

// [name, value, name, value, ...]
PROCESS_FUNCTION(process_environ) {
  ThawLocal array = thaw_array_new(isolate, 0);
  uint32_t index = 0;
  for (char **entry = environ; *entry; entry++) {
    const char *equals = strchr(*entry, '=');
    if (equals == NULL) continue;
    ThawScope scope;
    thaw_scope_open(isolate, &scope);
    bool stored =
        thaw_object_set_index(
            isolate, array, index++,
            thaw_string_new(isolate, *entry, (size_t)(equals - *entry))) &&
        thaw_object_set_index(isolate, array, index++,
                              Result_utf8(isolate, equals + 1));
    thaw_scope_close(&scope);
    if (!stored) return NULL;
  }
  return array;
}

// ---- Directory, mask, signals ----

PROCESS_FUNCTION(process_cwd) {
  char path[4096];
  size_t size = sizeof path;
  int status = uv_cwd(path, &size);
  return status < 0 ? Result_int(isolate, status) : Result_utf8(isolate, path);
}

PROCESS_FUNCTION(process_chdir) {
  char *path = Argument_utf8(isolate, info, 0);
  if (path == NULL) return NULL;
  int status = uv_chdir(path);
  thaw_free(path);
  return Result_int(isolate, status);
}

PROCESS_FUNCTION(process_umask) {
  if (thaw_call_argument_count(info) > 0 &&
      thaw_is_number(thaw_call_argument(info, 0)))
    return Result_int(isolate, umask((mode_t)Argument_int(info, 0)));
  mode_t mask = umask(0);
  umask(mask);
  return Result_int(isolate, mask);
}

PROCESS_FUNCTION(process_kill) {
  return Result_int(isolate,
                    uv_kill(Argument_int(info, 0), Argument_int(info, 1)));
}

PROCESS_FUNCTION(process_really_exit) {
  Host_exit_process(Host_of(isolate), Argument_int(info, 0));
  return NULL;
}

PROCESS_FUNCTION(process_abort) { abort(); }

// ---- Clocks and resources ----

PROCESS_FUNCTION(process_hrtime) {
  return thaw_bigint_from_uint64(isolate, uv_hrtime());
}

PROCESS_FUNCTION(process_hrtime_ms) {
  return thaw_number(isolate, (double)uv_hrtime() / 1e6);
}

PROCESS_FUNCTION(process_start_ms) {
  return thaw_number(isolate, (double)Host_of(isolate)->start_ns / 1e6);
}

PROCESS_FUNCTION(process_memory_usage) {
  size_t resident = 0;
  uv_resident_set_memory(&resident);
  ThawHeapStatistics heap;
  thaw_isolate_heap_statistics(isolate, &heap);
  const double numbers[] = {
      (double)resident, (double)heap.committed_size_bytes,
      (double)heap.used_heap_size_bytes, (double)heap.external_memory_bytes,
      (double)heap.external_memory_bytes};
  return Result_numbers(isolate, numbers, 5);
}

static double microseconds(const struct timeval *time) {
  return (double)time->tv_sec * 1e6 + (double)time->tv_usec;
}

PROCESS_FUNCTION(process_resource_usage) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  const double numbers[] = {
      microseconds(&usage.ru_utime), microseconds(&usage.ru_stime),
      (double)usage.ru_maxrss, (double)usage.ru_minflt,
      (double)usage.ru_majflt};
  return Result_numbers(isolate, numbers, 5);
}

static const BindingFunction kProcessFunctions[] = {
    {"argv", process_argv},
    {"execArgv", process_exec_argv},
    {"argv0", process_argv0},
    {"execPath", process_exec_path},
    {"pid", process_pid},
    {"ppid", process_ppid},
    {"ids", process_ids},
    {"arch", process_arch},
    {"versions", process_versions},
    {"environ", process_environ},
    {"cwd", process_cwd},
    {"chdir", process_chdir},
    {"umask", process_umask},
    {"kill", process_kill},
    {"reallyExit", process_really_exit},
    {"abort", process_abort},
    {"hrtime", process_hrtime},
    {"hrtimeMs", process_hrtime_ms},
    {"startMs", process_start_ms},
    {"memoryUsage", process_memory_usage},
    {"resourceUsage", process_resource_usage},
    {NULL, NULL},
};
extern const Binding kProcessBinding;
const Binding kProcessBinding = {"process", kProcessFunctions, NULL};

// ---- os ----

// A string from a uv function that fills a buffer.
static ThawLocal uv_string(ThawIsolate *isolate,
                           int (*read)(char *buffer, size_t *size)) {
  char text[4096];
  size_t size = sizeof text;
  int status = read(text, &size);
  return status < 0 ? Result_int(isolate, status) : Result_utf8(isolate, text);
}

PROCESS_FUNCTION(os_hostname) { return uv_string(isolate, uv_os_gethostname); }
PROCESS_FUNCTION(os_homedir) { return uv_string(isolate, uv_os_homedir); }

PROCESS_FUNCTION(os_uname) {
  uv_utsname_t name;
  if (uv_os_uname(&name) < 0) memset(&name, 0, sizeof name);
  ThawLocal parts[] = {
      Result_utf8(isolate, name.sysname), Result_utf8(isolate, name.release),
      Result_utf8(isolate, name.version), Result_utf8(isolate, name.machine)};
  return thaw_array_from(isolate, 4, parts);
}

PROCESS_FUNCTION(os_uptime) {
  double seconds = 0;
  uv_uptime(&seconds);
  return thaw_number(isolate, seconds);
}

PROCESS_FUNCTION(os_memory) {
  const double numbers[] = {(double)uv_get_total_memory(),
                            (double)uv_get_free_memory()};
  return Result_numbers(isolate, numbers, 2);
}

PROCESS_FUNCTION(os_loadavg) {
  double averages[3];
  uv_loadavg(averages);
  return Result_numbers(isolate, averages, 3);
}

PROCESS_FUNCTION(os_parallelism) {
  return Result_int(isolate, uv_available_parallelism());
}

// Seven values for each processor: model, speed, user, nice, sys, idle, irq.
PROCESS_FUNCTION(os_cpus) {
  uv_cpu_info_t *infos;
  int count;
  if (uv_cpu_info(&infos, &count) < 0) return thaw_array_new(isolate, 0);
  ThawLocal array = thaw_array_new(isolate, 0);
  uint32_t index = 0;
  for (int i = 0; i < count && array; i++) {
    const uv_cpu_info_t *cpu = &infos[i];
    ThawLocal values[] = {
        Result_utf8(isolate, cpu->model),
        Result_int(isolate, cpu->speed),
        Result_int(isolate, (int64_t)cpu->cpu_times.user),
        Result_int(isolate, (int64_t)cpu->cpu_times.nice),
        Result_int(isolate, (int64_t)cpu->cpu_times.sys),
        Result_int(isolate, (int64_t)cpu->cpu_times.idle),
        Result_int(isolate, (int64_t)cpu->cpu_times.irq)};
    for (int j = 0; j < 7 && array; j++)
      if (!thaw_object_set_index(isolate, array, index++, values[j]))
        array = NULL;
  }
  uv_free_cpu_info(infos, count);
  return array;
}

PROCESS_FUNCTION(os_user_info) {
  uv_passwd_t user;
  int status = uv_os_get_passwd(&user);
  if (status < 0) return Result_int(isolate, status);
  ThawLocal values[] = {
      Result_utf8(isolate, user.username), Result_utf8(isolate, user.homedir),
      Result_utf8(isolate, user.shell), Result_int(isolate, user.uid),
      Result_int(isolate, user.gid)};
  uv_os_free_passwd(&user);
  return thaw_array_from(isolate, 5, values);
}

static const BindingFunction kOsFunctions[] = {
    {"hostname", os_hostname}, {"homedir", os_homedir},
    {"uname", os_uname},       {"uptime", os_uptime},
    {"memory", os_memory},     {"loadavg", os_loadavg},
    {"cpus", os_cpus},         {"parallelism", os_parallelism},
    {"userInfo", os_user_info}, {NULL, NULL},
};
extern const Binding kOsBinding;
const Binding kOsBinding = {"os", kOsFunctions, NULL};
