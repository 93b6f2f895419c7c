/* sol-wave-times-private.h: how fast the rows of a file follow each other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-wave-file.h"

G_BEGIN_DECLS

/* Begin with { 0 } */
typedef struct
{
  double first, last, least_step, most_step;
  gsize  n;
} SolWaveTimes;

/* `time`, `t`, `timestamp_ms`, `Date` … */
gboolean sol_wave_times_is_heading (const char         *heading);
void     sol_wave_times_add        (SolWaveTimes       *self,
                                    double              time);
/* Fills rate and evenness. @heading: says the unit, as in `time_ms`; without it seconds, and times since 1970 by their
 * size s, ms, µs or ns */
void     sol_wave_times_finish     (const SolWaveTimes *self,
                                    const char         *heading,
                                    SolWaveFacts       *facts);

G_END_DECLS
