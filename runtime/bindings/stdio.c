// SPDX-License-Identifier: MIT
//
// internalBinding('stdio'): complete writes at once, input through the loop.
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "runtime/bindings/binding.h"

// Writes everything; waits where the descriptor does not block.
static int write_fully(int fd, const char *data, size_t size) {
  while (size > 0) {
    ssize_t count = write(fd, data, size);
    if (count >= 0) {
      data += count;
      size -= (size_t)count;
    } else if (errno == EAGAIN) {
      struct pollfd wait = {fd, POLLOUT, 0};
      poll(&wait, 1, -1);
    } else if (errno != EINTR) {
      return uv_translate_sys_error(errno);
    }
  }
  return 0;
}

static ThawLocal stdio_write_string(ThawIsolate *isolate,
                                    const ThawCallInfo *info) {
  int fd = Argument_int(info, 0);
  ThawLocal string = thaw_call_argument(info, 1);
  char buffer[4096];
  // A unit needs at most three bytes.
  if (thaw_string_length_units(string) <= sizeof buffer / 3) {
    size_t size =
        thaw_string_write_utf8(isolate, string, buffer, sizeof buffer);
    return Result_int(isolate, write_fully(fd, buffer, size));
  }
  size_t size;
  char *text = thaw_value_to_utf8(isolate, string, &size);
  if (text == NULL) return NULL;
  int status = write_fully(fd, text, size);
  thaw_free(text);
  return Result_int(isolate, status);
}

static ThawLocal stdio_write_bytes(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  ByteSpan bytes = Argument_bytes(isolate, info, 1);
  return Result_int(isolate, write_fully(Argument_int(info, 0),
                                         (const char *)bytes.data,
                                         bytes.size));
}

static ThawLocal stdio_is_tty(ThawIsolate *isolate, const ThawCallInfo *info) {
  return thaw_boolean(isolate, isatty(Argument_int(info, 0)));
}

