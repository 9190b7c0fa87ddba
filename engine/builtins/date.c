// SPDX-License-Identifier: MIT
//
// Date: ECMA-262 #sec-date-objects, #sec-additional-properties-of-the-date.
// The arithmetic is engine/base/date-math.h's.
#include "engine/base/date-math.h"

#include <math.h>
#include <string.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

// What a setter counts in, from the largest unit to the smallest.
typedef enum DateUnit {
  kYear,
  kMonth,
  kDay,
  kHour,
  kMinute,
  kSecond,
  kMillisecond,
  kDateUnitCount,
  // Getters only.
  kWeekday,
} DateUnit;
typedef enum Clock { kLocal, kUTC } Clock;

static const DateUnit kUnits = kDateUnitCount;

#define THIS_DATE()                                                        \
  if (!Value_is_JSDate(isolate, argv[0]))                                  \
    return Throw_text(isolate, kErrorTypeTypeError, "this is not a Date object."); \
  JSDate *self = Value_as_JSDate(isolate, argv[0])

static Value format(Isolate *isolate, double time, DateFormat kind) {
  char text[kDateStringSize];
  size_t length = Date_format(time, kind, text);
  return Value_from_object(String_new_one_byte(isolate, (const uint8_t *)text,
                                               (int32_t)length));
}

static double parse(Isolate *isolate, String *string) {
  FlatString flat = String_flatten(isolate, string);
  return flat.one_byte
             ? Date_parse_latin1(flat.one_byte, (size_t)flat.length)
             : Date_parse_utf16(flat.two_byte, (size_t)flat.length);
}

// ---- Making dates ----

// Arguments year, month, ... to a time without zone, not clipped.
static bool time_from_arguments_js(Isolate *isolate, int64_t argc,
                                   const Value *argv, double *time) {
  double units[] = {NAN, 0, 1, 0, 0, 0, 0};
  for (int i = 0; i < (int)kUnits && i < argc; i++)
    if (!Object_to_double_js(isolate, argv[i + 1], &units[i])) return false;
  *time = Date_make_date(
      Date_make_day(Date_make_full_year(units[kYear]), units[kMonth],
                    units[kDay]),
      Date_make_time(units[kHour], units[kMinute], units[kSecond],
                     units[kMillisecond]));
  return true;
}

// new Date(value)
static bool time_from_value_js(Isolate *isolate, Value value, double *time) {
  if (Value_is_JSDate(isolate, value)) {
    *time = Value_as_JSDate(isolate, value)->time_value_ms;
    return true;
  }
  value = Object_to_primitive_js(isolate, value, kHintDefault);
  if (Value_is_exception(value)) return false;
  if (Value_is_String(isolate, value)) {
    *time = parse(isolate, Value_as_String(isolate, value));
    return true;
  }
  if (!Object_to_double_js(isolate, value, time)) return false;
  *time = Date_time_clip(*time);
  return true;
}

// ECMA-262 #sec-date
Value Builtin_DateConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target))
    return format(isolate, Date_now(), kDateFull);
  double time;
  if (argc == 0) {
    time = Date_now();
  } else if (argc == 1) {
    TRY_BOOL(time_from_value_js(isolate, argv[1], &time));
  } else {
    TRY_BOOL(time_from_arguments_js(isolate, argc, argv, &time));
    time = Date_time_clip(Date_utc(time));
  }
  JSObject *object = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_date_initial_map);
  if (object == NULL) return ROOT(exception);
  ((JSDate *)object)->time_value_ms = time;
  return Value_from_object(object);
}

// ECMA-262 #sec-date.now
Value Builtin_DateNow(Isolate *isolate, int64_t argc, Value *argv) {
  return Value_from_number(Date_now());
}

// ECMA-262 #sec-date.parse
Value Builtin_DateParse(Isolate *isolate, int64_t argc, Value *argv) {
  Value string = TRY(Object_to_string_js(isolate, argv[1]));
  return Value_from_number(parse(isolate, Value_as_String(isolate, string)));
}

