// SPDX-License-Identifier: MIT
//
// What a binding is: a named group of C functions that internalBinding(name)
// gives to the files in runtime/lib. One file per area; the list is bindings.c.
//
// Convention for system calls: the result, or libuv's negative error number.
#ifndef RUNTIME_BINDINGS_BINDING_H_
#define RUNTIME_BINDINGS_BINDING_H_

#include "runtime/host/host.h"

typedef struct BindingFunction {
  const char *name;
  ThawFunctionCallback callback;
} BindingFunction;

typedef struct Binding {
  const char *name;
  const BindingFunction *functions;  // ended by a NULL name
  // Adds what is no function; or NULL. False with a pending exception.
  bool (*setup)(ThawIsolate *isolate, ThawLocal object);
} Binding;

extern const Binding *const kBindings[];  // ended by NULL

// internalBinding(name): a new object with the binding's functions.
ThawLocal Binding_get(ThawIsolate *isolate, const ThawCallInfo *info);

// ---- Arguments ----

// ToString of an argument as UTF-8; free with thaw_free. NULL: it threw.
char *Argument_utf8(ThawIsolate *isolate, const ThawCallInfo *info, int index);
int32_t Argument_int(const ThawCallInfo *info, int index);
int64_t Argument_int64(const ThawCallInfo *info, int index);
double Argument_double(const ThawCallInfo *info, int index);
bool Argument_bool(const ThawCallInfo *info, int index);
// The bytes of a typed array or DataView; {NULL, 0} for anything else.
typedef struct ByteSpan {
  uint8_t *data;
  size_t size;
} ByteSpan;
ByteSpan Argument_bytes(ThawIsolate *isolate, const ThawCallInfo *info,
                        int index);

// ---- Results ----

ThawLocal Result_int(ThawIsolate *isolate, int64_t value);
ThawLocal Result_utf8(ThawIsolate *isolate, const char *text);
// An array of numbers.
ThawLocal Result_numbers(ThawIsolate *isolate, const double *values,
                         int count);

#endif  // RUNTIME_BINDINGS_BINDING_H_
