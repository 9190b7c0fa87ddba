// SPDX-License-Identifier: MIT
//
// What the files of the bytecode generator share:
//   bytecode-generator.c    functions: prologue, declarations, scopes, returns
//   generator-control.c     break, continue, return, try, finally
//   generator-loops.c       loops and iteration
//   generator-statements.c  the other statements
//   generator-variables.c   loads and stores of variables
//   generator-expressions.c dispatch, literals, simple expressions
//   generator-operators.c   operators and conditions
//   generator-assignments.c assignments and destructuring
//   generator-calls.c       calls
//   generator-literals.c    object, array, template literals
//   generator-classes.c     classes, private names
//   generator-coroutines.c  yield and await
//
// Values travel in the accumulator. A visit may use temporary registers above
// builder.next_register and frees them before it returns; whoever needs the
// accumulator's value across another visit moves it into a register.
#ifndef ENGINE_BYTECODE_GENERATOR_IMPL_H_
#define ENGINE_BYTECODE_GENERATOR_IMPL_H_

#include "engine/bytecode/bytecode-generator.h"
#include "engine/objects/layout/roots.h"
#include "engine/objects/messages.h"

// A context that the code being generated has pushed.
typedef struct ContextScope ContextScope;
struct ContextScope {
  ContextScope *outer;
  // The register that PushContext saved the outer context to.
  Register saved_outer;
};

typedef enum ControlCommand {
  kCommandBreak,
  kCommandContinue,
  kCommandReturn,
} ControlCommand;

typedef enum ControlKind {
  kControlTarget,    // break and continue end here
  kControlTry,       // only its handler's range matters
  kControlFinally,   // jumps are deferred
  kControlIterator,  // jumps close the iterator first
} ControlKind;

typedef struct DeferredCommand {
  ControlCommand command;
  Statement *target;
} DeferredCommand;

typedef struct IteratorRecord {
  Register object;
  Register next;
  bool is_async;
} IteratorRecord;

// What a jump out of a statement must pass.
typedef struct ControlScope ControlScope;
struct ControlScope {
  ControlScope *outer;
  ControlKind kind;
  ContextScope *context;  // on entry
  // kControlTarget
  Statement *target;
  BytecodeLabel break_label;
  BytecodeLabel continue_label;
  // The handler's range: all kinds but kControlTarget. The range is closed
  // while code is emitted that lies outside of it.
  int range_start;
  bool is_range_open;
  BytecodeLabel handler;
  Register context_register;
  CatchPrediction prediction;
  // kControlFinally. Token 0 means rethrow, i + 1 the i-th command.
  struct ZONE_LIST(DeferredCommand) commands;
  Register token;
  Register result;
  BytecodeLabel finally_label;
  // kControlIterator
  IteratorRecord iterator;
  Register done;  // true once exhausted; kNoRegister: never when jumping
};

// A scope with `using` declarations being executed.
typedef struct DisposableScope DisposableScope;
struct DisposableScope {
  DisposableScope *outer;
  Scope *scope;
  Register stack;
};

typedef struct BytecodeGenerator {
  BytecodeBuilder builder;
  Zone *zone;
  AstStringTable *strings;
  FunctionLiteral *literal;
  FunctionKind kind;
  ModuleDescriptor *module;
  Scope *closure_scope;
  Scope *scope;
  ContextScope *context;
  ControlScope *control;
  DisposableScope *disposables;
  InnerFunctionList functions;
  // Resumable functions.
  Register generator_object;
  JumpTable *generator_table;
  int suspend_count;
  Register new_target;  // incoming new.target, or kNoRegister
  // Where a null link of the optional chain being visited goes; -1 outside.
  BytecodeLabel chain_null_label;
  int loop_depth;
  uintptr_t stack_limit;
  bool failed;
} BytecodeGenerator;

// What is known of the accumulator's value.
typedef enum TypeHint { kHintAny, kHintBoolean, kHintString } TypeHint;

