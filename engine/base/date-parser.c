// SPDX-License-Identifier: MIT
//
// Date.parse. First the ISO format of ECMA-262 #sec-date-time-string-format
// (in either case, as in V8); if the text is not that, the lenient reading that
// programs know from V8:
//
//   - words before the first number do not matter, nor does anything in
//     parentheses; month names (three letters are enough), AM, PM, and zone
//     names (UTC, GMT, Z, EST, PDT, ...) count anywhere
//   - numbers joined by ':' are a time, '.' after seconds begins milliseconds
//   - after a time or a zone name, a sign begins an offset: +1, +0100, +01:00
//   - up to three other numbers are the date: month, day, year; or year, month,
//     day if the first cannot be a day; with a named month day and year
//   - years of one or two digits are between 1950 and 2049; without an offset
//     the time is local
//
// Beyond V8 it reads what Date.prototype.toString prints of the years before
// 100: "Jan 02 0003" and, after a day and a named month, "Jan 02 -000003".
#include <math.h>
#include <string.h>

#include "engine/base/date-math.h"
#include "engine/base/unicode.h"

typedef struct DateText {
  const uint8_t *one_byte;  // or NULL
  const uint16_t *two_byte;
  size_t length;
  size_t index;
} DateText;

enum { kTextEnd = 0xFFFFFFFF };

static uint32_t peek_at(const DateText *text, size_t index) {
  if (index >= text->length) return kTextEnd;
  return text->one_byte ? text->one_byte[index] : text->two_byte[index];
}
static uint32_t peek(const DateText *text) {
  return peek_at(text, text->index);
}
static bool eat(DateText *text, uint32_t unit) {
  if (peek(text) != unit) return false;
  text->index++;
  return true;
}
static bool is_digit(uint32_t c) { return c - '0' < 10; }
static bool is_letter(uint32_t c) {
  return c < 0x80 && (c | 0x20) - 'a' < 26;
}

// ---- ISO ----

// Exactly count digits.
static bool read_digits(DateText *text, int count, int *value) {
  *value = 0;
  for (int i = 0; i < count; i++) {
    if (!is_digit(peek(text))) return false;
    *value = *value * 10 + (int)(peek(text) - '0');
    text->index++;
  }
  return true;
}

// The first three digits of any number of them.
static bool read_fraction(DateText *text, int *milliseconds) {
  *milliseconds = 0;
  int count = 0;
  for (; is_digit(peek(text)); text->index++, count++)
    if (count < 3)
      *milliseconds = *milliseconds * 10 + (int)(peek(text) - '0');
  for (int i = count; i < 3; i++) *milliseconds *= 10;
  return count > 0;
}

static bool read_iso_year(DateText *text, int *year) {
  bool is_negative = peek(text) == '-';
  if (!is_negative && peek(text) != '+') return read_digits(text, 4, year);
  text->index++;
  if (!read_digits(text, 6, year)) return false;
  if (is_negative && *year == 0) return false;
  if (is_negative) *year = -*year;
  return true;
}

// "HH:mm", "HH:mm:ss" or "HH:mm:ss.sss" into milliseconds.
static bool read_iso_time(DateText *text, double *time) {
  int hour, minute, second = 0, millisecond = 0;
  if (!read_digits(text, 2, &hour) || !eat(text, ':') ||
      !read_digits(text, 2, &minute))
    return false;
  if (eat(text, ':')) {
    if (!read_digits(text, 2, &second)) return false;
    if (eat(text, '.') && !read_fraction(text, &millisecond)) return false;
  }
  bool is_midnight = hour == 24 && !minute && !second && !millisecond;
  if ((hour > 23 && !is_midnight) || minute > 59 || second > 59) return false;
  *time = Date_make_time(hour, minute, second, millisecond);
  return true;
}

