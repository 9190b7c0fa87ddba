// SPDX-License-Identifier: MIT
#include "engine/objects/layout/layout.h"

#include <stddef.h>

// Every row that is a field, in order; a class's own rows are contiguous.
const FieldDescriptor kFieldDescriptors[] = {
#define TAGGED(Class, field, Type)                                 \
  {#field, #Type, kFieldTagged, offsetof(Class, field), kTaggedSize, 0, \
   kClass##Class},
#define RAW(Class, field, ctype)                                            \
  {#field, #ctype, kFieldRaw, offsetof(Class, field), sizeof(ctype), 0, \
   kClass##Class},
#define TAGGED_ARRAY(Class, field, Type, length)                         \
  {#field,      #Type, kFieldTaggedArray, offsetof(Class, field),        \
   kTaggedSize, offsetof(Class, length), kClass##Class},
#define RAW_ARRAY(Class, field, ctype, length)                         \
  {#field,        #ctype, kFieldRawArray, offsetof(Class, field),      \
   sizeof(ctype), offsetof(Class, length), kClass##Class},
#define VALUE_ARRAY(Class, field, length)                             \
  {#field,     "Value", kFieldValueArray, offsetof(Class, field),     \
   kValueSize, offsetof(Class, length), kClass##Class},
#define INHERITED_ARRAY(Class, field, length) \
  TAGGED_ARRAY(Class, field, Object, length)
#include "engine/objects/layout/object-layout.def"
};
const int kFieldDescriptorCount = ARRAY_LENGTH(kFieldDescriptors);

// Row numbers, to find each class's rows without a search.
enum {
#define OBJECT_BEGIN(Name, Parent, TYPE) kFirstRow##Name, kBefore##Name = kFirstRow##Name - 1,
#define ABSTRACT_BEGIN(Name, Parent) OBJECT_BEGIN(Name, Parent, _)
#define TAGGED(Class, field, Type) kRow##Class##field,
#define RAW(Class, field, ctype) kRow##Class##field,
#define TAGGED_ARRAY(Class, field, Type, length) kRow##Class##field,
#define RAW_ARRAY(Class, field, ctype, length) kRow##Class##field,
#define VALUE_ARRAY(Class, field, length) kRow##Class##field,
#define INHERITED_ARRAY(Class, field, length) kRow##Class##field,
#define OBJECT_END(Name) kEndRow##Name, kAfter##Name = kEndRow##Name - 1,
#include "engine/objects/layout/object-layout.def"
};

// Which header words are tagged slots: the parent's, and one's own.
typedef enum TaggedMask {
  kTaggedMaskNoParent = 0,
#define OBJECT_BEGIN(Name, Parent, TYPE) \
  kTaggedMask##Name = (long long)kTaggedMask##Parent
#define ABSTRACT_BEGIN(Name, Parent) OBJECT_BEGIN(Name, Parent, _)
#define TAGGED(Class, field, Type) \
  | (long long)(1ull << (offsetof(Class, field) / kTaggedSize))
#define OBJECT_END(Name) ,
#include "engine/objects/layout/object-layout.def"
} TaggedMask;

#define CLASS_BEGIN(Name, Parent, type)                       \
  [kClass##Name] = {.name = #Name,                            \
                    .parent = kClass##Parent,                 \
                    .instance_type = type,                    \
                    .tagged_mask = (uint64_t)kTaggedMask##Name, \
                    .first_field = kFirstRow##Name,           \
                    .field_count = kEndRow##Name - kFirstRow##Name,
#define TRAILING(Class, field, kind, size, length)     \
  .header_size_bytes = offsetof(Class, field),         \
  .trailing_kind = kind, .trailing_element_bytes = size, \
  .trailing_length_offset = offsetof(Class, length), .name = #Class,
#define OBJECT_BEGIN(Name, Parent, TYPE) \
  CLASS_BEGIN(Name, Parent, TYPE)        \
  .trailing_kind = kNoTrailing, .header_size_bytes = sizeof(Name),
#define ABSTRACT_BEGIN(Name, Parent) OBJECT_BEGIN(Name, Parent, -1)
#define TAGGED_ARRAY(Class, field, Type, length) \
  TRAILING(Class, field, kFieldTaggedArray, kTaggedSize, length)
#define RAW_ARRAY(Class, field, ctype, length) \
  TRAILING(Class, field, kFieldRawArray, sizeof(ctype), length)
#define VALUE_ARRAY(Class, field, length) \
  TRAILING(Class, field, kFieldValueArray, kValueSize, length)
#define INHERITED_ARRAY(Class, field, length) \
  TRAILING(Class, field, kFieldTaggedArray, kTaggedSize, length)
#define OBJECT_END(Name) },

// A class's trailing array overrides the defaults given at its beginning.
#pragma GCC diagnostic push
#ifdef __clang__
#pragma GCC diagnostic ignored "-Winitializer-overrides"
#else
#pragma GCC diagnostic ignored "-Woverride-init"
#endif
const ClassDescriptor kClassDescriptors[kClassCount] = {
#include "engine/objects/layout/object-layout.def"
};
#pragma GCC diagnostic pop

static const char *const kElementsKindNames[ELEMENTS_KIND_COUNT] = {
    "PACKED_SMI_ELEMENTS",       "HOLEY_SMI_ELEMENTS",
    "PACKED_DOUBLE_ELEMENTS",    "HOLEY_DOUBLE_ELEMENTS",
    "PACKED_ELEMENTS",           "HOLEY_ELEMENTS",
    "DICTIONARY_ELEMENTS",       "SLOPPY_ARGUMENTS_ELEMENTS",
    "STRING_WRAPPER_ELEMENTS",
#define TYPED_KIND(NAME, type, size) #NAME "_ELEMENTS",
    TYPED_ARRAY_KINDS(TYPED_KIND)
#undef TYPED_KIND
};

const char *ElementsKind_name(ElementsKind kind) {
  return kind < ELEMENTS_KIND_COUNT ? kElementsKindNames[kind] : "?";
}

const char *InstanceType_name(int instance_type) {
  switch (instance_type) {
#define STRING_TYPE(TYPE) \
  case TYPE:              \
    return #TYPE;
    STRING_TYPE(INTERNALIZED_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(INTERNALIZED_ONE_BYTE_STRING_TYPE)
    STRING_TYPE(EXTERNAL_INTERNALIZED_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(EXTERNAL_INTERNALIZED_ONE_BYTE_STRING_TYPE)
    STRING_TYPE(SEQ_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(SEQ_ONE_BYTE_STRING_TYPE)
    STRING_TYPE(CONS_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(CONS_ONE_BYTE_STRING_TYPE)
    STRING_TYPE(SLICED_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(SLICED_ONE_BYTE_STRING_TYPE)
    STRING_TYPE(THIN_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(THIN_ONE_BYTE_STRING_TYPE)
    STRING_TYPE(EXTERNAL_TWO_BYTE_STRING_TYPE)
    STRING_TYPE(EXTERNAL_ONE_BYTE_STRING_TYPE)
#undef STRING_TYPE
#define OBJECT_BEGIN(Name, Parent, TYPE) \
  case TYPE:                             \
    return #TYPE;
#include "engine/objects/layout/object-layout.def"
    default:
      return "UNKNOWN_TYPE";
  }
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size) {
  const unsigned char *bytes = data;
  for (size_t i = 0; i < size; i++)
    hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
  return hash;
}

uint64_t Layout_hash(void) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  for (int i = 0; i < kClassCount; i++) {
    const ClassDescriptor *class = &kClassDescriptors[i];
    hash = hash_bytes(hash, class->name, strlen(class->name) + 1);
    hash = hash_bytes(hash, &class->instance_type, sizeof(int16_t));
    hash = hash_bytes(hash, &class->header_size_bytes, sizeof(uint16_t));
    hash = hash_bytes(hash, &class->tagged_mask, sizeof(uint64_t));
  }
  for (int i = 0; i < kFieldDescriptorCount; i++) {
    const FieldDescriptor *field = &kFieldDescriptors[i];
    hash = hash_bytes(hash, field->name, strlen(field->name) + 1);
    hash = hash_bytes(hash, field->type, strlen(field->type) + 1);
    hash = hash_bytes(hash, &field->offset_bytes, sizeof(uint16_t));
  }
  return hash;
}
