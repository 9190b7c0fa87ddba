// SPDX-License-Identifier: MIT
//
// Entry points, errors, token helpers and node construction.
#include "engine/parser/parser.h"

#include <string.h>

#include "engine/parser/parser-impl.h"
#include "engine/parser/rewriter.h"

enum { kDefaultStackBytes = 512 * 1024 };

// -------------------------------------------------------------------- errors

void Parser_report(Parser *p, ParserMessage message, int start, int end,
                   const AstString *argument) {
  if (p->failed) return;
  p->failed = true;
  ParseError *error = &p->info->error;
  error->message = message;
  error->start = start;
  error->end = end;
  error->argument = argument;
  Scanner *s = &p->scanner;
  s->position = s->length;
  s->has_third = false;
  memset(s->next, 0, sizeof *s->next);
  s->next->token = kTokenEndOfSource;
  s->next->start = s->next->end = s->length;
}

void Parser_report_earlier(Parser *p, ParserMessage message, int start,
                           int end, const AstString *argument) {
  const ParseError *error = &p->info->error;
  if (p->failed && start + 1 < error->start &&
      error->message != kParserMessageStackOverflow)
    p->failed = false;
  Parser_report(p, message, start, end, argument);
}

static ParserMessage unexpected_word(Parser *p, const TokenDesc *token) {
  switch ((Token)token->token) {
    case kTokenAwait:
    case kTokenEnum:
      return kParserMessageUnexpectedReserved;
    case kTokenLet:
    case kTokenStatic:
    case kTokenYield:
    case kTokenImplements:
    case kTokenInterface:
    case kTokenPackage:
    case kTokenPrivate:
    case kTokenProtected:
    case kTokenPublic:
      return Parser_is_strict(p) ? kParserMessageUnexpectedStrictReserved
                                 : kParserMessageUnexpectedTokenIdentifier;
    case kTokenEscapedKeyword:
    case kTokenEscapedStrictReservedWord:
      return kParserMessageInvalidEscapedReservedWord;
    // V8 calls these tokens even where they are names.
    case kTokenAsync:
    case kTokenGet:
    case kTokenOf:
    case kTokenSet:
    case kTokenUsing:
      return kParserMessageUnexpectedToken;
    default:
      return token->token >= kTokenPrivateName
                 ? kParserMessageUnexpectedTokenIdentifier
                 : kParserMessageUnexpectedToken;
  }
}

void Parser_report_unexpected(Parser *p, TokenDesc *token) {
  ParserMessage message;
  const AstString *argument = Scanner_string(&p->scanner, token);
  switch ((Token)token->token) {
    case kTokenEndOfSource:
      message = kParserMessageUnexpectedEndOfInput;
      break;
    case kTokenNumber:
    case kTokenSmi:
    case kTokenBigInt:
      message = kParserMessageUnexpectedTokenNumber;
      break;
    case kTokenString:
      message = kParserMessageUnexpectedTokenString;
      break;
    case kTokenRegExpLiteral:
      message = kParserMessageUnexpectedTokenRegExp;
      break;
    case kTokenTemplateSpan:
    case kTokenTemplateTail:
      message = kParserMessageUnexpectedTemplateString;
      break;
    case kTokenIllegal:
      if (token->message != kParserMessageNone) {
        Parser_report(p, token->message, token->message_start,
                      token->message_end, NULL);
        return;
      }
      message = kParserMessageInvalidOrUnexpectedToken;
      break;
    case kTokenLessThan:
      if (p->info->is_module &&
          Scanner_matches(&p->scanner, token->start, "<!--")) {
        Parser_report(p, kParserMessageHtmlCommentInModule, token->start + 3,
                      token->start + 4, NULL);
        return;
      }
      // Fall through.
    default:
      message = unexpected_word(p, token);
      if (Token_text((Token)token->token) != NULL)
        argument = AstStringTable_intern_c_string(
            p->strings, Token_text((Token)token->token));
      break;
  }
  Parser_report(p, message, token->start, token->end, argument);
}

void Parser_report_unexpected_next(Parser *p) {
  TokenDesc token = *p->scanner.next;
  Parser_report_unexpected(p, &token);
}

void Parser_report_unexpected_current(Parser *p) {
  TokenDesc token = *p->scanner.current;
  Parser_report_unexpected(p, &token);
}

bool Parser_check_stack(Parser *p) {
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  if (LIKELY(here > p->stack_limit)) return true;
  Parser_report(p, kParserMessageStackOverflow, Parser_peek_start(p),
                Parser_peek_start(p), NULL);
  return false;
}

