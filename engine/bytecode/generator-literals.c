// SPDX-License-Identifier: MIT
//
// Object, array, regular expression and template literals.
#include "engine/bytecode/generator-impl.h"

// ------------------------------------------------------------ object literals

static Literal *constant_literal(Expression *e) {
  if (e->kind != kAstLiteral) return NULL;
  Literal *literal = Ast_as_Literal(e);
  if (literal->type == kLiteralBigInt || literal->type == kLiteralTheHole)
    return NULL;
  return literal;
}

enum { kMaxBoilerplateDepth = 32 };  // bounds recursion at run time

static ObjectBoilerplate *object_boilerplate(BytecodeGenerator *g,
                                             ObjectLiteral *node);
static ArrayBoilerplate *array_boilerplate(BytecodeGenerator *g,
                                           ArrayLiteral *node);

// Whether a boilerplate can hold the value. If that is a literal with a
// boilerplate of its own, *depth and *flags take it in.
static bool is_constant(BytecodeGenerator *g, Expression *e, uint8_t *depth,
                        uint8_t *flags) {
  if (e->kind == kAstLiteral) return constant_literal(e) != NULL;
  uint8_t inner_flags, inner_depth;
  if (e->kind == kAstObjectLiteral) {
    const ObjectBoilerplate *inner =
        object_boilerplate(g, Ast_as_ObjectLiteral(e));
    inner_flags = inner->flags;
    inner_depth = inner->depth;
  } else if (e->kind == kAstArrayLiteral) {
    const ArrayBoilerplate *inner =
        array_boilerplate(g, Ast_as_ArrayLiteral(e));
    inner_flags = inner->flags;
    inner_depth = inner->depth;
  } else {
    return false;
  }
  if (!(inner_flags & kLiteralIsComplete) ||
      inner_depth >= kMaxBoilerplateDepth)
    return false;
  if (inner_depth >= *depth) *depth = (uint8_t)(inner_depth + 1);
  *flags |= kLiteralIsDeep;
  return true;
}

static uint32_t hash_key(const Literal *key) {
  if (key->type == kLiteralString) return key->string->hash;
  uint64_t bits;
  memcpy(&bits, &key->number, sizeof bits);
  return (uint32_t)(bits ^ bits >> 32) * 0x9e3779b9u;
}

// "1" and 1 are one key; strings that are array indices count as different
// enough to end the prefix.
static bool is_same_key(const Literal *a, const Literal *b) {
  if (a->type != b->type) return false;
  return a->type == kLiteralString ? a->string == b->string
                                   : a->number == b->number;
}

// A set of the keys seen, to find duplicates in linear time.
typedef struct KeySet {
  const Literal **slots;
  uint32_t mask;
} KeySet;

static bool KeySet_add(KeySet *set, const Literal *key) {
  uint32_t at = hash_key(key);
  for (; set->slots[at & set->mask] != NULL; at++)
    if (is_same_key(set->slots[at & set->mask], key)) return false;
  set->slots[at & set->mask] = key;
  return true;
}

// The property may be made by the boilerplate: a plain value under a constant
// key that did not occur before.
static bool belongs_to_boilerplate(KeySet *seen,
                                   const ObjectLiteralProperty *property) {
  if (property->kind != kObjectPropertyValue || property->is_computed_name)
    return false;
  const Literal *key = Ast_as_Literal(property->key);
  uint32_t index;
  if (key->type == kLiteralString &&
      AstString_is_array_index(key->string, &index))
    return false;
  return KeySet_add(seen, key);
}

