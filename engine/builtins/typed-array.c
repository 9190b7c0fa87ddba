// SPDX-License-Identifier: MIT
//
// %TypedArray%: ECMA-262 #sec-%typedarray%-intrinsic-object. Here: from, of,
// the accessors, and methods that call no function of the program on elements;
// the others are in typed-array-iterate.c, those that move elements in
// typed-array-mutate.c.
#include "engine/builtins/array-iterator.h"
#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/objects/string.h"

// ---- Accessors ----

static Value throw_no_view(Isolate *isolate, const char *method,
                           Value receiver) {
  return Throw_type_error(isolate, kMessageIncompatibleMethodReceiver,
                          Value_from_object(String_new_ascii(isolate, method)),
                          receiver);
}

#define THIS_VIEW(method)                                                 \
  if (!Value_is_JSTypedArray(isolate, argv[0]))                           \
    return throw_no_view(isolate, "get " method, argv[0]);                \
  JSTypedArray *self = Value_as_JSTypedArray(isolate, argv[0])

// ECMA-262 #sec-get-%typedarray%.prototype.buffer
Value Builtin_TypedArrayPrototypeBuffer(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  THIS_VIEW("%TypedArray%.prototype.buffer");
  return Value_from_object(TypedArray_buffer(self));
}

// ECMA-262 #sec-get-%typedarray%.prototype.bytelength
Value Builtin_TypedArrayPrototypeByteLength(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  THIS_VIEW("TypedArray.prototype.byteLength");
  return Value_from_int64((int64_t)(JSTypedArray_current_length(self) *
                                    (uint64_t)TypedArray_element_bytes(self)));
}

// ECMA-262 #sec-get-%typedarray%.prototype.byteoffset
Value Builtin_TypedArrayPrototypeByteOffset(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  THIS_VIEW("TypedArray.prototype.byteOffset");
  if (JSTypedArray_is_out_of_bounds(self)) return Value_from_smi(0);
  return Value_from_int64(
      (int64_t)((JSArrayBufferView *)self)->byte_offset);
}

// ECMA-262 #sec-get-%typedarray%.prototype.length
Value Builtin_TypedArrayPrototypeLength(Isolate *isolate, int64_t argc,
                                        Value *argv) {
  THIS_VIEW("TypedArray.prototype.length");
  return Value_from_int64((int64_t)JSTypedArray_current_length(self));
}

// ECMA-262 #sec-get-%typedarray%.prototype-%symbol.tostringtag%
Value Builtin_TypedArrayPrototypeToStringTag(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  if (!Value_is_JSTypedArray(isolate, argv[0])) return ROOT(undefined_value);
  JSTypedArray *self = Value_as_JSTypedArray(isolate, argv[0]);
  return Value_from_object(String_internalize_ascii(
      isolate, TypedArray_name(JSTypedArray_kind(self))));
}

// ---- Iterators ----

#define ITERATOR(Name, text, kind)                                          \
  Value Builtin_TypedArrayPrototype##Name(Isolate *isolate, int64_t argc,   \
                                          Value *argv) {                    \
    THIS_TYPED_ARRAY(text);                                                 \
    return ArrayIterator_new(isolate, Value_from_object(self), kind);       \
  }
// ECMA-262 #sec-%typedarray%.prototype.entries, .keys, .values
ITERATOR(Entries, "entries", kIterateEntries)
ITERATOR(Keys, "keys", kIterateKeys)
ITERATOR(Values, "values", kIterateValues)

// ---- Looking for something ----

// ECMA-262 #sec-%typedarray%.prototype.at
Value Builtin_TypedArrayPrototypeAt(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  THIS_TYPED_ARRAY("at");
  double k;
  TRY_BOOL(Object_to_integer_or_infinity_js(isolate, argv[1], &k));
  if (k < 0) k += (double)length;
  if (k < 0 || k >= (double)length) return ROOT(undefined_value);
  return TypedArray_get(isolate, self, (uint64_t)k);
}

// ---- Text ----

