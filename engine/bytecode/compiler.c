// SPDX-License-Identifier: MIT
//
// The compiler's entry points.
#include "engine/bytecode/compiler.h"

#include <stdlib.h>
#include <string.h>

#include "engine/bytecode/compilation.h"
#include "engine/bytecode/module-info.h"
#include "engine/isolate/flags.h"
#include "engine/objects/js-function.h"
#include "engine/objects/messages.h"
#include "engine/objects/scope-info.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

// ------------------------------------------------------------------- scripts

static Script *new_script(Isolate *isolate, String *source,
                          const ScriptOrigin *origin) {
  Script *script = HEAP_NEW(isolate, Script, script_map);
  script->id = (int32_t)++isolate->next_script_id;
  Script_set_source(script, Value_from_object(source));
  if (origin != NULL) {
    Script_set_name(script, origin->name);
    Script_set_host_defined_options(script, origin->host_defined);
    script->line_offset = origin->line_offset;
    script->column_offset = origin->column_offset;
  }
  return script;
}

// The text of eval() and Function() belongs to the running code: its import()
// means what it would mean there (#sec-getactivescriptormodule).
static Script *new_script_of_running_code(Isolate *isolate, String *source) {
  Script *script = new_script(isolate, source, NULL);
  int32_t offset;
  SharedFunctionInfo *running = StackTrace_running_function(isolate, &offset);
  if (running == NULL) return script;
  Script_set_eval_from_shared(script, Value_from_object(running));
  script->eval_from_offset = offset;
  Script *caller = Value_as_Script(isolate, SharedFunctionInfo_script(running));
  Value of_caller = Script_host_defined_options(caller);
  Script_set_host_defined_options(script, Value_is_Script(isolate, of_caller)
                                              ? of_caller
                                              : Value_from_object(caller));
  return script;
}

static void note_magic_comments(Compilation *c) {
  if (c->info.source_url != NULL &&
      Value_is_undefined(Script_name(c->script)))
    Script_set_name(c->script, Value_from_object(Compilation_string(
                                   c, c->info.source_url)));
  if (c->info.source_mapping_url != NULL)
    Script_set_source_mapping_url(
        c->script,
        Value_from_object(Compilation_string(c, c->info.source_mapping_url)));
}

// -------------------------------------------------------------------- errors

// Makes the parser's error pending.
static void throw_parse_error(Compilation *c) {
  const ParseError *error = &c->info.error;
  if (error->message == kParserMessageStackOverflow) {
    (void)Isolate_throw_stack_overflow(c->isolate);
    return;
  }
  size_t size_bytes = 512;
  if (error->argument != NULL)
    size_bytes += 3 * (size_t)error->argument->length;
  char *text = malloc(size_bytes);
  CHECK(text);
  ParseError_format(error, text, size_bytes);
  String *message = String_new_utf8(c->isolate, text, strlen(text));
  free(text);
  JSObject *object = Error_new(c->isolate, kErrorTypeSyntaxError, message);
  FixedArray *stack = StackTrace_capture_at_source(c->isolate, c->script,
                                                   error->start, error->end);
  if (Value_is_JSError(c->isolate, Value_from_object(object)))
    JSError_set_captured_stack((JSError *)object, Value_from_object(stack));
  (void)Isolate_throw(c->isolate, Value_from_object(object));
}

// ----------------------------------------------------------------- top level

// Compiles what has been parsed as the top level of a script.
static Value compile_toplevel(Compilation *c, uint32_t flags) {
  note_magic_comments(c);
  FunctionLiteral *literal = c->info.literal;
  SharedFunctionInfo *shared =
      Compilation_new_shared(c, literal, literal->scope->outer);
  shared->flags |= flags;
  if (!Compilation_compile(c, literal, shared)) return ROOT(exception);
  return Value_from_object(shared);
}

