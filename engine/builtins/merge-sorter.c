// SPDX-License-Identifier: MIT
#include "engine/builtins/merge-sorter.h"

#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"

enum {
  // Runs are made at least that long, or half of it.
  kMinimumRunLimit = 16,
  // How much longer one of two runs must be for its ends to be halved.
  kImbalance = 8,
};

static int32_t get(const FixedArray *sorter, int slot) {
  return Tagged_smi(sorter->slots[slot]);
}
static void set(FixedArray *sorter, int slot, int32_t value) {
  sorter->slots[slot] = Tagged_from_smi(value);
}
static RegisterArray *values_of(const FixedArray *sorter) {
  return (RegisterArray *)Value_object(
      Isolate_of(sorter), FixedArray_get_slots(sorter, kSorterValues));
}
static RegisterArray *spare_of(const FixedArray *sorter) {
  return (RegisterArray *)Value_object(
      Isolate_of(sorter), FixedArray_get_slots(sorter, kSorterSpare));
}

FixedArray *MergeSorter_new(Isolate *isolate, RegisterArray *values,
                            int32_t count) {
  RegisterArray *spare = RegisterArray_new(isolate, count);
  FixedArray *sorter =
      FixedArray_new_filled(isolate, kSorterSlotCount, Value_from_smi(0));
  FixedArray_set_slots(sorter, kSorterValues, Value_from_object(values));
  FixedArray_set_slots(sorter, kSorterSpare, Value_from_object(spare));
  set(sorter, kSorterCount, count);
  int32_t run = count, odd = 0;
  while (run >= kMinimumRunLimit) {
    odd |= run & 1;
    run >>= 1;
  }
  set(sorter, kSorterMinimumRun, run + odd);
  return sorter;
}

static bool compare(FixedArray *sorter, MergeSorterPhase phase, int32_t left,
                    int32_t right) {
  set(sorter, kSorterPhase, phase);
  set(sorter, kSorterLeft, left);
  set(sorter, kSorterRight, right);
  return true;
}
static int32_t middle_of_search(const FixedArray *sorter) {
  return (get(sorter, kSorterLow) + get(sorter, kSorterHigh)) / 2;
}

// ---- Merging ----

static bool collapse(FixedArray *sorter);

static bool end_merge(FixedArray *sorter) {
  set(sorter, kSorterDepth, get(sorter, kSorterDepth) - 1);
  return collapse(sorter);
}

// The two topmost runs: [begin, middle) and [middle, end).
static int32_t merge_begin(const FixedArray *sorter) {
  return get(sorter, kSorterStarts + get(sorter, kSorterDepth) - 2);
}
static int32_t merge_middle(const FixedArray *sorter) {
  return get(sorter, kSorterStarts + get(sorter, kSorterDepth) - 1);
}
static int32_t merge_end(const FixedArray *sorter) {
  return get(sorter, kSorterRunStart);
}

static bool begin_merge(FixedArray *sorter, int32_t begin, int32_t end) {
  int32_t middle = merge_middle(sorter);
  RegisterArray *spare = spare_of(sorter);
  memcpy(spare->registers, values_of(sorter)->registers + begin,
         (size_t)(middle - begin) * sizeof(Value));
  WriteBarrier(spare);
  set(sorter, kSorterLeftEnd, middle - begin);
  set(sorter, kSorterRightEnd, end);
  set(sorter, kSorterTo, begin);
  return compare(sorter, kSorterMerge, 0, middle);
}

static bool merge(FixedArray *sorter, bool right_precedes) {
  RegisterArray *values = values_of(sorter);
  const RegisterArray *spare = spare_of(sorter);
  int32_t left = get(sorter, kSorterLeft), right = get(sorter, kSorterRight);
  int32_t left_end = get(sorter, kSorterLeftEnd);
  int32_t to = get(sorter, kSorterTo);
  values->registers[to++] = right_precedes ? values->registers[right++]
                                           : spare->registers[left++];
  WriteBarrier(values);
  set(sorter, kSorterTo, to);
  if (right == get(sorter, kSorterRightEnd)) {
    memcpy(values->registers + to, spare->registers + left,
           (size_t)(left_end - left) * sizeof(Value));
    return end_merge(sorter);
  }
  if (left == left_end) return end_merge(sorter);
  return compare(sorter, kSorterMerge, left, right);
}

