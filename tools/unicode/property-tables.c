// SPDX-License-Identifier: MIT
//
// The sets behind \p{...}: unicode-properties.inc. A set is a list of gaps and
// run lengths in variable-length bytes; names map to sets through one sorted
// table without pointers, so that nothing needs relocation.
#include <stdlib.h>
#include <string.h>

#include "tools/unicode/ucd.h"

enum { kMaxSets = 1024, kMaxNames = 4096, kMaxSetBytes = 1 << 20 };

// First character of a key in the name table.
enum { kBinary = 'B', kCategory = 'G', kScript = 'S', kExtensions = 'X' };

typedef struct Set {
  char kind;
  char name[64];
  uint8_t *members;  // one byte a code point
} Set;

typedef struct Name {
  char key[80];  // kind character, then the name
  int set;
} Name;

static Set sets[kMaxSets];
static int set_count;
static Name names[kMaxNames];
static int name_count;

static Set *get_set(char kind, const char *name) {
  for (int i = 0; i < set_count; i++)
    if (sets[i].kind == kind && strcmp(sets[i].name, name) == 0)
      return &sets[i];
  if (set_count == kMaxSets) ucd_fail("too many sets", name);
  Set *set = &sets[set_count++];
  set->kind = kind;
  snprintf(set->name, sizeof set->name, "%s", name);
  set->members = ucd_allocate(kCodePoints, 1);
  return set;
}

static void add_name(char kind, const char *name, const Set *set) {
  if (name_count == kMaxNames) ucd_fail("too many names", name);
  Name *entry = &names[name_count++];
  snprintf(entry->key, sizeof entry->key, "%c%s", kind, name);
  entry->set = (int)(set - sets);
}

static void add_range(Set *set, uint32_t first, uint32_t last) {
  memset(set->members + first, 1, last - first + 1);
}

static void add_all(Set *set, const Set *other) {
  for (uint32_t c = 0; c < kCodePoints; c++)
    set->members[c] |= other->members[c];
}

// The binary properties that ECMA-262 knows, short and long.
static const char *const kBinaryNames[][2] = {
    {"AHex", "ASCII_Hex_Digit"},
    {"Alpha", "Alphabetic"},
    {"Bidi_C", "Bidi_Control"},
    {"Bidi_M", "Bidi_Mirrored"},
    {"CI", "Case_Ignorable"},
    {"Cased", "Cased"},
    {"CWCF", "Changes_When_Casefolded"},
    {"CWCM", "Changes_When_Casemapped"},
    {"CWL", "Changes_When_Lowercased"},
    {"CWKCF", "Changes_When_NFKC_Casefolded"},
    {"CWT", "Changes_When_Titlecased"},
    {"CWU", "Changes_When_Uppercased"},
    {"Dash", "Dash"},
    {"DI", "Default_Ignorable_Code_Point"},
    {"Dep", "Deprecated"},
    {"Dia", "Diacritic"},
    {"Emoji", "Emoji"},
    {"EComp", "Emoji_Component"},
    {"EMod", "Emoji_Modifier"},
    {"EBase", "Emoji_Modifier_Base"},
    {"EPres", "Emoji_Presentation"},
    {"ExtPict", "Extended_Pictographic"},
    {"Ext", "Extender"},
    {"Gr_Base", "Grapheme_Base"},
    {"Gr_Ext", "Grapheme_Extend"},
    {"Hex", "Hex_Digit"},
    {"IDSB", "IDS_Binary_Operator"},
    {"IDST", "IDS_Trinary_Operator"},
    {"IDC", "ID_Continue"},
    {"IDS", "ID_Start"},
    {"Ideo", "Ideographic"},
    {"Join_C", "Join_Control"},
    {"LOE", "Logical_Order_Exception"},
    {"Lower", "Lowercase"},
    {"Math", "Math"},
    {"NChar", "Noncharacter_Code_Point"},
    {"Pat_Syn", "Pattern_Syntax"},
    {"Pat_WS", "Pattern_White_Space"},
    {"QMark", "Quotation_Mark"},
    {"Radical", "Radical"},
    {"RI", "Regional_Indicator"},
    {"STerm", "Sentence_Terminal"},
    {"SD", "Soft_Dotted"},
    {"Term", "Terminal_Punctuation"},
    {"UIdeo", "Unified_Ideograph"},
    {"Upper", "Uppercase"},
    {"VS", "Variation_Selector"},
    {"space", "White_Space"},
    {"XIDC", "XID_Continue"},
    {"XIDS", "XID_Start"},
};
enum { kBinaryCount = sizeof kBinaryNames / sizeof kBinaryNames[0] };

