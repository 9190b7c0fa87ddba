// SPDX-License-Identifier: MIT
//
// What the program wrote where an error arose, for messages such as
// "o.f is not a function". The function is parsed again to find out, so this is
// for errors that the engine itself throws, not for every exception.
#ifndef ENGINE_BYTECODE_CALL_SITE_H_
#define ENGINE_BYTECODE_CALL_SITE_H_

#include "engine/heap/factory.h"

typedef enum CallSiteKind {
  kCallSiteCallee,       // of the call or construction
  kCallSiteIterable,     // what is being iterated
  kCallSiteDestructured,  // the value of an object pattern
} CallSiteKind;

// The text of the expression at the current bytecode of the topmost frame, as a
// String; or undefined if it cannot be told.
Value CallSite_text(Isolate *isolate, CallSiteKind kind);
// Of an object pattern: its value's text, and the first property that it reads
// (undefined if that has no plain name).
Value CallSite_pattern_text(Isolate *isolate, Value *property);

#endif  // ENGINE_BYTECODE_CALL_SITE_H_
