// SPDX-License-Identifier: MIT
//
// Primitives, conversions, predicates and comparison.
#include "engine/api/api.h"
#include "engine/objects/array-buffer.h"
#include "engine/objects/bigint.h"
#include "engine/objects/conversions.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/string.h"

// ---- Making and reading primitives ----

ThawLocal thaw_undefined(ThawIsolate *isolate) {
  return Local_constant(isolate_of(isolate), kConstantUndefined);
}

ThawLocal thaw_null(ThawIsolate *isolate) {
  return Local_constant(isolate_of(isolate), kConstantNull);
}

ThawLocal thaw_boolean(ThawIsolate *isolate, bool value) {
  return Local_constant(isolate_of(isolate),
                        value ? kConstantTrue : kConstantFalse);
}

ThawLocal thaw_number(ThawIsolate *isolate, double value) {
  return Local_new(isolate_of(isolate), Value_from_number(value));
}

ThawLocal thaw_integer(ThawIsolate *isolate, int32_t value) {
  return Local_new(isolate_of(isolate), Value_from_int64(value));
}

ThawLocal thaw_bigint_from_int64(ThawIsolate *isolate, int64_t value) {
  Isolate *self = isolate_of(isolate);
  return Local_from_object(self, BigInt_from_int64(self, value));
}

ThawLocal thaw_bigint_from_uint64(ThawIsolate *isolate, uint64_t value) {
  Isolate *self = isolate_of(isolate);
  return Local_from_object(self, BigInt_from_uint64(self, value));
}

bool thaw_boolean_value(ThawLocal value) {
  return Value_is_true(Local_value(value));
}

double thaw_number_value(ThawLocal value) {
  if (!thaw_is_number(value)) return __builtin_nan("");
  return Value_number(Local_isolate(value), Local_value(value));
}

int32_t thaw_int32_value(ThawLocal value) {
  return thaw_is_number(value) ? Double_to_int32(thaw_number_value(value)) : 0;
}

int64_t thaw_int64_value(ThawLocal value) {
  if (thaw_is_bigint(value)) return (int64_t)thaw_bigint_value(value);
  double number = thaw_number_value(value);
  if (number != number) return 0;
  if (number >= 9223372036854775808.0) return INT64_MAX;
  if (number <= -9223372036854775808.0) return INT64_MIN;
  return (int64_t)number;
}

uint64_t thaw_bigint_value(ThawLocal value) {
  if (!thaw_is_bigint(value)) return 0;
  return BigInt_to_uint64(
      Value_as_BigInt(Local_isolate(value), Local_value(value)));
}

// ---- Conversions ----

bool thaw_to_boolean(ThawLocal value) {
  return Object_to_boolean(Local_isolate(value), Local_value(value));
}

ThawMaybe thaw_to_number(ThawIsolate *isolate, ThawLocal value,
                         double *result) {
  return Object_to_double_js(isolate_of(isolate), Local_value(value), result)
             ? kThawTrue : kThawNothing;
}

ThawLocal thaw_to_string(ThawIsolate *isolate, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  return Local_or_null(self, Object_to_string_js(self, Local_value(value)));
}

ThawLocal thaw_to_object(ThawIsolate *isolate, ThawLocal value) {
  Isolate *self = isolate_of(isolate);
  return Local_or_null(self, Object_to_object_js(self, Local_value(value)));
}

// ---- Predicates ----

bool thaw_is_undefined(ThawLocal value) {
  return Value_is_undefined(Local_value(value));
}
bool thaw_is_null(ThawLocal value) { return Value_is_null(Local_value(value)); }
bool thaw_is_nullish(ThawLocal value) {
  return Value_is_null_or_undefined(Local_value(value));
}
bool thaw_is_boolean(ThawLocal value) {
  return Value_is_boolean(Local_value(value));
}
bool thaw_is_number(ThawLocal value) {
  return Value_is_number(Local_isolate(value), Local_value(value));
}
bool thaw_is_int32(ThawLocal value) {
  if (Value_is_smi(Local_value(value))) return true;
  if (!thaw_is_number(value)) return false;
  double number = thaw_number_value(value);
  return number >= INT32_MIN && number <= INT32_MAX &&
         number == (double)(int32_t)number &&
         !(number == 0 && __builtin_signbit(number));
}
bool thaw_is_bigint(ThawLocal value) {
  return Value_is_BigInt(Local_isolate(value), Local_value(value));
}
bool thaw_is_string(ThawLocal value) {
  return Value_is_String(Local_isolate(value), Local_value(value));
}
bool thaw_is_symbol(ThawLocal value) {
  return Value_is_Symbol(Local_isolate(value), Local_value(value));
}
bool thaw_is_object(ThawLocal value) {
  return Value_is_JSReceiver(Local_isolate(value), Local_value(value));
}
bool thaw_is_function(ThawLocal value) {
  return Object_is_callable(Local_isolate(value), Local_value(value));
}

