// SPDX-License-Identifier: MIT
//
// libFuzzer target: any text parses or is refused, as script, module, eval and
// function body, from one-byte and two-byte sources, eagerly and lazily. Eager
// and lazy parsing must agree on what they accept, and functions compiled later
// must find every name where eager compilation put it.
//
//   clang-19 -g -O1 -fsanitize=fuzzer,address,undefined -I. -Ibuild/debug/generated
//     test/fuzz/parser-fuzzer.c engine/parser/*.c engine/base/*.c -lgmp -lm
//     -o parser-fuzzer
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/parser/parser.h"
#include "test/unit/parser/ast-walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ParserMessage parse(SourceText source, bool is_module, bool is_eval,
                           bool allow_lazy) {
  Zone zone;
  Zone_init(&zone, "fuzz");
  ParseInfo info;
  ParseInfo_init(&info, &zone, source);
  info.is_module = is_module;
  info.allow_lazy = allow_lazy;
  info.allow_natives = true;
  bool success = is_eval ? Parser_parse_eval(&info)
                         : Parser_parse_program(&info);
  ParserMessage message = info.error.message;
  CHECK(success == (message == kParserMessageNone));
  CHECK(success == (info.literal != NULL));
  if (!success) {
    char text[64];
    ParseError_format(&info.error, text, sizeof text);
    CHECK(info.error.start >= 0 && info.error.start <= info.error.end);
  }
  Zone_destroy(&zone);
  return message;
}

// The first byte says how to parse the rest.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  uint8_t mode = data[0];
  SourceText source = {.one_byte = data + 1, .length_units = size - 1};
  uint16_t *units = NULL;
  if (mode & 1) {
    size_t count = (size - 1) / 2;
    units = malloc(count * 2 + 2);
    CHECK(units != NULL);
    memcpy(units, data + 1, count * 2);
    source = (SourceText){.two_byte = units, .length_units = count};
  }
  bool is_module = (mode & 2) != 0;
  bool is_eval = !is_module && (mode & 4) != 0;
  ParserMessage eager = parse(source, is_module, is_eval, false);
  ParserMessage lazy = parse(source, is_module, is_eval, true);
  // They use different amounts of stack.
  if (eager != kParserMessageStackOverflow &&
      lazy != kParserMessageStackOverflow)
    CHECK(eager == lazy);
  if (eager == kParserMessageNone && lazy == kParserMessageNone &&
      units == NULL && !is_eval)
    CHECK(Walk_compare_lazy(source, is_module, false) == NULL);
  free(units);
  return 0;
}
