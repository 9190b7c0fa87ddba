// SPDX-License-Identifier: MIT
//
// Parsing of flags.def's flags.
#include "engine/isolate/flags.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum FlagType {
  kFlagTypeBOOL,
  kFlagTypeINT,
  kFlagTypeSIZE_MB,
  kFlagTypeSTRING,
} FlagType;

typedef struct FlagRow {
  FlagType type;
  size_t offset_bytes;  // in Flags
  const char *name;
  const char *default_text;
  const char *help;
} FlagRow;

static const FlagRow kRows[] = {
#define FLAG(TYPE, c_name, name, default_value, help) \
  {kFlagType##TYPE, offsetof(Flags, c_name), name, #default_value, help},
#include "engine/isolate/flags.def"
#undef FLAG
};

static const Flags kDefaults = {
#define FLAG(TYPE, c_name, name, default_value, help) .c_name = default_value,
#include "engine/isolate/flags.def"
#undef FLAG
};

void Flags_init(Flags *flags) { *flags = kDefaults; }

static Flags g_process_flags;
static pthread_once_t g_process_flags_once = PTHREAD_ONCE_INIT;

static void init_process_flags(void) { Flags_init(&g_process_flags); }

Flags *Flags_process(void) {
  pthread_once(&g_process_flags_once, init_process_flags);
  return &g_process_flags;
}

// Whether text[0..length) is the name, with `_` read as `-`.
static bool name_matches(const char *name, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    char c = text[i] == '_' ? '-' : text[i];
    if (name[i] != c) return false;
  }
  return name[length] == '\0';
}

static const FlagRow *find_row(const char *text, size_t length) {
  for (size_t i = 0; i < ARRAY_LENGTH(kRows); i++)
    if (name_matches(kRows[i].name, text, length)) return &kRows[i];
  return NULL;
}

static bool parse_bool(const char *text, bool *result) {
  if (!strcmp(text, "true") || !strcmp(text, "1")) {
    *result = true;
    return true;
  }
  *result = false;
  return !strcmp(text, "false") || !strcmp(text, "0");
}

static bool parse_int(const char *text, int64_t *result) {
  char *end;
  errno = 0;
  long long value = strtoll(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0') return false;
  *result = value;
  return true;
}

static FlagResult set_value(Flags *flags, const FlagRow *row, const char *text,
                            char *error, size_t error_size_bytes) {
  void *field = (char *)flags + row->offset_bytes;
  int64_t number;
  switch (row->type) {
    case kFlagTypeBOOL:
      if (parse_bool(text, field)) return kFlagOk;
      snprintf(error, error_size_bytes, "--%s: \"%s\" is not true or false",
               row->name, text);
      return kFlagBadValue;
    case kFlagTypeINT:
      if (parse_int(text, field)) return kFlagOk;
      snprintf(error, error_size_bytes, "--%s: \"%s\" is not an integer",
               row->name, text);
      return kFlagBadValue;
    case kFlagTypeSIZE_MB:
      if (parse_int(text, &number) && number > 0 && number < (1 << 20)) {
        *(int64_t *)field = number;
        return kFlagOk;
      }
      snprintf(error, error_size_bytes,
               "--%s: \"%s\" is not a size in megabytes", row->name, text);
      return kFlagBadValue;
    case kFlagTypeSTRING:
      *(const char **)field = text;
      return kFlagOk;
  }
  UNREACHABLE();
}

FlagResult Flags_set(Flags *flags, const char *argument, char *error,
                     size_t error_size_bytes) {
  const char *text = argument;
  while (*text == '-' && text < argument + 2) text++;
  const char *equals = strchr(text, '=');
  size_t length = equals ? (size_t)(equals - text) : strlen(text);
  const FlagRow *row = text == argument ? NULL : find_row(text, length);
  if (row != NULL) {
    if (equals) return set_value(flags, row, equals + 1, error,
                                 error_size_bytes);
    if (row->type == kFlagTypeBOOL)
      return set_value(flags, row, "true", error, error_size_bytes);
    snprintf(error, error_size_bytes, "--%s needs a value: --%s=...",
             row->name, row->name);
    return kFlagBadValue;
  }
  bool negated = length > 2 && text[0] == 'n' && text[1] == 'o';
  if (text != argument && negated && equals == NULL) {
    size_t skip = text[2] == '-' || text[2] == '_' ? 3 : 2;
    row = find_row(text + skip, length - skip);
    if (row != NULL && row->type == kFlagTypeBOOL)
      return set_value(flags, row, "false", error, error_size_bytes);
  }
  snprintf(error, error_size_bytes, "bad option: %s", argument);
  return kFlagUnknown;
}

void Flags_each(FlagVisitor visit, void *data) {
  static const char *const kTypeNames[] = {"bool", "int", "size", "string"};
  for (size_t i = 0; i < ARRAY_LENGTH(kRows); i++) {
    const FlagRow *row = &kRows[i];
    visit(data, row->name, kTypeNames[row->type], row->default_text, row->help);
  }
}
