// Stands between the program and the C library, by LD_PRELOAD, and counts the calls by which SQLite changes the files
// of one folder: pwrite, write, fsync, fdatasync, ftruncate, unlink, rename, and open where it makes a file.
//
//   FAULT_FOLDER  the folder; calls on other files go through untouched
//   FAULT_LOG     a file that gets a line for every call: its name, the file, the offset, the length, what came of it;
//                 with FAULT_BYTES also the bytes that were written
//   FAULT_AT      the number of the call at which a fault strikes, from 1 on
//   FAULT_KIND    what it is:
//     error    the call fails with EIO and does nothing; later ones work
//     gone     so does every call from there on
//     false    the call does its work and fails with EIO all the same
//     lost     so it does, and every call after it fails like one that is gone
//     full     nothing can grow from there on: ENOSPC
//     short    half is written and told so, and then nothing can grow
//     kill     SIGKILL before the call
//     half     SIGKILL when half of it is written
//     after    SIGKILL right after it
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static const char *kind = "";
static long at, calls;
static int book = -1, bytes, full, gone;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
  const char *v = getenv("FAULT_FOLDER");
  if (v != NULL && realpath(v, folder) == NULL) folder[0] = 0;
  if ((v = getenv("FAULT_KIND")) != NULL) kind = v;
  if ((v = getenv("FAULT_AT")) != NULL) at = atol(v);
  bytes = getenv("FAULT_BYTES") != NULL;
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_open = dlsym(RTLD_NEXT, "open64");
  if ((v = getenv("FAULT_LOG")) != NULL) book = real_open(v, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

// named is the name of a path in the folder, "." for the folder itself, and NULL for what is elsewhere.
static const char *named(const char *path) {
  size_t n = strlen(folder);
  if (n == 0 || strncmp(path, folder, n) != 0) return NULL;
  if (path[n] == 0) return ".";
  return path[n] == '/' && strchr(path + n + 1, '/') == NULL ? path + n + 1 : NULL;
}

// named_fd is the name of what is open, written into path.
static const char *named_fd(int fd, char *path) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = folder[0] ? readlink(link, path, PATH_MAX - 1) : -1;
  if (n < 0) return NULL;
  path[n] = 0;
  return named(path);
}

// call is one that is counted.
struct call {
  const char *op, *name;
  off64_t offset;
  size_t length;
  int grows, writes;
};

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// tell writes a call down; struck is 1 where the fault struck at it.
static void tell(const struct call *c, const void *data, ssize_t result, int struck) {
  char line[PATH_MAX + 100];
  if (book < 0) return;
  int n = snprintf(line, sizeof line, "%s %s %lld %zu %zd %d\n", c->op, c->name, (long long)c->offset, c->length, result, struck);
  real_write(book, line, n);
  if (bytes && data != NULL && result > 0) real_write(book, data, result);
}

// The work of a call, for so many of its bytes.
typedef ssize_t work(const void *what, size_t n);

enum fate { PASS, FAIL, FALSE, HALF, KILL, KILL_HALF, KILL_AFTER };

// fate_of counts a call and says what becomes of it; an error is left in errno.
static enum fate fate_of(const struct call *c) {
  int hit = ++calls == at, is_full = hit && !strcmp(kind, "full");
  errno = EIO;
  if (gone || hit && !strcmp(kind, "error")) return FAIL;
  if (hit && !strcmp(kind, "gone")) return gone = 1, FAIL;
  if (hit && !strcmp(kind, "false")) return FALSE;
  if (hit && !strcmp(kind, "lost")) return gone = 1, FALSE;
  if (hit && !strcmp(kind, "kill")) return KILL;
  if (hit && !strcmp(kind, "after")) return KILL_AFTER;
  if (hit && !strcmp(kind, "half") && c->writes) return KILL_HALF;
  if (hit && !strcmp(kind, "short") && c->writes) return full = 1, HALF;
  errno = ENOSPC;
  if (is_full) full = 1;
  return is_full || full && c->grows ? FAIL : PASS;
}

