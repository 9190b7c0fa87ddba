// SPDX-License-Identifier: MIT
#include "engine/bytecode/source-positions.h"

static void write_varint(SourcePositionEncoder *encoder, uint32_t value) {
  while (value >= 0x80) {
    ZONE_LIST_ADD(encoder->zone, &encoder->bytes, (uint8_t)(value | 0x80));
    value >>= 7;
  }
  ZONE_LIST_ADD(encoder->zone, &encoder->bytes, (uint8_t)value);
}

void SourcePositionEncoder_add(SourcePositionEncoder *encoder, int offset,
                               int position, bool is_statement) {
  DCHECK(offset >= encoder->previous_offset);
  uint32_t distance = (uint32_t)(offset - encoder->previous_offset);
  write_varint(encoder, distance << 1 | (is_statement ? 1 : 0));
  int32_t change = position - encoder->previous_position;
  write_varint(encoder, (uint32_t)change << 1 ^ (uint32_t)(change >> 31));
  encoder->previous_offset = offset;
  encoder->previous_position = position;
}

void SourcePositionIterator_init(SourcePositionIterator *iterator,
                                 const uint8_t *bytes, int length) {
  *iterator = (SourcePositionIterator){.bytes = bytes, .length = length};
}

static uint32_t read_varint(SourcePositionIterator *iterator) {
  uint32_t value = 0;
  for (int shift = 0; iterator->at < iterator->length && shift < 35;
       shift += 7) {
    uint8_t byte = iterator->bytes[iterator->at++];
    value |= (uint32_t)(byte & 0x7f) << shift;
    if (!(byte & 0x80)) break;
  }
  return value;
}

bool SourcePositionIterator_next(SourcePositionIterator *iterator) {
  if (iterator->at >= iterator->length) return false;
  uint32_t distance = read_varint(iterator);
  uint32_t change = read_varint(iterator);
  iterator->is_statement = distance & 1;
  iterator->offset += (int)(distance >> 1);
  iterator->position += (int32_t)(change >> 1 ^ (0 - (change & 1)));
  return true;
}

int SourcePosition_find(const uint8_t *bytes, int length, int offset) {
  SourcePositionIterator iterator;
  SourcePositionIterator_init(&iterator, bytes, length);
  int position = -1;
  while (SourcePositionIterator_next(&iterator) && iterator.offset <= offset)
    position = iterator.position;
  return position;
}