static ObjectBoilerplate *object_boilerplate(BytecodeGenerator *g,
                                             ObjectLiteral *node) {
  if (node->boilerplate != NULL) return node->boilerplate;
  ObjectBoilerplate *boilerplate = ZONE_NEW(g->zone, ObjectBoilerplate);
  node->boilerplate = boilerplate;
  boilerplate->depth = 1;
  int count = node->properties.length;
  uint32_t capacity = 8;
  while (capacity < (uint32_t)count * 2) capacity *= 2;
  KeySet seen = {ZONE_NEW_ARRAY(g->zone, const Literal *, capacity),
                 capacity - 1};
  bool is_complete = true;
  int i = 0;
  for (; i < count; i++) {
    ObjectLiteralProperty *property = node->properties.items[i];
    if (!belongs_to_boilerplate(&seen, property)) break;
    Literal *key = Ast_as_Literal(property->key);
    bool holds_value = is_constant(g, property->value, &boilerplate->depth,
                                   &boilerplate->flags);
    is_complete &= holds_value;
    if (key->type == kLiteralNumber)
      boilerplate->flags |= kLiteralHasElements;
    ZONE_LIST_ADD(g->zone, &boilerplate->keys, key);
    ZONE_LIST_ADD(g->zone, &boilerplate->values,
                  holds_value ? property->value : NULL);
  }
  if (i < count) is_complete = false;
  boilerplate->property_count = count;
  if (is_complete) boilerplate->flags |= kLiteralIsComplete;
  return boilerplate;
}

static void define_property(BytecodeGenerator *g, Register object,
                            ObjectLiteralProperty *property) {
  BytecodeBuilder *b = &g->builder;
  if (!property->is_computed_name && Ast_is_property_name(property->key)) {
    Gen_value(g, property->value);
    EMIT(b, DefineNamedOwnProperty, object,
         BytecodeBuilder_string_constant(
             b, Ast_as_Literal(property->key)->string),
         Gen_slot(g, kFeedbackSlotDefineNamedOwn));
    return;
  }
  Gen_value(g, property->key);
  BytecodeBuilder_expression_position(b, property->key->position);
  if (property->is_computed_name) EMIT0(b, ToName);
  Register key = Gen_save(g);
  if (property->needs_set_function_name)
    Gen_named_value(g, property->value, key, kFunctionNamePlain);
  else
    Gen_value(g, property->value);
  EMIT(b, DefineKeyedOwnProperty, object, key, 0,
       Gen_slot(g, kFeedbackSlotDefineKeyedOwn));
}

static void define_accessor(BytecodeGenerator *g, Register object,
                            ObjectLiteralProperty *property) {
  BytecodeBuilder *b = &g->builder;
  bool is_getter = property->kind == kObjectPropertyGetter;
  Register arguments = BytecodeBuilder_new_registers(b, 5);
  BytecodeBuilder_move(b, object, arguments);
  Gen_value(g, property->key);
  if (property->is_computed_name) EMIT0(b, ToName);
  Gen_store(g, arguments + 1);
  if (property->is_computed_name)
    Gen_named_value(g, property->value, arguments + 1,
                    is_getter ? kFunctionNameGet : kFunctionNameSet);
  else
    Gen_value(g, property->value);
  Gen_store(g, arguments + (is_getter ? 2 : 3));
  EMIT0(b, LdaUndefined);
  Gen_store(g, arguments + (is_getter ? 3 : 2));
  EMIT0(b, LdaZero);
  Gen_store(g, arguments + 4);
  Gen_runtime(g, kRuntimeDefineGetterSetter, arguments, 5);
}

static void runtime_on_object(BytecodeGenerator *g, RuntimeFunctionId id,
                              Register object, Expression *value) {
  BytecodeBuilder *b = &g->builder;
  Register arguments = BytecodeBuilder_new_registers(b, 2);
  Gen_value(g, value);
  Gen_store(g, arguments + 1);
  BytecodeBuilder_move(b, object, arguments);
  BytecodeBuilder_expression_position(b, value->position);
  Gen_runtime(g, id, arguments, 2);
}

static void visit_property(BytecodeGenerator *g, Register object,
                           ObjectLiteralProperty *property) {
  switch ((ObjectLiteralPropertyKind)property->kind) {
    case kObjectPropertyValue:
      define_property(g, object, property);
      break;
    case kObjectPropertyGetter:
    case kObjectPropertySetter:
      define_accessor(g, object, property);
      break;
    case kObjectPropertySpread:
      runtime_on_object(g, kRuntimeCopyDataProperties, object,
                        property->value);
      break;
    case kObjectPropertyPrototype:
      runtime_on_object(g, kRuntimeSetLiteralPrototype, object,
                        property->value);
      break;
  }
}

