// SPDX-License-Identifier: MIT
//
// SipHash-1-3: a hash whose collisions nobody can choose who does not know the
// key. For hash tables that were found under attack.
// Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF".
#ifndef ENGINE_BASE_KEYED_HASH_H_
#define ENGINE_BASE_KEYED_HASH_H_

#include "engine/base/check.h"

typedef struct KeyedHash {
  uint64_t v0, v1, v2, v3;
} KeyedHash;

void KeyedHash_init(KeyedHash *hash, uint64_t key);
// One word of the message.
void KeyedHash_add(KeyedHash *hash, uint64_t word);
uint32_t KeyedHash_finish(KeyedHash *hash);

#endif  // ENGINE_BASE_KEYED_HASH_H_
