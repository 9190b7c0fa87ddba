// SPDX-License-Identifier: MIT
#include "engine/objects/protectors.h"

#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"
#include "engine/objects/transitions.h"

void Protectors_note_store(Isolate *isolate, JSObject *object,
                           PropertyKey key) {
  if (PropertyKey_is_index(key)) {
    Protector_invalidate(isolate, kProtectorNoElements);
    return;
  }
  // By key alone: which of the watched objects changed hardly ever matters.
  switch (Tagged_from_object(key.name).bits) {
    case ROOT_BITS(iterator_symbol):
    case ROOT_BITS(next_string):
    case ROOT_BITS(return_string):
      isolate->protector_flags &=
          ~(uint32_t)(kProtectorArrayIterator | kProtectorStringIterator |
                      kProtectorMapIterator | kProtectorSetIterator);
      return;
    case ROOT_BITS(constructor_string):
    case ROOT_BITS(species_symbol):
      isolate->protector_flags &=
          ~(uint32_t)(kProtectorArraySpecies | kProtectorPromise |
                      kProtectorRegExp | kProtectorTypedArraySpecies);
      return;
    case ROOT_BITS(then_string):
    case ROOT_BITS(resolve_string):
      Protector_invalidate(isolate, kProtectorPromise);
      return;
    case ROOT_BITS(exec_string):
    case ROOT_BITS(flags_string):
    case ROOT_BITS(ignoreCase_string):
    case ROOT_BITS(multiline_string):
    case ROOT_BITS(dotAll_string):
    case ROOT_BITS(global_string):
    case ROOT_BITS(unicode_string):
    case ROOT_BITS(unicodeSets_string):
    case ROOT_BITS(sticky_string):
    case ROOT_BITS(hasIndices_string):
    case ROOT_BITS(match_symbol):
    case ROOT_BITS(match_all_symbol):
    case ROOT_BITS(replace_symbol):
    case ROOT_BITS(search_symbol):
    case ROOT_BITS(split_symbol):
      Protector_invalidate(isolate, kProtectorRegExp);
      return;
    case ROOT_BITS(is_concat_spreadable_symbol):
      Protector_invalidate(isolate, kProtectorIsConcatSpreadable);
      return;
    default:
      return;
  }
}

static void watch(Isolate *isolate, Value value) {
  if (!Value_is_JSObject(isolate, value)) return;
  JSObject *object = (JSObject *)Value_object(isolate, value);
  Map *map = JSObject_map(object);
  if (!Map_is_prototype_map(map)) {
    // The map may be shared with objects that need no watching.
    map = Map_copy_for_transition(isolate, map);
    HeapObject_set_map((HeapObject *)object, map);
  }
  map->bit_field |= kMapWatched;
}

static void watch_prototype(Isolate *isolate, Value map) {
  if (Value_is_Map(isolate, map))
    watch(isolate, Map_prototype(Value_as_Map(isolate, map)));
}

// %TypedArray%, the kinds' constructors and the prototypes of all.
static void watch_typed_arrays(Isolate *isolate) {
  watch(isolate, INTRINSIC(isolate, typed_array_prototype));
  watch(isolate, INTRINSIC(isolate, typed_array_function));
  Value functions = INTRINSIC(isolate, typed_array_functions);
  if (!Value_is_FixedArray(isolate, functions)) return;
  const FixedArray *list = Value_as_FixedArray(isolate, functions);
  for (int32_t i = 0; i < list->length; i++) {
    Value function = FixedArray_get_slots(list, i);
    watch(isolate, function);
    watch_prototype(isolate, JSFunction_prototype_or_initial_map(
                                 Value_as_JSFunction(isolate, function)));
  }
}

void Protectors_install(Isolate *isolate) {
  watch(isolate, INTRINSIC(isolate, object_prototype));
  watch(isolate, INTRINSIC(isolate, array_prototype));
  watch(isolate, INTRINSIC(isolate, array_function));
  watch(isolate, INTRINSIC(isolate, string_prototype));
  watch(isolate, INTRINSIC(isolate, promise_prototype));
  watch(isolate, INTRINSIC(isolate, promise_function));
  watch(isolate, INTRINSIC(isolate, regexp_prototype));
  watch(isolate, INTRINSIC(isolate, regexp_function));
  watch_typed_arrays(isolate);
  watch(isolate, INTRINSIC(isolate, iterator_prototype));
  watch_prototype(isolate, INTRINSIC(isolate, array_iterator_map));
  watch_prototype(isolate, INTRINSIC(isolate, string_iterator_map));
  watch_prototype(isolate, INTRINSIC(isolate, map_iterator_map));
  watch_prototype(isolate, INTRINSIC(isolate, set_iterator_map));
  watch_prototype(isolate, INTRINSIC(isolate, map_initial_map));
  watch_prototype(isolate, INTRINSIC(isolate, set_initial_map));
  Value object_prototype = INTRINSIC(isolate, object_prototype);
  if (Value_is_JSObject(isolate, object_prototype))
    JSObject_map(Value_object(isolate, object_prototype))->bit_field3 |=
        kMapImmutablePrototype;
}