// Of one element; undefined (of a shrunk array) is "". False: it threw.
static bool add_element_js(Isolate *isolate, StringBuilder *builder,
                           Value element, bool locale) {
  if (Value_is_undefined(element)) return true;
  if (locale) {
    Value method = Object_get_name_js(
        isolate, element, ROOT_OBJECT(isolate, Name, toLocaleString_string));
    if (Value_is_exception(method)) return false;
    element = Execution_call0_js(isolate, method, element);
    if (Value_is_exception(element)) return false;
  }
  Value string = Object_to_string_js(isolate, element);
  if (Value_is_exception(string)) return false;
  StringBuilder_add_string(builder, Value_as_String(isolate, string));
  return true;
}

static Value join_js(Isolate *isolate, JSTypedArray *self, uint64_t length,
                     String *separator, bool locale) {
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (uint64_t k = 0; k < length; k++) {
    if (k > 0) StringBuilder_add_string(&builder, separator);
    // Separators alone can be too much: find out before memory is filled.
    if (builder.length > kMaxStringLength) break;
    if (!add_element_js(isolate, &builder, TypedArray_get(isolate, self, k),
                        locale)) {
      StringBuilder_abandon(&builder);
      return ROOT(exception);
    }
  }
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-%typedarray%.prototype.join
Value Builtin_TypedArrayPrototypeJoin(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  THIS_TYPED_ARRAY("join");
  String *separator = ROOT_OBJECT(isolate, String, comma_string);
  if (!Value_is_undefined(argv[1]))
    separator =
        Value_as_String(isolate, TRY(Object_to_string_js(isolate, argv[1])));
  return join_js(isolate, self, length, separator, false);
}

// ECMA-262 #sec-%typedarray%.prototype.tolocalestring
Value Builtin_TypedArrayPrototypeToLocaleString(Isolate *isolate, int64_t argc,
                                                Value *argv) {
  THIS_TYPED_ARRAY("toLocaleString");
  return join_js(isolate, self, length,
                 ROOT_OBJECT(isolate, String, comma_string), true);
}

// ---- from, of ----

static bool check_constructor(Isolate *isolate, Value value) {
  if (Object_is_constructor(isolate, value)) return true;
  (void)Throw_type_error(isolate, kMessageNotConstructor, value,
                         ROOT(undefined_value));
  return false;
}

// ECMA-262 #sec-%typedarray%.of
Value Builtin_TypedArrayOf(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_constructor(isolate, argv[0]));
  JSTypedArray *array = TypedArray_create_js(isolate, argv[0], (double)argc,
                                             "%TypedArray%.of");
  if (array == NULL) return ROOT(exception);
  for (int64_t k = 0; k < argc; k++)
    TRY_BOOL(TypedArray_set_js(isolate, array, (uint64_t)k, argv[k + 1]));
  return Value_from_object(array);
}

// Element k of what is copied: of the list, else of the array-like.
static Value source_element_js(Isolate *isolate, FixedArray *list,
                               JSReceiver *source, double k) {
  return list != NULL ? FixedArray_get_slots(list, (int32_t)k)
                      : Array_get_js(isolate, source, k);
}

// ECMA-262 #sec-%typedarray%.from
Value Builtin_TypedArrayFrom(Isolate *isolate, int64_t argc, Value *argv) {
  TRY_BOOL(check_constructor(isolate, argv[0]));
  Value map = argv[2];
  if (!Value_is_undefined(map)) TRY_BOOL(Builtin_check_callable(isolate, map));
  Value method = TRY(Object_get_method_js(isolate, argv[1],
                                          ROOT_KEY(isolate, iterator_symbol)));
  FixedArray *list = NULL;
  JSReceiver *source = NULL;
  double length;
  if (!Value_is_undefined(method)) {
    list = Iterable_to_list_js(isolate, argv[1], method);
    if (list == NULL) return ROOT(exception);
    length = list->length;
  } else {
    TRY_BOOL(Array_receiver_js(isolate, argv[1], &source, &length));
  }
  JSTypedArray *array =
      TypedArray_create_js(isolate, argv[0], length, "%TypedArray%.from");
  if (array == NULL) return ROOT(exception);
  for (double k = 0; k < length; k++) {
    Value value = TRY(source_element_js(isolate, list, source, k));
    if (!Value_is_undefined(map)) {
      Value arguments[2] = {value, Value_from_number(k)};
      value = TRY(Execution_call_js(isolate, map, argv[3], 2, arguments));
    }
    TRY_BOOL(TypedArray_set_js(isolate, array, (uint64_t)k, value));
  }
  return Value_from_object(array);
}

