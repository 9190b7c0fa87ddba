// SPDX-License-Identifier: MIT
//
// RegExp.prototype[Symbol.match], matchAll, replace, search and split. Each has
// the generic algorithm of ECMA-262, and where a regular expression and its
// prototype are untouched (RegExp_is_pristine), so that nothing of it can be
// observed, a loop over matches without exec's arrays.
#include <stdlib.h>

#include "engine/builtins/builtin-ids.h"
#include "engine/builtins/regexp-object.h"
#include "engine/builtins/string-builtins.h"
#include "engine/builtins/string-operations.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/regexp/regexp.h"

static bool prologue(Isolate *isolate, Value *argv, const char *method,
                     String **string) {
  if (!Value_is_JSReceiver(isolate, argv[0])) {
    (void)Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(
            String_format(isolate, "RegExp.prototype.%s", method)),
        argv[0]);
    return false;
  }
  return String_from_value_js(isolate, argv[1], string);
}

// The object's flags as a program may have redefined them.
static bool read_flags(Isolate *isolate, Value regexp, String **flags) {
  Value value = Object_get_js(isolate, regexp, ROOT_KEY(isolate, flags_string));
  return !Value_is_exception(value) &&
         String_from_value_js(isolate, value, flags);
}

static bool has_flag(Isolate *isolate, String *flags, char letter) {
  return String_index_of(isolate, flags,
                         String_from_char_code(isolate, (uint16_t)letter),
                         0) >= 0;
}

static bool get_last_index(Isolate *isolate, Value regexp, double *index) {
  Value value =
      Object_get_js(isolate, regexp, ROOT_KEY(isolate, lastIndex_string));
  return !Value_is_exception(value) &&
         Object_to_length_js(isolate, value, index);
}

// After an empty match: lastIndex moves on by one character.
static bool advance_last_index(Isolate *isolate, Value regexp, String *string,
                               bool unicode) {
  double index;
  return get_last_index(isolate, regexp, &index) &&
         RegExp_set_last_index_js(
             isolate, Value_as_JSReceiver(isolate, regexp),
             String_advance_index(isolate, string, index, unicode));
}

static uint32_t data_flags(Isolate *isolate, Value regexp) {
  return Value_as_RegExpData(
             isolate, JSRegExp_data(Value_as_JSRegExp(isolate, regexp)))
      ->flags;
}

// ---- All matches of a pristine global regular expression ----

typedef struct MatchLoop {
  Isolate *isolate;
  JSRegExp *regexp;
  String *string;
  bool unicode;
  bool has_matched;
  int32_t index;  // where the next search begins
  RegExpSearch search;
} MatchLoop;

static void MatchLoop_begin(MatchLoop *loop, Isolate *isolate, Value regexp,
                            String *string) {
  uint32_t flags = data_flags(isolate, regexp);
  loop->isolate = isolate;
  loop->regexp = Value_as_JSRegExp(isolate, regexp);
  loop->string = string;
  loop->unicode = (flags & (kRegExpUnicode | kRegExpUnicodeSets)) != 0;
  loop->has_matched = false;
  loop->index = 0;
  RegExpSearch_begin(&loop->search, isolate, loop->regexp, string);
}

// The next match; false at the end or when it threw (*threw).
static bool MatchLoop_next(MatchLoop *loop, bool *threw) {
  bool found = false;
  const int32_t *captures = loop->search.match.captures;
  *threw = loop->index <= loop->string->length &&
           !RegExpSearch_run(&loop->search, loop->index, &found);
  if (!found) return false;
  loop->has_matched = true;
  loop->index = captures[1] > captures[0]
                    ? captures[1]
                    : (int32_t)String_advance_index(loop->isolate, loop->string,
                                                    captures[1], loop->unicode);
  return true;
}

// The last match is what RegExp.$1 and its kin are about: nobody could look in
// between.
static void MatchLoop_end(MatchLoop *loop) {
  if (loop->has_matched)
    RegExp_remember_match(loop->isolate, loop->string, &loop->search.match);
  RegExpSearch_end(&loop->search);
}

static Value substring(Isolate *isolate, String *string,
                       const int32_t *captures, int group) {
  int32_t start = captures[2 * group];
  if (start < 0) return ROOT(undefined_value);
  return Value_from_object(
      String_substring(isolate, string, start, captures[2 * group + 1]));
}

