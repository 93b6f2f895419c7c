/* sol-alarm-list.c: what channels are watched for, and what was seen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-list.h"

#include <glib/gi18n.h>

#include "sol-alarm-item-private.h"
#include "sol-alarm-worker-private.h"
#include "sol-signal-error.h"

#define MAX_NEWS 10000              /* that wait for the main thread */
#define TELL_EVERY_US G_USEC_PER_SEC
#define LATE_MS 200                 /* after the kept stretch: its last message is still on its way */

struct _SolAlarmList
{
  GObject parent_instance;

  /* Owned */
  GListStore  *items;
  GListStore  *captures;
  SolMailbox  *news;
  GHashTable  *timers;     /* ids of what is to be kept soon */

  /* Borrowed; NULL once closed */
  SolAnalysis *analysis;
  SolIngest   *ingest;

  guint        idle;
  guint        last_serial;
  guint64      n_dropped;
};

static void
sol_alarm_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolAlarmList, sol_alarm_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sol_alarm_list_model_init))

static GType
sol_alarm_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_ALARM_ITEM;
}

static guint
sol_alarm_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SOL_ALARM_LIST (model)->items));
}

static gpointer
sol_alarm_list_get_item (GListModel *model,
                         guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SOL_ALARM_LIST (model)->items), position);
}

static void
sol_alarm_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_alarm_list_get_item_type;
  iface->get_n_items = sol_alarm_list_get_n_items;
  iface->get_item = sol_alarm_list_get_item;
}

static SolAlarmItem *
get_item (SolAlarmList *self,
          guint         position)
{
  g_autoptr (SolAlarmItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item; /* the store holds it */
}

static guint
count_items (SolAlarmList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* Captures */

static void
drop_old_captures (SolAlarmList *self)
{
  GListModel *captures = G_LIST_MODEL (self->captures);
  gsize n_bytes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (captures); i++)
    {
      g_autoptr (SolAlarmCapture) capture = g_list_model_get_item (captures, i);

      n_bytes += sol_alarm_capture_get_bytes (capture);
      if (i < SOL_ALARM_MAX_CAPTURES && n_bytes <= SOL_ALARM_MAX_BYTES)
        continue;
      self->n_dropped += g_list_model_get_n_items (captures) - i;
      g_list_store_splice (self->captures, i, g_list_model_get_n_items (captures) - i, NULL, 0);
    }
}

/* An alarm whose surroundings are kept once the time behind it has passed */
typedef struct
{
  SolAlarmList *list;    /* borrowed: it removes the timer */
  char         *title;
  SolChannel   *channel; /* owned */
  gint64        event_ns, keep_ns;
  guint         id;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_free (keep->title);
  g_object_unref (keep->channel);
  g_free (keep);
}

static gboolean
keep_cb (gpointer user_data)
{
  Keep *keep = user_data;
  SolAlarmList *self = keep->list;
  g_autoptr (SolAlarmCapture) capture = sol_alarm_capture_new (keep->title, keep->channel, keep->event_ns,
                                                               keep->event_ns - keep->keep_ns,
                                                               keep->event_ns + keep->keep_ns);

  g_hash_table_remove (self->timers, GUINT_TO_POINTER (keep->id));
  g_list_store_insert (self->captures, 0, capture);
  drop_old_captures (self);
  return G_SOURCE_REMOVE;
}

static void
keep_later (SolAlarmList *self,
            SolAlarmItem *item)
{
  Keep *keep;

  if (item->keep_s <= 0.0)
    return;
  keep = g_new (Keep, 1);
  *keep = (Keep) { self, sol_alarm_item_describe (item), g_object_ref (item->channel), item->time_ns,
                   (gint64) (item->keep_s * 1e9), 0 };
  keep->id = g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) (item->keep_s * 1000) + LATE_MS, keep_cb, keep, keep_free);
  g_hash_table_add (self->timers, GUINT_TO_POINTER (keep->id));
}

