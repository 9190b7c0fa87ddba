// SPDX-License-Identifier: MIT
//
// internalBinding('fs'): file system calls. Each takes an optional function as
// its last argument: without it the call is made now, without any loop; with it
// the thread pool does it, and the function gets the result.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/bindings/binding.h"

// One call under way. On the stack for synchronous calls, else malloc'ed.
typedef struct FsCall {
  uv_fs_t request;
  Host *host;
  uv_loop_t *loop;  // NULL when synchronous, like done
  uv_fs_cb done;
  ThawPersistent *callback;
  // Asynchronous transfers only. The thread pool works on a copy of its own:
  // JavaScript may detach or shrink the view's buffer meanwhile.
  char *bytes;
  ThawPersistent *read_into;  // a view; NULL when writing
  size_t read_offset;
} FsCall;

// ---- Results ----

static double milliseconds(const uv_timespec_t *time) {
  return (double)time->tv_sec * 1e3 + (double)time->tv_nsec / 1e6;
}

static ThawLocal stat_result(ThawIsolate *isolate, const uv_stat_t *stat) {
  const double fields[] = {
      (double)stat->st_dev,     (double)stat->st_mode,
      (double)stat->st_nlink,   (double)stat->st_uid,
      (double)stat->st_gid,     (double)stat->st_rdev,
      (double)stat->st_blksize, (double)stat->st_ino,
      (double)stat->st_size,    (double)stat->st_blocks,
      milliseconds(&stat->st_atim),  milliseconds(&stat->st_mtim),
      milliseconds(&stat->st_ctim),  milliseconds(&stat->st_birthtim),
  };
  return Result_numbers(isolate, fields, 14);
}

static ThawLocal scandir_result(ThawIsolate *isolate, uv_fs_t *request) {
  ThawLocal list = thaw_array_new(isolate, 0);
  uv_dirent_t entry;
  uint32_t index = 0;
  while (uv_fs_scandir_next(request, &entry) == 0) {
    ThawScope scope;
    thaw_scope_open(isolate, &scope);
    bool stored =
        thaw_object_set_index(isolate, list, index++,
                              Result_utf8(isolate, entry.name)) &&
        thaw_object_set_index(isolate, list, index++,
                              Result_int(isolate, entry.type));
    thaw_scope_close(&scope);
    if (!stored) return NULL;
  }
  return list;
}

static ThawLocal result_of(ThawIsolate *isolate, uv_fs_t *request) {
  if (request->result < 0) return Result_int(isolate, request->result);
  switch (request->fs_type) {
    case UV_FS_STAT:
    case UV_FS_LSTAT:
    case UV_FS_FSTAT:
      return stat_result(isolate, &request->statbuf);
    case UV_FS_SCANDIR:
      return scandir_result(isolate, request);
    case UV_FS_READLINK:
    case UV_FS_REALPATH:
      return Result_utf8(isolate, request->ptr);
    case UV_FS_MKDTEMP:
      return Result_utf8(isolate, request->path);
    default:
      return Result_int(isolate, request->result);
  }
}

// ---- Calls ----

static void dispose_call(FsCall *call) {
  thaw_persistent_dispose(call->callback);
  thaw_persistent_dispose(call->read_into);
  free(call->bytes);
  free(call);
}

// Copies what was read to the view, as far as the view still has room.
static void deliver_read_bytes(ThawIsolate *isolate, FsCall *call) {
  if (call->read_into == NULL || call->request.result <= 0) return;
  ThawLocal view = thaw_persistent_get(isolate, call->read_into);
  char *data = thaw_view_data(isolate, view);
  size_t size = data ? thaw_view_size_bytes(view) : 0;
  if (call->read_offset >= size) return;
  size_t room = size - call->read_offset;
  size_t count = (size_t)call->request.result;
  memcpy(data + call->read_offset, call->bytes, count < room ? count : room);
}

static void on_done(uv_fs_t *request) {
  FsCall *call = request->data;
  Host *host = call->host;
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  deliver_read_bytes(isolate, call);
  ThawLocal result = result_of(isolate, request);
  ThawLocal callback = thaw_persistent_get(isolate, call->callback);
  uv_fs_req_cleanup(request);
  dispose_call(call);
  if (!host->exiting) Host_call_back(host, callback, 1, &result);
  thaw_scope_close(&scope);
}

