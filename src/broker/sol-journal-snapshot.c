/* sol-journal-snapshot.c: all that the core has, noted at once when durability is switched on
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-journal-open-private.h"

#include "sol-conn-private.h"
#include "sol-session-private.h"

static void
sol_journal_put_slot (SolJournal      *self,
                      SolSession      *session,
                      SolInflightSlot *slot)
{
  SolStoreRow released = {
    .kind = SOL_STORE_ROW_DELIVERY,
    .session = session->stored,
    .packet_id = slot->id,
    .qos = slot->qos,
    .is_released = TRUE,
  };
  SolJournalDelivery delivery = {
    .session = session,
    .message = slot->message,
    .route = slot->route,
    .packet_id = slot->id,
    .qos = slot->qos,
    .retain = slot->retain,
  };

  if (slot->state == SOL_INFLIGHT_RELEASED)
    slot->row = sol_journal_add (self, &released);
  else if (slot->state == SOL_INFLIGHT_SENT && slot->message != NULL)
    slot->row = sol_journal_deliver (self, &delivery);
}

static void
sol_journal_put_item (SolJournal       *self,
                      SolSession       *session,
                      guint16          *last_id,
                      SolQueuedMessage *item)
{
  SolJournalDelivery delivery = {
    .session = session,
    .message = item->message,
    .route = item->route,
    .packet_id = sol_inflight_next_id (*last_id),
    .qos = item->qos,
    .retain = item->retain,
  };

  item->id = *last_id = delivery.packet_id;
  item->row = sol_journal_deliver (self, &delivery);
}

static void
put_received_cb (guint16  id,
                 gpointer user_data)
{
  SolSession *session = user_data;

  sol_journal_add_received (session->core->journal, session, id);
}

static void
sol_journal_put_subscriptions (SolJournal *self,
                               SolSession *session)
{
  for (SolSubscription *at = session->subscriber.subscriptions; at != NULL; at = at->next)
    sol_journal_subscribe (self, session, at);
}

static void
sol_journal_put_waiting_will (SolJournal *self,
                              SolSession *session)
{
  const SolAbsence *absence = session->absence;
  const SolClock *clock = self->core->clock;
  gint64 delay_us;

  if (absence == NULL || absence->will == NULL)
    return;
  delay_us = absence->will_us - sol_clock_now_us (clock)
             + (sol_clock_real_us (clock) - absence->since_real_us);
  sol_journal_put_will (self, absence->will, session,
                        (guint32) CLAMP (delay_us / G_USEC_PER_SEC, 0, G_MAXUINT32));
}

static void
sol_journal_put_whole_session (SolJournal *self,
                               SolSession *session)
{
  guint16 last_id = session->inflight.last_id;

  sol_journal_put_session (self, session);
  sol_journal_put_waiting_will (self, session);
  sol_journal_put_subscriptions (self, session);
  sol_id_set_foreach (&session->received, put_received_cb, session);
  for (guint32 i = 0; i < session->inflight.n; i++)
    sol_journal_put_slot (self, session, sol_inflight_get (&session->inflight, i));
  for (guint32 i = 0; i < session->queue.n; i++)
    sol_journal_put_item (self, session, &last_id, sol_message_queue_get (&session->queue, i));
}

static void
put_retained_cb (SolMessage *message,
                 gpointer    user_data)
{
  sol_journal_retain (user_data, message);
}

void
sol_journal_put_all (SolJournal *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->core->sessions);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (sol_session_is_lasting (key))
      sol_journal_put_whole_session (self, key);
  sol_retain_foreach_all (self->core->retained, put_retained_cb, self);
  for (SolConn *conn = self->core->conns; conn != NULL; conn = conn->next)
    if (conn->will != NULL)
      sol_journal_put_will (self, conn->will, conn->session,
                            conn->v5 != NULL ? conn->v5->will_delay_s : 0);
}

/* What waits for the store no longer has to */
void
sol_journal_forget_all (SolJournal *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->core->sessions);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    ((SolSession *) key)->stored = 0;
  g_hash_table_remove_all (self->shared);
  g_hash_table_remove_all (self->rows);
  sol_store_batch_begin (self->open, self->next_row);
  self->first_row = self->next_row;
  sol_store_batch_forget_all (self->open);
  sol_journal_touch (self);
}
