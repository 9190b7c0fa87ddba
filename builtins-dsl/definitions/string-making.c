// SPDX-License-Identifier: MIT
//
// Joining and cutting strings without a call: ropes and slices, and copies of
// short texts of one byte. Shapes are those that engine/objects/string.c makes,
// so that a program sees no difference; it could not anyway.
#include "builtins-dsl/definitions/strings.h"

enum {
  // As in string.c.
  kMinRopeLength = 13,
  kMinSliceLength = 13,
  // Longer ones are C's, which knows the exact limit.
  kMaxJoinedLength = 1 << 28,
};
static const int64_t kChars = offsetof(SeqOneByteString, chars);

// Copies write words that begin or end with the text.
_Static_assert(offsetof(SeqOneByteString, chars) == 12,
               "texts of 4 bytes end a string of 16 bytes");
_Static_assert(kMinRopeLength <= 13 && kMinSliceLength <= 13,
               "copies have at most 12 characters");

static TInt32 string_type(Assembler *a, TString string) {
  return csa_load_instance_type(a, AS(Value, string));
}

static TMap select_map(Assembler *a, TInt32 one_byte_type, TMap one_byte,
                       TMap two_byte) {
  return AS(Map, csa_select_Value(
                     a, csa_int32_test(a, one_byte_type, kOneByteStringBit),
                     AS(Value, one_byte), AS(Value, two_byte)));
}

// Ropes and slices: what is behind their fields must be zero.
enum { kPairSize = 24 };
_Static_assert(sizeof(ConsString) == 20 && sizeof(SlicedString) == 20,
               "four bytes are padding");
static void clear_padding(Assembler *a, TString string) {
  csa_store_int32(a, csa_object_address(a, AS(Value, string), 0), 20,
                  csa_int32(a, 0));
}

static TString new_string(Assembler *a, int size_bytes, TMap map,
                          TInt32 length, Label *otherwise) {
  TString string = AS(String, csa_allocate_inline(
                                  a, csa_int64(a, size_bytes), map, otherwise));
  csa_store_Name_raw_hash(a, AS(Name, string), csa_int32(a, 0));
  csa_store_String_length(a, string, length);
  return string;
}

// ---- Short texts of one byte ----

static TMap seq_one_byte_map(Assembler *a) {
  return csa_root_as(a, Map, seq_one_byte_string_map);
}

// Of the 12 characters in two words, the first `length`, the others being 0.
static TValue new_short_string(Assembler *a, TInt32 length, TInt64 first_eight,
                               TInt64 last_four, Label *otherwise) {
  LABEL(longer, kNormal);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, 4), length), &longer);
  TString small = new_string(a, 16, seq_one_byte_map(a), length, otherwise);
  csa_store_int32(a, csa_object_address(a, AS(Value, small), 0), kChars,
                  csa_int64_to_int32(a, first_eight));
  csa_set_Value(a, result, AS(Value, small));
  csa_goto(a, &done);
  csa_bind(a, &longer);
  TString large = new_string(a, 24, seq_one_byte_map(a), length, otherwise);
  TRaw start = csa_object_address(a, AS(Value, large), 0);
  csa_store_int64(a, start, kChars, first_eight);
  csa_store_int32(a, start, kChars + 8, csa_int64_to_int32(a, last_four));
  csa_set_Value(a, result, AS(Value, large));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

// The text of 1 to 8 characters at an address, in the lowest bytes of a word. It
// is read with what lies before it, which is a string's header at least.
static TInt64 load_short_text(Assembler *a, TRaw start, TInt32 length) {
  TInt64 size = csa_uint32_to_int64(a, length);
  TInt64 word = csa_load_int64(a, csa_raw_add(a, start, size), -8);
  TInt64 rest = csa_int64_sub(a, csa_int64(a, 8), size);
  return csa_int64_shr_by(a, word, csa_int64_shl(a, rest, 3));
}

static void check_sequential_one_byte(Assembler *a, TInt32 type,
                                      Label *otherwise) {
  TInt32 shape = csa_int32_and(
      a, type, csa_int32(a, kStringRepresentationMask | kOneByteStringBit));
  csa_goto_unless(
      a,
      csa_int32_equal(a, shape,
                      csa_int32(a, kSeqStringTag | kOneByteStringBit)),
      otherwise);
}

// ---- Joining ----

