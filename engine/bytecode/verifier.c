// SPDX-License-Identifier: MIT
//
// Control flow of finished bytecode: targets, handlers, suspensions, and whether
// the accumulator is written before it is read. Operands: verifier-operands.c.
#include "engine/bytecode/verifier.h"

#include <stdlib.h>

#include "engine/bytecode/disassembler.h"
#include "engine/bytecode/verifier-impl.h"

// What is known of an offset.
typedef enum OffsetState {
  kIsStart = 1,        // a bytecode begins here
  kIsReached = 2,      // by control
  kIsUnset = 4,        // on some path the accumulator holds nothing
  kIsPending = 8,      // its effect is to be passed on (again)
} OffsetState;

typedef struct Verifier {
  const BytecodeOutput *output;
  uint8_t *states;  // OffsetState by offset
  int pending_from;  // no pending offset lies below
} Verifier;

static bool is_start(const Verifier *v, int64_t offset) {
  return offset >= 0 && offset < v->output->length &&
         (v->states[offset] & kIsStart);
}

static void decode(const Verifier *v, int offset, DecodedBytecode *code) {
  bool decoded =
      Bytecode_decode(v->output->bytes, v->output->length, offset, code);
  CHECK(decoded);  // they all were
}

// ------------------------------------------------------------------- targets

// The table of a switch: first entry in the constant pool and length.
static void table_of(const DecodedBytecode *code, int *first, int *count) {
  int at = code->bytecode == kBytecodeSwitchOnGeneratorState ? 1 : 0;
  *first = code->operands[at];
  *count = code->operands[at + 1];
}

static const char *check_table(const Verifier *v, const DecodedBytecode *code) {
  int first, count;
  table_of(code, &first, &count);
  if (first < 0 || count < 0 ||
      (int64_t)first + count > v->output->constant_count)
    return "jump table out of range";
  for (int i = 0; i < count; i++) {
    const ConstantEntry *entry = &v->output->constants[first + i];
    if (entry->kind != kConstantSmi) return "jump table entry is no Smi";
    if (entry->smi <= 0) return "jump table entry leads backwards";
    if (!is_start(v, (int64_t)code->offset + entry->smi))
      return "jump table entry leads into a bytecode";
  }
  return NULL;
}

static int64_t target_of(const DecodedBytecode *code) {
  int64_t distance = (uint32_t)code->operands[0];
  return code->offset +
         (code->bytecode == kBytecodeJumpLoop ? -distance : distance);
}

static const char *check_control(const Verifier *v,
                                 const DecodedBytecode *code) {
  if (Bytecode_is_switch(code->bytecode)) return check_table(v, code);
  if (!Bytecode_is_jump(code->bytecode)) return NULL;
  if (code->bytecode != kBytecodeJumpLoop && code->operands[0] == 0)
    return "jump to itself";
  return is_start(v, target_of(code)) ? NULL
                                      : "jump target is no bytecode's start";
}

// ------------------------------------------------------------------ handlers

static const char *check_handler(const Verifier *v,
                                 const HandlerTableEntry *entry) {
  const BytecodeOutput *output = v->output;
  if (!is_start(v, entry->start) || entry->end <= entry->start ||
      (entry->end != output->length && !is_start(v, entry->end)))
    return "handler range is none";
  if (!is_start(v, entry->handler)) return "handler is no bytecode's start";
  if (entry->handler >= entry->start && entry->handler < entry->end)
    return "handler guards itself";
  if (entry->context_register < 0 ||
      entry->context_register >= output->register_count)
    return "handler's context register out of range";
  if (entry->prediction < kCaught || entry->prediction > kCaughtSynthetic)
    return "handler's prediction is none";
  return NULL;
}

static const char *check_handlers(const Verifier *v, int *offset) {
  const BytecodeOutput *output = v->output;
  for (int i = 0; i < output->handler_count; i++) {
    const HandlerTableEntry *entry = &output->handlers[i];
    *offset = entry->start;
    const char *error = check_handler(v, entry);
    if (error != NULL) return error;
    // Ranges nest, the inner one first.
    for (int j = 0; j < i; j++) {
      const HandlerTableEntry *inner = &output->handlers[j];
      bool apart = inner->end <= entry->start || entry->end <= inner->start;
      bool within = inner->start >= entry->start && inner->end <= entry->end;
      if (!apart && !within) return "handler ranges overlap";
    }
  }
  return NULL;
}

// --------------------------------------------------------------- suspensions

// Suspension i resumes at entry i of the function's first switch, which
// restores what was saved.
static const char *check_suspension(const Verifier *v,
                                    const DecodedBytecode *suspend) {
  DecodedBytecode dispatch;
  decode(v, 0, &dispatch);
  if (dispatch.bytecode != kBytecodeSwitchOnGeneratorState)
    return "suspension without a table to resume by";
  int first, count;
  table_of(&dispatch, &first, &count);
  int64_t id = (uint32_t)suspend->operands[3];
  if (id >= count) return "suspension id out of range";
  DecodedBytecode resume;
  decode(v, dispatch.offset + v->output->constants[first + id].smi, &resume);
  if (resume.bytecode != kBytecodeResumeGenerator ||
      resume.offset != suspend->offset + suspend->size)
    return "suspension does not resume behind itself";
  for (int i = 0; i < 3; i++)
    if (resume.operands[i] != suspend->operands[i])
      return "suspension restores other registers";
  return NULL;
}

// ------------------------------------------------------------------ positions

