// SPDX-License-Identifier: MIT
//
// Integer-keyed own properties: fast arrays by elements kind, dictionaries,
// copy-on-write, and the exotic ones (mapped arguments, string wrappers, typed
// arrays). The kinds and when they change:
//
//   fast -> dictionary   a store far beyond the end, or attributes/accessors
//   dictionary -> fast   when it has become dense again
//   SMI -> DOUBLE -> tagged, PACKED -> HOLEY   as values demand
//
// Mapped arguments and string wrappers keep their kind; their own elements are
// a FixedArray or a NumberDictionary, told apart by the object itself.
#include <stdlib.h>

#include "engine/base/bits.h"
#include "engine/objects/js-object.h"
#include "engine/objects/protectors.h"
#include "engine/objects/string.h"
#include "engine/objects/typed-array.h"

enum {
  // A store this far beyond the capacity makes a dictionary.
  kMaxGap = 1024,
  // Lengths up to this may be set on fast arrays without elements.
  kMaxFastLength = 32 * 1024 * 1024,
};

static ElementsKind kind_of(const JSObject *object) {
  return Map_elements_kind(JSObject_map(object));
}
static bool is_dictionary(const JSObject *object) {
  return HeapObject_type(JSObject_elements(object)) == NUMBER_DICTIONARY_TYPE;
}
static NumberDictionary *dictionary_of(const JSObject *object) {
  return (NumberDictionary *)JSObject_elements(object);
}
static bool is_double_array(const JSObject *object) {
  return HeapObject_type(JSObject_elements(object)) == FIXED_DOUBLE_ARRAY_TYPE;
}
static bool is_array(const JSObject *object) {
  return JSObject_map(object)->instance_type == JS_ARRAY_TYPE;
}

uint32_t Elements_capacity(const JSObject *object) {
  return (uint32_t)((const FixedArrayBase *)JSObject_elements(object))->length;
}

// Slots that are elements: for arrays, those below the length.
static uint32_t fast_end(const JSObject *object) {
  uint32_t capacity = Elements_capacity(object);
  if (!is_array(object)) return capacity;
  double length = JSArray_length_number((const JSArray *)object);
  return length < capacity ? (uint32_t)length : capacity;
}

Value Elements_get_fast(const JSObject *object, uint32_t index) {
  if (is_double_array(object)) {
    const FixedDoubleArray *array =
        (const FixedDoubleArray *)JSObject_elements(object);
    double value = array->values[index];
    if (Bits_of_double(value) == kHoleNanBits) return ROOT(the_hole);
    return Value_from_double(value);
  }
  return FixedArray_get_slots((const FixedArray *)JSObject_elements(object),
                              (int32_t)index);
}

// ---- Reading ----

static OwnProperty get_backing(JSObject *object, uint32_t index) {
  OwnProperty own = {.state = kOwnAbsent, .index = index};
  if (is_dictionary(object)) {
    NumberDictionary *dictionary = dictionary_of(object);
    int entry = NumberDictionary_find(dictionary, index);
    if (entry == kDictionaryNotFound) return own;
    PropertyDetails details = NumberDictionary_details_at(dictionary, entry);
    own.storage = kStorageElementDictionary;
    own.number = entry;
    own.attributes = (uint8_t)PropertyDetails_attributes(details);
    own.value = NumberDictionary_value_at(dictionary, entry);
    own.state = PropertyDetails_is_accessor(details) ? kOwnAccessor : kOwnData;
    return own;
  }
  if (index >= fast_end(object)) return own;
  Value value = Elements_get_fast(object, index);
  if (Value_is_the_hole(value)) return own;
  own.storage = kStorageElement;
  own.state = kOwnData;
  own.value = value;
  return own;
}

// The context slot that an index of mapped arguments stands for, or -1.
static int32_t mapped_slot(Isolate *isolate, const JSObject *object,
                           uint32_t index) {
  Value entries =
      JSArgumentsObject_mapped_entries((const JSArgumentsObject *)object);
  if (!Value_is_FixedArray(isolate, entries)) return -1;
  FixedArray *array = Value_as_FixedArray(isolate, entries);
  if (index >= (uint32_t)array->length) return -1;
  Value slot = FixedArray_get_slots(array, (int32_t)index);
  return Value_is_smi(slot) ? Value_smi(slot) : -1;
}

static Context *mapped_context(Isolate *isolate, const JSObject *object) {
  return Value_as_Context(
      isolate, JSArgumentsObject_context((const JSArgumentsObject *)object));
}

