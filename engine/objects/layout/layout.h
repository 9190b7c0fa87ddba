// SPDX-License-Identifier: MIT
//
// C view of object-layout.def: structs, class ids, instance types, accessors
// and class descriptors. For every row `TAGGED(Class, field, Type)`:
//
//   Type's slot type  Class_field(const Class *)          decoded read
//   Tagged            Class_field_tagged(const Class *)   raw read
//   void              Class_set_field(Class *, value)     write with barrier
//
// where the slot type is int32_t for Smi, Value for Object and `T *` for a class
// T. Raw fields are plain struct members. Trailing arrays: Class_get_slots(o, i)
// and Class_set_slots(o, i, Value) for TAGGED_ARRAY(Class, slots, ...).
#ifndef ENGINE_OBJECTS_LAYOUT_LAYOUT_H_
#define ENGINE_OBJECTS_LAYOUT_LAYOUT_H_

#include "engine/objects/layout/cage-layout.h"
#include "engine/objects/layout/elements-kind.h"
#include "engine/objects/layout/value.h"

// ---- Type names ----

#define OBJECT_BEGIN(Name, Parent, TYPE) typedef struct Name Name;
#define ABSTRACT_BEGIN(Name, Parent) typedef struct Name Name;
#include "engine/objects/layout/object-layout.def"

// ---- Class ids: what a Map's class_id holds ----

#define OBJECT_BEGIN(Name, Parent, TYPE) kClass##Name,
#define ABSTRACT_BEGIN(Name, Parent) kClass##Name,
typedef enum ClassId {
#include "engine/objects/layout/object-layout.def"
  kClassCount,
  kClassNoParent = kClassCount
} ClassId;

// ---- Instance types ----
//
// Strings: 0..31, a bit set, so that shape tests are masks.
//   bits 0-2 representation   bit 3 one-byte   bit 4 not internalized

enum {
  kStringRepresentationMask = 7,
  kSeqStringTag = 0,
  kConsStringTag = 1,
  kSlicedStringTag = 2,
  kThinStringTag = 3,
  kExternalStringTag = 4,
  kOneByteStringBit = 8,
  kNotInternalizedBit = 16,
};

#define OBJECT_BEGIN(Name, Parent, TYPE) TYPE,
typedef enum InstanceType {
  INTERNALIZED_TWO_BYTE_STRING_TYPE = kSeqStringTag,
  INTERNALIZED_ONE_BYTE_STRING_TYPE = kSeqStringTag | kOneByteStringBit,
  EXTERNAL_INTERNALIZED_TWO_BYTE_STRING_TYPE = kExternalStringTag,
  EXTERNAL_INTERNALIZED_ONE_BYTE_STRING_TYPE =
      kExternalStringTag | kOneByteStringBit,
  SEQ_TWO_BYTE_STRING_TYPE = kSeqStringTag | kNotInternalizedBit,
  SEQ_ONE_BYTE_STRING_TYPE =
      kSeqStringTag | kOneByteStringBit | kNotInternalizedBit,
  CONS_TWO_BYTE_STRING_TYPE = kConsStringTag | kNotInternalizedBit,
  CONS_ONE_BYTE_STRING_TYPE =
      kConsStringTag | kOneByteStringBit | kNotInternalizedBit,
  SLICED_TWO_BYTE_STRING_TYPE = kSlicedStringTag | kNotInternalizedBit,
  SLICED_ONE_BYTE_STRING_TYPE =
      kSlicedStringTag | kOneByteStringBit | kNotInternalizedBit,
  THIN_TWO_BYTE_STRING_TYPE = kThinStringTag | kNotInternalizedBit,
  THIN_ONE_BYTE_STRING_TYPE =
      kThinStringTag | kOneByteStringBit | kNotInternalizedBit,
  EXTERNAL_TWO_BYTE_STRING_TYPE = kExternalStringTag | kNotInternalizedBit,
  EXTERNAL_ONE_BYTE_STRING_TYPE =
      kExternalStringTag | kOneByteStringBit | kNotInternalizedBit,
  LAST_STRING_TYPE = 31,
#include "engine/objects/layout/object-layout.def"
  INSTANCE_TYPE_END,
  FIRST_NONSTRING_TYPE = SYMBOL_TYPE,
  LAST_NAME_TYPE = SYMBOL_TYPE,
  LAST_PRIMITIVE_TYPE = ODDBALL_TYPE,
  FIRST_JS_RECEIVER_TYPE = JS_PROXY_TYPE,
  FIRST_JS_OBJECT_TYPE = JS_OBJECT_TYPE,
  FIRST_CALLABLE_ONLY_TYPE = JS_BOUND_FUNCTION_TYPE,
  LAST_JS_RECEIVER_TYPE = JS_FUNCTION_TYPE,
} InstanceType;

