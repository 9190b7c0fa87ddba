// SPDX-License-Identifier: MIT
//
// Array.prototype.indexOf and includes in short arrays, where identity decides.
// The rest, and long arrays, are the C builtins'
// (engine/builtins/array-scan.c).
#include "builtins-dsl/definitions/arrays.h"

typedef enum SearchResult { kResultIndex, kResultBoolean } SearchResult;
enum { kLongestSearch = 16 };

// A Smi among Smis, or an object: nothing else is equal to it. Goes to `maybe`
// for values that other elements may equal.
static void check_identity_decides(Assembler *a, TValue sought, TInt32 kind,
                                   Label *decides, Label *maybe) {
  LABEL(smi, kNormal);
  LABEL(object, kNormal);
  csa_branch(a, csa_is_smi(a, sought), &smi, &object);
  csa_bind(a, &smi);
  csa_branch(a,
             csa_uint32_less_equal(a, kind, csa_int32(a, HOLEY_SMI_ELEMENTS)),
             decides, maybe);
  csa_bind(a, &object);
  csa_goto_unless(a, csa_is_heap_object(a, sought), maybe);
  csa_branch(a,
             csa_uint32_less(a, csa_load_instance_type(a, sought),
                             csa_int32(a, FIRST_JS_RECEIVER_TYPE)),
             maybe, decides);
}

static TValue found_value(Assembler *a, SearchResult result, TInt32 index) {
  return result == kResultBoolean
             ? csa_root(a, true_value)
             : csa_smi_to_value(a, csa_smi_tag(a, index));
}

// While no prototype has elements, a hole is no element, nor what is looked
// for. Nothing here runs user code.
static void define_search(Assembler *a, SearchResult result) {
  LABEL(decides, kNormal);
  LABEL(loop, kNormal);
  LABEL(next, kNormal);
  LABEL(absent, kUnlikely);
  LABEL(slow, kDeferred);
  TJSArray array = csa_cast_fast_array(a, csa_receiver(a), &slow);
  check_protectors(a, kProtectorNoElements, &slow);
  csa_goto_unless(a, csa_is_undefined(a, csa_argument(a, 1)), &slow);
  TSmi length = array_length(a, array);
  csa_goto_unless(
      a, csa_smi_below(a, length, csa_smi_constant(a, kLongestSearch + 1)),
      &slow);
  TInt32 kind =
      csa_load_Map_elements_kind(a, csa_load_map(a, AS(Value, array)));
  csa_goto_if(a, is_double_kind(a, kind), &slow);
  TFixedArray elements =
      AS(FixedArray, csa_load_JSObject_elements(a, AS(JSObject, array)));
  TInt32 end = csa_smi_untag(a, length);
  TInt32 capacity =
      csa_load_FixedArrayBase_length(a, AS(FixedArrayBase, elements));
  csa_goto_if(a, csa_int32_less(a, capacity, end), &slow);
  TValue sought = csa_argument(a, 0);
  check_identity_decides(a, sought, kind, &decides, &slow);
  csa_bind(a, &decides);
  VariableInt32 index = csa_variable_Int32(a, csa_int32(a, 0));
  csa_bind(a, &loop);
  TInt32 i = csa_get_Int32(a, index);
  csa_goto_unless(a, csa_int32_less(a, i, end), &absent);
  TValue element =
      csa_load_FixedArray_slots(a, elements, csa_uint32_to_int64(a, i));
  csa_goto_unless(a, csa_value_equal(a, element, sought), &next);
  csa_return(a, found_value(a, result, i));
  csa_bind(a, &next);
  csa_set_Int32(a, index, csa_int32_add(a, i, csa_int32(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &absent);
  csa_return(a, result == kResultBoolean
                    ? csa_root(a, false_value)
                    : csa_smi_to_value(a, csa_smi_constant(a, -1)));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
// ECMA-262 #sec-array.prototype.indexof
BUILTIN_JS(ArrayPrototypeIndexOf, 2) { define_search(a, kResultIndex); }
// ECMA-262 #sec-array.prototype.includes
BUILTIN_JS(ArrayPrototypeIncludes, 2) { define_search(a, kResultBoolean); }
