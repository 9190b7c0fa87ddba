// SPDX-License-Identifier: MIT
//
// ECMA-262 #sec-patterns with Annex B: disjunctions, terms, groups and
// quantifiers. Errors have V8's wording, since programs show them.
#include "engine/regexp/regexp-parser.h"

#include <string.h>

enum { kDefaultStackBytes = 256 * 1024 };

static RegExpNode *parse_disjunction(RegExpParser *parser);

void RegExpParser_fail(RegExpParser *parser, const char *message) {
  if (parser->error->message == NULL) {
    parser->error->message = message;
    parser->error->position = parser->position;
  }
  parser->position = parser->text.length;
}

void RegExpParser_check_stack(RegExpParser *parser) {
  if (RegExp_has_stack(parser->stack_limit)) return;
  if (!RegExpParser_has_failed(parser)) parser->error->is_stack_overflow = true;
  RegExpParser_fail(parser, kRegExpStackOverflowMessage);
}

uint32_t RegExpParser_next_code_point(RegExpParser *parser) {
  uint32_t unit = RegExpParser_peek(parser);
  if (unit == kRegExpEnd) return unit;
  parser->position++;
  uint32_t trail = RegExpParser_peek(parser);
  if (Unicode_is_lead_surrogate(unit) && Unicode_is_trail_surrogate(trail)) {
    parser->position++;
    return Unicode_join_surrogates(unit, trail);
  }
  return unit;
}

uint32_t RegExpParser_next(RegExpParser *parser) {
  if (parser->is_unicode) return RegExpParser_next_code_point(parser);
  uint32_t unit = RegExpParser_peek(parser);
  if (unit != kRegExpEnd) parser->position++;
  return unit;
}

// ---- Nodes ----

static uint32_t add_saturated(uint32_t a, uint32_t b) {
  return a + b < a ? UINT32_MAX : a + b;
}

RegExpNode *RegExpParser_new_node(RegExpParser *parser, RegExpNodeKind kind) {
  RegExpNode *node = ZONE_NEW(parser->zone, RegExpNode);
  node->kind = kind;
  return node;
}

RegExpNode *RegExpParser_new_class(RegExpParser *parser, CharSet set) {
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpClass);
  node->set = set;
  node->min_length = 1;
  return node;
}

RegExpNode *RegExpParser_new_char(RegExpParser *parser, uint32_t character) {
  if (parser->ignore_case) {
    CharSet set = {0};
    CharSet_add(parser->zone, &set, character, character);
    CharSet_close_over_case(parser->zone, &set, parser->is_unicode);
    if (set.length != 1 || set.items[0].first != set.items[0].last)
      return RegExpParser_new_class(parser, set);
  }
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpChar);
  node->character = character;
  node->min_length = character > 0xFFFF ? 2 : 1;
  return node;
}

static RegExpNode *new_assertion(RegExpParser *parser,
                                 RegExpAssertionKind kind) {
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpAssertion);
  node->assertion = kind;
  node->is_anchored = kind == kAssertStart;
  return node;
}

static RegExpNode *new_sequence(RegExpParser *parser, RegExpNodeList list) {
  if (list.length == 1) return list.items[0];
  RegExpNode *node = RegExpParser_new_node(
      parser, list.length == 0 ? kRegExpEmpty : kRegExpSequence);
  node->list = list;
  node->is_anchored = list.length > 0 && list.items[0]->is_anchored;
  for (int i = 0; i < list.length; i++)
    node->min_length =
        add_saturated(node->min_length, list.items[i]->min_length);
  return node;
}

// Alternatives that are single characters become one class.
static RegExpNode *merge_characters(RegExpParser *parser,
                                    RegExpNodeList list) {
  CharSet set = {0};
  for (int i = 0; i < list.length; i++) {
    const RegExpNode *item = list.items[i];
    if (item->kind == kRegExpChar)
      CharSet_add(parser->zone, &set, item->character, item->character);
    else if (item->kind == kRegExpClass)
      CharSet_add_set(parser->zone, &set, &item->set);
    else
      return NULL;
  }
  CharSet_normalize(&set);
  return RegExpParser_new_class(parser, set);
}

