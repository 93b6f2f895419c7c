/* sol-topic-list.c: the topics seen, as a tree of list models
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-list.h"

#include <string.h>

#include "sol-topic-item-private.h"

/* Messages go into the store, in whichever thread they come. The main thread takes a bounded number of changes out of
 * it at each update and walks them up the tree, so that a flood costs the window the same as a steady stream. */

#define LIMIT_TOPICS 20000
#define LIMIT_BYTES (64u << 20)
#define MAX_LEVELS 24       /* what is deeper stands in the last one */
#define N_NEW 500           /* topics shown for the first time, an update */
#define N_CHANGES 2000      /* topics brought up to date, an update */
#define N_RATES 2000        /* rates asked, an update */

struct _SolTopicList
{
  GObject parent_instance;

  /* Owned */
  SolTopicStore *store;
  SolTopicLevel *root;
  GPtrArray     *touched;  /* SolTopicItem, borrowed: to settle at the end of the update */
  GPtrArray     *grown;    /* SolTopicLevel, borrowed: to flush at the end of the update */
  GPtrArray     *active;   /* SolTopicItem, borrowed: whose rate is not at rest */
  guint          next_active;
  gboolean       is_paused;
};

static GType
sol_topic_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_TOPIC_ITEM;
}

static guint
sol_topic_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SOL_TOPIC_LIST (model)->root));
}

static gpointer
sol_topic_list_get_item (GListModel *model,
                         guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SOL_TOPIC_LIST (model)->root), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_topic_list_get_item_type;
  iface->get_n_items = sol_topic_list_get_n_items;
  iface->get_item = sol_topic_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SolTopicList, sol_topic_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sol_topic_list_finalize (GObject *object)
{
  SolTopicList *self = SOL_TOPIC_LIST (object);

  sol_topic_level_clear (self->root);
  g_object_unref (self->root);
  g_ptr_array_unref (self->touched);
  g_ptr_array_unref (self->grown);
  g_ptr_array_unref (self->active);
  sol_topic_store_unref (self->store);
  G_OBJECT_CLASS (sol_topic_list_parent_class)->finalize (object);
}

static void
sol_topic_list_class_init (SolTopicListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_topic_list_finalize;
}

