/* sol-math-dialog.c: asks for the expression of a calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-dialog.h"

#include <glib/gi18n.h>

#include "sol-analysis-dialog.h"
#include "sol-math.h"

#define SOL_TYPE_MATH_DIALOG (sol_math_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolMathDialog, sol_math_dialog, SOL, MATH_DIALOG, SolAnalysisDialog)

struct _SolMathDialog
{
  SolAnalysisDialog parent_instance;

  /* Owned */
  char       **names;     /* what a channel may be called, */
  char       **inputs;    /* and which it is */
  char        *first, *second; /* labels for what is begun with; nullable */

  /* Template */
  GtkEditable    *expression;
  AdwComboRow    *preset;
  GtkEditable    *unit;
  AdwExpanderRow *channels;
};

G_DEFINE_FINAL_TYPE (SolMathDialog, sol_math_dialog, SOL_TYPE_ANALYSIS_DIALOG)

/* In the order of the template's list, behind its first */
static const struct
{
  SolMathKind kind;
  double      parameter;
} presets[] = {
  { SOL_MATH_ADD, 0 },      { SOL_MATH_SUBTRACT, 0 }, { SOL_MATH_MULTIPLY, 0 },         { SOL_MATH_DIVIDE, 0 },
  { SOL_MATH_DERIVATIVE, 0 }, { SOL_MATH_INTEGRAL, 0 }, { SOL_MATH_MOVING_AVERAGE, 0.1 }, { SOL_MATH_LOW_PASS, 10 },
};

/* What is wrong, and where, while it is being written; an empty line is not wrong yet */
static gboolean
sol_math_dialog_check (SolAnalysisDialog  *dialog,
                       GError            **error)
{
  SolMathDialog *self = SOL_MATH_DIALOG (dialog);
  const char *text = gtk_editable_get_text (self->expression);

  return *text != '\0' && sol_math_list_check (text, (const char *const *) self->names,
                                               (const char *const *) self->inputs, error);
}

static gboolean
sol_math_dialog_save (SolAnalysisDialog  *dialog,
                      SolAnalysisList    *list,
                      guint               position,
                      GError            **error)
{
  SolMathDialog *self = SOL_MATH_DIALOG (dialog);

  return sol_math_list_set (SOL_MATH_LIST (list), position, gtk_editable_get_text (self->expression),
                            gtk_editable_get_text (self->unit), (const char *const *) self->names,
                            (const char *const *) self->inputs, error) != NULL;
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
  SOL_ANALYSIS_DIALOG_CLASS (klass)->check = sol_math_dialog_check;
  SOL_ANALYSIS_DIALOG_CLASS (klass)->save = sol_math_dialog_save;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/math-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, expression);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, preset);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, unit);
  gtk_widget_class_bind_template_child (widget_class, SolMathDialog, channels);
  gtk_widget_class_bind_template_callback (widget_class, preset_cb);
  gtk_widget_class_bind_template_callback (widget_class, sol_analysis_dialog_check);
  gtk_widget_class_bind_template_callback (widget_class, sol_analysis_dialog_save);
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
  const char *name = sol_channel_get_name (channel), *input = sol_analysis_get_input_name (channel);

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
  g_strv_builder_addv (inputs, (const char **) sol_analysis_item_get_inputs (SOL_ANALYSIS_ITEM (item)));
  gtk_editable_set_text (self->expression, sol_math_item_get_text (item));
  gtk_editable_set_text (self->unit, sol_math_item_get_unit (item));
}

static void
take_traces (SolMathDialog *self,
             GListModel    *traces,
             SolMathItem   *item)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new (), inputs = g_strv_builder_new ();

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
}

static GtkWidget *
sol_math_dialog_new (GtkWindow       *parent,
                     SolAnalysisList *list,
                     SolScopeView    *view,
                     guint            position)
{
  SolMathDialog *self = g_object_new (SOL_TYPE_MATH_DIALOG, "transient-for", parent, NULL);
  SolAnalysisItem *item = sol_analysis_dialog_set_up (SOL_ANALYSIS_DIALOG (self), list, position);

  gtk_window_set_title (GTK_WINDOW (self), item != NULL ? _("Calculated Channel") : _("Calculate a Channel"));
  take_traces (self, sol_scope_view_get_traces (view), item != NULL ? SOL_MATH_ITEM (item) : NULL);
  sol_analysis_dialog_check (SOL_ANALYSIS_DIALOG (self));
  return GTK_WIDGET (self);
}

const SolAnalysisKind *
sol_math_dialog_get_kind (void)
{
  static const SolAnalysisKind kind = {
    "math",
    N_("Math"),
    N_("Calculate a Channel"),
    N_("A calculated channel is made of others: a difference, a derivative, a filter, any expression."),
    N_("Calculated channel changed"),
    N_("Calculated channel removed"),
    sol_math_dialog_new,
  };

  return &kind;
}
