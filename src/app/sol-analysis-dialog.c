/* sol-analysis-dialog.c: asks for one item of an analysis' list
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-analysis-dialog.h"

typedef struct
{
  /* Owned */
  SolAnalysisList *list;
  guint            position;

  /* Template */
  AdwBin          *form;
  GtkWidget       *save;
  GtkLabel        *error;
} SolAnalysisDialogPrivate;

enum
{
  PROP_0,
  PROP_FORM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SolAnalysisDialog, sol_analysis_dialog, ADW_TYPE_WINDOW)

static SolAnalysisDialogPrivate *
get_private (gpointer self)
{
  return sol_analysis_dialog_get_instance_private (SOL_ANALYSIS_DIALOG (self));
}

static void
show_error (SolAnalysisDialog *self,
            const GError      *error)
{
  gtk_label_set_label (get_private (self)->error, error != NULL ? error->message : "");
}

void
sol_analysis_dialog_check (SolAnalysisDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_good;

  if (get_private (self)->list == NULL)
    return;
  is_good = SOL_ANALYSIS_DIALOG_GET_CLASS (self)->check (self, &error);
  gtk_widget_set_sensitive (get_private (self)->save, is_good);
  show_error (self, error);
}

void
sol_analysis_dialog_save (SolAnalysisDialog *self)
{
  SolAnalysisDialogPrivate *private = get_private (self);
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (private->save))
    return;
  if (SOL_ANALYSIS_DIALOG_GET_CLASS (self)->save (self, private->list, private->position, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    show_error (self, error);
}

static void
sol_analysis_dialog_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  if (id == PROP_FORM)
    adw_bin_set_child (get_private (object)->form, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_analysis_dialog_dispose (GObject *object)
{
  /* The window disposes of its content; GTK takes only one template of a widget apart, that of the form */
  g_clear_object (&get_private (object)->list);
  G_OBJECT_CLASS (sol_analysis_dialog_parent_class)->dispose (object);
}

static void
sol_analysis_dialog_class_init (SolAnalysisDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = sol_analysis_dialog_set_property;
  G_OBJECT_CLASS (klass)->dispose = sol_analysis_dialog_dispose;
  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/analysis-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SolAnalysisDialog, form);
  gtk_widget_class_bind_template_child_private (widget_class, SolAnalysisDialog, save);
  gtk_widget_class_bind_template_child_private (widget_class, SolAnalysisDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, sol_analysis_dialog_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_analysis_dialog_init (SolAnalysisDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SolAnalysisItem *
sol_analysis_dialog_set_up (SolAnalysisDialog *self,
                            SolAnalysisList   *list,
                            guint              position)
{
  get_private (self)->list = g_object_ref (list);
  get_private (self)->position = position;
  return sol_analysis_list_get (list, position);
}
