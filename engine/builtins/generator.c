// SPDX-License-Identifier: MIT
//
// Generator objects: %GeneratorPrototype% and the prototypes and maps of the
// functions that make generators and async functions.
#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/iterator-operations.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-generatorresume, #sec-generatorresumeabrupt
static Value resume_js(Isolate *isolate, Value receiver, Value value,
                       GeneratorResumeMode mode, const char *method) {
  if (!Value_is_JSGeneratorObject(isolate, receiver))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(isolate, method)), receiver);
  JSGeneratorObject *generator =
      Value_as_JSGeneratorObject(isolate, receiver);
  if (generator->continuation == kGeneratorExecuting)
    return Throw_type_error(isolate, kMessageGeneratorRunning,
                            ROOT(undefined_value), ROOT(undefined_value));
  if (generator->continuation == kGeneratorClosed) {
    if (mode == kGeneratorResumeThrow) return Isolate_throw(isolate, value);
    if (mode == kGeneratorResumeNext) value = ROOT(undefined_value);
    return Value_from_object(IterResult_new(isolate, value, true));
  }
  Value result =
      Execution_resume_generator_js(isolate, generator, value, (int)mode);
  if (Value_is_exception(result)) {
    generator->continuation = kGeneratorClosed;
    return result;
  }
  // Yields come as finished result objects; what was returned does not.
  if (generator->continuation >= 0) return result;
  generator->continuation = kGeneratorClosed;
  return Value_from_object(IterResult_new(isolate, result, true));
}

// What a plain result object holds.
static bool read_plain_result(const Isolate *isolate, Value result,
                              Value *value, bool *done) {
  if (!Value_is_heap_object(result)) return false;
  const HeapObject *object = Value_object(isolate, result);
  const Map *map = HeapObject_map(object);
  if (!Value_equals(Value_from_object(map),
                    INTRINSIC(isolate, iter_result_map)))
    return false;
  const Tagged *fields =
      (const Tagged *)object + map->inobject_properties_start_words;
  *value = Value_from_tagged(fields[0]);
  Value flag = Value_from_tagged(fields[1]);
  *done = Value_is_true(flag);
  return *done || Value_is_false(flag);
}

bool Generator_step_js(Isolate *isolate, JSGeneratorObject *generator,
                       Value *value) {
  if (generator->continuation == kGeneratorClosed) {
    *value = ROOT(the_hole);
    return true;
  }
  Value result =
      resume_js(isolate, Value_from_object(generator), ROOT(undefined_value),
                kGeneratorResumeNext, "[Generator].prototype.next");
  *value = result;
  if (Value_is_exception(result)) return false;
  bool done;
  if (!read_plain_result(isolate, result, value, &done)) {
    // yield* passes on results of the program's own.
    if (!Value_is_JSReceiver(isolate, result)) {
      *value = Throw_type_error(isolate, kMessageIteratorResultNotAnObject,
                                result, ROOT(undefined_value));
      return false;
    }
    if (!Iterator_complete_js(isolate, result, &done)) return false;
    if (!done)
      *value = Object_get_name_js(isolate, result,
                                  ROOT_OBJECT(isolate, Name, value_string));
  }
  if (done) *value = ROOT(the_hole);
  return !Value_is_exception(*value);
}

// ECMA-262 #sec-generator.prototype.next
Value Builtin_GeneratorPrototypeNext(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return resume_js(isolate, argv[0], argv[1], kGeneratorResumeNext,
                   "[Generator].prototype.next");
}
// ECMA-262 #sec-generator.prototype.return
Value Builtin_GeneratorPrototypeReturn(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  return resume_js(isolate, argv[0], argv[1], kGeneratorResumeReturn,
                   "[Generator].prototype.return");
}
// ECMA-262 #sec-generator.prototype.throw
Value Builtin_GeneratorPrototypeThrow(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  return resume_js(isolate, argv[0], argv[1], kGeneratorResumeThrow,
                   "[Generator].prototype.throw");
}

// One family of functions: its constructor (GeneratorFunction, ...), that
// constructor's prototype P, the map of its functions, and (generators) the
// prototype of their objects, which hangs on P as `prototype`.
typedef struct FunctionFamily {
  const char *constructor_name;
  BuiltinId constructor;
  int prototype_slot;
  int function_map_slot;
  JSObject *instance_prototype;
} FunctionFamily;

