// SPDX-License-Identifier: MIT
//
// The engine's command line flags: one struct from flags.def. An isolate keeps
// a copy of what was set when it was made (Isolate.flags).
#ifndef ENGINE_ISOLATE_FLAGS_H_
#define ENGINE_ISOLATE_FLAGS_H_

#include "engine/base/check.h"

#define FLAG_CTYPE_BOOL bool
#define FLAG_CTYPE_INT int64_t
#define FLAG_CTYPE_SIZE_MB int64_t
#define FLAG_CTYPE_STRING const char *

typedef struct Flags {
#define FLAG(TYPE, c_name, name, default_value, help) FLAG_CTYPE_##TYPE c_name;
#include "engine/isolate/flags.def"
#undef FLAG
} Flags;

typedef enum FlagResult {
  kFlagOk,
  kFlagUnknown,   // no flag of that name
  kFlagBadValue,  // see the error text
} FlagResult;

// "bool", "int", "size" or "string"; default as text.
typedef void (*FlagVisitor)(void *data, const char *name, const char *type,
                            const char *default_text, const char *help);

void Flags_init(Flags *flags);
// The settings of this process, which new isolates start with. To be changed
// before the first isolate is made.
Flags *Flags_process(void);
// Sets one flag from `--name`, `--no-name` or `--name=value`; `_` is `-`. On
// failure writes a one-line reason into error. String values must outlive
// flags: argument is not copied.
FlagResult Flags_set(Flags *flags, const char *argument, char *error,
                     size_t error_size_bytes);
void Flags_each(FlagVisitor visit, void *data);

#endif  // ENGINE_ISOLATE_FLAGS_H_
