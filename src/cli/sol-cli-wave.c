/* sol-cli-wave.c: soliton-cli wave: publishes a waveform
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "sol-cli-commands.h"
#include "sol-cli-link.h"
#include "sol-cli-options.h"
#include "sol-mqtt-topic.h"
#include "sol-wave.h"

typedef struct
{
  SolCliLink           link;
  SolGeneratorSettings settings;
  char     *shape;
  char     *format;
  char     *topic;
  int       n_points;
  int       qos;
  gboolean  retain;
  gint64    count;
  int       is_done;  /* set by the wave's thread */
} SolCliWave;

static void
sol_cli_wave_clear (SolCliWave *self)
{
  sol_cli_link_clear (&self->link);
  g_free (self->shape);
  g_free (self->format);
  g_free (self->topic);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliWave, sol_cli_wave_clear)

static gboolean
sol_cli_wave_parse (SolCliWave   *self,
                    char       ***argv,
                    GError      **error)
{
  SolGeneratorSettings *settings = &self->settings;
  const GOptionEntry entries[] = {
    { "shape", 's', 0, G_OPTION_ARG_STRING, &self->shape,
      N_("composite, sine, square, triangle, sawtooth, pulse, noise or dc (composite)"), N_("SHAPE") },
    { "frequency", 0, 0, G_OPTION_ARG_DOUBLE, &settings->frequency_hz, N_("Periods a second (2)"), N_("HZ") },
    { "amplitude", 'a', 0, G_OPTION_ARG_DOUBLE, &settings->amplitude, N_("Peak value (1)"), N_("VALUE") },
    { "offset", 0, 0, G_OPTION_ARG_DOUBLE, &settings->offset, N_("Added to every sample (0)"), N_("VALUE") },
    { "noise", 0, 0, G_OPTION_ARG_DOUBLE, &settings->noise,
      N_("Deviation of Gaussian noise added (0.1)"), N_("VALUE") },
    { "duty", 0, 0, G_OPTION_ARG_DOUBLE, &settings->duty,
      N_("Part of the period that square and pulse are high, 0 to 1"), N_("PART") },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &settings->rate_hz, N_("Samples a second (300)"), N_("HZ") },
    { "points", 0, 0, G_OPTION_ARG_INT, &self->n_points, N_("Samples in a message (300)"), N_("N") },
    { "topic", 't', 0, G_OPTION_ARG_STRING, &self->topic,
      N_("Topic to publish to (realtime_waveform)"), N_("TOPIC") },
    { "format", 'F', 0, G_OPTION_ARG_STRING, &self->format,
      N_("json, number, fields, csv, int16, float32, sol1, pairs, influx, senml, cbor, cbor-plain, msgpack, "
         "senml-cbor or gzip (json)"), N_("FORMAT") },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (0)"), N_("QOS") },
    { "retain", 'r', 0, G_OPTION_ARG_NONE, &self->retain, N_("The broker keeps the last message"), NULL },
    { "count", 'c', 0, G_OPTION_ARG_INT64, &self->count,
      N_("End after so many messages (without end)"), N_("N") },
    { NULL },
  };

  return sol_cli_parse (entries, &self->link, NULL, _("Publishes a waveform, a message every points / rate seconds."),
                        argv, error);
}

static gboolean
check_words (SolCliWave  *self,
             GError     **error)
{
  if (self->shape != NULL && !sol_shape_from_nick (self->shape, &self->settings.shape))
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                 _("--shape cannot be “%s”: `soliton-cli wave --help` names them."), self->shape);
  else if (self->format != NULL && !sol_format_from_nick (self->format, &self->settings.format))
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                 _("--format cannot be “%s”: `soliton-cli wave --help` names them."), self->format);
  else if (self->topic != NULL && !sol_mqtt_topic_is_name (self->topic, strlen (self->topic)))
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                 _("%s: nobody can publish to “%s”. A topic is text without + and #."), "--topic", self->topic);
  else
    return TRUE;
  return FALSE;
}

static gboolean
sol_cli_wave_check (SolCliWave  *self,
                    GError     **error)
{
  if (!check_words (self, error)
      || !sol_cli_check_range ("--points", self->n_points, 1, 1000000, error)
      || !sol_cli_check_range ("--qos", self->qos, 0, 2, error)
      || !sol_cli_check_range ("--count", self->count, 0, G_MAXINT64, error)
      || !sol_cli_link_check (&self->link, error))
    return FALSE;
  self->settings.n_points = (guint) self->n_points;
  return sol_generator_settings_check (&self->settings, error);
}

static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  SolCliWave *self = user_data;

  return sol_client_post (self->link.client, message);
}

/* In the wave's thread */
static void
done_cb (gpointer user_data)
{
  SolCliWave *self = user_data;

  g_atomic_int_set (&self->is_done, TRUE);
  g_main_context_wakeup (NULL);
}

static void
tell_counts (SolWave *wave)
{
  guint64 n_sent, n_lost;

  sol_wave_get_counts (wave, &n_sent, &n_lost);
  if (n_lost > 0)
    g_printerr (_("%s: %" PRIu64 " messages published, %" PRIu64
                  " lost while there was no connection.\n"),
                g_get_prgname (), n_sent, n_lost);
}

static gboolean
sol_cli_wave_run (SolCliWave  *self,
                  GError     **error)
{
  const char *topic = self->topic != NULL ? self->topic : "realtime_waveform";
  g_autoptr (GError) cause = NULL;
  SolClient *client;
  SolWave *wave;

  if (!sol_cli_link_open (&self->link, NULL, TRUE, NULL, NULL, error))
    return FALSE;
  client = self->link.client;
  wave = sol_wave_new (&self->settings, topic, (guint8) self->qos, self->retain, (guint64) self->count, publish_cb,
                       self, done_cb);
  while (!g_atomic_int_get (&self->is_done) && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (client) != SOL_CLIENT_DISCONNECTED)
    g_main_context_iteration (NULL, TRUE);
  if (sol_client_get_state (client) == SOL_CLIENT_DISCONNECTED)
    cause = sol_client_dup_error (client);
  tell_counts (wave);
  sol_wave_free (wave);
  sol_cli_link_close (&self->link);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return error == NULL || *error == NULL;
}

int
sol_cli_run_wave (char **argv)
{
  g_auto (SolCliWave) self = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  sol_cli_link_init (&self.link);
  sol_generator_settings_init (&self.settings);
  self.n_points = (int) self.settings.n_points;
  if (!sol_cli_wave_parse (&self, &rest, &error) || !sol_cli_wave_check (&self, &error)
      || !sol_cli_wave_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
