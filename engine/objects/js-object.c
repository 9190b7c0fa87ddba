// SPDX-License-Identifier: MIT
//
// Own properties of JSObjects by how they are stored: fast fields and
// descriptors, dictionaries, the global object's cells. Elements: elements.c.
#include "engine/objects/js-object.h"

#include "engine/objects/native-context.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"
#include "engine/objects/transitions.h"

// ---- Identity hashes ----

uint32_t JSReceiver_existing_hash(const JSReceiver *object) {
  const Isolate *isolate = Isolate_of(object);
  Value properties = JSReceiver_properties_or_hash(object);
  if (Value_is_smi(properties)) return (uint32_t)Value_smi(properties);
  switch (HeapObject_type(Value_object(isolate, properties))) {
    case PROPERTY_ARRAY_TYPE:
      return Value_as_PropertyArray(isolate, properties)->hash;
    case NAME_DICTIONARY_TYPE:
    case GLOBAL_DICTIONARY_TYPE:
      return Value_as_HashTable(isolate, properties)->owner_hash;
    default:
      return 0;
  }
}

void JSReceiver_set_hash(Isolate *isolate, JSReceiver *object, uint32_t hash) {
  Value properties = JSReceiver_properties_or_hash(object);
  if (!Value_is_smi(properties)) {
    switch (HeapObject_type(Value_object(isolate, properties))) {
      case PROPERTY_ARRAY_TYPE:
        Value_as_PropertyArray(isolate, properties)->hash = hash;
        return;
      case NAME_DICTIONARY_TYPE:
      case GLOBAL_DICTIONARY_TYPE:
        Value_as_HashTable(isolate, properties)->owner_hash = hash;
        return;
      default:
        break;
    }
  }
  JSReceiver_set_properties_or_hash(object, Value_from_smi((int32_t)hash));
}

uint32_t JSReceiver_identity_hash(Isolate *isolate, JSReceiver *object) {
  uint32_t hash = JSReceiver_existing_hash(object);
  if (hash) return hash;
  do {
    uint32_t number = isolate->next_identity_hash++;
    number *= UINT32_C(0x9e3779b1);
    hash = (number ^ number >> 16) & (uint32_t)kSmiMax;
  } while (hash == 0);
  JSReceiver_set_hash(isolate, object, hash);
  return hash;
}

// ---- Reading ----

static NameDictionary *name_dictionary(Isolate *isolate,
                                       const JSObject *object) {
  return Value_as_NameDictionary(
      isolate, JSReceiver_properties_or_hash((const JSReceiver *)object));
}

static GlobalDictionary *global_dictionary(Isolate *isolate,
                                           const JSObject *object) {
  return Value_as_GlobalDictionary(
      isolate, JSReceiver_properties_or_hash((const JSReceiver *)object));
}

static void set_global_dictionary(Isolate *isolate, JSObject *object,
                                  GlobalDictionary *dictionary) {
  JSReceiver_set_properties_or_hash((JSReceiver *)object,
                                    Value_from_object(dictionary));
  Value context = JSGlobalObject_native_context((JSGlobalObject *)object);
  if (Value_is_NativeContext(isolate, context))
    NativeContext_set(Value_as_NativeContext(isolate, context),
                      kNativeSlot_global_dictionary,
                      Value_from_object(dictionary));
}

static bool is_global(const JSObject *object) {
  return JSObject_map(object)->instance_type == JS_GLOBAL_OBJECT_TYPE &&
         Value_is_GlobalDictionary(
             Isolate_of(object),
             JSReceiver_properties_or_hash((const JSReceiver *)object));
}

static void describe(Isolate *isolate, OwnProperty *own, Value value,
                     PropertyDetails details) {
  own->value = value;
  own->attributes = (uint8_t)PropertyDetails_attributes(details);
  if (!PropertyDetails_is_accessor(details))
    own->state = kOwnData;
  else if (Value_is_AccessorInfo(isolate, value))
    own->state = kOwnNative;
  else
    own->state = kOwnAccessor;
}

