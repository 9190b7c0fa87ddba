// SPDX-License-Identifier: MIT
//
// SharedFunctionInfo: what every closure of one function literal shares.
#ifndef ENGINE_OBJECTS_SHARED_FUNCTION_INFO_H_
#define ENGINE_OBJECTS_SHARED_FUNCTION_INFO_H_

#include "engine/heap/factory.h"
#include "engine/objects/layout/function-kind.h"

typedef enum SharedFunctionFlags {
  kSharedStrict = 1 << 0,
  // Builtins and API functions: never convert the receiver; not in stacks'
  // source positions.
  kSharedNative = 1 << 1,
  // [[Call]] throws; every class constructor.
  kSharedClassConstructor = 1 << 2,
  // Constructors of derived classes get no receiver from [[Construct]].
  kSharedDerivedConstructor = 1 << 3,
  // The code of a script, module or eval.
  kSharedTopLevel = 1 << 4,
  kSharedIsEval = 1 << 5,
  kSharedIsModule = 1 << 6,
  // Reads `this` itself, in an eval, or in an arrow function within. A sloppy
  // function without it needs no receiver conversion.
  kSharedUsesThis = 1 << 7,
  kSharedHasDuplicateParameters = 1 << 8,
  kSharedHasSimpleParameters = 1 << 9,
  kSharedIsStaticMember = 1 << 10,
  // Classes: instance fields to initialise (extra = initialiser's shared).
  kSharedHasInstanceMembersInitializer = 1 << 11,
  kSharedHasPrivateBrand = 1 << 12,
  kSharedIsNamedExpression = 1 << 13,
  kSharedIsDeclaration = 1 << 14,
  // Builtins that are constructors (may be called with a new.target).
  kSharedBuiltinConstructor = 1 << 15,
  kSharedIsAnonymousExpression = 1 << 16,
  kSharedClassScopeHasPrivateBrand = 1 << 17,
  // Its `toString` is "function name() { [native code] }".
  kSharedHideSource = 1 << 18,
  // Its source is the whole script, which is but its body.
  kSharedIsWrapped = 1 << 19,
  // `name` is "a.b" of `a.b = function() {}`, for stack traces only.
  kSharedNameIsInferred = 1 << 20,
} SharedFunctionFlags;

// JSFunction.code and SharedFunctionInfo.code: indices in
// Isolate.code_pointers, which begins with the ASM rows of builtins.def.
typedef enum CodeIndex {
  kCodeInterpreterEntry,
  kCodeCompileLazy,
  kCodeBuiltinEntry,
  kCodeCallSlow,
  kCodeConstructSlow,
} CodeIndex;

// Sloppy functions see undefined/null as the global object and primitives as
// wrappers.
#define kSharedKeepsReceiverMask (kSharedStrict | kSharedNative)

static inline bool SharedFunctionInfo_is_strict(
    const SharedFunctionInfo *shared) {
  return (shared->flags & kSharedStrict) != 0;
}
// Function data, decoded by its kind.
static inline bool SharedFunctionInfo_has_bytecode(
    const SharedFunctionInfo *shared) {
  return Value_is_BytecodeArray(Isolate_of(shared),
                                SharedFunctionInfo_function_data(shared));
}
static inline BytecodeArray *SharedFunctionInfo_bytecode(
    const SharedFunctionInfo *shared) {
  return Value_as_BytecodeArray(Isolate_of(shared),
                                SharedFunctionInfo_function_data(shared));
}
static inline bool SharedFunctionInfo_is_builtin(
    const SharedFunctionInfo *shared) {
  return Tagged_is_smi(shared->function_data);
}
static inline int SharedFunctionInfo_builtin_id(
    const SharedFunctionInfo *shared) {
  return Tagged_smi(shared->function_data);
}
static inline bool SharedFunctionInfo_is_api(const SharedFunctionInfo *shared) {
  return Value_is_FunctionTemplateInfo(
      Isolate_of(shared), SharedFunctionInfo_function_data(shared));
}
static inline bool SharedFunctionInfo_is_compiled(
    const SharedFunctionInfo *shared) {
  Value data = SharedFunctionInfo_function_data(shared);
  return !Value_is_UncompiledData(Isolate_of(shared), data) &&
         !Value_is_undefined(data);
}

// An uncompiled function; the compiler fills in the rest. name: String or
// undefined.
SharedFunctionInfo *SharedFunctionInfo_new(Isolate *isolate, Value name,
                                           FunctionKind kind);
// Of a builtin with JS linkage: kSharedNative | kSharedStrict.
SharedFunctionInfo *SharedFunctionInfo_new_builtin(Isolate *isolate, Value name,
                                                   int builtin_id, int length);
// Of an API function.
SharedFunctionInfo *SharedFunctionInfo_new_api(Isolate *isolate, Value name,
                                               FunctionTemplateInfo *info);
// The name as a String (empty if none).
String *SharedFunctionInfo_name_string(const SharedFunctionInfo *shared);
// What Function.prototype.toString gives for a function with source: a string,
// the sentinel if that would be too long, or undefined if it has none.
Value SharedFunctionInfo_source_text(const SharedFunctionInfo *shared);

#endif  // ENGINE_OBJECTS_SHARED_FUNCTION_INFO_H_
