// SPDX-License-Identifier: MIT
//
// What embedded.o holds: the machine code that builtins-gen made, and a table
// of it. The table has offsets from Embedded_text, never addresses, so that no
// page of it needs relocation.
#ifndef ENGINE_BUILTINS_EMBEDDED_H_
#define ENGINE_BUILTINS_EMBEDDED_H_

#include <stdint.h>

typedef enum EmbeddedKind {
  kEmbeddedHandler,  // index: slot of the dispatch table
  kEmbeddedAsm,      // index: BuiltinId, also slot of the code pointer table
  kEmbeddedStub,     // shared by handlers; index unused
  kEmbeddedJS,       // index: BuiltinId
  kEmbeddedCEntry,   // called by name (engine/interpreter/entry.h)
} EmbeddedKind;

typedef struct EmbeddedEntry {
  uint32_t name;    // offset in Embedded_names
  uint32_t offset;  // of the code, from Embedded_text
  uint32_t length_bytes;
  uint16_t index;
  uint8_t kind;  // EmbeddedKind
  uint8_t argument_count;
} EmbeddedEntry;

// Ordered by offset.
extern const EmbeddedEntry Embedded_entries[]
    __attribute__((visibility("hidden")));
extern const uint32_t Embedded_entry_count
    __attribute__((visibility("hidden")));
extern const char Embedded_names[] __attribute__((visibility("hidden")));
extern const uint8_t Embedded_text[] __attribute__((visibility("hidden")));

#endif  // ENGINE_BUILTINS_EMBEDDED_H_
