// SPDX-License-Identifier: MIT
//
// --print-ast: the tree in V8's shape, one node a line, ". " per level.
#include <inttypes.h>
#include <string.h>

#include "engine/base/number-conversions.h"
#include "engine/parser/parser.h"

typedef struct Printer {
  FILE *out;
  int indent;
  // Chains like a.b.c... nest deeper than the parser's stack ever was.
  uintptr_t stack_limit;
} Printer;

enum { kPrinterStackBytes = 256 * 1024 };

static void print_node(Printer *p, const AstNode *node);

// ------------------------------------------------------------------- pieces

static void print_indent(Printer *p) {
  for (int i = 0; i < p->indent; i++) fputs(". ", p->out);
}

static void print_string(Printer *p, const AstString *string) {
  char buffer[512];
  if (string == NULL) {
    fputs("\"\"", p->out);
    return;
  }
  AstString_write_utf8(string, buffer, sizeof buffer);
  fputc('"', p->out);
  for (const char *c = buffer; *c != '\0'; c++) {
    if (*c == '\n')
      fputs("\\n", p->out);
    else
      fputc(*c, p->out);
  }
  fputc('"', p->out);
}

// "TEXT at position", and what it contains is one level deeper.
static void begin(Printer *p, const char *text, int position) {
  print_indent(p);
  fprintf(p->out, "%s at %d\n", text, position);
  p->indent++;
}

static void end(Printer *p) { p->indent--; }

static void begin_plain(Printer *p, const char *text) {
  print_indent(p);
  fprintf(p->out, "%s\n", text);
  p->indent++;
}

static void print_named_string(Printer *p, const char *text,
                               const AstString *string) {
  print_indent(p);
  fprintf(p->out, "%s ", text);
  print_string(p, string);
  fputc('\n', p->out);
}

static void print_flag(Printer *p, const char *text) {
  print_indent(p);
  fprintf(p->out, "%s\n", text);
}

static void print_labelled(Printer *p, const char *label,
                           const AstNode *node) {
  if (node == NULL) return;
  begin_plain(p, label);
  print_node(p, node);
  end(p);
}

static void print_list(Printer *p, const ExpressionList *list) {
  for (int i = 0; i < list->length; i++) print_node(p, list->items[i]);
}

static void print_statements(Printer *p, const StatementList *list) {
  for (int i = 0; i < list->length; i++) print_node(p, list->items[i]);
}

// ----------------------------------------------------------------- variables

static const char *const kModeNames[] = {
    [kVariableLet] = "LET",
    [kVariableConst] = "CONST",
    [kVariableUsing] = "USING",
    [kVariableAwaitUsing] = "AWAIT_USING",
    [kVariableVar] = "VAR",
    [kVariableTemporary] = "TEMPORARY",
    [kVariableDynamic] = "DYNAMIC",
    [kVariableDynamicGlobal] = "DYNAMIC_GLOBAL",
    [kVariableDynamicLocal] = "DYNAMIC_LOCAL",
    [kVariablePrivateMethod] = "PRIVATE_METHOD",
    [kVariablePrivateGetterOnly] = "PRIVATE_GETTER_ONLY",
    [kVariablePrivateSetterOnly] = "PRIVATE_SETTER_ONLY",
    [kVariablePrivateGetterAndSetter] = "PRIVATE_GETTER_AND_SETTER",
};

static void print_location(Printer *p, const Variable *variable) {
  switch ((VariableLocation)variable->location) {
    case kLocationUnallocated:
    case kLocationGlobal:
    case kLocationGlobalThis:
      fputs("unallocated", p->out);
      break;
    case kLocationParameter:
      fprintf(p->out, "parameter[%d]", variable->index);
      break;
    case kLocationLocal:
      fprintf(p->out, "local[%d]", variable->index);
      break;
    case kLocationContext:
      fprintf(p->out, "context[%d]", variable->index);
      break;
    case kLocationScriptContext:
      fprintf(p->out, "script context[%d]", variable->index);
      break;
    case kLocationLookup:
      fputs("lookup", p->out);
      break;
    case kLocationModule:
      fprintf(p->out, "module[%d]", variable->index);
      break;
  }
}

