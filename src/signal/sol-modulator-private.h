/* sol-modulator-private.h: sweep, burst, AM, FM and PWM, sample by sample
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-settings.h"

G_BEGIN_DECLS

/* Phases of what modulates, 0..1; they go on when settings change */
typedef struct
{
  double sweep, am, fm, pwm;
  double burst;              /* periods since the burst began */
} SolModulator;

/* Does anything but the plain frequency, amplitude and duty matter? */
gboolean sol_modulator_is_idle      (const SolGeneratorSettings *settings);

/* What holds for the sample that comes; then on to the next one */
typedef struct
{
  double   frequency_hz;
  double   gain;             /* of the amplitude; 0 in a burst's pause */
  double   duty_off;
} SolModulation;

void     sol_modulator_step         (SolModulator               *self,
                                     const SolGeneratorSettings *settings,
                                     SolModulation              *modulation);

G_END_DECLS