static RegExpNode *new_alternation(RegExpParser *parser, RegExpNodeList list) {
  if (list.length == 1) return list.items[0];
  RegExpNode *merged = merge_characters(parser, list);
  if (merged != NULL) return merged;
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpAlternation);
  node->list = list;
  node->min_length = UINT32_MAX;
  node->is_anchored = true;
  for (int i = 0; i < list.length; i++) {
    if (list.items[i]->min_length < node->min_length)
      node->min_length = list.items[i]->min_length;
    if (!list.items[i]->is_anchored) node->is_anchored = false;
  }
  return node;
}

static RegExpNode *new_loop(RegExpParser *parser, RegExpNode *body,
                            uint32_t min, uint32_t max, bool is_lazy,
                            uint32_t capture_first) {
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpLoop);
  node->loop.body = body;
  node->loop.min = min;
  node->loop.max = max;
  node->loop.is_lazy = is_lazy;
  node->loop.capture_first = capture_first;
  node->loop.capture_last = parser->capture_count;
  uint64_t length = (uint64_t)body->min_length * min;
  node->min_length = length > UINT32_MAX ? UINT32_MAX : (uint32_t)length;
  return node;
}

// ---- Group names ----

// After '<': reads a name up to '>'. Returns false on failure.
static bool parse_group_name(RegExpParser *parser, const uint16_t **units,
                             size_t *length) {
  struct ZONE_LIST(uint16_t) name = {0};
  for (;;) {
    if (RegExpParser_peek(parser) == '>' && name.length > 0) break;
    uint32_t c = RegExpParser_next_code_point(parser);
    if (c == '\\' && RegExpParser_eat(parser, 'u')) {
      c = RegExpParser_parse_unicode_escape(parser, true);
      if (c == kRegExpEnd) {
        RegExpParser_fail(parser, "Invalid Unicode escape");
        return false;
      }
    } else if (c == '\\')
      c = kRegExpEnd;
    bool is_valid = c != kRegExpEnd && (name.length == 0
                                            ? Unicode_is_id_start(c)
                                            : Unicode_is_id_continue(c));
    if (!is_valid) {
      RegExpParser_fail(parser, "Invalid capture group name");
      return false;
    }
    uint16_t pair[2];
    size_t count = Unicode_put_utf16(c, pair);
    for (size_t i = 0; i < count; i++)
      ZONE_LIST_ADD(parser->zone, &name, pair[i]);
  }
  parser->position++;
  *units = name.items;
  *length = (size_t)name.length;
  return true;
}

static bool names_are_equal(const RegExpName *name, const uint16_t *units,
                            size_t length) {
  return name->length == length &&
         memcmp(name->units, units, length * sizeof *units) == 0;
}

static bool may_both_participate(const AlternativePath *a,
                                 const AlternativePath *b) {
  for (; a != NULL; a = a->parent)
    for (const AlternativePath *other = b; other != NULL;
         other = other->parent)
      if (a->disjunction == other->disjunction &&
          a->alternative != other->alternative)
        return false;
  return true;
}

static void add_named_group(RegExpParser *parser, const uint16_t *units,
                            size_t length, uint32_t group) {
  for (int i = 0; i < parser->groups.length; i++) {
    const NamedGroup *other = &parser->groups.items[i];
    if (names_are_equal(&other->name, units, length) &&
        may_both_participate(parser->path, other->path)) {
      RegExpParser_fail(parser, "Duplicate capture group name");
      return;
    }
  }
  NamedGroup named = {{units, length, group}, parser->path};
  ZONE_LIST_ADD(parser->zone, &parser->groups, named);
}

// ---- Groups ----

static void expect_group_end(RegExpParser *parser) {
  if (!RegExpParser_eat(parser, ')'))
    RegExpParser_fail(parser, "Unterminated group");
}

static RegExpNode *parse_capture(RegExpParser *parser, bool is_named) {
  if (parser->capture_count >= kRegExpMaxCaptures)
    RegExpParser_fail(parser, "Too many captures");
  uint32_t index = parser->capture_count++;
  if (is_named) {
    const uint16_t *units;
    size_t length;
    if (parse_group_name(parser, &units, &length))
      add_named_group(parser, units, length, index);
  }
  RegExpNode *body = parse_disjunction(parser);
  expect_group_end(parser);
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpCapture);
  node->capture.body = body;
  node->is_anchored = body->is_anchored;
  node->capture.index = index;
  node->min_length = body->min_length;
  return node;
}