static void read_binary(const UcdLine *line, void *data) {
  for (int i = 0; i < kBinaryCount; i++)
    if (strcmp(line->fields[1], kBinaryNames[i][1]) == 0)
      add_range(get_set(kBinary, line->fields[1]), line->first, line->last);
}

static void read_category(const UcdLine *line, void *data) {
  add_range(get_set(kCategory, line->fields[1]), line->first, line->last);
}

static void read_script(const UcdLine *line, void *data) {
  add_range(get_set(kScript, line->fields[1]), line->first, line->last);
}

typedef struct Alias {
  char short_name[32], long_name[64], other[32];
} Alias;
static Alias script_aliases[512];
static int script_alias_count;

static void read_value_alias(const UcdLine *line, void *data) {
  bool is_script = strcmp(line->fields[0], "sc") == 0;
  bool is_category = strcmp(line->fields[0], "gc") == 0;
  if (is_script) {
    if (script_alias_count == 512) ucd_fail("too many", "scripts");
    Alias *alias = &script_aliases[script_alias_count++];
    snprintf(alias->short_name, sizeof alias->short_name, "%s",
             line->fields[1]);
    snprintf(alias->long_name, sizeof alias->long_name, "%s", line->fields[2]);
    if (line->field_count > 3)
      snprintf(alias->other, sizeof alias->other, "%s", line->fields[3]);
  }
  if (!is_category) return;
  const Set *set = get_set(kCategory, line->fields[1]);
  for (int i = 1; i < line->field_count; i++)
    add_name(kCategory, line->fields[i], set);
}

// Start from the scripts, then move the listed characters over.
static void read_extensions(const UcdLine *line, void *data) {
  for (int i = 0; i < set_count; i++)
    if (sets[i].kind == kExtensions)
      memset(sets[i].members + line->first, 0, line->last - line->first + 1);
  char *saved = NULL;
  for (char *word = strtok_r(line->fields[1], " ", &saved); word != NULL;
       word = strtok_r(NULL, " ", &saved)) {
    const char *name = NULL;
    for (int i = 0; i < script_alias_count; i++)
      if (strcmp(script_aliases[i].short_name, word) == 0)
        name = script_aliases[i].long_name;
    if (name == NULL) ucd_fail("unknown script", word);
    add_range(get_set(kExtensions, name), line->first, line->last);
  }
}

static void make_categories(void) {
  static const char *const kUnions[][8] = {
      {"LC", "Lu", "Ll", "Lt"},
      {"L", "Lu", "Ll", "Lt", "Lm", "Lo"},
      {"M", "Mn", "Mc", "Me"},
      {"N", "Nd", "Nl", "No"},
      {"P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"},
      {"S", "Sm", "Sc", "Sk", "So"},
      {"Z", "Zs", "Zl", "Zp"},
      {"C", "Cc", "Cf", "Cs", "Co", "Cn"},
  };
  ucd_read("extracted/DerivedGeneralCategory.txt", read_category, NULL);
  for (size_t i = 0; i < sizeof kUnions / sizeof kUnions[0]; i++)
    for (int j = 1; j < 8 && kUnions[i][j] != NULL; j++)
      add_all(get_set(kCategory, kUnions[i][0]),
              get_set(kCategory, kUnions[i][j]));
}