static void
sol_topic_list_init (SolTopicList *self)
{
  self->store = sol_topic_store_new (LIMIT_TOPICS, LIMIT_BYTES);
  self->root = sol_topic_level_new ();
  self->touched = g_ptr_array_new ();
  self->grown = g_ptr_array_new ();
  self->active = g_ptr_array_new ();
  g_signal_connect_object (self->root, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

SolTopicList *
sol_topic_list_new (void)
{
  return g_object_new (SOL_TYPE_TOPIC_LIST, NULL);
}

void
sol_topic_list_push (SolTopicList *self,
                     SolMessage   *message)
{
  sol_topic_store_push (self->store, message);
}

static const char *
find_level_end (const char *begin,
                guint       depth)
{
  const char *end = depth + 1 < MAX_LEVELS ? strchr (begin, '/') : NULL;

  return end != NULL ? end : begin + strlen (begin);
}

static SolTopicItem *
add_item (SolTopicList  *self,
          SolTopicLevel *level,
          SolTopicItem  *parent,
          GRefString    *topic,
          const char    *begin,
          const char    *end)
{
  SolTopicItem *item = sol_topic_item_new (self->store, parent, topic,
                                           (gsize) (begin - topic), (gsize) (end - topic));

  if (sol_topic_level_add (level, item))
    g_ptr_array_add (self->grown, level);
  return item;
}

/* The item of a topic; with its levels made on the way where there are none, if @topic is a node's */
static SolTopicItem *
walk (SolTopicList *self,
      const char   *topic,
      GRefString   *to_make)
{
  SolTopicLevel *level = self->root;
  SolTopicItem *item = NULL, *parent = NULL;
  const char *begin = topic, *end;

  for (guint depth = 0;; depth++, begin = end + 1)
    {
      end = find_level_end (begin, depth);
      item = sol_topic_level_find (level, begin, (gsize) (end - begin));
      if (item == NULL && to_make == NULL)
        return NULL;
      if (item == NULL)
        item = add_item (self, level, parent, to_make, begin, end);
      if (*end == '\0')
        return item;
      level = sol_topic_item_get_level (item);
      parent = item;
    }
}

static void
touch (SolTopicList *self,
       SolTopicItem *item,
       guint64       n)
{
  for (; item != NULL; item = sol_topic_item_get_parent (item))
    {
      if (!sol_topic_item_add_count (item, n))
        continue;
      g_ptr_array_add (self->touched, item);
      if (sol_topic_item_is_active (item))
        continue;
      sol_topic_item_set_active (item, TRUE);
      g_ptr_array_add (self->active, item);
    }
}

static void
apply_change (SolTopicList         *self,
              const SolTopicChange *change)
{
  SolTopicItem *item = (SolTopicItem *) change->node->item;

  if (item == NULL)
    {
      item = walk (self, change->node->topic, change->node->topic);
      sol_topic_item_set_node (item, change->node);
    }
  touch (self, item, sol_topic_item_take_change (item, change));
}

/* Round and round, so that 20,000 rates are asked once a second */
static void
update_rates (SolTopicList *self)
{
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < N_RATES && i < self->active->len; i++)
    {
      SolTopicItem *item;

      if (self->next_active >= self->active->len)
        self->next_active = 0;
      item = self->active->pdata[self->next_active];
      if (sol_topic_item_update_rate (item, now_us))
        self->next_active++;
      else
        {
          sol_topic_item_set_active (item, FALSE);
          g_ptr_array_remove_index_fast (self->active, self->next_active);
        }
    }
}

/* Signals come last, when every count is right: whoever hears one may ask for anything */
static void
settle (SolTopicList *self)
{
  for (guint i = 0; i < self->touched->len; i++)
    sol_topic_item_settle (self->touched->pdata[i]);
  g_ptr_array_set_size (self->touched, 0);
  for (guint i = 0; i < self->grown->len; i++)
    sol_topic_level_flush (self->grown->pdata[i]);
  g_ptr_array_set_size (self->grown, 0);
}

void
sol_topic_list_update (SolTopicList *self)
{
  g_autofree SolTopicChange *changes = NULL;
  guint n;

  g_return_if_fail (SOL_IS_TOPIC_LIST (self));

  if (self->is_paused)
    return;
  changes = g_new (SolTopicChange, N_CHANGES);
  n = sol_topic_store_take_changes (self->store, changes, N_NEW, N_CHANGES);
  for (guint i = 0; i < n; i++)
    {
      apply_change (self, &changes[i]);
      sol_topic_node_unref (changes[i].node);
    }
  update_rates (self);
  settle (self);
}

void
sol_topic_list_set_paused (SolTopicList *self,
                           gboolean      is_paused)
{
  g_return_if_fail (SOL_IS_TOPIC_LIST (self));

  self->is_paused = is_paused;
}

void
sol_topic_list_clear (SolTopicList *self)
{
  g_return_if_fail (SOL_IS_TOPIC_LIST (self));

  g_ptr_array_set_size (self->active, 0);
  g_ptr_array_set_size (self->touched, 0);
  g_ptr_array_set_size (self->grown, 0);
  sol_topic_store_clear (self->store);
  sol_topic_level_clear (self->root);
}

SolTopicItem *
sol_topic_list_find (SolTopicList *self,
                     const char   *topic)
{
  g_return_val_if_fail (SOL_IS_TOPIC_LIST (self), NULL);

  return walk (self, topic, NULL);
}

GPtrArray *
sol_topic_list_dup_newest (SolTopicList *self,
                           const char   *filter)
{
  g_return_val_if_fail (SOL_IS_TOPIC_LIST (self), NULL);

  return sol_topic_store_dup_matching (self->store, filter);
}

guint64
sol_topic_list_get_n_hidden (SolTopicList *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_LIST (self), 0);

  return sol_topic_store_get_n_hidden (self->store);
}

guint
sol_topic_list_get_n_topics (SolTopicList *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_LIST (self), 0);

  return sol_topic_store_get_n_topics (self->store);
}
