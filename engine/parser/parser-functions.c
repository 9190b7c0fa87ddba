// SPDX-License-Identifier: MIT
//
// Functions of every kind, arrow functions, and pre-parsing.
// ECMA-262 #sec-ecmascript-language-functions-and-classes.
//
// Pre-parsing is the same parse into a temporary zone: all early errors are
// found, then the names that are free in the function are handed to the outer
// scope and the tree is dropped.
#include "engine/parser/parser-impl.h"

enum { kMaxParameters = 65534 };

// ------------------------------------------------------------------- states

void Parser_enter_function(Parser *p, FunctionState *state, Scope *scope,
                           FunctionKind kind) {
  state->outer = p->function;
  state->scope = scope;
  state->kind = (uint8_t)kind;
  state->saved_scope = p->scope;
  state->saved_accept_in = p->accept_in;
  state->saved_cover = p->cover;
  state->saved_yield_position = p->yield_position;
  state->saved_await_position = p->await_position;
  state->saved_await_identifier_position = p->await_identifier_position;
  p->function = state;
  p->scope = scope;
  p->accept_in = true;
  p->cover.message = kParserMessageNone;
  p->yield_position = -1;
  p->await_position = -1;
  p->await_identifier_position = -1;
}

void Parser_leave_function(Parser *p, FunctionState *state) {
  p->function = state->outer;
  p->scope = state->saved_scope;
  p->accept_in = state->saved_accept_in;
  p->cover = state->saved_cover;
  p->yield_position = state->saved_yield_position;
  p->await_position = state->saved_await_position;
  // `await` in an arrow function counts for what encloses it.
  if (!FunctionKind_is_arrow((FunctionKind)state->kind) ||
      p->await_identifier_position < 0)
    p->await_identifier_position = state->saved_await_identifier_position;
}

Scope *Parser_new_function_scope(Parser *p, FunctionKind kind) {
  Scope *scope = Parser_new_scope(p, kScopeFunction);
  Scope_make_declaration_scope(p->zone, scope)->function_kind = (uint8_t)kind;
  return scope;
}

FunctionLiteral *Parser_new_function_literal(Parser *p, FunctionKind kind,
                                             AstString *name, int position) {
  FunctionLiteral *literal = AST_NEW(p, FunctionLiteral, position);
  literal->function_kind = (uint8_t)kind;
  literal->name = name;
  literal->function_literal_id = p->next_function_literal_id++;
  ZONE_LIST_ADD(p->info->zone, &p->literals, literal);
  return literal;
}

void Parser_finish_literal(Parser *p, FunctionLiteral *literal, Scope *scope) {
  FunctionScopeData *data = scope->function;
  literal->scope = scope;
  literal->language_mode = scope->language_mode;
  literal->calls_eval = scope->calls_eval;
  literal->inner_calls_eval = scope->inner_calls_eval;
  data->has_mapped_arguments =
      data->has_simple_parameters && !Scope_is_strict(scope);
  if (FunctionKind_is_resumable((FunctionKind)data->function_kind)) {
    data->generator_object = Scope_new_temporary(
        p->zone, scope, Parser_name(p, kNameDotGeneratorObject));
    data->generator_object->is_used = true;
  }
}

// --------------------------------------------------------------- parameters

static void parse_parameter(Parser *p, Parameters *parameters) {
  Parameter parameter = {.position = Parser_peek_start(p)};
  int first_name = parameters->names.length;
  parameter.is_rest = Parser_check(p, kTokenEllipsis);
  BindingContext context = {kVariableVar, kVariableKindParameter,
                            &parameters->names, true};
  parameter.pattern = Parser_parse_binding(p, &context);
  parameter.is_simple_name =
      !p->failed && Ast_is_VariableProxy(parameter.pattern);
  if (!parameter.is_simple_name) parameters->is_simple = false;
  if (Parser_check(p, kTokenAssign)) {
    if (parameter.is_rest) {
      Parser_report(p, kParserMessageRestDefaultInitializer,
                    Parser_position(p), Parser_end_position(p), NULL);
      return;
    }
    parameters->is_simple = false;
    parameter.initializer = Parser_parse_assignment(p, true);
    if (parameter.is_simple_name)
      Parser_set_function_name(
          p, parameter.initializer,
          Ast_as_VariableProxy(parameter.pattern)->name, NULL);
  }
  Parser_set_initializer_position(&parameters->names, first_name,
                                  Parser_end_position(p));
  if (parameter.is_rest) {
    parameters->is_simple = false;
    parameters->has_rest = true;
  } else {
    if (parameter.initializer == NULL &&
        parameters->length == parameters->count)
      parameters->length++;
    parameters->count++;
  }
  ZONE_LIST_ADD(p->zone, &parameters->list, parameter);
}

