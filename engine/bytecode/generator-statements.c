// SPDX-License-Identifier: MIT
//
// Statements other than loops and try.
#include "engine/bytecode/generator-impl.h"

void Gen_statements(BytecodeGenerator *g, const StatementList *statements,
                    int from) {
  for (int i = from; i < statements->length && !g->failed; i++) {
    // Nothing behind a jump can run: declarations were hoisted.
    if (!g->builder.is_reachable) return;
    int run = Gen_prototype_properties(g, statements, i);
    if (run > 0)
      i += run - 1;
    else
      Gen_statement(g, statements->items[i]);
  }
}

static void visit_block_statements(BytecodeGenerator *g, void *data) {
  Gen_statements(g, &((BlockStatement *)data)->statements, 0);
}

static void block_statement(BytecodeGenerator *g, BlockStatement *node) {
  ControlScope control;
  if (node->is_breakable) {
    Gen_push_control(g, &control, kControlTarget);
    control.target = &node->node;
    control.break_label = Gen_label(g);
  }
  EnteredScope entered;
  Gen_enter_scope(g, node->scope, &entered);
  Gen_with_disposal(g, node->scope, visit_block_statements, node);
  Gen_leave_scope(g, &entered);
  if (node->is_breakable) {
    Gen_pop_control(g);
    Gen_bind(g, control.break_label);
  }
}

static void if_statement(BytecodeGenerator *g, IfStatement *node) {
  BytecodeLabel then_label = Gen_label(g), else_label = Gen_label(g);
  BytecodeLabel end = Gen_label(g);
  BytecodeBuilder_statement_position(&g->builder, node->node.position);
  Gen_test(g, node->condition, then_label, else_label, kFallthroughThen);
  Gen_bind(g, then_label);
  Gen_statement(g, node->then_statement);
  if (node->else_statement != NULL) {
    JUMP(&g->builder, Jump, end);
    Gen_bind(g, else_label);
    Gen_statement(g, node->else_statement);
    Gen_bind(g, end);
  } else {
    Gen_bind(g, else_label);
  }
}

static void return_statement(BytecodeGenerator *g, ReturnStatement *node) {
  BytecodeBuilder_statement_position(&g->builder, node->node.position);
  if (node->expression != NULL) {
    Gen_value(g, node->expression);
    if (Gen_is_async_generator(g)) Gen_await(g, node->node.position);
  } else {
    EMIT0(&g->builder, LdaUndefined);
  }
  BytecodeBuilder_statement_position(&g->builder, node->end_position);
  Gen_execute(g, kCommandReturn, NULL);
}

static void with_statement(BytecodeGenerator *g, WithStatement *node) {
  BytecodeBuilder *b = &g->builder;
  EnteredScope entered = {.outer = g->scope, .has_context = true};
  BytecodeBuilder_statement_position(b, node->node.position);
  Gen_value(g, node->object);
  EMIT0(b, ToObject);
  Register object = Gen_save(g);
  EMIT(b, CreateWithContext, object,
       BytecodeBuilder_pointer_constant(b, kConstantScope, node->scope));
  Gen_push_context(g, &entered.context);
  g->scope = node->scope;
  Gen_statement(g, node->statement);
  Gen_leave_scope(g, &entered);
}

// ------------------------------------------------------------------- switch

typedef struct SwitchBody {
  SwitchStatement *node;
  Register tag;
  BytecodeLabel end;
} SwitchBody;

// Integer labels that lie close together: worth a jump table.
static bool find_smi_range(const SwitchStatement *node, int32_t *low,
                           int32_t *high) {
  int count = 0;
  *low = INT32_MAX;
  *high = INT32_MIN;
  for (int i = 0; i < node->cases.length; i++) {
    const Expression *label = node->cases.items[i]->label;
    int32_t value;
    if (label == NULL) continue;
    if (!Ast_is_smi_literal(label, &value)) return false;
    if (value < *low) *low = value;
    if (value > *high) *high = value;
    count++;
  }
  return count >= 6 && (int64_t)*high - *low < 3 * (int64_t)count;
}

