// SPDX-License-Identifier: MIT
//
// Random choices by a seed (xorshift32): the same in every engine, whatever
// becomes of its globals.
'use strict';

module.exports = (seed) => {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0 || 1;
  const below = (n) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % n;
  };
  const oneIn = (n) => below(n) === 0;
  const pick = (list) => list[below(list.length)];
  return {below, oneIn, pick};
};
