/*
 * Keeps in POWER_CUT_DISK what a disk would have of the files in POWER_CUT_DIRECTORY if the power failed now. Preloaded
 * into a process (LD_PRELOAD), it stands between SQLite and the C library:
 *
 * - a write or a change of length is on the disk once its file is synced, or before that when the kernel writes it back
 *   by itself, which happens to POWER_CUT_WRITTEN_BACK of a hundred writes, so in any order;
 * - a removed file is gone once its directory, or a new file of its name, is synced;
 * - memory that is mapped from a file (SQLite's -shm) never gets there.
 *
 * A process that is killed inside fsync leaves it half done, as a power cut does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_FILES 64
#define LONGEST_PATH 4096

struct change {
  off64_t offset;
  /* Of the write, or -1: the file was cut to `offset`. */
  off64_t length;
};

struct file {
  char name[256];
  int removed;
  struct change *changes;
  size_t count, room;
};

static struct file files[MOST_FILES];
static size_t known;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned long chance = 1;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  chance = (unsigned long)getpid();
}

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? "" : value;
}

/* The name of a path inside the directory; "" for the directory itself, NULL for any other place. */
static const char *name_inside(const char *path) {
  const char *directory = setting("POWER_CUT_DIRECTORY");
  size_t length = strlen(directory);
  if (length == 0 || strncmp(path, directory, length) != 0) return NULL;
  if (path[length] == '\0') return "";
  return path[length] == '/' && strchr(path + length + 1, '/') == NULL ? path + length + 1 : NULL;
}

static struct file *file_named(const char *name) {
  for (size_t i = 0; i < known; i += 1)
    if (strcmp(files[i].name, name) == 0) return &files[i];
  if (known == MOST_FILES || strlen(name) >= sizeof files[0].name) abort();
  strcpy(files[known].name, name);
  known += 1;
  return &files[known - 1];
}

/* Writes the path of an open file into `path` and returns its name inside the directory. */
static const char *name_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, LONGEST_PATH - 1);
  if (length < 0) return NULL;
  path[length] = '\0';
  return name_inside(path);
}

static void disk_path(const struct file *file, char *path) {
  snprintf(path, LONGEST_PATH, "%s/%s", setting("POWER_CUT_DISK"), file->name);
}

static void remove_from_disk(struct file *file) {
  char path[LONGEST_PATH];
  disk_path(file, path);
  real_unlink(path);
  file->removed = 0;
}

static void carry_over(int disk, int fd, struct change change) {
  static char buffer[65536];
  if (change.length < 0) {
    if (real_ftruncate(disk, change.offset) != 0) abort();
    return;
  }
  for (off64_t done = 0; done < change.length;) {
    size_t wanted = (size_t)(change.length - done);
    ssize_t got = pread64(fd, buffer, wanted < sizeof buffer ? wanted : sizeof buffer, change.offset + done);
    if (got <= 0) return; /* Cut off since. */
    if (real_pwrite(disk, buffer, (size_t)got, change.offset + done) != got) abort();
    done += got;
  }
}

static int open_on_disk(struct file *file) {
  char path[LONGEST_PATH];
  if (file->removed) remove_from_disk(file);
  disk_path(file, path);
  int disk = open(path, O_WRONLY | O_CREAT, 0600);
  if (disk < 0) abort();
  return disk;
}

static void note(int fd, struct change change) {
  char path[LONGEST_PATH];
  const char *name = name_of(fd, path);
  if (name == NULL || *name == '\0') return;
  pthread_mutex_lock(&lock);
  struct file *file = file_named(name);
  chance = chance * 6364136223846793005UL + 1442695040888963407UL;
  /* A length is not changed ahead of the writes that came before it. */
  if (change.length >= 0 && !file->removed && (long)(chance >> 33) % 100 < atol(setting("POWER_CUT_WRITTEN_BACK"))) {
    int disk = open_on_disk(file);
    carry_over(disk, fd, change);
    close(disk);
  }
  if (file->count == file->room) {
    file->room = file->room * 2 + 64;
    file->changes = realloc(file->changes, file->room * sizeof *file->changes);
    if (file->changes == NULL) abort();
  }
  file->changes[file->count] = change;
  file->count += 1;
  pthread_mutex_unlock(&lock);
}

static int sync_file(int fd) {
  char path[LONGEST_PATH];
  const char *name = name_of(fd, path);
  if (name == NULL) return 0;
  pthread_mutex_lock(&lock);
  if (*name == '\0') {
    for (size_t i = 0; i < known; i += 1)
      if (files[i].removed) remove_from_disk(&files[i]);
  } else {
    struct file *file = file_named(name);
    int disk = open_on_disk(file);
    for (size_t i = 0; i < file->count; i += 1) carry_over(disk, fd, file->changes[i]);
    file->count = 0;
    close(disk);
  }
  pthread_mutex_unlock(&lock);
  return 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  ssize_t written = real_pwrite(fd, bytes, length, offset);
  if (written > 0) note(fd, (struct change){offset, written});
  return written;
}

int ftruncate64(int fd, off64_t length) {
  int result = real_ftruncate(fd, length);
  if (result == 0) note(fd, (struct change){length, -1});
  return result;
}

int unlink(const char *path) {
  int result = real_unlink(path);
  const char *name = name_inside(path);
  if (result != 0 || name == NULL || *name == '\0') return result;
  pthread_mutex_lock(&lock);
  struct file *file = file_named(name);
  file->removed = 1;
  file->count = 0;
  pthread_mutex_unlock(&lock);
  return result;
}

/* The real ones would only take time: what counts as the disk is elsewhere. */
int fsync(int fd) { return sync_file(fd); }

int fdatasync(int fd) { return sync_file(fd); }
