// SPDX-License-Identifier: MIT
//
// JSArrays with fast elements, for the builtins that work on them, and what
// iterators give.
#ifndef BUILTINS_DSL_DEFINITIONS_ARRAYS_H_
#define BUILTINS_DSL_DEFINITIONS_ARRAYS_H_

#include "builtins-dsl/definitions/definitions.h"
#include "engine/objects/protectors.h"

TSmi array_length(Assembler *a, TJSArray array);
TInt64 smi_as_index(Assembler *a, TSmi smi);
TBool is_double_kind(Assembler *a, TInt32 kind);

// The element, which must not be a hole; else goes to the label.
TValue load_array_element(Assembler *a, TJSArray array, TInt64 index,
                          Label *hole);

// The array has one of the realm's initial maps: extensible, with a writable
// length and the initial prototype, on whose chain nothing has elements.
TMap check_initial_array_map(Assembler *a, TJSArray array, Label *otherwise);

// Goes to the label unless the assumptions hold (Protector bits).
void check_protectors(Assembler *a, uint32_t protectors, Label *otherwise);

// #sec-createiterresultobject of the value and false, or goes to the label.
TValue new_iter_result(Assembler *a, TTagged value, Label *otherwise);
// The same of undefined and true.
TValue new_last_iter_result(Assembler *a, Label *otherwise);
// A JSArray of these elements, or goes to the label.
TValue new_packed_array(Assembler *a, TFixedArray elements, TSmi length,
                        Label *otherwise);
// The same of two values.
TValue new_pair(Assembler *a, TTagged first, TTagged second, Label *otherwise);

// Arrays in one piece with a FixedArray of `count` > 0 slots right behind: how
// much memory they take (a multiple of 8), and the header of both in memory
// that was just allocated. The caller fills the elements at once; their padding
// is zero.
TInt64 array_bytes(Assembler *a, TInt64 count);
TFixedArray init_array(Assembler *a, TValue array, TMap map, TInt64 count);

#endif  // BUILTINS_DSL_DEFINITIONS_ARRAYS_H_
