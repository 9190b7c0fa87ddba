// SPDX-License-Identifier: MIT
//
// Classes and private names.
//
// Everything that has a name goes to Runtime_DefineClass in one array: the keys
// of computed members (already property keys) and the closures of methods, in
// order of the source. Fields run later, in functions of their own.
//
// A private field's variable holds a private symbol. Private methods and
// accessors live in variables of the class scope; an object may use them if it
// has the class's brand (a private symbol), or, for static ones, if it is the
// class itself.
#include "engine/bytecode/generator-impl.h"

// ------------------------------------------------------------- private names

static Variable *brand_variable(BytecodeGenerator *g, const Variable *name) {
  const ClassScopeData *data = name->scope->class_data;
  if (data != NULL && data->brand != NULL) return data->brand;
  return Scope_lookup_local(name->scope, Gen_name(g, kNameDotBrand));
}

// Holds the class, for names of static methods.
static Variable *static_brand(const Variable *name) {
  const ClassScopeData *data = name->scope->class_data;
  return data == NULL ? NULL : data->static_brand;
}

static void throw_private(BytecodeGenerator *g, MessageTemplate message,
                          const VariableProxy *name) {
  Gen_throw_type_error(g, message, name->name);
}

// Throws unless the object may use the private method. Clobbers the
// accumulator.
static void check_brand(BytecodeGenerator *g, Register object,
                        const VariableProxy *name) {
  BytecodeBuilder *b = &g->builder;
  const Variable *variable = name->variable;
  if (variable->is_static_private) {
    BytecodeLabel good = Gen_label(g);
    Variable *class = static_brand(variable);
    Gen_load_variable(g, class, name->name, false, false);
    EMIT(b, TestReferenceEqual, object);
    JUMP(b, JumpIfTrue, good);
    throw_private(g, kMessageInvalidPrivateMemberRead, name);
    Gen_bind(g, good);
    return;
  }
  Variable *brand = brand_variable(g, variable);
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  BytecodeBuilder_move(b, object, arguments);
  Gen_load_variable(g, brand, name->name, false, false);
  Gen_store(g, arguments + 1);
  EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, name->name));
  Gen_store(g, arguments + 2);
  Gen_runtime(g, kRuntimeCheckPrivateBrand, arguments, 3);
  BytecodeBuilder_release(b, arguments);
}

static void load_private_accessor(BytecodeGenerator *g,
                                  const VariableProxy *name,
                                  RuntimeFunctionId id) {
  Gen_load_variable(g, name->variable, name->name, name->needs_hole_check,
                    false);
  Register pair = Gen_save(g);
  Gen_runtime(g, id, pair, 1);
  BytecodeBuilder_release(&g->builder, pair);
}

void Gen_load_private(BytecodeGenerator *g, Register object,
                      const VariableProxy *name) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  switch ((VariableMode)name->variable->mode) {
    case kVariablePrivateMethod:
      check_brand(g, object, name);
      Gen_load_variable(g, name->variable, name->name, false, false);
      break;
    case kVariablePrivateSetterOnly:
      check_brand(g, object, name);
      throw_private(g, kMessagePrivateGetterMissing, name);
      break;
    case kVariablePrivateGetterOnly:
    case kVariablePrivateGetterAndSetter: {
      check_brand(g, object, name);
      load_private_accessor(g, name, kRuntimeLoadPrivateGetter);
      Register getter = Gen_save(g);
      EMIT(b, CallProperty0, getter, object, Gen_slot(g, kFeedbackSlotCall));
      break;
    }
    default: {
      Register arguments = BytecodeBuilder_new_registers(b, 2);
      BytecodeBuilder_move(b, object, arguments);
      Gen_load_variable(g, name->variable, name->name, name->needs_hole_check,
                        false);
      Gen_store(g, arguments + 1);
      Gen_runtime(g, kRuntimeGetPrivateMember, arguments, 2);
      break;
    }
  }
  BytecodeBuilder_release(b, mark);
}

void Gen_store_private(BytecodeGenerator *g, Register object,
                       const VariableProxy *name) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  Register value = Gen_save(g);
  switch ((VariableMode)name->variable->mode) {
    case kVariablePrivateMethod:
      check_brand(g, object, name);
      throw_private(g, kMessagePrivateMethodNotWritable, name);
      break;
    case kVariablePrivateGetterOnly:
      check_brand(g, object, name);
      throw_private(g, kMessagePrivateSetterMissing, name);
      break;
    case kVariablePrivateSetterOnly:
    case kVariablePrivateGetterAndSetter: {
      check_brand(g, object, name);
      load_private_accessor(g, name, kRuntimeLoadPrivateSetter);
      Register setter = Gen_save(g);
      EMIT(b, CallProperty1, setter, object, value,
           Gen_slot(g, kFeedbackSlotCall));
      break;
    }
    default: {
      Register arguments = BytecodeBuilder_new_registers(b, 3);
      BytecodeBuilder_move(b, object, arguments);
      Gen_load_variable(g, name->variable, name->name, name->needs_hole_check,
                        false);
      Gen_store(g, arguments + 1);
      BytecodeBuilder_move(b, value, arguments + 2);
      Gen_runtime(g, kRuntimeSetPrivateMember, arguments, 3);
      break;
    }
  }
  Gen_load(g, value);
  BytecodeBuilder_release(b, mark);
}

