// SPDX-License-Identifier: MIT
//
// Expressions from the comma operator down to calls and member access.
// ECMA-262 #sec-ecmascript-language-expressions.
#include <math.h>

#include "engine/base/number-conversions.h"
#include "engine/parser/parser-impl.h"

enum { kMaxArguments = 65535 };

// -------------------------------------------------------- pending errors

// Reports what became certain since `saved` was set aside, and restores it.
void Parser_report_pending(Parser *p, PendingError saved) {
  if (UNLIKELY(p->cover.message != kParserMessageNone))
    Parser_report(p, p->cover.message, p->cover.start, p->cover.end, NULL);
  p->cover = saved;
}

static PendingError set_pending_aside(Parser *p) {
  PendingError saved = p->cover;
  p->cover.message = kParserMessageNone;
  return saved;
}

// --------------------------------------------------- comma and assignment

static Expression *append_comma(Parser *p, Expression *list,
                                Expression *expression, int position) {
  if (Ast_is_NaryOperation(list) && !list->is_parenthesized &&
      Ast_as_NaryOperation(list)->op == kTokenComma) {
    NaryOperand operand = {expression, position};
    ZONE_LIST_ADD(p->zone, &Ast_as_NaryOperation(list)->rest, operand);
    return list;
  }
  NaryOperation *nary = AST_NEW(p, NaryOperation, position);
  nary->op = kTokenComma;
  nary->first = list;
  NaryOperand operand = {expression, position};
  ZONE_LIST_ADD(p->zone, &nary->rest, operand);
  return &nary->node;
}

// Also parses what only arrow parameters may have: a rest element and a
// trailing comma, if `) =>` follows.
Expression *Parser_parse_expression_cover(Parser *p) {
  Expression *result = NULL;
  for (;;) {
    int position = Parser_peek_start(p);
    Expression *expression;
    bool is_rest = Parser_peek(p) == kTokenEllipsis;
    if (UNLIKELY(is_rest)) {
      Parser_next(p);
      // Declared later, once the arrow's scope exists.
      Spread *spread = AST_NEW(p, Spread, position);
      spread->expression = Parser_parse_assignment_cover(p);
      expression = &spread->node;
    } else {
      expression = Parser_parse_assignment_cover(p);
    }
    result = result == NULL
                 ? expression
                 : append_comma(p, result, expression, position);
    if (is_rest) {
      if (Parser_peek(p) == kTokenComma) {
        Parser_report(p, kParserMessageParamAfterRest, Parser_peek_start(p),
                      p->scanner.next.end, NULL);
      } else if (Parser_peek(p) != kTokenRightParen ||
                 Parser_peek_ahead(p) != kTokenArrow) {
        Parser_report(p, kParserMessageUnexpectedToken, position, position + 3,
                      AstStringTable_intern_c_string(p->strings, "..."));
      }
      return result;
    }
    if (!Parser_check(p, kTokenComma)) return result;
    if (Parser_peek(p) == kTokenRightParen &&
        Parser_peek_ahead(p) == kTokenArrow)
      return result;
  }
}

Expression *Parser_parse_expression(Parser *p, bool accept_in) {
  bool saved_in = p->accept_in;
  p->accept_in = accept_in;
  PendingError saved = set_pending_aside(p);
  Expression *result = Parser_parse_assignment_cover(p);
  while (Parser_peek(p) == kTokenComma) {
    Parser_next(p);
    int position = Parser_peek_start(p);
    Expression *right = Parser_parse_assignment_cover(p);
    result = append_comma(p, result, right, position);
  }
  Parser_report_pending(p, saved);
  p->accept_in = saved_in;
  return result;
}

Expression *Parser_parse_assignment(Parser *p, bool accept_in) {
  bool saved_in = p->accept_in;
  p->accept_in = accept_in;
  PendingError saved = set_pending_aside(p);
  Expression *result = Parser_parse_assignment_cover(p);
  Parser_report_pending(p, saved);
  p->accept_in = saved_in;
  return result;
}

// Web compatibility: `f() = 1` throws only when it is evaluated.
static Expression *make_throwing_target(Parser *p, Expression *call) {
  CallRuntime *thrower = AST_NEW(p, CallRuntime, call->position);
  thrower->name = AstStringTable_intern_c_string(
      p->strings, "ThrowInvalidAssignmentTarget");
  Property *property = AST_NEW(p, Property, call->position);
  property->object = call;
  property->key = &thrower->node;
  return &property->node;
}

