// SPDX-License-Identifier: MIT
//
// What the program wrote where an error arose, for messages such as
// "o.f is not a function". The function is parsed again to find out, so this is
// for errors that the engine itself throws, not for every exception.
#ifndef ENGINE_BYTECODE_CALL_SITE_H_
#define ENGINE_BYTECODE_CALL_SITE_H_

#include "engine/heap/factory.h"

typedef enum CallSiteKind {
  kCallSiteCallee,        // of the call or construction
  kCallSiteIterable,      // what is being iterated
  kCallSiteSpread,        // the last argument of a call, which is spread
  kCallSiteDestructured,  // the value of an object pattern
} CallSiteKind;

typedef struct CallSite {
  // The expression, as a String; undefined if it cannot be told.
  Value text;
  // kCallSiteIterable: a call; text is its callee.
  bool is_call;
  // kCallSiteDestructured: the pattern's value is what another pattern, or an
  // element with a default, gave it; so no expression stands for it.
  bool is_nested;
  // kCallSiteDestructured: what the pattern reads first; undefined if that has
  // no plain name.
  Value property;
} CallSite;

// At the current bytecode of the topmost frame.
CallSite CallSite_find(Isolate *isolate, CallSiteKind kind);

struct ObjectLiteral;
// Where an object pattern checks its value: at the target that it reads first.
int CallSite_pattern_position(const struct ObjectLiteral *pattern);

#endif  // ENGINE_BYTECODE_CALL_SITE_H_
