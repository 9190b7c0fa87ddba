// SPDX-License-Identifier: MIT
//
// The assembler: what a definition calls to build code. A definition is a C
// function that runs once, at build time, in builtins-gen; each csa_ call
// appends LLVM instructions to the function being built.
//
// Kinds of code (CodeKind), and what they begin with:
//
//   kind       convention      parameters
//   handler    preserve_none   isolate, pc, fp, accumulator
//   stub       preserve_none   isolate, pc, fp, argv, argc, function; or up to
//                              five parameters of its own
//   JS         C               isolate, argc, argv      (BuiltinFunction)
//   C entry    C               declared by the definition
//
// Handlers and stubs never return to each other: they tail-call, with isolate,
// pc, fp and accumulator in r12 to r15, which C callees preserve. They have one
// signature, because LLVM guarantees tail calls only between equal ones;
// handlers ignore all but the first four parameters.
//
// Before any call into C a handler stores fp and pc in the isolate. A call that
// returns the exception sentinel goes on in Stub_Unwind (JS: returns it).
#ifndef BUILTINS_DSL_ASSEMBLER_ASSEMBLER_H_
#define BUILTINS_DSL_ASSEMBLER_ASSEMBLER_H_

#include "builtins-dsl/assembler/types.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/runtime-functions.h"
#include "engine/isolate/isolate.h"

typedef enum CodeKind {
  kCodeHandler,
  kCodeStub,
  kCodeJS,
  kCodeCEntry,
} CodeKind;

typedef struct Assembler {
  LLVMContextRef context;
  LLVMModuleRef module;
  LLVMBuilderRef builder;
  LLVMTypeRef i1, i8, i16, i32, i64, f64, ptr;
  LLVMTypeRef handler_type;  // also that of stubs
  LLVMTypeRef js_type;
  unsigned prof_kind, absolute_symbol_kind;

  // The function being built.
  LLVMValueRef function;
  LLVMBasicBlockRef entry_block;  // where variables live
  const char *name;
  CodeKind kind;
  TRaw isolate, pc, fp;
  TValue accumulator;  // handlers
  TRaw argv;           // stubs, JS
  TInt64 argc;
  int c_builtin_slot;  // JS: where in Isolate.builtins the C part is, or -1
  TValue callee;  // stubs: what is called

  // Handlers: what is being built and how its operands are encoded.
  Bytecode bytecode;
  int scale;        // 1, 2, 4
  bool is_stencil;  // operands and continuations are holes to patch
} Assembler;

// ---- Control flow ----

typedef enum LabelKind {
  kNormal,
  kUnlikely,  // stays in line, but the other way falls through
  kDeferred,  // rarely reached: its code goes behind everything else
} LabelKind;
typedef struct Label {
  LLVMBasicBlockRef block;
  LabelKind kind;
} Label;

Label csa_new_label(Assembler *a, LabelKind kind, const char *name);
#define LABEL(name, kind) Label name = csa_new_label(a, kind, #name)
// Code that follows is the label's. Code before it falls through.
void csa_bind(Assembler *a, Label *label);
void csa_goto(Assembler *a, Label *label);
void csa_goto_if(Assembler *a, TBool condition, Label *label);
void csa_goto_unless(Assembler *a, TBool condition, Label *label);
void csa_branch(Assembler *a, TBool condition, Label *if_true,
                Label *if_false);
void csa_unreachable(Assembler *a);
// Stops the process: code that must not be reached, whatever the input.
void csa_trap(Assembler *a);
// Debug builds of the generator's output trap when the condition is false.
void csa_dcheck(Assembler *a, TBool condition);
#define CSA_DCHECK(condition) csa_dcheck(a, condition)

// A switch over a small range; cases are reached by csa_bind of their labels.
void csa_switch(Assembler *a, TInt32 value, Label *otherwise,
                const int32_t *values, Label *labels, int count);

// ---- Variables: merged at labels by phis, which LLVM's mem2reg places ----

