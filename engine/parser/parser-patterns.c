// SPDX-License-Identifier: MIT
//
// Binding patterns, and expressions that turn out to be patterns.
// ECMA-262 #sec-destructuring-binding-patterns,
// #sec-destructuring-assignment.
#include "engine/parser/parser-impl.h"

void Parser_set_initializer_position(const BoundNames *names, int from,
                                     int position) {
  for (int i = from; i < names->length; i++)
    names->items[i].variable->initializer_position = position;
}

// ---------------------------------------------------------- binding patterns

// Declares a bound name. proxy, if given, becomes its use.
static Expression *bind_name(Parser *p, AstString *name, int start, int end,
                             const BindingContext *context,
                             VariableProxy *proxy) {
  Variable *variable;
  if (context->is_parameter) {
    variable = Scope_add_variable(p->zone, p->scope, name, context->mode,
                                  context->kind);
    variable->declaration_position = start;
  } else {
    if (VariableMode_is_lexical(context->mode) &&
        AstString_is(name, kNameLet))
      Parser_report(p, kParserMessageLetInLexicalBinding, start, end, NULL);
    variable =
        Parser_declare(p, name, context->mode, context->kind, start, end,
                       NULL);
  }
  if (context->names != NULL) {
    BoundName bound = {name, variable, start};
    ZONE_LIST_ADD(p->zone, context->names, bound);
  }
  if (proxy != NULL) {
    proxy->is_removed = true;
    proxy->variable = variable;
    variable->is_used = true;
    return &proxy->node;
  }
  // A var may be shadowed where it is initialised (with, catch).
  if (context->mode == kVariableVar && !context->is_parameter) {
    proxy = Parser_new_unresolved(p, name, start);
    proxy->is_assigned = true;
    return &proxy->node;
  }
  return &Parser_new_bound(p, variable, start)->node;
}

// `= default` after an element. Names anonymous functions.
static Expression *parse_default(Parser *p, Expression *target) {
  if (!Parser_check(p, kTokenAssign)) return target;
  int position = Parser_position(p);
  Expression *value = Parser_parse_assignment(p, true);
  if (!p->failed && Ast_is_VariableProxy(target))
    Parser_set_function_name(p, value, Ast_as_VariableProxy(target)->name,
                             NULL);
  return &Parser_new_assignment(p, kTokenAssign, target, value, position)
              ->node;
}

static Expression *parse_array_pattern(Parser *p,
                                       const BindingContext *context) {
  Parser_next(p);
  ArrayLiteral *array = AST_NEW(p, ArrayLiteral, Parser_position(p));
  array->is_pattern = true;
  array->first_spread_index = -1;
  while (!p->failed && !Parser_check(p, kTokenRightBracket)) {
    int start = Parser_peek_start(p);
    if (Parser_check(p, kTokenComma)) {
      ZONE_LIST_ADD(p->zone, &array->values,
                    &Parser_new_literal(p, kLiteralTheHole, start)->node);
      continue;
    }
    if (Parser_check(p, kTokenEllipsis)) {
      Spread *spread = AST_NEW(p, Spread, start);
      spread->expression = Parser_parse_binding(p, context);
      array->first_spread_index = array->values.length;
      ZONE_LIST_ADD(p->zone, &array->values, &spread->node);
      if (Parser_peek(p) == kTokenAssign &&
          parse_default(p, spread->expression) != NULL)
        Parser_report(p, kParserMessageInvalidDestructuringTarget, start,
                      Parser_end_position(p), NULL);
      if (Parser_peek(p) == kTokenComma)
        Parser_report(p, kParserMessageElementAfterRest, start,
                      Parser_end_position(p), NULL);
      Parser_expect(p, kTokenRightBracket);
      break;
    }
    Expression *element = parse_default(p, Parser_parse_binding(p, context));
    ZONE_LIST_ADD(p->zone, &array->values, element);
    if (Parser_peek(p) != kTokenRightBracket) Parser_expect(p, kTokenComma);
  }
  return &array->node;
}

