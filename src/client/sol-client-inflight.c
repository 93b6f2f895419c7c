/* sol-client-inflight.c: messages on their way out, and QoS 2 on its way in
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-inflight-private.h"

#include "sol-client-reply-private.h"

#define RECEIVED_SIZE (65536 / 8)

void
sol_client_inflight_init (SolClientInflight *self,
                          guint              window)
{
  *self = (SolClientInflight) { .window = window, .limit = window };
  self->slots = g_new0 (SolClientOutgoing *, window);
  self->free_ids = g_new (guint16, window);
  for (guint i = 0; i < window; i++)
    self->free_ids[i] = (guint16) (i + 1);
}

void
sol_client_outgoing_free (SolClientOutgoing *outgoing)
{
  sol_message_unref (outgoing->message);
  g_clear_object (&outgoing->task);
  g_free (outgoing);
}

static SolClientOutgoing *
pop (GQueue *queue)
{
  GList *link = g_queue_pop_head_link (queue);

  return link != NULL ? link->data : NULL;
}

static gsize
clear_queue (GQueue       *queue,
             const GError *error)
{
  SolClientOutgoing *outgoing;
  gsize n_bytes = 0;

  while ((outgoing = pop (queue)) != NULL)
    {
      n_bytes += sol_message_get_size (outgoing->message);
      sol_client_reply_error (g_steal_pointer (&outgoing->task), error);
      sol_client_outgoing_free (outgoing);
    }
  return n_bytes;
}

gsize
sol_client_inflight_clear (SolClientInflight *self,
                           const GError      *error)
{
  gsize n_bytes = clear_queue (&self->unsent, error) + clear_queue (&self->waiting, error)
                  + clear_queue (&self->released, error) + clear_queue (&self->sent, error);

  g_free (self->slots);
  g_free (self->free_ids);
  g_free (self->received);
  *self = (SolClientInflight) { 0 };
  return n_bytes;
}

gboolean
sol_client_inflight_is_idle (const SolClientInflight *self)
{
  return self->n_sent == 0 && self->waiting.length == 0 && self->unsent.length == 0;
}

void
sol_client_inflight_push (SolClientInflight *self,
                          SolMessage        *message,
                          GTask             *task)
{
  SolClientOutgoing *outgoing = g_new0 (SolClientOutgoing, 1);

  outgoing->link.data = outgoing;
  outgoing->message = message;
  outgoing->task = task;
  g_queue_push_tail_link (message->qos == 0 ? &self->unsent : &self->waiting, &outgoing->link);
}

void
sol_client_inflight_limit (SolClientInflight *self,
                           guint              receive_maximum)
{
  self->limit = MIN (self->window, receive_maximum);
}

void
sol_client_inflight_rewind (SolClientInflight *self)
{
  self->n_open = 0;
  self->again = self->sent.head;
}

SolClientOutgoing *
sol_client_inflight_repeat (SolClientInflight *self)
{
  SolClientOutgoing *outgoing;

  if (self->again == NULL || self->n_open >= self->limit)
    return NULL;
  outgoing = self->again->data;
  self->again = self->again->next;
  self->n_open++;
  return outgoing;
}

SolClientOutgoing *
sol_client_inflight_take_unsent (SolClientInflight *self)
{
  return pop (&self->unsent);
}

SolClientOutgoing *
sol_client_inflight_admit (SolClientInflight *self)
{
  SolClientOutgoing *outgoing;

  if (self->n_open >= self->limit || self->n_sent == self->window || self->waiting.length == 0
      || self->again != NULL)
    return NULL;
  outgoing = pop (&self->waiting);
  outgoing->packet_id = self->free_ids[self->next_free];
  self->next_free = (self->next_free + 1) % self->window;
  self->n_sent++;
  self->n_open++;
  self->slots[outgoing->packet_id - 1] = outgoing;
  g_queue_push_tail_link (&self->sent, &outgoing->link);
  return outgoing;
}

static SolClientOutgoing *
find (SolClientInflight *self,
      guint16            packet_id,
      guint8             qos)
{
  SolClientOutgoing *outgoing = packet_id <= self->window ? self->slots[packet_id - 1] : NULL;

  return outgoing != NULL && outgoing->message->qos == qos ? outgoing : NULL;
}

static void
unlink_sent (SolClientInflight *self,
             SolClientOutgoing *outgoing)
{
  if (self->again == &outgoing->link)
    self->again = outgoing->link.next;
  g_queue_unlink (outgoing->is_released ? &self->released : &self->sent, &outgoing->link);
}

static SolClientOutgoing *
take (SolClientInflight *self,
      SolClientOutgoing *outgoing)
{
  unlink_sent (self, outgoing);
  self->slots[outgoing->packet_id - 1] = NULL;
  /* As many identifiers are taken as were taken from the ring: the first taken place is free for this one */
  self->free_ids[(self->next_free + self->window - self->n_sent) % self->window]
    = outgoing->packet_id;
  self->n_sent--;
  if (self->n_open > 0)
    self->n_open--;
  return outgoing;
}

SolClientOutgoing *
sol_client_inflight_acknowledge (SolClientInflight *self,
                                 guint16            packet_id,
                                 guint8             qos)
{
  SolClientOutgoing *outgoing = find (self, packet_id, qos);

  if (outgoing == NULL || outgoing->is_released != (qos == 2))
    return NULL;
  return take (self, outgoing);
}

SolClientOutgoing *
sol_client_inflight_withdraw (SolClientInflight *self,
                              guint16            packet_id)
{
  SolClientOutgoing *outgoing = packet_id <= self->window ? self->slots[packet_id - 1] : NULL;

  return outgoing != NULL && !outgoing->is_released ? take (self, outgoing) : NULL;
}

void
sol_client_inflight_release (SolClientInflight *self,
                             guint16            packet_id)
{
  SolClientOutgoing *outgoing = find (self, packet_id, 2);

  if (outgoing == NULL || outgoing->is_released)
    return;
  unlink_sent (self, outgoing);
  outgoing->is_released = TRUE;
  g_queue_push_tail_link (&self->released, &outgoing->link);
}

void
sol_client_inflight_restart (SolClientInflight *self)
{
  GList *link;

  while ((link = g_queue_pop_tail_link (&self->released)) != NULL)
    {
      ((SolClientOutgoing *) link->data)->is_released = FALSE;
      g_queue_push_head_link (&self->sent, link);
    }
  g_clear_pointer (&self->received, g_free);
  self->n_received = 0;
}

gboolean
sol_client_inflight_receive (SolClientInflight *self,
                             guint16            packet_id)
{
  guint8 bit = (guint8) (1 << (packet_id & 7));

  if (self->received == NULL)
    self->received = g_malloc0 (RECEIVED_SIZE);
  if ((self->received[packet_id >> 3] & bit) != 0)
    return FALSE;
  self->received[packet_id >> 3] |= bit;
  self->n_received++;
  return TRUE;
}

void
sol_client_inflight_forget (SolClientInflight *self,
                            guint16            packet_id)
{
  guint8 bit = (guint8) (1 << (packet_id & 7));

  if (self->received == NULL || (self->received[packet_id >> 3] & bit) == 0)
    return;
  self->received[packet_id >> 3] &= (guint8) ~bit;
  self->n_received--;
}
