// SPDX-License-Identifier: MIT
#include "engine/bytecode/bytecode-array-builder.h"

#include <string.h>

#include "engine/objects/layout/value.h"

void BytecodeBuilder_init(BytecodeBuilder *builder, Zone *zone,
                          int parameter_count, int local_count) {
  memset(builder, 0, sizeof *builder);
  builder->zone = zone;
  builder->parameter_count = parameter_count;
  builder->local_count = local_count;
  builder->next_register = local_count;
  builder->register_count = local_count;
  builder->is_reachable = true;
  builder->pending_statement = -1;
  builder->deferred_statement = -1;
  builder->pending_expression = -1;
}

// ---------------------------------------------------------------- emission

// The last instruction if the peephole may change it, else NULL.
static Instruction *last_instruction(BytecodeBuilder *builder) {
  int last = builder->instructions.length - 1;
  if (last < builder->barrier) return NULL;
  return &builder->instructions.items[last];
}

// Only sets the accumulator and cannot throw.
static bool is_pure_load(Bytecode bytecode) {
  return bytecode >= kBytecodeLdaZero && bytecode <= kBytecodeLdar;
}

static bool writes_without_reading(Bytecode bytecode) {
  return kBytecodeInfos[bytecode].accumulator == kAccumulatorWrite;
}

static bool may_throw(Bytecode bytecode) {
  return !(bytecode >= kBytecodeLdaZero && bytecode <= kBytecodePopContext);
}

static void attach_positions(BytecodeBuilder *builder, Instruction *to) {
  if (builder->pending_statement >= 0) {
    to->has_statement_position = true;
    to->statement_position = builder->pending_statement;
    builder->pending_statement = -1;
  }
  if (builder->pending_expression >= 0 && may_throw(to->bytecode)) {
    to->has_expression_position = true;
    to->expression_position = builder->pending_expression;
    builder->pending_expression = -1;
  }
  if (builder->deferred_statement < 0) return;
  if (!to->has_statement_position) {
    to->has_statement_position = true;
    to->statement_position = to->has_expression_position
                                 ? to->expression_position
                                 : builder->deferred_statement;
    to->has_expression_position = false;
  }
  builder->deferred_statement = -1;
}

static Instruction *append(BytecodeBuilder *builder, Bytecode bytecode,
                           const int32_t *operands) {
  Instruction *last = last_instruction(builder);
  if (last != NULL && is_pure_load(last->bytecode) &&
      writes_without_reading(bytecode)) {
    // Nothing reads what the last instruction loaded.
    if (last->has_statement_position && builder->pending_statement < 0)
      builder->pending_statement = last->statement_position;
    builder->instructions.length--;
  }
  Instruction instruction = {.bytecode = bytecode, .label = -1};
  int count = kBytecodeInfos[bytecode].operand_count;
  if (operands != NULL && count > 0)
    memcpy(instruction.operands, operands, (size_t)count * sizeof(int32_t));
  attach_positions(builder, &instruction);
  ZONE_LIST_ADD(builder->zone, &builder->instructions, instruction);
  if (Bytecode_ends_block(bytecode)) builder->is_reachable = false;
  return &builder->instructions.items[builder->instructions.length - 1];
}

void BytecodeBuilder_emit(BytecodeBuilder *builder, Bytecode bytecode,
                          const int32_t *operands) {
  DCHECK(!Bytecode_is_jump(bytecode));
  if (builder->is_reachable) {
    append(builder, bytecode, operands);
  } else {
    builder->pending_statement = -1;
    builder->pending_expression = -1;
  }
}

void BytecodeBuilder_load_smi(BytecodeBuilder *builder, int32_t value) {
  if (value == 0)
    EMIT0(builder, LdaZero);
  else
    EMIT(builder, LdaSmi, value);
}

void BytecodeBuilder_load_number(BytecodeBuilder *builder, double number) {
  Value value = Value_from_number(number);
  if (Value_is_smi(value)) {
    BytecodeBuilder_load_smi(builder, Value_smi(value));
  } else {
    ConstantEntry entry = {.kind = kConstantNumber, .number = number};
    EMIT(builder, LdaConstant, BytecodeBuilder_constant(builder, entry));
  }
}

