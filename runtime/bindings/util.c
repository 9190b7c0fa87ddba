// SPDX-License-Identifier: MIT
//
// internalBinding('util'): what only the engine can see of values; ('uv'):
// names of system errors; ('tasks') and ('errors'): microtasks, messages;
// ('heap'): the collector's numbers.
#include <string.h>

#include "runtime/bindings/binding.h"

#define BINDING_FUNCTION(name)                        \
  static ThawLocal name(ThawIsolate *isolate,         \
                        const ThawCallInfo *info)

// ---- util ----

BINDING_FUNCTION(util_class_of) {
  return thaw_integer(isolate,
                      (int32_t)thaw_object_class(thaw_call_argument(info, 0)));
}

// [target, handler]; null when revoked.
BINDING_FUNCTION(util_proxy_details) {
  ThawLocal proxy = thaw_call_argument(info, 0);
  if (thaw_object_class(proxy) != kThawClassProxy) return NULL;
  ThawLocal parts[] = {thaw_proxy_target(isolate, proxy),
                       thaw_proxy_handler(isolate, proxy)};
  return thaw_array_from(isolate, 2, parts);
}

// [state, result]: 0 pending, 1 fulfilled, 2 rejected.
BINDING_FUNCTION(util_promise_details) {
  ThawLocal promise = thaw_call_argument(info, 0);
  if (thaw_object_class(promise) != kThawClassPromise) return NULL;
  ThawLocal parts[] = {
      thaw_integer(isolate, (int32_t)thaw_promise_state(promise)),
      thaw_promise_result(isolate, promise)};
  return thaw_array_from(isolate, 2, parts);
}

// [entries, isKeyValue]
BINDING_FUNCTION(util_preview_entries) {
  bool is_key_value;
  ThawLocal entries = thaw_object_preview_entries(
      isolate, thaw_call_argument(info, 0), &is_key_value);
  if (entries == NULL || thaw_is_undefined(entries)) return entries;
  ThawLocal parts[] = {entries, thaw_boolean(isolate, is_key_value)};
  return thaw_array_from(isolate, 2, parts);
}

// (object, onlyEnumerable)
BINDING_FUNCTION(util_own_non_index_properties) {
  ThawLocal object = thaw_call_argument(info, 0);
  if (!thaw_is_object(object)) return thaw_array_new(isolate, 0);
  int filter = kThawKeysSkipIndices;
  if (Argument_bool(info, 1)) filter |= kThawKeysOnlyEnumerable;
  return thaw_object_own_keys(isolate, object, filter);
}

BINDING_FUNCTION(util_constructor_name) {
  ThawLocal object = thaw_call_argument(info, 0);
  if (!thaw_is_object(object)) return NULL;
  return thaw_object_constructor_name(isolate, object);
}

static const BindingFunction kUtilFunctions[] = {
    {"classOf", util_class_of},
    {"getProxyDetails", util_proxy_details},
    {"getPromiseDetails", util_promise_details},
    {"previewEntries", util_preview_entries},
    {"getOwnNonIndexProperties", util_own_non_index_properties},
    {"getConstructorName", util_constructor_name},
    {NULL, NULL},
};
extern const Binding kUtilBinding;
const Binding kUtilBinding = {"util", kUtilFunctions, NULL};

// ---- uv ----

BINDING_FUNCTION(uv_binding_errname) {
  return Result_utf8(isolate, uv_err_name(Argument_int(info, 0)));
}

BINDING_FUNCTION(uv_binding_errmessage) {
  return Result_utf8(isolate, uv_strerror(Argument_int(info, 0)));
}

static const BindingFunction kUvFunctions[] = {
    {"errname", uv_binding_errname},
    {"errmessage", uv_binding_errmessage},
    {NULL, NULL},
};
extern const Binding kUvBinding;
const Binding kUvBinding = {"uv", kUvFunctions, NULL};

// ---- tasks ----

BINDING_FUNCTION(tasks_enqueue_microtask) {
  ThawLocal function = thaw_call_argument(info, 0);
  if (!thaw_is_function(function))
    return thaw_throw_error(isolate, kThawTypeError, "not a function");
  thaw_microtask_enqueue(isolate, function);
  return NULL;
}

BINDING_FUNCTION(tasks_run_microtasks) {
  thaw_microtasks_run(isolate);
  return NULL;
}

static const BindingFunction kTasksFunctions[] = {
    {"enqueueMicrotask", tasks_enqueue_microtask},
    {"runMicrotasks", tasks_run_microtasks},
    {NULL, NULL},
};
extern const Binding kTasksBinding;
const Binding kTasksBinding = {"tasks", kTasksFunctions, NULL};

// ---- errors ----

// Where an error was made: see Host_place_of_message.
BINDING_FUNCTION(errors_place_of) {
  ThawMessage message;
  thaw_exception_message(isolate, thaw_call_argument(info, 0), &message);
  return Host_place_of_message(isolate, &message);
}

static const BindingFunction kErrorsFunctions[] = {
    {"placeOf", errors_place_of},
    {NULL, NULL},
};
extern const Binding kErrorsBinding;
const Binding kErrorsBinding = {"errors", kErrorsFunctions, NULL};

// ---- heap ----

BINDING_FUNCTION(heap_statistics) {
  ThawHeapStatistics heap;
  thaw_isolate_heap_statistics(isolate, &heap);
  const double numbers[] = {
      (double)heap.used_heap_size_bytes, (double)heap.committed_size_bytes,
      (double)heap.heap_size_limit_bytes, (double)heap.snapshot_size_bytes,
      (double)heap.external_memory_bytes};
  return Result_numbers(isolate, numbers, 5);
}

BINDING_FUNCTION(heap_collect_garbage) {
  thaw_isolate_collect_garbage(isolate);
  return NULL;
}

// The flags of an isolate are those of its birth: only checks the name.
BINDING_FUNCTION(heap_set_flag) {
  char *flag = Argument_utf8(isolate, info, 0);
  if (flag == NULL) return NULL;
  ThawStatus status = thaw_flag_set(flag);
  thaw_free(flag);
  if (status == kThawOk) return NULL;
  return thaw_throw_error(isolate, kThawError, "%s", thaw_last_error());
}

static const BindingFunction kHeapFunctions[] = {
    {"heapStatistics", heap_statistics},
    {"collectGarbage", heap_collect_garbage},
    {"setFlag", heap_set_flag},
    {NULL, NULL},
};
extern const Binding kHeapBinding;
const Binding kHeapBinding = {"heap", kHeapFunctions, NULL};
