// SPDX-License-Identifier: MIT
//
// Nodes of a parsed pattern, and the parser's interface. Flags i, m and s are
// resolved while parsing (they can change inside a pattern), so nodes carry
// sets and kinds, not flags.
#ifndef ENGINE_REGEXP_REGEXP_AST_H_
#define ENGINE_REGEXP_REGEXP_AST_H_

#include "engine/regexp/regexp-char-set.h"
#include "engine/regexp/regexp.h"

typedef enum RegExpNodeKind {
  kRegExpEmpty,
  kRegExpChar,           // exactly this code point (a unit without u and v)
  kRegExpClass,          // one code point of a set
  kRegExpSequence,       // items one after the other
  kRegExpAlternation,    // the first of items that leads to a match
  kRegExpCapture,        // (body)
  kRegExpBackreference,  // \1, \k<name>
  kRegExpAssertion,      // ^ $ \b \B
  kRegExpLook,           // (?=body) (?!body) (?<=body) (?<!body)
  kRegExpLoop,           // body{min,max}
} RegExpNodeKind;

typedef enum RegExpAssertionKind {
  kAssertStart,
  kAssertEnd,
  kAssertLineStart,
  kAssertLineEnd,
  kAssertWordBoundary,
  kAssertNotWordBoundary,
  // With flags i and u: U+017F and U+212A are word characters too.
  kAssertUnicodeWordBoundary,
  kAssertNotUnicodeWordBoundary,
} RegExpAssertionKind;

// What can come first in a match, seen from the character after the current
// position. An over-approximation: ok to hold too much.
typedef struct FirstSet {
  uint32_t bits[8];   // Latin-1
  bool has_other;     // any character above Latin-1
  bool may_be_empty;  // can match without a character
} FirstSet;

enum { kRegExpInfinity = UINT32_MAX };

typedef struct RegExpNode RegExpNode;
typedef struct RegExpNodeList ZONE_LIST(RegExpNode *) RegExpNodeList;

struct RegExpNode {
  RegExpNodeKind kind;
  uint32_t min_length;  // in units; saturates
  bool is_anchored;     // matches only at the subject's start
  bool has_first;       // first is computed
  FirstSet first;
  union {
    uint32_t character;
    CharSet set;
    RegExpNodeList list;
    struct {
      RegExpNode *body;
      uint32_t index;
    } capture;
    struct {
      const uint16_t *name;  // NULL for a number; resolved to groups at the end
      size_t name_length;
      size_t position;  // in the pattern, for the error message
      uint32_t *groups;
      uint32_t group_count;
      bool ignore_case;
    } reference;
    RegExpAssertionKind assertion;
    struct {
      RegExpNode *body;
      bool is_behind;
      bool is_negated;
    } look;
    struct {
      RegExpNode *body;
      uint32_t min, max;  // max may be kRegExpInfinity
      bool is_lazy;
      // Captures inside: first to last - 1.
      uint32_t capture_first, capture_last;
    } loop;
  };
};

typedef struct RegExpName {
  const uint16_t *units;
  size_t length;
  uint32_t group;
} RegExpName;
typedef struct RegExpNameList ZONE_LIST(RegExpName) RegExpNameList;

typedef struct RegExpTree {
  RegExpNode *root;
  uint32_t capture_count;  // with group 0
  RegExpNameList names;    // by group number
} RegExpTree;

// Parses a pattern into nodes in the zone. False with *error set.
bool RegExp_parse(Zone *zone, RegExpText pattern, uint32_t flags,
                  uintptr_t stack_limit, RegExpTree *tree, RegExpError *error);

#define kRegExpStackOverflowMessage "Regular expression too large"
// A stack limit as callers give it: 0 is replaced by the default.
uintptr_t RegExp_stack_limit(uintptr_t wanted);
static inline bool RegExp_has_stack(uintptr_t limit) {
  return (uintptr_t)__builtin_frame_address(0) > limit;
}

// Computed once for each node and kept in it.
const FirstSet *RegExpNode_first(RegExpNode *node, bool is_unicode);

// What the first units of a match can be: sets[i] holds the Latin-1 characters
// that unit `i` can be. An over-approximation as well.
enum { kRegExpLookahead = 4 };
void RegExpNode_lookahead(RegExpNode *node, bool is_unicode,
                          FirstSet sets[kRegExpLookahead]);

void FirstSet_add_range(FirstSet *set, uint32_t first, uint32_t last);
void FirstSet_add_set(FirstSet *set, const FirstSet *other);
bool FirstSet_is_disjoint(const FirstSet *a, const FirstSet *b);
FirstSet FirstSet_all(void);

#endif  // ENGINE_REGEXP_REGEXP_AST_H_
