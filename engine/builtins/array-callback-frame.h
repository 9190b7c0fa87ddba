// SPDX-License-Identifier: MIT
//
// The frame of an Array method that calls back for each element, while it runs
// in generated code (builtins-dsl/definitions/array-callbacks.c): a frame of
// its own on the VM stack, whose one bytecode is the method's step, to which the
// callback returns. So callbacks need no native stack and no entry from C.
//
//   parameters: receiver, callback, thisArg (reduce: initialValue)
//   registers:  as below; the call's slots lie above them
#ifndef ENGINE_BUILTINS_ARRAY_CALLBACK_FRAME_H_
#define ENGINE_BUILTINS_ARRAY_CALLBACK_FRAME_H_

#include "engine/isolate/frame-layout.h"

typedef enum ArrayCallbackRegister {
  kArrayCallbackObject,   // a JSArray
  kArrayCallbackIndex,    // Smi: of the element last called for
  kArrayCallbackLength,   // Smi: the array's when the method was called
  kArrayCallbackOutput,   // map, filter: FixedArray
  kArrayCallbackElement,  // the one last called for
  kArrayCallbackArgc,     // Smi: arguments that the callback can see
  kArrayCallbackCount,    // filter: Smi, of selected elements
  kArrayCallbackRegisterCount,
} ArrayCallbackRegister;

enum {
  kArrayCallbackParameters = 3,
  kArrayCallbackFunction = -kFrameHeaderSlots - kArrayCallbackParameters + 1,
  kArrayCallbackReceiver,
  // Elements that filter's first list has room for.
  kArrayCallbackFirstCapacity = 16,
};

#endif  // ENGINE_BUILTINS_ARRAY_CALLBACK_FRAME_H_
