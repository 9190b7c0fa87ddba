// SPDX-License-Identifier: MIT
//
// libFuzzer target: any text is a date or none; a date prints to texts that
// read back as the same time, in zones that shift it differently; an ISO text
// that is accepted prints as itself. The first byte chooses the zone, the next
// eight are also a time to print; they and what follows are the text to read.
#include "engine/base/date-math.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/objects/string.h"
#include "test/fuzz/fuzz-isolate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const kZones[] = {
    "UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "NST3:30NDT,M3.2.0,M11.1.0",
    "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45"};

static void set_zone(size_t index) {
  static size_t current = SIZE_MAX;
  if (index == current) return;
  current = index;
  setenv("TZ", kZones[index], 1);
  Date_reset_time_zone();
}

static bool is_same(double x, double y) {
  return x == y || (isnan(x) && isnan(y));
}

// What Date.parse and the constructor make of a text; they must agree.
static double parse_in_builtins(const uint8_t *text, size_t length) {
  Isolate *isolate = the_isolate();
  Value string =
      Value_from_object(String_new_one_byte(isolate, text, (int32_t)length));
  Value constructor = Map_constructor_or_back_pointer(
      INTRINSIC_OBJECT(isolate, Map, date_initial_map));
  Value frame[6] = {ROOT(undefined_value), constructor, ROOT(undefined_value),
                    string, ROOT(undefined_value), ROOT(undefined_value)};
  Value parsed = Builtin_DateParse(isolate, 1, frame + 2);
  frame[0] = constructor;
  Value made = Builtin_DateConstructor(isolate, 1, frame + 2);
  CHECK(Value_is_number(isolate, parsed) && Value_is_JSDate(isolate, made));
  double time = Value_number(isolate, parsed);
  CHECK(is_same(time, Value_as_JSDate(isolate, made)->time_value_ms));
  return time;
}

static double parse(const char *text, size_t length) {
  return Date_parse_latin1((const uint8_t *)text, length);
}

static void check_printing(double time) {
  char text[kDateStringSize];
  double seconds = floor(time / 1000) * 1000;
  for (DateFormat format = kDateFull; format <= kDateLocaleTime; format++) {
    size_t length = Date_format(time, format, text);
    CHECK(length <= sizeof text);
    if (format != kDateFull && format != kDateUTC && format != kDateISO)
      continue;
    double again = parse(text, length);
    if (again == (format == kDateISO ? time : seconds)) continue;
    fprintf(stderr, "%.17g prints as '%.*s', which is %.17g\n", time,
            (int)length, text, again);
    abort();
  }
  DateFields f;
  Date_split(time, &f);
  double date = Date_make_date(
      Date_make_day(f.year, f.month, f.day),
      Date_make_time(f.hour, f.minute, f.second, f.millisecond));
  CHECK(date == time);
}

// Of the shape that toISOString prints, with a day that the month has.
static bool is_canonical_iso(const char *text, size_t length) {
  static const char kShape[] = "0000-00-00T00:00:00.000Z";
  if (length == 27 && (text[0] == '+' || text[0] == '-')) {
    if (memcmp(text + 1, "00", 2) == 0) return false;
    text += 3, length -= 3;
  }
  if (length != strlen(kShape)) return false;
  for (size_t i = 0; i < length; i++) {
    bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == '0' ? !is_digit : text[i] != kShape[i]) return false;
  }
  return memcmp(text + 11, "24", 2) != 0 && memcmp(text + 8, "28", 2) <= 0;
}

static void check_reading(const uint8_t *text, size_t length) {
  double time = Date_parse_latin1(text, length);
  CHECK(is_same(time, parse_in_builtins(text, length)));
  uint16_t *wide = malloc(2 * length + 1);
  uint8_t *other_case = malloc(length + 1);
  for (size_t i = 0; i < length; i++) {
    wide[i] = text[i];
    bool is_letter = (uint8_t)((text[i] | 0x20) - 'a') < 26;
    other_case[i] = is_letter ? text[i] ^ 0x20 : text[i];
  }
  CHECK(is_same(time, Date_parse_utf16(wide, length)));
  CHECK(is_same(time, Date_parse_latin1(other_case, length)));
  free(wide);
  free(other_case);
  if (isnan(time)) return;
  CHECK(Date_time_clip(time) == time);
  check_printing(time);
  if (!is_canonical_iso((const char *)text, length)) return;
  char iso[kDateStringSize];
  CHECK(Date_format(time, kDateISO, iso) == length);
  CHECK(memcmp(iso, text, length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 4096) return 0;
  set_zone(data[0] % ARRAY_LENGTH(kZones));
  int64_t bits = 0;
  memcpy(&bits, data + 1, size - 1 < 8 ? size - 1 : 8);
  // Mostly in reach of TimeClip.
  double time = Date_time_clip((double)(bits >> 9));
  if (!isnan(time)) check_printing(time);
  uint8_t *text = malloc(size);
  memcpy(text, data + 1, size - 1);
  check_reading(text, size - 1);
  free(text);
  return 0;
}
