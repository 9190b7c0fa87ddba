// SPDX-License-Identifier: MIT
//
// Import and export declarations. ECMA-262 #sec-modules.
#include "engine/base/unicode.h"
#include "engine/parser/parser-impl.h"

// ------------------------------------------------------------------ requests

static bool has_same_attributes(const ModuleRequest *a,
                                const ModuleRequest *b) {
  if (a->attributes.length != b->attributes.length) return false;
  for (int i = 0; i < a->attributes.length; i++) {
    bool found = false;
    for (int j = 0; j < b->attributes.length; j++)
      found |= a->attributes.items[i].key == b->attributes.items[j].key &&
               a->attributes.items[i].value == b->attributes.items[j].value;
    if (!found) return false;
  }
  return true;
}

// Returns the index of an equal request, adding it if there is none.
static int add_request(Parser *p, ModuleRequest *request) {
  ModuleDescriptor *module = p->module;
  for (int i = 0; i < module->requests.length; i++) {
    const ModuleRequest *other = module->requests.items[i];
    if (other->specifier == request->specifier &&
        has_same_attributes(other, request))
      return i;
  }
  request->index = module->requests.length;
  ZONE_LIST_ADD(p->zone, &module->requests, request);
  return request->index;
}

static void parse_attribute(Parser *p, ModuleRequest *request) {
  ImportAttribute attribute = {0};
  Token token = Parser_next(p);
  attribute.position = Parser_position(p);
  if (token != kTokenString && !Token_is_property_name(token)) {
    Parser_report_unexpected_current(p);
    return;
  }
  attribute.key = Parser_string(p);
  Parser_check_octal(p);
  Parser_expect(p, kTokenColon);
  Parser_expect(p, kTokenString);
  Parser_check_octal(p);
  for (int i = 0; i < request->attributes.length; i++) {
    if (request->attributes.items[i].key == attribute.key)
      Parser_report(p, kParserMessageImportAttributesDuplicateKey,
                    attribute.position, Parser_end_position(p),
                    attribute.key);
  }
  attribute.value = Parser_string(p);
  if (!p->failed) ZONE_LIST_ADD(p->zone, &request->attributes, attribute);
}

// ModuleSpecifier WithClause? — returns the request's index.
static int parse_specifier(Parser *p) {
  ModuleRequest *request = ZONE_NEW(p->zone, ModuleRequest);
  Parser_expect(p, kTokenString);
  Parser_check_octal(p);
  if (p->failed) return -1;
  request->specifier = Parser_string(p);
  request->position = Parser_position(p);
  if (Parser_check(p, kTokenWith)) {
    Parser_expect(p, kTokenLeftBrace);
    while (!p->failed && Parser_peek(p) != kTokenRightBrace) {
      parse_attribute(p, request);
      if (Parser_peek(p) != kTokenRightBrace) Parser_expect(p, kTokenComma);
    }
    Parser_expect(p, kTokenRightBrace);
  }
  return p->failed ? -1 : add_request(p, request);
}

static bool is_well_formed(const AstString *string) {
  for (int i = 0; i < string->length; i++) {
    uint16_t unit = AstString_at(string, i);
    if (Unicode_is_lead_surrogate(unit) && i + 1 < string->length &&
        Unicode_is_trail_surrogate(AstString_at(string, i + 1))) {
      i++;
    } else if ((unit & 0xF800) == 0xD800) {
      return false;
    }
  }
  return true;
}

// An IdentifierName or a well-formed string.
static AstString *parse_export_name(Parser *p) {
  Token token = Parser_next(p);
  const TokenDesc *desc = p->scanner.current;
  if (token == kTokenString) {
    Parser_check_octal(p);
    if (!is_well_formed(Parser_string(p)))
      Parser_report(p, kParserMessageInvalidModuleExportNameString,
                    desc->start, desc->end, NULL);
    return Parser_string(p);
  }
  if (!Token_is_property_name(token)) {
    Parser_report_unexpected_current(p);
    return Parser_name(p, kNameEmpty);
  }
  return Parser_string(p);
}

