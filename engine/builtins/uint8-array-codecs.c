// SPDX-License-Identifier: MIT
//
// Base64 and hexadecimal of Uint8Array: ECMA-262 #sec-uint8array-objects
// (Uint8Array.fromBase64, toBase64 and their kin).
#include <stdlib.h>
#include <string.h>

#include "engine/builtins/bootstrapper.h"
#include "engine/builtins/typed-array-operations.h"
#include "engine/objects/conversions.h"
#include "engine/objects/messages.h"
#include "engine/objects/string.h"

typedef enum LastChunk { kLoose, kStrict, kStopBeforePartial } LastChunk;

// A text being decoded into bytes.
typedef struct Decoder {
  FlatString text;
  uint8_t *bytes;
  uint64_t length, limit;  // of bytes: written, at most
  int32_t index;           // next character
  int32_t read;            // characters that whole chunks took
  LastChunk last_chunk;
  bool url;
  const char *error;
} Decoder;

static const char kBadCharacter[] =
    "Found a character that cannot be part of a valid base64 string.";
static const char kIncompleteChunk[] =
    "The base64 input terminates with a single character, excluding padding "
    "(=).";
static const char kBadPadding[] = "Invalid padding in the base64 string.";
static const char kExtraBits[] =
    "The base64 input has bits beyond its last byte.";

// ---- Receivers and options ----

static JSTypedArray *this_uint8_array(Isolate *isolate, Value receiver,
                                      const char *method) {
  if (Value_is_JSTypedArray(isolate, receiver)) {
    JSTypedArray *array = Value_as_JSTypedArray(isolate, receiver);
    if (JSTypedArray_kind(array) == UINT8_ELEMENTS) return array;
  }
  (void)Throw_type_error(
      isolate, kMessageIncompatibleMethodReceiver,
      Value_from_object(String_new_ascii(isolate, method)), receiver);
  return NULL;
}

static bool check_in_bounds(Isolate *isolate, JSTypedArray *array,
                            const char *method) {
  if (!JSTypedArray_is_out_of_bounds(array)) return true;
  (void)TypedArray_throw_detached(isolate, method);
  return false;
}

static bool check_string(Isolate *isolate, Value value, const char *method) {
  if (Value_is_String(isolate, value)) return true;
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "%s requires that the input be a string", method);
  return false;
}

// #sec-getoptionsobject
static bool check_options(Isolate *isolate, Value options) {
  if (Value_is_undefined(options) || Value_is_JSReceiver(isolate, options))
    return true;
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "The options argument must be an object");
  return false;
}

// An option's value among `choices`; the first where it is undefined.
static bool get_choice_js(Isolate *isolate, Value options, const char *name,
                          const char *const *choices, int count, int *choice) {
  *choice = 0;
  if (Value_is_undefined(options)) return true;
  Value value = Object_get_js(isolate, options, Bootstrap_key(isolate, name));
  if (Value_is_exception(value)) return false;
  if (Value_is_undefined(value)) return true;
  if (Value_is_String(isolate, value)) {
    String *string = Value_as_String(isolate, value);
    for (int i = 0; i < count; i++) {
      *choice = i;
      if (String_equals_ascii(isolate, string, choices[i])) return true;
    }
  }
  (void)Throw_text(isolate, kErrorTypeTypeError,
                   "Invalid value of the option \"%s\"", name);
  return false;
}

static bool get_alphabet_js(Isolate *isolate, Value options, bool *url) {
  static const char *const kAlphabets[] = {"base64", "base64url"};
  int choice;
  if (!get_choice_js(isolate, options, "alphabet", kAlphabets, 2, &choice))
    return false;
  *url = choice == 1;
  return true;
}

static bool get_last_chunk_js(Isolate *isolate, Value options,
                              LastChunk *result) {
  static const char *const kChoices[] = {"loose", "strict",
                                         "stop-before-partial"};
  int choice;
  if (!get_choice_js(isolate, options, "lastChunkHandling", kChoices, 3,
                     &choice))
    return false;
  *result = (LastChunk)choice;
  return true;
}

// ---- Decoding ----

// The 6 bits of a character; -1 if it is none of the alphabet's.
static int sextet_of(uint16_t unit, bool url) {
  if (unit >= 'A' && unit <= 'Z') return unit - 'A';
  if (unit >= 'a' && unit <= 'z') return unit - 'a' + 26;
  if (unit >= '0' && unit <= '9') return unit - '0' + 52;
  if (unit == (url ? '-' : '+')) return 62;
  if (unit == (url ? '_' : '/')) return 63;
  return -1;
}

static void skip_whitespace(Decoder *decoder) {
  while (decoder->index < decoder->text.length) {
    uint16_t unit = FlatString_at(&decoder->text, decoder->index);
    if (unit != ' ' && unit != '\t' && unit != '\n' && unit != '\f' &&
        unit != '\r')
      return;
    decoder->index++;
  }
}

