/* sol-mask-worker.c: lays a mask over a channel's pictures in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-worker-private.h"
#include "sol-mask-reader.h"

#define PICTURES 256          /* a turn */
#define TELL_EVERY_NS 250000000

typedef struct
{
  SolMaskReader *reader;  /* owned */
  SolMailbox    *news;    /* owned */

  SolAlarm       alarm;
  SolAlarmNews   state;   /* counters so far */
  gint64         told_ns;
  gboolean       has_untold;
} Worker;

static void
worker_free (gpointer worker)
{
  Worker *self = worker;

  sol_mask_reader_free (self->reader);
  sol_mailbox_unref (self->news);
  g_free (self);
}

static void
tell (Worker              *self,
      const SolAlarmEvent *event,
      gint64               now_ns)
{
  SolAlarmNews *news = g_memdup2 (&self->state, sizeof self->state);

  news->has_event = event != NULL;
  if (event != NULL)
    news->event = *event;
  sol_mailbox_post (self->news, news, 0);
  self->told_ns = now_ns;
  self->has_untold = FALSE;
}

static void
note (Worker              *self,
      gint64               zero_ns,
      const SolMaskResult *result,
      gint64               now_ns)
{
  SolAlarmEvent event;

  self->has_untold = TRUE;
  self->state.n_missed = sol_mask_reader_get_n_missed (self->reader);
  if (result->n_tested == 0)
    return;
  self->state.zero_ns = zero_ns;
  self->state.n_failed += result->n_violations > 0;
  self->state.n_passed += result->n_violations == 0;
  if (sol_alarm_note_mask (&self->alarm, result, zero_ns, &event))
    tell (self, &event, now_ns);
}

/* Thousands of pictures a second are counted, and told of four times */
static gboolean
run (gpointer worker,
     gboolean has_come,
     gint64   now_ns)
{
  Worker *self = worker;
  SolMaskResult result;
  gint64 zero_ns;
  guint i;

  for (i = 0; i < PICTURES && sol_mask_reader_next (self->reader, &zero_ns, &result); i++)
    note (self, zero_ns, &result, now_ns);
  if (self->has_untold && (now_ns - self->told_ns >= TELL_EVERY_NS || now_ns < self->told_ns))
    tell (self, NULL, now_ns);
  return i == PICTURES || self->has_untold;
}

void
sol_mask_worker_init_job (SolAnalysisJob *job,
                          SolMaskRule    *rule,
                          SolChannel     *channel,
                          SolChannel     *source,
                          SolMailbox     *news)
{
  const SolAlarmSettings settings = { .kind = SOL_ALARM_MASK };
  Worker *self = g_new0 (Worker, 1);

  self->reader = sol_mask_reader_new (rule, channel, source);
  self->news = sol_mailbox_ref (news);
  sol_alarm_init (&self->alarm, &settings);
  *job = (SolAnalysisJob) { run, self, worker_free };
}
