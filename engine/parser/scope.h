// SPDX-License-Identifier: MIT
//
// Scopes and variables: what every name in the program refers to and where its
// value lives.
//
// While parsing, each VariableProxy joins the unresolved list of the scope that
// it is written in, and each declaration makes a Variable in its scope. At the
// end of a function or program, Scope_analyze resolves all proxies and then
// allocates registers and context slots.
//
// Where a variable lives (Variable.location):
//  - kLocationParameter: index is the parameter's number, kReceiverIndex for
//    `this`. kLocationLocal: index of a local register, numbered from 0 over
//    the whole function (block scopes included), below the closure scope's
//    stack_slot_count.
//  - kLocationContext: index is the slot in the context of variable->scope.
//    A scope has a context iff Scope_needs_context; contexts are chained at
//    run time in the order of the scopes that have one, so the depth of an
//    access is Scope_context_depth(current scope, variable->scope).
//    Context slots start at kContextHeaderSlots (0: ScopeInfo, 1: previous).
//    If has_extension_slot, slot 2 is the extension (the `with` object; the
//    object of variables declared by sloppy eval; the module) and variables
//    start at 3. A module scope always has a context, for its extension.
//  - kLocationLookup: by name at run time, from the current context outwards.
//    Mode kVariableDynamicGlobal: is a global unless an eval on the way
//    declared it. Mode kVariableDynamicLocal: is local_if_not_shadowed unless
//    an eval on the way declared it.
//  - kLocationModule: index > 0 is export cell index-1; index < 0 is import
//    cell -index-1, of the module's cell arrays.
//  - kLocationGlobal: by name: script-level var/function and every name that
//    nothing declares. First the lexical bindings of all scripts (the script
//    context table), then the global object.
//  - kLocationScriptContext: script-level let/const/class. Also found by name
//    as above; index is the slot in this script's own context (kScopeScript
//    has a context whenever it declares such).
//  - kLocationGlobalThis: `this` of a script: the realm's global `this`.
//  - kLocationUnallocated: never used.
#ifndef ENGINE_PARSER_SCOPE_H_
#define ENGINE_PARSER_SCOPE_H_

#include "engine/parser/ast.h"

typedef struct ModuleDescriptor ModuleDescriptor;
typedef struct OuterScopeInfo OuterScopeInfo;

enum {
  kContextHeaderSlots = 2,
  kContextExtensionSlot = 2,
  kReceiverIndex = -1,
};

typedef enum ScopeKind {
  kScopeScript,
  kScopeModule,
  kScopeEval,
  kScopeFunction,
  kScopeBlock,
  kScopeCatch,
  kScopeClass,
  kScopeWith,
} ScopeKind;

typedef enum VariableMode {
  kVariableLet,
  kVariableConst,
  kVariableUsing,
  kVariableAwaitUsing,
  kVariableVar,  // var, functions, parameters
  kVariableTemporary,
  kVariableDynamic,
  kVariableDynamicGlobal,
  kVariableDynamicLocal,
  // Private names of methods; a private field's name is kVariableConst. The
  // variable of a field holds the private symbol; of a method, the function;
  // of accessors, a pair.
  kVariablePrivateMethod,
  kVariablePrivateGetterOnly,
  kVariablePrivateSetterOnly,
  kVariablePrivateGetterAndSetter,
} VariableMode;

static inline bool VariableMode_is_lexical(VariableMode mode) {
  return mode <= kVariableAwaitUsing;
}
static inline bool VariableMode_is_dynamic(VariableMode mode) {
  return mode >= kVariableDynamic && mode <= kVariableDynamicLocal;
}
// Assignment throws a TypeError. (Also: Variable.is_sloppy_function_name.)
static inline bool VariableMode_is_immutable(VariableMode mode) {
  return mode >= kVariableConst && mode <= kVariableAwaitUsing;
}
static inline bool VariableMode_is_private_method_or_accessor(
    VariableMode mode) {
  return mode >= kVariablePrivateMethod;
}

typedef enum VariableLocation {
  kLocationUnallocated,
  kLocationParameter,
  kLocationLocal,
  kLocationContext,
  kLocationLookup,
  kLocationModule,
  kLocationGlobal,
  kLocationScriptContext,
  kLocationGlobalThis,
} VariableLocation;

typedef enum VariableKind {
  kVariableKindNormal,
  kVariableKindFunction,  // declared by a function declaration
  kVariableKindParameter,
  kVariableKindThis,
  kVariableKindSloppyBlockFunction,
  // Name of a function expression within itself. Assignment is ignored in
  // sloppy code and throws in strict code (mode is kVariableConst).
  kVariableKindFunctionName,
  kVariableKindClassName,
} VariableKind;

