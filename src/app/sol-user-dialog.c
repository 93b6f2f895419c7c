/* sol-user-dialog.c: asks for a user's name and password
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-user-dialog.h"

#include <glib/gi18n.h>

struct _SolUserDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolEngine *engine;

  /* Template */
  GtkEditable *name;
  GtkEditable *password;
  GtkWidget   *save;
  GtkLabel    *error;
};

enum { SAVED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SolUserDialog, sol_user_dialog, ADW_TYPE_WINDOW)

static void
changed_cb (SolUserDialog *self)
{
  gboolean complete = *gtk_editable_get_text (self->name) != '\0' && *gtk_editable_get_text (self->password) != '\0';

  gtk_widget_set_sensitive (self->save, complete);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SolUserDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_engine_put_user_finish (SOL_ENGINE (object), result, &error))
    {
      g_signal_emit (self, signals[SAVED], 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->engine == NULL)
    return;
  changed_cb (self);
  gtk_label_set_label (self->error, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static void
save_clicked_cb (SolUserDialog *self)
{
  if (!gtk_widget_get_sensitive (self->save))
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  sol_engine_put_user_async (self->engine, gtk_editable_get_text (self->name), gtk_editable_get_text (self->password),
                             NULL, saved_cb, g_object_ref (self));
}

static void
sol_user_dialog_dispose (GObject *object)
{
  g_clear_object (&SOL_USER_DIALOG (object)->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_USER_DIALOG);
  G_OBJECT_CLASS (sol_user_dialog_parent_class)->dispose (object);
}

static void
sol_user_dialog_class_init (SolUserDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_user_dialog_dispose;
  signals[SAVED] = g_signal_new ("saved", SOL_TYPE_USER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/user-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolUserDialog, name);
  gtk_widget_class_bind_template_child (widget_class, SolUserDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SolUserDialog, save);
  gtk_widget_class_bind_template_child (widget_class, SolUserDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_user_dialog_init (SolUserDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SolUserDialog *
sol_user_dialog_new (SolEngine  *engine,
                     GtkWindow  *parent,
                     const char *user)
{
  SolUserDialog *self = g_object_new (SOL_TYPE_USER_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->engine = g_object_ref (engine);
  gtk_window_set_title (GTK_WINDOW (self), user != NULL ? _("Change Password") : _("Add User"));
  if (user != NULL)
    {
      gtk_editable_set_text (self->name, user);
      gtk_editable_set_editable (self->name, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  changed_cb (self);
  return self;
}
