// SPDX-License-Identifier: MIT
#ifndef ENGINE_API_SCRIPT_ORIGIN_H_
#define ENGINE_API_SCRIPT_ORIGIN_H_

#include "engine/api/api.h"
#include "engine/bytecode/compiler.h"

// origin may be NULL.
ScriptOrigin ScriptOrigin_from_api(Isolate *isolate, const ThawOrigin *origin);

#endif  // ENGINE_API_SCRIPT_ORIGIN_H_
