/* sol-scope-trace-measure.c: what the scope says of one channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-trace-private.h"

#include <math.h>

#define RANGE_COLUMNS 64
#define MAX_SAMPLES 1000000

static double
read_last (SolScopeTrace *self)
{
  gint64 times_ns[4];
  double values[4], last = NAN;
  gsize n;

  if (self->stats.n_samples == 0)
    return NAN;
  n = sol_channel_read_samples (self->channel, self->stats.last_ns, self->stats.last_ns + 1, times_ns, values,
                                G_N_ELEMENTS (values));
  for (gsize i = 0; i < n; i++)
    last = isnan (values[i]) ? last : values[i];
  return last;
}

static void
read_measurement (SolScopeTrace  *self,
                  gint64          begin_ns,
                  gint64          end_ns,
                  SolMeasurement *measurement)
{
  sol_stretch_read (&self->stretch, self->channel, begin_ns, end_ns, MAX_SAMPLES);
  sol_measure_stretch (&self->stretch, measurement);
}

void
sol_scope_trace_measure (SolScopeTrace *self,
                         gint64         begin_ns,
                         gint64         end_ns)
{
  g_autofree char *unit = sol_channel_dup_unit (self->channel);

  if (g_strcmp0 (unit, self->unit) != 0)
    {
      g_free (self->unit);
      self->unit = g_steal_pointer (&unit);
    }
  g_strfreev (self->words);
  self->words = sol_channel_dup_words (self->channel);
  sol_channel_get_stats (self->channel, &self->stats);
  read_measurement (self, begin_ns, end_ns, &self->measurement);
  self->last = read_last (self);
}

const SolMeasurement *
sol_scope_trace_get_measurement (SolScopeTrace *self)
{
  return &self->measurement;
}

double
sol_scope_trace_get_last (SolScopeTrace *self)
{
  return self->last;
}

const SolChannelStats *
sol_scope_trace_get_stats (SolScopeTrace *self)
{
  return &self->stats;
}

gboolean
sol_scope_trace_get_range (SolScopeTrace *self,
                           gint64         begin_ns,
                           gint64         end_ns,
                           double        *low,
                           double        *high)
{
  SolColumn columns[RANGE_COLUMNS];

  *low = INFINITY;
  *high = -INFINITY;
  if (begin_ns >= end_ns)
    return FALSE;
  sol_channel_read_columns (self->channel, begin_ns, end_ns, columns, RANGE_COLUMNS);
  for (guint i = 0; i < RANGE_COLUMNS; i++)
    {
      if (!(columns[i].lo <= columns[i].hi))
        continue;
      *low = MIN (*low, columns[i].lo);
      *high = MAX (*high, columns[i].hi);
    }
  return *low <= *high;
}

void
sol_scope_trace_collect (SolScopeTrace *self,
                         gint64         begin_ns,
                         gint64         end_ns)
{
  SolMeasurement measurement;

  read_measurement (self, begin_ns, end_ns, &measurement);
  if (measurement.n_samples > 0)
    sol_measurement_statistics_add (&self->statistics, &measurement);
}

const SolMeasurementStatistics *
sol_scope_trace_get_statistics (SolScopeTrace *self)
{
  return &self->statistics;
}

void
sol_scope_trace_reset_statistics (SolScopeTrace *self)
{
  self->statistics = (SolMeasurementStatistics) { 0 };
}
