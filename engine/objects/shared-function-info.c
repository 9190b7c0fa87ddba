// SPDX-License-Identifier: MIT
#include "engine/objects/shared-function-info.h"

#include "engine/objects/string.h"

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
  if (Value_is_String(isolate, name) &&
      !(shared->flags & kSharedNameIsInferred))
    return Value_as_String(isolate, name);
  return ROOT_OBJECT(isolate, String, empty_string);
}

// The source is the body alone; the head is put in front of it as V8 does.
static Value wrapped_text(Isolate *isolate, const Script *script,
                          String *body) {
  FixedArray *names =
      Value_as_FixedArray(isolate, Script_wrapped_arguments(script));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, "function (");
  for (int i = 0; i < names->length; i++) {
    if (i > 0) StringBuilder_add_ascii(&builder, ", ");
    StringBuilder_add_string(
        &builder, Value_as_String(isolate, FixedArray_get_slots(names, i)));
  }
  StringBuilder_add_ascii(&builder, ") {\n");
  StringBuilder_add_string(&builder, body);
  StringBuilder_add_ascii(&builder, "\n}");
  return StringBuilder_finish(&builder);
}

Value SharedFunctionInfo_source_text(const SharedFunctionInfo *shared) {
  Isolate *isolate = Isolate_of(shared);
  Value script = SharedFunctionInfo_script(shared);
  if ((shared->flags & (kSharedNative | kSharedHideSource)) ||
      !Value_is_Script(isolate, script))
    return ROOT(undefined_value);
  Value source = Script_source(Value_as_Script(isolate, script));
  if (!Value_is_String(isolate, source)) return ROOT(undefined_value);
  String *text = Value_as_String(isolate, source);
  if (shared->flags & kSharedIsWrapped)
    return wrapped_text(isolate, Value_as_Script(isolate, script), text);
  int32_t start = shared->start_position;
  if (start < 0 || shared->end_position < start ||
      shared->end_position > text->length)
    return ROOT(undefined_value);
  return Value_from_object(
      String_substring(isolate, text, start, shared->end_position));
}