// The list between the parentheses.
static void parse_parameters(Parser *p, Parameters *parameters) {
  while (Parser_peek(p) != kTokenRightParen && !p->failed) {
    parse_parameter(p, parameters);
    if (parameters->has_rest) {
      if (Parser_peek(p) == kTokenComma)
        Parser_report(p, kParserMessageParamAfterRest, Parser_peek_start(p),
                      p->scanner.next->end, NULL);
      break;
    }
    if (!Parser_check(p, kTokenComma)) break;
  }
  if (parameters->count > kMaxParameters)
    Parser_report(p, kParserMessageTooManyParameters, Parser_position(p),
                  Parser_end_position(p), NULL);
}

// Makes the parameters variables of the scope. Names are declared already.
static void declare_parameters(Parser *p, Scope *scope,
                               Parameters *parameters) {
  FunctionScopeData *data = scope->function;
  data->has_simple_parameters = parameters->is_simple;
  data->has_rest = parameters->has_rest;
  data->parameter_count = parameters->count;
  data->function_length = parameters->length;
  if (!parameters->is_simple) {
    for (int i = 0; i < parameters->names.length; i++) {
      Variable *variable = parameters->names.items[i].variable;
      variable->mode = kVariableLet;
      variable->binding_needs_init = true;
    }
  }
  for (int i = 0; i < parameters->list.length; i++) {
    Parameter *parameter = &parameters->list.items[i];
    if (parameters->is_simple) {
      parameter->variable = parameters->names.items[i].variable;
    } else {
      parameter->variable =
          Scope_new_temporary(p->zone, scope, Parser_name(p, kNameEmpty));
      parameter->variable->is_used = true;
    }
    ZONE_LIST_ADD(p->zone, &data->parameters, parameter->variable);
  }
}

// Statements that bind non-simple parameters, in front of the body.
static void add_parameter_bindings(Parser *p, Parameters *parameters,
                                   StatementList *body) {
  for (int i = 0; i < parameters->list.length; i++) {
    Parameter *parameter = &parameters->list.items[i];
    int position = parameter->position;
    Expression *value =
        &Parser_new_bound(p, parameter->variable, -1)->node;
    if (parameter->initializer != NULL) {
      CompareOperation *test = AST_NEW(p, CompareOperation, -1);
      test->op = kTokenEqualStrict;
      test->left = value;
      test->right = &Parser_new_literal(p, kLiteralUndefined, -1)->node;
      Conditional *conditional =
          AST_NEW(p, Conditional, parameter->initializer->position);
      conditional->condition = &test->node;
      conditional->then_expression = parameter->initializer;
      conditional->else_expression =
          &Parser_new_bound(p, parameter->variable, -1)->node;
      value = &conditional->node;
    }
    Assignment *assignment = Parser_new_assignment(
        p, kTokenInit, parameter->pattern, value, position);
    Statement *statement =
        Parser_new_expression_statement(p, &assignment->node, position);
    ZONE_LIST_ADD(p->zone, body, statement);
  }
}

// At the first name that was there before.
static void report_duplicate_parameter(Parser *p,
                                       const Parameters *parameters) {
  for (int i = 1; i < parameters->names.length; i++) {
    const BoundName *bound = &parameters->names.items[i];
    for (int before = 0; before < i; before++) {
      if (parameters->names.items[before].name != bound->name) continue;
      Parser_report(p, kParserMessageParamDupe, bound->position,
                    bound->position + bound->name->length, NULL);
      return;
    }
  }
}

