/* sol-spectrum-line.h: the spectrum of one channel, calculated in a pool's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-spectrum.h"

G_BEGIN_DECLS

#define SOL_SPECTRUM_PEAKS 10

/* What was found; @result.rms is owned */
typedef struct
{
  SolSpectrumResult  result;      /* n_bins is 0: too few samples */
  gsize              n_allocated;
  SolSpectrumPeak    peaks[SOL_SPECTRUM_PEAKS];
  guint              n_peaks;
  SolSpectrumQuality quality;
  gboolean           has_quality;
} SolSpectrumFinding;

/* Counted, so that a job outlives the window that asked for it. Only one job a line at a time. */
typedef struct
{
  SolChannel        *channel;     /* owned */

  /* The job's */
  SolSpectrum       *spectrum;    /* owned */
  SolStretch         stretch;
  SolSpectrumFinding fresh;

  /* The main thread's */
  SolSpectrumFinding shown;
} SolSpectrumLine;

SolSpectrumLine *sol_spectrum_line_new   (SolChannel                *channel);
SolSpectrumLine *sol_spectrum_line_ref   (SolSpectrumLine           *self);
void             sol_spectrum_line_unref (SolSpectrumLine           *self);

/* In the job: transforms the samples of [@begin_ns, @end_ns) into @fresh */
void             sol_spectrum_line_run   (SolSpectrumLine           *self,
                                          const SolSpectrumSettings *settings,
                                          gboolean                   restarts,
                                          gint64                     begin_ns,
                                          gint64                     end_ns);
/* In the main thread, after the job */
void             sol_spectrum_line_show  (SolSpectrumLine           *self);

G_END_DECLS
