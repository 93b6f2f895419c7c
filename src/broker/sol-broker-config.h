/* sol-broker-config.h: an immutable snapshot of what the broker is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an acknowledgement promises of what lasts: retained messages, sessions and all they have */
typedef enum
{
  SOL_DURABILITY_OFF,      /* nothing outlives the process */
  SOL_DURABILITY_RELAXED,  /* it is not lost when the process is killed */
  SOL_DURABILITY_STRICT,   /* nor when the power fails */
} SolDurability;

/* Filled by its maker, then only read: shared by reference across threads. */
typedef struct
{
  gatomicrefcount ref_count;
  char    *host;                /* 0.0.0.0, ::, or an address; `*` is every interface, IPv4 and IPv6 */
  guint16  port;                /* 1883; 0 lets the system choose (tests) */
  gint     websocket_port;      /* 9001; -1 is off, 0 lets the system choose */
  gint     tls_port;            /* -1 is off; 8883 by custom, 0 lets the system choose */
  char    *tls_certificate;     /* PEM file; empty is none, here and below */
  char    *tls_key;
  char    *tls_client_ca;       /* of those who sign the clients' certificates; nobody is asked for one without it */
  gboolean tls_require_client;  /* nobody without a certificate is let in by TLS */
  gboolean tls_identity;        /* a client certificate's common name is the user name, and no password is asked */
  gboolean allow_anonymous;
  guint    max_connections;     /* 100 */
  guint    max_login_failures;  /* wrong passwords from an address in a minute before it must pause, 5; 0 is off */
  guint    max_keepalive_s;     /* 60; 0 is no limit */
  gsize    max_packet_bytes;    /* 16 MiB; at most 268435455 */
  gsize    max_queue_bytes;     /* of one client, 64 MiB */
  guint    max_queued_messages; /* of QoS 1 and 2 that wait for one client; 0 is no limit */
  gsize    max_total_bytes;     /* of all queues together, 1 GiB */
  guint    max_retained;        /* retained messages, 1,000,000 */
  gsize    max_retained_bytes;  /* of all of them with their topics, 1 GiB */
  guint    max_inflight;        /* QoS 1 and 2 messages unacknowledged by one client, 100; 1..65535 */
  guint    max_publish_rate;    /* messages a second from one client; 0 is no limit */
  gsize    max_publish_bytes;   /* octets of PUBLISH a second from one client; 0 is no limit */
  guint    max_sessions;        /* that outlast their connection, 10000; 0 is no limit */
  guint    max_session_expiry_s; /* 0; a session whose client is away for longer ends; 0 is no limit */
  guint    sys_interval_s;      /* how often $SYS is published, 10; 0 is never */
  guint    durability;          /* SolDurability; relaxed */
} SolBrokerConfig;

#define SOL_TYPE_BROKER_CONFIG (sol_broker_config_get_type ())
GType            sol_broker_config_get_type (void);

/* The defaults above, host 127.0.0.1 */
SolBrokerConfig *sol_broker_config_new      (void);
/* A copy that may be changed until it is shared */
SolBrokerConfig *sol_broker_config_copy     (const SolBrokerConfig *self);
SolBrokerConfig *sol_broker_config_ref      (SolBrokerConfig       *self);
void             sol_broker_config_unref    (SolBrokerConfig       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolBrokerConfig, sol_broker_config_unref)

G_END_DECLS
