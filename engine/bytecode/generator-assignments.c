// SPDX-License-Identifier: MIT
//
// Assignments, compound assignments and destructuring.
//
// While an array pattern runs, exceptions (and returns into a generator) close
// its iterator, except those of the iterator's own methods: their code lies
// outside of the handler's range.
#include "engine/bytecode/call-site.h"
#include "engine/bytecode/generator-impl.h"

static bool is_private(const Expression *key) {
  return key->kind == kAstVariableProxy &&
         ((const VariableProxy *)key)->is_private_name;
}

static void prepare_property(BytecodeGenerator *g, Property *property,
                             Expression *value, AssignmentTarget *target) {
  BytecodeBuilder *b = &g->builder;
  if (property->object->kind == kAstSuperPropertyReference) {
    SuperPropertyReference *super =
        Ast_as_SuperPropertyReference(property->object);
    target->kind = kTargetSuper;
    target->object = BytecodeBuilder_new_registers(b, 5);
    Gen_load_proxy(g, super->this_proxy);
    Gen_store(g, target->object);
    Gen_value(g, property->key);
    Gen_store(g, target->object + 2);
    Gen_load_proxy(g, super->home_object);
    Gen_store(g, target->object + 1);
    Gen_runtime(g, kRuntimeGetSuperBase, target->object + 1, 1);
    Gen_store(g, target->object + 1);
    return;
  }
  // value may be unknown (NULL): then a local must be copied, since what runs
  // in between could assign it.
  bool is_safe = value != NULL && Gen_is_assignment_free(value, 0) &&
                 Gen_is_assignment_free(property->key, 0);
  target->object = is_safe ? Gen_operand(g, property->object, NULL)
                           : Gen_value_in_register(g, property->object);
  if (is_private(property->key)) {
    target->kind = kTargetPrivate;
    target->private_name = Ast_as_VariableProxy(property->key);
  } else if (Ast_is_property_name(property->key)) {
    target->kind = kTargetNamed;
    target->name = Ast_as_Literal(property->key)->string;
  } else {
    target->kind = kTargetKeyed;
    target->key = is_safe ? Gen_operand(g, property->key, NULL)
                          : Gen_value_in_register(g, property->key);
  }
}

// What the name refers to is settled before the value is evaluated.
static void prepare_reference(BytecodeGenerator *g, const VariableProxy *proxy,
                              AssignmentTarget *target) {
  BytecodeBuilder *b = &g->builder;
  target->kind = kTargetReference;
  target->object = BytecodeBuilder_new_registers(b, 4);
  EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, proxy->name));
  Gen_store(g, target->object + 1);
  Gen_runtime(g, kRuntimeResolveLookupSlot, target->object + 1, 1);
  Gen_store(g, target->object);
}

// #sec-putvalue, 2.a: strict code must not make a global of a name that meant
// nothing when the target was evaluated, even if it means something by now.
static void prepare_strict_global(BytecodeGenerator *g,
                                  const VariableProxy *proxy,
                                  AssignmentTarget *target) {
  BytecodeBuilder *b = &g->builder;
  target->kind = kTargetStrictGlobal;
  target->slot = Gen_slot(g, kFeedbackSlotStoreGlobalStrict);
  EMIT(b, TestGlobal, BytecodeBuilder_string_constant(b, proxy->name),
       target->slot);
  target->object = Gen_save(g);
}

// A property of the global object, or nothing yet. Variables that the script
// declares count too: a function that is compiled later does not know of them.
static bool is_global(const Expression *expression) {
  if (expression->kind != kAstVariableProxy) return false;
  const Variable *variable = ((const VariableProxy *)expression)->variable;
  return variable == NULL || variable->location == kLocationGlobal;
}

static bool is_found_at_run_time(const Expression *expression) {
  if (expression->kind != kAstVariableProxy) return false;
  const Variable *variable = ((const VariableProxy *)expression)->variable;
  return variable != NULL && variable->location == kLocationLookup;
}

void Gen_prepare_target(BytecodeGenerator *g, Expression *expression,
                        Expression *value, AssignmentTarget *target) {
  *target = (AssignmentTarget){.expression = expression};
  switch ((AstKind)expression->kind) {
    case kAstVariableProxy:
      if (is_found_at_run_time(expression))
        prepare_reference(g, Ast_as_VariableProxy(expression), target);
      else
        target->kind = kTargetVariable;
      break;
    case kAstProperty:
      prepare_property(g, Ast_as_Property(expression), value, target);
      break;
    default:
      target->kind = kTargetPattern;
      break;
  }
}

