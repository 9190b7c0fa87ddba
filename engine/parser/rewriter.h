// SPDX-License-Identifier: MIT
//
// Completion values of scripts and eval code (ECMA-262 UpdateEmpty): rewrites
// the statements that may produce the program's value into assignments to a
// temporary ".result" and appends `return .result`.
#ifndef ENGINE_PARSER_REWRITER_H_
#define ENGINE_PARSER_REWRITER_H_

#include "engine/parser/parser-impl.h"

void Rewriter_rewrite(Parser *p, FunctionLiteral *literal, Scope *scope);

#endif  // ENGINE_PARSER_REWRITER_H_
