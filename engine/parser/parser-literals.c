// SPDX-License-Identifier: MIT
//
// Object literals, and the names of members, which classes share.
// ECMA-262 #sec-object-initializer.
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/parser/parser-impl.h"

// ------------------------------------------------------------ property names

// Number::toString of a property key.
static AstString *number_to_name(Parser *p, double value) {
  char text[kNumberToStringSize];
  size_t length = Number_to_string(value, text);
  return AstStringTable_intern_one_byte(p->strings, (const uint8_t *)text,
                                        (int)length);
}

// BigInt::toString of a literal's text: decimal digits of any radix. Quadratic,
// and only used for property keys.
static AstString *bigint_to_name(Parser *p, const AstString *text) {
  int length = text->length;
  int radix = 10;
  int from = 0;
  if (length > 2 && text->one_byte[0] == '0') {
    int letter = text->one_byte[1] | 0x20;
    radix = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    from = 2;
  }
  uint8_t *decimal = Zone_allocate_zeroed(p->zone, (size_t)length * 2 + 2);
  int count = 1;  // least significant first
  for (int i = from; i < length; i++) {
    int unit = text->one_byte[i];
    int carry = unit <= '9' ? unit - '0' : (unit | 0x20) - 'a' + 10;
    for (int d = 0; d < count; d++) {
      int value = decimal[d] * radix + carry;
      decimal[d] = (uint8_t)(value % 10);
      carry = value / 10;
    }
    for (; carry != 0; carry /= 10) decimal[count++] = (uint8_t)(carry % 10);
  }
  uint8_t *digits = Zone_allocate(p->zone, (size_t)count);
  for (int i = 0; i < count; i++) digits[i] = decimal[count - 1 - i] + '0';
  return AstStringTable_intern_one_byte(p->strings, digits, count);
}

static Expression *name_literal(Parser *p, AstString *name, int position) {
  uint32_t index;
  if (AstString_is_array_index(name, &index))
    return &Parser_new_number(p, index, position)->node;
  return &Parser_new_string(p, name, position)->node;
}

static void parse_member_name(Parser *p, MemberHead *head, bool is_class) {
  Token token = Parser_next(p);
  const TokenDesc *desc = p->scanner.current;
  head->token = token;
  head->name_start = desc->start;
  head->name_end = desc->end;
  switch (token) {
    case kTokenString:
      Parser_check_octal(p);
      head->name = Parser_string(p);
      head->is_string_literal = true;
      break;
    case kTokenNumber:
      Parser_check_octal(p);
      head->name = number_to_name(p, desc->number);
      break;
    case kTokenBigInt:
      head->name = bigint_to_name(p, Parser_string(p));
      break;
    case kTokenLeftBracket:
      head->is_computed = true;
      head->key = Parser_parse_assignment(p, true);
      Parser_expect(p, kTokenRightBracket);
      head->name_end = Parser_end_position(p);
      return;
    case kTokenPrivateName:
      head->is_private = true;
      head->name = Parser_string(p);
      if (!is_class) Parser_report_unexpected_current(p);
      head->key = p->failure;
      return;
    default:
      if (!Token_is_property_name(token)) {
        Parser_report_unexpected_current(p);
        head->name = Parser_name(p, kNameEmpty);
        head->key = p->failure;
        return;
      }
      head->name = Parser_string(p);
      break;
  }
  head->key = name_literal(p, head->name, head->name_start);
}

// Whether a token may begin a property name.
static bool starts_name(Token token) {
  return Token_is_property_name(token) || token == kTokenString ||
         token == kTokenNumber || token == kTokenBigInt ||
         token == kTokenLeftBracket || token == kTokenPrivateName;
}

void Parser_report_member_name(Parser *p, const MemberHead *head) {
  TokenDesc token = *p->scanner.current;
  if (head->is_computed)
    token.token = kTokenLeftBracket;
  Parser_report_unexpected(p, &token);
}

// `\u0061sync m() {}`: the word would be a modifier but for its escape.
static void check_escaped_modifier(Parser *p) {
  const TokenDesc *next = p->scanner.next;
  bool is_modifier = next->token == kTokenAsync || next->token == kTokenGet ||
                     next->token == kTokenSet;
  if (!is_modifier) return;
  const TokenDesc *third = Scanner_peek_third(&p->scanner);
  bool is_name = starts_name((Token)third->token) ||
                 (third->token == kTokenMul && next->token == kTokenAsync);
  if (is_name && !third->newline_before)
    Parser_report(p, kParserMessageInvalidEscapedReservedWord, next->start,
                  next->end, NULL);
}

