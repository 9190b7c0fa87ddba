// SPDX-License-Identifier: MIT
//
// String.prototype.split by a string, and its cache.
//
// Literals are often split again and again. The cache keeps the parts for
// internalized (string, separator) pairs: a FixedArray of entries
// (string, separator, parts), one place for each pair. Parts are copy-on-write
// elements, which the arrays made of them share until one is written to: no
// program can tell. The cache belongs to the isolate, is bounded in entries and
// in their sizes, is dropped by every full collection, and is not frozen. What
// it has, the builtin's front finds (builtins-dsl/definitions/builtins-string.c).
#include <string.h>

#include "engine/base/string-search.h"
#include "engine/builtins/array-operations.h"
#include "engine/builtins/string-builtins.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-array.h"

enum {
  kMaxCachedParts = 128,
  kMaxCachedLength = 1024,  // of string and separator together
};

// ---- The cache ----

static bool is_internalized(const String *string) {
  return InstanceType_is_internalized(
      HeapObject_type((const HeapObject *)string));
}

static int32_t cache_entry(const String *string, const String *separator) {
  uint32_t hash = string->raw_hash ^ (separator->raw_hash >> 2);
  return (int32_t)((hash >> 2) % kSplitCacheEntries) * kSplitCacheEntrySlots;
}

// The parts, or NULL.
static FixedArray *find_cached(Isolate *isolate, const String *string,
                               const String *separator) {
  Value cache = Isolate_root(isolate, kIsolateRoot_split_cache);
  if (!Value_is_FixedArray(isolate, cache)) return NULL;
  const FixedArray *entries = Value_as_FixedArray(isolate, cache);
  int32_t at = cache_entry(string, separator);
  if (!Value_equals(FixedArray_get_slots(entries, at),
                    Value_from_object(string)) ||
      !Value_equals(FixedArray_get_slots(entries, at + 1),
                    Value_from_object(separator)))
    return NULL;
  return (FixedArray *)Value_object(isolate,
                                    FixedArray_get_slots(entries, at + 2));
}

// Makes the parts copy-on-write and keeps them.
static void cache_parts(Isolate *isolate, String *string, String *separator,
                        FixedArray *parts) {
  Value cache = Isolate_root(isolate, kIsolateRoot_split_cache);
  if (!Value_is_FixedArray(isolate, cache)) {
    cache = Value_from_object(
        FixedArray_new(isolate, kSplitCacheEntries * kSplitCacheEntrySlots));
    Isolate_set_root(isolate, kIsolateRoot_split_cache, cache);
  }
  HeapObject_set_map((HeapObject *)parts,
                     ROOT_OBJECT(isolate, Map, fixed_cow_array_map));
  FixedArray *entries = Value_as_FixedArray(isolate, cache);
  int32_t at = cache_entry(string, separator);
  FixedArray_set_slots(entries, at, Value_from_object(string));
  FixedArray_set_slots(entries, at + 1, Value_from_object(separator));
  FixedArray_set_slots(entries, at + 2, Value_from_object(parts));
}

// ---- Splitting ----

static Value new_array(Isolate *isolate, FixedArray *parts) {
  return Value_from_object(JSArray_new_with_kind(
      isolate, PACKED_ELEMENTS, (FixedArrayBase *)parts, parts->length));
}

static FixedArray *split_to_units(Isolate *isolate, String *string,
                                  uint32_t limit) {
  FlatString flat = String_flatten(isolate, string);
  int32_t count =
      (uint32_t)flat.length < limit ? flat.length : (int32_t)limit;
  FixedArray *parts = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++)
    FixedArray_set_slots(parts, i,
                         Value_from_object(String_from_char_code(
                             isolate, FlatString_at(&flat, i))));
  return parts;
}

// Both texts, flat.
typedef struct SplitTexts {
  String *string, *separator;
  FlatString text, sought;
} SplitTexts;

static int32_t find_separator(Isolate *isolate, const SplitTexts *texts,
                              int32_t start) {
  const FlatString *text = &texts->text, *sought = &texts->sought;
  if (!text->one_byte || !sought->one_byte)
    return String_index_of(isolate, texts->string, texts->separator, start);
  if (sought->length > text->length) return -1;
  size_t at = StringSearch_find_latin1(text->one_byte, (size_t)text->length,
                                       sought->one_byte,
                                       (size_t)sought->length, (size_t)start);
  return at == kSearchNotFound ? -1 : (int32_t)at;
}

static String *cut(Isolate *isolate, const SplitTexts *texts, int32_t start,
                   int32_t end) {
  // As short as what String_substring copies.
  enum { kMaxCopied = 12 };
  if (texts->text.one_byte && end - start <= kMaxCopied)
    return String_new_one_byte(isolate, texts->text.one_byte + start,
                               end - start);
  return String_substring(isolate, texts->string, start, end);
}

// The separator is not empty, the limit not 0.
static FixedArray *split_at(Isolate *isolate, String *string,
                            String *separator, uint32_t limit) {
  ValueList list;
  ValueList_init(&list, isolate, 16);
  SplitTexts texts = {string, separator, String_flatten(isolate, string),
                      String_flatten(isolate, separator)};
  int32_t start = 0;
  for (;;) {
    int32_t at = find_separator(isolate, &texts, start);
    int32_t end = at < 0 ? string->length : at;
    ValueList_add(&list, Value_from_object(cut(isolate, &texts, start, end)));
    if (at < 0 || (uint32_t)list.length == limit)
      return ValueList_to_elements(&list);
    start = at + separator->length;
  }
}

static Value split(Isolate *isolate, String *string, String *separator,
                   uint32_t limit) {
  bool may_cache =
      limit == UINT32_MAX && is_internalized(string) &&
      is_internalized(separator) &&
      (int64_t)string->length + separator->length <= kMaxCachedLength;
  if (may_cache) {
    FixedArray *cached = find_cached(isolate, string, separator);
    if (cached) return new_array(isolate, cached);
  }
  FixedArray *parts = separator->length == 0
                          ? split_to_units(isolate, string, limit)
                          : split_at(isolate, string, separator, limit);
  if (parts->length == 0) return Value_from_object(JSArray_new(isolate, 0));
  if (may_cache && parts->length <= kMaxCachedParts)
    cache_parts(isolate, string, separator, parts);
  return new_array(isolate, parts);
}

// ECMA-262 #sec-string.prototype.split
Value Builtin_StringPrototypeSplit(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  TRY_BOOL(String_require_coercible(isolate, argv[0], "split"));
  Value splitter = TRY(String_pattern_method_js(
      isolate, argv[1], ROOT_KEY(isolate, split_symbol)));
  if (!Value_is_undefined(splitter)) {
    Value arguments[2] = {argv[0], argv[2]};
    return Execution_call_js(isolate, splitter, argv[1], 2, arguments);
  }
  String *string, *separator;
  TRY_BOOL(String_from_value_js(isolate, argv[0], &string));
  uint32_t limit = UINT32_MAX;
  if (!Value_is_undefined(argv[2]))
    TRY_BOOL(Object_to_uint32_js(isolate, argv[2], &limit));
  TRY_BOOL(String_from_value_js(isolate, argv[1], &separator));
  if (limit == 0) return Value_from_object(JSArray_new(isolate, 0));
  if (!Value_is_undefined(argv[1]))
    return split(isolate, string, separator, limit);
  JSArray *whole = JSArray_new(isolate, 0);
  JSArray_push(isolate, whole, Value_from_object(string));
  return Value_from_object(whole);
}
