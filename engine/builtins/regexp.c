// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-regexp-regular-expression-objects: the constructor, exec, test,
// toString, the flag getters and the legacy properties of Annex B. The methods
// named by symbols are in regexp-symbols.c.
#include "engine/regexp/regexp.h"

#include <stdio.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/regexp-object.h"
#include "engine/builtins/string-builtins.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/map.h"
#include "engine/objects/messages.h"

// ---- Constructor ----

static RegExpData *regexp_data(const Isolate *isolate, Value regexp) {
  return Value_as_RegExpData(
      isolate, JSRegExp_data(Value_as_JSRegExp(isolate, regexp)));
}

static Value flags_of(Isolate *isolate, Value regexp) {
  static const char kLetters[] = "dgimsuvy";
  uint32_t bits = regexp_data(isolate, regexp)->flags;
  char text[9];
  int length = 0;
  for (int i = 0; i < 8; i++)
    if (bits & (1u << i)) text[length++] = kLetters[i];
  return Value_from_object(
      String_new_one_byte(isolate, (const uint8_t *)text, length));
}

static Value initialize(Isolate *isolate, JSRegExp *regexp, Value pattern,
                        Value flags) {
  String *pattern_text = ROOT_OBJECT(isolate, String, empty_string);
  String *flags_text = pattern_text;
  if (!Value_is_undefined(pattern))
    TRY_BOOL(String_from_value_js(isolate, pattern, &pattern_text));
  if (!Value_is_undefined(flags))
    TRY_BOOL(String_from_value_js(isolate, flags, &flags_text));
  TRY_BOOL(RegExp_initialize_js(isolate, regexp, pattern_text, flags_text));
  return Value_from_object(regexp);
}

// ECMA-262 #sec-regexp-pattern-flags
Value Builtin_RegExpConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  Value pattern = argv[1], flags = argv[2];
  bool pattern_is_regexp;
  TRY_BOOL(Object_is_regexp_js(isolate, pattern, &pattern_is_regexp));
  Value new_target = Builtin_new_target(argv);
  if (Value_is_undefined(new_target)) {
    new_target = Builtin_function(argv);
    if (pattern_is_regexp && Value_is_undefined(flags)) {
      Value constructor = TRY(Object_get_js(
          isolate, pattern, ROOT_KEY(isolate, constructor_string)));
      if (Value_equals(constructor, new_target)) return pattern;
    }
  }
  Value source = pattern;
  if (Value_is_JSRegExp(isolate, pattern)) {
    source = Value_from_object(
        RegExpData_source(regexp_data(isolate, pattern)));
    if (Value_is_undefined(flags)) flags = flags_of(isolate, pattern);
  } else if (pattern_is_regexp) {
    source = TRY(Object_get_js(isolate, pattern,
                               ROOT_KEY(isolate, source_string)));
    if (Value_is_undefined(flags))
      flags = TRY(Object_get_js(isolate, pattern,
                                ROOT_KEY(isolate, flags_string)));
  }
  JSObject *regexp = JSObject_new_for_constructor_js(
      isolate, new_target, kNativeSlot_regexp_initial_map);
  if (regexp == NULL) return ROOT(exception);
  return initialize(isolate, (JSRegExp *)regexp, source, flags);
}

// ECMA-262 #sec-regexp.prototype.compile
Value Builtin_RegExpPrototypeCompile(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  if (!Value_is_JSRegExp(isolate, argv[0]))
    return Throw_type_error(isolate, kMessageIncompatibleMethodReceiver,
                            Value_from_object(String_new_ascii(
                                isolate, "RegExp.prototype.compile")),
                            argv[0]);
  Value pattern = argv[1], flags = argv[2];
  if (Value_is_JSRegExp(isolate, pattern)) {
    if (!Value_is_undefined(flags))
      return Throw_text(isolate, kErrorTypeTypeError,
                        "Invalid flags supplied to RegExp constructor");
    flags = flags_of(isolate, pattern);
    pattern = Value_from_object(
        RegExpData_source(regexp_data(isolate, pattern)));
  }
  return initialize(isolate, Value_as_JSRegExp(isolate, argv[0]), pattern,
                    flags);
}

