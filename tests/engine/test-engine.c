/* test-engine.c: the engine's commands, with a real broker and real clients
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-config-store.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"

typedef struct
{
  char      *folder;
  char      *path;    /* of the configuration */
  SolEngine *engine;
} Fixture;

static SolEngine *
new_engine (Fixture *fixture)
{
  g_autoptr (SolConfig) config = sol_config_new ();

  config->broker->port = 0;
  config->broker->websocket_port = -1;
  config->web_port = 0;
  return sol_engine_new (fixture->folder, fixture->path, config);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "config.json", NULL);
  fixture->engine = new_engine (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sol_test_release (g_steal_pointer (&fixture->engine));
  sol_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
start (SolEngine  *engine,
       GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_engine_start_broker_async (engine, NULL, sol_test_answer_cb, &result);
  return sol_engine_start_broker_finish (engine, sol_test_wait_answer (&result), error);
}

static void
must_start (SolEngine *engine)
{
  g_autoptr (GError) error = NULL;

  start (engine, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sol_engine_get_broker_state (engine), ==, SOL_BROKER_RUNNING);
}

static void
must_stop (SolEngine *engine)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_engine_stop_broker_async (engine, NULL, sol_test_answer_cb, &result);
  sol_engine_stop_broker_finish (engine, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sol_engine_get_broker_state (engine), ==, SOL_BROKER_STOPPED);
}

static gboolean
apply (SolEngine  *engine,
       SolConfig  *config,
       GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_engine_apply_config_async (engine, config, NULL, sol_test_answer_cb, &result);
  return sol_engine_apply_config_finish (engine, sol_test_wait_answer (&result), error);
}

/* @user_name: (nullable). Returns: whether it was let in */
static gboolean
connect_as (SolClient   *client,
            SolEngine   *engine,
            const char  *user_name,
            const char  *password,
            GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (engine));
  options.user_name = user_name;
  options.password = password;
  options.reconnect = FALSE;
  sol_client_connect_async (client, &options, NULL, sol_test_answer_cb, &result);
  return sol_client_connect_finish (client, sol_test_wait_answer (&result), NULL, error);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  (*n)++;
}

static void
test_start_and_stop (Fixture       *fixture,
                     gconstpointer  data)
{
  guint n_states = 0;

  g_signal_connect (fixture->engine, "notify::broker-state", G_CALLBACK (count_cb), &n_states);
  must_start (fixture->engine);
  must_start (fixture->engine);
  must_stop (fixture->engine);
  must_stop (fixture->engine);
  must_start (fixture->engine);
  g_assert_cmpuint (n_states, >=, 3);
}

/* Asked for at once, done in the order of asking */
static void
test_commands_queue (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GAsyncResult) started = NULL, stopped = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  sol_engine_start_broker_async (fixture->engine, NULL, sol_test_answer_cb, &started);
  sol_engine_stop_broker_async (fixture->engine, NULL, sol_test_answer_cb, &stopped);
  sol_engine_start_broker_async (fixture->engine, NULL, sol_test_answer_cb, &again);
  sol_engine_start_broker_finish (fixture->engine, sol_test_wait_answer (&started), &error);
  g_assert_no_error (error);
  sol_engine_stop_broker_finish (fixture->engine, sol_test_wait_answer (&stopped), &error);
  g_assert_no_error (error);
  sol_engine_start_broker_finish (fixture->engine, sol_test_wait_answer (&again), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sol_engine_get_broker_state (fixture->engine), ==, SOL_BROKER_RUNNING);
}

