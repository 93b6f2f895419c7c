/* sol-cli-replay.c: soliton-cli replay: a recording into a broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-recording.h"
#include "sol-replay.h"

/* For the acknowledgements of the last messages */
#define FLUSH_US (30 * G_USEC_PER_SEC)

typedef struct
{
  SolCliLink        link;
  SolReplaySettings settings;
  char      **map;
  char      **filters;
  char       *prefix;
  char       *from_text;
  char       *to_text;
  gboolean    as_fast;
  gboolean    retain;
  gboolean    no_retain;
  const char *path;        /* borrowed from the arguments */

  SolRecordingInfo info;
  SolReplay       *replay; /* NULL before it plays */
} SolCliReplay;

static void
sol_cli_replay_clear (SolCliReplay *self)
{
  g_clear_pointer (&self->replay, sol_replay_free);
  sol_cli_link_clear (&self->link);
  g_strfreev (self->map);
  g_strfreev (self->filters);
  g_free (self->prefix);
  g_free (self->from_text);
  g_free (self->to_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliReplay, sol_cli_replay_clear)

static gboolean
sol_cli_replay_parse (SolCliReplay   *self,
                      char         ***argv,
                      GError        **error)
{
  SolReplaySettings *settings = &self->settings;
  const GOptionEntry entries[] = {
    { "speed", 's', 0, G_OPTION_ARG_DOUBLE, &settings->speed, N_("Times as fast, 0.1 to 100 (1)"), N_("FACTOR") },
    { "as-fast", 0, 0, G_OPTION_ARG_NONE, &self->as_fast, N_("As fast as the broker takes them"), NULL },
    { "loop", 'l', 0, G_OPTION_ARG_NONE, &settings->is_looping, N_("Over and over"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self->from_text,
      N_("Where to begin: seconds from the beginning, or a time"), N_("TIME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to_text, N_("Where to end"), N_("TIME") },
    { "topic", 't', 0, G_OPTION_ARG_STRING_ARRAY, &self->filters,
      N_("Topics to play, may be given several times (all)"), N_("FILTER") },
    { "prefix", 0, 0, G_OPTION_ARG_STRING, &self->prefix, N_("Stands in front of every topic"), N_("TEXT") },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->map,
      N_("Play the topic FROM and all below it as TO, may be given several times"), N_("FROM=TO") },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &settings->qos, N_("Quality of service: 0, 1 or 2 (as recorded)"), N_("QOS") },
    { "retain", 'r', 0, G_OPTION_ARG_NONE, &self->retain, N_("The broker keeps every message (as recorded)"), NULL },
    { "no-retain", 0, 0, G_OPTION_ARG_NONE, &self->no_retain, N_("The broker keeps no message"), NULL },
    { NULL },
  };

  return sol_cli_parse (entries, &self->link, _("FILE"),
                        _("Publishes the messages of a recording at their distances in time."), argv, error);
}

static gboolean
sol_cli_replay_check (SolCliReplay  *self,
                      GError       **error)
{
  SolReplaySettings *settings = &self->settings;

  if (self->retain && self->no_retain)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("Give --retain or --no-retain, not both."));
      return FALSE;
    }
  if (settings->speed == 0.0 || self->as_fast)
    settings->speed = self->as_fast ? 0.0 : -1.0;
  settings->retain = self->retain ? 1 : self->no_retain ? 0 : -1;
  settings->prefix = self->prefix;
  settings->map = (const char * const *) self->map;
  settings->filters = (const char * const *) self->filters;
  return sol_cli_link_check (&self->link, error) && sol_cli_read_info (self->path, &self->info, error)
         && sol_cli_parse_instant ("--from", self->from_text, &self->info, &settings->from_ns, error)
         && sol_cli_parse_instant ("--to", self->to_text, &self->info, &settings->to_ns, error)
         && sol_replay_settings_check (settings, error);
}

/* In the replay's thread */
static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  SolCliReplay *self = user_data;

  return sol_client_post (self->link.client, message);
}

static SolReplayState
get_state (SolCliReplay *self)
{
  SolReplayStatus status;

  sol_replay_get_status (self->replay, &status);
  return status.state;
}

static void
tell_progress (SolCliReplay   *self,
               SolCliProgress *progress)
{
  g_autofree char *text = NULL;
  SolReplayStatus status;

  sol_replay_get_status (self->replay, &status);
  text = g_strdup_printf (_("%.1f of %.1f s, %" PRIu64 " messages, %" PRIu64 " lost"),
                          (double) (status.position_ns - status.info.first_ns) / 1e9,
                          (double) (status.info.last_ns - status.info.first_ns) / 1e9, status.n_sent, status.n_lost);
  sol_cli_progress_tell (progress, text);
}

static void
sol_cli_replay_play (SolCliReplay *self)
{
  guint tick = sol_cli_start_ticking ();
  SolCliProgress progress;

  sol_cli_progress_begin (&progress);
  while (get_state (self) < SOL_REPLAY_ENDED && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (self->link.client) != SOL_CLIENT_DISCONNECTED)
    {
      g_main_context_iteration (NULL, TRUE);
      if (sol_cli_progress_is_due (&progress))
        tell_progress (self, &progress);
    }
  sol_cli_progress_end (&progress);
  g_source_remove (tick);
}

/* Until the broker has acknowledged what it is to acknowledge */
static void
sol_cli_replay_flush (SolCliReplay *self)
{
  gint64 deadline_us = g_get_monotonic_time () + FLUSH_US;
  guint tick = sol_cli_start_ticking ();

  while (sol_client_get_queued_bytes (self->link.client) > 0 && g_get_monotonic_time () < deadline_us
         && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (self->link.client) != SOL_CLIENT_DISCONNECTED)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static gboolean
sol_cli_replay_conclude (SolCliReplay  *self,
                         GError       **error)
{
  g_autoptr (GError) cause = sol_replay_dup_error (self->replay);
  SolReplayStatus status;

  sol_replay_get_status (self->replay, &status);
  if (cause == NULL && sol_client_get_state (self->link.client) == SOL_CLIENT_DISCONNECTED)
    cause = sol_client_dup_error (self->link.client);
  g_print (_("%" PRIu64 " messages published\n"), status.n_sent);
  if (status.n_skipped > 0)
    g_printerr (_("%s: %" PRIu64 " messages cannot be published anywhere, and were left out.\n"), g_get_prgname (),
                status.n_skipped);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (status.n_lost > 0)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE,
                 _("%" PRIu64 " messages were not taken by the broker within a second each, and are lost."),
                 status.n_lost);
  else
    return TRUE;
  return FALSE;
}

static gboolean
sol_cli_replay_run (SolCliReplay  *self,
                    GError       **error)
{
  gboolean is_well;

  if (!sol_cli_link_open (&self->link, NULL, TRUE, NULL, NULL, error))
    return FALSE;
  self->replay = sol_replay_new (self->path, &self->settings, publish_cb, sol_cli_wake_cb, self);
  sol_cli_replay_play (self);
  sol_replay_pause (self->replay);
  sol_cli_replay_flush (self);
  is_well = sol_cli_replay_conclude (self, error);
  g_clear_pointer (&self->replay, sol_replay_free);
  sol_cli_link_close (&self->link);
  return is_well;
}

int
sol_cli_run_replay (char **argv)
{
  g_auto (SolCliReplay) self = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  sol_cli_link_init (&self.link);
  sol_replay_settings_init (&self.settings);
  if (!sol_cli_replay_parse (&self, &rest, &error) || (self.path = sol_cli_get_file (rest, &error)) == NULL
      || !sol_cli_replay_check (&self, &error) || !sol_cli_replay_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
