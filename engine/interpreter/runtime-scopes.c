// SPDX-License-Identifier: MIT
//
// Variables that only run time can resolve: `with`, variables declared by
// sloppy eval, script-level declarations, module cells.
#include "engine/bytecode/bytecodes.h"
#include "engine/interpreter/runtime-functions.h"
#include "engine/objects/conversions.h"
#include "engine/objects/js-function.h"
#include "engine/objects/messages.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"
#include "engine/objects/scope-info.h"
#include "engine/objects/shared-function-info.h"
#include "engine/objects/script-contexts.h"
#include "engine/parser/scope.h"

static Context *current_context(Isolate *isolate) {
  return Value_as_Context(isolate, isolate->fp[kFrameContext]);
}

static JSObject *global_object(Isolate *isolate) {
  return INTRINSIC_OBJECT(isolate, JSObject, global_object);
}

static bool is_native_context(const Context *context) {
  return HeapObject_type((const HeapObject *)context) == NATIVE_CONTEXT_TYPE;
}

static const ScopeInfo *scope_info_of(Isolate *isolate,
                                      const Context *context) {
  return Value_as_ScopeInfo(isolate,
                            Context_get_slots(context, kContextScopeInfo));
}

// ---- Finding a name ----

// Where a name was found on the context chain.
typedef enum FoundIn {
  kFoundNowhere,     // nor is it a global
  kFoundSlot,        // context, slot
  kFoundModuleCell,  // cell_index
  kFoundObject,      // `with` object or the object of eval's variables
  kFoundGlobal,      // property of the global object
} FoundIn;

typedef struct FoundName {
  FoundIn where;
  Context *context;
  int slot;
  bool is_constant;
  bool is_sloppy_function_name;
  bool is_with;
  JSReceiver *object;
} FoundName;

// ECMA-262 #sec-object-environment-records-hasbinding-n
static bool with_object_has(Isolate *isolate, JSReceiver *object,
                            PropertyKey key, bool *result) {
  if (!Object_has_property_js(isolate, object, key, result)) return false;
  if (!*result) return true;
  Value unscopables =
      Object_get_js(isolate, Value_from_object(object),
                    ROOT_KEY(isolate, unscopables_symbol));
  if (Value_is_exception(unscopables)) return false;
  if (!Value_is_JSReceiver(isolate, unscopables)) return true;
  Value blocked = Object_get_js(isolate, unscopables, key);
  if (Value_is_exception(blocked)) return false;
  *result = !Object_to_boolean(isolate, blocked);
  return true;
}

static bool find_in_extension(Isolate *isolate, const Context *context,
                              const ScopeInfo *info, PropertyKey key,
                              FoundName *found) {
  Value extension = Context_get_slots(context, kContextExtensionSlot);
  if (!Value_is_JSReceiver(isolate, extension)) return true;
  found->object = Value_as_JSReceiver(isolate, extension);
  found->is_with = ScopeInfo_scope_kind(info) == kScopeWith;
  bool has;
  if (!(found->is_with
            ? with_object_has(isolate, found->object, key, &has)
            : Object_has_own_property_js(isolate, found->object, key, &has)))
    return false;
  if (has) found->where = kFoundObject;
  return true;
}

// Where the variables of a sloppy eval go: past blocks and the eval itself.
static Context *variable_context(Isolate *isolate) {
  Context *context = current_context(isolate);
  while (!is_native_context(context)) {
    const ScopeInfo *info = scope_info_of(isolate, context);
    if ((info->flags & kScopeInfoDeclarationScope) &&
        ScopeInfo_scope_kind(info) != kScopeEval)
      break;
    context = Value_as_Context(isolate,
                               Context_get_slots(context, kContextPrevious));
  }
  return context;
}

