// SPDX-License-Identifier: MIT
//
// How the parser builds scopes; nothing here is for users of the result.
#ifndef ENGINE_PARSER_SCOPE_INTERNAL_H_
#define ENGINE_PARSER_SCOPE_INTERNAL_H_

#include "engine/parser/parser.h"

// A scope as the newest inner scope of outer.
Scope *Scope_new(Zone *zone, Scope *outer, ScopeKind kind);
FunctionScopeData *Scope_make_declaration_scope(Zone *zone, Scope *scope);
// Adds a variable without looking for conflicts.
Variable *Scope_add_variable(Zone *zone, Scope *scope, AstString *name,
                             VariableMode mode, VariableKind kind);
// A nameless local of the declaration scope.
Variable *Scope_new_temporary(Zone *zone, Scope *scope, AstString *name);
void Scope_add_unresolved(Scope *scope, VariableProxy *proxy);
// Dissolves a block scope into its outer scope.
void Scope_dissolve(Scope *scope);
// Takes a scope out of its outer scope's list.
void Scope_unlink(Scope *scope);
// Scope chain for run-time outer scopes; returns the innermost scope.
Scope *Scope_from_outer_info(Zone *zone, const OuterScopeInfo *info,
                             Scope *script_scope);

typedef struct ScopeError {
  const AstString *private_name;  // unresolved
  int position;
} ScopeError;
// Resolves all proxies below root and allocates. root is the program scope, or
// the function of a lazy compilation. False with *error set if a private name
// is not declared.
bool Scope_analyze(const ParseInfo *info, Zone *zone, Scope *root,
                   Scope *script_scope, ScopeError *error);
// Adds to `target` a proxy in `zone` for each name that is free in `scope`,
// a function that is dropped after pre-parsing.
void Scope_collect_free_names(AstStringTable *strings, Zone *zone,
                              Scope *scope, Scope *target);

#endif  // ENGINE_PARSER_SCOPE_INTERNAL_H_
