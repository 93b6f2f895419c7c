/* sol-event-log.c: what happened, newest last, bounded
 *
 * A quiet log shows an event at once. A thousand devices that reconnect would be a thousand
 * changes of the list: events that come sooner than 100 ms after the last change wait and are
 * shown together.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-event-log.h"

#include "sol-log-item-private.h"

#define MAX_ITEMS 2000
#define INTERVAL_MS 100

struct _SolEventLog
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *items;
  GPtrArray *waiting;

  gint64     shown_us; /* monotonic clock */
  guint      timeout_id;
};

static void sol_event_log_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolEventLog, sol_event_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sol_event_log_model_init))

static GType
sol_event_log_get_item_type (GListModel *model)
{
  return SOL_TYPE_LOG_ITEM;
}

static guint
sol_event_log_get_n_items (GListModel *model)
{
  return SOL_EVENT_LOG (model)->items->len;
}

static gpointer
sol_event_log_get_item (GListModel *model,
                        guint       position)
{
  SolEventLog *self = SOL_EVENT_LOG (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
sol_event_log_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_event_log_get_item_type;
  iface->get_n_items = sol_event_log_get_n_items;
  iface->get_item = sol_event_log_get_item;
}

static void
drop_oldest (GPtrArray *items,
             guint      limit)
{
  if (items->len > limit)
    g_ptr_array_remove_range (items, 0, items->len - limit);
}

static void
show_waiting (SolEventLog *self)
{
  guint n_new = self->waiting->len, n_before = self->items->len;
  guint n_gone = n_before + n_new > MAX_ITEMS ? n_before + n_new - MAX_ITEMS : 0;

  self->shown_us = g_get_monotonic_time ();
  if (n_gone > 0)
    {
      g_ptr_array_remove_range (self->items, 0, n_gone);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_gone, 0);
    }
  g_ptr_array_extend_and_steal (self->items, g_steal_pointer (&self->waiting));
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - n_new, 0, n_new);
}

static gboolean
show_cb (gpointer user_data)
{
  SolEventLog *self = user_data;

  self->timeout_id = 0;
  show_waiting (self);
  return G_SOURCE_REMOVE;
}

static void
sol_event_log_dispose (GObject *object)
{
  SolEventLog *self = SOL_EVENT_LOG (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  G_OBJECT_CLASS (sol_event_log_parent_class)->dispose (object);
}

static void
sol_event_log_finalize (GObject *object)
{
  SolEventLog *self = SOL_EVENT_LOG (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (sol_event_log_parent_class)->finalize (object);
}

static void
sol_event_log_class_init (SolEventLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sol_event_log_dispose;
  object_class->finalize = sol_event_log_finalize;
}

static void
sol_event_log_init (SolEventLog *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

SolEventLog *
sol_event_log_new (void)
{
  return g_object_new (SOL_TYPE_EVENT_LOG, NULL);
}

void
sol_event_log_add (SolEventLog    *self,
                   SolBrokerEvent *event)
{
  gint64 due_us;

  g_return_if_fail (SOL_IS_EVENT_LOG (self));

  g_ptr_array_add (self->waiting, sol_log_item_new (event));
  drop_oldest (self->waiting, MAX_ITEMS);
  if (self->timeout_id != 0)
    return;
  due_us = self->shown_us + INTERVAL_MS * 1000 - g_get_monotonic_time ();
  if (self->shown_us == 0 || due_us <= 0)
    show_waiting (self);
  else
    self->timeout_id = g_timeout_add ((guint) (due_us / 1000) + 1, show_cb, self);
}
