// SPDX-License-Identifier: MIT
#include "engine/objects/typed-array.h"

#include <math.h>
#include <string.h>

#include "engine/base/bits.h"
#include "engine/base/number-conversions.h"
#include "engine/heap/external-pointers.h"
#include "engine/objects/bigint.h"
#include "engine/objects/conversions.h"
#include "engine/objects/string.h"

int ElementsKind_element_bytes(ElementsKind kind) {
  static const uint8_t sizes[] = {
#define TYPED_KIND(NAME, type, size) size,
      TYPED_ARRAY_KINDS(TYPED_KIND)
#undef TYPED_KIND
  };
  return sizes[kind - FIRST_TYPED_ARRAY_ELEMENTS];
}

bool JSArrayBufferView_is_out_of_bounds(const JSArrayBufferView *view) {
  const JSArrayBuffer *buffer = JSArrayBufferView_buffer(view);
  if (JSArrayBuffer_is_detached(buffer)) return true;
  if (!(view->flags & kViewOfResizable)) return false;
  uint64_t available = JSArrayBuffer_length(Isolate_of(buffer), buffer);
  if (view->byte_offset > available) return true;
  return !(view->flags & kViewLengthTracking) &&
         view->byte_length > available - view->byte_offset;
}

// A shared buffer can only grow.
bool JSTypedArray_has_fixed_length(const JSTypedArray *array) {
  const JSArrayBufferView *view = (const JSArrayBufferView *)array;
  if (view->flags & kViewLengthTracking) return false;
  return !(view->flags & kViewOfResizable) ||
         JSArrayBuffer_is_shared(JSArrayBufferView_buffer(view));
}

uint64_t JSArrayBufferView_current_bytes(const JSArrayBufferView *view) {
  if (JSArrayBufferView_is_out_of_bounds(view)) return 0;
  if (!(view->flags & kViewLengthTracking)) return view->byte_length;
  const JSArrayBuffer *buffer = JSArrayBufferView_buffer(view);
  return JSArrayBuffer_length(Isolate_of(buffer), buffer) - view->byte_offset;
}

uint64_t JSTypedArray_current_length(const JSTypedArray *array) {
  const JSArrayBufferView *view = (const JSArrayBufferView *)array;
  if (!(view->flags & kViewLengthTracking))
    return JSTypedArray_is_out_of_bounds(array) ? 0 : array->length;
  int bytes = ElementsKind_element_bytes(JSTypedArray_kind(array));
  return JSArrayBufferView_current_bytes(view) / (uint64_t)bytes;
}

uint8_t *JSTypedArray_data(const JSTypedArray *array) {
  const JSArrayBufferView *view = (const JSArrayBufferView *)array;
  uint8_t *data =
      JSArrayBuffer_data(Isolate_of(array), JSArrayBufferView_buffer(view));
  return data ? data + view->byte_offset : NULL;
}

Value TypedElement_load(Isolate *isolate, ElementsKind kind,
                        const uint8_t *address) {
  switch (kind) {
    case INT8_ELEMENTS:
      return Value_from_smi(*(const int8_t *)address);
    case UINT8_ELEMENTS:
    case UINT8_CLAMPED_ELEMENTS:
      return Value_from_smi(*address);
    case FLOAT16_ELEMENTS: {
      uint16_t half;
      memcpy(&half, address, sizeof half);
      return Value_from_double(Bits_half_to_double(half));
    }
    case BIGINT64_ELEMENTS: {
      int64_t value;
      memcpy(&value, address, sizeof value);
      return Value_from_object(BigInt_from_int64(isolate, value));
    }
    case BIGUINT64_ELEMENTS: {
      uint64_t value;
      memcpy(&value, address, sizeof value);
      return Value_from_object(BigInt_from_uint64(isolate, value));
    }
    case FLOAT32_ELEMENTS: {
      float value;
      memcpy(&value, address, sizeof value);
      return Value_from_double(value);
    }
    case FLOAT64_ELEMENTS: {
      double value;
      memcpy(&value, address, sizeof value);
      return Value_from_double(value);
    }
#define INTEGER_KIND(NAME, type)         \
  case NAME##_ELEMENTS: {                \
    type value;                          \
    memcpy(&value, address, sizeof value); \
    return Value_from_int64(value);      \
  }
      INTEGER_KIND(INT16, int16_t)
      INTEGER_KIND(UINT16, uint16_t)
      INTEGER_KIND(INT32, int32_t)
      INTEGER_KIND(UINT32, uint32_t)
#undef INTEGER_KIND
    default:
      UNREACHABLE();
  }
}

