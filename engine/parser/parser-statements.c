// SPDX-License-Identifier: MIT
//
// Statements and declarations, except for loops and modules.
// ECMA-262 #sec-ecmascript-language-statements-and-declarations.
#include "engine/parser/parser-impl.h"

// ------------------------------------------------------------------- targets

void Parser_push_target(Parser *p, Target *target, Statement *statement,
                        const AstStringList *labels, bool is_loop) {
  target->outer = p->function->targets;
  target->is_plain = false;
  target->statement = statement;
  target->labels = labels;
  target->is_loop = is_loop;
  target->takes_unlabelled_break =
      is_loop || Ast_is_SwitchStatement(statement);
  p->function->targets = target;
}

void Parser_pop_target(Parser *p, Target *target) {
  p->function->targets = target->outer;
}

static bool has_label(const AstStringList *labels, const AstString *label) {
  if (labels == NULL) return false;
  for (int i = 0; i < labels->length; i++)
    if (labels->items[i] == label) return true;
  return false;
}

static const Target *find_label(const Parser *p, const AstString *label) {
  for (const Target *t = p->function->targets; t != NULL; t = t->outer)
    if (has_label(t->labels, label)) return t;
  return NULL;
}

// A label after break or continue, or NULL.
static AstString *parse_label_use(Parser *p) {
  Token token = Parser_peek(p);
  if (Parser_newline_before_next(p) || token == kTokenSemicolon ||
      token == kTokenRightBrace || token == kTokenEndOfSource)
    return NULL;
  return Parser_parse_identifier(p, kFunctionNormal);
}

static Statement *parse_continue(Parser *p) {
  Parser_next(p);
  ContinueStatement *node =
      AST_NEW(p, ContinueStatement, Parser_position(p));
  AstString *label = parse_label_use(p);
  const Target *target = p->function->targets;
  if (label != NULL) {
    target = find_label(p, label);
    bool is_unknown = target == NULL || target->is_plain;
    if (is_unknown || !target->is_loop)
      Parser_report(p,
                    is_unknown ? kParserMessageUnknownLabel
                               : kParserMessageIllegalContinue,
                    Parser_position(p), Parser_end_position(p), label);
  } else {
    while (target != NULL && !target->is_loop) target = target->outer;
    if (target == NULL)
      Parser_report(p, kParserMessageNoIterationStatement, node->node.position,
                    Parser_end_position(p), NULL);
  }
  if (target != NULL) node->target = target->statement;
  Parser_expect_semicolon(p);
  return &node->node;
}

static Statement *parse_break(Parser *p) {
  Parser_next(p);
  BreakStatement *node = AST_NEW(p, BreakStatement, Parser_position(p));
  AstString *label = parse_label_use(p);
  const Target *target = p->function->targets;
  if (label != NULL) {
    target = find_label(p, label);
    if (target == NULL)
      Parser_report(p, kParserMessageUnknownLabel, Parser_position(p),
                    Parser_end_position(p), label);
  } else {
    while (target != NULL && !target->takes_unlabelled_break)
      target = target->outer;
    if (target == NULL)
      Parser_report(p, kParserMessageIllegalBreak, node->node.position,
                    Parser_end_position(p), NULL);
  }
  if (target != NULL) {
    node->target = target->statement;
    if (Ast_is_BlockStatement(target->statement))
      Ast_as_BlockStatement(target->statement)->is_breakable = true;
  }
  Parser_expect_semicolon(p);
  return &node->node;
}

// -------------------------------------------------------- variable statements

static void report_missing_initializer(Parser *p, bool is_pattern,
                                       VariableMode mode, int start) {
  const char *kind = is_pattern                    ? "destructuring"
                     : mode == kVariableUsing      ? "using"
                     : mode == kVariableAwaitUsing ? "await using"
                                                   : "const";
  Parser_report(p, kParserMessageDeclarationMissingInitializer, start,
                Parser_end_position(p),
                AstStringTable_intern_c_string(p->strings, kind));
}

