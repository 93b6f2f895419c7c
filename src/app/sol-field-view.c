/* sol-field-view.c: the fields of a message that can be plotted
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-field-view.h"

#include "sol-field-row.h"
#include "sol-trial.h"

#define MOST_ROWS 256

struct _SolFieldView
{
  AdwBin parent_instance;

  /* Owned */
  SolTrial   *trial;

  /* Template */
  GtkLabel   *read_as;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SolFieldView, sol_field_view, ADW_TYPE_BIN)

/* Enter and a double click */
static void
row_activated_cb (SolFieldView *self,
                  SolFieldRow  *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "messages.plot-field", "s", sol_field_row_get_path (row));
}

static void
sol_field_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_FIELD_VIEW);
  g_clear_pointer (&SOL_FIELD_VIEW (object)->trial, sol_trial_free);
  G_OBJECT_CLASS (sol_field_view_parent_class)->dispose (object);
}

static void
sol_field_view_class_init (SolFieldViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_field_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/field-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SolFieldView, read_as);
  gtk_widget_class_bind_template_child (widget_class, SolFieldView, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sol_field_view_init (SolFieldView *self)
{
  self->trial = sol_trial_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static SolFieldRow *
get_row (SolFieldView *self,
         guint         i)
{
  return SOL_FIELD_ROW (gtk_list_box_get_row_at_index (self->list, (int) i));
}

/* A row that is of another field gives way to a new one, and with it what is behind it */
static void
show_field (SolFieldView        *self,
            const char          *topic,
            guint                i,
            const SolTrialField *field)
{
  SolFieldRow *row = get_row (self, i);

  if (row != NULL && sol_field_row_is_of (row, topic, field->path))
    {
      sol_field_row_set_field (row, field);
      return;
    }
  for (; row != NULL; row = get_row (self, i))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_append (self->list, sol_field_row_new (topic, field));
}

void
sol_field_view_set_message (SolFieldView *self,
                            SolMessage   *message)
{
  static const SolDecoderSettings automatic;
  g_autofree char *description = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  guint n;
  SolFieldRow *row;

  g_return_if_fail (SOL_IS_FIELD_VIEW (self));

  fields = sol_trial_run (self->trial, message, &automatic, &description, &error);
  n = fields != NULL ? MIN (fields->len, MOST_ROWS) : 0;
  gtk_label_set_label (self->read_as, error != NULL ? error->message : description);
  for (guint i = 0; i < n; i++)
    show_field (self, message->topic, i, fields->pdata[i]);
  while ((row = get_row (self, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

const char *
sol_field_view_get_selected (SolFieldView *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (SOL_IS_FIELD_VIEW (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL
           ? sol_field_row_get_path (SOL_FIELD_ROW (row)) : NULL;
}

char *
sol_field_view_dup_text (SolFieldView *self)
{
  GString *text = g_string_new (NULL);
  SolFieldRow *row;

  g_return_val_if_fail (SOL_IS_FIELD_VIEW (self), NULL);

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      g_autofree char *line = sol_field_row_dup_text (row);

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}
