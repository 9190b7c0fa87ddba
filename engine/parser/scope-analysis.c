// SPDX-License-Identifier: MIT
//
// Resolves names to variables, then decides where variables live.
//
// Three walks over the scope tree: direct evals mark the scopes around them;
// every unresolved proxy looks for its variable outwards; variables are
// allocated, since by then it is known which are captured.
#include "engine/parser/scope-internal.h"

typedef struct Analysis {
  const ParseInfo *info;
  Zone *zone;
  Scope *script_scope;
  // Maps names that nothing declares to their one variable. No real scope.
  Scope *globals;
  Variable *global_this;
  ScopeError *error;
  bool failed;
} Analysis;

// ---------------------------------------------------------------- direct eval

static void mark_eval(Scope *scope) {
  for (Scope *inner = scope->first_inner; inner != NULL;
       inner = inner->next_sibling) {
    mark_eval(inner);
    if (inner->calls_eval || inner->inner_calls_eval)
      scope->inner_calls_eval = true;
  }
  if (scope->calls_eval && !Scope_is_strict(scope))
    Scope_declaration_scope(scope)->has_sloppy_eval = true;
}

// --------------------------------------------------------- implicit variables

static bool is_arrow_scope(const Scope *scope) {
  return FunctionKind_is_arrow((FunctionKind)scope->function->function_kind);
}

static bool is_receiver_scope(const Scope *scope) {
  return scope->kind == kScopeModule ||
         (scope->kind == kScopeFunction && !is_arrow_scope(scope));
}

// Names that no program can spell, or that are no bindings.
static bool is_internal_name(const AstString *name) {
  if (name->predefined == 0)
    return name->is_one_byte && name->length > 0 && name->one_byte[0] == '#';
  return name->one_byte[0] == '.' || name->one_byte[0] == '#' ||
         AstString_is(name, kNameThis);
}

static bool is_home_object_name(const AstString *name) {
  return AstString_is(name, kNameDotHomeObject) ||
         AstString_is(name, kNameDotStaticHomeObject);
}

static Variable *declare_implicit(Analysis *a, Scope *scope, AstString *name,
                                  VariableKind kind) {
  return Scope_add_variable(a->zone, scope, name, kVariableVar, kind);
}

// Whether a function scope would declare the name on demand.
static bool has_implicit(const Scope *scope, const AstString *name) {
  if (!is_receiver_scope(scope)) return false;
  if (AstString_is(name, kNameThis)) return true;
  if (scope->kind != kScopeFunction) return false;
  if (AstString_is(name, kNameArguments))
    return !FunctionKind_is_class_initializer(
        (FunctionKind)scope->function->function_kind);
  return AstString_is(name, kNameDotNewTarget) ||
         AstString_is(name, kNameDotThisFunction);
}

static Variable *lookup_implicit(Analysis *a, Scope *scope, AstString *name) {
  FunctionScopeData *data = scope->function;
  Variable *variable =
      declare_implicit(a, scope, name,
                       AstString_is(name, kNameThis) ? kVariableKindThis
                                                     : kVariableKindNormal);
  if (AstString_is(name, kNameThis)) {
    data->receiver = variable;
    variable->binding_needs_init = FunctionKind_is_derived_constructor(
        (FunctionKind)data->function_kind);
    variable->needs_hole_initialization = variable->binding_needs_init;
  } else if (AstString_is(name, kNameArguments)) {
    data->arguments = variable;
    // A var of an eval in the parameters must not pass it.
    if (!data->has_simple_parameters) variable->mode = kVariableLet;
  } else if (AstString_is(name, kNameDotNewTarget)) {
    data->new_target = variable;
  } else {
    data->this_function = variable;
  }
  return variable;
}

// ------------------------------------------------------------ outer contexts

static Variable *lookup_outer(Analysis *a, Scope *scope, AstString *name);

// Private methods need the brand of their class.
static void find_brands(Analysis *a, Scope *scope, const Variable *variable) {
  if (!VariableMode_is_private_method_or_accessor(
          (VariableMode)variable->mode))
    return;
  AstStringTable *strings = (AstStringTable *)(uintptr_t)&a->info->strings;
  if (variable->is_static_private) {
    if (scope->class_data->static_brand == NULL)
      scope->class_data->static_brand =
          lookup_outer(a, scope, strings->names[kNameDotClass]);
  } else if (scope->class_data->brand == NULL) {
    scope->class_data->brand =
        lookup_outer(a, scope, strings->names[kNameDotBrand]);
  }
}