static int star_target(const Instruction *instruction) {
  if (instruction->bytecode == kBytecodeStar) return instruction->operands[0];
  if (instruction->bytecode >= kBytecodeStar0 &&
      instruction->bytecode <= kBytecodeStar15)
    return instruction->bytecode - kBytecodeStar0;
  return kNoRegister;
}

// The accumulator holds the register's value already.
static bool is_in_accumulator(BytecodeBuilder *builder, Register source) {
  Instruction *last = last_instruction(builder);
  if (last == NULL) return false;
  return star_target(last) == source ||
         (last->bytecode == kBytecodeLdar && last->operands[0] == source);
}

void BytecodeBuilder_load_register(BytecodeBuilder *builder, Register source) {
  if (builder->is_reachable && is_in_accumulator(builder, source)) {
    BytecodeBuilder_defer_statement(builder);
    return;
  }
  EMIT(builder, Ldar, source);
}

void BytecodeBuilder_store_register(BytecodeBuilder *builder,
                                    Register target) {
  if (builder->is_reachable && is_in_accumulator(builder, target)) return;
  if (target >= 0 && target <= 15)
    BytecodeBuilder_emit(builder, (Bytecode)(kBytecodeStar0 + target), NULL);
  else
    EMIT(builder, Star, target);
}

void BytecodeBuilder_move(BytecodeBuilder *builder, Register source,
                          Register target) {
  if (source == target) return;
  if (builder->is_reachable && is_in_accumulator(builder, source))
    BytecodeBuilder_store_register(builder, target);
  else
    EMIT(builder, Mov, source, target);
}

void BytecodeBuilder_load_boolean(BytecodeBuilder *builder, bool value) {
  if (value)
    EMIT0(builder, LdaTrue);
  else
    EMIT0(builder, LdaFalse);
}

void BytecodeBuilder_call_runtime(BytecodeBuilder *builder,
                                  RuntimeFunctionId id, Register first,
                                  int count) {
  DCHECK(kRuntimeFunctionInfos[id].arity == count);
  EMIT(builder, CallRuntime, (int32_t)id, first, count);
}

// ---------------------------------------------------- initialized variables

enum { kMaxFacts = 64 };  // bounds the time of searching

bool BytecodeBuilder_is_initialized(const BytecodeBuilder *builder,
                                    const Variable *variable) {
  for (int i = builder->facts.length; i-- > 0;)
    if (builder->facts.items[i].variable == variable) return true;
  return false;
}

void BytecodeBuilder_note_initialized(BytecodeBuilder *builder,
                                      const Variable *variable) {
  if (!builder->is_reachable || builder->facts.length >= kMaxFacts) return;
  InitializedFact fact = {variable, ++builder->facts_serial};
  ZONE_LIST_ADD(builder->zone, &builder->facts, fact);
}

// A way from here, or from where `serial` was the newest, leads to the label.
static void note_way(BytecodeBuilder *builder, BytecodeLabel label,
                     uint32_t serial) {
  LabelState *state = &builder->labels.items[label];
  if (!state->has_facts || serial < state->facts_serial)
    state->facts_serial = serial;
  state->has_facts = true;
}

// At a label: keeps what all ways to it agree upon. A fact that is listed still
// and older than a jump was listed at the jump, since facts that are cut off
// never come back. Labels of unknown ways keep nothing.
static void join_facts(BytecodeBuilder *builder, BytecodeLabel label) {
  const LabelState *state = &builder->labels.items[label];
  uint32_t serial = state->has_facts ? state->facts_serial : 0;
  while (builder->facts.length > 0 &&
         builder->facts.items[builder->facts.length - 1].serial > serial)
    builder->facts.length--;
}

// ------------------------------------------------------------- control flow

BytecodeLabel BytecodeBuilder_new_label(BytecodeBuilder *builder) {
  LabelState state = {.instruction = -1};
  ZONE_LIST_ADD(builder->zone, &builder->labels, state);
  return builder->labels.length - 1;
}

