// SPDX-License-Identifier: MIT
//
// internalBinding('buffer'): text to bytes and back, in the encodings of Buffer.
#include <stdlib.h>
#include <string.h>

#include "runtime/bindings/binding.h"

typedef enum Encoding {
  kUtf8, kUcs2, kLatin1, kAscii, kHex, kBase64, kBase64Url, kNoEncoding
} Encoding;

// From an argument that internal code passes: one of a few fixed words.
static Encoding encoding_of(ThawIsolate *isolate, ThawLocal name) {
  static const struct {
    const char *name;
    Encoding encoding;
  } kNames[] = {{"utf8", kUtf8},     {"ucs2", kUcs2},
                {"latin1", kLatin1}, {"ascii", kAscii},
                {"hex", kHex},       {"base64", kBase64},
                {"base64url", kBase64Url}};
  char text[16];
  size_t size = thaw_string_write_utf8(isolate, name, text, sizeof text - 1);
  text[size] = 0;
  for (size_t i = 0; i < sizeof kNames / sizeof kNames[0]; i++)
    if (strcmp(kNames[i].name, text) == 0) return kNames[i].encoding;
  return kNoEncoding;
}

// ---- Bytes to text ----

static ThawLocal hex_text(ThawIsolate *isolate, ByteSpan bytes) {
  static const char kDigits[] = "0123456789abcdef";
  uint8_t *text = malloc(bytes.size * 2 + 1);
  if (text == NULL)
    return thaw_throw_error(isolate, kThawRangeError, "out of memory");
  for (size_t i = 0; i < bytes.size; i++) {
    text[2 * i] = (uint8_t)kDigits[bytes.data[i] >> 4];
    text[2 * i + 1] = (uint8_t)kDigits[bytes.data[i] & 15];
  }
  ThawLocal result = thaw_string_new_latin1(isolate, text, bytes.size * 2);
  free(text);
  return result;
}

static const char kBase64Digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char kBase64UrlDigits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static ThawLocal base64_text(ThawIsolate *isolate, ByteSpan bytes, bool url) {
  const char *digits = url ? kBase64UrlDigits : kBase64Digits;
  uint8_t *text = malloc((bytes.size + 2) / 3 * 4 + 1);
  if (text == NULL)
    return thaw_throw_error(isolate, kThawRangeError, "out of memory");
  size_t out = 0;
  for (size_t i = 0; i < bytes.size; i += 3) {
    size_t left = bytes.size - i;
    uint32_t group = (uint32_t)bytes.data[i] << 16;
    if (left > 1) group |= (uint32_t)bytes.data[i + 1] << 8;
    if (left > 2) group |= bytes.data[i + 2];
    text[out++] = (uint8_t)digits[group >> 18];
    text[out++] = (uint8_t)digits[group >> 12 & 63];
    if (left > 1)
      text[out++] = (uint8_t)digits[group >> 6 & 63];
    else if (!url)
      text[out++] = '=';
    if (left > 2)
      text[out++] = (uint8_t)digits[group & 63];
    else if (!url)
      text[out++] = '=';
  }
  ThawLocal result = thaw_string_new_latin1(isolate, text, out);
  free(text);
  return result;
}

static ThawLocal ascii_text(ThawIsolate *isolate, ByteSpan bytes) {
  uint8_t *text = malloc(bytes.size + 1);
  if (text == NULL)
    return thaw_throw_error(isolate, kThawRangeError, "out of memory");
  for (size_t i = 0; i < bytes.size; i++) text[i] = bytes.data[i] & 0x7f;
  ThawLocal result = thaw_string_new_latin1(isolate, text, bytes.size);
  free(text);
  return result;
}

