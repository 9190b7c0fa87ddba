// SPDX-License-Identifier: MIT
#include "engine/bytecode/disassembler.h"

#include <stdlib.h>

#include "engine/objects/shared-function-info.h"
#include "engine/objects/string.h"

// What the two kinds of functions have in common.
typedef struct Listing {
  FILE *out;
  const uint8_t *bytes;
  int length;
  int parameter_count;
  const uint8_t *positions;
  int positions_length;
  const HandlerTableEntry *handlers;
  int handler_count;
  bool has_addresses;
} Listing;

static void print_register(const Listing *listing, int32_t r) {
  FILE *out = listing->out;
  int first = -kFrameHeaderSlots - listing->parameter_count;
  if (r >= 0)
    fprintf(out, "r%d", r);
  else if (r == kFrameContext)
    fprintf(out, "<context>");
  else if (r == kFrameFunction)
    fprintf(out, "<closure>");
  else if (r == first)
    fprintf(out, "<this>");
  else if (r > first && r < -kFrameHeaderSlots)
    fprintf(out, "a%d", r - first - 1);
  else
    fprintf(out, "<slot %d>", r);
}

static void print_register_range(const Listing *listing, int32_t first,
                                 int count) {
  if (count == 0) {
    print_register(listing, first);
    fprintf(listing->out, "-");
    return;
  }
  print_register(listing, first);
  if (count > 1) {
    fprintf(listing->out, "-");
    print_register(listing, first + count - 1);
  }
}

static void print_operand(const Listing *listing, const DecodedBytecode *code,
                          int i) {
  FILE *out = listing->out;
  int32_t value = code->operands[i];
  switch ((OperandType)kBytecodeInfos[code->bytecode].operands[i]) {
    case kOperandReg:
    case kOperandRegOut:
      print_register(listing, value);
      break;
    case kOperandRegList:
      print_register_range(listing, value, code->operands[i + 1]);
      break;
    case kOperandRegOutPair:
      print_register_range(listing, value, 2);
      break;
    case kOperandRegOutTriple:
      print_register_range(listing, value, 3);
      break;
    case kOperandIdx:
    case kOperandSlot:
    case kOperandUImm:
      fprintf(out, "[%u]", (uint32_t)value);
      break;
    case kOperandImm:
      fprintf(out, "[%d]", value);
      break;
    case kOperandFlag8:
      fprintf(out, "#%d", value);
      break;
    case kOperandRuntimeId:
      fprintf(out, "[%s]",
              (uint32_t)value < kRuntimeFunctionCount
                  ? kRuntimeFunctionInfos[value].name
                  : "?");
      break;
    default:
      break;
  }
}

static void print_target(const Listing *listing, const DecodedBytecode *code) {
  if (!Bytecode_is_jump(code->bytecode)) return;
  int distance = code->operands[0];
  int target = code->bytecode == kBytecodeJumpLoop ? code->offset - distance
                                                   : code->offset + distance;
  if (listing->has_addresses)
    fprintf(listing->out, " (%p @ %d)", (const void *)(listing->bytes + target),
            target);
  else
    fprintf(listing->out, " (@ %d)", target);
}

static void print_bytecode(const Listing *listing,
                           const DecodedBytecode *code) {
  static const char *const kSuffixes[] = {[1] = "", [2] = ".Wide",
                                          [4] = ".ExtraWide"};
  FILE *out = listing->out;
  if (listing->has_addresses)
    fprintf(out, "%p @ %4d : ", (const void *)(listing->bytes + code->offset),
            code->offset);
  else
    fprintf(out, "@ %4d : ", code->offset);
  // Not in symbolic listings: opcodes and runtime ids change with their tables.
  if (listing->has_addresses) {
    for (int i = 0; i < code->size; i++)
      fprintf(out, "%02x ", listing->bytes[code->offset + i]);
    for (int i = code->size; i < 6; i++) fprintf(out, "   ");
  }
  fprintf(out, "%s%s", Bytecode_name(code->bytecode), kSuffixes[code->scale]);
  const BytecodeInfo *info = &kBytecodeInfos[code->bytecode];
  const char *separator = " ";
  for (int i = 0; i < info->operand_count; i++) {
    if (info->operands[i] == kOperandRegCount) continue;
    fprintf(out, "%s", separator);
    print_operand(listing, code, i);
    separator = ", ";
  }
  print_target(listing, code);
  fprintf(out, "\n");
}

