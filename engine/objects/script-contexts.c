// SPDX-License-Identifier: MIT
#include "engine/objects/script-contexts.h"

#include "engine/objects/hash-table.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"

bool ScriptContexts_find(Isolate *isolate, const Name *name,
                         ScriptBinding *binding) {
  Value table = INTRINSIC(isolate, script_context_table);
  if (Value_is_undefined(table)) return false;
  const PropertyCell *cell = GlobalDictionary_find(
      Value_as_GlobalDictionary(isolate, table), name);
  if (cell == NULL) return false;
  PropertyDetails details = PropertyCell_details(cell);
  binding->context = Value_as_Context(isolate, PropertyCell_value(cell));
  binding->slot = PropertyDetails_field_index(details);
  binding->is_constant =
      (PropertyDetails_attributes(details) & kReadOnly) != 0;
  return true;
}

// Feedback that leads to a global property of the same name must miss now.
static void hide_global_property(Isolate *isolate, const Name *name) {
  Value global = INTRINSIC(isolate, global_object);
  if (!Value_is_JSGlobalObject(isolate, global)) return;
  Value properties = JSReceiver_properties_or_hash(
      (JSReceiver *)Value_object(isolate, global));
  if (!Value_is_GlobalDictionary(isolate, properties)) return;
  GlobalDictionary *dictionary = Value_as_GlobalDictionary(isolate, properties);
  PropertyCell *cell = GlobalDictionary_find(dictionary, name);
  if (cell) (void)GlobalDictionary_replace_cell(isolate, dictionary, cell);
}

void ScriptContexts_add(Isolate *isolate, Name *name,
                        const ScriptBinding *binding) {
  hide_global_property(isolate, name);
  Value table = INTRINSIC(isolate, script_context_table);
  GlobalDictionary *dictionary =
      Value_is_undefined(table) ? GlobalDictionary_new(isolate, 8)
                                : Value_as_GlobalDictionary(isolate, table);
  PropertyCell *cell = PropertyCell_new(
      isolate, name, Value_from_object(binding->context),
      PropertyDetails_field(binding->is_constant ? kReadOnly : kNone,
                            binding->slot));
  dictionary = GlobalDictionary_add(isolate, dictionary, cell);
  // Adding gives details an enumeration index; the slot is what counts here.
  PropertyCell_set_details(
      cell, PropertyDetails_field(binding->is_constant ? kReadOnly : kNone,
                                  binding->slot));
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_script_context_table,
                    Value_from_object(dictionary));
}
