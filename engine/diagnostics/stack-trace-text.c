// SPDX-License-Identifier: MIT
//
// Lines and columns of source positions, and the text of stack traces.
#include "engine/diagnostics/stack-trace-text.h"

#include "engine/builtins/builtin-ids.h"
#include "engine/bytecode/source-positions.h"
#include "engine/heap/heap.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

// ---- Lines ----

static bool is_line_end(uint16_t unit) {
  return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029;
}

// Offsets of the line ends of a script, the end of the text last; made on first
// use.
static FixedArray *line_ends_of(Isolate *isolate, Script *script) {
  Value known = Script_line_ends(script);
  if (Value_is_FixedArray(isolate, known))
    return Value_as_FixedArray(isolate, known);
  FlatString text = {NULL, NULL, 0};
  if (Value_is_String(isolate, Script_source(script)))
    text = String_flatten(isolate,
                          Value_as_String(isolate, Script_source(script)));
  int32_t count = 1;
  for (int32_t i = 0; i < text.length; i++) {
    uint16_t unit = FlatString_at(&text, i);
    if (is_line_end(unit) && !(unit == '\r' && i + 1 < text.length &&
                               FlatString_at(&text, i + 1) == '\n'))
      count++;
  }
  FixedArray *ends = FixedArray_new(isolate, count);
  int32_t line = 0;
  for (int32_t i = 0; i < text.length; i++) {
    uint16_t unit = FlatString_at(&text, i);
    if (is_line_end(unit) && !(unit == '\r' && i + 1 < text.length &&
                               FlatString_at(&text, i + 1) == '\n'))
      FixedArray_set_slots(ends, line++, Value_from_smi(i));
  }
  FixedArray_set_slots(ends, line, Value_from_smi(text.length));
  // Reading a position must not dirty a frozen script's page.
  if (!Heap_is_immortal(isolate, script))
    Script_set_line_ends(script, Value_from_object(ends));
  return ends;
}

