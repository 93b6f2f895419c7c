/* sol-spectrum-picture.h: spectra, or a waterfall, as a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-picture.h"
#include "sol-spectrum-view.h"

G_BEGIN_DECLS

/* What is shown, drawn as on the screen; below it what the numbers stand on, and the peaks that are marked, or what the
 * waterfall's colours stand for. Returns: (transfer full) */
SolPicture *sol_spectrum_picture_new (SolSpectrumView          *view,
                                      const SolPictureSettings *settings);

G_END_DECLS
