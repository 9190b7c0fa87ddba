// SPDX-License-Identifier: MIT
#include "engine/parser/ast-string.h"

#include <string.h>

enum { kInitialBuckets = 512 };

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

static void grow_buckets(AstStringTable *table) {
  int count = table->bucket_count * 4;
  AstString **buckets = ZONE_NEW_ARRAY(table->zone, AstString *, count);
  for (int i = 0; i < table->bucket_count; i++) {
    AstString *string = table->buckets[i];
    while (string != NULL) {
      AstString *next = string->next;
      AstString **bucket = &buckets[string->hash & (uint32_t)(count - 1)];
      string->next = *bucket;
      *bucket = string;
      string = next;
    }
  }
  table->buckets = buckets;
  table->bucket_count = count;
}

// Makes a string that the caller knows to be absent. Content is not copied.
static AstString *add(AstStringTable *table, uint32_t hash, bool is_one_byte,
                      const void *content, int length) {
  if (table->count >= table->bucket_count) grow_buckets(table);
  AstString *string = ZONE_NEW(table->zone, AstString);
  string->hash = hash;
  string->length = length;
  string->is_one_byte = is_one_byte;
  string->token = kTokenIdentifier;
  string->one_byte = content;
  AstString **bucket =
      &table->buckets[hash & (uint32_t)(table->bucket_count - 1)];
  string->next = *bucket;
  *bucket = string;
  table->count++;
  return string;
}

static AstString *find_one_byte(const AstStringTable *table, uint32_t hash,
                                const uint8_t *content, int length) {
  AstString *string =
      table->buckets[hash & (uint32_t)(table->bucket_count - 1)];
  for (; string != NULL; string = string->next) {
    if (string->hash == hash && string->length == length &&
        string->is_one_byte &&
        memcmp(string->one_byte, content, (size_t)length) == 0)
      return string;
  }
  return NULL;
}

AstString *AstStringTable_intern_one_byte(AstStringTable *table,
                                          const uint8_t *content, int length) {
  uint32_t hash = hash_one_byte(content, length);
  AstString *string = find_one_byte(table, hash, content, length);
  if (string != NULL) return string;
  return add(table, hash, true,
             Zone_copy(table->zone, content, (size_t)length), length);
}

// A literal of this file, which need not be copied.
static AstString *intern_static(AstStringTable *table, const char *text) {
  const uint8_t *content = (const uint8_t *)text;
  int length = (int)strlen(text);
  uint32_t hash = hash_one_byte(content, length);
  AstString *string = find_one_byte(table, hash, content, length);
  return string != NULL ? string : add(table, hash, true, content, length);
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
  AstString *string =
      table->buckets[hash & (uint32_t)(table->bucket_count - 1)];
  for (; string != NULL; string = string->next) {
    if (string->hash == hash && string->length == length &&
        !string->is_one_byte &&
        memcmp(string->two_byte, content, (size_t)length * 2) == 0)
      return string;
  }
  return add(table, hash, false,
             Zone_copy(table->zone, content, (size_t)length * 2), length);
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
  table->bucket_count = kInitialBuckets;
  table->buckets = ZONE_NEW_ARRAY(zone, AstString *, kInitialBuckets);
  for (int i = 0; i < kAstStringNameCount; i++) {
    AstString *name = intern_static(table, kNameTexts[i]);
    name->predefined = (uint8_t)(i + 1);
    table->names[i] = name;
  }
  static const struct {
    uint8_t token;
    const char *text;
  } keywords[] = {
#define TOKEN(Name, text, precedence)
#define KEYWORD(Name, text, precedence) {kToken##Name, text},
#include "engine/parser/token.def"
#undef TOKEN
#undef KEYWORD
  };
  for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
    intern_static(table, keywords[i].text)->token = keywords[i].token;
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
