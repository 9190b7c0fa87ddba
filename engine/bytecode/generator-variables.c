// SPDX-License-Identifier: MIT
//
// Loads and stores of variables, by where scope analysis put them.
#include "engine/bytecode/generator-impl.h"

Register Gen_variable_register(const BytecodeGenerator *g,
                               const Variable *variable) {
  if (variable == NULL) return kNoRegister;
  if (variable->location == kLocationLocal) return variable->index;
  if (variable->location == kLocationParameter)
    return BytecodeBuilder_parameter(&g->builder, variable->index);
  return kNoRegister;
}

static int context_depth(const BytecodeGenerator *g, const Variable *variable) {
  return Scope_context_depth(g->scope, variable->scope);
}

// A slot that never changes once it holds something else than the hole.
static bool is_immutable_slot(const Variable *variable) {
  return VariableMode_is_immutable((VariableMode)variable->mode) ||
         variable->kind == kVariableKindThis;
}

static void load_context_slot(BytecodeGenerator *g, const Variable *variable) {
  int depth = context_depth(g, variable);
  bool immutable = is_immutable_slot(variable);
  if (depth == 0) {
    if (immutable)
      EMIT(&g->builder, LdaImmutableCurrentContextSlot, variable->index);
    else
      EMIT(&g->builder, LdaCurrentContextSlot, variable->index);
  } else if (immutable) {
    EMIT(&g->builder, LdaImmutableContextSlot, kRegisterContext,
         variable->index, depth);
  } else {
    EMIT(&g->builder, LdaContextSlot, kRegisterContext, variable->index, depth);
  }
}

static void store_context_slot(BytecodeGenerator *g, const Variable *variable) {
  int depth = context_depth(g, variable);
  if (depth == 0)
    EMIT(&g->builder, StaCurrentContextSlot, variable->index);
  else
    EMIT(&g->builder, StaContextSlot, kRegisterContext, variable->index, depth);
}

static void check_hole_of(BytecodeGenerator *g, const Variable *variable,
                          const AstString *name) {
  if (BytecodeBuilder_is_initialized(&g->builder, variable)) return;
  BytecodeBuilder_note_initialized(&g->builder, variable);
  if (variable->kind == kVariableKindThis)
    EMIT0(&g->builder, ThrowSuperNotCalledIfHole);
  else
    EMIT(&g->builder, ThrowReferenceErrorIfHole,
         BytecodeBuilder_string_constant(&g->builder, name));
}

static void load_global(BytecodeGenerator *g, const AstString *name,
                        bool in_typeof) {
  if (AstString_is(name, kNameUndefined)) {
    EMIT0(&g->builder, LdaUndefined);
    return;
  }
  int constant = BytecodeBuilder_string_constant(&g->builder, name);
  if (in_typeof)
    EMIT(&g->builder, LdaGlobalInsideTypeof, constant,
         Gen_slot(g, kFeedbackSlotLoadGlobalInsideTypeof));
  else
    EMIT(&g->builder, LdaGlobal, constant,
         Gen_slot(g, kFeedbackSlotLoadGlobal));
}

void Gen_load_variable(BytecodeGenerator *g, Variable *variable,
                       const AstString *name, bool check_hole,
                       bool in_typeof) {
  if (variable == NULL) {
    load_global(g, name, in_typeof);
    return;
  }
  switch ((VariableLocation)variable->location) {
    case kLocationUnallocated:
      EMIT0(&g->builder, LdaUndefined);
      return;
    case kLocationParameter:
    case kLocationLocal:
      Gen_load(g, Gen_variable_register(g, variable));
      break;
    case kLocationContext:
    case kLocationScriptContext:
      load_context_slot(g, variable);
      break;
    case kLocationLookup: {
      int constant = BytecodeBuilder_string_constant(&g->builder, name);
      if (in_typeof)
        EMIT(&g->builder, LdaLookupSlotInsideTypeof, constant);
      else
        EMIT(&g->builder, LdaLookupSlot, constant);
      return;
    }
    case kLocationModule:
      EMIT(&g->builder, LdaModuleVariable, variable->index,
           context_depth(g, variable));
      break;
    case kLocationGlobal:
      load_global(g, name, in_typeof);
      return;
    case kLocationGlobalThis:
      Gen_runtime(g, kRuntimeGetGlobalThis, 0, 0);
      return;
  }
  if (check_hole) check_hole_of(g, variable, name);
}