static ThawLocal ucs2_text(ThawIsolate *isolate, ByteSpan bytes) {
  size_t count = bytes.size / 2;
  uint16_t *units = malloc(count * 2 + 2);
  if (units == NULL)
    return thaw_throw_error(isolate, kThawRangeError, "out of memory");
  memcpy(units, bytes.data, count * 2);
  ThawLocal result = thaw_string_new_utf16(isolate, units, count);
  free(units);
  return result;
}

// The part of a span that [start, end) arguments name, cut to what exists.
static ByteSpan span_range(ByteSpan bytes, double start, double end) {
  if (!(start >= 0)) start = 0;
  if (!(end <= (double)bytes.size)) end = (double)bytes.size;
  if (!(start < end)) return (ByteSpan){bytes.data, 0};
  return (ByteSpan){bytes.data + (size_t)start, (size_t)(end - start)};
}

// (encoding, view, start, end)
static ThawLocal buffer_slice(ThawIsolate *isolate, const ThawCallInfo *info) {
  ByteSpan bytes =
      span_range(Argument_bytes(isolate, info, 1), Argument_double(info, 2),
                 Argument_double(info, 3));
  if (bytes.size == 0) return Result_utf8(isolate, "");
  switch (encoding_of(isolate, thaw_call_argument(info, 0))) {
    case kUtf8:
      return thaw_string_new(isolate, (const char *)bytes.data, bytes.size);
    case kLatin1:
      return thaw_string_new_latin1(isolate, bytes.data, bytes.size);
    case kAscii: return ascii_text(isolate, bytes);
    case kUcs2: return ucs2_text(isolate, bytes);
    case kHex: return hex_text(isolate, bytes);
    case kBase64: return base64_text(isolate, bytes, false);
    case kBase64Url: return base64_text(isolate, bytes, true);
    case kNoEncoding: break;
  }
  return thaw_throw_error(isolate, kThawTypeError, "Unknown encoding");
}

// ---- Text to bytes ----

static int hex_digit(uint16_t unit) {
  if (unit >= '0' && unit <= '9') return unit - '0';
  if (unit >= 'a' && unit <= 'f') return unit - 'a' + 10;
  if (unit >= 'A' && unit <= 'F') return unit - 'A' + 10;
  return -1;
}

static size_t write_hex(const uint16_t *units, size_t count, ByteSpan out) {
  size_t written = 0;
  for (size_t i = 0; i + 1 < count && written < out.size; i += 2) {
    int high = hex_digit(units[i]);
    int low = hex_digit(units[i + 1]);
    if (high < 0 || low < 0) break;
    out.data[written++] = (uint8_t)(high << 4 | low);
  }
  return written;
}

static int base64_digit(uint16_t unit) {
  if (unit >= 'A' && unit <= 'Z') return unit - 'A';
  if (unit >= 'a' && unit <= 'z') return unit - 'a' + 26;
  if (unit >= '0' && unit <= '9') return unit - '0' + 52;
  if (unit == '+' || unit == '-') return 62;
  if (unit == '/' || unit == '_') return 63;
  return -1;
}

// Both alphabets are taken, anything else is skipped, '=' ends.
static size_t write_base64(const uint16_t *units, size_t count, ByteSpan out) {
  size_t written = 0;
  uint32_t group = 0;
  int bits = 0;
  for (size_t i = 0; i < count && written < out.size; i++) {
    if (units[i] == '=') break;
    int digit = base64_digit(units[i]);
    if (digit < 0) continue;
    group = group << 6 | (uint32_t)digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.data[written++] = (uint8_t)(group >> bits);
  }
  return written;
}

static ThawLocal write_units(ThawIsolate *isolate, ThawLocal string,
                             Encoding encoding, ByteSpan out) {
  size_t count = thaw_string_length_units(string);
  uint16_t *units = malloc(count * 2 + 2);
  if (units == NULL)
    return thaw_throw_error(isolate, kThawRangeError, "out of memory");
  thaw_string_write_utf16(isolate, string, units, 0, count);
  size_t written = 0;
  if (encoding == kHex) {
    written = write_hex(units, count, out);
  } else if (encoding == kUcs2) {
    written = count * 2 < out.size ? count * 2 : out.size & ~(size_t)1;
    memcpy(out.data, units, written);
  } else {
    written = write_base64(units, count, out);
  }
  free(units);
  return Result_int(isolate, (int64_t)written);
}

