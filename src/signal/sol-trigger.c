/* sol-trigger.c: the newest crossing of a level
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>

/* A rising edge is where the signal reaches the level after it was at least the hysteresis below it. Searched from the
 * newest sample back: a sample at or above the level with one below before it may be the edge; it is one as soon as the
 * walk meets a sample far enough below, and none when it meets the level again first. Stretches that can change nothing
 * are stepped over by the pyramid. A falling edge is a rising one of the signal turned over. */

typedef struct
{
  const SolHistory *history;
  const SolRun     *run;
  double            sign, level, armed;     /* turned over where @sign is -1 */
  gint64            after_ns, before_ns;
  gboolean          was_above;              /* the sample behind this one is at or above the level */
  double            above_value;
  gint64            above_ns;
  gboolean          has_candidate;
  gint64            candidate_ns;
} Search;

static void
forget (Search *self)
{
  self->was_above = FALSE;
  self->has_candidate = FALSE;
}

static void
note_crossing (Search *self,
               double  value,
               gint64  t_ns)
{
  double part = (self->level - value) / (self->above_value - value);

  self->candidate_ns = t_ns + (gint64) (part * (double) (self->above_ns - t_ns));
  self->has_candidate = self->candidate_ns <= self->before_ns;
}

/* Returns: TRUE when the candidate is an edge */
static gboolean
visit (Search  *self,
       guint64  index)
{
  double value = self->sign * sol_history_get_value (self->history, index);

  if (isnan (value))
    forget (self);
  else if (value >= self->level)
    {
      forget (self);
      self->was_above = TRUE;
      self->above_value = value;
      self->above_ns = sol_run_get_time (self->run, self->history, index);
    }
  else
    {
      if (self->was_above)
        note_crossing (self, value, sol_run_get_time (self->run, self->history, index));
      self->was_above = FALSE;
      return self->has_candidate && value <= self->armed;
    }
  return FALSE;
}

/* Whether nothing in the range can arm or cross */
static gboolean
is_idle (const Search *self,
         SolRange      range)
{
  double lo = self->sign > 0.0 ? range.lo : -range.hi, hi = self->sign > 0.0 ? range.hi : -range.lo;

  if (self->was_above || lo > hi)
    return FALSE;
  return hi < self->level && (!self->has_candidate || lo > self->armed);
}

/* The same above the level: only the first sample of the stretch counts. The rounded ranges leave a margin. */
static gboolean
is_above (const Search *self,
          SolRange      range)
{
  double lo = self->sign > 0.0 ? range.lo : -range.hi;

  return !isinf (lo) && lo > self->level + fabs (self->level) * 1e-6;
}

/* How many samples that end before @end can be stepped over at once: a whole piece of the pyramid that is idle, or all
 * but the first sample of one that is above */
static guint
get_idle (const Search *self,
          guint64       begin,
          guint64       end)
{
  static const guint sizes[] = { SOL_CHUNK_SIZE, 256, 16 };

  if (self->has_candidate && sol_history_get_chunk (self->history, end - 1)->has_nan)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      SolRange range;

      if (end % sizes[i] != 0 || end - begin < sizes[i])
        continue;
      range = sol_history_get_range (self->history, end - sizes[i], end);
      if (is_idle (self, range))
        return sizes[i];
      if (is_above (self, range))
        return sizes[i] - 1;
    }
  return 0;
}

static gboolean
search_run (Search  *self,
            guint64  begin,
            guint64  end)
{
  while (end > begin)
    {
      guint n = get_idle (self, begin, end);

      end -= n;
      if (n > 0 && n % 16 == 0)
        continue;
      if (n > 0)
        forget (self);
      if (visit (self, --end))
        return TRUE;
    }
  return FALSE;
}

static gboolean
search (Search *self)
{
  const SolHistory *history = self->history;
  guint64 begin = sol_history_find (history, self->after_ns);
  guint64 end = MIN (sol_history_find (history, self->before_ns) + 1, history->next);
  guint i;

  if (history->first == history->next || begin >= end)
    return FALSE;
  for (i = sol_history_find_run (history, end - 1) + 1; i-- > history->first_run;)
    {
      self->run = sol_history_get_run (history, i);
      if (search_run (self, MAX (self->run->first, history->first), end))
        return self->candidate_ns >= self->after_ns;
      end = MAX (self->run->first, history->first);
      if (self->run->is_after_gap)
        forget (self);
      if (end <= begin && !self->has_candidate && !self->was_above)
        return FALSE;
    }
  return FALSE;
}

static gboolean
find_one (const SolHistory *self,
          const SolTrigger *trigger,
          double            sign,
          gint64            after_ns,
          gint64            before_ns,
          gint64           *found_ns)
{
  Search walk = { .history = self, .sign = sign, .level = sign * trigger->level,
                  .after_ns = after_ns, .before_ns = before_ns };

  walk.armed = walk.level - MAX (trigger->hysteresis, 0.0);
  if (!search (&walk))
    return FALSE;
  *found_ns = walk.candidate_ns;
  return TRUE;
}

gboolean
sol_history_find_edge (const SolHistory *self,
                       const SolTrigger *trigger,
                       gint64            after_ns,
                       gint64            before_ns,
                       gint64           *found_ns)
{
  gint64 rising_ns = G_MININT64, falling_ns = G_MININT64;
  gboolean is_found = FALSE;

  if (trigger->edge != SOL_EDGE_FALLING)
    is_found |= find_one (self, trigger, 1.0, after_ns, before_ns, &rising_ns);
  if (trigger->edge != SOL_EDGE_RISING)
    is_found |= find_one (self, trigger, -1.0, after_ns, before_ns, &falling_ns);
  *found_ns = MAX (rising_ns, falling_ns);
  return is_found;
}