// False, and failed set, if the native stack runs out.
bool Gen_check_stack(BytecodeGenerator *g);
static inline BytecodeBuilder *Gen_builder(BytecodeGenerator *g) {
  return &g->builder;
}
static inline bool Gen_is_strict(const BytecodeGenerator *g) {
  return g->scope->language_mode == kLanguageStrict;
}
static inline AstString *Gen_name(const BytecodeGenerator *g,
                                  AstStringName name) {
  return g->strings->names[name];
}
static inline Register Gen_new_register(BytecodeGenerator *g) {
  return BytecodeBuilder_new_register(&g->builder);
}
static inline int Gen_slot(BytecodeGenerator *g, FeedbackSlotKind kind) {
  return BytecodeBuilder_feedback_slot(&g->builder, kind);
}
// The accumulator in a new register.
static inline Register Gen_save(BytecodeGenerator *g) {
  Register r = Gen_new_register(g);
  BytecodeBuilder_store_register(&g->builder, r);
  return r;
}
static inline void Gen_load(BytecodeGenerator *g, Register r) {
  BytecodeBuilder_load_register(&g->builder, r);
}
static inline void Gen_store(BytecodeGenerator *g, Register r) {
  BytecodeBuilder_store_register(&g->builder, r);
}
static inline BytecodeLabel Gen_label(BytecodeGenerator *g) {
  return BytecodeBuilder_new_label(&g->builder);
}
static inline void Gen_bind(BytecodeGenerator *g, BytecodeLabel label) {
  BytecodeBuilder_bind(&g->builder, label);
}
static inline void Gen_runtime(BytecodeGenerator *g, RuntimeFunctionId id,
                               Register first, int count) {
  BytecodeBuilder_call_runtime(&g->builder, id, first, count);
}
// Copies up to three registers into consecutive ones and calls.
void Gen_runtime_with(BytecodeGenerator *g, RuntimeFunctionId id, int count,
                      const Register *arguments);
// Throws a TypeError with one argument, a name; never returns.
void Gen_throw_type_error(BytecodeGenerator *g, MessageTemplate message,
                          const AstString *argument);

// ---- Visits ----
void Gen_statement(BytecodeGenerator *g, Statement *statement);
// generator-prototypes.c: makes code for a run of statements that begins at
// `from` and fills a prototype. How many there were, 0 if none.
int Gen_prototype_properties(BytecodeGenerator *g,
                             const StatementList *statements, int from);
void Gen_statements(BytecodeGenerator *g, const StatementList *statements,
                    int from);
TypeHint Gen_value(BytecodeGenerator *g, Expression *expression);
void Gen_effect(BytecodeGenerator *g, Expression *expression);
// The value in a new register.
Register Gen_value_in_register(BytecodeGenerator *g, Expression *expression);
void Gen_value_to(BytecodeGenerator *g, Expression *expression,
                  Register target);
// The value in some register: a local's own if evaluating `next` (or NULL)
// cannot change it, else a new one.
Register Gen_operand(BytecodeGenerator *g, Expression *expression,
                     Expression *next);
bool Gen_is_assignment_free(const Expression *expression, int depth);

typedef enum Fallthrough {
  kFallthroughThen,
  kFallthroughElse,
  kFallthroughNone,
} Fallthrough;
// Jumps to one of the labels; may omit the jump to the one that follows.
void Gen_test(BytecodeGenerator *g, Expression *expression,
              BytecodeLabel then_label, BytecodeLabel else_label,
              Fallthrough fallthrough);

// ---- Scopes ----
// A block's scope: context, dead zones, functions. scope may be NULL. Fill in
// `state` and hand it to _leave_scope.
typedef struct EnteredScope {
  Scope *outer;
  bool has_context;
  ContextScope context;
} EnteredScope;
void Gen_enter_scope(BytecodeGenerator *g, Scope *scope, EnteredScope *state);
void Gen_leave_scope(BytecodeGenerator *g, const EnteredScope *state);
// The accumulator becomes the current context.
void Gen_push_context(BytecodeGenerator *g, ContextScope *context);
void Gen_pop_context(BytecodeGenerator *g, const ContextScope *context);
void Gen_declarations(BytecodeGenerator *g, Scope *scope);
// Runs `body` in a scope, disposing of `using` resources if it has any.
typedef void (*GenBody)(BytecodeGenerator *g, void *data);
void Gen_with_disposal(BytecodeGenerator *g, Scope *scope, GenBody body,
                       void *data);

// ---- Variables ----
void Gen_load_variable(BytecodeGenerator *g, Variable *variable,
                       const AstString *name, bool check_hole, bool in_typeof);