// Walks the chain outwards from a context. False when user code threw.
static bool find_name_from(Isolate *isolate, Context *first, Name *name,
                           FoundName *found) {
  PropertyKey key = PropertyKey_from_any_name(isolate, name);
  found->where = kFoundNowhere;
  for (Context *context = first; !is_native_context(context);
       context = Value_as_Context(
           isolate, Context_get_slots(context, kContextPrevious))) {
    const ScopeInfo *info = scope_info_of(isolate, context);
    if (ScopeInfo_has_extension_slot(info) ||
        ScopeInfo_scope_kind(info) == kScopeWith) {
      if (!find_in_extension(isolate, context, info, key, found)) return false;
      if (found->where != kFoundNowhere) return true;
      if (ScopeInfo_scope_kind(info) == kScopeWith) continue;
    }
    int i = ScopeInfo_find(info, (const String *)name);
    if (i < 0) continue;
    ScopeInfoVariable variable = ScopeInfo_variable(info, i);
    int mode = variable.bits & kScopeInfoModeMask;
    found->context = context;
    found->slot = variable.index;
    found->is_constant = VariableMode_is_immutable((VariableMode)mode);
    found->is_sloppy_function_name =
        (variable.bits & kScopeInfoSloppyFunctionName) != 0;
    found->where = variable.bits & kScopeInfoModuleVariable ? kFoundModuleCell
                                                            : kFoundSlot;
    return true;
  }
  ScriptBinding binding;
  if (ScriptContexts_find(isolate, name, &binding)) {
    *found = (FoundName){.where = kFoundSlot,
                         .context = binding.context,
                         .slot = binding.slot,
                         .is_constant = binding.is_constant};
    return true;
  }
  found->object = (JSReceiver *)global_object(isolate);
  bool has;
  if (!Object_has_property_js(isolate, found->object, key, &has)) return false;
  if (has) found->where = kFoundGlobal;
  return true;
}

static bool find_name(Isolate *isolate, Name *name, FoundName *found) {
  return find_name_from(isolate, current_context(isolate), name, found);
}

static Value throw_uninitialized(Isolate *isolate, Value name) {
  return Throw_error(isolate, kErrorTypeReferenceError,
                     kMessageAccessedUninitializedVariable, name,
                     ROOT(undefined_value), ROOT(undefined_value));
}

// ---- Module cells ----

// The cell of a module context's variable: positive indices are exports,
// negative ones imports.
static Cell *module_cell(Isolate *isolate, const Context *context, int index) {
  SourceTextModule *module = Value_as_SourceTextModule(
      isolate, Context_get_slots(context, kContextHeaderSlots));
  FixedArray *cells = index > 0 ? SourceTextModule_regular_exports(module)
                                : SourceTextModule_regular_imports(module);
  int slot = index > 0 ? index - 1 : -index - 1;
  return Value_as_Cell(isolate, FixedArray_get_slots(cells, slot));
}

static const Context *module_context(Isolate *isolate, int depth) {
  Context *context = current_context(isolate);
  for (; depth > 0; depth--)
    context = Value_as_Context(isolate,
                               Context_get_slots(context, kContextPrevious));
  return context;
}

// cell index, context depth (Smis).
Value Runtime_LoadModuleVariable(Isolate *isolate, Value index, Value depth) {
  return Cell_value(module_cell(
      isolate, module_context(isolate, Value_smi(depth)), Value_smi(index)));
}

// cell index, context depth, value.
Value Runtime_StoreModuleVariable(Isolate *isolate, Value index, Value depth,
                                  Value value) {
  Cell_set_value(module_cell(isolate,
                             module_context(isolate, Value_smi(depth)),
                             Value_smi(index)),
                 Isolate_box(isolate, value));
  return ROOT(undefined_value);
}

// The module itself lies in the first slot behind the header.
Value Runtime_NewModuleContext(Isolate *isolate, Value module,
                               Value scope_info) {
  int length = ScopeInfo_context_length(
      Value_as_ScopeInfo(isolate, scope_info));
  if (length <= kContextHeaderSlots) length = kContextHeaderSlots + 1;
  Context *context = Context_new(
      isolate, ROOT_OBJECT(isolate, Map, module_context_map), length);
  Context_set_slots(context, kContextScopeInfo, scope_info);
  Context_set_slots(context, kContextPrevious,
                    Value_from_object(Isolate_native_context(isolate)));
  Context_set_slots(context, kContextHeaderSlots, module);
  return Value_from_object(context);
}

