/* sol-history-read.c: samples by time, and what a stretch of them comes to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>

static gint64
get_own_time (const SolRun     *run,
              const SolHistory *history,
              guint64           index)
{
  return run->t0_ns + sol_history_get_chunk (history, index)->times_ns[index & SOL_CHUNK_MASK];
}

gint64
sol_run_get_time (const SolRun     *run,
                  const SolHistory *history,
                  guint64           index)
{
  if (run->period_ns <= 0.0)
    return get_own_time (run, history, index);
  return run->t0_ns + (gint64) ((double) (index - run->first) * run->period_ns + 0.5);
}

/* Runs are in order of number and of time: both finds are the last one not behind */
guint
sol_history_find_run (const SolHistory *self,
                      guint64           index)
{
  guint lo = self->first_run, hi = self->runs->len;

  while (hi - lo > 1)
    {
      guint middle = lo + (hi - lo) / 2;

      if (sol_history_get_run (self, middle)->first <= index)
        lo = middle;
      else
        hi = middle;
    }
  return lo;
}

static guint
find_run_by_time (const SolHistory *self,
                  gint64            t_ns)
{
  guint lo = self->first_run, hi = self->runs->len;

  while (hi - lo > 1)
    {
      guint middle = lo + (hi - lo) / 2;

      if (sol_history_get_run (self, middle)->t0_ns <= t_ns)
        lo = middle;
      else
        hi = middle;
    }
  return lo;
}

gint64
sol_history_get_time (const SolHistory *self,
                      guint64           index)
{
  guint run = sol_history_find_run (self, index);

  return sol_run_get_time (sol_history_get_run (self, run), self, index);
}

/* The first sample at or after @t_ns of a run that has no rate */
static guint64
find_own_time (const SolRun     *run,
               const SolHistory *self,
               guint64           begin,
               guint64           end,
               gint64            t_ns)
{
  while (begin < end)
    {
      guint64 middle = begin + (end - begin) / 2;

      if (get_own_time (run, self, middle) < t_ns)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

guint64
sol_history_find (const SolHistory *self,
                  gint64            t_ns)
{
  const SolRun *run;
  guint64 begin, end;
  double steps;
  guint i;

  if (self->first == self->next)
    return self->next;
  i = find_run_by_time (self, t_ns);
  run = sol_history_get_run (self, i);
  begin = MAX (run->first, self->first);
  end = sol_history_get_run_end (self, i);
  if (run->period_ns <= 0.0)
    return find_own_time (run, self, begin, end, t_ns);

  steps = ceil (((double) (t_ns - run->t0_ns) - 0.5) / run->period_ns);
  if (!(steps > 0.0))
    return begin;
  return steps >= (double) (end - run->first) ? end : MAX (begin, run->first + (guint64) steps);
}

void
sol_history_summarize (const SolHistory *self,
                       guint64           begin,
                       guint64           end,
                       SolSummary       *summary)
{
  *summary = (SolSummary) { INFINITY, -INFINITY, 0.0, FALSE };
  while (begin < end)
    {
      guint at = begin & SOL_CHUNK_MASK;
      guint n = (guint) MIN (end - begin, SOL_CHUNK_SIZE - at);

      sol_chunk_summarize (sol_history_get_chunk (self, begin), at, at + n, summary);
      begin += n;
    }
}

SolRange
sol_history_get_range (const SolHistory *self,
                       guint64           begin,
                       guint64           end)
{
  SolSummary summary;

  sol_history_summarize (self, begin, end, &summary);
  return (SolRange) { summary.lo, summary.hi };
}

/* Between the sample that a gap's run should have followed and that run's first */
guint
sol_history_read_gaps (const SolHistory *self,
                       gint64            begin_ns,
                       gint64            end_ns,
                       SolGap           *gaps,
                       guint             limit)
{
  guint n = 0, i;

  if (self->first == self->next)
    return 0;
  i = MAX (sol_history_find_run (self, sol_history_find (self, begin_ns)), self->first_run + 1);
  for (; i < self->runs->len && n < limit; i++)
    {
      const SolRun *run = sol_history_get_run (self, i);
      gint64 from_ns;

      if (!run->is_after_gap || run->first <= self->first)
        continue;
      from_ns = sol_history_get_time (self, run->first - 1);
      if (from_ns >= end_ns)
        break;
      if (run->t0_ns > begin_ns)
        gaps[n++] = (SolGap) { from_ns, run->t0_ns };
    }
  return n;
}
