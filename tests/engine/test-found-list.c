/* test-found-list.c: brokers announced and found, by engines that see only the loopback interface
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "sol-engine.h"
#include "sol-test-wait.h"

static SolEngine *
new_engine (const char *host,
            gboolean    mdns)
{
  /* Away from the ports that the system chooses, and another one in each process */
  const SolMdnsScope scope = { (guint16) (10000 + getpid () % 20000), TRUE };
  g_autoptr (SolConfig) config = sol_config_new ();
  SolEngine *engine;

  g_free (config->broker->host);
  config->broker->host = g_strdup (host);
  config->broker->port = 0;
  config->broker->websocket_port = -1;
  config->mdns = mdns;
  engine = sol_engine_new (NULL, NULL, config);
  sol_engine_set_mdns_scope (engine, &scope);
  return engine;
}

static void
start (SolEngine *engine)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_engine_start_broker_async (engine, NULL, sol_test_answer_cb, &result);
  sol_engine_start_broker_finish (engine, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
}

static void
stop (SolEngine *engine)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_engine_stop_broker_async (engine, NULL, sol_test_answer_cb, &result);
  g_assert_true (sol_engine_stop_broker_finish (engine, sol_test_wait_answer (&result), NULL));
}

static void
apply (SolEngine  *engine,
       const char *host,
       gboolean    mdns)
{
  g_autoptr (SolConfig) config = sol_config_copy (sol_engine_get_config (engine));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (config->broker->host);
  config->broker->host = g_strdup (host);
  config->mdns = mdns;
  sol_engine_apply_config_async (engine, config, NULL, sol_test_answer_cb, &result);
  sol_engine_apply_config_finish (engine, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
}

/* How many in @list are reached at @engine's port: another broker may be on this computer's usual one */
static guint
count (SolFoundList *list,
       SolEngine    *engine)
{
  g_autofree char *expected
      = g_strdup_printf ("127.0.0.1:%u", sol_broker_get_port (sol_engine_get_broker (engine)));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SolFoundBroker) broker = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *address = sol_found_broker_dup_address (broker);

      n += g_str_equal (address, expected);
    }
  return n;
}

static void
test_finds_another_engine (void)
{
  g_autoptr (SolEngine) one = new_engine ("0.0.0.0", TRUE);
  g_autoptr (SolEngine) other = new_engine ("127.0.0.1", TRUE);
  g_autoptr (SolFoundList) found = sol_engine_find_brokers (other);
  g_autoptr (SolFoundBroker) broker = NULL;

  start (one);
  sol_test_wait_until (count (found, one) == 1);
  g_assert_null (sol_found_list_get_problem (found));
  broker = g_list_model_get_item (G_LIST_MODEL (found), g_list_model_get_n_items (G_LIST_MODEL (found)) - 1);
  g_assert_true (g_str_has_prefix (sol_found_broker_get_name (broker), "Soliton on "));
  g_assert_false (sol_found_broker_is_secure (broker));
  stop (one);
  sol_test_wait_until (count (found, one) == 0);
}

static void
test_leaves_itself_out (void)
{
  g_autoptr (SolEngine) one = new_engine ("0.0.0.0", TRUE);
  g_autoptr (SolEngine) other = new_engine ("0.0.0.0", TRUE);
  g_autoptr (SolFoundList) seen_by_one = sol_engine_find_brokers (one);
  g_autoptr (SolFoundList) seen_by_other = sol_engine_find_brokers (other);

  start (one);
  start (other);
  sol_test_wait_until (count (seen_by_one, other) == 1 && count (seen_by_other, one) == 1);
  g_assert_cmpuint (count (seen_by_one, one), ==, 0);
  g_assert_cmpuint (count (seen_by_other, other), ==, 0);
  stop (one);
  stop (other);
}

/* Announced only while others can reach it, and the configuration says so */
static void
test_follows_the_configuration (void)
{
  g_autoptr (SolEngine) one = new_engine ("127.0.0.1", TRUE);
  g_autoptr (SolEngine) other = new_engine ("127.0.0.1", TRUE);
  g_autoptr (SolFoundList) found = sol_engine_find_brokers (other);

  start (one);
  apply (one, "0.0.0.0", TRUE);
  sol_test_wait_until (count (found, one) == 1);
  apply (one, "0.0.0.0", FALSE);
  sol_test_wait_until (count (found, one) == 0);
  apply (one, "0.0.0.0", TRUE);
  sol_test_wait_until (count (found, one) == 1);
  apply (one, "127.0.0.1", TRUE);
  sol_test_wait_until (count (found, one) == 0);
  stop (one);
}

static void
make_certificate (const char *folder)
{
  const char *argv[] = {
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
    "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=localhost", NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* Is a broker that wants TLS in @list, at @port of this computer? */
static gboolean
has_secure (SolFoundList *list,
            guint16       port)
{
  g_autofree char *expected = g_strdup_printf ("127.0.0.1:%u", port);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SolFoundBroker) broker = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *address = sol_found_broker_dup_address (broker);

      if (sol_found_broker_is_secure (broker) && g_str_equal (address, expected))
        return TRUE;
    }
  return FALSE;
}

static void
test_announces_the_encrypted_port (void)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-found-XXXXXX", NULL);
  g_autofree char *certificate = g_build_filename (folder, "cert.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autoptr (SolEngine) one = new_engine ("0.0.0.0", TRUE);
  g_autoptr (SolEngine) other = new_engine ("127.0.0.1", TRUE);
  g_autoptr (SolFoundList) found = sol_engine_find_brokers (other);
  g_autoptr (SolFoundList) seen_by_one = sol_engine_find_brokers (one);
  SolBrokerConfig *config = sol_engine_get_config (one)->broker;
  guint16 port;

  make_certificate (folder);
  config->tls_port = 0;
  g_free (config->tls_certificate);
  config->tls_certificate = g_strdup (certificate);
  g_free (config->tls_key);
  config->tls_key = g_strdup (key);
  start (one);
  port = sol_broker_get_tls_port (sol_engine_get_broker (one));
  sol_test_wait_until (has_secure (found, port) && count (found, one) == 1);
  g_assert_false (has_secure (seen_by_one, port));
  stop (one);
  sol_test_wait_until (!has_secure (found, port));
  g_unlink (certificate);
  g_unlink (key);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/found-list/finds-another-engine", test_finds_another_engine);
  g_test_add_func ("/engine/found-list/leaves-itself-out", test_leaves_itself_out);
  g_test_add_func ("/engine/found-list/follows-the-configuration", test_follows_the_configuration);
  g_test_add_func ("/engine/found-list/announces-the-encrypted-port", test_announces_the_encrypted_port);
  return g_test_run ();
}