static void put_bytes(Decoder *decoder, uint32_t bits, int count) {
  for (int i = 0; i < count; i++)
    decoder->bytes[decoder->length++] = (uint8_t)(bits >> (16 - 8 * i));
}

// #sec-decodefinalbase64chunk: chunk_length is 2 or 3.
static void put_final_chunk(Decoder *decoder, uint32_t bits, int chunk_length,
                            bool reject_extra_bits) {
  bits <<= 6 * (4 - chunk_length);
  uint32_t extra = chunk_length == 2 ? bits & 0xffff : bits & 0xff;
  if (reject_extra_bits && extra != 0)
    decoder->error = kExtraBits;
  else
    put_bytes(decoder, bits, chunk_length - 1);
}

// At the end of the text, with part of a chunk.
static void end_without_padding(Decoder *decoder, uint32_t bits,
                                int chunk_length) {
  if (chunk_length > 0) {
    if (decoder->last_chunk == kStopBeforePartial) return;
    if (decoder->last_chunk == kStrict || chunk_length == 1) {
      decoder->error = kIncompleteChunk;
      return;
    }
    put_final_chunk(decoder, bits, chunk_length, false);
  }
  decoder->read = decoder->text.length;
}

// Behind the first "=".
static void end_with_padding(Decoder *decoder, uint32_t bits,
                             int chunk_length) {
  if (chunk_length < 2) {
    decoder->error = kBadPadding;
    return;
  }
  skip_whitespace(decoder);
  if (chunk_length == 2) {
    if (decoder->index == decoder->text.length) {
      if (decoder->last_chunk != kStopBeforePartial)
        decoder->error = kBadPadding;
      return;
    }
    if (FlatString_at(&decoder->text, decoder->index) == '=') {
      decoder->index++;
      skip_whitespace(decoder);
    }
  }
  if (decoder->index < decoder->text.length) {
    decoder->error = kBadPadding;
    return;
  }
  put_final_chunk(decoder, bits, chunk_length,
                  decoder->last_chunk == kStrict);
  if (decoder->error == NULL) decoder->read = decoder->text.length;
}

// #sec-frombase64
static void decode_base64(Decoder *decoder) {
  uint32_t bits = 0;
  int chunk_length = 0;
  if (decoder->limit == 0) return;
  for (;;) {
    skip_whitespace(decoder);
    if (decoder->index == decoder->text.length) {
      end_without_padding(decoder, bits, chunk_length);
      return;
    }
    uint16_t unit = FlatString_at(&decoder->text, decoder->index++);
    if (unit == '=') {
      end_with_padding(decoder, bits, chunk_length);
      return;
    }
    int sextet = sextet_of(unit, decoder->url);
    if (sextet < 0) {
      decoder->error = kBadCharacter;
      return;
    }
    uint64_t remaining = decoder->limit - decoder->length;
    if ((remaining == 1 && chunk_length == 2) ||
        (remaining == 2 && chunk_length == 3))
      return;
    bits = bits << 6 | (uint32_t)sextet;
    if (++chunk_length < 4) continue;
    put_bytes(decoder, bits, 3);
    bits = 0;
    chunk_length = 0;
    decoder->read = decoder->index;
    if (decoder->length == decoder->limit) return;
  }
}

static int hex_digit_of(uint16_t unit) {
  if (unit >= '0' && unit <= '9') return unit - '0';
  if (unit >= 'a' && unit <= 'f') return unit - 'a' + 10;
  if (unit >= 'A' && unit <= 'F') return unit - 'A' + 10;
  return -1;
}

// #sec-fromhex
static void decode_hex(Decoder *decoder) {
  if (decoder->text.length % 2 != 0) {
    decoder->error = "Input string must contain hex characters in even length";
    return;
  }
  while (decoder->read < decoder->text.length &&
         decoder->length < decoder->limit) {
    int high = hex_digit_of(FlatString_at(&decoder->text, decoder->read));
    int low = hex_digit_of(FlatString_at(&decoder->text, decoder->read + 1));
    if (high < 0 || low < 0) {
      decoder->error = "Input string must contain hex characters";
      return;
    }
    decoder->bytes[decoder->length++] = (uint8_t)(high << 4 | low);
    decoder->read += 2;
  }
}

// A decoder of the whole text into malloc'ed memory. False: it threw.
static bool start(Isolate *isolate, Decoder *decoder, Value text,
                  uint64_t limit) {
  decoder->text = String_flatten(isolate, Value_as_String(isolate, text));
  decoder->limit = limit;
  // Both encodings have at least as many characters as bytes.
  decoder->bytes = malloc((size_t)decoder->text.length + 1);
  if (decoder->bytes != NULL) return true;
  (void)Throw_text(isolate, kErrorTypeRangeError,
                   "Array buffer allocation failed");
  return false;
}

