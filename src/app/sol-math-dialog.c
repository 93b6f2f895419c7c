/* sol-math-dialog.c: asks for the expression of a calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-dialog.h"

#include <glib/gi18n.h>

#include "sol-math.h"
#include "sol-scope-trace.h"

struct _SolMathDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolMathList *list;
  char       **names;     /* what a channel may be called, */
  char       **inputs;    /* and which it is */
  char        *first, *second; /* labels for what is begun with; nullable */
  guint        position;

  /* Template */
  GtkEditable    *expression;
  AdwComboRow    *preset;
  GtkEditable    *unit;
  AdwExpanderRow *channels;
  GtkWidget      *save;
  GtkLabel       *error;
};

G_DEFINE_FINAL_TYPE (SolMathDialog, sol_math_dialog, ADW_TYPE_WINDOW)

/* In the order of the template's list, behind its first */
static const struct
{
  SolMathKind kind;
  double      parameter;
} presets[] = {
  { SOL_MATH_ADD, 0 },      { SOL_MATH_SUBTRACT, 0 }, { SOL_MATH_MULTIPLY, 0 },         { SOL_MATH_DIVIDE, 0 },
  { SOL_MATH_DERIVATIVE, 0 }, { SOL_MATH_INTEGRAL, 0 }, { SOL_MATH_MOVING_AVERAGE, 0.1 }, { SOL_MATH_LOW_PASS, 10 },
};

static void
show_error (SolMathDialog *self,
            const GError  *error)
{
  gtk_label_set_label (self->error, error != NULL ? error->message : "");
  gtk_widget_set_sensitive (self->save, error == NULL);
}

/* What is wrong, and where, while it is being written; an empty line is not wrong yet */
static void
changed_cb (SolMathDialog *self)
{
  const char *text = gtk_editable_get_text (self->expression);
  g_autoptr (GError) error = NULL;

  sol_math_list_check (text, (const char *const *) self->names, (const char *const *) self->inputs, &error);
  show_error (self, error);
  if (*text == '\0')
    gtk_label_set_label (self->error, "");
}

static void
preset_cb (SolMathDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->preset);
  g_autofree char *text = NULL;

  if (selected == 0 || selected > G_N_ELEMENTS (presets) || self->first == NULL)
    return;
  text = sol_math_kind_to_text (presets[selected - 1].kind, self->first, self->second,
                                presets[selected - 1].parameter);
  gtk_editable_set_text (self->expression, text);
}

static void
save_clicked_cb (SolMathDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  if (sol_math_list_set (self->list, self->position, gtk_editable_get_text (self->expression),
                         gtk_editable_get_text (self->unit), (const char *const *) self->names,
                         (const char *const *) self->inputs, &error) != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    show_error (self, error);
}

/* Written where the text cursor is */
static void
channel_activated_cb (AdwActionRow  *row,
                      SolMathDialog *self)
{
  int position = gtk_editable_get_position (self->expression);

  gtk_editable_insert_text (self->expression, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1, &position);
  gtk_editable_set_position (self->expression, position);
}

static void
sol_math_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_MATH_DIALOG);
  g_clear_object (&SOL_MATH_DIALOG (object)->list);
  G_OBJECT_CLASS (sol_math_dialog_parent_class)->dispose (object);
}

static void
sol_math_dialog_finalize (GObject *object)
{
  SolMathDialog *self = SOL_MATH_DIALOG (object);

  g_strfreev (self->names);
  g_strfreev (self->inputs);
  g_free (self->first);
  g_free (self->second);
  G_OBJECT_CLASS (sol_math_dialog_parent_class)->finalize (object);
}

static void
sol_math_dialog_class_init (SolMathDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_math_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_math_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/math-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, expression);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, preset);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, unit);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, channels);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, save);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preset_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_math_dialog_init (SolMathDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_channel_row (SolMathDialog *self,
                 const char    *label,
                 const char    *name)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (row, name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (channel_activated_cb), self, 0);
  adw_expander_row_add_row (self->channels, GTK_WIDGET (row));
}

/* By its label in large and small letters, and by its own name, which the expression quotes */
static void
take_trace (SolMathDialog *self,
            SolScopeTrace *trace,
            GStrvBuilder  *names,
            GStrvBuilder  *inputs)
{
  g_autofree char *label = sol_scope_trace_dup_label (trace), *small = g_ascii_strdown (label, -1);
  SolChannel *channel = sol_scope_trace_get_channel (trace);
  const char *name = sol_channel_get_name (channel);
  const char *input = sol_channel_get_label (channel) != NULL ? label : name;

  g_strv_builder_add_many (names, label, small, name, NULL);
  g_strv_builder_add_many (inputs, input, input, input, NULL);
  add_channel_row (self, label, name);
  if (self->first == NULL)
    self->first = g_strdup (label);
  else if (self->second == NULL)
    self->second = g_strdup (label);
}

/* Those it was made with stay known when they are gone from the scope, so that it can be mended */
static void
take_item (SolMathDialog *self,
           SolMathItem   *item,
           GStrvBuilder  *names,
           GStrvBuilder  *inputs)
{
  g_strv_builder_addv (names, (const char **) sol_math_item_get_names (item));
  g_strv_builder_addv (inputs, (const char **) sol_math_item_get_inputs (item));
  gtk_editable_set_text (self->expression, sol_math_item_get_text (item));
  gtk_editable_set_text (self->unit, sol_math_item_get_unit (item));
}

GtkWidget *
sol_math_dialog_new (GtkWindow   *parent,
                     SolMathList *list,
                     GListModel  *traces,
                     guint        position)
{
  SolMathDialog *self = g_object_new (SOL_TYPE_MATH_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new (), inputs = g_strv_builder_new ();
  g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  self->list = g_object_ref (list);
  self->position = position;
  gtk_window_set_title (GTK_WINDOW (self), item != NULL ? _("Calculated Channel") : _("Calculate a Channel"));
  if (item != NULL)
    take_item (self, item, names, inputs);
  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      if (item == NULL || sol_scope_trace_get_channel (trace) != sol_math_item_get_channel (item))
        take_trace (self, trace, names, inputs);
    }
  if (self->second == NULL)
    self->second = g_strdup (self->first);
  self->names = g_strv_builder_end (names);
  self->inputs = g_strv_builder_end (inputs);
  changed_cb (self);
  return GTK_WIDGET (self);
}
