// SPDX-License-Identifier: MIT
//
// Class declarations and expressions. ECMA-262 #sec-class-definitions.
#include <string.h>

#include "engine/parser/parser-impl.h"

typedef struct ClassState {
  ClassLiteral *literal;
  Scope *scope;
  FunctionLiteral *constructor;
  // Synthetic methods that initialise fields, made when first needed.
  Scope *instance_scope;
  Scope *static_scope;
  ClassPropertyList instance_fields;
  ClassPropertyList static_elements;
  bool has_private_instance_method;
  bool has_private_static_method;
  bool needs_home_object;
  bool needs_static_home_object;
  int position;
} ClassState;

// ------------------------------------------------------------- private names

// Ends the body of a class. Names that it does not declare are looked for in
// the classes around it; outside of all they are errors, unless the code
// around this source declares them (scope analysis finds out).
static void resolve_private_uses(Parser *p, const Scope *scope,
                                 int first_use) {
  int kept = first_use;
  for (int i = first_use; i < p->private_uses.length; i++) {
    PrivateUse use = p->private_uses.items[i];
    if (Scope_lookup_local(scope, use.name) == NULL)
      p->private_uses.items[kept++] = use;
  }
  p->private_uses.length = kept;
  if (p->class_depth > 0 || p->info->outer != NULL || kept == first_use)
    return;
  const PrivateUse *use = &p->private_uses.items[first_use];
  Parser_report_earlier(p, kParserMessageInvalidPrivateFieldResolution,
                        use->position, use->position + 1, use->name);
}

static VariableMode private_mode(const MemberHead *head, bool is_method) {
  if (head->is_getter) return kVariablePrivateGetterOnly;
  if (head->is_setter) return kVariablePrivateSetterOnly;
  return is_method ? kVariablePrivateMethod : kVariableConst;
}

// NULL if the name was declared before.
static Variable *declare_private_name(Parser *p, ClassState *state,
                                      const MemberHead *head,
                                      bool is_method) {
  VariableMode mode = private_mode(head, is_method);
  Variable *existing = Scope_lookup_local(state->scope, head->name);
  if (existing != NULL) {
    bool completes = (mode == kVariablePrivateGetterOnly &&
                      existing->mode == kVariablePrivateSetterOnly) ||
                     (mode == kVariablePrivateSetterOnly &&
                      existing->mode == kVariablePrivateGetterOnly);
    if (completes && existing->is_static_private == head->is_static) {
      existing->mode = kVariablePrivateGetterAndSetter;
      return existing;
    }
    return NULL;
  }
  Variable *variable = Scope_add_variable(p->zone, state->scope, head->name,
                                          mode, kVariableKindNormal);
  variable->is_static_private = head->is_static;
  variable->is_used = true;
  variable->declaration_position = head->name_start;
  ZONE_LIST_ADD(p->zone, &state->scope->class_data->private_names, variable);
  return variable;
}

// A class scope variable that no program can name.
static Variable *declare_internal(Parser *p, Scope *scope,
                                  AstStringName name) {
  Variable *variable =
      Scope_add_variable(p->zone, scope, Parser_name(p, name), kVariableVar,
                         kVariableKindNormal);
  variable->is_used = true;
  return variable;
}

// -------------------------------------------------------------------- fields

static void enter_initializer(Parser *p, ClassState *state, bool is_static,
                              FunctionState *function) {
  FunctionKind kind = is_static ? kFunctionClassStaticInitializer
                                : kFunctionClassMembersInitializer;
  Scope **scope = is_static ? &state->static_scope : &state->instance_scope;
  if (*scope == NULL) {
    *scope = Parser_new_function_scope(p, kind);
    (*scope)->function->is_static = is_static;
  }
  Parser_enter_function(p, function, *scope, kind);
  function->is_static = is_static;
}

static void leave_initializer(Parser *p, ClassState *state, bool is_static,
                              FunctionState *function) {
  Scope *scope = is_static ? state->static_scope : state->instance_scope;
  scope->end_position = Parser_end_position(p);
  if (function->uses_super_property) {
    if (is_static)
      state->needs_static_home_object = true;
    else
      state->needs_home_object = true;
  }
  Parser_leave_function(p, function);
}