static void unmap(Isolate *isolate, JSObject *object, uint32_t index) {
  Value entries =
      JSArgumentsObject_mapped_entries((JSArgumentsObject *)object);
  FixedArray_set_slots(Value_as_FixedArray(isolate, entries), (int32_t)index,
                       ROOT(the_hole));
}

bool JSObject_is_string_wrapper(const Isolate *isolate,
                                const JSObject *object) {
  return JSObject_map(object)->instance_type == JS_PRIMITIVE_WRAPPER_TYPE &&
         Value_is_String(isolate, JSPrimitiveWrapper_value(
                                      (const JSPrimitiveWrapper *)object));
}

OwnProperty Elements_get_own(Isolate *isolate, JSObject *object,
                             uint32_t index) {
  ElementsKind kind = kind_of(object);
  if (LIKELY(kind <= DICTIONARY_ELEMENTS)) return get_backing(object, index);
  OwnProperty own = {.state = kOwnAbsent, .index = index};
  if (ElementsKind_is_typed_array(kind)) {
    if (index >= JSTypedArray_current_length((JSTypedArray *)object))
      return own;
    own.storage = kStorageTypedArray;
    own.state = kOwnData;
    own.value = JSTypedArray_get(isolate, (JSTypedArray *)object, index);
    return own;
  }
  if (kind == STRING_WRAPPER_ELEMENTS) {
    String *string = Value_as_String(
        isolate, JSPrimitiveWrapper_value((JSPrimitiveWrapper *)object));
    if (index < (uint32_t)string->length) {
      own.storage = kStorageString;
      own.state = kOwnData;
      own.attributes = kReadOnly | kDontDelete;
      own.value = Value_from_object(String_from_char_code(
          isolate, String_char_at(isolate, string, (int32_t)index)));
      return own;
    }
    return get_backing(object, index);
  }
  own = get_backing(object, index);
  int32_t slot = mapped_slot(isolate, object, index);
  if (own.state == kOwnData && slot >= 0) {
    own.storage = kStorageMapped;
    own.number = slot;
    own.value =
        Context_get_slots(mapped_context(isolate, object), slot);
  }
  return own;
}

bool JSObject_has_no_elements(const JSObject *object) {
  ElementsKind kind = kind_of(object);
  if (ElementsKind_is_typed_array(kind))
    return JSTypedArray_current_length((const JSTypedArray *)object) == 0;
  if (kind == STRING_WRAPPER_ELEMENTS) {
    const Isolate *isolate = Isolate_of(object);
    Value value = JSPrimitiveWrapper_value((const JSPrimitiveWrapper *)object);
    if (Value_as_String(isolate, value)->length > 0) return false;
  }
  if (is_dictionary(object))
    return dictionary_of(object)->number_of_elements == 0;
  return fast_end(object) == 0;
}

// ---- Changing the representation ----

ElementsKind ElementsKind_for_value(const Isolate *isolate, ElementsKind kind,
                                    Value value) {
  int holey = kind & 1;
  if (Value_is_smi(value)) return kind;
  if (Value_is_unboxed_double(value) || Value_is_HeapNumber(isolate, value)) {
    if (!ElementsKind_is_smi(kind)) return kind;
    if (Value_is_smi(Value_from_number(Value_number(isolate, value))))
      return kind;
    return (ElementsKind)(PACKED_DOUBLE_ELEMENTS | holey);
  }
  return (ElementsKind)(PACKED_ELEMENTS | holey);
}

static FixedArray *new_holes(Isolate *isolate, uint32_t capacity) {
  if (capacity == 0) return ROOT_OBJECT(isolate, FixedArray, empty_fixed_array);
  return FixedArray_new_filled(isolate, (int32_t)capacity, ROOT(the_hole));
}

static double hole_nan(void) { return Bits_to_double(kHoleNanBits); }

static FixedDoubleArray *new_double_holes(Isolate *isolate,
                                          uint32_t capacity) {
  if (capacity == 0)
    return ROOT_OBJECT(isolate, FixedDoubleArray, empty_fixed_double_array);
  FixedDoubleArray *array = FixedDoubleArray_new(isolate, (int32_t)capacity);
  const uint64_t hole = kHoleNanBits;
  for (uint32_t i = 0; i < capacity; i++)
    memcpy(&array->values[i], &hole, sizeof hole);
  return array;
}

