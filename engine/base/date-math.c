// SPDX-License-Identifier: MIT
//
// Arithmetic, local time and formatting. Parsing is in date-parser.c.
#define _GNU_SOURCE 1
#include "engine/base/date-math.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { kMsPerMinute = 60000, kMsPerHour = 3600000 };
static const double kMaxTime = 8.64e15;

// ---- Arithmetic ----

// Days from 1970-01-01 to the first of a month, in the proleptic Gregorian
// calendar. Counts years from March, so that the leap day is a year's last, in
// eras of 400 years.
static int64_t days_to_month(int64_t year, int month) {
  int64_t from_march = month >= 2 ? month - 2 : month + 10;
  if (month < 2) year--;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * from_march + 2) / 5;
  int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

static void split_days(int64_t days, DateFields *fields) {
  int64_t shifted = days + 719468;
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int64_t day_of_era = shifted - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                         day_of_era / 146096) /
                        365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 -
                                      year_of_era / 100);
  int64_t from_march = (5 * day_of_year + 2) / 153;
  fields->day = (int32_t)(day_of_year - (153 * from_march + 2) / 5 + 1);
  fields->month = (int32_t)(from_march < 10 ? from_march + 2 : from_march - 10);
  fields->year =
      (int32_t)(year_of_era + era * 400 + (fields->month < 2 ? 1 : 0));
}

// ToIntegerOrInfinity of a finite number, without minus zero.
static double to_integer(double value) { return trunc(value) + 0.0; }

double Date_make_time(double hour, double minute, double second,
                      double millisecond) {
  if (!isfinite(hour) || !isfinite(minute) || !isfinite(second) ||
      !isfinite(millisecond))
    return NAN;
  return to_integer(hour) * kMsPerHour + to_integer(minute) * kMsPerMinute +
         to_integer(second) * 1000 + to_integer(millisecond);
}

double Date_make_day(double year, double month, double date) {
  if (!isfinite(year) || !isfinite(month) || !isfinite(date)) return NAN;
  double m = to_integer(month);
  double full_year = to_integer(year) + floor(m / 12);
  if (fabs(full_year) > 1000000) return NAN;
  int month_of_year = (int)(m - floor(m / 12) * 12);
  double days = (double)days_to_month((int64_t)full_year, month_of_year);
  return days + to_integer(date) - 1;
}

double Date_make_date(double day, double time) {
  double result = day * DATE_MS_PER_DAY + time;
  return isfinite(result) ? result : NAN;
}

double Date_make_full_year(double year) {
  if (isnan(year)) return NAN;
  double truncated = trunc(year);
  return truncated >= 0 && truncated <= 99 ? 1900 + truncated : truncated;
}

double Date_time_clip(double time) {
  if (!(fabs(time) <= kMaxTime)) return NAN;
  return to_integer(time);
}

void Date_split(double time, DateFields *fields) {
  int64_t ms = (int64_t)time;
  int64_t days = ms / 86400000;
  int64_t in_day = ms % 86400000;
  if (in_day < 0) {
    in_day += 86400000;
    days--;
  }
  split_days(days, fields);
  int64_t weekday = (days + 4) % 7;
  fields->weekday = (int32_t)(weekday < 0 ? weekday + 7 : weekday);
  fields->hour = (int32_t)(in_day / kMsPerHour);
  fields->minute = (int32_t)(in_day / kMsPerMinute % 60);
  fields->second = (int32_t)(in_day / 1000 % 60);
  fields->millisecond = (int32_t)(in_day % 1000);
}

// ---- Local time ----

// Offsets change on quarters of an hour, as far as people still care: a slot
// remembers a quarter that has the same offset at both ends.
enum { kQuarterSeconds = 900, kCacheSlots = 64 };

typedef struct OffsetSlot {
  int64_t quarter;
  int32_t offset_seconds;
  uint32_t generation;  // of the time zone; 0 is an empty slot
} OffsetSlot;

static _Thread_local OffsetSlot offset_cache[kCacheSlots];
static atomic_uint zone_generation = 1;

void Date_reset_time_zone(void) {
  tzset();
  atomic_fetch_add(&zone_generation, 1);
}

static int32_t system_offset(int64_t seconds) {
  time_t time = (time_t)seconds;
  struct tm fields;
  if (localtime_r(&time, &fields) == NULL) return 0;
  return (int32_t)fields.tm_gmtoff;
}