// ---- exec, test, toString ----

Value Builtin_RegExpPrototypeExec(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  if (!Value_is_JSRegExp(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageIncompatibleMethodReceiver,
        Value_from_object(String_new_ascii(isolate, "RegExp.prototype.exec")),
        argv[0]);
  String *string;
  TRY_BOOL(String_from_value_js(isolate, argv[1], &string));
  return RegExp_builtin_exec_js(isolate, Value_as_JSRegExp(isolate, argv[0]),
                                string);
}

static Value throw_not_receiver(Isolate *isolate, const char *method,
                                Value receiver) {
  return Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(
          String_format(isolate, "RegExp.prototype.%s", method)),
      receiver);
}

Value Builtin_RegExpPrototypeTest(Isolate *isolate, int64_t argc,
                                  Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return throw_not_receiver(isolate, "test", argv[0]);
  String *string;
  TRY_BOOL(String_from_value_js(isolate, argv[1], &string));
  // Nobody sees the array that exec would make.
  if (RegExp_is_pristine(isolate, argv[0])) {
    RegExpSearch search;
    bool found;
    bool threw =
        !RegExp_find_js(&search, isolate, Value_as_JSRegExp(isolate, argv[0]),
                        string, &found);
    RegExpSearch_end(&search);
    return threw ? ROOT(exception) : Value_from_bool(found);
  }
  Value result = TRY(RegExp_exec_js(isolate, argv[0], string));
  return Value_from_bool(!Value_is_null(result));
}

Value Builtin_RegExpPrototypeToString(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return throw_not_receiver(isolate, "toString", argv[0]);
  Value source = TRY(
      Object_get_js(isolate, argv[0], ROOT_KEY(isolate, source_string)));
  String *source_text, *flags_text;
  TRY_BOOL(String_from_value_js(isolate, source, &source_text));
  Value flags = TRY(
      Object_get_js(isolate, argv[0], ROOT_KEY(isolate, flags_string)));
  TRY_BOOL(String_from_value_js(isolate, flags, &flags_text));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_char(&builder, '/');
  StringBuilder_add_string(&builder, source_text);
  StringBuilder_add_char(&builder, '/');
  StringBuilder_add_string(&builder, flags_text);
  return StringBuilder_finish(&builder);
}

// ---- Flags and source ----

static bool is_prototype(Isolate *isolate, Value receiver) {
  return Value_equals(receiver, INTRINSIC(isolate, regexp_prototype));
}

// #sec-regexphasflag
static Value flag_getter(Isolate *isolate, Value receiver, uint32_t flag,
                         const char *name) {
  if (Value_is_JSRegExp(isolate, receiver))
    return Value_from_bool(
        (regexp_data(isolate, receiver)->flags & flag) != 0);
  if (is_prototype(isolate, receiver)) return ROOT(undefined_value);
  return Throw_type_error(
      isolate, kMessageRegExpNonRegExp,
      Value_from_object(
          String_format(isolate, "RegExp.prototype.%s", name)),
      ROOT(undefined_value));
}

#define FLAG_GETTER(Name, name, flag)                                        \
  Value Builtin_RegExpPrototype##Name(Isolate *isolate, int64_t argc,        \
                                      Value *argv) {                         \
    return flag_getter(isolate, argv[0], flag, name);                        \
  }
FLAG_GETTER(HasIndices, "hasIndices", kRegExpHasIndices)
FLAG_GETTER(Global, "global", kRegExpGlobal)
FLAG_GETTER(IgnoreCase, "ignoreCase", kRegExpIgnoreCase)
FLAG_GETTER(Multiline, "multiline", kRegExpMultiline)
FLAG_GETTER(DotAll, "dotAll", kRegExpDotAll)
FLAG_GETTER(Unicode, "unicode", kRegExpUnicode)
FLAG_GETTER(UnicodeSets, "unicodeSets", kRegExpUnicodeSets)
FLAG_GETTER(Sticky, "sticky", kRegExpSticky)

