/* sol-scope-save.c: asks where to save the scope's picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <glib/gi18n.h>

static void
save (SolScopePage *self,
      GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    text = g_strdup (_("The picture can only be saved in a folder of this computer."));
  else if (sol_scope_page_save_picture (self, path, &error))
    text = g_strdup_printf (_("Picture saved as “%s”"), name);
  else
    text = g_strdup (error->message);
  sol_scope_page_toast (self, text);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             SolScopePage    *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      save (self, file);
    }
  g_clear_object (&self->chooser);
}

void
sol_scope_page_ask_picture (SolScopePage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a file name, followed by date and time */
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  g_autofree char *name = g_strdup_printf (_("Scope %s.png"), date);
  GtkFileChooserNative *chooser;

  if (self->chooser != NULL)
    return;
  chooser = gtk_file_chooser_native_new (_("Save Picture"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}
