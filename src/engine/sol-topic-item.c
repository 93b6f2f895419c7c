/* sol-topic-item.c: one level of a topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-item-private.h"

#include "sol-topic-text-private.h"

#define RATE_SPAN_US G_USEC_PER_SEC

struct _SolTopicItem
{
  GObject parent_instance;

  /* Owned */
  SolTopicStore *store;
  SolTopicNode  *node;       /* nullable: no message on this very topic */
  SolTopicLevel *level;      /* nullable until something is below or somebody asks */
  GRefString    *whole;      /* a topic at or below this one */
  char          *name;
  char          *topic;      /* nullable until somebody asks */
  char          *text;       /* nullable until somebody asks */

  /* Borrowed: it owns this item's level's list; NULL at the top and after the list was cleared */
  SolTopicItem  *parent;

  gsize    topic_len;
  guint64  count, own_count, notified_count;
  guint64  span_count;       /* count when the span of the rate began */
  gint64   span_begin_us;    /* 0: no span yet */
  double   rate;
  gboolean is_retained, notified_retained;
  gboolean has_news;         /* the newest message is another one */
  gboolean is_touched;
  gboolean is_active;
};

enum { PROP_0, PROP_TEXT, PROP_COUNT, PROP_RATE, PROP_IS_RETAINED, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SolTopicItem, sol_topic_item, G_TYPE_OBJECT)

static void
sol_topic_item_finalize (GObject *object)
{
  SolTopicItem *self = SOL_TOPIC_ITEM (object);

  if (self->level != NULL)
    sol_topic_level_clear (self->level);
  g_clear_object (&self->level);
  g_clear_pointer (&self->node, sol_topic_node_unref);
  sol_topic_store_unref (self->store);
  g_ref_string_release (self->whole);
  g_free (self->name);
  g_free (self->topic);
  g_free (self->text);
  G_OBJECT_CLASS (sol_topic_item_parent_class)->finalize (object);
}

static void
sol_topic_item_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SolTopicItem *self = SOL_TOPIC_ITEM (object);

  switch (property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, sol_topic_item_get_text (self));
      break;
    case PROP_COUNT:
      g_value_set_uint64 (value, self->count);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    case PROP_IS_RETAINED:
      g_value_set_boolean (value, self->is_retained);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sol_topic_item_class_init (SolTopicItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = sol_topic_item_finalize;
  object_class->get_property = sol_topic_item_get_property;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_COUNT] = g_param_spec_uint64 ("count", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0.0, G_MAXDOUBLE, 0.0, flags);
  props[PROP_IS_RETAINED] = g_param_spec_boolean ("is-retained", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
sol_topic_item_init (SolTopicItem *self)
{
}

SolTopicItem *
sol_topic_item_new (SolTopicStore *store,
                    SolTopicItem  *parent,
                    GRefString    *topic,
                    gsize          begin,
                    gsize          end)
{
  SolTopicItem *self = g_object_new (SOL_TYPE_TOPIC_ITEM, NULL);

  self->store = sol_topic_store_ref (store);
  self->parent = parent;
  self->whole = g_ref_string_acquire (topic);
  self->name = g_strndup (topic + begin, end - begin);
  self->topic_len = end;
  return self;
}

SolTopicItem *
sol_topic_item_get_parent (SolTopicItem *self)
{
  return self->parent;
}

SolTopicLevel *
sol_topic_item_get_level (SolTopicItem *self)
{
  if (self->level == NULL)
    self->level = sol_topic_level_new ();
  return self->level;
}

void
sol_topic_item_orphan (SolTopicItem *self)
{
  self->parent = NULL;
}

void
sol_topic_item_set_node (SolTopicItem *self,
                         SolTopicNode *node)
{
  self->node = sol_topic_node_ref (node);
  node->item = G_OBJECT (self);
}

guint64
sol_topic_item_take_change (SolTopicItem         *self,
                            const SolTopicChange *change)
{
  guint64 more = change->count - self->own_count;

  self->own_count = change->count;
  self->is_retained = change->is_retained;
  self->has_news = TRUE;
  g_clear_pointer (&self->text, g_free);
  return more;
}

gboolean
sol_topic_item_add_count (SolTopicItem *self,
                          guint64       n)
{
  gboolean is_first = !self->is_touched;

  self->count += n;
  self->is_touched = TRUE;
  return is_first;
}

void
sol_topic_item_settle (SolTopicItem *self)
{
  GObject *object = G_OBJECT (self);

  if (self->has_news)
    g_object_notify_by_pspec (object, props[PROP_TEXT]);
  if (self->count != self->notified_count)
    g_object_notify_by_pspec (object, props[PROP_COUNT]);
  if (self->is_retained != self->notified_retained)
    g_object_notify_by_pspec (object, props[PROP_IS_RETAINED]);
  self->has_news = FALSE;
  self->is_touched = FALSE;
  self->notified_count = self->count;
  self->notified_retained = self->is_retained;
}

static void
set_rate (SolTopicItem *self,
          double        rate)
{
  if (self->rate == rate)
    return;
  self->rate = rate;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RATE]);
}

/* Over the last whole span; an item that was at rest begins its span with the update before the message */
gboolean
sol_topic_item_update_rate (SolTopicItem *self,
                            gint64        now_us)
{
  gint64 span_us = now_us - self->span_begin_us;
  guint64 n = self->count - self->span_count;

  if (self->span_begin_us == 0)
    {
      self->span_begin_us = now_us;
      self->span_count = self->notified_count;
      return TRUE;
    }
  if (span_us < RATE_SPAN_US)
    return TRUE;
  set_rate (self, (double) n * G_USEC_PER_SEC / (double) span_us);
  self->span_count = self->count;
  self->span_begin_us = n > 0 ? now_us : 0;
  return n > 0;
}

gboolean
sol_topic_item_is_active (SolTopicItem *self)
{
  return self->is_active;
}

void
sol_topic_item_set_active (SolTopicItem *self,
                           gboolean      is_active)
{
  self->is_active = is_active;
}

const char *
sol_topic_item_get_name (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), NULL);

  return self->name;
}

const char *
sol_topic_item_get_topic (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), NULL);

  if (self->topic == NULL)
    self->topic = g_strndup (self->whole, self->topic_len);
  return self->topic;
}

const char *
sol_topic_item_get_text (SolTopicItem *self)
{
  g_autoptr (SolMessage) message = NULL;

  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), NULL);

  if (self->text != NULL)
    return self->text;
  if (self->node != NULL)
    message = sol_topic_store_dup_newest (self->store, self->node);
  return self->text = message != NULL ? sol_topic_text_new (message) : g_strdup ("");
}

guint64
sol_topic_item_get_count (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), 0);

  return self->count;
}

double
sol_topic_item_get_rate (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), 0.0);

  return self->rate;
}

gboolean
sol_topic_item_is_retained (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), FALSE);

  return self->is_retained;
}

gboolean
sol_topic_item_has_messages (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), FALSE);

  return self->node != NULL;
}

GListModel *
sol_topic_item_get_children (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), NULL);

  return G_LIST_MODEL (sol_topic_item_get_level (self));
}

GPtrArray *
sol_topic_item_dup_messages (SolTopicItem *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_ITEM (self), NULL);

  if (self->node == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);
  return sol_topic_store_dup_messages (self->store, self->node);
}
