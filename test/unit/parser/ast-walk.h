// SPDX-License-Identifier: MIT
//
// Test helper: walks a tree with the scope that each part is evaluated in, and
// writes a text that says where every name lives. The text of a function does
// not depend on when it was compiled.
#ifndef TEST_UNIT_PARSER_AST_WALK_H_
#define TEST_UNIT_PARSER_AST_WALK_H_

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/parser/parser.h"

typedef struct Walk {
  char *text;
  size_t length;
  size_t capacity;
  Scope *scope;  // current
  // Called for each function literal within, with the scope around it.
  void (*on_function)(void *data, const FunctionLiteral *literal,
                      Scope *scope);
  void *data;
} Walk;

static void Walk_node(Walk *w, const AstNode *node);

__attribute__((format(printf, 2, 3)))
static void Walk_print(Walk *w, const char *format, ...) {
  va_list arguments;
  if (w->capacity - w->length < 1024) {
    w->capacity = w->capacity * 2 + 4096;
    w->text = realloc(w->text, w->capacity);
  }
  va_start(arguments, format);
  w->length += (size_t)vsnprintf(w->text + w->length, 1024, format, arguments);
  va_end(arguments);
}

static void Walk_variable(Walk *w, const Variable *v, const AstString *name) {
  static const char *const locations[] = {
      "unallocated", "parameter", "local",  "context",        "lookup",
      "module",      "global",    "global", "global this"};
  char buffer[128];
  AstString_write_utf8(name, buffer, sizeof buffer);
  if (v == NULL) {
    Walk_print(w, "%s=none;", buffer);
    return;
  }
  // A script's own lexical variable is just a global to functions compiled
  // later: both are found by name.
  Walk_print(w, "%s=%s", buffer, locations[v->location]);
  if (v->location == kLocationParameter || v->location == kLocationModule)
    Walk_print(w, "[%d]", v->index);
  if (v->location == kLocationContext)
    Walk_print(w, "[%d]@%d", v->index, Scope_context_depth(w->scope, v->scope));
  if (v->mode == kVariableDynamicLocal) {
    Walk_print(w, "~");
    Walk_variable(w, v->local_if_not_shadowed, name);
  }
}

static void Walk_proxy(Walk *w, const VariableProxy *proxy) {
  if (proxy == NULL) return;
  Walk_variable(w, proxy->variable, proxy->name);
  bool is_script = proxy->variable != NULL &&
                   (proxy->variable->location == kLocationScriptContext ||
                    proxy->variable->location == kLocationGlobal);
  Walk_print(w, "%s;", proxy->needs_hole_check && !is_script ? "?" : "");
}

static void Walk_expressions(Walk *w, const ExpressionList *list) {
  for (int i = 0; i < list->length; i++) Walk_node(w, list->items[i]);
}
static void Walk_statements(Walk *w, const StatementList *list) {
  for (int i = 0; i < list->length; i++) Walk_node(w, list->items[i]);
}

static Scope *Walk_enter(Walk *w, Scope *scope) {
  Scope *outer = w->scope;
  if (scope != NULL) {
    w->scope = scope;
    Walk_print(w, "{%d:", scope->context_slot_count);
    for (int i = 0; i < scope->declarations.length; i++) {
      const Declaration *d = scope->declarations.items[i];
      Walk_variable(w, d->variable, d->variable->name);
      Walk_print(w, ",");
      if (d->function != NULL) Walk_node(w, &d->function->node);
    }
  }
  return outer;
}
static void Walk_leave(Walk *w, Scope *outer) {
  if (w->scope != outer) Walk_print(w, "}");
  w->scope = outer;
}

static void Walk_class_members(Walk *w, const ClassPropertyList *list,
                               bool keys) {
  for (int i = 0; i < list->length; i++) {
    const ClassLiteralProperty *p = list->items[i];
    if (keys) Walk_node(w, p->key);
    if (p->kind == kClassStaticBlock) {
      if (!keys) Walk_node(w, &p->static_block->node);
    } else if ((p->kind == kClassField) != keys) {
      Walk_node(w, p->value);
    }
    if (p->name_variable != NULL)
      Walk_variable(w, p->name_variable, p->name_variable->name);
  }
}

