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

// One for each of the parts of something that is not shown.
static void print_intermediate(StringBuilder *out, int count) {
  do
    StringBuilder_add_ascii(out, "(intermediate value)");
  while (--count > 0);
}

static void print_object(StringBuilder *out, const ObjectLiteral *object) {
  StringBuilder_add_char(out, '{');
  if (object->properties.length > 0)
    print_intermediate(out, object->properties.length);
  StringBuilder_add_char(out, '}');
}

static void print_array(StringBuilder *out, const ArrayLiteral *array,
                        int depth) {
  StringBuilder_add_char(out, '[');
  for (int i = 0; i < array->values.length; i++) {
    if (i > 0) StringBuilder_add_char(out, ',');
    const Expression *value = array->values.items[i];
    if (!Ast_is_literal_of_type(value, kLiteralTheHole))
      print(out, value, depth);
  }
  StringBuilder_add_char(out, ']');
}

static void print_unary(StringBuilder *out, Token op,
                        const Expression *operand, int depth) {
  StringBuilder_add_char(out, '(');
  StringBuilder_add_ascii(out, Token_text(op));
  if (op == kTokenDelete || op == kTokenTypeOf || op == kTokenVoid)
    StringBuilder_add_char(out, ' ');
  print(out, operand, depth);
  StringBuilder_add_char(out, ')');
}

static void print_binary(StringBuilder *out, const Expression *left, Token op,
                         const Expression *right, int depth) {
  StringBuilder_add_char(out, '(');
  print(out, left, depth);
  StringBuilder_add_char(out, ' ');
  StringBuilder_add_ascii(out, Token_text(op));
  StringBuilder_add_char(out, ' ');
  print(out, right, depth);
  StringBuilder_add_char(out, ')');
}

static void print_regexp(StringBuilder *out, const RegExpLiteral *regexp) {
  StringBuilder_add_char(out, '/');
  print_ast_string(out, regexp->pattern);
  StringBuilder_add_char(out, '/');
  print_ast_string(out, regexp->flags);
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
      print_binary(out, Ast_as_BinaryOperation(e)->left,
                   Ast_as_BinaryOperation(e)->op,
                   Ast_as_BinaryOperation(e)->right, depth);
      break;
    case kAstCompareOperation:
      print_binary(out, Ast_as_CompareOperation(e)->left,
                   Ast_as_CompareOperation(e)->op,
                   Ast_as_CompareOperation(e)->right, depth);
      break;
    case kAstUnaryOperation:
      print_unary(out, Ast_as_UnaryOperation(e)->op,
                  Ast_as_UnaryOperation(e)->expression, depth);
      break;
    case kAstSpread:
      StringBuilder_add_ascii(out, "(...");
      print(out, Ast_as_Spread(e)->expression, depth);
      StringBuilder_add_char(out, ')');
      break;
    case kAstRegExpLiteral:
      print_regexp(out, Ast_as_RegExpLiteral(e));
      break;
    case kAstArrayLiteral:
      print_array(out, Ast_as_ArrayLiteral(e), depth);
      break;
    case kAstConditional:
      print_intermediate(out, 3);
      break;
    case kAstFunctionLiteral:
      print_intermediate(out, Ast_as_FunctionLiteral(e)->body.length);
      break;
    case kAstClassLiteral:
      print_intermediate(out, (Ast_as_ClassLiteral(e)->extends != NULL) +
                                  Ast_as_ClassLiteral(e)->members.length);
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
  bool is_done;
  const Expression *found;  // or NULL, if is_nested or is_loop_value
  bool is_loop_value;       // of for-in or for-of
  // kCallSiteDestructured
  bool is_nested;
  const ObjectLiteralProperty *property;
} Search;

static void visit(Search *s, const AstNode *node, int depth);

