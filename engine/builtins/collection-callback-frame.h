// SPDX-License-Identifier: MIT
//
// The frame of Map.prototype.forEach and Set.prototype.forEach in generated code
// (builtins-dsl/definitions/collection-callbacks.c): see array-callback-frame.h.
// Parameters: receiver, callback, thisArg.
#ifndef ENGINE_BUILTINS_COLLECTION_CALLBACK_FRAME_H_
#define ENGINE_BUILTINS_COLLECTION_CALLBACK_FRAME_H_

#include "engine/isolate/frame-layout.h"

typedef enum CollectionCallbackRegister {
  kCollectionCallbackTable,  // OrderedHashMap or OrderedHashSet
  kCollectionCallbackIndex,  // Smi: of the entry to look at next
  kCollectionCallbackArgc,   // Smi: arguments that the callback can see
  kCollectionCallbackRegisterCount,
} CollectionCallbackRegister;

enum {
  kCollectionCallbackParameters = 3,
  kCollectionCallbackObject =
      -kFrameHeaderSlots - kCollectionCallbackParameters,
  kCollectionCallbackFunction,
  kCollectionCallbackReceiver,
};

#endif  // ENGINE_BUILTINS_COLLECTION_CALLBACK_FRAME_H_