// Index of the first line whose end is at or behind the position.
static int32_t line_of(const FixedArray *ends, int position) {
  int32_t low = 0, high = ends->length - 1;
  while (low < high) {
    int32_t middle = (low + high) / 2;
    if (Tagged_smi(ends->slots[middle]) < position)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int32_t line_start(const FixedArray *ends, int32_t line) {
  return line == 0 ? 0 : Tagged_smi(ends->slots[line - 1]) + 1;
}

SourceLocation Script_locate(Isolate *isolate, Script *script, int position) {
  FixedArray *ends = line_ends_of(isolate, script);
  int32_t line = line_of(ends, position);
  int column = position - line_start(ends, line);
  if (line == 0) column += script->column_offset;
  return (SourceLocation){script, line + script->line_offset, column, position,
                          position + 1};
}

String *Script_line_text(Isolate *isolate, Script *script, int position) {
  if (!Value_is_String(isolate, Script_source(script)))
    return ROOT_OBJECT(isolate, String, empty_string);
  FixedArray *ends = line_ends_of(isolate, script);
  int32_t line = line_of(ends, position);
  int32_t start = line_start(ends, line);
  int32_t end = Tagged_smi(ends->slots[line]);
  String *source = Value_as_String(isolate, Script_source(script));
  if (end > start && String_char_at(isolate, source, end - 1) == '\r') end--;
  return String_substring(isolate, source, start, end);
}

// ---- Frames ----

static Value frame_slot(const FixedArray *frames, int index, int slot) {
  return FixedArray_get_slots(frames, index * kStackFrameSlots + slot);
}

static int frame_count(const FixedArray *frames) {
  return frames->length / kStackFrameSlots;
}

bool StackTrace_locate_frame(Isolate *isolate, FixedArray *frames, int index,
                             SourceLocation *location) {
  Value function = frame_slot(frames, index, kStackFrameFunction);
  int offset = Value_smi(frame_slot(frames, index, kStackFrameOffset));
  if (Value_is_Script(isolate, function)) {
    *location =
        Script_locate(isolate, Value_as_Script(isolate, function), offset);
    location->end_position =
        Value_smi(frame_slot(frames, index, kStackFrameFlags));
    return true;
  }
  if (offset < 0 || !Value_is_JSFunction(isolate, function)) return false;
  SharedFunctionInfo *shared =
      JSFunction_shared(Value_as_JSFunction(isolate, function));
  Value script = SharedFunctionInfo_script(shared);
  if (!SharedFunctionInfo_has_bytecode(shared) ||
      !Value_is_Script(isolate, script))
    return false;
  Value table =
      BytecodeArray_source_positions(SharedFunctionInfo_bytecode(shared));
  int position = -1;
  if (Value_is_ByteArray(isolate, table)) {
    const ByteArray *bytes = Value_as_ByteArray(isolate, table);
    position = SourcePosition_find(bytes->bytes, bytes->length, offset);
  }
  if (position < 0) position = shared->start_position;
  *location =
      Script_locate(isolate, Value_as_Script(isolate, script), position);
  return true;
}

bool StackTrace_locate(Isolate *isolate, FixedArray *frames,
                       SourceLocation *location) {
  for (int i = 0; i < frame_count(frames); i++)
    if (StackTrace_locate_frame(isolate, frames, i, location)) return true;
  return false;
}

// ---- Text ----

static bool is_top_level_receiver(Isolate *isolate, Value receiver) {
  return Value_is_null_or_undefined(receiver) ||
         !Value_is_JSReceiver(isolate, receiver) ||
         Value_is_JSGlobalObject(isolate, receiver);
}

// The name of the function that made the receiver; runs no user code. NULL if
// unknown.
static String *type_name(Isolate *isolate, Value receiver) {
  if (Value_is_JSFunction(isolate, receiver))
    return String_new_ascii(isolate, "Function");
  if (Value_is_JSProxy(isolate, receiver))
    return String_new_ascii(isolate, "Proxy");
  HeapObject *holder = Value_object(isolate, receiver);
  for (int depth = 0; depth < 100; depth++) {
    Value tag = JSReceiver_get_own_data(
        isolate, (JSReceiver *)holder,
        ROOT_OBJECT(isolate, Name, to_string_tag_symbol));
    if (Value_is_String(isolate, tag)) return Value_as_String(isolate, tag);
    Value constructor = JSReceiver_get_own_data(
        isolate, (JSReceiver *)holder,
        ROOT_OBJECT(isolate, Name, constructor_string));
    if (Value_is_JSFunction(isolate, constructor)) {
      String *name = SharedFunctionInfo_name_string(
          JSFunction_shared(Value_as_JSFunction(isolate, constructor)));
      if (name->length > 0) return name;
    }
    Value next = Map_prototype(HeapObject_map(holder));
    if (!Value_is_JSObject(isolate, next)) break;
    holder = Value_object(isolate, next);
  }
  return String_new_ascii(isolate, "Object");
}

// "new Foo", "Foo.bar", "bar", or nothing for anonymous code without a
// receiver. True if anything was added.
static bool add_call(StringBuilder *builder, Value function, Value receiver,
                     int flags) {
  Isolate *isolate = builder->isolate;
  SharedFunctionInfo *shared =
      JSFunction_shared(Value_as_JSFunction(isolate, function));
  String *name = SharedFunctionInfo_name_string(shared);
  bool is_top_level = (shared->flags & kSharedTopLevel) != 0;
  if (flags & kStackFrameAsync) StringBuilder_add_ascii(builder, "async ");
  if (flags & kStackFrameConstruct) {
    StringBuilder_add_ascii(builder, "new ");
    if (name->length > 0)
      StringBuilder_add_string(builder, name);
    else
      StringBuilder_add_ascii(builder, "<anonymous>");
    return true;
  }
  if (is_top_level) return false;
  if (!is_top_level_receiver(isolate, receiver)) {
    StringBuilder_add_string(builder, type_name(isolate, receiver));
    StringBuilder_add_char(builder, '.');
    if (name->length > 0)
      StringBuilder_add_string(builder, name);
    else
      StringBuilder_add_ascii(builder, "<anonymous>");
    return true;
  }
  if (name->length == 0) return false;
  StringBuilder_add_string(builder, name);
  return true;
}

static void add_number(StringBuilder *builder, int number) {
  StringBuilder_add_string(
      builder, Number_value_to_string(builder->isolate, number));
}

static void add_place(StringBuilder *builder, const SourceLocation *location) {
  Isolate *isolate = builder->isolate;
  if (location->script == NULL) {
    StringBuilder_add_ascii(builder, "<anonymous>");
    return;
  }
  Value name = Script_name(location->script);
  if (Value_is_String(isolate, name))
    StringBuilder_add_string(builder, Value_as_String(isolate, name));
  else
    StringBuilder_add_ascii(builder, "<anonymous>");
  StringBuilder_add_char(builder, ':');
  add_number(builder, location->line + 1);
  StringBuilder_add_char(builder, ':');
  add_number(builder, location->column + 1);
}

// Builtins that only pass a call on, and functions of the embedder.
static bool is_transparent(Isolate *isolate, Value function) {
  const SharedFunctionInfo *shared =
      JSFunction_shared(Value_as_JSFunction(isolate, function));
  if (!SharedFunctionInfo_is_builtin(shared)) return false;
  int id = SharedFunctionInfo_builtin_id(shared);
  return id == kBuiltinFunctionPrototypeCall ||
         id == kBuiltinFunctionPrototypeApply || id == kBuiltinApiCall;
}

static void add_frame(StringBuilder *builder, FixedArray *frames, int index) {
  Isolate *isolate = builder->isolate;
  Value function = frame_slot(frames, index, kStackFrameFunction);
  if (!Value_is_JSFunction(isolate, function)) return;
  if (is_transparent(isolate, function)) return;
  SourceLocation location = {0};
  StackTrace_locate_frame(isolate, frames, index, &location);
  StringBuilder_add_ascii(builder, "\n    at ");
  bool named = add_call(builder, function,
                        frame_slot(frames, index, kStackFrameReceiver),
                        Value_smi(frame_slot(frames, index,
                                             kStackFrameFlags)));
  if (named) StringBuilder_add_ascii(builder, " (");
  add_place(builder, &location);
  if (named) StringBuilder_add_char(builder, ')');
}

String *StackTrace_to_string(Isolate *isolate, String *header,
                             FixedArray *frames) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_string(&builder, header);
  for (int i = 0; i < frame_count(frames); i++)
    add_frame(&builder, frames, i);
  Value text = StringBuilder_finish(&builder);
  if (Value_is_exception(text)) {
    // Longer than a string may be: the header alone.
    isolate->pending_exception = ROOT(the_hole);
    return header;
  }
  return Value_as_String(isolate, text);
}
