// SPDX-License-Identifier: MIT
//
// thaw as a host for test262: --test262 and --parse-only. Arguments are files,
// in order; "--module" says that the next one is a module.
#ifndef RUNTIME_HOST_CONFORMANCE_H_
#define RUNTIME_HOST_CONFORMANCE_H_

#include "runtime/host/host.h"

// Evaluates every file in one realm, drains jobs and timers. 0, or 1 after one
// line that begins with the name of the error's constructor.
int Conformance_run(Host *host, ThawIsolateParams *params, int count,
                    char **files);
// Only reports early errors, the same way. The host is ready.
int Conformance_parse_only(Host *host, int count, char **files);

#endif  // RUNTIME_HOST_CONFORMANCE_H_
