// SPDX-License-Identifier: MIT
//
// Loops and the iteration protocol.
//
// A for-of closes its iterator only when the body or the assignment to the loop
// variable leaves early, not when the iterator's own methods throw. Therefore
// the handler's range covers just the former, and early jumps close in line
// (kControlIterator), so that the loop itself pays nothing.
#include "engine/bytecode/generator-impl.h"

void Gen_jump_loop(BytecodeGenerator *g, BytecodeLabel header) {
  if (!g->builder.is_reachable) return;
  const int32_t extra[2] = {g->loop_depth, Gen_slot(g, kFeedbackSlotJumpLoop)};
  BytecodeBuilder_jump(&g->builder, kBytecodeJumpLoop, header, extra);
}

// ---------------------------------------------------------------- iteration

static AstString *name_of(BytecodeGenerator *g, const char *text) {
  return AstStringTable_intern_c_string(g->strings, text);
}

void Gen_get_iterator(BytecodeGenerator *g, bool is_async,
                      IteratorRecord *iterator) {
  BytecodeBuilder *b = &g->builder;
  iterator->is_async = is_async;
  iterator->object = Gen_new_register(g);
  iterator->next = Gen_new_register(g);
  Register iterable = Gen_save(g);
  if (is_async) {
    Gen_runtime(g, kRuntimeGetAsyncIterator, iterable, 1);
    Gen_store(g, iterator->object);
  } else {
    EMIT(b, GetIterator, iterable, Gen_slot(g, kFeedbackSlotLoadProperty),
         Gen_slot(g, kFeedbackSlotCall));
    Gen_store(g, iterator->object);
  }
  BytecodeBuilder_release(b, iterable);
  Gen_load_named(g, iterator->object, name_of(g, "next"));
  Gen_store(g, iterator->next);
}

void Gen_iterator_next(BytecodeGenerator *g, const IteratorRecord *iterator,
                       Register result) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel is_object = Gen_label(g);
  EMIT(b, CallProperty0, iterator->next, iterator->object,
       Gen_slot(g, kFeedbackSlotCall));
  if (iterator->is_async) Gen_await(g, -1);
  Gen_store(g, result);
  JUMP(b, JumpIfJSReceiver, is_object);
  Gen_runtime(g, kRuntimeThrowIteratorResultNotAnObject, result, 1);
  Gen_bind(g, is_object);
}

// Calls `return` and awaits it; leaves `end` unless there is no such method.
static void call_async_return(BytecodeGenerator *g,
                              const IteratorRecord *iterator,
                              BytecodeLabel end) {
  BytecodeBuilder *b = &g->builder;
  Gen_load_named(g, iterator->object, name_of(g, "return"));
  JUMP(b, JumpIfUndefinedOrNull, end);
  Register method = Gen_save(g);
  EMIT(b, CallProperty0, method, iterator->object,
       Gen_slot(g, kFeedbackSlotCall));
  BytecodeBuilder_release(b, method);
  Gen_await(g, -1);
}

void Gen_iterator_close(BytecodeGenerator *g, const IteratorRecord *iterator) {
  BytecodeBuilder *b = &g->builder;
  if (!iterator->is_async) {
    EMIT(b, IteratorClose, iterator->object);
    return;
  }
  Register mark = b->next_register;
  BytecodeLabel end = Gen_label(g);
  call_async_return(g, iterator, end);
  JUMP(b, JumpIfJSReceiver, end);
  Register result = Gen_save(g);
  Gen_runtime(g, kRuntimeThrowIteratorResultNotAnObject, result, 1);
  Gen_bind(g, end);
  BytecodeBuilder_release(b, mark);
}

void Gen_iterator_close_after_throw(BytecodeGenerator *g,
                                    const IteratorRecord *iterator) {
  BytecodeBuilder *b = &g->builder;
  if (!iterator->is_async) {
    Gen_runtime_with(g, kRuntimeIteratorCloseAfterThrow, 1, &iterator->object);
    return;
  }
  Register mark = b->next_register;
  BytecodeLabel end = Gen_label(g);
  ControlScope scope;
  Gen_begin_try(g, &scope, kControlTry, kCaughtSynthetic);
  call_async_return(g, iterator, end);
  Gen_end_try(g, &scope);
  JUMP(b, Jump, end);
  BytecodeBuilder_bind_handler(b, scope.handler);
  Gen_bind(g, end);
  BytecodeBuilder_release(b, mark);
}

// ------------------------------------------------------------- simple loops

typedef struct Loop {
  ControlScope control;
  BytecodeLabel header;
  BytecodeLabel end;
} Loop;

