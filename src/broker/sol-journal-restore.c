/* sol-journal-restore.c: sessions and messages as they were when the process ended
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever of a session that was connected at the end may have been sent is sent again as a
 * duplicate: its window, from the oldest on. Of one that was away it is known how far it was sent.
 */
#include "config.h"

#include "sol-journal-open-private.h"

#include "sol-permits-private.h"
#include "sol-session-private.h"

typedef struct
{
  SolJournal      *journal;
  SolJournalImage *image;
  GHashTable      *sessions;  /* number → SolSession */
  GHashTable      *stored;    /* number → SolStoreSession */
  GHashTable      *wills;     /* number → SolJournalImageRow */
  guint            window;
} Restore;

static SolSession *
restore_find (const Restore *restore,
              guint32        number)
{
  return g_hash_table_lookup (restore->sessions, GUINT_TO_POINTER (number));
}

static void
restore_session (Restore         *restore,
                 SolStoreSession *stored)
{
  SolJournal *self = restore->journal;
  SolSession *session;

  self->last_session = MAX (self->last_session, stored->id);
  session = sol_broker_core_add_session (self->core, stored->client_id, strlen (stored->client_id),
                                         stored->expiry_s);
  session->stored = stored->id;
  session->version = stored->version;
  sol_permits_keep_user (session, (char *) g_steal_pointer (&stored->user_name));
  g_hash_table_insert (restore->sessions, GUINT_TO_POINTER (stored->id), session);
  g_hash_table_insert (restore->stored, GUINT_TO_POINTER (stored->id), stored);
}

static void
restore_subscription (Restore                    *restore,
                      const SolStoreSubscription *stored)
{
  SolSession *session = restore_find (restore, stored->session);

  if (session != NULL)
    sol_topic_tree_subscribe (restore->journal->core->topics, &session->subscriber, stored->filter,
                              stored->filter_len, stored->options, stored->identifier, NULL);
}

/* The same message, and the row that has its content, are in the table for the next ones */
static void
restore_share (Restore                  *restore,
               const SolJournalImageRow *row)
{
  GHashTable *table = restore->journal->shared;
  SolJournalShared *shared;

  if (row->shared == 0)
    return;
  shared = g_hash_table_lookup (table, row->message);
  if (shared == NULL)
    {
      shared = g_new0 (SolJournalShared, 1);
      shared->row = row->shared;
      g_hash_table_insert (table, row->message, shared);
    }
  shared->n++;
}

/* Returns: (transfer full) (nullable) */
static SolRoute *
restore_route (SolSession               *session,
               const SolJournalImageRow *row)
{
  SolSubscription *subscription = NULL;

  if (row->share != NULL)
    subscription = sol_topic_tree_find (session->core->topics, &session->subscriber, row->share,
                                        strlen (row->share));
  return sol_route_new (subscription != NULL ? sol_subscription_get_share (subscription) : NULL,
                        row->identifiers, row->n_identifiers);
}

static gboolean
restore_was_sent (const Restore            *restore,
                  const SolSession         *session,
                  const SolJournalImageRow *row)
{
  const SolStoreSession *stored
      = g_hash_table_lookup (restore->stored, GUINT_TO_POINTER (row->session));

  if (row->is_released)
    return TRUE;
  if (session->queue.n > 0)
    return FALSE;
  return stored->ended_us != 0 ? row->id <= stored->sent_row
                               : session->inflight.n_open < restore->window;
}

static void
restore_in_flight (SolSession         *session,
                   SolJournalImageRow *row)
{
  SolInflightSlot *slot;

  sol_inflight_skip_to (&session->inflight, row->packet_id);
  sol_inflight_push (&session->inflight, g_steal_pointer (&row->message),
                     restore_route (session, row), row->qos, row->retain);
  slot = sol_inflight_get (&session->inflight, session->inflight.n - 1);
  slot->row = row->id;
  if (row->is_released)
    sol_inflight_release (&session->inflight, slot);
}

static void
restore_queued (SolSession               *session,
                const SolJournalImageRow *row)
{
  gsize before = session->queue.n_bytes;
  g_autoptr (SolRoute) route = restore_route (session, row);
  SolQueuedMessage item = {
    .message = row->message,
    .route = route,
    .row = row->id,
    .id = row->packet_id,
    .qos = row->qos,
    .retain = row->retain,
  };

  sol_message_queue_push (&session->queue, &item);
  session->core->queued_bytes += session->queue.n_bytes - before;
  session->core->n_queued++;
}

