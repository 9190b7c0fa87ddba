// SPDX-License-Identifier: MIT
//
// Calls, constructions, super calls, natives.
#include "engine/bytecode/generator-impl.h"

typedef struct Callee {
  Register function;
  Register receiver;  // kNoRegister: undefined
} Callee;

static bool only_last_is_spread(const ExpressionList *arguments) {
  for (int i = 0; i < arguments->length - 1; i++)
    if (arguments->items[i]->kind == kAstSpread) return false;
  return true;
}

static bool are_free(const ExpressionList *arguments) {
  if (arguments->length > 8) return false;
  for (int i = 0; i < arguments->length; i++)
    if (!Gen_is_assignment_free(arguments->items[i], 0)) return false;
  return true;
}

// Arguments into consecutive new registers. A final Spread's iterable is the
// last one; with spreads elsewhere there is one array of all.
static int push_arguments(BytecodeGenerator *g,
                          const ExpressionList *arguments, bool has_spread,
                          bool as_array) {
  if (has_spread && (as_array || !only_last_is_spread(arguments))) {
    Register array = Gen_new_register(g);
    Gen_array_of(g, arguments);
    Gen_store(g, array);
    return 1;
  }
  for (int i = 0; i < arguments->length; i++) {
    Expression *argument = arguments->items[i];
    if (argument->kind == kAstSpread)
      argument = Ast_as_Spread(argument)->expression;
    Register r = Gen_new_register(g);
    Gen_value_to(g, argument, r);
  }
  return arguments->length;
}

// ------------------------------------------------------------------- callees

static void property_callee(BytecodeGenerator *g, Property *property,
                            const ExpressionList *arguments, Callee *callee) {
  if (property->object->kind == kAstSuperPropertyReference) {
    SuperPropertyReference *super =
        Ast_as_SuperPropertyReference(property->object);
    Gen_load_proxy(g, super->this_proxy);
    callee->receiver = Gen_save(g);
    Gen_property(g, property, kNoRegister);
  } else {
    callee->receiver = Gen_property_object(g, property);
    if (callee->receiver < g->builder.local_count && !are_free(arguments)) {
      Register copy = Gen_new_register(g);
      BytecodeBuilder_move(&g->builder, callee->receiver, copy);
      callee->receiver = copy;
    }
    Gen_property(g, property, callee->receiver);
  }
  callee->function = Gen_save(g);
}

static void chain_callee(BytecodeGenerator *g, OptionalChain *chain,
                         const ExpressionList *arguments, Callee *callee) {
  BytecodeLabel saved = g->chain_null_label;
  BytecodeLabel is_null = Gen_label(g), end = Gen_label(g);
  Register function = Gen_new_register(g), receiver = Gen_new_register(g);
  g->chain_null_label = is_null;
  property_callee(g, Ast_as_Property(chain->expression), arguments, callee);
  g->chain_null_label = saved;
  BytecodeBuilder_move(&g->builder, callee->function, function);
  BytecodeBuilder_move(&g->builder, callee->receiver, receiver);
  JUMP(&g->builder, Jump, end);
  Gen_bind(g, is_null);
  EMIT0(&g->builder, LdaUndefined);
  Gen_store(g, function);
  Gen_store(g, receiver);
  Gen_bind(g, end);
  callee->function = function;
  callee->receiver = receiver;
}

static void lookup_callee(BytecodeGenerator *g, const AstString *name,
                          Callee *callee) {
  BytecodeBuilder *b = &g->builder;
  Register pair = BytecodeBuilder_new_registers(b, 2);
  EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, name));
  Register argument = Gen_save(g);
  EMIT(b, CallRuntimeForPair, kRuntimeLoadLookupSlotForCall, argument, 1, pair);
  BytecodeBuilder_release(b, argument);
  callee->function = pair;
  callee->receiver = pair + 1;
}

static void prepare_callee(BytecodeGenerator *g, Call *node, Callee *callee) {
  Expression *e = node->callee;
  *callee = (Callee){.receiver = kNoRegister};
  if (e->kind == kAstProperty) {
    property_callee(g, Ast_as_Property(e), &node->arguments, callee);
    return;
  }
  if (e->kind == kAstOptionalChain &&
      Ast_as_OptionalChain(e)->expression->kind == kAstProperty) {
    chain_callee(g, Ast_as_OptionalChain(e), &node->arguments, callee);
    return;
  }
  if (e->kind == kAstVariableProxy) {
    VariableProxy *proxy = Ast_as_VariableProxy(e);
    if (proxy->variable != NULL &&
        proxy->variable->location == kLocationLookup) {
      lookup_callee(g, proxy->name, callee);
      return;
    }
  }
  if (are_free(&node->arguments))
    callee->function = Gen_operand(g, e, NULL);
  else
    callee->function = Gen_value_in_register(g, e);
}

