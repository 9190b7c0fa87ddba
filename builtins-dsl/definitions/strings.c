// SPDX-License-Identifier: MIT
#include "builtins-dsl/definitions/strings.h"

// Both string types, or-ed, are one: their types are a bit set.
_Static_assert(FIRST_NONSTRING_TYPE == 32, "types of strings are five bits");
_Static_assert(offsetof(SeqOneByteString, chars) ==
                  offsetof(SeqTwoByteString, chars),
              "characters begin at one offset");
// The last bytes of short texts are read with those before them.
_Static_assert(offsetof(SeqOneByteString, chars) >= 8,
              "eight bytes that end with a character lie in the string");

// ---- Comparing ----

// The first words in which two texts of as many bytes differ, in memory order:
// the lowest byte comes first, and what lies behind the end is zero.
typedef struct Difference {
  TInt64 first;
  TInt64 second;
} Difference;

static TInt64 load_last_bytes(Assembler *a, TRaw start, TInt64 size_bytes,
                              TInt64 shift) {
  TRaw end = csa_raw_add(a, start, size_bytes);
  return csa_int64_shr_by(a, csa_load_int64(a, end, -8), shift);
}

static Difference find_difference(Assembler *a, TRaw first, TRaw second,
                                  TInt64 size_bytes, Label *none) {
  LABEL(loop, kNormal);
  LABEL(tail, kNormal);
  LABEL(found, kNormal);
  VariableInt64 index = csa_variable_Int64(a, csa_int64(a, 0));
  VariableInt64 in_first = csa_variable_Int64(a, csa_int64(a, 0));
  VariableInt64 in_second = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 i = csa_get_Int64(a, index);
  TInt64 next = csa_int64_add(a, i, csa_int64(a, 8));
  csa_goto_if(a, csa_int64_less(a, size_bytes, next), &tail);
  TInt64 p = csa_load_int64(a, csa_raw_add(a, first, i), 0);
  TInt64 q = csa_load_int64(a, csa_raw_add(a, second, i), 0);
  csa_set_Int64(a, in_first, p);
  csa_set_Int64(a, in_second, q);
  csa_set_Int64(a, index, next);
  csa_branch(a, csa_int64_equal(a, p, q), &loop, &found);

  csa_bind(a, &tail);
  csa_goto_if(a, csa_int64_equal(a, i, size_bytes), none);
  // Of the last eight bytes those that were not seen: shifts out the others.
  TInt64 shift = csa_int64_shl(a, csa_int64_sub(a, next, size_bytes), 3);
  TInt64 r = load_last_bytes(a, first, size_bytes, shift);
  TInt64 s = load_last_bytes(a, second, size_bytes, shift);
  csa_set_Int64(a, in_first, r);
  csa_set_Int64(a, in_second, s);
  csa_branch(a, csa_int64_equal(a, r, s), none, &found);
  csa_bind(a, &found);
  return (Difference){csa_get_Int64(a, in_first), csa_get_Int64(a, in_second)};
}

static TRaw text_of(Assembler *a, TValue string) {
  return csa_object_address(a, string, offsetof(SeqOneByteString, chars));
}

// Goes to the label unless both are sequential and of one width.
static void check_alike(Assembler *a, TInt32 x, TInt32 y, Label *otherwise) {
  csa_goto_if(
      a, csa_int32_test(a, csa_int32_or(a, x, y), kStringRepresentationMask),
      otherwise);
  csa_goto_if(a, csa_int32_test(a, csa_int32_xor(a, x, y), kOneByteStringBit),
              otherwise);
}