static void bind_here(BytecodeBuilder *builder, BytecodeLabel label) {
  DCHECK(builder->labels.items[label].instruction < 0);
  builder->labels.items[label].instruction = builder->instructions.length;
  builder->barrier = builder->instructions.length;
}

void BytecodeBuilder_bind(BytecodeBuilder *builder, BytecodeLabel label) {
  if (!builder->labels.items[label].is_used) {
    builder->labels.items[label].instruction = builder->instructions.length;
    return;
  }
  // A jump to the very next instruction is none.
  Instruction *last = last_instruction(builder);
  if (last != NULL && last->bytecode == kBytecodeJump && last->label == label &&
      !last->has_statement_position && !builder->is_reachable)
    builder->instructions.length--;
  bind_here(builder, label);
  join_facts(builder, label);
  builder->is_reachable = true;
}

// Facts of before the loop hold on the way back too.
void BytecodeBuilder_bind_loop_header(BytecodeBuilder *builder,
                                      BytecodeLabel label) {
  bind_here(builder, label);
}

void BytecodeBuilder_bind_handler(BytecodeBuilder *builder,
                                  BytecodeLabel label) {
  bind_here(builder, label);
  join_facts(builder, label);
  builder->is_reachable = true;
}

void BytecodeBuilder_jump(BytecodeBuilder *builder, Bytecode bytecode,
                          BytecodeLabel label, const int32_t *extra) {
  if (!builder->is_reachable) {
    builder->pending_statement = -1;
    builder->pending_expression = -1;
    return;
  }
  int32_t operands[kMaxOperands] = {0};
  if (extra != NULL) {
    operands[1] = extra[0];
    operands[2] = extra[1];
  }
  Instruction *instruction = append(builder, bytecode, operands);
  instruction->label = label;
  builder->labels.items[label].is_used = true;
  note_way(builder, label, builder->facts_serial);
}

JumpTable *BytecodeBuilder_new_jump_table(BytecodeBuilder *builder, int count,
                                          int32_t case_base) {
  JumpTable *table = ZONE_NEW(builder->zone, JumpTable);
  table->case_base = case_base;
  table->instruction = -1;
  for (int i = 0; i < count; i++)
    ZONE_LIST_ADD(builder->zone, &table->labels,
                  BytecodeBuilder_new_label(builder));
  ZONE_LIST_ADD(builder->zone, &builder->jump_tables, table);
  return table;
}

// Where the table lies in the constant pool is known only at the end.
static void emit_switch(BytecodeBuilder *builder, Bytecode bytecode,
                        const int32_t *operands, JumpTable *table) {
  if (!builder->is_reachable) return;
  append(builder, bytecode, operands);
  table->instruction = builder->instructions.length - 1;
  builder->barrier = builder->instructions.length;
  for (int i = 0; i < table->labels.length; i++) {
    builder->labels.items[table->labels.items[i]].is_used = true;
    note_way(builder, table->labels.items[i], builder->facts_serial);
  }
}

void BytecodeBuilder_switch_on_smi(BytecodeBuilder *builder,
                                   JumpTable *table) {
  int32_t operands[kMaxOperands] = {0, 0, table->case_base};
  emit_switch(builder, kBytecodeSwitchOnSmiNoFeedback, operands, table);
}

void BytecodeBuilder_switch_on_generator_state(BytecodeBuilder *builder,
                                               Register generator,
                                               JumpTable *table) {
  int32_t operands[kMaxOperands] = {generator};
  emit_switch(builder, kBytecodeSwitchOnGeneratorState, operands, table);
}

void BytecodeBuilder_bind_jump_table_entry(BytecodeBuilder *builder,
                                           JumpTable *table, int case_value) {
  BytecodeBuilder_bind(builder,
                       table->labels.items[case_value - table->case_base]);
}

void BytecodeBuilder_add_jump_table_entry(BytecodeBuilder *builder,
                                          JumpTable *table) {
  BytecodeLabel label = BytecodeBuilder_new_label(builder);
  ZONE_LIST_ADD(builder->zone, &table->labels, label);
  builder->labels.items[label].is_used = true;
  BytecodeBuilder_bind(builder, label);
}

