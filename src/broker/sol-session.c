/* sol-session.c: what the broker knows of a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-session-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-permits-private.h"
#include "sol-session-send-private.h"

void
sol_session_count_drop (SolSession *self)
{
  self->n_dropped++;
  self->core->stats.n_dropped++;
  if (self->is_dropping)
    return;
  self->is_dropping = TRUE;
  sol_broker_core_warn (
      self->core, self,
      N_("The client reads more slowly than its messages come, and its queue is full: "
          "messages for it are dropped"));
}

void
sol_session_count_too_large (SolSession *self)
{
  self->n_dropped++;
  self->core->stats.n_dropped++;
  self->core->stats.n_too_large_out++;
}

SolSession *
sol_session_from_subscriber (SolSubscriber *subscriber)
{
  return subscriber->deliver == sol_session_deliver_cb ? (SolSession *) subscriber : NULL;
}

SolSession *
sol_session_new (SolBrokerCore *core,
                 const char    *client_id,
                 gsize          id_len)
{
  SolSession *self = g_malloc0 (sizeof (SolSession) + id_len + 1);

  self->subscriber.deliver = sol_session_deliver_cb;
  self->subscriber.is_away = TRUE;
  self->core = core;
  self->id_len = (guint16) id_len;
  memcpy (self->client_id, client_id, id_len);
  return self;
}

void
sol_session_free (SolSession *self)
{
  sol_session_return (self);
  sol_topic_tree_remove_subscriber (self->core->topics, &self->subscriber);
  sol_permits_forget_session (self);
  self->core->queued_bytes -= self->queue.n_bytes;
  self->core->n_queued -= self->queue.n;
  sol_message_queue_clear (&self->queue);
  sol_inflight_clear (&self->inflight);
  sol_id_set_clear (&self->received);
  g_free (self);
}