Expression *Parser_to_simple_target(Parser *p, Expression *expression,
                                    int start, int end, ParserMessage message,
                                    bool allow_call) {
  if (Ast_is_VariableProxy(expression)) {
    VariableProxy *proxy = Ast_as_VariableProxy(expression);
    Parser_check_strict_name(p, proxy->name, start, end);
    proxy->is_assigned = true;
    return expression;
  }
  if (Ast_is_Property(expression)) return expression;
  if (Ast_is_Call(expression) && allow_call && !Parser_is_strict(p))
    return make_throwing_target(p, expression);
  if (Ast_is_pattern(expression) || Ast_is_ObjectLiteral(expression) ||
      Ast_is_ArrayLiteral(expression)) {
    if (expression->is_parenthesized &&
        message == kParserMessageInvalidLhsInAssignment)
      message = kParserMessageInvalidDestructuringTarget;
  }
  Parser_report(p, message, start, end, NULL);
  return p->failure;
}

static Expression *parse_yield(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  if (p->scanner.current.contains_escapes)
    Parser_report(p, kParserMessageInvalidEscapedReservedWord, position,
                  Parser_end_position(p), NULL);
  if (p->yield_position < 0) p->yield_position = position;
  p->function->suspend_count++;
  if (!Parser_newline_before_next(p)) {
    if (Parser_check(p, kTokenMul)) {
      YieldStar *node = AST_NEW(p, YieldStar, position);
      node->expression = Parser_parse_assignment(p, p->accept_in);
      return &node->node;
    }
    switch (Parser_peek(p)) {
      case kTokenEndOfSource:
      case kTokenSemicolon:
      case kTokenRightBrace:
      case kTokenRightBracket:
      case kTokenRightParen:
      case kTokenColon:
      case kTokenComma:
      case kTokenIn:
        break;
      default: {
        Yield *node = AST_NEW(p, Yield, position);
        node->expression = Parser_parse_assignment(p, p->accept_in);
        return &node->node;
      }
    }
  }
  return &AST_NEW(p, Yield, position)->node;
}

static Expression *finish_assignment(Parser *p, Expression *left,
                                     const ScopeSnapshot *snapshot,
                                     int start) {
  int left_end = Parser_end_position(p);
  Token op = Parser_peek(p);
  bool is_pattern =
      op == kTokenAssign && !left->is_parenthesized &&
      (Ast_is_ObjectLiteral(left) || Ast_is_ArrayLiteral(left));
  if (is_pattern) {
    Parser_to_assignment_pattern(p, left, start, left_end);
    p->cover.message = kParserMessageNone;
  } else {
    left = Parser_to_simple_target(p, left, start, left_end,
                                   kParserMessageInvalidLhsInAssignment,
                                   !Token_is_logical_assignment(op));
  }
  Parser_next(p);
  int position = Parser_position(p);
  Expression *value = Parser_parse_assignment(p, p->accept_in);
  Parser_drop_snapshot(p, snapshot);
  if ((op == kTokenAssign || Token_is_logical_assignment(op)) &&
      Ast_is_VariableProxy(left) && !left->is_parenthesized)
    Parser_set_function_name(p, value, Ast_as_VariableProxy(left)->name, NULL);
  if (op == kTokenAssign)
    return &Parser_new_assignment(p, op, left, value, position)->node;
  CompoundAssignment *compound = AST_NEW(p, CompoundAssignment, position);
  compound->op = op;
  compound->target = left;
  compound->value = value;
  return &compound->node;
}

static bool is_arrow_head(const Expression *head) {
  return head->is_parenthesized || Ast_is_VariableProxy(head) ||
         Ast_is_EmptyParentheses(head);
}

static bool is_bare_literal(const Expression *expression) {
  return (Ast_is_ObjectLiteral(expression) ||
          Ast_is_ArrayLiteral(expression)) &&
         !expression->is_parenthesized;
}

static Expression *finish_arrow(Parser *p, Expression *head,
                                const ScopeSnapshot *snapshot, int start) {
  if (Parser_newline_before_next(p) || !is_arrow_head(head)) {
    Parser_report_unexpected_next(p);
    return p->failure;
  }
  p->cover.message = kParserMessageNone;
  bool is_async = p->async_head.node == head;
  ExpressionList arguments = p->async_head.arguments;
  p->async_head.node = NULL;
  return Parser_parse_arrow(p, snapshot, head, is_async ? &arguments : NULL,
                            is_async ? kFunctionAsyncArrow : kFunctionArrow,
                            start);
}

