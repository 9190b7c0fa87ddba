// SPDX-License-Identifier: MIT
//
// Functions compiled on first call find every name where eager compilation
// would have put it.
#include "test/unit/parser/ast-walk.h"
#include "test/unit/parser/parse-helper.h"

static void lazy_equals_eager(void **state) {
  (void)state;
  static const char *const texts[] = {
      "function f(a) { return function g() { return a + this.b } }",
      "function f() { let x = 1; { let y; function g() { x + y } } }",
      "function f() { return () => { return this + arguments[0] } }",
      "function f(a = 1, {b}, ...c) { var a; return () => { a + b + c } }",
      "function f(a = () => b, b) { var b; return function () { b } }",
      "(function f() { return function () { return f } })",
      "function f() { for (let i = 0; i < 3; i++) g(() => { return i }) }",
      "function f() { for (let k in o) h(function () { return k }) }",
      "function f() { try {} catch ({e}) { return function () { e } } }",
      "function f() { with (o) { return function () { return x } } }",
      "function f(x) { eval(s); return function () { return x + y } }",
      "function f(x) { 'use strict'; eval(s); return () => { return x } }",
      "class A extends B { #p = 1; static #q = 2; #m() { return this.#p } "
      "constructor(a) { super(a); } get x() { return super.x + A.#q } "
      "static s() { return () => { return super.s + this.#m } } "
      "y = () => { return super.y + this.#p } [k] = function () { A } "
      "static { (function () { return A })() } }",
      "function f() { class C { m() { return new.target + C } } "
      "return {a() { return super.b }, get c() { return () => { super.d } }} }",
      "function f(a) { return async function* () { for await (const x of a) "
      "yield (() => { return x + a })() } }",
      "let a = (b, c = () => { return b }) => { return () => { b + c + a } }",
      "async (d, {e} = function () { return d }) => { await (() => { e }) }",
      "function f() { { function g() {} } return () => { g() } }",
      "function f() { switch (1) { case 0: let a; default: "
      "return () => { a } } }",
      "function f(a, a) { return () => { return a } }",
      "function f(a) { arguments; return () => { return a } }",
      "function f() { var arguments; return () => { return arguments } }",
      "a: for (const x of function () { return x }) { break a }",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    const char *failure =
        Walk_compare_lazy(SourceText_ascii(texts[i]), false, true);
    if (failure != NULL) fail_msg("%s: %s", texts[i], failure);
  }
  static const char module[] =
      "import a, {b} from 'x'; export let c = () => { return a + b + c };"
      "let d; function e() { return () => { return d + import.meta.url } }";
  assert_null(Walk_compare_lazy(SourceText_ascii(module), true, true));
}

static void count_preparsed(void *data, const FunctionLiteral *literal,
                            Scope *scope) {
  (void)scope;
  *(int *)data += literal->is_preparsed;
}

static void immediately_called_functions_are_eager(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int preparsed;
  } cases[] = {
      {"function f() {}", 1},
      {"(function () {})()", 0},
      {"!function () {}()", 0},
      {"(() => {})()", 0},
      {"x = function () {}", 1},
      {"x = () => { }", 1},
      {"x = () => 1", 0},
      {"(async function () {})()", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Parsed parsed;
    Parsed_program(&parsed, cases[i].text, false, true);
    assert_true(parsed.success);
    int count = 0;
    Walk walk = {.on_function = count_preparsed, .data = &count};
    walk.scope = parsed.info.literal->scope;
    Walk_function(&walk, parsed.info.literal);
    free(walk.text);
    if (count != cases[i].preparsed) fail_msg("%s", cases[i].text);
    Parsed_end(&parsed);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lazy_equals_eager),
      cmocka_unit_test(immediately_called_functions_are_eager),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
