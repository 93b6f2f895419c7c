/* sol-replay-thread.c: what a replay's thread does: one thing at a time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-private.h"

#define STALL_US G_USEC_PER_SEC     /* behind by more than this, it goes on from now */
#define PATIENCE_US G_USEC_PER_SEC  /* a message is offered for so long */
#define AGAIN_US 2000               /* from one offer to the next */
#define LONE_LAP_NS 1000000000      /* a recording of one instant, over and over */

static double
get_due_us (const SolReplay *self,
            gint64           time_ns)
{
  return self->anchor_us + (double) (time_ns - self->anchor_ns) / 1000.0 / self->status.speed;
}

/* Under the lock, which is let go of meanwhile */
static void
set_state (SolReplay      *self,
           SolReplayState  state)
{
  if (self->status.state == state)
    return;
  self->status.state = state;
  g_mutex_unlock (&self->lock);
  if (self->notify != NULL)
    self->notify (self->user_data);
  g_mutex_lock (&self->lock);
}

/* Under the lock. @error: (transfer full) */
static void
fail (SolReplay *self,
      GError    *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->is_playing = FALSE;
  set_state (self, SOL_REPLAY_FAILED);
}

/* The next message that is wanted; without the lock, for it reads the disk */
static gboolean
read_next (SolReplay  *self,
           GError    **error)
{
  do
    self->has_next = sol_recording_reader_next (self->reader, &self->next, error);
  while (self->has_next && !sol_replay_settings_wants (&self->settings, &self->next));
  if (self->has_next && self->next.time_ns >= self->end_ns)
    self->has_next = FALSE;
  return self->has_next;
}

/* Under the lock, let go of meanwhile */
static gboolean
go_to (SolReplay *self,
       gint64     time_ns)
{
  GError *error = NULL;
  gboolean is_done;

  g_mutex_unlock (&self->lock);
  self->refused_us = 0;
  is_done = sol_recording_reader_seek (self->reader, time_ns, &error);
  if (is_done)
    read_next (self, &error);
  g_mutex_lock (&self->lock);
  if (error != NULL)
    fail (self, error);
  return error == NULL;
}

static void
do_seek (SolReplay *self)
{
  gint64 time_ns = CLAMP (self->seek_ns, self->begin_ns, self->end_ns);

  self->has_seek = FALSE;
  if (!go_to (self, time_ns) || self->has_seek)
    return;
  sol_replay_set_anchor (self, time_ns);
  self->sent_ns = time_ns;
  set_state (self, self->is_playing ? SOL_REPLAY_PLAYING : SOL_REPLAY_PAUSED);
}

/* All of this lap was sent: the next one follows as if there were no seam */
static void
end_lap (SolReplay *self)
{
  double end_us = self->status.speed > 0.0 ? get_due_us (self, self->end_ns) : 0.0;

  if (end_us > (double) g_get_monotonic_time () && self->status.is_looping)
    {
      g_cond_wait_until (&self->cond, &self->lock, (gint64) end_us);
      return;
    }
  self->status.n_laps++;
  if (self->status.is_looping && self->status.n_sent + self->status.n_lost > 0 && go_to (self, self->begin_ns))
    {
      self->anchor_ns = self->begin_ns;
      self->anchor_us = end_us;
      return;
    }
  if (self->status.state == SOL_REPLAY_FAILED)
    return;
  self->is_playing = FALSE;
  self->anchor_ns = self->end_ns;
  set_state (self, SOL_REPLAY_ENDED);
}

/* The computer slept, or nobody took the messages: what follows keeps its distances */
static void
skip_stall (SolReplay *self,
            double     late_us)
{
  if (self->status.speed == 0.0 || late_us <= STALL_US)
    return;
  self->anchor_us += late_us;
  self->status.late_us += (gint64) late_us;
}

