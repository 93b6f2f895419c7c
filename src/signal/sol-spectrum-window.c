/* sol-spectrum-window.c: windows and their transforms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-private.h"

#include <math.h>

#define N_TERMS 5

/* w (x) = Σ (−1)^k · a[k] · cos (2πkx), x from 0 to 1. Sources: see SolSpectrumWindow. */
typedef struct
{
  double terms[N_TERMS];
  guint  reach;
} Row;

static const Row rows[SOL_N_SPECTRUM_WINDOWS] = {
  [SOL_SPECTRUM_RECTANGULAR] = { { 1.0 }, 1 },
  [SOL_SPECTRUM_HANN] = { { 0.5, 0.5 }, 2 },
  [SOL_SPECTRUM_FLAT_TOP] = { { 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368 }, 5 },
  [SOL_SPECTRUM_BLACKMAN_HARRIS] = { { 0.35875, 0.48829, 0.14128, 0.01168 }, 4 },
};

static const Row *
get_row (SolSpectrumWindow window)
{
  return &rows[(guint) window < SOL_N_SPECTRUM_WINDOWS ? window : SOL_SPECTRUM_HANN];
}

double
sol_spectrum_window_get_gain (SolSpectrumWindow window)
{
  return get_row (window)->terms[0];
}

double
sol_spectrum_window_get_enbw (SolSpectrumWindow window)
{
  const double *terms = get_row (window)->terms;
  double square_sum = terms[0] * terms[0];

  for (guint k = 1; k < N_TERMS; k++)
    square_sum += terms[k] * terms[k] / 2.0;
  return square_sum / (terms[0] * terms[0]);
}

guint
sol_spectrum_window_get_reach (SolSpectrumWindow window)
{
  return get_row (window)->reach;
}

void
sol_spectrum_window_fill (SolSpectrumWindow  window,
                          double            *weights,
                          guint              n)
{
  const double *terms = get_row (window)->terms;

  for (guint i = 0; i < n; i++)
    {
      double cosine = cos (2.0 * G_PI * i / n), last = 1.0, now = cosine, sum = terms[0];

      /* cos (kx) from the two before it */
      for (guint k = 1; k < N_TERMS; k++)
        {
          double next = 2.0 * cosine * now - last;

          sum += (k % 2 == 0 ? terms[k] : -terms[k]) * now;
          last = now;
          now = next;
        }
      weights[i] = sum;
    }
}

/* Each cosine is two lines of its own beside the middle, each with the transform of a rectangle */
double
sol_spectrum_window_get_transform (SolSpectrumWindow window,
                                   double            off)
{
  const double *terms = get_row (window)->terms;
  double nearest = round (off), sum = 1.0;

  /* On a whole bin only the line that stands there counts */
  if (fabs (off - nearest) < 1e-9)
    return nearest == 0.0 ? 1.0 : fabs (nearest) < N_TERMS ? terms[(guint) fabs (nearest)] / 2.0 / terms[0] : 0.0;
  for (guint k = 1; k < N_TERMS; k++)
    sum += (k % 2 == 0 ? 1.0 : -1.0) * terms[k] / terms[0] * off * off / (off * off - (double) k * k);
  return fabs (sum * sin (G_PI * off) / (G_PI * off));
}
