// SPDX-License-Identifier: MIT
//
// The types of nodes. A node is a value that the code being built will compute;
// each type is a struct of its own, so that mixing them is a C compile error.
//
//   TValue    64 bits, what a VM register holds (engine/objects/layout/value.h)
//   TTagged   32 bits, what a heap slot holds
//   TSmi      the 32 bits of a Smi, still shifted
//   TInt32, TInt64, TFloat64, TBool    untagged
//   TRaw      a native address
//   TMap, TJSArray, ...   one per row of object-layout.def: a strong pointer,
//             held as the 64 bits of its Value
//
// A class type says what the code has checked or knows; AS(Class, node) states
// it without a check.
#ifndef BUILTINS_DSL_ASSEMBLER_TYPES_H_
#define BUILTINS_DSL_ASSEMBLER_TYPES_H_

#include <llvm-c/Core.h>

#include "engine/objects/layout/layout.h"

#define NODE_TYPE(Name)      \
  typedef struct T##Name {   \
    LLVMValueRef node;       \
  } T##Name;
NODE_TYPE(Value)
NODE_TYPE(Tagged)
NODE_TYPE(Smi)
NODE_TYPE(Int32)
NODE_TYPE(Int64)
NODE_TYPE(Float64)
NODE_TYPE(Bool)
NODE_TYPE(Raw)

#define OBJECT_BEGIN(Name, Parent, TYPE) NODE_TYPE(Name)
#define ABSTRACT_BEGIN(Name, Parent) NODE_TYPE(Name)
#include "engine/objects/layout/object-layout.def"

#define AS(Class, object) ((T##Class){(object).node})

#endif  // BUILTINS_DSL_ASSEMBLER_TYPES_H_
