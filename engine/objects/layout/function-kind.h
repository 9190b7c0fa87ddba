// SPDX-License-Identifier: MIT
//
// The kinds of functions and the language modes: shared by parser, compiler,
// run time and generated code (SharedFunctionInfo.kind).
#ifndef ENGINE_OBJECTS_LAYOUT_FUNCTION_KIND_H_
#define ENGINE_OBJECTS_LAYOUT_FUNCTION_KIND_H_

#include <stdbool.h>

typedef enum FunctionKind {
  kFunctionNormal,
  kFunctionGenerator,
  kFunctionAsync,
  kFunctionAsyncGenerator,
  kFunctionArrow,
  kFunctionAsyncArrow,
  kFunctionMethod,  // concise: not a constructor
  kFunctionGeneratorMethod,
  kFunctionAsyncMethod,
  kFunctionAsyncGeneratorMethod,
  kFunctionGetter,
  kFunctionSetter,
  // The static flag of class members is FunctionLiteral.is_static.
  kFunctionBaseConstructor,
  kFunctionDerivedConstructor,
  kFunctionDefaultBaseConstructor,     // no source of its own
  kFunctionDefaultDerivedConstructor,  // passes its arguments to super
  kFunctionClassMembersInitializer,
  kFunctionClassStaticInitializer,
  kFunctionModule,  // body of a module, always async-capable
} FunctionKind;

static inline bool FunctionKind_is_arrow(FunctionKind kind) {
  return kind == kFunctionArrow || kind == kFunctionAsyncArrow;
}
static inline bool FunctionKind_is_generator(FunctionKind kind) {
  return kind == kFunctionGenerator || kind == kFunctionAsyncGenerator ||
         kind == kFunctionGeneratorMethod ||
         kind == kFunctionAsyncGeneratorMethod;
}
static inline bool FunctionKind_is_async(FunctionKind kind) {
  return kind == kFunctionAsync || kind == kFunctionAsyncGenerator ||
         kind == kFunctionAsyncArrow || kind == kFunctionAsyncMethod ||
         kind == kFunctionAsyncGeneratorMethod;
}
static inline bool FunctionKind_is_resumable(FunctionKind kind) {
  return FunctionKind_is_generator(kind) || FunctionKind_is_async(kind) ||
         kind == kFunctionModule;
}
static inline bool FunctionKind_is_derived_constructor(FunctionKind kind) {
  return kind == kFunctionDerivedConstructor ||
         kind == kFunctionDefaultDerivedConstructor;
}
static inline bool FunctionKind_is_default_constructor(FunctionKind kind) {
  return kind == kFunctionDefaultBaseConstructor ||
         kind == kFunctionDefaultDerivedConstructor;
}
static inline bool FunctionKind_is_class_constructor(FunctionKind kind) {
  return kind >= kFunctionBaseConstructor &&
         kind <= kFunctionDefaultDerivedConstructor;
}
static inline bool FunctionKind_is_class_initializer(FunctionKind kind) {
  return kind == kFunctionClassMembersInitializer ||
         kind == kFunctionClassStaticInitializer;
}
static inline bool FunctionKind_is_concise_method(FunctionKind kind) {
  return (kind >= kFunctionMethod && kind <= kFunctionSetter);
}
// May have a [[HomeObject]].
static inline bool FunctionKind_allows_super_property(FunctionKind kind) {
  return kind >= kFunctionMethod && kind <= kFunctionClassStaticInitializer;
}
// Has a [[Construct]].
static inline bool FunctionKind_is_constructor(FunctionKind kind) {
  return kind == kFunctionNormal || FunctionKind_is_class_constructor(kind);
}

typedef enum LanguageMode { kLanguageSloppy, kLanguageStrict } LanguageMode;

#endif  // ENGINE_OBJECTS_LAYOUT_FUNCTION_KIND_H_
