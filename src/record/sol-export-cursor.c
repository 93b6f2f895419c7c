/* sol-export-cursor.c: a channel's samples in order, a piece at a time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <math.h>

#define PIECE 16384

void
sol_export_cursor_init (SolExportCursor *self,
                        SolChannel      *channel,
                        gint64           begin_ns,
                        gint64           end_ns)
{
  *self = (SolExportCursor) {
    .channel = channel,
    .end_ns = end_ns,
    .next_ns = begin_ns,
    .times_ns = g_new (gint64, PIECE),
    .values = g_new (double, PIECE),
  };
}

void
sol_export_cursor_clear (SolExportCursor *self)
{
  g_clear_pointer (&self->times_ns, g_free);
  g_clear_pointer (&self->values, g_free);
}

/* A channel marks a gap by a value that is none, at the instant of the sample behind it */
static gboolean
is_gap_mark (const SolExportCursor *self,
             gsize                  i,
             gsize                  n)
{
  return isnan (self->values[i]) && i + 1 < n && self->times_ns[i + 1] == self->times_ns[i];
}

/* Of what was read, which reaches beyond both ends, keeps what was asked for */
static void
keep_wanted (SolExportCursor *self,
             gsize            n)
{
  self->n = self->at = 0;
  for (gsize i = 0; i < n; i++)
    {
      if (self->times_ns[i] < self->next_ns || self->times_ns[i] >= self->end_ns || is_gap_mark (self, i, n))
        continue;
      self->times_ns[self->n] = self->times_ns[i];
      self->values[self->n++] = self->values[i];
    }
}

/* A piece ends between two instants: the samples of its last one come with the next piece */
static void
leave_last_instant (SolExportCursor *self)
{
  gint64 last_ns = self->times_ns[self->n - 1];
  gsize n = self->n;

  while (n > 0 && self->times_ns[n - 1] == last_ns)
    n--;
  self->next_ns = n > 0 ? last_ns : last_ns + 1;
  self->n = n > 0 ? n : self->n;
}

static void
read_piece (SolExportCursor *self)
{
  gsize n = sol_channel_read_samples (self->channel, self->next_ns, self->end_ns, self->times_ns, self->values, PIECE);

  keep_wanted (self, n);
  self->is_over = n < PIECE || self->n == 0;
  if (!self->is_over)
    leave_last_instant (self);
}

gboolean
sol_export_cursor_peek (SolExportCursor *self,
                        gint64          *time_ns,
                        double          *value)
{
  if (self->at == self->n && !self->is_over)
    read_piece (self);
  if (self->at == self->n)
    return FALSE;
  *time_ns = self->times_ns[self->at];
  *value = self->values[self->at];
  return TRUE;
}