static Value throw_not_defined(Isolate *isolate, Value name) {
  return Throw_error(isolate, kErrorTypeReferenceError, kMessageNotDefined,
                     name, ROOT(undefined_value), ROOT(undefined_value));
}

// ---- Loads ----

// The mode of the running function. (Parts of a class that a sloppy function
// runs are taken for sloppy here.)
static bool is_running_strict(Isolate *isolate) {
  return SharedFunctionInfo_is_strict(JSFunction_shared(
      Value_as_JSFunction(isolate, isolate->fp[kFrameFunction])));
}

static Value load_found(Isolate *isolate, Value name, const FoundName *found,
                        bool in_typeof) {
  Value value;
  switch (found->where) {
    case kFoundSlot:
      value = Context_get_slots(found->context, found->slot);
      break;
    case kFoundModuleCell:
      value = Cell_value(module_cell(isolate, found->context, found->slot));
      break;
    case kFoundObject:
    case kFoundGlobal: {
      PropertyKey key =
          PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
      if (found->is_with) {
        // GetBindingValue asks again: a proxy may see it.
        bool has;
        TRY_BOOL(Object_has_property_js(isolate, found->object, key, &has));
        if (!has)
          return is_running_strict(isolate) ? throw_not_defined(isolate, name)
                                            : ROOT(undefined_value);
      }
      return Object_get_js(isolate, Value_from_object(found->object), key);
    }
    default:
      if (in_typeof) return ROOT(undefined_value);
      return throw_not_defined(isolate, name);
  }
  return Value_is_the_hole(value) ? throw_uninitialized(isolate, name) : value;
}

Value Runtime_LoadLookupSlot(Isolate *isolate, Value name) {
  FoundName found = {0};
  TRY_BOOL(find_name(isolate, Value_as_Name(isolate, name), &found));
  return load_found(isolate, name, &found, false);
}

Value Runtime_LoadLookupSlotInsideTypeof(Isolate *isolate, Value name) {
  FoundName found = {0};
  TRY_BOOL(find_name(isolate, Value_as_Name(isolate, name), &found));
  return load_found(isolate, name, &found, true);
}

// FixedArray of the callee and the receiver: the `with` object if the name was
// found in one, else undefined.
Value Runtime_LoadLookupSlotForCall(Isolate *isolate, Value name) {
  FoundName found = {0};
  TRY_BOOL(find_name(isolate, Value_as_Name(isolate, name), &found));
  Value callee = TRY(load_found(isolate, name, &found, false));
  FixedArray *pair = FixedArray_new(isolate, 2);
  FixedArray_set_slots(pair, 0, Isolate_box(isolate, callee));
  if (found.where == kFoundObject && found.is_with)
    FixedArray_set_slots(pair, 1, Value_from_object(found.object));
  return Value_from_object(pair);
}

// ---- Stores ----

static Value store_in_object(Isolate *isolate, Value name, Value boxed,
                             const FoundName *found, bool strict) {
  PropertyKey key =
      PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
  if (found->is_with || (found->where == kFoundGlobal && strict)) {
    // SetMutableBinding asks again; strict code must not create it anew.
    bool has;
    TRY_BOOL(Object_has_property_js(isolate, found->object, key, &has));
    if (!has && strict) return throw_not_defined(isolate, name);
  }
  TRY_BOOL(Object_set_js(isolate, Value_from_object(found->object), key, boxed,
                         strict ? kThrowOnError : kDontThrow));
  return boxed;
}

static Value store_found(Isolate *isolate, Value name, Value value,
                         const FoundName *found, bool strict) {
  Value boxed = Isolate_box(isolate, value);
  switch (found->where) {
    case kFoundSlot:
      if (Value_is_the_hole(Context_get_slots(found->context, found->slot)))
        return throw_uninitialized(isolate, name);
      if (found->is_constant || found->is_sloppy_function_name) {
        if (found->is_sloppy_function_name && !strict) return value;
        return Throw_type_error(isolate, kMessageConstAssign, name,
                                ROOT(undefined_value));
      }
      Context_set_slots(found->context, found->slot, boxed);
      return value;
    case kFoundModuleCell: {
      Cell *cell = module_cell(isolate, found->context, found->slot);
      if (Value_is_the_hole(Cell_value(cell)))
        return throw_uninitialized(isolate, name);
      if (found->is_constant || found->slot < 0)
        return Throw_type_error(isolate, kMessageConstAssign, name,
                                ROOT(undefined_value));
      Cell_set_value(cell, boxed);
      return value;
    }
    case kFoundObject:
    case kFoundGlobal:
      TRY(store_in_object(isolate, name, boxed, found, strict));
      return value;
    default:
      if (strict) return throw_not_defined(isolate, name);
      TRY_BOOL(Object_set_js(
          isolate, Value_from_object(global_object(isolate)),
          PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name)),
          boxed, kDontThrow));
      return value;
  }
}