// What depends on strictness, which the body may have changed, and what is an
// error for unique parameters only.
static void check_parameter_names(Parser *p, FunctionLiteral *literal,
                                  const Parameters *parameters,
                                  const Scope *scope, bool must_be_unique) {
  bool is_strict = Scope_is_strict(scope);
  must_be_unique |= is_strict || !parameters->is_simple;
  for (int i = 0; i < parameters->names.length; i++) {
    const BoundName *bound = &parameters->names.items[i];
    int end = bound->position + bound->name->length;
    // The newest variable of a name is what the scope knows.
    if (Scope_lookup_local(scope, bound->name) != bound->variable) {
      literal->has_duplicate_parameters = true;
      if (must_be_unique) {
        report_duplicate_parameter(p, parameters);
        return;
      }
    }
    if (!is_strict) continue;
    if (AstString_is(bound->name, kNameEval) ||
        AstString_is(bound->name, kNameArguments)) {
      Parser_report(p, kParserMessageStrictEvalArguments, bound->position, end,
                    NULL);
    } else if (Token_is_strict_reserved((Token)bound->name->token)) {
      Parser_report(p, kParserMessageUnexpectedStrictReserved,
                    bound->position, end, NULL);
    }
  }
}

static void check_parameter_expressions(Parser *p, bool is_async_arrow) {
  if (p->yield_position >= 0)
    Parser_report_earlier(p, kParserMessageYieldInParameter,
                          p->yield_position, p->yield_position + 5, NULL);
  if (p->await_position >= 0)
    Parser_report_earlier(p, kParserMessageAwaitExpressionFormalParameter,
                          p->await_position, p->await_position + 5, NULL);
  if (is_async_arrow && p->await_identifier_position >= 0)
    Parser_report(p, kParserMessageAwaitBindingIdentifier,
                  p->await_identifier_position,
                  p->await_identifier_position + 5, NULL);
}

static void check_accessor_arity(Parser *p, FunctionKind kind,
                                 const Parameters *parameters, int start,
                                 int end) {
  if (kind == kFunctionGetter && parameters->list.length != 0) {
    Parser_report(p, kParserMessageBadGetterArity, start, end, NULL);
  } else if (kind == kFunctionSetter) {
    if (parameters->has_rest)
      Parser_report(p, kParserMessageBadSetterRestParameter, start, end, NULL);
    else if (parameters->count != 1)
      Parser_report(p, kParserMessageBadSetterArity, start, end, NULL);
  }
}

// --------------------------------------------------------------------- body

// A var in the body of the same name as a parameter starts with its value.
static void add_shadowing_bindings(Parser *p, Scope *function_scope,
                                   Scope *body_scope, BlockStatement *block) {
  StatementList statements = {0};
  bool is_arrow = FunctionKind_is_arrow(
      (FunctionKind)function_scope->function->function_kind);
  for (int i = 0; i < body_scope->locals.length; i++) {
    Variable *variable = body_scope->locals.items[i];
    if (variable->mode != kVariableVar ||
        variable->kind == kVariableKindFunction)
      continue;
    VariableProxy *source;
    Variable *parameter = Scope_lookup_local(function_scope, variable->name);
    if (parameter != NULL) {
      source = Parser_new_bound(p, parameter, -1);
    } else if (!is_arrow && AstString_is(variable->name, kNameArguments)) {
      source = AST_NEW(p, VariableProxy, -1);
      source->name = variable->name;
      Scope_add_unresolved(function_scope, source);
    } else {
      continue;
    }
    Assignment *assignment = Parser_new_assignment(
        p, kTokenAssign, &Parser_new_bound(p, variable, -1)->node,
        &source->node, -1);
    Statement *statement =
        Parser_new_expression_statement(p, &assignment->node, -1);
    ZONE_LIST_ADD(p->zone, &statements, statement);
  }
  if (statements.length == 0) return;
  for (int i = 0; i < block->statements.length; i++)
    ZONE_LIST_ADD(p->zone, &statements, block->statements.items[i]);
  block->statements = statements;
}