static double canonical(double value) {
  return value == value ? value : __builtin_nan("");
}

// Fast elements copied to a new backing store of the kind and capacity.
static void set_fast_copy(Isolate *isolate, JSObject *object,
                          ElementsKind kind, uint32_t capacity) {
  uint32_t count = fast_end(object);
  if (count > capacity) count = capacity;
  if (ElementsKind_is_double(kind)) {
    FixedDoubleArray *array = new_double_holes(isolate, capacity);
    for (uint32_t i = 0; i < count; i++) {
      Value value = Elements_get_fast(object, i);
      if (!Value_is_the_hole(value))
        array->values[i] = canonical(Value_number(isolate, value));
    }
    JSObject_set_elements(object, (HeapObject *)array);
    return;
  }
  FixedArray *array = new_holes(isolate, capacity);
  if (is_double_array(object)) {
    for (uint32_t i = 0; i < count; i++) {
      Value value = Isolate_box(isolate, Elements_get_fast(object, i));
      FixedArray_set_slots(array, (int32_t)i, value);
    }
  } else if (count > 0) {
    const FixedArray *old = (const FixedArray *)JSObject_elements(object);
    memcpy(array->slots, old->slots, count * sizeof(Tagged));
    WriteBarrier(array);
  }
  JSObject_set_elements(object, (HeapObject *)array);
}

void Elements_transition(Isolate *isolate, JSObject *object,
                         ElementsKind kind) {
  Map *map = JSObject_map(object);
  ElementsKind old = Map_elements_kind(map);
  if (old == kind) return;
  Map *target = Map_to_elements_kind(isolate, map, kind);
  if (ElementsKind_is_double(old) != ElementsKind_is_double(kind))
    set_fast_copy(isolate, object, kind, Elements_capacity(object));
  JSObject_set_map_notify(isolate, object, target);
}

void Elements_ensure_writable(Isolate *isolate, JSObject *object) {
  HeapObject *elements = JSObject_elements(object);
  if (elements->map.bits != ROOT_BITS(fixed_cow_array_map)) return;
  set_fast_copy(isolate, object, PACKED_ELEMENTS, Elements_capacity(object));
}

void Elements_ensure_capacity(Isolate *isolate, JSObject *object,
                              uint32_t capacity) {
  if (capacity <= Elements_capacity(object)) return;
  set_fast_copy(isolate, object,
                is_double_array(object) ||
                        ElementsKind_is_double(kind_of(object))
                    ? PACKED_DOUBLE_ELEMENTS
                    : PACKED_ELEMENTS,
                capacity);
}

NumberDictionary *Elements_normalize(Isolate *isolate, JSObject *object) {
  if (is_dictionary(object)) return dictionary_of(object);
  uint32_t count = fast_end(object), used = 0;
  for (uint32_t i = 0; i < count; i++)
    if (!Value_is_the_hole(Elements_get_fast(object, i))) used++;
  NumberDictionary *dictionary = NumberDictionary_new(isolate, (int)used);
  for (uint32_t i = 0; i < count; i++) {
    Value value = Elements_get_fast(object, i);
    if (!Value_is_the_hole(value))
      dictionary = NumberDictionary_set(isolate, dictionary, i, value, 0);
  }
  Map *map = JSObject_map(object);
  if (ElementsKind_is_fast(Map_elements_kind(map)))
    JSObject_set_map_notify(
        isolate, object,
        Map_to_elements_kind(isolate, map, DICTIONARY_ELEMENTS));
  JSObject_set_elements(object, (HeapObject *)dictionary);
  return dictionary;
}

// A dense dictionary without attributes becomes a fast array again.
static bool maybe_make_fast(Isolate *isolate, JSObject *object) {
  NumberDictionary *dictionary = dictionary_of(object);
  int count = dictionary->number_of_elements;
  if ((dictionary->flags & kDictionaryRequiresSlowElements) || count < 32 ||
      (count & (count - 1)) != 0 || !Map_is_extensible(JSObject_map(object)) ||
      kind_of(object) != DICTIONARY_ELEMENTS)
    return false;
  double end = NumberDictionary_end(dictionary);
  if (is_array(object)) end = JSArray_length_number((JSArray *)object);
  if (end > 3.0 * count || end > kMaxFastLength) return false;
  FixedArray *array = new_holes(isolate, (uint32_t)end);
  for (int i = 0; i < dictionary->capacity; i++) {
    uint32_t index;
    if (NumberDictionary_index_at(dictionary, i, &index) && index < end)
      FixedArray_set_slots(array, (int32_t)index,
                           NumberDictionary_value_at(dictionary, i));
  }
  JSObject_set_elements(object, (HeapObject *)array);
  JSObject_set_map_notify(
      isolate, object,
      Map_to_elements_kind(isolate, JSObject_map(object), HOLEY_ELEMENTS));
  return true;
}

