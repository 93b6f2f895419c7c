/* sol-wave-channel-private.h: a channel's samples as a wave to be played
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-wave-file.h"

G_BEGIN_DECLS

/* All that it keeps, oldest first, but no more than one beyond @limit. Gaps are closed: the rate is that of the samples
 * that follow each other. Returns: (transfer full) (element-type double) */
GArray *sol_wave_channel_read (SolChannel   *channel,
                               gsize         limit,
                               SolWaveFacts *facts);

G_END_DECLS
