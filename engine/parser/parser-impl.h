// SPDX-License-Identifier: MIT
//
// What the parser's files share. The grammar is spread over
//   parser.c              entry points, errors, token helpers
//   parser-statements.c   statements;  parser-loops.c  for loops
//   parser-expressions.c  operators; parser-members.c  calls and members
//   parser-primary.c      leaves of expressions; parser-names.c
//   parser-literals.c     object literals; parser-classes.c  classes
//   parser-functions.c    functions, arrow functions, pre-parsing
//   parser-patterns.c     binding patterns and cover grammars
//   parser-declarations.c declaring names, conflicts, hoisting
//   parser-modules.c      import and export
//
// Cover grammars. `(a, b)` and `{a = 1}` may turn out to be parameters or
// patterns once `=>` or `=` is seen. They are parsed as expressions; then the
// tree is checked and re-tagged. An error that holds only if no pattern comes
// (`{a = 1}`, a second __proto__) stays pending in Parser.cover until the
// construct is known. An arrow function takes over the proxies and scopes that
// arose in its parameters (ScopeSnapshot).
//
// Errors. The first error is kept; then the scanner yields EndOfSource forever,
// so that every loop ends and the recursion unwinds. Functions return a node
// (Parser.failure) also then, never NULL unless they say so.
#ifndef ENGINE_PARSER_PARSER_IMPL_H_
#define ENGINE_PARSER_PARSER_IMPL_H_

#include "engine/parser/scanner.h"
#include "engine/parser/scope-internal.h"

typedef struct Target Target;
// A statement that break or continue may refer to.
struct Target {
  Target *outer;
  Statement *statement;
  const AstStringList *labels;
  bool is_loop;
  bool takes_unlabelled_break;
  bool is_plain;  // a statement that no `continue` knows
};

typedef struct PendingError {
  ParserMessage message;  // kParserMessageNone if none
  int start;
  int end;
} PendingError;

// A use of a private name in the body of a class.
typedef struct PrivateUse {
  AstString *name;
  int position;
} PrivateUse;

typedef struct BoundName {
  AstString *name;
  Variable *variable;
  int position;
} BoundName;
typedef struct ZONE_LIST(BoundName) BoundNames;

// The function being parsed.
typedef struct FunctionState FunctionState;
struct FunctionState {
  FunctionState *outer;
  Scope *scope;
  uint8_t kind;  // FunctionKind
  const AstString *name;  // or NULL
  bool is_static;
  bool allow_return;
  bool in_static_block;
  bool next_function_is_called;  // `(function`, `!function`
  // Or may, by eval; arrow functions included.
  bool uses_super_property;
  bool uses_this;
  int suspend_count;
  Target *targets;
  // The parser's state around it, for Parser_leave_function.
  Scope *saved_scope;
  bool saved_accept_in;
  PendingError saved_cover;
  int saved_yield_position;
  int saved_await_position;
  int saved_await_identifier_position;
};

typedef struct Parser {
  ParseInfo *info;
  Zone *zone;  // info->zone, or one of preparse_zones while pre-parsing
  Zone preparse_zones[2];
  int preparse_depth;  // of functions around that are pre-parsed
  AstStringTable *strings;
  Scanner scanner;
  bool failed;
  bool accept_in;
  bool allow_lazy;
  Scope *scope;
  FunctionState *function;
  Expression *failure;
  PendingError cover;
  // What no arrow function may have among its parameters, in the list of
  // expressions between the last parentheses.
  PendingError parameter_error;
  // Of the classes being parsed: not yet found in the bodies that are complete.
  struct ZONE_LIST(PrivateUse) private_uses;
  int class_depth;
  // Head of an async arrow function whose "=>" comes next.
  struct {
    const Expression *node;
    ExpressionList arguments;
  } async_head;
  // Where the current function last had `yield`/`await` expressions or `await`
  // as an identifier; -1 if not. Arrow parameters must not contain them.
  int yield_position;
  int await_position;
  int await_identifier_position;
  int next_function_literal_id;
  // Function literals in the tree so far, for renumbering arrow functions.
  struct ZONE_LIST(FunctionLiteral *) literals;
  ModuleDescriptor *module;
  // Names declared in the module scope go here too; NULL if not exported.
  BoundNames *exported_names;
  uintptr_t stack_limit;
  // Parser_parse_function: the function at this position is not pre-parsed.
  int eager_position;
  // Parser_parse_dynamic_function: where ")" must be; -1 otherwise.
  int parameters_end;
} Parser;

// ------------------------------------------------------------ token helpers

