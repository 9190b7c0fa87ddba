// SPDX-License-Identifier: MIT
//
// Atomics: ECMA-262 #sec-atomics-object. The waiter lists of wait and waitAsync
// are those of atomics-wait.c.
#include <math.h>
#include <string.h>

#include "engine/builtins/array-operations.h"
#include "engine/builtins/atomics-wait.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/objects/bigint.h"
#include "engine/objects/string.h"

typedef enum AtomicOperation {
  kAtomicAdd,
  kAtomicAnd,
  kAtomicExchange,
  kAtomicOr,
  kAtomicSubtract,
  kAtomicXor,
} AtomicOperation;

// ---- Validation ----

static Value throw_not(Isolate *isolate, Value value, const char *what) {
  String *text = Message_argument_to_string(isolate, value);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_string(&builder, text);
  StringBuilder_add_ascii(&builder, " is not ");
  StringBuilder_add_ascii(&builder, what);
  Value message = TRY(StringBuilder_finish(&builder));
  return Throw_type_error(isolate, kMessageTypeErrorText, message,
                          ROOT(undefined_value));
}

typedef enum Waitable { kAnyInteger, kWaitable } Waitable;

// #sec-validateintegertypedarray; NULL when it threw.
static JSTypedArray *validate_array(Isolate *isolate, Value value,
                                    Waitable waitable, uint64_t *length) {
  if (!Value_is_JSTypedArray(isolate, value)) {
    (void)throw_not(isolate, value,
                    waitable == kWaitable ? "an int32 or BigInt64 typed array."
                                          : "an integer typed array.");
    return NULL;
  }
  JSTypedArray *array =
      TypedArray_validate(isolate, value, "Atomics operation", length);
  if (array == NULL) return NULL;
  ElementsKind kind = JSTypedArray_kind(array);
  if (waitable == kWaitable) {
    if (kind == INT32_ELEMENTS || kind == BIGINT64_ELEMENTS) return array;
    (void)throw_not(isolate, value, "an int32 or BigInt64 typed array.");
    return NULL;
  }
  if (kind != UINT8_CLAMPED_ELEMENTS && kind != FLOAT16_ELEMENTS &&
      kind != FLOAT32_ELEMENTS && kind != FLOAT64_ELEMENTS)
    return array;
  (void)throw_not(isolate, value, "an integer typed array.");
  return NULL;
}

static Value throw_index(Isolate *isolate) {
  return Throw_text(isolate, kErrorTypeRangeError,
                    "Invalid atomic access index");
}

// #sec-validateatomicaccess
static bool validate_index_js(Isolate *isolate, Value value, uint64_t length,
                              uint64_t *index) {
  double number;
  if (!Object_to_integer_or_infinity_js(isolate, value, &number)) return false;
  if (number >= 0 && number < (double)length) {
    *index = (uint64_t)number;
    return true;
  }
  (void)throw_index(isolate);
  return false;
}

// An element of an integer typed array, found by the first two arguments.
typedef struct Access {
  JSTypedArray *array;
  uint64_t index;
  ElementsKind kind;
} Access;

static bool validate_access_js(Isolate *isolate, Value *argv, Access *access) {
  uint64_t length;
  access->array = validate_array(isolate, argv[1], kAnyInteger, &length);
  if (access->array == NULL) return false;
  access->kind = JSTypedArray_kind(access->array);
  return validate_index_js(isolate, argv[2], length, &access->index);
}

// #sec-revalidateatomicaccess: user code has run since. The element's address;
// NULL when it threw.
static uint8_t *revalidate(Isolate *isolate, const Access *access) {
  if (JSTypedArray_is_out_of_bounds(access->array)) {
    (void)TypedArray_throw_detached(isolate, "Atomics operation");
    return NULL;
  }
  if (access->index >= JSTypedArray_current_length(access->array)) {
    (void)throw_index(isolate);
    return NULL;
  }
  return JSTypedArray_data(access->array) +
         access->index * (uint64_t)TypedArray_element_bytes(access->array);
}

