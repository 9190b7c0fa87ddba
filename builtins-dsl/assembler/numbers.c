// SPDX-License-Identifier: MIT
//
// Arithmetic on untagged nodes, and the encoding of numbers as Values.
#include <string.h>

#include "builtins-dsl/assembler/assembler.h"

// ---- Constants ----

TBool csa_bool_constant(Assembler *a, bool value) {
  return (TBool){LLVMConstInt(a->i1, value, false)};
}
TInt32 csa_int32(Assembler *a, int32_t value) {
  return (TInt32){LLVMConstInt(a->i32, (uint32_t)value, false)};
}
TInt64 csa_int64(Assembler *a, int64_t value) {
  return (TInt64){LLVMConstInt(a->i64, (uint64_t)value, false)};
}
TFloat64 csa_float64(Assembler *a, double value) {
  return (TFloat64){LLVMConstReal(a->f64, value)};
}
TSmi csa_smi_constant(Assembler *a, int32_t value) {
  return (TSmi){csa_int32(a, (int32_t)Tagged_from_smi(value).bits).node};
}
TValue csa_value_bits(Assembler *a, uint64_t bits) {
  return (TValue){LLVMConstInt(a->i64, bits, false)};
}
TValue csa_undefined(Assembler *a) {
  return csa_root(a, undefined_value);
}
TValue csa_boolean(Assembler *a, TBool condition) {
  return csa_select_Value(a, condition, csa_root(a, true_value),
                          csa_root(a, false_value));
}

// ---- Integers ----

#define BINARY(name, Type, Build)                            \
  T##Type name(Assembler *a, T##Type x, T##Type y) {         \
    return (T##Type){Build(a->builder, x.node, y.node, "")}; \
  }
BINARY(csa_int32_add, Int32, LLVMBuildAdd)
BINARY(csa_int32_sub, Int32, LLVMBuildSub)
BINARY(csa_int32_mul, Int32, LLVMBuildMul)
BINARY(csa_int32_and, Int32, LLVMBuildAnd)
BINARY(csa_int32_or, Int32, LLVMBuildOr)
BINARY(csa_int32_xor, Int32, LLVMBuildXor)
BINARY(csa_uint32_mod, Int32, LLVMBuildURem)
BINARY(csa_int64_add, Int64, LLVMBuildAdd)
BINARY(csa_int64_sub, Int64, LLVMBuildSub)
BINARY(csa_int64_mul, Int64, LLVMBuildMul)
BINARY(csa_int64_and, Int64, LLVMBuildAnd)
BINARY(csa_int64_or, Int64, LLVMBuildOr)
BINARY(csa_smi_add, Smi, LLVMBuildAdd)
BINARY(csa_smi_sub, Smi, LLVMBuildSub)
BINARY(csa_bool_and, Bool, LLVMBuildAnd)
BINARY(csa_bool_or, Bool, LLVMBuildOr)
BINARY(csa_float64_add, Float64, LLVMBuildFAdd)
BINARY(csa_float64_sub, Float64, LLVMBuildFSub)
BINARY(csa_float64_mul, Float64, LLVMBuildFMul)
BINARY(csa_float64_div, Float64, LLVMBuildFDiv)

TBool csa_bool_not(Assembler *a, TBool x) {
  return (TBool){LLVMBuildNot(a->builder, x.node, "")};
}

#define SHIFT32(name, Build)                                              \
  TInt32 name(Assembler *a, TInt32 x, TInt32 count) {                     \
    return (TInt32){Build(a->builder, x.node,                             \
                          csa_int32_and(a, count, csa_int32(a, 31)).node, \
                          "")};                                           \
  }
SHIFT32(csa_int32_shl, LLVMBuildShl)
SHIFT32(csa_int32_sar, LLVMBuildAShr)
SHIFT32(csa_int32_shr, LLVMBuildLShr)

#define SHIFT64(name, Build)                                                  \
  TInt64 name(Assembler *a, TInt64 x, int count) {                            \
    return (TInt64){Build(a->builder, x.node, csa_int64(a, count).node, "")}; \
  }
SHIFT64(csa_int64_shl, LLVMBuildShl)
SHIFT64(csa_int64_shr, LLVMBuildLShr)
SHIFT64(csa_int64_sar, LLVMBuildAShr)