static bool read_iso_offset(DateText *text, double *offset, bool *has_offset) {
  *has_offset = true;
  *offset = 0;
  if (eat(text, 'Z') || eat(text, 'z')) return true;
  bool is_negative = peek(text) == '-';
  if (!is_negative && peek(text) != '+') {
    *has_offset = false;
    return true;
  }
  text->index++;
  int hour, minute;
  if (!read_digits(text, 2, &hour) || !eat(text, ':') ||
      !read_digits(text, 2, &minute) || hour > 23 || minute > 59)
    return false;
  *offset = Date_make_time(hour, minute, 0, 0) * (is_negative ? -1 : 1);
  return true;
}

// "YYYY", "YYYY-MM" or "YYYY-MM-DD"; *count is how many numbers there were.
static bool read_iso_date(DateText *text, int *year, int *month, int *day,
                          int *count) {
  *month = *day = *count = 1;
  if (!read_iso_year(text, year)) return false;
  if (!eat(text, '-')) return true;
  *count = 2;
  if (!read_digits(text, 2, month) || *month < 1 || *month > 12) return false;
  if (!eat(text, '-')) return true;
  *count = 3;
  return read_digits(text, 2, day) && *day >= 1 && *day <= 31;
}

// False if the text is not in the ISO format, whatever else it may be.
static bool parse_iso(DateText text, double *result) {
  int year, month, day, count;
  if (!read_iso_date(&text, &year, &month, &day, &count)) return false;
  double time = 0, offset = 0;
  bool is_utc = true;
  if (eat(&text, 'T') || eat(&text, 't')) {
    if (!read_iso_time(&text, &time) ||
        !read_iso_offset(&text, &offset, &is_utc))
      return false;
  }
  if (text.index != text.length) return false;
  // As in V8, a day that the month lacks counts into the next one.
  double date = Date_make_date(Date_make_day(year, month - 1, day), time);
  *result = Date_time_clip(is_utc ? date - offset : Date_utc(date));
  return true;
}

// ---- Lenient ----

enum { kUnset = -1 };

typedef struct LenientDate {
  DateText text;
  int numbers[3];  // of the date
  int lengths[3];  // of the numbers, in digits
  int number_count;
  int month;  // by name, from 1; or kUnset
  int time[4];
  int time_count;
  bool is_time_complete;
  int afternoon_hours;  // 0 or 12; or kUnset
  int zone_sign;        // 0 without a zone
  int zone_hour, zone_minute;
  bool has_number;
} LenientDate;

// A run of digits; *length is how many. Huge ones saturate.
static int read_number(DateText *text, int *length) {
  int value = 0;
  *length = 0;
  for (; is_digit(peek(text)); text->index++, ++*length)
    if (value < 100000000) value = value * 10 + (int)(peek(text) - '0');
  return value;
}

static bool add_time(LenientDate *d, int n) {
  if (d->is_time_complete || d->time_count >= 4) return false;
  d->time[d->time_count++] = n;
  return true;
}

// Whether n can be the next component of a time that has begun.
static bool expects_time(const LenientDate *d, int n) {
  if (d->is_time_complete) return false;
  return (d->time_count == 1 && n < 60) || (d->time_count == 2 && n < 60) ||
         (d->time_count == 3 && n < 1000);
}

static bool ends_time(uint32_t c) {
  return c == kTextEnd || Unicode_is_white_space_or_line_terminator(c) ||
         c == '+' || c == '-' || (c | 0x20) == 'z';
}

static bool add_number(LenientDate *d, int n, int length) {
  if (d->number_count == 3) return false;
  d->lengths[d->number_count] = length;
  d->numbers[d->number_count++] = n;
  return true;
}

