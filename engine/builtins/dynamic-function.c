// SPDX-License-Identifier: MIT
//
// Functions made from strings: the Function constructors and eval.
#include "engine/builtins/bootstrapper.h"
#include "engine/bytecode/compiler.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static const ScriptOrigin kNoOrigin = {ROOT(undefined_value), 0, 0,
                                       ROOT(undefined_value)};

// "(prefix anonymous(parameters\n) {\nbody\n})"; either part may be left out.
static Value function_source(Isolate *isolate, const char *prefix,
                             String *parameters, String *body) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_char(&builder, '(');
  StringBuilder_add_ascii(&builder, prefix);
  StringBuilder_add_ascii(&builder, " anonymous(");
  if (parameters != NULL) StringBuilder_add_string(&builder, parameters);
  StringBuilder_add_ascii(&builder, "\n) {\n");
  if (body != NULL) StringBuilder_add_string(&builder, body);
  StringBuilder_add_ascii(&builder, "\n})");
  return StringBuilder_finish(&builder);
}

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

// Whether the script's first function is all of it but the parentheses: a body
// or parameter list that closes the function early makes it shorter.
static bool is_one_function(Isolate *isolate, Value script_info,
                            int32_t source_length) {
  SharedFunctionInfo *shared =
      Value_as_SharedFunctionInfo(isolate, script_info);
  Value script = SharedFunctionInfo_script(shared);
  if (!Value_is_Script(isolate, script)) return false;
  Value list =
      Script_shared_function_infos(Value_as_Script(isolate, script));
  if (!Value_is_ArrayList(isolate, list)) return false;
  ArrayList *infos = Value_as_ArrayList(isolate, list);
  for (int32_t i = 0; i < infos->used; i++) {
    Tagged slot = infos->slots[i];
    if (Tagged_is_smi(slot) || Tagged_is_cleared(slot)) continue;
    HeapObject *object = Tagged_object(isolate, slot);
    if (HeapObject_type(object) != SHARED_FUNCTION_INFO_TYPE) continue;
    const SharedFunctionInfo *info = (const SharedFunctionInfo *)object;
    if (info != shared && info->end_position == source_length - 1 &&
        (info->function_token_position == 1 || info->start_position == 1))
      return true;
  }
  return false;
}

// ECMA-262 #sec-createdynamicfunction
static Value create_function_js(Isolate *isolate, int64_t argc, Value *argv,
                                const char *prefix) {
  Value parameters =
      TRY(join_parameters_js(isolate, argc > 0 ? argc - 1 : 0, argv + 1));
  Value body = ROOT(empty_string);
  if (argc > 0) body = TRY(Object_to_string_js(isolate, argv[argc]));
  String *parameter_text = Value_as_String(isolate, parameters);
  String *body_text = Value_as_String(isolate, body);
  // 10-21. Parameters and body must each parse alone.
  Value part = TRY(function_source(isolate, prefix, parameter_text, NULL));
  TRY_BOOL(Compiler_check(isolate, Value_as_String(isolate, part), &kNoOrigin,
                          false));
  part = TRY(function_source(isolate, prefix, NULL, body_text));
  TRY_BOOL(Compiler_check(isolate, Value_as_String(isolate, part), &kNoOrigin,
                          false));
  Value source =
      TRY(function_source(isolate, prefix, parameter_text, body_text));
  String *text = Value_as_String(isolate, source);
  Value script = TRY(Compiler_compile_script(isolate, text, &kNoOrigin));
  if (!is_one_function(isolate, script, text->length))
    return Throw_text(isolate, kErrorTypeSyntaxError,
                      "Arg string terminates parameters early");
  Value function = TRY(Compiler_run_script_js(
      isolate, Value_as_SharedFunctionInfo(isolate, script)));
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target) ||
      Value_equals(new_target, Builtin_function(argv)))
    return function;
  Value prototype = TRY(Object_get_name_js(
      isolate, new_target, ROOT_OBJECT(isolate, Name, prototype_string)));
  bool success;
  if (Value_is_JSReceiver(isolate, prototype))
    TRY_BOOL(Object_set_prototype_js(isolate,
                                     Value_as_JSReceiver(isolate, function),
                                     prototype, kThrowOnError, &success));
  return function;
}

// ECMA-262 #sec-function-p1-p2-pn-body
Value Builtin_FunctionConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  return create_function_js(isolate, argc, argv, "function");
}
// ECMA-262 #sec-generatorfunction
Value Builtin_GeneratorFunctionConstructor(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  return create_function_js(isolate, argc, argv, "function*");
}
// ECMA-262 #sec-async-function-constructor-arguments
Value Builtin_AsyncFunctionConstructor(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return create_function_js(isolate, argc, argv, "async function");
}
// ECMA-262 #sec-asyncgeneratorfunction
Value Builtin_AsyncGeneratorFunctionConstructor(Isolate *isolate, int64_t argc,
                                                Value *argv) {
  return create_function_js(isolate, argc, argv, "async function*");
}

// ECMA-262 #sec-eval-x, as an indirect eval: direct ones are compiled as such.
Value Builtin_GlobalEval(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_String(isolate, argv[1])) return argv[1];
  Value script = TRY(Compiler_compile_script(
      isolate, Value_as_String(isolate, argv[1]), &kNoOrigin));
  return Compiler_run_script_js(isolate,
                                Value_as_SharedFunctionInfo(isolate, script));
}
