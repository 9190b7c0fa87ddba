// SPDX-License-Identifier: MIT
//
// The abstract syntax tree. All nodes live in the parse's zone.
//
// What the parser has already lowered, so that later passes need not:
//  - Declarations do not appear as statements. A scope lists them (scope.h,
//    Scope.declarations); the initialiser of `let x = e` is an
//    ExpressionStatement of an Assignment with op kTokenInit. `var x = e` is
//    one with op kTokenAssign. `let x;` is an init with Literal undefined.
//  - Binding and assignment patterns are ObjectLiteral/ArrayLiteral with
//    is_pattern set, as the target of an Assignment (or ForIn/ForOf `each`).
//    An element of a pattern is a target (VariableProxy, Property, nested
//    pattern) or an Assignment{op kTokenAssign, target, default value}; the
//    op of the outermost Assignment (Init or Assign) applies to all targets.
//    A rest element is a Spread (array) or a property of kind Spread (object).
//  - Non-simple parameters: FunctionLiteral.body starts with the statements
//    that evaluate defaults and destructure, reading the raw parameters. If
//    the body needs a var scope of its own, the rest of the body is one
//    BlockStatement whose scope is_declaration_scope (see scope.h).
//  - `this`, `new.target`, `super` hold VariableProxies which are resolved by
//    name as any other variable, arrow functions and eval included.
//  - Labels: Break and Continue point at their target. A label on a statement
//    that is neither a loop, a switch nor a block wraps it in a BlockStatement.
//  - Script and eval bodies compute their completion value into a temporary
//    ".result" and end with a ReturnStatement of it, unless no statement has a
//    value (see rewriter.c).
//  - `for (var x = 1 in o)` is a block of the assignment and the loop.
//  - `f() = 1` and the like in sloppy code (web compatibility) assign to a
//    Property whose object is the call and whose key is
//    CallRuntime ThrowInvalidAssignmentTarget, which throws a ReferenceError.
//
// Left-associative chains of one operator (a + b + c ...) are NaryOperations,
// so depth of the tree stays bounded by the depth of the parser's stack.
#ifndef ENGINE_PARSER_AST_H_
#define ENGINE_PARSER_AST_H_

#include "engine/objects/layout/function-kind.h"
#include "engine/base/zone.h"
#include "engine/parser/ast-string.h"
#include "engine/parser/token.h"

typedef struct Scope Scope;
typedef struct Variable Variable;

typedef enum AstKind {
#define STATEMENT(Name, print_name) kAst##Name,
#define EXPRESSION(Name, print_name) kAst##Name,
#include "engine/parser/ast.def"
#undef STATEMENT
#undef EXPRESSION
  kAstKindCount
} AstKind;

typedef struct AstNode {
  uint8_t kind;  // AstKind
  // Parser: written in parentheses (matters to patterns and to naming).
  bool is_parenthesized;
  // Source offset in UTF-16 units, -1 if synthetic.
  int32_t position;
} AstNode;
typedef AstNode Statement;
typedef AstNode Expression;

typedef struct ZONE_LIST(Statement *) StatementList;
typedef struct ZONE_LIST(Expression *) ExpressionList;
typedef struct ZONE_LIST(AstString *) AstStringList;

typedef struct FunctionLiteral FunctionLiteral;
typedef struct VariableProxy VariableProxy;

#define STATEMENT(Name, print_name) typedef struct Name Name;
#define EXPRESSION(Name, print_name) typedef struct Name Name;
#include "engine/parser/ast.def"
#undef STATEMENT
#undef EXPRESSION

// ---------------------------------------------------------------- statements

// The head of every loop, so that targets can be handled alike.
typedef struct IterationStatement {
  AstNode node;
  Statement *body;
} IterationStatement;