// ---- Storing ----

static void store_fast(Isolate *isolate, JSObject *object, uint32_t index,
                       Value value) {
  ElementsKind kind = kind_of(object);
  if (ElementsKind_is_fast(kind)) {
    ElementsKind wanted = ElementsKind_for_value(isolate, kind, value);
    if (wanted != kind) Elements_transition(isolate, object, wanted);
  }
  if (is_double_array(object)) {
    ((FixedDoubleArray *)JSObject_elements(object))->values[index] =
        canonical(Value_number(isolate, value));
    return;
  }
  if (Value_is_HeapNumber(isolate, value))
    value = Value_from_number(Value_number(isolate, value));
  value = Isolate_box(isolate, value);
  Elements_ensure_writable(isolate, object);
  FixedArray_set_slots((FixedArray *)JSObject_elements(object), (int32_t)index,
                       value);
}

void Elements_store(Isolate *isolate, JSObject *object, const OwnProperty *own,
                    Value value) {
  switch ((OwnStorage)own->storage) {
    case kStorageElementDictionary: {
      value = Isolate_box(isolate, value);
      NumberDictionary_set_value_at(dictionary_of(object), own->number, value);
      return;
    }
    case kStorageMapped:
      value = Isolate_box(isolate, value);
      Context_set_slots(mapped_context(isolate, object), own->number, value);
      return;
    case kStorageTypedArray:
      JSTypedArray_set_number(isolate, (JSTypedArray *)object, own->index,
                              value);
      return;
    case kStorageString:
      return;
    default:
      store_fast(isolate, object, own->index, value);
      return;
  }
}

static bool would_be_sparse(const JSObject *object, uint32_t index) {
  uint32_t capacity = Elements_capacity(object);
  if (index < capacity) return false;
  if (index - capacity >= kMaxGap || index >= kMaxFastLength) return true;
  uint32_t wanted = index + index / 2 + 16;
  if (wanted <= 500) return false;
  uint32_t used = 0, end = fast_end(object);
  if (!ElementsKind_is_holey(kind_of(object)) &&
      ElementsKind_is_fast(kind_of(object)))
    return false;
  for (uint32_t i = 0; i < end; i++)
    if (!Value_is_the_hole(Elements_get_fast(object, i))) used++;
  return used * 9 < wanted;
}

static void add_fast(Isolate *isolate, JSObject *object, uint32_t index,
                     Value value) {
  ElementsKind kind = kind_of(object);
  if (ElementsKind_is_fast(kind)) {
    // Arrays: beyond the length makes holes; other objects have holes anyway.
    bool leaves_hole =
        is_array(object)
            ? index > JSArray_length_number((JSArray *)object)
            : true;
    ElementsKind wanted = leaves_hole ? (ElementsKind)(kind | 1) : kind;
    wanted = ElementsKind_for_value(isolate, wanted, value);
    if (wanted != kind) Elements_transition(isolate, object, wanted);
  }
  if (index >= Elements_capacity(object))
    Elements_ensure_capacity(isolate, object, index + index / 2 + 16);
  store_fast(isolate, object, index, value);
}

static void grow_array_length(Isolate *isolate, JSObject *object,
                              uint32_t index) {
  if (!is_array(object)) return;
  JSArray *array = (JSArray *)object;
  if (index + 1.0 > JSArray_length_number(array)) {
    Value length = Isolate_box(isolate, Value_from_int64((int64_t)index + 1));
    JSArray_set_length(array, length);
  }
}

void Elements_add(Isolate *isolate, JSObject *object, uint32_t index,
                  Value value, PropertyKind kind, int attributes) {
  if (Map_is_prototype_map(JSObject_map(object))) {
    Protector_invalidate(isolate, kProtectorNoElements);
    JSObject_prototype_changed(isolate, object);
  }
  bool slow = kind != kPropertyData || attributes != kNone;
  if (!is_dictionary(object) && !slow && !would_be_sparse(object, index)) {
    add_fast(isolate, object, index, value);
    grow_array_length(isolate, object, index);
    return;
  }
  NumberDictionary *dictionary = Elements_normalize(isolate, object);
  dictionary = NumberDictionary_set(
      isolate, dictionary, index, value,
      PropertyDetails_dictionary(attributes, kind, 0));
  JSObject_set_elements(object, (HeapObject *)dictionary);
  grow_array_length(isolate, object, index);
  if (!slow) maybe_make_fast(isolate, object);
}