// Prepares a call whose callback, if any, is argument callback_index. stack:
// where a synchronous call lives.
static FsCall *begin(ThawIsolate *isolate, const ThawCallInfo *info,
                     int callback_index, FsCall *stack) {
  ThawLocal callback = thaw_call_argument(info, (size_t)callback_index);
  Host *host = Host_of(isolate);
  if (!thaw_is_function(callback)) {
    memset(stack, 0, sizeof *stack);
    stack->host = host;
    return stack;
  }
  FsCall *call = calloc(1, sizeof *call);
  if (call == NULL) thaw_fatal_error("fs", "the system has no memory left");
  call->host = host;
  call->loop = Host_loop(host);
  call->done = on_done;
  call->callback = thaw_persistent_new(isolate, callback);
  call->request.data = call;
  return call;
}

// The call's value: its result, or undefined if it is under way.
static ThawLocal end(ThawIsolate *isolate, FsCall *call, int status) {
  if (call->done == NULL) {
    ThawLocal result = result_of(isolate, &call->request);
    uv_fs_req_cleanup(&call->request);
    return result;
  }
  if (status < 0) {
    // Refused at once: report it as the call would have.
    call->request.result = status;
    ThawLocal error = Result_int(isolate, status);
    ThawLocal callback = thaw_persistent_get(isolate, call->callback);
    dispose_call(call);
    return thaw_function_call(isolate, callback, NULL, 1, &error);
  }
  return NULL;
}

// A call on one path. Declares call and path for the expression.
#define PATH_CALL(callback_index, expression)                     \
  FsCall stack;                                                   \
  char *path = Argument_utf8(isolate, info, 0);                   \
  if (path == NULL) return NULL;                                  \
  FsCall *call = begin(isolate, info, callback_index, &stack);    \
  int status = expression;                                        \
  thaw_free(path);                                                \
  return end(isolate, call, status)

// On two paths.
#define TWO_PATH_CALL(callback_index, expression)                 \
  FsCall stack;                                                   \
  char *path = Argument_utf8(isolate, info, 0);                   \
  if (path == NULL) return NULL;                                  \
  char *other = Argument_utf8(isolate, info, 1);                  \
  if (other == NULL) {                                            \
    thaw_free(path);                                              \
    return NULL;                                                  \
  }                                                               \
  FsCall *call = begin(isolate, info, callback_index, &stack);    \
  int status = expression;                                        \
  thaw_free(path);                                                \
  thaw_free(other);                                               \
  return end(isolate, call, status)

// On a descriptor.
#define FD_CALL(callback_index, expression)                       \
  FsCall stack;                                                   \
  FsCall *call = begin(isolate, info, callback_index, &stack);    \
  int fd = Argument_int(info, 0);                                 \
  return end(isolate, call, expression)

#define FS_FUNCTION(name)                               \
  static ThawLocal name(ThawIsolate *isolate,           \
                        const ThawCallInfo *info)