// ---- Installation ----

static void install_prototype(Isolate *isolate, JSObject *prototype) {
  static const FunctionSpec kPrototype[] = {
      GETTER("buffer", TypedArrayPrototypeBuffer),
      GETTER("byteLength", TypedArrayPrototypeByteLength),
      GETTER("byteOffset", TypedArrayPrototypeByteOffset),
      GETTER("length", TypedArrayPrototypeLength),
      METHOD("entries", TypedArrayPrototypeEntries, 0),
      METHOD("keys", TypedArrayPrototypeKeys, 0),
      METHOD("values", TypedArrayPrototypeValues, 0),
      METHOD("at", TypedArrayPrototypeAt, 1),
      METHOD("copyWithin", TypedArrayPrototypeCopyWithin, 2),
      METHOD("every", TypedArrayPrototypeEvery, 1),
      METHOD("fill", TypedArrayPrototypeFill, 1),
      METHOD("filter", TypedArrayPrototypeFilter, 1),
      METHOD("find", TypedArrayPrototypeFind, 1),
      METHOD("findIndex", TypedArrayPrototypeFindIndex, 1),
      METHOD("findLast", TypedArrayPrototypeFindLast, 1),
      METHOD("findLastIndex", TypedArrayPrototypeFindLastIndex, 1),
      METHOD("forEach", TypedArrayPrototypeForEach, 1),
      METHOD("includes", TypedArrayPrototypeIncludes, 1),
      METHOD("indexOf", TypedArrayPrototypeIndexOf, 1),
      METHOD("join", TypedArrayPrototypeJoin, 1),
      METHOD("lastIndexOf", TypedArrayPrototypeLastIndexOf, 1),
      METHOD("map", TypedArrayPrototypeMap, 1),
      METHOD("reverse", TypedArrayPrototypeReverse, 0),
      METHOD("reduce", TypedArrayPrototypeReduce, 1),
      METHOD("reduceRight", TypedArrayPrototypeReduceRight, 1),
      METHOD("set", TypedArrayPrototypeSet, 1),
      METHOD("slice", TypedArrayPrototypeSlice, 2),
      METHOD("some", TypedArrayPrototypeSome, 1),
      METHOD("sort", TypedArrayPrototypeSort, 1),
      METHOD("subarray", TypedArrayPrototypeSubarray, 2),
      METHOD("toReversed", TypedArrayPrototypeToReversed, 0),
      METHOD("toSorted", TypedArrayPrototypeToSorted, 1),
      METHOD("with", TypedArrayPrototypeWith, 2),
      METHOD("toLocaleString", TypedArrayPrototypeToLocaleString, 0),
      GETTER("@@toStringTag", TypedArrayPrototypeToStringTag),
  };
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_alias(isolate, prototype, "values", "@@iterator");
  // #sec-%typedarray%.prototype.tostring: the same function as Array's.
  Value to_string =
      Object_get_js(isolate, INTRINSIC(isolate, array_prototype),
                    ROOT_KEY(isolate, toString_string));
  CHECK(!Value_is_exception(to_string));
  JSObject_define_data(isolate, prototype, ROOT_KEY(isolate, toString_string),
                       to_string, kDontEnum);
}

void Bootstrap_install_typed_array(Isolate *isolate) {
  static const FunctionSpec kStatic[] = {
      METHOD("of", TypedArrayOf, 0),
      METHOD("from", TypedArrayFrom, 1),
      GETTER("@@species", ReturnReceiver),
  };
  NativeContext *context = Isolate_native_context(isolate);
  JSObject *prototype = JSObject_new_plain(isolate);
  JSFunction *function = Bootstrap_new_bare_constructor(
      isolate, "TypedArray", kBuiltinTypedArrayConstructor, 0);
  Bootstrap_link_constructor(isolate, function, prototype, NULL);
  NativeContext_set(context, kNativeSlot_typed_array_function,
                    Value_from_object(function));
  NativeContext_set(context, kNativeSlot_typed_array_prototype,
                    Value_from_object(prototype));
  Bootstrap_install_functions(isolate, (JSObject *)function, kStatic,
                              ARRAY_LENGTH(kStatic));
  install_prototype(isolate, prototype);
  Bootstrap_install_typed_array_constructors(isolate);
  Bootstrap_install_uint8_array_codecs(isolate);
}