// ECMA-262 #sec-get-regexp.prototype.flags
Value Builtin_RegExpPrototypeFlags(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  if (!Value_is_JSReceiver(isolate, argv[0]))
    return Throw_type_error(
        isolate, kMessageRegExpNonObject,
        Value_from_object(String_new_ascii(isolate, "RegExp.prototype.flags")),
        argv[0]);
  if (RegExp_is_pristine(isolate, argv[0])) return flags_of(isolate, argv[0]);
  const struct {
    PropertyKey key;
    char letter;
  } kFlags[] = {
      {ROOT_KEY(isolate, hasIndices_string), 'd'},
      {ROOT_KEY(isolate, global_string), 'g'},
      {ROOT_KEY(isolate, ignoreCase_string), 'i'},
      {ROOT_KEY(isolate, multiline_string), 'm'},
      {ROOT_KEY(isolate, dotAll_string), 's'},
      {ROOT_KEY(isolate, unicode_string), 'u'},
      {ROOT_KEY(isolate, unicodeSets_string), 'v'},
      {ROOT_KEY(isolate, sticky_string), 'y'},
  };
  char text[ARRAY_LENGTH(kFlags)];
  int length = 0;
  for (size_t i = 0; i < ARRAY_LENGTH(kFlags); i++) {
    Value flag = TRY(Object_get_js(isolate, argv[0], kFlags[i].key));
    if (Object_to_boolean(isolate, flag)) text[length++] = kFlags[i].letter;
  }
  return Value_from_object(
      String_new_one_byte(isolate, (const uint8_t *)text, length));
}

// #sec-escaperegexppattern: a text that means the same between slashes.
static Value escape_pattern(Isolate *isolate, String *source) {
  if (source->length == 0)
    return Value_from_object(String_new_ascii(isolate, "(?:)"));
  FlatString flat = String_flatten(isolate, source);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  bool in_class = false, escaped = false;
  for (int32_t i = 0; i < flat.length; i++) {
    uint16_t unit = FlatString_at(&flat, i);
    bool is_terminator = Unicode_is_line_terminator(unit);
    if ((unit == '/' && !in_class && !escaped) ||
        (is_terminator && !escaped))
      StringBuilder_add_char(&builder, '\\');
    if (is_terminator)
      StringBuilder_add_ascii(&builder, unit == '\n'     ? "n"
                                        : unit == '\r'   ? "r"
                                        : unit == 0x2028 ? "u2028"
                                                         : "u2029");
    else
      StringBuilder_add_char(&builder, unit);
    if (escaped) {
      escaped = false;
    } else {
      escaped = unit == '\\';
      if (unit == '[') in_class = true;
      if (unit == ']') in_class = false;
    }
  }
  return StringBuilder_finish(&builder);
}

Value Builtin_RegExpPrototypeSource(Isolate *isolate, int64_t argc,
                                    Value *argv) {
  if (Value_is_JSRegExp(isolate, argv[0]))
    return escape_pattern(isolate,
                          RegExpData_source(regexp_data(isolate, argv[0])));
  if (is_prototype(isolate, argv[0]))
    return Value_from_object(String_new_ascii(isolate, "(?:)"));
  return Throw_type_error(
      isolate, kMessageRegExpNonObject,
      Value_from_object(String_new_ascii(isolate, "RegExp.prototype.source")),
      argv[0]);
}

// ---- RegExp.escape ----

// #sec-encodeforregexpescape
static void add_escaped(StringBuilder *builder, const FlatString *flat,
                        int32_t i) {
  uint16_t unit = FlatString_at(flat, i);
  char text[8];
  static const char kSyntax[] = "^$\\.*+?()[]{}|/";
  static const char kControl[] = "\tt\nn\vv\ff\rr";
  static const char kOther[] = ",-=<>#&!%:;@~'`\"";
  for (const char *c = kSyntax; *c; c++)
    if (unit == (uint16_t)*c) {
      StringBuilder_add_char(builder, '\\');
      StringBuilder_add_char(builder, unit);
      return;
    }
  for (const char *c = kControl; *c; c += 2)
    if (unit == (uint16_t)*c) {
      StringBuilder_add_char(builder, '\\');
      StringBuilder_add_char(builder, (uint16_t)c[1]);
      return;
    }
  bool other = false;
  for (const char *c = kOther; *c; c++) other |= unit == (uint16_t)*c;
  bool surrogate = unit >= 0xd800 && unit <= 0xdfff;
  if (surrogate) {
    bool lead = Unicode_is_lead_surrogate(unit);
    int32_t partner = lead ? i + 1 : i - 1;
    surrogate =
        partner < 0 || partner >= flat->length ||
        !(lead ? Unicode_is_trail_surrogate(FlatString_at(flat, partner))
               : Unicode_is_lead_surrogate(FlatString_at(flat, partner)));
  }
  if (!other && !surrogate &&
      !Unicode_is_white_space_or_line_terminator(unit)) {
    StringBuilder_add_char(builder, unit);
    return;
  }
  snprintf(text, sizeof text, unit < 256 ? "\\x%02x" : "\\u%04x", unit);
  StringBuilder_add_ascii(builder, text);
}