// ---- Structs ----
//
// A struct begins with its parent's fields as an anonymous member
// (-fms-extensions), so inherited fields read like one's own.

struct NoParent {};
#define OBJECT_BEGIN(Name, Parent, TYPE) \
  struct Name {                          \
    struct Parent;
#define ABSTRACT_BEGIN(Name, Parent) OBJECT_BEGIN(Name, Parent, _)
#define TAGGED(Class, field, Type) Tagged field;
#define RAW(Class, field, ctype) ctype field;
#define TAGGED_ARRAY(Class, field, Type, length) Tagged field[];
#define RAW_ARRAY(Class, field, ctype, length) ctype field[];
#define VALUE_ARRAY(Class, field, length) Value field[];
#define OBJECT_END(Name) };
#include "engine/objects/layout/object-layout.def"

// ---- Slot codecs, one set per slot type ----

typedef int32_t SmiSlot;
typedef Value ObjectSlot;

static ALWAYS_INLINE int32_t Smi_from_slot(uintptr_t base, Tagged t) {
  return Tagged_smi(t);
}
static ALWAYS_INLINE Tagged Smi_to_slot(int32_t value) {
  return Tagged_from_smi(value);
}
static ALWAYS_INLINE Value Object_from_slot(uintptr_t base, Tagged t) {
  return Value_from_tagged(t);
}
static ALWAYS_INLINE Tagged Object_to_slot(Value value) {
  return Value_tagged(value);
}

#define OBJECT_BEGIN(Name, Parent, TYPE)                                      \
  typedef Name *Name##Slot;                                                   \
  static ALWAYS_INLINE Name *Name##_from_slot(uintptr_t base, Tagged t) {     \
    return (Name *)Cage_decode(base, t);                                      \
  }                                                                           \
  static ALWAYS_INLINE Tagged Name##_to_slot(const Name *value) {             \
    return Tagged_from_object(value);                                         \
  }
#define ABSTRACT_BEGIN(Name, Parent) OBJECT_BEGIN(Name, Parent, _)
#include "engine/objects/layout/object-layout.def"

// ---- Accessors ----

#define TAGGED(Class, field, Type)                                             \
  static ALWAYS_INLINE Type##Slot Class##_##field(const Class *object) {       \
    return Type##_from_slot(Cage_base_of(object), object->field);              \
  }                                                                            \
  static ALWAYS_INLINE Tagged Class##_##field##_tagged(const Class *object) {  \
    return object->field;                                                      \
  }                                                                            \
  static ALWAYS_INLINE void Class##_set_##field(Class *object,                 \
                                                Type##Slot value) {            \
    object->field = Type##_to_slot(value);                                     \
    WriteBarrier(object);                                                      \
  }
#define TAGGED_ARRAY(Class, field, Type, length_field)                         \
  static ALWAYS_INLINE Type##Slot Class##_get_##field(const Class *object,     \
                                                      int32_t index) {         \
    DCHECK((uint32_t)index < (uint32_t)object->length_field);                  \
    return Type##_from_slot(Cage_base_of(object), object->field[index]);       \
  }                                                                            \
  static ALWAYS_INLINE void Class##_set_##field(Class *object, int32_t index,  \
                                                Type##Slot value) {            \
    DCHECK((uint32_t)index < (uint32_t)object->length_field);                  \
    object->field[index] = Type##_to_slot(value);                              \
    WriteBarrier(object);                                                      \
  }
#include "engine/objects/layout/object-layout.def"

// ---- Class descriptors: what visitors, serializer and printers read ----

typedef enum FieldKind {
  kFieldTagged,       // one slot
  kFieldRaw,          // `size_bytes` bits
  kFieldTaggedArray,  // trailing slots
  kFieldRawArray,     // trailing elements of `size_bytes` each
  kFieldValueArray,   // trailing Values
} FieldKind;

typedef struct FieldDescriptor {
  const char *name;
  const char *type;  // C type, or slot type of tagged fields
  FieldKind kind;
  uint16_t offset_bytes;
  uint16_t size_bytes;           // of the field, or of one element
  uint16_t length_offset_bytes;  // arrays: of the int32_t that counts elements
  uint16_t class_id;             // the class whose row this is
} FieldDescriptor;

typedef struct ClassDescriptor {
  const char *name;
  uint16_t parent;  // ClassId
  int16_t instance_type;  // -1 for abstract classes
  uint16_t header_size_bytes;  // before any trailing array
  // Bit i: the word at offset 4*i of the header is a tagged slot (inherited
  // ones included).
  uint64_t tagged_mask;
  uint8_t trailing_kind;  // FieldKind, or kNoTrailing
  uint8_t trailing_element_bytes;
  uint16_t trailing_length_offset;
  uint16_t first_field;  // index in kFieldDescriptors of this class's own rows
  uint16_t field_count;
} ClassDescriptor;

enum { kNoTrailing = 255 };