static void print_variable(Printer *p, const char *text, int position,
                           const Variable *variable, const AstString *name) {
  print_indent(p);
  fprintf(p->out, "%s", text);
  if (position >= 0) fprintf(p->out, " at %d", position);
  if (variable == NULL) {
    fputs(" unresolved ", p->out);
    print_string(p, name);
    fputc('\n', p->out);
    return;
  }
  fputc(' ', p->out);
  print_location(p, variable);
  fprintf(p->out, " (%p) (mode = %s, assigned = %s", (const void *)variable,
          kModeNames[variable->mode], variable->is_assigned ? "true" : "false");
  fputs(") ", p->out);
  print_string(p, name);
  fputc('\n', p->out);
}

static void print_proxy(Printer *p, const VariableProxy *proxy) {
  print_variable(p,
                 proxy->needs_hole_check ? "VAR PROXY (hole check)"
                                         : "VAR PROXY",
                 -1, proxy->variable, proxy->name);
}

static void print_declarations(Printer *p, const Scope *scope) {
  if (scope == NULL || scope->declarations.length == 0) return;
  begin_plain(p, "DECLS");
  for (int i = 0; i < scope->declarations.length; i++) {
    const Declaration *declaration = scope->declarations.items[i];
    const Variable *variable = declaration->variable;
    print_variable(p, declaration->function != NULL ? "FUNCTION" : "VARIABLE",
                   -1, variable, variable->name);
  }
  end(p);
}

static void print_parameters(Printer *p, const Scope *scope) {
  if (scope == NULL || scope->kind != kScopeFunction ||
      scope->function->parameters.length == 0)
    return;
  begin_plain(p, "PARAMS");
  for (int i = 0; i < scope->function->parameters.length; i++) {
    const Variable *variable = scope->function->parameters.items[i];
    print_variable(p, "VAR", -1, variable, variable->name);
  }
  end(p);
}

// ------------------------------------------------------------------ literals

static void print_literal(Printer *p, const Literal *literal) {
  char buffer[kNumberToStringSize];
  print_indent(p);
  fputs("LITERAL ", p->out);
  switch ((LiteralType)literal->type) {
    case kLiteralNumber: {
      size_t length = Number_to_string(literal->number, buffer);
      fprintf(p->out, "%.*s\n", (int)length, buffer);
      break;
    }
    case kLiteralString:
      print_string(p, literal->string);
      fputc('\n', p->out);
      break;
    case kLiteralBigInt: {
      char digits[256];
      AstString_write_utf8(literal->string, digits, sizeof digits);
      fprintf(p->out, "%sn\n", digits);
      break;
    }
    case kLiteralTrue: fputs("true\n", p->out); break;
    case kLiteralFalse: fputs("false\n", p->out); break;
    case kLiteralNull: fputs("null\n", p->out); break;
    case kLiteralUndefined: fputs("undefined\n", p->out); break;
    case kLiteralTheHole: fputs("the hole\n", p->out); break;
  }
}

static void print_object(Printer *p, const ObjectLiteral *object) {
  static const char *const kinds[] = {
      [kObjectPropertyValue] = "PROPERTY - VALUE",
      [kObjectPropertyGetter] = "PROPERTY - GETTER",
      [kObjectPropertySetter] = "PROPERTY - SETTER",
      [kObjectPropertySpread] = "PROPERTY - SPREAD",
      [kObjectPropertyPrototype] = "PROPERTY - PROTOTYPE",
  };
  begin(p, object->is_pattern ? "OBJ PATTERN" : "OBJ LITERAL",
        object->node.position);
  for (int i = 0; i < object->properties.length; i++) {
    const ObjectLiteralProperty *property = object->properties.items[i];
    begin_plain(p, kinds[property->kind]);
    print_labelled(p, property->is_computed_name ? "COMPUTED KEY" : "KEY",
                   property->key);
    print_labelled(p, "VALUE", property->value);
    end(p);
  }
  end(p);
}

static void print_class_members(Printer *p, const ClassPropertyList *list) {
  static const char *const kinds[] = {
      [kClassMethod] = "METHOD",
      [kClassGetter] = "GETTER",
      [kClassSetter] = "SETTER",
      [kClassField] = "FIELD",
      [kClassAutoAccessor] = "AUTO ACCESSOR",
      [kClassStaticBlock] = "STATIC BLOCK",
  };
  for (int i = 0; i < list->length; i++) {
    const ClassLiteralProperty *property = list->items[i];
    char text[64];
    snprintf(text, sizeof text, "PROPERTY%s%s - %s",
             property->is_static ? " - STATIC" : "",
             property->is_private ? " - PRIVATE" : "", kinds[property->kind]);
    begin_plain(p, text);
    print_labelled(p, property->is_computed_name ? "COMPUTED KEY" : "KEY",
                   property->key);
    print_labelled(p, "VALUE", property->value);
    if (property->static_block != NULL)
      print_node(p, &property->static_block->node);
    end(p);
  }
}

