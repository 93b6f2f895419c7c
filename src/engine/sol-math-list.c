/* sol-math-list.c: the calculated channels, kept up to date
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-list.h"

#include <glib/gi18n.h>

#include "sol-math-item-private.h"
#include "sol-math-names-private.h"
#include "sol-math-worker-private.h"
#include "sol-signal-error.h"

struct _SolMathList
{
  GObject parent_instance;

  /* Owned */
  GListStore  *items;

  /* Borrowed; NULL once closed */
  SolAnalysis *analysis;
  SolIngest   *ingest;

  guint        idle;       /* channels came or went */
};

static void
sol_math_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolMathList, sol_math_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sol_math_list_model_init))

static GType
sol_math_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_MATH_ITEM;
}

static guint
sol_math_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SOL_MATH_LIST (model)->items));
}

static gpointer
sol_math_list_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SOL_MATH_LIST (model)->items), position);
}

static void
sol_math_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_math_list_get_item_type;
  iface->get_n_items = sol_math_list_get_n_items;
  iface->get_item = sol_math_list_get_item;
}

/* Binding */

/* A calculated channel's own name is its expression: it is known by its label */
static gboolean
has_name (SolChannel *channel,
          const char *name)
{
  const char *label = sol_channel_get_label (channel);

  return g_str_equal (label != NULL ? label : sol_channel_get_name (channel), name);
}

static SolChannel *
find_channel (SolMathList *self,
              const char  *name)
{
  GListModel *channels = sol_ingest_get_channels (self->ingest);
  guint n = g_list_model_get_n_items (channels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (channels, i);

      if (has_name (channel, name))
        return channel; /* the list holds it */
    }
  return NULL;
}

static void
unbind (SolMathList *self,
        SolMathItem *item)
{
  if (item->worker != 0)
    sol_analysis_remove (self->analysis, item->worker);
  item->worker = 0;
  g_ptr_array_set_size (item->bound, 0);
}

/* Returns: (transfer full) (nullable): the inputs; else @item says which is missing */
static GPtrArray *
find_inputs (SolMathList *self,
             SolMathItem *item)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; item->inputs[i] != NULL; i++)
    {
      SolChannel *channel = find_channel (self, item->inputs[i]);
      g_autofree char *problem = NULL;

      if (channel == NULL)
        {
          /* Translators: the channel's name in an expression, and the topic and field it stands for */
          problem = g_strdup_printf (_("%s (%s) is not on the scope: add it again, or change the expression"),
                                     item->names[i], item->inputs[i]);
          sol_math_item_set_problem (item, problem);
          return NULL;
        }
      g_ptr_array_add (found, g_object_ref (channel));
    }
  return g_steal_pointer (&found);
}

static gboolean
is_bound_to (SolMathItem *item,
             GPtrArray   *inputs)
{
  gboolean is_same = item->worker != 0 && item->bound->len == inputs->len;

  for (guint i = 0; is_same && i < inputs->len; i++)
    is_same = item->bound->pdata[i] == inputs->pdata[i];
  return is_same;
}

static void
bind (SolMathList *self,
      SolMathItem *item)
{
  g_autoptr (GPtrArray) inputs = find_inputs (self, item);
  g_autoptr (GError) error = NULL;
  SolMathWorker *worker;

  if (inputs == NULL)
    {
      unbind (self, item);
      return;
    }
  if (is_bound_to (item, inputs))
    return;
  unbind (self, item);
  sol_channel_clear (item->channel);
  worker = sol_math_worker_new (item->text, (SolChannel **) inputs->pdata, (const char *const *) item->names,
                                inputs->len, item->channel, &error);
  sol_math_item_set_problem (item, error != NULL ? error->message : NULL);
  if (worker == NULL)
    return;
  item->worker = sol_analysis_add (self->analysis, sol_math_worker_run, worker, sol_math_worker_free);
  for (guint i = 0; i < inputs->len; i++)
    g_ptr_array_add (item->bound, g_object_ref (inputs->pdata[i]));
}