// ECMA-262 #sec-date.utc
Value Builtin_DateUTC(Isolate *isolate, int64_t argc, Value *argv) {
  double time;
  TRY_BOOL(time_from_arguments_js(isolate, argc, argv, &time));
  return Value_from_number(Date_time_clip(time));
}

// ---- Getters ----

static double unit_of(const DateFields *fields, DateUnit unit) {
  switch (unit) {
    case kYear: return fields->year;
    case kMonth: return fields->month;
    case kDay: return fields->day;
    case kHour: return fields->hour;
    case kMinute: return fields->minute;
    case kSecond: return fields->second;
    case kMillisecond: return fields->millisecond;
    default: return fields->weekday;
  }
}

static Value get(Isolate *isolate, const JSDate *date, Clock clock,
                 DateUnit unit) {
  double time = date->time_value_ms;
  if (isnan(time)) return Value_from_double(NAN);
  DateFields fields;
  Date_split(clock == kLocal ? Date_local_time(time) : time, &fields);
  return Value_from_number(unit_of(&fields, unit));
}

// ECMA-262 #sec-date.prototype.getdate and its kin.
#define GET(Name, clock, unit)                                            \
  Value Builtin_DatePrototypeGet##Name(Isolate *isolate, int64_t argc,    \
                                       Value *argv) {                     \
    THIS_DATE();                                                          \
    return get(isolate, self, clock, unit);                               \
  }
GET(FullYear, kLocal, kYear)
GET(Month, kLocal, kMonth)
GET(Date, kLocal, kDay)
GET(Day, kLocal, kWeekday)
GET(Hours, kLocal, kHour)
GET(Minutes, kLocal, kMinute)
GET(Seconds, kLocal, kSecond)
GET(Milliseconds, kLocal, kMillisecond)
GET(UTCFullYear, kUTC, kYear)
GET(UTCMonth, kUTC, kMonth)
GET(UTCDate, kUTC, kDay)
GET(UTCDay, kUTC, kWeekday)
GET(UTCHours, kUTC, kHour)
GET(UTCMinutes, kUTC, kMinute)
GET(UTCSeconds, kUTC, kSecond)
GET(UTCMilliseconds, kUTC, kMillisecond)

// ECMA-262 #sec-date.prototype.getyear
Value Builtin_DatePrototypeGetYear(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  THIS_DATE();
  Value year = get(isolate, self, kLocal, kYear);
  return Value_from_number(Value_number(isolate, year) - 1900);
}

// ECMA-262 #sec-date.prototype.gettime
Value Builtin_DatePrototypeGetTime(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  THIS_DATE();
  return Value_from_number(self->time_value_ms);
}

// ECMA-262 #sec-date.prototype.valueof
Value Builtin_DatePrototypeValueOf(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  THIS_DATE();
  return Value_from_number(self->time_value_ms);
}

// ECMA-262 #sec-date.prototype.gettimezoneoffset
Value Builtin_DatePrototypeGetTimezoneOffset(Isolate *isolate, int64_t argc,
                                             Value *argv) {
  THIS_DATE();
  double time = self->time_value_ms;
  if (isnan(time)) return Value_from_double(NAN);
  return Value_from_number((time - Date_local_time(time)) / 60000.0);
}

// ---- Setters ----

static Value store(JSDate *date, double time) {
  date->time_value_ms = Date_time_clip(time);
  return Value_from_number(date->time_value_ms);
}

// Replaces unit `first` and up to count - 1 smaller ones by the arguments that
// are present; the first always is.
static Value set_js(Isolate *isolate, int64_t argc, Value *argv, Clock clock,
                    DateUnit first, int count) {
  THIS_DATE();
  // The time before the arguments' valueOf may have changed it.
  double time = self->time_value_ms;
  double given[4];
  int given_count = argc < 1 ? 1 : argc < count ? (int)argc : count;
  for (int i = 0; i < given_count; i++)
    TRY_BOOL(Object_to_double_js(isolate, argv[i + 1], &given[i]));
  if (isnan(time)) {
    // Only a year makes an invalid date valid.
    if (first != kYear) return Value_from_double(NAN);
    time = 0;
  } else if (clock == kLocal) {
    time = Date_local_time(time);
  }
  DateFields fields;
  Date_split(time, &fields);
  double units[kDateUnitCount];
  for (int i = 0; i < (int)kUnits; i++)
    units[i] = unit_of(&fields, (DateUnit)i);
  memcpy(&units[first], given, (size_t)given_count * sizeof(double));
  time = Date_make_date(
      Date_make_day(units[kYear], units[kMonth], units[kDay]),
      Date_make_time(units[kHour], units[kMinute], units[kSecond],
                     units[kMillisecond]));
  return store(self, clock == kLocal ? Date_utc(time) : time);
}