FS_FUNCTION(fs_open) {
  PATH_CALL(3, uv_fs_open(call->loop, &call->request, path,
                          Argument_int(info, 1), Argument_int(info, 2),
                          call->done));
}
FS_FUNCTION(fs_close) {
  FD_CALL(1, uv_fs_close(call->loop, &call->request, fd, call->done));
}
FS_FUNCTION(fs_stat) {
  PATH_CALL(1, uv_fs_stat(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_lstat) {
  PATH_CALL(1, uv_fs_lstat(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_fstat) {
  FD_CALL(1, uv_fs_fstat(call->loop, &call->request, fd, call->done));
}
FS_FUNCTION(fs_scandir) {
  PATH_CALL(1, uv_fs_scandir(call->loop, &call->request, path, 0, call->done));
}
FS_FUNCTION(fs_mkdir) {
  PATH_CALL(2, uv_fs_mkdir(call->loop, &call->request, path,
                           Argument_int(info, 1), call->done));
}
FS_FUNCTION(fs_rmdir) {
  PATH_CALL(1, uv_fs_rmdir(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_unlink) {
  PATH_CALL(1, uv_fs_unlink(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_readlink) {
  PATH_CALL(1, uv_fs_readlink(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_realpath) {
  PATH_CALL(1, uv_fs_realpath(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_access) {
  PATH_CALL(2, uv_fs_access(call->loop, &call->request, path,
                            Argument_int(info, 1), call->done));
}
FS_FUNCTION(fs_mkdtemp) {
  PATH_CALL(1, uv_fs_mkdtemp(call->loop, &call->request, path, call->done));
}
FS_FUNCTION(fs_chmod) {
  PATH_CALL(2, uv_fs_chmod(call->loop, &call->request, path,
                           Argument_int(info, 1), call->done));
}
FS_FUNCTION(fs_fchmod) {
  FD_CALL(2, uv_fs_fchmod(call->loop, &call->request, fd,
                          Argument_int(info, 1), call->done));
}
FS_FUNCTION(fs_chown) {
  PATH_CALL(3, uv_fs_chown(call->loop, &call->request, path,
                           (uv_uid_t)Argument_int(info, 1),
                           (uv_gid_t)Argument_int(info, 2), call->done));
}
FS_FUNCTION(fs_utime) {
  PATH_CALL(3, uv_fs_utime(call->loop, &call->request, path,
                           Argument_double(info, 1), Argument_double(info, 2),
                           call->done));
}
FS_FUNCTION(fs_ftruncate) {
  FD_CALL(2, uv_fs_ftruncate(call->loop, &call->request, fd,
                             Argument_int64(info, 1), call->done));
}
FS_FUNCTION(fs_fsync) {
  FD_CALL(1, uv_fs_fsync(call->loop, &call->request, fd, call->done));
}
FS_FUNCTION(fs_fdatasync) {
  FD_CALL(1, uv_fs_fdatasync(call->loop, &call->request, fd, call->done));
}
FS_FUNCTION(fs_rename) {
  TWO_PATH_CALL(2, uv_fs_rename(call->loop, &call->request, path, other,
                                call->done));
}
FS_FUNCTION(fs_link) {
  TWO_PATH_CALL(2, uv_fs_link(call->loop, &call->request, path, other,
                              call->done));
}
FS_FUNCTION(fs_symlink) {
  TWO_PATH_CALL(2, uv_fs_symlink(call->loop, &call->request, path, other, 0,
                                 call->done));
}
FS_FUNCTION(fs_copyfile) {
  TWO_PATH_CALL(3, uv_fs_copyfile(call->loop, &call->request, path, other,
                                  Argument_int(info, 2), call->done));
}

// (fd, view, offset, length, position, callback); false if the range lies
// outside the view.
static bool transfer_range(ThawIsolate *isolate, const ThawCallInfo *info,
                           uv_buf_t *range) {
  ByteSpan bytes = Argument_bytes(isolate, info, 1);
  double offset = Argument_double(info, 2);
  double length = Argument_double(info, 3);
  if (!(offset >= 0 && length >= 0 && offset + length <= (double)bytes.size))
    return false;
  *range = uv_buf_init((char *)bytes.data + (size_t)offset,
                       (unsigned)length);
  return true;
}

// Makes *range private to an asynchronous call; false without memory.
static bool make_range_private(ThawIsolate *isolate, const ThawCallInfo *info,
                               FsCall *call, bool writes, uv_buf_t *range) {
  call->bytes = malloc(range->len ? range->len : 1);
  if (call->bytes == NULL) return false;
  if (!writes) {
    call->read_into = thaw_persistent_new(isolate, thaw_call_argument(info, 1));
    call->read_offset = (size_t)Argument_double(info, 2);
  } else if (range->len) {
    memcpy(call->bytes, range->base, range->len);
  }
  range->base = call->bytes;
  return true;
}

static ThawLocal transfer(ThawIsolate *isolate, const ThawCallInfo *info,
                          bool writes) {
  uv_buf_t range;
  if (!transfer_range(isolate, info, &range))
    return thaw_throw_error(isolate, kThawRangeError,
                            "the range lies outside the buffer");
  FsCall stack;
  FsCall *call = begin(isolate, info, 5, &stack);
  if (call->done && !make_range_private(isolate, info, call, writes, &range))
    return end(isolate, call, UV_ENOMEM);
  int fd = Argument_int(info, 0);
  int64_t position = Argument_int64(info, 4);
  int status = writes
                   ? uv_fs_write(call->loop, &call->request, fd, &range, 1,
                                 position, call->done)
                   : uv_fs_read(call->loop, &call->request, fd, &range, 1,
                                position, call->done);
  return end(isolate, call, status);
}

FS_FUNCTION(fs_read) { return transfer(isolate, info, false); }
FS_FUNCTION(fs_write) { return transfer(isolate, info, true); }

// ---- Short cuts for the module loader ----

// 0: file, 1: directory, negative: error.
FS_FUNCTION(fs_kind) {
  char *path = Argument_utf8(isolate, info, 0);
  if (path == NULL) return NULL;
  struct stat status;
  int result = stat(path, &status) == 0 ? S_ISDIR(status.st_mode) : -2;
  thaw_free(path);
  return Result_int(isolate, result);
}

// Everything in the file, malloc'ed; NULL with *error set.
static char *read_whole_file(const char *path, size_t *size, int *error) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0) {
    *error = uv_translate_sys_error(errno);
    if (fd >= 0) close(fd);
    return NULL;
  }
  size_t capacity = (size_t)(status.st_size > 0 ? status.st_size : 4096) + 1;
  char *data = malloc(capacity);
  size_t total = 0;
  while (data) {
    if (total == capacity) {
      char *grown = realloc(data, capacity *= 2);
      if (grown == NULL) break;
      data = grown;
    }
    ssize_t count = read(fd, data + total, capacity - total);
    if (count < 0 && errno == EINTR) continue;
    if (count > 0) {
      total += (size_t)count;
      continue;
    }
    *error = count < 0 ? uv_translate_sys_error(errno) : 0;
    close(fd);
    *size = total;
    if (*error == 0) return data;
    free(data);
    return NULL;
  }
  free(data);
  close(fd);
  *error = UV_ENOMEM;
  return NULL;
}

typedef struct KnownFile {
  int fd;
  size_t size;
} KnownFile;

// Reads exactly the size that the file had when it was opened.
static bool fill_from_file(void *data, char *bytes) {
  const KnownFile *file = data;
  size_t total = 0;
  while (total < file->size) {
    ssize_t count = read(file->fd, bytes + total, file->size - total);
    if (count > 0)
      total += (size_t)count;
    else if (count == 0 || errno != EINTR)
      return false;
  }
  char more;
  return read(file->fd, &more, 1) == 0;
}

// A large regular file, read where its string will be. NULL if it is none or
// if something went wrong: the ordinary way then says what.
static ThawLocal read_large_file(ThawIsolate *isolate, const char *path) {
  enum { kMinLargeBytes = 64 * 1024 };
  KnownFile file = {.fd = open(path, O_RDONLY | O_CLOEXEC)};
  if (file.fd < 0) return NULL;
  struct stat status;
  ThawLocal text = NULL;
  if (fstat(file.fd, &status) == 0 && S_ISREG(status.st_mode) &&
      status.st_size >= kMinLargeBytes && status.st_size <= INT32_MAX / 8) {
    file.size = (size_t)status.st_size;
    text = thaw_string_new_filled(isolate, file.size, fill_from_file, &file);
  }
  close(file.fd);
  return text;
}

FS_FUNCTION(fs_read_file_utf8) {
  char *path = Argument_utf8(isolate, info, 0);
  if (path == NULL) return NULL;
  ThawLocal large = read_large_file(isolate, path);
  if (large != NULL) {
    thaw_free(path);
    return large;
  }
  size_t size = 0;
  int error = 0;
  char *data = read_whole_file(path, &size, &error);
  thaw_free(path);
  if (data == NULL) return Result_int(isolate, error);
  ThawLocal text = thaw_string_new(isolate, data, size);
  free(data);
  return text;
}

static const BindingFunction kFunctions[] = {
    {"open", fs_open},         {"close", fs_close},
    {"stat", fs_stat},         {"lstat", fs_lstat},
    {"fstat", fs_fstat},       {"scandir", fs_scandir},
    {"mkdir", fs_mkdir},       {"rmdir", fs_rmdir},
    {"unlink", fs_unlink},     {"readlink", fs_readlink},
    {"realpath", fs_realpath}, {"access", fs_access},
    {"mkdtemp", fs_mkdtemp},   {"chmod", fs_chmod},
    {"fchmod", fs_fchmod},     {"chown", fs_chown},
    {"utime", fs_utime},       {"ftruncate", fs_ftruncate},
    {"fsync", fs_fsync},       {"fdatasync", fs_fdatasync},
    {"rename", fs_rename},     {"link", fs_link},
    {"symlink", fs_symlink},   {"copyfile", fs_copyfile},
    {"read", fs_read},         {"write", fs_write},
    {"kind", fs_kind},         {"readFileUtf8", fs_read_file_utf8},
    {NULL, NULL},
};
extern const Binding kFsBinding;
const Binding kFsBinding = {"fs", kFunctions, NULL};
