// SPDX-License-Identifier: MIT
//
// Evaluation of cyclic modules with top-level await (ECMA-262
// #sec-moduleevaluation). Names and steps are the specification's.
#include "engine/base/zone.h"
#include "engine/builtins/builtin-closure.h"
#include "engine/builtins/module.h"
#include "engine/builtins/promise.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/module-info.h"
#include "engine/interpreter/execution.h"
#include "engine/objects/native-context.h"

typedef struct ZONE_LIST(SourceTextModule *) ModuleStack;

typedef struct Evaluator {
  Isolate *isolate;
  Zone zone;
  ModuleStack stack;
  int index;
} Evaluator;

enum { kNotAsync = 0, kAsyncDone = -1 };  // async_evaluation_order

static bool has_top_level_await(const SourceTextModule *module) {
  if (module->flags & kModuleIsSynthetic) return false;
  Value flags = FixedArray_get_slots(SourceTextModule_info(module),
                                     kModuleInfoFlags);
  return Value_is_smi(flags) &&
         (Value_smi(flags) & kModuleInfoHasTopLevelAwait);
}

static bool is_async_evaluating(const SourceTextModule *module) {
  return module->async_evaluation_order > 0;
}

static SourceTextModule *cycle_root_of(SourceTextModule *module) {
  Value root = SourceTextModule_cycle_root(module);
  return Value_is_SourceTextModule(Isolate_of(module), root)
             ? Value_as_SourceTextModule(Isolate_of(module), root) : module;
}

static PromiseCapability *capability_of(SourceTextModule *module) {
  Value capability = SourceTextModule_top_level_capability(module);
  return Value_is_PromiseCapability(Isolate_of(module), capability)
             ? Value_as_PromiseCapability(Isolate_of(module), capability)
             : NULL;
}

// Capabilities here are always of %Promise%: the promise is settled itself.
static JSPromise *promise_of(PromiseCapability *capability) {
  return Value_as_JSPromise(Isolate_of(capability),
                            PromiseCapability_promise(capability));
}

static void resolve_capability(Isolate *isolate, SourceTextModule *module) {
  PromiseCapability *capability = capability_of(module);
  if (capability &&
      Promise_state(promise_of(capability)) == kPromisePending)
    Promise_fulfill(isolate, promise_of(capability), ROOT(undefined_value));
}

static void reject_capability(Isolate *isolate, SourceTextModule *module,
                              Value error) {
  PromiseCapability *capability = capability_of(module);
  if (capability &&
      Promise_state(promise_of(capability)) == kPromisePending)
    Promise_reject(isolate, promise_of(capability), error);
}

// ---- Running a module's body ----

static Value run_body(Isolate *isolate, SourceTextModule *module) {
  if (module->flags & kModuleIsSynthetic) return ROOT(undefined_value);
  JSGeneratorObject *generator =
      Value_as_JSGeneratorObject(isolate, SourceTextModule_generator(module));
  return Execution_resume_generator_js(isolate, generator,
                                       ROOT(undefined_value),
                                       kGeneratorResumeNext);
}

// #sec-execute-async-module: the async function's promise tells the end.
static bool execute_async_module(Isolate *isolate, SourceTextModule *module) {
  Value self = Value_from_object(module);
  JSFunction *fulfilled = BuiltinClosure_new(
      isolate, kBuiltinAsyncModuleExecutionFulfilled, 0, &self, 1);
  JSFunction *rejected = BuiltinClosure_new(
      isolate, kBuiltinAsyncModuleExecutionRejected, 1, &self, 1);
  JSAsyncFunctionObject *generator = Value_as_JSAsyncFunctionObject(
      isolate, SourceTextModule_generator(module));
  Value promise = JSAsyncFunctionObject_promise(generator);
  Value result = run_body(isolate, module);
  if (Value_is_exception(result)) return false;
  Promise_perform_then(isolate, Value_as_JSPromise(isolate, promise),
                       Value_from_object(fulfilled),
                       Value_from_object(rejected), ROOT(undefined_value));
  return true;
}