// -------------------------------------------------------------------- import

static ModuleEntry *new_entry(Parser *p, int position) {
  ModuleEntry *entry = ZONE_NEW(p->zone, ModuleEntry);
  entry->request_index = -1;
  entry->position = position;
  entry->end_position = Parser_end_position(p);
  return entry;
}

// Declares the name just consumed as an import, at `start`.
static Variable *declare_import(Parser *p, AstString *name, int start,
                                bool is_namespace) {
  int end = Parser_end_position(p);
  if (p->failed) return NULL;
  if (Scope_lookup_local(p->scope, name) != NULL) {
    Parser_report(p, kParserMessageVarRedeclaration, start, end, name);
    return NULL;
  }
  Variable *variable = Scope_add_variable(p->zone, p->scope, name,
                                          kVariableConst, kVariableKindNormal);
  variable->declaration_position = start;
  // Another module of a cycle may not have initialised it yet.
  variable->binding_needs_init = !is_namespace;
  variable->initializer_position = is_namespace ? 0 : INT32_MAX;
  if (is_namespace) variable->is_used = true;
  return variable;
}

static ModuleEntry *parse_import_specifier(Parser *p) {
  int position = Parser_peek_start(p);
  Token token = Parser_peek(p);
  TokenDesc first = *p->scanner.next;
  AstString *import_name = parse_export_name(p);
  AstString *local_name = import_name;
  if (Parser_check_contextual(p, kTokenAs)) {
    local_name = Parser_parse_binding_identifier(p);
  } else if (!Token_is_any_identifier(token)) {
    Parser_report(p, kParserMessageUnexpectedReserved, first.start, first.end,
                  NULL);
  } else {
    Parser_check_identifier(p, kFunctionNormal);
    Parser_check_strict_name(p, local_name, Parser_position(p),
                             Parser_end_position(p));
  }
  ModuleEntry *entry = new_entry(p, position);
  entry->import_name = import_name;
  entry->local_name = local_name;
  declare_import(p, local_name, Parser_position(p), false);
  return entry;
}

static void parse_named_imports(Parser *p, ModuleEntryList *entries) {
  Parser_expect(p, kTokenLeftBrace);
  while (!p->failed && Parser_peek(p) != kTokenRightBrace) {
    ModuleEntry *entry = parse_import_specifier(p);
    ZONE_LIST_ADD(p->zone, entries, entry);
    if (Parser_peek(p) != kTokenRightBrace) Parser_expect(p, kTokenComma);
  }
  Parser_expect(p, kTokenRightBrace);
}

static ModuleEntry *parse_namespace_import(Parser *p, int start) {
  Parser_expect(p, kTokenMul);
  Parser_expect_contextual(p, kTokenAs);
  AstString *name = Parser_parse_binding_identifier(p);
  ModuleEntry *entry = new_entry(p, Parser_position(p));
  entry->local_name = name;
  declare_import(p, name, start, true);
  return entry;
}

static ModuleEntry *parse_default_import(Parser *p, int start) {
  AstString *name = Parser_parse_binding_identifier(p);
  ModuleEntry *entry = new_entry(p, Parser_position(p));
  entry->local_name = name;
  entry->import_name = Parser_name(p, kNameDefault);
  declare_import(p, name, start, false);
  return entry;
}

