// SPDX-License-Identifier: MIT
//
// Expressions from the comma operator down to postfix operators.
// ECMA-262 #sec-ecmascript-language-expressions.
#include <math.h>

#include "engine/base/number-conversions.h"
#include "engine/parser/parser-impl.h"

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

// A rest element, which only arrow parameters may have; "..." is next.
static Expression *parse_rest_cover(Parser *p) {
  int start = Parser_peek_start(p);
  Parser_next(p);
  // Declared later, once the arrow's scope exists.
  Spread *spread = AST_NEW(p, Spread, start);
  Token first = Parser_peek(p);
  if (Token_is_any_identifier(first) &&
      Parser_peek_ahead(p) == kTokenAssign) {
    Parser_report(p, kParserMessageRestDefaultInitializer,
                  Parser_peek_start(p), p->scanner.next->end, NULL);
  } else if (!Token_is_any_identifier(first) && first != kTokenLeftBracket &&
             first != kTokenLeftBrace) {
    Parser_report_unexpected_next(p);
  }
  spread->expression = Parser_parse_assignment_cover(p);
  if (Parser_peek(p) == kTokenComma)
    Parser_report(p, kParserMessageParamAfterRest, Parser_position(p),
                  Parser_end_position(p), NULL);
  else if (Parser_peek(p) != kTokenRightParen ||
           Parser_peek_ahead(p) != kTokenArrow)
    Parser_report(p, kParserMessageUnexpectedToken, start, start + 3,
                  AstStringTable_intern_c_string(p->strings, "..."));
  return &spread->node;
}

// Also parses what only arrow parameters may have: a rest element and a
// trailing comma, if `) =>` follows. Sets Parser.parameter_error.
Expression *Parser_parse_expression_cover(Parser *p) {
  Expression *result = NULL;
  PendingError errors = {.message = kParserMessageNone};
  bool is_rest;
  do {
    int position = Parser_peek_start(p);
    is_rest = Parser_peek(p) == kTokenEllipsis;
    Expression *expression =
        is_rest ? parse_rest_cover(p) : Parser_parse_assignment_cover(p);
    p->parameter_error = errors;
    if (!is_rest) Parser_note_parameter(p, expression, position);
    errors = p->parameter_error;
    result = result == NULL
                 ? expression
                 : append_comma(p, result, expression, position);
    if (is_rest || !Parser_check(p, kTokenComma)) break;
  } while (Parser_peek(p) != kTokenRightParen ||
           Parser_peek_ahead(p) != kTokenArrow);
  return result;
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
  Parser_report(p, message, start, end, NULL);
  return p->failure;
}

static Expression *parse_yield(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  if (p->scanner.current->contains_escapes)
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
  else if (op == kTokenAssign && Ast_is_Property(left))
    Parser_infer_function_name(p, value, left);
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
  if (!is_arrow_head(head)) {
    Parser_report(p, kParserMessageMalformedArrowFunParamList, head->position,
                  Parser_position(p), NULL);
    return p->failure;
  }
  if (Parser_newline_before_next(p)) {
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
  int previous = Parser_position(p);
  Parser_next(p);
  AstString *name = Parser_string(p);
  if (Parser_peek(p) != kTokenIn || !p->accept_in ||
      Token_precedence(kTokenIn) < precedence) {
    Parser_report_unexpected_current(p);
    return p->failure;
  }
  return Parser_new_private_use(p, name, previous);
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
    Parser_report(p, kParserMessageStrictDelete, Parser_position(p),
                  Parser_end_position(p), NULL);
  } else if (is_private_reference(operand)) {
    Parser_report(p, kParserMessageDeletePrivateField, Parser_position(p),
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
      return &Parser_new_number(p, ~Number_to_int32(literal->number),
                                position)->node;
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
                  position, p->scanner.next->end, NULL);
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
  if (p->scanner.current->contains_escapes)
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
                  position, p->scanner.next->end, NULL);
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
