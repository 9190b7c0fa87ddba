// SPDX-License-Identifier: MIT
//
// One function: prologue, scopes, declarations, body, return.
#include "engine/bytecode/bytecode-generator.h"

#include "engine/bytecode/generator-impl.h"

bool Gen_check_stack(BytecodeGenerator *g) {
  if ((uintptr_t)__builtin_frame_address(0) < g->stack_limit) g->failed = true;
  return !g->failed;
}

void Gen_runtime_with(BytecodeGenerator *g, RuntimeFunctionId id, int count,
                      const Register *arguments) {
  BytecodeBuilder *b = &g->builder;
  Register first = BytecodeBuilder_new_registers(b, count);
  for (int i = 0; i < count; i++)
    BytecodeBuilder_move(b, arguments[i], first + i);
  Gen_runtime(g, id, first, count);
  BytecodeBuilder_release(b, first);
}

void Gen_throw_type_error(BytecodeGenerator *g, MessageTemplate message,
                          const AstString *argument) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  BytecodeBuilder_load_smi(b, (int32_t)message);
  Gen_store(g, arguments);
  if (argument != NULL)
    EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, argument));
  else
    EMIT0(b, LdaUndefined);
  Gen_store(g, arguments + 1);
  Gen_runtime(g, kRuntimeThrowTypeError, arguments, 2);
  // Not reached: tells the builder so.
  EMIT0(b, Throw);
  BytecodeBuilder_release(b, arguments);
}

// ------------------------------------------------------------------- scopes

void Gen_push_context(BytecodeGenerator *g, ContextScope *context) {
  context->outer = g->context;
  context->saved_outer = Gen_new_register(g);
  EMIT(&g->builder, PushContext, context->saved_outer);
  g->context = context;
}

void Gen_pop_context(BytecodeGenerator *g, const ContextScope *context) {
  EMIT(&g->builder, PopContext, context->saved_outer);
  g->context = context->outer;
}

static int scope_constant(BytecodeGenerator *g, const Scope *scope) {
  return BytecodeBuilder_pointer_constant(&g->builder, kConstantScope, scope);
}

// state must not move until _leave_scope: the context chain links to it.
void Gen_enter_scope(BytecodeGenerator *g, Scope *scope, EnteredScope *state) {
  *state = (EnteredScope){.outer = g->scope};
  if (scope == NULL) return;
  if (Scope_needs_context(scope)) {
    EMIT(&g->builder, CreateBlockContext, scope_constant(g, scope));
    state->has_context = true;
    Gen_push_context(g, &state->context);
  }
  g->scope = scope;
  Gen_declarations(g, scope);
}

void Gen_leave_scope(BytecodeGenerator *g, const EnteredScope *state) {
  g->scope = state->outer;
  if (state->has_context) Gen_pop_context(g, &state->context);
}

static bool is_declared_at_run_time(const Variable *variable) {
  return variable->location == kLocationGlobal ||
         variable->location == kLocationLookup;
}

// Whether the scope's entry must store the hole. Functions are initialised on
// entry, `this` and the implicit variables by the prologue, and a script's
// context is made full of holes.
static bool starts_in_dead_zone(const Variable *variable) {
  if (!variable->needs_hole_initialization ||
      !VariableMode_is_lexical((VariableMode)variable->mode))
    return false;
  switch ((VariableLocation)variable->location) {
    case kLocationLocal:
    case kLocationContext:
    case kLocationParameter:
      break;
    case kLocationModule:
      if (variable->index < 0) return false;
      break;
    default:
      return false;
  }
  return variable->kind != kVariableKindThis &&
         variable->kind != kVariableKindFunction &&
         variable->kind != kVariableKindFunctionName;
}

static void declare_dead_zones(BytecodeGenerator *g, Scope *scope) {
  for (int i = 0; i < scope->locals.length; i++) {
    Variable *variable = scope->locals.items[i];
    if (variable->scope != scope || !starts_in_dead_zone(variable)) continue;
    EMIT0(&g->builder, LdaTheHole);
    Gen_initialize_variable(g, variable);
  }
}

