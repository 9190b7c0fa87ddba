// SPDX-License-Identifier: MIT
//
// Where variables live.
#include "test/unit/parser/parse-helper.h"

static void check_location(const char *text, const char *name,
                           VariableLocation location) {
  Parsed parsed;
  Parsed_program(&parsed, text, false, false);
  if (!parsed.success) fail_msg("refused: %s: %s", text, parsed.message);
  const Variable *variable = find_variable(parsed.info.script_scope, name);
  if (variable == NULL) fail_msg("%s: no variable %s", text, name);
  if (variable->location != location)
    fail_msg("%s: %s is at %d, not at %d", text, name, variable->location,
             location);
  Parsed_end(&parsed);
  // Whether inner functions are pre-parsed must not matter to what is outside.
  Parsed_program(&parsed, text, false, true);
  assert_true(parsed.success);
  variable = find_variable(parsed.info.script_scope, name);
  if (variable != NULL && variable->location != location)
    fail_msg("%s: %s is at %d when lazy, not at %d", text, name,
             variable->location, location);
  Parsed_end(&parsed);
}

static void locations_follow_capture(void **state) {
  (void)state;
  check_location("var a", "a", kLocationGlobal);
  check_location("function f() {}", "f", kLocationGlobal);
  check_location("let a", "a", kLocationScriptContext);
  check_location("class A {}", "A", kLocationScriptContext);
  check_location("{ let a = 1 }", "a", kLocationLocal);
  check_location("{ let a }", "a", kLocationLocal);
  check_location("(function (a) { a })", "a", kLocationParameter);
  check_location("(function (a) { () => a })", "a", kLocationContext);
  check_location("(function () { var a; a })", "a", kLocationLocal);
  check_location("(function () { var a })", "a", kLocationUnallocated);
  check_location("(function () { var a; (function () { a }) })", "a",
                 kLocationContext);
  check_location("(function () { var a; function g() { a } })", "a",
                 kLocationContext);
  check_location("(function () { var a; function g(a) { a } a })", "a",
                 kLocationLocal);
  check_location("(function () { var a; with (b) a })", "a",
                 kLocationContext);
  check_location("(function () { var a; eval('') })", "a", kLocationContext);
  check_location("(function () { var a; (function () { eval('') }) })", "a",
                 kLocationContext);
  check_location("(function () { var a; ({eval: 1}).eval('') })", "a",
                 kLocationUnallocated);
  check_location("(function (a) { arguments })", "a", kLocationContext);
  check_location("(function (a) { 'use strict'; arguments })", "a",
                 kLocationParameter);
  check_location("(function () { this })", "this", kLocationParameter);
  check_location("(function () { () => this })", "this", kLocationContext);
  check_location("(function () { try {} catch (e) { e } })", "e",
                 kLocationLocal);
  check_location("(function () { try {} catch (e) { () => e } })", "e",
                 kLocationContext);
  check_location("(function () { for (let i = 0; i < 2; i++) () => i })", "i",
                 kLocationContext);
  check_location("(function f() { f })", "f", kLocationLocal);
  check_location("(class A { m() { A } })", "A", kLocationContext);
  check_location("(class { #p; m() { this.#p } })", "#p", kLocationContext);
}

static void context_slots_start_after_the_header(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed, "(function () { let a, b; () => a + b })", false,
                 false);
  const Variable *a = find_variable(parsed.info.script_scope, "a");
  const Variable *b = find_variable(parsed.info.script_scope, "b");
  assert_int_equal(a->index, kContextHeaderSlots);
  assert_int_equal(b->index, kContextHeaderSlots + 1);
  assert_int_equal(a->scope->context_slot_count, kContextHeaderSlots + 2);
  Parsed_end(&parsed);
}

static void sloppy_eval_reserves_an_extension(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed, "(function () { let a; eval('') })", false, false);
  const Variable *a = find_variable(parsed.info.script_scope, "a");
  assert_true(a->scope->has_extension_slot);
  assert_true(a->index > kContextExtensionSlot);
  Parsed_end(&parsed);
  Parsed_program(&parsed, "(function () { 'use strict'; let a; eval('') })",
                 false, false);
  a = find_variable(parsed.info.script_scope, "a");
  assert_false(a->scope->has_extension_slot);
  Parsed_end(&parsed);
}