// ---- match ----

static Value match_all_fast(Isolate *isolate, Value regexp, String *string) {
  TRY_BOOL(RegExp_set_last_index_js(
      isolate, Value_as_JSReceiver(isolate, regexp), 0));
  MatchLoop loop;
  MatchLoop_begin(&loop, isolate, regexp, string);
  JSArray *result = NULL;
  bool threw;
  while (MatchLoop_next(&loop, &threw)) {
    if (result == NULL) result = JSArray_new(isolate, 0);
    JSArray_push(isolate, result,
                 substring(isolate, string, loop.search.match.captures, 0));
  }
  MatchLoop_end(&loop);
  if (threw) return ROOT(exception);
  return result ? Value_from_object(result) : ROOT(null_value);
}

// ECMA-262 #sec-regexp.prototype-@@match
Value Builtin_RegExpPrototypeMatch(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  String *string, *flags;
  TRY_BOOL(prologue(isolate, argv, "@@match", &string));
  Value regexp = argv[0];
  if (RegExp_is_pristine(isolate, regexp)) {
    if (data_flags(isolate, regexp) & kRegExpGlobal)
      return match_all_fast(isolate, regexp, string);
    return RegExp_builtin_exec_js(isolate, Value_as_JSRegExp(isolate, regexp),
                                  string);
  }
  TRY_BOOL(read_flags(isolate, regexp, &flags));
  if (!has_flag(isolate, flags, 'g'))
    return RegExp_exec_js(isolate, regexp, string);
  bool unicode = has_flag(isolate, flags, 'u') || has_flag(isolate, flags, 'v');
  TRY_BOOL(RegExp_set_last_index_js(
      isolate, Value_as_JSReceiver(isolate, regexp), 0));
  JSArray *array = NULL;
  for (;;) {
    Value result = TRY(RegExp_exec_js(isolate, regexp, string));
    if (Value_is_null(result))
      return array ? Value_from_object(array) : result;
    Value item = TRY(
        Object_get_js(isolate, result, PropertyKey_from_index(0)));
    String *matched;
    TRY_BOOL(String_from_value_js(isolate, item, &matched));
    if (array == NULL) array = JSArray_new(isolate, 0);
    JSArray_push(isolate, array, Value_from_object(matched));
    if (matched->length == 0)
      TRY_BOOL(advance_last_index(isolate, regexp, string, unicode));
  }
}

// ---- matchAll ----

enum { kIteratorGlobal = 1, kIteratorUnicode = 2, kIteratorDone = 4 };

// ECMA-262 #sec-regexp-prototype-matchall
Value Builtin_RegExpPrototypeMatchAll(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  String *string, *flags;
  TRY_BOOL(prologue(isolate, argv, "@@matchAll", &string));
  Value constructor = TRY(Object_species_constructor_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]),
      INTRINSIC(isolate, regexp_function)));
  TRY_BOOL(read_flags(isolate, argv[0], &flags));
  Value arguments[2] = {argv[0], Value_from_object(flags)};
  Value matcher = TRY(Execution_construct_js(isolate, constructor, constructor,
                                             2, arguments));
  double last_index;
  TRY_BOOL(get_last_index(isolate, argv[0], &last_index));
  TRY_BOOL(RegExp_set_last_index_js(
      isolate, Value_as_JSReceiver(isolate, matcher), last_index));
  int kind = 0;
  if (has_flag(isolate, flags, 'g')) kind |= kIteratorGlobal;
  if (has_flag(isolate, flags, 'u') || has_flag(isolate, flags, 'v'))
    kind |= kIteratorUnicode;
  JSIndexedIterator *iterator = (JSIndexedIterator *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, regexp_string_iterator_map));
  JSIndexedIterator_set_iterated(iterator, matcher);
  JSIndexedIterator_set_next_index(iterator, Value_from_object(string));
  JSIndexedIterator_set_kind(iterator, kind);
  return Value_from_object(iterator);
}

