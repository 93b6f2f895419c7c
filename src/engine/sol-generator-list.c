/* sol-generator-list.c: the generator's sources
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-list.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-generator-item-private.h"

struct _SolGeneratorList
{
  GObject parent_instance;

  /* Owned */
  GListStore  *items;
  SolIoThread *thread;      /* NULL while none runs */

  SolWaveFunc  func;        /* NULL: nobody takes messages */
  gpointer     user_data;
  guint        n_running;
};

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sol_generator_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolGeneratorList, sol_generator_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sol_generator_list_model_init))

static GType
sol_generator_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_GENERATOR_ITEM;
}

static guint
sol_generator_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SOL_GENERATOR_LIST (model)->items));
}

static gpointer
sol_generator_list_get_item (GListModel *model,
                             guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SOL_GENERATOR_LIST (model)->items), position);
}

static void
sol_generator_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_generator_list_get_item_type;
  iface->get_n_items = sol_generator_list_get_n_items;
  iface->get_item = sol_generator_list_get_item;
}

static void
sol_generator_list_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_RUNNING)
    g_value_set_boolean (value, sol_generator_list_is_running (SOL_GENERATOR_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_generator_list_dispose (GObject *object)
{
  SolGeneratorList *self = SOL_GENERATOR_LIST (object);

  if (self->items != NULL)
    sol_generator_list_stop_all (self);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (sol_generator_list_parent_class)->dispose (object);
}

static void
sol_generator_list_class_init (SolGeneratorListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_generator_list_get_property;
  object_class->dispose = sol_generator_list_dispose;
  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("changed", SOL_TYPE_GENERATOR_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_generator_list_init (SolGeneratorList *self)
{
  self->items = g_list_store_new (SOL_TYPE_GENERATOR_ITEM);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

SolGeneratorList *
sol_generator_list_new (void)
{
  return g_object_new (SOL_TYPE_GENERATOR_LIST, NULL);
}

/* Borrowed: the list holds it */
static SolGeneratorItem *
get_item (SolGeneratorList *self,
          guint             position)
{
  g_autoptr (SolGeneratorItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item;
}

static guint
get_n_items (SolGeneratorList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

void
sol_generator_list_set_func (SolGeneratorList *self,
                             SolWaveFunc       func,
                             gpointer          user_data)
{
  sol_generator_list_stop_all (self);
  self->func = func;
  self->user_data = user_data;
}

SolGeneratorItem *
sol_generator_list_add (SolGeneratorList     *self,
                        guint                 position,
                        const SolWaveConfig  *config,
                        GError              **error)
{
  g_autoptr (SolGeneratorItem) item = NULL;

  g_return_val_if_fail (SOL_IS_GENERATOR_LIST (self) && position <= get_n_items (self), NULL);
  if (get_n_items (self) >= SOL_GENERATOR_LIST_MAX)
    {
      g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FULL,
                   _("There are %d sources already, which is the most: remove one"), SOL_GENERATOR_LIST_MAX);
      return NULL;
    }
  item = sol_generator_item_new (sol_wave_config_copy (config));
  g_list_store_insert (self->items, position, item);
  g_signal_emit_by_name (self, "changed");
  return item;
}

static void
count (SolGeneratorList *self,
       int               change)
{
  gboolean was_running = self->n_running > 0;

  self->n_running = (guint) ((int) self->n_running + change);
  if (self->n_running == 0)
    g_clear_pointer (&self->thread, sol_io_thread_stop);
  if (was_running != (self->n_running > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

void
sol_generator_list_remove (SolGeneratorList *self,
                           SolGeneratorItem *item)
{
  guint position;

  g_return_if_fail (g_list_store_find (self->items, item, &position));
  sol_generator_list_stop (self, item);
  g_list_store_remove (self->items, position);
  g_signal_emit_by_name (self, "changed");
}

void
sol_generator_list_set (SolGeneratorList    *self,
                        SolGeneratorItem    *item,
                        const SolWaveConfig *config)
{
  g_return_if_fail (SOL_IS_GENERATOR_LIST (self));
  sol_generator_item_take_config (item, sol_wave_config_copy (config));
  g_signal_emit_by_name (self, "changed");
}

gboolean
sol_generator_list_start (SolGeneratorList  *self,
                          SolGeneratorItem  *item,
                          GError           **error)
{
  g_return_val_if_fail (self->func != NULL, FALSE);
  if (sol_generator_item_is_running (item))
    return TRUE;
  if (self->thread == NULL)
    self->thread = sol_io_thread_new ("sol-wave");
  if (sol_generator_item_start (item, self->thread, self->func, self->user_data, error))
    {
      count (self, 1);
      return TRUE;
    }
  count (self, 0);
  return FALSE;
}

void
sol_generator_list_stop (SolGeneratorList *self,
                         SolGeneratorItem *item)
{
  if (!sol_generator_item_is_running (item))
    return;
  sol_generator_item_stop (item);
  count (self, -1);
}

gboolean
sol_generator_list_start_all (SolGeneratorList  *self,
                              GError           **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < get_n_items (self); i++)
    sol_generator_list_start (self, get_item (self, i), first == NULL ? &first : NULL);
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

void
sol_generator_list_stop_all (SolGeneratorList *self)
{
  for (guint i = 0; i < get_n_items (self); i++)
    sol_generator_list_stop (self, get_item (self, i));
}

gboolean
sol_generator_list_is_running (SolGeneratorList *self)
{
  return self->n_running > 0;
}

SolGeneratorItem *
sol_generator_list_find (SolGeneratorList *self,
                         const char       *topic)
{
  for (guint i = 0; i < get_n_items (self); i++)
    if (g_str_equal (sol_generator_item_get_config (get_item (self, i))->topic, topic))
      return get_item (self, i);
  return NULL;
}

static gboolean
has_name (SolGeneratorList *self,
          const char       *name)
{
  for (guint i = 0; i < get_n_items (self); i++)
    if (g_str_equal (sol_generator_item_get_name (get_item (self, i)), name))
      return TRUE;
  return FALSE;
}

/* `Sine` of `Sine 2` */
static char *
strip_number (const char *name)
{
  gsize length = strlen (name), end = length;

  while (end > 0 && g_ascii_isdigit (name[end - 1]))
    end--;
  return g_strndup (name, end > 1 && end < length && name[end - 1] == ' ' ? end - 1 : length);
}

char *
sol_generator_list_make_name (SolGeneratorList *self,
                              const char       *name)
{
  g_autofree char *made = g_strdup (name), *stem = strip_number (name);

  for (guint number = 2; has_name (self, made); number++)
    {
      g_free (made);
      made = g_strdup_printf ("%s %u", stem, number);
    }
  return g_steal_pointer (&made);
}

JsonObject *
sol_generator_list_to_json (SolGeneratorList *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *sources = json_array_new ();

  for (guint i = 0; i < get_n_items (self); i++)
    {
      const SolWaveConfig *config = sol_generator_item_get_config (get_item (self, i));

      json_array_add_object_element (sources, sol_wave_config_to_json (config));
    }
  json_object_set_array_member (object, "sources", sources);
  return object;
}

void
sol_generator_list_load (SolGeneratorList *self,
                         GPtrArray        *configs)
{
  for (guint i = 0; i < configs->len; i++)
    {
      SolGeneratorItem *item = sol_generator_list_add (self, get_n_items (self), configs->pdata[i], NULL);

      if (item != NULL)
        sol_generator_item_read_table (item);
    }
}
