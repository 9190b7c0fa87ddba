// SPDX-License-Identifier: MIT
//
// Operators and conditions. A condition is compiled for its jumps: no boolean
// is made unless someone wants the value.
#include "engine/bytecode/generator-impl.h"

// -------------------------------------------------------------------- binary

void Gen_binary_op(BytecodeGenerator *g, Token op, Register left) {
  static const uint8_t kBytecodes[] = {
      [kTokenAdd] = kBytecodeAdd,        [kTokenSub] = kBytecodeSub,
      [kTokenMul] = kBytecodeMul,        [kTokenDiv] = kBytecodeDiv,
      [kTokenMod] = kBytecodeMod,        [kTokenExp] = kBytecodeExp,
      [kTokenBitOr] = kBytecodeBitwiseOr, [kTokenBitXor] = kBytecodeBitwiseXor,
      [kTokenBitAnd] = kBytecodeBitwiseAnd, [kTokenShl] = kBytecodeShiftLeft,
      [kTokenSar] = kBytecodeShiftRight,
      [kTokenShr] = kBytecodeShiftRightLogical,
  };
  const int32_t operands[kMaxOperands] = {left,
                                          Gen_slot(g, kFeedbackSlotBinaryOp)};
  BytecodeBuilder_emit(&g->builder, (Bytecode)kBytecodes[op], operands);
}

bool Gen_binary_smi(BytecodeGenerator *g, Token op, const Expression *right) {
  static const uint8_t kBytecodes[] = {
      [kTokenAdd] = kBytecodeAddSmi,
      [kTokenSub] = kBytecodeSubSmi,
      [kTokenMul] = kBytecodeMulSmi,
      [kTokenDiv] = kBytecodeDivSmi,
      [kTokenMod] = kBytecodeModSmi,
      [kTokenExp] = kBytecodeExpSmi,
      [kTokenBitOr] = kBytecodeBitwiseOrSmi,
      [kTokenBitXor] = kBytecodeBitwiseXorSmi,
      [kTokenBitAnd] = kBytecodeBitwiseAndSmi,
      [kTokenShl] = kBytecodeShiftLeftSmi,
      [kTokenSar] = kBytecodeShiftRightSmi,
      [kTokenShr] = kBytecodeShiftRightLogicalSmi,
  };
  int32_t value;
  if (!Ast_is_smi_literal(right, &value)) return false;
  const int32_t operands[kMaxOperands] = {value,
                                          Gen_slot(g, kFeedbackSlotBinaryOp)};
  BytecodeBuilder_emit(&g->builder, (Bytecode)kBytecodes[op], operands);
  return true;
}

static bool is_logical(Token op) {
  return op == kTokenAnd || op == kTokenOr || op == kTokenNullish;
}

// Jumps to end with the accumulator unless the right side must be evaluated.
static void jump_unless_right_needed(BytecodeGenerator *g, Token op,
                                     TypeHint hint, BytecodeLabel end) {
  BytecodeBuilder *b = &g->builder;
  if (op == kTokenNullish) {
    BytecodeLabel right = Gen_label(g);
    JUMP(b, JumpIfUndefinedOrNull, right);
    JUMP(b, Jump, end);
    Gen_bind(g, right);
  } else if (op == kTokenAnd) {
    if (hint == kHintBoolean)
      JUMP(b, JumpIfFalse, end);
    else
      JUMP(b, JumpIfToBooleanFalse, end);
  } else {
    if (hint == kHintBoolean)
      JUMP(b, JumpIfTrue, end);
    else
      JUMP(b, JumpIfToBooleanTrue, end);
  }
}

static TypeHint logical(BytecodeGenerator *g, BinaryOperation *node) {
  BytecodeLabel end = Gen_label(g);
  TypeHint left = Gen_value(g, node->left);
  jump_unless_right_needed(g, node->op, left, end);
  TypeHint right = Gen_value(g, node->right);
  Gen_bind(g, end);
  return left == right ? left : kHintAny;
}

