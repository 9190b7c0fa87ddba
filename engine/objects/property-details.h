// SPDX-License-Identifier: MIT
//
// PropertyDetails: what a descriptor, dictionary entry or PropertyCell says of
// its property, packed in a Smi.
//
//   bits 0-2    PropertyAttributes (read-only, don't-enum, don't-delete)
//   bit  3      PropertyKind: data or accessor
//   bit  4      location: field, or descriptor (the value is in the array)
//   bits 5-15   field index (location field), counted over in-object slots
//               first, then PropertyArray slots
//   bits 5-29   enumeration index (dictionaries)
#ifndef ENGINE_OBJECTS_PROPERTY_DETAILS_H_
#define ENGINE_OBJECTS_PROPERTY_DETAILS_H_

#include <stdbool.h>
#include <stdint.h>

typedef enum PropertyKind { kPropertyData, kPropertyAccessor } PropertyKind;

typedef int32_t PropertyDetails;

enum {
  kDetailsAttributesMask = 7,
  kDetailsAccessorBit = 8,
  kDetailsDescriptorBit = 16,
  kDetailsIndexShift = 5,
  kDetailsFieldIndexMask = 0x7ff,
};

static inline int PropertyDetails_attributes(PropertyDetails details) {
  return details & kDetailsAttributesMask;
}
static inline bool PropertyDetails_is_accessor(PropertyDetails details) {
  return (details & kDetailsAccessorBit) != 0;
}
static inline bool PropertyDetails_is_field(PropertyDetails details) {
  return (details & kDetailsDescriptorBit) == 0;
}
static inline int PropertyDetails_field_index(PropertyDetails details) {
  return (details >> kDetailsIndexShift) & kDetailsFieldIndexMask;
}
static inline int PropertyDetails_enumeration_index(PropertyDetails details) {
  return details >> kDetailsIndexShift;
}
static inline PropertyDetails PropertyDetails_field(int attributes,
                                                    int field_index) {
  return attributes | (field_index << kDetailsIndexShift);
}
static inline PropertyDetails PropertyDetails_descriptor(int attributes,
                                                         PropertyKind kind) {
  return attributes | kDetailsDescriptorBit |
         (kind == kPropertyAccessor ? kDetailsAccessorBit : 0);
}
static inline PropertyDetails PropertyDetails_dictionary(int attributes,
                                                         PropertyKind kind,
                                                         int enumeration) {
  return attributes | (kind == kPropertyAccessor ? kDetailsAccessorBit : 0) |
         (enumeration << kDetailsIndexShift);
}
static inline PropertyDetails PropertyDetails_with_attributes(
    PropertyDetails details, int attributes) {
  return (details & ~kDetailsAttributesMask) | attributes;
}

#endif  // ENGINE_OBJECTS_PROPERTY_DETAILS_H_