Expression *Parser_parse_assignment_cover(Parser *p) {
  if (!Parser_check_stack(p)) return p->failure;
  if (Parser_peek(p) == kTokenYield && Parser_is_generator(p))
    return parse_yield(p);
  int start = Parser_peek_start(p);
  bool is_called = p->function->next_function_is_called;
  if (Parser_peek(p) != kTokenFunction && Parser_peek(p) != kTokenAsync)
    p->function->next_function_is_called = false;
  PendingError outer_cover = set_pending_aside(p);
  ScopeSnapshot snapshot;
  Parser_take_snapshot(p, &snapshot);
  Expression *result = Parser_parse_conditional(p);
  Token op = Parser_peek(p);
  if (op == kTokenArrow) {
    p->function->next_function_is_called = is_called;
    result = finish_arrow(p, result, &snapshot, start);
  } else if (Token_is_assignment(op)) {
    result = finish_assignment(p, result, &snapshot, start);
  } else {
    Parser_drop_snapshot(p, &snapshot);
  }
  if (UNLIKELY(p->cover.message != kParserMessageNone)) {
    // Only a bare literal can still become a pattern.
    if (!is_bare_literal(result))
      Parser_report(p, p->cover.message, p->cover.start, p->cover.end, NULL);
    if (outer_cover.message == kParserMessageNone) return result;
  }
  p->cover = outer_cover;
  return result;
}

// ------------------------------------------------------- binary operators

// Folds arithmetic on two number literals. NULL if it does not apply.
static Expression *fold_numbers(Parser *p, Token op, Expression *left,
                                Expression *right, int position) {
  if (!Ast_is_literal_of_type(left, kLiteralNumber) ||
      !Ast_is_literal_of_type(right, kLiteralNumber))
    return NULL;
  double x = Ast_as_Literal(left)->number;
  double y = Ast_as_Literal(right)->number;
  uint32_t shift = (uint32_t)Number_to_int32(y) & 31;
  double result;
  switch (op) {
    case kTokenAdd: result = x + y; break;
    case kTokenSub: result = x - y; break;
    case kTokenMul: result = x * y; break;
    case kTokenDiv: result = x / y; break;
    case kTokenBitOr: result = Number_to_int32(x) | Number_to_int32(y); break;
    case kTokenBitAnd: result = Number_to_int32(x) & Number_to_int32(y); break;
    case kTokenBitXor: result = Number_to_int32(x) ^ Number_to_int32(y); break;
    case kTokenShl:
      result = (int32_t)((uint32_t)Number_to_int32(x) << shift);
      break;
    case kTokenSar: result = Number_to_int32(x) >> shift; break;
    case kTokenShr: result = (uint32_t)Number_to_int32(x) >> shift; break;
    default: return NULL;
  }
  return &Parser_new_number(p, result, position)->node;
}

static Expression *new_binary(Parser *p, Token op, Expression *left,
                              Expression *right, int position) {
  if (Token_is_compare(op)) {
    CompareOperation *compare = AST_NEW(p, CompareOperation, position);
    compare->op = op;
    compare->left = left;
    compare->right = right;
    return &compare->node;
  }
  Expression *folded = fold_numbers(p, op, left, right, position);
  if (folded != NULL) return folded;
  if (op != kTokenExp && !left->is_parenthesized) {
    NaryOperand operand = {right, position};
    if (Ast_is_NaryOperation(left) && Ast_as_NaryOperation(left)->op == op) {
      ZONE_LIST_ADD(p->zone, &Ast_as_NaryOperation(left)->rest, operand);
      return left;
    }
    if (Ast_is_BinaryOperation(left) &&
        Ast_as_BinaryOperation(left)->op == op) {
      BinaryOperation *inner = Ast_as_BinaryOperation(left);
      NaryOperation *nary = AST_NEW(p, NaryOperation, left->position);
      nary->op = op;
      nary->first = inner->left;
      NaryOperand first = {inner->right, inner->node.position};
      ZONE_LIST_ADD(p->zone, &nary->rest, first);
      ZONE_LIST_ADD(p->zone, &nary->rest, operand);
      return &nary->node;
    }
  }
  BinaryOperation *binary = AST_NEW(p, BinaryOperation, position);
  binary->op = op;
  binary->left = left;
  binary->right = right;
  return &binary->node;
}

static Expression *parse_unary(Parser *p);
static Expression *parse_binary(Parser *p, int precedence);

static int next_precedence(const Parser *p) {
  Token token = Parser_peek(p);
  if (token == kTokenIn && !p->accept_in) return 0;
  return Token_precedence(token);
}

static Expression *continue_binary(Parser *p, Expression *left,
                                   int precedence, int current) {
  do {
    while (next_precedence(p) == current) {
      Token op = Parser_next(p);
      int position = Parser_position(p);
      Expression *right =
          parse_binary(p, op == kTokenExp ? current : current + 1);
      left = new_binary(p, op, left, right, position);
      if (p->failed) return p->failure;
    }
    current--;
  } while (current >= precedence);
  return left;
}

