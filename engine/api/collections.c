// SPDX-License-Identifier: MIT
//
// Contents of maps, sets and their iterators, for those who print them.
#include "engine/api/api.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/ordered-hash-table.h"

// Kinds of map and set iterators, as builtins make them.
enum { kIterateKeys, kIterateValues, kIterateEntries };

static void add_live_entries(Isolate *isolate, JSArray *result,
                             OrderedHashCursor cursor, bool is_map,
                             int kind) {
  for (; OrderedHashCursor_seek(&cursor); cursor.index++) {
    Value key = OrderedHash_key_at(cursor.table, cursor.index);
    Value value = is_map ? OrderedHash_value_at(cursor.table, cursor.index)
                         : key;
    if (kind != kIterateValues) JSArray_push(isolate, result, key);
    if (kind != kIterateKeys) JSArray_push(isolate, result, value);
  }
}

static void add_weak_entries(Isolate *isolate, JSArray *result,
                             const EphemeronHashTable *table, bool is_map) {
  for (int32_t i = 0; i + 1 < table->length; i += 2) {
    Value key = EphemeronHashTable_get_slots(table, i);
    if (!Value_is_JSReceiver(isolate, key) && !Value_is_Symbol(isolate, key))
      continue;
    JSArray_push(isolate, result, key);
    if (is_map)
      JSArray_push(isolate, result, EphemeronHashTable_get_slots(table, i + 1));
  }
}

// True if the object has entries to show; they are added to result.
static bool preview(Isolate *isolate, HeapObject *object, JSArray *result,
                    bool *is_key_value) {
  Value table;
  switch (HeapObject_type(object)) {
    case JS_MAP_TYPE:
    case JS_SET_TYPE: {
      bool is_map = HeapObject_type(object) == JS_MAP_TYPE;
      table = JSCollection_table((JSCollection *)object);
      OrderedHashCursor cursor = {Value_as_OrderedHashMap(isolate, table), 0};
      *is_key_value = is_map;
      add_live_entries(isolate, result, cursor, is_map,
                       is_map ? kIterateEntries : kIterateKeys);
      return true;
    }
    case JS_WEAK_MAP_TYPE:
    case JS_WEAK_SET_TYPE: {
      *is_key_value = HeapObject_type(object) == JS_WEAK_MAP_TYPE;
      table = JSCollection_table((JSCollection *)object);
      if (Value_is_EphemeronHashTable(isolate, table))
        add_weak_entries(isolate, result,
                         Value_as_EphemeronHashTable(isolate, table),
                         *is_key_value);
      return true;
    }
    case JS_MAP_ITERATOR_TYPE:
    case JS_SET_ITERATOR_TYPE: {
      JSIndexedIterator *iterator = (JSIndexedIterator *)object;
      int kind = JSIndexedIterator_kind(iterator);
      *is_key_value = kind == kIterateEntries;
      Value iterated = JSIndexedIterator_iterated(iterator);
      if (!Value_is_OrderedHashMap(isolate, iterated) &&
          !Value_is_OrderedHashSet(isolate, iterated))
        return true;  // exhausted
      OrderedHashCursor cursor = {
          Value_as_OrderedHashMap(isolate, iterated),
          Value_smi(JSIndexedIterator_next_index(iterator))};
      add_live_entries(isolate, result, cursor,
                       HeapObject_type(object) == JS_MAP_ITERATOR_TYPE, kind);
      return true;
    }
    default:
      return false;
  }
}

ThawLocal thaw_object_preview_entries(ThawIsolate *isolate, ThawLocal object,
                                      bool *is_key_value) {
  Isolate *self = isolate_of(isolate);
  bool pairs = false;
  if (is_key_value) *is_key_value = false;
  if (!thaw_is_object(object)) return thaw_undefined(isolate);
  JSArray *result = JSArray_new(self, 0);
  if (!preview(self, Value_object(self, Local_value(object)), result, &pairs))
    return thaw_undefined(isolate);
  if (is_key_value) *is_key_value = pairs;
  return Local_from_object(self, result);
}
