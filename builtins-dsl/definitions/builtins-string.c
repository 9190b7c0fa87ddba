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
