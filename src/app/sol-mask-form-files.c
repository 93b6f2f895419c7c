/* sol-mask-form-files.c: masks from files, and into them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mask-form-private.h"

#include <glib/gi18n.h>

#include "sol-file.h"
#include "sol-mask-json.h"

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolMaskForm) self = user_data;
  g_autofree char *text = NULL;
  SolMaskRule *rule = NULL;
  GError *error = NULL;
  gsize length;

  if (self->view == NULL)
    return;
  text = sol_file_read_finish (result, &length, &error);
  if (text != NULL)
    rule = sol_mask_parse (text, length,
                           adw_combo_row_get_selected (self->picture) == 0 ? sol_scope_view_get_trigger (self->view)
                                                                           : NULL,
                           sol_scope_view_get_holdoff (self->view), &error);
  self->is_taken = FALSE;
  sol_mask_form_take_rule (self, rule, error);
  if (rule != NULL)
    adw_combo_row_set_selected (self->picture, rule->is_per_message);
}

void
sol_mask_form_read (SolMaskForm *self,
                    GFile       *file)
{
  sol_file_read_async (file, SOL_MASK_MAX_BYTES, NULL, loaded_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SolMaskForm) self = user_data;
  GError *error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error) && self->view != NULL)
    sol_mask_form_take_rule (self, NULL, error);
  else
    g_clear_error (&error);
}

static void
response_cb (GtkNativeDialog *chooser,
             int              response,
             SolMaskForm     *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  gboolean is_open = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_OPEN;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  char *text;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && is_open)
    sol_mask_form_read (self, file);
  else if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->rule != NULL)
    {
      text = sol_mask_print (self->rule, &length);
      bytes = g_bytes_new_take (text, length);
      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                           g_object_ref (self));
    }
  g_clear_object (&self->chooser);
}

static void
ask (SolMaskForm          *self,
     GtkFileChooserAction  action)
{
  gboolean is_open = action == GTK_FILE_CHOOSER_ACTION_OPEN;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser;

  if (self->chooser != NULL)
    return;
  chooser = gtk_file_chooser_native_new (is_open ? _("Read a Mask") : _("Save the Mask"),
                                         GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action,
                                         is_open ? _("_Open") : _("_Save"), _("_Cancel"));
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_filter_set_name (filter, _("Masks (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  if (!is_open)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("Mask.json"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}

void
sol_mask_form_ask_read (SolMaskForm *self)
{
  ask (self, GTK_FILE_CHOOSER_ACTION_OPEN);
}

void
sol_mask_form_ask_save (SolMaskForm *self)
{
  ask (self, GTK_FILE_CHOOSER_ACTION_SAVE);
}
