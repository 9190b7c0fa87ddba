// SPDX-License-Identifier: MIT
//
// String.prototype methods on string primitives.
#include "builtins-dsl/definitions/arrays.h"
#include "builtins-dsl/definitions/strings.h"

// 'testing'.len() is 7. Not of the standard: the worked example of README.md.
BUILTIN_JS(StringPrototypeLen, 0) {
  LABEL(slow, kDeferred);
  TValue receiver = csa_receiver(a);
  TString string = csa_cast_String(a, receiver, &slow);
  TInt32 length = csa_load_String_length(a, string);
  csa_return(a, csa_smi_to_value(a, csa_smi_tag(a, length)));

  // Everything that is no string primitive: converts, or throws.
  csa_bind(a, &slow);
  csa_tail_call_runtime(a, StringPrototypeLen, receiver);
}

// ECMA-262 #sec-string.prototype.charcodeat
//
// A sequential string and a Smi index in bounds; ropes are flattened in C.
BUILTIN_JS(StringPrototypeCharCodeAt, 1) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TSmi position = csa_cast_Smi(a, csa_argument(a, 0), &slow);
  TInt32 index = csa_smi_untag(a, position);
  csa_goto_unless(
      a, csa_uint32_less(a, index, csa_load_String_length(a, string)), &slow);
  TInt32 unit = load_string_unit(a, string, index, &slow);
  csa_return(a, csa_smi_to_value(a, csa_smi_tag(a, unit)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// An index argument as a Smi, if it is in bounds; else goes to slow.
static TInt32 index_in_bounds(Assembler *a, TString string, Label *slow) {
  TSmi position = csa_cast_Smi(a, csa_argument(a, 0), slow);
  TInt32 index = csa_smi_untag(a, position);
  csa_goto_unless(
      a, csa_uint32_less(a, index, csa_load_String_length(a, string)), slow);
  return index;
}

// ECMA-262 #sec-string.prototype.charat
BUILTIN_JS(StringPrototypeCharAt, 1) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TInt32 index = index_in_bounds(a, string, &slow);
  csa_return(a, load_latin1_character(a, string, index, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-string.prototype.at
BUILTIN_JS(StringPrototypeAt, 1) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TInt32 given =
      csa_smi_untag(a, csa_cast_Smi(a, csa_argument(a, 0), &slow));
  TInt32 length = csa_load_String_length(a, string);
  TInt32 index = csa_select_Int32(a, csa_int32_less(a, given, csa_int32(a, 0)),
                                  csa_int32_add(a, given, length), given);
  csa_goto_unless(a, csa_uint32_less(a, index, length), &slow);
  csa_return(a, load_latin1_character(a, string, index, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-string.prototype.codepointat
//
// Units that are no lead surrogate are their own code points.
BUILTIN_JS(StringPrototypeCodePointAt, 1) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TInt32 index = index_in_bounds(a, string, &slow);
  TInt32 unit = load_string_unit(a, string, index, &slow);
  TInt32 from_lead = csa_int32_sub(a, unit, csa_int32(a, 0xD800));
  csa_goto_if(a, csa_uint32_less(a, from_lead, csa_int32(a, 0x400)), &slow);
  csa_return(a, csa_smi_to_value(a, csa_smi_tag(a, unit)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-string.fromcharcode of one code below 256
BUILTIN_JS(StringFromCharCode, 0) {
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 1)), &slow);
  TInt32 code = csa_smi_untag(a, csa_cast_Smi(a, csa_argument(a, 0), &slow));
  csa_goto_unless(a, csa_uint32_less(a, code, csa_int32(a, 256)), &slow);
  TFixedArray table = AS(
      FixedArray, csa_isolate_root(a, kIsolateRoot_single_character_strings));
  csa_return(a, csa_load_FixedArray_slots(a, table,
                                          csa_uint32_to_int64(a, code)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ---- Cutting: positions are Smis, or undefined ----

static TInt32 at_most(Assembler *a, TInt32 x, TInt32 limit) {
  return csa_select_Int32(a, csa_int32_less(a, x, limit), x, limit);
}
static TInt32 not_negative(Assembler *a, TInt32 x) {
  TInt32 zero = csa_int32(a, 0);
  return csa_select_Int32(a, csa_int32_less(a, x, zero), zero, x);
}

// A position between 0 and length. Negative ones are 0, or count from the end.
static TInt32 position_argument(Assembler *a, int index, TInt32 length,
                                TInt32 if_undefined, bool is_relative,
                                Label *slow) {
  LABEL(given, kNormal);
  LABEL(done, kNormal);
  TValue value = csa_argument(a, index);
  VariableInt32 result = csa_variable_Int32(a, if_undefined);
  csa_branch(a, csa_is_undefined(a, value), &done, &given);
  csa_bind(a, &given);
  TInt32 position = csa_smi_untag(a, csa_cast_Smi(a, value, slow));
  if (is_relative)
    position = csa_select_Int32(
        a, csa_int32_less(a, position, csa_int32(a, 0)),
        csa_int32_add(a, position, length), position);
  csa_set_Int32(a, result, at_most(a, not_negative(a, position), length));
  csa_bind(a, &done);
  return csa_get_Int32(a, result);
}

// ECMA-262 #sec-string.prototype.slice
BUILTIN_JS(StringPrototypeSlice, 2) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TInt32 length = csa_load_String_length(a, string);
  TInt32 start =
      position_argument(a, 0, length, csa_int32(a, 0), true, &slow);
  TInt32 end = position_argument(a, 1, length, length, true, &slow);
  TInt32 last = csa_select_Int32(a, csa_int32_less(a, end, start), start, end);
  csa_return(a, make_substring(a, string, start, last, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-string.prototype.substring
BUILTIN_JS(StringPrototypeSubstring, 2) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TInt32 length = csa_load_String_length(a, string);
  TInt32 from =
      position_argument(a, 0, length, csa_int32(a, 0), false, &slow);
  TInt32 to = position_argument(a, 1, length, length, false, &slow);
  TBool in_order = csa_int32_less(a, from, to);
  csa_return(a, make_substring(a, string,
                               csa_select_Int32(a, in_order, from, to),
                               csa_select_Int32(a, in_order, to, from),
                               &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ---- Searching, joining, splitting: of strings, so that nothing converts ----

// ECMA-262 #sec-string.prototype.indexof
BUILTIN_JS(StringPrototypeIndexOf, 2) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TString search = csa_cast_String(a, csa_argument(a, 0), &slow);
  TInt32 length = csa_load_String_length(a, string);
  TInt32 start =
      position_argument(a, 1, length, csa_int32(a, 0), false, &slow);
  TInt32 at = find_short_text(a, string, search, start, &slow);
  csa_return(a, csa_smi_to_value(a, csa_smi_tag(a, at)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-string.prototype.includes
BUILTIN_JS(StringPrototypeIncludes, 2) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TString search = csa_cast_String(a, csa_argument(a, 0), &slow);
  TInt32 length = csa_load_String_length(a, string);
  TInt32 start =
      position_argument(a, 1, length, csa_int32(a, 0), false, &slow);
  TInt32 at = find_short_text(a, string, search, start, &slow);
  TBool is_absent = csa_int32_less(a, at, csa_int32(a, 0));
  csa_return(a, csa_boolean(a, csa_bool_not(a, is_absent)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// Whether the search string is where the other begins or ends.
static void define_affix(Assembler *a, bool at_end) {
  LABEL(equal, kNormal);
  LABEL(different, kNormal);
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TString search = csa_cast_String(a, csa_argument(a, 0), &slow);
  TInt32 length = csa_load_String_length(a, string);
  TInt32 position = position_argument(
      a, 1, length, at_end ? length : csa_int32(a, 0), false, &slow);
  TInt32 units = csa_load_String_length(a, search);
  TInt32 start = at_end ? csa_int32_sub(a, position, units) : position;
  // There is no room before the beginning, or behind the end.
  csa_goto_if(a, csa_int32_less(a, start, csa_int32(a, 0)), &different);
  csa_goto_if(a, csa_int32_less(a, csa_int32_sub(a, length, start), units),
              &different);
  branch_on_text_at(a, string, search, start, &equal, &different, &slow);
  csa_bind(a, &equal);
  csa_return(a, csa_root(a, true_value));
  csa_bind(a, &different);
  csa_return(a, csa_root(a, false_value));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
// ECMA-262 #sec-string.prototype.startswith
BUILTIN_JS(StringPrototypeStartsWith, 2) { define_affix(a, false); }
// ECMA-262 #sec-string.prototype.endswith
BUILTIN_JS(StringPrototypeEndsWith, 2) { define_affix(a, true); }

// ECMA-262 #sec-string.prototype.concat of two strings
BUILTIN_JS(StringPrototypeConcat, 0) {
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_int64_equal(a, a->argc, csa_int64(a, 1)), &slow);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TString other = csa_cast_String(a, csa_argument(a, 0), &slow);
  csa_return(a, concat_strings(a, string, other, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-string.prototype.split of strings that the cache knows
// (engine/builtins/string-split.c): keys there are compared by identity.
BUILTIN_JS(StringPrototypeSplit, 2) {
  LABEL(slow, kDeferred);
  TString string = csa_cast_String(a, csa_receiver(a), &slow);
  TString separator = csa_cast_String(a, csa_argument(a, 0), &slow);
  csa_goto_unless(a, csa_is_undefined(a, csa_argument(a, 1)), &slow);
  TValue cache = csa_isolate_root(a, kIsolateRoot_split_cache);
  TMap map = csa_root_as(a, Map, fixed_array_map);
  csa_goto_unless(a, csa_has_map(a, cache, map), &slow);
  TFixedArray entries = AS(FixedArray, cache);
  TInt32 two = csa_int32(a, 2);
  TInt32 hash = csa_int32_xor(
      a, csa_load_Name_raw_hash(a, AS(Name, string)),
      csa_int32_shr(a, csa_load_Name_raw_hash(a, AS(Name, separator)), two));
  TInt32 entry = csa_int32_and(a, csa_int32_shr(a, hash, two),
                               csa_int32(a, kSplitCacheEntries - 1));
  TInt64 at = csa_uint32_to_int64(
      a, csa_int32_mul(a, entry, csa_int32(a, kSplitCacheEntrySlots)));
  csa_goto_unless(a,
                  csa_value_equal(a, csa_load_FixedArray_slots(a, entries, at),
                                  AS(Value, string)),
                  &slow);
  TValue known = csa_load_FixedArray_slots(
      a, entries, csa_int64_add(a, at, csa_int64(a, 1)));
  csa_goto_unless(a, csa_value_equal(a, known, AS(Value, separator)), &slow);
  TFixedArray parts =
      AS(FixedArray, csa_load_FixedArray_slots(
                         a, entries, csa_int64_add(a, at, csa_int64(a, 2))));
  TInt32 length =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, parts));
  csa_return(a,
             new_packed_array(a, parts, csa_smi_tag(a, length), &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ---- Numbers ----

// ECMA-262 #sec-number.prototype.tostring of a Smi whose text is known
BUILTIN_JS(NumberPrototypeToString, 1) {
  LABEL(slow, kDeferred);
  csa_goto_unless(a, csa_is_undefined(a, csa_argument(a, 0)), &slow);
  TSmi number = csa_cast_Smi(a, csa_receiver(a), &slow);
  csa_return(a, load_cached_number_string(a, number, &slow));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ---- Iterating ----

// ECMA-262 #sec-%stringiteratorprototype%.next
//
// The next character, if it is of Latin-1: no surrogate that might be half of
// one. What may go wrong is tried before the iterator's state changes.
BUILTIN_JS(StringIteratorPrototypeNext, 0) {
  LABEL(slow, kDeferred);
  TValue receiver = csa_receiver(a);
  csa_goto_unless(a, csa_is_heap_object(a, receiver), &slow);
  csa_goto_unless(a, csa_is_type(a, receiver, JS_STRING_ITERATOR_TYPE), &slow);
  TJSIndexedIterator iterator = AS(JSIndexedIterator, receiver);
  // Undefined once it is done.
  TString string = csa_cast_String(
      a, csa_load_JSIndexedIterator_iterated(a, iterator), &slow);
  TSmi index = csa_cast_Smi(
      a, csa_load_JSIndexedIterator_next_index(a, iterator), &slow);
  TInt32 at = csa_smi_untag(a, index);
  csa_goto_unless(
      a, csa_uint32_less(a, at, csa_load_String_length(a, string)), &slow);
  TValue character = load_latin1_character(a, string, at, &slow);
  TValue result =
      new_iter_result(a, csa_value_to_tagged(a, character), &slow);
  TSmi next = csa_smi_add(a, index, csa_smi_constant(a, 1));
  csa_init_JSIndexedIterator_next_index(a, iterator, csa_smi_to_value(a, next));
  csa_return(a, result);
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
