// SPDX-License-Identifier: MIT
#include "engine/bytecode/call-site.h"

#include "engine/bytecode/compilation.h"
#include "engine/bytecode/source-positions.h"
#include "engine/objects/string.h"

// ------------------------------------------------------------------- printing

static void print(StringBuilder *out, const Expression *e, int depth);

static void print_ast_string(StringBuilder *out, const AstString *string) {
  for (int i = 0; i < string->length; i++)
    StringBuilder_add_char(out, AstString_at(string, i));
}

static void print_literal(StringBuilder *out, const Literal *literal) {
  switch ((LiteralType)literal->type) {
    case kLiteralNumber:
      StringBuilder_add_string(
          out, Number_value_to_string(out->isolate, literal->number));
      break;
    case kLiteralString:
      StringBuilder_add_char(out, '"');
      print_ast_string(out, literal->string);
      StringBuilder_add_char(out, '"');
      break;
    case kLiteralBigInt:
      print_ast_string(out, literal->string);
      StringBuilder_add_char(out, 'n');
      break;
    case kLiteralTrue:
      StringBuilder_add_ascii(out, "true");
      break;
    case kLiteralFalse:
      StringBuilder_add_ascii(out, "false");
      break;
    case kLiteralNull:
      StringBuilder_add_ascii(out, "null");
      break;
    default:
      StringBuilder_add_ascii(out, "undefined");
      break;
  }
}

static void print_property(StringBuilder *out, const Property *property,
                           int depth) {
  if (property->object->kind == kAstSuperPropertyReference)
    StringBuilder_add_ascii(out, "(intermediate value)");
  else
    print(out, property->object, depth);
  if (property->is_optional_link) StringBuilder_add_char(out, '?');
  if (property->key->kind == kAstVariableProxy &&
      Ast_as_VariableProxy(property->key)->is_private_name) {
    StringBuilder_add_char(out, '[');
    print_ast_string(out, Ast_as_VariableProxy(property->key)->name);
    StringBuilder_add_char(out, ']');
  } else if (Ast_is_property_name(property->key)) {
    StringBuilder_add_char(out, '.');
    print_ast_string(out, Ast_as_Literal(property->key)->string);
  } else {
    StringBuilder_add_ascii(out, property->is_optional_link ? ".[" : "[");
    print(out, property->key, depth);
    StringBuilder_add_char(out, ']');
  }
}

static void print_nary(StringBuilder *out, const NaryOperation *nary,
                       int depth) {
  StringBuilder_add_char(out, '(');
  print(out, nary->first, depth);
  for (int i = 0; i < nary->rest.length; i++) {
    StringBuilder_add_char(out, ' ');
    StringBuilder_add_ascii(out, Token_text(nary->op));
    StringBuilder_add_char(out, ' ');
    print(out, nary->rest.items[i].expression, depth);
  }
  StringBuilder_add_char(out, ')');
}

static void print_object(StringBuilder *out, const ObjectLiteral *object) {
  StringBuilder_add_char(out, '{');
  for (int i = 0; i < object->properties.length; i++)
    StringBuilder_add_ascii(out, "(intermediate value)");
  StringBuilder_add_char(out, '}');
}

// As V8 prints callees; what has no name is "(intermediate value)".
static void print(StringBuilder *out, const Expression *e, int depth) {
  if (depth > 32) {
    StringBuilder_add_ascii(out, "(...)");
    return;
  }
  depth++;
  switch ((AstKind)e->kind) {
    case kAstLiteral:
      print_literal(out, Ast_as_Literal(e));
      break;
    case kAstVariableProxy:
      print_ast_string(out, Ast_as_VariableProxy(e)->name);
      break;
    case kAstThisExpression:
      StringBuilder_add_ascii(out, "this");
      break;
    case kAstProperty:
      print_property(out, Ast_as_Property(e), depth);
      break;
    case kAstOptionalChain:
      print(out, Ast_as_OptionalChain(e)->expression, depth);
      break;
    case kAstBinaryOperation:
      StringBuilder_add_char(out, '(');
      print(out, Ast_as_BinaryOperation(e)->left, depth);
      StringBuilder_add_char(out, ' ');
      StringBuilder_add_ascii(out, Token_text(Ast_as_BinaryOperation(e)->op));
      StringBuilder_add_char(out, ' ');
      print(out, Ast_as_BinaryOperation(e)->right, depth);
      StringBuilder_add_char(out, ')');
      break;
    case kAstNaryOperation:
      print_nary(out, Ast_as_NaryOperation(e), depth);
      break;
    case kAstObjectLiteral:
      print_object(out, Ast_as_ObjectLiteral(e));
      break;
    case kAstCall:
      print(out, Ast_as_Call(e)->callee, depth);
      StringBuilder_add_ascii(out, "(...)");
      break;
    case kAstCallNew:
      StringBuilder_add_ascii(out, "new ");
      print(out, Ast_as_CallNew(e)->callee, depth);
      StringBuilder_add_ascii(out, "(...)");
      break;
    default:
      StringBuilder_add_ascii(out, "(intermediate value)");
      break;
  }
}