struct Variable {
  AstString *name;
  Scope *scope;  // where it was declared; NULL for undeclared globals
  uint8_t mode;      // VariableMode
  uint8_t kind;      // VariableKind
  uint8_t location;  // VariableLocation
  bool is_used;
  bool is_assigned;  // apart from its initialisation
  bool is_assigned_in_closure;  // by a function within its scope's function
  // Must start out as the hole: some use needs a check, or cannot be seen from
  // here (a context slot that inner functions use).
  bool needs_hole_initialization;
  // The dead zone exists: let, const, class; `this` of derived constructors.
  bool binding_needs_init;
  bool force_context_allocation;
  bool is_static_private;  // static #name
  int32_t index;
  // Uses before this position (same closure) see it uninitialised.
  int32_t initializer_position;
  int32_t declaration_position;
  Variable *local_if_not_shadowed;  // kVariableDynamicLocal
  Variable *next_in_bucket;         // the scope's map
};

static inline bool Variable_is_sloppy_function_name(const Variable *variable) {
  return variable->kind == kVariableKindFunctionName;
}

// A declaration that takes effect when its scope is entered.
typedef struct Declaration {
  Variable *variable;
  // NULL: variable declaration (initialise to the hole or undefined as the
  // variable says). Otherwise: create the closure and store it.
  FunctionLiteral *function;
  int32_t position;
} Declaration;

// A var written in an inner scope, whose lexical names it must not pass.
typedef struct NestedVar {
  AstString *name;
  Scope *scope;
  int32_t position;
} NestedVar;

// Of functions, scripts, modules and evals: the scopes that receive `var`.
// A block scope around a function body whose parameters are not simple is
// also one; it has only the hoisting members.
typedef struct FunctionScopeData {
  uint8_t function_kind;  // FunctionKind
  struct ZONE_LIST(Variable *) parameters;  // rest parameter last
  int parameter_count;                      // rest excluded
  int function_length;
  bool has_rest;
  bool has_simple_parameters;
  bool is_static;  // static class member: super is .static_home_object
  // Implicit variables, NULL unless used. Each has an ordinary location.
  // On function entry the generator stores the value where location says.
  Variable *receiver;          // `this`; kLocationParameter kReceiverIndex or
                               // a context slot to be filled on entry
  Variable *arguments;         // the arguments object
  Variable *new_target;
  Variable *this_function;     // the active function
  Variable *function_name;     // named function expression's own name
  AstString *own_name;         // that name, NULL for other functions
  Variable *generator_object;  // resumable functions
  // Aliases the parameters: sloppy and simple parameters.
  bool has_mapped_arguments;
  // Annex B.3.2 candidates; the parser's own.
  struct ZONE_LIST(SloppyBlockFunctionStatement *) sloppy_block_functions;
  struct ZONE_LIST(NestedVar) nested_vars;  // likewise
} FunctionScopeData;

typedef struct ClassScopeData {
  Variable *class_variable;       // inner const binding of the name, or NULL
  Variable *brand;                // of private instance methods, or NULL
  Variable *home_object;          // the prototype, if a method uses super
  Variable *static_home_object;   // the constructor, likewise
  // Holds the constructor, for brand checks of static private methods and
  // accessors; NULL if there are none. Found as ".class" in outer scopes.
  Variable *static_brand;
  // Private names in order of declaration. Fields: the generator creates a
  // private symbol on entry of the class scope.
  struct ZONE_LIST(Variable *) private_names;
  // Where the body begins: the heritage before it sees no private names.
  int body_position;
} ClassScopeData;

struct Scope {
  Scope *outer;
  Scope *first_inner;
  Scope *next_sibling;
  uint8_t kind;           // ScopeKind
  uint8_t language_mode;  // LanguageMode
  // Receives var declarations: script, module, eval, function, and the body
  // block of a function with non-simple parameters.
  bool is_declaration_scope;
  bool is_function_body_block;
  bool calls_eval;        // eval(...) directly in it
  bool inner_calls_eval;  // in it or any scope below
  // Sloppy direct eval in this declaration scope may add variables to it.
  bool has_sloppy_eval;
  bool has_extension_slot;
  // Made from run-time ScopeInfo at lazy compilation or eval: its context
  // exists already.
  bool is_from_scope_info;
  // `using` declarations: dispose of resources when leaving the scope.
  bool has_using;
  bool has_await_using;
  // Switch bodies: order of source is not order of execution.
  bool is_nonlinear;

  int32_t start_position;
  int32_t end_position;

  // Names with this mark have a proxy in unresolved that more uses by inner
  // functions can join. 0: a new mark is due. The parser's own.
  uint32_t free_mark;
  Variable **buckets;  // name -> Variable; NULL while few
  int bucket_count;
  struct ZONE_LIST(Variable *) locals;  // in order of declaration
  struct ZONE_LIST(Declaration *) declarations;
  VariableProxy *unresolved;