// Jumps through a table if the tag is an integer in range, else to `otherwise`.
static void switch_by_table(BytecodeGenerator *g, const SwitchBody *body,
                            const BytecodeLabel *labels,
                            BytecodeLabel otherwise, int32_t low,
                            int32_t high) {
  BytecodeBuilder *b = &g->builder;
  const SwitchStatement *node = body->node;
  Register mark = b->next_register;
  Gen_load(g, body->tag);
  EMIT(b, TestTypeOf, kTypeOfNumber);
  JUMP(b, JumpIfFalse, otherwise);
  Gen_load(g, body->tag);
  EMIT(b, BitwiseOrSmi, 0, Gen_slot(g, kFeedbackSlotBinaryOp));
  Register integer = Gen_save(g);
  EMIT(b, TestEqualStrict, body->tag, Gen_slot(g, kFeedbackSlotCompareOp));
  JUMP(b, JumpIfFalse, otherwise);
  BytecodeBuilder_load_smi(b, low);
  EMIT(b, TestGreaterThanOrEqual, integer,
       Gen_slot(g, kFeedbackSlotCompareOp));
  JUMP(b, JumpIfFalse, otherwise);
  BytecodeBuilder_load_smi(b, high);
  EMIT(b, TestLessThanOrEqual, integer, Gen_slot(g, kFeedbackSlotCompareOp));
  JUMP(b, JumpIfFalse, otherwise);
  Gen_load(g, integer);
  if (!b->is_reachable) return;
  JumpTable *table = BytecodeBuilder_new_jump_table(b, high - low + 1, low);
  BytecodeBuilder_switch_on_smi(b, table);
  JUMP(b, Jump, otherwise);
  for (int i = 0; i < node->cases.length; i++) {
    int32_t value;
    const Expression *label = node->cases.items[i]->label;
    if (label == NULL || !Ast_is_smi_literal(label, &value)) continue;
    // Of equal labels the first one counts.
    BytecodeLabel entry = table->labels.items[value - low];
    if (b->labels.items[entry].instruction >= 0) continue;
    Gen_bind(g, entry);
    JUMP(b, Jump, labels[i]);
  }
  BytecodeBuilder_release(b, mark);
}

static void switch_by_comparison(BytecodeGenerator *g, const SwitchBody *body,
                                 const BytecodeLabel *labels,
                                 BytecodeLabel otherwise) {
  BytecodeBuilder *b = &g->builder;
  for (int i = 0; i < body->node->cases.length; i++) {
    const CaseClause *clause = body->node->cases.items[i];
    if (clause->label == NULL) continue;
    Gen_value(g, clause->label);
    EMIT(b, TestEqualStrict, body->tag, Gen_slot(g, kFeedbackSlotCompareOp));
    JUMP(b, JumpIfTrue, labels[i]);
  }
  JUMP(b, Jump, otherwise);
}

static void visit_switch_body(BytecodeGenerator *g, void *data) {
  const SwitchBody *body = data;
  const SwitchStatement *node = body->node;
  BytecodeLabel *labels =
      ZONE_NEW_ARRAY(g->zone, BytecodeLabel, node->cases.length + 1);
  BytecodeLabel otherwise = body->end;
  for (int i = 0; i < node->cases.length; i++) {
    labels[i] = Gen_label(g);
    if (node->cases.items[i]->label == NULL) otherwise = labels[i];
  }
  int32_t low, high;
  if (find_smi_range(node, &low, &high))
    switch_by_table(g, body, labels, otherwise, low, high);
  else
    switch_by_comparison(g, body, labels, otherwise);
  for (int i = 0; i < node->cases.length; i++) {
    Gen_bind(g, labels[i]);
    Gen_statements(g, &node->cases.items[i]->statements, 0);
  }
}

