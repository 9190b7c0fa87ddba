// SPDX-License-Identifier: MIT
//
// SourceTextModule.info: what the compiler says about a module's imports and
// exports, as FixedArrays.
#ifndef ENGINE_BYTECODE_MODULE_INFO_H_
#define ENGINE_BYTECODE_MODULE_INFO_H_

// The info itself. All lists are FixedArrays of ModuleInfoEntry arrays, but
// kModuleInfoRequests, of ModuleInfoRequest arrays.
typedef enum ModuleInfoSlot {
  kModuleInfoRequests,
  kModuleInfoRegularImports,
  kModuleInfoNamespaceImports,
  kModuleInfoLocalExports,
  kModuleInfoIndirectExports,
  kModuleInfoStarExports,
  kModuleInfoFlags,  // Smi of ModuleInfoFlags
  kModuleInfoSlotCount,
} ModuleInfoSlot;

typedef enum ModuleInfoFlags {
  kModuleInfoHasTopLevelAwait = 1,
} ModuleInfoFlags;

typedef enum ModuleInfoRequestSlot {
  kModuleRequestSpecifier,   // String
  kModuleRequestPosition,    // Smi
  kModuleRequestAttributes,  // FixedArray: key, value, key, value ...
  kModuleRequestSlotCount,
} ModuleInfoRequestSlot;

// Names are Strings, or undefined where the entry has none.
typedef enum ModuleInfoEntrySlot {
  kModuleEntryExportName,
  kModuleEntryLocalName,
  kModuleEntryImportName,    // indirect exports: undefined for the namespace
  kModuleEntryRequestIndex,  // Smi; -1 for local exports
  kModuleEntryCellIndex,     // Smi: > 0 export, < 0 import, 0 none
  kModuleEntryPosition,
  kModuleEntryEndPosition,
  kModuleEntrySlotCount,
} ModuleInfoEntrySlot;

#endif  // ENGINE_BYTECODE_MODULE_INFO_H_