// ECMA-262 #sec-date.prototype.setdate and its kin.
#define SET(Name, clock, unit, count)                                     \
  Value Builtin_DatePrototypeSet##Name(Isolate *isolate, int64_t argc,    \
                                       Value *argv) {                     \
    return set_js(isolate, argc, argv, clock, unit, count);               \
  }
SET(FullYear, kLocal, kYear, 3)
SET(Month, kLocal, kMonth, 2)
SET(Date, kLocal, kDay, 1)
SET(Hours, kLocal, kHour, 4)
SET(Minutes, kLocal, kMinute, 3)
SET(Seconds, kLocal, kSecond, 2)
SET(Milliseconds, kLocal, kMillisecond, 1)
SET(UTCFullYear, kUTC, kYear, 3)
SET(UTCMonth, kUTC, kMonth, 2)
SET(UTCDate, kUTC, kDay, 1)
SET(UTCHours, kUTC, kHour, 4)
SET(UTCMinutes, kUTC, kMinute, 3)
SET(UTCSeconds, kUTC, kSecond, 2)
SET(UTCMilliseconds, kUTC, kMillisecond, 1)

// ECMA-262 #sec-date.prototype.setyear
Value Builtin_DatePrototypeSetYear(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  THIS_DATE();
  double time = self->time_value_ms, year;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &year));
  if (isnan(year)) return store(self, NAN);
  time = isnan(time) ? 0 : Date_local_time(time);
  DateFields fields;
  Date_split(time, &fields);
  double day =
      Date_make_day(Date_make_full_year(year), fields.month, fields.day);
  double within = Date_make_time(fields.hour, fields.minute, fields.second,
                                 fields.millisecond);
  return store(self, Date_utc(Date_make_date(day, within)));
}

// ECMA-262 #sec-date.prototype.settime
Value Builtin_DatePrototypeSetTime(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  THIS_DATE();
  double time;
  TRY_BOOL(Object_to_double_js(isolate, argv[1], &time));
  return store(self, time);
}

// ---- Text ----

// ECMA-262 #sec-date.prototype.tostring and its kin.
#define TEXT(Name, kind)                                                 \
  Value Builtin_DatePrototype##Name(Isolate *isolate, int64_t argc,      \
                                    Value *argv) {                       \
    THIS_DATE();                                                         \
    return format(isolate, self->time_value_ms, kind);                   \
  }
TEXT(ToString, kDateFull)
TEXT(ToDateString, kDateOnly)
TEXT(ToTimeString, kDateTimeOnly)
TEXT(ToUTCString, kDateUTC)
TEXT(ToLocaleString, kDateLocale)
TEXT(ToLocaleDateString, kDateLocaleDate)
TEXT(ToLocaleTimeString, kDateLocaleTime)

// ECMA-262 #sec-date.prototype.toisostring
Value Builtin_DatePrototypeToISOString(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  THIS_DATE();
  if (isnan(self->time_value_ms))
    return Throw_range_error(isolate, kMessageInvalidTimeValue,
                             ROOT(undefined_value));
  return format(isolate, self->time_value_ms, kDateISO);
}

// ECMA-262 #sec-date.prototype.tojson
Value Builtin_DatePrototypeToJSON(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  Value object = TRY(Object_to_object_js(isolate, argv[0]));
  Value primitive = TRY(Object_to_primitive_js(isolate, object, kHintNumber));
  if (Value_is_number(isolate, primitive) &&
      !isfinite(Value_number(isolate, primitive)))
    return ROOT(null_value);
  Value method = TRY(Object_get_js(isolate, object,
                                   Bootstrap_key(isolate, "toISOString")));
  if (!Object_is_callable(isolate, method))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "toISOString is not a function");
  return Execution_call0_js(isolate, method, object);
}