void Parser_check_octal(Parser *p) {
  const TokenDesc *token = p->scanner.current;
  if (UNLIKELY(token->octal_message != kParserMessageNone) &&
      Parser_is_strict(p))
    Parser_report(p, token->octal_message, token->octal_start,
                  token->octal_end, NULL);
}

static const char *const kMessageTexts[] = {
    "",
#define PARSER_MESSAGE(Name, text) text,
#include "engine/parser/parser-messages.def"
#undef PARSER_MESSAGE
};

void ParseError_format(const ParseError *error, char *buffer,
                       size_t buffer_bytes) {
  if (buffer_bytes == 0) return;
  const char *text = kMessageTexts[error->message];
  size_t used = 0;
  for (; *text != '\0' && used + 1 < buffer_bytes; text++) {
    if (text[0] == '%' && text[1] == 's') {
      if (error->argument != NULL)
        used += AstString_write_utf8(error->argument, buffer + used,
                                     buffer_bytes - used);
      text++;
    } else {
      buffer[used++] = *text;
    }
  }
  buffer[used] = '\0';
}

// -------------------------------------------------------------------- tokens

Token Parser_next(Parser *p) {
  if (LIKELY(!p->failed)) Scanner_advance(&p->scanner);
  return (Token)p->scanner.current->token;
}

bool Parser_check(Parser *p, Token token) {
  if (Parser_peek(p) != token) return false;
  Parser_next(p);
  return true;
}

void Parser_expect(Parser *p, Token token) {
  if (Parser_peek(p) == token) {
    Parser_next(p);
  } else {
    Parser_report_unexpected_next(p);
  }
}

bool Parser_check_contextual(Parser *p, Token token) {
  if (!Parser_peek_contextual(p, token)) return false;
  Parser_next(p);
  return true;
}

void Parser_expect_contextual(Parser *p, Token token) {
  if (Parser_check_contextual(p, token)) return;
  if (Parser_peek(p) == token) {
    Parser_report(p, kParserMessageInvalidEscapedMetaProperty,
                  Parser_peek_start(p), p->scanner.next->end,
                  Scanner_string(&p->scanner, p->scanner.next));
    return;
  }
  Parser_report_unexpected_next(p);
}

void Parser_expect_semicolon(Parser *p) {
  Token token = Parser_peek(p);
  if (LIKELY(token == kTokenSemicolon)) {
    Parser_next(p);
    return;
  }
  if (Parser_newline_before_next(p) || token == kTokenRightBrace ||
      token == kTokenEndOfSource)
    return;
  const TokenDesc *current = p->scanner.current;
  if (current->token == kTokenAwait && !Parser_is_async(p)) {
    Parser_report(p, kParserMessageAwaitNotInAsyncContextAndModule,
                  current->start, current->end, NULL);
    return;
  }
  Parser_report_unexpected_next(p);
}

bool Parser_is_await_reserved(const Parser *p) {
  return p->info->is_module || p->function->in_static_block ||
         FunctionKind_is_async((FunctionKind)p->function->kind);
}

bool Parser_is_yield_reserved(const Parser *p) {
  return Parser_is_strict(p) || Parser_is_generator(p);
}

// --------------------------------------------------------------------- nodes

AstNode *Parser_new_node(Parser *p, size_t size_bytes, AstKind kind,
                         int position) {
  AstNode *node = Zone_allocate_zeroed(p->zone, size_bytes);
  node->kind = (uint8_t)kind;
  node->position = position;
  return node;
}

Literal *Parser_new_literal(Parser *p, LiteralType type, int position) {
  Literal *literal = AST_NEW(p, Literal, position);
  literal->type = (uint8_t)type;
  return literal;
}

Literal *Parser_new_number(Parser *p, double value, int position) {
  Literal *literal = Parser_new_literal(p, kLiteralNumber, position);
  literal->number = value;
  return literal;
}

Literal *Parser_new_string(Parser *p, AstString *value, int position) {
  Literal *literal = Parser_new_literal(p, kLiteralString, position);
  literal->string = value;
  return literal;
}

VariableProxy *Parser_new_unresolved(Parser *p, AstString *name,
                                     int position) {
  VariableProxy *proxy = AST_NEW(p, VariableProxy, position);
  proxy->name = name;
  Scope_add_unresolved(p->scope, proxy);
  return proxy;
}

VariableProxy *Parser_new_bound(Parser *p, Variable *variable, int position) {
  VariableProxy *proxy = AST_NEW(p, VariableProxy, position);
  proxy->name = variable->name;
  proxy->variable = variable;
  variable->is_used = true;
  return proxy;
}