// --------------------------------------------------------------------- calls

// eval(...): the function is the compiled eval code if it is the real eval.
static void resolve_eval(BytecodeGenerator *g, Call *node, Callee *callee,
                         Register first, int count) {
  BytecodeBuilder *b = &g->builder;
  Register function = Gen_new_register(g);
  Register arguments = BytecodeBuilder_new_registers(b, 5);
  BytecodeBuilder_move(b, callee->function, arguments);
  if (node->has_spread) {
    // All arguments are in one array: the first one of it counts.
    EMIT0(b, LdaZero);
    EMIT(b, GetKeyedProperty, first, Gen_slot(g, kFeedbackSlotLoadKeyed));
  } else if (count > 0) {
    Gen_load(g, first);
  } else {
    EMIT0(b, LdaUndefined);
  }
  Gen_store(g, arguments + 1);
  BytecodeBuilder_move(b, kRegisterFunction, arguments + 2);
  BytecodeBuilder_load_smi(b, Gen_is_strict(g) ? kLanguageStrict
                                               : kLanguageSloppy);
  Gen_store(g, arguments + 3);
  BytecodeBuilder_load_smi(b, node->node.position);
  Gen_store(g, arguments + 4);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_runtime(g, kRuntimeResolvePossiblyDirectEval, arguments, 5);
  Gen_store(g, function);
  callee->function = function;
}

static bool call_without_list(BytecodeGenerator *g, Call *node,
                              const Callee *callee) {
  BytecodeBuilder *b = &g->builder;
  const ExpressionList *arguments = &node->arguments;
  if (arguments->length > 2 || node->has_spread || node->is_possibly_eval)
    return false;
  Register registers[2] = {0, 0};
  for (int i = 0; i < arguments->length; i++) {
    Expression *next =
        i + 1 < arguments->length ? arguments->items[i + 1] : NULL;
    registers[i] = Gen_operand(g, arguments->items[i], next);
  }
  int slot = Gen_slot(g, kFeedbackSlotCall);
  BytecodeBuilder_expression_position(b, node->node.position);
  bool has_receiver = callee->receiver != kNoRegister;
  switch (arguments->length) {
    case 0:
      if (has_receiver)
        EMIT(b, CallProperty0, callee->function, callee->receiver, slot);
      else
        EMIT(b, CallUndefinedReceiver0, callee->function, slot);
      break;
    case 1:
      if (has_receiver)
        EMIT(b, CallProperty1, callee->function, callee->receiver,
             registers[0], slot);
      else
        EMIT(b, CallUndefinedReceiver1, callee->function, registers[0], slot);
      break;
    default:
      if (has_receiver)
        EMIT(b, CallProperty2, callee->function, callee->receiver,
             registers[0], registers[1], slot);
      else
        EMIT(b, CallUndefinedReceiver2, callee->function, registers[0],
             registers[1], slot);
      break;
  }
  return true;
}

void Gen_call(BytecodeGenerator *g, Call *node) {
  BytecodeBuilder *b = &g->builder;
  Callee callee;
  prepare_callee(g, node, &callee);
  if (node->is_optional_link) {
    Gen_load(g, callee.function);
    JUMP(b, JumpIfUndefinedOrNull, g->chain_null_label);
  }
  if (call_without_list(g, node, &callee)) return;
  bool lists_receiver = callee.receiver != kNoRegister || node->has_spread;
  Register first = b->next_register;
  if (lists_receiver) {
    Gen_new_register(g);
    if (callee.receiver != kNoRegister) {
      BytecodeBuilder_move(b, callee.receiver, first);
    } else {
      EMIT0(b, LdaUndefined);
      Gen_store(g, first);
    }
  }
  int count = push_arguments(g, &node->arguments, node->has_spread,
                             node->is_possibly_eval);
  if (node->is_possibly_eval)
    resolve_eval(g, node, &callee, lists_receiver ? first + 1 : first, count);
  int slot = Gen_slot(g, kFeedbackSlotCall);
  BytecodeBuilder_expression_position(b, node->node.position);
  if (node->has_spread)
    EMIT(b, CallWithSpread, callee.function, first, count + 1, slot);
  else if (lists_receiver)
    EMIT(b, CallProperty, callee.function, first, count + 1, slot);
  else
    EMIT(b, CallUndefinedReceiver, callee.function, first, count, slot);
}