TInt64 csa_int64_shl_by(Assembler *a, TInt64 x, TInt64 count) {
  return (TInt64){LLVMBuildShl(
      a->builder, x.node, csa_int64_and(a, count, csa_int64(a, 63)).node, "")};
}
TInt64 csa_int64_shr_by(Assembler *a, TInt64 x, TInt64 count) {
  return (TInt64){LLVMBuildLShr(
      a->builder, x.node, csa_int64_and(a, count, csa_int64(a, 63)).node, "")};
}

#define COMPARE(name, Type, predicate)                                        \
  TBool name(Assembler *a, T##Type x, T##Type y) {                            \
    return (TBool){LLVMBuildICmp(a->builder, predicate, x.node, y.node, "")}; \
  }
COMPARE(csa_int32_equal, Int32, LLVMIntEQ)
COMPARE(csa_int32_less, Int32, LLVMIntSLT)
COMPARE(csa_int32_less_equal, Int32, LLVMIntSLE)
COMPARE(csa_uint32_less, Int32, LLVMIntULT)
COMPARE(csa_uint32_less_equal, Int32, LLVMIntULE)
COMPARE(csa_int64_equal, Int64, LLVMIntEQ)
COMPARE(csa_int64_less, Int64, LLVMIntSLT)
COMPARE(csa_uint64_less, Int64, LLVMIntULT)
COMPARE(csa_value_equal, Value, LLVMIntEQ)
COMPARE(csa_tagged_equal, Tagged, LLVMIntEQ)
COMPARE(csa_smi_less, Smi, LLVMIntSLT)
COMPARE(csa_smi_equal, Smi, LLVMIntEQ)
COMPARE(csa_smi_below, Smi, LLVMIntULT)
COMPARE(csa_raw_equal, Raw, LLVMIntEQ)
COMPARE(csa_raw_below, Raw, LLVMIntULT)

TBool csa_int32_test(Assembler *a, TInt32 x, int32_t mask) {
  TInt32 bits = csa_int32_and(a, x, csa_int32(a, mask));
  return csa_bool_not(a, csa_int32_equal(a, bits, csa_int32(a, 0)));
}

#define SELECT(Type)                                                           \
  T##Type csa_select_##Type(Assembler *a, TBool c, T##Type x, T##Type y) {     \
    return (T##Type){LLVMBuildSelect(a->builder, c.node, x.node, y.node, "")}; \
  }
SELECT(Int32)
SELECT(Int64)
SELECT(Smi)
SELECT(Value)

TInt64 csa_int32_to_int64(Assembler *a, TInt32 x) {
  return (TInt64){LLVMBuildSExt(a->builder, x.node, a->i64, "")};
}
TInt64 csa_uint32_to_int64(Assembler *a, TInt32 x) {
  return (TInt64){LLVMBuildZExt(a->builder, x.node, a->i64, "")};
}
TInt32 csa_int64_to_int32(Assembler *a, TInt64 x) {
  return (TInt32){LLVMBuildTrunc(a->builder, x.node, a->i32, "")};
}

static LLVMValueRef intrinsic(Assembler *a, const char *name, LLVMTypeRef type,
                              LLVMValueRef *arguments, int count) {
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  CHECK(id != 0);
  LLVMValueRef function =
      LLVMGetIntrinsicDeclaration(a->module, id, &type, type != NULL);
  return LLVMBuildCall2(a->builder, LLVMGlobalGetValueType(function), function,
                        arguments, count, "");
}

TInt64 csa_int64_swap_bytes(Assembler *a, TInt64 x) {
  return (TInt64){intrinsic(a, "llvm.bswap", a->i64, &x.node, 1)};
}

static TInt32 checked(Assembler *a, const char *name, TInt32 x, TInt32 y,
                      Label *overflow) {
  LLVMValueRef arguments[] = {x.node, y.node};
  LLVMValueRef pair = intrinsic(a, name, a->i32, arguments, 2);
  LLVMValueRef result = LLVMBuildExtractValue(a->builder, pair, 0, "");
  csa_goto_if(a, (TBool){LLVMBuildExtractValue(a->builder, pair, 1, "")},
              overflow);
  return (TInt32){result};
}
TInt32 csa_int32_add_checked(Assembler *a, TInt32 x, TInt32 y,
                             Label *overflow) {
  return checked(a, "llvm.sadd.with.overflow", x, y, overflow);
}
TInt32 csa_int32_sub_checked(Assembler *a, TInt32 x, TInt32 y,
                             Label *overflow) {
  return checked(a, "llvm.ssub.with.overflow", x, y, overflow);
}
TInt32 csa_int32_mul_checked(Assembler *a, TInt32 x, TInt32 y,
                             Label *overflow) {
  return checked(a, "llvm.smul.with.overflow", x, y, overflow);
}

