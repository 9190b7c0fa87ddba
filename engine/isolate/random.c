// SPDX-License-Identifier: MIT
#include <sys/random.h>

#include "engine/isolate/flags.h"
#include "engine/isolate/isolate.h"

// Spreads a seed over 64 bits (splitmix64).
static uint64_t spread(uint64_t *seed) {
  uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);
  x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

// From the system; where that has nothing to give, from where memory lies.
static uint64_t system_seed(const Isolate *isolate) {
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
    seed = (uintptr_t)isolate ^ (uintptr_t)&seed;
  return seed;
}

uint64_t Isolate_random(Isolate *isolate) {
  uint64_t *state = isolate->random_state;
  if (state[0] == 0 && state[1] == 0) {
    int flag = isolate->flags->random_seed;
    uint64_t seed = flag != 0 ? (uint64_t)flag : system_seed(isolate);
    state[0] = spread(&seed);
    state[1] = spread(&seed) | 1;
  }
  uint64_t s1 = state[0], s0 = state[1];
  state[0] = s0;
  s1 ^= s1 << 23;
  s1 ^= s1 >> 17;
  s1 ^= s0 ^ (s0 >> 26);
  state[1] = s1;
  return s0 + s1;
}

uint32_t Isolate_hash_secret(Isolate *isolate) {
  if (isolate->hash_secret == 0) {
    int flag = isolate->flags->hash_seed;
    uint64_t seed = flag != 0                    ? (uint64_t)flag
                    : isolate->building_snapshot ? 1
                                                 : system_seed(isolate);
    isolate->hash_secret = (uint32_t)(spread(&seed) >> 32) | 1;
  }
  return isolate->hash_secret;
}
