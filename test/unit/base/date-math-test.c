// SPDX-License-Identifier: MIT
#include "engine/base/date-math.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void set_zone(const char *name) {
  setenv("TZ", name, 1);
  Date_reset_time_zone();
}

// Central European rules without needing the zone database.
static const char kBerlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

static double parse(const char *text) {
  return Date_parse_latin1((const uint8_t *)text, strlen(text));
}

static void check_format(double time, DateFormat format, const char *want) {
  char out[kDateStringSize + 1];
  size_t length = Date_format(time, format, out);
  out[length] = '\0';
  assert_string_equal(out, want);
}

static void days_and_fields_are_inverse(void **state) {
  for (double day = -100000000; day <= 100000000; day += 997) {
    DateFields f;
    Date_split(day * DATE_MS_PER_DAY, &f);
    assert_true(Date_make_day(f.year, f.month, f.day) == day);
  }
  assert_true(Date_make_day(1970, 0, 1) == 0);
  assert_true(Date_make_day(2000, 14, 1) == Date_make_day(2001, 2, 1));
  assert_true(Date_make_day(2000, -1, 1) == Date_make_day(1999, 11, 1));
  assert_true(isnan(Date_make_day(NAN, 0, 1)));
  assert_true(isnan(Date_make_day(1e9, 0, 1)));
  assert_true(Date_make_time(1, 2, 3.9, 4) == 3723004);
  assert_true(isnan(Date_make_time(INFINITY, 0, 0, 0)));
  assert_true(Date_make_full_year(99) == 1999);
  assert_true(Date_time_clip(8.64e15) == 8.64e15);
  assert_true(isnan(Date_time_clip(8.64e15 + 1)));
  assert_false(signbit(Date_time_clip(-0.0)));
  DateFields f;
  Date_split(-1, &f);
  assert_true(f.year == 1969 && f.month == 11 && f.day == 31 &&
              f.weekday == 3 && f.hour == 23 && f.millisecond == 999);
}

static void transitions_use_the_offset_before(void **state) {
  set_zone(kBerlin);
  double spring = parse("2024-03-31T01:00:00Z");  // 02:00 becomes 03:00
  assert_true(Date_local_offset(spring - 1) == 3600000);
  assert_true(Date_local_offset(spring) == 7200000);
  assert_true(parse("2024-03-31T02:30") == parse("2024-03-31T01:30Z"));
  assert_true(parse("2024-03-31T03:30") == parse("2024-03-31T01:30Z"));
  assert_true(parse("2024-10-27T02:30") == parse("2024-10-27T00:30Z"));
  assert_true(parse("2024-10-27T03:30") == parse("2024-10-27T02:30Z"));
  set_zone("UTC");
  assert_true(Date_local_offset(spring) == 0);
}

static void formats_are_those_of_ecma_262(void **state) {
  set_zone(kBerlin);
  double time = 1643707230000.0 - 3600000;
  check_format(time, kDateFull,
               "Tue Feb 01 2022 09:20:30 GMT+0100 (Central European Standard "
               "Time)");
  set_zone("UTC");
  check_format(0, kDateFull,
               "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal "
               "Time)");
  check_format(0, kDateOnly, "Thu Jan 01 1970");
  check_format(0, kDateTimeOnly,
               "00:00:00 GMT+0000 (Coordinated Universal Time)");
  check_format(0, kDateUTC, "Thu, 01 Jan 1970 00:00:00 GMT");
  check_format(-1, kDateISO, "1969-12-31T23:59:59.999Z");
  check_format(8.64e15, kDateISO, "+275760-09-13T00:00:00.000Z");
  check_format(-8.64e15, kDateISO, "-271821-04-20T00:00:00.000Z");
  check_format(-8.64e15, kDateUTC, "Tue, 20 Apr -271821 00:00:00 GMT");
  check_format(43200000, kDateLocale, "1/1/1970, 12:00:00 PM");
  check_format(0, kDateLocaleTime, "12:00:00 AM");
  check_format(NAN, kDateFull, "Invalid Date");
}