static RegExpNode *parse_look(RegExpParser *parser, bool is_behind,
                              bool is_negated) {
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpLook);
  node->look.is_behind = is_behind;
  node->look.is_negated = is_negated;
  node->look.body = parse_disjunction(parser);
  expect_group_end(parser);
  return node;
}

// Reads flags of a modifier group up to something else; returns their mask.
static uint32_t parse_modifier_flags(RegExpParser *parser, uint32_t seen) {
  uint32_t mask = 0;
  for (;;) {
    uint32_t c = RegExpParser_peek(parser);
    uint32_t flag = c == 'i'   ? kRegExpIgnoreCase
                    : c == 'm' ? kRegExpMultiline
                    : c == 's' ? kRegExpDotAll
                               : 0;
    if (flag == 0) return mask;
    if ((seen | mask) & flag)
      RegExpParser_fail(parser, "Repeated flag in flag group");
    else
      parser->position++;
    mask |= flag;
  }
}

// After "(?", for (?ims-ims:...) and (?:...).
static RegExpNode *parse_modifiers(RegExpParser *parser) {
  uint32_t added = parse_modifier_flags(parser, 0), removed = 0;
  if (RegExpParser_eat(parser, '-')) {
    removed = parse_modifier_flags(parser, added);
    if (RegExpParser_peek(parser) == '-')
      RegExpParser_fail(parser, "Multiple dashes in flag group");
    if (added == 0 && removed == 0 && RegExpParser_peek(parser) == ':')
      RegExpParser_fail(parser, "Invalid flag group");
  }
  if (!RegExpParser_eat(parser, ':')) RegExpParser_fail(parser,
                                                        "Invalid group");
  bool ignore_case = parser->ignore_case;
  bool multiline = parser->multiline;
  bool dot_all = parser->dot_all;
  if ((added | removed) & kRegExpIgnoreCase)
    parser->ignore_case = added & kRegExpIgnoreCase;
  if ((added | removed) & kRegExpMultiline)
    parser->multiline = added & kRegExpMultiline;
  if ((added | removed) & kRegExpDotAll)
    parser->dot_all = added & kRegExpDotAll;
  RegExpNode *node = parse_disjunction(parser);
  expect_group_end(parser);
  parser->ignore_case = ignore_case;
  parser->multiline = multiline;
  parser->dot_all = dot_all;
  return node;
}

// After '('.
static RegExpNode *parse_group(RegExpParser *parser) {
  if (!RegExpParser_eat(parser, '?')) return parse_capture(parser, false);
  if (RegExpParser_eat(parser, '=')) return parse_look(parser, false, false);
  if (RegExpParser_eat(parser, '!')) return parse_look(parser, false, true);
  if (RegExpParser_eat(parser, '<')) {
    if (RegExpParser_eat(parser, '=')) return parse_look(parser, true, false);
    if (RegExpParser_eat(parser, '!')) return parse_look(parser, true, true);
    return parse_capture(parser, true);
  }
  return parse_modifiers(parser);
}

// ---- Escapes outside of classes ----

static RegExpNode *new_reference(RegExpParser *parser) {
  RegExpNode *node = RegExpParser_new_node(parser, kRegExpBackreference);
  node->reference.ignore_case = parser->ignore_case;
  return node;
}

// At a digit from 1 to 9. NULL, unmoved, if there is no such group.
static RegExpNode *parse_numbered_reference(RegExpParser *parser) {
  size_t start = parser->position;
  uint32_t value = 0;
  while (RegExpParser_peek(parser) - '0' < 10) {
    value = value * 10 + (RegExpParser_peek(parser) - '0');
    if (value > kRegExpMaxCaptures) break;
    parser->position++;
  }
  if (value >= parser->total_captures) {
    parser->position = start;
    return NULL;
  }
  RegExpNode *node = new_reference(parser);
  node->reference.groups = ZONE_NEW_ARRAY(parser->zone, uint32_t, 1);
  node->reference.groups[0] = value;
  node->reference.group_count = 1;
  return node;
}

