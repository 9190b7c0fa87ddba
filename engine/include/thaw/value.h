// SPDX-License-Identifier: MIT
//
// The part of thaw.h about values: primitives, strings, objects, arrays,
// functions, classes with native parts, array buffers, promises. See thaw.h for
// the model, and for what "Effects" means. Include <thaw.h>, not this file.
#ifndef THAW_VALUE_H_
#define THAW_VALUE_H_

#ifndef THAW_H_
#error "include <thaw.h> instead"
#endif

#ifdef __cplusplus
extern "C" {
#endif

// ---------------------------------------------------------------------------
// Primitives

// Effects of this group: none, but thaw_bigint_*: allocates.
ThawLocal thaw_undefined(ThawIsolate *isolate);
ThawLocal thaw_null(ThawIsolate *isolate);
ThawLocal thaw_boolean(ThawIsolate *isolate, bool value);
ThawLocal thaw_number(ThawIsolate *isolate, double value);
ThawLocal thaw_integer(ThawIsolate *isolate, int32_t value);
ThawLocal thaw_bigint_from_int64(ThawIsolate *isolate, int64_t value);
ThawLocal thaw_bigint_from_uint64(ThawIsolate *isolate, uint64_t value);

// Reads a value that is known to have the type; false, 0 or NaN of any other
// value. No conversion of objects happens. A BigInt is taken modulo 2^64.
// Effects: none.
bool thaw_boolean_value(ThawLocal value);
double thaw_number_value(ThawLocal value);
int32_t thaw_int32_value(ThawLocal value);   // modulo 2^32, as ToInt32
int64_t thaw_int64_value(ThawLocal value);   // truncated, saturating
uint64_t thaw_bigint_value(ThawLocal value);

// ECMAScript's conversions. NULL, or kThawNothing, with a pending exception.
// thaw_to_boolean never throws. Effects: runs JS.
bool thaw_to_boolean(ThawLocal value);
ThawMaybe thaw_to_number(ThawIsolate *isolate, ThawLocal value, double *result);
ThawLocal thaw_to_string(ThawIsolate *isolate, ThawLocal value);
ThawLocal thaw_to_object(ThawIsolate *isolate, ThawLocal value);

// Type predicates; NULL is nothing at all. A Proxy is an object (and a function
// if callable) and no Array, Map, Date, ... Effects: none.
typedef enum ThawType {
  kThawTypeUndefined, kThawTypeNull, kThawTypeBoolean, kThawTypeNumber,
  kThawTypeBigInt, kThawTypeString, kThawTypeSymbol, kThawTypeFunction,
  kThawTypeObject, kThawTypeInternal  // a context, script or module
} ThawType;
ThawType thaw_value_type(ThawLocal value);
bool thaw_is_undefined(ThawLocal value);
bool thaw_is_null(ThawLocal value);
bool thaw_is_nullish(ThawLocal value);  // undefined or null
bool thaw_is_boolean(ThawLocal value);
bool thaw_is_number(ThawLocal value);
bool thaw_is_int32(ThawLocal value);    // a number that int32_t holds, not -0
bool thaw_is_bigint(ThawLocal value);
bool thaw_is_string(ThawLocal value);
bool thaw_is_symbol(ThawLocal value);
bool thaw_is_object(ThawLocal value);   // functions included
bool thaw_is_function(ThawLocal value);

// What an object is inside, whatever its prototype says.
typedef enum ThawObjectClass {
  kThawClassNone,  // not an object
  kThawClassObject, kThawClassArguments, kThawClassArray, kThawClassFunction,
  kThawClassError, kThawClassBooleanObject, kThawClassNumberObject,
  kThawClassStringObject, kThawClassSymbolObject, kThawClassBigIntObject,
  kThawClassDate, kThawClassRegExp, kThawClassMap, kThawClassSet,
  kThawClassMapIterator, kThawClassSetIterator, kThawClassWeakMap,
  kThawClassWeakSet, kThawClassWeakRef, kThawClassFinalizationRegistry,
  kThawClassPromise, kThawClassProxy, kThawClassGenerator,
  kThawClassArrayBuffer, kThawClassSharedArrayBuffer, kThawClassTypedArray,
  kThawClassDataView, kThawClassModuleNamespace, kThawClassExternal
} ThawObjectClass;
// Effects: none.
ThawObjectClass thaw_object_class(ThawLocal value);

// SameValue, ===, and instanceof. Effects: none, none, runs JS.
bool thaw_same_value(ThawLocal a, ThawLocal b);
bool thaw_strict_equals(ThawLocal a, ThawLocal b);
ThawMaybe thaw_instance_of(ThawIsolate *isolate, ThawLocal value,
                           ThawLocal constructor);

// ---------------------------------------------------------------------------
// Strings and symbols

// A string from length bytes (or THAW_AUTO_LENGTH) of UTF-8; a malformed
// sequence becomes U+FFFD. NULL with a RangeError pending if it is longer than
// the engine allows. Effects: allocates.
ThawLocal thaw_string_new(ThawIsolate *isolate, const char *utf8,
                          size_t length_bytes);
// The same from bytes that fill writes, so that long ASCII text (a file's) need
// not be copied. fill gets data and room for length_bytes bytes, at least 1; it
// must not call the engine. NULL without an exception if it returns false.
typedef bool (*ThawFill)(void *data, char *bytes);
ThawLocal thaw_string_new_filled(ThawIsolate *isolate, size_t length_bytes,
                                 ThawFill fill, void *data);
// From Latin-1 bytes, and from UTF-16 code units in host byte order.
ThawLocal thaw_string_new_latin1(ThawIsolate *isolate, const uint8_t *bytes,
                                 size_t length_bytes);
ThawLocal thaw_string_new_utf16(ThawIsolate *isolate, const uint16_t *units,
                                size_t length_units);

// Length in UTF-16 code units; 0 if not a string. Effects: none.
size_t thaw_string_length_units(ThawLocal string);
// True if all code units are below 256. Effects: none.
bool thaw_string_is_latin1(ThawLocal string);
// Length in bytes as UTF-8, without NUL. Effects: allocates (may flatten).
size_t thaw_string_utf8_length_bytes(ThawIsolate *isolate, ThawLocal string);
// Writes whole UTF-8 sequences while they fit in capacity_bytes, no NUL; lone
// surrogates become U+FFFD. Returns bytes written. Effects: allocates.
size_t thaw_string_write_utf8(ThawIsolate *isolate, ThawLocal string,
                              char *buffer, size_t capacity_bytes);
// Writes up to capacity_units code units from start_units on; Latin-1 keeps the
// low byte of each. Returns the number written. Effects: allocates.
size_t thaw_string_write_latin1(ThawIsolate *isolate, ThawLocal string,
                                uint8_t *buffer, size_t start_units,
                                size_t capacity_units);
size_t thaw_string_write_utf16(ThawIsolate *isolate, ThawLocal string,
                               uint16_t *buffer, size_t start_units,
                               size_t capacity_units);

// ToString(value) as NUL-terminated UTF-8 that the caller releases with
// thaw_free; *length_bytes (or NULL) is set. NULL with a pending exception.
// Effects: runs JS.
char *thaw_value_to_utf8(ThawIsolate *isolate, ThawLocal value,
                         size_t *length_bytes);

// A new symbol; description is a string or NULL. Effects: allocates.
ThawLocal thaw_symbol_new(ThawIsolate *isolate, ThawLocal description);
// Symbol.for(key). Effects: allocates.
ThawLocal thaw_symbol_for(ThawIsolate *isolate, ThawLocal key);
// A string, or undefined. Effects: none.
ThawLocal thaw_symbol_description(ThawIsolate *isolate, ThawLocal symbol);

// ---------------------------------------------------------------------------
// Objects

typedef enum ThawPropertyAttributes {
  kThawNone = 0,
  kThawReadOnly = 1,
  kThawDontEnum = 2,
  kThawDontDelete = 4
} ThawPropertyAttributes;

// An empty object of the current context. Effects: allocates.
ThawLocal thaw_object_new(ThawIsolate *isolate);
// One with the given prototype (an object or null) and internal_field_count
// (0..16) internal fields. Effects: allocates.
ThawLocal thaw_object_new_with_fields(ThawIsolate *isolate, ThawLocal prototype,
                                      int internal_field_count);

// [[Get]], [[Set]] (strict: a refused write throws), [[HasProperty]],
// [[Delete]]. key is any value and is converted as in a[key]; object must be an
// object. Effects: runs JS.
ThawLocal thaw_object_get(ThawIsolate *isolate, ThawLocal object,
                          ThawLocal key);
bool thaw_object_set(ThawIsolate *isolate, ThawLocal object, ThawLocal key,
                     ThawLocal value);
ThawMaybe thaw_object_has(ThawIsolate *isolate, ThawLocal object,
                          ThawLocal key);
ThawMaybe thaw_object_has_own(ThawIsolate *isolate, ThawLocal object,
                              ThawLocal key);
ThawMaybe thaw_object_delete(ThawIsolate *isolate, ThawLocal object,
                             ThawLocal key);
// The same with a NUL-terminated UTF-8 name, and with an index.
ThawLocal thaw_object_get_named(ThawIsolate *isolate, ThawLocal object,
                                const char *name);
bool thaw_object_set_named(ThawIsolate *isolate, ThawLocal object,
                           const char *name, ThawLocal value);
ThawLocal thaw_object_get_index(ThawIsolate *isolate, ThawLocal object,
                                uint32_t index);
bool thaw_object_set_index(ThawIsolate *isolate, ThawLocal object,
                           uint32_t index, ThawLocal value);

// CreateDataProperty with attributes. kThawFalse if the object refuses.
// Effects: runs JS (proxies only).
ThawMaybe thaw_object_define(ThawIsolate *isolate, ThawLocal object,
                             ThawLocal key, ThawLocal value,
                             ThawPropertyAttributes attributes);
// Defines an accessor; getter and setter are functions or NULL.
// kThawReadOnly is ignored. Effects: runs JS (proxies only).
ThawMaybe thaw_object_define_accessor(ThawIsolate *isolate, ThawLocal object,
                                      ThawLocal key, ThawLocal getter,
                                      ThawLocal setter,
                                      ThawPropertyAttributes attributes);

// Which own keys thaw_object_own_keys lists, OR-ed.
typedef enum ThawKeyFilter {
  kThawKeysAll = 0,              // strings and symbols, enumerable or not
  kThawKeysOnlyEnumerable = 1,
  kThawKeysSkipSymbols = 2,
  kThawKeysSkipIndices = 4       // array index keys
} ThawKeyFilter;
// Own keys as an Array, in specification order; indices are strings.
// Effects: runs JS (proxies only).
ThawLocal thaw_object_own_keys(ThawIsolate *isolate, ThawLocal object,
                               int filter);

// The prototype, an object or null. Effects: runs JS (proxies only).
ThawLocal thaw_object_prototype(ThawIsolate *isolate, ThawLocal object);
ThawMaybe thaw_object_set_prototype(ThawIsolate *isolate, ThawLocal object,
                                    ThawLocal prototype);

// The name of the function that made the object, as shown in a debugger: a
// string, empty if unknown. Runs no getter. Effects: allocates.
ThawLocal thaw_object_constructor_name(ThawIsolate *isolate, ThawLocal object);

// Contents of a Map, Set, WeakMap, WeakSet, Map or Set iterator as an Array,
// without running user code or advancing the iterator. *is_key_value (or NULL)
// is set if keys and values alternate. undefined for any other value.
// Effects: allocates.
ThawLocal thaw_object_preview_entries(ThawIsolate *isolate, ThawLocal object,
                                      bool *is_key_value);

// Target and handler of a Proxy; null when revoked, undefined when the value is
// no Proxy. Effects: none.
ThawLocal thaw_proxy_target(ThawIsolate *isolate, ThawLocal proxy);
ThawLocal thaw_proxy_handler(ThawIsolate *isolate, ThawLocal proxy);

// Internal fields: invisible to JavaScript, 0 <= index < count. A field holds
// either a value (undefined at first) or a pointer (NULL at first); reading it
// as the other kind gives undefined or NULL. Pointers are kept beside the heap;
// freezing an object with one needs a callback (thaw/snapshot.h).
// Effects: none.
int thaw_object_internal_field_count(ThawLocal object);
ThawLocal thaw_object_internal_field(ThawIsolate *isolate, ThawLocal object,
                                     int index);
void thaw_object_set_internal_field(ThawIsolate *isolate, ThawLocal object,
                                    int index, ThawLocal value);
void *thaw_object_internal_pointer(ThawIsolate *isolate, ThawLocal object,
                                   int index);
void thaw_object_set_internal_pointer(ThawIsolate *isolate, ThawLocal object,
                                      int index, void *pointer);

// A value that holds a pointer, opaque to JavaScript: for callback data. It can
// be frozen if the pointer is NULL or an external reference.
// Effects: allocates.
ThawLocal thaw_external_new(ThawIsolate *isolate, void *pointer);
// The pointer; NULL if value is no external. Effects: none.
void *thaw_external_value(ThawIsolate *isolate, ThawLocal value);

// ---------------------------------------------------------------------------
// Arrays

// An Array of length undefineds; of the given count values, copied.
// Effects: allocates.
ThawLocal thaw_array_new(ThawIsolate *isolate, uint32_t length);
ThawLocal thaw_array_from(ThawIsolate *isolate, size_t count,
                          const ThawLocal *values);
// An Array's length; 0 for anything else. Effects: none.
uint32_t thaw_array_length(ThawLocal array);

// ---------------------------------------------------------------------------
// Functions and classes

// What a native callback is told about its call. Valid during the callback.
typedef struct ThawCallInfo ThawCallInfo;

// The result becomes the call's value; NULL stands for undefined, or for "an
// exception is pending". Runs in a handle scope of its own.
typedef ThawLocal (*ThawFunctionCallback)(ThawIsolate *isolate,
                                          const ThawCallInfo *info);

// Effects of this group: none.
size_t thaw_call_argument_count(const ThawCallInfo *info);
// The argument at index; undefined beyond the last. Never NULL.
ThawLocal thaw_call_argument(const ThawCallInfo *info, size_t index);
ThawLocal thaw_call_this(const ThawCallInfo *info);
// The function called by new (or its subclass); undefined in a plain call.
ThawLocal thaw_call_new_target(const ThawCallInfo *info);
bool thaw_call_is_construct(const ThawCallInfo *info);
ThawLocal thaw_call_callee(const ThawCallInfo *info);
// The data given when the function was made; undefined if none was.
ThawLocal thaw_call_data(const ThawCallInfo *info);

// A function backed by C, without [[Construct]]. name (UTF-8, or NULL for "")
// and length are its properties; data is a value or NULL. The callback must be
// an external reference if the function is to be frozen. Effects: allocates.
ThawLocal thaw_function_new(ThawIsolate *isolate, ThawFunctionCallback callback,
                            ThawLocal data, const char *name, int length);

// [[Call]] with argc arguments (argv may be NULL if argc is 0). receiver is the
// this value or NULL for undefined. Microtasks are not run. NULL with a pending
// exception. Effects: runs JS.
ThawLocal thaw_function_call(ThawIsolate *isolate, ThawLocal function,
                             ThawLocal receiver, size_t argc,
                             const ThawLocal *argv);
// [[Construct]] with new.target = function. Effects: runs JS.
ThawLocal thaw_function_construct(ThawIsolate *isolate, ThawLocal function,
                                  size_t argc, const ThawLocal *argv);
// The function's name as defined, a string; "" if anonymous. Effects: none.
ThawLocal thaw_function_name(ThawIsolate *isolate, ThawLocal function);

// Makes a function that looks like undefined to typeof, == and conditions, as
// document.all does. For conformance tests only. Effects: allocates.
void thaw_function_mark_undetectable(ThawLocal function);

// One property of a class or of an object made by thaw_object_define_properties.
// Exactly one of method, getter/setter (either may be NULL) and value is used.
typedef struct ThawPropertyDescriptor {
  const char *name;             // UTF-8
  ThawFunctionCallback method;  // a method's body
  int method_length;
  ThawFunctionCallback getter;
  ThawFunctionCallback setter;
  ThawLocal value;
  ThawPropertyAttributes attributes;
  bool is_static;  // on the constructor rather than on its prototype
} ThawPropertyDescriptor;

typedef struct ThawClass {
  const char *name;                  // UTF-8
  ThawFunctionCallback constructor;  // this: the new object; NULL: empty body
  int length;
  int internal_field_count;          // of each instance, 0..16
  bool callable_without_new;         // this: the receiver of the call
  ThawLocal parent;                  // a constructor to inherit from, or NULL
  ThawLocal data;                    // callback data of all members, or NULL
  const ThawPropertyDescriptor *properties;
  size_t property_count;
} ThawClass;

// A constructor function with prototype as described; JavaScript classes may
// extend it. NULL with a pending exception if a definition is refused.
// Effects: allocates.
ThawLocal thaw_class_new(ThawIsolate *isolate, const ThawClass *definition);
// Adds count properties (is_static is ignored) to object; data as above.
// False with a pending exception. Effects: runs JS (proxies only).
bool thaw_object_define_properties(ThawIsolate *isolate, ThawLocal object,
                                   const ThawPropertyDescriptor *properties,
                                   size_t count, ThawLocal data);

// ---------------------------------------------------------------------------
// Array buffers and their views

typedef void (*ThawBufferRelease)(void *data, size_t size_bytes, void *hint);

// A zeroed buffer; NULL with a RangeError pending. Effects: allocates.
ThawLocal thaw_array_buffer_new(ThawIsolate *isolate, size_t size_bytes);
// A buffer with a copy of size_bytes bytes at data. Effects: allocates.
ThawLocal thaw_array_buffer_copy(ThawIsolate *isolate, const void *data,
                                 size_t size_bytes);
// The bytes; NULL if empty, detached or no buffer. They stay in place as long
// as the buffer lives and is not detached or resized. Effects: none.
void *thaw_array_buffer_data(ThawIsolate *isolate, ThawLocal buffer);
size_t thaw_array_buffer_size_bytes(ThawLocal buffer);
// False if the buffer cannot be detached. Effects: none.
bool thaw_array_buffer_detach(ThawIsolate *isolate, ThawLocal buffer);
bool thaw_array_buffer_is_detached(ThawLocal buffer);

typedef enum ThawElementType {
  kThawInt8, kThawUint8, kThawUint8Clamped, kThawInt16, kThawUint16,
  kThawInt32, kThawUint32, kThawFloat32, kThawFloat64, kThawBigInt64,
  kThawBigUint64, kThawFloat16, kThawNotTyped
} ThawElementType;

// Bytes that isolates on several threads may share: what a SharedArrayBuffer
// refers to. Counted; any thread may release.
typedef struct ThawBackingStore ThawBackingStore;
// The store of a SharedArrayBuffer, with one more reference; NULL for anything
// else. Effects: none.
ThawBackingStore *thaw_array_buffer_share(ThawIsolate *isolate,
                                          ThawLocal buffer);
// A SharedArrayBuffer of the current context over the store, which it retains.
// Effects: allocates.
ThawLocal thaw_shared_array_buffer_new(ThawIsolate *isolate,
                                       ThawBackingStore *store);
// Gives up one reference. Effects: none; any thread.
void thaw_backing_store_release(ThawBackingStore *store);

// A typed array over length elements from byte offset_bytes of buffer.
// NULL with a RangeError pending. Effects: allocates.
ThawLocal thaw_typed_array_new(ThawIsolate *isolate, ThawElementType type,
                               ThawLocal buffer, size_t offset_bytes,
                               size_t length);
// kThawNotTyped for anything else. Effects: none.
ThawElementType thaw_typed_array_type(ThawLocal view);
// Of a typed array or DataView: its buffer, and where in it the view lies.
// Effects: thaw_view_buffer allocates, the others none.
ThawLocal thaw_view_buffer(ThawIsolate *isolate, ThawLocal view);
void *thaw_view_data(ThawIsolate *isolate, ThawLocal view);
size_t thaw_view_size_bytes(ThawLocal view);
size_t thaw_view_offset_bytes(ThawLocal view);

// ---------------------------------------------------------------------------
// Errors, promises, dates, JSON

typedef enum ThawErrorKind {
  kThawError, kThawTypeError, kThawRangeError, kThawSyntaxError,
  kThawReferenceError
} ThawErrorKind;
// An error object with the stack of the JavaScript running now. message is a
// string. Effects: allocates.
ThawLocal thaw_error_new(ThawIsolate *isolate, ThawErrorKind kind,
                         ThawLocal message);
// Makes exception pending; always returns NULL, so that a callback may end in
// `return thaw_throw(...)`. Effects: none.
ThawLocal thaw_throw(ThawIsolate *isolate, ThawLocal exception);
// Throws a new error with a printf-style message. Effects: allocates.
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
ThawLocal thaw_throw_error(ThawIsolate *isolate, ThawErrorKind kind,
                           const char *format, ...);

typedef enum ThawPromiseState {
  kThawPromisePending, kThawPromiseFulfilled, kThawPromiseRejected
} ThawPromiseState;
// A pending promise. Effects: allocates.
ThawLocal thaw_promise_new(ThawIsolate *isolate);
// Settles a promise made by thaw_promise_new; a thenable is followed. Ignored
// if it is settled already. Effects: runs JS (resolve: reads `then`).
bool thaw_promise_resolve(ThawIsolate *isolate, ThawLocal promise,
                          ThawLocal value);
bool thaw_promise_reject(ThawIsolate *isolate, ThawLocal promise,
                         ThawLocal reason);
// Effects: none.
ThawPromiseState thaw_promise_state(ThawLocal promise);
// Value or reason; undefined while pending. Effects: none.
ThawLocal thaw_promise_result(ThawIsolate *isolate, ThawLocal promise);
bool thaw_promise_is_handled(ThawLocal promise);
void thaw_promise_mark_handled(ThawIsolate *isolate, ThawLocal promise);

// A Date's time value in milliseconds since 1970 UTC; NaN if no Date.
// Effects: none.
double thaw_date_value(ThawLocal date);

// JSON.parse(text), and JSON.stringify(value) without replacer (undefined if
// value has no JSON text). Effects: runs JS.
ThawLocal thaw_json_parse(ThawIsolate *isolate, ThawLocal text);
ThawLocal thaw_json_stringify(ThawIsolate *isolate, ThawLocal value);

#ifdef __cplusplus
}
#endif

#endif  // THAW_VALUE_H_