// ---- Doubles ----

TFloat64 csa_float64_neg(Assembler *a, TFloat64 x) {
  return (TFloat64){LLVMBuildFNeg(a->builder, x.node, "")};
}
#define UNARY(name, intrinsic_name)                                      \
  TFloat64 name(Assembler *a, TFloat64 x) {                              \
    return (TFloat64){intrinsic(a, intrinsic_name, a->f64, &x.node, 1)}; \
  }
UNARY(csa_float64_abs, "llvm.fabs")
UNARY(csa_float64_sqrt, "llvm.sqrt")
UNARY(csa_float64_floor, "llvm.floor")
UNARY(csa_float64_ceil, "llvm.ceil")
UNARY(csa_float64_trunc, "llvm.trunc")

#define COMPARE_FLOAT64(name, predicate)                                      \
  TBool name(Assembler *a, TFloat64 x, TFloat64 y) {                          \
    return (TBool){LLVMBuildFCmp(a->builder, predicate, x.node, y.node, "")}; \
  }
COMPARE_FLOAT64(csa_float64_equal, LLVMRealOEQ)
COMPARE_FLOAT64(csa_float64_less, LLVMRealOLT)
COMPARE_FLOAT64(csa_float64_less_equal, LLVMRealOLE)
TBool csa_float64_is_nan(Assembler *a, TFloat64 x) {
  return (TBool){LLVMBuildFCmp(a->builder, LLVMRealUNO, x.node, x.node, "")};
}
TFloat64 csa_int32_to_float64(Assembler *a, TInt32 x) {
  return (TFloat64){LLVMBuildSIToFP(a->builder, x.node, a->f64, "")};
}
TFloat64 csa_uint32_to_float64(Assembler *a, TInt32 x) {
  return (TFloat64){
      LLVMBuildSIToFP(a->builder, csa_uint32_to_int64(a, x).node, a->f64, "")};
}
TInt64 csa_float64_bits(Assembler *a, TFloat64 x) {
  return (TInt64){LLVMBuildBitCast(a->builder, x.node, a->i64, "")};
}
TFloat64 csa_float64_from_bits(Assembler *a, TInt64 bits) {
  return (TFloat64){LLVMBuildBitCast(a->builder, bits.node, a->f64, "")};
}

// The machine instruction itself: LLVM's fptosi is undefined out of range.
static LLVMValueRef truncate_float64(Assembler *a, TFloat64 x,
                                     const char *name) {
  LLVMValueRef vector = LLVMGetPoison(LLVMVectorType(a->f64, 2));
  vector = LLVMBuildInsertElement(a->builder, vector, x.node,
                                  LLVMConstInt(a->i32, 0, false), "");
  return intrinsic(a, name, NULL, &vector, 1);
}
TInt32 csa_float64_to_int32_raw(Assembler *a, TFloat64 x) {
  return (TInt32){truncate_float64(a, x, "llvm.x86.sse2.cvttsd2si")};
}
TInt64 csa_float64_to_int64_raw(Assembler *a, TFloat64 x) {
  return (TInt64){truncate_float64(a, x, "llvm.x86.sse2.cvttsd2si64")};
}

// ---- Values ----

TInt64 csa_value_to_bits(Assembler *a, TValue value) {
  return (TInt64){value.node};
}
TBool csa_is_undefined(Assembler *a, TValue value) {
  return csa_is_root(a, value, undefined_value);
}

