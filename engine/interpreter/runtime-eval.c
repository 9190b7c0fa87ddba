// SPDX-License-Identifier: MIT
//
// Direct eval, and other questions that compiled code asks at run time.
#include "engine/bytecode/compiler.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"

// ECMA-262 #sec-function-calls-runtime-semantics-evaluation 6. What to call
// instead of the callee: code of the eval in the caller's context, or, if this
// is not the real eval or its argument is no string, the callee itself.
Value Runtime_ResolvePossiblyDirectEval(Isolate *isolate, Value callee,
                                        Value source, Value caller,
                                        Value language_mode, Value position) {
  if (!Value_equals(callee, INTRINSIC(isolate, eval_function)) ||
      !Value_is_String(isolate, source))
    return callee;
  EvalOrigin origin = {
      .context = Value_as_Context(isolate, isolate->fp[kFrameContext]),
      .caller = Value_as_JSFunction(isolate, caller),
      .is_strict = Value_smi(language_mode) != 0,
      .position = Value_smi(position)};
  Value shared = TRY(Compiler_compile_eval(
      isolate, Value_as_String(isolate, source), &origin));
  return Value_from_object(JSFunction_new_closure(
      isolate, Value_as_SharedFunctionInfo(isolate, shared), origin.context,
      NULL));
}

Value Runtime_GetClassFieldsInitializer(Isolate *isolate, Value constructor) {
  if (!Value_is_JSReceiver(isolate, constructor)) return ROOT(undefined_value);
  Value initializer = JSReceiver_get_own_data(
      isolate, Value_as_JSReceiver(isolate, constructor),
      ROOT_OBJECT(isolate, Name, class_fields_symbol));
  return Value_is_JSFunction(isolate, initializer) ? initializer
                                                   : ROOT(undefined_value);
}
