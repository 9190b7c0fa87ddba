// SPDX-License-Identifier: MIT
//
// What an embedder in C does: hello world, callbacks, objects, classes,
// persistents, exceptions, promises, buffers, contexts, interrupts.
#include <pthread.h>
#include <unistd.h>

#include "test/api/check.h"

static void test_hello_world(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  EXPECT(is_text(isolate, evaluate(isolate, "'Hello' + ', World!'"),
                 "Hello, World!"));
  EXPECT(thaw_number_value(evaluate(isolate, "6 * 7")) == 42);
  thaw_scope_close(&scope);
}

static void test_values_keep_their_type(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  EXPECT(thaw_is_undefined(thaw_undefined(isolate)));
  EXPECT(thaw_is_null(thaw_null(isolate)));
  EXPECT(thaw_boolean_value(thaw_boolean(isolate, true)));
  EXPECT(thaw_number_value(thaw_number(isolate, 1.5)) == 1.5);
  EXPECT(thaw_is_int32(thaw_integer(isolate, -2147483647 - 1)));
  EXPECT(thaw_int32_value(thaw_integer(isolate, -2147483647 - 1)) ==
         -2147483647 - 1);
  EXPECT(!thaw_is_int32(thaw_number(isolate, -0.0)));
  ThawLocal text = thaw_string_new(isolate, "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80",
                                   THAW_AUTO_LENGTH);
  EXPECT(thaw_string_length_units(text) == 7);
  EXPECT(!thaw_string_is_latin1(text));
  EXPECT(thaw_string_utf8_length_bytes(isolate, text) == 11);
  char buffer[32];
  // Only whole characters are written.
  EXPECT(thaw_string_write_utf8(isolate, text, buffer, 9) == 7);
  EXPECT(thaw_value_type(evaluate(isolate, "Symbol()")) == kThawTypeSymbol);
  EXPECT(thaw_object_class(evaluate(isolate, "[]")) == kThawClassArray);
  EXPECT(thaw_object_class(evaluate(isolate, "new Map")) == kThawClassMap);
  EXPECT(thaw_object_class(evaluate(isolate, "new Error")) ==
         kThawClassError);
  thaw_scope_close(&scope);
}

static void test_properties(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal object = thaw_object_new(isolate);
  ThawLocal seven = thaw_integer(isolate, 7);
  EXPECT(thaw_object_set_named(isolate, object, "seven", seven));
  EXPECT(thaw_object_set_index(isolate, object, 3, seven));
  EXPECT(thaw_object_define(isolate, object,
                            thaw_string_new(isolate, "hidden", 6), seven,
                            kThawDontEnum) == kThawTrue);
  EXPECT(thaw_int32_value(thaw_object_get_index(isolate, object, 3)) == 7);
  ThawLocal keys =
      thaw_object_own_keys(isolate, object, kThawKeysOnlyEnumerable);
  EXPECT(thaw_array_length(keys) == 2);
  EXPECT(is_text(isolate, keys, "3,seven"));
  keys = thaw_object_own_keys(isolate, object, kThawKeysSkipIndices);
  EXPECT(is_text(isolate, keys, "seven,hidden"));
  ThawLocal name = thaw_string_new(isolate, "seven", 5);
  EXPECT(thaw_object_has(isolate, object, name) == kThawTrue);
  EXPECT(thaw_object_delete(isolate, object, name) == kThawTrue);
  EXPECT(thaw_object_has(isolate, object, name) == kThawFalse);
  thaw_scope_close(&scope);
}

// ---- Callbacks ----

static ThawLocal add_nr(ThawIsolate *isolate, const ThawCallInfo *info) {
  ThawLocal nr = thaw_object_get_named(isolate, thaw_call_this(info), "nr");
  if (nr == NULL) return NULL;
  double sum = thaw_number_value(nr) +
               thaw_number_value(thaw_call_argument(info, 0)) +
               thaw_number_value(thaw_call_data(info));
  EXPECT(thaw_is_undefined(thaw_call_argument(info, 99)));
  return thaw_number(isolate, sum);
}

static ThawLocal throws(ThawIsolate *isolate, const ThawCallInfo *info) {
  return thaw_throw_error(isolate, kThawRangeError, "%d is too much", 11);
}

static ThawLocal calls_back(ThawIsolate *isolate, const ThawCallInfo *info) {
  ThawLocal argument = thaw_string_new(isolate, "from C", THAW_AUTO_LENGTH);
  return thaw_function_call(isolate, thaw_call_argument(info, 0), NULL, 1,
                            &argument);
}

