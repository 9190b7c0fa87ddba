// SPDX-License-Identifier: MIT
//
// What the parser accepts, what it refuses, and in which words.
#include "test/unit/parser/parse-helper.h"

static void accepts_scripts(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "#!/usr/bin/env thaw\n1",
      "<!-- comment\n1\n--> comment",
      "var a = 1, b; let c; const d = 2",
      "a\nb\n++c",
      "do ; while (0) x",
      "if (1) function f() {} else function g() {}",
      "a: b: for (;;) { continue a; break b }",
      "a: { break a }",
      "a: function f() {}",
      "for (var x = 1 in {}) ;",
      "for (let in {}) ;",
      "for (let of = 0; false;) ;",
      "for (async of => {}; false;) ;",
      "for (const [a, {b}] of c) { d }",
      "for (x of []) ; for ([x, y.z] of []) ; for ({x} in {}) ;",
      "switch (1) { case 1: let x; default: function f() {} }",
      "try {} catch {} finally {}",
      "try {} catch (e) { var e }",
      "try {} catch ([a, b]) { }",
      "with (a) b",
      "x = {a, b: 1, [c]: 2, d() {}, get e() { return 1 }, set e(v) {}, "
      "*g() {}, async h() {}, async *i() {}, ...j, 1: 2, 'k': 3, 1n: 4}",
      "x = {get, set, async, static: 1, await: 2, get: 3, async() {}}",
      "({__proto__: a, __proto__}); ({__proto__: a, ['__proto__']: b})",
      "({__proto__: a, __proto__: b} = {})",
      "[a, , b = 1, ...[c, d]] = e; ({a, b: c.d, e: [f] = 1, ...g} = h)",
      "({a = 1} = {}); [{a = 1}] = []; (({a = 1}) => a)",
      "x => y => z; (a, b = 1, {c}, [d], ...e) => {}; () => {}",
      "async x => await x; async (a) => { await a }; async () => {}",
      "async (x); async\n(x)",
      "(a, b, ) => 1; f(a, b, )",
      "function f(a, b = 1, {c}, ...d) { 'not strict' }",
      "function f(a, a) { arguments }",
      "function* g() { yield; yield 1; yield* 2; x = yield; yield\n3 }",
      "function* g() { (function yield() {}) }",
      "async function f() { for await (const x of y) await x }",
      "async function f() { for await (async of y) ; }",
      "var yield, await, let, static, async, of, get; yield: 1; await: 2",
      "let async; let await; let of",
      "class A { constructor() {} static m() {} get x() { return 1 } "
      "set x(v) {} 'a' = 1; [b] = 2; #p = 3; static #q; #m() { this.#p } "
      "static { this.#q; var z } async *g() {} static async; get; set; }",
      "class A extends B { constructor() { super(); super.x; super[y]() } }",
      "class A { static async\n*b() {} }",
      "class A { x = () => super.y; static z = this }",
      "class A { #a; m(o) { return #a in o && o?.#a } }",
      "(class { static { (function await() {}) } })",
      "(class { static { (() => { var await }) } })",
      "a?.b?.[c]?.(d); a?.5:1; delete a?.b; new a; new a.b(c)(d)",
      "a ?\? b; (a || b) ?\? c; a ?\?= b; a ||= c; a &&= d",
      "2 ** 3 ** 4; (-1) ** 2; 2 ** -1",
      "0x1F + 0b11 + 0o17 + 017 + 089 + 1_000 + .5e-3 + 12n + 0xfn",
      "'\\u{1F600}\\x41\\u0041\\\n\\0\\7\\8'",
      "`a${b}c${`d${e}`}f`; tag`\\u{bad}${x}`",
      "/[/]\\//g.test(x); a / b / c; a++ / 2; ({}) / 1",
      "var \\u0061b, $, _, a\\u{62}",
      "(function () { new.target; () => new.target })",
      "import('x'); import('x', {with: {}}, )",
      "label: { let x; break label }",
      "if (1) { } else if (2) ; else ;",
      "var f = function g() { g = 1 }; (function () {})()",
      "{ function f() {} function f() {} }",
      "{ async function f() {} } function f() {} var f",
      "f() = 1; for (f() of []) ; f()++",
      "let\nx; l\\u0065t\nx",
      "{ using x = y; } for (using x of y) ; using\nx = y",
      "async function f() { await using x = y; using z = 1 }",
      "yield\n/1/g",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    check_accepted(texts[i], false);
}