Value Runtime_StoreLookupSlot(Isolate *isolate, Value name, Value value,
                              Value flags) {
  FoundName found = {0};
  Context *first = Value_smi(flags) & kStoreLookupHoisting
                       ? variable_context(isolate)
                       : current_context(isolate);
  TRY_BOOL(find_name_from(isolate, first, Value_as_Name(isolate, name),
                          &found));
  return store_found(isolate, name, value, &found,
                     (Value_smi(flags) & kStoreLookupStrict) != 0);
}

// ---- References ----

// A FoundName as a FixedArray: where | flags, slot, context or object.
enum {
  kReferenceWhere,
  kReferenceSlot,
  kReferenceHolder,
  kReferenceLength,

  kReferenceWhereMask = 0xff,
  kReferenceConstant = 1 << 8,
  kReferenceSloppyFunctionName = 1 << 9,
  kReferenceWith = 1 << 10,
};

Value Runtime_ResolveLookupSlot(Isolate *isolate, Value name) {
  FoundName found = {0};
  TRY_BOOL(find_name(isolate, Value_as_Name(isolate, name), &found));
  int bits = (int)found.where;
  if (found.is_constant) bits |= kReferenceConstant;
  if (found.is_sloppy_function_name) bits |= kReferenceSloppyFunctionName;
  if (found.where == kFoundObject && found.is_with) bits |= kReferenceWith;
  FixedArray *reference = FixedArray_new(isolate, kReferenceLength);
  FixedArray_set_slots(reference, kReferenceWhere, Value_from_smi(bits));
  FixedArray_set_slots(reference, kReferenceSlot, Value_from_smi(found.slot));
  if (found.where == kFoundObject || found.where == kFoundGlobal)
    FixedArray_set_slots(reference, kReferenceHolder,
                         Value_from_object(found.object));
  else if (found.where != kFoundNowhere)
    FixedArray_set_slots(reference, kReferenceHolder,
                         Value_from_object(found.context));
  return Value_from_object(reference);
}

static FoundName found_of(Isolate *isolate, Value value) {
  const FixedArray *reference = Value_as_FixedArray(isolate, value);
  int bits = (int)Value_smi(FixedArray_get_slots(reference, kReferenceWhere));
  FoundName found = {
      .where = (FoundIn)(bits & kReferenceWhereMask),
      .slot = (int)Value_smi(FixedArray_get_slots(reference, kReferenceSlot)),
      .is_constant = (bits & kReferenceConstant) != 0,
      .is_sloppy_function_name = (bits & kReferenceSloppyFunctionName) != 0,
      .is_with = (bits & kReferenceWith) != 0,
  };
  Value holder = FixedArray_get_slots(reference, kReferenceHolder);
  if (found.where == kFoundObject || found.where == kFoundGlobal)
    found.object = Value_as_JSReceiver(isolate, holder);
  else if (found.where != kFoundNowhere)
    found.context = Value_as_Context(isolate, holder);
  return found;
}

Value Runtime_LoadFromReference(Isolate *isolate, Value reference,
                                Value name) {
  FoundName found = found_of(isolate, reference);
  return load_found(isolate, name, &found, false);
}

Value Runtime_StoreToReference(Isolate *isolate, Value reference, Value name,
                               Value value, Value flags) {
  FoundName found = found_of(isolate, reference);
  return store_found(isolate, name, value, &found,
                     (Value_smi(flags) & kStoreLookupStrict) != 0);
}

