/* test-doors.c: from the Broker view: banning a client, and allowing what the log says was refused
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-app-fixture.h"
#include "sol-ban-dialog.h"
#include "sol-engine-access.h"
#include "sol-store-acl.h"
#include "window-support.h"

#define TIMEOUT_MS 10000

typedef struct
{
  SolAppFixture *app;
  SolClient     *client;
  SolAclList    *acl;
  GPtrArray     *bans;
  gboolean       is_done;
} Fixture;

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->is_done;
}

static void
wait_done (Fixture *self)
{
  g_assert_true (sol_app_wait (is_done, self, TIMEOUT_MS));
  self->is_done = FALSE;
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  sol_client_connect_finish (SOL_CLIENT (object), result, NULL, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->is_done = TRUE;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  SolClientOptions options;

  self->app = sol_app_fixture_new (0);
  sol_app_fixture_start (self->app);
  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (self->app->engine));
  options.client_id = "pump";
  options.reconnect = FALSE;
  self->client = sol_client_new (NULL, NULL);
  sol_client_connect_async (self->client, &options, NULL, connected_cb, self);
  wait_done (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->client);
  /* Answers that are under way come until the engine is gone */
  sol_app_fixture_free (self->app);
  g_clear_pointer (&self->acl, sol_acl_list_free);
  g_clear_pointer (&self->bans, g_ptr_array_unref);
}

static gboolean
has_window (gpointer type)
{
  return support_find_window (g_type_from_name (type)) != NULL;
}

static gboolean
is_disconnected (gpointer client)
{
  return sol_client_get_state (client) == SOL_CLIENT_DISCONNECTED;
}

static void
bans_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->bans = sol_engine_list_bans_finish (SOL_ENGINE (object), result, &error);
  g_assert_no_error (error);
  self->is_done = TRUE;
}

/* The list of clients is read once a second: the dialog opens as soon as the client is in it */
static gboolean
ask_to_ban (gpointer data)
{
  if (!has_window ((gpointer) "SolBanDialog"))
    sol_app_fixture_activate (data, "broker.ban-client('pump')");
  return has_window ((gpointer) "SolBanDialog");
}

static void
test_bans_a_client (Fixture       *self,
                    gconstpointer  data)
{
  SolBanDialog *dialog;
  const SolBan *ban;

  g_assert_true (sol_app_wait (ask_to_ban, self->app, TIMEOUT_MS));
  dialog = SOL_BAN_DIALOG (support_find_window (g_type_from_name ("SolBanDialog")));
  g_assert_cmpstr (sol_ban_dialog_get_value (dialog), ==, "pump");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "ban");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (sol_app_wait (is_disconnected, self->client, TIMEOUT_MS));

  sol_engine_list_bans_async (self->app->engine, bans_cb, self);
  wait_done (self);
  g_assert_cmpuint (self->bans->len, ==, 1);
  ban = self->bans->pdata[0];
  g_assert_cmpint (ban->kind, ==, SOL_BAN_CLIENT);
  g_assert_cmpstr (ban->value, ==, "pump");
  g_assert_cmpint (ban->until_s - ban->since_s, ==, 15 * 60);
}

static void
put_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  sol_engine_put_acl_finish (SOL_ENGINE (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->is_done = TRUE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->acl, sol_acl_list_free);
  self->acl = sol_engine_get_acl_finish (SOL_ENGINE (object), result, &error);
  g_assert_no_error (error);
  self->is_done = TRUE;
}

static void
put_rules (Fixture *self)
{
  g_autoptr (GPtrArray) rules = sol_acl_rules_new ();

  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_EVERYBODY, NULL, SOL_ACL_SUBSCRIBE, TRUE, "#"));
  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_EVERYBODY, NULL, SOL_ACL_PUBLISH, FALSE, "lab/#"));
  sol_engine_put_acl_async (self->app->engine, rules, SOL_STORE_ANY_REVISION, NULL, put_cb, self);
  wait_done (self);
}

static gboolean
has_allow_button (gpointer window)
{
  return support_find_action (window, "broker.allow") != NULL;
}

static gboolean
has_three_rules (gpointer data)
{
  Fixture *self = data;

  if (self->is_done && self->acl->rules->len == 3)
    return TRUE;
  if (self->is_done || self->acl == NULL)
    {
      self->is_done = FALSE;
      sol_engine_get_acl_async (self->app->engine, NULL, read_cb, self);
    }
  return FALSE;
}

static void
test_allows_what_was_refused (Fixture       *self,
                              gconstpointer  data)
{
  g_autoptr (SolMessage) message = sol_message_new ("lab/x", 5, (const guint8 *) "1", 1, 0, FALSE, 0);
  GtkWidget *dialog;
  const SolAclRule *rule;

  put_rules (self);
  g_assert_true (sol_client_post (self->client, message));
  g_assert_true (sol_app_wait (has_allow_button, self->app->window, TIMEOUT_MS));
  g_signal_emit_by_name (support_find_action (self->app->window, "broker.allow"), "clicked");
  g_assert_true (sol_app_wait (has_window, (gpointer) "SolRuleDialog", TIMEOUT_MS));
  dialog = GTK_WIDGET (support_find_window (g_type_from_name ("SolRuleDialog")));
  g_signal_emit_by_name (gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), "save"), "clicked");

  self->is_done = FALSE;
  g_assert_true (sol_app_wait (has_three_rules, self, TIMEOUT_MS));
  rule = self->acl->rules->pdata[1];
  g_assert_cmpint (rule->who, ==, SOL_ACL_ANONYMOUS);
  g_assert_cmpint (rule->operation, ==, SOL_ACL_PUBLISH);
  g_assert_true (rule->is_allowed);
  g_assert_cmpstr (rule->filter, ==, "lab/x");
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
  g_test_add ("/app/doors/bans-a-client", Fixture, NULL, set_up, test_bans_a_client, tear_down);
  g_test_add ("/app/doors/allows-what-was-refused", Fixture, NULL, set_up, test_allows_what_was_refused, tear_down);
  return g_test_run ();
}
