// SPDX-License-Identifier: MIT
//
// Loading, linking and namespaces of modules. Evaluation is in
// module-evaluate.c.
//
// A binding is a Cell. Local exports own one each (regular_exports); an import
// gets the exporter's (regular_imports); `exports` of a module whose namespace
// was asked for maps every export name to its Cell.
#include "engine/builtins/module.h"

#include "engine/base/zone.h"
#include "engine/bytecode/bytecodes.h"
#include "engine/bytecode/module-info.h"
#include "engine/interpreter/execution.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/hash-table.h"
#include "engine/objects/js-function.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/stack-trace.h"
#include "engine/objects/string.h"

// ---- Reading a module's info ----

static FixedArray *info_list(const SourceTextModule *module,
                             ModuleInfoSlot slot) {
  Isolate *isolate = Isolate_of(module);
  Value list = FixedArray_get_slots(SourceTextModule_info(module), slot);
  return Value_is_FixedArray(isolate, list)
             ? Value_as_FixedArray(isolate, list)
             : ROOT_OBJECT(isolate, FixedArray, empty_fixed_array);
}

static FixedArray *list_entry(const FixedArray *list, int index) {
  return Value_as_FixedArray(Isolate_of(list),
                             FixedArray_get_slots(list, index));
}

static SourceTextModule *requested_module(const SourceTextModule *module,
                                          int index) {
  return Value_as_SourceTextModule(
      Isolate_of(module),
      FixedArray_get_slots(SourceTextModule_requested_modules(module), index));
}

static Value request_specifier(const SourceTextModule *module, int index) {
  return FixedArray_get_slots(
      list_entry(info_list(module, kModuleInfoRequests), index),
      kModuleRequestSpecifier);
}

static Cell *export_cell(const SourceTextModule *module, int cell_index) {
  return Value_as_Cell(
      Isolate_of(module),
      FixedArray_get_slots(SourceTextModule_regular_exports(module),
                           cell_index - 1));
}

// The name that may be looked up: info keeps Strings.
static bool same_name(Isolate *isolate, Value a, Value b) {
  return Value_equals(a, b) ||
         (Value_is_String(isolate, a) && Value_is_String(isolate, b) &&
          String_equals(isolate, Value_as_String(isolate, a),
                        Value_as_String(isolate, b)));
}

// ---- Loading: every module of the graph exists afterwards ----

typedef struct ZONE_LIST(SourceTextModule *) ModuleStack;

typedef struct Loader {
  Isolate *isolate;
  ModuleResolver resolve;
  void *data;
  Zone zone;
  // Modules this load has been at have its depth in their dfs_index, which no
  // unlinked module needs otherwise.
  ModuleStack visited;
  int32_t depth;
} Loader;

static Value resolve_request(Loader *loader, SourceTextModule *module,
                             FixedArray *request) {
  Isolate *isolate = loader->isolate;
  Value specifier = FixedArray_get_slots(request, kModuleRequestSpecifier);
  Value attributes = FixedArray_get_slots(request, kModuleRequestAttributes);
  return loader->resolve(isolate, Value_as_String(isolate, specifier),
                         Value_is_FixedArray(isolate, attributes)
                             ? Value_as_FixedArray(isolate, attributes)
                             : ROOT_OBJECT(isolate, FixedArray,
                                           empty_fixed_array),
                         module, loader->data);
}

// #sec-InnerModuleLoading. The host may run programs (CommonJS ones) that load
// modules, even these: what it has found already is not asked for again.
static bool inner_load(Loader *loader, SourceTextModule *module) {
  Isolate *isolate = loader->isolate;
  if (Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return false;
  }
  if (module->status != kModuleUnlinked ||
      (module->flags & (kModuleIsSynthetic | kModuleIsLoaded)) ||
      module->dfs_index == loader->depth)
    return true;
  module->dfs_index = loader->depth;
  ZONE_LIST_ADD(&loader->zone, &loader->visited, module);
  FixedArray *requests = info_list(module, kModuleInfoRequests);
  FixedArray *found = SourceTextModule_requested_modules(module);
  for (int32_t i = 0; i < requests->length; i++) {
    Value loaded = FixedArray_get_slots(found, i);
    if (!Value_is_SourceTextModule(isolate, loaded)) {
      loaded = resolve_request(loader, module, list_entry(requests, i));
      if (Value_is_exception(loaded)) return false;
      FixedArray_set_slots(found, i, loaded);
    }
    if (!inner_load(loader, Value_as_SourceTextModule(isolate, loaded)))
      return false;
  }
  return true;
}

