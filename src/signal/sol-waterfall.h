/* sol-waterfall.h: spectra one below the other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-spectrum.h"

G_BEGIN_DECLS

/* A ring of rows, allocated once. One thread at a time. */
typedef struct _SolWaterfall SolWaterfall;

/* @n_rows, @n_columns: at least 1 */
SolWaterfall *sol_waterfall_new        (guint                    n_rows,
                                        guint                    n_columns);
void          sol_waterfall_free       (SolWaterfall            *self);
void          sol_waterfall_clear      (SolWaterfall            *self);

/**
 * sol_waterfall_push:
 * @t_ns: Unix time of the spectrum
 * @low_hz, @high_hz: what the columns span
 *
 * Adds a row; the oldest goes when all are full. A column is the largest of the bins in it, or the nearest bin where it
 * holds none, in dB (see %SOL_SPECTRUM_IN_DB); −400 beyond the spectrum. Cost: O(bins + columns).
 */
void          sol_waterfall_push       (SolWaterfall            *self,
                                        gint64                   t_ns,
                                        const SolSpectrumResult *result,
                                        double                   low_hz,
                                        double                   high_hz);

guint         sol_waterfall_get_n_rows (const SolWaterfall      *self);

/**
 * sol_waterfall_get_row:
 * @age: 0 is the newest, below sol_waterfall_get_n_rows()
 * @t_ns: (out) (optional)
 *
 * Returns: (array): n_columns numbers in dB, until the next push
 */
const float  *sol_waterfall_get_row    (const SolWaterfall      *self,
                                        guint                    age,
                                        gint64                  *t_ns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolWaterfall, sol_waterfall_free)

G_END_DECLS
