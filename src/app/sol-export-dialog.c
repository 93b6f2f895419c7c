/* sol-export-dialog.c: asks what of the scope goes into a file, and as what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-dialog-private.h"

#include <glib/gi18n.h>

#define LEAST_WIDTH 640
#define LEAST_HEIGHT 360

G_DEFINE_FINAL_TYPE (SolExportDialog, sol_export_dialog, ADW_TYPE_WINDOW)

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           SolExportDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    sol_export_dialog_save (self, path);
  else if (response == GTK_RESPONSE_ACCEPT)
    sol_export_dialog_show_error (self, _("Files are saved in folders of this computer alone: choose one of those."));
  g_clear_object (&self->chooser);
}

static char *
dup_name (SolExportDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  const char *suffix = sol_export_dialog_get_kind (self)->suffix;

  switch (sol_export_dialog_get_subject (self))
    {
    case SOL_EXPORT_OF_SPECTRUM:
      /* Translators: a file name, followed by date and time and the ending */
      return g_strdup_printf (_("Spectrum %s.%s"), date, suffix);
    case SOL_EXPORT_OF_XY:
      /* Translators: a file name, followed by date and time and the ending */
      return g_strdup_printf (_("X-Y %s.%s"), date, suffix);
    case SOL_EXPORT_OF_TIME:
    default:
      /* Translators: a file name, followed by date and time and the ending */
      return g_strdup_printf (_("Scope %s.%s"), date, suffix);
    }
}

static void
save_clicked_cb (SolExportDialog *self)
{
  g_autofree char *name = dup_name (self);
  GtkFileChooserNative *chooser;

  if (self->chooser != NULL)
    return;
  chooser = gtk_file_chooser_native_new (_("Export"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                         _("_Cancel"));
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
sol_export_dialog_dispose (GObject *object)
{
  SolExportDialog *self = SOL_EXPORT_DIALOG (object);

  sol_export_dialog_stop (self);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->view);
  g_clear_object (&self->modes);
  G_OBJECT_CLASS (sol_export_dialog_parent_class)->dispose (object);
}

static void
sol_export_dialog_finalize (GObject *object)
{
  SolExportDialog *self = SOL_EXPORT_DIALOG (object);

  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->offered);
  g_free (self->path);
  G_OBJECT_CLASS (sol_export_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, stretch);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, channels_group);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, channels);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, width_row);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, height_row);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, dark_row);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, rate_row);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, width);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, height);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, dark);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, rate);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, save);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, error);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, working);
  gtk_widget_class_bind_template_child (widget_class, SolExportDialog, progress);
}

static void
sol_export_dialog_class_init (SolExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_export_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/export-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "changed_cb", G_CALLBACK (sol_export_dialog_update));
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "stop_clicked_cb", G_CALLBACK (sol_export_dialog_stop));
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_signal_new ("saved", SOL_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
sol_export_dialog_init (SolExportDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->offered = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What stands below the picture over time, by the words of the buttons that show it; that is what one looks at */
static void
add_subjects (SolExportDialog *self)
{
  g_autoptr (GtkStringList) subjects = gtk_string_list_new (NULL);
  const char *mode = self->modes != NULL ? sol_scope_modes_get_mode (self->modes) : "time";

  gtk_string_list_append (subjects, C_("scope", "Time"));
  if (g_str_equal (mode, "spectrum"))
    gtk_string_list_append (subjects, _("Spectrum"));
  else if (g_str_equal (mode, "xy"))
    gtk_string_list_append (subjects, _("X-Y"));
  adw_combo_row_set_model (self->subject, G_LIST_MODEL (subjects));
  adw_combo_row_set_selected (self->subject, g_list_model_get_n_items (G_LIST_MODEL (subjects)) - 1);
}

static void
add_choices (SolExportDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) stretches = gtk_string_list_new (NULL);

  for (guint i = 0; i < SOL_EXPORT_N_KINDS; i++)
    gtk_string_list_append (kinds, _(sol_export_kind_get (i)->title));
  gtk_string_list_append (stretches, _("What is shown"));
  gtk_string_list_append (stretches, _("Everything kept"));
  if (sol_scope_view_get_cursors (self->view)->is_shown)
    gtk_string_list_append (stretches, _("Between the cursors"));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->stretch, G_LIST_MODEL (stretches));
  add_subjects (self);
}

SolExportDialog *
sol_export_dialog_new (GtkWindow     *parent,
                       SolScopeView  *view,
                       SolScopeModes *modes,
                       const char    *nick)
{
  SolExportDialog *self = g_object_new (SOL_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->view = g_object_ref (view);
  g_set_object (&self->modes, modes);
  sol_export_dialog_add_channels (self);
  gtk_spin_button_set_value (self->width, MAX (gtk_widget_get_width (GTK_WIDGET (view)), LEAST_WIDTH));
  gtk_spin_button_set_value (self->height, MAX (gtk_widget_get_height (GTK_WIDGET (view)), LEAST_HEIGHT));
  gtk_switch_set_active (self->dark, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  add_choices (self);
  adw_combo_row_set_selected (self->kind, sol_export_kind_find (nick));
  sol_export_dialog_update (self);
  return self;
}
