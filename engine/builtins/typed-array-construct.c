// SPDX-License-Identifier: MIT
//
// The typed array constructors, and creation of typed arrays for their methods
// (ECMA-262 #sec-typedarray-constructors,
// #sec-abstract-operations-for-typedarray-objects).
#include <string.h>

#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/objects/js-array.h"
#include "engine/objects/js-object.h"
#include "engine/objects/map.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"

// By kind, from INT8_ELEMENTS on.
static const struct TypedArrayClass {
  const char *name;
  BuiltinId constructor;
  int map_slot;
} kClasses[] = {
    {"Int8Array", kBuiltinInt8ArrayConstructor,
     kNativeSlot_int8_array_initial_map},
    {"Uint8Array", kBuiltinUint8ArrayConstructor,
     kNativeSlot_uint8_array_initial_map},
    {"Uint8ClampedArray", kBuiltinUint8ClampedArrayConstructor,
     kNativeSlot_uint8_clamped_array_initial_map},
    {"Int16Array", kBuiltinInt16ArrayConstructor,
     kNativeSlot_int16_array_initial_map},
    {"Uint16Array", kBuiltinUint16ArrayConstructor,
     kNativeSlot_uint16_array_initial_map},
    {"Int32Array", kBuiltinInt32ArrayConstructor,
     kNativeSlot_int32_array_initial_map},
    {"Uint32Array", kBuiltinUint32ArrayConstructor,
     kNativeSlot_uint32_array_initial_map},
    {"Float16Array", kBuiltinFloat16ArrayConstructor,
     kNativeSlot_float16_array_initial_map},
    {"Float32Array", kBuiltinFloat32ArrayConstructor,
     kNativeSlot_float32_array_initial_map},
    {"Float64Array", kBuiltinFloat64ArrayConstructor,
     kNativeSlot_float64_array_initial_map},
    {"BigInt64Array", kBuiltinBigInt64ArrayConstructor,
     kNativeSlot_bigint64_array_initial_map},
    {"BigUint64Array", kBuiltinBigUint64ArrayConstructor,
     kNativeSlot_biguint64_array_initial_map},
};

const char *TypedArray_name(ElementsKind kind) {
  return kClasses[kind - FIRST_TYPED_ARRAY_ELEMENTS].name;
}

Value TypedArray_throw_detached(Isolate *isolate, const char *method) {
  return Throw_type_error(isolate, kMessageDetachedOrOutOfBounds,
                          Value_from_object(String_new_ascii(isolate, method)),
                          ROOT(undefined_value));
}

Value TypedArray_throw_mixed(Isolate *isolate) {
  return Throw_type_error(isolate, kMessageBigIntMixedTypes,
                          ROOT(undefined_value), ROOT(undefined_value));
}

JSTypedArray *TypedArray_validate(Isolate *isolate, Value value,
                                  const char *method, uint64_t *length) {
  if (!Value_is_JSTypedArray(isolate, value)) {
    (void)Throw_type_error(isolate, kMessageNotTypedArray,
                           ROOT(undefined_value), ROOT(undefined_value));
    return NULL;
  }
  JSTypedArray *array = Value_as_JSTypedArray(isolate, value);
  if (JSTypedArray_is_out_of_bounds(array)) {
    (void)TypedArray_throw_detached(isolate, method);
    return NULL;
  }
  *length = JSTypedArray_current_length(array);
  return array;
}

bool TypedArray_relative_index_js(Isolate *isolate, Value argument,
                                  uint64_t length, uint64_t if_undefined,
                                  uint64_t *index) {
  double relative;
  if (!Array_relative_index_js(isolate, argument, (double)length,
                               (double)if_undefined, &relative))
    return false;
  *index = (uint64_t)relative;
  return true;
}

// ---- Construction ----

static Value throw_length(Isolate *isolate, Value length) {
  return Throw_range_error(isolate, kMessageInvalidTypedArrayLength, length);
}