// ECMA-262 #sec-%regexpstringiteratorprototype%.next
Value Builtin_RegExpStringIteratorPrototypeNext(Isolate *isolate, int64_t argc,
                                                Value *argv) {
  if (!Value_is_JSRegExpStringIterator(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(
            isolate, "%RegExpStringIterator%.prototype.next")),
        argv[0]);
  JSIndexedIterator *iterator = Value_as_JSIndexedIterator(isolate, argv[0]);
  int kind = JSIndexedIterator_kind(iterator);
  if (kind & kIteratorDone)
    return Value_from_object(
        IterResult_new(isolate, ROOT(undefined_value), true));
  Value regexp = JSIndexedIterator_iterated(iterator);
  String *string =
      Value_as_String(isolate, JSIndexedIterator_next_index(iterator));
  bool is_pristine = RegExp_is_pristine(isolate, regexp);
  Value match =
      is_pristine
          ? RegExp_builtin_exec_js(isolate, Value_as_JSRegExp(isolate, regexp),
                                   string)
          : RegExp_exec_js(isolate, regexp, string);
  if (Value_is_exception(match) || Value_is_null(match) ||
      !(kind & kIteratorGlobal))
    JSIndexedIterator_set_kind(iterator, kind | kIteratorDone);
  if (Value_is_exception(match)) return match;
  if (Value_is_null(match))
    return Value_from_object(
        IterResult_new(isolate, ROOT(undefined_value), true));
  if (kind & kIteratorGlobal) {
    // What exec made of a pristine one is an array with a string in front.
    Value item =
        is_pristine
            ? FixedArray_get_slots(
                  Value_as_FixedArray(isolate,
                                      Value_from_object(JSObject_elements(
                                          Value_as_JSObject(isolate, match)))),
                  0)
            : TRY(Object_get_js(isolate, match, PropertyKey_from_index(0)));
    String *matched;
    TRY_BOOL(String_from_value_js(isolate, item, &matched));
    if (matched->length == 0)
      TRY_BOOL(advance_last_index(isolate, regexp, string,
                                  (kind & kIteratorUnicode) != 0));
  }
  return Value_from_object(IterResult_new(isolate, match, false));
}

// ---- search ----

// lastIndex is 0 while exec runs, and what it was afterwards.
static Value search_fast(Isolate *isolate, Value regexp, String *string) {
  MatchLoop loop;
  MatchLoop_begin(&loop, isolate, regexp, string);
  bool threw;
  bool found = MatchLoop_next(&loop, &threw);
  int32_t index = found ? loop.search.match.captures[0] : -1;
  MatchLoop_end(&loop);
  return threw ? ROOT(exception) : Value_from_smi(index);
}

// ECMA-262 #sec-regexp.prototype-@@search
Value Builtin_RegExpPrototypeSearch(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  String *string;
  TRY_BOOL(prologue(isolate, argv, "@@search", &string));
  if (RegExp_is_pristine(isolate, argv[0]))
    return search_fast(isolate, argv[0], string);
  PropertyKey key = ROOT_KEY(isolate, lastIndex_string);
  Value previous = TRY(Object_get_js(isolate, argv[0], key));
  if (!Object_same_value(isolate, previous, Value_from_smi(0)))
    TRY_BOOL(Object_set_js(isolate, argv[0], key, Value_from_smi(0),
                           kThrowOnError));
  Value result = TRY(RegExp_exec_js(isolate, argv[0], string));
  Value current = TRY(Object_get_js(isolate, argv[0], key));
  if (!Object_same_value(isolate, current, previous))
    TRY_BOOL(Object_set_js(isolate, argv[0], key, previous, kThrowOnError));
  if (Value_is_null(result)) return Value_from_smi(-1);
  return Object_get_js(isolate, result, ROOT_KEY(isolate, index_string));
}

// ---- replace ----

// The named groups of a match as an object, for the pristine path.
static Value named_groups(MatchLoop *loop, const RegExpMatch *match) {
  Value names = RegExpData_group_names(Value_as_RegExpData(
      loop->isolate, JSRegExp_data(loop->regexp)));
  if (Value_is_undefined(names)) return names;
  Value array = RegExp_match_to_array(loop->isolate, loop->regexp,
                                      loop->string, match);
  return Object_get_js(loop->isolate, array,
                       ROOT_KEY(loop->isolate, groups_string));
}

