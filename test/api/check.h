// SPDX-License-Identifier: MIT
//
// A check that fails the program with the place and the condition.
#ifndef TEST_API_CHECK_H_
#define TEST_API_CHECK_H_

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <thaw.h>

#define EXPECT(condition)                                               \
  do {                                                                  \
    if (!(condition)) {                                                 \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__,        \
              #condition);                                              \
      exit(1);                                                          \
    }                                                                   \
  } while (0)

// Says what is pending, for a test that did not expect it.
static inline void print_exception(ThawIsolate *isolate, const char *source) {
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  ThawLocal script = thaw_script_compile(
      isolate, thaw_string_new(isolate, source, THAW_AUTO_LENGTH), NULL);
  if (script) thaw_script_run(isolate, script);
  ThawMessage message;
  if (thaw_try_catch_message(&try_catch, &message)) {
    thaw_try_catch_reset(&try_catch);
    char *text = thaw_value_to_utf8(isolate, message.text, NULL);
    fprintf(stderr, "%s: %s\n", source, text);
    thaw_free(text);
  }
  thaw_try_catch_close(&try_catch);
}

// Runs source in the current context; NULL if it threw.
static inline ThawLocal evaluate(ThawIsolate *isolate, const char *source) {
  ThawOrigin origin = {"test.js", 0, 0, NULL};
  ThawLocal text = thaw_string_new(isolate, source, THAW_AUTO_LENGTH);
  ThawLocal script = thaw_script_compile(isolate, text, &origin);
  return script ? thaw_script_run(isolate, script) : NULL;
}

// True if the value's string is text.
static inline bool is_text(ThawIsolate *isolate, ThawLocal value,
                           const char *text) {
  if (value == NULL) return false;
  char *actual = thaw_value_to_utf8(isolate, value, NULL);
  bool same = actual != NULL && strcmp(actual, text) == 0;
  if (!same) fprintf(stderr, "got '%s', expected '%s'\n", actual, text);
  thaw_free(actual);
  return same;
}

#endif  // TEST_API_CHECK_H_
