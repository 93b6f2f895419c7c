/* sol-decoded.c: what one payload held, in scratch arrays that are used again
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <math.h>
#include <string.h>

void
sol_decoded_init (SolDecoded *self)
{
  memset (self, 0, sizeof *self);
  self->paths = g_string_new (NULL);
  self->path = g_string_new (NULL);
  self->plain = g_string_new (NULL);
  self->tape.text = g_string_new (NULL);
}

void
sol_decoded_clear (SolDecoded *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->spare, g_free);
  g_clear_pointer (&self->times_ns, g_free);
  g_clear_pointer (&self->tape.nodes, g_free);
  g_clear_pointer (&self->points, g_free);
  sol_words_clear (&self->words);
  g_string_free (self->tape.text, TRUE);
  g_string_free (self->paths, TRUE);
  g_string_free (self->path, TRUE);
  g_string_free (self->plain, TRUE);
}

void
sol_decoded_reset (SolDecoded *self)
{
  sol_decoded_restart (self);
  self->n_values = 0;
  self->loaded = NULL;
}

/* Samples that a failed rule has added stay: the tape's are in front of them */
void
sol_decoded_restart (SolDecoded *self)
{
  self->n_channels = 0;
  self->n_points = 0;
  self->next_channel = 0;
  self->n_times = 0;
  self->unit = NULL;
  self->rate_hz = 0.0;
  self->is_local = FALSE;
  self->stamp = (SolStamp) { SOL_STAMP_NONE, 0 };
  g_string_truncate (self->paths, 0);
}

gboolean
sol_decoded_reserve (SolDecoded *self,
                     gsize       n)
{
  gsize needed = self->n_values + n;

  if (n > SOL_DECODED_MAX_VALUES || needed > SOL_DECODED_MAX_VALUES)
    return FALSE;
  if (needed <= self->n_allocated)
    return TRUE;
  self->n_allocated = MAX (MAX (self->n_allocated * 2, needed), 256);
  self->values = g_renew (double, self->values, self->n_allocated);
  return TRUE;
}

gboolean
sol_decoded_add_time (SolDecoded *self,
                      gint64      time_ns)
{
  if (self->n_times >= SOL_DECODED_MAX_VALUES)
    return FALSE;
  if (self->n_times == self->n_times_allocated)
    {
      self->n_times_allocated = MAX (self->n_times_allocated * 2, 64);
      self->times_ns = g_renew (gint64, self->times_ns, self->n_times_allocated);
    }
  self->times_ns[self->n_times++] = time_ns;
  return TRUE;
}

gboolean
sol_decoded_add_times (SolDecoded   *self,
                       const double *times,
                       gsize         n,
                       gsize         step)
{
  SolStamp stamp, last = { SOL_STAMP_NONE, 0 };

  for (gsize i = 0; i < n; i++, last = stamp)
    if (!sol_stamp_from_double (times[i * step], &stamp)
        || (i > 0 && (stamp.kind != last.kind || stamp.ns <= last.ns)) || !sol_decoded_add_time (self, stamp.ns))
      return FALSE;
  self->stamp = last;
  return n > 0;
}

SolDecodedChannel *
sol_decoded_open (SolDecoded *self,
                  gsize       path)
{
  SolDecodedChannel *channel;

  if (self->n_channels == SOL_DECODED_MAX_CHANNELS)
    return NULL;
  channel = &self->channels[self->n_channels++];
  *channel = (SolDecodedChannel) { .path = path, .first = self->n_values };
  g_string_append_c (self->paths, '\0');
  return channel;
}

gboolean
sol_decoded_add_channel (SolDecoded *self,
                         const char *path,
                         gsize       first,
                         gsize       n)
{
  gsize begin = self->paths->len;
  SolDecodedChannel *channel;

  g_string_append (self->paths, path);
  channel = sol_decoded_open (self, begin);
  if (channel == NULL)
    return FALSE;
  channel->first = first;
  channel->n = n;
  return TRUE;
}

const char *
sol_decoded_get_path (const SolDecoded        *self,
                      const SolDecodedChannel *channel)
{
  return self->paths->str + channel->path;
}

void
sol_decoded_transpose (SolDecoded *self,
                       gsize       first,
                       gsize       n_rows,
                       gsize       n_columns)
{
  gsize n = n_rows * n_columns;
  double *values = self->values + first;

  if (n_rows < 2 || n_columns < 2)
    return;
  if (self->n_spare < n)
    {
      g_free (self->spare);
      self->spare = g_new (double, n);
      self->n_spare = n;
    }
  memcpy (self->spare, values, n * sizeof (double));
  for (gsize row = 0; row < n_rows; row++)
    for (gsize column = 0; column < n_columns; column++)
      values[column * n_rows + row] = self->spare[row * n_columns + column];
}

gboolean
sol_decoded_add_columns (SolDecoded *self,
                         gsize       first,
                         gsize       n_rows,
                         gsize       n_columns)
{
  char path[32] = "";

  sol_decoded_transpose (self, first, n_rows, n_columns);
  for (gsize column = 0; column < n_columns; column++)
    {
      if (n_columns > 1)
        g_snprintf (path, sizeof path, "%" G_GSIZE_FORMAT, column);
      if (!sol_decoded_add_channel (self, path, first + column * n_rows, n_rows))
        return FALSE;
    }
  return TRUE;
}

gsize
sol_times_settle (const gint64 *times_ns,
                  gsize         n,
                  double       *rate_hz)
{
  double step = n > 1 ? (double) (times_ns[n - 1] - times_ns[0]) / (double) (n - 1) : 0.0;

  if (n < 2)
    return 0;
  for (gsize i = 1; i < n; i++)
    if (step <= 0.0 || fabs ((double) (times_ns[i] - times_ns[0]) - step * (double) i) > step / 4.0)
      return n;
  *rate_hz = 1e9 / step;
  return 0;
}

void
sol_decoded_settle_times (SolDecoded *self)
{
  if (self->n_times == 0)
    return;
  self->stamp.ns = self->times_ns[0];
  self->rate_hz = 0.0;
  self->n_times = sol_times_settle (self->times_ns, self->n_times, &self->rate_hz);
}
