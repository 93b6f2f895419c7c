/* sol-topic-row.c: one line of the topic tree
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-row.h"

#include <glib/gi18n.h>

#include "sol-drag-topic.h"
#include "sol-format.h"

struct _SolTopicRow
{
  AdwBin parent_instance;

  /* Owned */
  SolTopicItem *item;
  GListModel   *children;

  /* Template */
  GtkTreeExpander *expander;
  GtkLabel        *name;
  GtkLabel        *text;
  GtkWidget       *retained;
  GtkLabel        *rate;
  GtkLabel        *count;
};

G_DEFINE_FINAL_TYPE (SolTopicRow, sol_topic_row, ADW_TYPE_BIN)

static void
set_label (GtkLabel *label,
           char     *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  g_free (text);
}

static char *
dup_rate (double rate)
{
  g_autofree char *number = rate >= 0.05 ? sol_format_rate (rate) : NULL;

  return number != NULL ? g_strdup_printf (_("%s/s"), number) : g_strdup ("");
}

static void
update (SolTopicRow *self)
{
  set_label (self->text, g_strdup (sol_topic_item_get_text (self->item)));
  set_label (self->rate, dup_rate (sol_topic_item_get_rate (self->item)));
  set_label (self->count, sol_format_count (sol_topic_item_get_count (self->item)));
  gtk_widget_set_opacity (self->retained, sol_topic_item_is_retained (self->item) ? 1.0 : 0.0);
}

/* A row without levels below keeps the room of its arrow, so that nothing jumps when one appears */
static void
children_changed_cb (SolTopicRow *self)
{
  if (g_list_model_get_n_items (self->children) > 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "leaf");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "leaf");
}

static void
let_go (SolTopicRow *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  if (self->children != NULL)
    g_signal_handlers_disconnect_by_func (self->children, children_changed_cb, self);
  g_clear_object (&self->item);
  g_clear_object (&self->children);
}

static void
sol_topic_row_dispose (GObject *object)
{
  let_go (SOL_TOPIC_ROW (object));
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_TOPIC_ROW);
  G_OBJECT_CLASS (sol_topic_row_parent_class)->dispose (object);
}

static void
sol_topic_row_class_init (SolTopicRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_topic_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "topicrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/topic-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SolTopicRow, expander);
  gtk_widget_class_bind_template_child (widget_class, SolTopicRow, name);
  gtk_widget_class_bind_template_child (widget_class, SolTopicRow, text);
  gtk_widget_class_bind_template_child (widget_class, SolTopicRow, retained);
  gtk_widget_class_bind_template_child (widget_class, SolTopicRow, rate);
  gtk_widget_class_bind_template_child (widget_class, SolTopicRow, count);
}

/* A topic, or all that is below a level */
static SolDragTopic *
drag_cb (GtkWidget *widget)
{
  SolTopicRow *self = SOL_TOPIC_ROW (widget);
  g_autofree char *below = NULL;

  if (self->item == NULL)
    return NULL;
  if (sol_topic_item_has_messages (self->item))
    return sol_drag_topic_new (sol_topic_item_get_topic (self->item), NULL);
  below = g_strconcat (sol_topic_item_get_topic (self->item), "/#", NULL);
  return sol_drag_topic_new (below, NULL);
}

static void
sol_topic_row_init (SolTopicRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sol_drag_topic_add_source (GTK_WIDGET (self), drag_cb);
}

GtkWidget *
sol_topic_row_new (void)
{
  return g_object_new (SOL_TYPE_TOPIC_ROW, NULL);
}

void
sol_topic_row_set_list_row (SolTopicRow    *self,
                            GtkTreeListRow *row)
{
  g_return_if_fail (SOL_IS_TOPIC_ROW (self));
  let_go (self);
  gtk_tree_expander_set_list_row (self->expander, row);
  if (row == NULL)
    return;

  self->item = gtk_tree_list_row_get_item (row);
  self->children = g_object_ref (sol_topic_item_get_children (self->item));
  g_signal_connect_object (self->item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->children, "items-changed", G_CALLBACK (children_changed_cb), self,
                           G_CONNECT_SWAPPED);
  set_label (self->name, *sol_topic_item_get_name (self->item) != '\0' ? g_strdup (sol_topic_item_get_name (self->item))
                         : g_strdup (_("(empty level)")));
  children_changed_cb (self);
  update (self);
}
