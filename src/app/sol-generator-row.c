/* sol-generator-row.c: one source in the generator's list
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-row.h"

#include <glib/gi18n.h>

#include "sol-plot.h"

struct _SolGeneratorRow
{
  GtkListBoxRow parent_instance;

  /* Owned */
  SolGeneratorItem *item;

  GtkWidget *dot;
  GtkLabel  *name;
  GtkLabel  *rate;
};

G_DEFINE_FINAL_TYPE (SolGeneratorRow, sol_generator_row, GTK_TYPE_LIST_BOX_ROW)

static void
update (SolGeneratorRow *self)
{
  gboolean is_running = sol_generator_item_is_running (self->item);
  const char *problem = sol_generator_item_get_problem (self->item);
  const char *state = problem != NULL ? "failed" : is_running ? "running" : NULL;
  const char *classes[] = { "status-dot", state, NULL };
  double messages_hz = sol_generator_settings_get_messages_hz (&sol_generator_item_get_config (self->item)->settings);
  g_autofree char *number = sol_plot_format_si (messages_hz, NULL, 3);
  g_autofree char *rate = g_strdup_printf (_("%s msg/s"), number);
  const char *words = problem != NULL ? _("Cannot run") : is_running ? _("Running") : _("Stopped");
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", sol_generator_item_get_name (self->item), words, rate);

  gtk_widget_set_css_classes (self->dot, classes);
  gtk_label_set_label (self->name, sol_generator_item_get_name (self->item));
  gtk_label_set_label (self->rate, problem != NULL ? _("Cannot run") : rate);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
sol_generator_row_dispose (GObject *object)
{
  g_clear_object (&SOL_GENERATOR_ROW (object)->item);
  G_OBJECT_CLASS (sol_generator_row_parent_class)->dispose (object);
}

static void
sol_generator_row_class_init (SolGeneratorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_generator_row_dispose;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0F);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sol_generator_row_init (SolGeneratorRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->dot);
  self->name = add_label (box, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->rate = add_label (box, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->rate), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->rate), "numeric");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
sol_generator_row_new (SolGeneratorItem *item)
{
  SolGeneratorRow *self = g_object_new (SOL_TYPE_GENERATOR_ROW, NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

SolGeneratorItem *
sol_generator_row_get_item (SolGeneratorRow *self)
{
  return self->item;
}