bool Module_load_js(Isolate *isolate, SourceTextModule *module,
                    ModuleResolver resolve, void *data) {
  Loader loader = {isolate, resolve, data,
                   .depth = ++isolate->module_load_depth};
  Zone_init(&loader.zone, "module loading");
  bool loaded = inner_load(&loader, module);
  for (int i = 0; i < loader.visited.length; i++) {
    SourceTextModule *visited = loader.visited.items[i];
    if (visited->dfs_index == loader.depth) visited->dfs_index = 0;
    if (loaded) visited->flags |= kModuleIsLoaded;
  }
  Zone_destroy(&loader.zone);
  isolate->module_load_depth--;
  return loaded;
}

// ---- Resolving exports ----

typedef enum ResolveResult {
  kResolveNotFound,
  kResolveCycle,  // as not found, but with a message of its own
  kResolveAmbiguous,
  kResolveFound,
  kResolveThrew,
} ResolveResult;

// Where a name led to: the binding, or the entry that led nowhere, in which
// `importer` asks the module of `specifier` for `name`.
typedef struct Resolution {
  Cell *cell;
  SourceTextModule *importer;
  FixedArray *entry;
  Value specifier;
  Value name;
} Resolution;

// (module, name) pairs being resolved, on the native stack.
typedef struct ResolveSet {
  const struct ResolveSet *outer;
  SourceTextModule *module;
  Value name;
} ResolveSet;

// The Cell that holds a module's namespace.
static Cell *namespace_cell(Isolate *isolate, SourceTextModule *module) {
  Value known = SourceTextModule_module_namespace(module);
  if (Value_is_Cell(isolate, known)) return Value_as_Cell(isolate, known);
  Cell *cell = Cell_new(isolate, ROOT(undefined_value));
  SourceTextModule_set_module_namespace(module, Value_from_object(cell));
  return cell;
}

static ResolveResult resolve_export(Isolate *isolate, SourceTextModule *module,
                                    Value name, const ResolveSet *set,
                                    Resolution *to);

// Step 7 and on: through `export *`.
static ResolveResult resolve_star(Isolate *isolate, SourceTextModule *module,
                                  Value name, const ResolveSet *set,
                                  Resolution *to) {
  if (same_name(isolate, name, ROOT(default_string))) return kResolveNotFound;
  FixedArray *stars = info_list(module, kModuleInfoStarExports);
  Cell *found = NULL;
  for (int32_t i = 0; i < stars->length; i++) {
    int request = Value_smi(FixedArray_get_slots(list_entry(stars, i),
                                                 kModuleEntryRequestIndex));
    Resolution candidate;
    ResolveResult result =
        resolve_export(isolate, requested_module(module, request), name, set,
                       &candidate);
    if (result == kResolveAmbiguous || result == kResolveThrew) return result;
    if (result != kResolveFound) continue;
    if (found != NULL && found != candidate.cell) return kResolveAmbiguous;
    found = candidate.cell;
  }
  to->cell = found;
  return found ? kResolveFound : kResolveNotFound;
}

// The namespace as a binding. It must exist when the binding is read.
static ResolveResult resolve_namespace(Isolate *isolate,
                                       SourceTextModule *module, Cell **cell) {
  *cell = namespace_cell(isolate, module);
  if (module->flags & kModuleNamespaceDue) return kResolveFound;
  module->flags |= kModuleNamespaceDue;
  Value made = Module_namespace(isolate, module);
  module->flags &= ~(uint32_t)kModuleNamespaceDue;
  return Value_is_exception(made) ? kResolveThrew : kResolveFound;
}

// The module that an entry names, which is asked for to->name next.
static SourceTextModule *step_through(SourceTextModule *module,
                                      FixedArray *entry, Resolution *to) {
  int request =
      Value_smi(FixedArray_get_slots(entry, kModuleEntryRequestIndex));
  to->importer = module;
  to->entry = entry;
  to->specifier = request_specifier(module, request);
  to->name = FixedArray_get_slots(entry, kModuleEntryImportName);
  return requested_module(module, request);
}

