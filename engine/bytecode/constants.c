// SPDX-License-Identifier: MIT
//
// Symbolic constants of finished bytecode to heap objects.
#include <string.h>

#include "engine/bytecode/compilation.h"
#include "engine/bytecode/module-info.h"
#include "engine/objects/bigint.h"

static Value bigint_constant(Compilation *c, const AstString *digits) {
  char *text = Zone_allocate(&c->zone, (size_t)digits->length + 1);
  AstString_write_utf8(digits, text, (size_t)digits->length + 1);
  return BigInt_from_literal(c->isolate, text, (size_t)digits->length);
}

static Value literal_value(Compilation *c, const Literal *literal) {
  switch ((LiteralType)literal->type) {
    case kLiteralNumber:
      return Isolate_box(c->isolate, Value_from_number(literal->number));
    case kLiteralString:
      return Value_from_object(Compilation_string(c, literal->string));
    case kLiteralBigInt:
      return bigint_constant(c, literal->string);
    case kLiteralTrue:
      return ROOT(true_value);
    case kLiteralFalse:
      return ROOT(false_value);
    case kLiteralNull:
      return ROOT(null_value);
    case kLiteralUndefined:
      return ROOT(undefined_value);
    case kLiteralTheHole:
      return ROOT(the_hole);
  }
  return ROOT(undefined_value);
}

static HeapObject *object_boilerplate(Compilation *c,
                                      const ObjectBoilerplate *source);
static HeapObject *array_boilerplate(Compilation *c,
                                     const ArrayBoilerplate *source);

// An item of a boilerplate's values, not NULL.
static Value boilerplate_value(Compilation *c, const Expression *value) {
  if (Ast_is_ObjectLiteral(value))
    return Value_from_object(
        object_boilerplate(c, Ast_as_ObjectLiteral(value)->boilerplate));
  if (Ast_is_ArrayLiteral(value))
    return Value_from_object(
        array_boilerplate(c, Ast_as_ArrayLiteral(value)->boilerplate));
  return literal_value(c, Ast_as_Literal(value));
}

static HeapObject *object_boilerplate(Compilation *c,
                                      const ObjectBoilerplate *source) {
  int count = source->keys.length;
  ObjectBoilerplateDescription *object =
      (ObjectBoilerplateDescription *)Heap_new_array(
          c->isolate,
          ROOT_OBJECT(c->isolate, Map, object_boilerplate_description_map),
          2 * count);
  Compilation_keep(c, object);
  object->property_count = source->property_count;
  object->flags = source->flags;
  for (int i = 0; i < count; i++) {
    const Expression *value = source->values.items[i];
    ObjectBoilerplateDescription_set_slots(
        object, 2 * i, literal_value(c, source->keys.items[i]));
    ObjectBoilerplateDescription_set_slots(
        object, 2 * i + 1,
        value == NULL ? ROOT(uninitialized) : boilerplate_value(c, value));
  }
  return (HeapObject *)object;
}

static HeapObject *double_elements(Compilation *c,
                                   const ArrayBoilerplate *source) {
  int count = source->values.length;
  FixedDoubleArray *elements = FixedDoubleArray_new(c->isolate, count);
  for (int i = 0; i < count; i++) {
    const Literal *value = Ast_as_Literal(source->values.items[i]);
    if (value->type == kLiteralNumber) {
      elements->values[i] = value->number;
    } else {
      uint64_t hole = kHoleNanBits;
      memcpy(&elements->values[i], &hole, sizeof hole);
    }
  }
  return (HeapObject *)elements;
}

static HeapObject *tagged_elements(Compilation *c,
                                   const ArrayBoilerplate *source) {
  int count = source->values.length;
  FixedArray *elements = FixedArray_new(c->isolate, count);
  Compilation_keep(c, elements);
  for (int i = 0; i < count; i++) {
    const Expression *value = source->values.items[i];
    FixedArray_set_slots(elements, i,
                         value == NULL ? Value_from_smi(0)
                                       : boilerplate_value(c, value));
  }
  return (HeapObject *)elements;
}

static HeapObject *array_boilerplate(Compilation *c,
                                     const ArrayBoilerplate *source) {
  ElementsKind kind = (ElementsKind)source->elements_kind;
  HeapObject *elements = ElementsKind_is_double(kind)
                             ? double_elements(c, source)
                             : tagged_elements(c, source);
  Compilation_keep(c, elements);
  ArrayBoilerplateDescription *object =
      HEAP_NEW(c->isolate, ArrayBoilerplateDescription,
               array_boilerplate_description_map);
  object->elements_kind = source->elements_kind;
  ArrayBoilerplateDescription_set_constant_elements(
      object, Value_from_object(elements));
  return (HeapObject *)object;
}

