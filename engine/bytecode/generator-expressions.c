// SPDX-License-Identifier: MIT
//
// Dispatch over expressions, and those that need no file of their own.
#include "engine/bytecode/generator-impl.h"

// ---------------------------------------------------------------- operands

enum { kMaxPurityDepth = 6 };

static bool are_assignment_free(const ExpressionList *list, int depth) {
  if (list->length > 8) return false;
  for (int i = 0; i < list->length; i++)
    if (!Gen_is_assignment_free(list->items[i], depth)) return false;
  return true;
}

// True if evaluating the expression assigns no register of this function
// itself. Calls are fine: what closures can assign lives in contexts.
bool Gen_is_assignment_free(const Expression *e, int depth) {
  if (e == NULL) return true;
  if (depth > kMaxPurityDepth) return false;
  depth++;
  switch ((AstKind)e->kind) {
    case kAstLiteral:
    case kAstVariableProxy:
    case kAstThisExpression:
    case kAstFunctionLiteral:
    case kAstRegExpLiteral:
      return true;
    case kAstProperty: {
      const Property *p = (const Property *)e;
      return Gen_is_assignment_free(p->object, depth) &&
             Gen_is_assignment_free(p->key, depth);
    }
    case kAstBinaryOperation: {
      const BinaryOperation *p = (const BinaryOperation *)e;
      return Gen_is_assignment_free(p->left, depth) &&
             Gen_is_assignment_free(p->right, depth);
    }
    case kAstCompareOperation: {
      const CompareOperation *p = (const CompareOperation *)e;
      return Gen_is_assignment_free(p->left, depth) &&
             Gen_is_assignment_free(p->right, depth);
    }
    case kAstUnaryOperation:
      return Gen_is_assignment_free(((const UnaryOperation *)e)->expression,
                                    depth);
    case kAstCall: {
      const Call *call = (const Call *)e;
      return Gen_is_assignment_free(call->callee, depth) &&
             are_assignment_free(&call->arguments, depth);
    }
    default:
      return false;
  }
}

static Register register_of_local(BytecodeGenerator *g, Expression *e) {
  if (e->kind == kAstThisExpression)
    e = &Ast_as_ThisExpression(e)->proxy->node;
  if (e->kind != kAstVariableProxy) return kNoRegister;
  const VariableProxy *proxy = Ast_as_VariableProxy(e);
  if (proxy->needs_hole_check || proxy->is_private_name) return kNoRegister;
  return Gen_variable_register(g, proxy->variable);
}

static bool is_never_assigned(const Expression *e) {
  if (e->kind != kAstVariableProxy) return true;
  const Variable *variable = ((const VariableProxy *)e)->variable;
  // Loop variables and hoisted functions are initialised more than once, but
  // not in the middle of an expression.
  return variable != NULL && !variable->is_assigned &&
         variable->mode != kVariableVar;
}

Register Gen_operand(BytecodeGenerator *g, Expression *e, Expression *next) {
  Register r = register_of_local(g, e);
  if (r != kNoRegister &&
      (is_never_assigned(e) || Gen_is_assignment_free(next, 0))) {
    BytecodeBuilder_defer_statement(&g->builder);
    return r;
  }
  return Gen_value_in_register(g, e);
}

Register Gen_value_in_register(BytecodeGenerator *g, Expression *expression) {
  Gen_value(g, expression);
  return Gen_save(g);
}

void Gen_value_to(BytecodeGenerator *g, Expression *expression,
                  Register target) {
  Register r = register_of_local(g, expression);
  if (r != kNoRegister) {
    BytecodeBuilder_move(&g->builder, r, target);
    return;
  }
  Gen_value(g, expression);
  Gen_store(g, target);
}

// ---------------------------------------------------------------- properties

void Gen_load_named(BytecodeGenerator *g, Register object,
                    const AstString *name) {
  EMIT(&g->builder, GetNamedProperty, object,
       BytecodeBuilder_string_constant(&g->builder, name),
       Gen_slot(g, kFeedbackSlotLoadProperty));
}

void Gen_store_named(BytecodeGenerator *g, Register object,
                     const AstString *name) {
  EMIT(&g->builder, SetNamedProperty, object,
       BytecodeBuilder_string_constant(&g->builder, name),
       Gen_slot(g, Gen_is_strict(g) ? kFeedbackSlotSetNamedStrict
                                    : kFeedbackSlotSetNamedSloppy));
}

void Gen_load_root_symbol(BytecodeGenerator *g, Register object,
                          uint32_t bits) {
  EMIT(&g->builder, LdaConstant,
       BytecodeBuilder_root_constant(&g->builder, bits));
  EMIT(&g->builder, GetKeyedProperty, object,
       Gen_slot(g, kFeedbackSlotLoadKeyed));
}