// Appends the template, in which `$` means something.
static bool append_template(MatchLoop *loop, StringBuilder *builder,
                            const RegExpMatch *match, String *template) {
  Isolate *isolate = loop->isolate;
  Value named = named_groups(loop, match);
  if (Value_is_exception(named)) return false;
  FixedArray *captures = FixedArray_new(isolate, match->count - 1);
  for (int i = 1; i < match->count; i++)
    FixedArray_set_slots(
        captures, i - 1,
        substring(isolate, loop->string, match->captures, i));
  String *matched = Value_as_String(
      isolate, substring(isolate, loop->string, match->captures, 0));
  return String_append_substitution_js(isolate, builder, matched, loop->string,
                                       match->captures[0], captures, named,
                                       template);
}

// Appends what the function makes of a match.
static bool append_call(MatchLoop *loop, StringBuilder *builder,
                        const RegExpMatch *match, Value function) {
  enum { kLocalArguments = 16 };
  Isolate *isolate = loop->isolate;
  Value named = named_groups(loop, match);
  if (Value_is_exception(named)) return false;
  Value local[kLocalArguments];
  Value *arguments = local;
  RegisterArray *array = NULL;
  if (match->count + 3 > kLocalArguments) {
    array = RegisterArray_new(isolate, match->count + 3);
    arguments = array->registers;
  }
  int count = 0;
  for (; count < match->count; count++) {
    arguments[count] =
        substring(isolate, loop->string, match->captures, count);
    // Making the string may collect, which makes the array an old object.
    if (array != NULL) WriteBarrier(array);
  }
  arguments[count++] = Value_from_smi(match->captures[0]);
  arguments[count++] = Value_from_object(loop->string);
  if (!Value_is_undefined(named)) arguments[count++] = named;
  Value result = Execution_call_js(isolate, function, ROOT(undefined_value),
                                   count, arguments);
  String *text;
  if (Value_is_exception(result) ||
      !String_from_value_js(isolate, result, &text))
    return false;
  StringBuilder_add_string(builder, text);
  return true;
}

// Replacing by a text without `$`, while the matches are found.
static bool replace_by_text(MatchLoop *loop, StringBuilder *builder,
                            bool is_global, String *text) {
  const int32_t *captures = loop->search.match.captures;
  int32_t copied = 0;
  bool threw;
  while (MatchLoop_next(loop, &threw)) {
    StringBuilder_add_substring(builder, loop->string, copied, captures[0]);
    StringBuilder_add_string(builder, text);
    copied = captures[1];
    if (!is_global) break;
  }
  MatchLoop_end(loop);
  if (!threw && loop->has_matched)
    StringBuilder_add_substring(builder, loop->string, copied,
                                loop->string->length);
  return !threw;
}

// Functions run user code, but the generic algorithm has collected all matches
// before the first of them runs. So the positions are collected here first too.
typedef struct MatchList {
  int32_t *captures;
  size_t used, capacity;
} MatchList;

static void MatchList_add(MatchList *list, const RegExpMatch *match) {
  size_t size = 2 * (size_t)match->count;
  if (list->used + size > list->capacity) {
    list->capacity = 2 * (list->capacity + size);
    list->captures =
        realloc(list->captures, list->capacity * sizeof *list->captures);
    CHECK(list->captures != NULL);
  }
  for (size_t i = 0; i < size; i++)
    list->captures[list->used++] = match->captures[i];
}

static bool replace_listed(MatchLoop *loop, StringBuilder *builder,
                           const MatchList *list, Value replacement) {
  bool is_function = Object_is_callable(loop->isolate, replacement);
  RegExpMatch match = {.count = loop->search.match.count};
  int32_t copied = 0;
  for (size_t at = 0; at < list->used; at += 2 * (size_t)match.count) {
    match.captures = list->captures + at;
    StringBuilder_add_substring(builder, loop->string, copied,
                                match.captures[0]);
    copied = match.captures[1];
    if (is_function
            ? !append_call(loop, builder, &match, replacement)
            : !append_template(loop, builder, &match,
                               Value_as_String(loop->isolate, replacement)))
      return false;
  }
  StringBuilder_add_substring(builder, loop->string, copied,
                              loop->string->length);
  return true;
}

static bool replace_matches(MatchLoop *loop, StringBuilder *builder,
                            bool is_global, Value replacement) {
  MatchList list = {0};
  bool threw;
  while (MatchLoop_next(loop, &threw)) {
    MatchList_add(&list, &loop->search.match);
    if (!is_global) break;
  }
  MatchLoop_end(loop);
  bool done = !threw && (list.used == 0 ||
                         replace_listed(loop, builder, &list, replacement));
  free(list.captures);
  return done;
}

