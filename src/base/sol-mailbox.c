/* sol-mailbox.c: many writers, one reader, as a source of the reader's main context
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mailbox.h"

struct _SolMailbox
{
  gatomicrefcount ref_count;

  /* Set once */
  GSource        *source;
  SolMailboxFunc  func;
  gpointer        user_data;
  GDestroyNotify  item_free;
  gsize           limit_items;
  gsize           limit_bytes;

  /* Under @lock */
  GMutex     lock;
  GPtrArray *items;
  gsize      n_bytes;
  guint64    n_dropped;
  gboolean   is_closed;

  /* The reader's: swapped with @items, so that a batch costs one lock */
  GPtrArray *batch;
  guint      next;
};

static GPtrArray *
sol_mailbox_take (SolMailbox *self)
{
  GPtrArray *full;

  g_mutex_lock (&self->lock);
  full = self->items;
  self->items = self->batch;
  self->n_bytes = 0;
  g_mutex_unlock (&self->lock);
  return full;
}

static gboolean
sol_mailbox_dispatch_cb (gpointer data)
{
  g_autoptr (SolMailbox) self = sol_mailbox_ref (data);

  g_source_set_ready_time (self->source, -1);
  self->batch = sol_mailbox_take (self);
  for (self->next = 0; self->next < self->batch->len;)
    self->func (g_steal_pointer (&self->batch->pdata[self->next++]), self->user_data);
  g_ptr_array_set_size (self->batch, 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
source_dispatch (GSource     *source,
                 GSourceFunc  callback,
                 gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

SolMailbox *
sol_mailbox_new (GMainContext   *context,
                 gsize           limit_items,
                 gsize           limit_bytes,
                 SolMailboxFunc  func,
                 gpointer        user_data,
                 GDestroyNotify  item_free)
{
  SolMailbox *self = g_new0 (SolMailbox, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->items = g_ptr_array_new ();
  self->batch = g_ptr_array_new ();
  self->func = func;
  self->user_data = user_data;
  self->item_free = item_free;
  self->limit_items = limit_items;
  self->limit_bytes = limit_bytes;
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->source, sol_mailbox_dispatch_cb, self, NULL);
  g_source_set_static_name (self->source, "sol-mailbox");
  g_source_attach (self->source, context);
  return self;
}

static gboolean
sol_mailbox_is_full (SolMailbox *self,
                     gsize       n_bytes)
{
  if (self->limit_items > 0 && self->items->len >= self->limit_items)
    return TRUE;
  return self->limit_bytes > 0 && self->n_bytes + n_bytes > self->limit_bytes;
}

gboolean
sol_mailbox_post (SolMailbox *self,
                  gpointer    item,
                  gsize       n_bytes)
{
  gboolean accepted, wake;

  g_mutex_lock (&self->lock);
  accepted = !self->is_closed && !sol_mailbox_is_full (self, n_bytes);
  wake = accepted && self->items->len == 0;
  if (accepted)
    {
      g_ptr_array_add (self->items, item);
      self->n_bytes += n_bytes;
    }
  else
    self->n_dropped++;
  if (wake)
    g_source_set_ready_time (self->source, 0);
  g_mutex_unlock (&self->lock);

  if (!accepted && self->item_free != NULL)
    self->item_free (item);
  return accepted;
}

guint64
sol_mailbox_get_dropped (SolMailbox *self)
{
  guint64 n;

  g_mutex_lock (&self->lock);
  n = self->n_dropped;
  g_mutex_unlock (&self->lock);
  return n;
}

void
sol_mailbox_get_waiting (SolMailbox *self,
                         gsize      *n_items,
                         gsize      *n_bytes)
{
  g_mutex_lock (&self->lock);
  *n_items = self->items->len;
  *n_bytes = self->n_bytes;
  g_mutex_unlock (&self->lock);
}

static void
free_items (GPtrArray      *items,
            guint           from,
            GDestroyNotify  item_free)
{
  for (guint i = from; i < items->len; i++)
    if (item_free != NULL)
      item_free (items->pdata[i]);
  g_ptr_array_set_size (items, 0);
}

void
sol_mailbox_close (SolMailbox *self)
{
  gboolean was_closed;

  g_mutex_lock (&self->lock);
  was_closed = self->is_closed;
  self->is_closed = TRUE;
  g_mutex_unlock (&self->lock);
  if (was_closed)
    return;

  g_source_destroy (self->source);
  free_items (self->batch, self->next, self->item_free);
  free_items (self->items, 0, self->item_free);
}

SolMailbox *
sol_mailbox_ref (SolMailbox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_mailbox_unref (SolMailbox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sol_mailbox_close (self);
  g_source_unref (self->source);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->batch);
  g_mutex_clear (&self->lock);
  g_free (self);
}