void Gen_load_proxy(BytecodeGenerator *g, const VariableProxy *proxy) {
  Gen_load_variable(g, proxy->variable, proxy->name, proxy->needs_hole_check,
                    false);
}

// Reads a variable only to throw if it is in its dead zone. Keeps the
// accumulator.
static void check_initialized(BytecodeGenerator *g, Variable *variable,
                              const AstString *name) {
  if (BytecodeBuilder_is_initialized(&g->builder, variable)) return;
  Register value = Gen_save(g);
  Gen_load_variable(g, variable, name, true, false);
  Gen_load(g, value);
  BytecodeBuilder_release(&g->builder, value);
}

static void throw_const_assign(BytecodeGenerator *g, const AstString *name) {
  Register value = Gen_save(g);
  Register argument = Gen_new_register(g);
  EMIT(&g->builder, LdaConstant,
       BytecodeBuilder_string_constant(&g->builder, name));
  Gen_store(g, argument);
  Gen_runtime(g, kRuntimeThrowConstAssignError, argument, 1);
  Gen_load(g, value);
  BytecodeBuilder_release(&g->builder, value);
}

static void initialize_this(BytecodeGenerator *g, Variable *variable) {
  Register value = Gen_save(g);
  Gen_load_variable(g, variable, variable->name, false, false);
  EMIT0(&g->builder, ThrowSuperAlreadyCalledIfNotHole);
  Gen_load(g, value);
  BytecodeBuilder_release(&g->builder, value);
}

static void store_global(BytecodeGenerator *g, const AstString *name) {
  EMIT(&g->builder, StaGlobal,
       BytecodeBuilder_string_constant(&g->builder, name),
       Gen_slot(g, Gen_is_strict(g) ? kFeedbackSlotStoreGlobalStrict
                                    : kFeedbackSlotStoreGlobalSloppy));
}

void Gen_store_variable(BytecodeGenerator *g, Variable *variable,
                        const AstString *name, Token op, bool check_hole) {
  if (variable == NULL) {
    store_global(g, name);
    return;
  }
  bool is_assignment = op != kTokenInit;
  bool is_stored_by_name = variable->location == kLocationLookup ||
                           variable->location == kLocationGlobal;
  if (is_assignment && !is_stored_by_name) {
    if (Variable_is_sloppy_function_name(variable)) {
      if (Gen_is_strict(g)) throw_const_assign(g, name);
      return;
    }
    if (VariableMode_is_immutable((VariableMode)variable->mode)) {
      if (check_hole) check_initialized(g, variable, name);
      throw_const_assign(g, name);
      return;
    }
    if (check_hole) check_initialized(g, variable, name);
  } else if (variable->kind == kVariableKindThis &&
             variable->binding_needs_init) {
    initialize_this(g, variable);
  }
  switch ((VariableLocation)variable->location) {
    case kLocationUnallocated:
    case kLocationGlobalThis:
      return;
    case kLocationParameter:
    case kLocationLocal:
      Gen_store(g, Gen_variable_register(g, variable));
      return;
    case kLocationContext:
    case kLocationScriptContext:
      store_context_slot(g, variable);
      return;
    case kLocationLookup:
      EMIT(&g->builder, StaLookupSlot,
           BytecodeBuilder_string_constant(&g->builder, name),
           Gen_is_strict(g) ? kStoreLookupStrict : 0);
      return;
    case kLocationModule:
      EMIT(&g->builder, StaModuleVariable, variable->index,
           context_depth(g, variable));
      return;
    case kLocationGlobal:
      store_global(g, name);
      return;
  }
}
