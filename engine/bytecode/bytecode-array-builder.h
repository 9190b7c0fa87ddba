// SPDX-License-Identifier: MIT
//
// BytecodeBuilder: collects the bytecode of one function, in a zone and without
// touching the heap.
//
// Instructions are kept as records until BytecodeBuilder_finish. Only then are
// operand widths chosen (jumps start narrow and grow until nothing changes),
// jumps to jumps shortened, and bytes written. Labels and ranges refer to
// instructions by number. While emitting, a small peephole drops loads of the
// accumulator that nothing reads, and code that cannot be reached.
//
// Constants stay symbolic (a ConstantEntry names an AST thing); the compiler
// makes heap objects of them afterwards.
#ifndef ENGINE_BYTECODE_BYTECODE_ARRAY_BUILDER_H_
#define ENGINE_BYTECODE_BYTECODE_ARRAY_BUILDER_H_

#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/bytecode/source-positions.h"
#include "engine/isolate/frame-layout.h"
#include "engine/objects/layout/feedback-slot-kind.h"
#include "engine/parser/scope.h"

// A slot offset from the frame pointer: r0.. are 0.., parameters and the
// frame's header are negative.
typedef int32_t Register;
enum {
  kRegisterContext = kFrameContext,
  kRegisterFunction = kFrameFunction,
};

typedef enum ConstantKind {
  kConstantString,             // AstString
  kConstantNumber,             // number
  kConstantSmi,                // smi; jump tables only
  kConstantBigInt,             // AstString: a literal's digits
  kConstantRoot,               // bits of a static root
  kConstantFunction,           // InnerFunction
  kConstantScope,              // Scope
  kConstantObjectBoilerplate,  // ObjectBoilerplate
  kConstantArrayBoilerplate,   // ArrayBoilerplate
  kConstantClassBoilerplate,   // ClassMemberList
  kConstantTemplate,           // TaggedTemplate
  kConstantDeclarations,       // GlobalDeclarationList
  kConstantPrototypeProperties,  // PrototypeProperties
} ConstantKind;

typedef struct ConstantEntry {
  uint8_t kind;  // ConstantKind
  union {
    const void *pointer;
    double number;
    uint32_t root_bits;
    int32_t smi;
  };
} ConstantEntry;

// The constant prefix of an object literal. An item of values is a Literal, an
// object or array literal whose boilerplate is complete, or NULL where the value
// is stored by bytecode.
typedef struct ObjectBoilerplate {
  struct ZONE_LIST(Literal *) keys;
  ExpressionList values;
  int property_count;  // named ones that the finished literal will have
  uint8_t flags;       // LiteralFlags
  uint8_t depth;       // of nested literals: 1 if there are none
} ObjectBoilerplate;
// Elements up to the first spread. Items as above.
typedef struct ArrayBoilerplate {
  ExpressionList values;
  uint8_t elements_kind;
  uint8_t flags;
  uint8_t depth;
} ArrayBoilerplate;
typedef struct ClassMember {
  uint8_t flags;       // ClassMemberFlags
  Literal *key;        // unless computed
  int key_index;       // if computed
  int closure_index;
} ClassMember;
typedef struct ZONE_LIST(ClassMember) ClassMemberList;
// A function within: the scope in which its closure is made. shared is the
// compiler's: the SharedFunctionInfo.
typedef struct InnerFunction {
  FunctionLiteral *literal;
  Scope *outer;
  void *shared;
} InnerFunction;
typedef struct ZONE_LIST(InnerFunction *) InnerFunctionList;
typedef struct GlobalDeclaration {
  const Variable *variable;
  InnerFunction *function;  // NULL for var
} GlobalDeclaration;
typedef struct ZONE_LIST(GlobalDeclaration) GlobalDeclarationList;

// Of one SetPrototypeProperties. Their closures have consecutive cells.
typedef struct PrototypeProperty {
  const AstString *name;
  InnerFunction *function;  // or NULL
  const Literal *value;     // otherwise
} PrototypeProperty;
typedef struct ZONE_LIST(PrototypeProperty) PrototypeProperties;

// A label's number. Made by BytecodeBuilder_new_label, bound once.
typedef int BytecodeLabel;

// Targets of one switch. They become consecutive constants at the end, so that
// a table may grow after its switch. Targets that are never bound fall through.
typedef struct JumpTable {
  int32_t case_base;
  int instruction;  // of the switch, -1 if it cannot be reached
  struct ZONE_LIST(BytecodeLabel) labels;
} JumpTable;

