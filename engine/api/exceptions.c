// SPDX-License-Identifier: MIT
//
// Try-catch and messages. While a try-catch is open an exception stays pending
// on the isolate until somebody asks; then it moves into two handles that were
// reserved when the try-catch was opened.
#include "engine/api/api.h"
#include "engine/diagnostics/stack-trace-text.h"
#include "engine/objects/conversions.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

// ThawTryCatch.private_state.
enum { kStateException, kStateRecorded, kStateCaught, kStateTerminated };
enum { kNotCaught, kCaught };

static struct ThawSlot *state_slot(const ThawTryCatch *try_catch, int index) {
  return (struct ThawSlot *)try_catch->private_state[index];
}

void thaw_try_catch_open(ThawIsolate *isolate, ThawTryCatch *try_catch) {
  Isolate *self = isolate_of(isolate);
  API_CHECK(!Isolate_has_pending_exception(self), "thaw_try_catch_open",
            "an exception is pending already");
  try_catch->isolate = isolate;
  try_catch->private_state[kStateException] =
      (uintptr_t)Local_new(self, ROOT(undefined_value));
  try_catch->private_state[kStateRecorded] =
      (uintptr_t)Local_new(self, ROOT(undefined_value));
  try_catch->private_state[kStateCaught] = kNotCaught;
  try_catch->private_state[kStateTerminated] = 0;
}

// Moves a pending exception into the try-catch.
static bool take_pending(const ThawTryCatch *const_try_catch) {
  ThawTryCatch *try_catch = (ThawTryCatch *)const_try_catch;
  Isolate *isolate = isolate_of(try_catch->isolate);
  if (Isolate_has_pending_exception(isolate)) {
    state_slot(try_catch, kStateException)->value = isolate->pending_exception;
    state_slot(try_catch, kStateRecorded)->value = isolate->pending_message;
    try_catch->private_state[kStateCaught] = kCaught;
    try_catch->private_state[kStateTerminated] = isolate->terminating;
    isolate->pending_exception = ROOT(the_hole);
    isolate->pending_message = ROOT(undefined_value);
    isolate->terminating = false;
  }
  return try_catch->private_state[kStateCaught] == kCaught;
}

void thaw_try_catch_close(ThawTryCatch *try_catch) {
  take_pending(try_catch);
}

bool thaw_try_catch_has_caught(const ThawTryCatch *try_catch) {
  return take_pending(try_catch);
}

bool thaw_try_catch_has_terminated(const ThawTryCatch *try_catch) {
  return take_pending(try_catch) &&
         try_catch->private_state[kStateTerminated] != 0;
}

ThawLocal thaw_try_catch_exception(const ThawTryCatch *try_catch) {
  if (!take_pending(try_catch)) return NULL;
  if (try_catch->private_state[kStateTerminated])
    return thaw_null(try_catch->isolate);
  return Local_new(isolate_of(try_catch->isolate),
                   state_slot(try_catch, kStateException)->value);
}

void thaw_try_catch_reset(ThawTryCatch *try_catch) {
  take_pending(try_catch);
  state_slot(try_catch, kStateException)->value = ROOT(undefined_value);
  try_catch->private_state[kStateCaught] = kNotCaught;
}

ThawLocal thaw_try_catch_rethrow(ThawTryCatch *try_catch) {
  if (take_pending(try_catch)) {
    Isolate *isolate = isolate_of(try_catch->isolate);
    isolate->pending_exception = state_slot(try_catch, kStateException)->value;
    isolate->pending_message = state_slot(try_catch, kStateRecorded)->value;
    isolate->terminating = try_catch->private_state[kStateTerminated] != 0;
  }
  return NULL;
}

// ---- Messages ----

