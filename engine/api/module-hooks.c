// SPDX-License-Identifier: MIT
//
// import() and import.meta: what running code asks of the host.
#include "engine/api/api.h"
#include "engine/builtins/module.h"
#include "engine/builtins/promise.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/stack-trace.h"

// Asks the embedder; the promise, or the sentinel.
static Value ask_host(Isolate *isolate, Value specifier, Value attributes) {
  ThawImportCallback callback = isolate->api->import_callback;
  if (callback == NULL)
    return Throw_text(isolate, kErrorTypeTypeError,
                      "import() is not supported here");
  Script *script = StackTrace_running_script(isolate);
  // Code of eval() and Function() stands for the code that made it.
  if (script && Value_is_Script(isolate, Script_host_defined_options(script)))
    script = Value_as_Script(isolate, Script_host_defined_options(script));
  Value host = script ? Script_host_defined_options(script)
                      : ROOT(undefined_value);
  Value name = script ? Script_name(script) : ROOT(undefined_value);
  ThawScope scope;
  thaw_scope_open(Isolate_to_api(isolate), &scope);
  ThawLocal promise = callback(
      Isolate_to_api(isolate), Local_new(isolate, host),
      Local_new(isolate, name), Local_new(isolate, specifier),
      Attributes_to_local(isolate, Value_as_FixedArray(isolate, attributes)));
  Value result = promise ? Local_value(promise) : ROOT(exception);
  thaw_scope_close(&scope);
  return result;
}

static Value import_js(Isolate *isolate, Value specifier, Value options) {
  Value string = TRY(Object_to_string_js(isolate, specifier));
  Value attributes = TRY(Module_import_attributes_js(isolate, options));
  return ask_host(isolate, string, attributes);
}

// ECMA-262 #sec-evaluate-import-call: every failure is a rejection.
Value Runtime_DynamicImport(Isolate *isolate, Value specifier, Value options) {
  Value result = import_js(isolate, specifier, options);
  if (!Value_is_exception(result) || isolate->terminating) return result;
  Value error = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  isolate->pending_message = ROOT(undefined_value);
  JSPromise *promise = Promise_new(isolate);
  Promise_reject(isolate, promise, Isolate_box(isolate, error));
  return Value_from_object(promise);
}

// The module whose code runs: in the first slot of its module context.
static SourceTextModule *current_module(Isolate *isolate) {
  Value context = isolate->fp[kFrameContext];
  while (Value_is_Context(isolate, context)) {
    Context *scope = Value_as_Context(isolate, context);
    if (scope->length > kContextHeaderSlots_) {
      Value module = Context_get_slots(scope, kContextHeaderSlots_);
      if (Value_is_SourceTextModule(isolate, module))
        return Value_as_SourceTextModule(isolate, module);
    }
    context = Context_get_slots(scope, kContextPrevious);
  }
  return NULL;
}

Value Runtime_GetImportMeta(Isolate *isolate) {
  SourceTextModule *module = current_module(isolate);
  if (module == NULL) return ROOT(undefined_value);
  Value known = SourceTextModule_import_meta(module);
  if (Value_is_JSReceiver(isolate, known)) return known;
  JSObject *meta = JSObject_new_with_prototype(isolate, ROOT(null_value));
  SourceTextModule_set_import_meta(module, Value_from_object(meta));
  ThawImportMetaCallback callback = isolate->api->import_meta_callback;
  if (callback) {
    ThawScope scope;
    thaw_scope_open(Isolate_to_api(isolate), &scope);
    callback(Isolate_to_api(isolate), Local_from_object(isolate, module),
             Local_from_object(isolate, meta));
    thaw_scope_close(&scope);
  }
  return Value_from_object(meta);
}