// The expression of the last statement of the only function in a program.
static const VariableProxy *last_proxy(const Parsed *parsed) {
  const FunctionLiteral *program = parsed->info.literal;
  const Statement *first = program->body.items[0];
  const Expression *expression =
      Ast_as_ExpressionStatement(first)->expression;
  // .result = function
  const FunctionLiteral *function =
      Ast_as_FunctionLiteral(Ast_as_Assignment(expression)->value);
  const Statement *last = function->body.items[function->body.length - 1];
  return Ast_as_VariableProxy(Ast_as_ExpressionStatement(last)->expression);
}

typedef struct HoleCase {
  const char *text;
  bool expected;
} HoleCase;

static void hole_checks_are_left_out_where_possible(void **state) {
  (void)state;
  static const HoleCase cases[] = {
      {"(function () { let a = 1; a })", false},
      {"(function () { a = 1; let a; a })", false},
      {"(function () { var a; a })", false},
      {"(function () { function f() { a } let a; a })", false},
      {"(function () { { a } let a = 1 ; a })", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Parsed parsed;
    Parsed_program(&parsed, cases[i].text, false, false);
    assert_true(parsed.success);
    assert_int_equal(last_proxy(&parsed)->needs_hole_check,
                     cases[i].expected);
    Parsed_end(&parsed);
  }
}

static void early_uses_force_the_hole(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed, "(function () { a; let a = 1 })", false, false);
  assert_true(find_variable(parsed.info.script_scope, "a")
                  ->needs_hole_initialization);
  Parsed_end(&parsed);
  Parsed_program(&parsed, "(function () { let a = 1; a })", false, false);
  assert_false(find_variable(parsed.info.script_scope, "a")
                   ->needs_hole_initialization);
  Parsed_end(&parsed);
  // Not known to run after the declaration.
  Parsed_program(&parsed, "(function () { let a = 1; function f() { a } })",
                 false, true);
  Parsed_end(&parsed);
  Parsed_program(
      &parsed, "(function () { switch (1) { case 0: let a; case 1: a } })",
      false, false);
  assert_true(find_variable(parsed.info.script_scope, "a")
                  ->needs_hole_initialization);
  Parsed_end(&parsed);
}

static void sloppy_eval_makes_lookups_dynamic(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed, "(function () { eval(''); x })", false, false);
  const Variable *x = last_proxy(&parsed)->variable;
  assert_int_equal(x->mode, kVariableDynamicGlobal);
  assert_int_equal(x->location, kLocationLookup);
  Parsed_end(&parsed);
  Parsed_program(&parsed, "(function () { 'use strict'; eval(''); x })",
                 false, false);
  assert_int_equal(last_proxy(&parsed)->variable->location, kLocationGlobal);
  Parsed_end(&parsed);
}

static void functions_in_blocks_are_hoisted(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool hoisted;
  } cases[] = {
      {"(function () { { function f() {} } })", true},
      {"(function () { let f; { function f() {} } })", false},
      {"(function (f) { { function f() {} } })", false},
      {"(function () { 'use strict'; { function f() {} } })", false},
      {"(function () { { async function f() {} } })", false},
      {"(function () { { let f; { function f() {} } } })", false},
      {"(function () { try {} catch (f) { { function f() {} } } })", true},
      {"(function () { try {} catch ({f}) { { function f() {} } } })", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Parsed parsed;
    Parsed_program(&parsed, cases[i].text, false, false);
    assert_true(parsed.success);
    const Scope *function = parsed.info.script_scope->first_inner;
    const Variable *f = NULL;
    for (int k = 0; k < function->locals.length; k++)
      if (AstString_equals_c_string(function->locals.items[k]->name, "f"))
        f = function->locals.items[k];
    bool hoisted = f != NULL && f->mode == kVariableVar &&
                   f->kind == kVariableKindNormal;
    if (hoisted != cases[i].hoisted) fail_msg("%s", cases[i].text);
    Parsed_end(&parsed);
  }
}