static void Walk_class(Walk *w, const ClassLiteral *c) {
  Scope *outer = Walk_enter(w, c->scope);
  const ClassScopeData *d = c->scope->class_data;
  const Variable *internals[] = {d->class_variable, d->brand, d->static_brand,
                                 d->home_object, d->static_home_object};
  for (int i = 0; i < 5; i++)
    if (internals[i] != NULL)
      Walk_variable(w, internals[i], internals[i]->name);
  Walk_node(w, c->extends);
  Walk_node(w, &c->constructor->node);
  Walk_class_members(w, &c->members, true);
  if (c->instance_members_initializer != NULL)
    Walk_node(w, &c->instance_members_initializer->node);
  if (c->static_initializer != NULL)
    Walk_node(w, &c->static_initializer->node);
  Walk_leave(w, outer);
}

// The contents of a function; nested ones are only reported.
static void Walk_function(Walk *w, const FunctionLiteral *literal) {
  Scope *outer = w->scope;
  w->scope = literal->scope;
  const FunctionScopeData *d = literal->scope->function;
  Walk_print(w, "context %d;", literal->scope->context_slot_count);
  for (int i = 0; i < d->parameters.length; i++)
    Walk_variable(w, d->parameters.items[i], d->parameters.items[i]->name);
  const Variable *implicit[] = {d->receiver, d->arguments, d->new_target,
                                d->this_function, d->function_name};
  for (int i = 0; i < 5; i++)
    if (implicit[i] != NULL) Walk_variable(w, implicit[i], implicit[i]->name);
  for (int i = 0; i < literal->scope->declarations.length; i++) {
    const Declaration *declaration = literal->scope->declarations.items[i];
    Walk_variable(w, declaration->variable, declaration->variable->name);
    if (declaration->function != NULL)
      Walk_node(w, &declaration->function->node);
  }
  Walk_statements(w, &literal->body);
  w->scope = outer;
}

static void Walk_object(Walk *w, const ObjectLiteral *object) {
  Scope *outer = Walk_enter(w, object->scope);
  for (int i = 0; i < object->properties.length; i++) {
    Walk_node(w, object->properties.items[i]->key);
    Walk_node(w, object->properties.items[i]->value);
  }
  Walk_leave(w, outer);
}

static void Walk_for_each(Walk *w, const Expression *each,
                          const Expression *subject, Scope *scope,
                          Scope *subject_scope, const Statement *body) {
  Scope *outer = Walk_enter(w, subject_scope);
  Walk_node(w, subject);
  Walk_leave(w, outer);
  outer = Walk_enter(w, scope);
  Walk_node(w, each);
  Walk_node(w, body);
  Walk_leave(w, outer);
}