static void test_callbacks(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal global = thaw_context_global(thaw_context_current(isolate));
  ThawLocal data = thaw_integer(isolate, 1);
  EXPECT(thaw_object_set_named(
      isolate, global, "addNr",
      thaw_function_new(isolate, add_nr, data, "addNr", 1)));
  EXPECT(thaw_object_set_named(
      isolate, global, "throws",
      thaw_function_new(isolate, throws, NULL, "throws", 0)));
  EXPECT(thaw_object_set_named(
      isolate, global, "callsBack",
      thaw_function_new(isolate, calls_back, NULL, "callsBack", 1)));
  EXPECT(thaw_number_value(evaluate(
             isolate, "({nr: 18, f: addNr}).f(1)")) == 20);
  EXPECT(is_text(isolate, evaluate(isolate, "addNr.name + addNr.length"),
                 "addNr1"));
  EXPECT(is_text(isolate,
                 evaluate(isolate, "try { throws() } catch (e) { `${e}` }"),
                 "RangeError: 11 is too much"));
  EXPECT(is_text(isolate, evaluate(isolate, "callsBack(s => s + '!')"),
                 "from C!"));
  EXPECT(is_text(isolate,
                 evaluate(isolate,
                          "try { callsBack(() => { throw 5 }) }"
                          " catch (e) { e + 1 }"),
                 "6"));
  thaw_scope_close(&scope);
}

// ---- Classes ----

static ThawLocal point_new(ThawIsolate *isolate, const ThawCallInfo *info) {
  ThawLocal self = thaw_call_this(info);
  EXPECT(thaw_call_is_construct(info));
  EXPECT(thaw_object_internal_field_count(self) == 2);
  thaw_object_set_internal_field(isolate, self, 0,
                                 thaw_call_argument(info, 0));
  static int tag;
  thaw_object_set_internal_pointer(isolate, self, 1, &tag);
  EXPECT(thaw_object_internal_pointer(isolate, self, 1) == &tag);
  EXPECT(thaw_object_internal_pointer(isolate, self, 0) == NULL);
  return NULL;
}

static ThawLocal point_get_x(ThawIsolate *isolate, const ThawCallInfo *info) {
  return thaw_object_internal_field(isolate, thaw_call_this(info), 0);
}

static ThawLocal point_double(ThawIsolate *isolate,
                              const ThawCallInfo *info) {
  ThawLocal x = thaw_object_internal_field(isolate, thaw_call_this(info), 0);
  return thaw_number(isolate, 2 * thaw_number_value(x));
}

static void test_classes(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  const ThawPropertyDescriptor properties[] = {
      {.name = "x", .getter = point_get_x},
      {.name = "double", .method = point_double, .attributes = kThawDontEnum},
      {.name = "origin",
       .value = thaw_integer(isolate, 0),
       .is_static = true},
  };
  const ThawClass definition = {
      .name = "Point",
      .constructor = point_new,
      .length = 1,
      .internal_field_count = 2,
      .properties = properties,
      .property_count = 3,
  };
  ThawLocal point = thaw_class_new(isolate, &definition);
  EXPECT(point != NULL);
  ThawLocal global = thaw_context_global(thaw_context_current(isolate));
  EXPECT(thaw_object_set_named(isolate, global, "Point", point));
  EXPECT(thaw_number_value(evaluate(
             isolate, "let p = new Point(21); p.double() + p.x")) == 63);
  EXPECT(is_text(isolate,
                 evaluate(isolate,
                          "class Q extends Point { get y() { return this.x } }"
                          " let q = new Q(4);"
                          " [q.y, q instanceof Point, Point.name,"
                          "  Point.origin].join()"),
                 "4,true,Point,0"));
  EXPECT(is_text(isolate,
                 evaluate(isolate, "try { Point() } catch (e) { e.name }"),
                 "TypeError"));
  thaw_scope_close(&scope);
}

// ---- Handles ----

static int weak_callback_count;

static void on_weak(ThawIsolate *isolate, ThawPersistent *persistent,
                    void *data) {
  EXPECT(thaw_persistent_is_empty(persistent));
  *(int *)data += 1;
}

// Not inlined, so that no pointer to the object stays on the stack.
__attribute__((noinline)) static void make_garbage(ThawIsolate *isolate,
                                                   ThawPersistent **weak) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  for (int i = 0; i < 64; i++) {
    weak[i] = thaw_persistent_new(isolate, thaw_object_new(isolate));
    thaw_persistent_make_weak(weak[i], on_weak, &weak_callback_count);
  }
  thaw_scope_close(&scope);
}