// Lexical names of the body must differ from the parameters.
static void check_body_conflicts(Parser *p, Scope *function_scope,
                                 Scope *body_scope) {
  for (int i = 0; i < body_scope->locals.length; i++) {
    const Variable *variable = body_scope->locals.items[i];
    if (!VariableMode_is_lexical((VariableMode)variable->mode) ||
        Scope_lookup_local(function_scope, variable->name) == NULL)
      continue;
    Parser_report(p, kParserMessageVarRedeclaration,
                  variable->declaration_position,
                  variable->declaration_position + 1, variable->name);
    return;
  }
}

// The body in a var scope of its own, since parameters are not simple.
static void parse_separate_body(Parser *p, Scope *function_scope,
                                StatementList *body) {
  Scope *scope = Parser_new_scope(p, kScopeBlock);
  Scope_make_declaration_scope(p->zone, scope)->function_kind =
      function_scope->function->function_kind;
  scope->is_function_body_block = true;
  BlockStatement *block = AST_NEW(p, BlockStatement, Parser_position(p));
  p->scope = scope;
  Parser_parse_body(p, &block->statements, kTokenRightBrace, false);
  p->scope = function_scope;
  scope->end_position = Parser_peek_start(p);
  if (p->failed) return;
  if (!Scope_is_strict(scope))
    Parser_hoist_sloppy_block_functions(p, scope, function_scope);
  check_body_conflicts(p, function_scope, scope);
  Parser_check_var_conflicts(p, scope);
  if (scope->locals.length == 0 && !scope->calls_eval &&
      !scope->inner_calls_eval) {
    Scope_dissolve(scope);
    for (int i = 0; i < block->statements.length; i++)
      ZONE_LIST_ADD(p->zone, body, block->statements.items[i]);
    return;
  }
  block->scope = scope;
  add_shadowing_bindings(p, function_scope, scope, block);
  ZONE_LIST_ADD(p->zone, body, &block->node);
}

// The body up to `end`, in the scope of its simple parameters.
static void parse_simple_body(Parser *p, FunctionLiteral *literal,
                              Scope *scope, Token end) {
  Parser_parse_body(p, &literal->body, end, true);
  if (!p->failed && !Scope_is_strict(scope))
    Parser_hoist_sloppy_block_functions(p, scope, NULL);
  if (!p->failed) Parser_check_var_conflicts(p, scope);
}

// "{" was consumed; consumes "}".
static void parse_braced_body(Parser *p, FunctionLiteral *literal,
                              Scope *scope, Parameters *parameters) {
  if (!parameters->is_simple)
    add_parameter_bindings(p, parameters, &literal->body);
  literal->parameter_statement_count = literal->body.length;
  if (parameters->is_simple) {
    parse_simple_body(p, literal, scope, kTokenRightBrace);
  } else {
    parse_separate_body(p, scope, &literal->body);
  }
  Parser_expect(p, kTokenRightBrace);
  scope->end_position = Parser_end_position(p);
}

static void finish_function(Parser *p, FunctionLiteral *literal, Scope *scope,
                            const Parameters *parameters,
                            const FunctionState *state, int start) {
  literal->start_position = start;
  literal->end_position = Parser_end_position(p);
  literal->parameter_count = parameters->count;
  literal->function_length = parameters->length;
  literal->has_simple_parameters = parameters->is_simple;
  literal->has_rest = parameters->has_rest;
  literal->suspend_count = state->suspend_count;
  literal->uses_super_property = state->uses_super_property;
  literal->uses_this = state->uses_this;
  Parser_finish_literal(p, literal, scope);
}

