// SPDX-License-Identifier: MIT
//
// Names of anonymous functions: those of the specification (NamedEvaluation),
// and inferred ones like "exports.run" for stack traces.
#include "engine/parser/parser-impl.h"

void Parser_set_function_name(Parser *p, Expression *value, AstString *name,
                              const char *prefix) {
  if (p->preparse_depth > 0 || name == NULL ||
      !Ast_is_anonymous_function_definition(value))
    return;
  if (prefix != NULL)
    name = AstStringTable_intern_prefixed(p->strings, prefix, name);
  if (Ast_is_FunctionLiteral(value)) {
    Ast_as_FunctionLiteral(value)->name = name;
  } else {
    ClassLiteral *class_literal = Ast_as_ClassLiteral(value);
    class_literal->name = name;
    class_literal->constructor->name = name;
  }
}


// ------------------------------------------------------------ inferred names

enum { kMaxInferredUnits = 256 };

typedef struct NameBuilder {
  uint16_t units[kMaxInferredUnits];
  int length;
} NameBuilder;

static void add_part(NameBuilder *builder, const AstString *name) {
  if (name->length == 0 || AstString_is(name, kNamePrototype)) return;
  if (builder->length + name->length + 1 > kMaxInferredUnits) return;
  if (builder->length > 0) builder->units[builder->length++] = '.';
  for (int i = 0; i < name->length; i++)
    builder->units[builder->length++] = AstString_at(name, i);
}

// The name of the function around `this`, if it looks like a constructor.
static void add_constructor(Parser *p, NameBuilder *builder) {
  const AstString *name = p->function->name;
  if (name == NULL || name->length == 0) return;
  uint16_t first = AstString_at(name, 0);
  if (first >= 'A' && first <= 'Z') add_part(builder, name);
}

static void add_expression(Parser *p, NameBuilder *builder,
                           const Expression *expression) {
  if (Ast_is_VariableProxy(expression)) {
    add_part(builder, Ast_as_VariableProxy(expression)->name);
  } else if (Ast_is_ThisExpression(expression)) {
    add_constructor(p, builder);
  } else if (Ast_is_Property(expression)) {
    const Property *property = Ast_as_Property(expression);
    if (!Parser_check_stack(p)) return;
    add_expression(p, builder, property->object);
    if (Ast_is_string_literal(property->key))
      add_part(builder, Ast_as_Literal(property->key)->string);
    else if (Ast_is_VariableProxy(property->key))
      add_part(builder, Ast_as_VariableProxy(property->key)->name);
  }
}

void Parser_infer_function_name(Parser *p, Expression *value,
                                const Expression *target) {
  if (p->preparse_depth > 0 || !Ast_is_FunctionLiteral(value)) return;
  FunctionLiteral *literal = Ast_as_FunctionLiteral(value);
  if (literal->name != NULL && literal->name->length != 0) return;
  NameBuilder builder;
  builder.length = 0;
  add_expression(p, &builder, target);
  if (builder.length == 0) return;
  literal->inferred_name = AstStringTable_intern_two_byte(
      p->strings, builder.units, builder.length);
}
