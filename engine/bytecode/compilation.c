// SPDX-License-Identifier: MIT
//
// Turns parsed functions into compiled SharedFunctionInfos.
#include "engine/bytecode/compilation.h"

#include <string.h>

#include "engine/bytecode/disassembler.h"
#include "engine/bytecode/verifier.h"
#include "engine/isolate/flags.h"
#include "engine/objects/string.h"
#include "engine/regexp/regexp.h"

// Early errors of regular expression literals.
static const char *check_regexp(void *data, const AstString *pattern,
                                const AstString *flags, Zone *zone) {
  RegExpText flags_text = {.units = flags->one_byte,
                           .length = (size_t)flags->length,
                           .is_two_byte = !flags->is_one_byte};
  RegExpText text = {.units = pattern->one_byte,
                     .length = (size_t)pattern->length,
                     .is_two_byte = !pattern->is_one_byte};
  const Isolate *isolate = data;
  uint32_t bits = 0;
  RegExpError error;
  if (!RegExp_parse_flags(flags_text, &bits))
    return "Invalid regular expression flags";
  if (RegExp_check_syntax(text, bits, isolate->native_stack_limit, &error))
    return NULL;
  return error.is_stack_overflow ? kRegExpCheckStackOverflow : error.message;
}

void Compilation_begin(Compilation *c, Isolate *isolate, String *source,
                       Script *script) {
  memset(c, 0, sizeof *c);
  c->isolate = isolate;
  c->source = source;
  c->script = script;
  c->keep = ArrayList_new(isolate, 16);
  Zone_init(&c->zone, "compile");
  FlatString flat = String_flatten(isolate, source);
  SourceText text = {.one_byte = flat.one_byte,
                     .two_byte = flat.two_byte,
                     .length_units = (size_t)flat.length};
  ParseInfo_init(&c->info, &c->zone, text);
  c->info.allow_natives = isolate->flags->allow_natives_syntax;
  c->info.allow_lazy = isolate->flags->lazy;
  c->info.check_regexp = check_regexp;
  c->info.regexp_data = isolate;
  c->info.stack_limit = isolate->native_stack_limit;
}

void Compilation_end(Compilation *c) { Zone_destroy(&c->zone); }

void Compilation_keep(Compilation *c, const void *object) {
  c->keep = ArrayList_add(c->isolate, c->keep, Tagged_from_object(object));
}

String *Compilation_string(Compilation *c, const AstString *string) {
  if (string->heap_value != 0)
    return Value_as_String(c->isolate, Value_from_bits(string->heap_value));
  String *result =
      string->is_one_byte
          ? String_internalize_one_byte(c->isolate, string->one_byte,
                                        string->length)
          : String_internalize_two_byte(c->isolate, string->two_byte,
                                        string->length);
  ((AstString *)(uintptr_t)string)->heap_value =
      Value_from_object(result).bits;
  Compilation_keep(c, result);
  return result;
}

Value Compilation_string_or_undefined(Compilation *c, const AstString *string) {
  if (string == NULL) return ROOT(undefined_value);
  return Value_from_object(Compilation_string(c, string));
}

// -------------------------------------------------------- SharedFunctionInfos

static uint32_t shared_flags(const FunctionLiteral *literal) {
  FunctionKind kind = (FunctionKind)literal->function_kind;
  uint32_t flags = 0;
  if (literal->language_mode == kLanguageStrict) flags |= kSharedStrict;
  if (FunctionKind_is_class_constructor(kind)) flags |= kSharedClassConstructor;
  if (FunctionKind_is_derived_constructor(kind))
    flags |= kSharedDerivedConstructor;
  if (literal->is_toplevel) flags |= kSharedTopLevel;
  if (kind == kFunctionModule) flags |= kSharedIsModule;
  // Before compilation nobody asks; then the scope tells.
  bool has_receiver = literal->scope != NULL &&
                      literal->scope->function != NULL &&
                      literal->scope->function->receiver != NULL;
  if (has_receiver || literal->uses_this || literal->calls_eval ||
      literal->inner_calls_eval)
    flags |= kSharedUsesThis;
  if (literal->has_duplicate_parameters) flags |= kSharedHasDuplicateParameters;
  if (literal->has_simple_parameters) flags |= kSharedHasSimpleParameters;
  if (literal->is_static) flags |= kSharedIsStaticMember;
  if (literal->requires_instance_members_initializer)
    flags |= kSharedHasInstanceMembersInitializer;
  if (literal->class_scope_has_private_brand)
    flags |= kSharedClassScopeHasPrivateBrand;
  switch ((FunctionSyntax)literal->syntax) {
    case kFunctionSyntaxDeclaration:
      flags |= kSharedIsDeclaration;
      break;
    case kFunctionSyntaxNamedExpression:
      flags |= kSharedIsNamedExpression;
      break;
    case kFunctionSyntaxAnonymousExpression:
      flags |= kSharedIsAnonymousExpression;
      break;
    default:
      break;
  }
  return flags;
}

