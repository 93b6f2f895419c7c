/* sol-conn-v5-private.h: what a connection of MQTT 5.0 has beyond one of 3.1.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alias-table-private.h"

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
  guint16     alias_max_in;
  guint16     receive_max_in;
  guint16     n_receiving;        /* QoS 1 and 2 messages from it, not acknowledged to the end */

  /* Of publishing alone, made when first needed */
  GPtrArray  *topics_in;          /* owned, nullable: GBytes at alias − 1, NULL where unset */
  SolAliasTable *aliases_out;     /* owned, nullable: what the client was told */
} SolConnV5;

SolConnV5 *sol_conn_v5_new  (void);
void       sol_conn_v5_free (SolConnV5 *self);

G_END_DECLS
