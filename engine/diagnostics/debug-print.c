// SPDX-License-Identifier: MIT
#include "engine/diagnostics/debug-print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/heap/heap.h"
#include "engine/heap/space.h"
#include "engine/objects/js-object.h"
#include "engine/objects/native-context.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

// Longer strings are cut.
enum { kMaxPrintedUnits = 1000 };

static uint64_t address_of(const void *object) {
  return (uint64_t)(uintptr_t)object | kHeapObjectTag;
}

static const char *space_of(const Isolate *isolate, const void *object) {
  if (Heap_is_read_only(isolate, object)) return " in ReadOnlySpace";
  if (Heap_is_immortal(isolate, object)) return " in SnapshotSpace";
  return MarkBit_get((uintptr_t)isolate, (uint32_t)(uintptr_t)object)
             ? " in OldSpace"
             : "";
}

static void print_number(FILE *out, double value) {
  char text[kNumberToStringSize];
  size_t length = Number_to_string(value, text);
  fprintf(out, "%.*s", (int)length, text);
}

// Without flattening: a dump changes nothing.
static void print_chars(FILE *out, const String *string) {
  int32_t length = string->length;
  if (length > kMaxPrintedUnits) {
    fprintf(out, "<Very long string[%d]>", length);
    return;
  }
  uint16_t *units = malloc(((size_t)length + 1) * sizeof *units);
  CHECK(units);
  String_write(string, NULL, units);
  for (int32_t i = 0; i < length; i++) {
    if (units[i] >= 0x20 && units[i] < 0x7F)
      fputc(units[i], out);
    else
      fprintf(out, "\\u%04x", units[i]);
  }
  free(units);
}

static const char *string_prefix(const String *string) {
  return InstanceType_is_internalized(HeapObject_type((HeapObject *)string))
             ? "#"
             : "";
}

static const char *oddball_name(const Oddball *oddball) {
  static const char *const kNames[] = {
      "false", "true", "the_hole", "null", "undefined", "exception",
      "uninitialized"};
  return oddball->kind < ARRAY_LENGTH(kNames) ? kNames[oddball->kind] : "?";
}

static const char *class_name(const HeapObject *object) {
  return kClassDescriptors[HeapObject_map(object)->class_id].name;
}

static void print_map_brief(FILE *out, const Map *map) {
  if (map->instance_size_words)
    fprintf(out, "<Map[%d](", map->instance_size_words * kTaggedSize);
  else
    fprintf(out, "<Map(");
  if (InstanceType_is_receiver(map->instance_type))
    fprintf(out, "%s)>", ElementsKind_name(Map_elements_kind(map)));
  else
    fprintf(out, "%s)>", InstanceType_name(map->instance_type));
}

static void print_function_brief(FILE *out, const JSFunction *function) {
  SharedFunctionInfo *shared = JSFunction_shared(function);
  String *name = SharedFunctionInfo_name_string(shared);
  fprintf(out, "<JSFunction");
  if (name->length > 0) fputc(' ', out);
  print_chars(out, name);
  fprintf(out, " (sfi = 0x%" PRIx64 ")>", address_of(shared));
}

