/* sol-spectrum-private.h: windows and their transforms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-spectrum.h"

G_BEGIN_DECLS

void     sol_spectrum_window_fill          (SolSpectrumWindow  window,
                                            double            *weights,
                                            guint              n);

/* The height of a line @off bins beside its middle, where that is 1. Of many samples: exact to 1e-5 from 256 on. */
double   sol_spectrum_window_get_transform (SolSpectrumWindow  window,
                                            double             off);

/* The newest @n samples, at @rate_hz. Returns: whether they had to be taken between samples */
gboolean sol_stretch_resample              (const SolStretch  *stretch,
                                            double             rate_hz,
                                            double            *samples,
                                            guint              n);

G_END_DECLS
