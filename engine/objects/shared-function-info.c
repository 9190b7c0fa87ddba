// SPDX-License-Identifier: MIT
#include "engine/objects/shared-function-info.h"

static SharedFunctionInfo *new_info(Isolate *isolate, Value name,
                                    FunctionKind kind) {
  SharedFunctionInfo *shared =
      HEAP_NEW(isolate, SharedFunctionInfo, shared_function_info_map);
  SharedFunctionInfo_set_name(shared, name);
  shared->kind = (uint8_t)kind;
  shared->code = kCodeCompileLazy;
  shared->function_literal_id = -1;
  return shared;
}

SharedFunctionInfo *SharedFunctionInfo_new(Isolate *isolate, Value name,
                                           FunctionKind kind) {
  SharedFunctionInfo *shared = new_info(isolate, name, kind);
  UncompiledData *data = HEAP_NEW(isolate, UncompiledData, uncompiled_data_map);
  SharedFunctionInfo_set_function_data(shared, Value_from_object(data));
  if (FunctionKind_is_class_constructor(kind))
    shared->flags |= kSharedClassConstructor | kSharedStrict;
  if (FunctionKind_is_derived_constructor(kind))
    shared->flags |= kSharedDerivedConstructor;
  return shared;
}

SharedFunctionInfo *SharedFunctionInfo_new_builtin(Isolate *isolate, Value name,
                                                   int builtin_id, int length) {
  SharedFunctionInfo *shared = new_info(isolate, name, kFunctionMethod);
  SharedFunctionInfo_set_function_data(shared, Value_from_smi(builtin_id));
  shared->flags = kSharedNative | kSharedStrict | kSharedHideSource;
  shared->code = kCodeBuiltinEntry;
  shared->length = (uint16_t)length;
  shared->formal_parameter_count = (uint16_t)length;
  return shared;
}

SharedFunctionInfo *SharedFunctionInfo_new_api(Isolate *isolate, Value name,
                                               FunctionTemplateInfo *info) {
  SharedFunctionInfo *shared = new_info(isolate, name, kFunctionNormal);
  SharedFunctionInfo_set_function_data(shared, Value_from_object(info));
  shared->flags = kSharedNative | kSharedStrict | kSharedHideSource;
  shared->code = kCodeCallSlow;
  shared->length = (uint16_t)(info->length < 0 ? 0 : info->length);
  return shared;
}

String *SharedFunctionInfo_name_string(const SharedFunctionInfo *shared) {
  Isolate *isolate = Isolate_of(shared);
  Value name = SharedFunctionInfo_name(shared);
  if (Value_is_String(isolate, name)) return Value_as_String(isolate, name);
  return ROOT_OBJECT(isolate, String, empty_string);
}
