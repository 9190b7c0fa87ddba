// SPDX-License-Identifier: MIT
//
// Nodes to a program. Every emit function gets what may follow its node, as a
// first set: where that and the node's own choices exclude each other, no
// backtracking code is made. Lookbehind bodies are emitted backwards: last item
// first, with the Back instructions, and without such reasoning.
#include <stdlib.h>
#include <string.h>

#include "engine/regexp/regexp-ast.h"
#include "engine/regexp/regexp-bytecode.h"

typedef struct WordList ZONE_LIST(uint32_t) WordList;

typedef struct Compiler {
  Zone *zone;
  WordList words;  // from the program's header on
  bool is_unicode;
  bool is_back;  // inside a lookbehind
  uint32_t register_count;
  WordList sets;         // pairs: offset in set_words, length
  WordList set_words;    // the sets, placed after the code at the end
  WordList set_fixups;   // words that hold an offset in set_words
  int switch_depth;
  bool is_too_large;
  uintptr_t stack_limit;
  bool is_stack_overflow;
} Compiler;

static void emit_node(Compiler *c, RegExpNode *node, const FirstSet *follow);

static uint32_t here(const Compiler *c) { return (uint32_t)c->words.length; }

static void emit_word(Compiler *c, uint32_t word) {
  if (c->words.length > kRegExpMaxArgument) {
    c->is_too_large = true;
    return;
  }
  ZONE_LIST_ADD(c->zone, &c->words, word);
}

static void emit(Compiler *c, RegExpOp op, uint32_t argument) {
  emit_word(c, (uint32_t)op | argument << 8);
}

// Sets the target of the instruction at `at` to here.
static void patch_target(Compiler *c, uint32_t at) {
  if (c->is_too_large) return;
  c->words.items[at] = (c->words.items[at] & 0xFF) | here(c) << 8;
}
static void patch_word(Compiler *c, uint32_t at, uint32_t word) {
  if (!c->is_too_large) c->words.items[at] = word;
}

static uint32_t new_register(Compiler *c) {
  if (c->register_count >= kRegExpMaxArgument) c->is_too_large = true;
  return c->register_count++;
}

// ---- Character sets ----

// Emits a word that will hold the set's offset; equal sets are shared.
static void emit_set_word(Compiler *c, const uint32_t *words, uint32_t length) {
  uint32_t offset = UINT32_MAX;
  for (int i = 0; i < c->sets.length; i += 2) {
    uint32_t other = c->sets.items[i];
    if (c->sets.items[i + 1] == length &&
        memcmp(c->set_words.items + other, words, length * 4) == 0)
      offset = other;
  }
  if (offset == UINT32_MAX) {
    offset = (uint32_t)c->set_words.length;
    ZONE_LIST_ADD(c->zone, &c->sets, offset);
    ZONE_LIST_ADD(c->zone, &c->sets, length);
    for (uint32_t i = 0; i < length; i++)
      ZONE_LIST_ADD(c->zone, &c->set_words, words[i]);
  }
  uint32_t at = here(c);
  ZONE_LIST_ADD(c->zone, &c->set_fixups, at);
  emit_word(c, offset);
}

static void emit_char_set(Compiler *c, const CharSet *set) {
  uint32_t *words = ZONE_NEW_ARRAY(c->zone, uint32_t,
                                   kSetBitmapWords + 1 + 2 * set->length);
  FirstSet bitmap = {0};
  uint32_t length = kSetBitmapWords + 1;
  for (int i = 0; i < set->length; i++) {
    UnicodeRange range = set->items[i];
    FirstSet_add_range(&bitmap, range.first, range.last);
    if (range.last < 256) continue;
    words[length++] = range.first < 256 ? 256 : range.first;
    words[length++] = range.last;
    words[kSetBitmapWords]++;
  }
  memcpy(words, bitmap.bits, sizeof bitmap.bits);
  emit_set_word(c, words, length);
}

static void emit_first_set(Compiler *c, const FirstSet *set) {
  uint32_t words[kSetBitmapWords + 3] = {0};
  memcpy(words, set->bits, sizeof set->bits);
  uint32_t length = kSetBitmapWords + 1;
  if (set->has_other) {
    words[kSetBitmapWords] = 1;
    words[length++] = 256;
    words[length++] = kUnicodeMaxCodePoint;
  }
  emit_set_word(c, words, length);
}