static void accepts_modules(void **state) {
  (void)state;
  static const char *const texts[] = {
      "import 'a'; import b from 'b'; import * as c from 'c';",
      "import d, {e, f as g, default as h, 'x y' as i} from 'd'",
      "import j from 'j' with {type: 'json', 'k': 'l'}",
      "import source from 'x'; import defer from 'y'",
      "export var a = 1, b; export let {c, d: [e]} = {}; export {a as f}",
      "export default function () {}",
      "export default class {}",
      "export default async () => await 1",
      "export * from 'a'; export * as b from 'b'; export {c, d as e} from 'c'",
      "export * as 'x y' from 'a'; export {default} from 'b'",
      "let x; export {x as default, x as 'y'}",
      "await 1; for await (const x of y) ; import.meta.url",
      "import {a} from 'a'; export {a}; export function f() {}",
      "export {g}; function g() {}",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    check_accepted(texts[i], true);
}

typedef struct Refused {
  const char *text;
  const char *message;  // NULL: any
} Refused;

static void refuses_scripts(void **state) {
  (void)state;
  static const Refused texts[] = {
      {"(", "Unexpected end of input"},
      {"a b", "Unexpected identifier 'b'"},
      {"1 2", "Unexpected number"},
      {"a 'b'", "Unexpected string"},
      {"a + * b", "Unexpected token '*'"},
      {"@", "Invalid or unexpected token"},
      {"3in []", "Invalid or unexpected token"},
      {"'abc", "Invalid or unexpected token"},
      {"`abc", "Unexpected end of input"},
      {"`a${b c}`", "Missing } in template expression"},
      {"/abc", "Invalid regular expression: missing /"},
      {"/a/gg", "Invalid regular expression flags"},
      {"f(a", "missing ) after argument list"},
      {"'\\u{110000}'", "Undefined Unicode code-point"},
      {"'\\u12'", "Invalid Unicode escape sequence"},
      {"'\\xg1'", "Invalid hexadecimal escape sequence"},
      {"1__0", "Only one underscore is allowed as numeric separator"},
      {"1_", "Numeric separators are not allowed at the end of numeric "
             "literals"},
      {"0_1", "Numeric separator can not be used after leading 0."},
      {"`\\01`", "Octal escape sequences are not allowed in template strings."},
      {"const a", "Missing initializer in const declaration"},
      {"let [a]", "Missing initializer in destructuring declaration"},
      {"let a; let a", "Identifier 'a' has already been declared"},
      {"let a; var a", "Identifier 'a' has already been declared"},
      {"let a; { var a }", "Identifier 'a' has already been declared"},
      {"{ let a; { var a } }", "Identifier 'a' has already been declared"},
      {"{ { var a } let a }", "Identifier 'a' has already been declared"},
      {"function f(a) { let a }", "Identifier 'a' has already been declared"},
      {"function f(a = 1) { let a }",
       "Identifier 'a' has already been declared"},
      {"try {} catch (e) { let e }",
       "Identifier 'e' has already been declared"},
      {"try {} catch ([e]) { var e }",
       "Identifier 'e' has already been declared"},
      {"{ async function f() {} function f() {} }",
       "Identifier 'f' has already been declared"},
      {"let let = 1", "let is disallowed as a lexically bound name"},
      {"if (1) let x", "Lexical declaration cannot appear in a "
                       "single-statement context"},
      {"while (0) function f() {}",
       "In non-strict mode code, functions can only be declared at top "
       "level, inside a block, or as the body of an if statement."},
      {"'use strict'; if (1) function f() {}",
       "In strict mode code, functions can only be declared at top level or "
       "inside a block."},
      {"break", "Illegal break statement"},
      {"a: { continue a }", "Illegal continue statement: 'a' does not denote "
                            "an iteration statement"},
      {"continue", "Illegal continue statement: no surrounding iteration "
                   "statement"},
      {"for (;;) break a", "Undefined label 'a'"},
      {"a: a: ;", "Label 'a' has already been declared"},
      {"return", "Illegal return statement"},
      {"throw\n1", "Illegal newline after throw"},
      {"try {}", "Missing catch or finally after try"},
      {"switch (1) { default: default: }",
       "More than one default clause in switch statement"},
      {"1 = 2", "Invalid left-hand side in assignment"},
      {"a + b = 2", "Invalid left-hand side in assignment"},
      {"a?.b = 1", "Invalid left-hand side in assignment"},
      {"f() &&= 1", "Invalid left-hand side in assignment"},
      {"'use strict'; f() = 1", "Invalid left-hand side in assignment"},
      {"++1", "Invalid left-hand side expression in prefix operation"},
      {"1++", "Invalid left-hand side expression in postfix operation"},
      {"for (1 of []) ;", "Invalid left-hand side in for-loop"},
      {"({a = 1})", "Invalid shorthand property initializer"},
      {"f({a = 1})", "Invalid shorthand property initializer"},
      {"[{a = 1}].x = 1", "Invalid shorthand property initializer"},
      {"[[{a = 1}].x] = 1", "Invalid shorthand property initializer"},
      {"({__proto__: a, __proto__: b})",
       "Duplicate __proto__ fields are not allowed in object literals"},
      {"({a: 1} = {})", "Invalid destructuring assignment target"},
      {"[...a, b] = c", "Rest element must be last element"},
      {"[...a, ] = c", "Rest element must be last element"},
      {"({a}) = 1", "Invalid left-hand side in assignment"},
      {"(a, (b)) => 1", "Invalid destructuring assignment target"},
      {"((a)) => 1", NULL},
      {"(a.b) => 1", "Invalid destructuring assignment target"},
      {"(a, a) => 1", "Duplicate parameter name not allowed in this context"},
      {"(...a, b) => 1", "Rest parameter must be last formal parameter"},
      {"(...a)", NULL},
      {"()", "Unexpected token ')'"},
      {"(a,)", "Unexpected token ')'"},
      {"a\n=> 1", "Unexpected token '=>'"},
      {"1 + a => 1", NULL},
      {"() => {} || 1", NULL},
      {"async () => {} || 1", NULL},
      {"function f(a, ...b, c) {}",
       "Rest parameter must be last formal parameter"},
      {"function f(...a = 1) {}",
       "Rest parameter may not have a default initializer"},
      {"function f(a = 1) { 'use strict' }",
       "Illegal 'use strict' directive in function with non-simple parameter "
       "list"},
      {"function f(a, a) { 'use strict' }",
       "Duplicate parameter name not allowed in this context"},
      {"function eval() { 'use strict' }",
       "Unexpected eval or arguments in strict mode"},
      {"function f(static) { 'use strict' }",
       "Unexpected strict mode reserved word"},
      {"'use strict'; eval = 1",
       "Unexpected eval or arguments in strict mode"},
      {"'use strict'; with (a) b",
       "Strict mode code may not include a with statement"},
      {"'use strict'; delete a",
       "Delete of an unqualified identifier in strict mode."},
      {"'use strict'; 010", "Octal literals are not allowed in strict mode."},
      {"'\\01'; 'use strict'",
       "Octal escape sequences are not allowed in strict mode."},
      {"'use strict'; 09",
       "Decimals with leading zeros are not allowed in strict mode."},
      {"'use strict'; '\\8'", "\\8 and \\9 are not allowed in strict mode."},
      {"'use strict'; implements",
       "Unexpected strict mode reserved word"},
      {"'use strict'; var yield", "Unexpected strict mode reserved word"},
      {"v\\u0061r x", "Keyword must not contain escaped characters"},
      {"enum", "Unexpected reserved word"},
      {"-1 ** 2",
       "Unary operator used immediately before exponentiation expression. "
       "Parenthesis must be used to disambiguate operator precedence"},
      {"a ?\? b || c", "Unexpected token '||'"},
      {"a || b ?\? c", "Unexpected token '?\?'"},
      {"new.target", "new.target expression is not allowed here"},
      {"super.x", "'super' keyword unexpected here"},
      {"class A { constructor() { super() } }",
       "'super' keyword unexpected here"},
      {"class A { constructor() {} constructor() {} }",
       "A class may only have one constructor"},
      {"class A { get constructor() {} }",
       "Class constructor may not be an accessor"},
      {"class A { constructor = 1 }",
       "Classes may not have a field named 'constructor'"},
      {"({default})", "Unexpected token 'default'"},
      {"({1})", "Unexpected number"},
      {"let [...a = 1] = b", "Invalid destructuring assignment target"},
      {"async function f() { await: 1 }", "Unexpected token ':'"},
      {"({\\u0061sync a() {}})",
       "Keyword must not contain escaped characters"},
      {"class A { static prototype() {} }",
       "Classes may not have a static property named 'prototype'"},
      {"class A { #constructor() {} }",
       "Class constructor may not be a private method"},
      {"class A { #a; #a }", "Identifier '#a' has already been declared"},
      {"class A { get #a() {} static set #a(v) {} }",
       "Identifier '#a' has already been declared"},
      {"class A { m() { this.#b } }",
       "Private field '#b' must be declared in an enclosing class"},
      {"class A extends o.#a { #a }",
       "Private field '#a' must be declared in an enclosing class"},
      {"class A { #a; m() { delete this.#a } }",
       "Private fields can not be deleted"},
      {"class A { x = arguments }",
       "'arguments' is not allowed in class field initializer or static "
       "initialization block"},
      {"class A { static { await } }", "Unexpected reserved word"},
      {"class A { static { return } }", "Illegal return statement"},
      {"class let {}", "Unexpected strict mode reserved word"},
      {"({get a(b) {}})", "Getter must not have any formal parameters."},
      {"({set a() {}})", "Setter must have exactly one formal parameter."},
      {"function* g(a = yield) {}",
       "Yield expression not allowed in formal parameter"},
      {"function* g() { (a = yield) => 1 }",
       "Yield expression not allowed in formal parameter"},
      {"async function f(a = await 1) {}",
       "Illegal await-expression in formal parameters of async function"},
      {"async (a = await 1) => 1", NULL},
      {"async (await) => 1", NULL},
      {"async function f() { function g(a = await 1) {} }", NULL},
      {"function* g() { yield\n* 2 }", NULL},
      {"function f() { await 1 }",
       "await is only valid in async functions and the top level bodies of "
       "modules"},
      {"for (let of []) ;", NULL},
      {"for (async of []) ;",
       "The left-hand side of a for-of loop may not be 'async'."},
      {"for (let a, b of []) ;",
       "Invalid left-hand side in for-of loop: Must have a single binding."},
      {"for (let a = 1 of []) ;",
       "for-of loop variable declaration may not have an initializer."},
      {"for await (a of b) ;", NULL},
      {"new a?.b()", "Invalid optional chain from new expression"},
      {"a?.`b`", "Invalid tagged template on optional chain"},
      {"new import('x')", "Cannot use new with import"},
      {"import()", "import() requires a specifier"},
      {"import a from 'a'", "Cannot use import statement outside a module"},
      {"import.meta", "Cannot use 'import.meta' outside a module"},
      {"export var a", "Unexpected token 'export'"},
      {"using x = y", NULL},
      {"{ using x }", "Missing initializer in using declaration"},
      {"%Name()", "Unexpected token '%'"},
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    check_refused(texts[i].text, texts[i].message, false);
}

static void refuses_modules(void **state) {
  (void)state;
  static const Refused texts[] = {
      // Phases are proposals.
      {"import defer * as ns from 'x'", "Unexpected token '*'"},
      {"import source s from 'x'", "Unexpected identifier 's'"},
      {"import.defer('x')", "Unexpected identifier 'defer'"},
      {"export {a}", "Export 'a' is not defined in module"},
      {"var a; export {a}; export {a}", "Duplicate export of 'a'"},
      {"export default 1; export default 2",
       "Duplicate export of 'default'"},
      {"import {a} from 'a'; var a",
       "Identifier 'a' has already been declared"},
      {"import {a, a} from 'a'", "Identifier 'a' has already been declared"},
      {"function f() {} function f() {}",
       "Identifier 'f' has already been declared"},
      {"import {default} from 'a'", NULL},
      {"import {'a'} from 'a'", "Unexpected reserved word"},
      {"export {'a'}",
       "String literal module export names must be followed by a 'from' clause"},
      {"import a from 'a' with {b: 'c', b: 'd'}",
       "Import attribute has duplicate key 'b'"},
      {"{ import 'a' }", NULL},
      {"var await", "Unexpected reserved word"},
      {"function f() { await }", NULL},
      {"with (a) b", "Strict mode code may not include a with statement"},
      {"<!-- x", NULL},
      {"new.target", "new.target expression is not allowed here"},
      {"export * as '\\uD800' from 'a'",
       "Invalid module export name: contains unpaired surrogate"},
      {"a: { break a } yield", NULL},
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    check_refused(texts[i].text, texts[i].message, true);
}

static void error_has_a_range(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed, "let abc;\nlet abc;", false, true);
  assert_false(parsed.success);
  assert_int_equal(parsed.info.error.start, 13);
  assert_int_equal(parsed.info.error.end, 16);
  Parsed_end(&parsed);
}

// Any nesting gives an error, never a crash.
static void deep_nesting_is_an_error(void **state) {
  (void)state;
  static const char *const pieces[] = {"(",      "[",         "{",
                                       "({a:",   "!",         "new ",
                                       "f(",     "x=>",       "a=",
                                       "`${",    "if(1)",     "class A{m(){",
                                       "a?b:",   "2**",       "function f(){",
                                       "for(;;)", "try{",     "[a=",
                                       "(a=",    "async(a=",  "while(1)"};
  enum { kCount = 40000 };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    size_t length = strlen(pieces[i]);
    char *text = test_malloc(length * kCount + 1);
    for (int k = 0; k < kCount; k++)
      memcpy(text + (size_t)k * length, pieces[i], length);
    text[length * kCount] = '\0';
    Parsed parsed;
    Parsed_program(&parsed, text, false, true);
    assert_false(parsed.success);
    assert_string_equal(parsed.message, "Maximum call stack size exceeded");
    Parsed_end(&parsed);
    test_free(text);
  }
}

// Every prefix of a program ends in an error or not, but ends.
static void every_prefix_terminates(void **state) {
  (void)state;
  static const char text[] =
      "class A extends (b, c) { static #p = `x${1}y`; constructor(...a) { "
      "super(a?.[0]); } async *[g]({h = 1}, [i]) { for await (let j of k) "
      "yield* j } static { l: for (const m in n) continue l } } "
      "({o, p = 1, ...q} = r => s, t`u${v}`); switch (w) { case /x/: try {} "
      "catch ({y}) {} finally {} } var {z} = async (a) => { await a };";
  for (size_t length = 0; length < sizeof text; length++) {
    for (int module = 0; module < 2; module++) {
      Zone zone;
      Zone_init(&zone, "test");
      ParseInfo info;
      ParseInfo_init(&info, &zone,
                     (SourceText){.one_byte = (const uint8_t *)text,
                                  .length_units = length});
      info.is_module = module;
      bool success = Parser_parse_program(&info);
      assert_true(success == (info.literal != NULL));
      assert_true(success == (info.error.message == kParserMessageNone));
      Zone_destroy(&zone);
    }
  }
}

static void natives_need_their_flag(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_begin(&parsed, "%DebugPrint(x)");
  parsed.info.allow_natives = true;
  Parsed_finish(&parsed, Parser_parse_program(&parsed.info));
  assert_true(parsed.success);
  Parsed_end(&parsed);
}

static bool parse_dynamic(const char *text, FunctionKind kind) {
  Parsed parsed;
  Parsed_begin(&parsed, text);
  int end = (int)(strstr(text, "\n)") - text);
  Parsed_finish(&parsed,
                Parser_parse_dynamic_function(&parsed.info, kind, end));
  Parsed_end(&parsed);
  return parsed.success;
}

static void dynamic_functions_have_separate_parts(void **state) {
  (void)state;
  assert_true(parse_dynamic("function anonymous(a,b\n) {\nreturn a\n}",
                            kFunctionNormal));
  assert_true(parse_dynamic("async function* anonymous(a\n) {\n"
                            "yield await a\n}",
                            kFunctionAsyncGenerator));
  assert_true(parse_dynamic("function anonymous(a //\n) {\n\n}",
                            kFunctionNormal));
  // The body closes the function.
  assert_false(parse_dynamic("function anonymous(\n) {\n}, function () {\n}",
                             kFunctionNormal));
  // A comment spans both.
  assert_false(parse_dynamic("function anonymous(/*\n) {\n*/) {\n}",
                             kFunctionNormal));
  // The parameters close the list.
  assert_false(parse_dynamic("function anonymous(a) { }, function (\n) {\n\n}",
                             kFunctionNormal));
}

static bool parse_eval(const char *text, bool is_strict) {
  Parsed parsed;
  Parsed_begin(&parsed, text);
  parsed.info.is_strict = is_strict;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  Parsed_end(&parsed);
  return parsed.success;
}

static void eval_inherits_what_its_caller_permits(void **state) {
  (void)state;
  assert_true(parse_eval("with (a) b", false));
  assert_false(parse_eval("with (a) b", true));
  assert_false(parse_eval("new.target", false));
  assert_false(parse_eval("super.x", false));
  assert_false(parse_eval("return", false));
  Parsed parsed;
  Parsed_begin(&parsed, "new.target; super.x; () => super.y");
  parsed.info.allow_new_target = true;
  parsed.info.allow_super_property = true;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  assert_true(parsed.success);
  Parsed_end(&parsed);
  Parsed_begin(&parsed, "() => arguments");
  parsed.info.is_in_class_initializer = true;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  assert_false(parsed.success);
  Parsed_end(&parsed);
}

static const char *refuse_all(void *data, const AstString *pattern,
                              const AstString *flags, Zone *zone) {
  (void)pattern, (void)flags, (void)zone;
  ++*(int *)data;
  return "Nothing to repeat";
}

static void regexp_patterns_go_to_the_checker(void **state) {
  (void)state;
  int calls = 0;
  Parsed parsed;
  Parsed_begin(&parsed, "function f() { return /a/ }");
  parsed.info.check_regexp = refuse_all;
  parsed.info.regexp_data = &calls;
  Parsed_finish(&parsed, Parser_parse_program(&parsed.info));
  assert_string_equal(parsed.message,
                      "Invalid regular expression: /a/: Nothing to repeat");
  assert_int_equal(calls, 1);
  Parsed_end(&parsed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepts_scripts),
      cmocka_unit_test(accepts_modules),
      cmocka_unit_test(refuses_scripts),
      cmocka_unit_test(refuses_modules),
      cmocka_unit_test(error_has_a_range),
      cmocka_unit_test(deep_nesting_is_an_error),
      cmocka_unit_test(every_prefix_terminates),
      cmocka_unit_test(natives_need_their_flag),
      cmocka_unit_test(dynamic_functions_have_separate_parts),
      cmocka_unit_test(eval_inherits_what_its_caller_permits),
      cmocka_unit_test(regexp_patterns_go_to_the_checker),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