static inline Token Parser_peek(const Parser *p) {
  return (Token)p->scanner.next->token;
}
static inline int Parser_peek_start(const Parser *p) {
  return p->scanner.next->start;
}
// Of the token last consumed.
static inline int Parser_position(const Parser *p) {
  return p->scanner.current->start;
}
static inline int Parser_end_position(const Parser *p) {
  return p->scanner.current->end;
}
// Its string. Parser_text is for what only the generator looks at: while
// pre-parsing it is any string.
static inline AstString *Parser_string(Parser *p) {
  return Scanner_string(&p->scanner, p->scanner.current);
}
static inline AstString *Parser_text(Parser *p) {
  return p->preparse_depth > 0 ? p->strings->names[kNameEmpty]
                               : Parser_string(p);
}
Token Parser_next(Parser *p);
bool Parser_check(Parser *p, Token token);
void Parser_expect(Parser *p, Token token);
void Parser_expect_semicolon(Parser *p);
static inline bool Parser_newline_before_next(const Parser *p) {
  return p->scanner.next->newline_before;
}
// next is this contextual word, spelled without escapes.
static inline bool Parser_peek_contextual(const Parser *p, Token token) {
  return p->scanner.next->token == (uint8_t)token &&
         !p->scanner.next->contains_escapes;
}
bool Parser_check_contextual(Parser *p, Token token);
void Parser_expect_contextual(Parser *p, Token token);
static inline Token Parser_peek_ahead(Parser *p) {
  return (Token)Scanner_peek_third(&p->scanner)->token;
}

void Parser_report(Parser *p, ParserMessage message, int start, int end,
                   const AstString *argument);
// The same, also in place of an error that lies behind it.
void Parser_report_earlier(Parser *p, ParserMessage message, int start,
                           int end, const AstString *argument);
void Parser_report_unexpected(Parser *p, TokenDesc *token);
// The token in next, or the one just consumed.
void Parser_report_unexpected_next(Parser *p);
void Parser_report_unexpected_current(Parser *p);
// Legacy octals in the token just consumed are errors in strict code.
void Parser_check_octal(Parser *p);
// False, with StackOverflow reported, if native stack runs out.
bool Parser_check_stack(Parser *p);
static inline AstString *Parser_name(const Parser *p, AstStringName name) {
  return p->strings->names[name];
}
static inline bool Parser_is_strict(const Parser *p) {
  return Scope_is_strict(p->scope);
}
static inline bool Parser_is_generator(const Parser *p) {
  return FunctionKind_is_generator((FunctionKind)p->function->kind);
}
static inline bool Parser_is_async(const Parser *p) {
  return FunctionKind_is_async((FunctionKind)p->function->kind) ||
         p->function->kind == kFunctionModule;
}
// The nearest function with a `this` of its own, or the outermost.
static inline FunctionState *Parser_receiver_function(const Parser *p) {
  FunctionState *f = p->function;
  while (f->outer != NULL && FunctionKind_is_arrow((FunctionKind)f->kind))
    f = f->outer;
  return f;
}
// `await` cannot be an identifier here.
bool Parser_is_await_reserved(const Parser *p);
bool Parser_is_yield_reserved(const Parser *p);

// --------------------------------------------------------------------- nodes

AstNode *Parser_new_node(Parser *p, size_t size_bytes, AstKind kind,
                         int position);
