// SPDX-License-Identifier: MIT
//
// Lines and columns of source positions, and the text of stack traces.
#include "engine/diagnostics/stack-trace-text.h"

#include "engine/builtins/builtin-ids.h"
#include "engine/objects/js-object.h"
#include "engine/base/unicode.h"
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

bool StackFrame_is_top_level(Isolate *isolate, Value receiver) {
  return Value_is_null_or_undefined(receiver) ||
         Value_is_the_hole(receiver) ||
         Value_is_JSGlobalObject(isolate, receiver);
}

static SharedFunctionInfo *shared_of(Isolate *isolate, Value function) {
  return JSFunction_shared(Value_as_JSFunction(isolate, function));
}

static bool is_made_by_eval(Isolate *isolate, const Script *script) {
  return Value_is_SharedFunctionInfo(isolate, Script_eval_from_shared(script));
}

// The code of an eval, or what Function() made.
static bool is_eval_code(Isolate *isolate, const SharedFunctionInfo *shared) {
  Value script = SharedFunctionInfo_script(shared);
  if (!Value_is_Script(isolate, script)) return false;
  if (shared->flags & kSharedIsEval)
    return (shared->flags & kSharedTopLevel) != 0;
  return shared->start_position == 0 &&
         is_made_by_eval(isolate, Value_as_Script(isolate, script)) &&
         String_equals_ascii(isolate, SharedFunctionInfo_name_string(shared),
                             "anonymous");
}

// The name a function has in stacks: its own, or one from where it was
// assigned; may be empty.
static String *debug_name(Isolate *isolate, Value function) {
  const SharedFunctionInfo *shared = shared_of(isolate, function);
  Value own = JSReceiver_get_own_data(
      isolate, Value_as_JSReceiver(isolate, function),
      ROOT_OBJECT(isolate, Name, name_string));
  if (Value_is_String(isolate, own) &&
      Value_as_String(isolate, own)->length > 0)
    return Value_as_String(isolate, own);
  Value name = SharedFunctionInfo_name(shared);
  return Value_is_String(isolate, name)
             ? Value_as_String(isolate, name)
             : ROOT_OBJECT(isolate, String, empty_string);
}

String *StackFrame_function_name(Isolate *isolate, Value function) {
  const SharedFunctionInfo *shared = shared_of(isolate, function);
  if (is_eval_code(isolate, shared)) return String_new_ascii(isolate, "eval");
  if (shared->flags & kSharedTopLevel)
    return ROOT_OBJECT(isolate, String, empty_string);
  String *name = debug_name(isolate, function);
  Value script = SharedFunctionInfo_script(shared);
  bool is_nameless_in_eval =
      name->length == 0 && Value_is_Script(isolate, script) &&
      is_made_by_eval(isolate, Value_as_Script(isolate, script));
  return is_nameless_in_eval ? String_new_ascii(isolate, "eval") : name;
}

// Name of the function that made the receiver; runs no user code.
static String *constructor_name(Isolate *isolate, Value receiver) {
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
      String *name = debug_name(isolate, constructor);
      if (name->length > 0) return name;
    }
    Value next = Map_prototype(HeapObject_map(holder));
    if (!Value_is_JSObject(isolate, next)) break;
    holder = Value_object(isolate, next);
  }
  return String_new_ascii(isolate, "Object");
}

String *StackFrame_type_name(Isolate *isolate, Value receiver) {
  if (Value_is_number(isolate, receiver))
    return String_new_ascii(isolate, "Number");
  if (Value_is_String(isolate, receiver))
    return String_new_ascii(isolate, "String");
  if (Value_is_Symbol(isolate, receiver))
    return String_new_ascii(isolate, "Symbol");
  if (Value_is_BigInt(isolate, receiver))
    return String_new_ascii(isolate, "BigInt");
  if (!Value_is_JSReceiver(isolate, receiver))
    return String_new_ascii(isolate, "Boolean");
  if (Value_is_JSProxy(isolate, receiver))
    return String_new_ascii(isolate, "Proxy");
  if (Value_is_JSFunction(isolate, receiver)) {
    String *name = debug_name(isolate, receiver);
    return name->length > 0 ? name : String_new_ascii(isolate, "Function");
  }
  if (Value_is_JSGeneratorObject(isolate, receiver)) {
    Value function = Value_from_object(JSGeneratorObject_function(
        Value_as_JSGeneratorObject(isolate, receiver)));
    String *name = debug_name(isolate, function);
    if (name->length > 0) return name;
  }
  return constructor_name(isolate, receiver);
}

// ---- Methods ----

// Whether the property is the function: as its value, getter or setter.
static bool property_is(Isolate *isolate, JSObject *object, PropertyKey key,
                        Value function) {
  OwnProperty own = JSObject_get_own(isolate, object, key);
  if (own.state == kOwnData) return Value_equals(own.value, function);
  if (own.state != kOwnAccessor) return false;
  AccessorPair *pair = Value_as_AccessorPair(isolate, own.value);
  return Value_equals(AccessorPair_getter(pair), function) ||
         Value_equals(AccessorPair_setter(pair), function);
}

