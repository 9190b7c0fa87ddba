// SPDX-License-Identifier: MIT
//
// Freezing and thawing through thaw.h: default context, a second context, added
// data, a callback named by external reference, an internal pointer.
#include "test/api/check.h"

static int original_calls;
static int thawed_calls;

static ThawLocal original_callback(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  original_calls++;
  return thaw_integer(isolate, 1);
}

// What the second process has in the place of the first one's callback.
static ThawLocal thawed_callback(ThawIsolate *isolate,
                                 const ThawCallInfo *info) {
  thawed_calls++;
  return thaw_integer(isolate, 2);
}

static const intptr_t kFreezeReferences[] = {(intptr_t)original_callback, 0};
static const intptr_t kThawReferences[] = {(intptr_t)thawed_callback, 0};

static ThawBlob make_snapshot(void) {
  ThawIsolateParams params = {.snapshot_kind = kThawSnapshotNone,
                              .external_references = kFreezeReferences};
  ThawSnapshotCreator *creator;
  EXPECT(thaw_snapshot_creator_new(&params, &creator) == kThawOk);
  ThawIsolate *isolate = thaw_snapshot_creator_isolate(creator);
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  thaw_context_enter(context);
  ThawLocal function =
      thaw_function_new(isolate, original_callback, NULL, "native", 0);
  EXPECT(thaw_object_set_named(isolate, thaw_context_global(context),
                               "native", function));
  EXPECT(evaluate(isolate,
                  "var counter = 0; function next() { return ++counter }"
                  " next(); next();"));
  EXPECT(thaw_number_value(evaluate(isolate, "native()")) == 1);
  thaw_snapshot_creator_set_default_context(creator, context, NULL, NULL);
  EXPECT(thaw_snapshot_creator_add_data(
             creator, NULL, thaw_string_new(isolate, "data 0", 6)) == 0);
  EXPECT(thaw_snapshot_creator_add_data(creator, NULL,
                                        thaw_number(isolate, 1.5)) == 1);
  thaw_context_exit(context);
  ThawLocal second = thaw_context_new(isolate);
  thaw_context_enter(second);
  EXPECT(evaluate(isolate, "var who = 'second'"));
  thaw_context_exit(second);
  EXPECT(thaw_snapshot_creator_add_context(creator, second) == 0);
  EXPECT(thaw_snapshot_creator_add_data(
             creator, second, thaw_string_new(isolate, "of second", 9)) == 0);
  thaw_scope_close(&scope);
  ThawBlob blob;
  ThawStatus status = thaw_snapshot_creator_create(creator, NULL, &blob);
  if (status != kThawOk) fprintf(stderr, "%s\n", thaw_last_error());
  EXPECT(status == kThawOk);
  thaw_snapshot_creator_dispose(creator);
  return blob;
}

static void use_snapshot(const ThawBlob *blob) {
  ThawIsolateParams params = {.snapshot_kind = kThawSnapshotBytes,
                              .snapshot_bytes = blob->data,
                              .snapshot_size_bytes = blob->size_bytes,
                              .external_references = kThawReferences};
  ThawIsolate *isolate;
  ThawStatus status = thaw_isolate_new(&params, &isolate);
  if (status != kThawOk) fprintf(stderr, "%s\n", thaw_last_error());
  EXPECT(status == kThawOk);
  EXPECT(thaw_isolate_is_from_snapshot(isolate));
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal context = thaw_context_new(isolate);
  thaw_context_enter(context);
  EXPECT(thaw_number_value(evaluate(isolate, "next()")) == 3);
  EXPECT(thaw_number_value(evaluate(isolate, "native()")) == 2);
  EXPECT(is_text(isolate, thaw_isolate_data_from_snapshot(isolate, 0),
                 "data 0"));
  EXPECT(thaw_number_value(thaw_isolate_data_from_snapshot(isolate, 1)) ==
         1.5);
  EXPECT(thaw_isolate_data_from_snapshot(isolate, 2) == NULL);
  thaw_context_exit(context);
  ThawLocal second = thaw_context_from_snapshot(isolate, 0);
  EXPECT(second != NULL);
  EXPECT(is_text(isolate,
                 thaw_context_data_from_snapshot(isolate, second, 0),
                 "of second"));
  thaw_context_enter(second);
  EXPECT(is_text(isolate, evaluate(isolate, "who"), "second"));
  thaw_context_exit(second);
  EXPECT(thaw_context_from_snapshot(isolate, 7) == NULL);
  thaw_scope_close(&scope);
  thaw_isolate_dispose(isolate);
}

static void refuse_bad_snapshots(const ThawBlob *blob) {
  ThawIsolateParams params = {.snapshot_kind = kThawSnapshotBytes,
                              .snapshot_bytes = blob->data,
                              .snapshot_size_bytes = blob->size_bytes / 2,
                              .external_references = kThawReferences};
  ThawIsolate *isolate;
  EXPECT(thaw_isolate_new(&params, &isolate) != kThawOk);
  EXPECT(isolate == NULL && *thaw_last_error() != 0);
  char garbage[8192] = "this is no snapshot";
  params.snapshot_bytes = garbage;
  params.snapshot_size_bytes = sizeof garbage;
  EXPECT(thaw_isolate_new(&params, &isolate) == kThawSnapshotBadMagic);
  // Too few external references.
  static const intptr_t kNone[] = {0};
  params.snapshot_bytes = blob->data;
  params.snapshot_size_bytes = blob->size_bytes;
  params.external_references = kNone;
  EXPECT(thaw_isolate_new(&params, &isolate) ==
         kThawSnapshotExternalReferences);
}

int main(void) {
  ThawBlob blob = make_snapshot();
  EXPECT(thaw_snapshot_verify(blob.data, blob.size_bytes) == kThawOk);
  use_snapshot(&blob);
  refuse_bad_snapshots(&blob);
  EXPECT(original_calls == 1 && thawed_calls == 1);
  thaw_free(blob.data);
  puts("ok");
  return 0;
}