Value Compiler_compile_script(Isolate *isolate, String *source,
                              const ScriptOrigin *origin) {
  Compilation c;
  Script *script = new_script(isolate, source, origin);
  Compilation_begin(&c, isolate, source, script);
  Value result = ROOT(exception);
  if (Parser_parse_program(&c.info))
    result = compile_toplevel(&c, 0);
  else
    throw_parse_error(&c);
  Compilation_end(&c);
  return result;
}

bool Compiler_check(Isolate *isolate, String *source,
                    const ScriptOrigin *origin, bool is_module) {
  Compilation c;
  Script *script = new_script(isolate, source, origin);
  Compilation_begin(&c, isolate, source, script);
  c.info.is_module = is_module;
  bool success = Parser_parse_program(&c.info);
  if (!success)
    throw_parse_error(&c);
  else if (isolate->flags->print_ast)
    AstPrinter_print(stdout, c.info.literal);
  Compilation_end(&c);
  return success;
}

// ------------------------------------------------------------------- modules

static SourceTextModule *new_module(Compilation *c,
                                    SharedFunctionInfo *shared) {
  const ModuleDescriptor *descriptor = c->info.module;
  Isolate *isolate = c->isolate;
  FixedArray *info = Compilation_module_info(c, descriptor);
  FixedArray *exports = FixedArray_new(isolate, descriptor->export_cell_count);
  Compilation_keep(c, exports);
  for (int i = 0; i < descriptor->export_cell_count; i++) {
    Cell *cell = Cell_new(isolate, ROOT(the_hole));
    FixedArray_set_slots(exports, i, Value_from_object(cell));
  }
  // A var is undefined even before the module is evaluated.
  const Scope *scope = c->info.literal->scope;
  for (int i = 0; i < scope->locals.length; i++) {
    const Variable *variable = scope->locals.items[i];
    if (variable->location != kLocationModule || variable->index < 0 ||
        variable->mode != kVariableVar)
      continue;
    Cell *cell = Cell_new(isolate, ROOT(undefined_value));
    FixedArray_set_slots(exports, variable->index - 1,
                         Value_from_object(cell));
  }
  FixedArray *imports = FixedArray_new(isolate, descriptor->import_cell_count);
  Compilation_keep(c, imports);
  FixedArray *requests = FixedArray_new(isolate, descriptor->requests.length);
  Compilation_keep(c, requests);
  SourceTextModule *module =
      HEAP_NEW(isolate, SourceTextModule, source_text_module_map);
  SourceTextModule_set_shared(module, Value_from_object(shared));
  SourceTextModule_set_regular_exports(module, exports);
  SourceTextModule_set_regular_imports(module, imports);
  SourceTextModule_set_requested_modules(module, requests);
  SourceTextModule_set_info(module, info);
  if (descriptor->has_top_level_await)
    module->flags |= kModuleInfoHasTopLevelAwait;
  SourceTextModule_set_script(module, Value_from_object(c->script));
  return module;
}

Value Compiler_compile_module(Isolate *isolate, String *source,
                              const ScriptOrigin *origin) {
  Compilation c;
  Script *script = new_script(isolate, source, origin);
  Compilation_begin(&c, isolate, source, script);
  c.info.is_module = true;
  Value result = ROOT(exception);
  if (Parser_parse_program(&c.info)) {
    result = compile_toplevel(&c, kSharedIsModule);
    if (!Value_is_exception(result))
      result = Value_from_object(
          new_module(&c, Value_as_SharedFunctionInfo(isolate, result)));
  } else {
    throw_parse_error(&c);
  }
  Compilation_end(&c);
  return result;
}

// ---------------------------------------------------------- dynamic functions

Value Compiler_compile_dynamic_function(Isolate *isolate, String *source,
                                        FunctionKind kind,
                                        int parameters_end) {
  Compilation c;
  Script *script = new_script_of_running_code(isolate, source);
  Compilation_begin(&c, isolate, source, script);
  Value result = ROOT(exception);
  if (Parser_parse_dynamic_function(&c.info, kind, parameters_end))
    result = compile_toplevel(&c, 0);
  else
    throw_parse_error(&c);
  Compilation_end(&c);
  return result;
}