static void
restore_delivery (Restore            *restore,
                  SolJournalImageRow *row)
{
  SolSession *session = restore_find (restore, row->session);

  if (session == NULL || row->packet_id == 0)
    return;
  restore_share (restore, row);
  if (restore_was_sent (restore, session, row))
    restore_in_flight (session, row);
  else
    restore_queued (session, row);
}

static void
restore_known (Restore            *restore,
               SolJournalImageRow *row)
{
  g_hash_table_insert (restore->journal->rows, row->message, g_memdup2 (&row->id, sizeof row->id));
}

/* None is left out: they were kept under the limits of their time */
static void
restore_retained (Restore            *restore,
                  SolJournalImageRow *row)
{
  restore_known (restore, row);
  if (!sol_retain_put (restore->journal->core->retained, row->message, G_MAXUINT, G_MAXSIZE))
    sol_journal_drop_retained (restore->journal, row->message);
}

static void
restore_will (Restore            *restore,
              SolJournalImageRow *row)
{
  restore_known (restore, row);
  if (restore_find (restore, row->session) != NULL)
    g_hash_table_insert (restore->wills, GUINT_TO_POINTER (row->session), row);
}

static void
restore_rows (Restore *restore)
{
  GArray *rows = restore->image->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      SolJournalImageRow *row = &g_array_index (rows, SolJournalImageRow, i);

      if (row->kind == SOL_STORE_ROW_DELIVERY)
        restore_delivery (restore, row);
      else if (row->kind == SOL_STORE_ROW_RETAINED)
        restore_retained (restore, row);
      else
        restore_will (restore, row);
    }
}

/* From its end on, which for one that was connected is now, a session expires and its will is due:
 * both may have come to pass meanwhile. Source: MQTT 5.0 §3.1.2.5: a server that failed may publish
 * wills when it starts again. */
static void
restore_absences (Restore *restore)
{
  SolBrokerCore *core = restore->journal->core;
  GArray *sessions = restore->image->sessions;

  for (guint i = 0; i < sessions->len; i++)
    {
      const SolStoreSession *stored = &g_array_index (sessions, SolStoreSession, i);
      SolJournalImageRow *will
          = g_hash_table_lookup (restore->wills, GUINT_TO_POINTER (stored->id));

      sol_session_leave (restore_find (restore, stored->id),
                         will != NULL ? g_steal_pointer (&will->message) : NULL,
                         will != NULL ? will->delay_s : 0,
                         stored->ended_us != 0 ? stored->ended_us
                                               : sol_clock_real_us (core->clock));
    }
}

/* Of sessions that ended with their connections */
static void
restore_lone_wills (Restore *restore)
{
  GArray *rows = restore->image->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      SolJournalImageRow *row = &g_array_index (rows, SolJournalImageRow, i);

      if (row->kind != SOL_STORE_ROW_WILL || row->message == NULL)
        continue;
      sol_journal_drop_will (restore->journal, row->message);
      sol_broker_core_publish_message (restore->journal->core, row->message, NULL);
    }
}

void
sol_journal_restore (SolJournal      *self,
                     SolJournalImage *image,
                     SolDurability    durability,
                     guint            window)
{
  g_autoptr (GHashTable) sessions = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) stored = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) wills = g_hash_table_new (NULL, NULL);
  Restore restore = { self, image, sessions, stored, wills, window };

  self->durability = durability;
  self->next_row = image->last_row + 1;
  self->new_rows = self->next_row;
  sol_journal_begin_batch (self);
  if (durability == SOL_DURABILITY_OFF)
    {
      sol_journal_forget_all (self);
      return;
    }
  for (guint i = 0; i < image->sessions->len; i++)
    restore_session (&restore, &g_array_index (image->sessions, SolStoreSession, i));
  for (guint i = 0; i < image->subscriptions->len; i++)
    restore_subscription (&restore, &g_array_index (image->subscriptions, SolStoreSubscription, i));
  for (guint i = 0; i < image->received->len; i++)
    {
      const SolJournalImageRow *row = &g_array_index (image->received, SolJournalImageRow, i);
      SolSession *session = restore_find (&restore, row->session);

      if (session != NULL && row->packet_id != 0)
        sol_id_set_add (&session->received, row->packet_id);
    }
  restore_rows (&restore);
  restore_absences (&restore);
  restore_lone_wills (&restore);
}