static Value replace_fast(Isolate *isolate, Value regexp, String *string,
                          Value replacement) {
  bool is_global = (data_flags(isolate, regexp) & kRegExpGlobal) != 0;
  if (is_global)
    TRY_BOOL(RegExp_set_last_index_js(
        isolate, Value_as_JSReceiver(isolate, regexp), 0));
  bool is_text =
      Value_is_String(isolate, replacement) &&
      String_index_of(isolate, Value_as_String(isolate, replacement),
                      String_from_char_code(isolate, '$'), 0) < 0;
  MatchLoop loop;
  MatchLoop_begin(&loop, isolate, regexp, string);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  bool done = is_text
                  ? replace_by_text(&loop, &builder, is_global,
                                    Value_as_String(isolate, replacement))
                  : replace_matches(&loop, &builder, is_global, replacement);
  if (done && loop.has_matched) return StringBuilder_finish(&builder);
  StringBuilder_abandon(&builder);
  return done ? Value_from_object(string) : ROOT(exception);
}

// One result of exec, read as the generic algorithm does.
typedef struct ReplaceStep {
  String *matched;
  double position;
  FixedArray *captures;  // Strings and undefined
  Value named;
} ReplaceStep;

static bool read_step(Isolate *isolate, Value result, String *string,
                      ReplaceStep *step) {
  double length;
  if (!Object_length_js(isolate, Value_as_JSReceiver(isolate, result), &length))
    return false;
  Value item = Object_get_js(isolate, result, PropertyKey_from_index(0));
  if (Value_is_exception(item) ||
      !String_from_value_js(isolate, item, &step->matched))
    return false;
  Value index =
      Object_get_js(isolate, result, ROOT_KEY(isolate, index_string));
  if (Value_is_exception(index) ||
      !Object_to_integer_or_infinity_js(isolate, index, &step->position))
    return false;
  if (step->position < 0) step->position = 0;
  if (step->position > string->length) step->position = string->length;
  int32_t count = length < 1                      ? 0
                  : length > kMaxFixedArrayLength ? kMaxFixedArrayLength
                                                  : (int32_t)length - 1;
  step->captures = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++) {
    Value capture =
        Object_get_js(isolate, result, PropertyKey_from_index((uint32_t)i + 1));
    if (Value_is_exception(capture)) return false;
    if (!Value_is_undefined(capture)) {
      capture = Object_to_string_js(isolate, capture);
      if (Value_is_exception(capture)) return false;
    }
    FixedArray_set_slots(step->captures, i, capture);
  }
  step->named =
      Object_get_js(isolate, result, ROOT_KEY(isolate, groups_string));
  return !Value_is_exception(step->named);
}

static bool append_step(Isolate *isolate, StringBuilder *builder,
                        String *string, ReplaceStep *step, Value replacement) {
  int32_t count = step->captures->length;
  if (Object_is_callable(isolate, replacement)) {
    RegisterArray *arguments = RegisterArray_new(isolate, count + 4);
    int used = 0;
    arguments->registers[used++] = Value_from_object(step->matched);
    for (int32_t i = 0; i < count; i++)
      arguments->registers[used++] = FixedArray_get_slots(step->captures, i);
    arguments->registers[used++] = Value_from_number(step->position);
    arguments->registers[used++] = Value_from_object(string);
    if (!Value_is_undefined(step->named))
      arguments->registers[used++] = step->named;
    Value result =
        Execution_call_js(isolate, replacement, ROOT(undefined_value), used,
                          arguments->registers);
    String *text;
    if (Value_is_exception(result) ||
        !String_from_value_js(isolate, result, &text))
      return false;
    StringBuilder_add_string(builder, text);
    return true;
  }
  if (!Value_is_undefined(step->named)) {
    step->named = Object_to_object_js(isolate, step->named);
    if (Value_is_exception(step->named)) return false;
  }
  return String_append_substitution_js(
      isolate, builder, step->matched, string, (int32_t)step->position,
      step->captures, step->named, Value_as_String(isolate, replacement));
}

