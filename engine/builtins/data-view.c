// SPDX-License-Identifier: MIT
//
// DataView: ECMA-262 #sec-dataview-objects.
#include <string.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static Value throw_incompatible(Isolate *isolate, const char *method,
                                Value receiver) {
  return Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(
          String_format(isolate, "DataView.prototype.%s", method)),
      receiver);
}

static Value throw_detached(Isolate *isolate, const char *method) {
  return Throw_type_error(
      isolate, kMessageDetachedOrOutOfBounds,
      Value_from_object(
          String_format(isolate, "%sDataView.prototype.%s",
                        method[0] == 'b' ? "get " : "", method)),
      ROOT(undefined_value));
}

static Value throw_out_of_bounds(Isolate *isolate) {
  return Throw_range_error(isolate, kMessageInvalidDataViewAccessorOffset,
                           ROOT(undefined_value));
}

// ToIndex with a message of the caller's.
static bool to_index_js(Isolate *isolate, Value value, double *index) {
  return Object_to_integer_or_infinity_js(isolate, value, index) &&
         *index >= 0 && *index <= 9007199254740991.0;
}

// ---- Construction ----

static Value throw_view_length(Isolate *isolate, double length) {
  return Throw_error(isolate, kErrorTypeRangeError, kMessageRangeErrorText,
                     Value_from_object(String_format(
                         isolate, "Invalid DataView length %.17g", length)),
                     ROOT(undefined_value), ROOT(undefined_value));
}

// Steps 4-9 and, again behind the reading of the prototype, 11-14: whether the
// buffer holds offset and length. length < 0: the rest of the buffer.
static bool check_range(Isolate *isolate, const JSArrayBuffer *buffer,
                        double offset, double length) {
  if (JSArrayBuffer_is_detached(buffer)) {
    (void)Throw_type_error(
        isolate, kMessageDetachedOperation,
        Value_from_object(String_new_ascii(isolate, "DataView constructor")),
        ROOT(undefined_value));
    return false;
  }
  double available = (double)JSArrayBuffer_length(isolate, buffer);
  if (offset > available) {
    (void)Throw_range_error(isolate, kMessageInvalidDataViewOffset,
                            Value_from_number(offset));
    return false;
  }
  if (length >= 0 && offset + length > available) {
    (void)throw_view_length(isolate, length);
    return false;
  }
  return true;
}

// ECMA-262 #sec-dataview-buffer-byteoffset-bytelength
Value Builtin_DataViewConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return Throw_type_error(
        isolate, kMessageConstructorNotFunction,
        Value_from_object(String_new_ascii(isolate, "DataView constructor")),
        ROOT(undefined_value));
  if (!Value_is_JSArrayBuffer(isolate, argv[1]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "First argument to DataView constructor must be an "
                      "ArrayBuffer");
  JSArrayBuffer *buffer = Value_as_JSArrayBuffer(isolate, argv[1]);
  double offset, length = -1;
  if (!to_index_js(isolate, argv[2], &offset)) {
    if (Isolate_has_pending_exception(isolate)) return ROOT(exception);
    return Throw_range_error(isolate, kMessageInvalidDataViewOffset, argv[2]);
  }
  TRY_BOOL(check_range(isolate, buffer, offset, -1));
  if (!Value_is_undefined(argv[3]) &&
      !to_index_js(isolate, argv[3], &length)) {
    if (Isolate_has_pending_exception(isolate)) return ROOT(exception);
    return throw_view_length(isolate, length);
  }
  if (length >= 0) TRY_BOOL(check_range(isolate, buffer, offset, length));
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_data_view_initial_map);
  if (object == NULL) return ROOT(exception);
  JSArrayBufferView *view = (JSArrayBufferView *)object;
  JSArrayBufferView_set_buffer(view, buffer);
  TRY_BOOL(check_range(isolate, buffer, offset, length));
  if (JSArrayBuffer_is_resizable(buffer)) view->flags |= kViewOfResizable;
  if (length < 0) {
    if (JSArrayBuffer_is_resizable(buffer))
      view->flags |= kViewLengthTracking;
    else
      length = (double)JSArrayBuffer_length(isolate, buffer) - offset;
  }
  view->byte_offset = (uint64_t)offset;
  view->byte_length = length < 0 ? 0 : (uint64_t)length;
  return Value_from_object(object);
}

// ---- Accessors ----

#define THIS_VIEW(method)                                       \
  if (!Value_is_JSDataView(isolate, argv[0]))                   \
    return throw_incompatible(isolate, method, argv[0]);        \
  JSArrayBufferView *self = Value_as_JSArrayBufferView(isolate, argv[0])

// ECMA-262 #sec-get-dataview.prototype.buffer
Value Builtin_DataViewPrototypeBuffer(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_VIEW("buffer");
  return Value_from_object(JSArrayBufferView_buffer(self));
}

static Value throw_invalid_view(Isolate *isolate, const char *method,
                                const JSArrayBufferView *view) {
  return throw_detached(isolate, method);
}

// ECMA-262 #sec-get-dataview.prototype.bytelength
Value Builtin_DataViewPrototypeByteLength(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  THIS_VIEW("byteLength");
  if (JSArrayBufferView_is_out_of_bounds(self))
    return throw_invalid_view(isolate, "byteLength", self);
  return Value_from_int64((int64_t)JSArrayBufferView_current_bytes(self));
}