// ECMA-262 #sec-date.prototype-%symbol.toprimitive%
Value Builtin_DatePrototypeToPrimitive(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(
            isolate, "Date.prototype [ @@toPrimitive ]")),
        argv[0]);
  if (Value_is_String(isolate, argv[1])) {
    String *hint = Value_as_String(isolate, argv[1]);
    if (String_equals_ascii(isolate, hint, "number"))
      return Object_ordinary_to_primitive_js(isolate, argv[0], kHintNumber);
    if (String_equals_ascii(isolate, hint, "string") ||
        String_equals_ascii(isolate, hint, "default"))
      return Object_ordinary_to_primitive_js(isolate, argv[0], kHintString);
  }
  return Throw_type_error(isolate, kMessageInvalidHint, argv[1],
                          ROOT(undefined_value));
}

// ---- Installation ----

static void install_prototype(Isolate *isolate, JSObject *prototype) {
#define PAIR(Name, length) \
  METHOD("get" #Name, DatePrototypeGet##Name, 0), \
      METHOD("set" #Name, DatePrototypeSet##Name, length), \
      METHOD("getUTC" #Name, DatePrototypeGetUTC##Name, 0), \
      METHOD("setUTC" #Name, DatePrototypeSetUTC##Name, length)
  static const FunctionSpec kPrototype[] = {
      METHOD("toString", DatePrototypeToString, 0),
      METHOD("toDateString", DatePrototypeToDateString, 0),
      METHOD("toTimeString", DatePrototypeToTimeString, 0),
      METHOD("toISOString", DatePrototypeToISOString, 0),
      METHOD("toUTCString", DatePrototypeToUTCString, 0),
      METHOD("getDay", DatePrototypeGetDay, 0),
      METHOD("getUTCDay", DatePrototypeGetUTCDay, 0),
      METHOD("getTime", DatePrototypeGetTime, 0),
      METHOD("setTime", DatePrototypeSetTime, 1),
      METHOD("getTimezoneOffset", DatePrototypeGetTimezoneOffset, 0),
      METHOD("getYear", DatePrototypeGetYear, 0),
      METHOD("setYear", DatePrototypeSetYear, 1),
      PAIR(FullYear, 3),
      PAIR(Month, 2),
      PAIR(Date, 1),
      PAIR(Hours, 4),
      PAIR(Minutes, 3),
      PAIR(Seconds, 2),
      PAIR(Milliseconds, 1),
      METHOD("valueOf", DatePrototypeValueOf, 0),
      METHOD("toJSON", DatePrototypeToJSON, 1),
      METHOD("toLocaleString", DatePrototypeToLocaleString, 0),
      METHOD("toLocaleDateString", DatePrototypeToLocaleDateString, 0),
      METHOD("toLocaleTimeString", DatePrototypeToLocaleTimeString, 0),
  };
#undef PAIR
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_alias(isolate, prototype, "toUTCString", "toGMTString");
  JSFunction *to_primitive = Bootstrap_new_function(
      isolate, "@@toPrimitive", kBuiltinDatePrototypeToPrimitive, 1);
  JSObject_define_data(isolate, prototype,
                       Bootstrap_key(isolate, "@@toPrimitive"),
                       Value_from_object(to_primitive), kReadOnly | kDontEnum);
}

void Bootstrap_install_date(Isolate *isolate) {
  static const FunctionSpec kStatic[] = {
      METHOD("now", DateNow, 0),
      METHOD("parse", DateParse, 1),
      METHOD("UTC", DateUTC, 7),
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  JSFunction *date = Bootstrap_new_constructor(
      isolate, "Date", kBuiltinDateConstructor, 7, prototype, kClassJSDate,
      kNativeSlot_date_initial_map);
  install_prototype(isolate, prototype);
  Bootstrap_install_functions(isolate, (JSObject *)date, kStatic,
                              ARRAY_LENGTH(kStatic));
}