/* The other program is a broker of our own: the error names it, and the next free port */
static void
test_port_in_use (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (SolConfig) config = NULL;
  g_autoptr (SolEngine) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *port = NULL;

  must_start (fixture->engine);
  config = sol_config_copy (sol_engine_get_config (fixture->engine));
  config->broker->port = sol_broker_get_port (sol_engine_get_broker (fixture->engine));
  port = g_strdup_printf ("Port %u is already used by", config->broker->port);
  second = sol_engine_new (NULL, NULL, config);
  g_assert_false (start (second, &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE);
  g_assert_true (g_str_has_prefix (error->message, port));
  g_assert_nonnull (strstr (error->message, "Use port"));
  g_assert_cmpint (sol_engine_get_broker_state (second), ==, SOL_BROKER_STOPPED);
}

static void
test_apply_keeps_clients (Fixture       *fixture,
                          gconstpointer  data)
{
  SolBroker *broker = sol_engine_get_broker (fixture->engine);
  g_autoptr (SolClient) client = sol_client_new (NULL, NULL);
  g_autoptr (SolConfig) config = NULL;
  g_autoptr (SolConfig) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  guint n_notified = 0;
  guint16 port;

  must_start (fixture->engine);
  port = sol_broker_get_port (broker);
  g_assert_true (connect_as (client, fixture->engine, NULL, NULL, &error));
  g_signal_connect (fixture->engine, "notify::config", G_CALLBACK (count_cb), &n_notified);

  config = sol_config_copy (sol_engine_get_config (fixture->engine));
  config->broker->websocket_port = sol_engine_find_free_port ("127.0.0.1", 21000);
  config->broker->max_connections = 9;
  g_assert_true (apply (fixture->engine, config, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->revision, ==, 1);
  g_assert_cmpuint (sol_broker_get_port (broker), ==, port);
  g_assert_cmpuint (sol_broker_get_websocket_port (broker), ==, config->broker->websocket_port);
  g_assert_cmpint (sol_client_get_state (client), ==, SOL_CLIENT_CONNECTED);

  saved = sol_config_store_load (fixture->path, &warning);
  g_assert_null (warning);
  g_assert_cmpuint (saved->broker->max_connections, ==, 9);
}

static void
test_apply_stale (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_copy (sol_engine_get_config (fixture->engine));
  g_autoptr (GError) error = NULL;

  g_assert_true (apply (fixture->engine, config, NULL));
  config->broker->max_connections = 3;
  g_assert_false (apply (fixture->engine, config, &error));
  g_assert_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_STALE);
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->broker->max_connections, ==, 100);
}

/* What cannot be saved does not come into force, and the broker goes back */
static void
test_apply_unsaved (Fixture       *fixture,
                    gconstpointer  data)
{
  SolBroker *broker = sol_engine_get_broker (fixture->engine);
  g_autoptr (SolConfig) config = sol_config_copy (sol_engine_get_config (fixture->engine));
  g_autoptr (GError) error = NULL;

  must_start (fixture->engine);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  config->broker->websocket_port = sol_engine_find_free_port ("127.0.0.1", 22000);
  g_assert_false (apply (fixture->engine, config, &error));
  g_assert_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_FILE);
  g_assert_cmpint (sol_engine_get_config (fixture->engine)->broker->websocket_port, ==, -1);
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->revision, ==, 0);
  g_assert_cmpuint (sol_broker_get_websocket_port (broker), ==, 0);
  g_rmdir (fixture->path);
}

static gboolean
put_user (SolEngine   *engine,
          const char  *name,
          const char  *password,
          GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_engine_put_user_async (engine, name, password, NULL, sol_test_answer_cb, &result);
  return sol_engine_put_user_finish (engine, sol_test_wait_answer (&result), error);
}

static gboolean
remove_user (SolEngine   *engine,
             const char  *name,
             GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_engine_remove_user_async (engine, name, NULL, sol_test_answer_cb, &result);
  return sol_engine_remove_user_finish (engine, sol_test_wait_answer (&result), error);
}

static void
users_changed_cb (SolEngine *engine,
                  guint     *n)
{
  (*n)++;
}

static void
assert_let_in (SolEngine  *engine,
               const char *user_name,
               const char *password,
               gboolean    wanted)
{
  g_autoptr (SolClient) client = sol_client_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (connect_as (client, engine, user_name, password, &error), ==, wanted);
  if (!wanted)
    g_assert_cmpint (error->domain, ==, SOL_CLIENT_ERROR);
}

static void
test_users (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_copy (sol_engine_get_config (fixture->engine));
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  g_signal_connect (fixture->engine, "users-changed", G_CALLBACK (users_changed_cb), &n_changed);
  config->broker->allow_anonymous = FALSE;
  g_assert_true (apply (fixture->engine, config, NULL));
  g_assert_true (put_user (fixture->engine, "lab", "secret", &error));
  must_start (fixture->engine);
  assert_let_in (fixture->engine, "lab", "secret", TRUE);
  assert_let_in (fixture->engine, "lab", "wrong", FALSE);
  assert_let_in (fixture->engine, "nobody", "secret", FALSE);
  assert_let_in (fixture->engine, NULL, NULL, FALSE);

  g_assert_true (put_user (fixture->engine, "late", "secret", &error));
  assert_let_in (fixture->engine, "late", "secret", TRUE);
  g_assert_true (remove_user (fixture->engine, "lab", &error));
  assert_let_in (fixture->engine, "lab", "secret", FALSE);
  g_assert_false (remove_user (fixture->engine, "lab", &error));
  g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_NOT_FOUND);
  g_assert_cmpuint (n_changed, ==, 3);
}

