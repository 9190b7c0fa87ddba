// SPDX-License-Identifier: MIT
//
// Values are sorted by keys of 64 bits that have their order, or most of it:
// small integers by their decimal digits, strings by their first units behind
// what all of them begin with. Only equal keys look at the strings themselves.
#include "engine/builtins/sort-order.h"

#include <stdlib.h>

#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/string.h"

enum {
  kInsertionSortLength = 12,
  // Entries that are merged between two looks at interrupts.
  kMergedPerPoll = 1 << 16,
  kBytesPerKey = 8,
  kUnitsPerKey = 4,
};

typedef struct Entry {
  uint64_t key;
  int32_t index;  // where the value was
} Entry;

typedef struct Order {
  Isolate *isolate;
  FixedArray *strings;  // flat, by index; NULL: keys say it all
} Order;

static String *string_at(const Order *order, int32_t index) {
  return (String *)Value_object(order->isolate,
                                FixedArray_get_slots(order->strings, index));
}

static inline bool precedes(const Order *order, const Entry *a,
                            const Entry *b) {
  if (a->key != b->key) return a->key < b->key;
  return order->strings != NULL &&
         String_compare(order->isolate, string_at(order, a->index),
                        string_at(order, b->index)) < 0;
}

static void insertion_sort(const Order *order, Entry *entries, int32_t count) {
  for (int32_t i = 1; i < count; i++) {
    Entry entry = entries[i];
    int32_t k = i;
    for (; k > 0 && precedes(order, &entry, &entries[k - 1]); k--)
      entries[k] = entries[k - 1];
    entries[k] = entry;
  }
}

// The halves of entries are sorted. spare: room for the first of them.
static void merge(const Order *order, Entry *entries, int32_t count,
                  Entry *spare) {
  int32_t middle = count / 2;
  if (!precedes(order, &entries[middle], &entries[middle - 1])) return;
  memcpy(spare, entries, (size_t)middle * sizeof *spare);
  Entry *to = entries;
  const Entry *left = spare, *left_end = spare + middle;
  const Entry *right = entries + middle, *end = entries + count;
  while (left < left_end && right < end)
    *to++ = precedes(order, right, left) ? *right++ : *left++;
  memcpy(to, left, (size_t)(left_end - left) * sizeof *to);
}

static bool merge_sort_js(const Order *order, Entry *entries, int32_t count,
                          Entry *spare) {
  if (count <= kInsertionSortLength) {
    insertion_sort(order, entries, count);
    return true;
  }
  if (count >= kMergedPerPoll &&
      !Execution_serve_interrupts_js(order->isolate))
    return false;
  int32_t middle = count / 2;
  if (!merge_sort_js(order, entries, middle, spare) ||
      !merge_sort_js(order, entries + middle, count - middle, spare))
    return false;
  merge(order, entries, count, spare);
  return true;
}

// ---- Keys ----

// Decimal digits moved to the front of ten, then how many there are: a prefix
// comes first. '-' comes before all digits.
static uint64_t key_of_integer(int32_t value) {
  uint64_t digits = value < 0 ? 0 - (int64_t)value : value;
  int length = 1;
  for (uint64_t rest = digits; rest >= 10; rest /= 10) length++;
  for (int i = length; i < 10; i++) digits *= 10;
  uint64_t key = digits << 4 | (uint64_t)length;
  return value < 0 ? key : key | UINT64_C(1) << 63;
}

static bool are_small_integers(const RegisterArray *values, int32_t count) {
  for (int32_t i = 0; i < count; i++)
    if (!Value_is_smi(values->registers[i])) return false;
  return true;
}

static uint64_t key_of_bytes(const FlatString *string, int32_t from) {
  uint64_t key = 0;
  int32_t length = string->length - from;
  if (length >= kBytesPerKey) {
    memcpy(&key, string->one_byte + from, sizeof key);
    return __builtin_bswap64(key);
  }
  for (int32_t i = 0; i < length; i++)
    key |= (uint64_t)string->one_byte[from + i] << (56 - 8 * i);
  return key;
}
static uint64_t key_of_units(const FlatString *string, int32_t from) {
  uint64_t key = 0;
  for (int32_t i = 0; i < kUnitsPerKey && from + i < string->length; i++)
    key |= (uint64_t)FlatString_at(string, from + i) << (48 - 16 * i);
  return key;
}

// How many units `string` has in common with the first `length` of `first`.
static int32_t common_prefix(const FlatString *first, int32_t length,
                             const FlatString *string) {
  if (string->length < length) length = string->length;
  int32_t i = 0;
  while (i < length && FlatString_at(first, i) == FlatString_at(string, i)) i++;
  return i;
}

static void make_string_keys(const Order *order, Entry *entries,
                             int32_t count) {
  bool one_byte = true;
  FlatString first = String_flatten(order->isolate, string_at(order, 0));
  int32_t prefix = first.length;
  for (int32_t i = 0; i < count; i++) {
    FlatString flat = String_flatten(order->isolate, string_at(order, i));
    one_byte = one_byte && flat.one_byte != NULL;
    prefix = common_prefix(&first, prefix, &flat);
  }
  for (int32_t i = 0; i < count; i++) {
    FlatString flat = String_flatten(order->isolate, string_at(order, i));
    entries[i].index = i;
    entries[i].key = one_byte ? key_of_bytes(&flat, prefix)
                              : key_of_units(&flat, prefix);
  }
}

// ---- All of it ----

static bool sort_entries_js(const Order *order, RegisterArray *values,
                            int32_t count) {
  Entry *entries = malloc((size_t)count * sizeof *entries * 3 / 2 +
                          sizeof *entries);
  Value *sorted = malloc((size_t)count * sizeof *sorted);
  CHECK(entries && sorted);
  if (order->strings != NULL) {
    make_string_keys(order, entries, count);
  } else {
    for (int32_t i = 0; i < count; i++)
      entries[i] =
          (Entry){key_of_integer(Value_smi(values->registers[i])), i};
  }
  bool done = merge_sort_js(order, entries, count, entries + count);
  if (done) {
    for (int32_t i = 0; i < count; i++)
      sorted[i] = values->registers[entries[i].index];
    memcpy(values->registers, sorted, (size_t)count * sizeof *sorted);
    WriteBarrier(values);
  }
  free(sorted);
  free(entries);
  return done;
}

bool Sort_by_strings_js(Isolate *isolate, RegisterArray *values,
                        int32_t count) {
  if (count < 2) return true;
  Order order = {isolate, NULL};
  if (are_small_integers(values, count))
    return sort_entries_js(&order, values, count);
  // #sec-comparearrayelements 5-6: ToString of each value once; that it is
  // repeated at each comparison is left open by the order of comparisons.
  FixedArray *strings = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++) {
    Value string = Object_to_string_js(isolate, values->registers[i]);
    if (Value_is_exception(string)) return false;
    FixedArray_set_slots(strings, i, string);
  }
  order.strings = strings;
  return sort_entries_js(&order, values, count);
}
