// SPDX-License-Identifier: MIT
//
// Statements are visited from last to first: once every path after a point
// sets the result, what comes before cannot matter, except where a break may
// leave early.
#include "engine/parser/rewriter.h"

typedef struct Rewriter {
  Parser *parser;
  Scope *scope;
  Variable *result;
  bool is_set;       // the code after this point sets the result for sure
  bool is_breakable;  // a break or continue may skip the code after
} Rewriter;

static Statement *visit(Rewriter *r, Statement *statement);

static Statement *assign_result(Rewriter *r, Expression *value,
                                int position) {
  Parser *p = r->parser;
  Expression *target = &Parser_new_bound(p, r->result, -1)->node;
  return Parser_new_expression_statement(
      p, &Parser_new_assignment(p, kTokenAssign, target, value, -1)->node,
      position);
}

static Statement *assign_undefined(Rewriter *r) {
  return assign_result(
      r, &Parser_new_literal(r->parser, kLiteralUndefined, -1)->node, -1);
}

// {.result = undefined; statement}
static Statement *with_undefined_before(Rewriter *r, Statement *statement) {
  Parser *p = r->parser;
  BlockStatement *block = AST_NEW(p, BlockStatement, -1);
  ZONE_LIST_ADD(p->zone, &block->statements, assign_undefined(r));
  ZONE_LIST_ADD(p->zone, &block->statements, statement);
  return &block->node;
}

static Statement *finish(Rewriter *r, Statement *statement) {
  if (!r->is_set) statement = with_undefined_before(r, statement);
  r->is_set = true;
  return statement;
}

static void visit_list(Rewriter *r, StatementList *list) {
  for (int i = list->length; i-- > 0;) {
    if (r->is_set && !r->is_breakable) return;
    list->items[i] = visit(r, list->items[i]);
  }
}

static void visit_block(Rewriter *r, BlockStatement *block) {
  if (block->ignore_completion_value) return;
  bool saved = r->is_breakable;
  r->is_breakable |= block->is_breakable;
  visit_list(r, &block->statements);
  r->is_breakable = saved;
}

static Statement *visit_if(Rewriter *r, IfStatement *node) {
  bool set_after = r->is_set;
  node->then_statement = visit(r, node->then_statement);
  bool set_in_then = r->is_set;
  r->is_set = set_after;
  if (node->else_statement != NULL)
    node->else_statement = visit(r, node->else_statement);
  r->is_set &= set_in_then;
  return finish(r, &node->node);
}

static Statement *visit_loop(Rewriter *r, IterationStatement *node) {
  bool set_after = r->is_set;
  bool saved = r->is_breakable;
  r->is_breakable = true;
  r->is_set = false;
  node->body = visit(r, node->body);
  r->is_set = set_after && r->is_set;
  r->is_breakable = saved;
  return finish(r, &node->node);
}

static Statement *visit_switch(Rewriter *r, SwitchStatement *node) {
  bool set_after = r->is_set;
  bool saved = r->is_breakable;
  r->is_breakable = true;
  for (int i = node->cases.length; i-- > 0;)
    visit_list(r, &node->cases.items[i]->statements);
  r->is_set = set_after && r->is_set;
  r->is_breakable = saved;
  return finish(r, &node->node);
}

static Statement *visit_try_catch(Rewriter *r, TryCatchStatement *node) {
  bool set_after = r->is_set;
  visit_block(r, node->try_block);
  bool set_in_try = r->is_set;
  r->is_set = set_after;
  visit_block(r, node->catch_block);
  r->is_set &= set_in_try;
  return finish(r, &node->node);
}

// The finally block counts only if it is left by a break. Then it starts from
// undefined; otherwise the value from before is restored at its end.
static Statement *visit_try_finally(Rewriter *r, TryFinallyStatement *node) {
  Parser *p = r->parser;
  bool set_after = r->is_set;
  if (r->is_breakable) {
    BlockStatement *finally_block = node->finally_block;
    r->is_set = true;
    visit_block(r, finally_block);
    Variable *backup =
        Scope_new_temporary(p->zone, r->scope, Parser_name(p, kNameEmpty));
    Expression *save = &Parser_new_assignment(
        p, kTokenAssign, &Parser_new_bound(p, backup, -1)->node,
        &Parser_new_bound(p, r->result, -1)->node, -1)->node;
    BlockStatement *block = AST_NEW(p, BlockStatement, -1);
    ZONE_LIST_ADD(p->zone, &block->statements,
                  Parser_new_expression_statement(p, save, -1));
    ZONE_LIST_ADD(p->zone, &block->statements, assign_undefined(r));
    ZONE_LIST_ADD(p->zone, &block->statements, &finally_block->node);
    ZONE_LIST_ADD(
        p->zone, &block->statements,
        assign_result(r, &Parser_new_bound(p, backup, -1)->node, -1));
    node->finally_block = block;
  }
  r->is_set = set_after;
  visit_block(r, node->try_block);
  return finish(r, &node->node);
}

static Statement *visit(Rewriter *r, Statement *statement) {
  switch ((AstKind)statement->kind) {
    case kAstExpressionStatement: {
      ExpressionStatement *node = Ast_as_ExpressionStatement(statement);
      if (r->is_set || node->ignore_completion_value) return statement;
      r->is_set = true;
      return assign_result(r, node->expression, statement->position);
    }
    case kAstBlockStatement:
      visit_block(r, Ast_as_BlockStatement(statement));
      return statement;
    case kAstIfStatement:
      return visit_if(r, Ast_as_IfStatement(statement));
    case kAstDoWhileStatement:
    case kAstWhileStatement:
    case kAstForStatement:
    case kAstForInStatement:
    case kAstForOfStatement:
      return visit_loop(r, (IterationStatement *)statement);
    case kAstSwitchStatement:
      return visit_switch(r, Ast_as_SwitchStatement(statement));
    case kAstWithStatement: {
      WithStatement *node = Ast_as_WithStatement(statement);
      node->statement = visit(r, node->statement);
      return finish(r, statement);
    }
    case kAstTryCatchStatement:
      return visit_try_catch(r, Ast_as_TryCatchStatement(statement));
    case kAstTryFinallyStatement:
      return visit_try_finally(r, Ast_as_TryFinallyStatement(statement));
    case kAstBreakStatement:
    case kAstContinueStatement:
      r->is_set = false;
      return statement;
    default:
      return statement;
  }
}

void Rewriter_rewrite(Parser *p, FunctionLiteral *literal, Scope *scope) {
  bool has_value = false;
  for (int i = 0; i < literal->body.length; i++) {
    const Statement *statement = literal->body.items[i];
    has_value |= statement->kind != kAstEmptyStatement;
  }
  if (!has_value) return;
  Rewriter rewriter = {.parser = p, .scope = scope};
  rewriter.result =
      Scope_new_temporary(p->zone, scope, Parser_name(p, kNameDotResult));
  visit_list(&rewriter, &literal->body);
  if (!rewriter.result->is_used) return;
  ReturnStatement *statement = AST_NEW(p, ReturnStatement, -1);
  statement->expression =
      &Parser_new_bound(p, rewriter.result, -1)->node;
  statement->end_position = literal->end_position;
  ZONE_LIST_ADD(p->zone, &literal->body, &statement->node);
}