static void begin_loop(BytecodeGenerator *g, Loop *loop, Statement *statement) {
  Gen_push_control(g, &loop->control, kControlTarget);
  loop->control.target = statement;
  loop->header = Gen_label(g);
  loop->end = loop->control.break_label = Gen_label(g);
  loop->control.continue_label = Gen_label(g);
  BytecodeBuilder_bind_loop_header(&g->builder, loop->header);
  g->loop_depth++;
}

static void end_loop(BytecodeGenerator *g, Loop *loop) {
  g->loop_depth--;
  Gen_pop_control(g);
  Gen_bind(g, loop->end);
}

static void test_condition(BytecodeGenerator *g, Expression *condition,
                           BytecodeLabel then_label, BytecodeLabel else_label) {
  BytecodeBuilder_statement_position(&g->builder, condition->position);
  Gen_test(g, condition, then_label, else_label, kFallthroughThen);
  Gen_bind(g, then_label);
}

static void do_while_statement(BytecodeGenerator *g, DoWhileStatement *node) {
  Loop loop;
  BytecodeLabel again = Gen_label(g);
  begin_loop(g, &loop, &node->loop.node);
  Gen_statement(g, node->loop.body);
  Gen_bind(g, loop.control.continue_label);
  test_condition(g, node->condition, again, loop.end);
  Gen_jump_loop(g, loop.header);
  end_loop(g, &loop);
}

static void while_statement(BytecodeGenerator *g, WhileStatement *node) {
  Loop loop;
  BytecodeLabel body = Gen_label(g);
  begin_loop(g, &loop, &node->loop.node);
  test_condition(g, node->condition, body, loop.end);
  Gen_statement(g, node->loop.body);
  Gen_bind(g, loop.control.continue_label);
  Gen_jump_loop(g, loop.header);
  end_loop(g, &loop);
}

// A new context with the same variables takes the place of the current one.
static void copy_iteration_context(BytecodeGenerator *g,
                                   const EnteredScope *entered) {
  BytecodeBuilder *b = &g->builder;
  Register context = Gen_new_register(g);
  BytecodeBuilder_move(b, kRegisterContext, context);
  Gen_runtime(g, kRuntimeCloneBlockContext, context, 1);
  EMIT(b, PopContext, entered->context.saved_outer);
  EMIT(b, PushContext, entered->context.saved_outer);
  BytecodeBuilder_release(b, context);
}

static void for_statement_body(BytecodeGenerator *g, ForStatement *node,
                               const EnteredScope *entered) {
  bool copies = node->scope != NULL && node->needs_per_iteration_context &&
                entered->has_context;
  if (node->init != NULL) Gen_statement(g, node->init);
  if (copies) copy_iteration_context(g, entered);
  Loop loop;
  begin_loop(g, &loop, &node->loop.node);
  if (node->condition != NULL)
    test_condition(g, node->condition, Gen_label(g), loop.end);
  Gen_statement(g, node->loop.body);
  Gen_bind(g, loop.control.continue_label);
  if (copies && g->builder.is_reachable) copy_iteration_context(g, entered);
  if (node->next != NULL && g->builder.is_reachable) {
    BytecodeBuilder_statement_position(&g->builder, node->next->position);
    Gen_effect(g, node->next);
  }
  Gen_jump_loop(g, loop.header);
  end_loop(g, &loop);
}

typedef struct ForBody {
  ForStatement *node;
  const EnteredScope *entered;
} ForBody;
static void visit_for_body(BytecodeGenerator *g, void *data) {
  const ForBody *body = data;
  for_statement_body(g, body->node, body->entered);
}

static void for_statement(BytecodeGenerator *g, ForStatement *node) {
  EnteredScope entered;
  Gen_enter_scope(g, node->scope, &entered);
  ForBody body = {node, &entered};
  Gen_with_disposal(g, node->scope, visit_for_body, &body);
  Gen_leave_scope(g, &entered);
}

// -------------------------------------------------------- for-in and for-of

// The loop variable gets the value in a register, then the body runs.
typedef struct EachBody {
  Expression *each;
  Token op;
  Register value;
  Statement *body;
  int position;
} EachBody;

static void visit_each_body(BytecodeGenerator *g, void *data) {
  const EachBody *each = data;
  BytecodeBuilder_statement_position(&g->builder, each->each->position);
  Gen_load(g, each->value);
  Gen_assign(g, each->each, each->op);
  Gen_statement(g, each->body);
}

static void each_iteration(BytecodeGenerator *g, Scope *scope, EachBody *each) {
  EnteredScope entered;
  Gen_enter_scope(g, scope, &entered);
  Gen_with_disposal(g, scope, visit_each_body, each);
  Gen_leave_scope(g, &entered);
}

