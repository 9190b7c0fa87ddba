// SPDX-License-Identifier: MIT
//
// Calls, member access, `new`, `super`, optional chains and import().
// ECMA-262 #sec-left-hand-side-expressions.
#include "engine/parser/parser-impl.h"

enum { kMaxArguments = 65535 };

// ------------------------------------------------------- calls and members

// An argument of `async(...)`, which may be the head of an arrow function.
static void note_async_parameter(Parser *p, const Expression *argument,
                                 int start) {
  if (!Ast_is_Spread(argument)) {
    Parser_note_parameter(p, argument, start);
  } else if (p->parameter_error.message != kParserMessageNone) {
    return;
  } else if (Ast_is_Assignment(Ast_as_Spread(argument)->expression)) {
    p->parameter_error = (PendingError){kParserMessageRestDefaultInitializer,
                                        Parser_position(p),
                                        Parser_end_position(p)};
  } else if (Parser_peek(p) == kTokenComma) {
    p->parameter_error =
        (PendingError){kParserMessageParamAfterRest, Parser_peek_start(p),
                       p->scanner.next->end};
  }
}

void Parser_parse_arguments(Parser *p, ExpressionList *arguments,
                            bool *has_spread, bool is_cover) {
  *has_spread = false;
  Parser_expect(p, kTokenLeftParen);
  bool saved_in = p->accept_in;
  p->accept_in = true;
  PendingError errors = {.message = kParserMessageNone};
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
    }
    if (is_cover) {
      p->parameter_error = errors;
      note_async_parameter(p, argument, start);
      errors = p->parameter_error;
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
      Parser_report(p, kParserMessageUnterminatedArgList, Parser_position(p),
                    Parser_end_position(p), NULL);
  }
}

Expression *Parser_new_private_use(Parser *p, AstString *name, int position) {
  if (p->class_depth > 0) {
    PrivateUse use = {name, position};
    ZONE_LIST_ADD(p->info->zone, &p->private_uses, use);
  } else if (p->info->outer == NULL) {
    Parser_report(p, kParserMessageInvalidPrivateFieldResolution, position,
                  position + 1, name);
  }
  VariableProxy *proxy = Parser_new_unresolved(p, name, position);
  proxy->is_private_name = true;
  return &proxy->node;
}

// The key after "." or "?.".
static Expression *parse_member_name(Parser *p) {
  int previous = Parser_position(p);
  Token token = Parser_next(p);
  int position = Parser_position(p);
  if (LIKELY(Token_is_property_name(token)))
    return &Parser_new_string(p, Parser_text(p), position)->node;
  if (token == kTokenPrivateName)
    return Parser_new_private_use(p, Parser_string(p), previous);
  Parser_report_unexpected_current(p);
  return p->failure;
}

static Expression *new_property(Parser *p, Expression *object, Expression *key,
                                int position, bool is_optional) {
  if (Ast_is_SuperPropertyReference(object) && Ast_is_VariableProxy(key) &&
      Ast_as_VariableProxy(key)->is_private_name)
    Parser_report(p, kParserMessageUnexpectedPrivateField, Parser_position(p),
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
  Parser_receiver_function(p)->uses_this = true;
  ThisExpression *node = AST_NEW(p, ThisExpression, position);
  node->proxy = Parser_new_unresolved(p, Parser_name(p, kNameThis), position);
  return &node->node;
}

Expression *Parser_new_super_property_reference(Parser *p, int position) {
  SuperPropertyReference *node =
      AST_NEW(p, SuperPropertyReference, position);
  Parser_receiver_function(p)->uses_super_property = true;
  Parser_receiver_function(p)->uses_this = true;
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
                  Parser_peek_start(p), p->scanner.next->end, NULL);
    return p->failure;
  }
  Parser_report(p, kParserMessageUnexpectedSuper, position,
                Parser_end_position(p), NULL);
  return p->failure;
}