static void print_class(Printer *p, const ClassLiteral *literal) {
  begin(p, "CLASS LITERAL", literal->node.position);
  if (literal->name != NULL) print_named_string(p, "NAME", literal->name);
  print_labelled(p, "EXTENDS", literal->extends);
  print_labelled(p, "CONSTRUCTOR", &literal->constructor->node);
  print_class_members(p, &literal->members);
  if (literal->instance_members_initializer != NULL)
    print_labelled(p, "INSTANCE MEMBERS INITIALIZER",
                   &literal->instance_members_initializer->node);
  if (literal->static_initializer != NULL)
    print_labelled(p, "STATIC INITIALIZER",
                   &literal->static_initializer->node);
  end(p);
}

static void print_function_contents(Printer *p,
                                    const FunctionLiteral *literal) {
  print_indent(p);
  fprintf(p->out, "KIND %d\n", literal->function_kind);
  print_indent(p);
  fprintf(p->out, "LITERAL ID %d\n", literal->function_literal_id);
  print_indent(p);
  fprintf(p->out, "SUSPEND COUNT %d\n", literal->suspend_count);
  print_named_string(p, "NAME", literal->name);
  if (literal->inferred_name != NULL)
    print_named_string(p, "INFERRED NAME", literal->inferred_name);
  if (literal->language_mode == kLanguageStrict) print_flag(p, "STRICT");
  if (literal->is_preparsed) {
    print_flag(p, "PREPARSED");
    return;
  }
  print_parameters(p, literal->scope);
  print_declarations(p, literal->scope);
  print_statements(p, &literal->body);
}

// Inner functions that were not skipped are shown in place.
static void print_function(Printer *p, const FunctionLiteral *literal) {
  begin(p, "FUNC LITERAL", literal->node.position);
  print_named_string(p, "NAME", literal->name);
  if (literal->inferred_name != NULL)
    print_named_string(p, "INFERRED NAME", literal->inferred_name);
  if (!literal->is_preparsed && literal->scope != NULL) {
    print_parameters(p, literal->scope);
    print_declarations(p, literal->scope);
    print_statements(p, &literal->body);
  }
  end(p);
}

// --------------------------------------------------------------- expressions

static void print_property(Printer *p, const Property *property) {
  char text[64];
  bool is_named = Ast_is_string_literal(property->key);
  bool is_private = Ast_is_VariableProxy(property->key) &&
                    ((const VariableProxy *)property->key)->is_private_name;
  const char *kind =
      Ast_is_SuperPropertyReference(property->object)
          ? (is_named ? "NAMED SUPER" : "KEYED SUPER")
      : is_private ? "PRIVATE"
                   : "";
  snprintf(text, sizeof text, "%s%s%s", kind, *kind != '\0' ? " " : "",
           property->is_optional_link ? "OPTIONAL PROPERTY" : "PROPERTY");
  begin(p, text, property->node.position);
  print_node(p, property->object);
  if (is_named)
    print_named_string(p, "NAME",
                       ((const Literal *)property->key)->string);
  else
    print_labelled(p, "KEY", property->key);
  end(p);
}

static void print_binary(Printer *p, Token op, const AstNode *node,
                         const Expression *left, const Expression *right) {
  begin(p, Token_name(op), node->position);
  print_node(p, left);
  print_node(p, right);
  end(p);
}

static void print_nary(Printer *p, const NaryOperation *node) {
  begin(p, Token_name(node->op), node->node.position);
  print_node(p, node->first);
  for (int i = 0; i < node->rest.length; i++)
    print_node(p, node->rest.items[i].expression);
  end(p);
}

static void print_one(Printer *p, const char *text, const AstNode *node,
                      const AstNode *operand) {
  begin(p, text, node->position);
  if (operand != NULL) print_node(p, operand);
  end(p);
}

static void print_call(Printer *p, const char *text, const AstNode *node,
                       const Expression *callee,
                       const ExpressionList *arguments) {
  begin(p, text, node->position);
  if (callee != NULL) print_node(p, callee);
  print_list(p, arguments);
  end(p);
}