static void parse_field(Parser *p, ClassState *state, const MemberHead *head,
                        ClassLiteralProperty *property) {
  property->kind = kClassField;
  if (!head->is_computed && !head->is_private) {
    if (AstString_is(head->name, kNameConstructor) ||
        (head->is_static && AstString_is(head->name, kNamePrototype))) {
      Parser_report(p,
                    AstString_is(head->name, kNameConstructor)
                        ? kParserMessageConstructorClassField
                        : kParserMessageStaticPrototype,
                    head->name_start, head->name_end, NULL);
      return;
    }
  }
  if (head->is_computed) {
    property->name_variable =
        Scope_add_variable(p->zone, state->scope, Parser_name(p, kNameEmpty),
                           kVariableVar, kVariableKindNormal);
    property->name_variable->is_used = true;
    property->name_variable->force_context_allocation = true;
  }
  FunctionState function = {0};
  enter_initializer(p, state, head->is_static, &function);
  if (Parser_check(p, kTokenAssign)) {
    property->value = Parser_parse_assignment(p, true);
    if (head->is_computed)
      property->needs_set_function_name =
          Ast_is_anonymous_function_definition(property->value);
    else
      Parser_set_function_name(p, property->value, head->name, NULL);
  }
  leave_initializer(p, state, head->is_static, &function);
  Parser_expect_semicolon(p);
  ClassPropertyList *list =
      head->is_static ? &state->static_elements : &state->instance_fields;
  ZONE_LIST_ADD(p->zone, list, property);
}

static void parse_static_block(Parser *p, ClassState *state, int position) {
  ClassLiteralProperty *property = ZONE_NEW(p->zone, ClassLiteralProperty);
  property->kind = kClassStaticBlock;
  property->is_static = true;
  property->position = position;
  FunctionState function = {0};
  enter_initializer(p, state, true, &function);
  function.in_static_block = true;
  Scope *outer = p->scope;
  p->scope = Parser_new_scope(p, kScopeBlock);
  Scope_make_declaration_scope(p->zone, p->scope);
  p->scope->is_function_body_block = true;
  Parser_expect(p, kTokenLeftBrace);
  BlockStatement *block = AST_NEW(p, BlockStatement, Parser_position(p));
  while (Parser_peek(p) != kTokenRightBrace && !p->failed) {
    Statement *statement = Parser_parse_statement_list_item(p);
    ZONE_LIST_ADD(p->zone, &block->statements, statement);
  }
  Parser_expect(p, kTokenRightBrace);
  block->scope = p->scope;
  block->scope->end_position = Parser_end_position(p);
  if (!p->failed) Parser_check_var_conflicts(p, p->scope);
  p->scope = outer;
  leave_initializer(p, state, true, &function);
  property->static_block = block;
  ZONE_LIST_ADD(p->zone, &state->static_elements, property);
}

// ------------------------------------------------------------------- methods

static bool is_constructor_name(const MemberHead *head) {
  return !head->is_static && !head->is_computed && !head->is_private &&
         AstString_is(head->name, kNameConstructor) &&
         (head->is_string_literal || Token_is_property_name(head->token));
}

static bool check_method_name(Parser *p, ClassState *state,
                              const MemberHead *head) {
  ParserMessage message = kParserMessageNone;
  if (is_constructor_name(head)) {
    if (head->is_generator || head->is_async) {
      message = head->is_generator ? kParserMessageClassConstructorGenerator
                                   : kParserMessageClassConstructorAsync;
    } else if (head->is_getter || head->is_setter) {
      message = kParserMessageClassConstructorAccessor;
    } else if (state->constructor != NULL) {
      message = kParserMessageDuplicateConstructor;
    }
  } else if (head->is_static && !head->is_computed && !head->is_private &&
             AstString_is(head->name, kNamePrototype)) {
    message = kParserMessageStaticPrototype;
  }
  if (message == kParserMessageNone) return true;
  Parser_report(p, message, head->name_start, head->name_end, NULL);
  return false;
}