// `#x in object`.
static Expression *parse_private_in(Parser *p, int precedence) {
  Parser_next(p);
  int start = Parser_position(p);
  AstString *name = p->scanner.current.string;
  if (Parser_peek(p) != kTokenIn || !p->accept_in ||
      Token_precedence(kTokenIn) < precedence) {
    Parser_report_unexpected_current(p);
    return p->failure;
  }
  VariableProxy *proxy = Parser_new_unresolved(p, name, start);
  proxy->is_private_name = true;
  return &proxy->node;
}

static Expression *parse_binary(Parser *p, int precedence) {
  Expression *left = Parser_peek(p) == kTokenPrivateName
                         ? parse_private_in(p, precedence)
                         : parse_unary(p);
  int current = next_precedence(p);
  // "??" and "?" share the number 3, below every operator handled here.
  if (current >= precedence)
    return continue_binary(p, left, precedence, current);
  return left;
}

static Expression *parse_coalesce(Parser *p, Expression *left) {
  while (Parser_peek(p) == kTokenNullish) {
    Parser_next(p);
    int position = Parser_position(p);
    Expression *right = parse_binary(p, Token_precedence(kTokenBitOr));
    left = new_binary(p, kTokenNullish, left, right, position);
    if (p->failed) return p->failure;
  }
  return left;
}

static Expression *parse_logical(Parser *p) {
  Expression *left = parse_binary(p, Token_precedence(kTokenBitOr));
  Token token = Parser_peek(p);
  if (token == kTokenAnd || token == kTokenOr)
    return continue_binary(p, left, Token_precedence(kTokenOr),
                           Token_precedence(token));
  if (UNLIKELY(token == kTokenNullish)) return parse_coalesce(p, left);
  return left;
}

Expression *Parser_parse_conditional(Parser *p) {
  Expression *condition = parse_logical(p);
  if (Parser_peek(p) != kTokenConditional) return condition;
  int position = Parser_peek_start(p);
  Parser_next(p);
  Conditional *node = AST_NEW(p, Conditional, position);
  node->condition = condition;
  node->then_expression = Parser_parse_assignment(p, true);
  Parser_expect(p, kTokenColon);
  node->else_expression = Parser_parse_assignment(p, p->accept_in);
  return &node->node;
}

// -------------------------------------------------------- unary operators

static bool is_private_reference(const Expression *expression) {
  if (Ast_is_OptionalChain(expression))
    return is_private_reference(Ast_as_OptionalChain(expression)->expression);
  return Ast_is_Property(expression) &&
         Ast_is_VariableProxy(Ast_as_Property(expression)->key) &&
         Ast_as_VariableProxy(Ast_as_Property(expression)->key)
             ->is_private_name;
}

static void check_delete(Parser *p, const Expression *operand) {
  if (Ast_is_VariableProxy(operand) && Parser_is_strict(p)) {
    Parser_report(p, kParserMessageStrictDelete, operand->position,
                  Parser_end_position(p), NULL);
  } else if (is_private_reference(operand)) {
    Parser_report(p, kParserMessageDeletePrivateField, operand->position,
                  Parser_end_position(p), NULL);
  }
}

static Expression *fold_unary(Parser *p, Token op, Expression *operand,
                              int position) {
  if (!Ast_is_Literal(operand)) return NULL;
  Literal *literal = Ast_as_Literal(operand);
  if (op == kTokenNot) {
    bool value;
    switch (literal->type) {
      case kLiteralTrue: value = true; break;
      case kLiteralFalse:
      case kLiteralNull:
      case kLiteralUndefined: value = false; break;
      case kLiteralNumber:
        value = literal->number != 0 && !isnan(literal->number);
        break;
      case kLiteralString: value = literal->string->length != 0; break;
      default: return NULL;
    }
    return &Parser_new_literal(p, value ? kLiteralFalse : kLiteralTrue,
                               position)->node;
  }
  if (literal->type != kLiteralNumber) return NULL;
  switch (op) {
    case kTokenAdd: return operand;
    case kTokenSub:
      return &Parser_new_number(p, -literal->number, position)->node;
    case kTokenBitNot:
      return &Parser_new_number(p, ~Number_to_int32(literal->number), position)->node;
    default: return NULL;
  }
}

static Expression *parse_unary_operation(Parser *p) {
  Token op = Parser_next(p);
  int position = Parser_position(p);
  if (op == kTokenNot && Parser_peek(p) == kTokenFunction)
    p->function->next_function_is_called = true;
  Expression *operand = parse_unary(p);
  if (p->failed) return p->failure;
  if (op == kTokenDelete) check_delete(p, operand);
  if (Parser_peek(p) == kTokenExp) {
    Parser_report(p, kParserMessageUnexpectedTokenUnaryExponentiation,
                  position, Parser_end_position(p), NULL);
    return p->failure;
  }
  Expression *folded = fold_unary(p, op, operand, position);
  if (folded != NULL) return folded;
  UnaryOperation *node = AST_NEW(p, UnaryOperation, position);
  node->op = op;
  node->expression = operand;
  return &node->node;
}

