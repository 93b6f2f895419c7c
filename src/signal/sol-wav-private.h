/* sol-wav-private.h: reads the first channel of a WAV file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean sol_wav_is   (const guint8  *data,
                       gsize          length);

/* PCM of 8, 16, 24 and 32 bits, float32. Returns: (transfer full) (nullable): doubles, full scale is 1 */
GArray  *sol_wav_read (const guint8  *data,
                       gsize          length,
                       GError       **error);

G_END_DECLS
