/* sol-access-import.c: files of mosquitto, chosen and taken over
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-access-page-private.h"

#include <glib/gi18n.h>

#include "sol-file.h"
#include "sol-mosquitto.h"

static void
users_imported_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = sol_engine_import_users_finish (SOL_ENGINE (object), result, &error);
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (ngettext ("%u user taken over", "%u users taken over", n), n);
  sol_access_page_toast (self, n > 0 ? text : error->message);
}

static void
take_rules (SolAccessPage *self,
            const char    *text,
            gsize          length)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = sol_mosquitto_parse_acl (text, length, &error);

  if (rules != NULL)
    sol_access_page_save (self, rules);
  else
    sol_access_page_toast (self, error->message);
}

static void
take_text (SolAccessPage *self,
           GFile         *file,
           const char    *text,
           gsize          length)
{
  if (g_object_get_data (G_OBJECT (file), "soliton-users") != NULL)
    sol_engine_import_users_async (self->engine, text, length, users_imported_cb,
                                   g_object_ref (self));
  else if (self->acl != NULL)
    take_rules (self, text, length);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  text = sol_file_read_finish (result, &length, &error);
  if (text == NULL)
    sol_access_page_toast (self, error->message);
  else if (self->engine != NULL)
    take_text (self, G_FILE (object), text, length);
}

static void
response_cb (SolAccessPage        *self,
             int                   response,
             GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      g_object_set_data (G_OBJECT (file), "soliton-users",
                         g_object_get_data (G_OBJECT (chooser), "soliton-users"));
      sol_file_read_async (file, SOL_MOSQUITTO_MAX_BYTES, NULL, loaded_cb, g_object_ref (self));
    }
  g_object_unref (chooser);
}

void
sol_access_page_import (SolAccessPage *self,
                        gboolean       is_users)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (is_users ? _("Choose Mosquitto’s Password File")
                                              : _("Choose Mosquitto’s Access File"),
                                     parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  g_object_set_data (G_OBJECT (chooser), "soliton-users", GINT_TO_POINTER (is_users));
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