// ---- Single characters ----

static bool is_everything(const Compiler *c, const CharSet *set) {
  return set->length == 1 && set->items[0].first == 0 &&
         set->items[0].last == (c->is_unicode ? kUnicodeMaxCodePoint : 0xFFFF);
}

// With flags u and v: whether surrogates must be looked at in pairs. If no
// member is a surrogate or beyond the BMP, single units tell.
static bool needs_code_points(const Compiler *c, const CharSet *set) {
  if (!c->is_unicode) return false;
  for (int i = 0; i < set->length; i++)
    if (set->items[i].last >= 0xD800 && set->items[i].first <= 0xDFFF)
      return true;
  return set->length > 0 && set->items[set->length - 1].last > 0xFFFF;
}

static RegExpOp directed(const Compiler *c, RegExpOp op) {
  return c->is_back ? op + (kOpCharBack - kOpChar) : op;
}

static void emit_class(Compiler *c, const CharSet *set) {
  if (is_everything(c, set)) {
    emit(c, directed(c, c->is_unicode ? kOpAnyPoint : kOpAny), 0);
    return;
  }
  if (set->length == 0) {
    emit(c, kOpFail, 0);
    return;
  }
  bool is_point = needs_code_points(c, set);
  UnicodeRange first = set->items[0];
  UnicodeRange last = set->items[set->length - 1];
  bool is_pair = (set->length == 2 && first.first == first.last &&
                  last.first == last.last) ||
                 (set->length == 1 && first.first + 1 == first.last);
  if (set->length == 1 && first.first == first.last && !is_point) {
    emit(c, directed(c, kOpChar), first.first);
  } else if (is_pair && !is_point) {
    emit(c, directed(c, kOpCharEither), first.first);
    emit_word(c, last.last);
  } else {
    emit(c, directed(c, is_point ? kOpClassPoint : kOpClass), 0);
    emit_char_set(c, set);
  }
}

static bool is_surrogate(uint32_t c) { return c - 0xD800 < 0x800; }

static void emit_char(Compiler *c, uint32_t character) {
  if (character > 0xFFFF) {
    uint16_t pair[2];
    Unicode_put_utf16(character, pair);
    // The order of reading is that of the direction.
    emit(c, directed(c, kOpChar), pair[c->is_back]);
    emit(c, directed(c, kOpChar), pair[!c->is_back]);
  } else if (c->is_unicode && is_surrogate(character)) {
    CharSet set = {0};
    CharSet_add(c->zone, &set, character, character);
    emit_class(c, &set);
  } else {
    emit(c, directed(c, kOpChar), character);
  }
}

// A node that one instruction matches.
static bool is_single(const Compiler *c, const RegExpNode *node) {
  if (node->kind == kRegExpClass) return node->set.length > 0;
  return node->kind == kRegExpChar && node->character <= 0xFFFF;
}

// ---- Sequences ----

// Emits Latin-1 characters from items[i] on as one String; returns how many.
static int emit_string(Compiler *c, const RegExpNodeList *list, int i) {
  int count = 0;
  while (i + count < list->length && count < 0xFFFF &&
         list->items[i + count]->kind == kRegExpChar &&
         list->items[i + count]->character < 256)
    count++;
  if (count < 2) return 0;
  emit(c, kOpString, (uint32_t)count);
  uint32_t word = 0;
  for (int j = 0; j < count; j++) {
    word |= list->items[i + j]->character << (j % 4 * 8);
    if (j % 4 == 3 || j == count - 1) {
      emit_word(c, word);
      word = 0;
    }
  }
  return count;
}

static void emit_sequence(Compiler *c, RegExpNodeList *list,
                          const FirstSet *follow) {
  if (c->is_back) {
    for (int i = list->length - 1; i >= 0; i--)
      emit_node(c, list->items[i], follow);
    return;
  }
  // follows[i]: what can come after item i.
  FirstSet *follows = ZONE_NEW_ARRAY(c->zone, FirstSet, list->length);
  FirstSet next = *follow;
  for (int i = list->length - 1; i >= 0; i--) {
    follows[i] = next;
    const FirstSet *first = RegExpNode_first(list->items[i], c->is_unicode);
    if (first->may_be_empty) {
      FirstSet_add_set(&next, first);
    } else {
      next = *first;
    }
  }
  for (int i = 0; i < list->length;) {
    int count = emit_string(c, list, i);
    if (count == 0) {
      emit_node(c, list->items[i], &follows[i]);
      count = 1;
    }
    i += count;
  }
}

