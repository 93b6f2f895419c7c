/* sol-spectrum-peaks.c: lines of a spectrum between its bins, and what they say of a signal
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-private.h"

#include <math.h>

#define N_HALVINGS 40
#define N_HARMONICS 10

/* Where a line stands from its highest bin towards the larger neighbour, 0 … 0.5, by the ratio of the two */
static double
find_offset (SolSpectrumWindow window,
             double            ratio)
{
  double lo = 0.0, hi = 0.5;

  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double middle = (lo + hi) / 2.0;

      if (sol_spectrum_window_get_transform (window, 1.0 - middle)
          < ratio * sol_spectrum_window_get_transform (window, middle))
        lo = middle;
      else
        hi = middle;
    }
  return (lo + hi) / 2.0;
}

static SolSpectrumPeak
make_peak (const SolSpectrumResult *result,
           guint                    bin)
{
  gboolean is_right = bin + 1 < result->n_bins && result->rms[bin + 1] > result->rms[bin - 1];
  double ratio = result->rms[is_right ? bin + 1 : bin - 1] / result->rms[bin];
  double offset = find_offset (result->window, ratio);

  return (SolSpectrumPeak) {
    .frequency_hz = (bin + (is_right ? offset : -offset)) * result->step_hz,
    .rms = result->rms[bin] / sol_spectrum_window_get_transform (result->window, offset),
  };
}

static gboolean
is_peak (const SolSpectrumResult *result,
         guint                    bin)
{
  guint reach = sol_spectrum_window_get_reach (result->window);
  guint begin = bin - MIN (bin, reach), end = MIN (bin + reach + 1, result->n_bins);

  for (guint i = begin; i < end; i++)
    if (result->rms[i] > result->rms[bin] || (i < bin && result->rms[i] == result->rms[bin]))
      return FALSE;
  return TRUE;
}

/* Keeps the list sorted; what is lower than a full list's last falls off */
static guint
insert (SolSpectrumPeak *peaks,
        guint            n,
        guint            limit,
        SolSpectrumPeak  peak)
{
  guint at;

  if (n == limit && peaks[n - 1].rms >= peak.rms)
    return n;
  n = MIN (n + 1, limit);
  at = n - 1;
  for (; at > 0 && peaks[at - 1].rms < peak.rms; at--)
    peaks[at] = peaks[at - 1];
  peaks[at] = peak;
  return n;
}

/* The first bin that the mean does not reach */
static guint
get_first (const SolSpectrumResult *result)
{
  return MAX (sol_spectrum_window_get_reach (result->window), 1);
}

guint
sol_spectrum_find_peaks (const SolSpectrumResult *result,
                         double                   floor_db,
                         SolSpectrumPeak         *peaks,
                         guint                    limit)
{
  guint first = get_first (result), n = 0;
  double highest = 0.0, floor;

  for (guint i = first; i < result->n_bins; i++)
    highest = MAX (highest, result->rms[i]);
  floor = highest * pow (10.0, -floor_db / 20.0);
  for (guint i = first; i < result->n_bins && limit > 0; i++)
    if (result->rms[i] > 0.0 && result->rms[i] >= floor && is_peak (result, i))
      n = insert (peaks, n, limit, make_peak (result, i));
  return n;
}

/* Power of the bins [begin, end), which a line spreads over as wide as noise would be counted */
static double
sum_power (const SolSpectrumResult *result,
           guint                    begin,
           guint                    end)
{
  double sum = 0.0;

  for (guint i = begin; i < MIN (end, result->n_bins); i++)
    sum += result->rms[i] * result->rms[i];
  return sum / sol_spectrum_window_get_enbw (result->window);
}

static double
sum_line (const SolSpectrumResult *result,
          double                   frequency_hz)
{
  guint bin = (guint) (frequency_hz / result->step_hz + 0.5), reach = sol_spectrum_window_get_reach (result->window);

  return sum_power (result, MAX (bin - MIN (bin, reach), get_first (result)), bin + reach + 1);
}

gboolean
sol_spectrum_get_quality (const SolSpectrumResult *result,
                          SolSpectrumQuality      *quality)
{
  double all, line, harmonics = 0.0;

  *quality = (SolSpectrumQuality) { .thd = NAN, .snr_db = NAN, .sinad_db = NAN };
  if (sol_spectrum_find_peaks (result, 1.0, &quality->fundamental, 1) == 0)
    return FALSE;
  all = sum_power (result, get_first (result), result->n_bins);
  line = sum_line (result, quality->fundamental.frequency_hz);
  for (guint k = 2; k <= N_HARMONICS && k * quality->fundamental.frequency_hz < result->rate_hz / 2.0; k++)
    harmonics += sum_line (result, k * quality->fundamental.frequency_hz);
  quality->thd = sqrt (harmonics / line);
  quality->sinad_db = 10.0 * log10 (line / (all - line));
  quality->snr_db = 10.0 * log10 (line / (all - line - harmonics));
  return TRUE;
}