static void print_object_brief(FILE *out, Isolate *isolate,
                               const HeapObject *object) {
  InstanceType type = HeapObject_type(object);
  fprintf(out, "0x%012" PRIx64 " ", address_of(object));
  if (InstanceType_is_string(type)) {
    const String *string = (const String *)object;
    fprintf(out, "<String[%d]: %s", string->length, string_prefix(string));
    print_chars(out, string);
    fputc('>', out);
    return;
  }
  switch (type) {
    case ODDBALL_TYPE:
      fprintf(out, "<%s>", oddball_name((const Oddball *)object));
      return;
    case MAP_TYPE:
      print_map_brief(out, (const Map *)object);
      return;
    case HEAP_NUMBER_TYPE:
      fprintf(out, "<HeapNumber ");
      print_number(out, ((const HeapNumber *)object)->value);
      fputc('>', out);
      return;
    case SYMBOL_TYPE: {
      Value description = Symbol_description((const Symbol *)object);
      fprintf(out, "<Symbol: ");
      if (Value_is_String(isolate, description))
        print_chars(out, Value_as_String(isolate, description));
      fputc('>', out);
      return;
    }
    case JS_FUNCTION_TYPE:
      print_function_brief(out, (const JSFunction *)object);
      return;
    case JS_ARRAY_TYPE:
      fprintf(out, "<JSArray[");
      print_number(out, JSArray_length_number((const JSArray *)object));
      fprintf(out, "]>");
      return;
    case CELL_TYPE:
      fprintf(out, "<Cell value= ");
      DebugPrint_brief(out, isolate, ((const Cell *)object)->value);
      fputc('>', out);
      return;
    case DESCRIPTOR_ARRAY_TYPE:
      fprintf(out, "<DescriptorArray[%d]>",
              ((const DescriptorArray *)object)->number_of_descriptors);
      return;
    case ACCESSOR_INFO_TYPE:
      fprintf(out, "<AccessorInfo name= ");
      DebugPrint_brief(out, isolate, ((const AccessorInfo *)object)->name);
      fprintf(out, ", data= ");
      DebugPrint_brief(out, isolate, ((const AccessorInfo *)object)->data);
      fputc('>', out);
      return;
    case SHARED_FUNCTION_INFO_TYPE:
      fprintf(out, "<SharedFunctionInfo ");
      print_chars(out, SharedFunctionInfo_name_string(
                           (const SharedFunctionInfo *)object));
      fputc('>', out);
      return;
    case JS_OBJECT_TYPE:
      fprintf(out, "<Object map = 0x%" PRIx64 ">",
              address_of(HeapObject_map(object)));
      return;
    default:
      break;
  }
  const ClassDescriptor *class =
      &kClassDescriptors[HeapObject_map(object)->class_id];
  if (class->trailing_kind != kNoTrailing)
    fprintf(out, "<%s[%d]>", class->name,
            *(const int32_t *)((const char *)object +
                               class->trailing_length_offset));
  else if (InstanceType_is_receiver(type))
    fprintf(out, "<%s map = 0x%" PRIx64 ">", class->name,
            address_of(HeapObject_map(object)));
  else
    fprintf(out, "<%s>", class->name);
}

void DebugPrint_brief(FILE *out, Isolate *isolate, Tagged value) {
  if (Tagged_is_smi(value)) {
    fprintf(out, "%d", Tagged_smi(value));
  } else if (Tagged_is_cleared(value)) {
    fprintf(out, "[cleared]");
  } else {
    if (Tagged_is_weak(value)) fprintf(out, "[weak] ");
    print_object_brief(out, isolate, Tagged_object(isolate, value));
  }
}

static void print_field(FILE *out, Isolate *isolate, const char *name,
                        Tagged value) {
  fprintf(out, " - %s: ", name);
  DebugPrint_brief(out, isolate, value);
  fputc('\n', out);
}

// ---- Maps ----

static void print_transitions(FILE *out, Isolate *isolate, const Map *map) {
  if (Map_is_prototype_map(map)) {
    if (!Tagged_is_smi(map->raw_transitions))
      print_field(out, isolate, "prototype info", map->raw_transitions);
    return;
  }
  Tagged raw = map->raw_transitions;
  if (Tagged_is_weak(raw) && !Tagged_is_cleared(raw)) {
    print_field(out, isolate, "transitions #1", raw);
    return;
  }
  Value value = Value_from_tagged(raw);
  if (!Value_is_TransitionArray(isolate, value)) return;
  const TransitionArray *array = Value_as_TransitionArray(isolate, value);
  fprintf(out, " - transitions #%d: ", array->number_of_transitions);
  DebugPrint_brief(out, isolate, raw);
  fprintf(out, "Transition array #%d:\n", array->number_of_transitions);
  for (int i = 0; i < array->number_of_transitions; i++) {
    fprintf(out, "     ");
    DebugPrint_brief(out, isolate, array->slots[2 * i]);
    fprintf(out, ": -> ");
    DebugPrint_brief(out, isolate, array->slots[2 * i + 1]);
    fputc('\n', out);
  }
}

