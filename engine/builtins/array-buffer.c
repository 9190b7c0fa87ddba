// SPDX-License-Identifier: MIT
//
// ArrayBuffer and SharedArrayBuffer: ECMA-262 #sec-arraybuffer-objects,
// #sec-sharedarraybuffer-objects. The bytes are engine/objects/array-buffer.h's.
#include "engine/objects/array-buffer.h"

#include <string.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

static Value throw_incompatible(Isolate *isolate, const char *method,
                                Value receiver) {
  return Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(String_new_ascii(isolate, method)), receiver);
}

static Value throw_detached(Isolate *isolate, const char *method) {
  return Throw_type_error(isolate, kMessageDetachedOperation,
                          Value_from_object(String_new_ascii(isolate, method)),
                          ROOT(undefined_value));
}

typedef enum BufferSort { kUnshared, kShared } BufferSort;

static bool is_buffer(Isolate *isolate, Value value, BufferSort sort) {
  return Value_is_JSArrayBuffer(isolate, value) &&
         JSArrayBuffer_is_shared(Value_as_JSArrayBuffer(isolate, value)) ==
             (sort == kShared);
}

#define THIS_BUFFER(method)                                            \
  if (!is_buffer(isolate, argv[0], kUnshared))                         \
    return throw_incompatible(isolate, method, \
                              argv[0]);                                \
  JSArrayBuffer *self = Value_as_JSArrayBuffer(isolate, argv[0])
#define THIS_SHARED(method)                                             \
  if (!is_buffer(isolate, argv[0], kShared))                            \
    return throw_incompatible(                                          \
        isolate, method, argv[0]);       \
  JSArrayBuffer *self = Value_as_JSArrayBuffer(isolate, argv[0])

// ToIndex with V8's message.
static bool to_length_js(Isolate *isolate, Value value, const char *message,
                         double *out) {
  if (!Object_to_integer_or_infinity_js(isolate, value, out)) return false;
  if (*out >= 0 && *out <= 9007199254740991.0) return true;
  (void)Throw_text(isolate, kErrorTypeRangeError, "%s", message);
  return false;
}

// #sec-getarraybuffermaxbytelengthoption: *max is negative if there is none.
static bool max_length_option_js(Isolate *isolate, Value options, double *max) {
  *max = -1;
  if (!Value_is_JSReceiver(isolate, options)) return true;
  Value value = Object_get_js(isolate, options,
                              Bootstrap_key(isolate, "maxByteLength"));
  if (Value_is_exception(value)) return false;
  if (Value_is_undefined(value)) return true;
  return to_length_js(isolate, value, "Invalid array buffer max length", max);
}

// #sec-allocatearraybuffer, #sec-allocatesharedarraybuffer.
static Value construct_js(Isolate *isolate, Value *argv, const char *name,
                          int map_slot, uint32_t flags) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return Throw_type_error(isolate, kMessageConstructorNotFunction,
                            Value_from_object(String_new_ascii(isolate, name)),
                            ROOT(undefined_value));
  double byte_length, max;
  TRY_BOOL(to_length_js(isolate, argv[1], "Invalid array buffer length",
                        &byte_length));
  TRY_BOOL(max_length_option_js(isolate, argv[2], &max));
  if (max >= 0) {
    flags |= kArrayBufferResizable;
    if (byte_length > max)
      return Throw_text(isolate, kErrorTypeRangeError,
                        "Invalid array buffer max length");
  }
  JSObject *object =
      JSObject_new_for_constructor_js(isolate, new_target, map_slot);
  if (object == NULL) return ROOT(exception);
  TRY_BOOL(JSArrayBuffer_allocate(isolate, (JSArrayBuffer *)object,
                                  (uint64_t)byte_length,
                                  (uint64_t)(max < 0 ? 0 : max), flags));
  return Value_from_object(object);
}

Value Builtin_ArrayBufferConstructor(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return construct_js(isolate, argv, "ArrayBuffer",
                      kNativeSlot_array_buffer_initial_map, 0);
}

Value Builtin_SharedArrayBufferConstructor(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  return construct_js(isolate, argv, "SharedArrayBuffer",
                      kNativeSlot_shared_array_buffer_initial_map,
                      kArrayBufferShared);
}

// ECMA-262 #sec-arraybuffer.isview
Value Builtin_ArrayBufferIsView(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_bool(Value_is_JSTypedArray(isolate, argv[1]) ||
                         Value_is_JSDataView(isolate, argv[1]));
}

// ---- Lengths ----

