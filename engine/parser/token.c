// SPDX-License-Identifier: MIT
#include "engine/parser/token.h"

const char *const kTokenTexts[kTokenCount] = {
#define TOKEN(Name, text, precedence) text,
#define KEYWORD(Name, text, precedence) text,
#include "engine/parser/token.def"
#undef TOKEN
#undef KEYWORD
};

const uint8_t kTokenPrecedences[kTokenCount] = {
#define TOKEN(Name, text, precedence) precedence,
#define KEYWORD(Name, text, precedence) precedence,
#include "engine/parser/token.def"
#undef TOKEN
#undef KEYWORD
};

// Only operators appear in printed trees.
static const char *const kOperatorNames[kTokenCount] = {
    [kTokenInit] = "INIT",
    [kTokenAssign] = "ASSIGN",
    [kTokenAssignNullish] = "ASSIGN_NULLISH",
    [kTokenAssignOr] = "ASSIGN_OR",
    [kTokenAssignAnd] = "ASSIGN_AND",
    [kTokenAssignBitOr] = "ASSIGN_BIT_OR",
    [kTokenAssignBitXor] = "ASSIGN_BIT_XOR",
    [kTokenAssignBitAnd] = "ASSIGN_BIT_AND",
    [kTokenAssignShl] = "ASSIGN_SHL",
    [kTokenAssignSar] = "ASSIGN_SAR",
    [kTokenAssignShr] = "ASSIGN_SHR",
    [kTokenAssignMul] = "ASSIGN_MUL",
    [kTokenAssignDiv] = "ASSIGN_DIV",
    [kTokenAssignMod] = "ASSIGN_MOD",
    [kTokenAssignExp] = "ASSIGN_EXP",
    [kTokenAssignAdd] = "ASSIGN_ADD",
    [kTokenAssignSub] = "ASSIGN_SUB",
    [kTokenComma] = "COMMA",
    [kTokenNullish] = "NULLISH",
    [kTokenOr] = "OR",
    [kTokenAnd] = "AND",
    [kTokenBitOr] = "BIT_OR",
    [kTokenBitXor] = "BIT_XOR",
    [kTokenBitAnd] = "BIT_AND",
    [kTokenShl] = "SHL",
    [kTokenSar] = "SAR",
    [kTokenShr] = "SHR",
    [kTokenMul] = "MUL",
    [kTokenDiv] = "DIV",
    [kTokenMod] = "MOD",
    [kTokenExp] = "EXP",
    [kTokenAdd] = "ADD",
    [kTokenSub] = "SUB",
    [kTokenNot] = "NOT",
    [kTokenBitNot] = "BIT_NOT",
    [kTokenDelete] = "DELETE",
    [kTokenTypeOf] = "TYPEOF",
    [kTokenVoid] = "VOID",
    [kTokenInc] = "INC",
    [kTokenDec] = "DEC",
    [kTokenEqual] = "EQ",
    [kTokenEqualStrict] = "EQ_STRICT",
    [kTokenNotEqual] = "NE",
    [kTokenNotEqualStrict] = "NE_STRICT",
    [kTokenLessThan] = "LT",
    [kTokenGreaterThan] = "GT",
    [kTokenLessThanOrEqual] = "LTE",
    [kTokenGreaterThanOrEqual] = "GTE",
    [kTokenInstanceOf] = "INSTANCEOF",
    [kTokenIn] = "IN",
};

const char *Token_name(Token token) {
  const char *name = kOperatorNames[token];
  return name != NULL ? name : "";
}

bool Token_is_property_name(Token token) {
  switch (token) {
#define TOKEN(Name, text, precedence)
#define KEYWORD(Name, text, precedence) case kToken##Name:
#include "engine/parser/token.def"
#undef TOKEN
#undef KEYWORD
    case kTokenIdentifier:
    case kTokenEscapedKeyword:
    case kTokenEscapedStrictReservedWord:
      return true;
    default:
      return false;
  }
}
