/* sol-history-columns.c: what pixel columns show, by the pyramid
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>

/* Ten million samples do not fit any cache, so that what a column costs is how many places in memory it touches. The
 * border between two columns that hold many samples is therefore moved a little, to where a group of the pyramid ends,
 * and nothing below that group is looked at. Every sample is in one column all the same. A run's ends are not moved, so
 * that gaps stay where they are. */

/* A border is at most half a grain off: 1/32 of a column, of large ones 1/8 */
static const struct
{
  guint64 least;   /* samples of the column */
  guint64 grain;
} grains[] = { { 16384, 4096 }, { 4096, 1024 }, { 2048, 256 }, { 1024, 64 }, { 256, 16 } };

#define CACHE_LINE 64

/* The next chunk will be asked for soon: the processor may fetch meanwhile what is in it of whole groups of 256 */
static inline void
prefetch (const SolHistory *self,
          guint64           index)
{
  const char *chunk;

  if (index >= self->next)
    return;
  chunk = (const char *) sol_history_get_chunk (self, index);
  for (gsize i = 0; i < sizeof (SolChunk); i += CACHE_LINE)
    __builtin_prefetch (chunk + i);
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

      if (at + n == SOL_CHUNK_SIZE)
        prefetch (self, begin + n + SOL_CHUNK_SIZE);
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

/* Goes through time in one direction */
typedef struct
{
  const SolHistory *history;
  guint             run;
  guint64           at;     /* the sample where the last column ended */
  guint64           step;   /* samples of the last column */
} Cursor;

/* What the border at the end of a column of @n samples is rounded to */
static inline guint64
choose_grain (guint64 n)
{
  for (guint i = 0; i < G_N_ELEMENTS (grains); i++)
    if (n >= grains[i].least)
      return grains[i].grain;
  return 1;
}

/* To the last run that begins at or before @t_ns */
static void
advance_run (Cursor *self,
             gint64  t_ns)
{
  guint n = self->history->runs->len, lo = self->run, step = 1, hi;

  while (lo + step < n && sol_history_get_run (self->history, lo + step)->t0_ns <= t_ns)
    {
      lo += step;
      step *= 2;
    }
  for (hi = MIN (lo + step, n); hi - lo > 1;)
    {
      guint middle = lo + (hi - lo) / 2;

      if (sol_history_get_run (self->history, middle)->t0_ns <= t_ns)
        lo = middle;
      else
        hi = middle;
    }
  self->run = lo;
}

/* The first sample in [begin, end) at or after @t_ns, looked for where the last column's length leads to: steps that
 * double until they have passed it, then halves */
static guint64
find_own_time (const Cursor *self,
               const SolRun *run,
               guint64       begin,
               guint64       end,
               gint64        t_ns)
{
  guint64 guess = MIN (begin + self->step, end), step = MAX (self->step / 16, 1);

  if (guess < end && sol_run_get_time (run, self->history, guess) < t_ns)
    {
      for (begin = guess + 1; begin + step < end; begin += step, step *= 2)
        if (sol_run_get_time (run, self->history, begin + step) >= t_ns)
          break;
      end = MIN (begin + step, end);
    }
  else
    {
      for (end = guess; end > begin + step; end -= step, step *= 2)
        if (sol_run_get_time (run, self->history, end - step) < t_ns)
          break;
      begin = end > begin + step ? end - step : begin;
    }
  while (begin < end)
    {
      guint64 middle = begin + (end - begin) / 2;

      if (sol_run_get_time (run, self->history, middle) < t_ns)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

static guint64
find_in_run (const Cursor *self,
             const SolRun *run,
             guint64       begin,
             guint64       end,
             gint64        t_ns)
{
  double steps;

  if (run->period_ns <= 0.0)
    return find_own_time (self, run, begin, end, t_ns);
  steps = ceil (((double) (t_ns - run->t0_ns) - 0.5) / run->period_ns);
  if (!(steps > 0.0))
    return begin;
  return steps >= (double) (end - run->first) ? end : MAX (begin, run->first + (guint64) steps);
}

/* Returns: where the column that ends at @t_ns ends */
static guint64
seek (Cursor *self,
      gint64  t_ns)
{
  const SolRun *run;
  guint64 begin, end, found, grain;

  advance_run (self, t_ns);
  run = sol_history_get_run (self->history, self->run);
  begin = MAX (MAX (run->first, self->history->first), self->at);
  end = sol_history_get_run_end (self->history, self->run);
  found = begin < end ? find_in_run (self, run, begin, end, t_ns) : self->at;
  grain = choose_grain (found - self->at);
  if (found > begin && found < end)
    found = CLAMP ((found + grain / 2) & ~(grain - 1), begin, end);
  self->step = found - self->at;
  self->at = found;
  return found;
}

/* Whether nothing connects the sample at @index with the one before it */
static gboolean
is_after_gap (const Cursor *self,
              guint64       index)
{
  guint found = self->run;
  const SolRun *run;

  while (found > self->history->first_run && sol_history_get_run (self->history, found)->first > index)
    found--;
  run = sol_history_get_run (self->history, found);
  return run->is_after_gap && run->first == index;
}

static void
fill_column (const Cursor *self,
             guint64       begin,
             guint64       end,
             SolColumn    *column)
{
  SolSummary summary;

  *column = (SolColumn) { INFINITY, -INFINITY, NAN, FALSE };
  if (begin >= end)
    return;
  sol_history_summarize (self->history, begin, end, &summary);
  column->lo = summary.lo;
  column->hi = summary.hi;
  column->mean = summary.has_nan ? (summary.lo + summary.hi) / 2.0 : summary.sum / (double) (end - begin);
  column->is_after_gap = is_after_gap (self, begin);
}

guint64
sol_history_read_columns (const SolHistory *self,
                          gint64            begin_ns,
                          gint64            end_ns,
                          SolColumn        *columns,
                          guint             n_columns)
{
  double step_ns = (double) (end_ns - begin_ns) / n_columns;
  guint64 begin = sol_history_find (self, begin_ns), end = sol_history_find (self, end_ns);
  Cursor cursor = { self, self->first_run, begin, (end - begin) / n_columns };

  for (guint i = 0; i < n_columns; i++)
    {
      guint64 at = cursor.at;

      if (at < end)
        seek (&cursor, begin_ns + (gint64) (step_ns * (i + 1)));
      fill_column (&cursor, at, cursor.at, &columns[i]);
    }
  return end - begin;
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