typedef struct Instruction {
  uint8_t bytecode;
  uint8_t scale;  // chosen at the end
  bool has_statement_position;
  bool has_expression_position;
  int32_t statement_position;
  int32_t expression_position;
  int32_t operands[kMaxOperands];
  // Jumps: the target; the distance is filled in at the end. Else -1.
  BytecodeLabel label;
  int32_t offset;
} Instruction;

// A handler's range while it is being made, in instruction numbers.
typedef struct HandlerRange {
  int start;
  int end;
  BytecodeLabel handler;
  Register context_register;
  uint8_t prediction;
} HandlerRange;

// Knowledge about the values at a point of the code: the variable has been seen
// to be initialized on every way to it, and that is for good. The knowledge of a
// point is a list in order of discovery, which is cut off where ways join.
typedef struct InitializedFact {
  const Variable *variable;
  uint32_t serial;  // grows; what was known at a jump has smaller ones
} InitializedFact;

typedef struct LabelState {
  int instruction;  // -1 while unbound
  bool is_used;
  bool has_facts;         // a jump to it was seen
  uint32_t facts_serial;  // facts up to this one hold at all jumps to it
} LabelState;

// Where a handler's range began, and what was known there.
typedef struct RangeStart {
  int instruction;
  uint32_t facts_serial;
} RangeStart;

typedef struct BytecodeBuilder {
  Zone *zone;
  int parameter_count;  // receiver included
  int local_count;
  int next_register;
  int register_count;
  uint32_t flags;  // BytecodeArrayFlags

  struct ZONE_LIST(Instruction) instructions;
  struct ZONE_LIST(LabelState) labels;
  struct ZONE_LIST(HandlerRange) ranges;
  struct ZONE_LIST(ConstantEntry) constants;
  struct ZONE_LIST(JumpTable *) jump_tables;
  struct ZONE_LIST(uint8_t) feedback_kinds;
  struct ZONE_LIST(InitializedFact) facts;
  uint32_t facts_serial;  // of the newest fact ever
  struct ZONE_LIST(RangeStart) range_starts;  // those not ended
  int closure_count;
  int32_t *constant_buckets;  // open hash of constant indices + 1
  int constant_bucket_count;

  bool is_reachable;
  // Instructions before this number may not be looked at by the peephole: a
  // label or range boundary lies behind them.
  int barrier;
  int pending_statement;  // -1: none
  int deferred_statement;  // -1: none
  int pending_expression;
} BytecodeBuilder;

// What a finished function consists of. Lives in the zone.
typedef struct BytecodeOutput {
  const uint8_t *bytes;
  int length;
  const HandlerTableEntry *handlers;
  int handler_count;
  const uint8_t *positions;
  int positions_length;
  const ConstantEntry *constants;
  int constant_count;
  const uint8_t *feedback_kinds;
  int feedback_slot_count;
  int closure_count;
  int parameter_count;
  int register_count;
  Register new_target_register;
  uint32_t flags;  // BytecodeArrayFlags
  InnerFunctionList functions;  // in order of the code
} BytecodeOutput;

void BytecodeBuilder_init(BytecodeBuilder *builder, Zone *zone,
                          int parameter_count, int local_count);

// Emits one instruction; operands as the row in bytecodes.def lists them.
void BytecodeBuilder_emit(BytecodeBuilder *builder, Bytecode bytecode,
                          const int32_t *operands);
#define EMIT(builder, Name, ...)                  \
  BytecodeBuilder_emit(builder, kBytecode##Name,  \
                       (const int32_t[kMaxOperands + 1]){__VA_ARGS__})