static OwnProperty get_namespace_export(Isolate *isolate, JSObject *object,
                                        Name *name) {
  OwnProperty own = {.state = kOwnAbsent};
  if (!Value_is_String(isolate, Value_from_object(name))) return own;
  Value module = JSModuleNamespace_module((JSModuleNamespace *)object);
  Value exports =
      SourceTextModule_exports(Value_as_SourceTextModule(isolate, module));
  if (!Value_is_NameDictionary(isolate, exports)) return own;
  NameDictionary *dictionary = Value_as_NameDictionary(isolate, exports);
  int entry = NameDictionary_find(dictionary, name);
  if (entry == kDictionaryNotFound) return own;
  Value cell = NameDictionary_value_at(dictionary, entry);
  if (!Value_is_Cell(isolate, cell)) return own;
  own.storage = kStorageNamespace;
  own.attributes = kDontDelete;
  own.value = Cell_value(Value_as_Cell(isolate, cell));
  own.state = Value_is_the_hole(own.value) ? kOwnException : kOwnData;
  return own;
}

OwnProperty JSObject_get_own(Isolate *isolate, JSObject *object,
                             PropertyKey key) {
  if (PropertyKey_is_index(key) &&
      JSObject_map(object)->instance_type != JS_MODULE_NAMESPACE_TYPE)
    return Elements_get_own(isolate, object, key.index);
  OwnProperty own = {.state = kOwnAbsent};
  Map *map = JSObject_map(object);
  if (UNLIKELY(map->instance_type == JS_MODULE_NAMESPACE_TYPE)) {
    Name *name = Value_as_Name(isolate, PropertyKey_to_value(isolate, key));
    if (PropertyKey_is_index(key))
      name = (Name *)String_internalize(isolate, (String *)name);
    own = get_namespace_export(isolate, object, name);
    if (own.state != kOwnAbsent || PropertyKey_is_index(key)) return own;
  }
  if (!Map_is_dictionary(map)) {
    int i = Map_find_descriptor(map, key.name);
    if (i < 0) return own;
    const DescriptorArray *array = Map_instance_descriptors(map);
    PropertyDetails details = DescriptorArray_details(array, i);
    own.storage = kStorageField;
    own.number = i;
    Value value = PropertyDetails_is_field(details)
                      ? JSObject_get_field(object, map,
                                           PropertyDetails_field_index(details))
                      : DescriptorArray_value(array, i);
    describe(isolate, &own, value, details);
    return own;
  }
  if (is_global(object)) {
    PropertyCell *cell =
        GlobalDictionary_find(global_dictionary(isolate, object), key.name);
    if (!cell) return own;
    own.storage = kStorageGlobal;
    own.cell = cell;
    describe(isolate, &own, PropertyCell_value(cell),
             PropertyCell_details(cell));
    return own;
  }
  // A new object of a dictionary map has no dictionary yet.
  if (!Value_is_NameDictionary(
          isolate, JSReceiver_properties_or_hash((JSReceiver *)object)))
    return own;
  NameDictionary *dictionary = name_dictionary(isolate, object);
  int entry = NameDictionary_find(dictionary, key.name);
  if (entry == kDictionaryNotFound) return own;
  own.storage = kStorageDictionary;
  own.number = entry;
  describe(isolate, &own, NameDictionary_value_at(dictionary, entry),
           NameDictionary_details_at(dictionary, entry));
  return own;
}

Value JSReceiver_get_own_data(Isolate *isolate, JSReceiver *object,
                              Name *name) {
  if (!InstanceType_is_js_object(HeapObject_type((HeapObject *)object)))
    return ROOT(the_hole);
  OwnProperty own = JSObject_get_own(isolate, (JSObject *)object,
                                     PropertyKey_from_name(name));
  return own.state == kOwnData ? own.value : ROOT(the_hole);
}

// ---- Storing ----

static void note_store(Isolate *isolate, JSObject *object, PropertyKey key) {
  if (UNLIKELY(Map_has_flag(JSObject_map(object), kMapWatched)))
    Protectors_note_store(isolate, object, key);
}

void JSObject_store_own(Isolate *isolate, JSObject *object,
                        const OwnProperty *own, Value value) {
  switch ((OwnStorage)own->storage) {
    case kStorageField: {
      Map *map = JSObject_map(object);
      const DescriptorArray *array = Map_instance_descriptors(map);
      if (UNLIKELY(Map_has_flag(map, kMapWatched)))
        Protectors_note_store(
            isolate, object,
            PropertyKey_from_name(DescriptorArray_key(array, own->number)));
      int index = PropertyDetails_field_index(
          DescriptorArray_details(array, own->number));
      JSObject_set_field(isolate, object, map, index, value);
      return;
    }
    case kStorageDictionary: {
      NameDictionary *dictionary = name_dictionary(isolate, object);
      value = Isolate_box(isolate, value);
      note_store(isolate, object,
                 PropertyKey_from_name(Value_as_Name(
                     isolate, NameDictionary_key_at(dictionary, own->number))));
      NameDictionary_set_value_at(dictionary, own->number, value);
      return;
    }
    case kStorageGlobal:
      PropertyCell_set_value(own->cell, Isolate_box(isolate, value));
      return;
    case kStorageNamespace:
      return;
    default:
      Elements_store(isolate, object, own, value);
      return;
  }
}

