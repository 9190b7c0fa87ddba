// SPDX-License-Identifier: MIT
//
// Loads and stores, tagging, the write barrier and inline allocation.
//
// An object's field is at isolate + tagged bits - tag + offset: one machine
// operand with the isolate in r12.
#include "builtins-dsl/assembler/assembler.h"

static LLVMValueRef byte_address(Assembler *a, LLVMValueRef base,
                                 LLVMValueRef index) {
  return LLVMBuildGEP2(a->builder, a->i8, base, &index, 1, "");
}
static LLVMValueRef field(Assembler *a, TRaw base, int64_t offset) {
  if (offset == 0) return base.node;
  return byte_address(a, base.node, csa_int64(a, offset).node);
}

TRaw csa_raw_add(Assembler *a, TRaw address, TInt64 offset_bytes) {
  return (TRaw){byte_address(a, address.node, offset_bytes.node)};
}
TInt64 csa_raw_to_int64(Assembler *a, TRaw address) {
  return (TInt64){LLVMBuildPtrToInt(a->builder, address.node, a->i64, "")};
}
TRaw csa_int64_to_raw(Assembler *a, TInt64 bits) {
  return (TRaw){LLVMBuildIntToPtr(a->builder, bits.node, a->ptr, "")};
}
TRaw csa_null(Assembler *a) { return (TRaw){LLVMConstNull(a->ptr)}; }
TBool csa_raw_is_null(Assembler *a, TRaw x) {
  return csa_raw_equal(a, x, csa_null(a));
}

static LLVMValueRef load(Assembler *a, LLVMTypeRef type, TRaw base,
                         int64_t offset) {
  LLVMValueRef result =
      LLVMBuildLoad2(a->builder, type, field(a, base, offset), "");
  return result;
}
// Heap objects have doubles at multiples of 4 only where the layout says so.
static LLVMValueRef load_unaligned(Assembler *a, LLVMTypeRef type, TRaw base,
                                   int64_t offset) {
  LLVMValueRef result = load(a, type, base, offset);
  LLVMSetAlignment(result, 1);
  return result;
}

#define LOAD(name, Type, llvm_type)                              \
  T##Type csa_load_##name(Assembler *a, TRaw base, int64_t offset) { \
    return (T##Type){load_unaligned(a, a->llvm_type, base, offset)}; \
  }
LOAD(raw, Raw, ptr)
LOAD(int64, Int64, i64)
LOAD(int32, Int32, i32)
LOAD(float64, Float64, f64)
LOAD(value, Value, i64)
LOAD(tagged, Tagged, i32)

#define LOAD_EXTENDED(name, llvm_type, Extend)                             \
  TInt32 csa_load_##name(Assembler *a, TRaw base, int64_t offset) {        \
    return (TInt32){Extend(a->builder,                                     \
                           load_unaligned(a, a->llvm_type, base, offset),  \
                           a->i32, "")};                                   \
  }
LOAD_EXTENDED(uint8, i8, LLVMBuildZExt)
LOAD_EXTENDED(int8, i8, LLVMBuildSExt)
LOAD_EXTENDED(uint16, i16, LLVMBuildZExt)
LOAD_EXTENDED(int16, i16, LLVMBuildSExt)

TFloat64 csa_load_float32(Assembler *a, TRaw base, int64_t offset) {
  LLVMTypeRef f32 = LLVMFloatTypeInContext(a->context);
  return (TFloat64){LLVMBuildFPExt(
      a->builder, load_unaligned(a, f32, base, offset), a->f64, "")};
}

static void store(Assembler *a, TRaw base, int64_t offset,
                  LLVMValueRef value) {
  LLVMValueRef result =
      LLVMBuildStore(a->builder, value, field(a, base, offset));
  LLVMSetAlignment(result, 1);
}
#define STORE(name, Type)                                             \
  void csa_store_##name(Assembler *a, TRaw base, int64_t offset,      \
                        T##Type value) {                              \
    store(a, base, offset, value.node);                               \
  }
STORE(raw, Raw)
STORE(int64, Int64)
STORE(int32, Int32)
STORE(float64, Float64)
STORE(value, Value)
STORE(tagged, Tagged)
void csa_store_int16(Assembler *a, TRaw base, int64_t offset, TInt32 value) {
  store(a, base, offset, LLVMBuildTrunc(a->builder, value.node, a->i16, ""));
}
void csa_store_int8(Assembler *a, TRaw base, int64_t offset, TInt32 value) {
  store(a, base, offset, LLVMBuildTrunc(a->builder, value.node, a->i8, ""));
}
void csa_store_float32(Assembler *a, TRaw base, int64_t offset,
                       TFloat64 value) {
  LLVMTypeRef f32 = LLVMFloatTypeInContext(a->context);
  store(a, base, offset, LLVMBuildFPTrunc(a->builder, value.node, f32, ""));
}

// ---- Tagging ----