// ECMA-262 #sec-regexp.escape
Value Builtin_RegExpEscape(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_String(isolate, argv[1]))
    return Throw_text(isolate, kErrorTypeTypeError,
                      "RegExp.escape requires a string");
  String *string = Value_as_String(isolate, argv[1]);
  FlatString flat = String_flatten(isolate, string);
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  for (int32_t i = 0; i < flat.length; i++) {
    uint16_t unit = FlatString_at(&flat, i);
    bool is_digit = unit >= '0' && unit <= '9';
    bool is_letter = (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
    if (i == 0 && (is_digit || is_letter)) {
      char text[8];
      snprintf(text, sizeof text, "\\x%02x", unit);
      StringBuilder_add_ascii(&builder, text);
    } else {
      add_escaped(&builder, &flat, i);
    }
  }
  return StringBuilder_finish(&builder);
}

// ---- Legacy static properties: RegExp.$1, lastMatch, ... ----

// Their receiver must be this realm's RegExp itself.
static bool check_legacy_receiver(Isolate *isolate, Value receiver) {
  if (Value_equals(receiver, INTRINSIC(isolate, regexp_function))) return true;
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "Legacy RegExp properties belong to RegExp itself");
  return false;
}

// Units [start, end) of the last input.
static Value last_input_range(Isolate *isolate, const FixedArray *info,
                              int32_t start, int32_t end) {
  if (start < 0 || end < start) return ROOT(empty_string);
  String *input =
      Value_as_String(isolate, FixedArray_get_slots(info, kLastMatchInput));
  return Value_from_object(String_substring(isolate, input, start, end));
}

// Start or end (edge 1) of a group of the last match; -1 if it took no part.
static int32_t last_capture(const FixedArray *info, int group, int edge) {
  if (group >= Tagged_smi(info->slots[kLastMatchCount])) return -1;
  return Tagged_smi(info->slots[kLastMatchCaptures + 2 * group + edge]);
}

typedef enum LegacyProperty {
  kLegacyInput,
  kLegacyLastMatch,
  kLegacyLastParen,
  kLegacyLeftContext,
  kLegacyRightContext,
  kLegacyGroup1,
} LegacyProperty;

static Value legacy_property(Isolate *isolate, Value receiver, int property) {
  TRY_BOOL(check_legacy_receiver(isolate, receiver));
  Value value = INTRINSIC(isolate, regexp_last_match_info);
  if (!Value_is_FixedArray(isolate, value)) return ROOT(empty_string);
  const FixedArray *info = Value_as_FixedArray(isolate, value);
  int32_t start = last_capture(info, 0, 0), end = last_capture(info, 0, 1);
  switch (property) {
    case kLegacyInput:
      return FixedArray_get_slots(info, kLastMatchInput);
    case kLegacyLastMatch:
      return last_input_range(isolate, info, start, end);
    case kLegacyLeftContext:
      return last_input_range(isolate, info, 0, start);
    case kLegacyRightContext:
      return last_input_range(
          isolate, info, end,
          Value_as_String(isolate,
                          FixedArray_get_slots(info, kLastMatchInput))
              ->length);
    case kLegacyLastParen: {
      int group = 9;
      while (group > 0 && last_capture(info, group, 0) < 0) group--;
      if (group == 0) return ROOT(empty_string);
      property = kLegacyGroup1 + group - 1;
    }  // fall through
    default: {
      int group = property - kLegacyGroup1 + 1;
      return last_input_range(isolate, info, last_capture(info, group, 0),
                              last_capture(info, group, 1));
    }
  }
}