static void make_scripts(void) {
  ucd_read("Scripts.txt", read_script, NULL);
  Set *unknown = get_set(kScript, "Unknown");
  memset(unknown->members, 1, kCodePoints);
  int scripts = set_count;
  for (int i = 0; i < scripts; i++) {
    if (sets[i].kind != kScript || &sets[i] == unknown) continue;
    for (uint32_t c = 0; c < kCodePoints; c++)
      if (sets[i].members[c]) unknown->members[c] = 0;
  }
  for (int i = 0; i < scripts; i++)
    if (sets[i].kind == kScript)
      add_all(get_set(kExtensions, sets[i].name), &sets[i]);
  ucd_read("ScriptExtensions.txt", read_extensions, NULL);
  for (int i = 0; i < script_alias_count; i++) {
    const Alias *alias = &script_aliases[i];
    static const char kKinds[] = {kScript, kExtensions};
    for (int k = 0; k < 2; k++) {
      bool exists = false;
      for (int j = 0; j < set_count; j++)
        exists |= sets[j].kind == kKinds[k] &&
                  strcmp(sets[j].name, alias->long_name) == 0;
      // Values without characters (Katakana_Or_Hiragana) are no values.
      if (!exists) continue;
      const Set *set = get_set(kKinds[k], alias->long_name);
      add_name(kKinds[k], alias->short_name, set);
      add_name(kKinds[k], alias->long_name, set);
      if (alias->other[0]) add_name(kKinds[k], alias->other, set);
    }
  }
}

static void make_binaries(void) {
  ucd_read("PropList.txt", read_binary, NULL);
  ucd_read("DerivedCoreProperties.txt", read_binary, NULL);
  ucd_read("DerivedNormalizationProps.txt", read_binary, NULL);
  ucd_read("extracted/DerivedBinaryProperties.txt", read_binary, NULL);
  ucd_read("emoji/emoji-data.txt", read_binary, NULL);
  for (int i = 0; i < kBinaryCount; i++) {
    const Set *set = get_set(kBinary, kBinaryNames[i][1]);
    add_name(kBinary, kBinaryNames[i][0], set);
    add_name(kBinary, kBinaryNames[i][1], set);
  }
  Set *any = get_set(kBinary, "Any");
  add_range(any, 0, kCodePoints - 1);
  add_name(kBinary, "Any", any);
  Set *ascii = get_set(kBinary, "ASCII");
  add_range(ascii, 0, 0x7F);
  add_name(kBinary, "ASCII", ascii);
  Set *assigned = get_set(kBinary, "Assigned");
  const Set *unassigned = get_set(kCategory, "Cn");
  for (uint32_t c = 0; c < kCodePoints; c++)
    assigned->members[c] = !unassigned->members[c];
  add_name(kBinary, "Assigned", assigned);
}

static size_t put_varint(uint32_t *bytes, size_t size, uint32_t value) {
  if (size + 4 > kMaxSetBytes) ucd_fail("too large", "sets");
  for (; value >= 0x80; value >>= 7) bytes[size++] = (value & 0x7F) | 0x80;
  bytes[size++] = value;
  return size;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(((const Name *)a)->key, ((const Name *)b)->key);
}