static void print_template(Printer *p, const char *text, const AstNode *node,
                           const Expression *tag, const AstStringList *strings,
                           const ExpressionList *substitutions) {
  begin(p, text, node->position);
  if (tag != NULL) print_labelled(p, "TAG", tag);
  for (int i = 0; i < strings->length; i++) {
    print_named_string(p, "SPAN", strings->items[i]);
    if (i < substitutions->length) print_node(p, substitutions->items[i]);
  }
  end(p);
}

static void print_conditional(Printer *p, const Conditional *node) {
  begin(p, "CONDITIONAL", node->node.position);
  print_labelled(p, "CONDITION", node->condition);
  print_labelled(p, "THEN", node->then_expression);
  print_labelled(p, "ELSE", node->else_expression);
  end(p);
}

static void print_regexp(Printer *p, const RegExpLiteral *node) {
  begin(p, "REGEXP LITERAL", node->node.position);
  print_named_string(p, "PATTERN", node->pattern);
  print_named_string(p, "FLAGS", node->flags);
  end(p);
}

static void print_count(Printer *p, const CountOperation *node) {
  print_indent(p);
  fprintf(p->out, "%s %s at %d\n", node->is_prefix ? "PRE" : "POST",
          Token_name(node->op), node->node.position);
  p->indent++;
  print_node(p, node->expression);
  end(p);
}

static void print_import_call(Printer *p, const ImportCall *node) {
  begin(p, "IMPORT CALL", node->node.position);
  print_node(p, node->specifier);
  if (node->options != NULL) print_node(p, node->options);
  end(p);
}

static void print_expression(Printer *p, const AstNode *node) {
#define AS(Name) const Name *n = (const Name *)node
  switch ((AstKind)node->kind) {
    case kAstLiteral: print_literal(p, (const Literal *)node); break;
    case kAstVariableProxy:
      print_proxy(p, (const VariableProxy *)node);
      break;
    case kAstRegExpLiteral:
      print_regexp(p, (const RegExpLiteral *)node);
      break;
    case kAstObjectLiteral:
      print_object(p, (const ObjectLiteral *)node);
      break;
    case kAstArrayLiteral: {
      AS(ArrayLiteral);
      begin(p, n->is_pattern ? "ARRAY PATTERN" : "ARRAY LITERAL",
            node->position);
      print_list(p, &n->values);
      end(p);
      break;
    }
    case kAstAssignment: {
      AS(Assignment);
      print_binary(p, n->op, node, n->target, n->value);
      break;
    }
    case kAstCompoundAssignment: {
      AS(CompoundAssignment);
      print_binary(p, n->op, node, n->target, n->value);
      break;
    }
    case kAstBinaryOperation: {
      AS(BinaryOperation);
      print_binary(p, n->op, node, n->left, n->right);
      break;
    }
    case kAstCompareOperation: {
      AS(CompareOperation);
      print_binary(p, n->op, node, n->left, n->right);
      break;
    }
    case kAstNaryOperation: print_nary(p, (const NaryOperation *)node); break;
    case kAstUnaryOperation: {
      AS(UnaryOperation);
      print_one(p, Token_name(n->op), node, n->expression);
      break;
    }
    case kAstCountOperation:
      print_count(p, (const CountOperation *)node);
      break;
    case kAstConditional:
      print_conditional(p, (const Conditional *)node);
      break;
    case kAstProperty: print_property(p, (const Property *)node); break;
    case kAstOptionalChain:
      print_one(p, "OPTIONAL CHAIN", node,
                ((const OptionalChain *)node)->expression);
      break;
    case kAstCall: {
      AS(Call);
      print_call(p, n->is_possibly_eval ? "CALL POSSIBLY EVAL" : "CALL", node,
                 n->callee, &n->arguments);
      break;
    }
    case kAstSuperCall:
      print_call(p, "SUPER CALL", node, NULL,
                 &((const SuperCall *)node)->arguments);
      break;
    case kAstCallNew: {
      AS(CallNew);
      print_call(p, "CALL NEW", node, n->callee, &n->arguments);
      break;
    }
    case kAstCallRuntime: {
      AS(CallRuntime);
      begin(p, "CALL RUNTIME", node->position);
      print_named_string(p, "NAME", n->name);
      print_list(p, &n->arguments);
      end(p);
      break;
    }
    case kAstClassLiteral: print_class(p, (const ClassLiteral *)node); break;
    case kAstFunctionLiteral:
      print_function(p, (const FunctionLiteral *)node);
      break;
    case kAstTemplateLiteral: {
      AS(TemplateLiteral);
      print_template(p, "TEMPLATE LITERAL", node, NULL, &n->strings,
                     &n->substitutions);
      break;
    }
    case kAstTaggedTemplate: {
      AS(TaggedTemplate);
      print_template(p, "TAGGED TEMPLATE", node, n->tag, &n->raw,
                     &n->substitutions);
      break;
    }
    case kAstSpread:
      print_one(p, "SPREAD", node, ((const Spread *)node)->expression);
      break;
    case kAstYield:
      print_one(p, "YIELD", node, ((const Yield *)node)->expression);
      break;
    case kAstYieldStar:
      print_one(p, "YIELD STAR", node, ((const YieldStar *)node)->expression);
      break;
    case kAstAwait:
      print_one(p, "AWAIT", node, ((const Await *)node)->expression);
      break;
    case kAstThrow:
      print_one(p, "THROW", node, ((const Throw *)node)->exception);
      break;
    case kAstImportCall:
      print_import_call(p, (const ImportCall *)node);
      break;
    case kAstThisExpression:
      print_one(p, "THIS-EXPRESSION", node, NULL);
      break;
    case kAstNewTarget: print_one(p, "NEW TARGET", node, NULL); break;
    case kAstImportMeta: print_one(p, "IMPORT META", node, NULL); break;
    case kAstSuperPropertyReference:
      print_one(p, "SUPER PROPERTY REFERENCE", node, NULL);
      break;
    default: print_one(p, "FAILURE", node, NULL); break;
  }
#undef AS
}

