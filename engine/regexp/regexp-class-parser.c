// SPDX-License-Identifier: MIT
//
// Escapes and character classes, including the unicode sets of flag v with
// their strings, nested classes, intersections and subtractions.
#include <stdlib.h>
#include <string.h>

#include "engine/regexp/regexp-parser.h"

CharSet RegExpParser_any_character(RegExpParser *parser) {
  CharSet set = {0};
  CharSet_add(parser->zone, &set, 0,
              parser->is_unicode ? kUnicodeMaxCodePoint : 0xFFFF);
  return set;
}

static CharSet complement(RegExpParser *parser, const CharSet *set) {
  return CharSet_complement(
      parser->zone, set, parser->is_unicode ? kUnicodeMaxCodePoint : 0xFFFF);
}

static void close_over_case(RegExpParser *parser, CharSet *set) {
  if (parser->ignore_case)
    CharSet_close_over_case(parser->zone, set, parser->is_unicode);
}

// ---- Character escapes ----

static int hex_value(uint32_t c) {
  if (c - '0' < 10) return (int)(c - '0');
  uint32_t letter = (c | 0x20) - 'a';
  return c < 0x80 && letter < 6 ? (int)letter + 10 : -1;
}

// Exactly count digits; kRegExpEnd, unmoved, if there are fewer.
static uint32_t parse_hex(RegExpParser *parser, int count) {
  uint32_t value = 0;
  for (int i = 0; i < count; i++) {
    int digit =
        hex_value(RegExpParser_unit_at(parser, parser->position + (size_t)i));
    if (digit < 0) return kRegExpEnd;
    value = value << 4 | (uint32_t)digit;
  }
  parser->position += (size_t)count;
  return value;
}

static uint32_t parse_braced_code_point(RegExpParser *parser) {
  size_t start = parser->position++;
  uint32_t value = 0;
  bool has_digits = false;
  for (int digit; (digit = hex_value(RegExpParser_peek(parser))) >= 0;) {
    value = value << 4 | (uint32_t)digit;
    if (value > kUnicodeMaxCodePoint) break;
    has_digits = true;
    parser->position++;
  }
  if (has_digits && RegExpParser_eat(parser, '}')) return value;
  parser->position = start;
  return kRegExpEnd;
}

uint32_t RegExpParser_parse_unicode_escape(RegExpParser *parser,
                                           bool is_unicode) {
  if (is_unicode && RegExpParser_peek(parser) == '{')
    return parse_braced_code_point(parser);
  uint32_t unit = parse_hex(parser, 4);
  if (!is_unicode || unit == kRegExpEnd || !Unicode_is_lead_surrogate(unit) ||
      RegExpParser_peek(parser) != '\\' ||
      RegExpParser_unit_at(parser, parser->position + 1) != 'u')
    return unit;
  size_t start = parser->position;
  parser->position += 2;
  uint32_t trail = parse_hex(parser, 4);
  if (trail != kRegExpEnd && Unicode_is_trail_surrogate(trail))
    return Unicode_join_surrogates(unit, trail);
  parser->position = start;
  return unit;
}

// At a digit from 0 to 7: up to three of them, at most 0377.
static uint32_t parse_octal(RegExpParser *parser) {
  uint32_t value = 0;
  for (int i = 0; i < 3; i++) {
    uint32_t digit = RegExpParser_peek(parser) - '0';
    if (digit >= 8 || value * 8 + digit > 255) break;
    value = value * 8 + digit;
    parser->position++;
  }
  return value;
}

// After "\c".
static uint32_t parse_control_escape(RegExpParser *parser, bool in_class) {
  uint32_t c = RegExpParser_peek(parser);
  bool is_letter = c < 0x80 && (c | 0x20) - 'a' < 26;
  bool is_extra = in_class && !parser->is_unicode &&
                  (c - '0' < 10 || c == '_');
  if (is_letter || is_extra) {
    parser->position++;
    return c & 31;
  }
  if (parser->is_unicode) {
    RegExpParser_fail(parser, "Invalid Unicode escape");
    return 0;
  }
  parser->position--;  // Annex B: the backslash stands for itself
  return '\\';
}

