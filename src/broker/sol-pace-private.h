/* sol-pace-private.h: how fast one client publishes, against the limits for each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-core-private.h"

G_BEGIN_DECLS

/* What a PUBLISH is looked at for; no bit in peace, so that it costs one test */
enum
{
  SOL_CHECK_STORE = 1 << 0,  /* the database fails */
  SOL_CHECK_PACE = 1 << 1,   /* max_publish_rate or max_publish_bytes */
};

/* Returns: (transfer full): by connection, of those that published while there was a limit */
GHashTable *sol_pace_table_new           (void);

/**
 * sol_conn_count_pace:
 * @length: octets of the PUBLISH
 *
 * A message over the limit is taken, and the connection not read until it would have been in time:
 * what comes then waits in the network, and what was received with it in the connection.
 *
 * Cost: one look-up in a table.
 */
void        sol_conn_count_pace          (SolConn       *self,
                                          gsize          length);

/* It goes */
void        sol_conn_drop_pace           (SolConn       *self);

/* Holds, since it came */
guint32     sol_conn_get_n_slowed        (SolConn       *self);

/* New limits: what was counted by the old ones is forgiven, and who waits goes on within a tick of
 * the wheel. 0 is no limit. */
void        sol_broker_core_set_pace     (SolBrokerCore *self,
                                          guint          messages_a_second,
                                          gsize          bytes_a_second);

G_END_DECLS
