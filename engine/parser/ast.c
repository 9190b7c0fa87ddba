// SPDX-License-Identifier: MIT
#include "engine/parser/ast.h"

#include <math.h>

bool Ast_is_property_name(const AstNode *node) {
  uint32_t index;
  return Ast_is_string_literal(node) &&
         !AstString_is_array_index(((const Literal *)node)->string, &index);
}

bool Ast_is_smi_literal(const AstNode *node, int32_t *value) {
  if (!Ast_is_literal_of_type(node, kLiteralNumber)) return false;
  double number = ((const Literal *)node)->number;
  // Smis have 31 bits.
  if (!(number >= -1073741824.0 && number <= 1073741823.0)) return false;
  int32_t integer = (int32_t)number;
  if (integer != number || (integer == 0 && signbit(number))) return false;
  *value = integer;
  return true;
}

bool Ast_is_anonymous_function_definition(const AstNode *node) {
  if (Ast_is_FunctionLiteral(node)) {
    const FunctionLiteral *literal = (const FunctionLiteral *)node;
    return literal->syntax == kFunctionSyntaxAnonymousExpression;
  }
  return Ast_is_ClassLiteral(node) &&
         ((const ClassLiteral *)node)->is_anonymous_expression;
}
