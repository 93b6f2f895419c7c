/* sol-waterfall.c: spectra one below the other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-waterfall.h"

#include <math.h>

struct _SolWaterfall
{
  float  *cells;     /* owned: row r is at r · n_columns */
  gint64 *times_ns;  /* owned */
  guint   n_rows, n_columns;
  guint   n_filled;
  guint   next;      /* the row that is written next */
};

SolWaterfall *
sol_waterfall_new (guint n_rows,
                   guint n_columns)
{
  SolWaterfall *self = g_new0 (SolWaterfall, 1);

  self->n_rows = MAX (n_rows, 1);
  self->n_columns = MAX (n_columns, 1);
  self->cells = g_new0 (float, (gsize) self->n_rows * self->n_columns);
  self->times_ns = g_new0 (gint64, self->n_rows);
  return self;
}

void
sol_waterfall_free (SolWaterfall *self)
{
  g_free (self->cells);
  g_free (self->times_ns);
  g_free (self);
}

void
sol_waterfall_clear (SolWaterfall *self)
{
  self->n_filled = 0;
}

/* The largest of [low_hz, high_hz), or what is nearest to its middle */
static double
get_highest (const SolSpectrumResult *result,
             double                   low_hz,
             double                   high_hz)
{
  double low = ceil (low_hz / result->step_hz), high = ceil (high_hz / result->step_hz), highest = 0.0;

  if (low >= high)
    low = round ((low_hz + high_hz) / 2.0 / result->step_hz);
  high = MIN (MAX (high, low + 1.0), result->n_bins);
  for (double i = MAX (low, 0.0); i < high; i++)
    highest = MAX (highest, result->rms[(guint) i]);
  return highest;
}

void
sol_waterfall_push (SolWaterfall            *self,
                    gint64                   t_ns,
                    const SolSpectrumResult *result,
                    double                   low_hz,
                    double                   high_hz)
{
  float *row = self->cells + (gsize) self->next * self->n_columns;
  double step_hz = (high_hz - low_hz) / self->n_columns;

  g_return_if_fail (high_hz > low_hz);

  for (guint i = 0; i < self->n_columns; i++)
    {
      double from_hz = low_hz + i * step_hz;
      double rms = result->n_bins > 0 ? get_highest (result, from_hz, from_hz + step_hz) : 0.0;

      row[i] = (float) sol_spectrum_to_scale (rms, SOL_SPECTRUM_IN_DB);
    }
  self->times_ns[self->next] = t_ns;
  self->next = (self->next + 1) % self->n_rows;
  self->n_filled = MIN (self->n_filled + 1, self->n_rows);
}

guint
sol_waterfall_get_n_rows (const SolWaterfall *self)
{
  return self->n_filled;
}

const float *
sol_waterfall_get_row (const SolWaterfall *self,
                       guint               age,
                       gint64             *t_ns)
{
  guint row = (self->next + self->n_rows - 1 - age) % self->n_rows;

  g_return_val_if_fail (age < self->n_filled, NULL);

  if (t_ns != NULL)
    *t_ns = self->times_ns[row];
  return self->cells + (gsize) row * self->n_columns;
}
