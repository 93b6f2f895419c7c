/* sol-piece.h: some samples in a row, copied out of a channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_PIECE_SIZE 1024

/* What trigger, alarms and math channels are fed with */
typedef struct
{
  const double *values;       /* (array length=n): borrowed; NaN is no number */
  const gint64 *times_ns;     /* (array length=n): borrowed, Unix time; unused where @period_ns is above 0 */
  gsize         n;
  gint64        t0_ns;        /* Unix time of the first sample */
  double        period_ns;    /* from sample to sample; 0: each has its own time */
  gboolean      is_after_gap; /* the first sample does not follow what was read before */
} SolPiece;

/* Room for a piece; the reader's own, so that nothing is allocated */
typedef struct
{
  double values[SOL_PIECE_SIZE];
  gint64 times_ns[SOL_PIECE_SIZE];
} SolPieceBuffer;

static inline gint64
sol_piece_get_time (const SolPiece *self,
                    gsize           i)
{
  if (self->period_ns > 0.0)
    return self->t0_ns + (gint64) ((double) i * self->period_ns + 0.5);
  return self->times_ns[i];
}

G_END_DECLS
