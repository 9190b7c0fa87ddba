// SPDX-License-Identifier: MIT
#include "engine/base/check.h"

#include <stdio.h>
#include <stdlib.h>

void Fatal_check_failed(const char *file, int line, const char *condition) {
  fprintf(stderr, "\n#\n# Fatal error in %s, line %d\n# Check failed: %s.\n#\n",
          file, line, condition);
  fflush(stderr);
  abort();
}

void Fatal_error(const char *file, int line, const char *format, ...) {
  fprintf(stderr, "\n#\n# Fatal error in %s, line %d\n# ", file, line);
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fprintf(stderr, "\n#\n");
  fflush(stderr);
  abort();
}
