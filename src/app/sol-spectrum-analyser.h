/* sol-spectrum-analyser.h: the spectra of several channels, one job after the other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-spectrum-line.h"

G_BEGIN_DECLS

#define SOL_TYPE_SPECTRUM_ANALYSER (sol_spectrum_analyser_get_type ())

/* Main thread; the transforms run in GTask's pool. Signal `updated`: the lines show what a job found. */
G_DECLARE_FINAL_TYPE (SolSpectrumAnalyser, sol_spectrum_analyser, SOL, SPECTRUM_ANALYSER, GObject)

SolSpectrumAnalyser   *sol_spectrum_analyser_new          (void);

/* At first: a Hann window, as many samples as there are, no averaging */
const SolSpectrumSettings *sol_spectrum_analyser_get_settings (SolSpectrumAnalyser       *self);
void                   sol_spectrum_analyser_set_settings (SolSpectrumAnalyser       *self,
                                                           const SolSpectrumSettings *settings);

/* @channels: (array length=n): those that were there before keep their averages */
void                   sol_spectrum_analyser_set_channels (SolSpectrumAnalyser       *self,
                                                           SolChannel *const         *channels,
                                                           guint                      n);

/* Forgets what was averaged, with the next job */
void                   sol_spectrum_analyser_restart      (SolSpectrumAnalyser       *self);

/* FALSE while the job before is still running, and without channels: ask again later */
gboolean               sol_spectrum_analyser_run          (SolSpectrumAnalyser       *self,
                                                           gint64                     begin_ns,
                                                           gint64                     end_ns);

guint                  sol_spectrum_analyser_get_n_lines  (SolSpectrumAnalyser       *self);
/* Returns: (transfer none): in the order of the channels; its `shown` is what the last job found */
const SolSpectrumLine *sol_spectrum_analyser_get_line     (SolSpectrumAnalyser       *self,
                                                           guint                      i);

G_END_DECLS
