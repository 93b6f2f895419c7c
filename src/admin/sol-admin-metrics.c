/* sol-admin-metrics.c: /metrics, what Prometheus reads
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Prometheus' text format 0.0.4. One snapshot of the broker's counters; nothing is asked of its thread.
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include "sol-admin-reply-private.h"

#define TYPE "text/plain; version=0.0.4; charset=utf-8"

typedef enum
{
  FORM_GUINT,
  FORM_GUINT64,
  FORM_SIZE,
  FORM_BOOLEAN,
} Form;

typedef struct
{
  const char *name;   /* a counter's ends in _total */
  const char *help;
  Form        form;
  gsize       offset;
} Metric;

#define AT(form, field) FORM_##form, G_STRUCT_OFFSET (SolBrokerStats, field)

static const Metric metrics[] = {
  { "soliton_sessions", "Sessions, connected or waiting for their client.", AT (GUINT, n_sessions) },
  { "soliton_lasting_sessions", "Sessions that outlast their connection.", AT (GUINT, n_lasting) },
  { "soliton_sessions_expired_total", "Sessions ended because their client stayed away.",
    AT (GUINT64, n_sessions_expired) },
  { "soliton_subscriptions", "Subscriptions.", AT (GUINT, n_subscriptions) },
  { "soliton_shared_subscriptions", "Subscriptions that are members of a group.", AT (GUINT, n_shared) },
  { "soliton_retained_messages", "Retained messages.", AT (GUINT, n_retained) },
  { "soliton_retained_bytes", "Octets that retained messages hold.", AT (SIZE, retained_bytes) },
  { "soliton_queued_messages", "Messages in the queues of sessions.", AT (GUINT, n_queued) },
  { "soliton_queued_bytes", "Octets waiting for all clients.", AT (SIZE, queued_bytes) },
  { "soliton_sockets_total", "Network connections taken, whatever became of them.", AT (GUINT64, n_sockets) },
  { "soliton_packets_received_total", "Packets of MQTT from clients.", AT (GUINT64, n_packets_in) },
  { "soliton_packets_sent_total", "Packets of MQTT to clients.", AT (GUINT64, n_packets_out) },
  { "soliton_received_bytes_total", "Octets from clients.", AT (GUINT64, n_bytes_in) },
  { "soliton_sent_bytes_total", "Octets to clients.", AT (GUINT64, n_bytes_out) },
  { "soliton_messages_received_total", "Messages published.", AT (GUINT64, n_messages_in) },
  { "soliton_messages_sent_total", "Messages delivered.", AT (GUINT64, n_messages_out) },
  { "soliton_payload_received_bytes_total", "Octets of the payloads of messages from clients.",
    AT (GUINT64, n_payload_in) },
  { "soliton_payload_sent_bytes_total", "Octets of the payloads of messages to clients.",
    AT (GUINT64, n_payload_out) },
  { "soliton_messages_dropped_total", "Messages not delivered because a queue was full.", AT (GUINT64, n_dropped) },
  { "soliton_publishers_slowed_total", "Times that a client was not read because it published too fast.",
    AT (GUINT64, n_slowed) },
  { "soliton_publishers_waiting", "Clients not read now because they publish too fast.", AT (GUINT, n_waiting) },
  { "soliton_messages_expired_total", "Messages that nobody got in time.", AT (GUINT64, n_expired) },
  { "soliton_messages_withheld_total", "Messages that access rules kept from a subscriber.",
    AT (GUINT64, n_withheld) },
  { "soliton_messages_unstored_total", "Messages not taken because the database failed or lagged behind.",
    AT (GUINT64, n_refused_store) },
  { "soliton_messages_too_large_total", "Messages larger than their receiver takes.",
    AT (GUINT64, n_too_large_out) },
  { "soliton_packets_too_large_total", "Packets over max_packet_bytes.", AT (GUINT64, n_too_large) },
  { "soliton_denied_publish_total", "Publications and wills that access rules forbade.",
    AT (GUINT64, n_denied_publish) },
  { "soliton_denied_subscribe_total", "Subscriptions that access rules forbade.", AT (GUINT64, n_denied_subscribe) },
  { "soliton_connections_turned_away_total",
    "Connections closed because of max_connections or for want of descriptors.", AT (GUINT64, n_refused_full) },
  { "soliton_accepting", "Whether connections are accepted; 0 while out of descriptors.",
    AT (BOOLEAN, is_accepting) },
  { "soliton_store_failing", "Whether the database fails to take what is to be kept.",
    AT (BOOLEAN, is_store_failing) },
  { "soliton_store_waiting_bytes", "Octets of messages waiting for the database.", AT (SIZE, store_bytes) },
};

static const char *const doors[SOL_N_DOORS] = { "mqtt", "websocket", "tls" };

static const char *const refusals[SOL_N_REFUSALS] = {
  "credentials", "not_allowed", "banned", "throttled", "full", "busy", "protocol",
};

static void
add_head (GString    *text,
          const char *name,
          const char *type,
          const char *help)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static guint64
