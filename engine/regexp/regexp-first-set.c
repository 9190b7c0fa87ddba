// SPDX-License-Identifier: MIT
//
// First sets: what a node's match can begin with. They tell where a match may
// start, which alternative can match, and where a loop needs no backtracking.
// Lookahead goes a few units further, for finding where a match may start.
#include <string.h>

#include "engine/regexp/regexp-ast.h"

void FirstSet_add_range(FirstSet *set, uint32_t first, uint32_t last) {
  for (uint32_t c = first; c <= last && c < 256; c++)
    set->bits[c >> 5] |= 1u << (c & 31);
  if (last >= 256) set->has_other = true;
}

void FirstSet_add_set(FirstSet *set, const FirstSet *other) {
  for (int i = 0; i < 8; i++) set->bits[i] |= other->bits[i];
  set->has_other |= other->has_other;
}

bool FirstSet_is_disjoint(const FirstSet *a, const FirstSet *b) {
  if (a->may_be_empty || b->may_be_empty) return false;
  if (a->has_other && b->has_other) return false;
  for (int i = 0; i < 8; i++)
    if (a->bits[i] & b->bits[i]) return false;
  return true;
}

FirstSet FirstSet_all(void) {
  FirstSet set;
  memset(set.bits, 0xFF, sizeof set.bits);
  set.has_other = set.may_be_empty = true;
  return set;
}

static FirstSet compute(RegExpNode *node, bool is_unicode) {
  FirstSet set = {0};
  switch (node->kind) {
    case kRegExpEmpty:
    case kRegExpAssertion:
    case kRegExpLook:
      set.may_be_empty = true;
      break;
    case kRegExpChar:
      FirstSet_add_range(&set, node->character, node->character);
      break;
    case kRegExpClass:
      for (int i = 0; i < node->set.length; i++)
        FirstSet_add_range(&set, node->set.items[i].first,
                           node->set.items[i].last);
      break;
    case kRegExpSequence:
      set.may_be_empty = true;
      for (int i = 0; i < node->list.length && set.may_be_empty; i++) {
        const FirstSet *item =
            RegExpNode_first(node->list.items[i], is_unicode);
        FirstSet_add_set(&set, item);
        set.may_be_empty = item->may_be_empty;
      }
      break;
    case kRegExpAlternation:
      for (int i = 0; i < node->list.length; i++) {
        const FirstSet *item =
            RegExpNode_first(node->list.items[i], is_unicode);
        FirstSet_add_set(&set, item);
        set.may_be_empty |= item->may_be_empty;
      }
      break;
    case kRegExpCapture:
      set = *RegExpNode_first(node->capture.body, is_unicode);
      break;
    case kRegExpBackreference:
      set = FirstSet_all();
      break;
    case kRegExpLoop:
      if (node->loop.max > 0)
        set = *RegExpNode_first(node->loop.body, is_unicode);
      if (node->loop.min == 0) set.may_be_empty = true;
      break;
  }
  return set;
}

const FirstSet *RegExpNode_first(RegExpNode *node, bool is_unicode) {
  if (!node->has_first) {
    node->first = compute(node, is_unicode);
    node->has_first = true;
  }
  return &node->first;
}

// What is known about the units from where a match begins. Sets of positions
// are bits: bit i for the i-th unit, the last for all beyond the lookahead.
typedef struct Lookahead {
  FirstSet *sets;
  int budget;  // of nodes: loops in loops would visit theirs too often
} Lookahead;

enum {
  kLookBudget = 1 << 16,
  kBeyondLookahead = 1u << kRegExpLookahead,
};

static bool is_inside_lookahead(uint32_t positions) {
  return (positions & (kBeyondLookahead - 1)) != 0;
}

// Everything is possible from the first of the positions on.
static uint32_t give_up(Lookahead *l, uint32_t positions) {
  FirstSet all = FirstSet_all();
  for (int i = __builtin_ctz(positions); i < kRegExpLookahead; i++)
    FirstSet_add_set(&l->sets[i], &all);
  return kBeyondLookahead;
}

static void add_range_at(Lookahead *l, uint32_t starts, uint32_t first,
                         uint32_t last) {
  for (int i = 0; i < kRegExpLookahead; i++)
    if (starts >> i & 1) FirstSet_add_range(&l->sets[i], first, last);
}

// Each position's next.
static uint32_t behind_unit(uint32_t starts) {
  uint32_t inside = starts & (kBeyondLookahead - 1);
  return inside << 1 | (starts & kBeyondLookahead);
}

static uint32_t look(Lookahead *l, RegExpNode *node, uint32_t starts);

static uint32_t look_at_loop(Lookahead *l, RegExpNode *node, uint32_t starts) {
  uint32_t positions = starts;
  for (uint32_t i = 0; i < node->loop.min && is_inside_lookahead(positions);
       i++) {
    uint32_t ends = look(l, node->loop.body, positions);
    if (ends == positions) break;
    positions = ends;
  }
  // Each further iteration counts where it can begin for the first time.
  uint32_t ends = positions;
  for (uint32_t i = node->loop.min;
       i < node->loop.max && is_inside_lookahead(positions); i++) {
    positions = look(l, node->loop.body, positions) & ~ends;
    ends |= positions;
  }
  return ends;
}

// Adds what the node matches from the positions `starts` on; returns where that
// can end.
static uint32_t look(Lookahead *l, RegExpNode *node, uint32_t starts) {
  if (!is_inside_lookahead(starts)) return starts;
  if (l->budget-- <= 0) return give_up(l, starts);
  switch (node->kind) {
    case kRegExpEmpty:
    case kRegExpAssertion:
    case kRegExpLook:
      return starts;
    case kRegExpChar:
      if (node->character > 0xFFFF) break;
      add_range_at(l, starts, node->character, node->character);
      return behind_unit(starts);
    case kRegExpClass:
      // Of a Latin-1 subject a code point is a unit.
      for (int i = 0; i < node->set.length; i++)
        add_range_at(l, starts, node->set.items[i].first,
                     node->set.items[i].last);
      return behind_unit(starts);
    case kRegExpSequence:
      for (int i = 0; i < node->list.length; i++)
        starts = look(l, node->list.items[i], starts);
      return starts;
    case kRegExpAlternation: {
      uint32_t ends = 0;
      for (int i = 0; i < node->list.length; i++)
        ends |= look(l, node->list.items[i], starts);
      return ends;
    }
    case kRegExpCapture:
      return look(l, node->capture.body, starts);
    case kRegExpLoop:
      return look_at_loop(l, node, starts);
    case kRegExpBackreference:
      break;
  }
  return give_up(l, starts);
}

void RegExpNode_lookahead(RegExpNode *node, bool is_unicode,
                          FirstSet sets[kRegExpLookahead]) {
  memset(sets, 0, kRegExpLookahead * sizeof *sets);
  Lookahead l = {sets, kLookBudget};
  give_up(&l, look(&l, node, 1));
  // Of what may be left out, the first set knows more.
  sets[0] = *RegExpNode_first(node, is_unicode);
}