static int32_t offset_at(int64_t seconds) {
  int64_t quarter = seconds / kQuarterSeconds;
  if (seconds % kQuarterSeconds < 0) quarter--;
  uint32_t generation = atomic_load(&zone_generation);
  OffsetSlot *slot = &offset_cache[(uint64_t)quarter % kCacheSlots];
  if (slot->quarter == quarter && slot->generation == generation)
    return slot->offset_seconds;
  int32_t first = system_offset(quarter * kQuarterSeconds);
  int32_t last = system_offset((quarter + 1) * kQuarterSeconds - 1);
  if (first != last) return system_offset(seconds);
  *slot = (OffsetSlot){quarter, first, generation};
  return first;
}

double Date_local_offset(double utc) {
  if (!isfinite(utc) || fabs(utc) > kMaxTime + DATE_MS_PER_DAY) return 0;
  return 1000.0 * offset_at((int64_t)floor(utc / 1000));
}

double Date_local_time(double utc) { return utc + Date_local_offset(utc); }

double Date_utc(double local) {
  if (!isfinite(local)) return NAN;
  double before = Date_local_offset(local - DATE_MS_PER_DAY);
  double after = Date_local_offset(local + DATE_MS_PER_DAY);
  double utc = local - before;
  if (before == after || Date_local_offset(utc) == before) return utc;
  double later = local - after;
  return Date_local_offset(later) == after ? later : utc;
}

double Date_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1000 + (double)(now.tv_nsec / 1000000);
}

// ---- Formatting ----

static const char kDays[][4] = {"Sun", "Mon", "Tue", "Wed",
                                "Thu", "Fri", "Sat"};