// ---- Alternations ----

// Alternatives that begin with different characters exclude each other, so that
// their order does not matter: runs of alternatives that each begin with a
// certain character become one Switch. Those that begin with the same one are
// alternatives again, after that character.

enum { kMinSwitchItems = 4, kMaxSwitchDepth = 32 };

static void emit_alternation(Compiler *c, RegExpNodeList *list,
                             const FirstSet *follow);

typedef struct SwitchItem {
  uint32_t character;
  int index;  // among the alternatives
  RegExpNode *node;
} SwitchItem;

static int compare_items(const void *a, const void *b) {
  const SwitchItem *x = a, *y = b;
  if (x->character != y->character) return x->character < y->character ? -1 : 1;
  return x->index - y->index;
}

static const RegExpNode *first_character(const RegExpNode *node) {
  if (node->kind == kRegExpSequence && node->list.length > 0)
    node = node->list.items[0];
  return node->kind == kRegExpChar ? node : NULL;
}

static RegExpNode *new_node(Compiler *c, RegExpNodeKind kind) {
  RegExpNode *node = ZONE_NEW_ARRAY(c->zone, RegExpNode, 1);
  node->kind = kind;
  return node;
}

static RegExpNode *without_first_character(Compiler *c,
                                           const RegExpNode *node) {
  if (node->kind != kRegExpSequence || node->list.length == 1)
    return new_node(c, kRegExpEmpty);
  RegExpNode *rest = new_node(c, kRegExpSequence);
  rest->list = node->list;
  rest->list.items++;
  rest->list.capacity = --rest->list.length;
  return rest;
}

// Emits what comes after the character that all items begin with.
static void emit_case(Compiler *c, const SwitchItem *items, int count,
                      const FirstSet *follow) {
  RegExpNodeList rests = {0};
  for (int i = 0; i < count; i++)
    ZONE_LIST_ADD(c->zone, &rests, without_first_character(c, items[i].node));
  if (count == 1)
    emit_node(c, rests.items[0], follow);
  else
    emit_alternation(c, &rests, follow);
}

// items are sorted.
static void emit_cases(Compiler *c, const SwitchItem *items, int count,
                       const FirstSet *follow) {
  uint32_t case_count = 1;
  for (int i = 1; i < count; i++)
    case_count += items[i].character != items[i - 1].character;
  if (case_count == 1) {
    emit_char(c, items[0].character);
    emit_case(c, items, count, follow);
    return;
  }
  emit(c, c->is_unicode ? kOpSwitchPoint : kOpSwitch, case_count);
  for (int i = 0; i < count; i++)
    if (i == 0 || items[i].character != items[i - 1].character)
      emit_word(c, items[i].character);
  uint32_t target = here(c);
  for (uint32_t i = 0; i < case_count; i++) emit_word(c, 0);
  WordList exits = {0};
  for (int i = 0, end; i < count; i = end) {
    for (end = i + 1;
         end < count && items[end].character == items[i].character;)
      end++;
    patch_word(c, target++, here(c));
    emit_case(c, items + i, end - i, follow);
    uint32_t exit_at = here(c);
    ZONE_LIST_ADD(c->zone, &exits, exit_at);
    if (end < count) emit(c, kOpJump, 0);
  }
  for (int i = 0; i < exits.length - 1; i++)
    patch_target(c, exits.items[i]);
}

// How many alternatives from start on make a Switch; 0 if too few.
static int count_switch_items(const Compiler *c, const RegExpNodeList *list,
                              int start) {
  if (c->is_back || c->switch_depth >= kMaxSwitchDepth) return 0;
  int end = start;
  while (end < list->length && first_character(list->items[end]) != NULL)
    end++;
  return end - start >= kMinSwitchItems ? end - start : 0;
}

static void emit_switch(Compiler *c, const RegExpNodeList *list,
                        const FirstSet *follow) {
  SwitchItem *items = ZONE_NEW_ARRAY(c->zone, SwitchItem, list->length);
  for (int i = 0; i < list->length; i++) {
    RegExpNode *node = list->items[i];
    items[i] = (SwitchItem){first_character(node)->character, i, node};
  }
  qsort(items, (size_t)list->length, sizeof *items, compare_items);
  c->switch_depth++;
  emit_cases(c, items, list->length, follow);
  c->switch_depth--;
}