void Gen_load_target(BytecodeGenerator *g, const AssignmentTarget *target) {
  switch (target->kind) {
    case kTargetVariable:
    case kTargetStrictGlobal:
      Gen_load_proxy(g, Ast_as_VariableProxy(target->expression));
      break;
    case kTargetReference:
      Gen_runtime(g, kRuntimeLoadFromReference, target->object, 2);
      break;
    case kTargetNamed:
      Gen_load_named(g, target->object, target->name);
      break;
    case kTargetKeyed:
      Gen_load(g, target->key);
      EMIT(&g->builder, GetKeyedProperty, target->object,
           Gen_slot(g, kFeedbackSlotLoadKeyed));
      break;
    case kTargetSuper:
      Gen_runtime(g, kRuntimeLoadFromSuperBase, target->object, 3);
      break;
    case kTargetPrivate:
      Gen_load_private(g, target->object, target->private_name);
      break;
    case kTargetPattern:
      UNREACHABLE();
  }
}

// A `using` variable gets its value: the resource joins its scope's stack.
static void add_disposable(BytecodeGenerator *g, const Variable *variable) {
  BytecodeBuilder *b = &g->builder;
  DisposableScope *scope = g->disposables;
  while (scope != NULL && scope->scope != variable->scope) scope = scope->outer;
  if (scope == NULL) return;
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  Gen_store(g, arguments + 1);
  BytecodeBuilder_move(b, scope->stack, arguments);
  BytecodeBuilder_load_boolean(b, variable->mode == kVariableAwaitUsing);
  Gen_store(g, arguments + 2);
  Gen_runtime(g, kRuntimeAddDisposableResource, arguments, 3);
  Gen_load(g, arguments + 1);
  BytecodeBuilder_release(b, arguments);
}

static void assign_variable(BytecodeGenerator *g, const VariableProxy *proxy,
                            Token op) {
  Variable *variable = proxy->variable;
  if (op == kTokenInit && variable != NULL &&
      (variable->mode == kVariableUsing ||
       variable->mode == kVariableAwaitUsing))
    add_disposable(g, variable);
  Gen_store_variable(g, variable, proxy->name, op, proxy->needs_hole_check);
}

static void assign_strict_global(BytecodeGenerator *g,
                                 const AssignmentTarget *target) {
  BytecodeBuilder *b = &g->builder;
  const VariableProxy *proxy = Ast_as_VariableProxy(target->expression);
  BytecodeLabel found = Gen_label(g);
  Register value = Gen_save(g);
  Gen_load(g, target->object);
  JUMP(b, JumpIfTrue, found);
  EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, proxy->name));
  Gen_store(g, target->object);
  Gen_runtime(g, kRuntimeThrowReferenceError, target->object, 1);
  Gen_bind(g, found);
  Gen_load(g, value);
  EMIT(b, StaGlobal, BytecodeBuilder_string_constant(b, proxy->name),
       target->slot);
}

static void assign_reference(BytecodeGenerator *g,
                             const AssignmentTarget *target) {
  Gen_store(g, target->object + 2);
  BytecodeBuilder_load_smi(&g->builder,
                           Gen_is_strict(g) ? kStoreLookupStrict : 0);
  Gen_store(g, target->object + 3);
  Gen_runtime(g, kRuntimeStoreToReference, target->object, 4);
}

static void assign_super(BytecodeGenerator *g, const AssignmentTarget *target) {
  Gen_store(g, target->object + 3);
  BytecodeBuilder_load_smi(&g->builder,
                           Gen_is_strict(g) ? kLanguageStrict : kLanguageSloppy);
  Gen_store(g, target->object + 4);
  Gen_runtime(g, kRuntimeStoreToSuper, target->object, 5);
  Gen_load(g, target->object + 3);
}

static void assign_pattern(BytecodeGenerator *g, Expression *pattern, Token op);

