/* sol-broker-stats.h: the broker's counters, as one snapshot
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64  started_us;           /* monotonic clock; 0 when stopped */
  guint   n_connections;        /* now */
  guint   n_sessions;           /* now, connected or waiting */
  guint   n_lasting;            /* now: sessions that outlast their connection */
  guint   n_subscriptions;
  guint   n_retained;
  guint64 n_messages_in, n_messages_out;  /* PUBLISH packets, and messages from and to this process, since start */
  guint64 n_bytes_in, n_bytes_out;        /* octets of all packets */
  guint64 n_connects;           /* accepted CONNECTs */
  guint64 n_refused;            /* CONNECTs answered with a refusal */
  guint64 n_refused_full;       /* connections over max_connections or out of descriptors */
  guint64 n_refused_sessions;   /* lasting sessions refused over max_sessions */
  guint64 n_throttled;          /* CONNECTs refused unread because their address had guessed passwords */
  guint64 n_dropped;            /* messages not delivered because a queue was full */
  guint64 n_denied_publish;     /* publications and wills that access rules forbade */
  guint64 n_denied_subscribe;
  guint64 n_withheld;           /* retained and queued messages that rules kept from a subscriber */
  guint64 n_expired;            /* messages, retained ones too, that nobody got in time */
  guint64 n_too_large_out;      /* messages not delivered because the client takes no packet of their size */
  guint64 n_too_large;          /* packets over max_packet_bytes */
  gsize   queued_bytes;         /* waiting for all clients, now */
  gsize   retained_bytes;
  gint64  tls_expiry_s;         /* Unix time when the server's certificate ends; 0 without TLS */
  guint64 n_refused_store;      /* messages not taken because the database failed or lagged behind */
  gboolean is_store_failing;    /* what is to be kept cannot be written now */
  gboolean is_accepting;        /* FALSE while out of descriptors */
} SolBrokerStats;

G_END_DECLS
