/* sol-journal-record.c: what changes, noted in the open batch
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-journal-open-private.h"

#include "sol-conn-private.h"
#include "sol-session-private.h"

SolStoreContent
sol_journal_content (SolMessage *message)
{
  return (SolStoreContent) {
    .owner = sol_message_ref (message),
    .topic = message->topic,
    .topic_len = message->topic_len,
    .payload = sol_message_get_payload (message),
    .payload_len = message->payload_len,
    .properties = sol_message_get_properties (message),
    .publisher = sol_message_get_publisher (message),
    .properties_len = message->properties_len,
    .qos = message->qos,
    .retain = message->retain,
    .arrived_us = message->arrived_us,
    .expires_us = message->expires_us,
  };
}

guint64
sol_journal_add (SolJournal        *self,
                 const SolStoreRow *row)
{
  self->next_row++;
  return sol_store_batch_add (self->open, row);
}

/* Sessions */

static guint64
sol_session_get_sent_row (SolSession *session)
{
  const SolInflight *inflight = &session->inflight;

  return inflight->n > 0 ? sol_inflight_get (inflight, inflight->n - 1)->row : 0;
}

void
sol_journal_put_session (SolJournal *self,
                         SolSession *session)
{
  const SolAbsence *absence = session->absence;

  if (session->stored == 0)
    session->stored = ++self->last_session;
  sol_store_batch_put_session (self->open, &(SolStoreSession) {
                                               .id = session->stored,
                                               .client_id = session->client_id,
                                               .user_name = sol_session_get_user (session),
                                               .version = session->version,
                                               .expiry_s = session->expiry_s,
                                               .ended_us = absence != NULL ? absence->since_real_us : 0,
                                               .sent_row = sol_session_get_sent_row (session),
                                           });
  sol_journal_touch (self);
}

static void
sol_journal_remove_deliveries (SolJournal *self,
                               SolSession *session)
{
  for (guint32 i = 0; i < session->inflight.n; i++)
    {
      SolInflightSlot *slot = sol_inflight_get (&session->inflight, i);

      if (slot->state != SOL_INFLIGHT_DONE)
        sol_journal_finish (self, slot->row, slot->message, FALSE);
    }
  for (guint32 i = 0; i < session->queue.n; i++)
    {
      const SolQueuedMessage *item = sol_message_queue_get (&session->queue, i);

      sol_journal_finish (self, item->row, item->message, FALSE);
    }
}

void
sol_journal_remove_session (SolJournal *self,
                            SolSession *session)
{
  sol_store_batch_remove_session (self->open, session->stored);
  sol_journal_remove_deliveries (self, session);
  session->stored = 0;
  sol_journal_touch (self);
}

void
sol_journal_subscribe (SolJournal            *self,
                       SolSession            *session,
                       const SolSubscription *subscription)
{
  g_autofree char *filter = sol_subscription_dup_filter (subscription);

  sol_store_batch_put_subscription (
      self->open, &(SolStoreSubscription) {
                      .session = session->stored,
                      .filter = filter,
                      .filter_len = (guint16) strlen (filter),
                      .options = subscription->options,
                      .identifier = sol_subscription_get_identifier (subscription),
                  });
  sol_journal_touch (self);
}

void
sol_journal_unsubscribe (SolJournal            *self,
                         SolSession            *session,
                         const SolSubscription *subscription)
{
  g_autofree char *filter = sol_subscription_dup_filter (subscription);

  sol_store_batch_remove_subscription (self->open, session->stored, filter, strlen (filter));
  sol_journal_touch (self);
}

void
sol_journal_add_received (SolJournal *self,
                          SolSession *session,
                          guint16     packet_id)
{
  sol_store_batch_put_received (self->open, session->stored, packet_id);
  sol_journal_touch (self);
}

void
sol_journal_drop_received (SolJournal *self,
                           SolSession *session,
                           guint16     packet_id)
{
  sol_store_batch_remove_received (self->open, session->stored, packet_id);
  sol_journal_touch (self);
}

/* Deliveries */

/* The one delivery that had the content itself gives it to a row that both name */
static SolJournalShared *
sol_journal_share (SolJournal *self,
                   SolMessage *message)
{
  SolJournalShared *shared = g_hash_table_lookup (self->shared, message);
  SolStoreRow *first = sol_store_batch_find (self->open, self->last_row);
  SolStoreRow row = { .kind = SOL_STORE_ROW_MESSAGE };

  if (shared != NULL)
    return shared;
  if (first == NULL || first->content.owner != message)
    return NULL;
  shared = g_new (SolJournalShared, 1);
  *shared = (SolJournalShared) { self->next_row, self->last_row, 1 };
  row.content = first->content;
  first->content = (SolStoreContent) { 0 };
  first->message = shared->row;
  sol_journal_add (self, &row);
  g_hash_table_insert (self->shared, message, shared);
  return shared;
}