// Creates the object; returns how many properties that settled, apart from
// those that the boilerplate holds.
static int create_object(BytecodeGenerator *g, ObjectLiteral *node,
                         Register object) {
  BytecodeBuilder *b = &g->builder;
  ObjectBoilerplate *boilerplate = object_boilerplate(g, node);
  if (boilerplate->keys.length > 0) {
    EMIT(b, CreateObjectLiteral,
         BytecodeBuilder_pointer_constant(b, kConstantObjectBoilerplate,
                                          boilerplate),
         Gen_slot(g, kFeedbackSlotLiteral), boilerplate->flags);
    Gen_store(g, object);
    return boilerplate->flags & kLiteralIsComplete ? node->properties.length
                                                   : 0;
  }
  if (node->properties.length > 0 &&
      node->properties.items[0]->kind == kObjectPropertySpread) {
    Register source =
        Gen_value_in_register(g, node->properties.items[0]->value);
    EMIT(b, CloneObject, source, 0, Gen_slot(g, kFeedbackSlotCloneObject));
    Gen_store(g, object);
    BytecodeBuilder_release(b, source);
    return 1;
  }
  EMIT0(b, CreateEmptyObjectLiteral);
  Gen_store(g, object);
  return 0;
}

// True if the boilerplate already holds the property's value.
static bool is_in_boilerplate(const ObjectLiteral *node, int index) {
  const ExpressionList *values = &node->boilerplate->values;
  return index < values->length && values->items[index] != NULL;
}

void Gen_object_literal(BytecodeGenerator *g, ObjectLiteral *node) {
  BytecodeBuilder *b = &g->builder;
  if (node->properties.length == 0) {
    EMIT0(b, CreateEmptyObjectLiteral);
    return;
  }
  Register object = Gen_new_register(g);
  EnteredScope entered;
  Gen_enter_scope(g, node->scope, &entered);
  int from = create_object(g, node, object);
  if (node->home_object != NULL &&
      node->home_object->location != kLocationUnallocated) {
    Gen_load(g, object);
    Gen_initialize_variable(g, node->home_object);
  }
  for (int i = from; i < node->properties.length; i++) {
    if (is_in_boilerplate(node, i)) continue;
    Register mark = b->next_register;
    visit_property(g, object, node->properties.items[i]);
    BytecodeBuilder_release(b, mark);
  }
  Gen_leave_scope(g, &entered);
  Gen_load(g, object);
}

// ------------------------------------------------------------- array literals

static ElementsKind kind_of_literal(const Literal *literal) {
  if (literal->type != kLiteralNumber) return PACKED_ELEMENTS;
  Value value = Value_from_number(literal->number);
  return Value_is_smi(value) ? PACKED_SMI_ELEMENTS : PACKED_DOUBLE_ELEMENTS;
}

// The first `length` elements. Holes make it holey; values that bytecode stores
// may be anything.
static ArrayBoilerplate *boilerplate_of(BytecodeGenerator *g,
                                        const ExpressionList *values,
                                        int length) {
  ArrayBoilerplate *boilerplate = ZONE_NEW(g->zone, ArrayBoilerplate);
  boilerplate->depth = 1;
  ElementsKind kind = PACKED_SMI_ELEMENTS;
  bool is_holey = false;
  bool is_complete = true;
  for (int i = 0; i < length; i++) {
    Expression *value = values->items[i];
    ElementsKind needed = PACKED_ELEMENTS;
    if (Ast_is_literal_of_type(value, kLiteralTheHole)) {
      is_holey = true;
      needed = PACKED_SMI_ELEMENTS;
    } else if (!is_constant(g, value, &boilerplate->depth,
                            &boilerplate->flags)) {
      value = NULL;
      is_complete = false;
    } else if (value->kind == kAstLiteral) {
      needed = kind_of_literal(Ast_as_Literal(value));
    }
    if (needed > kind) kind = needed;
    ZONE_LIST_ADD(g->zone, &boilerplate->values, value);
  }
  boilerplate->elements_kind = (uint8_t)(kind + (is_holey ? 1 : 0));
  if (is_complete) boilerplate->flags |= kLiteralIsComplete;
  return boilerplate;
}