int BytecodeBuilder_begin_range(BytecodeBuilder *builder) {
  builder->barrier = builder->instructions.length;
  RangeStart start = {builder->instructions.length, builder->facts_serial};
  ZONE_LIST_ADD(builder->zone, &builder->range_starts, start);
  return builder->instructions.length;
}

void BytecodeBuilder_end_range(BytecodeBuilder *builder, int start,
                               BytecodeLabel handler, Register context_register,
                               CatchPrediction prediction) {
  builder->barrier = builder->instructions.length;
  RangeStart begun =
      builder->range_starts.items[--builder->range_starts.length];
  DCHECK(begun.instruction == start);
  if (start == builder->instructions.length) return;
  note_way(builder, handler, begun.facts_serial);
  HandlerRange range = {.start = start,
                        .end = builder->instructions.length,
                        .handler = handler,
                        .context_register = context_register,
                        .prediction = prediction};
  ZONE_LIST_ADD(builder->zone, &builder->ranges, range);
}

// ------------------------------------------------------------------ operands

static uint64_t constant_key(const ConstantEntry *entry) {
  uint64_t payload = 0;
  switch ((ConstantKind)entry->kind) {
    case kConstantNumber:
      memcpy(&payload, &entry->number, sizeof payload);
      break;
    case kConstantRoot:
      payload = entry->root_bits;
      break;
    case kConstantSmi:
      payload = (uint32_t)entry->smi;
      break;
    default:
      payload = (uint64_t)(uintptr_t)entry->pointer;
      break;
  }
  return payload;
}

static uint32_t hash_constant(const ConstantEntry *entry) {
  uint64_t hash = (constant_key(entry) ^ entry->kind) * 0x9e3779b97f4a7c15u;
  return (uint32_t)(hash >> 32);
}

static void grow_constant_buckets(BytecodeBuilder *builder) {
  int count = builder->constant_bucket_count == 0
                  ? 16
                  : builder->constant_bucket_count * 4;
  builder->constant_buckets = ZONE_NEW_ARRAY(builder->zone, int32_t, count);
  builder->constant_bucket_count = count;
  for (int i = 0; i < builder->constants.length; i++) {
    uint32_t at = hash_constant(&builder->constants.items[i]);
    while (builder->constant_buckets[at & (uint32_t)(count - 1)] != 0) at++;
    builder->constant_buckets[at & (uint32_t)(count - 1)] = i + 1;
  }
}

int BytecodeBuilder_constant(BytecodeBuilder *builder, ConstantEntry entry) {
  if (builder->constants.length * 2 >= builder->constant_bucket_count)
    grow_constant_buckets(builder);
  uint32_t mask = (uint32_t)builder->constant_bucket_count - 1;
  uint32_t at = hash_constant(&entry);
  for (; builder->constant_buckets[at & mask] != 0; at++) {
    int index = builder->constant_buckets[at & mask] - 1;
    const ConstantEntry *other = &builder->constants.items[index];
    if (other->kind == entry.kind &&
        constant_key(other) == constant_key(&entry))
      return index;
  }
  ZONE_LIST_ADD(builder->zone, &builder->constants, entry);
  builder->constant_buckets[at & mask] = builder->constants.length;
  return builder->constants.length - 1;
}

int BytecodeBuilder_root_constant(BytecodeBuilder *builder, uint32_t bits) {
  ConstantEntry entry = {.kind = kConstantRoot, .root_bits = bits};
  return BytecodeBuilder_constant(builder, entry);
}

int BytecodeBuilder_feedback_slot(BytecodeBuilder *builder,
                                  FeedbackSlotKind kind) {
  ZONE_LIST_ADD(builder->zone, &builder->feedback_kinds, (uint8_t)kind);
  return builder->feedback_kinds.length - 1;
}

Register BytecodeBuilder_new_registers(BytecodeBuilder *builder, int count) {
  Register first = builder->next_register;
  builder->next_register += count;
  if (builder->next_register > builder->register_count)
    builder->register_count = builder->next_register;
  return first;
}