static void declare_functions(BytecodeGenerator *g, Scope *scope) {
  for (int i = 0; i < scope->declarations.length; i++) {
    const Declaration *declaration = scope->declarations.items[i];
    if (declaration->function == NULL ||
        is_declared_at_run_time(declaration->variable) ||
        declaration->variable->location == kLocationUnallocated)
      continue;
    Gen_function_literal(g, declaration->function);
    Gen_initialize_variable(g, declaration->variable);
  }
}

void Gen_declarations(BytecodeGenerator *g, Scope *scope) {
  declare_dead_zones(g, scope);
  declare_functions(g, scope);
}

// var and function declarations of a script or sloppy eval.
static void declare_globals(BytecodeGenerator *g, Scope *scope) {
  BytecodeBuilder *b = &g->builder;
  GlobalDeclarationList *globals = ZONE_NEW(g->zone, GlobalDeclarationList);
  for (int i = 0; i < scope->declarations.length; i++) {
    const Declaration *declaration = scope->declarations.items[i];
    if (declaration->variable->location != kLocationGlobal) continue;
    GlobalDeclaration global = {.variable = declaration->variable};
    if (declaration->function != NULL)
      global.function = Gen_add_function(g, declaration->function);
    ZONE_LIST_ADD(g->zone, globals, global);
  }
  if (globals->length == 0) return;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  EMIT(b, LdaConstant,
       BytecodeBuilder_pointer_constant(b, kConstantDeclarations, globals));
  Gen_store(g, arguments);
  BytecodeBuilder_load_smi(
      b, scope->kind == kScopeEval ? kDeclareGlobalsEval : 0);
  Gen_store(g, arguments + 1);
  Gen_runtime(g, kRuntimeDeclareGlobals, arguments, 2);
  BytecodeBuilder_release(b, arguments);
}

static void declare_lookup(BytecodeGenerator *g,
                           const Declaration *declaration) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  EMIT(b, LdaConstant,
       BytecodeBuilder_string_constant(b, declaration->variable->name));
  Gen_store(g, arguments);
  if (declaration->function != NULL) {
    Gen_function_literal(g, declaration->function);
    Gen_store(g, arguments + 1);
    Gen_runtime(g, kRuntimeDeclareEvalFunction, arguments, 2);
  } else {
    Gen_runtime(g, kRuntimeDeclareEvalVar, arguments, 1);
  }
  BytecodeBuilder_release(b, arguments);
}

static void declare_eval_variables(BytecodeGenerator *g, Scope *scope) {
  for (int i = 0; i < scope->declarations.length; i++)
    if (scope->declarations.items[i]->variable->location == kLocationLookup)
      declare_lookup(g, scope->declarations.items[i]);
}

// ----------------------------------------------------------------- disposal

typedef struct Disposal {
  DisposableScope scope;
  GenBody body;
  void *data;
  bool is_async;
} Disposal;

static void visit_disposable_body(BytecodeGenerator *g, void *data) {
  Disposal *disposal = data;
  disposal->scope.outer = g->disposables;
  g->disposables = &disposal->scope;
  disposal->body(g, disposal->data);
  g->disposables = disposal->scope.outer;
}

static void dispose_async(BytecodeGenerator *g, Register arguments) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel header = Gen_label(g), done = Gen_label(g);
  BytecodeLabel next = Gen_label(g);
  BytecodeBuilder_bind_loop_header(b, header);
  Gen_runtime(g, kRuntimeDisposeResourcesAsyncStep, arguments, 3);
  Register awaited = Gen_save(g);
  EMIT0(b, LdaTheHole);
  EMIT(b, TestReferenceEqual, awaited);
  JUMP(b, JumpIfTrue, done);
  ControlScope scope;
  Gen_begin_try(g, &scope, kControlTry, kCaughtSynthetic);
  Gen_load(g, awaited);
  Gen_await(g, -1);
  Gen_end_try(g, &scope);
  EMIT0(b, LdaFalse);
  Gen_store(g, arguments + 2);
  JUMP(b, Jump, next);
  BytecodeBuilder_bind_handler(b, scope.handler);
  Gen_store(g, arguments + 1);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  EMIT0(b, LdaTrue);
  Gen_store(g, arguments + 2);
  Gen_bind(g, next);
  Gen_jump_loop(g, header);
  Gen_bind(g, done);
}

