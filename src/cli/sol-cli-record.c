/* sol-cli-record.c: soliton-cli record: messages into a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-recording.h"
#include "sol-mqtt-topic.h"
#include "sol-mqtt-types.h"
#include "sol-recording-writer.h"

typedef struct
{
  SolCliLink  link;
  char      **topics;
  int         qos;
  double      duration_s;
  char       *size_text;
  guint64     limit_bytes;
  gboolean    force;
  const char *path;        /* borrowed from the arguments */

  GMutex              lock;   /* held until there is a writer: the first message waits for it */
  SolRecordingWriter *writer; /* NULL before the file is made */
  gboolean            is_stalled; /* as told */
} SolCliRecord;

static void
sol_cli_record_clear (SolCliRecord *self)
{
  sol_cli_link_clear (&self->link);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->writer, sol_recording_writer_free);
  g_strfreev (self->topics);
  g_free (self->size_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliRecord, sol_cli_record_clear)

static gboolean
sol_cli_record_parse (SolCliRecord   *self,
                      char         ***argv,
                      GError        **error)
{
  const GOptionEntry entries[] = {
    { "topic", 't', 0, G_OPTION_ARG_STRING_ARRAY, &self->topics,
      N_("Topic filter, may be given several times (#)"), N_("FILTER") },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (2)"), N_("QOS") },
    { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &self->duration_s,
      N_("End after so many seconds (without end)"), N_("SECONDS") },
    { "size-limit", 0, 0, G_OPTION_ARG_STRING, &self->size_text,
      N_("End when the file is so large: 500k, 20M, 1.5G (without end)"), N_("SIZE") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &self->force, N_("Replace a file that is there"), NULL },
    { NULL },
  };

  return sol_cli_parse (entries, &self->link, _("FILE"),
                        _("Records messages into a file, which replay, export, the scope and SQLite read."), argv,
                        error);
}

static gboolean
sol_cli_record_check_topics (SolCliRecord  *self,
                             GError       **error)
{
  if (self->topics == NULL)
    self->topics = g_strsplit ("#", " ", -1);
  for (char **topic = self->topics; *topic != NULL; topic++)
    if (!sol_mqtt_topic_is_filter (*topic, strlen (*topic)))
      {
        g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                     _("--topic: “%s” is not a filter. + stands for one whole level, # for all that follow."), *topic);
        return FALSE;
      }
  return TRUE;
}

static gboolean
sol_cli_record_check (SolCliRecord  *self,
                      GError       **error)
{
  return sol_cli_record_check_topics (self, error)
         && sol_cli_check_range ("--qos", self->qos, 0, 2, error)
         && sol_cli_check_range ("--duration", (gint64) self->duration_s, 0, G_MAXINT, error)
         && sol_cli_parse_size ("--size-limit", self->size_text, &self->limit_bytes, error)
         && sol_cli_link_check (&self->link, error);
}

static SolRecordingWriter *
new_writer (SolCliRecord *self)
{
  g_autofree char *source = g_strdup_printf ("mqtt://%s:%d", self->link.host != NULL ? self->link.host : "localhost",
                                             self->link.port);

  return sol_recording_writer_new (&(SolRecordingSettings) {
      .path = self->path,
      .source = source,
      .filters = (const char * const *) self->topics,
      .replace = self->force,
      .limit_bytes = self->limit_bytes,
      .limit_us = (gint64) (self->duration_s * G_USEC_PER_SEC),
    }, sol_cli_wake_cb, NULL);
}

/* In the client's thread; a session that is taken up brings messages at once */
static void
message_cb (SolMessage *message,
            gpointer    user_data)
{
  SolCliRecord *self = user_data;

  g_mutex_lock (&self->lock);
  if (self->writer != NULL)
    sol_recording_writer_post (message, self->writer);
  g_mutex_unlock (&self->lock);
}

static SolRecordingState
get_state (SolCliRecord *self)
{
  SolRecordingStatus status;

  sol_recording_writer_get_status (self->writer, &status);
  return status.state;
}

/* A file is made when there is a broker, and replaced then */
static gboolean
sol_cli_record_open (SolCliRecord  *self,
                     GError       **error)
{
  gboolean is_open;

  g_mutex_lock (&self->lock);
  is_open = sol_cli_link_open (&self->link, NULL, TRUE, message_cb, self, error);
  if (is_open)
    self->writer = new_writer (self);
  g_mutex_unlock (&self->lock);
  if (!is_open)
    return FALSE;
  while (get_state (self) == SOL_RECORDING_OPENING)
    g_main_context_iteration (NULL, TRUE);
  if (get_state (self) != SOL_RECORDING_FAILED)
    return TRUE;
  g_propagate_error (error, sol_recording_writer_dup_error (self->writer));
  return FALSE;
}