#define DECLARE_VARIABLE(Type)                                             \
  typedef struct Variable##Type {                                          \
    LLVMValueRef slot;                                                     \
  } Variable##Type;                                                        \
  Variable##Type csa_variable_##Type(Assembler *a, T##Type initial);       \
  T##Type csa_get_##Type(Assembler *a, Variable##Type variable);           \
  void csa_set_##Type(Assembler *a, Variable##Type variable, T##Type value);
DECLARE_VARIABLE(Value)
DECLARE_VARIABLE(Smi)
DECLARE_VARIABLE(Int32)
DECLARE_VARIABLE(Int64)
DECLARE_VARIABLE(Float64)
DECLARE_VARIABLE(Raw)
#undef DECLARE_VARIABLE

// ---- Constants ----

TBool csa_bool_constant(Assembler *a, bool value);
TInt32 csa_int32(Assembler *a, int32_t value);
TInt64 csa_int64(Assembler *a, int64_t value);
TFloat64 csa_float64(Assembler *a, double value);
TSmi csa_smi_constant(Assembler *a, int32_t value);
TValue csa_value_bits(Assembler *a, uint64_t bits);
// A static root.
#define csa_root(a, name) csa_value_bits(a, ROOT_BITS(name))
#define csa_root_as(a, Class, name) AS(Class, csa_root(a, name))
TValue csa_undefined(Assembler *a);
TValue csa_boolean(Assembler *a, TBool condition);  // true or false
// One of the isolate's own roots.
TValue csa_isolate_root(Assembler *a, IsolateRootIndex index);

// ---- Integers ----

TInt32 csa_int32_add(Assembler *a, TInt32 x, TInt32 y);
TInt32 csa_int32_sub(Assembler *a, TInt32 x, TInt32 y);
TInt32 csa_int32_mul(Assembler *a, TInt32 x, TInt32 y);
TInt32 csa_int32_and(Assembler *a, TInt32 x, TInt32 y);
TInt32 csa_int32_or(Assembler *a, TInt32 x, TInt32 y);
TInt32 csa_int32_xor(Assembler *a, TInt32 x, TInt32 y);
// Shift counts are taken modulo 32.
TInt32 csa_int32_shl(Assembler *a, TInt32 x, TInt32 count);
TInt32 csa_int32_sar(Assembler *a, TInt32 x, TInt32 count);
TInt32 csa_int32_shr(Assembler *a, TInt32 x, TInt32 count);
TInt32 csa_uint32_mod(Assembler *a, TInt32 x, TInt32 y);
TBool csa_int32_equal(Assembler *a, TInt32 x, TInt32 y);
TBool csa_int32_less(Assembler *a, TInt32 x, TInt32 y);
TBool csa_int32_less_equal(Assembler *a, TInt32 x, TInt32 y);
TBool csa_uint32_less(Assembler *a, TInt32 x, TInt32 y);
TBool csa_uint32_less_equal(Assembler *a, TInt32 x, TInt32 y);
// (x & mask) != 0
TBool csa_int32_test(Assembler *a, TInt32 x, int32_t mask);
TInt32 csa_select_Int32(Assembler *a, TBool c, TInt32 x, TInt32 y);

TInt64 csa_int64_add(Assembler *a, TInt64 x, TInt64 y);
TInt64 csa_int64_sub(Assembler *a, TInt64 x, TInt64 y);
TInt64 csa_int64_mul(Assembler *a, TInt64 x, TInt64 y);
TInt64 csa_int64_and(Assembler *a, TInt64 x, TInt64 y);
TInt64 csa_int64_or(Assembler *a, TInt64 x, TInt64 y);
TInt64 csa_int64_shl(Assembler *a, TInt64 x, int count);
TInt64 csa_int64_shr(Assembler *a, TInt64 x, int count);  // logical
TInt64 csa_int64_sar(Assembler *a, TInt64 x, int count);
// Logical; the count is taken modulo 64.
TInt64 csa_int64_shl_by(Assembler *a, TInt64 x, TInt64 count);
TInt64 csa_int64_shr_by(Assembler *a, TInt64 x, TInt64 count);
TInt64 csa_int64_swap_bytes(Assembler *a, TInt64 x);
TBool csa_int64_equal(Assembler *a, TInt64 x, TInt64 y);
TBool csa_int64_less(Assembler *a, TInt64 x, TInt64 y);
TBool csa_uint64_less(Assembler *a, TInt64 x, TInt64 y);
TInt64 csa_select_Int64(Assembler *a, TBool c, TInt64 x, TInt64 y);