static void parse_function_contents(Parser *p, FunctionLiteral *literal,
                                    Scope *scope,
                                    const FunctionSource *source) {
  FunctionState state = {0};
  Parser_enter_function(p, &state, scope, source->kind);
  state.allow_return = true;
  state.is_static = source->is_static;
  state.name = source->name;
  scope->function->is_static = source->is_static;
  if (source->syntax == kFunctionSyntaxNamedExpression)
    scope->function->own_name = source->name;
  Parameters parameters = {.is_simple = true};
  int parameters_end = p->parameters_end;
  p->parameters_end = -1;  // functions in the parameters have none
  int parameters_start = Parser_peek_start(p);
  Parser_expect(p, kTokenLeftParen);
  parse_parameters(p, &parameters);
  Parser_expect(p, kTokenRightParen);
  if (parameters_end >= 0 && !p->failed &&
      Parser_end_position(p) != parameters_end + 2)
    Parser_report(p, kParserMessageArgStringTerminatesParametersEarly,
                  Parser_position(p), Parser_end_position(p), NULL);
  check_parameter_expressions(p, false);
  check_accessor_arity(p, source->kind, &parameters, parameters_start,
                       Parser_end_position(p));
  Parser_expect(p, kTokenLeftBrace);
  if (!p->failed) {
    declare_parameters(p, scope, &parameters);
    parse_braced_body(p, literal, scope, &parameters);
  }
  if (!p->failed) {
    bool is_concise =
        FunctionKind_allows_super_property(source->kind);
    check_parameter_names(p, literal, &parameters, scope, is_concise);
    if (Scope_is_strict(scope) && source->name_end > source->name_start) {
      p->scope = scope;
      Parser_check_strict_name(p, source->name, source->name_start,
                               source->name_end);
      if (source->name_is_strict_reserved)
        Parser_report(p, kParserMessageUnexpectedStrictReserved,
                      source->name_start, source->name_end, NULL);
    }
    finish_function(p, literal, scope, &parameters, &state,
                    source->start_position);
  }
  Parser_leave_function(p, &state);
}

// A parameter whose name is a text of its own.
static void parse_given_parameter(Parser *p, Parameters *parameters,
                                  const SourceText *name) {
  Scanner saved = p->scanner;
  ParseInfo info = *p->info;
  info.source = *name;
  Scanner_init(&p->scanner, &info, p->strings, 0, (int)name->length_units);
  if (Token_is_any_identifier(Parser_peek(p))) parse_parameter(p, parameters);
  if (!p->failed && Parser_peek(p) != kTokenEndOfSource)
    Parser_report(p, kParserMessageArgStringTerminatesParametersEarly, 0, 0,
                  NULL);
  if (!p->failed) p->scanner = saved;
}

FunctionLiteral *Parser_parse_wrapped(Parser *p, const SourceText *names,
                                      int name_count) {
  FunctionLiteral *literal = Parser_new_function_literal(
      p, kFunctionNormal, Parser_name(p, kNameEmpty), 0);
  literal->syntax = kFunctionSyntaxWrapped;
  literal->should_eager_compile = true;
  Scope *scope = Parser_new_function_scope(p, kFunctionNormal);
  scope->start_position = 0;
  FunctionState state = {0};
  Parser_enter_function(p, &state, scope, kFunctionNormal);
  state.allow_return = true;
  Parameters parameters = {.is_simple = true};
  for (int i = 0; i < name_count && !p->failed; i++)
    parse_given_parameter(p, &parameters, &names[i]);
  if (!p->failed && !parameters.is_simple)
    Parser_report(p, kParserMessageArgStringTerminatesParametersEarly, 0, 0,
                  NULL);
  if (!p->failed) {
    declare_parameters(p, scope, &parameters);
    parse_simple_body(p, literal, scope, kTokenEndOfSource);
    scope->end_position = p->scanner.length;
  }
  if (!p->failed) {
    check_parameter_names(p, literal, &parameters, scope, false);
    finish_function(p, literal, scope, &parameters, &state, 0);
    literal->end_position = p->scanner.length;
  }
  Parser_leave_function(p, &state);
  return literal;
}

// -------------------------------------------------------------- pre-parsing

typedef struct Preparse {
  bool is_active;
  Zone *outer_zone;
  ZoneMark mark;
  int literal_count;
} Preparse;

// Within a function that is pre-parsed every function is, so that no more than
// one body's tree is alive at each depth. Depths take turns with two zones:
// what is free in a function goes to its outer one's.
static void begin_preparse(Parser *p, Preparse *preparse, bool wanted) {
  preparse->is_active = (wanted && p->allow_lazy) || p->preparse_depth > 0;
  if (!preparse->is_active) return;
  Zone *zone = &p->preparse_zones[p->preparse_depth++ & 1];
  preparse->outer_zone = p->zone;
  preparse->literal_count = p->literals.length;
  preparse->mark = Zone_mark(zone);
  p->zone = zone;
}

