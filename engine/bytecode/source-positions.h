// SPDX-License-Identifier: MIT
//
// Source position tables: which bytecode came from where in the source.
//
// A table is a sequence of entries sorted by bytecode offset. An entry is two
// variable-length integers (7 bits a byte, least significant first, bit 7: more
// follow): the distance to the previous entry's offset, shifted left by one
// with bit 0 set for a statement; and the zigzag-coded difference to the
// previous entry's source position. One offset may have a statement and, after
// it, an expression entry. The position of a bytecode is that of the last entry
// whose offset is not above its own.
#ifndef ENGINE_BYTECODE_SOURCE_POSITIONS_H_
#define ENGINE_BYTECODE_SOURCE_POSITIONS_H_

#include "engine/base/zone.h"

typedef struct ZONE_LIST(uint8_t) SourcePositionBytes;

typedef struct SourcePositionEncoder {
  Zone *zone;
  SourcePositionBytes bytes;
  int previous_offset;
  int previous_position;
} SourcePositionEncoder;

void SourcePositionEncoder_add(SourcePositionEncoder *encoder, int offset,
                               int position, bool is_statement);

typedef struct SourcePositionIterator {
  const uint8_t *bytes;
  int length;
  int at;
  // The entry; valid if the last call of _next returned true.
  int offset;
  int position;
  bool is_statement;
} SourcePositionIterator;

void SourcePositionIterator_init(SourcePositionIterator *iterator,
                                 const uint8_t *bytes, int length);
// Advances to the next entry; false at the end.
bool SourcePositionIterator_next(SourcePositionIterator *iterator);
// The source position of the bytecode at `offset`, or -1. Linear in the table.
int SourcePosition_find(const uint8_t *bytes, int length, int offset);

#endif  // ENGINE_BYTECODE_SOURCE_POSITIONS_H_
