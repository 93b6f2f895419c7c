/* sol-session-store.c: messages of a session that outlasts the process
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-session-private.h"

/* One of QoS 2 is not sent before it is stored, and stored with its identifier: were the process
 * killed, another message could get the same one, and the client would take it for the first */
void
sol_session_store_last (SolSession *self)
{
  guint32 n = self->queue.n;
  SolQueuedMessage *item = sol_message_queue_get (&self->queue, n - 1);

  item->id = sol_inflight_next_id (n > 1 ? sol_message_queue_get (&self->queue, n - 2)->id
                                         : self->inflight.last_id);
  item->row = sol_journal_deliver (self->core->journal, &(SolJournalDelivery) {
                                                            .session = self,
                                                            .message = item->message,
                                                            .route = item->route,
                                                            .packet_id = item->id,
                                                            .qos = item->qos,
                                                            .retain = item->retain,
                                                        });
  if (item->qos == 2 && self->conn != NULL)
    sol_conn_await_queue (self->conn);
}

void
sol_session_store_sent (SolSession             *self,
                        const SolQueuedMessage *item)
{
  SolInflightSlot *slot = sol_inflight_get (&self->inflight, self->inflight.n - 1);

  if (item != NULL)
    slot->row = item->row;
  else
    slot->row = sol_journal_deliver (self->core->journal, &(SolJournalDelivery) {
                                                              .session = self,
                                                              .message = slot->message,
                                                              .route = slot->route,
                                                              .packet_id = slot->id,
                                                              .qos = slot->qos,
                                                              .retain = slot->retain,
                                                          });
}

void
sol_session_forget (SolSession *self,
                    guint64     row,
                    SolMessage *message,
                    gboolean    is_received)
{
  if (self->stored != 0)
    sol_journal_finish (self->core->journal, row, message, is_received);
}

gboolean
sol_session_is_next_ready (SolSession *self)
{
  const SolQueuedMessage *item = sol_message_queue_get (&self->queue, 0);

  return self->stored == 0 || item->qos < 2
         || sol_journal_has_row (self->core->journal, item->row);
}