void Gen_assign_target(BytecodeGenerator *g, const AssignmentTarget *target,
                       Token op) {
  BytecodeBuilder *b = &g->builder;
  switch (target->kind) {
    case kTargetVariable:
      assign_variable(g, Ast_as_VariableProxy(target->expression), op);
      break;
    case kTargetReference:
      assign_reference(g, target);
      break;
    case kTargetStrictGlobal:
      assign_strict_global(g, target);
      break;
    case kTargetNamed:
      Gen_store_named(g, target->object, target->name);
      break;
    case kTargetKeyed:
      EMIT(b, SetKeyedProperty, target->object, target->key,
           Gen_slot(g, Gen_is_strict(g) ? kFeedbackSlotSetKeyedStrict
                                        : kFeedbackSlotSetKeyedSloppy));
      break;
    case kTargetSuper:
      assign_super(g, target);
      break;
    case kTargetPrivate:
      Gen_store_private(g, target->object, target->private_name);
      break;
    case kTargetPattern: {
      Register value = Gen_save(g);
      assign_pattern(g, target->expression, op);
      Gen_load(g, value);
      BytecodeBuilder_release(b, value);
      break;
    }
  }
}

void Gen_assign(BytecodeGenerator *g, Expression *expression, Token op) {
  if (!Gen_check_stack(g)) return;
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  AssignmentTarget target = {.expression = expression};
  if (expression->kind == kAstVariableProxy) {
    target.kind = kTargetVariable;
  } else if (expression->kind == kAstProperty) {
    Register value = Gen_save(g);
    Gen_prepare_target(g, expression, NULL, &target);
    Gen_load(g, value);
  } else {
    Gen_prepare_target(g, expression, NULL, &target);
  }
  BytecodeBuilder_expression_position(b, expression->position);
  Gen_assign_target(g, &target, op);
  BytecodeBuilder_release(b, mark);
}

// Evaluating the others runs no code that could make a global.
static bool can_declare_globals(const Expression *value) {
  if (value->kind == kAstVariableProxy) return is_global(value);
  return value->kind != kAstFunctionLiteral && value->kind != kAstLiteral;
}

TypeHint Gen_assignment(BytecodeGenerator *g, Assignment *node) {
  AssignmentTarget target = {.expression = node->target};
  // Evaluating a literal cannot change what a name refers to.
  if (node->target->kind == kAstVariableProxy &&
      node->value->kind == kAstLiteral)
    target.kind = kTargetVariable;
  else if (Gen_is_strict(g) && is_global(node->target) &&
           node->op == kTokenAssign && can_declare_globals(node->value))
    prepare_strict_global(g, Ast_as_VariableProxy(node->target), &target);
  else
    Gen_prepare_target(g, node->target, node->value, &target);
  TypeHint hint = Gen_value(g, node->value);
  BytecodeBuilder_expression_position(&g->builder, node->node.position);
  Gen_assign_target(g, &target, node->op);
  // A setter cannot change what the assignment evaluates to.
  return hint;
}

// A key that is an object is converted once, though it is used twice. If there
// is no object to index, the load throws before.
void Gen_fix_key(BytecodeGenerator *g, AssignmentTarget *target) {
  BytecodeBuilder *b = &g->builder;
  const Property *property = (const Property *)target->expression;
  bool is_super = target->kind == kTargetSuper;
  if ((!is_super && target->kind != kTargetKeyed) ||
      property->key->kind == kAstLiteral)
    return;
  BytecodeLabel is_object = Gen_label(g), end = Gen_label(g);
  Register key = is_super ? target->object + 2 : Gen_new_register(g);
  if (!is_super) {
    BytecodeBuilder_move(b, target->key, key);
    target->key = key;
  }
  Gen_load(g, key);
  JUMP(b, JumpIfJSReceiver, is_object);
  JUMP(b, Jump, end);
  Gen_bind(g, is_object);
  Gen_load(g, is_super ? target->object + 1 : target->object);
  JUMP(b, JumpIfUndefinedOrNull, end);
  Gen_load(g, key);
  EMIT0(b, ToName);
  Gen_store(g, key);
  Gen_bind(g, end);
}

static void logical_assignment(BytecodeGenerator *g, CompoundAssignment *node,
                               AssignmentTarget *target) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel end = Gen_label(g), assign = Gen_label(g);
  switch (Token_binary_of_assignment(node->op)) {
    case kTokenNullish:
      JUMP(b, JumpIfUndefinedOrNull, assign);
      JUMP(b, Jump, end);
      Gen_bind(g, assign);
      break;
    case kTokenOr:
      JUMP(b, JumpIfToBooleanTrue, end);
      break;
    default:
      JUMP(b, JumpIfToBooleanFalse, end);
      break;
  }
  Gen_value(g, node->value);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_assign_target(g, target, kTokenAssign);
  Gen_bind(g, end);
}