SharedFunctionInfo *Compilation_new_shared(Compilation *c,
                                           const FunctionLiteral *literal,
                                           const Scope *outer) {
  bool is_inferred = literal->inferred_name != NULL &&
                     (literal->name == NULL || literal->name->length == 0);
  Value name = Compilation_string_or_undefined(
      c, is_inferred ? literal->inferred_name : literal->name);
  Value outer_info = Compilation_outer_scope_info(c, outer);
  SharedFunctionInfo *shared = SharedFunctionInfo_new(
      c->isolate, name, (FunctionKind)literal->function_kind);
  Compilation_keep(c, shared);
  shared->flags |= shared_flags(literal);
  if (is_inferred) shared->flags |= kSharedNameIsInferred;
  shared->kind = literal->function_kind;
  shared->code = kCodeCompileLazy;
  shared->function_literal_id = literal->function_literal_id;
  shared->start_position = literal->start_position;
  shared->end_position = literal->end_position;
  shared->function_token_position = literal->node.position;
  shared->formal_parameter_count = (uint16_t)literal->parameter_count;
  shared->length = (uint16_t)literal->function_length;
  SharedFunctionInfo_set_script(shared, Value_from_object(c->script));
  SharedFunctionInfo_set_outer_scope_info(shared, outer_info);
  // Where a later parse begins.
  SharedFunctionInfo_set_extra(shared,
                               Value_from_smi(literal->parameters_position));
  return shared;
}

static FeedbackMetadata *make_metadata(Compilation *c,
                                       const BytecodeOutput *output) {
  FeedbackMetadata *metadata = (FeedbackMetadata *)Heap_new_array(
      c->isolate, ROOT_OBJECT(c->isolate, Map, feedback_metadata_map),
      output->feedback_slot_count);
  metadata->slot_count = output->feedback_slot_count;
  metadata->create_closure_count = output->closure_count;
  if (output->feedback_slot_count > 0)
    memcpy(metadata->kinds, output->feedback_kinds,
           (size_t)output->feedback_slot_count);
  return metadata;
}

static ByteArray *byte_array(Compilation *c, const void *bytes, size_t size) {
  if (size == 0) return ROOT_OBJECT(c->isolate, ByteArray, empty_byte_array);
  ByteArray *array = ByteArray_new(c->isolate, (int32_t)size);
  memcpy(array->bytes, bytes, size);
  Compilation_keep(c, array);
  return array;
}

static BytecodeArray *make_bytecode_array(Compilation *c,
                                          const BytecodeOutput *output) {
  FixedArray *pool = Compilation_constant_pool(c, output);
  ByteArray *handlers =
      byte_array(c, output->handlers,
                 (size_t)output->handler_count * sizeof(HandlerTableEntry));
  ByteArray *positions =
      byte_array(c, output->positions, (size_t)output->positions_length);
  BytecodeArray *array = (BytecodeArray *)Heap_new_array(
      c->isolate, ROOT_OBJECT(c->isolate, Map, bytecode_array_map),
      output->length);
  BytecodeArray_set_constant_pool(array, pool);
  BytecodeArray_set_handler_table(array, handlers);
  BytecodeArray_set_source_positions(array, Value_from_object(positions));
  array->register_count = output->register_count;
  array->parameter_count = output->parameter_count;
  array->new_target_register = output->new_target_register;
  array->flags = output->flags;
  memcpy(array->bytecodes, output->bytes, (size_t)output->length);
  return array;
}

static void print_if_wanted(Compilation *c, SharedFunctionInfo *shared) {
  const Flags *flags = c->isolate->flags;
  if (!flags->print_bytecode) return;
  const char *filter = flags->print_bytecode_filter;
  if (filter != NULL && strcmp(filter, "*") != 0 &&
      !String_equals_ascii(c->isolate, SharedFunctionInfo_name_string(shared),
                           filter))
    return;
  Disassembler_print_function(c->isolate, stdout, shared);
}

static bool compile_one(Compilation *c, FunctionLiteral *literal,
                        SharedFunctionInfo *shared, InnerFunctionList *inner) {
  if (c->isolate->flags->print_ast) AstPrinter_print(stdout, literal);
  GeneratorInput input = {.zone = &c->zone,
                          .strings = &c->info.strings,
                          .literal = literal,
                          .stack_limit = c->isolate->native_stack_limit};
  if (literal->function_kind == kFunctionModule) input.module = c->info.module;
  BytecodeOutput *output = BytecodeGenerator_generate(&input);
  if (output == NULL) {
    (void)Isolate_throw_stack_overflow(c->isolate);
    return false;
  }
#ifdef THAW_DEBUG
  BytecodeVerifier_verify(output);
#endif
  ScopeInfo *scope_info =
      Scope_needs_context(literal->scope)
          ? Compilation_scope_info(c, literal->scope)
          : ROOT_OBJECT(c->isolate, ScopeInfo, empty_scope_info);
  FeedbackMetadata *metadata = make_metadata(c, output);
  Compilation_keep(c, metadata);
  BytecodeArray *bytecode = make_bytecode_array(c, output);
  SharedFunctionInfo_set_scope_info(shared, Value_from_object(scope_info));
  SharedFunctionInfo_set_feedback_metadata(shared, Value_from_object(metadata));
  SharedFunctionInfo_set_function_data(shared, Value_from_object(bytecode));
  shared->formal_parameter_count = (uint16_t)(output->parameter_count - 1);
  shared->flags |= shared_flags(literal);
  shared->code = kCodeInterpreterEntry;
  *inner = output->functions;
  print_if_wanted(c, shared);
  return true;
}

bool Compilation_compile(Compilation *c, FunctionLiteral *literal,
                         SharedFunctionInfo *shared) {
  if (Isolate_native_stack_exhausted(c->isolate)) {
    (void)Isolate_throw_stack_overflow(c->isolate);
    return false;
  }
  InnerFunctionList inner = {0};
  if (!compile_one(c, literal, shared, &inner)) return false;
  for (int i = 0; i < inner.length; i++) {
    const InnerFunction *function = inner.items[i];
    // Code that cannot be reached made no constant.
    if (function->shared == NULL || function->literal->is_preparsed) continue;
    if (!Compilation_compile(c, function->literal, function->shared))
      return false;
  }
  return true;
}