static ThawLocal stdio_window_size(ThawIsolate *isolate,
                                   const ThawCallInfo *info) {
  struct winsize size;
  if (ioctl(Argument_int(info, 0), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    size = (struct winsize){.ws_col = 80, .ws_row = 24};
  const double numbers[] = {size.ws_col, size.ws_row};
  return Result_numbers(isolate, numbers, 2);
}

// ---- Input ----

// Reads a descriptor: through poll where that works, else (files) on the thread
// pool. One at a time: standard input.
typedef struct Reader {
  Host *host;
  ThawPersistent *callback;
  int fd;
  bool polls;
  bool stopped;
  bool closed;
  uv_poll_t poll;
  uv_fs_t request;
  char buffer[65536];
} Reader;

static Reader *g_reader;

static void deliver(Reader *reader, ssize_t count) {
  Host *host = reader->host;
  if (reader->stopped || host->exiting) return;
  ThawIsolate *isolate = host->isolate;
  ThawScope scope;
  thaw_scope_open(isolate, &scope);
  ThawLocal chunk;
  if (count > 0) {
    ThawLocal bytes =
        thaw_array_buffer_copy(isolate, reader->buffer, (size_t)count);
    chunk = bytes ? thaw_typed_array_new(isolate, kThawUint8, bytes, 0,
                                         (size_t)count)
                  : NULL;
  } else {
    chunk = Result_int(isolate, count);
  }
  ThawLocal callback = thaw_persistent_get(isolate, reader->callback);
  if (chunk != NULL) Host_call_back(host, callback, 1, &chunk);
  thaw_scope_close(&scope);
}

static void free_reader(Reader *reader) {
  thaw_persistent_dispose(reader->callback);
  if (g_reader == reader) g_reader = NULL;
  free(reader);
}

static void on_poll_closed(uv_handle_t *handle) { free_reader(handle->data); }

static void stop_reader(Reader *reader) {
  if (reader->stopped) return;
  reader->stopped = true;
  if (g_reader == reader) g_reader = NULL;
  if (reader->polls && !reader->closed) {
    reader->closed = true;
    uv_poll_stop(&reader->poll);
    uv_close((uv_handle_t *)&reader->poll, on_poll_closed);
  }
}

static void on_readable(uv_poll_t *poll, int status, int events) {
  Reader *reader = poll->data;
  ssize_t count = status < 0 ? status
                             : read(reader->fd, reader->buffer,
                                    sizeof reader->buffer);
  if (count < 0 && status >= 0) {
    if (errno == EAGAIN || errno == EINTR) return;
    count = uv_translate_sys_error(errno);
  }
  deliver(reader, count);
  if (count <= 0) stop_reader(reader);
}

static void on_file_read(uv_fs_t *request);

static void read_file_chunk(Reader *reader) {
  uv_buf_t range = uv_buf_init(reader->buffer, sizeof reader->buffer);
  reader->request.data = reader;
  uv_fs_read(Host_loop(reader->host), &reader->request, reader->fd, &range, 1,
             -1, on_file_read);
}

static void on_file_read(uv_fs_t *request) {
  Reader *reader = request->data;
  ssize_t count = request->result;
  uv_fs_req_cleanup(request);
  deliver(reader, count);
  if (count > 0 && !reader->stopped) {
    read_file_chunk(reader);
    return;
  }
  free_reader(reader);
}

static ThawLocal stdio_start_reading(ThawIsolate *isolate,
                                     const ThawCallInfo *info) {
  if (g_reader != NULL) return Result_int(isolate, UV_EBUSY);
  Reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return Result_int(isolate, UV_ENOMEM);
  Host *host = Host_of(isolate);
  reader->host = host;
  reader->fd = Argument_int(info, 0);
  struct stat status;
  if (fstat(reader->fd, &status) != 0) {
    int error = uv_translate_sys_error(errno);
    free(reader);
    return Result_int(isolate, error);
  }
  reader->callback = thaw_persistent_new(isolate, thaw_call_argument(info, 1));
  g_reader = reader;
  if (!S_ISREG(status.st_mode) &&
      uv_poll_init(Host_loop(host), &reader->poll, reader->fd) == 0) {
    reader->polls = true;
    reader->poll.data = reader;
    uv_poll_start(&reader->poll, UV_READABLE, on_readable);
  } else {
    read_file_chunk(reader);
  }
  return Result_int(isolate, 0);
}

static ThawLocal stdio_stop_reading(ThawIsolate *isolate,
                                    const ThawCallInfo *info) {
  if (g_reader != NULL) stop_reader(g_reader);
  return NULL;
}

// ---- Raw mode ----

static struct termios g_cooked_mode;
static int g_raw_fd = -1;

static void restore_terminal(void) {
  if (g_raw_fd >= 0) tcsetattr(g_raw_fd, TCSADRAIN, &g_cooked_mode);
  g_raw_fd = -1;
}

static ThawLocal stdio_set_raw_mode(ThawIsolate *isolate,
                                    const ThawCallInfo *info) {
  int fd = Argument_int(info, 0);
  if (!Argument_bool(info, 1)) {
    restore_terminal();
    return NULL;
  }
  if (g_raw_fd >= 0 || tcgetattr(fd, &g_cooked_mode) != 0) return NULL;
  static bool registered;
  if (!registered) atexit(restore_terminal);
  registered = true;
  struct termios raw = g_cooked_mode;
  raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  if (tcsetattr(fd, TCSADRAIN, &raw) == 0) g_raw_fd = fd;
  return NULL;
}

static const BindingFunction kFunctions[] = {
    {"writeString", stdio_write_string},
    {"writeBytes", stdio_write_bytes},
    {"isTTY", stdio_is_tty},
    {"windowSize", stdio_window_size},
    {"startReading", stdio_start_reading},
    {"stopReading", stdio_stop_reading},
    {"setRawMode", stdio_set_raw_mode},
    {NULL, NULL},
};
extern const Binding kStdioBinding;
const Binding kStdioBinding = {"stdio", kFunctions, NULL};
