// SPDX-License-Identifier: MIT
//
// The leaves of expressions: names, literals, templates, parentheses, arrays.
#include "engine/parser/parser-impl.h"

// -------------------------------------------------------------- identifiers

void Parser_check_strict_name(Parser *p, const AstString *name, int start,
                              int end) {
  if (Parser_is_strict(p) && (AstString_is(name, kNameEval) ||
                              AstString_is(name, kNameArguments)))
    Parser_report(p, kParserMessageStrictEvalArguments, start, end, NULL);
}

// Whether `arguments` here would be that of a class member initialiser.
static bool is_arguments_forbidden(const Parser *p) {
  const FunctionState *f = Parser_receiver_function(p);
  if (f->outer == NULL) return p->info->is_in_class_initializer;
  return FunctionKind_is_class_initializer((FunctionKind)f->kind);
}

void Parser_check_identifier(Parser *p, FunctionKind kind_of_context) {
  const TokenDesc *desc = p->scanner.current;
  Token token = (Token)desc->token;
  if (LIKELY(token == kTokenIdentifier)) {
    if (!AstString_is(Parser_string(p), kNameArguments)) return;
    if (is_arguments_forbidden(p))
      Parser_report(
          p, kParserMessageArgumentsDisallowedInInitializerAndStaticBlock,
          desc->start, desc->end, NULL);
    return;
  }
  bool is_valid = Token_is_any_identifier(token);
  if (token == kTokenAwait) {
    is_valid = !Parser_is_await_reserved(p) &&
               !FunctionKind_is_async(kind_of_context);
    if (p->await_identifier_position < 0)
      p->await_identifier_position = desc->start;
  } else if (token == kTokenYield) {
    is_valid = !Parser_is_yield_reserved(p) &&
               !FunctionKind_is_generator(kind_of_context);
  } else if (is_valid && Token_is_strict_reserved(token)) {
    is_valid = !Parser_is_strict(p);
  }
  if (!is_valid) Parser_report_unexpected_current(p);
}

AstString *Parser_parse_identifier(Parser *p, FunctionKind kind_of_context) {
  Parser_next(p);
  Parser_check_identifier(p, kind_of_context);
  AstString *name = Parser_string(p);
  return p->failed || name == NULL ? Parser_name(p, kNameEmpty) : name;
}

AstString *Parser_parse_binding_identifier(Parser *p) {
  AstString *name = Parser_parse_identifier(p, kFunctionNormal);
  Parser_check_strict_name(p, name, Parser_position(p),
                           Parser_end_position(p));
  return name;
}

// ------------------------------------------------------------------ literals

const char kRegExpCheckStackOverflow[] = "stack overflow";

typedef struct ZONE_LIST(uint16_t) UnitList;

static void add_c_string(Parser *p, UnitList *units, const char *text) {
  for (; *text != '\0'; text++)
    ZONE_LIST_ADD(p->zone, units, (uint16_t)(unsigned char)*text);
}

// "/pattern/flags: message", flags in the order of the alphabet.
static AstString *describe_regexp_error(Parser *p, const TokenDesc *token,
                                        const char *message) {
  UnitList units = {0};
  add_c_string(p, &units, "/");
  for (int i = 0; i < token->string->length; i++)
    ZONE_LIST_ADD(p->zone, &units, AstString_at(token->string, i));
  add_c_string(p, &units, "/");
  for (const char *flag = "dgimsuvy"; *flag != '\0'; flag++)
    for (int i = 0; i < token->flags->length; i++)
      if (AstString_at(token->flags, i) == *flag)
        ZONE_LIST_ADD(p->zone, &units, (uint16_t)*flag);
  add_c_string(p, &units, ": ");
  add_c_string(p, &units, message);
  return AstStringTable_intern_two_byte(p->strings, units.items,
                                        units.length);
}

static Expression *parse_regexp(Parser *p) {
  Scanner_scan_regexp(&p->scanner);
  if (Parser_peek(p) != kTokenRegExpLiteral) {
    Parser_report_unexpected_next(p);
    return p->failure;
  }
  Parser_next(p);
  const TokenDesc *token = p->scanner.current;
  RegExpLiteral *node = AST_NEW(p, RegExpLiteral, token->start);
  node->pattern = token->string;
  node->flags = token->flags;
  if (p->info->check_regexp != NULL) {
    const char *message = p->info->check_regexp(
        p->info->regexp_data, node->pattern, node->flags, p->info->zone);
    if (message == kRegExpCheckStackOverflow)
      Parser_report(p, kParserMessageStackOverflow, token->start, token->end,
                    NULL);
    else if (message != NULL)
      Parser_report(p, kParserMessageMalformedRegExp, token->start, token->end,
                    describe_regexp_error(p, token, message));
  }
  return &node->node;
}