static void parse_constructor(Parser *p, ClassState *state, MemberHead *head) {
  head->name = state->literal->name;
  FunctionKind kind = state->literal->extends != NULL
                          ? kFunctionDerivedConstructor
                          : kFunctionBaseConstructor;
  state->constructor = Parser_parse_method(p, head, kind);
  state->needs_home_object |= state->constructor->uses_super_property;
}

static void parse_method(Parser *p, ClassState *state, MemberHead *head,
                         ClassLiteralProperty *property) {
  property->kind = head->is_getter   ? kClassGetter
                   : head->is_setter ? kClassSetter
                                     : kClassMethod;
  property->needs_set_function_name = head->is_computed;
  if (head->is_private) {
    if (head->is_static)
      state->has_private_static_method = true;
    else
      state->has_private_instance_method = true;
  }
  FunctionLiteral *method =
      Parser_parse_method(p, head, MemberHead_function_kind(head));
  method->is_static = head->is_static;
  property->value = &method->node;
  if (head->is_static)
    state->needs_static_home_object |= method->uses_super_property;
  else
    state->needs_home_object |= method->uses_super_property;
}

static void parse_member(Parser *p, ClassState *state) {
  MemberHead head;
  Parser_parse_member_head(p, &head, true);
  if (head.is_static_block) {
    parse_static_block(p, state, head.start);
    return;
  }
  if (p->failed) return;
  Token token = Parser_peek(p);
  bool is_method = token == kTokenLeftParen;
  if (!is_method && (head.is_async || head.is_generator || head.is_getter ||
                     head.is_setter)) {
    Parser_report_unexpected_next(p);
    return;
  }
  if (head.is_private && AstString_is(head.name, kNamePrivateConstructor)) {
    Parser_report(p,
                  is_method ? kParserMessageClassConstructorPrivate
                            : kParserMessageConstructorClassField,
                  head.name_start, head.name_end, NULL);
    return;
  }
  if (is_method && !check_method_name(p, state, &head)) return;
  if (is_method && is_constructor_name(&head)) {
    parse_constructor(p, state, &head);
    return;
  }
  ClassLiteralProperty *property = ZONE_NEW(p->zone, ClassLiteralProperty);
  property->is_static = head.is_static;
  property->is_computed_name = head.is_computed;
  property->is_private = head.is_private;
  property->key = head.key;
  property->position = head.start;
  bool is_redeclared = false;
  if (head.is_private) {
    property->name_variable = declare_private_name(p, state, &head, is_method);
    is_redeclared = property->name_variable == NULL;
    if (is_redeclared)
      property->name_variable = Scope_lookup_local(state->scope, head.name);
    // Fields are initialised by a function of their own.
    if (!is_method) property->name_variable->force_context_allocation = true;
    VariableProxy *proxy =
        Parser_new_bound(p, property->name_variable, head.name_start);
    proxy->is_private_name = true;
    property->key = &proxy->node;
  }
  if (head.is_static && head.is_computed)
    state->literal->has_static_computed_names = true;
  if (head.is_static && !head.is_computed && !head.is_private &&
      AstString_is(head.name, kNameName))
    state->literal->has_static_name_property = true;
  ZONE_LIST_ADD(p->zone, &state->literal->members, property);
  if (is_method)
    parse_method(p, state, &head, property);
  else
    parse_field(p, state, &head, property);
  if (is_redeclared)
    Parser_report(p, kParserMessageVarRedeclaration, Parser_position(p),
                  Parser_end_position(p), head.name);
}

// ------------------------------------------------------------------ the class

