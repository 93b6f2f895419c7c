/* sol-cli-messages.c: a recording's messages as JSON, one a line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-messages.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sol-cli-options.h"
#include "sol-cli-print.h"
#include "sol-mqtt-topic.h"
#include "sol-recording-reader.h"

#define LOOK_MESSAGES 256

typedef struct
{
  const SolLoadSettings *settings;
  FILE                  *file;
  GCancellable          *cancellable;
  SolLoadFunc            progress;
  gpointer               progress_data;
  SolRecordingInfo       info;
  guint64                n_messages;
} Messages;

static gboolean
fail (const char  *path,
      GError     **error)
{
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE, _("Cannot write “%s”: %s."), path, g_strerror (errno));
  return FALSE;
}

static gboolean
is_wanted (const Messages           *self,
           const SolRecordedMessage *recorded)
{
  const char * const *filter = self->settings->filters;

  if (filter == NULL)
    return TRUE;
  for (; *filter != NULL; filter++)
    if (sol_mqtt_topic_matches (*filter, strlen (*filter), recorded->parts.topic, recorded->parts.topic_len))
      return TRUE;
  return FALSE;
}

static gboolean
write_message (Messages           *self,
               SolRecordedMessage *recorded)
{
  g_autoptr (SolMessage) message = NULL;

  if (recorded->expiry_s >= 0)
    recorded->parts.expires_us = recorded->parts.arrived_us + recorded->expiry_s * G_USEC_PER_SEC;
  message = sol_message_new_from_parts (&recorded->parts);
  self->n_messages++;
  return sol_cli_print_message (self->file, message, SOL_CLI_FORMAT_JSON, FALSE);
}

static gboolean
go_on (Messages  *self,
       gint64     at_ns,
       GError   **error)
{
  double span_ns = (double) (self->info.last_ns - self->info.first_ns) + 1.0;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  self->progress ((double) (at_ns - self->info.first_ns) / span_ns, self->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
write_all (Messages            *self,
           SolRecordingReader  *reader,
           GError             **error)
{
  const SolLoadSettings *settings = self->settings;
  g_autoptr (GError) local_error = NULL;
  SolRecordedMessage recorded;

  while (sol_recording_reader_next (reader, &recorded, &local_error))
    {
      if (settings->to_ns != 0 && recorded.time_ns >= settings->to_ns)
        return TRUE;
      if (!is_wanted (self, &recorded))
        continue;
      if (!write_message (self, &recorded))
        return fail (settings->path, error);
      if (self->n_messages % LOOK_MESSAGES == 0 && !go_on (self, recorded.time_ns, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_recording (Messages  *self,
                 GError   **error)
{
  const SolLoadSettings *settings = self->settings;
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (settings->path, error);

  return reader != NULL && sol_recording_reader_get_info (reader, &self->info, error)
         && sol_recording_reader_seek (reader, settings->from_ns != 0 ? settings->from_ns : G_MININT64, error)
         && write_all (self, reader, error);
}

gboolean
sol_cli_write_messages (const SolLoadSettings  *settings,
                        const char             *output,
                        GCancellable           *cancellable,
                        SolLoadFunc             progress,
                        gpointer                progress_data,
                        guint64                *n_messages,
                        GError                **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part-%08x", output, g_random_int ());
  Messages self = { settings, g_fopen (part, "we"), cancellable, progress, progress_data, { 0 }, 0 };
  gboolean is_written;

  if (self.file == NULL)
    return fail (output, error);
  is_written = write_recording (&self, error);
  if (fclose (self.file) != 0 && is_written)
    is_written = fail (output, error);
  if (is_written && g_rename (part, output) != 0)
    is_written = fail (output, error);
  if (!is_written)
    g_unlink (part);
  *n_messages = self.n_messages;
  return is_written;
}
