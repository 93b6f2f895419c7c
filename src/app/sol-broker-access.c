/* sol-broker-access.c: broker.ban-client, broker.allow: rules and bans from where their need is seen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-page-private.h"

#include <glib/gi18n.h>

#include "sol-ban-dialog.h"
#include "sol-rule-dialog.h"
#include "sol-window.h"

static void
toast (SolBrokerPage *self,
       const char    *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SOL_IS_WINDOW (root))
    sol_window_toast (SOL_WINDOW (root), text);
}

static void
banned_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolBrokerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_engine_ban_finish (SOL_ENGINE (object), result, &error))
    toast (self, _("Banned; the preferences list all bans"));
  else
    toast (self, error->message);
}

static void
ban_response_cb (SolBrokerPage *self,
                 const char    *response,
                 SolBanDialog  *dialog)
{
  if (g_strcmp0 (response, "ban") == 0)
    sol_engine_ban_async (self->engine, sol_ban_dialog_get_kind (dialog), sol_ban_dialog_get_value (dialog),
                          sol_ban_dialog_get_seconds (dialog), banned_cb, g_object_ref (self));
}

static void
ban_client_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  g_autoptr (SolClientItem) item = sol_broker_page_dup_client (self, g_variant_get_string (parameter, NULL));
  GtkWidget *dialog;

  if (item == NULL)
    return;
  dialog = sol_ban_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), sol_client_item_get_info (item));
  g_signal_connect_object (dialog, "response", G_CALLBACK (ban_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  SolBrokerPage *page;    /* owned */
  SolAclRule    *rule;    /* owned: what would have allowed it */
  guint          denier;  /* the number of the rule that denied it; 0: none matched */
} Allow;

static void
allow_free (Allow *self)
{
  g_object_unref (self->page);
  sol_acl_rule_free (self->rule);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Allow, allow_free)

/* The first rule that matches decides: it goes before the one that denied, and behind all where none did */
static void
acl_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Allow) allow = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SolAclList) acl = sol_engine_get_acl_finish (SOL_ENGINE (object), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (allow->page));
  int place;

  if (acl == NULL)
    {
      toast (allow->page, error->message);
      return;
    }
  if (root == NULL)
    return;
  place = allow->denier > 0 ? (int) MIN (allow->denier - 1, acl->rules->len) : -1;
  gtk_window_present (GTK_WINDOW (sol_rule_dialog_new_suggestion (SOL_ENGINE (object), GTK_WINDOW (root), acl,
                                                                  allow->rule, place)));
}

static void
allow_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  Allow *allow = g_new (Allow, 1);
  const char *user, *topic;
  guint operation, denier;

  g_variant_get (parameter, "(&su&su)", &user, &operation, &topic, &denier);
  *allow = (Allow) { g_object_ref (self),
                     sol_acl_rule_new (*user != '\0' ? SOL_ACL_USER : SOL_ACL_ANONYMOUS, user,
                                       operation == SOL_ACL_PUBLISH ? SOL_ACL_PUBLISH : SOL_ACL_SUBSCRIBE, TRUE, topic),
                     denier };
  sol_engine_get_acl_async (self->engine, NULL, acl_read_cb, allow);
}

static const GActionEntry entries[] = {
  { "ban-client", ban_client_activated, "s" },
  { "allow", allow_activated, "(susu)" },
};

void
sol_broker_page_add_access_actions (SolBrokerPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}
