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

// Everything is possible from unit `at` on.
static int give_up(FirstSet *sets, int at) {
  FirstSet all = FirstSet_all();
  for (int i = at; i < kRegExpLookahead; i++) FirstSet_add_set(&sets[i], &all);
  return kRegExpLookahead;
}

// Adds what the node matches from unit `at` on; returns where that ends, or
// kRegExpLookahead if it is not always there.
static int look(RegExpNode *node, FirstSet *sets, int at) {
  if (at >= kRegExpLookahead) return at;
  switch (node->kind) {
    case kRegExpEmpty:
    case kRegExpAssertion:
    case kRegExpLook:
      return at;
    case kRegExpChar:
      if (node->character > 0xFFFF) break;
      FirstSet_add_range(&sets[at], node->character, node->character);
      return at + 1;
    case kRegExpClass:
      // Of a Latin-1 subject a code point is a unit.
      for (int i = 0; i < node->set.length; i++)
        FirstSet_add_range(&sets[at], node->set.items[i].first,
                           node->set.items[i].last);
      return at + 1;
    case kRegExpSequence:
      for (int i = 0; i < node->list.length; i++)
        at = look(node->list.items[i], sets, at);
      return at;
    case kRegExpAlternation: {
      int least = kRegExpLookahead, most = 0;
      for (int i = 0; i < node->list.length; i++) {
        int end = look(node->list.items[i], sets, at);
        if (end < least) least = end;
        if (end > most) most = end;
      }
      return least == most ? least : give_up(sets, least);
    }
    case kRegExpCapture:
      return look(node->capture.body, sets, at);
    case kRegExpLoop: {
      uint32_t count = node->loop.min;
      if (count == 0 && node->loop.max == 0) return at;
      for (; count > 0 && at < kRegExpLookahead; count--) {
        int end = look(node->loop.body, sets, at);
        if (end == at) break;
        at = end;
      }
      if (node->loop.min == node->loop.max) return at;
      break;
    }
    case kRegExpBackreference:
      break;
  }
  return give_up(sets, at);
}

void RegExpNode_lookahead(RegExpNode *node, bool is_unicode,
                          FirstSet sets[kRegExpLookahead]) {
  memset(sets, 0, kRegExpLookahead * sizeof *sets);
  give_up(sets, look(node, sets, 0));
  // Of what may be left out, the first set knows more.
  sets[0] = *RegExpNode_first(node, is_unicode);
}