#define LEGACY_GETTER(Name, property)                                   \
  Value Builtin_RegExpLegacy##Name(Isolate *isolate, int64_t argc,      \
                                   Value *argv) {                       \
    return legacy_property(isolate, argv[0], property);                 \
  }
LEGACY_GETTER(Input, kLegacyInput)
LEGACY_GETTER(LastMatch, kLegacyLastMatch)
LEGACY_GETTER(LastParen, kLegacyLastParen)
LEGACY_GETTER(LeftContext, kLegacyLeftContext)
LEGACY_GETTER(RightContext, kLegacyRightContext)
LEGACY_GETTER(Group1, kLegacyGroup1)
LEGACY_GETTER(Group2, kLegacyGroup1 + 1)
LEGACY_GETTER(Group3, kLegacyGroup1 + 2)
LEGACY_GETTER(Group4, kLegacyGroup1 + 3)
LEGACY_GETTER(Group5, kLegacyGroup1 + 4)
LEGACY_GETTER(Group6, kLegacyGroup1 + 5)
LEGACY_GETTER(Group7, kLegacyGroup1 + 6)
LEGACY_GETTER(Group8, kLegacyGroup1 + 7)
LEGACY_GETTER(Group9, kLegacyGroup1 + 8)

// Assigning RegExp.input replaces the remembered input.
Value Builtin_RegExpLegacySetInput(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  TRY_BOOL(check_legacy_receiver(isolate, argv[0]));
  String *input;
  TRY_BOOL(String_from_value_js(isolate, argv[1], &input));
  RegExpMatch none = {.count = 0};
  RegExp_remember_match(isolate, input, &none);
  return ROOT(undefined_value);
}

// ---- Installation ----

// Instances' map: lastIndex is their first in-object property.
static Map *make_initial_map(Isolate *isolate, JSObject *prototype) {
  Map *map = Map_new(isolate, kClassJSRegExp, HOLEY_ELEMENTS, 1,
                     Value_from_object(prototype));
  return Map_add_data_property(isolate, map,
                               ROOT_OBJECT(isolate, Name, lastIndex_string),
                               kDontEnum | kDontDelete);
}

// Arrays that exec returns: index, input and groups in objects.
static void make_result_map(Isolate *isolate) {
  Map *map = Map_new(isolate, kClassJSArray, PACKED_ELEMENTS, 3,
                     INTRINSIC(isolate, array_prototype));
  const Map *array_map = INTRINSIC_OBJECT(isolate, Map, array_packed_map);
  map->instance_descriptors = array_map->instance_descriptors;
  WriteBarrier(map);
  Map_set_own_descriptors(map, Map_own_descriptors(array_map));
  Map_set_constructor_or_back_pointer(
      map, Map_constructor_or_back_pointer(array_map));
  map = Map_add_data_property(isolate, map,
                              ROOT_OBJECT(isolate, Name, index_string), kNone);
  map = Map_add_data_property(isolate, map,
                              ROOT_OBJECT(isolate, Name, input_string), kNone);
  map = Map_add_data_property(isolate, map,
                              ROOT_OBJECT(isolate, Name, groups_string), kNone);
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_regexp_result_map, Value_from_object(map));
}