static void test_handles(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawPersistent *strong = thaw_persistent_new(
      isolate, thaw_string_new(isolate, "kept", THAW_AUTO_LENGTH));
  ThawPersistent *weak[64];
  make_garbage(isolate, weak);
  thaw_isolate_collect_garbage(isolate);
  // The native stack is scanned conservatively: a few may live on.
  EXPECT(weak_callback_count > 32);
  for (int i = 0; i < 64; i++) thaw_persistent_dispose(weak[i]);
  EXPECT(is_text(isolate, thaw_persistent_get(isolate, strong), "kept"));
  thaw_persistent_dispose(strong);
  thaw_persistent_dispose(NULL);

  ThawEscapableScope escapable;
  thaw_escapable_scope_open(isolate, &escapable);
  ThawLocal escaped = thaw_escapable_scope_escape(
      &escapable, thaw_string_new(isolate, "out", 3));
  thaw_escapable_scope_close(&escapable);
  for (int i = 0; i < 100; i++) thaw_object_new(isolate);
  EXPECT(is_text(isolate, escaped, "out"));
  thaw_scope_close(&scope);
}

// ---- Exceptions ----

static void test_try_catch(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  EXPECT(!thaw_try_catch_has_caught(&try_catch));
  EXPECT(evaluate(isolate, "let a = 1;\n  null.foo;\n") == NULL);
  EXPECT(thaw_try_catch_has_caught(&try_catch));
  ThawMessage message;
  EXPECT(thaw_try_catch_message(&try_catch, &message));
  EXPECT(message.line == 2);
  EXPECT(is_text(isolate, message.source_line, "  null.foo;"));
  EXPECT(is_text(isolate, message.script_name, "test.js"));
  EXPECT(is_text(isolate, message.text,
                 "Uncaught TypeError: Cannot read properties of null "
                 "(reading 'foo')"));
  thaw_try_catch_reset(&try_catch);
  EXPECT(evaluate(isolate, "let let = 3") == NULL);
  EXPECT(thaw_object_class(thaw_try_catch_exception(&try_catch)) ==
         kThawClassError);
  EXPECT(thaw_try_catch_message(&try_catch, &message));
  EXPECT(message.line == 1);
  thaw_try_catch_reset(&try_catch);
  EXPECT(evaluate(isolate, "throw 42") == NULL);
  EXPECT(thaw_number_value(thaw_try_catch_exception(&try_catch)) == 42);
  thaw_try_catch_reset(&try_catch);
  EXPECT(!thaw_try_catch_has_caught(&try_catch));
  EXPECT(evaluate(isolate, "1") != NULL);
  thaw_try_catch_close(&try_catch);
  thaw_scope_close(&scope);
}

// ---- Promises ----

static int rejections;

static void on_rejection(ThawIsolate *isolate, ThawRejectionEvent event,
                         ThawLocal promise, ThawLocal value) {
  rejections += event == kThawRejectWithNoHandler ? 1 : -1;
}

static void test_promises(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal promise = thaw_promise_new(isolate);
  ThawLocal global = thaw_context_global(thaw_context_current(isolate));
  EXPECT(thaw_object_set_named(isolate, global, "promise", promise));
  EXPECT(evaluate(isolate, "var got; promise.then(v => { got = v })"));
  EXPECT(thaw_promise_state(promise) == kThawPromisePending);
  EXPECT(thaw_promise_resolve(isolate, promise, thaw_integer(isolate, 5)));
  EXPECT(thaw_is_undefined(evaluate(isolate, "got")));
  EXPECT(thaw_microtasks_pending(isolate));
  EXPECT(thaw_microtasks_run(isolate));
  EXPECT(thaw_number_value(evaluate(isolate, "got")) == 5);
  thaw_isolate_set_rejection_callback(isolate, on_rejection);
  EXPECT(evaluate(isolate, "var rejected = Promise.reject(1)"));
  EXPECT(rejections == 1);
  EXPECT(evaluate(isolate, "rejected.catch(() => {})"));
  EXPECT(rejections == 0);
  thaw_isolate_set_rejection_callback(isolate, NULL);
  thaw_scope_close(&scope);
}

static void test_buffers(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal buffer = thaw_array_buffer_copy(isolate, "\1\2\3\4", 4);
  EXPECT(thaw_array_buffer_size_bytes(buffer) == 4);
  uint8_t *bytes = thaw_array_buffer_data(isolate, buffer);
  EXPECT(bytes[2] == 3);
  ThawLocal view = thaw_typed_array_new(isolate, kThawUint8, buffer, 1, 2);
  EXPECT(view != NULL);
  EXPECT(thaw_typed_array_type(view) == kThawUint8);
  EXPECT(thaw_view_size_bytes(view) == 2);
  EXPECT(thaw_view_data(isolate, view) == bytes + 1);
  EXPECT(thaw_array_buffer_detach(isolate, buffer));
  EXPECT(thaw_array_buffer_is_detached(buffer));
  thaw_scope_close(&scope);
}

