// SPDX-License-Identifier: MIT
//
// Visiting the tagged slots of an object by its class descriptor.
#ifndef ENGINE_HEAP_VISIT_H_
#define ENGINE_HEAP_VISIT_H_

#include "engine/objects/layout/layout.h"

// Calls SLOT(Tagged *) for every tagged slot, the map's included, and
// VALUE(Value *) for every Value. `map` is the object's map.
#define VISIT_SLOTS(object, map, SLOT, VALUE)                                \
  do {                                                                       \
    const Map *visit_map_ = (map);                                           \
    const ClassDescriptor *visit_class_ =                                    \
        &kClassDescriptors[visit_map_->class_id];                            \
    Tagged *visit_words_ = (Tagged *)(object);                               \
    for (uint64_t visit_mask_ = visit_class_->tagged_mask; visit_mask_ != 0; \
         visit_mask_ &= visit_mask_ - 1)                                     \
      { SLOT(visit_words_ + __builtin_ctzll(visit_mask_)); } \
    size_t visit_header_ = visit_class_->header_size_bytes;                  \
    if (visit_class_->trailing_kind == kFieldTaggedArray ||                  \
        visit_class_->trailing_kind == kFieldValueArray) {                   \
      size_t visit_length_ =                                                 \
          (size_t)*(const int32_t *)((const char *)(object) +                \
                                     visit_class_->trailing_length_offset);  \
      char *visit_array_ = (char *)(object) + visit_header_;                 \
      if (visit_class_->trailing_kind == kFieldTaggedArray)                  \
        for (size_t visit_i_ = 0; visit_i_ < visit_length_; visit_i_++)      \
          { SLOT((Tagged *)visit_array_ + visit_i_); } \
      else                                                                   \
        for (size_t visit_i_ = 0; visit_i_ < visit_length_; visit_i_++)      \
          { VALUE((Value *)visit_array_ + visit_i_); } \
    } else if (visit_map_->instance_type >= FIRST_JS_OBJECT_TYPE) {          \
      for (size_t visit_i_ = visit_header_ / kTaggedSize;                    \
           visit_i_ < visit_map_->instance_size_words; visit_i_++)           \
        { SLOT(visit_words_ + visit_i_); } \
    }                                                                        \
  } while (0)

#endif  // ENGINE_HEAP_VISIT_H_
