// SPDX-License-Identifier: MIT
//
// Scopes to ScopeInfos, and ScopeInfo chains back to what the parser asks of
// outer scopes.
#include "engine/bytecode/compilation.h"
#include "engine/objects/scope-info.h"
#include "engine/objects/string.h"

// ------------------------------------------------------ scopes to ScopeInfos

static bool is_described(const Scope *scope, const Variable *variable) {
  if (variable->scope != scope) return false;
  return variable->location == kLocationContext ||
         variable->location == kLocationScriptContext ||
         variable->location == kLocationModule;
}

static int parameter_number(const Scope *scope, const Variable *variable) {
  if (scope->kind != kScopeFunction || scope->function == NULL) return 0;
  // The last of several of one name is the one that is seen.
  for (int i = scope->function->parameters.length - 1; i >= 0; i--)
    if (scope->function->parameters.items[i] == variable) return i + 1;
  return 0;
}

static int variable_bits(const Scope *scope, const Variable *variable) {
  int bits = variable->mode & kScopeInfoModeMask;
  if (variable->binding_needs_init) bits |= kScopeInfoNeedsInit;
  if (variable->is_static_private) bits |= kScopeInfoStaticPrivate;
  if (variable->kind == kVariableKindFunctionName)
    bits |= kScopeInfoSloppyFunctionName;
  if (variable->location == kLocationModule) bits |= kScopeInfoModuleVariable;
  return bits | parameter_number(scope, variable) << kScopeInfoParameterShift;
}

static uint32_t scope_flags(const Scope *scope) {
  uint32_t flags = scope->kind;
  if (scope->language_mode == kLanguageStrict) flags |= kScopeInfoStrict;
  if (scope->has_sloppy_eval) flags |= kScopeInfoSloppyEval;
  if (scope->has_extension_slot) flags |= kScopeInfoExtensionSlot;
  if (scope->is_declaration_scope) flags |= kScopeInfoDeclarationScope;
  if (scope->function != NULL) {
    FunctionKind kind = (FunctionKind)scope->function->function_kind;
    flags |= (uint32_t)kind << kScopeInfoFunctionKindShift;
    if (FunctionKind_is_class_initializer(kind))
      flags |= kScopeInfoClassInitializer;
    if (scope->function->is_static) flags |= kScopeInfoStaticMember;
    if (scope->kind == kScopeFunction &&
        !scope->function->has_simple_parameters)
      flags |= kScopeInfoComplexParameters;
  }
  return flags |
         (uint32_t)scope->context_slot_count << kScopeInfoContextLengthShift;
}

static int count_described(const Scope *scope) {
  int count = 0;
  for (int i = 0; i < scope->locals.length; i++)
    count += is_described(scope, scope->locals.items[i]);
  return count;
}

ScopeInfo *Compilation_scope_info(Compilation *c, const Scope *scope) {
  if (scope->is_from_scope_info) return scope->outer_info->data;
  if (scope->scope_info_cache != NULL) return scope->scope_info_cache;
  Value outer = Compilation_outer_scope_info(c, scope->outer);
  int count = count_described(scope);
  ScopeInfo *info = (ScopeInfo *)Heap_new_array(
      c->isolate, ROOT_OBJECT(c->isolate, Map, scope_info_map),
      count * kScopeInfoVariableSlots);
  Compilation_keep(c, info);
  info->flags = scope_flags(scope);
  info->context_local_count = count;
  info->start_position = scope->start_position;
  info->end_position = scope->end_position;
  ScopeInfo_set_outer(info, outer);
  int at = 0;
  for (int i = 0; i < scope->locals.length; i++) {
    const Variable *variable = scope->locals.items[i];
    if (!is_described(scope, variable)) continue;
    String *name = Compilation_string(c, variable->name);
    ScopeInfo_set_slots(info, at++, Value_from_object(name));
    ScopeInfo_set_slots(info, at++,
                        Value_from_smi(variable_bits(scope, variable)));
    ScopeInfo_set_slots(info, at++, Value_from_smi(variable->index));
  }
  ((Scope *)(uintptr_t)scope)->scope_info_cache = info;
  return info;
}

Value Compilation_outer_scope_info(Compilation *c, const Scope *scope) {
  for (; scope != NULL; scope = scope->outer)
    if (Scope_needs_context(scope))
      return Value_from_object(Compilation_scope_info(c, scope));
  return ROOT(undefined_value);
}

// ------------------------------------------------------ ScopeInfos to scopes

// What one link of the chain refers to; the parser hands it back.
typedef struct OuterLink {
  OuterScopeInfo info;
  Compilation *compilation;
} OuterLink;

static bool lookup_outer(const OuterScopeInfo *outer, AstString *name,
                         OuterVariable *result) {
  const OuterLink *link = (const OuterLink *)outer;
  const ScopeInfo *info = outer->data;
  int i = ScopeInfo_find(info, Compilation_string(link->compilation, name));
  if (i < 0) return false;
  ScopeInfoVariable variable = ScopeInfo_variable(info, i);
  *result = (OuterVariable){
      .mode = (uint8_t)(variable.bits & kScopeInfoModeMask),
      .location = variable.bits & kScopeInfoModuleVariable ? kLocationModule
                                                           : kLocationContext,
      .binding_needs_init = (variable.bits & kScopeInfoNeedsInit) != 0,
      .is_static_private = (variable.bits & kScopeInfoStaticPrivate) != 0,
      .is_sloppy_function_name =
          (variable.bits & kScopeInfoSloppyFunctionName) != 0,
      .index = variable.index,
  };
  return true;
}

const OuterScopeInfo *Compilation_outer_chain(Compilation *c,
                                              Value scope_info) {
  if (!Value_is_ScopeInfo(c->isolate, scope_info)) return NULL;
  ScopeInfo *info = Value_as_ScopeInfo(c->isolate, scope_info);
  OuterLink *link = ZONE_NEW(&c->zone, OuterLink);
  link->compilation = c;
  link->info = (OuterScopeInfo){
      .kind = (uint8_t)ScopeInfo_scope_kind(info),
      .language_mode = ScopeInfo_is_strict(info) ? kLanguageStrict
                                                 : kLanguageSloppy,
      .function_kind = (uint8_t)ScopeInfo_function_kind(info),
      .is_declaration_scope = (info->flags & kScopeInfoDeclarationScope) != 0,
      .is_static = (info->flags & kScopeInfoStaticMember) != 0,
      .has_sloppy_eval = (info->flags & kScopeInfoSloppyEval) != 0,
      .has_extension_slot = ScopeInfo_has_extension_slot(info),
      .start_position = info->start_position,
      .end_position = info->end_position,
      .lookup = lookup_outer,
      .data = info,
  };
  link->info.outer = Compilation_outer_chain(c, ScopeInfo_outer(info));
  return &link->info;
}