// -------------------------------------------------------- wrapped functions

static bool parse_wrapped(Compilation *c) {
  FixedArray *names = Value_as_FixedArray(
      c->isolate, Script_wrapped_arguments(c->script));
  SourceText *texts = ZONE_NEW_ARRAY(&c->zone, SourceText, names->length);
  for (int i = 0; i < names->length; i++) {
    FlatString flat = String_flatten(
        c->isolate,
        Value_as_String(c->isolate, FixedArray_get_slots(names, i)));
    texts[i] = (SourceText){flat.one_byte, flat.two_byte, (size_t)flat.length};
  }
  return Parser_parse_wrapped_function(&c->info, texts, names->length);
}

Value Compiler_compile_function(Isolate *isolate, String *body,
                                const ScriptOrigin *origin,
                                FixedArray *parameter_names) {
  Compilation c;
  Script *script = new_script(isolate, body, origin);
  Script_set_wrapped_arguments(script, Value_from_object(parameter_names));
  Compilation_begin(&c, isolate, body, script);
  Value result = ROOT(exception);
  if (parse_wrapped(&c))
    result = compile_toplevel(&c, kSharedIsWrapped);
  else
    throw_parse_error(&c);
  Compilation_end(&c);
  if (Value_is_exception(result)) return result;
  return Value_from_object(JSFunction_new_closure(
      isolate, Value_as_SharedFunctionInfo(isolate, result),
      (Context *)Isolate_native_context(isolate), NULL));
}

// -------------------------------------------------------------------- eval

// What the functions around the call permit in the eval code.
static void permit_from_scopes(ParseInfo *info, const OuterScopeInfo *outer) {
  for (; outer != NULL; outer = outer->outer) {
    if (outer->kind != kScopeFunction) continue;
    FunctionKind kind = (FunctionKind)outer->function_kind;
    if (FunctionKind_is_arrow(kind)) continue;
    info->allow_new_target = true;
    info->allow_super_property = FunctionKind_allows_super_property(kind);
    info->allow_super_call = FunctionKind_is_derived_constructor(kind);
    info->is_in_class_initializer = FunctionKind_is_class_initializer(kind);
    return;
  }
}

Value Compiler_compile_eval(Isolate *isolate, String *source,
                            const EvalOrigin *origin) {
  Compilation c;
  Script *script = new_script_of_running_code(isolate, source);
  Compilation_begin(&c, isolate, source, script);
  c.info.is_strict = origin->is_strict;
  Value scope_info = ROOT(undefined_value);
  if (HeapObject_type((HeapObject *)origin->context) != NATIVE_CONTEXT_TYPE)
    scope_info = Context_get_slots(origin->context, 0);
  c.info.outer = Compilation_outer_chain(&c, scope_info);
  permit_from_scopes(&c.info, c.info.outer);
  Value result = ROOT(exception);
  if (Parser_parse_eval(&c.info))
    result = compile_toplevel(&c, kSharedIsEval);
  else
    throw_parse_error(&c);
  Compilation_end(&c);
  return result;
}

// --------------------------------------------------------- lazy compilation

static FunctionSyntax syntax_of(const SharedFunctionInfo *shared) {
  if (shared->flags & kSharedIsDeclaration) return kFunctionSyntaxDeclaration;
  if (shared->flags & kSharedIsNamedExpression)
    return kFunctionSyntaxNamedExpression;
  if (shared->flags & kSharedIsAnonymousExpression)
    return kFunctionSyntaxAnonymousExpression;
  return kFunctionSyntaxAccessorOrMethod;
}

static AstString *intern_heap_string(Compilation *c, Value value) {
  if (!Value_is_String(c->isolate, value)) return NULL;
  FlatString flat =
      String_flatten(c->isolate, Value_as_String(c->isolate, value));
  if (flat.one_byte != NULL || flat.length == 0)
    return AstStringTable_intern_one_byte(&c->info.strings, flat.one_byte,
                                          flat.length);
  return AstStringTable_intern_two_byte(&c->info.strings, flat.two_byte,
                                        flat.length);
}

