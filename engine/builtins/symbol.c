// SPDX-License-Identifier: MIT
//
// Symbol: constructor, registry, well-known symbols, prototype.
#include "engine/builtins/bootstrapper.h"
#include "engine/objects/conversions.h"
#include "engine/objects/hash-table.h"
#include "engine/objects/messages.h"
#include "engine/objects/property-details.h"
#include "engine/objects/string.h"

// ECMA-262 #sec-symbol-description
Value Builtin_SymbolConstructor(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_undefined(Builtin_new_target(argv)))
    return Throw_type_error(isolate, kMessageNotConstructor,
                            ROOT(Symbol_string), ROOT(undefined_value));
  Value description = ROOT(undefined_value);
  if (!Value_is_undefined(argv[1]))
    description = TRY(Object_to_string_js(isolate, argv[1]));
  return Value_from_object(Symbol_new(isolate, description, 0));
}

// ECMA-262 #sec-symbol.for
Value Builtin_SymbolFor(Isolate *isolate, int64_t argc, Value *argv) {
  Value string = TRY(Object_to_string_js(isolate, argv[1]));
  String *key = String_internalize(isolate, Value_as_String(isolate, string));
  Value root = Isolate_root(isolate, kIsolateRoot_symbol_registry);
  NameDictionary *registry = Value_is_NameDictionary(isolate, root)
                                 ? Value_as_NameDictionary(isolate, root)
                                 : NameDictionary_new(isolate, 8);
  int entry = NameDictionary_find(registry, (Name *)key);
  if (entry >= 0) return NameDictionary_value_at(registry, entry);
  Symbol *symbol =
      Symbol_new(isolate, Value_from_object(key), kSymbolRegistered);
  registry = NameDictionary_add(isolate, registry, (Name *)key,
                                Value_from_object(symbol),
                                PropertyDetails_dictionary(0, kPropertyData, 0));
  Isolate_set_root(isolate, kIsolateRoot_symbol_registry,
                   Value_from_object(registry));
  return Value_from_object(symbol);
}

// ECMA-262 #sec-symbol.keyfor
Value Builtin_SymbolKeyFor(Isolate *isolate, int64_t argc, Value *argv) {
  if (!Value_is_Symbol(isolate, argv[1]))
    return Throw_type_error(isolate, kMessageSymbolKeyFor, argv[1],
                            ROOT(undefined_value));
  Symbol *symbol = Value_as_Symbol(isolate, argv[1]);
  return symbol->flags & kSymbolRegistered ? Symbol_description(symbol)
                                           : ROOT(undefined_value);
}

// ECMA-262 #sec-thissymbolvalue
static Value this_symbol(Isolate *isolate, Value receiver, const char *method) {
  if (Value_is_Symbol(isolate, receiver)) return receiver;
  if (Value_is_JSPrimitiveWrapper(isolate, receiver)) {
    Value value = JSPrimitiveWrapper_value(
        Value_as_JSPrimitiveWrapper(isolate, receiver));
    if (Value_is_Symbol(isolate, value)) return value;
  }
  return Throw_text(isolate, kErrorTypeTypeError,
                    "%s requires that 'this' be a Symbol", method);
}

// ECMA-262 #sec-symbol.prototype.description
Value Builtin_SymbolPrototypeDescription(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  Value symbol =
      TRY(this_symbol(isolate, argv[0], "Symbol.prototype.description"));
  return Symbol_description(Value_as_Symbol(isolate, symbol));
}

// ECMA-262 #sec-symbol.prototype.tostring
Value Builtin_SymbolPrototypeToString(Isolate *isolate, int64_t argc,
                                      Value *argv) {
  Value symbol =
      TRY(this_symbol(isolate, argv[0], "Symbol.prototype.toString"));
  Value description = Symbol_description(Value_as_Symbol(isolate, symbol));
  StringBuilder builder;
  StringBuilder_init(&builder, isolate);
  StringBuilder_add_ascii(&builder, "Symbol(");
  if (Value_is_String(isolate, description))
    StringBuilder_add_string(&builder, Value_as_String(isolate, description));
  StringBuilder_add_char(&builder, ')');
  return StringBuilder_finish(&builder);
}

// ECMA-262 #sec-symbol.prototype.valueof
Value Builtin_SymbolPrototypeValueOf(Isolate *isolate, int64_t argc,
                                     Value *argv) {
  return this_symbol(isolate, argv[0], "Symbol.prototype.valueOf");
}

// ECMA-262 #sec-symbol.prototype-%symbol.toprimitive%
Value Builtin_SymbolPrototypeToPrimitive(Isolate *isolate, int64_t argc,
                                         Value *argv) {
  return this_symbol(isolate, argv[0],
                     "Symbol.prototype [ @@toPrimitive ]");
}

void Bootstrap_install_symbol(Isolate *isolate) {
  static const FunctionSpec kFunctions[] = {
      METHOD("for", SymbolFor, 1),
      METHOD("keyFor", SymbolKeyFor, 1),
  };
  static const FunctionSpec kPrototypeFunctions[] = {
      METHOD("toString", SymbolPrototypeToString, 0),
      METHOD("valueOf", SymbolPrototypeValueOf, 0),
      GETTER("description", SymbolPrototypeDescription),
  };
  static const char *const kWellKnown[] = {
      "asyncDispose", "asyncIterator", "dispose",  "hasInstance",
      "isConcatSpreadable", "iterator", "match",   "matchAll",
      "replace",      "search",        "species",  "split",
      "toPrimitive",  "toStringTag",   "unscopables",
  };
  JSObject *prototype = JSObject_new_plain(isolate);
  NativeContext_set(Isolate_native_context(isolate),
                    kNativeSlot_symbol_prototype, Value_from_object(prototype));
  JSFunction *constructor = Bootstrap_new_constructor(
      isolate, "Symbol", kBuiltinSymbolConstructor, 0, prototype,
      kClassJSPrimitiveWrapper, kNativeSlot_symbol_initial_map);
  Bootstrap_install_functions(isolate, (JSObject *)constructor, kFunctions,
                              ARRAY_LENGTH(kFunctions));
  for (size_t i = 0; i < ARRAY_LENGTH(kWellKnown); i++) {
    char name[32] = "@@";
    strcat(name, kWellKnown[i]);
    Bootstrap_define_constant(
        isolate, (JSObject *)constructor, kWellKnown[i],
        PropertyKey_to_value(isolate, Bootstrap_key(isolate, name)));
  }
  Bootstrap_install_functions(isolate, prototype, kPrototypeFunctions,
                              ARRAY_LENGTH(kPrototypeFunctions));
  Bootstrap_set_to_string_tag(isolate, prototype, "Symbol");
  JSFunction *to_primitive = Bootstrap_new_function(
      isolate, "@@toPrimitive", kBuiltinSymbolPrototypeToPrimitive, 1);
  JSObject_define_data(isolate, prototype,
                       ROOT_KEY(isolate, to_primitive_symbol),
                       Value_from_object(to_primitive), kReadOnly | kDontEnum);
}