void Gen_load_proxy(BytecodeGenerator *g, const VariableProxy *proxy);
// Stores the accumulator and keeps it.
void Gen_store_variable(BytecodeGenerator *g, Variable *variable,
                        const AstString *name, Token op, bool check_hole);
static inline void Gen_initialize_variable(BytecodeGenerator *g,
                                           Variable *variable) {
  Gen_store_variable(g, variable, variable->name, kTokenInit, false);
}
// The register that a variable lives in and may be read from, or kNoRegister.
Register Gen_variable_register(const BytecodeGenerator *g,
                               const Variable *variable);

// ---- Properties ----
void Gen_load_named(BytecodeGenerator *g, Register object,
                    const AstString *name);
void Gen_store_named(BytecodeGenerator *g, Register object,
                     const AstString *name);
// object[symbol] for a static root symbol.
void Gen_load_root_symbol(BytecodeGenerator *g, Register object, uint32_t bits);
void Gen_load_private(BytecodeGenerator *g, Register object,
                      const VariableProxy *name);
// Stores the accumulator and keeps it.
void Gen_store_private(BytecodeGenerator *g, Register object,
                       const VariableProxy *name);
// `#name in accumulator`.
void Gen_private_in(BytecodeGenerator *g, const VariableProxy *name);
// Loads object's property; what Property nodes do, optional links included.
// If `receiver` is not NULL, the object stays there in that register.
void Gen_property(BytecodeGenerator *g, Property *property, Register object);
// Evaluates the object and handles the optional link.
Register Gen_property_object(BytecodeGenerator *g, Property *property);

// ---- Assignments ----
typedef enum TargetKind {
  kTargetVariable,
  kTargetReference,  // a variable resolved at run time, already
  kTargetStrictGlobal,
  kTargetNamed,
  kTargetKeyed,
  kTargetSuper,
  kTargetPrivate,
  kTargetPattern,
} TargetKind;
typedef struct AssignmentTarget {
  TargetKind kind;
  Expression *expression;
  // kTargetReference: reference, name; kTargetStrictGlobal: whether there was
  // one; kTargetSuper: receiver, super base, key consecutive.
  Register object;
  Register key;
  const AstString *name;
  VariableProxy *private_name;
  int slot;  // kTargetStrictGlobal
} AssignmentTarget;
// Evaluates what of a target comes before the value. `value` is what will be
// evaluated between, or NULL if unknown.
void Gen_prepare_target(BytecodeGenerator *g, Expression *expression,
                        Expression *value, AssignmentTarget *target);
void Gen_fix_key(BytecodeGenerator *g, AssignmentTarget *target);
void Gen_load_target(BytecodeGenerator *g, const AssignmentTarget *target);
// Stores the accumulator and keeps it.
void Gen_assign_target(BytecodeGenerator *g, const AssignmentTarget *target,
                       Token op);
// Assigns the accumulator to any target expression (patterns included).
void Gen_assign(BytecodeGenerator *g, Expression *target, Token op);

// ---- Iteration ----
// The accumulator is the iterable.
void Gen_get_iterator(BytecodeGenerator *g, bool is_async,
                      IteratorRecord *iterator);
// Calls next; the accumulator is the result, an object.
void Gen_iterator_next(BytecodeGenerator *g, const IteratorRecord *iterator,
                       Register result);
// The close of a normal completion; may clobber the accumulator.
void Gen_iterator_close(BytecodeGenerator *g, const IteratorRecord *iterator);
void Gen_iterator_close_after_throw(BytecodeGenerator *g,
                                    const IteratorRecord *iterator);

// ---- Control ----
void Gen_push_control(BytecodeGenerator *g, ControlScope *scope,
                      ControlKind kind);
void Gen_pop_control(BytecodeGenerator *g);
// Break, continue or return; for return the accumulator is the value.
void Gen_execute(BytecodeGenerator *g, ControlCommand command,
                 Statement *target);
// Begins the range of a control scope that has just been pushed: saves the
// context for the handler.
void Gen_begin_try(BytecodeGenerator *g, ControlScope *scope, ControlKind kind,
                   CatchPrediction prediction);
// Ends the range and pops the scope.
void Gen_end_try(BytecodeGenerator *g, ControlScope *scope);
void Gen_suspend_range(BytecodeGenerator *g, ControlScope *scope);
void Gen_resume_range(BytecodeGenerator *g, ControlScope *scope);
// try { body } finally { finally_body }.
void Gen_try_finally(BytecodeGenerator *g, GenBody body, GenBody finally_body,
                     void *data);