// Lets the array (a new object) view all of the buffer from the offset on, or
// `length` elements of it.
static void set_view(JSTypedArray *array, JSArrayBuffer *buffer,
                     uint64_t offset, uint64_t length, uint32_t flags) {
  JSArrayBufferView *view = (JSArrayBufferView *)array;
  JSArrayBufferView_set_buffer(view, buffer);
  if (JSArrayBuffer_is_resizable(buffer)) flags |= kViewOfResizable;
  view->flags = flags;
  view->byte_offset = offset;
  view->byte_length = length * (uint64_t)TypedArray_element_bytes(array);
  array->length = length;
}

// #sec-allocatetypedarraybuffer
static bool allocate_elements(Isolate *isolate, JSTypedArray *array,
                              double length) {
  double bytes = length * TypedArray_element_bytes(array);
  if (bytes > (double)kMaxArrayBufferBytes) {
    (void)throw_length(isolate, Value_from_number(length));
    return false;
  }
  JSArrayBuffer *buffer = JSArrayBuffer_new(isolate, (uint64_t)bytes);
  if (buffer == NULL) return false;
  set_view(array, buffer, 0, (uint64_t)length, 0);
  return true;
}

// #sec-initializetypedarrayfromtypedarray
static bool init_from_typed_array(Isolate *isolate, JSTypedArray *array,
                                  JSTypedArray *source) {
  if (JSTypedArray_is_out_of_bounds(source)) {
    (void)TypedArray_throw_detached(isolate, "Construct");
    return false;
  }
  uint64_t length = JSTypedArray_current_length(source);
  if (!allocate_elements(isolate, array, (double)length)) return false;
  ElementsKind from = JSTypedArray_kind(source), to = JSTypedArray_kind(array);
  if (ElementsKind_is_bigint(from) != ElementsKind_is_bigint(to)) {
    (void)TypedArray_throw_mixed(isolate);
    return false;
  }
  if (length == 0) return true;
  if (from == to) {
    memcpy(JSTypedArray_data(array), JSTypedArray_data(source),
           (size_t)(length * (uint64_t)TypedArray_element_bytes(array)));
    return true;
  }
  for (uint64_t i = 0; i < length; i++)
    JSTypedArray_set_number(isolate, array, i,
                            JSTypedArray_get(isolate, source, i));
  return true;
}

// The elements of a plain array, if they are numbers and cannot be observed
// being iterated. False if nothing was done, or it threw.
static bool init_from_numbers(Isolate *isolate, JSTypedArray *array,
                              Value source) {
  const uint32_t needed = kProtectorArrayIterator | kProtectorNoElements;
  ElementsKind kind = JSTypedArray_kind(array);
  if ((isolate->protector_flags & needed) != needed ||
      ElementsKind_is_bigint(kind) || !JSArray_is_pristine(isolate, source))
    return false;
  const JSObject *object = (const JSObject *)Value_object(isolate, source);
  uint32_t length = (uint32_t)JSArray_length_number((const JSArray *)object);
  for (uint32_t i = 0; i < length; i++)
    if (!Value_is_number(isolate, Elements_get_fast(object, i))) return false;
  if (!allocate_elements(isolate, array, length)) return false;
  uint8_t *data = JSTypedArray_data(array);
  size_t bytes = (size_t)TypedArray_element_bytes(array);
  for (uint32_t i = 0; i < length; i++)
    TypedElement_store(isolate, kind, data + i * bytes,
                       Elements_get_fast(object, i));
  return true;
}

// #sec-initializetypedarrayfromlist
static bool init_from_list_js(Isolate *isolate, JSTypedArray *array,
                              FixedArray *values) {
  if (!allocate_elements(isolate, array, values->length)) return false;
  for (int32_t i = 0; i < values->length; i++)
    if (!TypedArray_set_js(isolate, array, (uint64_t)i,
                           FixedArray_get_slots(values, i)))
      return false;
  return true;
}

// #sec-initializetypedarrayfromarraylike
static bool init_from_array_like_js(Isolate *isolate, JSTypedArray *array,
                                    JSReceiver *source) {
  double length;
  if (!Object_length_js(isolate, source, &length) ||
      !allocate_elements(isolate, array, length))
    return false;
  for (double i = 0; i < length; i++) {
    Value value = Array_get_js(isolate, source, i);
    if (Value_is_exception(value) ||
        !TypedArray_set_js(isolate, array, (uint64_t)i, value))
      return false;
  }
  return true;
}