#define EMIT0(builder, Name) \
  BytecodeBuilder_emit(builder, kBytecode##Name, NULL)

// Loads of the accumulator in their shortest form.
void BytecodeBuilder_load_number(BytecodeBuilder *builder, double number);
void BytecodeBuilder_load_smi(BytecodeBuilder *builder, int32_t value);
void BytecodeBuilder_load_register(BytecodeBuilder *builder, Register source);
void BytecodeBuilder_store_register(BytecodeBuilder *builder, Register target);
void BytecodeBuilder_move(BytecodeBuilder *builder, Register source,
                          Register target);
void BytecodeBuilder_load_boolean(BytecodeBuilder *builder, bool value);
void BytecodeBuilder_call_runtime(BytecodeBuilder *builder,
                                  RuntimeFunctionId id, Register first,
                                  int count);

// ---- Control flow ----
BytecodeLabel BytecodeBuilder_new_label(BytecodeBuilder *builder);
// Binds a target of forward jumps here. Without a jump to it, unreachable code
// stays so.
void BytecodeBuilder_bind(BytecodeBuilder *builder, BytecodeLabel label);
// Binds the target of a JumpLoop.
void BytecodeBuilder_bind_loop_header(BytecodeBuilder *builder,
                                      BytecodeLabel label);
// Binds the entry of an exception handler, which is always reachable.
void BytecodeBuilder_bind_handler(BytecodeBuilder *builder,
                                  BytecodeLabel label);
// A jump; conditional ones as bytecodes.def says. extra: second and third
// operands of JumpLoop and JumpIfForInDone.
void BytecodeBuilder_jump(BytecodeBuilder *builder, Bytecode bytecode,
                          BytecodeLabel label, const int32_t *extra);
#define JUMP(builder, Name, label) \
  BytecodeBuilder_jump(builder, kBytecode##Name, label, NULL)
JumpTable *BytecodeBuilder_new_jump_table(BytecodeBuilder *builder, int count,
                                          int32_t case_base);
// SwitchOnSmiNoFeedback on the accumulator.
void BytecodeBuilder_switch_on_smi(BytecodeBuilder *builder, JumpTable *table);
void BytecodeBuilder_switch_on_generator_state(BytecodeBuilder *builder,
                                               Register generator,
                                               JumpTable *table);
void BytecodeBuilder_bind_jump_table_entry(BytecodeBuilder *builder,
                                           JumpTable *table, int case_value);
// Adds an entry to a table whose switch can be reached, and binds it here.
void BytecodeBuilder_add_jump_table_entry(BytecodeBuilder *builder,
                                          JumpTable *table);

// Ranges must be begun and ended in the order of nesting (the inner ends
// first). The result of _begin_range is what _end_range takes. A label must not
// be bound across.
int BytecodeBuilder_begin_range(BytecodeBuilder *builder);
void BytecodeBuilder_end_range(BytecodeBuilder *builder, int start,
                               BytecodeLabel handler, Register context_register,
                               CatchPrediction prediction);

// ---- Initialized variables ----
// Whether a check that the variable is not the hole would pass for certain.
bool BytecodeBuilder_is_initialized(const BytecodeBuilder *builder,
                                    const Variable *variable);
// The code so far has checked it.
void BytecodeBuilder_note_initialized(BytecodeBuilder *builder,
                                      const Variable *variable);

// ---- Operands ----
int BytecodeBuilder_constant(BytecodeBuilder *builder, ConstantEntry entry);
static inline int BytecodeBuilder_pointer_constant(BytecodeBuilder *builder,
                                                   ConstantKind kind,
                                                   const void *pointer) {
  ConstantEntry entry = {.kind = kind, .pointer = pointer};
  return BytecodeBuilder_constant(builder, entry);
}
static inline int BytecodeBuilder_string_constant(BytecodeBuilder *builder,
                                                  const AstString *string) {
  return BytecodeBuilder_pointer_constant(builder, kConstantString, string);
}
int BytecodeBuilder_root_constant(BytecodeBuilder *builder, uint32_t bits);
int BytecodeBuilder_feedback_slot(BytecodeBuilder *builder,
                                  FeedbackSlotKind kind);
Register BytecodeBuilder_new_register(BytecodeBuilder *builder);
// `count` consecutive registers; the first is returned.
Register BytecodeBuilder_new_registers(BytecodeBuilder *builder, int count);
// Frees every register from `first` on.
static inline void BytecodeBuilder_release(BytecodeBuilder *builder,
                                           Register first) {
  DCHECK(first >= builder->local_count && first <= builder->next_register);
  builder->next_register = first;
}
// Parameter `index`, 0 being the first formal and -1 the receiver.
static inline Register BytecodeBuilder_parameter(const BytecodeBuilder *builder,
                                                 int index) {
  return -kFrameHeaderSlots - builder->parameter_count + index + 1;
}

// ---- Source positions: they apply to the next instruction ----
// As in V8 the first instruction of a statement has the statement's.
static inline void BytecodeBuilder_statement_position(BytecodeBuilder *builder,
                                                      int position) {
  if (position < 0) return;
  builder->pending_statement = position;
  builder->deferred_statement = builder->pending_expression = -1;
}
// A load that needs no instruction has taken the statement's position; the next
// instruction has its own, if any.
static inline void BytecodeBuilder_defer_statement(BytecodeBuilder *builder) {
  if (builder->pending_statement < 0) return;
  builder->deferred_statement = builder->pending_statement;
  builder->pending_statement = -1;
}
static inline void BytecodeBuilder_expression_position(
    BytecodeBuilder *builder, int position) {
  if (position >= 0 && builder->pending_statement < 0)
    builder->pending_expression = position;
}

BytecodeOutput *BytecodeBuilder_finish(BytecodeBuilder *builder);

#endif  // ENGINE_BYTECODE_BYTECODE_ARRAY_BUILDER_H_