static void parse_declarator(Parser *p, DeclarationContext context,
                             DeclarationList *list, StatementList *init) {
  VariableMode mode = list->mode;
  BindingContext binding = {mode, kVariableKindNormal, &list->names, false};
  int first_name = list->names.length;
  int start = Parser_peek_start(p);
  bool is_using = mode == kVariableUsing || mode == kVariableAwaitUsing;
  Token token = Parser_peek(p);
  bool is_pattern = token == kTokenLeftBracket || token == kTokenLeftBrace;
  if (is_pattern && is_using)
    Parser_report(p, kParserMessageUsingBindingPattern, start,
                  p->scanner.next->end, NULL);
  Expression *target = Parser_parse_binding(p, &binding);
  int pattern_end = Parser_position(p);
  Expression *value = NULL;
  int position = start;
  bool is_for_each = context == kDeclarationInFor &&
                     (Parser_peek(p) == kTokenIn ||
                      Parser_peek_contextual(p, kTokenOf));
  if (Parser_check(p, kTokenAssign)) {
    position = Parser_peek_start(p);
    value = Parser_parse_assignment(p, context != kDeclarationInFor);
    if (!p->failed && Ast_is_VariableProxy(target))
      Parser_set_function_name(p, value, Ast_as_VariableProxy(target)->name,
                               NULL);
    if (list->count == 0) {
      list->initializer_start = pattern_end;
      list->initializer_end = Parser_end_position(p);
    }
  } else if (!is_for_each) {
    if (mode == kVariableConst || is_pattern || is_using) {
      report_missing_initializer(p, is_pattern, mode, start);
    } else if (mode == kVariableLet) {
      value = &Parser_new_literal(p, kLiteralUndefined, -1)->node;
    } else if (!p->failed) {
      // `var x;` is no use of x.
      Ast_as_VariableProxy(target)->is_removed = true;
    }
  }
  if (mode != kVariableVar)
    Parser_set_initializer_position(&list->names, first_name,
                                    Parser_end_position(p));
  list->bindings_end = Parser_end_position(p);
  if (list->count++ == 0) {
    list->pattern = target;
    list->initializer = value;
  }
  if (value == NULL || p->failed) return;
  Assignment *assignment = Parser_new_assignment(
      p, mode == kVariableVar ? kTokenAssign : kTokenInit, target, value,
      position);
  Statement *statement =
      Parser_new_expression_statement(p, &assignment->node, position);
  Ast_as_ExpressionStatement(statement)->ignore_completion_value = true;
  ZONE_LIST_ADD(p->zone, init, statement);
}

void Parser_parse_declarations(Parser *p, DeclarationContext context,
                               VariableMode mode, DeclarationList *list,
                               StatementList *init) {
  *list = (DeclarationList){.mode = mode};
  list->bindings_start = Parser_peek_start(p);
  if (mode == kVariableUsing) p->scope->has_using = true;
  if (mode == kVariableAwaitUsing) {
    p->scope->has_await_using = true;
    p->function->suspend_count++;
    if (p->function->kind == kFunctionModule)
      p->module->has_top_level_await = true;
    if (p->await_position < 0) p->await_position = list->bindings_start;
  }
  do {
    parse_declarator(p, context, list, init);
  } while (!p->failed && Parser_check(p, kTokenComma));
}

bool Parser_is_let_declaration(Parser *p) {
  if (Parser_peek(p) != kTokenLet) return false;
  Token third = Parser_peek_ahead(p);
  return third == kTokenLeftBrace || third == kTokenLeftBracket ||
         Token_is_any_identifier(third);
}

// `using x`, `await using x`; next is `using` or `await`.
bool Parser_is_using_declaration(Parser *p, bool *is_await, bool in_for) {
  *is_await = false;
  Scanner bookmark;
  if (Parser_peek(p) == kTokenAwait && Parser_is_async(p)) {
    const TokenDesc *third = Scanner_peek_third(&p->scanner);
    if (third->token != kTokenUsing || third->contains_escapes ||
        third->newline_before)
      return false;
    bookmark = p->scanner;
    Scanner_advance(&p->scanner);
    *is_await = true;
    third = Scanner_peek_third(&p->scanner);
    bool result = !third->newline_before &&
                  Token_is_any_identifier((Token)third->token);
    p->scanner = bookmark;
    return result;
  }
  if (!Parser_peek_contextual(p, kTokenUsing)) return false;
  const TokenDesc *third = Scanner_peek_third(&p->scanner);
  if (third->newline_before ||
      !Token_is_any_identifier((Token)third->token))
    return false;
  if (!in_for || third->token != kTokenOf) return true;
  // `for (using of` is a loop over a variable of that name, unless "=" comes.
  bookmark = p->scanner;
  Scanner_advance(&p->scanner);
  third = Scanner_peek_third(&p->scanner);
  bool result = third->token == kTokenAssign;
  p->scanner = bookmark;
  return result;
}

