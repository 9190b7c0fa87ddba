// SPDX-License-Identifier: MIT
#include "engine/builtins/regexp-object.h"

#include <stdlib.h>
#include <string.h>

#include "engine/interpreter/execution.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/isolate/flags.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-object.h"
#include "engine/objects/layout/feedback-slot-kind.h"
#include "engine/objects/map.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/protectors.h"
#include "engine/regexp/regexp.h"

enum { kLastIndexField = 0 };

static RegExpText text_of(Isolate *isolate, String *string) {
  FlatString flat = String_flatten(isolate, string);
  if (flat.one_byte)
    return (RegExpText){flat.one_byte, (size_t)flat.length, false};
  return (RegExpText){flat.two_byte, (size_t)flat.length, true};
}

static RegExpData *data_of(const JSRegExp *regexp) {
  return Value_as_RegExpData(Isolate_of(regexp), JSRegExp_data(regexp));
}

static const RegExpProgram *program_of(const RegExpData *data) {
  const ByteArray *code =
      Value_as_ByteArray(Isolate_of(data), RegExpData_code(data));
  return (const RegExpProgram *)code->bytes;
}

// ---- Compilation ----

// Names of the groups in order: FixedArray of name and Smi group number; or
// undefined.
static Value group_names(Isolate *isolate, const RegExpProgram *program) {
  if (program->name_count == 0) return ROOT(undefined_value);
  FixedArray *names =
      FixedArray_new(isolate, 2 * (int32_t)program->name_count);
  for (uint32_t i = 0; i < program->name_count; i++) {
    size_t length;
    uint32_t group;
    const uint16_t *units = RegExpProgram_name(program, i, &length, &group);
    String *name = String_internalize_two_byte(isolate, units, (int32_t)length);
    FixedArray_set_slots(names, 2 * (int32_t)i, Value_from_object(name));
    FixedArray_set_slots(names, 2 * (int32_t)i + 1,
                         Value_from_smi((int32_t)group));
  }
  return Value_from_object(names);
}

static RegExpData *compile(Isolate *isolate, String *pattern, String *flags) {
  uint32_t bits;
  if (!RegExp_parse_flags(text_of(isolate, flags), &bits)) {
    (void)Throw_error(isolate, kErrorTypeSyntaxError,
                      kMessageInvalidRegExpFlags, Value_from_object(flags),
                      ROOT(undefined_value), ROOT(undefined_value));
    return NULL;
  }
  Zone zone;
  Zone_init(&zone, "RegExp");
  RegExpProgram *program;
  RegExpError error;
  if (!RegExp_compile(&zone, text_of(isolate, pattern), bits,
                      isolate->native_stack_limit, &program, &error)) {
    Zone_destroy(&zone);
    if (error.is_stack_overflow) {
      (void)Isolate_throw_stack_overflow(isolate);
      return NULL;
    }
    (void)Throw_error(
        isolate, kErrorTypeSyntaxError, kMessageMalformedRegExp,
        Value_from_object(pattern), Value_from_object(flags),
        Value_from_object(String_new_ascii(isolate, error.message)));
    return NULL;
  }
  ByteArray *code = ByteArray_new(isolate, (int32_t)program->size_bytes);
  memcpy(code->bytes, program, program->size_bytes);
  Zone_destroy(&zone);
  RegExpData *data = HEAP_NEW(isolate, RegExpData, regexp_data_map);
  RegExpData_set_source(data, pattern);
  RegExpData_set_code(data, Value_from_object(code));
  data->flags = bits;
  data->capture_count = (int32_t)program_of(data)->capture_count;
  RegExpData_set_group_names(data, group_names(isolate, program_of(data)));
  return data;
}

bool RegExp_initialize_js(Isolate *isolate, JSRegExp *regexp, String *pattern,
                          String *flags) {
  RegExpData *data = compile(isolate, pattern, flags);
  if (data == NULL) return false;
  JSRegExp_set_data(regexp, Value_from_object(data));
  return RegExp_set_last_index_js(isolate, (JSReceiver *)regexp, 0);
}

JSRegExp *RegExp_new_from_data(Isolate *isolate, RegExpData *data) {
  const Map *map = INTRINSIC_OBJECT(isolate, Map, regexp_initial_map);
  JSRegExp *regexp = (JSRegExp *)JSObject_new_from_map(isolate, map);
  JSRegExp_set_data(regexp, Value_from_object(data));
  JSObject_set_field(isolate, (JSObject *)regexp, map, kLastIndexField,
                     Value_from_smi(0));
  return regexp;
}