TypeHint Gen_binary(BytecodeGenerator *g, BinaryOperation *node) {
  BytecodeBuilder *b = &g->builder;
  if (node->op == kTokenComma) {
    Gen_effect(g, node->left);
    return Gen_value(g, node->right);
  }
  if (is_logical(node->op)) return logical(g, node);
  int32_t ignored;
  if (Ast_is_smi_literal(node->right, &ignored)) {
    TypeHint left = Gen_value(g, node->left);
    BytecodeBuilder_expression_position(b, node->node.position);
    Gen_binary_smi(g, node->op, node->right);
    return node->op == kTokenAdd && left == kHintString ? kHintString
                                                        : kHintAny;
  }
  Register left = Gen_operand(g, node->left, node->right);
  TypeHint right = Gen_value(g, node->right);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_binary_op(g, node->op, left);
  bool is_string = node->op == kTokenAdd &&
                   (right == kHintString || Ast_is_string_literal(node->left));
  return is_string ? kHintString : kHintAny;
}

static TypeHint nary_logical(BytecodeGenerator *g, NaryOperation *node) {
  BytecodeLabel end = Gen_label(g);
  TypeHint hint = Gen_value(g, node->first);
  for (int i = 0; i < node->rest.length; i++) {
    jump_unless_right_needed(g, node->op, hint, end);
    TypeHint next = Gen_value(g, node->rest.items[i].expression);
    if (next != hint) hint = kHintAny;
  }
  Gen_bind(g, end);
  // A mixture of hints: earlier values may have been of another type.
  return kHintAny;
}

TypeHint Gen_nary(BytecodeGenerator *g, NaryOperation *node) {
  BytecodeBuilder *b = &g->builder;
  if (is_logical(node->op)) return nary_logical(g, node);
  if (node->op == kTokenComma) {
    Gen_effect(g, node->first);
    for (int i = 0; i < node->rest.length - 1; i++)
      Gen_effect(g, node->rest.items[i].expression);
    return Gen_value(g, node->rest.items[node->rest.length - 1].expression);
  }
  Register mark = b->next_register;
  TypeHint hint = kHintAny;
  for (int i = 0; i < node->rest.length; i++) {
    const NaryOperand *operand = &node->rest.items[i];
    int32_t ignored;
    bool is_smi = Ast_is_smi_literal(operand->expression, &ignored);
    if (is_smi) {
      if (i == 0) hint = Gen_value(g, node->first);
      BytecodeBuilder_expression_position(b, operand->op_position);
      Gen_binary_smi(g, node->op, operand->expression);
      continue;
    }
    Register left = i == 0 ? Gen_operand(g, node->first, operand->expression)
                           : Gen_save(g);
    if (i == 0 && Ast_is_string_literal(node->first)) hint = kHintString;
    TypeHint right = Gen_value(g, operand->expression);
    if (right == kHintString) hint = kHintString;
    BytecodeBuilder_expression_position(b, operand->op_position);
    Gen_binary_op(g, node->op, left);
    BytecodeBuilder_release(b, mark);
  }
  return node->op == kTokenAdd ? hint : kHintAny;
}

// --------------------------------------------------------------- comparisons

static TypeOfFlag type_of_flag(const AstString *text) {
  static const char *const kNames[] = {
      [kTypeOfNumber] = "number",       [kTypeOfString] = "string",
      [kTypeOfSymbol] = "symbol",       [kTypeOfBoolean] = "boolean",
      [kTypeOfBigInt] = "bigint",       [kTypeOfUndefined] = "undefined",
      [kTypeOfFunction] = "function",   [kTypeOfObject] = "object"};
  for (int i = 0; i < (int)ARRAY_LENGTH(kNames); i++)
    if (AstString_equals_c_string(text, kNames[i])) return (TypeOfFlag)i;
  return kTypeOfOther;
}

static void load_typeof_operand(BytecodeGenerator *g, Expression *operand) {
  if (operand->kind == kAstVariableProxy) {
    const VariableProxy *proxy = Ast_as_VariableProxy(operand);
    Gen_load_variable(g, proxy->variable, proxy->name, proxy->needs_hole_check,
                      true);
  } else {
    Gen_value(g, operand);
  }
}

static bool is_typeof(const Expression *e) {
  return e->kind == kAstUnaryOperation &&
         ((const UnaryOperation *)e)->op == kTokenTypeOf;
}

static bool is_undefined_literal(const Expression *e) {
  if (Ast_is_literal_of_type(e, kLiteralUndefined)) return true;
  if (e->kind == kAstUnaryOperation) {
    const UnaryOperation *unary = (const UnaryOperation *)e;
    return unary->op == kTokenVoid && unary->expression->kind == kAstLiteral;
  }
  if (e->kind != kAstVariableProxy) return false;
  const VariableProxy *proxy = (const VariableProxy *)e;
  return AstString_is(proxy->name, kNameUndefined) &&
         (proxy->variable == NULL ||
          proxy->variable->location == kLocationGlobal);
}