static Statement *join_statements(Parser *p, StatementList *list,
                                  int position) {
  if (list->length == 0) return &AST_NEW(p, EmptyStatement, position)->node;
  if (list->length == 1) return list->items[0];
  BlockStatement *block = AST_NEW(p, BlockStatement, position);
  block->statements = *list;
  block->ignore_completion_value = true;
  return &block->node;
}

static Statement *parse_variable_statement(Parser *p, VariableMode mode) {
  Parser_next(p);
  int position = Parser_position(p);
  DeclarationList list;
  StatementList init = {0};
  Parser_parse_declarations(p, kDeclarationStatement, mode, &list, &init);
  Parser_expect_semicolon(p);
  return join_statements(p, &init, position);
}

// Where it is not allowed, `using` is a name.
static bool is_using_allowed(const Parser *p) {
  return p->scope->kind != kScopeScript && p->scope->kind != kScopeEval &&
         !p->scope->is_nonlinear;
}

static Statement *parse_using_statement(Parser *p, bool is_await) {
  if (is_await) Parser_next(p);
  return parse_variable_statement(
      p, is_await ? kVariableAwaitUsing : kVariableUsing);
}

// --------------------------------------------------------- small statements

static Statement *parse_return(Parser *p) {
  Parser_next(p);
  int start = Parser_position(p);
  ReturnStatement *node = AST_NEW(p, ReturnStatement, start);
  if (!p->function->allow_return) {
    Parser_report(p, kParserMessageIllegalReturn, start,
                  Parser_end_position(p), NULL);
    return &node->node;
  }
  Token token = Parser_peek(p);
  if (!Parser_newline_before_next(p) && token != kTokenSemicolon &&
      token != kTokenRightBrace && token != kTokenEndOfSource)
    node->expression = Parser_parse_expression(p, true);
  Parser_expect_semicolon(p);
  node->end_position = Parser_end_position(p);
  return &node->node;
}

static Statement *parse_throw(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  if (Parser_newline_before_next(p))
    Parser_report(p, kParserMessageNewlineAfterThrow, position,
                  Parser_end_position(p), NULL);
  Throw *node = AST_NEW(p, Throw, position);
  node->exception = Parser_parse_expression(p, true);
  Parser_expect_semicolon(p);
  return Parser_new_expression_statement(p, &node->node, position);
}

static Statement *parse_if(Parser *p) {
  Parser_next(p);
  IfStatement *node = AST_NEW(p, IfStatement, Parser_position(p));
  Parser_expect(p, kTokenLeftParen);
  node->condition = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightParen);
  node->then_statement = Parser_parse_scoped_statement(p);
  if (Parser_check(p, kTokenElse))
    node->else_statement = Parser_parse_scoped_statement(p);
  return &node->node;
}

static Statement *parse_with(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  if (Parser_is_strict(p)) {
    Parser_report(p, kParserMessageStrictWith, position,
                  Parser_end_position(p), NULL);
    return (Statement *)p->failure;
  }
  WithStatement *node = AST_NEW(p, WithStatement, position);
  Parser_expect(p, kTokenLeftParen);
  node->object = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightParen);
  Scope *outer = p->scope;
  node->scope = Parser_new_scope(p, kScopeWith);
  p->scope = node->scope;
  node->statement = Parser_parse_statement(p, NULL, false);
  node->scope->end_position = Parser_end_position(p);
  p->scope = outer;
  return &node->node;
}

static Statement *parse_while(Parser *p, AstStringList *labels) {
  Parser_next(p);
  WhileStatement *node = AST_NEW(p, WhileStatement, Parser_position(p));
  Parser_expect(p, kTokenLeftParen);
  node->condition = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightParen);
  Target target;
  Parser_push_target(p, &target, &node->loop.node, labels, true);
  node->loop.body = Parser_parse_statement(p, NULL, false);
  Parser_pop_target(p, &target);
  return &node->loop.node;
}

