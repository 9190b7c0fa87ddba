// SPDX-License-Identifier: MIT
//
// Declaring names: conflicts, hoisting of var and of functions in blocks.
// ECMA-262 #sec-block-static-semantics-early-errors, Annex B.3.2.
#include "engine/parser/parser-impl.h"

static void report_redeclaration(Parser *p, AstString *name, int start,
                                 int end) {
  Parser_report(p, kParserMessageVarRedeclaration, start, end, name);
}

static void add_declaration(Parser *p, Scope *scope, Variable *variable,
                            FunctionLiteral *function, int position) {
  Declaration *declaration = ZONE_NEW(p->zone, Declaration);
  declaration->variable = variable;
  declaration->function = function;
  declaration->position = position;
  ZONE_LIST_ADD(p->zone, &scope->declarations, declaration);
}

static bool is_sloppy_eval_scope(const Scope *scope) {
  return scope->kind == kScopeEval && !Scope_is_strict(scope);
}

// A var or function in its declaration scope.
static Variable *declare_var(Parser *p, AstString *name, VariableKind kind,
                             int start, int end, FunctionLiteral *function) {
  Scope *scope = Scope_declaration_scope(p->scope);
  Variable *variable = Scope_lookup_local(scope, name);
  if (variable != NULL &&
      VariableMode_is_lexical((VariableMode)variable->mode)) {
    report_redeclaration(p, name, start, end);
    return variable;
  }
  bool is_new = variable == NULL;
  if (is_new) {
    variable = Scope_add_variable(
        p->zone, scope, name,
        is_sloppy_eval_scope(scope) ? kVariableDynamic : kVariableVar, kind);
    variable->declaration_position = start;
  } else if (kind == kVariableKindFunction &&
             variable->kind == kVariableKindNormal) {
    variable->kind = kVariableKindFunction;
  }
  if (p->scope != scope) {
    NestedVar nested = {name, p->scope, start};
    ZONE_LIST_ADD(p->zone, &scope->function->nested_vars, nested);
  }
  if (is_new || function != NULL)
    add_declaration(p, scope, variable, function, start);
  return variable;
}

Variable *Parser_declare(Parser *p, AstString *name, VariableMode mode,
                         VariableKind kind, int start, int end,
                         FunctionLiteral *function) {
  Scope *scope = p->scope;
  if (UNLIKELY(p->exported_names != NULL) && scope->kind == kScopeModule) {
    BoundName bound = {name, NULL, start};
    ZONE_LIST_ADD(p->zone, p->exported_names, bound);
  }
  if (mode == kVariableVar)
    return declare_var(p, name, kind, start, end, function);
  Variable *variable = Scope_lookup_local(scope, name);
  if (variable != NULL) {
    bool is_repeated_function =
        variable->kind == kVariableKindSloppyBlockFunction &&
        kind == kVariableKindSloppyBlockFunction;
    if (is_repeated_function)
      add_declaration(p, scope, variable, function, start);
    else
      report_redeclaration(
          p, name, start,
          variable->kind == kVariableKindParameter ? start + 1 : end);
    return variable;
  }
  variable = Scope_add_variable(p->zone, scope, name, mode, kind);
  variable->declaration_position = start;
  variable->binding_needs_init = kind != kVariableKindFunction &&
                                 kind != kVariableKindSloppyBlockFunction;
  variable->initializer_position =
      variable->binding_needs_init ? INT32_MAX : 0;
  add_declaration(p, scope, variable, function, start);
  return variable;
}

// Sloppy direct eval must not declare a var past a lexical name of the code
// that calls it. ECMA-262 #sec-evaldeclarationinstantiation step 3.
static void check_eval_conflicts(Parser *p, const Scope *scope) {
  for (int i = 0; i < scope->locals.length; i++) {
    const Variable *variable = scope->locals.items[i];
    if (variable->mode != kVariableDynamic) continue;
    for (const OuterScopeInfo *o = p->info->outer; o != NULL; o = o->outer) {
      OuterVariable found = {0};
      bool is_block = o->kind == kScopeBlock || o->kind == kScopeFunction ||
                      o->kind == kScopeEval;
      if (is_block && o->lookup != NULL &&
          o->lookup(o, variable->name, &found) &&
          VariableMode_is_lexical((VariableMode)found.mode) &&
          !found.is_sloppy_function_name) {
        report_redeclaration(p, variable->name,
                             variable->declaration_position,
                             variable->declaration_position + 1);
        return;
      }
      if (o->is_declaration_scope) break;
    }
  }
}

