// SPDX-License-Identifier: MIT
//
// Passing over runs of holes. The specification's loops ask for every index up
// to a length of 2^32 - 1, which takes minutes where almost all are absent. Here
// is found out how many are absent in a row: where the object and all of its
// prototypes are ordinary, nothing can observe that they are not asked for one
// by one.
#include "engine/builtins/array-operations.h"
#include "engine/objects/hash-table.h"

// Indices from here on are names.
#define kElementsEnd 4294967295.0

// A search that costs a step for each miss so far is not worth less than it.
enum { kFirstPrice = 32 };

typedef struct Search {
  double from;
  double result;  // nearest index found so far
  double price;   // steps taken
} Search;

static bool is_present(const FixedArrayBase *elements, ElementsKind kind,
                       int32_t i) {
  if (!ElementsKind_is_double(kind))
    return !Tagged_is_root(((const FixedArray *)elements)->slots[i], the_hole);
  uint64_t bits;
  memcpy(&bits, &((const FixedDoubleArray *)elements)->values[i], sizeof bits);
  return bits != kHoleNanBits;
}

static void search_dictionary(Search *search, const NumberDictionary *dictionary,
                              int direction) {
  search->price += dictionary->capacity;
  for (int i = 0; i < dictionary->capacity; i++) {
    uint32_t index;
    if (!NumberDictionary_index_at(dictionary, i, &index)) continue;
    if (direction > 0 ? index >= search->from && index < search->result
                      : index <= search->from && index > search->result)
      search->result = index;
  }
}

static void search_store(Search *search, const FixedArrayBase *elements,
                         ElementsKind kind, int direction) {
  double k = search->from;
  if (direction < 0 && k > elements->length - 1) k = elements->length - 1;
  for (; k >= 0 && k < elements->length &&
         (search->result - k) * direction > 0;
       k += direction) {
    search->price++;
    if (!is_present(elements, kind, (int32_t)k)) continue;
    search->result = k;
    return;
  }
}

// Looks through an object and its prototypes. False if one is not ordinary.
static bool search_chain(Isolate *isolate, JSReceiver *object, Search *search,
                         int direction) {
  for (Value holder = Value_from_object(object); !Value_is_null(holder);) {
    if (!Value_is_JSObject(isolate, holder)) return false;
    const JSObject *own = Value_as_JSObject(isolate, holder);
    ElementsKind kind = JSObject_kind(own);
    if (kind > DICTIONARY_ELEMENTS) return false;
    const HeapObject *elements = JSObject_elements(own);
    if (kind == DICTIONARY_ELEMENTS)
      search_dictionary(search, (const NumberDictionary *)elements, direction);
    else
      search_store(search, (const FixedArrayBase *)elements, kind, direction);
    holder = Map_prototype(HeapObject_map((const HeapObject *)own));
    search->price++;
  }
  return true;
}

double Array_absent_run(ArrayHoles *holes, Isolate *isolate,
                        JSReceiver *object, double k, double limit) {
  if (++holes->misses < holes->price) return 1;
  int direction = limit > k ? 1 : -1;
  Search search = {.from = k, .result = limit, .price = kFirstPrice};
  if (direction > 0 && limit > kElementsEnd) search.result = kElementsEnd;
  bool done = k >= 0 && k < kElementsEnd &&
              search_chain(isolate, object, &search, direction);
  holes->misses = 0;
  holes->price = search.price;
  double run = done ? (search.result - k) * direction : 1;
  return run > 1 ? run : 1;
}
