/* sol-replay.c: plays a recording at its own pace, or another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-private.h"

gint64
sol_replay_get_position_ns (const SolReplay *self)
{
  double ahead_us;

  if (self->status.state != SOL_REPLAY_PLAYING)
    return self->anchor_ns;
  if (self->status.speed == 0.0)
    return MAX (self->sent_ns, self->anchor_ns);
  ahead_us = (double) g_get_monotonic_time () - self->anchor_us;
  return MIN (self->anchor_ns + (gint64) (ahead_us * 1000.0 * self->status.speed), self->end_ns);
}

void
sol_replay_set_anchor (SolReplay *self,
                       gint64     position_ns)
{
  self->anchor_ns = position_ns;
  self->anchor_us = (double) g_get_monotonic_time ();
}

SolReplay *
sol_replay_new (const char              *path,
                const SolReplaySettings *settings,
                SolReplayFunc            func,
                SolReplayNotify          notify,
                gpointer                 user_data)
{
  SolReplay *self = g_new0 (SolReplay, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->path = g_strdup (path);
  sol_replay_settings_copy (&self->settings, settings);
  self->func = func;
  self->notify = notify;
  self->user_data = user_data;
  self->is_playing = !settings->is_paused;
  self->status.speed = settings->speed;
  self->status.is_looping = settings->is_looping;
  self->thread = g_thread_new ("sol-replay", sol_replay_thread_main, self);
  return self;
}

/* Around what changes the pace, so that the position does not jump */
static void
begin_change (SolReplay *self)
{
  g_mutex_lock (&self->lock);
  sol_replay_set_anchor (self, sol_replay_get_position_ns (self));
}

static void
end_change (SolReplay *self)
{
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
sol_replay_play (SolReplay *self)
{
  begin_change (self);
  if (self->status.state == SOL_REPLAY_ENDED && !self->has_seek)
    {
      self->has_seek = TRUE;
      self->seek_ns = self->begin_ns;
    }
  self->is_playing = self->status.state != SOL_REPLAY_FAILED;
  if (self->status.state == SOL_REPLAY_PAUSED)
    self->status.state = SOL_REPLAY_PLAYING;
  end_change (self);
}

void
sol_replay_pause (SolReplay *self)
{
  begin_change (self);
  self->is_playing = FALSE;
  if (self->status.state == SOL_REPLAY_PLAYING)
    self->status.state = SOL_REPLAY_PAUSED;
  end_change (self);
}

void
sol_replay_seek (SolReplay *self,
                 gint64     time_ns)
{
  g_mutex_lock (&self->lock);
  self->has_seek = TRUE;
  self->seek_ns = time_ns;
  end_change (self);
}

void
sol_replay_set_speed (SolReplay *self,
                      double     speed)
{
  begin_change (self);
  self->status.speed = speed == 0.0 ? 0.0 : CLAMP (speed, SOL_REPLAY_MIN_SPEED, SOL_REPLAY_MAX_SPEED);
  end_change (self);
}

void
sol_replay_set_looping (SolReplay *self,
                        gboolean   is_looping)
{
  begin_change (self);
  self->status.is_looping = is_looping;
  end_change (self);
}

void
sol_replay_get_status (SolReplay       *self,
                       SolReplayStatus *status)
{
  g_mutex_lock (&self->lock);
  *status = self->status;
  status->position_ns = sol_replay_get_position_ns (self);
  g_mutex_unlock (&self->lock);
}

GError *
sol_replay_dup_error (SolReplay *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);
  return error;
}

void
sol_replay_free (SolReplay *self)
{
  g_mutex_lock (&self->lock);
  self->is_quitting = TRUE;
  end_change (self);
  g_thread_join (self->thread);
  g_clear_pointer (&self->reader, sol_recording_reader_free);
  sol_replay_settings_clear (&self->settings);
  g_clear_error (&self->error);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}
