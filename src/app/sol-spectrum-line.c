/* sol-spectrum-line.c: the spectrum of one channel, calculated in a pool's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-line.h"

#include <string.h>

#define PEAK_FLOOR_DB 60 /* below the highest */

SolSpectrumLine *
sol_spectrum_line_new (SolChannel *channel)
{
  SolSpectrumLine *self = g_atomic_rc_box_new0 (SolSpectrumLine);

  self->channel = g_object_ref (channel);
  self->spectrum = sol_spectrum_new ();
  return self;
}

SolSpectrumLine *
sol_spectrum_line_ref (SolSpectrumLine *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
finding_clear (SolSpectrumFinding *finding)
{
  g_free ((double *) finding->result.rms);
}

static void
line_clear (gpointer data)
{
  SolSpectrumLine *self = data;

  g_object_unref (self->channel);
  sol_spectrum_free (self->spectrum);
  sol_stretch_clear (&self->stretch);
  finding_clear (&self->fresh);
  finding_clear (&self->shown);
}

void
sol_spectrum_line_unref (SolSpectrumLine *self)
{
  g_atomic_rc_box_release_full (self, line_clear);
}

/* The result borrows from the transform, which the next job overwrites while this one is drawn */
static void
copy_result (SolSpectrumFinding      *finding,
             const SolSpectrumResult *result)
{
  double *rms = (double *) finding->result.rms;

  if (finding->n_allocated < result->n_bins)
    {
      rms = g_renew (double, rms, result->n_bins);
      finding->n_allocated = result->n_bins;
    }
  if (result->n_bins > 0)
    memcpy (rms, result->rms, result->n_bins * sizeof *rms);
  finding->result = *result;
  finding->result.rms = rms;
}

void
sol_spectrum_line_run (SolSpectrumLine           *self,
                       const SolSpectrumSettings *settings,
                       gboolean                   restarts,
                       gint64                     begin_ns,
                       gint64                     end_ns)
{
  SolSpectrumResult result;

  sol_spectrum_set (self->spectrum, settings);
  if (restarts)
    sol_spectrum_restart (self->spectrum);
  sol_stretch_read (&self->stretch, self->channel, begin_ns, end_ns, SOL_SPECTRUM_MAX_LENGTH);
  if (!sol_spectrum_add (self->spectrum, &self->stretch))
    sol_spectrum_restart (self->spectrum);
  sol_spectrum_get_result (self->spectrum, &result);
  copy_result (&self->fresh, &result);
  self->fresh.n_peaks = sol_spectrum_find_peaks (&self->fresh.result, PEAK_FLOOR_DB, self->fresh.peaks,
                                                 SOL_SPECTRUM_PEAKS);
  self->fresh.has_quality = sol_spectrum_get_quality (&self->fresh.result, &self->fresh.quality);
}

void
sol_spectrum_line_show (SolSpectrumLine *self)
{
  SolSpectrumFinding shown = self->shown;

  self->shown = self->fresh;
  self->fresh = shown;
}
