// SPDX-License-Identifier: MIT
//
// for (;;), for-in, for-of and for-await-of.
// ECMA-262 #sec-for-statement, #sec-for-in-and-for-of-statements.
#include <string.h>

#include "engine/parser/parser-impl.h"

typedef struct ForState {
  AstStringList *labels;
  Scope *outer;
  Scope *scope;  // of the head's declarations
  int position;
  bool is_await;
  DeclarationList declarations;
  bool has_declarations;
} ForState;

static bool check_in_or_of(Parser *p, const ForState *state, bool *is_of) {
  *is_of = Parser_peek_contextual(p, kTokenOf);
  if (state->is_await && !*is_of) {
    const TokenDesc *next = p->scanner.next;
    if (next->token == kTokenOf)
      Parser_report(p, kParserMessageInvalidEscapedReservedWord, next->start,
                    next->end, NULL);
    Parser_report_unexpected_next(p);
    return false;
  }
  if (!*is_of && Parser_peek(p) != kTokenIn) return false;
  Parser_next(p);
  return true;
}

// The names of the head, in their dead zone while subject is evaluated.
static Scope *make_subject_scope(Parser *p, const ForState *state) {
  const BoundNames *names = &state->declarations.names;
  if (!state->has_declarations || names->length == 0 ||
      state->declarations.mode == kVariableVar)
    return NULL;
  p->scope = state->outer;
  Scope *scope = Parser_new_scope(p, kScopeBlock);
  for (int i = 0; i < names->length; i++) {
    Variable *variable =
        Scope_add_variable(p->zone, scope, names->items[i].name, kVariableLet,
                           kVariableKindNormal);
    variable->binding_needs_init = true;
    variable->initializer_position = INT32_MAX;
    variable->declaration_position = names->items[i].position;
    Declaration *declaration = ZONE_NEW(p->zone, Declaration);
    declaration->variable = variable;
    declaration->position = names->items[i].position;
    ZONE_LIST_ADD(p->zone, &scope->declarations, declaration);
  }
  return scope;
}

// After `in` or `of`. Both loop structs begin alike; see ast.h.
static Statement *parse_for_each(Parser *p, ForState *state, bool is_of,
                                 Expression *each, Token op) {
  Scope *subject_scope = make_subject_scope(p, state);
  p->scope = subject_scope != NULL ? subject_scope : state->scope;
  Expression *subject = is_of ? Parser_parse_assignment(p, true)
                              : Parser_parse_expression(p, true);
  if (subject_scope != NULL)
    subject_scope->end_position = Parser_end_position(p);
  p->scope = state->scope;
  Parser_expect(p, kTokenRightParen);
  IterationStatement *loop;
  ForInStatement *for_in = NULL;
  ForOfStatement *for_of = NULL;
  if (is_of) {
    for_of = AST_NEW(p, ForOfStatement, state->position);
    for_of->each = each;
    for_of->subject = subject;
    for_of->op = op;
    for_of->subject_scope = subject_scope;
    for_of->is_await = state->is_await;
    if (state->is_await) {
      p->function->suspend_count += 2;
      if (p->await_position < 0) p->await_position = state->position;
    }
    loop = &for_of->loop;
  } else {
    for_in = AST_NEW(p, ForInStatement, state->position);
    for_in->each = each;
    for_in->subject = subject;
    for_in->op = op;
    for_in->subject_scope = subject_scope;
    loop = &for_in->loop;
  }
  Target target;
  Parser_push_target(p, &target, &loop->node, state->labels, true);
  loop->body = Parser_parse_statement(p, NULL, false);
  Parser_pop_target(p, &target);
  p->scope = state->outer;
  Scope *scope =
      Parser_finalize_block(p, state->scope, Parser_end_position(p));
  if (is_of)
    for_of->scope = scope;
  else
    for_in->scope = scope;
  return &loop->node;
}

static Statement *parse_for_standard(Parser *p, ForState *state,
                                     Statement *init) {
  if (state->is_await) {
    Parser_report_unexpected_next(p);
    return (Statement *)p->failure;
  }
  ForStatement *node = AST_NEW(p, ForStatement, state->position);
  node->init = init;
  Parser_expect(p, kTokenSemicolon);
  if (Parser_peek(p) != kTokenSemicolon)
    node->condition = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenSemicolon);
  if (Parser_peek(p) != kTokenRightParen)
    node->next = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightParen);
  Target target;
  Parser_push_target(p, &target, &node->loop.node, state->labels, true);
  node->loop.body = Parser_parse_statement(p, NULL, false);
  Parser_pop_target(p, &target);
  node->needs_per_iteration_context =
      state->has_declarations && state->declarations.mode == kVariableLet;
  p->scope = state->outer;
  node->scope =
      Parser_finalize_block(p, state->scope, Parser_end_position(p));
  return &node->loop.node;
}

static void check_for_each_declarations(Parser *p, const ForState *state,
                                        bool is_of) {
  const DeclarationList *list = &state->declarations;
  AstString *kind = AstStringTable_intern_c_string(
      p->strings, state->is_await ? "for-await-of"
                  : is_of         ? "for-of"
                                  : "for-in");
  if (list->count != 1) {
    Parser_report(p, kParserMessageForInOfLoopMultiBindings,
                  list->bindings_start, list->bindings_end, kind);
    return;
  }
  bool allow_initializer = !is_of && list->mode == kVariableVar &&
                           !Parser_is_strict(p) && !p->failed &&
                           Ast_is_VariableProxy(list->pattern);
  if (list->initializer != NULL && !allow_initializer)
    Parser_report(p, kParserMessageForInOfLoopInitializer,
                  list->initializer_start, list->initializer_end, kind);
  if (!is_of && (list->mode == kVariableUsing ||
                 list->mode == kVariableAwaitUsing))
    Parser_report(p, kParserMessageUsingInForIn, Parser_position(p),
                  Parser_end_position(p), NULL);
}