// After "\k"; which groups it means is known at the end.
static RegExpNode *parse_named_reference(RegExpParser *parser) {
  RegExpNode *node = new_reference(parser);
  node->reference.position = parser->position;
  if (!RegExpParser_eat(parser, '<')) {
    RegExpParser_fail(parser, "Invalid named reference");
    return node;
  }
  if (!parse_group_name(parser, &node->reference.name,
                        &node->reference.name_length))
    return node;
  ZONE_LIST_ADD(parser->zone, &parser->named_references, node);
  return node;
}

static void resolve_named_references(RegExpParser *parser) {
  for (int i = 0; i < parser->named_references.length; i++) {
    RegExpNode *node = parser->named_references.items[i];
    node->reference.groups = ZONE_NEW_ARRAY(parser->zone, uint32_t,
                                            parser->groups.length);
    for (int j = 0; j < parser->groups.length; j++) {
      const RegExpName *name = &parser->groups.items[j].name;
      if (names_are_equal(name, node->reference.name,
                          node->reference.name_length))
        node->reference.groups[node->reference.group_count++] = name->group;
    }
    if (node->reference.group_count == 0) {
      parser->position = node->reference.position;
      RegExpParser_fail(parser, "Invalid named capture referenced");
      return;
    }
  }
}

static RegExpNode *parse_word_boundary(RegExpParser *parser,
                                       bool is_negated) {
  bool is_wide = parser->is_unicode && parser->ignore_case;
  if (is_wide)
    return new_assertion(parser, is_negated ? kAssertNotUnicodeWordBoundary
                                            : kAssertUnicodeWordBoundary);
  return new_assertion(
      parser, is_negated ? kAssertNotWordBoundary : kAssertWordBoundary);
}

// After a backslash that begins no assertion.
static RegExpNode *parse_atom_escape(RegExpParser *parser) {
  uint32_t c = RegExpParser_peek(parser);
  if (c == kRegExpEnd) {
    RegExpParser_fail(parser, "\\ at end of pattern");
    return RegExpParser_new_node(parser, kRegExpEmpty);
  }
  if (c - '1' < 9) {
    RegExpNode *reference = parse_numbered_reference(parser);
    if (reference != NULL) return reference;
    if (parser->is_unicode) RegExpParser_fail(parser, "Invalid escape");
  }
  if (c == 'k' && (parser->is_unicode || parser->has_named_groups)) {
    parser->position++;
    return parse_named_reference(parser);
  }
  RegExpNode *set = RegExpParser_parse_class_escape(parser);
  if (set != NULL) return set;
  return RegExpParser_new_char(
      parser, RegExpParser_parse_character_escape(parser, false));
}

// ---- Terms ----

static bool parse_number(RegExpParser *parser, uint32_t *value) {
  if (RegExpParser_peek(parser) - '0' >= 10) return false;
  uint64_t number = 0;
  while (RegExpParser_peek(parser) - '0' < 10) {
    number = number * 10 + (RegExpParser_peek(parser) - '0');
    if (number >= kRegExpInfinity) number = kRegExpInfinity;
    parser->position++;
  }
  *value = (uint32_t)number;
  return true;
}

// At '{': {n}, {n,} or {n,m}. False, unmoved, if it is none of these.
static bool parse_interval(RegExpParser *parser, uint32_t *min,
                           uint32_t *max) {
  size_t start = parser->position++;
  if (parse_number(parser, min)) {
    *max = *min;
    if (RegExpParser_eat(parser, ',') && !parse_number(parser, max))
      *max = kRegExpInfinity;
    if (RegExpParser_eat(parser, '}')) return true;
  }
  parser->position = start;
  return false;
}

static RegExpNode *parse_quantifier(RegExpParser *parser, RegExpNode *atom,
                                    uint32_t capture_first) {
  uint32_t min, max;
  switch (RegExpParser_peek(parser)) {
    case '*':
      min = 0;
      max = kRegExpInfinity;
      parser->position++;
      break;
    case '+':
      min = 1;
      max = kRegExpInfinity;
      parser->position++;
      break;
    case '?':
      min = 0;
      max = 1;
      parser->position++;
      break;
    case '{':
      if (!parse_interval(parser, &min, &max)) {
        if (parser->is_unicode)
          RegExpParser_fail(parser, "Incomplete quantifier");
        return atom;
      }
      if (max < min)
        RegExpParser_fail(parser, "numbers out of order in {} quantifier");
      break;
    default:
      return atom;
  }
  bool is_lazy = RegExpParser_eat(parser, '?');
  return new_loop(parser, atom, min, max, is_lazy, capture_first);
}