static void module_bindings_are_cells(void **state) {
  (void)state;
  Parsed parsed;
  Parsed_program(&parsed,
                 "import {a, b as c} from 'x'; import * as d from 'x';"
                 "export let e; let f; export {f as g, f as h, a as i};"
                 "export * from 'y'; a; c; () => f",
                 true, false);
  assert_true(parsed.success);
  const ModuleDescriptor *module = parsed.info.module;
  assert_int_equal(module->requests.length, 2);
  assert_int_equal(module->regular_imports.length, 2);
  assert_int_equal(module->namespace_imports.length, 1);
  assert_int_equal(module->local_exports.length, 3);
  assert_int_equal(module->indirect_exports.length, 1);
  assert_int_equal(module->star_exports.length, 1);
  assert_int_equal(module->import_cell_count, 2);
  // f has one cell under both of its names.
  assert_int_equal(module->export_cell_count, 2);
  const Variable *a = find_variable(parsed.info.script_scope, "a");
  assert_int_equal(a->location, kLocationModule);
  assert_true(a->index < 0);
  const Variable *f = find_variable(parsed.info.script_scope, "f");
  assert_int_equal(f->location, kLocationModule);
  assert_true(f->index > 0);
  Parsed_end(&parsed);
}

static void eval_variables_are_dynamic(void **state) {
  (void)state;
  static const OuterScopeInfo function = {
      .kind = kScopeFunction,
      .is_declaration_scope = true,
      .has_sloppy_eval = true,
      .has_extension_slot = true,
  };
  Parsed parsed;
  Parsed_begin(&parsed, "var a; let b; a");
  parsed.info.outer = &function;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  assert_true(parsed.success);
  const Scope *scope = parsed.info.literal->scope;
  assert_int_equal(find_variable(scope, "a")->location, kLocationLookup);
  assert_int_equal(find_variable(scope, "b")->location, kLocationLocal);
  Parsed_end(&parsed);
  // At script level a var is a global property.
  Parsed_begin(&parsed, "var a; a");
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  scope = parsed.info.literal->scope;
  assert_int_equal(find_variable(scope, "a")->location, kLocationGlobal);
  Parsed_end(&parsed);
  // Strict eval keeps its variables.
  Parsed_begin(&parsed, "var a; a");
  parsed.info.is_strict = true;
  parsed.info.outer = &function;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  scope = parsed.info.literal->scope;
  assert_int_equal(find_variable(scope, "a")->location, kLocationLocal);
  Parsed_end(&parsed);
}

static bool lookup_let_x(const OuterScopeInfo *info, AstString *name,
                         OuterVariable *result) {
  (void)info;
  if (!AstString_equals_c_string(name, "x")) return false;
  result->mode = kVariableLet;
  result->location = kLocationContext;
  result->index = 7;
  result->binding_needs_init = true;
  return true;
}

static void eval_sees_the_scopes_of_its_caller(void **state) {
  (void)state;
  static const OuterScopeInfo block = {.kind = kScopeBlock,
                                       .lookup = lookup_let_x};
  Parsed parsed;
  Parsed_begin(&parsed, "x");
  parsed.info.outer = &block;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  assert_true(parsed.success);
  const Scope *outer = parsed.info.literal->scope->outer;
  const Variable *x = Scope_lookup_local(
      outer, AstStringTable_intern_c_string(&parsed.info.strings, "x"));
  assert_non_null(x);
  assert_int_equal(x->index, 7);
  Parsed_end(&parsed);
  // A var cannot pass a lexical name on its way out.
  Parsed_begin(&parsed, "var x");
  parsed.info.outer = &block;
  Parsed_finish(&parsed, Parser_parse_eval(&parsed.info));
  assert_false(parsed.success);
  assert_string_equal(parsed.message,
                      "Identifier 'x' has already been declared");
  Parsed_end(&parsed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(locations_follow_capture),
      cmocka_unit_test(context_slots_start_after_the_header),
      cmocka_unit_test(sloppy_eval_reserves_an_extension),
      cmocka_unit_test(hole_checks_are_left_out_where_possible),
      cmocka_unit_test(early_uses_force_the_hole),
      cmocka_unit_test(sloppy_eval_makes_lookups_dynamic),
      cmocka_unit_test(functions_in_blocks_are_hoisted),
      cmocka_unit_test(module_bindings_are_cells),
      cmocka_unit_test(eval_variables_are_dynamic),
      cmocka_unit_test(eval_sees_the_scopes_of_its_caller),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
