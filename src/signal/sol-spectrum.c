/* sol-spectrum.c: how much of a signal is at which frequency
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-private.h"

#include <math.h>
#include <string.h>

#include <fftw3.h>

#define MIN_DB (-400.0)

struct _SolSpectrum
{
  SolSpectrumSettings settings;

  /* Owned; for @length samples */
  double       *weights;    /* the window */
  double       *samples;
  fftw_complex *bins;
  double       *powers;     /* averaged, RMS squared */
  double       *rms;
  fftw_plan     plan;

  guint         length;     /* 0: none yet */
  double        rate_hz;
  guint         n_averaged;
  gboolean      is_resampled;
};

/* FFTW's planner keeps tables for the whole process and one caller at a time; its manual asks for this lock */
static GMutex planner_lock;

SolSpectrum *
sol_spectrum_new (void)
{
  SolSpectrum *self = g_new0 (SolSpectrum, 1);

  self->settings = (SolSpectrumSettings) { .window = SOL_SPECTRUM_HANN, .n_averages = 8 };
  return self;
}

static void
free_length (SolSpectrum *self)
{
  g_mutex_lock (&planner_lock);
  g_clear_pointer (&self->plan, fftw_destroy_plan);
  g_mutex_unlock (&planner_lock);
  g_clear_pointer (&self->weights, fftw_free);
  g_clear_pointer (&self->samples, fftw_free);
  g_clear_pointer (&self->bins, fftw_free);
  g_clear_pointer (&self->powers, fftw_free);
  g_clear_pointer (&self->rms, fftw_free);
  self->length = 0;
}

void
sol_spectrum_free (SolSpectrum *self)
{
  free_length (self);
  g_free (self);
}

void
sol_spectrum_set (SolSpectrum               *self,
                  const SolSpectrumSettings *settings)
{
  gboolean is_same = self->settings.window == settings->window && self->settings.average == settings->average
                     && self->settings.length == settings->length;

  self->settings = *settings;
  if (is_same)
    return;
  free_length (self);
  sol_spectrum_restart (self);
}

void
sol_spectrum_restart (SolSpectrum *self)
{
  self->n_averaged = 0;
}

guint
sol_spectrum_get_good_length (guint n)
{
  static const guint factors[] = { 2, 3, 5, 7 };

  for (n -= n % 2; n > 2; n -= 2)
    {
      guint rest = n;

      for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
        while (rest % factors[i] == 0)
          rest /= factors[i];
      if (rest == 1)
        break;
    }
  return n;
}

/* How many samples to transform; 0: too few */
static guint
choose_length (const SolSpectrum *self,
               const SolStretch  *stretch)
{
  guint wanted = MIN (self->settings.length, SOL_SPECTRUM_MAX_LENGTH);
  guint n = (guint) MIN (stretch->n - MIN (stretch->n, stretch->n_gaps), SOL_SPECTRUM_MAX_LENGTH);

  if (wanted >= SOL_SPECTRUM_MIN_LENGTH && n >= wanted)
    return wanted;
  return n >= SOL_SPECTRUM_MIN_LENGTH ? sol_spectrum_get_good_length (n) : 0;
}

static void
set_length (SolSpectrum *self,
            guint        length)
{
  if (self->length == length)
    return;
  free_length (self);
  sol_spectrum_restart (self);
  self->length = length;
  self->weights = fftw_alloc_real (length);
  self->samples = fftw_alloc_real (length);
  self->bins = fftw_alloc_complex (length / 2 + 1);
  self->powers = fftw_alloc_real (length / 2 + 1);
  self->rms = fftw_alloc_real (length / 2 + 1);
  sol_spectrum_window_fill (self->settings.window, self->weights, length);
  g_mutex_lock (&planner_lock);
  self->plan = fftw_plan_dft_r2c_1d ((int) length, self->samples, self->bins, FFTW_ESTIMATE);
  g_mutex_unlock (&planner_lock);
}

/* A sine's power is in two bins, that of the mean and of half the rate in one */
static double
get_power (const SolSpectrum *self,
           guint              bin)
{
  double scale = 1.0 / (self->length * sol_spectrum_window_get_gain (self->settings.window));
  double re = self->bins[bin][0] * scale, im = self->bins[bin][1] * scale;
  gboolean is_single = bin == 0 || bin * 2 == self->length;

  return (is_single ? 1.0 : 2.0) * (re * re + im * im);
}

static double
get_weight (const SolSpectrum *self)
{
  guint n = self->n_averaged + 1;

  switch (self->settings.average)
    {
    case SOL_SPECTRUM_AVERAGE_LINEAR:
      return 1.0 / n;
    case SOL_SPECTRUM_AVERAGE_EXPONENTIAL:
      return 1.0 / MIN (n, MAX (self->settings.n_averages, 1));
    case SOL_SPECTRUM_AVERAGE_NONE:
    case SOL_SPECTRUM_PEAK_HOLD:
    default:
      return 1.0;
    }
}

static void
average (SolSpectrum *self)
{
  gboolean holds = self->settings.average == SOL_SPECTRUM_PEAK_HOLD && self->n_averaged > 0;
  double weight = get_weight (self);

  for (guint i = 0; i <= self->length / 2; i++)
    {
      double power = get_power (self, i);

      if (holds)
        self->powers[i] = MAX (self->powers[i], power);
      else if (weight < 1.0)
        self->powers[i] += weight * (power - self->powers[i]);
      else
        self->powers[i] = power;
      self->rms[i] = sqrt (self->powers[i]);
    }
  self->n_averaged++;
}

gboolean
sol_spectrum_add (SolSpectrum      *self,
                  const SolStretch *stretch)
{
  guint length = choose_length (self, stretch);
  double rate_hz = sol_stretch_get_rate (stretch);

  if (length == 0 || !(rate_hz > 0.0))
    return FALSE;
  set_length (self, length);
  if (fabs (rate_hz - self->rate_hz) > 1e-3 * self->rate_hz)
    sol_spectrum_restart (self);
  self->rate_hz = rate_hz;
  self->is_resampled = sol_stretch_resample (stretch, rate_hz, self->samples, length);
  for (guint i = 0; i < length; i++)
    self->samples[i] *= self->weights[i];
  fftw_execute (self->plan);
  average (self);
  return TRUE;
}

void
sol_spectrum_get_result (const SolSpectrum *self,
                         SolSpectrumResult *result)
{
  *result = (SolSpectrumResult) { .rms = self->rms, .window = self->settings.window };
  if (self->n_averaged == 0)
    return;
  result->n_bins = self->length / 2 + 1;
  result->length = self->length;
  result->rate_hz = self->rate_hz;
  result->step_hz = self->rate_hz / self->length;
  result->n_averaged = self->n_averaged;
  result->is_resampled = self->is_resampled;
}

double
sol_spectrum_to_scale (double           rms,
                       SolSpectrumScale scale)
{
  switch (scale)
    {
    case SOL_SPECTRUM_IN_PEAK:
      return rms * G_SQRT2;
    case SOL_SPECTRUM_IN_DB:
      return rms > 0.0 ? MAX (20.0 * log10 (rms), MIN_DB) : MIN_DB;
    case SOL_SPECTRUM_IN_RMS:
    default:
      return rms;
    }
}