void Elements_reconfigure(Isolate *isolate, JSObject *object, uint32_t index,
                          Value value, PropertyKind kind, int attributes) {
  if (ElementsKind_is_typed_array(kind_of(object))) {
    if (kind == kPropertyData)
      JSTypedArray_set_number(isolate, (JSTypedArray *)object, index, value);
    return;
  }
  JSObject_prototype_changed(isolate, object);
  value = Isolate_box(isolate, value);
  if (kind_of(object) == SLOPPY_ARGUMENTS_ELEMENTS) {
    int32_t slot = mapped_slot(isolate, object, index);
    if (slot >= 0) {
      if (kind == kPropertyData)
        Context_set_slots(mapped_context(isolate, object), slot, value);
      // #sec-arguments-exotic-objects-defineownproperty-p-desc, step 6: an
      // accessor or a read-only property is no longer mapped.
      if (kind != kPropertyData || (attributes & kReadOnly))
        unmap(isolate, object, index);
    }
  }
  NumberDictionary *dictionary = Elements_normalize(isolate, object);
  dictionary = NumberDictionary_set(
      isolate, dictionary, index, value,
      PropertyDetails_dictionary(attributes, kind, 0));
  JSObject_set_elements(object, (HeapObject *)dictionary);
}

void Elements_delete(Isolate *isolate, JSObject *object, uint32_t index) {
  JSObject_prototype_changed(isolate, object);
  if (kind_of(object) == SLOPPY_ARGUMENTS_ELEMENTS &&
      mapped_slot(isolate, object, index) >= 0)
    unmap(isolate, object, index);
  if (is_dictionary(object)) {
    int entry = NumberDictionary_find(dictionary_of(object), index);
    if (entry != kDictionaryNotFound)
      NumberDictionary_delete(dictionary_of(object), entry);
    return;
  }
  if (index >= fast_end(object)) return;
  ElementsKind kind = kind_of(object);
  if (ElementsKind_is_fast(kind) && !ElementsKind_is_holey(kind))
    Elements_transition(isolate, object, (ElementsKind)(kind | 1));
  if (is_double_array(object)) {
    double hole = hole_nan();
    memcpy(&((FixedDoubleArray *)JSObject_elements(object))->values[index],
           &hole, sizeof hole);
    return;
  }
  Elements_ensure_writable(isolate, object);
  FixedArray_set_slots((FixedArray *)JSObject_elements(object), (int32_t)index,
                       ROOT(the_hole));
}

// ---- Listing ----

static bool is_hidden(const JSObject *object, uint32_t index,
                      bool only_enumerable) {
  if (!only_enumerable || !is_dictionary(object)) return false;
  int entry = NumberDictionary_find(dictionary_of(object), index);
  return entry != kDictionaryNotFound &&
         (NumberDictionary_details_at(dictionary_of(object), entry) &
          kDontEnum);
}

FixedArray *Elements_own_indices(Isolate *isolate, JSObject *object,
                                 bool only_enumerable) {
  ElementsKind kind = kind_of(object);
  uint32_t head = 0;  // indices 0 .. head-1 all exist
  uint32_t *tail = NULL;
  int tail_count = 0;
  if (ElementsKind_is_typed_array(kind)) {
    head = (uint32_t)JSTypedArray_current_length((JSTypedArray *)object);
  } else {
    if (kind == STRING_WRAPPER_ELEMENTS)
      head = (uint32_t)Value_as_String(
                 isolate, JSPrimitiveWrapper_value((JSPrimitiveWrapper *)object))
                 ->length;
    if (is_dictionary(object)) {
      tail = NumberDictionary_sorted_indices(dictionary_of(object), &tail_count);
    } else {
      uint32_t end = fast_end(object);
      tail = malloc(((size_t)end + 1) * sizeof *tail);
      CHECK(tail);
      for (uint32_t i = 0; i < end; i++)
        if (!Value_is_the_hole(Elements_get_fast(object, i)))
          tail[tail_count++] = i;
    }
  }
  int kept = 0;
  for (int i = 0; i < tail_count; i++)
    if (!is_hidden(object, tail[i], only_enumerable)) tail[kept++] = tail[i];
  FixedArray *indices =
      FixedArray_new(isolate, (int32_t)(head + (uint32_t)kept));
  for (uint32_t i = 0; i < head; i++)
    FixedArray_set_slots(indices, (int32_t)i,
                         Isolate_box(isolate, Value_from_uint32(i)));
  for (int i = 0; i < kept; i++)
    FixedArray_set_slots(indices, (int32_t)head + i,
                         Isolate_box(isolate, Value_from_uint32(tail[i])));
  free(tail);
  return indices;
}