Register Gen_property_object(BytecodeGenerator *g, Property *property) {
  Expression *key = property->key;
  bool has_simple_key = Ast_is_property_name(key) ||
                        Gen_is_assignment_free(key, 0);
  Register object = has_simple_key
                        ? Gen_operand(g, property->object, NULL)
                        : Gen_operand(g, property->object, key);
  if (property->is_optional_link) {
    DCHECK(g->chain_null_label >= 0);
    Gen_load(g, object);
    JUMP(&g->builder, JumpIfUndefinedOrNull, g->chain_null_label);
  }
  return object;
}

// receiver, home object, key.
static void load_super(BytecodeGenerator *g, Property *property) {
  BytecodeBuilder *b = &g->builder;
  SuperPropertyReference *super =
      Ast_as_SuperPropertyReference(property->object);
  Register mark = b->next_register;
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  Gen_load_proxy(g, super->this_proxy);
  Gen_store(g, arguments);
  if (Ast_is_property_name(property->key)) {
    Gen_load_proxy(g, super->home_object);
    BytecodeBuilder_expression_position(b, property->node.position);
    EMIT(b, GetNamedPropertyFromSuper, arguments,
         BytecodeBuilder_string_constant(
             b, Ast_as_Literal(property->key)->string),
         Gen_slot(g, kFeedbackSlotLoadProperty));
  } else {
    Gen_value(g, property->key);
    Gen_store(g, arguments + 2);
    Gen_load_proxy(g, super->home_object);
    Gen_store(g, arguments + 1);
    BytecodeBuilder_expression_position(b, property->node.position);
    Gen_runtime(g, kRuntimeLoadFromSuper, arguments, 3);
  }
  BytecodeBuilder_release(b, mark);
}

void Gen_property(BytecodeGenerator *g, Property *property, Register object) {
  BytecodeBuilder *b = &g->builder;
  if (property->object->kind == kAstSuperPropertyReference) {
    load_super(g, property);
    return;
  }
  Expression *key = property->key;
  if (key->kind == kAstVariableProxy &&
      Ast_as_VariableProxy(key)->is_private_name) {
    BytecodeBuilder_expression_position(b, property->node.position);
    Gen_load_private(g, object, Ast_as_VariableProxy(key));
  } else if (Ast_is_property_name(key)) {
    BytecodeBuilder_expression_position(b, property->node.position);
    Gen_load_named(g, object, Ast_as_Literal(key)->string);
  } else {
    Gen_value(g, key);
    BytecodeBuilder_expression_position(b, property->node.position);
    EMIT(b, GetKeyedProperty, object, Gen_slot(g, kFeedbackSlotLoadKeyed));
  }
}

static void property_value(BytecodeGenerator *g, Property *property) {
  Register object = kNoRegister;
  if (property->object->kind != kAstSuperPropertyReference)
    object = Gen_property_object(g, property);
  Gen_property(g, property, object);
}

void Gen_optional_chain(BytecodeGenerator *g, OptionalChain *node) {
  BytecodeLabel saved = g->chain_null_label;
  BytecodeLabel is_null = Gen_label(g), end = Gen_label(g);
  g->chain_null_label = is_null;
  Gen_value(g, node->expression);
  g->chain_null_label = saved;
  JUMP(&g->builder, Jump, end);
  Gen_bind(g, is_null);
  EMIT0(&g->builder, LdaUndefined);
  Gen_bind(g, end);
}

static void delete_property(BytecodeGenerator *g, Property *property) {
  BytecodeBuilder *b = &g->builder;
  if (property->object->kind == kAstSuperPropertyReference) {
    SuperPropertyReference *super =
        Ast_as_SuperPropertyReference(property->object);
    Gen_load_proxy(g, super->this_proxy);
    if (!Ast_is_property_name(property->key)) Gen_effect(g, property->key);
    Gen_runtime(g, kRuntimeThrowUnsupportedSuperDelete, 0, 0);
    return;
  }
  Register object = Gen_property_object(g, property);
  Gen_value(g, property->key);
  if (Gen_is_strict(g))
    EMIT(b, DeletePropertyStrict, object);
  else
    EMIT(b, DeletePropertySloppy, object);
}

static void delete_chain(BytecodeGenerator *g, OptionalChain *node) {
  BytecodeLabel saved = g->chain_null_label;
  BytecodeLabel is_null = Gen_label(g), end = Gen_label(g);
  g->chain_null_label = is_null;
  Gen_delete(g, node->expression);
  g->chain_null_label = saved;
  JUMP(&g->builder, Jump, end);
  Gen_bind(g, is_null);
  EMIT0(&g->builder, LdaTrue);
  Gen_bind(g, end);
}