// p->scope is the scope around `scope`, which goes away.
static void end_preparse(Parser *p, Preparse *preparse,
                         FunctionLiteral *literal, Scope *scope) {
  if (!preparse->is_active) return;
  Zone *zone = p->zone;
  p->zone = preparse->outer_zone;
  p->preparse_depth--;
  p->literals.length = preparse->literal_count;
  if (!p->failed)
    Scope_collect_free_names(p->strings, p->zone, scope, p->scope);
  Scope_unlink(scope);
  literal->is_preparsed = true;
  literal->scope = NULL;
  literal->body = (StatementList){0};
  Zone_release(zone, preparse->mark);
}

FunctionLiteral *Parser_parse_function_literal(Parser *p,
                                               const FunctionSource *source) {
  FunctionLiteral *literal = Parser_new_function_literal(
      p, source->kind, source->name, source->function_position);
  literal->syntax = (uint8_t)source->syntax;
  literal->parameters_position = Parser_peek_start(p);
  literal->is_static = source->is_static;
  literal->should_eager_compile = source->is_called;
  bool was_called = p->function->next_function_is_called;
  p->function->next_function_is_called = false;
  Preparse preparse;
  begin_preparse(p, &preparse, !source->is_called && !was_called);
  Scope *scope = Parser_new_function_scope(p, source->kind);
  parse_function_contents(p, literal, scope, source);
  end_preparse(p, &preparse, literal, scope);
  return literal;
}

// ----------------------------------------------------------- arrow functions

static void add_arrow_parameter(Parser *p, Parameters *parameters,
                                Expression *expression) {
  Parameter parameter = {.position = expression->position};
  if (Ast_is_Spread(expression)) {
    parameter.is_rest = true;
    parameters->has_rest = true;
    parameters->is_simple = false;
    expression = Ast_as_Spread(expression)->expression;
  }
  if (p->parameter_error.message != kParserMessageNone) {
    Parser_report(p, p->parameter_error.message, p->parameter_error.start,
                  p->parameter_error.end, NULL);
    return;
  }
  if (Ast_is_Assignment(expression) && !expression->is_parenthesized) {
    Assignment *assignment = Ast_as_Assignment(expression);
    if (parameter.is_rest)
      Parser_report(p, kParserMessageRestDefaultInitializer,
                    expression->position, expression->position + 1, NULL);
    parameter.initializer = assignment->value;
    expression = assignment->target;
    parameters->is_simple = false;
  }
  BindingContext context = {kVariableVar, kVariableKindParameter,
                            &parameters->names, true};
  Parser_to_binding(p, expression, &context);
  if (p->failed) return;
  parameter.pattern = expression;
  if (!Ast_is_VariableProxy(expression)) parameters->is_simple = false;
  if (!parameter.is_rest) {
    if (parameter.initializer == NULL &&
        parameters->length == parameters->count)
      parameters->length++;
    parameters->count++;
  }
  ZONE_LIST_ADD(p->zone, &parameters->list, parameter);
}

static void add_arrow_parameters(Parser *p, Parameters *parameters,
                                 Expression *head,
                                 const ExpressionList *arguments) {
  if (arguments != NULL) {
    for (int i = 0; i < arguments->length && !p->failed; i++)
      add_arrow_parameter(p, parameters, arguments->items[i]);
    return;
  }
  if (Ast_is_EmptyParentheses(head)) return;
  bool was_parenthesized = head->is_parenthesized;
  head->is_parenthesized = false;
  if (was_parenthesized && Ast_is_NaryOperation(head) &&
      Ast_as_NaryOperation(head)->op == kTokenComma) {
    NaryOperation *list = Ast_as_NaryOperation(head);
    add_arrow_parameter(p, parameters, list->first);
    for (int i = 0; i < list->rest.length && !p->failed; i++)
      add_arrow_parameter(p, parameters, list->rest.items[i].expression);
    return;
  }
  add_arrow_parameter(p, parameters, head);
}