static Expression *parse_prefix(Parser *p) {
  Token op = Parser_next(p);
  int position = Parser_position(p);
  int start = Parser_peek_start(p);
  Expression *operand = parse_unary(p);
  operand = Parser_to_simple_target(p, operand, start, Parser_end_position(p),
                                    kParserMessageInvalidLhsInPrefixOp, true);
  CountOperation *node = AST_NEW(p, CountOperation, position);
  node->op = op;
  node->is_prefix = true;
  node->expression = operand;
  return &node->node;
}

static Expression *parse_await(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  if (p->scanner.current.contains_escapes)
    Parser_report(p, kParserMessageInvalidEscapedReservedWord, position,
                  Parser_end_position(p), NULL);
  if (p->await_position < 0) p->await_position = position;
  if (p->function->kind == kFunctionModule)
    p->module->has_top_level_await = true;
  p->function->suspend_count++;
  Await *node = AST_NEW(p, Await, position);
  node->expression = parse_unary(p);
  if (Parser_peek(p) == kTokenExp)
    Parser_report(p, kParserMessageUnexpectedTokenUnaryExponentiation,
                  position, Parser_end_position(p), NULL);
  return &node->node;
}

static Expression *parse_postfix(Parser *p) {
  int start = Parser_peek_start(p);
  Expression *expression = Parser_parse_left_hand_side(p);
  if (LIKELY(!Token_is_count(Parser_peek(p))) ||
      Parser_newline_before_next(p))
    return expression;
  expression = Parser_to_simple_target(
      p, expression, start, Parser_end_position(p),
      kParserMessageInvalidLhsInPostfixOp, true);
  Token op = Parser_next(p);
  CountOperation *node = AST_NEW(p, CountOperation, Parser_position(p));
  node->op = op;
  node->expression = expression;
  return &node->node;
}

static Expression *parse_unary(Parser *p) {
  if (!Parser_check_stack(p)) return p->failure;
  Token token = Parser_peek(p);
  if (Token_is_unary(token)) return parse_unary_operation(p);
  if (Token_is_count(token)) return parse_prefix(p);
  if (token == kTokenAwait && Parser_is_async(p)) return parse_await(p);
  return parse_postfix(p);
}

// ------------------------------------------------------- calls and members

void Parser_parse_arguments(Parser *p, ExpressionList *arguments,
                            bool *has_spread, bool is_cover) {
  *has_spread = false;
  Parser_expect(p, kTokenLeftParen);
  bool saved_in = p->accept_in;
  p->accept_in = true;
  while (Parser_peek(p) != kTokenRightParen) {
    int start = Parser_peek_start(p);
    bool is_spread = Parser_check(p, kTokenEllipsis);
    Expression *argument = is_cover ? Parser_parse_assignment_cover(p)
                                    : Parser_parse_assignment(p, true);
    if (is_spread) {
      *has_spread = true;
      Spread *spread = AST_NEW(p, Spread, start);
      spread->expression = argument;
      argument = &spread->node;
      // Two in one would be no rest parameter; the arrow checks.
      if (is_cover && Parser_peek(p) == kTokenComma)
        argument->is_parenthesized = true;
    }
    ZONE_LIST_ADD(p->zone, arguments, argument);
    if (!Parser_check(p, kTokenComma)) break;
  }
  p->accept_in = saved_in;
  if (arguments->length > kMaxArguments)
    Parser_report(p, kParserMessageTooManyArguments, Parser_position(p),
                  Parser_end_position(p), NULL);
  if (!Parser_check(p, kTokenRightParen)) {
    if (Parser_peek(p) == kTokenIllegal)
      Parser_report_unexpected_next(p);
    else
      Parser_report(p, kParserMessageUnterminatedArgList,
                    Parser_peek_start(p), p->scanner.next.end, NULL);
  }
}

// The key after "." or "?.".
static Expression *parse_member_name(Parser *p) {
  Token token = Parser_next(p);
  int position = Parser_position(p);
  AstString *name = p->scanner.current.string;
  if (LIKELY(Token_is_property_name(token)))
    return &Parser_new_string(p, name, position)->node;
  if (token == kTokenPrivateName) {
    VariableProxy *proxy = Parser_new_unresolved(p, name, position);
    proxy->is_private_name = true;
    return &proxy->node;
  }
  Parser_report_unexpected_current(p);
  return p->failure;
}

