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
  int32_t index;  // where the next search begins
  RegExpMatch match;
  RegExpMemo memo;
} MatchLoop;

// For loops that do not go on until MatchLoop_next is false.
static void MatchLoop_end(MatchLoop *loop) { RegExpMemo_free(&loop->memo); }

// The next match; false at the end or when it threw (*threw).
static bool MatchLoop_next(MatchLoop *loop, bool *threw) {
  bool found = false;
  *threw = loop->index <= loop->string->length &&
           !RegExp_run(loop->isolate, loop->regexp, loop->string, loop->index,
                       &loop->match, &loop->memo, &found);
  if (!found) {
    MatchLoop_end(loop);
    return false;
  }
  int32_t end = loop->match.captures[1];
  loop->index = end > loop->match.captures[0]
                    ? end
                    : (int32_t)String_advance_index(loop->isolate, loop->string,
                                                    end, loop->unicode);
  return true;
}

static MatchLoop MatchLoop_begin(Isolate *isolate, Value regexp,
                                 String *string) {
  uint32_t flags = data_flags(isolate, regexp);
  return (MatchLoop){
      .isolate = isolate,
      .regexp = Value_as_JSRegExp(isolate, regexp),
      .string = string,
      .unicode = (flags & (kRegExpUnicode | kRegExpUnicodeSets)) != 0};
}

static Value substring(MatchLoop *loop, int group) {
  int32_t start = loop->match.captures[2 * group];
  if (start < 0) return ROOT(undefined_value);
  return Value_from_object(
      String_substring(loop->isolate, loop->string, start,
                       loop->match.captures[2 * group + 1]));
}

// ---- match ----

static Value match_all_fast(Isolate *isolate, Value regexp, String *string) {
  MatchLoop loop = MatchLoop_begin(isolate, regexp, string);
  TRY_BOOL(RegExp_set_last_index_js(isolate, (JSReceiver *)loop.regexp, 0));
  JSArray *result = NULL;
  bool threw;
  while (MatchLoop_next(&loop, &threw)) {
    if (result == NULL) result = JSArray_new(isolate, 0);
    JSArray_push(isolate, result, substring(&loop, 0));
    RegExp_remember_match(isolate, loop.regexp, string, &loop.match);
    RegExpMatch_free(&loop.match);
  }
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
  Value match = RegExp_exec_js(isolate, regexp, string);
  if (Value_is_exception(match) || Value_is_null(match) ||
      !(kind & kIteratorGlobal))
    JSIndexedIterator_set_kind(iterator, kind | kIteratorDone);
  if (Value_is_exception(match)) return match;
  if (Value_is_null(match))
    return Value_from_object(
        IterResult_new(isolate, ROOT(undefined_value), true));
  if (kind & kIteratorGlobal) {
    Value item = TRY(Object_get_js(isolate, match, PropertyKey_from_index(0)));
    String *matched;
    TRY_BOOL(String_from_value_js(isolate, item, &matched));
    if (matched->length == 0)
      TRY_BOOL(advance_last_index(isolate, regexp, string,
                                  (kind & kIteratorUnicode) != 0));
  }
  return Value_from_object(IterResult_new(isolate, match, false));
}

// ---- search ----