  // Registers for locals; meaningful in closure scopes (the enclosing
  // function, script, module or eval scope counts for its block scopes).
  int stack_slot_count;
  // Size of the context in slots, headers included; 0 if it has none.
  int context_slot_count;

  FunctionScopeData *function;  // declaration scopes only
  ClassScopeData *class_data;   // kScopeClass only
  Variable *catch_variable;     // kScopeCatch only
  ModuleDescriptor *module;     // kScopeModule only
  const OuterScopeInfo *outer_info;  // is_from_scope_info only
  void *scope_info_cache;  // for the bytecode generator; NULL at first
};

static inline bool Scope_needs_context(const Scope *scope) {
  return scope->context_slot_count > 0;
}
static inline bool Scope_is_closure(const Scope *scope) {
  return scope->kind <= kScopeFunction;
}
static inline bool Scope_is_strict(const Scope *scope) {
  return scope->language_mode == kLanguageStrict;
}
// The function, script, module or eval scope whose frame the scope lives in.
Scope *Scope_closure_scope(Scope *scope);
// The scope that `var` declarations in this one go to.
Scope *Scope_declaration_scope(Scope *scope);
// The nearest scope with a `this` of its own.
Scope *Scope_receiver_scope(Scope *scope);
// Number of contexts to walk from code in `from` (once the context of `from`,
// if any, is entered) to the context of `to`.
int Scope_context_depth(const Scope *from, const Scope *to);
// Looks only in this scope. NULL if it declares no such name.
Variable *Scope_lookup_local(const Scope *scope, const AstString *name);

// ----------------------------------------------- outer scopes from run time

// What a run-time ScopeInfo knows of one variable.
typedef struct OuterVariable {
  uint8_t mode;      // VariableMode
  uint8_t location;  // kLocationContext or kLocationModule
  bool binding_needs_init;
  bool is_static_private;
  bool is_sloppy_function_name;
  int32_t index;  // context slot, or module cell index
} OuterVariable;

// One scope that has a context at run time, innermost first. The caller fills
// this in from the context chain of the function that is compiled or of the
// frame that calls eval. Scopes without context do not appear: whatever inner
// code may refer to was put into one, and around a direct eval everything was.
//
// lookup answers for one name (context slots and module cells; also "this",
// ".new.target", ".this_function", ".home_object", ".static_home_object",
// ".brand", ".class", "#private" names) and false if the scope has no such
// variable. The name of a function expression and class names are ordinary
// variables.
struct OuterScopeInfo {
  const OuterScopeInfo *outer;  // NULL: the script scope is next
  uint8_t kind;                 // ScopeKind; kScopeScript ends the chain
  uint8_t language_mode;
  uint8_t function_kind;   // kScopeFunction
  bool is_static;          // likewise: FunctionScopeData.is_static
  bool is_declaration_scope;
  bool has_sloppy_eval;    // may have variables added at run time
  bool has_extension_slot;
  int32_t start_position;
  int32_t end_position;
  bool (*lookup)(const OuterScopeInfo *info, AstString *name,
                 OuterVariable *result);
  void *data;  // the caller's
};

// ------------------------------------------------------------------- modules

typedef struct ImportAttribute {
  AstString *key;
  AstString *value;
  int32_t position;
} ImportAttribute;
typedef struct ModuleRequest {
  AstString *specifier;
  int32_t position;
  int32_t index;  // in ModuleDescriptor.requests
  struct ZONE_LIST(ImportAttribute) attributes;
} ModuleRequest;
// One import or export. Which members are set depends on the list it is in.
typedef struct ModuleEntry {
  AstString *export_name;  // exports
  AstString *local_name;   // local exports, imports
  AstString *import_name;  // imports; indirect exports (NULL: namespace)
  int32_t request_index;   // -1 for local exports
  int32_t cell_index;      // > 0 export, < 0 import, 0 none
  int32_t position;
  int32_t end_position;
} ModuleEntry;
typedef struct ZONE_LIST(ModuleEntry *) ModuleEntryList;

struct ModuleDescriptor {
  // Distinct requests in order of first appearance.
  struct ZONE_LIST(ModuleRequest *) requests;
  // import {import_name as local_name}; bound to import cells.
  ModuleEntryList regular_imports;
  // import * as local_name; a local const variable to be initialised with the
  // namespace object before evaluation.
  ModuleEntryList namespace_imports;
  // export {local_name as export_name}; local_name has an export cell.
  ModuleEntryList local_exports;
  // export {import_name as export_name} from (import_name NULL: * as ns).
  ModuleEntryList indirect_exports;
  ModuleEntryList star_exports;
  int import_cell_count;
  int export_cell_count;
  bool has_top_level_await;
};

#endif  // ENGINE_PARSER_SCOPE_H_