static void test_contexts(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal other = thaw_context_new(isolate);
  EXPECT(evaluate(isolate, "var shared = 'outer'"));
  thaw_context_enter(other);
  EXPECT(is_text(isolate, evaluate(isolate, "typeof shared"), "undefined"));
  thaw_context_exit(other);
  EXPECT(is_text(isolate, evaluate(isolate, "shared"), "outer"));
  thaw_context_set_embedder_value(other, 3,
                                  thaw_string_new(isolate, "embdata", 7));
  EXPECT(is_text(isolate, thaw_context_embedder_value(other, 3), "embdata"));
  EXPECT(thaw_is_undefined(thaw_context_embedder_value(
      thaw_context_current(isolate), 3)));
  int local;
  thaw_context_set_embedder_pointer(other, 1, &local);
  EXPECT(thaw_context_embedder_pointer(other, 1) == &local);
  thaw_scope_close(&scope);
}

static void *terminate_soon(void *isolate) {
  usleep(50 * 1000);
  thaw_isolate_terminate(isolate);
  return NULL;
}

// Runs a program that never ends until another thread terminates it.
static void expect_terminable(ThawIsolate *isolate, const char *program) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawTryCatch try_catch;
  thaw_try_catch_open(isolate, &try_catch);
  pthread_t thread;
  EXPECT(pthread_create(&thread, NULL, terminate_soon, isolate) == 0);
  EXPECT(evaluate(isolate, program) == NULL);
  EXPECT(thaw_try_catch_has_terminated(&try_catch));
  pthread_join(thread, NULL);
  thaw_try_catch_close(&try_catch);
  EXPECT(thaw_number_value(evaluate(isolate, "1 + 1")) == 2);
  thaw_scope_close(&scope);
}

static void test_termination(ThawIsolate *isolate) {
  static const char *const programs[] = {
      "try { for (;;); } catch { }",
      "for (;;) try { for (;;) [].map(String) } finally { continue }",
      // Loops of built-in functions.
      "/(x+x+)+\\1y/.test('x'.repeat(60))",
      "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)",
      "Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1)",
      "Array.prototype.join.call({ length: 2 ** 53 - 1 }, '')",
      "Array.prototype.reverse.call({ length: 2 ** 53 - 1 })",
      "Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 0, 1)",
      "Array.prototype.sort.call({ length: 2 ** 53 - 1 })",
      "Array.prototype.findLast.call({ length: 2 ** 53 - 1 }, Boolean)",
      "Array.prototype.unshift.call({ length: 2 ** 52 }, 1)",
      "Array.prototype.splice.call({ length: 2 ** 53 - 1 }, 0, 1)",
      "const m = new Map([[0, 0]]); for (;;) m.forEach(m.set.bind(m, 0))",
      "for (;;) JSON.stringify([1, 2, 3], (k, v) => v)",
  };
  for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
    expect_terminable(isolate, programs[i]);
}

static void test_function_compile(ThawIsolate *isolate) {
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  const char *const parameters[] = {"exports", "require"};
  ThawOrigin origin = {.name = "module.js"};
  ThawLocal body = thaw_string_new(
      isolate, "exports.a = require;\nreturn new Error('x').stack;",
      THAW_AUTO_LENGTH);
  ThawLocal function =
      thaw_function_compile(isolate, body, &origin, 2, parameters);
  EXPECT(function != NULL);
  ThawLocal arguments[] = {thaw_object_new(isolate),
                           thaw_integer(isolate, 3)};
  ThawLocal stack =
      thaw_function_call(isolate, function, NULL, 2, arguments);
  EXPECT(thaw_int32_value(
             thaw_object_get_named(isolate, arguments[0], "a")) == 3);
  char *text = thaw_value_to_utf8(isolate, stack, NULL);
  EXPECT(strstr(text, "module.js:2:8") != NULL);
  thaw_free(text);
  thaw_scope_close(&scope);
}

int main(void) {
  ThawIsolate *isolate;
  EXPECT(thaw_isolate_new(NULL, &isolate) == kThawOk);
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  thaw_context_enter(context);
  test_hello_world(isolate);
  test_values_keep_their_type(isolate);
  test_properties(isolate);
  test_callbacks(isolate);
  test_classes(isolate);
  test_handles(isolate);
  test_try_catch(isolate);
  test_promises(isolate);
  test_buffers(isolate);
  test_contexts(isolate);
  test_function_compile(isolate);
  test_termination(isolate);
  thaw_context_exit(context);
  thaw_scope_close(&scope);
  thaw_isolate_dispose(isolate);
  puts("ok");
  return 0;
}
