// SPDX-License-Identifier: MIT
//
// Functions made from strings: the Function constructors and eval.
#include "engine/builtins/bootstrapper.h"
#include "engine/bytecode/compiler.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/js-object.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// The parameters joined by commas, as a String.
static Value join_parameters_js(Isolate *isolate, int64_t count,
                                const Value *parameters) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int64_t i = 0; i < count; i++) {
    Value text = Object_to_string_js(isolate, parameters[i]);
    if (Value_is_exception(text)) {
      StringBuilder_abandon(&builder);
      return text;
    }
    if (i > 0) StringBuilder_add_char(&builder, ',');
    StringBuilder_add_string(&builder, Value_as_String(isolate, text));
  }
  return StringBuilder_finish(&builder);
}

// The prototype of such functions in the realm of new.target.
static Value default_prototype(Isolate *isolate, Value new_target,
                               Value shared) {
  NativeContext *realm = JSReceiver_function_realm(isolate, new_target);
  if (realm == NULL) return ROOT(exception);
  Value current = Isolate_root(isolate, kIsolateRoot_current_native_context);
  Isolate_set_root(isolate, kIsolateRoot_current_native_context,
                   Value_from_object(realm));
  Map *map = JSFunction_map_for(
      isolate, Value_as_SharedFunctionInfo(isolate, shared));
  Isolate_set_root(isolate, kIsolateRoot_current_native_context, current);
  return Map_prototype(map);
}

// ECMA-262 #sec-createdynamicfunction
static Value create_function_js(Isolate *isolate, int64_t argc, Value *argv,
                                const char *prefix, FunctionKind kind) {
  Value parameters =
      TRY(join_parameters_js(isolate, argc > 0 ? argc - 1 : 0, argv + 1));
  Value body = ROOT(empty_string);
  if (argc > 0) body = TRY(Object_to_string_js(isolate, argv[argc]));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, prefix);
  StringBuilder_add_ascii(&builder, " anonymous(");
  StringBuilder_add_string(&builder, Value_as_String(isolate, parameters));
  int parameters_end = (int)builder.length;
  StringBuilder_add_ascii(&builder, "\n) {\n");
  StringBuilder_add_string(&builder, Value_as_String(isolate, body));
  StringBuilder_add_ascii(&builder, "\n}");
  Value source = TRY(StringBuilder_finish(&builder));
  Value shared = TRY(Compiler_compile_dynamic_function(
      isolate, Value_as_String(isolate, source), kind, parameters_end));
  Value function = Value_from_object(JSFunction_new_closure(
      isolate, Value_as_SharedFunctionInfo(isolate, shared),
      (Context *)Isolate_native_context(isolate), NULL));
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target) ||
      Value_equals(new_target, Builtin_function(argv)))
    return function;
  Value prototype = TRY(Object_get_name_js(
      isolate, new_target, ROOT_OBJECT(isolate, Name, prototype_string)));
  bool success;
  if (!Value_is_JSReceiver(isolate, prototype))
    prototype = TRY(default_prototype(isolate, new_target, shared));
  TRY_BOOL(Object_set_prototype_js(isolate,
                                   Value_as_JSReceiver(isolate, function),
                                   prototype, kThrowOnError, &success));
  return function;
}

// ECMA-262 #sec-function-p1-p2-pn-body
Value Builtin_FunctionConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  return create_function_js(isolate, argc, argv, "function",
                            kFunctionNormal);
}
// ECMA-262 #sec-generatorfunction
Value Builtin_GeneratorFunctionConstructor(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  return create_function_js(isolate, argc, argv, "function*",
                            kFunctionGenerator);
}
// ECMA-262 #sec-async-function-constructor-arguments
Value Builtin_AsyncFunctionConstructor(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return create_function_js(isolate, argc, argv, "async function",
                            kFunctionAsync);
}
// ECMA-262 #sec-asyncgeneratorfunction
Value Builtin_AsyncGeneratorFunctionConstructor(Isolate *isolate, int64_t argc,
                                                Value *argv) {
  return create_function_js(isolate, argc, argv, "async function*",
                            kFunctionAsyncGenerator);
}

// ECMA-262 #sec-eval-x, as an indirect eval: direct ones are compiled as such.
Value Builtin_GlobalEval(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_String(isolate, argv[1])) return argv[1];
  EvalOrigin origin = {.context = (Context *)Isolate_native_context(isolate)};
  Value code = TRY(Compiler_compile_eval(
      isolate, Value_as_String(isolate, argv[1]), &origin));
  return Compiler_run_script_js(isolate,
                                Value_as_SharedFunctionInfo(isolate, code));
}