// A value converted for the element: what the program sees, and its low bits.
static bool convert_js(Isolate *isolate, const Access *access, Value value,
                       Value *converted, uint64_t *bits) {
  if (ElementsKind_is_bigint(access->kind)) {
    *converted = Object_to_bigint_js(isolate, value);
    if (Value_is_exception(*converted)) return false;
    *bits = BigInt_to_uint64(Value_as_BigInt(isolate, *converted));
    return true;
  }
  double number;
  if (!Object_to_integer_or_infinity_js(isolate, value, &number)) return false;
  *converted = Value_from_number(number);
  *bits = (uint32_t)Double_to_int32(number);
  return true;
}

static Value element_value(Isolate *isolate, ElementsKind kind, uint64_t bits) {
  return TypedElement_load(isolate, kind, (const uint8_t *)&bits);
}

// ---- Reading and writing ----

#define BY_SIZE(bytes, CASE) \
  switch (bytes) {           \
    case 1: CASE(uint8_t)    \
    case 2: CASE(uint16_t)   \
    case 4: CASE(uint32_t)   \
    default: CASE(uint64_t)  \
  }

static uint64_t atomic_modify(AtomicOperation operation, uint8_t *address,
                              int bytes, uint64_t operand) {
#define MODIFY(type)                                                       \
  {                                                                        \
    type *target = (type *)address;                                        \
    type value = (type)operand;                                            \
    switch (operation) {                                                   \
      case kAtomicAdd:                                                     \
        return __atomic_fetch_add(target, value, __ATOMIC_SEQ_CST);        \
      case kAtomicAnd:                                                     \
        return __atomic_fetch_and(target, value, __ATOMIC_SEQ_CST);        \
      case kAtomicExchange:                                                \
        return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);       \
      case kAtomicOr:                                                      \
        return __atomic_fetch_or(target, value, __ATOMIC_SEQ_CST);         \
      case kAtomicSubtract:                                                \
        return __atomic_fetch_sub(target, value, __ATOMIC_SEQ_CST);        \
      default:                                                             \
        return __atomic_fetch_xor(target, value, __ATOMIC_SEQ_CST);        \
    }                                                                      \
  }
  BY_SIZE(bytes, MODIFY)
#undef MODIFY
}

static uint64_t atomic_load(const uint8_t *address, int bytes) {
#define LOAD(type) return __atomic_load_n((const type *)address, __ATOMIC_SEQ_CST);
  BY_SIZE(bytes, LOAD)
#undef LOAD
}

static uint64_t atomic_compare_exchange(uint8_t *address, int bytes,
                                        uint64_t expected,
                                        uint64_t replacement) {
#define COMPARE(type)                                                      \
  {                                                                        \
    type old = (type)expected;                                             \
    __atomic_compare_exchange_n((type *)address, &old, (type)replacement,  \
                                false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    return old;                                                            \
  }
  BY_SIZE(bytes, COMPARE)
#undef COMPARE
}

// #sec-atomicreadmodifywrite
static Value modify_js(Isolate *isolate, Value *argv,
                       AtomicOperation operation) {
  Access access;
  Value converted;
  uint64_t bits;
  TRY_BOOL(validate_access_js(isolate, argv, &access));
  TRY_BOOL(convert_js(isolate, &access, argv[3], &converted, &bits));
  uint8_t *address = revalidate(isolate, &access);
  if (address == NULL) return ROOT(exception);
  int bytes = ElementsKind_element_bytes(access.kind);
  return element_value(isolate, access.kind,
                       atomic_modify(operation, address, bytes, bits));
}

// ECMA-262 #sec-atomics.add and its kin.
#define MODIFIER(Name, operation)                                         \
  Value Builtin_Atomics##Name(Isolate *isolate, int64_t argc, Value *argv) { \
    return modify_js(isolate, argv, operation);                           \
  }
MODIFIER(Add, kAtomicAdd)
MODIFIER(And, kAtomicAnd)
MODIFIER(Exchange, kAtomicExchange)
MODIFIER(Or, kAtomicOr)
MODIFIER(Sub, kAtomicSubtract)
MODIFIER(Xor, kAtomicXor)

