// SPDX-License-Identifier: MIT
//
// Jumps out of statements. A break, continue or return walks outward through
// the control scopes: a target ends it; a finally defers it (the jump is
// recorded, a token tells the code behind the finally block how to go on); an
// iterator is closed in line, outside of the ranges that were passed.
#include "engine/bytecode/generator-impl.h"

void Gen_push_control(BytecodeGenerator *g, ControlScope *scope,
                      ControlKind kind) {
  *scope = (ControlScope){.outer = g->control,
                          .kind = kind,
                          .context = g->context,
                          .done = kNoRegister,
                          .break_label = -1,
                          .continue_label = -1};
  g->control = scope;
}

void Gen_pop_control(BytecodeGenerator *g) { g->control = g->control->outer; }

void Gen_resume_range(BytecodeGenerator *g, ControlScope *scope) {
  DCHECK(!scope->is_range_open);
  scope->range_start = BytecodeBuilder_begin_range(&g->builder);
  scope->is_range_open = true;
}

void Gen_suspend_range(BytecodeGenerator *g, ControlScope *scope) {
  DCHECK(scope->is_range_open);
  BytecodeBuilder_end_range(&g->builder, scope->range_start, scope->handler,
                            scope->context_register, scope->prediction);
  scope->is_range_open = false;
}

void Gen_begin_try(BytecodeGenerator *g, ControlScope *scope, ControlKind kind,
                   CatchPrediction prediction) {
  Gen_push_control(g, scope, kind);
  scope->handler = Gen_label(g);
  scope->prediction = prediction;
  scope->context_register = Gen_new_register(g);
  BytecodeBuilder_move(&g->builder, kRegisterContext, scope->context_register);
  Gen_resume_range(g, scope);
}

void Gen_end_try(BytecodeGenerator *g, ControlScope *scope) {
  DCHECK(g->control == scope);
  Gen_suspend_range(g, scope);
  Gen_pop_control(g);
}

// Makes the context that of `outer`, which must be on the chain.
static void pop_contexts_to(BytecodeGenerator *g, const ContextScope *outer) {
  const ContextScope *last = NULL;
  for (const ContextScope *at = g->context; at != outer; at = at->outer)
    last = at;
  if (last != NULL) EMIT(&g->builder, PopContext, last->saved_outer);
}

static int defer_command(BytecodeGenerator *g, ControlScope *scope,
                         ControlCommand command, Statement *target) {
  for (int i = 0; i < scope->commands.length; i++) {
    const DeferredCommand *known = &scope->commands.items[i];
    if (known->command == command && known->target == target) return i + 1;
  }
  DeferredCommand deferred = {command, target};
  ZONE_LIST_ADD(g->zone, &scope->commands, deferred);
  return scope->commands.length;
}

static void jump_to_finally(BytecodeGenerator *g, ControlScope *scope,
                            ControlCommand command, Statement *target) {
  if (command == kCommandReturn) Gen_store(g, scope->result);
  int token = defer_command(g, scope, command, target);
  BytecodeBuilder_load_smi(&g->builder, token);
  Gen_store(g, scope->token);
  pop_contexts_to(g, scope->context);
  JUMP(&g->builder, Jump, scope->finally_label);
}

// Closes the iterator of a scope that is being left.
static void close_passed_iterator(BytecodeGenerator *g, ControlScope *scope,
                                  ControlCommand command) {
  Register mark = g->builder.next_register;
  Register value = kNoRegister;
  if (command == kCommandReturn) value = Gen_save(g);
  BytecodeLabel done = Gen_label(g);
  if (scope->done != kNoRegister) {
    Gen_load(g, scope->done);
    JUMP(&g->builder, JumpIfTrue, done);
  }
  Gen_iterator_close(g, &scope->iterator);
  Gen_bind(g, done);
  if (command == kCommandReturn) Gen_load(g, value);
  BytecodeBuilder_release(&g->builder, mark);
}

// A scope without a label for the command lets it pass.
static bool jump_to_target(BytecodeGenerator *g, ControlScope *scope,
                           ControlCommand command, Statement *target) {
  if (command == kCommandReturn || scope->target != target) return false;
  BytecodeLabel label =
      command == kCommandBreak ? scope->break_label : scope->continue_label;
  if (label < 0) return false;
  pop_contexts_to(g, scope->context);
  JUMP(&g->builder, Jump, label);
  return true;
}

// Does what one scope asks for; true if the jump ends there.
static bool pass_scope(BytecodeGenerator *g, ControlScope *scope,
                       ControlCommand command, Statement *target) {
  switch (scope->kind) {
    case kControlTarget:
      return jump_to_target(g, scope, command, target);
    case kControlTry:
      return false;
    case kControlFinally:
      jump_to_finally(g, scope, command, target);
      return true;
    case kControlIterator:
      close_passed_iterator(g, scope, command);
      return false;
  }
  return false;
}

