/* sol-follower.h: a channel read at times that another one sets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"

G_BEGIN_DECLS

/* Walks along its channel once, and holds the two samples around the time asked for */
typedef struct
{
  SolChannel     *channel;  /* borrowed */
  guint64         index;
  SolPieceBuffer  buffer;
  SolPiece        piece;
  gsize           at;       /* in @piece; its n: read on */
  gint64          left_ns, right_ns;
  double          left, right;
  gboolean        has_right;
} SolFollower;

void     sol_follower_init (SolFollower *self,
                            SolChannel  *channel);

/* From the oldest sample on again */
void     sol_follower_restart (SolFollower *self);

/* The value at @t_ns, not before the last time asked for: between two samples by a line, NaN in gaps and beyond the
 * ends. Cost: O(samples passed). */
double   sol_follower_get  (SolFollower *self,
                            gint64       t_ns);

G_END_DECLS