// ECMA-262 #sec-atomics.compareexchange
Value Builtin_AtomicsCompareExchange(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  Access access;
  Value converted;
  uint64_t expected, replacement;
  TRY_BOOL(validate_access_js(isolate, argv, &access));
  TRY_BOOL(convert_js(isolate, &access, argv[3], &converted, &expected));
  TRY_BOOL(convert_js(isolate, &access, argv[4], &converted, &replacement));
  uint8_t *address = revalidate(isolate, &access);
  if (address == NULL) return ROOT(exception);
  int bytes = ElementsKind_element_bytes(access.kind);
  return element_value(
      isolate, access.kind,
      atomic_compare_exchange(address, bytes, expected, replacement));
}

// ECMA-262 #sec-atomics.load
Value Builtin_AtomicsLoad(Isolate *isolate, int64_t argc, Value *argv) {
  Access access;
  TRY_BOOL(validate_access_js(isolate, argv, &access));
  uint8_t *address = revalidate(isolate, &access);
  if (address == NULL) return ROOT(exception);
  return element_value(
      isolate, access.kind,
      atomic_load(address, ElementsKind_element_bytes(access.kind)));
}

// ECMA-262 #sec-atomics.store
Value Builtin_AtomicsStore(Isolate *isolate, int64_t argc, Value *argv) {
  Access access;
  Value converted;
  uint64_t bits;
  TRY_BOOL(validate_access_js(isolate, argv, &access));
  TRY_BOOL(convert_js(isolate, &access, argv[3], &converted, &bits));
  uint8_t *address = revalidate(isolate, &access);
  if (address == NULL) return ROOT(exception);
  atomic_modify(kAtomicExchange, address,
                ElementsKind_element_bytes(access.kind), bits);
  return converted;
}

// ECMA-262 #sec-atomics.islockfree
Value Builtin_AtomicsIsLockFree(Isolate *isolate, int64_t argc, Value *argv) {
  double size;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &size));
  return Value_from_bool(size == 1 || size == 2 || size == 4 || size == 8);
}

// ECMA-262 #sec-atomics.pause
Value Builtin_AtomicsPause(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_undefined(argv[1])) {
    double count = Value_is_number(isolate, argv[1])
                       ? Value_number(isolate, argv[1])
                       : NAN;
    if (!isfinite(count) || trunc(count) != count)
      return throw_not(isolate, argv[1], "an integral number");
  }
  __builtin_ia32_pause();
  return ROOT(undefined_value);
}

// ---- Waiting ----

// ECMA-262 #sec-atomics.notify
Value Builtin_AtomicsNotify(Isolate *isolate, int64_t argc, Value *argv) {
  uint64_t length, index;
  JSTypedArray *array = validate_array(isolate, argv[1], kWaitable, &length);
  if (array == NULL) return ROOT(exception);
  TRY_BOOL(validate_index_js(isolate, argv[2], length, &index));
  double count = INFINITY;
  if (!Value_is_undefined(argv[3])) {
    TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[3], &count));
    if (count < 0) count = 0;
  }
  if (!JSArrayBuffer_is_shared(TypedArray_buffer(array)))
    return Value_from_smi(0);
  const uint8_t *address =
      JSTypedArray_data(array) +
      index * (uint64_t)TypedArray_element_bytes(array);
  return Value_from_number(Atomics_notify(isolate, address, count));
}

// What wait and waitAsync were asked for.
typedef struct WaitRequest {
  JSTypedArray *array;
  uint64_t index;
  uint64_t expected;
  double timeout_ms;  // 0 .. Infinity
} WaitRequest;