// The arrow function's number comes before those within its parameters.
static int take_arrow_id(Parser *p, int first_id) {
  for (int i = p->literals.length; i-- > 0;) {
    FunctionLiteral *literal = p->literals.items[i];
    if (literal->function_literal_id < first_id) break;
    literal->function_literal_id++;
  }
  p->next_function_literal_id++;
  return first_id;
}

static void parse_arrow_body(Parser *p, FunctionLiteral *literal, Scope *scope,
                             Parameters *parameters, bool accept_in) {
  if (Parser_check(p, kTokenLeftBrace)) {
    parse_braced_body(p, literal, scope, parameters);
    return;
  }
  if (!parameters->is_simple)
    add_parameter_bindings(p, parameters, &literal->body);
  literal->parameter_statement_count = literal->body.length;
  int position = Parser_peek_start(p);
  Expression *expression = Parser_parse_assignment(p, accept_in);
  ReturnStatement *statement = AST_NEW(p, ReturnStatement, position);
  statement->expression = expression;
  statement->end_position = Parser_end_position(p);
  ZONE_LIST_ADD(p->zone, &literal->body, &statement->node);
  scope->end_position = Parser_end_position(p);
}

Expression *Parser_parse_arrow(Parser *p, const ScopeSnapshot *snapshot,
                               Expression *head, ExpressionList *arguments,
                               FunctionKind kind, int start) {
  bool accept_in = p->accept_in;
  bool is_called = p->function->next_function_is_called;
  p->function->next_function_is_called = false;
  check_parameter_expressions(p, kind == kFunctionAsyncArrow);
  Scope *scope = Parser_new_function_scope(p, kind);
  scope->start_position = start;
  Parser_move_to_scope(p, snapshot, scope);
  int next_id = p->next_function_literal_id;
  FunctionLiteral *literal =
      Parser_new_function_literal(p, kind, NULL, Parser_peek_start(p));
  p->next_function_literal_id = next_id;
  p->literals.length--;
  literal->function_literal_id =
      take_arrow_id(p, snapshot->function_literal_id);
  ZONE_LIST_ADD(p->info->zone, &p->literals, literal);
  literal->syntax = kFunctionSyntaxAnonymousExpression;
  literal->parameters_position = start;
  literal->should_eager_compile = is_called;
  int await_identifier = p->await_identifier_position;
  FunctionState state = {0};
  Parser_enter_function(p, &state, scope, kind);
  state.allow_return = true;
  Parameters parameters = {.is_simple = true};
  if (arguments == NULL && !head->is_parenthesized)
    p->parameter_error.message = kParserMessageNone;
  add_arrow_parameters(p, &parameters, head, arguments);
  Parser_set_initializer_position(&parameters.names, 0,
                                  Parser_peek_start(p));
  Preparse preparse = {0};
  if (!p->failed) {
    declare_parameters(p, scope, &parameters);
    Parser_next(p);
    // A mere expression is not worth a second parse.
    bool is_lazy = Parser_peek(p) == kTokenLeftBrace && !is_called &&
                   p->eager_position != start;
    begin_preparse(p, &preparse, is_lazy);
    parse_arrow_body(p, literal, scope, &parameters, accept_in);
  }
  if (!p->failed) {
    check_parameter_names(p, literal, &parameters, scope, true);
    finish_function(p, literal, scope, &parameters, &state, start);
  }
  Parser_leave_function(p, &state);
  if (p->await_identifier_position < 0)
    p->await_identifier_position = await_identifier;
  end_preparse(p, &preparse, literal, scope);
  Parser_drop_snapshot(p, snapshot);
  return p->failed ? p->failure : &literal->node;
}

// ------------------------------------------- declarations and expressions

static FunctionKind kind_of(bool is_async, bool is_generator) {
  if (is_async)
    return is_generator ? kFunctionAsyncGenerator : kFunctionAsync;
  return is_generator ? kFunctionGenerator : kFunctionNormal;
}

// The name of a function expression is parsed in the function's own context.
static AstString *parse_expression_name(Parser *p, FunctionKind kind) {
  Token token = Parser_next(p);
  bool is_valid = Token_is_any_identifier(token);
  if (token == kTokenAwait)
    is_valid = !p->info->is_module && !FunctionKind_is_async(kind);
  else if (token == kTokenYield)
    is_valid = !Parser_is_strict(p) && !FunctionKind_is_generator(kind);
  else if (is_valid && Token_is_strict_reserved(token))
    is_valid = !Parser_is_strict(p);
  if (!is_valid) {
    Parser_report_unexpected_current(p);
    return Parser_name(p, kNameEmpty);
  }
  return Parser_string(p);
}

