// SPDX-License-Identifier: MIT
//
// Running what the compiler made.
#include "engine/bytecode/compiler.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/js-function.h"

Value Compiler_run_script_js(Isolate *isolate, SharedFunctionInfo *script) {
  JSFunction *function = JSFunction_new_closure(
      isolate, script, (Context *)Isolate_native_context(isolate), NULL);
  return Execution_call0_js(isolate, Value_from_object(function),
                            ROOT(undefined_value));
}