static Expression *new_property(Parser *p, Expression *object, Expression *key,
                                int position, bool is_optional) {
  if (Ast_is_SuperPropertyReference(object) && Ast_is_VariableProxy(key) &&
      Ast_as_VariableProxy(key)->is_private_name)
    Parser_report(p, kParserMessageUnexpectedPrivateField, key->position,
                  Parser_end_position(p), NULL);
  Property *property = AST_NEW(p, Property, position);
  property->object = object;
  property->key = key;
  property->is_optional_link = is_optional;
  return &property->node;
}

static Expression *parse_bracket(Parser *p, Expression *object,
                                 bool is_optional) {
  Parser_next(p);
  int position = Parser_position(p);
  Expression *key = Parser_parse_expression(p, true);
  Parser_expect(p, kTokenRightBracket);
  return new_property(p, object, key, position, is_optional);
}

// ".name", "[key]", templates; no calls.
static Expression *continue_member(Parser *p, Expression *expression) {
  for (;;) {
    if (p->failed) return p->failure;
    switch (Parser_peek(p)) {
      case kTokenPeriod: {
        Parser_next(p);
        int position = Parser_peek_start(p);
        Expression *key = parse_member_name(p);
        expression = new_property(p, expression, key, position, false);
        break;
      }
      case kTokenLeftBracket:
        expression = parse_bracket(p, expression, false);
        break;
      case kTokenTemplateSpan:
      case kTokenTemplateTail:
        expression =
            Parser_parse_template(p, expression, Parser_peek_start(p));
        break;
      default:
        return expression;
    }
  }
}

static bool is_super_property_allowed(const Parser *p) {
  const FunctionState *f = Parser_receiver_function(p);
  if (f->outer == NULL) return p->info->allow_super_property;
  return FunctionKind_allows_super_property((FunctionKind)f->kind);
}

static bool is_super_call_allowed(const Parser *p) {
  const FunctionState *f = Parser_receiver_function(p);
  if (f->outer == NULL) return p->info->allow_super_call;
  return FunctionKind_is_derived_constructor((FunctionKind)f->kind);
}

static bool is_super_static(const Parser *p) {
  const FunctionState *f = Parser_receiver_function(p);
  if (f->outer != NULL)
    return f->is_static || f->kind == kFunctionClassStaticInitializer;
  for (const OuterScopeInfo *o = p->info->outer; o != NULL; o = o->outer) {
    if (o->kind == kScopeFunction &&
        !FunctionKind_is_arrow((FunctionKind)o->function_kind))
      return o->is_static ||
             o->function_kind == kFunctionClassStaticInitializer;
  }
  return false;
}

Expression *Parser_new_this(Parser *p, int position) {
  ThisExpression *node = AST_NEW(p, ThisExpression, position);
  node->proxy = Parser_new_unresolved(p, Parser_name(p, kNameThis), position);
  return &node->node;
}

Expression *Parser_new_super_property_reference(Parser *p, int position) {
  SuperPropertyReference *node =
      AST_NEW(p, SuperPropertyReference, position);
  Parser_receiver_function(p)->uses_super_property = true;
  AstStringName name =
      is_super_static(p) ? kNameDotStaticHomeObject : kNameDotHomeObject;
  node->home_object =
      Parser_new_unresolved(p, Parser_name(p, name), position);
  node->this_proxy =
      Parser_new_unresolved(p, Parser_name(p, kNameThis), position);
  return &node->node;
}

// `super` has been consumed and "(" follows.
static Expression *parse_super_call(Parser *p, int position) {
  SuperCall *node = AST_NEW(p, SuperCall, position);
  Parser_parse_arguments(p, &node->arguments, &node->has_spread, false);
  node->this_proxy =
      Parser_new_unresolved(p, Parser_name(p, kNameThis), position);
  node->this_proxy->is_assigned = true;
  node->new_target =
      Parser_new_unresolved(p, Parser_name(p, kNameDotNewTarget), position);
  node->this_function =
      Parser_new_unresolved(p, Parser_name(p, kNameDotThisFunction), position);
  return &node->node;
}

static Expression *parse_super(Parser *p, bool is_new) {
  Parser_next(p);
  int position = Parser_position(p);
  Token token = Parser_peek(p);
  if ((token == kTokenPeriod || token == kTokenLeftBracket) &&
      is_super_property_allowed(p))
    return Parser_new_super_property_reference(p, position);
  if (token == kTokenLeftParen && !is_new && is_super_call_allowed(p))
    return parse_super_call(p, position);
  if (token == kTokenQuestionPeriod && is_super_property_allowed(p)) {
    Parser_report(p, kParserMessageOptionalChainingNoSuper,
                  Parser_peek_start(p), p->scanner.next.end, NULL);
    return p->failure;
  }
  Parser_report(p, kParserMessageUnexpectedSuper, position,
                Parser_end_position(p), NULL);
  return p->failure;
}