static HeapObject *class_boilerplate(Compilation *c,
                                     const ClassMemberList *members) {
  ClassBoilerplate *object = (ClassBoilerplate *)Heap_new_array(
      c->isolate, ROOT_OBJECT(c->isolate, Map, class_boilerplate_map),
      3 * members->length);
  Compilation_keep(c, object);
  for (int i = 0; i < members->length; i++) {
    const ClassMember *member = &members->items[i];
    Value key = member->flags & kClassMemberComputed
                    ? Value_from_smi(member->key_index)
                    : literal_value(c, member->key);
    ClassBoilerplate_set_slots(object, 3 * i, Value_from_smi(member->flags));
    ClassBoilerplate_set_slots(object, 3 * i + 1, key);
    ClassBoilerplate_set_slots(object, 3 * i + 2,
                               Value_from_smi(member->closure_index));
  }
  return (HeapObject *)object;
}

static FixedArray *template_strings(Compilation *c,
                                    const AstStringList *strings) {
  FixedArray *array = FixedArray_new(c->isolate, strings->length);
  Compilation_keep(c, array);
  for (int i = 0; i < strings->length; i++)
    FixedArray_set_slots(
        array, i, Compilation_string_or_undefined(c, strings->items[i]));
  return array;
}

static HeapObject *template_description(Compilation *c,
                                        const TaggedTemplate *node) {
  FixedArray *raw = template_strings(c, &node->raw);
  FixedArray *cooked = template_strings(c, &node->cooked);
  TemplateObjectDescription *object =
      HEAP_NEW(c->isolate, TemplateObjectDescription,
               template_object_description_map);
  TemplateObjectDescription_set_raw_strings(object, raw);
  TemplateObjectDescription_set_cooked_strings(object, cooked);
  return (HeapObject *)object;
}

static SharedFunctionInfo *inner_shared(Compilation *c,
                                        const InnerFunction *function) {
  InnerFunction *writable = (InnerFunction *)(uintptr_t)function;
  if (writable->shared == NULL)
    writable->shared =
        Compilation_new_shared(c, function->literal, function->outer);
  return writable->shared;
}

static HeapObject *prototype_properties(
    Compilation *c, const PrototypeProperties *properties) {
  ObjectBoilerplateDescription *object =
      (ObjectBoilerplateDescription *)Heap_new_array(
          c->isolate,
          ROOT_OBJECT(c->isolate, Map, object_boilerplate_description_map),
          2 * properties->length);
  Compilation_keep(c, object);
  for (int i = 0; i < properties->length; i++) {
    const PrototypeProperty *property = &properties->items[i];
    ObjectBoilerplateDescription_set_slots(
        object, 2 * i,
        Value_from_object(Compilation_string(c, property->name)));
    Value value =
        property->function != NULL
            ? Value_from_object(inner_shared(c, property->function))
            : literal_value(c, property->value);
    ObjectBoilerplateDescription_set_slots(object, 2 * i + 1, value);
  }
  return (HeapObject *)object;
}

static HeapObject *declarations(Compilation *c,
                                const GlobalDeclarationList *list) {
  FixedArray *array = FixedArray_new(c->isolate, 2 * list->length);
  Compilation_keep(c, array);
  for (int i = 0; i < list->length; i++) {
    const GlobalDeclaration *declaration = &list->items[i];
    String *name = Compilation_string(c, declaration->variable->name);
    FixedArray_set_slots(array, 2 * i, Value_from_object(name));
    if (declaration->function != NULL)
      FixedArray_set_slots(
          array, 2 * i + 1,
          Value_from_object(inner_shared(c, declaration->function)));
  }
  return (HeapObject *)array;
}

static Value constant(Compilation *c, const ConstantEntry *entry) {
  switch ((ConstantKind)entry->kind) {
    case kConstantString:
      return Value_from_object(Compilation_string(c, entry->pointer));
    case kConstantNumber:
      return Isolate_box(c->isolate, Value_from_number(entry->number));
    case kConstantSmi:
      return Value_from_smi(entry->smi);
    case kConstantBigInt:
      return bigint_constant(c, entry->pointer);
    case kConstantRoot:
      return Value_from_bits(entry->root_bits);
    case kConstantFunction:
      return Value_from_object(inner_shared(c, entry->pointer));
    case kConstantScope:
      return Value_from_object(Compilation_scope_info(c, entry->pointer));
    case kConstantObjectBoilerplate:
      return Value_from_object(object_boilerplate(c, entry->pointer));
    case kConstantArrayBoilerplate:
      return Value_from_object(array_boilerplate(c, entry->pointer));
    case kConstantClassBoilerplate:
      return Value_from_object(class_boilerplate(c, entry->pointer));
    case kConstantTemplate:
      return Value_from_object(template_description(c, entry->pointer));
    case kConstantDeclarations:
      return Value_from_object(declarations(c, entry->pointer));
    case kConstantPrototypeProperties:
      return Value_from_object(prototype_properties(c, entry->pointer));
  }
  return ROOT(undefined_value);
}

