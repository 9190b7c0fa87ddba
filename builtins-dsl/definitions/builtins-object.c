// SPDX-License-Identifier: MIT
//
// Object's functions on ordinary objects, and Reflect.get. The rest is the C
// builtins' (engine/builtins/object*.c, reflect.c).
#include "builtins-dsl/definitions/object-fields.h"
#include "engine/objects/map.h"
#include "engine/objects/property-details.h"

// A name that is its own key: an internalized string or a symbol.
static void check_name(Assembler *a, TValue key, Label *otherwise) {
  LABEL(string, kNormal);
  LABEL(other, kUnlikely);
  LABEL(done, kNormal);
  csa_goto_unless(a, csa_is_heap_object(a, key), otherwise);
  TInt32 type = csa_load_instance_type(a, key);
  csa_branch(a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)),
             &string, &other);
  csa_bind(a, &string);
  csa_goto_if(a, csa_int32_test(a, type, kNotInternalizedBit), otherwise);
  csa_goto(a, &done);
  csa_bind(a, &other);
  csa_goto_unless(a, csa_int32_equal(a, type, csa_int32(a, SYMBOL_TYPE)),
                  otherwise);
  csa_bind(a, &done);
}

typedef struct OwnNamed {
  TMap map;
  TInt32 details;
} OwnNamed;

// A named property of an ordinary object with few properties, all in its map.
// Such an object runs no user code for it.
static OwnNamed find_own(Assembler *a, TValue object, TValue key,
                         Label *absent, Label *slow) {
  enum { kLongestSearch = 8 };
  LABEL(loop, kNormal);
  LABEL(next, kNormal);
  LABEL(found, kNormal);
  csa_goto_unless(a, csa_is_heap_object(a, object), slow);
  TMap map = csa_load_map(a, object);
  csa_goto_unless(a,
                  csa_int32_equal(a, csa_load_Map_instance_type(a, map),
                                  csa_int32(a, JS_OBJECT_TYPE)),
                  slow);
  check_name(a, key, slow);
  TInt32 bits = csa_load_Map_bit_field3(a, map);
  csa_goto_if(a, csa_int32_test(a, bits, kMapIsDictionaryMap), slow);
  TInt32 count = own_descriptors(a, bits);
  csa_goto_if(a, csa_int32_less(a, csa_int32(a, kLongestSearch), count), slow);
  TDescriptorArray descriptors = csa_load_Map_instance_descriptors(a, map);
  VariableInt32 index = csa_variable_Int32(a, csa_int32(a, 0));
  csa_bind(a, &loop);
  TInt32 i = csa_get_Int32(a, index);
  csa_goto_unless(a, csa_int32_less(a, i, count), absent);
  TInt64 slot =
      csa_int64_mul(a, csa_uint32_to_int64(a, i),
                    csa_int64(a, kSlotsPerDescriptor));
  TValue name = csa_load_DescriptorArray_slots(a, descriptors, slot);
  csa_branch(a, csa_value_equal(a, name, key), &found, &next);
  csa_bind(a, &next);
  csa_set_Int32(a, index, csa_int32_add(a, i, csa_int32(a, 1)));
  csa_goto(a, &loop);
  csa_bind(a, &found);
  TValue details = csa_load_DescriptorArray_slots(
      a, descriptors, csa_int64_add(a, slot, csa_int64(a, kDetailsSlot)));
  return (OwnNamed){map, csa_smi_untag(a, csa_value_as_smi(a, details))};
}

// Without elements, if the name is not among the properties.
static void define_has_own(Assembler *a, TValue object, TValue key) {
  LABEL(absent, kUnlikely);
  LABEL(slow, kDeferred);
  (void)find_own(a, object, key, &absent, &slow);
  csa_return(a, csa_root(a, true_value));
  csa_bind(a, &absent);
  // A string may be an index.
  TValue elements =
      AS(Value, csa_load_JSObject_elements(a, AS(JSObject, object)));
  csa_goto_unless(a, csa_is_root(a, elements, empty_fixed_array), &slow);
  csa_return(a, csa_root(a, false_value));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}

// ECMA-262 #sec-object.prototype.hasownproperty
BUILTIN_JS(ObjectPrototypeHasOwnProperty, 1) {
  define_has_own(a, csa_receiver(a), csa_argument(a, 0));
}
// ECMA-262 #sec-object.hasown
BUILTIN_JS(ObjectHasOwn, 2) {
  define_has_own(a, csa_argument(a, 0), csa_argument(a, 1));
}

// ECMA-262 #sec-reflect.get
//
// A field of the object's own, whoever the receiver is.
BUILTIN_JS(ReflectGet, 2) {
  LABEL(slow, kDeferred);
  TValue object = csa_argument(a, 0);
  OwnNamed own = find_own(a, object, csa_argument(a, 1), &slow, &slow);
  csa_goto_if(a, csa_int32_test(a, own.details, kDetailsDescriptorBit), &slow);
  csa_return(a, load_field(a, object, own.map, own.details));
  csa_bind(a, &slow);
  csa_tail_call_c_builtin(a);
}