// ToIndex of an argument, with the given text as its RangeError.
static bool to_index_js(Isolate *isolate, Value value, MessageTemplate message,
                        double *index) {
  if (!Object_to_integer_or_infinity_js(isolate, value, index)) return false;
  if (*index >= 0 && *index <= kMaxSafeInteger) return true;
  (void)Throw_range_error(isolate, message, value);
  return false;
}

// #sec-initializetypedarrayfromarraybuffer
static bool init_from_buffer_js(Isolate *isolate, JSTypedArray *array,
                                JSArrayBuffer *buffer, Value byte_offset,
                                Value length) {
  const char *name = TypedArray_name(JSTypedArray_kind(array));
  double element_bytes = TypedArray_element_bytes(array);
  double offset, new_length = 0;
  if (!to_index_js(isolate, byte_offset, kMessageInvalidDataViewOffset,
                   &offset))
    return false;
  if ((uint64_t)offset % (uint64_t)element_bytes != 0) {
    (void)Throw_text(isolate, kErrorTypeRangeError,
                     "start offset of %s should be a multiple of %d", name,
                     (int)element_bytes);
    return false;
  }
  bool tracking = Value_is_undefined(length);
  if (!tracking && !to_index_js(isolate, length,
                                kMessageInvalidTypedArrayLength, &new_length))
    return false;
  if (JSArrayBuffer_is_detached(buffer)) {
    (void)TypedArray_throw_detached(isolate, "Construct");
    return false;
  }
  double available = (double)JSArrayBuffer_length(isolate, buffer);
  if (tracking && !JSArrayBuffer_is_resizable(buffer)) {
    tracking = false;
    if ((uint64_t)available % (uint64_t)element_bytes != 0) {
      (void)Throw_text(isolate, kErrorTypeRangeError,
                       "byte length of %s should be a multiple of %d", name,
                       (int)element_bytes);
      return false;
    }
    new_length = (available - offset) / element_bytes;
  }
  if (offset > available) {
    Value number = Value_from_number(Value_is_undefined(length) ? offset
                                                                : new_length);
    (void)Throw_range_error(isolate,
                            Value_is_undefined(length)
                                ? kMessageInvalidDataViewOffset
                                : kMessageInvalidTypedArrayLength,
                            number);
    return false;
  }
  if (offset + new_length * element_bytes > available) {
    (void)throw_length(isolate, Value_from_number(new_length));
    return false;
  }
  set_view(array, buffer, (uint64_t)offset, (uint64_t)new_length,
           tracking ? kViewLengthTracking : 0);
  return true;
}

static bool init_from_object_js(Isolate *isolate, JSTypedArray *array,
                                Value *argv) {
  Value source = argv[1];
  if (Value_is_JSTypedArray(isolate, source))
    return init_from_typed_array(isolate, array,
                                 Value_as_JSTypedArray(isolate, source));
  if (Value_is_JSArrayBuffer(isolate, source))
    return init_from_buffer_js(isolate, array,
                               Value_as_JSArrayBuffer(isolate, source), argv[2],
                               argv[3]);
  Value method = Object_get_method_js(isolate, source,
                                      ROOT_KEY(isolate, iterator_symbol));
  if (Value_is_exception(method)) return false;
  if (Value_is_undefined(method))
    return init_from_array_like_js(isolate, array,
                                   Value_as_JSReceiver(isolate, source));
  if (init_from_numbers(isolate, array, source)) return true;
  if (Isolate_has_pending_exception(isolate)) return false;
  FixedArray *values = Iterable_to_list_js(isolate, source, method);
  return values != NULL && init_from_list_js(isolate, array, values);
}