TInt64 csa_int32_to_int64(Assembler *a, TInt32 x);    // sign extends
TInt64 csa_uint32_to_int64(Assembler *a, TInt32 x);   // zero extends
TInt32 csa_int64_to_int32(Assembler *a, TInt64 x);    // low half

TBool csa_bool_and(Assembler *a, TBool x, TBool y);
TBool csa_bool_or(Assembler *a, TBool x, TBool y);
TBool csa_bool_not(Assembler *a, TBool x);

// Overflow goes to the label.
TInt32 csa_int32_add_checked(Assembler *a, TInt32 x, TInt32 y, Label *overflow);
TInt32 csa_int32_sub_checked(Assembler *a, TInt32 x, TInt32 y, Label *overflow);
TInt32 csa_int32_mul_checked(Assembler *a, TInt32 x, TInt32 y, Label *overflow);

// ---- Doubles ----

TFloat64 csa_float64_add(Assembler *a, TFloat64 x, TFloat64 y);
TFloat64 csa_float64_sub(Assembler *a, TFloat64 x, TFloat64 y);
TFloat64 csa_float64_mul(Assembler *a, TFloat64 x, TFloat64 y);
TFloat64 csa_float64_div(Assembler *a, TFloat64 x, TFloat64 y);
TFloat64 csa_float64_neg(Assembler *a, TFloat64 x);
TFloat64 csa_float64_abs(Assembler *a, TFloat64 x);
TFloat64 csa_float64_sqrt(Assembler *a, TFloat64 x);
TFloat64 csa_float64_floor(Assembler *a, TFloat64 x);
TFloat64 csa_float64_ceil(Assembler *a, TFloat64 x);
TFloat64 csa_float64_trunc(Assembler *a, TFloat64 x);
// False when either is NaN.
TBool csa_float64_equal(Assembler *a, TFloat64 x, TFloat64 y);
TBool csa_float64_less(Assembler *a, TFloat64 x, TFloat64 y);
TBool csa_float64_less_equal(Assembler *a, TFloat64 x, TFloat64 y);
TBool csa_float64_is_nan(Assembler *a, TFloat64 x);
TFloat64 csa_int32_to_float64(Assembler *a, TInt32 x);
TFloat64 csa_uint32_to_float64(Assembler *a, TInt32 x);
TInt64 csa_float64_bits(Assembler *a, TFloat64 x);
TFloat64 csa_float64_from_bits(Assembler *a, TInt64 bits);
// Truncates; 0x80000000 (0x8000000000000000) when out of range or NaN.
TInt32 csa_float64_to_int32_raw(Assembler *a, TFloat64 x);
TInt64 csa_float64_to_int64_raw(Assembler *a, TFloat64 x);

// ---- Values ----

TInt64 csa_value_to_bits(Assembler *a, TValue value);
TBool csa_value_equal(Assembler *a, TValue x, TValue y);
#define csa_is_root(a, value, name) \
  csa_value_equal(a, AS(Value, value), csa_root(a, name))
TBool csa_is_undefined(Assembler *a, TValue value);
TBool csa_is_smi(Assembler *a, TValue value);
TBool csa_are_both_smis(Assembler *a, TValue x, TValue y);
TBool csa_is_unboxed_double(Assembler *a, TValue value);
// A strong pointer.
TBool csa_is_heap_object(Assembler *a, TValue value);
// Known to be no unboxed double: tests the tag bits only.
TBool csa_is_smi_not_double(Assembler *a, TValue value);
TValue csa_select_Value(Assembler *a, TBool c, TValue x, TValue y);