// x += value with x in a register that evaluating the value leaves alone.
static bool compound_on_register(BytecodeGenerator *g,
                                 CompoundAssignment *node) {
  BytecodeBuilder *b = &g->builder;
  int32_t ignored;
  if (node->target->kind != kAstVariableProxy ||
      Token_is_logical_assignment(node->op) ||
      Ast_is_smi_literal(node->value, &ignored))
    return false;
  VariableProxy *proxy = Ast_as_VariableProxy(node->target);
  Register r = Gen_variable_register(g, proxy->variable);
  if (r == kNoRegister || proxy->needs_hole_check ||
      !Gen_is_assignment_free(node->value, 0))
    return false;
  Gen_value(g, node->value);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_binary_op(g, Token_binary_of_assignment(node->op), r);
  Gen_store_variable(g, proxy->variable, proxy->name, kTokenAssign, false);
  return true;
}

void Gen_compound_assignment(BytecodeGenerator *g, CompoundAssignment *node) {
  BytecodeBuilder *b = &g->builder;
  AssignmentTarget target;
  Gen_prepare_target(g, node->target, node->value, &target);
  Gen_fix_key(g, &target);
  if (compound_on_register(g, node)) return;
  Gen_load_target(g, &target);
  if (Token_is_logical_assignment(node->op)) {
    logical_assignment(g, node, &target);
    return;
  }
  Token op = Token_binary_of_assignment(node->op);
  int32_t ignored;
  if (Ast_is_smi_literal(node->value, &ignored)) {
    BytecodeBuilder_expression_position(b, node->node.position);
    Gen_binary_smi(g, op, node->value);
  } else {
    Register left = Gen_save(g);
    Gen_value(g, node->value);
    BytecodeBuilder_expression_position(b, node->node.position);
    Gen_binary_op(g, op, left);
  }
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_assign_target(g, &target, kTokenAssign);
}

// -------------------------------------------------------------- destructuring

// An element of a pattern: target, and default value or NULL.
static Expression *split_default(Expression *element, Expression **value) {
  *value = NULL;
  if (element->kind != kAstAssignment) return element;
  Assignment *assignment = Ast_as_Assignment(element);
  *value = assignment->value;
  return assignment->target;
}

static void apply_default(BytecodeGenerator *g, Expression *value) {
  if (value == NULL) return;
  BytecodeLabel end = Gen_label(g);
  JUMP(&g->builder, JumpIfNotUndefined, end);
  Gen_value(g, value);
  Gen_bind(g, end);
}

static void require_coercible(BytecodeGenerator *g, Register value,
                              int position) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel bad = Gen_label(g), good = Gen_label(g);
  Gen_load(g, value);
  JUMP(b, JumpIfJSReceiver, good);
  JUMP(b, JumpIfUndefinedOrNull, bad);
  JUMP(b, Jump, good);
  Gen_bind(g, bad);
  BytecodeBuilder_expression_position(b, position);
  Gen_runtime_with(g, kRuntimeThrowPatternValueNonCoercible, 1, &value);
  Gen_bind(g, good);
}

// Puts the property key that the accumulator holds into the list of keys that
// a rest element excludes.
static void exclude_key(BytecodeGenerator *g, Register excluded, int index) {
  BytecodeBuilder *b = &g->builder;
  Register key = Gen_save(g);
  Register at = Gen_new_register(g);
  BytecodeBuilder_load_smi(b, index);
  Gen_store(g, at);
  Gen_load(g, key);
  EMIT(b, StaInArrayLiteral, excluded, at,
       Gen_slot(g, kFeedbackSlotStoreInArrayLiteral));
  BytecodeBuilder_release(b, key);
}

typedef struct ObjectPattern {
  Register value;
  Register excluded;  // JSArray of keys, or kNoRegister
  int index;
  Token op;
} ObjectPattern;