// ECMA-262 #sec-typedarray
static Value construct_js(Isolate *isolate, Value *argv, ElementsKind kind) {
  const struct TypedArrayClass *class =
      &kClasses[kind - FIRST_TYPED_ARRAY_ELEMENTS];
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return Throw_type_error(
        isolate, kMessageConstructorNotFunction,
        Value_from_object(String_new_ascii(isolate, class->name)),
        ROOT(undefined_value));
  bool from_object = Value_is_JSReceiver(isolate, argv[1]);
  double length = 0;
  if (!from_object)
    TRY_BOOL(to_index_js(isolate, argv[1], kMessageInvalidTypedArrayLength,
                         &length));
  JSObject *object =
      JSObject_new_for_constructor_js(isolate, new_target, class->map_slot);
  if (object == NULL) return ROOT(exception);
  JSTypedArray *array = (JSTypedArray *)object;
  if (!from_object) {
    TRY_BOOL(allocate_elements(isolate, array, length));
    return Value_from_object(object);
  }
  // Valid at once: user code could make a collection look at it.
  JSArrayBuffer *none = JSArrayBuffer_new(isolate, 0);
  if (none == NULL) return ROOT(exception);
  set_view(array, none, 0, 0, 0);
  TRY_BOOL(init_from_object_js(isolate, array, argv));
  return Value_from_object(object);
}

#define CONSTRUCTOR(Name, KIND)                                         \
  Value Builtin_##Name##Constructor(Isolate *isolate, int64_t argc,     \
                                    Value *argv) {                      \
    return construct_js(isolate, argv, KIND##_ELEMENTS);                \
  }
CONSTRUCTOR(Int8Array, INT8)
CONSTRUCTOR(Uint8Array, UINT8)
CONSTRUCTOR(Uint8ClampedArray, UINT8_CLAMPED)
CONSTRUCTOR(Int16Array, INT16)
CONSTRUCTOR(Uint16Array, UINT16)
CONSTRUCTOR(Int32Array, INT32)
CONSTRUCTOR(Uint32Array, UINT32)
CONSTRUCTOR(Float16Array, FLOAT16)
CONSTRUCTOR(Float32Array, FLOAT32)
CONSTRUCTOR(Float64Array, FLOAT64)
CONSTRUCTOR(BigInt64Array, BIGINT64)
CONSTRUCTOR(BigUint64Array, BIGUINT64)

// ECMA-262 #sec-%typedarray%
Value Builtin_TypedArrayConstructor(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return Throw_text(isolate, kErrorTypeTypeError,
                    "Abstract class TypedArray not directly constructable");
}

// ---- Creation for methods ----

static Map *initial_map(Isolate *isolate, ElementsKind kind) {
  int slot = kClasses[kind - FIRST_TYPED_ARRAY_ELEMENTS].map_slot;
  return Value_as_Map(isolate,
                      NativeContext_get(Isolate_native_context(isolate),
                                        (NativeContextIndex)slot));
}

JSTypedArray *TypedArray_new(Isolate *isolate, ElementsKind kind,
                             double length) {
  JSTypedArray *array = (JSTypedArray *)JSObject_new_from_map(
      isolate, initial_map(isolate, kind));
  return allocate_elements(isolate, array, length) ? array : NULL;
}

JSTypedArray *TypedArray_new_view(Isolate *isolate, ElementsKind kind,
                                  JSArrayBuffer *buffer, uint64_t byte_offset,
                                  uint64_t length) {
  JSTypedArray *array = (JSTypedArray *)JSObject_new_from_map(
      isolate, initial_map(isolate, kind));
  set_view(array, buffer, byte_offset, length, 0);
  return array;
}

bool TypedArray_has_initial_species(Isolate *isolate,
                                    const JSTypedArray *array) {
  return Protector_is_intact(isolate, kProtectorTypedArraySpecies) &&
         HeapObject_map((const HeapObject *)array) ==
             initial_map(isolate, JSTypedArray_kind(array));
}

// #sec-typedarraycreatefromctor
static JSTypedArray *create_js(Isolate *isolate, Value constructor, int argc,
                               const Value *argv, const char *method) {
  Value made =
      Execution_construct_js(isolate, constructor, constructor, argc, argv);
  if (Value_is_exception(made)) return NULL;
  if (!Value_is_JSTypedArray(isolate, made)) {
    (void)Throw_type_error(isolate, kMessageIncompatibleMethodReceiver,
                           Value_from_object(String_new_ascii(isolate, method)),
                           made);
    return NULL;
  }
  uint64_t length;
  JSTypedArray *array = TypedArray_validate(isolate, made, method, &length);
  if (array == NULL || argc != 1 || !Value_is_number(isolate, argv[0]))
    return array;
  if ((double)length >= Value_number(isolate, argv[0])) return array;
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "Derived TypedArray constructor created an array which was "
                   "too small");
  return NULL;
}

