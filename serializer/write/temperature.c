// SPDX-License-Identifier: MIT
#include "serializer/write/temperature.h"

// Strings longer than this are text that a program prints or parses, or source.
enum { kMaxNameLength = 64 };

static SnapshotSectionId of_string(const String *string, int type) {
  if (InstanceType_is_internalized((InstanceType)type) &&
      string->length <= kMaxNameLength)
    return kSectionNames;
  return kSectionCold;
}

// Arrays without a purpose of their own go where their owner is.
static SnapshotSectionId of_array(const HeapObject *parent,
                                  SnapshotSectionId parent_section) {
  if (parent == NULL) return kSectionHot;
  switch (HeapObject_map(parent)->class_id) {
    case kClassBytecodeArray:
    case kClassSharedFunctionInfo:
    case kClassRegExpData:
    case kClassTemplateObjectDescription:
    case kClassArrayBoilerplateDescription:
      return kSectionCode;
    case kClassScript:
    case kClassUncompiledData:
      return kSectionCold;
    case kClassNativeContext:
    case kClassJSGeneratorObject:
      return kSectionHot;
    default:
      return parent_section == kSectionCode || parent_section == kSectionCold ||
                     parent_section == kSectionMaps
                 ? parent_section
                 : kSectionObjects;
  }
}

SnapshotSectionId Temperature_of(const HeapObject *object,
                                 const HeapObject *parent,
                                 SnapshotSectionId parent_section) {
  const Map *map = HeapObject_map(object);
  if (InstanceType_is_string((InstanceType)map->instance_type))
    return of_string((const String *)object, map->instance_type);
  switch (map->class_id) {
    case kClassFeedbackVector:
    case kClassFeedbackCell:
    case kClassContext:
    case kClassNativeContext:
    case kClassPropertyCell:
    case kClassGlobalDictionary:
    case kClassStringTable:
    case kClassMicrotask:
    case kClassJSPromise:
    case kClassJSGlobalObject:
    case kClassLoadHandler:
    case kClassStoreHandler:
      return kSectionHot;
    case kClassJSFunction:
    case kClassSharedFunctionInfo:
      return kSectionFunctions;
    case kClassMap:
    case kClassDescriptorArray:
    case kClassTransitionArray:
    case kClassPrototypeInfo:
    case kClassEnumCache:
    case kClassCell:
    case kClassAccessorPair:
    case kClassAccessorInfo:
      return kSectionMaps;
    case kClassBytecodeArray:
    case kClassScopeInfo:
    case kClassFeedbackMetadata:
    case kClassObjectBoilerplateDescription:
    case kClassArrayBoilerplateDescription:
    case kClassClassBoilerplate:
    case kClassTemplateObjectDescription:
    case kClassRegExpData:
      return kSectionCode;
    case kClassSymbol:
      return kSectionNames;
    case kClassScript:
    case kClassUncompiledData:
      return kSectionCold;
    case kClassFixedArray:
    case kClassFixedDoubleArray:
    case kClassByteArray:
    case kClassArrayList:
    case kClassHeapNumber:
    case kClassBigInt:
      return of_array(parent, parent_section);
    default:
      return kSectionObjects;
  }
}
