/*
 * Stands between a process and its C library (LD_PRELOAD). It writes down every call that changes a file below
 * SAYSO_SHIM_ROOT, with what was written, to SAYSO_SHIM_LOG, in the order in which the calls took effect; and it lets
 * the calls fail that SAYSO_SHIM_CONTROL asks for. disk-log.ts reads the log, shim.ts writes the control file.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, RENAME, UNLINK, MKDIR, RMDIR, SYNC_FAILED, LINK };
/* What may fail: the bits of control->kinds. */
enum { FAIL_WRITE = 1, FAIL_SYNC = 2, FAIL_NAME = 4 };
/* The error of a call that the process does not live to see. */
enum { KILLED = -9 };

struct record { uint32_t type, path_length; uint64_t file, offset, length; uint32_t other_length, padding; };
struct control {
  uint32_t kinds;     /* which calls are meant; 0 lets all pass */
  int32_t countdown;  /* the call that fails first, from 1 */
  int32_t times;      /* how many fail from then on; -1: all */
  int32_t error;
  uint32_t halve;     /* the first write to fail does half of its work first */
  uint32_t met, failed; /* for the one who asks: calls that were meant, calls that failed */
};

#define MOST_FDS 65536
static struct { uint64_t file; char *folder; } fds[MOST_FDS];
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static const char *root;
static size_t root_length;
static int log_fd = -1;
static struct control *control;

__attribute__((constructor)) static void start(void) {
  const char *log = getenv("SAYSO_SHIM_LOG"), *asked = getenv("SAYSO_SHIM_CONTROL");
  root = getenv("SAYSO_SHIM_ROOT");
  if (!root) return;
  root_length = strlen(root);
  if (log) log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (!asked) return;
  int fd = syscall(SYS_openat, AT_FDCWD, asked, O_RDWR | O_CLOEXEC, 0);
  void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped != MAP_FAILED) control = mapped;
  syscall(SYS_close, fd);
}

/* syscall() stands between itself. */
static long kernel(long number, long a, long b, long c, long d, long e, long f) {
  static long (*real)(long, ...);
  if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  return real(number, a, b, c, d, e, f);
}

static int below(const char *path) {
  return root && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

/* The path of a name in an open folder; `whole` has PATH_MAX bytes. */
static const char *path_in(int folder, const char *path, char *whole) {
  if (!path || path[0] == '/' || folder == AT_FDCWD) return path;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, whole, PATH_MAX - 1);
  if (length < 0) return path;
  snprintf(whole + length, PATH_MAX - length, "/%s", path);
  return whole;
}

static void note(uint32_t type, uint64_t file, uint64_t offset, const char *path, const char *other, const void *data,
                 uint64_t length) {
  if (log_fd < 0) return;
  struct record head = { type, path ? strlen(path) : 0, file, offset, length, other ? strlen(other) : 0, 0 };
  struct iovec parts[] = {
    { &head, sizeof head }, { (void *)path, head.path_length }, { (void *)other, head.other_length },
    { (void *)data, data ? length : 0 },
  };
  syscall(SYS_writev, log_fd, parts, 4);
}

/* Whether this call is to fail; sets errno. */
static int fails(uint32_t kind) {
  if (!control || !(control->kinds & kind)) return 0;
  control->met++;
  if (control->countdown > 1) { control->countdown--; return 0; }
  if (control->times == 0) return 0;
  if (control->times > 0) control->times--;
  control->failed++;
  if (control->error == KILLED) kill(getpid(), SIGKILL);
  errno = control->error;
  return 1;
}

static int opened(int fd, const char *path, int flags, int was_there) {
  struct stat stat;
  if (fd < 0 || fd >= MOST_FDS || fstat(fd, &stat)) return fd;
  free(fds[fd].folder);
  fds[fd].folder = NULL;
  fds[fd].file = stat.st_ino;
  if (S_ISDIR(stat.st_mode)) fds[fd].folder = strdup(path);
  else if (!was_there) note(CREATE, stat.st_ino, 0, path, NULL, NULL, 0);
  else if (flags & O_TRUNC) note(TRUNCATE, stat.st_ino, 0, NULL, NULL, NULL, 0);
  return fd;
}

static int open_at(int folder, const char *name, int flags, mode_t mode) {
  char whole[PATH_MAX];
  const char *path = path_in(folder, name, whole);
  if (!below(path)) return syscall(SYS_openat, folder, name, flags, mode);
  pthread_mutex_lock(&lock);
  int was_there = syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
  int fd = !was_there && (flags & O_CREAT) && fails(FAIL_WRITE) ? -1 : syscall(SYS_openat, folder, name, flags, mode);
  int error = errno;
  opened(fd, path, flags, was_there);
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}

#define OPEN(name, ...) \
  int name(__VA_ARGS__ const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);
OPEN(open) return open_at(AT_FDCWD, path, flags, mode); }
OPEN(open64) return open_at(AT_FDCWD, path, flags, mode); }
OPEN(openat, int folder,) return open_at(folder, path, flags, mode); }
OPEN(openat64, int folder,) return open_at(folder, path, flags, mode); }

int close(int fd) {
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < MOST_FDS) { free(fds[fd].folder); fds[fd].folder = NULL; fds[fd].file = 0; }
  int result = kernel(SYS_close, fd, 0, 0, 0, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

static int tracked(int fd) { return fd >= 0 && fd < MOST_FDS && fds[fd].file && !fds[fd].folder; }

static ssize_t write_at(int fd, const void *data, size_t length, off_t offset, int moves) {
  if (!tracked(fd)) return moves ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, offset);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  int halve = control && control->halve && control->countdown <= 1 && control->times && length > 1;
  if (!fails(FAIL_WRITE)) halve = 0;
  else if (halve) control->halve = 0;
  else { pthread_mutex_unlock(&lock); return -1; }
  if (halve) length /= 2;
  int append = fcntl(fd, F_GETFL) & O_APPEND;
  if (moves) offset = append ? syscall(SYS_lseek, fd, 0, SEEK_END) : syscall(SYS_lseek, fd, 0, SEEK_CUR);
  done = moves ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, offset);
  int error = errno;
  if (done > 0) note(WRITE, fds[fd].file, offset, NULL, NULL, data, done);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