void Parser_parse_member_head(Parser *p, MemberHead *head, bool is_class) {
  memset(head, 0, sizeof *head);
  if (UNLIKELY(p->scanner.next->contains_escapes))
    check_escaped_modifier(p);
  if (is_class && Parser_peek_contextual(p, kTokenStatic)) {
    Token third = Parser_peek_ahead(p);
    if (starts_name(third) || third == kTokenMul ||
        third == kTokenLeftBrace) {
      Parser_next(p);
      head->is_static = true;
      if (third == kTokenLeftBrace) {
        head->is_static_block = true;
        head->start = Parser_position(p);
        return;
      }
    }
  }
  head->start = Parser_peek_start(p);
  if (Parser_peek_contextual(p, kTokenAsync)) {
    const TokenDesc *third = Scanner_peek_third(&p->scanner);
    if (!third->newline_before &&
        (starts_name((Token)third->token) || third->token == kTokenMul)) {
      Parser_next(p);
      head->is_async = true;
    }
  }
  if (Parser_check(p, kTokenMul)) head->is_generator = true;
  if (!head->is_async && !head->is_generator &&
      (Parser_peek_contextual(p, kTokenGet) ||
       Parser_peek_contextual(p, kTokenSet)) &&
      starts_name(Parser_peek_ahead(p))) {
    head->is_getter = Parser_next(p) == kTokenGet;
    head->is_setter = !head->is_getter;
  }
  parse_member_name(p, head, is_class);
}

FunctionKind MemberHead_function_kind(const MemberHead *head) {
  if (head->is_getter) return kFunctionGetter;
  if (head->is_setter) return kFunctionSetter;
  if (head->is_async)
    return head->is_generator ? kFunctionAsyncGeneratorMethod
                              : kFunctionAsyncMethod;
  return head->is_generator ? kFunctionGeneratorMethod : kFunctionMethod;
}

FunctionLiteral *Parser_parse_method(Parser *p, const MemberHead *head,
                                     FunctionKind kind) {
  FunctionSource source = {
      .kind = kind,
      .syntax = kFunctionSyntaxAccessorOrMethod,
      .name = head->name,
      .is_static = head->is_static,
      .function_position = head->name_start,
      .start_position = head->start,
  };
  if (head->name != NULL && (head->is_getter || head->is_setter))
    source.name = AstStringTable_intern_prefixed(
        p->strings, head->is_getter ? "get " : "set ", head->name);
  return Parser_parse_function_literal(p, &source);
}

// ----------------------------------------------------------- object literals

static void set_pending(Parser *p, ParserMessage message, int start,
                        int end) {
  if (p->cover.message != kParserMessageNone) return;
  p->cover = (PendingError){message, start, end};
}

// {name} and {name = value}; the name has been consumed.
static void parse_shorthand(Parser *p, MemberHead *head,
                            ObjectLiteralProperty *property) {
  if (!Token_is_any_identifier(head->token)) {
    Parser_report_member_name(p, head);
    return;
  }
  Parser_check_identifier(p, kFunctionNormal);
  if (p->failed) return;
  VariableProxy *proxy =
      Parser_new_unresolved(p, head->name, head->name_start);
  property->is_shorthand = true;
  property->value = &proxy->node;
  if (Parser_peek(p) != kTokenAssign) return;
  Parser_next(p);
  int position = Parser_position(p);
  Expression *value = Parser_parse_assignment(p, true);
  set_pending(p, kParserMessageInvalidCoverInitializedName, head->name_start,
              Parser_end_position(p));
  Parser_set_function_name(p, value, head->name, NULL);
  property->value = &Parser_new_assignment(p, kTokenAssign, &proxy->node,
                                           value, position)->node;
}

static void parse_named_value(Parser *p, MemberHead *head,
                              ObjectLiteral *object,
                              ObjectLiteralProperty *property,
                              bool *has_proto) {
  Parser_next(p);
  bool is_proto = head->name != NULL && AstString_is(head->name, kNameProto);
  if (is_proto) {
    property->kind = kObjectPropertyPrototype;
    if (*has_proto)
      set_pending(p, kParserMessageDuplicateProto, head->name_start,
                  head->name_end);
    *has_proto = true;
  }
  int start = Parser_peek_start(p);
  property->value = Parser_parse_assignment_cover(p);
  Parser_note_element(p, &object->errors, property->value, start);
  if (head->is_computed) {
    property->needs_set_function_name =
        Ast_is_anonymous_function_definition(property->value);
  } else if (!is_proto) {
    Parser_set_function_name(p, property->value, head->name, NULL);
  }
}