// After `function`.
static Expression *parse_function_expression(Parser *p, bool is_async,
                                             int start) {
  int position = Parser_position(p);
  bool is_generator = Parser_check(p, kTokenMul);
  FunctionKind kind = kind_of(is_async, is_generator);
  FunctionSource source = {
      .kind = kind,
      .syntax = kFunctionSyntaxAnonymousExpression,
      .function_position = position,
      .start_position = start,
      .is_called = p->function->next_function_is_called,
  };
  Token token = Parser_peek(p);
  if (token != kTokenLeftParen) {
    source.name_is_strict_reserved = Token_is_strict_reserved(token);
    source.name = parse_expression_name(p, kind);
    source.name_start = Parser_position(p);
    source.name_end = Parser_end_position(p);
    source.syntax = kFunctionSyntaxNamedExpression;
  }
  return &Parser_parse_function_literal(p, &source)->node;
}

Expression *Parser_parse_function_expression(Parser *p) {
  Parser_next(p);
  return parse_function_expression(p, false, Parser_position(p));
}

Expression *Parser_parse_async_function_expression(Parser *p) {
  Parser_next(p);
  int start = Parser_position(p);
  Parser_next(p);
  return parse_function_expression(p, true, start);
}

static Statement *new_sloppy_block_function(Parser *p, Variable *variable,
                                            int position) {
  SloppyBlockFunctionStatement *statement =
      AST_NEW(p, SloppyBlockFunctionStatement, position);
  // Completed by Parser_hoist_sloppy_block_functions.
  statement->copy = NULL;
  statement->variable = variable;
  statement->scope = p->scope;
  FunctionScopeData *data = Scope_declaration_scope(p->scope)->function;
  ZONE_LIST_ADD(p->zone, &data->sloppy_block_functions, statement);
  return &statement->node;
}

Statement *Parser_parse_function_declaration(Parser *p, bool is_async,
                                             int start, bool is_default_export,
                                             AstString **declared_name) {
  int position = Parser_position(p);
  bool is_generator = Parser_check(p, kTokenMul);
  FunctionSource source = {
      .kind = kind_of(is_async, is_generator),
      .syntax = kFunctionSyntaxDeclaration,
      .function_position = position,
      .start_position = start,
  };
  AstString *variable_name;
  Token token = Parser_peek(p);
  if (token == kTokenLeftParen) {
    if (!is_default_export) {
      Parser_report(p, kParserMessageMissingFunctionName, Parser_position(p),
                    Parser_end_position(p), NULL);
      return (Statement *)p->failure;
    }
    source.name = Parser_name(p, kNameDefault);
    variable_name = Parser_name(p, kNameDotDefault);
  } else {
    source.name_is_strict_reserved = Token_is_strict_reserved(token);
    source.name = Parser_parse_identifier(p, kFunctionNormal);
    source.name_start = Parser_position(p);
    source.name_end = Parser_end_position(p);
    variable_name = source.name;
  }
  if (declared_name != NULL) *declared_name = variable_name;
  FunctionLiteral *literal = Parser_parse_function_literal(p, &source);
  if (p->failed) return (Statement *)p->failure;
  bool is_var =
      p->scope->is_declaration_scope && p->scope->kind != kScopeModule;
  bool is_sloppy_block = !is_var && !Parser_is_strict(p) &&
                         source.kind == kFunctionNormal;
  Variable *variable = Parser_declare(
      p, variable_name, is_var ? kVariableVar : kVariableLet,
      is_sloppy_block ? kVariableKindSloppyBlockFunction
                      : kVariableKindFunction,
      start, start + 1, literal);
  if (p->failed) return (Statement *)p->failure;
  if (is_sloppy_block)
    return new_sloppy_block_function(p, variable, position);
  return &AST_NEW(p, EmptyStatement, position)->node;
}