static const char kMonths[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Long names for the abbreviations that the C library gives; the offset tells
// equal ones apart.
static const struct {
  const char *abbreviation;
  int32_t offset_minutes;
  const char *name;
} kZones[] = {
    {"UTC", 0, "Coordinated Universal Time"},
    {"GMT", 0, "Greenwich Mean Time"},
    {"BST", 60, "British Summer Time"},
    {"IST", 60, "Irish Standard Time"},
    {"WET", 0, "Western European Standard Time"},
    {"WEST", 60, "Western European Summer Time"},
    {"CET", 60, "Central European Standard Time"},
    {"CEST", 120, "Central European Summer Time"},
    {"EET", 120, "Eastern European Standard Time"},
    {"EEST", 180, "Eastern European Summer Time"},
    {"MSK", 180, "Moscow Standard Time"},
    {"EST", -300, "Eastern Standard Time"},
    {"EDT", -240, "Eastern Daylight Time"},
    {"CST", -360, "Central Standard Time"},
    {"CDT", -300, "Central Daylight Time"},
    {"MST", -420, "Mountain Standard Time"},
    {"MDT", -360, "Mountain Daylight Time"},
    {"PST", -480, "Pacific Standard Time"},
    {"PDT", -420, "Pacific Daylight Time"},
    {"AKST", -540, "Alaska Standard Time"},
    {"AKDT", -480, "Alaska Daylight Time"},
    {"HST", -600, "Hawaii-Aleutian Standard Time"},
    {"AST", -240, "Atlantic Standard Time"},
    {"ADT", -180, "Atlantic Daylight Time"},
    {"NST", -210, "Newfoundland Standard Time"},
    {"NDT", -150, "Newfoundland Daylight Time"},
    {"IST", 330, "India Standard Time"},
    {"IST", 120, "Israel Standard Time"},
    {"IDT", 180, "Israel Daylight Time"},
    {"CST", 480, "China Standard Time"},
    {"HKT", 480, "Hong Kong Standard Time"},
    {"JST", 540, "Japan Standard Time"},
    {"KST", 540, "Korean Standard Time"},
    {"AWST", 480, "Australian Western Standard Time"},
    {"ACST", 570, "Australian Central Standard Time"},
    {"ACDT", 630, "Australian Central Daylight Time"},
    {"AEST", 600, "Australian Eastern Standard Time"},
    {"AEDT", 660, "Australian Eastern Daylight Time"},
    {"NZST", 720, "New Zealand Standard Time"},
    {"NZDT", 780, "New Zealand Daylight Time"},
    {"SAST", 120, "South Africa Standard Time"},
};

static void put_zone_name(double utc, int offset_minutes, char *out,
                          size_t size) {
  time_t time = (time_t)floor(utc / 1000);
  struct tm fields;
  const char *name = "UTC";
  if (localtime_r(&time, &fields) != NULL && fields.tm_zone != NULL)
    name = fields.tm_zone;
  for (size_t i = 0; i < ARRAY_LENGTH(kZones); i++)
    if (strcmp(kZones[i].abbreviation, name) == 0 &&
        kZones[i].offset_minutes == offset_minutes) {
      snprintf(out, size, "%s", kZones[i].name);
      return;
    }
  // Zones without letters ("+03") are called by their offset.
  if (name[0] == '+' || name[0] == '-')
    snprintf(out, size, "GMT%c%02d:%02d", offset_minutes < 0 ? '-' : '+',
             (offset_minutes < 0 ? -offset_minutes : offset_minutes) / 60,
             (offset_minutes < 0 ? -offset_minutes : offset_minutes) % 60);
  else
    snprintf(out, size, "%.40s", name);
}

// "Tue Feb 01 2022"
static int put_date(const DateFields *f, char *out, size_t size) {
  return snprintf(out, size, "%s %s %02d %s%04d", kDays[f->weekday],
                  kMonths[f->month], f->day, f->year < 0 ? "-" : "",
                  f->year < 0 ? -f->year : f->year);
}

// "10:20:30 GMT+0100 (Central European Standard Time)"
static int put_time(const DateFields *f, double utc, char *out, size_t size) {
  int offset = (int)(Date_local_offset(utc) / kMsPerMinute);
  int positive = offset < 0 ? -offset : offset;
  char zone[64];
  put_zone_name(utc, offset, zone, sizeof zone);
  return snprintf(out, size, "%02d:%02d:%02d GMT%c%02d%02d (%s)", f->hour,
                  f->minute, f->second, offset < 0 ? '-' : '+', positive / 60,
                  positive % 60, zone);
}

static int put_iso(const DateFields *f, char *out, size_t size) {
  char year[16];
  if (f->year >= 0 && f->year <= 9999)
    snprintf(year, sizeof year, "%04d", f->year);
  else
    snprintf(year, sizeof year, "%c%06d", f->year < 0 ? '-' : '+',
             f->year < 0 ? -f->year : f->year);
  return snprintf(out, size, "%s-%02d-%02dT%02d:%02d:%02d.%03dZ", year,
                  f->month + 1, f->day, f->hour, f->minute, f->second,
                  f->millisecond);
}

static int put_locale_date(const DateFields *f, char *out, size_t size) {
  return snprintf(out, size, "%d/%d/%d", f->month + 1, f->day, f->year);
}

static int put_locale_time(const DateFields *f, char *out, size_t size) {
  return snprintf(out, size, "%d:%02d:%02d %s",
                  f->hour % 12 == 0 ? 12 : f->hour % 12, f->minute, f->second,
                  f->hour < 12 ? "AM" : "PM");
}

size_t Date_format(double time, DateFormat format, char *out) {
  if (isnan(time)) {
    memcpy(out, "Invalid Date", 12);
    return 12;
  }
  char text[kDateStringSize + 1];
  size_t size = sizeof text;
  bool is_local = format != kDateUTC && format != kDateISO;
  DateFields f;
  Date_split(is_local ? Date_local_time(time) : time, &f);
  int length = 0;
  switch (format) {
    case kDateFull:
      length = put_date(&f, text, size);
      text[length++] = ' ';
      length += put_time(&f, time, text + length, size - (size_t)length);
      break;
    case kDateOnly:
      length = put_date(&f, text, size);
      break;
    case kDateTimeOnly:
      length = put_time(&f, time, text, size);
      break;
    case kDateUTC:
      length = snprintf(text, size, "%s, %02d %s %s%04d %02d:%02d:%02d GMT",
                        kDays[f.weekday], f.day, kMonths[f.month],
                        f.year < 0 ? "-" : "", f.year < 0 ? -f.year : f.year,
                        f.hour, f.minute, f.second);
      break;
    case kDateISO:
      length = put_iso(&f, text, size);
      break;
    case kDateLocale:
      length = put_locale_date(&f, text, size);
      text[length++] = ',';
      text[length++] = ' ';
      length += put_locale_time(&f, text + length, size - (size_t)length);
      break;
    case kDateLocaleDate:
      length = put_locale_date(&f, text, size);
      break;
    case kDateLocaleTime:
      length = put_locale_time(&f, text, size);
      break;
  }
  memcpy(out, text, (size_t)length);
  return (size_t)length;
}
