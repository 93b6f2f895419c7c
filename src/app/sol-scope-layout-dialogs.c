/* sol-scope-layout-dialogs.c: asks for a layout's name
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-dialogs.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget   *page;    /* owned */
  GtkEditable *entry;   /* borrowed: of the dialog */
  char        *renamed; /* owned, nullable */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *self = data;

  g_object_unref (self->page);
  g_free (self->renamed);
  g_free (self);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Question *self = user_data;
  const char *name = gtk_editable_get_text (self->entry);

  if (!g_str_equal (response, "accept"))
    return;
  if (self->renamed != NULL)
    gtk_widget_activate_action (self->page, "scope.rename-layout", "(ss)", self->renamed, name);
  else
    gtk_widget_activate_action (self->page, "scope.save-layout", "s", name);
}

/* A name is what has a letter in it */
static void
changed_cb (GtkEditable      *entry,
            AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "accept", *name != '\0');
}

static GtkWidget *
make_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), SOL_LAYOUT_MAX_NAME);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  return entry;
}

void
sol_scope_layout_ask_name (GtkWidget  *page,
                           const char *title,
                           const char *accept,
                           const char *name,
                           const char *renamed)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (page)), title, NULL);
  GtkWidget *entry = make_entry (name);
  Question *question = g_new0 (Question, 1);

  *question = (Question) { g_object_ref (page), GTK_EDITABLE (entry), g_strdup (renamed) };
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  changed_cb (GTK_EDITABLE (entry), ADW_MESSAGE_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