void Elements_add_attributes(Isolate *isolate, JSObject *object,
                             int attributes) {
  if (ElementsKind_is_typed_array(kind_of(object))) return;
  if (!is_dictionary(object) && fast_end(object) == 0) return;
  NumberDictionary *dictionary = Elements_normalize(isolate, object);
  bool mapped = kind_of(object) == SLOPPY_ARGUMENTS_ELEMENTS;
  for (int i = 0; i < dictionary->capacity; i++) {
    uint32_t index;
    if (!NumberDictionary_index_at(dictionary, i, &index)) continue;
    int32_t slot = mapped ? mapped_slot(isolate, object, index) : -1;
    if (slot >= 0 && (attributes & kReadOnly)) {
      NumberDictionary_set_value_at(
          dictionary, i,
          Context_get_slots(mapped_context(isolate, object), slot));
      unmap(isolate, object, index);
    }
    PropertyDetails details = NumberDictionary_details_at(dictionary, i);
    int added = PropertyDetails_is_accessor(details) ? attributes & ~kReadOnly
                                                     : attributes;
    dictionary->slots[i * kDictionaryEntrySlots + 2] =
        Tagged_from_smi(details | added);
  }
  dictionary->flags |= kDictionaryRequiresSlowElements;
}

// ---- Array lengths ----

// Deletes dictionary elements from the end down to `length`; stops at one that
// may not be deleted. Returns the length reached.
static double shrink_dictionary(JSArray *array, double length) {
  NumberDictionary *dictionary = dictionary_of((JSObject *)array);
  int count;
  uint32_t *indices = NumberDictionary_sorted_indices(dictionary, &count);
  double reached = length;
  for (int i = count - 1; i >= 0 && indices[i] >= length; i--) {
    int entry = NumberDictionary_find(dictionary, indices[i]);
    if (NumberDictionary_details_at(dictionary, entry) & kDontDelete) {
      reached = indices[i] + 1.0;
      break;
    }
    NumberDictionary_delete(dictionary, entry);
  }
  free(indices);
  return reached;
}

double JSArray_shrink_or_grow(Isolate *isolate, JSArray *array, double length) {
  JSObject *object = (JSObject *)array;
  double old = JSArray_length_number(array);
  if (length != old) JSObject_prototype_changed(isolate, object);
  if (is_dictionary(object)) {
    if (length < old) length = shrink_dictionary(array, length);
  } else if (length < old) {
    if (length == 0) {
      JSObject_set_elements(
          object, ElementsKind_is_double(kind_of(object))
                      ? ROOT_OBJECT(isolate, HeapObject,
                                    empty_fixed_double_array)
                      : ROOT_OBJECT(isolate, HeapObject, empty_fixed_array));
    } else {
      Elements_ensure_writable(isolate, object);
      uint32_t end = fast_end(object);
      double hole = hole_nan();
      HeapObject *elements = JSObject_elements(object);
      for (uint32_t i = (uint32_t)length; i < end; i++) {
        if (is_double_array(object))
          memcpy(&((FixedDoubleArray *)elements)->values[i], &hole,
                 sizeof hole);
        else
          ((FixedArray *)elements)->slots[i] = ROOT_TAGGED(the_hole);
      }
    }
  } else if (length > old) {
    uint32_t capacity = Elements_capacity(object);
    if (length > capacity && length > kMaxFastLength) {
      Elements_normalize(isolate, object);
    } else {
      ElementsKind kind = kind_of(object);
      if (!ElementsKind_is_holey(kind))
        Elements_transition(isolate, object, (ElementsKind)(kind | 1));
      Elements_ensure_capacity(isolate, object, (uint32_t)length);
    }
  }
  JSArray_set_length(array,
                     Isolate_box(isolate, Value_from_number(length)));
  return length;
}
