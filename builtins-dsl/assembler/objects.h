// SPDX-License-Identifier: MIT
//
// Typed loads and stores, generated from object-layout.def (included by
// assembler.h). For every row TAGGED(Class, field, Type):
//
//   Type's node   csa_load_Class_field(a, object)
//   void          csa_store_Class_field(a, object, value)   with write barrier
//   void          csa_init_Class_field(a, object, value)    without: the object
//                                                  is new, or the value a Smi
//                                                  or static root
//
// where the node is TSmi for Smi, TValue for Object. A value to store must not
// be an unboxed double (csa_box). RAW rows have load and store; a trailing array
// has csa_load_Class_array(a, object, index) and csa_Class_array_address.
#ifndef BUILTINS_DSL_ASSEMBLER_OBJECTS_H_
#define BUILTINS_DSL_ASSEMBLER_OBJECTS_H_

typedef TSmi TSmiSlot;
typedef TValue TObjectSlot;

#define RAW_NODE_uint8_t TInt32
#define RAW_NODE_uint16_t TInt32
#define RAW_NODE_uint32_t TInt32
#define RAW_NODE_int32_t TInt32
#define RAW_NODE_uint64_t TInt64
#define RAW_NODE_double TFloat64
#define RAW_LOAD_uint8_t csa_load_uint8
#define RAW_LOAD_uint16_t csa_load_uint16
#define RAW_LOAD_uint32_t csa_load_int32
#define RAW_LOAD_int32_t csa_load_int32
#define RAW_LOAD_uint64_t csa_load_int64
#define RAW_LOAD_double csa_load_float64
#define RAW_STORE_uint8_t csa_store_int8
#define RAW_STORE_uint16_t csa_store_int16
#define RAW_STORE_uint32_t csa_store_int32
#define RAW_STORE_int32_t csa_store_int32
#define RAW_STORE_uint64_t csa_store_int64
#define RAW_STORE_double csa_store_float64

static inline TSmi csa_slot_as_Smi(Assembler *a, TTagged t) {
  return (TSmi){t.node};
}
static inline TValue csa_slot_as_Object(Assembler *a, TTagged t) {
  return csa_tagged_to_value(a, t);
}
static inline TTagged csa_slot_from_Smi(Assembler *a, TSmi value) {
  return (TTagged){value.node};
}
static inline TTagged csa_slot_from_Object(Assembler *a, TValue value) {
  return csa_value_to_tagged(a, value);
}

#define OBJECT_BEGIN(Name, Parent, TYPE)                                       \
  typedef T##Name T##Name##Slot;                                               \
  static inline T##Name csa_slot_as_##Name(Assembler *a, TTagged t) {          \
    return AS(Name, csa_tagged_to_value(a, t));                                \
  }                                                                            \
  static inline TTagged csa_slot_from_##Name(Assembler *a, T##Name value) {    \
    return csa_value_to_tagged(a, AS(Value, value));                           \
  }
#define ABSTRACT_BEGIN(Name, Parent) OBJECT_BEGIN(Name, Parent, _)
#include "engine/objects/layout/object-layout.def"

#define TAGGED(Class, field, Type)                                            \
  static inline T##Type##Slot csa_load_##Class##_##field(Assembler *a,        \
                                                         T##Class object) {   \
    return csa_slot_as_##Type(                                                \
        a, csa_load_tagged(a, csa_object_address(a, AS(Value, object), 0),    \
                           offsetof(Class, field)));                          \
  }                                                                           \
  static inline void csa_init_##Class##_##field(                              \
      Assembler *a, T##Class object, T##Type##Slot value) {                   \
    csa_store_tagged(a, csa_object_address(a, AS(Value, object), 0),          \
                     offsetof(Class, field), csa_slot_from_##Type(a, value)); \
  }                                                                           \
  static inline void csa_store_##Class##_##field(                             \
      Assembler *a, T##Class object, T##Type##Slot value) {                   \
    csa_init_##Class##_##field(a, object, value);                             \
    csa_write_barrier(a, AS(Value, object));                                  \
  }
#define RAW(Class, field, ctype)                                              \
  static inline RAW_NODE_##ctype csa_load_##Class##_##field(                  \
      Assembler *a, T##Class object) {                                        \
    return RAW_LOAD_##ctype(a, csa_object_address(a, AS(Value, object), 0),   \
                            offsetof(Class, field));                          \
  }                                                                           \
  static inline void csa_store_##Class##_##field(                             \
      Assembler *a, T##Class object, RAW_NODE_##ctype value) {                \
    RAW_STORE_##ctype(a, csa_object_address(a, AS(Value, object), 0),         \
                      offsetof(Class, field), value);                         \
  }
#define ARRAY_ADDRESS(Class, field, element_bytes)                            \
  static inline TRaw csa_##Class##_##field##_address(                         \
      Assembler *a, T##Class object, TInt64 index) {                          \
    return csa_raw_add(                                                       \
        a,                                                                    \
        csa_object_address(a, AS(Value, object), offsetof(Class, field)),     \
        csa_int64_mul(a, index, csa_int64(a, element_bytes)));                \
  }
#define TAGGED_ARRAY(Class, field, Type, length)                              \
  ARRAY_ADDRESS(Class, field, kTaggedSize)                                    \
  static inline T##Type##Slot csa_load_##Class##_##field(                     \
      Assembler *a, T##Class object, TInt64 index) {                          \
    return csa_slot_as_##Type(                                                \
        a, csa_load_tagged(                                                   \
               a, csa_##Class##_##field##_address(a, object, index), 0));     \
  }                                                                           \
  static inline void csa_init_##Class##_##field(                              \
      Assembler *a, T##Class object, TInt64 index, T##Type##Slot value) {     \
    csa_store_tagged(a, csa_##Class##_##field##_address(a, object, index), 0, \
                     csa_slot_from_##Type(a, value));                         \
  }                                                                           \
  static inline void csa_store_##Class##_##field(                             \
      Assembler *a, T##Class object, TInt64 index, T##Type##Slot value) {     \
    csa_init_##Class##_##field(a, object, index, value);                      \
    csa_write_barrier(a, AS(Value, object));                                  \
  }
#define RAW_ARRAY(Class, field, ctype, length) \
  ARRAY_ADDRESS(Class, field, sizeof(ctype))
#define VALUE_ARRAY(Class, field, length) \
  ARRAY_ADDRESS(Class, field, kValueSize)
#include "engine/objects/layout/object-layout.def"

// ---- What the rows do not say ----

// The map of any heap object.
static inline TMap csa_load_map(Assembler *a, TValue object) {
  return csa_load_HeapObject_map(a, AS(HeapObject, object));
}
static inline TInt32 csa_load_instance_type(Assembler *a, TValue object) {
  return csa_load_Map_instance_type(a, csa_load_map(a, object));
}
static inline TBool csa_has_map(Assembler *a, TValue object, TMap map) {
  return csa_value_equal(a, AS(Value, csa_load_map(a, object)),
                         AS(Value, map));
}
static inline TBool csa_is_JSFunction(Assembler *a, TValue object) {
  return csa_int32_equal(a, csa_load_instance_type(a, object),
                         csa_int32(a, JS_FUNCTION_TYPE));
}
static inline TBool csa_is_type(Assembler *a, TValue object, int type) {
  return csa_int32_equal(a, csa_load_instance_type(a, object),
                         csa_int32(a, type));
}

#endif  // BUILTINS_DSL_ASSEMBLER_OBJECTS_H_