static void add_template_part(Parser *p, AstStringList *cooked,
                              AstStringList *raw, bool is_tagged) {
  const TokenDesc *token = p->scanner.current;
  if (token->string == NULL && !is_tagged) {
    Parser_report(p, token->message, token->message_start, token->message_end,
                  NULL);
    return;
  }
  ZONE_LIST_ADD(p->zone, cooked, token->string);
  if (is_tagged)
    ZONE_LIST_ADD(p->zone, raw, Scanner_raw_template(&p->scanner, token));
}

Expression *Parser_parse_template(Parser *p, Expression *tag, int position) {
  AstStringList cooked = {0};
  AstStringList raw = {0};
  ExpressionList substitutions = {0};
  bool is_tagged = tag != NULL;
  while (!p->failed) {
    Token token = Parser_next(p);
    add_template_part(p, &cooked, &raw, is_tagged);
    if (token == kTokenTemplateTail || p->failed) break;
    int start = Parser_peek_start(p);
    Expression *expression = Parser_parse_expression(p, true);
    ZONE_LIST_ADD(p->zone, &substitutions, expression);
    if (Parser_peek(p) != kTokenRightBrace) {
      Parser_report(p, kParserMessageUnterminatedTemplateExpr, start,
                    Parser_peek_start(p), NULL);
      break;
    }
    Scanner_scan_template_continuation(&p->scanner);
    if (Parser_peek(p) == kTokenIllegal) Parser_report_unexpected_next(p);
  }
  if (p->failed) return p->failure;
  if (is_tagged) {
    TaggedTemplate *node = AST_NEW(p, TaggedTemplate, position);
    node->tag = tag;
    node->cooked = cooked;
    node->raw = raw;
    node->substitutions = substitutions;
    return &node->node;
  }
  if (substitutions.length == 0)
    return &Parser_new_string(p, cooked.items[0], position)->node;
  TemplateLiteral *node = AST_NEW(p, TemplateLiteral, position);
  node->strings = cooked;
  node->substitutions = substitutions;
  return &node->node;
}

// "..." has been consumed.
static Expression *parse_array_spread(Parser *p, ArrayLiteral *array,
                                      int start) {
  Spread *spread = AST_NEW(p, Spread, start);
  int expression_start = Parser_peek_start(p);
  spread->expression = Parser_parse_assignment_cover(p);
  TargetErrors *errors = &array->errors;
  Parser_note_element(p, errors, spread->expression, expression_start);
  if (array->first_spread_index < 0)
    array->first_spread_index = array->values.length;
  array->has_comma_after_spread |= Parser_peek(p) == kTokenComma;
  bool is_rest = !Ast_is_Assignment(spread->expression) &&
                 !array->has_comma_after_spread;
  if (!is_rest && errors->end == 0) {
    errors->start = start;
    errors->end = Parser_end_position(p);
  }
  return &spread->node;
}

static Expression *parse_array(Parser *p) {
  Parser_next(p);
  ArrayLiteral *array = AST_NEW(p, ArrayLiteral, Parser_position(p));
  array->first_spread_index = -1;
  bool saved_in = p->accept_in;
  p->accept_in = true;
  while (!Parser_check(p, kTokenRightBracket)) {
    if (p->failed) break;
    int start = Parser_peek_start(p);
    if (Parser_check(p, kTokenComma)) {
      ZONE_LIST_ADD(p->zone, &array->values,
                    &Parser_new_literal(p, kLiteralTheHole, start)->node);
      continue;
    }
    Expression *value;
    if (Parser_check(p, kTokenEllipsis)) {
      value = parse_array_spread(p, array, start);
    } else {
      value = Parser_parse_assignment_cover(p);
      Parser_note_element(p, &array->errors, value, start);
    }
    ZONE_LIST_ADD(p->zone, &array->values, value);
    if (Parser_peek(p) != kTokenRightBracket) Parser_expect(p, kTokenComma);
  }
  p->accept_in = saved_in;
  return &array->node;
}

static Expression *parse_parenthesized(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  if (Parser_check(p, kTokenRightParen)) {
    // ()=>x. The caller handles the rest of the arrow function.
    if (Parser_peek(p) != kTokenArrow) Parser_report_unexpected_current(p);
    return &AST_NEW(p, EmptyParentheses, position)->node;
  }
  Token token = Parser_peek(p);
  if (token == kTokenFunction || token == kTokenLeftParen ||
      (token == kTokenAsync &&
       (Parser_peek_ahead(p) == kTokenFunction ||
        Parser_peek_ahead(p) == kTokenLeftParen)))
    p->function->next_function_is_called = true;
  bool saved_in = p->accept_in;
  p->accept_in = true;
  PendingError saved = p->cover;
  p->cover.message = kParserMessageNone;
  Expression *expression = Parser_parse_expression_cover(p);
  p->function->next_function_is_called = false;
  Parser_expect(p, kTokenRightParen);
  p->accept_in = saved_in;
  if (Parser_peek(p) == kTokenArrow) {
    p->cover = saved;
    // ((a)) => b
    if (expression->is_parenthesized)
      Parser_report(p, kParserMessageInvalidDestructuringTarget,
                    p->parameter_error.start, p->parameter_error.end, NULL);
  } else {
    Parser_report_pending(p, saved);
  }
  if (!p->failed) expression->is_parenthesized = true;
  return expression;
}

