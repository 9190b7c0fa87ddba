// SPDX-License-Identifier: MIT
//
// Element access that Array's builtins share: a direct read or write where that
// is unobservable, else the generic operation. The test is made at each access,
// so user code may change anything between two of them.
#ifndef ENGINE_BUILTINS_ARRAY_OPERATIONS_H_
#define ENGINE_BUILTINS_ARRAY_OPERATIONS_H_

#include "engine/builtins/builtin-ids.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"

#define kMaxSafeInteger 9007199254740991.0
#define kMaxArrayLength 4294967295.0
// Results longer than this are built property by property.
#define kMaxListLength (1 << 25)

static inline ElementsKind JSObject_kind(const JSObject *object) {
  return (ElementsKind)HeapObject_map((const HeapObject *)object)
      ->elements_kind;
}

// The own element at `index` if it is a data property in fast elements.
static inline bool Array_fast_element(const Isolate *isolate,
                                      const JSReceiver *receiver, double index,
                                      Value *value) {
  const Map *map = HeapObject_map((const HeapObject *)receiver);
  if (!InstanceType_is_js_object((InstanceType)map->instance_type))
    return false;
  ElementsKind kind = (ElementsKind)map->elements_kind;
  if (!ElementsKind_is_fast(kind)) return false;
  const JSObject *object = (const JSObject *)receiver;
  if (map->instance_type == JS_ARRAY_TYPE &&
      !(index < Value_number(isolate,
                             JSArray_length((const JSArray *)object))))
    return false;
  const FixedArrayBase *elements =
      (const FixedArrayBase *)JSObject_elements(object);
  if (!(index >= 0 && index < elements->length)) return false;
  int32_t i = (int32_t)index;
  if (ElementsKind_is_double(kind)) {
    double element = ((const FixedDoubleArray *)elements)->values[i];
    uint64_t bits;
    memcpy(&bits, &element, sizeof bits);
    if (bits == kHoleNanBits) return false;
    *value = Value_from_number(element);
    return true;
  }
  *value = Value_from_tagged(((const FixedArray *)elements)->slots[i]);
  return !Value_is_the_hole(*value);
}

// #sec-get-o-p with an integer key.
NODISCARD static inline Value Array_get_js(Isolate *isolate, JSReceiver *object,
                                           double index) {
  Value value;
  if (LIKELY(Array_fast_element(isolate, object, index, &value))) return value;
  TRY_BOOL(Execution_serve_interrupts_js(isolate));
  return Object_get_js(isolate, Value_from_object(object),
                       PropertyKey_from_number(isolate, index));
}
NODISCARD static inline bool Array_has_js(Isolate *isolate, JSReceiver *object,
                                          double index, bool *result) {
  Value value;
  if (LIKELY(Array_fast_element(isolate, object, index, &value)))
    return *result = true;
  return Execution_serve_interrupts_js(isolate) &&
         Object_has_property_js(
             isolate, object, PropertyKey_from_number(isolate, index), result);
}
// HasProperty, then Get: *value is the_hole if it is absent.
NODISCARD static inline bool Array_get_present_js(Isolate *isolate,
                                                  JSReceiver *object,
                                                  double index, Value *value) {
  if (LIKELY(Array_fast_element(isolate, object, index, value))) return true;
  PropertyKey key = PropertyKey_from_number(isolate, index);
  bool present;
  if (!Execution_serve_interrupts_js(isolate) ||
      !Object_has_property_js(isolate, object, key, &present))
    return false;
  *value = ROOT(the_hole);
  if (present) *value = Object_get_js(isolate, Value_from_object(object), key);
  return !Value_is_exception(*value);
}

// What a loop knows of the holes it has met; zero at its start.
typedef struct ArrayHoles {
  double misses;  // since the last search
  double price;   // how many make another search worth while
} ArrayHoles;
// `k` was found absent. How many indices from k on towards `limit` (exclusive;
// below k for a descending loop) are absent too, k included: at least 1.
double Array_absent_run(ArrayHoles *holes, Isolate *isolate,
                        JSReceiver *object, double k, double limit);

// Set(object, index, value, true).
NODISCARD bool Array_set_js(Isolate *isolate, JSReceiver *object, double index,
                            Value value);
NODISCARD bool Array_delete_js(Isolate *isolate, JSReceiver *object,
                               double index);
// Set(object, "length", length, true).
NODISCARD bool Array_set_length_js(Isolate *isolate, JSReceiver *object,
                                   double length);
// CreateDataPropertyOrThrow.
NODISCARD bool Array_create_js(Isolate *isolate, JSReceiver *object,
                               double index, Value value);

// The receiver as an object, and its length; false when it threw.
NODISCARD bool Array_receiver_js(Isolate *isolate, Value receiver,
                                 JSReceiver **object, double *length);
// #sec-arraycreate with the realm's %Array.prototype%.
NODISCARD Value Array_create_with_length(Isolate *isolate, double length);
// The constructor that #sec-arrayspeciescreate would call: undefined where it
// makes a plain array.
NODISCARD Value Array_species_js(Isolate *isolate, JSReceiver *original);
NODISCARD Value Array_species_create_js(Isolate *isolate, JSReceiver *original,
                                        double length);
// Constructs `constructor`(length).
NODISCARD Value Array_construct_js(Isolate *isolate, Value constructor,
                                   double length);

// The object that Array.of and Array.from fill: constructed by the receiver if
// that is a constructor (length < 0: without an argument).
NODISCARD Value Array_of_constructor_js(Isolate *isolate, Value constructor,
                                        double length);

// #sec-tointegerorinfinity of a start/end argument, clamped relative to length.
NODISCARD bool Array_relative_index_js(Isolate *isolate, Value argument,
                                       double length, double if_undefined,
                                       double *index);

// A growing list of values that becomes an array.
typedef struct ValueList {
  Isolate *isolate;
  FixedArray *elements;
  int32_t length;
} ValueList;
void ValueList_init(ValueList *list, Isolate *isolate, int32_t capacity);
// Makes room behind its last value.
void ValueList_grow(ValueList *list);
void ValueList_add(ValueList *list, Value value);
// Exactly the values.
FixedArray *ValueList_to_elements(const ValueList *list);
JSArray *ValueList_to_array(ValueList *list);

NODISCARD static inline bool Builtin_check_callable(Isolate *isolate,
                                                    Value value) {
  if (LIKELY(Object_is_callable(isolate, value))) return true;
  Value sentinel = Throw_not_callable(isolate, value);
  (void)sentinel;
  return false;
}
// Argument i (from 0), whether or not it is among the declared ones.
static inline Value Builtin_argument(int64_t argc, const Value *argv,
                                     int64_t i) {
  return i < argc ? argv[i + 1] : ROOT(undefined_value);
}

#endif  // ENGINE_BUILTINS_ARRAY_OPERATIONS_H_
