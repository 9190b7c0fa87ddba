// SPDX-License-Identifier: MIT
//
// Runs of statements that fill a prototype, as programs from before classes
// have them:
//   F.prototype.a = function () { ... };
//   F.prototype.b = 1;
// One bytecode stands for such a run. It does what the statements do, one by
// one; since no code that a store may run can change F, F is read once.
#include "engine/bytecode/generator-impl.h"

enum { kMinRun = 2 };

typedef struct PrototypeStore {
  VariableProxy *function;  // F
  const AstString *name;
  Expression *value;  // a FunctionLiteral or a Literal
  const Property *target;
} PrototypeStore;

static const AstString *plain_key(const Property *property) {
  if (property->is_optional_link || !Ast_is_string_literal(property->key))
    return NULL;
  const AstString *name = Ast_as_Literal(property->key)->string;
  uint32_t index;
  return AstString_is_array_index(name, &index) ? NULL : name;
}

static bool is_storable(const Expression *value) {
  if (Ast_is_FunctionLiteral(value)) return true;
  if (!Ast_is_Literal(value)) return false;
  LiteralType type = (LiteralType)Ast_as_Literal(value)->type;
  return type != kLiteralBigInt && type != kLiteralTheHole;
}

static bool match_store(const Statement *statement, PrototypeStore *store) {
  if (!Ast_is_ExpressionStatement(statement)) return false;
  Expression *expression = Ast_as_ExpressionStatement(statement)->expression;
  if (!Ast_is_Assignment(expression)) return false;
  const Assignment *assignment = Ast_as_Assignment(expression);
  if (assignment->op != kTokenAssign || !Ast_is_Property(assignment->target))
    return false;
  const Property *target = Ast_as_Property(assignment->target);
  if (!Ast_is_Property(target->object)) return false;
  const Property *prototype = Ast_as_Property(target->object);
  const AstString *prototype_key = plain_key(prototype);
  if (prototype_key == NULL || !AstString_is(prototype_key, kNamePrototype) ||
      !Ast_is_VariableProxy(prototype->object) ||
      !is_storable(assignment->value))
    return false;
  *store = (PrototypeStore){Ast_as_VariableProxy(prototype->object),
                            plain_key(target), assignment->value, target};
  return store->name != NULL;
}

// Whether nothing that a store calls can assign the variable: no closure, no
// eval, no arguments object that aliases it, no generator around that goes on.
static bool is_stable(const VariableProxy *proxy) {
  const Variable *variable = proxy->variable;
  if (variable == NULL || proxy->needs_hole_check ||
      variable->is_assigned_in_closure || variable->scope == NULL ||
      variable->scope->is_from_scope_info || variable->scope->calls_eval ||
      variable->scope->inner_calls_eval ||
      variable->kind == kVariableKindParameter)
    return false;
  if (variable->location != kLocationLocal &&
      variable->location != kLocationContext)
    return false;
  const Scope *closure = Scope_closure_scope(variable->scope);
  return !FunctionKind_is_resumable(
      (FunctionKind)closure->function->function_kind);
}

static void add_property(BytecodeGenerator *g, PrototypeProperties *properties,
                         const PrototypeStore *store) {
  PrototypeProperty property = {.name = store->name};
  if (Ast_is_FunctionLiteral(store->value)) {
    property.function =
        Gen_add_function(g, Ast_as_FunctionLiteral(store->value));
    g->builder.closure_count++;
  } else {
    property.value = Ast_as_Literal(store->value);
  }
  ZONE_LIST_ADD(g->zone, properties, property);
}

int Gen_prototype_properties(BytecodeGenerator *g,
                             const StatementList *statements, int from) {
  PrototypeStore first, next;
  if (!match_store(statements->items[from], &first) ||
      !is_stable(first.function))
    return 0;
  int end = from + 1;
  while (end < statements->length &&
         match_store(statements->items[end], &next) &&
         next.function->variable == first.function->variable)
    end++;
  if (end - from < kMinRun) return 0;
  BytecodeBuilder *b = &g->builder;
  PrototypeProperties *properties = ZONE_NEW(g->zone, PrototypeProperties);
  BytecodeBuilder_statement_position(b, statements->items[from]->position);
  Gen_load_proxy(g, first.function);
  int first_closure = b->closure_count;
  for (int i = from; i < end; i++) {
    match_store(statements->items[i], &next);
    add_property(g, properties, &next);
  }
  BytecodeBuilder_expression_position(b, first.target->node.position);
  EMIT(b, SetPrototypeProperties,
       BytecodeBuilder_pointer_constant(b, kConstantPrototypeProperties,
                                        properties),
       first_closure);
  return end - from;
}
