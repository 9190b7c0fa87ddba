// SPDX-License-Identifier: MIT
//
// Which section an object belongs to: how likely a starting program is to write
// it, and to read it at all.
#ifndef SERIALIZER_WRITE_TEMPERATURE_H_
#define SERIALIZER_WRITE_TEMPERATURE_H_

#include "serializer/format/snapshot-format.h"

// parent is the first object that leads to this one (NULL: an isolate root),
// and parent_section where it is put.
SnapshotSectionId Temperature_of(const HeapObject *object,
                                 const HeapObject *parent,
                                 SnapshotSectionId parent_section);

#endif  // SERIALIZER_WRITE_TEMPERATURE_H_
