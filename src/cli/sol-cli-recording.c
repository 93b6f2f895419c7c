/* sol-cli-recording.c: what record, replay and export have in common
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-recording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "sol-cli-options.h"
#include "sol-recording-reader.h"

#define TICK_MS 100
#define NS_PER_S 1e9
#define MAX_SECONDS 9e9

const char *
sol_cli_get_file (char   **rest,
                  GError **error)
{
  if (rest[1] != NULL && rest[2] == NULL)
    return rest[1];
  if (rest[1] == NULL)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s is missing."), "FILE");
  else
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("“%s” is one argument too many."), rest[2]);
  return NULL;
}

static double
get_factor (char suffix)
{
  switch (g_ascii_tolower (suffix))
    {
    case '\0':
      return 1;
    case 'k':
      return 1e3;
    case 'm':
      return 1e6;
    case 'g':
      return 1e9;
    case 't':
      return 1e12;
    default:
      return 0;
    }
}

gboolean
sol_cli_parse_size (const char  *option,
                    const char  *text,
                    guint64     *size,
                    GError     **error)
{
  char *end;
  double number;

  *size = 0;
  if (text == NULL)
    return TRUE;
  number = g_ascii_strtod (text, &end);
  number *= get_factor (*end);
  if (end != text && (*end == '\0' || end[1] == '\0') && number >= 1 && number < 1e18)
    {
      *size = (guint64) number;
      return TRUE;
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s cannot be “%s”: give octets, as in 500k, 20M or 1.5G."),
               option, text);
  return FALSE;
}

gboolean
sol_cli_parse_instant (const char              *option,
                       const char              *text,
                       const SolRecordingInfo  *info,
                       gint64                  *time_ns,
                       GError                 **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = NULL;
  double seconds;
  char *end;

  if (text == NULL)
    return TRUE;
  seconds = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && fabs (seconds) < MAX_SECONDS)
    {
      *time_ns = info->first_ns + (gint64) llround (seconds * NS_PER_S);
      return TRUE;
    }
  date = g_date_time_new_from_iso8601 (text, zone);
  if (date != NULL)
    {
      *time_ns = g_date_time_to_unix (date) * 1000000000 + (gint64) g_date_time_get_microsecond (date) * 1000;
      return TRUE;
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s cannot be “%s”: give seconds from the beginning, as in 12.5, or a time, as in "
                 "2026-01-31T12:00:00Z."),
               option, text);
  return FALSE;
}

gboolean
sol_cli_read_info (const char        *path,
                   SolRecordingInfo  *info,
                   GError           **error)
{
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (path, error);

  return reader != NULL && sol_recording_reader_get_info (reader, info, error);
}

void
sol_cli_progress_begin (SolCliProgress *self)
{
  *self = (SolCliProgress) { .began_us = g_get_monotonic_time () };
}

gboolean
sol_cli_progress_is_due (SolCliProgress *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 interval_us = isatty (STDERR_FILENO) ? G_USEC_PER_SEC / 5 : 10 * G_USEC_PER_SEC;

  return now_us - self->began_us >= G_USEC_PER_SEC && now_us - MAX (self->told_us, self->began_us) >= interval_us;
}

void
sol_cli_progress_tell (SolCliProgress *self,
                       const char     *text)
{
  self->told_us = g_get_monotonic_time ();
  self->is_open = isatty (STDERR_FILENO);
  if (self->is_open)
    g_printerr ("\r\033[K%s", text);
  else
    g_printerr ("%s\n", text);
}

void
sol_cli_progress_end (SolCliProgress *self)
{
  if (self->is_open)
    g_printerr ("\r\033[K");
  self->is_open = FALSE;
}

void
sol_cli_wake_cb (gpointer user_data)
{
  g_main_context_wakeup (NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

guint
sol_cli_start_ticking (void)
{
  return g_timeout_add (TICK_MS, tick_cb, NULL);
}