Statement *Parser_parse_import(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  Statement *result = &AST_NEW(p, EmptyStatement, position)->node;
  if (Parser_peek(p) == kTokenString) {
    parse_specifier(p);
    Parser_expect_semicolon(p);
    return result;
  }
  ModuleEntryList named = {0};
  ModuleEntry *namespace_entry = NULL;
  bool expect_more = true;
  if (Token_is_any_identifier(Parser_peek(p))) {
    ModuleEntry *entry = parse_default_import(p, position);
    ZONE_LIST_ADD(p->zone, &named, entry);
    expect_more = Parser_check(p, kTokenComma);
  }
  if (expect_more) {
    if (Parser_peek(p) == kTokenMul)
      namespace_entry = parse_namespace_import(p, position);
    else if (Parser_peek(p) == kTokenLeftBrace)
      parse_named_imports(p, &named);
    else if (named.length > 0)
      Parser_report_unexpected_current(p);
    else
      Parser_report_unexpected_next(p);
  }
  Parser_expect_contextual(p, kTokenFrom);
  int request = parse_specifier(p);
  Parser_expect_semicolon(p);
  if (p->failed) return result;
  for (int i = 0; i < named.length; i++) {
    named.items[i]->request_index = request;
    ZONE_LIST_ADD(p->zone, &p->module->regular_imports, named.items[i]);
  }
  if (namespace_entry != NULL) {
    namespace_entry->request_index = request;
    ZONE_LIST_ADD(p->zone, &p->module->namespace_imports, namespace_entry);
  }
  return result;
}

// -------------------------------------------------------------------- export

static void add_local_export(Parser *p, AstString *local_name,
                             AstString *export_name, int start, int end) {
  ModuleEntry *entry = new_entry(p, start);
  entry->local_name = local_name;
  entry->export_name = export_name;
  entry->end_position = end;
  ZONE_LIST_ADD(p->zone, &p->module->local_exports, entry);
}

typedef struct ExportClause {
  ModuleEntryList entries;
  // The first local name that can only stand before `from`.
  TokenDesc foreign;
  bool has_foreign;
} ExportClause;

static void parse_export_clause(Parser *p, ExportClause *clause) {
  Parser_expect(p, kTokenLeftBrace);
  while (!p->failed && Parser_peek(p) != kTokenRightBrace) {
    int start = Parser_peek_start(p);
    Token token = Parser_peek(p);
    bool is_reference = Token_is_any_identifier(token) &&
                        !Token_is_strict_reserved(token) &&
                        token != kTokenAwait;
    if (!is_reference && !clause->has_foreign) {
      clause->foreign = *p->scanner.next;
      clause->has_foreign = true;
    }
    AstString *local_name = parse_export_name(p);
    AstString *export_name = local_name;
    if (Parser_check_contextual(p, kTokenAs))
      export_name = parse_export_name(p);
    ModuleEntry *entry = new_entry(p, start);
    entry->local_name = local_name;
    entry->export_name = export_name;
    ZONE_LIST_ADD(p->zone, &clause->entries, entry);
    if (Parser_peek(p) != kTokenRightBrace) Parser_expect(p, kTokenComma);
  }
  Parser_expect(p, kTokenRightBrace);
}

// export {a as b} and export {a as b} from "x".
static void parse_export_named(Parser *p) {
  ExportClause clause = {0};
  parse_export_clause(p, &clause);
  ModuleDescriptor *module = p->module;
  if (Parser_check_contextual(p, kTokenFrom)) {
    int request = parse_specifier(p);
    for (int i = 0; i < clause.entries.length; i++) {
      ModuleEntry *entry = clause.entries.items[i];
      entry->import_name = entry->local_name;
      entry->local_name = NULL;
      entry->request_index = request;
      ZONE_LIST_ADD(p->zone, &module->indirect_exports, entry);
    }
  } else {
    if (clause.foreign.token == kTokenString)
      Parser_report(p, kParserMessageModuleExportNameWithoutFromClause,
                    clause.foreign.start, clause.foreign.end, NULL);
    else if (clause.has_foreign)
      Parser_report(p, kParserMessageUnexpectedReserved, clause.foreign.start,
                    clause.foreign.end, NULL);
    for (int i = 0; i < clause.entries.length; i++)
      ZONE_LIST_ADD(p->zone, &module->local_exports, clause.entries.items[i]);
  }
  Parser_expect_semicolon(p);
}

