// SPDX-License-Identifier: MIT
//
// ScopeInfo: what run time knows of a scope that has a context: the names in
// it, for lazy compilation, eval, `with` and the debug views. Made by the
// compiler (engine/bytecode); read here.
//
// Its flags and, per variable, three slots:
//   name, Smi of ScopeInfoVariable bits, Smi of the context slot (or the module
//   cell index)
#ifndef ENGINE_OBJECTS_SCOPE_INFO_H_
#define ENGINE_OBJECTS_SCOPE_INFO_H_

#include "engine/heap/factory.h"

// ScopeInfo.flags.
enum {
  kScopeInfoKindMask = 7,              // ScopeKind of the parser
  kScopeInfoStrict = 1 << 3,
  kScopeInfoSloppyEval = 1 << 4,       // variables may be added at run time
  kScopeInfoExtensionSlot = 1 << 5,    // slot 2 is an object
  kScopeInfoDeclarationScope = 1 << 6,
  kScopeInfoFunctionKindShift = 8,     // FunctionKind, 5 bits
  kScopeInfoFunctionKindMask = 31,
  kScopeInfoClassInitializer = 1 << 13,  // `arguments` is an error in it
  kScopeInfoStaticMember = 1 << 7,       // a static member of a class
  // A function whose parameters are in a scope outside of its body's.
  kScopeInfoComplexParameters = 1 << 14,
  kScopeInfoContextLengthShift = 15,   // slots of the context, 17 bits
};

// Bits of a variable.
enum {
  kScopeInfoModeMask = 15,             // VariableMode of the parser
  kScopeInfoNeedsInit = 1 << 4,        // has a dead zone
  kScopeInfoStaticPrivate = 1 << 5,
  kScopeInfoSloppyFunctionName = 1 << 6,
  kScopeInfoModuleVariable = 1 << 7,   // the third slot is a cell index
  kScopeInfoParameterShift = 8,        // number of the parameter it is, plus 1
  kScopeInfoVariableSlots = 3,
};

typedef struct ScopeInfoVariable {
  String *name;
  int bits;
  int index;  // context slot, or module cell index
} ScopeInfoVariable;

static inline int ScopeInfo_scope_kind(const ScopeInfo *info) {
  return (int)(info->flags & kScopeInfoKindMask);
}
static inline bool ScopeInfo_is_strict(const ScopeInfo *info) {
  return (info->flags & kScopeInfoStrict) != 0;
}
static inline bool ScopeInfo_has_extension_slot(const ScopeInfo *info) {
  return (info->flags & kScopeInfoExtensionSlot) != 0;
}
static inline int ScopeInfo_function_kind(const ScopeInfo *info) {
  return (int)(info->flags >> kScopeInfoFunctionKindShift) &
         kScopeInfoFunctionKindMask;
}
// Slots of the scope's context, its header included.
static inline int ScopeInfo_context_length(const ScopeInfo *info) {
  return (int)(info->flags >> kScopeInfoContextLengthShift);
}
ScopeInfoVariable ScopeInfo_variable(const ScopeInfo *info, int i);
// By internalized name: the variable's number, or -1.
int ScopeInfo_find(const ScopeInfo *info, const String *name);
// Context slot that parameter number i of a sloppy function lives in, or -1.
int ScopeInfo_parameter_context_slot(const ScopeInfo *info, int i);

#endif  // ENGINE_OBJECTS_SCOPE_INFO_H_