static Variable *lookup_outer(Analysis *a, Scope *scope, AstString *name) {
  Variable *variable = Scope_lookup_local(scope, name);
  if (variable != NULL) return variable;
  OuterVariable found = {0};
  const OuterScopeInfo *info = scope->outer_info;
  if (info->lookup == NULL || !info->lookup(info, name, &found)) return NULL;
  variable = Scope_add_variable(
      a->zone, scope, name, (VariableMode)found.mode,
      found.is_sloppy_function_name      ? kVariableKindFunctionName
      : AstString_is(name, kNameThis) ? kVariableKindThis
                                      : kVariableKindNormal);
  variable->location = found.location;
  variable->index = found.index;
  variable->binding_needs_init = found.binding_needs_init;
  variable->needs_hole_initialization = found.binding_needs_init;
  variable->is_static_private = found.is_static_private;
  variable->is_used = true;
  if (scope->kind == kScopeClass) find_brands(a, scope, variable);
  return variable;
}

// -------------------------------------------------------------------- lookup

typedef struct Lookup {
  Variable *variable;  // NULL if not found
  bool crossed_closure;
  bool crossed_with;
  bool crossed_eval;  // a sloppy eval may have declared the name in between
} Lookup;

static Variable *lookup_in_scope(Analysis *a, Scope *scope, AstString *name) {
  if (scope->is_from_scope_info) return lookup_outer(a, scope, name);
  Variable *variable = Scope_lookup_local(scope, name);
  if (variable != NULL) {
    bool is_var_arguments =
        UNLIKELY(AstString_is(name, kNameArguments)) &&
        variable->mode == kVariableVar &&
        variable->kind == kVariableKindNormal &&
        scope->kind == kScopeFunction && !is_arrow_scope(scope);
    if (is_var_arguments) scope->function->arguments = variable;
    return variable;
  }
  if (scope->function != NULL && has_implicit(scope, name))
    return lookup_implicit(a, scope, name);
  if (scope->kind == kScopeScript && AstString_is(name, kNameThis))
    return a->global_this;
  return NULL;
}

// Named function expressions see their name outside of their own variables.
static Variable *lookup_function_name(Analysis *a, Scope *scope,
                                      const AstString *name) {
  if (scope->function == NULL || scope->function->own_name != name)
    return NULL;
  Variable *variable =
      Scope_add_variable(a->zone, scope, scope->function->own_name,
                         kVariableConst, kVariableKindFunctionName);
  scope->function->function_name = variable;
  return variable;
}

static bool may_have_eval_variables(const Scope *scope) {
  // At script level they are global properties, which need no lookup.
  if (scope->kind == kScopeScript) return false;
  if (scope->kind == kScopeEval && !scope->is_from_scope_info)
    return !Scope_is_strict(scope) && scope->outer->kind != kScopeScript;
  return scope->has_sloppy_eval;
}

// In the heritage of a class its private names are not in scope.
static bool is_in_heritage(const Scope *scope, const VariableProxy *proxy) {
  return proxy->is_private_name && scope->kind == kScopeClass &&
         proxy->node.position < scope->class_data->body_position;
}

static Lookup lookup(Analysis *a, Scope *start, const VariableProxy *proxy) {
  AstString *name = proxy->name;
  Lookup result = {.crossed_closure = proxy->is_closure_use};
  bool is_internal = is_internal_name(name);
  // `super` refers to what is around the method, not to what is within.
  bool is_waiting = is_home_object_name(name) && !proxy->is_past_receiver;
  for (Scope *scope = start; scope != NULL; scope = scope->outer) {
    if (!is_waiting && !is_in_heritage(scope, proxy))
      result.variable = lookup_in_scope(a, scope, name);
    if (result.variable != NULL) return result;
    if (!is_internal) {
      result.crossed_with |= scope->kind == kScopeWith;
      result.crossed_eval |= may_have_eval_variables(scope);
    }
    if (!Scope_is_closure(scope)) continue;
    if (!scope->is_from_scope_info && !is_internal) {
      result.variable = lookup_function_name(a, scope, name);
      if (result.variable != NULL) return result;
    }
    if (scope->kind == kScopeFunction && !is_arrow_scope(scope))
      is_waiting = false;
    result.crossed_closure = true;
  }
  return result;
}