static void print_map(FILE *out, Isolate *isolate, const Map *map) {
  fprintf(out, "0x%" PRIx64 ": [Map]%s\n", address_of(map),
          space_of(isolate, map));
  fprintf(out, " - map: 0x%012" PRIx64 " <MetaMap>\n",
          address_of(HeapObject_map((const HeapObject *)map)));
  fprintf(out, " - type: %s\n", InstanceType_name(map->instance_type));
  if (map->instance_size_words)
    fprintf(out, " - instance size: %d\n",
            map->instance_size_words * kTaggedSize);
  else
    fprintf(out, " - instance size: variable\n");
  if (InstanceType_is_receiver(map->instance_type)) {
    fprintf(out, " - inobject properties: %d\n", Map_inobject_properties(map));
    fprintf(out, " - unused property fields: %d\n",
            map->unused_property_fields);
  }
  fprintf(out, " - elements kind: %s\n",
          InstanceType_is_receiver(map->instance_type)
              ? ElementsKind_name(Map_elements_kind(map))
              : "HOLEY_ELEMENTS");
  if (Map_enum_length(map) == kMapNoEnumCache ||
      !InstanceType_is_receiver(map->instance_type))
    fprintf(out, " - enum length: invalid\n");
  else
    fprintf(out, " - enum length: %d\n", Map_enum_length(map));
  if (Map_is_prototype_map(map)) fprintf(out, " - prototype_map\n");
  if (Map_is_dictionary(map)) fprintf(out, " - dictionary_map\n");
  if (Map_is_callable(map)) fprintf(out, " - callable\n");
  if (Map_is_constructor(map)) fprintf(out, " - constructor\n");
  if (!Map_is_extensible(map) &&
      InstanceType_is_receiver(map->instance_type))
    fprintf(out, " - non-extensible\n");
  Value back = Map_constructor_or_back_pointer(map);
  bool has_back = Value_is_Map(isolate, back);
  print_field(out, isolate, "back pointer",
              has_back ? Value_tagged(back) : ROOT_TAGGED(undefined_value));
  print_field(out, isolate, "prototype_validity cell",
              map->prototype_validity_cell);
  fprintf(out, " - instance descriptors %s#%d: ",
          map->bit_field3 & kMapOwnsDescriptors ? "(own) " : "",
          Map_own_descriptors(map));
  DebugPrint_brief(out, isolate, map->instance_descriptors);
  fputc('\n', out);
  if (InstanceType_is_receiver(map->instance_type))
    print_transitions(out, isolate, map);
  print_field(out, isolate, "prototype", map->prototype);
  print_field(out, isolate, "constructor",
              Map_root(map)->constructor_or_back_pointer);
  fprintf(out, " - construction counter: %d\n", Map_construction_counter(map));
}

// ---- Receivers ----

// [String] in ReadOnlySpace: #name
static void print_key(FILE *out, Isolate *isolate, const Name *name) {
  fprintf(out, "    0x%" PRIx64 ": ", address_of(name));
  if (Value_is_String(isolate, Value_from_object(name))) {
    fprintf(out, "[String]%s: %s", space_of(isolate, name),
            string_prefix((const String *)name));
    print_chars(out, (const String *)name);
  } else {
    fprintf(out, "[Symbol]: ");
    DebugPrint_brief(out, isolate, Tagged_from_object(name));
  }
  fprintf(out, ": ");
}

static void print_fast_properties(FILE *out, Isolate *isolate,
                                  const JSObject *object, const Map *map) {
  const DescriptorArray *array = Map_instance_descriptors(map);
  int inobject = Map_inobject_properties(map);
  for (int i = 0; i < Map_own_descriptors(map); i++) {
    PropertyDetails details = DescriptorArray_details(array, i);
    print_key(out, isolate, DescriptorArray_key(array, i));
    if (PropertyDetails_is_field(details)) {
      int field = PropertyDetails_field_index(details);
      DebugPrint_brief(out, isolate,
                       Value_tagged(JSObject_get_field(object, map, field)));
      fprintf(out, " (data field %d), location: ", field);
      if (field < inobject)
        fprintf(out, "in-object\n");
      else
        fprintf(out, "properties[%d]\n", field - inobject);
    } else {
      DebugPrint_brief(out, isolate,
                       Value_tagged(DescriptorArray_value(array, i)));
      fprintf(out, " (const accessor descriptor), location: descriptor\n");
    }
  }
}

static void print_dictionary_properties(FILE *out, Isolate *isolate,
                                        Value properties) {
  if (!Value_is_NameDictionary(isolate, properties)) return;
  const NameDictionary *dictionary =
      Value_as_NameDictionary(isolate, properties);
  int count;
  int *entries = NameDictionary_ordered_entries(dictionary, &count);
  for (int i = 0; i < count; i++) {
    PropertyDetails details = NameDictionary_details_at(dictionary, entries[i]);
    int attributes = PropertyDetails_attributes(details);
    print_key(out, isolate,
              Value_as_Name(isolate,
                            NameDictionary_key_at(dictionary, entries[i])));
    DebugPrint_brief(
        out, isolate,
        Value_tagged(NameDictionary_value_at(dictionary, entries[i])));
    fprintf(out, " (%s, dict_index: %d, attrs: [%c%c%c])\n",
            PropertyDetails_is_accessor(details) ? "accessor" : "data",
            PropertyDetails_enumeration_index(details),
            attributes & kReadOnly ? '_' : 'W',
            attributes & kDontEnum ? '_' : 'E',
            attributes & kDontDelete ? '_' : 'C');
  }
  free(entries);
}

