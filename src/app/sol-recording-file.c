/* sol-recording-file.c: which file is recorded into, or read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-file.h"

#include <glib/gi18n.h>

#include "sol-recording.h"

char *
sol_recording_file_dup_new_path (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  /* Translators: a file name, followed by date and time */
  g_autofree char *name = g_strdup_printf (_("Recording %s%s"), date, SOL_RECORDING_SUFFIX);

  if (folder == NULL)
    folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  return g_build_filename (folder != NULL ? folder : g_get_home_dir (), name, NULL);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) recordings = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (recordings, _("Recordings"));
  gtk_file_filter_add_pattern (recordings, "*" SOL_RECORDING_SUFFIX);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, recordings);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
go_to_folder (GtkFileChooser *chooser,
              const char     *path)
{
  g_autoptr (GFile) folder = path != NULL ? g_file_new_for_path (path) : NULL;

  if (folder != NULL && g_file_query_exists (folder, NULL))
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

GtkNativeDialog *
sol_recording_file_choose_new (GtkWindow  *parent,
                               const char *path)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Record Into"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               _("_Choose"), _("_Cancel"));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  go_to_folder (GTK_FILE_CHOOSER (chooser), folder);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  return GTK_NATIVE_DIALOG (chooser);
}

GtkNativeDialog *
sol_recording_file_choose_one (GtkWindow  *parent,
                               const char *folder)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open a Recording"), parent,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  go_to_folder (GTK_FILE_CHOOSER (chooser), folder);
  return GTK_NATIVE_DIALOG (chooser);
}
