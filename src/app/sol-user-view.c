/* sol-user-view.c: who may connect: the list of users
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-user-view.h"

#include "sol-row-button.h"

#include <string.h>

#include <glib/gi18n.h>

struct _SolUserView
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine    *engine;
  GCancellable *cancellable;
  char         *text;

  /* Template */
  GtkStack   *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SolUserView, sol_user_view, ADW_TYPE_BIN)

static GtkWidget *
make_row (const char *user)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), user);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (28, user, TRUE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             sol_row_button_new ("dialog-password-symbolic", _("Change Password…"),
                                                 "broker.set-password", g_variant_new_string (user)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             sol_row_button_new ("user-trash-symbolic", _("Remove User…"), "broker.remove-user",
                                                 g_variant_new_string (user)));
  return row;
}

static void
show_users (SolUserView *self,
            char       **users)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; users[i] != NULL; i++)
    gtk_list_box_append (self->list, make_row (users[i]));
  gtk_stack_set_visible_child_name (self->stack, users[0] != NULL ? "list" : "empty");
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolUserView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = sol_engine_list_users_finish (SOL_ENGINE (object), result, &error);

  if (users != NULL && self->engine != NULL)
    show_users (self, users);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Users could not be read: %s", error->message);
}

static void
reload (SolUserView *self)
{
  sol_engine_list_users_async (self->engine, self->cancellable, listed_cb, g_object_ref (self));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  SolUserView *self = user_data;

  return self->text == NULL || strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), self->text) != NULL;
}

static void
sol_user_view_dispose (GObject *object)
{
  SolUserView *self = SOL_USER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->text, g_free);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_USER_VIEW);
  G_OBJECT_CLASS (sol_user_view_parent_class)->dispose (object);
}

static void
sol_user_view_finalize (GObject *object)
{
  g_clear_object (&SOL_USER_VIEW (object)->cancellable);
  G_OBJECT_CLASS (sol_user_view_parent_class)->finalize (object);
}

static void
sol_user_view_class_init (SolUserViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_user_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_user_view_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/user-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SolUserView, stack);
  gtk_widget_class_bind_template_child (widget_class, SolUserView, list);
}

static void
sol_user_view_init (SolUserView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

void
sol_user_view_set_engine (SolUserView *self,
                          SolEngine   *engine)
{
  g_return_if_fail (SOL_IS_USER_VIEW (self));
  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "users-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}

void
sol_user_view_filter (SolUserView *self,
                      const char  *text)
{
  g_return_if_fail (SOL_IS_USER_VIEW (self));
  g_clear_pointer (&self->text, g_free);
  if (text != NULL && *text != '\0')
    self->text = g_strdup (text);
  gtk_list_box_invalidate_filter (self->list);
}