static void parse_object_pattern_rest(Parser *p, ObjectLiteral *object,
                                      const BindingContext *context) {
  ObjectLiteralProperty *property = ZONE_NEW(p->zone, ObjectLiteralProperty);
  property->kind = kObjectPropertySpread;
  int start = Parser_peek_start(p);
  property->value = Parser_parse_binding(p, context);
  if (!p->failed && Ast_is_pattern(property->value))
    Parser_report(p, kParserMessageInvalidRestBindingPattern, start,
                  Parser_end_position(p), NULL);
  ZONE_LIST_ADD(p->zone, &object->properties, property);
  if (Parser_peek(p) == kTokenComma)
    Parser_report(p, kParserMessageElementAfterRest, Parser_position(p),
                  Parser_end_position(p), NULL);
}

static void parse_object_pattern_property(Parser *p, ObjectLiteral *object,
                                          const BindingContext *context) {
  ObjectLiteralProperty *property = ZONE_NEW(p->zone, ObjectLiteralProperty);
  MemberHead head;
  Parser_parse_member_head(p, &head, false);
  if (p->failed) return;
  if (head.is_async || head.is_generator || head.is_getter ||
      head.is_setter) {
    Parser_report_unexpected_current(p);
    return;
  }
  property->key = head.key;
  property->is_computed_name = head.is_computed;
  Expression *target;
  if (Parser_check(p, kTokenColon)) {
    target = Parser_parse_binding(p, context);
  } else {
    if (!Token_is_any_identifier(head.token)) {
      Parser_report_member_name(p, &head);
      return;
    }
    Parser_check_identifier(p, kFunctionNormal);
    Parser_check_strict_name(p, head.name, head.name_start, head.name_end);
    property->is_shorthand = true;
    target = bind_name(p, head.name, head.name_start, head.name_end, context,
                       NULL);
  }
  property->value = parse_default(p, target);
  ZONE_LIST_ADD(p->zone, &object->properties, property);
}

static Expression *parse_object_pattern(Parser *p,
                                        const BindingContext *context) {
  Parser_next(p);
  ObjectLiteral *object = AST_NEW(p, ObjectLiteral, Parser_position(p));
  object->is_pattern = true;
  while (!p->failed && !Parser_check(p, kTokenRightBrace)) {
    if (Parser_check(p, kTokenEllipsis)) {
      parse_object_pattern_rest(p, object, context);
      Parser_expect(p, kTokenRightBrace);
      break;
    }
    parse_object_pattern_property(p, object, context);
    if (Parser_peek(p) != kTokenRightBrace) Parser_expect(p, kTokenComma);
  }
  return &object->node;
}

Expression *Parser_parse_binding_pattern(Parser *p,
                                         const BindingContext *context) {
  bool saved_in = p->accept_in;
  p->accept_in = true;
  Expression *pattern = Parser_peek(p) == kTokenLeftBracket
                            ? parse_array_pattern(p, context)
                            : parse_object_pattern(p, context);
  p->accept_in = saved_in;
  return p->failed ? p->failure : pattern;
}

Expression *Parser_parse_binding(Parser *p, const BindingContext *context) {
  if (!Parser_check_stack(p)) return p->failure;
  Token token = Parser_peek(p);
  if (token == kTokenLeftBracket || token == kTokenLeftBrace)
    return Parser_parse_binding_pattern(p, context);
  AstString *name = Parser_parse_binding_identifier(p);
  if (p->failed) return p->failure;
  return bind_name(p, name, Parser_position(p), Parser_end_position(p),
                   context, NULL);
}

// ------------------------------------------------------------ cover grammars

static bool is_strict_name(const Parser *p, const Expression *expression) {
  if (!Ast_is_VariableProxy(expression) || !Parser_is_strict(p)) return false;
  const AstString *name = Ast_as_VariableProxy(expression)->name;
  return AstString_is(name, kNameEval) || AstString_is(name, kNameArguments);
}