Register BytecodeBuilder_new_register(BytecodeBuilder *builder) {
  return BytecodeBuilder_new_registers(builder, 1);
}

// ------------------------------------------------------------------- finish

// The instruction that a jump to `label` ends up at, unconditional jumps
// between followed.
static int resolve_label(const BytecodeBuilder *builder, BytecodeLabel label) {
  int target = builder->labels.items[label].instruction;
  for (int hops = 0; hops < 8 && target >= 0 &&
                     target < builder->instructions.length;
       hops++) {
    const Instruction *at = &builder->instructions.items[target];
    if (at->bytecode != kBytecodeJump) break;
    int next = builder->labels.items[at->label].instruction;
    // Only forward: a conditional jump cannot go back.
    if (next <= target) break;
    target = next;
  }
  return target;
}

static int scale_of(int64_t value, bool is_signed) {
  if (is_signed) {
    if (value >= INT8_MIN && value <= INT8_MAX) return 1;
    return value >= INT16_MIN && value <= INT16_MAX ? 2 : 4;
  }
  if (value <= UINT8_MAX) return 1;
  return value <= UINT16_MAX ? 2 : 4;
}

static int instruction_scale(const Instruction *instruction) {
  const BytecodeInfo *info = &kBytecodeInfos[instruction->bytecode];
  int scale = 1;
  for (int i = 0; i < info->operand_count; i++) {
    OperandType type = (OperandType)info->operands[i];
    if (type == kOperandFlag8 || type == kOperandRuntimeId) continue;
    bool is_signed = OperandType_is_signed(type);
    int64_t value = instruction->operands[i];
    if (!is_signed) value = (uint32_t)value;
    int needed = scale_of(value, is_signed);
    if (needed > scale) scale = needed;
  }
  return scale;
}

static int instruction_size(const Instruction *instruction) {
  int size = Bytecode_size(instruction->bytecode, instruction->scale);
  return instruction->scale == 1 ? size : size + 1;
}

static int assign_offsets(BytecodeBuilder *builder) {
  int offset = 0;
  for (int i = 0; i < builder->instructions.length; i++) {
    builder->instructions.items[i].offset = offset;
    offset += instruction_size(&builder->instructions.items[i]);
  }
  return offset;
}

static int offset_of(const BytecodeBuilder *builder, int instruction,
                     int end_offset) {
  return instruction < builder->instructions.length
             ? builder->instructions.items[instruction].offset
             : end_offset;
}

// Chooses the narrowest scales at which every distance fits. Scales only grow,
// so this ends.
static int relax(BytecodeBuilder *builder) {
  for (int i = 0; i < builder->instructions.length; i++) {
    Instruction *instruction = &builder->instructions.items[i];
    instruction->scale = (uint8_t)instruction_scale(instruction);
  }
  for (;;) {
    int length = assign_offsets(builder);
    bool changed = false;
    for (int i = 0; i < builder->instructions.length; i++) {
      Instruction *instruction = &builder->instructions.items[i];
      if (instruction->label < 0) continue;
      int target = offset_of(
          builder, resolve_label(builder, instruction->label), length);
      int distance = target - instruction->offset;
      if (instruction->bytecode == kBytecodeJumpLoop) distance = -distance;
      DCHECK(distance >= 0);
      instruction->operands[0] = distance;
      int scale = scale_of(distance, false);
      if (scale > instruction->scale) {
        instruction->scale = (uint8_t)scale;
        changed = true;
      }
    }
    if (!changed) return length;
  }
}

static void write_instruction(const Instruction *instruction, uint8_t *at) {
  if (instruction->scale != 1)
    *at++ = instruction->scale == 2 ? kBytecodeWide : kBytecodeExtraWide;
  *at++ = instruction->bytecode;
  const BytecodeInfo *info = &kBytecodeInfos[instruction->bytecode];
  for (int i = 0; i < info->operand_count; i++) {
    int size =
        OperandType_size((OperandType)info->operands[i], instruction->scale);
    memcpy(at, &instruction->operands[i], (size_t)size);
    at += size;
  }
}

