// SPDX-License-Identifier: MIT
//
// Source text and synthetic modules (ECMA-262 #sec-source-text-module-records):
// linking, evaluation with top-level await, namespaces.
#ifndef ENGINE_BUILTINS_MODULE_H_
#define ENGINE_BUILTINS_MODULE_H_

#include "engine/heap/factory.h"

// SourceTextModule.status.
typedef enum ModuleStatus {
  kModuleUnlinked,
  kModuleLinking,
  kModuleLinked,
  kModuleEvaluating,
  kModuleEvaluatingAsync,
  kModuleEvaluated,
  kModuleErrored,
} ModuleStatus;

// SourceTextModule.flags.
typedef enum ModuleFlags {
  kModuleHasTopLevelAwait = 1,
  kModuleIsSynthetic = 2,
  kModuleIsLoaded = 4,  // requested_modules are filled in
  kModuleNamespaceDue = 8,  // its namespace is being made
} ModuleFlags;

// The host gives the module for a specifier: a SourceTextModule, or the
// sentinel with an exception pending.
typedef Value (*ModuleResolver)(Isolate *isolate, String *specifier,
                                FixedArray *attributes,
                                SourceTextModule *referrer, void *data);

// #sec-LoadRequestedModules, at once. False with a pending exception: a later
// attempt asks the host again for what it did not find.
NODISCARD bool Module_load_js(Isolate *isolate, SourceTextModule *module,
                              ModuleResolver resolve, void *data);
// #sec-moduledeclarationlinking of a loaded module. False with a pending
// exception.
NODISCARD bool Module_link(Isolate *isolate, SourceTextModule *module);
// #sec-moduleevaluation: a promise. The sentinel only if terminated.
NODISCARD Value Module_evaluate_js(Isolate *isolate, SourceTextModule *module);
// #sec-ContinueDynamicImport: loads the module now; links and evaluates it in a
// job. A promise for its namespace. The sentinel only if terminated.
NODISCARD Value Module_import_js(Isolate *isolate, SourceTextModule *module,
                                 ModuleResolver resolve, void *data);
// The attributes in import()'s second argument: a FixedArray of Strings, key,
// value, key, value ..., in the order of the keys. The sentinel if it threw.
NODISCARD Value Module_import_attributes_js(Isolate *isolate, Value options);
// #sec-getmodulenamespace of a linked module. The sentinel if it threw.
NODISCARD Value Module_namespace(Isolate *isolate, SourceTextModule *module);
// As thaw_module_graph.
typedef enum ModuleGraphFlags {
  kModuleGraphHasAwait = 1,
  kModuleGraphIsEvaluating = 2,
} ModuleGraphFlags;
int Module_graph_flags(SourceTextModule *module);
// A module with these exports (FixedArray of Strings) and no code.
SourceTextModule *Module_new_synthetic(Isolate *isolate, String *name,
                                       FixedArray *export_names);
// Sets a synthetic module's export; false if it has none of that name.
bool Module_set_synthetic_export(Isolate *isolate, SourceTextModule *module,
                                 String *name, Value value);

#endif  // ENGINE_BUILTINS_MODULE_H_
