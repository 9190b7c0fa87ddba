// SPDX-License-Identifier: MIT
//
// The frame of a %TypedArray%.prototype method that calls back for each element,
// in generated code (builtins-dsl/definitions/typed-array-callbacks.c): see
// array-callback-frame.h. Parameters: receiver, callback, thisArg (reduce:
// initialValue).
#ifndef ENGINE_BUILTINS_TYPED_ARRAY_CALLBACK_FRAME_H_
#define ENGINE_BUILTINS_TYPED_ARRAY_CALLBACK_FRAME_H_

#include "engine/isolate/frame-layout.h"

typedef enum TypedCallbackRegister {
  kTypedCallbackIndex,    // Smi: of the element last called for
  kTypedCallbackLength,   // Smi: the array's when the method was called
  kTypedCallbackOutput,   // map: JSTypedArray
  kTypedCallbackElement,  // find: the one last called for
  kTypedCallbackArgc,     // Smi: arguments that the callback can see
  kTypedCallbackRegisterCount,
} TypedCallbackRegister;

enum {
  kTypedCallbackParameters = 3,
  kTypedCallbackObject = -kFrameHeaderSlots - kTypedCallbackParameters,
  kTypedCallbackFunction,
  kTypedCallbackReceiver,
};

#endif  // ENGINE_BUILTINS_TYPED_ARRAY_CALLBACK_FRAME_H_
