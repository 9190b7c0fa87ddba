// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-date-objects without the objects: time values are doubles,
// milliseconds since 1970 in UTC, NaN if invalid. The local time zone is the C
// library's (environment variable TZ); offsets are cached per thread.
#ifndef ENGINE_BASE_DATE_MATH_H_
#define ENGINE_BASE_DATE_MATH_H_

#include "engine/base/check.h"

#define DATE_MS_PER_DAY 86400000.0

// A time value taken apart. All in the range people expect; month from 0.
typedef struct DateFields {
  int32_t year;
  int32_t month;    // 0-11
  int32_t day;      // 1-31
  int32_t weekday;  // 0 is Sunday
  int32_t hour, minute, second, millisecond;
} DateFields;

// ---- Abstract operations; names are those of the specification ----

double Date_make_time(double hour, double minute, double second,
                      double millisecond);
double Date_make_day(double year, double month, double date);
double Date_make_date(double day, double time);
// Years 0 to 99 are those of the 20th century.
double Date_make_full_year(double year);
double Date_time_clip(double time);
// time must be finite and within a day of what TimeClip lets through.
void Date_split(double time, DateFields *fields);

// ---- Local time ----

// What to add to a UTC time to get local time, in milliseconds.
double Date_local_offset(double utc);
// LocalTime(t) and UTC(t); NaN stays NaN. A local time that a transition
// skips or repeats is read with the offset before the transition.
double Date_local_time(double utc);
double Date_utc(double local);
// Forgets cached offsets and reads TZ again. For a process that was thawed, or
// that changed its environment.
void Date_reset_time_zone(void);
// The current time, in whole milliseconds.
double Date_now(void);

// ---- Text ----

// Date.parse: the ISO format of the specification, else V8's lenient format.
double Date_parse_latin1(const uint8_t *text, size_t length);
double Date_parse_utf16(const uint16_t *text, size_t length);

typedef enum DateFormat {
  kDateFull,        // Tue Feb 01 2022 10:20:30 GMT+0100 (Central ...)
  kDateOnly,        // Tue Feb 01 2022
  kDateTimeOnly,    // 10:20:30 GMT+0100 (Central European Standard Time)
  kDateUTC,         // Tue, 01 Feb 2022 09:20:30 GMT
  kDateISO,         // 2022-02-01T09:20:30.000Z
  kDateLocale,      // 2/1/2022, 10:20:30 AM
  kDateLocaleDate,  // 2/1/2022
  kDateLocaleTime,  // 10:20:30 AM
} DateFormat;

enum { kDateStringSize = 128 };

// Writes up to kDateStringSize characters and returns their number. An invalid
// time is "Invalid Date" (the caller throws before asking for kDateISO).
size_t Date_format(double time, DateFormat format, char *out);

#endif  // ENGINE_BASE_DATE_MATH_H_