// Collects the results of exec; NULL when it threw.
static ArrayList *collect_results(Isolate *isolate, Value regexp,
                                  String *string, String *flags) {
  bool global = has_flag(isolate, flags, 'g');
  bool unicode = has_flag(isolate, flags, 'u') || has_flag(isolate, flags, 'v');
  if (global && !RegExp_set_last_index_js(
                    isolate, Value_as_JSReceiver(isolate, regexp), 0))
    return NULL;
  ArrayList *results = ArrayList_new(isolate, 8);
  for (;;) {
    Value result = RegExp_exec_js(isolate, regexp, string);
    if (Value_is_exception(result)) return NULL;
    if (Value_is_null(result)) return results;
    results = ArrayList_add(isolate, results, Value_tagged(result));
    if (!global) return results;
    String *matched;
    Value item = Object_get_js(isolate, result, PropertyKey_from_index(0));
    if (Value_is_exception(item) ||
        !String_from_value_js(isolate, item, &matched))
      return NULL;
    if (matched->length == 0 &&
        !advance_last_index(isolate, regexp, string, unicode))
      return NULL;
  }
}

// ECMA-262 #sec-regexp.prototype-@@replace
Value Builtin_RegExpPrototypeReplace(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  String *string, *flags;
  TRY_BOOL(prologue(isolate, argv, "@@replace", &string));
  Value replacement = argv[2];
  if (!Object_is_callable(isolate, replacement))
    replacement = TRY(Object_to_string_js(isolate, replacement));
  if (RegExp_is_pristine(isolate, argv[0]) &&
      !(data_flags(isolate, argv[0]) & kRegExpSticky))
    return replace_fast(isolate, argv[0], string, replacement);
  TRY_BOOL(read_flags(isolate, argv[0], &flags));
  ArrayList *results = collect_results(isolate, argv[0], string, flags);
  if (results == NULL) return ROOT(exception);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  int32_t copied = 0;
  for (int32_t i = 0; i < results->used; i++) {
    ReplaceStep step;
    StringBuilder replaced;
    StringBuilder_init(&replaced, isolate);
    if (!read_step(isolate, ArrayList_get_slots(results, i), string, &step) ||
        !append_step(isolate, &replaced, string, &step, replacement)) {
      StringBuilder_abandon(&replaced);
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
    Value text = StringBuilder_finish(&replaced);
    if (Value_is_exception(text)) {
      StringBuilder_abandon(&builder);
      return text;
    }
    if (step.position < copied) continue;
    StringBuilder_add_substring(&builder, string, copied,
                                (int32_t)step.position);
    StringBuilder_add_string(&builder, Value_as_String(isolate, text));
    copied = (int32_t)step.position + step.matched->length;
    if (copied > string->length) copied = string->length;
  }
  StringBuilder_add_substring(&builder, string, copied, string->length);
  return StringBuilder_finish(&builder);
}

// ---- split ----

static void push_range(Isolate *isolate, JSArray *array, String *string,
                       int32_t start, int32_t end) {
  JSArray_push(isolate, array,
               Value_from_object(
                   String_substring(isolate, string, start, end)));
}

// Adds the parts up to a match, and its captures, to the limit.
static void push_split(MatchLoop *loop, JSArray *array, int32_t copied,
                       uint32_t limit) {
  const RegExpMatch *match = &loop->search.match;
  push_range(loop->isolate, array, loop->string, copied, match->captures[0]);
  for (int i = 1; i < match->count; i++) {
    if ((uint32_t)Value_smi(JSArray_length(array)) == limit) return;
    JSArray_push(loop->isolate, array,
                 substring(loop->isolate, loop->string, match->captures, i));
  }
}

// Matches from anywhere on, unlike the generic algorithm, which tries every
// position with a sticky copy.
static Value split_fast(Isolate *isolate, Value regexp, String *string,
                        uint32_t limit) {
  JSArray *array = JSArray_new(isolate, 0);
  if (limit == 0) return Value_from_object(array);
  MatchLoop loop;
  MatchLoop_begin(&loop, isolate, regexp, string);
  const int32_t *captures = loop.search.match.captures;
  int32_t copied = 0;
  bool threw, is_full = false;
  while (!is_full && MatchLoop_next(&loop, &threw)) {
    int32_t start = captures[0], end = captures[1];
    // An empty match at the end of the string, or right behind the last
    // separator, splits nothing; any match is all of an empty string.
    if (start >= string->length) {
      is_full = string->length == 0;
      break;
    }
    if (end == copied) continue;
    push_split(&loop, array, copied, limit);
    copied = end;
    is_full = (uint32_t)Value_smi(JSArray_length(array)) == limit;
  }
  RegExpSearch_end(&loop.search);
  if (threw) return ROOT(exception);
  if (!is_full) push_range(isolate, array, string, copied, string->length);
  return Value_from_object(array);
}

static Value split_generic(Isolate *isolate, Value splitter, String *string,
                           uint32_t limit, bool unicode) {
  JSArray *array = JSArray_new(isolate, 0);
  if (limit == 0) return Value_from_object(array);
  JSReceiver *receiver = Value_as_JSReceiver(isolate, splitter);
  if (string->length == 0) {
    Value result = TRY(RegExp_exec_js(isolate, splitter, string));
    if (Value_is_null(result))
      JSArray_push(isolate, array, Value_from_object(string));
    return Value_from_object(array);
  }
  uint32_t count = 0;
  double copied = 0, at = 0;
  while (at < string->length) {
    TRY_BOOL(RegExp_set_last_index_js(isolate, receiver, at));
    Value result = TRY(RegExp_exec_js(isolate, splitter, string));
    double end = 0;
    if (!Value_is_null(result)) {
      TRY_BOOL(get_last_index(isolate, splitter, &end));
      if (end > string->length) end = string->length;
    }
    if (Value_is_null(result) || end == copied) {
      at = String_advance_index(isolate, string, at, unicode);
      continue;
    }
    push_range(isolate, array, string, (int32_t)copied, (int32_t)at);
    if (++count == limit) return Value_from_object(array);
    copied = end;
    double groups;
    TRY_BOOL(Object_length_js(isolate, Value_as_JSReceiver(isolate, result),
                              &groups));
    for (double i = 1; i < groups; i++) {
      JSArray_push(isolate, array,
                   TRY(Object_get_js(isolate, result,
                                     PropertyKey_from_number(isolate, i))));
      if (++count == limit) return Value_from_object(array);
    }
    at = copied;
  }
  push_range(isolate, array, string, (int32_t)copied, string->length);
  return Value_from_object(array);
}

// Whether species of a pristine regular expression is RegExp itself.
static bool has_default_species(Isolate *isolate, Value regexp) {
  Value constructor = JSReceiver_get_own_data(
      isolate, INTRINSIC_OBJECT(isolate, JSReceiver, regexp_prototype),
      ROOT_OBJECT(isolate, Name, constructor_string));
  Value intrinsic = INTRINSIC(isolate, regexp_function);
  if (!Value_equals(constructor, intrinsic)) return false;
  Value species = Object_get_js(isolate, intrinsic,
                                ROOT_KEY(isolate, species_symbol));
  if (Value_is_exception(species)) {
    isolate->pending_exception = ROOT(the_hole);
    return false;
  }
  return Value_equals(species, intrinsic);
}

// ECMA-262 #sec-regexp.prototype-@@split
Value Builtin_RegExpPrototypeSplit(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  String *string, *flags;
  TRY_BOOL(prologue(isolate, argv, "@@split", &string));
  uint32_t limit = UINT32_MAX;
  bool pristine = RegExp_is_pristine(isolate, argv[0]) &&
                  !(data_flags(isolate, argv[0]) & kRegExpSticky) &&
                  has_default_species(isolate, argv[0]);
  if (pristine &&
      (Value_is_undefined(argv[2]) || Value_is_smi(argv[2]))) {
    if (Value_is_smi(argv[2])) limit = (uint32_t)Value_smi(argv[2]);
    return split_fast(isolate, argv[0], string, limit);
  }
  Value constructor = TRY(Object_species_constructor_js(
      isolate, Value_as_JSReceiver(isolate, argv[0]),
      INTRINSIC(isolate, regexp_function)));
  TRY_BOOL(read_flags(isolate, argv[0], &flags));
  bool unicode = has_flag(isolate, flags, 'u') || has_flag(isolate, flags, 'v');
  Value new_flags = Value_from_object(flags);
  if (!has_flag(isolate, flags, 'y'))
    new_flags = TRY(String_concat(isolate, flags,
                                  String_from_char_code(isolate, 'y')));
  Value arguments[2] = {argv[0], new_flags};
  Value splitter = TRY(Execution_construct_js(isolate, constructor,
                                              constructor, 2, arguments));
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(Object_to_uint32_js(isolate, argv[2], &limit));
  return split_generic(isolate, splitter, string, limit, unicode);
}