static void iso_dates_parse(void **state) {
  set_zone(kBerlin);
  assert_true(parse("1970") == 0 && parse("1970-01") == 0);
  assert_true(parse("1970-01-01") == 0);
  assert_true(parse("1970-01-01T00:00") == -3600000);
  assert_true(parse("1970-01-01T00:00:00.12345Z") == 123);
  assert_true(parse("1970-01-01T24:00Z") == 86400000);
  assert_true(parse("1970-01-01T01:00+01:00") == 0);
  assert_true(parse("+275760-09-13") == 8.64e15);
  assert_true(isnan(parse("+275760-09-14")));
  assert_true(isnan(parse("-000000-01-01T00:00Z")));
  assert_true(isnan(parse("1970-13-01")) && isnan(parse("1970-01-32")));
  assert_true(isnan(parse("1970-01-01T25:00")) && isnan(parse("")));
}

static void lenient_dates_parse(void **state) {
  set_zone("UTC");
  double day = parse("2009-09-12");
  static const char *const kSame[] = {
      "Sep 12 2009",       "12 Sep 2009",           "9/12/2009",
      "2009/9/12",         "September 12, 2009",    "Sat, 12 Sep 2009",
      "9/12/09",           "12-Sep-2009",           "Sep 12 2009 00:00:00",
      "2009-9-12",         "Sep 12 2009 00:00 UTC", "Sep 12 (x (y)) 2009",
      "Sep 11 2009 19:00 EST", "Sep 12 2009 01:00 GMT+0100",
      "Sep 12 2009 01:00 +01:00", "Sep 12 2009 12:00 AM"};
  for (size_t i = 0; i < ARRAY_LENGTH(kSame); i++)
    if (parse(kSame[i]) != day) fail_msg("'%s' is another day", kSame[i]);
  assert_true(parse("Sep 12 2009 1:02:03.5 pm") == day + 46923500);
  assert_true(parse("Jan 1 70") == 0);
  assert_true(parse("1/1/49") == parse("2049-01-01"));
  static const char *const kBad[] = {
      "foo",     "2009 foo",       "Sep 32 2009", "13/13/2009",
      "1 2 3 4", "Sep 12 2009 25:00", "12:00",    "Sep 12 2009 13:00 PM",
      "Sep 12 2009)", "Sep 12 2009 GMT+12345"};
  for (size_t i = 0; i < ARRAY_LENGTH(kBad); i++)
    if (!isnan(parse(kBad[i]))) fail_msg("'%s' is no date", kBad[i]);
}

static void check_own_text(double time, DateFormat format) {
  char out[kDateStringSize + 1];
  size_t length = Date_format(time, format, out);
  out[length] = '\0';
  if (Date_parse_latin1((uint8_t *)out, length) != time)
    fail_msg("'%s' is another time", out);
}

// Including the years before 100, which V8 does not read back.
static void printed_dates_parse(void **state) {
  static const char *const kYears[] = {"-271820", "-009999", "-000100",
                                       "-000001", "0000",    "0001",
                                       "0049",    "0050",    "0099",
                                       "0100",    "2024",    "+275759"};
  for (int zone = 0; zone < 2; zone++) {
    set_zone(zone ? kBerlin : "UTC");
    for (size_t i = 0; i < ARRAY_LENGTH(kYears); i++) {
      char text[32];
      snprintf(text, sizeof text, "%s-10-05T12:34:56Z", kYears[i]);
      double time = parse(text);
      assert_false(isnan(time));
      check_own_text(time, kDateFull);
      check_own_text(time, kDateUTC);
      check_own_text(time, kDateISO);
      // Midnight, but for the zone.
      double day = Date_utc(floor(time / DATE_MS_PER_DAY) * DATE_MS_PER_DAY);
      check_own_text(day, kDateOnly);
    }
  }
  assert_true(parse("Jan 1 -0001 10:00Z") == parse("-000001-01-01T10:00Z"));
  assert_true(isnan(parse("Jan 1 -001")) && isnan(parse("1 -2009")));
  assert_true(isnan(parse("Jan 1 2 -2009")));
  assert_true(parse("Jan 1 099") == parse("Jan 1 0099"));
  assert_true(parse("Jan 1 99") == parse("Jan 1 1999"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_and_fields_are_inverse),
      cmocka_unit_test(transitions_use_the_offset_before),
      cmocka_unit_test(formats_are_those_of_ecma_262),
      cmocka_unit_test(iso_dates_parse),
      cmocka_unit_test(lenient_dates_parse),
      cmocka_unit_test(printed_dates_parse),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
