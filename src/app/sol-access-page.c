/* sol-access-page.c: who may do what: rules, the question whether somebody may, bans, files of mosquitto
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-access-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-rule-dialog.h"

G_DEFINE_FINAL_TYPE (SolAccessPage, sol_access_page, ADW_TYPE_PREFERENCES_PAGE)

void
sol_access_page_toast (SolAccessPage *self,
                       const char    *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (text));
}

static void
acl_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  SolAclList *acl = sol_engine_get_acl_finish (SOL_ENGINE (object), result, &error);

  if (acl == NULL)
    {
      sol_access_page_toast (self, error->message);
      return;
    }
  g_clear_pointer (&self->acl, sol_acl_list_free);
  self->acl = acl;
  if (self->engine != NULL)
    sol_access_page_show_rules (self);
}

static void
bans_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *bans = sol_engine_list_bans_finish (SOL_ENGINE (object), result, &error);

  if (bans == NULL)
    {
      sol_access_page_toast (self, error->message);
      return;
    }
  g_clear_pointer (&self->bans, g_ptr_array_unref);
  self->bans = bans;
  if (self->engine != NULL)
    sol_access_page_show_bans (self);
}

static void
reload (SolAccessPage *self)
{
  sol_engine_get_acl_async (self->engine, NULL, acl_read_cb, g_object_ref (self));
  sol_engine_list_bans_async (self->engine, bans_read_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_engine_put_acl_finish (SOL_ENGINE (object), result, &error))
    return;
  sol_access_page_toast (self, error->message);
  if (self->engine != NULL)
    reload (self);
}

void
sol_access_page_save (SolAccessPage *self,
                      GPtrArray     *rules)
{
  sol_engine_put_acl_async (self->engine, rules, self->acl->revision, NULL, saved_cb,
                            g_object_ref (self));
  g_ptr_array_unref (rules);
}

static void
open_dialog (SolAccessPage *self,
             int            place)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  gtk_window_present (GTK_WINDOW (sol_rule_dialog_new (self->engine, parent, self->acl, place)));
}

static gboolean
has_rule (SolAccessPage *self,
          guint          place)
{
  return self->acl != NULL && place < self->acl->rules->len;
}

static void
add_rule_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (widget);

  if (self->acl != NULL)
    open_dialog (self, -1);
}

static void
edit_rule_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (widget);
  guint place = g_variant_get_uint32 (parameter);

  if (has_rule (self, place))
    open_dialog (self, (int) place);
}

static void
remove_rule_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (widget);
  guint place = g_variant_get_uint32 (parameter);
  GPtrArray *rules;

  if (!has_rule (self, place))
    return;
  rules = sol_acl_rules_copy (self->acl->rules);
  g_ptr_array_remove_index (rules, place);
  sol_access_page_save (self, rules);
}

static void
move_rule_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (widget);
  GPtrArray *rules;
  guint from, to;

  g_variant_get (parameter, "(uu)", &from, &to);
  if (!has_rule (self, from) || !has_rule (self, to))
    return;
  rules = sol_acl_rules_copy (self->acl->rules);
  g_ptr_array_insert (rules, (int) to, g_ptr_array_steal_index (rules, from));
  sol_access_page_save (self, rules);
}

static void
show_answer (SolAccessPage *self,
             const char    *text,
             gboolean       is_good)
{
  gtk_label_set_label (self->answer, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->answer), is_good ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->answer), is_good ? "success" : "error");
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SolAclAnswer) answer
      = sol_engine_test_acl_finish (SOL_ENGINE (object), result, &error);
  g_autofree char *text = NULL;

  if (self->engine == NULL)
    return;
  text = answer != NULL ? sol_acl_answer_to_text (answer) : g_strdup (error->message);
  show_answer (self, text, answer != NULL && answer->verdict.is_allowed);
}

static void
test_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (widget);
  SolAclOperation operation
      = adw_combo_row_get_selected (self->test_operation) == 0 ? SOL_ACL_PUBLISH : SOL_ACL_SUBSCRIBE;

  sol_engine_test_acl_async (self->engine, gtk_editable_get_text (self->test_user),
                             gtk_editable_get_text (self->test_client), operation,
                             gtk_editable_get_text (self->test_topic), tested_cb,
                             g_object_ref (self));
}

static void
unbanned_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SolAccessPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_engine_unban_finish (SOL_ENGINE (object), result, &error))
    sol_access_page_toast (self, error->message);
}

static void
unban_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (widget);
  const char *text = g_variant_get_string (parameter, NULL);
  const char *colon = strchr (text, ':');
  g_autofree char *kind_name = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  SolBanKind kind;

  if (sol_ban_kind_parse (kind_name, &kind))
    sol_engine_unban_async (self->engine, kind, colon + 1, unbanned_cb, g_object_ref (self));
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  sol_access_page_import (SOL_ACCESS_PAGE (widget), g_str_equal (name, "access.import-users"));
}

static void
sol_access_page_dispose (GObject *object)
{
  SolAccessPage *self = SOL_ACCESS_PAGE (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->acl, sol_acl_list_free);
  g_clear_pointer (&self->bans, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_ACCESS_PAGE);
  G_OBJECT_CLASS (sol_access_page_parent_class)->dispose (object);
}

static void
sol_access_page_class_init (SolAccessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_access_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/soliton_mqtt/Soliton/access-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, rules);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, ban_list);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, rules_hint);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, test_user);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, test_client);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, test_topic);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, test_operation);
  gtk_widget_class_bind_template_child (widget_class, SolAccessPage, answer);
  gtk_widget_class_install_action (widget_class, "access.add-rule", NULL, add_rule_cb);
  gtk_widget_class_install_action (widget_class, "access.edit-rule", "u", edit_rule_cb);
  gtk_widget_class_install_action (widget_class, "access.remove-rule", "u", remove_rule_cb);
  gtk_widget_class_install_action (widget_class, "access.move-rule", "(uu)", move_rule_cb);
  gtk_widget_class_install_action (widget_class, "access.test", NULL, test_cb);
  gtk_widget_class_install_action (widget_class, "access.unban", "s", unban_cb);
  gtk_widget_class_install_action (widget_class, "access.import-users", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "access.import-rules", NULL, import_cb);
}

static void
sol_access_page_init (SolAccessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_access_page_set_engine (SolAccessPage *self,
                            SolEngine     *engine)
{
  g_return_if_fail (SOL_IS_ACCESS_PAGE (self));

  g_set_object (&self->engine, engine);
  g_signal_connect_object (engine, "access-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}
