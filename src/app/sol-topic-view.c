/* sol-topic-view.c: the tree of topics, with a search
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-view.h"

#include <string.h>

#include "sol-mqtt-topic.h"
#include "sol-topic-row.h"

/* Lines that a search opens: enough to find something, few enough to be quick */
#define MAX_EXPANDED 1000

struct _SolTopicView
{
  AdwBin parent_instance;

  /* Owned */
  GtkFilter        *filter;    /* one for all levels */
  GtkTreeListModel *tree;
  char             *text;      /* nullable */
  gboolean          is_filter; /* @text has a wildcard */
  guint             timer_id;

  /* Borrowed */
  GtkSingleSelection *selection;
  SolTopicItem       *selected;

  /* Template */
  GtkListView *list;
};

enum
{
  PROP_SELECTED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolTopicView, sol_topic_view, ADW_TYPE_BIN)

static gboolean
topic_matches (SolTopicView *self,
               SolTopicItem *item)
{
  const char *topic = sol_topic_item_get_topic (item);

  if (!self->is_filter)
    return strstr (topic, self->text) != NULL;
  return sol_mqtt_topic_matches (self->text, strlen (self->text), topic, strlen (topic));
}

/* A level is shown when it matches, or anything below it does */
static gboolean
matches (gpointer object,
         gpointer user_data)
{
  SolTopicView *self = user_data;
  SolTopicItem *item = object;
  GListModel *children;

  if (self->text == NULL || topic_matches (self, item))
    return TRUE;
  children = sol_topic_item_get_children (item);
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (SolTopicItem) child = g_list_model_get_item (children, i);

      if (matches (child, self))
        return TRUE;
    }
  return FALSE;
}

static GListModel *
create_children_cb (gpointer item,
                    gpointer user_data)
{
  SolTopicView *self = user_data;
  GListModel *children = sol_topic_item_get_children (item);

  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (children), g_object_ref (self->filter)));
}

/* While a search is on, topics below a hidden level may appear: the models cannot know that, so they ask again */
static gboolean
refilter_cb (gpointer user_data)
{
  gtk_filter_changed (SOL_TOPIC_VIEW (user_data)->filter, GTK_FILTER_CHANGE_DIFFERENT);
  return G_SOURCE_CONTINUE;
}

static void
selection_changed_cb (SolTopicView *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (SolTopicItem) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (self->selected == item)
    return;
  self->selected = item;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
activate_cb (SolTopicView *self,
             guint         position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell,
          gpointer                  user_data)
{
  gtk_list_item_set_child (cell, sol_topic_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         gpointer                  user_data)
{
  sol_topic_row_set_list_row (SOL_TOPIC_ROW (gtk_list_item_get_child (cell)), gtk_list_item_get_item (cell));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *cell,
           gpointer                  user_data)
{
  sol_topic_row_set_list_row (SOL_TOPIC_ROW (gtk_list_item_get_child (cell)), NULL);
}

static void
sol_topic_view_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, SOL_TOPIC_VIEW (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sol_topic_view_dispose (GObject *object)
{
  SolTopicView *self = SOL_TOPIC_VIEW (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_TOPIC_VIEW);
  G_OBJECT_CLASS (sol_topic_view_parent_class)->dispose (object);
}

static void
sol_topic_view_class_init (SolTopicViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sol_topic_view_get_property;
  object_class->dispose = sol_topic_view_dispose;
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, SOL_TYPE_TOPIC_ITEM,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/topic-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SolTopicView, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
sol_topic_view_init (SolTopicView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
}

void
sol_topic_view_set_topics (SolTopicView *self,
                           SolTopicList *topics)
{
  GtkFilterListModel *roots;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (SOL_IS_TOPIC_VIEW (self));
  roots = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (topics)), g_object_ref (self->filter));
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (roots), FALSE, FALSE, create_children_cb, self, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->tree)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (self->selection);
  gtk_list_view_set_model (self->list, selection);
}

/* Levels that were closed before the search: what matches below them must be seen */
static void
expand_all (SolTopicView *self)
{
  for (guint i = 0; i < MIN (sol_topic_view_get_n_rows (self), MAX_EXPANDED); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

void
sol_topic_view_search (SolTopicView *self,
                       const char   *text)
{
  g_return_if_fail (SOL_IS_TOPIC_VIEW (self));
  g_clear_pointer (&self->text, g_free);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (text != NULL && *text != '\0')
    {
      self->text = g_strdup (text);
      self->is_filter = strpbrk (text, "+#") != NULL && sol_mqtt_topic_is_filter (text, strlen (text));
      self->timer_id = g_timeout_add_seconds (1, refilter_cb, self);
    }
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  if (self->tree == NULL)
    return;
  gtk_tree_list_model_set_autoexpand (self->tree, self->text != NULL);
  if (self->text != NULL)
    expand_all (self);
}

SolTopicItem *
sol_topic_view_get_selected (SolTopicView *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_VIEW (self), NULL);
  return self->selected;
}

guint
sol_topic_view_get_n_rows (SolTopicView *self)
{
  g_return_val_if_fail (SOL_IS_TOPIC_VIEW (self), 0);
  return self->tree != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->tree)) : 0;
}

/* Is @topic @above, or below it? */
static gboolean
is_under (const char *topic,
          const char *above)
{
  gsize length = strlen (above);

  return strncmp (topic, above, length) == 0 && (topic[length] == '\0' || topic[length] == '/');
}

gboolean
sol_topic_view_select (SolTopicView *self,
                       const char   *topic)
{
  g_return_val_if_fail (SOL_IS_TOPIC_VIEW (self), FALSE);
  /* The tree grows while it is walked: opening a level puts its children next */
  for (guint i = 0; i < sol_topic_view_get_n_rows (self); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (SolTopicItem) item = gtk_tree_list_row_get_item (row);
      const char *above = sol_topic_item_get_topic (item);

      if (!is_under (topic, above))
        continue;
      if (strcmp (topic, above) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return TRUE;
        }
      gtk_tree_list_row_set_expanded (row, TRUE);
    }
  return FALSE;
}