static String *without_accessor_prefix(Isolate *isolate, String *name) {
  bool has_prefix = name->length > 4 &&
                    String_char_at(isolate, name, 3) == ' ' &&
                    String_char_at(isolate, name, 1) == 'e' &&
                    String_char_at(isolate, name, 2) == 't';
  return has_prefix ? String_substring(isolate, name, 4, name->length) : name;
}

// The key under which an object has the function as its own; NULL if there is
// none, or several.
static String *key_of_function(Isolate *isolate, JSObject *object,
                               Value function, bool *is_ambiguous) {
  enum { kMaxKeys = 200 };
  InstanceType type = HeapObject_type((HeapObject *)object);
  if (type == JS_ARRAY_TYPE || type == JS_TYPED_ARRAY_TYPE) return NULL;
  FixedArray *keys =
      Object_own_keys_js(isolate, (JSReceiver *)object, kSkipSymbols);
  if (keys == NULL) {
    isolate->pending_exception = ROOT(the_hole);
    return NULL;
  }
  String *found = NULL;
  for (int i = 0; i < keys->length && i < kMaxKeys; i++) {
    Value key = FixedArray_get_slots(keys, i);
    if (!Value_is_String(isolate, key)) continue;
    PropertyKey property =
        PropertyKey_from_any_name(isolate,
                                  (Name *)Value_as_String(isolate, key));
    if (!property_is(isolate, object, property, function)) continue;
    *is_ambiguous = found != NULL;
    if (*is_ambiguous) return NULL;
    found = Value_as_String(isolate, key);
  }
  return found;
}

String *StackFrame_method_name(Isolate *isolate, Value function,
                               Value receiver) {
  enum { kMaxPrototypes = 100 };
  if (!Value_is_JSObject(isolate, receiver)) return NULL;
  String *name = without_accessor_prefix(isolate,
                                         debug_name(isolate, function));
  if (name->length > 0) {
    PropertyKey key = PropertyKey_from_any_name(isolate, (Name *)name);
    Value holder = receiver;
    for (int i = 0; i < kMaxPrototypes && Value_is_JSObject(isolate, holder);
         i++) {
      JSObject *object = Value_as_JSObject(isolate, holder);
      if (property_is(isolate, object, key, function)) return name;
      if (JSObject_get_own(isolate, object, key).state != kOwnAbsent) break;
      holder = Map_prototype(HeapObject_map((HeapObject *)object));
    }
  }
  bool is_ambiguous = false;
  String *found = NULL;
  for (int i = 0; i < kMaxPrototypes && Value_is_JSObject(isolate, receiver) &&
                  !is_ambiguous && found == NULL;
       i++) {
    JSObject *object = Value_as_JSObject(isolate, receiver);
    found = key_of_function(isolate, object, function, &is_ambiguous);
    receiver = Map_prototype(HeapObject_map((HeapObject *)object));
  }
  return found;
}

static bool is_identifier(Isolate *isolate, String *name) {
  for (int32_t i = 0; i < name->length; i++) {
    uint32_t unit = String_char_at(isolate, name, i);
    bool is_part = i == 0 ? Unicode_is_id_start(unit)
                          : Unicode_is_id_continue(unit);
    if (!is_part) return false;
  }
  return name->length > 0;
}

// Whether the name is the method's, or ends in it: "get x", "a.b.x".
static bool ends_in_method(Isolate *isolate, String *name, String *method) {
  int32_t start = name->length - method->length;
  if (start < 0) return false;
  for (int32_t i = 0; i < method->length; i++)
    if (String_char_at(isolate, name, start + i) !=
        String_char_at(isolate, method, i))
      return false;
  if (start == 0) return true;
  uint16_t before = String_char_at(isolate, name, start - 1);
  return before == ' ' || before == '.';
}

// "Type.name [as method]"
static void add_method_call(StringBuilder *builder, Value function,
                            Value receiver, String *name) {
  Isolate *isolate = builder->isolate;
  String *type = StackFrame_type_name(isolate, receiver);
  String *method = StackFrame_method_name(isolate, function, receiver);
  if (name->length == 0) {
    StringBuilder_add_string(builder, type);
    StringBuilder_add_char(builder, '.');
    if (method == NULL)
      StringBuilder_add_ascii(builder, "<anonymous>");
    else
      StringBuilder_add_string(builder, method);
    return;
  }
  if (is_identifier(isolate, name)) {
    StringBuilder_add_string(builder, type);
    StringBuilder_add_char(builder, '.');
  }
  StringBuilder_add_string(builder, name);
  if (method == NULL || ends_in_method(isolate, name, method)) return;
  StringBuilder_add_ascii(builder, " [as ");
  StringBuilder_add_string(builder, method);
  StringBuilder_add_char(builder, ']');
}