extern const FieldDescriptor kFieldDescriptors[];
extern const int kFieldDescriptorCount;
extern const ClassDescriptor kClassDescriptors[kClassCount];

// FNV-1a over every row of the layout; part of a snapshot's build id.
uint64_t Layout_hash(void);
const char *InstanceType_name(int instance_type);

// ---- Sizes ----

static ALWAYS_INLINE size_t Object_align(size_t size_bytes) {
  return (size_bytes + kObjectAlignment - 1) & ~(size_t)(kObjectAlignment - 1);
}
// Size in bytes of an object with the given map, rounded to the alignment.
static inline size_t HeapObject_size_from_map(const HeapObject *object,
                                              const Map *map) {
  if (map->instance_size_words != 0)
    return Object_align((size_t)map->instance_size_words * kTaggedSize);
  const ClassDescriptor *class = &kClassDescriptors[map->class_id];
  size_t length = 0;
  if (class->trailing_kind != kNoTrailing)
    length = (size_t) * (const int32_t *)((const char *)object +
                                          class->trailing_length_offset);
  return Object_align(class->header_size_bytes +
                      length * class->trailing_element_bytes);
}
static inline size_t HeapObject_size(const HeapObject *object) {
  return HeapObject_size_from_map(object, HeapObject_map(object));
}

// ---- Type tests that need only the map ----

static ALWAYS_INLINE InstanceType HeapObject_type(const HeapObject *object) {
  return (InstanceType)HeapObject_map(object)->instance_type;
}
static ALWAYS_INLINE bool InstanceType_is_string(InstanceType type) {
  return (unsigned)type < FIRST_NONSTRING_TYPE;
}
static ALWAYS_INLINE bool InstanceType_is_name(InstanceType type) {
  return (unsigned)type <= LAST_NAME_TYPE;
}
static ALWAYS_INLINE bool InstanceType_is_internalized(InstanceType type) {
  return InstanceType_is_string(type) && !(type & kNotInternalizedBit);
}
static ALWAYS_INLINE bool InstanceType_is_receiver(InstanceType type) {
  return type >= FIRST_JS_RECEIVER_TYPE;
}
static ALWAYS_INLINE bool InstanceType_is_js_object(InstanceType type) {
  return type >= FIRST_JS_OBJECT_TYPE;
}

// Value_is_String(isolate, v), Value_is_JSArray(...), ... for concrete classes,
// and Value_as_X(isolate, v), which only decodes (and checks in debug builds).
#define OBJECT_BEGIN(Name, Parent, TYPE)                                       \
  static ALWAYS_INLINE bool Value_is_##Name(const Isolate *isolate, Value v) { \
    return Value_is_heap_object(v) &&                                          \
           HeapObject_type(Value_object(isolate, v)) == TYPE;                  \
  }                                                                            \
  static ALWAYS_INLINE Name *Value_as_##Name(const Isolate *isolate,           \
                                             Value v) {                        \
    return (Name *)Value_object(isolate, v);                                   \
  }
#define ABSTRACT_BEGIN(Name, Parent)                                   \
  static ALWAYS_INLINE Name *Value_as_##Name(const Isolate *isolate,   \
                                             Value v) {                \
    return (Name *)Value_object(isolate, v);                           \
  }
#include "engine/objects/layout/object-layout.def"

static ALWAYS_INLINE bool Value_is_String(const Isolate *isolate, Value v) {
  return Value_is_heap_object(v) &&
         InstanceType_is_string(HeapObject_type(Value_object(isolate, v)));
}
static ALWAYS_INLINE bool Value_is_Name(const Isolate *isolate, Value v) {
  return Value_is_heap_object(v) &&
         InstanceType_is_name(HeapObject_type(Value_object(isolate, v)));
}
static ALWAYS_INLINE bool Value_is_JSReceiver(const Isolate *isolate, Value v) {
  return Value_is_heap_object(v) &&
         InstanceType_is_receiver(HeapObject_type(Value_object(isolate, v)));
}
static ALWAYS_INLINE bool Value_is_JSObject(const Isolate *isolate, Value v) {
  return Value_is_heap_object(v) &&
         InstanceType_is_js_object(HeapObject_type(Value_object(isolate, v)));
}
static ALWAYS_INLINE bool Value_is_number(const Isolate *isolate, Value v) {
  return Value_is_smi(v) || Value_is_unboxed_double(v) ||
         Value_is_HeapNumber(isolate, v);
}
// The double of any number.
static ALWAYS_INLINE double Value_number(const Isolate *isolate, Value v) {
  if (Value_is_smi(v)) return Value_smi(v);
  if (Value_is_unboxed_double(v)) return Value_unboxed_double(v);
  return Value_as_HeapNumber(isolate, v)->value;
}

#endif  // ENGINE_OBJECTS_LAYOUT_LAYOUT_H_