read_metric (const Metric         *metric,
             const SolBrokerStats *stats)
{
  gconstpointer place = (const guint8 *) stats + metric->offset;

  switch (metric->form)
    {
    case FORM_GUINT:
      return *(const guint *) place;
    case FORM_GUINT64:
      return *(const guint64 *) place;
    case FORM_SIZE:
      return *(const gsize *) place;
    case FORM_BOOLEAN:
    default:
      return *(const gboolean *) place ? 1 : 0;
    }
}

/* One that only grows is called so */
static void
add_number (GString    *text,
            const char *name,
            const char *help,
            guint64     number)
{
  add_head (text, name, g_str_has_suffix (name, "_total") ? "counter" : "gauge", help);
  g_string_append_printf (text, "%s %" G_GUINT64_FORMAT "\n", name, number);
}

static void
add_metric (GString              *text,
            const Metric         *metric,
            const SolBrokerStats *stats)
{
  add_number (text, metric->name, metric->help, read_metric (metric, stats));
}

static void
add_labelled (GString    *text,
              const char *name,
              const char *label,
              const char *value,
              guint64     number)
{
  g_string_append_printf (text, "%s{%s=\"%s\"} %" G_GUINT64_FORMAT "\n", name, label, value, number);
}

static void
add_doors (GString              *text,
           const SolBrokerStats *stats)
{
  add_head (text, "soliton_connections", "gauge", "Clients that are connected, by listener.");
  for (guint i = 0; i < SOL_N_DOORS; i++)
    add_labelled (text, "soliton_connections", "listener", doors[i], stats->n_connections_at[i]);
  add_head (text, "soliton_connects_total", "counter", "Clients let in, by listener.");
  for (guint i = 0; i < SOL_N_DOORS; i++)
    add_labelled (text, "soliton_connects_total", "listener", doors[i], stats->n_connects_at[i]);
}

static void
add_refusals (GString              *text,
              const SolBrokerStats *stats)
{
  add_head (text, "soliton_refused_total", "counter", "CONNECTs answered with a refusal, by reason.");
  for (guint i = 0; i < SOL_N_REFUSALS; i++)
    add_labelled (text, "soliton_refused_total", "reason", refusals[i], stats->n_refused_for[i]);
}

static void
add_seconds (GString    *text,
             const char *name,
             gint64      us)
{
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT ".%06d\n", name, us / G_USEC_PER_SEC,
                          (int) (us % G_USEC_PER_SEC));
}

/* The mean of some time is the growth of the sum by the growth of the count */
static void
add_commits (GString              *text,
             const SolBrokerStats *stats)
{
  add_head (text, "soliton_store_commit_seconds", "summary",
            "Batches committed by the database, and the time from handing each over to its answer.");
  add_seconds (text, "soliton_store_commit_seconds_sum", (gint64) stats->commit_us);
  g_string_append_printf (text, "soliton_store_commit_seconds_count %" G_GUINT64_FORMAT "\n", stats->n_batches);
}

static void
add_times (GString              *text,
           const SolBrokerStats *stats)
{
  gint64 uptime_us = stats->started_us > 0 ? g_get_monotonic_time () - stats->started_us : 0;

  add_head (text, "soliton_up", "gauge", "Whether the broker runs.");
  g_string_append_printf (text, "soliton_up %d\n", stats->started_us > 0);
  add_head (text, "soliton_uptime_seconds", "gauge", "Since the broker was started.");
  add_seconds (text, "soliton_uptime_seconds", MAX (uptime_us, 0));
  if (stats->tls_expiry_s == 0)
    return;
  add_head (text, "soliton_certificate_expiry_timestamp_seconds", "gauge",
            "When the server's certificate ends, Unix time.");
  g_string_append_printf (text, "soliton_certificate_expiry_timestamp_seconds %" G_GINT64_FORMAT "\n",
                          stats->tls_expiry_s);
}

static void
add_web (GString                 *text,
         const SolAdminDoorStats *stats)
{
  add_number (text, "soliton_web_connections", "Connections to the web admin.", stats->n_connections);
  add_number (text, "soliton_web_accepted_total", "Connections to the web admin, whatever became of them.",
              stats->n_accepted);
  add_number (text, "soliton_web_turned_away_total",
              "Connections to the web admin told 503 or closed because there were too many.", stats->n_refused);
  add_number (text, "soliton_web_late_total",
              "Connections to the web admin closed because they were slow.", stats->n_late);
}

void
sol_admin_get_metrics (SolAdminRequest *request)
{
  g_autoptr (GString) text = g_string_sized_new (8192);
  g_autoptr (GBytes) bytes = NULL;
  SolBrokerStats stats;

  sol_broker_get_stats (sol_engine_get_broker (sol_admin_request_get_engine (request)), &stats);
  add_head (text, "soliton_build_info", "gauge", "The program's version.");
  g_string_append (text, "soliton_build_info{version=\"" SOL_VERSION "\"} 1\n");
  add_times (text, &stats);
  add_doors (text, &stats);
  add_refusals (text, &stats);
  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    add_metric (text, &metrics[i], &stats);
  add_commits (text, &stats);
  add_web (text, &request->admin->stats);
  bytes = g_bytes_new (text->str, text->len);
  sol_admin_reply_bytes (request, TYPE, bytes);
}
