/* test-config.c: every field's limits, and what an error says
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config.h"

#include <string.h>

#include "sol-json.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = sol_json_parse_object (text, strlen (text), &error);

  g_assert_no_error (error);
  return object;
}

static SolConfig *
change (const char  *text,
        char       **pointer,
        GError     **error)
{
  g_autoptr (SolConfig) base = sol_config_new ();
  g_autoptr (JsonObject) object = parse (text);

  base->revision = 7;
  return sol_config_new_from_json (base, object, pointer, error);
}

typedef struct
{
  const char *text;
  int         code;
  const char *pointer;
  const char *says;    /* stands in the message */
} Bad;

static const Bad bad[] = {
  { "{\"host\": \"example.org\"}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/host", "example.org" },
  { "{\"host\": \"\"}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/host", "0.0.0.0" },
  { "{\"host\": \"1.2.3\"}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/host", "1.2.3" },
  { "{\"host\": 5}", SOL_CONFIG_ERROR_WRONG_TYPE, "/host", "a text" },
  { "{\"host\": null}", SOL_CONFIG_ERROR_WRONG_TYPE, "/host", "a text" },
  { "{\"port\": -1}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/port", "from 0 to 65535; it was -1" },
  { "{\"port\": 65536}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/port", "65536" },
  { "{\"port\": 99999999999999999999}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/port", "from 0 to 65535; it was 1e+20" },
  { "{\"port\": -9223372036854775809}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/port", "from 0 to 65535; it was -9.2" },
  { "{\"port\": 1e9}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/port", "from 0 to 65535" },
  { "{\"websocket_port\": 18446744073709551615}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/websocket_port",
    "from -1 to 65535" },
  { "{\"sys_interval\": 65536}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/sys_interval", "from 0 to 65535" },
  { "{\"port\": \"1883\"}", SOL_CONFIG_ERROR_WRONG_TYPE, "/port", "a whole number" },
  { "{\"port\": 1883.5}", SOL_CONFIG_ERROR_WRONG_TYPE, "/port", "a whole number" },
  { "{\"port\": true}", SOL_CONFIG_ERROR_WRONG_TYPE, "/port", "a whole number" },
  { "{\"port\": [1883]}", SOL_CONFIG_ERROR_WRONG_TYPE, "/port", "a whole number" },
  { "{\"port\": null}", SOL_CONFIG_ERROR_WRONG_TYPE, "/port", "a whole number" },
  { "{\"websocket_port\": -2}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/websocket_port",
    "from -1 to 65535" },
  { "{\"websocket_port\": 65536}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/websocket_port", "65536" },
  { "{\"allow_anonymous\": \"False\"}", SOL_CONFIG_ERROR_WRONG_TYPE, "/allow_anonymous",
    "true or false" },
  { "{\"allow_anonymous\": 0}", SOL_CONFIG_ERROR_WRONG_TYPE, "/allow_anonymous", "true or false" },
  { "{\"max_connections\": 0}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_connections",
    "from 1 to 1000000" },
  { "{\"max_connections\": 1000001}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_connections",
    "1000001" },
  { "{\"durability\": 1}", SOL_CONFIG_ERROR_WRONG_TYPE, "/durability", "relaxed" },
  { "{\"durability\": \"some\"}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/durability", "strict, relaxed or off" },
  { "{\"max_keepalive\": -1}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_keepalive", "from 0 to 65535" },
  { "{\"max_keepalive\": 65536}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_keepalive", "65536" },
  { "{\"max_packet_bytes\": 1023}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_packet_bytes",
    "268435455" },
  { "{\"max_packet_bytes\": 268435456}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_packet_bytes",
    "268435455" },
  { "{\"max_queue_bytes\": 0}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_queue_bytes", "1024" },
  { "{\"max_queue_bytes\": 1099511627777}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_queue_bytes",
    "1099511627776" },
  { "{\"max_total_bytes\": -5}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_total_bytes", "-5" },
  { "{\"max_publish_rate\": 1000001}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_publish_rate", "from 0 to 1000000" },
  { "{\"max_publish_bytes\": -1}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_publish_bytes", "from 0" },
  { "{\"max_queued_messages\": -1}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_queued_messages", "from 0" },
  { "{\"max_inflight\": 0}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_inflight", "from 1 to 65535" },
  { "{\"max_inflight\": 65536}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_inflight", "65536" },
  { "{\"max_sessions\": -1}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/max_sessions", "-1" },
  { "{\"web_enabled\": 1}", SOL_CONFIG_ERROR_WRONG_TYPE, "/web_enabled", "true or false" },
  { "{\"mdns\": \"yes\"}", SOL_CONFIG_ERROR_WRONG_TYPE, "/mdns", "true or false" },
  { "{\"web_host\": \"nowhere\"}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/web_host", "nowhere" },
  { "{\"web_port\": 70000}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/web_port", "70000" },
  { "{\"web_password\": \"x\"}", SOL_CONFIG_ERROR_UNKNOWN_FIELD, "/web_password", "web_password" },
  { "{\"prot\": 1883}", SOL_CONFIG_ERROR_UNKNOWN_FIELD, "/prot", "prot" },
  { "{\"a/b~c\": 1}", SOL_CONFIG_ERROR_UNKNOWN_FIELD, "/a~1b~0c", "a/b~c" },
  { "{\"revision\": 6}", SOL_CONFIG_ERROR_STALE, "/revision", "at revision 7" },
  { "{\"revision\": \"7\"}", SOL_CONFIG_ERROR_WRONG_TYPE, "/revision", "a whole number" },
  { "{\"port\": 9001}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/port", "differ" },
  { "{\"websocket_port\": 1883}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/websocket_port", "differ" },
  { "{\"web_port\": 1883}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/web_port", "differ" },
  { "{\"tls_port\": 9001}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/tls_port", "differ" },
  { "{\"tls_port\": -2}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/tls_port", "from -1 to 65535" },
  { "{\"tls_key\": \"key.pem\"}", SOL_CONFIG_ERROR_OUT_OF_RANGE, "/tls_key", "full path" },
  { "{\"tls_certificate\": null}", SOL_CONFIG_ERROR_WRONG_TYPE, "/tls_certificate", "a text" },
};