// The list with an alternation of its own for each Switch among the others.
static RegExpNodeList group_switches(Compiler *c, const RegExpNodeList *list) {
  RegExpNodeList result = {0};
  for (int i = 0; i < list->length;) {
    int count = count_switch_items(c, list, i);
    RegExpNode *node = list->items[i];
    if (count > 0) {
      node = new_node(c, kRegExpAlternation);
      node->list.items = list->items + i;
      node->list.length = node->list.capacity = count;
    }
    ZONE_LIST_ADD(c->zone, &result, node);
    i += count > 0 ? count : 1;
  }
  return result;
}

// Each alternative is guarded by its first set where it has one, and leaves no
// choice behind if the next unit excludes all of the later ones.
static void emit_alternation(Compiler *c, RegExpNodeList *all,
                             const FirstSet *follow) {
  int switch_count = count_switch_items(c, all, 0);
  if (switch_count > 0 && switch_count == all->length) {
    emit_switch(c, all, follow);
    return;
  }
  RegExpNodeList grouped = group_switches(c, all), *list = &grouped;
  int count = list->length;
  FirstSet *rest = ZONE_NEW_ARRAY(c->zone, FirstSet, count + 1);
  for (int i = count - 1; i >= 0; i--) {
    const FirstSet *first = RegExpNode_first(list->items[i], c->is_unicode);
    rest[i] = rest[i + 1];
    FirstSet_add_set(&rest[i], first);
    if (first->may_be_empty) {
      FirstSet_add_set(&rest[i], follow);
      rest[i].may_be_empty |= follow->may_be_empty;
    }
  }
  uint32_t *jumps = ZONE_NEW_ARRAY(c->zone, uint32_t, count);
  for (int i = 0; i < count; i++) {
    RegExpNode *item = list->items[i];
    const FirstSet *first = RegExpNode_first(item, c->is_unicode);
    bool is_last = i == count - 1;
    bool is_guarded = !is_last && !c->is_back && !first->may_be_empty;
    bool is_exclusive = is_guarded && FirstSet_is_disjoint(first, &rest[i + 1]);
    uint32_t guard = here(c);
    if (is_guarded) {
      emit(c, kOpBranchUnless, 0);
      emit_first_set(c, first);
    }
    uint32_t choice = here(c);
    bool has_choice = !is_last && !is_exclusive;
    if (has_choice) emit(c, kOpChoice, 0);
    emit_node(c, item, follow);
    jumps[i] = here(c);
    if (!is_last) emit(c, kOpJump, 0);
    if (is_guarded) patch_target(c, guard);
    if (has_choice) patch_target(c, choice);
  }
  for (int i = 0; i < count - 1; i++) patch_target(c, jumps[i]);
}

// ---- Loops ----

static void emit_simple_loop(Compiler *c, RegExpNode *node,
                             const FirstSet *follow) {
  RegExpNode *body = node->loop.body;
  bool is_possessive = FirstSet_is_disjoint(
      RegExpNode_first(body, c->is_unicode), follow);
  if (node->loop.is_lazy && !is_possessive)
    emit(c, kOpSimpleLazy, 0);
  else
    emit(c, kOpSimpleGreedy, is_possessive ? kSimplePossessive : 0);
  emit_word(c, node->loop.min);
  emit_word(c, node->loop.max);
  if (body->kind == kRegExpChar)
    emit_char(c, body->character);
  else
    emit_class(c, &body->set);
}

static void emit_clear_captures(Compiler *c, const RegExpNode *node) {
  if (node->loop.capture_first == node->loop.capture_last) return;
  emit(c, kOpClearCaptures, node->loop.capture_first);
  emit_word(c, node->loop.capture_last);
}

// Whether looking at the next unit decides between one more iteration and the
// end of the loop.
static bool is_decided(Compiler *c, RegExpNode *body, const FirstSet *follow) {
  return !c->is_back && FirstSet_is_disjoint(
                            RegExpNode_first(body, c->is_unicode), follow);
}

