// SPDX-License-Identifier: MIT
#include "engine/heap/space.h"

void Heap_collect(Isolate *isolate, GcKind kind, GcReason reason) {}