// The runs' ends were compared. What may stay where it is, of the longer run:
// of the left one, all that is not after the right one's first value.
static bool check(FixedArray *sorter, bool right_precedes) {
  if (!right_precedes) return end_merge(sorter);
  int32_t begin = merge_begin(sorter), middle = merge_middle(sorter),
          end = merge_end(sorter);
  int32_t left_length = middle - begin, right_length = end - middle;
  if (left_length / kImbalance > right_length) {
    set(sorter, kSorterLow, begin);
    set(sorter, kSorterHigh, middle - 1);
    return compare(sorter, kSorterTrimLeft, middle_of_search(sorter), middle);
  }
  if (right_length / kImbalance > left_length) {
    set(sorter, kSorterLow, middle + 1);
    set(sorter, kSorterHigh, end);
    return compare(sorter, kSorterTrimRight, middle - 1,
                   middle_of_search(sorter));
  }
  return begin_merge(sorter, begin, end);
}

static bool trim_left(FixedArray *sorter, bool right_precedes) {
  int32_t left = get(sorter, kSorterLeft);
  if (right_precedes)
    set(sorter, kSorterHigh, left);
  else
    set(sorter, kSorterLow, left + 1);
  int32_t low = get(sorter, kSorterLow);
  if (low == get(sorter, kSorterHigh))
    return begin_merge(sorter, low, merge_end(sorter));
  return compare(sorter, kSorterTrimLeft, middle_of_search(sorter),
                 get(sorter, kSorterRight));
}

static bool trim_right(FixedArray *sorter, bool right_precedes) {
  int32_t right = get(sorter, kSorterRight);
  if (right_precedes)
    set(sorter, kSorterLow, right + 1);
  else
    set(sorter, kSorterHigh, right);
  int32_t low = get(sorter, kSorterLow);
  if (low == get(sorter, kSorterHigh))
    return begin_merge(sorter, merge_begin(sorter), low);
  return compare(sorter, kSorterTrimRight, get(sorter, kSorterLeft),
                 middle_of_search(sorter));
}

// ---- Runs ----

static bool end_run(FixedArray *sorter);

static bool begin_run(FixedArray *sorter) {
  int32_t start = get(sorter, kSorterRunEnd);
  set(sorter, kSorterRunStart, start);
  int32_t left = get(sorter, kSorterCount) - start;
  if (left == 0) return collapse(sorter);
  set(sorter, kSorterRunEnd, start + 1);
  if (left == 1) return end_run(sorter);
  return compare(sorter, kSorterCountFirst, start, start + 1);
}

// Merges what is to be merged before the new run goes on the stack; when there
// is none left, everything.
static bool collapse(FixedArray *sorter) {
  int32_t depth = get(sorter, kSorterDepth);
  int32_t start = get(sorter, kSorterRunStart);
  bool is_last = start == get(sorter, kSorterCount);
  int32_t power = get(sorter, kSorterPower);
  if (depth > 1 &&
      (is_last || get(sorter, kSorterPowers + depth - 2) > power)) {
    int32_t middle = merge_middle(sorter);
    return compare(sorter, kSorterCheck, middle - 1, middle);
  }
  if (is_last) return false;
  if (depth > 0) set(sorter, kSorterPowers + depth - 1, power);
  CHECK(depth < kSorterMaxRuns);
  set(sorter, kSorterStarts + depth, start);
  set(sorter, kSorterDepth, depth + 1);
  return begin_run(sorter);
}

// Twice the middle of a run, as a fraction of twice the count: 32 bits.
static uint32_t middle_fraction(const FixedArray *sorter, int32_t start,
                                int32_t end) {
  uint64_t sum = (uint64_t)start + (uint64_t)end;
  return (uint32_t)((sum << 31) / (uint64_t)get(sorter, kSorterCount));
}

// The power of a boundary: how deep it lies in the binary tree over all values
// that has the middles of both runs on either side.
static bool end_run(FixedArray *sorter) {
  int32_t depth = get(sorter, kSorterDepth);
  int32_t start = get(sorter, kSorterRunStart);
  if (depth > 0) {
    uint32_t before = middle_fraction(
        sorter, get(sorter, kSorterStarts + depth - 1), start);
    uint32_t after =
        middle_fraction(sorter, start, get(sorter, kSorterRunEnd));
    set(sorter, kSorterPower, __builtin_clz((before ^ after) | 1) + 1);
  }
  return collapse(sorter);
}