static void load_subject(BytecodeGenerator *g, Expression *subject,
                         Scope *subject_scope) {
  EnteredScope entered;
  BytecodeBuilder_statement_position(&g->builder, subject->position);
  Gen_enter_scope(g, subject_scope, &entered);
  Gen_value(g, subject);
  if (entered.has_context) {
    Register value = Gen_save(g);
    Gen_leave_scope(g, &entered);
    Gen_load(g, value);
    BytecodeBuilder_release(&g->builder, value);
  } else {
    Gen_leave_scope(g, &entered);
  }
}

static void for_in_statement(BytecodeGenerator *g, ForInStatement *node) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel nothing = Gen_label(g);
  Register receiver = Gen_new_register(g);
  Register triple = BytecodeBuilder_new_registers(b, 3);
  Register index = Gen_new_register(g);
  Register key = Gen_new_register(g);
  load_subject(g, node->subject, node->subject_scope);
  JUMP(b, JumpIfUndefinedOrNull, nothing);
  EMIT0(b, ToObject);
  Gen_store(g, receiver);
  int slot = Gen_slot(g, kFeedbackSlotForIn);
  EMIT(b, ForInEnumerate, receiver);
  EMIT(b, ForInPrepare, triple, slot);
  EMIT0(b, LdaZero);
  Gen_store(g, index);
  Loop loop;
  begin_loop(g, &loop, &node->loop.node);
  const int32_t extra[2] = {index, triple + 2};
  BytecodeBuilder_jump(b, kBytecodeJumpIfForInDone, loop.end, extra);
  EMIT(b, ForInNext, receiver, index, triple, slot);
  JUMP(b, JumpIfUndefined, loop.control.continue_label);
  Gen_store(g, key);
  EachBody each = {node->each, node->op, key, node->loop.body,
                   node->loop.node.position};
  each_iteration(g, node->scope, &each);
  Gen_bind(g, loop.control.continue_label);
  EMIT(b, ForInStep, index);
  Gen_jump_loop(g, loop.header);
  end_loop(g, &loop);
  Gen_bind(g, nothing);
}

static void for_of_statement(BytecodeGenerator *g, ForOfStatement *node) {
  BytecodeBuilder *b = &g->builder;
  IteratorRecord iterator;
  load_subject(g, node->subject, node->subject_scope);
  BytecodeBuilder_expression_position(b, node->subject->position);
  Gen_get_iterator(g, node->is_await, &iterator);
  Register result = Gen_new_register(g);
  Loop loop;
  begin_loop(g, &loop, &node->loop.node);
  BytecodeBuilder_expression_position(b, node->each->position);
  Gen_iterator_next(g, &iterator, result);
  Gen_load_named(g, result, name_of(g, "done"));
  JUMP(b, JumpIfToBooleanTrue, loop.end);
  Gen_load_named(g, result, name_of(g, "value"));
  Gen_store(g, result);
  // Continue stays inside of the iterator's scope: it closes nothing.
  ControlScope closing, inner;
  Gen_begin_try(g, &closing, kControlIterator, kUncaught);
  closing.iterator = iterator;
  Gen_push_control(g, &inner, kControlTarget);
  // Breaks of this loop pass `closing`; continues are caught here.
  inner.target = &node->loop.node;
  inner.continue_label = Gen_label(g);
  EachBody each = {node->each, node->op, result, node->loop.body,
                   node->loop.node.position};
  each_iteration(g, node->scope, &each);
  Gen_pop_control(g);
  Gen_bind(g, inner.continue_label);
  Gen_end_try(g, &closing);
  Gen_jump_loop(g, loop.header);
  BytecodeBuilder_bind_handler(b, closing.handler);
  Register exception = Gen_save(g);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  Register message = Gen_save(g);
  Gen_iterator_close_after_throw(g, &iterator);
  Gen_load(g, message);
  EMIT0(b, SetPendingMessage);
  Gen_load(g, exception);
  EMIT0(b, ReThrow);
  end_loop(g, &loop);
}

void Gen_loop_statement(BytecodeGenerator *g, Statement *statement) {
  switch (statement->kind) {
    case kAstDoWhileStatement:
      do_while_statement(g, Ast_as_DoWhileStatement(statement));
      break;
    case kAstWhileStatement:
      while_statement(g, Ast_as_WhileStatement(statement));
      break;
    case kAstForStatement:
      for_statement(g, Ast_as_ForStatement(statement));
      break;
    case kAstForInStatement:
      for_in_statement(g, Ast_as_ForInStatement(statement));
      break;
    default:
      for_of_statement(g, Ast_as_ForOfStatement(statement));
      break;
  }
}