static String *flags_to_string(Isolate *isolate, uint32_t bits) {
  static const char kLetters[] = "dgimsuvy";
  char text[9];
  int length = 0;
  for (int i = 0; i < 8; i++)
    if (bits & (1u << i)) text[length++] = kLetters[i];
  return String_new_one_byte(isolate, (const uint8_t *)text, length);
}

// pattern String, feedback vector, slot, flags (RegExpFlag bits): the literal's
// data is compiled once and kept by its site.
Value Runtime_CreateRegExpLiteral(Isolate *isolate, Value pattern, Value vector,
                                  Value slot, Value flags) {
  Value site = ROOT(undefined_value);
  int32_t index = 0;
  if (Value_is_FeedbackVector(isolate, vector)) {
    index = Value_smi(slot) * kWordsPerFeedbackSlot;
    site = FeedbackVector_get_slots(Value_as_FeedbackVector(isolate, vector),
                                    index);
  }
  if (!Value_is_RegExpData(isolate, site)) {
    RegExpData *data =
        compile(isolate, Value_as_String(isolate, pattern),
                flags_to_string(isolate, (uint32_t)Value_smi(flags)));
    if (data == NULL) return ROOT(exception);
    site = Value_from_object(data);
    if (Value_is_FeedbackVector(isolate, vector))
      FeedbackVector_set_slots(Value_as_FeedbackVector(isolate, vector), index,
                               site);
  }
  return Value_from_object(
      RegExp_new_from_data(isolate, Value_as_RegExpData(isolate, site)));
}

// ---- lastIndex ----

static bool has_initial_map(Isolate *isolate, const void *regexp) {
  return HeapObject_map((const HeapObject *)regexp) ==
         INTRINSIC_OBJECT(isolate, Map, regexp_initial_map);
}

Value RegExp_last_index(const JSRegExp *regexp) {
  return JSObject_get_field((const JSObject *)regexp,
                            HeapObject_map((const HeapObject *)regexp),
                            kLastIndexField);
}

bool RegExp_set_last_index_js(Isolate *isolate, JSReceiver *regexp,
                              double index) {
  Value value = Value_from_number(index);
  if (Value_is_smi(value) && has_initial_map(isolate, regexp)) {
    JSObject_set_field(isolate, (JSObject *)regexp,
                       HeapObject_map((HeapObject *)regexp), kLastIndexField,
                       value);
    return true;
  }
  return Object_set_js(isolate, Value_from_object(regexp),
                       ROOT_KEY(isolate, lastIndex_string),
                       Isolate_box(isolate, value), kThrowOnError);
}

// ---- Running ----

// Serves requests in the middle of the match, which goes on unless one of them
// throws. They run no JavaScript.
static bool should_stop(void *data) {
  Isolate *isolate = data;
  return isolate->interrupt_requests != 0 &&
         Value_is_exception(Runtime_StackGuard(isolate));
}

static bool throw_failure(Isolate *isolate, RegExpResult result) {
  if (result == kRegExpInterrupted) return false;  // has thrown
  (void)Throw_text(isolate, kErrorTypeRangeError, "%s",
                   result == kRegExpStepLimit
                       ? "Regular expression exceeded --regexp-backtrack-limit"
                       : "Regular expression ran out of memory");
  return false;
}

void RegExpSearch_begin(RegExpSearch *search, Isolate *isolate,
                        const JSRegExp *regexp, String *string) {
  const RegExpData *data = data_of(regexp);
  search->isolate = isolate;
  search->program = program_of(data);
  search->text = text_of(isolate, string);
  search->limits = (RegExpLimits){
      .max_steps = (uint64_t)isolate->flags->regexp_backtrack_limit,
      .memo_after = (uint64_t)isolate->flags->regexp_memo_after,
      .interrupt = should_stop,
      .interrupt_data = isolate};
  search->memo = (RegExpMemo){0};
  RegExpMatch *match = &search->match;
  match->count = data->capture_count;
  match->captures = match->inline_captures;
  if (2 * (size_t)match->count > ARRAY_LENGTH(match->inline_captures)) {
    match->captures = malloc(2 * sizeof(int32_t) * (size_t)match->count);
    CHECK(match->captures != NULL);
  }
}

void RegExpSearch_end(RegExpSearch *search) {
  RegExpMemo_free(&search->memo);
  if (search->match.captures != search->match.inline_captures)
    free(search->match.captures);
}