static void Walk_node(Walk *w, const AstNode *node) {
  if (node == NULL) return;
#define AS(Name) const Name *n = (const Name *)node
  switch ((AstKind)node->kind) {
    case kAstDoWhileStatement: {
      AS(DoWhileStatement);
      Walk_node(w, n->loop.body);
      Walk_node(w, n->condition);
      break;
    }
    case kAstWhileStatement: {
      AS(WhileStatement);
      Walk_node(w, n->condition);
      Walk_node(w, n->loop.body);
      break;
    }
    case kAstForStatement: {
      AS(ForStatement);
      Scope *outer = Walk_enter(w, n->scope);
      Walk_node(w, n->init);
      Walk_node(w, n->condition);
      Walk_node(w, n->loop.body);
      Walk_node(w, n->next);
      Walk_leave(w, outer);
      break;
    }
    case kAstForInStatement: {
      AS(ForInStatement);
      Walk_for_each(w, n->each, n->subject, n->scope, n->subject_scope,
                    n->loop.body);
      break;
    }
    case kAstForOfStatement: {
      AS(ForOfStatement);
      Walk_for_each(w, n->each, n->subject, n->scope, n->subject_scope,
                    n->loop.body);
      break;
    }
    case kAstBlockStatement: {
      AS(BlockStatement);
      Scope *outer = Walk_enter(w, n->scope);
      Walk_statements(w, &n->statements);
      Walk_leave(w, outer);
      break;
    }
    case kAstSwitchStatement: {
      AS(SwitchStatement);
      Walk_node(w, n->tag);
      Scope *outer = Walk_enter(w, n->scope);
      for (int i = 0; i < n->cases.length; i++) {
        Walk_node(w, n->cases.items[i]->label);
        Walk_statements(w, &n->cases.items[i]->statements);
      }
      Walk_leave(w, outer);
      break;
    }
    case kAstExpressionStatement:
      Walk_node(w, ((const ExpressionStatement *)node)->expression);
      break;
    case kAstSloppyBlockFunctionStatement: {
      AS(SloppyBlockFunctionStatement);
      if (n->copy != NULL) Walk_node(w, &n->copy->node);
      break;
    }
    case kAstIfStatement: {
      AS(IfStatement);
      Walk_node(w, n->condition);
      Walk_node(w, n->then_statement);
      Walk_node(w, n->else_statement);
      break;
    }
    case kAstReturnStatement:
      Walk_node(w, ((const ReturnStatement *)node)->expression);
      break;
    case kAstWithStatement: {
      AS(WithStatement);
      Walk_node(w, n->object);
      Scope *outer = Walk_enter(w, n->scope);
      Walk_node(w, n->statement);
      Walk_leave(w, outer);
      break;
    }
    case kAstTryCatchStatement: {
      AS(TryCatchStatement);
      Walk_node(w, &n->try_block->node);
      Scope *outer = Walk_enter(w, n->catch_scope);
      Walk_node(w, &n->catch_block->node);
      Walk_leave(w, outer);
      break;
    }
    case kAstTryFinallyStatement: {
      AS(TryFinallyStatement);
      Walk_node(w, &n->try_block->node);
      Walk_node(w, &n->finally_block->node);
      break;
    }
    case kAstInitializeClassMembersStatement:
      Walk_class_members(
          w, &((const InitializeClassMembersStatement *)node)->fields, false);
      break;
    case kAstInitializeClassStaticElementsStatement:
      Walk_class_members(
          w,
          &((const InitializeClassStaticElementsStatement *)node)->elements,
          false);
      break;
    case kAstObjectLiteral: Walk_object(w, (const ObjectLiteral *)node); break;
    case kAstArrayLiteral:
      Walk_expressions(w, &((const ArrayLiteral *)node)->values);
      break;
    case kAstAssignment: {
      AS(Assignment);
      Walk_node(w, n->target);
      Walk_node(w, n->value);
      break;
    }
    case kAstCompoundAssignment: {
      AS(CompoundAssignment);
      Walk_node(w, n->target);
      Walk_node(w, n->value);
      break;
    }
    case kAstAwait: Walk_node(w, ((const Await *)node)->expression); break;
    case kAstYield: Walk_node(w, ((const Yield *)node)->expression); break;
    case kAstYieldStar:
      Walk_node(w, ((const YieldStar *)node)->expression);
      break;
    case kAstBinaryOperation: {
      AS(BinaryOperation);
      Walk_node(w, n->left);
      Walk_node(w, n->right);
      break;
    }
    case kAstCompareOperation: {
      AS(CompareOperation);
      Walk_node(w, n->left);
      Walk_node(w, n->right);
      break;
    }
    case kAstNaryOperation: {
      AS(NaryOperation);
      Walk_node(w, n->first);
      for (int i = 0; i < n->rest.length; i++)
        Walk_node(w, n->rest.items[i].expression);
      break;
    }
    case kAstCall: {
      AS(Call);
      Walk_node(w, n->callee);
      Walk_expressions(w, &n->arguments);
      break;
    }
    case kAstSuperCall: {
      AS(SuperCall);
      Walk_expressions(w, &n->arguments);
      Walk_proxy(w, n->this_proxy);
      Walk_proxy(w, n->new_target);
      Walk_proxy(w, n->this_function);
      break;
    }
    case kAstCallNew: {
      AS(CallNew);
      Walk_node(w, n->callee);
      Walk_expressions(w, &n->arguments);
      break;
    }
    case kAstCallRuntime:
      Walk_expressions(w, &((const CallRuntime *)node)->arguments);
      break;
    case kAstClassLiteral: Walk_class(w, (const ClassLiteral *)node); break;
    case kAstConditional: {
      AS(Conditional);
      Walk_node(w, n->condition);
      Walk_node(w, n->then_expression);
      Walk_node(w, n->else_expression);
      break;
    }
    case kAstCountOperation:
      Walk_node(w, ((const CountOperation *)node)->expression);
      break;
    case kAstFunctionLiteral: {
      AS(FunctionLiteral);
      Walk_print(w, "function %d;", n->function_literal_id);
      if (w->on_function != NULL) w->on_function(w->data, n, w->scope);
      break;
    }
    case kAstImportCall: {
      AS(ImportCall);
      Walk_node(w, n->specifier);
      Walk_node(w, n->options);
      break;
    }
    case kAstNewTarget:
      Walk_proxy(w, ((const NewTarget *)node)->proxy);
      break;
    case kAstOptionalChain:
      Walk_node(w, ((const OptionalChain *)node)->expression);
      break;
    case kAstProperty: {
      AS(Property);
      Walk_node(w, n->object);
      Walk_node(w, n->key);
      break;
    }
    case kAstSpread: Walk_node(w, ((const Spread *)node)->expression); break;
    case kAstSuperPropertyReference: {
      AS(SuperPropertyReference);
      Walk_proxy(w, n->home_object);
      Walk_proxy(w, n->this_proxy);
      break;
    }
    case kAstTaggedTemplate: {
      AS(TaggedTemplate);
      Walk_node(w, n->tag);
      Walk_expressions(w, &n->substitutions);
      break;
    }
    case kAstTemplateLiteral:
      Walk_expressions(w, &((const TemplateLiteral *)node)->substitutions);
      break;
    case kAstThisExpression:
      Walk_proxy(w, ((const ThisExpression *)node)->proxy);
      break;
    case kAstThrow: Walk_node(w, ((const Throw *)node)->exception); break;
    case kAstUnaryOperation:
      Walk_node(w, ((const UnaryOperation *)node)->expression);
      break;
    case kAstVariableProxy:
      Walk_proxy(w, (const VariableProxy *)node);
      break;
    default: break;
  }
#undef AS
}