static void print_codes(const Listing *listing) {
  SourcePositionIterator position;
  SourcePositionIterator_init(&position, listing->positions,
                              listing->positions_length);
  bool has_position = SourcePositionIterator_next(&position);
  DecodedBytecode code;
  for (int offset = 0; offset < listing->length; offset += code.size) {
    if (!Bytecode_decode(listing->bytes, listing->length, offset, &code)) {
      fprintf(listing->out, "invalid bytecode at %d\n", offset);
      return;
    }
    int shown = -1;
    bool is_statement = false;
    while (has_position && position.offset <= offset) {
      // A statement's mark says more than that of an expression.
      if (shown < 0 || !is_statement) {
        shown = position.position;
        is_statement = position.is_statement;
      }
      has_position = SourcePositionIterator_next(&position);
    }
    if (shown >= 0)
      fprintf(listing->out, "%5d %c> ", shown, is_statement ? 'S' : 'E');
    else
      fprintf(listing->out, "         ");
    print_bytecode(listing, &code);
  }
}

static void print_handlers(const Listing *listing) {
  FILE *out = listing->out;
  fprintf(out, "Handler Table (size = %d)\n",
          listing->handler_count * (int)sizeof(HandlerTableEntry));
  if (listing->handler_count > 0)
    fprintf(out, "   from   to       hdlr (prediction,   data)\n");
  for (int i = 0; i < listing->handler_count; i++) {
    const HandlerTableEntry *entry = &listing->handlers[i];
    fprintf(out, "  (%4d,%4d)  ->  %4d (prediction=%d, data=%d)\n",
            entry->start, entry->end, entry->handler, entry->prediction,
            entry->context_register);
  }
}

// ------------------------------------------------------------------ symbolic

static void print_ast_string(FILE *out, const AstString *string) {
  char text[128];
  AstString_write_utf8(string, text, sizeof text);
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '\n')
      fprintf(out, "\\n");
    else
      fputc(*at, out);
  }
}

static void print_literal(FILE *out, const Literal *literal) {
  static const char *const kNames[] = {
      [kLiteralTrue] = "true",           [kLiteralFalse] = "false",
      [kLiteralNull] = "null",           [kLiteralUndefined] = "undefined",
      [kLiteralTheHole] = "<the_hole>"};
  if (literal == NULL) {
    fprintf(out, "-");
  } else if (literal->type == kLiteralNumber) {
    fprintf(out, "%.17g", literal->number);
  } else if (literal->type == kLiteralString ||
             literal->type == kLiteralBigInt) {
    fprintf(out, "\"");
    print_ast_string(out, literal->string);
    fprintf(out, "\"");
  } else {
    fprintf(out, "%s", kNames[literal->type]);
  }
}

static void print_boilerplate(FILE *out, const ObjectBoilerplate *object);
static void print_array(FILE *out, const ArrayBoilerplate *array);

static void print_boilerplate_value(FILE *out, const Expression *value) {
  if (value != NULL && Ast_is_ObjectLiteral(value))
    print_boilerplate(out, Ast_as_ObjectLiteral(value)->boilerplate);
  else if (value != NULL && Ast_is_ArrayLiteral(value))
    print_array(out, Ast_as_ArrayLiteral(value)->boilerplate);
  else
    print_literal(out, value == NULL ? NULL : Ast_as_Literal(value));
}

static void print_boilerplate(FILE *out, const ObjectBoilerplate *object) {
  fprintf(out, "<ObjectBoilerplateDescription {");
  for (int i = 0; i < object->keys.length; i++) {
    fprintf(out, i == 0 ? " " : ", ");
    print_literal(out, object->keys.items[i]);
    fprintf(out, ": ");
    print_boilerplate_value(out, object->values.items[i]);
  }
  fprintf(out, " }>");
}

static void print_array(FILE *out, const ArrayBoilerplate *array) {
  fprintf(out, "<ArrayBoilerplateDescription %s [",
          ElementsKind_name((ElementsKind)array->elements_kind));
  for (int i = 0; i < array->values.length; i++) {
    fprintf(out, i == 0 ? "" : ", ");
    print_boilerplate_value(out, array->values.items[i]);
  }
  fprintf(out, "]>");
}

