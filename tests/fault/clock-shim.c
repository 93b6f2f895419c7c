/* clock-shim.c: preloaded into a process, moves its time of day
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file that CLOCK_SHIM names holds seconds to add, as text, and may change at any time. The monotonic clock goes on
 * as it is: that is what a person, or NTP, does to a computer.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int clock_gettime (clockid_t        clock,
                   struct timespec *time);
int gettimeofday (struct timeval *restrict time,
                  void *restrict           zone);
time_t time (time_t *seconds);

static long
read_offset_s (void)
{
  const char *path = getenv ("CLOCK_SHIM");
  char text[32] = { 0 };
  int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;

  if (fd < 0)
    return 0;
  if (read (fd, text, sizeof text - 1) < 0)
    text[0] = '\0';
  close (fd);
  return strtol (text, NULL, 10);
}

int
clock_gettime (clockid_t        clock,
               struct timespec *time)
{
  int status = (int) syscall (SYS_clock_gettime, clock, time);

  if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    time->tv_sec += read_offset_s ();
  return status;
}

int
gettimeofday (struct timeval *restrict time,
              void *restrict           zone)
{
  int status = (int) syscall (SYS_gettimeofday, time, zone);

  if (status == 0)
    time->tv_sec += read_offset_s ();
  return status;
}

time_t
time (time_t *seconds)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (seconds != NULL)
    *seconds = now.tv_sec;
  return now.tv_sec;
}