/* The identifiers, and the subscription by which the session is a member of the group */
static void
describe_route (SolSession     *session,
                const SolRoute *route,
                SolStoreRow    *row)
{
  SolSubscription *at = session->subscriber.subscriptions;

  row->n_identifiers = (guint16) MIN (route->n_ids, G_MAXUINT16);
  if (row->n_identifiers > 0)
    row->identifiers = g_memdup2 (route->ids, row->n_identifiers * sizeof (guint32));
  while (route->share != NULL && at != NULL && sol_subscription_get_share (at) != route->share)
    at = at->next;
  if (route->share != NULL && at != NULL)
    row->share = sol_subscription_dup_filter (at);
}

guint64
sol_journal_deliver (SolJournal               *self,
                     const SolJournalDelivery *delivery)
{
  SolJournalShared *shared = sol_journal_share (self, delivery->message);
  guint32 wait = sol_journal_get_wait (self);
  SolStoreRow row = {
    .kind = SOL_STORE_ROW_DELIVERY,
    .session = delivery->session->stored,
    .packet_id = delivery->packet_id,
    .qos = delivery->qos,
    .retain = delivery->retain,
    .is_released = delivery->is_released,
    .wait = wait,
  };

  if (G_UNLIKELY (delivery->route != NULL))
    describe_route (delivery->session, delivery->route, &row);
  g_array_index (self->waits, SolJournalWait, wait).n_left++;
  if (shared != NULL)
    {
      row.message = shared->row;
      shared->n++;
      return sol_journal_add (self, &row);
    }
  row.content = sol_journal_content (delivery->message);
  self->last_row = sol_journal_add (self, &row);
  return self->last_row;
}

/* The delivery no longer needs its message */
static void
sol_journal_let_go (SolJournal *self,
                    guint64     row,
                    SolMessage *message)
{
  SolJournalShared *shared;

  if (message == NULL || g_hash_table_size (self->shared) == 0)
    return;
  shared = g_hash_table_lookup (self->shared, message);
  if (shared == NULL || row < shared->first || --shared->n > 0)
    return;
  sol_store_batch_remove (self->open, SOL_STORE_ROW_MESSAGE, shared->row);
  g_hash_table_remove (self->shared, message);
}

void
sol_journal_release (SolJournal *self,
                     guint64     row,
                     SolMessage *message)
{
  sol_journal_let_go (self, row, message);
  sol_store_batch_release (self->open, row);
  sol_journal_touch (self);
}

void
sol_journal_finish (SolJournal *self,
                    guint64     row,
                    SolMessage *message,
                    gboolean    is_received)
{
  const SolStoreRow *noted;
  guint32 wait;

  if (row == 0)
    return;
  noted = sol_store_batch_find (self->open, row);
  wait = noted != NULL && is_received ? noted->wait : 0;
  sol_journal_let_go (self, row, message);
  sol_store_batch_remove (self->open, SOL_STORE_ROW_DELIVERY, row);
  if (wait != 0)
    sol_journal_receiver_done (self, wait);
}

/* Retained messages and wills */

static void
sol_journal_add_known (SolJournal  *self,
                       SolMessage  *message,
                       SolStoreRow *row)
{
  guint64 id;

  row->content = sol_journal_content (message);
  id = sol_journal_add (self, row);
  g_hash_table_replace (self->rows, message, g_memdup2 (&id, sizeof id));
  sol_journal_touch (self);
}

void
sol_journal_retain (SolJournal *self,
                    SolMessage *message)
{
  sol_journal_add_known (self, message, &(SolStoreRow) { .kind = SOL_STORE_ROW_RETAINED });
}

void
sol_journal_put_will (SolJournal *self,
                      SolMessage *message,
                      SolSession *session,
                      guint32     delay_s)
{
  SolStoreRow row = {
    .kind = SOL_STORE_ROW_WILL,
    .session = session != NULL ? session->stored : 0,
    .delay_s = delay_s,
  };

  sol_journal_add_known (self, message, &row);
}

static void
sol_journal_drop (SolJournal      *self,
                  SolStoreRowKind  kind,
                  SolMessage      *message)
{
  const guint64 *row = g_hash_table_lookup (self->rows, message);

  if (row == NULL)
    return;
  sol_store_batch_remove (self->open, kind, *row);
  g_hash_table_remove (self->rows, message);
  sol_journal_touch (self);
}

void
sol_journal_drop_retained (SolJournal *self,
                           SolMessage *message)
{
  sol_journal_drop (self, SOL_STORE_ROW_RETAINED, message);
}

void
sol_journal_drop_will (SolJournal *self,
                       SolMessage *message)
{
  sol_journal_drop (self, SOL_STORE_ROW_WILL, message);
}
