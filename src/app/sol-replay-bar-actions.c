/* sol-replay-bar-actions.c: replay.*: what is done to the replay under way
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-bar-private.h"

#define SECOND_NS 1e9

static void
toggle_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolReplayBar *self = user_data;
  SolReplayStatus status;

  sol_replayer_get_status (self->replayer, &status);
  if (status.state == SOL_REPLAY_PLAYING)
    sol_replayer_pause (self->replayer);
  else
    sol_replayer_play (self->replayer);
}

static void
seek_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolReplayBar *self = user_data;
  SolReplayStatus status;
  double length_s, to_s;

  sol_replayer_get_status (self->replayer, &status);
  length_s = (double) (status.info.last_ns - status.info.first_ns) / SECOND_NS;
  to_s = CLAMP (g_variant_get_double (parameter), 0.0, length_s);
  self->sought_us = g_get_monotonic_time ();
  sol_replayer_seek (self->replayer, status.info.first_ns + (gint64) (to_s * SECOND_NS));
}

static void
speed_changed (GSimpleAction *action,
               GVariant      *state,
               gpointer       user_data)
{
  sol_replayer_set_speed (SOL_REPLAY_BAR (user_data)->replayer, g_variant_get_double (state));
  sol_replay_bar_update_actions (user_data);
}

static void
loop_changed (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  sol_replayer_set_looping (SOL_REPLAY_BAR (user_data)->replayer, g_variant_get_boolean (state));
  sol_replay_bar_update_actions (user_data);
}

static void
stop_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_engine_stop_replay (SOL_REPLAY_BAR (user_data)->engine);
}

static const GActionEntry entries[] = {
  { "toggle", toggle_activated },
  { "seek", seek_activated, "d" },
  { "speed", NULL, "d", "1.0", speed_changed },
  { "loop", NULL, NULL, "false", loop_changed },
  { "stop", stop_activated },
};

void
sol_replay_bar_add_actions (SolReplayBar *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sol_replay_bar_update_actions (self);
}

static void
set_state (SolReplayBar *self,
           const char   *name,
           GVariant     *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                             state);
}

/* Without a replay there is nothing to steer */
void
sol_replay_bar_update_actions (SolReplayBar *self)
{
  SolReplayStatus status = { .speed = 1.0 };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->replayer != NULL);
    }
  if (self->replayer != NULL)
    sol_replayer_get_status (self->replayer, &status);
  set_state (self, "speed", g_variant_new_double (status.speed));
  set_state (self, "loop", g_variant_new_boolean (status.is_looping));
}