struct DoWhileStatement {
  IterationStatement loop;
  Expression *condition;
};
struct WhileStatement {
  IterationStatement loop;
  Expression *condition;
};
struct ForStatement {
  IterationStatement loop;
  Statement *init;        // NULL or ExpressionStatement/Block
  Expression *condition;  // or NULL
  Expression *next;       // or NULL
  // Scope of let/const/using declarations in the head, or NULL. It encloses
  // init, condition, next and body. If it has a context
  // (Scope_needs_context) and needs_per_iteration_context, the context is
  // copied before `next` of every iteration.
  Scope *scope;
  bool needs_per_iteration_context;
};
// for (each in subject), for (each of subject).
struct ForInStatement {
  IterationStatement loop;
  // VariableProxy, Property or pattern. A VariableProxy of a lexical
  // declaration is initialised (op kTokenInit), everything else assigned.
  Expression *each;
  Expression *subject;
  Token op;  // kTokenInit or kTokenAssign
  // Per-iteration scope of let/const in the head, or NULL. Encloses each and
  // body, entered anew in every iteration.
  Scope *scope;
  // Where subject is evaluated: declares the same names in their dead zone.
  // NULL unless the head declares lexical names.
  Scope *subject_scope;
};
struct ForOfStatement {
  IterationStatement loop;
  Expression *each;
  Expression *subject;
  Token op;
  Scope *scope;
  Scope *subject_scope;
  bool is_await;
};

struct BlockStatement {
  AstNode node;
  StatementList statements;
  Scope *scope;  // or NULL
  // True if a labelled break targets it.
  bool is_breakable;
  // Made by the parser (initialisers): completion value is not its own.
  bool ignore_completion_value;
};

typedef struct CaseClause {
  Expression *label;  // NULL for default
  StatementList statements;
  int32_t position;
} CaseClause;
struct SwitchStatement {
  AstNode node;
  Expression *tag;  // evaluated outside of scope
  struct ZONE_LIST(CaseClause *) cases;
  Scope *scope;  // or NULL
};

struct ExpressionStatement {
  AstNode node;
  Expression *expression;
  // Initialises declared names: has no completion value.
  bool ignore_completion_value;
};
struct EmptyStatement {
  AstNode node;
};
// Annex B.3.2: when control reaches a function declaration in a block, its
// value is copied to the var of the same name. copy is that assignment,
// NULL if the function is not hoisted. If its target is kLocationLookup (in
// sloppy eval), the store must go to the variable scope, past the block.
struct SloppyBlockFunctionStatement {
  AstNode node;
  Variable *variable;  // of the block
  Scope *scope;        // the block
  Assignment *copy;
};
struct IfStatement {
  AstNode node;
  Expression *condition;
  Statement *then_statement;
  Statement *else_statement;  // or NULL
};
struct ContinueStatement {
  AstNode node;
  Statement *target;  // a loop
};
struct BreakStatement {
  AstNode node;
  Statement *target;  // a loop, SwitchStatement or BlockStatement
};
struct ReturnStatement {
  AstNode node;
  Expression *expression;  // NULL for undefined
  int32_t end_position;
  // Async functions: `return e` awaits nothing by itself; async generators
  // await e. The generator of bytecode does both by function kind.
};
struct WithStatement {
  AstNode node;
  Expression *object;
  Statement *statement;
  Scope *scope;  // kScopeWith
};
struct TryCatchStatement {
  AstNode node;
  BlockStatement *try_block;
  // kScopeCatch with catch_variable, NULL for `catch {`. A pattern is
  // destructured by the first statement of catch_block.
  Scope *catch_scope;
  BlockStatement *catch_block;
};
struct TryFinallyStatement {
  AstNode node;
  BlockStatement *try_block;
  BlockStatement *finally_block;
};
struct DebuggerStatement {
  AstNode node;
};

// --------------------------------------------------------------- expressions

typedef enum LiteralType {
  kLiteralNumber,
  kLiteralString,
  kLiteralBigInt,
  kLiteralTrue,
  kLiteralFalse,
  kLiteralNull,
  kLiteralUndefined,
  kLiteralTheHole,  // elision in an array literal or pattern
} LiteralType;
struct Literal {
  AstNode node;
  uint8_t type;  // LiteralType
  union {
    double number;
    // kLiteralString: the value. kLiteralBigInt: source text without
    // separators and the final n ("12", "0xff").
    AstString *string;
  };
};
struct RegExpLiteral {
  AstNode node;
  AstString *pattern;
  AstString *flags;
};
struct TemplateLiteral {
  AstNode node;
  AstStringList strings;  // cooked; one more than substitutions
  ExpressionList substitutions;
};
struct TaggedTemplate {
  AstNode node;
  Expression *tag;        // Property keeps its receiver
  AstStringList cooked;   // an item is NULL where the cooked value is undefined
  AstStringList raw;
  ExpressionList substitutions;
};

