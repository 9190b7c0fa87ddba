// SPDX-License-Identifier: MIT
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
if (fib(35) !== 9227465) throw new Error('wrong');
