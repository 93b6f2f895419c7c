/* sol-history-columns.c: what pixel columns show, by the pyramid
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>

#define N_AHEAD 2   /* chunks */

/* Ten million samples do not fit any cache, so that what a column costs is how many places in memory it touches. The
 * border between two columns that hold many samples is therefore moved a little, to where a group of the pyramid ends,
 * and nothing below that group is looked at. Every sample is in one column all the same. A run's ends are not moved, so
 * that gaps stay where they are. */

/* Goes through time in one direction */
typedef struct
{
  const SolHistory *history;
  guint             run;
  guint64           at;     /* the sample where the last column ended */
  guint64           step;   /* samples of the last column */
  guint64           ahead;  /* the chunk that was asked for last */
} Cursor;

static inline guint
get_bits (int level)
{
  return level < 0 ? 0 : SOL_GROUP_BITS + (guint) level * SOL_LEVEL_BITS;
}

/* The level whose summaries a column of @n samples is made of: at least four, so that its border, rounded to a whole
 * one, is at most 1/8 of a column off; -1: its samples */
static inline int
choose_level (guint64 n)
{
  guint bits = 63 - (guint) __builtin_clzll (n | 1);

  return bits < SOL_GROUP_BITS + 2 ? -1 : MIN ((int) ((bits - 2 - SOL_GROUP_BITS) / SOL_LEVEL_BITS), SOL_N_LEVELS - 1);
}

/* The highest level, up to @level, that has a border at each of both */
static inline int
find_level (guint64 begin,
            guint64 end,
            int     level)
{
  guint bits = (guint) __builtin_ctzll (begin | end | G_GUINT64_CONSTANT (1) << 63);

  return bits < SOL_GROUP_BITS ? -1 : MIN ((int) ((bits - SOL_GROUP_BITS) / SOL_LEVEL_BITS), level);
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
  guint64 whole;

  if (run->period_ns <= 0.0)
    return find_own_time (self, run, begin, end, t_ns);
  steps = ((double) (t_ns - run->t0_ns) - 0.5) / run->period_ns;
  if (!(steps > 0.0))
    return begin;
  if (steps >= (double) (end - run->first))
    return end;
  whole = (guint64) (gint64) steps;
  return MAX (begin, run->first + whole + ((double) whole < steps));
}

/* Returns: where the column that ends at @t_ns ends */
static guint64
seek (Cursor *self,
      gint64  t_ns)
{
  const SolRun *run;
  guint64 begin, end, found, half;

  advance_run (self, t_ns);
  run = sol_history_get_run (self->history, self->run);
  begin = MAX (MAX (run->first, self->history->first), self->at);
  end = sol_history_get_run_end (self->history, self->run);
  found = begin < end ? find_in_run (self, run, begin, end, t_ns) : self->at;
  half = (G_GUINT64_CONSTANT (1) << get_bits (choose_level (found - self->at))) / 2;
  if (found > begin && found < end && half > 0)
    found = CLAMP ((found + half) & ~(2 * half - 1), begin, end);
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

/* The samples' memory and that of the next chunk's, which will be asked for soon, are some places of many */
static void
prefetch (Cursor  *self,
          guint64  index,
          int      level)
{
  guint64 ahead = (index >> SOL_CHUNK_BITS) + N_AHEAD;

  if (ahead == self->ahead || ahead > (self->history->next - 1) >> SOL_CHUNK_BITS)
    return;
  self->ahead = ahead;
  sol_chunk_prefetch (sol_history_get_chunk (self->history, ahead << SOL_CHUNK_BITS), level);
}

/* By one level where both ends are borders of it, which they are but for a run's ends */
static void
summarize (Cursor     *self,
           guint64     begin,
           guint64     end,
           SolSummary *summary)
{
  int wanted = choose_level (end - begin), level = find_level (begin, end, wanted);

  prefetch (self, end, wanted);
  if (level < wanted - 1)
    return sol_history_summarize (self->history, begin, end, summary);
  *summary = (SolSummary) { INFINITY, -INFINITY, 0.0, FALSE };
  while (begin < end)
    {
      guint at = begin & SOL_CHUNK_MASK;
      guint n = (guint) MIN (end - begin, SOL_CHUNK_SIZE - at);

      sol_chunk_merge (sol_history_get_chunk (self->history, begin), level, at, at + n, summary);
      begin += n;
    }
}

static void
fill_column (Cursor    *self,
             guint64    begin,
             guint64    end,
             SolColumn *column)
{
  SolSummary summary;

  *column = (SolColumn) { INFINITY, -INFINITY, NAN, FALSE };
  if (begin >= end)
    return;
  summarize (self, begin, end, &summary);
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
  Cursor cursor = { self, self->first_run, begin, (end - begin) / n_columns, 0 };

  for (guint i = 0; i < n_columns; i++)
    {
      guint64 at = cursor.at;

      if (at < end)
        seek (&cursor, begin_ns + (gint64) (step_ns * (i + 1)));
      fill_column (&cursor, at, cursor.at, &columns[i]);
    }
  return end - begin;
}
