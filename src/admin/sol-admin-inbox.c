/* sol-admin-inbox.c: messages between the broker's thread and the next question
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-inbox-private.h"

#define MAX_MESSAGES 1000
#define MAX_BYTES (1024 * 1024)

struct _SolAdminInbox
{
  gatomicrefcount ref_count;

  /* Under @lock */
  GMutex  lock;
  GQueue  messages;
  gsize   n_bytes;
  guint64 n_dropped;
};

SolAdminInbox *
sol_admin_inbox_new (void)
{
  SolAdminInbox *self = g_new0 (SolAdminInbox, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_queue_init (&self->messages);
  return self;
}

SolAdminInbox *
sol_admin_inbox_ref (SolAdminInbox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_admin_inbox_unref (SolAdminInbox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_queue_clear_full (&self->messages, (GDestroyNotify) sol_message_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_over_limit (const SolAdminInbox *self)
{
  return self->messages.length > MAX_MESSAGES
         || (self->n_bytes > MAX_BYTES && self->messages.length > 1);
}

void
sol_admin_inbox_push (SolMessage *message,
                      gpointer    inbox)
{
  SolAdminInbox *self = inbox;

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->messages, sol_message_ref (message));
  self->n_bytes += sol_message_get_size (message);
  while (is_over_limit (self))
    {
      g_autoptr (SolMessage) oldest = g_queue_pop_head (&self->messages);

      self->n_bytes -= sol_message_get_size (oldest);
      self->n_dropped++;
    }
  g_mutex_unlock (&self->lock);
}

GPtrArray *
sol_admin_inbox_take (SolAdminInbox *self,
                      guint64       *n_dropped)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);
  gpointer message;

  g_mutex_lock (&self->lock);
  while ((message = g_queue_pop_head (&self->messages)) != NULL)
    g_ptr_array_add (taken, message);
  *n_dropped = self->n_dropped;
  self->n_dropped = 0;
  self->n_bytes = 0;
  g_mutex_unlock (&self->lock);
  return taken;
}