// %Name(arguments)
static Expression *parse_native_call(Parser *p) {
  Parser_next(p);
  CallRuntime *call = AST_NEW(p, CallRuntime, Parser_position(p));
  call->name = Parser_parse_identifier(p, kFunctionNormal);
  bool has_spread;
  Parser_parse_arguments(p, &call->arguments, &has_spread, false);
  return &call->node;
}

// `async` function, async arrow `async x =>`, or the plain name. NULL if it is
// the plain name.
static Expression *parse_async(Parser *p) {
  const TokenDesc *third = Scanner_peek_third(&p->scanner);
  if (p->scanner.next->contains_escapes) {
    if (third->token == kTokenFunction && !third->newline_before) {
      Parser_next(p);
      Parser_report_unexpected_next(p);
      return p->failure;
    }
    return NULL;
  }
  if (third->newline_before) return NULL;
  if (third->token == kTokenFunction)
    return Parser_parse_async_function_expression(p);
  if (!Token_is_any_identifier((Token)third->token)) return NULL;
  Parser_next(p);
  // Two names in a row: an arrow function or an error.
  if (Parser_peek(p) == kTokenAwait)
    Parser_report(p, kParserMessageAwaitBindingIdentifier,
                  Parser_peek_start(p), p->scanner.next->end, NULL);
  AstString *name = Parser_parse_identifier(p, kFunctionAsyncArrow);
  if (Parser_peek(p) != kTokenArrow) {
    Parser_report_unexpected_current(p);
    return p->failure;
  }
  Expression *proxy =
      &Parser_new_unresolved(p, name, Parser_position(p))->node;
  p->async_head.node = proxy;
  p->async_head.arguments = (ExpressionList){0};
  ZONE_LIST_ADD(p->zone, &p->async_head.arguments, proxy);
  return proxy;
}

static Expression *parse_class_expression(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  Token token = Parser_peek(p);
  if (!Token_is_any_identifier(token))
    return Parser_parse_class(p, NULL, position, position, false, position);
  // The name is strict code already.
  bool is_reserved = Token_is_strict_reserved(token);
  AstString *name = Parser_parse_identifier(p, kFunctionNormal);
  return Parser_parse_class(p, name, Parser_position(p),
                            Parser_end_position(p), is_reserved, position);
}

static Expression *parse_literal(Parser *p) {
  Token token = Parser_next(p);
  const TokenDesc *desc = p->scanner.current;
  int position = desc->start;
  switch (token) {
    case kTokenThis: return Parser_new_this(p, position);
    case kTokenNullLiteral:
      return &Parser_new_literal(p, kLiteralNull, position)->node;
    case kTokenTrueLiteral:
      return &Parser_new_literal(p, kLiteralTrue, position)->node;
    case kTokenFalseLiteral:
      return &Parser_new_literal(p, kLiteralFalse, position)->node;
    case kTokenNumber:
      Parser_check_octal(p);
      return &Parser_new_number(p, desc->number, position)->node;
    case kTokenString:
      Parser_check_octal(p);
      return &Parser_new_string(p, Parser_text(p), position)->node;
    case kTokenBigInt: {
      Literal *literal = Parser_new_literal(p, kLiteralBigInt, position);
      literal->string = Parser_string(p);
      return &literal->node;
    }
    default: UNREACHABLE();
  }
}

Expression *Parser_parse_primary(Parser *p) {
  Token token = Parser_peek(p);
  if (Token_is_any_identifier(token)) {
    if (token == kTokenAsync) {
      Expression *expression = parse_async(p);
      if (expression != NULL) return expression;
    }
    p->function->next_function_is_called = false;
    AstString *name = Parser_parse_identifier(p, kFunctionNormal);
    return &Parser_new_unresolved(p, name, Parser_position(p))->node;
  }
  switch (token) {
    case kTokenThis:
    case kTokenNullLiteral:
    case kTokenTrueLiteral:
    case kTokenFalseLiteral:
    case kTokenNumber:
    case kTokenString:
    case kTokenBigInt: return parse_literal(p);
    case kTokenLeftParen: return parse_parenthesized(p);
    case kTokenLeftBracket: return parse_array(p);
    case kTokenLeftBrace: return Parser_parse_object_literal(p);
    case kTokenFunction: return Parser_parse_function_expression(p);
    case kTokenClass: return parse_class_expression(p);
    case kTokenDiv:
    case kTokenAssignDiv: return parse_regexp(p);
    case kTokenTemplateSpan:
    case kTokenTemplateTail:
      return Parser_parse_template(p, NULL, Parser_peek_start(p));
    case kTokenMod:
      if (p->info->allow_natives) return parse_native_call(p);
      break;
    default: break;
  }
  Parser_report_unexpected_next(p);
  return p->failure;
}