static uint32_t parse_digit_escape(RegExpParser *parser, bool in_class) {
  uint32_t c = RegExpParser_peek(parser);
  if (parser->is_unicode) {
    uint32_t next = RegExpParser_unit_at(parser, parser->position + 1);
    if (c == '0' && next - '0' >= 10) {
      parser->position++;
      return 0;
    }
    RegExpParser_fail(parser, in_class   ? "Invalid class escape"
                              : c == '0' ? "Invalid decimal escape"
                                         : "Invalid escape");
    return 0;
  }
  if (c < '8') return parse_octal(parser);
  parser->position++;
  return c;
}

// Escapes that stand for the escaped character.
static uint32_t parse_identity_escape(RegExpParser *parser, bool in_class) {
  size_t start = parser->position;
  uint32_t c = RegExpParser_next(parser);
  bool is_valid;
  if (parser->is_unicode) {
    bool is_ascii = c != 0 && c < 0x80;
    is_valid = is_ascii && (strchr("^$\\.*+?()[]{}|/", (int)c) != NULL ||
                            (in_class && c == '-'));
    if (is_ascii && in_class && parser->has_sets &&
        strchr("&-!#%,:;<=>@`~", (int)c) != NULL)
      is_valid = true;
  } else {
    is_valid = !(c == 'k' && parser->has_named_groups);
  }
  if (!is_valid) {
    parser->position = start;
    RegExpParser_fail(parser, "Invalid escape");
  }
  return c;
}

uint32_t RegExpParser_parse_character_escape(RegExpParser *parser,
                                             bool in_class) {
  uint32_t c = RegExpParser_peek(parser), value;
  switch (c) {
    case kRegExpEnd:
      RegExpParser_fail(parser, "\\ at end of pattern");
      return 0;
    case 'f':
      parser->position++;
      return '\f';
    case 'n':
      parser->position++;
      return '\n';
    case 'r':
      parser->position++;
      return '\r';
    case 't':
      parser->position++;
      return '\t';
    case 'v':
      parser->position++;
      return '\v';
    case 'c':
      parser->position++;
      return parse_control_escape(parser, in_class);
    case 'x':
      parser->position++;
      value = parse_hex(parser, 2);
      if (value != kRegExpEnd) return value;
      if (parser->is_unicode) RegExpParser_fail(parser, "Invalid escape");
      return 'x';
    case 'u':
      parser->position++;
      value = RegExpParser_parse_unicode_escape(parser, parser->is_unicode);
      if (value != kRegExpEnd) return value;
      if (parser->is_unicode)
        RegExpParser_fail(parser, "Invalid Unicode escape");
      return 'u';
    default:
      if (c - '0' < 10) return parse_digit_escape(parser, in_class);
      return parse_identity_escape(parser, in_class);
  }
}

// ---- Values of classes ----

// A text of any number of code points but one.
typedef struct ClassString {
  const uint32_t *code_points;
  size_t length;
} ClassString;

// What a class or an operand of one holds. Under flags v and i sets are closed
// over case and strings are folded, so that operations on them are exact.
typedef struct ClassValue {
  CharSet set;
  struct ZONE_LIST(ClassString) strings;
  bool may_have_strings;  // by the grammar, whether or not there are any
} ClassValue;

typedef struct CodePointList ZONE_LIST(uint32_t) CodePointList;

static void add_string(RegExpParser *parser, ClassValue *value,
                       const uint32_t *code_points, size_t length) {
  if (length == 1) {
    CharSet_add(parser->zone, &value->set, code_points[0], code_points[0]);
    return;
  }
  value->may_have_strings = true;
  uint32_t *copy = ZONE_NEW_ARRAY(parser->zone, uint32_t, length);
  for (size_t i = 0; i < length; i++)
    copy[i] = parser->ignore_case ? Unicode_simple_fold(code_points[i])
                                  : code_points[i];
  ClassString string = {copy, length};
  ZONE_LIST_ADD(parser->zone, &value->strings, string);
}