// "new Foo", "Foo.bar", "bar", or nothing for anonymous code without a
// receiver. True if anything was added.
static bool add_call(StringBuilder *builder, Value function, Value receiver,
                     int flags) {
  Isolate *isolate = builder->isolate;
  String *name = StackFrame_function_name(isolate, function);
  if (flags & kStackFrameAsync) StringBuilder_add_ascii(builder, "async ");
  if (flags & kStackFramePromiseAll) {
    StringBuilder_add_ascii(builder, "Promise.");
    StringBuilder_add_string(builder, name);
    return true;
  }
  if (flags & kStackFrameConstruct) {
    StringBuilder_add_ascii(builder, "new ");
    if (name->length > 0)
      StringBuilder_add_string(builder, name);
    else
      StringBuilder_add_ascii(builder, "<anonymous>");
    return true;
  }
  uint32_t shared_flags = shared_of(isolate, function)->flags;
  bool is_code = (shared_flags & kSharedTopLevel) != 0;
  if (!is_code && !StackFrame_is_top_level(isolate, receiver)) {
    add_method_call(builder, function, receiver, name);
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

// Where a bytecode offset of a function is in its script.
static SourceLocation locate_offset(Isolate *isolate,
                                    const SharedFunctionInfo *shared,
                                    int offset) {
  Script *script = Value_as_Script(isolate, SharedFunctionInfo_script(shared));
  int position = -1;
  if (SharedFunctionInfo_has_bytecode(shared)) {
    Value table =
        BytecodeArray_source_positions(SharedFunctionInfo_bytecode(shared));
    if (Value_is_ByteArray(isolate, table)) {
      const ByteArray *bytes = Value_as_ByteArray(isolate, table);
      position = SourcePosition_find(bytes->bytes, bytes->length, offset);
    }
  }
  if (position < 0) position = shared->start_position;
  return Script_locate(isolate, script, position);
}

static void add_place(StringBuilder *builder, const SourceLocation *location);

// "eval at f (file:1:2)"; for eval in eval "eval at f (eval at g (...))".
static void add_eval_origin(StringBuilder *builder, const Script *script,
                            int depth) {
  enum { kMaxDepth = 20 };
  Isolate *isolate = builder->isolate;
  const SharedFunctionInfo *caller = Value_as_SharedFunctionInfo(
      isolate, Script_eval_from_shared(script));
  Value name = SharedFunctionInfo_name(caller);
  StringBuilder_add_ascii(builder, "eval at ");
  bool is_named = Value_is_String(isolate, name) &&
                  !(caller->flags & kSharedTopLevel) &&
                  !is_eval_code(isolate, caller) &&
                  Value_as_String(isolate, name)->length > 0;
  if (is_named)
    StringBuilder_add_string(builder, Value_as_String(isolate, name));
  else
    StringBuilder_add_ascii(builder, "<anonymous>");
  StringBuilder_add_ascii(builder, " (");
  SourceLocation location =
      locate_offset(isolate, caller, script->eval_from_offset);
  if (is_made_by_eval(isolate, location.script) && depth < kMaxDepth)
    add_eval_origin(builder, location.script, depth + 1);
  else
    add_place(builder, &location);
  StringBuilder_add_char(builder, ')');
}

static void add_place(StringBuilder *builder, const SourceLocation *location) {
  Isolate *isolate = builder->isolate;
  if (location->script == NULL) {
    StringBuilder_add_ascii(builder, "<anonymous>");
    return;
  }
  Value name = Script_name(location->script);
  if (Value_is_String(isolate, name)) {
    StringBuilder_add_string(builder, Value_as_String(isolate, name));
  } else {
    if (is_made_by_eval(isolate, location->script)) {
      add_eval_origin(builder, location->script, 0);
      StringBuilder_add_ascii(builder, ", ");
    }
    StringBuilder_add_ascii(builder, "<anonymous>");
  }
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

bool StackTrace_frame_is_shown(Isolate *isolate, FixedArray *frames,
                               int index) {
  Value function = frame_slot(frames, index, kStackFrameFunction);
  return Value_is_JSFunction(isolate, function) &&
         !is_transparent(isolate, function);
}

static void add_frame(StringBuilder *builder, FixedArray *frames, int index) {
  Isolate *isolate = builder->isolate;
  if (!StackTrace_frame_is_shown(isolate, frames, index)) return;
  Value function = frame_slot(frames, index, kStackFrameFunction);
  SourceLocation location = {0};
  StackTrace_locate_frame(isolate, frames, index, &location);
  StringBuilder_add_ascii(builder, "\n    at ");
  bool named = add_call(builder, function,
                        frame_slot(frames, index, kStackFrameReceiver),
                        Value_smi(frame_slot(frames, index,
                                             kStackFrameFlags)));
  if (named) StringBuilder_add_ascii(builder, " (");
  if (Value_smi(frame_slot(frames, index, kStackFrameFlags)) &
      kStackFramePromiseAll) {
    StringBuilder_add_ascii(builder, "index ");
    add_number(builder,
               Value_smi(frame_slot(frames, index, kStackFrameOffset)));
  } else {
    add_place(builder, &location);
  }
  if (named) StringBuilder_add_char(builder, ')');
}

String *Script_eval_origin(Isolate *isolate, const Script *script) {
  if (!is_made_by_eval(isolate, script)) return NULL;
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  add_eval_origin(&builder, script, 0);
  return Value_as_String(isolate, StringBuilder_finish(&builder));
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