static void delete_variable(BytecodeGenerator *g, const VariableProxy *proxy) {
  BytecodeBuilder *b = &g->builder;
  const Variable *variable = proxy->variable;
  if (variable != NULL && variable->location != kLocationLookup &&
      variable->location != kLocationGlobal) {
    EMIT0(b, LdaFalse);
    return;
  }
  EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, proxy->name));
  Register name = Gen_save(g);
  Gen_runtime(g, kRuntimeDeleteLookupSlot, name, 1);
  BytecodeBuilder_release(b, name);
}

void Gen_delete(BytecodeGenerator *g, Expression *expression) {
  switch ((AstKind)expression->kind) {
    case kAstProperty:
      delete_property(g, Ast_as_Property(expression));
      return;
    case kAstOptionalChain:
      delete_chain(g, Ast_as_OptionalChain(expression));
      return;
    case kAstVariableProxy:
      delete_variable(g, Ast_as_VariableProxy(expression));
      return;
    default:
      Gen_effect(g, expression);
      EMIT0(&g->builder, LdaTrue);
      return;
  }
}

// ------------------------------------------------------------------ literals

static TypeHint literal(BytecodeGenerator *g, const Literal *node) {
  BytecodeBuilder *b = &g->builder;
  switch ((LiteralType)node->type) {
    case kLiteralNumber:
      BytecodeBuilder_load_number(b, node->number);
      return kHintAny;
    case kLiteralString:
      EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, node->string));
      return kHintString;
    case kLiteralBigInt:
      EMIT(b, LdaConstant,
           BytecodeBuilder_pointer_constant(b, kConstantBigInt, node->string));
      return kHintAny;
    case kLiteralTrue:
      EMIT0(b, LdaTrue);
      return kHintBoolean;
    case kLiteralFalse:
      EMIT0(b, LdaFalse);
      return kHintBoolean;
    case kLiteralNull:
      EMIT0(b, LdaNull);
      return kHintAny;
    case kLiteralUndefined:
      EMIT0(b, LdaUndefined);
      return kHintAny;
    case kLiteralTheHole:
      EMIT0(b, LdaTheHole);
      return kHintAny;
  }
  return kHintAny;
}

InnerFunction *Gen_add_function(BytecodeGenerator *g, FunctionLiteral *node) {
  InnerFunction *function = ZONE_NEW(g->zone, InnerFunction);
  function->literal = node;
  function->outer = g->scope;
  ZONE_LIST_ADD(g->zone, &g->functions, function);
  return function;
}

void Gen_function_literal(BytecodeGenerator *g, FunctionLiteral *node) {
  BytecodeBuilder *b = &g->builder;
  if (!b->is_reachable) return;
  EMIT(b, CreateClosure,
       BytecodeBuilder_pointer_constant(b, kConstantFunction,
                                        Gen_add_function(g, node)),
       b->closure_count++, 0);
}

void Gen_named_value(BytecodeGenerator *g, Expression *value, Register name,
                     FunctionNamePrefix prefix) {
  if (value->kind == kAstClassLiteral) {
    Gen_class_literal(g, Ast_as_ClassLiteral(value), name);
    return;
  }
  BytecodeBuilder *b = &g->builder;
  Gen_value(g, value);
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  Gen_store(g, arguments);
  BytecodeBuilder_move(b, name, arguments + 1);
  BytecodeBuilder_load_smi(b, (int32_t)prefix);
  Gen_store(g, arguments + 2);
  Gen_runtime(g, kRuntimeSetFunctionName, arguments, 3);
  Gen_load(g, arguments);
  BytecodeBuilder_release(b, arguments);
}

// ------------------------------------------------------------ other leaves

static void import_call(BytecodeGenerator *g, ImportCall *node) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  Gen_value_to(g, node->specifier, arguments);
  if (node->options != NULL)
    Gen_value(g, node->options);
  else
    EMIT0(b, LdaUndefined);
  Gen_store(g, arguments + 1);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_runtime(g, kRuntimeDynamicImport, arguments, 2);
}

static void throw_expression(BytecodeGenerator *g, Throw *node) {
  Gen_value(g, node->exception);
  BytecodeBuilder_expression_position(&g->builder, node->node.position);
  EMIT0(&g->builder, Throw);
}

// ----------------------------------------------------------------- dispatch

// The position is that of the load only, which most often cannot throw.
static void load_at_position(BytecodeGenerator *g, const VariableProxy *proxy,
                             int position) {
  BytecodeBuilder_expression_position(&g->builder, position);
  Gen_load_proxy(g, proxy);
  g->builder.pending_expression = -1;
}

