// SPDX-License-Identifier: MIT
//
// The front end's entry points. A ParseInfo describes one parse: the caller
// sets the input members after ParseInfo_init and reads the output members
// after one of the Parser_parse_ functions. Nothing here touches the heap.
//
//   Zone zone; Zone_init(&zone, "parse");
//   ParseInfo info; ParseInfo_init(&info, &zone, source);
//   info.stack_limit = ...;
//   if (Parser_parse_program(&info)) use(info.literal);
//   else report(&info.error);
//   Zone_destroy(&zone);
//
// After success, scopes are resolved and allocated. Inner functions may be
// is_preparsed: to compile one later, call Parser_parse_function with its
// FunctionLiteral's facts and the OuterScopeInfo chain of its closure's
// context. Slots that a pre-parsed function uses in outer contexts are decided
// when the outer function is compiled; the ScopeInfo chain carries them, so
// that both agree by construction.
#ifndef ENGINE_PARSER_PARSER_H_
#define ENGINE_PARSER_PARSER_H_

#include <stdio.h>

#include "engine/parser/scope.h"

// Program text: exactly one of one_byte (Latin-1) and two_byte (UTF-16) is set
// unless length_units is 0. Must stay alive and unmoved during the parse.
typedef struct SourceText {
  const uint8_t *one_byte;
  const uint16_t *two_byte;
  size_t length_units;  // below 2^29
} SourceText;

typedef enum ParserMessage {
  kParserMessageNone,
#define PARSER_MESSAGE(Name, text) kParserMessage##Name,
#include "engine/parser/parser-messages.def"
#undef PARSER_MESSAGE
  kParserMessageCount
} ParserMessage;

// The first error of a parse. All are SyntaxErrors but kParserMessageStack-
// Overflow, which is the RangeError "Maximum call stack size exceeded".
typedef struct ParseError {
  ParserMessage message;     // kParserMessageNone: no error
  const AstString *argument;  // for %s in the text; may be NULL
  int start;                  // source range in units
  int end;
} ParseError;

// Reports an early error of a regular expression literal: returns NULL if the
// pattern is fine, else a static or zone-allocated message such as
// "Unterminated group", or kRegExpCheckStackOverflow. flags have been checked to
// be known and distinct.
typedef const char *(*RegExpCheck)(void *data, const AstString *pattern,
                                   const AstString *flags, Zone *zone);

extern const char kRegExpCheckStackOverflow[];

typedef struct ParseInfo {
  // Input.
  Zone *zone;  // owns everything in the result
  SourceText source;
  bool is_module;       // programs; lazy functions find out by `outer`
  bool is_strict;       // outer code is strict (eval, functions)
  bool allow_natives;   // %Name(...)
  bool allow_lazy;      // pre-parse inner functions; default true
  bool allow_html_comments;  // default true; never in modules
  bool allow_hashbang;  // default true; programs only
  // Eval code: what the calling context permits beyond what `outer` tells.
  bool allow_new_target;      // inside a function that is no arrow
  bool allow_super_property;  // inside a method
  bool allow_super_call;      // inside a derived constructor
  bool is_in_class_initializer;  // `arguments` is an error
  const OuterScopeInfo *outer;  // eval, lazy function; NULL at script level
  RegExpCheck check_regexp;     // or NULL
  void *regexp_data;
  uintptr_t stack_limit;  // lowest address the native stack may reach; 0: a
                          // default of about 512 KiB below the caller
  // First function_literal_id to hand out. Parser_parse_function continues
  // with it for the functions within, so that ids of a script stay those of
  // the order of source.
  int first_function_literal_id;

  // Output.
  AstStringTable strings;
  FunctionLiteral *literal;  // NULL after an error
  Scope *script_scope;       // the outermost scope
  ModuleDescriptor *module;  // modules only
  int function_literal_count;  // ids handed out are below this
  ParseError error;
  // Magic comments: ranges are the value's. NULL if absent.
  AstString *source_url;
  AstString *source_mapping_url;
} ParseInfo;

void ParseInfo_init(ParseInfo *info, Zone *zone, SourceText source);

// Each returns true and sets info->literal, or false and sets info->error.

// A script, or a module if is_module. literal->scope is kScopeScript or
// kScopeModule (whose outer is a kScopeScript).
NODISCARD bool Parser_parse_program(ParseInfo *info);

// Direct eval (outer describes the calling context) or indirect eval (outer
// NULL). literal->scope is kScopeEval. Sloppy eval's var and function
// declarations are in scope->declarations with kLocationLookup (or
// kLocationGlobal if no function encloses it): the prologue declares them at
// run time. Strict eval's are locals of the eval.
NODISCARD bool Parser_parse_eval(ParseInfo *info);

// A lazily compiled function. Only these members of `function` are read: kind,
// syntax, language_mode, is_static, name, inferred_name, positions,
// function_literal_id, requires_instance_members_initializer and
// class_scope_has_private_brand. Its source was accepted once, so an error can
// only be a stack overflow.
NODISCARD bool Parser_parse_function(ParseInfo *info,
                                     const FunctionLiteral *function);

// ECMA-262 #sec-createdynamicfunction. info->source is the whole text
// "function anonymous(a,b\n) {\nbody\n}" (with the prefix of `kind`) as the
// caller assembled it; parameters_end is the offset of the "\n)" in it.
// Parameters and body must each be valid on their own. literal is the function.
NODISCARD bool Parser_parse_dynamic_function(ParseInfo *info,
                                             FunctionKind kind,
                                             int parameters_end);

// The body of a function whose parameters are given apart, as CommonJS modules
// are: info->source is the body alone. Each parameter must be one identifier.
// literal is the function.
NODISCARD bool Parser_parse_wrapped_function(ParseInfo *info,
                                             const SourceText *parameters,
                                             int parameter_count);

// The message's text with %s replaced, as UTF-8 with a final NUL, cut to fit.
void ParseError_format(const ParseError *error, char *buffer,
                       size_t buffer_bytes);
// Writes "--- AST ---" and the tree of a literal.
void AstPrinter_print(FILE *out, const FunctionLiteral *literal);

#endif  // ENGINE_PARSER_PARSER_H_