// ECMA-262 #sec-resolveexport
static ResolveResult resolve_export(Isolate *isolate, SourceTextModule *module,
                                    Value name, const ResolveSet *set,
                                    Resolution *to) {
  if (Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return kResolveThrew;
  }
  for (const ResolveSet *s = set; s; s = s->outer)
    if (s->module == module && same_name(isolate, s->name, name))
      return kResolveCycle;
  ResolveSet here = {set, module, name};
  FixedArray *locals = info_list(module, kModuleInfoLocalExports);
  for (int32_t i = 0; i < locals->length; i++) {
    FixedArray *entry = list_entry(locals, i);
    if (!same_name(isolate, FixedArray_get_slots(entry, kModuleEntryExportName),
                   name))
      continue;
    to->cell = export_cell(module, Value_smi(FixedArray_get_slots(
                                       entry, kModuleEntryCellIndex)));
    return kResolveFound;
  }
  FixedArray *indirect = info_list(module, kModuleInfoIndirectExports);
  for (int32_t i = 0; i < indirect->length; i++) {
    FixedArray *entry = list_entry(indirect, i);
    if (!same_name(isolate, FixedArray_get_slots(entry, kModuleEntryExportName),
                   name))
      continue;
    SourceTextModule *source = step_through(module, entry, to);
    if (Value_is_undefined(to->name))
      return resolve_namespace(isolate, source, &to->cell);
    return resolve_export(isolate, source, to->name, &here, to);
  }
  return resolve_star(isolate, module, name, &here, to);
}

// SyntaxError for an import or export that leads nowhere, at its place.
static bool throw_unresolved(Isolate *isolate, ResolveResult result,
                             const Resolution *to) {
  if (result == kResolveThrew) return false;
  bool is_cycle = result == kResolveCycle;
  (void)!Value_is_exception(Throw_error(
      isolate, kErrorTypeSyntaxError,
      is_cycle ? kMessageCyclicExport
      : result == kResolveAmbiguous ? kMessageAmbiguousExport
                                    : kMessageUnresolvableExport,
      is_cycle ? to->name : to->specifier,
      is_cycle ? to->specifier : to->name, ROOT(undefined_value)));
  Value script = SourceTextModule_script(to->importer);
  if (!Value_is_JSError(isolate, isolate->pending_exception) ||
      !Value_is_Script(isolate, script))
    return false;
  FixedArray *stack = StackTrace_capture_at_source(
      isolate, Value_as_Script(isolate, script),
      Value_smi(FixedArray_get_slots(to->entry, kModuleEntryPosition)),
      Value_smi(FixedArray_get_slots(to->entry, kModuleEntryEndPosition)));
  JSError_set_captured_stack(
      Value_as_JSError(isolate, isolate->pending_exception),
      Value_from_object(stack));
  return false;
}

// ---- Linking ----

// Every indirect export must lead somewhere.
static bool check_indirect_exports(Isolate *isolate,
                                   SourceTextModule *module) {
  FixedArray *indirect = info_list(module, kModuleInfoIndirectExports);
  for (int32_t i = 0; i < indirect->length; i++) {
    FixedArray *entry = list_entry(indirect, i);
    Resolution to;
    Value name = FixedArray_get_slots(entry, kModuleEntryExportName);
    ResolveResult result = resolve_export(isolate, module, name, NULL, &to);
    if (result != kResolveFound) return throw_unresolved(isolate, result, &to);
  }
  return true;
}

static bool bind_imports(Isolate *isolate, SourceTextModule *module) {
  FixedArray *imports = info_list(module, kModuleInfoRegularImports);
  for (int32_t i = 0; i < imports->length; i++) {
    FixedArray *entry = list_entry(imports, i);
    Resolution to;
    SourceTextModule *source = step_through(module, entry, &to);
    ResolveResult result =
        resolve_export(isolate, source, to.name, NULL, &to);
    if (result != kResolveFound) return throw_unresolved(isolate, result, &to);
    int index =
        Value_smi(FixedArray_get_slots(entry, kModuleEntryCellIndex));
    FixedArray_set_slots(SourceTextModule_regular_imports(module), -index - 1,
                         Value_from_object(to.cell));
  }
  return true;
}

// #sec-source-text-module-record-initialize-environment: the module's function
// runs up to its first suspension, which declares its functions.
static bool initialize_environment(Isolate *isolate,
                                   SourceTextModule *module) {
  if (!check_indirect_exports(isolate, module) ||
      !bind_imports(isolate, module))
    return false;
  SharedFunctionInfo *shared = Value_as_SharedFunctionInfo(
      isolate, SourceTextModule_shared(module));
  JSFunction *function = JSFunction_new_closure(
      isolate, shared, (Context *)Isolate_native_context(isolate), NULL);
  Value self = Value_from_object(module);
  Value generator =
      Execution_call_js(isolate, Value_from_object(function),
                        ROOT(undefined_value), 1, &self);
  if (Value_is_exception(generator)) return false;
  SourceTextModule_set_generator(module, generator);
  return true;
}