/* News */

static void
tell (SolAlarmList *self,
      SolAlarmItem *item)
{
  g_autofree char *what = sol_alarm_item_describe (item);
  g_autofree char *text = g_strdup_printf (item->is_active ? _("Alarm: %s") : _("Alarm over: %s"), what);

  g_signal_emit_by_name (self, "told", item, text);
}

static void
take_event (SolAlarmList        *self,
            SolAlarmItem        *item,
            const SolAlarmEvent *event)
{
  gint64 now_us = g_get_monotonic_time ();

  item->is_active = event->has_begun;
  item->time_ns = event->t_ns;
  item->n_events += event->has_begun;
  if (event->has_begun && (item->told_us == 0 || now_us - item->told_us >= TELL_EVERY_US))
    {
      item->told_us = now_us;
      item->is_told = TRUE;
      tell (self, item);
      keep_later (self, item);
    }
  else if (!event->has_begun && item->is_told)
    {
      item->is_told = FALSE;
      tell (self, item);
    }
  g_signal_emit_by_name (item, "changed");
  g_signal_emit_by_name (self, "noted");
}

static void
news_cb (gpointer item,
         gpointer user_data)
{
  SolAlarmList *self = user_data;
  g_autofree SolAlarmNews *news = item;

  for (guint i = 0; i < count_items (self); i++)
    if (get_item (self, i)->worker != 0 && get_item (self, i)->serial == news->serial)
      {
        take_event (self, get_item (self, i), &news->event);
        return;
      }
}

/* Binding */

static SolChannel *
find_channel (SolAlarmList *self,
              const char   *name)
{
  GListModel *channels = sol_ingest_get_channels (self->ingest);

  for (guint i = 0; i < g_list_model_get_n_items (channels); i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (channels, i);
      const char *label = sol_channel_get_label (channel);

      if (g_str_equal (label != NULL ? label : sol_channel_get_name (channel), name))
        return channel; /* the list holds it */
    }
  return NULL;
}

static void
unbind (SolAlarmList *self,
        SolAlarmItem *item)
{
  if (item->worker != 0)
    sol_analysis_remove (self->analysis, item->worker);
  item->worker = 0;
  item->is_active = item->is_told = FALSE;
  g_clear_object (&item->channel);
}

static void
bind (SolAlarmList *self,
      SolAlarmItem *item)
{
  SolChannel *channel = find_channel (self, item->input);

  if (channel == item->channel)
    return;
  unbind (self, item);
  if (channel != NULL)
    {
      item->channel = g_object_ref (channel);
      item->serial = ++self->last_serial;
      item->worker = sol_analysis_add (self->analysis, sol_alarm_worker_run,
                                       sol_alarm_worker_new (&item->settings, channel, self->news, item->serial),
                                       sol_alarm_worker_free);
    }
  g_signal_emit_by_name (item, "changed");
}

static gboolean
idle_cb (gpointer user_data)
{
  SolAlarmList *self = user_data;

  self->idle = 0;
  for (guint i = 0; i < count_items (self); i++)
    bind (self, get_item (self, i));
  return G_SOURCE_REMOVE;
}

static void
channels_changed_cb (SolAlarmList *self)
{
  if (self->idle == 0 && self->analysis != NULL)
    self->idle = g_idle_add (idle_cb, self);
}

/* Object */

static void
sol_alarm_list_dispose (GObject *object)
{
  SolAlarmList *self = SOL_ALARM_LIST (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->items);
  g_clear_object (&self->captures);
  g_clear_pointer (&self->timers, g_hash_table_unref);
  G_OBJECT_CLASS (sol_alarm_list_parent_class)->dispose (object);
}

