// SPDX-License-Identifier: MIT
//
// Names that an attacker would choose: their usual hashes agree in the low bits.
#ifndef TEST_UNIT_OBJECTS_COLLIDING_NAMES_H_
#define TEST_UNIT_OBJECTS_COLLIDING_NAMES_H_

#include <stdio.h>

#include "engine/objects/layout/string-hash.h"

enum {
  kNames = 600,
  // As many bits as tables of kNames entries look at, or more.
  kEqualBits = 12,
  kNameBytes = 16,
};

// The next name after *counter, a number to start with, whose hash ends in
// kEqualBits ones. Returns its length.
static inline int32_t write_colliding_name(uint32_t *counter,
                                           uint8_t text[kNameBytes]) {
  uint32_t mask = (1u << kEqualBits) - 1;
  for (;;) {
    int32_t length = snprintf((char *)text, kNameBytes, "k%u", (*counter)++);
    uint32_t hash = String_hash_one_byte(text, length) >> kHashShift;
    if ((hash & mask) == mask) return length;
  }
}

#endif  // TEST_UNIT_OBJECTS_COLLIDING_NAMES_H_
