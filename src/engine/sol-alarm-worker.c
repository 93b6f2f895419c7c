/* sol-alarm-worker.c: watches one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-worker-private.h"

#define PIECES 256 /* a turn: 262,144 samples, under a millisecond */

typedef struct
{
  SolChannel     *channel; /* owned */
  SolMailbox     *news;    /* owned */

  SolAlarm        alarm;
  SolPieceBuffer  buffer;
  guint64         index;
} Worker;

static void
worker_free (gpointer worker)
{
  Worker *self = worker;

  g_object_unref (self->channel);
  sol_mailbox_unref (self->news);
  g_free (self);
}

static void
tell (Worker              *self,
      const SolAlarmEvent *event)
{
  SolAlarmNews *news = g_new0 (SolAlarmNews, 1);

  news->event = *event;
  news->has_event = TRUE;
  sol_mailbox_post (self->news, news, 0);
}

/* Returns: whether there is more to look at */
static gboolean
look_at_samples (Worker *self)
{
  SolAlarmEvent event;
  SolPiece piece;

  for (guint i = 0; i < PIECES; i++)
    {
      if (!sol_channel_read_piece (self->channel, &self->index, G_MAXUINT64, &self->buffer, &piece))
        return FALSE;
      for (gsize at = 0; sol_alarm_next (&self->alarm, &piece, &at, &event);)
        tell (self, &event);
    }
  return TRUE;
}

static gboolean
run (gpointer worker,
     gboolean has_come,
     gint64   now_ns)
{
  Worker *self = worker;
  SolAlarmEvent event;

  if (self->alarm.settings.kind != SOL_ALARM_ABSENCE)
    return look_at_samples (self);
  if (sol_alarm_tick (&self->alarm, has_come, now_ns, &event))
    tell (self, &event);
  return TRUE;
}

void
sol_alarm_worker_init_job (SolAnalysisJob         *job,
                           const SolAlarmSettings *settings,
                           SolChannel             *channel,
                           SolMailbox             *news)
{
  Worker *self = g_new0 (Worker, 1);

  self->channel = g_object_ref (channel);
  self->news = sol_mailbox_ref (news);
  self->index = sol_channel_find_sample (channel, G_MAXINT64);
  sol_alarm_init (&self->alarm, settings);
  *job = (SolAnalysisJob) { run, self, worker_free };
}