// export * from, export * as name from.
static void parse_export_star(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  ModuleEntry *entry = new_entry(p, position);
  if (Parser_check_contextual(p, kTokenAs)) {
    entry->export_name = parse_export_name(p);
    entry->position = Parser_position(p);
  }
  entry->end_position = Parser_end_position(p);
  Parser_expect_contextual(p, kTokenFrom);
  entry->request_index = parse_specifier(p);
  Parser_expect_semicolon(p);
  if (entry->export_name != NULL)
    ZONE_LIST_ADD(p->zone, &p->module->indirect_exports, entry);
  else
    ZONE_LIST_ADD(p->zone, &p->module->star_exports, entry);
}

static Statement *parse_export_default_expression(Parser *p, int position) {
  Variable *variable =
      Parser_declare(p, Parser_name(p, kNameDotDefault), kVariableLet,
                     kVariableKindNormal, position, position, NULL);
  Expression *value = Parser_parse_assignment(p, true);
  if (!p->failed)
    Parser_set_function_name(p, value, Parser_name(p, kNameDefault), NULL);
  variable->initializer_position = Parser_end_position(p);
  Parser_expect_semicolon(p);
  Expression *target = &Parser_new_bound(p, variable, position)->node;
  Assignment *assignment =
      Parser_new_assignment(p, kTokenInit, target, value, position);
  return Parser_new_expression_statement(p, &assignment->node, position);
}

static Statement *parse_export_default(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  AstString *local_name = Parser_name(p, kNameDotDefault);
  if (Scope_lookup_local(p->scope, local_name) != NULL)
    Parser_report(p, kParserMessageDuplicateExport, position,
                  Parser_end_position(p), Parser_name(p, kNameDefault));
  Statement *result;
  const TokenDesc *third;
  switch (Parser_peek(p)) {
    case kTokenFunction:
      Parser_next(p);
      result = Parser_parse_function_declaration(
          p, false, Parser_position(p), true, &local_name);
      break;
    case kTokenClass:
      Parser_next(p);
      result = Parser_parse_class_declaration(p, true, &local_name);
      break;
    case kTokenAsync:
      third = Scanner_peek_third(&p->scanner);
      if (third->token == kTokenFunction && !third->newline_before &&
          !p->scanner.next->contains_escapes) {
        Parser_next(p);
        int start = Parser_position(p);
        Parser_next(p);
        result = Parser_parse_function_declaration(p, true, start, true,
                                                   &local_name);
        break;
      }
      // Fall through.
    default:
      result = parse_export_default_expression(p, position);
      break;
  }
  add_local_export(p, local_name, Parser_name(p, kNameDefault), position,
                   position + 7);
  return result;
}

// export var x, export function f() {} and the like.
static Statement *parse_export_declaration(Parser *p) {
  switch (Parser_peek(p)) {
    case kTokenVar:
    case kTokenConst:
    case kTokenFunction:
    case kTokenClass:
      break;
    case kTokenLet:
      if (Parser_is_let_declaration(p)) break;
      Parser_next(p);
      Parser_report_unexpected_next(p);
      return (Statement *)p->failure;
    case kTokenAsync:
      if (Parser_peek_ahead(p) == kTokenFunction &&
          !Scanner_peek_third(&p->scanner)->newline_before &&
          !p->scanner.next->contains_escapes)
        break;
      // Fall through.
    default:
      Parser_report_unexpected_current(p);
      return (Statement *)p->failure;
  }
  BoundNames declared = {0};
  p->exported_names = &declared;
  Statement *result = Parser_parse_statement_list_item(p);
  p->exported_names = NULL;
  for (int i = 0; i < declared.length; i++) {
    const BoundName *bound = &declared.items[i];
    add_local_export(p, bound->name, bound->name, bound->position,
                     bound->position + bound->name->length);
  }
  return result;
}