// ---- Adding ----

// Room for the field in the PropertyArray.
static void ensure_field(Isolate *isolate, JSObject *object, const Map *map,
                         int field_index) {
  int outside = field_index - Map_inobject_properties(map);
  if (outside < 0) return;
  Value properties = JSReceiver_properties_or_hash((JSReceiver *)object);
  PropertyArray *old = Value_is_PropertyArray(isolate, properties)
                           ? Value_as_PropertyArray(isolate, properties)
                           : NULL;
  int length = old ? old->length : 0;
  if (outside < length) return;
  uint32_t hash = JSReceiver_existing_hash((JSReceiver *)object);
  int larger = (outside + kFieldsAddedToPropertyArray) /
               kFieldsAddedToPropertyArray * kFieldsAddedToPropertyArray;
  PropertyArray *array = PropertyArray_new(isolate, larger);
  for (int i = 0; i < length; i++) array->slots[i] = old->slots[i];
  array->hash = hash;
  WriteBarrier(array);
  JSReceiver_set_properties_or_hash((JSReceiver *)object,
                                    Value_from_object(array));
}

static void add_to_dictionary(Isolate *isolate, JSObject *object, Name *name,
                              Value value, PropertyKind kind, int attributes) {
  PropertyDetails details = PropertyDetails_dictionary(attributes, kind, 0);
  if (is_global(object)) {
    PropertyCell *cell = PropertyCell_new(isolate, name, value, details);
    set_global_dictionary(
        isolate, object,
        GlobalDictionary_add(isolate, global_dictionary(isolate, object),
                             cell));
  } else {
    Value properties = JSReceiver_properties_or_hash((JSReceiver *)object);
    NameDictionary *dictionary;
    if (Value_is_NameDictionary(isolate, properties)) {
      dictionary = Value_as_NameDictionary(isolate, properties);
    } else {
      dictionary = NameDictionary_new(isolate, 4);
      dictionary->owner_hash = JSReceiver_existing_hash((JSReceiver *)object);
    }
    dictionary =
        NameDictionary_add(isolate, dictionary, name, value, details);
    JSReceiver_set_properties_or_hash((JSReceiver *)object,
                                      Value_from_object(dictionary));
  }
  uint32_t bits = Tagged_from_object(name).bits;
  if (bits == ROOT_BITS(to_string_tag_symbol) ||
      bits == ROOT_BITS(toJSON_string) ||
      bits == ROOT_BITS(to_primitive_symbol) ||
      bits == ROOT_BITS(is_concat_spreadable_symbol))
    JSObject_map(object)->bit_field3 |= kMapMayHaveInterestingProperties;
  JSObject_prototype_changed(isolate, object);
}

void JSObject_follow_transition(Isolate *isolate, JSObject *object, Map *target,
                                Value value) {
  value = Isolate_box(isolate, value);
  int field = PropertyDetails_field_index(
      DescriptorArray_details(Map_instance_descriptors(target),
                              Map_own_descriptors(target) - 1));
  ensure_field(isolate, object, target, field);
  JSObject_set_field(isolate, object, target, field, value);
  JSObject_set_map_notify(isolate, object, target);
}

void JSObject_add_own(Isolate *isolate, JSObject *object, PropertyKey key,
                      Value value, PropertyKind kind, int attributes) {
  note_store(isolate, object, key);
  if (PropertyKey_is_index(key)) {
    Elements_add(isolate, object, key.index, value, kind, attributes);
    return;
  }
  if (Tagged_from_object(key.name).bits ==
      ROOT_BITS(is_concat_spreadable_symbol))
    Protector_invalidate(isolate, kProtectorIsConcatSpreadable);
  Map *map = JSObject_map(object);
  if (!Map_is_dictionary(map)) {
    Map *target =
        kind == kPropertyData
            ? Map_add_data_property(isolate, map, key.name, attributes)
            : Map_add_accessor_property(isolate, map, key.name, value,
                                        attributes);
    if (target && kind == kPropertyData) {
      JSObject_follow_transition(isolate, object, target, value);
      return;
    }
    if (target) {
      JSObject_set_map_notify(isolate, object, target);
      return;
    }
    JSObject_normalize_properties(isolate, object);
  }
  add_to_dictionary(isolate, object, key.name, value, kind, attributes);
}