void branch_on_equal_strings(Assembler *a, TValue left, TValue right, TInt32 x,
                             TInt32 y, Label *equal, Label *different,
                             Label *otherwise) {
  LABEL(strings, kNormal);
  LABEL(others, kNormal);
  TInt32 either = csa_int32_or(a, x, y);
  csa_branch(
      a, csa_uint32_less(a, either, csa_int32(a, FIRST_NONSTRING_TYPE)),
      &strings, &others);
  csa_bind(a, &strings);
  // Both internalized, and not the same.
  csa_goto_if(a,
              csa_uint32_less(a, either, csa_int32(a, kNotInternalizedBit)),
              different);
  TInt32 length = csa_load_String_length(a, AS(String, left));
  csa_goto_unless(
      a,
      csa_int32_equal(a, length, csa_load_String_length(a, AS(String, right))),
      different);
  check_alike(a, x, y, otherwise);
  TInt64 units = csa_uint32_to_int64(a, length);
  TInt64 size_bytes =
      csa_select_Int64(a, csa_int32_test(a, x, kOneByteStringBit), units,
                       csa_int64_shl(a, units, 1));
  (void)find_difference(a, text_of(a, left), text_of(a, right), size_bytes,
                        equal);
  csa_goto(a, different);
  csa_bind(a, &others);
}

void branch_on_text_at(Assembler *a, TString string, TString search,
                       TInt32 at, Label *equal, Label *different,
                       Label *otherwise) {
  TInt32 type = csa_load_instance_type(a, AS(Value, string));
  check_alike(a, type, csa_load_instance_type(a, AS(Value, search)),
              otherwise);
  TBool is_one_byte = csa_int32_test(a, type, kOneByteStringBit);
  TInt64 units =
      csa_uint32_to_int64(a, csa_load_String_length(a, search));
  TInt64 offset = csa_uint32_to_int64(a, at);
  TInt64 size_bytes =
      csa_select_Int64(a, is_one_byte, units, csa_int64_shl(a, units, 1));
  TInt64 offset_bytes =
      csa_select_Int64(a, is_one_byte, offset, csa_int64_shl(a, offset, 1));
  TRaw text = csa_raw_add(a, text_of(a, AS(Value, string)), offset_bytes);
  (void)find_difference(a, text, text_of(a, AS(Value, search)), size_bytes,
                        equal);
  csa_goto(a, different);
}

TInt32 find_short_text(Assembler *a, TString string, TString search,
                       TInt32 start, Label *otherwise) {
  LABEL(loop, kNormal);
  LABEL(found, kNormal);
  LABEL(done, kNormal);
  TInt32 x = csa_load_instance_type(a, AS(Value, string));
  TInt32 y = csa_load_instance_type(a, AS(Value, search));
  check_alike(a, x, y, otherwise);
  csa_goto_unless(a, csa_int32_test(a, x, kOneByteStringBit), otherwise);
  TInt32 length = csa_load_String_length(a, string);
  TInt32 units = csa_load_String_length(a, search);
  csa_goto_if(a, csa_uint32_less(a, csa_int32(a, kMaxShortText), length),
              otherwise);
  TInt32 one = csa_int32(a, 1);
  csa_goto_unless(a,
                  csa_uint32_less(a, csa_int32_sub(a, units, one),
                                  csa_int32(a, kMaxShortSearch)),
                  otherwise);
  // Words that end with the characters to compare: what lies before them, which
  // is in the strings' headers at the most, is shifted out.
  TInt64 size = csa_uint32_to_int64(a, units);
  TInt64 rest = csa_int64_shl(a, csa_int64_sub(a, csa_int64(a, 8), size), 3);
  TRaw end = csa_raw_add(a, text_of(a, AS(Value, search)), size);
  TInt64 wanted = csa_int64_shr_by(a, csa_load_int64(a, end, -8), rest);
  TRaw text = csa_raw_add(a, text_of(a, AS(Value, string)), size);
  TInt32 last = csa_int32_sub(a, length, units);
  VariableInt32 at = csa_variable_Int32(a, start);
  VariableInt32 result = csa_variable_Int32(a, csa_int32(a, -1));
  csa_bind(a, &loop);
  TInt32 i = csa_get_Int32(a, at);
  csa_goto_if(a, csa_int32_less(a, last, i), &done);
  TRaw here = csa_raw_add(a, text, csa_uint32_to_int64(a, i));
  TInt64 word = csa_int64_shr_by(a, csa_load_int64(a, here, -8), rest);
  csa_set_Int32(a, at, csa_int32_add(a, i, one));
  csa_branch(a, csa_int64_equal(a, word, wanted), &found, &loop);
  csa_bind(a, &found);
  csa_set_Int32(a, result, csa_int32_sub(a, csa_get_Int32(a, at), one));
  csa_bind(a, &done);
  return csa_get_Int32(a, result);
}