static bool has_string(const ClassValue *value, ClassString string) {
  for (int i = 0; i < value->strings.length; i++) {
    ClassString other = value->strings.items[i];
    if (other.length == string.length &&
        (string.length == 0 ||
         memcmp(other.code_points, string.code_points,
                string.length * sizeof(uint32_t)) == 0))
      return true;
  }
  return false;
}

static void add_value(RegExpParser *parser, ClassValue *value,
                      const ClassValue *other) {
  CharSet_add_set(parser->zone, &value->set, &other->set);
  for (int i = 0; i < other->strings.length; i++)
    ZONE_LIST_ADD(parser->zone, &value->strings, other->strings.items[i]);
  value->may_have_strings |= other->may_have_strings;
}

// Keeps the strings that are in other, or those that are not.
static void filter_strings(ClassValue *value, const ClassValue *other,
                           bool keep_common) {
  int kept = 0;
  for (int i = 0; i < value->strings.length; i++)
    if (has_string(other, value->strings.items[i]) == keep_common)
      value->strings.items[kept++] = value->strings.items[i];
  value->strings.length = kept;
}

// ---- Class escapes ----

// Reads "{name}" or "{name=value}" after \p; false if malformed.
static bool parse_property_text(RegExpParser *parser, char *name,
                                size_t capacity, const char **value) {
  *value = NULL;
  if (!RegExpParser_eat(parser, '{')) return false;
  size_t length = 0;
  for (;;) {
    uint32_t c = RegExpParser_peek(parser);
    parser->position++;
    if (c == '}') break;
    bool is_valid = c < 0x80 && ((c | 0x20) - 'a' < 26 || c - '0' < 10 ||
                                 c == '_' || c == '=');
    if (!is_valid || length + 1 >= capacity) return false;
    name[length] = (char)c;
    if (c == '=') {
      if (*value != NULL) return false;
      name[length] = '\0';
      *value = name + length + 1;
    }
    length++;
  }
  name[length] = '\0';
  return length > 0;
}

static bool add_sequences(RegExpParser *parser, const char *name,
                          ClassValue *value) {
  const uint16_t *next, *end;
  if (!Unicode_find_sequence_property(name, strlen(name), &next, &end))
    return false;
  value->may_have_strings = true;
  while (next < end) {
    size_t length = *next++;
    uint32_t code_points[16];
    size_t count = 0;
    for (size_t i = 0; i < length && count < ARRAY_LENGTH(code_points);)
      code_points[count++] = Unicode_next_utf16(next, length, &i);
    add_string(parser, value, code_points, count);
    next += length;
  }
  return true;
}

// After "\p" or "\P".
static void parse_property(RegExpParser *parser, bool is_negated,
                           bool in_class, ClassValue *value) {
  char name[96];
  const char *property_value;
  UnicodeSet set;
  bool is_found =
      parse_property_text(parser, name, sizeof name, &property_value) &&
      Unicode_find_property(name, strlen(name), property_value,
                            property_value ? strlen(property_value) : 0, &set);
  if (!is_found) {
    if (parser->has_sets && !is_negated && name[0] != '\0' &&
        parser->position <= parser->text.length &&
        RegExpParser_unit_at(parser, parser->position - 1) == '}' &&
        property_value == NULL && add_sequences(parser, name, value))
      return;
    RegExpParser_fail(parser, in_class
                                  ? "Invalid property name in character class"
                                  : "Invalid property name");
    return;
  }
  CharSet_add_property(parser->zone, &value->set, set);
  if (parser->has_sets) close_over_case(parser, &value->set);
  if (is_negated) value->set = complement(parser, &value->set);
}