void Gen_private_in(BytecodeGenerator *g, const VariableProxy *name) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  Variable *variable = name->variable;
  Register object = Gen_save(g);
  if (VariableMode_is_private_method_or_accessor(
          (VariableMode)variable->mode)) {
    if (variable->is_static_private) {
      BytecodeLabel good = Gen_label(g);
      JUMP(b, JumpIfJSReceiver, good);
      throw_private(g, kMessageInvalidPrivateFieldInOperand, name);
      Gen_bind(g, good);
      Gen_load_variable(g, static_brand(variable), name->name, false, false);
      EMIT(b, TestReferenceEqual, object);
      BytecodeBuilder_release(b, mark);
      return;
    }
    variable = brand_variable(g, variable);
  }
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  BytecodeBuilder_move(b, object, arguments);
  Gen_load_variable(g, variable, name->name, name->needs_hole_check, false);
  Gen_store(g, arguments + 1);
  Gen_runtime(g, kRuntimeHasPrivateMember, arguments, 2);
  BytecodeBuilder_release(b, mark);
}

static void create_private_symbol(BytecodeGenerator *g, RuntimeFunctionId id,
                                  Variable *variable, const AstString *name) {
  BytecodeBuilder *b = &g->builder;
  EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, name));
  Register argument = Gen_save(g);
  Gen_runtime(g, id, argument, 1);
  Gen_initialize_variable(g, variable);
  BytecodeBuilder_release(b, argument);
}

// On entry of the class scope.
static void create_private_names(BytecodeGenerator *g, ClassLiteral *node) {
  const ClassScopeData *data = node->scope->class_data;
  if (data == NULL) return;
  for (int i = 0; i < data->private_names.length; i++) {
    Variable *variable = data->private_names.items[i];
    if (variable->location == kLocationUnallocated ||
        VariableMode_is_private_method_or_accessor(
            (VariableMode)variable->mode))
      continue;
    create_private_symbol(g, kRuntimeCreatePrivateName, variable,
                          variable->name);
  }
  if (data->brand != NULL && data->brand->location != kLocationUnallocated)
    create_private_symbol(
        g, kRuntimeCreatePrivateBrand, data->brand,
        node->name != NULL ? node->name : Gen_name(g, kNameAnonymous));
}

// ------------------------------------------------------------------- members

typedef struct ClassMembers {
  ClassLiteral *node;
  ClassMemberList *boilerplate;
  Register array;  // kNoRegister while there is none
  int count;       // elements in it
} ClassMembers;

// Appends the accumulator to the array; returns its index.
static int push_member_value(BytecodeGenerator *g, ClassMembers *members) {
  BytecodeBuilder *b = &g->builder;
  Register value = Gen_save(g);
  Register index = Gen_new_register(g);
  BytecodeBuilder_load_smi(b, members->count);
  Gen_store(g, index);
  Gen_load(g, value);
  EMIT(b, StaInArrayLiteral, members->array, index,
       Gen_slot(g, kFeedbackSlotStoreInArrayLiteral));
  BytecodeBuilder_release(b, value);
  return members->count++;
}

static Expression *find_accessor(const ClassMembers *members,
                                 const Variable *name, ClassPropertyKind kind,
                                 int *index) {
  const ClassPropertyList *list = &members->node->members;
  for (int i = 0; i < list->length; i++) {
    const ClassLiteralProperty *member = list->items[i];
    if (member->name_variable == name && member->kind == kind) {
      *index = i;
      return member->value;
    }
  }
  return NULL;
}

static void load_accessor_or_undefined(BytecodeGenerator *g,
                                       Expression *value) {
  if (value != NULL)
    Gen_value(g, value);
  else
    EMIT0(&g->builder, LdaUndefined);
}

// Getter and setter of one private name make one pair, when the first of the
// two is met.
static void define_private_accessors(BytecodeGenerator *g,
                                     const ClassMembers *members, int at) {
  BytecodeBuilder *b = &g->builder;
  Variable *name = members->node->members.items[at]->name_variable;
  int getter_index = at, setter_index = at;
  Expression *getter =
      find_accessor(members, name, kClassGetter, &getter_index);
  Expression *setter =
      find_accessor(members, name, kClassSetter, &setter_index);
  if (getter_index < at || setter_index < at) return;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  load_accessor_or_undefined(g, getter);
  Gen_store(g, arguments);
  load_accessor_or_undefined(g, setter);
  Gen_store(g, arguments + 1);
  Gen_runtime(g, kRuntimeCreatePrivateAccessors, arguments, 2);
  if (name->location != kLocationUnallocated) Gen_initialize_variable(g, name);
  BytecodeBuilder_release(b, arguments);
}