// ECMA-262 #sec-regexp.prototype-@@search
Value Builtin_RegExpPrototypeSearch(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  String *string;
  TRY_BOOL(prologue(isolate, argv, "@@search", &string));
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
static Value named_groups(MatchLoop *loop) {
  Value names = RegExpData_group_names(Value_as_RegExpData(
      loop->isolate, JSRegExp_data(loop->regexp)));
  if (Value_is_undefined(names)) return names;
  Value array = RegExp_match_to_array(loop->isolate, loop->regexp,
                                      loop->string, &loop->match);
  return Object_get_js(loop->isolate, array,
                       ROOT_KEY(loop->isolate, groups_string));
}

static bool append_fast(MatchLoop *loop, StringBuilder *builder,
                        Value replacement, bool has_dollar) {
  Isolate *isolate = loop->isolate;
  bool functional = Object_is_callable(isolate, replacement);
  if (!functional && !has_dollar) {
    StringBuilder_add_string(builder, Value_as_String(isolate, replacement));
    return true;
  }
  int groups = loop->match.count;
  int32_t position = loop->match.captures[0];
  Value named = named_groups(loop);
  if (Value_is_exception(named)) return false;
  RegisterArray *arguments = RegisterArray_new(isolate, groups + 3);
  for (int i = 0; i < groups; i++) {
    // Making the string may collect, which makes the array an old object.
    arguments->registers[i] = substring(loop, i);
    WriteBarrier(arguments);
  }
  if (!functional) {
    FixedArray *captures = FixedArray_new(isolate, groups - 1);
    for (int i = 1; i < groups; i++)
      FixedArray_set_slots(captures, i - 1, arguments->registers[i]);
    return String_append_substitution_js(
        isolate, builder, Value_as_String(isolate, arguments->registers[0]),
        loop->string, position, captures, named,
        Value_as_String(isolate, replacement));
  }
  int count = groups;
  arguments->registers[count++] = Value_from_smi(position);
  arguments->registers[count++] = Value_from_object(loop->string);
  if (!Value_is_undefined(named)) arguments->registers[count++] = named;
  Value result = Execution_call_js(isolate, replacement, ROOT(undefined_value),
                                   count, arguments->registers);
  String *text;
  if (Value_is_exception(result) ||
      !String_from_value_js(isolate, result, &text))
    return false;
  StringBuilder_add_string(builder, text);
  return true;
}

// Functional replacers run user code, but the generic algorithm has collected
// all matches before the first of them runs. So the positions are collected
// here first too.
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

static Value replace_fast(Isolate *isolate, Value regexp, String *string,
                          Value replacement) {
  MatchLoop loop = MatchLoop_begin(isolate, regexp, string);
  bool global = (data_flags(isolate, regexp) & kRegExpGlobal) != 0;
  if (global)
    TRY_BOOL(RegExp_set_last_index_js(isolate, (JSReceiver *)loop.regexp, 0));
  MatchList list = {0};
  bool threw = false;
  int groups = 0;
  while (MatchLoop_next(&loop, &threw)) {
    groups = loop.match.count;
    MatchList_add(&list, &loop.match);
    RegExp_remember_match(isolate, loop.regexp, string, &loop.match);
    RegExpMatch_free(&loop.match);
    if (!global) break;
  }
  MatchLoop_end(&loop);
  if (threw || list.used == 0) {
    free(list.captures);
    return threw ? ROOT(exception) : Value_from_object(string);
  }
  bool has_dollar =
      Value_is_String(isolate, replacement) &&
      String_index_of(isolate, Value_as_String(isolate, replacement),
                      String_from_char_code(isolate, '$'), 0) >= 0;
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  int32_t copied = 0;
  for (size_t at = 0; at < list.used; at += 2 * (size_t)groups) {
    loop.match.captures = list.captures + at;
    loop.match.count = groups;
    StringBuilder_add_substring(&builder, string, copied,
                                loop.match.captures[0]);
    copied = loop.match.captures[1];
    if (!append_fast(&loop, &builder, replacement, has_dollar)) {
      StringBuilder_abandon(&builder);
      free(list.captures);
      return ROOT(exception);
    }
  }
  free(list.captures);
  StringBuilder_add_substring(&builder, string, copied, string->length);
  return StringBuilder_finish(&builder);
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

// Matches from anywhere on, unlike the generic algorithm, which tries every
// position with a sticky copy.
static Value split_fast(Isolate *isolate, Value regexp, String *string,
                        uint32_t limit) {
  JSArray *array = JSArray_new(isolate, 0);
  if (limit == 0) return Value_from_object(array);
  MatchLoop loop = MatchLoop_begin(isolate, regexp, string);
  uint32_t count = 0;
  int32_t copied = 0;
  bool threw = false;
  while (MatchLoop_next(&loop, &threw)) {
    int32_t start = loop.match.captures[0], end = loop.match.captures[1];
    // An empty match at the end of the string, or right behind the last
    // separator, splits nothing.
    bool splits = end != copied && start < string->length;
    if (string->length == 0 || (!splits && start >= string->length)) {
      bool all = string->length == 0;
      RegExpMatch_free(&loop.match);
      if (!all) break;
      MatchLoop_end(&loop);
      return Value_from_object(array);
    }
    if (splits) {
      push_range(isolate, array, string, copied, start);
      if (++count == limit) break;
      copied = end;
      for (int i = 1; i < loop.match.count && count < limit; i++, count++)
        JSArray_push(isolate, array, substring(&loop, i));
      if (count == limit) break;
    }
    RegExpMatch_free(&loop.match);
  }
  MatchLoop_end(&loop);
  if (threw) return ROOT(exception);
  if (count == limit) {
    RegExpMatch_free(&loop.match);
    return Value_from_object(array);
  }
  push_range(isolate, array, string, copied, string->length);
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
