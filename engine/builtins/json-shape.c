// SPDX-License-Identifier: MIT
#include "engine/builtins/json-shape.h"

#include <stdlib.h>
#include <string.h>

#include "engine/builtins/json-plain.h"
#include "engine/heap/heap.h"
#include "engine/objects/js-object.h"

// One property: false if it takes the general way.
static bool add_piece(JsonShape *shape, Isolate *isolate, const Map *map,
                      Value name, PropertyDetails details) {
  if (!PropertyDetails_is_field(details) ||
      Value_equals(name, ROOT(toJSON_string)))
    return false;
  int index = PropertyDetails_field_index(details);
  const String *key = Value_as_String(isolate, name);
  int last = shape->count == 0 ? 0 : shape->count - 1;
  int start = shape->count == 0
                  ? 0
                  : shape->pieces[last].start + shape->pieces[last].length;
  if (HeapObject_type((const HeapObject *)key) !=
          INTERNALIZED_ONE_BYTE_STRING_TYPE ||
      index >= Map_inobject_properties(map) ||
      shape->count == kJsonShapeProperties ||
      key->length > kJsonShapeTextSize - 4 - start)
    return false;
  const uint8_t *chars = ((const SeqOneByteString *)key)->chars;
  if (Json_plain_prefix(chars, key->length) != key->length) return false;
  uint8_t *to = shape->text + start;
  to[0] = ',';
  to[1] = '"';
  memcpy(to + 2, chars, (size_t)key->length);
  to[2 + key->length] = '"';
  to[3 + key->length] = ':';
  shape->pieces[shape->count++] = (JsonShapePiece){
      (uint16_t)start, (uint16_t)(key->length + 4),
      (uint16_t)(map->inobject_properties_start_words + index)};
  return true;
}

static void make(JsonShape *shape, Isolate *isolate, const Map *map) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  shape->count = 0;
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    Value name = Value_from_object(DescriptorArray_key(array, i));
    PropertyDetails details = DescriptorArray_details(array, i);
    bool is_raw_json = Value_equals(name, ROOT(raw_json_symbol));
    bool is_skipped =
        !is_raw_json && (!Value_is_String(isolate, name) ||
                         ((PropertyDetails_attributes(details) & kDontEnum) &&
                          !Value_equals(name, ROOT(toJSON_string))));
    if (is_skipped) continue;
    if (is_raw_json || !add_piece(shape, isolate, map, name, details)) {
      shape->count = kJsonShapeNone;
      return;
    }
  }
}

// ---- The isolate's shapes ----

static void forget_dead(Isolate *isolate, void *data) {
  JsonShapes *shapes = data;
  for (size_t i = 0; i < ARRAY_LENGTH(shapes->entries); i++) {
    JsonShape *shape = &shapes->entries[i];
    if (shape->map != NULL &&
        !Heap_is_live(isolate, (const HeapObject *)shape->map))
      shape->map = NULL;
  }
}

JsonShapes *JsonShapes_get(Isolate *isolate) {
  if (UNLIKELY(isolate->json_shapes == NULL)) {
    isolate->json_shapes = calloc(1, sizeof *isolate->json_shapes);
    CHECK(isolate->json_shapes != NULL);
    Heap_add_weak_processor(isolate, forget_dead, isolate->json_shapes);
  }
  // Where stringifying stopped half-way, some are still marked.
  JsonShapes *shapes = isolate->json_shapes;
  for (size_t i = 0; i < ARRAY_LENGTH(shapes->entries); i++)
    shapes->entries[i].users = 0;
  return shapes;
}

JsonShape *JsonShapes_find(JsonShapes *shapes, Isolate *isolate,
                           const Map *map) {
  uintptr_t hash = (uintptr_t)map >> 3;
  hash ^= hash >> 4 ^ hash >> 8;
  JsonShape *shape = &shapes->entries[hash % ARRAY_LENGTH(shapes->entries)];
  if (shape->map != map) {
    if (shape->users > 0) return NULL;
    shape->map = map;
    shape->count = kJsonShapeSeen;
    return NULL;
  }
  if (shape->count == kJsonShapeSeen) make(shape, isolate, map);
  return shape->count < 0 ? NULL : shape;
}
