/* sol-alarm-worker.c: watches one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-worker-private.h"

#define PIECES 256 /* a turn: 262,144 samples, under a millisecond */

struct _SolAlarmWorker
{
  SolChannel     *channel; /* owned */
  SolMailbox     *news;    /* owned */
  guint           serial;

  SolAlarm        alarm;
  SolPieceBuffer  buffer;
  guint64         index;
  guint           generation;
};

SolAlarmWorker *
sol_alarm_worker_new (const SolAlarmSettings *settings,
                      SolChannel             *channel,
                      SolMailbox             *news,
                      guint                   serial)
{
  SolAlarmWorker *self = g_new0 (SolAlarmWorker, 1);

  self->channel = g_object_ref (channel);
  self->news = sol_mailbox_ref (news);
  self->serial = serial;
  self->index = sol_channel_find_sample (channel, G_MAXINT64);
  self->generation = sol_channel_get_generation (channel);
  sol_alarm_init (&self->alarm, settings);
  return self;
}

void
sol_alarm_worker_free (gpointer worker)
{
  SolAlarmWorker *self = worker;

  g_object_unref (self->channel);
  sol_mailbox_unref (self->news);
  g_free (self);
}

static void
tell (SolAlarmWorker      *self,
      const SolAlarmEvent *event)
{
  SolAlarmNews *news = g_new (SolAlarmNews, 1);

  *news = (SolAlarmNews) { self->serial, *event };
  sol_mailbox_post (self->news, news, 0);
}

static void
look_at_samples (SolAlarmWorker *self)
{
  SolAlarmEvent event;
  SolPiece piece;

  for (guint i = 0; i < PIECES
       && sol_channel_read_piece (self->channel, &self->index, G_MAXUINT64, &self->buffer, &piece); i++)
    {
      gsize at = 0;

      while (sol_alarm_next (&self->alarm, &piece, &at, &event))
        tell (self, &event);
    }
}

void
sol_alarm_worker_run (gpointer worker,
                      gint64   now_ns)
{
  SolAlarmWorker *self = worker;
  guint generation = sol_channel_get_generation (self->channel);
  gboolean has_come = generation != self->generation;
  SolAlarmEvent event;

  self->generation = generation;
  if (self->alarm.settings.kind != SOL_ALARM_ABSENCE)
    look_at_samples (self);
  else if (sol_alarm_tick (&self->alarm, has_come, now_ns, &event))
    tell (self, &event);
}