static void print_class(FILE *out, const ClassMemberList *members) {
  fprintf(out, "<ClassBoilerplate");
  for (int i = 0; i < members->length; i++) {
    const ClassMember *member = &members->items[i];
    fprintf(out, "%s flags=%d key=", i == 0 ? "" : ",", member->flags);
    if (member->key != NULL)
      print_literal(out, member->key);
    else
      fprintf(out, "#%d", member->key_index);
    fprintf(out, " closure=#%d", member->closure_index);
  }
  fprintf(out, ">");
}

static void print_prototype(FILE *out, const PrototypeProperties *properties) {
  fprintf(out, "<PrototypeProperties");
  for (int i = 0; i < properties->length; i++) {
    const PrototypeProperty *property = &properties->items[i];
    fprintf(out, i == 0 ? " " : ", ");
    print_ast_string(out, property->name);
    fprintf(out, ": ");
    if (property->function != NULL)
      fprintf(out, "function");
    else
      print_literal(out, property->value);
  }
  fprintf(out, ">");
}

static void print_declarations(FILE *out, const GlobalDeclarationList *list) {
  fprintf(out, "<Declarations");
  for (int i = 0; i < list->length; i++) {
    fprintf(out, " %s ", list->items[i].function != NULL ? "function" : "var");
    print_ast_string(out, list->items[i].variable->name);
  }
  fprintf(out, ">");
}

static void print_constant(FILE *out, const ConstantEntry *entry) {
  switch ((ConstantKind)entry->kind) {
    case kConstantString:
      fprintf(out, "<String[%d]: #",
              ((const AstString *)entry->pointer)->length);
      print_ast_string(out, entry->pointer);
      fprintf(out, ">");
      break;
    case kConstantNumber:
      fprintf(out, "<HeapNumber %.17g>", entry->number);
      break;
    case kConstantSmi:
      fprintf(out, "Smi [%d]", entry->smi);
      break;
    case kConstantBigInt:
      fprintf(out, "<BigInt ");
      print_ast_string(out, entry->pointer);
      fprintf(out, ">");
      break;
    case kConstantRoot:
      fprintf(out, "<Root>");
      break;
    case kConstantFunction: {
      const InnerFunction *function = entry->pointer;
      fprintf(out, "<SharedFunctionInfo ");
      if (function->literal->name != NULL)
        print_ast_string(out, function->literal->name);
      fprintf(out, ">");
      break;
    }
    case kConstantScope:
      fprintf(out, "<ScopeInfo[%d]>",
              ((const Scope *)entry->pointer)->context_slot_count);
      break;
    case kConstantObjectBoilerplate:
      print_boilerplate(out, entry->pointer);
      break;
    case kConstantArrayBoilerplate:
      print_array(out, entry->pointer);
      break;
    case kConstantClassBoilerplate:
      print_class(out, entry->pointer);
      break;
    case kConstantTemplate:
      fprintf(out, "<TemplateObjectDescription[%d]>",
              ((const TaggedTemplate *)entry->pointer)->raw.length);
      break;
    case kConstantDeclarations:
      print_declarations(out, entry->pointer);
      break;
    case kConstantPrototypeProperties:
      print_prototype(out, entry->pointer);
      break;
  }
}

void Disassembler_print_output(FILE *out, const char *name,
                               const BytecodeOutput *output) {
  Listing listing = {.out = out,
                     .bytes = output->bytes,
                     .length = output->length,
                     .parameter_count = output->parameter_count,
                     .positions = output->positions,
                     .positions_length = output->positions_length,
                     .handlers = output->handlers,
                     .handler_count = output->handler_count};
  fprintf(out, "[generated bytecode for function: %s]\n", name);
  fprintf(out, "Bytecode length: %d\n", output->length);
  fprintf(out, "Parameter count %d\n", output->parameter_count);
  fprintf(out, "Register count %d\n", output->register_count);
  print_codes(&listing);
  fprintf(out, "Constant pool (size = %d)\n", output->constant_count);
  for (int i = 0; i < output->constant_count; i++) {
    fprintf(out, "%12d: ", i);
    print_constant(out, &output->constants[i]);
    fprintf(out, "\n");
  }
  print_handlers(&listing);
}