// What assigning to a name or property would do.
static bool is_reference(const Parser *p, const Expression *expression) {
  return (Ast_is_VariableProxy(expression) && !is_strict_name(p, expression)) ||
         Ast_is_Property(expression);
}

void Parser_note_element(Parser *p, TargetErrors *errors,
                         const Expression *element, int start) {
  int end = Parser_end_position(p);
  if (is_reference(p, element)) {
    bool is_plain =
        Ast_is_VariableProxy(element) && !element->is_parenthesized;
    if (is_plain || errors->binding_end != 0) return;
    errors->binding_start = start;
    errors->binding_end = end;
    return;
  }
  bool is_target = (Ast_is_ObjectLiteral(element) ||
                    Ast_is_ArrayLiteral(element) ||
                    Ast_is_Assignment(element)) &&
                   !element->is_parenthesized;
  if (is_target || errors->end != 0) return;
  errors->start = start;
  errors->end = end;
}

void Parser_note_parameter(Parser *p, const Expression *parameter,
                           int start) {
  bool is_parameter = (Ast_is_VariableProxy(parameter) ||
                       Ast_is_ObjectLiteral(parameter) ||
                       Ast_is_ArrayLiteral(parameter) ||
                       Ast_is_Assignment(parameter)) &&
                      !parameter->is_parenthesized;
  if (is_parameter || p->parameter_error.message != kParserMessageNone) return;
  p->parameter_error =
      (PendingError){kParserMessageInvalidDestructuringTarget, start,
                     Parser_end_position(p)};
}

// context is NULL for assignment patterns; errors are those of the literal
// around the target.
static void convert_target(Parser *p, Expression *expression,
                           const BindingContext *context,
                           const TargetErrors *errors);

static void report_target(Parser *p, const Expression *expression,
                          const TargetErrors *errors, ParserMessage message) {
  int start = expression->position < 0 ? 0 : expression->position;
  int end = start + 1;
  bool is_binding_only = is_reference(p, expression) && errors->binding_end;
  if (is_binding_only) {
    start = errors->binding_start;
    end = errors->binding_end;
    if (Ast_is_Property(expression) &&
        message == kParserMessageInvalidDestructuringTarget)
      message = kParserMessageInvalidPropertyBindingPattern;
  } else if (errors->end != 0) {
    start = errors->start;
    end = errors->end;
  }
  Parser_report(p, message, start, end, NULL);
}

// An element: a target, or a target with a default.
static void convert_element(Parser *p, Expression *element,
                            const BindingContext *context,
                            const TargetErrors *errors) {
  if (Ast_is_Assignment(element) && !element->is_parenthesized) {
    Assignment *assignment = Ast_as_Assignment(element);
    Expression *target = assignment->target;
    if (context == NULL && Ast_is_pattern(target)) return;  // done before
    convert_target(p, target, context, errors);
    return;
  }
  if (context == NULL && is_strict_name(p, element)) {
    report_target(p, element, errors,
                  kParserMessageInvalidDestructuringTarget);
    return;
  }
  convert_target(p, element, context, errors);
}

static void convert_array(Parser *p, ArrayLiteral *array,
                          const BindingContext *context) {
  array->is_pattern = true;
  for (int i = 0; i < array->values.length && !p->failed; i++) {
    Expression *value = array->values.items[i];
    if (Ast_is_literal_of_type(value, kLiteralTheHole)) continue;
    if (!Ast_is_Spread(value)) {
      convert_element(p, value, context, &array->errors);
      continue;
    }
    Expression *rest = Ast_as_Spread(value)->expression;
    if (Ast_is_Assignment(rest)) {
      report_target(p, rest, &array->errors,
                    kParserMessageInvalidDestructuringTarget);
      return;
    }
    if (i + 1 != array->values.length || array->has_comma_after_spread) {
      report_target(p, value, &array->errors, kParserMessageElementAfterRest);
      return;
    }
    convert_target(p, rest, context, &array->errors);
  }
}