static void visit_statements(Search *s, const StatementList *list, int depth) {
  for (int i = 0; i < list->length && !s->is_done; i++)
    visit(s, list->items[i], depth);
}
static void visit_expressions(Search *s, const ExpressionList *list,
                              int depth) {
  for (int i = 0; i < list->length && !s->is_done; i++)
    visit(s, list->items[i], depth);
}

static void note(Search *s, CallSiteKind kind, int position,
                 const Expression *e) {
  if (s->is_done || s->kind != kind || s->position != position) return;
  s->found = e;
  s->is_done = true;
}
static void note_iterable(Search *s, const Expression *e) {
  note(s, kCallSiteIterable, e->position, e);
}
static void note_call(Search *s, int position, const Expression *callee,
                      const ExpressionList *arguments) {
  note(s, kCallSiteCallee, position, callee);
  if (arguments->length == 0) return;
  const Expression *last = arguments->items[arguments->length - 1];
  if (last->kind == kAstSpread)
    note(s, kCallSiteSpread, position, Ast_as_Spread(last)->expression);
}

// Whether the object pattern, whose value is `value` (NULL: a loop's, or that
// of another pattern if is_nested), is the one at the position.
static void note_pattern(Search *s, const ObjectLiteral *pattern,
                         const Expression *value, bool is_nested) {
  if (s->is_done || s->kind != kCallSiteDestructured) return;
  bool is_found = !is_nested && pattern->node.position == s->position;
  for (int i = 0; i < pattern->properties.length && !is_nested && !is_found;
       i++) {
    const ObjectLiteralProperty *property = pattern->properties.items[i];
    is_found = property->value->position == s->position &&
               property->value->kind != kAstAssignment;
    if (is_found) s->property = property;
  }
  if (!is_found && CallSite_pattern_position(pattern) == s->position) {
    is_found = is_nested = true;
    if (pattern->properties.length > 0)
      s->property = pattern->properties.items[0];
  }
  if (!is_found) return;
  s->found = value;
  s->is_nested = is_nested;
  s->is_loop_value = value == NULL && !is_nested;
  s->is_done = true;
}

// A pattern that no assignment of its own gives a value.
static void visit_inner_pattern(Search *s, const Expression *target) {
  if (target->kind == kAstObjectLiteral &&
      Ast_as_ObjectLiteral(target)->is_pattern)
    note_pattern(s, Ast_as_ObjectLiteral(target), NULL, true);
}

static void visit_loop_target(Search *s, const Expression *each) {
  if (each->kind == kAstObjectLiteral)
    note_pattern(s, Ast_as_ObjectLiteral(each), NULL, false);
  if (each->kind != kAstArrayLiteral || s->is_done ||
      s->kind != kCallSiteIterable || s->position != each->position)
    return;
  s->is_loop_value = true;
  s->is_done = true;
}