static TValue join_short(Assembler *a, TString left, TString right,
                         TInt32 left_length, TInt32 right_length,
                         Label *otherwise) {
  LABEL(longer, kUnlikely);
  LABEL(done, kNormal);
  VariableInt64 first = csa_variable_Int64(a, csa_int64(a, 0));
  VariableInt64 last = csa_variable_Int64(a, csa_int64(a, 0));
  TInt32 eight = csa_int32(a, 8);
  csa_goto_if(a, csa_int32_less(a, eight, right_length), otherwise);
  check_sequential_one_byte(a, string_type(a, left), otherwise);
  check_sequential_one_byte(a, string_type(a, right), otherwise);
  TRaw text = csa_object_address(a, AS(Value, left), kChars);
  TInt64 second = load_short_text(
      a, csa_object_address(a, AS(Value, right), kChars), right_length);
  TInt64 bits = csa_int64_shl(a, csa_uint32_to_int64(a, left_length), 3);
  csa_goto_if(a, csa_int32_less(a, eight, left_length), &longer);
  // Shifts by up to 64, in two steps.
  TInt64 behind = csa_int64_shl_by(
      a, csa_int64_shl(a, second, 8), csa_int64_sub(a, bits, csa_int64(a, 8)));
  csa_set_Int64(a, first, csa_int64_or(a, load_short_text(a, text, left_length),
                                       behind));
  csa_set_Int64(a, last,
                csa_int64_shr_by(a, second,
                                 csa_int64_sub(a, csa_int64(a, 64), bits)));
  csa_goto(a, &done);
  csa_bind(a, &longer);
  csa_set_Int64(a, first, csa_load_int64(a, text, 0));
  TInt64 rest = load_short_text(a, csa_raw_add(a, text, csa_int64(a, 8)),
                                csa_int32_sub(a, left_length, eight));
  csa_set_Int64(a, last,
                csa_int64_or(a, rest, csa_int64_shl_by(a, second, bits)));
  csa_bind(a, &done);
  return new_short_string(a, csa_int32_add(a, left_length, right_length),
                          csa_get_Int64(a, first), csa_get_Int64(a, last),
                          otherwise);
}

