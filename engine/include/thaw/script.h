// SPDX-License-Identifier: MIT
//
// The part of thaw.h about running source text: scripts, functions compiled
// from a body, modules, try-catch, messages, jobs and promise rejections.
// Include <thaw.h>, not this file.
#ifndef THAW_SCRIPT_H_
#define THAW_SCRIPT_H_

#ifndef THAW_H_
#error "include <thaw.h> instead"
#endif

#ifdef __cplusplus
extern "C" {
#endif

// Where source text comes from; used in messages and stack traces.
typedef struct ThawOrigin {
  const char *name;      // UTF-8 file name or URL; NULL: "<anonymous>"
  int line_offset;       // lines before the text's first line, 0 or more
  int column_offset;     // columns before the text on its first line
  ThawLocal host_value;  // handed to import() and import.meta; or NULL
} ThawOrigin;

// ---------------------------------------------------------------------------
// Scripts and functions

// Compiles source (a string) as a classic script. It is bound to no context
// yet. origin may be NULL. NULL with a SyntaxError pending.
// Effects: allocates.
ThawLocal thaw_script_compile(ThawIsolate *isolate, ThawLocal source,
                              const ThawOrigin *origin);
// Runs a compiled script in the current context; its completion value. May be
// called again, in any context. Microtasks are not run. NULL with a pending
// exception. Effects: runs JS.
ThawLocal thaw_script_run(ThawIsolate *isolate, ThawLocal script);
// Only checks the early errors, nothing is kept. False with a SyntaxError
// pending. Effects: allocates.
bool thaw_script_check(ThawIsolate *isolate, ThawLocal source,
                       const ThawOrigin *origin, bool is_module);

// A function of the current context whose body is source and whose parameters
// are the parameter_count names (UTF-8 identifiers): what a CommonJS wrapper
// is. Lines and columns of source are counted from origin, no wrapper text
// shifts them. NULL with a SyntaxError pending. Effects: allocates.
ThawLocal thaw_function_compile(ThawIsolate *isolate, ThawLocal source,
                                const ThawOrigin *origin,
                                size_t parameter_count,
                                const char *const *parameters);

// ---------------------------------------------------------------------------
// Modules

typedef enum ThawModuleStatus {
  kThawModuleUnlinked, kThawModuleLinking, kThawModuleLinked,
  kThawModuleEvaluating, kThawModuleEvaluated, kThawModuleErrored
} ThawModuleStatus;

// Compiles source as a module. NULL with a SyntaxError pending.
// Effects: allocates.
ThawLocal thaw_module_compile(ThawIsolate *isolate, ThawLocal source,
                              const ThawOrigin *origin);
// A module made of names (strings) with no source: the embedder sets its
// exports, before or during evaluation. Effects: allocates.
ThawLocal thaw_module_new_synthetic(ThawIsolate *isolate, const char *name,
                                    size_t export_count,
                                    const ThawLocal *export_names);
bool thaw_module_set_export(ThawIsolate *isolate, ThawLocal module,
                            ThawLocal export_name, ThawLocal value);

// The specifiers that the module imports, in source order, without duplicates.
// Effects: none.
size_t thaw_module_request_count(ThawLocal module);
ThawLocal thaw_module_request(ThawIsolate *isolate, ThawLocal module,
                              size_t index);
// The import attributes of a request: an array of strings, key, value, key,
// value ..., in source order. Effects: allocates.
ThawLocal thaw_module_request_attributes(ThawIsolate *isolate,
                                         ThawLocal module, size_t index);

// Returns the module that specifier (a string) with attributes (as
// thaw_module_request_attributes gives them) means in referrer, or NULL with a
// pending exception. The same arguments must always give the same module.
// Attributes that the embedder does not know are for it to refuse.
typedef ThawLocal (*ThawResolveModuleCallback)(ThawIsolate *isolate,
                                               ThawLocal specifier,
                                               ThawLocal attributes,
                                               ThawLocal referrer, void *data);
// Links the module with all it imports. False with a pending exception.
// Effects: allocates, and those of resolve.
bool thaw_module_link(ThawIsolate *isolate, ThawLocal module,
                      ThawResolveModuleCallback resolve, void *data);
// Evaluates a linked module; a promise for undefined (top-level await).
// Effects: runs JS.
ThawLocal thaw_module_evaluate(ThawIsolate *isolate, ThawLocal module);
// What import() does with a module: loads all it imports now (calls resolve),
// then links and evaluates it in a microtask. A promise for its namespace,
// rejected with what goes wrong; NULL only if JavaScript is terminated.
// Effects: allocates, and those of resolve.
ThawLocal thaw_module_import(ThawIsolate *isolate, ThawLocal module,
                             ThawResolveModuleCallback resolve, void *data);
ThawModuleStatus thaw_module_status(ThawLocal module);
typedef enum ThawModuleGraph {
  kThawGraphHasTopLevelAwait = 1,  // evaluation may not end at once
  kThawGraphIsEvaluating = 2       // a part of it has begun to be evaluated
} ThawModuleGraph;
// What there is among a linked module and all it imports: ThawModuleGraph
// flags. Quadratic in the number of modules. Effects: none.
int thaw_module_graph(ThawLocal module);
// The namespace object of a linked module. Effects: allocates.
ThawLocal thaw_module_namespace(ThawIsolate *isolate, ThawLocal module);
// The host_value of a module's or script's origin; undefined if none.
// Effects: none.
ThawLocal thaw_module_host_value(ThawIsolate *isolate, ThawLocal module);

// import(specifier, {with: attributes}) in code with the given host value and
// script name, which for code of eval() and Function() are those of the code
// that called these: returns a promise for the namespace (thaw_module_import),
// or NULL with a pending exception (import() then rejects). attributes: see
// thaw_module_request_attributes. One per isolate; NULL removes it.
// Effects: none.
typedef ThawLocal (*ThawImportCallback)(ThawIsolate *isolate,
                                        ThawLocal host_value,
                                        ThawLocal script_name,
                                        ThawLocal specifier,
                                        ThawLocal attributes);
void thaw_isolate_set_import_callback(ThawIsolate *isolate,
                                      ThawImportCallback callback);
// Fills import.meta (a null-prototype object) on its first use.
typedef void (*ThawImportMetaCallback)(ThawIsolate *isolate, ThawLocal module,
                                       ThawLocal meta);
void thaw_isolate_set_import_meta_callback(ThawIsolate *isolate,
                                           ThawImportMetaCallback callback);

// ---------------------------------------------------------------------------
// Exceptions

// On the embedder's stack, opened and closed in stack order with ThawScopes.
typedef struct ThawTryCatch {
  ThawIsolate *isolate;
  uintptr_t private_state[4];
} ThawTryCatch;

// Where and with what text an exception was thrown. Absent parts are NULL.
typedef struct ThawMessage {
  ThawLocal text;         // "Uncaught TypeError: x is not a function"
  ThawLocal script_name;  // string
  ThawLocal source_line;  // string, the whole line
  ThawLocal stack;        // the exception's `stack` as captured; runs no getter
  int line;               // 1-based; 0 when unknown
  int column;             // 0-based, in UTF-16 code units
  int end_column;         // exclusive; greater than column
} ThawMessage;

// From now to the close, exceptions stop here instead of staying pending.
// Effects: none.
void thaw_try_catch_open(ThawIsolate *isolate, ThawTryCatch *try_catch);
// Forgets the caught exception, if any, and closes. Effects: none.
void thaw_try_catch_close(ThawTryCatch *try_catch);
bool thaw_try_catch_has_caught(const ThawTryCatch *try_catch);
// True if what was caught is a termination (thaw_isolate_terminate).
bool thaw_try_catch_has_terminated(const ThawTryCatch *try_catch);
// The exception; NULL if none was caught. Effects: none.
ThawLocal thaw_try_catch_exception(const ThawTryCatch *try_catch);
// Fills *message; false if nothing was caught. Effects: allocates.
bool thaw_try_catch_message(const ThawTryCatch *try_catch,
                            ThawMessage *message);
// Forgets the exception, so that the try-catch can catch again.
void thaw_try_catch_reset(ThawTryCatch *try_catch);
// Closes and makes the caught exception pending for the surrounding code;
// always returns NULL. Effects: none.
ThawLocal thaw_try_catch_rethrow(ThawTryCatch *try_catch);

// Fills *message for any exception value: from an error object's captured
// position, else with line 0. Effects: allocates.
void thaw_exception_message(ThawIsolate *isolate, ThawLocal exception,
                            ThawMessage *message);

// The script name (string, or undefined) and 1-based line of the JavaScript
// frame that called into C, depth frames up (0: the caller); column 1-based.
// line and column may be NULL. Effects: allocates.
ThawLocal thaw_stack_script_name(ThawIsolate *isolate, int depth, int *line,
                                 int *column);

// ---------------------------------------------------------------------------
// Jobs and promise rejections

// Adds a function to the end of the microtask queue. Effects: allocates.
void thaw_microtask_enqueue(ThawIsolate *isolate, ThawLocal function);
typedef void (*ThawMicrotask)(ThawIsolate *isolate, void *data);
// The same for a C function; data is passed on. Cannot be frozen.
void thaw_microtask_enqueue_native(ThawIsolate *isolate, ThawMicrotask task,
                                   void *data);
// Runs microtasks until the queue is empty. An exception that one of them
// throws goes to the message listener, or is dropped. Does nothing when called
// from a microtask. Returns false if JavaScript was terminated.
// Effects: runs JS.
bool thaw_microtasks_run(ThawIsolate *isolate);
bool thaw_microtasks_pending(ThawIsolate *isolate);
// Fulfills the promises of Atomics.waitAsync that were notified or whose time
// is over, which may leave microtasks. Returns the milliseconds until the next
// one's time is over (Infinity: only a notification from another thread can end
// it), or -1 if none waits. thaw_microtasks_run does the same first; hosts with
// nothing else to do call this until it returns -1, or as long as they like.
// Effects: allocates.
double thaw_async_waits_settle(ThawIsolate *isolate);

// Called for exceptions that reach no try-catch: thrown by microtasks. Must not
// leave an exception pending. NULL removes it. Effects: none.
typedef void (*ThawMessageListener)(ThawIsolate *isolate, ThawLocal exception,
                                    const ThawMessage *message);
void thaw_isolate_set_message_listener(ThawIsolate *isolate,
                                       ThawMessageListener listener);

typedef enum ThawRejectionEvent {
  kThawRejectWithNoHandler,
  kThawHandlerAddedAfterReject,
  kThawRejectAfterResolved,
  kThawResolveAfterResolved
} ThawRejectionEvent;
// HostPromiseRejectionTracker; value is the reason (undefined for
// kThawHandlerAddedAfterReject). Must not throw. NULL removes it.
// Effects: none.
typedef void (*ThawRejectionCallback)(ThawIsolate *isolate,
                                      ThawRejectionEvent event,
                                      ThawLocal promise, ThawLocal value);
void thaw_isolate_set_rejection_callback(ThawIsolate *isolate,
                                         ThawRejectionCallback callback);

#ifdef __cplusplus
}
#endif

#endif  // THAW_SCRIPT_H_