static gboolean
sol_cli_record_subscribe (SolCliRecord  *self,
                          GError       **error)
{
  guint8 options = (guint8) self->qos;

  if (sol_client_get_version (self->link.client) == SOL_MQTT_VERSION_5_0)
    options |= SOL_MQTT_OPTION_RETAIN_AS_PUBLISHED;
  for (char **topic = self->topics; *topic != NULL; topic++)
    if (!sol_cli_link_subscribe (&self->link, *topic, options, NULL, error))
      return FALSE;
  return TRUE;
}

static void
tell_progress (SolCliRecord   *self,
               SolCliProgress *progress)
{
  g_autoptr (GError) error = sol_recording_writer_dup_error (self->writer);
  g_autofree char *size = NULL, *text = NULL;
  SolRecordingStatus status;

  sol_recording_writer_get_status (self->writer, &status);
  size = g_format_size (status.file_bytes);
  text = g_strdup_printf (_("%.0f s, %" PRIu64 " messages, %" PRIu64 " dropped, %s"), (double) status.length_ns / 1e9,
                          status.n_messages, status.n_dropped, error != NULL ? error->message : size);
  sol_cli_progress_tell (progress, text);
}

/* A disk that takes nothing is told of at once, and when it takes something again */
static void
tell_stall (SolCliRecord   *self,
            SolCliProgress *progress)
{
  g_autoptr (GError) error = sol_recording_writer_dup_error (self->writer);
  SolRecordingState state = get_state (self);

  if (self->is_stalled ? state != SOL_RECORDING_RUNNING : state != SOL_RECORDING_STALLED || error == NULL)
    return;
  self->is_stalled = !self->is_stalled;
  sol_cli_progress_end (progress);
  if (self->is_stalled)
    g_printerr (_("%s: %s What comes meanwhile waits.\n"), g_get_prgname (), error->message);
  else
    g_printerr (_("%s: The recording goes on.\n"), g_get_prgname ());
}

static void
sol_cli_record_listen (SolCliRecord *self)
{
  guint tick = sol_cli_start_ticking ();
  SolCliProgress progress;

  sol_cli_progress_begin (&progress);
  while (get_state (self) < SOL_RECORDING_FINISHED && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (self->link.client) != SOL_CLIENT_DISCONNECTED)
    {
      g_main_context_iteration (NULL, TRUE);
      tell_stall (self, &progress);
      if (sol_cli_progress_is_due (&progress))
        tell_progress (self, &progress);
    }
  sol_cli_progress_end (&progress);
  g_source_remove (tick);
}

/* Is the file what was asked for? */
static gboolean
sol_cli_record_conclude (SolCliRecord  *self,
                         GError       **error)
{
  g_autoptr (GError) cause = sol_recording_writer_dup_error (self->writer);
  g_autofree char *size = NULL;
  SolRecordingStatus status;

  sol_recording_writer_get_status (self->writer, &status);
  size = g_format_size (status.file_bytes);
  g_print (ngettext ("%" PRIu64 " messages of %u topic in “%s”, %s\n",
                     "%" PRIu64 " messages of %u topics in “%s”, %s\n", status.n_topics),
           status.n_messages, status.n_topics, self->path, size);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (status.n_dropped > 0)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE,
                 _("%" PRIu64 " messages came faster than they could be written, and are not in the file."),
                 status.n_dropped);
  else
    return TRUE;
  return FALSE;
}

/* Leaves the broker first: everything that it sent until then is in the file */
static gboolean
sol_cli_record_end (SolCliRecord  *self,
                    GError       **error)
{
  g_autoptr (GError) cause = NULL;

  if (sol_client_get_state (self->link.client) == SOL_CLIENT_DISCONNECTED)
    cause = sol_client_dup_error (self->link.client);
  sol_cli_link_close (&self->link);
  sol_recording_writer_stop (self->writer);
  while (get_state (self) < SOL_RECORDING_FINISHED)
    g_main_context_iteration (NULL, TRUE);
  if (!sol_cli_record_conclude (self, error))
    return FALSE;
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return error == NULL || *error == NULL;
}

static gboolean
sol_cli_record_run (SolCliRecord  *self,
                    GError       **error)
{
  if (!sol_cli_record_open (self, error))
    return FALSE;
  if (!sol_cli_record_subscribe (self, error))
    {
      sol_recording_writer_discard (self->writer);
      return FALSE;
    }
  sol_cli_record_listen (self);
  return sol_cli_record_end (self, error);
}

int
sol_cli_run_record (char **argv)
{
  g_auto (SolCliRecord) self = { .qos = 2 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  g_mutex_init (&self.lock);
  sol_cli_link_init (&self.link);
  if (!sol_cli_record_parse (&self, &rest, &error) || (self.path = sol_cli_get_file (rest, &error)) == NULL
      || !sol_cli_record_check (&self, &error) || !sol_cli_record_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