struct VariableProxy {
  AstNode node;
  AstString *name;
  Variable *variable;  // set by scope analysis
  VariableProxy *next_unresolved;
  // The use may see the binding uninitialised: check for the hole.
  bool needs_hole_check;
  bool is_assigned;
  bool is_private_name;
  // Turned into a declaration after all: scope analysis ignores it.
  bool is_removed;
  // Free in an inner function that was pre-parsed and dropped.
  bool is_closure_use;
  // Likewise, of a home object, and that function was the method.
  bool is_past_receiver;
  // Stands for what a direct eval may refer to: no error if unresolved.
  bool is_synthetic;
};
struct ThisExpression {
  AstNode node;
  VariableProxy *proxy;  // may need a hole check in derived constructors
};
struct NewTarget {
  AstNode node;
  VariableProxy *proxy;
};

// kTokenInit (initialises a binding) or kTokenAssign. The target is a
// VariableProxy, Property or pattern.
struct Assignment {
  AstNode node;
  Token op;
  Expression *target;
  Expression *value;
};
// a += b, and the logical a ||= b, a &&= b, a ??= b. op is the assignment
// token; Token_binary_of_assignment gives the operation.
struct CompoundAssignment {
  AstNode node;
  Token op;
  Expression *target;
  Expression *value;
};

// obj.name has a string Literal as key; obj[i] any expression; obj.#p a
// VariableProxy with is_private_name; super.x a SuperPropertyReference as
// object.
struct Property {
  AstNode node;
  Expression *object;
  Expression *key;
  bool is_optional_link;  // object?.key
};
// Marks the extent of a chain: a null or undefined object before an optional
// link makes the whole OptionalChain undefined.
struct OptionalChain {
  AstNode node;
  Expression *expression;
};
// The object of super.x. The home object is a variable of the class or object
// literal scope.
struct SuperPropertyReference {
  AstNode node;
  VariableProxy *home_object;
  VariableProxy *this_proxy;
};

struct Call {
  AstNode node;
  Expression *callee;
  ExpressionList arguments;  // may contain Spread
  bool has_spread;
  bool is_optional_link;  // callee?.(...)
  bool is_possibly_eval;  // `eval(...)`: direct eval
};
// super(...). Binds `this`, then runs the member initialisers.
struct SuperCall {
  AstNode node;
  ExpressionList arguments;
  bool has_spread;
  VariableProxy *this_proxy;
  VariableProxy *new_target;
  VariableProxy *this_function;
};
struct CallNew {
  AstNode node;
  Expression *callee;
  ExpressionList arguments;
  bool has_spread;
};
// %Name(args), with allow_natives.
struct CallRuntime {
  AstNode node;
  AstString *name;
  ExpressionList arguments;
};
struct Spread {
  AstNode node;
  Expression *expression;
};
struct ImportCall {
  AstNode node;
  Expression *specifier;
  Expression *options;  // or NULL
};
struct ImportMeta {
  AstNode node;
};

// op: Not, BitNot, Delete, TypeOf, Void, Add, Sub.
struct UnaryOperation {
  AstNode node;
  Token op;
  Expression *expression;
};
// ++ and --.
struct CountOperation {
  AstNode node;
  Token op;
  bool is_prefix;
  Expression *expression;
};
// Arithmetic, Comma, And, Or, Nullish.
struct BinaryOperation {
  AstNode node;
  Token op;
  Expression *left;
  Expression *right;
};
typedef struct NaryOperand {
  Expression *expression;
  int32_t op_position;
} NaryOperand;
// first op rest[0] op rest[1] ..., from left to right.
struct NaryOperation {
  AstNode node;
  Token op;
  Expression *first;
  struct ZONE_LIST(NaryOperand) rest;
};
// Comparisons, instanceof, in. `#x in o` has a private VariableProxy at left.
struct CompareOperation {
  AstNode node;
  Token op;
  Expression *left;
  Expression *right;
};
struct Conditional {
  AstNode node;
  Expression *condition;
  Expression *then_expression;
  Expression *else_expression;
};
struct Throw {
  AstNode node;
  Expression *exception;
};
struct Yield {
  AstNode node;
  Expression *expression;  // NULL for undefined
};
struct YieldStar {
  AstNode node;
  Expression *expression;
};
struct Await {
  AstNode node;
  Expression *expression;
};
// `()` of an arrow function; never in a finished tree.
struct EmptyParentheses {
  AstNode node;
};
// After an error; never in a finished tree.
struct FailureExpression {
  AstNode node;
};