/* A change of source clears the ingest's list: what is calculated comes back into it, and finds new inputs later */
static void
bind_all (SolMathList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      sol_ingest_add_channel (self->ingest, item->channel);
      bind (self, item);
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  SolMathList *self = user_data;

  self->idle = 0;
  bind_all (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: others are being told of the same change, and the list must not change under them */
static void
channels_changed_cb (SolMathList *self)
{
  if (self->idle == 0 && self->analysis != NULL)
    self->idle = g_idle_add (idle_cb, self);
}

/* Object */

static void
sol_math_list_dispose (GObject *object)
{
  SolMathList *self = SOL_MATH_LIST (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (sol_math_list_parent_class)->dispose (object);
}

static void
sol_math_list_class_init (SolMathListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_math_list_dispose;
  g_signal_new ("changed", SOL_TYPE_MATH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_math_list_init (SolMathList *self)
{
  self->items = g_list_store_new (SOL_TYPE_MATH_ITEM);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

SolMathList *
sol_math_list_new (SolAnalysis *analysis,
                   SolIngest   *ingest)
{
  SolMathList *self = g_object_new (SOL_TYPE_MATH_LIST, NULL);

  self->analysis = analysis;
  self->ingest = ingest;
  g_signal_connect_object (sol_ingest_get_channels (ingest), "items-changed", G_CALLBACK (channels_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
sol_math_list_close (SolMathList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      unbind (self, item);
    }
  g_clear_handle_id (&self->idle, g_source_remove);
  self->analysis = NULL;
  self->ingest = NULL;
}

gboolean
sol_math_list_check (const char         *text,
                     const char *const  *names,
                     const char *const  *inputs,
                     GError            **error)
{
  g_autoptr (SolExpression) expression = sol_math_names_compile (text, names, inputs, NULL, NULL, error);

  return expression != NULL;
}

/* The lowest number that is free */
static char *
make_name (SolMathList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint number = 1;; number++)
    {
      g_autofree char *name = g_strdup_printf ("M%u", number);
      gboolean is_free = TRUE;

      for (guint i = 0; i < n && is_free; i++)
        {
          g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

          is_free = !g_str_equal (item->name, name);
        }
      if (is_free)
        return g_steal_pointer (&name);
    }
}

/* What is calculated may use what stands before it, so that none waits for itself */
static gboolean
check_order (SolMathList  *self,
             guint         position,
             char        **inputs,
             GError      **error)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = position; i < n; i++)
    {
      g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!g_strv_contains ((const char *const *) inputs, item->name))
        continue;
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
                   _("%s is calculated later: use channels that stand before it in the list"), item->name);
      return FALSE;
    }
  return TRUE;
}

static void
put (SolMathList *self,
     guint        position,
     SolMathItem *item)
{
  gboolean replaces = position < g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (replaces)
    {
      g_autoptr (SolMathItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), position);

      unbind (self, old);
      sol_ingest_remove_channel (self->ingest, old->channel);
    }
  g_list_store_splice (self->items, position, replaces ? 1 : 0, (gpointer *) &item, 1);
  bind_all (self);
  g_signal_emit_by_name (self, "changed");
}

SolMathItem *
sol_math_list_set (SolMathList        *self,
                   guint               position,
                   const char         *text,
                   const char         *unit,
                   const char *const  *names,
                   const char *const  *inputs,
                   GError            **error)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (SolExpression) expression = NULL;
  g_autoptr (SolMathItem) item = NULL, old = NULL;
  g_auto (GStrv) used_names = NULL, used_inputs = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SOL_IS_MATH_LIST (self) && self->analysis != NULL, NULL);
  g_return_val_if_fail (position <= n, NULL);

  expression = sol_math_names_compile (text, names, inputs, &used_names, &used_inputs, error);
  if (expression == NULL || !check_order (self, position, used_inputs, error))
    return NULL;
  if (position == SOL_MATH_LIST_MAX)
    {
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_TOO_LARGE,
                   _("There are %u calculated channels already: remove one"), SOL_MATH_LIST_MAX);
      return NULL;
    }
  old = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  name = old != NULL ? g_strdup (old->name) : make_name (self);
  item = sol_math_item_new (name, text, unit, (const char *const *) used_names, (const char *const *) used_inputs);
  put (self, position, item);
  return item; /* the list holds it */
}

void
sol_math_list_remove (SolMathList *self,
                      guint        position)
{
  g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  g_return_if_fail (item != NULL && self->analysis != NULL);
  unbind (self, item);
  g_list_store_remove (self->items, position);
  sol_ingest_remove_channel (self->ingest, item->channel);
  bind_all (self);
  g_signal_emit_by_name (self, "changed");
}