TValue concat_strings(Assembler *a, TString left, TString right,
                      Label *otherwise) {
  LABEL(rope, kNormal);
  LABEL(left_only, kUnlikely);
  LABEL(right_only, kUnlikely);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  TInt32 left_length = csa_load_String_length(a, left);
  TInt32 right_length = csa_load_String_length(a, right);
  TInt32 zero = csa_int32(a, 0);
  csa_goto_if(a, csa_int32_equal(a, left_length, zero), &right_only);
  csa_goto_if(a, csa_int32_equal(a, right_length, zero), &left_only);
  TInt32 length = csa_int32_add(a, left_length, right_length);
  csa_goto_if(a, csa_int32_less(a, csa_int32(a, kMinRopeLength - 1), length),
              &rope);
  csa_set_Value(a, result, join_short(a, left, right, left_length,
                                      right_length, otherwise));
  csa_goto(a, &done);

  csa_bind(a, &rope);
  csa_goto_if(a, csa_int32_less(a, csa_int32(a, kMaxJoinedLength), length),
              otherwise);
  TInt32 both =
      csa_int32_and(a, string_type(a, left), string_type(a, right));
  TMap map = select_map(a, both, csa_root_as(a, Map, cons_one_byte_string_map),
                        csa_root_as(a, Map, cons_two_byte_string_map));
  TString joined = new_string(a, kPairSize, map, length, otherwise);
  clear_padding(a, joined);
  TConsString cons = AS(ConsString, joined);
  csa_init_ConsString_first(a, cons, left);
  csa_init_ConsString_second(a, cons, right);
  csa_set_Value(a, result, AS(Value, cons));
  csa_goto(a, &done);

  csa_bind(a, &left_only);
  csa_set_Value(a, result, AS(Value, left));
  csa_goto(a, &done);
  csa_bind(a, &right_only);
  csa_set_Value(a, result, AS(Value, right));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

// ---- Cutting ----

// 2 to 12 characters of a sequential string.
static TValue copy_short(Assembler *a, TString string, TInt32 start,
                         TInt32 length, Label *otherwise) {
  LABEL(longer, kNormal);
  LABEL(done, kNormal);
  check_sequential_one_byte(a, string_type(a, string), otherwise);
  VariableInt64 first = csa_variable_Int64(a, csa_int64(a, 0));
  VariableInt64 last = csa_variable_Int64(a, csa_int64(a, 0));
  TRaw text =
      csa_raw_add(a, csa_object_address(a, AS(Value, string), kChars),
                  csa_uint32_to_int64(a, start));
  csa_goto_if(a, csa_int32_less(a, csa_int32(a, 8), length), &longer);
  csa_set_Int64(a, first, load_short_text(a, text, length));
  csa_goto(a, &done);
  csa_bind(a, &longer);
  csa_set_Int64(a, first, csa_load_int64(a, text, 0));
  csa_set_Int64(
      a, last,
      load_short_text(a, csa_raw_add(a, text, csa_int64(a, 8)),
                      csa_int32_sub(a, length, csa_int32(a, 8))));
  csa_bind(a, &done);
  return new_short_string(a, length, csa_get_Int64(a, first),
                          csa_get_Int64(a, last), otherwise);
}

// A slice, or a copy where that is as short. The base is sequential or a slice.
static TValue cut(Assembler *a, TString string, TInt32 start, TInt32 length,
                  Label *otherwise) {
  LABEL(based, kNormal);
  LABEL(copy, kNormal);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, AS(Value, string));
  VariableInt32 offset = csa_variable_Int32(a, start);
  TInt32 type = string_type(a, string);
  TInt32 representation =
      csa_int32_and(a, type, csa_int32(a, kStringRepresentationMask));
  csa_goto_if(a,
              csa_int32_equal(a, representation, csa_int32(a, kSeqStringTag)),
              &based);
  csa_goto_unless(
      a, csa_int32_equal(a, representation, csa_int32(a, kSlicedStringTag)),
      otherwise);
  TSlicedString outer = AS(SlicedString, string);
  csa_set_Value(a, result,
                AS(Value, csa_load_SlicedString_parent(a, outer)));
  csa_set_Int32(a, offset,
                csa_int32_add(a, start,
                              csa_load_SlicedString_offset(a, outer)));
  csa_bind(a, &based);
  TString base = AS(String, csa_get_Value(a, result));
  csa_goto_if(a, csa_int32_less(a, length, csa_int32(a, kMinSliceLength)),
              &copy);
  // A slice has the width of its parent.
  TMap map =
      select_map(a, type, csa_root_as(a, Map, sliced_one_byte_string_map),
                 csa_root_as(a, Map, sliced_two_byte_string_map));
  TString part = new_string(a, kPairSize, map, length, otherwise);
  clear_padding(a, part);
  TSlicedString slice = AS(SlicedString, part);
  csa_store_SlicedString_offset(a, slice, csa_get_Int32(a, offset));
  csa_init_SlicedString_parent(a, slice, base);
  csa_set_Value(a, result, AS(Value, slice));
  csa_goto(a, &done);
  csa_bind(a, &copy);
  csa_set_Value(a, result, copy_short(a, base, csa_get_Int32(a, offset),
                                      length, otherwise));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

TValue make_substring(Assembler *a, TString string, TInt32 start, TInt32 end,
                      Label *otherwise) {
  LABEL(part, kNormal);
  LABEL(several, kNormal);
  LABEL(done, kNormal);
  TInt32 length = csa_int32_sub(a, end, start);
  VariableValue result = csa_variable_Value(a, csa_root(a, empty_string));
  csa_goto_if(a, csa_int32_equal(a, length, csa_int32(a, 0)), &done);
  csa_set_Value(a, result, AS(Value, string));
  csa_branch(
      a, csa_int32_equal(a, length, csa_load_String_length(a, string)), &done,
      &part);
  csa_bind(a, &part);
  csa_goto_unless(a, csa_int32_equal(a, length, csa_int32(a, 1)), &several);
  csa_set_Value(a, result,
                load_latin1_character(a, string, start, otherwise));
  csa_goto(a, &done);
  csa_bind(a, &several);
  csa_set_Value(a, result, cut(a, string, start, length, otherwise));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

// ---- Numbers ----

TValue load_cached_number_string(Assembler *a, TSmi number, Label *otherwise) {
  TValue cache = csa_isolate_root(a, kIsolateRoot_number_string_cache);
  TMap map = csa_root_as(a, Map, fixed_array_map);
  csa_goto_unless(a, csa_has_map(a, cache, map), otherwise);
  TInt32 entry =
      csa_int32_and(a, csa_smi_untag(a, number),
                    csa_int32(a, kNumberStringCacheEntries - 1));
  TInt64 index = csa_int64_shl(a, csa_uint32_to_int64(a, entry), 1);
  TFixedArray entries = AS(FixedArray, cache);
  csa_goto_unless(
      a,
      csa_value_equal(a, csa_load_FixedArray_slots(a, entries, index),
                      csa_smi_to_value(a, number)),
      otherwise);
  return csa_load_FixedArray_slots(
      a, entries, csa_int64_add(a, index, csa_int64(a, 1)));
}
