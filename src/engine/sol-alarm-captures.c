/* sol-alarm-captures.c: what was kept around alarms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-captures.h"

#define LATE_MS 200 /* after the kept stretch: its last message is still on its way */

struct _SolAlarmCaptures
{
  GObject parent_instance;

  /* Owned */
  GListStore *items;
  GHashTable *timers;     /* ids of what is to be kept soon */

  guint64     n_dropped;
};

enum
{
  PROP_0,
  PROP_N_DROPPED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sol_alarm_captures_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolAlarmCaptures, sol_alarm_captures, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sol_alarm_captures_model_init))

static GType
sol_alarm_captures_get_item_type (GListModel *model)
{
  return SOL_TYPE_ALARM_CAPTURE;
}

static guint
sol_alarm_captures_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SOL_ALARM_CAPTURES (model)->items));
}

static gpointer
sol_alarm_captures_get_item (GListModel *model,
                             guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SOL_ALARM_CAPTURES (model)->items), position);
}

static void
sol_alarm_captures_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_alarm_captures_get_item_type;
  iface->get_n_items = sol_alarm_captures_get_n_items;
  iface->get_item = sol_alarm_captures_get_item;
}

static void
sol_alarm_captures_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_N_DROPPED)
    g_value_set_uint64 (value, SOL_ALARM_CAPTURES (object)->n_dropped);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_alarm_captures_dispose (GObject *object)
{
  SolAlarmCaptures *self = SOL_ALARM_CAPTURES (object);

  if (self->timers != NULL)
    sol_alarm_captures_close (self);
  g_clear_object (&self->items);
  g_clear_pointer (&self->timers, g_hash_table_unref);
  G_OBJECT_CLASS (sol_alarm_captures_parent_class)->dispose (object);
}

static void
sol_alarm_captures_class_init (SolAlarmCapturesClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = sol_alarm_captures_get_property;
  G_OBJECT_CLASS (klass)->dispose = sol_alarm_captures_dispose;
  properties[PROP_N_DROPPED] = g_param_spec_uint64 ("n-dropped", NULL, NULL, 0, G_MAXUINT64, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
sol_alarm_captures_init (SolAlarmCaptures *self)
{
  self->items = g_list_store_new (SOL_TYPE_ALARM_CAPTURE);
  self->timers = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

SolAlarmCaptures *
sol_alarm_captures_new (void)
{
  return g_object_new (SOL_TYPE_ALARM_CAPTURES, NULL);
}

void
sol_alarm_captures_close (SolAlarmCaptures *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->timers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_source_remove (GPOINTER_TO_UINT (id));
  g_hash_table_remove_all (self->timers);
}

static void
drop_old (SolAlarmCaptures *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)), n_kept = 0;
  gsize n_bytes = 0;

  for (; n_kept < MIN (n, SOL_ALARM_MAX_CAPTURES); n_kept++)
    {
      g_autoptr (SolAlarmCapture) capture = g_list_model_get_item (G_LIST_MODEL (self->items), n_kept);

      n_bytes += sol_alarm_capture_get_bytes (capture);
      if (n_bytes > SOL_ALARM_MAX_BYTES)
        break;
    }
  if (n_kept == n)
    return;
  self->n_dropped += n - n_kept;
  g_list_store_splice (self->items, n_kept, n - n_kept, NULL, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DROPPED]);
}

/* An alarm whose surroundings are kept once the time behind it has passed */
typedef struct
{
  SolAlarmCaptures *captures; /* borrowed: it removes the timer */
  char             *title;
  SolChannel       *channel;  /* owned */
  gint64            event_ns, keep_ns;
  guint             id;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_free (keep->title);
  g_object_unref (keep->channel);
  g_free (keep);
}

/* The newest first; one with more to keep comes in later than those that began after it */
static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  gint64 a_ns = sol_alarm_capture_get_time ((SolAlarmCapture *) a);
  gint64 b_ns = sol_alarm_capture_get_time ((SolAlarmCapture *) b);

  return (a_ns < b_ns) - (a_ns > b_ns);
}

static gboolean
keep_cb (gpointer user_data)
{
  Keep *keep = user_data;
  SolAlarmCaptures *self = keep->captures;
  g_autoptr (SolAlarmCapture) capture = sol_alarm_capture_new (keep->title, keep->channel, keep->event_ns,
                                                               keep->event_ns - keep->keep_ns,
                                                               keep->event_ns + keep->keep_ns);

  g_hash_table_remove (self->timers, GUINT_TO_POINTER (keep->id));
  g_list_store_insert_sorted (self->items, capture, compare_times, NULL);
  drop_old (self);
  return G_SOURCE_REMOVE;
}

void
sol_alarm_captures_keep (SolAlarmCaptures *self,
                         const char       *title,
                         SolChannel       *channel,
                         gint64            event_ns,
                         gint64            keep_ns)
{
  Keep *keep = g_new (Keep, 1);

  *keep = (Keep) { self, g_strdup (title), g_object_ref (channel), event_ns, keep_ns, 0 };
  keep->id = g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) (keep_ns / 1000000) + LATE_MS, keep_cb, keep, keep_free);
  g_hash_table_add (self->timers, GUINT_TO_POINTER (keep->id));
}

void
sol_alarm_captures_remove (SolAlarmCaptures *self,
                           guint             position)
{
  g_return_if_fail (position < g_list_model_get_n_items (G_LIST_MODEL (self->items)));

  g_list_store_remove (self->items, position);
}

guint64
sol_alarm_captures_get_n_dropped (SolAlarmCaptures *self)
{
  return self->n_dropped;
}
