/* sol-journal.c: batches on their way to the store, and who waits for them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     open batch ── flush ──► at the store ── committed ──► acknowledgements go out
 *         ▲                       │ failed
 *     grows meanwhile             └── once more after a second; what needs the store is refused
 */
#include "config.h"

#include "sol-journal-open-private.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-pace-private.h"
#include "sol-session-private.h"

#define RETRY_MS 1000

/* Of contents that wait for the store. Beyond it publishers are no longer read. */
#define MAX_OPEN_BYTES (64 * 1024 * 1024)

/* From the store's thread */
typedef struct
{
  SolStoreBatch *batch;
  GError        *error;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->batch, sol_store_batch_free);
  g_clear_error (&answer->error);
  g_free (answer);
}

static void
committed_cb (SolStoreBatch *batch,
              const GError  *error,
              gpointer       user_data)
{
  g_autoptr (SolMailbox) answers = user_data;
  Answer *answer = g_new (Answer, 1);

  *answer = (Answer) { batch, error != NULL ? g_error_copy (error) : NULL };
  sol_mailbox_post (answers, answer, 0);
}

static SolStoreSafety
sol_journal_get_safety (SolJournal *self)
{
  return self->durability == SOL_DURABILITY_STRICT ? SOL_STORE_STRICT : SOL_STORE_RELAXED;
}

static void
sol_journal_send (SolJournal *self)
{
  self->sent_us = sol_clock_now_us (self->core->clock);
  sol_store_commit (self->store, self->sent, sol_journal_get_safety (self), committed_cb,
                    sol_mailbox_ref (self->answers));
}

void
sol_journal_begin_batch (SolJournal *self)
{
  sol_store_batch_begin (self->open, self->next_row);
  self->first_row = self->next_row;
  g_array_set_size (self->waits, 0);
  g_array_set_size (self->waits, 1);
  self->core->packet_wait = 0;
  self->last_row = 0;
  self->batch++;
}

void
sol_journal_flush (SolJournal *self)
{
  GArray *waits = self->sent_waits;

  if (self->sent != NULL || sol_store_batch_is_empty (self->open))
    return;
  self->sent = self->open;
  self->open = g_steal_pointer (&self->spare);
  self->sent_waits = self->waits;
  self->waits = waits;
  sol_journal_begin_batch (self);
  sol_journal_send (self);
}

/* Those told may add to @waits of the open batch, not to these */
static void
sol_journal_tell_waits (SolJournal  *self,
                        void       (*tell) (SolConn *conn))
{
  for (guint i = 1; i < self->sent_waits->len; i++)
    {
      SolConn *conn = g_array_index (self->sent_waits, SolJournalWait, i).conn;

      if (conn != NULL)
        tell (conn);
    }
}

static void
sol_journal_unpause (SolJournal *self)
{
  for (SolConn *conn = self->core->conns; conn != NULL && self->core->n_paused > 0;
       conn = conn->next)
    sol_conn_unpause (conn);
}

/* The database is well again */
static void
sol_journal_recover (SolJournal *self)
{
  self->is_failing = FALSE;
  self->core->publish_checks &= (guint8) ~SOL_CHECK_STORE;
  self->core->stats.is_store_failing = FALSE;
  self->owed_batch = self->batch - (sol_store_batch_is_empty (self->open) ? 1 : 0);
  sol_broker_core_warn (self->core, NULL,
                        N_("The database takes what is to be kept again: messages are "
                            "acknowledged as before"));
}

/* When all that was taken meanwhile is acknowledged as well, so that nothing is sent twice */
static void
sol_journal_settle (SolJournal *self)
{
  if (self->owed_batch != self->batch - 1)
    return;
  self->owed_batch = 0;
  for (SolConn *conn = self->core->conns; conn != NULL; conn = conn->next)
    sol_conn_settle (conn);
}

