/* disk-shim.c: preloaded into a process, fails what it writes to its database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * While there is the file that DISK_SHIM names, writing at a place fails as a broken disk does; while there is the one
 * that DISK_SHIM_HANG names, it does not end. Nothing in the process but SQLite writes so.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t pwrite64 (int         fd,
                  const void *data,
                  size_t      length,
                  off64_t     offset);

ssize_t
pwrite64 (int         fd,
          const void *data,
          size_t      length,
          off64_t     offset)
{
  const char *path = getenv ("DISK_SHIM");
  const char *hang = getenv ("DISK_SHIM_HANG");

  while (hang != NULL && access (hang, F_OK) == 0)
    usleep (10000);
  if (path != NULL && access (path, F_OK) == 0)
    {
      errno = EIO;
      return -1;
    }
  return syscall (SYS_pwrite64, fd, data, length, offset);
}
