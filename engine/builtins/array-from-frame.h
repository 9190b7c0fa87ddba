// SPDX-License-Identifier: MIT
//
// The frame of Array.from with a mapping function, while it runs in generated
// code (builtins-dsl/definitions/array-from.c): its one bytecode is the step,
// to which the function returns.
//
//   parameters: receiver, items, mapper, thisArg
//   registers:  as below; the call's slots lie above them
#ifndef ENGINE_BUILTINS_ARRAY_FROM_FRAME_H_
#define ENGINE_BUILTINS_ARRAY_FROM_FRAME_H_

#include "engine/isolate/frame-layout.h"

typedef enum ArrayFromRegister {
  kArrayFromOutput,   // FixedArray of the length; undefined before the first
  kArrayFromIndex,    // Smi: of the element last called for
  kArrayFromElement,  // the next one, where the step in C has read it
  kArrayFromArgc,     // Smi: arguments that the mapper can see
  kArrayFromRegisterCount,
} ArrayFromRegister;

enum {
  kArrayFromParameters = 4,
  kArrayFromReceiver = -kFrameHeaderSlots - kArrayFromParameters,
  kArrayFromItems,
  kArrayFromMapper,
  kArrayFromThisArgument,
};

#endif  // ENGINE_BUILTINS_ARRAY_FROM_FRAME_H_
