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
#include "sol-cli-wave-options.h"
#include "sol-mqtt-topic.h"
#include "sol-wave.h"

typedef struct
{
  SolCliLink           link;
  SolCliWaveOptions    wave;
  char     *topic;
  int       qos;
  gboolean  retain;
  gint64    count;
  GPtrArray *configs; /* of SolWaveConfig */
  GPtrArray *waves;   /* of SolWave; NULL until they run */
  int       n_left;   /* of them; counted down by their thread */
} SolCliWave;

static void
sol_cli_wave_clear (SolCliWave *self)
{
  sol_cli_link_clear (&self->link);
  sol_cli_wave_options_clear (&self->wave);
  g_clear_pointer (&self->configs, g_ptr_array_unref);
  g_free (self->topic);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliWave, sol_cli_wave_clear)

static gboolean
sol_cli_wave_parse (SolCliWave   *self,
                    char       ***argv,
                    GError      **error)
{
  const GOptionEntry entries[] = {
    { "topic", 't', 0, G_OPTION_ARG_STRING, &self->topic,
      N_("Topic to publish to (realtime_waveform; of a scenario its name)"), N_("TOPIC") },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (0)"), N_("QOS") },
    { "retain", 'r', 0, G_OPTION_ARG_NONE, &self->retain, N_("The broker keeps the last message"), NULL },
    { "count", 'c', 0, G_OPTION_ARG_INT64, &self->count,
      N_("End after so many messages (without end)"), N_("N") },
    { NULL },
  };
  const GOptionEntry *more[] = { sol_cli_wave_options_get (&self->wave), NULL };

  return sol_cli_parse_more (entries, more, &self->link, NULL,
                             _("Publishes a waveform, a message every points / rate seconds."), argv, error);
}

static gboolean
check_topic (SolCliWave  *self,
             GError     **error)
{
  if (self->topic == NULL || sol_mqtt_topic_is_name (self->topic, strlen (self->topic)))
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s: nobody can publish to “%s”. A topic is text without + and #."), "--topic", self->topic);
  return FALSE;
}

static gboolean
sol_cli_wave_check (SolCliWave  *self,
                    GError     **error)
{
  return check_topic (self, error) && sol_cli_check_range ("--qos", self->qos, 0, 2, error)
         && sol_cli_check_range ("--count", self->count, 0, G_MAXINT64, error)
         && sol_cli_link_check (&self->link, error)
         && (self->configs = sol_cli_wave_options_make (&self->wave, self->topic, error)) != NULL;
}

static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  SolCliWave *self = user_data;

  return sol_client_post (self->link.client, message);
}

/* In the waves' thread */
static void
done_cb (gpointer user_data)
{
  SolCliWave *self = user_data;

  g_atomic_int_add (&self->n_left, -1);
  g_main_context_wakeup (NULL);
}

static void
tell_counts (SolCliWave *self)
{
  guint64 n_sent = 0, n_lost = 0;

  for (guint i = 0; i < self->waves->len; i++)
    {
      SolWaveCounts counts;

      sol_wave_get_counts (self->waves->pdata[i], &counts);
      n_sent += counts.n_sent;
      n_lost += counts.n_lost;
    }
  if (n_lost > 0)
    g_printerr (_("%s: %" PRIu64 " messages published, %" PRIu64
                  " lost while there was no connection.\n"),
                g_get_prgname (), n_sent, n_lost);
}

static void
start_waves (SolCliWave  *self,
             SolIoThread *thread)
{
  self->n_left = (int) self->configs->len;
  for (guint i = 0; i < self->configs->len; i++)
    {
      const SolWaveConfig *config = self->configs->pdata[i];

      g_ptr_array_add (self->waves, sol_wave_new (thread, &config->settings, config->topic,
                                                  MAX (config->qos, (guint8) self->qos), config->retain || self->retain,
                                                  (guint64) self->count, publish_cb, self, done_cb));
    }
}

static void
run_waves (SolCliWave *self)
{
  SolIoThread *thread = sol_io_thread_new ("sol-wave");

  self->waves = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_wave_free);
  start_waves (self, thread);
  while (g_atomic_int_get (&self->n_left) > 0 && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (self->link.client) != SOL_CLIENT_DISCONNECTED)
    g_main_context_iteration (NULL, TRUE);
  tell_counts (self);
  g_clear_pointer (&self->waves, g_ptr_array_unref);
  sol_io_thread_stop (thread);
}

static gboolean
sol_cli_wave_run (SolCliWave  *self,
                  GError     **error)
{
  g_autoptr (GError) cause = NULL;

  if (!sol_cli_link_open (&self->link, NULL, TRUE, NULL, NULL, error))
    return FALSE;
  run_waves (self);
  if (sol_client_get_state (self->link.client) == SOL_CLIENT_DISCONNECTED)
    cause = sol_client_dup_error (self->link.client);
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
  sol_cli_wave_options_init (&self.wave);
  if (!sol_cli_wave_parse (&self, &rest, &error) || !sol_cli_wave_check (&self, &error)
      || !sol_cli_wave_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