TBool compare_strings(Assembler *a, TValue first, TValue second,
                      LengthComparison lengths_decide, Label *otherwise) {
  LABEL(begins, kNormal);
  LABEL(done, kNormal);
  TString left = csa_cast_String(a, first, otherwise);
  TString right = csa_cast_String(a, second, otherwise);
  TInt32 x = csa_load_instance_type(a, first);
  check_alike(a, x, csa_load_instance_type(a, second), otherwise);
  // Words of two-byte text would have to be turned around by units.
  csa_goto_unless(a, csa_int32_test(a, x, kOneByteStringBit), otherwise);
  TInt32 left_length = csa_load_String_length(a, left);
  TInt32 right_length = csa_load_String_length(a, right);
  TInt32 common =
      csa_select_Int32(a, csa_int32_less(a, left_length, right_length),
                       left_length, right_length);
  VariableInt32 result = csa_variable_Int32(a, csa_int32(a, 0));
  Difference difference =
      find_difference(a, text_of(a, first), text_of(a, second),
                      csa_uint32_to_int64(a, common), &begins);
  TBool is_before =
      csa_uint64_less(a, csa_int64_swap_bytes(a, difference.first),
                      csa_int64_swap_bytes(a, difference.second));
  csa_set_Int32(a, result, csa_select_Int32(a, is_before, csa_int32(a, 1),
                                            csa_int32(a, 0)));
  csa_goto(a, &done);
  csa_bind(a, &begins);
  csa_set_Int32(
      a, result,
      csa_select_Int32(a, lengths_decide(a, left_length, right_length),
                       csa_int32(a, 1), csa_int32(a, 0)));
  csa_bind(a, &done);
  return csa_int32_test(a, csa_get_Int32(a, result), 1);
}

// ---- Characters ----

TInt32 load_string_unit(Assembler *a, TString string, TInt32 index,
                        Label *otherwise) {
  LABEL(one_byte, kNormal);
  LABEL(two_byte, kNormal);
  LABEL(found, kNormal);
  VariableInt32 result = csa_variable_Int32(a, (TInt32){NULL});
  TInt32 type = csa_load_instance_type(a, AS(Value, string));
  csa_goto_if(a, csa_int32_test(a, type, kStringRepresentationMask), otherwise);
  TInt64 wide = csa_uint32_to_int64(a, index);
  csa_branch(a, csa_int32_test(a, type, kOneByteStringBit), &one_byte,
             &two_byte);
  csa_bind(a, &one_byte);
  TRaw byte = csa_SeqOneByteString_chars_address(
      a, AS(SeqOneByteString, string), wide);
  csa_set_Int32(a, result, csa_load_uint8(a, byte, 0));
  csa_goto(a, &found);
  csa_bind(a, &two_byte);
  TRaw unit = csa_SeqTwoByteString_chars_address(
      a, AS(SeqTwoByteString, string), wide);
  csa_set_Int32(a, result, csa_load_uint16(a, unit, 0));
  csa_bind(a, &found);
  return csa_get_Int32(a, result);
}

TValue load_latin1_character(Assembler *a, TString string, TInt32 index,
                             Label *otherwise) {
  TInt32 code = load_string_unit(a, string, index, otherwise);
  csa_goto_unless(a, csa_uint32_less(a, code, csa_int32(a, 256)), otherwise);
  TFixedArray table = AS(
      FixedArray, csa_isolate_root(a, kIsolateRoot_single_character_strings));
  return csa_load_FixedArray_slots(a, table, csa_uint32_to_int64(a, code));
}
