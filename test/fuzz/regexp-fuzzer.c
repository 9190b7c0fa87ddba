// SPDX-License-Identifier: MIT
//
// libFuzzer target: the first byte chooses flags and widths, the second where
// the pattern ends and the subject begins. Looks for crashes, and for matches
// that come out differently when failures are remembered from the start:
//   clang-19 -g -O1 -fsanitize=fuzzer,address,undefined -I. -Ibuild/debug/generated
//     test/fuzz/regexp-fuzzer.c engine/regexp/*.c engine/base/unicode*.c
//     engine/base/zone.c engine/base/check.c -o regexp-fuzzer
#include <stdlib.h>
#include <string.h>

#include "engine/regexp/regexp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static RegExpText make_text(const uint8_t *bytes, size_t size, bool is_wide,
                            uint16_t *wide) {
  if (!is_wide) return (RegExpText){bytes, size, false};
  memcpy(wide, bytes, size / 2 * 2);
  return (RegExpText){wide, size / 2, true};
}

// Matches with and without a memo; unless a limit was exceeded, the results
// are the same.
static void compare_matches(const RegExpProgram *program, RegExpText subject) {
  size_t size_bytes = 2 * program->capture_count * sizeof(int32_t);
  int32_t *plain = calloc(1, size_bytes), *memoized = calloc(1, size_bytes);
  RegExpLimits limits = {.max_steps = 20000,
                         .max_memory_bytes = 1 << 20,
                         .memo_after = UINT64_MAX};
  RegExpResult result = RegExp_match(program, &subject, 0, plain, &limits, NULL);
  limits.memo_after = 1;
  RegExpResult other =
      RegExp_match(program, &subject, 0, memoized, &limits, NULL);
  if (result <= kRegExpMatch && other <= kRegExpMatch &&
      (result != other || memcmp(plain, memoized, size_bytes) != 0))
    abort();
  free(plain);
  free(memoized);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 3 || size > 4096) return 0;
  uint32_t flags = data[0] & 0xFC;
  if ((flags & kRegExpUnicode) && (flags & kRegExpUnicodeSets))
    flags &= ~(uint32_t)kRegExpUnicode;
  size_t pattern_size = data[2] % (size - 2);
  uint16_t wide_pattern[2048], wide_subject[2048];
  RegExpText pattern =
      make_text(data + 3, pattern_size, data[1] & 1, wide_pattern);
  RegExpText subject = make_text(data + 3 + pattern_size,
                                 size - 3 - pattern_size, data[1] & 2,
                                 wide_subject);
  Zone zone;
  Zone_init(&zone, "fuzzer");
  RegExpProgram *program;
  RegExpError error;
  if (RegExp_compile(&zone, pattern, flags, 0, &program, &error)) {
    compare_matches(program, subject);
  }
  Zone_destroy(&zone);
  return 0;
}
