/* sol-load-process.c: what another process has used
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-process.h"

#include <string.h>
#include <time.h>

gint64
sol_load_process_get_cpu_ns (int pid)
{
  clockid_t clock;
  struct timespec spent;

  if (pid <= 0 || clock_getcpuclockid (pid, &clock) != 0 || clock_gettime (clock, &spent) != 0)
    return -1;
  return (gint64) spent.tv_sec * G_GINT64_CONSTANT (1000000000) + spent.tv_nsec;
}

gint64
sol_load_process_get_memory_bytes (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *status = NULL;
  const char *field;

  if (pid <= 0 || !g_file_get_contents (path, &status, NULL, NULL))
    return -1;
  field = strstr (status, "RssAnon:");
  if (field == NULL)
    return -1;
  return g_ascii_strtoll (field + strlen ("RssAnon:"), NULL, 10) * 1024;
}