static Statement *parse_do_while(Parser *p, AstStringList *labels) {
  Parser_next(p);
  DoWhileStatement *node = AST_NEW(p, DoWhileStatement, Parser_position(p));
  Target target;
  Parser_push_target(p, &target, &node->loop.node, labels, true);
  node->loop.body = Parser_parse_statement(p, NULL, false);
  Parser_pop_target(p, &target);
  Parser_expect(p, kTokenWhile);
  Parser_expect(p, kTokenLeftParen);
  node->condition = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightParen);
  // A semicolon is inserted here even without a line break.
  Parser_check(p, kTokenSemicolon);
  return &node->loop.node;
}

static CaseClause *parse_case(Parser *p, bool *has_default) {
  CaseClause *clause = ZONE_NEW(p->zone, CaseClause);
  clause->position = Parser_peek_start(p);
  if (Parser_check(p, kTokenCase)) {
    clause->label = Parser_parse_expression(p, true);
  } else {
    Parser_expect(p, kTokenDefault);
    if (*has_default)
      Parser_report(p, kParserMessageMultipleDefaultsInSwitch,
                    Parser_position(p), Parser_end_position(p), NULL);
    *has_default = true;
  }
  Parser_expect(p, kTokenColon);
  while (!p->failed && Parser_peek(p) != kTokenCase &&
         Parser_peek(p) != kTokenDefault &&
         Parser_peek(p) != kTokenRightBrace) {
    Statement *statement = Parser_parse_statement_list_item(p);
    ZONE_LIST_ADD(p->zone, &clause->statements, statement);
  }
  return clause;
}

static Statement *parse_switch(Parser *p, AstStringList *labels) {
  Parser_next(p);
  SwitchStatement *node = AST_NEW(p, SwitchStatement, Parser_position(p));
  Parser_expect(p, kTokenLeftParen);
  node->tag = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightParen);
  Scope *outer = p->scope;
  Scope *scope = Parser_new_scope(p, kScopeBlock);
  scope->is_nonlinear = true;
  p->scope = scope;
  Target target;
  Parser_push_target(p, &target, &node->node, labels, false);
  Parser_expect(p, kTokenLeftBrace);
  bool has_default = false;
  while (!p->failed && Parser_peek(p) != kTokenRightBrace) {
    CaseClause *clause = parse_case(p, &has_default);
    ZONE_LIST_ADD(p->zone, &node->cases, clause);
  }
  Parser_expect(p, kTokenRightBrace);
  Parser_pop_target(p, &target);
  p->scope = outer;
  node->scope = Parser_finalize_block(p, scope, Parser_end_position(p));
  return &node->node;
}

// ----------------------------------------------------------------- try-catch

// Lexical names of the catch body must differ from the catch parameter's.
static void check_catch_conflicts(Parser *p, const Scope *parameters,
                                  const Scope *body) {
  if (body == NULL) return;
  for (int i = 0; i < body->locals.length; i++) {
    const Variable *variable = body->locals.items[i];
    if (!VariableMode_is_lexical((VariableMode)variable->mode) ||
        Scope_lookup_local(parameters, variable->name) == NULL)
      continue;
    Parser_report(p, kParserMessageVarRedeclaration,
                  variable->declaration_position,
                  variable->declaration_position + 1, variable->name);
    return;
  }
}

static void parse_catch_pattern(Parser *p, TryCatchStatement *node,
                                Variable *caught) {
  int start = Parser_peek_start(p);
  Scope *catch_scope = p->scope;
  Scope *scope = Parser_new_scope(p, kScopeBlock);
  p->scope = scope;
  BoundNames names = {0};
  BindingContext context = {kVariableLet, kVariableKindNormal, &names, false};
  Expression *pattern = Parser_parse_binding_pattern(p, &context);
  Parser_set_initializer_position(&names, 0, Parser_end_position(p));
  Parser_expect(p, kTokenRightParen);
  BlockStatement *body = Parser_parse_block(p, NULL);
  check_catch_conflicts(p, scope, body->scope);
  p->scope = catch_scope;
  BlockStatement *block = AST_NEW(p, BlockStatement, start);
  Expression *value = &Parser_new_bound(p, caught, start)->node;
  Assignment *assignment =
      Parser_new_assignment(p, kTokenInit, pattern, value, start);
  ZONE_LIST_ADD(p->zone, &block->statements,
                Parser_new_expression_statement(p, &assignment->node, start));
  ZONE_LIST_ADD(p->zone, &block->statements, &body->node);
  block->scope = Parser_finalize_block(p, scope, Parser_end_position(p));
  node->catch_block = block;
}