JSTypedArray *TypedArray_create_js(Isolate *isolate, Value constructor,
                                   double length, const char *method) {
  Value argument = Value_from_number(length);
  return create_js(isolate, constructor, 1, &argument, method);
}

JSTypedArray *TypedArray_species_create_js(Isolate *isolate,
                                           JSTypedArray *exemplar, int argc,
                                           const Value *argv,
                                           const char *method) {
  ElementsKind kind = JSTypedArray_kind(exemplar);
  if (argc == 1 && TypedArray_has_initial_species(isolate, exemplar))
    return TypedArray_new(isolate, kind, Value_number(isolate, argv[0]));
  Value standard = FixedArray_get_slots(
      INTRINSIC_OBJECT(isolate, FixedArray, typed_array_functions),
      (int32_t)kind - FIRST_TYPED_ARRAY_ELEMENTS);
  Value constructor = Object_species_constructor_js(
      isolate, (JSReceiver *)exemplar, standard);
  if (Value_is_exception(constructor)) return NULL;
  JSTypedArray *array = create_js(isolate, constructor, argc, argv, method);
  if (array == NULL) return NULL;
  if (ElementsKind_is_bigint(JSTypedArray_kind(array)) !=
      ElementsKind_is_bigint(kind)) {
    (void)TypedArray_throw_mixed(isolate);
    return NULL;
  }
  return array;
}

// ---- Installation ----

static JSFunction *install_class(Isolate *isolate, ElementsKind kind,
                                 Value parent, Value parent_prototype) {
  const struct TypedArrayClass *class =
      &kClasses[kind - FIRST_TYPED_ARRAY_ELEMENTS];
  JSObject *prototype = JSObject_new_with_prototype(isolate, parent_prototype);
  JSFunction *function = Bootstrap_new_bare_constructor(
      isolate, class->name, class->constructor, 3);
  Map *map = Map_new(isolate, kClassJSTypedArray, kind, 0,
                     Value_from_object(prototype));
  Bootstrap_link_constructor(isolate, function, prototype, map);
  NativeContext_set(Isolate_native_context(isolate),
                    (NativeContextIndex)class->map_slot,
                    Value_from_object(map));
  bool success;
  CHECK(Object_set_prototype_js(isolate, (JSReceiver *)function, parent,
                                kThrowOnError, &success));
  Value bytes = Value_from_smi(ElementsKind_element_bytes(kind));
  Bootstrap_define_constant(isolate, (JSObject *)function, "BYTES_PER_ELEMENT",
                            bytes);
  Bootstrap_define_constant(isolate, prototype, "BYTES_PER_ELEMENT", bytes);
  Bootstrap_define_global(isolate, class->name, Value_from_object(function));
  return function;
}

void Bootstrap_install_typed_array_constructors(Isolate *isolate) {
  FixedArray *functions = FixedArray_new(isolate, ARRAY_LENGTH(kClasses));
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_typed_array_functions,
                    Value_from_object(functions));
  for (int32_t i = 0; i < (int32_t)ARRAY_LENGTH(kClasses); i++) {
    JSFunction *function =
        install_class(isolate, (ElementsKind)(FIRST_TYPED_ARRAY_ELEMENTS + i),
                      INTRINSIC(isolate, typed_array_function),
                      INTRINSIC(isolate, typed_array_prototype));
    FixedArray_set_slots(functions, i, Value_from_object(function));
  }
}