static void define_method(BytecodeGenerator *g, ClassMembers *members,
                          ClassLiteralProperty *member) {
  ClassMember entry = {0};
  if (member->kind == kClassGetter) entry.flags = kClassMemberGetter;
  if (member->kind == kClassSetter) entry.flags = kClassMemberSetter;
  if (member->is_static) entry.flags |= kClassMemberStatic;
  if (member->is_computed_name) {
    entry.flags |= kClassMemberComputed;
    Gen_value(g, member->key);
    BytecodeBuilder_expression_position(&g->builder, member->key->position);
    EMIT0(&g->builder, ToName);
    entry.key_index = push_member_value(g, members);
  } else {
    entry.key = Ast_as_Literal(member->key);
  }
  Gen_value(g, member->value);
  entry.closure_index = push_member_value(g, members);
  ZONE_LIST_ADD(g->zone, members->boilerplate, entry);
}

static void visit_member(BytecodeGenerator *g, ClassMembers *members, int at) {
  ClassLiteralProperty *member = members->node->members.items[at];
  switch ((ClassPropertyKind)member->kind) {
    case kClassMethod:
      if (!member->is_private) {
        define_method(g, members, member);
      } else if (member->name_variable->location != kLocationUnallocated) {
        Gen_value(g, member->value);
        Gen_initialize_variable(g, member->name_variable);
      }
      break;
    case kClassGetter:
    case kClassSetter:
      if (member->is_private)
        define_private_accessors(g, members, at);
      else
        define_method(g, members, member);
      break;
    case kClassField:
    case kClassAutoAccessor:
      if (member->is_computed_name) {
        Gen_value(g, member->key);
        BytecodeBuilder_expression_position(&g->builder,
                                            member->key->position);
        EMIT0(&g->builder, ToName);
        Gen_initialize_variable(g, member->name_variable);
      }
      break;
    case kClassStaticBlock:
      break;
  }
}

static void load_members_array(BytecodeGenerator *g, ClassMembers *members) {
  EMIT(&g->builder, CreateEmptyArrayLiteral, Gen_slot(g, kFeedbackSlotLiteral));
  Gen_store(g, members->array);
}

// Calls DefineClass; class and prototype end up in a register pair.
static Register define_class(BytecodeGenerator *g, ClassLiteral *node,
                             Register name) {
  BytecodeBuilder *b = &g->builder;
  Register pair = BytecodeBuilder_new_registers(b, 2);
  Register arguments = BytecodeBuilder_new_registers(b, 4);
  ClassMembers members = {.node = node, .array = arguments + 3};
  members.boilerplate = ZONE_NEW(g->zone, ClassMemberList);
  if (node->extends != NULL)
    Gen_value(g, node->extends);
  else
    EMIT0(b, LdaTheHole);
  Gen_store(g, arguments + 2);
  if (name != kNoRegister)
    Gen_named_value(g, &node->constructor->node, name, kFunctionNamePlain);
  else
    Gen_function_literal(g, node->constructor);
  Gen_store(g, arguments + 1);
  load_members_array(g, &members);
  for (int i = 0; i < node->members.length; i++) {
    Register mark = b->next_register;
    visit_member(g, &members, i);
    BytecodeBuilder_release(b, mark);
  }
  EMIT(b, LdaConstant,
       BytecodeBuilder_pointer_constant(b, kConstantClassBoilerplate,
                                        members.boilerplate));
  Gen_store(g, arguments);
  EMIT(b, CallRuntimeForPair, kRuntimeDefineClass, arguments, 4, pair);
  BytecodeBuilder_release(b, arguments);
  return pair;
}

static void initialize_if_used(BytecodeGenerator *g, Variable *variable,
                               Register value) {
  if (variable == NULL || variable->location == kLocationUnallocated) return;
  Gen_load(g, value);
  Gen_initialize_variable(g, variable);
}

static void install_fields_initializer(BytecodeGenerator *g,
                                       ClassLiteral *node, Register class) {
  BytecodeBuilder *b = &g->builder;
  if (node->instance_members_initializer == NULL) return;
  EMIT(b, LdaConstant,
       BytecodeBuilder_root_constant(b, ROOT_BITS(class_fields_symbol)));
  Register key = Gen_save(g);
  Gen_function_literal(g, node->instance_members_initializer);
  EMIT(b, DefineKeyedOwnProperty, class, key, kDefineKeyedDontEnum,
       Gen_slot(g, kFeedbackSlotDefineKeyedOwn));
  BytecodeBuilder_release(b, key);
}

