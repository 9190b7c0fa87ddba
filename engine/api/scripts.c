// SPDX-License-Identifier: MIT
//
// Scripts and functions from source text. A ThawLocal for a script is a handle
// to its top-level SharedFunctionInfo.
#include <string.h>

#include "engine/api/api.h"
#include "engine/api/script-origin.h"
#include "engine/bytecode/compiler.h"
#include "engine/objects/string.h"

ScriptOrigin ScriptOrigin_from_api(Isolate *isolate,
                                   const ThawOrigin *origin) {
  ScriptOrigin result = {ROOT(undefined_value), 0, 0, ROOT(undefined_value)};
  if (origin == NULL) return result;
  if (origin->name)
    result.name = Value_from_object(
        String_new_utf8(isolate, origin->name, strlen(origin->name)));
  result.line_offset = origin->line_offset;
  result.column_offset = origin->column_offset;
  result.host_defined =
      Isolate_box(isolate, Local_value_or_undefined(origin->host_value));
  return result;
}

static String *source_of(ThawLocal source) {
  API_CHECK(thaw_is_string(source), "thaw_script_compile",
            "the source must be a string");
  return Value_as_String(Local_isolate(source), Local_value(source));
}

ThawLocal thaw_script_compile(ThawIsolate *isolate, ThawLocal source,
                              const ThawOrigin *origin) {
  Isolate *self = isolate_of(isolate);
  ScriptOrigin where = ScriptOrigin_from_api(self, origin);
  return Local_or_null(
      self, Compiler_compile_script(self, source_of(source), &where));
}

ThawLocal thaw_script_run(ThawIsolate *isolate, ThawLocal script) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(Value_is_SharedFunctionInfo(self, Local_value(script)),
            "thaw_script_run", "the value is no script");
  return Local_or_null(
      self, Compiler_run_script_js(self, Value_as_SharedFunctionInfo(
                                             self, Local_value(script))));
}

bool thaw_script_check(ThawIsolate *isolate, ThawLocal source,
                       const ThawOrigin *origin, bool is_module) {
  Isolate *self = isolate_of(isolate);
  ScriptOrigin where = ScriptOrigin_from_api(self, origin);
  return Compiler_check(self, source_of(source), &where, is_module);
}

ThawLocal thaw_function_compile(ThawIsolate *isolate, ThawLocal source,
                                const ThawOrigin *origin,
                                size_t parameter_count,
                                const char *const *parameters) {
  Isolate *self = isolate_of(isolate);
  ScriptOrigin where = ScriptOrigin_from_api(self, origin);
  FixedArray *names = FixedArray_new(self, (int32_t)parameter_count);
  for (size_t i = 0; i < parameter_count; i++)
    FixedArray_set_slots(names, (int32_t)i,
                         Value_from_object(String_new_utf8(
                             self, parameters[i], strlen(parameters[i]))));
  return Local_or_null(self, Compiler_compile_function(
                                 self, source_of(source), &where, names));
}