void Parser_check_var_conflicts(Parser *p, Scope *scope) {
  FunctionScopeData *data = scope->function;
  for (int i = 0; i < data->nested_vars.length; i++) {
    const NestedVar *nested = &data->nested_vars.items[i];
    for (Scope *s = nested->scope; s != scope; s = s->outer) {
      const Variable *found = Scope_lookup_local(s, nested->name);
      if (found != NULL &&
          VariableMode_is_lexical((VariableMode)found->mode)) {
        report_redeclaration(p, nested->name, nested->position,
                             nested->position + 1);
        return;
      }
    }
  }
  if (is_sloppy_eval_scope(scope)) check_eval_conflicts(p, scope);
}

// Whether `var name` in place of the function would be an early error.
static bool would_conflict(const SloppyBlockFunctionStatement *statement,
                           const Scope *scope, const Scope *parameter_scope) {
  const AstString *name = statement->variable->name;
  const Variable *found;
  for (Scope *s = statement->scope->outer; s != scope; s = s->outer) {
    found = Scope_lookup_local(s, name);
    if (found != NULL && VariableMode_is_lexical((VariableMode)found->mode))
      return true;
  }
  found = Scope_lookup_local(scope, name);
  if (found != NULL &&
      (VariableMode_is_lexical((VariableMode)found->mode) ||
       found->kind == kVariableKindParameter))
    return true;
  // The arguments object counts as a parameter.
  if (AstString_is(name, kNameArguments) && scope->kind != kScopeScript &&
      scope->kind != kScopeEval &&
      !FunctionKind_is_arrow((FunctionKind)scope->function->function_kind))
    return true;
  return parameter_scope != NULL &&
         Scope_lookup_local(parameter_scope, name) != NULL;
}

void Parser_hoist_sloppy_block_functions(Parser *p, Scope *scope,
                                         Scope *parameter_scope) {
  FunctionScopeData *data = scope->function;
  for (int i = 0; i < data->sloppy_block_functions.length; i++) {
    SloppyBlockFunctionStatement *statement =
        data->sloppy_block_functions.items[i];
    if (would_conflict(statement, scope, parameter_scope)) continue;
    AstString *name = statement->variable->name;
    int position = statement->node.position;
    Variable *variable = Scope_lookup_local(scope, name);
    if (variable == NULL) {
      variable = Scope_add_variable(
          p->zone, scope, name,
          is_sloppy_eval_scope(scope) ? kVariableDynamic : kVariableVar,
          kVariableKindNormal);
      variable->declaration_position = position;
      add_declaration(p, scope, variable, NULL, position);
    }
    VariableProxy *target = Parser_new_bound(p, variable, position);
    target->is_assigned = true;
    variable->is_assigned = true;
    VariableProxy *value =
        Parser_new_bound(p, statement->variable, position);
    statement->copy = Parser_new_assignment(p, kTokenAssign, &target->node,
                                            &value->node, position);
  }
}

static void add_synthetic(Parser *p, AstStringName name, int position) {
  VariableProxy *proxy =
      Parser_new_unresolved(p, Parser_name(p, name), position);
  proxy->is_synthetic = true;
}

// A direct eval may use all implicit variables of the function around it.
void Parser_record_eval_call(Parser *p, int position) {
  p->scope->calls_eval = true;
  FunctionState *receiver = Parser_receiver_function(p);
  if (receiver->outer == NULL) {
    if (receiver->kind == kFunctionModule)
      add_synthetic(p, kNameThis, position);
    return;
  }
  FunctionKind kind = (FunctionKind)receiver->kind;
  receiver->uses_this = true;
  add_synthetic(p, kNameThis, position);
  add_synthetic(p, kNameDotNewTarget, position);
  if (!FunctionKind_is_class_initializer(kind))
    add_synthetic(p, kNameArguments, position);
  if (FunctionKind_is_derived_constructor(kind))
    add_synthetic(p, kNameDotThisFunction, position);
  if (FunctionKind_allows_super_property(kind)) {
    receiver->uses_super_property = true;
    bool is_static =
        receiver->is_static || kind == kFunctionClassStaticInitializer;
    add_synthetic(
        p, is_static ? kNameDotStaticHomeObject : kNameDotHomeObject,
        position);
  }
}
