// SPDX-License-Identifier: MIT
//
// Makes native contexts from nothing: every intrinsic and global, installed by
// the Bootstrap_install_* function of the file that defines the builtins.
#ifndef ENGINE_BUILTINS_BOOTSTRAPPER_H_
#define ENGINE_BUILTINS_BOOTSTRAPPER_H_

#include "engine/builtins/builtin-ids.h"
#include "engine/objects/native-context.h"
#include "engine/objects/object-operations.h"

// A new realm; it does not become current. Never fails.
NativeContext *Bootstrapper_new_native_context(Isolate *isolate);

// gc(), under --expose-gc, in the current realm: a thawed one was made without
// knowing the flag.
void Bootstrap_install_gc(Isolate *isolate);

// ---- For Bootstrap_install_* functions ----

// A row of an install table: a method (kDontEnum), or accessor.
typedef struct FunctionSpec {
  const char *name;   // ASCII; "@@iterator" style names a well-known symbol
  BuiltinId id;       // function, or getter
  int length;         // of the function; for accessors ignored
  int kind;           // FunctionSpecKind
  BuiltinId setter;   // accessors: kBuiltinNone if none
} FunctionSpec;
typedef enum FunctionSpecKind { kSpecMethod, kSpecAccessor } FunctionSpecKind;

#define METHOD(name, Id, length) \
  {name, kBuiltin##Id, length, kSpecMethod, kBuiltinNone}
#define GETTER(name, Id) {name, kBuiltin##Id, 0, kSpecAccessor, kBuiltinNone}
#define ACCESSOR(name, Get, Set) \
  {name, kBuiltin##Get, 0, kSpecAccessor, kBuiltin##Set}

// Installs every row on the object.
void Bootstrap_install_functions(Isolate *isolate, JSObject *object,
                                 const FunctionSpec *specs, int count);
// A builtin function object of the realm being made (INTRINSIC works on it).
JSFunction *Bootstrap_new_function(Isolate *isolate, const char *name,
                                   BuiltinId id, int length);
// A constructor with prototype object `prototype` (linked both ways), an
// initial map for instances of the class, and a property of the global.
// Stores the initial map in initial_map_slot.
JSFunction *Bootstrap_new_constructor(Isolate *isolate, const char *name,
                                      BuiltinId id, int length,
                                      JSObject *prototype, ClassId class_id,
                                      int initial_map_slot);
// Defines a data property of the global object (kDontEnum).
void Bootstrap_define_global(Isolate *isolate, const char *name, Value value);
// @@toStringTag, read-only.
void Bootstrap_set_to_string_tag(Isolate *isolate, JSObject *object,
                                 const char *tag);
// A constant (read-only, not configurable), as Math.PI.
void Bootstrap_define_constant(Isolate *isolate, JSObject *object,
                               const char *name, Value value);

// The map of instances of an intrinsic class without a constructor of its own
// (iterators): properties none, the given prototype; stored in map_slot.
Map *Bootstrap_new_instance_map(Isolate *isolate, ClassId class_id,
                                JSObject *prototype, int map_slot);
// A prototype object that is itself a wrapper of a primitive (Number.prototype
// and its kin), stored in prototype_slot.
JSObject *Bootstrap_new_wrapper_prototype(Isolate *isolate, Value primitive,
                                          int prototype_slot);
// Defines `alias` (ASCII or "@@name") as the same function as `name`.
void Bootstrap_alias(Isolate *isolate, JSObject *object, const char *name,
                     const char *alias);
// The key that an install table's name means.
PropertyKey Bootstrap_key(Isolate *isolate, const char *name);

// The map of functions of another family (generators, async functions), with
// its prototype object; they have a `prototype` property or none.
void Bootstrap_new_function_map(Isolate *isolate, JSObject *prototype,
                                int map_slot, bool has_prototype);
// A constructor with no prototype yet, and not a global.
JSFunction *Bootstrap_new_bare_constructor(Isolate *isolate, const char *name,
                                           BuiltinId id, int length);
// Links constructor and prototype both ways. initial_map: or NULL where no
// instances are made from it.
void Bootstrap_link_constructor(Isolate *isolate, JSFunction *function,
                                JSObject *prototype, Map *initial_map);

// Parts of areas that have files of their own.
void Bootstrap_install_object_prototype(Isolate *isolate);
void Bootstrap_install_call_site(Isolate *isolate);
void Bootstrap_install_iterator_helpers(Isolate *isolate);
void Bootstrap_install_array_iterator(Isolate *isolate);
void Bootstrap_install_async_from_sync_iterator(Isolate *isolate);

// Every area's installer: BOOTSTRAP(area) calls Bootstrap_install_<area>, in
// this order, after the core (Object, Function, maps of functions and arrays)
// exists.
#define BOOTSTRAP_AREA_LIST(V) \
  V(object)                    \
  V(function)                  \
  V(error)                     \
  V(symbol)                    \
  V(boolean)                   \
  V(iterator)                  \
  V(array)                     \
  V(number)                    \
  V(bigint)                    \
  V(math)                      \
  V(string)                    \
  V(json)                      \
  V(regexp)                    \
  V(reflect)                   \
  V(proxy)                     \
  V(generator)                 \
  V(promise)                   \
  V(disposable_stack)          \
  V(collections)               \
  V(weak)                      \
  V(array_buffer)              \
  V(typed_array)               \
  V(data_view)                 \
  V(date)                      \
  V(atomics)                   \
  V(global)
#define DECLARE_INSTALLER(area) void Bootstrap_install_##area(Isolate *isolate);
BOOTSTRAP_AREA_LIST(DECLARE_INSTALLER)
#undef DECLARE_INSTALLER

#endif  // ENGINE_BUILTINS_BOOTSTRAPPER_H_