// Makes the pending message empty; keeps the accumulator.
void Gen_clear_message(BytecodeGenerator *g);
// Leaves the function with the accumulator, past every finally.
void Gen_return(BytecodeGenerator *g);
void Gen_jump_loop(BytecodeGenerator *g, BytecodeLabel header);

// ---- Coroutines ----
// Suspends with the accumulator as result; the sent value comes back in it.
void Gen_suspend(BytecodeGenerator *g);
// The accumulator is awaited.
void Gen_await(BytecodeGenerator *g, int position);
void Gen_initial_yield(BytecodeGenerator *g);
void Gen_yield(BytecodeGenerator *g, Yield *yield);
void Gen_yield_star(BytecodeGenerator *g, YieldStar *yield);
static inline bool Gen_is_async_generator(const BytecodeGenerator *g) {
  return FunctionKind_is_async(g->kind) && FunctionKind_is_generator(g->kind);
}

// ---- Single expressions ----
TypeHint Gen_unary(BytecodeGenerator *g, UnaryOperation *node);
void Gen_count(BytecodeGenerator *g, CountOperation *node, bool for_effect);
TypeHint Gen_binary(BytecodeGenerator *g, BinaryOperation *node);
TypeHint Gen_nary(BytecodeGenerator *g, NaryOperation *node);
void Gen_compare(BytecodeGenerator *g, CompareOperation *node);
TypeHint Gen_conditional(BytecodeGenerator *g, Conditional *node);
// left op accumulator.
void Gen_binary_op(BytecodeGenerator *g, Token op, Register left);
bool Gen_binary_smi(BytecodeGenerator *g, Token op, const Expression *right);
TypeHint Gen_assignment(BytecodeGenerator *g, Assignment *node);
void Gen_compound_assignment(BytecodeGenerator *g, CompoundAssignment *node);
void Gen_call(BytecodeGenerator *g, Call *node);
void Gen_call_new(BytecodeGenerator *g, CallNew *node);
void Gen_super_call(BytecodeGenerator *g, SuperCall *node);
void Gen_call_runtime_node(BytecodeGenerator *g, CallRuntime *node);
void Gen_default_constructor(BytecodeGenerator *g);
// Runs a class's field initialisers on `instance`.
void Gen_initialize_members(BytecodeGenerator *g, Register constructor,
                            Register instance);
void Gen_object_literal(BytecodeGenerator *g, ObjectLiteral *node);
void Gen_array_literal(BytecodeGenerator *g, ArrayLiteral *node);
void Gen_regexp_literal(BytecodeGenerator *g, RegExpLiteral *node);
void Gen_template_literal(BytecodeGenerator *g, TemplateLiteral *node);
void Gen_tagged_template(BytecodeGenerator *g, TaggedTemplate *node);
void Gen_template_object(BytecodeGenerator *g, TaggedTemplate *node);
// Elements from `values` (Spreads included) as a new array.
void Gen_array_of(BytecodeGenerator *g, const ExpressionList *values);
// name: a register with the property key that names the class, or kNoRegister.
void Gen_class_literal(BytecodeGenerator *g, ClassLiteral *node,
                       Register name);
void Gen_function_literal(BytecodeGenerator *g, FunctionLiteral *node);
InnerFunction *Gen_add_function(BytecodeGenerator *g, FunctionLiteral *node);
// A function or class expression that takes its name from a register.
void Gen_named_value(BytecodeGenerator *g, Expression *value, Register name,
                     FunctionNamePrefix prefix);
void Gen_initialize_class_members(BytecodeGenerator *g,
                                  InitializeClassMembersStatement *node);
void Gen_initialize_static_elements(
    BytecodeGenerator *g, InitializeClassStaticElementsStatement *node);
void Gen_delete(BytecodeGenerator *g, Expression *expression);
void Gen_optional_chain(BytecodeGenerator *g, OptionalChain *node);

// ---- Single statements ----
void Gen_loop_statement(BytecodeGenerator *g, Statement *statement);
void Gen_try_catch(BytecodeGenerator *g, TryCatchStatement *node);
void Gen_try_finally_statement(BytecodeGenerator *g,
                               TryFinallyStatement *node);

#endif  // ENGINE_BYTECODE_GENERATOR_IMPL_H_
