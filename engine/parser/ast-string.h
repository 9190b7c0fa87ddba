// SPDX-License-Identifier: MIT
//
// AstString: an interned string of one parse. Two equal strings of one table
// are the same pointer, so names compare by pointer everywhere in the front
// end. Content is Latin-1 bytes if every unit fits into one, else UTF-16 units
// (which may contain lone surrogates). Strings live in the table's zone.
#ifndef ENGINE_PARSER_AST_STRING_H_
#define ENGINE_PARSER_AST_STRING_H_

#include "engine/base/zone.h"
#include "engine/parser/token.h"

typedef struct AstString AstString;
struct AstString {
  // Free for the bytecode generator: caches the heap string's Value bits,
  // 0 when unset. Zeroed by the table.
  uint64_t heap_value;
  // For Scope_collect_free_names: the proxy of this name in the scope that has
  // the mark.
  struct VariableProxy *free_proxy;
  uint32_t free_mark;
  // What looking it up reads comes last, since content is right behind.
  uint32_t hash;
  union {
    const uint8_t *one_byte;
    const uint16_t *two_byte;
  };
  int32_t length;  // in units
  bool is_one_byte;
  // AstStringName + 1 if this is a predefined name, else 0.
  uint8_t predefined;
  // The keyword that is spelled so, else kTokenIdentifier.
  uint8_t token;
};

// Names that the front end itself refers to, in AstStringTable.names.
// Those that begin with '.' cannot be written in a program.
#define AST_STRING_NAMES(V)                \
  V(Empty, "")                             \
  V(Anonymous, "anonymous")                \
  V(Arguments, "arguments")                \
  V(Async, "async")                        \
  V(Constructor, "constructor")            \
  V(Default, "default")                    \
  V(DotBrand, ".brand")                    \
  V(DotCatch, ".catch")                    \
  V(DotClass, ".class")                    \
  V(DotDefault, ".default")                \
  V(DotGeneratorObject, ".generator_object") \
  V(DotHomeObject, ".home_object")         \
  V(DotNewTarget, ".new.target")           \
  V(DotResult, ".result")                  \
  V(DotStaticHomeObject, ".static_home_object") \
  V(DotThisFunction, ".this_function")     \
  V(Eval, "eval")                          \
  V(InstanceMembersInitializer, "<instance_members_initializer>") \
  V(Let, "let")                            \
  V(Name, "name")                          \
  V(PrivateConstructor, "#constructor")    \
  V(Proto, "__proto__")                    \
  V(Prototype, "prototype")                \
  V(StaticInitializer, "<static_initializer>") \
  V(This, "this")                          \
  V(Undefined, "undefined")                \
  V(UseStrict, "use strict")

typedef enum AstStringName {
#define DECLARE(Name, text) kName##Name,
  AST_STRING_NAMES(DECLARE)
#undef DECLARE
  kAstStringNameCount
} AstStringName;

// Open addressing: a string is in the first slot at or after that of its hash.
// A slot is the string's address above 16 bits of its hash, 0 if it is free: a
// lookup that fails seldom touches a string.
typedef struct AstStringTable {
  Zone *zone;
  uint64_t *slots;
  int capacity;  // a power of two, at most 5/8 full
  int count;
  uint32_t free_mark;  // newest value of AstString.free_mark
  AstString *names[kAstStringNameCount];
} AstStringTable;

// Prepares an empty table with the predefined names.
void AstStringTable_init(AstStringTable *table, Zone *zone);

// Interning copies the content. Two-byte content whose units all fit into one
// byte is stored as one-byte, so that equal text is one pointer.
AstString *AstStringTable_intern_one_byte(AstStringTable *table,
                                          const uint8_t *content, int length);
AstString *AstStringTable_intern_two_byte(AstStringTable *table,
                                          const uint16_t *content, int length);
// A NUL-terminated ASCII string.
AstString *AstStringTable_intern_c_string(AstStringTable *table,
                                          const char *text);
// prefix + string, for "get x", "#x" and the like.
AstString *AstStringTable_intern_prefixed(AstStringTable *table,
                                          const char *prefix,
                                          const AstString *string);

static inline uint16_t AstString_at(const AstString *string, int index) {
  return string->is_one_byte ? string->one_byte[index]
                             : string->two_byte[index];
}
bool AstString_equals_c_string(const AstString *string, const char *text);
// True for a canonical array index below 2^32-1, which it then stores.
bool AstString_is_array_index(const AstString *string, uint32_t *index);
// Writes the string as UTF-8 (lone surrogates as U+FFFD) with a final NUL, cut
// to fit. Returns the bytes written without the NUL.
size_t AstString_write_utf8(const AstString *string, char *buffer,
                            size_t buffer_bytes);
static inline bool AstString_is(const AstString *string, AstStringName name) {
  return string->predefined == (uint8_t)(name + 1);
}

#endif  // ENGINE_PARSER_AST_STRING_H_