// ECMA-262 #sec-get-dataview.prototype.byteoffset
Value Builtin_DataViewPrototypeByteOffset(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  THIS_VIEW("byteOffset");
  if (JSArrayBufferView_is_out_of_bounds(self))
    return throw_invalid_view(isolate, "byteOffset", self);
  return Value_from_int64((int64_t)self->byte_offset);
}

// ---- Elements ----

// The element's address; NULL when it threw.
static uint8_t *element_address(Isolate *isolate, JSArrayBufferView *view,
                                double index, int bytes, const char *method) {
  if (JSArrayBufferView_is_out_of_bounds(view)) {
    (void)throw_invalid_view(isolate, method, view);
    return NULL;
  }
  if (index + bytes > (double)JSArrayBufferView_current_bytes(view)) {
    (void)throw_out_of_bounds(isolate);
    return NULL;
  }
  return JSArrayBuffer_data(isolate, JSArrayBufferView_buffer(view)) +
         view->byte_offset + (uint64_t)index;
}

static void copy_bytes(uint8_t *to, const uint8_t *from, int count,
                       bool little_endian) {
  for (int i = 0; i < count; i++)
    to[i] = from[little_endian ? i : count - 1 - i];
}

// #sec-getviewvalue
static Value get_js(Isolate *isolate, Value *argv, ElementsKind kind,
                    const char *method) {
  THIS_VIEW(method);
  double index;
  if (!to_index_js(isolate, argv[1], &index)) {
    if (Isolate_has_pending_exception(isolate)) return ROOT(exception);
    return throw_out_of_bounds(isolate);
  }
  bool little_endian = Object_to_boolean(isolate, argv[2]);
  int bytes = ElementsKind_element_bytes(kind);
  uint8_t *address = element_address(isolate, self, index, bytes, method);
  if (address == NULL) return ROOT(exception);
  uint8_t element[8];
  copy_bytes(element, address, bytes, little_endian);
  return TypedElement_load(isolate, kind, element);
}

// #sec-setviewvalue
static Value set_js(Isolate *isolate, Value *argv, ElementsKind kind,
                    const char *method) {
  THIS_VIEW(method);
  double index;
  if (!to_index_js(isolate, argv[1], &index)) {
    if (Isolate_has_pending_exception(isolate)) return ROOT(exception);
    return throw_out_of_bounds(isolate);
  }
  Value value = TRY(ElementsKind_is_bigint(kind)
                        ? Object_to_bigint_js(isolate, argv[2])
                        : Object_to_number_js(isolate, argv[2]));
  bool little_endian = Object_to_boolean(isolate, argv[3]);
  int bytes = ElementsKind_element_bytes(kind);
  uint8_t *address = element_address(isolate, self, index, bytes, method);
  if (address == NULL) return ROOT(exception);
  uint8_t element[8];
  TypedElement_store(isolate, kind, element, value);
  copy_bytes(address, element, bytes, little_endian);
  return ROOT(undefined_value);
}

// ECMA-262 #sec-dataview.prototype.getbigint64 and its kin.
#define DATA_VIEW_ELEMENTS(V)                          \
  V(BigInt64, BIGINT64) V(BigUint64, BIGUINT64)        \
  V(Float16, FLOAT16) V(Float32, FLOAT32)              \
  V(Float64, FLOAT64) V(Int8, INT8) V(Int16, INT16)    \
  V(Int32, INT32) V(Uint8, UINT8) V(Uint16, UINT16)    \
  V(Uint32, UINT32)
#define ELEMENT(Name, KIND)                                                   \
  Value Builtin_DataViewPrototypeGet##Name(Isolate *isolate, int64_t argc,    \
                                           Value *argv) {                     \
    return get_js(isolate, argv, KIND##_ELEMENTS, "get" #Name);               \
  }                                                                           \
  Value Builtin_DataViewPrototypeSet##Name(Isolate *isolate, int64_t argc,    \
                                           Value *argv) {                     \
    return set_js(isolate, argv, KIND##_ELEMENTS, "set" #Name);               \
  }
DATA_VIEW_ELEMENTS(ELEMENT)
#undef ELEMENT

// ---- Installation ----

void Bootstrap_install_data_view(Isolate *isolate) {
  static const FunctionSpec kPrototype[] = {
      GETTER("buffer", DataViewPrototypeBuffer),
      GETTER("byteLength", DataViewPrototypeByteLength),
      GETTER("byteOffset", DataViewPrototypeByteOffset),
#define ELEMENT(Name, KIND)                        \
  METHOD("get" #Name, DataViewPrototypeGet##Name, 1), \
      METHOD("set" #Name, DataViewPrototypeSet##Name, 2),
      DATA_VIEW_ELEMENTS(ELEMENT)
#undef ELEMENT
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  Bootstrap_new_constructor(isolate, "DataView", kBuiltinDataViewConstructor, 1,
                            prototype, kClassJSDataView,
                            kNativeSlot_data_view_initial_map);
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_set_to_string_tag(isolate, prototype, "DataView");
}