// Rotated right by one, a Smi's bits are below 2^31: bit 0 and the upper half
// are clear. One rotate and one compare.
static TBool is_smi_bits(Assembler *a, LLVMValueRef bits) {
  LLVMValueRef arguments[] = {bits, bits, csa_int64(a, 1).node};
  LLVMValueRef rotated = intrinsic(a, "llvm.fshr", a->i64, arguments, 3);
  return (TBool){LLVMBuildICmp(a->builder, LLVMIntULE, rotated,
                               csa_int64(a, 0x7fffffff).node, "")};
}
TBool csa_is_smi(Assembler *a, TValue value) {
  return is_smi_bits(a, value.node);
}
TBool csa_are_both_smis(Assembler *a, TValue x, TValue y) {
  return is_smi_bits(a, LLVMBuildOr(a->builder, x.node, y.node, ""));
}
TBool csa_is_unboxed_double(Assembler *a, TValue value) {
  return csa_uint64_less(a, csa_int64(a, 0xffffffff), (TInt64){value.node});
}
TBool csa_is_heap_object(Assembler *a, TValue value) {
  // ~3 in the low half keeps the tag's upper bit out; weak pointers are not
  // Values that code meets.
  TInt64 bits = csa_int64_and(a, (TInt64){value.node},
                              csa_int64(a, (int64_t)~UINT64_C(0xfffffffe)));
  return csa_int64_equal(a, bits, csa_int64(a, 1));
}
TBool csa_is_smi_not_double(Assembler *a, TValue value) {
  TInt64 bit = csa_int64_and(a, (TInt64){value.node}, csa_int64(a, 1));
  return csa_int64_equal(a, bit, csa_int64(a, 0));
}

TSmi csa_value_as_smi(Assembler *a, TValue value) {
  return (TSmi){LLVMBuildTrunc(a->builder, value.node, a->i32, "")};
}
TSmi csa_cast_Smi(Assembler *a, TValue value, Label *otherwise) {
  csa_goto_unless(a, csa_is_smi(a, value), otherwise);
  return csa_value_as_smi(a, value);
}
TValue csa_smi_to_value(Assembler *a, TSmi smi) {
  return (TValue){LLVMBuildZExt(a->builder, smi.node, a->i64, "")};
}
TInt32 csa_smi_untag(Assembler *a, TSmi smi) {
  return csa_int32_sar(a, (TInt32){smi.node}, csa_int32(a, kSmiShift));
}
TSmi csa_smi_tag(Assembler *a, TInt32 value) {
  return (TSmi){csa_int32_shl(a, value, csa_int32(a, kSmiShift)).node};
}
TFloat64 csa_value_as_float64(Assembler *a, TValue unboxed) {
  return csa_float64_from_bits(
      a, csa_int64_sub(a, (TInt64){unboxed.node}, csa_int64(a, kDoubleOffset)));
}
// A NaN that arithmetic makes is quiet and has no payload, so adding the offset
// leaves the upper half non-zero. NaNs from raw memory must be canonicalized.
TValue csa_float64_to_value(Assembler *a, TFloat64 x) {
  return (TValue){
      csa_int64_add(a, csa_float64_bits(a, x), csa_int64(a, kDoubleOffset))
          .node};
}

TFloat64 csa_number_to_float64(Assembler *a, TValue value, Label *otherwise) {
  LABEL(unboxed, kNormal);
  LABEL(tagged, kUnlikely);
  LABEL(smi, kNormal);
  LABEL(object, kUnlikely);
  LABEL(done, kNormal);
  VariableFloat64 result = csa_variable_Float64(a, (TFloat64){NULL});
  csa_branch(a, csa_is_unboxed_double(a, value), &unboxed, &tagged);
  csa_bind(a, &unboxed);
  csa_set_Float64(a, result, csa_value_as_float64(a, value));
  csa_goto(a, &done);
  csa_bind(a, &tagged);
  csa_branch(a, csa_is_smi_not_double(a, value), &smi, &object);
  csa_bind(a, &smi);
  csa_set_Float64(
      a, result,
      csa_int32_to_float64(a, csa_smi_untag(a, csa_value_as_smi(a, value))));
  csa_goto(a, &done);
  csa_bind(a, &object);
  csa_goto_unless(a,
                  csa_has_map(a, value, csa_root_as(a, Map, heap_number_map)),
                  otherwise);
  csa_set_Float64(a, result,
                  csa_load_HeapNumber_value(a, AS(HeapNumber, value)));
  csa_bind(a, &done);
  return csa_get_Float64(a, result);
}