// Runs in a finally block: token and result lie below the message register,
// as Gen_try_finally lays them out.
static void visit_dispose(BytecodeGenerator *g, void *data) {
  BytecodeBuilder *b = &g->builder;
  const Disposal *disposal = data;
  Register token = disposal->scope.stack + 1;
  Register mark = b->next_register;
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  BytecodeBuilder_move(b, disposal->scope.stack, arguments);
  BytecodeBuilder_move(b, token + 1, arguments + 1);
  EMIT0(b, LdaZero);
  EMIT(b, TestReferenceEqual, token);
  Gen_store(g, arguments + 2);
  if (disposal->is_async)
    dispose_async(g, arguments);
  else
    Gen_runtime(g, kRuntimeDisposeResources, arguments, 3);
  BytecodeBuilder_release(b, mark);
}

void Gen_with_disposal(BytecodeGenerator *g, Scope *scope, GenBody body,
                       void *data) {
  if (scope == NULL || !(scope->has_using || scope->has_await_using)) {
    body(g, data);
    return;
  }
  Register mark = g->builder.next_register;
  Disposal disposal = {.body = body, .data = data};
  disposal.is_async = scope->has_await_using;
  disposal.scope.scope = scope;
  Gen_runtime(g, kRuntimeNewDisposableStack, 0, 0);
  disposal.scope.stack = Gen_save(g);
  Gen_try_finally(g, visit_disposable_body, visit_dispose, &disposal);
  BytecodeBuilder_release(&g->builder, mark);
}

// ----------------------------------------------------------------- prologue

static void create_function_context(BytecodeGenerator *g,
                                    ContextScope *context) {
  BytecodeBuilder *b = &g->builder;
  Scope *scope = g->closure_scope;
  if (!Scope_needs_context(scope)) return;
  int slots = scope->context_slot_count - kContextHeaderSlots;
  int constant = scope_constant(g, scope);
  switch ((ScopeKind)scope->kind) {
    case kScopeScript: {
      EMIT(b, LdaConstant, constant);
      Register argument = Gen_save(g);
      Gen_runtime(g, kRuntimeNewScriptContext, argument, 1);
      BytecodeBuilder_release(b, argument);
      break;
    }
    case kScopeModule: {
      Register arguments = BytecodeBuilder_new_registers(b, 2);
      BytecodeBuilder_move(b, BytecodeBuilder_parameter(b, 0), arguments);
      EMIT(b, LdaConstant, constant);
      Gen_store(g, arguments + 1);
      Gen_runtime(g, kRuntimeNewModuleContext, arguments, 2);
      BytecodeBuilder_release(b, arguments);
      break;
    }
    case kScopeEval:
      EMIT(b, CreateEvalContext, constant, slots);
      break;
    default:
      EMIT(b, CreateFunctionContext, constant, slots);
      break;
  }
  Gen_push_context(g, context);
}

// Parameters that live in the context.
static void copy_parameters(BytecodeGenerator *g, const FunctionScopeData *f) {
  BytecodeBuilder *b = &g->builder;
  int count = f->parameters.length - (f->has_rest ? 1 : 0);
  for (int i = 0; i < count; i++) {
    Variable *variable = f->parameters.items[i];
    if (variable == NULL || variable->location == kLocationParameter ||
        variable->location == kLocationUnallocated)
      continue;
    Gen_load(g, BytecodeBuilder_parameter(b, i));
    Gen_initialize_variable(g, variable);
  }
}

static void initialize_receiver(BytecodeGenerator *g, Variable *receiver) {
  if (receiver == NULL || g->literal->is_toplevel) return;
  BytecodeBuilder *b = &g->builder;
  if (FunctionKind_is_derived_constructor(g->kind)) {
    EMIT0(b, LdaTheHole);
  } else {
    if (receiver->location != kLocationContext &&
        receiver->location != kLocationLocal)
      return;
    Gen_load(g, BytecodeBuilder_parameter(b, kReceiverIndex));
  }
  // Not Gen_initialize_variable: that would check for a second super().
  if (receiver->location == kLocationContext)
    EMIT(b, StaCurrentContextSlot, receiver->index);
  else if (receiver->location != kLocationUnallocated)
    Gen_store(g, Gen_variable_register(g, receiver));
}

