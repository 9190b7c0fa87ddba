// SPDX-License-Identifier: MIT
//
// Listing keys: [[OwnPropertyKeys]] and for-in.
#include <stdlib.h>

#include "engine/objects/js-object.h"
#include "engine/objects/string.h"
#include "engine/objects/messages.h"

// A FixedArray that grows; kept alive by being on the C stack.
typedef struct KeyList {
  Isolate *isolate;
  FixedArray *keys;
  int32_t count;
} KeyList;

static void add_key(KeyList *list, Value key) {
  if (list->count == list->keys->length) {
    FixedArray *larger =
        FixedArray_new(list->isolate, list->count + list->count / 2 + 8);
    for (int32_t i = 0; i < list->count; i++)
      larger->slots[i] = list->keys->slots[i];
    WriteBarrier(larger);
    list->keys = larger;
  }
  FixedArray_set_slots(list->keys, list->count++, key);
}

static FixedArray *finish(KeyList *list) {
  if (list->count == list->keys->length) return list->keys;
  FixedArray *result = FixedArray_new(list->isolate, list->count);
  for (int32_t i = 0; i < list->count; i++)
    result->slots[i] = list->keys->slots[i];
  WriteBarrier(result);
  return result;
}

// Whether an own named property belongs in the list's current pass.
static bool wanted(Isolate *isolate, Value key, int attributes, int filter,
                   bool symbols) {
  bool is_symbol = Value_is_Symbol(isolate, key);
  if (is_symbol != symbols) return false;
  if (is_symbol && (Value_as_Symbol(isolate, key)->flags & kSymbolPrivate))
    return false;
  return !((filter & kOnlyEnumerable) && (attributes & kDontEnum));
}

static void add_fast_names(KeyList *list, const Map *map, int filter,
                           bool symbols) {
  DescriptorArray *array = Map_instance_descriptors(map);
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    Value key = Value_from_object(DescriptorArray_key(array, i));
    int attributes =
        PropertyDetails_attributes(DescriptorArray_details(array, i));
    if (wanted(list->isolate, key, attributes, filter, symbols))
      add_key(list, key);
  }
}

static void add_dictionary_names(KeyList *list, NameDictionary *dictionary,
                                 int filter, bool symbols) {
  int count;
  int *entries = NameDictionary_ordered_entries(dictionary, &count);
  for (int i = 0; i < count; i++) {
    Value key = NameDictionary_key_at(dictionary, entries[i]);
    int attributes = PropertyDetails_attributes(
        NameDictionary_details_at(dictionary, entries[i]));
    if (wanted(list->isolate, key, attributes, filter, symbols))
      add_key(list, key);
  }
  free(entries);
}

static void add_global_names(KeyList *list, GlobalDictionary *dictionary,
                             int filter, bool symbols) {
  int count;
  PropertyCell **cells = GlobalDictionary_ordered_cells(dictionary, &count);
  for (int i = 0; i < count; i++) {
    Value key = Value_from_object(PropertyCell_name(cells[i]));
    int attributes = PropertyDetails_attributes(PropertyCell_details(cells[i]));
    if (wanted(list->isolate, key, attributes, filter, symbols))
      add_key(list, key);
  }
  free(cells);
}

static void add_names(KeyList *list, JSObject *object, int filter,
                      bool symbols) {
  Map *map = JSObject_map(object);
  if (!Map_is_dictionary(map)) {
    add_fast_names(list, map, filter, symbols);
    return;
  }
  Value properties = JSReceiver_properties_or_hash((JSReceiver *)object);
  if (Value_is_NameDictionary(list->isolate, properties))
    add_dictionary_names(list,
                         Value_as_NameDictionary(list->isolate, properties),
                         filter, symbols);
  else if (Value_is_GlobalDictionary(list->isolate, properties))
    add_global_names(list, Value_as_GlobalDictionary(list->isolate, properties),
                     filter, symbols);
}

static bool add_namespace_names(KeyList *list, JSObject *object, int filter) {
  Value names = JSModuleNamespace_names((JSModuleNamespace *)object);
  if (!Value_is_FixedArray(list->isolate, names)) return true;
  FixedArray *array = Value_as_FixedArray(list->isolate, names);
  for (int32_t i = 0; i < array->length; i++) {
    Value name = FixedArray_get_slots(array, i);
    if (filter & kOnlyEnumerable) {
      // [[GetOwnProperty]] of an uninitialised binding throws.
      PropertyDescriptor d;
      bool found;
      if (!Object_get_own_property_js(
              list->isolate, (JSReceiver *)object,
              PropertyKey_from_any_name(list->isolate,
                                        Value_as_Name(list->isolate, name)),
              &d, &found))
        return false;
    }
    add_key(list, name);
  }
  return true;
}

// A proxy's own keys, filtered by what [[GetOwnProperty]] says.
static FixedArray *proxy_keys_js(Isolate *isolate, JSProxy *proxy, int filter) {
  FixedArray *all = JSProxy_own_keys_js(isolate, proxy);
  if (!all || filter == kAllKeys) return all;
  KeyList list = {isolate, FixedArray_new(isolate, all->length), 0};
  for (int32_t i = 0; i < all->length; i++) {
    Value key = FixedArray_get_slots(all, i);
    bool is_symbol = Value_is_Symbol(isolate, key);
    if (is_symbol ? filter & kSkipSymbols : filter & kSkipStrings) continue;
    if (filter & kOnlyEnumerable) {
      PropertyDescriptor d;
      bool found;
      if (!Object_get_own_property_js(
              isolate, (JSReceiver *)proxy,
              PropertyKey_from_any_name(isolate, Value_as_Name(isolate, key)),
              &d, &found))
        return NULL;
      if (!found || !d.enumerable) continue;
    }
    add_key(&list, key);
  }
  return finish(&list);
}