static void visit_object(Search *s, const ObjectLiteral *node, int depth) {
  for (int i = 0; i < node->properties.length; i++) {
    visit(s, node->properties.items[i]->key, depth);
    visit_inner_pattern(s, node->properties.items[i]->value);
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

static void visit_array(Search *s, const ArrayLiteral *node, int depth) {
  for (int i = 0; i < node->values.length && !s->is_done; i++) {
    const Expression *value = node->values.items[i];
    if (value->kind == kAstSpread && !node->is_pattern)
      note_iterable(s, Ast_as_Spread(value)->expression);
    visit_inner_pattern(s, value);
    visit(s, value, depth);
  }
}

static void visit_assignment(Search *s, const Assignment *node, int depth) {
  if (node->target->kind == kAstArrayLiteral &&
      node->value->position == node->node.position)
    note_iterable(s, node->value);
  if (node->target->kind == kAstObjectLiteral)
    note_pattern(s, Ast_as_ObjectLiteral(node->target), node->value, false);
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
      visit_loop_target(s, Ast_as_ForInStatement(node)->each);
      visit(s, Ast_as_ForInStatement(node)->each, depth);
      visit(s, Ast_as_ForInStatement(node)->loop.body, depth);
      return true;
    case kAstForOfStatement:
      note_iterable(s, Ast_as_ForOfStatement(node)->subject);
      visit(s, Ast_as_ForOfStatement(node)->subject, depth);
      visit_loop_target(s, Ast_as_ForOfStatement(node)->each);
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
      note_call(s, node->position, Ast_as_Call(node)->callee,
                &Ast_as_Call(node)->arguments);
      break;
    case kAstCallNew:
      visit(s, Ast_as_CallNew(node)->callee, depth);
      visit_expressions(s, &Ast_as_CallNew(node)->arguments, depth);
      visit_expressions(s, &Ast_as_CallNew(node)->arguments, depth);
      note_call(s, node->position, Ast_as_CallNew(node)->callee,
                &Ast_as_CallNew(node)->arguments);
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
      visit_array(s, Ast_as_ArrayLiteral(node), depth);
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
      visit(s, Ast_as_Spread(node)->expression, depth);
      break;
    case kAstThrow:
      visit(s, Ast_as_Throw(node)->exception, depth);
      break;
    case kAstYield:
      visit(s, Ast_as_Yield(node)->expression, depth);
      break;
    case kAstYieldStar:
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
  if (node == NULL || s->is_done || depth > kMaxDepth) return;
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

static Value name_of(Compilation *c, const ObjectLiteralProperty *property) {
  if (property == NULL || property->kind == kObjectPropertySpread ||
      property->is_computed_name || property->key == NULL)
    return ROOT(undefined_value);
  const Expression *key = property->key;
  if (Ast_is_string_literal(key))
    return Value_from_object(
        Compilation_string(c, Ast_as_Literal(key)->string));
  if (!Ast_is_literal_of_type(key, kLiteralNumber))
    return ROOT(undefined_value);
  return Value_from_object(
      Number_value_to_string(c->isolate, Ast_as_Literal(key)->number));
}

int CallSite_pattern_position(const ObjectLiteral *pattern) {
  if (pattern->properties.length == 0) return pattern->node.position;
  const ObjectLiteralProperty *first = pattern->properties.items[0];
  if (first->is_computed_name && first->kind != kObjectPropertySpread)
    return pattern->node.position;
  const Expression *target = first->value;
  if (target->kind == kAstAssignment)
    target = Ast_as_Assignment(target)->target;
  while (target->kind == kAstProperty)
    target = Ast_as_Property(target)->object;
  return target->position;
}

static void describe(Compilation *c, const Search *search, CallSite *site) {
  site->property = name_of(c, search->property);
  site->is_nested = search->is_nested;
  const Expression *found = search->found;
  if (found == NULL && !search->is_loop_value) return;
  StringBuilder builder;
  StringBuilder_init(&builder, c->isolate);
  site->is_call = search->kind == kCallSiteIterable && found != NULL &&
                  found->kind == kAstCall;
  if (site->is_call) found = Ast_as_Call(found)->callee;
  if (search->is_loop_value)
    StringBuilder_add_ascii(&builder, ".for");
  else
    print(&builder, found, 0);
  bool is_empty = builder.length == 0;
  Value text = StringBuilder_finish(&builder);
  if (Value_is_exception(text))
    c->isolate->pending_exception = ROOT(the_hole);
  else if (!is_empty)
    site->text = text;
}

CallSite CallSite_find(Isolate *isolate, CallSiteKind kind) {
  CallSite site = {.text = ROOT(undefined_value),
                   .property = ROOT(undefined_value)};
  SharedFunctionInfo *shared;
  int position = current_position(isolate, &shared);
  if (position < 0 || Isolate_native_stack_exhausted(isolate) ||
      !Value_is_Script(isolate, SharedFunctionInfo_script(shared)))
    return site;
  Compilation c;
  if (Compilation_reparse(&c, isolate, shared)) {
    Search search = {.kind = kind, .position = position};
    visit_statements(&search, &c.info.literal->body, 0);
    describe(&c, &search, &site);
  }
  Compilation_end(&c);
  return site;
}