// After a backslash. False, unmoved, if no class escape is there.
static bool parse_escape_value(RegExpParser *parser, bool in_class,
                               ClassValue *value) {
  *value = (ClassValue){0};
  uint32_t c = RegExpParser_peek(parser);
  CharSet set;
  switch (c) {
    case 'd':
    case 'D':
      set = CharSet_digits(parser->zone);
      break;
    case 's':
    case 'S':
      set = CharSet_white_space(parser->zone);
      break;
    case 'w':
    case 'W':
      set = CharSet_word(parser->zone);
      // With u and i, WordCharacters has U+017F and U+212A; without u they
      // do not map to ASCII.
      if (parser->is_unicode) close_over_case(parser, &set);
      break;
    case 'p':
    case 'P':
      if (!parser->is_unicode) return false;
      parser->position++;
      parse_property(parser, c == 'P', in_class, value);
      return true;
    default:
      return false;
  }
  parser->position++;
  if (c < 'a') set = complement(parser, &set);
  value->set = set;
  return true;
}

// ---- Classes without flag v ----

typedef struct ClassAtom {
  bool is_set;
  uint32_t character;
  ClassValue value;
} ClassAtom;

static ClassAtom parse_class_atom(RegExpParser *parser) {
  ClassAtom atom = {0};
  if (!RegExpParser_eat(parser, '\\')) {
    atom.character = RegExpParser_next(parser);
    return atom;
  }
  if (RegExpParser_peek(parser) == 'b') {
    parser->position++;
    atom.character = '\b';
  } else if (parse_escape_value(parser, true, &atom.value)) {
    atom.is_set = true;
  } else {
    atom.character = RegExpParser_parse_character_escape(parser, true);
  }
  return atom;
}

static void add_atom(RegExpParser *parser, CharSet *set,
                     const ClassAtom *atom) {
  if (atom->is_set)
    CharSet_add_set(parser->zone, set, &atom->value.set);
  else
    CharSet_add(parser->zone, set, atom->character, atom->character);
}

// After '[' and '^'.
static CharSet parse_class_ranges(RegExpParser *parser) {
  CharSet set = {0};
  while (RegExpParser_peek(parser) != ']') {
    if (RegExpParser_peek(parser) == kRegExpEnd) {
      RegExpParser_fail(parser, "Unterminated character class");
      return set;
    }
    ClassAtom first = parse_class_atom(parser);
    uint32_t after = RegExpParser_unit_at(parser, parser->position + 1);
    if (RegExpParser_peek(parser) != '-' || after == ']' ||
        after == kRegExpEnd) {
      add_atom(parser, &set, &first);
      continue;
    }
    parser->position++;
    ClassAtom last = parse_class_atom(parser);
    if (first.is_set || last.is_set) {
      if (parser->is_unicode) {
        RegExpParser_fail(parser, "Invalid character class");
        return set;
      }
      add_atom(parser, &set, &first);
      CharSet_add(parser->zone, &set, '-', '-');
      add_atom(parser, &set, &last);
    } else if (first.character > last.character) {
      RegExpParser_fail(parser, "Range out of order in character class");
      return set;
    } else {
      CharSet_add(parser->zone, &set, first.character, last.character);
    }
  }
  parser->position++;
  CharSet_normalize(&set);
  return set;
}

// ---- Classes with flag v ----

static ClassValue parse_set_class(RegExpParser *parser);

// ClassSetReservedDoublePunctuator at the position.
static bool is_double_punctuator(const RegExpParser *parser) {
  uint32_t c = RegExpParser_peek(parser);
  return c < 0x80 && c != 0 && strchr("&!#$%*+,.:;<=>?@^`~", (int)c) != NULL &&
         RegExpParser_unit_at(parser, parser->position + 1) == c;
}

static uint32_t parse_set_character(RegExpParser *parser) {
  uint32_t c = RegExpParser_peek(parser);
  if (c == '\\') {
    parser->position++;
    if (RegExpParser_eat(parser, 'b')) return '\b';
    return RegExpParser_parse_character_escape(parser, true);
  }
  if (c == kRegExpEnd) {
    RegExpParser_fail(parser, "Unterminated character class");
    return 0;
  }
  if (is_double_punctuator(parser)) {
    RegExpParser_fail(parser, "Invalid set operation in character class");
    return 0;
  }
  if (c < 0x80 && c != 0 && strchr("()[]{}/-\\|", (int)c) != NULL) {
    RegExpParser_fail(parser, "Invalid character in character class");
    return 0;
  }
  return RegExpParser_next(parser);
}