// -------------------------------------------------------------------- search

typedef struct Search {
  CallSiteKind kind;
  int position;
  const Expression *found;
  const ObjectLiteral *pattern;  // kCallSiteDestructured
} Search;

static void visit(Search *s, const AstNode *node, int depth);

static void visit_statements(Search *s, const StatementList *list, int depth) {
  for (int i = 0; i < list->length && s->found == NULL; i++)
    visit(s, list->items[i], depth);
}
static void visit_expressions(Search *s, const ExpressionList *list,
                              int depth) {
  for (int i = 0; i < list->length && s->found == NULL; i++)
    visit(s, list->items[i], depth);
}

static void note(Search *s, CallSiteKind kind, int position,
                 const Expression *e) {
  if (s->found == NULL && s->kind == kind && s->position == position)
    s->found = e;
}
static void note_iterable(Search *s, const Expression *e) {
  note(s, kCallSiteIterable, e->position, e);
}

static void visit_object(Search *s, const ObjectLiteral *node, int depth) {
  for (int i = 0; i < node->properties.length; i++) {
    visit(s, node->properties.items[i]->key, depth);
    visit(s, node->properties.items[i]->value, depth);
  }
}

static void visit_class(Search *s, const ClassLiteral *node, int depth) {
  visit(s, node->extends, depth);
  for (int i = 0; i < node->members.length; i++)
    if (node->members.items[i]->is_computed_name)
      visit(s, node->members.items[i]->key, depth);
}

static void visit_switch(Search *s, const SwitchStatement *node, int depth) {
  visit(s, node->tag, depth);
  for (int i = 0; i < node->cases.length; i++) {
    visit(s, node->cases.items[i]->label, depth);
    visit_statements(s, &node->cases.items[i]->statements, depth);
  }
}

static void visit_assignment(Search *s, const Assignment *node, int depth) {
  if (node->target->kind == kAstArrayLiteral) note_iterable(s, node->value);
  if (node->target->kind == kAstObjectLiteral && s->found == NULL) {
    note(s, kCallSiteDestructured, node->value->position, node->value);
    if (s->found != NULL) s->pattern = Ast_as_ObjectLiteral(node->target);
  }
  visit(s, node->target, depth);
  visit(s, node->value, depth);
}

static bool visit_statement(Search *s, const AstNode *node, int depth) {
  switch ((AstKind)node->kind) {
    case kAstDoWhileStatement:
      visit(s, Ast_as_DoWhileStatement(node)->loop.body, depth);
      visit(s, Ast_as_DoWhileStatement(node)->condition, depth);
      return true;
    case kAstWhileStatement:
      visit(s, Ast_as_WhileStatement(node)->condition, depth);
      visit(s, Ast_as_WhileStatement(node)->loop.body, depth);
      return true;
    case kAstForStatement: {
      const ForStatement *loop = Ast_as_ForStatement(node);
      visit(s, loop->init, depth);
      visit(s, loop->condition, depth);
      visit(s, loop->next, depth);
      visit(s, loop->loop.body, depth);
      return true;
    }
    case kAstForInStatement:
      visit(s, Ast_as_ForInStatement(node)->subject, depth);
      visit(s, Ast_as_ForInStatement(node)->each, depth);
      visit(s, Ast_as_ForInStatement(node)->loop.body, depth);
      return true;
    case kAstForOfStatement:
      note_iterable(s, Ast_as_ForOfStatement(node)->subject);
      visit(s, Ast_as_ForOfStatement(node)->subject, depth);
      visit(s, Ast_as_ForOfStatement(node)->each, depth);
      visit(s, Ast_as_ForOfStatement(node)->loop.body, depth);
      return true;
    case kAstBlockStatement:
      visit_statements(s, &Ast_as_BlockStatement(node)->statements, depth);
      return true;
    case kAstSwitchStatement:
      visit_switch(s, Ast_as_SwitchStatement(node), depth);
      return true;
    case kAstExpressionStatement:
      visit(s, Ast_as_ExpressionStatement(node)->expression, depth);
      return true;
    case kAstIfStatement:
      visit(s, Ast_as_IfStatement(node)->condition, depth);
      visit(s, Ast_as_IfStatement(node)->then_statement, depth);
      visit(s, Ast_as_IfStatement(node)->else_statement, depth);
      return true;
    case kAstReturnStatement:
      visit(s, Ast_as_ReturnStatement(node)->expression, depth);
      return true;
    case kAstWithStatement:
      visit(s, Ast_as_WithStatement(node)->object, depth);
      visit(s, Ast_as_WithStatement(node)->statement, depth);
      return true;
    case kAstTryCatchStatement:
      visit(s, &Ast_as_TryCatchStatement(node)->try_block->node, depth);
      visit(s, &Ast_as_TryCatchStatement(node)->catch_block->node, depth);
      return true;
    case kAstTryFinallyStatement:
      visit(s, &Ast_as_TryFinallyStatement(node)->try_block->node, depth);
      visit(s, &Ast_as_TryFinallyStatement(node)->finally_block->node, depth);
      return true;
    default:
      return Ast_is_statement(node);
  }
}