// Is there a global of that name: #sec-object-environment-records-hasbinding-n
// of the realm's global environment.
Value Runtime_HasGlobal(Isolate *isolate, Value name) {
  ScriptBinding binding;
  if (ScriptContexts_find(isolate, Value_as_Name(isolate, name), &binding))
    return ROOT(true_value);
  bool has;
  TRY_BOOL(Object_has_property_js(
      isolate, (JSReceiver *)global_object(isolate),
      PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name)), &has));
  return Value_from_bool(has);
}

Value Runtime_DeleteLookupSlot(Isolate *isolate, Value name) {
  FoundName found = {0};
  TRY_BOOL(find_name(isolate, Value_as_Name(isolate, name), &found));
  if (found.where == kFoundNowhere) return ROOT(true_value);
  if (found.where != kFoundObject && found.where != kFoundGlobal)
    return ROOT(false_value);
  bool deleted;
  TRY_BOOL(Object_delete_js(
      isolate, found.object,
      PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name)),
      kDontThrow, &deleted));
  return Value_from_bool(deleted);
}

// ---- Declarations of sloppy eval ----

// The object that receives `var` from eval: the extension of the nearest
// function, or the global object.
static JSObject *eval_variable_object(Isolate *isolate) {
  for (Context *context = current_context(isolate);
       !is_native_context(context);
       context = Value_as_Context(
           isolate, Context_get_slots(context, kContextPrevious))) {
    const ScopeInfo *info = scope_info_of(isolate, context);
    if (!(info->flags & kScopeInfoDeclarationScope) ||
        !ScopeInfo_has_extension_slot(info) ||
        ScopeInfo_scope_kind(info) == kScopeEval)
      continue;
    Value extension = Context_get_slots(context, kContextExtensionSlot);
    if (!Value_is_JSObject(isolate, extension)) {
      extension = Value_from_object(
          JSObject_new_with_prototype(isolate, ROOT(null_value)));
      Context_set_slots(context, kContextExtensionSlot, extension);
    }
    return Value_as_JSObject(isolate, extension);
  }
  return global_object(isolate);
}

// The slot of a variable that the function around the eval declares itself:
// then eval's declaration means that one.
static bool declared_by_function(Isolate *isolate, Name *name,
                                 Context **found_context, int *slot) {
  for (Context *context = current_context(isolate);
       !is_native_context(context);
       context = Value_as_Context(
           isolate, Context_get_slots(context, kContextPrevious))) {
    const ScopeInfo *info = scope_info_of(isolate, context);
    if (!(info->flags & kScopeInfoDeclarationScope) ||
        ScopeInfo_scope_kind(info) == kScopeEval)
      continue;
    int i = ScopeInfo_find(info, (const String *)name);
    if (i < 0) return false;
    ScopeInfoVariable variable = ScopeInfo_variable(info, i);
    if (variable.bits &
        (kScopeInfoModuleVariable | kScopeInfoSloppyFunctionName))
      return false;
    *found_context = context;
    *slot = variable.index;
    return true;
  }
  return false;
}

static Value throw_redeclaration(Isolate *isolate, Value name) {
  return Throw_error(isolate, kErrorTypeSyntaxError, kMessageVarRedeclaration,
                     name, ROOT(undefined_value), ROOT(undefined_value));
}

// ECMA-262 #sec-evaldeclarationinstantiation 3.d: eval code in a parameter list
// declares outside of the parameters, and may not declare one of their names.
static bool conflicts_with_parameter(Isolate *isolate, const Name *name) {
  for (Context *context = current_context(isolate);
       !is_native_context(context);
       context = Value_as_Context(
           isolate, Context_get_slots(context, kContextPrevious))) {
    const ScopeInfo *info = scope_info_of(isolate, context);
    if (!(info->flags & kScopeInfoDeclarationScope) ||
        ScopeInfo_scope_kind(info) == kScopeEval)
      continue;
    if (!(info->flags & kScopeInfoComplexParameters)) return false;
    int i = ScopeInfo_find(info, (const String *)name);
    return i >= 0 && !(ScopeInfo_variable(info, i).bits &
                       kScopeInfoSloppyFunctionName);
  }
  return false;
}