// body? and body*, where an iteration that consumes nothing fails.
static void emit_star(Compiler *c, RegExpNode *node, const FirstSet *follow,
                      const FirstSet *body_follow) {
  RegExpNode *body = node->loop.body;
  bool is_nullable = body->min_length == 0;
  bool is_optional = node->loop.max == 1;
  uint32_t start = here(c), exit_at, jump_at = 0;
  uint32_t start_register = is_nullable ? new_register(c) : 0;
  if (is_decided(c, body, follow)) {
    exit_at = here(c);
    emit(c, kOpBranchUnless, 0);
    emit_first_set(c, RegExpNode_first(body, c->is_unicode));
  } else if (!node->loop.is_lazy) {
    exit_at = here(c);
    emit(c, kOpChoice, 0);
  } else {
    jump_at = here(c);
    emit(c, kOpChoice, 0);
    exit_at = here(c);
    emit(c, kOpJump, 0);
    patch_target(c, jump_at);
  }
  if (is_nullable) emit(c, kOpSetPosition, start_register);
  if (!is_optional) emit_clear_captures(c, node);
  emit_node(c, body, body_follow);
  if (is_nullable) emit(c, kOpEmptyCheck, start_register);
  if (!is_optional) emit(c, kOpJump, start);
  patch_target(c, exit_at);
}

// body+ where the body consumes something: test at the end.
static void emit_plus(Compiler *c, RegExpNode *node, const FirstSet *follow,
                      const FirstSet *body_follow) {
  uint32_t start = here(c);
  emit_clear_captures(c, node);
  emit_node(c, node->loop.body, body_follow);
  if (is_decided(c, node->loop.body, follow)) {
    uint32_t exit_at = here(c);
    emit(c, kOpBranchUnless, 0);
    emit_first_set(c, RegExpNode_first(node->loop.body, c->is_unicode));
    emit(c, kOpJump, start);
    patch_target(c, exit_at);
  } else if (node->loop.is_lazy) {
    emit(c, kOpChoice, start);
  } else {
    uint32_t exit_at = here(c);
    emit(c, kOpChoice, 0);
    emit(c, kOpJump, start);
    patch_target(c, exit_at);
  }
}

static void emit_counted(Compiler *c, RegExpNode *node,
                         const FirstSet *follow, const FirstSet *body_follow) {
  uint32_t counter = new_register(c);
  bool is_nullable = node->loop.body->min_length == 0;
  uint32_t start_register = is_nullable ? new_register(c) : 0;
  emit(c, kOpCounterInit, counter);
  uint32_t head = here(c);
  emit(c, node->loop.is_lazy ? kOpLoopLazy : kOpLoop, counter);
  emit_word(c, node->loop.min);
  emit_word(c, node->loop.max);
  uint32_t exit_at = here(c);
  emit_word(c, 0);
  if (is_decided(c, node->loop.body, follow))
    emit_first_set(c, RegExpNode_first(node->loop.body, c->is_unicode));
  else
    emit_word(c, 0);
  if (is_nullable) emit(c, kOpSetPosition, start_register);
  emit_clear_captures(c, node);
  emit_node(c, node->loop.body, body_follow);
  emit(c, kOpLoopNext, counter);
  emit_word(c, head);
  emit_word(c, start_register);
  emit_word(c, node->loop.min);
  patch_word(c, exit_at, here(c));
}

static void emit_loop(Compiler *c, RegExpNode *node, const FirstSet *follow) {
  RegExpNode *body = node->loop.body;
  if (node->loop.max == 0) return;
  if (node->loop.min == 1 && node->loop.max == 1) {
    emit_node(c, body, follow);
    return;
  }
  if (!c->is_back && is_single(c, body)) {
    emit_simple_loop(c, node, follow);
    return;
  }
  // After an iteration comes another one, or what follows the loop.
  FirstSet body_follow = *follow;
  if (node->loop.max > 1) {
    const FirstSet *first = RegExpNode_first(body, c->is_unicode);
    FirstSet_add_set(&body_follow, first);
    if (first->may_be_empty) body_follow = FirstSet_all();
  }
  bool is_nullable = body->min_length == 0;
  bool is_infinite = node->loop.max == kRegExpInfinity;
  if (node->loop.min == 0 && (is_infinite || node->loop.max == 1))
    emit_star(c, node, follow, &body_follow);
  else if (node->loop.min == 1 && is_infinite && !is_nullable)
    emit_plus(c, node, follow, &body_follow);
  else
    emit_counted(c, node, follow, &body_follow);
}

// ---- Others ----

