// SPDX-License-Identifier: MIT
//
// Invariant checks and compiler attributes. CHECK is for broken invariants of
// our own code and is always on; DCHECK costs nothing in release builds. Input
// (source text, flags, snapshot files) is never checked with these: it gets an
// error message instead.
#ifndef ENGINE_BASE_CHECK_H_
#define ENGINE_BASE_CHECK_H_

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NODISCARD __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define NOINLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define PRINTF_LIKE(format_index, first_argument) \
  __attribute__((format(printf, format_index, first_argument)))
#define UNUSED __attribute__((unused))
// After a call and before `return`: keeps the call from becoming a jump, so that
// recursion is seen by checks of the stack.
#define NO_TAIL_CALL() __asm__ volatile("" ::: "memory")
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

// Prints "# Fatal error in file, line N" and the message, then aborts.
NORETURN void Fatal_check_failed(const char *file, int line,
                                 const char *condition);
// Prints "# Fatal error in file, line N", a printf-style message, and aborts.
NORETURN void Fatal_error(const char *file, int line, const char *format, ...)
    PRINTF_LIKE(3, 4);

#define CHECK(condition)                                   \
  do {                                                     \
    if (UNLIKELY(!(condition)))                            \
      Fatal_check_failed(__FILE__, __LINE__, #condition);  \
  } while (0)

#ifdef THAW_DEBUG
#define DCHECK(condition) CHECK(condition)
#else
#define DCHECK(condition) \
  do {                    \
    if (0) (void)(condition); \
  } while (0)
#endif

#define FATAL(...) Fatal_error(__FILE__, __LINE__, __VA_ARGS__)
#define UNREACHABLE() FATAL("unreachable code")

#endif  // ENGINE_BASE_CHECK_H_
