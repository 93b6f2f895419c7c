/* sol-conn-acknowledge.c: what is promised when what the packet changed is stored
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"

#include <glib/gi18n.h>

#include "sol-journal-private.h"
#include "sol-session-private.h"

/* A client has 65535 packet identifiers to await answers with; it may repeat what it sent */
#define MAX_ACKS (2 * 65536)

void
sol_conn_put_later (SolConn *self,
                    guint8   type,
                    guint16  packet_id,
                    guint8   reason)
{
  SolJournal *journal = self->core->journal;
  SolAck ack = { .type = type, .id = packet_id, .reason = reason };

  if (self->core->packet_wait != 0)
    ack.batch = sol_journal_wait (journal, self, &ack.wait);
  sol_ack_queue_push (&self->acks, &ack);
  if (G_UNLIKELY (self->acks->n > MAX_ACKS))
    sol_conn_doom (self, SOL_MQTT_REASON_RECEIVE_MAXIMUM_EXCEEDED,
                   N_("It sends more and more while the database keeps its answers waiting"));
  if (G_UNLIKELY (sol_journal_is_full (journal)) && !sol_journal_is_failing (journal))
    sol_conn_pause (self);
}

/* A store that fails must not keep anybody from coming back */
void
sol_conn_hold (SolConn *self)
{
  SolJournal *journal = self->core->journal;
  SolAck ack = { .type = SOL_ACK_HOLD };

  if (self->core->packet_wait == 0 || sol_journal_is_failing (journal))
    return;
  ack.batch = sol_journal_wait (journal, self, &ack.wait);
  sol_ack_queue_push (&self->acks, &ack);
  self->is_held = TRUE;
}

void
sol_conn_unhold (SolConn *self)
{
  self->is_held = FALSE;
  sol_conn_mark_dirty (self);
}

void
sol_conn_await_queue (SolConn *self)
{
  SolJournal *journal = self->core->journal;
  SolAckQueue *acks = self->acks;
  const SolAck *last = acks != NULL ? sol_ack_queue_get (acks, acks->n - 1) : NULL;
  SolAck ack = { .type = SOL_ACK_PUMP };

  if (last != NULL && last->type == SOL_ACK_PUMP && sol_journal_is_open (journal, last->batch))
    return;
  ack.batch = sol_journal_watch (journal, self, &ack.wait);
  sol_ack_queue_push (&self->acks, &ack);
}

/* There may be another one behind it */
static void
sol_conn_end_hold (SolConn *self)
{
  for (guint32 i = 0; self->acks != NULL && i < self->acks->n; i++)
    if (sol_ack_queue_get (self->acks, i)->type == SOL_ACK_HOLD)
      return;
  sol_conn_unhold (self);
}

/* What is told leaves the journal's list too, whose connection may be gone when the batch is committed */
void
sol_conn_release (SolConn *self)
{
  SolJournal *journal = self->core->journal;

  while (self->acks != NULL)
    {
      SolAck ack = *sol_ack_queue_get (self->acks, 0);

      if (ack.batch != 0 && !sol_journal_is_done (journal, ack.batch, ack.wait))
        return;
      if (ack.batch != 0)
        sol_journal_forget_wait (journal, ack.batch, ack.wait);
      sol_ack_queue_pop (&self->acks);
      if (ack.type == SOL_ACK_HOLD)
        sol_conn_end_hold (self);
      else if (ack.type == SOL_ACK_PUMP)
        sol_conn_mark_dirty (self);
      else
        sol_conn_put_ack_reason (self, ack.type, ack.id, ack.reason);
    }
}

void
sol_conn_drop_acks (SolConn *self)
{
  for (guint32 i = 0; self->acks != NULL && i < self->acks->n; i++)
    {
      const SolAck *ack = sol_ack_queue_get (self->acks, i);

      if (ack->batch != 0)
        sol_journal_forget_wait (self->core->journal, ack->batch, ack->wait);
    }
  sol_conn_unpause (self);
  g_clear_pointer (&self->acks, sol_ack_queue_free);
}

void
sol_conn_update_reading (SolConn *self)
{
  sol_transport_set_reading (&self->transport, self->core->reactor,
                             !self->is_paused && !self->is_waiting);
}

/* A WebSocket cannot be told to wait */
void
sol_conn_pause (SolConn *self)
{
  if (sol_conn_is_websocket (self) && sol_journal_is_flooded (self->core->journal))
    sol_conn_doom (self, SOL_MQTT_REASON_QUOTA_EXCEEDED,
                   N_("It publishes faster than the database takes it, and a WebSocket cannot be told to wait"));
  if (self->is_paused || sol_conn_is_websocket (self))
    return;
  self->is_paused = TRUE;
  self->core->n_paused++;
  sol_conn_update_reading (self);
}

void
sol_conn_unpause (SolConn *self)
{
  if (!self->is_paused)
    return;
  self->is_paused = FALSE;
  self->core->n_paused--;
  self->active_us = sol_reactor_now_us (self->core->reactor);
  if (self->state == SOL_CONN_CONNECTED)
    sol_conn_update_reading (self);
}

void
sol_conn_settle (SolConn *self)
{
  if (self->is_owed && self->doom == NULL)
    sol_conn_doom (self, SOL_MQTT_REASON_SERVER_BUSY,
                   N_("It is to send again what was not taken while the database failed"));
}
