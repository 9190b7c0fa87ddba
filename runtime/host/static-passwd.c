// SPDX-License-Identifier: MIT
//
// getpwuid_r for the statically linked thaw. glibc's own would load its shared
// name service modules at run time, which a static program cannot rely on; this
// one reads /etc/passwd, and is what libuv's os.userInfo() then uses.
#include <errno.h>
#include <pwd.h>
#include <stdio.h>

int getpwuid_r(uid_t uid, struct passwd *entry, char *buffer,
               size_t buffer_bytes, struct passwd **result) {
  *result = NULL;
  FILE *file = fopen("/etc/passwd", "re");
  if (file == NULL) return errno;
  int status;
  while ((status = fgetpwent_r(file, entry, buffer, buffer_bytes, result)) ==
         0) {
    if (entry->pw_uid == uid) break;
    *result = NULL;
  }
  fclose(file);
  // The end of the file means: no such user, which is no error.
  return status == ENOENT ? 0 : status;
}