typedef struct Linker {
  Isolate *isolate;
  Zone zone;
  ModuleStack stack;
  int index;
} Linker;

// #sec-InnerModuleLinking
static bool inner_link(Linker *linker, SourceTextModule *module) {
  Isolate *isolate = linker->isolate;
  if (Isolate_native_stack_exhausted(isolate)) {
    (void)Isolate_throw_stack_overflow(isolate);
    return false;
  }
  if (module->flags & kModuleIsSynthetic) {
    if (module->status == kModuleUnlinked) module->status = kModuleLinked;
    return true;
  }
  if (module->status != kModuleUnlinked) return true;
  module->status = kModuleLinking;
  module->dfs_index = module->dfs_ancestor_index = linker->index++;
  ZONE_LIST_ADD(&linker->zone, &linker->stack, module);
  FixedArray *requests = SourceTextModule_requested_modules(module);
  for (int32_t i = 0; i < requests->length; i++) {
    SourceTextModule *required = requested_module(module, i);
    if (!inner_link(linker, required)) return false;
    if (required->status == kModuleLinking &&
        required->dfs_ancestor_index < module->dfs_ancestor_index)
      module->dfs_ancestor_index = required->dfs_ancestor_index;
  }
  if (!initialize_environment(isolate, module)) return false;
  if (module->dfs_ancestor_index == module->dfs_index) {
    SourceTextModule *popped;
    do {
      popped = linker->stack.items[--linker->stack.length];
      popped->status = kModuleLinked;
    } while (popped != module);
  }
  return true;
}

bool Module_link(Isolate *isolate, SourceTextModule *module) {
  if (module->status == kModuleLinking) return true;
  Linker linker = {.isolate = isolate};
  Zone_init(&linker.zone, "module linking");
  bool linked = inner_link(&linker, module);
  if (!linked)
    for (int i = 0; i < linker.stack.length; i++)
      linker.stack.items[i]->status = kModuleUnlinked;
  Zone_destroy(&linker.zone);
  return linked;
}

// ---- Namespaces ----

typedef struct ZONE_LIST(Value) NameList;

typedef struct ExportNames {
  Isolate *isolate;
  Zone zone;
  ModuleStack visited;
  NameList names;
} ExportNames;

static void add_name(ExportNames *all, Value name) {
  for (int i = 0; i < all->names.length; i++)
    if (same_name(all->isolate, all->names.items[i], name)) return;
  ZONE_LIST_ADD(&all->zone, &all->names, name);
}

static void add_entry_names(ExportNames *all, const SourceTextModule *module,
                            ModuleInfoSlot slot, bool is_star) {
  FixedArray *list = info_list(module, slot);
  for (int32_t i = 0; i < list->length; i++) {
    Value name =
        FixedArray_get_slots(list_entry(list, i), kModuleEntryExportName);
    if (is_star && same_name(all->isolate, name, ROOT(default_string)))
      continue;
    add_name(all, name);
  }
}

// #sec-getexportednames. is_star: `default` is not passed on.
static bool collect_names(ExportNames *all, SourceTextModule *module,
                          bool is_star) {
  if (Isolate_native_stack_exhausted(all->isolate)) {
    (void)Isolate_throw_stack_overflow(all->isolate);
    return false;
  }
  for (int i = 0; i < all->visited.length; i++)
    if (all->visited.items[i] == module) return true;
  ZONE_LIST_ADD(&all->zone, &all->visited, module);
  add_entry_names(all, module, kModuleInfoLocalExports, is_star);
  add_entry_names(all, module, kModuleInfoIndirectExports, is_star);
  FixedArray *stars = info_list(module, kModuleInfoStarExports);
  for (int32_t i = 0; i < stars->length; i++) {
    int request = Value_smi(FixedArray_get_slots(list_entry(stars, i),
                                                 kModuleEntryRequestIndex));
    if (!collect_names(all, requested_module(module, request), true))
      return false;
  }
  return true;
}

// By code units.
static void sort_names(ExportNames *all) {
  Isolate *isolate = all->isolate;
  for (int i = 1; i < all->names.length; i++) {
    Value name = all->names.items[i];
    int j = i;
    for (; j > 0 && String_compare(
                        isolate,
                        Value_as_String(isolate, all->names.items[j - 1]),
                        Value_as_String(isolate, name)) > 0;
         j--)
      all->names.items[j] = all->names.items[j - 1];
    all->names.items[j] = name;
  }
}