// After `new`; "." follows.
static Expression *parse_new_target(Parser *p, int position) {
  Parser_next(p);
  Parser_expect_contextual(p, kTokenTarget);
  const FunctionState *f = Parser_receiver_function(p);
  bool allowed = f->outer != NULL || p->info->allow_new_target;
  if (!allowed) {
    Parser_report(p, kParserMessageUnexpectedNewTarget, position,
                  Parser_end_position(p), NULL);
    return p->failure;
  }
  NewTarget *node = AST_NEW(p, NewTarget, position);
  node->proxy =
      Parser_new_unresolved(p, Parser_name(p, kNameDotNewTarget), position);
  return &node->node;
}

// The token after `import`: "(", or "." and a word.
static Expression *parse_import(Parser *p, bool is_new) {
  Parser_next(p);
  int position = Parser_position(p);
  ImportPhase phase = kImportPhaseEvaluation;
  if (Parser_check(p, kTokenPeriod)) {
    if (Parser_check_contextual(p, kTokenMeta)) {
      if (!p->info->is_module)
        Parser_report(p, kParserMessageImportMetaOutsideModule, position,
                      Parser_end_position(p), NULL);
      return &AST_NEW(p, ImportMeta, position)->node;
    }
    if (Parser_check_contextual(p, kTokenSource)) {
      phase = kImportPhaseSource;
    } else {
      Parser_expect_contextual(p, kTokenDefer);
      phase = kImportPhaseDefer;
    }
  }
  if (Parser_peek(p) != kTokenLeftParen) {
    bool is_declaration = !p->info->is_module &&
                          phase == kImportPhaseEvaluation && !p->failed;
    if (is_declaration)
      Parser_report(p, kParserMessageImportOutsideModule, position,
                    Parser_end_position(p), NULL);
    Parser_report_unexpected_next(p);
    return p->failure;
  }
  if (is_new) {
    Parser_report(p, kParserMessageImportCallNotNewExpression, position,
                  Parser_end_position(p), NULL);
    return p->failure;
  }
  Parser_next(p);
  if (Parser_peek(p) == kTokenRightParen) {
    Parser_report(p, kParserMessageImportMissingSpecifier,
                  Parser_peek_start(p), p->scanner.next.end, NULL);
    return p->failure;
  }
  ImportCall *node = AST_NEW(p, ImportCall, position);
  node->phase = (uint8_t)phase;
  node->specifier = Parser_parse_assignment(p, true);
  if (phase == kImportPhaseEvaluation && Parser_check(p, kTokenComma) &&
      Parser_peek(p) != kTokenRightParen) {
    node->options = Parser_parse_assignment(p, true);
    Parser_check(p, kTokenComma);
  }
  Parser_expect(p, kTokenRightParen);
  return &node->node;
}

static Expression *parse_member(Parser *p);

// `new` Constructor Arguments?; `new` is next.
static Expression *parse_new(Parser *p) {
  if (!Parser_check_stack(p)) return p->failure;
  Parser_next(p);
  int position = Parser_position(p);
  Expression *callee;
  if (Parser_peek(p) == kTokenImport) {
    callee = continue_member(p, parse_import(p, true));
  } else if (Parser_peek(p) == kTokenSuper) {
    callee = continue_member(p, parse_super(p, true));
  } else if (Parser_peek(p) == kTokenPeriod) {
    return parse_new_target(p, position);
  } else if (Parser_peek(p) == kTokenNew) {
    callee = continue_member(p, parse_new(p));
  } else {
    callee = continue_member(p, Parser_parse_primary(p));
  }
  CallNew *node = AST_NEW(p, CallNew, position);
  node->callee = callee;
  if (Parser_peek(p) == kTokenLeftParen) {
    Parser_parse_arguments(p, &node->arguments, &node->has_spread, false);
  } else if (Parser_peek(p) == kTokenQuestionPeriod) {
    Parser_report(p, kParserMessageNewOptionalChain, Parser_peek_start(p),
                  p->scanner.next.end, NULL);
  }
  return &node->node;
}

static Expression *parse_member_head(Parser *p) {
  switch (Parser_peek(p)) {
    case kTokenNew: return parse_new(p);
    case kTokenSuper: return parse_super(p, false);
    case kTokenImport: return parse_import(p, false);
    default: return Parser_parse_primary(p);
  }
}

static Expression *parse_member(Parser *p) {
  return continue_member(p, parse_member_head(p));
}