Value Runtime_DeclareEvalVar(Isolate *isolate, Value name) {
  Name *unique = Value_as_Name(isolate, name);
  if (conflicts_with_parameter(isolate, unique))
    return throw_redeclaration(isolate, name);
  Context *context;
  int slot;
  if (declared_by_function(isolate, unique, &context, &slot))
    return ROOT(undefined_value);
  JSObject *object = eval_variable_object(isolate);
  PropertyKey key = PropertyKey_from_any_name(isolate, unique);
  bool has;
  TRY_BOOL(Object_has_own_property_js(isolate, (JSReceiver *)object, key,
                                      &has));
  if (!has) {
    bool extensible;
    TRY_BOOL(Object_is_extensible_js(isolate, (JSReceiver *)object,
                                     &extensible));
    if (!extensible)
      return Throw_type_error(isolate, kMessageDefineDisallowed, name,
                              ROOT(undefined_value));
    JSObject_define_data(isolate, object, key, ROOT(undefined_value), kNone);
  }
  return ROOT(undefined_value);
}

// ---- Script-level declarations ----

// ECMA-262 #sec-candeclareglobalfunction
static bool can_declare_function(Isolate *isolate, JSObject *global,
                                 PropertyKey key, bool *result,
                                 bool *replaces) {
  PropertyDescriptor descriptor;
  bool found;
  if (!Object_get_own_property_js(isolate, (JSReceiver *)global, key,
                                  &descriptor, &found))
    return false;
  if (!found) {
    *replaces = true;
    return Object_is_extensible_js(isolate, (JSReceiver *)global, result);
  }
  *replaces = descriptor.configurable;
  *result = descriptor.configurable ||
            (descriptor.has_value && descriptor.writable &&
             descriptor.enumerable);
  return true;
}

// ECMA-262 #sec-createglobalfunctionbinding
static Value create_function_binding(Isolate *isolate, JSObject *global,
                                     PropertyKey key, Value function,
                                     bool replaces, bool deletable) {
  PropertyDescriptor descriptor = {.value = function, .has_value = true};
  if (replaces) {
    descriptor.has_writable = descriptor.writable = true;
    descriptor.has_enumerable = descriptor.enumerable = true;
    descriptor.has_configurable = true;
    descriptor.configurable = deletable;
  }
  bool success;
  TRY_BOOL(Object_define_own_property_js(isolate, (JSReceiver *)global, key,
                                         &descriptor, kThrowOnError,
                                         &success));
  TRY_BOOL(Object_set_js(isolate, Value_from_object(global), key, function,
                         kDontThrow));
  return ROOT(undefined_value);
}

Value Runtime_DeclareEvalFunction(Isolate *isolate, Value name,
                                  Value function) {
  Name *unique = Value_as_Name(isolate, name);
  if (conflicts_with_parameter(isolate, unique))
    return throw_redeclaration(isolate, name);
  Context *context;
  int slot;
  if (declared_by_function(isolate, unique, &context, &slot)) {
    Context_set_slots(context, slot, function);
    return ROOT(undefined_value);
  }
  JSObject *object = eval_variable_object(isolate);
  PropertyKey key = PropertyKey_from_any_name(isolate, unique);
  if (object != global_object(isolate)) {
    JSObject_define_data(isolate, object, key, function, kNone);
    return ROOT(undefined_value);
  }
  bool can, replaces;
  TRY_BOOL(can_declare_function(isolate, object, key, &can, &replaces));
  if (!can)
    return Throw_type_error(isolate, kMessageRedefineDisallowed, name,
                            ROOT(undefined_value));
  return create_function_binding(isolate, object, key, function, replaces,
                                 true);
}

