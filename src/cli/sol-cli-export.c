/* sol-cli-export.c: soliton-cli export: a recording into a file for other programs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-cli-commands.h"
#include "sol-cli-messages.h"
#include "sol-cli-options.h"
#include "sol-cli-recording.h"
#include "sol-cli-wait.h"
#include "sol-export.h"
#include "sol-mqtt-topic.h"
#include "sol-recording-load.h"

#define FORMATS "csv, jsonl, npy, wav, wav16, sr, messages"

typedef struct
{
  char       *format_nick;
  char       *read_as_nick;
  char       *output;
  char      **topics;
  char       *from_text;
  char       *to_text;
  double      rate_hz;        /* of the file */
  gboolean    force;
  const char *path;           /* borrowed from the arguments */

  gboolean         is_messages; /* whole messages, not samples */
  SolExportFormat  format;
  SolLoadSettings  load;
  GCancellable    *cancellable;
  SolCliProgress   progress;
} SolCliExport;

static void
sol_cli_export_clear (SolCliExport *self)
{
  g_free (self->format_nick);
  g_free (self->read_as_nick);
  g_free (self->output);
  g_strfreev (self->topics);
  g_free (self->from_text);
  g_free (self->to_text);
  g_clear_object (&self->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliExport, sol_cli_export_clear)

static gboolean
sol_cli_export_parse (SolCliExport   *self,
                      char         ***argv,
                      GError        **error)
{
  const GOptionEntry entries[] = {
    { "format", 'F', 0, G_OPTION_ARG_STRING, &self->format_nick,
      N_("csv, jsonl, npy, wav, wav16, sr, or messages (csv)"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output,
      N_("File to write (that of the recording, with another ending)"), N_("FILE") },
    { "topic", 't', 0, G_OPTION_ARG_STRING_ARRAY, &self->topics,
      N_("Topics to export, may be given several times (all)"), N_("FILTER") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self->from_text,
      N_("Where to begin: seconds from the beginning, or a time"), N_("TIME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to_text, N_("Where to end"), N_("TIME") },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &self->rate_hz,
      N_("Resample wav, wav16 and sr at so many samples a second"), N_("HZ") },
    { "read-as", 0, 0, G_OPTION_ARG_STRING, &self->read_as_nick,
      N_("What the payloads are: auto, json, number, fields, csv, states, pairs, influx, senml, sol1, cbor, "
         "msgpack, int8 to int32, uint8 to uint32, float32 or double (auto)"), N_("FORMAT") },
    { "payload-rate", 0, 0, G_OPTION_ARG_DOUBLE, &self->load.decoder.rate_hz,
      N_("Samples a second of payloads that do not say it"), N_("HZ") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &self->force, N_("Replace a file that is there"), NULL },
    { NULL },
  };

  return sol_cli_parse (entries, NULL, _("FILE"),
                        _("Writes the samples of a recording, or its messages, for other programs."), argv, error);
}

static gboolean
sol_cli_export_check_words (SolCliExport  *self,
                            GError       **error)
{
  const char *nick = self->format_nick != NULL ? self->format_nick : "csv";

  self->is_messages = g_str_equal (nick, "messages");
  if (!self->is_messages && !sol_export_format_from_nick (nick, &self->format))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("--format cannot be “%s”: it must be one of %s."), nick,
                   FORMATS);
      return FALSE;
    }
  if (self->read_as_nick != NULL && !sol_format_from_nick (self->read_as_nick, &self->load.decoder.format))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                   _("--read-as cannot be “%s”: `soliton-cli export --help` names them."), self->read_as_nick);
      return FALSE;
    }
  for (char **topic = self->topics; topic != NULL && *topic != NULL; topic++)
    if (!sol_mqtt_topic_is_filter (*topic, strlen (*topic)))
      {
        g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                     _("--topic: “%s” is not a filter. + stands for one whole level, # for all that follow."), *topic);
        return FALSE;
      }
  return TRUE;
}

/* `x.soliton` becomes `x.csv` */
static char *
make_output (const SolCliExport *self)
{
  const char *ending = self->is_messages ? "jsonl" : sol_export_format_get_nick (self->format);
  gsize length = strlen (self->path);

  if (g_str_equal (ending, "wav16"))
    ending = "wav";
  if (g_str_has_suffix (self->path, SOL_RECORDING_SUFFIX))
    length -= strlen (SOL_RECORDING_SUFFIX);
  return g_strdup_printf ("%.*s.%s", (int) length, self->path, ending);
}