static Instruction *switch_of(BytecodeBuilder *builder,
                              const JumpTable *table) {
  return &builder->instructions.items[table->instruction];
}

// Gives every table its place in the constant pool.
static void place_jump_tables(BytecodeBuilder *builder) {
  for (int t = 0; t < builder->jump_tables.length; t++) {
    const JumpTable *table = builder->jump_tables.items[t];
    if (table->instruction < 0) continue;
    Instruction *at = switch_of(builder, table);
    int first = at->bytecode == kBytecodeSwitchOnGeneratorState ? 1 : 0;
    at->operands[first] = builder->constants.length;
    at->operands[first + 1] = table->labels.length;
    for (int i = 0; i < table->labels.length; i++) {
      ConstantEntry entry = {.kind = kConstantSmi};
      ZONE_LIST_ADD(builder->zone, &builder->constants, entry);
    }
  }
}

static void fill_jump_tables(BytecodeBuilder *builder, int length) {
  for (int t = 0; t < builder->jump_tables.length; t++) {
    const JumpTable *table = builder->jump_tables.items[t];
    if (table->instruction < 0) continue;
    const Instruction *at = switch_of(builder, table);
    int first = at->bytecode == kBytecodeSwitchOnGeneratorState ? 1 : 0;
    for (int i = 0; i < table->labels.length; i++) {
      int target = builder->labels.items[table->labels.items[i]].instruction;
      int distance = target < 0
                         ? instruction_size(at)
                         : offset_of(builder, target, length) - at->offset;
      builder->constants.items[at->operands[first] + i].smi = distance;
    }
  }
}

static void encode_positions(BytecodeBuilder *builder,
                             SourcePositionEncoder *encoder) {
  encoder->zone = builder->zone;
  for (int i = 0; i < builder->instructions.length; i++) {
    const Instruction *at = &builder->instructions.items[i];
    if (at->has_statement_position)
      SourcePositionEncoder_add(encoder, at->offset, at->statement_position,
                                true);
    if (at->has_expression_position)
      SourcePositionEncoder_add(encoder, at->offset, at->expression_position,
                                false);
  }
}

static HandlerTableEntry *make_handlers(BytecodeBuilder *builder, int length) {
  HandlerTableEntry *entries = ZONE_NEW_ARRAY(builder->zone, HandlerTableEntry,
                                              builder->ranges.length + 1);
  for (int i = 0; i < builder->ranges.length; i++) {
    const HandlerRange *range = &builder->ranges.items[i];
    entries[i].start = offset_of(builder, range->start, length);
    entries[i].end = offset_of(builder, range->end, length);
    entries[i].handler = offset_of(
        builder, builder->labels.items[range->handler].instruction, length);
    entries[i].context_register = range->context_register;
    entries[i].prediction = range->prediction;
  }
  return entries;
}

BytecodeOutput *BytecodeBuilder_finish(BytecodeBuilder *builder) {
  place_jump_tables(builder);
  int length = relax(builder);
  fill_jump_tables(builder, length);
  uint8_t *bytes = Zone_allocate_zeroed(builder->zone, (size_t)length + 1);
  for (int i = 0; i < builder->instructions.length; i++)
    write_instruction(&builder->instructions.items[i],
                      bytes + builder->instructions.items[i].offset);
  SourcePositionEncoder encoder = {0};
  encode_positions(builder, &encoder);
  BytecodeOutput *output = ZONE_NEW(builder->zone, BytecodeOutput);
  output->bytes = bytes;
  output->length = length;
  output->handlers = make_handlers(builder, length);
  output->handler_count = builder->ranges.length;
  output->positions = encoder.bytes.items;
  output->positions_length = encoder.bytes.length;
  output->constants = builder->constants.items;
  output->constant_count = builder->constants.length;
  output->feedback_kinds = builder->feedback_kinds.items;
  output->feedback_slot_count = builder->feedback_kinds.length;
  output->closure_count = builder->closure_count;
  output->parameter_count = builder->parameter_count;
  output->register_count = builder->register_count;
  output->new_target_register = kNoRegister;
  output->flags = builder->flags;
  return output;
}