TTagged csa_value_to_tagged(Assembler *a, TValue value) {
  return (TTagged){LLVMBuildTrunc(a->builder, value.node, a->i32, "")};
}
TValue csa_tagged_to_value(Assembler *a, TTagged tagged) {
  return (TValue){LLVMBuildZExt(a->builder, tagged.node, a->i64, "")};
}
TInt32 csa_tagged_bits(Assembler *a, TTagged tagged) {
  return (TInt32){tagged.node};
}
TValue csa_strengthen(Assembler *a, TTagged weak) {
  TInt32 bits = csa_int32_and(
      a, (TInt32){weak.node},
      csa_int32(a, ~(kWeakHeapObjectTag & ~kHeapObjectTag)));
  return csa_tagged_to_value(a, (TTagged){bits.node});
}
TTagged csa_weaken(Assembler *a, TValue strong) {
  TInt32 bits = {csa_value_to_tagged(a, strong).node};
  return (TTagged){
      csa_int32_or(a, bits, csa_int32(a, kWeakHeapObjectTag)).node};
}
TRaw csa_object_address(Assembler *a, TValue object, int64_t offset_bytes) {
  TRaw start = {byte_address(a, a->isolate.node, object.node)};
  return csa_raw_add(a, start, csa_int64(a, offset_bytes - kHeapObjectTag));
}

TValue csa_isolate_root(Assembler *a, IsolateRootIndex index) {
  return csa_tagged_to_value(
      a, csa_load_tagged(a, a->isolate,
                         offsetof(Isolate, roots) + index * kTaggedSize));
}

void csa_write_barrier(Assembler *a, TValue object) {
  TInt64 card = csa_int64_shr(a, (TInt64){object.node}, kCardShift);
  TRaw address = csa_raw_add(a, a->isolate, card);
  csa_store_int8(a, address, -(int64_t)kCardTableDistance, csa_int32(a, 1));
}

// ---- Allocation ----

// Bumps the allocation pointer, or goes to slow.
static TValue bump(Assembler *a, TInt64 size_bytes, Label *slow) {
  TRaw top = csa_isolate_load(a, raw, allocation_top);
  TRaw limit = csa_isolate_load(a, raw, allocation_limit);
  TRaw new_top = csa_raw_add(a, top, size_bytes);
  csa_goto_if(a, csa_raw_below(a, limit, new_top), slow);
  csa_isolate_store(a, raw, allocation_top, new_top);
  TInt64 offset = csa_int64_sub(a, csa_raw_to_int64(a, top),
                                csa_raw_to_int64(a, a->isolate));
  return (TValue){csa_int64_add(a, offset, csa_int64(a, kHeapObjectTag)).node};
}

TValue csa_allocate_inline(Assembler *a, TInt64 size_bytes, TMap map,
                           Label *slow) {
  TValue object = bump(a, size_bytes, slow);
  csa_init_HeapObject_map(a, AS(HeapObject, object), map);
  return object;
}

TValue csa_allocate(Assembler *a, int size_bytes, TMap map) {
  LABEL(slow, kDeferred);
  LABEL(done, kNormal);
  int size = (int)Object_align((size_t)size_bytes);
  VariableValue result = csa_variable_Value(a, (TValue){NULL});
  csa_set_Value(a, result, bump(a, csa_int64(a, size), &slow));
  csa_goto(a, &done);
  csa_bind(a, &slow);
  csa_set_Value(
      a, result,
      csa_call_runtime(a, AllocateRaw,
                       csa_smi_to_value(a, csa_smi_constant(a, size)),
                       AS(Value, map)));
  csa_bind(a, &done);
  TValue object = csa_get_Value(a, result);
  csa_init_HeapObject_map(a, AS(HeapObject, object), map);
  return object;
}

TValue csa_allocate_HeapNumber(Assembler *a, TFloat64 x) {
  TValue number = csa_allocate(a, sizeof(HeapNumber),
                               csa_root_as(a, Map, heap_number_map));
  csa_store_HeapNumber_value(a, AS(HeapNumber, number), x);
  return number;
}

// slow NULL: a call for memory.
static TTagged box(Assembler *a, TValue value, Label *slow) {
  LABEL(unboxed, kDeferred);
  LABEL(integral, kNormal);
  LABEL(fractional, kNormal);
  LABEL(done, kNormal);
  VariableValue result = csa_variable_Value(a, value);
  csa_goto_if(a, csa_is_unboxed_double(a, value), &unboxed);
  csa_goto(a, &done);
  csa_bind(a, &unboxed);
  TFloat64 number = csa_value_as_float64(a, value);
  TValue canonical = csa_number_to_value(a, number);
  csa_branch(a, csa_is_unboxed_double(a, canonical), &fractional, &integral);
  csa_bind(a, &integral);
  csa_set_Value(a, result, canonical);
  csa_goto(a, &done);
  csa_bind(a, &fractional);
  if (slow == NULL) {
    csa_set_Value(a, result, csa_allocate_HeapNumber(a, number));
  } else {
    THeapNumber box = AS(
        HeapNumber,
        csa_allocate_inline(a, csa_int64(a, sizeof(HeapNumber)),
                            csa_root_as(a, Map, heap_number_map), slow));
    csa_store_HeapNumber_value(a, box, number);
    csa_set_Value(a, result, AS(Value, box));
  }
  csa_bind(a, &done);
  return csa_value_to_tagged(a, csa_get_Value(a, result));
}
TTagged csa_box(Assembler *a, TValue value) { return box(a, value, NULL); }
TTagged csa_box_inline(Assembler *a, TValue value, Label *slow) {
  return box(a, value, slow);
}