// ---- Waiting modules ----

static void add_async_parent(Isolate *isolate, SourceTextModule *module,
                             SourceTextModule *parent) {
  Value parents = SourceTextModule_async_parent_modules(module);
  ArrayList *list = Value_is_ArrayList(isolate, parents)
                        ? Value_as_ArrayList(isolate, parents)
                        : ArrayList_new(isolate, 2);
  list = ArrayList_add(isolate, list, Tagged_from_object(parent));
  SourceTextModule_set_async_parent_modules(module, Value_from_object(list));
}

static ArrayList *async_parents(SourceTextModule *module) {
  Value parents = SourceTextModule_async_parent_modules(module);
  return Value_is_ArrayList(Isolate_of(module), parents)
             ? Value_as_ArrayList(Isolate_of(module), parents) : NULL;
}

static SourceTextModule *parent_at(const ArrayList *parents, int32_t index) {
  return Value_as_SourceTextModule(Isolate_of(parents),
                                   ArrayList_get_slots(parents, index));
}

static bool contains(const ModuleStack *list, const SourceTextModule *module) {
  for (int i = 0; i < list->length; i++)
    if (list->items[i] == module) return true;
  return false;
}

// Where gather_ancestors is in one module's parents.
typedef struct AncestorCursor {
  ArrayList *parents;  // or NULL
  int32_t next;
} AncestorCursor;
typedef struct ZONE_LIST(AncestorCursor) AncestorCursors;

// #sec-gather-available-ancestors, depth first. Graphs can be deeper than the
// native stack.
static void gather_ancestors(Zone *zone, SourceTextModule *module,
                             ModuleStack *list) {
  AncestorCursors cursors = {0};
  AncestorCursor first = {async_parents(module), 0};
  ZONE_LIST_ADD(zone, &cursors, first);
  while (cursors.length > 0) {
    AncestorCursor *cursor = &cursors.items[cursors.length - 1];
    if (cursor->parents == NULL || cursor->next == cursor->parents->used) {
      cursors.length--;
      continue;
    }
    SourceTextModule *parent = parent_at(cursor->parents, cursor->next++);
    if (contains(list, parent) ||
        cycle_root_of(parent)->status == kModuleErrored)
      continue;
    if (--parent->pending_async_dependencies > 0) continue;
    ZONE_LIST_ADD(zone, list, parent);
    AncestorCursor inner = {async_parents(parent), 0};
    if (!has_top_level_await(parent)) ZONE_LIST_ADD(zone, &cursors, inner);
  }
}

static void sort_by_order(ModuleStack *list) {
  for (int i = 1; i < list->length; i++) {
    SourceTextModule *module = list->items[i];
    int j = i;
    for (; j > 0 && list->items[j - 1]->async_evaluation_order >
                        module->async_evaluation_order;
         j--)
      list->items[j] = list->items[j - 1];
    list->items[j] = module;
  }
}

static bool is_over(const SourceTextModule *module) {
  return module->status == kModuleErrored || module->status == kModuleEvaluated;
}

// #sec-async-module-execution-rejected: the module, then its ancestors depth
// first.
static void execution_rejected(Isolate *isolate, SourceTextModule *module,
                               Value error) {
  Zone zone;
  Zone_init(&zone, "rejected modules");
  ModuleStack due = {0};
  ZONE_LIST_ADD(&zone, &due, module);
  while (due.length > 0) {
    SourceTextModule *rejected = due.items[--due.length];
    if (is_over(rejected)) continue;
    rejected->status = kModuleErrored;
    SourceTextModule_set_exception(rejected, Isolate_box(isolate, error));
    rejected->async_evaluation_order = kAsyncDone;
    reject_capability(isolate, rejected, error);
    ArrayList *parents = async_parents(rejected);
    for (int32_t i = parents ? parents->used : 0; i > 0; i--)
      ZONE_LIST_ADD(&zone, &due, parent_at(parents, i - 1));
  }
  Zone_destroy(&zone);
}