// typeof x == "string", x === undefined, x == null.
static bool compare_with_literal(BytecodeGenerator *g, CompareOperation *node,
                                 Expression *value, Expression *other) {
  BytecodeBuilder *b = &g->builder;
  bool is_strict =
      node->op == kTokenEqualStrict || node->op == kTokenNotEqualStrict;
  if (is_typeof(value) && Ast_is_string_literal(other)) {
    load_typeof_operand(g, Ast_as_UnaryOperation(value)->expression);
    EMIT(b, TestTypeOf, type_of_flag(Ast_as_Literal(other)->string));
    return true;
  }
  bool is_undefined = is_undefined_literal(other);
  bool is_null = Ast_is_literal_of_type(other, kLiteralNull);
  if (!is_undefined && !is_null) return false;
  Gen_value(g, value);
  if (!is_strict)
    EMIT0(b, TestUndetectable);
  else if (is_undefined)
    EMIT0(b, TestUndefined);
  else
    EMIT0(b, TestNull);
  return true;
}

static void emit_compare(BytecodeGenerator *g, Token op, Register left) {
  BytecodeBuilder *b = &g->builder;
  int slot = op == kTokenInstanceOf ? Gen_slot(g, kFeedbackSlotInstanceOf)
             : op == kTokenIn       ? Gen_slot(g, kFeedbackSlotHasProperty)
                                    : Gen_slot(g, kFeedbackSlotCompareOp);
  switch (op) {
    case kTokenEqual:
    case kTokenNotEqual:
      EMIT(b, TestEqual, left, slot);
      break;
    case kTokenEqualStrict:
    case kTokenNotEqualStrict:
      EMIT(b, TestEqualStrict, left, slot);
      break;
    case kTokenLessThan:
      EMIT(b, TestLessThan, left, slot);
      break;
    case kTokenGreaterThan:
      EMIT(b, TestGreaterThan, left, slot);
      break;
    case kTokenLessThanOrEqual:
      EMIT(b, TestLessThanOrEqual, left, slot);
      break;
    case kTokenGreaterThanOrEqual:
      EMIT(b, TestGreaterThanOrEqual, left, slot);
      break;
    case kTokenInstanceOf:
      EMIT(b, TestInstanceOf, left, slot);
      break;
    default:
      EMIT(b, TestIn, left, slot);
      break;
  }
}

void Gen_compare(BytecodeGenerator *g, CompareOperation *node) {
  BytecodeBuilder *b = &g->builder;
  if (node->op == kTokenIn && node->left->kind == kAstVariableProxy &&
      Ast_as_VariableProxy(node->left)->is_private_name) {
    Gen_value(g, node->right);
    BytecodeBuilder_expression_position(b, node->node.position);
    Gen_private_in(g, Ast_as_VariableProxy(node->left));
    return;
  }
  bool is_equality = node->op == kTokenEqual || node->op == kTokenNotEqual ||
                     node->op == kTokenEqualStrict ||
                     node->op == kTokenNotEqualStrict;
  bool is_negated =
      node->op == kTokenNotEqual || node->op == kTokenNotEqualStrict;
  if (!is_equality ||
      (!compare_with_literal(g, node, node->left, node->right) &&
       !compare_with_literal(g, node, node->right, node->left))) {
    Register left = Gen_operand(g, node->left, node->right);
    Gen_value(g, node->right);
    BytecodeBuilder_expression_position(b, node->node.position);
    emit_compare(g, node->op, left);
  }
  if (is_negated) EMIT0(b, LogicalNot);
}

// --------------------------------------------------------------------- unary

