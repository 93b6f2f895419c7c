/* sol-store-batch.c: changes of the broker's state that become one transaction
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are numbered one after the other as they are added, so that a row is found by subtraction:
 * one that is removed before it was written is taken back and costs the database nothing.
 */
#include "config.h"

#include "sol-store-batch-private.h"

/* Kept for the next transaction; what a burst needed beyond it is given back */
#define KEEP_ROWS 16384

static void
change_clear (gpointer data)
{
  SolStoreChange *change = data;

  if (change->kind == SOL_STORE_CHANGE_PUT_SESSION)
    {
      g_free ((char *) change->session.client_id);
      g_free ((char *) change->session.user_name);
    }
  else if (change->kind == SOL_STORE_CHANGE_PUT_SUBSCRIPTION
           || change->kind == SOL_STORE_CHANGE_REMOVE_SUBSCRIPTION)
    g_free ((char *) change->subscription.filter);
}

SolStoreBatch *
sol_store_batch_new (GDestroyNotify release)
{
  SolStoreBatch *self = g_new0 (SolStoreBatch, 1);

  self->release = release;
  self->first_row = 1;
  self->rows = g_array_new (FALSE, FALSE, sizeof (SolStoreRow));
  self->released = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->removed = g_array_new (FALSE, FALSE, sizeof (SolStoreOldRow));
  self->changes = g_array_new (FALSE, FALSE, sizeof (SolStoreChange));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

static void
sol_store_batch_let_go (SolStoreBatch *self,
                        SolStoreRow   *row)
{
  if (row->content.owner != NULL)
    self->release (g_steal_pointer (&row->content.owner));
  g_clear_pointer (&row->identifiers, g_free);
  g_clear_pointer (&row->share, g_free);
}

static void
sol_store_batch_clear_rows (SolStoreBatch *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    sol_store_batch_let_go (self, &g_array_index (self->rows, SolStoreRow, i));
  self->n_rows = 0;
  self->n_bytes = 0;
}

void
sol_store_batch_free (SolStoreBatch *self)
{
  sol_store_batch_clear_rows (self);
  g_array_unref (self->rows);
  g_array_unref (self->released);
  g_array_unref (self->removed);
  g_array_unref (self->changes);
  g_free (self);
}

static void
empty_array (GArray **array,
             guint    size)
{
  if ((*array)->len > KEEP_ROWS)
    {
      g_array_unref (*array);
      *array = g_array_new (FALSE, FALSE, size);
    }
  g_array_set_size (*array, 0);
}

void
sol_store_batch_begin (SolStoreBatch *self,
                       guint64        first_row)
{
  sol_store_batch_clear_rows (self);
  empty_array (&self->rows, sizeof (SolStoreRow));
  empty_array (&self->released, sizeof (guint64));
  empty_array (&self->removed, sizeof (SolStoreOldRow));
  g_array_set_size (self->changes, 0);
  self->first_row = first_row;
}

gboolean
sol_store_batch_is_empty (const SolStoreBatch *self)
{
  return self->n_rows == 0 && self->released->len == 0
         && self->removed->len == 0 && self->changes->len == 0;
}

gsize
sol_store_batch_get_bytes (const SolStoreBatch *self)
{
  return self->n_bytes;
}

static gsize
content_size (const SolStoreContent *content)
{
  return (gsize) content->topic_len + content->payload_len + content->properties_len;
}

guint64
sol_store_batch_add (SolStoreBatch     *self,
                     const SolStoreRow *row)
{
  g_array_append_val (self->rows, *row);
  self->n_rows++;
  self->n_bytes += sizeof *row + content_size (&row->content);
  return self->first_row + self->rows->len - 1;
}

SolStoreRow *
sol_store_batch_find (SolStoreBatch *self,
                      guint64        id)
{
  SolStoreRow *row;

  if (id < self->first_row || id - self->first_row >= self->rows->len)
    return NULL;
  row = &g_array_index (self->rows, SolStoreRow, id - self->first_row);
  return row->kind == SOL_STORE_ROW_NONE ? NULL : row;
}

void
sol_store_batch_remove (SolStoreBatch   *self,
                        SolStoreRowKind  kind,
                        guint64          id)
{
  SolStoreRow *row = sol_store_batch_find (self, id);
  SolStoreOldRow old = { .id = id, .kind = kind };

  if (row == NULL)
    {
      g_array_append_val (self->removed, old);
      return;
    }
  self->n_rows--;
  self->n_bytes -= sizeof *row + content_size (&row->content);
  sol_store_batch_let_go (self, row);
  row->kind = SOL_STORE_ROW_NONE;
}

void
sol_store_batch_release (SolStoreBatch *self,
                         guint64        id)
{
  SolStoreRow *row = sol_store_batch_find (self, id);

  if (row == NULL)
    {
      g_array_append_val (self->released, id);
      return;
    }
  self->n_bytes -= content_size (&row->content);
  sol_store_batch_let_go (self, row);
  row->content = (SolStoreContent) { 0 };
  row->message = 0;
  row->n_identifiers = 0;
  row->is_released = TRUE;
}

static void
sol_store_batch_change (SolStoreBatch  *self,
                        SolStoreChange  change)
{
  g_array_append_val (self->changes, change);
}

void
sol_store_batch_put_session (SolStoreBatch         *self,
                             const SolStoreSession *session)
{
  SolStoreChange change = { .kind = SOL_STORE_CHANGE_PUT_SESSION, .session = *session };

  change.session.client_id = g_strdup (session->client_id);
  change.session.user_name = g_strdup (session->user_name);
  sol_store_batch_change (self, change);
}

void
sol_store_batch_remove_session (SolStoreBatch *self,
                                guint32        session)
{
  sol_store_batch_change (self, (SolStoreChange) { .kind = SOL_STORE_CHANGE_REMOVE_SESSION,
                                                   .session = { .id = session } });
}

static void
sol_store_batch_change_subscription (SolStoreBatch              *self,
                                     SolStoreChangeKind          kind,
                                     const SolStoreSubscription *subscription)
{
  SolStoreChange change = { .kind = kind, .subscription = *subscription };

  change.subscription.filter = g_strndup (subscription->filter, subscription->filter_len);
  sol_store_batch_change (self, change);
}

void
sol_store_batch_put_subscription (SolStoreBatch              *self,
                                  const SolStoreSubscription *subscription)
{
  sol_store_batch_change_subscription (self, SOL_STORE_CHANGE_PUT_SUBSCRIPTION, subscription);
}

void
sol_store_batch_remove_subscription (SolStoreBatch *self,
                                     guint32        session,
                                     const char    *filter,
                                     gsize          filter_len)
{
  SolStoreSubscription subscription = {
    .session = session,
    .filter = filter,
    .filter_len = (guint16) filter_len,
  };

  sol_store_batch_change_subscription (self, SOL_STORE_CHANGE_REMOVE_SUBSCRIPTION, &subscription);
}

static void
sol_store_batch_change_received (SolStoreBatch      *self,
                                 SolStoreChangeKind  kind,
                                 guint32             session,
                                 guint16             packet_id)
{
  sol_store_batch_change (self, (SolStoreChange) { .kind = kind,
                                                   .packet_id = packet_id,
                                                   .session = { .id = session } });
}

void
sol_store_batch_put_received (SolStoreBatch *self,
                              guint32        session,
                              guint16        packet_id)
{
  sol_store_batch_change_received (self, SOL_STORE_CHANGE_PUT_RECEIVED, session, packet_id);
}

void
sol_store_batch_remove_received (SolStoreBatch *self,
                                 guint32        session,
                                 guint16        packet_id)
{
  sol_store_batch_change_received (self, SOL_STORE_CHANGE_REMOVE_RECEIVED, session, packet_id);
}

void
sol_store_batch_forget_all (SolStoreBatch *self)
{
  sol_store_batch_change (self, (SolStoreChange) { .kind = SOL_STORE_CHANGE_FORGET_ALL });
}
