// SPDX-License-Identifier: MIT
#include "engine/parser/token.h"

#include <string.h>

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

// Filtered by the first letter; a unit test holds that no row is forgotten.
Token Token_of_word(const uint8_t *word, int length) {
#define IS(text, Name)                             \
  if (length == (int)sizeof text - 1 &&            \
      memcmp(word, text, sizeof text - 1) == 0)    \
    return kToken##Name;
  if (length < 2) return kTokenIdentifier;
  switch (word[0]) {
    case 'a':
      IS("async", Async)
      IS("accessor", Accessor)
      IS("as", As)
      IS("await", Await)
      break;
    case 'b':
      IS("break", Break)
      break;
    case 'c':
      IS("case", Case)
      IS("catch", Catch)
      IS("class", Class)
      IS("const", Const)
      IS("continue", Continue)
      break;
    case 'd':
      IS("delete", Delete)
      IS("debugger", Debugger)
      IS("default", Default)
      IS("do", Do)
      break;
    case 'e':
      IS("else", Else)
      IS("enum", Enum)
      IS("export", Export)
      IS("extends", Extends)
      break;
    case 'f':
      IS("finally", Finally)
      IS("for", For)
      IS("function", Function)
      IS("false", FalseLiteral)
      IS("from", From)
      break;
    case 'g':
      IS("get", Get)
      break;
    case 'i':
      IS("instanceof", InstanceOf)
      IS("in", In)
      IS("if", If)
      IS("import", Import)
      IS("implements", Implements)
      IS("interface", Interface)
      break;
    case 'l':
      IS("let", Let)
      break;
    case 'm':
      IS("meta", Meta)
      break;
    case 'n':
      IS("new", New)
      IS("null", NullLiteral)
      break;
    case 'o':
      IS("of", Of)
      break;
    case 'p':
      IS("package", Package)
      IS("private", Private)
      IS("protected", Protected)
      IS("public", Public)
      break;
    case 'r':
      IS("return", Return)
      break;
    case 's':
      IS("super", Super)
      IS("switch", Switch)
      IS("set", Set)
      IS("static", Static)
      break;
    case 't':
      IS("typeof", TypeOf)
      IS("this", This)
      IS("throw", Throw)
      IS("try", Try)
      IS("true", TrueLiteral)
      IS("target", Target)
      break;
    case 'u':
      IS("using", Using)
      break;
    case 'v':
      IS("void", Void)
      IS("var", Var)
      break;
    case 'w':
      IS("while", While)
      IS("with", With)
      break;
    case 'y':
      IS("yield", Yield)
      break;
    default: break;
  }
#undef IS
  return kTokenIdentifier;
}