TypeHint Gen_unary(BytecodeGenerator *g, UnaryOperation *node) {
  BytecodeBuilder *b = &g->builder;
  switch (node->op) {
    case kTokenNot:
      if (Gen_value(g, node->expression) == kHintBoolean)
        EMIT0(b, LogicalNot);
      else
        EMIT0(b, ToBooleanLogicalNot);
      return kHintBoolean;
    case kTokenTypeOf:
      load_typeof_operand(g, node->expression);
      EMIT0(b, TypeOf);
      return kHintString;
    case kTokenVoid:
      Gen_effect(g, node->expression);
      EMIT0(b, LdaUndefined);
      return kHintAny;
    case kTokenDelete:
      Gen_delete(g, node->expression);
      return kHintBoolean;
    case kTokenAdd:
      Gen_value(g, node->expression);
      BytecodeBuilder_expression_position(b, node->node.position);
      EMIT(b, ToNumber, Gen_slot(g, kFeedbackSlotBinaryOp));
      return kHintAny;
    case kTokenSub:
      Gen_value(g, node->expression);
      BytecodeBuilder_expression_position(b, node->node.position);
      EMIT(b, Negate, Gen_slot(g, kFeedbackSlotBinaryOp));
      return kHintAny;
    default:
      Gen_value(g, node->expression);
      BytecodeBuilder_expression_position(b, node->node.position);
      EMIT(b, BitwiseNot, Gen_slot(g, kFeedbackSlotBinaryOp));
      return kHintAny;
  }
}

void Gen_count(BytecodeGenerator *g, CountOperation *node, bool for_effect) {
  BytecodeBuilder *b = &g->builder;
  AssignmentTarget target;
  // Nothing is evaluated between the target and the store.
  Literal nothing = {.node = {.kind = kAstLiteral}};
  Gen_prepare_target(g, node->expression, &nothing.node, &target);
  Gen_fix_key(g, &target);
  Gen_load_target(g, &target);
  bool needs_old_value = !node->is_prefix && !for_effect;
  Register old_value = kNoRegister;
  BytecodeBuilder_expression_position(b, node->node.position);
  if (needs_old_value) {
    EMIT(b, ToNumeric, Gen_slot(g, kFeedbackSlotBinaryOp));
    old_value = Gen_save(g);
  }
  if (node->op == kTokenInc)
    EMIT(b, Inc, Gen_slot(g, kFeedbackSlotBinaryOp));
  else
    EMIT(b, Dec, Gen_slot(g, kFeedbackSlotBinaryOp));
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_assign_target(g, &target, kTokenAssign);
  if (needs_old_value) Gen_load(g, old_value);
}

// ---------------------------------------------------------------- conditions

TypeHint Gen_conditional(BytecodeGenerator *g, Conditional *node) {
  BytecodeLabel then_label = Gen_label(g), else_label = Gen_label(g);
  BytecodeLabel end = Gen_label(g);
  Gen_test(g, node->condition, then_label, else_label, kFallthroughThen);
  Gen_bind(g, then_label);
  TypeHint a = Gen_value(g, node->then_expression);
  JUMP(&g->builder, Jump, end);
  Gen_bind(g, else_label);
  TypeHint b = Gen_value(g, node->else_expression);
  Gen_bind(g, end);
  return a == b ? a : kHintAny;
}

static void jump_on_accumulator(BytecodeGenerator *g, TypeHint hint,
                                BytecodeLabel then_label,
                                BytecodeLabel else_label,
                                Fallthrough fallthrough) {
  BytecodeBuilder *b = &g->builder;
  bool is_boolean = hint == kHintBoolean;
  if (fallthrough == kFallthroughThen) {
    BytecodeBuilder_jump(
        b, is_boolean ? kBytecodeJumpIfFalse : kBytecodeJumpIfToBooleanFalse,
        else_label, NULL);
    return;
  }
  BytecodeBuilder_jump(
      b, is_boolean ? kBytecodeJumpIfTrue : kBytecodeJumpIfToBooleanTrue,
      then_label, NULL);
  if (fallthrough == kFallthroughNone) JUMP(b, Jump, else_label);
}

static void test_logical(BytecodeGenerator *g, Token op, Expression *left,
                         Expression *right, BytecodeLabel then_label,
                         BytecodeLabel else_label, Fallthrough fallthrough) {
  BytecodeLabel right_label = Gen_label(g);
  if (op == kTokenAnd)
    Gen_test(g, left, right_label, else_label, kFallthroughThen);
  else
    Gen_test(g, left, then_label, right_label, kFallthroughElse);
  Gen_bind(g, right_label);
  Gen_test(g, right, then_label, else_label, fallthrough);
}

static void test_nary(BytecodeGenerator *g, NaryOperation *node,
                      BytecodeLabel then_label, BytecodeLabel else_label,
                      Fallthrough fallthrough) {
  Expression *operand = node->first;
  for (int i = 0; i < node->rest.length; i++) {
    BytecodeLabel next = Gen_label(g);
    if (node->op == kTokenAnd)
      Gen_test(g, operand, next, else_label, kFallthroughThen);
    else
      Gen_test(g, operand, then_label, next, kFallthroughElse);
    Gen_bind(g, next);
    operand = node->rest.items[i].expression;
  }
  Gen_test(g, operand, then_label, else_label, fallthrough);
}

