/*
 * Loaded before the relay (LD_PRELOAD), it stands between SQLite and the files of one folder: it keeps what a power cut
 * would leave, fails where it is told to, and ends the process in the middle of a write.
 *
 * DISK_FOLDER   the folder
 * DISK_SYNCED   where a copy of each file is kept, as it was when it was last synced
 * DISK_CONTROL  a file of five 32-bit integers, which may change at any time:
 *               [0] errno of every write, 0 for none  [1] errno of every sync, 0 for none
 *               [2] whether syncs are a lie: nothing is kept  [3] the process dies in this write to a log, counted down
 *               [4] whether the process dies in the next sync of a log, before anything is synced
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile int32_t *control;
static const char *folder;
static const char *synced;
static pthread_mutex_t one_sync = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  synced = getenv("DISK_SYNCED");
  const char *file = getenv("DISK_CONTROL");
  int fd = file == NULL ? -1 : open(file, O_RDONLY);
  if (fd < 0) return;
  void *mapped = mmap(NULL, 5 * sizeof(int32_t), PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped == MAP_FAILED) return;
  control = mapped;
  folder = getenv("DISK_FOLDER");
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), of_end = strlen(end);
  return length >= of_end && strcmp(text + length - of_end, end) == 0;
}

/* The file's name in the folder; NULL for any other file. SQLite's shared memory is none that a power cut leaves. */
static const char *name_of(int fd, char *path, size_t size) {
  if (folder == NULL) return NULL;
  int before = errno;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  errno = before;
  if (length < 0) return NULL;
  path[length] = 0;
  size_t of_folder = strlen(folder);
  if (strncmp(path, folder, of_folder) != 0 || path[of_folder] != '/' || ends_with(path, "-shm")) return NULL;
  return path + of_folder + 1;
}

static int dies_now(const char *name) {
  static int32_t writes, of;
  if (control[3] == 0 || !ends_with(name, "-wal")) return 0;
  if (of != control[3]) {
    of = control[3];
    writes = 0;
  }
  return ++writes == of;
}

static ssize_t faulty_write(int fd, const void *data, size_t size, off64_t at, int is_positioned) {
  char path[4096];
  const char *name = name_of(fd, path, sizeof path);
  if (name != NULL && control[0] != 0) {
    errno = control[0];
    return -1;
  }
  int dies = name != NULL && dies_now(name);
  if (dies) size /= 2;
  ssize_t written = is_positioned ? real_pwrite(fd, data, size, at) : real_write(fd, data, size);
  if (dies) kill(getpid(), SIGKILL);
  return written;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return faulty_write(fd, data, size, at, 1); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return faulty_write(fd, data, size, at, 1); }
ssize_t write(int fd, const void *data, size_t size) { return faulty_write(fd, data, size, 0, 0); }

int ftruncate64(int fd, off64_t size) {
  char path[4096];
  if (name_of(fd, path, sizeof path) != NULL && control[0] != 0) {
    errno = control[0];
    return -1;
  }
  return real_ftruncate(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

/* Through the very descriptor: to open and close the file anew would give up SQLite's locks. */
static int copy(int fd, const char *to) {
  char buffer[65536];
  int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (out < 0) return -1;
  off64_t at = 0;
  ssize_t got;
  while ((got = pread64(fd, buffer, sizeof buffer, at)) > 0) {
    if (real_write(out, buffer, got) != got) got = -1;
    if (got < 0) break;
    at += got;
  }
  close(out);
  return got < 0 ? -1 : 0;
}

static int faulty_sync(int fd, int (*real)(int)) {
  char path[4096], fresh[4096], kept[4096];
  const char *name = name_of(fd, path, sizeof path);
  if (name == NULL) return real(fd);
  if (control[4] != 0 && ends_with(name, "-wal")) kill(getpid(), SIGKILL);
  if (control[1] != 0) {
    errno = control[1];
    return -1;
  }
  if (control[2] != 0 || synced == NULL) return real(fd);
  snprintf(fresh, sizeof fresh, "%s/.%s.%d", synced, name, gettid());
  snprintf(kept, sizeof kept, "%s/%s", synced, name);
  /* One after the other, so that an older copy does not take a newer one's place. */
  pthread_mutex_lock(&one_sync);
  int copied = copy(fd, fresh);
  int result = real(fd);
  /* Only now it is safe; and a copy is there wholly or not at all, whenever the process is killed. */
  if (result == 0 && copied == 0) rename(fresh, kept);
  pthread_mutex_unlock(&one_sync);
  return result;
}

int fsync(int fd) { return faulty_sync(fd, real_fsync); }
int fdatasync(int fd) { return faulty_sync(fd, real_fdatasync); }