static const char *check_positions(const Verifier *v, int *offset) {
  SourcePositionIterator at;
  SourcePositionIterator_init(&at, v->output->positions,
                              v->output->positions_length);
  int previous = -1;
  while (SourcePositionIterator_next(&at)) {
    *offset = at.offset;
    if (!is_start(v, at.offset)) return "source position of no bytecode";
    if (at.offset < previous) return "source positions are out of order";
    if (at.position < 0) return "source position is negative";
    previous = at.offset;
  }
  return NULL;
}

// --------------------------------------------------------------- accumulator

// Control comes to an offset with the accumulator set or not.
static void reach(Verifier *v, int64_t offset, bool is_unset) {
  if (offset >= v->output->length) return;
  uint8_t *state = &v->states[offset];
  uint8_t known = kIsReached | (is_unset ? kIsUnset : 0);
  if ((*state & known) == known) return;
  *state |= known | kIsPending;
  if (offset < v->pending_from) v->pending_from = (int)offset;
}

// An exception anywhere in a range leads to its handler, which finds it in the
// accumulator.
static void reach_handlers(Verifier *v, int offset) {
  for (int i = 0; i < v->output->handler_count; i++) {
    const HandlerTableEntry *entry = &v->output->handlers[i];
    if (offset < entry->start || offset >= entry->end) continue;
    reach(v, entry->handler, false);
    return;  // the innermost one takes it
  }
}

static void reach_targets(Verifier *v, const DecodedBytecode *code,
                          bool is_unset) {
  if (Bytecode_is_switch(code->bytecode)) {
    int first, count;
    table_of(code, &first, &count);
    for (int i = 0; i < count; i++)
      reach(v, code->offset + v->output->constants[first + i].smi, is_unset);
  } else if (Bytecode_is_jump(code->bytecode)) {
    reach(v, target_of(code), is_unset);
  }
  if (!Bytecode_ends_block(code->bytecode))
    reach(v, code->offset + code->size, is_unset);
}

static const char *flow_through(Verifier *v, int offset) {
  DecodedBytecode code;
  decode(v, offset, &code);
  bool is_unset = (v->states[offset] & kIsUnset) != 0;
  reach_handlers(v, offset);
  switch ((AccumulatorUse)kBytecodeInfos[code.bytecode].accumulator) {
    case kAccumulatorRead:
    case kAccumulatorReadWrite:
      if (is_unset) return "accumulator is read before it is written";
      break;
    case kAccumulatorWrite:
      is_unset = false;
      break;
    case kAccumulatorClobber:
      is_unset = true;
      break;
    case kAccumulatorNone:
      break;
  }
  reach_targets(v, &code, is_unset);
  return NULL;
}

// Passes on what is known until nothing changes: each offset at most twice.
static const char *check_accumulator(Verifier *v, int *offset) {
  v->pending_from = v->output->length;
  reach(v, 0, true);
  while (v->pending_from < v->output->length) {
    *offset = v->pending_from;
    v->pending_from = v->output->length;
    for (; *offset < v->output->length; ++*offset) {
      if (!(v->states[*offset] & kIsPending)) continue;
      v->states[*offset] &= (uint8_t)~kIsPending;
      const char *error = flow_through(v, *offset);
      if (error != NULL) return error;
      if (v->pending_from <= *offset) break;
      v->pending_from = v->output->length;
    }
  }
  return NULL;
}

// ----------------------------------------------------------------------- all

static const char *check_bytecodes(const Verifier *v, int *offset) {
  DecodedBytecode code;
  for (*offset = 0; *offset < v->output->length; *offset += code.size) {
    decode(v, *offset, &code);
    const char *error = check_control(v, &code);
    if (error == NULL) error = Verifier_check_operands(v->output, &code);
    if (error != NULL) return error;
  }
  // Only now every table is known to be one.
  for (*offset = 0; *offset < v->output->length; *offset += code.size) {
    decode(v, *offset, &code);
    if (code.bytecode != kBytecodeSuspendGenerator) continue;
    const char *error = check_suspension(v, &code);
    if (error != NULL) return error;
  }
  return NULL;
}

static const char *find_error(Verifier *v, int *offset) {
  const BytecodeOutput *output = v->output;
  DecodedBytecode code = {.bytecode = kBytecodeIllegal};
  for (*offset = 0; *offset < output->length; *offset += code.size) {
    if (!Bytecode_decode(output->bytes, output->length, *offset, &code))
      return "unknown or truncated bytecode";
    v->states[*offset] = kIsStart;
  }
  if (!Bytecode_ends_block(code.bytecode)) return "control runs off the end";
  const char *error = check_bytecodes(v, offset);
  if (error == NULL) error = check_handlers(v, offset);
  if (error == NULL) error = check_positions(v, offset);
  if (error == NULL) error = check_accumulator(v, offset);
  return error;
}

const char *BytecodeVerifier_find_error(const BytecodeOutput *output,
                                        int *offset) {
  Verifier verifier = {.output = output,
                       .states = calloc((size_t)output->length + 1, 1)};
  CHECK(verifier.states != NULL);
  const char *error = find_error(&verifier, offset);
  free(verifier.states);
  return error;
}

void BytecodeVerifier_verify(const BytecodeOutput *output) {
  int offset = 0;
  const char *error = BytecodeVerifier_find_error(output, &offset);
  if (error == NULL) return;
  Disassembler_print_output(stderr, "?", output);
  FATAL("bytecode verifier: %s at offset %d", error, offset);
}