static Value take_exception(Isolate *isolate) {
  Value error = isolate->pending_exception;
  isolate->pending_exception = ROOT(the_hole);
  isolate->pending_message = ROOT(undefined_value);
  return error;
}

// One module whose last dependency is done. False if terminated.
static bool run_available(Isolate *isolate, SourceTextModule *module) {
  if (module->status == kModuleErrored) return true;
  if (has_top_level_await(module)) {
    if (execute_async_module(isolate, module)) return true;
  } else if (!Value_is_exception(run_body(isolate, module))) {
    module->async_evaluation_order = kAsyncDone;
    module->status = kModuleEvaluated;
    resolve_capability(isolate, module);
    return true;
  }
  if (isolate->terminating) return false;
  execution_rejected(isolate, module, take_exception(isolate));
  return true;
}

// #sec-async-module-execution-fulfilled
static bool execution_fulfilled(Isolate *isolate, SourceTextModule *module) {
  if (module->status == kModuleErrored) return true;
  module->async_evaluation_order = kAsyncDone;
  module->status = kModuleEvaluated;
  resolve_capability(isolate, module);
  Zone zone;
  Zone_init(&zone, "module ancestors");
  ModuleStack list = {0};
  gather_ancestors(&zone, module, &list);
  sort_by_order(&list);
  bool alive = true;
  for (int i = 0; i < list.length && alive; i++)
    alive = run_available(isolate, list.items[i]);
  Zone_destroy(&zone);
  return alive;
}

Value Builtin_AsyncModuleExecutionFulfilled(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  SourceTextModule *module = Value_as_SourceTextModule(
      isolate, BuiltinClosure_get(isolate, argv, 0));
  return execution_fulfilled(isolate, module) ? ROOT(undefined_value)
                                              : ROOT(exception);
}

Value Builtin_AsyncModuleExecutionRejected(Isolate *isolate, int64_t argc,
                                           Value *argv) {
  execution_rejected(isolate,
                     Value_as_SourceTextModule(
                         isolate, BuiltinClosure_get(isolate, argv, 0)),
                     argv[1]);
  return ROOT(undefined_value);
}

// ---- InnerModuleEvaluation ----

static bool inner_evaluate(Evaluator *evaluator, SourceTextModule *module);

// Steps 11.a-e for one requested module.
static bool evaluate_required(Evaluator *evaluator, SourceTextModule *module,
                              SourceTextModule *required) {
  Isolate *isolate = evaluator->isolate;
  if (!inner_evaluate(evaluator, required)) return false;
  if (required->flags & kModuleIsSynthetic) return true;
  if (required->status == kModuleEvaluating) {
    if (required->dfs_ancestor_index < module->dfs_ancestor_index)
      module->dfs_ancestor_index = required->dfs_ancestor_index;
  } else {
    required = cycle_root_of(required);
    if (required->status == kModuleErrored) {
      (void)Isolate_throw(isolate, SourceTextModule_exception(required));
      return false;
    }
  }
  if (is_async_evaluating(required)) {
    module->pending_async_dependencies++;
    add_async_parent(isolate, required, module);
  }
  return true;
}

static void pop_component(Evaluator *evaluator, SourceTextModule *module) {
  SourceTextModule *popped;
  do {
    popped = evaluator->stack.items[--evaluator->stack.length];
    popped->status = is_async_evaluating(popped) ? kModuleEvaluatingAsync
                                                 : kModuleEvaluated;
    SourceTextModule_set_cycle_root(popped, Value_from_object(module));
  } while (popped != module);
}

static bool evaluate_body(Evaluator *evaluator, SourceTextModule *module) {
  Isolate *isolate = evaluator->isolate;
  bool has_await = has_top_level_await(module);
  if (module->pending_async_dependencies == 0 && !has_await)
    return !Value_is_exception(run_body(isolate, module));
  module->async_evaluation_order = (int32_t)++isolate->next_async_order;
  return module->pending_async_dependencies > 0 ||
         execute_async_module(isolate, module);
}