static bool take_number(LenientDate *d) {
  DateText *text = &d->text;
  int length, n = read_number(text, &length);
  d->has_number = true;
  bool is_offset_minute =
      d->zone_sign != 0 && d->zone_minute == kUnset && n < 60;
  if (peek(text) == ':' && !is_offset_minute) {
    text->index++;
    if (eat(text, ':')) {  // "10::30" leaves the minutes out
      if (d->time_count != 0) return false;
      return add_time(d, n) && add_time(d, 0);
    }
    return add_time(d, n);
  }
  if (peek(text) == '.' && expects_time(d, n)) {
    text->index++;
    int milliseconds;
    if (!add_time(d, n) || !read_fraction(text, &milliseconds)) return false;
    while (d->time_count < 3) d->time[d->time_count++] = 0;
    d->time[3] = milliseconds;
    d->time_count = 4;
    d->is_time_complete = true;
    return true;
  }
  eat(text, '.');
  if (is_offset_minute) {
    d->zone_minute = n;
    return true;
  }
  if (expects_time(d, n)) {
    d->time[d->time_count++] = n;
    d->is_time_complete = true;
    return ends_time(peek(text));
  }
  if (!add_number(d, n, length)) return false;
  eat(text, '-');
  return true;
}

static bool take_zone(LenientDate *d, int hours) {
  d->zone_sign = hours < 0 ? -1 : 1;
  d->zone_hour = hours < 0 ? -hours : hours;
  d->zone_minute = 0;
  return true;
}