// The frames that tell where an exception comes from; NULL if nothing does.
static FixedArray *frames_of(Isolate *isolate, Value exception,
                             Value recorded) {
  if (Value_is_JSError(isolate, exception)) {
    Value captured = JSError_captured_stack(Value_as_JSError(isolate,
                                                             exception));
    if (Value_is_FixedArray(isolate, captured))
      return Value_as_FixedArray(isolate, captured);
  }
  return Value_is_FixedArray(isolate, recorded)
             ? Value_as_FixedArray(isolate, recorded) : NULL;
}

// The frames whose innermost one is the place to show: where it was thrown, but
// an error of the parser is where the text is wrong.
static FixedArray *place_of(Isolate *isolate, FixedArray *frames,
                            Value recorded) {
  bool is_of_parser =
      frames && frames->length > 0 &&
      Value_is_Script(isolate,
                      FixedArray_get_slots(frames, kStackFrameFunction));
  return !is_of_parser && Value_is_FixedArray(isolate, recorded)
             ? Value_as_FixedArray(isolate, recorded) : frames;
}

// "Uncaught <exception>", without running user code where that would throw.
static ThawLocal message_text(Isolate *isolate, Value exception) {
  String *prefix = String_new_ascii(isolate, "Uncaught ");
  if (Isolate_has_pending_exception(isolate))
    return Local_from_object(isolate, prefix);
  Value text = Object_to_string_js(isolate, exception);
  if (!Value_is_exception(text)) {
    Value joined =
        String_concat(isolate, prefix, Value_as_String(isolate, text));
    if (!Value_is_exception(joined)) return Local_new(isolate, joined);
  }
  isolate->pending_exception = ROOT(the_hole);
  return Local_from_object(isolate, prefix);
}

static void fill_place(Isolate *isolate, const SourceLocation *location,
                       ThawMessage *message) {
  Value name = Script_name(location->script);
  if (Value_is_String(isolate, name))
    message->script_name = Local_new(isolate, name);
  message->source_line = Local_from_object(
      isolate, Script_line_text(isolate, location->script,
                                location->start_position));
  message->line = location->line + 1;
  message->column = location->column;
  message->end_column =
      location->column + (location->end_position - location->start_position);
}

void Api_fill_message(Isolate *isolate, Value exception, Value recorded,
                      ThawMessage *message) {
  *message = (ThawMessage){0};
  FixedArray *frames = frames_of(isolate, exception, recorded);
  FixedArray *place = place_of(isolate, frames, recorded);
  SourceLocation location;
  if (place && StackTrace_locate(isolate, place, &location))
    fill_place(isolate, &location, message);
  message->text = message_text(isolate, exception);
  if (Value_is_JSError(isolate, exception) && frames)
    message->stack = Local_from_object(
        isolate,
        StackTrace_to_string(isolate,
                             Value_as_String(isolate,
                                             Local_value(message->text)),
                             frames));
}

bool thaw_try_catch_message(const ThawTryCatch *try_catch,
                            ThawMessage *message) {
  if (!take_pending(try_catch)) return false;
  Api_fill_message(isolate_of(try_catch->isolate),
                   state_slot(try_catch, kStateException)->value,
                   state_slot(try_catch, kStateRecorded)->value, message);
  return true;
}

void thaw_exception_message(ThawIsolate *isolate, ThawLocal exception,
                            ThawMessage *message) {
  Api_fill_message(isolate_of(isolate), Local_value(exception),
                   ROOT(undefined_value), message);
}

ThawLocal thaw_stack_script_name(ThawIsolate *isolate, int depth, int *line,
                                 int *column) {
  Isolate *self = isolate_of(isolate);
  FixedArray *frames = StackTrace_capture(self, ROOT(undefined_value));
  SourceLocation location;
  int seen = 0;
  for (int i = 0; i < frames->length / kStackFrameSlots; i++) {
    if (!StackTrace_locate_frame(self, frames, i, &location)) continue;
    if (seen++ < depth) continue;
    if (line) *line = location.line + 1;
    if (column) *column = location.column + 1;
    Value name = Script_name(location.script);
    if (Value_is_String(self, name)) return Local_new(self, name);
    break;
  }
  return thaw_undefined(isolate);
}