FixedArray *Object_own_keys_js(Isolate *isolate, JSReceiver *object,
                               int filter) {
  InstanceType type = HeapObject_type((HeapObject *)object);
  if (type == JS_PROXY_TYPE)
    return proxy_keys_js(isolate, (JSProxy *)object, filter);
  KeyList list = {isolate, ROOT_OBJECT(isolate, FixedArray, empty_fixed_array),
                  0};
  JSObject *holder = (JSObject *)object;
  if (!(filter & kSkipStrings)) {
    if (type == JS_MODULE_NAMESPACE_TYPE &&
        !add_namespace_names(&list, holder, filter))
      return NULL;
    if (!JSObject_has_no_elements(holder)) {
      FixedArray *indices = Elements_own_indices(
          isolate, holder, (filter & kOnlyEnumerable) != 0);
      for (int32_t i = 0; i < indices->length; i++)
        add_key(&list, Value_from_object(Number_value_to_string(
                           isolate, Value_number(isolate, FixedArray_get_slots(
                                                              indices, i)))));
    }
    add_names(&list, holder, filter, false);
  }
  if (!(filter & kSkipSymbols)) add_names(&list, holder, filter, true);
  return finish(&list);
}

// ---- for-in ----

// Has an object nothing enumerable of its own?
static bool enumerates_nothing(Isolate *isolate, JSObject *object) {
  Map *map = JSObject_map(object);
  if (Map_is_dictionary(map) || !JSObject_has_no_elements(object) ||
      map->instance_type == JS_MODULE_NAMESPACE_TYPE)
    return false;
  int length;
  if (Map_enum_length(map) == kMapNoEnumCache && Map_own_descriptors(map) == 0)
    return true;
  Map_enum_keys(isolate, map, &length);
  return length == 0;
}

static bool chain_enumerates_nothing(Isolate *isolate, Value prototype) {
  while (Value_is_JSReceiver(isolate, prototype)) {
    if (!Value_is_JSObject(isolate, prototype)) return false;
    JSObject *object = (JSObject *)Value_object(isolate, prototype);
    if (!enumerates_nothing(isolate, object)) return false;
    prototype = Map_prototype(JSObject_map(object));
  }
  return true;
}

Map *Object_for_in_map(Isolate *isolate, JSReceiver *object) {
  if (!InstanceType_is_js_object(HeapObject_type((HeapObject *)object)))
    return NULL;
  Map *map = JSObject_map(object);
  if (Map_is_dictionary(map) || map->instance_type == JS_MODULE_NAMESPACE_TYPE ||
      !JSObject_has_no_elements((JSObject *)object) ||
      !chain_enumerates_nothing(isolate, Map_prototype(map)))
    return NULL;
  int length;
  Map_enum_keys(isolate, map, &length);
  return Map_enum_length(map) == length ? map : NULL;
}

static NameDictionary *mark_visited(Isolate *isolate, NameDictionary *visited,
                                    Value key, bool *is_new) {
  Name *name = (Name *)String_internalize(isolate, Value_as_String(isolate, key));
  *is_new = NameDictionary_find(visited, name) == kDictionaryNotFound;
  if (!*is_new) return visited;
  return NameDictionary_add(isolate, visited, name, ROOT(true_value), 0);
}

FixedArray *Object_for_in_keys_js(Isolate *isolate, JSReceiver *object) {
  int filter = kSkipSymbols | kOnlyEnumerable;
  if (InstanceType_is_js_object(HeapObject_type((HeapObject *)object)) &&
      chain_enumerates_nothing(isolate, Map_prototype(JSObject_map(object))))
    return Object_own_keys_js(isolate, object, filter);
  KeyList list = {isolate, ROOT_OBJECT(isolate, FixedArray, empty_fixed_array),
                  0};
  NameDictionary *visited = NameDictionary_new(isolate, 16);
  int proxies = 0;
  for (JSReceiver *holder = object;;) {
    // Keys that are not enumerable hide those of the same name further up.
    FixedArray *all = Object_own_keys_js(isolate, holder, kSkipSymbols);
    if (!all) return NULL;
    for (int32_t i = 0; i < all->length; i++) {
      Value key = FixedArray_get_slots(all, i);
      bool is_new;
      visited = mark_visited(isolate, visited, key, &is_new);
      if (!is_new) continue;
      PropertyDescriptor d;
      bool found;
      if (!Object_get_own_property_js(
              isolate, holder,
              PropertyKey_from_any_name(isolate, Value_as_Name(isolate, key)),
              &d, &found))
        return NULL;
      if (found && d.enumerable) add_key(&list, key);
    }
    Value prototype = Object_next_prototype_js(isolate, holder, &proxies);
    if (Value_is_exception(prototype)) return NULL;
    if (!Value_is_JSReceiver(isolate, prototype)) break;
    holder = (JSReceiver *)Value_object(isolate, prototype);
  }
  return finish(&list);
}