TInt32 csa_number_to_int32(Assembler *a, TValue value, Label *otherwise) {
  LABEL(not_smi, kUnlikely);
  LABEL(done, kNormal);
  VariableInt32 result = csa_variable_Int32(a, (TInt32){NULL});
  csa_goto_unless(a, csa_is_smi(a, value), &not_smi);
  csa_set_Int32(a, result, csa_smi_untag(a, csa_value_as_smi(a, value)));
  csa_goto(a, &done);
  csa_bind(a, &not_smi);
  TInt64 wide =
      csa_float64_to_int64_raw(a, csa_number_to_float64(a, value, otherwise));
  csa_goto_if(a, csa_int64_equal(a, wide, csa_int64(a, INT64_MIN)), otherwise);
  csa_set_Int32(a, result, csa_int64_to_int32(a, wide));
  csa_bind(a, &done);
  return csa_get_Int32(a, result);
}

TValue csa_int32_to_value(Assembler *a, TInt32 x) {
  LABEL(overflow, kUnlikely);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  TInt32 doubled = csa_int32_add_checked(a, x, x, &overflow);
  csa_set_Value(a, result, csa_smi_to_value(a, (TSmi){doubled.node}));
  csa_goto(a, &done);
  csa_bind(a, &overflow);
  csa_set_Value(a, result, csa_float64_to_value(a, csa_int32_to_float64(a, x)));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

static TValue in_range_or_double(Assembler *a, TBool in_range, TInt32 small,
                                 TFloat64 big) {
  TValue smi = csa_smi_to_value(a, csa_smi_tag(a, small));
  return csa_select_Value(a, in_range, smi, csa_float64_to_value(a, big));
}
TValue csa_uint32_to_value(Assembler *a, TInt32 x) {
  TBool fits = csa_uint32_less_equal(a, x, csa_int32(a, kSmiMax));
  return in_range_or_double(a, fits, x, csa_uint32_to_float64(a, x));
}
TValue csa_int64_to_value(Assembler *a, TInt64 x) {
  TInt64 shifted = csa_int64_add(a, x, csa_int64(a, -(int64_t)kSmiMin));
  TBool fits = csa_uint64_less(a, shifted, csa_int64(a, 1ll << 31));
  TFloat64 big = {LLVMBuildSIToFP(a->builder, x.node, a->f64, "")};
  return in_range_or_double(a, fits, csa_int64_to_int32(a, x), big);
}

TValue csa_number_to_value(Assembler *a, TFloat64 x) {
  LABEL(as_double, kNormal);
  LABEL(zero, kNormal);
  LABEL(as_smi, kNormal);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  TInt32 integer = csa_float64_to_int32_raw(a, x);
  csa_goto_unless(a, csa_float64_equal(a, csa_int32_to_float64(a, integer), x),
                  &as_double);
  csa_goto_if(a, csa_int32_equal(a, integer, csa_int32(a, 0)), &zero);
  csa_bind(a, &as_smi);
  TInt32 doubled = csa_int32_add_checked(a, integer, integer, &as_double);
  csa_set_Value(a, result, csa_smi_to_value(a, (TSmi){doubled.node}));
  csa_goto(a, &done);
  csa_bind(a, &zero);
  TBool is_plus = csa_int64_equal(a, csa_float64_bits(a, x), csa_int64(a, 0));
  csa_branch(a, is_plus, &as_smi, &as_double);
  csa_bind(a, &as_double);
  csa_set_Value(a, result, csa_float64_to_value(a, x));
  csa_bind(a, &done);
  return csa_get_Value(a, result);
}

TInt32 csa_cast_index(Assembler *a, TValue value, Label *otherwise) {
  LABEL(not_smi, kDeferred);
  LABEL(done, kNormal);
  VariableInt32 result = csa_variable_Int32(a, (TInt32){NULL});
  csa_goto_unless(a, csa_is_smi(a, value), &not_smi);
  csa_set_Int32(a, result, csa_smi_untag(a, csa_value_as_smi(a, value)));
  csa_goto(a, &done);
  csa_bind(a, &not_smi);
  csa_goto_unless(a, csa_is_unboxed_double(a, value), otherwise);
  TFloat64 number = csa_value_as_float64(a, value);
  TInt32 integer = csa_float64_to_int32_raw(a, number);
  TFloat64 back = csa_int32_to_float64(a, integer);
  csa_goto_unless(a, csa_float64_equal(a, back, number), otherwise);
  csa_set_Int32(a, result, integer);
  csa_bind(a, &done);
  // Negative indices are names.
  TInt32 index = csa_get_Int32(a, result);
  csa_goto_if(a, csa_int32_less(a, index, csa_int32(a, 0)), otherwise);
  return index;
}