static Expression *parse_call(Parser *p, Expression *callee,
                              bool is_optional) {
  bool is_name = p->scanner.current.token >= kTokenPrivateName ||
                 p->scanner.current.token == kTokenSuper;
  int position = is_name ? Parser_position(p) : Parser_peek_start(p);
  Call *call = AST_NEW(p, Call, position);
  call->callee = callee;
  call->is_optional_link = is_optional;
  if (Ast_is_FunctionLiteral(callee) &&
      !Ast_as_FunctionLiteral(callee)->is_preparsed)
    Ast_as_FunctionLiteral(callee)->should_eager_compile = true;
  Parser_parse_arguments(p, &call->arguments, &call->has_spread, false);
  if (Ast_is_VariableProxy(callee) && !is_optional &&
      AstString_is(Ast_as_VariableProxy(callee)->name, kNameEval)) {
    call->is_possibly_eval = true;
    Parser_record_eval_call(p, position);
  }
  return &call->node;
}

// After "?.": one link.
static Expression *parse_optional_link(Parser *p, Expression *expression) {
  Parser_next(p);
  switch (Parser_peek(p)) {
    case kTokenLeftParen: return parse_call(p, expression, true);
    case kTokenLeftBracket: return parse_bracket(p, expression, true);
    case kTokenTemplateSpan:
    case kTokenTemplateTail:
      Parser_report(p, kParserMessageOptionalChainingNoTemplate,
                    Parser_peek_start(p), p->scanner.next.end, NULL);
      return p->failure;
    default: {
      int position = Parser_peek_start(p);
      Expression *key = parse_member_name(p);
      return new_property(p, expression, key, position, true);
    }
  }
}

// `async` was parsed as a name and "(" follows on the same line: a call, or
// the head of an async arrow function, which finish_arrow recognises.
static Expression *parse_async_call(Parser *p, Expression *async_name) {
  PendingError saved = set_pending_aside(p);
  int position = Parser_position(p);
  ExpressionList arguments = {0};
  bool has_spread;
  Parser_parse_arguments(p, &arguments, &has_spread, true);
  if (Parser_peek(p) == kTokenArrow && !Parser_newline_before_next(p)) {
    Ast_as_VariableProxy(async_name)->is_removed = true;
    EmptyParentheses *head = AST_NEW(p, EmptyParentheses, position);
    p->async_head.node = &head->node;
    p->async_head.arguments = arguments;
    p->cover = saved;
    return &head->node;
  }
  Parser_report_pending(p, saved);
  for (int i = 0; i < arguments.length; i++)
    if (Ast_is_Spread(arguments.items[i]))
      arguments.items[i]->is_parenthesized = false;
  Call *call = AST_NEW(p, Call, position);
  call->callee = async_name;
  call->arguments = arguments;
  call->has_spread = has_spread;
  return &call->node;
}

static Expression *continue_calls(Parser *p, Expression *expression) {
  bool is_chain = false;
  int start = expression->position;
  for (;;) {
    if (p->failed) return p->failure;
    switch (Parser_peek(p)) {
      case kTokenQuestionPeriod:
        is_chain = true;
        expression = parse_optional_link(p, expression);
        break;
      case kTokenPeriod: {
        Parser_next(p);
        int position = Parser_peek_start(p);
        Expression *key = parse_member_name(p);
        expression = new_property(p, expression, key, position, false);
        break;
      }
      case kTokenLeftBracket:
        expression = parse_bracket(p, expression, false);
        break;
      case kTokenLeftParen:
        expression = parse_call(p, expression, false);
        break;
      case kTokenTemplateSpan:
      case kTokenTemplateTail:
        if (is_chain) {
          Parser_report(p, kParserMessageOptionalChainingNoTemplate,
                        Parser_peek_start(p), p->scanner.next.end, NULL);
          return p->failure;
        }
        expression =
            Parser_parse_template(p, expression, Parser_peek_start(p));
        break;
      default: {
        if (!is_chain) return expression;
        OptionalChain *chain = AST_NEW(p, OptionalChain, start);
        chain->expression = expression;
        return &chain->node;
      }
    }
  }
}

Expression *Parser_parse_left_hand_side(Parser *p) {
  bool may_be_async_arrow = Parser_peek_contextual(p, kTokenAsync);
  Expression *expression = parse_member(p);
  Token token = Parser_peek(p);
  if (token != kTokenLeftParen && token != kTokenQuestionPeriod)
    return expression;
  if (may_be_async_arrow && token == kTokenLeftParen &&
      Ast_is_VariableProxy(expression) && !expression->is_parenthesized &&
      AstString_is(Ast_as_VariableProxy(expression)->name, kNameAsync) &&
      !Parser_newline_before_next(p)) {
    expression = parse_async_call(p, expression);
    if (Ast_is_EmptyParentheses(expression)) return expression;
  }
  return continue_calls(p, expression);
}