// #sec-dowait, steps 1-10.
static bool wait_request_js(Isolate *isolate, Value *argv,
                            WaitRequest *request) {
  uint64_t length;
  request->array = validate_array(isolate, argv[1], kWaitable, &length);
  if (request->array == NULL) return false;
  if (!JSArrayBuffer_is_shared(TypedArray_buffer(request->array))) {
    (void)throw_not(isolate, argv[1], "a shared typed array.");
    return false;
  }
  if (!validate_index_js(isolate, argv[2], length, &request->index))
    return false;
  if (JSTypedArray_kind(request->array) == BIGINT64_ELEMENTS) {
    Value value = Object_to_bigint_js(isolate, argv[3]);
    if (Value_is_exception(value)) return false;
    request->expected = BigInt_to_uint64(Value_as_BigInt(isolate, value));
  } else {
    int32_t value;
    if (!Object_to_int32_js(isolate, argv[3], &value)) return false;
    request->expected = (uint32_t)value;
  }
  if (!Object_to_double_js(isolate, argv[4], &request->timeout_ms))
    return false;
  if (isnan(request->timeout_ms)) request->timeout_ms = INFINITY;
  if (request->timeout_ms < 0) request->timeout_ms = 0;
  return true;
}

static Value wait_result(Isolate *isolate, WaitOutcome outcome) {
  static const char *const kTexts[] = {"ok", "not-equal", "timed-out"};
  return Value_from_object(String_internalize_ascii(isolate, kTexts[outcome]));
}

// ECMA-262 #sec-atomics.wait
Value Builtin_AtomicsWait(Isolate *isolate, int64_t argc, Value *argv) {
  WaitRequest request;
  TRY_BOOL(wait_request_js(isolate, argv, &request));
  int bytes = TypedArray_element_bytes(request.array);
  const uint8_t *address =
      JSTypedArray_data(request.array) + request.index * (uint64_t)bytes;
  return wait_result(isolate,
                     Atomics_wait(address, bytes, request.expected,
                                  request.timeout_ms));
}

// ECMA-262 #sec-atomics.waitasync
Value Builtin_AtomicsWaitAsync(Isolate *isolate, int64_t argc, Value *argv) {
  WaitRequest request;
  TRY_BOOL(wait_request_js(isolate, argv, &request));
  int bytes = TypedArray_element_bytes(request.array);
  const uint8_t *address =
      JSTypedArray_data(request.array) + request.index * (uint64_t)bytes;
  Value value;
  WaitOutcome outcome = Atomics_wait_async(
      isolate, TypedArray_buffer(request.array), address, bytes,
      request.expected, request.timeout_ms, &value);
  bool waits = outcome == kWaitOk;
  if (!waits) value = wait_result(isolate, outcome);
  JSObject *result = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, result, ROOT_KEY(isolate, async_string),
                       Value_from_bool(waits), kNone);
  JSObject_define_data(isolate, result, ROOT_KEY(isolate, value_string), value,
                       kNone);
  return Value_from_object(result);
}

// ---- Installation ----

void Bootstrap_install_atomics(Isolate *isolate) {
  static const FunctionSpec kAtomics[] = {
      METHOD("load", AtomicsLoad, 2),
      METHOD("store", AtomicsStore, 3),
      METHOD("add", AtomicsAdd, 3),
      METHOD("sub", AtomicsSub, 3),
      METHOD("and", AtomicsAnd, 3),
      METHOD("or", AtomicsOr, 3),
      METHOD("xor", AtomicsXor, 3),
      METHOD("exchange", AtomicsExchange, 3),
      METHOD("compareExchange", AtomicsCompareExchange, 4),
      METHOD("isLockFree", AtomicsIsLockFree, 1),
      METHOD("wait", AtomicsWait, 4),
      METHOD("waitAsync", AtomicsWaitAsync, 4),
      METHOD("notify", AtomicsNotify, 3),
      METHOD("pause", AtomicsPause, 0),
  };
  JSObject *atomics = JSObject_new_plain(isolate);
  Bootstrap_install_functions(isolate, atomics, kAtomics,
                              ARRAY_LENGTH(kAtomics));
  Bootstrap_set_to_string_tag(isolate, atomics, "Atomics");
  Bootstrap_define_global(isolate, "Atomics", Value_from_object(atomics));
}