static TypeHint dispatch_value(BytecodeGenerator *g, Expression *e) {
  switch ((AstKind)e->kind) {
    case kAstLiteral:
      return literal(g, Ast_as_Literal(e));
    case kAstVariableProxy:
      load_at_position(g, Ast_as_VariableProxy(e), e->position);
      break;
    case kAstThisExpression:
      load_at_position(g, Ast_as_ThisExpression(e)->proxy, e->position);
      break;
    case kAstNewTarget:
      Gen_load_proxy(g, Ast_as_NewTarget(e)->proxy);
      break;
    case kAstProperty:
      property_value(g, Ast_as_Property(e));
      break;
    case kAstOptionalChain:
      Gen_optional_chain(g, Ast_as_OptionalChain(e));
      break;
    case kAstAssignment:
      return Gen_assignment(g, Ast_as_Assignment(e));
    case kAstCompoundAssignment:
      Gen_compound_assignment(g, Ast_as_CompoundAssignment(e));
      break;
    case kAstCountOperation:
      Gen_count(g, Ast_as_CountOperation(e), false);
      break;
    case kAstUnaryOperation:
      return Gen_unary(g, Ast_as_UnaryOperation(e));
    case kAstBinaryOperation:
      return Gen_binary(g, Ast_as_BinaryOperation(e));
    case kAstNaryOperation:
      return Gen_nary(g, Ast_as_NaryOperation(e));
    case kAstCompareOperation:
      Gen_compare(g, Ast_as_CompareOperation(e));
      return kHintBoolean;
    case kAstConditional:
      return Gen_conditional(g, Ast_as_Conditional(e));
    case kAstCall:
      Gen_call(g, Ast_as_Call(e));
      break;
    case kAstCallNew:
      Gen_call_new(g, Ast_as_CallNew(e));
      break;
    case kAstSuperCall:
      Gen_super_call(g, Ast_as_SuperCall(e));
      break;
    case kAstCallRuntime:
      Gen_call_runtime_node(g, Ast_as_CallRuntime(e));
      break;
    case kAstFunctionLiteral:
      Gen_function_literal(g, Ast_as_FunctionLiteral(e));
      break;
    case kAstClassLiteral:
      Gen_class_literal(g, Ast_as_ClassLiteral(e), kNoRegister);
      break;
    case kAstObjectLiteral:
      Gen_object_literal(g, Ast_as_ObjectLiteral(e));
      break;
    case kAstArrayLiteral:
      Gen_array_literal(g, Ast_as_ArrayLiteral(e));
      break;
    case kAstRegExpLiteral:
      Gen_regexp_literal(g, Ast_as_RegExpLiteral(e));
      break;
    case kAstTemplateLiteral:
      Gen_template_literal(g, Ast_as_TemplateLiteral(e));
      return kHintString;
    case kAstTaggedTemplate:
      Gen_tagged_template(g, Ast_as_TaggedTemplate(e));
      break;
    case kAstAwait:
      Gen_value(g, Ast_as_Await(e)->expression);
      Gen_await(g, e->position);
      break;
    case kAstYield:
      Gen_yield(g, Ast_as_Yield(e));
      break;
    case kAstYieldStar:
      Gen_yield_star(g, Ast_as_YieldStar(e));
      break;
    case kAstThrow:
      throw_expression(g, Ast_as_Throw(e));
      break;
    case kAstImportCall:
      import_call(g, Ast_as_ImportCall(e));
      break;
    case kAstImportMeta:
      Gen_runtime(g, kRuntimeGetImportMeta, 0, 0);
      break;
    default:
      // Spread, super references and the like are their parents' business.
      UNREACHABLE();
  }
  return kHintAny;
}

TypeHint Gen_value(BytecodeGenerator *g, Expression *expression) {
  if (!Gen_check_stack(g)) return kHintAny;
  Register mark = g->builder.next_register;
  BytecodeLabel chain = g->chain_null_label;
  TypeHint hint = dispatch_value(g, expression);
  g->chain_null_label = chain;
  BytecodeBuilder_release(&g->builder, mark);
  return hint;
}

void Gen_effect(BytecodeGenerator *g, Expression *expression) {
  if (!Gen_check_stack(g)) return;
  Register mark = g->builder.next_register;
  switch ((AstKind)expression->kind) {
    case kAstLiteral:
    case kAstFunctionLiteral:
      break;
    case kAstCountOperation:
      Gen_count(g, Ast_as_CountOperation(expression), true);
      break;
    case kAstBinaryOperation: {
      BinaryOperation *binary = Ast_as_BinaryOperation(expression);
      if (binary->op == kTokenComma) {
        Gen_effect(g, binary->left);
        Gen_effect(g, binary->right);
        break;
      }
      Gen_value(g, expression);
      break;
    }
    default:
      Gen_value(g, expression);
      break;
  }
  BytecodeBuilder_release(&g->builder, mark);
}