static void emit_capture(Compiler *c, RegExpNode *node,
                         const FirstSet *follow) {
  uint32_t start = 2 * node->capture.index;
  emit(c, kOpSave, start + c->is_back);
  emit_node(c, node->capture.body, follow);
  emit(c, kOpSave, start + !c->is_back);
}

static void emit_reference(Compiler *c, const RegExpNode *node) {
  uint32_t flags = (node->reference.ignore_case ? kReferenceIgnoreCase : 0) |
                   (c->is_unicode ? kReferenceUnicode : 0) |
                   (c->is_back ? kReferenceBack : 0);
  // Of groups with one name at most one took part; the others match nothing.
  for (uint32_t i = 0; i < node->reference.group_count; i++) {
    emit(c, kOpBackreference, node->reference.groups[i]);
    emit_word(c, flags);
  }
}

static void emit_look(Compiler *c, RegExpNode *node) {
  bool was_back = c->is_back;
  c->is_back = node->look.is_behind;
  FirstSet follow = FirstSet_all();
  uint32_t height = new_register(c);
  new_register(c);  // the position, in the register after
  if (node->look.is_negated) {
    uint32_t begin = here(c);
    emit(c, kOpNegativeBegin, height);
    emit_word(c, 0);
    emit_node(c, node->look.body, &follow);
    emit(c, kOpNegativeEnd, height);
    patch_word(c, begin + 1, here(c));
  } else {
    emit(c, kOpLookBegin, height);
    emit_node(c, node->look.body, &follow);
    emit(c, kOpLookEnd, height);
  }
  c->is_back = was_back;
}

static void emit_node(Compiler *c, RegExpNode *node, const FirstSet *follow) {
  if (!RegExp_has_stack(c->stack_limit))
    c->is_too_large = c->is_stack_overflow = true;
  if (c->is_too_large) return;
  switch (node->kind) {
    case kRegExpEmpty:
      break;
    case kRegExpChar:
      emit_char(c, node->character);
      break;
    case kRegExpClass:
      emit_class(c, &node->set);
      break;
    case kRegExpSequence:
      emit_sequence(c, &node->list, follow);
      break;
    case kRegExpAlternation:
      emit_alternation(c, &node->list, follow);
      break;
    case kRegExpCapture:
      emit_capture(c, node, follow);
      break;
    case kRegExpBackreference:
      emit_reference(c, node);
      break;
    case kRegExpAssertion:
      emit(c, kOpAssertStart + (node->assertion - kAssertStart), 0);
      break;
    case kRegExpLook:
      emit_look(c, node);
      break;
    case kRegExpLoop:
      emit_loop(c, node, follow);
      break;
  }
}

// ---- The program ----

// The Latin-1 text that every match begins with: descends into the first items
// of sequences.
static void emit_prefix(Compiler *c, const RegExpNode *node,
                        RegExpProgram *header) {
  while (node->kind == kRegExpCapture) node = node->capture.body;
  header->prefix = here(c);
  uint32_t length = 0, word = 0;
  const RegExpNode *const *items = &node;
  int count = 1;
  if (node->kind == kRegExpSequence) {
    items = (const RegExpNode *const *)node->list.items;
    count = node->list.length;
  }
  for (int i = 0; i < count; i++) {
    if (items[i]->kind != kRegExpChar || items[i]->character > 255) break;
    word |= items[i]->character << (length % 4 * 8);
    if (++length % 4 == 0) {
      emit_word(c, word);
      word = 0;
    }
  }
  if (length % 4 != 0) emit_word(c, word);
  header->prefix_length = length;
}

// The words of the table of bytes for find_start.
static void emit_lookahead(Compiler *c, RegExpNode *root,
                           RegExpProgram *header) {
  FirstSet sets[kRegExpLookahead];
  RegExpNode_lookahead(root, c->is_unicode, sets);
  header->lookahead = here(c);
  header->lookahead_length = root->min_length < kRegExpLookahead
                                 ? root->min_length
                                 : kRegExpLookahead;
  for (uint32_t i = 0; i < 256; i += 4) {
    uint32_t word = 0;
    for (uint32_t j = 0; j < 4 * kRegExpLookahead; j++) {
      uint32_t character = i + j / kRegExpLookahead, at = j % kRegExpLookahead;
      uint32_t bit = sets[at].bits[character >> 5] >> (character & 31) & 1;
      word |= bit << (8 * (character - i) + at);
    }
    emit_word(c, word);
  }
}