static void
sol_journal_committed (SolJournal *self)
{
  self->core->stats.n_batches++;
  self->core->stats.commit_us += (guint64) MAX (0, sol_clock_now_us (self->core->clock) - self->sent_us);
  self->spare = g_steal_pointer (&self->sent);
  self->new_rows = self->first_row;
  sol_store_batch_begin (self->spare, self->next_row);
  sol_journal_tell_waits (self, sol_conn_release);
  g_array_set_size (self->sent_waits, 0);
  if (self->is_failing)
    sol_journal_recover (self);
  sol_journal_settle (self);
  sol_journal_unpause (self);
  sol_journal_flush (self);
  sol_reactor_wake (self->core->reactor);
}

/* The batch stays as it is, and what it holds stays in memory: nothing is lost but time */
static void
sol_journal_failed (SolJournal   *self,
                    const GError *error)
{
  g_autofree char *reason = NULL;

  sol_timer_wheel_arm (self->core->wheel, &self->retry, RETRY_MS);
  if (self->is_failing)
    return;
  self->is_failing = TRUE;
  self->core->publish_checks |= SOL_CHECK_STORE;
  self->core->stats.is_store_failing = TRUE;
  sol_journal_tell_waits (self, sol_conn_unhold);
  sol_journal_unpause (self);
  reason = g_strdup_printf (_("Messages that must be kept are not acknowledged until the database "
                              "takes them. %s"),
                            error->message);
  sol_broker_core_warn (self->core, NULL, reason);
  sol_reactor_wake (self->core->reactor);
}

static void
answer_cb (gpointer item,
           gpointer user_data)
{
  SolJournal *self = user_data;
  Answer *answer = item;

  answer->batch = NULL;
  if (answer->error == NULL)
    sol_journal_committed (self);
  else
    sol_journal_failed (self, answer->error);
  answer_free (answer);
}

static void
retry_cb (SolTimer *timer)
{
  SolJournal *self
      = (SolJournal *) ((guint8 *) timer - G_STRUCT_OFFSET (SolJournal, retry));

  sol_journal_send (self);
}

SolJournal *
sol_journal_new (SolBrokerCore *core,
                 SolStore      *store)
{
  SolJournal *self = g_new0 (SolJournal, 1);

  self->core = core;
  self->store = store != NULL ? g_object_ref (store) : NULL;
  self->durability = SOL_DURABILITY_OFF;
  self->max_open_bytes = MAX_OPEN_BYTES;
  self->answers = sol_mailbox_new (core->context, 0, 0, answer_cb, self,
                                   (GDestroyNotify) answer_free);
  self->open = sol_store_batch_new ((GDestroyNotify) sol_message_unref);
  self->spare = sol_store_batch_new ((GDestroyNotify) sol_message_unref);
  self->waits = g_array_new (FALSE, TRUE, sizeof (SolJournalWait));
  self->sent_waits = g_array_new (FALSE, TRUE, sizeof (SolJournalWait));
  self->shared = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->retry.func = retry_cb;
  self->next_row = 1;
  self->new_rows = 1;
  sol_journal_begin_batch (self);
  return self;
}

/* The store carries out what it is given in order, also after its answer is nobody's any more */
static void
sol_journal_hand_over (SolJournal *self)
{
  SolStoreSafety safety = sol_journal_get_safety (self);

  if (self->is_failing && self->sent != NULL)
    sol_store_commit (self->store, self->sent, safety, NULL, NULL);
  if (!sol_store_batch_is_empty (self->open))
    sol_store_commit (self->store, g_steal_pointer (&self->open), safety, NULL, NULL);
}

void
sol_journal_free (SolJournal *self)
{
  sol_timer_wheel_disarm (self->core->wheel, &self->retry);
  sol_mailbox_close (self->answers);
  if (self->store != NULL)
    sol_journal_hand_over (self);
  sol_mailbox_unref (self->answers);
  g_clear_pointer (&self->open, sol_store_batch_free);
  g_clear_pointer (&self->spare, sol_store_batch_free);
  g_array_unref (self->waits);
  g_array_unref (self->sent_waits);
  g_hash_table_unref (self->shared);
  g_hash_table_unref (self->rows);
  g_clear_object (&self->store);
  g_free (self);
}