// What follows "..." in an object pattern is a name, or a property if the
// pattern assigns.
static bool check_rest(Parser *p, const ObjectLiteral *object,
                       const Expression *rest,
                       const BindingContext *context) {
  if (Ast_is_VariableProxy(rest) || (context == NULL && Ast_is_Property(rest)))
    return true;
  bool is_literal =
      Ast_is_ObjectLiteral(rest) || Ast_is_ArrayLiteral(rest);
  ParserMessage message =
      context != NULL && !Ast_is_Property(rest)
          ? kParserMessageInvalidRestBindingPattern
      : is_literal && !rest->is_parenthesized
          ? kParserMessageInvalidRestAssignmentPattern
          : kParserMessageInvalidDestructuringTarget;
  report_target(p, rest, &object->errors, message);
  return false;
}

static void convert_object(Parser *p, ObjectLiteral *object,
                           const BindingContext *context) {
  object->is_pattern = true;
  for (int i = 0; i < object->properties.length && !p->failed; i++) {
    ObjectLiteralProperty *property = object->properties.items[i];
    switch (property->kind) {
      case kObjectPropertyPrototype:
        property->kind = kObjectPropertyValue;
        break;
      case kObjectPropertyValue:
        if (!property->is_method) break;
        // Fall through.
      case kObjectPropertyGetter:
      case kObjectPropertySetter:
        report_target(p, property->value, &object->errors,
                      kParserMessageInvalidDestructuringTarget);
        return;
      case kObjectPropertySpread:
        if (!check_rest(p, object, property->value, context)) return;
        if (i + 1 != object->properties.length ||
            object->has_comma_after_spread) {
          report_target(p, property->value, &object->errors,
                        kParserMessageElementAfterRest);
          return;
        }
        break;
    }
    property->needs_set_function_name = false;
    if (property->is_shorthand)
      convert_target(p, Ast_is_Assignment(property->value)
                            ? Ast_as_Assignment(property->value)->target
                            : property->value,
                     context, &object->errors);
    else
      convert_element(p, property->value, context, &object->errors);
  }
}

static bool is_throwing_target(const Expression *expression) {
  return Ast_is_Property(expression) &&
         Ast_is_CallRuntime(Ast_as_Property(expression)->key);
}

static void convert_name(Parser *p, VariableProxy *proxy,
                         const BindingContext *context) {
  int start = proxy->node.position;
  int end = start + proxy->name->length;
  if (context == NULL) {
    Parser_check_strict_name(p, proxy->name, start, end);
    proxy->is_assigned = true;
    return;
  }
  bind_name(p, proxy->name, start, end, context, proxy);
}

static void convert_target(Parser *p, Expression *expression,
                           const BindingContext *context,
                           const TargetErrors *errors) {
  if (!Parser_check_stack(p)) return;
  bool is_plain = !expression->is_parenthesized;
  if (Ast_is_VariableProxy(expression) && (is_plain || context == NULL) &&
      !Ast_as_VariableProxy(expression)->is_private_name) {
    convert_name(p, Ast_as_VariableProxy(expression), context);
  } else if (Ast_is_Property(expression) && context == NULL &&
             !is_throwing_target(expression)) {
    return;
  } else if (Ast_is_ArrayLiteral(expression) && is_plain) {
    convert_array(p, Ast_as_ArrayLiteral(expression), context);
  } else if (Ast_is_ObjectLiteral(expression) && is_plain) {
    convert_object(p, Ast_as_ObjectLiteral(expression), context);
  } else {
    report_target(p, expression, errors,
                  kParserMessageInvalidDestructuringTarget);
  }
}

void Parser_to_assignment_pattern(Parser *p, Expression *expression, int start,
                                  int end) {
  if (expression->is_parenthesized) {
    Parser_report(p, kParserMessageInvalidDestructuringTarget, start, end,
                  NULL);
    return;
  }
  convert_target(p, expression, NULL, &(TargetErrors){0});
}

void Parser_to_binding(Parser *p, Expression *expression,
                       const BindingContext *context) {
  convert_target(p, expression, context, &(TargetErrors){0});
}