typedef enum ObjectLiteralPropertyKind {
  kObjectPropertyValue,  // key: value, shorthand, and methods
  kObjectPropertyGetter,
  kObjectPropertySetter,
  kObjectPropertySpread,     // ...value; key is NULL
  kObjectPropertyPrototype,  // __proto__: value
} ObjectLiteralPropertyKind;
typedef struct ObjectLiteralProperty {
  uint8_t kind;  // ObjectLiteralPropertyKind
  bool is_computed_name;
  bool is_method;
  bool is_shorthand;
  // The value is a method, anonymous function or class which takes a computed
  // key as its name (with "get "/"set " for accessors). With other keys the
  // literal has its name already.
  bool needs_set_function_name;
  // Unless computed: Literal number if it is an array index, else string.
  Expression *key;
  Expression *value;
} ObjectLiteralProperty;

// Parser: the first element that keeps a literal from being an assignment
// pattern, and the first that keeps it from being a binding pattern alone. The
// end is 0 if there is none.
typedef struct TargetErrors {
  int start;
  int end;
  int binding_start;
  int binding_end;
} TargetErrors;

struct ObjectLiteral {
  AstNode node;
  TargetErrors errors;
  bool is_pattern;
  bool has_comma_after_spread;  // parser: `{...a,}` is no pattern
  struct ZONE_LIST(ObjectLiteralProperty *) properties;
  // If a method uses super: a block scope around the literal which declares
  // home_object; the object is stored into it once created. Otherwise NULL.
  Scope *scope;
  Variable *home_object;
  struct ObjectBoilerplate *boilerplate;  // for the generator; NULL at first
};
struct ArrayLiteral {
  AstNode node;
  TargetErrors errors;
  bool is_pattern;
  bool has_comma_after_spread;  // parser: `[...a,]` is no pattern
  int first_spread_index;  // -1 if none
  struct ArrayBoilerplate *boilerplate;  // for the generator; NULL at first
  ExpressionList values;   // Spread; Literal kLiteralTheHole for an elision
};

typedef enum FunctionSyntax {
  kFunctionSyntaxDeclaration,
  kFunctionSyntaxNamedExpression,
  kFunctionSyntaxAnonymousExpression,
  kFunctionSyntaxAccessorOrMethod,
  kFunctionSyntaxWrapped,  // the program itself
} FunctionSyntax;

// A function, or the program as a whole. If is_preparsed, it was checked and
// its free variables resolved, but body is empty and scope is NULL: compile a
// lazy function from the other members and re-parse on first call
// (Parser_parse_function).
struct FunctionLiteral {
  AstNode node;  // position: that of the `function` token or the like
  uint8_t function_kind;  // FunctionKind
  uint8_t syntax;         // FunctionSyntax
  uint8_t language_mode;  // LanguageMode
  bool is_preparsed;
  // Compile together with the outer function (IIFEs, class initialisers,
  // everything without source of its own). Never set with is_preparsed.
  bool should_eager_compile;
  bool has_simple_parameters;
  bool has_rest;
  bool has_duplicate_parameters;
  bool is_static;  // class member
  // Calls `eval` directly / as a sloppy function / in it or in a function
  // below.
  bool calls_eval;
  bool inner_calls_eval;
  // Itself or in an arrow function within.
  bool uses_this;
  bool uses_super_property;
  // Base constructors: run the class's instance_members_initializer on entry.
  // Derived: after super() returns.
  bool requires_instance_members_initializer;
  bool class_scope_has_private_brand;
  bool is_toplevel;     // the program (script, module, eval)
  // Name as `.name` shows it; NULL or empty if anonymous. Set also from the
  // assignment or property around it.
  AstString *name;
  // For messages and stack traces only ("foo.bar"); may be NULL.
  AstString *inferred_name;
  Scope *scope;
  StatementList body;
  int32_t parameter_count;  // formal parameters, rest excluded
  int32_t function_length;  // `.length`
  // Statements at the start of body that evaluate defaults and destructure
  // (generators yield for the first time behind them).
  int32_t parameter_statement_count;
  // Source range of toString(): first unit of `function`, `async`, `get`, the
  // method's key, the arrow's parameters; to after the closing brace or
  // expression. Parser_parse_function re-parses from these.
  int32_t start_position;
  int32_t end_position;
  // Where the parameter list opens: "(" or the arrow's sole parameter.
  int32_t parameters_position;
  int32_t function_literal_id;  // program is 0, then in order of source
  int32_t suspend_count;        // yields and awaits within
};

