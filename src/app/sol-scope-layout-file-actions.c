/* sol-scope-layout-file-actions.c: scope.import-layout*, scope.export-layout*: layouts from and to files
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-file.h"

#define ENDING ".json"

static SolLayoutStore *
get_store (SolScopePage *self)
{
  return sol_engine_get_layouts (self->engine);
}

/* As the file is called; one that is there already is not replaced: `Bench`, `Bench 2` … */
static char *
dup_free_name (SolScopePage *self,
               GFile        *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  g_autofree char *first = g_strndup (valid, strlen (valid)
                                               - (g_str_has_suffix (valid, ENDING) ? strlen (ENDING) : 0));
  g_autofree char *short_name = g_utf8_substring (first, 0, MIN (g_utf8_strlen (first, -1), SOL_LAYOUT_MAX_NAME - 4));
  char *name = g_strdup (short_name);

  for (guint i = 2; sol_layout_store_has (get_store (self), name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", short_name, i);
    }
  return name;
}

static void
import (SolScopePage  *self,
        GFile         *file,
        const char    *text,
        gsize          length,
        GError       **error)
{
  JsonObject *layout = sol_layout_store_parse (text, length, error);
  g_autofree char *name = NULL;

  if (layout == NULL)
    return;
  name = dup_free_name (self, file);
  if (sol_layout_store_put (get_store (self), name, layout, error))
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "layout", g_variant_new_string (name));
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SolScopePage) self = user_data;
  g_autofree char *text = NULL, *name = g_file_get_basename (G_FILE (object)), *said = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (self->layout == NULL)
    return;
  text = sol_file_read_finish (result, &length, &error);
  if (text != NULL)
    import (self, G_FILE (object), text, length, &error);
  if (error == NULL)
    return;
  /* Translators: a file name, and what is wrong with it */
  said = g_strdup_printf (_("“%s” is not taken: %s"), name, error->message);
  sol_scope_page_toast (self, said);
}

/* A file by its URI */
static void
import_from_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  sol_file_read_async (file, SOL_LAYOUT_MAX_BYTES, NULL, imported_cb, g_object_ref (user_data));
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SolScopePage) self = user_data;
  g_autofree char *name = g_file_get_basename (G_FILE (object)), *said = NULL;
  g_autoptr (GError) error = NULL;

  if (self->layout == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    said = g_strdup_printf (_("Layout exported as “%s”"), name);
  else
    said = g_strdup_printf (_("The layout cannot be exported: %s"), error->message);
  sol_scope_page_toast (self, said);
}

/* A layout's name, and the URI of a file */
static void
export_to_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name, *uri;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *layout;
  char *text;

  g_variant_get (parameter, "(&s&s)", &name, &uri);
  layout = sol_layout_store_dup (get_store (self), name);
  if (layout == NULL)
    return;
  file = g_file_new_for_uri (uri);
  text = sol_layout_store_print (layout);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, exported_cb,
                                       g_object_ref (self));
}

/* Asks for the file */

static void
import_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    SolScopePage    *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *uri = g_file_get_uri (file);

      g_action_group_activate_action (G_ACTION_GROUP (self->actions), "import-layout-from", g_variant_new_string (uri));
    }
  g_clear_object (&self->chooser);
}

static void
export_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    SolScopePage    *self)
{
  const char *name = g_object_get_data (G_OBJECT (dialog), "sol-layout");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *uri = g_file_get_uri (file);

      g_action_group_activate_action (G_ACTION_GROUP (self->actions), "export-layout-to",
                                      g_variant_new ("(ss)", name, uri));
    }
  g_clear_object (&self->chooser);
}

/* Returns: (transfer none) (nullable): NULL while another one is open */
static GtkNativeDialog *
open_chooser (SolScopePage         *self,
              const char           *title,
              GtkFileChooserAction  action,
              const char           *accept,
              GCallback             response)
{
  if (self->chooser != NULL)
    return NULL;
  self->chooser = GTK_NATIVE_DIALOG (
    gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, accept,
                                 _("_Cancel")));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", response, self, 0);
  return self->chooser;
}

static void
import_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GtkNativeDialog *chooser = open_chooser (user_data, _("Import Layout"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"),
                                           G_CALLBACK (import_response_cb));

  if (chooser != NULL)
    gtk_native_dialog_show (chooser);
}

static void
export_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  const char *name = g_variant_get_string (parameter, NULL);
  g_autofree char *file = g_strdelimit (g_strconcat (name, ENDING, NULL), G_DIR_SEPARATOR_S, '-');
  GtkNativeDialog *chooser = open_chooser (user_data, _("Export Layout"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"),
                                           G_CALLBACK (export_response_cb));

  if (chooser == NULL)
    return;
  g_object_set_data_full (G_OBJECT (chooser), "sol-layout", g_strdup (name), g_free);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  gtk_native_dialog_show (chooser);
}

static const GActionEntry entries[] = {
  { "import-layout", import_activated },
  { "import-layout-from", import_from_activated, "s" },
  { "export-layout", export_activated, "s" },
  { "export-layout-to", export_to_activated, "(ss)" },
};

void
sol_scope_page_add_layout_file_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}