static void run_static_initializer(BytecodeGenerator *g, ClassLiteral *node,
                                   Register class) {
  if (node->static_initializer == NULL) return;
  Gen_function_literal(g, node->static_initializer);
  Register initializer = Gen_save(g);
  EMIT(&g->builder, CallProperty0, initializer, class,
       Gen_slot(g, kFeedbackSlotCall));
  BytecodeBuilder_release(&g->builder, initializer);
}

// ECMA-262 #sec-runtime-semantics-classdefinitionevaluation
void Gen_class_literal(BytecodeGenerator *g, ClassLiteral *node,
                       Register name) {
  EnteredScope entered;
  Gen_enter_scope(g, node->scope, &entered);
  const ClassScopeData *data =
      node->scope == NULL ? NULL : node->scope->class_data;
  Variable *binding = data == NULL ? NULL : data->class_variable;
  create_private_names(g, node);
  Register class = define_class(g, node, name);
  if (data != NULL) {
    initialize_if_used(g, data->home_object, class + 1);
    initialize_if_used(g, data->static_home_object, class);
    initialize_if_used(g, data->static_brand, class);
    initialize_if_used(g, binding, class);
  }
  install_fields_initializer(g, node, class);
  run_static_initializer(g, node, class);
  Gen_leave_scope(g, &entered);
  Gen_load(g, class);
}

// -------------------------------------------------------------------- fields

static void field_value(BytecodeGenerator *g, const ClassLiteralProperty *field,
                        Register key) {
  if (field->value == NULL)
    EMIT0(&g->builder, LdaUndefined);
  else if (field->needs_set_function_name && key != kNoRegister)
    Gen_named_value(g, field->value, key, kFunctionNamePlain);
  else
    Gen_value(g, field->value);
}

static void define_field(BytecodeGenerator *g, ClassLiteralProperty *field,
                         Register instance) {
  BytecodeBuilder *b = &g->builder;
  BytecodeBuilder_statement_position(b, field->position);
  if (field->is_private) {
    Register arguments = BytecodeBuilder_new_registers(b, 3);
    Gen_load_variable(g, field->name_variable, field->name_variable->name,
                      false, false);
    Gen_store(g, arguments + 1);
    field_value(g, field, kNoRegister);
    Gen_store(g, arguments + 2);
    BytecodeBuilder_move(b, instance, arguments);
    Gen_runtime(g, kRuntimeAddPrivateField, arguments, 3);
    return;
  }
  if (!field->is_computed_name && Ast_is_property_name(field->key)) {
    field_value(g, field, kNoRegister);
    EMIT(b, DefineNamedOwnProperty, instance,
         BytecodeBuilder_string_constant(b, Ast_as_Literal(field->key)->string),
         Gen_slot(g, kFeedbackSlotDefineNamedOwn));
    return;
  }
  if (field->is_computed_name)
    Gen_load_variable(g, field->name_variable, field->name_variable->name,
                      false, false);
  else
    Gen_value(g, field->key);
  Register key = Gen_save(g);
  field_value(g, field, key);
  EMIT(b, DefineKeyedOwnProperty, instance, key, 0,
       Gen_slot(g, kFeedbackSlotDefineKeyedOwn));
}

void Gen_initialize_class_members(BytecodeGenerator *g,
                                  InitializeClassMembersStatement *node) {
  BytecodeBuilder *b = &g->builder;
  Register instance = BytecodeBuilder_parameter(b, kReceiverIndex);
  if (node->brand != NULL) {
    Register arguments = BytecodeBuilder_new_registers(b, 2);
    BytecodeBuilder_move(b, instance, arguments);
    Gen_load_variable(g, node->brand, node->brand->name, false, false);
    Gen_store(g, arguments + 1);
    Gen_runtime(g, kRuntimeAddPrivateBrand, arguments, 2);
    BytecodeBuilder_release(b, arguments);
  }
  for (int i = 0; i < node->fields.length; i++) {
    Register mark = b->next_register;
    define_field(g, node->fields.items[i], instance);
    BytecodeBuilder_release(b, mark);
  }
}

void Gen_initialize_static_elements(
    BytecodeGenerator *g, InitializeClassStaticElementsStatement *node) {
  BytecodeBuilder *b = &g->builder;
  Register class = BytecodeBuilder_parameter(b, kReceiverIndex);
  for (int i = 0; i < node->elements.length; i++) {
    Register mark = b->next_register;
    ClassLiteralProperty *element = node->elements.items[i];
    if (element->kind == kClassStaticBlock)
      Gen_statement(g, &element->static_block->node);
    else
      define_field(g, element, class);
    BytecodeBuilder_release(b, mark);
  }
}