// An assertion, which takes no quantifier, or NULL.
static RegExpNode *parse_assertion(RegExpParser *parser) {
  switch (RegExpParser_peek(parser)) {
    case '^':
      parser->position++;
      return new_assertion(parser, parser->multiline ? kAssertLineStart
                                                     : kAssertStart);
    case '$':
      parser->position++;
      return new_assertion(parser,
                           parser->multiline ? kAssertLineEnd : kAssertEnd);
    case '\\': {
      uint32_t c = RegExpParser_unit_at(parser, parser->position + 1);
      if (c != 'b' && c != 'B') return NULL;
      parser->position += 2;
      return parse_word_boundary(parser, c == 'B');
    }
    default:
      return NULL;
  }
}

static RegExpNode *parse_atom(RegExpParser *parser) {
  uint32_t c = RegExpParser_peek(parser), min, max;
  switch (c) {
    case '(':
      parser->position++;
      return parse_group(parser);
    case '[':
      return RegExpParser_parse_class(parser);
    case '\\':
      parser->position++;
      return parse_atom_escape(parser);
    case '.': {
      parser->position++;
      CharSet set = RegExpParser_any_character(parser);
      if (!parser->dot_all) {
        CharSet ends = CharSet_line_terminators(parser->zone);
        set = CharSet_difference(parser->zone, &set, &ends);
      }
      return RegExpParser_new_class(parser, set);
    }
    case '*':
    case '+':
    case '?':
      RegExpParser_fail(parser, "Nothing to repeat");
      break;
    case '{':
      if (parse_interval(parser, &min, &max))
        RegExpParser_fail(parser, "Nothing to repeat");
      // fallthrough
    case '}':
    case ']':
      if (parser->is_unicode)
        RegExpParser_fail(parser, "Lone quantifier brackets");
      break;
    default:
      break;
  }
  if (RegExpParser_has_failed(parser))
    return RegExpParser_new_node(parser, kRegExpEmpty);
  return RegExpParser_new_char(parser, RegExpParser_next(parser));
}

static RegExpNode *parse_term(RegExpParser *parser) {
  RegExpNode *assertion = parse_assertion(parser);
  if (assertion != NULL) return assertion;
  uint32_t capture_first = parser->capture_count;
  size_t start = parser->position;
  RegExpNode *atom = parse_atom(parser);
  RegExpNode *term = parse_quantifier(parser, atom, capture_first);
  // Annex B lets lookaheads be repeated, but not lookbehinds. A group around
  // one may be repeated, and is not in the tree: the text tells.
  uint32_t kind = RegExpParser_unit_at(parser, start + 2);
  if (term != atom && atom->kind == kRegExpLook &&
      (kind == '=' || kind == '!' || kind == '<') &&
      (atom->look.is_behind || parser->is_unicode))
    RegExpParser_fail(parser, "Invalid quantifier");
  return term;
}

static RegExpNode *parse_alternative(RegExpParser *parser) {
  RegExpNodeList list = {0};
  for (;;) {
    uint32_t c = RegExpParser_peek(parser);
    if (c == kRegExpEnd || c == '|' || c == ')') break;
    RegExpNode *term = parse_term(parser);
    ZONE_LIST_ADD(parser->zone, &list, term);
  }
  return new_sequence(parser, list);
}

static RegExpNode *parse_disjunction(RegExpParser *parser) {
  RegExpParser_check_stack(parser);
  const AlternativePath *outer = parser->path;
  uint32_t disjunction = parser->disjunction_count++;
  RegExpNodeList list = {0};
  uint32_t alternative = 0;
  do {
    // Paths matter to duplicate names only.
    if (parser->has_named_groups) {
      AlternativePath *path = ZONE_NEW(parser->zone, AlternativePath);
      *path = (AlternativePath){outer, disjunction, alternative++};
      parser->path = path;
    }
    RegExpNode *node = parse_alternative(parser);
    ZONE_LIST_ADD(parser->zone, &list, node);
  } while (RegExpParser_eat(parser, '|'));
  parser->path = outer;
  RegExpNode *node = new_alternation(parser, list);
  // From the inside out, so that it never recurses deeply.
  if (!RegExpParser_has_failed(parser))
    (void)RegExpNode_first(node, parser->is_unicode);
  return node;
}