// ---- Reconfiguring ----

static void reconfigure_fast(Isolate *isolate, JSObject *object, int descriptor,
                             Value value, PropertyKind kind, int attributes) {
  Map *map = JSObject_map(object);
  PropertyDetails old =
      DescriptorArray_details(Map_instance_descriptors(map), descriptor);
  if (kind == kPropertyAccessor) {
    Map *target = Map_reconfigure(
        isolate, map, descriptor,
        PropertyDetails_descriptor(attributes, kPropertyAccessor), value);
    if (PropertyDetails_is_field(old))
      JSObject_set_field(isolate, object, map,
                         PropertyDetails_field_index(old),
                         ROOT(undefined_value));
    JSObject_set_map_notify(isolate, object, target);
    return;
  }
  int field = PropertyDetails_is_field(old) ? PropertyDetails_field_index(old)
                                            : Map_next_field_index(map);
  Map *target = Map_reconfigure(isolate, map, descriptor,
                                PropertyDetails_field(attributes, field),
                                ROOT(undefined_value));
  if (!PropertyDetails_is_field(old) && !Map_take_field(target, field)) {
    JSObject_normalize_properties(isolate, object);
    Name *name = DescriptorArray_key(Map_instance_descriptors(map), descriptor);
    NameDictionary *dictionary = name_dictionary(isolate, object);
    int entry = NameDictionary_find(dictionary, name);
    value = Isolate_box(isolate, value);
    NameDictionary_set_value_at(dictionary, entry, value);
    int order = PropertyDetails_enumeration_index(
        NameDictionary_details_at(dictionary, entry));
    NameDictionary_set_details_at(
        dictionary, entry,
        PropertyDetails_dictionary(attributes, kPropertyData, order));
    return;
  }
  value = Isolate_box(isolate, value);
  ensure_field(isolate, object, target, field);
  JSObject_set_field(isolate, object, target, field, value);
  JSObject_set_map_notify(isolate, object, target);
}

void JSObject_reconfigure_own(Isolate *isolate, JSObject *object,
                              PropertyKey key, const OwnProperty *own,
                              Value value, PropertyKind kind, int attributes) {
  note_store(isolate, object, key);
  switch ((OwnStorage)own->storage) {
    case kStorageField:
      reconfigure_fast(isolate, object, own->number, value, kind, attributes);
      return;
    case kStorageDictionary: {
      value = Isolate_box(isolate, value);
      NameDictionary *dictionary = name_dictionary(isolate, object);
      int order = PropertyDetails_enumeration_index(
          NameDictionary_details_at(dictionary, own->number));
      NameDictionary_set_value_at(dictionary, own->number, value);
      NameDictionary_set_details_at(
          dictionary, own->number,
          PropertyDetails_dictionary(attributes, kind, order));
      JSObject_prototype_changed(isolate, object);
      return;
    }
    case kStorageGlobal: {
      value = Isolate_box(isolate, value);
      PropertyCell *cell = GlobalDictionary_replace_cell(
          isolate, global_dictionary(isolate, object), own->cell);
      int order =
          PropertyDetails_enumeration_index(PropertyCell_details(cell));
      PropertyCell_set_details(
          cell, PropertyDetails_dictionary(attributes, kind, order));
      PropertyCell_set_value(cell, value);
      JSObject_prototype_changed(isolate, object);
      return;
    }
    case kStorageNamespace:
      return;
    default:
      Elements_reconfigure(isolate, object, own->index, value, kind,
                           attributes);
      return;
  }
}

// ---- Deleting ----