static void install_family(Isolate *isolate, const FunctionFamily *family) {
  NativeContext *context = Isolate_native_context(isolate);
  JSObject *prototype = JSObject_new_with_prototype(
      isolate, INTRINSIC(isolate, function_prototype));
  NativeContext_set(context, (NativeContextIndex)family->prototype_slot,
                    Value_from_object(prototype));
  JSFunction *constructor = Bootstrap_new_bare_constructor(
      isolate, family->constructor_name, family->constructor, 1);
  bool success;
  CHECK(Object_set_prototype_js(isolate, (JSReceiver *)constructor,
                                INTRINSIC(isolate, function_function),
                                kDontThrow, &success));
  Bootstrap_link_constructor(isolate, constructor, prototype, NULL);
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, constructor_string),
                       Value_from_object(constructor), kReadOnly | kDontEnum);
  Bootstrap_set_to_string_tag(isolate, prototype, family->constructor_name);
  bool is_generator = family->instance_prototype != NULL;
  if (is_generator) {
    JSObject *instance = family->instance_prototype;
    JSObject_define_data(isolate, prototype,
                         ROOT_KEY(isolate, prototype_string),
                         Value_from_object(instance), kReadOnly | kDontEnum);
    JSObject_define_data(isolate, instance,
                         ROOT_KEY(isolate, constructor_string),
                         Value_from_object(prototype), kReadOnly | kDontEnum);
  }
  Bootstrap_new_function_map(isolate, prototype, family->function_map_slot,
                             is_generator);
}

static JSObject *new_generator_prototype(Isolate *isolate, Value parent,
                                         const FunctionSpec *specs,
                                         const char *tag, int slot) {
  JSObject *prototype = JSObject_new_with_prototype(isolate, parent);
  NativeContext_set(Isolate_native_context(isolate), (NativeContextIndex)slot,
                    Value_from_object(prototype));
  Bootstrap_install_functions(isolate, prototype, specs, 3);
  Bootstrap_set_to_string_tag(isolate, prototype, tag);
  return prototype;
}

void Bootstrap_install_generator(Isolate *isolate) {
  static const FunctionSpec kGeneratorFunctions[] = {
      METHOD("next", GeneratorPrototypeNext, 1),
      METHOD("return", GeneratorPrototypeReturn, 1),
      METHOD("throw", GeneratorPrototypeThrow, 1),
  };
  static const FunctionSpec kAsyncGeneratorFunctions[] = {
      METHOD("next", AsyncGeneratorPrototypeNext, 1),
      METHOD("return", AsyncGeneratorPrototypeReturn, 1),
      METHOD("throw", AsyncGeneratorPrototypeThrow, 1),
  };
  JSObject *generator = new_generator_prototype(
      isolate, INTRINSIC(isolate, iterator_prototype), kGeneratorFunctions,
      "Generator", kNativeSlot_generator_prototype);
  JSObject *async_generator = new_generator_prototype(
      isolate, INTRINSIC(isolate, async_iterator_prototype),
      kAsyncGeneratorFunctions, "AsyncGenerator",
      kNativeSlot_async_generator_prototype);
  FunctionFamily families[] = {
      {"GeneratorFunction", kBuiltinGeneratorFunctionConstructor,
       kNativeSlot_generator_function_prototype,
       kNativeSlot_generator_function_map, generator},
      {"AsyncGeneratorFunction", kBuiltinAsyncGeneratorFunctionConstructor,
       kNativeSlot_async_generator_function_prototype,
       kNativeSlot_async_generator_function_map, async_generator},
      {"AsyncFunction", kBuiltinAsyncFunctionConstructor,
       kNativeSlot_async_function_prototype, kNativeSlot_async_function_map,
       NULL},
  };
  for (size_t i = 0; i < ARRAY_LENGTH(families); i++)
    install_family(isolate, &families[i]);
  Bootstrap_new_instance_map(isolate, kClassJSGeneratorObject, generator,
                             kNativeSlot_generator_object_map);
  Bootstrap_new_instance_map(isolate, kClassJSAsyncGeneratorObject,
                             async_generator,
                             kNativeSlot_async_generator_object_map);
  // The object behind an async function is never seen: any prototype will do.
  Bootstrap_new_instance_map(
      isolate, kClassJSAsyncFunctionObject,
      INTRINSIC_OBJECT(isolate, JSObject, object_prototype),
      kNativeSlot_async_function_object_map);
}
