/* sol-field-row.c: one field of a message, to be dragged or plotted
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-field-row.h"

#include <glib/gi18n.h>

#include "sol-drag-topic.h"
#include "sol-row-button.h"

struct _SolFieldRow
{
  GtkListBoxRow parent_instance;

  /* Owned */
  char     *topic;
  char     *path;

  /* Borrowed: children */
  GtkLabel *name;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (SolFieldRow, sol_field_row, GTK_TYPE_LIST_BOX_ROW)

static SolDragTopic *
drag_cb (GtkWidget *widget)
{
  SolFieldRow *self = SOL_FIELD_ROW (widget);

  return sol_drag_topic_new (self->topic, self->path);
}

static void
sol_field_row_finalize (GObject *object)
{
  SolFieldRow *self = SOL_FIELD_ROW (object);

  g_free (self->topic);
  g_free (self->path);
  G_OBJECT_CLASS (sol_field_row_parent_class)->finalize (object);
}

static void
sol_field_row_class_init (SolFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_field_row_finalize;
}

static GtkLabel *
add_label (GtkWidget  *box,
           float       xalign,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sol_field_row_init (SolFieldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->name = add_label (box, 0, "body");
  self->text = add_label (box, 1, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  sol_drag_topic_add_source (GTK_WIDGET (self), drag_cb);
}

GtkWidget *
sol_field_row_new (const char          *topic,
                   const SolTrialField *field)
{
  SolFieldRow *self = g_object_new (SOL_TYPE_FIELD_ROW, NULL);

  self->topic = g_strdup (topic);
  self->path = g_strdup (field->path);
  gtk_label_set_label (self->name, *self->path != '\0' ? self->path : _("Value"));
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self))),
                  sol_row_button_new ("soliton-scope-symbolic", _("Plot This Field (P)"), "messages.plot-field",
                                      g_variant_new_string (self->path)));
  sol_field_row_set_field (self, field);
  return GTK_WIDGET (self);
}

gboolean
sol_field_row_is_of (SolFieldRow *self,
                     const char  *topic,
                     const char  *path)
{
  return g_str_equal (self->topic, topic) && g_str_equal (self->path, path);
}

void
sol_field_row_set_field (SolFieldRow         *self,
                         const SolTrialField *field)
{
  g_autofree char *text = sol_trial_field_to_text (field);

  gtk_label_set_label (self->text, text);
}

const char *
sol_field_row_get_path (SolFieldRow *self)
{
  return self->path;
}

char *
sol_field_row_dup_text (SolFieldRow *self)
{
  return g_strdup_printf ("%s: %s", gtk_label_get_label (self->name), gtk_label_get_label (self->text));
}