void generate_properties(FILE *out) {
  make_categories();
  ucd_read("PropertyValueAliases.txt", read_value_alias, NULL);
  make_scripts();
  make_binaries();

  uint32_t *bytes = ucd_allocate(kMaxSetBytes, sizeof *bytes);
  uint32_t offsets[kMaxSets + 1];
  size_t size = 0;
  for (int i = 0; i < set_count; i++) {
    offsets[i] = (uint32_t)size;
    uint32_t position = 0;
    for (uint32_t c = 0; c < kCodePoints; c++) {
      if (!sets[i].members[c]) continue;
      uint32_t first = c;
      while (c + 1 < kCodePoints && sets[i].members[c + 1]) c++;
      size = put_varint(bytes, size, first - position);
      size = put_varint(bytes, size, c - first);
      position = c + 1;
    }
  }
  offsets[set_count] = (uint32_t)size;
  fprintf(out, "static ");
  emit_array(out, "kUnicodeSetBytes", bytes, size);
  fprintf(out, "static ");
  emit_array(out, "kUnicodeSetOffsets", offsets, (size_t)set_count + 1);

  qsort(names, (size_t)name_count, sizeof names[0], compare_names);
  uint32_t starts[kMaxNames], values[kMaxNames];
  size_t text = 0;
  int kept = 0;
  fprintf(out, "static const char kUnicodeNames[] =\n");
  for (int i = 0; i < name_count; i++) {
    if (i > 0 && compare_names(&names[i], &names[i - 1]) == 0) continue;
    fprintf(out, "\"%s\\0\"\n", names[i].key);
    starts[kept] = (uint32_t)text;
    values[kept++] = (uint32_t)names[i].set;
    text += strlen(names[i].key) + 1;
  }
  fprintf(out, ";\nenum { kUnicodeNameCount = %d };\nstatic ", kept);
  emit_array(out, "kUnicodeNameStarts", starts, (size_t)kept);
  fprintf(out, "static ");
  emit_array(out, "kUnicodeNameSets", values, (size_t)kept);
}

// ---- Properties of strings ----

typedef struct Sequences {
  const char *name;
  uint32_t *units;
  size_t size;
} Sequences;

static void read_sequence(const UcdLine *line, void *data) {
  Sequences *d = data;
  if (strcmp(line->fields[1], d->name) != 0) return;
  for (uint32_t c = line->first; c <= line->last; c++) {
    uint32_t text[16];
    int length = ucd_parse_code_points(line->fields[0], text, 16);
    if (strstr(line->fields[0], "..") != NULL) {
      length = 1;
      text[0] = c;
    }
    size_t start = d->size++;
    for (int i = 0; i < length; i++) {
      if (text[i] >= 0x10000) {
        d->units[d->size++] = 0xD7C0 + (text[i] >> 10);
        d->units[d->size++] = 0xDC00 + (text[i] & 0x3FF);
      } else {
        d->units[d->size++] = text[i];
      }
    }
    d->units[start] = (uint32_t)(d->size - start - 1);
  }
}

void generate_sequences(FILE *out) {
  static const char *const kGroups[] = {
      "Basic_Emoji",
      "Emoji_Keycap_Sequence",
      "RGI_Emoji_Modifier_Sequence",
      "RGI_Emoji_Flag_Sequence",
      "RGI_Emoji_Tag_Sequence",
      "RGI_Emoji_ZWJ_Sequence",
  };
  enum { kGroupCount = 6 };
  Sequences data = {.units = ucd_allocate(1 << 20, sizeof(uint32_t))};
  uint32_t starts[kGroupCount + 1];
  for (int i = 0; i < kGroupCount; i++) {
    starts[i] = (uint32_t)data.size;
    data.name = kGroups[i];
    ucd_read("emoji/emoji-sequences.txt", read_sequence, &data);
    ucd_read("emoji/emoji-zwj-sequences.txt", read_sequence, &data);
    if (starts[i] == data.size) ucd_fail("no sequences", kGroups[i]);
  }
  starts[kGroupCount] = (uint32_t)data.size;
  fprintf(out, "static const char kUnicodeSequenceNames[] =\n");
  for (int i = 0; i < kGroupCount; i++)
    fprintf(out, "\"%s\\0\"\n", kGroups[i]);
  fprintf(out, ";\nenum { kUnicodeSequenceGroups = %d };\nstatic ",
          kGroupCount);
  emit_array(out, "kUnicodeSequenceStarts", starts, kGroupCount + 1);
  fprintf(out, "static ");
  emit_array(out, "kUnicodeSequences", data.units, data.size);
}