// -------------------------------------------------- lazy against eager

// Stands for a run-time ScopeInfo: answers from the scope that it describes.
typedef struct WalkOuter {
  OuterScopeInfo info;
  Scope *scope;
} WalkOuter;

static bool WalkOuter_lookup(const OuterScopeInfo *info, AstString *name,
                             OuterVariable *result) {
  const WalkOuter *outer = info->data;
  char text[512];
  AstString_write_utf8(name, text, sizeof text);
  Scope *scope = outer->scope;
  for (int i = scope->locals.length; i-- > 0;) {
    const Variable *v = scope->locals.items[i];
    char other[512];
    if (v->location != kLocationContext && v->location != kLocationModule)
      continue;
    AstString_write_utf8(v->name, other, sizeof other);
    if (v->name->length == 0 || strcmp(text, other) != 0) continue;
    result->mode = v->mode;
    result->location = v->location;
    result->binding_needs_init = v->binding_needs_init;
    result->is_static_private = v->is_static_private;
    result->is_sloppy_function_name = v->kind == kVariableKindFunctionName;
    result->index = v->index;
    return true;
  }
  return scope->is_from_scope_info &&
         scope->outer_info->lookup(scope->outer_info, name, result);
}

static const OuterScopeInfo *WalkOuter_make(Zone *zone, Scope *scope) {
  while (scope != NULL && scope->kind != kScopeScript &&
         !Scope_needs_context(scope))
    scope = scope->outer;
  if (scope == NULL || scope->kind == kScopeScript) return NULL;
  WalkOuter *outer = ZONE_NEW(zone, WalkOuter);
  outer->scope = scope;
  outer->info.data = outer;
  outer->info.kind = scope->kind;
  outer->info.language_mode = scope->language_mode;
  outer->info.is_declaration_scope = scope->is_declaration_scope;
  outer->info.has_sloppy_eval = scope->has_sloppy_eval;
  outer->info.has_extension_slot = scope->has_extension_slot;
  if (scope->function != NULL) {
    outer->info.function_kind = scope->function->function_kind;
    outer->info.is_static = scope->function->is_static;
  }
  outer->info.lookup = WalkOuter_lookup;
  outer->info.outer = WalkOuter_make(zone, scope->outer);
  return &outer->info;
}

