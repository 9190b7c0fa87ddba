// SPDX-License-Identifier: MIT
//
// The list of bindings, internalBinding, and helpers for arguments and results.
#include <string.h>

#include "runtime/bindings/binding.h"

extern const Binding kBuiltinsBinding, kUtilBinding, kUvBinding, kFsBinding,
    kTimersBinding, kProcessBinding, kTasksBinding, kErrorsBinding,
    kContextifyBinding, kBufferBinding, kStdioBinding, kOsBinding,
    kHeapBinding, kModulesBinding;

const Binding *const kBindings[] = {
    &kBuiltinsBinding, &kUtilBinding,   &kUvBinding,         &kFsBinding,
    &kTimersBinding,   &kProcessBinding, &kTasksBinding,     &kErrorsBinding,
    &kContextifyBinding, &kBufferBinding, &kStdioBinding,    &kOsBinding,
    &kHeapBinding,     &kModulesBinding, NULL,
};

static ThawLocal make_binding(ThawIsolate *isolate, const Binding *binding) {
  ThawLocal object = thaw_object_new(isolate);
  for (const BindingFunction *f = binding->functions; f->name; f++) {
    ThawScope scope;
    thaw_scope_open(isolate, &scope);
    ThawLocal function = thaw_function_new(isolate, f->callback, NULL, f->name,
                                           0);
    bool done = thaw_object_set_named(isolate, object, f->name, function);
    thaw_scope_close(&scope);
    if (!done) return NULL;
  }
  if (binding->setup && !binding->setup(isolate, object)) return NULL;
  return object;
}

ThawLocal Binding_get(ThawIsolate *isolate, const ThawCallInfo *info) {
  char *name = Argument_utf8(isolate, info, 0);
  if (name == NULL) return NULL;
  const Binding *found = NULL;
  for (const Binding *const *binding = kBindings; *binding; binding++)
    if (strcmp((*binding)->name, name) == 0) found = *binding;
  ThawLocal result =
      found ? make_binding(isolate, found)
            : thaw_throw_error(isolate, kThawError, "No such binding: %s",
                               name);
  thaw_free(name);
  return result;
}

// ---- Arguments ----

char *Argument_utf8(ThawIsolate *isolate, const ThawCallInfo *info,
                    int index) {
  return thaw_value_to_utf8(isolate, thaw_call_argument(info, (size_t)index),
                            NULL);
}

int32_t Argument_int(const ThawCallInfo *info, int index) {
  return thaw_int32_value(thaw_call_argument(info, (size_t)index));
}

int64_t Argument_int64(const ThawCallInfo *info, int index) {
  return thaw_int64_value(thaw_call_argument(info, (size_t)index));
}

double Argument_double(const ThawCallInfo *info, int index) {
  return thaw_number_value(thaw_call_argument(info, (size_t)index));
}

bool Argument_bool(const ThawCallInfo *info, int index) {
  return thaw_to_boolean(thaw_call_argument(info, (size_t)index));
}

ByteSpan Argument_bytes(ThawIsolate *isolate, const ThawCallInfo *info,
                        int index) {
  ThawLocal view = thaw_call_argument(info, (size_t)index);
  void *data = thaw_view_data(isolate, view);
  if (data == NULL) return (ByteSpan){NULL, 0};
  return (ByteSpan){data, thaw_view_size_bytes(view)};
}

// ---- Results ----

ThawLocal Result_int(ThawIsolate *isolate, int64_t value) {
  return thaw_number(isolate, (double)value);
}

ThawLocal Result_utf8(ThawIsolate *isolate, const char *text) {
  return thaw_string_new(isolate, text ? text : "", THAW_AUTO_LENGTH);
}

ThawLocal Result_numbers(ThawIsolate *isolate, const double *values,
                         int count) {
  ThawLocal items[32];
  for (int i = 0; i < count; i++) items[i] = thaw_number(isolate, values[i]);
  return thaw_array_from(isolate, (size_t)count, items);
}
