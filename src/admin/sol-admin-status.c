/* sol-admin-status.c: /api/v1/status, and the broker's start and stop
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-reply-private.h"

static const char *
state_name (SolBrokerState state)
{
  switch (state)
    {
    case SOL_BROKER_STARTING:
      return "starting";
    case SOL_BROKER_RUNNING:
      return "running";
    case SOL_BROKER_STOPPING:
      return "stopping";
    case SOL_BROKER_STOPPED:
    default:
      return "stopped";
    }
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_str_equal (host, "localhost");
}

/* What a device may write as the broker's address; empty when only this computer can connect */
static JsonArray *
list_addresses (const char *host)
{
  JsonArray *array = json_array_new ();
  g_auto (GStrv) addresses = NULL;

  if (is_loopback_host (host))
    return array;
  if (!g_str_equal (host, "*") && !g_str_equal (host, "0.0.0.0") && !g_str_equal (host, "::"))
    {
      json_array_add_string_element (array, host);
      return array;
    }
  addresses = sol_engine_list_lan_addresses ();
  for (guint i = 0; addresses[i] != NULL; i++)
    if (!g_str_equal (host, "0.0.0.0") || strchr (addresses[i], ':') == NULL)
      json_array_add_string_element (array, addresses[i]);
  return array;
}

static JsonObject *
stats_to_json (const SolBrokerStats *stats)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "connections", stats->n_connections);
  json_object_set_int_member (object, "sessions", stats->n_sessions);
  json_object_set_int_member (object, "lasting_sessions", stats->n_lasting);
  json_object_set_int_member (object, "sessions_expired", (gint64) stats->n_sessions_expired);
  json_object_set_int_member (object, "subscriptions", stats->n_subscriptions);
  json_object_set_int_member (object, "retained", stats->n_retained);
  json_object_set_int_member (object, "retained_bytes", (gint64) stats->retained_bytes);
  json_object_set_int_member (object, "messages_in", (gint64) stats->n_messages_in);
  json_object_set_int_member (object, "messages_out", (gint64) stats->n_messages_out);
  json_object_set_int_member (object, "bytes_in", (gint64) stats->n_bytes_in);
  json_object_set_int_member (object, "bytes_out", (gint64) stats->n_bytes_out);
  json_object_set_int_member (object, "connects", (gint64) stats->n_connects);
  json_object_set_int_member (object, "refused", (gint64) stats->n_refused);
  json_object_set_int_member (object, "refused_full", (gint64) stats->n_refused_full);
  json_object_set_int_member (object, "refused_sessions", (gint64) stats->n_refused_sessions);
  json_object_set_int_member (object, "throttled", (gint64) stats->n_throttled);
  json_object_set_int_member (object, "dropped", (gint64) stats->n_dropped);
  json_object_set_int_member (object, "expired", (gint64) stats->n_expired);
  json_object_set_int_member (object, "too_large_out", (gint64) stats->n_too_large_out);
  json_object_set_int_member (object, "slowed", (gint64) stats->n_slowed);
  json_object_set_int_member (object, "waiting", stats->n_waiting);
  json_object_set_int_member (object, "denied_publish", (gint64) stats->n_denied_publish);
  json_object_set_int_member (object, "denied_subscribe", (gint64) stats->n_denied_subscribe);
  json_object_set_int_member (object, "withheld", (gint64) stats->n_withheld);
  json_object_set_int_member (object, "too_large", (gint64) stats->n_too_large);
  json_object_set_int_member (object, "queued", stats->n_queued);
  json_object_set_int_member (object, "queued_bytes", (gint64) stats->queued_bytes);
  json_object_set_int_member (object, "refused_store", (gint64) stats->n_refused_store);
  json_object_set_boolean_member (object, "store_failing", stats->is_store_failing);
  json_object_set_boolean_member (object, "accepting", stats->is_accepting);
  return object;
}

static JsonObject *
web_to_json (const SolAdminDoorStats *stats)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "connections", stats->n_connections);
  json_object_set_int_member (object, "accepted", (gint64) stats->n_accepted);
  json_object_set_int_member (object, "refused", (gint64) stats->n_refused);
  json_object_set_int_member (object, "late", (gint64) stats->n_late);
  return object;
}

/* What is bound where that is known, else what will be */
static void
add_listeners (JsonObject            *object,
               SolBroker             *broker,
               const SolBrokerConfig *config)
{
  guint16 port = sol_broker_get_port (broker),
          websocket_port = sol_broker_get_websocket_port (broker),
          tls_port = sol_broker_get_tls_port (broker);

  json_object_set_string_member (object, "host", config->host);
  json_object_set_int_member (object, "port", port != 0 ? port : config->port);
  json_object_set_int_member (object, "websocket_port",
                              websocket_port != 0 ? websocket_port : config->websocket_port);
  json_object_set_int_member (object, "tls_port", tls_port != 0 ? tls_port : config->tls_port);
  json_object_set_array_member (object, "addresses", list_addresses (config->host));
  json_object_set_boolean_member (object, "is_open", !is_loopback_host (config->host));
  json_object_set_boolean_member (object, "allow_anonymous", config->allow_anonymous);
}

void
sol_admin_get_status (SolAdminRequest *request)
{
  SolEngine *engine = sol_admin_request_get_engine (request);
  SolBroker *broker = sol_engine_get_broker (engine);
  const SolConfig *config = sol_engine_get_config (engine);
  JsonObject *object = json_object_new ();
  SolBrokerStats stats;
  double uptime_s;

  sol_broker_get_stats (broker, &stats);
  uptime_s
      = stats.started_us > 0 ? (double)(g_get_monotonic_time () - stats.started_us) / 1e6 : 0.0;
  json_object_set_string_member (object, "version", SOL_VERSION);
  json_object_set_double_member (object, "time", (double) g_get_real_time () / 1e6);
  json_object_set_string_member (object, "state",
                                 state_name (sol_engine_get_broker_state (engine)));
  json_object_set_double_member (object, "uptime", uptime_s);
  json_object_set_int_member (object, "revision", config->revision);
  add_listeners (object, broker, config->broker);
  /* Unix time in seconds */
  if (stats.tls_expiry_s != 0)
    json_object_set_int_member (object, "tls_expiry", stats.tls_expiry_s);
  if (sol_engine_get_warning (engine) != NULL)
    json_object_set_string_member (object, "warning", sol_engine_get_warning (engine));
  json_object_set_object_member (object, "stats", stats_to_json (&stats));
  json_object_set_object_member (object, "web", web_to_json (&request->admin->stats));
  sol_admin_reply_object (request, object);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_start_broker_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (user_data, _ ("Broker started"));
  else
    sol_admin_reply_error (user_data, NULL, error);
}

void
sol_admin_start_broker (SolAdminRequest *request)
{
  sol_engine_start_broker_async (sol_admin_request_get_engine (request), NULL, started_cb, request);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_stop_broker_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (user_data, _ ("Broker stopped"));
  else
    sol_admin_reply_error (user_data, NULL, error);
}

void
sol_admin_stop_broker (SolAdminRequest *request)
{
  sol_engine_stop_broker_async (sol_admin_request_get_engine (request), NULL, stopped_cb, request);
}
