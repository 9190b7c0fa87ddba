// SPDX-License-Identifier: MIT
//
// libFuzzer target for the front end: any text is compiled or is refused, as
// script, module, eval or dynamic function, strict and sloppy, from one-byte and
// two-byte sources. What was accepted is printed as a tree, generated function
// by function, verified and disassembled. Eager and lazy parsing must agree on
// what they accept, on where every name lives, and on the bytecode.
//
//   build/asan/test/fuzz/fuzz-parser -dict=test/fuzz/javascript.dict CORPUS
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/bytecode/bytecode-generator.h"
#include "engine/bytecode/disassembler.h"
#include "engine/bytecode/verifier.h"
#include "engine/regexp/regexp.h"
#include "test/unit/parser/ast-walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// The first byte of an input.
enum Mode {
  kModeTwoByte = 1,
  // Else a script.
  kModeModule = 2,
  kModeEval = 4,
  kModeDynamic = 6,
  kModeGoalMask = 6,
  kModeStrict = 8,
  // Eval code: everything that calling functions can permit; with kModeStrict
  // the caller is strict. Dynamic functions: generators, async functions.
  kModePermissive = 16,
  kModeAsync = 32,
};

typedef struct Input {
  SourceText source;
  unsigned mode;
  int parameters_end;  // of dynamic functions
} Input;

// -------------------------------------------------------------------- parsing

static const char *check_regexp(void *data, const AstString *pattern,
                                const AstString *flags, Zone *zone) {
  RegExpText flags_text = {.units = flags->one_byte,
                           .length = (size_t)flags->length,
                           .is_two_byte = !flags->is_one_byte};
  RegExpText text = {.units = pattern->one_byte,
                     .length = (size_t)pattern->length,
                     .is_two_byte = !pattern->is_one_byte};
  uint32_t bits = 0;
  RegExpError error;
  if (!RegExp_parse_flags(flags_text, &bits)) return "flags";
  return RegExp_check_syntax(text, bits, 0, &error) ? NULL : error.message;
}

static bool parse_goal(ParseInfo *info, const Input *input) {
  unsigned goal = input->mode & kModeGoalMask;
  if (goal == kModeEval) {
    bool permissive = (input->mode & kModePermissive) != 0;
    info->allow_new_target = permissive;
    info->allow_super_property = permissive;
    info->allow_super_call = permissive;
    return Parser_parse_eval(info);
  }
  if (goal == kModeDynamic) {
    bool is_generator = (input->mode & kModePermissive) != 0;
    bool is_async = (input->mode & kModeAsync) != 0;
    FunctionKind kind =
        is_async ? is_generator ? kFunctionAsyncGenerator : kFunctionAsync
                 : is_generator ? kFunctionGenerator : kFunctionNormal;
    return Parser_parse_dynamic_function(info, kind, input->parameters_end);
  }
  info->is_module = goal == kModeModule;
  return Parser_parse_program(info);
}

static bool parse(ParseInfo *info, Zone *zone, const Input *input,
                  bool allow_lazy) {
  ParseInfo_init(info, zone, input->source);
  info->allow_lazy = allow_lazy;
  info->allow_natives = true;
  info->is_strict = (input->mode & kModeStrict) != 0;
  info->check_regexp = check_regexp;
  bool success = parse_goal(info, input);
  CHECK(success == (info->error.message == kParserMessageNone));
  CHECK(success == (info->literal != NULL));
  if (!success) {
    char text[64];
    ParseError_format(&info->error, text, sizeof text);
    CHECK(info->error.start >= 0 && info->error.start <= info->error.end);
  }
  return success;
}

// ----------------------------------------------------------------- generation

// Listings of functions by function_literal_id, made eagerly or lazily.
typedef struct Listings {
  const Input *input;
  char **items;
  int count;
  bool overflow;
  // Functions compiled later find a script's lexical variables by name.
  bool has_script_lexicals;
} Listings;

static FILE *null_output(void) {
  static FILE *file;
  if (file == NULL) file = fopen("/dev/null", "w");
  CHECK(file != NULL);
  return file;
}

static void Listings_add(Listings *listings, ParseInfo *info,
                         FunctionLiteral *literal, Scope *outer);

static void Listings_store(Listings *listings, int id,
                           const BytecodeOutput *output) {
  if (id >= listings->count) {
    listings->items =
        realloc(listings->items, sizeof(char *) * (size_t)(id + 1));
    CHECK(listings->items != NULL);
    while (listings->count <= id) listings->items[listings->count++] = NULL;
  }
  CHECK(listings->items[id] == NULL);
  size_t length;
  FILE *out = open_memstream(&listings->items[id], &length);
  CHECK(out != NULL);
  Disassembler_print_output(out, "", output);
  fclose(out);
}

// Compiles a pre-parsed function the way its first call would.
static void Listings_add_lazy(Listings *listings, const FunctionLiteral *facts,
                              Scope *outer) {
  Zone zone;
  Zone_init(&zone, "lazy");
  ParseInfo info;
  ParseInfo_init(&info, &zone, listings->input->source);
  info.allow_natives = true;
  info.check_regexp = check_regexp;
  info.outer = WalkOuter_make(&zone, outer);
  if (Parser_parse_function(&info, facts)) {
    CHECK(info.literal->function_literal_id == facts->function_literal_id);
    Listings_add(listings, &info, info.literal, info.literal->scope->outer);
  } else {
    CHECK(info.error.message == kParserMessageStackOverflow);
    listings->overflow = true;
  }
  Zone_destroy(&zone);
}

