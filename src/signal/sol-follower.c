/* sol-follower.c: a channel read at times that another one sets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-follower.h"

#include <math.h>

void
sol_follower_init (SolFollower *self,
                   SolChannel  *channel)
{
  self->channel = channel;
  sol_follower_restart (self);
}

void
sol_follower_restart (SolFollower *self)
{
  self->index = 0;
  self->piece.n = self->at = 0;
  self->left = NAN;
  self->left_ns = G_MININT64;
  self->has_right = FALSE;
}

/* The next sample becomes the right one, and the right one the left. FALSE: there is none yet */
static gboolean
step (SolFollower *self)
{
  gboolean is_new = self->at == self->piece.n;

  if (is_new && !sol_channel_read_piece (self->channel, &self->index, G_MAXUINT64, &self->buffer, &self->piece))
    {
      self->piece.n = self->at = 0;
      return FALSE;
    }
  self->at = is_new ? 0 : self->at;
  self->left = self->has_right && !(is_new && self->piece.is_after_gap) ? self->right : NAN;
  self->left_ns = self->has_right ? self->right_ns : G_MININT64;
  self->right = self->piece.values[self->at];
  self->right_ns = sol_piece_get_time (&self->piece, self->at++);
  self->has_right = TRUE;
  return TRUE;
}

double
sol_follower_get (SolFollower *self,
                  gint64       t_ns)
{
  while (!self->has_right || self->right_ns < t_ns)
    if (!step (self))
      return NAN;
  if (t_ns == self->right_ns)
    return self->right;
  if (t_ns < self->left_ns || self->left_ns == G_MININT64)
    return NAN;
  return self->left + (self->right - self->left) * (double) (t_ns - self->left_ns)
                          / (double) (self->right_ns - self->left_ns);
}