// ECMA-262 #sec-get-arraybuffer.prototype.bytelength
Value Builtin_ArrayBufferPrototypeByteLength(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  THIS_BUFFER("get ArrayBuffer.prototype.byteLength");
  return Value_from_int64((int64_t)self->byte_length);
}

// ECMA-262 #sec-get-arraybuffer.prototype.maxbytelength
Value Builtin_ArrayBufferPrototypeMaxByteLength(Isolate *isolate, int64_t argc,
                                                Value *argv) {
  THIS_BUFFER("get ArrayBuffer.prototype.maxByteLength");
  return Value_from_int64((int64_t)(JSArrayBuffer_is_resizable(self)
                                        ? self->max_byte_length
                                        : self->byte_length));
}

// ECMA-262 #sec-get-arraybuffer.prototype.resizable
Value Builtin_ArrayBufferPrototypeResizable(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  THIS_BUFFER("get ArrayBuffer.prototype.resizable");
  return Value_from_bool(JSArrayBuffer_is_resizable(self));
}

// ECMA-262 #sec-get-arraybuffer.prototype.detached
Value Builtin_ArrayBufferPrototypeDetached(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  THIS_BUFFER("get ArrayBuffer.prototype.detached");
  return Value_from_bool(JSArrayBuffer_is_detached(self));
}

// ECMA-262 #sec-get-sharedarraybuffer.prototype.bytelength
Value Builtin_SharedArrayBufferPrototypeByteLength(Isolate *isolate,
                                                   int64_t argc, Value *argv) {
  THIS_SHARED("get SharedArrayBuffer.prototype.byteLength");
  return Value_from_int64((int64_t)JSArrayBuffer_length(isolate, self));
}

// ECMA-262 #sec-get-sharedarraybuffer.prototype.maxbytelength
Value Builtin_SharedArrayBufferPrototypeMaxByteLength(Isolate *isolate,
                                                      int64_t argc,
                                                      Value *argv) {
  THIS_SHARED("get SharedArrayBuffer.prototype.maxByteLength");
  return Value_from_int64((int64_t)self->max_byte_length);
}

// ECMA-262 #sec-get-sharedarraybuffer.prototype.growable
Value Builtin_SharedArrayBufferPrototypeGrowable(Isolate *isolate, int64_t argc,
                                                 Value *argv) {
  THIS_SHARED("get SharedArrayBuffer.prototype.growable");
  return Value_from_bool(JSArrayBuffer_is_resizable(self));
}

// ---- Changing the length ----

// ECMA-262 #sec-arraybuffer.prototype.resize
Value Builtin_ArrayBufferPrototypeResize(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  THIS_BUFFER("ArrayBuffer.prototype.resize");
  if (!JSArrayBuffer_is_resizable(self))
    return throw_incompatible(isolate, "ArrayBuffer.prototype.resize", argv[0]);
  double length;
  static const char kMessage[] =
      "ArrayBuffer.prototype.resize: Invalid length parameter";
  TRY_BOOL(to_length_js(isolate, argv[1], kMessage, &length));
  if (JSArrayBuffer_is_detached(self))
    return throw_detached(isolate, "ArrayBuffer.prototype.resize");
  if (length > (double)self->max_byte_length)
    return Throw_text(isolate, kErrorTypeRangeError, "%s", kMessage);
  JSArrayBuffer_resize(isolate, self, (uint64_t)length);
  return ROOT(undefined_value);
}

// ECMA-262 #sec-sharedarraybuffer.prototype.grow
Value Builtin_SharedArrayBufferPrototypeGrow(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  THIS_SHARED("SharedArrayBuffer.prototype.grow");
  if (!JSArrayBuffer_is_resizable(self))
    return throw_incompatible(isolate, "SharedArrayBuffer.prototype.grow",
                              argv[0]);
  double length;
  static const char kMessage[] =
      "SharedArrayBuffer.prototype.grow: Invalid length parameter";
  TRY_BOOL(to_length_js(isolate, argv[1], kMessage, &length));
  if (!JSArrayBuffer_grow(isolate, self, (uint64_t)length))
    return Throw_text(isolate, kErrorTypeRangeError, "%s", kMessage);
  return ROOT(undefined_value);
}

typedef enum KeepResizability { kPreserve, kToFixedLength } KeepResizability;