#define AST_NEW(p, Name, position) \
  ((Name *)Parser_new_node((p), sizeof(Name), kAst##Name, (position)))
Literal *Parser_new_number(Parser *p, double value, int position);
Literal *Parser_new_string(Parser *p, AstString *value, int position);
Literal *Parser_new_literal(Parser *p, LiteralType type, int position);
// A proxy that joins the unresolved list of the current scope.
VariableProxy *Parser_new_unresolved(Parser *p, AstString *name, int position);
VariableProxy *Parser_new_bound(Parser *p, Variable *variable, int position);
Statement *Parser_new_expression_statement(Parser *p, Expression *expression,
                                           int position);
Assignment *Parser_new_assignment(Parser *p, Token op, Expression *target,
                                  Expression *value, int position);
// Gives an anonymous function or class its name from what it is assigned to.
void Parser_set_function_name(Parser *p, Expression *value, AstString *name,
                              const char *prefix);
// Notes "a.b" as the name in stack traces of a function assigned to a.b.
void Parser_infer_function_name(Parser *p, Expression *value,
                                const Expression *target);

// ------------------------------------------------------------------ scopes

Scope *Parser_new_scope(Parser *p, ScopeKind kind);
// Ends a block scope; NULL if it declared nothing and was dissolved.
Scope *Parser_finalize_block(Parser *p, Scope *scope, int end_position);

typedef struct ScopeSnapshot {
  Scope *scope;
  VariableProxy *unresolved;
  Scope *first_inner;
  bool calls_eval;
  bool inner_calls_eval;
  int yield_position;
  int await_position;
  int await_identifier_position;
  int function_literal_id;
} ScopeSnapshot;
void Parser_take_snapshot(Parser *p, ScopeSnapshot *snapshot);
// Joins what happened since with what was before.
void Parser_drop_snapshot(Parser *p, const ScopeSnapshot *snapshot);
// Gives what happened since to the parameters of an arrow function.
void Parser_move_to_scope(Parser *p, const ScopeSnapshot *snapshot,
                          Scope *arrow_scope);

// ------------------------------------------------------------- declarations


// Declares a name at its place in the source; reports redeclarations.
Variable *Parser_declare(Parser *p, AstString *name, VariableMode mode,
                         VariableKind kind, int position, int end,
                         FunctionLiteral *function);
void Parser_hoist_sloppy_block_functions(Parser *p, Scope *scope,
                                         Scope *parameter_scope);
void Parser_check_var_conflicts(Parser *p, Scope *scope);
void Parser_record_eval_call(Parser *p, int position);

// -------------------------------------------------------------- expressions

Expression *Parser_parse_expression(Parser *p, bool accept_in);
Expression *Parser_parse_assignment(Parser *p, bool accept_in);
// The name of a private member, the token just consumed; position is that of
// the token before it. A VariableProxy.
Expression *Parser_new_private_use(Parser *p, AstString *name, int position);
// Notes an element, from `start` to the current token, that cannot be a target.
void Parser_note_element(Parser *p, TargetErrors *errors,
                         const Expression *element, int start);
// Notes an expression that cannot be a parameter of an arrow function.
void Parser_note_parameter(Parser *p, const Expression *parameter, int start);
// Leaves Parser.cover pending; for what may become a pattern.
Expression *Parser_parse_expression_cover(Parser *p);
Expression *Parser_parse_assignment_cover(Parser *p);
Expression *Parser_parse_conditional(Parser *p);
Expression *Parser_parse_left_hand_side(Parser *p);
Expression *Parser_parse_primary(Parser *p);
Expression *Parser_parse_template(Parser *p, Expression *tag, int position);
void Parser_parse_arguments(Parser *p, ExpressionList *arguments,
                            bool *has_spread, bool is_cover);
Expression *Parser_parse_object_literal(Parser *p);
Expression *Parser_parse_class(Parser *p, AstString *name, int name_start,
                               int name_end, bool is_strict_reserved,
                               int class_position);
Expression *Parser_new_this(Parser *p, int position);
Expression *Parser_new_super_property_reference(Parser *p, int position);
void Parser_report_pending(Parser *p, PendingError saved);
// Converts or reports. For `target op= ...`, ++ and --: returns the target.
Expression *Parser_to_simple_target(Parser *p, Expression *expression,
                                    int start, int end, ParserMessage message,
                                    bool allow_call);

// The head of a member of an object literal or class, up to its name.
typedef struct MemberHead {
  Expression *key;
  AstString *name;  // as a string; NULL if computed
  bool is_computed;
  bool is_private;
  bool is_static;
  bool is_async;
  bool is_generator;
  bool is_getter;
  bool is_setter;
  bool is_static_block;
  bool is_string_literal;
  Token token;  // of the name
  int start;    // first token, `static` excluded
  int name_start;
  int name_end;
} MemberHead;
void Parser_parse_member_head(Parser *p, MemberHead *head, bool is_class);
// The name, just consumed, cannot stand alone as `{name}`.
void Parser_report_member_name(Parser *p, const MemberHead *head);
FunctionKind MemberHead_function_kind(const MemberHead *head);
FunctionLiteral *Parser_parse_method(Parser *p, const MemberHead *head,
                                     FunctionKind kind);

// ------------------------------------------------------------------ patterns

// Object or array literal -> assignment pattern.
void Parser_to_assignment_pattern(Parser *p, Expression *expression, int start,
                                  int end);
// How names of a binding pattern are declared.
typedef struct BindingContext {
  VariableMode mode;
  VariableKind kind;
  // If not NULL, the names go here too (exports, duplicate checks).
  BoundNames *names;
  bool is_parameter;
} BindingContext;
// An identifier or pattern without initialiser.
Expression *Parser_parse_binding(Parser *p, const BindingContext *context);
Expression *Parser_parse_binding_pattern(Parser *p,
                                         const BindingContext *context);
// Expression -> binding pattern with its names declared (arrow parameters).
void Parser_to_binding(Parser *p, Expression *expression,
                       const BindingContext *context);
// Sets where the bindings of a pattern end their dead zone.
void Parser_set_initializer_position(const BoundNames *names, int from,
                                     int position);
// An identifier that names a binding or reference. Checks the reserved words.
AstString *Parser_parse_identifier(Parser *p, FunctionKind kind_of_context);
AstString *Parser_parse_binding_identifier(Parser *p);
// The same checks for a word that was consumed already.
void Parser_check_identifier(Parser *p, FunctionKind kind_of_context);
// Checks eval and arguments in strict code.
void Parser_check_strict_name(Parser *p, const AstString *name, int start,
                              int end);

// ----------------------------------------------------------------- functions

typedef struct Parameter {
  Expression *pattern;      // proxy or pattern
  Expression *initializer;  // or NULL
  bool is_rest;
  bool is_simple_name;
  Variable *variable;  // holds the argument
  int position;
} Parameter;
typedef struct Parameters {
  bool is_simple;
  bool has_rest;
  int count;   // rest excluded
  int length;  // before the first default
  struct ZONE_LIST(Parameter) list;
  BoundNames names;
} Parameters;

typedef struct FunctionSource {
  FunctionKind kind;
  FunctionSyntax syntax;
  AstString *name;
  int name_start;
  int name_end;
  bool name_is_strict_reserved;
  bool is_static;
  bool is_called;
  int function_position;  // node position
  int start_position;     // of toString()
} FunctionSource;
// From "(" on.
FunctionLiteral *Parser_parse_function_literal(Parser *p,
                                               const FunctionSource *source);
// Up to the end of the source; Parser_parse_wrapped_function.
FunctionLiteral *Parser_parse_wrapped(Parser *p, const SourceText *names,
                                      int name_count);
Expression *Parser_parse_arrow(Parser *p, const ScopeSnapshot *snapshot,
                               Expression *head, ExpressionList *arguments,
                               FunctionKind kind, int start);
Expression *Parser_parse_function_expression(Parser *p);
Expression *Parser_parse_async_function_expression(Parser *p);
// After `function` or `async function`. Names go to `names` if not NULL.
Statement *Parser_parse_function_declaration(Parser *p, bool is_async,
                                             int start, bool is_default_export,
                                             AstString **declared_name);
FunctionLiteral *Parser_new_function_literal(Parser *p, FunctionKind kind,
                                             AstString *name, int position);
void Parser_enter_function(Parser *p, FunctionState *state, Scope *scope,
                           FunctionKind kind);
void Parser_leave_function(Parser *p, FunctionState *state);
// Copies facts of a parsed scope into the literal.
void Parser_finish_literal(Parser *p, FunctionLiteral *literal, Scope *scope);
Scope *Parser_new_function_scope(Parser *p, FunctionKind kind);

// ---------------------------------------------------------------- statements

// Statements with directive prologue up to `end` (not consumed).
void Parser_parse_body(Parser *p, StatementList *body, Token end,
                       bool has_simple_parameters);
Statement *Parser_parse_statement_list_item(Parser *p);
Statement *Parser_parse_statement(Parser *p, AstStringList *labels,
                                  bool allow_function);
Statement *Parser_parse_scoped_statement(Parser *p);
BlockStatement *Parser_parse_block(Parser *p, AstStringList *labels);
Statement *Parser_parse_for(Parser *p, AstStringList *labels);
// The declarations after var/let/const/using.
typedef struct DeclarationList {
  VariableMode mode;
  int count;
  BoundNames names;
  // Of the first declarator, for for-in/of.
  Expression *pattern;
  Expression *initializer;
  int bindings_start;
  int bindings_end;
  int initializer_start;  // last token of the first pattern
  int initializer_end;
} DeclarationList;
typedef enum DeclarationContext {
  kDeclarationStatement,
  kDeclarationInFor,
} DeclarationContext;
void Parser_parse_declarations(Parser *p, DeclarationContext context,
                               VariableMode mode, DeclarationList *list,
                               StatementList *init);
bool Parser_is_let_declaration(Parser *p);
bool Parser_is_using_declaration(Parser *p, bool *is_await, bool in_for);
void Parser_push_target(Parser *p, Target *target, Statement *statement,
                        const AstStringList *labels, bool is_loop);
void Parser_pop_target(Parser *p, Target *target);
Statement *Parser_parse_class_declaration(Parser *p, bool is_default_export,
                                          AstString **declared_name);

// ------------------------------------------------------------------- modules

Statement *Parser_parse_import(Parser *p);
Statement *Parser_parse_export(Parser *p);
// After the module is parsed: exports resolve, cells are assigned.
void Parser_finish_module(Parser *p, Scope *scope);

#endif  // ENGINE_PARSER_PARSER_IMPL_H_
