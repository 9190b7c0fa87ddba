// SPDX-License-Identifier: MIT
#include "engine/parser/ast-string.h"

#include <string.h>

enum { kInitialCapacity = 256, kSmallCapacity = 4096 };

static inline uint64_t load64(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static inline uint32_t load32(const uint8_t *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static inline uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

// Eight bytes at a time, since most of scanning is looking names up.
static inline uint32_t hash_one_byte(const uint8_t *content, int length) {
  uint64_t hash = 0x9E3779B97F4A7C15u ^ (uint64_t)length;
  const uint8_t *end = content + length;
  if (length >= 8) {
    for (; end - content > 8; content += 8) hash = mix(hash, load64(content));
    hash = mix(hash, load64(end - 8));
  } else if (length >= 4) {
    hash = mix(hash, (uint64_t)load32(content) << 32 | load32(end - 4));
  } else if (length > 0) {
    hash = mix(hash, (uint64_t)content[0] << 16 | content[length / 2] << 8 |
                         content[length - 1]);
  }
  return (uint32_t)(hash ^ hash >> 32);
}

// Only for content that does not fit into bytes.
static uint32_t hash_two_byte(const uint16_t *content, int length) {
  uint64_t hash = 0x9E3779B97F4A7C15u ^ (uint64_t)length;
  for (int i = 0; i < length; i++) hash = mix(hash, content[i]);
  return (uint32_t)(hash ^ hash >> 32);
}

enum { kTagBits = 16 };

// Slots are chosen by the low bits, so the tag is of the high ones.
static inline uint64_t make_slot(const AstString *string) {
  return (uint64_t)(uintptr_t)string << kTagBits | string->hash >> kTagBits;
}

static inline AstString *slot_string(uint64_t slot) {
  return (AstString *)(uintptr_t)(slot >> kTagBits);
}

static void insert(AstStringTable *table, AstString *string) {
  uint32_t mask = (uint32_t)table->capacity - 1;
  uint32_t index = string->hash & mask;
  while (table->slots[index] != 0) index = (index + 1) & mask;
  table->slots[index] = make_slot(string);
}

static void grow(AstStringTable *table) {
  const uint64_t *slots = table->slots;
  int capacity = table->capacity;
  table->capacity = capacity * (capacity < kSmallCapacity ? 4 : 2);
  table->slots = ZONE_NEW_ARRAY(table->zone, uint64_t, table->capacity);
  for (int i = 0; i < capacity; i++)
    if (slots[i] != 0) insert(table, slot_string(slots[i]));
}

// Makes a string that the caller knows to be absent, with a copy of content
// right behind it.
static AstString *add(AstStringTable *table, uint32_t hash, bool is_one_byte,
                      const void *content, int length) {
  if (table->count * 8 >= table->capacity * 5) grow(table);
  size_t size_bytes = (size_t)length * (is_one_byte ? 1 : 2);
  AstString *string =
      Zone_allocate(table->zone, sizeof(AstString) + size_bytes);
  *string = (AstString){.hash = hash,
                        .length = length,
                        .is_one_byte = is_one_byte,
                        .token = kTokenIdentifier,
                        .one_byte = (const uint8_t *)(string + 1)};
  if (size_bytes != 0) memcpy(string + 1, content, size_bytes);
  if (is_one_byte && length <= kMaxKeywordLength)
    string->token = (uint8_t)Token_of_word(content, length);
  insert(table, string);
  table->count++;
  return string;
}

// The string of this content, NULL if there is none.
static inline AstString *find(const AstStringTable *table, uint32_t hash,
                              bool is_one_byte, const void *content,
                              int length) {
  uint32_t mask = (uint32_t)table->capacity - 1;
  size_t size_bytes = (size_t)length << !is_one_byte;
  for (uint32_t index = hash & mask;; index = (index + 1) & mask) {
    uint64_t slot = table->slots[index];
    if (slot == 0) return NULL;
    if ((uint16_t)slot != (uint16_t)(hash >> kTagBits)) continue;
    AstString *string = slot_string(slot);
    if (string->length == length && string->is_one_byte == is_one_byte &&
        memcmp(string + 1, content, size_bytes) == 0)
      return string;
  }
}

AstString *AstStringTable_intern_one_byte(AstStringTable *table,
                                          const uint8_t *content, int length) {
  uint32_t hash = hash_one_byte(content, length);
  AstString *string = find(table, hash, true, content, length);
  if (LIKELY(string != NULL)) return string;
  return add(table, hash, true, content, length);
}

static AstString *intern_narrowed(AstStringTable *table,
                                  const uint16_t *content, int length) {
  uint8_t small[256];
  uint8_t *bytes = length <= (int)sizeof small
                       ? small
                       : Zone_allocate(table->zone, (size_t)length);
  for (int i = 0; i < length; i++) bytes[i] = (uint8_t)content[i];
  return AstStringTable_intern_one_byte(table, bytes, length);
}

AstString *AstStringTable_intern_two_byte(AstStringTable *table,
                                          const uint16_t *content,
                                          int length) {
  uint16_t all = 0;
  for (int i = 0; i < length; i++) all |= content[i];
  if (all < 0x100) return intern_narrowed(table, content, length);
  uint32_t hash = hash_two_byte(content, length);
  AstString *string = find(table, hash, false, content, length);
  if (string != NULL) return string;
  return add(table, hash, false, content, length);
}

AstString *AstStringTable_intern_c_string(AstStringTable *table,
                                          const char *text) {
  return AstStringTable_intern_one_byte(table, (const uint8_t *)text,
                                        (int)strlen(text));
}

AstString *AstStringTable_intern_prefixed(AstStringTable *table,
                                          const char *prefix,
                                          const AstString *string) {
  int prefix_length = (int)strlen(prefix);
  int length = prefix_length + string->length;
  if (string->is_one_byte) {
    uint8_t *bytes = Zone_allocate(table->zone, (size_t)length);
    memcpy(bytes, prefix, (size_t)prefix_length);
    memcpy(bytes + prefix_length, string->one_byte, (size_t)string->length);
    return AstStringTable_intern_one_byte(table, bytes, length);
  }
  uint16_t *units = Zone_allocate(table->zone, (size_t)length * 2);
  for (int i = 0; i < prefix_length; i++) units[i] = (uint8_t)prefix[i];
  memcpy(units + prefix_length, string->two_byte, (size_t)string->length * 2);
  return AstStringTable_intern_two_byte(table, units, length);
}

static const char *const kNameTexts[] = {
#define TEXT(Name, text) text,
    AST_STRING_NAMES(TEXT)
#undef TEXT
};

void AstStringTable_init(AstStringTable *table, Zone *zone) {
  memset(table, 0, sizeof *table);
  table->zone = zone;
  table->capacity = kInitialCapacity;
  table->slots = ZONE_NEW_ARRAY(zone, uint64_t, kInitialCapacity);
  for (int i = 0; i < kAstStringNameCount; i++) {
    AstString *name = AstStringTable_intern_c_string(table, kNameTexts[i]);
    name->predefined = (uint8_t)(i + 1);
    table->names[i] = name;
  }
}

bool AstString_equals_c_string(const AstString *string, const char *text) {
  size_t length = strlen(text);
  return string->is_one_byte && (size_t)string->length == length &&
         memcmp(string->one_byte, text, length) == 0;
}

bool AstString_is_array_index(const AstString *string, uint32_t *index) {
  if (!string->is_one_byte || string->length == 0 || string->length > 10)
    return false;
  const uint8_t *digits = string->one_byte;
  if (digits[0] == '0' && string->length > 1) return false;
  uint64_t value = 0;
  for (int i = 0; i < string->length; i++) {
    if (digits[i] < '0' || digits[i] > '9') return false;
    value = value * 10 + (digits[i] - '0');
  }
  if (value >= UINT32_MAX) return false;
  *index = (uint32_t)value;
  return true;
}

// Encodes one code point, returns its bytes.
static int encode_utf8(uint32_t code, char *out) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

size_t AstString_write_utf8(const AstString *string, char *buffer,
                            size_t buffer_bytes) {
  size_t used = 0;
  for (int i = 0; i < string->length; i++) {
    uint32_t code = AstString_at(string, i);
    if ((code & 0xFC00) == 0xD800 && i + 1 < string->length &&
        (AstString_at(string, i + 1) & 0xFC00) == 0xDC00) {
      code = 0x10000 + ((code & 0x3FF) << 10) +
             (AstString_at(string, i + 1) & 0x3FFu);
      i++;
    } else if ((code & 0xF800) == 0xD800) {
      code = 0xFFFD;
    }
    char encoded[4];
    int bytes = encode_utf8(code, encoded);
    if (used + (size_t)bytes + 1 > buffer_bytes) break;
    memcpy(buffer + used, encoded, (size_t)bytes);
    used += (size_t)bytes;
  }
  if (buffer_bytes != 0) buffer[used] = '\0';
  return used;
}