// (encoding, view, string, offset, length): bytes written.
static ThawLocal buffer_write(ThawIsolate *isolate, const ThawCallInfo *info) {
  ThawLocal string = thaw_call_argument(info, 2);
  double offset = Argument_double(info, 3);
  ByteSpan out = span_range(Argument_bytes(isolate, info, 1), offset,
                            offset + Argument_double(info, 4));
  if (out.size == 0 || !thaw_is_string(string)) return Result_int(isolate, 0);
  Encoding encoding = encoding_of(isolate, thaw_call_argument(info, 0));
  switch (encoding) {
    case kUtf8:
      return Result_int(isolate,
                        (int64_t)thaw_string_write_utf8(
                            isolate, string, (char *)out.data, out.size));
    case kLatin1:
    case kAscii:
      return Result_int(isolate,
                        (int64_t)thaw_string_write_latin1(
                            isolate, string, out.data, 0, out.size));
    case kHex:
    case kUcs2:
    case kBase64:
    case kBase64Url:
      return write_units(isolate, string, encoding, out);
    case kNoEncoding: break;
  }
  return thaw_throw_error(isolate, kThawTypeError, "Unknown encoding");
}

static ThawLocal buffer_byte_length_utf8(ThawIsolate *isolate,
                                         const ThawCallInfo *info) {
  return Result_int(isolate,
                    (int64_t)thaw_string_utf8_length_bytes(
                        isolate, thaw_call_argument(info, 0)));
}

// ---- Comparing and checking ----

static ThawLocal buffer_compare(ThawIsolate *isolate,
                                const ThawCallInfo *info) {
  ByteSpan a = Argument_bytes(isolate, info, 0);
  ByteSpan b = Argument_bytes(isolate, info, 1);
  size_t shared = a.size < b.size ? a.size : b.size;
  int order = shared ? memcmp(a.data, b.data, shared) : 0;
  if (order == 0) order = a.size < b.size ? -1 : a.size > b.size;
  return Result_int(isolate, order < 0 ? -1 : order > 0);
}

// Length of the well-formed sequence at data, or 0.
static size_t utf8_sequence(const uint8_t *data, size_t left) {
  uint8_t lead = data[0];
  if (lead < 0x80) return 1;
  size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || length > left) return 0;
  for (size_t i = 1; i < length; i++)
    if ((data[i] & 0xc0) != 0x80) return 0;
  if (lead == 0xe0 && data[1] < 0xa0) return 0;
  if (lead == 0xed && data[1] > 0x9f) return 0;
  if (lead == 0xf0 && data[1] < 0x90) return 0;
  if (lead == 0xf4 && data[1] > 0x8f) return 0;
  return length;
}

static ThawLocal buffer_is_utf8(ThawIsolate *isolate,
                                const ThawCallInfo *info) {
  ByteSpan bytes = Argument_bytes(isolate, info, 0);
  for (size_t i = 0; i < bytes.size;) {
    size_t length = utf8_sequence(bytes.data + i, bytes.size - i);
    if (length == 0) return thaw_boolean(isolate, false);
    i += length;
  }
  return thaw_boolean(isolate, true);
}

static const BindingFunction kFunctions[] = {
    {"slice", buffer_slice},
    {"write", buffer_write},
    {"byteLengthUtf8", buffer_byte_length_utf8},
    {"compare", buffer_compare},
    {"isUtf8", buffer_is_utf8},
    {NULL, NULL},
};
extern const Binding kBufferBinding;
const Binding kBufferBinding = {"buffer", kFunctions, NULL};