// ---------------------------------------------------------------- statements

static void print_block(Printer *p, const BlockStatement *block) {
  begin(p, block->ignore_completion_value ? "BLOCK NOCOMPLETIONS" : "BLOCK",
        block->node.position);
  print_declarations(p, block->scope);
  print_statements(p, &block->statements);
  end(p);
}

static void print_for(Printer *p, const ForStatement *node) {
  begin(p, "FOR", node->loop.node.position);
  print_declarations(p, node->scope);
  print_labelled(p, "INIT", node->init);
  print_labelled(p, "COND", node->condition);
  print_labelled(p, "BODY", node->loop.body);
  print_labelled(p, "NEXT", node->next);
  end(p);
}

static void print_for_each(Printer *p, const char *text,
                           const IterationStatement *loop,
                           const Expression *each, const Expression *subject) {
  begin(p, text, loop->node.position);
  print_labelled(p, "FOR", each);
  print_labelled(p, loop->node.kind == kAstForInStatement ? "IN" : "OF",
                 subject);
  print_labelled(p, "BODY", loop->body);
  end(p);
}

static void print_switch(Printer *p, const SwitchStatement *node) {
  begin(p, "SWITCH", node->node.position);
  print_declarations(p, node->scope);
  print_labelled(p, "TAG", node->tag);
  for (int i = 0; i < node->cases.length; i++) {
    const CaseClause *clause = node->cases.items[i];
    begin_plain(p, clause->label != NULL ? "CASE" : "DEFAULT");
    if (clause->label != NULL) print_node(p, clause->label);
    print_statements(p, &clause->statements);
    end(p);
  }
  end(p);
}

static void print_try(Printer *p, const char *text, const AstNode *node,
                      const BlockStatement *first, const char *second_text,
                      const BlockStatement *second, const Scope *catch_scope) {
  begin(p, text, node->position);
  print_labelled(p, "TRY", &first->node);
  if (catch_scope != NULL)
    print_variable(p, "CATCHVAR", -1, catch_scope->catch_variable,
                   catch_scope->catch_variable->name);
  print_labelled(p, second_text, &second->node);
  end(p);
}

static void print_if(Printer *p, const IfStatement *node) {
  begin(p, "IF", node->node.position);
  print_labelled(p, "CONDITION", node->condition);
  print_labelled(p, "THEN", node->then_statement);
  print_labelled(p, "ELSE", node->else_statement);
  end(p);
}