bool RegExpSearch_run(RegExpSearch *search, int32_t index, bool *found) {
  RegExpResult result =
      RegExp_match(search->program, &search->text, (size_t)index,
                   search->match.captures, &search->limits, &search->memo);
  *found = result == kRegExpMatch;
  return result <= kRegExpMatch || throw_failure(search->isolate, result);
}

// ---- Results ----

static Value capture_string(Isolate *isolate, String *string,
                            const RegExpMatch *match, int group) {
  int32_t start = match->captures[2 * group];
  if (start < 0) return ROOT(undefined_value);
  return Value_from_object(String_substring(
      isolate, string, start, match->captures[2 * group + 1]));
}

void RegExp_remember_match(Isolate *isolate, String *string,
                           const RegExpMatch *match) {
  Value known = INTRINSIC(isolate, regexp_last_match_info);
  FixedArray *info;
  if (Value_is_FixedArray(isolate, known)) {
    info = Value_as_FixedArray(isolate, known);
  } else {
    info = FixedArray_new(isolate, kLastMatchLength);
    NativeContext_set(Isolate_native_context(isolate),
                      kNativeSlot_regexp_last_match_info,
                      Value_from_object(info));
  }
  FixedArray_set_slots(info, kLastMatchInput, Value_from_object(string));
  int count = match->count < kLastMatchGroups ? match->count : kLastMatchGroups;
  info->slots[kLastMatchCount] = Tagged_from_smi(count);
  for (int i = 0; i < 2 * count; i++)
    info->slots[kLastMatchCaptures + i] = Tagged_from_smi(match->captures[i]);
}

// The object of named groups, whose values `value_of` gives.
static Value make_groups(Isolate *isolate, const RegExpData *data,
                         const RegExpMatch *match, const FixedArray *values) {
  Value names = RegExpData_group_names(data);
  if (Value_is_undefined(names)) return names;
  const FixedArray *list = Value_as_FixedArray(isolate, names);
  JSObject *groups = JSObject_new_with_prototype(isolate, ROOT(null_value));
  for (int32_t i = 0; i < list->length; i += 2) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(list, i)));
    int group = Value_smi(FixedArray_get_slots(list, i + 1));
    // Of several groups with one name, the one that took part counts.
    bool has = false;
    if (match->captures[2 * group] < 0 &&
        (!Object_has_own_property_js(isolate, (JSReceiver *)groups, key,
                                     &has) ||
         has))
      continue;
    JSObject_define_data(isolate, groups, key,
                         FixedArray_get_slots(values, group), kNone);
  }
  return Value_from_object(groups);
}

// #sec-makematchindicesindexpairarray
static void add_indices(Isolate *isolate, JSObject *array,
                        const RegExpData *data, const RegExpMatch *match) {
  FixedArray *values = FixedArray_new(isolate, match->count);
  for (int i = 0; i < match->count; i++) {
    if (match->captures[2 * i] < 0) continue;
    Value pair[2] = {Value_from_smi(match->captures[2 * i]),
                     Value_from_smi(match->captures[2 * i + 1])};
    FixedArray_set_slots(
        values, i, Value_from_object(JSArray_new_from_values(isolate, pair, 2)));
  }
  Value groups = make_groups(isolate, data, match, values);
  JSArray *indices = JSArray_new_from_elements(isolate, values, match->count);
  JSObject_define_data(isolate, (JSObject *)indices,
                       ROOT_KEY(isolate, groups_string), groups, kNone);
  JSObject_define_data(isolate, array, ROOT_KEY(isolate, indices_string),
                       Value_from_object(indices), kNone);
}

