/* sol-topic-level.c: the topics below one level, in order of name
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-topic-item-private.h"

struct _SolTopicLevel
{
  GObject parent_instance;

  /* Owned */
  GPtrArray  *items;   /* SolTopicItem, in order of name */
  GPtrArray  *waiting; /* SolTopicItem, in the order they came */
  GHashTable *names;   /* borrowed: name to item, both kinds */
};

static GType
sol_topic_level_get_item_type (GListModel *model)
{
  return SOL_TYPE_TOPIC_ITEM;
}

static guint
sol_topic_level_get_n_items (GListModel *model)
{
  return SOL_TOPIC_LEVEL (model)->items->len;
}

static gpointer
sol_topic_level_get_item (GListModel *model,
                          guint       position)
{
  SolTopicLevel *self = SOL_TOPIC_LEVEL (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_topic_level_get_item_type;
  iface->get_n_items = sol_topic_level_get_n_items;
  iface->get_item = sol_topic_level_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SolTopicLevel, sol_topic_level, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sol_topic_level_finalize (GObject *object)
{
  SolTopicLevel *self = SOL_TOPIC_LEVEL (object);

  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (sol_topic_level_parent_class)->finalize (object);
}

static void
sol_topic_level_class_init (SolTopicLevelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_topic_level_finalize;
}

static void
sol_topic_level_init (SolTopicLevel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
}

SolTopicLevel *
sol_topic_level_new (void)
{
  return g_object_new (SOL_TYPE_TOPIC_LEVEL, NULL);
}

SolTopicItem *
sol_topic_level_find (SolTopicLevel *self,
                      const char    *name,
                      gsize          length)
{
  char buffer[128];
  g_autofree char *copy = NULL;

  if (length >= sizeof buffer)
    return g_hash_table_lookup (self->names, copy = g_strndup (name, length));
  memcpy (buffer, name, length);
  buffer[length] = '\0';
  return g_hash_table_lookup (self->names, buffer);
}

gboolean
sol_topic_level_add (SolTopicLevel *self,
                     SolTopicItem  *item)
{
  g_ptr_array_add (self->waiting, item);
  g_hash_table_insert (self->names, (char *) sol_topic_item_get_name (item), item);
  return self->waiting->len == 1;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return strcmp (sol_topic_item_get_name (*(SolTopicItem * const *) a),
                 sol_topic_item_get_name (*(SolTopicItem * const *) b));
}

/* Where @item belongs among those shown from @from on */
static guint
find_place (SolTopicLevel *self,
            SolTopicItem  *item,
            guint          from)
{
  guint lo = from, hi = self->items->len;

  while (lo < hi)
    {
      guint middle = lo + (hi - lo) / 2;

      if (compare_items (&self->items->pdata[middle], &item) < 0)
        lo = middle + 1;
      else
        hi = middle;
    }
  return lo;
}

/* How many of @items stand in front of the item shown at @place */
static guint
count_neighbours (SolTopicLevel *self,
                  GPtrArray     *items,
                  guint          first,
                  guint          place)
{
  guint n = 1;

  while (first + n < items->len
         && (place == self->items->len
             || compare_items (&items->pdata[first + n], &self->items->pdata[place]) < 0))
    n++;
  return n;
}

static void
insert_run (SolTopicLevel *self,
            GPtrArray     *items,
            guint          first,
            guint          n,
            guint          place)
{
  guint n_behind = self->items->len - place;
  gpointer *target;

  g_ptr_array_set_size (self->items, (int) (self->items->len + n));
  target = self->items->pdata + place;
  memmove (target + n, target, n_behind * sizeof (gpointer));
  memcpy (target, items->pdata + first, n * sizeof (gpointer));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, n);
}

void
sol_topic_level_flush (SolTopicLevel *self)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->waiting);
  guint place = 0, n;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (items, NULL);
  g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i += n, place += n)
    {
      place = find_place (self, items->pdata[i], place);
      n = count_neighbours (self, items, i, place);
      insert_run (self, items, i, n, place);
    }
}

static void
orphan_all (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    sol_topic_item_orphan (items->pdata[i]);
}

void
sol_topic_level_clear (SolTopicLevel *self)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->items);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->names);
  orphan_all (items);
  orphan_all (waiting);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, items->len, 0);
}
