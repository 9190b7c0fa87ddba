// SPDX-License-Identifier: MIT
#include "engine/objects/scope-info.h"

ScopeInfoVariable ScopeInfo_variable(const ScopeInfo *info, int i) {
  int slot = i * kScopeInfoVariableSlots;
  return (ScopeInfoVariable){
      Value_as_String(Isolate_of(info), ScopeInfo_get_slots(info, slot)),
      Value_smi(ScopeInfo_get_slots(info, slot + 1)),
      Value_smi(ScopeInfo_get_slots(info, slot + 2))};
}

int ScopeInfo_find(const ScopeInfo *info, const String *name) {
  Tagged wanted = Tagged_from_object(name);
  for (int i = 0; i < info->context_local_count; i++)
    if (Tagged_equals(info->slots[i * kScopeInfoVariableSlots], wanted))
      return i;
  return -1;
}

int ScopeInfo_parameter_context_slot(const ScopeInfo *info, int i) {
  // The last of several parameters with one name is the one that aliases.
  for (int j = info->context_local_count - 1; j >= 0; j--) {
    ScopeInfoVariable variable = ScopeInfo_variable(info, j);
    if (variable.bits >> kScopeInfoParameterShift == i + 1)
      return variable.index;
  }
  return -1;
}