static uint8_t clamp(double value) {
  if (!(value > 0)) return 0;
  if (value >= 255) return 255;
  return (uint8_t)nearbyint(value);
}

void TypedElement_store(Isolate *isolate, ElementsKind kind, uint8_t *address,
                        Value value) {
  if (kind == BIGINT64_ELEMENTS || kind == BIGUINT64_ELEMENTS) {
    uint64_t bits = BigInt_to_uint64(Value_as_BigInt(isolate, value));
    memcpy(address, &bits, sizeof bits);
    return;
  }
  double number = Value_number(isolate, value);
  switch (kind) {
    case UINT8_CLAMPED_ELEMENTS:
      *address = clamp(number);
      return;
    case FLOAT16_ELEMENTS: {
      uint16_t half = Bits_double_to_half(number);
      memcpy(address, &half, sizeof half);
      return;
    }
    case FLOAT32_ELEMENTS: {
      float single = (float)number;
      memcpy(address, &single, sizeof single);
      return;
    }
    case FLOAT64_ELEMENTS:
      memcpy(address, &number, sizeof number);
      return;
    default: {
      // Little-endian: the low bytes come first.
      int32_t integer = Number_to_int32(number);
      memcpy(address, &integer, (size_t)ElementsKind_element_bytes(kind));
      return;
    }
  }
}

Value JSTypedArray_get(Isolate *isolate, const JSTypedArray *array,
                       uint64_t index) {
  ElementsKind kind = JSTypedArray_kind(array);
  const uint8_t *data = JSTypedArray_data(array);
  return TypedElement_load(
      isolate, kind,
      data + index * (uint64_t)ElementsKind_element_bytes(kind));
}

void JSTypedArray_set_number(Isolate *isolate, JSTypedArray *array,
                             uint64_t index, Value value) {
  if (index >= JSTypedArray_current_length(array)) return;
  ElementsKind kind = JSTypedArray_kind(array);
  TypedElement_store(isolate, kind,
                     JSTypedArray_data(array) +
                         index * (uint64_t)ElementsKind_element_bytes(kind),
                     value);
}

bool JSTypedArray_set_element_js(Isolate *isolate, JSTypedArray *array,
                                 double index, Value value) {
  ElementsKind kind = JSTypedArray_kind(array);
  value = kind == BIGINT64_ELEMENTS || kind == BIGUINT64_ELEMENTS
              ? Object_to_bigint_js(isolate, value)
              : Object_to_number_js(isolate, value);
  if (Value_is_exception(value)) return false;
  if (index >= 0 && index == floor(index) && !(index == 0 && signbit(index)) &&
      index < (double)JSTypedArray_current_length(array))
    JSTypedArray_set_number(isolate, array, (uint64_t)index, value);
  return true;
}

bool Name_is_canonical_numeric(Isolate *isolate, Name *name, double *number) {
  if (!Value_is_String(isolate, Value_from_object(name))) return false;
  String *string = (String *)name;
  if (string->length == 0) return false;
  uint16_t first = String_char_at(isolate, string, 0);
  bool may_be = (first >= '0' && first <= '9') || first == '-' ||
                first == 'I' || first == 'N';
  if (!may_be) return false;
  if (String_equals_ascii(isolate, string, "-0")) {
    *number = -0.0;
    return true;
  }
  *number = String_to_number(isolate, string);
  return String_equals(isolate, string,
                       Number_value_to_string(isolate, *number));
}