ThawType thaw_value_type(ThawLocal value) {
  if (thaw_is_undefined(value)) return kThawTypeUndefined;
  if (thaw_is_null(value)) return kThawTypeNull;
  if (thaw_is_boolean(value)) return kThawTypeBoolean;
  if (thaw_is_number(value)) return kThawTypeNumber;
  if (thaw_is_string(value)) return kThawTypeString;
  if (thaw_is_symbol(value)) return kThawTypeSymbol;
  if (thaw_is_bigint(value)) return kThawTypeBigInt;
  if (thaw_is_function(value)) return kThawTypeFunction;
  if (thaw_is_object(value)) return kThawTypeObject;
  return kThawTypeInternal;
}

static ThawObjectClass wrapper_class(const Isolate *isolate,
                                     const JSPrimitiveWrapper *wrapper) {
  Value value = JSPrimitiveWrapper_value(wrapper);
  if (Value_is_String(isolate, value)) return kThawClassStringObject;
  if (Value_is_Symbol(isolate, value)) return kThawClassSymbolObject;
  if (Value_is_BigInt(isolate, value)) return kThawClassBigIntObject;
  if (Value_is_boolean(value)) return kThawClassBooleanObject;
  return kThawClassNumberObject;
}

static ThawObjectClass class_of_receiver(const Isolate *isolate,
                                         const HeapObject *object) {
  switch (HeapObject_type(object)) {
    case JS_PROXY_TYPE: return kThawClassProxy;
    case JS_ARRAY_TYPE: return kThawClassArray;
    case JS_PRIMITIVE_WRAPPER_TYPE:
      return wrapper_class(isolate, (const JSPrimitiveWrapper *)object);
    case JS_ARGUMENTS_OBJECT_TYPE: return kThawClassArguments;
    case JS_DATE_TYPE: return kThawClassDate;
    case JS_REG_EXP_TYPE: return kThawClassRegExp;
    case JS_ERROR_TYPE: return kThawClassError;
    case JS_PROMISE_TYPE: return kThawClassPromise;
    case JS_MAP_TYPE: return kThawClassMap;
    case JS_SET_TYPE: return kThawClassSet;
    case JS_WEAK_MAP_TYPE: return kThawClassWeakMap;
    case JS_WEAK_SET_TYPE: return kThawClassWeakSet;
    case JS_WEAK_REF_TYPE: return kThawClassWeakRef;
    case JS_FINALIZATION_REGISTRY_TYPE:
      return kThawClassFinalizationRegistry;
    case JS_ARRAY_BUFFER_TYPE:
      return JSArrayBuffer_is_shared((const JSArrayBuffer *)object)
                 ? kThawClassSharedArrayBuffer : kThawClassArrayBuffer;
    case JS_TYPED_ARRAY_TYPE: return kThawClassTypedArray;
    case JS_DATA_VIEW_TYPE: return kThawClassDataView;
    case JS_GENERATOR_OBJECT_TYPE:
    case JS_ASYNC_GENERATOR_OBJECT_TYPE: return kThawClassGenerator;
    case JS_MAP_ITERATOR_TYPE: return kThawClassMapIterator;
    case JS_SET_ITERATOR_TYPE: return kThawClassSetIterator;
    case JS_MODULE_NAMESPACE_TYPE: return kThawClassModuleNamespace;
    case JS_EXTERNAL_TYPE: return kThawClassExternal;
    case JS_BOUND_FUNCTION_TYPE:
    case JS_FUNCTION_TYPE: return kThawClassFunction;
    default: return kThawClassObject;
  }
}

ThawObjectClass thaw_object_class(ThawLocal value) {
  if (!thaw_is_object(value)) return kThawClassNone;
  Isolate *isolate = Local_isolate(value);
  return class_of_receiver(isolate, Value_object(isolate, Local_value(value)));
}

// ---- Comparison ----

bool thaw_same_value(ThawLocal a, ThawLocal b) {
  return Object_same_value(Local_isolate(a), Local_value(a), Local_value(b));
}

bool thaw_strict_equals(ThawLocal a, ThawLocal b) {
  return Object_strict_equals(Local_isolate(a), Local_value(a),
                              Local_value(b));
}

ThawMaybe thaw_instance_of(ThawIsolate *isolate, ThawLocal value,
                           ThawLocal constructor) {
  bool result;
  if (!Object_instance_of_js(isolate_of(isolate), Local_value(value),
                             Local_value(constructor), &result))
    return kThawNothing;
  return result ? kThawTrue : kThawFalse;
}