// -------------------------------------------------------------- construction

static void emit_construct(BytecodeGenerator *g, Register constructor,
                           Register new_target, Register first, int count,
                           bool has_spread, int position) {
  BytecodeBuilder *b = &g->builder;
  int slot = Gen_slot(g, kFeedbackSlotCall);
  BytecodeBuilder_expression_position(b, position);
  Gen_load(g, new_target);
  if (has_spread)
    EMIT(b, ConstructWithSpread, constructor, first, count, slot);
  else
    EMIT(b, Construct, constructor, first, count, slot);
}

void Gen_call_new(BytecodeGenerator *g, CallNew *node) {
  Register constructor = are_free(&node->arguments)
                             ? Gen_operand(g, node->callee, NULL)
                             : Gen_value_in_register(g, node->callee);
  Register first = g->builder.next_register;
  int count = push_arguments(g, &node->arguments, node->has_spread, false);
  emit_construct(g, constructor, constructor, first, count, node->has_spread,
                 node->node.position);
}

void Gen_initialize_members(BytecodeGenerator *g, Register constructor,
                            Register instance) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel none = Gen_label(g);
  Gen_runtime_with(g, kRuntimeGetClassFieldsInitializer, 1, &constructor);
  JUMP(b, JumpIfUndefined, none);
  Register initializer = Gen_save(g);
  EMIT(b, CallProperty0, initializer, instance,
       Gen_slot(g, kFeedbackSlotCall));
  BytecodeBuilder_release(b, initializer);
  Gen_bind(g, none);
}

void Gen_super_call(BytecodeGenerator *g, SuperCall *node) {
  BytecodeBuilder *b = &g->builder;
  Gen_load_proxy(g, node->this_function);
  Register function = Gen_save(g);
  Register constructor = Gen_new_register(g);
  EMIT(b, GetSuperConstructor, constructor);
  Register first = b->next_register;
  int count = push_arguments(g, &node->arguments, node->has_spread, false);
  BytecodeBuilder_expression_position(b, node->node.position);
  EMIT(b, ThrowIfNotSuperConstructor, constructor);
  Gen_load_proxy(g, node->new_target);
  Register new_target = Gen_save(g);
  emit_construct(g, constructor, new_target, first, count, node->has_spread,
                 node->node.position);
  Register instance = Gen_save(g);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_store_variable(g, node->this_proxy->variable, node->this_proxy->name,
                     kTokenInit, false);
  // Elsewhere (arrow functions, eval) only run time knows the class.
  if (!FunctionKind_is_derived_constructor(g->kind) ||
      g->literal->requires_instance_members_initializer)
    Gen_initialize_members(g, function, instance);
  Gen_load(g, instance);
}

void Gen_default_constructor(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  Register constructor = Gen_new_register(g);
  Gen_load(g, kRegisterFunction);
  EMIT(b, GetSuperConstructor, constructor);
  BytecodeBuilder_expression_position(b, g->literal->start_position);
  EMIT(b, ThrowIfNotSuperConstructor, constructor);
  Gen_load(g, g->new_target);
  b->flags |= kBytecodeReadsSurplus;
  EMIT(b, ConstructForwardAllArgs, constructor,
       Gen_slot(g, kFeedbackSlotCall));
  if (g->literal->requires_instance_members_initializer) {
    Register instance = Gen_save(g);
    Gen_initialize_members(g, kRegisterFunction, instance);
    Gen_load(g, instance);
  }
  EMIT0(b, Return);
}

// ------------------------------------------------------------------- natives

void Gen_call_runtime_node(BytecodeGenerator *g, CallRuntime *node) {
  BytecodeBuilder *b = &g->builder;
  char name[64];
  size_t length = AstString_write_utf8(node->name, name, sizeof name);
  const char *plain = name[0] == '_' ? name + 1 : name;
  int id = RuntimeFunction_find(plain, length - (size_t)(plain - name));
  if (id < 0) {
    BytecodeBuilder_expression_position(b, node->node.position);
    Gen_throw_type_error(g, kMessageCalledNonCallable, node->name);
    return;
  }
  int arity = kRuntimeFunctionInfos[id].arity;
  Register first = BytecodeBuilder_new_registers(b, arity);
  for (int i = 0; i < node->arguments.length; i++) {
    Gen_value(g, node->arguments.items[i]);
    if (i < arity) Gen_store(g, first + i);
  }
  for (int i = node->arguments.length; i < arity; i++) {
    EMIT0(b, LdaUndefined);
    Gen_store(g, first + i);
  }
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_runtime(g, (RuntimeFunctionId)id, first, arity);
}
