// SPDX-License-Identifier: MIT
//
// Throwing the engine's own errors. Each Throw_* makes the error in the current
// native context, captures its stack, makes it pending, and returns the
// sentinel, so that callers write `return Throw_type_error(...)`.
//
// Isolate.pending_message: set by Isolate_throw to what StackTrace_capture gave
// at the throw (a FixedArray, stack-trace.h) when the exception is no JSError
// with a captured_stack of its own; else undefined. A `throw` of such an error
// sets it to the one frame that throws.
#ifndef ENGINE_OBJECTS_MESSAGES_H_
#define ENGINE_OBJECTS_MESSAGES_H_

#include "engine/heap/factory.h"

typedef enum MessageTemplate {
#define MESSAGE(Name, text) kMessage##Name,
#include "engine/objects/messages.def"
#undef MESSAGE
  kMessageTemplateCount
} MessageTemplate;

typedef enum ErrorType {
  kErrorTypeError,  // plain Error
  kErrorTypeEvalError,
  kErrorTypeRangeError,
  kErrorTypeReferenceError,
  kErrorTypeSyntaxError,
  kErrorTypeTypeError,
  kErrorTypeURIError,
} ErrorType;

// Arguments are Values printed as V8 prints them in messages (strings bare,
// symbols as Symbol(x), functions by source, objects as #<Object>); never runs
// user code. Unused ones: ROOT(undefined_value). Not NODISCARD: functions that
// return a bool or pointer throw, then return their own failure value.
Value Throw_error(Isolate *isolate, ErrorType type, MessageTemplate message,
                  Value a, Value b, Value c);
static inline Value Throw_type_error(Isolate *isolate, MessageTemplate message,
                                     Value a, Value b) {
  return Throw_error(isolate, kErrorTypeTypeError, message, a, b,
                     ROOT(undefined_value));
}
static inline Value Throw_range_error(Isolate *isolate, MessageTemplate message,
                                      Value a) {
  return Throw_error(isolate, kErrorTypeRangeError, message, a,
                     ROOT(undefined_value), ROOT(undefined_value));
}
// With a printf-style ASCII/UTF-8 text.
Value Throw_text(Isolate *isolate, ErrorType type, const char *format, ...)
    PRINTF_LIKE(3, 4);
// Makes an error object without throwing it.
JSObject *Error_new(Isolate *isolate, ErrorType type, String *message);
// TypeErrors about values that stand for what the program wrote, if that cannot
// be told: "number 1 is not a function", "object null is not iterable (...)".
Value Throw_not_callable(Isolate *isolate, Value value);
Value Throw_not_iterable(Isolate *isolate, Value value);
// Type and value, as in those.
Value Message_default_call_site(Isolate *isolate, Value value);
// A property key that was not converted, as its text if that is known without
// running user code; else undefined.
Value Message_key_text(Isolate *isolate, Value key);
// How V8 prints a value inside a message.
String *Message_argument_to_string(Isolate *isolate, Value value);

#endif  // ENGINE_OBJECTS_MESSAGES_H_