Statement *Parser_new_expression_statement(Parser *p, Expression *expression,
                                           int position) {
  ExpressionStatement *statement = AST_NEW(p, ExpressionStatement, position);
  statement->expression = expression;
  return &statement->node;
}

Assignment *Parser_new_assignment(Parser *p, Token op, Expression *target,
                                  Expression *value, int position) {
  Assignment *assignment = AST_NEW(p, Assignment, position);
  assignment->op = op;
  assignment->target = target;
  assignment->value = value;
  return assignment;
}

// -------------------------------------------------------------------- scopes

Scope *Parser_new_scope(Parser *p, ScopeKind kind) {
  Scope *scope = Scope_new(p->zone, p->scope, kind);
  scope->start_position = Parser_peek_start(p);
  return scope;
}

Scope *Parser_finalize_block(Parser *p, Scope *scope, int end_position) {
  scope->end_position = end_position;
  if (scope->locals.length != 0 || scope->is_function_body_block) return scope;
  Scope_dissolve(scope);
  return NULL;
}

void Parser_take_snapshot(Parser *p, ScopeSnapshot *snapshot) {
  Scope *scope = p->scope;
  snapshot->scope = scope;
  snapshot->unresolved = scope->unresolved;
  snapshot->first_inner = scope->first_inner;
  snapshot->calls_eval = scope->calls_eval;
  snapshot->inner_calls_eval = scope->inner_calls_eval;
  snapshot->yield_position = p->yield_position;
  snapshot->await_position = p->await_position;
  snapshot->await_identifier_position = p->await_identifier_position;
  snapshot->function_literal_id = p->next_function_literal_id;
  scope->calls_eval = false;
  scope->inner_calls_eval = false;
  // What comes may be given to another scope.
  scope->free_mark = 0;
  p->yield_position = -1;
  p->await_position = -1;
  p->await_identifier_position = -1;
}

void Parser_drop_snapshot(Parser *p, const ScopeSnapshot *snapshot) {
  Scope *scope = snapshot->scope;
  scope->free_mark = 0;
  scope->calls_eval |= snapshot->calls_eval;
  scope->inner_calls_eval |= snapshot->inner_calls_eval;
  if (snapshot->yield_position >= 0)
    p->yield_position = snapshot->yield_position;
  if (snapshot->await_position >= 0)
    p->await_position = snapshot->await_position;
  if (snapshot->await_identifier_position >= 0)
    p->await_identifier_position = snapshot->await_identifier_position;
}

void Parser_move_to_scope(Parser *p, const ScopeSnapshot *snapshot,
                          Scope *arrow_scope) {
  Scope *scope = snapshot->scope;
  arrow_scope->calls_eval = scope->calls_eval;
  arrow_scope->inner_calls_eval = scope->inner_calls_eval;
  scope->calls_eval = false;
  scope->inner_calls_eval = false;
  if (scope->unresolved != snapshot->unresolved) {
    VariableProxy *last = scope->unresolved;
    while (last->next_unresolved != snapshot->unresolved)
      last = last->next_unresolved;
    last->next_unresolved = arrow_scope->unresolved;
    arrow_scope->unresolved = scope->unresolved;
    scope->unresolved = snapshot->unresolved;
  }
  // The arrow scope itself is the newest inner scope.
  DCHECK(scope->first_inner == arrow_scope);
  Scope *inner = arrow_scope->next_sibling;
  while (inner != snapshot->first_inner) {
    Scope *next = inner->next_sibling;
    inner->outer = arrow_scope;
    inner->next_sibling = arrow_scope->first_inner;
    arrow_scope->first_inner = inner;
    inner = next;
  }
  arrow_scope->next_sibling = snapshot->first_inner;
}

// -------------------------------------------------------------- entry points

void ParseInfo_init(ParseInfo *info, Zone *zone, SourceText source) {
  memset(info, 0, sizeof *info);
  info->zone = zone;
  info->source = source;
  info->allow_lazy = true;
  info->allow_html_comments = true;
  info->allow_hashbang = true;
  AstStringTable_init(&info->strings, zone);
}

