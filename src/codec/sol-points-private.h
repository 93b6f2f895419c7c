/* sol-points-private.h: samples that come one by one, each of its channel and with its time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"

G_BEGIN_DECLS

/* A sample of the channel whose path is in @self->path. Of more channels than there may be the last are left out.
 * @stamp: of a kind NONE when the payload says none. @unit, @states: borrowed, nullable.
 * Returns: FALSE over the limit of a message */
gboolean sol_points_add    (SolDecoded      *self,
                            double           value,
                            const SolStamp  *stamp,
                            const char      *unit,
                            const SolStates *states);

/* Puts the samples of each channel behind each other. Returns: FALSE when there are none, or too many */
gboolean sol_points_finish (SolDecoded      *self);

G_END_DECLS