// x == null: jumps without making a boolean.
static bool test_null_compare(BytecodeGenerator *g, CompareOperation *node,
                              BytecodeLabel then_label,
                              BytecodeLabel else_label,
                              Fallthrough fallthrough) {
  if (node->op != kTokenEqualStrict && node->op != kTokenNotEqualStrict)
    return false;
  bool is_null = Ast_is_literal_of_type(node->right, kLiteralNull);
  if (!is_null && !is_undefined_literal(node->right)) return false;
  bool negated = node->op == kTokenNotEqualStrict;
  Gen_value(g, node->left);
  Bytecode if_equal = is_null ? kBytecodeJumpIfNull : kBytecodeJumpIfUndefined;
  Bytecode if_not =
      is_null ? kBytecodeJumpIfNotNull : kBytecodeJumpIfNotUndefined;
  if (fallthrough == kFallthroughThen) {
    BytecodeBuilder_jump(&g->builder, negated ? if_equal : if_not, else_label,
                         NULL);
  } else {
    BytecodeBuilder_jump(&g->builder, negated ? if_not : if_equal, then_label,
                         NULL);
    if (fallthrough == kFallthroughNone)
      JUMP(&g->builder, Jump, else_label);
  }
  return true;
}

static Fallthrough opposite(Fallthrough fallthrough) {
  if (fallthrough == kFallthroughNone) return fallthrough;
  return fallthrough == kFallthroughThen ? kFallthroughElse : kFallthroughThen;
}

static bool literal_truth(const Expression *e, bool *truth) {
  if (e->kind != kAstLiteral) return false;
  const Literal *literal = (const Literal *)e;
  if (literal->type == kLiteralTrue) {
    *truth = true;
  } else if (literal->type == kLiteralFalse ||
             literal->type == kLiteralNull ||
             literal->type == kLiteralUndefined) {
    *truth = false;
  } else if (literal->type == kLiteralNumber) {
    *truth = literal->number != 0 && literal->number == literal->number;
  } else {
    return false;
  }
  return true;
}

// A condition whose value is known: at most one plain jump.
static void jump_always(BytecodeGenerator *g, bool truth,
                        BytecodeLabel then_label, BytecodeLabel else_label,
                        Fallthrough fallthrough) {
  Fallthrough reached = truth ? kFallthroughThen : kFallthroughElse;
  if (fallthrough != reached)
    JUMP(&g->builder, Jump, truth ? then_label : else_label);
}

void Gen_test(BytecodeGenerator *g, Expression *e, BytecodeLabel then_label,
              BytecodeLabel else_label, Fallthrough fallthrough) {
  if (!Gen_check_stack(g)) return;
  Register mark = g->builder.next_register;
  bool truth;
  if (literal_truth(e, &truth)) {
    jump_always(g, truth, then_label, else_label, fallthrough);
    return;
  }
  if (e->kind == kAstUnaryOperation &&
      Ast_as_UnaryOperation(e)->op == kTokenNot) {
    Gen_test(g, Ast_as_UnaryOperation(e)->expression, else_label, then_label,
             opposite(fallthrough));
    return;
  }
  if (e->kind == kAstBinaryOperation) {
    BinaryOperation *binary = Ast_as_BinaryOperation(e);
    if (binary->op == kTokenAnd || binary->op == kTokenOr) {
      test_logical(g, binary->op, binary->left, binary->right, then_label,
                   else_label, fallthrough);
      return;
    }
  }
  if (e->kind == kAstNaryOperation) {
    NaryOperation *nary = Ast_as_NaryOperation(e);
    if (nary->op == kTokenAnd || nary->op == kTokenOr) {
      test_nary(g, nary, then_label, else_label, fallthrough);
      return;
    }
  }
  if (e->kind == kAstCompareOperation &&
      test_null_compare(g, Ast_as_CompareOperation(e), then_label, else_label,
                        fallthrough)) {
    BytecodeBuilder_release(&g->builder, mark);
    return;
  }
  TypeHint hint = Gen_value(g, e);
  BytecodeBuilder_release(&g->builder, mark);
  jump_on_accumulator(g, hint, then_label, else_label, fallthrough);
}