// Lines of "index: value", equal neighbours joined.
static void print_elements(FILE *out, Isolate *isolate,
                           const JSObject *object) {
  HeapObject *elements = JSObject_elements(object);
  InstanceType type = HeapObject_type(elements);
  if (type != FIXED_ARRAY_TYPE && type != FIXED_DOUBLE_ARRAY_TYPE) return;
  uint32_t length = Elements_capacity(object);
  if (length == 0) return;
  fprintf(out, " - elements: ");
  DebugPrint_brief(out, isolate, Tagged_from_object(elements));
  fprintf(out, " {\n");
  for (uint32_t i = 0; i < length;) {
    Value value = Elements_get_fast(object, i);
    uint32_t last = i;
    while (last + 1 < length &&
           Value_equals(Elements_get_fast(object, last + 1), value))
      last++;
    if (last > i)
      fprintf(out, "        %u-%u: ", i, last);
    else
      fprintf(out, "           %u: ", i);
    if (Value_is_unboxed_double(value))
      print_number(out, Value_unboxed_double(value));
    else if (Value_is_the_hole(value))
      fprintf(out, "<the_hole>");
    else
      DebugPrint_brief(out, isolate, Value_tagged(value));
    fputc('\n', out);
    i = last + 1;
  }
  fprintf(out, " }\n");
}

static void print_array_buffer(FILE *out, Isolate *isolate,
                               const JSArrayBuffer *buffer) {
  fprintf(out, " - backing_store: %p\n", (void *)JSArrayBuffer_data(isolate, buffer));
  fprintf(out, " - byte_length: %" PRIu64 "\n", buffer->byte_length);
  fprintf(out, " - max_byte_length: %" PRIu64 "\n", buffer->max_byte_length);
  print_field(out, isolate, "detach key", buffer->detach_key);
  fprintf(out, JSArrayBuffer_is_detached(buffer) ? " - detached\n"
                                                 : " - detachable\n");
}

static void print_function(FILE *out, Isolate *isolate,
                           const JSFunction *function) {
  const SharedFunctionInfo *shared = JSFunction_shared(function);
  print_field(out, isolate, "function prototype",
              function->prototype_or_initial_map);
  print_field(out, isolate, "shared_info", function->shared);
  print_field(out, isolate, "name",
              Tagged_from_object(SharedFunctionInfo_name_string(shared)));
  fprintf(out, " - formal_parameter_count: %d\n",
          shared->formal_parameter_count);
  fprintf(out, " - kind: %d\n", shared->kind);
  print_field(out, isolate, "context", function->context);
  fprintf(out, " - code index: %u\n", function->code);
  print_field(out, isolate, "function data", shared->function_data);
  Value vector = FeedbackCell_value(JSFunction_feedback_cell(function));
  if (Value_is_undefined(vector))
    fprintf(out, " - feedback vector: not available\n");
  else
    print_field(out, isolate, "feedback vector", Value_tagged(vector));
}

// The class's own rows, from object-layout.def.
static void print_own_fields(FILE *out, Isolate *isolate,
                             const HeapObject *object,
                             const ClassDescriptor *class) {
  for (int i = 0; i < class->field_count; i++) {
    const FieldDescriptor *field = &kFieldDescriptors[class->first_field + i];
    const char *at = (const char *)object + field->offset_bytes;
    if (field->kind == kFieldTagged) {
      print_field(out, isolate, field->name, *(const Tagged *)at);
    } else if (field->kind == kFieldRaw && field->size_bytes <= 8) {
      uint64_t bits = 0;
      memcpy(&bits, at, field->size_bytes);
      fprintf(out, " - %s: %" PRIu64 "\n", field->name, bits);
    } else if (field->kind == kFieldTaggedArray) {
      int32_t length = *(const int32_t *)((const char *)object +
                                          field->length_offset_bytes);
      const Tagged *slots = (const Tagged *)at;
      for (int32_t j = 0; j < length;) {
        int32_t last = j;
        while (last + 1 < length && Tagged_equals(slots[last + 1], slots[j]))
          last++;
        if (last > j)
          fprintf(out, "        %d-%d: ", j, last);
        else
          fprintf(out, "           %d: ", j);
        DebugPrint_brief(out, isolate, slots[j]);
        fputc('\n', out);
        j = last + 1;
      }
    }
  }
}