typedef struct Texts {
  char **items;  // by function_literal_id
  int count;
  SourceText source;
  bool is_module;
  const char *failure;
} Texts;

static void Texts_add(Texts *texts, const FunctionLiteral *literal,
                      Scope *scope);

static void Texts_on_function(void *data, const FunctionLiteral *literal,
                              Scope *scope) {
  Texts_add(data, literal, scope);
}

static void Texts_store(Texts *texts, int id, char *text) {
  if (id >= texts->count) {
    texts->items = realloc(texts->items, sizeof(char *) * (size_t)(id + 1));
    for (int i = texts->count; i <= id; i++) texts->items[i] = NULL;
    texts->count = id + 1;
  }
  if (texts->items[id] != NULL) texts->failure = "two functions of one id";
  free(texts->items[id]);
  texts->items[id] = text;
}

// Compiles a pre-parsed function the way a first call would.
static void Texts_add(Texts *texts, const FunctionLiteral *literal,
                      Scope *scope) {
  Walk walk = {.on_function = Texts_on_function, .data = texts};
  walk.scope = scope;
  if (!literal->is_preparsed) {
    Walk_function(&walk, literal);
    Texts_store(texts, literal->function_literal_id, walk.text);
    return;
  }
  Zone zone;
  Zone_init(&zone, "lazy");
  ParseInfo info;
  ParseInfo_init(&info, &zone, texts->source);
  info.is_module = texts->is_module;
  info.outer = WalkOuter_make(&zone, scope);
  if (Parser_parse_function(&info, literal)) {
    if (info.literal->function_literal_id != literal->function_literal_id ||
        info.literal->end_position != literal->end_position ||
        info.literal->start_position != literal->start_position)
      texts->failure = "positions or id differ";
    walk.scope = info.literal->scope->outer;
    Walk_function(&walk, info.literal);
    Texts_store(texts, literal->function_literal_id, walk.text);
  } else {
    texts->failure = "a pre-parsed function does not parse";
  }
  Zone_destroy(&zone);
}

static bool Texts_make(Texts *texts, SourceText source, bool is_module,
                       bool allow_lazy) {
  memset(texts, 0, sizeof *texts);
  texts->source = source;
  texts->is_module = is_module;
  Zone zone;
  Zone_init(&zone, "program");
  ParseInfo info;
  ParseInfo_init(&info, &zone, source);
  info.is_module = is_module;
  info.allow_lazy = allow_lazy;
  bool result = Parser_parse_program(&info);
  if (result) Texts_add(texts, info.literal, info.literal->scope->outer);
  Zone_destroy(&zone);
  return result;
}

static void Texts_free(Texts *texts) {
  for (int i = 0; i < texts->count; i++) free(texts->items[i]);
  free(texts->items);
}

// Parses the source eagerly, and lazily function by function. Returns NULL if
// every name lives in the same place both times, else a message.
__attribute__((unused))
static const char *Walk_compare_lazy(SourceText source, bool is_module,
                                     bool verbose) {
  Texts eager;
  Texts lazy;
  const char *failure = NULL;
  bool eager_result = Texts_make(&eager, source, is_module, false);
  bool lazy_result = Texts_make(&lazy, source, is_module, true);
  if (eager_result != lazy_result) failure = "only one of both parses";
  if (lazy.failure != NULL) failure = lazy.failure;
  if (eager.count != lazy.count && failure == NULL)
    failure = "number of functions differs";
  for (int i = 0; i < eager.count && failure == NULL; i++) {
    if ((eager.items[i] == NULL) != (lazy.items[i] == NULL)) {
      failure = "a function is missing";
    } else if (eager.items[i] != NULL &&
               strcmp(eager.items[i], lazy.items[i]) != 0) {
      failure = "names live elsewhere";
      if (verbose)
        printf("function %d\n eager %s\n lazy  %s\n", i, eager.items[i],
               lazy.items[i]);
    }
  }
  Texts_free(&eager);
  Texts_free(&lazy);
  return failure;
}

#endif  // TEST_UNIT_PARSER_AST_WALK_H_