Statement *Parser_parse_export(Parser *p) {
  Parser_next(p);
  int position = Parser_position(p);
  switch (Parser_peek(p)) {
    case kTokenDefault: return parse_export_default(p);
    case kTokenMul:
      parse_export_star(p);
      break;
    case kTokenLeftBrace:
      parse_export_named(p);
      break;
    default: return parse_export_declaration(p);
  }
  return &AST_NEW(p, EmptyStatement, position)->node;
}

// -------------------------------------------------------------------- finish

static void check_duplicate_exports(Parser *p) {
  // Names are few; the strings' marks make it linear anyway.
  const ModuleEntryList *lists[] = {&p->module->local_exports,
                                    &p->module->indirect_exports};
  AstStringTable seen;
  AstStringTable_init(&seen, p->zone);
  for (int l = 0; l < 2; l++) {
    for (int i = 0; i < lists[l]->length; i++) {
      const ModuleEntry *entry = lists[l]->items[i];
      const AstString *name = entry->export_name;
      AstString *copy =
          name->is_one_byte
              ? AstStringTable_intern_one_byte(&seen, name->one_byte,
                                               name->length)
              : AstStringTable_intern_two_byte(&seen, name->two_byte,
                                               name->length);
      if (copy->free_mark != 0) {
        Parser_report(p, kParserMessageDuplicateExport, entry->position,
                      entry->end_position, name);
        return;
      }
      copy->free_mark = 1;
    }
  }
}

static ModuleEntry *find_entry(const ModuleEntryList *list,
                               const AstString *local_name) {
  for (int i = 0; i < list->length; i++)
    if (list->items[i]->local_name == local_name) return list->items[i];
  return NULL;
}

// The import that binds a name.
static ModuleEntry *find_import(const ModuleDescriptor *module,
                                const AstString *local_name) {
  ModuleEntry *entry = find_entry(&module->regular_imports, local_name);
  return entry ? entry : find_entry(&module->namespace_imports, local_name);
}

// Exports of imported names become indirect; others get cells.
static void resolve_local_exports(Parser *p, Scope *scope) {
  ModuleDescriptor *module = p->module;
  ModuleEntryList remaining = {0};
  for (int i = 0; i < module->local_exports.length; i++) {
    ModuleEntry *entry = module->local_exports.items[i];
    Variable *variable = Scope_lookup_local(scope, entry->local_name);
    if (variable == NULL) {
      Parser_report(p, kParserMessageModuleExportUndefined, entry->position,
                    entry->end_position, entry->local_name);
      return;
    }
    const ModuleEntry *import =
        variable->mode == kVariableConst
            ? find_import(module, entry->local_name)
            : NULL;
    if (import != NULL) {
      entry->import_name = import->import_name;
      entry->request_index = import->request_index;
      entry->local_name = NULL;
      ZONE_LIST_ADD(p->zone, &module->indirect_exports, entry);
      continue;
    }
    if (variable->location != kLocationModule) {
      variable->location = kLocationModule;
      variable->index = ++module->export_cell_count;
      variable->is_used = true;
    }
    entry->cell_index = variable->index;
    ZONE_LIST_ADD(p->zone, &remaining, entry);
  }
  module->local_exports = remaining;
}

void Parser_finish_module(Parser *p, Scope *scope) {
  ModuleDescriptor *module = p->module;
  check_duplicate_exports(p);
  if (p->failed) return;
  for (int i = 0; i < module->regular_imports.length; i++) {
    ModuleEntry *entry = module->regular_imports.items[i];
    Variable *variable = Scope_lookup_local(scope, entry->local_name);
    entry->cell_index = -(++module->import_cell_count);
    variable->location = kLocationModule;
    variable->index = entry->cell_index;
  }
  resolve_local_exports(p, scope);
}
