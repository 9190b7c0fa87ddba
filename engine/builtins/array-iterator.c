// SPDX-License-Identifier: MIT
//
// Array iterators (ECMA-262 #sec-array-iterator-objects), which also serve typed
// arrays and array-likes.
#include "engine/builtins/array-iterator.h"

#include "engine/builtins/array-operations.h"
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/js-object.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

// ECMA-262 #sec-createarrayiterator
Value ArrayIterator_new(Isolate *isolate, Value object, ArrayIterationKind kind) {
  JSArrayIterator *iterator = (JSArrayIterator *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, array_iterator_map));
  JSIndexedIterator_set_kind((JSIndexedIterator *)iterator, (int32_t)kind);
  JSIndexedIterator_set_iterated((JSIndexedIterator *)iterator, object);
  JSIndexedIterator_set_next_index((JSIndexedIterator *)iterator,
                                   Value_from_smi(0));
  return Value_from_object(iterator);
}

static Value new_iterator_js(Isolate *isolate, Value receiver,
                             ArrayIterationKind kind) {
  Value object = TRY(Object_to_object_js(isolate, receiver));
  return ArrayIterator_new(isolate, object, kind);
}

// ECMA-262 #sec-array.prototype.keys
Value Builtin_ArrayPrototypeKeys(Isolate *isolate, int64_t argc, Value *argv) {
  return new_iterator_js(isolate, argv[0], kIterateKeys);
}
// ECMA-262 #sec-array.prototype.values
Value Builtin_ArrayPrototypeValues(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  return new_iterator_js(isolate, argv[0], kIterateValues);
}
// ECMA-262 #sec-array.prototype.entries
Value Builtin_ArrayPrototypeEntries(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  return new_iterator_js(isolate, argv[0], kIterateEntries);
}

static bool iterated_length_js(Isolate *isolate, Value iterated,
                               double *length) {
  if (Value_is_JSTypedArray(isolate, iterated)) {
    JSTypedArray *array = Value_as_JSTypedArray(isolate, iterated);
    if (JSTypedArray_is_out_of_bounds(array)) {
      (void)Throw_type_error(
          isolate, kMessageDetachedOrOutOfBounds,
          Value_from_object(String_new_ascii(
              isolate, "Array Iterator.prototype.next")),
          ROOT(undefined_value));
      return false;
    }
    *length = (double)JSTypedArray_current_length(array);
    return true;
  }
  return Object_length_js(isolate, Value_as_JSReceiver(isolate, iterated),
                          length);
}

// The next value of an array with fast elements, where there is one.
static bool step_fast_array(Isolate *isolate, JSIndexedIterator *state,
                            Value iterated, Value *value) {
  Value next_index = JSIndexedIterator_next_index(state);
  if (JSIndexedIterator_kind(state) != kIterateValues ||
      !Value_is_JSArray(isolate, iterated) || !Value_is_smi(next_index))
    return false;
  const JSObject *array = (const JSObject *)Value_object(isolate, iterated);
  Value length = JSArray_length((const JSArray *)array);
  if (!ElementsKind_is_fast(JSObject_kind(array)) || !Value_is_smi(length) ||
      Value_smi(next_index) >= Value_smi(length))
    return false;
  Value element = Elements_get_fast(array, (uint32_t)Value_smi(next_index));
  if (Value_is_the_hole(element)) return false;
  JSIndexedIterator_set_next_index(state,
                                   Value_from_smi(Value_smi(next_index) + 1));
  *value = element;
  return true;
}

bool ArrayIterator_step_js(Isolate *isolate, JSArrayIterator *iterator,
                           Value *value) {
  JSIndexedIterator *state = (JSIndexedIterator *)iterator;
  *value = ROOT(the_hole);
  Value iterated = JSIndexedIterator_iterated(state);
  if (Value_is_undefined(iterated)) return true;
  if (step_fast_array(isolate, state, iterated, value)) return true;
  double index =
      Value_number(isolate, JSIndexedIterator_next_index(state));
  double length;
  if (!iterated_length_js(isolate, iterated, &length)) return false;
  if (index >= length) {
    JSIndexedIterator_set_iterated(state, ROOT(undefined_value));
    return true;
  }
  Value next = Isolate_box(isolate, Value_from_number(index + 1));
  JSIndexedIterator_set_next_index(state, next);
  int32_t kind = JSIndexedIterator_kind(state);
  if (kind == kIterateKeys) {
    *value = Value_from_number(index);
    return true;
  }
  Value element =
      Array_get_js(isolate, Value_as_JSReceiver(isolate, iterated), index);
  if (Value_is_exception(element)) return false;
  *value = element;
  if (kind == kIterateEntries) {
    Value pair[2] = {Value_from_number(index), element};
    *value = Value_from_object(JSArray_new_from_values(isolate, pair, 2));
  }
  return true;
}

// ECMA-262 #sec-%arrayiteratorprototype%.next
Value Builtin_ArrayIteratorPrototypeNext(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  if (!Value_is_JSArrayIterator(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(
            String_new_ascii(isolate, "Array Iterator.prototype.next")),
        argv[0]);
  Value value;
  TRY_BOOL(ArrayIterator_step_js(
      isolate, Value_as_JSArrayIterator(isolate, argv[0]), &value));
  if (Value_is_the_hole(value))
    return Value_from_object(
        IterResult_new(isolate, ROOT(undefined_value), true));
  return Value_from_object(IterResult_new(isolate, value, false));
}

void Bootstrap_install_array_iterator(Isolate *isolate) {
  NativeContext *context = Isolate_native_context(isolate);
  JSObject *prototype = JSObject_new_with_prototype(
      isolate, INTRINSIC(isolate, iterator_prototype));
  NativeContext_set(context, kNativeSlot_array_iterator_prototype,
                    Value_from_object(prototype));
  JSFunction *next = Bootstrap_new_function(
      isolate, "next", kBuiltinArrayIteratorPrototypeNext, 0);
  NativeContext_set(context, kNativeSlot_array_iterator_next,
                    Value_from_object(next));
  JSObject_define_data(isolate, prototype, ROOT_KEY(isolate, next_string),
                       Value_from_object(next), kDontEnum);
  Bootstrap_set_to_string_tag(isolate, prototype, "Array Iterator");
  Bootstrap_new_instance_map(isolate, kClassJSArrayIterator, prototype,
                             kNativeSlot_array_iterator_map);
}