// After "\q".
static void parse_string_disjunction(RegExpParser *parser, ClassValue *value) {
  if (!RegExpParser_eat(parser, '{')) {
    RegExpParser_fail(parser, "Invalid escape");
    return;
  }
  CodePointList text = {0};
  while (!RegExpParser_has_failed(parser)) {
    uint32_t c = RegExpParser_peek(parser);
    if (c == '|' || c == '}') {
      parser->position++;
      add_string(parser, value, text.items, (size_t)text.length);
      text.length = 0;
      if (c == '}') break;
    } else {
      uint32_t character = parse_set_character(parser);
      ZONE_LIST_ADD(parser->zone, &text, character);
    }
  }
  CharSet_normalize(&value->set);
  close_over_case(parser, &value->set);
}

// An operand; *is_character tells that it may begin a range.
static ClassValue parse_set_operand(RegExpParser *parser, bool *is_character,
                                    uint32_t *character) {
  ClassValue value = {0};
  *is_character = false;
  if (RegExpParser_peek(parser) == '[') return parse_set_class(parser);
  if (RegExpParser_peek(parser) == '\\') {
    parser->position++;
    if (RegExpParser_eat(parser, 'q')) {
      parse_string_disjunction(parser, &value);
      return value;
    }
    if (parse_escape_value(parser, true, &value)) {
      CharSet_normalize(&value.set);
      close_over_case(parser, &value.set);
      return value;
    }
    parser->position--;
  }
  *character = parse_set_character(parser);
  *is_character = true;
  CharSet_add(parser->zone, &value.set, *character, *character);
  close_over_case(parser, &value.set);
  return value;
}

static bool at_operator(const RegExpParser *parser, uint32_t unit) {
  return RegExpParser_peek(parser) == unit &&
         RegExpParser_unit_at(parser, parser->position + 1) == unit;
}

// "a&&b&&c" or "a--b--c" after its first operand.
static void parse_set_operations(RegExpParser *parser, ClassValue *value) {
  bool is_intersection = at_operator(parser, '&');
  uint32_t unit = is_intersection ? '&' : '-';
  while (RegExpParser_peek(parser) != ']') {
    if (!at_operator(parser, unit)) {
      RegExpParser_fail(parser, RegExpParser_peek(parser) == kRegExpEnd
                                    ? "Unterminated character class"
                                    : "Invalid set operation in character "
                                      "class");
      return;
    }
    parser->position += 2;
    if (is_intersection && RegExpParser_peek(parser) == '&') {
      RegExpParser_fail(parser, "Invalid character in character class");
      return;
    }
    bool is_character;
    uint32_t character;
    ClassValue operand =
        parse_set_operand(parser, &is_character, &character);
    if (is_intersection) {
      value->set =
          CharSet_intersection(parser->zone, &value->set, &operand.set);
      value->may_have_strings &= operand.may_have_strings;
    } else {
      value->set = CharSet_difference(parser->zone, &value->set, &operand.set);
    }
    filter_strings(value, &operand, is_intersection);
  }
}

// After the first operand of a range or a union.
static void parse_set_union(RegExpParser *parser, ClassValue *value,
                            bool is_character, uint32_t character) {
  for (;;) {
    if (is_character && RegExpParser_peek(parser) == '-' &&
        !at_operator(parser, '-')) {
      parser->position++;
      uint32_t last = parse_set_character(parser);
      if (character > last)
        RegExpParser_fail(parser, "Range out of order in character class");
      CharSet range = {0};
      CharSet_add(parser->zone, &range, character, last);
      close_over_case(parser, &range);
      CharSet_add_set(parser->zone, &value->set, &range);
    }
    uint32_t c = RegExpParser_peek(parser);
    if (c == ']') break;
    if (c == kRegExpEnd) {
      RegExpParser_fail(parser, "Unterminated character class");
      break;
    }
    if (at_operator(parser, '-') || at_operator(parser, '&')) {
      RegExpParser_fail(parser, "Invalid set operation in character class");
      break;
    }
    ClassValue operand =
        parse_set_operand(parser, &is_character, &character);
    add_value(parser, value, &operand);
  }
  CharSet_normalize(&value->set);
}