// done does a call as its fate is. It is one at a time, so the order of the log is the order of what happened.
static ssize_t done(struct call c, work *work, const void *what, const void *data) {
  pthread_mutex_lock(&turn);
  enum fate fate = fate_of(&c);
  int saved = errno;
  ssize_t result = -1;
  if (fate == KILL) tell(&c, NULL, -1, 1), die();
  if (fate == HALF || fate == KILL_HALF) result = work(what, c.length / 2);
  if (fate == PASS || fate == FALSE || fate == KILL_AFTER) {
    result = work(what, c.length);
    if (fate == PASS) saved = errno;
  }
  tell(&c, data, result, fate != PASS);
  if (fate == KILL_HALF || fate == KILL_AFTER) die();
  pthread_mutex_unlock(&turn);
  errno = saved;
  return fate == FALSE ? -1 : result;
}

struct target { int fd; const void *data; off64_t offset; const char *path, *to; int flags; mode_t mode; };

#define T ((const struct target *)what)
static ssize_t do_pwrite(const void *what, size_t n) { return real_pwrite(T->fd, T->data, n, T->offset); }
static ssize_t do_write(const void *what, size_t n) { return real_write(T->fd, T->data, n); }
static ssize_t do_fsync(const void *what, size_t n) { return (void)n, real_fsync(T->fd); }
static ssize_t do_fdatasync(const void *what, size_t n) { return (void)n, real_fdatasync(T->fd); }
static ssize_t do_ftruncate(const void *what, size_t n) { return (void)n, real_ftruncate(T->fd, T->offset); }
static ssize_t do_unlink(const void *what, size_t n) { return (void)n, real_unlink(T->path); }
static ssize_t do_rename(const void *what, size_t n) { return (void)n, real_rename(T->path, T->to); }
static ssize_t do_open(const void *what, size_t n) { return (void)n, real_open(T->path, T->flags, T->mode); }
#undef T

ssize_t pwrite64(int fd, const void *data, size_t n, off64_t offset) {
  char path[PATH_MAX];
  const char *name = named_fd(fd, path);
  if (name == NULL) return real_pwrite(fd, data, n, offset);
  struct target t = {.fd = fd, .data = data, .offset = offset};
  return done((struct call){"write", name, offset, n, 1, 1}, do_pwrite, &t, data);
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t offset) { return pwrite64(fd, data, n, offset); }

ssize_t write(int fd, const void *data, size_t n) {
  char path[PATH_MAX];
  const char *name = fd == book ? NULL : named_fd(fd, path);
  if (name == NULL) return real_write(fd, data, n);
  struct target t = {.fd = fd, .data = data};
  return done((struct call){"write", name, lseek64(fd, 0, SEEK_CUR), n, 1, 1}, do_write, &t, data);
}

int fsync(int fd) {
  char path[PATH_MAX];
  const char *name = named_fd(fd, path);
  if (name == NULL) return real_fsync(fd);
  struct target t = {.fd = fd};
  return done((struct call){"sync", name, 0, 0, 0, 0}, do_fsync, &t, NULL);
}

int fdatasync(int fd) {
  char path[PATH_MAX];
  const char *name = named_fd(fd, path);
  if (name == NULL) return real_fdatasync(fd);
  struct target t = {.fd = fd};
  return done((struct call){"sync", name, 0, 0, 0, 0}, do_fdatasync, &t, NULL);
}

int ftruncate64(int fd, off64_t length) {
  char path[PATH_MAX];
  const char *name = named_fd(fd, path);
  if (name == NULL) return real_ftruncate(fd, length);
  struct stat now;
  struct target t = {.fd = fd, .offset = length};
  int grows = fstat(fd, &now) == 0 && length > now.st_size;
  return done((struct call){"truncate", name, length, 0, grows, 0}, do_ftruncate, &t, NULL);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  const char *name = named(path);
  if (name == NULL) return real_unlink(path);
  struct target t = {.path = path};
  return done((struct call){"unlink", name, 0, 0, 0, 0}, do_unlink, &t, NULL);
}

int rename(const char *path, const char *to) {
  const char *name = named(to);
  if (name == NULL) return real_rename(path, to);
  struct target t = {.path = path, .to = to};
  return done((struct call){"rename", name, 0, 0, 0, 0}, do_rename, &t, NULL);
}

// open64 is counted where it makes a file that is not there yet.
int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const char *name = flags & O_CREAT ? named(path) : NULL;
  if (name == NULL || access(path, F_OK) == 0) return real_open(path, flags, mode);
  struct target t = {.path = path, .flags = flags, .mode = mode};
  return done((struct call){"create", name, 0, 0, 1, 0}, do_open, &t, NULL);
}