static void visit_nary(Search *s, const NaryOperation *node, int depth) {
  visit(s, node->first, depth);
  for (int i = 0; i < node->rest.length; i++)
    visit(s, node->rest.items[i].expression, depth);
}

static void visit_expression(Search *s, const AstNode *node, int depth) {
  switch ((AstKind)node->kind) {
    case kAstCall:
      visit(s, Ast_as_Call(node)->callee, depth);
      visit_expressions(s, &Ast_as_Call(node)->arguments, depth);
      note(s, kCallSiteCallee, node->position, Ast_as_Call(node)->callee);
      break;
    case kAstCallNew:
      visit(s, Ast_as_CallNew(node)->callee, depth);
      visit_expressions(s, &Ast_as_CallNew(node)->arguments, depth);
      note(s, kCallSiteCallee, node->position, Ast_as_CallNew(node)->callee);
      break;
    case kAstTaggedTemplate:
      visit(s, Ast_as_TaggedTemplate(node)->tag, depth);
      visit_expressions(s, &Ast_as_TaggedTemplate(node)->substitutions, depth);
      note(s, kCallSiteCallee, node->position,
           Ast_as_TaggedTemplate(node)->tag);
      break;
    case kAstSuperCall:
      visit_expressions(s, &Ast_as_SuperCall(node)->arguments, depth);
      break;
    case kAstCallRuntime:
      visit_expressions(s, &Ast_as_CallRuntime(node)->arguments, depth);
      break;
    case kAstTemplateLiteral:
      visit_expressions(s, &Ast_as_TemplateLiteral(node)->substitutions,
                        depth);
      break;
    case kAstArrayLiteral:
      visit_expressions(s, &Ast_as_ArrayLiteral(node)->values, depth);
      break;
    case kAstObjectLiteral:
      visit_object(s, Ast_as_ObjectLiteral(node), depth);
      break;
    case kAstClassLiteral:
      visit_class(s, Ast_as_ClassLiteral(node), depth);
      break;
    case kAstAssignment:
      visit_assignment(s, Ast_as_Assignment(node), depth);
      break;
    case kAstCompoundAssignment:
      visit(s, Ast_as_CompoundAssignment(node)->target, depth);
      visit(s, Ast_as_CompoundAssignment(node)->value, depth);
      break;
    case kAstProperty:
      visit(s, Ast_as_Property(node)->object, depth);
      visit(s, Ast_as_Property(node)->key, depth);
      break;
    case kAstOptionalChain:
      visit(s, Ast_as_OptionalChain(node)->expression, depth);
      break;
    case kAstUnaryOperation:
      visit(s, Ast_as_UnaryOperation(node)->expression, depth);
      break;
    case kAstCountOperation:
      visit(s, Ast_as_CountOperation(node)->expression, depth);
      break;
    case kAstBinaryOperation:
      visit(s, Ast_as_BinaryOperation(node)->left, depth);
      visit(s, Ast_as_BinaryOperation(node)->right, depth);
      break;
    case kAstNaryOperation:
      visit_nary(s, Ast_as_NaryOperation(node), depth);
      break;
    case kAstCompareOperation:
      visit(s, Ast_as_CompareOperation(node)->left, depth);
      visit(s, Ast_as_CompareOperation(node)->right, depth);
      break;
    case kAstConditional:
      visit(s, Ast_as_Conditional(node)->condition, depth);
      visit(s, Ast_as_Conditional(node)->then_expression, depth);
      visit(s, Ast_as_Conditional(node)->else_expression, depth);
      break;
    case kAstSpread:
      note_iterable(s, Ast_as_Spread(node)->expression);
      visit(s, Ast_as_Spread(node)->expression, depth);
      break;
    case kAstThrow:
      visit(s, Ast_as_Throw(node)->exception, depth);
      break;
    case kAstYield:
      visit(s, Ast_as_Yield(node)->expression, depth);
      break;
    case kAstYieldStar:
      note_iterable(s, Ast_as_YieldStar(node)->expression);
      visit(s, Ast_as_YieldStar(node)->expression, depth);
      break;
    case kAstAwait:
      visit(s, Ast_as_Await(node)->expression, depth);
      break;
    case kAstImportCall:
      visit(s, Ast_as_ImportCall(node)->specifier, depth);
      visit(s, Ast_as_ImportCall(node)->options, depth);
      break;
    default:
      // Leaves; functions within have frames of their own.
      break;
  }
}

