// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "test/unit/parser/parse-helper.h"

// Prints a program without the addresses of its variables.
static char *print(const char *text) {
  Parsed parsed;
  Parsed_program(&parsed, text, false, false);
  assert_true(parsed.success);
  char *output = NULL;
  size_t size = 0;
  FILE *file = open_memstream(&output, &size);
  assert_non_null(file);
  AstPrinter_print(file, parsed.info.literal);
  fclose(file);
  Parsed_end(&parsed);
  char *to = output;
  for (const char *from = output; *from != '\0';) {
    if (strncmp(from, "(0x", 3) == 0) {
      from = strchr(from, ')');
      memcpy(to, "(..", 3);
      to += 3;
    } else {
      *to++ = *from++;
    }
  }
  *to = '\0';
  return output;
}

static void a_program_prints_in_the_known_shape(void **state) {
  (void)state;
  char *output = print("const msg='testing'; console.log(msg);");
  assert_string_equal(
      output,
      "[generating bytecode for function: ]\n"
      "--- AST ---\n"
      "FUNC at 0\n"
      ". KIND 0\n"
      ". LITERAL ID 0\n"
      ". SUSPEND COUNT 0\n"
      ". NAME \"\"\n"
      ". DECLS\n"
      ". . VARIABLE script context[2] (..) (mode = CONST, assigned = false) "
      "\"msg\"\n"
      ". EXPRESSION STATEMENT at 10\n"
      ". . INIT at 10\n"
      ". . . VAR PROXY script context[2] (..) (mode = CONST, assigned = "
      "false) \"msg\"\n"
      ". . . LITERAL \"testing\"\n"
      ". EXPRESSION STATEMENT at 21\n"
      ". . ASSIGN at -1\n"
      ". . . VAR PROXY local[0] (..) (mode = TEMPORARY, assigned = false) "
      "\".result\"\n"
      ". . . CALL at 29\n"
      ". . . . PROPERTY at 29\n"
      ". . . . . VAR PROXY unallocated (..) (mode = DYNAMIC_GLOBAL, assigned "
      "= false) \"console\"\n"
      ". . . . . NAME \"log\"\n"
      ". . . . VAR PROXY script context[2] (..) (mode = CONST, assigned = "
      "false) \"msg\"\n"
      ". RETURN at -1\n"
      ". . VAR PROXY local[0] (..) (mode = TEMPORARY, assigned = false) "
      "\".result\"\n"
      "\n");
  free(output);
}

// Every kind of node has a line of its own; none is FAILURE.
static void every_construct_prints(void **state) {
  (void)state;
  char *output = print(
      "l: for (;;) { break l; } while (0) continue_: do { debugger } while "
      "(0);"
      "for (var a in b) ; for (const [c, d = 1] of e) ; with (f) g;"
      "switch (h) { case 1: default: } try { throw 1 } catch (i) {} finally {}"
      "if (j) ; else k; { function m() { return arguments } }"
      "class A extends B { #p = 1; static s; static {} constructor() { "
      "super(...x); super.y; } get [q]() { return #p in this } }"
      "(async function* () { yield await 1; yield* 2; for await (n of o) ; });"
      "x = {a: 1, get b() {}, set b(v) {}, ...c, __proto__: d, [e]: f};"
      "({a, b: [c]} = [1, , ...d]); a?.b?.[c]?.(); new A;"
      "`a${b}c`; t`d${e}`; /f/g; 1n; null; true; x ? y : z; -x; x++; --y;"
      "a + b * c ** d; a && b || c; a ?? b; a, b; a += 1; a ||= b; eval('x');"
      "import('x'); typeof a; delete b.c; void 0; (() => this)()");
  assert_null(strstr(output, "FAILURE"));
  static const char *const lines[] = {
      "FOR at",         "BREAK at",       "WHILE at",     "DO at",
      "DEBUGGER at",    "FOR IN at",      "FOR OF at",    "WITH at",
      "SWITCH at",      "TRY CATCH at",   "TRY FINALLY at", "THROW at",
      "CATCHVAR",       "IF at",          "SLOPPY BLOCK FUNCTION at",
      "CLASS LITERAL at", "SUPER CALL at", "NAMED SUPER PROPERTY at",
      "YIELD at",       "YIELD STAR at",  "AWAIT at",     "FOR AWAIT at",
      "OBJ LITERAL at", "OBJ PATTERN at", "ARRAY PATTERN at",
      "PROPERTY - SPREAD", "PROPERTY - PROTOTYPE", "COMPUTED KEY",
      "OPTIONAL CHAIN at", "OPTIONAL PROPERTY at", "CALL NEW at",
      "TEMPLATE LITERAL at", "TAGGED TEMPLATE at", "REGEXP LITERAL at",
      "LITERAL 1n",     "LITERAL null",   "CONDITIONAL at", "POST INC at",
      "PRE DEC at",     "NULLISH at",     "COMMA at",     "ASSIGN_ADD at",
      "ASSIGN_OR at",   "CALL POSSIBLY EVAL at", "IMPORT CALL at",
      "TYPEOF at",      "DELETE at",      "VOID at",      "THIS-EXPRESSION at",
      "STATIC BLOCK",   "INSTANCE MEMBERS INITIALIZER", "IN at"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    if (strstr(output, lines[i]) == NULL) fail_msg("no %s", lines[i]);
  free(output);
}

static void deep_chains_are_cut(void **state) {
  (void)state;
  enum { kLinks = 200000 };
  char *text = test_malloc(2 * kLinks + 2);
  text[0] = 'a';
  for (int i = 0; i < kLinks; i++) memcpy(text + 1 + 2 * i, ".b", 2);
  text[2 * kLinks + 1] = '\0';
  char *output = print(text);
  assert_non_null(strstr(output, "...\n"));
  free(output);
  test_free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_program_prints_in_the_known_shape),
      cmocka_unit_test(every_construct_prints),
      cmocka_unit_test(deep_chains_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
