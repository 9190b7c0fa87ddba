// SPDX-License-Identifier: MIT
//
// The Token enumeration derived from token.def, and questions about tokens.
#ifndef ENGINE_PARSER_TOKEN_H_
#define ENGINE_PARSER_TOKEN_H_

#include "engine/base/check.h"

typedef enum Token {
#define TOKEN(Name, text, precedence) kToken##Name,
#define KEYWORD(Name, text, precedence) kToken##Name,
#include "engine/parser/token.def"
#undef TOKEN
#undef KEYWORD
  kTokenCount
} Token;

extern const char *const kTokenTexts[kTokenCount];
extern const uint8_t kTokenPrecedences[kTokenCount];

// Source text of a token with a fixed text, otherwise NULL.
static inline const char *Token_text(Token token) { return kTokenTexts[token]; }
// Precedence as a binary operator, 0 if it is none. "in" counts as one.
static inline int Token_precedence(Token token) {
  return kTokenPrecedences[token];
}
// The name in V8's style ("ADD", "EQ_STRICT"), for --print-ast.
const char *Token_name(Token token);

static inline bool Token_is_in_range(Token token, Token first, Token last) {
  return (unsigned)token - (unsigned)first <= (unsigned)last - (unsigned)first;
}
// "=", "+=", "&&=", ... and kTokenInit.
static inline bool Token_is_assignment(Token token) {
  return Token_is_in_range(token, kTokenInit, kTokenAssignSub);
}
static inline bool Token_is_logical_assignment(Token token) {
  return Token_is_in_range(token, kTokenAssignNullish, kTokenAssignAnd);
}
// "+=" gives "+"; only for compound assignments.
static inline Token Token_binary_of_assignment(Token token) {
  DCHECK(Token_is_in_range(token, kTokenAssignNullish, kTokenAssignSub));
  return (Token)(token - kTokenAssignNullish + kTokenNullish);
}
static inline bool Token_is_compare(Token token) {
  return Token_is_in_range(token, kTokenEqual, kTokenIn);
}
static inline bool Token_is_unary(Token token) {
  return Token_is_in_range(token, kTokenNot, kTokenVoid) ||
         token == kTokenAdd || token == kTokenSub;
}
static inline bool Token_is_count(Token token) {
  return token == kTokenInc || token == kTokenDec;
}
// Identifier in some context, sloppy or strict.
static inline bool Token_is_any_identifier(Token token) {
  return token >= kTokenIdentifier;
}
static inline bool Token_is_strict_reserved(Token token) {
  return token >= kTokenYield;
}
enum { kMaxKeywordLength = 10 };
// The keyword of this ASCII spelling, else kTokenIdentifier.
Token Token_of_word(const uint8_t *word, int length);
// Any IdentifierName: identifiers, reserved words, escaped or not.
bool Token_is_property_name(Token token);

#endif  // ENGINE_PARSER_TOKEN_H_