// arguments, rest parameter, the function's own name and the like.
static void initialize_implicit_variables(BytecodeGenerator *g,
                                          const FunctionScopeData *f) {
  BytecodeBuilder *b = &g->builder;
  if (f->arguments != NULL) {
    b->flags |= kBytecodeReadsSurplus;
    if (f->has_mapped_arguments)
      EMIT0(b, CreateMappedArguments);
    else
      EMIT0(b, CreateUnmappedArguments);
    Gen_initialize_variable(g, f->arguments);
  }
  if (f->has_rest && f->parameters.length > 0) {
    b->flags |= kBytecodeReadsSurplus;
    EMIT0(b, CreateRestParameter);
    Gen_initialize_variable(g, f->parameters.items[f->parameters.length - 1]);
  }
  if (f->this_function != NULL) {
    Gen_load(g, kRegisterFunction);
    Gen_initialize_variable(g, f->this_function);
  }
  if (f->function_name != NULL) {
    Gen_load(g, kRegisterFunction);
    Gen_initialize_variable(g, f->function_name);
  }
  if (f->new_target != NULL && g->new_target != kNoRegister &&
      Gen_variable_register(g, f->new_target) != g->new_target) {
    Gen_load(g, g->new_target);
    Gen_initialize_variable(g, f->new_target);
  }
}

// The register in which calls deliver new.target or the generator object.
static void choose_incoming_register(BytecodeGenerator *g,
                                     const FunctionScopeData *f) {
  g->generator_object = g->new_target = kNoRegister;
  if (FunctionKind_is_resumable(g->kind)) {
    Register r = f == NULL ? kNoRegister
                           : Gen_variable_register(g, f->generator_object);
    g->generator_object = r >= 0 && r != kNoRegister ? r : Gen_new_register(g);
    return;
  }
  if (f != NULL && f->new_target != NULL &&
      f->new_target->location == kLocationLocal)
    g->new_target = f->new_target->index;
  else if ((f != NULL && f->new_target != NULL) ||
           g->kind == kFunctionDefaultDerivedConstructor)
    g->new_target = Gen_new_register(g);
}

static bool is_async_function(const BytecodeGenerator *g) {
  if (g->kind == kFunctionModule)
    return g->module != NULL && g->module->has_top_level_await;
  return FunctionKind_is_async(g->kind) && !FunctionKind_is_generator(g->kind);
}

static void create_generator_object(BytecodeGenerator *g,
                                    const FunctionScopeData *f) {
  Register arguments[] = {
      kRegisterFunction,
      BytecodeBuilder_parameter(&g->builder, kReceiverIndex)};
  Gen_runtime_with(g,
                   is_async_function(g) ? kRuntimeAsyncFunctionEnter
                                        : kRuntimeCreateGeneratorObject,
                   2, arguments);
  Gen_store(g, g->generator_object);
  if (f != NULL && f->generator_object != NULL &&
      Gen_variable_register(g, f->generator_object) != g->generator_object)
    Gen_initialize_variable(g, f->generator_object);
}

// Exported var declarations: their cells start as holes.
static void initialize_exported_vars(BytecodeGenerator *g) {
  Scope *scope = g->closure_scope;
  for (int i = 0; i < scope->locals.length; i++) {
    Variable *variable = scope->locals.items[i];
    if (variable->location != kLocationModule || variable->index <= 0 ||
        variable->mode != kVariableVar ||
        variable->kind == kVariableKindFunction)
      continue;
    EMIT0(&g->builder, LdaUndefined);
    Gen_initialize_variable(g, variable);
  }
}

// import * as ns: bound before anything is evaluated.
static void initialize_namespaces(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  for (int i = 0; i < g->module->namespace_imports.length; i++) {
    const ModuleEntry *entry = g->module->namespace_imports.items[i];
    Variable *variable =
        Scope_lookup_local(g->closure_scope, entry->local_name);
    Register arguments = BytecodeBuilder_new_registers(b, 2);
    BytecodeBuilder_move(b, BytecodeBuilder_parameter(b, 0), arguments);
    BytecodeBuilder_load_smi(b, entry->request_index);
    Gen_store(g, arguments + 1);
    Gen_runtime(g, kRuntimeGetModuleNamespace, arguments, 2);
    if (variable != NULL) Gen_initialize_variable(g, variable);
    BytecodeBuilder_release(b, arguments);
  }
}

// ------------------------------------------------------------------- return