static void assign_property(BytecodeGenerator *g, const ObjectPattern *pattern,
                            ObjectLiteralProperty *property) {
  BytecodeBuilder *b = &g->builder;
  bool is_named =
      !property->is_computed_name && Ast_is_property_name(property->key);
  Register key = kNoRegister;
  if (!is_named) {
    Gen_value(g, property->key);
    if (property->is_computed_name) EMIT0(b, ToName);
    key = Gen_save(g);
  }
  if (pattern->excluded != kNoRegister) {
    if (is_named)
      EMIT(b, LdaConstant,
           BytecodeBuilder_string_constant(
               b, Ast_as_Literal(property->key)->string));
    else
      Gen_load(g, key);
    exclude_key(g, pattern->excluded, pattern->index);
  }
  Expression *value;
  Expression *target_node = split_default(property->value, &value);
  AssignmentTarget target;
  Gen_prepare_target(g, target_node, NULL, &target);
  BytecodeBuilder_expression_position(b, property->key->position);
  if (is_named) {
    Gen_load_named(g, pattern->value, Ast_as_Literal(property->key)->string);
  } else {
    Gen_load(g, key);
    EMIT(b, GetKeyedProperty, pattern->value,
         Gen_slot(g, kFeedbackSlotLoadKeyed));
  }
  apply_default(g, value);
  BytecodeBuilder_expression_position(b, target_node->position);
  Gen_assign_target(g, &target, pattern->op);
}

static void assign_rest_properties(BytecodeGenerator *g,
                                   const ObjectPattern *pattern,
                                   ObjectLiteralProperty *property) {
  AssignmentTarget target;
  Gen_prepare_target(g, property->value, NULL, &target);
  Register arguments[] = {pattern->value, pattern->excluded};
  Gen_runtime_with(g, kRuntimeCopyDataPropertiesExcluding, 2, arguments);
  Gen_assign_target(g, &target, pattern->op);
}

static void assign_object_pattern(BytecodeGenerator *g, ObjectLiteral *node,
                                  Token op) {
  BytecodeBuilder *b = &g->builder;
  ObjectPattern pattern = {.op = op, .excluded = kNoRegister};
  pattern.value = Gen_save(g);
  int count = node->properties.length;
  require_coercible(g, pattern.value, CallSite_pattern_position(node));
  if (count > 0 &&
      node->properties.items[count - 1]->kind == kObjectPropertySpread) {
    EMIT(b, CreateEmptyArrayLiteral, Gen_slot(g, kFeedbackSlotLiteral));
    pattern.excluded = Gen_save(g);
  }
  for (int i = 0; i < count; i++) {
    Register mark = b->next_register;
    ObjectLiteralProperty *property = node->properties.items[i];
    pattern.index = i;
    if (property->kind == kObjectPropertySpread)
      assign_rest_properties(g, &pattern, property);
    else
      assign_property(g, &pattern, property);
    BytecodeBuilder_release(b, mark);
  }
}

typedef struct ArrayPattern {
  ControlScope closing;
  Token op;
  Register result;
} ArrayPattern;

static AstString *name_of(BytecodeGenerator *g, const char *text) {
  return AstStringTable_intern_c_string(g->strings, text);
}

// The next value, or undefined, in the accumulator. Outside of the range.
static void next_value(BytecodeGenerator *g, ArrayPattern *pattern,
                       bool may_be_done, bool needs_value) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel exhausted = Gen_label(g), set_done = Gen_label(g);
  BytecodeLabel end = Gen_label(g);
  if (may_be_done) {
    Gen_load(g, pattern->closing.done);
    JUMP(b, JumpIfTrue, exhausted);
  }
  Gen_iterator_next(g, &pattern->closing.iterator, pattern->result);
  Gen_load_named(g, pattern->result, name_of(g, "done"));
  JUMP(b, JumpIfToBooleanTrue, set_done);
  if (needs_value) Gen_load_named(g, pattern->result, name_of(g, "value"));
  JUMP(b, Jump, end);
  Gen_bind(g, set_done);
  EMIT0(b, LdaTrue);
  Gen_store(g, pattern->closing.done);
  Gen_bind(g, exhausted);
  EMIT0(b, LdaUndefined);
  Gen_bind(g, end);
}