static void
test_rejects (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *pointer = NULL;
      g_autoptr (SolConfig) config = change (bad[i].text, &pointer, &error);

      g_test_message ("%s", bad[i].text);
      g_assert_null (config);
      g_assert_error (error, SOL_CONFIG_ERROR, bad[i].code);
      g_assert_cmpstr (pointer, ==, bad[i].pointer);
      g_assert_nonnull (strstr (error->message, bad[i].says));
    }
}

static const char *good[] = {
  "{\"host\": \"*\"}",
  "{\"host\": \"localhost\"}",
  "{\"host\": \"::\"}",
  "{\"host\": \"fe80::1\"}",
  "{\"port\": 0}",
  "{\"port\": 65535}",
  "{\"port\": 0, \"websocket_port\": 0, \"web_port\": 0}",
  "{\"websocket_port\": -1}",
  "{\"tls_port\": 8883, \"tls_certificate\": \"/c.pem\", \"tls_key\": \"\"}",
  "{\"max_connections\": 1}",
  "{\"max_connections\": 1000000}",
  "{\"max_keepalive\": 0}",
  "{\"max_keepalive\": 65535}",
  "{\"max_packet_bytes\": 268435455}",
  "{\"max_inflight\": 65535}",
  "{\"revision\": 7}",
  "{\"web_enabled\": false, \"web_port\": 1883}",
  "{}",
};

static void
test_accepts_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SolConfig) config = change (good[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (config);
    }
}

static void
test_keeps_the_rest (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolConfig) config
      = change ("{\"port\": 2000, \"allow_anonymous\": false}", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (config->broker->port, ==, 2000);
  g_assert_false (config->broker->allow_anonymous);
  g_assert_cmpint (config->broker->websocket_port, ==, 9001);
  g_assert_cmpuint (config->broker->max_connections, ==, 100);
  g_assert_cmpuint (config->broker->max_keepalive_s, ==, 60);
  g_assert_cmpstr (config->web_host, ==, "127.0.0.1");
  g_assert_cmpuint (config->web_port, ==, 8000);
}

static void
test_round_trip (void)
{
  const char *text
      = "{\"host\": \"::1\", \"port\": 1, \"websocket_port\": 2, \"tls_port\": 10, "
        "\"tls_certificate\": \"/c.pem\", \"tls_key\": \"/k.pem\", \"tls_client_ca\": \"/a.pem\", "
        "\"tls_require_client\": true, \"tls_identity\": true, \"allow_anonymous\": false, "
        "\"max_connections\": 3, \"max_login_failures\": 6, \"max_keepalive\": 4, \"max_packet_bytes\": 5000, "
        "\"max_queue_bytes\": 6000, \"max_total_bytes\": 7000, \"max_retained\": 10, "
        "\"max_retained_bytes\": 11000, \"max_inflight\": 8, \"max_queued_messages\": 12, "
        "\"max_publish_rate\": 13, \"max_publish_bytes\": 14, "
        "\"max_sessions\": 9, \"max_session_expiry\": 10, \"durability\": \"strict\", \"sys_interval\": 3, "
        "\"web_enabled\": false, "
        "\"web_host\": \"*\", \"web_port\": 9, \"mdns\": false}";
  g_autoptr (SolConfig) config = change (text, NULL, NULL);
  g_autoptr (JsonObject) printed = sol_config_to_json (config);
  g_autoptr (SolConfig) again = sol_config_new_from_json (config, printed, NULL, NULL);
  g_autoptr (JsonObject) wanted = parse (text);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_assert_nonnull (again);
  json_object_iter_init (&iter, wanted);
  while (json_object_iter_next (&iter, &name, &node))
    g_assert_true (json_node_equal (node, json_object_get_member (printed, name)));
  g_assert_cmpint (json_object_get_int_member (printed, "revision"), ==, 7);
  g_assert_cmpuint (json_object_get_size (printed), ==, json_object_get_size (wanted) + 1);
}