static void
test_users_last (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (put_user (fixture->engine, "lab", "secret", NULL));
  sol_test_release (g_steal_pointer (&fixture->engine));
  fixture->engine = new_engine (fixture);
  sol_engine_list_users_async (fixture->engine, NULL, sol_test_answer_cb, &result);
  names = sol_engine_list_users_finish (fixture->engine, sol_test_wait_answer (&result), NULL);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "lab");
}

/* A list that nobody holds asks nobody; one that is held keeps up */
static void
test_clients_list (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (SolClient) client = sol_client_new (NULL, NULL);
  g_autoptr (GListModel) clients = NULL;

  must_start (fixture->engine);
  g_assert_true (connect_as (client, fixture->engine, NULL, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (sol_engine_get_clients (fixture->engine)), ==, 0);
  clients = g_object_ref (sol_engine_get_clients (fixture->engine));
  sol_test_wait_until (g_list_model_get_n_items (clients) == 1);
  g_clear_object (&client);
  sol_test_wait_until (g_list_model_get_n_items (clients) == 0);
}

static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  GListModel *log = G_LIST_MODEL (sol_engine_get_log (fixture->engine));
  g_autoptr (SolClient) client = sol_client_new (NULL, NULL);
  guint n_before;

  must_start (fixture->engine);
  n_before = g_list_model_get_n_items (log);
  g_assert_true (connect_as (client, fixture->engine, NULL, NULL, NULL));
  sol_test_wait_until (g_list_model_get_n_items (log) > n_before);
}

static void
test_broken_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "config.json", NULL);
  g_autofree char *database = g_build_filename (folder, "soliton.db", NULL);
  g_autoptr (SolEngine) engine = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (g_file_set_contents (path, "{", -1, NULL));
  engine = sol_engine_new (folder, path, NULL);
  g_assert_nonnull (strstr (sol_engine_get_warning (engine), "config.json.broken-"));
  g_assert_cmpuint (sol_engine_get_config (engine)->broker->port, ==, 1883);
  sol_engine_list_users_async (engine, NULL, sol_test_answer_cb, &result);
  names = sol_engine_list_users_finish (engine, sol_test_wait_answer (&result), NULL);
  g_assert_nonnull (names);
  g_clear_object (&result);
  sol_test_release (g_steal_pointer (&engine));
  sol_test_remove_tree (folder);
}

static void
test_lan (void)
{
  g_auto (GStrv) addresses = sol_engine_list_lan_addresses ();
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  gboolean seen_ipv6 = FALSE;
  guint16 taken = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  guint16 found = sol_engine_find_free_port ("127.0.0.1", (guint16) (taken - 1));

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (addresses[i]);
      gboolean is_ipv6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

      g_assert_false (g_inet_address_get_is_loopback (address));
      g_assert_false (g_inet_address_get_is_link_local (address));
      g_assert_true (is_ipv6 || !seen_ipv6);
      seen_ipv6 = is_ipv6;
    }
  g_assert_cmpuint (found, !=, taken);
  g_assert_cmpuint (found, >, taken - 1);
  g_assert_cmpuint (sol_engine_find_free_port ("127.0.0.1", 65535), ==, 0);
  g_socket_listener_close (listener);
}

static void
add (const char  *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/engine/start-and-stop", test_start_and_stop);
  add ("/engine/commands-queue", test_commands_queue);
  add ("/engine/port-in-use-names-the-other", test_port_in_use);
  add ("/engine/apply-keeps-clients-of-unchanged-listeners", test_apply_keeps_clients);
  add ("/engine/apply-stale", test_apply_stale);
  add ("/engine/apply-unsaved-goes-back", test_apply_unsaved);
  add ("/engine/users", test_users);
  add ("/engine/users-last", test_users_last);
  add ("/engine/clients-while-held", test_clients_list);
  add ("/engine/log", test_log);
  g_test_add_func ("/engine/broken-files-are-told", test_broken_files);
  g_test_add_func ("/engine/addresses-and-ports", test_lan);
  return g_test_run ();
}
