/* sol-record-dialog.c: asks what to record, and where to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-record-dialog.h"

#include <glib/gi18n.h>

#include "sol-filter-list.h"
#include "sol-recording-file.h"

#define MEGABYTE 1000000.0
#define MINUTE_US (60.0 * G_USEC_PER_SEC)

struct _SolRecordDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolEngine       *engine;
  GCancellable    *cancellable;
  GtkNativeDialog *chooser;     /* nullable: while it is open */
  char            *path;
  gboolean         replace;

  /* Template */
  AdwPreferencesGroup *topics;
  SolFilterList       *filters;
  AdwActionRow        *file;
  GtkSpinButton       *minutes;
  GtkSpinButton       *megabytes;
  GtkWidget           *form;
  GtkWidget           *start;
  GtkSpinner          *spinner;
  GtkLabel            *error;
};

G_DEFINE_FINAL_TYPE (SolRecordDialog, sol_record_dialog, ADW_TYPE_WINDOW)

static void
set_busy (SolRecordDialog *self,
          gboolean         is_busy)
{
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->start, !is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

static void
show_error (SolRecordDialog *self,
            const char      *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

static void
changed_cb (SolRecordDialog *self)
{
  show_error (self, NULL);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SolRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_started = sol_engine_start_recording_finish (SOL_ENGINE (object), result, &error);

  if (self->engine == NULL)
    return;
  set_busy (self, FALSE);
  if (is_started)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    show_error (self, error->message);
}

static void
start_clicked_cb (SolRecordDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) filters = sol_filter_list_dup (self->filters, &error);
  SolRecordingSettings settings = {
    .path = self->path,
    .filters = (const char * const *) filters,
    .replace = self->replace,
    .makes_folder = TRUE,
    .limit_bytes = (guint64) (gtk_spin_button_get_value (self->megabytes) * MEGABYTE),
    .limit_us = (gint64) (gtk_spin_button_get_value (self->minutes) * MINUTE_US),
  };

  if (filters == NULL)
    {
      show_error (self, error->message);
      return;
    }
  show_error (self, NULL);
  set_busy (self, TRUE);
  sol_engine_start_recording_async (self->engine, SOL_ENGINE_SOURCE_IN_USE, &settings, self->cancellable, started_cb,
                                    g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           SolRecordDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    sol_record_dialog_set_path (self, path, TRUE);
  else if (response == GTK_RESPONSE_ACCEPT)
    show_error (self, _("Recordings are made in folders of this computer alone: choose one of those."));
  g_clear_object (&self->chooser);
}

static void
choose_clicked_cb (SolRecordDialog *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = sol_recording_file_choose_new (GTK_WINDOW (self), self->path);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
sol_record_dialog_dispose (GObject *object)
{
  SolRecordDialog *self = SOL_RECORD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_RECORD_DIALOG);
  G_OBJECT_CLASS (sol_record_dialog_parent_class)->dispose (object);
}

static void
sol_record_dialog_finalize (GObject *object)
{
  g_free (SOL_RECORD_DIALOG (object)->path);
  G_OBJECT_CLASS (sol_record_dialog_parent_class)->finalize (object);
}

static void
sol_record_dialog_class_init (SolRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_record_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_record_dialog_finalize;
  g_type_ensure (SOL_TYPE_FILTER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/record-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, topics);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, filters);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, file);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, minutes);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, megabytes);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, form);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, start);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SolRecordDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_record_dialog_init (SolRecordDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

SolRecordDialog *
sol_record_dialog_new (GtkWindow          *parent,
                       SolEngine          *engine,
                       const char * const *filters)
{
  SolRecordDialog *self = g_object_new (SOL_TYPE_RECORD_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  SolSource *source = sol_engine_get_source (engine);
  g_autofree char *path = sol_recording_file_dup_new_path (sol_engine_get_recordings_folder (engine));
  g_autofree char *from = NULL;

  self->engine = g_object_ref (engine);
  sol_record_dialog_set_path (self, path, FALSE);
  from = g_markup_printf_escaped (_("From: %s"),
                                  sol_source_is_local (source) ? _("This Broker") : sol_source_get_title (source));
  adw_preferences_group_set_description (self->topics, from);
  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    sol_filter_list_add (self->filters, filters[i]);
  if (filters == NULL || filters[0] == NULL)
    sol_filter_list_add (self->filters, "#");
  return self;
}

void
sol_record_dialog_set_path (SolRecordDialog *self,
                            const char      *path,
                            gboolean         replace)
{
  char *copy = g_strdup (path);
  g_autofree char *shown = NULL, *escaped = NULL;

  g_return_if_fail (SOL_IS_RECORD_DIALOG (self));
  g_free (self->path);
  self->path = copy;
  self->replace = replace;
  shown = g_filename_display_name (path);
  escaped = g_markup_escape_text (shown, -1);
  adw_action_row_set_subtitle (self->file, escaped);
  changed_cb (self);
}