gboolean
sol_journal_is_on (const SolJournal *self)
{
  return self->durability != SOL_DURABILITY_OFF;
}

void
sol_journal_set_durability (SolJournal    *self,
                            SolDurability  durability)
{
  gboolean was_on = sol_journal_is_on (self);

  if (self->store == NULL)
    return;
  self->durability = durability;
  if (sol_journal_is_on (self) == was_on)
    return;
  if (was_on)
    sol_journal_forget_all (self);
  else
    sol_journal_put_all (self);
  sol_reactor_wake (self->core->reactor);
}

gboolean
sol_journal_is_failing (const SolJournal *self)
{
  return self->is_failing;
}

gboolean
sol_journal_is_full (const SolJournal *self)
{
  return sol_store_batch_get_bytes (self->open) > self->max_open_bytes;
}

gboolean
sol_journal_is_flooded (const SolJournal *self)
{
  return sol_store_batch_get_bytes (self->open) > 2 * self->max_open_bytes;
}

void
sol_journal_set_limit (SolJournal *self,
                       gsize       max_bytes)
{
  self->max_open_bytes = max_bytes;
}

gsize
sol_journal_get_bytes (const SolJournal *self)
{
  return sol_store_batch_get_bytes (self->open);
}

gboolean
sol_journal_has_row (const SolJournal *self,
                     guint64           row)
{
  return row < self->new_rows;
}

guint32
sol_journal_get_wait (SolJournal *self)
{
  if (self->core->packet_wait == 0)
    {
      self->core->packet_wait = self->waits->len;
      g_array_set_size (self->waits, self->waits->len + 1);
      /* The octets of a WebSocket come outside of the reactor's batches */
      sol_reactor_wake (self->core->reactor);
    }
  return self->core->packet_wait;
}

void
sol_journal_touch (SolJournal *self)
{
  guint32 wait = sol_journal_get_wait (self);

  g_array_index (self->waits, SolJournalWait, wait).needs_commit = TRUE;
  sol_reactor_wake (self->core->reactor);
}

guint64
sol_journal_wait (SolJournal *self,
                  SolConn    *conn,
                  guint32    *wait)
{
  *wait = sol_journal_get_wait (self);
  g_array_index (self->waits, SolJournalWait, *wait).conn = conn;
  self->core->packet_wait = 0;
  return self->batch;
}

guint64
sol_journal_watch (SolJournal *self,
                   SolConn    *conn,
                   guint32    *wait)
{
  SolJournalWait watch = { .conn = conn, .needs_commit = TRUE };

  *wait = self->waits->len;
  g_array_append_val (self->waits, watch);
  return self->batch;
}

gboolean
sol_journal_is_done (const SolJournal *self,
                     guint64           batch,
                     guint32           wait)
{
  const SolJournalWait *watch;

  if (batch < self->batch)
    return batch + 1 < self->batch || self->sent == NULL;
  watch = &g_array_index (self->waits, SolJournalWait, wait);
  return watch->n_left == 0 && !watch->needs_commit;
}

gboolean
sol_journal_is_open (const SolJournal *self,
                     guint64           batch)
{
  return batch == self->batch;
}

void
sol_journal_forget_wait (SolJournal *self,
                         guint64     batch,
                         guint32     wait)
{
  if (batch == self->batch)
    g_array_index (self->waits, SolJournalWait, wait).conn = NULL;
  else if (batch + 1 == self->batch && self->sent != NULL)
    g_array_index (self->sent_waits, SolJournalWait, wait).conn = NULL;
}

void
sol_journal_receiver_done (SolJournal *self,
                           guint32     wait)
{
  SolJournalWait *watch = &g_array_index (self->waits, SolJournalWait, wait);

  watch->n_left--;
  if (watch->n_left == 0 && !watch->needs_commit && watch->conn != NULL)
    sol_conn_release (watch->conn);
}