// #sec-modulenamespacecreate, with what each unambiguous name stands for.
static Value create_namespace(Isolate *isolate, SourceTextModule *module,
                              ExportNames *all) {
  sort_names(all);
  FixedArray *names = FixedArray_new(isolate, all->names.length);
  NameDictionary *exports =
      NameDictionary_new(isolate, all->names.length + 1);
  int32_t count = 0;
  for (int i = 0; i < all->names.length; i++) {
    Resolution to;
    ResolveResult result =
        resolve_export(isolate, module, all->names.items[i], NULL, &to);
    if (result == kResolveThrew) return ROOT(exception);
    if (result != kResolveFound) continue;
    String *name = String_internalize(
        isolate, Value_as_String(isolate, all->names.items[i]));
    FixedArray_set_slots(names, count++, Value_from_object(name));
    exports = NameDictionary_add(isolate, exports, (Name *)name,
                                 Value_from_object(to.cell), 0);
  }
  FixedArray *kept = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++)
    FixedArray_set_slots(kept, i, FixedArray_get_slots(names, i));
  JSModuleNamespace *object = (JSModuleNamespace *)JSObject_new_from_map(
      isolate, INTRINSIC_OBJECT(isolate, Map, module_namespace_map));
  JSObject_define_data(isolate, (JSObject *)object,
                       ROOT_KEY(isolate, to_string_tag_symbol),
                       Value_from_object(String_new_ascii(isolate, "Module")),
                       kConstantAttributes);
  SourceTextModule_set_exports(module, Value_from_object(exports));
  JSModuleNamespace_set_module(object, Value_from_object(module));
  JSModuleNamespace_set_names(object, Value_from_object(kept));
  Cell_set_value(namespace_cell(isolate, module), Value_from_object(object));
  return Value_from_object(object);
}

Value Module_namespace(Isolate *isolate, SourceTextModule *module) {
  Value known = Cell_value(namespace_cell(isolate, module));
  if (Value_is_JSModuleNamespace(isolate, known)) return known;
  ExportNames all = {.isolate = isolate};
  Zone_init(&all.zone, "export names");
  Value result = collect_names(&all, module, false)
                     ? create_namespace(isolate, module, &all)
                     : ROOT(exception);
  Zone_destroy(&all.zone);
  return result;
}

// SourceTextModule, request index (Smi).
Value Runtime_GetModuleNamespace(Isolate *isolate, Value module, Value index) {
  return Module_namespace(
      isolate, requested_module(Value_as_SourceTextModule(isolate, module),
                                Value_smi(index)));
}

// ---- Synthetic modules ----

SourceTextModule *Module_new_synthetic(Isolate *isolate, String *name,
                                       FixedArray *export_names) {
  int32_t count = export_names->length;
  FixedArray *cells = FixedArray_new(isolate, count);
  FixedArray *locals = FixedArray_new(isolate, count);
  for (int32_t i = 0; i < count; i++) {
    Cell *cell = Cell_new(isolate, ROOT(undefined_value));
    FixedArray_set_slots(cells, i, Value_from_object(cell));
    FixedArray *entry = FixedArray_new(isolate, kModuleEntrySlotCount);
    FixedArray_set_slots(entry, kModuleEntryExportName,
                         FixedArray_get_slots(export_names, i));
    FixedArray_set_slots(entry, kModuleEntryCellIndex, Value_from_smi(i + 1));
    FixedArray_set_slots(locals, i, Value_from_object(entry));
  }
  FixedArray *info = FixedArray_new(isolate, kModuleInfoSlotCount);
  FixedArray_set_slots(info, kModuleInfoLocalExports,
                       Value_from_object(locals));
  SourceTextModule *module =
      HEAP_NEW(isolate, SourceTextModule, source_text_module_map);
  FixedArray *empty = ROOT_OBJECT(isolate, FixedArray, empty_fixed_array);
  SourceTextModule_set_regular_exports(module, cells);
  SourceTextModule_set_regular_imports(module, empty);
  SourceTextModule_set_requested_modules(module, empty);
  SourceTextModule_set_info(module, info);
  SourceTextModule_set_host_data(module, Value_from_object(name));
  module->flags = kModuleIsSynthetic;
  return module;
}

bool Module_set_synthetic_export(Isolate *isolate, SourceTextModule *module,
                                 String *name, Value value) {
  Resolution to;
  if (resolve_export(isolate, module, Value_from_object(name), NULL, &to) !=
      kResolveFound)
    return false;
  Cell_set_value(to.cell, value);
  return true;
}