// ----------------------------------------------------------------- resolution

static Variable *new_dynamic(Analysis *a, VariableProxy *proxy,
                             VariableMode mode, Variable *local) {
  Variable *variable = ZONE_NEW(a->zone, Variable);
  variable->name = proxy->name;
  variable->mode = (uint8_t)mode;
  variable->location = kLocationLookup;
  variable->is_used = true;
  variable->local_if_not_shadowed = local;
  return variable;
}

static Variable *global_variable(Analysis *a, AstString *name) {
  Variable *variable = Scope_lookup_local(a->globals, name);
  if (variable != NULL) return variable;
  variable = Scope_add_variable(a->zone, a->globals, name,
                                kVariableDynamicGlobal, kVariableKindNormal);
  variable->scope = NULL;
  variable->location = kLocationGlobal;
  variable->is_used = true;
  return variable;
}

static void resolve_undeclared(Analysis *a, VariableProxy *proxy,
                               const Lookup *found) {
  if (proxy->is_synthetic) return;
  if (proxy->is_private_name) {
    if (!a->failed || proxy->node.position < a->error->position) {
      a->error->private_name = proxy->name;
      a->error->position = proxy->node.position;
    }
    a->failed = true;
  } else if (found->crossed_with) {
    proxy->variable = new_dynamic(a, proxy, kVariableDynamic, NULL);
  } else if (found->crossed_eval) {
    proxy->variable = new_dynamic(a, proxy, kVariableDynamicGlobal, NULL);
  } else {
    proxy->variable = global_variable(a, proxy->name);
  }
}

static bool needs_hole_check(const VariableProxy *proxy,
                             const Variable *variable,
                             bool crossed_closure) {
  if (!variable->binding_needs_init) return false;
  if (variable->kind == kVariableKindThis) return true;
  if (crossed_closure || variable->scope->is_from_scope_info) return true;
  if (variable->location == kLocationModule && variable->index < 0)
    return true;
  return variable->scope->is_nonlinear ||
         proxy->node.position < variable->initializer_position;
}

static bool is_global_property(const Variable *variable) {
  return variable->scope != NULL && variable->scope->kind == kScopeScript;
}

static void resolve(Analysis *a, Scope *scope, VariableProxy *proxy) {
  Lookup found = lookup(a, scope, proxy);
  Variable *variable = found.variable;
  if (variable == NULL) {
    resolve_undeclared(a, proxy, &found);
    return;
  }
  variable->is_used = true;
  variable->is_assigned |= proxy->is_assigned;
  variable->is_assigned_in_closure |=
      proxy->is_assigned && found.crossed_closure;
  bool is_dynamic = VariableMode_is_dynamic((VariableMode)variable->mode);
  if ((found.crossed_closure || found.crossed_with) && !is_dynamic &&
      variable->scope != NULL && !variable->scope->is_from_scope_info)
    variable->force_context_allocation = true;
  if (needs_hole_check(proxy, variable, found.crossed_closure)) {
    proxy->needs_hole_check = true;
    variable->needs_hole_initialization = true;
  }
  if (found.crossed_with) {
    proxy->variable = new_dynamic(a, proxy, kVariableDynamic, NULL);
    proxy->needs_hole_check = false;  // done by the lookup
  } else if (found.crossed_eval && is_global_property(variable)) {
    proxy->variable = new_dynamic(a, proxy, kVariableDynamicGlobal, NULL);
    proxy->needs_hole_check = false;
  } else if (found.crossed_eval && is_dynamic) {
    // A var of the eval that this code is, wherever that puts it.
    proxy->variable = new_dynamic(a, proxy, kVariableDynamic, NULL);
  } else if (found.crossed_eval) {
    proxy->variable = new_dynamic(a, proxy, kVariableDynamicLocal, variable);
    proxy->needs_hole_check = variable->binding_needs_init;
  } else {
    proxy->variable = variable;
  }
}

static void resolve_scope(Analysis *a, Scope *scope) {
  for (VariableProxy *proxy = scope->unresolved; proxy != NULL;
       proxy = proxy->next_unresolved)
    if (!proxy->is_removed) resolve(a, scope, proxy);
  scope->unresolved = NULL;
  for (Scope *inner = scope->first_inner; inner != NULL;
       inner = inner->next_sibling)
    resolve_scope(a, inner);
}

// ----------------------------------------------------------------- allocation

static bool has_eval(const Scope *scope) {
  return scope->calls_eval || scope->inner_calls_eval;
}