static Statement *parse_for_with_declarations(Parser *p, ForState *state,
                                              VariableMode mode) {
  Parser_next(p);
  if (mode == kVariableAwaitUsing) Parser_next(p);
  StatementList init = {0};
  state->has_declarations = true;
  Parser_parse_declarations(p, kDeclarationInFor, mode, &state->declarations,
                            &init);
  bool is_of;
  if (!p->failed && check_in_or_of(p, state, &is_of)) {
    check_for_each_declarations(p, state, is_of);
    if (p->failed) return (Statement *)p->failure;
    Statement *loop =
        parse_for_each(p, state, is_of, state->declarations.pattern,
                       mode == kVariableVar ? kTokenAssign : kTokenInit);
    if (init.length == 0) return loop;
    BlockStatement *block = AST_NEW(p, BlockStatement, state->position);
    ZONE_LIST_ADD(p->zone, &block->statements, init.items[0]);
    ZONE_LIST_ADD(p->zone, &block->statements, loop);
    return &block->node;
  }
  Statement *statement = NULL;
  if (init.length == 1) {
    statement = init.items[0];
  } else if (init.length > 1) {
    BlockStatement *block = AST_NEW(p, BlockStatement, state->position);
    block->statements = init;
    block->ignore_completion_value = true;
    statement = &block->node;
  }
  return parse_for_standard(p, state, statement);
}

// `async of` that is no head of an arrow function.
static bool is_async_of(Parser *p) {
  if (!Parser_peek_contextual(p, kTokenAsync)) return false;
  const TokenDesc *third = Scanner_peek_third(&p->scanner);
  if (third->token != kTokenOf || third->contains_escapes) return false;
  Scanner bookmark = p->scanner;
  Scanner_advance(&p->scanner);
  bool is_arrow = Parser_peek_ahead(p) == kTokenArrow;
  p->scanner = bookmark;
  return !is_arrow;
}

static Expression *parse_for_head_expression(Parser *p,
                                             const ForState *state) {
  if (!is_async_of(p)) return Parser_parse_expression_cover(p);
  if (!state->is_await)
    Parser_report(p, kParserMessageForOfAsync, Parser_peek_start(p),
                  p->scanner.next->end, NULL);
  AstString *name = Parser_parse_identifier(p, kFunctionNormal);
  return &Parser_new_unresolved(p, name, Parser_position(p))->node;
}

static Statement *parse_for_with_expression(Parser *p, ForState *state) {
  int start = Parser_peek_start(p);
  bool starts_with_let = Parser_peek(p) == kTokenLet;
  PendingError saved = p->cover;
  p->cover.message = kParserMessageNone;
  bool saved_in = p->accept_in;
  p->accept_in = false;
  Expression *expression = parse_for_head_expression(p, state);
  p->accept_in = saved_in;
  int end = Parser_end_position(p);
  bool is_of;
  if (p->failed || !check_in_or_of(p, state, &is_of)) {
    Parser_report_pending(p, saved);
    Statement *init = Parser_new_expression_statement(p, expression, start);
    return parse_for_standard(p, state, init);
  }
  if (is_of && starts_with_let) {
    Parser_report(p, kParserMessageForOfLet, start, start + (int)strlen("let"),
                  NULL);
    return (Statement *)p->failure;
  }
  bool is_literal =
      (Ast_is_ObjectLiteral(expression) || Ast_is_ArrayLiteral(expression)) &&
      !expression->is_parenthesized;
  if (is_literal) {
    Parser_to_assignment_pattern(p, expression, start, end);
    p->cover.message = kParserMessageNone;
  } else {
    expression = Parser_to_simple_target(p, expression, start, end,
                                         kParserMessageInvalidLhsInFor, true);
  }
  Parser_report_pending(p, saved);
  if (p->failed) return (Statement *)p->failure;
  return parse_for_each(p, state, is_of, expression, kTokenAssign);
}

Statement *Parser_parse_for(Parser *p, AstStringList *labels) {
  Parser_next(p);
  ForState state = {.labels = labels,
                    .outer = p->scope,
                    .position = Parser_position(p)};
  if (Parser_peek(p) == kTokenAwait) {
    Parser_next(p);
    if (!Parser_is_async(p)) {
      Parser_report_unexpected_current(p);
      return (Statement *)p->failure;
    }
    state.is_await = true;
    if (p->function->kind == kFunctionModule)
      p->module->has_top_level_await = true;
  }
  Parser_expect(p, kTokenLeftParen);
  state.scope = Parser_new_scope(p, kScopeBlock);
  p->scope = state.scope;
  Statement *result;
  bool is_await_using;
  Token token = Parser_peek(p);
  if (token == kTokenVar) {
    result = parse_for_with_declarations(p, &state, kVariableVar);
  } else if (token == kTokenConst) {
    result = parse_for_with_declarations(p, &state, kVariableConst);
  } else if (token == kTokenLet && Parser_is_let_declaration(p)) {
    result = parse_for_with_declarations(p, &state, kVariableLet);
  } else if ((token == kTokenUsing || token == kTokenAwait) &&
             Parser_is_using_declaration(p, &is_await_using, true)) {
    result = parse_for_with_declarations(
        p, &state, is_await_using ? kVariableAwaitUsing : kVariableUsing);
  } else if (token != kTokenSemicolon) {
    result = parse_for_with_expression(p, &state);
  } else {
    result = parse_for_standard(p, &state, NULL);
  }
  p->scope = state.outer;
  return result;
}