Value RegExp_match_to_array(Isolate *isolate, JSRegExp *regexp, String *string,
                            const RegExpMatch *match) {
  const RegExpData *data = data_of(regexp);
  FixedArray *values = FixedArray_new(isolate, match->count);
  for (int i = 0; i < match->count; i++)
    FixedArray_set_slots(values, i, capture_string(isolate, string, match, i));
  Value groups = make_groups(isolate, data, match, values);
  // The array, then index, input, groups, and padding.
  enum { kSize = sizeof(JSArray) + 4 * kTaggedSize };
  _Static_assert(kSize % kObjectAlignment == 0, "all of it is initialized");
  const Map *map = INTRINSIC_OBJECT(isolate, Map, regexp_result_map);
  DCHECK(Object_align(map->instance_size_words * kTaggedSize) == kSize);
  JSArray *array = (JSArray *)Heap_allocate_raw(isolate, kSize, map);
  array->properties_or_hash = ROOT_TAGGED(empty_fixed_array);
  array->elements = Tagged_from_object(values);
  array->length = Tagged_from_smi(match->count);
  Tagged *fields = (Tagged *)array + map->inobject_properties_start_words;
  fields[0] = Tagged_from_smi(match->captures[0]);
  fields[1] = Tagged_from_object(string);
  fields[2] = Value_tagged(groups);
  fields[3] = Tagged_from_smi(0);
  WriteBarrier(array);
  if (data->flags & kRegExpHasIndices)
    add_indices(isolate, (JSObject *)array, data, match);
  return Value_from_object(array);
}

// ---- exec ----

static bool read_last_index_js(Isolate *isolate, JSRegExp *regexp,
                               double *index) {
  Value value = has_initial_map(isolate, regexp)
                    ? RegExp_last_index(regexp)
                    : Object_get_js(isolate, Value_from_object(regexp),
                                    ROOT_KEY(isolate, lastIndex_string));
  if (Value_is_exception(value)) return false;
  if (!Value_is_smi(value) || Value_smi(value) < 0)
    return Object_to_length_js(isolate, value, index);
  *index = Value_smi(value);
  return true;
}

bool RegExp_find_js(RegExpSearch *search, Isolate *isolate, JSRegExp *regexp,
                    String *string, bool *found) {
  *found = false;
  search->match.captures = search->match.inline_captures;
  search->memo = (RegExpMemo){0};
  double last_index;
  if (!read_last_index_js(isolate, regexp, &last_index)) return false;
  // That may have run regexp.compile.
  bool uses_last_index =
      (data_of(regexp)->flags & (kRegExpGlobal | kRegExpSticky)) != 0;
  if (!uses_last_index) last_index = 0;
  if (last_index <= string->length) {
    RegExpSearch_begin(search, isolate, regexp, string);
    if (!RegExpSearch_run(search, (int32_t)last_index, found)) return false;
  }
  if (uses_last_index &&
      !RegExp_set_last_index_js(isolate, (JSReceiver *)regexp,
                                *found ? search->match.captures[1] : 0))
    return false;
  if (*found) RegExp_remember_match(isolate, string, &search->match);
  return true;
}

Value RegExp_builtin_exec_js(Isolate *isolate, JSRegExp *regexp,
                             String *string) {
  RegExpSearch search;
  bool found;
  Value result = ROOT(null_value);
  if (!RegExp_find_js(&search, isolate, regexp, string, &found))
    result = ROOT(exception);
  else if (found)
    result = RegExp_match_to_array(isolate, regexp, string, &search.match);
  RegExpSearch_end(&search);
  return result;
}

Value RegExp_exec_js(Isolate *isolate, Value regexp, String *string) {
  Value exec =
      TRY(Object_get_js(isolate, regexp, ROOT_KEY(isolate, exec_string)));
  bool is_builtin = Value_equals(exec, INTRINSIC(isolate, regexp_exec));
  if (is_builtin && Value_is_JSRegExp(isolate, regexp))
    return RegExp_builtin_exec_js(isolate, Value_as_JSRegExp(isolate, regexp),
                                  string);
  if (Object_is_callable(isolate, exec)) {
    Value result = TRY(
        Execution_call1_js(isolate, exec, regexp, Value_from_object(string)));
    if (!Value_is_JSReceiver(isolate, result) && !Value_is_null(result))
      return Throw_text(isolate, kErrorTypeTypeError,
                        "object null is not a function");
    return result;
  }
  if (!Value_is_JSRegExp(isolate, regexp))
    return Throw_type_error(isolate, kMessageIncompatibleMethodReceiver,
                            Value_from_object(String_new_ascii(
                                isolate, "RegExp.prototype.exec")),
                            regexp);
  return RegExp_builtin_exec_js(isolate, Value_as_JSRegExp(isolate, regexp),
                                string);
}

bool RegExp_is_pristine(Isolate *isolate, Value regexp) {
  return Protector_is_intact(isolate, kProtectorRegExp) &&
         Value_is_JSRegExp(isolate, regexp) &&
         has_initial_map(isolate, Value_object(isolate, regexp)) &&
         Value_is_smi(RegExp_last_index(Value_as_JSRegExp(isolate, regexp)));
}