typedef enum ClassPropertyKind {
  kClassMethod,
  kClassGetter,
  kClassSetter,
  kClassField,
  kClassAutoAccessor,
  kClassStaticBlock,
} ClassPropertyKind;
typedef struct ClassLiteralProperty {
  uint8_t kind;  // ClassPropertyKind
  bool is_static;
  bool is_computed_name;
  bool is_private;
  bool needs_set_function_name;  // see ObjectLiteralProperty
  Expression *key;    // Literal, any expression if computed; private name proxy
  Expression *value;  // FunctionLiteral; initialiser of a field or NULL
  // Private: the class scope variable of #name. Computed field: a class scope
  // variable that holds the key from class definition to initialisation.
  Variable *name_variable;
  BlockStatement *static_block;  // kClassStaticBlock only
  int32_t position;
} ClassLiteralProperty;
typedef struct ZONE_LIST(ClassLiteralProperty *) ClassPropertyList;

// At class definition, in order of `members`: methods and accessors are
// defined, private methods stored into their variables, computed field keys
// evaluated into name_variable. Fields themselves are initialised by
// instance_members_initializer and static_initializer, both methods whose
// bodies are one Initialize... statement.
struct ClassLiteral {
  AstNode node;
  Scope *scope;  // kScopeClass; see ClassScopeData for its variables
  Expression *extends;           // or NULL
  FunctionLiteral *constructor;  // given or default
  AstString *name;               // or NULL
  ClassPropertyList members;     // source order, static blocks excluded
  FunctionLiteral *instance_members_initializer;  // or NULL
  FunctionLiteral *static_initializer;            // or NULL
  // A static member called "name": the class gets no own name.
  bool has_static_name_property;
  bool has_static_computed_names;
  bool is_anonymous_expression;
  int32_t start_position;
  int32_t end_position;
};
// Body of an instance_members_initializer. With brand set, the brand is added
// to the receiver first (private methods and accessors).
struct InitializeClassMembersStatement {
  AstNode node;
  ClassPropertyList fields;
  Variable *brand;  // or NULL
};
// Body of a static_initializer: fields and blocks in order.
struct InitializeClassStaticElementsStatement {
  AstNode node;
  ClassPropertyList elements;
};

// ---------------------------------------------------------------- predicates

#define STATEMENT EXPRESSION
#define EXPRESSION(Name, print_name)                                    \
  static inline bool Ast_is_##Name(const AstNode *node) {               \
    return node->kind == kAst##Name;                                    \
  }                                                                     \
  static inline Name *Ast_as_##Name(const AstNode *node) {              \
    DCHECK(node->kind == kAst##Name);                                   \
    return (Name *)(uintptr_t)node;                                     \
  }
#include "engine/parser/ast.def"
#undef STATEMENT
#undef EXPRESSION

static inline bool Ast_is_iteration(const AstNode *node) {
  return node->kind <= kAstForOfStatement;
}
static inline bool Ast_is_statement(const AstNode *node) {
  return node->kind < kAstRegExpLiteral;
}
static inline bool Ast_is_pattern(const AstNode *node) {
  return (Ast_is_ObjectLiteral(node) && ((ObjectLiteral *)node)->is_pattern) ||
         (Ast_is_ArrayLiteral(node) && ((ArrayLiteral *)node)->is_pattern);
}
static inline bool Ast_is_literal_of_type(const AstNode *node,
                                          LiteralType type) {
  return Ast_is_Literal(node) && ((Literal *)node)->type == type;
}
static inline bool Ast_is_string_literal(const AstNode *node) {
  return Ast_is_literal_of_type(node, kLiteralString);
}
// A name under which a named (not indexed) property is found: a string
// literal that is no array index.
bool Ast_is_property_name(const AstNode *node);
// A number literal that fits into a Smi (31 bits, not -0).
bool Ast_is_smi_literal(const AstNode *node, int32_t *value);
// Anonymous function definition in the sense of the specification, without
// parentheses considered.
bool Ast_is_anonymous_function_definition(const AstNode *node);

#endif  // ENGINE_PARSER_AST_H_