void Gen_execute(BytecodeGenerator *g, ControlCommand command,
                 Statement *target) {
  if (!g->builder.is_reachable) return;
  ControlScope *innermost = g->control;
  ControlScope *scope = innermost;
  for (; scope != NULL; scope = scope->outer) {
    if (scope->kind != kControlTarget && scope->is_range_open)
      Gen_suspend_range(g, scope);
    g->control = scope->outer;
    if (pass_scope(g, scope, command, target)) break;
  }
  if (scope == NULL) Gen_return(g);
  for (ControlScope *at = innermost; at != NULL; at = at->outer) {
    if (at->kind != kControlTarget && !at->is_range_open)
      Gen_resume_range(g, at);
    if (at == scope) break;
  }
  g->control = innermost;
}

void Gen_clear_message(BytecodeGenerator *g) {
  Register value = Gen_save(g);
  EMIT0(&g->builder, LdaTheHole);
  EMIT0(&g->builder, SetPendingMessage);
  Gen_load(g, value);
  BytecodeBuilder_release(&g->builder, value);
}

void Gen_try_catch(BytecodeGenerator *g, TryCatchStatement *node) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  ControlScope scope;
  BytecodeLabel end = Gen_label(g);
  Gen_begin_try(g, &scope, kControlTry, kCaught);
  Gen_statement(g, &node->try_block->node);
  Gen_end_try(g, &scope);
  JUMP(b, Jump, end);
  BytecodeBuilder_bind_handler(b, scope.handler);
  Register exception = Gen_save(g);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  Scope *catch_scope = node->catch_scope;
  EnteredScope entered = {.outer = g->scope};
  if (catch_scope != NULL) {
    if (Scope_needs_context(catch_scope)) {
      EMIT(b, CreateCatchContext, exception,
           BytecodeBuilder_pointer_constant(b, kConstantScope, catch_scope));
      entered.has_context = true;
      Gen_push_context(g, &entered.context);
    }
    g->scope = catch_scope;
    Variable *variable = catch_scope->catch_variable;
    if (variable != NULL && variable->location != kLocationContext) {
      Gen_load(g, exception);
      Gen_initialize_variable(g, variable);
    }
  }
  Gen_statement(g, &node->catch_block->node);
  Gen_leave_scope(g, &entered);
  Gen_bind(g, end);
  BytecodeBuilder_release(b, mark);
}

// Goes on as the token says.
static void dispatch_deferred(BytecodeGenerator *g, ControlScope *scope) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel end = Gen_label(g);
  if (scope->commands.length == 0) {
    EMIT0(b, LdaZero);
    EMIT(b, TestReferenceEqual, scope->token);
    JUMP(b, JumpIfFalse, end);
    Gen_load(g, scope->result);
    EMIT0(b, ReThrow);
    Gen_bind(g, end);
    return;
  }
  JumpTable *table =
      BytecodeBuilder_new_jump_table(b, scope->commands.length + 1, 0);
  Gen_load(g, scope->token);
  BytecodeBuilder_switch_on_smi(b, table);
  JUMP(b, Jump, end);
  if (table->instruction >= 0) {
    BytecodeBuilder_bind_jump_table_entry(b, table, 0);
    Gen_load(g, scope->result);
    EMIT0(b, ReThrow);
    for (int i = 0; i < scope->commands.length; i++) {
      const DeferredCommand *deferred = &scope->commands.items[i];
      BytecodeBuilder_bind_jump_table_entry(b, table, i + 1);
      if (deferred->command == kCommandReturn) Gen_load(g, scope->result);
      Gen_execute(g, deferred->command, deferred->target);
    }
  }
  Gen_bind(g, end);
}

void Gen_try_finally(BytecodeGenerator *g, GenBody body, GenBody finally_body,
                     void *data) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  Register token = Gen_new_register(g);
  Register result = Gen_new_register(g);
  Register message = Gen_new_register(g);
  ControlScope scope;
  Gen_begin_try(g, &scope, kControlFinally, kUncaught);
  scope.token = token;
  scope.result = result;
  scope.finally_label = Gen_label(g);
  body(g, data);
  Gen_end_try(g, &scope);
  BytecodeBuilder_load_smi(b, -1);
  Gen_store(g, token);
  // The collector scans it; what is left of an earlier run must not matter.
  Gen_store(g, result);
  JUMP(b, Jump, scope.finally_label);
  BytecodeBuilder_bind_handler(b, scope.handler);
  Gen_store(g, result);
  EMIT0(b, LdaZero);
  Gen_store(g, token);
  Gen_bind(g, scope.finally_label);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  Gen_store(g, message);
  finally_body(g, data);
  Gen_load(g, message);
  EMIT0(b, SetPendingMessage);
  dispatch_deferred(g, &scope);
  BytecodeBuilder_release(b, mark);
}

static void visit_try_block(BytecodeGenerator *g, void *data) {
  Gen_statement(g, &((TryFinallyStatement *)data)->try_block->node);
}
static void visit_finally_block(BytecodeGenerator *g, void *data) {
  Gen_statement(g, &((TryFinallyStatement *)data)->finally_block->node);
}

void Gen_try_finally_statement(BytecodeGenerator *g,
                               TryFinallyStatement *node) {
  Gen_try_finally(g, visit_try_block, visit_finally_block, node);
}
