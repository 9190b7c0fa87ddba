// SPDX-License-Identifier: MIT
//
// Every evil pattern can be terminated by another thread while it matches,
// however long the match would take. Failures are not remembered here
// (--regexp-memo-after), so that the matches do take long.
//   terminate evil-patterns.js
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "test/api/check.h"

enum { kDelayMs = 3, kMaxMs = 10000 };

static char *read_file(const char *name) {
  FILE *file = fopen(name, "rb");
  EXPECT(file != NULL);
  static char text[1 << 16];
  size_t length = fread(text, 1, sizeof text - 1, file);
  EXPECT(length < sizeof text - 1);
  text[length] = '\0';
  fclose(file);
  return text;
}

static double now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void *terminate_soon(void *isolate) {
  usleep(kDelayMs * 1000);
  thaw_isolate_terminate(isolate);
  return NULL;
}

// Runs a pattern in a loop; true if it was terminated in time.
static bool is_terminable(ThawIsolate *isolate, int index) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  char source[200];
  snprintf(source, sizeof source,
           "{ const [, pattern, make] = evilPatterns[%d];"
           "  const subject = make(200000);"
           "  try { for (;;) pattern.exec(subject); } finally { } }",
           index);
  pthread_t thread;
  double start = now_ms();
  EXPECT(pthread_create(&thread, NULL, terminate_soon, isolate) == 0);
  EXPECT(evaluate(isolate, source) == NULL);
  double elapsed = now_ms() - start;
  bool has_terminated = thaw_try_catch_has_terminated(&try_catch);
  pthread_join(thread, NULL);
  thaw_try_catch_close(&try_catch);
  thaw_scope_close(&scope);
  if (!has_terminated || elapsed > kMaxMs)
    fprintf(stderr, "pattern %d: %s after %.0f ms\n", index,
            has_terminated ? "terminated" : "another exception", elapsed);
  return has_terminated && elapsed <= kMaxMs;
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  EXPECT(thaw_flag_set("--regexp-memo-after=2000000000") == kThawOk);
  ThawIsolate *isolate;
  EXPECT(thaw_isolate_new(NULL, &isolate) == kThawOk);
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  thaw_context_enter(context);
  EXPECT(evaluate(isolate, read_file(argv[1])) != NULL);
  int count =
      thaw_int32_value(evaluate(isolate, "globalThis.evilPatterns.length"));
  int failures = 0;
  for (int i = 0; i < count; i++) failures += !is_terminable(isolate, i);
  EXPECT(count > 40 && failures == 0);
  thaw_context_exit(context);
  thaw_scope_close(&scope);
  thaw_isolate_dispose(isolate);
  printf("%d patterns terminated\n", count);
  return 0;
}
