/* sol-generator-open.c: a file's wave for the generator's selected source
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <glib/gi18n.h>

#include "sol-wave-file-dialog.h"
#include "sol-wave-open.h"

static void
chosen_cb (SolGeneratorPage  *self,
           SolWaveFileDialog *dialog)
{
  g_auto (SolGeneratorSettings) settings = { 0 };
  g_autofree char *note = NULL;

  if (self->selected == NULL)
    return;
  sol_generator_settings_copy (&sol_generator_item_get_config (self->selected)->settings, &settings);
  note = sol_wave_file_dialog_apply (dialog, &settings);
  sol_generator_page_set_settings (self, &settings);
  if (note != NULL)
    sol_generator_page_toast (self, note);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  SolWaveFile *file = sol_wave_open (data, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) sol_wave_file_free);
  else
    g_task_return_error (task, error);
}

static GtkWindow *
get_window (SolGeneratorPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* A sentence of cause and cure is too long for a toast */
static void
tell (SolGeneratorPage *self,
      const char       *text)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), _("The File Cannot Be Played"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SolGeneratorPage *self = SOL_GENERATOR_PAGE (object);
  g_autoptr (GError) error = NULL;
  SolWaveFile *file = g_task_propagate_pointer (G_TASK (result), &error);
  GtkWidget *dialog;

  if (file == NULL)
    {
      tell (self, error->message);
      return;
    }
  dialog = sol_wave_file_dialog_new (file);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_window (self));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sol_generator_page_load_file (SolGeneratorPage *self,
                              const char       *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SOL_IS_GENERATOR_PAGE (self));
  task = g_task_new (self, NULL, opened_cb, NULL);
  g_task_set_source_tag (task, sol_generator_page_load_file);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_thread);
}

static void
response_cb (SolGeneratorPage *self,
             int               response)
{
  g_autoptr (GtkNativeDialog) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = g_file_get_path (file);
  if (path != NULL)
    sol_generator_page_load_file (self, path);
  else
    tell (self, _("Only files in folders of this computer can be played: copy it to one."));
}

static GtkFileFilter *
make_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("CSV, WAV and recordings"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "wav");
  gtk_file_filter_add_suffix (filter, "soliton");
  return filter;
}

void
sol_generator_page_open_file (SolGeneratorPage *self)
{
  g_autoptr (GtkFileFilter) filter = NULL;
  GtkFileChooserNative *chooser;

  if (self->chooser != NULL)
    return;
  filter = make_filter ();
  chooser = gtk_file_chooser_native_new (_("Wave from a File"), get_window (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL,
                                         NULL);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}