static void
sol_alarm_list_class_init (SolAlarmListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_alarm_list_dispose;
  g_signal_new ("changed", SOL_TYPE_ALARM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("noted", SOL_TYPE_ALARM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("told", SOL_TYPE_ALARM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                SOL_TYPE_ALARM_ITEM, G_TYPE_STRING);
}

static void
sol_alarm_list_init (SolAlarmList *self)
{
  self->items = g_list_store_new (SOL_TYPE_ALARM_ITEM);
  self->captures = g_list_store_new (SOL_TYPE_ALARM_CAPTURE);
  self->timers = g_hash_table_new (NULL, NULL);
  self->news = sol_mailbox_new (NULL, MAX_NEWS, 0, news_cb, self, g_free);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

SolAlarmList *
sol_alarm_list_new (SolAnalysis *analysis,
                    SolIngest   *ingest)
{
  SolAlarmList *self = g_object_new (SOL_TYPE_ALARM_LIST, NULL);

  self->analysis = analysis;
  self->ingest = ingest;
  g_signal_connect_object (sol_ingest_get_channels (ingest), "items-changed", G_CALLBACK (channels_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
sol_alarm_list_close (SolAlarmList *self)
{
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < count_items (self); i++)
    unbind (self, get_item (self, i));
  g_hash_table_iter_init (&iter, self->timers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_source_remove (GPOINTER_TO_UINT (id));
  g_hash_table_remove_all (self->timers);
  g_clear_handle_id (&self->idle, g_source_remove);
  sol_mailbox_close (self->news);
  g_clear_pointer (&self->news, sol_mailbox_unref);
  self->analysis = NULL;
  self->ingest = NULL;
}

static gboolean
check (guint                    position,
       const SolAlarmSettings  *settings,
       double                   keep_s,
       GError                 **error)
{
  if (!sol_alarm_check (settings, error))
    return FALSE;
  if (!(keep_s >= 0.0 && keep_s <= SOL_ALARM_MAX_KEEP_S))
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("%g s cannot be kept: 0 to %g s can"), keep_s,
                 SOL_ALARM_MAX_KEEP_S);
  else if (settings->kind == SOL_ALARM_MASK)
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("A mask needs pictures: use a level or a band"));
  else if (position >= SOL_ALARM_LIST_MAX)
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("There are %u alarms already: remove one"),
                 SOL_ALARM_LIST_MAX);
  else
    return TRUE;
  return FALSE;
}

gboolean
sol_alarm_list_set (SolAlarmList            *self,
                    guint                    position,
                    const char              *input,
                    const SolAlarmSettings  *settings,
                    double                   keep_s,
                    GError                 **error)
{
  g_autoptr (SolAlarmItem) item = NULL;
  gboolean replaces = position < count_items (self);

  g_return_val_if_fail (SOL_IS_ALARM_LIST (self) && self->analysis != NULL, FALSE);
  g_return_val_if_fail (position <= count_items (self), FALSE);

  if (!check (position, settings, keep_s, error))
    return FALSE;
  if (replaces)
    unbind (self, get_item (self, position));
  item = sol_alarm_item_new (input, settings, keep_s);
  bind (self, item);
  g_list_store_splice (self->items, position, replaces ? 1 : 0, (gpointer *) &item, 1);
  g_signal_emit_by_name (self, "changed");
  return TRUE;
}

void
sol_alarm_list_remove (SolAlarmList *self,
                       guint         position)
{
  g_return_if_fail (position < count_items (self) && self->analysis != NULL);

  unbind (self, get_item (self, position));
  g_list_store_remove (self->items, position);
  g_signal_emit_by_name (self, "changed");
}

guint
sol_alarm_list_get_n_active (SolAlarmList *self)
{
  guint n = 0;

  for (guint i = 0; i < count_items (self); i++)
    n += get_item (self, i)->is_active;
  return n;
}

GListModel *
sol_alarm_list_get_captures (SolAlarmList *self)
{
  return G_LIST_MODEL (self->captures);
}

guint64
sol_alarm_list_get_n_dropped (SolAlarmList *self)
{
  return self->n_dropped;
}