// ---- Entry ----

// Counts the groups ahead of parsing: \3 is a reference only if there are three
// groups, and \k only if one has a name.
static void scan_groups(RegExpParser *parser) {
  int class_depth = 0;
  parser->total_captures = 1;
  for (size_t i = 0; i < parser->text.length; i++) {
    switch (RegExpParser_unit_at(parser, i)) {
      case '\\':
        i++;
        break;
      case '[':
        if (class_depth == 0 || parser->has_sets) class_depth++;
        break;
      case ']':
        if (class_depth > 0) class_depth--;
        break;
      case '(':
        if (class_depth > 0) break;
        if (RegExpParser_unit_at(parser, i + 1) != '?') {
          parser->total_captures++;
        } else if (RegExpParser_unit_at(parser, i + 2) == '<') {
          uint32_t c = RegExpParser_unit_at(parser, i + 3);
          if (c == '=' || c == '!') break;
          parser->total_captures++;
          parser->has_named_groups = true;
        }
        break;
      default:
        break;
    }
  }
}

uintptr_t RegExp_stack_limit(uintptr_t wanted) {
  if (wanted != 0) return wanted;
  return (uintptr_t)__builtin_frame_address(0) - kDefaultStackBytes;
}

bool RegExp_parse(Zone *zone, RegExpText pattern, uint32_t flags,
                  uintptr_t stack_limit, RegExpTree *tree,
                  RegExpError *error) {
  *error = (RegExpError){0};
  RegExpParser parser = {.zone = zone,
                         .text = pattern,
                         .is_unicode =
                             flags & (kRegExpUnicode | kRegExpUnicodeSets),
                         .has_sets = flags & kRegExpUnicodeSets,
                         .ignore_case = flags & kRegExpIgnoreCase,
                         .multiline = flags & kRegExpMultiline,
                         .dot_all = flags & kRegExpDotAll,
                         .stack_limit = stack_limit,
                         .capture_count = 1,
                         .error = error};
  scan_groups(&parser);
  RegExpNode *root = parse_disjunction(&parser);
  if (RegExpParser_peek(&parser) == ')')
    RegExpParser_fail(&parser, "Unmatched ')'");
  if (!RegExpParser_has_failed(&parser)) resolve_named_references(&parser);
  if (RegExpParser_has_failed(&parser)) return false;
  tree->root = root;
  tree->capture_count = parser.capture_count;
  tree->names = (RegExpNameList){0};
  for (int i = 0; i < parser.groups.length; i++)
    ZONE_LIST_ADD(zone, &tree->names, parser.groups.items[i].name);
  return true;
}

bool RegExp_check_syntax(RegExpText pattern, uint32_t flags,
                         uintptr_t stack_limit, RegExpError *error) {
  Zone zone;
  Zone_init(&zone, "regexp syntax check");
  RegExpTree tree;
  bool is_valid = RegExp_parse(&zone, pattern, flags,
                               RegExp_stack_limit(stack_limit), &tree, error);
  Zone_destroy(&zone);
  return is_valid;
}

bool RegExp_parse_flags(RegExpText text, uint32_t *flags) {
  static const char kLetters[] = "dgimsuvy";  // in the order of RegExpFlag
  *flags = 0;
  for (size_t i = 0; i < text.length; i++) {
    uint32_t unit = text.is_two_byte ? ((const uint16_t *)text.units)[i]
                                     : ((const uint8_t *)text.units)[i];
    const char *letter =
        unit == 0 || unit > 127 ? NULL : strchr(kLetters, (int)unit);
    if (letter == NULL) return false;
    uint32_t flag = 1u << (letter - kLetters);
    if (*flags & flag) return false;
    *flags |= flag;
  }
  const uint32_t both = kRegExpUnicode | kRegExpUnicodeSets;
  return (*flags & both) != both;
}