TSmi csa_value_as_smi(Assembler *a, TValue value);  // no check
TSmi csa_cast_Smi(Assembler *a, TValue value, Label *otherwise);
TValue csa_smi_to_value(Assembler *a, TSmi smi);
TInt32 csa_smi_untag(Assembler *a, TSmi smi);
TSmi csa_smi_tag(Assembler *a, TInt32 value);  // must fit
TFloat64 csa_value_as_float64(Assembler *a, TValue unboxed);  // no check
TValue csa_float64_to_value(Assembler *a, TFloat64 x);
// The double of a number in any form; else goes to the label.
TFloat64 csa_number_to_float64(Assembler *a, TValue value, Label *otherwise);
// ToInt32 of a number whose magnitude is below 2^63.
TInt32 csa_number_to_int32(Assembler *a, TValue value, Label *otherwise);
// A Smi or, where it does not fit, an unboxed double.
TValue csa_int32_to_value(Assembler *a, TInt32 x);
TValue csa_uint32_to_value(Assembler *a, TInt32 x);
TValue csa_int64_to_value(Assembler *a, TInt64 x);
// The Smi equal to x (not -0), or an unboxed double.
TValue csa_number_to_value(Assembler *a, TFloat64 x);
// A slot index: Smi, or a double that is a non-negative 31-bit integer.
TInt32 csa_cast_index(Assembler *a, TValue value, Label *otherwise);

TSmi csa_smi_add(Assembler *a, TSmi x, TSmi y);  // wraps
TSmi csa_smi_sub(Assembler *a, TSmi x, TSmi y);
TBool csa_smi_less(Assembler *a, TSmi x, TSmi y);
TBool csa_smi_equal(Assembler *a, TSmi x, TSmi y);
// Unsigned comparison: false for negative x.
TBool csa_smi_below(Assembler *a, TSmi x, TSmi y);
TSmi csa_select_Smi(Assembler *a, TBool c, TSmi x, TSmi y);

// ---- Memory ----

TRaw csa_raw_add(Assembler *a, TRaw address, TInt64 offset_bytes);
TInt64 csa_raw_to_int64(Assembler *a, TRaw address);
TRaw csa_int64_to_raw(Assembler *a, TInt64 bits);
TBool csa_raw_equal(Assembler *a, TRaw x, TRaw y);
TBool csa_raw_below(Assembler *a, TRaw x, TRaw y);
TBool csa_raw_is_null(Assembler *a, TRaw x);
TRaw csa_null(Assembler *a);
TRaw csa_load_raw(Assembler *a, TRaw base, int64_t offset_bytes);
TInt64 csa_load_int64(Assembler *a, TRaw base, int64_t offset_bytes);
TInt32 csa_load_int32(Assembler *a, TRaw base, int64_t offset_bytes);
TInt32 csa_load_uint16(Assembler *a, TRaw base, int64_t offset_bytes);
TInt32 csa_load_uint8(Assembler *a, TRaw base, int64_t offset_bytes);
TInt32 csa_load_int16(Assembler *a, TRaw base, int64_t offset_bytes);
TInt32 csa_load_int8(Assembler *a, TRaw base, int64_t offset_bytes);
TFloat64 csa_load_float64(Assembler *a, TRaw base, int64_t offset_bytes);
TFloat64 csa_load_float32(Assembler *a, TRaw base, int64_t offset_bytes);
TValue csa_load_value(Assembler *a, TRaw base, int64_t offset_bytes);
TTagged csa_load_tagged(Assembler *a, TRaw base, int64_t offset_bytes);
void csa_store_raw(Assembler *a, TRaw base, int64_t offset_bytes, TRaw value);
void csa_store_int64(Assembler *a, TRaw base, int64_t offset, TInt64 value);
void csa_store_int32(Assembler *a, TRaw base, int64_t offset, TInt32 value);
void csa_store_int16(Assembler *a, TRaw base, int64_t offset, TInt32 value);
void csa_store_int8(Assembler *a, TRaw base, int64_t offset, TInt32 value);
void csa_store_float64(Assembler *a, TRaw base, int64_t offset, TFloat64 value);
void csa_store_float32(Assembler *a, TRaw base, int64_t offset, TFloat64 value);
void csa_store_value(Assembler *a, TRaw base, int64_t offset, TValue value);
void csa_store_tagged(Assembler *a, TRaw base, int64_t offset, TTagged value);
// Fields of struct Isolate.
#define csa_isolate_load(a, kind, field) \
  csa_load_##kind(a, (a)->isolate, offsetof(Isolate, field))
