// SPDX-License-Identifier: MIT
//
// Scopes as data: maps of variables and the tree. Resolution is in
// scope-analysis.c.
#include "engine/parser/scope.h"

#include "engine/parser/scope-internal.h"

// Scopes with fewer variables are searched linearly.
enum { kLinearLimit = 8 };

Scope *Scope_new(Zone *zone, Scope *outer, ScopeKind kind) {
  Scope *scope = ZONE_NEW(zone, Scope);
  scope->kind = (uint8_t)kind;
  scope->outer = outer;
  if (outer != NULL) {
    scope->language_mode = outer->language_mode;
    scope->next_sibling = outer->first_inner;
    outer->first_inner = scope;
  }
  return scope;
}

FunctionScopeData *Scope_make_declaration_scope(Zone *zone, Scope *scope) {
  scope->is_declaration_scope = true;
  scope->function = ZONE_NEW(zone, FunctionScopeData);
  return scope->function;
}

void Scope_unlink(Scope *scope) {
  Scope **link = &scope->outer->first_inner;
  while (*link != scope) link = &(*link)->next_sibling;
  *link = scope->next_sibling;
}

void Scope_dissolve(Scope *scope) {
  Scope *outer = scope->outer;
  Scope **link = &outer->first_inner;
  while (*link != scope) link = &(*link)->next_sibling;
  Scope *rest = scope->next_sibling;
  *link = scope->first_inner;
  while (*link != NULL) {
    (*link)->outer = outer;
    link = &(*link)->next_sibling;
  }
  *link = rest;
  VariableProxy **tail = &scope->unresolved;
  while (*tail != NULL) tail = &(*tail)->next_unresolved;
  *tail = outer->unresolved;
  outer->unresolved = scope->unresolved;
  outer->calls_eval |= scope->calls_eval;
  outer->inner_calls_eval |= scope->inner_calls_eval;
  scope->first_inner = NULL;
  scope->unresolved = NULL;
}

// ----------------------------------------------------------------- variables

static void add_to_bucket(Scope *scope, Variable *variable) {
  Variable **bucket =
      &scope->buckets[variable->name->hash &
                      (uint32_t)(scope->bucket_count - 1)];
  variable->next_in_bucket = *bucket;
  *bucket = variable;
}

static void rehash(Zone *zone, Scope *scope) {
  scope->bucket_count =
      scope->bucket_count == 0 ? 4 * kLinearLimit : scope->bucket_count * 4;
  scope->buckets = ZONE_NEW_ARRAY(zone, Variable *, scope->bucket_count);
  // In order of declaration, so that the newest of a name comes first.
  for (int i = 0; i < scope->locals.length; i++)
    add_to_bucket(scope, scope->locals.items[i]);
}

Variable *Scope_add_variable(Zone *zone, Scope *scope, AstString *name,
                             VariableMode mode, VariableKind kind) {
  Variable *variable = ZONE_NEW(zone, Variable);
  variable->name = name;
  variable->scope = scope;
  variable->mode = (uint8_t)mode;
  variable->kind = (uint8_t)kind;
  ZONE_LIST_ADD(zone, &scope->locals, variable);
  if (scope->buckets != NULL) {
    if (scope->locals.length > scope->bucket_count * 2)
      rehash(zone, scope);
    else
      add_to_bucket(scope, variable);
  } else if (scope->locals.length > kLinearLimit) {
    rehash(zone, scope);
  }
  return variable;
}

Variable *Scope_new_temporary(Zone *zone, Scope *scope, AstString *name) {
  return Scope_add_variable(zone, scope, name, kVariableTemporary,
                            kVariableKindNormal);
}

Variable *Scope_lookup_local(const Scope *scope, const AstString *name) {
  if (scope->buckets == NULL) {
    for (int i = scope->locals.length; i-- > 0;)
      if (scope->locals.items[i]->name == name) return scope->locals.items[i];
    return NULL;
  }
  Variable *variable =
      scope->buckets[name->hash & (uint32_t)(scope->bucket_count - 1)];
  while (variable != NULL && variable->name != name)
    variable = variable->next_in_bucket;
  return variable;
}

void Scope_add_unresolved(Scope *scope, VariableProxy *proxy) {
  proxy->next_unresolved = scope->unresolved;
  scope->unresolved = proxy;
}

// ----------------------------------------------------------------- questions

Scope *Scope_closure_scope(Scope *scope) {
  while (!Scope_is_closure(scope)) scope = scope->outer;
  return scope;
}

Scope *Scope_declaration_scope(Scope *scope) {
  while (!scope->is_declaration_scope) scope = scope->outer;
  return scope;
}

Scope *Scope_receiver_scope(Scope *scope) {
  for (;; scope = scope->outer) {
    if (scope->kind == kScopeScript || scope->kind == kScopeModule)
      return scope;
    if (scope->kind == kScopeFunction &&
        !FunctionKind_is_arrow((FunctionKind)scope->function->function_kind))
      return scope;
  }
}

int Scope_context_depth(const Scope *from, const Scope *to) {
  int depth = 0;
  for (const Scope *scope = from; scope != to; scope = scope->outer)
    depth += Scope_needs_context(scope);
  return depth;
}

// ------------------------------------------------------ run-time outer scopes

Scope *Scope_from_outer_info(Zone *zone, const OuterScopeInfo *info,
                             Scope *script_scope) {
  Scope *innermost = NULL;
  Scope **link = &innermost;
  for (; info != NULL && info->kind != kScopeScript; info = info->outer) {
    Scope *scope = ZONE_NEW(zone, Scope);
    scope->kind = info->kind;
    scope->language_mode = info->language_mode;
    scope->is_from_scope_info = true;
    scope->outer_info = info;
    scope->has_sloppy_eval = info->has_sloppy_eval;
    scope->has_extension_slot = info->has_extension_slot;
    scope->start_position = info->start_position;
    scope->end_position = info->end_position;
    // Its context exists, whatever its size.
    scope->context_slot_count = kContextHeaderSlots;
    if (info->is_declaration_scope || info->kind == kScopeFunction) {
      FunctionScopeData *data = Scope_make_declaration_scope(zone, scope);
      data->function_kind = info->function_kind;
      data->is_static = info->is_static;
    }
    if (info->kind == kScopeClass)
      scope->class_data = ZONE_NEW(zone, ClassScopeData);
    *link = scope;
    link = &scope->outer;
  }
  *link = script_scope;
  return innermost;
}
