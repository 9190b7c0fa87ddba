// SPDX-License-Identifier: MIT
//
// The same header from C++: two isolates in one process, a callback, freezing
// not included.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <thaw.h>

#define EXPECT(condition)                                                   \
  do {                                                                      \
    if (!(condition)) {                                                     \
      std::fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__,       \
                   #condition);                                             \
      std::exit(1);                                                         \
    }                                                                       \
  } while (0)

namespace {

class Scope {
 public:
  explicit Scope(ThawIsolate *isolate) { thaw_scope_open(isolate, &scope_); }
  ~Scope() { thaw_scope_close(&scope_); }
  Scope(const Scope &) = delete;
  Scope &operator=(const Scope &) = delete;

 private:
  ThawScope scope_;
};

std::string text_of(ThawIsolate *isolate, ThawLocal value) {
  size_t size = 0;
  char *text = thaw_value_to_utf8(isolate, value, &size);
  std::string result(text, size);
  thaw_free(text);
  return result;
}

ThawLocal run(ThawIsolate *isolate, const char *source) {
  ThawLocal script = thaw_script_compile(
      isolate, thaw_string_new(isolate, source, THAW_AUTO_LENGTH), nullptr);
  return script ? thaw_script_run(isolate, script) : nullptr;
}

ThawLocal greet(ThawIsolate *isolate, const ThawCallInfo *info) {
  std::string text =
      "hello " + text_of(isolate, thaw_call_argument(info, 0));
  return thaw_string_new(isolate, text.data(), text.size());
}

}  // namespace

int main() {
  ThawIsolate *isolates[2];
  for (auto &isolate : isolates)
    EXPECT(thaw_isolate_new(nullptr, &isolate) == kThawOk);
  for (int i = 0; i < 2; i++) {
    ThawIsolate *isolate = isolates[i];
    Scope scope(isolate);
    ThawLocal context = thaw_context_new(isolate);
    thaw_context_enter(context);
    thaw_object_set_named(
        isolate, thaw_context_global(context), "greet",
        thaw_function_new(isolate, greet, nullptr, "greet", 1));
    ThawLocal result = run(isolate, "globalThis.n = (globalThis.n || 0) + 1;"
                                    "greet('c++') + n");
    EXPECT(result != nullptr);
    // Isolates share nothing: n is 1 in both.
    EXPECT(text_of(isolate, result) == "hello c++1");
    thaw_context_exit(context);
  }
  for (auto *isolate : isolates) thaw_isolate_dispose(isolate);
  std::puts("ok");
  return 0;
}