// #sec-arraybuffercopyanddetach
static Value copy_and_detach_js(Isolate *isolate, JSArrayBuffer *self,
                                Value new_length, KeepResizability keep,
                                const char *method) {
  double length = (double)self->byte_length;
  if (!Value_is_undefined(new_length))
    TRY_BOOL(to_length_js(isolate, new_length, "Invalid array buffer length",
                          &length));
  if (JSArrayBuffer_is_detached(self)) return throw_detached(isolate, method);
  if (!Value_is_undefined(JSArrayBuffer_detach_key(self)))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "Cannot perform %s on an ArrayBuffer with a detach key",
                      method);
  JSArrayBuffer *result = (JSArrayBuffer *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, array_buffer_initial_map));
  bool resizable = keep == kPreserve && JSArrayBuffer_is_resizable(self);
  if (resizable && length > (double)self->max_byte_length)
    return Throw_text(isolate, kErrorTypeRangeError,
                      "Invalid array buffer length");
  if (resizable == JSArrayBuffer_is_resizable(self) &&
      (resizable || length == (double)self->byte_length)) {
    JSArrayBuffer_transfer(isolate, self, result);
    if (resizable) JSArrayBuffer_resize(isolate, result, (uint64_t)length);
    return Value_from_object(result);
  }
  TRY_BOOL(JSArrayBuffer_allocate(isolate, result, (uint64_t)length, 0, 0));
  uint64_t count = self->byte_length < result->byte_length
                       ? self->byte_length
                       : result->byte_length;
  if (count != 0)
    memcpy(JSArrayBuffer_data(isolate, result),
           JSArrayBuffer_data(isolate, self), (size_t)count);
  JSArrayBuffer_detach(isolate, self);
  return Value_from_object(result);
}

// ECMA-262 #sec-arraybuffer.prototype.transfer
Value Builtin_ArrayBufferPrototypeTransfer(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  THIS_BUFFER("ArrayBuffer.prototype.transfer");
  return copy_and_detach_js(isolate, self, argv[1], kPreserve,
                            "ArrayBuffer.prototype.transfer");
}

// ECMA-262 #sec-arraybuffer.prototype.transfertofixedlength
Value Builtin_ArrayBufferPrototypeTransferToFixedLength(Isolate *isolate,
                                                        int64_t argc,
                                                        Value *argv) {
  THIS_BUFFER("ArrayBuffer.prototype.transferToFixedLength");
  return copy_and_detach_js(isolate, self, argv[1], kToFixedLength,
                            "ArrayBuffer.prototype.transferToFixedLength");
}

// ---- slice ----

static bool relative_index_js(Isolate *isolate, Value argument, double length,
                              double if_undefined, double *index) {
  double relative = if_undefined;
  if (!Value_is_undefined(argument) &&
      !Object_to_integer_or_infinity_js(isolate, argument, &relative))
    return false;
  if (relative < 0) {
    *index = length + relative > 0 ? length + relative : 0;
  } else {
    *index = relative < length ? relative : length;
  }
  return true;
}

// What the species constructor made, checked: steps 15-20 of slice.
static JSArrayBuffer *new_slice_js(Isolate *isolate, JSArrayBuffer *self,
                                   Value default_constructor, double count,
                                   BufferSort sort, const char *method) {
  Value constructor = Object_species_constructor_js(
      isolate, (JSReceiver *)self, default_constructor);
  if (Value_is_exception(constructor)) return NULL;
  Value argument = Value_from_number(count);
  Value made =
      Execution_construct_js(isolate, constructor, constructor, 1, &argument);
  if (Value_is_exception(made)) return NULL;
  if (!is_buffer(isolate, made, sort)) {
    (void)throw_incompatible(isolate, method, made);
    return NULL;
  }
  JSArrayBuffer *result = Value_as_JSArrayBuffer(isolate, made);
  if (JSArrayBuffer_is_detached(result)) {
    (void)throw_detached(isolate, method);
    return NULL;
  }
  const char *what =
      result == self ? "ArrayBuffer subclass returned this from species "
                       "constructor"
      : (double)JSArrayBuffer_length(isolate, result) < count
          ? "Species constructor returned a too small ArrayBuffer"
          : NULL;
  if (what == NULL) return result;
  (void)Throw_text(isolate, kErrorTypeTypeError, "%s", what);
  return NULL;
}