static bool insert_next(FixedArray *sorter) {
  int32_t end = get(sorter, kSorterRunEnd);
  if (end == get(sorter, kSorterWantedEnd)) return end_run(sorter);
  set(sorter, kSorterLow, get(sorter, kSorterRunStart));
  set(sorter, kSorterHigh, end);
  return compare(sorter, kSorterInsert, middle_of_search(sorter), end);
}

static bool insert(FixedArray *sorter, bool right_precedes) {
  int32_t left = get(sorter, kSorterLeft), pivot = get(sorter, kSorterRight);
  if (right_precedes)
    set(sorter, kSorterHigh, left);
  else
    set(sorter, kSorterLow, left + 1);
  int32_t low = get(sorter, kSorterLow);
  if (low < get(sorter, kSorterHigh))
    return compare(sorter, kSorterInsert, middle_of_search(sorter), pivot);
  Value *registers = values_of(sorter)->registers;
  Value value = registers[pivot];
  memmove(registers + low + 1, registers + low,
          (size_t)(pivot - low) * sizeof(Value));
  registers[low] = value;
  set(sorter, kSorterRunEnd, pivot + 1);
  return insert_next(sorter);
}

static void reverse(Value *values, int32_t count) {
  for (int32_t i = 0, k = count - 1; i < k; i++, k--) {
    Value value = values[i];
    values[i] = values[k];
    values[k] = value;
  }
}

static bool end_count(FixedArray *sorter) {
  int32_t start = get(sorter, kSorterRunStart);
  int32_t end = get(sorter, kSorterRunEnd);
  if (get(sorter, kSorterDescending))
    reverse(values_of(sorter)->registers + start, end - start);
  int32_t wanted = start + get(sorter, kSorterMinimumRun);
  int32_t count = get(sorter, kSorterCount);
  if (wanted > count) wanted = count;
  set(sorter, kSorterWantedEnd, wanted > end ? wanted : end);
  return insert_next(sorter);
}

static bool count_run(FixedArray *sorter, bool right_precedes) {
  if (right_precedes != (get(sorter, kSorterDescending) != 0))
    return end_count(sorter);
  int32_t end = get(sorter, kSorterRight) + 1;
  set(sorter, kSorterRunEnd, end);
  if (end == get(sorter, kSorterCount)) return end_count(sorter);
  return compare(sorter, kSorterCountOn, end - 1, end);
}

// ---- Driving it ----

bool MergeSorter_advance(FixedArray *sorter, bool right_precedes) {
  switch ((MergeSorterPhase)get(sorter, kSorterPhase)) {
    case kSorterBegin:
      return begin_run(sorter);
    case kSorterCountFirst:
      set(sorter, kSorterDescending, right_precedes);
      return count_run(sorter, right_precedes);
    case kSorterCountOn:
      return count_run(sorter, right_precedes);
    case kSorterInsert:
      return insert(sorter, right_precedes);
    case kSorterCheck:
      return check(sorter, right_precedes);
    case kSorterTrimLeft:
      return trim_left(sorter, right_precedes);
    case kSorterTrimRight:
      return trim_right(sorter, right_precedes);
    case kSorterMerge:
      return merge(sorter, right_precedes);
  }
  CHECK(false);
  return false;
}

bool MergeSorter_sort_js(Isolate *isolate, RegisterArray *values,
                         int32_t count, Value comparator) {
  FixedArray *sorter = MergeSorter_new(isolate, values, count);
  bool right_precedes = false;
  while (MergeSorter_advance(sorter, right_precedes)) {
    bool merging = get(sorter, kSorterPhase) == kSorterMerge;
    const RegisterArray *left = merging ? spare_of(sorter) : values;
    Value arguments[2] = {left->registers[get(sorter, kSorterLeft)],
                          values->registers[get(sorter, kSorterRight)]};
    Value result = Execution_call_js(isolate, comparator,
                                     ROOT(undefined_value), 2, arguments);
    if (Value_is_exception(result)) return false;
    double number;
    if (!Object_to_double_js(isolate, result, &number)) return false;
    right_precedes = number > 0;
  }
  return true;
}