// Undoes the last addition, if the map before it is still there.
static bool roll_back(Isolate *isolate, JSObject *object, int descriptor) {
  Map *map = JSObject_map(object);
  int own = Map_own_descriptors(map);
  Value back = Map_constructor_or_back_pointer(map);
  if (descriptor != own - 1 || Map_is_prototype_map(map) ||
      !Value_is_Map(isolate, back))
    return false;
  Map *parent = Value_as_Map(isolate, back);
  if (Map_own_descriptors(parent) != own - 1 || Map_is_dictionary(parent) ||
      Map_is_prototype_map(parent) ||
      parent->elements_kind != map->elements_kind ||
      parent->instance_size_words != map->instance_size_words ||
      parent->prototype.bits != map->prototype.bits ||
      parent->bit_field != map->bit_field ||
      Map_is_extensible(parent) != Map_is_extensible(map))
    return false;
  PropertyDetails details =
      DescriptorArray_details(Map_instance_descriptors(map), descriptor);
  if (PropertyDetails_is_field(details))
    JSObject_set_field(isolate, object, map,
                       PropertyDetails_field_index(details),
                       ROOT(undefined_value));
  HeapObject_set_map((HeapObject *)object, parent);
  return true;
}

void JSObject_delete_own(Isolate *isolate, JSObject *object, PropertyKey key,
                         const OwnProperty *own) {
  note_store(isolate, object, key);
  if (PropertyKey_is_index(key)) {
    Elements_delete(isolate, object, key.index);
    return;
  }
  if (own->storage == kStorageGlobal) {
    GlobalDictionary_delete(global_dictionary(isolate, object), own->cell);
    JSObject_prototype_changed(isolate, object);
    return;
  }
  if (own->storage == kStorageField) {
    if (roll_back(isolate, object, own->number)) return;
    JSObject_normalize_properties(isolate, object);
  }
  NameDictionary *dictionary = name_dictionary(isolate, object);
  int entry = NameDictionary_find(dictionary, key.name);
  if (entry != kDictionaryNotFound) NameDictionary_delete(dictionary, entry);
  JSObject_prototype_changed(isolate, object);
}

// ---- For set-up code ----

void JSObject_define_data(Isolate *isolate, JSObject *object, PropertyKey key,
                          Value value, int attributes) {
  OwnProperty own = JSObject_get_own(isolate, object, key);
  if (own.state == kOwnAbsent)
    JSObject_add_own(isolate, object, key, value, kPropertyData, attributes);
  else if (own.state == kOwnData && own.attributes == attributes)
    JSObject_store_own(isolate, object, &own, value);
  else
    JSObject_reconfigure_own(isolate, object, key, &own, value, kPropertyData,
                             attributes);
}

void JSObject_define_accessor(Isolate *isolate, JSObject *object,
                              PropertyKey key, Value getter, Value setter,
                              int attributes) {
  AccessorPair *pair = HEAP_NEW(isolate, AccessorPair, accessor_pair_map);
  AccessorPair_set_getter(pair, getter);
  AccessorPair_set_setter(pair, setter);
  OwnProperty own = JSObject_get_own(isolate, object, key);
  if (own.state == kOwnAbsent)
    JSObject_add_own(isolate, object, key, Value_from_object(pair),
                     kPropertyAccessor, attributes);
  else
    JSObject_reconfigure_own(isolate, object, key, &own,
                             Value_from_object(pair), kPropertyAccessor,
                             attributes);
}

JSObject *JSObject_new_plain(Isolate *isolate) {
  return JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, object_initial_map));
}

JSObject *JSObject_new_with_prototype(Isolate *isolate, Value prototype) {
  Map *map = Map_for_object_create(isolate, prototype);
  JSObject *object = JSObject_new_from_map(isolate, map);
  if (Map_is_dictionary(map))
    JSReceiver_set_properties_or_hash(
        (JSReceiver *)object,
        Value_from_object(NameDictionary_new(isolate, 2)));
  return object;
}

JSObject *IterResult_new(Isolate *isolate, Value value, bool done) {
  value = Isolate_box(isolate, value);
  Value map_value = INTRINSIC(isolate, iter_result_map);
  if (LIKELY(Value_is_Map(isolate, map_value))) {
    Map *map = Value_as_Map(isolate, map_value);
    JSObject *object = JSObject_new_from_map(isolate, map);
    Tagged *fields = (Tagged *)object + map->inobject_properties_start_words;
    fields[0] = Value_tagged(value);
    fields[1] = Value_tagged(Value_from_bool(done));
    WriteBarrier(object);
    return object;
  }
  JSObject *object = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, object, ROOT_KEY(isolate, value_string), value,
                       kNone);
  JSObject_define_data(isolate, object, ROOT_KEY(isolate, done_string),
                       Value_from_bool(done), kNone);
  return object;
}
