/* sol-bans-private.h: who is kept out, asked at every CONNECT
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-core-private.h"

G_BEGIN_DECLS

/* @bans: (transfer full) (element-type SolBan): replaces them, and closes the connections of those they name */
void     sol_broker_core_set_bans  (SolBrokerCore *self,
                                    GPtrArray     *bans);

/* Whether a CONNECT must be refused. @user_name: (nullable). Cost: three look-ups when somebody is banned, else a
 * pointer test */
gboolean sol_broker_core_is_banned (SolBrokerCore *self,
                                    SolConn       *conn,
                                    const char    *client_id,
                                    const char    *user_name);

G_END_DECLS
