// SPDX-License-Identifier: MIT
#include "engine/objects/property-key.h"

#include "engine/base/number-conversions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/string.h"

PropertyKey PropertyKey_from_any_name(Isolate *isolate, Name *name) {
  if (HeapObject_type((HeapObject *)name) == SYMBOL_TYPE)
    return PropertyKey_from_name(name);
  uint32_t index;
  if (String_as_array_index(isolate, (String *)name, &index))
    return PropertyKey_from_index(index);
  return PropertyKey_from_name(String_internalize(isolate, (String *)name));
}

PropertyKey PropertyKey_from_number(Isolate *isolate, double number) {
  if (number >= 0 && number < kNotAnIndex) {
    uint32_t index = (uint32_t)number;
    if (index == number) return PropertyKey_from_index(index);
  }
  return PropertyKey_from_name(String_internalize(
      isolate, Number_value_to_string(isolate, number)));
}

bool PropertyKey_from_value_js(Isolate *isolate, Value value,
                               PropertyKey *key) {
  if (Value_is_smi(value) && Value_smi(value) >= 0) {
    *key = PropertyKey_from_index((uint32_t)Value_smi(value));
    return true;
  }
  if (!Value_is_Name(isolate, value)) {
    if (Value_is_number(isolate, value)) {
      *key = PropertyKey_from_number(isolate, Value_number(isolate, value));
      return true;
    }
    value = Object_to_primitive_js(isolate, value, kHintString);
    if (Value_is_exception(value)) return false;
    if (Value_is_number(isolate, value)) {
      *key = PropertyKey_from_number(isolate, Value_number(isolate, value));
      return true;
    }
    if (!Value_is_Name(isolate, value)) {
      value = Object_to_string_js(isolate, value);
      if (Value_is_exception(value)) return false;
    }
  }
  *key = PropertyKey_from_any_name(isolate, Value_as_Name(isolate, value));
  return true;
}

Value PropertyKey_to_value(Isolate *isolate, PropertyKey key) {
  if (!PropertyKey_is_index(key)) return Value_from_object(key.name);
  return Value_from_object(Number_value_to_string(isolate, key.index));
}