static bool must_allocate(const Scope *scope, const Variable *variable) {
  // Dynamic: a var that eval declares in the function around it.
  if (variable->is_used || variable->mode == kVariableDynamic) return true;
  // Another script, or code of an eval, may refer to it by name.
  return (has_eval(scope) || scope->kind == kScopeScript) &&
         variable->mode != kVariableTemporary;
}

static bool must_allocate_in_context(const Scope *scope,
                                     const Variable *variable) {
  if (variable->force_context_allocation) return true;
  return has_eval(scope) && variable->mode != kVariableTemporary;
}

typedef struct Slots {
  Scope *scope;
  Scope *closure;
  int context;  // next free context slot
} Slots;

static void allocate_in_context(Slots *slots, Variable *variable) {
  variable->location = kLocationContext;
  variable->index = slots->context++;
}

static void allocate_script_variable(Slots *slots, Variable *variable) {
  if (variable->mode == kVariableTemporary) {
    variable->location = kLocationLocal;
    variable->index = slots->closure->stack_slot_count++;
  } else if (VariableMode_is_lexical((VariableMode)variable->mode)) {
    variable->location = kLocationScriptContext;
    variable->index = slots->context++;
    variable->needs_hole_initialization = variable->binding_needs_init;
  } else {
    variable->location = kLocationGlobal;
  }
}

static void allocate_variable(const Analysis *a, Slots *slots,
                              Variable *variable) {
  Scope *scope = slots->scope;
  if (variable->location != kLocationUnallocated) return;
  if (!must_allocate(scope, variable)) return;
  variable->is_used = true;
  if (scope->kind == kScopeScript) {
    allocate_script_variable(slots, variable);
  } else if (variable->mode == kVariableDynamic) {
    // var of a sloppy eval.
    bool is_global = a->info->outer == NULL ||
                     a->info->outer->kind == kScopeScript;
    variable->location = is_global ? kLocationGlobal : kLocationLookup;
  } else if (must_allocate_in_context(scope, variable)) {
    allocate_in_context(slots, variable);
    if (has_eval(scope) && variable->binding_needs_init)
      variable->needs_hole_initialization = true;
  } else if (variable->kind == kVariableKindThis) {
    variable->location = kLocationParameter;
    variable->index = kReceiverIndex;
  } else {
    variable->location = kLocationLocal;
    variable->index = slots->closure->stack_slot_count++;
  }
}

static void allocate_parameters(Slots *slots) {
  FunctionScopeData *data = slots->scope->function;
  bool is_aliased = data->has_mapped_arguments && data->arguments != NULL;
  for (int i = 0; i < data->parameters.length; i++) {
    Variable *variable = data->parameters.items[i];
    // A repeated name: only the last one is visible.
    bool is_visible =
        variable->mode == kVariableTemporary ||
        Scope_lookup_local(slots->scope, variable->name) == variable;
    if (is_visible && variable->mode != kVariableTemporary &&
        (is_aliased || must_allocate_in_context(slots->scope, variable))) {
      variable->is_used = true;
      allocate_in_context(slots, variable);
    } else {
      variable->location = kLocationParameter;
      variable->index = i;
    }
  }
}

// In an order that does not depend on which was used first.
static void allocate_implicit(const Analysis *a, Slots *slots) {
  const FunctionScopeData *data = slots->scope->function;
  Variable *const variables[] = {data->receiver, data->arguments,
                                 data->new_target, data->this_function,
                                 data->function_name};
  for (size_t i = 0; i < ARRAY_LENGTH(variables); i++)
    if (variables[i] != NULL) allocate_variable(a, slots, variables[i]);
}

static void allocate_scope(const Analysis *a, Scope *scope, Scope *closure) {
  if (Scope_is_closure(scope)) closure = scope;
  Slots slots = {scope, closure, kContextHeaderSlots};
  bool needs_context = false;
  if (scope->kind == kScopeWith || scope->kind == kScopeModule ||
      (scope->has_sloppy_eval && scope->kind != kScopeScript &&
       scope->kind != kScopeEval)) {
    scope->has_extension_slot = true;
    needs_context = true;
    slots.context = kContextExtensionSlot + 1;
  }
  if (scope->kind == kScopeFunction) {
    allocate_parameters(&slots);
    allocate_implicit(a, &slots);
  }
  for (int i = 0; i < scope->locals.length; i++)
    allocate_variable(a, &slots, scope->locals.items[i]);
  needs_context |= slots.context > kContextHeaderSlots;
  scope->context_slot_count = needs_context ? slots.context : 0;
  for (Scope *inner = scope->first_inner; inner != NULL;
       inner = inner->next_sibling)
    allocate_scope(a, inner, closure);
}

