// SPDX-License-Identifier: MIT
//
// Dumps of heap objects, in the shape of V8's %DebugPrint.
#ifndef ENGINE_DIAGNOSTICS_DEBUG_PRINT_H_
#define ENGINE_DIAGNOSTICS_DEBUG_PRINT_H_

#include <stdio.h>

#include "engine/heap/factory.h"

// "DebugPrint: 0x...: [JSArray] ..." and the object's map.
void DebugPrint_value(FILE *out, Isolate *isolate, Value value);
// One line: 0x... <String[5]: #hello>, 10, 3.14, 0x... <true>.
void DebugPrint_brief(FILE *out, Isolate *isolate, Tagged value);

#endif  // ENGINE_DIAGNOSTICS_DEBUG_PRINT_H_
