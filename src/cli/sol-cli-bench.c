/* sol-cli-bench.c: soliton-cli bench: measures how much a broker carries
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-load.h"
#include "sol-mqtt-types.h"

typedef struct
{
  SolLoadSettings settings;
  char    *host;
  int      port;
  char    *user_name;
  char    *password;
  char    *password_file;
  char    *scenario;
  char    *protocol;
  int      n_clients;
  int      qos;
  int      size;
  int      window;
  gint64   n_messages;
  double   warm_up_s;
  double   duration_s;
  int      broker_pid;
  gboolean json;
} SolCliBench;

static void
sol_cli_bench_clear (SolCliBench *self)
{
  g_free (self->host);
  g_free (self->user_name);
  g_free (self->password);
  g_free (self->password_file);
  g_free (self->scenario);
  g_free (self->protocol);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliBench, sol_cli_bench_clear)

static gboolean
sol_cli_bench_parse (SolCliBench  *self,
                     char       ***argv,
                     GError      **error)
{
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host, N_("Where the broker runs (localhost)"), N_("HOST") },
    { "port", 'p', 0, G_OPTION_ARG_INT, &self->port, N_("Its port (1883)"), N_("PORT") },
    { "username", 'u', 0, G_OPTION_ARG_STRING, &self->user_name, N_("User name"), N_("NAME") },
    { "password", 'P', 0, G_OPTION_ARG_STRING, &self->password,
      N_("Password; others see it in the process list"), N_("WORD") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_("File with the password in its first line"), N_("FILE") },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &self->scenario,
      N_("fan-in, fan-out, pairs or idle (pairs)"), N_("WHICH") },
    { "protocol", 'V', 0, G_OPTION_ARG_STRING, &self->protocol, N_("Version of MQTT: 3.1.1 or 5 (3.1.1)"),
      N_("VERSION") },
    { "clients", 0, 0, G_OPTION_ARG_INT, &self->n_clients,
      N_("Publishers, subscribers, pairs or connections (100)"), N_("N") },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (0)"), N_("QOS") },
    { "size", 0, 0, G_OPTION_ARG_INT, &self->size, N_("Octets of a message, at least 16 (32)"), N_("N") },
    { "window", 0, 0, G_OPTION_ARG_INT, &self->window,
      N_("Messages of a publisher under way at a time (100)"), N_("N") },
    { "messages", 0, 0, G_OPTION_ARG_INT64, &self->n_messages,
      N_("Messages to publish, instead of a time"), N_("N") },
    { "warm-up", 0, 0, G_OPTION_ARG_DOUBLE, &self->warm_up_s,
      N_("Seconds before measuring (0.5)"), N_("SECONDS") },
    { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &self->duration_s, N_("Seconds to measure (2)"), N_("SECONDS") },
    { "broker-pid", 0, 0, G_OPTION_ARG_INT, &self->broker_pid,
      N_("Process to measure CPU time and memory of"), N_("PID") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print one line of JSON"), NULL },
    { NULL },
  };

  return sol_cli_parse (entries, NULL, NULL, _("Measures how many messages a broker delivers, and how fast."), argv,
                        error);
}

static void
sol_cli_bench_init (SolCliBench *self)
{
  SolLoadSettings *settings = &self->settings;

  sol_load_settings_init (settings);
  self->port = settings->port;
  self->n_clients = settings->n_clients;
  self->size = settings->payload_len;
  self->window = settings->window;
  self->warm_up_s = settings->warm_up_ms / 1000.0;
  self->duration_s = settings->duration_ms / 1000.0;
}

static gboolean
sol_cli_bench_check (SolCliBench  *self,
                     GError      **error)
{
  if (self->scenario != NULL && !sol_load_scenario_from_nick (self->scenario, &self->settings.scenario))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                   _("--scenario cannot be “%s”: it must be fan-in, fan-out, pairs or idle."), self->scenario);
      return FALSE;
    }
  if (self->protocol != NULL && !g_str_equal (self->protocol, "5") && !g_str_equal (self->protocol, "3.1.1"))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("--protocol cannot be “%s”: it must be 3.1.1 or 5."),
                   self->protocol);
      return FALSE;
    }
  return sol_cli_check_range ("--port", self->port, 1, 65535, error)
         && sol_cli_check_range ("--clients", self->n_clients, 1, 100000, error)
         && sol_cli_check_range ("--qos", self->qos, 0, 2, error)
         && sol_cli_check_range ("--size", self->size, SOL_LOAD_STAMP_SIZE, 1000000, error)
         && sol_cli_check_range ("--window", self->window, 1, 60000, error)
         && sol_cli_check_range ("--messages", self->n_messages, 0, G_MAXUINT32, error)
         && sol_cli_check_range ("--warm-up", (gint64) self->warm_up_s, 0, 3600, error)
         && sol_cli_check_range ("--duration", (gint64) self->duration_s, 0, 86400, error)
         && sol_cli_read_password (&self->password, self->password_file, error);
}

static void
sol_cli_bench_fill (SolCliBench *self)
{
  SolLoadSettings *settings = &self->settings;

  if (self->host != NULL)
    settings->host = self->host;
  settings->port = (guint16) self->port;
  settings->user_name = self->user_name;
  settings->password = self->password;
  if (self->protocol != NULL && g_str_equal (self->protocol, "5"))
    settings->version = SOL_MQTT_VERSION_5_0;
  settings->n_clients = self->n_clients;
  settings->qos = self->qos;
  settings->payload_len = self->size;
  settings->window = self->window;
  settings->n_messages = self->n_messages;
  settings->warm_up_ms = (guint) (self->warm_up_s * 1000);
  settings->duration_ms = (guint) (self->duration_s * 1000);
  settings->broker_pid = self->broker_pid;
}

static double
per_second (const SolLoadResult *result)
{
  return result->seconds > 0 ? result->n_measured / result->seconds : 0;
}

static double
cpu_per_million (const SolLoadResult *result)
{
  return result->cpu_seconds * 1e6 / MAX (result->n_measured, 1);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_count (JsonBuilder *builder,
           const char  *name,
           guint64      value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) value);
}

static void
print_json (const SolLoadSettings *settings,
            const SolLoadResult   *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scenario");
  json_builder_add_string_value (builder, sol_load_scenario_get_nick (settings->scenario));
  add_count (builder, "clients", settings->n_clients);
  add_count (builder, "connections", result->n_connections);
  add_number (builder, "connections_per_second", result->connections_per_s);
  add_count (builder, "expected", result->n_expected);
  add_count (builder, "delivered", result->n_delivered);
  add_count (builder, "out_of_order", result->n_out_of_order);
  add_count (builder, "foreign", result->n_foreign);
  add_number (builder, "seconds", result->seconds);
  add_number (builder, "deliveries_per_second", per_second (result));
  add_number (builder, "p50_us", result->p50_us);
  add_number (builder, "p99_us", result->p99_us);
  if (result->cpu_seconds >= 0)
    add_number (builder, "cpu_seconds_per_million", cpu_per_million (result));
  if (result->idle_bytes >= 0)
    add_number (builder, "idle_connection_bytes", result->idle_bytes);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
}

static void
print_idle (const SolLoadResult *result)
{
  g_print (_("%u idle connections\n"), result->n_connections);
  if (result->idle_bytes >= 0)
    g_print (_("memory      %.0f octets a connection\n"), result->idle_bytes);
}

static void
print_exchange (const SolLoadResult *result)
{
  g_print (_("delivered   %" PRIu64 " of %" PRIu64 ", %" PRIu64 " out of order\n"),
           result->n_delivered, result->n_expected, result->n_out_of_order);
  g_print (_("throughput  %.0f deliveries a second\n"), per_second (result));
  g_print (_("latency     %.2f ms half of them, %.2f ms 99 of 100, with full windows\n"), result->p50_us / 1000,
           result->p99_us / 1000);
  if (result->cpu_seconds >= 0)
    g_print (_("processor   %.2f CPU seconds of the broker a million deliveries\n"), cpu_per_million (result));
}

static gboolean
is_flawless (const SolLoadResult *result)
{
  return result->n_delivered == result->n_expected && result->n_out_of_order == 0 && result->n_foreign == 0;
}

int
sol_cli_run_bench (char **argv)
{
  g_auto (SolCliBench) self = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  SolLoadResult result;
  GError *error = NULL;

  sol_cli_bench_init (&self);
  if (!sol_cli_bench_parse (&self, &rest, &error) || !sol_cli_bench_check (&self, &error))
    return sol_cli_fail (error);
  sol_cli_bench_fill (&self);
  sol_cli_raise_descriptor_limit ();
  if (!sol_load_run (&self.settings, &result, &error))
    return sol_cli_fail (error);
  if (self.json)
    print_json (&self.settings, &result);
  else if (self.settings.scenario == SOL_LOAD_IDLE)
    print_idle (&result);
  else
    print_exchange (&result);
  return is_flawless (&result) ? SOL_EXIT_OK : SOL_EXIT_FAILURE;
}