ssize_t write(int fd, const void *data, size_t length) { return write_at(fd, data, length, 0, 1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return write_at(fd, data, length, at, 0); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return write_at(fd, data, length, at, 0); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (!tracked(fd)) return syscall(SYS_writev, fd, parts, count);
  ssize_t all = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = write_at(fd, parts[i].iov_base, parts[i].iov_len, 0, 1);
    if (done < 0) return all ? all : -1;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  if (!tracked(fd)) return syscall(SYS_pwritev, fd, parts, count, at, 0);
  ssize_t all = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = write_at(fd, parts[i].iov_base, parts[i].iov_len, at + all, 0);
    if (done < 0) return all ? all : -1;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return pwritev(fd, parts, count, at); }

/* Copies inside the kernel become reads and writes, which are seen. */
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
  if (!tracked(to)) return syscall(SYS_sendfile, to, from, at, length);
  char block[65536];
  size_t wanted = length < sizeof block ? length : sizeof block;
  ssize_t got = at ? syscall(SYS_pread64, from, block, wanted, *at) : syscall(SYS_read, from, block, wanted);
  if (got <= 0) return got;
  ssize_t done = write_at(to, block, got, 0, 1);
  if (done > 0 && at) *at += done;
  return done;
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) { return sendfile64(to, from, at, length); }

long syscall(long number, ...) {
  va_list rest;
  va_start(rest, number);
  long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long),
       e = va_arg(rest, long), f = va_arg(rest, long);
  va_end(rest);
  /* So does libuv. */
  if (number == SYS_close) return close((int)a);
  if (number == SYS_copy_file_range && tracked((int)c)) { errno = ENOSYS; return -1; }
  return kernel(number, a, b, c, d, e, f);
}

static int truncate_to(int fd, off64_t size) {
  if (!tracked(fd)) return syscall(SYS_ftruncate, fd, size);
  pthread_mutex_lock(&lock);
  struct stat stat;
  int result = !fstat(fd, &stat) && size > stat.st_size && fails(FAIL_WRITE) ? -1 : syscall(SYS_ftruncate, fd, size);
  int error = errno;
  if (!result) note(TRUNCATE, fds[fd].file, size, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int ftruncate(int fd, off_t size) { return truncate_to(fd, size); }
int ftruncate64(int fd, off64_t size) { return truncate_to(fd, size); }

/* Where it is found, libuv asks the library for it rather than the kernel. */
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *to_at, size_t length, unsigned flags) {
  if (!tracked(to)) return syscall(SYS_copy_file_range, from, at, to, to_at, length, flags);
  errno = ENOSYS;
  return -1;
}

/* Nothing here needs the disk itself: what is synced is what the log says. */
static int sync_fd(int fd) {
  if (fd < 0 || fd >= MOST_FDS || !fds[fd].file) return syscall(SYS_fsync, fd);
  pthread_mutex_lock(&lock);
  int failed = fails(FAIL_SYNC), error = errno;
  if (fds[fd].folder) { if (!failed) note(SYNC_FOLDER, 0, 0, fds[fd].folder, NULL, NULL, 0); }
  else note(failed ? SYNC_FAILED : SYNC, fds[fd].file, 0, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return failed ? -1 : 0;
}
int fsync(int fd) { return sync_fd(fd); }
int fdatasync(int fd) { return sync_fd(fd); }

#define NAMED(condition, call, type, from, to) \
  if (!(condition)) return call; \
  pthread_mutex_lock(&lock); \
  int result = fails(FAIL_NAME) ? -1 : call, error = errno; \
  if (!result) note(type, 0, 0, from, to, NULL, 0); \
  pthread_mutex_unlock(&lock); \
  errno = error; \
  return result;

int unlink(const char *path) { NAMED(below(path), syscall(SYS_unlink, path), UNLINK, path, NULL) }
int rmdir(const char *path) { NAMED(below(path), syscall(SYS_rmdir, path), RMDIR, path, NULL) }
int mkdir(const char *path, mode_t mode) { NAMED(below(path), syscall(SYS_mkdir, path, mode), MKDIR, path, NULL) }
int rename(const char *from, const char *to) {
  NAMED(below(from) || below(to), syscall(SYS_rename, from, to), RENAME, from, to)
}
int link(const char *from, const char *to) { NAMED(below(to), syscall(SYS_link, from, to), LINK, from, to) }
/* Within the library these two call the kernel themselves. */
int remove(const char *path) {
  return unlink(path) && (errno != EISDIR || rmdir(path)) ? -1 : 0;
}
char *mkdtemp(char *path) {
  char *(*real)(char *) = (char *(*)(char *))dlsym(RTLD_NEXT, "mkdtemp");
  pthread_mutex_lock(&lock);
  char *made = fails(FAIL_NAME * below(path)) ? NULL : real(path);
  if (made && below(made)) note(MKDIR, 0, 0, made, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return made;
}
int unlinkat(int folder, const char *name, int flags) {
  char whole[PATH_MAX];
  const char *path = path_in(folder, name, whole);
  if (!below(path)) return syscall(SYS_unlinkat, folder, name, flags);
  return flags & AT_REMOVEDIR ? rmdir(path) : unlink(path);
}
