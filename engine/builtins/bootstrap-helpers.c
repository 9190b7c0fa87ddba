// SPDX-License-Identifier: MIT
//
// Small pieces that several Bootstrap_install_* functions share.
#include <string.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/objects/map.h"
#include "engine/objects/string.h"

// Well-known symbols by their install-table name.
static const struct {
  const char *name;
  uint32_t root_offset;
} kWellKnownSymbols[] = {
    {"@@asyncDispose", kRootOffset_async_dispose_symbol},
    {"@@asyncIterator", kRootOffset_async_iterator_symbol},
    {"@@dispose", kRootOffset_dispose_symbol},
    {"@@hasInstance", kRootOffset_has_instance_symbol},
    {"@@isConcatSpreadable", kRootOffset_is_concat_spreadable_symbol},
    {"@@iterator", kRootOffset_iterator_symbol},
    {"@@match", kRootOffset_match_symbol},
    {"@@matchAll", kRootOffset_match_all_symbol},
    {"@@replace", kRootOffset_replace_symbol},
    {"@@search", kRootOffset_search_symbol},
    {"@@species", kRootOffset_species_symbol},
    {"@@split", kRootOffset_split_symbol},
    {"@@toPrimitive", kRootOffset_to_primitive_symbol},
    {"@@toStringTag", kRootOffset_to_string_tag_symbol},
    {"@@unscopables", kRootOffset_unscopables_symbol},
};

PropertyKey Bootstrap_key(Isolate *isolate, const char *name) {
  for (size_t i = 0; i < ARRAY_LENGTH(kWellKnownSymbols); i++)
    if (strcmp(name, kWellKnownSymbols[i].name) == 0)
      return PropertyKey_from_name((const char *)isolate +
                                   kWellKnownSymbols[i].root_offset);
  return PropertyKey_from_any_name(
      isolate, (Name *)String_internalize_ascii(isolate, name));
}

Map *Bootstrap_new_instance_map(Isolate *isolate, ClassId class_id,
                                JSObject *prototype, int map_slot) {
  JSObject_make_prototype(isolate, prototype);
  Map *map = Map_new(isolate, class_id, HOLEY_ELEMENTS, 0,
                     Value_from_object(prototype));
  NativeContext_set(Isolate_native_context(isolate), map_slot,
                    Value_from_object(map));
  return map;
}

JSObject *Bootstrap_new_wrapper_prototype(Isolate *isolate, Value primitive,
                                          int prototype_slot) {
  Map *map = Map_new(isolate, kClassJSPrimitiveWrapper, HOLEY_ELEMENTS, 0,
                     INTRINSIC(isolate, object_prototype));
  JSObject *prototype = JSObject_new_from_map(isolate, map);
  JSPrimitiveWrapper_set_value((JSPrimitiveWrapper *)prototype,
                               Isolate_box(isolate, primitive));
  NativeContext_set(Isolate_native_context(isolate), prototype_slot,
                    Value_from_object(prototype));
  return prototype;
}

void Bootstrap_alias(Isolate *isolate, JSObject *object, const char *name,
                     const char *alias) {
  Value function = Object_get_js(isolate, Value_from_object(object),
                                 Bootstrap_key(isolate, name));
  CHECK(!Value_is_exception(function));
  JSObject_define_data(isolate, object, Bootstrap_key(isolate, alias),
                       function, kDontEnum);
}
