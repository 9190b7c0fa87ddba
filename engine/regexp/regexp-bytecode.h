// SPDX-License-Identifier: MIT
//
// What a RegExpProgram consists of: the header (regexp.h), the code, the
// character sets, the literal prefix, and the names.
//
//   set:   8 words, a bit for each Latin-1 character; then the number of
//          ranges above Latin-1, and the ranges as pairs of first and last
//   name:  group number, length in units, units packed two in a word
//   text:  Latin-1 bytes, padded to whole words
//   lookahead: a byte for each Latin-1 character, whose bit i tells whether unit
//          i of a match can be the character, if all before are Latin-1 too
#ifndef ENGINE_REGEXP_REGEXP_BYTECODE_H_
#define ENGINE_REGEXP_REGEXP_BYTECODE_H_

#include "engine/regexp/regexp.h"

typedef enum RegExpOp {
#define OP(Name, length) kOp##Name,
#include "engine/regexp/regexp-bytecode.def"
#undef OP
  kRegExpOpCount
} RegExpOp;

enum {
  kRegExpMaxArgument = (1 << 24) - 1,
  kSetBitmapWords = 8,
  // Flags of Backreference.
  kReferenceIgnoreCase = 1,
  kReferenceUnicode = 2,
  kReferenceBack = 4,
  // Argument of SimpleGreedy: what follows cannot match where the loop could
  // have gone on, so that giving back characters is pointless.
  kSimplePossessive = 1,
};

static inline RegExpOp RegExpWord_op(uint32_t word) {
  return (RegExpOp)(word & 0xFF);
}
static inline uint32_t RegExpWord_argument(uint32_t word) { return word >> 8; }

static inline const uint32_t *RegExpProgram_words(
    const RegExpProgram *program) {
  return (const uint32_t *)program;
}

// Words of the String instruction's text.
static inline uint32_t RegExp_text_words(uint32_t length) {
  return (length + 3) / 4;
}

// Length in words of the instruction at code.
uint32_t RegExp_instruction_length(const uint32_t *code);

#endif  // ENGINE_REGEXP_REGEXP_BYTECODE_H_
