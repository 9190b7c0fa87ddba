// SPDX-License-Identifier: MIT
// The least that a process can do and be of use: the floor of start-up times.
#include <stdio.h>

int main(void) {
  puts("hello");
  return 0;
}