static FunctionLiteral *make_initializer(Parser *p, ClassState *state,
                                         bool is_static) {
  Scope *scope = is_static ? state->static_scope : state->instance_scope;
  FunctionKind kind = is_static ? kFunctionClassStaticInitializer
                                : kFunctionClassMembersInitializer;
  if (scope == NULL) {
    scope = Parser_new_function_scope(p, kind);
    scope->function->is_static = is_static;
    scope->end_position = Parser_end_position(p);
  }
  AstStringName name = is_static ? kNameStaticInitializer
                                 : kNameInstanceMembersInitializer;
  FunctionLiteral *literal =
      Parser_new_function_literal(p, kind, Parser_name(p, name),
                                  state->position);
  literal->syntax = kFunctionSyntaxAccessorOrMethod;
  literal->is_static = is_static;
  literal->should_eager_compile = true;
  literal->has_simple_parameters = true;
  literal->start_position = state->position;
  literal->end_position = Parser_end_position(p);
  Parser_finish_literal(p, literal, scope);
  Statement *statement;
  if (is_static) {
    InitializeClassStaticElementsStatement *node = AST_NEW(
        p, InitializeClassStaticElementsStatement, state->position);
    node->elements = state->static_elements;
    statement = &node->node;
  } else {
    InitializeClassMembersStatement *node =
        AST_NEW(p, InitializeClassMembersStatement, state->position);
    node->fields = state->instance_fields;
    node->brand = state->scope->class_data->brand;
    statement = &node->node;
  }
  ZONE_LIST_ADD(p->zone, &literal->body, statement);
  return literal;
}

static FunctionLiteral *make_default_constructor(Parser *p,
                                                 ClassState *state) {
  bool is_derived = state->literal->extends != NULL;
  FunctionKind kind = is_derived ? kFunctionDefaultDerivedConstructor
                                 : kFunctionDefaultBaseConstructor;
  Scope *scope = Parser_new_function_scope(p, kind);
  scope->start_position = state->position;
  scope->end_position = Parser_end_position(p);
  FunctionLiteral *literal = Parser_new_function_literal(
      p, kind, state->literal->name, state->position);
  literal->syntax = kFunctionSyntaxAnonymousExpression;
  literal->should_eager_compile = true;
  literal->has_simple_parameters = true;
  scope->function->has_simple_parameters = true;
  if (is_derived) {
    FunctionScopeData *data = scope->function;
    data->new_target = declare_internal(p, scope, kNameDotNewTarget);
    data->this_function = declare_internal(p, scope, kNameDotThisFunction);
  }
  Parser_finish_literal(p, literal, scope);
  return literal;
}

static void declare_class_internals(Parser *p, ClassState *state) {
  Scope *scope = state->scope;
  ClassScopeData *data = scope->class_data;
  // Methods may be compiled later and look these up in the context.
  if (state->has_private_instance_method) {
    data->brand = declare_internal(p, scope, kNameDotBrand);
    data->brand->force_context_allocation = true;
  }
  if (state->has_private_static_method) {
    data->static_brand = declare_internal(p, scope, kNameDotClass);
    data->static_brand->force_context_allocation = true;
  }
  if (state->needs_home_object)
    data->home_object = declare_internal(p, scope, kNameDotHomeObject);
  if (state->needs_static_home_object)
    data->static_home_object =
        declare_internal(p, scope, kNameDotStaticHomeObject);
}

static void finish_class(Parser *p, ClassState *state) {
  ClassLiteral *literal = state->literal;
  Scope *scope = state->scope;
  scope->end_position = Parser_end_position(p);
  literal->end_position = scope->end_position;
  declare_class_internals(p, state);
  bool has_initializer = state->instance_scope != NULL ||
                         scope->class_data->brand != NULL;
  if (has_initializer)
    literal->instance_members_initializer =
        make_initializer(p, state, false);
  if (state->static_scope != NULL)
    literal->static_initializer = make_initializer(p, state, true);
  literal->constructor = state->constructor != NULL
                             ? state->constructor
                             : make_default_constructor(p, state);
  literal->constructor->requires_instance_members_initializer =
      has_initializer;
  literal->constructor->class_scope_has_private_brand =
      scope->class_data->brand != NULL;
  // toString of a class is its whole text.
  literal->constructor->start_position = literal->start_position;
  literal->constructor->end_position = literal->end_position;
  if (scope->class_data->class_variable != NULL)
    scope->class_data->class_variable->initializer_position =
        scope->end_position;
}