static Value finish_new_array(Isolate *isolate, Decoder *decoder) {
  Value result = ROOT(exception);
  if (decoder->error != NULL) {
    (void)Throw_text(isolate, kErrorTypeSyntaxError, "%s", decoder->error);
  } else {
    JSTypedArray *array =
        TypedArray_new(isolate, UINT8_ELEMENTS, (double)decoder->length);
    if (array != NULL) {
      if (decoder->length > 0)
        memcpy(JSTypedArray_data(array), decoder->bytes,
               (size_t)decoder->length);
      result = Value_from_object(array);
    }
  }
  free(decoder->bytes);
  return result;
}

// Bytes are written even where an error follows them.
static Value finish_set(Isolate *isolate, Decoder *decoder,
                        JSTypedArray *into) {
  if (decoder->length > 0)
    memcpy(JSTypedArray_data(into), decoder->bytes, (size_t)decoder->length);
  free(decoder->bytes);
  if (decoder->error != NULL)
    return Throw_text(isolate, kErrorTypeSyntaxError, "%s", decoder->error);
  JSObject *result = JSObject_new_plain(isolate);
  JSObject_define_data(isolate, result, Bootstrap_key(isolate, "read"),
                       Value_from_int64(decoder->read), kNone);
  JSObject_define_data(isolate, result, Bootstrap_key(isolate, "written"),
                       Value_from_int64((int64_t)decoder->length), kNone);
  return Value_from_object(result);
}

// ECMA-262 #sec-uint8array.frombase64
Value Builtin_Uint8ArrayFromBase64(Isolate *isolate, int64_t argc,
                                   Value *argv) {
  Decoder decoder = {0};
  TRY_BOOL(check_string(isolate, argv[1], "Uint8Array.fromBase64"));
  TRY_BOOL(check_options(isolate, argv[2]));
  TRY_BOOL(get_alphabet_js(isolate, argv[2], &decoder.url));
  TRY_BOOL(get_last_chunk_js(isolate, argv[2], &decoder.last_chunk));
  TRY_BOOL(start(isolate, &decoder, argv[1], UINT64_MAX));
  decode_base64(&decoder);
  return finish_new_array(isolate, &decoder);
}

// ECMA-262 #sec-uint8array.fromhex
Value Builtin_Uint8ArrayFromHex(Isolate *isolate, int64_t argc, Value *argv) {
  Decoder decoder = {0};
  TRY_BOOL(check_string(isolate, argv[1], "Uint8Array.fromHex"));
  TRY_BOOL(start(isolate, &decoder, argv[1], UINT64_MAX));
  decode_hex(&decoder);
  return finish_new_array(isolate, &decoder);
}

// ECMA-262 #sec-uint8array.prototype.setfrombase64
Value Builtin_Uint8ArrayPrototypeSetFromBase64(Isolate *isolate, int64_t argc,
                                               Value *argv) {
  static const char kMethod[] = "Uint8Array.prototype.setFromBase64";
  Decoder decoder = {0};
  JSTypedArray *into = this_uint8_array(isolate, argv[0], kMethod);
  if (into == NULL) return ROOT(exception);
  TRY_BOOL(check_string(isolate, argv[1], kMethod));
  TRY_BOOL(check_options(isolate, argv[2]));
  TRY_BOOL(get_alphabet_js(isolate, argv[2], &decoder.url));
  TRY_BOOL(get_last_chunk_js(isolate, argv[2], &decoder.last_chunk));
  TRY_BOOL(check_in_bounds(isolate, into, kMethod));
  TRY_BOOL(start(isolate, &decoder, argv[1],
                 JSTypedArray_current_length(into)));
  decode_base64(&decoder);
  return finish_set(isolate, &decoder, into);
}

// ECMA-262 #sec-uint8array.prototype.setfromhex
Value Builtin_Uint8ArrayPrototypeSetFromHex(Isolate *isolate, int64_t argc,
                                            Value *argv) {
  static const char kMethod[] = "Uint8Array.prototype.setFromHex";
  Decoder decoder = {0};
  JSTypedArray *into = this_uint8_array(isolate, argv[0], kMethod);
  if (into == NULL) return ROOT(exception);
  TRY_BOOL(check_string(isolate, argv[1], kMethod));
  TRY_BOOL(check_in_bounds(isolate, into, kMethod));
  TRY_BOOL(start(isolate, &decoder, argv[1],
                 JSTypedArray_current_length(into)));
  decode_hex(&decoder);
  return finish_set(isolate, &decoder, into);
}

// ---- Encoding ----

