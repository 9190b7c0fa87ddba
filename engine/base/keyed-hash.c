// SPDX-License-Identifier: MIT
#include "engine/base/keyed-hash.h"

static uint64_t rotate_left(uint64_t x, int bits) {
  return x << bits | x >> (64 - bits);
}

static void mix_round(KeyedHash *h) {
  h->v0 += h->v1;
  h->v1 = rotate_left(h->v1, 13) ^ h->v0;
  h->v0 = rotate_left(h->v0, 32);
  h->v2 += h->v3;
  h->v3 = rotate_left(h->v3, 16) ^ h->v2;
  h->v0 += h->v3;
  h->v3 = rotate_left(h->v3, 21) ^ h->v0;
  h->v2 += h->v1;
  h->v1 = rotate_left(h->v1, 17) ^ h->v2;
  h->v2 = rotate_left(h->v2, 32);
}

void KeyedHash_init(KeyedHash *hash, uint64_t key) {
  // Both halves of the 128-bit key come from the one given.
  uint64_t k0 = key * UINT64_C(0x9e3779b97f4a7c15);
  uint64_t k1 = (key ^ k0 >> 31) * UINT64_C(0xd6e8feb86659fd93);
  hash->v0 = k0 ^ UINT64_C(0x736f6d6570736575);
  hash->v1 = k1 ^ UINT64_C(0x646f72616e646f6d);
  hash->v2 = k0 ^ UINT64_C(0x6c7967656e657261);
  hash->v3 = k1 ^ UINT64_C(0x7465646279746573);
}

void KeyedHash_add(KeyedHash *hash, uint64_t word) {
  hash->v3 ^= word;
  mix_round(hash);
  hash->v0 ^= word;
}

uint32_t KeyedHash_finish(KeyedHash *hash) {
  hash->v2 ^= 0xff;
  for (int i = 0; i < 3; i++) mix_round(hash);
  uint64_t result = hash->v0 ^ hash->v1 ^ hash->v2 ^ hash->v3;
  return (uint32_t)(result ^ result >> 32);
}