static int length_before_spread(const ExpressionList *values) {
  int length = 0;
  while (length < values->length && values->items[length]->kind != kAstSpread)
    length++;
  return length;
}

// Complete only if there is no spread.
static ArrayBoilerplate *array_boilerplate(BytecodeGenerator *g,
                                           ArrayLiteral *node) {
  if (node->boilerplate != NULL) return node->boilerplate;
  int length = length_before_spread(&node->values);
  ArrayBoilerplate *boilerplate = boilerplate_of(g, &node->values, length);
  if (length < node->values.length)
    boilerplate->flags &= (uint8_t)~kLiteralIsComplete;
  node->boilerplate = boilerplate;
  return boilerplate;
}

// Elements from the first spread on: the index is known only at run time.
static void append_elements(BytecodeGenerator *g, const ExpressionList *values,
                            int from, Register array) {
  BytecodeBuilder *b = &g->builder;
  // array, index, iterable: arguments of AppendSpread.
  Register arguments = BytecodeBuilder_new_registers(b, 3);
  Register index = arguments + 1;
  BytecodeBuilder_move(b, array, arguments);
  BytecodeBuilder_load_smi(b, from);
  Gen_store(g, index);
  int store_slot = Gen_slot(g, kFeedbackSlotStoreInArrayLiteral);
  int count_slot = Gen_slot(g, kFeedbackSlotBinaryOp);
  bool ends_in_hole = false;
  for (int i = from; i < values->length; i++) {
    Expression *value = values->items[i];
    ends_in_hole = Ast_is_literal_of_type(value, kLiteralTheHole);
    if (value->kind == kAstSpread) {
      Expression *iterable = Ast_as_Spread(value)->expression;
      Gen_value_to(g, iterable, arguments + 2);
      BytecodeBuilder_expression_position(b, iterable->position);
      Gen_runtime(g, kRuntimeAppendSpread, arguments, 3);
      Gen_store(g, index);
      continue;
    }
    if (!ends_in_hole) {
      Gen_value(g, value);
      EMIT(b, StaInArrayLiteral, array, index, store_slot);
    }
    Gen_load(g, index);
    EMIT(b, Inc, count_slot);
    Gen_store(g, index);
  }
  if (ends_in_hole) {
    Gen_load(g, index);
    EMIT(b, SetNamedProperty, array,
         BytecodeBuilder_string_constant(
             b, AstStringTable_intern_c_string(g->strings, "length")),
         Gen_slot(g, kFeedbackSlotSetNamedStrict));
  }
}

// boilerplate may be NULL: not made yet.
static void array_of(BytecodeGenerator *g, const ExpressionList *values,
                     const ArrayBoilerplate *boilerplate) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  int length = length_before_spread(values);
  // [...iterable]
  if (length == 0 && values->length == 1) {
    Expression *iterable = Ast_as_Spread(values->items[0])->expression;
    Gen_value(g, iterable);
    BytecodeBuilder_expression_position(b, iterable->position);
    EMIT0(b, CreateArrayFromIterable);
    return;
  }
  if (boilerplate == NULL) boilerplate = boilerplate_of(g, values, length);
  Register array = Gen_new_register(g);
  if (length == 0) {
    EMIT(b, CreateEmptyArrayLiteral, Gen_slot(g, kFeedbackSlotLiteral));
  } else {
    EMIT(b, CreateArrayLiteral,
         BytecodeBuilder_pointer_constant(b, kConstantArrayBoilerplate,
                                          boilerplate),
         Gen_slot(g, kFeedbackSlotLiteral), boilerplate->flags);
  }
  if (length == values->length && boilerplate->flags & kLiteralIsComplete)
    return;
  Gen_store(g, array);
  for (int i = 0; i < length; i++) {
    if (boilerplate->values.items[i] != NULL) continue;
    Register index = Gen_new_register(g);
    BytecodeBuilder_load_smi(b, i);
    Gen_store(g, index);
    Gen_value(g, values->items[i]);
    EMIT(b, StaInArrayLiteral, array, index,
         Gen_slot(g, kFeedbackSlotStoreInArrayLiteral));
    BytecodeBuilder_release(b, index);
  }
  if (length < values->length) append_elements(g, values, length, array);
  Gen_load(g, array);
  BytecodeBuilder_release(b, mark);
}