// After `new`; "." follows.
static Expression *parse_new_target(Parser *p, int position) {
  Parser_next(p);
  if (Parser_peek(p) == kTokenTarget && p->scanner.next->contains_escapes)
    Parser_report(p, kParserMessageInvalidEscapedMetaProperty, position,
                  p->scanner.next->end,
                  AstStringTable_intern_c_string(p->strings, "new.target"));
  Parser_expect_contextual(p, kTokenTarget);
  const FunctionState *f = Parser_receiver_function(p);
  bool allowed = f->outer != NULL || p->info->allow_new_target;
  if (!allowed) {
    Parser_report(p, kParserMessageUnexpectedNewTarget, Parser_position(p),
                  Parser_end_position(p), NULL);
    return p->failure;
  }
  NewTarget *node = AST_NEW(p, NewTarget, position);
  node->proxy =
      Parser_new_unresolved(p, Parser_name(p, kNameDotNewTarget), position);
  return &node->node;
}

// The token after `import`: "(", or "." and `meta`.
static Expression *parse_import(Parser *p, bool is_new) {
  Parser_next(p);
  int position = Parser_position(p);
  if (Parser_check(p, kTokenPeriod)) {
    if (Parser_peek(p) == kTokenMeta && p->scanner.next->contains_escapes)
      Parser_report(p, kParserMessageInvalidEscapedMetaProperty, position,
                    p->scanner.next->end,
                    AstStringTable_intern_c_string(p->strings, "import.meta"));
    Parser_expect_contextual(p, kTokenMeta);
    if (!p->info->is_module)
      Parser_report(p, kParserMessageImportMetaOutsideModule,
                    Parser_position(p), Parser_end_position(p), NULL);
    return &AST_NEW(p, ImportMeta, position)->node;
  }
  if (Parser_peek(p) != kTokenLeftParen) {
    if (!p->info->is_module && !p->failed)
      Parser_report(p, kParserMessageImportOutsideModule, position,
                    Parser_end_position(p), NULL);
    Parser_report_unexpected_next(p);
    return p->failure;
  }
  Parser_next(p);
  if (Parser_peek(p) == kTokenRightParen) {
    Parser_report(p, kParserMessageImportMissingSpecifier, Parser_position(p),
                  Parser_end_position(p), NULL);
    return p->failure;
  }
  ImportCall *node = AST_NEW(p, ImportCall, position);
  node->specifier = Parser_parse_assignment(p, true);
  if (Parser_check(p, kTokenComma) && Parser_peek(p) != kTokenRightParen) {
    node->options = Parser_parse_assignment(p, true);
    Parser_check(p, kTokenComma);
  }
  Parser_expect(p, kTokenRightParen);
  if (is_new)
    Parser_report(p, kParserMessageImportCallNotNewExpression,
                  Parser_position(p), Parser_end_position(p), NULL);
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
                  p->scanner.next->end, NULL);
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
  bool is_name = p->scanner.current->token > kTokenPrivateName ||
                 p->scanner.current->token == kTokenSuper;
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
                    Parser_peek_start(p), p->scanner.next->end, NULL);
      return p->failure;
    default: {
      int position = Parser_position(p);
      Expression *key = parse_member_name(p);
      return new_property(p, expression, key, position, true);
    }
  }
}

// `async` was parsed as a name and "(" follows on the same line: a call, or
// the head of an async arrow function, which finish_arrow recognises.
static Expression *parse_async_call(Parser *p, Expression *async_name) {
  PendingError saved = p->cover;
  p->cover.message = kParserMessageNone;
  int position = Parser_position(p);
  ExpressionList arguments = {0};
  bool has_spread;
  Parser_parse_arguments(p, &arguments, &has_spread, true);
  if (Parser_peek(p) == kTokenArrow) {
    Ast_as_VariableProxy(async_name)->is_removed = true;
    EmptyParentheses *head = AST_NEW(p, EmptyParentheses, position);
    p->async_head.node = &head->node;
    p->async_head.arguments = arguments;
    p->cover = saved;
    return &head->node;
  }
  Parser_report_pending(p, saved);
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
        // As in V8: behind a call a property is where its "." is.
        Parser_next(p);
        int position = Parser_position(p);
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
                        Parser_peek_start(p), p->scanner.next->end, NULL);
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