// #sec-ecmascript-function-objects-construct-argumentslist-newtarget 10-13
static void check_derived_result(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel is_object = Gen_label(g), is_bad = Gen_label(g);
  JUMP(b, JumpIfJSReceiver, is_object);
  JUMP(b, JumpIfNotUndefined, is_bad);
  Variable *receiver = g->closure_scope->function->receiver;
  if (receiver != NULL && receiver->location == kLocationContext)
    // Other contexts may be current: the return comes from anywhere.
    Gen_load_variable(g, receiver, receiver->name, false, false);
  else if (receiver != NULL && receiver->location == kLocationLocal)
    Gen_load(g, receiver->index);
  else
    Gen_load(g, BytecodeBuilder_parameter(b, kReceiverIndex));
  JUMP(b, JumpIfJSReceiver, is_object);
  EMIT0(b, LdaUndefined);
  Gen_bind(g, is_bad);
  Register result = Gen_save(g);
  Gen_runtime(g, kRuntimeThrowConstructorResult, result, 1);
  BytecodeBuilder_release(b, result);
  Gen_bind(g, is_object);
}

static void resolve_async_generator(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  Gen_store(g, arguments + 1);
  BytecodeBuilder_move(b, g->generator_object, arguments);
  Gen_runtime(g, kRuntimeGeneratorClose, arguments, 1);
  EMIT0(b, LdaTrue);
  Gen_store(g, arguments + 2);
  Gen_runtime(g, kRuntimeAsyncGeneratorResolve, arguments, 3);
  BytecodeBuilder_release(b, arguments);
}

static void resolve_async_function(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  Gen_store(g, arguments + 1);
  BytecodeBuilder_move(b, g->generator_object, arguments);
  Gen_runtime(g, kRuntimeAsyncFunctionResolve, arguments, 2);
  BytecodeBuilder_release(b, arguments);
}

void Gen_return(BytecodeGenerator *g) {
  if (Gen_is_async_generator(g))
    resolve_async_generator(g);
  else if (is_async_function(g))
    resolve_async_function(g);
  else if (FunctionKind_is_derived_constructor(g->kind))
    check_derived_result(g);
  EMIT0(&g->builder, Return);
}

// --------------------------------------------------------------------- body

static void return_undefined(BytecodeGenerator *g) {
  if (!g->builder.is_reachable) return;
  EMIT0(&g->builder, LdaUndefined);
  if (!g->literal->is_toplevel)
    BytecodeBuilder_statement_position(&g->builder,
                                       g->literal->end_position - 1);
  Gen_execute(g, kCommandReturn, NULL);
}

static void visit_body_statements(BytecodeGenerator *g, void *data) {
  const int *from = data;
  Gen_statements(g, &g->literal->body, *from);
  return_undefined(g);
}

// What follows the parameters.
static void function_body(BytecodeGenerator *g, const FunctionScopeData *f) {
  int from = g->literal->parameter_statement_count;
  declare_functions(g, g->closure_scope);
  if (g->kind == kFunctionModule && g->module != NULL)
    initialize_namespaces(g);
  if (FunctionKind_is_generator(g->kind) || g->kind == kFunctionModule) {
    create_generator_object(g, f);
    if (!Gen_is_async_generator(g)) Gen_initial_yield(g);
  }
  Gen_with_disposal(g, g->closure_scope, visit_body_statements, &from);
  return_undefined(g);
}

static void parameters_and_body(BytecodeGenerator *g,
                                const FunctionScopeData *f) {
  for (int i = 0; i < g->literal->parameter_statement_count; i++)
    Gen_statement(g, g->literal->body.items[i]);
  function_body(g, f);
}

static void reject_promise(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  Gen_store(g, arguments + 1);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  BytecodeBuilder_move(b, g->generator_object, arguments);
  if (Gen_is_async_generator(g)) {
    Gen_runtime(g, kRuntimeGeneratorClose, arguments, 1);
    Gen_runtime(g, kRuntimeAsyncGeneratorReject, arguments, 2);
  } else {
    Gen_runtime(g, kRuntimeAsyncFunctionReject, arguments, 2);
  }
  EMIT0(b, Return);
  BytecodeBuilder_release(b, arguments);
}