bool Scope_analyze(const ParseInfo *info, Zone *zone, Scope *root,
                   Scope *script_scope, ScopeError *error) {
  Analysis analysis = {.info = info,
                       .zone = zone,
                       .script_scope = script_scope,
                       .error = error};
  Analysis *a = &analysis;
  a->globals = Scope_new(zone, NULL, kScopeScript);
  a->global_this = ZONE_NEW(zone, Variable);
  a->global_this->name = info->strings.names[kNameThis];
  a->global_this->mode = kVariableVar;
  a->global_this->kind = kVariableKindThis;
  a->global_this->location = kLocationGlobalThis;
  mark_eval(root);
  resolve_scope(a, root);
  if (a->failed) return false;
  allocate_scope(a, root, root);
  return true;
}

// -------------------------------------------------------------- free names

// Whether the name is found in `scope` or outwards up to `last`. Tells also
// whether a method was left on the way, if the name is of a home object.
static bool is_bound_within(const Scope *scope, const Scope *last,
                            const VariableProxy *proxy,
                            bool *is_past_receiver) {
  const AstString *name = proxy->name;
  bool is_waiting = is_home_object_name(name) && !proxy->is_past_receiver;
  for (;; scope = scope->outer) {
    if (!is_waiting && !is_in_heritage(scope, proxy)) {
      if (Scope_lookup_local(scope, name) != NULL) return true;
      if (scope->function != NULL &&
          (has_implicit(scope, name) || scope->function->own_name == name))
        return true;
    }
    if (scope->kind == kScopeFunction && !is_arrow_scope(scope))
      is_waiting = false;
    if (scope == last) break;
  }
  *is_past_receiver = !is_waiting;
  return false;
}

typedef struct FreeNames {
  Zone *zone;
  Scope *last;
  Scope *target;
  uint32_t mark;
} FreeNames;

static void add_free_name(FreeNames *free_names, const VariableProxy *proxy,
                          bool is_past_receiver) {
  AstString *name = proxy->name;
  // Position and way matter for some names, so that uses stay apart.
  bool is_known = name->free_mark == free_names->mark &&
                  !proxy->is_private_name &&
                  name->free_proxy->is_past_receiver == is_past_receiver;
  if (!is_known) {
    VariableProxy *copy = ZONE_NEW(free_names->zone, VariableProxy);
    copy->node.kind = kAstVariableProxy;
    copy->node.position = proxy->node.position;
    copy->name = name;
    copy->is_private_name = proxy->is_private_name;
    copy->is_synthetic = proxy->is_synthetic;
    copy->is_closure_use = true;
    copy->is_past_receiver = is_past_receiver;
    Scope_add_unresolved(free_names->target, copy);
    name->free_mark = free_names->mark;
    name->free_proxy = copy;
  }
  VariableProxy *copy = name->free_proxy;
  copy->is_assigned |= proxy->is_assigned;
  copy->is_synthetic &= proxy->is_synthetic;
  if (proxy->node.position < copy->node.position)
    copy->node.position = proxy->node.position;
}

static bool collect(FreeNames *free_names, const Scope *scope) {
  bool calls_eval = scope->calls_eval || scope->inner_calls_eval;
  for (const VariableProxy *proxy = scope->unresolved; proxy != NULL;
       proxy = proxy->next_unresolved) {
    bool is_past_receiver = false;
    if (!proxy->is_removed &&
        !is_bound_within(scope, free_names->last, proxy, &is_past_receiver))
      add_free_name(free_names, proxy, is_past_receiver);
  }
  for (const Scope *inner = scope->first_inner; inner != NULL;
       inner = inner->next_sibling)
    calls_eval |= collect(free_names, inner);
  return calls_eval;
}

void Scope_collect_free_names(AstStringTable *strings, Zone *zone,
                              Scope *scope, Scope *target) {
  if (target->free_mark == 0) target->free_mark = ++strings->free_mark;
  FreeNames free_names = {zone, scope, target, target->free_mark};
  if (collect(&free_names, scope)) target->inner_calls_eval = true;
}