static void switch_statement(BytecodeGenerator *g, SwitchStatement *node) {
  BytecodeBuilder_statement_position(&g->builder, node->node.position);
  SwitchBody body = {.node = node};
  body.tag = Gen_value_in_register(g, node->tag);
  body.end = Gen_label(g);
  EnteredScope entered;
  ControlScope control;
  Gen_push_control(g, &control, kControlTarget);
  control.target = &node->node;
  control.break_label = Gen_label(g);
  Gen_enter_scope(g, node->scope, &entered);
  Gen_with_disposal(g, node->scope, visit_switch_body, &body);
  Gen_bind(g, body.end);
  Gen_leave_scope(g, &entered);
  Gen_pop_control(g);
  Gen_bind(g, control.break_label);
}

// Annex B.3.2. The var of a sloppy eval has the name of the block's binding,
// so a store by name must skip the block.
static void copy_block_function(BytecodeGenerator *g, Assignment *copy) {
  const VariableProxy *target = Ast_as_VariableProxy(copy->target);
  if (target->variable->location != kLocationLookup) {
    Gen_effect(g, &copy->node);
    return;
  }
  Gen_load_proxy(g, Ast_as_VariableProxy(copy->value));
  EMIT(&g->builder, StaLookupSlot,
       BytecodeBuilder_string_constant(&g->builder, target->name),
       kStoreLookupHoisting);
}

// ----------------------------------------------------------------- dispatch

static void dispatch_statement(BytecodeGenerator *g, Statement *statement) {
  BytecodeBuilder *b = &g->builder;
  switch ((AstKind)statement->kind) {
    case kAstBlockStatement:
      block_statement(g, Ast_as_BlockStatement(statement));
      return;
    case kAstExpressionStatement:
      BytecodeBuilder_statement_position(b, statement->position);
      Gen_effect(g, Ast_as_ExpressionStatement(statement)->expression);
      return;
    case kAstEmptyStatement:
      return;
    case kAstSloppyBlockFunctionStatement: {
      Assignment *copy = Ast_as_SloppyBlockFunctionStatement(statement)->copy;
      if (copy != NULL) copy_block_function(g, copy);
      return;
    }
    case kAstIfStatement:
      if_statement(g, Ast_as_IfStatement(statement));
      return;
    case kAstContinueStatement:
      BytecodeBuilder_statement_position(b, statement->position);
      Gen_execute(g, kCommandContinue,
                  Ast_as_ContinueStatement(statement)->target);
      return;
    case kAstBreakStatement:
      BytecodeBuilder_statement_position(b, statement->position);
      Gen_execute(g, kCommandBreak, Ast_as_BreakStatement(statement)->target);
      return;
    case kAstReturnStatement:
      return_statement(g, Ast_as_ReturnStatement(statement));
      return;
    case kAstWithStatement:
      with_statement(g, Ast_as_WithStatement(statement));
      return;
    case kAstSwitchStatement:
      switch_statement(g, Ast_as_SwitchStatement(statement));
      return;
    case kAstTryCatchStatement:
      Gen_try_catch(g, Ast_as_TryCatchStatement(statement));
      return;
    case kAstTryFinallyStatement:
      Gen_try_finally_statement(g, Ast_as_TryFinallyStatement(statement));
      return;
    case kAstDebuggerStatement:
      BytecodeBuilder_statement_position(b, statement->position);
      EMIT0(b, Debugger);
      return;
    case kAstInitializeClassMembersStatement:
      Gen_initialize_class_members(
          g, Ast_as_InitializeClassMembersStatement(statement));
      return;
    case kAstInitializeClassStaticElementsStatement:
      Gen_initialize_static_elements(
          g, Ast_as_InitializeClassStaticElementsStatement(statement));
      return;
    default:
      DCHECK(Ast_is_iteration(statement));
      Gen_loop_statement(g, statement);
      return;
  }
}

void Gen_statement(BytecodeGenerator *g, Statement *statement) {
  if (!Gen_check_stack(g)) return;
  Register mark = g->builder.next_register;
  dispatch_statement(g, statement);
  BytecodeBuilder_release(&g->builder, mark);
}
