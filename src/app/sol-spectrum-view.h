/* sol-spectrum-view.h: the spectra of what the scope's screen shows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"
#include "sol-spectrum-analyser.h"

G_BEGIN_DECLS

#define SOL_TYPE_SPECTRUM_VIEW (sol_spectrum_view_get_type ())

/* Transforms the stretch that the scope shows of its visible channels, at most 25 times a second and only when it
 * changed, in a pool's thread. Signal: `updated` (new spectra are shown, or settings changed). */
G_DECLARE_FINAL_TYPE (SolSpectrumView, sol_spectrum_view, SOL, SPECTRUM_VIEW, GtkWidget)

typedef struct
{
  SolSpectrumSettings analysis;
  SolSpectrumScale    scale;
  gboolean            is_log;        /* of the frequencies */
  gboolean            is_waterfall;  /* instead of the lines: of the selected channel */
  double              range_db;      /* from the lower edge to the upper, 20..240 */
} SolSpectrumViewSettings;

void                           sol_spectrum_view_set_scope    (SolSpectrumView               *self,
                                                               SolScopeView                  *scope);
const SolSpectrumViewSettings *sol_spectrum_view_get_settings (SolSpectrumView               *self);
void                           sol_spectrum_view_set_settings (SolSpectrumView               *self,
                                                               const SolSpectrumViewSettings *settings);
/* Forgets what was averaged and the waterfall */
void                           sol_spectrum_view_restart      (SolSpectrumView               *self);

/* All frequencies again after a zoom */
void                           sol_spectrum_view_fit          (SolSpectrumView               *self);
/* @factor: below 1 shows less; @pointer: 0..1, the frequency under it stays */
void                           sol_spectrum_view_zoom         (SolSpectrumView               *self,
                                                               double                         factor,
                                                               double                         pointer);
/* @fraction: of the width; above 0 shows higher frequencies */
void                           sol_spectrum_view_pan          (SolSpectrumView               *self,
                                                               double                         fraction);

/* Of the selected channel, or the first visible one. Returns: (transfer none) (nullable): without a spectrum */
const SolSpectrumFinding      *sol_spectrum_view_get_finding  (SolSpectrumView               *self);
/* The channel's unit and label, as of the last update; nullable */
const char                    *sol_spectrum_view_get_unit     (SolSpectrumView               *self);
/* `dBV` when that is volt, or `dB` */
const char                    *sol_spectrum_view_get_db_unit  (SolSpectrumView               *self);

/* `−3.01 dBV`, `707 mV`: in the scale that is set. Returns: (transfer full) */
char                          *sol_spectrum_view_format_level (SolSpectrumView               *self,
                                                               double                         rms);
/* What the numbers stand on: `CH1: 10,000 samples, 1 Hz a bin, …`. Returns: (transfer full) */
char                          *sol_spectrum_view_describe     (SolSpectrumView               *self);

G_END_DECLS