// ECMA-262 #sec-globaldeclarationinstantiation, the part of var and function.
// Everything is checked before anything is declared.
Value Runtime_DeclareGlobals(Isolate *isolate, Value declarations,
                             Value flags) {
  FixedArray *list = Value_as_FixedArray(isolate, declarations);
  bool deletable = (Value_smi(flags) & kDeclareGlobalsEval) != 0;
  JSObject *global = global_object(isolate);
  for (int32_t i = 0; i < list->length; i += 2) {
    Value name = FixedArray_get_slots(list, i);
    PropertyKey key =
        PropertyKey_from_any_name(isolate, Value_as_Name(isolate, name));
    ScriptBinding binding;
    if (ScriptContexts_find(isolate, Value_as_Name(isolate, name), &binding))
      return throw_redeclaration(isolate, name);
    bool can, replaces;
    if (!Value_is_undefined(FixedArray_get_slots(list, i + 1))) {
      TRY_BOOL(can_declare_function(isolate, global, key, &can, &replaces));
    } else {
      TRY_BOOL(Object_has_own_property_js(isolate, (JSReceiver *)global, key,
                                          &can));
      if (!can)
        TRY_BOOL(Object_is_extensible_js(isolate, (JSReceiver *)global, &can));
    }
    if (!can)
      return Throw_type_error(isolate, kMessageRedefineDisallowed, name,
                              ROOT(undefined_value));
  }
  for (int32_t i = 0; i < list->length; i += 2) {
    PropertyKey key = PropertyKey_from_any_name(
        isolate, Value_as_Name(isolate, FixedArray_get_slots(list, i)));
    Value shared = FixedArray_get_slots(list, i + 1);
    if (!Value_is_undefined(shared)) {
      JSFunction *function = JSFunction_new_closure(
          isolate, Value_as_SharedFunctionInfo(isolate, shared),
          current_context(isolate), NULL);
      bool can, replaces;
      TRY_BOOL(can_declare_function(isolate, global, key, &can, &replaces));
      TRY(create_function_binding(isolate, global, key,
                                  Value_from_object(function), replaces,
                                  deletable));
      continue;
    }
    bool has;
    TRY_BOOL(Object_has_own_property_js(isolate, (JSReceiver *)global, key,
                                        &has));
    if (!has)
      JSObject_define_data(isolate, global, key, ROOT(undefined_value),
                           deletable ? kNone : kDontDelete);
  }
  return ROOT(undefined_value);
}

// The context of a script's let, const and class declarations, in their dead
// zone. Throws where a name is taken.
Value Runtime_NewScriptContext(Isolate *isolate, Value scope_info) {
  const ScopeInfo *info = Value_as_ScopeInfo(isolate, scope_info);
  JSObject *global = global_object(isolate);
  for (int i = 0; i < info->context_local_count; i++) {
    ScopeInfoVariable variable = ScopeInfo_variable(info, i);
    ScriptBinding binding;
    Value name = Value_from_object(variable.name);
    if (!VariableMode_is_lexical(
            (VariableMode)(variable.bits & kScopeInfoModeMask)))
      continue;
    if (ScriptContexts_find(isolate, (Name *)variable.name, &binding))
      return throw_redeclaration(isolate, name);
    PropertyDescriptor descriptor;
    bool found;
    TRY_BOOL(Object_get_own_property_js(
        isolate, (JSReceiver *)global,
        PropertyKey_from_any_name(isolate, (Name *)variable.name), &descriptor,
        &found));
    if (found && !descriptor.configurable)
      return throw_redeclaration(isolate, name);
  }
  Context *context =
      Context_new(isolate, ROOT_OBJECT(isolate, Map, script_context_map),
                  ScopeInfo_context_length(info));
  Context_set_slots(context, kContextScopeInfo, scope_info);
  Context_set_slots(context, kContextPrevious,
                    Value_from_object(Isolate_native_context(isolate)));
  for (int i = 0; i < info->context_local_count; i++) {
    ScopeInfoVariable variable = ScopeInfo_variable(info, i);
    VariableMode mode = (VariableMode)(variable.bits & kScopeInfoModeMask);
    if (!VariableMode_is_lexical(mode)) continue;
    Context_set_slots(context, variable.index, ROOT(the_hole));
    ScriptBinding binding = {context, variable.index,
                             VariableMode_is_immutable(mode)};
    ScriptContexts_add(isolate, (Name *)variable.name, &binding);
  }
  return Value_from_object(context);
}

Value Runtime_GetGlobalThis(Isolate *isolate) {
  return INTRINSIC(isolate, global_object);
}
