/* sol-measure-statistics.c: measurements over many acquisitions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-measure.h"

#include <math.h>

void
sol_statistics_add (SolStatistics *self,
                    double         value)
{
  double off = value - self->mean;

  if (isnan (value))
    return;
  self->n++;
  self->mean += off / (double) self->n;
  self->square_sum += off * (value - self->mean);
  self->min = self->n == 1 ? value : MIN (self->min, value);
  self->max = self->n == 1 ? value : MAX (self->max, value);
}

double
sol_statistics_get_sigma (const SolStatistics *self)
{
  return self->n > 1 ? sqrt (self->square_sum / (double) (self->n - 1)) : NAN;
}

void
sol_measurement_statistics_add (SolMeasurementStatistics *self,
                                const SolMeasurement     *measurement)
{
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    sol_statistics_add (&self->of[i], sol_measurement_get (measurement, (SolMeasure) i));
}