// `catch` has been consumed.
static void parse_catch(Parser *p, TryCatchStatement *node) {
  if (!Parser_check(p, kTokenLeftParen)) {
    node->catch_block = Parser_parse_block(p, NULL);
    return;
  }
  Scope *outer = p->scope;
  Scope *scope = Parser_new_scope(p, kScopeCatch);
  node->catch_scope = scope;
  p->scope = scope;
  Token token = Parser_peek(p);
  bool is_pattern = token == kTokenLeftBracket || token == kTokenLeftBrace;
  AstString *name = is_pattern ? Parser_name(p, kNameDotCatch)
                               : Parser_parse_binding_identifier(p);
  scope->catch_variable = Scope_add_variable(p->zone, scope, name,
                                             kVariableVar,
                                             kVariableKindNormal);
  scope->catch_variable->declaration_position = Parser_position(p);
  if (is_pattern) {
    parse_catch_pattern(p, node, scope->catch_variable);
  } else {
    Parser_expect(p, kTokenRightParen);
    node->catch_block = Parser_parse_block(p, NULL);
    check_catch_conflicts(p, scope, node->catch_block->scope);
  }
  scope->end_position = Parser_end_position(p);
  p->scope = outer;
}

static Statement *parse_try(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  BlockStatement *try_block = Parser_parse_block(p, NULL);
  Token token = Parser_peek(p);
  if (token != kTokenCatch && token != kTokenFinally) {
    Parser_report(p, kParserMessageNoCatchOrFinally, Parser_position(p),
                  Parser_end_position(p), NULL);
    return (Statement *)p->failure;
  }
  Statement *result = &try_block->node;
  if (Parser_check(p, kTokenCatch)) {
    TryCatchStatement *node = AST_NEW(p, TryCatchStatement, position);
    node->try_block = try_block;
    parse_catch(p, node);
    result = &node->node;
  }
  if (!Parser_check(p, kTokenFinally)) return result;
  TryFinallyStatement *node = AST_NEW(p, TryFinallyStatement, position);
  if (Ast_is_BlockStatement(result)) {
    node->try_block = try_block;
  } else {
    node->try_block = AST_NEW(p, BlockStatement, position);
    ZONE_LIST_ADD(p->zone, &node->try_block->statements, result);
  }
  node->finally_block = Parser_parse_block(p, NULL);
  return &node->node;
}

// -------------------------------------------------------------------- blocks

BlockStatement *Parser_parse_block(Parser *p, AstStringList *labels) {
  BlockStatement *block =
      AST_NEW(p, BlockStatement, Parser_peek_start(p));
  Parser_expect(p, kTokenLeftBrace);
  Scope *outer = p->scope;
  Scope *scope = Parser_new_scope(p, kScopeBlock);
  p->scope = scope;
  Target target;
  Parser_push_target(p, &target, &block->node, labels, false);
  while (!p->failed && Parser_peek(p) != kTokenRightBrace) {
    Statement *statement = Parser_parse_statement_list_item(p);
    ZONE_LIST_ADD(p->zone, &block->statements, statement);
  }
  Parser_expect(p, kTokenRightBrace);
  Parser_pop_target(p, &target);
  p->scope = outer;
  block->scope = Parser_finalize_block(p, scope, Parser_end_position(p));
  return block;
}

Statement *Parser_parse_scoped_statement(Parser *p) {
  if (Parser_is_strict(p) || Parser_peek(p) != kTokenFunction)
    return Parser_parse_statement(p, NULL, false);
  // Annex B.3.3: `if (x) function f() {}` as if in a block.
  Scope *outer = p->scope;
  Scope *scope = Parser_new_scope(p, kScopeBlock);
  p->scope = scope;
  BlockStatement *block =
      AST_NEW(p, BlockStatement, Parser_peek_start(p));
  Parser_next(p);
  int start = Parser_position(p);
  if (Parser_peek(p) == kTokenMul)
    Parser_report(p, kParserMessageGeneratorInSingleStatementContext,
                  Parser_peek_start(p), p->scanner.next->end, NULL);
  Statement *statement =
      Parser_parse_function_declaration(p, false, start, false, NULL);
  ZONE_LIST_ADD(p->zone, &block->statements, statement);
  p->scope = outer;
  block->scope = Parser_finalize_block(p, scope, Parser_end_position(p));
  return &block->node;
}

// ---------------------------------------------- expressions and labels