static void init_parser(Parser *p, ParseInfo *info, int start, int end) {
  memset(p, 0, sizeof *p);
  p->info = info;
  p->zone = info->zone;
  for (int i = 0; i < 2; i++) Zone_init(&p->preparse_zones[i], "preparse");
  p->strings = &info->strings;
  p->accept_in = true;
  p->allow_lazy = info->allow_lazy;
  p->yield_position = p->await_position = p->await_identifier_position = -1;
  p->eager_position = -1;
  p->parameters_end = -1;
  p->next_function_literal_id = info->first_function_literal_id;
  p->stack_limit = info->stack_limit;
  if (p->stack_limit == 0)
    p->stack_limit =
        (uintptr_t)__builtin_frame_address(0) - kDefaultStackBytes;
  p->failure =
      Parser_new_node(p, sizeof(FailureExpression), kAstFailureExpression, -1);
  info->error.message = kParserMessageNone;
  info->literal = NULL;
  Scope *script_scope = Scope_new(p->zone, NULL, kScopeScript);
  Scope_make_declaration_scope(p->zone, script_scope);
  script_scope->end_position = end;
  info->script_scope = script_scope;
  p->scope = script_scope;
  Scanner_init(&p->scanner, info, p->strings, start, end);
}

static bool analyze(Parser *p, Scope *root) {
  if (p->failed) return false;
  ScopeError error;
  if (Scope_analyze(p->info, p->info->zone, root, p->info->script_scope,
                    &error))
    return true;
  Parser_report(p, kParserMessageInvalidPrivateFieldResolution,
                error.position, error.position + 1, error.private_name);
  return false;
}

static bool finish(Parser *p, FunctionLiteral *literal) {
  for (int i = 0; i < 2; i++) Zone_destroy(&p->preparse_zones[i]);
  ParseInfo *info = p->info;
  info->source_url = p->scanner.source_url;
  info->source_mapping_url = p->scanner.source_mapping_url;
  info->function_literal_count = p->next_function_literal_id;
  if (p->failed) return false;
  info->literal = literal;
  return true;
}

// The program in `scope`, which becomes the current scope.
static bool parse_toplevel(Parser *p, Scope *scope, FunctionKind kind) {
  FunctionState state = {0};
  Parser_enter_function(p, &state, scope, kind);
  FunctionLiteral *literal =
      Parser_new_function_literal(p, kind, Parser_name(p, kNameEmpty), 0);
  scope->start_position = 0;
  scope->end_position = p->scanner.length;
  Parser_parse_body(p, &literal->body, kTokenEndOfSource, true);
  if (!p->failed) {
    if (!Scope_is_strict(scope))
      Parser_hoist_sloppy_block_functions(p, scope, NULL);
    Parser_check_var_conflicts(p, scope);
  }
  if (!p->failed && scope->kind == kScopeModule)
    Parser_finish_module(p, scope);
  if (!p->failed && scope->kind != kScopeModule)
    Rewriter_rewrite(p, literal, scope);
  Parser_leave_function(p, &state);
  literal->suspend_count = state.suspend_count;
  literal->is_toplevel = true;
  literal->should_eager_compile = true;
  literal->syntax = kFunctionSyntaxWrapped;
  literal->has_simple_parameters = true;
  literal->end_position = p->scanner.length;
  Parser_finish_literal(p, literal, scope);
  if (!analyze(p, scope)) return finish(p, NULL);
  literal->uses_this = scope->function->receiver != NULL;
  return finish(p, literal);
}

bool Parser_parse_program(ParseInfo *info) {
  Parser parser;
  Parser *p = &parser;
  init_parser(p, info, 0, (int)info->source.length_units);
  if (info->allow_hashbang) Scanner_skip_hashbang(&p->scanner);
  Scope *scope = info->script_scope;
  if (info->is_strict) scope->language_mode = kLanguageStrict;
  if (!info->is_module) return parse_toplevel(p, scope, kFunctionNormal);
  scope = Scope_new(p->zone, scope, kScopeModule);
  scope->language_mode = kLanguageStrict;
  Scope_make_declaration_scope(p->zone, scope)->function_kind =
      kFunctionModule;
  p->module = ZONE_NEW(p->zone, ModuleDescriptor);
  scope->module = p->module;
  info->module = p->module;
  p->scope = scope;
  return parse_toplevel(p, scope, kFunctionModule);
}

static void enter_outer_scopes(Parser *p) {
  if (p->info->outer == NULL) return;
  p->scope = Scope_from_outer_info(p->zone, p->info->outer, p->scope);
}

bool Parser_parse_eval(ParseInfo *info) {
  Parser parser;
  Parser *p = &parser;
  init_parser(p, info, 0, (int)info->source.length_units);
  if (info->allow_hashbang) Scanner_skip_hashbang(&p->scanner);
  enter_outer_scopes(p);
  Scope *scope = Scope_new(p->zone, p->scope, kScopeEval);
  Scope_make_declaration_scope(p->zone, scope);
  scope->language_mode = info->is_strict ? kLanguageStrict : kLanguageSloppy;
  p->scope = scope;
  return parse_toplevel(p, scope, kFunctionNormal);
}