// The remaining values as an array.
static void collect_rest(BytecodeGenerator *g, ArrayPattern *pattern,
                         bool may_be_done) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  Register array = Gen_new_register(g), index = Gen_new_register(g);
  BytecodeLabel header = Gen_label(g), end = Gen_label(g);
  BytecodeLabel set_done = Gen_label(g);
  EMIT(b, CreateEmptyArrayLiteral, Gen_slot(g, kFeedbackSlotLiteral));
  Gen_store(g, array);
  EMIT0(b, LdaZero);
  Gen_store(g, index);
  if (may_be_done) {
    Gen_load(g, pattern->closing.done);
    JUMP(b, JumpIfTrue, end);
  }
  BytecodeBuilder_bind_loop_header(b, header);
  Gen_iterator_next(g, &pattern->closing.iterator, pattern->result);
  Gen_load_named(g, pattern->result, name_of(g, "done"));
  JUMP(b, JumpIfToBooleanTrue, set_done);
  Gen_load_named(g, pattern->result, name_of(g, "value"));
  EMIT(b, StaInArrayLiteral, array, index,
       Gen_slot(g, kFeedbackSlotStoreInArrayLiteral));
  Gen_load(g, index);
  EMIT(b, Inc, Gen_slot(g, kFeedbackSlotBinaryOp));
  Gen_store(g, index);
  Gen_jump_loop(g, header);
  Gen_bind(g, set_done);
  EMIT0(b, LdaTrue);
  Gen_store(g, pattern->closing.done);
  Gen_bind(g, end);
  Gen_load(g, array);
  BytecodeBuilder_release(b, mark);
}

static void assign_element(BytecodeGenerator *g, ArrayPattern *pattern,
                           Expression *element, bool may_be_done) {
  BytecodeBuilder *b = &g->builder;
  bool is_rest = element->kind == kAstSpread;
  bool is_hole = Ast_is_literal_of_type(element, kLiteralTheHole);
  Expression *value = NULL;
  Expression *target_node = is_rest ? Ast_as_Spread(element)->expression
                                    : split_default(element, &value);
  AssignmentTarget target;
  if (!is_hole) Gen_prepare_target(g, target_node, NULL, &target);
  Gen_suspend_range(g, &pattern->closing);
  BytecodeBuilder_expression_position(b, target_node->position);
  if (is_rest)
    collect_rest(g, pattern, may_be_done);
  else
    next_value(g, pattern, may_be_done, !is_hole);
  Gen_resume_range(g, &pattern->closing);
  if (is_hole) return;
  apply_default(g, value);
  BytecodeBuilder_expression_position(b, target_node->position);
  Gen_assign_target(g, &target, pattern->op);
}

static void close_unless_done(BytecodeGenerator *g, ArrayPattern *pattern,
                              bool has_thrown) {
  BytecodeLabel end = Gen_label(g);
  Gen_load(g, pattern->closing.done);
  JUMP(&g->builder, JumpIfTrue, end);
  if (has_thrown)
    Gen_iterator_close_after_throw(g, &pattern->closing.iterator);
  else
    Gen_iterator_close(g, &pattern->closing.iterator);
  Gen_bind(g, end);
}

// ECMA-262 #sec-runtime-semantics-destructuringassignmentevaluation
static void assign_array_pattern(BytecodeGenerator *g, ArrayLiteral *node,
                                 Token op) {
  BytecodeBuilder *b = &g->builder;
  ArrayPattern pattern = {.op = op};
  IteratorRecord iterator;
  Gen_get_iterator(g, false, &iterator);
  Register done = Gen_new_register(g);
  pattern.result = Gen_new_register(g);
  EMIT0(b, LdaFalse);
  Gen_store(g, done);
  Gen_begin_try(g, &pattern.closing, kControlIterator, kUncaught);
  pattern.closing.iterator = iterator;
  pattern.closing.done = done;
  for (int i = 0; i < node->values.length; i++) {
    Register mark = b->next_register;
    assign_element(g, &pattern, node->values.items[i], i > 0);
    BytecodeBuilder_release(b, mark);
  }
  Gen_end_try(g, &pattern.closing);
  BytecodeLabel end = Gen_label(g);
  close_unless_done(g, &pattern, false);
  JUMP(b, Jump, end);
  BytecodeBuilder_bind_handler(b, pattern.closing.handler);
  Register exception = Gen_save(g);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  Register message = Gen_save(g);
  close_unless_done(g, &pattern, true);
  Gen_load(g, message);
  EMIT0(b, SetPendingMessage);
  Gen_load(g, exception);
  EMIT0(b, ReThrow);
  Gen_bind(g, end);
}

static void assign_pattern(BytecodeGenerator *g, Expression *pattern,
                           Token op) {
  if (!Gen_check_stack(g)) return;
  Register mark = g->builder.next_register;
  if (pattern->kind == kAstArrayLiteral)
    assign_array_pattern(g, Ast_as_ArrayLiteral(pattern), op);
  else if (pattern->kind == kAstObjectLiteral)
    assign_object_pattern(g, Ast_as_ObjectLiteral(pattern), op);
  else
    UNREACHABLE();
  BytecodeBuilder_release(&g->builder, mark);
}