static void visit(Search *s, const AstNode *node, int depth) {
  enum { kMaxDepth = 1000 };
  if (node == NULL || s->found != NULL || depth > kMaxDepth) return;
  if (!visit_statement(s, node, depth + 1))
    visit_expression(s, node, depth + 1);
}

// -------------------------------------------------------------------- lookup

// Source position of the current bytecode, or -1.
static int current_position(Isolate *isolate, SharedFunctionInfo **shared) {
  Value *fp = isolate->fp;
  if (fp == NULL || !Value_is_JSFunction(isolate, fp[kFrameFunction]))
    return -1;
  *shared = JSFunction_shared(
      Value_as_JSFunction(isolate, fp[kFrameFunction]));
  const BytecodeArray *bytecode =
      Value_as_BytecodeArray(isolate, fp[kFrameBytecodeArray]);
  Value positions = BytecodeArray_source_positions(bytecode);
  if (!Value_is_ByteArray(isolate, positions)) return -1;
  const ByteArray *table = Value_as_ByteArray(isolate, positions);
  return SourcePosition_find(table->bytes, table->length,
                             (int)(isolate->pc - bytecode->bytecodes));
}

static Value property_of(Compilation *c, const ObjectLiteral *pattern) {
  if (pattern->properties.length == 0) return ROOT(undefined_value);
  const ObjectLiteralProperty *first = pattern->properties.items[0];
  if (first->kind == kObjectPropertySpread || first->is_computed_name ||
      !Ast_is_property_name(first->key))
    return ROOT(undefined_value);
  return Value_from_object(
      Compilation_string(c, Ast_as_Literal(first->key)->string));
}

static Value find_text(Isolate *isolate, CallSiteKind kind, Value *property) {
  SharedFunctionInfo *shared;
  int position = current_position(isolate, &shared);
  if (position < 0 || Isolate_native_stack_exhausted(isolate) ||
      !Value_is_Script(isolate, SharedFunctionInfo_script(shared)))
    return ROOT(undefined_value);
  Compilation c;
  Value text = ROOT(undefined_value);
  if (Compilation_reparse(&c, isolate, shared)) {
    Search search = {.kind = kind, .position = position};
    visit_statements(&search, &c.info.literal->body, 0);
    if (search.pattern != NULL) *property = property_of(&c, search.pattern);
    if (search.found != NULL) {
      StringBuilder builder;
      StringBuilder_init(&builder, isolate);
      print(&builder, search.found, 0);
      text = StringBuilder_finish(&builder);
    }
  }
  Compilation_end(&c);
  if (!Value_is_exception(text)) return text;
  isolate->pending_exception = ROOT(the_hole);
  return ROOT(undefined_value);
}

Value CallSite_text(Isolate *isolate, CallSiteKind kind) {
  Value property = ROOT(undefined_value);
  return find_text(isolate, kind, &property);
}

Value CallSite_pattern_text(Isolate *isolate, Value *property) {
  *property = ROOT(undefined_value);
  return find_text(isolate, kCallSiteDestructured, property);
}