/* Without the lock. Returns: FALSE when it is to be offered again */
static gboolean
offer (SolReplay *self,
       gint64     now_us,
       gboolean  *is_sent,
       gboolean  *is_message)
{
  g_autoptr (SolMessage) message = sol_replay_settings_make (&self->settings, &self->next, g_get_real_time ());

  *is_message = message != NULL;
  *is_sent = *is_message && self->func (message, self->user_data);
  if (*is_sent || !*is_message)
    return TRUE;
  if (self->refused_us == 0)
    self->refused_us = now_us;
  return now_us - self->refused_us >= PATIENCE_US;
}

/* Under the lock, let go of meanwhile */
static void
send_next (SolReplay *self,
           gint64     now_us)
{
  gboolean is_done, is_sent, is_message;
  gint64 sent_ns = self->next.time_ns;
  GError *error = NULL;

  g_mutex_unlock (&self->lock);
  is_done = offer (self, now_us, &is_sent, &is_message);
  if (is_done)
    {
      self->refused_us = 0;
      read_next (self, &error);
    }
  g_mutex_lock (&self->lock);
  if (error != NULL)
    fail (self, error);
  if (!is_done)
    {
      g_cond_wait_until (&self->cond, &self->lock, now_us + AGAIN_US);
      return;
    }
  self->sent_ns = sent_ns;
  self->status.n_sent += is_sent;
  self->status.n_lost += is_message && !is_sent;
  self->status.n_skipped += !is_message;
}

/* One thing at a time; under the lock */
static void
step (SolReplay *self)
{
  gint64 now_us = g_get_monotonic_time ();
  double due_us;

  if (self->has_seek)
    return do_seek (self);
  if (!self->is_playing)
    return g_cond_wait (&self->cond, &self->lock);
  if (!self->has_next)
    return end_lap (self);
  due_us = self->status.speed > 0.0 ? get_due_us (self, self->next.time_ns) : (double) now_us;
  if (due_us > (double) now_us)
    {
      g_cond_wait_until (&self->cond, &self->lock, (gint64) due_us + 1);
      return;
    }
  skip_stall (self, (double) now_us - due_us);
  send_next (self, now_us);
}

/* A lap lasts until the message after the last one would come, so that the rhythm of the recording goes on */
static gint64
get_lap_end (const SolRecordingInfo *info)
{
  gint64 length_ns = info->last_ns - info->first_ns;

  if (info->n_messages < 2 || length_ns == 0)
    return info->last_ns + LONE_LAP_NS;
  return info->last_ns + MAX (length_ns / (gint64) (info->n_messages - 1), 1);
}

/* Without the lock */
static gboolean
open_file (SolReplay         *self,
           SolRecordingInfo  *info,
           GError           **error)
{
  self->reader = sol_recording_reader_open (self->path, error);
  return self->reader != NULL && sol_recording_reader_get_info (self->reader, info, error);
}

/* Under the lock */
static void
take_info (SolReplay              *self,
           const SolRecordingInfo *info)
{
  self->status.info = *info;
  self->begin_ns = self->settings.from_ns != 0 ? self->settings.from_ns : info->first_ns;
  self->end_ns = self->settings.to_ns != 0 ? self->settings.to_ns : get_lap_end (info);
  self->end_ns = MAX (self->end_ns, self->begin_ns + 1);
  if (!self->has_seek)
    self->seek_ns = self->begin_ns;
  self->has_seek = TRUE;
}

gpointer
sol_replay_thread_main (gpointer data)
{
  SolReplay *self = data;
  SolRecordingInfo info;
  GError *error = NULL;
  gboolean is_open = open_file (self, &info, &error);

  g_mutex_lock (&self->lock);
  if (is_open)
    take_info (self, &info);
  else
    fail (self, error);
  while (!self->is_quitting)
    if (self->status.state == SOL_REPLAY_FAILED)
      g_cond_wait (&self->cond, &self->lock);
    else
      step (self);
  g_mutex_unlock (&self->lock);
  return NULL;
}
