/* sol-points.c: samples that come one by one, each of its channel and with its time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-points-private.h"

#include <string.h>

/* Lines and records name their channel anew each time. Channels come in the order of the line before, so that the first
 * one looked at is nearly always the right one. */

static SolDecodedChannel *
find_channel (SolDecoded *self)
{
  for (guint i = 0; i < self->n_channels; i++)
    {
      SolDecodedChannel *channel = &self->channels[(self->next_channel + i) % self->n_channels];

      if (strcmp (sol_decoded_get_path (self, channel), self->path->str) == 0)
        return channel;
    }
  if (!sol_decoded_add_channel (self, self->path->str, 0, 0))
    return NULL;
  self->channels[self->n_channels - 1].has_timing = TRUE;
  return &self->channels[self->n_channels - 1];
}

gboolean
sol_points_add (SolDecoded      *self,
                double           value,
                const SolStamp  *stamp,
                const char      *unit,
                const SolStates *states)
{
  SolDecodedChannel *channel = find_channel (self);
  guint at;

  if (channel == NULL)
    return TRUE;
  if (self->n_points == SOL_DECODED_MAX_VALUES)
    return FALSE;
  if (self->n_points == self->n_points_allocated)
    {
      self->n_points_allocated = MAX (self->n_points_allocated * 2, 64);
      self->points = g_renew (SolPoint, self->points, self->n_points_allocated);
    }
  at = (guint) (channel - self->channels);
  self->points[self->n_points++] = (SolPoint) { value, *stamp, at };
  self->next_channel = at + 1;
  channel->n++;
  channel->unit = unit;
  channel->states = states;
  return TRUE;
}

/* Where the samples of each channel will be */
static gboolean
lay_out (SolDecoded *self)
{
  gsize first = self->n_values;

  if (!sol_decoded_reserve (self, self->n_points))
    return FALSE;
  for (gsize i = 0; i < self->n_points; i++)
    if (!sol_decoded_add_time (self, self->points[i].stamp.ns))
      return FALSE;
  for (guint i = 0; i < self->n_channels; i++)
    {
      self->channels[i].first = first;
      self->channels[i].first_time = first - self->n_values;
      first += self->channels[i].n;
      self->channels[i].n = 0;
    }
  return TRUE;
}

static void
put_point (SolDecoded     *self,
           const SolPoint *point)
{
  SolDecodedChannel *channel = &self->channels[point->channel];
  gint64 *times_ns = self->times_ns + channel->first_time;

  if (channel->n == 0)
    {
      channel->stamp = point->stamp;
      channel->n_times = 1;
    }
  else if (channel->n_times > 0 && (point->stamp.kind != channel->stamp.kind || point->stamp.kind == SOL_STAMP_NONE
                                    || point->stamp.ns <= times_ns[channel->n - 1]))
    channel->n_times = 0;
  times_ns[channel->n] = point->stamp.ns;
  self->values[channel->first + channel->n++] = point->value;
}

gboolean
sol_points_finish (SolDecoded *self)
{
  if (self->n_points == 0 || !lay_out (self))
    return FALSE;
  self->n_values += self->n_points;
  for (gsize i = 0; i < self->n_points; i++)
    put_point (self, &self->points[i]);
  for (guint i = 0; i < self->n_channels; i++)
    {
      SolDecodedChannel *channel = &self->channels[i];

      /* Times that do not rise say nothing of the samples between the first and the last */
      channel->n_times = channel->n_times > 0 ? channel->n : 0;
      channel->n_times = sol_times_settle (self->times_ns + channel->first_time, channel->n_times, &channel->rate_hz);
    }
  self->n_times = 0;
  return TRUE;
}
