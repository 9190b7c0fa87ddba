// SPDX-License-Identifier: MIT
//
// Reading a property of a proxy whose trap is a function: the trap is called
// from a frame of its own, with no C between it and the access, and its answer
// is checked against the target when it returns.
// ECMA-262 #sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver
#include "builtins-dsl/definitions/callback-frames.h"
#include "builtins-dsl/definitions/property-cache.h"
#include "builtins-dsl/definitions/proxies.h"
#include "engine/objects/layout/string-hash.h"
#include "engine/objects/map.h"
#include "engine/objects/property-details.h"
#include "engine/objects/object-operations.h"

// Registers of the frame.
enum { kProxyTarget, kProxyKey, kProxyRegisters };

// An internalized string that is no index. Private names are symbols.
static void check_plain_name(Assembler *a, TValue key, Label *otherwise) {
  csa_goto_unless(a, csa_is_heap_object(a, key), otherwise);
  TInt32 type = csa_load_instance_type(a, key);
  csa_goto_unless(
      a, csa_uint32_less(a, type, csa_int32(a, FIRST_NONSTRING_TYPE)),
      otherwise);
  csa_goto_if(a, csa_int32_test(a, type, kNotInternalizedBit), otherwise);
  TInt32 hash = csa_load_Name_raw_hash(a, AS(Name, key));
  csa_goto_if(a, csa_int32_test(a, hash, kHashIndexBit), otherwise);
}

// The handler's property, by what the stub cache knows of its map: a field of
// its own, or of a prototype that did not change.
static TValue load_trap(Assembler *a, TValue object, TValue name,
                        Label *otherwise) {
  LABEL(own, kNormal);
  LABEL(inherited, kNormal);
  LABEL(done, kNormal);
  TValue handler = find_in_stub_cache(a, csa_load_map(a, object), name,
                                      kStubCacheLoad, otherwise);
  VariableValue holder = csa_variable_Value(a, object);
  VariableInt32 bits = csa_variable_Int32(a, csa_int32(a, 0));
  csa_branch(a, csa_is_smi_not_double(a, handler), &own, &inherited);
  csa_bind(a, &own);
  csa_set_Int32(a, bits, handler_bits(a, handler));
  csa_goto(a, &done);
  csa_bind(a, &inherited);
  TLoadHandler load = AS(LoadHandler, handler);
  check_validity(a, csa_load_LoadHandler_validity_cell(a, load), otherwise);
  TInt32 load_bits = handler_bits(
      a, csa_smi_to_value(a, csa_load_LoadHandler_smi_handler(a, load)));
  csa_goto_unless(a, csa_int32_test(a, load_bits, kLoadFromHolder), otherwise);
  TTagged weak = csa_load_tagged(a, csa_object_address(a, handler, 0),
                                 offsetof(LoadHandler, data1));
  csa_set_Value(a, holder, load_weak(a, weak, otherwise));
  csa_set_Int32(a, bits, load_bits);
  csa_goto(a, &done);
  csa_bind(a, &done);
  TInt32 found = csa_get_Int32(a, bits);
  csa_goto_unless(a, handler_is_kind(a, found, kLoadField), otherwise);
  TRaw field = field_address(a, csa_get_Value(a, holder), found);
  return csa_tagged_to_value(a, csa_load_tagged(a, field, 0));
}

void load_through_proxy(Assembler *a, TValue receiver, TValue key,
                        Label *otherwise) {
  check_plain_name(a, key, otherwise);
  TJSProxy proxy = AS(JSProxy, receiver);
  // null once it was revoked; what is no ordinary object has no entry.
  TValue handler = csa_load_JSProxy_handler(a, proxy);
  TValue target = csa_load_JSProxy_target(a, proxy);
  csa_goto_unless(a, csa_is_type(a, handler, JS_OBJECT_TYPE), otherwise);
  TValue trap = load_trap(a, handler, csa_root(a, get_string), otherwise);
  csa_goto_unless(a, csa_is_heap_object(a, trap), otherwise);
  csa_goto_unless(a, csa_is_JSFunction(a, trap), otherwise);
  TRaw fp = csa_raw_add(a, frame_top(a),
                        csa_int64(a, kFrameHeaderSlots * kValueSize));
  TValue array = csa_root(a, proxy_get_bytecode);
  TInt64 argc = visible_arguments(a, trap, 3);
  write_own_frame_header(a, fp, a->pc, array);
  csa_store_value(a, fp, kProxyTarget * kValueSize, target);
  csa_store_value(a, fp, kProxyKey * kValueSize, key);
  TRaw top = csa_raw_add(a, fp, csa_int64(a, kProxyRegisters * kValueSize));
  CallSlots call = begin_call(a, top, csa_undefined(a), trap, handler);
  csa_store_value(a, call.argv, 1 * kValueSize, target);
  csa_store_value(a, call.argv, 2 * kValueSize, key);
  csa_store_value(a, call.argv, 3 * kValueSize, receiver);
  finish_call(a, &call, argc, first_bytecode(a, array), fp);
}

// 9. Only a property of the target that is not configurable limits the answer.
// Objects with few properties are looked through here.
BYTECODE_HANDLER(ProxyGetStep) {
  LABEL(loop, kNormal);
  LABEL(found, kUnlikely);
  LABEL(free, kNormal);
  LABEL(check, kDeferred);
  enum { kFew = 16, kSlotsEach = 3, kDetailsSlot = 1 };
  TValue target = csa_load_frame(a, kProxyTarget);
  TValue key = csa_load_frame(a, kProxyKey);
  TMap map = csa_load_map(a, target);
  TInt32 type = csa_load_Map_instance_type(a, map);
  csa_goto_unless(a, csa_int32_equal(a, type, csa_int32(a, JS_OBJECT_TYPE)),
                  &check);
  TInt32 flags = csa_load_Map_bit_field3(a, map);
  csa_goto_if(a, csa_int32_test(a, flags, kMapIsDictionaryMap), &check);
  TInt32 count = csa_int32_and(
      a, csa_int32_shr(a, flags, csa_int32(a, kMapOwnDescriptorsShift)),
      csa_int32(a, kMapOwnDescriptorsMask));
  csa_goto_if(a, csa_int32_less(a, csa_int32(a, kFew), count), &check);
  TDescriptorArray descriptors = csa_load_Map_instance_descriptors(a, map);
  TTagged name = csa_value_to_tagged(a, key);
  TInt64 end = csa_int64_mul(a, csa_uint32_to_int64(a, count),
                             csa_int64(a, kSlotsEach));
  VariableInt64 slot = csa_variable_Int64(a, csa_int64(a, 0));
  csa_bind(a, &loop);
  TInt64 at = csa_get_Int64(a, slot);
  csa_goto_unless(a, csa_int64_less(a, at, end), &free);
  TRaw entry = csa_DescriptorArray_slots_address(a, descriptors, at);
  csa_goto_if(a, csa_tagged_equal(a, csa_load_tagged(a, entry, 0), name),
              &found);
  csa_set_Int64(a, slot, csa_int64_add(a, at, csa_int64(a, kSlotsEach)));
  csa_goto(a, &loop);
  csa_bind(a, &found);
  TSmi details = {csa_load_tagged(a, entry, kDetailsSlot * kTaggedSize).node};
  csa_goto_if(a, csa_int32_test(a, csa_smi_untag(a, details), kDontDelete),
              &check);
  csa_goto(a, &free);
  csa_bind(a, &free);
  return_to_caller(a, a->accumulator);
  csa_bind(a, &check);
  return_to_caller(
      a, csa_call_runtime(a, ProxyCheckGet, target, key, a->accumulator));
}