#define csa_isolate_store(a, kind, field, value) \
  csa_store_##kind(a, (a)->isolate, offsetof(Isolate, field), value)

TTagged csa_value_to_tagged(Assembler *a, TValue value);  // low half
TValue csa_tagged_to_value(Assembler *a, TTagged tagged);
TInt32 csa_tagged_bits(Assembler *a, TTagged tagged);
TBool csa_tagged_equal(Assembler *a, TTagged x, TTagged y);
// The strong pointer to what a weak one points at.
TValue csa_strengthen(Assembler *a, TTagged weak);
TTagged csa_weaken(Assembler *a, TValue strong);
// The address of an object's byte at an offset (from its start).
TRaw csa_object_address(Assembler *a, TValue object, int64_t offset_bytes);
void csa_write_barrier(Assembler *a, TValue object);

// ---- Calls ----

// Calls Runtime_<id> and continues with its result; a throw unwinds.
#define csa_call_runtime(a, id, ...)                                     \
  csa_call_runtime_n(a, kRuntime##id,                                    \
                     sizeof((TValue[]){__VA_ARGS__}) / sizeof(TValue),   \
                     (TValue[]){__VA_ARGS__})
TValue csa_call_runtime_n(Assembler *a, RuntimeFunctionId id, size_t count,
                          const TValue *arguments);
// The same, but the exception sentinel is a result as any other.
TValue csa_call_runtime_nothrow_n(Assembler *a, RuntimeFunctionId id,
                                  size_t count, const TValue *arguments);
// Calls the runtime function whose id is only known at run time.
TValue csa_call_runtime_dynamic(Assembler *a, TInt64 id, TRaw arguments,
                                TInt64 count);
// JS builtins: returns what the runtime function returns.
#define csa_tail_call_runtime(a, id, ...)                                \
  csa_return(a, csa_call_runtime_nothrow_n(                              \
                    a, kRuntime##id,                                     \
                    sizeof((TValue[]){__VA_ARGS__}) / sizeof(TValue),    \
                    (TValue[]){__VA_ARGS__}))
// Stores pc and fp for the C code about to be called.
void csa_save_frame(Assembler *a);
// Continues at `target` (a handler or stub), for good.
void csa_tail_call(Assembler *a, LLVMValueRef target, TRaw pc, TRaw fp,
                   TInt64 fourth, TInt64 fifth, TInt64 sixth);
// A stub or handler of this name, declared if it is elsewhere.
LLVMValueRef csa_code(Assembler *a, const char *symbol);
// Goes on in Stub_<name> with fourth..sixth parameter.
void csa_tail_call_stub(Assembler *a, const char *symbol, TRaw argv,
                        TInt64 argc, TValue callee);
// A handler goes on in a stub of its own, which returns to the next bytecode:
// slow paths that call C there leave the handler without a stack frame.
#define csa_continue_in_stub(a, Name, ...)                                  \
  csa_tail_call_stub_n(a, "Stub_" #Name,                                    \
                       sizeof((TValue[]){__VA_ARGS__}) / sizeof(TValue),    \
                       (TValue[]){__VA_ARGS__})
void csa_tail_call_stub_n(Assembler *a, const char *symbol, int count,
                          const TValue *arguments);
