/* sol-broker-stats.h: the broker's counters, as one snapshot
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a CONNECT was refused */
typedef enum
{
  SOL_REFUSAL_CREDENTIALS,     /* wrong user name or password */
  SOL_REFUSAL_NOT_ALLOWED,     /* nobody in particular, or access rules forbid its will */
  SOL_REFUSAL_BANNED,
  SOL_REFUSAL_THROTTLED,       /* its address had guessed passwords */
  SOL_REFUSAL_FULL,            /* max_connections, max_sessions */
  SOL_REFUSAL_BUSY,
  SOL_REFUSAL_PROTOCOL,        /* not as MQTT wants it, or what the broker does not have */
  SOL_N_REFUSALS,
} SolRefusal;

/* By which listener */
typedef enum
{
  SOL_DOOR_PLAIN,
  SOL_DOOR_WEBSOCKET,
  SOL_DOOR_TLS,
  SOL_N_DOORS,
} SolDoorKind;

typedef struct
{
  gint64  started_us;           /* monotonic clock; 0 when stopped */
  guint   n_connections;        /* now */
  guint   n_sessions;           /* now, connected or waiting */
  guint   n_lasting;            /* now: sessions that outlast their connection */
  guint   n_subscriptions;
  guint   n_shared;             /* of them: shared ones */
  guint   n_retained;
  guint   n_waiting;            /* clients that are not read now because they publish too fast */
  guint   n_queued;             /* messages waiting in the queues of sessions */
  guint   n_connections_at[SOL_N_DOORS];
  guint64 n_connects_at[SOL_N_DOORS];
  guint64 n_messages_in, n_messages_out;  /* PUBLISH packets, and messages from and to this process, since start */
  guint64 n_payload_in, n_payload_out;    /* octets in them */
  guint64 n_packets_in, n_packets_out;    /* of every kind */
  guint64 n_bytes_in, n_bytes_out;        /* octets of all packets */
  guint64 n_connects;           /* accepted CONNECTs */
  guint64 n_sockets;            /* connections of the network, accepted or not */
  guint64 n_refused;            /* CONNECTs answered with a refusal */
  guint64 n_refused_for[SOL_N_REFUSALS];
  guint64 n_refused_full;       /* connections over max_connections or out of descriptors */
  guint64 n_refused_sessions;   /* lasting sessions refused over max_sessions */
  guint64 n_throttled;          /* CONNECTs refused unread because their address had guessed passwords */
  guint64 n_slowed;             /* times that a client was not read because it published too fast */
  guint64 n_dropped;            /* messages not delivered because a queue was full */
  guint64 n_denied_publish;     /* publications and wills that access rules forbade */
  guint64 n_denied_subscribe;
  guint64 n_withheld;           /* messages that rules kept from a subscriber */
  guint64 n_expired;            /* messages, retained ones too, that nobody got in time */
  guint64 n_sessions_expired;   /* sessions whose client stayed away too long */
  guint64 n_too_large_out;      /* messages not delivered because the client takes no packet of their size */
  guint64 n_too_large;          /* packets over max_packet_bytes */
  gsize   queued_bytes;         /* waiting for all clients, now */
  gsize   retained_bytes;
  gint64  tls_expiry_s;         /* Unix time when the server's certificate ends; 0 without TLS */
  guint64 n_refused_store;      /* messages not taken because the database failed or lagged behind */
  guint64 n_batches;            /* committed by the store */
  guint64 commit_us;            /* from handing each over to its answer, together */
  gsize   store_bytes;          /* waiting for the store, now */
  gboolean is_store_failing;    /* what is to be kept cannot be written now */
  gboolean is_accepting;        /* FALSE while out of descriptors */
} SolBrokerStats;

G_END_DECLS
