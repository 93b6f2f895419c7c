/* sol-channel-messages.c: where a channel's newest messages stand
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-channel-private.h"

void
sol_channel_note_message (SolChannel *self,
                          gsize       n_samples)
{
  guint64 next = self->history.next;

  if (n_samples > 0)
    self->messages[self->next_message++ % SOL_N_MESSAGES] = (SolMessagePlace) { next - n_samples, next };
}

guint64
sol_channel_get_next_message (SolChannel *self)
{
  guint64 number;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  number = self->next_message;
  g_mutex_unlock (&self->lock);
  return number;
}

/* The oldest message of which all samples are kept */
static guint64
find_oldest_message (SolChannel *self)
{
  guint64 number = self->next_message - MIN (self->next_message, SOL_N_MESSAGES);

  while (number < self->next_message && self->messages[number % SOL_N_MESSAGES].first < self->history.first)
    number++;
  return number;
}

gboolean
sol_channel_read_message (SolChannel *self,
                          guint64    *number,
                          gint64     *first_ns,
                          gint64     *last_ns)
{
  gboolean is_there;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), FALSE);

  g_mutex_lock (&self->lock);
  *number = MAX (*number, find_oldest_message (self));
  is_there = *number < self->next_message;
  if (is_there)
    {
      const SolMessagePlace *message = &self->messages[*number % SOL_N_MESSAGES];

      *first_ns = sol_history_get_time (&self->history, message->first);
      *last_ns = sol_history_get_time (&self->history, MAX (message->end, message->first + 1) - 1);
    }
  g_mutex_unlock (&self->lock);
  return is_there;
}