// Exceptions of async functions become rejections.
static void async_body(BytecodeGenerator *g, const FunctionScopeData *f) {
  ControlScope scope;
  if (g->kind == kFunctionModule) {
    declare_functions(g, g->closure_scope);
    initialize_namespaces(g);
    create_generator_object(g, f);
    Gen_initial_yield(g);
  } else if (is_async_function(g)) {
    create_generator_object(g, f);
  } else {
    for (int i = 0; i < g->literal->parameter_statement_count; i++)
      Gen_statement(g, g->literal->body.items[i]);
    declare_functions(g, g->closure_scope);
    create_generator_object(g, f);
  }
  Gen_begin_try(g, &scope, kControlTry, kCaughtAsPromise);
  int from = g->literal->parameter_statement_count;
  if (g->kind != kFunctionModule && is_async_function(g)) {
    for (int i = 0; i < from; i++)
      Gen_statement(g, g->literal->body.items[i]);
    declare_functions(g, g->closure_scope);
  }
  if (Gen_is_async_generator(g)) Gen_initial_yield(g);
  Gen_with_disposal(g, g->closure_scope, visit_body_statements, &from);
  return_undefined(g);
  Gen_end_try(g, &scope);
  BytecodeBuilder_bind_handler(&g->builder, scope.handler);
  reject_promise(g);
}

static void generate_body(BytecodeGenerator *g, const FunctionScopeData *f) {
  Scope *scope = g->closure_scope;
  declare_dead_zones(g, scope);
  if (scope->kind == kScopeModule) initialize_exported_vars(g);
  if (scope->kind == kScopeScript || scope->kind == kScopeEval)
    declare_globals(g, scope);
  if (scope->kind == kScopeEval) declare_eval_variables(g, scope);
  if (g->literal->requires_instance_members_initializer &&
      FunctionKind_is_class_constructor(g->kind) &&
      !FunctionKind_is_derived_constructor(g->kind))
    Gen_initialize_members(
        g, kRegisterFunction,
        BytecodeBuilder_parameter(&g->builder, kReceiverIndex));
  if (g->kind == kFunctionDefaultDerivedConstructor)
    Gen_default_constructor(g);
  else if (is_async_function(g) || Gen_is_async_generator(g))
    async_body(g, f);
  else
    parameters_and_body(g, f);
}

// The rest parameter is no argument of the frame: it needs a register.
static void move_rest_parameter(Scope *scope) {
  const FunctionScopeData *f = scope->function;
  if (f == NULL || !f->has_rest || f->parameters.length == 0) return;
  Variable *rest = f->parameters.items[f->parameters.length - 1];
  if (rest->location != kLocationParameter) return;
  rest->location = kLocationLocal;
  rest->index = scope->stack_slot_count++;
}

static int parameter_count_of(const FunctionLiteral *literal) {
  if (literal->function_kind == kFunctionModule) return 2;
  return literal->parameter_count + 1;
}

BytecodeOutput *BytecodeGenerator_generate(const GeneratorInput *input) {
  FunctionLiteral *literal = input->literal;
  Scope *scope = literal->scope;
  BytecodeGenerator generator = {.zone = input->zone,
                                 .strings = input->strings,
                                 .literal = literal,
                                 .kind = (FunctionKind)literal->function_kind,
                                 .module = input->module,
                                 .closure_scope = scope,
                                 .scope = scope,
                                 .chain_null_label = -1,
                                 .stack_limit = input->stack_limit};
  BytecodeGenerator *g = &generator;
  FunctionScopeData *f = scope->function;
  move_rest_parameter(scope);
  BytecodeBuilder_init(&g->builder, g->zone, parameter_count_of(literal),
                       scope->stack_slot_count);
  choose_incoming_register(g, f);
  if (g->generator_object != kNoRegister) {
    g->generator_table = BytecodeBuilder_new_jump_table(&g->builder, 0, 0);
    BytecodeBuilder_switch_on_generator_state(&g->builder, g->generator_object,
                                              g->generator_table);
  }
  ContextScope context;
  create_function_context(g, &context);
  if (f != NULL) {
    copy_parameters(g, f);
    initialize_receiver(g, f->receiver);
    initialize_implicit_variables(g, f);
  }
  generate_body(g, f);
  if (g->failed) return NULL;
  BytecodeOutput *output = BytecodeBuilder_finish(&g->builder);
  output->functions = g->functions;
  output->new_target_register = g->generator_object != kNoRegister
                                    ? g->generator_object
                                    : g->new_target;
  return output;
}