static void describe_function(Compilation *c, const SharedFunctionInfo *shared,
                              FunctionLiteral *literal) {
  bool is_inferred = (shared->flags & kSharedNameIsInferred) != 0;
  AstString *name = intern_heap_string(c, SharedFunctionInfo_name(shared));
  *literal = (FunctionLiteral){
      .node = {.kind = kAstFunctionLiteral,
               .position = shared->function_token_position},
      .function_kind = shared->kind,
      .syntax = (uint8_t)syntax_of(shared),
      .language_mode =
          shared->flags & kSharedStrict ? kLanguageStrict : kLanguageSloppy,
      .is_static = (shared->flags & kSharedIsStaticMember) != 0,
      .requires_instance_members_initializer =
          (shared->flags & kSharedHasInstanceMembersInitializer) != 0,
      .class_scope_has_private_brand =
          (shared->flags & kSharedClassScopeHasPrivateBrand) != 0,
      .name = is_inferred ? NULL : name,
      .inferred_name = is_inferred ? name : NULL,
      .start_position = shared->start_position,
      .end_position = shared->end_position,
      .parameters_position = Value_smi(SharedFunctionInfo_extra(shared)),
      .function_literal_id = shared->function_literal_id,
  };
}

// Top-level code is parsed as what it was.
static bool parse_again(Compilation *c, SharedFunctionInfo *shared) {
  c->info.outer = Compilation_outer_chain(
      c, SharedFunctionInfo_outer_scope_info(shared));
  if (shared->flags & kSharedIsEval) {
    c->info.is_strict = SharedFunctionInfo_is_strict(shared);
    permit_from_scopes(&c->info, c->info.outer);
    return Parser_parse_eval(&c->info);
  }
  if (shared->flags & kSharedIsWrapped) return parse_wrapped(c);
  if (shared->flags & kSharedTopLevel) {
    c->info.is_module = (shared->flags & kSharedIsModule) != 0;
    return Parser_parse_program(&c->info);
  }
  if (!Value_is_smi(SharedFunctionInfo_extra(shared)) ||
      FunctionKind_is_class_initializer((FunctionKind)shared->kind) ||
      FunctionKind_is_default_constructor((FunctionKind)shared->kind))
    return false;
  FunctionLiteral facts;
  describe_function(c, shared, &facts);
  return Parser_parse_function(&c->info, &facts);
}

bool Compilation_reparse(Compilation *c, Isolate *isolate,
                         SharedFunctionInfo *shared) {
  Script *script = Value_as_Script(isolate, SharedFunctionInfo_script(shared));
  Value source = Script_source(script);
  Compilation_begin(c, isolate,
                    Value_is_String(isolate, source)
                        ? Value_as_String(isolate, source)
                        : ROOT_OBJECT(isolate, String, empty_string),
                    script);
  return parse_again(c, shared);
}

static bool compile_shared(Isolate *isolate, SharedFunctionInfo *shared) {
  Script *script =
      Value_as_Script(isolate, SharedFunctionInfo_script(shared));
  String *source = Value_as_String(isolate, Script_source(script));
  Compilation c;
  Compilation_begin(&c, isolate, source, script);
  FunctionLiteral facts;
  describe_function(&c, shared, &facts);
  c.info.outer = Compilation_outer_chain(
      &c, SharedFunctionInfo_outer_scope_info(shared));
  bool success = false;
  if (Parser_parse_function(&c.info, &facts))
    success = Compilation_compile(&c, c.info.literal, shared);
  else
    throw_parse_error(&c);
  Compilation_end(&c);
  return success;
}

bool Compiler_compile_lazy(Isolate *isolate, JSFunction *function) {
  SharedFunctionInfo *shared = JSFunction_shared(function);
  if (!SharedFunctionInfo_is_compiled(shared) &&
      !compile_shared(isolate, shared))
    return false;
  function->code = shared->code;
  return true;
}