// #sec-innermoduleevaluation
static bool inner_evaluate(Evaluator *evaluator, SourceTextModule *module) {
  Isolate *isolate = evaluator->isolate;
  if (Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return false;
  }
  switch ((ModuleStatus)module->status) {
    case kModuleEvaluatingAsync:
    case kModuleEvaluated:
    case kModuleEvaluating:
      return true;
    case kModuleErrored:
      (void)Isolate_throw(isolate, SourceTextModule_exception(module));
      return false;
    default:
      break;
  }
  if (module->flags & kModuleIsSynthetic) {
    module->status = kModuleEvaluated;
    return true;
  }
  module->status = kModuleEvaluating;
  module->dfs_index = module->dfs_ancestor_index = evaluator->index++;
  module->pending_async_dependencies = 0;
  ZONE_LIST_ADD(&evaluator->zone, &evaluator->stack, module);
  FixedArray *requests = SourceTextModule_requested_modules(module);
  for (int32_t i = 0; i < requests->length; i++) {
    SourceTextModule *required = Value_as_SourceTextModule(
        isolate, FixedArray_get_slots(requests, i));
    if (!evaluate_required(evaluator, module, required)) return false;
  }
  if (!evaluate_body(evaluator, module)) return false;
  if (module->dfs_ancestor_index == module->dfs_index)
    pop_component(evaluator, module);
  return true;
}

static void fail_stack(Evaluator *evaluator, Value error) {
  for (int i = 0; i < evaluator->stack.length; i++) {
    SourceTextModule *module = evaluator->stack.items[i];
    module->status = kModuleErrored;
    SourceTextModule_set_exception(module, error);
  }
}

int Module_graph_flags(SourceTextModule *module) {
  Isolate *isolate = Isolate_of(module);
  Zone zone;
  Zone_init(&zone, "module graph");
  ModuleStack seen = {0};
  ZONE_LIST_ADD(&zone, &seen, module);
  int flags = 0;
  for (int at = 0; at < seen.length; at++) {
    SourceTextModule *next = seen.items[at];
    if (has_top_level_await(next)) flags |= kModuleGraphHasAwait;
    if (next->status == kModuleEvaluating) flags |= kModuleGraphIsEvaluating;
    FixedArray *requests = SourceTextModule_requested_modules(next);
    for (int32_t i = 0; i < requests->length; i++) {
      SourceTextModule *required = Value_as_SourceTextModule(
          isolate, FixedArray_get_slots(requests, i));
      if (!contains(&seen, required)) ZONE_LIST_ADD(&zone, &seen, required);
    }
  }
  Zone_destroy(&zone);
  return flags;
}

Value Module_evaluate_js(Isolate *isolate, SourceTextModule *module) {
  if (module->status == kModuleEvaluatingAsync ||
      module->status == kModuleEvaluated || module->status == kModuleErrored)
    module = cycle_root_of(module);
  PromiseCapability *known = capability_of(module);
  if (known) return PromiseCapability_promise(known);
  JSPromise *promise = Promise_new(isolate);
  PromiseCapability *capability =
      HEAP_NEW(isolate, PromiseCapability, promise_capability_map);
  PromiseCapability_set_promise(capability, Value_from_object(promise));
  SourceTextModule_set_top_level_capability(module,
                                            Value_from_object(capability));
  Evaluator evaluator = {.isolate = isolate};
  Zone_init(&evaluator.zone, "module evaluation");
  if (!inner_evaluate(&evaluator, module)) {
    if (isolate->terminating) {
      Zone_destroy(&evaluator.zone);
      return ROOT(exception);
    }
    Value error = Isolate_box(isolate, take_exception(isolate));
    fail_stack(&evaluator, error);
    Promise_reject(isolate, promise, error);
  } else if (!is_async_evaluating(module)) {
    Promise_fulfill(isolate, promise, ROOT(undefined_value));
  }
  Zone_destroy(&evaluator.zone);
  return Value_from_object(promise);
}