static Statement *parse_expression_statement(Parser *p) {
  int position = Parser_peek_start(p);
  switch (Parser_peek(p)) {
    case kTokenFunction:
      Parser_report(p,
                    Parser_is_strict(p) ? kParserMessageStrictFunction
                                        : kParserMessageSloppyFunction,
                    position, p->scanner.next->end, NULL);
      break;
    case kTokenClass:
      Parser_report_unexpected_next(p);
      break;
    case kTokenLet: {
      const TokenDesc *third = Scanner_peek_third(&p->scanner);
      bool is_declaration =
          third->token == kTokenLeftBracket ||
          (!third->newline_before &&
           (third->token == kTokenLeftBrace ||
            Token_is_any_identifier((Token)third->token)));
      if (is_declaration)
        Parser_report(p, kParserMessageUnexpectedLexicalDeclaration, position,
                      p->scanner.next->end, NULL);
      break;
    }
    case kTokenAsync: {
      const TokenDesc *third = Scanner_peek_third(&p->scanner);
      if (third->token == kTokenFunction && !third->newline_before)
        Parser_report(p,
                      p->scanner.next->contains_escapes
                          ? kParserMessageInvalidEscapedReservedWord
                          : kParserMessageAsyncFunctionInSingleStatementContext,
                      position, p->scanner.next->end, NULL);
      break;
    }
    default: break;
  }
  Expression *expression = Parser_parse_expression(p, true);
  Parser_expect_semicolon(p);
  return Parser_new_expression_statement(p, expression, position);
}

static Statement *parse_labelled(Parser *p, AstStringList *labels,
                                 bool allow_function) {
  AstStringList own = {0};
  if (labels == NULL) labels = &own;
  AstString *label = Parser_parse_identifier(p, kFunctionNormal);
  if (has_label(labels, label) || find_label(p, label) != NULL)
    Parser_report(p, kParserMessageLabelRedeclaration, Parser_position(p),
                  Parser_end_position(p), label);
  ZONE_LIST_ADD(p->zone, labels, label);
  Parser_expect(p, kTokenColon);
  if (Parser_peek(p) == kTokenFunction && !Parser_is_strict(p) &&
      allow_function) {
    Parser_next(p);
    int start = Parser_position(p);
    if (Parser_peek(p) == kTokenMul)
      Parser_report(p, kParserMessageGeneratorInSingleStatementContext,
                    Parser_peek_start(p), p->scanner.next->end, NULL);
    return Parser_parse_function_declaration(p, false, start, false, NULL);
  }
  return Parser_parse_statement(p, labels, allow_function);
}

// Statements that no break can target without a label.
static Statement *parse_plain_statement(Parser *p) {
  switch (Parser_peek(p)) {
    case kTokenSemicolon:
      Parser_next(p);
      return &AST_NEW(p, EmptyStatement, Parser_position(p))->node;
    case kTokenIf: return parse_if(p);
    case kTokenContinue: return parse_continue(p);
    case kTokenBreak: return parse_break(p);
    case kTokenReturn: return parse_return(p);
    case kTokenThrow: return parse_throw(p);
    case kTokenTry: return parse_try(p);
    case kTokenWith: return parse_with(p);
    case kTokenVar: return parse_variable_statement(p, kVariableVar);
    case kTokenDebugger: {
      Parser_next(p);
      Statement *node =
          &AST_NEW(p, DebuggerStatement, Parser_position(p))->node;
      Parser_expect_semicolon(p);
      return node;
    }
    default: return parse_expression_statement(p);
  }
}

static bool may_be_label(const Parser *p) {
  Token token = Parser_peek(p);
  if (token == kTokenAwait) return !Parser_is_async(p);
  if (token == kTokenYield) return !Parser_is_generator(p);
  return Token_is_any_identifier(token);
}

Statement *Parser_parse_statement(Parser *p, AstStringList *labels,
                                  bool allow_function) {
  if (!Parser_check_stack(p)) return (Statement *)p->failure;
  switch (Parser_peek(p)) {
    case kTokenLeftBrace: return &Parser_parse_block(p, labels)->node;
    case kTokenDo: return parse_do_while(p, labels);
    case kTokenWhile: return parse_while(p, labels);
    case kTokenFor: return Parser_parse_for(p, labels);
    case kTokenSwitch: return parse_switch(p, labels);
    default: break;
  }
  if (may_be_label(p) && Parser_peek_ahead(p) == kTokenColon)
    return parse_labelled(p, labels, allow_function);
  if (labels == NULL) return parse_plain_statement(p);
  BlockStatement *block =
      AST_NEW(p, BlockStatement, Parser_peek_start(p));
  Target target;
  Parser_push_target(p, &target, &block->node, labels, false);
  target.is_plain = true;
  Statement *statement = parse_plain_statement(p);
  Parser_pop_target(p, &target);
  ZONE_LIST_ADD(p->zone, &block->statements, statement);
  return &block->node;
}

