/* sol-modulator.c: sweep, burst, AM, FM and PWM, sample by sample
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-modulator-private.h"

#include <math.h>

#define TWO_PI (2.0 * G_PI)

gboolean
sol_modulator_is_idle (const SolGeneratorSettings *settings)
{
  return settings->sweep == SOL_SWEEP_NONE && settings->burst_periods == 0.0 && settings->am_depth == 0.0
         && settings->fm_hz_off == 0.0 && settings->pwm_depth == 0.0;
}

/* The phase before the step */
static double
advance (double *phase,
         double  step)
{
  double before = *phase;

  *phase += step;
  *phase -= floor (*phase);
  return before;
}

static double
get_swept (SolModulator               *self,
           const SolGeneratorSettings *settings)
{
  double at, from = settings->frequency_hz, to = settings->sweep_hz;

  if (settings->sweep == SOL_SWEEP_NONE)
    return from;
  at = advance (&self->sweep, 1.0 / (settings->sweep_s * settings->rate_hz));
  return settings->sweep == SOL_SWEEP_LINEAR ? from + at * (to - from) : from * pow (to / from, at);
}

/* 1 while the burst goes on, 0 in its pause */
static double
get_gate (SolModulator               *self,
          const SolGeneratorSettings *settings,
          double                      step)
{
  double cycle = settings->burst_periods + settings->burst_pause, before = self->burst;

  if (settings->burst_periods == 0.0)
    return 1.0;
  self->burst = fmod (self->burst + fabs (step), cycle);
  return before < settings->burst_periods ? 1.0 : 0.0;
}

void
sol_modulator_step (SolModulator               *self,
                    const SolGeneratorSettings *settings,
                    SolModulation              *modulation)
{
  double rate = settings->rate_hz;

  modulation->frequency_hz = get_swept (self, settings);
  modulation->gain = 1.0;
  modulation->duty_off = 0.0;
  if (settings->fm_hz_off > 0.0)
    modulation->frequency_hz += settings->fm_hz_off * sin (TWO_PI * advance (&self->fm, settings->fm_hz / rate));
  if (settings->am_depth > 0.0)
    modulation->gain += settings->am_depth * sin (TWO_PI * advance (&self->am, settings->am_hz / rate));
  if (settings->pwm_depth > 0.0)
    modulation->duty_off = 0.5 * settings->pwm_depth * sin (TWO_PI * advance (&self->pwm, settings->pwm_hz / rate));
  modulation->gain *= get_gate (self, settings, modulation->frequency_hz / rate);
}