static void print_receiver(FILE *out, Isolate *isolate,
                           const JSObject *object) {
  const Map *map = JSObject_map(object);
  fprintf(out, " - map: ");
  DebugPrint_brief(out, isolate, Tagged_from_object(map));
  fprintf(out, Map_is_dictionary(map) ? " [DictionaryProperties]\n"
                                      : " [FastProperties]\n");
  print_field(out, isolate, "prototype", map->prototype);
  HeapObject *elements = JSObject_elements(object);
  fprintf(out, " - elements: ");
  DebugPrint_brief(out, isolate, Tagged_from_object(elements));
  fprintf(out, " [%s%s]\n", ElementsKind_name(Map_elements_kind(map)),
          Tagged_is_root(elements->map, fixed_cow_array_map) ? " (COW)" : "");
  switch ((int)map->instance_type) {
    case JS_ARRAY_TYPE:
      print_field(out, isolate, "length", ((const JSArray *)object)->length);
      break;
    case JS_ARRAY_BUFFER_TYPE:
      print_array_buffer(out, isolate, (const JSArrayBuffer *)object);
      break;
    case JS_FUNCTION_TYPE:
      print_function(out, isolate, (const JSFunction *)object);
      break;
    case JS_OBJECT_TYPE:
      break;
    default:
      print_own_fields(out, isolate, (const HeapObject *)object,
                       &kClassDescriptors[map->class_id]);
      break;
  }
  Value properties = JSReceiver_properties_or_hash((const JSReceiver *)object);
  print_field(out, isolate, "properties", Value_tagged(properties));
  fprintf(out, " - All own properties (excluding elements): {");
  if (!Map_is_dictionary(map) && Map_own_descriptors(map) == 0) {
    fprintf(out, "}\n");
  } else {
    fputc('\n', out);
    if (Map_is_dictionary(map))
      print_dictionary_properties(out, isolate, properties);
    else
      print_fast_properties(out, isolate, object, map);
    fprintf(out, " }\n");
  }
  print_elements(out, isolate, object);
}

static void print_object(FILE *out, Isolate *isolate,
                         const HeapObject *object) {
  InstanceType type = HeapObject_type(object);
  const char *space = space_of(isolate, object);
  if (InstanceType_is_string(type)) {
    const String *string = (const String *)object;
    fprintf(out, "[String]%s: %s", space, string_prefix(string));
    if (string_prefix(string)[0] == '\0') fputc('"', out);
    print_chars(out, string);
    fprintf(out, string_prefix(string)[0] == '\0' ? "\"\n" : "\n");
    return;
  }
  if (type == ODDBALL_TYPE) {
    fprintf(out, "[Oddball]%s: #%s\n", space,
            oddball_name((const Oddball *)object));
    return;
  }
  if (type == MAP_TYPE) {
    fprintf(out, "[Map]%s\n", space);
    return;
  }
  const char *name = class_name(object);
  fprintf(out, "[%s]%s\n", type == JS_OBJECT_TYPE ? "JS_OBJECT_TYPE" : name,
          space);
  if (InstanceType_is_js_object(type)) {
    print_receiver(out, isolate, (const JSObject *)object);
    return;
  }
  print_field(out, isolate, "map", object->map);
  if (type == HEAP_NUMBER_TYPE) {
    double value = ((const HeapNumber *)object)->value;
    fprintf(out, " - value: ");
    print_number(out, value);
    int32_t ignored;
    if (value == (double)(int64_t)value || Number_is_int32(value, &ignored))
      fprintf(out, ".0");
    fputc('\n', out);
    return;
  }
  for (int id = HeapObject_map(object)->class_id;
       id != kClassNoParent && id != kClassHeapObject;
       id = kClassDescriptors[id].parent)
    print_own_fields(out, isolate, object, &kClassDescriptors[id]);
}

void DebugPrint_value(FILE *out, Isolate *isolate, Value value) {
  if (Value_is_unboxed_double(value)) {
    Value number = Value_from_number(Value_unboxed_double(value));
    if (!Value_is_smi(number))
      number = Value_from_object(
          HeapNumber_new(isolate, Value_unboxed_double(number)));
    value = number;
  }
  if (Value_is_smi(value)) {
    fprintf(out, "DebugPrint: Smi: 0x%x (%d)\n", (unsigned)Value_smi(value),
            Value_smi(value));
    return;
  }
  const HeapObject *object = Value_object(isolate, value);
  fprintf(out, "DebugPrint: 0x%" PRIx64 ": ", address_of(object));
  print_object(out, isolate, object);
  if (HeapObject_type(object) == MAP_TYPE)
    print_map(out, isolate, (const Map *)object);
  else
    print_map(out, isolate, HeapObject_map(object));
  fflush(out);
}