static void Listings_add(Listings *listings, ParseInfo *info,
                         FunctionLiteral *literal, Scope *outer) {
  if (literal->is_preparsed) {
    Listings_add_lazy(listings, literal, outer);
    return;
  }
  AstPrinter_print(null_output(), literal);
  GeneratorInput input = {.zone = info->zone,
                          .strings = &info->strings,
                          .literal = literal,
                          .stack_limit = info->stack_limit};
  if (literal->function_kind == kFunctionModule) input.module = info->module;
  BytecodeOutput *output = BytecodeGenerator_generate(&input);
  if (output == NULL) {
    listings->overflow = true;
    return;
  }
  BytecodeVerifier_verify(output);
  Listings_store(listings, literal->function_literal_id, output);
  for (int i = 0; i < output->functions.length && !listings->overflow; i++) {
    const InnerFunction *inner = output->functions.items[i];
    Listings_add(listings, info, inner->literal, inner->outer);
  }
}

static bool has_lexicals(const Scope *script) {
  for (int i = 0; i < script->locals.length; i++)
    if (script->locals.items[i]->location == kLocationScriptContext)
      return true;
  return false;
}

static ParserMessage compile(Listings *listings, const Input *input,
                             bool allow_lazy) {
  *listings = (Listings){.input = input};
  Zone zone;
  Zone_init(&zone, "fuzz");
  ParseInfo info;
  if (parse(&info, &zone, input, allow_lazy)) {
    listings->has_script_lexicals = has_lexicals(info.script_scope);
    Listings_add(listings, &info, info.literal, info.literal->scope->outer);
  }
  ParserMessage message = info.error.message;
  if (message == kParserMessageStackOverflow) listings->overflow = true;
  Zone_destroy(&zone);
  return message;
}

static void Listings_free(Listings *listings) {
  for (int i = 0; i < listings->count; i++) free(listings->items[i]);
  free(listings->items);
}

static void Listings_compare(const Listings *eager, const Listings *lazy) {
  CHECK(eager->count == lazy->count);
  for (int i = 0; i < eager->count; i++) {
    const char *one = eager->items[i], *other = lazy->items[i];
    CHECK((one == NULL) == (other == NULL));
    if (one == NULL || eager->has_script_lexicals || strcmp(one, other) == 0)
      continue;
    FATAL("function %d differs\n-- eager --\n%s\n-- lazy --\n%s", i, one,
          other);
  }
}

// ---------------------------------------------------------------------- input

// Latin-1 or UTF-16 text in memory of its own, so that ASan sees its end.
static void *make_source(Input *input, const uint8_t *bytes, size_t size) {
  size_t length = input->mode & kModeTwoByte ? size / 2 : size;
  size_t unit_size = input->mode & kModeTwoByte ? 2 : 1;
  void *copy = malloc(length * unit_size + (length == 0));
  CHECK(copy != NULL);
  memcpy(copy, bytes, length * unit_size);
  input->source = (SourceText){.length_units = length};
  if (input->mode & kModeTwoByte)
    input->source.two_byte = copy;
  else
    input->source.one_byte = copy;
  return copy;
}

// The text that Function() would make: the first byte says where the parameters
// end and the body begins.
static void *make_dynamic_source(Input *input, const uint8_t *data,
                                 size_t size) {
  static const char *const prefixes[] = {
      "function", "function*", "async function", "async function*"};
  const char *prefix = prefixes[(input->mode & kModePermissive ? 1 : 0) +
                                (input->mode & kModeAsync ? 2 : 0)];
  int parameters = size > 1 ? data[0] % (int)size : 0;
  if (size > 0) data++, size--;
  char *text = malloc(size + 64);
  CHECK(text != NULL);
  int length = sprintf(text, "%s anonymous(", prefix);
  memcpy(text + length, data, (size_t)parameters);
  length += parameters;
  input->parameters_end = length;
  length += sprintf(text + length, "\n) {\n");
  memcpy(text + length, data + parameters, size - (size_t)parameters);
  length += (int)size - parameters;
  length += sprintf(text + length, "\n}");
  input->source = (SourceText){.one_byte = (const uint8_t *)text,
                               .length_units = (size_t)length};
  return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  Input input = {.mode = data[0]};
  bool is_dynamic = (input.mode & kModeGoalMask) == kModeDynamic;
  void *memory = is_dynamic ? make_dynamic_source(&input, data + 1, size - 1)
                            : make_source(&input, data + 1, size - 1);
  Listings eager, lazy;
  ParserMessage eager_message = compile(&eager, &input, false);
  ParserMessage lazy_message = compile(&lazy, &input, true);
  // They use different amounts of stack.
  if (!eager.overflow && !lazy.overflow) {
    CHECK(eager_message == lazy_message);
    Listings_compare(&eager, &lazy);
  }
  Listings_free(&eager);
  Listings_free(&lazy);
  free(memory);
  return 0;
}