static bool take_word(LenientDate *d) {
  static const char kMonthNames[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  static const struct {
    char name[4];
    int hours;
  } kZoneNames[] = {{"ut", 0},   {"utc", 0},  {"z", 0},    {"gmt", 0},
                    {"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5},
                    {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
  char word[4] = {0};
  size_t length = 0;
  for (; is_letter(peek(&d->text)); d->text.index++, length++)
    if (length < 3) word[length] = (char)(peek(&d->text) | 0x20);
  if (length >= 3) {
    for (int i = 0; i < 12; i++) {
      if (memcmp(kMonthNames + 3 * i, word, 3) != 0) continue;
      d->month = i + 1;
      eat(&d->text, '-');
      return true;
    }
  }
  bool is_am = strcmp(word, "am") == 0, is_pm = strcmp(word, "pm") == 0;
  if (length == 2 && (is_am || is_pm) && d->time_count != 0) {
    d->afternoon_hours = is_pm ? 12 : 0;
    return true;
  }
  if (length <= 3 && d->has_number)
    for (size_t i = 0; i < ARRAY_LENGTH(kZoneNames); i++)
      if (strcmp(kZoneNames[i].name, word) == 0)
        return take_zone(d, kZoneNames[i].hours);
  // Other words may only introduce the date, apart from its numbers.
  return !d->has_number && !is_digit(peek(&d->text));
}

// At a sign that begins an offset.
static bool take_offset(LenientDate *d) {
  d->zone_sign = peek(&d->text) == '-' ? -1 : 1;
  d->text.index++;
  int length, n = read_number(&d->text, &length);
  d->has_number = true;
  if (peek(&d->text) == ':') {
    d->zone_hour = n;
    d->zone_minute = kUnset;
  } else if (length == 1 || length == 2) {
    d->zone_hour = n;
    d->zone_minute = 0;
  } else if (length == 3 || length == 4) {
    d->zone_hour = n / 100;
    d->zone_minute = n % 100;
  } else {
    return false;
  }
  return true;
}

// At a sign: a negative year as toString prints it, with at least four digits.
static bool expects_negative_year(const LenientDate *d) {
  if (peek(&d->text) != '-' || d->month == kUnset || d->number_count != 1)
    return false;
  for (size_t i = 1; i <= 4; i++)
    if (!is_digit(peek_at(&d->text, d->text.index + i))) return false;
  return true;
}

static bool take_negative_year(LenientDate *d) {
  d->text.index++;
  int length, n = read_number(&d->text, &length);
  return add_number(d, -n, length);
}

static void skip_parentheses(DateText *text) {
  int depth = 0;
  do {
    uint32_t c = peek(text);
    if (c == kTextEnd) return;
    if (c == '(') depth++;
    if (c == ')') depth--;
    text->index++;
  } while (depth > 0);
}

static bool read_all(LenientDate *d) {
  for (;;) {
    uint32_t c = peek(&d->text);
    bool is_sign = c == '+' || c == '-';
    bool is_utc_zone =
        d->zone_sign != 0 && d->zone_hour == 0 && d->zone_minute == 0;
    bool is_good = true;
    if (c == kTextEnd)
      return true;
    else if (is_digit(c))
      is_good = take_number(d);
    else if (is_letter(c))
      is_good = take_word(d);
    else if (is_sign && (is_utc_zone || d->time_count != 0))
      is_good = take_offset(d);
    else if (is_sign && expects_negative_year(d))
      is_good = take_negative_year(d);
    else if ((is_sign || c == ')') && d->has_number)
      is_good = false;
    else if (c == '(')
      skip_parentheses(&d->text);
    else
      d->text.index++;
    if (!is_good) return false;
  }
}

static bool make_day(const LenientDate *d, double *result) {
  if (d->number_count == 0) return false;
  int n[3] = {1, 1, 1};
  memcpy(n, d->numbers, sizeof(int) * (size_t)d->number_count);
  bool is_year_first = n[0] < 1 || n[0] > 31;
  int year_index, month, day;
  if (d->month != kUnset) {
    month = d->month;
    year_index = is_year_first ? 0 : 1;
    day = is_year_first ? n[1] : n[0];
  } else {
    year_index = is_year_first ? 0 : 2;
    month = is_year_first ? n[1] : n[0];
    day = is_year_first ? n[2] : n[1];
  }
  int year = n[year_index];
  if (d->lengths[year_index] <= 2) year += year < 50 ? 2000 : 1900;
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  *result = Date_make_day(year, month - 1, day);
  return true;
}

static bool make_time(const LenientDate *d, double *result) {
  int time[4] = {0};
  memcpy(time, d->time, sizeof(int) * (size_t)d->time_count);
  if (d->afternoon_hours != kUnset) {
    if (time[0] > 12) return false;
    time[0] = time[0] % 12 + d->afternoon_hours;
  }
  bool is_midnight = time[0] == 24 && !time[1] && !time[2] && !time[3];
  if ((time[0] > 23 && !is_midnight) || time[1] > 59 || time[2] > 59 ||
      time[3] > 999)
    return false;
  *result = Date_make_time(time[0], time[1], time[2], time[3]);
  return true;
}

static double parse_lenient(DateText text) {
  LenientDate d = {.text = text,
                   .month = kUnset,
                   .afternoon_hours = kUnset,
                   .zone_hour = kUnset,
                   .zone_minute = kUnset};
  // A complete ISO date takes no more of the dashes that join numbers.
  int year, month, day_of_month, count;
  DateText prefix = text;
  if (read_iso_date(&prefix, &year, &month, &day_of_month, &count) &&
      count == 3 && peek(&prefix) == '-')
    return NAN;
  double day, time;
  if (!read_all(&d) || !make_day(&d, &day) || !make_time(&d, &time))
    return NAN;
  double date = Date_make_date(day, time);
  if (d.zone_sign == 0) return Date_time_clip(Date_utc(date));
  int minute = d.zone_minute == kUnset ? 0 : d.zone_minute;
  double offset = Date_make_time(d.zone_hour, minute, 0, 0);
  return Date_time_clip(date - d.zone_sign * offset);
}

static double parse(DateText text) {
  double result;
  if (parse_iso(text, &result)) return result;
  return parse_lenient(text);
}

double Date_parse_latin1(const uint8_t *text, size_t length) {
  return parse((DateText){.one_byte = text, .length = length});
}
double Date_parse_utf16(const uint16_t *text, size_t length) {
  return parse((DateText){.two_byte = text, .length = length});
}