FixedArray *Compilation_constant_pool(Compilation *c,
                                      const BytecodeOutput *output) {
  if (output->constant_count == 0)
    return ROOT_OBJECT(c->isolate, FixedArray, empty_fixed_array);
  FixedArray *pool = FixedArray_new(c->isolate, output->constant_count);
  Compilation_keep(c, pool);
  for (int i = 0; i < output->constant_count; i++)
    FixedArray_set_slots(pool, i, constant(c, &output->constants[i]));
  return pool;
}

// ------------------------------------------------------------------ modules

static FixedArray *module_request(Compilation *c,
                                  const ModuleRequest *request) {
  int count = request->attributes.length;
  FixedArray *attributes = FixedArray_new(c->isolate, 2 * count);
  Compilation_keep(c, attributes);
  for (int i = 0; i < count; i++) {
    const ImportAttribute *attribute = &request->attributes.items[i];
    FixedArray_set_slots(
        attributes, 2 * i,
        Value_from_object(Compilation_string(c, attribute->key)));
    FixedArray_set_slots(
        attributes, 2 * i + 1,
        Value_from_object(Compilation_string(c, attribute->value)));
  }
  FixedArray *result = FixedArray_new(c->isolate, kModuleRequestSlotCount);
  Compilation_keep(c, result);
  String *specifier = Compilation_string(c, request->specifier);
  FixedArray_set_slots(result, kModuleRequestSpecifier,
                       Value_from_object(specifier));
  FixedArray_set_slots(result, kModuleRequestPosition,
                       Value_from_smi(request->position));
  FixedArray_set_slots(result, kModuleRequestAttributes,
                       Value_from_object(attributes));
  return result;
}

static FixedArray *module_entry(Compilation *c, const ModuleEntry *entry) {
  FixedArray *result = FixedArray_new(c->isolate, kModuleEntrySlotCount);
  Compilation_keep(c, result);
  const AstString *names[] = {entry->export_name, entry->local_name,
                              entry->import_name};
  for (int i = 0; i < 3; i++)
    FixedArray_set_slots(result, kModuleEntryExportName + i,
                         Compilation_string_or_undefined(c, names[i]));
  FixedArray_set_slots(result, kModuleEntryRequestIndex,
                       Value_from_smi(entry->request_index));
  FixedArray_set_slots(result, kModuleEntryCellIndex,
                       Value_from_smi(entry->cell_index));
  FixedArray_set_slots(result, kModuleEntryPosition,
                       Value_from_smi(entry->position));
  FixedArray_set_slots(result, kModuleEntryEndPosition,
                       Value_from_smi(entry->end_position));
  return result;
}

static Value module_entries(Compilation *c, const ModuleEntryList *entries) {
  FixedArray *result = FixedArray_new(c->isolate, entries->length);
  Compilation_keep(c, result);
  for (int i = 0; i < entries->length; i++)
    FixedArray_set_slots(
        result, i, Value_from_object(module_entry(c, entries->items[i])));
  return Value_from_object(result);
}

FixedArray *Compilation_module_info(Compilation *c,
                                    const ModuleDescriptor *module) {
  FixedArray *requests =
      FixedArray_new(c->isolate, module->requests.length);
  Compilation_keep(c, requests);
  for (int i = 0; i < module->requests.length; i++)
    FixedArray_set_slots(
        requests, i,
        Value_from_object(module_request(c, module->requests.items[i])));
  FixedArray *info = FixedArray_new(c->isolate, kModuleInfoSlotCount);
  Compilation_keep(c, info);
  FixedArray_set_slots(info, kModuleInfoRequests, Value_from_object(requests));
  FixedArray_set_slots(info, kModuleInfoRegularImports,
                       module_entries(c, &module->regular_imports));
  FixedArray_set_slots(info, kModuleInfoNamespaceImports,
                       module_entries(c, &module->namespace_imports));
  FixedArray_set_slots(info, kModuleInfoLocalExports,
                       module_entries(c, &module->local_exports));
  FixedArray_set_slots(info, kModuleInfoIndirectExports,
                       module_entries(c, &module->indirect_exports));
  FixedArray_set_slots(info, kModuleInfoStarExports,
                       module_entries(c, &module->star_exports));
  FixedArray_set_slots(
      info, kModuleInfoFlags,
      Value_from_smi(module->has_top_level_await ? kModuleInfoHasTopLevelAwait
                                                 : 0));
  return info;
}