// At '['.
static ClassValue parse_set_class(RegExpParser *parser) {
  ClassValue value = {0};
  RegExpParser_check_stack(parser);
  if (RegExpParser_has_failed(parser)) return value;
  parser->position++;
  bool is_negated = RegExpParser_eat(parser, '^');
  if (RegExpParser_peek(parser) != ']') {
    bool is_character;
    uint32_t character = 0;
    value = parse_set_operand(parser, &is_character, &character);
    if (at_operator(parser, '&') || at_operator(parser, '-'))
      parse_set_operations(parser, &value);
    else
      parse_set_union(parser, &value, is_character, character);
  }
  if (!RegExpParser_has_failed(parser)) parser->position++;
  if (is_negated) {
    if (value.may_have_strings)
      RegExpParser_fail(parser,
                        "Negated character class may contain strings");
    value.set = complement(parser, &value.set);
  }
  return value;
}

// ---- Nodes ----

static int compare_strings(const void *a, const void *b) {
  const ClassString *x = a, *y = b;
  if (x->length != y->length) return x->length < y->length ? 1 : -1;
  for (size_t i = 0; i < x->length; i++)
    if (x->code_points[i] != y->code_points[i])
      return x->code_points[i] < y->code_points[i] ? -1 : 1;
  return 0;
}

static RegExpNode *new_string_node(RegExpParser *parser, ClassString string) {
  RegExpNode *node = RegExpParser_new_node(
      parser, string.length == 0 ? kRegExpEmpty : kRegExpSequence);
  for (size_t i = 0; i < string.length; i++) {
    RegExpNode *item = RegExpParser_new_char(parser, string.code_points[i]);
    node->min_length += item->min_length;
    ZONE_LIST_ADD(parser->zone, &node->list, item);
  }
  return node;
}

// Longer strings first, then single characters, then the empty string.
static RegExpNode *new_value_node(RegExpParser *parser, ClassValue *value) {
  CharSet_normalize(&value->set);
  RegExpNode *set = RegExpParser_new_class(parser, value->set);
  if (value->strings.length == 0) return set;
  qsort(value->strings.items, (size_t)value->strings.length,
        sizeof value->strings.items[0], compare_strings);
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpAlternation);
  node->min_length = value->set.length > 0 ? 1 : UINT32_MAX;
  bool has_set = false;
  for (int i = 0; i < value->strings.length; i++) {
    ClassString string = value->strings.items[i];
    if (i > 0 && compare_strings(&string, &value->strings.items[i - 1]) == 0)
      continue;
    if (string.length == 0 && !has_set) {
      ZONE_LIST_ADD(parser->zone, &node->list, set);
      has_set = true;
    }
    RegExpNode *item = new_string_node(parser, string);
    if (item->min_length < node->min_length)
      node->min_length = item->min_length;
    ZONE_LIST_ADD(parser->zone, &node->list, item);
  }
  if (!has_set) ZONE_LIST_ADD(parser->zone, &node->list, set);
  return node;
}

RegExpNode *RegExpParser_parse_class(RegExpParser *parser) {
  if (parser->has_sets) {
    ClassValue value = parse_set_class(parser);
    return new_value_node(parser, &value);
  }
  parser->position++;
  bool is_negated = RegExpParser_eat(parser, '^');
  CharSet set = parse_class_ranges(parser);
  close_over_case(parser, &set);
  if (is_negated) set = complement(parser, &set);
  return RegExpParser_new_class(parser, set);
}

RegExpNode *RegExpParser_parse_class_escape(RegExpParser *parser) {
  ClassValue value;
  if (!parse_escape_value(parser, false, &value)) return NULL;
  CharSet_normalize(&value.set);
  close_over_case(parser, &value.set);
  return new_value_node(parser, &value);
}