static void install_legacy(Isolate *isolate, JSObject *constructor) {
  static const FunctionSpec kLegacy[] = {
      ACCESSOR("input", RegExpLegacyInput, RegExpLegacySetInput),
      ACCESSOR("$_", RegExpLegacyInput, RegExpLegacySetInput),
      GETTER("lastMatch", RegExpLegacyLastMatch),
      GETTER("$&", RegExpLegacyLastMatch),
      GETTER("lastParen", RegExpLegacyLastParen),
      GETTER("$+", RegExpLegacyLastParen),
      GETTER("leftContext", RegExpLegacyLeftContext),
      GETTER("$`", RegExpLegacyLeftContext),
      GETTER("rightContext", RegExpLegacyRightContext),
      GETTER("$'", RegExpLegacyRightContext),
      GETTER("$1", RegExpLegacyGroup1),
      GETTER("$2", RegExpLegacyGroup2),
      GETTER("$3", RegExpLegacyGroup3),
      GETTER("$4", RegExpLegacyGroup4),
      GETTER("$5", RegExpLegacyGroup5),
      GETTER("$6", RegExpLegacyGroup6),
      GETTER("$7", RegExpLegacyGroup7),
      GETTER("$8", RegExpLegacyGroup8),
      GETTER("$9", RegExpLegacyGroup9),
  };
  Bootstrap_install_functions(isolate, constructor, kLegacy,
                              ARRAY_LENGTH(kLegacy));
}

void Bootstrap_install_regexp(Isolate *isolate) {
  static const FunctionSpec kPrototype[] = {
      METHOD("exec", RegExpPrototypeExec, 1),
      GETTER("dotAll", RegExpPrototypeDotAll),
      GETTER("flags", RegExpPrototypeFlags),
      GETTER("global", RegExpPrototypeGlobal),
      GETTER("hasIndices", RegExpPrototypeHasIndices),
      GETTER("ignoreCase", RegExpPrototypeIgnoreCase),
      GETTER("multiline", RegExpPrototypeMultiline),
      GETTER("source", RegExpPrototypeSource),
      GETTER("sticky", RegExpPrototypeSticky),
      GETTER("unicode", RegExpPrototypeUnicode),
      GETTER("unicodeSets", RegExpPrototypeUnicodeSets),
      METHOD("compile", RegExpPrototypeCompile, 2),
      METHOD("toString", RegExpPrototypeToString, 0),
      METHOD("test", RegExpPrototypeTest, 1),
      METHOD("@@match", RegExpPrototypeMatch, 1),
      METHOD("@@matchAll", RegExpPrototypeMatchAll, 1),
      METHOD("@@replace", RegExpPrototypeReplace, 2),
      METHOD("@@search", RegExpPrototypeSearch, 1),
      METHOD("@@split", RegExpPrototypeSplit, 2),
  };
  static const FunctionSpec kStatic[] = {
      METHOD("escape", RegExpEscape, 1),
      GETTER("@@species", ReturnReceiver),
  };
  static const FunctionSpec kIterator[] = {
      METHOD("next", RegExpStringIteratorPrototypeNext, 0)};
  JSObject *prototype = JSObject_new_plain(isolate);
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "RegExp", kBuiltinRegExpConstructor, 2, prototype,
      kClassJSRegExp, kNativeSlot_regexp_initial_map);
  Map *map = make_initial_map(isolate, prototype);
  JSFunction_set_initial_map(isolate, constructor, map,
                             Value_from_object(prototype));
  NativeContext *context = Isolate_native_context(isolate);
  NativeContext_set(context, kNativeSlot_regexp_initial_map,
                    Value_from_object(map));
  NativeContext_set(context, kNativeSlot_regexp_function,
                    Value_from_object(constructor));
  NativeContext_set(context, kNativeSlot_regexp_prototype,
                    Value_from_object(prototype));
  Bootstrap_install_functions(isolate, prototype, kPrototype,
                              ARRAY_LENGTH(kPrototype));
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kStatic,
                              ARRAY_LENGTH(kStatic));
  install_legacy(isolate, (JSObject *)constructor);
  make_result_map(isolate);
  NativeContext_set(
      context, kNativeSlot_regexp_exec,
      JSReceiver_get_own_data(isolate, (JSReceiver *)prototype,
                              ROOT_OBJECT(isolate, Name, exec_string)));

  JSObject *iterator = JSObject_new_with_prototype(
      isolate, INTRINSIC(isolate, iterator_prototype));
  Bootstrap_install_functions(isolate, iterator, kIterator, 1);
  Bootstrap_set_to_string_tag(isolate, iterator, "RegExp String Iterator");
  Bootstrap_new_instance_map(isolate, kClassJSRegExpStringIterator, iterator,
                             kNativeSlot_regexp_string_iterator_map);
}