static void print_while(Printer *p, const char *text, const AstNode *node,
                        const Expression *condition, const Statement *body) {
  begin(p, text, node->position);
  print_labelled(p, "COND", condition);
  print_labelled(p, "BODY", body);
  end(p);
}

static void print_statement(Printer *p, const AstNode *node) {
#define AS(Name) const Name *n = (const Name *)node
  switch ((AstKind)node->kind) {
    case kAstBlockStatement:
      print_block(p, (const BlockStatement *)node);
      break;
    case kAstExpressionStatement:
      print_one(p, "EXPRESSION STATEMENT", node,
                ((const ExpressionStatement *)node)->expression);
      break;
    case kAstIfStatement: print_if(p, (const IfStatement *)node); break;
    case kAstReturnStatement:
      print_one(p, "RETURN", node,
                ((const ReturnStatement *)node)->expression);
      break;
    case kAstWhileStatement: {
      AS(WhileStatement);
      print_while(p, "WHILE", node, n->condition, n->loop.body);
      break;
    }
    case kAstDoWhileStatement: {
      AS(DoWhileStatement);
      print_while(p, "DO", node, n->condition, n->loop.body);
      break;
    }
    case kAstForStatement: print_for(p, (const ForStatement *)node); break;
    case kAstForInStatement: {
      AS(ForInStatement);
      print_for_each(p, "FOR IN", &n->loop, n->each, n->subject);
      break;
    }
    case kAstForOfStatement: {
      AS(ForOfStatement);
      print_for_each(p, n->is_await ? "FOR AWAIT" : "FOR OF", &n->loop,
                     n->each, n->subject);
      break;
    }
    case kAstSwitchStatement:
      print_switch(p, (const SwitchStatement *)node);
      break;
    case kAstWithStatement: {
      AS(WithStatement);
      begin(p, "WITH", node->position);
      print_labelled(p, "OBJECT", n->object);
      print_labelled(p, "BODY", n->statement);
      end(p);
      break;
    }
    case kAstTryCatchStatement: {
      AS(TryCatchStatement);
      print_try(p, "TRY CATCH", node, n->try_block, "CATCH", n->catch_block,
                n->catch_scope);
      break;
    }
    case kAstTryFinallyStatement: {
      AS(TryFinallyStatement);
      print_try(p, "TRY FINALLY", node, n->try_block, "FINALLY",
                n->finally_block, NULL);
      break;
    }
    case kAstSloppyBlockFunctionStatement: {
      AS(SloppyBlockFunctionStatement);
      print_one(p, "SLOPPY BLOCK FUNCTION", node,
                n->copy != NULL ? &n->copy->node : NULL);
      break;
    }
    case kAstInitializeClassMembersStatement:
      begin(p, "INITIALIZE CLASS MEMBERS", node->position);
      print_class_members(
          p, &((const InitializeClassMembersStatement *)node)->fields);
      end(p);
      break;
    case kAstInitializeClassStaticElementsStatement:
      begin(p, "INITIALIZE CLASS STATIC ELEMENTS", node->position);
      print_class_members(
          p,
          &((const InitializeClassStaticElementsStatement *)node)->elements);
      end(p);
      break;
    case kAstBreakStatement: print_one(p, "BREAK", node, NULL); break;
    case kAstContinueStatement: print_one(p, "CONTINUE", node, NULL); break;
    case kAstDebuggerStatement: print_one(p, "DEBUGGER", node, NULL); break;
    default: break;  // empty statements are not shown
  }
#undef AS
}

static void print_node(Printer *p, const AstNode *node) {
  if ((uintptr_t)__builtin_frame_address(0) < p->stack_limit) {
    print_flag(p, "...");
    return;
  }
  if (Ast_is_statement(node))
    print_statement(p, node);
  else
    print_expression(p, node);
}

void AstPrinter_print(FILE *out, const FunctionLiteral *literal) {
  Printer printer = {
      .out = out,
      .stack_limit =
          (uintptr_t)__builtin_frame_address(0) - kPrinterStackBytes};
  fputs("[generating bytecode for function: ", out);
  char name[256] = "";
  if (literal->name != NULL)
    AstString_write_utf8(literal->name, name, sizeof name);
  fprintf(out, "%s]\n--- AST ---\n", name);
  begin(&printer, "FUNC", literal->is_toplevel ? 0 : literal->node.position);
  print_function_contents(&printer, literal);
  end(&printer);
  fputc('\n', out);
}
