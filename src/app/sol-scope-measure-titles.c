/* sol-scope-measure-titles.c: what measurements are called
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-measures.h"

#include <glib/gi18n.h>

const char *
sol_scope_measure_get_title (SolMeasure measure)
{
  static const char *const titles[] = {
    [SOL_MEASURE_PEAK_TO_PEAK] = N_("Peak to Peak"),
    [SOL_MEASURE_MAX] = N_("Maximum"),
    [SOL_MEASURE_MIN] = N_("Minimum"),
    [SOL_MEASURE_MEAN] = N_("Mean"),
    [SOL_MEASURE_RMS] = N_("RMS"),
    [SOL_MEASURE_AC_RMS] = N_("AC RMS"),
    [SOL_MEASURE_TOP] = N_("Top"),
    [SOL_MEASURE_BASE] = N_("Base"),
    [SOL_MEASURE_AMPLITUDE] = N_("Top to Base"),
    [SOL_MEASURE_FREQUENCY] = N_("Frequency"),
    [SOL_MEASURE_PERIOD] = N_("Period"),
    [SOL_MEASURE_DUTY] = N_("Duty Cycle"),
    [SOL_MEASURE_POSITIVE_WIDTH] = N_("Positive Width"),
    [SOL_MEASURE_NEGATIVE_WIDTH] = N_("Negative Width"),
    [SOL_MEASURE_RISE] = N_("Rise Time"),
    [SOL_MEASURE_FALL] = N_("Fall Time"),
    [SOL_MEASURE_OVERSHOOT] = N_("Overshoot"),
    [SOL_MEASURE_PRESHOOT] = N_("Preshoot"),
    [SOL_MEASURE_FALL_OVERSHOOT] = N_("Falling Overshoot"),
    [SOL_MEASURE_FALL_PRESHOOT] = N_("Falling Preshoot"),
    [SOL_MEASURE_POSITIVE_PULSES] = N_("Positive Pulses"),
    [SOL_MEASURE_NEGATIVE_PULSES] = N_("Negative Pulses"),
    [SOL_MEASURE_RISES] = N_("Rising Edges"),
    [SOL_MEASURE_FALLS] = N_("Falling Edges"),
  };

  return _(titles[measure]);
}