void Gen_array_of(BytecodeGenerator *g, const ExpressionList *values) {
  array_of(g, values, NULL);
}

void Gen_array_literal(BytecodeGenerator *g, ArrayLiteral *node) {
  array_of(g, &node->values, array_boilerplate(g, node));
}

// ---------------------------------------------------------- other literals

enum {
  // As RegExpData.flags has them: d g i m s u v y in alphabetical order.
  kRegExpFlagCount = 8,
};

void Gen_regexp_literal(BytecodeGenerator *g, RegExpLiteral *node) {
  BytecodeBuilder *b = &g->builder;
  static const char kFlags[kRegExpFlagCount + 1] = "dgimsuvy";
  int flags = 0;
  for (int i = 0; i < node->flags->length; i++)
    for (int f = 0; f < kRegExpFlagCount; f++)
      if (AstString_at(node->flags, i) == (uint8_t)kFlags[f]) flags |= 1 << f;
  BytecodeBuilder_expression_position(b, node->node.position);
  EMIT(b, CreateRegExpLiteral,
       BytecodeBuilder_string_constant(b, node->pattern),
       Gen_slot(g, kFeedbackSlotLiteral), flags);
}

void Gen_template_literal(BytecodeGenerator *g, TemplateLiteral *node) {
  BytecodeBuilder *b = &g->builder;
  Register sum = Gen_new_register(g);
  bool has_sum = false;
  for (int i = 0; i < node->strings.length; i++) {
    const AstString *text = node->strings.items[i];
    if (text->length > 0) {
      EMIT(b, LdaConstant, BytecodeBuilder_string_constant(b, text));
      if (has_sum) EMIT(b, Add, sum, Gen_slot(g, kFeedbackSlotBinaryOp));
      Gen_store(g, sum);
      has_sum = true;
    }
    if (i >= node->substitutions.length) break;
    Expression *substitution = node->substitutions.items[i];
    TypeHint hint = Gen_value(g, substitution);
    BytecodeBuilder_expression_position(b, substitution->position);
    if (hint != kHintString) EMIT0(b, ToString);
    if (has_sum) EMIT(b, Add, sum, Gen_slot(g, kFeedbackSlotBinaryOp));
    Gen_store(g, sum);
    has_sum = true;
  }
  if (!has_sum) {
    EMIT(b, LdaConstant,
         BytecodeBuilder_string_constant(b, Gen_name(g, kNameEmpty)));
    return;
  }
  Gen_load(g, sum);
}

void Gen_template_object(BytecodeGenerator *g, TaggedTemplate *node) {
  EMIT(&g->builder, GetTemplateObject,
       BytecodeBuilder_pointer_constant(&g->builder, kConstantTemplate, node),
       Gen_slot(g, kFeedbackSlotTemplateObject));
}

void Gen_tagged_template(BytecodeGenerator *g, TaggedTemplate *node) {
  BytecodeBuilder *b = &g->builder;
  Register function = Gen_new_register(g);
  Register first = Gen_new_register(g);
  if (node->tag->kind == kAstProperty) {
    Property *property = Ast_as_Property(node->tag);
    if (property->object->kind == kAstSuperPropertyReference)
      Gen_load_proxy(
          g, Ast_as_SuperPropertyReference(property->object)->this_proxy);
    else
      Gen_load(g, Gen_property_object(g, property));
    Gen_store(g, first);
    Gen_property(g, property, first);
  } else {
    EMIT0(b, LdaUndefined);
    Gen_store(g, first);
    Gen_value(g, node->tag);
  }
  Gen_store(g, function);
  BytecodeBuilder_release(b, first + 1);
  Register object = Gen_new_register(g);
  Gen_template_object(g, node);
  Gen_store(g, object);
  for (int i = 0; i < node->substitutions.length; i++) {
    Register r = Gen_new_register(g);
    Gen_value_to(g, node->substitutions.items[i], r);
  }
  BytecodeBuilder_expression_position(b, node->node.position);
  EMIT(b, CallProperty, function, first, node->substitutions.length + 2,
       Gen_slot(g, kFeedbackSlotCall));
}