static Value slice_js(Isolate *isolate, JSArrayBuffer *self, Value *argv,
                      Value default_constructor, BufferSort sort,
                      const char *method) {
  if (JSArrayBuffer_is_detached(self)) return throw_detached(isolate, method);
  double length = (double)JSArrayBuffer_length(isolate, self);
  double first, final;
  TRY_BOOL(relative_index_js(isolate, argv[1], length, 0, &first));
  TRY_BOOL(relative_index_js(isolate, argv[2], length, length, &final));
  double count = final > first ? final - first : 0;
  JSArrayBuffer *result =
      new_slice_js(isolate, self, default_constructor, count, sort, method);
  if (result == NULL) return ROOT(exception);
  // The constructor may have detached or shrunk this buffer.
  if (JSArrayBuffer_is_detached(self)) return throw_detached(isolate, method);
  double current = (double)JSArrayBuffer_length(isolate, self);
  if (first < current) {
    if (count > current - first) count = current - first;
    if (count > 0)
      memmove(JSArrayBuffer_data(isolate, result),
              JSArrayBuffer_data(isolate, self) + (size_t)first,
              (size_t)count);
  }
  return Value_from_object(result);
}

// ECMA-262 #sec-arraybuffer.prototype.slice
Value Builtin_ArrayBufferPrototypeSlice(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  THIS_BUFFER("ArrayBuffer.prototype.slice");
  return slice_js(isolate, self, argv,
                  INTRINSIC(isolate, array_buffer_function), kUnshared,
                  "ArrayBuffer.prototype.slice");
}

// ECMA-262 #sec-sharedarraybuffer.prototype.slice
Value Builtin_SharedArrayBufferPrototypeSlice(Isolate *isolate, int64_t argc,
                                              Value *argv) {
  THIS_SHARED("SharedArrayBuffer.prototype.slice");
  return slice_js(isolate, self, argv,
                  INTRINSIC(isolate, shared_array_buffer_function), kShared,
                  "SharedArrayBuffer.prototype.slice");
}

// ---- Installation ----

static void install_buffer(Isolate *isolate, const char *name, BuiltinId id,
                           int map_slot, int function_slot,
                           const FunctionSpec *methods, int count) {
  static const FunctionSpec kSpecies[] = {GETTER("@@species", ReturnReceiver)};
  JSObject *prototype = JSObject_new_plain(isolate);
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, name, id, 1, prototype, kClassJSArrayBuffer, map_slot);
  NativeContext_set(Isolate_native_context(isolate),
                    (NativeContextIndex)function_slot,
                    Value_from_object(constructor));
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kSpecies, 1);
  Bootstrap_install_functions(isolate, prototype, methods, count);
  Bootstrap_set_to_string_tag(isolate, prototype, name);
}

void Bootstrap_install_array_buffer(Isolate *isolate) {
  static const FunctionSpec kPrototype[] = {
      GETTER("byteLength", ArrayBufferPrototypeByteLength),
      METHOD("slice", ArrayBufferPrototypeSlice, 2),
      GETTER("maxByteLength", ArrayBufferPrototypeMaxByteLength),
      GETTER("resizable", ArrayBufferPrototypeResizable),
      METHOD("resize", ArrayBufferPrototypeResize, 1),
      METHOD("transfer", ArrayBufferPrototypeTransfer, 0),
      METHOD("transferToFixedLength",
             ArrayBufferPrototypeTransferToFixedLength, 0),
      GETTER("detached", ArrayBufferPrototypeDetached),
  };
  static const FunctionSpec kStatic[] = {METHOD("isView", ArrayBufferIsView, 1)};
  static const FunctionSpec kSharedPrototype[] = {
      GETTER("byteLength", SharedArrayBufferPrototypeByteLength),
      METHOD("slice", SharedArrayBufferPrototypeSlice, 2),
      GETTER("maxByteLength", SharedArrayBufferPrototypeMaxByteLength),
      GETTER("growable", SharedArrayBufferPrototypeGrowable),
      METHOD("grow", SharedArrayBufferPrototypeGrow, 1),
  };
  install_buffer(isolate, "ArrayBuffer", kBuiltinArrayBufferConstructor,
                 kNativeSlot_array_buffer_initial_map,
                 kNativeSlot_array_buffer_function, kPrototype,
                 ARRAY_LENGTH(kPrototype));
  Bootstrap_install_functions(
      isolate, INTRINSIC_OBJECT(isolate, JSObject, array_buffer_function),
      kStatic, 1);
  install_buffer(isolate, "SharedArrayBuffer",
                 kBuiltinSharedArrayBufferConstructor,
                 kNativeSlot_shared_array_buffer_initial_map,
                 kNativeSlot_shared_array_buffer_function, kSharedPrototype,
                 ARRAY_LENGTH(kSharedPrototype));
}