static void
test_tells_no_secret (void)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autofree char *text = NULL;

  config->web_password = g_strdup ("$y$secret");
  text = sol_json_print_object (sol_config_to_json (config), FALSE, NULL);
  g_assert_null (strstr (text, "secret"));
}

static void
test_copy_is_deep (void)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (SolConfig) copy = NULL;

  config->web_password = g_strdup ("$y$secret");
  copy = sol_config_copy (config);
  g_assert_true (copy->broker != config->broker);
  g_assert_true (copy->web_host != config->web_host);
  g_assert_cmpstr (copy->web_password, ==, "$y$secret");
  g_assert_true (copy->web_password != config->web_password);
}

static const char *not_json[] = {
  "",
  " ",
  "{",
  "}",
  "[]",
  "5",
  "\"text\"",
  "null",
  "{\"a\": }",
  "{\"a\" 1}",
  "{\"a\": 1} x",
  "\xff\xfe",
  "{\"a\": \"\\u0000\"}",
  "{\"a\": \"",
  "{\"a\": 1e999}",
  "{\"a\": \"\\ud800\"}",
  "{\"a\": [\"\\u1\xcb\x89z\"]}",
  "{\"\\udfff\": 1}",
  "{\"a\": [{\"b\": -1e400}]}",
};

static void
test_json_rejects (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"a\": ");

  for (gsize i = 0; i < G_N_ELEMENTS (not_json); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sol_json_parse_object (not_json[i], strlen (not_json[i]), &error));
      g_assert_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (sol_json_parse_object (deep->str, deep->len, NULL));
}

/* Each number reads back as itself, and a text that looks like one is left alone */
static void
test_json_prints_numbers (void)
{
  static const double values[] = { 0, -0.0, 1, 0.1, 1e-5, 1e-10, -1e-10, 1e17, 1e20, 1.5e300, 5e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      JsonObject *object = json_object_new ();
      g_autoptr (JsonObject) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      json_object_set_double_member (object, "a", values[i]);
      json_object_set_string_member (object, "b", "1e-10.0 \"1e20.0\" \\");
      text = sol_json_print_object (object, TRUE, NULL);
      again = sol_json_parse_object (text, strlen (text), &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (json_object_get_double_member (again, "a"), ==, values[i]);
      g_assert_cmpstr (json_object_get_string_member (again, "b"), ==, "1e-10.0 \"1e20.0\" \\");
    }
}

/* Whatever is cut off or changed: an answer, never a crash */
static void
test_json_survives (void)
{
  const char *whole = "{\"host\": \"a\\\"b\", \"port\": [1, {\"x\": -2.5e3}], \"t\": true}";
  gsize length = strlen (whole);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *copy = g_strdup (whole);

      g_assert_null (sol_json_parse_object (whole, i, NULL));
      for (guint octet = 1; octet < 256; octet++)
        {
          g_autoptr (JsonObject) object = NULL;

          copy[i] = (char) octet;
          object = sol_json_parse_object (copy, length, NULL);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config/rejects-each-field", test_rejects);
  g_test_add_func ("/config/accepts-the-limits", test_accepts_limits);
  g_test_add_func ("/config/keeps-what-is-left-out", test_keeps_the_rest);
  g_test_add_func ("/config/round-trip", test_round_trip);
  g_test_add_func ("/config/tells-no-secret", test_tells_no_secret);
  g_test_add_func ("/config/copy-is-deep", test_copy_is_deep);
  g_test_add_func ("/config/json/rejects", test_json_rejects);
  g_test_add_func ("/config/json/prints-numbers", test_json_prints_numbers);
  g_test_add_func ("/config/json/survives-every-change", test_json_survives);
  return g_test_run ();
}