static gboolean
sol_cli_export_check (SolCliExport  *self,
                      GError       **error)
{
  SolRecordingInfo info;

  if (!sol_cli_export_check_words (self, error) || !sol_cli_read_info (self->path, &info, error)
      || !sol_cli_parse_instant ("--from", self->from_text, &info, &self->load.from_ns, error)
      || !sol_cli_parse_instant ("--to", self->to_text, &info, &self->load.to_ns, error))
    return FALSE;
  self->load.path = self->path;
  self->load.filters = (const char * const *) self->topics;
  if (self->output == NULL)
    self->output = make_output (self);
  if (self->force || !g_file_test (self->output, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE, _("“%s” is there already. Give --output, or --force."),
               self->output);
  return FALSE;
}

static void
tell (SolCliExport *self,
      const char   *what,
      double        done)
{
  g_autofree char *text = NULL;

  if (!sol_cli_progress_is_due (&self->progress))
    return;
  text = g_strdup_printf ("%s %.0f %%", what, 100.0 * done);
  sol_cli_progress_tell (&self->progress, text);
}

static void
load_cb (double   done,
         gpointer user_data)
{
  tell (user_data, _("Reading"), done);
}

static void
write_cb (double   done,
          gpointer user_data)
{
  tell (user_data, _("Writing"), done);
}

static SolLoaded *
load (SolCliExport  *self,
      GError       **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_recording_load_async (&self->load, load_cb, self, self->cancellable, sol_cli_wait_cb, &wait);
  return sol_recording_load_finish (sol_cli_wait (&wait), error);
}

static gboolean
write_channels (SolCliExport     *self,
                const SolLoaded  *loaded,
                GError          **error)
{
  g_auto (SolCliWait) wait = { 0 };
  SolExportSettings settings = {
    .format = self->format,
    .path = self->output,
    .channels = (SolChannel * const *) loaded->channels->pdata,
    .n_channels = loaded->channels->len,
    .rate_hz = self->rate_hz,
  };

  sol_export_async (&settings, write_cb, self, self->cancellable, sol_cli_wait_cb, &wait);
  return sol_export_finish (sol_cli_wait (&wait), error);
}

static gboolean
export_samples (SolCliExport  *self,
                GError       **error)
{
  g_autoptr (SolLoaded) loaded = load (self, error);

  if (loaded == NULL)
    return FALSE;
  if (loaded->channels->len == 0)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE,
                   _("No samples were found in %" PRIu64 " messages. --read-as says what they are; --format messages "
                     "exports them as they are."),
                   loaded->n_messages);
      return FALSE;
    }
  if (!write_channels (self, loaded, error))
    return FALSE;
  sol_cli_progress_end (&self->progress);
  g_print (_("%" PRIu64 " samples of %u channels in “%s”\n"), loaded->n_samples, loaded->channels->len, self->output);
  if (loaded->n_left_out > 0)
    g_printerr (_("%s: %u channels more were left out: choose topics.\n"), g_get_prgname (), loaded->n_left_out);
  return TRUE;
}

static gboolean
export_messages (SolCliExport  *self,
                 GError       **error)
{
  guint64 n_messages;

  if (!sol_cli_write_messages (&self->load, self->output, self->cancellable, load_cb, self, &n_messages, error))
    return FALSE;
  sol_cli_progress_end (&self->progress);
  g_print (_("%" PRIu64 " messages in “%s”\n"), n_messages, self->output);
  return TRUE;
}

static gboolean
sol_cli_export_run (SolCliExport  *self,
                    GError       **error)
{
  gboolean is_written;

  self->cancellable = sol_cli_catch_signals ();
  sol_cli_progress_begin (&self->progress);
  is_written = self->is_messages ? export_messages (self, error) : export_samples (self, error);
  sol_cli_progress_end (&self->progress);
  return is_written;
}

int
sol_cli_run_export (char **argv)
{
  g_auto (SolCliExport) self = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  if (!sol_cli_export_parse (&self, &rest, &error) || (self.path = sol_cli_get_file (rest, &error)) == NULL
      || !sol_cli_export_check (&self, &error) || !sol_cli_export_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