// ---------------------------------------------------------------------- heap

static void print_heap_string(Isolate *isolate, FILE *out, String *string) {
  char *text = String_to_utf8(isolate, string, NULL);
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '\n')
      fprintf(out, "\\n");
    else
      fputc(*at, out);
  }
  free(text);
}

static void print_heap_constant(Isolate *isolate, FILE *out, Value value) {
  if (Value_is_smi(value)) {
    fprintf(out, "%d", Value_smi(value));
    return;
  }
  const HeapObject *object = Value_object(isolate, value);
  fprintf(out, "%p <", (const void *)object);
  if (Value_is_String(isolate, value)) {
    String *string = Value_as_String(isolate, value);
    fprintf(out, "String[%d]: #", string->length);
    print_heap_string(isolate, out, string);
  } else if (Value_is_HeapNumber(isolate, value)) {
    fprintf(out, "HeapNumber %.17g", Value_number(isolate, value));
  } else if (Value_is_SharedFunctionInfo(isolate, value)) {
    fprintf(out, "SharedFunctionInfo ");
    print_heap_string(isolate, out,
                      SharedFunctionInfo_name_string(
                          Value_as_SharedFunctionInfo(isolate, value)));
  } else {
    int class_id = HeapObject_map(object)->class_id;
    fprintf(out, "%s", kClassDescriptors[class_id].name);
    if (Value_is_FixedArray(isolate, value))
      fprintf(out, "[%d]", Value_as_FixedArray(isolate, value)->length);
  }
  fprintf(out, ">");
}

static void print_pool(Isolate *isolate, FILE *out, const FixedArray *pool) {
  fprintf(out, "Constant pool (size = %d)\n", pool->length);
  if (pool->length == 0) return;
  fprintf(out, "%p: [FixedArray]\n", (const void *)pool);
  fprintf(out, " - map: %p <Map(FIXED_ARRAY_TYPE)>\n",
          (const void *)HeapObject_map((const HeapObject *)pool));
  fprintf(out, " - length: %d\n", pool->length);
  for (int i = 0; i < pool->length; i++) {
    fprintf(out, "%12d: ", i);
    print_heap_constant(isolate, out, FixedArray_get_slots(pool, i));
    fprintf(out, "\n");
  }
}

void Disassembler_print_function(Isolate *isolate, FILE *out,
                                 const SharedFunctionInfo *shared) {
  if (!SharedFunctionInfo_has_bytecode(shared)) return;
  const BytecodeArray *array = SharedFunctionInfo_bytecode(shared);
  const ByteArray *handlers = BytecodeArray_handler_table(array);
  Value positions = BytecodeArray_source_positions(array);
  Listing listing = {.out = out,
                     .bytes = array->bytecodes,
                     .length = array->length,
                     .parameter_count = array->parameter_count,
                     .handlers = (const HandlerTableEntry *)handlers->bytes,
                     .handler_count = handlers->length /
                                      (int)sizeof(HandlerTableEntry),
                     .has_addresses = true};
  if (Value_is_ByteArray(isolate, positions)) {
    const ByteArray *table = Value_as_ByteArray(isolate, positions);
    listing.positions = table->bytes;
    listing.positions_length = table->length;
  }
  String *name = SharedFunctionInfo_name_string(shared);
  fprintf(out, "[generated bytecode for function: ");
  print_heap_string(isolate, out, name);
  fprintf(out, " (%p <SharedFunctionInfo", (const void *)shared);
  if (name->length > 0) fputc(' ', out);
  print_heap_string(isolate, out, name);
  fprintf(out, ">)]\n");
  fprintf(out, "Bytecode length: %d\n", array->length);
  fprintf(out, "Parameter count %d\n", array->parameter_count);
  fprintf(out, "Register count %d\n", array->register_count);
  fprintf(out, "Frame size %d\n", array->register_count * (int)sizeof(Value));
  print_codes(&listing);
  print_pool(isolate, out, BytecodeArray_constant_pool(array));
  print_handlers(&listing);
  fprintf(out, "Source Position Table (size = %d)\n",
          listing.positions_length);
  fflush(out);
}