// A one-byte string of the given length to write to; NULL when it threw.
static SeqOneByteString *new_text(Isolate *isolate, uint64_t length) {
  if (length <= kMaxStringLength)
    return SeqOneByteString_new_raw(isolate, (int32_t)length);
  (void)Throw_range_error(isolate, kMessageInvalidStringLength,
                          ROOT(undefined_value));
  return NULL;
}

static void encode_base64(const uint8_t *bytes, uint64_t length, bool url,
                          bool pad, uint8_t *out) {
  const char *alphabet =
      url ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (uint64_t i = 0; i < length; i += 3) {
    uint64_t left = length - i;
    uint32_t bits = (uint32_t)bytes[i] << 16;
    if (left > 1) bits |= (uint32_t)bytes[i + 1] << 8;
    if (left > 2) bits |= bytes[i + 2];
    int characters = left > 2 ? 4 : (int)left + 1;
    for (int c = 0; c < 4; c++) {
      if (c < characters)
        *out++ = (uint8_t)alphabet[bits >> (18 - 6 * c) & 63];
      else if (pad)
        *out++ = '=';
    }
  }
}

// ECMA-262 #sec-uint8array.prototype.tobase64
Value Builtin_Uint8ArrayPrototypeToBase64(Isolate *isolate, int64_t argc,
                                          Value *argv) {
  static const char kMethod[] = "Uint8Array.prototype.toBase64";
  JSTypedArray *array = this_uint8_array(isolate, argv[0], kMethod);
  if (array == NULL) return ROOT(exception);
  TRY_BOOL(check_options(isolate, argv[1]));
  bool url, pad = true;
  TRY_BOOL(get_alphabet_js(isolate, argv[1], &url));
  if (!Value_is_undefined(argv[1]))
    pad = !Object_to_boolean(
        isolate, TRY(Object_get_js(isolate, argv[1],
                                   Bootstrap_key(isolate, "omitPadding"))));
  TRY_BOOL(check_in_bounds(isolate, array, kMethod));
  uint64_t length = JSTypedArray_current_length(array);
  if (length == 0) return ROOT(empty_string);
  uint64_t size = pad ? (length + 2) / 3 * 4 : (length * 4 + 2) / 3;
  SeqOneByteString *text = new_text(isolate, size);
  if (text == NULL) return ROOT(exception);
  encode_base64(JSTypedArray_data(array), length, url, pad, text->chars);
  return Value_from_object(text);
}

// ECMA-262 #sec-uint8array.prototype.tohex
Value Builtin_Uint8ArrayPrototypeToHex(Isolate *isolate, int64_t argc,
                                       Value *argv) {
  static const char kMethod[] = "Uint8Array.prototype.toHex";
  JSTypedArray *array = this_uint8_array(isolate, argv[0], kMethod);
  if (array == NULL) return ROOT(exception);
  TRY_BOOL(check_in_bounds(isolate, array, kMethod));
  uint64_t length = JSTypedArray_current_length(array);
  if (length == 0) return ROOT(empty_string);
  SeqOneByteString *text = new_text(isolate, length * 2);
  if (text == NULL) return ROOT(exception);
  const uint8_t *bytes = JSTypedArray_data(array);
  for (uint64_t i = 0; i < length; i++) {
    text->chars[2 * i] = (uint8_t)"0123456789abcdef"[bytes[i] >> 4];
    text->chars[2 * i + 1] = (uint8_t)"0123456789abcdef"[bytes[i] & 15];
  }
  return Value_from_object(text);
}

// ---- Installation ----

void Bootstrap_install_uint8_array_codecs(Isolate *isolate) {
  static const FunctionSpec kStatic[] = {
      METHOD("fromBase64", Uint8ArrayFromBase64, 1),
      METHOD("fromHex", Uint8ArrayFromHex, 1),
  };
  static const FunctionSpec kPrototype[] = {
      METHOD("setFromBase64", Uint8ArrayPrototypeSetFromBase64, 1),
      METHOD("setFromHex", Uint8ArrayPrototypeSetFromHex, 1),
      METHOD("toBase64", Uint8ArrayPrototypeToBase64, 0),
      METHOD("toHex", Uint8ArrayPrototypeToHex, 0),
  };
  Map *map = INTRINSIC_OBJECT(isolate, Map, uint8_array_initial_map);
  FixedArray *functions =
      INTRINSIC_OBJECT(isolate, FixedArray, typed_array_functions);
  Value function = FixedArray_get_slots(
      functions, UINT8_ELEMENTS - FIRST_TYPED_ARRAY_ELEMENTS);
  Bootstrap_install_functions(isolate, Value_as_JSObject(isolate, function),
                              kStatic, ARRAY_LENGTH(kStatic));
  Bootstrap_install_functions(
      isolate, Value_as_JSObject(isolate, Map_prototype(map)), kPrototype,
      ARRAY_LENGTH(kPrototype));
}
