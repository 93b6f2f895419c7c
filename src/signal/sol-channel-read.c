/* sol-channel-read.c: copies a channel's samples for who looks at them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-channel-private.h"

#include <math.h>

guint64
sol_channel_read_columns (SolChannel *self,
                          gint64      begin_ns,
                          gint64      end_ns,
                          SolColumn  *columns,
                          guint       n_columns)
{
  guint64 n_samples;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  n_samples = sol_history_read_columns (&self->history, begin_ns, end_ns, columns, n_columns);
  g_mutex_unlock (&self->lock);
  return n_samples;
}

guint64
sol_channel_count_samples (SolChannel *self,
                           gint64      begin_ns,
                           gint64      end_ns)
{
  guint64 begin, end;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  begin = sol_history_find (&self->history, begin_ns);
  end = sol_history_find (&self->history, end_ns);
  g_mutex_unlock (&self->lock);
  return end - begin;
}

guint
sol_channel_read_gaps (SolChannel *self,
                       gint64      begin_ns,
                       gint64      end_ns,
                       SolGap     *gaps,
                       guint       limit)
{
  guint n;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  n = sol_history_read_gaps (&self->history, begin_ns, end_ns, gaps, limit);
  g_mutex_unlock (&self->lock);
  return n;
}

typedef struct
{
  gint64 *times_ns;
  double *values;
  gsize   n, limit;
} Samples;

static void
samples_add (Samples *self,
             gint64   t_ns,
             double   value)
{
  if (self->n == self->limit)
    return;
  self->times_ns[self->n] = t_ns;
  self->values[self->n++] = value;
}

static void
copy_samples (const SolHistory *history,
              guint64           begin,
              guint64           end,
              Samples          *samples)
{
  const SolRun *run = NULL;
  guint64 run_end = begin;

  for (guint64 i = begin; i < end && samples->n < samples->limit; i++)
    {
      if (i == run_end)
        {
          guint found = sol_history_find_run (history, i);

          run = sol_history_get_run (history, found);
          run_end = sol_history_get_run_end (history, found);
          if (run->is_after_gap && i == run->first && i > begin)
            samples_add (samples, sol_run_get_time (run, history, i), NAN);
        }
      samples_add (samples, sol_run_get_time (run, history, i), sol_history_get_value (history, i));
    }
}

gsize
sol_channel_read_samples (SolChannel *self,
                          gint64      begin_ns,
                          gint64      end_ns,
                          gint64     *times_ns,
                          double     *values,
                          gsize       limit)
{
  Samples samples = { times_ns, values, 0, limit };
  guint64 begin, end;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  begin = sol_history_find (&self->history, begin_ns);
  end = sol_history_find (&self->history, end_ns);
  begin = begin > self->history.first ? begin - 1 : begin;
  end = end < self->history.next ? end + 1 : end;
  copy_samples (&self->history, begin, end, &samples);
  g_mutex_unlock (&self->lock);
  return samples.n;
}

gboolean
sol_channel_find_trigger (SolChannel       *self,
                          const SolTrigger *trigger,
                          gint64            after_ns,
                          gint64            before_ns,
                          gint64           *found_ns)
{
  gboolean is_found;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), FALSE);

  g_mutex_lock (&self->lock);
  is_found = sol_history_find_edge (&self->history, trigger, after_ns, before_ns, found_ns);
  g_mutex_unlock (&self->lock);
  return is_found;
}

guint64
sol_channel_find_sample (SolChannel *self,
                         gint64      t_ns)
{
  guint64 index;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  index = sol_history_find (&self->history, t_ns);
  g_mutex_unlock (&self->lock);
  return index;
}

static void
copy_piece (const SolHistory *history,
            guint64           begin,
            guint64           end,
            SolPieceBuffer   *buffer,
            SolPiece         *piece)
{
  guint found = sol_history_find_run (history, begin);
  const SolRun *run = sol_history_get_run (history, found);
  guint64 run_end = MIN (end, sol_history_get_run_end (history, found));

  *piece = (SolPiece) { .values = buffer->values, .times_ns = buffer->times_ns, .period_ns = run->period_ns };
  piece->n = (gsize) MIN (run_end - begin, SOL_PIECE_SIZE);
  piece->t0_ns = sol_run_get_time (run, history, begin);
  piece->is_after_gap = run->is_after_gap && begin == run->first;
  for (gsize i = 0; i < piece->n; i++)
    buffer->values[i] = sol_history_get_value (history, begin + i);
  if (run->period_ns <= 0.0)
    for (gsize i = 0; i < piece->n; i++)
      buffer->times_ns[i] = sol_run_get_time (run, history, begin + i);
}

gboolean
sol_channel_read_piece (SolChannel     *self,
                        guint64        *index,
                        guint64         end,
                        SolPieceBuffer *buffer,
                        SolPiece       *piece)
{
  guint64 begin;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), FALSE);

  g_mutex_lock (&self->lock);
  begin = MAX (*index, self->history.first);
  end = MIN (end, self->history.next);
  if (begin < end)
    copy_piece (&self->history, begin, end, buffer, piece);
  g_mutex_unlock (&self->lock);

  if (begin >= end)
    return FALSE;
  piece->is_after_gap |= begin != *index;
  *index = begin + piece->n;
  return TRUE;
}
