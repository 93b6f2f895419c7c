/* sol-wav-private.h: reads a channel of a WAV file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* PCM of 8, 16, 24 and 32 bits, float32 */
typedef struct
{
  guint         format, n_channels, n_bits;
  guint32       rate_hz;
  const guint8 *samples;   /* borrowed */
  gsize         n_octets;
} SolWav;

gboolean sol_wav_is         (const guint8  *data,
                             gsize          length);
/* FALSE with an error that says what cannot be read */
gboolean sol_wav_open       (SolWav        *self,
                             const guint8  *data,
                             gsize          length,
                             GError       **error);
gsize    sol_wav_get_length (const SolWav  *self);
/* @i: less than the length; full scale is 1 */
double   sol_wav_get_sample (const SolWav  *self,
                             gsize          i,
                             guint          channel);

G_END_DECLS