// In such a stub: its parameters, up to five.
TValue csa_stub_parameter(Assembler *a, int index);
// In such a stub: the frame is the handler's, and pc lies in its bytecode.
void csa_save_stub_frame(Assembler *a);
// In such a stub: to the next bytecode, or unwinds if result is the sentinel.
void csa_finish_stub(Assembler *a, TValue result, TValue accumulator);
void csa_throw_pending(Assembler *a);  // to Stub_Unwind, or returns the sentinel
void csa_return(Assembler *a, TValue value);

// ---- JS builtins ----

TValue csa_receiver(Assembler *a);
// Argument `index` (0 is the first). Only those that the row declares are sure
// to be there.
TValue csa_argument(Assembler *a, int index);
// Goes on in the C builtin whose front this one is (builtins-fast.def).
void csa_tail_call_c_builtin(Assembler *a);
// A String, or a JSArray with fast elements; else goes to the label.
TString csa_cast_String(Assembler *a, TValue value, Label *otherwise);
TJSArray csa_cast_fast_array(Assembler *a, TValue value, Label *otherwise);

// ---- Handlers ----

// Operand `index` of the bytecode, extended as its type says.
TInt64 csa_operand(Assembler *a, int index);
TInt32 csa_operand_int32(Assembler *a, int index);
TSmi csa_operand_smi(Assembler *a, int index);
// An operand that is a register: its slot's address, its value.
TRaw csa_operand_address(Assembler *a, int index);
TValue csa_load_register(Assembler *a, int index);
void csa_store_register(Assembler *a, int index, TValue value);
TValue csa_load_frame(Assembler *a, int slot);  // kFrameContext, ...
void csa_store_frame(Assembler *a, int slot, TValue value);
TValue csa_load_constant(Assembler *a, TInt64 index);
TValue csa_load_constant_operand(Assembler *a, int index);
TBytecodeArray csa_bytecode_array(Assembler *a);
TRaw csa_next_pc(Assembler *a);  // in stubs that is pc itself
// The next bytecode, with a new accumulator.
void csa_dispatch(Assembler *a, TValue accumulator);
// The bytecode at pc of the frame at fp.
void csa_dispatch_to(Assembler *a, TRaw pc, TRaw fp, TValue accumulator);
// Jump by operand 0 (forward), or to the next bytecode.
void csa_jump(Assembler *a, TValue accumulator);
TRaw csa_jump_target(Assembler *a);
void csa_jump_if(Assembler *a, TBool condition, TValue accumulator);

// ---- Allocation ----

// Uninitialised memory of a constant size, with its map set. The result of the
// slow call is the same. Fill every tagged slot before the next allocation.
TValue csa_allocate(Assembler *a, int size_bytes, TMap map);
// The same without any call, or goes to slow. The map is set.
TValue csa_allocate_inline(Assembler *a, TInt64 size_bytes, TMap map,
                           Label *slow);
// What a heap slot can hold of a value: doubles become HeapNumbers.
TTagged csa_box(Assembler *a, TValue value);
// The same without any call: where memory is short, goes to the label. For fast
// paths whose slow path does the whole operation.
TTagged csa_box_inline(Assembler *a, TValue value, Label *slow);
TValue csa_allocate_HeapNumber(Assembler *a, TFloat64 x);

// ---- For the generator ----

Assembler *Assembler_new(const char *module_name);
void Assembler_delete(Assembler *a);
// Begins a function. After it, the definition runs; then Assembler_end.
void Assembler_begin(Assembler *a, CodeKind kind, const char *symbol);
void Assembler_begin_c_entry(Assembler *a, const char *symbol,
                             int parameter_count);
TRaw csa_c_parameter_raw(Assembler *a, int index);
TInt64 csa_c_parameter_int64(Assembler *a, int index);
void Assembler_end(Assembler *a);

#include "builtins-dsl/assembler/objects.h"

#endif  // BUILTINS_DSL_ASSEMBLER_ASSEMBLER_H_
