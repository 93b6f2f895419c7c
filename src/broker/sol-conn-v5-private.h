/* sol-conn-v5-private.h: what a connection of MQTT 5.0 has beyond one of 3.1.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alias-table-private.h"
#include "sol-conn-auth-private.h"
#include "sol-mqtt-connect.h"
#include "sol-mqtt-properties.h"

G_BEGIN_DECLS

/* The aliases that a client may give its topics, told in CONNACK. Each may hold a topic of 65535
 * octets, so that they are few. */
#define SOL_CONN_V5_ALIASES_IN 32

/* Allocated apart, so that an idle connection of 3.1.1 stays small. The broker's thread. */
typedef struct
{
  /* What the client said in CONNECT */
  guint32     max_packet_bytes;   /* it takes packets up to here, whole; G_MAXUINT32 is any */
  guint32     will_delay_s;
  guint16     receive_max;        /* QoS 1 and 2 messages it takes unacknowledged; 1..65535 */
  guint16     alias_max_out;      /* we may give aliases 1 to here; 0 is none */
  gboolean    wants_problem_info; /* reason strings and user properties may be sent with errors */

  /* What we said in CONNACK */
  guint32     max_packet_in;      /* octets behind the fixed header */
  guint16     alias_max_in;
  guint16     receive_max_in;
  guint16     n_receiving;        /* QoS 1 and 2 messages from it, not acknowledged to the end */

  /* Of publishing alone, made when first needed */
  GPtrArray  *topics_in;          /* owned, nullable: GBytes at alias − 1, NULL where unset */
  SolConnAuth *auth;              /* owned, nullable: of a CONNECT that named a method */
  SolAliasTable *aliases_out;     /* owned, nullable: what the client was told */
} SolConnV5;

/* @receive_max_in: 1..65535, and @max_packet_in: told in CONNACK */
SolConnV5 *sol_conn_v5_new  (const SolMqttConnect *connect,
                             guint                 receive_max_in,
                             gsize                 max_packet_in);
void       sol_conn_v5_free (SolConnV5            *self);

/* How long the session is to last without its client, in s: before 5.0, for ever unless it is clean */
guint32    sol_conn_v5_get_wanted_expiry (const SolMqttConnect *connect);

/* No packet is too long for it, and none has an alias of ours */
static inline gboolean
sol_conn_v5_takes_any_frame (const SolConnV5 *self)
{
  return self->max_packet_bytes == G_MAXUINT32 && self->alias_max_out == 0;
}

/* A QoS 1 or 2 message has come; FALSE when the client may not have so many under way.
 * Source: MQTT 5.0 §4.9, [MQTT-3.3.4-7] */
static inline gboolean
sol_conn_v5_begin_receiving (SolConnV5 *self)
{
  if (self->n_receiving >= self->receive_max_in)
    return FALSE;
  self->n_receiving++;
  return TRUE;
}

/* PUBACK, PUBCOMP or a PUBREC that refuses goes out; also one of a message that came on a connection
 * before */
static inline void
sol_conn_v5_end_receiving (SolConnV5 *self)
{
  if (self->n_receiving > 0)
    self->n_receiving--;
}

G_END_DECLS