typedef struct ObjectLiteralState {
  ObjectLiteral *object;
  Scope *home_scope;  // around the methods, or NULL before the first
  bool needs_home_object;
  bool has_proto;
} ObjectLiteralState;

static void parse_object_method(Parser *p, ObjectLiteralState *state,
                                MemberHead *head,
                                ObjectLiteralProperty *property) {
  if (state->home_scope == NULL) {
    state->home_scope = Parser_new_scope(p, kScopeBlock);
    p->scope = state->home_scope;
  }
  TargetErrors *errors = &state->object->errors;
  if (errors->end == 0) {
    errors->start = head->start;
    errors->end = Parser_end_position(p);
  }
  FunctionLiteral *method =
      Parser_parse_method(p, head, MemberHead_function_kind(head));
  property->value = &method->node;
  property->is_method = !head->is_getter && !head->is_setter;
  property->needs_set_function_name = head->is_computed;
  if (head->is_getter) property->kind = kObjectPropertyGetter;
  if (head->is_setter) property->kind = kObjectPropertySetter;
  state->needs_home_object |= method->uses_super_property;
}

// "..." has been consumed.
static void parse_object_spread(Parser *p, ObjectLiteral *object,
                                ObjectLiteralProperty *property) {
  property->kind = kObjectPropertySpread;
  int start = Parser_peek_start(p);
  property->value = Parser_parse_assignment_cover(p);
  TargetErrors *errors = &object->errors;
  Parser_note_element(p, errors, property->value, start);
  object->has_comma_after_spread |= Parser_peek(p) == kTokenComma;
  if (errors->end != 0) return;
  if (!Ast_is_VariableProxy(property->value) &&
      !Ast_is_Property(property->value)) {
    errors->start = start;
    errors->end = Parser_end_position(p);
  } else if (object->has_comma_after_spread) {
    errors->start = Parser_position(p);
    errors->end = Parser_end_position(p);
  }
}

static void parse_object_property(Parser *p, ObjectLiteralState *state) {
  ObjectLiteral *object = state->object;
  ObjectLiteralProperty *property = ZONE_NEW(p->zone, ObjectLiteralProperty);
  property->value = p->failure;
  ZONE_LIST_ADD(p->zone, &object->properties, property);
  if (Parser_check(p, kTokenEllipsis)) {
    parse_object_spread(p, object, property);
    return;
  }
  MemberHead head;
  Parser_parse_member_head(p, &head, false);
  property->key = head.key;
  property->is_computed_name = head.is_computed;
  bool is_plain = !head.is_async && !head.is_generator && !head.is_getter &&
                  !head.is_setter;
  Token token = Parser_peek(p);
  if (token == kTokenLeftParen) {
    parse_object_method(p, state, &head, property);
  } else if (is_plain && token == kTokenColon) {
    parse_named_value(p, &head, object, property, &state->has_proto);
  } else if (is_plain && (token == kTokenComma || token == kTokenRightBrace ||
                          token == kTokenAssign)) {
    parse_shorthand(p, &head, property);
  } else {
    Parser_report_unexpected_next(p);
  }
}

Expression *Parser_parse_object_literal(Parser *p) {
  Parser_next(p);
  ObjectLiteral *object = AST_NEW(p, ObjectLiteral, Parser_position(p));
  ObjectLiteralState state = {.object = object};
  Scope *outer = p->scope;
  bool saved_in = p->accept_in;
  p->accept_in = true;
  while (!Parser_check(p, kTokenRightBrace)) {
    if (p->failed) break;
    parse_object_property(p, &state);
    if (Parser_peek(p) != kTokenRightBrace) Parser_expect(p, kTokenComma);
  }
  p->accept_in = saved_in;
  p->scope = outer;
  if (state.home_scope == NULL) return &object->node;
  if (state.needs_home_object) {
    object->scope = state.home_scope;
    object->home_object =
        Scope_add_variable(p->zone, state.home_scope,
                           Parser_name(p, kNameDotHomeObject), kVariableVar,
                           kVariableKindNormal);
    object->home_object->is_used = true;
  }
  Parser_finalize_block(p, state.home_scope, Parser_end_position(p));
  return &object->node;
}