Expression *Parser_parse_class(Parser *p, AstString *name, int name_start,
                               int name_end, bool is_strict_reserved,
                               int class_position) {
  // `class extends class extends ...` comes by here only.
  if (!Parser_check_stack(p)) return p->failure;
  if (is_strict_reserved) {
    Parser_report(p, kParserMessageUnexpectedStrictReserved, name_start,
                  name_end, NULL);
    return p->failure;
  }
  ClassState state = {.position = class_position};
  ClassLiteral *literal = AST_NEW(p, ClassLiteral, class_position);
  state.literal = literal;
  literal->name = name;
  literal->start_position = class_position;
  literal->is_anonymous_expression = name == NULL;
  Scope *outer = p->scope;
  Scope *scope = Parser_new_scope(p, kScopeClass);
  scope->start_position = class_position;
  scope->language_mode = kLanguageStrict;
  scope->class_data = ZONE_NEW(p->zone, ClassScopeData);
  literal->scope = scope;
  state.scope = scope;
  p->scope = scope;
  bool saved_in = p->accept_in;
  p->accept_in = true;
  if (name != NULL) {
    Parser_check_strict_name(p, name, name_start, name_end);
    Variable *variable = Scope_add_variable(
        p->zone, scope, name, kVariableConst, kVariableKindClassName);
    variable->binding_needs_init = true;
    variable->declaration_position = name_start;
    variable->initializer_position = INT32_MAX;
    scope->class_data->class_variable = variable;
  }
  if (Parser_check(p, kTokenExtends)) {
    PendingError saved = p->cover;
    p->cover.message = kParserMessageNone;
    literal->extends = Parser_parse_left_hand_side(p);
    Parser_report_pending(p, saved);
  }
  scope->class_data->body_position = Parser_peek_start(p);
  Parser_expect(p, kTokenLeftBrace);
  int first_use = p->private_uses.length;
  p->class_depth++;
  while (!p->failed && Parser_peek(p) != kTokenRightBrace) {
    if (Parser_check(p, kTokenSemicolon)) continue;
    parse_member(p, &state);
  }
  Parser_expect(p, kTokenRightBrace);
  p->class_depth--;
  resolve_private_uses(p, scope, first_use);
  p->accept_in = saved_in;
  if (!p->failed) finish_class(p, &state);
  p->scope = outer;
  return p->failed ? p->failure : &literal->node;
}

Statement *Parser_parse_class_declaration(Parser *p, bool is_default_export,
                                          AstString **declared_name) {
  int class_position = Parser_position(p);
  Token token = Parser_peek(p);
  AstString *name = NULL;
  AstString *variable_name = Parser_name(p, kNameDotDefault);
  int start = class_position;
  int end = Parser_end_position(p);
  bool is_reserved = false;
  if (!is_default_export || Token_is_any_identifier(token)) {
    is_reserved = Token_is_strict_reserved(token);
    name = Parser_parse_identifier(p, kFunctionNormal);
    variable_name = name;
    start = Parser_position(p);
    end = Parser_end_position(p);
  }
  Expression *value = Parser_parse_class(p, name, start, end, is_reserved,
                                         class_position);
  if (declared_name != NULL) *declared_name = variable_name;
  if (p->failed) return (Statement *)p->failure;
  Variable *variable =
      Parser_declare(p, variable_name, kVariableLet, kVariableKindNormal,
                     class_position, Parser_end_position(p), NULL);
  if (p->failed) return (Statement *)p->failure;
  if (name == NULL)
    Parser_set_function_name(p, value, Parser_name(p, kNameDefault), NULL);
  variable->initializer_position = Parser_end_position(p);
  Expression *target = &Parser_new_bound(p, variable, start)->node;
  Statement *statement = Parser_new_expression_statement(
      p,
      &Parser_new_assignment(p, kTokenInit, target, value,
                             class_position)->node,
      class_position);
  Ast_as_ExpressionStatement(statement)->ignore_completion_value = true;
  return statement;
}