// ------------------------------------------------------------ list and body

static Statement *parse_module_item(Parser *p) {
  Token token = Parser_peek(p);
  if (token == kTokenExport) return Parser_parse_export(p);
  if (token != kTokenImport) return NULL;
  Token third = Parser_peek_ahead(p);
  // import(), import.meta.
  if (third == kTokenLeftParen || third == kTokenPeriod) return NULL;
  return Parser_parse_import(p);
}

Statement *Parser_parse_statement_list_item(Parser *p) {
  if (!Parser_check_stack(p)) return (Statement *)p->failure;
  bool is_await;
  switch (Parser_peek(p)) {
    case kTokenFunction:
      Parser_next(p);
      return Parser_parse_function_declaration(p, false, Parser_position(p),
                                               false, NULL);
    case kTokenClass:
      Parser_next(p);
      return Parser_parse_class_declaration(p, false, NULL);
    case kTokenConst: return parse_variable_statement(p, kVariableConst);
    case kTokenLet:
      if (Parser_is_let_declaration(p))
        return parse_variable_statement(p, kVariableLet);
      break;
    case kTokenUsing:
    case kTokenAwait:
      if (is_using_allowed(p) &&
          Parser_is_using_declaration(p, &is_await, false))
        return parse_using_statement(p, is_await);
      break;
    case kTokenAsync: {
      const TokenDesc *third = Scanner_peek_third(&p->scanner);
      if (third->token == kTokenFunction && !third->newline_before &&
          !p->scanner.next->contains_escapes) {
        Parser_next(p);
        int start = Parser_position(p);
        Parser_next(p);
        return Parser_parse_function_declaration(p, true, start, false, NULL);
      }
      break;
    }
    case kTokenImport:
    case kTokenExport:
      if (p->scope->kind == kScopeModule) {
        Statement *item = parse_module_item(p);
        if (item != NULL) return item;
      }
      break;
    default: break;
  }
  return Parser_parse_statement(p, NULL, true);
}

// "use strict" was the current directive.
static void enter_strict_mode(Parser *p, const TokenDesc *directive,
                              bool has_simple_parameters) {
  if (!has_simple_parameters) {
    Parser_report(p, kParserMessageIllegalLanguageModeDirective,
                  directive->start, directive->end,
                  Parser_name(p, kNameUseStrict));
    return;
  }
  p->scope->language_mode = kLanguageStrict;
}

static bool is_directive(const Statement *statement,
                         const TokenDesc *token) {
  if (!Ast_is_ExpressionStatement(statement)) return false;
  const Expression *expression =
      Ast_as_ExpressionStatement(statement)->expression;
  return Ast_is_string_literal(expression) && !expression->is_parenthesized &&
         expression->position == token->start;
}

void Parser_parse_body(Parser *p, StatementList *body, Token end,
                       bool has_simple_parameters) {
  bool in_prologue = true;
  TokenDesc octal = {0};
  while (!p->failed && Parser_peek(p) != end) {
    TokenDesc first = *p->scanner.next;
    Statement *statement = Parser_parse_statement_list_item(p);
    ZONE_LIST_ADD(p->zone, body, statement);
    if (!in_prologue || p->failed) continue;
    if (first.token != kTokenString || !is_directive(statement, &first)) {
      in_prologue = false;
      continue;
    }
    if (first.octal_message != kParserMessageNone &&
        octal.octal_message == kParserMessageNone)
      octal = first;
    if (!AstString_is(Scanner_string(&p->scanner, &first), kNameUseStrict) ||
        first.end - first.start != (int)sizeof "'use strict'" - 1)
      continue;
    enter_strict_mode(p, &first, has_simple_parameters);
    if (octal.octal_message != kParserMessageNone)
      Parser_report(p, octal.octal_message, octal.octal_start,
                    octal.octal_end, NULL);
  }
}
