/* sol-wave-channel.c: a channel's samples as a wave to be played
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-channel-private.h"

#include <math.h>

#include "sol-wave-times-private.h"

#define SAME_RATE 0.01

/* Times on a clock that stands still in gaps */
typedef struct
{
  SolWaveTimes times;
  gint64       last_ns;
  double       step_s;  /* the last one that was no gap */
  double       now_s;
} Clock;

static void
clock_add (Clock    *self,
           gint64    t_ns,
           gboolean  is_after_gap)
{
  double step_s = (double) (t_ns - self->last_ns) / 1e9;

  if (self->times.n > 0)
    {
      if (is_after_gap && self->step_s > 0.0)
        step_s = self->step_s;
      self->now_s += step_s;
      self->step_s = step_s;
    }
  self->last_ns = t_ns;
  sol_wave_times_add (&self->times, self->now_s);
}

static void
take_piece (const SolPiece *piece,
            gsize           limit,
            GArray         *values,
            Clock          *clock,
            SolWaveFacts   *facts)
{
  gboolean is_after_gap = piece->is_after_gap && values->len > 0;

  facts->n_gaps += is_after_gap;
  for (gsize i = 0; i < piece->n && values->len <= limit; i++)
    if (isfinite (piece->values[i]))
      {
        clock_add (clock, sol_piece_get_time (piece, i), is_after_gap);
        g_array_append_val (values, piece->values[i]);
        is_after_gap = FALSE;
      }
    else
      facts->n_skipped++;
}

/* A declared rate is exact, where times are rounded: it counts, if they mean the same */
static void
take_declared_rate (SolChannel   *channel,
                    SolWaveFacts *facts)
{
  SolChannelStats stats;

  sol_channel_get_stats (channel, &stats);
  if (stats.is_rate_assumed || stats.declared_rate_hz <= 0.0
      || fabs (facts->rate_hz - stats.declared_rate_hz) > SAME_RATE * stats.declared_rate_hz)
    return;
  facts->rate_hz = stats.declared_rate_hz;
  facts->is_uneven = FALSE;
}

GArray *
sol_wave_channel_read (SolChannel   *channel,
                       gsize         limit,
                       SolWaveFacts *facts)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  SolPieceBuffer buffer;
  SolPiece piece;
  Clock clock = { 0 };
  guint64 index = 0;

  while (values->len <= limit && sol_channel_read_piece (channel, &index, G_MAXUINT64, &buffer, &piece))
    take_piece (&piece, limit, values, &clock, facts);
  sol_wave_times_finish (&clock.times, "", facts);
  take_declared_rate (channel, facts);
  return values;
}