static void emit_names(Compiler *c, const RegExpTree *tree,
                       RegExpProgram *header) {
  header->names = here(c);
  header->name_count = (uint32_t)tree->names.length;
  for (int i = 0; i < tree->names.length; i++) {
    const RegExpName *name = &tree->names.items[i];
    emit_word(c, name->group);
    emit_word(c, (uint32_t)name->length);
    for (size_t j = 0; j < name->length; j += 2) {
      uint32_t word = name->units[j];
      if (j + 1 < name->length) word |= (uint32_t)name->units[j + 1] << 16;
      emit_word(c, word);
    }
  }
}

// The instruction that RegExpProgram.only is about, if there is one: behind a
// Save, and before another and Match.
static uint32_t find_only(const Compiler *c, uint32_t code) {
  if (c->is_too_large) return 0;
  uint32_t at = code + 1;
  const uint32_t *pc = c->words.items + at;
  uint32_t length = RegExp_instruction_length(pc);
  if (RegExpWord_op(*pc) == kOpSimpleGreedy && pc[1] <= 1)
    length += RegExp_instruction_length(pc + length);
  else if (RegExpWord_op(*pc) > kOpAnyPoint)
    return 0;
  return at + length + 2 == here(c) ? at : 0;
}

bool RegExp_compile(Zone *zone, RegExpText pattern, uint32_t flags,
                    uintptr_t stack_limit, RegExpProgram **program,
                    RegExpError *error) {
  RegExpTree tree;
  stack_limit = RegExp_stack_limit(stack_limit);
  if (!RegExp_parse(zone, pattern, flags, stack_limit, &tree, error))
    return false;
  Compiler compiler = {.zone = zone, .stack_limit = stack_limit};
  Compiler *c = &compiler;
  c->is_unicode = flags & (kRegExpUnicode | kRegExpUnicodeSets);
  c->register_count = 2 * tree.capture_count;
  RegExpProgram header = {.flags = flags,
                          .capture_count = tree.capture_count};
  for (size_t i = 0; i < sizeof header / 4; i++) emit_word(c, 0);

  header.code = here(c);
  FirstSet follow = FirstSet_all();
  emit(c, kOpSave, 0);
  emit_node(c, tree.root, &follow);
  emit(c, kOpSave, 1);
  emit(c, kOpMatch, 0);
  // No captures, not even of a group that is never tried.
  if (tree.capture_count == 1) header.only = find_only(c, header.code);
  emit_names(c, &tree, &header);
  emit_prefix(c, tree.root, &header);
  const FirstSet *first = RegExpNode_first(tree.root, c->is_unicode);
  if (!first->may_be_empty && tree.root->min_length > 0) {
    // The fix-up below needs a word in the program to patch; the header's
    // copy is taken from it.
    header.first_set = here(c);
    emit_first_set(c, first);
    uint32_t some = 0;
    for (int i = 0; i < kSetBitmapWords; i++) some |= first->bits[i];
    header.is_beyond_latin1 = some == 0;
    emit_lookahead(c, tree.root, &header);
  }
  uint32_t sets = here(c);
  for (int i = 0; i < c->set_words.length; i++)
    emit_word(c, c->set_words.items[i]);
  if (c->is_too_large) {
    *error = (RegExpError){kRegExpStackOverflowMessage, 0,
                           c->is_stack_overflow};
    return false;
  }
  for (int i = 0; i < c->set_fixups.length; i++)
    c->words.items[c->set_fixups.items[i]] += sets;
  if (header.first_set != 0)
    header.first_set = c->words.items[header.first_set];
  header.size_bytes = here(c) * 4;
  header.register_count = c->register_count;
  header.min_length = tree.root->min_length;
  header.is_anchored = tree.root->is_anchored;
  memcpy(c->words.items, &header, sizeof header);
  *program = (RegExpProgram *)c->words.items;
  return true;
}

const uint16_t *RegExpProgram_name(const RegExpProgram *program,
                                   uint32_t index, size_t *length,
                                   uint32_t *group) {
  DCHECK(index < program->name_count);
  const uint32_t *word = RegExpProgram_words(program) + program->names;
  while (index-- > 0) word += 2 + (word[1] + 1) / 2;
  *group = word[0];
  *length = word[1];
  return (const uint16_t *)(word + 2);
}