// The caller's strings are those of another parse.
static AstString *intern_copy(ParseInfo *info, const AstString *string) {
  if (string == NULL) return NULL;
  return string->is_one_byte
             ? AstStringTable_intern_one_byte(&info->strings, string->one_byte,
                                              string->length)
             : AstStringTable_intern_two_byte(&info->strings, string->two_byte,
                                              string->length);
}

static bool is_within_module(const ParseInfo *info) {
  for (const OuterScopeInfo *o = info->outer; o != NULL; o = o->outer)
    if (o->kind == kScopeModule) return true;
  return false;
}

bool Parser_parse_function(ParseInfo *info, const FunctionLiteral *function) {
  Parser parser;
  Parser *p = &parser;
  if (is_within_module(info)) info->is_module = true;
  FunctionKind kind = (FunctionKind)function->function_kind;
  bool is_arrow = FunctionKind_is_arrow(kind);
  info->first_function_literal_id = function->function_literal_id;
  info->allow_new_target = true;
  info->allow_super_property = true;
  info->allow_super_call = true;
  init_parser(p, info,
              is_arrow ? function->start_position
                       : function->parameters_position,
              function->end_position);
  enter_outer_scopes(p);
  FunctionState state = {0};
  Scope *outer = p->scope;
  uint8_t outer_mode = outer->language_mode;
  outer->language_mode = function->language_mode;
  Parser_enter_function(p, &state, outer, kFunctionNormal);
  FunctionLiteral *literal = NULL;
  if (is_arrow) {
    p->eager_position = function->start_position;
    Expression *expression = Parser_parse_assignment(p, true);
    if (!p->failed) literal = Ast_as_FunctionLiteral(expression);
  } else {
    FunctionSource source = {
        .kind = kind,
        .syntax = (FunctionSyntax)function->syntax,
        .name = intern_copy(info, function->name),
        .is_static = function->is_static,
        .is_called = true,
        .function_position = function->node.position,
        .start_position = function->start_position,
    };
    literal = Parser_parse_function_literal(p, &source);
  }
  Parser_leave_function(p, &state);
  outer->language_mode = outer_mode;
  if (p->failed || !analyze(p, literal->scope)) return finish(p, NULL);
  literal->name = intern_copy(info, function->name);
  literal->start_position = function->start_position;
  literal->end_position = function->end_position;
  literal->inferred_name = intern_copy(info, function->inferred_name);
  literal->requires_instance_members_initializer =
      function->requires_instance_members_initializer;
  literal->class_scope_has_private_brand =
      function->class_scope_has_private_brand;
  return finish(p, literal);
}

bool Parser_parse_wrapped_function(ParseInfo *info,
                                   const SourceText *parameters,
                                   int parameter_count) {
  Parser parser;
  Parser *p = &parser;
  init_parser(p, info, 0, (int)info->source.length_units);
  if (info->allow_hashbang) Scanner_skip_hashbang(&p->scanner);
  FunctionState state = {0};
  Parser_enter_function(p, &state, p->scope, kFunctionNormal);
  FunctionLiteral *literal =
      Parser_parse_wrapped(p, parameters, parameter_count);
  Parser_leave_function(p, &state);
  if (p->failed || !analyze(p, literal->scope)) return finish(p, NULL);
  return finish(p, literal);
}

bool Parser_parse_dynamic_function(ParseInfo *info, FunctionKind kind,
                                   int parameters_end) {
  Parser parser;
  Parser *p = &parser;
  init_parser(p, info, 0, (int)info->source.length_units);
  p->parameters_end = parameters_end;
  FunctionState state = {0};
  Parser_enter_function(p, &state, p->scope, kFunctionNormal);
  if (FunctionKind_is_async(kind)) Parser_expect(p, kTokenAsync);
  Parser_expect(p, kTokenFunction);
  int position = Parser_position(p);
  if (FunctionKind_is_generator(kind)) Parser_expect(p, kTokenMul);
  Parser_expect(p, kTokenIdentifier);
  FunctionSource source = {
      .kind = kind,
      .syntax = kFunctionSyntaxAnonymousExpression,
      .name = Parser_name(p, kNameAnonymous),
      .is_called = true,
      .function_position = position,
      .start_position = 0,
  };
  FunctionLiteral *literal = Parser_parse_function_literal(p, &source);
  Parser_expect(p, kTokenEndOfSource);
  Parser_leave_function(p, &state);
  if (p->failed || !analyze(p, literal->scope)) return finish(p, NULL);
  return finish(p, literal);
}
